load ../lib

prepare() { ledger; }

ecb()
{
	cat >ecb.csv <<-'END'
	Date,USD,JPY,BGN,CNY,
	2026-11-19,1.1498,183.39,N/A,7.9341,
	2026-11-18,1.1500,183.00,N/A,7.9350,
	2025-12-31,1.1750,N/A,1.9558,8.2262,
	END
}

board()
{
	cat >board.csv <<-'END'
	货币名称,现汇买入价,现钞买入价,现汇卖出价,现钞卖出价,中行折算价,发布日期,发布时间
	美元,689.50,683.90,692.40,,690.04,2026.11.19 10:30:00,10:30:00
	美元,688.00,683.00,691.00,691.00,689.00,2026.11.19 09:30:00,09:30:00
	日元,4.3101,4.1762,4.3418,4.3418,4.3321,2026.11.19 10:30:00,10:30:00
	END
}

@test "the reference rates of the ECB are read, and read again" {
	ecb
	ok tradecli rate import ecb.csv
	no_out
	err_is <<-'END'
	ecb.csv: read as reference rates of the ECB
	rates: 9 new, 0 changed, 0 unchanged
	END
	ok tradecli rate import ecb.csv
	err_is <<-'END'
	ecb.csv: read as reference rates of the ECB
	rates: 0 new, 0 changed, 9 unchanged
	END
	sed -i 's/183.00/183.01/' ecb.csv
	ok tradecli rate import ecb.csv
	err_is <<-'END'
	ecb.csv: read as reference rates of the ECB
	rates: 0 new, 1 changed, 8 unchanged
	END
	ok tradecli rate list --where to_currency=JPY --sort -date
	out_is <<-'END'
	code	date	from_currency	to_currency	kind	unit	value	source
	FX-0008	2026-11-19	EUR	JPY	mid	1	183.39	ECB
	FX-0005	2026-11-18	EUR	JPY	mid	1	183.01	ECB
	END
	ok tradecli check
}

@test "the zip they come in is read, and the daily file" {
	ecb
	python -m zipfile -c ecb.zip ecb.csv
	ok tradecli rate import ecb.zip
	err_is <<-'END'
	ecb.zip: read as reference rates of the ECB
	rates: 9 new, 0 changed, 0 unchanged
	END
	printf 'Date, USD, CNY, \n20 November 2026, 1.15, 8.05, \n' >daily.csv
	ok tradecli rate import daily.csv
	holds "SELECT to_currency, value FROM rate WHERE date = '2026-11-20'
	    ORDER BY id" <<-'END'
	USD|1150000
	CNY|8050000
	END
}

@test "rates are read from standard input" {
	ecb
	ok tradecli rate import - <ecb.csv
	err_is <<-'END'
	standard input: read as reference rates of the ECB
	rates: 9 new, 0 changed, 0 unchanged
	END
	refused 2 tradecli rate import - <<<'date,from,to,value'
	err_is <<-'END'
	tradecli: standard input holds neither rates of the ECB nor a board of a bank
	  hint: save it as a file: tradecli rate import FILE
	END
}

@test "a part of the history is enough" {
	ecb
	ok tradecli rate import ecb.csv --since 2026-01-01 --currencies usd,人民币
	holds 'SELECT date, to_currency FROM rate ORDER BY id' <<-'END'
	2026-11-18|USD
	2026-11-18|CNY
	2026-11-19|USD
	2026-11-19|CNY
	END
	refused 2 tradecli rate import ecb.csv --currencies USD,XYZ
	err_is <<-'END'
	tradecli: --currencies: 'XYZ' is not a currency
	  hint: write the three-letter code or the name, e.g. USD, 美元
	END
	refused 2 tradecli rate import ecb.csv --since then
	err_is <<-'END'
	tradecli: --since: 'then' is not a date
	  hint: write it as 2026-11-05, 2026/11/5 or 2026年11月5日
	END
}

@test "a dry run stores nothing" {
	ecb
	remember
	ok tradecli rate import ecb.csv --dry-run
	unchanged
}

@test "a board is read, the last of a day" {
	board
	ok tradecli rate import board.csv
	err_is <<-'END'
	board.csv: read as a board of rates for 100
	rates: 10 new, 0 changed, 0 unchanged
	END
	ok tradecli rate list --where from_currency=USD
	out_is <<-'END'
	code	date	from_currency	to_currency	kind	unit	value	source
	FX-0001	2026-11-19	USD	CNY	spot-buy	100	689.5	BOC
	FX-0002	2026-11-19	USD	CNY	cash-buy	100	683.9	BOC
	FX-0003	2026-11-19	USD	CNY	spot-sell	100	692.4	BOC
	FX-0004	2026-11-19	USD	CNY	mid	100	690.04	BOC
	FX-0005	2026-11-19	USD	CNY	cash-sell	100	691	BOC
	END
	iconv -t GB18030 board.csv >gb.csv
	ok tradecli rate import gb.csv
	err_is <<-'END'
	gb.csv: read as GB18030
	gb.csv: read as a board of rates for 100
	rates: 0 new, 0 changed, 10 unchanged
	END
}

