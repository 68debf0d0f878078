# Papers as PDF and as XLSX: what a bank and a buyer get.  Made by unit/paper
# with made-up values, for there is no need of a ledger to look at them.
load ../lib

prepare()
{
	paper=$TRADECLI_BUILD/unit/paper
	draw=$TRADECLI_BUILD/libexec/tradecli-pdf
	[ -x "$paper" ] && [ -x "$draw" ] || skip "not built"
}

kinds='quotation proforma contract purchase invoice packing-list
    shipping-advice'

text() { pdftotext -layout "$1" "$kept/text" && cat "$kept/text"; }
has() { text "$1" | grep -qF -- "$2" || { echo "$1 lacks $2"; return 1; }; }
lacks() { ! text "$1" | grep -qF -- "$2" || { echo "$1 has $2"; return 1; }; }
pages() { pdfinfo "$1" | sed -n 's/^Pages: *//p'; }

# How much ink there is on a page: bytes of its picture that are not white.
ink() { pdftoppm -r 40 -gray -f "$2" -l "$2" "$1" | tr -d '\377' | wc -c; }

# Lines for tradecli-pdf: backslash sequences of printf.
lines() { printf "tradecli-pdf\t1\n$1" >lines; }
refuses() { lines "$1"; fails_with 4 "$draw" <lines; no_out; err_is; }

# The last line: fontconfig may have had something to say before it.
complains() { diff -u - <(tail -n 1 "$kept/err"); }

@test "pdf: each kind in each language, with fonts in it and all its words" {
	for kind in $kinds; do
		for tongue in en zh both; do
			ok "$paper" $kind $tongue 3 $kind.pdf
			no_err
			pdffonts $kind.pdf >fonts
			[ "$(wc -l <fonts)" -ge 4 ]
			! tail -n +3 fonts | grep -v 'yes yes yes'
			[ "$(ink $kind.pdf 1)" -gt 9000 ]
			pdfinfo $kind.pdf | grep -q 'Page size: .* (A4)'
			[ $tongue = zh ] || has $kind.pdf 'Page 1 of'
			[ $tongue = en ] || text $kind.pdf | tr -d ' ' |
			    grep -q '第1页共'
			[ $tongue = en ] || has $kind.pdf '宁波恒达家居用品有限公司'
			[ $tongue = zh ] || has $kind.pdf 'Porcelain mug 320 ml'
			[ $tongue = en ] || has $kind.pdf '320毫升哑光釉瓷杯'
		done
	done
	has quotation.pdf 'QUOTATION 报价单'
	has proforma.pdf 'PROFORMA INVOICE 形式发票'
	has contract.pdf 'SALES CONTRACT 销售合同'
	has purchase.pdf 'PURCHASE ORDER 采购合同'
	has invoice.pdf 'COMMERCIAL INVOICE 商业发票'
	has packing-list.pdf 'PACKING LIST 装箱单'
	has shipping-advice.pdf 'SHIPPING ADVICE 装运通知'
}

@test "pdf: what an invoice says" {
	ok "$paper" invoice en 3 ci.pdf
	has ci.pdf 'SAY US DOLLARS TWENTY-EIGHT THOUSAND NINE HUNDRED AND FOURTEEN ONLY'
	has ci.pdf 'CI-2026-0012'
	has ci.pdf '05 Nov 2026'
	has ci.pdf 'Speicherstraße 17'
	has ci.pdf '27,064.00'
	has ci.pdf '28,914.00'
	has ci.pdf 'their country of origin'
	lacks ci.pdf '发票'
	lacks ci.pdf '{'
	ok "$paper" invoice zh 3 ci.pdf
	has ci.pdf '美元贰万捌仟玖佰壹拾肆元整'
	has ci.pdf '2026年11月5日'
	lacks ci.pdf 'Invoice'
}

@test "pdf: a packing list has no prices" {
	ok "$paper" packing-list both 3 pl.pdf
	lacks pl.pdf 'USD'
	lacks pl.pdf '12.345'
	has pl.pdf '52×38×41'
	has pl.pdf '2,450.00'
}

