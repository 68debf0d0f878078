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
		tradecli: ledger.db: was made by a newer tradecli (ledger version 999, this program knows 4)
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

@test "doctor looks around, with or without a ledger" {
	ok tradecli doctor -f csv
	no_err
	cp "$kept/out" report
	ok grep -v '^program,\|^file system,' report
	out_is <<-'END'
	what,state,detail,remedy
	language,ok,en,
	screen,ok,not a terminal,
	ledger,ok,ledger.db,
	permissions,ok,private,
	END
	ok tradecli doctor -f json
	jq -e 'map(select(.state != "ok")) == []' "$kept/out"
	try tradecli -L nowhere.db doctor -f csv
	grep '^ledger,' "$kept/out"
	chmod 666 ledger.db
	try tradecli doctor -f csv
	grep '^permissions,' "$kept/out"
}

@test "config shows, gets and sets" {
	ok tradecli config -f csv
	out_is <<-'END'
	name,value,help
	company,Test Co,"your company, as on documents"
	currency,CNY,home currency (ISO 4217)
	answer_days,2,days an inquiry may wait for an answer
	END
	no_err
	ok tradecli config list -f json
	json '.[] | [.name, .value]'
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
	[ "$(sqlite3 ledger.db 'PRAGMA user_version')" = 4 ]
	[ "$(sqlite3 ledger.db.v1.bak 'PRAGMA user_version')" = 1 ]
	[ "$(stat -c %a ledger.db.v1.bak)" = 600 ]
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
