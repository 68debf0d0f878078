load ../lib

prepare() { ledger; }

@test "two writers: the second waits for the first" {
	mkfifo rows
	tradecli -q supplier import - <rows &
	first=$!
	exec 7>rows
	echo 'code,name' >&7
	for i in $(seq 3000); do echo "A$i,Supplier $i"; done >&7
	# it holds the ledger now, or will: a second one must wait or come first
	tradecli supplier add Second --code B1 >b 7>&- &
	second=$!
	sleep 0.5
	echo 'A9999,Last' >&7
	exec 7>&-
	wait $first
	wait $second
	[ "$(cat b)" = B1 ]
	[ "$(ledger_sql 'SELECT count(*) FROM party')" = 3002 ]
	ok tradecli check
}

@test "a reader sees all of an import or nothing of it" {
	for i in $(seq 4000); do echo "A$i,Supplier $i"; done |
	    cat <(echo code,name) - >a.csv
	tradecli -q supplier import a.csv &
	while kill -0 $! 2>/dev/null; do
		tradecli supplier list -f id >seen
		case $(wc -l <seen) in
		0|4000) ;;
		*) wc -l seen; return 1 ;;
		esac
	done
	wait $!
	[ "$(tradecli supplier list -f id | wc -l)" = 4000 ]
}

@test "many at once: no number twice, none left out" {
	for p in 1 2 3 4 5 6; do
		for i in $(seq 8); do
			tradecli inquiry add "P$p-$i" >>"got$p" || echo failed
		done &
	done >failures
	wait
	[ ! -s failures ]
	cat got? | sort >got
	for i in $(seq 48); do printf 'INQ-2026-%04d\n' "$i"; done | diff - got
	ok tradecli check
	[ "$(ledger_sql "SELECT count(*) FROM operation WHERE kind = 'do'")" = 48 ]
}

@test "an import that is killed leaves nothing behind" {
	for i in $(seq 8000); do echo "A$i,Supplier $i"; done |
	    cat <(echo code,name) - >a.csv
	for delay in 0.05 0.1 0.15 0.2 0.3 0.4; do
		tradecli -q supplier import a.csv &
		sleep $delay
		kill -9 $! 2>/dev/null || true
		wait $! || true
		n=$(tradecli supplier list -f id -q | wc -l)
		[ "$n" = 0 ] || [ "$n" = 8000 ]
		ok tradecli check
		[ "$n" = 0 ] || break
	done
}

# The pipe stays open: the signal comes while more rows are waited for.
@test "an import that is interrupted is taken back" {
	for i in $(seq 3000); do echo "A$i,Supplier $i"; done |
	    cat <(echo code,name) - >a.csv
	remember
	mkfifo rows
	while read -r name code; do
		env --default-signal=INT tradecli supplier import - \
		    <rows >"$kept/out" 2>"$kept/err" &
		import=$!
		exec 7>rows
		cat a.csv >&7
		sleep 0.2
		kill -s "$name" $import
		status=0
		wait $import || status=$?
		exec 7>&-
		exits_with "$code"
		err_is <<-'END'
		tradecli: interrupted; nothing was changed
		END
		no_out
		unchanged
	done <<-'END'
	INT 130
	TERM 143
	HUP 129
	END
}

@test "a writer that waits can be interrupted" {
	mkfifo sql
	sqlite3 "$TRADECLI_LEDGER" <sql >locked &
	holder=$!
	exec 7>sql
	echo "BEGIN IMMEDIATE; SELECT 'locked';" >&7
	until [ -s locked ]; do sleep 0.05; done
	tradecli supplier add Star >"$kept/out" 2>"$kept/err" 7>&- &
	writer=$!
	sleep 0.3
	kill -TERM $writer
	status=0
	wait $writer || status=$?
	exits_with 143
	no_out
	err_is <<-'END'
	tradecli: interrupted; nothing was changed
	END
	exec 7>&-
	wait $holder
}

# Somebody has the pipe open and does not read; it holds 64 KiB.
@test "who writes for a reader that does not read can be interrupted" {
	for i in $(seq 5000); do echo "A$i,Supplier $i"; done |
	    cat <(echo code,name) - >a.csv
	tradecli -q supplier import a.csv
	mkfifo pipe
	exec 7<>pipe
	while read -r name code words; do
		# shellcheck disable=SC2086 # words
		env --default-signal=INT tradecli $words >pipe 2>"$kept/err" \
		    7>&- &
		writer=$!
		sleep 0.3
		kill -s "$name" $writer
		timeout 5 tail --pid=$writer -f /dev/null
		status=0
		wait $writer || status=$?
		exits_with "$code"
		err_is <<-'END'
		tradecli: interrupted; nothing was changed
		END
	done <<-'END'
	INT 130 supplier list
	TERM 143 supplier list -f json
	HUP 129 supplier list -f md
	TERM 143 supplier export -f xlsx -o -
	END
	exec 7>&-
}

@test "what is done before nobody reads the answer is not called undone" {
	mkfifo pipe
	exec 7<>pipe
	head -c 65536 /dev/zero >&7
	env --default-signal=INT tradecli supplier add Star >pipe \
	    2>"$kept/err" 7>&- &
	writer=$!
	until [ -n "$(ledger_sql 'SELECT code FROM party')" ]; do
		sleep 0.05
	done
	sleep 0.1
	kill -INT $writer
	status=0
	wait $writer || status=$?
	exits_with 130
	err_is <<-'END'
	tradecli: interrupted; it is done, but cannot be told
	END
	exec 7>&-
}

@test "a large file" {
	python - <<-'END'
	with open("a.csv", "w") as f:
	    f.write("code,name,city,notes\n")
	    for i in range(10000):
	        f.write("A%d,Supplier %d,Ningbo,%s\n" % (i, i, "x" * 200))
	END
	ok tradecli supplier import a.csv
	err_is <<-'END'
	suppliers: 10000 new, 0 changed, 0 unchanged
	END
	ok tradecli check
}
