load ../lib

prepare()
{
	ledger
	tradecli -q buyer add Nordlicht --code NORD --country DE \
	    --currency USD --terms 'T/T 30/70'
	tradecli -q supplier add Cixi --code CIXI
	tradecli -q product add 'LED bulb' --code LED --unit pcs \
	    --purchase-price 8.2 --vat-rate 13 --refund-rate 9 --supplier CIXI
	tradecli -q product add Shade --code SHADE --unit pcs --price 0.7 \
	    --currency USD --purchase-price 3
	tradecli -q rate add --date 2026-11-01 --from-currency USD \
	    --to-currency CNY --value 7.1
}

inquiry()
{
	tradecli -q inquiry add --buyer NORD --incoterm FOB --place Ningbo \
	    --product LED --quantity 1000
	tradecli -q inquiry edit INQ-2026-0001 --product SHADE --quantity 500
}

@test "add fills in what follows from buyer, product and day" {
	ok tradecli quote add --buyer NORD --product LED --quantity 3 \
	    --price 1.005
	out_is <<-'END'
	QUO-2026-0001
	END
	no_err
	holds 'SELECT date, currency, country, terms, rate, rate_date, state
	    FROM quote' <<-'END'
	2026-11-22|USD|DE|T/T 30/70|7100000|2026-11-01|draft
	END
	holds 'SELECT description, unit, amount, cost FROM quote_line' <<-'END'
	LED bulb|H87|3020000|7546903
	END
}

@test "what is said stands, and the home currency when nobody has one" {
	ok tradecli quote add --buyer NORD --currency EUR --terms D/P \
	    --product LED --description 'as sample' --quantity 1 --price 2
	ok tradecli quote add 'ACME Ltd' --description Lamps --quantity 2 \
	    --price 5
	holds 'SELECT currency, terms, rate FROM quote ORDER BY id' <<-'END'
	EUR|D/P|
	CNY||
	END
	holds 'SELECT description, cost FROM quote_line ORDER BY id' <<-'END'
	as sample|7546903
	Lamps|
	END
}

@test "a total is the sum of what its lines show" {
	ok tradecli quote add ACME --currency USD --description a --quantity 3 \
	    --price 1.005
	ok tradecli quote edit QUO-2026-0001 --description b --quantity 7 \
	    --price 1.005 --discount 12.5
	ok tradecli quote list --fields number,line,amount,goods
	out_is <<-'END'
	number	line	amount	goods
	QUO-2026-0001	1	3.02	9.18
	QUO-2026-0001	2	6.16	9.18
	END
	ok tradecli quote edit QUO-2026-0001 --currency JPY
	ok tradecli quote list --fields goods --no-header
	out_is <<-'END'
	9
	END
}

@test "an amount that is said must be so" {
	cat >q.csv <<-'END'
	company,date,currency,description,quantity,price,amount
	ACME,2026-11-05,USD,a,3,1.0050,3.01
	END
	refused 4 tradecli quote import q.csv
	grep -q 'amount: 3.01, but it comes to 3.02' "$kept/err"
	sed -i 's/3\.01$/3.02/' q.csv
	ok tradecli quote import q.csv
}

@test "add and edit refuse" {
	refused 2 tradecli quote add --product LED --quantity 1 --price 2
	refused 4 tradecli quote add ACME --description a --quantity 0 \
	    --price 2
	err_is <<-'END'
	tradecli: line: quantity: must be more than 0
	END
	refused 4 tradecli quote add ACME --description a --quantity 1 \
	    --price 2 --discount 101
	refused 4 tradecli quote add ACME --valid-until 2026-11-21
	err_is <<-'END'
	tradecli: valid_until: before the date of the quote
	END
	refused 4 tradecli quote add ACME --terms 'T/T 30/60'
}

@test "states: what may follow, and what may not" {
	tradecli -q quote add ACME --description a --quantity 1 --price 2
	refused 5 tradecli quote move QUO-2026-0001 accepted
	err_is <<-'END'
	tradecli: quote QUO-2026-0001 is draft: it cannot become accepted
	  hint: it can become: sent, replaced, cancelled
	END
	ok tradecli quote move QUO-2026-0001 sent
	err_is <<-'END'
	QUO-2026-0001: draft -> sent
	END
	refused 5 tradecli quote move QUO-2026-0001 draft
	refused 4 tradecli quote move QUO-2026-0001 cancelled
	ok tradecli quote move QUO-2026-0001 已接受 --today 2026-12-01
	holds 'SELECT state, sent, answered FROM quote' <<-'END'
	accepted|2026-11-22|2026-12-01
	END
	ok tradecli quote move QUO-2026-0001 cancelled --reason 'no steel'
	for state in draft sent accepted declined expired replaced; do
		refused 5 tradecli quote move QUO-2026-0001 $state
	done
}

