load ../lib

prepare()
{
	ledger
	tradecli -q inquiry add 'ACME Ltd' --number Q1 --date 2026-11-20 \
	    --channel fair --campaign 'Canton 140' --reference A7 \
	    --description 'LED bulb 9W' --quantity 5000 --unit pcs
}

@test "move goes to a stage and keeps when" {
	ok tradecli inquiry move Q1 quoted
	no_out
	err_is <<-'END'
	Q1: new -> quoted
	END
	ok tradecli inquiry move Q1 打样 --next +3d
	no_out
	err_is <<-'END'
	Q1: quoted -> sample
	END
	holds 'SELECT stage, answered, next_action FROM inquiry' <<-'END'
	sample|2026-11-22|2026-11-25
	END
	ok tradecli inquiry show Q1 -f json
	json .events
	out_is <<-'END'
	[{"time":"2026-11-22","kind":"move","stage":"quoted","text":null,"next_action":null},{"time":"2026-11-22","kind":"move","stage":"sample","text":null,"next_action":"2026-11-25"}]
	END
	no_err
}

@test "move refuses" {
	tradecli -q inquiry move Q1 quoted
	refused 5 tradecli inquiry move Q1 quoted
	err_is <<-'END'
	tradecli: Q1 stands at quoted already
	END
	refused 4 tradecli inquiry move Q1 lots
	err_is <<-'END'
	tradecli: 'lots' is not a known stage
	  hint: did you mean lost (Lost, 丢单)?
	END
	refused 3 tradecli inquiry move Q9 won
	err_is <<-'END'
	tradecli: there is no inquiry 'Q9'
	  hint: did you mean Q1?
	END
	refused 4 tradecli inquiry move Q1 lost
	err_is <<-'END'
	tradecli: lost_reason: a lost inquiry needs a reason
	  hint: say why: tradecli inquiry move Q1 lost --reason 'price too high'
	END
	refused 2 tradecli inquiry move Q1 sample --next soon
	err_is <<-'END'
	tradecli: --next: 'soon' is not a date
	  hint: write it as 2026-11-05, 2026/11/5 or 2026年11月5日
	END
	refused 2 tradecli inquiry move Q1
	err_is <<-'END'
	tradecli: inquiry move: INQUIRY STAGE is missing
	  hint: usage: tradecli inquiry move INQUIRY STAGE
	END
}

@test "a lost inquiry has a reason and needs nothing more" {
	tradecli -q inquiry note Q1 'called' --next +3d
	ok tradecli inquiry move Q1 lost --reason 'price too high'
	no_out
	err_is <<-'END'
	Q1: new -> lost
	END
	holds 'SELECT stage, lost_reason, next_action FROM inquiry' <<-'END'
	lost|price too high|
	END
	ok tradecli undo
	holds 'SELECT stage, lost_reason, next_action FROM inquiry' <<-'END'
	new||2026-11-25
	END
}

@test "note writes down what happened, and what is next" {
	ok tradecli inquiry note Q1 'called them: 下周' --next 2026-12-01
	no_out
	err_is <<-'END'
	Q1: noted, next on 2026-12-01
	END
	ok tradecli inquiry note Q1 'once more'
	no_out
	err_is <<-'END'
	Q1: noted, next on 2026-12-01
	END
	ok tradecli inquiry show Q1 -f csv
	out_is <<-'END'
	number,date,channel,campaign,reference,buyer,company,country,contact,email,language,incoterm,place,wanted_date,currency,stage,lost_reason,answered,next_action,notes,archived
	Q1,2026-11-20,fair,Canton 140,A7,,ACME Ltd,,,,,,,,,new,,,2026-12-01,,no

	line,product,description,quantity,unit,target_price,remarks
	1,,LED bulb 9W,5000,H87,,

	supplier,response,asked,answered,reason

	time,kind,stage,text,next_action
	2026-11-22,note,,called them: 下周,2026-12-01
	2026-11-22,note,,once more,2026-12-01
	END
	no_err
	remember
	ok tradecli inquiry note Q1 'not yet' --dry-run
	unchanged
	refused 2 tradecli inquiry note Q1
	err_is <<-'END'
	tradecli: inquiry note: INQUIRY TEXT is missing
	  hint: usage: tradecli inquiry note INQUIRY TEXT
	END
}

