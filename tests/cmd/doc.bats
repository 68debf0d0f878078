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
	number	kind	date	quote	sales_order	purchase	shipment	state	replaces
	PI-2026-0001	proforma	2026-11-22		ORD-2026-0001			replaced	
	PI-2026-0001-R1	proforma	2026-11-22		ORD-2026-0001			replaced	PI-2026-0001
	PI-2026-0001-R2	proforma	2026-11-22		ORD-2026-0001			issued	PI-2026-0001-R1
	QUO-2026-0001	quotation	2026-11-22	QUO-2026-0001				issued	
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

@test "an invoice says what is shipped, and what it costs" {
	ship
	tradecli -q doc issue invoice SHP-2026-0001
	ok tradecli doc print CI-2026-0001 -o ci.pdf
	text ci.pdf >ci.txt
	for line in 'COMMERCIAL INVOICE' \
	    '1 PRD-0001 LED bulb 1,000 piece 0.85 850.00' \
	    '2 PRD-0001 LED bulb 12 W 500 piece 1.155 3 560.18' \
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

@test "a draft has no number and leaves no trace" {
	remember
	ok tradecli doc draft contract ORD-2026-0001 -o draft.pdf
	err_is <<-'END'
	Wrote draft.pdf.
	END
	text draft.pdf | grep -q DRAFT
	unchanged
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