@test "what was sent is never changed nor removed" {
	tradecli -q quote add ACME --description a --quantity 1 --price 2
	tradecli -q quote move QUO-2026-0001 sent
	refused 5 tradecli quote edit QUO-2026-0001 --line 1 --price 3
	err_is <<-'END'
	tradecli: quote QUO-2026-0001 is sent: its price cannot be changed any more
	END
	refused 5 tradecli quote edit QUO-2026-0001 --currency EUR
	refused 5 tradecli quote edit QUO-2026-0001 --description b \
	    --quantity 1 --price 2
	refused 5 tradecli quote rm -y QUO-2026-0001
	refused 5 tradecli quote rm -y QUO-2026-0001 --line 1
	ok tradecli quote edit QUO-2026-0001 --notes 'called twice'
	ok tradecli undo
	ok tradecli undo
	err_is <<-'END'
	undone: #8 tradecli -q quote move QUO-2026-0001 sent
	(bring it back: tradecli redo)
	END
	ok tradecli quote edit QUO-2026-0001 --line 1 --price 3
}

@test "from: the lines of an inquiry at prices said or of the products" {
	inquiry
	refused 4 tradecli quote from INQ-2026-0001
	err_is <<-'END'
	tradecli: line 1: there is no price in USD
	  hint: say it: --price 1=0.85, or give the product one
	END
	ok tradecli quote from INQ-2026-0001 --price 1=1.65 --valid-until +30d
	out_is <<-'END'
	QUO-2026-0001
	END
	no_err
	holds 'SELECT inquiry, buyer, currency, incoterm, place, valid_until
	    FROM quote' <<-'END'
	1|1|USD|FOB|Ningbo|2026-12-22
	END
	holds 'SELECT line, quantity, price, amount FROM quote_line
	    ORDER BY line' <<-'END'
	1|1000000000|1650000|1650000000
	2|500000000|700000|350000000
	END
	refused 2 tradecli quote from INQ-2026-0001 --price x=1
	refused 2 tradecli quote from INQ-2026-0001 --price 1=-1
	refused 3 tradecli quote from INQ-2026-0009
}

@test "from: a line without a quantity needs one" {
	tradecli -q inquiry add ACME --description lamps --currency USD
	refused 4 tradecli quote from INQ-2026-0001 --price 1
	err_is <<-'END'
	tradecli: line 1: there is no quantity
	  hint: say it: --quantity 1=5000
	END
	ok tradecli quote from INQ-2026-0001 --price 1 --quantity 40
	tradecli -q inquiry add Empty
	refused 4 tradecli quote from INQ-2026-0002
	err_is <<-'END'
	tradecli: inquiry INQ-2026-0002 has no lines
	  hint: say what is wanted: tradecli inquiry edit INQ-2026-0002 --description TEXT --quantity N
	END
}

@test "revise: a new one replaces it, numbered R1, R2" {
	inquiry
	tradecli -q quote from INQ-2026-0001 --price 1=1.65 \
	    --valid-until 2026-11-30
	tradecli -q quote move QUO-2026-0001 sent
	ok tradecli quote revise QUO-2026-0001 --price 1=1.6 \
	    --today 2026-12-01
	out_is <<-'END'
	QUO-2026-0001-R1
	END
	ok tradecli quote revise QUO-2026-0001-R1 --quantity 2=600
	ok tradecli quote list --fields number,state,replaces,valid_until,goods
	out_is <<-'END'
	number	state	replaces	valid_until	goods
	QUO-2026-0001	replaced		2026-11-30	2000
	QUO-2026-0001-R1	replaced	QUO-2026-0001		1950
	QUO-2026-0001-R2	draft	QUO-2026-0001-R1		2020
	END
	refused 5 tradecli quote revise QUO-2026-0001
	err_is <<-'END'
	tradecli: quote QUO-2026-0001 is replaced already
	END
}

@test "revise: not when it is ordered" {
	inquiry
	tradecli -q quote from INQ-2026-0001 --price 1=1.65
	tradecli -q quote move QUO-2026-0001 sent
	tradecli -q quote move QUO-2026-0001 accepted
	tradecli -q order from QUO-2026-0001
	refused 5 tradecli quote revise QUO-2026-0001
	err_is <<-'END'
	tradecli: quote QUO-2026-0001: there is an order from it
	END
}

