load ../lib

prepare() { ledger; }

# The suppliers of the ledger as CSV: some fields.
suppliers() { ok tradecli supplier list --all -f csv --no-header --fields "$1"; }

@test "a byte order mark is no part of the first heading" {
	printf '\xef\xbb\xbfcode,name\nS1,A\n' >a.csv
	ok tradecli supplier import a.csv
	no_out
	err_is <<-'END'
	suppliers: 1 new, 0 changed, 0 unchanged
	END
	printf '\xef\xbb\xbf"code",name\nS2,A\n' >a.csv
	ok tradecli supplier import a.csv
	suppliers code,name
	out_is <<-'END'
	S1,A
	S2,A
	END
	no_err
}

@test "GB18030 is found out and said" {
	printf '编码,名称,地址\nS1,宁波灯具,誠\\|路\n' | iconv -t GB18030 >a.csv
	ok tradecli supplier import a.csv
	no_out
	err_is <<-'END'
	a.csv: read as GB18030
	suppliers: 1 new, 0 changed, 0 unchanged
	END
	suppliers code,name,address
	out_is <<-'END'
	S1,宁波灯具,誠\|路
	END
	no_err
}

@test "UTF-16 with its mark" {
	printf '编码\t名称\nS1\t宁波灯具\n' | iconv -t UTF-16 >a.txt
	ok tradecli supplier import a.txt
	no_out
	err_is <<-'END'
	a.txt: read as UTF-16, tab
	suppliers: 1 new, 0 changed, 0 unchanged
	END
	suppliers code,name
	out_is <<-'END'
	S1,宁波灯具
	END
	no_err
}

@test "another encoding must be named" {
	printf 'code,name\nS1,caf\xe9\n' >a.csv
	refused 4 tradecli supplier import a.csv
	err_is <<-'END'
	tradecli: a.csv: line 2: the byte 0xE9 at offset 16 is not UTF-8
	  hint: name the encoding of the file: --encoding GB18030, UTF-16LE, ISO-8859-1, ...
	END
	refused 2 tradecli supplier import a.csv --encoding KLINGON
	err_is <<-'END'
	tradecli: a.csv: 'KLINGON' is not a known encoding
	  hint: such as UTF-8, UTF-16LE, GB18030, Big5, Shift_JIS, ISO-8859-1, WINDOWS-1252
	END
	ok tradecli supplier import a.csv --encoding ISO-8859-1
	suppliers code,name
	out_is <<-'END'
	S1,café
	END
	no_err
}

@test "bytes that are no text at all" {
	printf 'code,name\nS1,\xff\xfe\xfd\n' >a.csv
	refused 4 tradecli supplier import a.csv
	err_is <<-'END'
	tradecli: a.csv: line 2: the byte 0xFF at offset 13 is not UTF-8
	  hint: name the encoding of the file: --encoding GB18030, UTF-16LE, ISO-8859-1, ...
	END
	printf 'code,name\nS1,a\0b\n' >a.csv
	refused 4 tradecli supplier import a.csv
	err_is <<-'END'
	tradecli: a.csv: line 2: a NUL byte at offset 14: the file is not text
	END
}

@test "semicolons, tabs and bars are found out" {
	printf 'code;name;rating\nS1;a, b;4.5\n' >a.csv
	ok tradecli supplier import a.csv
	no_out
	err_is <<-'END'
	a.csv: read as semicolon
	suppliers: 1 new, 0 changed, 0 unchanged
	END
	printf 'code\tname\trating\nS2\ta\\tb\t4.5\n' >a.tsv
	ok tradecli supplier import a.tsv
	no_out
	err_is <<-'END'
	a.tsv: read as tab
	suppliers: 1 new, 0 changed, 0 unchanged
	END
	printf 'code|name\nS3|pipe\n' >a.csv
	ok tradecli supplier import a.csv
	no_out
	err_is <<-'END'
	a.csv: read as vertical bar
	suppliers: 1 new, 0 changed, 0 unchanged
	END
	printf 'sep=:\ncode:name\nS4:colon\n' >a.csv
	ok tradecli supplier import a.csv
	suppliers code,name,rating
	out_is <<-'END'
	S1,"a, b",4.5
	S2,a	b,4.5
	S3,pipe,
	S4,colon,
	END
	no_err
}

