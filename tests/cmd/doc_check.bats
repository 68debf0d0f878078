load ../lib

# Two orders that agree in everything, with an L/C, in one shipment.
prepare()
{
	ledger
	tradecli -q buyer add 'Nordlicht GmbH' --code NOR --country DE \
	    --address 'Hafenstr. 1, Hamburg'
	tradecli -q product add 'LED bulb' --code LED-9W --unit pcs \
	    --hs-code 8539520000 --origin CN --pieces-per-carton 24 \
	    --carton-length 52 --carton-width 38 --carton-height 41 \
	    --net-weight 9.6 --gross-weight 10.4
	for o in O1 O2; do
		tradecli -q order add P-$o --number $o --buyer NOR \
		    --currency USD --incoterm CIF --place Hamburg \
		    --port-loading Ningbo --port-discharge Hamburg \
		    --terms 'L/C at sight' --marks NL --ship-by 2026-12-10 \
		    --wanted-date 2027-01-31 --lc-number LC77 \
		    --lc-shipment 2026-12-10 --lc-expiry 2027-01-05 \
		    --consignee 'TO ORDER' --product LED-9W \
		    --quantity 1000 --unit pcs --price 0.333
		tradecli -q order move $o confirmed
	done
	tradecli -q shipment from O1 O2 --number S1 --mode sea-fcl \
	    --etd 2026-12-01 --eta 2027-01-05
	tradecli -q shipment pack S1
	tradecli -q shipment container S1 CSQU3054383 --type 40HQ
}

differs()
{
	fails_with 10 tradecli doc check "${1:-S1}" -f tsv --no-header
	sed -i 's/\t/|/g; s/|*$//' "$kept/out"
}

@test "papers that agree: nothing is listed, exit 0" {
	for n in S1 s1 O1; do
		ok tradecli doc check $n --no-header
		no_out
	done
	ok tradecli doc check S1 -f csv
	out_is <<-'END'
	check,where,paper,says,other_paper,other_says,remark
	END
	err_is <<-'END'
	S1: compared: 66, different: 0
	END
}

@test "fields that differ" {
	tradecli -q shipment edit S1 --port-loading Shanghai --marks XX --buyer ''
	tradecli -q shipment edit S1 --line 1 --unit set --origin VN --hs-code 8539
	differs
	out_is <<-'END'
	buyer|S1/O1|PI|NOR|CI||is missing
	port of loading|S1/O1|PI|Ningbo|B/L|Shanghai
	shipping marks|S1/O1|PI|NL|PL|XX
	buyer|S1/O2|PI|NOR|CI||is missing
	port of loading|S1/O2|PI|Ningbo|B/L|Shanghai
	shipping marks|S1/O2|PI|NL|PL|XX
	unit|S1:1|PI|H87|CI|SET
	HS code|S1:1|product|8539520000|declaration|8539
	origin|S1:1|product|CN|declaration|VN
	END
	err_is <<-'END'
	S1: compared: 66, different: 9
	END
}

@test "what says the same in other letters is the same" {
	tradecli -q shipment edit S1 --port-loading CNNGB --port-discharge HAMBURG --marks 'N/L'
	ok tradecli doc check S1 --no-header
	no_out
}

@test "quantities, amounts and weights" {
	tradecli -q shipment edit S1 --line 1 --quantity 900 --net-weight 359
	differs
	out_is <<-'END'
	quantity|S1:1|PI|1000|CI|900
	amount|S1:1|PI|333|CI|299.7
	quantity|S1:1|CI|900|PL|1000
	net weight|S1:1|declaration|359|PL|400
	END
	tradecli -q shipment pack S1
	differs
	out_is <<-'END'
	quantity|S1:1|PI|1000|CI|900
	amount|S1:1|PI|333|CI|299.7
	END
	# What is left goes with others; three roundings are not one.
	tradecli -q shipment edit S1 --line 1 --quantity 5
	tradecli -q shipment from O1 --number S2 --mode sea-lcl --line 1=5 --etd 2026-12-01
	tradecli -q shipment from O1 --number S3 --mode sea-lcl --etd 2026-12-01
	for s in S1 S2 S3; do tradecli -q shipment pack $s; done
	differs
	out_is <<-'END'
	amount|S1:1|PI|333|CI|333.01
	END
}

