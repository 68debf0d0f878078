load ../lib

prepare()
{
	ledger
	cat >s.csv <<-'END'
	code,name,name_local,country,currency,terms,rating
	SUP-0001,Ningbo Yongxin Houseware and Kitchen Appliances Co. Ltd.,宁波甬欣家居用品有限公司,CN,CNY,月结30天,4.5
	SUP-0002,Hanoi Metal JSC,,VN,USD,T/T 30/70,
	SUP-0003,深圳市华强电子有限公司,深圳市华强电子有限公司,CN,CNY,100% T/T,3
	SUP-0004,ｱｲｳ café 👍 x,é,JP,JPY,NET30,5
	END
	tradecli -q supplier import s.csv
}

@test "a list fits 80 columns, Chinese or not" {
	for lang in en zh_CN; do
		on_terminal "tradecli supplier list --lang $lang"
		exits_with 0
		widths <"$kept/out" >wide
		[ "$(sort -n wide | tail -1)" -le 80 ]
		[ "$(wc -l <wide)" = 5 ]
	done
}

@test "columns stand under their headings" {
	on_terminal 'TERM=dumb tradecli supplier list'
	out_is <<-'END'
	Code      Name           Local name     Country  Currency  Payment terms  Rating
	SUP-0001  Ningbo Yongx…  宁波甬欣家居…  CN       CNY       月结30天          4.5
	SUP-0002  Hanoi Metal …                 VN       USD       T/T 30/70
	SUP-0003  深圳市华强电…  深圳市华强电…  CN       CNY       100% T/T            3
	SUP-0004  ｱｲｳ café 👍 x  é              JP       JPY       NET30               5
	END
	no_err
	on_terminal 'TERM=dumb tradecli supplier list --lang zh_CN'
	out_is <<-'END'
	编码      名称                 本地名称              国家  币种  付款条件   评级
	SUP-0001  Ningbo Yongxin Hou…  宁波甬欣家居用品有…   CN    CNY   月结30天    4.5
	SUP-0002  Hanoi Metal JSC                            VN    USD   T/T 30/70
	SUP-0003  深圳市华强电子有限…  深圳市华强电子有限…   CN    CNY   100% T/T      3
	SUP-0004  ｱｲｳ café 👍 x        é                     JP    JPY   NET30         5
	END
	no_err
}

@test "a list fits narrow screens as far as it can, and wide ones" {
	on_terminal 'TERM=dumb tradecli supplier list --fields code,name,country' 40
	out_is <<-'END'
	Code      Name                   Country
	SUP-0001  Ningbo Yongxin House…  CN
	SUP-0002  Hanoi Metal JSC        VN
	SUP-0003  深圳市华强电子有限公…  CN
	SUP-0004  ｱｲｳ café 👍 x          JP
	END
	no_err
	on_terminal 'TERM=dumb tradecli supplier list --fields code,name,country' 200
	out_is <<-'END'
	Code      Name                                                      Country
	SUP-0001  Ningbo Yongxin Houseware and Kitchen Appliances Co. Ltd.  CN
	SUP-0002  Hanoi Metal JSC                                           VN
	SUP-0003  深圳市华强电子有限公司                                    CN
	SUP-0004  ｱｲｳ café 👍 x                                             JP
	END
	no_err
	COLUMNS=60 on_terminal 'TERM=dumb tradecli supplier list --fields code,name,country'
	widths <"$kept/out" >wide
	[ "$(sort -n wide | tail -1)" -le 60 ]
}

@test "codes are never cut" {
	tradecli -q buyer add 'Nordlicht Haushaltswaren GmbH' --code BUY-0013
	tradecli -q inquiry add --buyer BUY-0013 --number INQ-2026-0001 \
	    --date '2026-11-20 09:30' --channel aliexpress --country DE
	tradecli -q product add 'Stainless steel stock pot 24 cm' --code NB-1001 \
	    --name-local '不锈钢汤锅 24cm' --supplier SUP-0001 --price 7.93 --moq 500
	on_terminal 'tradecli inquiry list; tradecli product list'
	grep -q BUY-0013 "$kept/out"
	grep -q INQ-2026-0001 "$kept/out"
	grep -q SUP-0001 "$kept/out"
	widths <"$kept/out" >wide
	[ "$(sort -n wide | tail -1)" -le 80 ]
}