@test "a delimiter can be named" {
	printf 'code:name\nS1:a\n' >a.csv
	ok tradecli supplier import a.csv --delimiter :
	no_out
	err_is <<-'END'
	suppliers: 1 new, 0 changed, 0 unchanged
	END
	refused 2 tradecli supplier import a.csv --delimiter ::
	err_is <<-'END'
	tradecli: --delimiter: one character, or tab
	END
	refused 2 tradecli supplier import a.csv --delimiter '"'
	err_is <<-'END'
	tradecli: '"' cannot be a delimiter
	END
	printf 'code\tname\nS2\ta\n' >a.csv
	ok tradecli supplier import a.csv --delimiter tab
}

@test "quotation marks: breaks, commas and marks inside" {
	printf 'code,name,notes\nS1,"a, b","two\nlines"\nS2,"5"" pipe",\n' >a.csv
	ok tradecli supplier import a.csv
	no_out
	err_is <<-'END'
	suppliers: 2 new, 0 changed, 0 unchanged
	END
	ok tradecli supplier list -f json --fields code,name,notes
	out_is <<-'END'
	[
	  {"code": "S1", "name": "a, b", "notes": "two\nlines"},
	  {"code": "S2", "name": "5\" pipe", "notes": null}
	]
	END
	no_err
}

@test "a stray quotation mark names its line" {
	printf 'code,name\nS1,"a" b\n' >a.csv
	refused 4 tradecli supplier import a.csv
	err_is <<-'END'
	tradecli: a.csv: line 2: stray quotation mark near 'S1,"a" b'
	  hint: a cell with quotation marks in it is written "5"" pipe"
	END
	printf 'code,name\nS1,"x\ny"\nS2,a "b" c\n' >a.csv
	refused 4 tradecli supplier import a.csv
	err_is <<-'END'
	tradecli: a.csv: line 4: stray quotation mark near 'S2,a "b" c'
	  hint: a cell with quotation marks in it is written "5"" pipe"
	END
}

@test "a quotation mark never closed names the line where it opened" {
	printf 'code,name\nS0,x\nS1,"abc\nS2,b\nS3,c\n' >a.csv
	refused 4 tradecli supplier import a.csv
	err_is <<-'END'
	tradecli: a.csv: line 3: the quotation mark that opens here is never closed
	  hint: close it, or write "5"" pipe" when it belongs to the text
	END
	fails_with 4 tradecli supplier import a.csv --rejects r.csv
	unchanged
	[ ! -e r.csv ]
}

@test "rows longer or shorter than the headings" {
	printf 'code,name,notes\nS1,a\nS2,b,c,d\nS3,c,ok\n' >a.csv
	refused 4 tradecli supplier import a.csv
	err_is <<-'END'
	tradecli: a.csv: row 2: has 2 cells, the headings are 3
	  hint: a cell is missing, or a line was broken in two
	tradecli: a.csv: row 3: has 4 cells, the headings are 3
	  hint: a comma inside a text? put the text in "quotes"
	tradecli: a.csv: 2 of 3 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	printf 'code,name,notes\nS1,a,\n\nS3,c,ok\n\n' >a.csv
	ok tradecli supplier import a.csv
	no_out
	err_is <<-'END'
	suppliers: 2 new, 0 changed, 0 unchanged
	END
}

