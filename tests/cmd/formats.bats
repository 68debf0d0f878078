load ../lib

prepare()
{
	ledger
	tradecli -q supplier add 'Star, "A"' --code S1 --name-local 星 --rating 4.5 \
	    --notes $'two\nlines' --contact-name Li --contact-phone 0138
	tradecli -q buyer add Nordlicht --code B1 --country DE
	tradecli -q product add Lamp --code P1 --price 1234.5 --supplier S1 \
	    --hs-code 0102030405
	tradecli -q inquiry add --buyer B1 --number Q1 --date '2026-11-01 09:30' \
	    --product P1 --quantity 5 --target-price 1.1 --currency USD
	tradecli -q inquiry note Q1 'called' --next 2026-11-22
}

lists()
{
	cat <<-'END'
	supplier list
	supplier export
	supplier search star
	buyer list
	product list
	product export
	inquiry list
	inquiry export
	inquiry list --fields number,line,quantity
	search l
	next
	log
	log 2
	config
	doctor
	END
}

shows()
{
	cat <<-'END'
	supplier show S1
	buyer show B1
	product show P1
	inquiry show Q1
	END
}

several()
{
	cat <<-'END'
	report funnel
	export all
	END
}

# Each of the commands on stdin in format $1, its output then read by $2...;
# nothing is said, but under a report what state its figures stand on.
each()
{
	local format=$1 command
	shift
	while read -r command <&9; do
		ok tradecli $command -f "$format"
		sed -i '/^State: [0-9a-f]*$/d' "$kept/err"
		no_err
		[ -s "$kept/out" ]
		"$@" || { echo "$command -f $format"; cat "$kept/out"; return 1; }
	done 9<&0
}

has_rows() { [ "$(wc -l <"$kept/out")" -ge 2 ]; }
is_array() { jq -e 'type == "array" and length > 0' "$kept/out" >/dev/null; }
is_object() { jq -e 'type == "object"' "$kept/out" >/dev/null; }
are_objects() { jq -es 'length > 0 and all(.[]; type == "object")' "$kept/out" >/dev/null; }
keys_are_names()
{
	[ "$(jq -r '.. | objects | keys[]' "$kept/out" |
	    grep -vc '^[a-z][a-z_0-9]*$')" = 0 ]
}

@test "table, md, id: every list has rows" {
	lists | each table has_rows
	lists | each md has_rows
	lists | each id true
}

@test "csv and tsv: every row has as many cells as there are headings" {
	cat >count.py <<-'END'
	import csv, sys
	with open(sys.argv[1], encoding="utf-8", newline="") as f:
	    rows = list(csv.reader(f, strict=True)) if sys.argv[2] == "csv" else \
	        [line.rstrip("\n").split("\t") for line in f]
	assert len(rows) > 1 and len({len(r) for r in rows}) == 1, rows
	assert all(h.replace("_", "").isalnum() and h.islower() for h in rows[0])
	END
	lists | each csv python count.py "$kept/out" csv
	lists | each tsv python count.py "$kept/out" tsv
}

@test "json: a list is an array, one record an object, keys are names" {
	lists | each json is_array
	shows | each json is_object
	several | each json is_object
	lists | each json keys_are_names
	shows | each json keys_are_names
}

@test "ndjson: an object a line" {
	lists | each ndjson are_objects
	shows | each ndjson are_objects
	several | each ndjson are_objects
}

@test "show: table, tsv, csv, md, id" {
	for f in table tsv csv md id; do
		shows | each $f true
		echo report funnel | each $f true
	done
}

@test "xlsx: every list, show and report is a workbook that can be read" {
	cat >open.py <<-'END'
	from openpyxl import load_workbook
	import sys
	w = load_workbook(sys.argv[1])
	assert len(w.sheetnames) > 1, w.sheetnames
	for s in w.worksheets[1:]:
	    heads = [c.value for c in s[1]]
	    assert all(heads) and len(set(heads)) == len(heads) or \
	        sys.argv[2] == "show", heads
	    assert s.freeze_panes or sys.argv[2] == "show", s.title
	END
	{ lists; shows; several; } >commands
	while read -r command; do
		ok tradecli $command -o book.xlsx
		ok python open.py book.xlsx "$(cut -d ' ' -f 2 <<<"$command")"
		no_err
	done <commands
}

@test "xlsx to a pipe is the same workbook" {
	tradecli supplier list -f xlsx >a.xlsx
	ok python -m zipfile -t a.xlsx
	tradecli supplier list -f xlsx | cat >b.xlsx
	cmp a.xlsx b.xlsx
}

@test "--fields names columns in every format alike" {
	for f in csv tsv; do
		ok tradecli supplier list --fields country,code -f $f
		[ "$(head -1 "$kept/out" | tr '\t' ,)" = country,code ]
	done
	ok tradecli supplier list --fields country,code -f json
	json '.[0] | keys_unsorted'
	out_is <<-'END'
	["country","code"]
	END
	ok tradecli supplier list --fields country,code -o a.xlsx
	ok book a.xlsx Suppliers
	out_is <<'END'
[Suppliers]
'Country'	'Code'
	'S1'
END
	ok tradecli supplier list --fields country,code -f id
	out_is <<-'END'
	S1
	END
}

@test "an empty list in every format is no error" {
	for noun in buyer product inquiry; do
		for f in table tsv csv json ndjson md id xlsx; do
			ok tradecli $noun list --where "notes=nothing like it" -f $f -q
			no_err
		done
	done
	ok tradecli buyer list --where notes=x -f json -q
	out_is <<-'END'
	[]
	END
}

@test "numbers are exact, dates are ISO, codes are text" {
	ok tradecli inquiry export -f json
	json '.[0] | .date, .quantity, .target_price, .currency'
	out_is <<-'END'
	2026-11-01 09:30
	5
	1.1
	USD
	END
	ok tradecli product export -f json
	grep -q '"price": 1234.5,' "$kept/out"
	grep -q '"hs_code": "0102030405"' "$kept/out"
}
