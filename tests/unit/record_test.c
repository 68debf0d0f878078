/*
 * Records between structs and tables: completed, checked, numbered, stored,
 * recognised, removed.
 */
#include "scratch.h"

/* ---- codes --------------------------------------------------------------- */

static void
codes_are_made_in_series(void **state)
{
	int64_t a, b, c;

	(void)state;
	a = add(&supplier_entity, "name=Alpha", NULL);
	b = add(&supplier_entity, "name=Beta", NULL);
	c = add(&buyer_entity, "name=Gamma", NULL);
	assert_string_equal(field_of(&party_entity, a, "code"), "SUP-0001");
	assert_string_equal(field_of(&party_entity, b, "code"), "SUP-0002");
	assert_string_equal(field_of(&party_entity, c, "code"), "BUY-0001");
}

static void
a_code_typed_by_hand_is_passed_over(void **state)
{
	int64_t id;

	(void)state;
	add(&supplier_entity, "code=SUP-0001", "name=Alpha", NULL);
	add(&supplier_entity, "code=SUP-0003", "name=Beta", NULL);
	id = add(&supplier_entity, "name=Gamma", NULL);
	assert_string_equal(field_of(&party_entity, id, "code"), "SUP-0002");
	id = add(&supplier_entity, "name=Delta", NULL);
	assert_string_equal(field_of(&party_entity, id, "code"), "SUP-0004");
}

static void
a_number_is_of_the_year_of_the_record(void **state)
{
	int64_t id;

	(void)state;
	id = add(&inquiry_entity, "company=a", NULL);
	assert_string_equal(field_of(&inquiry_entity, id, "number"),
	    "INQ-2026-0001");
	id = add(&inquiry_entity, "company=b", "date=2025-12-31", NULL);
	assert_string_equal(field_of(&inquiry_entity, id, "number"),
	    "INQ-2025-0001");
	id = add(&inquiry_entity, "company=c", NULL);
	assert_string_equal(field_of(&inquiry_entity, id, "number"),
	    "INQ-2026-0002");
}

static void
a_number_is_never_given_twice(void **state)
{
	int64_t first, second, n;

	(void)state;
	first = add(&supplier_entity, "name=Alpha", NULL);
	commit();
	assert_ok(discard(&supplier_entity, first));
	commit();
	second = add(&supplier_entity, "name=Beta", NULL);
	assert_true(second > first);
	assert_string_equal(field_of(&party_entity, second, "code"),
	    "SUP-0002");
	assert_ok(record_number(records, "X-2026", &n));
	assert_int_equal(n, 1);
	commit();
	assert_ok(record_number(records, "X-2026", &n));
	assert_int_equal(n, 2);
	roll_back();			/* it was not used */
	assert_ok(record_number(records, "X-2026", &n));
	assert_int_equal(n, 2);
}

static void
a_code_stands_for_one_record(void **state)
{
	int64_t id;

	(void)state;
	add(&supplier_entity, "code=A", "name=Alpha", NULL);
	id = add(&supplier_entity, "code=B", "name=Beta", NULL);
	assert_int_equal(add(&supplier_entity, "code=A", "name=Gamma", NULL),
	    0);
	assert_non_null(strstr(fail_text(), "'A'"));
	assert_int_equal(change(&supplier_entity, id, "code=A", NULL),
	    E_CONFLICT);
	assert_string_equal(field_of(&party_entity, id, "code"), "B");
}

/* ---- checking ------------------------------------------------------------ */

static void
all_that_is_missing_is_named(void **state)
{
	struct inquiry_event event;
	struct party p;

	(void)state;
	entity_clear(&supplier_entity, &p);
	assert_int_equal(record_check(records, &supplier_entity, &p, &arena),
	    E_INVALID);
	assert_string_equal(fail_text(), "missing: name");
	entity_clear(&inquiry_event_entity, &event);
	assert_int_equal(record_check(records, &inquiry_event_entity, &event,
	    &arena), E_INVALID);
	assert_string_equal(fail_text(), "missing: inquiry, time, kind");
}

static void
a_role_is_added_to_those_there_are(void **state)
{
	int64_t id;

	(void)state;
	id = add(&supplier_entity, "name=Alpha", "roles=bank", NULL);
	assert_string_equal(field_of(&party_entity, id, "roles"),
	    "supplier,bank");
	id = add(&buyer_entity, "name=Beta", "roles=货代;customer", NULL);
	assert_string_equal(field_of(&party_entity, id, "roles"),
	    "buyer,forwarder");
	id = add(&supplier_entity, "name=Gamma", "roles= ; 、", NULL);
	assert_string_equal(field_of(&party_entity, id, "roles"), "supplier");
}

