/*
 * Rates: the last on or before a day, direct, inverse or across a pivot; and
 * amounts converted by them, against arithmetic of another kind.
 */
#include "scratch.h"

__extension__ typedef __int128 wide;

static struct exchange x;

static void
put(const char *date, const char *pair, const char *value, int64_t unit)
{
	struct rate r;

	entity_clear(&rate_entity, &r);
	r.date = day(date);
	r.from_currency = arena_strndup(&arena, pair, 3);
	r.to_currency = arena_strdup(&arena, pair + 4);
	r.unit = unit;
	r.source = "test";
	assert_ok(decimal_parse(value, &r.value));
	assert_ok(record_check(records, &rate_entity, &r, &arena));
	assert_ok(record_insert(records, &rate_entity, &r, &arena));
}

static enum status
find(const char *pair, const char *date)
{
	const struct exchange_query q = {
		arena_strndup(&arena, pair, 3), arena_strdup(&arena, pair + 4),
		day(date), NULL, NULL
	};

	return exchange_find(records, &q, &arena, &x);
}

static void
assert_rate(const char *pair, const char *date, const char *expected)
{
	char text[DECIMAL_TEXT_MAX];

	assert_ok(find(pair, date));
	decimal_format(x.rate, 0, text);
	assert_string_equal(text, expected);
}

static const char *
converted(const char *amount)
{
	static char text[DECIMAL_TEXT_MAX];
	struct decimal d;

	assert_ok(decimal_parse(amount, &d));
	assert_ok(exchange_convert(&x, d, &d));
	decimal_format(d, 0, text);
	return text;
}

static void
the_last_on_or_before_a_day_counts(void **state)
{
	(void)state;
	put("2026-03-30", "USD/CNY", "6.9", 1);
	put("2026-04-01", "USD/CNY", "7", 1);
	assert_rate("USD/CNY", "2026-03-31", "6.9");
	assert_rate("USD/CNY", "2026-04-01", "7");
	assert_rate("USD/CNY", "2026-04-02", "7");
	assert_int_equal(find("USD/CNY", "2026-03-29"), E_NOTFOUND);
	assert_string_equal(fail_text(), "there is no rate USD/CNY (mid) on or "
	    "before 2026-03-29");
	assert_string_equal(fail_hint_text(), "enter it: tradecli rate add "
	    "USD/CNY VALUE --kind mid --date 2026-03-29; or read a file: "
	    "tradecli rate import FILE");
}

static void
a_rate_is_turned_round_without_loss(void **state)
{
	(void)state;
	put("2026-03-31", "USD/CNY", "3.4", 1);
	assert_rate("CNY/USD", "2026-03-31", "0.294118");
	assert_true(x.steps[0].is_inverse);
	/* Not 999.99: 0.294118 x 3400 would be 1000.0012. */
	assert_string_equal(converted("3400"), "1000");
	assert_ok(find("USD/CNY", "2026-03-31"));
	assert_string_equal(converted("1000"), "3400");
}

static void
a_rate_for_100_is_for_100(void **state)
{
	(void)state;
	put("2026-03-31", "JPY/CNY", "4.3321", 100);
	assert_rate("JPY/CNY", "2026-03-31", "0.043321");
	assert_string_equal(converted("1000000"), "43321");
	assert_rate("CNY/JPY", "2026-03-31", "23.083493");
	assert_string_equal(converted("43321"), "1000000");
}

static void
across_a_pivot_is_rounded_once(void **state)
{
	(void)state;
	put("2026-03-31", "EUR/USD", "1.1498", 1);
	put("2026-03-31", "EUR/CNY", "7.9341", 1);
	put("2025-12-31", "EUR/USD", "1.1750", 1);
	put("2025-12-31", "EUR/CNY", "8.2262", 1);
	put("2024-12-31", "EUR/USD", "1.0389", 1);
	put("2024-12-31", "EUR/CNY", "7.5833", 1);
	assert_rate("USD/CNY", "2026-03-31", "6.900417");
	assert_rate("USD/CNY", "2025-12-31", "7.001021");
	assert_rate("USD/CNY", "2024-12-31", "7.299355");
	assert_int_equal(x.nsteps, 2);
	assert_string_equal(exchange_text(&x, &arena), "USD/CNY 7.299355 of "
	    "2024-12-31 (mid, test, across EUR)");
	/* 1e9 x 7.5833 / 1.0389 = 7299355087.1113...; 7.299355 would say
	 * 7299355000. */
	assert_string_equal(converted("1000000000"), "7299355087.11");
}

