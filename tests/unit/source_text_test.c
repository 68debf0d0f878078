/*
 * CSV and TSV through the door everything else uses: rows and their line
 * numbers, what is found out about a file, what is refused and how it says so.
 */
#include "sheet/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/strbuf.h"

static char path[] = "/tmp/source_text_test.XXXXXX";

static int
make_file(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return fd < 0 ? -1 : close(fd);
}

static int
remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

static void
write_file(const void *bytes, size_t n)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

/* "1[a|b] 3[c|]": the number of each row, and its cells. */
static void
show_row(const struct row *row, struct strbuf *out)
{
	strbuf_addf(out, "%s%zu[", out->len > 0 ? " " : "", row->number);
	for (size_t i = 0; i < row->ncells; i++) {
		const struct cell *c = &row->cells[i];

		assert_int_equal(c->type,
		    c->text[0] == '\0' ? CELL_EMPTY : CELL_TEXT);
		strbuf_addf(out, "%s%s", i > 0 ? "|" : "", c->text);
	}
	strbuf_addch(out, ']');
}

static enum status
read_rows(struct source *s, struct strbuf *out)
{
	struct row row;
	bool more;
	enum status st;

	while ((st = source_row(s, &row, &more)) == OK && more)
		show_row(&row, out);
	return st;
}

/* Reads the file and shows its rows; then source_guess() behind a slash. */
static enum status
read_file(const struct source_options *options, struct strbuf *out)
{
	struct source *s;
	enum status st;

	fail_clear();
	st = source_open(path, options, &s);
	if (st != OK)
		return st;
	st = source_select(s, 0);
	if (st == OK)
		st = read_rows(s, out);
	strbuf_addf(out, "/%s", source_guess(s));
	source_close(s);
	return st;
}

static void
assert_read_as(const struct source_options *options, const char *bytes,
    size_t n, const char *expected)
{
	struct strbuf shown = STRBUF_INIT;

	write_file(bytes, n);
	if (read_file(options, &shown) != OK)
		fail_msg("refused: %s", fail_text());
	assert_string_equal(shown.buf, expected);
	strbuf_release(&shown);
}

static void
assert_rows(const char *text, const char *expected)
{
	const struct source_options options = { .encoding = NULL };

	assert_read_as(&options, text, strlen(text), expected);
}

static void
assert_refused(const char *bytes, size_t n, const char *why)
{
	const struct source_options options = { .encoding = NULL };
	struct strbuf shown = STRBUF_INIT;

	write_file(bytes, n);
	assert_int_equal(read_file(&options, &shown), E_INVALID);
	if (strstr(fail_text(), why) == NULL)
		fail_msg("'%s' does not say '%s'", fail_text(), why);
	if (strstr(fail_text(), path) != fail_text())
		fail_msg("'%s' does not begin with the file", fail_text());
	strbuf_release(&shown);
}

static void
assert_text_refused(const char *text, const char *why)
{
	assert_refused(text, strlen(text), why);
}

static void
cells_are_as_in_the_file(void **state)
{
	(void)state;
	assert_rows("a,b\n1,2\n", "1[a|b] 2[1|2]/");
	assert_rows("a,b\n1,2", "1[a|b] 2[1|2]/");
	assert_rows(" a\t, b \n", "1[ a\t| b ]/");
	assert_rows("a,b,c\n1\n,,,\n", "1[a|b|c] 2[1] 3[|||]/");
	assert_rows("\"a,b\",\"say \"\"hi\"\"\",\"\"\n",
	    "1[a,b|say \"hi\"|]/");
	assert_rows("\xef\xbb\xbf\"code\",name\n", "1[code|name]/");
	assert_rows("a,b\r\n1,2\r\n\x1a", "1[a|b] 2[1|2]/");
}

static void
rows_have_the_number_of_their_first_line(void **state)
{
	(void)state;
	assert_rows("\n\na\n\nb\n", "3[a] 5[b]/");
	assert_rows("a\r\n\r\nb\r\n", "1[a] 3[b]/");
	assert_rows("a\rb\r\rc", "1[a] 2[b] 4[c]/");
	assert_rows("a\nb\r\nc\rd", "1[a] 2[b] 3[c] 4[d]/");
	assert_rows("\"a\nb\",c\nd\n", "1[a\nb|c] 3[d]/");
	assert_rows("\"a\r\nb\",\"\r\r\"\r\nd\n", "1[a\r\nb|\r\r] 5[d]/");
	assert_rows("\"a\rb\nc\"\nd\n", "1[a\rb\nc] 4[d]/");
	assert_rows("\n\r\n\r", "/");
}