@test "an order without L/C may be shipped in parts" {
	tradecli -q order add P3 --number O3 --buyer NOR --currency USD \
	    --incoterm FOB --place Ningbo --port-loading Ningbo \
	    --port-discharge Hamburg --terms 'T/T in advance' \
	    --product LED-9W --quantity 100 --unit pcs --price 1
	tradecli -q order move O3 confirmed
	tradecli -q shipment from O3 --number S3 --mode sea-lcl --line 1=48
	tradecli -q shipment pack S3
	ok tradecli doc check S3
	tradecli -q order move O3 shipped
	differs S3
	out_is <<-'END'
	quantity|S3:1|PI|100|CI|48
	amount|S3:1|PI|100|CI|48
	END
}

@test "dates against order and letter of credit" {
	tradecli -q shipment edit S1 --etd 2026-12-12 --eta 2027-02-01
	differs
	out_is <<-'END'
	date of shipment|S1/O1|B/L|2026-12-12|PI|2026-12-10|later than agreed
	date of shipment|S1/O1|B/L|2026-12-12|L/C|2026-12-10|later than the L/C allows (UCP 600, article 29 c)
	arrival|S1/O1|B/L|2027-02-01|PI|2027-01-31|later than the buyer wants it
	date of shipment|S1/O2|B/L|2026-12-12|PI|2026-12-10|later than agreed
	date of shipment|S1/O2|B/L|2026-12-12|L/C|2026-12-10|later than the L/C allows (UCP 600, article 29 c)
	arrival|S1/O2|B/L|2027-02-01|PI|2027-01-31|later than the buyer wants it
	END
	tradecli -q shipment edit S1 --etd 2026-12-01 --eta 2027-01-05 \
	    --bl-date 2026-12-02 --invoice-date 2026-12-25 \
	    --documents-sent 2026-12-24
	differs
	out_is <<-'END'
	presentation|S1/O1|papers|2026-12-24|L/C|2026-12-23|too late for the bank (UCP 600, articles 6 e and 14 c)
	presentation|S1/O2|papers|2026-12-24|L/C|2026-12-23|too late for the bank (UCP 600, articles 6 e and 14 c)
	invoice date|S1|CI|2026-12-25|papers|2026-12-24|dated after the papers were sent
	END
}

@test "orders that have not one invoice in common" {
	tradecli -q order edit O2 --consignee 'Hanse Bank' --lc-number LC78
	differs
	out_is <<-'END'
	consignee|S1/O2|PI|TO ORDER|PI|Hanse Bank|one invoice for orders that differ in it
	L/C number|S1/O2|PI|LC77|PI|LC78|one invoice for orders that differ in it
	END
}

@test "what must be there" {
	tradecli -q buyer edit NOR --address ''
	tradecli -q shipment move S1 booked
	tradecli -q shipment move S1 shipped
	differs
	out_is <<-'END'
	buyer's address|O1|CI||||is missing
	buyer's address|O2|CI||||is missing
	seal|S1|B/L|CSQU3054383|||without its seal
	B/L number|S1|B/L||||is missing
	B/L date|S1|B/L||||is missing
	invoice date|S1|CI||||is missing
	declaration number|S1|declaration||||is missing
	END
	tradecli -q shipment add --number S2 --mode sea-fcl
	tradecli -q shipment edit S2 --line 1 --description Samples --quantity 1
	differs S2
	out_is <<-'END'
	unit|S2:1|PI||CI||is missing
	HS code|S2:1|product||declaration||is missing
	origin|S2:1|product||declaration||is missing
	net weight|S2:1|declaration||||is missing
	gross weight|S2:1|declaration||||is missing
	cartons|S2|PL||||is not packed
	container|S2|B/L||||is missing
	END
}

@test "more than the containers take" {
	tradecli -q order add P3 --number O3 --buyer NOR --currency USD \
	    --incoterm CIF --place Hamburg --port-loading Ningbo \
	    --port-discharge Hamburg --terms 'T/T in advance' \
	    --product LED-9W --quantity 10000 --unit pcs --price 1
	tradecli -q order move O3 confirmed
	tradecli -q shipment from O3 --number S3 --mode sea-fcl
	tradecli -q shipment pack S3
	tradecli -q shipment container S3 --type 20GP
	differs S3
	out_is <<-'END'
	volume|S3|PL|33.784|container|33.2|more than the containers take
	END
	tradecli -q shipment edit S3 --mode air
	tradecli -q order add P4 --number O4 --buyer NOR --currency USD \
	    --incoterm FOB --place Ningbo --port-loading Ningbo \
	    --port-discharge Hamburg --terms 'T/T in advance' \
	    --product LED-9W --quantity 24 --unit pcs --price 1
	tradecli -q order move O4 confirmed
	tradecli -q shipment from O4 --number S4 --mode air
	tradecli -q shipment pack S4
	differs S4
	out_is <<-'END'
	Incoterm|S4/O4|PI|FOB|B/L|air|a term for ships (Incoterms 2020)
	END
}

