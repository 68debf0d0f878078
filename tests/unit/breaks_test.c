/*
 * Quantities in headings.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "ledger/breaks.h"

#include <cmocka.h>

static void
quantities_are_read(void **state)
{
	static const struct {
		const char *heading, *from, *before, *behind;
	} cases[] = {
		{ "Price 1000", "1000", "price", "" },
		{ "≥5000", "5000", "", "" },
		{ ">= 5,000", "5000", "", "" },
		{ ">5000", "5001", "", "" },
		{ "1000-4999", "1000", "", "" },
		{ "1,000 - 4,999 pcs", "1000", "", "pcs" },
		{ "1000～4999", "1000", "", "" },
		{ "1000至4999件", "1000", "", "件" },
		{ "单价(1000+)", "1000", "单价", "" },
		{ "单价（1000+）", "1000", "单价", "" },
		{ "5000 pcs", "5000", "", "pcs" },
		{ "10k", "10000", "", "" },
		{ "10kg", "10", "", "kg" },
		{ "1万以上", "10000", "", "以上" },
		{ "<1000", "1", "", "" },
		{ "≤999", "1", "", "" },
		{ "999以下", "1", "", "以下" },
		{ "0.5 kg", "0.5", "", "kg" },
		{ "１０００件", "1000", "", "件" },
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct break_heading b;
		char from[DECIMAL_TEXT_MAX];

		if (!break_read(cases[i].heading, &a, &b))
			fail_msg("'%s' is not read", cases[i].heading);
		decimal_format(b.from, 0, from);
		if (strcmp(from, cases[i].from) != 0 ||
		    strcmp(b.before, cases[i].before) != 0 ||
		    strcmp(b.behind, cases[i].behind) != 0)
			fail_msg("'%s' is read as '%s', %s, '%s'",
			    cases[i].heading, b.before, from, b.behind);
	}
	arena_release(&a);
}

static void
other_numbers_are_left_alone(void **state)
{
	static const char *const headings[] = {
		"", "Price", "2026-11-05", "Price 1 of 2", "0", "A1 B2",
		"9999999999999999", "999999999999万", ">999999999999千",
	};
	struct arena a = ARENA_INIT;
	struct break_heading b;

	(void)state;
	for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++)
		if (break_read(headings[i], &a, &b))
			fail_msg("'%s' is taken for a quantity", headings[i]);
	arena_release(&a);
}

static void
words_around_a_quantity_say_nothing(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(break_rest("以上", &a), "");
	assert_string_equal(break_rest("andabove", &a), "");
	assert_string_equal(break_rest("from", &a), "");
	assert_string_equal(break_rest("件以上", &a), "件");
	assert_string_equal(break_rest("weight", &a), "weight");
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quantities_are_read),
		cmocka_unit_test(other_numbers_are_left_alone),
		cmocka_unit_test(words_around_a_quantity_say_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