@test "pdf: a long table has its heads on every page and totals with rows" {
	ok "$paper" invoice en 120 long.pdf
	n=$(pages long.pdf)
	[ "$n" -gt 3 ]
	for ((i = 1; i <= n; i++)); do
		pdftotext -layout -f $i -l $i long.pdf page
		grep -q "Page $i of $n" page
		grep -q 'CI-2026-0012' page
		! grep -qE '^ *[0-9]+ +HD-' page || grep -q 'Description of' page
		! grep -q 'Subtotal' page ||
		    [ "$(grep -cE '^ *[0-9]+ +HD-' page)" -ge 2 ]
		! grep -q 'Authorised' page || grep -q 'We hereby' page
	done
	[ "$(text long.pdf | grep -cE '^ *[0-9]+ +HD-')" = 120 ]
}

@test "pdf: wherever the totals fall, they stay with rows and a page follows" {
	for n in 8 9 10 11 12 13 14 15 16 17; do
		ok "$paper" packing-list en $n pl.pdf
		for ((i = 1; i <= $(pages pl.pdf); i++)); do
			pdftotext -layout -f $i -l $i pl.pdf page
			! grep -q 'Total packages' page ||
			    [ "$(grep -c '52×38×41' page)" -ge 2 ]
		done
	done
}

# A library that is loaded before the sanitizer's.
at_another_time()
{
	env ASAN_OPTIONS="$ASAN_OPTIONS:verify_asan_link_order=0" \
	    TZ=Pacific/Auckland LANG=zh_CN.UTF-8 LC_ALL=C HOME="$PWD/home" \
	    FONTCONFIG_FILE="$PWD/home/.config/fontconfig/fonts.conf" \
	    faketime '2031-01-01' "$@"
}

# What tradecli-pdf is told of a paper, in the file "lines".
spy()
{
	mkdir -p spy/unit spy/libexec
	printf '#!/bin/sh\ncat >"%s/lines"\n' "$PWD" >spy/libexec/tradecli-pdf
	chmod +x spy/libexec/tradecli-pdf
	cp "$paper" spy/unit
	ok spy/unit/paper "$@" spy.pdf
}

@test "pdf: the same bytes at another time, in another place, for another user" {
	mkdir -p home/.config/fontconfig
	echo '<fontconfig><alias><family>Carlito</family><prefer><family>DejaVu
	    Sans</family></prefer></alias></fontconfig>' \
	    >home/.config/fontconfig/fonts.conf
	ok "$paper" contract both 40 a.pdf
	ok at_another_time "$paper" contract both 40 b.pdf
	cmp a.pdf b.pdf
	spy contract both 40
	ok at_another_time "$draw" <lines
	cmp a.pdf "$kept/out"
	pdfinfo a.pdf | grep 'CreationDate: .*Nov  5 00:00:00 2026'
}

@test "pdf: a character that no font has is named, never a blank" {
	fails_with 4 "$paper" invoice en 1 a.pdf "notes=Fine 𓀀 goods"
	err_is <<-'EOF'
	paper: no font has the character '𓀀' (U+13000)
	write it in other letters
	EOF
	[ ! -e a.pdf ]
}

@test "pdf: Chinese characters are on the page, not only in the text" {
	lines 'clauses\t\nitem\t-\t\t \nend\n'
	"$draw" <lines >empty.pdf
	for c in 如 强 限 发 票 深 圳 源 配 龍 壹 贰 叁 圆 整; do
		lines "clauses\t\nitem\t-\t\t$c\nend\n"
		"$draw" <lines >a.pdf
		has a.pdf $c
		[ "$(ink a.pdf 1)" -ge $(($(ink empty.pdf 1) + 8)) ] ||
		    { echo "$c is blank"; return 1; }
	done
}