@test "an order: itself, and all that ships it" {
	tradecli -q order edit O1 --ship-by 2026-12-20
	tradecli -q shipment edit S1 --marks XX
	differs O1
	out_is <<-'END'
	date of shipment|O1|PI|2026-12-20|L/C|2026-12-10|the order allows shipment later than the L/C
	shipping marks|S1/O1|PI|NL|PL|XX
	shipping marks|S1/O2|PI|NL|PL|XX
	END
	tradecli -q shipment move S1 cancelled --reason 'no space'
	differs O1
	out_is <<-'END'
	date of shipment|O1|PI|2026-12-20|L/C|2026-12-10|the order allows shipment later than the L/C
	END
}

# ---- papers that were issued -------------------------------------------------

# PI and contract of O1, PI of O2, all three of S1.
issue_all()
{
	tradecli -q config set address '1 Wharf Road, Ningbo'
	tradecli -q config set bank_account '3560 5834'
	for paper in 'PI O1' 'SC O1' 'PI O2' 'CI S1' 'PL S1' 'SA S1'; do
		tradecli -q doc issue $paper
	done
}

# The columns of what differs, for rows of papers with that number alone.
of_paper()
{
	differs "${2:-S1}"
	grep "|$1|" "$kept/out" >"$kept/some"
	mv "$kept/some" "$kept/out"
}

@test "papers as they were issued, and nothing has changed since" {
	issue_all
	for n in S1 O1 O2; do
		ok tradecli doc check $n --no-header
		no_out
	done
	err_is <<-'END'
	O2: compared: 182, different: 0
	END
}

@test "quantities and weights that changed after the papers" {
	issue_all
	tradecli -q order edit O1 --ship-by 2026-12-01
	tradecli -q shipment edit S1 --line 1 --quantity 900
	tradecli -q shipment pack S1
	of_paper CI-2026-0001
	out_is <<-'END'
	total|S1|CI-2026-0001|666|ledger|632.7
	packages|S1|CI-2026-0001|84 cartons|ledger|80 cartons
	net weight|S1|CI-2026-0001|800|ledger|760
	gross weight|S1|CI-2026-0001|867.2|ledger|824
	volume|S1|CI-2026-0001|6.806|ledger|6.482
	quantity|S1:1|CI-2026-0001|1000|ledger|900
	amount|S1:1|CI-2026-0001|333|ledger|299.7
	END
	of_paper PL-2026-0001
	out_is <<-'END'
	quantity|S1/LED-9W|PL-2026-0001|2000|ledger|1900
	cartons|S1/LED-9W|PL-2026-0001|84|ledger|80
	net weight|S1/LED-9W|PL-2026-0001|800|ledger|760
	gross weight|S1/LED-9W|PL-2026-0001|867.2|ledger|824
	volume|S1/LED-9W|PL-2026-0001|6.806|ledger|6.482
	END
	# The newest counts, and who says the same is named.
	for paper in PL SA; do tradecli -q doc issue $paper S1 --revise; done
	differs
	grep -v '^quantity|S1:1|PI\|^amount|S1:1|PI' "$kept/out" >some
	mv some "$kept/out"
	out_is <<-'END'
	total|S1|CI-2026-0001|666|ledger, SA-2026-0001-R1|632.7
	packages|S1|CI-2026-0001|84 cartons|ledger, SA-2026-0001-R1|80 cartons
	net weight|S1|CI-2026-0001|800|ledger, SA-2026-0001-R1|760
	gross weight|S1|CI-2026-0001|867.2|ledger, SA-2026-0001-R1|824
	volume|S1|CI-2026-0001|6.806|ledger, SA-2026-0001-R1|6.482
	quantity|S1:1|CI-2026-0001|1000|ledger, SA-2026-0001-R1|900
	amount|S1:1|CI-2026-0001|333|ledger|299.7
	END
	tradecli -q doc issue CI S1 --revise
	differs
	out_is <<-'END'
	quantity|S1:1|PI|1000|CI|900
	amount|S1:1|PI|333|CI|299.7
	invoice number|S1|PL-2026-0001-R1|CI-2026-0001|ledger|CI-2026-0001-R1
	invoice number|S1|SA-2026-0001-R1|CI-2026-0001|ledger|CI-2026-0001-R1
	END
}

