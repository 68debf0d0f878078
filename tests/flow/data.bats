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