static void
rules_of_the_things_are_kept(void **state)
{
	(void)state;
	assert_true(add(&supplier_entity, "name=a", "rating=5", NULL) > 0);
	assert_int_equal(add(&supplier_entity, "name=a", "rating=5.000001",
	    NULL), 0);
	assert_int_equal(add(&product_entity, "name=a", "vat_rate=101", NULL),
	    0);
	assert_int_equal(add(&product_entity, "name=a", "gross_weight=1",
	    "net_weight=2", NULL), 0);
	assert_int_equal(add(&inquiry_entity, "channel=mail", NULL), 0);
	assert_int_equal(add(&inquiry_entity, "company=a", "stage=lost", NULL),
	    0);
	assert_int_equal(add(&inquiry_entity, "company=a", "date=2026-11-05",
	    "answered=2026-11-04", NULL), 0);
	assert_true(add(&inquiry_entity, "company=a", "date=2026-11-05 10:00",
	    "answered=2026-11-05", NULL) > 0);
}

static void
an_inquiry_is_completed(void **state)
{
	int64_t id;

	(void)state;
	id = add(&inquiry_entity, "company=Acme", NULL);
	assert_string_equal(field_of(&inquiry_entity, id, "date"),
	    "2026-11-16 10:30");
	assert_string_equal(field_of(&inquiry_entity, id, "channel"), "other");
	assert_string_equal(field_of(&inquiry_entity, id, "stage"), "new");
}

/* ---- references ---------------------------------------------------------- */

static void
a_reference_is_a_code_or_a_name(void **state)
{
	int64_t id;

	(void)state;
	add(&supplier_entity, "code=S-1", "name=Alpha", NULL);
	add(&supplier_entity, "code=S-2", "name=Twin", NULL);
	add(&supplier_entity, "code=S-3", "name=Twin", NULL);
	id = add(&product_entity, "name=Bulb", "supplier=S-2", NULL);
	assert_string_equal(field_of(&product_entity, id, "supplier"), "S-2");
	id = add(&product_entity, "name=Bulb", "supplier=Alpha", NULL);
	assert_string_equal(field_of(&product_entity, id, "supplier"), "S-1");
	assert_int_equal(add(&product_entity, "name=Bulb", "supplier=Twin",
	    NULL), 0);
	assert_int_equal(add(&product_entity, "name=Bulb", "supplier=Nobody",
	    NULL), 0);
	assert_non_null(strstr(fail_text(), "there is no supplier 'Nobody'"));
	assert_int_equal(strncmp(fail_text(), "supplier: ", 10), 0);
}

static void
what_is_in_use_is_not_removed(void **state)
{
	int64_t supplier, product;
	const char *before;

	(void)state;
	supplier = add(&supplier_entity, "code=S-1", "name=Alpha", NULL);
	product = add(&product_entity, "code=P-1", "name=Bulb", "supplier=S-1",
	    NULL);
	add(&inquiry_entity, "number=I-1", "company=a", NULL);
	add(&inquiry_line_entity, "inquiry=I-1", "product=P-1", NULL);
	before = dump();
	assert_int_equal(discard(&supplier_entity, supplier), E_CONFLICT);
	assert_string_equal(fail_text(), "supplier S-1 is in use by product P-1"
	    );
	assert_int_equal(discard(&product_entity, product), E_CONFLICT);
	assert_string_equal(fail_text(), "product P-1 is in use by inquiry I-1"
	    );
	assert_string_equal(dump(), before);
}

static void
parts_go_with_what_they_belong_to(void **state)
{
	int64_t id;

	(void)state;
	id = add(&inquiry_entity, "number=I-1", "company=a", NULL);
	add(&inquiry_entity, "number=I-2", "company=b", NULL);
	add(&inquiry_line_entity, "inquiry=I-1", "description=x", NULL);
	add(&inquiry_line_entity, "inquiry=I-2", "description=y", NULL);
	add(&inquiry_event_entity, "inquiry=I-1", "time=2026-11-05",
	    "kind=note", NULL);
	commit();
	assert_ok(discard(&inquiry_entity, id));
	commit();
	assert_int_equal(number("SELECT count(*) FROM inquiry_line"), 1);
	assert_int_equal(number("SELECT count(*) FROM inquiry_event"), 0);
	assert_sound();
}

