/*
 * Amounts in words: known ones, and random ones read back by a reader that
 * shares nothing with the writer.
 */
#include "trade/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "value/codes.h"

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
amount_of(const char *text)
{
	struct decimal d;

	if (decimal_parse(text, &d) != OK)
		fail_msg("%s: %s", text, fail_text());
	return d;
}

struct known { const char *currency, *amount, *words; };

typedef enum status writer(struct decimal, const char *, struct strbuf *);

static void
assert_words(writer *write, const struct known *list)
{
	struct strbuf b = STRBUF_INIT;

	for (; list->currency != NULL; list++) {
		strbuf_cut(&b, 0);
		if (write(amount_of(list->amount), list->currency, &b) != OK)
			fail_msg("%s", fail_text());
		assert_string_equal(b.buf, list->words);
	}
	strbuf_release(&b);
}

static void
test_english(void **state)
{
	static const struct known list[] = {
		{ "USD", "6543.21", "SAY US DOLLARS SIX THOUSAND FIVE HUNDRED "
		    "AND FORTY-THREE AND CENTS TWENTY-ONE ONLY" },
		{ "USD", "12500", "SAY US DOLLARS TWELVE THOUSAND FIVE "
		    "HUNDRED ONLY" },
		{ "USD", "302000", "SAY US DOLLARS THREE HUNDRED AND TWO "
		    "THOUSAND ONLY" },
		{ "USD", "1000000000", "SAY US DOLLARS ONE BILLION ONLY" },
		{ "EUR", "199", "SAY EUROS ONE HUNDRED AND NINETY-NINE ONLY" },
		{ "USD", "38.40", "SAY US DOLLARS THIRTY-EIGHT AND CENTS FORTY "
		    "ONLY" },
		{ "USD", "1.01", "SAY US DOLLAR ONE AND CENT ONE ONLY" },
		{ "USD", "0.05", "SAY US DOLLARS ZERO AND CENTS FIVE ONLY" },
		{ "USD", "0", "SAY US DOLLARS ZERO ONLY" },
		{ "USD", "-5", "SAY MINUS US DOLLARS FIVE ONLY" },
		{ "GBP", "2000015.13", "SAY POUNDS STERLING TWO MILLION "
		    "FIFTEEN AND PENCE THIRTEEN ONLY" },
		{ "JPY", "1234567", "SAY JAPANESE YEN ONE MILLION TWO HUNDRED "
		    "AND THIRTY-FOUR THOUSAND FIVE HUNDRED AND SIXTY-SEVEN "
		    "ONLY" },
		{ "KWD", "120.234", "SAY KUWAITI DINARS ONE HUNDRED AND TWENTY "
		    "AND FILS TWO HUNDRED AND THIRTY-FOUR ONLY" },
		{ "CNY", "10.05", "SAY RMB YUAN TEN AND FEN FIVE ONLY" },
		{ "MWK", "10.21", "SAY MWK TEN AND 21/100 ONLY" },
		{ "TND", "10.005", "SAY TND TEN AND 005/1000 ONLY" },
		{ "USD", "9223372036854.77", "SAY US DOLLARS NINE TRILLION TWO "
		    "HUNDRED AND TWENTY-THREE BILLION THREE HUNDRED AND "
		    "SEVENTY-TWO MILLION THIRTY-SIX THOUSAND EIGHT HUNDRED AND "
		    "FIFTY-FOUR AND CENTS SEVENTY-SEVEN ONLY" },
		{ NULL, NULL, NULL }
	};

	(void)state;
	assert_words(words_english, list);
}

static void
test_chinese(void **state)
{
	static const struct known list[] = {
		{ "CNY", "12345", "人民币壹万贰仟叁佰肆拾伍圆整" },
		{ "CNY", "1235678", "人民币壹佰贰拾叁万伍仟陆佰柒拾捌圆整" },
		{ "CNY", "12.12", "人民币壹拾贰圆壹角贰分" },
		{ "CNY", "10.05", "人民币壹拾圆零伍分" },
		{ "CNY", "107000.53", "人民币壹拾万柒仟圆零伍角叁分" },
		{ "CNY", "16409.02", "人民币壹万陆仟肆佰零玖圆零贰分" },
		{ "CNY", "1680.32", "人民币壹仟陆佰捌拾圆零叁角贰分" },
		{ "CNY", "6007.14", "人民币陆仟零柒圆壹角肆分" },
		{ "CNY", "1409.5", "人民币壹仟肆佰零玖圆伍角整" },
		{ "CNY", "100005000", "人民币壹亿零伍仟圆整" },
		{ "CNY", "1000000001", "人民币壹拾亿零壹圆整" },
		{ "CNY", "0.05", "人民币伍分" },
		{ "CNY", "0.5", "人民币伍角整" },
		{ "CNY", "0", "人民币零圆整" },
		{ "CNY", "-10", "人民币负壹拾圆整" },
		{ "USD", "6543.21", "美元陆仟伍佰肆拾叁元贰角壹分" },
		{ "JPY", "120000", "日元壹拾贰万元整" },
		{ "KWD", "120.234", "科威特第纳尔壹佰贰拾又千分之贰佰叁拾肆" },
		{ "THB", "20", "泰铢贰拾整" },
		{ NULL, NULL, NULL }
	};

	(void)state;
	assert_words(words_chinese, list);
}

