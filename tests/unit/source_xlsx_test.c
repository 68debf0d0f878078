/*
 * Workbooks are written part by part with libzip, so that every oddity and
 * attack can be said in a line, and read back through the public interface.
 */
#include "sheet/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include <cmocka.h>

#include "base/base.h"
#include "base/strbuf.h"
#include "sheet/late.h"

#define SHEET_PART	"xl/worksheets/sheet1.xml"
#define STRINGS_PART	"xl/sharedStrings.xml"
#define STYLES_PART	"xl/styles.xml"
#define BOOK_PART	"xl/workbook.xml"
#define MAIN		"http://schemas.openxmlformats.org/" \
			"spreadsheetml/2006/main"
#define OFFICE		"http://schemas.openxmlformats.org/" \
			"officeDocument/2006/relationships"
#define PACKAGE		"http://schemas.openxmlformats.org/" \
			"package/2006/relationships"

/* A sheet with these rows. */
#define SHEET(rows)	"<worksheet xmlns='" MAIN "'>" \
			"<dimension ref='A1:XFD1048576'/>" \
			"<sheetData>" rows "</sheetData></worksheet>"
#define ROW1(cells)	SHEET("<row r='1'>" cells "</row>")
#define RELATION(id, type, target) \
	"<Relationship Id='" id "' Type='" OFFICE "/" type "' " \
	"Target='" target "'/>"
#define RELATIONS(list)	"<Relationships xmlns='" PACKAGE "'>" list \
			"</Relationships>"
#define BOOK(properties, sheets) \
	"<workbook xmlns='" MAIN "' xmlns:r='" OFFICE "'>" properties \
	"<sheets>" sheets "</sheets></workbook>"
#define STYLES		"<styleSheet xmlns='" MAIN "'><numFmts>" \
	"<numFmt numFmtId='164' formatCode='yyyy\"年\"m\"月\"'/></numFmts>" \
	"<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>" \
	"<cellXfs><xf/><xf numFmtId='14'/><xf numFmtId='9'/>" \
	"<xf numFmtId='164'/></cellXfs></styleSheet>"

struct piece {
	const char *name, *text;	/* NULL: leave the part out */
};

/* The parts that every workbook here has unless a test says otherwise. */
static const struct piece usual[] = {
	{ "_rels/.rels", RELATIONS(
	    RELATION("a", "officeDocument", BOOK_PART)) },
	{ BOOK_PART, BOOK("", "<sheet name='Prices' r:id='r1'/>") },
	{ "xl/_rels/workbook.xml.rels", RELATIONS(
	    RELATION("r1", "worksheet", "worksheets/sheet1.xml")
	    RELATION("r2", "sharedStrings", "/xl/sharedStrings.xml")
	    RELATION("r3", "styles", "../xl/./styles.xml")
	    RELATION("r4", "chartsheet", "chartsheets/sheet1.xml")) },
	{ SHEET_PART, ROW1("<c r='A1'><v>1</v></c>") },
	{ STYLES_PART, STYLES },
};

static char folder[] = "/tmp/source_xlsx_test.XXXXXX";
static char path[sizeof(folder) + sizeof("/book.xlsx")];

static void
add_part(zip_t *zip, const char *name, const char *text, size_t n)
{
	zip_source_t *source = zip_source_buffer(zip, text, n, 0);

	assert_non_null(source);
	assert_true(zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8) >= 0);
}

static const struct piece *
find_piece(const struct piece *list, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].name, name) == 0)
			return &list[i];
	return NULL;
}

/* The usual parts, with those of `list` instead of or beside them. */
static zip_t *
begin_book(const struct piece *list, size_t n)
{
	zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

	assert_non_null(zip);
	assert_int_equal(late_zip(), OK);
	for (size_t i = 0; i < COUNT(usual); i++)
		if (find_piece(list, n, usual[i].name) == NULL)
			add_part(zip, usual[i].name, usual[i].text,
			    strlen(usual[i].text));
	for (size_t i = 0; i < n; i++)
		if (list[i].text != NULL)
			add_part(zip, list[i].name, list[i].text,
			    strlen(list[i].text));
	return zip;
}

