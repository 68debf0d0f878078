load ../lib

prepare()
{
	ledger
	cat >s.csv <<-'END'
	code,name,name_local,country,postcode,account,rating,notes,contact_name,contact_phone
	S1,"Alpha, ""Beta""",阿尔法,CN,01234,0001234567890123456,4.5,"two
	lines",李,+86 138
	S2,=1+1,,VN,,,3,-5 %,,
	END
	tradecli -q supplier import s.csv
	tradecli -q product add Lamp --code P1 --price 1234.5 --currency USD \
	    --supplier S1 --hs-code 0102030405 --vat-rate 13
	tradecli -q inquiry add ACME --number Q1 --date '2026-11-20 09:30' \
	    --wanted-date 2027-01-31 --description lamp --quantity 5000 \
	    --target-price 1.25 --currency USD
}

@test "export holds all fields, archived ones too" {
	tradecli -q supplier edit S2 --archived yes
	ok tradecli supplier export -f csv
	out_is <<-'END'
	code,name,name_local,roles,country,province,city,address,postcode,tax_id,website,currency,terms,bank,account,swift,rating,tags,notes,archived,contact_name,contact_title,contact_email,contact_phone,contact_wechat,contact_whatsapp,contact_language,contact_main
	S1,"Alpha, ""Beta""",阿尔法,supplier,CN,,,,01234,,,,,,0001234567890123456,,4.5,,"two
	lines",no,李,,,+86 138,,,,no
	S2,=1+1,,supplier,VN,,,,,,,,,,,,3,,-5 %,yes,,,,,,,,
	END
	no_err
	ok tradecli export suppliers -f csv
	cp "$kept/out" all
	ok tradecli supplier export all.csv
	no_out
	err_is <<-'END'
	Wrote all.csv.
	END
	cmp all all.csv
	ok tradecli export suppliers -f id --where archived=no
	out_is <<-'END'
	S1
	END
	no_err
}

@test "export all: every noun, in one document" {
	ok tradecli export all -f json
	json 'map_values(length)'
	out_is <<-'END'
	{"suppliers":2,"buyers":0,"products":1,"inquiries":1,"offers":0,"quotes":0,"orders":0,"purchases":0,"shipments":0,"documents":0,"rates":0}
	END
	no_err
	ok tradecli export all all.xlsx
	no_out
	err_is <<-'END'
	Wrote all.xlsx.
	END
	ok python -c 'from openpyxl import load_workbook
print(load_workbook("all.xlsx").sheetnames)'
	out_is <<-'END'
	['说明 Read me', 'Suppliers', 'Buyers', 'Products', 'Inquiries', 'Offers', 'Quotes', 'Orders', 'Purchases', 'Shipments', 'Documents', 'Rates']
	END
	no_err
}

@test "export of what there is not" {
	fails_with 2 tradecli export supliers
	no_out
	err_is <<-'END'
	tradecli: export: there is no noun 'supliers'
	  hint: there are suppliers, buyers, products, inquiries, offers, quotes, orders, purchases, shipments, documents, rates, and all
	END
	fails_with 2 tradecli export
	no_out
	err_is <<-'END'
	tradecli: export: NOUNS|all [FILE] is missing
	  hint: usage: tradecli export NOUNS|all [FILE]
	END
	fails_with 2 tradecli export suppliers a.csv b.csv
	no_out
	err_is <<-'END'
	tradecli: export: 'b.csv' is one too many
	  hint: usage: tradecli export NOUNS|all [FILE]
	END
}

@test "a workbook: cells of the right type" {
	ok tradecli export products p.xlsx
	ok book p.xlsx Products
	out_is <<-'END'
	[Products]
	'SKU'	'Product'	'Local name'	'HS code'	'Origin'	'Unit'	'MOQ'	'Price'	'Currency'	'Supplier'	'Purchase price'	'Purchase currency'	'Lead days'	'Pieces per carton'	'Carton length'	'Carton width'	'Carton height'	'Gross weight'	'Net weight'	'VAT rate'	'Refund rate'	'Tags'	'Notes'	'Archived'
	'P1'	'Lamp'		'0102030405'				1234.5	'USD'	'S1'										0.13				'no'
	END
	no_err
	ok tradecli export inquiries i.xlsx
	ok book i.xlsx Inquiries
	out_is <<-'END'
	[Inquiries]
	'Inquiry'	'Date'	'Channel'	'Campaign'	'Reference'	'Buyer'	'Company'	'Country'	'Contact'	'Email'	'Language'	'Incoterm'	'Place'	'Wanted date'	'Currency'	'Stage'	'Lost reason'	'Answered'	'Next action'	'Notes'	'Archived'	'Line'	'Product'	'Description'	'Quantity'	'Unit'	'Target price'	'Remarks'
	'Q1'	datetime.datetime(2026, 11, 20, 9, 30)	'other'				'ACME'							datetime.datetime(2027, 1, 31, 0, 0)	'USD'	'new'					'no'	1		'lamp'	5000		1.25	
	END
	no_err
	ok tradecli export suppliers s.xlsx --fields code,name,postcode,account,rating,notes
	ok book s.xlsx Suppliers
	out_is <<-'END'
	[Suppliers]
	'Code'	'Name'	'Postcode'	'Account'	'Rating'	'Notes'
	'S1'	'Alpha, "Beta"'	'01234'	'0001234567890123456'	4.5	'two\nlines'
	'S2'	'=1+1'			3	'-5 %'
	END
	no_err
}

