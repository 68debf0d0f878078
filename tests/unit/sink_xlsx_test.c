/*
 * Workbooks: what is written comes back through the reader with the same
 * types and texts, and what the reader does not show (formulas, rules, notes,
 * properties) stands in the XML as spreadsheets want it.
 */
#include "sheet/sink.h"

#include <fcntl.h>
#include <locale.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/base.h"
#include "base/strbuf.h"
#include "sheet/source.h"
#include "sheet/xlsx_package.h"

static char folder[] = "/tmp/sink_xlsx_test.XXXXXX";
static char path[64], other[64];

static const struct code term_list[] = {
	{ .code = "EXW", .en = "Ex works", .zh = "工厂交货" },
	{ .code = "FOB", .en = "Free on board", .zh = "船上交货" },
};
static const struct codes terms = { "term", term_list, COUNT(term_list) };

static const struct column columns[] = {
	{ .name = "code", .label = "编号 Code", .type = V_TEXT,
	    .flags = COLUMN_CODE | COLUMN_REQUIRED, .help = "short & unique" },
	{ .name = "name", .label = "名称 Name", .type = V_TEXT },
	{ .name = "amount", .label = "Amount", .type = V_DECIMAL,
	    .flags = COLUMN_MONEY | COLUMN_TOTAL },
	{ .name = "rate", .label = "Rate", .type = V_DECIMAL,
	    .flags = COLUMN_PERCENT },
	{ .name = "quantity", .label = "Quantity", .type = V_DECIMAL },
	{ .name = "pieces", .label = "Pieces", .type = V_INT,
	    .flags = COLUMN_TOTAL },
	{ .name = "since", .label = "Since", .type = V_DATE },
	{ .name = "active", .label = "Active", .type = V_BOOL },
	{ .name = "buyer", .label = "Buyer", .type = V_REF },
	{ .name = "term", .label = "Term", .type = V_TEXT, .codes = &terms },
};

enum {
	CODE, NAME, AMOUNT, RATE, QUANTITY, PIECES, SINCE, ACTIVE, BUYER, TERM,
	NCOLUMNS
};

static const struct about_line about[] = {
	{ "Company", "深圳进出口贸易有限公司" },
	{ "Filter", "country=CN" },
};

static const struct sink_options plain = {
	.format = FORMAT_XLSX, .title = "Title & more", .author = "Company",
	.created = { 20000, 60 },
};
static const struct sink_options with_about = {
	.format = FORMAT_XLSX, .title = "Title", .author = "Company",
	.created = { 20000, 60 }, .about = about, .nabout = COUNT(about),
};

static const struct table list = {
	"suppliers", "Suppliers", TABLE_LIST, columns, COUNT(columns), NULL
};
static const struct table names = {
	"names", "Names", TABLE_LIST, &columns[NAME], 1, NULL
};

static struct value
decimal(const char *text)
{
	struct decimal d;

	assert_int_equal(decimal_parse(text, &d), OK);
	return value_decimal(d);
}

static struct value
date(const char *text)
{
	struct date d;

	assert_int_equal(date_parse(text, NO_DATE, &d), OK);
	return value_date(d);
}

/* A row with nothing in it but `active`, which is never nothing. */
static void
clear_row(struct value *row)
{
	for (size_t i = 0; i < NCOLUMNS; i++)
		row[i] = value_none(columns[i].type);
}

static void
full_row(struct value *row)
{
	row[CODE] = value_text("000123");
	row[NAME] = value_text("=1+1");
	row[AMOUNT] = decimal("1234.5");
	row[RATE] = decimal("12.75");
	row[QUANTITY] = decimal("10.125");
	row[PIECES] = value_int(-7);
	row[SINCE] = date("2026-11-05 09:30");
	row[ACTIVE] = (struct value){ .type = V_BOOL, .u.boolean = true };
	row[BUYER] = (struct value){ .type = V_REF,
	    .u.ref = { .id = 1, .code = "B-01" } };
	row[TERM] = value_text("FOB");
}

static struct sink *
open_sink(const struct sink_options *options, struct output **out)
{
	struct sink *s;

	fail_clear();
	assert_int_equal(output_to_file(path, out), OK);
	assert_int_equal(sink_open(options, *out, &s), OK);
	return s;
}

static void
put(struct sink *s, const struct table *t, const struct value *row)
{
	assert_int_equal(sink_begin(s, t), OK);
	assert_int_equal(sink_row(s, row), OK);
}

static void
finish(struct sink *s, struct output *out)
{
	if (sink_finish(s) != OK)
		fail_msg("%s", fail_text());
	sink_close(s);
	assert_int_equal(output_commit(out), OK);
}

