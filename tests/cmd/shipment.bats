load ../lib

# Order O1: 1,000 bulbs at 24 in a carton, 100 lamps at 10; O2: 60 bulbs.
prepare()
{
	ledger
	tradecli -q buyer add 'Nordlicht GmbH' --code NOR --country DE
	tradecli -q product add 'LED bulb' --code LED-9W --unit pcs \
	    --hs-code 8539520000 --origin CN --pieces-per-carton 24 \
	    --carton-length 52 --carton-width 38 --carton-height 41 \
	    --net-weight 9.6 --gross-weight 10.4
	tradecli -q product add 'Lamp' --code LAMP --unit pcs \
	    --hs-code 94052100 --origin CN --pieces-per-carton 10 \
	    --carton-length 60 --carton-width 40 --carton-height 40 \
	    --net-weight 9 --gross-weight 10
	tradecli -q order add PO-1 --number O1 --buyer NOR --currency USD \
	    --incoterm CIF --place Hamburg --port-loading Ningbo \
	    --port-discharge Hamburg --marks 'NL / HAMBURG' \
	    --product LED-9W --quantity 1000 --unit pcs --price 0.8
	tradecli -q order edit O1 --line 2 --product LAMP --quantity 100 \
	    --unit pcs --price 5
	tradecli -q order add PO-2 --number O2 --buyer NOR --currency USD \
	    --incoterm FOB --place Ningbo --product LED-9W --quantity 60 \
	    --unit pcs --price 0.85
	tradecli -q order move O1 confirmed
	tradecli -q order move O2 confirmed
}

lines()
{
	holds 'SELECT s.number, l.line, o.number, l.order_line,
	    l.quantity / 1000000, l.hs_code, l.origin FROM shipment_line l
	    JOIN shipment s ON s.id = l.shipment LEFT JOIN sales_order o
	    ON o.id = l.sales_order ORDER BY s.id, l.line'
}

dates()
{
	holds 'SELECT number, shipped, bl_date, eta, invoice_date
	    FROM sales_order ORDER BY id'
}

@test "from takes what is left of an order" {
	ok tradecli shipment from O1 --mode sea-fcl --etd 2026-12-01
	out_is <<-'END'
	SHP-2026-0001
	END
	err_is <<-'END'
	SHP-2026-0001: lines added: 2
	END
	lines <<-'END'
	SHP-2026-0001|1|O1|1|1000|8539520000|CN
	SHP-2026-0001|2|O1|2|100|94052100|CN
	END
	ok tradecli shipment show SHP-2026-0001 -f json
	json '[.buyer,.mode,.port_loading,.port_discharge,.destination,.marks,.etd,.state]'
	out_is <<-'END'
	["NOR","sea-fcl","Ningbo","Hamburg","Hamburg","NL / HAMBURG","2026-12-01","draft"]
	END
	refused 5 tradecli shipment from O1
	err_is <<-'END'
	tradecli: order O1: nothing is left to ship
	END
}

@test "from takes the lines and quantities named, and the rest later" {
	ok tradecli -q shipment from o1 --line 1=400
	ok tradecli -q shipment from O1 O2 --line O1:1=100 --line O1:2
	ok tradecli -q shipment from O1
	lines <<-'END'
	SHP-2026-0001|1|O1|1|400|8539520000|CN
	SHP-2026-0002|1|O1|1|100|8539520000|CN
	SHP-2026-0002|2|O1|2|100|94052100|CN
	SHP-2026-0002|3|O2|1|60|8539520000|CN
	SHP-2026-0003|1|O1|1|500|8539520000|CN
	END
}

@test "add-order adds another order" {
	tradecli -q shipment from O1 --line 2
	ok tradecli shipment add-order SHP-2026-0001 O2
	no_out
	err_is <<-'END'
	SHP-2026-0001: lines added: 1
	END
	lines <<-'END'
	SHP-2026-0001|1|O1|2|100|94052100|CN
	SHP-2026-0001|2|O2|1|60|8539520000|CN
	END
}

@test "what is called off can be shipped again" {
	tradecli -q shipment from O2
	tradecli -q shipment move SHP-2026-0001 cancelled --reason 'no space'
	ok tradecli -q shipment from O2
	lines <<-'END'
	SHP-2026-0001|1|O2|1|60|8539520000|CN
	SHP-2026-0002|1|O2|1|60|8539520000|CN
	END
}

