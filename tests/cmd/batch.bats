load ../lib

prepare() { ledger; }

# A batch of the lines on stdin; options before them.
jobs() { cat >jobs.txt; }

@test "a batch runs command after command" {
	jobs <<-'END'
	# two suppliers
	supplier add --code S1 --name Star

	tradecli supplier add Sun --code S2	# as in a script
	supplier list -f csv --fields code,name
	  supplier edit S1 --city Ningbo
	END
	ok tradecli batch jobs.txt
	out_is <<-'END'
	S1
	S2
	code,name
	S1,Star
	S2,Sun
	END
	err_is <<-'END'
	Changed supplier S1.
	(take it back: tradecli undo)
	END
	ok tradecli -q batch /dev/null
	no_out
	no_err
}

@test "each line of a batch is an operation of its own" {
	jobs <<-'END'
	supplier add --code S1 --name "Star 'n' Moon"
	supplier edit S1 --city Ningbo
	undo
	supplier edit S1 --rating 4
	END
	for how in '' --atomic; do
		rm ledger.db
		ledger
		ok tradecli -q batch $how jobs.txt
		ok tradecli log -f csv
		out_is <<-'END'
		id,time,user,changes,state,command
		5,2026-11-22,tester,1 changed,,tradecli supplier edit S1 --rating 4
		4,2026-11-22,tester,1 changed,undo of #3,tradecli undo
		3,2026-11-22,tester,1 changed,undone,tradecli supplier edit S1 --city Ningbo
		2,2026-11-22,tester,1 added,,tradecli supplier add --code S1 --name 'Star '\''n'\'' Moon'
		1,2026-11-22,tester,2 added,,tradecli -q init --company 'Test Co' --currency CNY
		END
		ok tradecli -q undo
		holds 'SELECT city, rating FROM party' <<-'END'
		|
		END
		ok tradecli check
	done
}

@test "a failing line ends a batch, what is above it is kept" {
	jobs <<-'END'
	supplier add --code S1 --name Star
	# not a command

	supplier add --code S2
	supplier add --code S3 --name Sun
	END
	fails_with 2 tradecli batch jobs.txt
	out_is <<-'END'
	S1
	END
	err_is <<-'END'
	tradecli: jobs.txt: line 4: supplier add: missing: name
	  hint: give them as options: tradecli help supplier add
	  done and kept: 1 commands, up to line 1
	END
	holds 'SELECT code FROM party' <<<S1
	fails_with 5 tradecli batch jobs.txt
	err_is <<-'END'
	tradecli: jobs.txt: line 1: code 'S1' is taken by 'Star'
	  hint: give another one
	  no command was done
	END
	ok tradecli check
}

@test "all lines or none" {
	jobs <<-'END'
	supplier add --code S1 --name Star
	supplier add --code S2 --name Star
	supplier list -f csv --fields code,name,city --limit 1
	supplier edit S9 --city Ningbo
	END
	refused 3 tradecli batch --atomic jobs.txt
	err_is <<-'END'
	tradecli: jobs.txt: line 4: there is no supplier 'S9'
	  hint: did you mean S1?
	  nothing was changed
	END
	sed -i 's/S9/S2/' jobs.txt
	ok tradecli batch --atomic jobs.txt
	out_is <<-'END'
	S1
	S2
	code,name,city
	S1,Star,
	END
	err_is <<-'END'
	S1 has the same name.
	Changed supplier S2.
	(take it back: tradecli undo)
	END
	ok tradecli check
}

@test "the numbers go on within all or nothing" {
	printf 'supplier add --name "Firm %d"\n' 1 2 3 | jobs
	ok tradecli batch --atomic jobs.txt
	out_is <<-'END'
	SUP-0001
	SUP-0002
	SUP-0003
	END
	ok tradecli supplier add --name 'Firm 4'
	out_is <<<SUP-0004
	ok tradecli check
}

@test "a batch that goes on" {
	jobs <<-'END'
	supplier show S1
	supplier add --code S1 --name Star
	frob
	supplier add --code S2 --name "Sun
	supplier add --code S3 --name Moon
	END
	fails_with 3 tradecli batch --keep-going jobs.txt
	out_is <<-'END'
	S1
	S3
	END
	err_is <<-'END'
	tradecli: jobs.txt: line 1: there is no supplier 'S1'
	  hint: all of them: tradecli supplier list
	tradecli: jobs.txt: line 3: there is no command 'frob'
	  hint: all commands: tradecli help
	tradecli: jobs.txt: line 4: the quote " is not closed
	  hint: a command stands on one line; a quote itself is written \"
	tradecli: jobs.txt: 3 of 5 commands failed
	END
	fails_with 2 tradecli batch --keep-going --atomic jobs.txt
	err_is <<-'END'
	tradecli: batch: --atomic and --keep-going contradict each other
	END
}

