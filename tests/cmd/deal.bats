load ../lib

# From the inquiry to goods in the house.
prepare()
{
	ledger
	tradecli -q buyer add Nordlicht --code NORD --currency USD \
	    --terms 'T/T 30/70'
	tradecli -q supplier add Cixi --code CIXI
	tradecli -q product add 'LED bulb' --code LED --purchase-price 8.2 \
	    --vat-rate 13 --refund-rate 9 --supplier CIXI
	tradecli -q rate add --date 2026-11-01 --from-currency USD \
	    --to-currency CNY --value 7.1
	tradecli -q inquiry add --buyer NORD --product LED --quantity 1000
	tradecli -q quote from INQ-2026-0001 --price 1.65
	tradecli -q quote move QUO-2026-0001 sent
	tradecli -q quote revise QUO-2026-0001 --price 1.6
	tradecli -q quote move QUO-2026-0001-R1 sent
	tradecli -q quote move QUO-2026-0001-R1 accepted
	tradecli -q order from QUO-2026-0001-R1
	tradecli -q order move ORD-2026-0001 confirmed
	tradecli -q order pay ORD-2026-0001 1
	tradecli -q purchase from ORD-2026-0001 --quantity 400
	tradecli -q purchase from ORD-2026-0001 --promised 2026-12-10
	tradecli -q purchase move PUR-2026-0001 sent
	tradecli -q purchase receive PUR-2026-0001
}

@test "the chain is the same from each of its records" {
	ok tradecli deal INQ-2026-0001
	cp "$kept/out" whole
	file_is whole <<-'END'
	level	what	number	who	date	state	amount	currency	open	due	remarks
	0	inquiry	INQ-2026-0001	Nordlicht	2026-11-22	won					
	1	quote	QUO-2026-0001	Nordlicht	2026-11-22	replaced	1650	USD			
	1	quote	QUO-2026-0001-R1	Nordlicht	2026-11-22	accepted	1600	USD			
	2	order	ORD-2026-0001	Nordlicht	2026-11-22	confirmed	1600	USD	1120		
	3	instalment	1	T/T	2026-11-22	paid	480	USD		2026-11-22	
	3	instalment	2	T/T		open	1120	USD	1120		
	3	purchase	PUR-2026-0001	Cixi	2026-11-22	received	3280	CNY			
	3	purchase	PUR-2026-0002	Cixi	2026-11-22	draft	4920	CNY		2026-12-10	

	order	basis	revenue	cost	margin	percent	currency
	ORD-2026-0001	estimated	11360	7546.9	3813.1	33.57	CNY
	ORD-2026-0001	so far	3408	3018.76	389.24		CNY
	ORD-2026-0001	expected	11360	7546.9	3813.1	33.57	CNY

	order	head	estimated	so_far	expected	currency	missing
	ORD-2026-0001	goods	7546.9	3018.76	7546.9	CNY	
	END
	for number in QUO-2026-0001 QUO-2026-0001-R1 ORD-2026-0001 \
	    PUR-2026-0002; do
		ok tradecli deal $number
		out_is <whole
	done
}

@test "open is money to come in; what came in of goods is a remark" {
	tradecli -q purchase move PUR-2026-0002 sent
	tradecli -q purchase receive PUR-2026-0002 --line 1 --quantity 250
	tradecli -q shipment from ORD-2026-0001 --line 1=400 --mode sea-lcl \
	    --bl-date 2026-11-20
	ok tradecli deal ORD-2026-0001 --format json
	json '.deal[] | select(.level > 1) | [.what, .amount, .open, .remarks]'
	out_is <<-'END'
	["order",1600,1120,"400 of 1000 shipped"]
	["instalment",480,null,null]
	["instalment",448,448,null]
	["instalment",672,672,null]
	["purchase",3280,null,null]
	["purchase",4920,null,"250 of 600 received"]
	["shipment",null,null,null]
	END
	ok tradecli deal ORD-2026-0001 --format table --lang zh_CN
	grep -q '已收 250，共 600' "$kept/out"
	# the rest is let go
	tradecli -q purchase move PUR-2026-0002 received
	ok tradecli deal ORD-2026-0001 --format json
	json '.deal[] | select(.number == "PUR-2026-0002") | [.open, .remarks]'
	out_is <<<'[null,"250 of 600 received"]'
}