@test "a board in English without a date is of today" {
	printf '%s\n' 'Currency Name,Buying Rate,Selling Rate,Middle Rate' \
	    'USD,689.5,692.4,690.04' >board.csv
	ok tradecli rate import board.csv --source ICBC
	holds 'SELECT date, kind, unit, source FROM rate ORDER BY id' <<-'END'
	2026-11-22|spot-buy|100|ICBC
	2026-11-22|spot-sell|100|ICBC
	2026-11-22|mid|100|ICBC
	END
}

@test "a board in a workbook, under a title" {
	python - <<-'PYTHON'
	from datetime import datetime
	from openpyxl import Workbook
	book = Workbook()
	sheet = book.active
	for row in (["中国银行外汇牌价"], [],
	    ["货币名称", "现汇买入价", "中行折算价", "发布时间"],
	    ["美元", 689.5, 690.04, datetime(2026, 11, 20, 10, 30)],
	    ["欧元", 791.2, None, datetime(2026, 11, 20, 10, 30)]):
	    sheet.append(row)
	book.save("board.xlsx")
	PYTHON
	ok tradecli rate import board.xlsx
	holds 'SELECT date, from_currency, kind, value, source FROM rate
	    ORDER BY id' <<-'END'
	2026-11-20|USD|spot-buy|689500000|BOC
	2026-11-20|USD|mid|690040000|BOC
	2026-11-20|EUR|spot-buy|791200000|BOC
	END
}

@test "each cell that cannot be read is told" {
	cat >bad.csv <<-'END'
	Date,USD,JPY,CNY,
	2026-11-19,1.1498,x,7.9341,
	2026-11-18,-1,183,7.9341,
	someday,1.15,183,7.9341,
	END
	refused 4 tradecli rate import bad.csv
	err_is <<-'END'
	tradecli: bad.csv: row 2, column C "JPY": 'x' is not a number
	  hint: write the number alone, as 1234.50; the currency stands in a column of its own
	tradecli: bad.csv: row 3, column B "USD": a rate is more than 0
	tradecli: bad.csv: row 4, column A "Date": 'someday' is not a date
	  hint: write it as 2026-11-05, 2026/11/5 or 2026年11月5日
	tradecli: bad.csv: 3 cells cannot be read; nothing was changed
	  hint: mend them, or take the currencies you need: --currencies USD,EUR
	END
	cat >twice.csv <<-'END'
	Date,USD,JPY,CNY,
	2026-11-19,1.1498,183,7.9341,
	2026-11-19,1.1498,183,7.9342,
	END
	refused 4 tradecli rate import twice.csv
	err_is <<-'END'
	tradecli: twice.csv: row 3, column D "CNY": the rate of this day stands in the file already, with another value
	tradecli: twice.csv: 1 cells cannot be read; nothing was changed
	  hint: mend them, or take the currencies you need: --currencies USD,EUR
	END
}

@test "what stands under no heading, or beside its own, is not taken" {
	cat >bad.csv <<-'END'
	Date,USD,,CNY
	2026-11-19,1.1498,183,7.9341
	2026-11-18,1.1499,,7.9342,2026-11-17,1.1,,7.9
	,1.15,,7.9341
	END
	refused 4 tradecli rate import bad.csv --currencies USD,CNY
	err_is <<-'END'
	tradecli: bad.csv: row 2, column C "": '183' stands in a column without a heading
	  hint: give it one, or take it away
	tradecli: bad.csv: row 3: has 8 cells, the headings are 4
	  hint: a comma inside a text? put the text in "quotes"
	tradecli: bad.csv: row 4, column A "Date": the date is missing
	tradecli: bad.csv: 3 cells cannot be read; nothing was changed
	  hint: mend them, or take the currencies you need: --currencies USD,EUR
	END
	printf '%s\n' 'Date,USD,JPY,Usd:' 2026-11-19,1.1,183,1.2 >bad.csv
	refused 4 tradecli rate import bad.csv
	err_is <<-'END'
	tradecli: bad.csv: two columns have the heading 'Usd'
	END
	printf '%s\n' '* Date:,USD ：,jpy,GBP,XYZ' 2026-11-19,1.1,183,0.86,9 >o.csv
	ok tradecli rate import o.csv
	err_is <<-'END'
	o.csv: read as reference rates of the ECB
	Columns not used: XYZ
	rates: 3 new, 0 changed, 0 unchanged
	END
}

