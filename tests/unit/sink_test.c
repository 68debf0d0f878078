/*
 * The text formats: every byte that comes out for rows with everything in
 * them that has to be escaped, cut or guarded.
 */
#include "sheet/sink.h"

#include <fcntl.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/base.h"
#include "base/utf8.h"

static struct strbuf written = STRBUF_INIT;

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

static struct value
boolean(bool b)
{
	return (struct value){ .type = V_BOOL, .u.boolean = b };
}

static const struct column columns[] = {
	{ .name = "code", .label = "Code", .type = V_TEXT,
	    .flags = COLUMN_ID | COLUMN_CODE },
	{ .name = "name", .label = "名称", .type = V_TEXT,
	    .flags = COLUMN_WIDE },
	{ .name = "price", .label = "Price", .type = V_DECIMAL,
	    .flags = COLUMN_MONEY },
	{ .name = "days", .label = "Days", .type = V_INT },
	{ .name = "active", .label = "Active", .type = V_BOOL },
	{ .name = "since", .label = "Since", .type = V_DATE },
};

static const struct table list = {
	"suppliers", "Suppliers", TABLE_LIST, columns, COUNT(columns), NULL
};
static const struct table buyers = {
	"buyers", "Buyers", TABLE_LIST, columns, 2, NULL
};
static const struct table record = {
	"supplier", "S1 华强", TABLE_RECORD, columns, COUNT(columns), NULL
};
static const struct table contacts = {
	"contacts", "Contacts", TABLE_PART, columns, 2, NULL
};
static const struct table notes = {
	"notes", "Notes", TABLE_PART, columns, 2, NULL
};
static const struct table names = {
	"names", "Names", TABLE_LIST, &columns[1], 1, NULL
};

static void
begin(struct sink *s, const struct table *t)
{
	assert_int_equal(sink_begin(s, t), OK);
}

static void
put_full(struct sink *s)
{
	const struct value row[] = {
		value_text("S1"), value_text("华强"), decimal("1234567.5"),
		value_int(1030), boolean(true), date("2026-11-05"),
	};

	assert_int_equal(sink_row(s, row), OK);
}

static void
put_sparse(struct sink *s)
{
	const struct value row[] = {
		value_text("S2"), value_none(V_TEXT), decimal("-5.125"),
		value_none(V_INT), boolean(false), value_none(V_DATE),
	};

	assert_int_equal(sink_row(s, row), OK);
}

/* A row of the tables of two columns. */
static void
put_pair(struct sink *s, const char *code, const char *name)
{
	const struct value row[] = { value_text(code), value_text(name) };

	assert_int_equal(sink_row(s, row), OK);
}

static void
put_name(struct sink *s, const char *name)
{
	const struct value row[] = { value_text(name) };

	assert_int_equal(sink_row(s, row), OK);
}

static void
two_rows(struct sink *s)
{
	begin(s, &list);
	put_full(s);
	put_sparse(s);
}

static void
no_rows(struct sink *s)
{
	begin(s, &list);
}

static void
two_tables(struct sink *s)
{
	begin(s, &list);
	put_full(s);
	begin(s, &buyers);
	put_pair(s, "B1", "Best");
}

static void
record_with_parts(struct sink *s)
{
	begin(s, &record);
	put_sparse(s);
	begin(s, &contacts);
	put_pair(s, "C1", "Li");
	put_pair(s, "C2", "Wu");
	begin(s, &notes);
}

static const char *
render(const struct sink_options *o, void (*fill)(struct sink *))
{
	FILE *f = tmpfile();
	struct output *out;
	struct sink *s;
	size_t n;

	assert_non_null(f);
	out = output_to_fd(fileno(f), "test");
	assert_int_equal(sink_open(o, out, &s), OK);
	fill(s);
	assert_int_equal(sink_finish(s), OK);
	sink_close(s);
	assert_int_equal(output_commit(out), OK);
	rewind(f);
	strbuf_cut(&written, 0);
	while ((n = fread(strbuf_grow(&written, 4096), 1, 4096, f)) > 0)
		written.len += n;
	written.buf[written.len] = '\0';
	fclose(f);
	return written.buf;
}

