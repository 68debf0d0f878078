/*
 * The closed lists and how they are searched: every form leads to one row and
 * no other, and what is not on a list is refused with the way out.
 */
#include "value/codes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"

static const struct codes *const lists[] = {
	&country_codes, &currency_codes, &unit_codes, &incoterm_codes,
	&language_codes,
};

/* A folded form and the row it belongs to. */
struct entry {
	const char	*skeleton;
	const char	*code;
};

struct entries {
	struct entry	list[4096];
	size_t		n;
};

static const char *
found(const struct codes *codes, const char *text)
{
	const struct code *row = NULL;

	fail_clear();
	if (code_find(codes, text, &row) != OK)
		return "none";
	return row->code;
}

static void
assert_none(const struct codes *codes, const char *text)
{
	const struct code *row = NULL;

	fail_clear();
	assert_int_equal(code_find(codes, text, &row), E_INVALID);
	assert_null(row);
	assert_true(fail_text()[0] != '\0');
	assert_true(fail_hint_text()[0] != '\0');
}

/* One letter is compared as it is written, so it is not folded here. */
static void
add_entry(struct entries *e, const char *form, const char *code,
    struct arena *a)
{
	const char *skeleton = utf8_skeleton(form, a);

	assert_true(form[0] != '\0');
	assert_int_equal(utf8_check(form, strlen(form)), strlen(form));
	assert_true(e->n < COUNT(e->list));
	e->list[e->n].skeleton = strlen(skeleton) > 1 ? skeleton :
	    utf8_folded(form, a);
	e->list[e->n].code = code;
	e->n++;
}

static void
add_row(struct entries *e, const struct code *row, struct arena *a)
{
	char *rest = arena_strdup(a, row->also), *form;

	add_entry(e, row->code, row->code, a);
	add_entry(e, row->en, row->code, a);
	add_entry(e, row->zh, row->code, a);
	while ((form = strtok_r(rest, "|", &rest)) != NULL)
		add_entry(e, form, row->code, a);
}

static int
compare_entries(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->skeleton,
	    ((const struct entry *)b)->skeleton);
}

static void
check_ambiguous(const struct codes *codes)
{
	static struct entries e;
	struct arena arena = ARENA_INIT;

	e.n = 0;
	for (size_t i = 0; i < codes->n; i++)
		add_row(&e, &codes->list[i], &arena);
	qsort(e.list, e.n, sizeof(e.list[0]), compare_entries);
	for (size_t i = 1; i < e.n; i++) {
		const struct entry *a = &e.list[i - 1], *b = &e.list[i];

		if (strcmp(a->skeleton, b->skeleton) == 0 &&
		    strcmp(a->code, b->code) != 0)
			fail_msg("%s: '%s' is %s and %s", codes->name,
			    a->skeleton, a->code, b->code);
	}
	arena_release(&arena);
}

static void
no_form_is_ambiguous(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(lists); i++)
		check_ambiguous(lists[i]);
}

static void
check_list(const struct codes *codes)
{
	for (size_t i = 0; i < codes->n; i++) {
		const struct code *row = &codes->list[i];

		assert_ptr_equal(code_get(codes, row->code), row);
		assert_string_equal(found(codes, row->en), row->code);
		assert_string_equal(found(codes, row->zh), row->code);
		if (i > 0)
			assert_true(strcmp(row[-1].code, row->code) < 0);
	}
}

static void
every_row_is_found_by_code_and_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(lists); i++)
		check_list(lists[i]);
	assert_null(code_get(&country_codes, "de"));
	assert_null(code_get(&country_codes, "XX"));
	assert_null(code_get(&country_codes, ""));
}

static void
the_lists_are_complete(void **state)
{
	(void)state;
	assert_int_equal(country_codes.n, 249);
	assert_int_equal(currency_codes.n, 176);
	assert_int_equal(incoterm_codes.n, 11);
	assert_string_equal(country_codes.name, "country");
	assert_string_equal(unit_codes.name, "unit");
}

