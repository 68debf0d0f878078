# Nothing is lost, doubled or changed without a word.
load ../lib

prepare() { ledger; }

@test "products without codes: the same file twice" {
	printf 'name,price\nLamp,5\nBulb,6\n' >p.csv
	ok tradecli product import p.csv
	remember
	ok tradecli product import p.csv
	err_is <<-'END'
	products: 0 new, 0 changed, 2 unchanged
	END
	unchanged
}

@test "inquiries without date, channel and stage: a date must be said" {
	printf 'company,description,quantity\nBar,lamps,5\nFoo,bulbs,6\n' >i.csv
	refused 4 tradecli inquiry import i.csv
	err_is <<-'END'
	tradecli: i.csv: row 2: missing: date
	  hint: no column says it: --set date=VALUE for all rows, or --map 'HEADING=date'
	tradecli: i.csv: row 3: missing: date
	  hint: no column says it: --set date=VALUE for all rows, or --map 'HEADING=date'
	tradecli: i.csv: 2 of 2 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	ok tradecli inquiry import i.csv --set date=2026-11-20
	err_is <<-'END'
	inquiries: 2 new, 0 changed, 0 unchanged (lines: 2 new, 0 changed)
	END
	remember
	ok tradecli inquiry import i.csv --set date=2026-11-20
	err_is <<-'END'
	inquiries: 0 new, 0 changed, 2 unchanged
	END
	unchanged
}

@test "contacts known by nothing but WeChat: the same file twice" {
	printf 'name,contact_wechat\nAlpha,wx\n' >w.csv
	ok tradecli supplier import w.csv
	remember
	ok tradecli supplier import w.csv
	err_is <<-'END'
	suppliers: 0 new, 0 changed, 1 unchanged
	END
	unchanged
}

@test "codes in another case are the same codes" {
	tradecli -q supplier add Star --code S1
	refused 4 tradecli supplier import - <<<$'code,name,city\ns1,Star,A'
	err_is <<-'END'
	tradecli: standard input: row 2: code 's1' is written 'S1' in the ledger
	tradecli: standard input: 1 of 1 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
}

@test "lines of one file that contradict each other are refused" {
	cat >i.csv <<-'END'
	number,date,company,line,description,quantity
	Q1,2026-11-20,A,1,lamp,500
	Q1,2026-11-20,A,1,lamp,600
	END
	refused 4 tradecli inquiry import i.csv
	err_is <<-'END'
	tradecli: i.csv: row 3: the same line stands in row 2 already, with other values
	tradecli: i.csv: 1 of 2 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	printf 'code,name,contact_name,contact_phone\nS1,A,Li,138\nS1,A,Li,139\n' >s.csv
	refused 4 tradecli supplier import s.csv
	err_is <<-'END'
	tradecli: s.csv: row 3: the same contact stands in row 2 already, with other values
	tradecli: s.csv: 1 of 2 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
}

@test "a firm called EXAMPLE is imported" {
	printf 'code,name\nS1,A\nEXAMPLE,EXAMPLE Ltd\n' >e.csv
	ok tradecli supplier import e.csv
	err_is <<-'END'
	suppliers: 2 new, 0 changed, 0 unchanged
	END
	printf 'name,city\nEXAMPLE Ltd,Paris\nFoo,"EXAMPLE Road 1"\n' >e.csv
	ok tradecli supplier import e.csv
	holds 'SELECT name FROM party ORDER BY id' <<-'END'
	A
	EXAMPLE Ltd
	Foo
	END
}

@test "texts that look like formulas, guards, numbers and dates come back" {
	cat >t.csv <<-'END'
	code,name,notes
	S1,'=x,''=y
	S2,=1+1,'
	S3,-5,"@a	b"
	S4,1e5,2026-01-02
	S5,007,"  "
	S6,TRUE,'+1
	END
	tradecli -q supplier import t.csv
	for f in csv tsv xlsx; do
		tradecli -q supplier export e.$f
		remember
		ok tradecli supplier import e.$f
		grep -q ' 0 new, 0 changed, 6 unchanged' "$kept/err"
		unchanged
	done
	tradecli -q supplier list --excel --fields code,name,notes -o e.csv
	ok tradecli supplier import e.csv
	grep -q ' 0 new, 0 changed, 6 unchanged' "$kept/err"
	holds 'SELECT code, name, notes FROM party ORDER BY code' <<-'END'
	S1|'=x|''=y
	S2|=1+1|'
	S3|-5|@a	b
	S4|1e5|2026-01-02
	S5|007|
	S6|TRUE|'+1
	END
}

@test "bytes that are no text do not come in by the command line" {
	refused 4 tradecli supplier add $'bad\xff\xfe'
	err_is <<-'END'
	tradecli: name: the text is not UTF-8
	END
	try tradecli supplier add Good --notes $'x\xc3'
	[ "$status" -gt 0 ]
	fails_with 2 tradecli search $'\xff'
	ok tradecli log -f json
	jq . "$kept/out" >/dev/null
}