static const char *
render_plain(enum format f, void (*fill)(struct sink *))
{
	return render(&(struct sink_options){ .format = f }, fill);
}

static const char *
render_several(enum format f, void (*fill)(struct sink *))
{
	return render(&(struct sink_options){ .format = f, .several = true },
	    fill);
}

static const char *
render_screen(int width, void (*fill)(struct sink *))
{
	return render(&(struct sink_options){ .format = FORMAT_TABLE,
	    .screen = width }, fill);
}

static void
formats_are_found_by_name(void **state)
{
	enum format f;

	(void)state;
	for (int i = FORMAT_TABLE; i <= FORMAT_ID; i++) {
		assert_int_equal(format_find(format_name((enum format)i), &f),
		    OK);
		assert_int_equal(f, i);
	}
	assert_int_equal(format_find("CSV", &f), E_USAGE);
	assert_string_equal(fail_text(), "there is no format 'CSV'");
	assert_string_equal(fail_hint_text(),
	    "formats: table tsv csv json ndjson xlsx md id");
}

static void
formats_are_found_by_suffix(void **state)
{
	enum format f;

	(void)state;
	assert_true(format_of_path("a.csv", &f) && f == FORMAT_CSV);
	assert_true(format_of_path("/x.y/a b.XLSX", &f) && f == FORMAT_XLSX);
	assert_true(format_of_path("a.csv.json", &f) && f == FORMAT_JSON);
	assert_true(format_of_path("a.ndjson", &f) && f == FORMAT_NDJSON);
	assert_true(format_of_path("a.tsv", &f) && f == FORMAT_TSV);
	assert_true(format_of_path("a.md", &f) && f == FORMAT_MD);
	assert_false(format_of_path("csv", &f));
	assert_false(format_of_path("a.csv/b", &f));
	assert_false(format_of_path("a.id", &f));
	assert_false(format_of_path("-", &f));
}

static void
csv_has_names_and_exact_values(void **state)
{
	(void)state;
	assert_string_equal(render_plain(FORMAT_CSV, two_rows),
	    "code,name,price,days,active,since\n"
	    "S1,华强,1234567.5,1030,yes,2026-11-05\n"
	    "S2,,-5.125,,no,\n");
	assert_string_equal(render_plain(FORMAT_CSV, no_rows),
	    "code,name,price,days,active,since\n");
	assert_string_equal(render(&(struct sink_options){
	    .format = FORMAT_CSV, .no_header = true }, two_rows),
	    "S1,华强,1234567.5,1030,yes,2026-11-05\n"
	    "S2,,-5.125,,no,\n");
	assert_string_equal(render_plain(FORMAT_CSV, record_with_parts),
	    "code,name,price,days,active,since\n"
	    "S2,,-5.125,,no,\n"
	    "\n"
	    "code,name\nC1,Li\nC2,Wu\n"
	    "\n"
	    "code,name\n");
}

static void
names_to_quote(struct sink *s)
{
	static const char *const texts[] = {
		"plain", "a b", "a,b", "\"a\"", "a\nb", "a\rb", " a", "a ",
		"a\t", "=1+1", "", "'a",
	};

	begin(s, &names);
	for (size_t i = 0; i < COUNT(texts); i++)
		put_name(s, texts[i]);
}

static void
csv_quotes_where_it_must(void **state)
{
	(void)state;
	assert_string_equal(render_plain(FORMAT_CSV, names_to_quote),
	    "name\nplain\na b\n\"a,b\"\n\"\"\"a\"\"\"\n\"a\nb\"\n\"a\rb\"\n"
	    "\" a\"\n\"a \"\n\"a\t\"\n=1+1\n\"\"\n'a\n");
}

static void
formulas(struct sink *s)
{
	static const char *const texts[] = {
		"=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "＋1", "－1",
		"＠x", "'=1", "''-1", "1-1", "'a", "'", "a=b",
	};

	begin(s, &names);
	for (size_t i = 0; i < COUNT(texts); i++)
		put_name(s, texts[i]);
}

