/*
 * Texts with rules of their own: which spellings come into which form, and
 * which are refused.
 */
#include "value/terms.h"
#include "value/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef enum status normalize(const char *, struct arena *, const char **);

struct vector {
	const char *text, *form;	/* form NULL: refused */
};

/* A form that was made is made of itself. */
static void
check(normalize *f, const struct vector *v, size_t n)
{
	struct arena a = ARENA_INIT;
	size_t wrong = 0;

	for (size_t i = 0; i < n; i++) {
		const char *out = NULL, *again = NULL;
		enum status st = f(v[i].text, &a, &out);

		if (v[i].form == NULL) {
			if (st != E_INVALID) {
				print_error("'%s' was accepted\n", v[i].text);
				wrong++;
			}
			continue;
		}
		if (st != OK || strcmp(out, v[i].form) != 0) {
			print_error("'%s': '%s', wanted '%s'\n", v[i].text,
			    st == OK ? out : fail_text(), v[i].form);
			wrong++;
			continue;
		}
		assert_int_equal(f(out, &a, &again), OK);
		assert_string_equal(again, out);
	}
	arena_release(&a);
	assert_int_equal(wrong, 0);
}

static void
terms_come_into_one_form(void **state)
{
	static const struct vector v[] = {
		{ "T/T 30/70", "T/T 30/70" },	{ "t/t 30/70", "T/T 30/70" },
		{ "tt 30:70", "T/T 30/70" },	{ "TT30/70", "T/T 30/70" },
		{ "T/T 30%/70%", "T/T 30/70" },	{ "Ｔ／Ｔ　３０／７０", "T/T 30/70" },
		{ "T/T 30/40/30", "T/T 30/40/30" },
		{ "T/T 100%", "T/T 100" },
		{ "T/T", "T/T" },		{ "tt", "T/T" },
		{ "NET30", "NET30" },		{ "net 30 days", "NET30" },
		{ "Net-45", "NET45" },		{ "NET 60 Days", "NET60" },
		{ "NET 0", "NET0" },
	};

	(void)state;
	check(terms_normalize, v, sizeof(v) / sizeof(v[0]));
}

static void
terms_in_words_stay_as_written(void **state)
{
	static const struct vector v[] = {
		{ "月结30天", "月结30天" },
		{ "L/C at sight", "L/C at sight" },
		{ "L/C 90 days", "L/C 90 days" },
		{ "D/P", "D/P" },		{ "D/A 60", "D/A 60" },
		{ "O/A 45 days", "O/A 45 days" },
		{ "30% T/T deposit, 70% against copy of B/L",
		    "30% T/T deposit, 70% against copy of B/L" },
		{ "30%定金，70%见提单复印件", "30%定金，70%见提单复印件" },
		{ "预付30%", "预付30%" },
		{ "30% deposit, balance 60 days after B/L",
		    "30% deposit, balance 60 days after B/L" },
		{ "T/T in advance", "T/T in advance" },
		{ "Western Union", "Western Union" },
		{ "电汇", "电汇" },		{ "信用证即期", "信用证即期" },
		{ "2/10 net 30", "2/10 net 30" },
		{ "NET 30 EOM", "NET 30 EOM" },
	};

	(void)state;
	check(terms_normalize, v, sizeof(v) / sizeof(v[0]));
}

static void
what_is_no_term_of_payment_is_refused(void **state)
{
	static const struct vector v[] = {
		{ "30天后", NULL },		{ "30 days", NULL },
		{ "T/T 30/60", NULL },		{ "T/T 30/80", NULL },
		{ "30% deposit, 60% before shipment", NULL },
		{ "better later", NULL },	{ "welcome", NULL },
		{ "as usual", NULL },		{ "?", NULL },
	};

	(void)state;
	check(terms_normalize, v, sizeof(v) / sizeof(v[0]));
}

static void
a_refused_term_says_what_to_write(void **state)
{
	struct arena a = ARENA_INIT;
	const char *out;

	(void)state;
	assert_int_equal(terms_normalize("30天后", &a, &out), E_INVALID);
	assert_string_equal(fail_text(), "'30天后' is not a payment term");
	assert_non_null(strstr(fail_hint_text(), "NET30"));
	assert_int_equal(terms_normalize("T/T 30/60", &a, &out), E_INVALID);
	assert_non_null(strstr(fail_text(), "add up to 90"));
	arena_release(&a);
}