@test "rejected rows that nobody mended are rejected again" {
	books <<-'END'
	w = Workbook(); s = w.active
	s.append(["code", "name", "account", "rating"])
	s.append(["S1", "A", 6228480402564890018, 4])
	s.append(["S2", "B", "123", "=2+2"])
	s.append(["S3", "C", "123", 3])
	w.save("s.xlsx")
	END
	for f in csv xlsx; do
		ok tradecli supplier import s.xlsx --rejects r.$f -q
		refused 4 tradecli supplier import r.$f
		[ "$(grep -c 'row [23]' "$kept/err")" = 2 ]
	done
	holds 'SELECT code FROM party' <<-'END'
	S3
	END
}

@test "a price in dollars is not taken for yuan" {
	books <<-'END'
	for i, form in enumerate(['"$"#,##0.00', '[$€-407] #,##0.00', '[$USD] #,##0.00']):
	    w = Workbook(); s = w.active
	    s.append(["code", "name", "price"])
	    s.append(["P%d" % i, "A", 12.34])
	    s["C2"].number_format = form
	    w.save("%d.xlsx" % i)
	END
	for i in 0 1 2; do
		try tradecli product import $i.xlsx
		[ "$status" = 0 ] || [ "$status" = 4 ]
	done
	holds 'SELECT count(*) FROM product WHERE currency = "CNY"' <<-'END'
	0
	END
	printf 'code,name,单价(USD)\nP7,A,5\n' >p.csv
	try tradecli product import p.csv
	holds 'SELECT count(*) FROM product WHERE currency = "CNY"' <<-'END'
	0
	END
}

@test "computed prices of a workbook are rounded, never to nothing" {
	books <<-'END'
	w = Workbook(); s = w.active
	s.append(["code", "name", "price"])
	s.append(["P1", "A", 1 / 3]); s.append(["P2", "B", 12.345678901])
	w.save("p.xlsx")
	s.append(["P3", "C", 0.0000001]); w.save("q.xlsx")
	END
	ok tradecli product import p.xlsx
	holds 'SELECT code, price FROM product ORDER BY code' <<-'END'
	P1|333333
	P2|12345679
	END
	refused 4 tradecli product import q.xlsx
	err_is <<-'END'
	tradecli: q.xlsx: sheet "Sheet", row 4, column C "price": '0.0000001' is smaller than can be kept (six decimals)
	tradecli: q.xlsx: 1 of 3 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
}

@test "a rate of 0.13 is not taken for 0.13 percent" {
	refused 4 tradecli product add Lamp --vat-rate 0.13
	err_is <<-'END'
	tradecli: --vat-rate: '0.13' may mean a part of one or a percentage
	  hint: write 13 or 13% for thirteen percent
	END
	ok tradecli product add Lamp --vat-rate 13
}

@test "a name given twice is not chosen from" {
	refused 2 tradecli supplier add A --name B
	err_is <<-'END'
	tradecli: supplier add: the name is given twice
	END
}

@test "a suffix that contradicts the format, or says nothing" {
	fails_with 2 tradecli supplier list -o x.pdf
	no_out
	err_is <<-'END'
	tradecli: x.pdf: the suffix names no format
	  hint: say which: -f csv, tsv, json, ndjson, xlsx or md
	END
	fails_with 2 tradecli supplier list -f csv -o x.xlsx
	no_out
	err_is <<-'END'
	tradecli: x.xlsx is no name for a file of format csv
	END
	ok tradecli supplier list -f csv -o x.txt -q
	[ "$(ls x.*)" = x.txt ]
}

@test "conditions and names that are empty are no wish for everything" {
	tradecli -q supplier add Star --code S1
	fails_with 2 tradecli supplier list --where 'rating>'
	err_is <<-'END'
	tradecli: --where rating: a value is missing
	END
	fails_with 2 tradecli supplier list --fields ''
	err_is <<-'END'
	tradecli: --fields: no field is named
	END
	fails_with 2 tradecli supplier list -o ''
	err_is <<-'END'
	tradecli: --output: the name is empty
	END
	fails_with 2 tradecli supplier list -L ''
	err_is <<-'END'
	tradecli: --ledger: the name is empty
	END
	fails_with 2 tradecli search ''
	err_is <<-'END'
	tradecli: search: which words?
	END
	fails_with 2 tradecli supplier search ' '
	no_out
}