static void
excel_csv_guards_text_against_formulas(void **state)
{
	const struct sink_options o = { .format = FORMAT_CSV, .excel = true };

	(void)state;
	assert_string_equal(render(&o, formulas),
	    "\xef\xbb\xbf名称\r\n'=1+1\r\n'+1\r\n'-1\r\n'@x\r\n'\tx\r\n"
	    "\"'\rx\"\r\n'＝1\r\n'＋1\r\n'－1\r\n'＠x\r\n''=1\r\n'''-1\r\n"
	    "1-1\r\n'a\r\n'\r\na=b\r\n");
}

static void
excel_csv_is_for_people(void **state)
{
	const struct sink_options o = { .format = FORMAT_CSV, .excel = true };

	(void)state;
	assert_string_equal(render(&o, two_tables),
	    "\xef\xbb\xbf"
	    "Code,名称,Price,Days,Active,Since\r\n"
	    "S1,华强,1234567.5,1030,yes,2026-11-05\r\n"
	    "\r\n"
	    "Code,名称\r\n"
	    "B1,Best\r\n");
	assert_non_null(strstr(render(&o, two_rows),
	    "\r\nS2,,-5.125,,no,\r\n"));
}

static void
names_to_escape(struct sink *s)
{
	begin(s, &contacts);
	put_pair(s, "a\tb", "c\nd\re\\f");
	put_pair(s, "x|y", "<b> & \"q\"\r\nz");
}

static void
tsv_escapes_what_it_cannot_hold(void **state)
{
	(void)state;
	assert_string_equal(render_plain(FORMAT_TSV, names_to_escape),
	    "code\tname\n"
	    "a\\tb\tc\\nd\\re\\\\f\n"
	    "x|y\t<b> & \"q\"\\r\\nz\n");
	assert_string_equal(render_plain(FORMAT_TSV, two_rows),
	    "code\tname\tprice\tdays\tactive\tsince\n"
	    "S1\t华强\t1234567.5\t1030\tyes\t2026-11-05\n"
	    "S2\t\t-5.125\t\tno\t\n");
}

static void
markdown_is_a_table(void **state)
{
	(void)state;
	assert_string_equal(render_plain(FORMAT_MD, two_rows),
	    "| Code | 名称 | Price | Days | Active | Since |\n"
	    "| --- | --- | ---: | ---: | --- | --- |\n"
	    "| S1 | 华强 | 1234567.5 | 1030 | yes | 2026-11-05 |\n"
	    "| S2 |  | -5.125 |  | no |  |\n");
	assert_string_equal(render_plain(FORMAT_MD, names_to_escape),
	    "## Contacts\n\n"
	    "| Code | 名称 |\n| --- | --- |\n"
	    "| a\tb | c<br>de\\f |\n"
	    "| x\\|y | &lt;b> & \"q\"<br>z |\n");
}

static void
markdown_of_several_has_titles(void **state)
{
	(void)state;
	assert_string_equal(render_several(FORMAT_MD, two_tables),
	    "## Suppliers\n\n"
	    "| Code | 名称 | Price | Days | Active | Since |\n"
	    "| --- | --- | ---: | ---: | --- | --- |\n"
	    "| S1 | 华强 | 1234567.5 | 1030 | yes | 2026-11-05 |\n"
	    "\n## Buyers\n\n"
	    "| Code | 名称 |\n| --- | --- |\n| B1 | Best |\n");
	assert_string_equal(render_plain(FORMAT_MD, record_with_parts),
	    "## S1 华强\n\n"
	    "- **Code**: S2\n- **Price**: -5.125\n- **Active**: no\n"
	    "\n## Contacts\n\n"
	    "| Code | 名称 |\n| --- | --- |\n| C1 | Li |\n| C2 | Wu |\n"
	    "\n## Notes\n\n"
	    "| Code | 名称 |\n| --- | --- |\n");
}

static void
id_is_codes_alone(void **state)
{
	const struct sink_options o = { .format = FORMAT_ID };
	struct output *out = output_to_fd(1, "test");
	struct sink *s;

	(void)state;
	assert_string_equal(render_plain(FORMAT_ID, two_rows), "S1\nS2\n");
	assert_string_equal(render_plain(FORMAT_ID, no_rows), "");
	assert_string_equal(render_plain(FORMAT_ID, record_with_parts), "S2\n");
	assert_int_equal(sink_open(&o, out, &s), OK);
	assert_int_equal(sink_begin(s, &names), E_USAGE);
	assert_string_equal(fail_text(), "'names' has no codes to list");
	sink_close(s);
	output_abort(out);
}