static void
the_delimiter_is_found_out(void **state)
{
	(void)state;
	assert_rows("name;price\nx;1,50\ny;2,75\n",
	    "1[name|price] 2[x|1,50] 3[y|2,75]/semicolon");
	assert_rows("a|b,c\n1|2\n", "1[a|b,c] 2[1|2]/vertical bar");
	assert_rows("a\tb, c\n1\t2\n", "1[a|b, c] 2[1|2]/tab");
	assert_rows("\"a;b\",\"c;d\"\n\"1;2\",\"3;4\"\n",
	    "1[a;b|c;d] 2[1;2|3;4]/");
	assert_rows("list of goods\n\na;b\n1;2\n",
	    "1[list of goods] 3[a|b] 4[1|2]/semicolon");
	assert_rows("one column\n", "1[one column]/");
	assert_rows("sep=;\r\na,b;c\r\n", "2[a,b|c]/semicolon");
}

static void
a_given_delimiter_is_used(void **state)
{
	const struct source_options semicolon = { .delimiter = ';' };
	const struct source_options quote = { .delimiter = '"' };
	struct strbuf shown = STRBUF_INIT;

	(void)state;
	assert_read_as(&semicolon, "a,b,c;d\n", 8, "1[a,b,c|d]/");
	assert_int_equal(read_file(&quote, &shown), E_USAGE);
}

static void
encodings_are_found_out_or_given(void **state)
{
	const struct source_options latin = { .encoding = "ISO-8859-1" };
	static const char gb[] = "\xb1\xe0;\xba\xc5\n\xd6\xd0;\xb9\xfa";

	(void)state;
	assert_rows(gb, "1[编|号] 2[中|国]/GB18030, semicolon");
	assert_read_as(&latin, "M\xfcller,x\n", 9, "1[Müller|x]/");
	assert_text_refused("a\nM\xfcller,K\xf6ln\n",
	    ": line 2: the byte 0xFC");
	assert_refused("a,b\n\n1,\0\n", 9, ": line 3: a NUL byte at offset 7");
}

static void
tab_delimited_text_has_two_dialects(void **state)
{
	(void)state;
	assert_rows("a\tb\n5\" pipe\t\"6\"\" pipe\"\n",
	    "1[a|b] 2[5\" pipe|6\" pipe]/tab");
	assert_rows("a\tb\nx\\ty\\n\\\\n\t\\\"q\"\\z\\\n",
	    "1[a|b] 2[x\ty\n\\n|\"q\"\\z\\]/tab");
	assert_rows("a\tb\n\"x\ty\nz\\t\"\t2\nc\td\n",
	    "1[a|b] 2[x\ty\nz\\t|2] 4[c|d]/tab");
	assert_rows("a\t\t\r\nb\t\"\"\tc\n", "1[a||] 2[b||c]/tab");
	assert_text_refused("a\tb\n1\t\"5\" pipe\n",
	    ": line 2: stray quotation mark near '\"5\" pipe'");
}

static void
misplaced_quotation_marks_are_refused(void **state)
{
	(void)state;
	assert_text_refused("a,b\n1,5\" pipe\n",
	    ": line 2: stray quotation mark near '1,5\" pipe'");
	assert_text_refused("a,b\n1,\"x\"y\n",
	    ": line 2: stray quotation mark");
	assert_text_refused("a,b\n\n1,\"x\n2,3\n\n",
	    ": line 3: the quotation mark that opens here is never closed");
	assert_text_refused("a,b\n1,\"x\n2,3\n4,\"5\"\n",
	    ": line 2: the quotation mark that opens here is closed wrongly"
	    " in line 4 near '4,\"5\"'");
	/* Cut in whole characters on both sides. */
	assert_text_refused("中文中文中文中文中文中文,5\" 管子管子管子管子管子\n",
	    "near '文中文中文中文,5\" 管子管子管子管'");
}

