# What doctor says of PDF files; of ledgers see care.bats.
load ../lib

prepare() { ledger; }

# tradecli in a folder of its own, with what stands in for tradecli-pdf.
elsewhere()
{
	mkdir -p there/libexec
	cp "$TRADECLI_BUILD/tradecli" there/tradecli
	cat >there/libexec/tradecli-pdf
	chmod +x there/libexec/tradecli-pdf
}

about_pdf() { grep -E '^(PDF|font|more letters),' "$kept/out" >"$kept/found"; }
found_is() { diff -u - "$kept/found"; }

@test "doctor names the program and the fonts of PDF files" {
	ok tradecli doctor -f csv
	about_pdf
	sed -i 's/,[0-9]* of [0-9]* fonts.*/,N of N fonts/; s|,/.*/libexec|,LIBEXEC|' "$kept/found"
	found_is <<-'END'
	PDF,ok,LIBEXEC/tradecli-pdf,
	font,ok,"Carlito, /usr/share/fonts/truetype/crosextra/Carlito-Regular.ttf",
	font,ok,"Noto Sans CJK SC, /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
	more letters,ok,N of N fonts
	END
}

@test "doctor says which package has a font that is missing" {
	elsewhere <<-'END'
	#!/bin/sh
	[ "$1" = --list-fonts ] || exit 1
	printf 'Carlito\tfonts-crosextra-carlito\tneeded\t\n'
	printf 'Noto Sans CJK SC\tfonts-noto-cjk\tneeded\t/there/cjk.ttc\n'
	printf 'DejaVu Sans\tfonts-dejavu-core\tmore\t/there/dejavu.ttf\n'
	printf 'Noto Sans Thai\tfonts-noto-core\tmore\t\n'
	printf 'Noto Sans Lao\tfonts-noto-core\tmore\t\n'
	END
	fails_with 1 there/tradecli doctor -f csv
	err_is <<-'END'
	tradecli: 1 things need care
	END
	about_pdf
	found_is <<-END
	PDF,ok,$PWD/there/libexec/tradecli-pdf,
	font,BAD,Carlito is not installed,apt-get install fonts-crosextra-carlito
	font,ok,"Noto Sans CJK SC, /there/cjk.ttc",
	more letters,ok,1 of 3 fonts for other scripts,apt-get install fonts-noto-core
	END
}

@test "doctor says when the program for PDF files is missing" {
	elsewhere </dev/null
	rm there/libexec/tradecli-pdf
	[ ! -e /usr/local/libexec/tradecli-pdf ] || skip "installed here"
	fails_with 1 there/tradecli doctor -f csv
	about_pdf
	found_is <<-'END'
	PDF,BAD,/usr/local/libexec/tradecli-pdf cannot be run: No such file or directory,install all of tradecli: make install
	END
}

@test "doctor looks at the fonts papers are drawn with, not at a user's" {
	echo '<fontconfig></fontconfig>' >none.conf
	ok env FONTCONFIG_FILE="$PWD/none.conf" FONTCONFIG_PATH=/nowhere tradecli doctor -f csv
	grep -q '^font,ok,"Carlito' "$kept/out"
}