@test "line ends of Windows and of old Macs" {
	printf 'code,name\r\nS1,a\r\n' >a.csv
	ok tradecli supplier import a.csv
	printf 'code,name\rS2,b\r' >a.csv
	ok tradecli supplier import a.csv
	printf 'code,name\nS3,c' >a.csv
	ok tradecli supplier import a.csv
	suppliers code,name
	out_is <<-'END'
	S1,a
	S2,b
	S3,c
	END
	no_err
}

@test "a file of headings only, of nothing, of blank lines" {
	printf 'code,name\n' >a.csv
	ok tradecli supplier import a.csv
	no_out
	err_is <<-'END'
	suppliers: 0 new, 0 changed, 0 unchanged
	END
	: >a.csv
	refused 4 tradecli supplier import a.csv
	err_is <<-'END'
	tradecli: a.csv: is empty
	END
	printf '\n\n' >a.csv
	refused 4 tradecli supplier import a.csv
	err_is <<-'END'
	tradecli: a.csv: there are no rows
	  hint: say which is which: --map 'Their heading=field'; all fields: tradecli help supplier
	END
}

@test "headings: two for one field are refused" {
	printf 'code,name,Name\nS1,a,b\n' >a.csv
	refused 4 tradecli supplier import a.csv
	err_is <<-'END'
	tradecli: a.csv: the columns 'name' and 'Name' both mean name
	  hint: leave one out: --map 'Name='
	END
	printf 'code,name,供应商名称\nS1,a,b\n' >a.csv
	refused 4 tradecli supplier import a.csv
	err_is <<-'END'
	tradecli: a.csv: the columns 'name' and '供应商名称' both mean name
	  hint: leave one out: --map '供应商名称='
	END
	ok tradecli supplier import a.csv --map '供应商名称='
	no_out
	err_is <<-'END'
	Columns not used: 供应商名称
	suppliers: 1 new, 0 changed, 0 unchanged
	END
}

@test "headings: in both languages, in any case and width, with other names" {
	printf 'ID,Company Name,国家/地区,ＣＵＲＲＥＮＣＹ,付款方式\nS1,a,德国,欧元,月结30天\n' >a.csv
	ok tradecli supplier import a.csv --dry-run
	no_out
	err_is <<-'END'
	A dry run; nothing is changed:
	Columns: ID -> code, Company Name -> name, 国家/地区 -> country, ＣＵＲＲＥＮＣＹ -> currency, 付款方式 -> terms
	suppliers: 1 new, 0 changed, 0 unchanged
	END
	ok tradecli supplier import a.csv
	suppliers code,name,country,currency,terms
	out_is <<-'END'
	S1,a,DE,EUR,月结30天
	END
	no_err
}

@test "headings: none that is known" {
	printf 'x,y\n1,2\n' >a.csv
	refused 4 tradecli supplier import a.csv
	err_is <<-'END'
	tradecli: a.csv: no heading means a field of supplier (the first row is: x, y)
	  hint: say which is which: --map 'Their heading=field'; all fields: tradecli help supplier
	END
}

@test "headings: titles above them are passed over, or skipped" {
	printf 'Our suppliers\n2026\ncode,name\nS1,a\n' >a.csv
	ok tradecli supplier import a.csv
	no_out
	err_is <<-'END'
	Headings are in row 3.
	suppliers: 1 new, 0 changed, 0 unchanged
	END
	printf 'name,code\ncode,name\nS2,a\n' >a.csv
	ok tradecli supplier import a.csv --skip 1
	no_out
	err_is <<-'END'
	Headings are in row 2.
	suppliers: 1 new, 0 changed, 0 unchanged
	END
	refused 2 tradecli supplier import a.csv --skip x
	err_is <<-'END'
	tradecli: --skip: 'x' is not a whole number
	END
	suppliers code,name
	out_is <<-'END'
	S1,a
	S2,a
	END
	no_err
}

@test "columns that are not used are listed" {
	printf 'code,name,传真,x\nS1,a,1,2\n' >a.csv
	ok tradecli supplier import a.csv
	no_out
	err_is <<-'END'
	Columns not used: 传真, x
	suppliers: 1 new, 0 changed, 0 unchanged
	END
	ok tradecli supplier import a.csv -q
	no_out
	no_err
}

