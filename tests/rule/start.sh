#!/bin/bash
# What every command pays for before it begins: the libraries the program is
# linked to, and those they bring along.  The large ones are for workbooks and
# are loaded when one is opened (lib/sheet/xlsx_late.c).
# usage: tests/rule/start.sh BUILD_DIR.  One line a problem.
loaded=$(ldd "$1/tradecli" | awk '{ print $1 }')
bad=0
for library in libcrypto libxlsxwriter libzip; do
	case $loaded in
	*"$library"*) bad=1; echo "$library is loaded by every command" ;;
	esac
done
exit $bad
