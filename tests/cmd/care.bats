load ../lib

prepare()
{
	ledger
	tradecli -q supplier add Star --code S1
}

@test "check of a sound ledger" {
	ok tradecli check
	no_out
	err_is <<-'END'
	ledger.db is sound.
	END
	ok tradecli check -q
	no_out
	no_err
}

@test "check finds rows that nobody added" {
	ledger_sql "INSERT INTO party (id, code, name, roles) VALUES (99, 'X', 'x', 'supplier')"
	fails_with 7 tradecli check
	no_out
	err_is <<-'END'
	party: 1 records have no place in the history
	party: 2 records, but the history tells of 1
	party, row 99: was changed by another program
	tradecli: ledger.db: 3 problems
	  hint: keep the file, restore the last good backup: tradecli restore FILE
	END
	ledger_sql "DELETE FROM party"
	fails_with 7 tradecli check
	no_out
	err_is <<-'END'
	party: 0 records, but the history tells of 1
	tradecli: ledger.db: 1 problems
	  hint: keep the file, restore the last good backup: tradecli restore FILE
	END
}

@test "of very many problems the first are told" {
	{ echo name; seq -f 'S%g' 60; } | tradecli -q supplier import -
	ledger_sql 'UPDATE party SET seal = 1'
	fails_with 7 tradecli check
	[ "$(wc -l <"$kept/err")" = 53 ]
	sed -i '2,50d' "$kept/err"
	err_is <<-'END'
	party, row 1: was changed by another program
	and more of them
	tradecli: ledger.db: 61 problems
	  hint: keep the file, restore the last good backup: tradecli restore FILE
	END
}

# Some history, of all kinds.
history()
{
	cat >s.csv <<-'END'
	code,name,contact_name
	T1,Tom,Li
	T2,Tim,
	T3,"Two
	lines	and a tab",
	END
	tradecli -q supplier import s.csv
	tradecli -q supplier edit T1 --rating 4.5 --notes 'a \ b'
	tradecli -q supplier edit T1 --rating 3
	tradecli -q supplier rm -y T2
	tradecli -q product add Lamp --code P1 --supplier T1 --price 1.5
	tradecli -q inquiry add ACME --description lamp --quantity 5
	tradecli -q inquiry note INQ-2026-0001 'called them'
	tradecli -q undo
	tradecli -q undo
	tradecli -q redo
}

@test "the whole history can be computed anew" {
	history
	ok tradecli check --full
	no_out
	sed -i 's/[0-9a-f]\{64\}/HASH/' "$kept/err"
	err_is <<-'END'
	ledger.db is sound.
	Its state: HASH
	END
	[ "$(ledger_sql 'SELECT count(*) FROM operation WHERE hash IS NULL')" = 0 ]
}

# From tradecli-ledger(5) alone, of rows that nobody changed.
@test "the hashes are what the manual says they are" {
	tradecli -q supplier add Tom --rating 4.5 --notes 'a	b' --contact-name Li
	tradecli -q product add Lamp --supplier SUP-0001 --price 1.50 --key k
	cat >manual.py <<-'END'
	import hashlib, sqlite3
	DECIMALS = {"rating", "price"}
	FLAGS = {"archived", "main"}
	db = sqlite3.connect("ledger.db")

	def text(value):
	    if value is None:
	        return b"-,"
	    value = str(value).encode()
	    return b"%d:%s," % (len(value), value)

	def image(table, row):
	    out = [table]
	    for name, value in row.items():
	        if name in ("seal", "search_key") or value is None:
	            continue
	        if name in FLAGS and value == 0:
	            continue
	        if name in DECIMALS:
	            value = ("%.6f" % (value / 1e6)).rstrip("0").rstrip(".")
	        out += [name, str(value)]
	    return "\0".join(out + ["", ""]).encode()

	def left(table, first, last):
	    rows = db.execute(f"SELECT * FROM {table} WHERE id BETWEEN ? AND ?"
	                      " ORDER BY id", (first, last))
	    names = [column[0] for column in rows.description]
	    return hashlib.sha256(b"".join(
	        image(table, dict(zip(names, row))) for row in rows)).digest()

	before = None
	for *operation, key, answer, status, found in db.execute(
	        "SELECT id, time, user, command, kind, coalesce(target, 0), key,"
	        " answer, status, hash FROM operation ORDER BY id").fetchall():
	    chain = hashlib.sha256(b"".join(map(text, [before] + operation)))
	    for line in db.execute(
	            "SELECT record, first, last, action, before FROM change"
	            " WHERE operation = ? ORDER BY id", operation[:1]).fetchall():
	        assert line[3] == "insert"
	        chain.update(b"".join(map(text, line)) + left(*line[:3]))
	    if key is not None:
	        chain.update(b"".join(map(text, [key, answer, status])))
	    assert chain.hexdigest() == found, operation
	    before = found
	print(operation[0], "operations")
	END
	ok python manual.py
	out_is <<-'END'
	4 operations
	END
}

# What another program did, and the first thing that is told of it.
tampered()
{
	cp ledger.db kept.db
	ledger_sql "$1"
	fails_with 7 tradecli check --full
	no_out
	[ "$(head -1 "$kept/err")" = "$2" ] || {
		echo "$1:"; cat "$kept/err"; return 1; }
	mv kept.db ledger.db
}