@test "zeros in front and long numbers are kept" {
	printf 'code,name,postcode,account,tax_id\n007,a,00123,0001234567890123456,91330200MA2XXXXX0K\n' >a.csv
	ok tradecli supplier import a.csv
	suppliers code,postcode,account,tax_id
	out_is <<-'END'
	007,00123,0001234567890123456,91330200MA2XXXXX0K
	END
	no_err
}

@test "numbers that a spreadsheet has damaged are refused" {
	printf 'code,name,account\nS1,a,6.22848E+18\nS2,b,1.00E+05\n' >a.csv
	refused 4 tradecli supplier import a.csv
	err_is <<-'END'
	tradecli: a.csv: row 2, column C "account": '6.22848E+18' has lost digits: a spreadsheet took it for a number
	  hint: format the column as text and type it again
	tradecli: a.csv: row 3, column C "account": '1.00E+05' has lost digits: a spreadsheet took it for a number
	  hint: format the column as text and type it again
	tradecli: a.csv: 2 of 2 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
}

@test "values are brought into one form, or refused with a way out" {
	cat >a.csv <<-'END'
	code,name,country,currency,terms,rating,roles
	S1, a ,germany,人民币,net 30 days,４.5,厂家
	S2,b,Chnia,USX,30天后,six,wizard
	END
	refused 4 tradecli supplier import a.csv
	err_is <<-'END'
	tradecli: a.csv: row 3, column C "country": 'Chnia' is not a country
	  hint: did you mean CN (China, 中国)?
	tradecli: a.csv: row 3, column D "currency": 'USX' is not a currency
	  hint: write the three-letter code or the name, e.g. USD, 美元
	tradecli: a.csv: row 3, column E "terms": '30天后' is not a payment term
	  hint: write NET30, 月结30天 or T/T 30/70 (tradecli help terms)
	tradecli: a.csv: row 3, column F "rating": 'six' is not a number
	  hint: write the number alone, as 1234.50; the currency stands in a column of its own
	tradecli: a.csv: row 3, column G "roles": 'wizard' is not a known role
	  hint: write one of: agent, bank, buyer, forwarder, supplier
	tradecli: a.csv: 1 of 2 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	sed -i '/^S2/d' a.csv
	ok tradecli supplier import a.csv
	suppliers code,name,country,currency,terms,rating,roles
	out_is <<-'END'
	S1,a,DE,CNY,NET30,4.5,supplier
	END
	no_err
}

@test "an amount that may mean two numbers is refused" {
	printf 'code,name,price\nP1,a,"1,234"\nP2,b,"1,234.50"\nP3,c,1.2.3\nP4,d,0.1234567\n' >p.csv
	refused 4 tradecli product import p.csv
	err_is <<-'END'
	tradecli: p.csv: row 2, column C "price": '1,234' may mean two different numbers
	  hint: write it without separator, or with other decimals than three; or say how the column is written: --map 'price=price (1,234.5)' or --map 'price=price (1.234,5)'
	tradecli: p.csv: row 4, column C "price": '1.2.3' is not a number
	  hint: write the number alone, as 1234.50; the currency stands in a column of its own
	tradecli: p.csv: row 5, column C "price": more than six decimals cannot be kept
	  hint: round it to six decimals
	tradecli: p.csv: 3 of 4 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
}

