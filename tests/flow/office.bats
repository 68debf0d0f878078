# What another program reads in our files: LibreOffice.
load ../lib

office()
{
	timeout 120 soffice -env:UserInstallation="file://$kept/office" \
	    --headless "$@" >"$kept/office.log" 2>&1
}

prepare()
{
	command -v soffice >/dev/null || skip 'LibreOffice is not installed'
	ledger
	cat >s.csv <<-'END'
	code,name,account,rating,notes
	S1,=1+1,0001234567890123456,4.5,+1
	S2,@SUM(A1),007,,-2+3
	S3,"=HYPERLINK(""http://x"",""y"")",1,,灯
	END
	tradecli -q supplier import s.csv
}

@test "LibreOffice reads the workbook as it is meant: no text becomes a formula" {
	tradecli -q supplier list -o s.xlsx --fields code,name,account,rating,notes
	office --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2' s.xlsx
	file_is s-Suppliers.csv <<-'END'
	Code,Name,Account,Rating,Notes
	S1,=1+1,0001234567890123456,4.5,+1
	S2,@SUM(A1),007,,-2+3
	S3,"=HYPERLINK(""http://x"",""y"")",1,,灯
	END
}

@test "LibreOffice reads CSV for Excel without running its formulas" {
	tradecli -q supplier list --excel -o e.csv --fields code,name,rating,notes
	office --infilter=CSV:44,34,76,1 --convert-to xlsx e.csv
	ok book e.xlsx
	out_is <<-'END'
	[e]
	'Code'	'Name'	'Rating'	'Notes'
	'S1'	"'=1+1"	4.5	"'+1"
	'S2'	"'@SUM(A1)"		"'-2+3"
	'S3'	'\'=HYPERLINK("http://x","y")'		'灯'
	END
}

@test "the printed page shows Chinese" {
	command -v pdftotext >/dev/null || skip 'poppler-utils is not installed'
	tradecli -q supplier list -o s.xlsx --fields code,name,notes --lang zh_CN
	office --convert-to pdf s.xlsx
	pdftotext -layout s.pdf s.txt
	grep -q 名称 s.txt
	grep -q 灯 s.txt
}