@test "show as a table, with lines and events" {
	tradecli -q inquiry move Q1 quoted
	ok tradecli inquiry show Q1 -f table
	out_is <<-'END'
	Inquiry Q1
	----------
	Inquiry:    Q1
	Date:       2026-11-20
	Channel:    Fair
	Campaign:   Canton 140
	Reference:  A7
	Company:    ACME Ltd
	Stage:      Quoted
	Answered:   2026-11-22
	Archived:   no

	Inquiry lines
	-------------
	Line  Product  Description  Quantity  Unit   Target price  Remarks
	   1           LED bulb 9W     5,000  piece

	Inquiry events
	--------------
	Time        Kind  Stage   Text  Next action
	2026-11-22  move  Quoted
	END
	no_err
}

@test "the list with its lines" {
	tradecli -q inquiry edit Q1 --line 2 --description wire --quantity 0.5 --unit kg
	ok tradecli inquiry list -f csv --fields number,line,description,quantity,unit
	out_is <<-'END'
	number,line,description,quantity,unit
	Q1,1,LED bulb 9W,5000,H87
	Q1,2,wire,0.5,KGM
	END
	no_err
}

@test "the same channel and reference is the same inquiry" {
	cat >i.csv <<-'END'
	date,channel,campaign,reference,company,description,quantity
	2026-11-20,fair,Canton 140,A7,ACME Ltd,LED bulb 9W,6000
	2026-11-21,alibaba,,A7,Beta,wire,1
	END
	ok tradecli inquiry import i.csv
	no_out
	err_is <<-'END'
	inquiries: 1 new, 1 changed, 0 unchanged (lines: 1 new, 1 changed)
	END
	remember
	ok tradecli inquiry import i.csv
	no_out
	err_is <<-'END'
	inquiries: 0 new, 0 changed, 2 unchanged
	END
	unchanged
	holds 'SELECT number, channel, reference FROM inquiry ORDER BY id' <<-'END'
	Q1|fair|A7
	INQ-2026-0001|alibaba|A7
	END
}

@test "lines: repeated or blank cells of the head" {
	cat >i.csv <<-'END'
	number,date,channel,company,line,description,quantity
	Q2,2026-11-01,mail,Beta,1,a,1
	Q2,2026-11-01,mail,Beta,2,b,2
	Q3,2026-11-02,mail,Gamma,,c,3
	,,,,,d,4
	END
	ok tradecli inquiry import i.csv
	no_out
	err_is <<-'END'
	inquiries: 2 new, 0 changed, 0 unchanged (lines: 4 new, 0 changed)
	END
	holds 'SELECT i.number, l.line, l.description FROM inquiry i JOIN inquiry_line l ON l.inquiry = i.id ORDER BY i.id, l.line' <<-'END'
	Q1|1|LED bulb 9W
	Q2|1|a
	Q2|2|b
	Q3|1|c
	Q3|2|d
	END
	remember
	ok tradecli inquiry import i.csv
	no_out
	err_is <<-'END'
	inquiries: 0 new, 0 changed, 2 unchanged
	END
	unchanged
}

@test "a buyer by code or by name, as the ledger knows it" {
	tradecli -q buyer add 'Beta AG' --code B1
	ok tradecli inquiry add --buyer B1 --number Q2
	ok tradecli inquiry add --buyer 'Beta AG' --number Q3
	ok tradecli inquiry list --where buyer=B1 -f id
	out_is <<-'END'
	Q2
	Q3
	END
	no_err
	refused 3 tradecli inquiry add --buyer B7
	err_is <<-'END'
	tradecli: buyer: there is no buyer 'B7'
	  hint: did you mean B1?
	END
}

