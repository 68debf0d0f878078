/*
 * Undo and redo against a simple model: what the ledger held after every
 * operation, as text.  Random operations on all kinds of records; taking them
 * back and bringing them again must give exactly what was there.
 */
#include "scratch.h"

#include <time.h>

enum { OPERATIONS = 250, KEPT_MAX = 10000 };

static uint64_t seed;

static uint64_t
random_number(uint64_t below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (seed >> 33) % below;
}

/* ---- random records ------------------------------------------------------ */

static const char *
random_text(void)
{
	static const char *const texts[] = {
		"Ningbo LED", "深圳市华强", "a\tb", "two\nlines", "back\\slash",
		"\\n", "\\t\\\\", "é", "tab\tand\nline\\", "=1+1", "'", "\"", "%_",
		"1", "0", "trailing\\", "ﬁne", "ＡＢＣ", "-"
	};

	return texts[random_number(COUNT(texts))];
}

/* A number of a row of the table, or 0 when it has none. */
static int64_t
random_id(const char *table)
{
	char sql[160];

	snprintf(sql, sizeof(sql), "SELECT coalesce((SELECT id FROM %s ORDER BY"
	    " (id * %d) %% 1009, id LIMIT 1), 0)", table,
	    (int)random_number(1000) + 1);
	return number(sql);
}

static struct value
random_ref(const struct field *f)
{
	struct value v = value_none(V_REF);

	v.u.ref.id = random_id(f->ref->table);
	return v;
}

static struct value
random_value(const struct field *f)
{
	struct value v = value_none(f->type);

	if (random_number(4) == 0 && !(f->flags & F_REQUIRED))
		return v;
	switch (f->type) {
	case V_TEXT:
		return value_text(f->codes != NULL ?
		    f->codes->list[random_number(f->codes->n)].code :
		    f->flags & F_ROLES ? "supplier,buyer" : random_text());
	case V_INT:
		return value_int((int64_t)random_number(100));
	case V_BOOL:
		v.u.boolean = random_number(2);
		return v;
	case V_DATE:
		v.u.date.day = 20000 + (int32_t)random_number(700);
		if (f->flags & F_TIME && random_number(2))
			v.u.date.minute = (int32_t)random_number(1440);
		return v;
	case V_DECIMAL:
		v.u.decimal.micros = (int64_t)random_number(5000000);
		return v;
	case V_REF:
		return random_ref(f);
	}
	return v;
}

/* Gives some fields another value; keys, parents and numbers rarely. */
static void
scramble(const struct entity *e, void *record, uint64_t share)
{
	for (size_t i = 1; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		if (f->flags & F_PARENT || random_number(share) != 0)
			continue;
		if (f->flags & F_KEY) {
			if (f->type == V_TEXT && random_number(3) == 0)
				field_put(f, record, value_text(arena_printf(
				    &arena, "K-%d", (int)random_number(40))));
			continue;
		}
		field_put(f, record, random_value(f));
	}
}

/* ---- one change ---------------------------------------------------------- */

struct tally {
	int64_t inserted, updated, deleted;
};

static const struct entity *const kinds[] = {
	&party_entity, &contact_entity, &product_entity, &inquiry_entity,
	&inquiry_line_entity, &inquiry_event_entity
};

static int64_t
count_rows(void)
{
	return number("SELECT (SELECT count(*) FROM setting)"
	    " + (SELECT count(*) FROM party)"
	    " + (SELECT count(*) FROM contact)"
	    " + (SELECT count(*) FROM product)"
	    " + (SELECT count(*) FROM inquiry)"
	    " + (SELECT count(*) FROM inquiry_line)"
	    " + (SELECT count(*) FROM inquiry_event)");
}

static bool
is_refusal(enum status st)
{
	return st == E_INVALID || st == E_CONFLICT || st == E_NOTFOUND;
}

