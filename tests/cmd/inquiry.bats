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