@test "pdf: a font that is missing is named with its package" {
	fonts=$PWD/fonts
	mkdir "$fonts"
	ok "$paper" invoice en 1 a.pdf
	lines 'title\tA\nend\n'
	ok "$draw" <lines
	fails_with 1 "$draw" --fonts "$fonts" <lines
	no_out
	complains <<-'EOF'
	font	Carlito	fonts-crosextra-carlito
	EOF
	cp /usr/share/fonts/truetype/crosextra/Carlito-*.ttf "$fonts"
	fails_with 1 "$draw" --fonts "$fonts" <lines
	complains <<-'EOF'
	font	Noto Sans CJK SC	fonts-noto-cjk
	EOF
	cp /usr/share/fonts/opentype/noto/NotoSansCJK-*.ttc "$fonts"
	ok "$draw" --fonts "$fonts" <lines
	lines 'title\tТаблица\nend\n'
	ok "$draw" --fonts "$fonts" <lines
	lines 'title\tสวัสดี\nend\n'
	fails_with 4 "$draw" --fonts "$fonts" <lines
	complains <<-'EOF'
	glyph	ส	U+0E2A	fonts-noto-core
	EOF
}

@test "pdf: a font that cannot be read is an error, never a gap in a paper" {
	export ASAN_OPTIONS=$ASAN_OPTIONS:detect_leaks=0
	lines 'title\tA\nend\n'
	for font in crosextra/Carlito-Bold.ttf crosextra/Carlito-Regular.ttf; do
		fails_with 1 strace -f -qq -o log -e trace=openat \
		    -P /usr/share/fonts/truetype/$font \
		    -e inject=openat:error=EACCES "$draw" <lines
		grep -q INJECTED log
		no_out
		grep -qEx $'unread\tCarlito( Bold)?' "$kept/err"
	done
	ok "$paper" invoice en 1 a.pdf
	fails_with 1 strace -f -qq -o log -e trace=openat \
	    -P /usr/share/fonts/truetype/crosextra/Carlito-Bold.ttf \
	    -e inject=openat:error=EACCES "$paper" invoice en 1 b.pdf
	err_is <<-'EOF'
	paper: the font Carlito Bold cannot be read
	its file is damaged or may not be read: install its package again
	EOF
	[ ! -e b.pdf ]
}

@test "pdf: what comes back and cannot be read is an error, never half a paper" {
	export ASAN_OPTIONS=$ASAN_OPTIONS:detect_leaks=0
	ok "$paper" invoice en 9 a.pdf
	for ((n = 1; n < 200; n++)); do
		try strace -qq -o log -e trace=read \
		    -e inject=read:error=EIO:when=$n+ \
		    "$paper" invoice en 9 b.pdf
		[ "$status" != 0 ] || cmp a.pdf b.pdf
		grep -q INJECTED log || break
		rm -f b.pdf
	done
	[ $n -gt 3 ] && [ $n -lt 200 ]
}

@test "pdf: names from Europe, Russia and Greece have their letters" {
	ok "$paper" invoice en 1 a.pdf 'buyer=Łódź Żółć Şişli Čačak Ђорђе Αθήνα'
	has a.pdf 'Łódź Żółć Şişli Čačak Ђорђе Αθήνα'
}

@test "pdf: without the program it says so" {
	mkdir -p elsewhere/unit
	cp "$paper" elsewhere/unit
	fails_with 1 elsewhere/unit/paper invoice en 1 a.pdf
	grep -q 'tradecli-pdf cannot be run: No such file' "$kept/err"
	grep -q '^PDF needs the program tradecli-pdf' "$kept/err"
	[ ! -e a.pdf ]
}

@test "pdf: what must be there and is not, is named" {
	fails_with 4 "$paper" invoice en 1 a.pdf buyer=
	err_is <<-'EOF'
	paper: COMMERCIAL INVOICE: 'Buyer' is missing
	EOF
	fails_with 4 "$paper" invoice zh 1 a.pdf origin=
	err_is <<-'EOF'
	paper: 商业发票: '原产国' is missing
	EOF
}

make_logos()
{
	python - <<-'PYTHON'
	import struct, zlib
	def chunk(kind, data):
	    return (struct.pack('>I', len(data)) + kind + data +
	        struct.pack('>I', zlib.crc32(kind + data)))
	def png(name, w, h, rows):
	    open(name, 'wb').write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR',
	        struct.pack('>IIBBBBB', w, h, 8, 2, 0, 0, 0)) +
	        chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))
	png('logo.png', 60, 40, (b'\0' + b'\x10\x40\x90' * 60) * 40)
	png('large.png', 60, 4001, b'')
	PYTHON
}

