load ../lib

prepare()
{
	ledger
	cat >s.csv <<-'END'
	code,name,name_local,country,rating,tags,currency,notes
	S1,"Alpha, Beta",阿尔法,CN,4.5,led,CNY,
	S2,Gamma|Delta,,VN,3,"led,lamp",USD,n
	S3,"O""Quote",,DE,,,EUR,"two
	lines"
	S4,100%_x,,CN,5,,,
	S5,宁波灯具,,CN,0,,CNY,
	END
	tradecli -q supplier import s.csv
}

# What --where finds, in one line.
finds() { ok tradecli supplier list -f id --where "$1"; no_err_unless_empty; }
no_err_unless_empty() { [ ! -s "$kept/out" ] || no_err; }
is() { [ "$(tr '\n' ' ' <"$kept/out")" = "$* " ] || { cat "$kept/out"; return 1; }; }

@test "list is the verb that may be left out" {
	ok tradecli supplier list
	out_is <<-'END'
	code	name	name_local	country	currency	terms	rating
	S1	Alpha, Beta	阿尔法	CN	CNY		4.5
	S2	Gamma|Delta		VN	USD		3
	S3	O"Quote		DE	EUR		
	S4	100%_x		CN			5
	S5	宁波灯具		CN	CNY		0
	END
	no_err
	cp "$kept/out" list
	ok tradecli supplier
	cmp list "$kept/out"
}

@test "list in every format" {
	ok tradecli supplier list -f table
	out_is <<-'END'
	Code  Name         Local name  Country  Currency  Payment terms  Rating
	S1    Alpha, Beta  阿尔法      CN       CNY                         4.5
	S2    Gamma|Delta              VN       USD                           3
	S3    O"Quote                  DE       EUR
	S4    100%_x                   CN                                     5
	S5    宁波灯具                 CN       CNY                           0
	END
	no_err
	ok tradecli supplier list -f tsv
	out_is <<-'END'
	code	name	name_local	country	currency	terms	rating
	S1	Alpha, Beta	阿尔法	CN	CNY		4.5
	S2	Gamma|Delta		VN	USD		3
	S3	O"Quote		DE	EUR		
	S4	100%_x		CN			5
	S5	宁波灯具		CN	CNY		0
	END
	no_err
	ok tradecli supplier list -f csv
	out_is <<-'END'
	code,name,name_local,country,currency,terms,rating
	S1,"Alpha, Beta",阿尔法,CN,CNY,,4.5
	S2,Gamma|Delta,,VN,USD,,3
	S3,"O""Quote",,DE,EUR,,
	S4,100%_x,,CN,,,5
	S5,宁波灯具,,CN,CNY,,0
	END
	no_err
	ok tradecli supplier list -f json
	out_is <<-'END'
	[
	  {"code": "S1", "name": "Alpha, Beta", "name_local": "阿尔法", "country": "CN", "currency": "CNY", "terms": null, "rating": 4.5},
	  {"code": "S2", "name": "Gamma|Delta", "name_local": null, "country": "VN", "currency": "USD", "terms": null, "rating": 3},
	  {"code": "S3", "name": "O\"Quote", "name_local": null, "country": "DE", "currency": "EUR", "terms": null, "rating": null},
	  {"code": "S4", "name": "100%_x", "name_local": null, "country": "CN", "currency": null, "terms": null, "rating": 5},
	  {"code": "S5", "name": "宁波灯具", "name_local": null, "country": "CN", "currency": "CNY", "terms": null, "rating": 0}
	]
	END
	no_err
	ok tradecli supplier list -f ndjson
	out_is <<-'END'
	{"code": "S1", "name": "Alpha, Beta", "name_local": "阿尔法", "country": "CN", "currency": "CNY", "terms": null, "rating": 4.5}
	{"code": "S2", "name": "Gamma|Delta", "name_local": null, "country": "VN", "currency": "USD", "terms": null, "rating": 3}
	{"code": "S3", "name": "O\"Quote", "name_local": null, "country": "DE", "currency": "EUR", "terms": null, "rating": null}
	{"code": "S4", "name": "100%_x", "name_local": null, "country": "CN", "currency": null, "terms": null, "rating": 5}
	{"code": "S5", "name": "宁波灯具", "name_local": null, "country": "CN", "currency": "CNY", "terms": null, "rating": 0}
	END
	no_err
	ok tradecli supplier list -f md
	out_is <<-'END'
	| Code | Name | Local name | Country | Currency | Payment terms | Rating |
	| --- | --- | --- | --- | --- | --- | ---: |
	| S1 | Alpha, Beta | 阿尔法 | CN | CNY |  | 4.5 |
	| S2 | Gamma\|Delta |  | VN | USD |  | 3 |
	| S3 | O"Quote |  | DE | EUR |  |  |
	| S4 | 100%_x |  | CN |  |  | 5 |
	| S5 | 宁波灯具 |  | CN | CNY |  | 0 |
	END
	no_err
	ok tradecli supplier list -f id
	out_is <<-'END'
	S1
	S2
	S3
	S4
	S5
	END
	no_err
}

