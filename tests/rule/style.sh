#!/bin/bash
# What the house style says and a program can see.
cd "$(dirname "$0")/../.." || exit 1
bad=0
mapfile -t sources < <(ls cmd/*.[ch] cmd/*/*.[ch] lib/*.h lib/*/*.[ch] tests/unit/*.c \
    tests/bench/*.[ch])

# Rule $1 is broken by the lines $2.
none()
{
	[ -z "$2" ] && return
	printf -- '-- %s\n%s\n\n' "$1" "$2"
	bad=1
}

# "file:line: code" of all sources, without comments and texts.
all_code=$(for f in "${sources[@]}"; do
	sed -E 's/"([^"\\]|\\.)*"/""/g; s:/\*.*\*/::' "$f" | awk -v f="$f" '
		/^[ \t]*\/\*/ { comment = 1 }
		!comment { print f ":" NR ": " $0 }
		/\*\// { comment = 0 }'
done)
lib_code=$(grep '^lib/' <<<"$all_code")
in_code() { grep -E "\\<($1)\\>" <<<"$all_code"; }
in_lib() { grep -E "\\<($1)\\>" <<<"$lib_code"; }

# Characters; their other bytes do not count.
none '80 columns, rows of tables 100' "$(LC_ALL=C awk '{
	line = $0
	gsub(/[\200-\277]/, "", line)
	for (width = 0; (tab = index(line, "\t")); line = substr(line, tab + 1))
		width += tab - 1 + 8 - (width + tab - 1) % 8
	width += length(line)
	row = $0 ~ /^\t+(    )?(\{|\[|FIELD\(|"|\.[a-z_]+ = |N_\()/
	if (width > (row ? 100 : 80))
		print FILENAME ":" FNR ": " width " columns"
}' "${sources[@]}")"

none 'tabs indent, four spaces continue, nothing stands behind' \
    "$(grep -nE '^	* {5,}|^ [^ *]|^ +	|[ 	]+$' "${sources[@]}")"

none 'a function has 50 lines at most' "$(awk '
	/^[a-z_]+\(/ { name = $0 }
	/^\{/ { start = FNR }
	/^\}/ && start {
		if (FNR - start - 1 > 50)
			print FILENAME ":" start ": " name " has " \
			    FNR - start - 1
		start = 0
	}' "${sources[@]}")"

none 'functions with a better one' "$(in_code 'strcpy|strcat|sprintf|vsprintf|strtok|atoi|atol|atof|gets|scanf|sscanf|fscanf|alloca' |
    grep -E '\w+ *\(')"

none 'no floating point but where Excel and the screen want it' \
    "$(in_lib 'double|float|strtod|strtof' |
    grep -vE '^lib/value/(decimal|date)\.[ch]:' |
    grep -vE '^lib/sheet/(xlsx_[a-z]*|source_xlsx|sink_xlsx|document_(xlsx|sheet)|sink_table|late)\.[ch]:')"

none 'the library neither prints, nor exits, nor looks around' \
    "$(in_lib 'vprintf|printf|fprintf|puts|fputs|putchar|perror|exit|_exit|getenv|setenv' |
    grep -E '\<[a-z_]+\(')"

none 'tags, not typedefs' \
    "$(grep -E '\<typedef (const )?(struct|enum|union)\>[^(]*$' <<<"$all_code")"

none 'values and things live in arenas' \
    "$(in_lib 'malloc|calloc|realloc|free' | grep -E '^lib/(value|trade)/')"

none 'a SELECT names its columns' \
    "$(grep -nF 'SELECT *' lib/*/*.c data/schema/*.sql)"

none 'the ledger is written through to the disk' \
    "$(grep -niE 'synchronous *= *(off|normal|0|1)|journal_mode *= *wal' \
    lib/*/*.c data/schema/*.sql)"

none 'a header is guarded by its own name' "$(for h in lib/*/*.h cmd/*.h cmd/*/*.h \
    lib/*.h; do
	guard=$(sed -E 's:^(lib|cmd)/::; s:[/.]:_:g' <<<"$h" | tr "[:lower:]" "[:upper:]")
	grep -qx "#ifndef $guard" "$h" || echo "$h: no $guard"
done)"

none 'a source begins with what it is for' "$(for f in "${sources[@]}"; do
	[ "$(head -c 2 "$f")" = '/*' ] || echo "$f"
done)"

exit $bad