@test "words are split as a shell splits them" {
	cat >words <<-'END'
	plain
	'B  C'
	"D 'E'"
	'F "G"'
	H\ I
	J\'K
	"L \"M\" \\ \$ \` \N"
	'$x`y\'
	a'b'"c"\d
	*
	[x]{y}?
	a#b
	\#
	'# no comment'	# a comment
	x=y!
	中文\ "“引号”"
	END
	while read -r word; do
		echo "supplier add Star --notes $word"
	done <words | jobs
	ok tradecli -q batch jobs.txt
	no_err
	(set -f; while read -r word; do eval "echo $word"; done <words) >same
	holds "SELECT replace(notes, char(10), '|') FROM party ORDER BY id" \
	    <same
	printf 'search\t"" x \nsearch ""x\x27\x27 \\\n' | jobs
	fails_with 2 tradecli batch --keep-going jobs.txt
}

@test "what a shell would act on is refused" {
	for line in 'supplier list | head' 'supplier list; log' 'log &' \
	    'log > x' 'import < x' 'log (x)' 'log $HOME' 'log `id`' \
	    'log "$HOME"' 'log "`id`"' 'log a$' 'log 2>x'; do
		echo "$line" | jobs
		refused 2 tradecli batch jobs.txt
		grep -q "^tradecli: jobs.txt: line 1: '[]|;&><()\$\`]' would mean something to a shell" \
		    "$kept/err"
	done
	err_is <<-'END'
	tradecli: jobs.txt: line 1: '>' would mean something to a shell; in a batch it does not
	  hint: for the character itself write '>' in single quotes, or \>
	  no command was done
	END
	echo "log 'x" | jobs
	refused 2 tradecli batch jobs.txt
	err_is <<-'END'
	tradecli: jobs.txt: line 1: the quote ' is not closed
	  hint: a command stands on one line; a quote itself is written \'
	  no command was done
	END
	printf 'log \\\n' | jobs
	refused 2 tradecli batch jobs.txt
	err_is <<-'END'
	tradecli: jobs.txt: line 1: a line ends with \
	  hint: a command stands on one line
	  no command was done
	END
	[ ! -e x ]
}

@test "what cannot stand in a batch" {
	for line in 'batch x' 'restore x -y' 'init --demo' \
	    'completion bash' '__complete -- x'; do
		echo "$line" | jobs
		refused 2 tradecli batch jobs.txt
		diff -u - "$kept/err" <<-END
		tradecli: jobs.txt: line 1: ${line%% *} cannot stand in a batch
		  hint: run it by itself
		  no command was done
		END
	done
	for option in --ledger=x.db --lang=zh_CN; do
		echo "log $option" | jobs
		refused 2 tradecli batch jobs.txt
		diff -u - "$kept/err" <<-END
		tradecli: jobs.txt: line 1: ${option%=*} is not for a line of a batch
		  hint: it goes with the batch itself, for all lines
		  no command was done
		END
	done
	for line in 'backup x' doctor; do
		echo "$line" | jobs
		refused 2 tradecli batch --atomic jobs.txt
		diff -u - "$kept/err" <<-END
		tradecli: jobs.txt: line 1: ${line%% *} cannot stand in a batch that is all or nothing
		  hint: it would not see what the lines above it did; run it by itself
		  nothing was changed
		END
	done
	echo 'supplier add --name A -n' | jobs
	refused 2 tradecli batch --atomic jobs.txt
	err_is <<-'END'
	tradecli: jobs.txt: line 1: a dry run cannot stand in a batch that is all or nothing
	  hint: leave --atomic or --dry-run out
	  nothing was changed
	END
	[ ! -e x ]
}

@test "a batch from standard input" {
	try tradecli batch - <<<'supplier add --code S1 --name Star'
	exits_with 0
	out_is <<<S1
	for file in - /dev/stdin; do
		try tradecli batch - <<<"import $file"
		exits_with 2
		err_is <<-'END'
		tradecli: standard input: line 1: import: the batch itself comes from standard input
		  hint: put the rows, or the batch, into a file
		  no command was done
		END
	done
	jobs <<<'supplier import -'
	printf 'code,name\nS2,Sun\n' | ok tradecli batch jobs.txt
	err_is <<-'END'
	suppliers: 1 new, 0 changed, 0 unchanged
	END
	try tradecli batch - <<<'supplier rm S1'
	exits_with 2
	err_is <<-'END'
	tradecli: standard input: line 1: nobody can be asked here: Remove supplier S1?
	  hint: say --yes to do it
	  no command was done
	END
}

@test "options of the batch hold for its lines" {
	jobs <<-'END'
	supplier add Star --code S1
	supplier edit S1 --city A --today 2026-01-02
	supplier list --fields code,name
	END
	ok tradecli -q --today 2025-05-06 --lang zh_CN batch jobs.txt
	out_is <<-'END'
	S1
	编码	名称
	S1	Star
	END
	no_err
	holds 'SELECT time FROM operation WHERE id > 1 ORDER BY id' <<-'END'
	2025-05-06
	2026-01-02
	END
	fails_with 3 tradecli batch none.txt
	err_is <<-'END'
	tradecli: none.txt: No such file or directory
	END
}

@test "a dry run of a line changes nothing" {
	jobs <<-'END'
	supplier add --code S1 --name Star --dry-run
	supplier add --code S2 --name Sun
	END
	ok tradecli batch jobs.txt
	out_is <<<S2
	err_is <<-'END'
	A dry run; nothing is changed:
	END
	holds 'SELECT code FROM party' <<<S2
}

