load ../lib

# A quote, an order of two lines and its shipment.
prepare()
{
	ledger
	tradecli -q batch - <<-'END'
	config set company_local 宁波恒达
	config set address 'Ningbo, China'
	config set bank_account '3560 5834'
	supplier add Longteng --country CN
	buyer add 'Nordlicht GmbH' --country DE --city Hamburg --currency USD --terms 'T/T 30/70'
	product add 'LED bulb' --name-local 球泡灯 --unit pcs --origin CN --hs-code 853952 --pieces-per-carton 24 --carton-length 52 --carton-width 38 --carton-height 41 --gross-weight 14.5 --net-weight 12
	quote add --buyer BUY-0001 --currency USD --incoterm FOB --place Ningbo --valid-until 2026-12-31 --product PRD-0001 --quantity 1000 --price 0.85
	order add 'PO 4711' --buyer BUY-0001 --currency USD --incoterm FOB --place Ningbo --product PRD-0001 --quantity 1000 --price 0.85 --freight 45
	order edit ORD-2026-0001 --line 2 --product PRD-0001 --description 'LED bulb 12 W' --quantity 500 --price 1.155 --discount 3
	END
}

ship()
{
	tradecli -q order move ORD-2026-0001 confirmed
	tradecli -q shipment from ORD-2026-0001
	tradecli -q shipment pack SHP-2026-0001
}

text() { pdftotext -layout "$1" - | sed '/^ *$/d; s/  */ /g; s/^ //'; }

@test "issue gives a number, once" {
	ok tradecli doc issue proforma ORD-2026-0001
	out_is <<-'END'
	PI-2026-0001
	END
	no_err
	refused 5 tradecli doc issue PI ORD-2026-0001
	err_is <<-'END'
	tradecli: PI-2026-0001: was issued for ORD-2026-0001 already
	  hint: print it: tradecli doc print PI-2026-0001; correct it by another one: add --revise
	END
	ok tradecli doc issue proforma ORD-2026-0001 --revise
	out_is <<-'END'
	PI-2026-0001-R1
	END
	ok tradecli doc issue proforma ORD-2026-0001 --revise
	ok tradecli doc issue quotation QUO-2026-0001
	ok tradecli doc list
	out_is <<-'END'
	number	kind	orders	party	currency	amount	date	quote	sales_order	purchase	shipment	state	replaces
	PI-2026-0001	proforma	ORD-2026-0001	Nordlicht GmbH	USD	1455.18	2026-11-22		ORD-2026-0001			replaced	
	PI-2026-0001-R1	proforma	ORD-2026-0001	Nordlicht GmbH	USD	1455.18	2026-11-22		ORD-2026-0001			replaced	PI-2026-0001
	PI-2026-0001-R2	proforma	ORD-2026-0001	Nordlicht GmbH	USD	1455.18	2026-11-22		ORD-2026-0001			issued	PI-2026-0001-R1
	QUO-2026-0001	quotation		Nordlicht GmbH	USD	850	2026-11-22	QUO-2026-0001				issued	
	END
}

@test "what can never be drawn gets no number" {
	tradecli -q buyer edit BUY-0001 --name 'Pharao 𓀀'
	remember
	refused 4 tradecli doc issue proforma ORD-2026-0001
	err_is <<-'END'
	tradecli: no font has the character '𓀀' (U+13000)
	  hint: write it in other letters
	END
	unchanged
	tradecli -q buyer edit BUY-0001 --name Pharao
	ok tradecli doc issue proforma ORD-2026-0001
	out_is <<-'END'
	PI-2026-0001
	END
}

@test "what was issued cannot be undone" {
	tradecli -q doc issue proforma ORD-2026-0001
	refused 5 tradecli undo
	err_is <<-'END'
	tradecli: #11 cannot be undone: doc PI-2026-0001 is issued: its number cannot be given back
	  hint: what was done before it: tradecli undo --number 10
	END
}

