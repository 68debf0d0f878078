load ../lib

prepare() { ledger; }

suppliers() { ok tradecli supplier list --all -f csv --no-header --fields "$1"; }

# A workbook a.xlsx with these rows, each a Python list.
sheet() { { echo 'w = Workbook(); s = w.active; s.title = "供应商"'
    echo "for r in [$1]: s.append(r)"; echo "$2"; echo 'w.save("a.xlsx")'
    } | books; }

@test "texts, numbers, dates and truth" {
	sheet '["SKU", "品名", "单价", "起订量", "HS编码", "增值税率", "已归档"],
	    ["P1", "灯", 1234.5, 500, "0102030405", 0.13, True],
	    ["P2", "泡", 0.1, "1,000.5", 8539520000, "13%", "no"]' \
	    's["F2"].number_format = "0%"'
	ok tradecli product import a.xlsx
	no_out
	err_is <<-'END'
	a.xlsx, sheet "供应商":
	products: 2 new, 0 changed, 0 unchanged
	END
	ok tradecli product list --all -f csv --no-header --fields code,name,price,moq,hs_code,vat_rate,archived
	out_is <<-'END'
	P1,灯,1234.5,500,0102030405,13,yes
	P2,泡,0.1,1000.5,8539520000,13,no
	END
	no_err
}

@test "a percentage without its sign is refused, not guessed" {
	sheet '["SKU", "品名", "增值税率"], ["P1", "灯", 0.13]'
	refused 4 tradecli product import a.xlsx
	err_is <<-'END'
	tradecli: a.xlsx: sheet "供应商", row 2, column C "增值税率": '0.13' may mean a part of one or a percentage
	  hint: write 13 or 13% for thirteen percent
	tradecli: a.xlsx: 1 of 1 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
}

@test "dates: Excel's two calendars, text, Chinese formats" {
	books <<-'END'
	from openpyxl.utils.datetime import CALENDAR_MAC_1904
	for name, epoch in ("1900.xlsx", None), ("1904.xlsx", CALENDAR_MAC_1904):
	    w = Workbook(); s = w.active
	    if epoch:
	        w.epoch = epoch
	    s.append(["number", "date", "wanted date", "company"])
	    s.append(["Q1", datetime.date(2026, 3, 1), "2026年4月5日", "A"])
	    s.append(["Q2", datetime.datetime(2026, 3, 1, 9, 30), "2026/4/5", "B"])
	    s["B2"].number_format = 'yyyy"年"m"月"d"日"'
	    w.save(name)
	END
	ok tradecli inquiry import 1900.xlsx
	holds 'SELECT number, date, wanted_date FROM inquiry ORDER BY number' <<-'END'
	Q1|2026-03-01|2026-04-05
	Q2|2026-03-01 09:30|2026-04-05
	END
	remember
	ok tradecli inquiry import 1904.xlsx
	no_out
	err_is <<-'END'
	1904.xlsx, sheet "Sheet":
	inquiries: 0 new, 0 changed, 2 unchanged
	END
	unchanged
}

@test "dates in the built-in Chinese formats of Excel" {
	books <<-'END'
	w = Workbook(); s = w.active
	s.append(["number", "date", "company"])
	ids = [27, 28, 30, 31, 36, 50, 51, 57, 58]
	for i in ids:
	    s.append(["Q%d" % i, 46082, "A"])
	w.save("t.xlsx")
	import re, zipfile
	src = zipfile.ZipFile("t.xlsx"); out = zipfile.ZipFile("a.xlsx", "w")
	for name in src.namelist():
	    data = src.read(name).decode()
	    if name == "xl/styles.xml":
	        data = re.sub(r"<cellXfs.*?</cellXfs>", '<cellXfs count="%d"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>' % (len(ids) + 1) + "".join('<xf numFmtId="%d" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>' % i for i in ids) + "</cellXfs>", data, flags=re.S)
	    if name.endswith("sheet1.xml"):
	        for n in range(len(ids)):
	            data = data.replace('<c r="B%d" ' % (n + 2), '<c r="B%d" s="%d" ' % (n + 2, n + 1))
	    out.writestr(name, data)
	out.close()
	END
	ok tradecli inquiry import a.xlsx
	holds 'SELECT DISTINCT date FROM inquiry' <<-'END'
	2026-03-01
	END
	holds 'SELECT count(*) FROM inquiry' <<-'END'
	9
	END
}