@test "next: what is due and what waits for an answer" {
	tradecli -q inquiry add Beta --number Q2 --date 2026-11-22
	tradecli -q inquiry add Gamma --number Q3 --date 2026-11-01
	tradecli -q inquiry note Q3 'sent a sample' --next 2026-11-22
	tradecli -q inquiry move Q3 sample
	ok tradecli next -f csv
	out_is <<-'END'
	due,days,noun,number,what,who,stage,last_note
	2026-11-22,0,inquiry,Q1,not answered,ACME Ltd,new,
	2026-11-22,0,inquiry,Q3,due today,Gamma,sample,sent a sample
	END
	no_err
	ok tradecli next -f csv --days 0
	out_is <<-'END'
	due,days,noun,number,what,who,stage,last_note
	2026-11-20,2,inquiry,Q1,not answered,ACME Ltd,new,
	2026-11-22,0,inquiry,Q2,not answered,Beta,new,
	2026-11-22,0,inquiry,Q3,due today,Gamma,sample,sent a sample
	END
	no_err
	fails_with 10 tradecli next --exit-code -f id
	out_is <<-'END'
	Q1
	Q3
	END
	no_err
	ok tradecli next --today 2026-10-01
	out_is <<-'END'
	due	days	noun	number	what	who	stage	last_note
	END
	err_is <<-'END'
	Nothing needs you today.
	END
	ok tradecli next --exit-code -q -f json --today 2026-10-01
	out_is <<-'END'
	[]
	END
	no_err
	fails_with 2 tradecli next --days soon
	no_out
	err_is <<-'END'
	tradecli: --days: 'soon' is not a whole number
	END
}

@test "report funnel: channels, stages, values" {
	tradecli -q inquiry add Beta --number Q2 --channel mail --currency USD \
	    --description x --quantity 100 --target-price 1.4
	tradecli -q inquiry move Q2 won
	ok tradecli report funnel -f csv
	out_is <<-'END'
	channel,inquiries,new,contacted,quoted,sample,negotiating,won,lost,won_percent,answer_hours
	fair,1,1,0,0,0,0,0,0,,
	mail,1,0,0,0,0,0,1,0,100,0

	channel,currency,inquiries,value,won_value
	mail,USD,1,140,140
	END
	no_err
	ok tradecli report funnel -f json
	json '.funnel[1].won, .value[0].won_value'
	out_is <<-'END'
	1
	140
	END
	no_err
	ok tradecli report funnel -f table --period 2026-11-22..2026-11-22
	out_is <<-'END'
	Inquiries by channel and stage
	------------------------------
	Channel  Count  New  Contact  Quoted  Sample  Neg.  Won  Lost  Won %  Hours
	Mail         1    0        0       0       0     0    1     0   100%      0

	Value by channel and currency
	-----------------------------
	Channel  Currency  Inquiries  Value wished  of that won
	Mail     USD               1        140.00       140.00
	END
	err_is <<-END
	State: $(ledger_sql 'SELECT hash FROM operation ORDER BY id DESC LIMIT 1')
	END
	ok tradecli report funnel --period 2025 -f csv
	out_is <<-'END'
	channel,inquiries,new,contacted,quoted,sample,negotiating,won,lost,won_percent,answer_hours

	channel,currency,inquiries,value,won_value
	END
	err_is <<-'END'
	No inquiries in this period.
	END
	fails_with 2 tradecli report funnel --period 2026Q9
	no_out
	err_is <<-'END'
	tradecli: '2026Q9' is not a period
	  hint: write 2026, 2026-11, 2026Q4, this-month, last-month, ytd or 2026-10-01..2026-11-15
	END
	fails_with 2 tradecli report fnl
}

# ---- suppliers -----------------------------------------------------------

suppliers()
{
	for name in 'Ningbo Star' 'Yiwu Bright' 'Tokyo Lamp' 'Shenzhen Lux'; do
		tradecli -q supplier add "$name"
	done
}