@test "rows asked for by a line are no failure" {
	jobs <<-'END'
	next --exit-code -f id
	supplier list -f id
	END
	ok tradecli batch jobs.txt
	tradecli -q buyer add Ada --code B1
	tradecli -q inquiry add --buyer B1 --date 2026-01-01
	fails_with 10 tradecli batch jobs.txt
}

@test "any file of lines" {
	printf '\357\273\277supplier add --code S1 --name 宁波之星\r\n\r\nsupplier list -f id' | jobs
	ok tradecli batch jobs.txt
	out_is <<-'END'
	S1
	S1
	END
	holds 'SELECT name FROM party' <<<宁波之星
	printf 'log\nsupplier add --name \300\n' | jobs
	refused_text=$(tradecli batch jobs.txt 2>&1 >/dev/null) || [ $? = 4 ]
	[ "$refused_text" = "tradecli: jobs.txt: line 2: it is not in UTF-8 (byte 21)
  hint: convert it: iconv -f GB18030 -t UTF-8
  done and kept: 1 commands, up to line 1" ]
	printf 'log\0\n' | jobs
	refused 4 tradecli batch jobs.txt
	err_is <<-'END'
	tradecli: jobs.txt: line 1: it holds a NUL byte
	  no command was done
	END
	python -c 'print("log #" + "x" * (1024 * 1024 - 6)); print("#" * 1024 * 1024)' |
	    jobs
	fails_with 4 tradecli batch --keep-going jobs.txt
	err_is <<-'END'
	tradecli: jobs.txt: line 2: it is longer than 1 MiB
	  done and kept: 1 commands, up to line 1
	END
	refused 1 tradecli batch .
	err_is <<-'END'
	tradecli: .: cannot be read: Is a directory
	  no command was done
	END
}

@test "a batch speaks Chinese" {
	jobs <<-'END'
	supplier show S1
	END
	fails_with 3 tradecli --lang zh_CN batch jobs.txt
	err_is <<-'END'
	tradecli: jobs.txt: 第 1 行: 没有供应商 'S1'
	  提示：查看全部：tradecli supplier list
	  没有执行任何命令
	END
}

@test "an interrupted batch keeps whole lines, or nothing" {
	mkfifo lines
	for how in '' --atomic; do
		status=0
		tradecli batch $how - <lines >out 2>err &
		exec 9>lines
		echo 'supplier add --code S1 --name Star' >&9
		if [ -z "$how" ]; then
			until [ -s out ]; do sleep 0.05; done
		else
			sleep 0.5
		fi
		kill -TERM $!
		wait $! || status=$?
		exec 9>&-
		[ "$status" = 143 ]
		if [ -z "$how" ]; then
			file_is err <<-'END'
			tradecli: interrupted
			  done and kept: 1 commands, up to line 1
			END
			ok tradecli supplier rm S1 -y
		else
			file_is err <<-'END'
			tradecli: interrupted
			  nothing was changed
			END
			[ ! -s out ]
		fi
		holds 'SELECT code FROM party' </dev/null
		ok tradecli check
	done
}

@test "several batches at once" {
	for p in 1 2 3; do
		for i in $(seq 40); do
			echo "supplier add --name 'Firm $p-$i'"
			echo "supplier search 'Firm $p-$i' -f id"
		done >"jobs$p.txt"
	done
	pids=
	for p in 1 2 3; do
		tradecli batch "jobs$p.txt" >"out$p" 2>"err$p" &
		pids="$pids $!"
	done
	for pid in $pids; do wait "$pid"; done
	cat err1 err2 err3
	[ ! -s err1 ] && [ ! -s err2 ] && [ ! -s err3 ]
	holds 'SELECT count(*), count(DISTINCT code) FROM party' <<<'120|120'
	holds 'SELECT count(*) FROM operation' <<<121
	ok tradecli check
}

# By another program: restore refuses while a batch has the ledger open.
@test "a ledger put in place between two lines is used by the next" {
	mkfifo lines
	tradecli backup other.db >/dev/null
	tradecli batch --keep-going - <lines >out 2>err &
	exec 9>lines
	echo 'supplier add --code S1 --name Star' >&9
	until [ -s out ]; do sleep 0.05; done
	fails_with 6 tradecli restore -y other.db
	mv other.db ledger.db
	echo 'supplier list -f id' >&9
	echo 'supplier add --code S2 --name Sun' >&9
	exec 9>&-
	wait $! || [ $? = 5 ]
	file_is out <<-'END'
	S1
	S2
	END
	grep -q 'line 2: ledger.db: was replaced meanwhile' err
	holds 'SELECT code FROM party' <<<S2
}

@test "output that cannot be written" {
	jobs <<<'supplier add --code S1 --name Star'
	for how in '' --atomic; do
		status=0
		tradecli batch $how jobs.txt >/dev/full 2>err || status=$?
		[ "$status" = 8 ]
		grep -q 'it is done, but cannot be told: stdout: cannot be written' err
		ok tradecli -q supplier rm S1 -y
	done
}