static void
json_list_is_an_array(void **state)
{
	(void)state;
	assert_string_equal(render_plain(FORMAT_JSON, two_rows),
	    "[\n"
	    "  {\"code\": \"S1\", \"name\": \"华强\", \"price\": 1234567.5, "
	    "\"days\": 1030, \"active\": true, \"since\": \"2026-11-05\"},\n"
	    "  {\"code\": \"S2\", \"name\": null, \"price\": -5.125, "
	    "\"days\": null, \"active\": false, \"since\": null}\n"
	    "]\n");
	assert_string_equal(render_plain(FORMAT_JSON, no_rows), "[]\n");
}

static void
json_record_is_an_object(void **state)
{
	(void)state;
	assert_string_equal(render_plain(FORMAT_JSON, record_with_parts),
	    "{\n"
	    "  \"code\": \"S2\",\n"
	    "  \"name\": null,\n"
	    "  \"price\": -5.125,\n"
	    "  \"days\": null,\n"
	    "  \"active\": false,\n"
	    "  \"since\": null,\n"
	    "  \"contacts\": [\n"
	    "    {\"code\": \"C1\", \"name\": \"Li\"},\n"
	    "    {\"code\": \"C2\", \"name\": \"Wu\"}\n"
	    "  ],\n"
	    "  \"notes\": []\n"
	    "}\n");
}

static void
tables_of_all_kinds(struct sink *s)
{
	begin(s, &buyers);
	begin(s, &record);
	put_sparse(s);
	begin(s, &contacts);
	put_pair(s, "C1", "Li");
	begin(s, &names);
	put_name(s, "Wu");
}

static void
nothing(struct sink *s)
{
	(void)s;
}

static void
json_of_several_is_an_object(void **state)
{
	(void)state;
	assert_string_equal(render_several(FORMAT_JSON, tables_of_all_kinds),
	    "{\n"
	    "  \"buyers\": [],\n"
	    "  \"supplier\": {\n"
	    "    \"code\": \"S2\",\n"
	    "    \"name\": null,\n"
	    "    \"price\": -5.125,\n"
	    "    \"days\": null,\n"
	    "    \"active\": false,\n"
	    "    \"since\": null,\n"
	    "    \"contacts\": [\n"
	    "      {\"code\": \"C1\", \"name\": \"Li\"}\n"
	    "    ]\n"
	    "  },\n"
	    "  \"names\": [\n"
	    "    {\"name\": \"Wu\"}\n"
	    "  ]\n"
	    "}\n");
	assert_string_equal(render_several(FORMAT_JSON, nothing), "{}\n");
}

static void
ndjson_is_an_object_a_line(void **state)
{
	(void)state;
	assert_string_equal(render_plain(FORMAT_NDJSON, two_rows),
	    "{\"code\": \"S1\", \"name\": \"华强\", \"price\": 1234567.5, "
	    "\"days\": 1030, \"active\": true, \"since\": \"2026-11-05\"}\n"
	    "{\"code\": \"S2\", \"name\": null, \"price\": -5.125, "
	    "\"days\": null, \"active\": false, \"since\": null}\n");
	assert_string_equal(render_plain(FORMAT_NDJSON, no_rows), "");
	assert_string_equal(render_several(FORMAT_NDJSON, tables_of_all_kinds),
	    "{\"table\": \"supplier\", \"code\": \"S2\", \"name\": null, "
	    "\"price\": -5.125, \"days\": null, \"active\": false, "
	    "\"since\": null, "
	    "\"contacts\": [{\"code\": \"C1\", \"name\": \"Li\"}]}\n"
	    "{\"table\": \"names\", \"name\": \"Wu\"}\n");
}