static void
write_names(const struct sink_options *options, const char *const *texts)
{
	struct output *out;
	struct sink *s = open_sink(options, &out);

	assert_int_equal(sink_begin(s, &names), OK);
	for (; *texts != NULL; texts++) {
		struct value v = value_text(*texts);

		assert_int_equal(sink_row(s, &v), OK);
	}
	finish(s, out);
}

static struct source *
open_source(size_t sheet)
{
	static const struct source_options options;
	struct source *source;

	if (source_open(path, &options, &source) != OK)
		fail_msg("%s", fail_text());
	assert_int_equal(source_select(source, sheet), OK);
	return source;
}

static struct row
next_row(struct source *source)
{
	struct row row;
	bool more;

	assert_int_equal(source_row(source, &row, &more), OK);
	assert_true(more);
	return row;
}

static void
assert_end(struct source *source)
{
	struct row row;
	bool more;

	assert_int_equal(source_row(source, &row, &more), OK);
	assert_false(more);
}

static void
assert_cell(const struct row *row, size_t i, enum cell_type type,
    const char *text)
{
	assert_true(i < row->ncells);
	assert_string_equal(row->cells[i].text, text);
	assert_int_equal(row->cells[i].type, type);
}

static void
assert_texts(struct source *source, const char *const *texts)
{
	struct row row = next_row(source);

	for (size_t i = 0; texts[i] != NULL; i++)
		if (texts[i][0] != '\0')
			assert_cell(&row, i, CELL_TEXT, texts[i]);
}

/* A part of the workbook as it stands in the zip file. */
static void
read_part(const char *name, struct strbuf *out)
{
	static const struct source_options options;
	struct opening opening = { .name = path, .options = &options };
	struct package *package;
	struct part *part;
	char bytes[4096];
	size_t n;

	opening.fd = open(path, O_RDONLY);
	assert_int_equal(package_open(&opening, &package), OK);
	assert_int_equal(part_open(package, name, &part), OK);
	do {
		assert_int_equal(part_read(part, bytes, sizeof(bytes), &n),
		    OK);
		strbuf_add(out, bytes, n);
	} while (n > 0);
	part_close(part);
	package_close(package);
}

static void
assert_part_has(const char *name, const char *const *wanted)
{
	struct strbuf part = STRBUF_INIT;

	read_part(name, &part);
	for (; *wanted != NULL; wanted++)
		if (strstr(part.buf, *wanted) == NULL)
			fail_msg("no '%s' in %s", *wanted, part.buf);
	strbuf_release(&part);
}

#define PART_HAS(name, ...) \
	assert_part_has(name, (const char *const[]){ __VA_ARGS__, NULL })
#define TEXTS(...)	((const char *const[]){ __VA_ARGS__, NULL })

static void
read_file(const char *name, struct strbuf *out)
{
	FILE *f = fopen(name, "rb");
	char bytes[4096];
	size_t n;

	assert_non_null(f);
	while ((n = fread(bytes, 1, sizeof(bytes), f)) > 0)
		strbuf_add(out, bytes, n);
	fclose(f);
}

static void
assert_same_files(const char *a, const char *b)
{
	struct strbuf one = STRBUF_INIT, two = STRBUF_INIT;

	read_file(a, &one);
	read_file(b, &two);
	assert_true(one.len > 0);
	assert_int_equal(one.len, two.len);
	assert_memory_equal(one.buf, two.buf, one.len);
	strbuf_release(&one);
	strbuf_release(&two);
}

static void
values_come_back_with_their_types(void **state)
{
	struct value row[NCOLUMNS];
	struct output *out;
	struct sink *s = open_sink(&plain, &out);
	struct source *source;
	struct row r;

	(void)state;
	full_row(row);
	put(s, &list, row);
	finish(s, out);
	source = open_source(0);
	assert_string_equal(source_sheet_name(source, 0), "Suppliers");
	r = next_row(source);
	assert_cell(&r, CODE, CELL_TEXT, "编号 Code");
	r = next_row(source);
	assert_int_equal(r.number, 2);
	assert_cell(&r, CODE, CELL_TEXT, "000123");
	assert_cell(&r, NAME, CELL_TEXT, "=1+1");
	assert_cell(&r, AMOUNT, CELL_NUMBER, "1234.5");
	assert_cell(&r, RATE, CELL_NUMBER, "12.75%");
	assert_cell(&r, QUANTITY, CELL_NUMBER, "10.125");
	assert_cell(&r, PIECES, CELL_NUMBER, "-7");
	assert_cell(&r, SINCE, CELL_DATE, "2026-11-05 09:30");
	assert_cell(&r, ACTIVE, CELL_TEXT, "yes");
	assert_cell(&r, BUYER, CELL_TEXT, "B-01");
	assert_cell(&r, TERM, CELL_TEXT, "FOB");
	source_close(source);
}

