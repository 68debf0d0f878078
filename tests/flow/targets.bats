load ../lib

# Where a file is to go: what stands there, and what becomes of it.

prepare()
{
	ledger
	tradecli -q supplier add Tom --code T1
	tradecli -q supplier list -f csv --fields code,name >whole
	mkdir elsewhere
	echo old >elsewhere/other
}

put() { tradecli -q supplier list --fields code,name -f csv -o "$1"; }
no_temporaries() { [ -z "$(find . -name '.*.tmp*')" ]; }
is_written()
{
	[ -f "$1" ] && [ ! -L "$1" ] && cmp whole "$1" &&
	    [ "$(stat -c %a "$1")" = 600 ] && no_temporaries
}
untouched() { [ "$(cat elsewhere/other)" = old ]; }

@test "nothing stands there" {
	ok put new.csv
	is_written new.csv
}

@test "a file is replaced, and readable by its owner alone from then on" {
	echo old >out.csv
	chmod 644 out.csv
	ok put out.csv
	is_written out.csv
}

@test "a file that cannot be written is replaced: the folder decides" {
	echo old >out.csv
	chmod 400 out.csv
	ok put out.csv
	is_written out.csv
}

@test "a symbolic link is replaced, not followed" {
	ln -s elsewhere/other out.csv
	ok put out.csv
	is_written out.csv
	untouched
}

@test "a link that leads nowhere is replaced; nothing appears where it led" {
	ln -s elsewhere/none out.csv
	ok put out.csv
	is_written out.csv
	[ ! -e elsewhere/none ]
}

@test "a link to itself is replaced" {
	ln -s out.csv out.csv
	ok put out.csv
	is_written out.csv
}

@test "a link to a folder is a folder" {
	ln -s elsewhere out.csv
	fails_with 8 put out.csv
	err_is <<-'END'
	tradecli: out.csv: is a folder
	END
	[ -L out.csv ] && no_temporaries
}

@test "a folder is no file" {
	mkdir out.csv
	fails_with 8 put out.csv
	err_is <<-'END'
	tradecli: out.csv: is a folder
	END
	[ -z "$(ls -A out.csv)" ]
}

@test "a second name of a file keeps what stood there" {
	ln elsewhere/other out.csv
	ok put out.csv
	is_written out.csv
	untouched
}

@test "a pipe with a name gets the rows" {
	mkfifo out.csv
	cat out.csv >got &
	ok put out.csv
	wait $!
	cmp whole got
	[ -p out.csv ]
}

@test "a device gets the rows" {
	ok put /dev/null
	[ -c /dev/null ]
	fails_with 8 tradecli supplier list -f csv -o /dev/full
	err_is <<-'END'
	tradecli: /dev/full: cannot be written: No space left on device
	END
}

@test "a socket takes no file" {
	python -c 'import socket; socket.socket(socket.AF_UNIX).bind("out.csv")'
	fails_with 8 put out.csv
	err_is <<-'END'
	tradecli: out.csv: cannot be written: No such device or address
	END
	[ -S out.csv ]
}

@test "a folder that is not there, and one that may not be written" {
	fails_with 8 put none/out.csv
	err_is <<-'END'
	tradecli: none/out.csv: cannot be written: No such file or directory
	END
	fails_with 8 put whole/out.csv
	err_is <<-'END'
	tradecli: whole/out.csv: cannot be written: Not a directory
	END
	[ "$(id -u)" != 0 ] || return 0
	chmod 500 elsewhere
	fails_with 8 put elsewhere/out.csv
	err_is <<-'END'
	tradecli: elsewhere/out.csv: cannot be written: Permission denied
	END
	chmod 700 elsewhere
}

@test "in a folder where all may write, a link laid out is not followed" {
	mkdir shared
	chmod 1777 shared
	for pid in $(seq $$ $(($$ + 300))); do
		ln -s ../elsewhere/other "shared/.out.csv.$pid.tmp"
	done
	ln -s ../elsewhere/other shared/out.csv
	ok put shared/out.csv
	[ ! -L shared/out.csv ] && cmp whole shared/out.csv
	untouched
}

@test "templates, rejects, backups and workbooks go the same way" {
	printf 'name,country\nA,XX\nB,DE\n' >in.csv
	for name in t.csv r.csv b.bak w.xlsx; do
		ln -s elsewhere/other $name
	done
	ok tradecli -q supplier template -o t.csv
	ok tradecli -q supplier import in.csv --rejects r.csv
	ok tradecli -q backup b.bak
	ok tradecli -q export all -o w.xlsx
	for name in t.csv r.csv b.bak w.xlsx; do
		[ ! -L $name ] && [ -s $name ] && [ "$(stat -c %a $name)" = 600 ]
	done
	untouched
	no_temporaries
}
