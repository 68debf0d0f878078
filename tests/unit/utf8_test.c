/*
 * Text: what is valid, what is the same when folded, how wide it is, and what
 * reaches a terminal.
 */
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"

static size_t
encode(uint32_t c, char *buf)
{
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const unsigned char first[] = { 0, 0, 0xc0, 0xe0, 0xf0 };

	for (size_t i = n; i-- > 1; c >>= 6)
		buf[i] = (char)(0x80 | (c & 0x3f));
	buf[0] = (char)(first[n] | c);
	buf[n] = '\0';
	return n;
}

static void
valid_text_is_told_from_the_rest(void **state)
{
	static const struct {
		const char *text;
		size_t at;
	} cases[] = {
		{ "", 0 }, { "abc", 3 }, { "深圳", 6 },
		{ "\xf0\x9f\x93\xa6", 4 },
		{ "a\x80", 1 },			/* a stray continuation */
		{ "a\xc0\x80", 1 },		/* overlong */
		{ "a\xe0\x80\x80", 1 },		{ "a\xf0\x80\x80\x80", 1 },
		{ "a\xed\xa0\x80", 1 },		/* a surrogate */
		{ "a\xf4\x90\x80\x80", 1 },	/* beyond U+10FFFF */
		{ "a\xe6\xb7", 1 },		/* cut short */
		{ "a\xe6\xb7z", 1 },		{ "ab\xff", 2 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(utf8_check(cases[i].text,
		    strlen(cases[i].text)), cases[i].at);
	assert_int_equal(utf8_check("a\0b", 3), 3);
}

static void
every_character_is_valid(void **state)
{
	char buf[8];

	(void)state;
	for (uint32_t c = 1; c < 0x110000; c++) {
		size_t n = encode(c, buf);
		bool surrogate = c >= 0xd800 && c < 0xe000;

		assert_int_equal(utf8_check(buf, n), surrogate ? 0 : n);
	}
}

static void
assert_folds(const char *text, const char *expected)
{
	struct strbuf b = STRBUF_INIT;

	utf8_fold(text, &b);
	if (strcmp(b.buf, expected) != 0)
		fail_msg("'%s' folds to '%s', not '%s'", text, b.buf, expected);
	strbuf_release(&b);
}

static void
folding_removes_case_forms_and_accents(void **state)
{
	(void)state;
	assert_folds("Ningbo LED", "ningbo led");
	assert_folds("ＡＢＣ　１２３", "abc 123");
	assert_folds("Straße", "strasse");
	assert_folds("Müller Ærø Çelik", "muller ærø celik");
	assert_folds("e\xcc\x81t\xc3\xa9", "ete");
	assert_folds("ÉCLAIR ŽIŽKA", "eclair zizka");
	assert_folds("ﾃﾚﾋﾞ", "テレヒ");	/* the mark goes, as with é */
	assert_folds("テレビ", "テレヒ");
	assert_folds("深圳市", "深圳市");
	assert_folds("ﬁne", "fine");
	assert_folds("①㎏", "1kg");
	assert_folds("ΑΒΓς", "αβγσ");
	assert_folds("so\xc2\xad" "ft\xe2\x80\x8b", "soft");
	assert_folds("\xef\xbb\xbf" "Code", "code");
}

static void
folding_squeezes_white_space(void **state)
{
	(void)state;
	assert_folds("  a \t\r\n b  ", "a b");
	assert_folds("\xc2\xa0" "a\xe3\x80\x80\xe3\x80\x80" "b\xc2\xa0", "a b");
	assert_folds("a\xe2\x80\x83" "b", "a b");
	assert_folds("", "");
	assert_folds(" \xe3\x80\x80 ", "");
}

static void
folding_goes_on_behind_what_is_there(void **state)
{
	struct strbuf b = STRBUF_INIT;

	(void)state;
	strbuf_addstr(&b, "x ");
	utf8_fold("  A ", &b);
	assert_string_equal(b.buf, "x a");
	strbuf_release(&b);
}

/* Bytes that are not UTF-8 are skipped, the rest is folded all the same. */
static void
folding_skips_invalid_bytes(void **state)
{
	(void)state;
	assert_folds("A\xff" "B", "ab");
	assert_folds("\xe6\xb7" "Stra\xc3\x9f" "e\x80", "strasse");
}

static void
folding_twice_changes_nothing(void **state)
{
	struct strbuf once = STRBUF_INIT, twice = STRBUF_INIT;
	char buf[16];

	(void)state;
	for (uint32_t c = 1; c < 0x30000; c++) {
		if (c >= 0xd800 && c < 0xe000)
			continue;
		buf[0] = 'x';
		encode(c, buf + 1);
		strbuf_cut(&once, 0);
		strbuf_cut(&twice, 0);
		utf8_fold(buf, &once);
		utf8_fold(once.buf, &twice);
		if (strcmp(once.buf, twice.buf) != 0)
			fail_msg("U+%04X: '%s', then '%s'", (unsigned)c,
			    once.buf, twice.buf);
	}
	strbuf_release(&once);
	strbuf_release(&twice);
}

static void
a_skeleton_has_letters_and_digits_only(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(utf8_skeleton("Unit price (USD)", &a),
	    "unitpriceusd");
	assert_string_equal(utf8_skeleton("unit_price_usd", &a),
	    "unitpriceusd");
	assert_string_equal(utf8_skeleton("国家／地区", &a), "国家地区");
	assert_string_equal(utf8_skeleton("VAT %", &a), "vat%");
	assert_string_equal(utf8_skeleton("***", &a), "");
	arena_release(&a);
}

static void
width_counts_columns_of_the_screen(void **state)
{
	(void)state;
	assert_int_equal(utf8_width(""), 0);
	assert_int_equal(utf8_width("abc"), 3);
	assert_int_equal(utf8_width("深圳A"), 5);
	assert_int_equal(utf8_width_most("深圳A"), 5);
	assert_int_equal(utf8_width_most("Straße"), 7);
	assert_int_equal(utf8_width_most(""), 0);
	assert_int_equal(utf8_width("e\xcc\x81"), 1);
	assert_int_equal(utf8_width("ＡＢ"), 4);
	assert_int_equal(utf8_width("ｱ"), 1);
	assert_int_equal(utf8_width("\xf0\x9f\x93\xa6"), 2);
	assert_int_equal(utf8_width("\xff"), 1);
}

static void
assert_cuts(const char *text, size_t columns, const char *expected)
{
	struct strbuf b = STRBUF_INIT;

	utf8_cut(text, columns, &b);
	assert_string_equal(b.buf, expected);
	strbuf_release(&b);
}

static void
a_cut_shows_an_ellipsis(void **state)
{
	(void)state;
	assert_cuts("abc", 3, "abc");
	assert_cuts("abcd", 3, "ab…");
	assert_cuts("深圳市", 6, "深圳市");
	assert_cuts("深圳市", 5, "深圳…");
	assert_cuts("深圳市", 4, "深…");
	assert_cuts("深圳市", 2, "…");
	assert_cuts("深圳市", 1, "…");
	assert_cuts("e\xcc\x81\xc3\xa9xy", 3, "e\xcc\x81\xc3\xa9…");
	assert_cuts("", 0, "");
}

static void
a_cut_never_exceeds_its_width_nor_splits_a_character(void **state)
{
	static const char *const pieces[] = {
		"a", "深", "é", "e\xcc\x81", "\xf0\x9f\x93\xa6", " ", "Ａ", "ｱ",
		"\xcc\x81", "\xe2\x80\x8b"
	};
	uint64_t seed = 3;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		struct strbuf text = STRBUF_INIT, cut = STRBUF_INIT;
		size_t columns = (size_t)(i % 24);

		for (int n = i % 17; n > 0; n--) {
			seed = seed * 6364136223846793005u + 1;
			strbuf_addstr(&text, pieces[(seed >> 33) %
			    COUNT(pieces)]);
		}
		utf8_cut(text.buf, columns, &cut);
		if (utf8_width(cut.buf) > columns)
			fail_msg("'%s' cut to %zu is '%s'", text.buf, columns,
			    cut.buf);
		assert_int_equal(utf8_check(cut.buf, cut.len), cut.len);
		strbuf_release(&text);
		strbuf_release(&cut);
	}
}

static bool
is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad ||
	    c == 0x61c || c == 0x180e || (c >= 0x200b && c <= 0x200f) ||
	    (c >= 0x2028 && c <= 0x202e) ||
	    (c >= 0x2060 && c <= 0x206f && c != 0x2065);
}