@test "what another program wrote is found" {
	history
	tampered "UPDATE party SET rating = 4000000 WHERE code = 'T1'" \
	    'party, row 2: was changed by another program'
	tampered "UPDATE party SET seal = NULL WHERE code = 'T1'" \
	    'party, row 2: was changed by another program'
	tampered "UPDATE contact SET name = 'Lo'" \
	    'contact, row 1: was changed by another program'
	tampered "UPDATE party SET name = 'Tim' WHERE code = 'T3'" \
	    'party, row 4: was changed by another program'
	tampered "INSERT INTO party (id, code, name, roles) VALUES (3, 'T9', 'Tam', 'supplier')" \
	    'party: 4 records, but the history tells of 3'
	tampered "DELETE FROM contact" \
	    'contact: 0 records, but the history tells of 1'
	tampered "UPDATE change SET before = replace(before, '4.5', '4.0')" \
	    "operation 'tradecli -q supplier edit T1 --rating 4.5 --notes 'a \\ b'' (#4): it, or what it wrote, was changed by another program"
	tampered "UPDATE counter SET last = last + 1 WHERE name = 'INQ-2026'" \
	    'counter, row 7: was changed by another program'
	tampered "UPDATE counter SET last = 1 WHERE name = 'party'" \
	    'party: 2 records have no place in the history'
	tampered "UPDATE operation SET user = 'nobody' WHERE id = 2" \
	    "operation 'tradecli -q supplier add Star --code S1' (#2): it, or what it wrote, was changed by another program"
	tampered "UPDATE operation SET is_undone = 1 WHERE id = 4" \
	    "operation 'tradecli -q supplier edit T1 --rating 4.5 --notes 'a \\ b'' (#4): whether it is undone was changed by another program"
}

@test "a tail that was cut off is missed by who has the state" {
	history
	state=$(tradecli check --full 2>&1 | sed -n 's/^Its state: //p')
	ok tradecli check --head "$state"
	tradecli -q supplier add Late --code L1
	ok tradecli check --full --head "$state"
	late=$(tradecli check --full 2>&1 | sed -n 's/^Its state: //p')
	last=$(ledger_sql 'SELECT max(id) FROM operation')
	ledger_sql "DELETE FROM change WHERE operation = $last;
	    DELETE FROM operation WHERE id = $last;
	    DELETE FROM party WHERE code = 'L1'"
	ok tradecli check --full --head "$state"
	fails_with 7 tradecli check --full --head "$late"
	no_out
	err_is <<-END
	tradecli: ledger.db: does not hold the state $late
	  hint: it is another ledger or an older copy, or the newest operations were cut off
	END
}

