/*
 * Terms of payment: what texts mean, sums that stay whole, dates that clamp.
 */
#include "value/terms.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"

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

/* "30 T/T order 0; 70 T/T bl 0" */
static const char *
described(const struct terms *t, char *buf, size_t size)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++) {
		const struct term *p = &t->parts[i];
		char percent[DECIMAL_TEXT_MAX];

		decimal_format(p->percent, 0, percent);
		n += (size_t)snprintf(buf + n, size - n, "%s%s %s %s %lld%s%s",
		    i > 0 ? "; " : "", percent, p->method, p->event,
		    (long long)(p->months != 0 ? p->months : p->days),
		    p->months != 0 ? "m" : "", p->month_end ? " eom" : "");
	}
	return buf;
}

static const struct { const char *text, *means; } meanings[] = {
	{ "30% T/T deposit, 70% against copy of B/L",
	    "30 T/T order 0; 70 T/T bl 0" },
	{ "30/70 before shipment",
	    "30 T/T order 0; 70 T/T shipment 0" },
	{ "T/T 30/70", "30 T/T order 0; 70 T/T shipment 0" },
	{ "T/T 30/40/30",
	    "30 T/T order 0; 40 T/T shipment 0; 30 T/T bl 0" },
	{ "tt 30:70 against copy of B/L",
	    "30 T/T order 0; 70 T/T bl 0" },
	{ "L/C at sight", "100 L/C bl 0" },
	{ "100% irrevocable L/C at sight", "100 L/C bl 0" },
	{ "L/C at sight, documents within 21 days", "100 L/C bl 0" },
	{ "L/C 60 days after B/L date", "100 L/C bl 60" },
	{ "L/C 90 days", "100 L/C bl 90" },
	{ "L/C 2 months after shipment", "100 L/C shipment 2m" },
	{ "D/P", "100 D/P bl 0" },
	{ "D/P at sight", "100 D/P bl 0" },
	{ "D/A 60", "100 D/A bl 60" },
	{ "D/A 60 days after sight", "100 D/A bl 60" },
	{ "L/C 20261105 of our bank", "100 L/C bl 0" },
	{ "L/C 99999999999999999999", "100 L/C bl 0" },
	{ "O/A 45 days after B/L", "100 O/A bl 45" },
	{ "O/A 45", "100 O/A bl 45" },
	{ "100% T/T", "100 T/T order 0" },
	{ "T/T 100", "100 T/T order 0" },
	{ "100% T/T in advance", "100 T/T order 0" },
	{ "T/T in advance", "100 T/T order 0" },
	{ "T/T", "100 T/T other 0" },
	{ "T/T 30 days", "100 T/T bl 30" },
	{ "T/T 30天", "100 T/T bl 30" },
	{ "PayPal 7 days", "100 PayPal bl 7" },
	{ "30% T/T, 70% T/T 60 days", "30 T/T order 0; 70 T/T bl 60" },
	{ "T/T at sight", "100 T/T bl 0" },
	{ "T/T on receipt of documents", "100 T/T bl 0" },
	{ "T/T 10 days after receipt of goods", "100 T/T eta 10" },
	{ "前T/T", "100 T/T order 0" },
	{ "后T/T", "100 T/T bl 0" },
	{ "30%前TT，70%后TT", "30 T/T order 0; 70 T/T bl 0" },
	{ "发货前T/T", "100 T/T shipment 0" },
	{ "Western Union", "100 Western Union other 0" },
	{ "NET30", "100 O/A invoice 30" },
	{ "net 30 days", "100 O/A invoice 30" },
	{ "NET 30 from B/L date", "100 O/A bl 30" },
	{ "NET 30 EOM", "100 O/A invoice 30 eom" },
	{ "2/10 net 30", "100 O/A invoice 30" },
	{ "月结30天", "100 O/A invoice 30 eom" },
	{ "30%定金，70%见提单副本", "30 T/T order 0; 70 T/T bl 0" },
	{ "30%定金 70%见提单副本", "30 T/T order 0; 70 T/T bl 0" },
	{ "定金30%，余款发货前付清",
	    "30 T/T order 0; 70 T/T shipment 0" },
	{ "预付30%", "30 T/T order 0; 70 T/T shipment 0" },
	{ "30% deposit", "30 T/T order 0; 70 T/T shipment 0" },
	{ "30% deposit, balance 60 days after B/L",
	    "30 T/T order 0; 70 T/T bl 60" },
	{ "30% deposit balance before shipment",
	    "30 T/T order 0; 70 T/T shipment 0" },
	{ "30% T/T in advance, 70% L/C at sight",
	    "30 T/T order 0; 70 L/C bl 0" },
	{ "20% deposit + 50% before shipment + 30% on arrival",
	    "20 T/T order 0; 50 T/T shipment 0; 30 T/T eta 0" },
	{ "33.3% deposit, 66.7% against documents",
	    "33.3 T/T order 0; 66.7 T/T bl 0" },
	{ "T/T 7 days before shipment", "100 T/T shipment -7" },
	{ "30% deposit, 70% T/T 30 days after invoice date",
	    "30 T/T order 0; 70 T/T invoice 30" },
	{ "信用证即期", "100 L/C bl 0" },
	{ "COD", "100 COD eta 0" },
	{ "10% with L/C date, 90% L/C at sight",
	    "10 L/C lc 0; 90 L/C bl 0" },
};