@test "the inquiry is quoted once it is sent, won once it is accepted" {
	inquiry
	tradecli -q quote from INQ-2026-0001 --price 1=1.65
	holds 'SELECT stage FROM inquiry' <<<new
	tradecli -q quote move QUO-2026-0001 sent
	holds 'SELECT stage, answered FROM inquiry' <<<'quoted|2026-11-22'
	tradecli -q inquiry move INQ-2026-0001 sample
	tradecli -q quote edit QUO-2026-0001 --notes x
	holds 'SELECT stage FROM inquiry' <<<sample
	tradecli -q quote move QUO-2026-0001 accepted
	holds 'SELECT stage, text FROM inquiry_event ORDER BY id' <<-'END'
	quoted|QUO-2026-0001: sent
	sample|
	won|QUO-2026-0001: accepted
	END
	ok tradecli undo
	holds 'SELECT stage FROM inquiry' <<<sample
}

@test "a lost inquiry stays lost" {
	inquiry
	tradecli -q quote from INQ-2026-0001 --price 1=1.65
	tradecli -q inquiry move INQ-2026-0001 lost --reason price
	ok tradecli quote move QUO-2026-0001 sent
	holds 'SELECT stage FROM inquiry' <<<lost
}

@test "price: computed from costs, and kept with how" {
	inquiry
	ok tradecli inquiry price INQ-2026-0001 --profit 10 --domestic 0.4
	out_is <<-'END'
	line	product	quantity	term	price	currency	total	target_price	profit	home	margin	cost	cost_currency	cost_from	highest_cost
	1	LED	1000	FOB	1.24	USD	1240		857.1	CNY	9.74	8.2	CNY	product	
	2	SHADE	500	FOB	0.53	USD	265		181.5	CNY	9.65	3	CNY	product	
	END
	ok tradecli quote price INQ-2026-0001 --profit 10 --domestic 0.4
	out_is <<-'END'
	QUO-2026-0001
	END
	holds 'SELECT line, price, cost, charges, fees FROM quote_line' <<-'END'
	1|1240000|7946903|0|0
	2|530000|3400000|0|0
	END
	holds 'SELECT line, incoterm, purchase_price, vat_rate, refund_rate,
	    domestic, profit_rate, rate, price FROM cost_sheet' <<-'END'
	1|FOB|8200000|13000000|9000000|400000|10000000|7100000|1240000
	2|FOB|3000000|||400000|10000000|7100000|530000
	END
	ok tradecli quote revise QUO-2026-0001
	holds 'SELECT count(*) FROM cost_sheet' <<<4
	ok tradecli check
}

@test "price: says what it lacks" {
	inquiry
	refused 4 tradecli inquiry price INQ-2026-0001 --term CIF --profit 10
	err_is <<-'END'
	tradecli: line 1: CIF: not all costs are known that are in its price
	  hint: say them, if only as 0: --freight --insurance
	END
	refused 2 tradecli inquiry price INQ-2026-0001 --target 3
	tradecli -q inquiry add ACME --description x --quantity 1
	refused 2 tradecli inquiry price INQ-2026-0002 --profit 10
	err_is <<-'END'
	tradecli: INQ-2026-0002: a price in which currency?
	  hint: say it: --to USD
	END
	refused 3 tradecli inquiry price INQ-2026-0002 --profit 10 --to GBP
}

# 4.0508 and 8.064 m3, 475 and 924 kg in 50 and 84 cartons; 41,000 and 6,000 CNY
# without refunds.
packed()
{
	tradecli -q product edit LED --purchase-price 8.2 --vat-rate 0 \
	    --refund-rate 0 --pieces-per-carton 100 --carton-length 52 \
	    --carton-width 38 --carton-height 41 --gross-weight 9.5
	tradecli -q product edit SHADE --pieces-per-carton 24 \
	    --carton-length 60 --carton-width 40 --carton-height 40 \
	    --gross-weight 11
	tradecli -q inquiry add --buyer NORD --incoterm CFR --place Hamburg \
	    --product LED --quantity 5000
	tradecli -q inquiry edit INQ-2026-0001 --product SHADE --quantity 2000
}

