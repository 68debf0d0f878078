# import --lines: records and their lines in two files; conversions; profiles.
load ../lib

prepare()
{
	ledger
	cat >orders.csv <<-'END'
	Order,When,Customer
	A1,2026-11-01,ACME
	A2,2026-11-02,Beta
	END
	cat >lines.csv <<-'END'
	Order,Item,Qty
	A2,wire,3
	A1,bulb,5
	A1,lamp,7
	END
	both=(orders.csv --lines lines.csv --map Order=number --map When=date
	    --map Customer=company --map Item=description --map Qty=quantity)
}

lines_are()
{
	tradecli inquiry export -f csv --fields number,line,description,quantity \
	    >"$kept/out" 2>/dev/null
	out_is
}

@test "two files: the lines come to their records, a second time nothing" {
	ok tradecli inquiry import "${both[@]}"
	no_out
	err_is <<-'END'
	inquiries: 2 new, 0 changed, 0 unchanged
	lines: 3 new, 0 changed, 0 unchanged
	END
	lines_are <<-'END'
	number,line,description,quantity
	A1,1,bulb,5
	A1,2,lamp,7
	A2,1,wire,3
	END
	remember
	ok tradecli inquiry import "${both[@]}"
	err_is <<-'END'
	inquiries: 0 new, 0 changed, 2 unchanged
	lines: 0 new, 0 changed, 3 unchanged
	END
	unchanged
	sed -i 's/lamp,7/lamp,9/' lines.csv
	ok tradecli inquiry import --lines lines.csv --map Order=number \
	    --map Item=description --map Qty=quantity
	err_is <<-'END'
	lines: 0 new, 1 changed, 2 unchanged
	END
	holds 'SELECT count(*) FROM operation' <<-'END'
	3
	END
}

@test "two files: cells of lines that are merged are told" {
	tradecli -q inquiry import orders.csv --map Order=number \
	    --map When=date --map Customer=company
	python - <<-'PYTHON'
	from openpyxl import Workbook
	book = Workbook()
	for row in (["number", "line", "description", "unit"],
	    ["A1", 1, "bulb", "pcs"], ["A1", 2, "lamp", None]):
	    book.active.append(row)
	book.active.merge_cells("D2:D3")
	book.save("lines.xlsx")
	PYTHON
	ok tradecli inquiry import --lines lines.xlsx
	grep -q 'column D "unit": the cell is merged with those' "$kept/err"
}

@test "two files: one bad line and nothing of both is kept" {
	printf 'A9,x,1\n,y,1\nA1,z,many\nA1,,\n' >>lines.csv
	refused 4 tradecli inquiry import "${both[@]}"
	err_is <<-'END'
	tradecli: lines.csv: row 5, column A "Order": there is no inquiry 'A9'
	  hint: it has to be in the ledger, or in the file with the inquiries
	tradecli: lines.csv: row 6: of which inquiry is it? The cell is empty
	tradecli: lines.csv: row 7, column C "Qty": 'many' is not a number
	  hint: write the number alone, as 1234.50; the currency stands in a column of its own
	tradecli: lines.csv: row 8: says nothing of a line
	tradecli: lines.csv: 4 of 7 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	ok tradecli inquiry import "${both[@]}" --rejects mend.csv -q
	[ ! -e mend.csv ]
	file_is mend-lines.csv <<-'END'
	Order,Item,Qty,line,rejected because
	A9,x,1,,Order: there is no inquiry 'A9'
	,y,1,,of which inquiry is it? The cell is empty
	A1,z,many,3,Qty: 'many' is not a number
	A1,,,,says nothing of a line
	END
}

@test "two files: lines of a rejected record are not named one by one" {
	sed -i 's/2026-11-02/soon/' orders.csv
	refused 4 tradecli inquiry import "${both[@]}"
	err_is <<-'END'
	tradecli: orders.csv: row 3, column B "When": 'soon' is not a date
	  hint: write it as 2026-11-05, 2026/11/5 or 2026年11月5日
	tradecli: orders.csv: 1 of 2 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	sed -i 's/lamp,7/lamp,many/' lines.csv
	refused 4 tradecli inquiry import "${both[@]}"
	grep -qx 'tradecli: orders.csv: 1 of 2 rows and lines.csv: 2 of 3 rows cannot be imported; nothing was changed' "$kept/err"
	ok tradecli inquiry import "${both[@]}" --rejects mend.csv -q
	file_is mend-lines.csv <<-'END'
	Order,Item,Qty,line,rejected because
	A2,wire,3,,the row of inquiry 'A2' was rejected
	A1,lamp,many,2,Qty: 'many' is not a number
	END
	sed -i 's/soon/2026-11-02/' mend.csv
	sed -i 's/many/7/' mend-lines.csv
	both=(mend.csv --lines mend-lines.csv "${both[@]:3}")
	ok tradecli inquiry import "${both[@]}"
	lines_are <<-'END'
	number,line,description,quantity
	A1,1,bulb,5
	A1,2,lamp,7
	A2,1,wire,3
	END
}

