/*
 * Decimals: known vectors, and random ones against long arithmetic on digits
 * as it is done on paper, which shares nothing with the code under test.
 */
#include "value/decimal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"

enum { NRANDOM = 20000, NDIGITS = 48 };

static const char limit_text[] = "9223372036854.775807";

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

/* Any size and sign is as likely as any other. */
static struct decimal
random_decimal(void)
{
	unsigned bits = (unsigned)(next_random() % 63) + 1;
	int64_t v = (int64_t)(next_random() >> (64 - bits));

	return (struct decimal){ next_random() % 2 == 0 ? v : -v };
}

static struct decimal
of(const char *text)
{
	struct decimal d;

	if (decimal_parse(text, &d) != OK)
		fail_msg("'%s' was not read: %s", text, fail_text());
	return d;
}

static void
assert_text(struct decimal d, int places, const char *expected)
{
	char text[DECIMAL_TEXT_MAX];

	decimal_format(d, places, text);
	assert_string_equal(text, expected);
}

/* Digits, the last first, as on paper. */
struct paper {
	int	digit[NDIGITS];
};

static struct paper
to_paper(int64_t v)
{
	struct paper p = { { 0 } };
	char text[32];
	size_t n;

	snprintf(text, sizeof(text), "%lld", (long long)v);
	n = strlen(text);
	for (size_t i = 0; i < n && text[n - 1 - i] != '-'; i++)
		p.digit[i] = text[n - 1 - i] - '0';
	return p;
}

static void
carry(struct paper *p)
{
	for (size_t i = 0; i + 1 < NDIGITS; i++) {
		p->digit[i + 1] += p->digit[i] / 10;
		p->digit[i] %= 10;
	}
}

static struct paper
paper_multiply(const struct paper *a, const struct paper *b)
{
	struct paper p = { { 0 } };

	for (size_t i = 0; i < NDIGITS / 2; i++)
		for (size_t j = 0; j < NDIGITS / 2; j++)
			p.digit[i + j] += a->digit[i] * b->digit[j];
	carry(&p);
	return p;
}

/* Without the last `n` digits, rounded by the first one that goes. */
static struct paper
paper_drop(const struct paper *a, size_t n)
{
	struct paper p = { { 0 } };

	for (size_t i = n; i < NDIGITS; i++)
		p.digit[i - n] = a->digit[i];
	if (n > 0 && a->digit[n - 1] >= 5)
		p.digit[0]++;
	carry(&p);
	return p;
}

/* Compares sizes; the result is out of range when the paper says so. */
static void
assert_paper(const struct paper *p, bool negative, enum status st,
    struct decimal got)
{
	struct paper limit = to_paper(INT64_MAX), mine;
	int over = 0;

	for (size_t i = NDIGITS; i-- > 0 && over == 0;)
		over = p->digit[i] - limit.digit[i];
	if (over > 0) {
		assert_int_equal(st, E_INVALID);
		return;
	}
	assert_int_equal(st, OK);
	mine = to_paper(got.micros);
	assert_memory_equal(&mine, p, sizeof(mine));
	if (got.micros != 0)
		assert_int_equal(got.micros < 0, negative);
}

static void
multiply_is_as_on_paper(void **state)
{
	(void)state;
	for (int i = 0; i < NRANDOM; i++) {
		struct decimal a = random_decimal(), b = random_decimal();
		struct decimal got = NO_DECIMAL;
		struct paper x = to_paper(a.micros), y = to_paper(b.micros);
		struct paper product = paper_multiply(&x, &y);
		struct paper expected = paper_drop(&product, DECIMAL_PLACES);
		enum status st = decimal_multiply(a, b, &got);

		assert_paper(&expected, (a.micros < 0) != (b.micros < 0), st,
		    got);
	}
}

static void
round_is_as_on_paper(void **state)
{
	(void)state;
	for (int i = 0; i < NRANDOM; i++) {
		struct decimal d = random_decimal(), got = NO_DECIMAL;
		size_t drop = (size_t)(next_random() % 7);
		struct paper x = to_paper(d.micros), expected;
		enum status st;

		expected = paper_drop(&x, drop);
		memmove(expected.digit + drop, expected.digit,
		    (NDIGITS - drop) * sizeof(expected.digit[0]));
		memset(expected.digit, 0, drop * sizeof(expected.digit[0]));
		st = decimal_round(d, DECIMAL_PLACES - (int)drop, &got);
		assert_paper(&expected, d.micros < 0, st, got);
	}
}