# What the lines bear of charges: the difference to a price without them.
borne()
{
	ok tradecli inquiry price INQ-2026-0001 --term FOB --profit 0 \
	    --freight 0 --places 6 -f json
	json '.[] | .total'
	cp "$kept/out" without
	ok tradecli inquiry price INQ-2026-0001 --profit 0 --places 6 -f json \
	    "$@"
	cp "$kept/err" remarks
	json '.[] | .total'
	paste "$kept/out" without | awk '{ printf "%.2f\n", $1 - $2 }' >borne
	cp borne "$kept/out"
}

@test "price: the lines share the freight of all by the room they take" {
	packed
	borne --freight 1000/shipment
	out_is <<-'END'
	334.37
	665.63
	END
	file_is remarks <<-'END'
	The rate USD/CNY is 21 days old (of 2026-11-01).
	line 1: cost: the product's purchase price, 8.2 CNY incl. VAT
	line 2: cost: the product's purchase price, 3 CNY
	Shared by the lines: main carriage by room.
	USD/CNY 7.1 of 2026-11-01 (mid, own)
	END
	borne --freight-container 20GP=1450
	out_is <<-'END'
	484.83
	965.17
	END
	# 12.1148 m3 are three containers of 5 m3: it takes whole cartons.
	borne --freight-container 20GP=1450 --container-volume 5
	out_is <<-'END'
	1454.50
	2895.50
	END
	borne --freight-lcl 100
	out_is <<-'END'
	405.09
	806.41
	END
	borne --freight-air 2
	out_is <<-'END'
	1350.85
	2689.15
	END
	borne --freight 0 --export-clearance 'USD 142/shipment'
	out_is <<-'END'
	123.87
	18.13
	END
	borne --freight-container 20GP=1450 --origin-terminal 'USD 60/container'
	out_is <<-'END'
	504.90
	1005.10
	END
}

@test "price: a line alone, as N=" {
	packed
	borne --freight 1=0.1 --freight 2=USD0.2/piece
	out_is <<-'END'
	500.00
	400.00
	END
	borne --freight 2=300/shipment --freight 0
	out_is <<-'END'
	0.00
	300.00
	END
	refused 3 tradecli inquiry price INQ-2026-0001 --freight 3=1
	err_is <<<'tradecli: --freight 3=1: there is no line 3'
	refused 2 tradecli inquiry price INQ-2026-0001 --freight 1 --cost 9
	err_is <<-'END'
	tradecli: --cost 9: of which of the 2 lines?
	  hint: name it: --cost 1=9
	END
	ok tradecli inquiry price INQ-2026-0001 --freight 1 --cost 1=71 \
	    --cost 2='USD 3' --profit 0 --rate 7.1 -f json
	err_is <<-'END'
	For a piece of every line alike: main carriage USD 1.
	END
	json '.[].price'
	out_is <<-'END'
	11
	4
	END
}

@test "price: whose share of the freight cannot be known" {
	packed
	tradecli -q product add Socket --code SOCKET --purchase-price 1
	tradecli -q inquiry edit INQ-2026-0001 --product SOCKET --quantity 10
	refused 4 tradecli inquiry price INQ-2026-0001 --freight 1000/shipment
	err_is <<-'END'
	tradecli: SOCKET: no packing data, so its share of the freight is not known
	  hint: give the product its cartons (tradecli help product), or say freight for a piece of it: --freight 3=0.12
	END
	refused 4 tradecli quote price INQ-2026-0001 --freight-container 20GP=1
	ok tradecli inquiry price INQ-2026-0001 --freight-container 20GP=1 \
	    --carton 3=30x20x20 --per-carton 3=5 --gross-weight 3=3
	ok tradecli inquiry price INQ-2026-0001 --freight 1000/shipment \
	    --freight 3=0.1
	ok tradecli inquiry price INQ-2026-0001 --freight 0.1
}

# 9.04 CNY with VAT is 8 without and 8.32 after the refund; that of YIWU asks
# less for a piece, but for its freight.
offers()
{
	tradecli -q supplier add Yiwu --code YIWU
	inquiry
	tradecli -q offer add --inquiry INQ-2026-0001 --supplier CIXI \
	    --product LED --price 9.04 --vat-included yes --lead-days 20
	tradecli -q offer add --inquiry INQ-2026-0001 --supplier YIWU \
	    --product LED --price 7 --vat-rate 13 --freight 2000 --moq 800
	tradecli -q rate add --date 2026-11-20 --from-currency USD \
	    --to-currency CNY --value 7
}