static enum status
insert_one(const struct entity *e, struct tally *t)
{
	const struct field *parent = entity_field_flagged(e, F_PARENT);
	void *record = entity_new(e, &arena);
	enum status st;

	scramble(e, record, 3);
	for (size_t i = 1; i < e->nfields; i++)
		if (e->fields[i].flags & F_REQUIRED &&
		    !(e->fields[i].flags & (F_KEY | F_PARENT)) &&
		    value_is_none(field_get(&e->fields[i], record)))
			field_put(&e->fields[i], record,
			    random_value(&e->fields[i]));
	if (parent != NULL)
		field_put(parent, record, random_ref(parent));
	if ((st = record_check(records, e, record, &arena)) == OK &&
	    (st = record_insert(records, e, record, &arena)) == OK)
		t->inserted++;
	return st;
}

static enum status
update_one(const struct entity *e, struct tally *t)
{
	int64_t id = random_id(e->table);
	void *old = entity_new(e, &arena), *now = entity_new(e, &arena);
	enum status st;

	if (id == 0)
		return OK;
	assert_ok(load(e, id, old));
	memcpy(now, old, e->size);
	scramble(e, now, 5);
	if ((st = record_check(records, e, now, &arena)) != OK)
		return st;
	if ((st = record_update(records, e, old, now)) == OK)
		t->updated += record_differs(e, old, now);
	return st;
}

static enum status
delete_one(const struct entity *e, struct tally *t)
{
	int64_t id = random_id(e->table), rows = count_rows();
	enum status st;

	if (id == 0)
		return OK;
	if ((st = discard(e, id)) == OK)
		t->deleted += rows - count_rows();
	return st;
}

/* A change that is refused leaves no trace: the operation goes on. */
static void
change_one(struct tally *t)
{
	const struct entity *e = kinds[random_number(COUNT(kinds))];
	const char *before = dump();
	enum status st;

	switch (random_number(10)) {
	case 0: case 1: case 2: case 3:
		st = insert_one(e, t);
		break;
	case 4: case 5: case 6: case 7:
		st = update_one(e, t);
		break;
	default:
		st = delete_one(e, t);
		break;
	}
	if (st != OK) {
		assert_true(is_refusal(st));
		assert_string_equal(dump(), before);
		fail_clear();
	}
}

/* ---- the model ----------------------------------------------------------- */

struct kept {
	int64_t	     operation;
	char	    *before, *after;	/* dumps */
	struct tally tally;
};

static struct kept kept[KEPT_MAX];
static size_t nkept, nundone;		/* done are 0 .. nkept - nundone - 1 */

static void
forget(struct kept *k)
{
	free(k->before);
	free(k->after);
}

static enum status
find_figures(void *to, const struct operation *o)
{
	struct operation *wanted = to;

	if (o->id == wanted->id)
		*wanted = *o;
	return OK;
}

/* What the history says an operation did. */
static void
assert_figures(int64_t operation, const struct tally *t)
{
	struct operation o = { .id = operation };

	assert_ok(history_list(records, 0, find_figures, &o));
	assert_int_equal(o.inserted, t->inserted);
	assert_int_equal(o.updated, t->updated);
	assert_int_equal(o.deleted, t->deleted);
}

static int64_t
newest_operation(void)
{
	return number("SELECT max(id) FROM operation");
}

static void
do_something(void)
{
	char *before = strdup(dump());
	int64_t newest = newest_operation();
	struct kept *k;
	struct tally t = { 0, 0, 0 };

	for (uint64_t n = 1 + random_number(6); n > 0; n--)
		change_one(&t);
	if (random_number(16) == 0) {		/* the command failed */
		roll_back();
		assert_string_equal(dump(), before);
	} else {
		commit();
	}
	if (newest_operation() == newest) {	/* nothing was changed */
		assert_string_equal(dump(), before);
		free(before);
		return;
	}
	while (nundone > 0) {
		forget(&kept[--nkept]);
		nundone--;
	}
	assert_true(nkept < KEPT_MAX);
	k = &kept[nkept++];
	*k = (struct kept){ newest_operation(), before, strdup(dump()), t };
	assert_int_equal(k->operation, newest + 1);
	assert_figures(k->operation, &t);
}

static void
assert_undone(const struct kept *k, struct operation *o, enum status st)
{
	if (st != OK)
		fail_msg("undo #%lld: %s", (long long)k->operation,
		    fail_text());
	assert_int_equal(o->id, k->operation);
	commit();
	assert_string_equal(dump(), k->before);
	if (k->tally.inserted + k->tally.updated + k->tally.deleted > 0)
		assert_true(newest_operation() > k->operation);
}