@test "the packing list against the invoice" {
	tradecli -q order add P3 --number O3 --buyer NOR --currency USD \
	    --incoterm CIF --place Hamburg --terms 'T/T in advance' \
	    --product LED-9W --quantity 240 --unit pcs --price 1
	tradecli -q order move O3 confirmed
	tradecli -q shipment from O3 --number S3 --mode sea-lcl --etd 2026-12-01
	tradecli -q shipment pack S3
	tradecli -q doc issue CI S3
	tradecli -q shipment edit S3 --line 1 --quantity 120
	tradecli -q shipment pack S3
	tradecli -q doc issue PL S3
	of_paper CI-2026-0001 S3
	grep quantity "$kept/out" >some
	mv some "$kept/out"
	out_is <<-'END'
	quantity|S3:1|CI-2026-0001|240|ledger, PL-2026-0001|120
	END
	# What the ledger does not know any more, they still say.
	tradecli -q shipment edit S3 --line 1 --sales-order '' --order-line ''
	differs S3
	grep 'PL-2026-0001' "$kept/out" >some
	mv some "$kept/out"
	out_is <<-'END'
	paper|S3|PL-2026-0001||ledger||S3: line 1 is of no order: its price is not known
	quantity|S3/LED-9W|PL-2026-0001|120|CI-2026-0001|240
	END
}

@test "parties, terms, ports and banks that changed after the papers" {
	tradecli -q order add P3 --number O3 --buyer NOR --currency USD \
	    --incoterm CIF --place Hamburg --port-loading Ningbo \
	    --port-discharge Hamburg --terms 'T/T 30/70' --marks NL \
	    --consignee 'Nordlicht GmbH' --product LED-9W --quantity 240 \
	    --unit pcs --price 1 --ship-by 2026-12-10
	tradecli -q config set bank_account '3560 5834'
	for paper in PI SC; do tradecli -q doc issue $paper O3; done
	tradecli -q order edit O3 --consignee 'TO ORDER' --incoterm FOB \
	    --place Ningbo --terms 'T/T in advance' --port-discharge Bremen \
	    --ship-by 2026-12-20 --freight 45 --currency EUR --marks XX
	tradecli -q order edit O3 --line 1 --price 1.1 --description 'LED bulb 9 W'
	tradecli -q buyer edit NOR --address 'Elbchaussee 2, Hamburg'
	tradecli -q config set bank_account '3560 5835'
	tradecli -q doc issue SC O3 --revise
	differs O3
	out_is <<-'END'
	buyer|O3|PI-2026-0001|Hafenstr. 1, Hamburg|ledger, SC-2026-0001-R1|Elbchaussee 2, Hamburg
	consignee|O3|PI-2026-0001|Nordlicht GmbH|ledger|TO ORDER
	Incoterm|O3|PI-2026-0001|CIF Hamburg, Incoterms 2020|ledger, SC-2026-0001-R1|FOB Ningbo, Incoterms 2020
	payment terms|O3|PI-2026-0001|T/T 30/70|ledger, SC-2026-0001-R1|T/T in advance
	port of discharge|O3|PI-2026-0001|Hamburg|ledger, SC-2026-0001-R1|Bremen
	latest shipment|O3|PI-2026-0001|2026-12-10|ledger, SC-2026-0001-R1|2026-12-20
	currency|O3|PI-2026-0001|USD|ledger, SC-2026-0001-R1|EUR
	total|O3|PI-2026-0001|240|ledger, SC-2026-0001-R1|309
	bank account|O3|PI-2026-0001|3560 5834|ledger, SC-2026-0001-R1|3560 5835
	description|O3:1|PI-2026-0001|LED bulb|ledger, SC-2026-0001-R1|LED bulb 9 W
	price|O3:1|PI-2026-0001|1|ledger, SC-2026-0001-R1|1.1
	amount|O3:1|PI-2026-0001|240|ledger, SC-2026-0001-R1|264
	END
}