static void
nothing_that_drives_a_terminal_is_visible(void **state)
{
	struct strbuf b = STRBUF_INIT;
	char buf[8];

	(void)state;
	for (uint32_t c = 1; c < 0x3000; c++) {
		encode(c, buf);
		strbuf_cut(&b, 0);
		utf8_visible(buf, &b);
		if (is_control(c)) {
			if (b.buf[0] != '\\' ||
			    (b.buf[1] != 'x' && b.buf[1] != 'u'))
				fail_msg("U+%04X is shown", (unsigned)c);
			for (const char *p = b.buf; *p != '\0'; p++)
				assert_in_range(*p, ' ', '~');
		}
		assert_int_equal(utf8_check(b.buf, b.len), b.len);
	}
	strbuf_release(&b);
}

static void
what_is_visible_stays(void **state)
{
	static const char *const texts[] = {
		"Ningbo LED Co., Ltd.", "深圳市华强", "Müller", "\xf0\x9f\x93\xa6",
		"a\\b", "e\xcc\x81"
	};
	struct strbuf b = STRBUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		strbuf_cut(&b, 0);
		utf8_visible(texts[i], &b);
		assert_string_equal(b.buf, texts[i]);
	}
	strbuf_cut(&b, 0);
	utf8_visible("a\033[31mb\x9b\xe2\x80\xae", &b);
	assert_string_equal(b.buf, "a\\x1b[31mb\\x9b\\u{202e}");
	strbuf_release(&b);
}