static void
texts_are_read_as_traders_mean_them(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(meanings); i++) {
		struct terms t;
		char buf[400] = "";

		if (terms_parse(meanings[i].text, &t) != OK ||
		    strcmp(described(&t, buf, sizeof(buf)),
		    meanings[i].means) != 0) {
			print_error("'%s': '%s', wanted '%s'\n",
			    meanings[i].text, *buf != '\0' ? buf :
			    fail_text(), meanings[i].means);
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
}

static void
shares_must_add_up(void **state)
{
	static const char *const bad[] = {
		"T/T 30/60", "T/T 30/80", "30% deposit, 60% before shipment",
		"30% deposit, 80% balance", "110% T/T", "50% before shipment",
		"33.3% deposit, 66.6% against B/L", "T/T 0/0", "",
		"T/T 5/5/5/5/5/5/5/5/5/5/5/5/40", "%", "100%%%", "//",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct terms t;

		if (terms_parse(bad[i], &t) != E_INVALID)
			fail_msg("'%s' was accepted", bad[i]);
	}
}

/* Words thrown together at random: what is accepted adds up. */
static void
whatever_is_read_adds_up(void **state)
{
	static const char *const words[] = {
		"30%", "70%", "100", "30/70", "50", "T/T", "L/C", "deposit",
		"balance", ",", ";", " and ", "days", "60", "after", "B/L",
		"before", "shipment", "net", "月结", "定金", "余款", "%", "/",
		"10.5%", "89.5%", "D/A", "0%", "33.333333%", "eom",
	};
	size_t accepted = 0;

	(void)state;
	for (int i = 0; i < NRANDOM; i++) {
		char text[200] = "";
		struct terms t;
		int64_t sum = 0;

		for (uint64_t n = next_random() % 8; n > 0; n--) {
			strncat(text, words[next_random() % COUNT(words)], 24);
			strncat(text, " ", 2);
		}
		if (terms_parse(text, &t) != OK)
			continue;
		accepted++;
		assert_in_range(t.n, 1, TERMS_MAX);
		for (size_t j = 0; j < t.n; j++) {
			assert_true(t.parts[j].percent.micros >= 0);
			assert_non_null(t.parts[j].method);
			assert_non_null(t.parts[j].event);
			sum += t.parts[j].percent.micros;
		}
		assert_int_equal(sum, 100 * (int64_t)DECIMAL_SCALE);
	}
	assert_true(accepted > NRANDOM / 100);
}

/* Shares that add up to 100. */
static struct terms
random_terms(void)
{
	struct terms t = { .n = (size_t)(next_random() % TERMS_MAX) + 1 };
	int64_t left = 100 * (int64_t)DECIMAL_SCALE;

	for (size_t i = 0; i + 1 < t.n; i++) {
		int64_t one = (int64_t)(next_random() % (uint64_t)(left + 1));

		t.parts[i].percent.micros = one;
		left -= one;
	}
	t.parts[t.n - 1].percent.micros = left;
	return t;
}

static void
parts_always_add_up_to_the_sum(void **state)
{
	static const int64_t units[] = { 1000000, 100000, 10000, 1000 };

	(void)state;
	for (int i = 0; i < NRANDOM; i++) {
		struct terms t = random_terms();
		struct decimal parts[TERMS_MAX];
		int places = (int)(next_random() % COUNT(units));
		unsigned bits = (unsigned)(next_random() % 52) + 1;
		int64_t n = (int64_t)(next_random() >> (64 - bits)), sum = 0;
		int64_t unit = units[places];

		n = n / unit * unit;
		if (terms_split(&t, (struct decimal){ n }, places,
		    parts) != OK)
			fail_msg("%lld: %s", (long long)n, fail_text());
		for (size_t j = 0; j < t.n; j++) {
			double share = (double)n / 100 *
			    ((double)t.parts[j].percent.micros / 1e6);

			assert_true(parts[j].micros >= 0);
			assert_int_equal(parts[j].micros % unit, 0);
			assert_true((double)parts[j].micros - share <
			    (double)unit * 1.001 + (double)n / 1e14 &&
			    share - (double)parts[j].micros <
			    (double)unit * 1.001 + (double)n / 1e14);
			sum += parts[j].micros;
		}
		assert_int_equal(sum, n);
	}
}

static void
the_first_part_is_rounded_half_up(void **state)
{
	static const struct { int64_t sum, first, last; } v[] = {
		{ 1000050000, 300020000, 700030000 },	/* 1000.05 */
		{ 10000, 0, 10000 },			/* 0.01 */
		{ 0, 0, 0 },
	};
	struct terms t;
	struct decimal parts[TERMS_MAX];

	(void)state;
	assert_int_equal(terms_parse("T/T 30/70", &t), OK);
	for (size_t i = 0; i < COUNT(v); i++) {
		assert_int_equal(terms_split(&t, (struct decimal){ v[i].sum },
		    2, parts), OK);
		assert_int_equal(parts[0].micros, v[i].first);
		assert_int_equal(parts[1].micros, v[i].last);
	}
	assert_int_equal(terms_split(&t, (struct decimal){ 1001 }, 2, parts),
	    E_INVALID);
	assert_int_equal(terms_split(&t, (struct decimal){ -10000 }, 2, parts),
	    E_INVALID);
}

static void
check_due(const char *text, const char *event, const char *wanted)
{
	struct terms t;
	struct date d;
	char buf[DATE_TEXT_MAX];

	assert_int_equal(terms_parse(text, &t), OK);
	assert_int_equal(date_parse(event, NO_DATE, &d), OK);
	date_format(terms_due(&t.parts[0], d), buf);
	assert_string_equal(buf, wanted);
}

static void
dates_are_counted_from_the_event(void **state)
{
	struct terms t;

	(void)state;
	check_due("O/A 45 days after B/L", "2026-11-20", "2027-01-04");
	check_due("L/C 1 month after B/L", "2026-01-31", "2026-02-28");
	check_due("L/C 1 month after B/L", "2028-01-31", "2028-02-29");
	check_due("L/C 2 months after B/L", "2026-12-31", "2027-02-28");
	check_due("月结30天", "2026-11-05", "2026-12-30");
	check_due("NET 0 EOM", "2026-02-10", "2026-02-28");
	check_due("T/T 7 days before shipment", "2026-03-03", "2026-02-24");
	check_due("L/C at sight", "2026-03-03 10:30", "2026-03-03");
	assert_int_equal(terms_parse("D/A 60", &t), OK);
	assert_true(date_is_none(terms_due(&t.parts[0], NO_DATE)));
}

/* A date that does not read back as it was could never be stored. */
static void
dates_stay_in_the_calendar(void **state)
{
	static const struct { const char *text, *event; } v[] = {
		{ "NET30", "9999-12-31" }, { "NET30", "9999-12-02" },
		{ "NET10 EOM", "9999-12-01" },
		{ "L/C 1 month after B/L", "9999-12-01" },
		{ "T/T 7 days before shipment", "0001-01-07" },
	};
	struct terms t;
	struct date d;

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		assert_int_equal(terms_parse(v[i].text, &t), OK);
		assert_int_equal(date_parse(v[i].event, NO_DATE, &d), OK);
		assert_true(date_is_none(terms_due(&t.parts[0], d)));
	}
	check_due("NET30", "9999-12-01", "9999-12-31");
	check_due("T/T 7 days before shipment", "0001-01-08", "0001-01-01");
}

