# Helpers for the tests of commands.  A test file begins with `load ../lib`;
# every test has a folder of its own, is in it, and has no ledger yet.
#
#	ok CMD...		runs it: must exit with 0
#	fails_with 4 CMD...	runs it: must exit with 4
#	out_is <<'EOF'		what it wrote to stdout, to the letter
#	err_is <<'EOF'		what it wrote to stderr, to the letter
#	no_out, no_err		it wrote nothing there
#	refused 4 CMD...	like fails_with: no output, the ledger is the same
#	remember; unchanged	the ledger holds what it held
#	holds SQL <<'EOF'	what the ledger answers

bats_require_minimum_version 1.5.0

# Set by tests/run; bats by itself tests the plain build.
: "${TRADECLI_SOURCE:=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)}"
: "${TRADECLI_BUILD:=$TRADECLI_SOURCE/build}"

setup()
{
	unset LANG LANGUAGE LC_CTYPE LC_MESSAGES LC_NUMERIC LC_TIME \
	    XDG_DATA_HOME XDG_CONFIG_HOME COLUMNS LINES NO_COLOR \
	    SOURCE_DATE_EPOCH EDITOR VISUAL TRADECLI_LANG TMPDIR
	work=$BATS_TEST_TMPDIR/work
	kept=$BATS_TEST_TMPDIR
	export LC_ALL=C.UTF-8 TZ=UTC TERM=xterm USER=tester HOME=$kept/home
	export PATH=$TRADECLI_BUILD:$PATH
	export TRADECLI_TODAY=2026-11-22 TRADECLI_LEDGER=ledger.db
	mkdir "$work" "$HOME"
	cd "$work" || return 1
	if declare -F prepare >/dev/null; then prepare; fi
}

try() { status=0; "$@" >"$kept/out" 2>"$kept/err" || status=$?; }

exits_with()
{
	[ "$status" = "$1" ] && return
	echo "exit code $status instead of $1; stdout and stderr:"
	cat "$kept/out" "$kept/err"
	return 1
}

ok() { try "$@"; exits_with 0; }
fails_with() { local code=$1; shift; try "$@"; exits_with "$code"; }
out_is() { diff -u --label expected --label stdout - "$kept/out"; }
err_is() { diff -u --label expected --label stderr - "$kept/err"; }
no_out() { out_is </dev/null; }
no_err() { err_is </dev/null; }
file_is() { diff -u --label expected --label "$1" - "$1"; }

# What jq makes of what was written to stdout.
json() { cp "$kept/out" "$kept/json" && ok jq -rc "$1" "$kept/json"; }

ledger() { tradecli -q init --company 'Test Co' --currency CNY; }
ledger_sql() { sqlite3 "$TRADECLI_LEDGER" "$@"; }
remember() { ledger_sql .dump >"$kept/before"; }
unchanged() { ledger_sql .dump | diff -u "$kept/before" -; }
refused() { remember; fails_with "$@" && no_out && unchanged; }
holds()
{
	ledger_sql "$1" >"$kept/answer"
	diff -u --label expected --label ledger - "$kept/answer"
}

python() { /usr/bin/python3 "$@"; }

# The sheets of a workbook, row by row, as Python writes the values.
book()
{
	python - "$@" <<-'PYTHON'
	import sys
	from openpyxl import load_workbook
	for sheet in load_workbook(sys.argv[1]).worksheets:
	    if sys.argv[2:] in ([], [sheet.title]):
	        print("[%s]" % sheet.title)
	        for row in sheet.iter_rows(values_only=True):
	            print(*["" if v is None else repr(v) for v in row], sep="\t")
	PYTHON
}

# Make workbooks: Python on stdin, with what openpyxl has.
books()
{
	{ echo 'from openpyxl import *'; echo 'import datetime'; cat; } | python -
}

# Commands on a terminal of 80 columns, nobody at the keyboard: what the
# terminal receives, to $kept/out.
on_terminal()
{
	try env SHELL=/bin/sh script -qec "stty cols ${2:-80} rows 50; $1" \
	    /dev/null </dev/null
	sed -i 's/\r$//' "$kept/out"
}

# The same with somebody who types $1.
typing()
{
	printf '%b' "$1" >"$kept/keys"
	try env SHELL=/bin/sh script -qec "stty cols 80 rows 50 -echo; $2" \
	    /dev/null <"$kept/keys"
	sed -i 's/\r$//' "$kept/out"
}

# Columns that each line of stdin takes on a screen, colours apart.
widths()
{
	sed 's/\x1b\[[0-9;]*m//g' | python -c '
import sys, unicodedata as u
for line in sys.stdin:
    print(sum(2 if u.east_asian_width(c) in "WF" else 0 if u.combining(c)
        else 1 for c in line.rstrip("\n")))'
}