static void
write_book(const struct piece *list, size_t n)
{
	assert_int_equal(zip_close(begin_book(list, n)), 0);
}

static void
show_row(const struct row *row, struct strbuf *out)
{
	static const char letters[] = "-tndbe?";
	char column[8];

	strbuf_addf(out, "%zu:", row->number);
	for (size_t i = 0; i < row->ncells; i++) {
		const struct cell *c = &row->cells[i];

		if (c->type == CELL_EMPTY) {
			assert_string_equal(c->text, "");
			continue;
		}
		source_column_letter(i, column);
		strbuf_addf(out, " %s=%c%s(%s)", column, letters[c->type],
		    c->is_damaged ? "!" : "", c->text);
	}
	strbuf_addch(out, '\n');
}

static void
show_sheet(struct source *s, size_t i, struct strbuf *out)
{
	struct row row;
	bool more = true;

	strbuf_addf(out, "[%s]\n", source_sheet_name(s, i));
	if (source_select(s, i) != OK)
		more = false;
	while (more && source_row(s, &row, &more) == OK)
		if (more)
			show_row(&row, out);
	if (*fail_text() != '\0')
		strbuf_addf(out, "! %s\n", fail_text());
	fail_clear();
}

/* All that can be read, and the failures, as text. */
static const char *
show_book(struct strbuf *out)
{
	const struct source_options options = { .name = "book" };
	struct source *s;

	strbuf_cut(out, 0);
	fail_clear();
	if (source_open(path, &options, &s) != OK) {
		strbuf_addf(out, "! %s\n", fail_text());
		return out->buf;
	}
	for (size_t i = 0; i < source_nsheets(s); i++)
		show_sheet(s, i, out);
	source_close(s);
	return out->buf;
}

static void
assert_book(const struct piece *list, size_t n, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	write_book(list, n);
	assert_string_equal(show_book(&out), expected);
	strbuf_release(&out);
}

static void
assert_sheet(const char *sheet, const char *expected)
{
	const struct piece pieces[] = {
		{ SHEET_PART, sheet },
		{ STRINGS_PART, "<sst xmlns='" MAIN "'><si><t>Acme</t></si>"
		    "<si><r><t>Ningbo </t></r><r><rPr/><t>Ltd</t></r></si>"
		    "<si><t>上海</t><rPh sb='0' eb='2'><t>シャンハイ</t></rPh>"
		    "</si><si/></sst>" },
	};

	assert_book(pieces, COUNT(pieces), expected);
}

static void
cells_of_all_types(void **state)
{
	(void)state;
	assert_sheet(ROW1("<c r='A1'><v>12.5</v></c>"
	    "<c r='B1' t='s'><v>0</v></c><c r='C1' t='s'><v>1</v></c>"
	    "<c r='D1' t='s'><v>2</v></c><c r='E1' t='b'><v>1</v></c>"
	    "<c r='F1' t='e'><v>#N/A</v></c>"
	    "<c r='G1' t='d'><v>2026-11-05T09:30:00Z</v></c>"
	    "<c r='H1' t='inlineStr'><is><t> a&amp;b </t></is></c>"),
	    "[Prices]\n1: A=n(12.5) B=t(Acme) C=t(Ningbo Ltd) D=t(上海) "
	    "E=b(true) F=e(#N/A) G=d(2026-11-05 09:30) H=t( a&b )\n");
}

static void
styles_make_dates_and_percentages(void **state)
{
	(void)state;
	assert_sheet(ROW1("<c r='A1' s='0'><v>46331</v></c>"
	    "<c r='B1' s='1'><v>46331</v></c>"
	    "<c r='C1' s='2'><v>0.13</v></c>"
	    "<c r='D1' s='3'><v>46331.5</v></c>"
	    "<c r='E1' s='77'><v>46331</v></c>"
	    "<c r='F1'><v>6217020000000000000</v></c>"),
	    "[Prices]\n1: A=n(46331) B=d(2026-11-05) C=n(13%) "
	    "D=d(2026-11-05 12:00) E=n(46331) F=n!(6217020000000000000)\n");
}