static void
hostile_names(struct sink *s)
{
	begin(s, &names);
	put_name(s, "q\" b\\ n\n r\r t\t b\b f\f \033 \001 \x7f");
	put_name(s, "\xff" "a\xe4\xb8" "b\xc0\xaf");
	put_name(s, "\xe2\x80\xa8 👍");
}

static void
json_strings_are_always_valid(void **state)
{
	(void)state;
	assert_string_equal(render_plain(FORMAT_NDJSON, hostile_names),
	    "{\"name\": \"q\\\" b\\\\ n\\n r\\r t\\t b\\b f\\f \\u001b "
	    "\\u0001 \\u007f\"}\n"
	    "{\"name\": \"\xef\xbf\xbd" "a\xef\xbf\xbd\xef\xbf\xbd" "b"
	    "\xef\xbf\xbd\xef\xbf\xbd\"}\n"
	    "{\"name\": \"\xe2\x80\xa8 👍\"}\n");
}

static void
table_is_aligned(void **state)
{
	(void)state;
	assert_string_equal(render_screen(0, two_rows),
	    "Code  名称         Price   Days  Active  Since\n"
	    "S1    华强  1,234,567.50  1,030  yes     2026-11-05\n"
	    "S2                -5.125         no\n");
	assert_string_equal(render_screen(80, no_rows), "");
}

static void
long_names(struct sink *s)
{
	const struct value row[] = {
		value_text("SUPPLIER-0001"),
		value_text("深圳市华强电子有限公司宝安分公司"),
		decimal("0.5"), value_int(-3), boolean(true),
		date("2026-11-05 09:30"),
	};

	begin(s, &list);
	put_full(s);
	assert_int_equal(sink_row(s, row), OK);
}

static void
assert_fits(const char *text, size_t width)
{
	char line[512];

	for (const char *p = text; *p != '\0'; p += strcspn(p, "\n") + 1) {
		snprintf(line, sizeof(line), "%.*s", (int)strcspn(p, "\n"), p);
		assert_in_range(utf8_width(line), 1, width);
	}
}

static void
table_fits_the_screen(void **state)
{
	(void)state;
	assert_string_equal(render_screen(80, long_names),
	    "Code           名称                       Price   Days  Active  "
	    "Since\n"
	    "S1             华强                1,234,567.50  1,030  yes     "
	    "2026-11-05\n"
	    "SUPPLIER-0001  深圳市华强电子有…           0.50     -3  yes     "
	    "2026-11-05 09:30\n");
	for (int width = 80; width < 100; width++)
		assert_fits(render_screen(width, long_names), (size_t)width);
	assert_non_null(strstr(render_screen(200, long_names),
	    "深圳市华强电子有限公司宝安分公司"));
	assert_non_null(strstr(render_screen(0, long_names),
	    "深圳市华强电子有限公司宝安分公司"));
}

/* A table no screen is wide enough for: the fields stand below each other. */
static void
table_too_wide_is_written_below(void **state)
{
	(void)state;
	assert_string_equal(render_screen(40, long_names),
	    "Code:    S1\n"
	    "名称:    华强\n"
	    "Price:   1,234,567.50\n"
	    "Days:    1,030\n"
	    "Active:  yes\n"
	    "Since:   2026-11-05\n"
	    "\n"
	    "Code:    SUPPLIER-0001\n"
	    "名称:    深圳市华强电子有限公司宝安分公司\n"
	    "Price:   0.50\n"
	    "Days:    -3\n"
	    "Active:  yes\n"
	    "Since:   2026-11-05 09:30\n");
}

static void
hostile_pairs(struct sink *s)
{
	begin(s, &buyers);
	put_pair(s, "B1", "\033]2;X\007\xc2\x9b\xff\xe2\x80\xae");
	put_pair(s, "B2", "two\nlines");
	put_pair(s, "B3", "\\x1b");
}

static void
data_cannot_drive_the_terminal(void **state)
{
	(void)state;
	assert_string_equal(render_screen(80, hostile_pairs),
	    "Code  名称\n"
	    "B1    \\x1b]2;X\\x07\\u{009b}\\xff\\u{202e}\n"
	    "B2    two lines\n"
	    "B3    \\x1b\n");
}