static void
test_refused(void **state)
{
	struct strbuf b = STRBUF_INIT;

	(void)state;
	assert_int_equal(words_english(amount_of("1.234"), "USD", &b),
	    E_INVALID);
	assert_string_equal(fail_text(), "USD 1.234 cannot be written in "
	    "words: it has more decimals than the currency");
	fail_clear();
	assert_int_equal(words_chinese(amount_of("1.5"), "JPY", &b),
	    E_INVALID);
	fail_clear();
	assert_int_equal(words_english(amount_of("1"), "XXQ", &b), E_INVALID);
	assert_string_equal(fail_text(), "'XXQ' is no currency");
	fail_clear();
	assert_int_equal(words_english(NO_DECIMAL, "USD", &b), E_INVALID);
	fail_clear();
	assert_int_equal(b.len, 0);
}

/* ---- read back ----------------------------------------------------------- */

/* What a word adds to, or multiplies, what was read before it. */
struct meaning { const char *word; int64_t value; };

static const struct meaning english[] = {
	{ "ZERO", 0 }, { "ONE", 1 }, { "TWO", 2 }, { "THREE", 3 },
	{ "FOUR", 4 }, { "FIVE", 5 }, { "SIX", 6 }, { "SEVEN", 7 },
	{ "EIGHT", 8 }, { "NINE", 9 }, { "TEN", 10 }, { "ELEVEN", 11 },
	{ "TWELVE", 12 }, { "THIRTEEN", 13 }, { "FOURTEEN", 14 },
	{ "FIFTEEN", 15 }, { "SIXTEEN", 16 }, { "SEVENTEEN", 17 },
	{ "EIGHTEEN", 18 }, { "NINETEEN", 19 }, { "TWENTY", 20 },
	{ "THIRTY", 30 }, { "FORTY", 40 }, { "FIFTY", 50 }, { "SIXTY", 60 },
	{ "SEVENTY", 70 }, { "EIGHTY", 80 }, { "NINETY", 90 },
	{ "HUNDRED", 100 }, { "THOUSAND", 1000 }, { "MILLION", 1000000 },
	{ "BILLION", 1000000000 }, { "TRILLION", 1000000000000 }, { NULL, 0 }
};

static int64_t
meaning_of(const char *word)
{
	for (const struct meaning *m = english; m->word != NULL; m++)
		if (strcmp(m->word, word) == 0)
			return m->value;
	return -1;
}

/* Words that are no numbers are passed over; "A AND NAME B" with a name makes
 * B the minor units. */
static void
read_english(const char *text, int64_t *units, int64_t *minors)
{
	char copy[512], *save, *word;
	int64_t total[2] = { 0, 0 }, group = 0;
	int part = 0;
	bool said = false, and = false;

	snprintf(copy, sizeof(copy), "%s", text);
	for (word = strtok_r(copy, " -", &save); word != NULL;
	    word = strtok_r(NULL, " -", &save)) {
		int64_t n = meaning_of(word);

		if (n < 0) {
			if (and && said) {
				total[part++] += group;
				group = 0;
				said = false;
			}
			and = strcmp(word, "AND") == 0;
			continue;
		}
		said = true;
		and = false;
		if (n == 100)
			group *= 100;
		else if (n >= 1000) {
			total[part] += group * n;
			group = 0;
		} else
			group += n;
	}
	total[part] += group;
	*units = total[0];
	*minors = total[1];
}

/* The next word of the list; NULL: none of it. */
static const struct meaning *
next_word(const struct meaning *m, const char **p)
{
	for (; m->word != NULL; m++)
		if (strncmp(*p, m->word, strlen(m->word)) == 0) {
			*p += strlen(m->word);
			return m;
		}
	return NULL;
}

static const struct meaning digits[] = {
	{ "零", 0 }, { "壹", 1 }, { "贰", 2 }, { "叁", 3 }, { "肆", 4 },
	{ "伍", 5 }, { "陆", 6 }, { "柒", 7 }, { "捌", 8 }, { "玖", 9 },
	{ NULL, 0 }
};
static const struct meaning places[] = {
	{ "拾", 10 }, { "佰", 100 }, { "仟", 1000 }, { NULL, 0 }
};
static const struct meaning sections[] = {
	{ "万亿", 1000000000000 }, { "亿", 100000000 }, { "万", 10000 },
	{ "圆", 1 }, { NULL, 0 }
};
static const struct meaning coins[] = {
	{ "角", 10 }, { "分", 1 }, { "整", 0 }, { NULL, 0 }
};

