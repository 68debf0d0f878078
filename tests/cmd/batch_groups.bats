load ../lib

prepare() { ledger; }

jobs() { cat >jobs.txt; }

# $1 suppliers, one a line.
firms() { seq "$1" | sed "s/.*/supplier add 'Firm &'/"; }

# Codes told in the file $1 are there, and those that are there are the first
# ones without a gap.
is_prefix()
{
	ledger_sql "SELECT code FROM party ORDER BY id" >there
	head -n "$(wc -l <"$1")" there | diff "$1" -
	ledger_sql "SELECT 'Firm ' || id = name AND
	    printf('SUP-%04d', id) = code FROM party" | sort -u >sound
	[ ! -s there ] || [ "$(cat sound)" = 1 ]
	holds 'SELECT count(*) - 1 FROM operation' < <(wc -l <there)
}

@test "a command that fails is taken back alone, its number is not lost" {
	tradecli -q buyer add Ada --code B1
	jobs <<-'END'
	inquiry add A --number Q1 --buyer B1 --date 2026-11-01
	inquiry add B --product NOPE
	inquiry add C
	supplier add Star --code S1
	supplier add Sun --code S1
	inquiry add D
	END
	fails_with 3 tradecli batch --keep-going jobs.txt
	out_is <<-'END'
	Q1
	INQ-2026-0001
	S1
	INQ-2026-0002
	END
	err_is <<-'END'
	tradecli: jobs.txt: line 2: line: product: there is no product 'NOPE'
	  hint: all of them: tradecli product list
	tradecli: jobs.txt: line 5: code 'S1' is taken by 'Star'
	  hint: give another one
	tradecli: jobs.txt: 2 of 6 commands failed
	END
	holds 'SELECT id, number FROM inquiry ORDER BY id' <<-'END'
	1|Q1
	2|INQ-2026-0001
	3|INQ-2026-0002
	END
	holds 'SELECT count(*), max(id) FROM operation' <<<'6|6'
	ok tradecli -q undo 2
	holds 'SELECT count(*) FROM inquiry' <<<2
	ok tradecli check
}

@test "what was told before a kill is there, and nothing has a gap" {
	firms 6000 | jobs
	for delay in 0.15 0.3 0.5 0.8; do
		rm -f ledger.db
		ledger
		tradecli -q batch jobs.txt >told &
		sleep $delay
		kill -9 $! 2>/dev/null || true
		wait $! || true
		is_prefix told
		ok tradecli check
	done
}

@test "a signal keeps what is done and tells of it" {
	firms 20000 | jobs
	tradecli -q batch jobs.txt >told 2>err &
	until [ -s told ]; do sleep 0.02; done
	kill -TERM $!
	status=0
	wait $! || status=$?
	[ "$status" = 143 ]
	is_prefix told
	n=$(wc -l <told)
	[ "$n" -lt 20000 ]
	holds 'SELECT count(*) FROM party' <<<"$n"
	file_is err <<-END
	tradecli: interrupted
	  done and kept: $n commands, up to line $n
	END
	ok tradecli check
}

# Nothing may grow beyond 300 kB, which the notes of one supplier need.
no_room() { (trap '' XFSZ; ulimit -f 300; exec tradecli "$@"); }

# stderr, however the lines came together in groups.
why_is()
{
	sed -i 's/ledger.db: .*/ledger.db: WHY/
	    s/lines\{0,1\} [-3-8]* are not done/lines 3-8/
	    s/line [3-8]: ledger/lines 3-8: ledger/' "$kept/err"
	uniq "$kept/err" | diff -u - "$kept/said"
}

@test "commands that could not be committed are not done, and are not told" {
	{
		echo "supplier add 'Firm 1'"
		echo 'supplier list -f id'
		for i in $(seq 2 7); do
			echo "supplier add 'Firm $i' --notes $(printf '%0400000d' 0)"
		done
	} | jobs
	fails_with 1 no_room batch jobs.txt
	out_is <<-'END'
	SUP-0001
	SUP-0001
	END
	cat >"$kept/said" <<-'END'
	tradecli: jobs.txt: lines 3-8: ledger.db: WHY
	  done and kept: 2 commands, up to line 2
	END
	why_is
	holds 'SELECT code FROM party' <<<SUP-0001
	echo frob >>jobs.txt
	fails_with 1 no_room -q batch --keep-going jobs.txt
	cat >"$kept/said" <<-'END'
	tradecli: jobs.txt: lines 3-8: ledger.db: WHY
	tradecli: jobs.txt: line 9: there is no command 'frob'
	  hint: all commands: tradecli help
	tradecli: jobs.txt: 7 of 9 commands failed
	END
	why_is
	sed -i '$d' jobs.txt
	refused 1 no_room batch --atomic jobs.txt
	holds 'SELECT code FROM party ORDER BY id' <<-'END'
	SUP-0001
	SUP-0002
	END
	ok tradecli check
}

@test "who waits for an answer gets it before the next line" {
	mkfifo lines answers
	tradecli batch - <lines >answers 2>err &
	batch=$!
	exec 8>lines 9<answers
	for i in 1 2 3; do
		printf 'supplier add --code S%d --name Star' $i >&8
		printf '%d\nsupplier' $i >&8
		read -r -t 20 answer <&9
		[ "$answer" = S$i ]
		holds 'SELECT count(*) FROM party' <<<"$i"
		echo " edit S$i --city Ningbo" >&8
	done
	exec 8>&-
	wait $batch
	exec 9<&-
	holds 'SELECT count(*) FROM operation' <<<7
}

@test "stdout and stderr come in the order of the commands" {
	jobs <<-'END'
	supplier add Star --code S1
	supplier edit S1 --city Ningbo
	supplier add Star --code S2
	supplier list -f id
	supplier rm S1 -y
	frob
	END
	for how in '' --keep-going --atomic; do
		rm -f ledger.db
		ledger
		[ "$how" != --atomic ] || sed -i '$d' jobs.txt
		tradecli batch $how jobs.txt >all 2>&1 || [ $? = 2 ]
		head -9 all | diff -u - <(cat <<-'END'
		S1
		Changed supplier S1.
		(take it back: tradecli undo)
		S2
		S1 has the same name.
		S1
		S2
		Removed supplier S1.
		(take it back: tradecli undo)
		END
		)
	done
	ok tradecli undo
	err_is <<-'END'
	undone: #5 tradecli supplier rm S1 -y
	(bring it back: tradecli redo)
	END
}

@test "where nothing can be held back each command is on its own" {
	firms 3 | jobs
	ok env TMPDIR=/nowhere tradecli batch jobs.txt
	out_is <<-'END'
	SUP-0001
	SUP-0002
	SUP-0003
	END
	no_err
}

@test "others can write while a long batch runs" {
	firms 1000000 | tradecli -q batch - >told 2>err &
	until [ -s told ]; do sleep 0.02; done
	ok tradecli buyer add Ada --code B1
	kill -TERM $!
	wait $! || [ $? = 143 ]
	sed '/B1/d' told >suppliers
	holds "SELECT count(*) FROM party WHERE code <> 'B1'" \
	    < <(wc -l <suppliers)
	holds "SELECT name FROM party WHERE code = 'B1'" <<<Ada
	ok tradecli check
}