static void
formulas_give_the_stored_value(void **state)
{
	(void)state;
	assert_sheet(ROW1("<c r='A1'><f>1+1</f><v>2</v></c>"
	    "<c r='B1'><f>1+1</f></c><c r='C1'><f>1+1</f><v></v></c>"
	    "<c r='D1' t='str'><f>\"x\"</f><v>x</v></c>"
	    "<c r='E1' t='str'><f>\"\"</f><v></v></c>"
	    "<c r='F1' t='e'><f>1/0</f><v>#DIV/0!</v></c>"),
	    "[Prices]\n1: A=n(2) B=?() C=?() D=t(x) F=e(#DIV/0!)\n");
}

static void
escapes_are_decoded_once(void **state)
{
	(void)state;
	assert_sheet(ROW1(
	    "<c t='inlineStr'><is><t>a_x0009_b_x00E9__x6c49_</t></is></c>"
	    "<c t='str'><v>_x005F_x0041_</v></c>"
	    "<c t='inlineStr'><is><t>_xD83D__xDE00_ _xD83D_</t></is></c>"
	    "<c t='inlineStr'><is><t>_x0000_ _x41_ _x004G_ _x</t></is></c>"),
	    "[Prices]\n1: A=t(a\tbé汉) B=t(_x0041_) C=t(😀 \xef\xbf\xbd) "
	    "D=t(_x0000_ _x41_ _x004G_ _x)\n");
}

static void
inline_text_is_read_wherever_it_stands(void **state)
{
	(void)state;
	assert_sheet(ROW1("<c t='inlineStr'><is><r><t>a </t></r>"
	    "<r><t>b</t></r><rPh><t>no</t></rPh></is></c>"
	    "<c t='inlineStr'><v>c</v></c><c><is><t>d</t></is></c>"
	    "<c t='s'><is><t>e</t></is></c><c t='inlineStr'><is/></c>"),
	    "[Prices]\n1: A=t(a b) B=t(c) C=t(d) D=t(e)\n");
}

static void
rows_and_cells_without_numbers(void **state)
{
	(void)state;
	assert_sheet(SHEET("<row><c><v>1</v></c><c/><c><v>3</v></c></row>"
	    "<row/><row><c r='B7'><v>2</v></c></row>"
	    "<row><c><v>4</v></c></row>"),
	    "[Prices]\n1: A=n(1) C=n(3)\n7: B=n(2)\n8: A=n(4)\n");
}

static void
rows_without_values_are_skipped(void **state)
{
	(void)state;
	assert_sheet(SHEET("<row r='2'><c r='A2' s='1'/></row>"
	    "<row r='3'><c r='A3' t='s'><v>3</v></c></row>"
	    "<row r='9'><c r='B9'><v>1</v></c><c r='Z9' s='1'/></row>"),
	    "[Prices]\n9: B=n(1)\n");
}

static void
the_last_cell_of_a_sheet_is_reached(void **state)
{
	(void)state;
	assert_sheet(SHEET("<row r='1'><c r='A1'><v>1</v></c>"
	    "<c r='XFD1'><v>2</v></c></row><row r='2'><c r='B2'><v>3</v></c>"
	    "</row><row r='1048576'><c r='XFD1048576'><v>4</v></c></row>"),
	    "[Prices]\n1: A=n(1) XFD=n(2)\n2: B=n(3)\n1048576: XFD=n(4)\n");
}

static void
other_namespaces_are_left_out(void **state)
{
	(void)state;
	assert_sheet("<x:worksheet xmlns:x='" MAIN "' xmlns:y='other'>"
	    "<x:sheetData><y:row r='1'><y:c><y:v>9</y:v></y:c></y:row>"
	    "<x:row r='2'><x:c><y:v>8</y:v><x:v>7</x:v></x:c></x:row>"
	    "</x:sheetData></x:worksheet>", "[Prices]\n2: A=n(7)\n");
}