@test "never more than was ordered, unless it is agreed" {
	tradecli -q shipment from O1 --line 1=900
	refused 5 tradecli shipment from O1 --line 1=101
	err_is <<-'END'
	tradecli: order O1, line 1: 101 wanted, but only 100 of 1000 are left
	  hint: if the buyer has agreed to more: --more
	END
	refused 5 tradecli shipment edit SHP-2026-0001 --line 1 --quantity 1001
	err_is <<-'END'
	tradecli: order O1, line 1: 1000 were ordered, 1001 would be shipped
	  hint: if the buyer has agreed to more, set more_agreed of the line to yes
	END
	ok tradecli -q shipment edit SHP-2026-0001 --line 1 --quantity 1001 --more-agreed yes
	ok tradecli -q shipment from O2 --line 1=61 --more
	lines <<-'END'
	SHP-2026-0001|1|O1|1|1001|8539520000|CN
	SHP-2026-0002|1|O2|1|61|8539520000|CN
	END
}

@test "no more by import, either" {
	cat >s.csv <<-'END'
	number,date,buyer,line,sales_order,order_line,product,quantity
	S1,2026-11-20,NOR,1,O2,1,LED-9W,40
	S2,2026-11-20,NOR,1,O2,1,LED-9W,30
	END
	refused 5 tradecli shipment import s.csv
	err_is <<-'END'
	tradecli: order O2, line 1: 60 were ordered, 70 would be shipped
	  hint: if the buyer has agreed to more, set more_agreed of the line to yes
	END
	sed -i '$d' s.csv
	ok tradecli shipment import s.csv
	err_is <<-'END'
	shipments: 1 new, 0 changed, 0 unchanged (lines: 1 new, 0 changed)
	END
}

@test "from refuses" {
	tradecli -q buyer add Other --code OTH
	tradecli -q order add --number O3 --buyer OTH --currency USD \
	    --product LAMP --quantity 1 --price 1
	refused 5 tradecli shipment from O3
	err_is <<-'END'
	tradecli: order O3 is not confirmed yet
	  hint: tradecli order move O3 confirmed
	END
	tradecli -q order move O3 confirmed
	refused 5 tradecli shipment from O1 O3
	err_is <<-'END'
	tradecli: order O3 is of buyer OTH, order O1 of NOR
	END
	refused 2 tradecli shipment from O1 O1
	err_is <<-'END'
	tradecli: O1 is named twice
	END
	refused 3 tradecli shipment from O1 --line 7
	err_is <<-'END'
	tradecli: order O1 has no such line
	  hint: see them: tradecli order show O1
	END
	refused 2 tradecli shipment from O1 O2 --line 1
	err_is <<-'END'
	tradecli: --line 1: of which order?
	  hint: ORDER:LINE=QUANTITY, LINE=QUANTITY or LINE
	END
	refused 2 tradecli shipment from O1 --line O2:1
	err_is <<-'END'
	tradecli: --line: order O2 is not one of those named
	END
	refused 2 tradecli shipment from O1 --line 1=0
	err_is <<-'END'
	tradecli: --line 1=0: how much?
	END
	refused 2 tradecli shipment from O1 --quantity 7
	err_is <<-'END'
	tradecli: shipment from: --quantity is a field of one line
	  hint: of which line, and how much: --line 1=6000
	END
	refused 2 tradecli shipment from O1 --hs-code 853952
	err_is <<-'END'
	tradecli: shipment from: --hs-code is a field of one line
	  hint: change it afterwards: tradecli shipment edit NUMBER --line N --FIELD VALUE
	END
	tradecli -q order move O2 cancelled --reason 'no money'
	refused 5 tradecli shipment from O2
	err_is <<-'END'
	tradecli: order O2 is cancelled
	END
	tradecli -q shipment from O1
	refused 5 tradecli shipment add-order SHP-2026-0001 O3
	err_is <<-'END'
	tradecli: order O3 is of buyer OTH, the shipment goes to NOR
	END
	remember
	ok tradecli shipment add-order SHP-2026-0001 O1 --line 1=1 --more --dry-run
	unchanged
}

@test "a term for ships is doubted by air" {
	ok tradecli shipment from O2 --mode air
	err_is <<-'END'
	SHP-2026-0001: lines added: 1
	Warning: order O2 is FOB, a term for ships; by other ways it is FCA, CPT or CIP.
	END
	ok tradecli shipment from O1 --mode sea-lcl
	err_is <<-'END'
	SHP-2026-0002: lines added: 2
	END
}

# ---- packing -----------------------------------------------------------------

@test "pack: 1,000 pieces at 24 take 42 cartons" {
	tradecli -q shipment from O1 --line 1
	ok tradecli shipment pack SHP-2026-0001
	no_out
	err_is <<-'END'
	SHP-2026-0001: cartons: 42, N.W. 400 kg, G.W. 433.6 kg, 3.403 m3
	END
	ok tradecli shipment show SHP-2026-0001 -f json
	json '.cartons[]|[.first,.last,.shipment_line,.quantity,.net_weight,.gross_weight]'
	out_is <<-'END'
	[1,41,1,24,9.6,10.4]
	[42,42,1,16,6.4,7.2]
	END
	ok tradecli shipment list -f csv --fields number,total_cartons,total_net,total_gross,total_volume
	out_is <<-'END'
	number,total_cartons,total_net,total_gross,total_volume
	SHP-2026-0001,42,400,433.6,3.403
	END
}