@test "a board with a formula that was never computed" {
	python - <<-'PYTHON'
	from openpyxl import Workbook
	book = Workbook()
	for row in (["货币名称", "现汇买入价"], ["美元", 689.5],
	    ["欧元", "=B2*1.1"]):
	    book.active.append(row)
	book.save("board.xlsx")
	PYTHON
	refused 4 tradecli rate import board.xlsx
	grep -q 'row 3, column B "现汇买入价": holds a formula without a stored' \
	    "$kept/err"
}

@test "any other table is read as every noun's is" {
	cat >table.csv <<-'END'
	date,from,to,kind,unit,value,source
	2026-11-05,USD,CNY,海关,1,7.0512,customs
	2026-11-05,JPY,CNY,customs,100,4.6,customs
	END
	ok tradecli rate import table.csv
	err_is <<-'END'
	rates: 2 new, 0 changed, 0 unchanged
	END
	ok tradecli rate import table.csv
	err_is <<-'END'
	rates: 0 new, 0 changed, 2 unchanged
	END
	ok tradecli rate export -o out.csv
	ok tradecli rate import out.csv
	err_is <<-'END'
	rates: 0 new, 0 changed, 2 unchanged
	END
}

@test "a pair is looked up" {
	ecb
	tradecli -q rate import ecb.csv
	ok tradecli rate show USD/CNY --on 2025-12-31 --explain -f json
	json .
	out_is <<-'END'
	{"from_currency":"USD","to_currency":"CNY","rate":7.001021,"date":"2025-12-31","kind":"mid","source":"ECB","steps":[{"step":1,"code":"FX-0001","date":"2025-12-31","unit":1,"from_currency":"EUR","value":1.175,"to_currency":"USD","kind":"mid","source":"ECB","used":"inverse"},{"step":2,"code":"FX-0003","date":"2025-12-31","unit":1,"from_currency":"EUR","value":8.2262,"to_currency":"CNY","kind":"mid","source":"ECB","used":"direct"}]}
	END
	ok tradecli rate show usd/人民币
	out_is <<-'END'
	from_currency	to_currency	rate	date	kind	source
	USD	CNY	6.900417	2026-11-19	mid	ECB
	END
	no_err
	ok tradecli rate show USD/CNY --on 2026-11-30
	err_is <<-'END'
	The rate USD/CNY is 11 days old (of 2026-11-19).
	END
	ok tradecli config set rate_days 11
	ok tradecli rate show USD/CNY --on 2026-11-30
	no_err
	ok tradecli rate show FX-0001 --no-header
	out_is <<-'END'
	FX-0001	2025-12-31	EUR	USD	mid	1	1.175	ECB	
	END
}

@test "a missing rate is an error" {
	ecb
	tradecli -q rate import ecb.csv
	refused 3 tradecli rate show USD/CNY --on 2025-12-30
	err_is <<-'END'
	tradecli: there is no rate USD/CNY (mid) on or before 2025-12-30
	  hint: enter it: tradecli rate add USD/CNY VALUE --kind mid --date 2025-12-30; or read a file: tradecli rate import FILE
	END
	refused 3 tradecli rate show USD/CNY --kind 现汇买入
	err_is <<-'END'
	tradecli: there is no rate USD/CNY (spot-buy) on or before 2026-11-22
	  hint: enter it: tradecli rate add USD/CNY VALUE --kind spot-buy --date 2026-11-22; or read a file: tradecli rate import FILE
	END
	refused 3 tradecli rate show USD/CNY --source BOC
	refused 2 tradecli rate show USD/XYZ
	err_is <<-'END'
	tradecli: USD/XYZ: 'XYZ' is not a currency
	  hint: write the three-letter code or the name, e.g. USD, 美元
	END
	refused 2 tradecli rate show USD/CNY EUR/CNY
	err_is <<-'END'
	tradecli: rate show: one pair at a time
	END
	refused 2 tradecli rate show USD/CNY --kind best
	refused 2 tradecli rate show USD/CNY --on someday
}

@test "the settings say which rate is used" {
	ok tradecli rate add USD/CNY 7.08 --kind contract --date 2026-11-05
	out_is <<<FX-0001
	ok tradecli rate add GBP/USD 1.3
	ok tradecli rate add GBP/CHF 1.1
	refused 3 tradecli rate show CHF/USD
	ok tradecli config set pivot 'gbp, eur'
	ok tradecli config get pivot
	out_is <<<GBP,EUR
	ok tradecli rate show CHF/USD --no-header
	out_is <<-'END'
	CHF	USD	1.181818	2026-11-22	mid	own
	END
	ok tradecli config set rate_kind 合同
	ok tradecli rate show USD/CNY --no-header
	out_is <<-'END'
	USD	CNY	7.08	2026-11-05	contract	own
	END
	err_is <<-'END'
	The rate USD/CNY is 17 days old (of 2026-11-05).
	END
	refused 4 tradecli config set rate_days many
	err_is <<-'END'
	tradecli: rate_days: 'many' is not a number of days
	END
	refused 4 tradecli config set pivot EUR,XYZ
	refused 4 tradecli config set rate_kind best
}