static void
tables_of_several_have_titles(void **state)
{
	(void)state;
	assert_string_equal(render_several(FORMAT_TABLE, tables_of_all_kinds),
	    "S1 华强\n-------\n"
	    "Code:    S2\n"
	    "Price:   -5.125\n"
	    "Active:  no\n"
	    "\n"
	    "Contacts\n--------\n"
	    "Code  名称\n"
	    "C1    Li\n"
	    "\n"
	    "Names\n-----\n"
	    "名称\n"
	    "Wu\n");
}

static void
long_record(struct sink *s)
{
	const struct value row[] = {
		value_text("S1"), value_text("one\r\ntwo\n\033three"),
		decimal("1234567"), value_int(7), boolean(true),
		value_none(V_DATE),
	};

	begin(s, &record);
	assert_int_equal(sink_row(s, row), OK);
}

static void
record_is_field_by_field(void **state)
{
	(void)state;
	assert_string_equal(render_screen(80, long_record),
	    "S1 华强\n-------\n"
	    "Code:    S1\n"
	    "名称:    one\n"
	    "         two\n"
	    "         \\x1bthree\n"
	    "Price:   1,234,567.00\n"
	    "Days:    7\n"
	    "Active:  yes\n");
}

static void
bold_only_where_color_is(void **state)
{
	struct sink_options o = { .format = FORMAT_TABLE, .color = true };

	(void)state;
	assert_string_equal(render(&o, hostile_pairs),
	    "\033[1mCode\033[0m  \033[1m名称\033[0m\n"
	    "B1    \\x1b]2;X\\x07\\u{009b}\\xff\\u{202e}\n"
	    "B2    two lines\n"
	    "B3    \\x1b\n");
	o.several = true;
	assert_non_null(strstr(render(&o, hostile_pairs),
	    "\033[1mBuyers\033[0m\n------\n"));
}

/* More rows than are held at once. */
static void
many_rows(struct sink *s)
{
	begin(s, &buyers);
	for (int i = 0; i < 12000; i++)
		put_pair(s, "B1", i == 3 ? "longest" : "short");
	put_pair(s, "LONGER", "shown even when it comes late");
}

static void
long_tables_keep_their_columns(void **state)
{
	const char *text = render_screen(0, many_rows);
	size_t nlines = 0;

	(void)state;
	assert_int_equal(strncmp(text, "Code  名称\n", strlen("Code  名称\n")),
	    0);
	assert_null(strstr(text + 1, "Code"));
	for (const char *p = text; (p = strchr(p, '\n')) != NULL; p++)
		nlines++;
	assert_int_equal(nlines, 12002);
	assert_non_null(strstr(text, "\nB1    longest\n"));
	assert_non_null(strstr(text,
	    "LONGER  shown even when it comes late\n"));
}

static const struct column shown[] = {
	{ .name = "year", .label = "Year", .type = V_INT,
	    .flags = COLUMN_CODE },
	{ .name = "rate", .label = "Rate", .type = V_DECIMAL,
	    .flags = COLUMN_PERCENT },
	{ .name = "buyer", .label = "Buyer", .type = V_REF },
};
static const struct table shown_table = {
	"shown", "Shown", TABLE_LIST, shown, COUNT(shown), NULL
};

static void
special_columns(struct sink *s)
{
	struct value ref = value_none(V_REF);
	struct value row[] = { value_int(2026), decimal("13"), ref };

	begin(s, &shown_table);
	row[2].u.ref.code = "=B1";
	assert_int_equal(sink_row(s, row), OK);
}

static void
codes_percents_and_refs(void **state)
{
	const struct sink_options excel = {
		.format = FORMAT_CSV, .excel = true, .no_header = true
	};

	(void)state;
	assert_string_equal(render_screen(80, special_columns),
	    "Year  Rate  Buyer\n"
	    "2026   13%  =B1\n");
	assert_string_equal(render_plain(FORMAT_NDJSON, special_columns),
	    "{\"year\": 2026, \"rate\": 13, \"buyer\": \"=B1\"}\n");
	assert_string_equal(render(&excel, special_columns),
	    "\xef\xbb\xbf" "2026,13,'=B1\r\n");
}

enum { MANY = 3000 };		/* more than are handed over at once */