@test "offers tell whose they are on a narrow screen, too" {
	tradecli -q offer add --inquiry INQ-2026-0001 --supplier CIXI \
	    --product LED --price 8 --quantity 1000
	on_terminal 'tradecli deal INQ-2026-0001 --color never'
	grep -q '^ Offer OFR-2026-0001 CIXI  ' "$kept/out"
}

@test "on a screen it is a tree, in the user's language" {
	ok tradecli deal ORD-2026-0001 -f table --lang zh_CN
	grep -A4 '^层级' "$kept/out" >"$kept/head"
	mv "$kept/head" "$kept/out"
	out_is <<-'END'
	层级  事项          单号              对方       日期        状态          金额  币种    待收款  到期日      说明
	   0  询盘          INQ-2026-0001     Nordlicht  2026-11-22  成交
	   1    报价单      QUO-2026-0001     Nordlicht  2026-11-22  已被替代  1,650.00  USD
	   1    报价单      QUO-2026-0001-R1  Nordlicht  2026-11-22  已接受    1,600.00  USD
	   2      订单      ORD-2026-0001     Nordlicht  2026-11-22  已确认    1,600.00  USD   1,120.00
	END
}

@test "without an inquiry it begins with the quote, or the order" {
	tradecli -q quote add ACME --description x --quantity 1 --price 2
	tradecli -q quote revise QUO-2026-0002
	ok tradecli deal QUO-2026-0002-R1
	out_is <<-'END'
	level	what	number	who	date	state	amount	currency	open	due	remarks
	0	quote	QUO-2026-0002	ACME	2026-11-22	replaced	2	CNY			
	1	quote	QUO-2026-0002-R1	ACME	2026-11-22	draft	2	CNY			

	order	basis	revenue	cost	margin	percent	currency

	order	head	estimated	so_far	expected	currency	missing
	END
	tradecli -q order add --buyer NORD --currency GBP --description x \
	    --quantity 1 --price 2
	ok tradecli deal ORD-2026-0002 -f json
	json '.margins'
	out_is <<-'END'
	[{"order":"ORD-2026-0002","basis":"estimated","revenue":null,"cost":null,"margin":null,"percent":null,"currency":"CNY"},{"order":"ORD-2026-0002","basis":"so far","revenue":0,"cost":0,"margin":0,"percent":null,"currency":"CNY"},{"order":"ORD-2026-0002","basis":"expected","revenue":null,"cost":null,"margin":null,"percent":null,"currency":"CNY"}]
	END
}

# A deal under CIF: 10,000 for goods of 40,000 at 7.1, freight 0.5 a piece, fees
# of 5 %.
cif()
{
	tradecli -q order add --buyer NORD --incoterm CIF --place Hamburg \
	    --terms '30% T/T deposit, 70% against copy of B/L' --rate 7.1 \
	    --product LED --quantity 1000 --price 10 --cost 40 --charges 0.5 \
	    --fees 5 --unit pcs
	tradecli -q order move ORD-2026-0002 confirmed
	tradecli -q order pay ORD-2026-0002 1
}

@test "like stands beside like: what is not entered is told, and expected" {
	cif
	ok tradecli deal ORD-2026-0002 --no-header
	grep -P '\t(estimated|so far|expected|goods|freight|fees)\t' \
	    "$kept/out" >rows
	file_is rows <<-'END'
	ORD-2026-0002	estimated	71000	47100	23900	33.66	CNY
	ORD-2026-0002	so far	21300	0	21300		CNY
	ORD-2026-0002	expected	71000	47100	23900	33.66	CNY
	ORD-2026-0002	goods	40000	0	40000	CNY	
	ORD-2026-0002	freight	3550	0	3550	CNY	
	ORD-2026-0002	fees	3550		3550	CNY	
	END
	err_is <<-'END'
	ORD-2026-0002: "so far" knows nothing of charges and fees estimated at CNY 3550.00
	END
	tradecli -q purchase from ORD-2026-0002 --quantity 600 --price 45
	tradecli -q purchase move PUR-2026-0003 sent
	tradecli -q purchase receive PUR-2026-0003 --line 1 --quantity 200
	tradecli -q shipment from ORD-2026-0002 --line 1=600 --mode sea-lcl
	ok tradecli deal ORD-2026-0002 --format json
	cp "$kept/out" deal.json
	err_is <<-'END'
	ORD-2026-0002: the freight of SHP-2026-0001 is not entered
	ORD-2026-0002: "so far" knows nothing of charges and fees estimated at CNY 3550.00
	END
	json '.costs[] | [.head, .estimated, .so_far, .expected, .missing]'
	out_is <<-'END'
	["goods",40000,8283.19,40849.56,null]
	["freight",3550,0,3550,"SHP-2026-0001"]
	["fees",3550,null,3550,null]
	END
	tradecli -q shipment edit SHP-2026-0001 --freight 400 \
	    --freight-currency USD
	ok tradecli deal ORD-2026-0002 --format json
	json '.margins[] | [.basis, .revenue, .cost, .margin, .percent]'
	out_is <<-'END'
	["estimated",71000,47100,23900,33.66]
	["so far",21300,11123.19,10176.81,null]
	["expected",71000,48659.56,22340.44,31.47]
	END
	ok tradecli report margin --format csv --no-header
	grep '^ORD-2026-0002' "$kept/out" | cut -d, -f6-7,9,11-13 >row
	file_is row <<<'71000,47100,24849.56,48659.56,22340.44,31.5'
}