@test "a damaged ledger is told from a sound one" {
	size=$(stat -c %s ledger.db)
	head -c $((size / 2)) ledger.db >half.db
	for command in check 'supplier list' 'supplier add A' backup; do
		fails_with 7 tradecli -L half.db $command
		no_out
	done
	python - <<-'END'
	data = bytearray(open("ledger.db", "rb").read())
	for page in range(1, len(data) // 4096):
	    data[page * 4096:page * 4096 + 64] = b"\xff" * 64
	open("spoilt.db", "wb").write(data)
	END
	fails_with 7 tradecli -L spoilt.db check
	no_out
}

@test "files that are no ledger are refused and left as they are" {
	: >empty.db
	echo 'code,name' >text.csv
	sqlite3 other.db 'CREATE TABLE x (y)'
	mkdir folder.db
	md5sum empty.db text.csv other.db >sums
	fails_with 7 tradecli -L empty.db supplier list
	no_out
	err_is <<-'END'
	tradecli: empty.db: is empty, not a ledger
	END
	fails_with 7 tradecli -L text.csv supplier list
	no_out
	err_is <<-'END'
	tradecli: text.csv: is not a tradecli ledger
	END
	fails_with 7 tradecli -L other.db supplier add A
	no_out
	err_is <<-'END'
	tradecli: other.db: is not a tradecli ledger
	END
	fails_with 7 tradecli -L folder.db supplier list
	no_out
	err_is <<-'END'
	tradecli: folder.db: is not a file
	END
	fails_with 3 tradecli -L nowhere.db supplier list
	no_out
	err_is <<-'END'
	tradecli: nowhere.db: there is no ledger
	  hint: make one: tradecli init --company NAME --currency CNY
	END
	md5sum --quiet -c sums
	[ ! -e nowhere.db ]
}

@test "a ledger of a newer program is not touched" {
	ledger_sql 'PRAGMA user_version = 999' >/dev/null
	md5sum ledger.db >sum
	for command in 'supplier list' 'supplier add A' undo; do
		fails_with 7 tradecli $command
		no_out
		err_is <<-'END'
		tradecli: ledger.db: was made by a newer tradecli (ledger version 999, this program knows 7)
		  hint: install the newer program; nothing was changed
		END
	done
	md5sum --quiet -c sum
}

@test "a second name for the ledger would destroy it" {
	ln ledger.db second.db
	fails_with 7 tradecli supplier list
	no_out
	err_is <<-'END'
	tradecli: ledger.db: has a second name (hard link); two names for one ledger destroy it
	END
	rm second.db
	ok tradecli supplier list -f id
}

@test "a symbolic link to the ledger is fine" {
	ln -s ledger.db link.db
	ok tradecli -L link.db supplier add Moon --code S2
	ok tradecli supplier list -f id
	out_is <<-'END'
	S1
	S2
	END
	no_err
}

@test "names that an engine might take for something else" {
	ok tradecli -L 'file:x?mode=memory' init --company A --currency USD
	[ -f 'file:x?mode=memory' ]
	ok tradecli -L 'a b;c.db' init --company A --currency USD
	ok tradecli -L 'a b;c.db' supplier list -f id -q
}

@test "backup is the ledger, and private" {
	ok tradecli backup copy.db
	out_is <<-'END'
	copy.db
	END
	no_err
	[ "$(stat -c %a copy.db)" = 600 ]
	ok tradecli -L copy.db check
	sqlite3 copy.db .dump | diff <(ledger_sql .dump) -
	ok tradecli backup
	out_is <<-'END'
	ledger.db.2026-11-22.bak
	END
	no_err
	[ -f ledger.db.2026-11-22.bak ]
}

@test "backup where it cannot be written" {
	fails_with 8 tradecli backup nowhere/copy.db
	no_out
	err_is <<-'END'
	tradecli: nowhere/copy.db: cannot be written: No such file or directory
	END
	fails_with 8 tradecli backup .
	no_out
	err_is <<-'END'
	tradecli: .: is a folder
	END
	fails_with 8 tradecli backup /dev/full
	no_out
	[ -c /dev/full ]
}

@test "backup never replaces the ledger itself" {
	md5sum ledger.db >sum
	try tradecli backup ledger.db
	[ "$status" -gt 0 ]
	md5sum --quiet -c sum
	try tradecli supplier list -o ledger.db -f csv
	[ "$status" -gt 0 ]
	try tradecli restore ledger.db --yes
	md5sum --quiet -c sum
}

@test "restore asks, puts the backup in place and keeps what was there" {
	tradecli backup copy.db
	tradecli -q supplier add Moon --code S2
	refused 2 tradecli restore copy.db
	err_is <<-'END'
	tradecli: nobody can be asked here: Put copy.db in the place of ledger.db?
	  hint: say --yes to do it
	END
	ok tradecli restore copy.db --yes
	no_out
	err_is <<-'END'
	Restored ledger.db from copy.db.
	What stood there is kept as ledger.db.before-restore.
	END
	ok tradecli supplier list -f id
	out_is <<-'END'
	S1
	END
	no_err
	ok tradecli -L ledger.db.before-restore supplier list -f id
	out_is <<-'END'
	S1
	S2
	END
	no_err
	ok tradecli check
}

@test "restore where there is no ledger any more" {
	tradecli backup copy.db
	rm ledger.db
	ok tradecli restore copy.db
	no_out
	err_is <<-'END'
	Restored ledger.db from copy.db.
	END
	ok tradecli supplier list -f id
	out_is <<-'END'
	S1
	END
	no_err
}

@test "restore refuses what is no sound ledger" {
	tradecli backup copy.db
	head -c 20000 copy.db >half.db
	echo text >text.db
	remember
	fails_with 7 tradecli restore half.db --yes
	no_out
	fails_with 7 tradecli restore text.db --yes
	no_out
	err_is <<-'END'
	tradecli: text.db: is not a tradecli ledger
	END
	fails_with 3 tradecli restore nowhere.db --yes
	no_out
	fails_with 2 tradecli restore
	no_out
	unchanged
}

@test "backups without a name do not replace each other" {
	for name in ledger.db.2026-11-22 ledger.db.2026-11-22-2; do
		ok tradecli backup
		out_is <<-END
		$name.bak
		END
	done
	TRADECLI_TODAY='2026-11-22 09:30' ok tradecli backup
	out_is <<-'END'
	ledger.db.2026-11-22-0930.bak
	END
	for copy in ledger.db.*.bak; do ok tradecli -L "$copy" check --full; done
}

@test "backup refuses the files of the ledger" {
	: >ledger.db-journal
	for name in ledger.db ./ledger.db ledger.db-journal; do
		fails_with 2 tradecli backup "$name"
		no_out
		err_is <<-END
		tradecli: $name: is the ledger itself
		END
	done
}

@test "backup of a damaged ledger gets no name" {
	ledger_sql "UPDATE party SET name = 'Stern'"
	for words in copy.db '' '--keep 1'; do
		fails_with 7 tradecli backup $words
		no_out
		err_is <<-'END'
		tradecli: ledger.db: is damaged (2 problems)
		  hint: what they are: tradecli -L ledger.db check --full
		END
	done
	[ "$(ls -A | grep -v -- -journal)" = "$(printf 'backups\nledger.db')" ]
	[ -z "$(ls -A backups)" ]
}

# The names in the folder of the backups.
backups() { (cd "${1:-backups}" && ls -A) | diff -u - "$kept/names"; }

@test "backup --keep: the newest stay" {
	for day in 20 21 22 23; do
		TRADECLI_TODAY="2026-11-$day 18:00" ok tradecli backup --keep 3
		out_is <<-END
		backups/ledger.db.2026-11-$day-1800.bak
		END
	done
	err_is <<-'END'
	Removed backups/ledger.db.2026-11-20-1800.bak.
	END
	for minute in 1 2 3; do
		TRADECLI_TODAY='2026-11-23 18:00' ok tradecli backup --keep 3 -q
	done
	no_err
	cat >"$kept/names" <<-'END'
	ledger.db.2026-11-23-1800-2.bak
	ledger.db.2026-11-23-1800-3.bak
	ledger.db.2026-11-23-1800-4.bak
	END
	backups
	[ "$(stat -c %a backups backups/*)" = "$(printf '700\n600\n600\n600')" ]
}

@test "backup --keep: what was just made stays, whatever the clock says" {
	TRADECLI_TODAY=2026-11-24 tradecli -q backup --keep 1
	TRADECLI_TODAY=2026-11-01 ok tradecli backup --keep 1
	echo ledger.db.2026-11-01.bak >"$kept/names"
	backups
}

@test "backup --keep removes nothing but backups of this ledger" {
	mkdir shelf
	tradecli -L other.db init --company Other --currency USD -q
	tradecli -q supplier add Moon
	cp other.db shelf/ledger.db.2020-01-01-0800.bak
	echo text >shelf/ledger.db.2020-01-02-0800.bak
	mkdir shelf/ledger.db.2020-01-03-0800.bak
	for name in ledger.db.2020-01-04.bak ledger.db.2020-01-05-0800-2.bak; do
		tradecli -q backup "shelf/$name"
	done
	for name in ledger.db.2020-01-06-08.bak ledger.db.2020-01-06.bak.old \
	    my-ledger.db.2020-01-06.bak ledger.db.before-restore other.db \
	    ledger.db.v1.bak ledger.db.2020-01-06-0800-x.bak; do
		tradecli -q backup "shelf/$name"
	done
	ln -s ledger.db.2020-01-04.bak shelf/ledger.db.2020-01-07.bak
	(cd shelf && ls -A) >"$kept/names"
	ok tradecli backup --keep 1 shelf
	out_is <<-'END'
	shelf/ledger.db.2026-11-22.bak
	END
	err_is <<-'END'
	Removed shelf/ledger.db.2020-01-05-0800-2.bak.
	Removed shelf/ledger.db.2020-01-04.bak.
	END
	sed -i '/01-04\.bak/d; /01-05/d; /2020-01-07/a ledger.db.2026-11-22.bak' \
	    "$kept/names"
	backups shelf
}

@test "backup --keep: a backup that fails removes nothing" {
	tradecli -q backup --keep 2
	tradecli -q backup --keep 2
	ls -A backups >"$kept/names"
	ledger_sql "UPDATE party SET name = 'Stern'"
	fails_with 7 tradecli backup --keep 1
	backups
	fails_with 8 tradecli backup --keep 1 nowhere
	no_out
	err_is <<-'END'
	tradecli: nowhere: No such file or directory
	  hint: make the folder, or plug in its disk
	END
	fails_with 2 tradecli backup --keep 0
	err_is <<-'END'
	tradecli: --keep: at least 1
	END
	fails_with 2 tradecli backup --keep some
}

# Whoever has it open, by name.
held()
{
	sed -i 's/number [0-9]*/number N/' "$kept/err"
	err_is <<-END
	tradecli: ledger.db: another process has it open ($1, number N)
	  hint: end it, then try again
	END
}

@test "restore refuses while another process has the ledger open" {
	tradecli backup copy.db
	remember
	mkfifo sql lines
	sqlite3 ledger.db <sql >reading &
	exec 7>sql
	echo 'BEGIN; SELECT count(*) FROM party;' >&7
	until [ -s reading ]; do sleep 0.05; done
	fails_with 6 tradecli restore copy.db --yes
	no_out
	held sqlite3
	exec 7>&-
	wait
	tradecli batch - <lines >answers 2>&1 &
	exec 7>lines
	echo 'supplier list' >&7
	until [ -s answers ]; do sleep 0.05; done
	fails_with 6 tradecli restore copy.db --yes
	no_out
	held tradecli
	exec 7>&-
	wait
	unchanged
	ok tradecli restore copy.db --yes
}

@test "restore through a symbolic link" {
	mkdir real
	mv ledger.db real/
	ln -s real/ledger.db ledger.db
	tradecli -q backup copy.db
	tradecli -q supplier add Moon --code S2
	ok tradecli restore copy.db --yes
	no_out
	err_is <<-END
	Restored ledger.db from copy.db.
	What stood there is kept as $PWD/real/ledger.db.before-restore.
	END
	[ -L ledger.db ]
	ok tradecli -L real/ledger.db supplier list -f id
	out_is <<-'END'
	S1
	END
	[ "$(stat -c %h real/*)" = "$(printf '1\n1\n1')" ]
}

@test "restore to a new computer" {
	tradecli backup copy.db
	ok tradecli -L new/home/ledger.db restore copy.db
	[ "$(stat -c %a new new/home new/home/ledger.db)" = \
	    "$(printf '700\n700\n600')" ]
	ok tradecli -L new/home/ledger.db check --full
}

@test "restore loses nothing that was kept before" {
	tradecli backup copy.db
	for n in 1 2 3; do
		tradecli -q supplier add "Moon $n" --code "M$n"
		tradecli -q restore copy.db --yes
	done
	n=0
	for name in ledger.db.before-restore ledger.db.before-restore-2 \
	    ledger.db.before-restore-3; do
		n=$((n + 1))
		ok tradecli -L $name supplier list -f id
		out_is <<-END
		M$n
		S1
		END
	done
}

@test "restore refuses a backup whose history does not fit" {
	tradecli backup copy.db
	sqlite3 copy.db "UPDATE operation SET user = 'nobody' WHERE id = 2"
	remember
	fails_with 7 tradecli restore copy.db --yes
	no_out
	err_is <<-'END'
	tradecli: copy.db: is damaged (1 problems)
	  hint: what they are: tradecli -L copy.db check --full
	END
	unchanged
	[ ! -e ledger.db.before-restore ]
}

# A ledger in the middle of a transaction that is spilled to the file: both as
# a crash leaves them.
crash()
{
	python - "$1" <<-'END'
	import os, shutil, sqlite3, sys
	name = sys.argv[1]
	db = sqlite3.connect(name, isolation_level=None)
	db.execute("PRAGMA cache_size = 2")
	db.execute("PRAGMA journal_mode = TRUNCATE")
	db.execute("BEGIN IMMEDIATE")
	db.execute("CREATE TABLE big (x)")
	db.executemany("INSERT INTO big VALUES (?)", [("x" * 3000,)] * 50)
	for end in ("", "-journal"):
	    shutil.copy(name + end, "crashed" + end)
	db.execute("ROLLBACK")
	db.close()
	for end in ("", "-journal"):
	    os.replace("crashed" + end, name + end)
	END
	[ -s "$1-journal" ]
}

@test "restore recovers what a crash left, in the ledger and in the backup" {
	tradecli -q backup copy.db
	tradecli -q supplier add Moon --code S2
	crash ledger.db
	crash copy.db
	ok tradecli restore copy.db --yes
	for name in ledger.db ledger.db.before-restore copy.db; do
		[ ! -s "$name-journal" ]
		ok tradecli -L $name check --full
	done
	ok tradecli -L ledger.db.before-restore supplier list -f id
	out_is <<-'END'
	S1
	S2
	END
}

@test "restore refuses beside a journal that nobody can recover" {
	tradecli -q backup copy.db
	crash ledger.db
	rm ledger.db
	cp ledger.db-journal kept-journal
	fails_with 5 tradecli restore copy.db --yes
	no_out
	err_is <<-'END'
	tradecli: ledger.db-journal: is left of another ledger and would spoil this one
	  hint: if you are sure that nobody needs it: mv ledger.db-journal ledger.db-journal.old
	END
	[ ! -e ledger.db ]
	cmp ledger.db-journal kept-journal
	mv ledger.db-journal ledger.db-journal.old
	ok tradecli restore copy.db --yes
	ok tradecli check --full
}

@test "restore in the place of a ledger that cannot be opened" {
	tradecli -q backup copy.db
	echo text >ledger.db
	ok tradecli restore copy.db --yes
	[ "$(cat ledger.db.before-restore)" = text ]
	ok tradecli check --full
}

@test "restore where names cannot be exchanged" {
	tradecli -q backup copy.db
	tradecli -q supplier add Moon --code S2
	export ASAN_OPTIONS=detect_leaks=0
	ok strace -qq -o log -e trace=renameat2 \
	    -e inject=renameat2:error=EINVAL tradecli restore copy.db --yes
	ok tradecli supplier list -f id
	out_is <<-'END'
	S1
	END
	ok tradecli -L ledger.db.before-restore supplier list -f id
	out_is <<-'END'
	S1
	S2
	END
	[ -z "$(find . -name '.*.tmp*')" ]
}

@test "restore killed anywhere leaves the old ledger or the new one" {
	tradecli -q backup copy.db
	tradecli -q supplier add Moon --code S2
	cp ledger.db old.db
	export ASAN_OPTIONS=detect_leaks=0
	for call in renameat2 fsync; do
		for n in $(seq 9); do
			rm -f ledger.db.before* .ledger*
			cp old.db ledger.db
			try strace -qq -o log -e trace=$call -e \
			    inject=$call:signal=KILL:when=$n \
			    tradecli restore copy.db --yes
			ok tradecli supplier list -f id
			case $(tr '\n' ' ' <"$kept/out") in
			'S1 S2 ') ;;
			'S1 ') ok tradecli -L ledger.db.before-restore \
			    check --full ;;
			*) return 1 ;;
			esac
			ok tradecli check --full
			grep -q KILL log || break
		done
	done
}

