load ../lib

prepare()
{
	ledger
	tradecli -q buyer add Nordlicht --code NORD --country DE \
	    --currency USD --terms '30% T/T deposit, 70% against copy of B/L'
	tradecli -q product add 'LED bulb' --code LED --unit pcs
}

order()
{
	tradecli -q order add PO-1 --buyer NORD --product LED --quantity 10 \
	    --price 2.533 --discount 3 "$@"
}

instalments()
{
	holds 'SELECT line, percent / 1000000, amount, method, event, days, due,
	    paid FROM instalment ORDER BY line'
}

@test "from: a quote that was accepted, with all it says" {
	tradecli -q inquiry add --buyer NORD --product LED --quantity 500
	tradecli -q quote from INQ-2026-0001 --price 1.20 --incoterm CIF \
	    --place Hamburg --freight 35.5 --packing cartons
	refused 5 tradecli order from QUO-2026-0001
	err_is <<-'END'
	tradecli: quote QUO-2026-0001 is draft: an order needs one that is accepted
	  hint: when the buyer has accepted it: tradecli quote move QUO-2026-0001 accepted
	END
	tradecli -q quote move QUO-2026-0001 sent
	refused 5 tradecli order from QUO-2026-0001
	tradecli -q quote move QUO-2026-0001 accepted
	ok tradecli order from QUO-2026-0001 --reference PO-9 --ship-by +30d
	out_is <<-'END'
	ORD-2026-0001
	END
	holds 'SELECT buyer, quote, inquiry, reference, currency, incoterm,
	    place, terms, packing, freight, ship_by, state FROM sales_order' \
	    <<-'END'
	1|1|1|PO-9|USD|CIF|Hamburg|30% T/T deposit, 70% against copy of B/L|cartons|35500000|2026-12-22|draft
	END
	holds 'SELECT line, product, quantity, price, amount FROM order_line' \
	    <<-'END'
	1|1|500000000|1200000|600000000
	END
	instalments <<-'END'
	1|30|190650000|T/T|order|0|2026-11-22|
	2|70|444850000|T/T|bl|0||
	END
	refused 5 tradecli order from QUO-2026-0001
	err_is <<-'END'
	tradecli: quote QUO-2026-0001: there is order ORD-2026-0001 from it already
	END
	tradecli -q order move ORD-2026-0001 cancelled --reason 'typed twice'
	ok tradecli order from QUO-2026-0001
}

@test "from: fields of the order as options, before what the quote says" {
	tradecli -q inquiry add --buyer NORD --product LED --quantity 500
	tradecli -q quote from INQ-2026-0001 --price 1.20 --currency EUR \
	    --incoterm FOB --place Ningbo --port-loading Ningbo
	tradecli -q quote move QUO-2026-0001 sent
	tradecli -q quote move QUO-2026-0001 accepted
	refused 2 tradecli order from QUO-2026-0001 --quantity 3
	refused 2 tradecli order from QUO-2026-0001 --quote QUO-2026-0001
	err_is <<-'END'
	tradecli: order from: the quote is given twice
	END
	refused 4 tradecli order from QUO-2026-0001 --currency USD
	err_is <<-'END'
	tradecli: currency: the prices of quote QUO-2026-0001 are in EUR
	END
	ok tradecli order from QUO-2026-0001 --port-loading Shanghai \
	    --port-discharge Hamburg --marks N/M --lc-number LC1 --freight 40
	holds 'SELECT port_loading, port_discharge, marks, lc_number, freight,
	    currency FROM sales_order' <<-'END'
	Shanghai|Hamburg|N/M|LC1|40000000|EUR
	END
}

@test "from: the buyer has to be in the ledger" {
	tradecli -q quote add ACME --description a --quantity 1 --price 2
	tradecli -q quote move QUO-2026-0001 sent
	tradecli -q quote move QUO-2026-0001 accepted
	refused 4 tradecli order from QUO-2026-0001
	err_is <<-'END'
	tradecli: quote QUO-2026-0001: its buyer is not in the ledger
	  hint: tradecli buyer add 'ACME', then: tradecli quote edit QUO-2026-0001 --buyer CODE
	END
	tradecli -q buyer add ACME --code ACME
	ok tradecli quote edit QUO-2026-0001 --buyer ACME
	ok tradecli order from QUO-2026-0001
}

@test "instalments follow from terms, sum and dates" {
	order
	instalments <<-'END'
	1|30|7370000|T/T|order|0|2026-11-22|
	2|70|17200000|T/T|bl|0||
	END
	ok tradecli order edit ORD-2026-0001 --bl-date 2026-12-18
	instalments <<-'END'
	1|30|7370000|T/T|order|0|2026-11-22|
	2|70|17200000|T/T|bl|0|2026-12-18|
	END
	ok tradecli order edit ORD-2026-0001 --bl-date ''
	ok tradecli order edit ORD-2026-0001 --freight 5.43
	ok tradecli order edit ORD-2026-0001 --terms 'O/A 45 days after B/L'
	instalments <<-'END'
	1|100|30000000|O/A|bl|45||
	END
	ok tradecli order edit ORD-2026-0001 --terms ''
	instalments </dev/null
	ok tradecli undo
	holds 'SELECT count(*) FROM instalment' <<<1
}