@test "lines name their record by its reference, too" {
	printf 'reference,date,company,channel\nR-7,2026-11-01,ACME,mail\n' >orders.csv
	printf 'reference,description,quantity\nR-7,bulb,5\n' >lines.csv
	ok tradecli inquiry import orders.csv --lines lines.csv -q
	sed -i 's/reference,d/Inquiry,d/' lines.csv
	ok tradecli inquiry import --lines lines.csv
	err_is <<-'END'
	lines: 0 new, 0 changed, 1 unchanged
	END
	printf 'reference,date,company,channel\nR-7,2026-11-01,Beta,fair\n' >orders.csv
	ok tradecli inquiry import orders.csv -q
	refused 4 tradecli inquiry import --lines lines.csv
	err_is <<-'END'
	tradecli: lines.csv: row 2, column A "Inquiry": several have the reference 'R-7'
	  hint: name it by its number
	tradecli: lines.csv: 1 of 1 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
}

@test "contacts are lines of firms, and what cannot be meant is refused" {
	printf 'code,name\nS1,Star\n' >s.csv
	printf 'code,contact_name,contact_email\nS1,Wang,w@example.com\n' >c.csv
	ok tradecli supplier import s.csv --lines c.csv
	err_is <<-'END'
	suppliers: 1 new, 0 changed, 0 unchanged
	contacts: 1 new, 0 changed, 0 unchanged
	END
	refused 2 tradecli product import s.csv --lines c.csv
	err_is <<-'END'
	tradecli: --lines: products have none
	END
	refused 2 tradecli import s.csv --lines c.csv
	err_is <<-'END'
	tradecli: --lines: of what are they?
	  hint: say so: --as order, or tradecli order import
	END
	refused 2 tradecli supplier import s.csv s.csv --lines c.csv
	err_is <<-'END'
	tradecli: --lines goes with one file at a time
	END
	refused 2 tradecli supplier import
	err_is <<-'END'
	tradecli: supplier import: FILE... is missing
	  hint: usage: tradecli supplier import FILE...
	END
	refused 2 tradecli inquiry import "${both[@]}" --map Wann=date
	err_is <<-'END'
	tradecli: --map: orders.csv, lines.csv has no heading 'Wann'
	END
	printf 'Item,Qty\nx,1\n' >lines.csv
	refused 4 tradecli inquiry import --lines lines.csv --map Item=description
	err_is <<-'END'
	tradecli: lines.csv: no heading says which inquiry a row belongs to
	  hint: say which is which: --map 'Their heading=number'
	END
}

@test "conversions say how a cell is meant" {
	tradecli -q buyer add --code B1 --name ACME
	cat >o.csv <<-'END'
	No,Day,Who,What,Qty,All,Off,Status,Extra
	O1,03/09/26,B1,bulb,3,10.00,0.15,open,0.00
	O1,03/09/26,B1,lamp,4,10,0,open,
	O2,03/09/26,B1,wire,1,5,15,open,
	O3,03/09/26,B1,wire,1,5,0.1,void,
	O4,03/09/26,B1,wire,1,5,0.1,open,2
	O5,2026-09-03,B1,wire,,5,0.1,open,
	END
	maps=(--map No=number --map 'Day=date (d/m/y)' --map Who=buyer
	    --map What=description --map Qty=quantity --map 'All=price (total)'
	    --map 'Off=discount (fraction)' --map 'Status=(not void)'
	    --map 'Extra=(none)')
	ok tradecli order import o.csv "${maps[@]}" --rejects r.csv
	err_is <<-'END'
	tradecli: o.csv: row 4, column G "Off": '15' is no fraction between 0 and 1
	  hint: 0.15 means 15 %
	tradecli: o.csv: row 5, column H "Status": rows with 'void' are not to be taken
	  hint: take them out of the file, or put them aside: --rejects FILE
	tradecli: o.csv: row 6, column I "Extra": '2' cannot be taken: it changes what the order comes to, and there is no field for it
	  hint: enter the order by hand, or leave the column out with --map 'HEADING='
	tradecli: o.csv: row 7, column B "Day": '2026-09-03' is no date written as d/m/y
	tradecli: o.csv: row 7, column F "All": a quantity is wanted, to divide by
	orders: 1 new, 0 changed, 0 unchanged (lines: 2 new, 0 changed), 4 rejected -> r.csv
	END
	holds 'SELECT o.date, l.price, l.discount, l.amount FROM sales_order o JOIN order_line l ON l.sales_order = o.id' <<-'END'
	2026-09-03|3333333|15000000|8500000
	2026-09-03|2500000|0|10000000
	END
	refused 2 tradecli order import o.csv --map 'No=number (half)'
	err_is <<-'END'
	tradecli: --map: there is no conversion (half)
	  hint: there are (fraction), (day), (m/d/y), (d/m/y), (1,234.5), (1.234,5), (total), (none), (not A|B), (only A|B)
	END
	refused 2 tradecli order import o.csv --map 'No=number (none)'
	err_is <<-'END'
	tradecli: --map: 'number (none)': such a column is only looked at, for no field
	END
	refused 2 tradecli order import o.csv --map 'No=(day)'
	err_is <<-'END'
	tradecli: --map: '(day)' lacks the name of a field
	END
}

