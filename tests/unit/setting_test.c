/*
 * Settings: their usual values, what is taken, and that changing one is on
 * record like any change.
 */
#include "scratch.h"

static void
settings_have_usual_values(void **state)
{
	(void)state;
	assert_string_equal(ledger_company(ledger), "Ningbo Test Co.");
	assert_string_equal(ledger_currency(ledger), "CNY");
	assert_string_equal(ledger_setting(ledger, "company"),
	    "Ningbo Test Co.");
	assert_string_equal(ledger_setting(ledger, "answer_days"), "2");
	assert_null(ledger_setting(ledger, "no such setting"));
}

static void
every_setting_says_what_it_is(void **state)
{
	(void)state;
	for (const struct setting_row *s = all_settings; s->name != NULL; s++) {
		assert_non_null(s->otherwise);
		assert_true(strlen(s->help) > 0);
		assert_true(s->help[strlen(s->help) - 1] != '.');
		for (const struct setting_row *t = all_settings; t < s; t++)
			assert_string_not_equal(s->name, t->name);
	}
}

static void
a_setting_is_kept(void **state)
{
	(void)state;
	assert_ok(ledger_set(ledger, "answer_days", "5"));
	commit();
	assert_string_equal(ledger_setting(ledger, "answer_days"), "5");
	assert_ok(ledger_set(ledger, "currency", "美元"));
	commit();
	assert_string_equal(ledger_currency(ledger), "USD");
	assert_ok(ledger_set(ledger, "company", "深圳市华强"));
	commit();
	assert_string_equal(ledger_company(ledger), "深圳市华强");
	assert_sound();
}

static void
what_cannot_be_set_is_refused(void **state)
{
	static const struct {
		const char *name, *value;
		enum status st;
	} cases[] = {
		{ "colour", "red", E_USAGE },
		{ "currency", "Taler", E_INVALID },
		{ "answer_days", "soon", E_INVALID },
		{ "answer_days", "", E_INVALID },
		{ "answer_days", "-1", E_INVALID },
		{ "answer_days", "1.5", E_INVALID },
		{ "answer_days", "99999999999", E_INVALID },
		{ "company", " \n", E_INVALID },
		{ "company", "\v\f\r", E_INVALID },
		{ "company", "\xe3\x80\x80", E_INVALID },
	};
	const char *before = dump();

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		if (ledger_set(ledger, cases[i].name, cases[i].value) !=
		    cases[i].st)
			fail_msg("%s=%s", cases[i].name, cases[i].value);
		assert_string_equal(dump(), before);
	}
}

static void
a_setting_can_be_taken_back(void **state)
{
	struct operation o;

	(void)state;
	assert_ok(ledger_set(ledger, "answer_days", "5"));
	commit();
	assert_ok(ledger_set(ledger, "answer_days", "7"));
	commit();
	assert_ok(history_undo(records, 0, &arena, &o));
	commit();
	assert_string_equal(ledger_setting(ledger, "answer_days"), "5");
	assert_ok(history_undo(records, 0, &arena, &o));
	commit();
	assert_string_equal(ledger_setting(ledger, "answer_days"), "2");
	assert_ok(history_redo(records, 0, &arena, &o));
	commit();
	assert_string_equal(ledger_setting(ledger, "answer_days"), "5");
}

static void
the_home_currency_completes_prices(void **state)
{
	int64_t id;

	(void)state;
	id = add(&product_entity, "name=Bulb", "price=1.5", NULL);
	assert_string_equal(field_of(&product_entity, id, "currency"), "CNY");
	assert_ok(ledger_set(ledger, "currency", "USD"));
	commit();
	id = add(&product_entity, "name=Lamp", "price=1.5", NULL);
	assert_string_equal(field_of(&product_entity, id, "currency"), "USD");
	id = add(&product_entity, "name=Tube", "price=1.5", "currency=EUR",
	    NULL);
	assert_string_equal(field_of(&product_entity, id, "currency"), "EUR");
	id = add(&product_entity, "name=Wire", NULL);
	assert_string_equal(field_of(&product_entity, id, "currency"), "");
}

#define SETTINGS(test)							\
	cmocka_unit_test_setup_teardown(test, make_ledger, remove_ledger)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SETTINGS(settings_have_usual_values),
		cmocka_unit_test(every_setting_says_what_it_is),
		SETTINGS(a_setting_is_kept),
		SETTINGS(what_cannot_be_set_is_refused),
		SETTINGS(a_setting_can_be_taken_back),
		SETTINGS(the_home_currency_completes_prices),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