@test "month ends clamp" {
	order --terms 'L/C 1 month after B/L' --bl-date 2027-01-31
	instalments <<<'1|100|24570000|L/C|bl|0|2027-02-28|'
	ok tradecli order edit ORD-2026-0001 --terms 月结30天 \
	    --invoice-date 2026-11-05
	instalments <<<'1|100|24570000|O/A|invoice|30|2026-12-30|'
}

@test "what is paid stays, the rest makes up for it" {
	order
	ok tradecli order pay ORD-2026-0001 1 --date 2026-11-20
	err_is <<-'END'
	ORD-2026-0001: instalment 1 paid on 2026-11-20
	END
	refused 5 tradecli order pay ORD-2026-0001 1
	err_is <<-'END'
	tradecli: ORD-2026-0001: instalment 1 was paid on 2026-11-20
	END
	refused 3 tradecli order pay ORD-2026-0001 3
	refused 2 tradecli order pay ORD-2026-0001 x
	tradecli -q order edit ORD-2026-0001 --date 2026-11-10
	tradecli -q order edit ORD-2026-0001 --line 1 --quantity 20
	instalments <<-'END'
	1|30|7370000|T/T|order|0|2026-11-22|2026-11-20
	2|70|41770000|T/T|bl|0||
	END
	holds 'SELECT sum(amount) FROM instalment' <<<49140000
	tradecli -q order edit ORD-2026-0001 --terms 'T/T 10/40/50'
	instalments <<-'END'
	1|30|7370000|T/T|order|0|2026-11-22|2026-11-20
	2|40|19660000|T/T|shipment|0||
	3|50|22110000|T/T|bl|0||
	END
}

@test "amounts have the decimals of the currency" {
	tradecli -q order add --buyer NORD --currency JPY --terms 'T/T 33/67' \
	    --product LED --quantity 1 --price 101
	instalments <<-'END'
	1|33|33000000|T/T|order|0|2026-11-22|
	2|67|68000000|T/T|shipment|0||
	END
}

@test "a letter of credit has a last day, and a reason for it" {
	limit()
	{
		holds 'SELECT lc_last_day, lc_limit FROM sales_order'
	}
	order
	limit <<<'|'
	tradecli -q order edit ORD-2026-0001 --lc-number LC1 \
	    --lc-shipment 2026-12-20 --lc-expiry 2027-01-15
	limit <<<'2027-01-10|presentation'
	tradecli -q order edit ORD-2026-0001 --bl-date 2026-12-01
	limit <<<'2026-12-22|presentation'
	tradecli -q order edit ORD-2026-0001 --lc-days 10
	limit <<<'2026-12-11|presentation'
	tradecli -q order edit ORD-2026-0001 --lc-expiry 2026-12-05 \
	    --lc-shipment 2026-12-04
	limit <<<'2026-12-05|expiry'
	refused 4 tradecli order edit ORD-2026-0001 --lc-shipment 2026-12-06
	err_is <<-'END'
	tradecli: lc_shipment: after the letter of credit expires
	END
	refused 4 tradecli order edit ORD-2026-0001 --lc-date 2026-12-06
	ok tradecli order show ORD-2026-0001 -f json
	json '.lc_last_day, .lc_limit'
	out_is <<-'END'
	2026-12-05
	expiry
	END
}

@test "states: cancelled needs a reason, whatever the way there" {
	order
	refused 4 tradecli order edit ORD-2026-0001 --state cancelled
	err_is <<-'END'
	tradecli: order ORD-2026-0001: cancelled needs a reason
	  hint: say why: tradecli order move ORD-2026-0001 cancelled --reason 'TEXT'
	END
	fails_with 4 tradecli order move ORD-2026-0001 cancelled --reason ''
	printf 'number,state\nORD-2026-0001,cancelled\n' >o.csv
	refused 4 tradecli order import o.csv
	grep -q 'o.csv: row 2: .*needs a reason' "$kept/err"
	ok tradecli order edit ORD-2026-0001 --state cancelled --reason whim
}

@test "states: what others are to have has lines" {
	tradecli -q order add --buyer NORD
	refused 5 tradecli order move ORD-2026-0001 confirmed
	err_is <<-'END'
	tradecli: order ORD-2026-0001 has no lines yet
	  hint: add one: tradecli order edit ORD-2026-0001 --product P --quantity N
	END
	ok tradecli order move ORD-2026-0001 cancelled --reason 'a mistake'
}

@test "numbers have no control characters, and name no other folder" {
	refused 4 tradecli order add --buyer NORD --number $'a\nb'
	err_is <<-'END'
	tradecli: --number: 'a\nb' has a control character in it
	END
}

