#!/bin/bash
# Who includes what.  Each layer includes itself and what stands below it;
# commands know the library by one header; each outside library is named in
# one source.
cd "$(dirname "$0")/../.." || exit 1
bad=0
complain() { echo "$*"; bad=1; }

# The project's own headers that FILE includes: "layer/name.h".
own_includes() { sed -n 's/^#include "\(.*\)"$/\1/p' "$1"; }

declare -A below=(
	[base]='base'
	[value]='base value'
	[store]='base value store'
	[sheet]='base value sheet'
	[record]='base value store sheet record'
	[trade]='base value sheet record trade'
	[ledger]='base value sheet record trade ledger'
)

for file in lib/*/*.[ch]; do
	layer=${file#lib/} layer=${layer%%/*}
	[ -n "${below[$layer]}" ] || complain "$file: lib/$layer is no layer"
	while read -r header; do
		case " ${below[$layer]} " in
		*" ${header%%/*} "*) ;;
		*) complain "$file: $layer must not include $header" ;;
		esac
		[ -f "lib/$header" ] ||
		    complain "$file: $header does not start with its layer"
	done < <(own_includes "$file")
done

# Of sinks the record layer knows how columns look, nothing else.
grep -l '#include "sheet/' lib/record/* | grep -v '^lib/record/field\.c$' |
    sed 's/$/: only field.c may include sheet\/sink.h/' | grep . && bad=1

# Of documents the trade layer knows how they are described, nothing else.
grep -l '#include "sheet/' lib/trade/* | grep -v '^lib/trade/papers\.h$' |
    sed 's/$/: only papers.h may include sheet\/document.h/' | grep . && bad=1
own_includes lib/trade/papers.h | grep '^sheet/' | grep -vx 'sheet/document.h' &&
    complain "lib/trade/papers.h: includes more of sheet than document.h"

# A thing in trade names another only where one of its fields refers to it.
for file in lib/trade/*.c; do
	for header in $(own_includes "$file" | grep '^trade/'); do
		[ "lib/$header" = "${file%.c}.h" ] && continue
		entities=$(sed -n 's/^extern const struct entity \(.*\);.*/\1/p' \
		    "lib/$header")
		used=
		for entity in $entities; do
			grep -q "\.ref = &$entity\>" "$file" && used=1
		done
		[ -n "$used" ] ||
		    complain "$file: no field refers to anything of $header"
		while read -r function; do
			grep -q "\<$function(" "$file" && complain \
			    "$file: $function() of $header belongs to ledger"
		done < <(sed -n 's/^[a-z].*[ *]\([a-z_]*\)(.*/\1/p' \
		    "lib/$header")
	done
done

# The program that draws documents stands alone on the base.
for file in cmd/pdf/*.[ch]; do
	own_includes "$file" | grep -vE '^(base|pdf)/' |
	    sed "s|^|$file: pdf must not include |" | grep . && bad=1
done

for file in cmd/*.c; do
	others=$(own_includes "$file" | grep -vx 'cmd.h')
	[ -z "$others" ] || complain "$file: includes $others, not cmd.h alone"
done
[ "$(own_includes cmd/cmd.h)" = tradecli.h ] ||
    complain "cmd/cmd.h: must include tradecli.h alone"

# Each outside library in one source, of the layer it belongs to; late.c
# only loads some of them.
outside()
{
	local where=$1 files
	shift
	for header; do
		files=$(grep -lF "#include <$header" lib/*/* cmd/* cmd/*/* \
		    lib/*.h 2>/dev/null |
		    grep -vx lib/sheet/late.c)
		case $files in
		$where/*.[ch]) [ "$(wc -l <<<"$files")" = 1 ] && continue ;;
		esac
		complain "<$header> belongs into one source of $where, not:" \
		    "${files:-none}"
	done
}
outside lib/store sqlite3.h
outside lib/sheet csv.h zip.h isa-l/ zlib.h xlsxwriter.h libsmartcols
outside lib/base utf8proc.h pthread.h openssl/ xxhash.h
outside cmd getopt.h
outside cmd/pdf cairo-pdf.h cairo-ft.h fontconfig/ pango/pangocairo.h pango/pangofc

# Nothing else from outside but C and POSIX.
grep -Hn '^#include <' lib/*/* lib/*.h cmd/*.[ch] cmd/*/* | grep -vE '<(assert|ctype|dirent|errno|fcntl|iconv|inttypes|langinfo|libintl|limits|locale|poll|pthread|pwd|signal|spawn|stdalign|stdarg|stdbool|stddef|stdint|stdio|stdlib|string|strings|termios|time|unistd|wchar|wctype|sys/[a-z]+)\.h>|<(dlfcn|sqlite3|csv|zip|isa-l/crc|isa-l/igzip_lib|xlsxwriter|zlib|utf8proc|openssl/sha|xxhash|getopt|libsmartcols/libsmartcols|cairo|cairo-pdf|cairo-ft|fontconfig/fontconfig|pango/[a-z-]*)\.h>' && bad=1

exit $bad
