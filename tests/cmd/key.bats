# --key: who never saw the answer asks again.

load ../lib

prepare() { ledger; }

@test "the same command under the same key is done once, and answers again" {
	ok tradecli supplier add Tom --key first
	out_is <<-'END'
	SUP-0001
	END
	remember
	ok tradecli supplier add Tom --key first
	out_is <<-'END'
	SUP-0001
	END
	err_is <<-'END'
	Done already: #2 (2026-11-22).
	END
	unchanged
	ok tradecli supplier add Tom --key second
	out_is <<-'END'
	SUP-0002
	END
}

@test "a key that another command has is refused" {
	ok tradecli supplier add Tom --key first
	refused 5 tradecli supplier add Tim --key first
	err_is <<-'END'
	tradecli: the key 'first' is that of another command: #2 tradecli supplier add Tom --key first
	  hint: every command has a key of its own
	END
}

@test "what changes nothing is done once too" {
	ok tradecli supplier add Tom
	ok tradecli supplier edit SUP-0001 --name Tom --key same
	ok tradecli supplier edit SUP-0001 --name Tim
	ok tradecli supplier edit SUP-0001 --name Tom --key same
	holds 'SELECT name FROM party' <<-'END'
	Tim
	END
	ok tradecli undo
	err_is <<-'END'
	undone: #4 tradecli supplier edit SUP-0001 --name Tim
	(bring it back: tradecli redo)
	END
}

@test "undo asked for twice under a key takes back one change" {
	ok tradecli supplier add Tom
	ok tradecli supplier add Tim
	ok tradecli -q undo --key back
	ok tradecli -q undo --key back
	holds 'SELECT name FROM party' <<-'END'
	Tom
	END
	ok tradecli check --full
}

@test "what was undone is not done again" {
	ok tradecli supplier add Tom --key first
	ok tradecli -q undo
	ok tradecli supplier add Tom --key first
	err_is <<-'END'
	Done already, and undone since: #2 (2026-11-22).
	END
	holds 'SELECT count(*) FROM party' <<-'END'
	0
	END
}

@test "an import under a key ends as it did" {
	printf 'name,rating\nA,x\nB,3\n' >s.csv
	ok tradecli supplier import s.csv --rejects r.csv --key monday
	remember
	ok tradecli supplier import s.csv --rejects r.csv --key monday
	err_is <<-'END'
	Done already: #2 (2026-11-22).
	END
	unchanged
}

@test "a dry run uses no key up" {
	ok tradecli supplier add Tom --key first --dry-run
	ok tradecli supplier add Tom --key first
	out_is <<-'END'
	SUP-0001
	END
}

@test "a command that failed may be asked for again" {
	fails_with 4 tradecli supplier add Tom --country XX --key first
	ok tradecli supplier add Tom --key first
}

@test "a ledger is made once" {
	rm ledger.db*
	ok tradecli init --company 'Test Co' --currency CNY --key founding
	remember
	ok tradecli init --company 'Test Co' --currency CNY --key founding
	err_is <<-'END'
	Done already: #2 (2026-11-22).
	END
	unchanged
	refused 5 tradecli init --company 'Test Co' --currency CNY --key other
	err_is <<-'END'
	tradecli: ledger.db: exists already
	END
}

@test "a batch under a key goes on where it was" {
	printf 'supplier add A\nsupplier list -f id\nsupplier add B\n' >jobs
	ok tradecli batch --key night - < <(head -n 2 jobs)
	out_is <<-'END'
	SUP-0001
	SUP-0001
	END
	ok tradecli batch --key night - <jobs
	out_is <<-'END'
	SUP-0001
	SUP-0001
	SUP-0002
	END
	err_is <<-'END'
	Done already: #2 (2026-11-22).
	END
	ok tradecli -q batch --atomic --key night - <jobs
	holds 'SELECT count(*) FROM party' <<-'END'
	2
	END
	ok tradecli check --full
}

@test "a key is a short text, and for what changes something" {
	refused 2 tradecli supplier add Tom --key ''
	err_is <<-'END'
	tradecli: --key: must not be empty
	END
	refused 2 tradecli supplier add Tom --key "$(printf '%0201d' 1)"
	err_is <<-'END'
	tradecli: --key: is longer than 200 bytes
	END
	refused 2 tradecli supplier add Tom --key $'\xff'
	err_is <<-'END'
	tradecli: --key: is not in UTF-8
	END
	refused 2 tradecli supplier list --key first
	err_is <<-'END'
	tradecli: supplier list has no option '--key'
	  hint: its options: tradecli help supplier list
	END
}