@test "an empty list in every format" {
	for f in tsv csv; do
		ok tradecli buyer list -f $f --fields code,name
		[ "$(cat "$kept/out")" = "$([ $f = tsv ] && printf 'code\tname' ||
		    echo code,name)" ]
		err_is <<-'END'
		No buyers yet. Add one: tradecli buyer add NAME, or import a file: tradecli buyer import FILE
		END
	done
	for f in table ndjson id; do
		ok tradecli buyer list -f $f
		no_out
	done
	ok tradecli buyer list -f json
	out_is <<-'END'
	[]
	END
	err_is <<-'END'
	No buyers yet. Add one: tradecli buyer add NAME, or import a file: tradecli buyer import FILE
	END
	ok tradecli buyer list -f json -q
	out_is <<-'END'
	[]
	END
	no_err
	ok tradecli supplier list -f csv --fields code --where country=FR
	out_is <<-'END'
	code
	END
	err_is <<-'END'
	None of the 5 suppliers fits.
	END
}

@test "JSON is read by jq: exact decimals, null for nothing" {
	ok tradecli supplier list -f json
	[ "$(jq -r '.[] | select(.rating == null) | .code' "$kept/out")" = S3 ]
	[ "$(jq -r '.[0].name_local' "$kept/out")" = 阿尔法 ]
	ok tradecli supplier list -f ndjson
	[ "$(jq -s length "$kept/out")" = 5 ]
	ok tradecli supplier show S2 -f json
	[ "$(jq -r .tags "$kept/out")" = led,lamp ]
}

@test "columns are chosen, added and taken away" {
	ok tradecli supplier list -f csv --limit 1 --fields country,code,country
	out_is <<-'END'
	country,code
	CN,S1
	END
	no_err
	ok tradecli supplier list -f csv --limit 1 --fields +tags,-name_local,-name
	out_is <<-'END'
	code,country,currency,terms,rating,tags
	S1,CN,CNY,,4.5,led
	END
	no_err
	ok tradecli supplier list -f csv --limit 1 --fields 编码,'Payment terms'
	out_is <<-'END'
	code,terms
	S1,
	END
	no_err
	ok tradecli supplier list -f json --limit 1 --fields code
	out_is <<-'END'
	[
	  {"code": "S1"}
	]
	END
	no_err
	fails_with 2 tradecli supplier list --fields code,nmae
	no_out
	err_is <<-'END'
	tradecli: --fields: supplier has no field 'nmae'
	  hint: did you mean name?
	END
	fails_with 2 tradecli supplier list --fields xyzzy
	no_out
	err_is <<-'END'
	tradecli: --fields: supplier has no field 'xyzzy'
	  hint: all fields: tradecli help supplier
	END
}

@test "columns are the same in every format" {
	ok tradecli supplier list -f tsv --limit 1 --fields code,country
	out_is <<-'END'
	code	country
	S1	CN
	END
	no_err
	ok tradecli supplier list -f table --limit 1 --fields code,country
	out_is <<-'END'
	Code  Country
	S1    CN
	END
	no_err
	ok tradecli supplier list -f md --limit 1 --fields code,country
	out_is <<-'END'
	| Code | Country |
	| --- | --- |
	| S1 | CN |
	END
	no_err
	ok tradecli supplier list -f ndjson --limit 1 --fields code,country
	out_is <<-'END'
	{"code": "S1", "country": "CN"}
	END
	no_err
}

