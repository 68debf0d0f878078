# What was exported comes back: into the ledger it is from nothing, into an
# empty one all of it.
load ../lib

nouns="supplier buyer product rate inquiry offer quote order purchase shipment"

prepare()
{
	tradecli -q init --company 'Test Co' --currency CNY --demo
}

export_all()
{
	mkdir "$1"
	for noun in $nouns; do
		tradecli -q "$noun" export -o "$1/$noun.$2"
	done
}

# Everything is unchanged, and nothing is said beside it.
brings_nothing()
{
	ok tradecli "$1" import "$2"
	grep -v '^[^ ]*: 0 new, 0 changed, [0-9]* unchanged$' "$kept/err" \
	    >"$kept/more" || :
	diff -u --label 'nothing new' --label "$2" - "$kept/more" </dev/null
}

@test "CSV: the ledger's own records bring nothing new, and no remark" {
	export_all own csv
	remember
	for noun in $nouns; do brings_nothing "$noun" "own/$noun.csv"; done
	unchanged
}

@test "XLSX: the ledger's own records bring nothing new, and no remark" {
	export_all own xlsx
	for noun in $nouns; do
		ok tradecli "$noun" import "own/$noun.xlsx"
		grep -v "^own/$noun.xlsx, sheet \".*\":$" "$kept/err" \
		    >"$kept/rest"
		grep -qx "[a-z]*: 0 new, 0 changed, [0-9]* unchanged" \
		    "$kept/rest"
		[ "$(wc -l <"$kept/rest")" = 1 ]
	done
}

@test "into an empty ledger, and the same export from there" {
	export_all first csv
	export TRADECLI_LEDGER=second.db
	ledger
	for noun in $nouns; do
		ok tradecli "$noun" import "first/$noun.csv"
		[ "$(wc -l <"$kept/err")" = 1 ]
	done
	export_all second csv
	diff -r first second
}

parts="order:instalments shipment:containers shipment:cartons quote:cost-sheets"

export_parts()
{
	for part in $parts; do
		tradecli -q "${part%:*}" export -o "$1/${part#*:}.csv" \
		    --part "${part#*:}"
	done
}

import_parts()
{
	for part in $parts; do
		ok tradecli "${part%:*}" import "$1/${part#*:}.csv" \
		    --part "${part#*:}"
		[ "$(wc -l <"$kept/err")" = 1 ]
		grep -q "$2" "$kept/err"
	done
}

@test "parts beside the lines: what was paid, packed and computed" {
	tradecli -q order pay ORD-2026-0002 1 --date 2026-09-20
	tradecli -q shipment pack SHP-2026-0002
	tradecli -q shipment container SHP-2026-0002 CSQU3054383 --type 40HQ
	tradecli -q quote price INQ-2026-0054 --profit 12 --domestic 1 \
	    --freight 1 --insurance 0.3
	export_all first csv
	export_parts first
	[ "$(wc -l <first/instalments.csv)" -gt 4 ]
	[ "$(cat first/co*s.csv first/cartons.csv | wc -l)" -gt 5 ]
	remember
	import_parts first ': 0 new, 0 changed, [1-9][0-9]* unchanged$'
	unchanged
	export TRADECLI_LEDGER=second.db
	ledger
	for noun in $nouns; do ok tradecli "$noun" import "first/$noun.csv"; done
	import_parts first ' \([1-9][0-9]* new\|[1-9][0-9]* changed\)'
	export_all second csv
	export_parts second
	diff -r first second
	ok tradecli check --full
}