static void
nothing_leaves_a_cell_empty(void **state)
{
	struct value row[NCOLUMNS];
	struct output *out;
	struct sink *s = open_sink(&plain, &out);
	struct source *source;
	struct row r;

	(void)state;
	clear_row(row);
	row[NAME] = value_text("");
	row[TERM] = value_text("EXW");
	put(s, &list, row);
	finish(s, out);
	source = open_source(0);
	next_row(source);
	r = next_row(source);
	for (size_t i = 0; i < TERM; i++)
		if (i != ACTIVE)
			assert_cell(&r, i, CELL_EMPTY, "");
	assert_cell(&r, TERM, CELL_TEXT, "EXW");
	source_close(source);
}

static void
what_a_number_would_lose_goes_out_as_text(void **state)
{
	struct value row[NCOLUMNS];
	struct output *out;
	struct sink *s = open_sink(&plain, &out);
	struct source *source;
	struct row r;

	(void)state;
	clear_row(row);
	row[AMOUNT] = decimal("1234567890123.45");
	row[QUANTITY] = decimal("1234567890.123456");
	row[PIECES] = value_int(1234567890123456);
	row[SINCE] = date("1899-12-31");
	put(s, &list, row);
	row[PIECES] = value_int(123456789012345);
	row[SINCE] = date("1900-03-01");
	assert_int_equal(sink_row(s, row), OK);
	finish(s, out);
	source = open_source(0);
	next_row(source);
	r = next_row(source);
	assert_cell(&r, AMOUNT, CELL_NUMBER, "1234567890123.45");
	assert_cell(&r, QUANTITY, CELL_TEXT, "1234567890.123456");
	assert_cell(&r, PIECES, CELL_TEXT, "1234567890123456");
	assert_cell(&r, SINCE, CELL_TEXT, "1899-12-31");
	r = next_row(source);
	assert_cell(&r, PIECES, CELL_NUMBER, "123456789012345");
	assert_cell(&r, SINCE, CELL_DATE, "1900-03-01");
	source_close(source);
}

static void
text_comes_back_as_it_was(void **state)
{
	static const char *const texts[] = {
		"_x0041_", "_x000a_b", "__x0041_", "_x41_", "_x", "a_x0041",
		"<&>\"'", "tab\there", "line\nfeed", "cr\r\nlf", "\x01\x1b[31m",
		"@SUM(A1)", "+1", "-1", "\xf0\x9f\x93\xa6 box", " both ends ",
		NULL
	};
	struct source *source;

	(void)state;
	write_names(&plain, texts);
	source = open_source(0);
	next_row(source);
	for (size_t i = 0; texts[i] != NULL; i++)
		assert_texts(source, TEXTS(texts[i]));
	assert_end(source);
	source_close(source);
}

static void
what_xml_forbids_is_replaced(void **state)
{
	static const char *const texts[] = {
		"a\xff" "b", "cut \xe4\xb8", "\xef\xbf\xbe|\xef\xbf\xbf",
		"\xed\xa0\x80", NULL
	};
	struct source *source;

	(void)state;
	write_names(&plain, texts);
	source = open_source(0);
	next_row(source);
	assert_texts(source, TEXTS("a\xef\xbf\xbd" "b"));
	assert_texts(source, TEXTS("cut \xef\xbf\xbd\xef\xbf\xbd"));
	assert_texts(source, TEXTS("\xef\xbf\xbd|\xef\xbf\xbd"));
	assert_texts(source, TEXTS("\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"));
	source_close(source);
}

/* `n` times the same character. */
static char *
repeat(const char *character, size_t n, struct strbuf *out)
{
	strbuf_cut(out, 0);
	while (n-- > 0)
		strbuf_addstr(out, character);
	return out->buf;
}

static void
assert_too_long(const char *text)
{
	struct value v = value_text(text);
	struct output *out;
	struct sink *s = open_sink(&plain, &out);

	assert_int_equal(sink_begin(s, &names), OK);
	assert_int_equal(sink_row(s, &v), OK);	/* told when it is written */
	assert_int_equal(sink_finish(s), E_OUTPUT);
	assert_string_equal(fail_text(), "Names, row 1, column 名称 Name: "
	    "a text of 32768 characters is longer than a cell can hold "
	    "(32767)");
	sink_close(s);
	output_abort(out);
}

static void
text_is_never_cut(void **state)
{
	struct strbuf text = STRBUF_INIT;
	struct source *source;

	(void)state;
	assert_too_long(repeat("x", 32768, &text));
	assert_too_long(repeat("\xf0\x9f\x93\xa6", 16384, &text));
	repeat("货", 32767, &text);
	write_names(&plain, TEXTS(text.buf));
	source = open_source(0);
	next_row(source);
	assert_texts(source, TEXTS(text.buf));
	source_close(source);
	strbuf_release(&text);
}