static void
undo_some(void)
{
	struct operation o;

	for (uint64_t n = 1 + random_number(5); n > 0 && nundone < nkept; n--) {
		const struct kept *k = &kept[nkept - ++nundone];

		assert_undone(k, &o, history_undo(records, 0, &arena, &o));
	}
}

static void
redo_some(void)
{
	struct operation o;

	for (uint64_t n = 1 + random_number(5); n > 0 && nundone > 0; n--) {
		const struct kept *k = &kept[nkept - nundone--];

		if (history_redo(records, 0, &arena, &o) != OK)
			fail_msg("redo #%lld: %s", (long long)k->operation,
			    fail_text());
		assert_int_equal(o.id, k->operation);
		commit();
		assert_string_equal(dump(), k->after);
	}
}

/* Out of turn: it may be refused, and then nothing is changed; when it is
 * done, bringing it again at once gives what was there. */
static void
undo_out_of_turn(void)
{
	const struct kept *k;
	struct operation o;
	char *before;
	enum status st;

	if (nkept - nundone == 0)
		return;
	k = &kept[random_number(nkept - nundone)];
	before = strdup(dump());
	st = history_undo(records, k->operation, &arena, &o);
	if (st != OK) {
		assert_int_equal(st, E_CONFLICT);
		assert_true(strlen(fail_text()) > 0);
		roll_back();
	} else {
		commit();
		assert_sound();
		st = history_redo(records, k->operation, &arena, &o);
		if (st != OK)
			fail_msg("redo of what was just undone: %s",
			    fail_text());
		commit();
	}
	assert_string_equal(dump(), before);
	free(before);
}

static void
run_model(uint64_t from, uint64_t operations)
{
	seed = from;
	nkept = nundone = 0;
	for (uint64_t i = 0; i < operations; i++) {
		switch (random_number(12)) {
		case 0:
			undo_some();
			break;
		case 1:
			redo_some();
			break;
		case 2:
			undo_out_of_turn();
			break;
		default:
			do_something();
		}
		if (i % 8 == 0)
			assert_sound();
		arena_release(&arena);
	}
	assert_sound();
	while (nundone < nkept)
		undo_some();
	assert_sound();
	while (nundone > 0)
		redo_some();
	assert_sound();
	while (nkept > 0)
		forget(&kept[--nkept]);
}

static uint64_t
from_environment(const char *name, uint64_t otherwise)
{
	const char *text = getenv(name);

	return text != NULL ? strtoull(text, NULL, 10) : otherwise;
}

/* Another sequence, or a longer one: TRADECLI_TEST_SEED=7
 * TRADECLI_TEST_OPERATIONS=2000 (takes a minute). */
static void
undo_and_redo_give_what_was_there(void **state)
{
	(void)state;
	run_model(from_environment("TRADECLI_TEST_SEED", 20261116),
	    from_environment("TRADECLI_TEST_OPERATIONS", OPERATIONS));
}

/* ---- by hand ------------------------------------------------------------- */

static int64_t
add_supplier(const char *name)
{
	return add(&supplier_entity, arena_printf(&arena, "name=%s", name),
	    NULL);
}

static void
nothing_to_undo_or_redo_is_not_found(void **state)
{
	struct operation o;

	(void)state;
	assert_int_equal(history_undo(records, 0, &arena, &o), E_NOTFOUND);
	assert_int_equal(history_redo(records, 0, &arena, &o), E_NOTFOUND);
	assert_int_equal(history_undo(records, 99, &arena, &o), E_NOTFOUND);
	assert_int_equal(history_redo(records, 99, &arena, &o), E_NOTFOUND);
	/* the founding is on record, but stays */
	assert_int_equal(history_undo(records, 1, &arena, &o), E_CONFLICT);
}

static void
a_later_change_in_the_way_is_named(void **state)
{
	struct operation o;
	int64_t id, first, second;

	(void)state;
	id = add_supplier("Alpha");
	commit();
	first = newest_operation();
	assert_ok(change(&supplier_entity, id, "city=Ningbo", NULL));
	commit();
	second = newest_operation();
	assert_int_equal(history_undo(records, first, &arena, &o), E_CONFLICT);
	assert_non_null(strstr(fail_text(), arena_printf(&arena, "#%lld",
	    (long long)second)));
	roll_back();
	assert_ok(history_undo(records, second, &arena, &o));
	commit();
	assert_ok(history_undo(records, first, &arena, &o));
	commit();
	assert_int_equal(number("SELECT count(*) FROM party"), 0);
	assert_int_equal(history_undo(records, first, &arena, &o), E_CONFLICT);
}