@test "a document stays as it was issued" {
	tradecli -q doc issue proforma ORD-2026-0001
	ok tradecli doc print PI-2026-0001
	err_is <<-'END'
	Wrote PI-2026-0001.pdf.
	END
	mv PI-2026-0001.pdf first.pdf
	tradecli -q buyer edit BUY-0001 --name 'Another GmbH'
	tradecli -q order edit ORD-2026-0001 --line 1 --quantity 7
	tradecli -q config set company Another
	ok env TZ=Asia/Shanghai TRADECLI_TODAY=2031-01-01 LANG=C \
	    tradecli doc print PI-2026-0001
	cmp PI-2026-0001.pdf first.pdf
	text first.pdf | grep -q 'Nordlicht GmbH'
}

@test "a document keeps its logo, or is not printed" {
	printf '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0' >logo.png
	printf ':~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0\2\0\1H\xaf\xa4q' >>logo.png
	printf '\0\0\0\0IEND\xaeB`\x82' >>logo.png
	refused 4 tradecli config set logo none.png
	err_is <<-'END'
	tradecli: none.png: cannot be used as a logo: cannot be opened
	  hint: give a PNG of at most 4000 by 4000 pixels
	END
	ok tradecli config set logo logo.png
	err_is <<-END
	logo is $PWD/logo.png.
	END
	tradecli -q doc issue proforma ORD-2026-0001
	ok tradecli doc print PI-2026-0001 -o first.pdf
	cp logo.png old.png
	printf x >>logo.png
	fails_with 4 tradecli doc print PI-2026-0001 -o again.pdf
	err_is <<-END
	tradecli: PI-2026-0001: $PWD/logo.png is not the logo it was issued with
	  hint: put the old one back there, or print it without: --no-logo
	END
	rm logo.png
	fails_with 4 tradecli doc print PI-2026-0001 -o again.pdf
	grep -q 'PI-2026-0001: .*logo.png' "$kept/err"
	ok tradecli doc print PI-2026-0001 -o again.pdf --no-logo
	[ "$(pdfimages -list again.pdf | wc -l)" = 2 ]
	mv old.png logo.png
	ok tradecli doc print PI-2026-0001 -o again.pdf
	cmp again.pdf first.pdf
}

@test "print says what stands in the place of a document" {
	tradecli -q doc issue proforma ORD-2026-0001
	ok tradecli doc print PI-2026-0001 -o first.pdf
	tradecli -q doc issue proforma ORD-2026-0001 --revise
	ok tradecli doc print PI-2026-0001 -o again.pdf
	err_is <<-'END'
	PI-2026-0001 was replaced by PI-2026-0001-R1.
	Wrote again.pdf.
	END
	cmp first.pdf again.pdf
}

@test "a document of a layout to come is not printed in this one" {
	tradecli -q doc issue proforma ORD-2026-0001
	ledger_sql "UPDATE document SET content = replace(content,
	    'layout' || char(9) || '1' || char(9) || '1', 'layout' ||
	    char(9) || '2' || char(9) || '2')"
	fails_with 7 tradecli doc print PI-2026-0001 -o a.pdf
	err_is <<-'END'
	tradecli: PI-2026-0001: was issued in layout 2, which this program does not know
	  hint: print it with the newer program it was issued with
	END
}

@test "an invoice says what is shipped, and what it costs" {
	ship
	tradecli -q doc issue invoice SHP-2026-0001
	ok tradecli doc print CI-2026-0001 -o ci.pdf
	text ci.pdf >ci.txt
	for line in 'COMMERCIAL INVOICE' \
	    '1 PRD-0001 LED bulb 1,000 pcs 0.85 850.00' \
	    '2 PRD-0001 LED bulb 12 W 500 pcs 1.155 3 560.18' \
	    'Freight 45.00' 'Total FOB Ningbo USD 1,455.18' \
	    'SAY US DOLLARS ONE THOUSAND FOUR HUNDRED AND FIFTY-FIVE AND CENTS EIGHTEEN ONLY' \
	    'Packages 63 cartons'; do
		grep -qF "$line" ci.txt || { echo "no '$line' in:"; cat ci.txt; false; }
	done
	tradecli -q doc issue packing-list SHP-2026-0001 --in both
	ok tradecli doc print PL-2026-0001 -o pl.pdf
	text pl.pdf >pl.txt
	for line in 'PACKING LIST 装箱单' CI-2026-0001 43-62 3.322 0.081 5.104; do
		grep -qF "$line" pl.txt || { echo "no '$line' in:"; cat pl.txt; false; }
	done
}

