load ../lib

@test "the version, and help, need no ledger" {
	ok tradecli --version
	out_is <<-'END'
	tradecli 0.1.0
	END
	no_err
	ok tradecli -V
	no_err
	ok tradecli
	cp "$kept/out" overview
	no_err
	ok tradecli help
	cmp overview "$kept/out"
	ok tradecli --help
	cmp overview "$kept/out"
	grep -q supplier overview
}

@test "no such command: did you mean" {
	fails_with 2 tradecli supplir
	no_out
	err_is <<-'END'
	tradecli: there is no command 'supplir'
	  hint: did you mean supplier?
	END
	fails_with 2 tradecli suppliers
	no_out
	err_is <<-'END'
	tradecli: there is no command 'suppliers'
	  hint: did you mean supplier?
	END
	fails_with 2 tradecli xyzzy
	no_out
	err_is <<-'END'
	tradecli: there is no command 'xyzzy'
	  hint: all commands: tradecli help
	END
	fails_with 2 tradecli 供应商列
	no_out
}

@test "no such verb: did you mean" {
	fails_with 2 tradecli supplier lst
	no_out
	err_is <<-'END'
	tradecli: supplier has no verb 'lst'
	  hint: did you mean list?
	END
	fails_with 2 tradecli supplier S1
	no_out
	err_is <<-'END'
	tradecli: supplier has no verb 'S1'
	  hint: to see one: tradecli supplier show S1
	END
}

@test "no such option: did you mean" {
	fails_with 2 tradecli supplier add A --nmae B
	no_out
	err_is <<-'END'
	tradecli: there is no option '--nmae'
	  hint: did you mean --name?
	END
	fails_with 2 tradecli supplier list --formt csv
	no_out
	err_is <<-'END'
	tradecli: there is no option '--formt'
	  hint: did you mean --format?
	END
	fails_with 2 tradecli supplier -z
	no_out
	err_is <<-'END'
	tradecli: there is no option '-z'
	  hint: options: tradecli help COMMAND
	END
	fails_with 2 tradecli --xyzzy
	no_out
	err_is <<-'END'
	tradecli: there is no option '--xyzzy'
	  hint: options: tradecli help COMMAND
	END
}

@test "options are not abbreviated" {
	ledger
	tradecli -q supplier add Star --code S1
	refused 2 tradecli supplier rm S1 --y
	err_is <<-'END'
	tradecli: there is no option '--y'
	  hint: did you mean --yes?
	END
	refused 2 tradecli supplier rm S1 --ye
	err_is <<-'END'
	tradecli: there is no option '--ye'
	  hint: did you mean --yes?
	END
	refused 2 tradecli supplier rm S1 --yes --dry
	err_is <<-'END'
	tradecli: there is no option '--dry'
	  hint: did you mean --dry-run?
	END
	refused 2 tradecli supplier list --wher city=A
	err_is <<-'END'
	tradecli: there is no option '--wher'
	  hint: did you mean --where?
	END
	refused 2 tradecli supplier list --limi=1
	err_is <<-'END'
	tradecli: there is no option '--limi=1'
	  hint: did you mean --limit?
	END
	refused 2 tradecli supp list
	err_is <<-'END'
	tradecli: there is no command 'supp'
	  hint: did you mean supplier?
	END
}

@test "options that do not belong to the command" {
	fails_with 2 tradecli undo --where a=b
	no_out
	err_is <<-'END'
	tradecli: undo has no option '--where'
	  hint: its options: tradecli help undo
	END
	fails_with 2 tradecli supplier list --yes
	no_out
	err_is <<-'END'
	tradecli: supplier list has no option '--yes'
	  hint: its options: tradecli help supplier list
	END
	fails_with 2 tradecli supplier add A --limit 5
	no_out
	err_is <<-'END'
	tradecli: supplier add has no option '--limit'
	  hint: its options: tradecli help supplier add
	END
	fails_with 2 tradecli inquiry list --reason x
	no_out
	err_is <<-'END'
	tradecli: inquiry list has no option '--reason'
	  hint: its options: tradecli help inquiry list
	END
}

@test "values missing, values too many" {
	fails_with 2 tradecli supplier list --where
	no_out
	err_is <<-'END'
	tradecli: the option '--where' needs a value
	END
	fails_with 2 tradecli supplier list -o
	no_out
	err_is <<-'END'
	tradecli: the option '-o' needs a value
	END
	fails_with 2 tradecli supplier rm S1 --yes=1
	no_out
	err_is <<-'END'
	tradecli: the option '--yes' takes no value
	END
	fails_with 2 tradecli supplier list extra
	no_out
	err_is <<-'END'
	tradecli: supplier list: 'extra' is one too many
	  hint: usage: tradecli supplier list 
	END
	fails_with 2 tradecli completion
	no_out
	err_is <<-'END'
	tradecli: completion: bash|zsh|fish is missing
	  hint: usage: tradecli completion bash|zsh|fish
	END
}

@test "behind -- there are no options" {
	ledger
	ok tradecli supplier add -- --strange
	ok tradecli supplier list -f csv --fields name --no-header
	out_is <<-'END'
	--strange
	END
	no_err
}