@test "an inquiry is passed on, and answered" {
	suppliers
	ok tradecli inquiry ask Q1 SUP-0001 'Yiwu Bright' sup-0003
	no_out
	err_is <<-'END'
	Q1: 3 asked
	END
	ok tradecli inquiry answer Q1 SUP-0002 不报价 --reason 'no capacity'
	err_is <<-'END'
	Q1: SUP-0002 declined
	END
	ok tradecli inquiry answer Q1 SUP-0003 received
	ok tradecli inquiry show Q1 -f json
	json .asked_suppliers
	out_is <<-'END'
	[{"supplier":"SUP-0001","response":"pending","asked":"2026-11-22","answered":null,"reason":null},{"supplier":"SUP-0002","response":"declined","asked":"2026-11-22","answered":"2026-11-22","reason":"no capacity"},{"supplier":"SUP-0003","response":"received","asked":"2026-11-22","answered":"2026-11-22","reason":null}]
	END
	ok tradecli inquiry answer Q1 SUP-0002 pending
	holds "SELECT response, answered, reason FROM inquiry_supplier
	    WHERE supplier = 2" <<<'pending||'
	refused 5 tradecli inquiry ask Q1 SUP-0004 SUP-0001
	err_is <<-'END'
	tradecli: SUP-0001 was asked about Q1 already, on 2026-11-22
	END
	refused 3 tradecli inquiry answer Q1 SUP-0004 declined
	err_is <<-'END'
	tradecli: SUP-0004 was not asked about Q1
	  hint: ask it first: tradecli inquiry ask Q1 SUP-0004
	END
	refused 3 tradecli inquiry ask Q1 SUP-0009
	refused 3 tradecli inquiry ask Q9 SUP-0001
	refused 4 tradecli inquiry answer Q1 SUP-0001 perhaps
}

# Q2 asks for 5,000 BULB; 7 CNY are a dollar.
offers()
{
	suppliers
	tradecli -q product add 'LED bulb' --code BULB --unit pcs \
	    --vat-rate 13% --refund-rate 13%
	tradecli -q inquiry add ACME --number Q2 --product BULB \
	    --quantity 5000 --unit pcs
	tradecli -q rate add USD/CNY 7 --date 2026-11-20
	cat >offers.csv <<-'END'
	Supplier,Reference,Inquiry,SKU,Unit,Currency,VAT included,VAT rate,Refund rate,Freight,MOQ,Lead days,Valid until,Date,Price 1000,Price 5000
	SUP-0001,A,Q2,BULB,pcs,CNY,yes,,,,,30,2026-12-31,2026-11-20,4.52,3.39
	SUP-0002,B,Q2,BULB,pcs,USD,no,,,,,20,,2026-11-20,0.45,0.43
	SUP-0003,C,Q2,BULB,pcs,CNY,no,13%,13%,500,2000,20,,2026-11-20,4.00,3.00
	SUP-0004,D,Q2,BULB,pcs,CNY,yes,13%,9%,,,,,2026-11-20,4.52,3.39
	SUP-0001,E,Q2,BULB,kg,CNY,yes,,,,,5,,2026-11-20,1.00,
	SUP-0002,F,Q2,BULB,pcs,CNY,yes,,,,,5,2026-11-21,2026-11-20,1.00,
	SUP-0003,G,Q2,BULB,pcs,CNY,yes,,,,10000,5,,2026-11-20,1.00,
	SUP-0004,H,Q2,BULB,pcs,CNY,yes,,,,,5,,2026-11-23,1.00,
	END
	tradecli -q offer import offers.csv
}

