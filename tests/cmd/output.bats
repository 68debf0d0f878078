load ../lib

prepare()
{
	ledger
	for i in 1 2 3; do echo "S$i,Supplier $i"; done |
	    tradecli -q supplier import - --map S1=code --map 'Supplier 1=name'
	tradecli -q supplier add One --code S1 --contact-name Li
}

# Every command that only looks.
looks()
{
	cat <<-'END'
	supplier list
	supplier show S1
	supplier search Supplier
	supplier export
	search Supplier
	log
	log 2
	config
	doctor
	help
	help supplier
	help topics
	completion bash
	next
	report funnel
	export all -f json
	--version
	END
}

@test "a full disk is an error for every command that speaks" {
	looks >commands
	while read -r command; do
		status=0
		tradecli $command >/dev/full 2>"$kept/err" || status=$?
		echo "$command: $status"
		[ "$status" = 8 ]
		[ "$(cat "$kept/err")" = 'tradecli: stdout: cannot be written: No space left on device' ]
	done <commands
}

@test "a closed stdout is an error for every command that speaks" {
	looks >commands
	while read -r command; do
		status=0
		tradecli $command >&- 2>"$kept/err" || status=$?
		echo "$command: $status"
		[ "$status" = 8 ]
	done <commands
	remember
	ok tradecli check
	unchanged
}

@test "a code that cannot be told is an error" {
	status=0
	tradecli supplier add New >/dev/full 2>"$kept/err" || status=$?
	exits_with 8
	err_is <<-'END'
	tradecli: it is done, but cannot be told: stdout: cannot be written: No space left on device
	END
	ok tradecli check
}

@test "a reader that goes away is no error worth a word" {
	for i in $(seq 4 3000); do echo "S$i,Supplier number $i of many"; done |
	    cat <(echo code,name) - | tradecli -q supplier import -
	for format in tsv csv json ndjson md id table; do
		tradecli supplier list -f $format 2>"$kept/err" | head -1 >line
		[ -s line ]
		no_err
	done
}

@test "stdin, stdout and stderr closed: nothing lands in the ledger" {
	remember
	try tradecli supplier list <&-
	exits_with 0
	status=0; tradecli supplier list <&- >&- 2>&- || status=$?
	[ "$status" = 8 ]
	unchanged
	tradecli supplier add Closed -q <&- 2>&- >out
	ok tradecli check
	ok tradecli supplier list -f id --where name=Closed
	[ -s "$kept/out" ]
}

@test "without an environment: C locale, no HOME" {
	ok env -i "$TRADECLI_BUILD/tradecli" -L ledger.db supplier list -f csv
	no_err
	tradecli -q supplier add 宁波灯具 --code S9
	ok env -i "$TRADECLI_BUILD/tradecli" -L ledger.db supplier list -f table \
	    --fields code,name --where code=S9
	out_is <<-'END'
	Code  Name
	S9    宁波灯具
	END
	no_err
	ok env -i "$TRADECLI_BUILD/tradecli" -L ledger.db supplier list -f table \
	    --fields code,name --where code=S9 --lang zh_CN
	out_is <<-'END'
	编码  名称
	S9    宁波灯具
	END
	no_err
	ok env -i LANG=zh_CN.UTF-8 "$TRADECLI_BUILD/tradecli" -L ledger.db \
	    supplier list -f table --fields code,name --where code=S9
	out_is <<-'END'
	编码  名称
	S9    宁波灯具
	END
	no_err
}

@test "the same bytes in every locale and time zone" {
	tradecli -q product add Lamp --code P1 --price 1234.56 --vat-rate 13
	ok tradecli product list -f csv
	cp "$kept/out" expected
	for locale in C C.UTF-8 de_DE.UTF-8 tr_TR.UTF-8 zh_CN.GB18030; do
		LC_ALL=$locale ok tradecli product list -f csv
		cmp expected "$kept/out"
	done
	tradecli export products -o a.xlsx -q
	for zone in Asia/Shanghai America/New_York Pacific/Kiritimati; do
		cp a.xlsx b.xlsx
		TZ=$zone ok tradecli export products -o a.xlsx -q
		cmp a.xlsx b.xlsx
	done
}

