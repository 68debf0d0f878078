/*
 * Dates: every day of two centuries against the C library's calendar, and the
 * forms that are read and refused.
 */
#include "value/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/base.h"

enum {
	DAY_1900 = -25567,	/* 1900-01-01 */
	DAY_2101 = 47847,	/* 2101-01-01 */
	SECONDS_A_DAY = 86400,
};

static struct date
relative(const char *text, struct date today)
{
	struct date d;

	if (date_parse(text, today, &d) != OK)
		fail_msg("'%s' was not read: %s", text, fail_text());
	return d;
}

static struct date
of(const char *text)
{
	return relative(text, NO_DATE);
}

static void
assert_date(struct date d, const char *expected)
{
	char text[DATE_TEXT_MAX];

	date_format(d, text);
	assert_string_equal(text, expected);
}

static void
every_day_is_as_in_the_c_library(void **state)
{
	(void)state;
	for (int32_t day = DAY_1900; day < DAY_2101; day++) {
		time_t t = (time_t)day * SECONDS_A_DAY;
		struct date date;
		struct tm tm;
		int y, m, d;

		assert_non_null(gmtime_r(&t, &tm));
		assert_int_equal(date_from_ymd(tm.tm_year + 1900,
		    tm.tm_mon + 1, tm.tm_mday, &date), OK);
		assert_int_equal(date.day, day);
		assert_int_equal(date.minute, NO_MINUTE);
		date_to_ymd(date, &y, &m, &d);
		assert_int_equal(y, tm.tm_year + 1900);
		assert_int_equal(m, tm.tm_mon + 1);
		assert_int_equal(d, tm.tm_mday);
	}
}

static void
what_is_printed_is_read_back(void **state)
{
	(void)state;
	for (int32_t day = DAY_1900; day < DAY_2101; day++) {
		struct date date = { day, day % 2 == 0 ? NO_MINUTE :
		    (day - DAY_1900) % 1440 };
		char text[DATE_TEXT_MAX];

		date_format(date, text);
		assert_int_equal(date_compare(of(text), date), 0);
	}
}

static void
calendar_ends_where_it_says(void **state)
{
	struct date d = of("2026-11-05");

	(void)state;
	assert_date(of("0001-01-01"), "0001-01-01");
	assert_date(of("9999-12-31"), "9999-12-31");
	assert_int_equal(date_from_ymd(0, 12, 31, &d), E_INVALID);
	assert_int_equal(date_from_ymd(10000, 1, 1, &d), E_INVALID);
	assert_int_equal(date_from_ymd(2026, 0, 1, &d), E_INVALID);
	assert_int_equal(date_from_ymd(2026, 1, 0, &d), E_INVALID);
	assert_int_equal(date_from_ymd(2100, 2, 29, &d), E_INVALID);
	assert_date(d, "2026-11-05");
	assert_int_equal(date_from_ymd(2000, 2, 29, &d), OK);
}

