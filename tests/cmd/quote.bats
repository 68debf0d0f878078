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
	line	product	quantity	term	price	currency	total	target_price	profit	home	margin
	1	LED	1000	FOB	1.24	USD	1240		857.1	CNY	9.74
	2	SHADE	500	FOB	0.53	USD	265		181.5	CNY	9.65
	END
	ok tradecli quote price INQ-2026-0001 --profit 10 --domestic 0.4
	out_is <<-'END'
	QUO-2026-0001
	END
	holds 'SELECT line, price, cost, charges, fees FROM quote_line' <<-'END'
	1|1240000|7946900|0|0
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
	  hint: say them, if only as 0: --freight
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

@test "guard: quotes that the rate has eaten into" {
	inquiry
	tradecli -q quote price INQ-2026-0001 --profit 10 --domestic 0.4 \
	    --places 3
	tradecli -q quote add ACME --currency USD --description a --quantity 1 \
	    --price 2
	ok tradecli quote guard --exit-code
	err_is <<-'END'
	1 quotes cannot be judged: not all their lines have a cost.
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