@test "--map says what a heading means, --set fills in the rest" {
	printf 'Nummer,Firma,Ort\nS1,Acme,Bonn\n' >a.csv
	refused 4 tradecli supplier import a.csv
	err_is <<-'END'
	tradecli: a.csv: no heading means a field of supplier (the first row is: Nummer, Firma, Ort)
	  hint: say which is which: --map 'Their heading=field'; all fields: tradecli help supplier
	END
	ok tradecli supplier import a.csv --map Nummer=code --map firma=name \
	    --map Ort=city --set country=DE --set notes=a=b
	no_out
	err_is <<-'END'
	suppliers: 1 new, 0 changed, 0 unchanged
	END
	suppliers code,name,city,country,notes
	out_is <<-'END'
	S1,Acme,Bonn,DE,a=b
	END
	no_err
	refused 2 tradecli supplier import a.csv --map Nummer=code --map Firma=nme
	err_is <<-'END'
	tradecli: --map: supplier has no field 'nme'
	  hint: all fields: tradecli help supplier
	END
	refused 2 tradecli supplier import a.csv --map Numer=code
	err_is <<-'END'
	tradecli: --map: a.csv has no heading 'Numer'
	END
	refused 2 tradecli supplier import a.csv --map Nummer
	err_is <<-'END'
	tradecli: --map: 'Nummer' has no =
	  hint: write --map 'Their heading=field'
	END
	refused 2 tradecli supplier import a.csv --set contry=DE
	err_is <<-'END'
	tradecli: --set: supplier has no field 'contry'
	  hint: all fields: tradecli help supplier
	END
	refused 2 tradecli supplier import a.csv --set country
	err_is <<-'END'
	tradecli: --set: 'country' has no =
	  hint: write --set field=VALUE
	END
}

@test "an empty cell changes nothing, --null clears" {
	printf 'code,name,city\nS1,a,Bonn\n' >a.csv
	tradecli -q supplier import a.csv
	printf 'code,name,city\nS1,a,\n' >b.csv
	ok tradecli supplier import b.csv
	no_out
	err_is <<-'END'
	suppliers: 0 new, 0 changed, 1 unchanged
	END
	printf 'code,name,city\nS1,a,NULL\n' >c.csv
	ok tradecli supplier import c.csv --null NULL
	no_out
	err_is <<-'END'
	suppliers: 0 new, 1 changed, 0 unchanged
	END
	suppliers code,city
	out_is <<-'END'
	S1,
	END
	no_err
}

@test "the same file twice: nothing new" {
	printf 'code,name,country,rating\nS1,a,中国,4.50\nS2,b,VN,\n' >a.csv
	ok tradecli supplier import a.csv
	no_out
	err_is <<-'END'
	suppliers: 2 new, 0 changed, 0 unchanged
	END
	remember
	ok tradecli supplier import a.csv
	no_out
	err_is <<-'END'
	suppliers: 0 new, 0 changed, 2 unchanged
	END
	unchanged
	printf '\xef\xbb\xbfname;code\r\nb;S2\r\na;S1\r\n' >b.csv
	ok tradecli supplier import b.csv
	no_out
	err_is <<-'END'
	b.csv: read as semicolon
	suppliers: 0 new, 0 changed, 2 unchanged
	END
	unchanged
}

@test "without codes, rows are known by their name" {
	printf 'name,country\nAcme,CN\nBeta,CN\n' >a.csv
	ok tradecli supplier import a.csv
	remember
	ok tradecli supplier import a.csv
	no_out
	err_is <<-'END'
	suppliers: 0 new, 0 changed, 2 unchanged
	END
	unchanged
	printf 'name,city\n Acme ,Ningbo\n' >b.csv
	ok tradecli supplier import b.csv
	suppliers code,name,country,city
	out_is <<-'END'
	SUP-0001,Acme,CN,Ningbo
	SUP-0002,Beta,CN,
	END
	no_err
}

@test "rows of one file that contradict each other are refused" {
	printf 'code,name,city\nS1,a,A\nS1,a,A\nS1,a,B\n' >a.csv
	refused 4 tradecli supplier import a.csv
	err_is <<-'END'
	tradecli: a.csv: row 4: supplier 'S1' stands in row 2 already, with another city
	tradecli: a.csv: 1 of 3 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	printf 'code,name,city\nS1,a,A\nS1,a,A\n' >a.csv
	ok tradecli supplier import a.csv
	no_out
	err_is <<-'END'
	suppliers: 1 new, 0 changed, 0 unchanged
	END
}

