/*
 * What a line comes to: known vectors, and for random ones that no other
 * amount in minor units is nearer.
 */
#include "value/money.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"

__extension__ typedef __int128 wide;

enum { NRANDOM = 100000 };

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

static struct decimal
of(const char *text)
{
	struct decimal d = NO_DECIMAL;

	if (text != NULL)
		assert_int_equal(decimal_parse(text, &d), OK);
	return d;
}

static const struct {
	const char *quantity, *price, *discount, *currency, *amount;
} vectors[] = {
	{ "3", "1.005", NULL, "USD", "3.02" },
	{ "3", "1.005", "0", "USD", "3.02" },
	{ "7", "1.005", "12.5", "USD", "6.16" },
	{ "10", "2.533", "3", "USD", "24.57" },
	{ "3", "10.5", NULL, "JPY", "32" },
	{ "1", "0.5", NULL, "JPY", "1" },
	{ "3", "1.0005", NULL, "KWD", "3.002" },
	{ "1000", "1.65", "100", "USD", "0" },
	{ "1", "0.01", "50", "USD", "0.01" },
	{ "1", "0.01", "50.000001", "USD", "0" },
	{ "5000", "0.812345", "2.5", "EUR", "3960.18" },
	{ "1000000000", "9224", NULL, "USD", NULL },
	{ "1000000000", "9224", "99", "USD", "92240000000" },
};

static void
a_line_is_rounded_once_half_up(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(vectors); i++) {
		const struct pricing p = { of(vectors[i].quantity),
		    of(vectors[i].price), of(vectors[i].discount) };
		struct decimal amount;
		enum status st = money_amount(&p, vectors[i].currency,
		    &amount);
		char text[DECIMAL_TEXT_MAX];

		if (vectors[i].amount == NULL) {
			assert_int_equal(st, E_INVALID);
			continue;
		}
		assert_int_equal(st, OK);
		decimal_format(amount, 0, text);
		assert_string_equal(text, vectors[i].amount);
	}
}

static void
what_is_missing_has_no_amount(void **state)
{
	struct decimal amount;

	(void)state;
	assert_int_equal(money_amount(&(struct pricing){ NO_DECIMAL, of("1"),
	    NO_DECIMAL }, "USD", &amount), OK);
	assert_true(decimal_is_none(amount));
	assert_int_equal(money_amount(&(struct pricing){ of("1"), of("1"),
	    of("100.000001") }, "USD", &amount), E_INVALID);
}

/* |amount - exact| is half a unit at most, and half only upwards. */
static void
no_other_amount_is_nearer(void **state)
{
	static const char *const currencies[] = { "USD", "JPY", "KWD" };

	(void)state;
	for (int i = 0; i < NRANDOM; i++) {
		int64_t q = (int64_t)(next_random() % 1000000000000u);
		int64_t p = (int64_t)(next_random() % 100000000000u);
		int64_t d = (int64_t)(next_random() % 100000001u);
		const char *currency = currencies[i % 3];
		int places = money_places(currency);
		wide exact = (wide)q * p * (100000000 - d);  /* / 10^14 */
		wide unit = 100000000000000, twice;
		struct decimal amount;

		if (money_amount(&(struct pricing){ { q }, { p }, { d } },
		    currency, &amount) != OK)
			continue;
		twice = 2 * (amount.micros * unit - exact);
		for (int j = places; j < DECIMAL_PLACES; j++)
			unit *= 10;
		assert_true(twice <= unit && twice > -unit);
		assert_int_equal(amount.micros % (int64_t)(unit /
		    100000000000000), 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_rounded_once_half_up),
		cmocka_unit_test(what_is_missing_has_no_amount),
		cmocka_unit_test(no_other_amount_is_nearer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