@test "doctor looks around, with or without a ledger" {
	ok tradecli doctor -f csv
	no_err
	cp "$kept/out" report
	ok grep -v '^program,\|^file system,\|^PDF,\|^font,\|^more letters,' report
	out_is <<-'END'
	what,state,detail,remedy
	language,ok,en,
	screen,ok,not a terminal,
	ledger,ok,ledger.db,
	clock,ok,2026-11-22,
	permissions,ok,private,
	folder,ok,private,
	END
	ok tradecli doctor -f json
	jq -e 'map(select(.state != "ok")) == []' "$kept/out"
	try tradecli -L nowhere.db doctor -f csv
	grep '^ledger,' "$kept/out"
	chmod 666 ledger.db
	try tradecli doctor -f csv
	grep '^permissions,' "$kept/out"
}

# What doctor finds bad.
bad() { try tradecli doctor -f csv --no-header; grep ',BAD,' "$kept/out"; }

@test "doctor warns of file systems whose locks do not hold" {
	cat >shim.c <<-'END'
	#include <stdlib.h>
	#include <string.h>
	#include <sys/vfs.h>
	int
	statfs(const char *path, struct statfs *fs)
	{
		(void)path;
		memset(fs, 0, sizeof(*fs));
		fs->f_type = strtol(getenv("MAGIC"), NULL, 0);
		return 0;
	}
	END
	cc -shared -fPIC -o shim.so shim.c
	export ASAN_OPTIONS=verify_asan_link_order=0
	while read -r magic name; do
		LD_PRELOAD=$PWD/shim.so MAGIC=$magic \
		    try tradecli doctor -f csv --no-header
		exits_with 1
		grep '^file system,' "$kept/out" >"$kept/found"
		diff - "$kept/found" <<-END
		file system,BAD,$name,keep the ledger on a local disk; share copies made with tradecli backup
		END
	done <<-'END'
	0x6969 NFS
	0xff534d42 CIFS
	0xfe534d42 SMB2
	0x65735546 FUSE
	0x01021997 9P
	0x00c36400 Ceph
	0x5346414f AFS
	0x786f4256 VirtualBox
	0xbacbacbc VMware
	END
	LD_PRELOAD=$PWD/shim.so MAGIC=0xef53 ok tradecli doctor
}