static void
the_pair_itself_comes_first_unless_too_old(void **state)
{
	(void)state;
	put("2026-03-31", "EUR/USD", "1.15", 1);
	put("2026-03-31", "EUR/CNY", "8.05", 1);
	put("2026-03-27", "USD/CNY", "6.5", 1);
	assert_rate("USD/CNY", "2026-03-31", "6.5");
	assert_rate("USD/CNY", "2026-04-03", "6.5");
	assert_rate("USD/CNY", "2026-04-04", "7");
	assert_false(x.is_old);
	assert_null(exchange_warning(&x, &arena));
	/* All are too old: the newest. */
	assert_rate("USD/CNY", "2026-12-31", "7");
	assert_true(x.is_old);
	assert_string_equal(exchange_warning(&x, &arena),
	    "The rate USD/CNY is 275 days old (of 2026-03-31).");
}

static void
one_currency_needs_no_rate(void **state)
{
	(void)state;
	assert_rate("CNY/CNY", "2026-03-31", "1");
	assert_int_equal(x.nsteps, 0);
	assert_string_equal(converted("12.345"), "12.35");
}

static void
amounts_have_the_digits_of_their_currency(void **state)
{
	(void)state;
	put("2026-03-31", "USD/JPY", "149.5", 1);
	put("2026-03-31", "USD/KWD", "0.30655", 1);
	assert_ok(find("USD/JPY", "2026-03-31"));
	assert_string_equal(converted("1.01"), "151");
	assert_string_equal(converted("-1.01"), "-151");
	assert_ok(find("USD/KWD", "2026-03-31"));
	assert_string_equal(converted("10"), "3.066");
}

static void
what_is_too_large_is_refused(void **state)
{
	struct decimal d = { INT64_MAX };

	(void)state;
	put("2026-03-31", "USD/VND", "25000", 1);
	assert_ok(find("USD/VND", "2026-03-31"));
	assert_int_equal(exchange_convert(&x, d, &d), E_INVALID);
}

/* a / b, rounded half away from zero, in steps that cannot overflow. */
static wide
quotient(wide a, wide b)
{
	return (2 * a + b) / (2 * b);
}

/* Any two rates, any amount: the same as one division of whole numbers; there
 * and back again the amount is what it was, to the last digit it can have. */
static void
conversions_agree_with_whole_numbers(void **state)
{
	uint64_t seed = 42;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		int64_t v[3];
		struct decimal out, back;
		struct exchange turned;
		wide expected;

		for (int j = 0; j < 3; j++) {
			seed = seed * 6364136223846793005u +
			    1442695040888963407u;
			v[j] = (int64_t)(seed >> 33) % 900000000 + 1000000;
		}
		x = (struct exchange){ .from = "USD", .to = "CNY", .nsteps = 2,
		    .steps = {
			{ { .unit = 1, .value = { v[0] },
			    .from_currency = "EUR", .to_currency = "USD" },
			    true },
			{ { .unit = i % 2 == 0 ? 1 : 100, .value = { v[1] },
			    .from_currency = "EUR", .to_currency = "CNY" },
			    false } } };
		expected = quotient((wide)v[2] * v[1],
		    (wide)v[0] * x.steps[1].rate.unit);
		assert_ok(exchange_convert_to(&x, (struct decimal){ v[2] }, 6,
		    &out));
		assert_true(out.micros == expected);
		exchange_turn(&x, &turned);
		assert_string_equal(turned.from, "CNY");
		assert_ok(exchange_convert_to(&turned, out, 6, &back));
		/* Half a millionth of it, at the rate back. */
		assert_true(back.micros - v[2] <= v[0] * 100 / v[1] + 1 &&
		    v[2] - back.micros <= v[0] * 100 / v[1] + 1);
	}
}

#define WITH_LEDGER(test)						\
	cmocka_unit_test_setup_teardown(test, make_ledger, remove_ledger)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_LEDGER(the_last_on_or_before_a_day_counts),
		WITH_LEDGER(a_rate_is_turned_round_without_loss),
		WITH_LEDGER(a_rate_for_100_is_for_100),
		WITH_LEDGER(across_a_pivot_is_rounded_once),
		WITH_LEDGER(the_pair_itself_comes_first_unless_too_old),
		WITH_LEDGER(one_currency_needs_no_rate),
		WITH_LEDGER(amounts_have_the_digits_of_their_currency),
		WITH_LEDGER(what_is_too_large_is_refused),
		WITH_LEDGER(conversions_agree_with_whole_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