static void
hidden_sheets_and_charts_are_left_out(void **state)
{
	const struct piece pieces[] = {
		{ BOOK_PART, BOOK("<workbookPr date1904='1'/>",
		    "<sheet name='Hidden' r:id='r1' state='hidden'/>"
		    "<sheet name='Very' r:id='r1' state='veryHidden'/>"
		    "<sheet name='Chart' r:id='r4'/>"
		    "<sheet name='报价' r:id='r1' state='visible'/>")
		    "<!-- the end -->" },
		{ SHEET_PART, ROW1("<c s='1'><v>44869</v></c>") },
	};

	(void)state;
	assert_book(pieces, COUNT(pieces), "[报价]\n1: A=d(2026-11-05)\n");
}

static void
extensions_do_not_change_the_date_system(void **state)
{
	const struct piece pieces[] = {
		{ BOOK_PART, BOOK("<workbookPr date1904='true'/><extLst><ext>"
		    "<y:workbookPr xmlns:y='other'/></ext></extLst>",
		    "<sheet name='S' r:id='r1'/>") },
		{ SHEET_PART, ROW1("<c s='1'><v>44869</v></c>") },
	};

	(void)state;
	assert_book(pieces, COUNT(pieces), "[S]\n1: A=d(2026-11-05)\n");
}

static void
a_workbook_needs_little(void **state)
{
	const struct piece pieces[] = {
		{ "_rels/.rels", NULL },
		{ STYLES_PART, NULL },
	};

	(void)state;
	assert_book(pieces, COUNT(pieces), "[Prices]\n1: A=n(1)\n");
}

static void
a_sheet_can_be_read_again(void **state)
{
	const struct source_options options = { .name = "book" };
	struct strbuf out = STRBUF_INIT;
	struct source *s;
	struct row row;
	size_t done, total;
	bool more;

	(void)state;
	write_book(NULL, 0);
	assert_int_equal(source_open(path, &options, &s), OK);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(source_select(s, 0), OK);
		assert_int_equal(source_row(s, &row, &more), OK);
		assert_true(more);
		assert_int_equal(row.number, 1);
	}
	fail_clear();
	show_sheet(s, 0, &out);
	assert_string_equal(out.buf, "[Prices]\n1: A=n(1)\n");
	assert_int_equal(source_row(s, &row, &more), OK);
	assert_false(more);
	source_progress(s, &done, &total);
	assert_int_equal(total, strlen(ROW1("<c r='A1'><v>1</v></c>")));
	assert_int_equal(done, total);
	strbuf_release(&out);
	source_close(s);
}

static void
read_file(struct strbuf *bytes)
{
	FILE *f = fopen(path, "rb");
	size_t n;

	assert_non_null(f);
	do {
		n = fread(strbuf_grow(bytes, 4096), 1, 4096, f);
		bytes->len += n;
	} while (n > 0);
	fclose(f);
}

static void
write_file(const char *bytes, size_t n)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

/* Standard input becomes a pipe that holds these few bytes. */
static void
feed_stdin(const struct strbuf *bytes)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], bytes->buf, bytes->len), bytes->len);
	assert_int_equal(close(ends[1]), 0);
	assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	close(ends[0]);
}

static void
a_pipe_is_read(void **state)
{
	const struct source_options options = { 0 };
	struct strbuf bytes = STRBUF_INIT, out = STRBUF_INIT;
	struct source *s;
	int keep = dup(STDIN_FILENO);

	(void)state;
	write_book(NULL, 0);
	read_file(&bytes);
	feed_stdin(&bytes);
	assert_int_equal(source_open("-", &options, &s), OK);
	fail_clear();
	show_sheet(s, 0, &out);
	assert_string_equal(out.buf, "[Prices]\n1: A=n(1)\n");
	source_close(s);
	dup2(keep, STDIN_FILENO);
	close(keep);
	strbuf_release(&bytes);
	strbuf_release(&out);
}