@test "numbers typed where codes belong" {
	sheet '["code", "name", "account", "postcode"], ["S1", "a", 6222021234567890, 315100]'
	refused 4 tradecli supplier import a.xlsx
	err_is <<-'END'
	tradecli: a.xlsx: sheet "供应商", row 2, column C "account": '6222021234567890' has lost digits: the cell is a number of 16 digits or more
	  hint: format the column as text and type it again
	tradecli: a.xlsx: 1 of 1 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	sheet '["code", "name", "account", "postcode"], [1001, "a", 622202123456789, 315100]'
	ok tradecli supplier import a.xlsx
	suppliers code,account,postcode
	out_is <<-'END'
	1001,622202123456789,315100
	END
	no_err
}

@test "formulas: their stored value; without one they are refused" {
	sheet '["code", "name", "rating"], ["S1", "a", "=2+2"]'
	refused 4 tradecli supplier import a.xlsx
	err_is <<-'END'
	tradecli: a.xlsx: sheet "供应商", row 2, column C "rating": holds a formula without a stored value
	  hint: open the file in a spreadsheet and save it
	tradecli: a.xlsx: 1 of 1 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	python - <<-'END'
	import zipfile
	src = zipfile.ZipFile("a.xlsx"); out = zipfile.ZipFile("b.xlsx", "w")
	for name in src.namelist():
	    data = src.read(name).decode()
	    if name.endswith("sheet1.xml"):
	        assert "<v></v>" in data or "<v />" in data or "<v/>" in data
	        for v in "<v></v>", "<v />", "<v/>":
	            data = data.replace(v, "<v>4</v>")
	    out.writestr(name, data)
	out.close()
	END
	ok tradecli supplier import b.xlsx
	suppliers code,rating
	out_is <<-'END'
	S1,4
	END
	no_err
}

@test "cells with errors are refused by name" {
	sheet '["code", "name", "rating"], ["S1", "a", "#N/A"], ["S2", "b", "#REF!"], ["S3", "c", 3]' \
	    's["C2"].data_type = s["C3"].data_type = "e"'
	refused 4 tradecli supplier import a.xlsx
	err_is <<-'END'
	tradecli: a.xlsx: sheet "供应商", row 2, column C "rating": holds the error #N/A
	  hint: mend the formula, or clear the cell
	tradecli: a.xlsx: sheet "供应商", row 3, column C "rating": holds the error #REF!
	  hint: mend the formula, or clear the cell
	tradecli: a.xlsx: 2 of 3 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	ok tradecli supplier import a.xlsx --rejects r.csv -q
	file_is r.csv <<-'END'
	code,name,rating,rejected because
	S1,a,#N/A,rating: holds the error #N/A
	S2,b,#REF!,rating: holds the error #REF!
	END
}

@test "an error in a column that is not used does no harm" {
	sheet '["code", "name", "x"], ["S1", "a", "#N/A"]' 's["C2"].data_type = "e"'
	ok tradecli supplier import a.xlsx
	no_out
	err_is <<-'END'
	a.xlsx, sheet "供应商":
	Columns not used: x
	suppliers: 1 new, 0 changed, 0 unchanged
	END
}

@test "the sheet: the one that fits, or the one that is named" {
	books <<-'END'
	w = Workbook(); w.active.title = "Cover"; w.active.append(["hello"])
	for title, code in ("供应商", "S1"), ("old", "S9"):
	    s = w.create_sheet(title)
	    s.append(["code", "name"]); s.append([code, "a"])
	w.save("a.xlsx")
	END
	ok tradecli supplier import a.xlsx
	no_out
	err_is <<-'END'
	a.xlsx, sheet "供应商":
	suppliers: 1 new, 0 changed, 0 unchanged
	END
	ok tradecli supplier import a.xlsx --sheet old
	no_out
	err_is <<-'END'
	a.xlsx, sheet "old":
	suppliers: 1 new, 0 changed, 0 unchanged
	END
	refused 3 tradecli supplier import a.xlsx --sheet nowhere
	err_is <<-'END'
	tradecli: a.xlsx: there is no sheet 'nowhere'
	END
	refused 4 tradecli supplier import a.xlsx --sheet Cover
	err_is <<-'END'
	tradecli: a.xlsx: no heading means a field of supplier (the first row is: hello)
	  hint: say which is which: --map 'Their heading=field'; all fields: tradecli help supplier
	END
}