@test "offers are compared in the home currency" {
	offers
	ok tradecli inquiry compare Q2 --qty 5000
	no_err
	out_is <<-'END'
	product	quantity	offer	supplier	supplier_name	price	currency	refund	freight	home_price	home_total	home_currency	lead_days	best	remarks
	BULB	5000	OFR-2026-0001	SUP-0001	Ningbo Star	3.39	CNY	1950		3	15000	CNY	30	price, total	
	BULB	5000	OFR-2026-0002	SUP-0002	Yiwu Bright	0.43	USD			3.01	15050	CNY	20	date	
	BULB	5000	OFR-2026-0003	SUP-0003	Tokyo Lamp	3	CNY	1950	500	3	15500	CNY	20	price, date	
	BULB	5000	OFR-2026-0004	SUP-0004	Shenzhen Lux	3.39	CNY	1350		3.12	15600	CNY			

	product	quantity	offer	supplier	supplier_name	reason
	BULB		OFR-2026-0005	SUP-0001	Ningbo Star	other unit: KGM / H87
	BULB		OFR-2026-0006	SUP-0002	Yiwu Bright	expired on 2026-11-21
	BULB		OFR-2026-0008	SUP-0004	Shenzhen Lux	made later, on 2026-11-23
	BULB	5000	OFR-2026-0007	SUP-0003	Tokyo Lamp	below the MOQ of 10000

	from_currency	to_currency	rate	date	kind	source
	USD	CNY	7	2026-11-20	mid	own
	END
}

@test "offers are compared at each quantity" {
	offers
	ok tradecli inquiry compare Q2 -f json
	json '.comparison[] | [.quantity, .offer, .home_total, .best] | @tsv'
	out_is <<-'END'
	1000	OFR-2026-0002	3150	price, date, total
	1000	OFR-2026-0001	4000	
	1000	OFR-2026-0004	4160	
	5000	OFR-2026-0001	15000	price, total
	5000	OFR-2026-0002	15050	date
	5000	OFR-2026-0003	15500	price, date
	5000	OFR-2026-0004	15600	
	END
	ok tradecli inquiry compare Q2 -f json --qty 20000
	json '.comparison[] | [.quantity, .offer, .price, .home_total] | @tsv'
	out_is <<-'END'
	20000	OFR-2026-0007	1	17699.11
	20000	OFR-2026-0001	3.39	60000
	20000	OFR-2026-0002	0.43	60200
	20000	OFR-2026-0003	3	60500
	20000	OFR-2026-0004	3.39	62400
	END
}

@test "a comparison has a day, and a kind of rate" {
	offers
	tradecli -q rate add USD/CNY 6.5 --date 2026-11-21 --kind spot-buy
	ok tradecli inquiry compare Q2 --qty 5000 --kind 现汇买入 \
	    --on 2026-11-30 -f json
	err_is <<-'END'
	The rate USD/CNY is 9 days old (of 2026-11-21).
	END
	json '.rates, [.comparison[].offer]'
	out_is <<-'END'
	[{"from_currency":"USD","to_currency":"CNY","rate":6.5,"date":"2026-11-21","kind":"spot-buy","source":"own"}]
	["OFR-2026-0008","OFR-2026-0002","OFR-2026-0001","OFR-2026-0003","OFR-2026-0004"]
	END
	refused 3 tradecli inquiry compare Q2 --kind customs
	err_is <<-'END'
	tradecli: OFR-2026-0002: there is no rate USD/CNY (customs) on or before 2026-11-22
	  hint: enter it: tradecli rate add USD/CNY VALUE --kind customs --date 2026-11-22; or read a file: tradecli rate import FILE
	END
	refused 2 tradecli inquiry compare Q2 --qty 0
	err_is <<-'END'
	tradecli: --qty: more than 0
	END
	refused 2 tradecli inquiry compare Q2 --kind best
	refused 2 tradecli inquiry compare Q2 --on someday
}