@test "Chinese: headings where people read, keys where programs do" {
	ok tradecli supplier list --limit 1 -f table --lang zh_CN
	out_is <<-'END'
	编码  名称  本地名称  国家  币种  付款条件  评级
	S1    One
	END
	no_err
	ok tradecli supplier list --limit 1 -f csv --lang zh_CN
	out_is <<-'END'
	code,name,name_local,country,currency,terms,rating
	S1,One,,,,,
	END
	no_err
	ok tradecli supplier list --limit 1 -f json --lang zh_CN --fields code
	out_is <<-'END'
	[
	  {"code": "S1"}
	]
	END
	no_err
	ok tradecli supplier show S1 -f table --lang zh_CN
	out_is <<-'END'
	供应商 S1
	---------
	编码:    S1
	名称:    One
	角色:    supplier
	已归档:  否

	联系人
	------
	联系人  职务  邮箱  电话  微信  WhatsApp号  语言  主要联系人
	Li                                                否
	END
	no_err
}

@test "a table in a pipe is not cut" {
	name=$(printf 'long %.0s' $(seq 60))
	tradecli -q supplier add "$name" --code S9
	ok tradecli supplier list -f table --where code=S9
	grep -qF "${name% }" "$kept/out"
}

@test "values that break lines or columns, in every format" {
	printf 'code,name,notes\nS8,"a\tb\\c","x|y\nz ""q"", `t` <b>"\n' |
	    tradecli -q supplier import -
	for format in tsv csv json md table; do
		ok tradecli supplier list --where code=S8 -f $format --fields code,name,notes
		cat "$kept/out" >>all
	done
	file_is all <<-'END'
	code	name	notes
	S8	a\tb\\c	x|y\nz "q", `t` <b>
	code,name,notes
	S8,a	b\c,"x|y
	z ""q"", `t` <b>"
	[
	  {"code": "S8", "name": "a\tb\\c", "notes": "x|y\nz \"q\", `t` <b>"}
	]
	| Code | Name | Notes |
	| --- | --- | --- |
	| S8 | a	b\c | x\|y<br>z "q", `t` &lt;b> |
	Code  Name   Notes
	S8    a b\c  x|y z "q", `t` <b>
	END
}

@test "no colours in a pipe, unless they are asked for" {
	ok tradecli supplier list -f table
	[ "$(grep -c $'\033' "$kept/out")" = 0 ]
	ok tradecli supplier list -f table --color always
	grep -q $'\033' "$kept/out"
	ok tradecli supplier list -f csv --color always
	[ "$(grep -c $'\033' "$kept/out")" = 0 ]
}

@test "an answer is told whole, however long it is" {
	name=$(printf 'x%06000dy' 0)
	tradecli -q config set company "$name"
	ok tradecli config get company
	out_is <<<"$name"
	ok tradecli config set company "$name"
	err_is <<<"company is $name."
}

@test "--exit-code tells a script that there are rows" {
	fails_with 10 tradecli search Supplier --exit-code -f id
	no_err
	ok tradecli search nothing --exit-code -f id -q
	no_out
}

@test "names of files are shown harmless" {
	printf 'code,name\nS7,\n' >$'a\033[31m\nb.csv'
	fails_with 4 tradecli supplier import $'a\033[31m\nb.csv'
	[ "$(grep -c $'\033' "$kept/err")" = 0 ]
}

@test "a line break in a name or a value makes no line of its own" {
	fails_with 3 tradecli supplier show $'x\ntradecli: all is well'
	err_is <<-'END'
	tradecli: there is no supplier 'x\ntradecli: all is well'
	  hint: all of them: tradecli supplier list
	END
	printf 'name,country\na,"x\ny"\n' >s.csv
	fails_with 4 tradecli supplier import s.csv
	err_is <<-'END'
	tradecli: s.csv: row 2, column B "country": 'x\ny' is not a country
	  hint: write the two-letter code or the name, e.g. DE, Germany, 德国
	tradecli: s.csv: 1 of 1 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
}