@test "packing again replaces, and the same again changes nothing" {
	tradecli -q shipment from O1
	tradecli -q shipment pack SHP-2026-0001 --mix 1=16,2=5 --mix 2=5
	holds 'SELECT line, first, last, shipment_line, quantity / 1000000, height / 1000000 FROM carton ORDER BY line' <<-'END'
	1|1|41|1|24|41
	2|42|50|2|10|40
	3|51|51|1|16|40
	4|51|51|2|5|
	5|52|52|2|5|40
	END
	ok tradecli -q shipment pack SHP-2026-0001
	holds 'SELECT line, first, last, shipment_line, quantity / 1000000 FROM carton ORDER BY line' <<-'END'
	1|1|41|1|24
	2|42|42|1|16
	3|43|52|2|10
	END
	remember
	ok tradecli -q shipment pack SHP-2026-0001
	unchanged
	ok tradecli shipment show SHP-2026-0001 -f json
	json '[.total_cartons,.total_net,.total_gross,.total_volume],(.lines[]|[.cartons,.net_weight,.gross_weight,.volume])'
	out_is <<-'END'
	[52,490,533.6,4.363]
	[42,400,433.6,3.403]
	[10,90,100,0.96]
	END
}

@test "pack names every product that lacks something" {
	tradecli -q product edit LAMP --carton-height '' --net-weight ''
	tradecli -q product edit LED-9W --pieces-per-carton ''
	tradecli -q shipment from O1
	refused 4 tradecli shipment pack SHP-2026-0001
	err_is <<-'END'
	tradecli: SHP-2026-0001 cannot be packed: LED-9W lacks pieces_per_carton; LAMP lacks carton_height, net_weight
	  hint: tradecli product edit LED-9W --pieces-per-carton N
	END
}

@test "pack refuses" {
	tradecli -q shipment from O1
	refused 4 tradecli shipment pack SHP-2026-0001 --mix 3=1
	err_is <<-'END'
	tradecli: a mixed carton names line 3: there is no such line
	END
	refused 4 tradecli shipment pack SHP-2026-0001 --mix 11x2=10
	err_is <<-'END'
	tradecli: line 2: there is more of it in the mixed cartons than in the shipment
	END
	refused 2 tradecli shipment pack SHP-2026-0001 --mix 2
	err_is <<-'END'
	tradecli: --mix: '2' does not say what is in a mixed carton
	  hint: line=pieces: 1=16,2=8; ten of them: 10x1=16,2=8
	END
	tradecli -q shipment edit SHP-2026-0001 --line 3 --description Samples --quantity 5
	refused 4 tradecli shipment pack SHP-2026-0001
	err_is <<-'END'
	tradecli: line 3, Samples: how it is packed stands with a product, and it names none
	  hint: name one: tradecli shipment edit SHP-2026-0001 --line 3 --product CODE
	END
	tradecli -q shipment rm SHP-2026-0001 --line 3 --yes
	tradecli -q shipment edit SHP-2026-0001 --line 1 --unit set
	refused 4 tradecli shipment pack SHP-2026-0001
	err_is <<-'END'
	tradecli: line 1: the unit is SET, but LED-9W is packed by H87
	END
}

@test "what leaves is in cartons, if there are any" {
	tradecli -q shipment from O1 --mode sea-lcl
	tradecli -q shipment pack SHP-2026-0001
	tradecli -q shipment edit SHP-2026-0001 --line 1 --quantity 990
	refused 4 tradecli shipment move SHP-2026-0001 shipped
	err_is <<-'END'
	tradecli: SHP-2026-0001, line 1: 990 are shipped, 1000 are in cartons
	  hint: pack it anew: tradecli shipment pack SHP-2026-0001
	END
	tradecli -q shipment pack SHP-2026-0001
	ok tradecli shipment move SHP-2026-0001 shipped
	refused 5 tradecli shipment pack SHP-2026-0001 --mix 1=1
	refused 5 tradecli shipment rm SHP-2026-0001 --yes
	ok tradecli -q shipment add --mode truck
	refused 4 tradecli shipment move SHP-2026-0002 shipped
	err_is <<-'END'
	tradecli: SHP-2026-0002: has no lines: what is shipped?
	  hint: tradecli shipment add-order SHP-2026-0002 ORDER
	END
}

# ---- containers --------------------------------------------------------------

