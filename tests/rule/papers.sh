#!/bin/bash
# The values a paper may be given are named twice: in the forms, and in the
# list that those read who fill them.  One line a difference.
cd "$(dirname "$0")/../.." || exit 1
forms=lib/trade/papers.c list=lib/trade/papers.h

# "{name}" in texts, and the names of items and columns.
used=$(cat <(grep -o '{[a-z_]*}' $forms | tr -d '{}') \
    <(sed -n 's/^	{ "\([a-z_]*\)", {.*/\1/p' $forms) |
    LC_ALL=C sort -u)

# Words of the list in the head of the header, without what stands in
# brackets; those every document has are not in the forms.
named=$(sed -n '/^ \* of the document/,/^ \*\//p' $list |
    sed 's/([^)]*)//g' | tr -cs 'a-z_' '\n' | grep . |
    grep -vxE 'of|the|each|document|parties|references|terms|transport|amounts|packing|bank|line' |
    LC_ALL=C sort -u)
named=$(printf '%s\npacking\nline\n' "$named" | LC_ALL=C sort -u)
known='company address contact logo logo_sum watermark layout'

diff <(echo "$used") <(for word in $named; do
	case " $known " in *" $word "*) ;; *) echo "$word" ;; esac
done) | sed -n "s|^< |$list does not name: |p; s|^> |no form has: |p" |
    grep . && exit 1
exit 0