/* ISO 4217, minor units other than 2. */
static void
minor_units_are_right(void **state)
{
	static const char *const none = "BIF CLP DJF GNF ISK JPY KMF KRW PYG "
	    "RWF UGX UYI VND VUV XAF XOF XPF";
	static const char *const three = "BHD IQD JOD KWD LYD OMR TND";
	static const char *const four = "CLF UYW";

	(void)state;
	for (size_t i = 0; i < currency_codes.n; i++) {
		const struct code *row = &currency_codes.list[i];
		int digits = strstr(none, row->code) != NULL ? 0 :
		    strstr(three, row->code) != NULL ? 3 :
		    strstr(four, row->code) != NULL ? 4 : 2;

		if (row->digits != digits)
			fail_msg("%s: %d", row->code, row->digits);
	}
}

static void
countries_are_read_as_people_write_them(void **state)
{
	static const char *const forms[][2] = {
		{ "DE", "DE" }, { "de", "DE" }, { "Germany", "DE" },
		{ "GERMANY", "DE" }, { " germany ", "DE" },
		{ "Deutschland", "DE" }, { "德国", "DE" }, { "DEU", "DE" },
		{ "UK", "GB" }, { "U.K.", "GB" }, { "Great Britain", "GB" },
		{ "England", "GB" }, { "英国", "GB" }, { "USA", "US" },
		{ "U.S.A.", "US" }, { "u.s.", "US" }, { "America", "US" },
		{ "United  States of America", "US" }, { "美国", "US" },
		{ "UAE", "AE" }, { "阿联酋", "AE" }, { "Holland", "NL" },
		{ "the netherlands", "NL" }, { "Korea", "KR" },
		{ "Republic of Korea", "KR" }, { "España", "ES" },
		{ "espana", "ES" }, { "Türkiye", "TR" }, { "Turkey", "TR" },
		{ "Burma", "MM" }, { "Ivory Coast", "CI" },
		{ "Cote d'Ivoire", "CI" }, { "Cote d’Ivoire", "CI" },
		{ "Macedonia", "MK" }, { "Swaziland", "SZ" },
		{ "Czech Republic", "CZ" }, { "Viet Nam", "VN" },
		{ "Việt Nam", "VN" }, { "Russian Federation", "RU" },
		{ "РОССИЯ", "RU" }, { "P.R. China", "CN" }, { "PRC", "CN" },
		{ "P. R. CHINA", "CN" }, { "Mainland China", "CN" },
		{ "中华人民共和国", "CN" }, { "香港", "HK" },
		{ "中国香港", "HK" }, { "中国台湾", "TW" }, { "台湾", "TW" },
		{ "ＵＳＡ", "US" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(forms); i++)
		assert_string_equal(found(&country_codes, forms[i][0]),
		    forms[i][1]);
}

static void
currencies_are_read_as_people_write_them(void **state)
{
	static const char *const forms[][2] = {
		{ "USD", "USD" }, { "usd", "USD" }, { "US$", "USD" },
		{ "us $", "USD" }, { "US dollars", "USD" }, { "美元", "USD" },
		{ "美金", "USD" }, { "RMB", "CNY" }, { "CNH", "CNY" },
		{ "人民币", "CNY" }, { "元", "CNY" }, { "€", "EUR" },
		{ "欧元", "EUR" }, { "euro", "EUR" }, { "£", "GBP" },
		{ "HK$", "HKD" }, { "NT$", "TWD" }, { "A$", "AUD" },
		{ "S$", "SGD" }, { "R$", "BRL" }, { "S/.", "PEN" },
		{ "zł", "PLN" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(forms); i++)
		assert_string_equal(found(&currency_codes, forms[i][0]),
		    forms[i][1]);
}

static void
other_lists_are_read_as_people_write_them(void **state)
{
	(void)state;
	assert_string_equal(found(&unit_codes, "pcs."), "H87");
	assert_string_equal(found(&unit_codes, "PC"), "H87");
	assert_string_equal(found(&unit_codes, "台"), "H87");
	assert_string_equal(found(&unit_codes, "套"), "SET");
	assert_string_equal(found(&unit_codes, "Sets"), "SET");
	assert_string_equal(found(&unit_codes, "CTNS"), "XCT");
	assert_string_equal(found(&unit_codes, "箱"), "XCT");
	assert_string_equal(found(&unit_codes, "m²"), "MTK");
	assert_string_equal(found(&unit_codes, "㎡"), "MTK");
	assert_string_equal(found(&unit_codes, "M"), "MTR");
	assert_string_equal(found(&unit_codes, "M/T"), "TNE");
	assert_string_equal(found(&incoterm_codes, "c&f"), "CFR");
	assert_string_equal(found(&incoterm_codes, "F.O.B."), "FOB");
	assert_string_equal(found(&language_codes, "EN"), "en");
	assert_string_equal(found(&language_codes, "zh_CN"), "zh");
	assert_string_equal(found(&language_codes, "Français"), "fr");
}

static void
doubtful_texts_are_refused(void **state)
{
	static const char *const old[] = { "DDU", "DAT", "DAF", "DES", "DEQ" };

	(void)state;
	assert_none(&currency_codes, "$");
	assert_none(&currency_codes, "¥");
	assert_none(&currency_codes, "￥");
	assert_none(&currency_codes, "s");
	assert_none(&currency_codes, "dollar");
	assert_none(&currency_codes, "XAU");
	assert_none(&currency_codes, "XXX");
	assert_none(&country_codes, "");
	assert_none(&country_codes, "?");
	assert_none(&country_codes, "Congo");
	assert_none(&country_codes, "Principality of Andorra|AND");
	assert_none(&country_codes, "\xff\xfe");
	for (size_t i = 0; i < COUNT(old); i++)
		assert_none(&incoterm_codes, old[i]);
}

static void
a_refusal_names_the_text_and_the_way_out(void **state)
{
	(void)state;
	assert_none(&country_codes, "Germny");
	assert_string_equal(fail_text(), "'Germny' is not a country");
	assert_string_equal(fail_hint_text(),
	    "did you mean DE (Germany, 德国)?");
	assert_none(&country_codes, "XX");
	assert_string_equal(fail_hint_text(), "write the two-letter code or "
	    "the name, e.g. DE, Germany, 德国");
	assert_none(&country_codes, "魏国");
	assert_null(strstr(fail_hint_text(), "did you mean"));
	assert_none(&incoterm_codes, "DDU");
	assert_string_equal(fail_text(),
	    "'DDU' is not a term of Incoterms 2020");
	assert_string_equal(fail_hint_text(), "write one of: CFR, CIF, CIP, "
	    "CPT, DAP, DDP, DPU, EXW, FAS, FCA, FOB");
}

/* A list of its own, as the ledger has for channels and stages. */
static void
other_lists_work_the_same(void **state)
{
	static const struct code rows[] = {
		{ "fair", "Trade fair", "", "", 0 },
		{ "mail", "Mail", "邮件", "email|e-mail", 0 },
	};
	static const struct codes channels = { "channel", rows, 2 };

	(void)state;
	assert_string_equal(found(&channels, "E-mail"), "mail");
	assert_string_equal(found(&channels, "trade-fair"), "fair");
	assert_none(&channels, "");
	assert_none(&channels, "fax");
	assert_string_equal(fail_text(), "'fax' is not a known channel");
	assert_string_equal(fail_hint_text(), "write one of: fair, mail");
}

static void
a_word_means_the_same_again_but_not_in_another_list(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++) {
		assert_string_equal(found(&country_codes, "de"), "DE");
		assert_string_equal(found(&language_codes, "DE"), "de");
		assert_string_equal(found(&unit_codes, "pcs"), "H87");
		assert_string_equal(found(&unit_codes, "de"), "none");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_form_is_ambiguous),
		cmocka_unit_test(every_row_is_found_by_code_and_names),
		cmocka_unit_test(the_lists_are_complete),
		cmocka_unit_test(minor_units_are_right),
		cmocka_unit_test(countries_are_read_as_people_write_them),
		cmocka_unit_test(currencies_are_read_as_people_write_them),
		cmocka_unit_test(other_lists_are_read_as_people_write_them),
		cmocka_unit_test(doubtful_texts_are_refused),
		cmocka_unit_test(a_refusal_names_the_text_and_the_way_out),
		cmocka_unit_test(other_lists_work_the_same),
		cmocka_unit_test(
		    a_word_means_the_same_again_but_not_in_another_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