@test "plan: containers by volume and weight, freight tons, chargeable kilograms" {
	tradecli -q shipment from O1 --line 1
	ok tradecli shipment plan SHP-2026-0001 -f csv
	out_is <<-'END'
	way,quantity,unit,limit,volume_percent,weight_percent,last,last_cartons,remark
	20GP,1,container,volume,12.2,2.5,20GP,1-42,
	40GP,1,container,volume,5.9,2,20GP,1-42,
	40HQ,1,container,volume,5,2,20GP,1-42,
	45HQ,1,container,volume,4.4,1.8,20GP,1-42,
	LCL,3.403,W/M ton,volume,,,,,
	air,568,kg,volume,,,,,
	courier,681,kg,volume,,,,,
	END
	err_is <<-'END'
	SHP-2026-0001: cartons: 42, N.W. 400 kg, G.W. 433.6 kg, 3.403 m3
	END
}

@test "plan: heavy goods fill by weight, and the last container may be smaller" {
	tradecli -q product add Bolts --code BOLT --unit pcs \
	    --pieces-per-carton 1 --carton-length 40 --carton-width 30 \
	    --carton-height 30 --net-weight 24 --gross-weight 25
	tradecli -q order add --number O4 --buyer NOR --currency USD \
	    --product BOLT --quantity 1800 --price 40
	tradecli -q order move O4 confirmed
	tradecli -q shipment from O4
	ok tradecli shipment plan SHP-2026-0001 -f csv
	out_is <<-'END'
	way,quantity,unit,limit,volume_percent,weight_percent,last,last_cartons,remark
	20GP,3,container,weight,77.1,85.7,20GP,1401-1800,
	40GP,3,container,weight,37.2,68.2,20GP,1761-1800,
	40HQ,3,container,weight,31.8,68.2,20GP,1761-1800,
	45HQ,2,container,weight,41.5,93.8,40GP,961-1800,
	LCL,64.8,W/M ton,volume,,,,,
	air,45000,kg,weight,,,,,
	courier,45000,kg,weight,,,,,
	END
	ok tradecli shipment plan SHP-2026-0001 -f csv --payload 15000 --load 20
	sed -n 2p "$kept/out" >"$kept/row"
	file_is "$kept/row" <<-'END'
	20GP,4,container,volume,81,75,20GP,1666-1800,
	END
	refused 2 tradecli shipment plan SHP-2026-0001 --load 0
	err_is <<-'END'
	tradecli: --load: must be more than 0
	END
	tradecli -q product edit BOLT --carton-length 1210
	ok tradecli shipment plan SHP-2026-0001 -f csv
	[ "$(grep -c 'a carton does not go in' "$kept/out")" = 3 ]
}

@test "containers have a type, then a number that can be checked" {
	tradecli -q shipment from O1 --mode sea-fcl
	ok tradecli shipment container SHP-2026-0001 --type 40HC
	err_is <<-'END'
	SHP-2026-0001: container ?, 40HQ
	END
	refused 4 tradecli shipment container SHP-2026-0001 CSQU3054384
	err_is <<-'END'
	tradecli: 'CSQU3054384': the check digit is wrong
	  hint: of CSQU305438 it is 3; compare letters and digits with the door or the booking
	END
	ok tradecli shipment container SHP-2026-0001 'csqu 305438-3'
	err_is <<-'END'
	SHP-2026-0001: container CSQU3054383, 40HQ
	END
	ok tradecli shipment container SHP-2026-0001 CSQU3054383 --seal-number H8812
	ok tradecli shipment container SHP-2026-0001 MSKU6011672 --type 20gp
	ok tradecli shipment show SHP-2026-0001 -f json
	json '.containers[]|[.line,.number,.type,.seal_number]'
	out_is <<-'END'
	[1,"CSQU3054383","40HQ","H8812"]
	[2,"MSKU6011672","20GP",null]
	END
	refused 2 tradecli shipment container SHP-2026-0001
	err_is <<-'END'
	tradecli: shipment container: of which type?
	  hint: --type 20GP, 40GP, 40HQ, 45HQ ...
	END
	ok tradecli shipment container SHP-2026-0001 MSKU6011672 --remove
	err_is <<-'END'
	SHP-2026-0001: container MSKU6011672 removed
	END
	refused 3 tradecli shipment container SHP-2026-0001 MSKU6011672 --remove
	err_is <<-'END'
	tradecli: SHP-2026-0001 has no container MSKU6011672
	END
}

# ---- dates and states --------------------------------------------------------