@test "a day without a time is the whole day" {
	tradecli -q inquiry add A --number Q1 --date '2026-11-18 08:20'
	tradecli -q inquiry add B --number Q2 --date 2026-11-18
	tradecli -q inquiry add C --number Q3 --date '2026-11-19 00:10'
	finds() { ok tradecli inquiry list -f id --where "$1" -q; tr '\n' ' ' <"$kept/out"; }
	[ "$(finds 'date=2026-11-18')" = 'Q1 Q2 ' ]
	[ "$(finds 'date!=2026-11-18')" = 'Q3 ' ]
	[ "$(finds 'date<=2026-11-18')" = 'Q1 Q2 ' ]
	[ "$(finds 'date>2026-11-18')" = 'Q3 ' ]
	[ "$(finds 'date>=2026-11-19')" = 'Q3 ' ]
	[ "$(finds 'date<2026-11-19')" = 'Q1 Q2 ' ]
	[ "$(finds 'date=2026-11-18 08:20')" = 'Q1 ' ]
}

@test "--set of yes or no is heeded" {
	ok tradecli supplier import - --set archived=yes <<<$'code,name\nS1,A'
	holds 'SELECT archived FROM party' <<-'END'
	1
	END
}

@test "--map finds its heading below a title" {
	printf 'Our prices\n\n2026,,\nSKU,Goods,单价(USD)\nP1,Lamp,5\n' >p.csv
	sed -i 's/^Our prices$/Our prices,,/' p.csv
	ok tradecli product import p.csv --map '单价(USD)=price' --map Goods=name \
	    --set currency=USD
	holds 'SELECT code, name, price, currency FROM product' <<-'END'
	P1|Lamp|5000000|USD
	END
}

@test "several files and one file of rejects: refused before anything is read" {
	printf 'code,name\nS1,\n' >a.csv
	printf 'code,name\nS2,\n' >b.csv
	refused 2 tradecli supplier import a.csv b.csv --rejects r.csv
	err_is <<-'END'
	tradecli: --rejects goes with one file at a time
	END
	[ ! -e r.csv ]
}

@test "an inquiry of a channel's number is there once" {
	tradecli -q inquiry add A --channel alibaba --reference R1 --number Q1
	refused 5 tradecli inquiry add B --channel alibaba --reference R1
	err_is <<-'END'
	tradecli: inquiry Q1 is the same one already
	END
}

@test "words of programs do not depend on the language" {
	tradecli -q supplier add Star --code S1 --contact-name 李娜
	tradecli -q inquiry add A --number Q1 --date 2026-11-01
	for command in 'search 李娜' next 'log' 'log 2' doctor config \
	    'inquiry show Q1' 'report funnel' 'supplier list'; do
		for f in json csv tsv; do
			ok tradecli $command -f $f
			cp "$kept/out" english
			TRADECLI_LANG=zh_CN ok tradecli $command -f $f
			echo "$command -f $f"
			# the meaning of a setting is for people
			if [ "$command" != config ] && [ "$command" != doctor ]; then
				diff english "$kept/out"
			fi
		done
	done
	TRADECLI_LANG=zh_CN ok tradecli doctor -f json
	json '[.[].state] | unique[]'
	out_is <<-'END'
	ok
	END
}

@test "people are found by telephone and WeChat" {
	tradecli -q supplier add Star --code S1 --contact-name Li \
	    --contact-phone '+86 138 456' --contact-wechat wxli
	ok tradecli search 456 -f csv
	grep -q S1 "$kept/out"
	ok tradecli search wxli -f id
	grep -q S1 "$kept/out"
}

@test "undo names the change that stands in the way" {
	tradecli -q supplier add Star --code S1
	tradecli -q supplier edit S1 --rating 4
	tradecli -q supplier edit S1 --city Ningbo
	tradecli -q supplier edit S1 --rating 5
	refused 5 tradecli undo '#3'
	err_is <<-'END'
	tradecli: #3 cannot be undone: a later change stands on it: #5 tradecli -q supplier edit S1 --rating 5 (party S1)
	  hint: undo that one first: tradecli undo --number 5
	END
}

@test "files are written for their owner alone" {
	umask 022
	ok tradecli supplier list -o x.csv -q
	[ "$(stat -c %a x.csv)" = 600 ]
}

@test "several conditions are all heeded" {
	printf 'code,name,country,rating\nS1,A,VN,4\nS2,B,CN,4\nS3,C,VN,4.5\n' |
	    tradecli -q supplier import -
	ok tradecli supplier list -f id --where country=VN --where rating=4
	out_is <<-'END'
	S1
	END
	ok tradecli supplier list -f id --where 'rating!=4|4.5' -q
	no_out
}

@test "a reference is compared by code or by name" {
	tradecli -q supplier add 'Ningbo Yongxin' --code S1
	tradecli -q product add Lamp --code P1 --supplier S1
	for where in supplier=S1 'supplier=Ningbo Yongxin' supplier~yongxin; do
		ok tradecli product list -f id --where "$where"
		[ "$(cat "$kept/out")" = P1 ]
	done
}

