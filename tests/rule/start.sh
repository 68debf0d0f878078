#!/bin/bash
# What every command pays for before it begins: the libraries the program is
# linked to, and those they bring along.  Those for workbooks and tables are
# loaded when one is opened (lib/sheet/late.c).
# usage: tests/rule/start.sh BUILD_DIR.  One line a problem.
loaded=$(ldd "$1/tradecli" | awk '{ print $1 }')
bad=0
for library in libcrypto libisal libsmartcols libxlsxwriter libzip; do
	case $loaded in
	*"$library"*) bad=1; echo "$library is loaded by every command" ;;
	esac
done
exit $bad
