load ../lib

prepare()
{
	ledger
	for name in 'Ningbo Star' 'Yiwu Bright' 'Tokyo Lamp'; do
		tradecli -q supplier add "$name"
	done
	tradecli -q product add 'LED bulb' --code BULB --unit pcs
	tradecli -q inquiry add ACME --number Q1 --product BULB \
	    --quantity 5000 --unit pcs
}

prices()
{
	holds 'SELECT o.number, p.code, l.line, l.quantity / 1000000.0,
	    l.price / 1000000.0 FROM offer_line l JOIN offer o
	    ON o.id = l.offer JOIN party p ON p.id = o.supplier
	    ORDER BY o.id, l.line'
}

@test "an offer has a price for each quantity" {
	ok tradecli offer add --supplier SUP-0001 --product BULB \
	    --quantity 1000 --price 4.20
	out_is <<<OFR-2026-0001
	ok tradecli offer edit OFR-2026-0001 --quantity 5000 --price 3.95
	ok tradecli offer edit OFR-2026-0001 --quantity 5000 --price 3.90
	ok tradecli offer edit OFR-2026-0001 --line 1 --price 4.10
	prices <<-'END'
	OFR-2026-0001|SUP-0001|1|1000.0|4.1
	OFR-2026-0001|SUP-0001|2|5000.0|3.9
	END
	refused 5 tradecli offer edit OFR-2026-0001 --line 1 --quantity 5000
	err_is <<-'END'
	tradecli: offer OFR-2026-0001 has such a price already
	END
	ok tradecli offer rm OFR-2026-0001 --quantity 5000 --yes
	prices <<-'END'
	OFR-2026-0001|SUP-0001|1|1000.0|4.1
	END
	ok tradecli offer add 'lamp holder' --supplier 'Yiwu Bright' --price 2
	prices <<-'END'
	OFR-2026-0001|SUP-0001|1|1000.0|4.1
	OFR-2026-0002|SUP-0002|1|1.0|2.0
	END
}

@test "what cannot be is refused" {
	refused 2 tradecli offer add --supplier SUP-0001 --price 1
	err_is <<-'END'
	tradecli: offer add: missing: product or description
	  hint: give them as options: tradecli help offer add
	END
	refused 4 tradecli offer add lamp --supplier SUP-0001 --vat-rate 9% \
	    --refund-rate 13%
	err_is <<-'END'
	tradecli: refund_rate: more is paid back than was paid
	END
	refused 4 tradecli offer add lamp --supplier SUP-0001 \
	    --valid-until 2026-11-21
	err_is <<-'END'
	tradecli: valid_until: before the date of the offer
	END
	refused 4 tradecli offer add lamp --supplier SUP-0001 --price 0
	err_is <<-'END'
	tradecli: price: price: more than 0
	END
	refused 2 tradecli offer add lamp
	refused 3 tradecli offer add lamp --supplier SUP-0009
}

@test "breaks in columns become prices" {
	cat >columns.csv <<-'END'
	Supplier,Date,SKU,Quote no,Currency,"Price 1000","5,000-19,999",≥20000 pcs,单价(5万+),Weight 20
	Ningbo Star,2026-11-20,BULB,N7,CNY,4.20,3.90,,3.50,1
	SUP-0002,2026-11-20,BULB,Y1,USD,,0.55,0.53,,2
	END
	ok tradecli offer import columns.csv --dry-run
	err_is <<-'END'
	A dry run; nothing is changed:
	Columns: Supplier -> supplier, Date -> date, SKU -> product, Quote no -> reference, Currency -> currency, Price 1000 -> price (quantity 1000), 5,000-19,999 -> price (quantity 5000), ≥20000 pcs -> price (quantity 20000), 单价(5万+) -> price (quantity 50000)
	Columns not used: Weight 20
	offers: 2 new, 0 changed, 0 unchanged (prices: 5 new, 0 changed)
	END
	ok tradecli offer import columns.csv
	prices <<-'END'
	OFR-2026-0001|SUP-0001|1|1000.0|4.2
	OFR-2026-0001|SUP-0001|2|5000.0|3.9
	OFR-2026-0001|SUP-0001|3|50000.0|3.5
	OFR-2026-0002|SUP-0002|1|5000.0|0.55
	OFR-2026-0002|SUP-0002|2|20000.0|0.53
	END
	ok tradecli offer import columns.csv
	err_is <<-'END'
	Columns not used: Weight 20
	offers: 0 new, 0 changed, 2 unchanged
	END
	sed -i 's/3.90,,/3.80,3.70,/' columns.csv
	ok tradecli offer import columns.csv
	err_is <<-'END'
	Columns not used: Weight 20
	offers: 0 new, 1 changed, 1 unchanged (prices: 1 new, 1 changed)
	END
	ok tradecli check
}

@test "a plain price stands beside breaks" {
	cat >both.csv <<-'END'
	supplier,date,product,price,5000 pcs
	SUP-0001,2026-11-20,BULB,4.20,3.90
	SUP-0002,2026-11-20,BULB,,3.80
	END
	ok tradecli offer import both.csv
	prices <<-'END'
	OFR-2026-0001|SUP-0001|1|1.0|4.2
	OFR-2026-0001|SUP-0001|2|5000.0|3.9
	OFR-2026-0002|SUP-0002|1|5000.0|3.8
	END
}