/* One buffer for all of them: a row is used up when it was given. */
static void
thousands(struct sink *s)
{
	char code[16], name[16];

	begin(s, &notes);
	for (int i = 0; i < MANY; i++) {
		snprintf(code, sizeof(code), "C%d", i);
		snprintf(name, sizeof(name), "Li %d", i);
		put_pair(s, code, name);
	}
}

static void
many_rows_stay_in_their_order(void **state)
{
	struct strbuf expected = STRBUF_INIT;
	const char *text = render_plain(FORMAT_TSV, thousands);

	(void)state;
	text = strchr(text, '\n') + 1;		/* behind the headings */
	for (int i = 0; i < MANY; i++)
		strbuf_addf(&expected, "C%d\tLi %d\n", i, i);
	assert_string_equal(text, expected.buf);
	strbuf_release(&expected);
}

static void
many_rows_to_a_full_disk_fail(void **state)
{
	const struct sink_options o = { .format = FORMAT_TSV };
	const struct value row[] = { value_text("C1"), value_text("Li") };
	struct output *out;
	struct sink *s;
	enum status st = OK;
	int fd = open("/dev/full", O_WRONLY);

	(void)state;
	out = output_to_fd(fd, "test");
	assert_int_equal(sink_open(&o, out, &s), OK);
	begin(s, &notes);
	for (int i = 0; st == OK && i < 100 * MANY; i++)
		st = sink_row(s, row);
	assert_int_equal(st, E_OUTPUT);
	assert_string_equal(fail_text(),
	    "test: cannot be written: No space left on device");
	sink_close(s);
	output_abort(out);
	close(fd);
}

static void
closing_early_is_allowed(void **state)
{
	static const enum format formats[] = {
		FORMAT_TABLE, FORMAT_TSV, FORMAT_CSV, FORMAT_JSON,
		FORMAT_NDJSON, FORMAT_MD, FORMAT_ID
	};

	(void)state;
	sink_close(NULL);
	for (size_t i = 0; i < COUNT(formats); i++) {
		const struct sink_options o = { .format = formats[i] };
		struct output *out = output_to_fd(1, "test");
		struct sink *s;

		assert_int_equal(sink_open(&o, out, &s), OK);
		two_rows(s);
		sink_close(s);
		output_abort(out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formats_are_found_by_name),
		cmocka_unit_test(formats_are_found_by_suffix),
		cmocka_unit_test(csv_has_names_and_exact_values),
		cmocka_unit_test(csv_quotes_where_it_must),
		cmocka_unit_test(excel_csv_guards_text_against_formulas),
		cmocka_unit_test(excel_csv_is_for_people),
		cmocka_unit_test(tsv_escapes_what_it_cannot_hold),
		cmocka_unit_test(markdown_is_a_table),
		cmocka_unit_test(markdown_of_several_has_titles),
		cmocka_unit_test(id_is_codes_alone),
		cmocka_unit_test(json_list_is_an_array),
		cmocka_unit_test(json_record_is_an_object),
		cmocka_unit_test(json_of_several_is_an_object),
		cmocka_unit_test(ndjson_is_an_object_a_line),
		cmocka_unit_test(json_strings_are_always_valid),
		cmocka_unit_test(table_is_aligned),
		cmocka_unit_test(table_fits_the_screen),
		cmocka_unit_test(table_too_wide_is_written_below),
		cmocka_unit_test(data_cannot_drive_the_terminal),
		cmocka_unit_test(tables_of_several_have_titles),
		cmocka_unit_test(record_is_field_by_field),
		cmocka_unit_test(bold_only_where_color_is),
		cmocka_unit_test(long_tables_keep_their_columns),
		cmocka_unit_test(codes_percents_and_refs),
		cmocka_unit_test(many_rows_stay_in_their_order),
		cmocka_unit_test(many_rows_to_a_full_disk_fail),
		cmocka_unit_test(closing_early_is_allowed),
	};
	int nfailed;

	setlocale(LC_CTYPE, "C.UTF-8");
	nfailed = cmocka_run_group_tests(tests, NULL, NULL);
	strbuf_release(&written);
	return nfailed;
}