static void
no_part_is_due_in_ages(void **state)
{
	static const char *const texts[] = {
		"NET9999999", "NET 3651", "D/A 99999", "3651 days after B/L",
		"L/C 99999999999999999999 days", "O/A 522 weeks",
		"T/T 99999 days before shipment", "L/C 121 months after B/L",
	};
	struct terms t;

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		assert_int_equal(terms_parse(texts[i], &t), E_INVALID);
		fail_clear();
	}
	assert_int_equal(terms_parse("NET3650", &t), OK);
	assert_int_equal(t.parts[0].days, 3650);
	assert_int_equal(terms_parse("L/C 12345678 at sight", &t), OK);
	assert_int_equal(t.parts[0].days, 0);	/* it is the number of one */
}

static void
one_form_says_the_same(void **state)
{
	static const struct { const char *text, *form; } cases[] = {
		{ "net 30 days", "NET30" }, { "tt30:70", "T/T 30/70" },
		{ "TT 30%/70%", "T/T 30/70" }, { "tt", "T/T" },
		{ "30%%/70", NULL }, { "T/T 33333%33433", NULL },
	};
	struct arena a = ARENA_INIT;
	const char *form;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		if (terms_normalize(cases[i].text, &a, &form) == OK)
			assert_string_equal(form, cases[i].form != NULL ?
			    cases[i].form : cases[i].text);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_form_says_the_same),
		cmocka_unit_test(texts_are_read_as_traders_mean_them),
		cmocka_unit_test(shares_must_add_up),
		cmocka_unit_test(whatever_is_read_adds_up),
		cmocka_unit_test(parts_always_add_up_to_the_sum),
		cmocka_unit_test(the_first_part_is_rounded_half_up),
		cmocka_unit_test(dates_are_counted_from_the_event),
		cmocka_unit_test(dates_stay_in_the_calendar),
		cmocka_unit_test(no_part_is_due_in_ages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