@test "an order takes the dates over from its shipments, the latest of each" {
	tradecli -q shipment from O1 --line 1=400 --mode sea-lcl --etd 2026-12-01
	dates <<-'END'
	O1||||
	O2||||
	END
	tradecli -q shipment edit SHP-2026-0001 --eta 2027-01-05
	tradecli -q shipment edit SHP-2026-0001 --atd 2026-12-02 \
	    --bl-date 2026-12-03 --invoice-date 2026-11-30
	dates <<-'END'
	O1|2026-12-02|2026-12-03|2027-01-05|2026-11-30
	O2||||
	END
	tradecli -q shipment from O1 O2 --atd 2026-12-20
	dates <<-'END'
	O1|2026-12-20|2026-12-03|2027-01-05|2026-11-30
	O2|2026-12-20|||
	END
	tradecli -q shipment move SHP-2026-0002 cancelled --reason 'no space'
	dates <<-'END'
	O1|2026-12-02|2026-12-03|2027-01-05|2026-11-30
	O2||||
	END
	tradecli -q shipment edit SHP-2026-0001 --ata 2027-01-09 --bl-date ''
	dates <<-'END'
	O1|2026-12-02||2027-01-09|2026-11-30
	O2||||
	END
	ok tradecli -q undo
	dates <<-'END'
	O1|2026-12-02|2026-12-03|2027-01-05|2026-11-30
	O2||||
	END
	ok tradecli check
}

@test "due dates of payments follow the bill of lading" {
	tradecli -q order add P5 --number O5 --buyer NOR --currency USD \
	    --terms '30% T/T deposit, 70% 10 days after B/L date' \
	    --product LED-9W --quantity 100 --price 2
	tradecli -q order move O5 confirmed
	tradecli -q shipment from O5 --bl-date 2026-11-25
	holds 'SELECT line, amount / 1000000, due FROM instalment' <<-'END'
	1|60|2026-11-22
	2|140|2026-12-05
	END
	tradecli -q shipment edit SHP-2026-0001 --bl-date 2026-11-28
	holds 'SELECT line, due FROM instalment' <<-'END'
	1|2026-11-22
	2|2026-12-08
	END
	tradecli -q shipment move SHP-2026-0001 cancelled --reason lost
	holds 'SELECT line, due FROM instalment' <<-'END'
	1|2026-11-22
	2|
	END
}

# An order of three for 100.01 and a freight of 10, 30 % of it paid.
order_in_parts()
{
	tradecli -q order add P6 --number O6 --buyer NOR --currency USD \
	    --terms "${1:-30% T/T deposit, 70% against copy of B/L}" \
	    --ship-by 2026-12-01 --freight 10 --product LED-9W --quantity 3 \
	    --unit pcs --price 33.336666
	tradecli -q order move O6 confirmed
	tradecli -q order pay O6 1
}

parts()
{
	holds 'SELECT line, shipment, amount / 10000, due, paid FROM instalment
	    ORDER BY line'
}

@test "what goes in parts is paid in parts: each shipment its share" {
	order_in_parts
	tradecli -q shipment from O6 --line 1=1 --mode air
	parts <<-'END'
	1||3300|2026-11-22|2026-11-22
	2||7701||
	END
	tradecli -q shipment edit SHP-2026-0001 --bl-date 2026-11-25
	parts <<-'END'
	1||3300|2026-11-22|2026-11-22
	2|SHP-2026-0001|3034|2026-11-25|
	3||4667||
	END
	tradecli -q order pay O6 2 --amount 30
	tradecli -q shipment from O6 --line 1=1 --mode air \
	    --bl-date 2026-12-05
	parts <<-'END'
	1||3300|2026-11-22|2026-11-22
	2|SHP-2026-0001|34|2026-11-25|
	3|SHP-2026-0002|2333|2026-12-05|
	4|SHP-2026-0001|3000|2026-11-25|2026-11-22
	5||2334||
	END
	TRADECLI_TODAY=2026-12-06 ok tradecli next --format csv --no-header
	cut -d, -f1,4-5,8- "$kept/out" >rows
	file_is rows <<-'END'
	2026-11-25,O6,payment overdue,"T/T, SHP-2026-0001"
	2026-12-01,O6,not shipped in time,
	2026-12-05,O6,payment overdue,"T/T, SHP-2026-0002"
	END
	ok tradecli deal O6
	grep -P '\tinstalment|\torder' "$kept/out" >rows
	file_is rows <<-'END'
	0	order	O6	Nordlicht GmbH	2026-11-22	confirmed	110.01	USD	47.01	2026-12-01	2 of 3 shipped
	1	instalment	1	T/T	2026-11-22	paid	33	USD		2026-11-22	
	1	instalment	4	T/T, SHP-2026-0001	2026-11-22	paid	30	USD		2026-11-25	
	1	instalment	2	T/T, SHP-2026-0001		open	0.34	USD	0.34	2026-11-25	
	1	instalment	3	T/T, SHP-2026-0002		open	23.33	USD	23.33	2026-12-05	
	1	instalment	5	T/T		open	23.34	USD	23.34		
	END
	tradecli -q shipment from O6 --mode air --bl-date 2026-12-09
	parts <<-'END'
	1||3300|2026-11-22|2026-11-22
	2|SHP-2026-0001|34|2026-11-25|
	3|SHP-2026-0002|2333|2026-12-05|
	4|SHP-2026-0001|3000|2026-11-25|2026-11-22
	5|SHP-2026-0003|2334|2026-12-09|
	END
	tradecli -q shipment move SHP-2026-0002 cancelled --reason 'no space'
	parts <<-'END'
	1||3300|2026-11-22|2026-11-22
	2|SHP-2026-0001|34|2026-11-25|
	3||2334||
	4|SHP-2026-0001|3000|2026-11-25|2026-11-22
	5|SHP-2026-0003|2333|2026-12-09|
	END
	ok tradecli check
}