@test "states: what may follow, and when it was" {
	order
	refused 5 tradecli order move ORD-2026-0001 shipped
	err_is <<-'END'
	tradecli: order ORD-2026-0001 is draft: it cannot become shipped
	  hint: it can become: confirmed, cancelled
	END
	ok tradecli order move ORD-2026-0001 confirmed
	refused 5 tradecli order edit ORD-2026-0001 --line 1 --quantity 5
	err_is <<-'END'
	tradecli: order ORD-2026-0001 is confirmed: its quantity cannot be changed any more
	END
	refused 5 tradecli order rm -y ORD-2026-0001
	err_is <<-'END'
	tradecli: order ORD-2026-0001 is confirmed: it cannot be removed
	  hint: call it off: tradecli order move ORD-2026-0001 cancelled --reason 'TEXT'
	END
	refused 4 tradecli order move ORD-2026-0001 cancelled
	err_is <<-'END'
	tradecli: order ORD-2026-0001: cancelled needs a reason
	  hint: say why: tradecli order move ORD-2026-0001 cancelled --reason 'TEXT'
	END
	ok tradecli order move ORD-2026-0001 生产中
	ok tradecli order move ORD-2026-0001 shipped --today 2026-12-24
	refused 5 tradecli order move ORD-2026-0001 cancelled --reason late
	ok tradecli order move ORD-2026-0001 closed
	holds 'SELECT state, confirmed, shipped FROM sales_order' <<-'END'
	closed|2026-11-22|2026-12-24
	END
}

@test "orders of the past come in any state" {
	cat >o.csv <<-'END'
	Order,Date,Buyer,Currency,Terms,State,Shipped,Product,Qty,Price
	A1,2026-01-05,NORD,USD,T/T 30/70,closed,2026-02-01,LED,10,1.5
	,,,,,,,LED,2,1.25
	A2,2026-01-06,NORD,USD,D/P,Confirmed,,LED,1,9
	END
	ok tradecli order import o.csv
	err_is <<-'END'
	orders: 2 new, 0 changed, 0 unchanged (lines: 3 new, 0 changed)
	END
	holds 'SELECT o.number, i.amount, i.due FROM instalment i
	    JOIN sales_order o ON o.id = i.sales_order ORDER BY i.id' <<-'END'
	A1|5250000|2026-01-05
	A1|12250000|2026-02-01
	A2|9000000|
	END
	ok tradecli check
	ok tradecli order import o.csv
	err_is <<-'END'
	orders: 0 new, 0 changed, 2 unchanged
	END
}

@test "terms that leave open when it is due are said" {
	ok tradecli order add PO-2 --buyer NORD --terms 't/t'
	out_is <<<ORD-2026-0001
	err_is <<-'END'
	terms 'T/T' does not say when: nothing is due (T/T in advance, T/T 30/70 and T/T 30 days do)
	END
	ok tradecli order edit ORD-2026-0001 --terms 'T/T 30 days' \
	    --bl-date 2026-12-01 --product LED --quantity 1 --price 10
	err_is <<-'END'
	Changed order ORD-2026-0001.
	(take it back: tradecli undo)
	END
	instalments <<-'END'
	1|100|10000000|T/T|bl|30|2026-12-31|
	END
	ok tradecli order edit ORD-2026-0001 --terms PayPal
	grep -q "^terms 'PayPal' does not say when" "$kept/err"
	ok tradecli order edit ORD-2026-0001 --notes x
	[ "$(grep -c terms "$kept/err")" = 0 ]
	ok tradecli supplier add 'Ningbo Star' --terms T/T
	no_err
	ok tradecli buyer edit NORD --terms 电汇
	grep -q "^terms '电汇' does not say when" "$kept/err"
	ok tradecli order add PO-3 --buyer NORD
	grep -q "^terms '电汇' does not say when" "$kept/err"
}

@test "without a number of ours, buyer and reference tell which order it is" {
	cat >o.csv <<-'END'
	PO No,Order date,Customer,Currency,Item description,Qty,Unit price
	PO-1,2026-11-01,NORD,USD,bulb,10,2.5
	PO-1,2026-11-01,NORD,USD,lamp,5,3
	PO-2,2026-11-02,NORD,USD,wire,4,2
	END
	tradecli -q order import o.csv
	ok tradecli order import o.csv
	err_is <<-'END'
	orders: 0 new, 0 changed, 2 unchanged
	END
	sed -i 's/lamp,5,3/lamp,6,3/' o.csv
	ok tradecli order import o.csv
	err_is <<-'END'
	orders: 0 new, 1 changed, 1 unchanged (lines: 0 new, 1 changed)
	END
	ok tradecli order list --fields number,reference,goods
	out_is <<-'END'
	number	reference	goods
	ORD-2026-0001	PO-1	43
	ORD-2026-0002	PO-2	8
	END
	ok tradecli order show PO-2 --fields number,reference
	grep -qx 'ORD-2026-0002	PO-2' "$kept/out"
	ok tradecli order move PO-2 confirmed
	ok tradecli order add PO-1 --buyer NORD
	out_is <<<ORD-2026-0003
	err_is <<-'END'
	ORD-2026-0001 has the same buyer, reference.
	END
	refused 5 tradecli order show PO-1
	err_is <<-'END'
	tradecli: several orders have the reference 'PO-1'
	  hint: name it by its number
	END
	refused 4 tradecli order import o.csv
	refused 3 tradecli order show PO-3
	ok tradecli check --full
}