@test "an amount that does not follow from price and quantity is refused" {
	tradecli -q buyer add --code B1 --name ACME
	printf 'number,date,buyer,description,quantity,price,amount\nO1,2026-09-03,B1,x,3,1.5,4.6\n' >o.csv
	refused 4 tradecli order import o.csv
	err_is <<-'END'
	tradecli: o.csv: row 2: amount: 4.6, but it comes to 4.5
	  hint: leave it out: it is computed
	tradecli: o.csv: 1 of 1 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
}

@test "a profile keeps what headings mean, in one file and in two" {
	cat >mine.profile <<-'END'
	# ours
	[inquiry]
	Order = number
	When = date (day)
	Customer = company
	Item = description
	currency := USD
	null := NULL
	[inquiry lines]
	Order = number
	Item = description
	Qty = quantity
	END
	printf 'Order,When,Customer,city,date\nA1,2026-11-01 10:00:00 -0400,ACME,Ulm,x\nA2,2026-11-02T09:00:00Z,Beta,NULL,\n' >orders.csv
	ok tradecli inquiry import orders.csv --lines lines.csv --profile ./mine.profile
	err_is <<-'END'
	Columns not used: city, date
	inquiries: 2 new, 0 changed, 0 unchanged
	lines: 3 new, 0 changed, 0 unchanged
	END
	holds 'SELECT number, date, currency FROM inquiry' <<-'END'
	A1|2026-11-01|USD
	A2|2026-11-02|USD
	END
	ok tradecli import orders.csv --profile mine.profile -q
	refused 2 tradecli supplier import orders.csv --profile mine.profile
	err_is <<-'END'
	tradecli: --profile mine.profile: says nothing of suppliers
	END
	sed -i '/lines/,$d' mine.profile
	refused 2 tradecli inquiry import --lines lines.csv --profile mine.profile
	err_is <<-'END'
	tradecli: --profile mine.profile: says nothing of lines of inquiries in a file of their own
	END
}

@test "a profile with a slip in it is refused with its line" {
	bad()
	{
		printf '%b' "$1" >p.profile
		refused 2 tradecli inquiry import orders.csv --profile p.profile
		head -1 "$kept/err"
	}
	run bad 'Order = number\n'
	[ "$output" = "tradecli: p.profile:1: which noun is it for? A line as [order] is missing" ]
	run bad '[inqury]\nOrder = number\n'
	[ "$output" = "tradecli: p.profile:1: [inqury] is no noun" ]
	run bad '[product lines]\n'
	[ "$output" = "tradecli: p.profile:1: [product lines] is no noun" ]
	run bad '[inquiry]\nOrder = numbr\n'
	[ "$output" = "tradecli: p.profile:2: inquiry has no field 'numbr'" ]
	run bad '[inquiry]\n\nOrder number\n'
	[ "$output" = "tradecli: p.profile:3: 'Order number' has no =" ]
	run bad '[inquiry]\nOrder = number (twice)\n'
	[ "$output" = "tradecli: p.profile:2: there is no conversion (twice)" ]
	run bad '[inquiry]\nOrder = number\n[order]\n[inquiry]\n'
	[ "$output" = "tradecli: p.profile:4: [inquiry] stands there twice" ]
	run bad '# nothing\n'
	[ "$output" = "tradecli: p.profile: says nothing of any noun" ]
	refused 2 tradecli inquiry import orders.csv --profile nobody
	err_is <<-'END'
	tradecli: there is no profile 'nobody'
	  hint: there are: amazon etsy northwind shopify; or name a file: ./mine.profile
	END
}