@test "all at once, or with no date, is due as a whole" {
	order_in_parts
	tradecli -q shipment from O6 --line 1=1 --mode air
	tradecli -q shipment from O6 --mode air
	tradecli -q order edit O6 --bl-date 2026-12-01
	parts <<-'END'
	1||3300|2026-11-22|2026-11-22
	2||7701|2026-12-01|
	END
	tradecli -q shipment edit SHP-2026-0001 --bl-date 2026-11-25
	tradecli -q shipment edit SHP-2026-0001 --line 1 --quantity 3 \
	    --more-agreed yes
	parts <<-'END'
	1||3300|2026-11-22|2026-11-22
	2||7701|2026-11-25|
	END
}

@test "several parts of the terms are split, each for itself" {
	order_in_parts 'T/T 30/30/40'
	tradecli -q shipment from O6 --line 1=1 --mode air \
	    --atd 2026-11-24 --bl-date 2026-11-25
	tradecli -q order pay O6 3
	holds 'SELECT line, part, shipment, amount / 10000, paid
	    FROM instalment ORDER BY part, line' <<-'END'
	1|1||3300|2026-11-22
	2|2|SHP-2026-0001|1300|
	4|2||2001|
	3|3|SHP-2026-0001|1733|2026-11-22
	5|3||2667|
	END
	holds 'SELECT sum(amount) FROM instalment' <<<110010000
}

@test "an order half of which has gone is not shipped, unless it ends there" {
	order_in_parts
	tradecli -q shipment from O6 --line 1=1 --mode air \
	    --bl-date 2026-11-25
	refused 5 tradecli order move O6 shipped
	err_is <<-'END'
	tradecli: order O6, line 1: 1 of 3 have gone
	  hint: ship the rest: tradecli shipment from O6; if it will never go: tradecli order move O6 shipped --reason 'TEXT'
	END
	tradecli -q shipment from O6 --line 1=1 --mode air
	refused 5 tradecli order move O6 shipped
	err_is <<-'END'
	tradecli: order O6, line 1: 1 of 3 have gone
	  hint: first: tradecli shipment move SHP-2026-0002 shipped
	END
	tradecli -q shipment move SHP-2026-0002 cancelled --reason 'no space'
	ok tradecli order move O6 shipped --reason 'the rest not wanted'
	parts <<-'END'
	1||3300|2026-11-22|2026-11-22
	2||1034|2026-11-25|
	END
	ok tradecli undo
	parts <<-'END'
	1||3300|2026-11-22|2026-11-22
	2|SHP-2026-0001|3034|2026-11-25|
	3||4667||
	END
	ok tradecli redo
	TRADECLI_TODAY=2026-12-06 ok tradecli next --format csv --no-header
	cut -d, -f1,4-5 "$kept/out" >rows
	file_is rows <<-'END'
	2026-11-25,O6,payment overdue
	END
	tradecli -q order edit O6 --reason ''
	TRADECLI_TODAY=2026-12-06 ok tradecli next --format csv --no-header
	cut -d, -f1,4-5 "$kept/out" >rows
	file_is rows <<-'END'
	2026-11-25,O6,payment overdue
	2026-12-01,O6,not shipped in time
	END
}

@test "what is removed takes its dates with it" {
	tradecli -q order add P5 --number O5 --buyer NOR --currency USD \
	    --terms '30% T/T deposit, 70% 10 days after B/L date' \
	    --product LED-9W --quantity 100 --price 2
	tradecli -q order edit O5 --line 2 --product LAMP --quantity 10 --price 3
	tradecli -q order move O5 confirmed
	due()
	{
		holds "SELECT o.shipped, o.bl_date, o.eta, max(i.due)
		    FROM instalment i JOIN sales_order o
		    ON o.id = i.sales_order WHERE o.number = 'O5'
		    AND i.part = 2 GROUP BY o.id"
	}
	none='|||' first='2026-11-25|2026-11-25|2027-01-05|2026-12-05'
	tradecli -q shipment from O5 --line 1 --bl-date 2026-11-25 --eta 2027-01-05
	due <<<"$first"
	# a draft
	ok tradecli -q shipment rm SHP-2026-0001 --yes
	due <<<"$none"
	ok tradecli -q undo
	due <<<"$first"
	ok tradecli -q redo
	due <<<"$none"
	ok tradecli -q undo
	# one of several
	tradecli -q shipment from O5 O2 --line O5:2 --line O2:1 --atd 2026-12-19 \
	    --bl-date 2026-12-20
	due <<<'2026-12-19|2026-12-20|2027-01-05|2026-12-30'
	ok tradecli -q shipment rm SHP-2026-0002 --line 1 --yes
	due <<<"$first"
	ok tradecli -q undo
	ok tradecli -q redo
	due <<<"$first"
	ok tradecli -q undo
	due <<<'2026-12-19|2026-12-20|2027-01-05|2026-12-30'
	ok tradecli -q shipment rm SHP-2026-0002 --yes
	due <<<"$first"
	dates <<-'END'
	O1||||
	O2||||
	O5|2026-11-25|2026-11-25|2027-01-05|
	END
	ok tradecli check --full
}

