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
	# What is left goes with others; the roundings of three add up to one.
	tradecli -q shipment edit S1 --line 1 --quantity 5
	tradecli -q shipment from O1 --number S2 --mode sea-lcl --line 1=5 --etd 2026-12-01
	tradecli -q shipment from O1 --number S3 --mode sea-lcl --etd 2026-12-01
	for s in S1 S2 S3; do tradecli -q shipment pack $s; done
	ok tradecli doc check S1 --no-header
	no_out
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
	shipment|S1/O1|B/L|2026-12-12|PI|2026-12-10|later than agreed
	shipment|S1/O1|B/L|2026-12-12|L/C|2026-12-10|later than the L/C allows (UCP 600, article 29 c)
	arrival|S1/O1|B/L|2027-02-01|PI|2027-01-31|later than the buyer wants it
	shipment|S1/O2|B/L|2026-12-12|PI|2026-12-10|later than agreed
	shipment|S1/O2|B/L|2026-12-12|L/C|2026-12-10|later than the L/C allows (UCP 600, article 29 c)
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
	shipment|O1|PI|2026-12-20|L/C|2026-12-10|the order allows shipment later than the L/C
	shipping marks|S1/O1|PI|NL|PL|XX
	shipping marks|S1/O2|PI|NL|PL|XX
	END
	tradecli -q shipment move S1 cancelled --reason 'no space'
	differs O1
	out_is <<-'END'
	shipment|O1|PI|2026-12-20|L/C|2026-12-10|the order allows shipment later than the L/C
	END
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