@test "nobody asks for freight that the buyer pays" {
	tradecli -q shipment from ORD-2026-0001 --mode sea-lcl
	ok tradecli deal ORD-2026-0001
	no_err
	tradecli -q shipment edit SHP-2026-0001 --freight 71
	ok tradecli deal ORD-2026-0001 -f json
	json '.costs[] | [.head, .estimated, .so_far, .expected]'
	out_is <<-'END'
	["goods",7546.9,3018.76,7546.9]
	["freight",0,71,71]
	END
}

@test "domestic charges are those of the cost sheet" {
	tradecli -q inquiry add --buyer NORD --product LED --quantity 1000 \
	    --incoterm FOB --place Ningbo
	tradecli -q quote price INQ-2026-0002 --profit 10 --domestic 0.15
	tradecli -q quote revise QUO-2026-0002
	tradecli -q quote move QUO-2026-0002-R1 sent
	tradecli -q quote move QUO-2026-0002-R1 accepted
	tradecli -q order from QUO-2026-0002-R1
	ok tradecli deal ORD-2026-0002 -f json
	json '.costs[] | select(.order == "ORD-2026-0002") | [.head, .estimated,
	    .so_far, .expected]'
	grep -F '["domestic",150,null,150]' "$kept/out"
}

@test "a number that nothing has" {
	refused 3 tradecli deal ORD-2026-0009
	err_is <<-'END'
	tradecli: nothing has the number 'ORD-2026-0009'
	  hint: give that of an inquiry, quote, order, purchase or shipment
	END
	refused 2 tradecli deal
}

# The commands of the manual's step by step, joined and without its markup.
tutorial()
{
	awk '/^\.Sh A DEAL/ { inside = 1 } /^\.Sh EXIT/ { inside = 0 }
	    /^\.Bd/ { shown = 1; next } /^\.Ed/ { shown = 0 }
	    inside && shown' "$TRADECLI_SOURCE/man/tradecli-deal.1" |
	    sed 's/\\e$/\\/'
}