/* Sheets that are refused, and with which words. */
static const struct {
	const char *sheet, *message;
} bad_sheets[] = {
	{ ROW1("<c r='B1' t='s'><v>4</v></c>"),
	  "book: sheet 'Prices': cell B1: the text it refers to is not in "
	  "the file" },
	{ ROW1("<c r='B1' t='s'><v>-1</v></c>"), "cell B1" },
	{ ROW1("<c r='B1' t='b'><v>2</v></c>"), "neither true nor false" },
	{ ROW1("<c r='B1' t='x'><v>2</v></c>"), "cell B1: of a type" },
	{ ROW1("<c r='B1'><v>1</v></c><c r='B1'><v>2</v></c>"),
	  "cell B1: it is there twice" },
	{ ROW1("<c r='XFE1'><v>2</v></c>"), "'XFE1' is no cell of a sheet" },
	{ ROW1("<c r='A1048577'><v>2</v></c>"), "'A1048577' is no cell" },
	{ ROW1("<c r='AAAAAAAAAAAAAAAAAAAA1'/>"), "is no cell of a sheet" },
	{ ROW1("<c r='A'/>"), "'A' is no cell" },
	{ ROW1("<c r='A0'/>"), "'A0' is no cell" },
	{ ROW1("<c r='XFD1'/><c/>"), "row 1 has more than 16384 cells" },
	{ SHEET("<row r='1048577'/>"), "'1048577' is no row" },
	{ SHEET("<row r='1048576'/><row/>"), "more than 1048576 rows" },
	{ SHEET("<row r='18446744073709551617'/>"), "is no row of a sheet" },
	{ SHEET("<row r='2'/><row r='2'/>"), "row 2 comes after row 2" },
	{ ROW1("<c r='A1'><v>1</c>"), "part '" SHEET_PART "' is damaged: "
	  "line 1: mismatched tag" },
	{ "<worksheet", "is damaged" },
	{ "<!DOCTYPE worksheet>" ROW1(""), "it has a document type" },
	{ "<!DOCTYPE w SYSTEM 'file:///etc/passwd' [<!ENTITY a 'b'>]>"
	  ROW1("<c><v>&a;</v></c>"), "it has a document type" },
	{ NULL, "part '" SHEET_PART "': the file is damaged or cut off "
	  "(it is not there)" },
};

static void
assert_refused(const char *message)
{
	struct strbuf out = STRBUF_INIT;

	show_book(&out);
	if (strstr(out.buf, "! book: ") == NULL ||
	    strstr(out.buf, message) == NULL)
		fail_msg("'%s' is not in '%s'", message, out.buf);
	strbuf_release(&out);
}

static void
bad_sheets_are_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bad_sheets); i++) {
		const struct piece piece = { SHEET_PART, bad_sheets[i].sheet };

		write_book(&piece, 1);
		assert_refused(bad_sheets[i].message);
	}
}

static const struct {
	struct piece	 piece;
	const char	*message;
} bad_books[] = {
	{ { STRINGS_PART, "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>"
	    "]><sst><si><t>&b;</t></si></sst>" },
	  "shared strings: part '" STRINGS_PART "' is refused: it has a "
	  "document type" },
	{ { BOOK_PART, "<!DOCTYPE w>" BOOK("", "") }, "document type" },
	{ { STYLES_PART, "<!DOCTYPE w><styleSheet/>" }, "document type" },
	{ { BOOK_PART, NULL }, "not an Excel workbook: it is a zip file" },
	{ { BOOK_PART, BOOK("", "<sheet name='a' state='hidden'/>") },
	  "no sheet that can be read" },
	{ { BOOK_PART, BOOK("", "<sheet name='a' r:id='none'/>") },
	  "sheet 'a': the file does not say where its cells are" },
	{ { "xl/workbook.bin", "x" }, "binary workbook (.xlsb)" },
};

static void
bad_books_are_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bad_books); i++) {
		write_book(&bad_books[i].piece, 1);
		assert_refused(bad_books[i].message);
	}
}