@test "a workbook says first what it is" {
	ok tradecli supplier list --where rating=3 -o s.xlsx
	ok book s.xlsx '说明 Read me'
	sed -i 's/[0-9a-f]\{64\}/HASH/' "$kept/out"
	out_is <<'END'
[说明 Read me]
'Suppliers'		
		
'Company'	'Test Co'	
'Contents'	'Suppliers'	
'As of'	'2026-11-22'	
'Filter'	'rating=3'	
'Home currency'	'CNY'	
'Made by'	'tradecli 0.1.0'	
'State of the ledger'	'HASH'	
'To repeat it'	'tradecli supplier list --where rating=3 -o s.xlsx'	
		
'Sheet'	'Control total'	'Value'
'Suppliers'	'Rows'	1
END
	no_err
}

@test "a workbook is laid out for people" {
	tradecli -q export products p.xlsx
	cat >look.py <<-'END'
	from openpyxl import load_workbook
	s = load_workbook("p.xlsx")["Products"]
	print(s.freeze_panes, s.auto_filter.ref, s.page_setup.orientation,
	    s.print_title_rows)
	for c in s[2]:
	    if c.value is not None:
	        print(c.coordinate, c.data_type, c.number_format)
	END
	ok python look.py
	out_is <<-'END'
	A2 A1:X2 landscape $1:$1
	A2 s @
	B2 s General
	D2 s @
	H2 n #,##0.00####
	I2 s General
	J2 s @
	T2 n 0%
	X2 s General
	END
	no_err
}

# Says what is not the same in two workbooks; fails.
differing_parts()
{
	python - "$@" <<-'END'
	import sys
	from zipfile import ZipFile
	a, b = map(ZipFile, sys.argv[1:])
	for x, y in zip(a.infolist(), b.infolist()):
	    print(x, x.date_time, y, y.date_time)
	    if a.read(x) != b.read(y):
	        print(a.read(x), b.read(y), sep="\n")
	END
	return 1
}

@test "a workbook is the same for the same input and day" {
	ok tradecli export all -o a.xlsx
	mv a.xlsx b.xlsx
	sleep 1
	ok tradecli export all -o a.xlsx
	cmp a.xlsx b.xlsx || differing_parts a.xlsx b.xlsx
}

@test "a text that looks like a formula is a text in a workbook" {
	ok tradecli export suppliers s.xlsx
	cat >look.py <<-'END'
	from openpyxl import load_workbook
	s = load_workbook("s.xlsx")["Suppliers"]
	print([(c.value, c.data_type) for c in s["B"]])
	END
	ok python look.py
	out_is <<-'END'
	[('Name', 's'), ('Alpha, "Beta"', 's'), ('=1+1', 's')]
	END
	no_err
}

@test "--excel: a mark, CRLF, headings to read, guarded formulas" {
	ok tradecli supplier list --excel --fields code,name,rating,notes
	[ "$(head -c 3 "$kept/out")" = $'\xef\xbb\xbf' ]
	cp "$kept/out" e.csv
	ok sed 's/\r$/</; s/\r/^/; 1s/^.//' e.csv
	out_is <<-'END'
	Code,Name,Rating,Notes<
	S1,"Alpha, ""Beta""",4.5,"two
	lines"<
	S2,'=1+1,3,'-5 %<
	END
	ok tradecli supplier import e.csv
	err_is <<-'END'
	suppliers: 0 new, 0 changed, 2 unchanged
	END
	ok tradecli supplier list --excel --lang zh_CN --fields code,name --limit 1 -o e.csv
	ok sed 's/\r$/</; s/\r/^/; 1s/^.//' e.csv
	out_is <<-'END'
	编码,名称<
	S1,"Alpha, ""Beta"""<
	END
}

@test "CSV exported, imported elsewhere, exported: the same bytes" {
	for noun in supplier product inquiry; do
		tradecli $noun export $noun.csv -q
	done
	export TRADECLI_LEDGER=other.db
	ledger
	for noun in supplier product inquiry; do
		ok tradecli $noun import $noun.csv
		ok tradecli $noun export again.csv -q
		cmp $noun.csv again.csv
	done
	ok tradecli check
}