static void
add_is_exact_or_refused(void **state)
{
	(void)state;
	for (int i = 0; i < NRANDOM; i++) {
		struct decimal a = random_decimal(), b = random_decimal();
		struct decimal sum = NO_DECIMAL;
		bool over = (b.micros > 0 && a.micros > INT64_MAX - b.micros) ||
		    (b.micros < 0 && a.micros < -INT64_MAX - b.micros);
		enum status st = decimal_add(a, b, &sum);

		assert_int_equal(st, over ? E_INVALID : OK);
		if (!over)
			assert_int_equal(sum.micros - b.micros, a.micros);
	}
}

static void
what_is_printed_is_read_back(void **state)
{
	(void)state;
	for (int i = 0; i < NRANDOM; i++) {
		struct decimal d = random_decimal();
		char text[DECIMAL_TEXT_MAX];

		decimal_format(d, i % 7, text);
		assert_int_equal(of(text).micros, d.micros);
	}
}

/* As printf() would have it: every figure, then without the zeros. */
static void
assert_printed(struct decimal d, int places)
{
	uint64_t v = d.micros < 0 ? 0 - (uint64_t)d.micros : (uint64_t)d.micros;
	char text[64];
	size_t n, least;

	snprintf(text, sizeof(text), "%s%llu.%06llu", d.micros < 0 ? "-" : "",
	    (unsigned long long)(v / DECIMAL_SCALE),
	    (unsigned long long)(v % DECIMAL_SCALE));
	n = strlen(text);
	least = n - DECIMAL_PLACES + (size_t)places;
	while (n > least && text[n - 1] == '0')
		n--;
	text[n - (text[n - 1] == '.')] = '\0';
	assert_text(d, places, text);
}

static void
is_printed_as_printf_would(void **state)
{
	static const int64_t edges[] = {
		0, 1, -1, 10, 999999, 1000000, -1000000, 1000001, 100000,
		INT64_MAX, -INT64_MAX, INT64_MAX - 775807,
	};

	(void)state;
	for (int places = 0; places <= DECIMAL_PLACES; places++) {
		for (size_t i = 0; i < COUNT(edges); i++)
			assert_printed((struct decimal){ edges[i] }, places);
		for (int i = 0; i < NRANDOM; i++)
			assert_printed(random_decimal(), places);
	}
}

