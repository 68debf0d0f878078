#!/bin/sh
# The translation has every message of the sources, and nothing else; what is
# typed (options, commands, variables) is the same in both languages.
cd "$(dirname "$0")/../.." || exit 1
po=data/locale/zh_CN.po
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

xgettext --from-code=UTF-8 -k_ -kN_ --package-name=tradecli -o "$work/new.pot" \
    lib/*/*.[ch] cmd/*.[ch] 2>"$work/log" || cat "$work/log"
[ -s "$work/new.pot" ] || { echo "xgettext finds no messages"; exit 1; }

# One line a message: "msgid<TAB>msgstr", escaped as in the file.
one_line()
{
	awk '
	function text(line) {
		sub(/^[^"]*"/, "", line)
		sub(/"$/, "", line)
		return line
	}
	function flush() {
		if (id != "")
			print id "\t" str
		id = str = ""
	}
	/^msgid / { flush(); id = text($0); in_id = 1 }
	/^msgstr / { str = text($0); in_id = 0 }
	/^"/ { if (in_id) id = id text($0); else str = str text($0) }
	END { flush() }'
}

# Says "WHAT: message" for each message that comes in.
each()
{
	one_line | cut -f1 | sed "s|^|$po: $1: |"
}

{
	# The header, the formats (%s), and line breaks at both ends.
	msgfmt -c -o /dev/null "$po" 2>&1 | grep -v 'found [0-9]* fatal error'

	# An "obsolete" message stands behind #~.
	msgattrib --only-fuzzy --no-obsolete "$po" | each fuzzy
	msgattrib --only-obsolete --clear-obsolete "$po" | each obsolete
	msgattrib --untranslated --no-obsolete "$po" | each untranslated

	one_line <"$work/new.pot" | cut -f1 | LC_ALL=C sort >"$work/used"
	msgattrib --no-obsolete "$po" | one_line | cut -f1 |
	    LC_ALL=C sort >"$work/there"
	LC_ALL=C comm -23 "$work/used" "$work/there" |
	    sed "s|^|$po: missing (make messages): |"
	LC_ALL=C comm -13 "$work/used" "$work/there" |
	    sed "s|^|$po: not in the sources: |"

	# What is typed must not be translated.
	msgattrib --translated --no-obsolete "$po" | one_line | LC_ALL=C awk \
	    -F '\t' -v po="$po" '
	function none_lost(text, pattern,	word) {
		while (match(text, pattern)) {
			word = substr(text, RSTART, RLENGTH)
			text = substr(text, RSTART + RLENGTH)
			if (index($2, word) == 0 && word != "tradecli ledger")
				print po ": lost \"" word "\": " $1
		}
	}
	{
		none_lost($1, "--[a-z][-a-z]*")
		none_lost($1, "tradecli [a-z][a-z]*( (add|list|import|show|" \
		    "edit|move|template))?")
		none_lost($1, "[A-Z]+_[A-Z_]+[A-Z]")
		none_lost($1, "\\.(xlsx?|csv|xlsb|ods|docx|pptx)")
	}'

	# Help is written for 80 columns; a Chinese character takes two.
	msgattrib --translated --no-obsolete "$po" | one_line | LC_ALL=C awk \
	    -F '\t' -v po="$po" '
	$2 !~ /%[a-z]/ && (n = split($2, lines, /\\n/)) > 2 {
		for (i = 1; i <= n; i++) {
			line = lines[i]
			gsub(/[\340-\357][\200-\277][\200-\277]/, "xx", line)
			gsub(/\\\\/, "x", line)
			if (length(line) > 80)
				print po ": wider than 80: " lines[i]
		}
	}'
} >"$work/problems" 2>&1

cat "$work/problems"
[ ! -s "$work/problems" ]