@test "a rate is added as it is quoted" {
	ok tradecli rate add JPY/CNY 4.3321 --unit 100 --kind spot-buy \
	    --source BOC
	ok tradecli rate add --from-currency USD --to-currency CNY --value 7
	holds 'SELECT code, date, from_currency, unit, value FROM rate
	    ORDER BY id' <<-'END'
	FX-0001|2026-11-22|JPY|100|4332100
	FX-0002|2026-11-22|USD|1|7000000
	END
	refused 4 tradecli rate add USD/CNY 0
	err_is <<-'END'
	tradecli: value: a rate is more than 0
	END
	refused 4 tradecli rate add USD/CNY 7 --unit 10
	err_is <<-'END'
	tradecli: unit: 10, but a rate is for 1 or for 100
	  hint: a rate for another number: divide the value by it
	END
	refused 4 tradecli rate add USD/USD 1
	err_is <<-'END'
	tradecli: to_currency: USD has no rate to itself
	END
	refused 5 tradecli rate add USD/CNY 7.1
	err_is <<-'END'
	tradecli: rate FX-0002 is the same one already
	END
	refused 2 tradecli rate add USD/CNY
	err_is <<-'END'
	tradecli: rate add: which pair, and which value?
	  hint: for example: tradecli rate add USD/CNY 7.10
	END
	refused 2 tradecli rate add USD/CNY 7 --value 8
	err_is <<-'END'
	tradecli: rate add: pair or value is given twice
	END
}

@test "the whole history comes to the known rates" {
	[ -n "${TRADECLI_TEST_DATA:-}" ] || skip 'no TRADECLI_TEST_DATA'
	ok tradecli rate import \
	    "$TRADECLI_TEST_DATA/reference/eurofxref-hist.zip"
	holds 'SELECT count(*) FROM rate' <<<217555
	for answer in 2026-03-31=6.900417 2025-12-31=7.001021 \
	    2024-12-31=7.299355; do
		ok tradecli rate show USD/CNY --on "${answer%=*}" -f json
		json .rate
		out_is <<<"${answer#*=}"
	done
	ok tradecli rate import \
	    "$TRADECLI_TEST_DATA/reference/eurofxref-hist.zip"
	holds 'SELECT count(*) FROM rate' <<<217555
}

@test "import alone knows files of rates" {
	ecb
	board
	python -m zipfile -c ecb.zip ecb.csv
	ok tradecli import ecb.zip board.csv
	no_out
	err_is <<-'END'
	ecb.zip: read as reference rates of the ECB
	rates: 9 new, 0 changed, 0 unchanged
	board.csv: read as a board of rates for 100
	rates: 10 new, 0 changed, 0 unchanged
	END
	ok tradecli import ecb.csv --as rate
	err_is <<-'END'
	ecb.csv: read as reference rates of the ECB
	rates: 0 new, 0 changed, 9 unchanged
	END
	sed -i 's/183.39/many/' ecb.csv
	refused 4 tradecli import ecb.csv
	tradecli -q rate export -o table.csv
	ok tradecli import table.csv
	err_is <<-'END'
	rates: 0 new, 0 changed, 19 unchanged
	END
}

@test "a rate of a small currency is used as it is, not as it is shown" {
	export TRADECLI_LEDGER=small.db
	tradecli -q init --company E --currency EUR
	tradecli -q rate add EUR/VND 28999
	ok tradecli rate show VND/EUR --no-header
	out_is <<-'END'
	VND	EUR	0.000034	2026-11-22	mid	own
	END
	err_is <<-'END'
	VND/EUR 34.483948/1000000 of 2026-11-22 (mid, own)
	END
	tradecli -q buyer add V --code V --currency VND
	tradecli -q product add P --code P --purchase-price 10 \
	    --purchase-currency EUR --unit pcs
	tradecli -q inquiry add --buyer V --incoterm FOB --place X \
	    --product P --quantity 1000
	tradecli -q quote price INQ-2026-0001 --profit 10
	holds 'SELECT price FROM quote_line' <<<322211000000
	tradecli -q quote move QUO-2026-0001 sent
	tradecli -q quote move QUO-2026-0001 accepted
	tradecli -q order from QUO-2026-0001
	tradecli deal ORD-2026-0001 | grep ORD.*estimated >deal
	file_is deal <<-'END'
	ORD-2026-0001	estimated	11111.11	10000	1111.11	10	EUR
	END
}
