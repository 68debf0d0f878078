/*
 * What cells go through: each conversion against one of another kind.
 */
#include "scratch.h"

#include "ledger/convert.h"

static const char *
through(const char *words, const char *text)
{
	struct conversion c;
	const char *out;

	assert_int_equal(conversion_find(words, &arena, &c), OK);
	if (conversion_apply(&c, text, &arena, &out) == OK)
		return out;
	fail_clear();
	return NULL;
}

/* 0.nnn is nn.n %, for every thousandth; a percentage is no fraction. */
static void
fractions_are_percentages(void **state)
{
	char text[16];

	(void)state;
	for (int n = 0; n <= 1000; n++) {
		struct decimal percent;
		const char *out;

		snprintf(text, sizeof(text), "%d.%03d", n / 1000, n % 1000);
		out = through("fraction", text);
		assert_non_null(out);
		assert_int_equal(out[strlen(out) - 1], '%');
		assert_int_equal(decimal_parse(arena_strndup(&arena, out,
		    strlen(out) - 1), &percent), OK);
		assert_int_equal(percent.micros, (int64_t)n * 100000);
	}
	assert_null(through("fraction", "1.001"));
	assert_null(through("fraction", "-0.1"));
	assert_null(through("fraction", "15"));
	assert_null(through("fraction", "15%"));
	assert_null(through("fraction", "much"));
}

/* Every day of some years, in each order and with both kinds of year. */
static void
dates_come_back_in_any_order(void **state)
{
	static const struct {
		const char *words, *format;
		bool	    month_first;
	} orders[] = {
		{ "m/d/y", "%02d/%02d/%04d", true },
		{ "d/m/y", "%02d/%02d/%04d", false },
		{ "m-d-y", "%d-%d-%02d", true },
		{ "d.m.y", "%d.%d.%02d", false },
	};
	struct date first, day;

	(void)state;
	assert_int_equal(date_from_ymd(2023, 12, 1, &first), OK);
	for (int i = 0; i < 500; i++) {
		char wanted[DATE_TEXT_MAX], text[40];
		int y, m, d;

		day = (struct date){ first.day + i, NO_MINUTE };
		date_to_ymd(day, &y, &m, &d);
		date_format(day, wanted);
		for (size_t k = 0; k < COUNT(orders); k++) {
			int year = k < 2 ? y : y % 100;

			snprintf(text, sizeof(text), orders[k].format,
			    orders[k].month_first ? m : d,
			    orders[k].month_first ? d : m, year);
			assert_string_equal(through(orders[k].words, text),
			    wanted);
		}
	}
	assert_null(through("m/d/y", "2026-11-05"));
	assert_null(through("m/d/y", "1/2/345"));
	assert_null(through("m/d/y", "1/2"));
	assert_null(through("m/d/y", ""));
	assert_string_equal(through("day", "2026-09-03T10:15:00Z"),
	    "2026-09-03");
	assert_string_equal(through("day", "2026-09-03"), "2026-09-03");
}

static void
columns_are_looked_at(void **state)
{
	struct conversion c;

	(void)state;
	assert_non_null(through("none", "0.00"));
	assert_non_null(through("none", "0"));
	assert_null(through("none", "0.01"));
	assert_null(through("none", "2026-01-01"));
	assert_non_null(through("not A|B", "C"));
	assert_null(through("not A|B", "b"));
	assert_null(through("only A|B", "C"));
	assert_non_null(through("only A|B", "a"));
	assert_int_equal(conversion_find("not ", &arena, &c), E_USAGE);
	assert_int_equal(conversion_find("fractions", &arena, &c), E_USAGE);
	assert_int_equal(conversion_find("", &arena, &c), E_USAGE);
	fail_clear();
}

static int
forget(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(fractions_are_percentages, forget),
		cmocka_unit_test_teardown(dates_come_back_in_any_order,
		    forget),
		cmocka_unit_test_teardown(columns_are_looked_at, forget),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