@test "lines that came and went, HS codes and origins" {
	issue_all
	tradecli -q product edit LED-9W --hs-code 8539510000
	tradecli -q shipment edit S1 --line 2 --origin VN --hs-code 8539510000
	tradecli -q shipment rm S1 --line 1 --yes
	of_paper CI-2026-0001
	grep 'S1:\|origin' "$kept/out" >some
	mv some "$kept/out"
	out_is <<-'END'
	origin|S1|CI-2026-0001|China|ledger|Vietnam
	goods|S1:1|CI-2026-0001|LED bulb|ledger||is missing
	HS code|S1:2|CI-2026-0001|8539520000|ledger|8539510000
	origin|S1:2|CI-2026-0001|China|ledger|Vietnam
	END
	of_paper PI-2026-0002
	out_is <<-'END'
	HS code|O2:1|PI-2026-0002|8539520000|ledger|8539510000
	END
	of_paper PL-2026-0001
	head -1 "$kept/out" >some
	mv some "$kept/out"
	out_is <<-'END'
	paper|S1|PL-2026-0001||ledger||S1: cartons 1 to 41 are of no line; pack again
	END
	tradecli -q undo
	tradecli -q order add P4 --number O4 --buyer NOR --currency USD \
	    --incoterm CIF --place Hamburg --product LED-9W --quantity 24 \
	    --unit pcs --price 1
	tradecli -q order move O4 confirmed
	tradecli -q shipment add-order S1 O4
	of_paper CI-2026-0001
	tail -1 "$kept/out" >some
	mv some "$kept/out"
	out_is <<-'END'
	goods|S1:3|CI-2026-0001||ledger|LED bulb|is missing
	END
}

@test "what became known since is no difference, nor what is about the same" {
	issue_all
	tradecli -q shipment edit S1 --vessel 'EVER X' --bl-number B1 \
	    --etd 2026-12-06 --eta 2027-01-10 --port-loading CNNGB
	tradecli -q order edit O1 --lc-date 2026-11-10
	tradecli -q order edit O2 --lc-date 2026-11-10
	tradecli -q buyer edit NOR --address 'hafenstr 1 HAMBURG'
	ok tradecli doc check S1 --no-header
	no_out
	tradecli -q shipment edit S1 --etd 2026-12-07
	tradecli -q doc issue SA S1 --revise
	tradecli -q shipment edit S1 --vessel 'EVER Y'
	differs
	out_is <<-'END'
	departure|S1|CI-2026-0001|2026-12-01|ledger, SA-2026-0001-R1|2026-12-07
	departure|S1|PL-2026-0001|2026-12-01|ledger, SA-2026-0001-R1|2026-12-07
	vessel|S1|SA-2026-0001-R1|EVER X|ledger|EVER Y
	END
}

@test "the dates of papers" {
	tradecli -q order edit O1 --lc-expiry 2026-12-20
	tradecli -q order edit O2 --lc-expiry 2026-12-20
	tradecli -q doc issue CI S1 --today 2026-12-21
	tradecli -q doc issue PL S1 --today 2026-12-20
	tradecli -q shipment edit S1 --documents-sent 2026-12-19 --invoice-date 2026-12-18
	differs
	out_is <<-'END'
	date of the paper|S1/O1|CI-2026-0001|2026-12-21|L/C|2026-12-20|dated after the last day to present papers
	date of the paper|S1/O2|CI-2026-0001|2026-12-21|L/C|2026-12-20|dated after the last day to present papers
	date of the paper|S1|PL-2026-0001|2026-12-20|papers|2026-12-19|dated after the papers were sent
	invoice date|S1|CI-2026-0001|2026-12-21|ledger|2026-12-18
	END
}