@test "a line that is of another order now takes its dates along" {
	tradecli -q shipment from O1 --line 1=60 --bl-date 2026-11-25
	dates <<-'END'
	O1|2026-11-25|2026-11-25||
	O2||||
	END
	ok tradecli -q shipment edit SHP-2026-0001 --line 1 --sales-order O2
	dates <<-'END'
	O1||||
	O2|2026-11-25|2026-11-25||
	END
	ok tradecli -q undo
	dates <<-'END'
	O1|2026-11-25|2026-11-25||
	O2||||
	END
	ok tradecli -q redo
	ok tradecli -q shipment edit SHP-2026-0001 --line 1 --sales-order '' --order-line ''
	dates <<-'END'
	O1||||
	O2||||
	END
	ok tradecli check --full
}

@test "dates an order knew before go over into its first shipment" {
	tradecli -q order edit O2 --bl-date 2026-11-10 --eta 2026-12-10
	tradecli -q shipment from O2
	dates <<-'END'
	O1||||
	O2|2026-11-10|2026-11-10|2026-12-10|
	END
}

@test "dates stand in a sane order" {
	tradecli -q shipment from O2 --etd 2026-12-10
	refused 4 tradecli shipment edit SHP-2026-0001 --eta 2026-12-09
	err_is <<-'END'
	tradecli: eta: 2026-12-09 is before etd, 2026-12-10
	END
	refused 4 tradecli shipment edit SHP-2026-0001 --cy-cutoff '2026-12-11 12:00'
	err_is <<-'END'
	tradecli: etd: 2026-12-10 is before cy_cutoff, 2026-12-11 12:00
	END
	ok tradecli -q shipment edit SHP-2026-0001 --cy-cutoff '2026-12-10 12:00'
}

@test "states: draft, booked, shipped, arrived, closed" {
	tradecli -q shipment from O2
	refused 4 tradecli shipment move SHP-2026-0001 booked
	err_is <<-'END'
	tradecli: mode: how does it go?
	  hint: give it first: --mode sea-fcl, sea-lcl, air, courier, rail or truck
	END
	tradecli -q shipment edit SHP-2026-0001 --mode 拼箱
	ok tradecli shipment move SHP-2026-0001 已订舱
	err_is <<-'END'
	SHP-2026-0001: draft -> booked
	END
	refused 4 tradecli shipment move SHP-2026-0001 cancelled
	tradecli -q shipment move SHP-2026-0001 shipped
	refused 5 tradecli shipment edit SHP-2026-0001 --line 1 --quantity 5
	err_is <<-'END'
	tradecli: shipment SHP-2026-0001 is shipped: its quantity cannot be changed any more
	END
	refused 5 tradecli shipment move SHP-2026-0001 cancelled --reason x
	err_is <<-'END'
	tradecli: shipment SHP-2026-0001 is shipped: it cannot become cancelled
	  hint: it can become: arrived
	END
	ok tradecli -q shipment edit SHP-2026-0001 --bl-number COSU1 --courier 'DHL 1'
	tradecli -q shipment move SHP-2026-0001 arrived
	tradecli -q shipment move SHP-2026-0001 closed
	holds 'SELECT mode, state, atd, ata FROM shipment' <<-'END'
	sea-lcl|closed|2026-11-22|2026-11-22
	END
}

@test "lines name a line of an order that there is" {
	tradecli -q shipment add --number S1
	refused 4 tradecli shipment edit S1 --line 1 --product LAMP --quantity 1 --sales-order O1
	err_is <<-'END'
	tradecli: line: order_line: which line of order O1 is it?
	END
	refused 4 tradecli shipment edit S1 --line 1 --product LAMP --quantity 1 --sales-order O1 --order-line 9
	err_is <<-'END'
	tradecli: line 1: order O1 has no line 9
	END
	refused 4 tradecli shipment edit S1 --line 1 --product LAMP --quantity 1 --net-weight 5 --gross-weight 4
	err_is <<-'END'
	tradecli: line: net_weight: more than the gross weight
	END
}