static void
sheets_get_names_that_are_allowed(void **state)
{
	static const char *const titles[][2] = {
		{ "a/b\\c?d*e[f]g:h#i", "a-b-c-d-e-f-g-h-i" },
		{ "'quoted'", "quoted" },
		{ "", "Sheet" },
		{ "''", "Sheet (2)" },
		{ "Suppliers", "Suppliers" },
		{ "SUPPLIERS", "SUPPLIERS (2)" },
		{ "History", "History (2)" },
		{ "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三",
		  "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一" },
		{ "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二",
		  "一二三四五六七八九十一二三四五六七八九十一二三四五六七 (2)" },
		{ "line\nfeed\x01\xff", "line feed \xef\xbf\xbd" },
		{ "O'Neill", "O'Neill" },
	};
	struct table tables[COUNT(titles)];
	struct output *out;
	struct sink *s = open_sink(&with_about, &out);
	struct source *source;

	(void)state;
	for (size_t i = 0; i < COUNT(titles); i++) {
		tables[i] = names;
		tables[i].title = titles[i][0];
		assert_int_equal(sink_begin(s, &tables[i]), OK);
	}
	finish(s, out);
	source = open_source(0);
	assert_int_equal(source_nsheets(source), COUNT(titles) + 1);
	assert_string_equal(source_sheet_name(source, 0), "说明 Read me");
	for (size_t i = 0; i < COUNT(titles); i++)
		assert_string_equal(source_sheet_name(source, i + 1),
		    titles[i][1]);
	source_close(source);
}

static void
totals_are_formulas_with_their_value(void **state)
{
	struct value row[NCOLUMNS];
	struct output *out;
	struct sink *s = open_sink(&plain, &out);
	struct source *source;
	struct row r;

	(void)state;
	full_row(row);
	put(s, &list, row);
	row[AMOUNT] = decimal("0.06");
	row[PIECES] = value_none(V_INT);
	assert_int_equal(sink_row(s, row), OK);
	finish(s, out);
	source = open_source(0);
	for (int i = 0; i < 3; i++)
		next_row(source);
	r = next_row(source);
	assert_cell(&r, CODE, CELL_TEXT, "Total");
	assert_cell(&r, AMOUNT, CELL_NUMBER, "1234.56");
	assert_cell(&r, QUANTITY, CELL_EMPTY, "");
	assert_cell(&r, PIECES, CELL_NUMBER, "-7");
	assert_end(source);
	source_close(source);
	PART_HAS("xl/worksheets/sheet1.xml",
	    "<f>SUBTOTAL(109,C2:C3)</f><v>1234.56</v>",
	    "<autoFilter ref=\"A1:J3\"/>");
}

static void
a_sum_out_of_range_does_not_stop_the_rows(void **state)
{
	struct value row[NCOLUMNS];
	struct output *out;
	struct sink *s = open_sink(&with_about, &out);
	struct source *source;
	struct row r = { 0 };

	(void)state;
	full_row(row);
	row[AMOUNT] = decimal("9000000000000");
	row[PIECES] = value_int(INT64_MAX);
	put(s, &list, row);
	assert_int_equal(sink_row(s, row), OK);
	finish(s, out);
	assert_string_equal(fail_text(), "");
	source = open_source(1);
	for (int i = 0; i < 4; i++)
		r = next_row(source);
	assert_cell(&r, CODE, CELL_TEXT, "Total");
	for (size_t i = 1; i < r.ncells; i++)
		assert_cell(&r, i, CELL_EMPTY, "");
	assert_int_equal(source_select(source, 0), OK);
	for (int i = 0; i < 6; i++)
		r = next_row(source);
	assert_cell(&r, 1, CELL_TEXT, "Amount");
	assert_cell(&r, 2, CELL_TEXT, "too large");
	source_close(source);
}

static void
no_rows_no_totals(void **state)
{
	struct output *out;
	struct sink *s = open_sink(&plain, &out);
	struct source *source;

	(void)state;
	assert_int_equal(sink_begin(s, &list), OK);
	finish(s, out);
	source = open_source(0);
	next_row(source);
	assert_end(source);
	source_close(source);
	PART_HAS("xl/worksheets/sheet1.xml", "<autoFilter ref=\"A1:J1\"/>");
}

static void
without_header_rows_begin_at_the_top(void **state)
{
	struct sink_options options = plain;
	struct value row[NCOLUMNS];
	struct output *out;
	struct sink *s;
	struct source *source;
	struct row r;

	(void)state;
	options.no_header = true;
	s = open_sink(&options, &out);
	full_row(row);
	put(s, &list, row);
	finish(s, out);
	source = open_source(0);
	r = next_row(source);
	assert_int_equal(r.number, 1);
	assert_cell(&r, CODE, CELL_TEXT, "000123");
	source_close(source);
	PART_HAS("xl/worksheets/sheet1.xml", "<f>SUBTOTAL(109,C1)</f>");
}