/* Letters in no order, so that they do not pack too well. */
static void
add_noise(struct strbuf *out, size_t n)
{
	uint32_t x = 1;

	for (size_t i = 0; i < n; i++) {
		x = x * 1664525 + 1013904223;
		strbuf_addch(out, (char)('a' + (x >> 24) % 26));
	}
}

/* A sheet whose one text is `n` bytes long. */
static void
write_long_text(size_t n)
{
	struct strbuf sheet = STRBUF_INIT;
	struct piece piece = { SHEET_PART, NULL };

	strbuf_addstr(&sheet, "<worksheet><sheetData><row><c t='inlineStr'>"
	    "<is><t>");
	add_noise(&sheet, n);
	strbuf_addstr(&sheet, "</t></is></c></row></sheetData></worksheet>");
	piece.text = sheet.buf;
	write_book(&piece, 1);
	strbuf_release(&sheet);
}

static void
long_texts_are_refused(void **state)
{
	struct strbuf out = STRBUF_INIT;

	(void)state;
	write_long_text(131068);
	show_book(&out);
	assert_int_equal(out.len, strlen("[Prices]\n1: A=t()\n") + 131068);
	write_long_text(131069);
	assert_refused("cell A1: a text of more than 32767 characters");
	strbuf_release(&out);
}

static void
bombs_are_refused_before_they_go_off(void **state)
{
	struct strbuf sheet = STRBUF_INIT;
	struct piece piece = { SHEET_PART, NULL };

	(void)state;
	memset(strbuf_grow(&sheet, 4000000), ' ', 4000000);
	sheet.len = 4000000;
	strbuf_addstr(&sheet, "<worksheet/>");
	piece.text = sheet.buf;
	write_book(&piece, 1);
	assert_refused("part '" SHEET_PART "' is refused: it unpacks to too "
	    "many times its size");
	strbuf_release(&sheet);
}

static void
deep_nesting_is_refused(void **state)
{
	struct strbuf sheet = STRBUF_INIT;
	struct piece piece = { SHEET_PART, NULL };

	(void)state;
	for (int i = 0; i < 65; i++)
		strbuf_addstr(&sheet, "<a>");
	for (int i = 0; i < 65; i++)
		strbuf_addstr(&sheet, "</a>");
	piece.text = sheet.buf;
	write_book(&piece, 1);
	assert_refused("nested more than 64 deep");
	strbuf_release(&sheet);
}

static void
endless_tags_are_refused(void **state)
{
	struct strbuf sheet = STRBUF_INIT;
	struct piece piece = { SHEET_PART, NULL };

	(void)state;
	strbuf_addstr(&sheet, "<worksheet a='");
	add_noise(&sheet, 1200000);
	strbuf_addstr(&sheet, "'/>");
	piece.text = sheet.buf;
	write_book(&piece, 1);
	assert_refused("bytes in one tag or comment");
	strbuf_release(&sheet);
}

static void
too_many_parts_are_refused(void **state)
{
	zip_t *zip = begin_book(NULL, 0);
	char name[16];

	(void)state;
	for (int i = 0; i < 1000; i++) {
		snprintf(name, sizeof(name), "m/%d", i);
		add_part(zip, name, "", 0);
	}
	assert_int_equal(zip_close(zip), 0);
	assert_refused("the file holds 1005 parts (limit 1000)");
}

static void
a_file_cut_anywhere_is_refused(void **state)
{
	struct strbuf bytes = STRBUF_INIT;

	(void)state;
	write_book(NULL, 0);
	read_file(&bytes);
	assert_true(bytes.len > 500);
	for (size_t n = 4; n < bytes.len; n += 7) {
		write_file(bytes.buf, n);
		assert_refused("the file is damaged or cut off");
	}
	strbuf_release(&bytes);
}