static void
a_change_of_another_field_is_not_in_the_way(void **state)
{
	struct operation o;
	int64_t id, city;

	(void)state;
	id = add_supplier("Alpha");
	commit();
	assert_ok(change(&supplier_entity, id, "city=Ningbo", NULL));
	commit();
	city = newest_operation();
	assert_ok(change(&supplier_entity, id, "terms=NET30", NULL));
	commit();
	assert_ok(history_undo(records, city, &arena, &o));
	commit();
	assert_string_equal(field_of(&supplier_entity, id, "city"), "");
	assert_string_equal(field_of(&supplier_entity, id, "terms"), "NET30");
	assert_ok(history_redo(records, 0, &arena, &o));
	commit();
	assert_string_equal(field_of(&supplier_entity, id, "city"), "Ningbo");
	assert_sound();
}

/* The same value written by somebody else is another change. */
static void
a_field_changed_and_changed_back_stays(void **state)
{
	struct operation o;
	int64_t id, first;

	(void)state;
	id = add_supplier("Alpha");
	commit();
	assert_ok(change(&supplier_entity, id, "city=Ningbo", NULL));
	commit();
	first = newest_operation();
	assert_ok(change(&supplier_entity, id, "city=Yiwu", NULL));
	commit();
	assert_int_equal(history_undo(records, first, &arena, &o), E_CONFLICT);
	roll_back();
	assert_string_equal(field_of(&supplier_entity, id, "city"), "Yiwu");
}

static void
what_is_referred_to_cannot_be_taken_back(void **state)
{
	struct operation o;
	int64_t supplier, op;

	(void)state;
	supplier = add(&supplier_entity, "code=SUP-9", "name=Alpha", NULL);
	commit();
	op = newest_operation();
	assert_true(add(&product_entity, "name=Bulb", "supplier=SUP-9", NULL)
	    != 0);
	commit();
	assert_int_equal(history_undo(records, op, &arena, &o), E_CONFLICT);
	roll_back();
	assert_int_equal(discard(&supplier_entity, supplier), E_CONFLICT);
	assert_non_null(strstr(fail_text(), "product"));
	roll_back();
	assert_sound();
}

static void
a_code_taken_meanwhile_is_not_given_twice(void **state)
{
	struct operation o;
	int64_t id;

	(void)state;
	id = add(&supplier_entity, "code=A-1", "name=Alpha", NULL);
	commit();
	assert_ok(discard(&supplier_entity, id));
	commit();
	assert_true(add(&supplier_entity, "code=A-1", "name=Beta", NULL) != 0);
	commit();
	assert_int_equal(history_undo(records, newest_operation() - 1, &arena,
	    &o), E_CONFLICT);
	roll_back();
	assert_sound();
}

/* ---- showing ------------------------------------------------------------- */

static enum status
show_line(void *to, const struct change_line *c)
{
	struct strbuf *b = to;

	strbuf_addf(b, "%s %s %s", c->action, c->entity->name, c->code);
	if (c->field != NULL)
		strbuf_addf(b, " %s: '%s' -> '%s'", c->field->name, c->before,
		    c->after);
	else
		strbuf_addf(b, " %lld-%lld", (long long)c->id,
		    (long long)c->last);
	strbuf_addch(b, '\n');
	return OK;
}

static const char *
shown(int64_t operation)
{
	struct strbuf b = STRBUF_INIT;
	const char *text;

	assert_ok(history_show(records, operation, show_line, &b));
	text = strbuf_to(&b, &arena);
	strbuf_release(&b);
	return text;
}

