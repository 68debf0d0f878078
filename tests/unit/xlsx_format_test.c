/*
 * Numbers, percentages, dates and times as a workbook stores them, and what
 * its format codes mean.
 */
#include "sheet/xlsx_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"

static const struct {
	const char	*stored;
	enum xlsx_kind	 kind;
	bool		 is_1904;
	enum cell_type	 type;
	const char	*text;
} values[] = {
	{ "12.5", XLSX_NUMBER, false, CELL_NUMBER, "12.5" },
	{ "1234567", XLSX_NUMBER, false, CELL_NUMBER, "1234567" },
	{ "0.30000000000000004", XLSX_NUMBER, false, CELL_NUMBER, "0.3" },
	{ "8888.8799999999992", XLSX_NUMBER, false, CELL_NUMBER, "8888.88" },
	{ "99999.9999999999999", XLSX_NUMBER, false, CELL_NUMBER, "100000" },
	{ "1E+3", XLSX_NUMBER, false, CELL_NUMBER, "1000" },
	{ "1.5e-3", XLSX_NUMBER, false, CELL_NUMBER, "0.0015" },
	{ "2.5E-30", XLSX_NUMBER, false, CELL_NUMBER, "2.5E-30" },
	{ "-0", XLSX_NUMBER, false, CELL_NUMBER, "0" },
	{ "-0.0E5", XLSX_NUMBER, false, CELL_NUMBER, "0" },
	{ "-7.10", XLSX_NUMBER, false, CELL_NUMBER, "-7.1" },
	{ ".5", XLSX_NUMBER, false, CELL_NUMBER, "0.5" },
	{ " 42\n", XLSX_NUMBER, false, CELL_NUMBER, "42" },
	{ "0.13", XLSX_PERCENT, false, CELL_NUMBER, "13%" },
	{ "0.135", XLSX_PERCENT, false, CELL_NUMBER, "13.5%" },
	{ "-1", XLSX_PERCENT, false, CELL_NUMBER, "-100%" },
	{ "0", XLSX_PERCENT, false, CELL_NUMBER, "0%" },
	{ "NaN", XLSX_NUMBER, false, CELL_ERROR, "NaN" },
	{ "1.2.3", XLSX_NUMBER, false, CELL_ERROR, "1.2.3" },
	{ "1E", XLSX_NUMBER, false, CELL_ERROR, "1E" },
	{ "1E+9999", XLSX_NUMBER, false, CELL_ERROR, "1E+9999" },
	{ "46331", XLSX_DATE, false, CELL_DATE, "2026-11-05" },
	{ "46331.39583333333", XLSX_DATE, false, CELL_DATE,
	  "2026-11-05 09:30" },
	{ "46331.39583333333", XLSX_TIME, false, CELL_DATE,
	  "2026-11-05 09:30" },
	{ "46330.9999999", XLSX_DATE, false, CELL_DATE, "2026-11-05" },
	{ "1", XLSX_DATE, false, CELL_DATE, "1900-01-01" },
	{ "59", XLSX_DATE, false, CELL_DATE, "1900-02-28" },
	{ "60", XLSX_DATE, false, CELL_ERROR, "60" },
	{ "60.5", XLSX_DATE, false, CELL_ERROR, "60.5" },
	{ "61", XLSX_DATE, false, CELL_DATE, "1900-03-01" },
	{ "2958465", XLSX_DATE, false, CELL_DATE, "9999-12-31" },
	{ "2958466", XLSX_DATE, false, CELL_ERROR, "2958466" },
	{ "20261105", XLSX_DATE, false, CELL_ERROR, "20261105" },
	{ "-1", XLSX_DATE, false, CELL_ERROR, "-1" },
	{ "44869", XLSX_DATE, true, CELL_DATE, "2026-11-05" },
	{ "0", XLSX_DATE, true, CELL_DATE, "1904-01-01" },
	{ "60", XLSX_DATE, true, CELL_DATE, "1904-03-01" },
	{ "0.39583333333333331", XLSX_TIME, false, CELL_TEXT, "09:30" },
	{ "0.39583333333333331", XLSX_DATE, false, CELL_TEXT, "09:30" },
	{ "0.39600694444444445", XLSX_TIME, false, CELL_TEXT, "09:30:15" },
	{ "1.5", XLSX_DURATION, false, CELL_TEXT, "36:00" },
};

static void
stored_values_are_read_as_people_see_them(void **state)
{
	struct xlsx_value v;

	(void)state;
	for (size_t i = 0; i < COUNT(values); i++) {
		xlsx_read_number(values[i].stored, values[i].kind,
		    values[i].is_1904, &v);
		if (v.type != values[i].type)
			fail_msg("%s is of type %d", values[i].stored,
			    (int)v.type);
		assert_string_equal(v.text, values[i].text);
		assert_false(v.is_damaged);
	}
}

static const struct {
	const char	*stored;
	bool		 is_damaged;
	const char	*text;
} long_numbers[] = {
	{ "999999999999999", false, "999999999999999" },
	{ "1E15", true, "1000000000000000" },
	{ "1E+25", true, "1E+25" },
	{ "1234567890123456", true, "1234567890123456" },
	{ "-6.2170200000000003E+18", true, "-6217020000000000300" },
	{ "1.23456789012345", false, "1.23456789012345" },
	{ "0.00000000123456789012345678", false,
	  "0.00000000123456789012346" },
};