@test "--no-header in every format that has one" {
	for f in table tsv csv md; do
		ok tradecli supplier list --fields code -f $f --no-header --limit 1
		no_err
		[ "$(tr -d '| ' <"$kept/out")" = S1 ]
	done
}

@test "--where compares" {
	finds 'country=CN'
	is S1 S4 S5
	finds 'country=中国'
	is S1 S4 S5
	finds 'country!=CN'
	is S2 S3
	finds 'rating<3'
	is S5
	finds 'rating<=3'
	is S2 S5
	finds 'rating>4.5'
	is S4
	finds 'rating>=4.5'
	is S1 S4
	finds 'country=CN,rating>=4.5'
	is S1 S4
	finds 'country=VN|DE'
	is S2 S3
}

@test "--where with nothing: without a value, with any" {
	finds 'rating='
	is S3
	finds 'rating!='
	is S1 S2 S4 S5
	finds 'rating=|5'
	is S3 S4
}

@test "--where ~ holds a text, folded" {
	finds 'name~ALPHA'
	is S1
	finds 'name~灯'
	is S5
	finds 'name~ａlpha'
	is S1
	finds 'name~%_'
	is S4
	finds 'name~alpha|灯'
	is S1 S5
	finds 'notes~lines'
	is S3
}

@test "--where with quotes around commas and bars" {
	finds 'name="Alpha, Beta"'
	is S1
	finds "name='Gamma|Delta'"
	is S2
	finds 'name~"a, b"'
	is S1
	finds "name='Gamma|Delta'|\"Alpha, Beta\",rating>3"
	is S1
	finds "name=O\"Quote"
	is S3
}

@test "--where that says nothing is refused" {
	fails_with 2 tradecli supplier list --where country
	no_out
	err_is <<-'END'
	tradecli: 'country' is no condition
	  hint: write FIELD=VALUE, or one of != < <= > >= ~ (holds)
	END
	fails_with 2 tradecli supplier list --where contry=CN
	no_out
	err_is <<-'END'
	tradecli: --where: supplier has no field 'contry'
	  hint: did you mean country?
	END
	fails_with 2 tradecli supplier list --where country=CNN
	no_out
	err_is <<-'END'
	tradecli: --where country: 'CNN' is not a country
	  hint: write the two-letter code or the name, e.g. DE, Germany, 德国
	END
	fails_with 2 tradecli supplier list --where 'rating>x'
	no_out
	err_is <<-'END'
	tradecli: --where rating: 'x' is not a number
	  hint: write the number alone, as 1234.50; the currency stands in a column of its own
	END
	fails_with 2 tradecli supplier list --where contact_name=x
	no_out
	err_is <<-'END'
	tradecli: --where: supplier has no field 'contact_name'
	  hint: it is a field of its contacts; --where and --sort look at the supplier itself
	END
}

@test "--sort, and what is equal by code" {
	ok tradecli supplier list -f id --sort -rating,name
	is S4 S1 S2 S5 S3
	ok tradecli supplier list -f id --sort country,-code
	is S5 S4 S1 S3 S2
	fails_with 2 tradecli supplier list --sort nme
	no_out
	err_is <<-'END'
	tradecli: --sort: supplier has no field 'nme'
	  hint: did you mean name?
	END
}

@test "--limit" {
	ok tradecli supplier list -f id --limit 2
	is S1 S2
	ok tradecli supplier list -f id --limit 1 --where name~灯
	is S5
	ok tradecli supplier list -f id --sort -code --limit 1
	is S5
	fails_with 2 tradecli supplier list --limit=-1
	no_out
	err_is <<-'END'
	tradecli: --limit: '-1' is not a whole number
	END
	fails_with 2 tradecli supplier list --limit x
	no_out
	err_is <<-'END'
	tradecli: --limit: 'x' is not a whole number
	END
}

@test "archived ones are shown with --all or when asked for" {
	tradecli -q supplier edit S4 --archived yes
	ok tradecli supplier list -f id
	is S1 S2 S3 S5
	ok tradecli supplier list -f id --all
	is S1 S2 S3 S4 S5
	finds 'archived=yes'
	is S4
	ok tradecli supplier show S4 -f id
	is S4
}

