load ../lib

# A call to the system fails; the message says where and why.

prepare()
{
	# Leaks are not looked for: that cannot be done while strace looks on.
	export ASAN_OPTIONS=$ASAN_OPTIONS:detect_leaks=0
	ledger
	tradecli -q supplier add Tom --code T1
	strace -o trace true 2>/dev/null || skip "strace may not trace here"
}

# failing CALL:error=E:when=N CMD...: the program, with these calls failing.
failing()
{
	local call=$1
	shift
	strace -f -o trace -e "trace=${call%%:*}" -e "inject=$call" "$@"
}

# The number of the last call CALL that a command makes on FILE.
last_call()
{
	local call=$1 file=$2
	shift 2
	cp ledger.db kept.db
	strace -y -o trace -e "trace=$call" "$@" >"$kept/ignored" 2>&1
	mv kept.db ledger.db
	grep -n "$file" trace | tail -1 | cut -d: -f1
}

@test "a disk that fails says so, with the words of the system" {
	remember
	fails_with 1 failing fdatasync:error=EIO:when=1 \
	    tradecli supplier add Tim
	err_is <<-'END'
	tradecli: ledger.db: disk I/O error: Input/output error
	END
	unchanged
	fails_with 1 failing fdatasync:error=ENOSPC:when=1 \
	    tradecli supplier add Tim
	err_is <<-'END'
	tradecli: ledger.db: disk I/O error: No space left on device
	END
	unchanged
}

@test "a full disk" {
	remember
	fails_with 1 failing pwrite64:error=ENOSPC:when=3 \
	    tradecli supplier add Tim
	err_is <<-'END'
	tradecli: ledger.db: no space left on the disk
	END
	unchanged
}

@test "a journal that cannot be made, and one that can only be read" {
	for journal in old new; do
		[ $journal = old ] || rm ledger.db-journal
		n=$(last_call openat ledger.db-journal tradecli supplier add Tim)
		remember
		fails_with 1 failing "openat:error=ENOSPC:when=$n" \
		    tradecli supplier add Tim
		err_is <<-'END'
		tradecli: ledger.db: its journal cannot be made or written; look at the permissions of its folder, and whether the disk is full
		END
		unchanged
	done
}

@test "the last sync fails: it may be kept, and the message says so" {
	n=$(last_call fdatasync ledger.db-journal \
	    tradecli supplier add Tim --code T2)
	fails_with 1 failing "fdatasync:error=EIO:when=$n" \
	    tradecli supplier add Tim --code T2
	no_out
	err_is <<-'END'
	tradecli: ledger.db: disk I/O error: Input/output error
	  hint: it may be kept all the same; look before you do it again: tradecli log
	END
	ok tradecli check --full
	ok tradecli supplier list -f id
	out_is <<-'END'
	T1
	T2
	END
}

@test "what the disk cannot read is not taken for damage" {
	n=$(last_call pread64 ledger.db tradecli check)
	fails_with 1 failing "pread64:error=EIO:when=$n" tradecli check
	grep -qx 'tradecli: ledger.db: cannot be read: Input/output error' \
	    "$kept/err"
	fails_with 1 failing pread64:error=EIO:when=5 tradecli supplier list
	err_is <<-'END'
	tradecli: ledger.db: cannot be read: Input/output error
	END
}

@test "the folder cannot be synced: the file is there, and that is said" {
	fails_with 8 failing fsync:error=EIO:when=2 \
	    tradecli supplier list --fields code -o out.csv
	err_is <<-'END'
	tradecli: out.csv: it is done, but a power cut may take it back: Input/output error
	END
	file_is out.csv <<-'END'
	code
	T1
	END
}

@test "a file cannot be synced: the old one stays, and nobody tries again" {
	echo old >out.csv
	fails_with 8 failing fsync:error=EIO:when=1 \
	    tradecli supplier list --fields code -o out.csv
	err_is <<-'END'
	tradecli: out.csv: cannot be written: Input/output error
	END
	[ "$(grep -c fsync trace)" = 1 ]
	file_is out.csv <<-'END'
	old
	END
	[ -z "$(find . -name '.*.tmp*')" ]
}

@test "no part of a workbook is lost without a word" {
	strace -f -o trace -e trace=write tradecli -q export all -o w.xlsx
	total=$(grep -c write trace)
	[ "$total" -gt 30 ]
	echo old >w.xlsx
	for n in $(seq 1 "$total"); do
		try failing "write:error=ENOSPC:when=$n" \
		    tradecli -q export all -o w.xlsx
		grep -q INJECTED trace || continue
		exits_with 8
		grep -q '^tradecli: w.xlsx: ' "$kept/err"
		[ "$(cat w.xlsx)" = old ]
	done
}

@test "a limit on the size of files is an error, not an end" {
	for i in $(seq 2000); do echo "S$i,Supplier number $i of many"; done |
	    cat <(echo code,name) - >s.csv
	remember
	try bash -c 'ulimit -f 100; tradecli supplier import s.csv'
	exits_with 1
	err_is <<-'END'
	tradecli: ledger.db: disk I/O error: File too large
	END
	ok tradecli check --full
	unchanged
}

@test "memory that runs out" {
	cc -std=c11 -shared -fPIC -o nomem.so \
	    "$TRADECLI_SOURCE/tests/torture/nomem.c"
	program=$TRADECLI_SOURCE/build/tradecli	# sanitizers allocate themselves
	remember
	fails_with 1 env LD_PRELOAD=./nomem.so NOMEM_AT=500 \
	    "$program" supplier add Tim
	err_is <<-'END'
	tradecli: out of memory
	END
	unchanged
	fails_with 1 env LD_PRELOAD=./nomem.so NOMEM_AT=2500 NOMEM_FOR_GOOD=1 \
	    "$program" export all -o w.xlsx
	err_is <<-'END'
	tradecli: out of memory
	END
	[ ! -e w.xlsx ]
	[ -z "$(find . -name '.*.tmp*')" ]
}