static void
distance_counts_slips(void **state)
{
	(void)state;
	assert_int_equal(utf8_distance("country", "country", 3), 0);
	assert_int_equal(utf8_distance("contry", "country", 3), 1);
	assert_int_equal(utf8_distance("cuontry", "country", 3), 1);
	assert_int_equal(utf8_distance("kountri", "country", 3), 2);
	assert_int_equal(utf8_distance("", "abc", 3), 3);
	assert_int_equal(utf8_distance("", "abcd", 3), 4);
	assert_int_equal(utf8_distance("供应商", "供货商", 3), 1);
	assert_int_equal(utf8_distance("abc", "xyz", 2), 3);
}

static void
distance_is_the_same_both_ways(void **state)
{
	char a[80], b[80];
	uint64_t seed = 11;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		size_t na = (size_t)(i % 79), nb = (size_t)(i % 7);

		for (size_t j = 0; j < sizeof(a) - 1; j++) {
			seed = seed * 6364136223846793005u + 1;
			a[j] = (char)('a' + (seed >> 33) % 3);
			b[j] = (char)('a' + (seed >> 43) % 3);
		}
		a[na] = b[nb] = '\0';
		assert_int_equal(utf8_distance(a, b, 5),
		    utf8_distance(b, a, 5));
		assert_int_equal(utf8_distance(a, a, 5), 0);
	}
}

static void
chinese_is_told_from_the_rest(void **state)
{
	(void)state;
	assert_true(utf8_has_han("灯"));
	assert_true(utf8_has_han("LED 灯 12 W"));
	assert_true(utf8_has_han("㐀"));
	assert_true(utf8_has_han("𠀀"));
	assert_false(utf8_has_han(""));
	assert_false(utf8_has_han("LED bulb, 12 W – Ø 60 mm"));
	assert_false(utf8_has_han("ランプ 램프 лампа"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(valid_text_is_told_from_the_rest),
		cmocka_unit_test(every_character_is_valid),
		cmocka_unit_test(folding_removes_case_forms_and_accents),
		cmocka_unit_test(folding_squeezes_white_space),
		cmocka_unit_test(folding_goes_on_behind_what_is_there),
		cmocka_unit_test(folding_skips_invalid_bytes),
		cmocka_unit_test(folding_twice_changes_nothing),
		cmocka_unit_test(a_skeleton_has_letters_and_digits_only),
		cmocka_unit_test(width_counts_columns_of_the_screen),
		cmocka_unit_test(a_cut_shows_an_ellipsis),
		cmocka_unit_test(
		    a_cut_never_exceeds_its_width_nor_splits_a_character),
		cmocka_unit_test(nothing_that_drives_a_terminal_is_visible),
		cmocka_unit_test(what_is_visible_stays),
		cmocka_unit_test(distance_counts_slips),
		cmocka_unit_test(distance_is_the_same_both_ways),
		cmocka_unit_test(chinese_is_told_from_the_rest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
