/*
 * Exact fractions: known sums, ties, and random chains against the laws of
 * arithmetic.  Whole sheets of them are computed by Python in price.bats.
 */
#include "value/ratio.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/base.h"

enum { NRANDOM = 2000 };

/* xorshift64: the same numbers in every run. */
static uint64_t seed = 88172645463325252u;

static uint64_t
next_random(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

static struct ratio
of(const char *text)
{
	struct decimal d;

	if (decimal_parse(text, &d) != OK)
		fail_msg("'%s' was not read: %s", text, fail_text());
	return ratio_of(d);
}

static void
assert_rounds(struct ratio r, int places, const char *expected)
{
	char text[DECIMAL_TEXT_MAX];
	struct decimal d;

	if (ratio_round(r, places, &d) != OK)
		fail_msg("not rounded: %s", fail_text());
	decimal_format(d, places, text);
	assert_string_equal(text, expected);
}

/* Any size and sign, never 0. */
static struct ratio
random_ratio(void)
{
	unsigned bits = (unsigned)(next_random() % 50) + 1;
	int64_t v = (int64_t)(next_random() >> (64 - bits)) + 1;

	return ratio_of((struct decimal){ next_random() % 2 == 0 ? v : -v });
}

static void
fractions_are_exact(void **state)
{
	struct ratio third = ratio_divide(ratio_int(1), ratio_int(3));

	(void)state;
	assert_rounds(third, 6, "0.333333");
	assert_rounds(ratio_add(ratio_add(third, third), third), 0, "1");
	assert_rounds(ratio_subtract(third, of("0.333333")), 6, "0.000000");
	assert_int_equal(ratio_sign(ratio_subtract(third, of("0.333333"))), 1);
	assert_rounds(ratio_divide(of("109"), of("7.1")), 4, "15.3521");
}

static void
ties_go_away_from_zero(void **state)
{
	(void)state;
	assert_rounds(of("2.665"), 2, "2.67");
	assert_rounds(of("-2.665"), 2, "-2.67");
	assert_rounds(ratio_divide(of("5.33"), of("2")), 2, "2.67");
	assert_rounds(ratio_multiply(ratio_divide(of("2.665"), of("3")),
	    of("3")), 2, "2.67");
	assert_rounds(of("0.5"), 0, "1");
	assert_rounds(of("-0.499999"), 0, "0");
}

static void
percent_is_a_hundredth(void **state)
{
	struct decimal d;

	(void)state;
	assert_int_equal(decimal_parse("0.000001", &d), OK);
	assert_rounds(ratio_multiply(ratio_percent(d), of("1000000")), 2,
	    "0.01");
}

static void
floor_and_ceiling(void **state)
{
	static const struct {
		const char *text;
		int64_t	    floor, ceiling;
	} rows[] = {
		{ "0", 0, 0 }, { "2", 2, 2 }, { "2.000001", 2, 3 },
		{ "-2", -2, -2 }, { "-2.5", -3, -2 }, { "0.999999", 0, 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t n;

		assert_int_equal(ratio_floor(of(rows[i].text), &n), OK);
		assert_int_equal(n, rows[i].floor);
		assert_int_equal(ratio_ceiling(of(rows[i].text), &n), OK);
		assert_int_equal(n, rows[i].ceiling);
	}
}

static void
nothing_comes_of_nothing(void **state)
{
	struct ratio none = ratio_divide(ratio_int(1), ratio_int(0));
	struct decimal d;
	int64_t n;

	(void)state;
	assert_true(ratio_is_none(none));
	assert_true(ratio_is_none(ratio_of(NO_DECIMAL)));
	assert_true(ratio_is_none(ratio_add(ratio_int(1), none)));
	assert_true(ratio_is_none(ratio_multiply(none, ratio_int(0))));
	assert_true(ratio_is_none(ratio_divide(ratio_int(0), none)));
	assert_int_equal(ratio_round(none, 2, &d), E_INVALID);
	assert_int_equal(ratio_floor(none, &n), E_INVALID);
	assert_true(decimal_is_none(ratio_shown(none, 2)));
	fail_clear();
}

static void
too_large_is_said(void **state)
{
	struct ratio r = of("9000000000000");
	struct decimal d;

	(void)state;
	assert_rounds(r, 0, "9000000000000");
	assert_int_equal(ratio_round(ratio_multiply(r, ratio_int(2)), 0, &d),
	    E_INVALID);
	for (int i = 0; i < 20; i++)
		r = ratio_multiply(r, r);
	assert_true(ratio_is_none(r));
	fail_clear();
}

/* a x b / b, over and over: what is not cancelled would outgrow its room. */
static void
long_chains_come_back(void **state)
{
	(void)state;
	for (int i = 0; i < NRANDOM; i++) {
		struct ratio a = random_ratio(), r = a;

		for (int j = 0; j < 12; j++) {
			struct ratio b = random_ratio(), c = random_ratio();

			r = ratio_add(ratio_multiply(r, b), c);
			r = ratio_divide(ratio_subtract(r, c), b);
		}
		assert_false(ratio_is_none(r));
		assert_int_equal(ratio_sign(ratio_subtract(r, a)), 0);
		assert_int_equal(ratio_sign(r), ratio_sign(a));
	}
}

static void
laws_of_arithmetic(void **state)
{
	(void)state;
	for (int i = 0; i < NRANDOM; i++) {
		struct ratio a = random_ratio(), b = random_ratio();
		struct ratio c = random_ratio();
		struct ratio left = ratio_multiply(ratio_add(a, b), c);
		struct ratio right = ratio_add(ratio_multiply(a, c),
		    ratio_multiply(b, c));

		assert_int_equal(ratio_sign(ratio_subtract(left, right)), 0);
		assert_int_equal(ratio_sign(ratio_add(ratio_subtract(a, b),
		    ratio_subtract(b, a))), 0);
	}
}

/* The same quotient as decimals have by 128 bits. */
static void
rounds_as_decimals_do(void **state)
{
	(void)state;
	for (int i = 0; i < NRANDOM; i++) {
		struct decimal a = { (int64_t)(next_random() >> 24) };
		struct decimal b = { (int64_t)(next_random() >> 30) + 1 };
		struct decimal expected, found;
		int places = (int)(next_random() % 7);

		if (decimal_divide(a, b, places, &expected) != OK) {
			fail_clear();
			continue;
		}
		assert_int_equal(ratio_round(ratio_divide(ratio_of(a),
		    ratio_of(b)), places, &found), OK);
		assert_int_equal(found.micros, expected.micros);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fractions_are_exact),
		cmocka_unit_test(ties_go_away_from_zero),
		cmocka_unit_test(percent_is_a_hundredth),
		cmocka_unit_test(floor_and_ceiling),
		cmocka_unit_test(nothing_comes_of_nothing),
		cmocka_unit_test(too_large_is_said),
		cmocka_unit_test(long_chains_come_back),
		cmocka_unit_test(laws_of_arithmetic),
		cmocka_unit_test(rounds_as_decimals_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