@test "an inquiry that comes back is lost no more" {
	tradecli -q inquiry add A --number Q1
	tradecli -q inquiry move Q1 lost --reason price
	ok tradecli inquiry move Q1 new
	holds 'SELECT stage, lost_reason FROM inquiry' <<-'END'
	new|
	END
}

@test "a running number is not taken for a code" {
	printf 'No.,Company\n1,Alpha\n2,Beta\n' >a.csv
	printf 'No.,Company\n1,Gamma\n2,Delta\n' >b.csv
	ok tradecli supplier import a.csv
	refused 4 tradecli supplier import b.csv
	err_is <<-'END'
	tradecli: b.csv: row 2: supplier '1' is 'Alpha' in the ledger, not 'Gamma'
	  hint: only a running number? leave the column out with --map 'HEADING='; a new name? call the column code
	tradecli: b.csv: row 3: supplier '2' is 'Beta' in the ledger, not 'Delta'
	  hint: only a running number? leave the column out with --map 'HEADING='; a new name? call the column code
	tradecli: b.csv: 2 of 2 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	ok tradecli supplier import b.csv --map 'No.='
	holds 'SELECT name FROM party ORDER BY id' <<-'END'
	Alpha
	Beta
	Gamma
	Delta
	END
}

@test "a line without a number replaces no other line" {
	printf 'number,date,company,description,quantity\nQ1,2026-11-01,A,lamp,1\nQ1,2026-11-01,A,bulb,2\n' >a.csv
	printf 'number,date,company,description,quantity\nQ1,2026-11-01,A,torch,9\n' >b.csv
	ok tradecli inquiry import a.csv
	ok tradecli inquiry import b.csv
	err_is <<-'END'
	inquiries: 0 new, 1 changed, 0 unchanged (lines: 1 new, 0 changed)
	END
	holds 'SELECT line, description, quantity / 1000000 FROM inquiry_line ORDER BY line' <<-'END'
	1|lamp|1
	2|bulb|2
	3|torch|9
	END
	remember
	ok tradecli inquiry import a.csv
	ok tradecli inquiry import b.csv
	unchanged
}

@test "a line or a contact is taken out by itself" {
	tradecli -q inquiry add A --number Q1 --description lamp
	tradecli -q inquiry edit Q1 --line 2 --description wire
	refused 2 tradecli inquiry rm Q1 --line 2
	err_is <<-'END'
	tradecli: nobody can be asked here: Remove this line of Q1?
	  hint: say --yes to do it
	END
	ok tradecli inquiry rm Q1 --line 2 -y
	err_is <<-'END'
	Removed a line of Q1.
	(take it back: tradecli undo)
	END
	holds 'SELECT line, description FROM inquiry_line' <<-'END'
	1|lamp
	END
	refused 3 tradecli inquiry rm Q1 --line 9 -y
	err_is <<-'END'
	tradecli: Q1 has no such line
	  hint: see them: tradecli inquiry show Q1
	END
	tradecli -q supplier add S --code S1 --contact-name Li
	tradecli -q supplier edit S1 --contact-name Wang
	refused 2 tradecli supplier edit S1 --contact-phone 3
	err_is <<-'END'
	tradecli: S1: which contact?
	  hint: name it: --contact-name NAME
	END
	ok tradecli supplier rm S1 --contact-name Li -y
	err_is <<-'END'
	Removed a contact of S1.
	(take it back: tradecli undo)
	END
	holds 'SELECT name FROM contact' <<-'END'
	Wang
	END
	refused 2 tradecli supplier rm S1 --city A -y
	err_is <<-'END'
	tradecli: supplier rm: a field of the supplier itself cannot be removed
	  hint: clear it: tradecli supplier edit CODE --FIELD ''
	END
	ok tradecli undo
	holds 'SELECT name FROM contact ORDER BY id' <<-'END'
	Li
	Wang
	END
	ok tradecli check
}

@test "a code that a shell would run is quoted by completion" {
	tradecli -q supplier add Evil --code '$(touch${IFS}pwned)'
	tradecli completion bash >script
	cat >try.bash <<-'END'
	. ./script
	COMP_WORDS=(tradecli supplier show ""); COMP_CWORD=3
	_tradecli
	eval "echo ${COMPREPLY[0]}"
	END
	ok bash try.bash
	[ ! -e pwned ]
}

@test "nonsense in the environment is not read as 1970" {
	SOURCE_DATE_EPOCH=abc TRADECLI_TODAY= fails_with 2 tradecli supplier list
	no_out
}

@test "JSON is told to be no table" {
	tradecli -q supplier add Star --code S1
	tradecli -q supplier list -o s.json
	refused 4 tradecli supplier import s.json
}

@test "one CSV holds one table" {
	fails_with 2 tradecli export all -f csv -o a.csv
	no_out
	[ ! -e a.csv ]
}