@test "a comparison is a workbook, too, and has an exit code" {
	offers
	ok tradecli inquiry compare Q1 --exit-code
	err_is <<-'END'
	No offers for Q1 yet: tradecli offer add --inquiry Q1, or tradecli offer import FILE
	END
	fails_with 10 tradecli inquiry compare Q2 --qty 5000 --exit-code \
	    -o out.xlsx
	book out.xlsx 'Offers compared' >sheet
	grep -q "^'BULB'	5000	'OFR-2026-0001'	'SUP-0001'	'Ningbo Star'	.*	3	15000" sheet
	book out.xlsx 'Offers not compared' >sheet
	grep -q "'below the MOQ of 10000'" sheet
	book out.xlsx 'Rates used' >sheet
	grep -q "^'USD'	'CNY'	7	datetime" sheet
}

@test "a comparison names suppliers by code and in the reader's language" {
	offers
	tradecli -q supplier edit SUP-0001 --name-local 宁波星光有限公司
	ok tradecli --lang zh_CN inquiry compare Q2 --qty 5000 -o out.xlsx
	book out.xlsx 供应商比价 >sheet
	grep -q "	'SUP-0001'	'宁波星光有限公司'	" sheet
	grep -q "	'SUP-0002'	'Yiwu Bright'	" sheet
	ok tradecli --lang zh_CN inquiry compare Q2 --qty 5000 -f csv
	grep -q ',SUP-0001,Ningbo Star,' "$kept/out"
	on_terminal 'tradecli --color never inquiry compare Q2 --qty 5000'
	exits_with 0
	out_is <<-'END'
	Offers compared
	---------------
	  Qty  Supplier               Price  Cur.  Net price  Net total  Days  Best
	5,000  SUP-0001 Ningbo Star    3.39  CNY        3.00  15,000.00    30  P T
	5,000  SUP-0002 Yiwu Bright    0.43  USD        3.01  15,050.00    20  D
	5,000  SUP-0003 Tokyo Lamp     3.00  CNY        3.00  15,500.00    20  P D
	5,000  SUP-0004 Shenzhen Lux   3.39  CNY        3.12  15,600.00

	The offers
	----------
	Supplier  Name          Offer          Valid until
	SUP-0001  Ningbo Star   OFR-2026-0001  2026-12-31
	SUP-0002  Yiwu Bright   OFR-2026-0002
	SUP-0003  Tokyo Lamp    OFR-2026-0003
	SUP-0004  Shenzhen Lux  OFR-2026-0004
	SUP-0001  Ningbo Star   OFR-2026-0005
	SUP-0002  Yiwu Bright   OFR-2026-0006  2026-11-21
	SUP-0003  Tokyo Lamp    OFR-2026-0007
	SUP-0004  Shenzhen Lux  OFR-2026-0008

	Offers not compared
	-------------------
	Product  Quantity  Offer          Supplier  Reason
	BULB               OFR-2026-0005  SUP-0001  other unit: kilogram / piece
	BULB               OFR-2026-0006  SUP-0002  expired on 2026-11-21
	BULB               OFR-2026-0008  SUP-0004  made later, on 2026-11-23
	BULB        5,000  OFR-2026-0007  SUP-0003  below the MOQ of 10000

	Rates used
	----------
	From  To   Rate  Date        Kind    Source
	USD   CNY     7  2026-11-20  Middle  own
	Best: P price, D date, T total.
	END
}

@test "an offer in words is for what was asked for in words" {
	suppliers
	ok tradecli offer add 'led BULB 9w' --supplier SUP-0001 --inquiry Q1 \
	    --price 2
	ok tradecli inquiry edit Q1 --description Lamp
	ok tradecli offer add LAMP --supplier SUP-0001 --inquiry Q1 \
	    --price 3 --vat-included yes
	ok tradecli offer add chair --supplier SUP-0001 --inquiry Q1 --price 4
	ok tradecli inquiry compare Q1 --qty 1 -f json
	json '(.comparison[] | [.product, .offer, .home_price, .remarks]),
	    (.apart[] | [.product, .offer, .reason])'
	out_is <<-'END'
	["LED bulb 9W","OFR-2026-0001",2,null]
	["Lamp","OFR-2026-0002",3,"no VAT rate: no refund counted"]
	["chair","OFR-2026-0003","not asked for"]
	END
}