@test "breaks in rows become prices" {
	cat >rows.csv <<-'END'
	供应商,报价日期,货号,报价单号,数量,单价
	Ningbo Star,2026-11-20,BULB,N7,1000,4.20
	,,,,5000,3.90
	Yiwu Bright,2026-11-20,BULB,Y1,1000,4.00
	Yiwu Bright,2026-11-20,BULB,Y1,5000,3.80
	END
	ok tradecli offer import rows.csv
	prices <<-'END'
	OFR-2026-0001|SUP-0001|1|1000.0|4.2
	OFR-2026-0001|SUP-0001|2|5000.0|3.9
	OFR-2026-0002|SUP-0002|1|1000.0|4.0
	OFR-2026-0002|SUP-0002|2|5000.0|3.8
	END
	ok tradecli offer export -o out.xlsx
	ok tradecli offer import out.xlsx
	grep -q '0 new, 0 changed, 2 unchanged$' "$kept/err"
}

@test "what is wrong in a column of breaks is told, and put aside" {
	cat >bad.csv <<-'END'
	supplier,date,product,Price 1000,Price 5000
	SUP-0001,2026-11-20,BULB,4.20,x
	SUP-0002,2026-11-20,BULB,4.00,3.80
	END
	refused 4 tradecli offer import bad.csv
	err_is <<-'END'
	tradecli: bad.csv: row 2, column E "Price 5000": 'x' is not a number
	  hint: write the number alone, as 1234.50; the currency stands in a column of its own
	tradecli: bad.csv: 1 of 2 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	ok tradecli offer import bad.csv --rejects bad2.csv
	sed -i 's/,x,/,3.90,/' bad2.csv
	ok tradecli offer import bad2.csv
	prices <<-'END'
	OFR-2026-0001|SUP-0002|1|1000.0|4.0
	OFR-2026-0001|SUP-0002|2|5000.0|3.8
	OFR-2026-0002|SUP-0001|1|1000.0|4.2
	OFR-2026-0002|SUP-0001|2|5000.0|3.9
	END
	printf '%s\n' 'supplier,date,product,Price 1000,≥1000' \
	    'SUP-0001,2026-11-20,BULB,4.20,4' >twice.csv
	refused 4 tradecli offer import twice.csv
	err_is <<-'END'
	tradecli: twice.csv: the columns 'Price 1000' and '≥1000' both mean price
	  hint: leave one out: --map '≥1000='
	END
	ok tradecli offer import twice.csv --map '≥1000='
	printf '%s\n' 'supplier,date,product,Ab 1000' \
	    'SUP-0003,2026-11-20,BULB,4.20' >mapped.csv
	ok tradecli offer import mapped.csv --map 'Ab 1000=price'
	holds "SELECT l.quantity FROM offer_line l JOIN offer o
	    ON o.id = l.offer WHERE o.supplier = 3" <<<1000000000
}

@test "an offer for an inquiry is an answer" {
	ok tradecli inquiry ask Q1 SUP-0001
	err_is <<-'END'
	Q1: 1 asked
	END
	printf '%s\n' 'supplier,date,inquiry,product,price' \
	    'SUP-0001,2026-11-21,Q1,BULB,4' 'SUP-0002,2026-11-21,Q1,BULB,5' \
	    >offers.csv
	ok tradecli offer import offers.csv
	holds 'SELECT supplier, response, asked, answered FROM inquiry_supplier
	    ORDER BY id' <<-'END'
	1|received|2026-11-22|2026-11-21
	2|received|2026-11-21|2026-11-21
	END
	ok tradecli undo
	holds 'SELECT supplier, response, asked, answered FROM inquiry_supplier
	    ORDER BY id' <<-'END'
	1|pending|2026-11-22|
	END
	ok tradecli redo
	ok tradecli check --full
}

@test "a price list without dates is one of today, and it is said" {
	printf '%s\n' 'supplier,product,quantity,price' \
	    'SUP-0001,BULB,1000,4' 'SUP-0001,BULB,5000,3.8' \
	    'SUP-0002,BULB,1000,5' >list.csv
	ok tradecli offer import list.csv
	no_out
	err_is <<-'END'
	Dated today, 2026-11-22: 2; the file has no column that says when (--set date=DATE).
	offers: 2 new, 0 changed, 0 unchanged (prices: 3 new, 0 changed)
	END
	holds 'SELECT date FROM offer' <<-'END'
	2026-11-22
	2026-11-22
	END
	ok tradecli --today 2026-11-23 offer import list.csv
	err_is <<-'END'
	offers: 0 new, 0 changed, 2 unchanged
	END
	tradecli -q undo
	ok tradecli offer import list.csv --set date=-2d -q
	no_err
	holds 'SELECT DISTINCT date FROM offer' <<<2026-11-20
	printf '%s\n' 'date,supplier,product,price' ',SUP-0003,BULB,4' >cell.csv
	refused 4 tradecli offer import cell.csv
	err_is <<-'END'
	tradecli: cell.csv: row 2: missing: date
	tradecli: cell.csv: 1 of 1 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
}
