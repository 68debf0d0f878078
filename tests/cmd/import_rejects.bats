load ../lib

prepare()
{
	ledger
	cat >bad.csv <<-'END'
	code,name,country,fax
	S1,a,Chnia,1
	S2,,CN,
	S3,b,CN,3
	S4,"c, d",XX,4
	END
}

@test "--rejects takes the good rows and puts the bad ones aside" {
	ok tradecli supplier import bad.csv --rejects r.csv
	no_out
	err_is <<-'END'
	tradecli: bad.csv: row 2, column C "country": 'Chnia' is not a country
	  hint: did you mean CN (China, 中国)?
	tradecli: bad.csv: row 3: missing: name
	tradecli: bad.csv: row 5, column C "country": 'XX' is not a country
	  hint: write the two-letter code or the name, e.g. DE, Germany, 德国
	Columns not used: fax
	suppliers: 1 new, 0 changed, 0 unchanged, 3 rejected -> r.csv
	END
	file_is r.csv <<-'END'
	code,name,country,fax,rejected because
	S1,a,Chnia,1,country: 'Chnia' is not a country
	S2,,CN,,missing: name
	S4,"c, d",XX,4,country: 'XX' is not a country
	END
	holds 'SELECT code, name FROM party' <<-'END'
	S3|b
	END
}

@test "the mended rejects are imported, their reasons passed over" {
	tradecli supplier import bad.csv --rejects r.csv -q 2>"$kept/err"
	sed -i 's/Chnia/China/; s/S2,,/S2,n,/; s/XX/DE/' r.csv
	ok tradecli supplier import r.csv
	no_out
	err_is <<-'END'
	Columns not used: fax
	suppliers: 3 new, 0 changed, 0 unchanged
	END
	holds 'SELECT code, name, country FROM party ORDER BY code' <<-'END'
	S1|a|CN
	S2|n|CN
	S3|b|CN
	S4|c, d|DE
	END
	remember
	ok tradecli supplier import r.csv
	unchanged
}

@test "rejects not mended stay rejects" {
	tradecli supplier import bad.csv --rejects r.csv -q 2>"$kept/err"
	remember
	ok tradecli supplier import r.csv --rejects r2.csv
	no_out
	err_is <<-'END'
	tradecli: r.csv: row 2, column C "country": 'Chnia' is not a country
	  hint: did you mean CN (China, 中国)?
	tradecli: r.csv: row 3: missing: name
	tradecli: r.csv: row 4, column C "country": 'XX' is not a country
	  hint: write the two-letter code or the name, e.g. DE, Germany, 德国
	Columns not used: fax
	suppliers: 0 new, 0 changed, 0 unchanged, 3 rejected -> r2.csv
	END
	unchanged
	cmp r.csv r2.csv
}

@test "rejects of a workbook, as a workbook" {
	python - <<-'END'
	from openpyxl import Workbook
	w = Workbook(); s = w.active
	for row in (["code", "name", "country"], ["S1", "a", "Chnia"],
	    ["S2", "b", "CN"]):
	    s.append(row)
	w.save("bad.xlsx")
	END
	ok tradecli supplier import bad.xlsx --rejects r.xlsx
	no_out
	err_is <<-'END'
	tradecli: bad.xlsx: sheet "Sheet", row 2, column C "country": 'Chnia' is not a country
	  hint: did you mean CN (China, 中国)?
	bad.xlsx, sheet "Sheet":
	suppliers: 1 new, 0 changed, 0 unchanged, 1 rejected -> r.xlsx
	END
	cat >show.py <<-'END'
	from openpyxl import load_workbook
	for row in load_workbook("r.xlsx").worksheets[-1]:
	    print([cell.value for cell in row])
	END
	ok python show.py
	out_is <<-'END'
	['code', 'name', 'country', 'rejected because']
	['S1', 'a', 'Chnia', "country: 'Chnia' is not a country"]
	END
	no_err
	ok tradecli supplier import r.xlsx --map country= --dry-run
	no_out
	err_is <<-'END'
	A dry run; nothing is changed:
	r.xlsx, sheet "Rejected rows":
	Columns: code -> code, name -> name
	Columns not used: country
	Meant perhaps: --map 'country=country'
	suppliers: 1 new, 0 changed, 0 unchanged
	END
}