@test "pdf: a logo, or what is wrong with it" {
	make_logos
	ok "$paper" invoice en 1 without.pdf
	ok "$paper" invoice en 1 a.pdf logo=logo.png
	ok "$paper" invoice en 1 b.pdf logo=logo.png
	cmp a.pdf b.pdf
	pdfimages -list a.pdf | grep -q '60 *40'
	fails_with 4 "$paper" invoice en 1 c.pdf logo=none.png
	err_is <<-'EOF'
	paper: none.png: cannot be used as a logo: cannot be opened
	give a PNG of at most 4000 by 4000 pixels
	EOF
	fails_with 4 "$paper" invoice en 1 c.pdf logo=large.png
	grep -q 'too large' "$kept/err"
	head -c 60 logo.png >half.png
	fails_with 4 "$paper" invoice en 1 c.pdf logo=half.png
	grep -q 'half.png: cannot be used as a logo' "$kept/err"
	[ ! -e c.pdf ]
}

@test "pdf: a draft says so across every page" {
	ok "$paper" invoice en 40 plain.pdf
	lacks plain.pdf DRAFT
	ok "$paper" invoice en 40 draft.pdf watermark=DRAFT
	[ "$(pages draft.pdf)" = "$(pages plain.pdf)" ]
	for ((i = 1; i <= $(pages draft.pdf); i++)); do
		[ "$(ink draft.pdf $i)" -gt "$(ink plain.pdf $i)" ]
	done
}

@test "pdf: boxes higher than a page are refused, long rows go on" {
	address=$(seq -f 'Street %g' 80)
	fails_with 4 "$paper" invoice en 1 a.pdf "buyer=$address"
	err_is <<-'EOF'
	paper: 'Buyer' is higher than a page
	shorten it
	EOF
	lines "lines\t\ncolumn\tl\t1\tA\\\\n$(printf 'B %.0s' {1..4000})\nend\n"
	fails_with 4 "$draw" <lines
	grep -q $'^high\tA B B ' "$kept/err"
	lines "lines\t\ncolumn\tl\t1\tText\ncolumn\td\t0\tNo\n"
	printf 'row\t%s\t1.50\n' "$(seq -s '\n' 300)" >>lines
	printf 'row\t%s\t2.50\nend\n' "$(printf '长%.0s' {1..9000})" >>lines
	ok "$draw" <lines
	cp "$kept/out" a.pdf
	[ "$(pages a.pdf)" -gt 5 ]
	[ "$(text a.pdf | grep -cE '^ *[0-9]+( |$)')" = 300 ]
	[ "$(text a.pdf | grep -o 长 | wc -l)" = 9000 ]
}

@test "pdf: a table wider than a page becomes smaller, or is refused" {
	lines "lines\t\n"
	for i in {1..16}; do printf 'column\td\t0\tC%d\n' $i; done >>lines
	printf 'row%s\nend\n' "$(printf '\t123456%.0s' {1..16})" >>lines
	ok "$draw" <lines
	cp "$kept/out" a.pdf
	[ "$(text a.pdf | grep -o 123456 | wc -l)" = 16 ]
	sed -i 's/123456/1234567890/g' lines
	fails_with 4 "$draw" <lines
	err_is <<<'wide'
}