static void
the_first_sheet_sums_up_the_others(void **state)
{
	struct value row[NCOLUMNS];
	struct output *out;
	struct sink *s = open_sink(&with_about, &out);
	struct source *source;
	struct row r;

	(void)state;
	full_row(row);
	put(s, &list, row);
	assert_int_equal(sink_row(s, row), OK);
	put(s, &names, &row[NAME]);
	finish(s, out);
	source = open_source(0);
	assert_texts(source, TEXTS("Title"));
	assert_texts(source, TEXTS("Company", "深圳进出口贸易有限公司"));
	assert_texts(source, TEXTS("Filter", "country=CN"));
	assert_texts(source, TEXTS("Sheet", "Control total", "Value"));
	r = next_row(source);
	assert_cell(&r, 0, CELL_TEXT, "Suppliers");
	assert_cell(&r, 1, CELL_TEXT, "Rows");
	assert_cell(&r, 2, CELL_NUMBER, "2");
	r = next_row(source);
	assert_cell(&r, 1, CELL_TEXT, "Amount");
	assert_cell(&r, 2, CELL_NUMBER, "2469");
	r = next_row(source);
	assert_cell(&r, 1, CELL_TEXT, "Pieces");
	assert_cell(&r, 2, CELL_NUMBER, "-14");
	r = next_row(source);
	assert_cell(&r, 0, CELL_TEXT, "Names");
	assert_cell(&r, 2, CELL_NUMBER, "1");
	assert_end(source);
	source_close(source);
	PART_HAS("xl/worksheets/sheet1.xml", "location=\"Suppliers!$A$1\"",
	    "location=\"Names!$A$1\"");
}

static void
a_record_stands_field_by_field(void **state)
{
	static const struct table record = {
		"supplier", "S-1", TABLE_RECORD, columns, COUNT(columns), NULL
	};
	struct value row[NCOLUMNS];
	struct output *out;
	struct sink *s = open_sink(&plain, &out);
	struct source *source;
	struct row r;

	(void)state;
	full_row(row);
	put(s, &record, row);
	finish(s, out);
	source = open_source(0);
	assert_texts(source, TEXTS("编号 Code", "000123"));
	assert_texts(source, TEXTS("名称 Name", "=1+1"));
	r = next_row(source);
	assert_cell(&r, 0, CELL_TEXT, "Amount");
	assert_cell(&r, 1, CELL_NUMBER, "1234.5");
	for (size_t i = RATE; i < NCOLUMNS; i++)
		next_row(source);
	assert_end(source);
	source_close(source);
}

static const struct table form = {
	"suppliers", "Form", TABLE_TEMPLATE, columns, COUNT(columns), NULL
};

static void
a_template_guides_and_warns(void **state)
{
	struct value row[NCOLUMNS];
	struct output *out;
	struct sink *s = open_sink(&plain, &out);

	(void)state;
	full_row(row);
	put(s, &form, row);
	finish(s, out);
	PART_HAS("xl/worksheets/sheet1.xml",
	    "<dataValidation type=\"list\" errorStyle=\"warning\"",
	    "<formula1>Lists!$B$2:$B$3</formula1>",
	    "<formula1>\"yes,no\"</formula1>", "sqref=\"J2:J1001\"",
	    "type=\"decimal\"", "type=\"whole\"", "type=\"date\"");
	PART_HAS("xl/comments1.xml", "required\nshort &amp; unique");
	PART_HAS("xl/workbook.xml",
	    "<sheet name=\"Lists\" sheetId=\"2\" state=\"hidden\"");
	PART_HAS("xl/worksheets/sheet2.xml", "<t>EXW</t>",
	    "<t>船上交货 Free on board</t>");
}

static void
the_guide_explains_every_column(void **state)
{
	struct value row[NCOLUMNS];
	struct output *out;
	struct sink *s = open_sink(&plain, &out);
	struct source *source;

	(void)state;
	full_row(row);
	put(s, &form, row);
	finish(s, out);
	source = open_source(1);
	assert_int_equal(source_nsheets(source), 2);
	assert_string_equal(source_sheet_name(source, 1),
	    "填写说明 How to fill");
	next_row(source);
	assert_texts(source, TEXTS("Form", "编号 Code", "required",
	    "short & unique", "text"));
	for (size_t i = NAME; i < TERM; i++)
		next_row(source);
	assert_texts(source, TEXTS("Form", "Term", "", "", "EXW, FOB"));
	assert_end(source);
	source_close(source);
}

