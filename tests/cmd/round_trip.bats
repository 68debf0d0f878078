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