@test "doctor warns of folders that a cloud copies" {
	remedy='keep the ledger on a local disk; share copies made with tradecli backup'
	while IFS=, read -r folder name; do
		mkdir -p "$folder"
		cp ledger.db "$folder"
		TRADECLI_LEDGER=$folder/ledger.db bad >"$kept/found"
		diff - "$kept/found" <<-END
		file system,BAD,a folder of $name,$remedy
		END
	done <<-'END'
	Dropbox,Dropbox
	OneDrive - ACME Ltd/trade,OneDrive
	nextcloud/a/b,Nextcloud
	iCloud Drive,iCloud
	我的坚果云,我的坚果云
	Nutstore Files,Nutstore
	百度网盘,百度网盘
	END
	mkdir Dropboxes
	cp ledger.db Dropboxes
	ok tradecli -L Dropboxes/ledger.db doctor
}

@test "doctor warns of a clock, a folder and a ledger that are not right" {
	TRADECLI_TODAY='2026-11-21 23:59' bad >"$kept/found"
	diff - "$kept/found" <<-'END'
	clock,BAD,2026-11-21 23:59 is before the newest entry (2026-11-22),set the clock
	END
	chmod 777 .
	chmod 644 ledger.db
	bad >"$kept/found"
	diff - "$kept/found" <<-END
	permissions,BAD,ledger.db can be read by others (mode 644),chmod 600 ledger.db
	folder,BAD,$PWD can be written by others (mode 777),chmod go-w $PWD
	END
	chmod 755 .
}