@test "formats, colours, languages and days there are" {
	ledger
	fails_with 2 tradecli supplier list -f xls
	no_out
	err_is <<-'END'
	tradecli: there is no format 'xls'
	  hint: formats: table tsv csv json ndjson xlsx md id
	END
	fails_with 2 tradecli supplier list -f jsn
	no_out
	err_is <<-'END'
	tradecli: there is no format 'jsn'
	  hint: formats: table tsv csv json ndjson xlsx md id
	END
	fails_with 2 tradecli supplier list --color sometimes
	no_out
	err_is <<-'END'
	tradecli: --color: auto, always or never, not 'sometimes'
	END
	fails_with 2 tradecli supplier list --lang fr
	no_out
	err_is <<-'END'
	tradecli: --lang: no language 'fr'
	  hint: there are en and zh_CN
	END
	fails_with 2 tradecli supplier list --today 2026-13-01
	no_out
	err_is <<-'END'
	tradecli: --today: there is no day 2026-13-01
	END
	fails_with 2 tradecli supplier list --today soon
	no_out
	err_is <<-'END'
	tradecli: --today: 'soon' is not a date
	  hint: write it as 2026-11-05, 2026/11/5 or 2026年11月5日
	END
	TRADECLI_TODAY=never fails_with 2 tradecli supplier list
	no_out
}

@test "today is what is said, then what the environment says" {
	ledger
	ok tradecli inquiry add A --today 2025-03-04
	out_is <<-'END'
	INQ-2025-0001
	END
	no_err
	TRADECLI_TODAY=2024-05-06 ok tradecli inquiry add A
	out_is <<-'END'
	INQ-2024-0001
	END
	no_err
	unset TRADECLI_TODAY
	SOURCE_DATE_EPOCH=1700000000 ok tradecli inquiry add A
	out_is <<-'END'
	INQ-2023-0001
	END
	no_err
	holds 'SELECT number, date FROM inquiry ORDER BY id' <<-'END'
	INQ-2025-0001|2025-03-04
	INQ-2024-0001|2024-05-06
	INQ-2023-0001|2023-11-14 22:13
	END
}

@test "every command and every verb has help with an example" {
	tradecli __complete -- '' | cut -f 1 >commands
	[ "$(wc -l <commands)" -ge 18 ]
	while read -r command; do
		ok tradecli help "$command"
		no_err
		[ -s "$kept/out" ]
		[ "$(wc -L <"$kept/out")" -le 80 ]
		tradecli __complete -- "$command" '' | cut -f 1 >verbs
		while read -r verb; do
			ok tradecli help "$command" "$verb"
			[ "$(wc -L <"$kept/out")" -le 80 ]
			cp "$kept/out" help
			ok tradecli "$command" "$verb" --help
			cmp help "$kept/out"
		done <verbs
	done <commands
}

@test "help on topics, and none such" {
	ok tradecli help topics
	no_err
	[ -s "$kept/out" ]
	fails_with 3 tradecli help nothing
	no_out
	err_is <<-'END'
	tradecli: there is no help on 'nothing'
	  hint: there is help on all commands and on: tradecli help topics
	END
	fails_with 2 tradecli help supplier lst
	no_out
}

@test "--help wins over what is wrong with the rest" {
	ok tradecli supplier show --help
	no_err
	ok tradecli supplier rm --yes -h
	no_err
}

@test "completion scripts for three shells" {
	for shell in bash zsh fish; do
		ok tradecli completion $shell
		no_err
		grep -q __complete "$kept/out"
	done
	tradecli completion bash | bash -n
	fails_with 2 tradecli completion ksh
	no_out
	err_is <<-'END'
	tradecli: completion: no shell 'ksh'
	  hint: there are bash, zsh and fish
	END
}

@test "completion words" {
	ledger
	tradecli -q supplier add Star --code S1
	tradecli -q supplier add 月亮 --code S2
	ok tradecli __complete -- sup
	out_is <<-'END'
	supplier	who we buy from
	END
	no_err
	ok tradecli __complete -- supplier sh
	out_is <<-'END'
	show	show everything about one
	END
	no_err
	ok tradecli __complete -- supplier show ''
	out_is <<-'END'
	S1	Star
	S2	月亮
	END
	no_err
	ok tradecli __complete -- supplier rm S2
	out_is <<-'END'
	S2	月亮
	END
	no_err
	ok tradecli __complete -- supplier list -f ''
	out_is <<-'END'
	table
	tsv
	csv
	json
	ndjson
	xlsx
	md
	id
	END
	no_err
	ok tradecli __complete -- product add --incoterm ''
	no_out
	ok tradecli __complete -- inquiry add --stage n
	out_is <<-'END'
	negotiating	Negotiating
	new	New
	END
	no_err
	ok tradecli __complete -- supplier list --s
	out_is <<-'END'
	--sort	order; - is descending
	END
	no_err
	ok tradecli __complete -- supplier add --contact-n
	out_is <<-'END'
	--contact-name	name of the contact
	END
	no_err
	ok tradecli __complete -- --l
	out_is <<-'END'
	--ledger	the ledger (TRADECLI_LEDGER)
	--lang	language: en or zh_CN
	END
	no_err
}

@test "completion is silent whatever is wrong" {
	ok tradecli __complete -- supplier show ''
	no_out
	no_err
	echo text >ledger.db
	ok tradecli __complete -- supplier show ''
	no_out
	no_err
	ok tradecli __complete -- xyzzy ''
	no_out
	no_err
	ok tradecli __complete -- supplier lst ''
	no_out
	no_err
}

@test "completion in bash" {
	ledger
	tradecli -q supplier add Star --code S1
	tradecli completion bash >script
	cat >try.bash <<-'END'
	. ./script
	COMP_WORDS=(tradecli supplier show ""); COMP_CWORD=3
	COMP_LINE="tradecli supplier show "; COMP_POINT=${#COMP_LINE}
	_tradecli tradecli "" show
	echo "${COMPREPLY[@]}"
	END
	ok bash try.bash
	out_is <<-'END'
	S1
	END
	no_err
}