@test "price: a line costs what its best offer asks" {
	offers
	ok tradecli inquiry compare INQ-2026-0001 --qty 1000 -f json
	json '.comparison[] | [.offer, .home_total, .best]'
	out_is <<-'END'
	["OFR-2026-0001",8320,"date, total"]
	["OFR-2026-0002",9280,"price"]
	END
	ok tradecli inquiry price INQ-2026-0001 --profit 0 --places 4 -f json
	err_is <<-'END'
	line 1: cost: OFR-2026-0001, 9.04 CNY incl. 13% VAT
	line 2: cost: the product's purchase price, 3 CNY
	USD/CNY 7 of 2026-11-20 (mid, own)
	END
	json '.[] | [.price, .cost, .cost_currency, .cost_from]'
	out_is <<-'END'
	[1.1886,9.04,"CNY","OFR-2026-0001"]
	[0.4286,3,"CNY","product"]
	END
	# 7 * (1 + 13 % - 9 %) + 2000 / 1000, of which nothing is refunded.
	ok tradecli inquiry price INQ-2026-0001 --profit 0 --places 4 \
	    --offer 1=OFR-2026-0002 --term EXW -f json
	json '.[0] | [.price, .cost_from]'
	out_is <<<'[1.3257,"OFR-2026-0002"]'
	# At more of them it is the other one.
	ok tradecli inquiry price INQ-2026-0001 --quantity 1=5000 -f json
	json '.[0].cost_from'
	out_is <<<'OFR-2026-0002'
	ok tradecli inquiry price INQ-2026-0001 --profit 0 --cost 1=11.3 \
	    --places 4 -f json
	json '.[0] | [.price, .cost_from]'
	out_is <<<'[1.4857,"said"]'
}

@test "price: offers that will not do" {
	offers
	refused 3 tradecli inquiry price INQ-2026-0001 --offer 2=OFR-2026-0001
	err_is <<-'END'
	tradecli: line 2: it has no offer 'OFR-2026-0001'
	  hint: those it has: tradecli inquiry compare INQ-2026-0001
	END
	refused 2 tradecli inquiry price INQ-2026-0001 --offer OFR-2026-0001
	tradecli -q offer edit OFR-2026-0001 --date 2026-11-01 \
	    --valid-until 2026-11-21
	tradecli -q offer edit OFR-2026-0002 --moq 3000
	ok tradecli inquiry price INQ-2026-0001
	head -1 "$kept/err" >first
	file_is first <<-'END'
	line 1: cost: the product's purchase price, 8.2 CNY incl. 13% VAT (OFR-2026-0001 expired on 2026-11-21, OFR-2026-0002 below the MOQ of 3000)
	END
	refused 4 tradecli inquiry price INQ-2026-0001 --offer 1=OFR-2026-0001
	err_is <<-'END'
	tradecli: line 1: OFR-2026-0001: expired on 2026-11-21
	END
	refused 4 tradecli inquiry price INQ-2026-0001 --offer 1=OFR-2026-0002
	err_is <<-'END'
	tradecli: line 1: OFR-2026-0002: below the MOQ of 3000
	END
}

@test "price: an offer in a third currency, at the rate of today" {
	offers
	tradecli -q offer add --inquiry INQ-2026-0001 --supplier YIWU \
	    --product LED --price 1 --currency EUR
	refused 3 tradecli inquiry price INQ-2026-0001
	tradecli -q rate add EUR/CNY 8
	ok tradecli inquiry price INQ-2026-0001 --profit 0 --places 4 -f json
	json '.[0] | [.price, .cost_currency, .cost_from]'
	out_is <<<'[1.1429,"EUR","OFR-2026-0003"]'
}

@test "quotes keep which offer their lines were costed with" {
	offers
	ok tradecli quote price INQ-2026-0001 --profit 10
	err_is <<-'END'
	line 1: cost: OFR-2026-0001, 9.04 CNY incl. 13% VAT
	line 2: cost: the product's purchase price, 3 CNY
	END
	ok tradecli quote from INQ-2026-0001 --price 1=1.65
	err_is <<-'END'
	line 1: cost: OFR-2026-0001, 9.04 CNY incl. 13% VAT
	END
	refused 3 tradecli quote from INQ-2026-0001 --price 1=1.65 \
	    --offer 2=OFR-2026-0002
	err_is <<-'END'
	tradecli: line 2: it has no offer 'OFR-2026-0002'
	  hint: those it has: tradecli inquiry compare INQ-2026-0001
	END
	ok tradecli quote from INQ-2026-0001 --price 1=1.65 \
	    --offer 1=OFR-2026-0002
	ok tradecli quote revise QUO-2026-0003
	ok tradecli quote list --fields number,line,offer,cost
	out_is <<-'END'
	number	line	offer	cost
	QUO-2026-0001	1	OFR-2026-0001	8.32
	QUO-2026-0001	2		3
	QUO-2026-0002	1	OFR-2026-0001	8.32
	QUO-2026-0002	2		3
	QUO-2026-0003	1	OFR-2026-0002	9.28
	QUO-2026-0003	2		3
	QUO-2026-0003-R1	1	OFR-2026-0002	9.28
	QUO-2026-0003-R1	2		3
	END
}