static void
codes_stay_text_while_they_are_typed(void **state)
{
	struct output *out;
	struct sink *s = open_sink(&plain, &out);

	(void)state;
	assert_int_equal(sink_begin(s, &form), OK);
	finish(s, out);
	PART_HAS("xl/worksheets/sheet1.xml", "numberStoredAsText=\"1\"",
	    "<col min=\"1\" max=\"1\" width=\"10.42578125\" style=\"");
	PART_HAS("xl/styles.xml", "numFmtId=\"49\"");	/* "@" */
}

static void
sheets_are_ready_to_print(void **state)
{
	(void)state;
	write_names(&plain, TEXTS("a"));
	PART_HAS("xl/worksheets/sheet1.xml",
	    "<pane ySplit=\"1\" topLeftCell=\"A2\"",
	    "paperSize=\"9\"", "orientation=\"landscape\"",
	    "fitToHeight=\"0\"", "<oddFooter>&amp;L&amp;F&amp;C&amp;P/");
	PART_HAS("xl/workbook.xml", "_xlnm.Print_Titles");
	PART_HAS("docProps/core.xml", "<dc:title>Title &amp; more</dc:title>",
	    "<dc:creator>Company</dc:creator>", "2024-10-04T01:00:00Z");
}

/* The width of the first column of the first sheet. */
static double
first_width(void)
{
	struct strbuf part = STRBUF_INIT;
	const char *width;
	double n;

	read_part("xl/worksheets/sheet1.xml", &part);
	width = strstr(part.buf, "max=\"1\" width=\"");
	assert_non_null(width);
	n = strtod(width + strlen("max=\"1\" width=\""), NULL);
	strbuf_release(&part);
	return n;
}

static void
columns_are_as_wide_as_their_text(void **state)
{
	struct strbuf text = STRBUF_INIT;
	double narrow, wide;

	(void)state;
	write_names(&plain, TEXTS("深圳市华强北光电"));	/* 16 columns */
	wide = first_width();
	write_names(&plain, TEXTS("abcdefgh"));
	narrow = first_width();
	assert_true(narrow >= 8 && narrow < 12);
	assert_true(wide >= 16 && wide < 24);
	write_names(&plain, TEXTS(repeat("x", 500, &text)));
	assert_true(first_width() >= 50 && first_width() < 52);
	strbuf_release(&text);
}

static void
the_same_input_makes_the_same_bytes(void **state)
{
	struct timespec second = { 1, 100000000 };

	(void)state;
	write_names(&with_about, TEXTS("a", "b"));
	assert_int_equal(rename(path, other), 0);
	nanosleep(&second, NULL);	/* the clock must not show */
	write_names(&with_about, TEXTS("a", "b"));
	assert_same_files(path, other);
}