@test "a wrong row in one of two files: neither is imported" {
	printf 'code,name\nS1,a\n' >a.csv
	printf 'code,name,country\nS2,a,XX\n' >b.csv
	refused 4 tradecli supplier import a.csv b.csv
	err_is <<-'END'
	tradecli: b.csv: row 2, column C "country": 'XX' is not a country
	  hint: write the two-letter code or the name, e.g. DE, Germany, 德国
	tradecli: b.csv: 1 of 1 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	refused 3 tradecli supplier import a.csv nofile.csv
	err_is <<-'END'
	tradecli: nofile.csv: cannot be opened: No such file or directory
	END
}

@test "standard input" {
	ok tradecli supplier import - <<<$'code,name\nS1,a'
	no_out
	err_is <<-'END'
	suppliers: 1 new, 0 changed, 0 unchanged
	END
	refused 4 tradecli supplier import - <<<$'code,name\nS2,'
	err_is <<-'END'
	tradecli: standard input: row 2: missing: name
	tradecli: standard input: 1 of 1 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
}

@test "no file, a folder, no name" {
	refused 3 tradecli supplier import nofile.csv
	err_is <<-'END'
	tradecli: nofile.csv: cannot be opened: No such file or directory
	END
	refused 3 tradecli supplier import .
	err_is <<-'END'
	tradecli: .: is a folder
	END
	refused 2 tradecli supplier import
	err_is <<-'END'
	tradecli: supplier import: FILE... is missing
	  hint: usage: tradecli supplier import FILE...
	END
}

@test "import finds out what the rows are, or asks" {
	printf 'code,name\nS1,a\n' >x.csv
	refused 2 tradecli import x.csv
	err_is <<-'END'
	tradecli: x.csv: it is not clear what the rows are
	  hint: say so: --as and one of supplier, buyer, product, inquiry, offer, quote, order, purchase, shipment, rate; rates of a bank: tradecli rate import FILE
	END
	ok tradecli import x.csv --as supplier
	no_out
	err_is <<-'END'
	suppliers: 1 new, 0 changed, 0 unchanged
	END
	refused 2 tradecli import x.csv --as doc
	refused 2 tradecli import x.csv --as suplier
	grep -qx "tradecli: --as: there is no noun 'suplier'" "$kept/err"
	grep -q '^  hint: there are: supplier buyer product inquiry ' "$kept/err"
	mv x.csv suppliers-2026.csv
	ok tradecli import suppliers-2026.csv
	no_out
	err_is <<-'END'
	suppliers: 0 new, 0 changed, 1 unchanged
	END
	printf 'SKU,品名,HS编码,单价\nP1,lamp,8539520000,1.5\n' >y.csv
	ok tradecli import y.csv
	no_out
	err_is <<-'END'
	products: 1 new, 0 changed, 0 unchanged
	END
	printf 'inquiry,渠道,询盘日期,公司名称,阶段\n,fair,2026-11-01,ACME,new\n' >z.csv
	ok tradecli import z.csv
	no_out
	err_is <<-'END'
	inquiries: 1 new, 0 changed, 0 unchanged
	END
}

@test "--dry-run tells what would be, and changes nothing" {
	printf 'code,name,fax\nS1,a,1\n' >a.csv
	remember
	ok tradecli supplier import a.csv --dry-run
	no_out
	err_is <<-'END'
	A dry run; nothing is changed:
	Columns: code -> code, name -> name
	Columns not used: fax
	suppliers: 1 new, 0 changed, 0 unchanged
	END
	unchanged
	refused 4 tradecli supplier import -n - <<<$'code,name\nS1,'
}