@test "options stand anywhere" {
	ok tradecli -f id --limit 1 supplier list
	is S1
	ok tradecli supplier -f id list --limit=1
	is S1
	ok tradecli supplier list -fid --limit 1 -q
	is S1
	TRADECLI_LEDGER=nowhere ok tradecli supplier list -f id -L ledger.db
	is S1 S2 S3 S4 S5
}

@test "-o writes a file, in the format of its suffix" {
	ok tradecli supplier list -o list.json
	no_out
	err_is <<-'END'
	Wrote list.json.
	END
	[ "$(jq length list.json)" = 5 ]
	ok tradecli supplier list -o list.csv -q
	no_err
	[ "$(head -1 list.csv)" = code,name,name_local,country,currency,terms,rating ]
	ok tradecli supplier list -o -
	[ -s "$kept/out" ]
	[ ! -e ./- ]
}

@test "search finds words, Chinese ones of two characters too" {
	ok tradecli supplier search 灯具 -f id
	is S5
	ok tradecli supplier search alpha beta -f id
	is S1
	ok tradecli supplier search 'LED lamp' -f id
	is S2
	ok tradecli supplier search 100% -f id
	is S4
	ok tradecli supplier search nothing
	out_is <<-'END'
	code	name	name_local	country	currency	terms	rating
	END
	err_is <<-'END'
	None of the 5 suppliers fits.
	END
	ok tradecli search 灯
	out_is <<-'END'
	noun	code	name	where
	supplier	S5	宁波灯具	
	END
	no_err
	ok tradecli search xyzzy
	out_is <<-'END'
	noun	code	name	where
	END
	err_is <<-'END'
	Nothing found.
	END
	fails_with 10 tradecli search 灯 --exit-code -f id
	is S5
	ok tradecli search xyzzy --exit-code -q
	fails_with 2 tradecli search
	no_out
	err_is <<-'END'
	tradecli: search: TEXT... is missing
	  hint: usage: tradecli search TEXT...
	END
}

@test "numbers that were given sort as numbers, beyond 9999 too" {
	tradecli -q supplier add First
	tradecli -q buyer add Nord
	tradecli -q product add Bulb --supplier S1
	# as if so many had been there
	ledger_sql "UPDATE counter SET last = 9998 WHERE name = 'SUP'"
	for name in A B C; do tradecli -q supplier add $name; done
	tradecli -q supplier add Hand --code SUP-X
	tradecli -q supplier add Last --code ZED
	ok tradecli supplier list -f id
	is S1 S2 S3 S4 S5 SUP-0001 SUP-9999 SUP-X SUP-10000 SUP-10001 ZED
	ok tradecli supplier list -f id --sort -code --limit 4
	is ZED SUP-10001 SUP-10000 SUP-X
	tradecli -q product add Lamp --supplier SUP-10000
	tradecli -q product add Tube --supplier SUP-9999
	ok tradecli product list -f id --sort supplier
	is PRD-0001 PRD-0003 PRD-0002
	ok tradecli supplier export - -f csv
	cut -d, -f1 "$kept/out" | grep '^SUP\|^ZED' | tr '\n' ' ' >some
	[ "$(cat some)" = 'SUP-0001 SUP-9999 SUP-X SUP-10000 SUP-10001 ZED ' ]
	quote()
	{
		tradecli -q quote add --buyer BUY-0001 --currency USD \
		    --incoterm FOB --place Ningbo --product PRD-0001 \
		    --quantity 1 --price 1 "$@"
	}
	quote
	ledger_sql "UPDATE counter SET last = 9998 WHERE name = 'QUO-2026'"
	for n in 1 2 3; do quote; done
	quote --number QUO-2027-0001
	for n in QUO-2026-9999 QUO-2026-10000; do
		tradecli -q quote move $n sent
		tradecli -q quote revise $n
	done
	ok tradecli quote list -f id
	is QUO-2026-0001 QUO-2026-9999 QUO-2026-9999-R1 QUO-2026-10000 \
	    QUO-2026-10000-R1 QUO-2026-10001 QUO-2027-0001
}