static void
a_stream_gets_the_same_bytes(void **state)
{
	struct value v = value_text("a");
	struct output *out;
	struct sink *s;
	int fd = open(other, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	(void)state;
	write_names(&plain, TEXTS("a"));
	out = output_to_fd(fd, "standard output");
	assert_int_equal(sink_open(&plain, out, &s), OK);
	put(s, &names, &v);
	finish(s, out);
	close(fd);
	assert_same_files(path, other);
}

static void
only_the_owner_may_read_it(void **state)
{
	struct stat sb;

	(void)state;
	write_names(&plain, TEXTS("a"));
	assert_int_equal(stat(path, &sb), 0);
	assert_int_equal(sb.st_mode & 0777, 0600);
}

static void
a_workbook_without_tables_has_a_sheet(void **state)
{
	struct output *out;
	struct sink *s = open_sink(&plain, &out);
	struct source *source;

	(void)state;
	finish(s, out);
	source = open_source(0);
	assert_int_equal(source_nsheets(source), 1);
	assert_end(source);
	source_close(source);
}

static void
too_many_columns_are_refused(void **state)
{
	static struct column many[16385];
	static const struct table wide = {
		"wide", "Wide", TABLE_LIST, many, COUNT(many), NULL
	};
	struct output *out;
	struct sink *s = open_sink(&plain, &out);

	(void)state;
	assert_int_equal(sink_begin(s, &wide), E_OUTPUT);
	assert_string_equal(fail_text(), "Wide: 16385 columns are more than "
	    "a sheet can hold (16384)");
	sink_close(s);
	output_abort(out);
}

static void
giving_up_leaves_nothing_behind(void **state)
{
	struct value v = value_text("a");
	struct output *out;
	struct sink *s;

	(void)state;
	unlink(path);
	s = open_sink(&with_about, &out);
	put(s, &names, &v);
	sink_close(s);
	output_abort(out);
	assert_int_equal(access(path, F_OK), -1);
}

static size_t
count_rows(void)
{
	struct source *source = open_source(0);
	struct row row;
	bool more;
	size_t n = 0;

	for (;;) {
		assert_int_equal(source_row(source, &row, &more), OK);
		if (!more)
			break;
		n++;
	}
	source_close(source);
	return n;
}

/* Text that hardly packs, another one in every row. */
static struct value
noise(size_t i, char *buf, size_t size)
{
	snprintf(buf, size, "%016llx",
	    (unsigned long long)(i + 1) * 0x9e3779b97f4a7c15);
	return value_text(buf);
}

static void
write_noise(size_t n)
{
	struct output *out;
	struct sink *s = open_sink(&with_about, &out);
	char text[32];

	assert_int_equal(sink_begin(s, &names), OK);
	for (size_t i = 0; i < n; i++) {
		struct value v = noise(i, text, sizeof(text));

		assert_int_equal(sink_row(s, &v), OK);
	}
	finish(s, out);
}

static void
many_rows_come_back(void **state)
{
	enum { NROWS = 20000 };		/* more than fit into the memory */
	struct source *source;
	char text[32];

	(void)state;
	write_noise(NROWS);
	source = open_source(1);
	next_row(source);
	for (size_t i = 0; i < NROWS; i++) {
		struct value v = noise(i, text, sizeof(text));

		assert_texts(source, TEXTS(v.u.text));
	}
	assert_end(source);
	source_close(source);
	assert_int_equal(rename(path, other), 0);
	write_noise(NROWS);
	assert_same_files(path, other);
}

static void
rows_are_spelled_as_the_format_wants_it(void **state)
{
	struct value row[NCOLUMNS];
	struct output *out;
	struct sink *s = open_sink(&plain, &out);

	(void)state;
	full_row(row);
	row[NAME] = value_text(" <a> & _x0041_\x01 ");
	row[RATE] = decimal("6.1");
	put(s, &list, row);
	clear_row(row);
	row[TERM] = value_text("one\ntwo\nthree");
	row[AMOUNT] = decimal("-0.000001");
	row[SINCE] = date("2026-11-05");
	assert_int_equal(sink_row(s, row), OK);
	finish(s, out);
	PART_HAS("xl/worksheets/sheet1.xml",
	    "<dimension ref=\"A1:J4\"/>",
	    "</row><row r=\"2\"><c r=\"A2\" s=\"",
	    "t=\"inlineStr\"><is><t xml:space=\"preserve\">"
	    " &lt;a&gt; &amp; _x005F_x0041__x0001_ </t></is></c>",
	    "<v>1234.5</v>", "<v>0.061</v>", "<v>10.125</v>", "<v>-7</v>",
	    "<v>46331.39583333334</v>",
	    "</row><row r=\"3\" ht=\"45\" customHeight=\"1\"><c r=\"C3\" s=\"",
	    "<v>-0.000001</v>", "<v>46331</v>",
	    "<is><t>one\ntwo\nthree</t></is></c></row><row r=\"4\">",
	    "<f>SUBTOTAL(109,C2:C3)</f><v>1234.499999</v>");
}

static void
a_sheet_may_have_no_row_at_all(void **state)
{
	struct sink_options options = plain;
	struct output *out;
	struct sink *s;
	struct source *source;

	(void)state;
	options.no_header = true;
	s = open_sink(&options, &out);
	assert_int_equal(sink_begin(s, &names), OK);
	assert_int_equal(sink_begin(s, &list), OK);
	finish(s, out);
	PART_HAS("xl/worksheets/sheet1.xml", "<sheetData></sheetData>");
	PART_HAS("xl/worksheets/sheet2.xml", "<sheetData></sheetData>");
	source = open_source(1);
	assert_end(source);
	source_close(source);
}

/* With its heading and its totals a full sheet has 1048576 rows. */
static void
a_long_table_goes_on_in_a_second_sheet(void **state)
{
	static const struct table pieces = {
		"pieces", "Pieces", TABLE_LIST, &columns[PIECES], 1, NULL
	};
	struct output *out;
	struct sink *s = open_sink(&plain, &out);
	struct value v = value_int(1);
	struct source *source;

	(void)state;
	assert_int_equal(sink_begin(s, &pieces), OK);
	for (size_t i = 0; i < 1048574 + 1; i++)
		assert_int_equal(sink_row(s, &v), OK);
	finish(s, out);
	source = open_source(1);
	assert_int_equal(source_nsheets(source), 2);
	assert_string_equal(source_sheet_name(source, 1), "Pieces (2)");
	source_close(source);
	PART_HAS("xl/worksheets/sheet1.xml", "<dimension ref=\"A1:A1048576\"/>",
	    "<autoFilter ref=\"A1:A1048575\"/>",
	    "<f>SUBTOTAL(109,A2:A1048575)</f><v>1048574</v>");
	PART_HAS("xl/worksheets/sheet2.xml", "<dimension ref=\"A1:A3\"/>",
	    "<f>SUBTOTAL(109,A2)</f><v>1</v>");
}

/* `n` rows of a table, on a disk that is full for files over 64 kB. */
static enum status
write_on_full_disk(const struct table *table, size_t n)
{
	struct rlimit whole, limit;
	char text[32];
	struct output *out;
	struct sink *s = open_sink(&plain, &out);
	enum status st;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &whole), 0);
	limit = whole;
	limit.rlim_cur = 64 * 1024;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	assert_int_equal(sink_begin(s, table), OK);
	for (size_t i = 0; i < n; i++) {
		struct value v = noise(i, text, sizeof(text));

		assert_int_equal(sink_row(s, &v), OK);
	}
	st = sink_finish(s);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &whole), 0);
	sink_close(s);
	if (st != OK) {
		output_abort(out);
		return st;
	}
	return output_commit(out);
}