@test "no more is drawn than the letter of credit is good for" {
	for o in O1 O2; do
		tradecli -q order edit $o --lc-amount 340
	done
	tradecli -q doc issue CI S1
	differs
	out_is <<-'END'
	amount|S1/O1|CI-2026-0001|666|L/C|340|more than can be drawn under the L/C (UCP 600, articles 18 b and 30)
	amount|S1/O2|CI-2026-0001|666|L/C|340|more than can be drawn under the L/C (UCP 600, articles 18 b and 30)
	END
	for o in O1 O2; do
		tradecli -q order edit $o --lc-amount 700
	done
	ok tradecli -q doc check S1 --no-header
	no_out
	# Another invoice is drawn under it, too.
	tradecli -q order add P3 --number O3 --buyer NOR --currency USD \
	    --incoterm CIF --place Hamburg --port-loading Ningbo \
	    --port-discharge Hamburg --terms 'L/C at sight' --marks NL \
	    --lc-number LC77 --lc-shipment 2026-12-10 \
	    --lc-expiry 2027-01-05 --lc-amount 635 --lc-tolerance 5% \
	    --product LED-9W --quantity 240 --unit pcs --price 0.125 --freight 0.75
	tradecli -q order move O3 confirmed
	tradecli -q shipment from O3 --number S3 --mode sea-lcl --etd 2026-12-01
	tradecli -q shipment pack S3
	tradecli -q doc issue CI S3
	differs S3
	out_is <<-'END'
	amount|S3/O3|CI-2026-0002|696.75|L/C|666.75|more than can be drawn under the L/C (UCP 600, articles 18 b and 30)
	END
	ok tradecli -q doc check S1 --no-header
	tradecli -q order edit O3 --lc-tolerance 9.72
	differs S3
	tradecli -q order edit O3 --lc-tolerance 9.73
	ok tradecli -q doc check S3 --no-header
	tradecli -q order edit O3 --lc-amount 28 --lc-number LC80
	differs O3
	out_is <<-'END'
	amount|O3|PI|30.75|L/C|30.72|more than can be drawn under the L/C (UCP 600, articles 18 b and 30)
	amount|S3/O3|CI-2026-0002|30.75|L/C|30.72|more than can be drawn under the L/C (UCP 600, articles 18 b and 30)
	L/C number|S3|CI-2026-0002|LC77|ledger|LC80
	END
}

@test "papers that are missing are worth a word, no more" {
	tradecli -q doc issue CI S1
	ok tradecli doc check S1 --no-header
	err_is <<-'END'
	S1: no packing list was issued
	S1: compared: 106, different: 0
	END
	tradecli -q doc issue PL S1
	ok tradecli -q doc check S1 --no-header
	no_err
}

@test "a paper is checked by its own number, too" {
	issue_all
	tradecli -q shipment edit S1 --destination Bremen
	for number in PL-2026-0001 PI-2026-0002; do
		differs $number
		out_is <<-'END'
		destination|S1|CI-2026-0001|Hamburg|ledger|Bremen
		destination|S1|PL-2026-0001|Hamburg|ledger|Bremen
		destination|S1|SA-2026-0001|Hamburg|ledger|Bremen
		END
	done
	tradecli -q quote add --buyer NOR --currency USD --incoterm FOB \
	    --place Ningbo --valid-until 2026-12-31 --product LED-9W \
	    --quantity 1 --price 1 --number Q1
	tradecli -q doc issue quotation Q1
	refused 3 tradecli doc check Q1
}

@test "papers in Chinese are compared in Chinese" {
	tradecli -q config set company_local 测试公司
	tradecli -q buyer edit NOR --name-local 北极光
	tradecli -q doc issue CI S1 --in both
	tradecli -q doc issue PL S1 --in zh
	tradecli -q doc issue SA S1 --in en
	tradecli -q buyer edit NOR --name-local 北光
	fails_with 10 tradecli --lang zh_CN doc check S1 -f tsv --no-header
	sed -i 's/\t/|/g; s/|*$//' "$kept/out"
	out_is <<-'END'
	买家|S1|CI-2026-0001|北极光|账本|北光
	买家|S1|PL-2026-0001|北极光|账本|北光
	END
}

@test "the demo deal that was won has papers that agree" {
	rm ledger.db
	tradecli -q init --demo
	ok tradecli doc check ORD-2026-0001 --no-header
	no_out
}

@test "doc check refuses what is neither" {
	refused 3 tradecli doc check X9
	err_is <<-'END'
	tradecli: there is no shipment or order 'X9'
	  hint: see them: tradecli shipment list, tradecli order list
	END
	refused 2 tradecli doc check
}

@test "in Chinese" {
	tradecli -q shipment edit S1 --port-loading Shanghai --destination 汉堡
	fails_with 10 tradecli --lang zh_CN doc check S1 -f csv --excel
	sed -i 's/\r$//; 1s/^\xef\xbb\xbf//' "$kept/out"
	out_is <<-'END'
	核对项,位置,单据,内容,对照单据,对照内容,备注
	装运港,S1/O1,形式发票,Ningbo,提单,Shanghai,
	装运港,S1/O2,形式发票,Ningbo,提单,Shanghai,
	END
	err_is <<-'END'
	S1：核对 66 项，不符 2 项
	END
}