@test "every format that can be imported comes back unchanged" {
	for f in csv tsv xlsx; do
		for noun in supplier product inquiry; do
			tradecli $noun export $noun.$f -q
			remember
			ok tradecli $noun import $noun.$f
			grep -q ': 0 new, 0 changed, . unchanged' "$kept/err"
			unchanged
		done
	done
	for noun in suppliers products inquiries; do
		tradecli export $noun --lang zh_CN -o zh.xlsx -q
		remember
		ok tradecli import zh.xlsx --as "$(sed 's/ies$/y/; s/s$//' <<<$noun)"
		grep -q ': 0 new, 0 changed, . unchanged' "$kept/err"
		unchanged
	done
}

@test "a whole ledger as a workbook comes back unchanged, sheet by sheet" {
	tradecli export all all.xlsx -q
	for noun in supplier product inquiry; do
		remember
		ok tradecli $noun import all.xlsx
		grep -q ': 0 new, 0 changed, . unchanged' "$kept/err"
		unchanged
	done
}

@test "an existing file is replaced as a whole, or stays" {
	echo old >s.xlsx
	ok tradecli export suppliers s.xlsx
	[ "$(head -c 2 s.xlsx)" = PK ]
	echo old >s.csv
	fails_with 2 tradecli export suppliers s.csv --where nme=x
	[ "$(cat s.csv)" = old ]
	[ "$(ls -A | grep -c tmp)" = 0 ]
}

@test "where nothing can be written" {
	fails_with 8 tradecli export suppliers nowhere/s.csv
	no_out
	err_is <<-'END'
	tradecli: nowhere/s.csv: cannot be written: No such file or directory
	END
	mkdir folder
	fails_with 8 tradecli export suppliers folder
	no_out
	err_is <<-'END'
	tradecli: folder: is a folder
	END
	fails_with 8 tradecli export suppliers -f csv -o /dev/full
	no_out
	err_is <<-'END'
	tradecli: /dev/full: cannot be written: No space left on device
	END
	fails_with 8 tradecli export suppliers -f xlsx -o /dev/full
	no_out
}

@test "template: filled in, imported, its example left out" {
	ok tradecli supplier template
	no_out
	err_is <<-'END'
	Wrote suppliers-template.xlsx.
	Fill it in, then: tradecli supplier import suppliers-template.xlsx
	END
	books <<-'END'
	w = load_workbook("suppliers-template.xlsx"); s = w.worksheets[0]
	at = {c.value.split()[0]: c.column for c in s[1]}
	for n, v in {"Code": "S7", "Name": "Seven", "Country": "CN",
	    "Postcode": "00815", "Rating": 4.5, "Phone": "0138"}.items():
	    s.cell(3, at[n]).value = v
	w.save("filled.xlsx")
	END
	ok tradecli supplier import filled.xlsx
	no_out
	err_is <<-'END'
	filled.xlsx, sheet "Suppliers 供应商":
	Left out 1 example row(s).
	suppliers: 1 new, 0 changed, 0 unchanged (contacts: 1 new, 0 changed)
	END
	ok tradecli supplier list -f csv --no-header --where code=S7 --fields code,name,country,postcode,rating,contact_phone
	out_is <<-'END'
	S7,Seven,CN,00815,4.5,0138
	END
	no_err
	tradecli -q supplier template empty.xlsx
	ok tradecli supplier import empty.xlsx
	no_out
	err_is <<-'END'
	empty.xlsx, sheet "Suppliers 供应商":
	Left out 1 example row(s).
	suppliers: 0 new, 0 changed, 0 unchanged
	END
}

@test "template of every noun, in a workbook and as text" {
	for noun in supplier buyer product inquiry; do
		ok tradecli -L nowhere.db $noun template $noun.xlsx -q
		no_err
		ok book $noun.xlsx
		grep -q EXAMPLE "$kept/out"
		ok tradecli $noun template $noun.csv -q
		ok tradecli $noun import $noun.csv
		grep -q '0 new, 0 changed' "$kept/err"
		ok tradecli $noun import $noun.xlsx
		grep -q '0 new, 0 changed' "$kept/err"
	done
	[ ! -e nowhere.db ]
}

@test "template offers codes to choose from" {
	tradecli -q inquiry template q.xlsx
	cat >look.py <<-'END'
	from openpyxl import load_workbook
	w = load_workbook("q.xlsx"); s = w.worksheets[0]
	print(sorted(v.type for v in s.data_validations.dataValidation))
	print(w["Lists"].sheet_state)
	END
	ok python look.py
	out_is <<-'END'
	['date', 'date', 'date', 'date', 'decimal', 'decimal', 'list', 'list', 'list', 'list', 'list', 'list', 'list', 'list', 'whole']
	hidden
	END
	no_err
}

@test "export of nothing says so" {
	rm -f ledger.db
	ledger
	ok tradecli export suppliers -f ndjson
	no_out
	err_is <<-'END'
	No suppliers yet. Add one: tradecli supplier add NAME, or import a file: tradecli supplier import FILE
	END
	ok tradecli export documents -f ndjson
	no_out
	err_is <<-'END'
	No documents yet.
	END
}