static void
rounds_half_away_from_zero(void **state)
{
	static const struct {
		const char *text;
		int	    places;
		const char *rounded;
	} cases[] = {
		{ "2.675", 2, "2.68" },		{ "-2.675", 2, "-2.68" },
		{ "2.665", 2, "2.67" },		{ "1.005", 2, "1.01" },
		{ "0.5", 0, "1" },		{ "-0.5", 0, "-1" },
		{ "0.499999", 0, "0" },		{ "2.674999", 2, "2.67" },
		{ "1.234567", 6, "1.234567" },	{ "-0.000004", 5, "0" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct decimal d;

		assert_int_equal(decimal_round(of(cases[i].text),
		    cases[i].places, &d), OK);
		assert_text(d, 0, cases[i].rounded);
	}
}

static void
reads_what_people_write(void **state)
{
	static const struct {
		const char *text;
		int64_t	    micros;
	} cases[] = {
		{ "0", 0 },			{ "-0", 0 },
		{ "1234.5", 1234500000 },	{ "-0.05", -50000 },
		{ "+7", 7000000 },		{ ".5", 500000 },
		{ "5.", 5000000 },		{ "007", 7000000 },
		{ "1,234,567.50", 1234567500000 },
		{ "1,234.5", 1234500000 },	{ "1,234,567", 1234567000000 },
		{ "１，２３４．５０", 1234500000 },
		{ "12.5万", 125000000000 },	{ "-3万", -30000000000 },
		{ "1.2345678万", 12345678000 },
		{ "0.1000000000", 100000 },
		{ limit_text, INT64_MAX },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(of(cases[i].text).micros, cases[i].micros);
}

static void
refuses_what_it_cannot_keep(void **state)
{
	static const struct {
		const char *text;
		const char *why;
	} cases[] = {
		{ "", "is not a number" },
		{ "-", "is not a number" },
		{ ".", "is not a number" },
		{ "abc", "is not a number" },
		{ "1e3", "is not a number" },
		{ "0x10", "is not a number" },
		{ "--1", "is not a number" },
		{ "1.2.3", "is not a number" },
		{ "12 345", "is not a number" },
		{ "12,34,567.0", "is not a number" },
		{ "1234,567.0", "is not a number" },
		{ "1,234,56", "is not a number" },
		{ ",123", "is not a number" },
		{ "1.234,50", "is not a number" },
		{ "inf", "is not a number" },
		{ "1,234", "may mean two different numbers" },
		{ "0.1234567", "more than six decimals" },
		{ "1.23456789012万", "more than six decimals" },
		{ "9223372036854.775808", "too large" },
		{ "-9223372036854.775808", "too large" },
		{ "99999999999999999999999", "too large" },
		{ "922337203.68548万", "too large" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct decimal d = of("42");

		if (decimal_parse(cases[i].text, &d) != E_INVALID)
			fail_msg("'%s' was accepted", cases[i].text);
		assert_non_null(strstr(fail_text(), cases[i].why));
		assert_int_equal(d.micros, of("42").micros);
	}
}

static void
rounds_what_a_spreadsheet_computed(void **state)
{
	static const struct {
		const char *text;
		int64_t	    micros;
	} cases[] = {
		{ "0.3000004", 300000 },	{ "0.3000005", 300001 },
		{ "-0.3000005", -300001 },	{ "12", 12000000 },
		{ "9223372036854.77580749", INT64_MAX },
	};
	struct decimal d = of("42");

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(decimal_parse_float(cases[i].text, &d), OK);
		assert_int_equal(d.micros, cases[i].micros);
	}
	d = of("42");
	assert_int_equal(decimal_parse_float("0.0000001", &d), E_INVALID);
	assert_non_null(strstr(fail_text(), "smaller than can be kept"));
	assert_int_equal(decimal_parse_float("9223372036854.7758075", &d),
	    E_INVALID);
	assert_non_null(strstr(fail_text(), "too large"));
	assert_int_equal(decimal_parse_float("-9223372036854.7758075", &d),
	    E_INVALID);
	assert_text(d, 0, "42");
}

static void
rounds_half_to_even(void **state)
{
	static const struct {
		const char *text;
		int	    places;
		const char *rounded;
	} cases[] = {
		{ "2.675", 2, "2.68" },		{ "-2.675", 2, "-2.68" },
		{ "2.665", 2, "2.66" },		{ "-2.665", 2, "-2.66" },
		{ "0.5", 0, "0" },		{ "1.5", 0, "2" },
		{ "-0.5", 0, "0" },		{ "2.665001", 2, "2.67" },
		{ "1.234567", 6, "1.234567" },	{ "-0.000006", 5, "-0.00001" },
	};
	struct decimal d;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(decimal_round_even(of(cases[i].text),
		    cases[i].places, &d), OK);
		assert_text(d, 0, cases[i].rounded);
	}
	assert_int_equal(decimal_round_even(of(limit_text), 0, &d), E_INVALID);
}

static void
subtracts_and_divides(void **state)
{
	struct decimal most = of(limit_text), d = of("42");

	(void)state;
	assert_int_equal(decimal_subtract(most, of("-0.000001"), &d),
	    E_INVALID);
	assert_int_equal(decimal_divide(of("1"), of("0"), 2, &d), E_INVALID);
	assert_string_equal(fail_text(), "a number cannot be divided by 0");
	assert_int_equal(decimal_divide(most, of("0.5"), 6, &d), E_INVALID);
	assert_text(d, 0, "42");
	assert_int_equal(decimal_subtract(of("1"), of("2.5"), &d), OK);
	assert_text(d, 0, "-1.5");
	assert_int_equal(decimal_divide(of("1"), of("-3"), 2, &d), OK);
	assert_text(d, 0, "-0.33");
	assert_int_equal(decimal_divide(of("-2"), of("-3"), 6, &d), OK);
	assert_text(d, 0, "0.666667");
	assert_int_equal(decimal_divide(of("1"), of("8"), 2, &d), OK);
	assert_text(d, 0, "0.13");
}

enum { MOST_PARTS = 5 };

static enum status
split(const char *whole, int places, const char *const *weights,
    struct decimal *parts)
{
	struct decimal w[MOST_PARTS];
	size_t n = 0;

	for (; weights[n] != NULL; n++)
		w[n] = of(weights[n]);
	return decimal_split(&(struct split){ of(whole), places, w, n },
	    parts);
}

static void
splits_by_the_largest_remainders(void **state)
{
	static const struct {
		const char *whole;
		int	    places;
		const char *weights[MOST_PARTS + 1], *parts[MOST_PARTS + 1];
	} cases[] = {
		{ "100", 2, { "1", "1", "1" }, { "33.34", "33.33", "33.33" } },
		{ "-100", 2, { "1", "1", "1" },
		    { "-33.34", "-33.33", "-33.33" } },
		{ "0.05", 2, { "3", "7" }, { "0.02", "0.03" } },
		{ "10", 0, { "30", "70" }, { "3", "7" } },
		{ "1", 2, { "1", "5", "5" }, { "0.09", "0.46", "0.45" } },
		{ "0.02", 2, { "1", "1", "1", "1" },
		    { "0.01", "0.01", "0", "0" } },
		{ "7", 2, { "0", "2", "0" }, { "0", "7", "0" } },
		{ "0", 2, { "1", "2" }, { "0", "0" } },
		{ "9223372036854.775807", 6,
		    { "9223372036854.775807", "9223372036854.775807" },
		    { "4611686018427.387904", "4611686018427.387903" } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct decimal parts[MOST_PARTS];

		assert_int_equal(split(cases[i].whole, cases[i].places,
		    cases[i].weights, parts), OK);
		for (size_t j = 0; cases[i].parts[j] != NULL; j++)
			assert_text(parts[j], 0, cases[i].parts[j]);
	}
}

static void
what_cannot_be_split_is_refused(void **state)
{
	static const struct {
		const char *whole, *weights[MOST_PARTS + 1], *why;
	} cases[] = {
		{ "1", { NULL }, "nothing to split 1 by" },
		{ "1", { "0", "0" }, "nothing to split 1 by" },
		{ "1", { "2", "-1" }, "a share cannot be negative" },
		{ "1.005", { "1" }, "1.005 has more than 2 decimals" },
	};
	struct decimal parts[MOST_PARTS];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		parts[0] = of("42");
		assert_int_equal(split(cases[i].whole, 2, cases[i].weights,
		    parts), E_INVALID);
		assert_string_equal(fail_text(), cases[i].why);
		assert_text(parts[0], 0, "42");
	}
}

static void
prints_the_places_asked_for(void **state)
{
	(void)state;
	assert_text(of("1234.5"), 0, "1234.5");
	assert_text(of("1234.5"), 2, "1234.50");
	assert_text(of("1234.567"), 2, "1234.567");
	assert_text(of("-0.05"), 0, "-0.05");
	assert_text(of("3"), 0, "3");
	assert_text(of("3"), 6, "3.000000");
	assert_text(of(limit_text), 0, limit_text);
}

static void
stays_within_its_range(void **state)
{
	struct decimal most = of(limit_text), least, d = of("42");

	(void)state;
	least.micros = -most.micros;
	assert_int_equal(decimal_add(most, of("0.000001"), &d), E_INVALID);
	assert_int_equal(decimal_add(least, of("-0.000001"), &d), E_INVALID);
	assert_int_equal(decimal_multiply(most, most, &d), E_INVALID);
	assert_int_equal(decimal_multiply(most, of("1.000001"), &d), E_INVALID);
	assert_int_equal(decimal_round(most, 0, &d), E_INVALID);
	assert_text(d, 0, "42");
	assert_int_equal(decimal_add(most, least, &d), OK);
	assert_text(d, 0, "0");
	assert_int_equal(decimal_multiply(most, of("-1"), &d), OK);
	assert_int_equal(d.micros, least.micros);
}

static void
none_is_no_number(void **state)
{
	(void)state;
	assert_true(decimal_is_none(NO_DECIMAL));
	assert_false(decimal_is_none(of("0")));
	assert_false(decimal_is_none(of("-9223372036854.775807")));
}

static void
cell_takes_the_nearest_double(void **state)
{
	(void)state;
	assert_true(decimal_to_cell(of("0.1")) == 0.1);
	assert_true(decimal_to_cell(of("-1234567.89")) == -1234567.89);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(multiply_is_as_on_paper),
		cmocka_unit_test(round_is_as_on_paper),
		cmocka_unit_test(add_is_exact_or_refused),
		cmocka_unit_test(what_is_printed_is_read_back),
		cmocka_unit_test(is_printed_as_printf_would),
		cmocka_unit_test(rounds_half_away_from_zero),
		cmocka_unit_test(reads_what_people_write),
		cmocka_unit_test(refuses_what_it_cannot_keep),
		cmocka_unit_test(rounds_what_a_spreadsheet_computed),
		cmocka_unit_test(rounds_half_to_even),
		cmocka_unit_test(subtracts_and_divides),
		cmocka_unit_test(splits_by_the_largest_remainders),
		cmocka_unit_test(what_cannot_be_split_is_refused),
		cmocka_unit_test(prints_the_places_asked_for),
		cmocka_unit_test(stays_within_its_range),
		cmocka_unit_test(none_is_no_number),
		cmocka_unit_test(cell_takes_the_nearest_double),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