@test "profile shopify: a row a line, cells of the order in the first only" {
	tradecli -q buyer add --code SHOP --name Shop
	cat >o.csv <<-'END'
	Name,Email,Currency,Subtotal,Shipping,Taxes,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Shipping Name,Shipping Country,Notes,Cancelled at,Lineitem discount
	#1001,a@example.com,USD,29.00,5.00,0.00,0.00,2026-09-03 10:15:00 -0400,2,Mug,9.50,,Ann Ode,US,"leave it
	at the door",,0.00
	#1001,a@example.com,,,,,,2026-09-03 10:15:00 -0400,1,Spoon,10.00,,,,,,0.00
	#1002,b@example.com,EUR,14.00,0.00,0.00,1.00,2026-09-04 08:00:00 +0200,1,Cup,7.00,,Bo Li,DE,,,0.00
	#1002,b@example.com,,,,,,2026-09-04 08:00:00 +0200,1,Pot,7.00,,,,,,0.00
	END
	ok tradecli order import o.csv --profile shopify --set buyer=SHOP --rejects r.csv
	err_is <<-'END'
	tradecli: o.csv: row 5, column G "Discount Amount": '1.00' cannot be taken: it changes what the order comes to, and there is no field for it
	  hint: enter the order by hand, or leave the column out with --map 'HEADING='
	tradecli: o.csv: row 6: belongs to order '#1002', of which a row above is wrong
	Columns not used: Email, Subtotal, Taxes
	orders: 1 new, 0 changed, 0 unchanged (lines: 2 new, 0 changed), 2 rejected -> r.csv
	END
	holds 'SELECT o.number, o.date, o.currency, o.freight, o.state, sum(l.amount) FROM sales_order o JOIN order_line l ON l.sales_order = o.id' <<-'END'
	#1001|2026-09-03|USD|5000000|confirmed|29000000
	END
}

@test "profile amazon: what a line comes to becomes its price" {
	tradecli -q buyer add --code AMZ --name Amazon
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' \
	    amazon-order-id purchase-date order-status product-name quantity currency item-price \
	    111-1 2026-09-03T10:15:00+00:00 Shipped Mug 3 USD 10.00 \
	    111-1 2026-09-03T10:15:00+00:00 Shipped Cup 2 USD 8.00 \
	    111-2 2026-09-03T10:15:00+00:00 Pending Cup 1 '' '' >o.txt
	ok tradecli order import o.txt --profile amazon --set buyer=AMZ --rejects r.csv -q
	err_is <<-'END'
	tradecli: o.txt: row 4, column C "order-status": rows with 'Pending' are not to be taken
	  hint: take them out of the file, or put them aside: --rejects FILE
	END
	holds 'SELECT line, quantity, price, amount FROM order_line' <<-'END'
	1|3000000|3333333|10000000
	2|2000000|4000000|8000000
	END
}

@test "profile etsy: month, day, year; shipping once for the order" {
	tradecli -q buyer add --code ETSY --name Etsy
	cat >o.csv <<-'END'
	Sale Date,Item Name,Buyer,Quantity,Price,Discount Amount,Order Shipping,Item Total,Currency,Ship Country,Order ID,Variations
	09/03/26,Mug,ann,2,9.50,0,4.20,19.00,USD,United States,3812345671,Color:Red
	09/03/26,Cup,ann,1,7.5,0,4.20,7.50,USD,United States,3812345671,
	13/03/26,Cup,ann,1,7.5,0,4.20,7.50,USD,United States,3812345672,
	END
	ok tradecli order import o.csv --profile etsy --set buyer=ETSY --rejects r.csv -q
	err_is <<-'END'
	tradecli: o.csv: row 4, column A "Sale Date": there is no day 2026-13-03
	END
	holds 'SELECT o.date, o.country, o.freight, sum(l.amount) FROM sales_order o JOIN order_line l ON l.sales_order = o.id GROUP BY o.id' <<-'END'
	2026-09-03|US|4200000|26500000
	END
}

@test "import alone knows the headings of a profile" {
	cat >customers.csv <<-'END'
	customerID,companyName,contactName,contactTitle,address,city,region,postalCode,country,phone,fax
	ALFKI,Alfreds Futterkiste,Maria Anders,Sales,Obere Str. 57,Berlin,NULL,12209,Germany,030-0074321,NULL
	END
	ok tradecli import customers.csv
	no_out
	err_is <<-'END'
	customers.csv: read with the profile northwind
	Columns not used: fax
	buyers: 1 new, 0 changed, 0 unchanged (contacts: 1 new, 0 changed)
	END
	holds 'SELECT code, country, province IS NULL FROM party' <<-'END'
	ALFKI|DE|1
	END
	sed -i 's/customerID/number/' customers.csv
	ok tradecli import customers.csv --as buyer -n
	[ "$(grep -c profile "$kept/err")" = 0 ]
}

@test "an amount has the decimals of its record's currency" {
	tradecli -q buyer add ACME --code ACME
	tradecli -q order add --buyer ACME --currency JPY --description x \
	    --quantity 3 --price 33.5
	printf 'number,line,quantity\nORD-2026-0001,1,5\n' >a.csv
	ok tradecli order import a.csv
	holds 'SELECT quantity, amount FROM order_line' <<<'5000000|168000000'
}