static void
lines_are_counted(void **state)
{
	int64_t id;

	(void)state;
	add(&inquiry_entity, "number=I-1", "company=a", NULL);
	add(&inquiry_line_entity, "inquiry=I-1", "description=x", NULL);
	add(&inquiry_line_entity, "inquiry=I-1", "line=10", "description=y",
	    NULL);
	id = add(&inquiry_line_entity, "inquiry=I-1", "description=z", NULL);
	assert_string_equal(field_of(&inquiry_line_entity, id, "line"), "11");
	assert_int_equal(add(&inquiry_line_entity, "inquiry=I-1", "line=10",
	    "description=y", NULL), 0);
}

/* ---- storing ------------------------------------------------------------- */

static void
only_what_differs_is_stored(void **state)
{
	struct party p, q;
	int64_t id, changes;

	(void)state;
	id = add(&supplier_entity, "name=Alpha", "city=Ningbo", NULL);
	commit();
	changes = number("SELECT count(*) FROM change");
	assert_ok(load(&supplier_entity, id, &p));
	q = p;
	assert_false(record_differs(&supplier_entity, &p, &q));
	assert_ok(record_update(records, &supplier_entity, &p, &q));
	commit();
	assert_int_equal(number("SELECT count(*) FROM change"), changes);
	q.city = "";			/* the same as none */
	p.city = NULL;
	assert_false(record_differs(&supplier_entity, &p, &q));
}

static void
what_is_searched_follows_the_fields(void **state)
{
	static const char sql[] = "SELECT count(*) FROM party WHERE"
	    " search_key LIKE '%ningbo%'";
	struct operation o;
	int64_t id;

	(void)state;
	id = add(&supplier_entity, "name=Alpha", "city=Ningbo", NULL);
	commit();
	assert_int_equal(number(sql), 1);
	assert_ok(change(&supplier_entity, id, "city=Yiwu", NULL));
	commit();
	assert_int_equal(number(sql), 0);
	assert_ok(history_undo(records, 0, &arena, &o));
	commit();
	assert_int_equal(number(sql), 1);
}

