load ../lib

@test "the demo tour runs to its end" {
	mkdir demo
	cp "$TRADECLI_SOURCE"/data/demo/* demo
	unset TRADECLI_LEDGER TRADECLI_TODAY
	ok sh demo/tour.sh "$TRADECLI_BUILD/tradecli"
	grep -q 'ningbo.xlsx' "$kept/out"
	cp "$kept/out" tour
	export TRADECLI_LEDGER=build/demo-run/ningbo.db
	ok tradecli check
	for noun in supplier buyer product inquiry; do
		ok tradecli $noun list -f id
		[ "$(wc -l <"$kept/out")" -ge 30 ]
	done
	export TRADECLI_TODAY=2026-11-22
	ok tradecli doc check ORD-2026-0002
	ok tradecli deal ORD-2026-0002 -f json
	json '[.deal[].what] | unique'
	out_is <<-'END'
	["document","inquiry","instalment","offer","order","purchase","quote","shipment"]
	END
	for paper in QUO-2026-0008 SC-2026-0001 PI-2026-0001 PUR-2026-0005 \
	    CI-2026-0001 PL-2026-0001 SA-2026-0001; do
		grep -q " $paper.pdf " tour
		pdftotext build/demo-run/papers/$paper.pdf - | grep -q "$paper"
	done
	book build/demo-run/papers/PL-2026-0001.xlsx >"$kept/book"
	grep -q 'PL-2026-0001' "$kept/book"
	ok python -c 'from openpyxl import load_workbook
print(load_workbook("build/demo-run/ningbo.xlsx").sheetnames)'
	out_is <<-'END'
	['说明 Read me', 'Suppliers', 'Buyers', 'Products', 'Inquiries', 'Offers', 'Quotes', 'Orders', 'Purchases', 'Shipments', 'Documents', 'Rates']
	END
}

# Run the commands of a file in this shell, one after the other; each must
# succeed.
follow()
{
	local command
	while IFS= read -r command <&9; do
		echo "$ $command"
		status=0
		eval "$command" >"$kept/out" 2>"$kept/err" || status=$?
		exits_with 0
	done 9<"$1"
}

# The commands of the console blocks of a page.
commands_of()
{
	awk '/^```console/ { inside = 1; next } /^```/ { inside = 0 }
	    inside && /^\$ / { sub(/^\$ /, ""); print }' "$1" |
	    grep -vE '^(make|git|sudo|apt|apt-get|cd) '
}

@test "the README's commands work in their order, from an empty folder" {
	unset TRADECLI_LEDGER
	commands_of "$TRADECLI_SOURCE/README.md" >commands
	[ "$(wc -l <commands)" -ge 10 ]
	follow commands
	ok tradecli check
}

@test "the Chinese README's commands, too" {
	unset TRADECLI_LEDGER
	commands_of "$TRADECLI_SOURCE/README.zh_CN.md" >commands
	[ "$(wc -l <commands)" -ge 5 ]
	follow commands
	ok tradecli check
}

@test "the examples of help work on the demo ledger" {
	tradecli init --demo 2>"$kept/err"
	for i in 1 2 3 4 5 6 7 8 9 10; do
		tradecli -q supplier edit SUP-0001 --notes "note $i"
	done
	tradecli -q export suppliers suppliers.csv
	tradecli -q export products products.xlsx
	echo "supplier edit SUP-0002 --rating 5" >jobs.txt
	tradecli __complete -- '' | cut -f 1 >names
	while read -r name; do
		tradecli help "$name" | awk '/^Example:/ { on = 1; next }
			on && /^$/ { on = 0 }
			on && sub(/\\$/, "") { printf "%s", $0; next }
			on { sub(/^  /, ""); print }'
	done <names >examples
	[ "$(wc -l <examples)" -ge 18 ]
	# what is not here: a stick, a mail program, a second founding
	mail() { cat >/dev/null; }
	mkdir -p "$HOME/.local/share/bash-completion/completions"
	sed -i -e "s:/media/usb/:$work/:" -e '/restore/s/$/ --yes/' \
	    -e '/tradecli init/s/$/ -L second.db/' \
	    -e 's/ >todo || / >todo || [ $? = 10 ] \&\& /' examples
	follow examples
	ok tradecli check
}
