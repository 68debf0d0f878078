# Real data, where there is some: TRADECLI_TEST_DATA names a folder with
# northwind/ and sheets/; without it these tests are skipped.
load ../lib

prepare()
{
	data=$TRADECLI_TEST_DATA
	[ -d "$data/northwind" ] || skip 'TRADECLI_TEST_DATA names no data'
	ledger
}

@test "a trader's suppliers, customers and products, twice" {
	for i in 1 2; do
		ok tradecli supplier import "$data/northwind/suppliers.csv" --null NULL
		ok tradecli buyer import "$data/northwind/customers.csv" --null NULL
		ok tradecli product import "$data/northwind/products.csv" --null NULL
		[ $i = 2 ] || remember
	done
	unchanged
	holds 'SELECT count(*) FROM party' <<-'END'
	120
	END
	holds 'SELECT count(*), sum(price) FROM product' <<-'END'
	77|2222710000
	END
	ok tradecli check
	for noun in supplier buyer product; do
		tradecli $noun export $noun.csv -q
	done
	export TRADECLI_LEDGER=other.db
	ledger
	for noun in supplier buyer product; do
		ok tradecli $noun import $noun.csv
		tradecli $noun export again.csv -q
		cmp $noun.csv again.csv
	done
}

@test "the same as found on the web, with commas astray: refused, nothing changed" {
	refused 4 tradecli supplier import "$data/northwind/broken/suppliers.csv" --null NULL
	[ "$(grep -c ': row ' "$kept/err")" = 9 ]
	refused 4 tradecli buyer import "$data/northwind/broken/customers.csv" --null NULL
	[ "$(grep -c ': row ' "$kept/err")" = 24 ]
	ok tradecli supplier import "$data/northwind/broken/suppliers.csv" --null NULL --rejects r.csv
	[ "$(tail -n +2 r.csv | wc -l)" = 9 ]
}

northwind()
{
	ok tradecli supplier import "$data/northwind/suppliers.csv" --profile northwind
	ok tradecli buyer import "$data/northwind/customers.csv" --profile northwind
	ok tradecli product import "$data/northwind/products.csv" --profile northwind
}

@test "a trader's orders and their lines: all of them, twice, to the cent" {
	northwind
	orders=("$data/northwind/orders.csv" --lines "$data/northwind/order-details.csv" --profile northwind)
	ok tradecli order import "${orders[@]}"
	grep -qx 'orders: 830 new, 0 changed, 0 unchanged' "$kept/err"
	grep -qx 'lines: 2155 new, 0 changed, 0 unchanged' "$kept/err"
	remember
	ok tradecli order import "${orders[@]}"
	grep -qx 'orders: 0 new, 0 changed, 830 unchanged' "$kept/err"
	grep -qx 'lines: 0 new, 0 changed, 2155 unchanged' "$kept/err"
	unchanged
	ok tradecli check
	ok tradecli report sales -f json
	json .totals
	out_is <<-'END'
	[{"currency":"USD","orders":830,"lines":2155,"amount":1265793.29,"freight":64942.69,"home_amount":null}]
	END
	for by in month buyer product country; do
		ok tradecli report sales --by $by -f json
		json '[.sales[].amount * 100 | round] | add'
		out_is <<<126579329
	done
	ok tradecli report sales --by buyer -o sales.xlsx
	python - <<-'PYTHON'
	from openpyxl import load_workbook
	sheet = load_workbook("sales.xlsx", data_only=True)["Sales by buyer"]
	rows = list(sheet.iter_rows(values_only=True))
	assert rows[-1][0] == "Total" and rows[-1][5] == 1265793.29, rows[-1]
	assert abs(sum(r[5] for r in rows[1:-1]) - 1265793.29) < 0.001
	PYTHON
}

@test "the same orders with commas astray: 176 rows named, nothing changed" {
	northwind
	for lines in '' order-details.csv; do
		refused 4 tradecli order import "$data/northwind/broken/orders.csv" \
		    ${lines:+--lines "$data/northwind/$lines"} --profile northwind
		[ "$(grep -c ': row ' "$kept/err")" = 176 ]
		grep -q '176 of 830 rows cannot be imported; nothing was changed$' "$kept/err"
	done
}

@test "odd sheets: read or refused, never a crash, never half" {
	find "$data/sheets" \( -name '*.csv' -o -name '*.xlsx' \) | sort >files
	while read -r file <&9; do
		remember
		try timeout 20 tradecli supplier import "$file"
		echo "$file: $status"
		case $status in
		0) ;;
		2|4) unchanged ;;
		*) cat "$kept/err"; return 1 ;;
		esac
	done 9<files
	ok tradecli check
}
