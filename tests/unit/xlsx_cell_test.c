/*
 * Rows of a sheet as XML: numbers in their shortest exact form, text that XML
 * can hold, nothing for a row without cells.
 */
#include "sheet/xlsx_cell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"

static void
numbers_are_exact_and_short(void **state)
{
	static const struct {
		struct fixed	 number;
		const char	*text;
	} cases[] = {
		{ { 0, 0 }, "0" },
		{ { 0, 6 }, "0" },
		{ { 1, 6 }, "0.000001" },
		{ { -50000, 6 }, "-0.05" },
		{ { 1200000000, 6 }, "1200" },
		{ { 1234500000, 6 }, "1234.5" },
		{ { 6100000, 8 }, "0.061" },
		{ { -7, 0 }, "-7" },
		{ { 100, 0 }, "100" },
		{ { INT64_MAX, 6 }, "9223372036854.775807" },
		{ { INT64_MIN, 0 }, "-9223372036854775808" },
		{ { INT64_MIN, 18 }, "-9.223372036854775808" },
		{ { -1, 18 }, "-0.000000000000000001" },
	};
	char text[FIXED_TEXT_MAX];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t n = fixed_format(cases[i].number, text);

		assert_string_equal(text, cases[i].text);
		assert_int_equal(n, strlen(cases[i].text));
	}
}

static void
assert_row(struct xml_row *row, unsigned height, const char *wanted)
{
	size_t n;
	const char *xml = xml_row_end(row, height, &n);

	assert_int_equal(n, strlen(wanted));
	assert_memory_equal(xml, wanted, n);
}

static void
put(struct xml_row *row, size_t column, const char *text)
{
	xml_row_text(row, (struct place){ column, 0 }, text, strlen(text));
}

static void
cells_say_where_they_stand(void **state)
{
	struct xml_row *row = xml_row_new(16384);

	(void)state;
	xml_row_begin(row, 1);
	put(row, 0, "a");
	xml_row_number(row, (struct place){ 26, 12 }, (struct fixed){ -15, 1 });
	xml_row_text(row, (struct place){ 701, 65490 }, "", 0);
	assert_row(row, 0, "<row r=\"1\">"
	    "<c r=\"A1\" t=\"str\"><v>a</v></c>"
	    "<c r=\"AA1\" s=\"12\"><v>-1.5</v></c>"
	    "<c r=\"ZZ1\" s=\"65490\"/></row>");
	xml_row_begin(row, 1048576);
	xml_row_serial(row, (struct place){ 16383, 1 }, 46331.395833333336);
	assert_row(row, 375, "<row r=\"1048576\" ht=\"375\" "
	    "customHeight=\"1\">"
	    "<c r=\"XFD1048576\" s=\"1\"><v>46331.39583333334</v></c></row>");
	xml_row_free(row);
}

static void
a_row_without_cells_is_nothing(void **state)
{
	struct xml_row *row = xml_row_new(1);

	(void)state;
	xml_row_begin(row, 1);
	assert_row(row, 30, "");
	xml_row_free(row);
}

/* The cell of such a text, from its type on. */
static void
assert_text(const char *text, const char *wanted)
{
	struct xml_row *row = xml_row_new(1);
	char xml[256];

	snprintf(xml, sizeof(xml), "<row r=\"9\"><c r=\"A9\" t=%s</c></row>",
	    wanted);
	xml_row_begin(row, 9);
	put(row, 0, text);
	assert_row(row, 0, xml);
	xml_row_free(row);
}

static void
text_is_escaped(void **state)
{
	static const struct {
		const char	*text, *xml;
	} cases[] = {
		{ "<a> & \"b'", "<t>&lt;a&gt; &amp; \"b'</t>" },
		{ "&amp;", "<t>&amp;amp;</t>" },
		{ "a\tb\nc", "<t>a\tb\nc</t>" },
		{ "\x01\x1f\r\v|\x7f", "<t>_x0001__x001F__x000D__x000B_|\x7f</t>" },
		{ "货 & 物", "<t>货 &amp; 物</t>" },
		{ " a", "<t xml:space=\"preserve\"> a</t>" },
		{ "a\n", "<t xml:space=\"preserve\">a\n</t>" },
		{ "\t", "<t xml:space=\"preserve\">\t</t>" },
		{ "\ra", "<t>_x000D_a</t>" },
		{ "a_x0041_", "<t>a_x0041_</t>" },
		{ "0123456_", "<t>0123456_</t>" },
		{ "012345<7890123456", "<t>012345&lt;7890123456</t>" },
		{ "0123456789>", "<t>0123456789&gt;</t>" },
		{ "0123456 ", "<t xml:space=\"preserve\">0123456 </t>" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char wanted[256];

		snprintf(wanted, sizeof(wanted), "\"inlineStr\"><is>%s</is>",
		    cases[i].xml);
		assert_text(cases[i].text, wanted);
	}
}

static void
most_text_stands_as_it_is(void **state)
{
	static const char *const texts[] = {
		"a", "a b", "12345678", "123456789 \"x' %=;:|~", "1e5", "\x7f",
		"电子, 有限公司", "Straße", "😀",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		char wanted[256];

		snprintf(wanted, sizeof(wanted), "\"str\"><v>%s</v>",
		    texts[i]);
		assert_text(texts[i], wanted);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_exact_and_short),
		cmocka_unit_test(cells_say_where_they_stand),
		cmocka_unit_test(a_row_without_cells_is_nothing),
		cmocka_unit_test(text_is_escaped),
		cmocka_unit_test(most_text_stands_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