/* The library reports success when its temporary files were cut off; it
 * writes all but the rows of lists.  Rows are added a few at a time, so that
 * first the whole sheet does not fit while the rows alone still do. */
static void
lost_rows_are_found(void **state)
{
	static const struct table records = {
		"names", "Names", TABLE_RECORD, &columns[NAME], 1, NULL
	};
	enum status st = OK;

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	for (size_t n = 200; n < 1000; n += 5) {
		st = write_on_full_disk(&records, n);
		if (st != OK)
			break;
		assert_int_equal(count_rows(), n);
	}
	assert_int_equal(st, E_OUTPUT);
	assert_non_null(strstr(fail_text(), "could not be written completely"));
	fail_clear();
	assert_int_equal(write_on_full_disk(&records, 10000), E_OUTPUT);
	assert_non_null(strstr(fail_text(), "could not be written completely"));
}

/* First the whole workbook does not fit, then not even its rows. */
static void
a_full_disk_is_told_of(void **state)
{
	enum status st = OK;

	(void)state;
	for (size_t n = 2000; n < 5000 && st == OK; n += 100) {
		st = write_on_full_disk(&names, n);
		if (st == OK)
			assert_int_equal(count_rows(), n + 1);
	}
	assert_int_equal(st, E_OUTPUT);
	assert_non_null(strstr(fail_text(),
	    "a.xlsx: cannot be written: File too large"));
	fail_clear();
	assert_int_equal(write_on_full_disk(&names, 20000), E_OUTPUT);
	assert_non_null(strstr(fail_text(),
	    "a.xlsx: cannot be written: File too large"));
	fail_clear();
}

static int
make_folder(void **state)
{
	(void)state;
	setlocale(LC_CTYPE, "C.UTF-8");
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/a.xlsx", folder);
	snprintf(other, sizeof(other), "%s/b.xlsx", folder);
	return 0;
}

/* Fails when a test left a temporary file. */
static int
remove_folder(void **state)
{
	(void)state;
	unlink(path);
	unlink(other);
	return rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_come_back_with_their_types),
		cmocka_unit_test(nothing_leaves_a_cell_empty),
		cmocka_unit_test(what_a_number_would_lose_goes_out_as_text),
		cmocka_unit_test(text_comes_back_as_it_was),
		cmocka_unit_test(what_xml_forbids_is_replaced),
		cmocka_unit_test(text_is_never_cut),
		cmocka_unit_test(sheets_get_names_that_are_allowed),
		cmocka_unit_test(totals_are_formulas_with_their_value),
		cmocka_unit_test(a_sum_out_of_range_does_not_stop_the_rows),
		cmocka_unit_test(no_rows_no_totals),
		cmocka_unit_test(without_header_rows_begin_at_the_top),
		cmocka_unit_test(the_first_sheet_sums_up_the_others),
		cmocka_unit_test(a_record_stands_field_by_field),
		cmocka_unit_test(a_template_guides_and_warns),
		cmocka_unit_test(the_guide_explains_every_column),
		cmocka_unit_test(codes_stay_text_while_they_are_typed),
		cmocka_unit_test(sheets_are_ready_to_print),
		cmocka_unit_test(columns_are_as_wide_as_their_text),
		cmocka_unit_test(the_same_input_makes_the_same_bytes),
		cmocka_unit_test(a_stream_gets_the_same_bytes),
		cmocka_unit_test(only_the_owner_may_read_it),
		cmocka_unit_test(a_workbook_without_tables_has_a_sheet),
		cmocka_unit_test(too_many_columns_are_refused),
		cmocka_unit_test(giving_up_leaves_nothing_behind),
		cmocka_unit_test(many_rows_come_back),
		cmocka_unit_test(rows_are_spelled_as_the_format_wants_it),
		cmocka_unit_test(a_sheet_may_have_no_row_at_all),
		cmocka_unit_test(a_long_table_goes_on_in_a_second_sheet),
		cmocka_unit_test(lost_rows_are_found),
		cmocka_unit_test(a_full_disk_is_told_of),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