static void
an_error_is_final(void **state)
{
	const struct source_options options = { .encoding = NULL };
	struct source *s;
	struct row row;
	bool more;

	(void)state;
	write_file("a\"\nb\n", 5);
	assert_int_equal(source_open(path, &options, &s), OK);
	assert_int_equal(source_row(s, &row, &more), E_INVALID);
	assert_int_equal(source_row(s, &row, &more), E_INVALID);
	source_close(s);
}

/* `head`, `n` times `unit`, and `tail`. */
static struct strbuf
repeated(const char *head, const char *unit, size_t n, const char *tail)
{
	struct strbuf b = STRBUF_INIT;

	strbuf_addstr(&b, head);
	for (size_t i = 0; i < n; i++)
		strbuf_addstr(&b, unit);
	strbuf_addstr(&b, tail);
	return b;
}

static void
assert_repeated(const char *head, const char *unit, size_t n, const char *why)
{
	const struct source_options options = { .encoding = NULL };
	struct strbuf b = repeated(head, unit, n, "\n"), shown = STRBUF_INIT;

	write_file(b.buf, b.len);
	if (why != NULL)
		assert_refused(b.buf, b.len, why);
	else if (read_file(&options, &shown) != OK)
		fail_msg("refused: %s", fail_text());
	strbuf_release(&shown);
	strbuf_release(&b);
}

static void
limits_are_kept(void **state)
{
	const size_t mib = 1024 * 1024;
	struct strbuf kib = repeated("", "x", 1023, ",");

	(void)state;
	assert_repeated("a\n", "x", mib, NULL);
	assert_repeated("a\n1,", "x", mib + 1,
	    ": line 2: a cell of more than 1 MiB begins here");
	assert_repeated("a\n\"x\n", "x\n", mib,
	    ": line 2: a cell of more than 1 MiB begins here");
	assert_repeated("a\n", ",", 16383, NULL);
	assert_repeated("a\n", ",", 16384,
	    ": line 2: a row of more than 16384 cells begins here");
	assert_repeated("a\n", kib.buf, 16383, NULL);
	assert_repeated("a\n", kib.buf, 16385, ": line 2: a row of more than");
	strbuf_release(&kib);
}

/* One line without an end costs neither memory nor time. */
static void
an_endless_line_is_stopped_at_once(void **state)
{
	const struct source_options options = { .encoding = NULL };
	struct strbuf b = repeated("a\n", "x", 8 * 1024 * 1024, "");
	struct source *s;
	struct row row;
	size_t done, total;
	bool more;

	(void)state;
	write_file(b.buf, b.len);
	assert_int_equal(source_open(path, &options, &s), OK);
	assert_int_equal(source_row(s, &row, &more), OK);
	assert_int_equal(source_row(s, &row, &more), E_INVALID);
	source_progress(s, &done, &total);
	assert_int_equal(total, b.len);
	assert_true(done < 2 * 1024 * 1024);
	source_close(s);
	strbuf_release(&b);
}

static void
rows_on_the_edge_of_a_buffer_stay_whole(void **state)
{
	const struct source_options options = { .encoding = NULL };
	char expected[64];

	(void)state;
	for (size_t n = 128 * 1024 - 3; n < 128 * 1024 + 2; n++) {
		struct strbuf b = repeated("", "a\n", n,
		    "\"b\r\n\"\"\",中\r\nc");
		struct strbuf shown = STRBUF_INIT;

		write_file(b.buf, b.len);
		assert_int_equal(read_file(&options, &shown), OK);
		snprintf(expected, sizeof(expected),
		    " %zu[b\r\n\"|中] %zu[c]/", n + 1, n + 3);
		assert_string_equal(shown.buf + shown.len - strlen(expected),
		    expected);
		strbuf_release(&shown);
		strbuf_release(&b);
	}
}

static void
a_file_can_be_read_twice(void **state)
{
	const struct source_options options = { .encoding = NULL };
	struct strbuf shown = STRBUF_INIT;
	struct source *s;

	(void)state;
	write_file("a;b\n1;2\n", 8);
	assert_int_equal(source_open(path, &options, &s), OK);
	assert_int_equal(source_nsheets(s), 1);
	assert_string_equal(source_sheet_name(s, 0), "");
	assert_int_equal(read_rows(s, &shown), OK);
	assert_int_equal(source_select(s, 0), OK);
	assert_int_equal(read_rows(s, &shown), OK);
	assert_string_equal(shown.buf, "1[a|b] 2[1|2] 1[a|b] 2[1|2]");
	source_close(s);
	strbuf_release(&shown);
}

