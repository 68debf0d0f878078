/*
 * Values: what each type reads, prints and takes for the same.
 */
#include "value/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"

static const enum value_type all_types[] = {
	V_TEXT, V_INT, V_BOOL, V_DATE, V_DECIMAL, V_REF
};

static struct arena arena = ARENA_INIT;

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct value
of(enum value_type type, const char *text)
{
	struct parse how = { &arena, NO_DATE };
	struct value v;

	if (value_parse(type, text, &how, &v) != OK)
		fail_msg("'%s' was not read: %s", text, fail_text());
	assert_int_equal(v.type, type);
	return v;
}

static void
assert_prints(struct value v, const char *expected)
{
	struct strbuf text = STRBUF_INIT;

	value_print(v, &text);
	assert_string_equal(text.buf, expected);
	strbuf_release(&text);
}

static void
white_space_at_the_ends_goes(void **state)
{
	static const char *const cases[] = {
		"a b", " a b\t", "\r\na b\v\f", "\xc2\xa0" "a b\xc2\xa0",
		"\xe3\x80\x80" "a b\xe3\x80\x80", "\xe2\x80\x83" "a b",
		" \xc2\xa0\xe3\x80\x80 a b \xe3\x80\x80\xc2\xa0 ",
		"\xef\xbb\xbf" "a b",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_prints(of(V_TEXT, cases[i]), "a b");
	assert_prints(of(V_TEXT, " 供应商\xe3\x80\x80甲 "),
	    "供应商\xe3\x80\x80甲");
	assert_prints(of(V_TEXT, "\xe3\x80"), "\xe3\x80");
}

static void
empty_is_none(void **state)
{
	static const char *const cases[] = {
		"", " ", "\t\n", "\xe3\x80\x80", "\xc2\xa0 \xc2\xa0"
	};

	(void)state;
	for (size_t i = 0; i < COUNT(all_types); i++) {
		for (size_t j = 0; j < COUNT(cases); j++) {
			struct value v = of(all_types[i], cases[j]);

			assert_true(value_equal(v, value_none(all_types[i])));
			if (all_types[i] != V_BOOL) {
				assert_true(value_is_none(v));
				assert_prints(v, "");
			}
		}
	}
}

static void
there_is_no_third_bool(void **state)
{
	(void)state;
	assert_false(value_is_none(value_none(V_BOOL)));
	assert_prints(value_none(V_BOOL), "no");
}

static void
bool_is_read_in_both_languages(void **state)
{
	static const char *const yes[] = {
		"yes", "YES", "y", "true", "True", "1", "是", "√",
		"ＹＥＳ", "１"
	};
	static const char *const no[] = {
		"no", "No", "n", "false", "FALSE", "0", "否"
	};
	struct parse how = { &arena, NO_DATE };
	struct value v;

	(void)state;
	for (size_t i = 0; i < COUNT(yes); i++)
		assert_prints(of(V_BOOL, yes[i]), "yes");
	for (size_t i = 0; i < COUNT(no); i++)
		assert_prints(of(V_BOOL, no[i]), "no");
	assert_int_equal(value_parse(V_BOOL, "maybe", &how, &v), E_INVALID);
	assert_string_equal(fail_text(), "'maybe' is neither yes nor no");
	assert_non_null(strstr(fail_hint_text(), "write yes or no"));
}

static void
int_is_a_whole_number(void **state)
{
	static const char *const refused[] = {
		"1.5", "-0.000001", "1,234", "abc", "0x10",
		"9223372036855", "99999999999999999999",
	};
	struct parse how = { &arena, NO_DATE };
	struct value v = value_int(7);

	(void)state;
	assert_prints(of(V_INT, " 30 "), "30");
	assert_prints(of(V_INT, "-1,234,567"), "-1234567");
	assert_prints(of(V_INT, "30.0"), "30");
	assert_prints(of(V_INT, "1.5万"), "15000");
	assert_prints(of(V_INT, "9223372036854"), "9223372036854");
	for (size_t i = 0; i < COUNT(refused); i++) {
		if (value_parse(V_INT, refused[i], &how, &v) != E_INVALID)
			fail_msg("'%s' was accepted", refused[i]);
	}
	assert_int_equal(v.u.integer, 7);
	assert_int_equal(value_parse(V_INT, "2.5", &how, &v), E_INVALID);
	assert_string_equal(fail_text(), "'2.5' is not a whole number");
}

static void
relative_dates_need_today(void **state)
{
	struct parse how = { &arena, NO_DATE };
	struct value v;

	(void)state;
	assert_int_equal(value_parse(V_DATE, "明天", &how, &v), E_INVALID);
	how.today = of(V_DATE, "2026-12-31").u.date;
	assert_int_equal(value_parse(V_DATE, "明天", &how, &v), OK);
	assert_prints(v, "2027-01-01");
}

static void
ref_is_its_code(void **state)
{
	const struct value known = { .type = V_REF, .u.ref = { .id = 7 } };
	struct value v = of(V_REF, " SUP-0001 ");

	(void)state;
	assert_int_equal(v.u.ref.id, 0);
	assert_string_equal(v.u.ref.code, "SUP-0001");
	assert_prints(v, "SUP-0001");
	assert_false(value_is_none(known));
	assert_prints(known, "");
}

static void
what_is_printed_is_read_back(void **state)
{
	static const struct {
		enum value_type type;
		const char     *text;
	} cases[] = {
		{ V_TEXT, "two\nlines" },	{ V_TEXT, "深圳 \"华强\"" },
		{ V_INT, "0" },			{ V_INT, "-9223372036854" },
		{ V_BOOL, "yes" },		{ V_BOOL, "no" },
		{ V_DATE, "2026-11-05" },	{ V_DATE, "2026-11-05 09:30" },
		{ V_DECIMAL, "1234.5" },	{ V_DECIMAL, "-0.000001" },
		{ V_REF, "BUY-0007" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_prints(of(cases[i].type, cases[i].text), cases[i].text);
}

static void
equal_is_the_same_value(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(all_types); i++) {
		const char *text = all_types[i] == V_DATE ? "2026-11-05" : "1";
		const char *other = all_types[i] == V_DATE ? "2026-11-06" : "0";
		struct value a = of(all_types[i], text);

		assert_true(value_equal(a, of(all_types[i], text)));
		assert_false(value_equal(a, of(all_types[i], other)));
		assert_false(value_equal(a, value_none(all_types[i])));
		assert_false(value_equal(value_none(all_types[i]), a));
	}
	assert_false(value_equal(of(V_INT, "1"), of(V_DECIMAL, "1")));
	assert_true(value_equal(of(V_DECIMAL, "1.50"), of(V_DECIMAL, "1.5")));
	assert_true(value_equal(value_text(""), value_text(NULL)));
}

static void
refs_are_equal_by_number_else_by_code(void **state)
{
	struct value a = value_none(V_REF), b = value_none(V_REF);

	(void)state;
	a.u.ref = (struct ref){ .id = 1, .code = "A" };
	b.u.ref = (struct ref){ .id = 1, .code = "B" };
	assert_true(value_equal(a, b));
	b.u.ref = (struct ref){ .id = 2, .code = "A" };
	assert_false(value_equal(a, b));
	b.u.ref = (struct ref){ .id = 0, .code = "A" };
	assert_true(value_equal(a, b));
	a.u.ref = (struct ref){ .id = 1 };
	assert_false(value_equal(a, b));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(white_space_at_the_ends_goes,
		    release),
		cmocka_unit_test_teardown(empty_is_none, release),
		cmocka_unit_test_teardown(there_is_no_third_bool, release),
		cmocka_unit_test_teardown(bool_is_read_in_both_languages,
		    release),
		cmocka_unit_test_teardown(int_is_a_whole_number, release),
		cmocka_unit_test_teardown(relative_dates_need_today, release),
		cmocka_unit_test_teardown(ref_is_its_code, release),
		cmocka_unit_test_teardown(what_is_printed_is_read_back,
		    release),
		cmocka_unit_test_teardown(equal_is_the_same_value, release),
		cmocka_unit_test_teardown(refs_are_equal_by_number_else_by_code,
		    release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