static void
hs_codes_are_digits(void **state)
{
	static const struct vector v[] = {
		{ "8539", "8539" },		{ "8539.52", "853952" },
		{ "8539.52.00", "85395200" },	{ "8539 5200 00", "8539520000" },
		{ "8539520000.90", NULL },	{ "8539520000999", "8539520000999" },
		{ "0902.10", "090210" },	{ "8539-5200", "85395200" },
		{ "", NULL },			{ "853", NULL },
		{ "90210", NULL },		{ "9021000", NULL },
		{ "853952000", NULL },		{ "85395200009999", NULL },
		{ "8539A2", NULL },		{ "LED", NULL },
	};

	(void)state;
	check(hs_code_normalize, v, sizeof(v) / sizeof(v[0]));
}

static void
swift_codes_have_8_or_11_characters(void **state)
{
	static const struct vector v[] = {
		{ "BKCHCNBJ", "BKCHCNBJ" },	{ "bkchcnbj", "BKCHCNBJ" },
		{ "BKCH CN BJ 92A", "BKCHCNBJ92A" },
		{ "ICBKCNBJNBO", "ICBKCNBJNBO" },
		{ "BKCHCNB", NULL },		{ "BKCHCNBJ9", NULL },
		{ "BKCHC1BJ", NULL },		{ "12345678", NULL },
		{ "BKCHCNBJ92_", NULL },	{ "中国银行", NULL },
	};

	(void)state;
	check(swift_normalize, v, sizeof(v) / sizeof(v[0]));
}

static void
mail_addresses_have_two_sides(void **state)
{
	static const struct vector v[] = {
		{ "li@example.com", "li@example.com" },
		{ "li@example.com; wang@example.com",
		    "li@example.com; wang@example.com" },
		{ "li", NULL },			{ "@example.com", NULL },
		{ "li@", NULL },		{ "li@ example.com", NULL },
		{ "li wang@example.com", NULL },
		{ "li@example.com; nobody", NULL },
		{ "li@@example.com", NULL },
	};

	(void)state;
	check(email_normalize, v, sizeof(v) / sizeof(v[0]));
}

static void
tags_are_separated_by_commas(void **state)
{
	static const struct vector v[] = {
		{ "led", "led" },		{ "led,bulb", "led,bulb" },
		{ "led; 展会、B", "led,展会,B" },
		{ "led，灯；展会|x", "led,灯,展会,x" },
		{ " led ,  bulb ", "led,bulb" }, { ",,led,,", "led" },
		{ "trade fair", "trade fair" },
	};
	struct arena a = ARENA_INIT;
	const char *out = "";

	(void)state;
	check(tags_normalize, v, sizeof(v) / sizeof(v[0]));
	assert_int_equal(tags_normalize(" ; 、", &a, &out), OK);
	assert_null(out);
	arena_release(&a);
}

/* Whatever comes, a form that was accepted is accepted again unchanged. */
static void
forms_are_stable(void **state)
{
	static normalize *const all[] = {
		tags_normalize, terms_normalize, hs_code_normalize,
		swift_normalize, email_normalize
	};
	static const char *const pieces[] = {
		"t/t", "TT", "NET", " ", "30", "70", "/", ":", "%", ",", ";", "、",
		"月结", "天", "days", "l/c", "@", "a", "BKCHCNBJ", ".", "-",
		"Ｔ", "\t", "0", "deposit", "é", "|"
	};
	uint64_t seed = 7;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct arena a = ARENA_INIT;
		const char *out, *again;
		char text[200] = "";
		normalize *f = all[i % 5];

		for (int n = 0; n < 1 + i % 8; n++) {
			seed = seed * 6364136223846793005u + 1;
			strncat(text, pieces[(seed >> 33) %
			    (sizeof(pieces) / sizeof(pieces[0]))], 20);
		}
		if (f(text, &a, &out) == OK && out != NULL &&
		    (f(out, &a, &again) != OK || again == NULL ||
		    strcmp(out, again) != 0))
			fail_msg("'%s' becomes '%s', but that becomes '%s'",
			    text, out, again);
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(terms_come_into_one_form),
		cmocka_unit_test(terms_in_words_stay_as_written),
		cmocka_unit_test(what_is_no_term_of_payment_is_refused),
		cmocka_unit_test(a_refused_term_says_what_to_write),
		cmocka_unit_test(hs_codes_are_digits),
		cmocka_unit_test(swift_codes_have_8_or_11_characters),
		cmocka_unit_test(mail_addresses_have_two_sides),
		cmocka_unit_test(tags_are_separated_by_commas),
		cmocka_unit_test(forms_are_stable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