@test "hidden sheets are not read unless named" {
	books <<-'END'
	w = Workbook(); w.active.title = "seen"
	w.active.append(["code", "name"]); w.active.append(["S1", "a"])
	s = w.create_sheet("Suppliers"); s.sheet_state = "hidden"
	s.append(["code", "name", "city"]); s.append(["S2", "b", "B"])
	w.save("a.xlsx")
	END
	ok tradecli supplier import a.xlsx
	no_out
	err_is <<-'END'
	a.xlsx, sheet "seen":
	suppliers: 1 new, 0 changed, 0 unchanged
	END
	suppliers code
	out_is <<-'END'
	S1
	END
	no_err
}

@test "empty rows with a format, hidden rows, merged headings, wide spaces" {
	sheet '["code", "name　", "city\xa0"], ["S1", "　a ", "A"]' '
for r in range(3, 200):
    s.cell(r, 1).number_format = "@"
s.append(["S2", "b", "B"])
s.row_dimensions[s.max_row].hidden = True'
	ok tradecli supplier import a.xlsx
	no_out
	err_is <<-'END'
	a.xlsx, sheet "供应商":
	suppliers: 2 new, 0 changed, 0 unchanged
	END
	suppliers code,name,city
	out_is <<-'END'
	S1,a,A
	S2,b,B
	END
	no_err
}

@test "merged cells: only the first has the value, and that is said" {
	sheet '["code", "name", "city"], ["S1", "a", "Bonn"], ["S2", "b", None],
	    ["S3", "c", None]' 's.merge_cells("C2:C4"); s.merge_cells("D2:D3")'
	ok tradecli supplier import a.xlsx
	no_out
	err_is <<-'END'
	a.xlsx, sheet "供应商":
	a.xlsx: sheet "供应商", row 2, column C "city": the cell is merged with those below, which are empty
	  hint: unmerge them and fill in the value where it is meant
	suppliers: 3 new, 0 changed, 0 unchanged
	END
	sheet '["number", "date", "company", "line", "description"],
	    ["Q1", "2026-11-05", "A", 1, "x"], [None, None, None, 2, "y"]' \
	    's.merge_cells("A2:A3"); s.merge_cells("C2:C3")'
	ok tradecli inquiry import a.xlsx --sheet 供应商
	no_out
	err_is <<-'END'
	a.xlsx, sheet "供应商":
	inquiries: 1 new, 0 changed, 0 unchanged (lines: 2 new, 0 changed)
	END
}

@test "rich text, line breaks, escapes, blanks" {
	books <<-'END'
	w = Workbook(); s = w.active
	s.append(["code", "name", "notes"])
	s.append(["S1", "a _x0041_ b", "two\nlines"])
	s.append(["S2", "<&>\"'", "\u3000"])
	w.save("a.xlsx")
	END
	ok tradecli supplier import a.xlsx
	ok tradecli supplier list -f json --fields code,name,notes
	out_is <<-'END'
	[
	  {"code": "S1", "name": "a A b", "notes": "two\nlines"},
	  {"code": "S2", "name": "<&>\"'", "notes": null}
	]
	END
	no_err
}

@test "files that are no workbooks" {
	echo 'code,name' >text.xlsx
	printf '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest' >old.xls
	printf 'PK\3\4cut off' >cut.xlsx
	printf '<html><table><tr><td>code</td></tr></table></html>' >fake.xls
	sheet '["code", "name"], ["S1", "a"]'
	head -c 2000 a.xlsx >half.xlsx
	(mkdir z && cd z && echo hello >content.xml && python -m zipfile -c ../o.ods content.xml)
	for f in old.xls cut.xlsx half.xlsx o.ods fake.xls; do
		refused 4 tradecli supplier import $f
		cat "$kept/err" >>all
	done
	file_is all <<-'END'
	tradecli: old.xls: is an old .xls workbook, or one with a password
	  hint: open it in Excel or WPS and save it as .xlsx without a password
	tradecli: cut.xlsx: the file is damaged or cut off (Not a zip archive)
	  hint: get the file again, or open it in a spreadsheet program and save it again
	tradecli: half.xlsx: the file is damaged or cut off (Not a zip archive)
	  hint: get the file again, or open it in a spreadsheet program and save it again
	tradecli: o.ods: not an Excel workbook: it is an OpenDocument file (.ods)
	  hint: save it as .xlsx or .csv
	tradecli: fake.xls: is a web page or XML, not a sheet
	  hint: open it in Excel or WPS and save it as .xlsx
	END
	ok tradecli supplier import text.xlsx
}