@test "config shows, gets and sets" {
	ok tradecli config -f csv
	for name in $(sed '1d; s/,.*//' "$kept/out"); do
		grep -Eq "^\.It Cm .*$name( |$)" \
		    "$TRADECLI_SOURCE/man/tradecli-config.1"
	done
	sed -i 5,\$d "$kept/out"
	out_is <<-'END'
	name,value,help
	company,Test Co,"your company, as on documents"
	currency,CNY,home currency (ISO 4217)
	answer_days,2,days an inquiry may wait for an answer
	END
	no_err
	ok tradecli config list -f json
	json '.[:3] | .[] | [.name, .value]'
	out_is <<-'END'
	["company","Test Co"]
	["currency","CNY"]
	["answer_days","2"]
	END
	no_err
	ok tradecli config get company
	out_is <<-'END'
	Test Co
	END
	no_err
	ok tradecli config set answer_days 5
	no_out
	err_is <<-'END'
	answer_days is 5.
	END
	ok tradecli config set currency 美元
	no_out
	err_is <<-'END'
	currency is USD.
	END
	ok tradecli config get currency
	out_is <<-'END'
	USD
	END
	no_err
}

@test "config refuses" {
	refused 3 tradecli config get compny
	err_is <<-'END'
	tradecli: there is no setting 'compny'
	  hint: all of them: tradecli config
	END
	refused 2 tradecli config set colour red
	err_is <<-'END'
	tradecli: there is no setting 'colour'
	  hint: all of them: tradecli config
	END
	refused 4 tradecli config set answer_days soon
	err_is <<-'END'
	tradecli: answer_days: 'soon' is not a number of days
	END
	refused 4 tradecli config set document_language fr
	err_is <<-'END'
	tradecli: 'fr' is not a known language
	  hint: write one of: both, en, zh
	END
	refused 4 tradecli config set bank_swift HZCBCN2HXXX1
	refused 4 tradecli config set logo none.png
	err_is <<-'END'
	tradecli: none.png: cannot be used as a logo: cannot be opened
	  hint: give a PNG of at most 4000 by 4000 pixels
	END
	echo hello >logo.png
	refused 4 tradecli config set logo logo.png
	refused 4 tradecli config set currency ''
	ok tradecli config set phone 110
	ok tradecli config set phone ''
	err_is <<-'END'
	phone is empty.
	END
	refused 4 tradecli config set currency CNX
	err_is <<-'END'
	tradecli: 'CNX' is not a currency
	  hint: write the three-letter code or the name, e.g. USD, 美元
	END
	refused 2 tradecli config set currency
	err_is <<-'END'
	tradecli: config set: NAME VALUE is missing
	  hint: usage: tradecli config set NAME VALUE
	END
	refused 2 tradecli config lst
}