static void
read_chinese(const char *p, int64_t *units, int64_t *minors)
{
	const struct meaning *m;
	int64_t section = 0, digit = 0;

	*units = *minors = 0;
	while (*p != '\0') {
		if ((m = next_word(digits, &p)) != NULL) {
			digit = m->value;
			continue;
		}
		if ((m = next_word(places, &p)) != NULL)
			section += digit * m->value;
		else if ((m = next_word(sections, &p)) != NULL) {
			*units += (section + digit) * m->value;
			section = 0;
		} else if ((m = next_word(coins, &p)) != NULL)
			*minors += digit * m->value;
		else
			fail_msg("what is %s?", p);
		digit = 0;
	}
}

/* Any size up to 10 billion, and some with many zeros. */
static int64_t
random_minors(void)
{
	int64_t n = (int64_t)(next_random() % 1000000000000u);
	unsigned cut = (unsigned)(next_random() % 12);
	int64_t power = 1;

	while (cut-- > 0)
		power *= 10;
	return next_random() % 2 == 0 ? n / power : n / power * power;
}

struct seen { const char *code, *between; int minors; };

static void
test_english_is_read_back(void **state)
{
	static const struct seen moneys[] = {
		{ "USD", "", 100 }, { "GBP", "", 100 }, { "JPY", "", 1 },
		{ "KWD", "", 1000 }, { "EUR", "", 100 },
	};
	struct strbuf b = STRBUF_INIT;
	int64_t units, minors;

	(void)state;
	for (int i = 0; i < NRANDOM; i++) {
		const struct seen *m = &moneys[next_random() % 5];
		int64_t n = random_minors();
		struct decimal d = { n * (DECIMAL_SCALE / m->minors) };

		strbuf_cut(&b, 0);
		assert_int_equal(words_english(d, m->code, &b), OK);
		read_english(b.buf, &units, &minors);
		if (units * m->minors + minors != n)
			fail_msg("%lld: %s", (long long)n, b.buf);
		if (strstr(b.buf, "  ") != NULL)
			fail_msg("%s", b.buf);
	}
	strbuf_release(&b);
}

static void
test_chinese_is_read_back(void **state)
{
	static const char front[] = "人民币";
	struct strbuf b = STRBUF_INIT;
	int64_t units, minors;

	(void)state;
	for (int i = 0; i < NRANDOM; i++) {
		int64_t n = random_minors();
		struct decimal d = { n * (DECIMAL_SCALE / 100) };

		strbuf_cut(&b, 0);
		assert_int_equal(words_chinese(d, "CNY", &b), OK);
		assert_memory_equal(b.buf, front, strlen(front));
		read_chinese(b.buf + strlen(front), &units, &minors);
		if (units * 100 + minors != n)
			fail_msg("%lld: %s", (long long)n, b.buf);
		if (strstr(b.buf, "零零") != NULL)
			fail_msg("%s", b.buf);
	}
	strbuf_release(&b);
}

static void
test_cartons_are_counted(void **state)
{
	static const struct {
		uint64_t n;
		const char *en, *zh;
	} cases[] = {
		{ 0, "SAY ZERO CARTONS ONLY", "零箱整" },
		{ 1, "SAY ONE CARTON ONLY", "壹箱整" },
		{ 63, "SAY SIXTY-THREE CARTONS ONLY", "陆拾叁箱整" },
		{ 1260, "SAY ONE THOUSAND TWO HUNDRED AND SIXTY CARTONS ONLY",
		    "壹仟贰佰陆拾箱整" },
		{ 10005, "SAY TEN THOUSAND FIVE CARTONS ONLY",
		    "壹万零伍箱整" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct strbuf en = STRBUF_INIT, zh = STRBUF_INIT;

		words_cartons_english(cases[i].n, &en);
		words_cartons_chinese(cases[i].n, &zh);
		assert_string_equal(en.buf, cases[i].en);
		assert_string_equal(zh.buf, cases[i].zh);
		strbuf_release(&en);
		strbuf_release(&zh);
	}
}

static void
test_every_currency_has_words(void **state)
{
	struct strbuf b = STRBUF_INIT;

	(void)state;
	for (size_t i = 0; i < currency_codes.n; i++) {
		const char *code = currency_codes.list[i].code;

		strbuf_cut(&b, 0);
		assert_int_equal(words_english(amount_of("2"), code, &b), OK);
		assert_non_null(strstr(b.buf, " TWO ONLY"));
		assert_int_equal(words_chinese(amount_of("2"), code, &b), OK);
		assert_non_null(strstr(b.buf, "贰"));
	}
	strbuf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_english),
		cmocka_unit_test(test_chinese),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_english_is_read_back),
		cmocka_unit_test(test_chinese_is_read_back),
		cmocka_unit_test(test_cartons_are_counted),
		cmocka_unit_test(test_every_currency_has_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