static void
standard_input_can_be_read_once(void **state)
{
	const struct source_options options = { .encoding = NULL };
	struct strbuf shown = STRBUF_INIT;
	struct source *s;
	int fds[2], stdin_fd = dup(STDIN_FILENO);

	(void)state;
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(write(fds[1], "a,b\n1,\"2\n", 9), 9);
	close(fds[1]);
	assert_int_equal(dup2(fds[0], STDIN_FILENO), STDIN_FILENO);
	close(fds[0]);
	assert_int_equal(source_open("-", &options, &s), OK);
	assert_int_equal(source_select(s, 0), OK);
	assert_int_equal(read_rows(s, &shown), E_INVALID);
	assert_non_null(strstr(fail_text(), "standard input: line 2: "));
	assert_string_equal(shown.buf, "1[a|b]");
	assert_int_equal(source_select(s, 0), E_FAIL);
	source_close(s);
	assert_int_equal(dup2(stdin_fd, STDIN_FILENO), STDIN_FILENO);
	close(stdin_fd);
	strbuf_release(&shown);
}

static void
files_that_are_no_sheets_are_refused(void **state)
{
	(void)state;
	assert_text_refused("", "is empty");
	assert_text_refused("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
	    ".xls workbook");
	assert_text_refused("[\n  {\"code\": \"S1\"}\n]\n", "JSON");
	assert_non_null(strstr(fail_hint_text(), ".xlsx"));
	assert_text_refused("%PDF-1.4\n", "a PDF document");
	assert_text_refused("\xef\xbb\xbf\r\n <HTML><body>", "a web page");
	assert_text_refused("<?xml version=\"1.0\"?>", "a web page or XML");
	assert_text_refused("<table border=1>", "a web page");
	assert_text_refused("\x1f\x8b\x08", "a compressed file");
}

static void
files_that_cannot_be_opened(void **state)
{
	const struct source_options options = { .name = "goods.csv" };
	struct source *s;

	(void)state;
	assert_int_equal(source_open("/no/such/file", &options, &s),
	    E_NOTFOUND);
	assert_non_null(strstr(fail_text(), "goods.csv: cannot be opened"));
	assert_int_equal(source_open("/tmp", &options, &s), E_NOTFOUND);
	assert_string_equal(fail_text(), "goods.csv: is a folder");
}

static void
columns_have_the_letters_of_a_spreadsheet(void **state)
{
	static const struct {
		size_t i;
		const char *letter;
	} columns[] = {
		{ 0, "A" }, { 25, "Z" }, { 26, "AA" }, { 51, "AZ" },
		{ 52, "BA" }, { 701, "ZZ" }, { 702, "AAA" }, { 16383, "XFD" },
	};
	char buf[8];

	(void)state;
	for (size_t i = 0; i < COUNT(columns); i++) {
		source_column_letter(columns[i].i, buf);
		assert_string_equal(buf, columns[i].letter);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_are_as_in_the_file),
		cmocka_unit_test(rows_have_the_number_of_their_first_line),
		cmocka_unit_test(the_delimiter_is_found_out),
		cmocka_unit_test(a_given_delimiter_is_used),
		cmocka_unit_test(encodings_are_found_out_or_given),
		cmocka_unit_test(tab_delimited_text_has_two_dialects),
		cmocka_unit_test(misplaced_quotation_marks_are_refused),
		cmocka_unit_test(an_error_is_final),
		cmocka_unit_test(limits_are_kept),
		cmocka_unit_test(an_endless_line_is_stopped_at_once),
		cmocka_unit_test(rows_on_the_edge_of_a_buffer_stay_whole),
		cmocka_unit_test(a_file_can_be_read_twice),
		cmocka_unit_test(standard_input_can_be_read_once),
		cmocka_unit_test(files_that_are_no_sheets_are_refused),
		cmocka_unit_test(files_that_cannot_be_opened),
		cmocka_unit_test(columns_have_the_letters_of_a_spreadsheet),
	};

	return cmocka_run_group_tests(tests, make_file, remove_file);
}
