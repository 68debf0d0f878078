#!/bin/sh
# The manual says what the program can do, and nothing else:
#	- every command has a page, every verb and every option stands in it
#	  (options of all commands may stand in tradecli.1);
#	- FIELDS of a noun's page lists exactly the fields of the noun;
#	- mandoc finds nothing to complain about.
# usage: tests/rule/man.sh BUILD_DIR.  One line a problem.
set -u
LC_ALL=C.UTF-8
TRADECLI_LANG=en
TRADECLI_LEDGER=/nonexistent/ledger.db
export LC_ALL TRADECLI_LANG TRADECLI_LEDGER
tradecli=$(cd "$1" && pwd)/tradecli
nproblems=0
cd "$(dirname "$0")/../.." || exit 1

problem()
{
	echo "$*"
	nproblems=$((nproblems + 1))
}

# The words completion offers, without what they mean.
words()
{
	"$tradecli" __complete -- "$@" | cut -f 1
}

# The names listed by .It Va in the section FIELDS.
fields_of_page()
{
	awk '/^\.Sh / { inside = $2 == "FIELDS" }
	    inside && $1 == ".It" && $2 == "Va" { print $3 }' "$1"
}

# The names in the list of fields of `help NOUN`, without the stars.
fields_of_noun()
{
	"$tradecli" help "$1" | awk '/^Fields / { inside = 1; next }
	    /^$/ { inside = 0 }
	    inside && /^  [^ ]/ { print $1 }'
}

# The options a page speaks of: behind .Fl, and fields as options.
options_of_page()
{
	awk '/^\.(It |Op |Pq )?.*Fl / {
		for (i = 1; i <= NF; i++)
			if ($i ~ /^-[a-z]/)
				print "-" $i
	    }
	    $1 == ".It" && $2 == "Va" {
		gsub("_", "-", $3)
		print "--" $3
	    }' "$@" | sort -u
}

check_options()		# PAGE COMMAND [VERB]
{
	page=$1
	shift
	words "$@" -- | sort -u >"$tmp/options"
	for option in $(comm -23 "$tmp/options" "$tmp/$page"); do
		problem "$page: $*: no word of $option"
	done
}

check_fields()		# PAGE NOUN
{
	fields_of_page "$1" | sort >"$tmp/page"
	fields_of_noun "$2" | sort >"$tmp/noun"
	for field in $(comm -13 "$tmp/page" "$tmp/noun"); do
		problem "$1: FIELDS lacks $field"
	done
	for field in $(comm -23 "$tmp/page" "$tmp/noun"); do
		problem "$1: FIELDS has $field, which is no field"
	done
}

check_command()
{
	page=man/tradecli-$1.1
	if [ ! -f "$page" ]; then
		problem "$page: is missing"
		return
	fi
	grep -q "^\\.Xr tradecli-$1 1" man/tradecli.1 ||
	    problem "man/tradecli.1: no word of tradecli-$1(1)"
	options_of_page man/tradecli.1 "$page" >"$tmp/$page"
	for verb in $(words "$1" ''); do
		grep -Eq "^\\.It Cm $verb( .*)?\$" "$page" ||
		    problem "$page: no word of the verb $verb"
		check_options "$page" "$1" "$verb"
	done
	check_options "$page" "$1"
	if fields_of_noun "$1" | grep -q .; then
		check_fields "$page" "$1"
	fi
}

check_sections()
{
	for page in man/*.1 man/*.5 man/*.7; do
		for section in NAME DESCRIPTION EXAMPLES 'SEE ALSO'; do
			grep -q "^\\.Sh $section\$" "$page" ||
			    problem "$page: no section $section"
		done
	done
	for page in man/*.1; do
		for section in SYNOPSIS 'EXIT STATUS'; do
			grep -q "^\\.Sh $section\$" "$page" ||
			    problem "$page: no section $section"
		done
	done
}

# Pages referred to must be there; those of other programs are not ours.
check_references()
{
	grep -ho '^\.Xr tradecli[a-z-]* [157]' man/*.[157] | sort -u |
	while read -r _ name section; do
		[ -f "man/$name.$section" ] || echo "man/$name.$section"
	done >"$tmp/missing"
	while read -r page; do
		problem "$page: is referred to and missing"
	done <"$tmp/missing"
}

check_lint()
{
	if ! command -v mandoc >/dev/null; then
		echo "mandoc is not installed: pages not linted" >&2
		return
	fi
	mandoc -T lint -W warning man/*.[157] >"$tmp/lint" 2>&1
	while read -r line; do
		problem "$line"
	done <"$tmp/lint"
}

tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/man"
commands=$(words '')
[ -n "$commands" ] || problem "$tradecli: lists no commands"
for command in $commands; do
	check_command "$command"
done
for page in man/tradecli-*.1; do
	name=${page#man/tradecli-}
	echo "$commands" | grep -qx "${name%.1}" ||
	    problem "$page: there is no such command"
done
check_sections
check_references
check_lint
[ "$nproblems" -eq 0 ]