@test "pdf: lines that are none are refused, with the place" {
	refuses 'end\nmore\n' <<<$'input\tline 3\tsomething stands behind the end'
	refuses 'title\tA\n' <<<$'input\tline 2\tthe end is missing'
	refuses 'title\tA\nend' <<<$'input\tline 2\tthe end is missing'
	refuses 'nonsense\tA\nend\n' <<<$'input\tline 2\tno such keyword'
	refuses 'title\nend\n' <<<$'input\tline 2\ta field is missing'
	refuses 'title\tA\tB\nend\n' <<<$'input\tline 2\ttoo many fields'
	refuses 'title\tA\\\nend\n' <<<$'input\tline 2\ta backslash stands alone'
	refuses 'tongue\tfr\nend\n' <<<$'input\tline 2\tno such tongue'
	refuses 'date\t5.11.2026\nend\n' <<<$'input\tline 2\tnot a date'
	refuses 'row\ta\nend\n' <<<$'input\tline 2\ta row stands in no table'
	refuses 'sum\ta\nend\n' <<<$'input\tline 2\tno such keyword'
	refuses 'item\t-\ta\tb\nend\n' \
	    <<<$'input\tline 2\tan item stands in no block of items'
	refuses 'grid\t\nitem\tx\ta\tb\nend\n' <<<$'input\tline 3\tno such flag'
	refuses 'lines\t\ncolumn\tz\t0\ta\nend\n' \
	    <<<$'input\tline 3\tno such alignment'
	refuses 'lines\t\ncolumn\tl\t-1\ta\nend\n' <<<$'input\tline 3\tnot a weight'
	refuses 'lines\t\ncolumn\tl\t1\ta\nrow\tb\tc\nend\n' \
	    <<<$'input\tline 4\ttoo many fields'
	refuses 'lines\t\ncolumn\tl\t1\ta\nrow\nend\n' \
	    <<<$'input\tline 4\ta field is missing'
	refuses 'lines\t\ncolumn\tl\t1\ta\nsum\t1\ncolumn\tl\t1\tb\nend\n' \
	    <<<$'input\tline 5\ta column stands in no block of lines'
	refuses 'title\t\xff\nend\n' <<<$'input\t0\tnot UTF-8'
	refuses 'title\t\001\nend\n' <<<$'input\t0\ta control character'
	printf 'tradecli-pdf\t2\nend\n' >lines
	fails_with 4 "$draw" <lines
	err_is <<<$'input\tline 1\tanother version'
	fails_with 4 "$draw" </dev/null
	err_is <<<$'input\tline 0\tthe end is missing'
	fails_with 2 "$draw" --help
	no_out
}

@test "pdf: nothing but a head, empty blocks, a table without rows" {
	lines 'end\n'
	ok "$draw" <lines
	lines 'grid\t\nlines\t\ncolumn\tl\t1\tA\ntotals\t\nfacts\tF\nfacts\tG\nclauses\t\nsign\t\nend\n'
	ok "$draw" <lines
	cp "$kept/out" a.pdf
	[ "$(pages a.pdf)" = 1 ]
	lines 'lines\t\ntotals\t\nitem\tn-\tT\t1.00\nend\n'
	ok "$draw" <lines
}

@test "pdf: any line left out or cut off is no crash" {
	spy invoice both 2
	n=$(wc -l <lines)
	for ((i = 1; i < n; i += 3)); do
		sed "${i}d" lines >fewer
		try "$draw" <fewer
		[ "$status" = 0 ] || [ "$status" = 4 ]
	done
	for ((i = 40; i < $(wc -c <lines); i += 397)); do
		head -c $i lines >fewer
		fails_with 4 "$draw" <fewer
	done
}

@test "pdf: output that cannot be written is an error" {
	lines 'title\tA\nend\n'
	fails_with 8 bash -c "'$draw' <lines >/dev/full"
}

# ---- sheets ------------------------------------------------------------------

@test "xlsx: each kind in each language is one sheet, printed upright on A4" {
	for kind in $kinds; do
		for tongue in en zh both; do
			ok "$paper" $kind $tongue 3 $kind-$tongue.xlsx
			no_err
		done
	done
	ok python - <<-'PYTHON'
	import glob
	from openpyxl import load_workbook
	for name in sorted(glob.glob('*.xlsx')):
	    book = load_workbook(name)
	    assert len(book.worksheets) == 1, name
	    sheet = book.active
	    setup = sheet.page_setup
	    assert setup.orientation == 'portrait' and int(setup.paperSize) == 9
	    assert setup.fitToWidth in (1, None) and setup.fitToHeight in (0, 1, None)
	    assert sheet.sheet_properties.pageSetUpPr.fitToPage
	    assert '&P' in str(sheet.oddFooter.right.text) or \
	        'P' in sheet.oddFooter.right.text
	    assert not sheet.sheet_view.showGridLines
	PYTHON
}