# A ledger as the first version left it: one supplier, added and renamed.
first_version()
{
	sqlite3 ledger.db <"$TRADECLI_SOURCE/data/schema/001.sql"
	sqlite3 ledger.db <<-'END'
	PRAGMA application_id = 0x54524144;
	PRAGMA user_version = 1;
	INSERT INTO setting (name, value) VALUES ('company', 'Old Co'),
	    ('currency', 'CNY');
	INSERT INTO counter (name, last) VALUES ('party', 1), ('setting', 2),
	    ('SUP', 1);
	INSERT INTO operation (id, time, user, command, kind) VALUES
	    (1, '2026-01-02 10:00', 'li', 'tradecli init', 'init'),
	    (2, '2026-01-02 10:01', 'li', 'tradecli supplier add A', 'do'),
	    (3, '2026-01-02 10:02', 'li', 'tradecli supplier edit', 'do');
	INSERT INTO change (operation, record, first, last, action, before)
	VALUES (1, 'setting', 1, 2, 'insert', NULL),
	    (2, 'party', 1, 1, 'insert', NULL),
	    (3, 'party', 1, 1, 'update', 'name' || char(9) || 'A' || char(10));
	INSERT INTO party (id, code, name, roles, search_key) VALUES
	    (1, 'SUP-0001', 'B', 'supplier', 'sup-0001' || char(10) || 'b');
	END
	chmod 600 ledger.db
}

@test "a ledger of the first version is brought up to date, and copied before" {
	rm -f ledger.db*
	first_version
	ok tradecli supplier list -f id
	out_is <<-'END'
	SUP-0001
	END
	[ "$(sqlite3 ledger.db 'PRAGMA user_version')" = 7 ]
	[ "$(sqlite3 ledger.db.v1.bak 'PRAGMA user_version')" = 1 ]
	[ "$(stat -c %a ledger.db.v1.bak)" = 600 ]
	[ ! -e ledger.db.v1-2.bak ]
	ok tradecli check --full
	ok tradecli undo
	ok tradecli supplier list --fields name -f tsv --no-header
	out_is <<-'END'
	A
	END
	ok tradecli undo
	ok tradecli supplier list -f id
	no_out
}

@test "a copy made before an update never replaces another one" {
	rm -f ledger.db*
	first_version
	echo other >ledger.db.v1.bak
	ok tradecli supplier list -f id
	[ "$(cat ledger.db.v1.bak)" = other ]
	[ "$(sqlite3 ledger.db.v1-2.bak 'PRAGMA user_version')" = 1 ]
	# the same state once more: its copy is there
	cp ledger.db.v1-2.bak ledger.db
	ok tradecli supplier list -f id
	[ ! -e ledger.db.v1-3.bak ]
	ok tradecli check --full
}

@test "several programs bring a ledger up to date at once" {
	rm -f ledger.db*
	first_version
	for i in 1 2 3 4 5 6; do
		tradecli supplier list -f id >"seen$i" 2>&1 &
	done
	wait
	for i in 1 2 3 4 5 6; do [ "$(cat "seen$i")" = SUP-0001 ]; done
	[ "$(sqlite3 ledger.db.v1.bak 'PRAGMA user_version')" = 1 ]
	[ ! -e ledger.db.v1-2.bak ]
	ok tradecli check --full
}

@test "an old ledger that is damaged is not brought up to date" {
	rm -f ledger.db*
	first_version
	sqlite3 ledger.db 'PRAGMA foreign_keys = OFF;
	    DELETE FROM operation WHERE id = 2'
	fails_with 7 tradecli supplier list
	no_out
	[ "$(sqlite3 ledger.db 'PRAGMA user_version')" = 1 ]
	[ ! -e ledger.db.v1.bak ]
}

@test "restore of an old backup brings it up to date" {
	mv ledger.db new.db
	first_version
	mv ledger.db copy.db
	mv new.db ledger.db
	ok tradecli restore copy.db --yes
	[ "$(sqlite3 ledger.db 'PRAGMA user_version')" = 7 ]
	[ "$(sqlite3 copy.db 'PRAGMA user_version')" = 1 ]
	ok tradecli check --full
	[ -z "$(find . -name '.*.tmp*' -o -name '*.bak')" ]
}

@test "a ledger whose values are missing is damaged" {
	python - <<-'PYTHON'
	import sqlite3
	db = sqlite3.connect("ledger.db")
	db.execute("PRAGMA writable_schema = ON")
	old = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'party'"
	                 ).fetchone()[0]
	loose = old.replace("TEXT NOT NULL UNIQUE", "TEXT UNIQUE")
	change = "UPDATE sqlite_schema SET sql = ? WHERE name = 'party'"
	db.execute(change, (loose,))
	db.commit()
	db.close()
	db = sqlite3.connect("ledger.db")
	db.execute("UPDATE party SET code = NULL")
	db.execute("PRAGMA writable_schema = ON")
	db.execute(change, (old,))
	db.commit()
	PYTHON
	refused 7 tradecli supplier show S2
	err_is <<-'END'
	tradecli: ledger.db: the file is damaged (a value is missing)
	  hint: restore a backup: tradecli restore FILE
	END
	for command in 'supplier list' 'supplier add X' 'check' 'check --full' \
	    'supplier export x.csv' 'search star' 'supplier edit S1 --notes x'; do
		try tradecli $command
		[ "$status" = 7 ] || [ "$command" != check ]
		[ "$status" -lt 99 ]
	done
}