static void
an_operation_shows_values_before_and_after(void **state)
{
	int64_t id, op;

	(void)state;
	id = add(&supplier_entity, "code=A-1", "name=Alpha", "notes=a\tb\\n",
	    NULL);
	assert_true(add(&supplier_entity, "code=A-2", "name=Beta", NULL) > id);
	commit();
	op = newest_operation();
	assert_string_equal(shown(op), "insert party A-1 1-2\n");
	assert_ok(change(&supplier_entity, id, "notes=c\nd", "rating=4.5",
	    NULL));
	commit();
	assert_string_equal(shown(op + 1),
	    "update party A-1 rating: '' -> '4.5'\n"
	    "update party A-1 notes: 'a\tb\\n' -> 'c\nd'\n");
	assert_ok(change(&supplier_entity, id, "rating=3", NULL));
	commit();
	assert_string_equal(shown(op + 1),	/* as it was left then */
	    "update party A-1 rating: '' -> '4.5'\n"
	    "update party A-1 notes: 'a\tb\\n' -> 'c\nd'\n");
	assert_ok(discard(&supplier_entity, id));
	commit();
	assert_string_equal(shown(op + 3),
	    "delete party A-1 code: 'A-1' -> ''\n"
	    "delete party A-1 name: 'Alpha' -> ''\n"
	    "delete party A-1 roles: 'supplier' -> ''\n"
	    "delete party A-1 rating: '3' -> ''\n"
	    "delete party A-1 notes: 'c\nd' -> ''\n"
	    "delete party A-1 archived: 'no' -> ''\n");
	assert_int_equal(history_show(records, 99, show_line, NULL),
	    E_NOTFOUND);
}

static enum status
count_operations(void *to, const struct operation *o)
{
	int64_t *list = to;

	list[++list[0]] = o->id;
	return OK;
}

static void
the_newest_operations_come_first(void **state)
{
	int64_t list[16] = { 0 }, op;

	(void)state;
	for (int i = 0; i < 4; i++) {
		add_supplier("Alpha");
		commit();
	}
	op = newest_operation();
	assert_ok(history_list(records, 2, count_operations, list));
	assert_int_equal(list[0], 2);
	assert_int_equal(list[1], op);
	assert_int_equal(list[2], op - 1);
	list[0] = 0;
	assert_ok(history_list(records, 0, count_operations, list));
	assert_int_equal(list[0], op);
}

static enum status
stop_at_once(void *to, const struct operation *o)
{
	(void)o;
	++*(int *)to;
	return E_PIPE;
}

static void
a_reader_can_stop(void **state)
{
	int n = 0;

	(void)state;
	add_supplier("Alpha");
	commit();
	assert_int_equal(history_list(records, 0, stop_at_once, &n), E_PIPE);
	assert_int_equal(n, 1);
}

static void
an_operation_says_who_when_and_how(void **state)
{
	struct operation o;

	(void)state;
	add_supplier("Alpha");
	commit();
	assert_ok(history_operation(records, newest_operation(), &arena, &o));
	assert_string_equal(o.time, "2026-11-16 10:30");
	assert_string_equal(o.user, "tester");
	assert_string_equal(o.command, "tradecli test");
	assert_string_equal(o.kind, "do");
	assert_false(o.is_undone);
	assert_ok(history_undo(records, 0, &arena, &o));
	commit();
	assert_ok(history_operation(records, newest_operation(), &arena, &o));
	assert_string_equal(o.kind, "undo");
	assert_int_equal(o.target, newest_operation() - 1);
	assert_ok(history_operation(records, o.target, &arena, &o));
	assert_true(o.is_undone);
}

#define WITH_LEDGER(test)						\
	cmocka_unit_test_setup_teardown(test, make_ledger, remove_ledger)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_LEDGER(nothing_to_undo_or_redo_is_not_found),
		WITH_LEDGER(a_later_change_in_the_way_is_named),
		WITH_LEDGER(a_change_of_another_field_is_not_in_the_way),
		WITH_LEDGER(a_field_changed_and_changed_back_stays),
		WITH_LEDGER(what_is_referred_to_cannot_be_taken_back),
		WITH_LEDGER(a_code_taken_meanwhile_is_not_given_twice),
		WITH_LEDGER(an_operation_shows_values_before_and_after),
		WITH_LEDGER(the_newest_operations_come_first),
		WITH_LEDGER(a_reader_can_stop),
		WITH_LEDGER(an_operation_says_who_when_and_how),
		WITH_LEDGER(undo_and_redo_give_what_was_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