@test "in tmux: one row a line, aligned, the title untouched" {
	printf 'code,name\nE1,"a\033]2;PWNED\007b"\n' | tradecli -q supplier import -
	tmux -S "$kept/tmux" -f /dev/null new-session -d -x 80 -y 24 \
	    "env PS1='$ ' sh -c 'tradecli supplier list; tradecli supplier show E1; echo done; exec sleep 60'"
	for i in $(seq 100); do
		tmux -S "$kept/tmux" capture-pane -p >screen
		grep -q '^done' screen && break
		sleep 0.1
	done
	title=$(tmux -S "$kept/tmux" display-message -p '#{pane_title}')
	tmux -S "$kept/tmux" kill-server
	[ "$title" != PWNED ]
	[ "$(sed -n '1,7p' screen | grep -c '^\(Code\|E1\|SUP-000[1-4]\) ')" = 6 ]
	# the country stands in the same column in every row
	[ "$(sed -n 's/ \(CN\|VN\|JP\)  .*//p' screen | widths | sort -u | wc -l)" = 1 ]
}

@test "colours on a terminal, and who can turn them off" {
	coloured() { grep -q $'\033\\[' "$kept/out"; }
	on_terminal 'tradecli supplier list'
	coloured
	for off in 'NO_COLOR=1 tradecli supplier list' \
	    'TERM=dumb tradecli supplier list' \
	    'tradecli supplier list --color never'; do
		on_terminal "$off"
		if coloured; then return 1; fi
	done
	on_terminal 'NO_COLOR= tradecli supplier list'
	coloured
	on_terminal 'NO_COLOR=1 tradecli supplier list --color always'
	coloured
}

@test "on a terminal a table, in a pipe TSV" {
	on_terminal 'TERM=dumb tradecli supplier list --fields code,country --limit 1; tradecli supplier list --fields code,country --limit 1 | cat'
	out_is <<-'END'
	Code      Country
	SUP-0001  CN
	code	country
	SUP-0001	CN
	END
	no_err
}

@test "a workbook is nothing for a terminal" {
	on_terminal 'tradecli supplier list -f xlsx'
	exits_with 2
	out_is <<-'END'
	tradecli: a workbook is nothing for a terminal
	  hint: write it to a file: -o FILE.xlsx
	END
	no_err
}

@test "nothing in the data moves the cursor, hides or turns text" {
	printf 'code,name,notes\nE1,"a\033]2;PWNED\007b","x\xe2\x80\xaey"\nE2,"c\xc2\x9bd\xe2\x81\xa6e\xef\xbb\xbff","\x7f\010g"\n' |
	    tradecli -q supplier import -
	for f in table tsv csv json ndjson md id; do
		on_terminal "NO_COLOR=1 tradecli supplier list -f $f --fields code,name,notes --where 'code=E1|E2'"
		cat "$kept/out" >>seen
	done
	on_terminal 'NO_COLOR=1 tradecli supplier show E1 E2'
	cat "$kept/out" >>seen
	on_terminal 'tradecli supplier show "$(printf "E\033[31m9")"; tradecli supplier rm E1 -n -y; tradecli "x$(printf "\033[2J")"'
	cat "$kept/out" >>seen
	tradecli -q config set company "$(printf 'E1\033]2;PWNED\007b\342\200\256')"
	on_terminal 'tradecli config get company; echo config get company | tradecli batch -; tradecli supplier list -f csv -o /dev/tty'
	cat "$kept/out" >>seen
	on_terminal 'tradecli supplier add Tom --code "$(printf "E3\007")"; tradecli backup "$(printf "x\033[2Jy")"'
	cat "$kept/out" >>seen
	grep -q E1 seen
	grep -q 'E3\\x07' seen
	python - <<-'END'
	text = open("seen", encoding="utf-8").read()
	bad = [hex(ord(c)) for c in text if c not in "\n\t" and
	    (ord(c) < 32 or 127 <= ord(c) < 160 or c in "\ufeff" or
	    0x200b <= ord(c) <= 0x200f or 0x202a <= ord(c) <= 0x202e or
	    0x2066 <= ord(c) <= 0x2069)]
	assert not bad, bad
	END
}

@test "a form is about one record, whatever its code says" {
	tradecli -q supplier add Tom --code T9
	sqlite3 ledger.db "UPDATE party SET code = 'T9
name: Tim' WHERE code = 'T9'"
	cat >editor <<-'END'
	#!/bin/sh
	head -n 3 "$1"
	echo >>"$1"
	END
	chmod +x editor
	remember
	on_terminal "EDITOR=./editor tradecli supplier edit '$(printf 'T9\nname: Tim')'"
	exits_with 4
	sed '1,3!d; s/tradecli-[^ ]*$/tradecli-X/' "$kept/out" >seen
	file_is seen <<-'END'
	# supplier T9\x0aname: Tim. Change what follows the colons; lines with # are left out.
	# Nothing is changed when the file is left as it is.

	END
	unchanged
}