@test "xlsx: numbers are numbers, sums are formulas with their value" {
	ok "$paper" invoice en 20 ci.xlsx
	ok python - <<-'PYTHON'
	from openpyxl import load_workbook
	sheet = load_workbook('ci.xlsx').active
	values = load_workbook('ci.xlsx', data_only=True).active
	head = next(r for r in sheet.iter_rows() if r[0].value == 'No.')
	at = {c.value: c.column for c in head if c.value}
	first = head[0].row + 1
	rows = range(first, first + 20)
	for r in rows:
	    q, p, a = (sheet.cell(r, at[n]) for n in
	        ('Quantity', 'Unit price (USD)', 'Amount (USD)'))
	    assert isinstance(q.value, int), q.value
	    assert abs(q.value * p.value - a.value) < 0.006
	    assert a.number_format.startswith('#,##0.00')
	total = sheet.cell(first + 20, at['Amount (USD)'])
	assert total.value.startswith('=SUBTOTAL(109,'), total.value
	shown = values.cell(first + 20, at['Amount (USD)']).value
	assert abs(shown - sum(values.cell(r, at['Amount (USD)']).value
	    for r in rows)) < 0.001
	assert sheet.print_title_rows == '$%d:$%d' % (first - 1, first - 1)
	print('%.2f' % (shown + 1850))
	PYTHON
	sum=$(cat "$kept/out")
	ok "$paper" invoice en 20 ci.pdf
	text ci.pdf | tr -d , | grep -qF "$sum"
}

@test "xlsx: the same bytes at another time and place" {
	ok "$paper" packing-list both 30 a.xlsx
	ok at_another_time "$paper" packing-list both 30 b.xlsx
	cmp a.xlsx b.xlsx
}

@test "xlsx: logo and draft are on the sheet, too" {
	make_logos
	ok "$paper" invoice en 3 a.xlsx logo=logo.png watermark=DRAFT
	ok "$paper" invoice en 3 b.xlsx logo=logo.png watermark=DRAFT
	cmp a.xlsx b.xlsx
	ok python - <<-'PYTHON'
	import zipfile
	from openpyxl import load_workbook
	names = zipfile.ZipFile('a.xlsx').namelist()
	assert 'xl/media/image1.png' in names, names
	cells = [c.value for r in load_workbook('a.xlsx').active.iter_rows()
	    for c in r]
	assert 'DRAFT' in cells
	PYTHON
	for logo in none.png large.png; do
		fails_with 4 "$paper" invoice en 1 c.xlsx logo=$logo
		grep -q "^paper: $logo: cannot be used as a logo: " "$kept/err"
		[ ! -e c.xlsx ]
	done
}

@test "xlsx: a pipe gets what a file gets" {
	for form in pdf xlsx; do
		ok "$paper" invoice both 3 a.$form
		"$paper" invoice both 3 -.$form | cmp - a.$form
	done
}

@test "xlsx: paper and sheet say the same" {
	ok "$paper" proforma both 3 pi.pdf
	ok "$paper" proforma both 3 pi.xlsx
	book pi.xlsx >sheet
	for words in 'Nordlicht Handels GmbH' 'BKCHCNBJ92A' '不作为付款要求' \
	    'QUO-2026-0031-R2' 'TWENTY-EIGHT THOUSAND' '授权签字及盖章'; do
		grep -qF "$words" sheet
		has pi.pdf "$words"
	done
}

@test "xlsx: another program prints it on pages of A4" {
	ok "$paper" invoice both 60 ci.xlsx
	ok timeout 120 libreoffice -env:UserInstallation="file://$PWD/office" \
	    --headless --convert-to pdf ci.xlsx
	[ "$(pages ci.pdf)" -ge 3 ]
	[ "$(pages ci.pdf)" -le 8 ]
	for ((i = 1; i <= $(pages ci.pdf); i++)); do
		pdftotext -layout -f $i -l $i ci.pdf page
		grep -q "Page $i of $(pages ci.pdf)" page
	done
}