@test "price: lines step by step, at a target, and as a table" {
	packed
	ok tradecli inquiry price INQ-2026-0001 --freight 1000/shipment \
	    --explain -f json
	json '.steps[] | select(.step == "main carriage") |
	    [.line, .formula, .value]'
	out_is <<-'END'
	[1,"1000 * 4.0508 / 12.1148 m3 / 5000",0.066874]
	[2,"1000 * 8.064 / 12.1148 m3 / 2000",0.332816]
	END
	ok tradecli inquiry price INQ-2026-0001 --term FOB --target 2=0.5 \
	    --profit 10 -f json
	json '.[] | [.price, .profit, .highest_cost]'
	out_is <<-'END'
	[1.28,4440,null]
	[0.5,1100,3.2]
	END
	on_terminal "tradecli inquiry price INQ-2026-0001 --term FOB -q \
	    --profit 10 --color never"
	out_is <<-'END'
	Line  Product  Quantity  Term  Price USD  Total USD  Profit CNY  Margin  Cost
	   1  LED         5,000  FOB        1.28   6,400.00    4,440.00   9.77%  8.20
	   2  SHADE       2,000  FOB        0.47     940.00      674.00   10.1%  3.00
	END
	ok tradecli help inquiry price
	! grep -e '--break-even' -e '--what-if' "$kept/out"
	refused 2 tradecli inquiry price INQ-2026-0001 --break-even
	refused 2 tradecli quote price INQ-2026-0001 --explain
}

@test "guard: quotes that the rate has eaten into" {
	inquiry
	tradecli -q quote price INQ-2026-0001 --profit 10 --domestic 0.4 \
	    --places 3
	tradecli -q quote add ACME --currency USD --description a --quantity 1 \
	    --price 2
	ok tradecli quote guard --exit-code
	err_is <<-'END'
	1 quotes cannot be judged: not all their lines have a cost.
	The rate USD/CNY is 21 days old (of 2026-11-01).
	No quote that is out leaves less.
	END
	tradecli -q rate add --date 2026-11-20 --from-currency USD \
	    --to-currency CNY --value 6.5
	ok tradecli quote guard
	fails_with 10 tradecli quote guard --exit-code
	out_is <<-'END'
	quote	who	state	valid_until	currency	rate	rate_now	margin	margin_now	line	price	price_asked
	QUO-2026-0001	Nordlicht	draft		USD	7.1	6.5	10.02	1.71	1	1.244	1.288
	QUO-2026-0001	Nordlicht	draft		USD	7.1	6.5	10.02	1.71	2	0.532	0.551
	END
	ok tradecli quote revise QUO-2026-0001 --price 1=1.288 --price 2=0.551
	ok tradecli quote guard
	err_is <<-'END'
	1 quotes cannot be judged: not all their lines have a cost.
	No quote that is out leaves less.
	END
	refused 2 tradecli quote guard --limit 100
}

@test "guard: a rate that is too old is said, once" {
	inquiry
	tradecli -q quote price INQ-2026-0001 --profit 10
	tradecli -q quote price INQ-2026-0001 --profit 10
	ok tradecli quote guard --today 2026-12-20
	err_is <<-'END'
	The rate USD/CNY is 49 days old (of 2026-11-01).
	No quote that is out leaves less.
	END
}

@test "guard: a missing rate is an error" {
	tradecli -q quote add ACME --currency GBP --product LED --quantity 1 \
	    --price 2
	fails_with 3 tradecli quote guard
}

@test "what was exported can be imported again" {
	inquiry
	tradecli -q quote from INQ-2026-0001 --price 1=1.65
	tradecli -q quote move QUO-2026-0001 sent
	ok tradecli quote export q.csv
	ok tradecli quote import q.csv
	err_is <<-'END'
	quotes: 0 new, 0 changed, 1 unchanged
	END
}