@test "rows that are no records: headings once more, totals, lines drawn" {
	cat >a.csv <<-'END'
	code,name,city,rating
	编码,名称,城市,评级
	S1,a,Bonn,4
	code,name,city,rating
	---,---,---,---
	Total,,,4
	,合计：,,
	S2,Total,Paris,4
	END
	refused 4 tradecli supplier import a.csv
	err_is <<-'END'
	tradecli: a.csv: row 2: the headings stand here once more
	  hint: take the row out of the file
	tradecli: a.csv: row 4: the headings stand here once more
	  hint: take the row out of the file
	tradecli: a.csv: row 5: is a line that was drawn, not a record
	  hint: take the row out of the file
	tradecli: a.csv: row 6: is a row of totals, not a record
	  hint: take the row out of the file
	tradecli: a.csv: row 7: is a row of totals, not a record
	  hint: take the row out of the file
	tradecli: a.csv: 5 of 7 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	printf 'name,rating\nTotal,\n' >a.csv
	fails_with 4 tradecli supplier import a.csv
	printf 'code,name\nT,Total\n' >a.csv
	ok tradecli supplier import a.csv
}

@test "what is odd about cells is said, each kind once" {
	cat >a.csv <<-'END'
	code,name,,phone,notes,city
	S1,NULL,x,"=""007""",'a',n/a
	'002,b,,12345.0,??,“c”
	1.0E+05,c,y,,5" pipe,a�b
	END
	sed -i 's/5" pipe/"5"" pipe"/' a.csv
	printf 'S4,d\u200be,,,"x ""y",\n,Remark,,,,\n' >>a.csv
	ok tradecli supplier import a.csv
	no_out
	err_is <<-'END'
	a.csv: row 2, column B "name": 'NULL' is kept as a text, and is no value only with --null (and 1 more)
	  hint: import once more with --null TEXT to clear it
	a.csv: row 3, column E "notes": '??' has lost characters (and 1 more)
	  hint: save the file anew as UTF-8 or .xlsx, from where it was right
	a.csv: row 5, column B "name": 'd\u{200b}e' holds characters that cannot be seen
	  hint: type it again when it does not find what it should
	a.csv: row 2, column D "phone": '="007"' is kept as the text it is: only a workbook has formulas
	  hint: save the file as .xlsx to have its value
	a.csv: row 3, column A "code": ''002' is kept with its apostrophe
	  hint: take it away when it only marked a text
	a.csv: row 3, column D "phone": '12345.0' is a code that a program took for a number (and 1 more)
	  hint: format the column as text and type it again
	a.csv: row 2, column E "notes": ''a'' is kept with its quotation marks (and 2 more)
	  hint: a file marks text with " on both sides
	a.csv: row 2, column C "": 'x' is left out: the column has no heading (and 1 more)
	  hint: write a heading over it if it belongs to the table
	a.csv: row 6, column B "name": 'Remark': only one cell of the row is filled
	  hint: take the row out of the file if it is no record
	suppliers: 5 new, 0 changed, 0 unchanged (contacts: 2 new, 0 changed)
	END
	ok tradecli supplier import a.csv -q
	no_err
}

@test "thousands marked by a point are said, unless other numbers tell" {
	printf 'code,name,price,gw\nP1,a,1.234,5.000\nP2,b,12.5,2.500\n' >p.csv
	ok tradecli product import p.csv
	no_out
	err_is <<-'END'
	p.csv: row 2, column D "gw": '5.000' is read with a point before the decimals (and 1 more)
	  hint: write 1234 if thousands are meant
	products: 2 new, 0 changed, 0 unchanged
	END
}