@test "a document type is refused before anything is read" {
	sheet '["code", "name"], ["S1", "a"]'
	python - <<-'END'
	import zipfile
	src = zipfile.ZipFile("a.xlsx"); out = zipfile.ZipFile("b.xlsx", "w")
	for name in src.namelist():
	    data = src.read(name).decode()
	    if name.endswith("sheet1.xml"):
	        at = data.index("<worksheet")
	        data = data[:at] + '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + data[at:]
	    out.writestr(name, data)
	out.close()
	END
	refused 4 tradecli supplier import b.xlsx
	err_is <<-'END'
	tradecli: b.xlsx: sheet '供应商': part 'xl/worksheets/sheet1.xml' is refused: it has a document type (<!DOCTYPE>), which no workbook needs
	END
}

@test "a cell far away costs nothing" {
	sheet '["code", "name"], ["S1", "a"]' 's.cell(1048576, 16384).value = "x"'
	try timeout 20 tradecli supplier import a.xlsx
	[ "$status" -lt 5 ]
}

@test "a workbook on standard input" {
	sheet '["code", "name"], ["S1", "a"]'
	ok tradecli supplier import - <a.xlsx
	no_out
	err_is <<-'END'
	standard input, sheet "供应商":
	suppliers: 1 new, 0 changed, 0 unchanged
	END
	cat a.xlsx | ok tradecli supplier import -
	no_out
	err_is <<-'END'
	standard input, sheet "供应商":
	suppliers: 0 new, 0 changed, 1 unchanged
	END
}

@test "the same workbook twice: nothing new" {
	sheet '["编码", "名称", "评级"], ["S1", "甲", 4.5], ["S2", "乙", None]'
	ok tradecli supplier import a.xlsx
	remember
	ok tradecli supplier import a.xlsx
	no_out
	err_is <<-'END'
	a.xlsx, sheet "供应商":
	suppliers: 0 new, 0 changed, 2 unchanged
	END
	unchanged
}

@test "cells that are wrong are told with sheet, row and column" {
	sheet '["编码", "名称", "国家", "评级"], ["S1", "甲", "Chnia", 9], ["S2", None, "CN", "x"]'
	refused 4 tradecli supplier import a.xlsx
	err_is <<-'END'
	tradecli: a.xlsx: sheet "供应商", row 2, column C "国家": 'Chnia' is not a country
	  hint: did you mean CN (China, 中国)?
	tradecli: a.xlsx: sheet "供应商", row 3, column D "评级": 'x' is not a number
	  hint: write the number alone, as 1234.50; the currency stands in a column of its own
	tradecli: a.xlsx: 2 of 2 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	LC_ALL=zh_CN.UTF-8 refused 4 tradecli supplier import a.xlsx
}

@test "a missing library is told when a workbook needs it" {
	ok tradecli supplier template s.xlsx
	for library in libzip libxlsxwriter; do
		mkdir "$library"
		touch "$library/$(grep -ao "$library\.so\.[0-9]*" \
		    "$TRADECLI_BUILD/tradecli" | head -1)"
	done
	export LD_LIBRARY_PATH=libzip
	refused 1 tradecli supplier import s.xlsx
	grep -q '^tradecli: .*libzip\.so' "$kept/err"
	grep -qx '  hint: workbooks need this library; install it' "$kept/err"
	LD_LIBRARY_PATH=libxlsxwriter
	refused 1 tradecli supplier template t.xlsx
	grep -q '^tradecli: .*libxlsxwriter\.so' "$kept/err"
	[ ! -e t.xlsx ]
	ok tradecli supplier list
}

@test "a real number is never two, a text in its column may be" {
	python - <<-'PYTHON'
	from openpyxl import Workbook
	w = Workbook()
	for row in (["Code", "Name", "MOQ"], ["A", "a", 1.125]):
	    w.active.append(row)
	w.save("number.xlsx")
	w.active.append(["B", "b", "1.500"])
	w.save("text.xlsx")
	PYTHON
	ok tradecli product import number.xlsx
	refused 4 tradecli product import text.xlsx
	err_is <<-'END'
	tradecli: text.xlsx: sheet "Sheet", row 3, column C "MOQ": '1.500' may mean two different numbers
	  hint: write it without separator, or with other decimals than three; or say how the column is written: --map 'MOQ=moq (1,234.5)' or --map 'MOQ=moq (1.234,5)'
	tradecli: text.xlsx: a column may mean two different numbers; nothing was changed
	END
	ok tradecli product import text.xlsx --map 'MOQ=moq (1.234,5)'
	holds 'SELECT code, moq / 1000000.0 FROM product ORDER BY code' <<-'END'
	A|1.125
	B|1500.0
	END
}