@test "rm asks on a terminal: yes, no, the end of input" {
	remember
	typing 'n\n' 'tradecli supplier rm SUP-0002'
	exits_with 1
	unchanged
	typing '\004' 'tradecli supplier rm SUP-0002'
	exits_with 1
	unchanged
	typing 'n\n' 'tradecli supplier rm SUP-0002 --no-input'
	exits_with 2
	unchanged
	typing 'y\n' 'tradecli supplier rm SUP-0002'
	exits_with 0
	grep -q '^Remove supplier SUP-0002?$' "$kept/out"
	grep -q 'Removed supplier SUP-0002' "$kept/out"
	holds 'SELECT count(*) FROM party' <<-'END'
	3
	END
}

@test "edit with an editor: what is changed is kept" {
	cat >editor <<-'END'
	#!/bin/sh
	cp "$1" form
	sed -i 's/^city:.*/city: Hanoi/; s/^rating:.*/rating: 4.5/; s/^notes:.*/notes: two\\nlines/' "$1"
	END
	chmod +x editor
	on_terminal 'EDITOR=./editor tradecli supplier edit SUP-0002'
	exits_with 0
	out_is <<-'END'
	Changed supplier SUP-0002.
	(take it back: tradecli undo)
	END
	holds 'SELECT name, city, rating, notes FROM party WHERE city IS NOT NULL' <<-'END'
	Hanoi Metal JSC|Hanoi|4500000|two
	lines
	END
	grep -q '^name: Hanoi Metal JSC$' form
	grep -q '^# .*T/T 30/70' form
	[ "$(stat -c %a form)" = 600 ] || [ "$(stat -c %a form)" = 644 ]
}

@test "the interrupt key in an editor is for the editor" {
	printf '#!/bin/sh\nkill -INT $PPID; echo "name: Star" >"$1"\n' >editor
	chmod +x editor
	tradecli -q supplier add Moon --code T1
	on_terminal 'EDITOR=./editor tradecli supplier edit T1'
	exits_with 0
	holds "SELECT name FROM party WHERE code = 'T1'" <<-'END'
	Star
	END
}

@test "edit with an editor: nothing changed, or refused" {
	remember
	on_terminal 'EDITOR=true tradecli supplier edit SUP-0002'
	out_is <<-'END'
	supplier SUP-0002 is so already.
	END
	no_err
	unchanged
	on_terminal 'EDITOR=false tradecli supplier edit SUP-0002'
	exits_with 1
	out_is <<-'END'
	tradecli: the editor failed; nothing was changed
	END
	no_err
	unchanged
	on_terminal 'EDITOR=./nothing-there tradecli supplier edit SUP-0002'
	exits_with 1
	out_is <<-'END'
	tradecli: the editor cannot be run
	  hint: set EDITOR, or give the fields as options
	END
	no_err
	unchanged
	printf '#!/bin/sh\nsed -i "s/^rating:.*/rating: many/" "$1"\n' >editor
	chmod +x editor
	on_terminal 'EDITOR=./editor TMPDIR=$PWD tradecli supplier edit SUP-0002'
	exits_with 4
	sed -i 's/tradecli-[A-Za-z0-9]*$/tradecli-XXXXXX/; s|[^ ]*/tradecli-X|FOLDER/tradecli-X|' "$kept/out"
	out_is <<-'END'
	tradecli: line 53: rating: 'many' is not a number
	  hint: your text is still in FOLDER/tradecli-XXXXXX
	END
	no_err
	unchanged
	ls tradecli-*
}

@test "edit with an editor: the name of the record is no command" {
	tradecli -q supplier add '$(touch pwned)' --code '`touch pwned`;x'
	on_terminal "EDITOR='true -x' tradecli supplier edit '\`touch pwned\`;x'"
	exits_with 0
	[ ! -e pwned ]
}

@test "while somebody edits, others may write; not the same record" {
	cat >editor <<-'END'
	#!/bin/sh
	tradecli -q supplier edit SUP-0001 --city Ningbo </dev/null
	sed -i 's/^city:.*/city: Hanoi/' "$1"
	END
	chmod +x editor
	on_terminal 'EDITOR=./editor tradecli supplier edit SUP-0002'
	exits_with 0
	holds 'SELECT code, city FROM party WHERE city IS NOT NULL ORDER BY code' <<-'END'
	SUP-0001|Ningbo
	SUP-0002|Hanoi
	END
	sed -i s/Ningbo/Xiamen/ editor
	on_terminal 'EDITOR=./editor TMPDIR=$PWD tradecli supplier edit SUP-0001'
	exits_with 5
	grep -qx 'tradecli: SUP-0001 was changed by somebody else meanwhile' "$kept/out"
	grep -q '^city: Hanoi$' tradecli-*
}