/* Where the bytes of the sheet stand when it is not packed. */
static char *
write_stored_book(const char *mark, struct strbuf *bytes)
{
	zip_t *zip = begin_book(NULL, 0);

	for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++)
		assert_int_equal(zip_set_file_compression(zip,
		    (zip_uint64_t)i, ZIP_CM_STORE, 0), 0);
	assert_int_equal(zip_close(zip), 0);
	read_file(bytes);
	for (size_t i = 0; i + strlen(mark) <= bytes->len; i++)
		if (memcmp(bytes->buf + i, mark, strlen(mark)) == 0)
			return bytes->buf + i;
	fail_msg("'%s' is not in the file", mark);
	return NULL;
}

static void
a_wrong_checksum_is_refused(void **state)
{
	struct strbuf bytes = STRBUF_INIT;
	char *value;

	(void)state;
	value = write_stored_book("<v>1</v>", &bytes);
	value[3] = '2';
	write_file(bytes.buf, bytes.len);
	assert_refused("sheet 'Prices': part '" SHEET_PART "': the file is "
	    "damaged or cut off (CRC error)");
	strbuf_release(&bytes);
}

static void
a_part_that_is_there_twice_is_refused(void **state)
{
	const struct piece piece = { "xl/workbook.xmk", BOOK("", "") };
	struct strbuf bytes = STRBUF_INIT;
	size_t found = 0;

	(void)state;
	write_book(&piece, 1);
	read_file(&bytes);
	for (size_t i = 0; i + 15 <= bytes.len; i++) {
		if (memcmp(bytes.buf + i, piece.name, 15) == 0) {
			bytes.buf[i + 14] = 'l';
			found++;
		}
	}
	assert_int_equal(found, 2);	/* before its bytes and in the list */
	write_file(bytes.buf, bytes.len);
	assert_refused("part '" BOOK_PART "': the file is damaged or cut off "
	    "(it is there twice)");
	strbuf_release(&bytes);
}

static void
encrypted_parts_are_refused(void **state)
{
	enum { LIST_FLAGS = 8 };
	struct strbuf bytes = STRBUF_INIT;

	(void)state;
	write_book(NULL, 0);
	read_file(&bytes);
	for (size_t i = 0; i + LIST_FLAGS < bytes.len; i++)
		if (memcmp(bytes.buf + i, "PK\1\2", 4) == 0)
			bytes.buf[i + LIST_FLAGS] |= 1;
	write_file(bytes.buf, bytes.len);
	assert_refused("is encrypted");
	strbuf_release(&bytes);
}

static int
make_folder(void **state)
{
	(void)state;
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/book.xlsx", folder);
	return 0;
}

static int
remove_folder(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_of_all_types),
		cmocka_unit_test(styles_make_dates_and_percentages),
		cmocka_unit_test(formulas_give_the_stored_value),
		cmocka_unit_test(escapes_are_decoded_once),
		cmocka_unit_test(inline_text_is_read_wherever_it_stands),
		cmocka_unit_test(rows_and_cells_without_numbers),
		cmocka_unit_test(rows_without_values_are_skipped),
		cmocka_unit_test(the_last_cell_of_a_sheet_is_reached),
		cmocka_unit_test(other_namespaces_are_left_out),
		cmocka_unit_test(hidden_sheets_and_charts_are_left_out),
		cmocka_unit_test(extensions_do_not_change_the_date_system),
		cmocka_unit_test(a_workbook_needs_little),
		cmocka_unit_test(a_sheet_can_be_read_again),
		cmocka_unit_test(a_pipe_is_read),
		cmocka_unit_test(bad_sheets_are_refused),
		cmocka_unit_test(bad_books_are_refused),
		cmocka_unit_test(long_texts_are_refused),
		cmocka_unit_test(bombs_are_refused_before_they_go_off),
		cmocka_unit_test(deep_nesting_is_refused),
		cmocka_unit_test(endless_tags_are_refused),
		cmocka_unit_test(too_many_parts_are_refused),
		cmocka_unit_test(a_file_cut_anywhere_is_refused),
		cmocka_unit_test(a_wrong_checksum_is_refused),
		cmocka_unit_test(a_part_that_is_there_twice_is_refused),
		cmocka_unit_test(encrypted_parts_are_refused),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