@test "a workbook has the same values" {
	ship
	tradecli -q doc issue invoice SHP-2026-0001
	ok tradecli doc print CI-2026-0001 -o ci.xlsx --in zh
	book ci.xlsx | tr '\t' '\n' >cells
	for cell in "'商业发票'" 560.18 1455.18 1.155; do
		grep -qFx -e "$cell" cells || { echo "no $cell in:"; cat cells; false; }
	done
}

pages() { pdfinfo "$1" | sed -n 's/^Pages: *//p'; }
draft() { ok tradecli doc draft "$@" -o draft.pdf; text draft.pdf >draft; }
says() { grep -qF -e "$1" draft || { echo "no '$1' in:"; cat draft; return 1; }; }
silent() { ! grep -F -e "$1" draft; }

@test "goods are called in the language of the paper" {
	tradecli -q order edit ORD-2026-0001 --line 1 --description '节能球泡灯'
	draft proforma ORD-2026-0001
	says 'LED bulb 1,000'
	says 'LED bulb 12 W'
	silent 灯
	draft proforma ORD-2026-0001 --in zh
	says 节能球泡灯
	says '球泡灯 500'
	ship
	for kind in invoice packing-list shipping-advice; do
		draft $kind SHP-2026-0001
		silent 灯
		draft $kind SHP-2026-0001 --in zh
		says 节能球泡灯
		says 球泡灯
	done
}

@test "an inquiry in Chinese is answered in English" {
	tradecli -q inquiry add --buyer BUY-0001 --currency USD --incoterm FOB --place Ningbo --product PRD-0001 --description '要12瓦的节能灯' --quantity 500
	tradecli -q quote from INQ-2026-0001 --price 0.9 --valid-until 2026-12-31
	draft quotation QUO-2026-0002
	says 'LED bulb 500 pcs'
	silent 灯
	draft quotation QUO-2026-0002 --in zh
	says 要12瓦的节能灯
}

@test "papers of a shipment say what is packed, and where to" {
	tradecli -q buyer edit BUY-0001 --country GB --city Glasgow --postcode 'G1 5AB' --address '3 Mill Lane'
	ship
	draft packing-list SHP-2026-0001
	says 'SAY SIXTY-THREE CARTONS ONLY'
	says 'Glasgow G1 5AB, United Kingdom'
	says 'Shipping marks'
	says N/M
	draft packing-list SHP-2026-0001 --in zh
	says '陆拾叁箱整'
	draft invoice SHP-2026-0001
	says 'Gross weight 907.50 kg'
	says 'Measurement 5.104 m³'
}

@test "a paper that needs no second page has none" {
	tradecli -q batch - <<-'END'
	config set phone '+86 574 8812 3456'
	config set tax_id 91330212MA2AB3CD4E
	config set address_local '浙江省宁波市鄞州区天童南路588号3号楼1806室'
	config set bank_name 'Bank of China'
	config set bank_address '139 Yaohang Street, Ningbo'
	config set bank_swift BKCHCNBJ92A
	order edit ORD-2026-0001 --lc-number LC-1 --lc-date 2026-10-28 --lc-bank 'Hamburger Bank' --consignee 'To order' --notify 'Spedition GmbH'
	END
	ship
	for kind in invoice packing-list shipping-advice; do
		draft $kind SHP-2026-0001 --in both
		[ "$(pages draft.pdf)" = 1 ]
	done
	draft proforma ORD-2026-0001 --in both
	[ "$(pages draft.pdf)" = 1 ]
}

