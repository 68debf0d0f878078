load ../lib

prepare()
{
	ledger
	tradecli -q supplier add 'Ningbo Star'
	tradecli -q buyer add ACME
}

offers()
{
	holds 'SELECT o.description, o.currency, o.incoterm,
	    l.quantity / 1000000, l.price / 1000000.0 FROM offer_line l
	    JOIN offer o ON o.id = l.offer ORDER BY o.id, l.line'
}

orders()
{
	holds 'SELECT o.number, o.currency, o.incoterm, l.description,
	    l.price / 1000000.0 FROM order_line l
	    JOIN sales_order o ON o.id = l.sales_order ORDER BY o.id, l.line'
}

# A list of a supplier: the term and the currency stand over the prices.
@test "breaks tell the currency and the term of their offer" {
	cat >offers.csv <<-'END'
	Supplier,Date,Description,FOB USD 500+,FOB USD 3000+
	Ningbo Star,2026-11-20,lamp,0.62,0.58
	Ningbo Star,2026-11-20,chair,4.5,
	END
	ok tradecli offer import offers.csv
	err_is <<-'END'
	offers: 2 new, 0 changed, 0 unchanged (prices: 3 new, 0 changed)
	END
	offers <<-'END'
	lamp|USD|FOB|500|0.62
	lamp|USD|FOB|3000|0.58
	chair|USD|FOB|500|4.5
	END
	ok tradecli offer import offers.csv
	err_is <<-'END'
	offers: 0 new, 0 changed, 2 unchanged
	END
}

@test "a heading tells the currency where the row does not" {
	cat >orders.csv <<-'END'
	Order,Date,Buyer,Description,Qty,单价(欧元)
	O1,2026-11-20,ACME,lamp,5,1.2
	,,,chair,6,1.3
	END
	ok tradecli order import orders.csv
	orders <<-'END'
	O1|EUR||lamp|1.2
	O1|EUR||chair|1.3
	END
	ok tradecli order import orders.csv
	err_is <<-'END'
	orders: 0 new, 0 changed, 1 unchanged
	END
	cat >products.csv <<-'END'
	Code,Name,Price (USD),采购价（元）
	A,lamp,1.2,
	B,chair,,4
	END
	ok tradecli product import products.csv
	holds 'SELECT code, currency, purchase_currency FROM product' <<-'END'
	A|USD|
	B||CNY
	END
}

@test "a currency in a heading that contradicts the row is refused" {
	cat >both.csv <<-'END'
	Order,Date,Buyer,Description,Qty,Price/pc USD,Currency
	O1,2026-11-20,ACME,lamp,5,1.2,EUR
	O2,2026-11-20,ACME,lamp,5,1.2,USD
	END
	refused 4 tradecli order import both.csv
	err_is <<-'END'
	tradecli: both.csv: row 2, column F "Price/pc USD": the heading says USD, but currency is EUR
	  hint: mend the one that is wrong
	tradecli: both.csv: 1 of 2 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	sed 's/,[^,]*$//' both.csv >one.csv
	refused 4 tradecli order import one.csv --set currency=EUR
	cat >twice.csv <<-'END'
	Order,Date,Buyer,Description,Qty,Price USD,Amount CNY
	O1,2026-11-20,ACME,lamp,5,1.2,6
	END
	refused 4 tradecli order import twice.csv
	err_is <<-'END'
	tradecli: twice.csv: row 2, column G "Amount CNY": the heading says CNY, but currency is USD
	  hint: mend the one that is wrong
	tradecli: twice.csv: 1 of 1 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
}

@test "the heading of a line is held against the record it is added to" {
	cat >below.csv <<-'END'
	Order,Date,Buyer,Currency,Description,Qty,Price USD
	O1,2026-11-20,ACME,EUR,,,
	,,,,lamp,5,1.2
	END
	refused 4 tradecli order import below.csv
	err_is <<-'END'
	tradecli: below.csv: row 3, column G "Price USD": the heading says USD, but currency is EUR
	tradecli: below.csv: 1 of 2 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	head -n 2 below.csv >heads.csv
	cat >lines.csv <<-'END'
	Order,Description,Qty,Price USD
	O1,lamp,5,1.2
	END
	refused 4 tradecli order import heads.csv --lines lines.csv
	err_is <<-'END'
	tradecli: lines.csv: row 2, column D "Price USD": the heading says USD, but currency is EUR
	tradecli: lines.csv: 1 of 1 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	sed -i s/EUR/USD/ heads.csv
	ok tradecli order import heads.csv --lines lines.csv
	orders <<-'END'
	O1|USD||lamp|1.2
	END
}

@test "a sign of many currencies in a heading is not taken for the home currency" {
	cat >sign.csv <<-'END'
	Order,Date,Buyer,Description,Qty,Price ($)
	O1,2026-11-20,ACME,lamp,5,1.2
	END
	refused 4 tradecli order import sign.csv
	err_is <<-'END'
	tradecli: sign.csv: row 2, column F "Price ($)": the heading has a currency sign, but no column says which currency
	  hint: add a column with the currency, or --set currency=USD
	tradecli: sign.csv: 1 of 1 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	ok tradecli order import sign.csv --set currency=USD
	orders <<-'END'
	O1|USD||lamp|1.2
	END
}