@test "without bad rows there is no file of rejects" {
	ok tradecli supplier import - --rejects r.csv <<<$'code,name\nS1,a'
	no_out
	err_is <<-'END'
	suppliers: 1 new, 0 changed, 0 unchanged
	END
	[ ! -e r.csv ]
}

@test "--dry-run writes no rejects" {
	remember
	ok tradecli supplier import bad.csv --rejects r.csv --dry-run -q
	no_out
	unchanged
	[ ! -e r.csv ]
}

@test "rejects that cannot be written: nothing is imported" {
	refused 8 tradecli supplier import bad.csv --rejects nowhere/r.csv -q
	err_is <<-'END'
	tradecli: nowhere/r.csv: cannot be written: No such file or directory
	END
}

@test "rows too long and too short come back as they were" {
	printf 'code,name,notes\nS1,a\nS2,b,c,d\nS3,"x\ny",ok\n' >a.csv
	ok tradecli supplier import a.csv --rejects r.csv -q
	no_out
	err_is <<-'END'
	tradecli: a.csv: row 2: has 2 cells, the headings are 3
	  hint: a cell is missing, or a line was broken in two
	tradecli: a.csv: row 3: has 4 cells, the headings are 3
	  hint: a comma inside a text? put the text in "quotes"
	END
	file_is r.csv <<-'END'
	code,name,notes,,rejected because
	S1,a,,,"has 2 cells, the headings are 3"
	S2,b,c,d,"has 4 cells, the headings are 3"
	END
	printf 'code,name,notes\nS1,a,\nS2,b,"c,d"\n' >a.csv
	ok tradecli supplier import a.csv
	no_out
	err_is <<-'END'
	suppliers: 2 new, 0 changed, 0 unchanged
	END
}

@test "a line of a rejected inquiry keeps the cells of its head" {
	cat >i.csv <<-'END'
	number,date,channel,company,stage,description,quantity
	Q1,2026-11-01,fair,ACME,new,lamp,5
	,,,,,bulb,many
	Q2,2026-11-01,fare,Beta,new,wire,1
	,,,,,plug,2
	END
	refused 4 tradecli inquiry import i.csv
	err_is <<-'END'
	tradecli: i.csv: row 3, column G "quantity": 'many' is not a number
	  hint: write the number alone, as 1234.50; the currency stands in a column of its own
	tradecli: i.csv: row 4, column C "channel": 'fare' is not a known channel
	  hint: write one of: alibaba, aliexpress, dhgate, fair, mail, other, referral, website
	tradecli: i.csv: row 5: belongs to the row above it, which is wrong
	tradecli: i.csv: 3 of 4 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	ok tradecli inquiry import i.csv --rejects r.csv -q
	file_is r.csv <<-'END'
	number,date,channel,company,stage,description,quantity,line,rejected because
	Q1,2026-11-01,fair,ACME,new,bulb,many,2,quantity: 'many' is not a number
	Q2,2026-11-01,fare,Beta,new,wire,1,1,channel: 'fare' is not a known channel
	Q2,2026-11-01,fare,Beta,new,plug,2,,"belongs to the row above it, which is wrong"
	END
	sed -i 's/many/70/; s/fare/fair/' r.csv
	ok tradecli inquiry import r.csv
	no_out
	err_is <<-'END'
	inquiries: 1 new, 1 changed, 0 unchanged (lines: 3 new, 0 changed)
	END
	holds 'SELECT i.number, l.line, l.description, l.quantity / 1000000 FROM inquiry i JOIN inquiry_line l ON l.inquiry = i.id ORDER BY 1, 2' <<-'END'
	Q1|1|lamp|5
	Q1|2|bulb|70
	Q2|1|wire|1
	Q2|2|plug|2
	END
}