static void
numbers_of_sixteen_digits_are_damaged(void **state)
{
	struct xlsx_value v;

	(void)state;
	for (size_t i = 0; i < COUNT(long_numbers); i++) {
		xlsx_read_number(long_numbers[i].stored, XLSX_NUMBER, false,
		    &v);
		assert_int_equal(v.type, CELL_NUMBER);
		assert_string_equal(v.text, long_numbers[i].text);
		assert_int_equal(v.is_damaged, long_numbers[i].is_damaged);
	}
}

static void
garbage_is_cut_between_characters(void **state)
{
	static const char stored[] =
	    "価価価価価価価価価価価価価価価価価価価価価価価価価価価価価価";
	struct xlsx_value v;

	(void)state;
	xlsx_read_number(stored, XLSX_NUMBER, false, &v);
	assert_int_equal(v.type, CELL_ERROR);
	assert_int_equal(strlen(v.text), 69);	/* 23 characters of 3 bytes */
	assert_memory_equal(v.text, stored, 69);
}

static const struct {
	const char	*code;
	enum xlsx_kind	 kind;
} codes[] = {
	{ "General", XLSX_NUMBER },
	{ "#,##0.00", XLSX_NUMBER },
	{ "[Red]#,##0;[Red]-#,##0", XLSX_NUMBER },
	{ "0.00E+00", XLSX_NUMBER },
	{ "0 \"days\"", XLSX_NUMBER },
	{ "0\\d", XLSX_NUMBER },
	{ "0.00 USD", XLSX_NUMBER },
	{ "_-[$¥-804]* #,##0.00_-", XLSX_MONEY },
	{ "[$USD] #,##0.00", XLSX_MONEY },
	{ "\"$\"#,##0.00;\\-\"$\"#,##0.00", XLSX_MONEY },
	{ "#,##0.00\\ [$€-407]", XLSX_MONEY },
	{ "[$-409]#,##0.00", XLSX_NUMBER },
	{ "@", XLSX_NUMBER },
	{ "[DBNum2][$-804]General", XLSX_NUMBER },
	{ "# ?/?", XLSX_NUMBER },
	{ "0%", XLSX_PERCENT },
	{ "0.00%;[Red]-0.00%", XLSX_PERCENT },
	{ "0\"%\"", XLSX_NUMBER },
	{ "yyyy-mm-dd", XLSX_DATE },
	{ "YYYY/M/D;@", XLSX_DATE },
	{ "yyyy\"年\"m\"月\"d\"日\"", XLSX_DATE },
	{ "[$-409]d-mmm-yy", XLSX_DATE },
	{ "[Red]dd.mm.yyyy hh:mm", XLSX_DATE },
	{ "mmm", XLSX_DATE },
	{ "h:mm AM/PM", XLSX_TIME },
	{ "hh:mm:ss.000", XLSX_TIME },
	{ "[h]:mm:ss", XLSX_DURATION },
	{ "[mm]:ss", XLSX_DURATION },
	{ "\"unclosed", XLSX_NUMBER },
	{ "[unclosed", XLSX_NUMBER },
	{ "0\\", XLSX_NUMBER },
	{ "", XLSX_NUMBER },
};

static void
format_codes_tell_what_a_number_is(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(codes); i++)
		if (xlsx_kind_of_code(codes[i].code) != codes[i].kind)
			fail_msg("'%s' is taken for %d", codes[i].code,
			    (int)xlsx_kind_of_code(codes[i].code));
}

static void
known_formats_include_the_east_asian_dates(void **state)
{
	(void)state;
	assert_int_equal(xlsx_kind_of_id(0), XLSX_NUMBER);
	assert_int_equal(xlsx_kind_of_id(9), XLSX_PERCENT);
	assert_int_equal(xlsx_kind_of_id(13), XLSX_NUMBER);
	assert_int_equal(xlsx_kind_of_id(14), XLSX_DATE);
	assert_int_equal(xlsx_kind_of_id(20), XLSX_TIME);
	assert_int_equal(xlsx_kind_of_id(22), XLSX_DATE);
	assert_int_equal(xlsx_kind_of_id(27), XLSX_DATE);
	assert_int_equal(xlsx_kind_of_id(36), XLSX_DATE);
	assert_int_equal(xlsx_kind_of_id(37), XLSX_NUMBER);
	assert_int_equal(xlsx_kind_of_id(46), XLSX_DURATION);
	assert_int_equal(xlsx_kind_of_id(50), XLSX_DATE);
	assert_int_equal(xlsx_kind_of_id(58), XLSX_DATE);
	assert_int_equal(xlsx_kind_of_id(59), XLSX_NUMBER);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stored_values_are_read_as_people_see_them),
		cmocka_unit_test(numbers_of_sixteen_digits_are_damaged),
		cmocka_unit_test(garbage_is_cut_between_characters),
		cmocka_unit_test(format_codes_tell_what_a_number_is),
		cmocka_unit_test(known_formats_include_the_east_asian_dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