@test "an offer without a price is refused" {
	cat >offers.csv <<-'END'
	Supplier,Date,Description,Factory gate
	Ningbo Star,2026-11-20,lamp,0.62
	END
	refused 4 tradecli offer import offers.csv
	err_is <<-'END'
	tradecli: offers.csv: row 2: missing: price
	  hint: no column says it: which one is it? --map 'HEADING=price'
	tradecli: offers.csv: columns not used: Factory gate
	tradecli: offers.csv: 1 of 1 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	ok tradecli offer import offers.csv --map 'Factory gate=price'
	cat >gaps.csv <<-'END'
	Supplier,Date,Description,Quantity,Price
	Ningbo Star,2026-11-21,lamp,,
	Ningbo Star,2026-11-21,chair,,
	,,,1000,4
	Ningbo Star,2026-11-21,table,1,x
	Ningbo Star,2026-11-21,bed,,
	,,,1,y
	END
	refused 4 tradecli offer import gaps.csv
	err_is <<-'END'
	tradecli: gaps.csv: row 2: missing: price
	tradecli: gaps.csv: row 5, column E "Price": 'x' is not a number
	  hint: write the number alone, as 1234.50; the currency stands in a column of its own
	tradecli: gaps.csv: row 7, column E "Price": 'y' is not a number
	  hint: write the number alone, as 1234.50; the currency stands in a column of its own
	tradecli: gaps.csv: 3 of 6 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	ok tradecli offer import gaps.csv --rejects bad.csv
	file_is bad.csv <<-'END'
	Supplier,Date,Description,Quantity,Price,line,rejected because
	Ningbo Star,2026-11-21,lamp,,,,missing: price
	Ningbo Star,2026-11-21,table,1,x,1,Price: 'x' is not a number
	Ningbo Star,2026-11-21,bed,1,y,1,Price: 'y' is not a number
	END
	offers <<-'END'
	lamp|CNY||1|0.62
	chair|CNY||1000|4.0
	END
	holds 'SELECT count(*) FROM offer' <<<2
	ok tradecli check
	sed -i 's/,x,/,7,/; s/,y,/,8,/; s/,,,,missing/,1,9,,missing/' bad.csv
	ok tradecli offer import bad.csv
	holds 'SELECT count(*) FROM offer' <<<5
}

@test "an offer may have its prices in another file" {
	cat >offers.csv <<-'END'
	Offer,Supplier,Date,Description
	N7,Ningbo Star,2026-11-20,lamp
	END
	cat >prices.csv <<-'END'
	Offer,From quantity,Price
	N7,500,0.62
	END
	ok tradecli offer import offers.csv --lines prices.csv
	offers <<-'END'
	lamp|CNY||500|0.62
	END
	ok tradecli offer import offers.csv --lines prices.csv
	err_is <<-'END'
	offers: 0 new, 0 changed, 1 unchanged
	prices: 0 new, 0 changed, 1 unchanged
	END
	refused 2 tradecli offer add chair --supplier SUP-0001
	err_is <<-'END'
	tradecli: offer add: missing: price
	  hint: give them as options: tradecli help offer add
	END
}

@test "what is missing in all rows is said with the way to give it" {
	cat >offers.csv <<-'END'
	Description,FOB USD 500+
	lamp,0.62
	END
	refused 4 tradecli offer import offers.csv
	err_is <<-'END'
	tradecli: offers.csv: row 2: missing: supplier
	  hint: no column says it: --set supplier=VALUE for all rows, or --map 'HEADING=supplier'
	tradecli: offers.csv: 1 of 1 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	ok tradecli offer import offers.csv --set date=2026-11-20 \
	    --set supplier=SUP-0001
	cat >lines.csv <<-'END'
	Order,Date,Buyer,Description,Qty,Prize,Cur
	O1,2026-11-20,ACME,lamp,5,1.2,USD
	END
	refused 4 tradecli order import lines.csv
	err_is <<-'END'
	tradecli: lines.csv: row 2: missing: price
	  hint: no column says it: which one is it? --map 'HEADING=price'
	tradecli: lines.csv: columns not used: Prize
	  hint: meant perhaps: --map 'Prize=price'
	tradecli: lines.csv: 1 of 1 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
}

@test "what is missing is said before what it would come to" {
	cat >amounts.csv <<-'END'
	Order,Date,Buyer,Description,Qty,Cost of one,Amount
	O1,2026-11-20,ACME,lamp,5,1.2,6
	END
	refused 4 tradecli --lang zh_CN order import amounts.csv
	err_is <<-'END'
	tradecli: amounts.csv: 第 2 行: 缺少：price
	  提示：没有哪一列说明它：请指定是哪一列：--map '表头=price'
	tradecli: amounts.csv: 没有用到的列：Cost of one
	tradecli: amounts.csv: 1 行中有 1 行无法导入；没有做任何改动
	  提示：请修正；或先导入正确的行，把有问题的行另存：--rejects FILE
	END
}

@test "a term and its place may stand in one cell" {
	cat >terms.csv <<-'END'
	Order,Date,Buyer,Trade term,Place
	O1,2026-11-20,ACME,CIF Rotterdam,
	O2,2026-11-20,ACME,"FOB Ningbo, Incoterms 2020",NINGBO
	O3,2026-11-20,ACME,CIF鹿特丹,
	O4,2026-11-20,ACME,exw,Yiwu
	END
	ok tradecli order import terms.csv
	holds 'SELECT incoterm, place FROM sales_order' <<-'END'
	CIF|Rotterdam
	FOB|NINGBO
	CIF|鹿特丹
	EXW|Yiwu
	END
	ok tradecli order import terms.csv
	err_is <<-'END'
	orders: 0 new, 0 changed, 4 unchanged
	END
	cat >wrong.csv <<-'END'
	Order,Date,Buyer,Trade term,Place
	O1,2026-11-20,ACME,CIF Rotterdam,Hamburg
	O2,2026-11-20,ACME,"FOB Ningbo, Incoterms 2010",
	END
	refused 4 tradecli order import wrong.csv
	grep -q "row 2, column D \"Trade term\": says 'Rotterdam', but place is 'Hamburg'$" "$kept/err"
	grep -q "row 3, column D" "$kept/err"
}