static void
values_are_stored_exactly(void **state)
{
	static const struct {
		const char *pair, *field, *value;
	} cases[] = {
		{ "price=9223372036854.775807", "price",
		    "9223372036854.775807" },
		{ "price=0.000001", "price", "0.000001" },
		{ "name=深圳 \"x\" 'y'\n", "name", "深圳 \"x\" 'y'" },
		{ "hs_code=0902.10", "hs_code", "090210" },
		{ "lead_days=0", "lead_days", "0" },
		{ "archived=是", "archived", "yes" },
		{ "notes=line\nline\ttab\\", "notes", "line\nline\ttab\\" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		int64_t id = add(&product_entity, "name=x", cases[i].pair,
		    NULL);

		if (id == 0)
			fail_msg("%s: %s", cases[i].pair, fail_text());
		assert_string_equal(field_of(&product_entity, id,
		    cases[i].field), cases[i].value);
	}
}

/* ---- the same thing ------------------------------------------------------ */

static int64_t
match(const struct entity *e, ...)
{
	void *record = entity_new(e, &arena);
	va_list pairs;
	void *same;

	va_start(pairs, e);
	assert_ok(set_fields(e, record, pairs));
	va_end(pairs);
	if (record_match(records, &(struct record_like){ e, record, 0 },
	    &arena, &same) != OK)
		return -1;
	return same != NULL ? entity_id(same) : 0;
}

static void
a_record_is_recognised(void **state)
{
	int64_t alpha, first, second;

	(void)state;
	alpha = add(&supplier_entity, "code=S-1", "name=Alpha", NULL);
	add(&supplier_entity, "name=Twin", NULL);
	add(&supplier_entity, "name=Twin", NULL);
	first = add(&inquiry_entity, "company=a", "channel=alibaba",
	    "reference=1001", NULL);
	second = add(&inquiry_entity, "company=a", "channel=alibaba",
	    "campaign=March", "reference=1001", NULL);
	assert_int_equal(match(&supplier_entity, "code=S-1", NULL), alpha);
	assert_int_equal(match(&supplier_entity, "name=Alpha", NULL), alpha);
	assert_int_equal(match(&supplier_entity, "name=Beta", NULL), 0);
	assert_int_equal(match(&supplier_entity, "code=S-9", "name=Alpha",
	    NULL), 0);
	assert_int_equal(match(&supplier_entity, "name=Twin", NULL), -1);
	assert_non_null(strstr(fail_text(), "more than one supplier"));
	assert_int_equal(match(&inquiry_entity, "channel=alibaba",
	    "reference=1001", NULL), first);
	assert_int_equal(match(&inquiry_entity, "channel=alibaba",
	    "campaign=March", "reference=1001", NULL), second);
	assert_int_equal(match(&inquiry_entity, "channel=mail",
	    "reference=1001", NULL), 0);
}

/* ---- stages -------------------------------------------------------------- */

static void
an_inquiry_moves_from_stage_to_stage(void **state)
{
	struct inquiry_event event;
	const struct defaults *d = records_defaults(records);
	struct inquiry q;
	int64_t id;

	(void)state;
	id = add(&inquiry_entity, "company=a", "next_action=2026-11-20", NULL);
	assert_ok(load(&inquiry_entity, id, &q));
	entity_clear(&inquiry_event_entity, &event);
	event.stage = "new";
	assert_int_equal(inquiry_move(&q, &event, d), E_CONFLICT);
	event.stage = "quoted";
	assert_ok(inquiry_move(&q, &event, d));
	assert_string_equal(q.stage, "quoted");
	assert_int_equal(date_compare(q.answered, d->today), 0);
	assert_false(date_is_none(q.next_action));
	assert_string_equal(event.kind, "move");
	event.stage = "lost";
	event.text = NULL;
	assert_int_equal(inquiry_move(&q, &event, d), E_INVALID);
	q.stage = "quoted";
	event.text = "price";
	assert_ok(inquiry_move(&q, &event, d));
	assert_string_equal(q.lost_reason, "price");
	assert_true(date_is_none(q.next_action));
}

/* Finds something else each time. */
static enum status
settle_for_ever(struct records *r, int64_t id)
{
	struct arena a = ARENA_INIT;
	struct party old, p;
	enum status st = record_load(r, (struct record_id){ &party_entity,
	    id }, &a, &old);

	p = old;
	p.notes = old.notes != NULL ? arena_printf(&a, "%sx", old.notes) : "x";
	if (st == OK)
		st = record_update(r, &party_entity, &old, &p);
	arena_release(&a);
	return st;
}

/* Prices by quantity have neither a code nor words. */
static void
what_has_no_words_has_no_code(void **state)
{
	struct offer_line line;

	(void)state;
	entity_clear(&offer_line_entity, &line);
	line.line = 3;
	line.price.micros = 5;
	assert_string_equal(entity_code(&offer_line_entity, &line), "");
}

static void
what_never_settles_is_an_error(void **state)
{
	static const struct settler settlers[] = {
		{ &party_entity, settle_for_ever, NULL, NULL, 0 },
		{ NULL, NULL, NULL, NULL, 0 }
	};

	(void)state;
	records_settlers(records, settlers);
	add(&supplier_entity, "name=Alpha", NULL);
	assert_int_equal(records_settle(records), E_FAIL);
	assert_string_equal(fail_text(), "internal error: what follows from "
	    "party number 1 is another thing each time");
	fail_clear();
	roll_back();
}

#define RECORDS(test)							\
	cmocka_unit_test_setup_teardown(test, make_ledger, remove_ledger)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		RECORDS(codes_are_made_in_series),
		RECORDS(a_code_typed_by_hand_is_passed_over),
		RECORDS(a_number_is_of_the_year_of_the_record),
		RECORDS(a_number_is_never_given_twice),
		RECORDS(a_code_stands_for_one_record),
		RECORDS(all_that_is_missing_is_named),
		RECORDS(a_role_is_added_to_those_there_are),
		RECORDS(rules_of_the_things_are_kept),
		RECORDS(an_inquiry_is_completed),
		RECORDS(a_reference_is_a_code_or_a_name),
		RECORDS(what_is_in_use_is_not_removed),
		RECORDS(parts_go_with_what_they_belong_to),
		RECORDS(lines_are_counted),
		RECORDS(only_what_differs_is_stored),
		RECORDS(what_is_searched_follows_the_fields),
		RECORDS(values_are_stored_exactly),
		RECORDS(a_record_is_recognised),
		RECORDS(an_inquiry_moves_from_stage_to_stage),
		RECORDS(what_never_settles_is_an_error),
		RECORDS(what_has_no_words_has_no_code),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