@test "a list of payments: the order by its number or the buyer's" {
	printf '%s\n' 'Order,Part,Paid' 'ORD-2026-0001,1,2026-09-02' \
	    'MS-26-0457,1,2026-09-20' >paid.csv
	ok tradecli order import paid.csv --part instalments
	no_out
	err_is <<-'END'
	instalments: 0 new, 1 changed, 1 unchanged
	END
	holds 'SELECT o.number, i.line, paid FROM instalment i JOIN sales_order o
	    ON o.id = i.sales_order WHERE paid IS NOT NULL' <<-'END'
	ORD-2026-0001|1|2026-09-02
	ORD-2026-0001|2|2026-10-21
	ORD-2026-0002|1|2026-09-20
	END
	ok tradecli undo
	echo 'ORD-2026-0001,3,2026-09-03' >>paid.csv
	refused 4 tradecli order import paid.csv --part instalments
	err_is <<-'END'
	tradecli: paid.csv: row 4: missing: percent, amount, method, event, days
	  hint: no column says it: which one is it? --map 'HEADING=instalment_percent'
	tradecli: paid.csv: 1 of 3 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	refused 2 tradecli order import paid.csv --part contacts
	err_is <<-'END'
	tradecli: --part: orders have no 'contacts' that could be in a file of their own
	  hint: there are: lines, instalments
	END
	refused 2 tradecli order import paid.csv --part lines --lines l.csv
	refused 2 tradecli product export --part lines -f csv
}

@test "a sum is compared with what the lines come to" {
	export TRADECLI_LEDGER=third.db
	ledger
	tradecli -q buyer add Nordlicht --code NORD
	cat >o.csv <<-'END'
	Order No,Date,Buyer,Currency,Item description,Qty,Unit price,Total amount
	A1,2026-11-01,NORD,USD,bulb,10,2.50,40.00
	A1,2026-11-01,NORD,USD,lamp,5,3,40.00
	A2,2026-11-02,NORD,USD,wire,4,2,9
	A3,2026-11-02,NORD,USD,wire,4,2,8 USD
	A4,2026-11-02,NORD,USD,wire,4,2,
	END
	ok tradecli order import o.csv
	no_out
	err_is <<-'END'
	o.csv: row 4, column H "Total amount": '9' is said, the lines come to 8 (and 1 more)
	  hint: the lines are what counts: is one wrong or missing?
	orders: 4 new, 0 changed, 0 unchanged (lines: 5 new, 0 changed)
	END
	ok tradecli order import o.csv --dry-run --map 'Total amount='
	err_is <<-'END'
	A dry run; nothing is changed:
	Columns: Order No -> number, Date -> date, Buyer -> buyer, Currency -> currency, Item description -> description, Qty -> quantity, Unit price -> price
	Columns not used: Total amount
	orders: 0 new, 0 changed, 4 unchanged
	END
	sed -i 's/Total amount/Summe/' o.csv
	fails_with 0 tradecli order import o.csv -n --map Summe=goods
	grep -q '"Summe": .9. is said' "$kept/err"
}

@test "a sum in a file of records: compared when the lines are there too" {
	export TRADECLI_LEDGER=fourth.db
	ledger
	tradecli -q buyer add Nordlicht --code NORD
	cat >o.csv <<-'END'
	number,date,buyer,currency,total
	A1,2026-11-01,NORD,USD,40.00
	A2,2026-11-02,NORD,USD,9
	END
	cat >l.csv <<-'END'
	number,description,quantity,price
	A1,bulb,10,2.5
	A1,lamp,5,3
	A2,wire,4,2
	END
	ok tradecli order import o.csv --lines l.csv
	no_out
	err_is <<-'END'
	orders: 2 new, 0 changed, 0 unchanged
	lines: 3 new, 0 changed, 0 unchanged
	o.csv: row 3, column E "total": '9' is said, the lines come to 8
	  hint: the lines are what counts: is one wrong or missing?
	END
	ok tradecli order import o.csv
	err_is <<-'END'
	o.csv: row 3, column E "total": '9' is said, the lines come to 8
	  hint: the lines are what counts: is one wrong or missing?
	orders: 0 new, 0 changed, 2 unchanged
	END
}

@test "import of a whole workbook says which sheets it did not read" {
	tradecli -q export all -o all.xlsx
	ok tradecli import all.xlsx
	err_is <<-'END'
	all.xlsx, sheet "Orders":
	orders: 0 new, 0 changed, 4 unchanged
	Sheets not read: Suppliers, Buyers, Products, Inquiries, Offers, Quotes, Purchases, Shipments, Documents, Rates (one at a time: tradecli NOUN import FILE)
	END
}