@test "a draft has no number and leaves no trace" {
	remember
	ok tradecli doc draft contract ORD-2026-0001 -o draft.pdf
	err_is <<-'END'
	Wrote draft.pdf.
	END
	[ "$(text draft.pdf | grep -c DRAFT)" -ge 2 ]
	pdftotext draft.pdf - | grep -qx DRAFT
	unchanged
	tradecli -q doc issue contract ORD-2026-0001
	ok tradecli doc print SC-2026-0001 -o issued.pdf
	! text issued.pdf | grep DRAFT
}

@test "documents refuse" {
	refused 3 tradecli doc issue invoice ORD-2026-0001
	err_is <<-'END'
	tradecli: there is no shipment 'ORD-2026-0001'
	  hint: all of them: tradecli shipment list
	END
	refused 2 tradecli doc issue letter ORD-2026-0001
	err_is <<-'END'
	tradecli: doc issue: 'letter' is not a known document
	  hint: write one of: contract, invoice, packing-list, proforma, purchase, quotation, shipping-advice
	END
	refused 2 tradecli doc draft proforma ORD-2026-0001 -o draft.txt
	err_is <<-'END'
	tradecli: draft.txt: the suffix names no format
	  hint: a document is a .pdf or a .xlsx
	END
	tradecli -q order move ORD-2026-0001 confirmed
	tradecli -q shipment from ORD-2026-0001
	refused 4 tradecli doc issue packing-list SHP-2026-0001
	err_is <<-'END'
	tradecli: SHP-2026-0001: not packed yet
	  hint: pack it: tradecli shipment pack SHP-2026-0001
	END
	refused 3 tradecli doc print CI-2026-0001
	err_is <<-'END'
	tradecli: there is no doc 'CI-2026-0001'
	  hint: all of them: tradecli doc list
	END
}

@test "nothing is issued for what is called off" {
	tradecli -q order move ORD-2026-0001 cancelled --reason whim
	refused 5 tradecli doc issue contract ORD-2026-0001
	err_is <<-'END'
	tradecli: order ORD-2026-0001 is cancelled: no paper is issued for it
	  hint: to look at one: tradecli doc draft contract ORD-2026-0001
	END
	ok tradecli -q doc draft contract ORD-2026-0001
}

@test "the file of a paper stays in its folder, whatever its number" {
	mkdir -p sub/papers
	tradecli -q quote add --number ../evil --buyer BUY-0001 \
	    --currency USD --incoterm FOB --place Ningbo \
	    --valid-until 2026-12-31 --product PRD-0001 --quantity 1 --price 1
	tradecli -q doc issue quotation ../evil
	ok tradecli doc print ../evil -o sub/papers
	[ "$(find . -name '*.pdf')" = ./sub/papers/-.-evil.pdf ]
}

@test "an import changes no document" {
	tradecli -q doc issue proforma ORD-2026-0001
	echo number,kind,sales_order,state >i.csv
	echo PI-2026-0001,proforma,ORD-2026-0001,replaced >>i.csv
	refused 2 tradecli import --as doc i.csv
	refused 4 tradecli import i.csv
	refused 2 tradecli doc import i.csv
}

@test "the invoices of an order that goes in parts add up to it" {
	tradecli -q order add --buyer BUY-0001 --currency JPY --incoterm FOB \
	    --place Ningbo --product PRD-0001 --quantity 3 --price 33.5
	tradecli -q order move ORD-2026-0002 confirmed
	for i in 1 2 3; do
		tradecli -q shipment from ORD-2026-0002 --line 1=1 >&2
		tradecli -q doc issue invoice SHP-2026-000$i >&2
		tradecli -q doc print CI-2026-000$i -o ci.pdf
		text ci.pdf | grep '^Total FOB'
	done >sums
	file_is sums <<-'END'
	Total FOB Ningbo JPY 1 pcs 34
	Total FOB Ningbo JPY 1 pcs 33
	Total FOB Ningbo JPY 1 pcs 34
	END
	try tradecli doc check ORD-2026-0002 -f csv
	! grep amount, "$kept/out"
}