@test "a ledger with a version that cannot be is damaged" {
	for version in -1 -2147483648 0; do
		ledger_sql "PRAGMA user_version = $version" >/dev/null
		refused 7 tradecli supplier list
		err_is <<-'END'
		tradecli: ledger.db: the file is damaged (it has no version)
		  hint: restore a backup: tradecli restore FILE
		END
	done
}

@test "what would run statements of somebody else is refused" {
	cp ledger.db sound.db
	while IFS=';' read -r name statement; do
		cp sound.db ledger.db
		ledger_sql "$statement"
		for command in 'supplier list' 'supplier add X' 'check' \
		    'backup x.db' 'restore sound.db --yes'; do
			try tradecli $command
			case $command in restore*) exits_with 0 ;; *)
				exits_with 7
				no_out
				err_is <<-END
				tradecli: ledger.db: has '$name' in it, which is not of tradecli
				  hint: somebody else made it: do not trust this file
				END
			esac
		done
		[ ! -e x.db ]
	done <<-'END'
	t;CREATE TRIGGER t AFTER INSERT ON party BEGIN DELETE FROM contact; END
	v;CREATE VIEW v AS SELECT load_extension('x')
	f;CREATE VIRTUAL TABLE f USING fts5(x)
	END
}

@test "check tells what in the schema is not of tradecli" {
	ledger_sql "CREATE TABLE mine (x); CREATE INDEX quick ON party (city);
	    DROP INDEX party_name; DROP INDEX inquiry_date;
	    CREATE INDEX inquiry_date ON inquiry (date)"
	ok tradecli supplier list -f id
	fails_with 7 tradecli check
	no_out
	err_is <<-'END'
	index inquiry_date: was changed by another program
	index party_name: is missing
	index quick: is not of tradecli
	table mine: is not of tradecli
	tradecli: ledger.db: 4 problems
	  hint: keep the file, restore the last good backup: tradecli restore FILE
	END
}

# Files that a program might pick up where it happens to be started.
lay_bait()
{
	local so
	mkdir -p zh_CN/LC_MESSAGES locale/zh_CN/LC_MESSAGES demo data .config \
	    fonts x/x
	for so in libzip libxlsxwriter libisal libsmartcols libcrypto libc \
	    libz; do
		for n in '' .1 .2 .4 .6; do echo bait >"$so.so$n"; done
	done
	for name in .sqliterc sqliterc .editorconfig .tradeclirc tradecli.conf \
	    .env .inputrc passwd fonts.conf x/xterm iconv gconv-modules \
	    zh_CN/LC_MESSAGES/tradecli.mo ld.so.preload PRN template.xlsx \
	    locale/zh_CN/LC_MESSAGES/tradecli.mo vi less demo/suppliers.csv; do
		echo bait >"$name"
		chmod +x "$name"
	done
}

@test "nothing is read from the current folder but what was named" {
	mkdir ../trade
	cp ledger.db ../trade/
	export TRADECLI_LEDGER=$PWD/../trade/ledger.db EDITOR=vi PAGER=less
	export ASAN_OPTIONS=detect_leaks=0
	printf 'code,name\nT1,汤姆\n' | iconv -t GB18030 >in.csv
	lay_bait
	while IFS= read -r command; do
		try strace -f -qq -o log -e trace=openat,open,execve \
		    tradecli $command
		[ "$status" -lt 2 ] || { echo "$command"; cat "$kept/err"; }
		# what is relative, or here, and what is run
		sed -n '/O_EXCL/d; s/.*open[at]*(\(AT_FDCWD, \)\{0,1\}"\([^"]*\)".*/\2/p' log |
		    grep "^$PWD/\|^[^/]" | sed "s|^$PWD/||" |
		    grep -v '^\.\./trade\|^\.$' |
		    grep -vx 'in\.csv\|out\.[a-z]*\|\.out\.[a-z]*\..*\.tmp.*' ||
		    true
		grep execve log | sed 's/.*execve("\([^"]*\)".*/\1/'
	done <<-'END' >"$kept/seen"
	supplier list
	--lang zh_CN supplier list -f table
	supplier import in.csv
	supplier export out.xlsx
	supplier export out.csv --lang zh_CN
	supplier template out.xlsx
	supplier import out.xlsx
	report funnel -o out.xlsx
	check --full
	doctor
	backup out.db
	restore --yes out.db
	help supplier
	END
	sed -i -E 's#^.*/(libexec/tradecli-pdf|tradecli)$#tradecli#' "$kept/seen"
	[ "$(sort -u "$kept/seen")" = tradecli ] || { sort -u "$kept/seen"; false; }
}

@test "a backup that cannot be told of is made all the same" {
	status=0
	tradecli backup copy.bak >/dev/full 2>err || status=$?
	[ "$status" = 8 ]
	file_is err <<-'END'
	tradecli: it is done, but cannot be told: stdout: cannot be written: No space left on device
	END
	ok tradecli -L copy.bak check --full
}