@test "a quantity or a price that may be two numbers is refused" {
	printf 'code,name,price,moq\nP1,a,1.234,5.000\nP2,b,12.5,2.500\n' >p.csv
	refused 4 tradecli product import p.csv
	err_is <<-'END'
	tradecli: p.csv: row 2, column D "moq": '5.000' may mean two different numbers (and 1 more)
	  hint: write it without separator, or with other decimals than three; or say how the column is written: --map 'moq=moq (1,234.5)' or --map 'moq=moq (1.234,5)'
	tradecli: p.csv: a column may mean two different numbers; nothing was changed
	END
	ok tradecli product import p.csv --map 'moq=moq (1.234,5)'
	holds 'SELECT moq / 1000000.0 FROM product' <<-'END'
	5000.0
	2500.0
	END
	ok tradecli product import p.csv --map 'moq=moq (1,234.5)'
	holds 'SELECT moq / 1000000.0 FROM product' <<-'END'
	5.0
	2.5
	END
	printf 'code,name,moq\nP1,a,"5,000"\nP2,b,"1,234,567.5"\n' >c.csv
	refused 4 tradecli product import c.csv
	ok tradecli product import c.csv --map 'moq=moq (1,234.5)'
	holds 'SELECT moq / 1000000.0 FROM product' <<-'END'
	5000.0
	1234567.5
	END
	printf 'code,name,moq\nP1,a,1.23.4\nP2,b,"1,5"\nP3,c,1234.567\n' >w.csv
	refused 4 tradecli product import w.csv --map 'moq=moq (1.234,5)'
	grep -c 'is no number written as 1.234,5$' "$kept/err" | grep -qx 2
}

@test "what is written as text can be read one way only" {
	printf 'code,name,price,moq\nP1,a,1.1250,7\n' >p.csv
	tradecli -q product import p.csv
	ok tradecli product export -o out.csv
	ok tradecli product import out.csv
	err_is <<-'END'
	products: 0 new, 0 changed, 1 unchanged
	END
}

@test "a file that was cut off in its last line is said to be" {
	printf 'code,name\nS1,a\nS2,Nordlicht G' >a.csv
	ok tradecli supplier import a.csv
	no_out
	err_is <<-'END'
	a.csv: the last line does not end: is the file whole?
	suppliers: 2 new, 0 changed, 0 unchanged
	END
}

@test "line ends in a text: the same file through Windows and back" {
	printf 'code,name,notes\nS1,a,"x\ny"\n' >a.csv
	tradecli -q supplier import a.csv
	for end in '\r\n' '\r'; do
		printf "code,name,notes${end}S1,a,\"x${end}y\"${end}" >b.csv
		ok tradecli supplier import b.csv
		err_is <<-'END'
		suppliers: 0 new, 0 changed, 1 unchanged
		END
	done
}

@test "half a byte order mark is no Chinese" {
	printf '\xef\xbbcode,name\nS1,a\n' >a.csv
	refused 4 tradecli supplier import a.csv
	err_is <<-'END'
	tradecli: a.csv: line 1: the byte 0xEF at offset 0 is not UTF-8
	  hint: name the encoding of the file: --encoding GB18030, UTF-16LE, ISO-8859-1, ...
	END
}

@test "a cell, a row and a file that are too big" {
	{ printf 'code,name\nS1,"'; head -c 2000000 /dev/zero | tr '\0' x; } >a.csv
	refused 4 tradecli supplier import a.csv
	err_is <<-'END'
	tradecli: a.csv: line 2: a cell of more than 1 MiB begins here
	  hint: is there a quotation mark that is never closed?
	END
	{ printf 'code,name\nS1'; head -c 20000 /dev/zero | tr '\0' ,; } >a.csv
	refused 4 tradecli supplier import a.csv
	err_is <<-'END'
	tradecli: a.csv: line 2: a row of more than 16384 cells begins here
	END
}

@test "several byte order marks are none of the first heading" {
	printf '\xef\xbb\xbf\xef\xbb\xbfcode,name\nS1,Star\n' >s.csv
	ok tradecli supplier import s.csv
	err_is <<-'END'
	suppliers: 1 new, 0 changed, 0 unchanged
	END
	holds 'SELECT code, name FROM party' <<<'S1|Star'
}