static void
reads_what_people_write(void **state)
{
	static const struct {
		const char *text;
		const char *expected;
	} cases[] = {
		{ "2026-11-05", "2026-11-05" },
		{ "2026/11/5", "2026-11-05" },
		{ "2026.11.5", "2026-11-05" },
		{ "2026-1-2", "2026-01-02" },
		{ "20261105", "2026-11-05" },
		{ "2026年11月5日", "2026-11-05" },
		{ "2026年11月5号", "2026-11-05" },
		{ "2026年11月5", "2026-11-05" },
		{ "２０２６－１１－０５", "2026-11-05" },
		{ " 2026-11-05 ", "2026-11-05" },
		{ "2024-02-29", "2024-02-29" },
		{ "2026-11-05 9:30", "2026-11-05 09:30" },
		{ "2026-11-05T09:30", "2026-11-05 09:30" },
		{ "2026-11-05 09:30:15", "2026-11-05 09:30" },
		{ "2026-11-05 09:30:15.123", "2026-11-05 09:30" },
		{ "2026年11月5日 23:59", "2026-11-05 23:59" },
		{ "20261105 00:00", "2026-11-05 00:00" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_date(of(cases[i].text), cases[i].expected);
}

static void
refuses_what_is_no_date(void **state)
{
	static const struct {
		const char *text;
		const char *why;
	} cases[] = {
		{ "", "is not a date" },
		{ "5", "is not a date" },
		{ "05-11", "is not a date" },
		{ "2026", "is not a date" },
		{ "2026-11", "is not a date" },
		{ "2026-11/05", "is not a date" },
		{ "2026-11-05x", "is not a date" },
		{ "2026-11-05T", "is not a date" },
		{ "2026-11-05T09:30Z", "is not a date" },
		{ "2026-11-05 09:30+08:00", "is not a date" },
		{ "2026-11-05 24:00", "is not a date" },
		{ "2026-11-05 09:60", "is not a date" },
		{ "202611051", "is not a date" },
		{ "46331", "is not a date" },
		{ "Nov 5 2026", "is not a date" },
		{ "today", "is not a date" },
		{ "2026-02-30", "there is no day 2026-02-30" },
		{ "2026-13-01", "there is no day 2026-13-01" },
		{ "2025/2/29", "there is no day 2025-02-29" },
		{ "20260431", "there is no day 2026-04-31" },
		{ "05/11/2026", "which is the day and which the month" },
		{ "5.11.26", "which is the day and which the month" },
		{ "31-12-2026", "which is the day and which the month" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct date d = of("2001-01-01");

		if (date_parse(cases[i].text, NO_DATE, &d) != E_INVALID)
			fail_msg("'%s' was accepted", cases[i].text);
		if (strstr(fail_text(), cases[i].why) == NULL)
			fail_msg("'%s': %s", cases[i].text, fail_text());
		assert_date(d, "2001-01-01");
	}
}

/* 2026-11-05 is a Thursday. */
static void
counts_from_today(void **state)
{
	static const struct {
		const char *text;
		const char *expected;
	} cases[] = {
		{ "today", "2026-11-05" },	{ "Today", "2026-11-05" },
		{ "今天", "2026-11-05" },	{ "今日", "2026-11-05" },
		{ "tomorrow", "2026-11-06" },	{ "明天", "2026-11-06" },
		{ "后天", "2026-11-07" },
		{ "yesterday", "2026-11-04" },	{ "昨天", "2026-11-04" },
		{ "eom", "2026-11-30" },	{ "月底", "2026-11-30" },
		{ "fri", "2026-11-06" },	{ "wed", "2026-11-11" },
		{ "thu", "2026-11-12" },	{ "SUN", "2026-11-08" },
		{ "+3d", "2026-11-08" },	{ "-2w", "2026-10-22" },
		{ "+0d", "2026-11-05" },	{ "+2m", "2027-01-05" },
		{ "-11m", "2025-12-05" },	{ "+1y", "2027-11-05" },
		{ "+30d", "2026-12-05" },	{ "2026-01-02", "2026-01-02" },
	};
	struct date today = of("2026-11-05 14:00");

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_date(relative(cases[i].text, today), cases[i].expected);
}

static void
refuses_what_does_not_count(void **state)
{
	static const char *const cases[] = {
		"3d", "+d", "+3", "+3x", "+3dd", "+-3d", "+99999d", "monda",
		"todays", "-9999y", "+9999y", "-9999m", "",
	};
	struct date today = of("0500-01-31"), d;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		if (date_parse(cases[i], today, &d) != E_INVALID)
			fail_msg("'%s' was accepted", cases[i]);
	assert_int_equal(date_parse("+1d", of("9999-12-31"), &d), E_INVALID);
	assert_int_equal(date_parse("-1d", of("0001-01-01"), &d), E_INVALID);
}

static void
months_end_on_the_last_day_they_have(void **state)
{
	(void)state;
	assert_date(relative("+1m", of("2026-01-31")), "2026-02-28");
	assert_date(relative("+1m", of("2024-01-31")), "2024-02-29");
	assert_date(relative("+1y", of("2024-02-29")), "2025-02-28");
	assert_date(relative("-1m", of("2026-03-31")), "2026-02-28");
	assert_date(date_add_months(of("2026-01-31"), 3), "2026-04-30");
	assert_date(date_add_months(of("2026-12-15"), 1), "2027-01-15");
	assert_date(date_add_months(of("2026-01-15"), -1), "2025-12-15");
	assert_date(date_add_months(of("2026-01-31 09:30"), 1),
	    "2026-02-28 09:30");
	assert_date(date_add_months(of("9999-12-31"), 1), "9999-12-31");
}

/* Adding and taking away again: the same month, and never a later day. */
static void
months_come_back(void **state)
{
	(void)state;
	for (int32_t day = DAY_1900; day < DAY_2101; day += 3) {
		struct date from = { day, NO_MINUTE }, back;
		int n = day % 500, y, m, d, back_y, back_m, back_d;

		back = date_add_months(date_add_months(from, n), -n);
		date_to_ymd(from, &y, &m, &d);
		date_to_ymd(back, &back_y, &back_m, &back_d);
		assert_int_equal(back_y, y);
		assert_int_equal(back_m, m);
		assert_in_range(back_d, d > 28 ? 28 : d, d);
	}
}

static void
compares_days_then_times(void **state)
{
	(void)state;
	assert_true(date_compare(of("2026-11-05"), of("2026-11-06")) < 0);
	assert_true(date_compare(of("2026-11-05"), of("2026-11-05 00:00")) < 0);
	assert_true(date_compare(of("2026-11-05 09:31"),
	    of("2026-11-05 09:30")) > 0);
	assert_int_equal(date_compare(of("2026-11-05"), of("20261105")), 0);
}

static void
serial_is_what_excel_keeps(void **state)
{
	(void)state;
	assert_true(date_to_serial(of("1900-03-01")) == 61.0);
	assert_true(date_to_serial(of("1970-01-01")) == 25569.0);
	assert_true(date_to_serial(of("2026-11-05")) == 46331.0);
	assert_true(date_to_serial(of("2026-11-05 18:00")) == 46331.75);
}

static void
none_is_no_day(void **state)
{
	(void)state;
	assert_true(date_is_none(NO_DATE));
	assert_false(date_is_none(of("1970-01-01")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_is_as_in_the_c_library),
		cmocka_unit_test(what_is_printed_is_read_back),
		cmocka_unit_test(calendar_ends_where_it_says),
		cmocka_unit_test(reads_what_people_write),
		cmocka_unit_test(refuses_what_is_no_date),
		cmocka_unit_test(counts_from_today),
		cmocka_unit_test(refuses_what_does_not_count),
		cmocka_unit_test(months_end_on_the_last_day_they_have),
		cmocka_unit_test(months_come_back),
		cmocka_unit_test(compares_days_then_times),
		cmocka_unit_test(serial_is_what_excel_keeps),
		cmocka_unit_test(none_is_no_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