@test "what is exported is imported again" {
	tradecli -q shipment from O1 --mode air --bl-number '016-12345675' --voyage 0123
	tradecli -q shipment pack SHP-2026-0001
	ok tradecli shipment export s.xlsx
	remember
	ok tradecli shipment import s.xlsx
	err_is <<-'END'
	s.xlsx, sheet "Shipments":
	shipments: 0 new, 0 changed, 1 unchanged
	END
	unchanged
	ok tradecli shipment search cosco -f id
	ok tradecli --lang zh_CN shipment list
	ok tradecli shipment template t.xlsx
	[ -s t.xlsx ]
}

@test "goods keep their Chinese name, on the papers too" {
	tradecli -q product edit LAMP --name-local 台灯
	tradecli -q order add PO-3 --number O3 --buyer NOR --currency USD \
	    --incoterm FOB --place Ningbo --product LAMP --quantity 10 --price 5 --description 'Desk lamp' \
	    --description-local '台灯 金色'
	tradecli -q order edit O3 --line 2 --description Shade \
	    --product LAMP --quantity 10 --price 5
	tradecli -q order move O3 confirmed
	tradecli -q shipment from O3 --mode sea-lcl
	holds 'SELECT description, description_local FROM shipment_line' <<-'END'
	Desk lamp|台灯 金色
	Shade|台灯
	END
	tradecli -q shipment pack SHP-2026-0001
	for kind in invoice packing-list; do
		tradecli -q doc issue $kind SHP-2026-0001 --in both
	done
	for paper in CI-2026-0001 PL-2026-0001; do
		tradecli -q doc print $paper -o $paper.xlsx --in zh
		book $paper.xlsx | grep -q '台灯 金色'
	done
}

@test "in Chinese" {
	tradecli -q shipment from O2 --mode 空运
	ok tradecli --lang zh_CN shipment pack SHP-2026-0001
	err_is <<-'END'
	SHP-2026-0001：3 箱，净重 24 千克，毛重 26.4 千克，0.243 立方米
	END
	ok tradecli --lang zh_CN shipment plan SHP-2026-0001 -f table
	sed -n '1p;6,8p' "$kept/out" >"$kept/rows"
	file_is "$kept/rows" <<-'END'
	方式   数量  单位    计费依据  体积占比  重量占比  末柜柜型  末柜箱号  备注
	LCL   0.243  计费吨  体积
	空运     41  千克    体积
	快递     49  千克    体积
	END
	refused 5 tradecli --lang zh_CN shipment from O2
	err_is <<-'END'
	tradecli: 订单 O2：已全部安排出运
	END
}

@test "cartons of a quantity that is beyond all weight" {
	tradecli -q order add --number O9 --buyer NOR --currency USD \
	    --product LED-9W --quantity 9000000000000 --price 0
	tradecli -q order move O9 confirmed
	tradecli -q shipment from O9
	refused 4 tradecli shipment pack SHP-2026-0001
	err_is <<-'END'
	tradecli: line 1: the number is too large (limit 9,223,372,036,854)
	END
}

@test "from: a line is said once" {
	refused 2 tradecli shipment from O1 --line 1=1 --line 1=2
	err_is <<-'END'
	tradecli: --line 1 is said twice
	END
}

# ---- what must hold ------------------------------------------------------------

@test "an order with goods on their way cannot be called off" {
	tradecli -q shipment from O1 --mode sea-lcl
	refused 5 tradecli order move O1 cancelled --reason whim
	err_is <<-'END'
	tradecli: order O1 would be cancelled, but shipment SHP-2026-0001 has goods of it
	  hint: call the shipment off first, if it has not left
	END
	tradecli -q shipment move SHP-2026-0001 cancelled --reason whim
	ok tradecli order move O1 cancelled --reason whim
	refused 5 tradecli undo --number $(($(last_operation) - 1))
	grep -q 'shipment SHP-2026-0001 has goods of order O1, which is cancelled' \
	    "$kept/err"
}

last_operation() { ledger_sql 'SELECT max(id) FROM operation'; }

@test "undo ships no more than was ordered" {
	tradecli -q shipment from O1 --line 1 --mode sea-lcl
	tradecli -q shipment move SHP-2026-0001 cancelled --reason whim
	n=$(last_operation)
	tradecli -q shipment from O1 --line 1 --mode sea-lcl
	refused 5 tradecli undo --number "$n"
	grep -q 'with shipment SHP-2026-0001 more would be shipped of O1:1 than was ordered' \
	    "$kept/err"
}

@test "a shipment has the goods of one buyer" {
	tradecli -q buyer add Other --code OTHER
	tradecli -q shipment add --buyer OTHER --mode truck
	refused 5 tradecli shipment edit SHP-2026-0001 --product LED-9W --sales-order O1 --order-line 1 \
	    --quantity 1
	grep -q 'goes to another buyer than order O1' "$kept/err"
}