@test "the manual's deal, step by step, from an empty ledger to the papers" {
	rm -f ledger.db*
	tutorial >steps.sh
	[ "$(grep -c '^tradecli' steps.sh)" -gt 60 ]
	ok bash -e steps.sh
	ok tradecli deal ORD-2026-0001
	awk -F '\t' 'NF == 11 { print $1, $2, $3, $6 "." }' "$kept/out" >chain
	file_is chain <<-'END'
	level what number state.
	0 inquiry INQ-2026-0001 won.
	1 offer OFR-2026-0001 .
	1 offer OFR-2026-0002 .
	1 quote QUO-2026-0001 replaced.
	2 document QUO-2026-0001 issued.
	1 quote QUO-2026-0001-R1 accepted.
	2 document QUO-2026-0001-R1 issued.
	2 order ORD-2026-0001 closed.
	3 instalment 1 paid.
	3 instalment 2 paid.
	3 instalment 3 paid.
	3 instalment 4 paid.
	3 document SC-2026-0001 issued.
	3 document PI-2026-0001 issued.
	3 purchase PUR-2026-0001 received.
	4 document PUR-2026-0001 issued.
	3 purchase PUR-2026-0002 received.
	4 document PUR-2026-0002 issued.
	3 shipment SHP-2026-0001 shipped.
	4 document CI-2026-0001 issued.
	4 document PL-2026-0001 issued.
	4 document SA-2026-0001 issued.
	3 shipment SHP-2026-0002 shipped.
	4 document CI-2026-0002 issued.
	4 document PL-2026-0002 issued.
	END
	ok tradecli check
	ok tradecli doc check ORD-2026-0001
	err_is <<-'END'
	ORD-2026-0001: compared: 288, different: 0
	END
	for paper in QUO-2026-0001-R1 SC-2026-0001 PI-2026-0001 PUR-2026-0001 \
	    PUR-2026-0002 CI-2026-0001 PL-2026-0001 SA-2026-0001 \
	    CI-2026-0002 PL-2026-0002; do
		pdftotext $paper.pdf - | grep -q "$paper"
	done
	[ -s deal.xlsx ]
	grep -q '130 cartons of 11.731 m3' \
	    "$TRADECLI_SOURCE/man/tradecli-deal.1"
	ok tradecli shipment show SHP-2026-0001 -f json
	json '.cartons | last | [.last, .quantity]'
	out_is <<-'END'
	[130,4]
	END
}

@test "what goes in parts is asked for in parts" {
	tutorial | sed '/^tradecli order pay ORD-2026-0001 2/,$d' >steps.sh
	rm -f ledger.db*
	ok bash -e steps.sh
	ok tradecli deal ORD-2026-0001 -f json
	json '.deal[] | select(.what == "order" or .what == "instalment")
	    | [.number, .who, .amount, .open, .due, .remarks]'
	out_is <<-'END'
	["ORD-2026-0001","Nordlicht GmbH",3652,2556.4,"2027-01-06","6900 of 7000 shipped"]
	["1","T/T",1095.6,null,"2026-11-22",null]
	["2","T/T, SHP-2026-0001",2533.58,2533.58,"2026-11-22",null]
	["3","T/T",22.82,22.82,null,null]
	END
	ok tradecli next -f json
	json '.[] | [.number, .what, .last_note]'
	out_is <<-'END'
	["ORD-2026-0001","payment due today","T/T, SHP-2026-0001"]
	END
}

@test "on 80 columns it is a tree still" {
	for lang in en zh_CN; do
		on_terminal "tradecli deal ORD-2026-0001 --lang $lang"
		exits_with 0
		[ "$(widths <"$kept/out" | sort -n | tail -1)" -le 80 ]
		grep -Eq '^  (Order|订单) ORD-2026-0001 ' "$kept/out"
	done
	for noun in quote order purchase; do
		on_terminal "tradecli $noun list"
		[ "$(wc -l <"$kept/out")" -le 3 ]
		[ "$(widths <"$kept/out" | sort -n | tail -1)" -le 80 ]
	done
}

@test "freight that orders share adds up" {
	for i in 2 3; do
		tradecli -q order add --buyer NORD --product LED --quantity 9 \
		    --price 1
		tradecli -q order move ORD-2026-000$i confirmed
	done
	tradecli -q shipment from ORD-2026-0001 ORD-2026-0002 ORD-2026-0003 \
	    --mode sea-lcl --freight 100
	for i in 1 2 3; do
		tradecli deal ORD-2026-000$i |
		    awk '$2 == "freight" { print $(NF - 1) }'
	done >freight
	file_is freight <<-'END'
	33.33
	33.34
	33.33
	END
	ok tradecli deal SHP-2026-0001
	err_is <<-'END'
	SHP-2026-0001 is of other orders, too: ORD-2026-0002, ORD-2026-0003
	END
}

@test "money that came in for a cancelled order" {
	tradecli -q order move ORD-2026-0001 cancelled --reason x
	ok tradecli deal ORD-2026-0001
	err_is <<-'END'
	ORD-2026-0001 is cancelled; USD 480.00 were paid for it
	END
}

@test "paid on a day without a rate" {
	ok tradecli order pay ORD-2026-0001 2 --date 2020-01-01
	err_is <<-'END'
	ORD-2026-0001: instalment 2 paid on 2020-01-01
	There is no rate USD/CNY of 2020-01-01: that of the order counts.
	END
}
