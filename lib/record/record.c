/*
 * Storing, changing and removing records.  All SQL here is put together from
 * the names in field tables; values are bound.
 */
#include "record/records.h"

#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "record/state.h"

/* ---- checking ------------------------------------------------------------ */

/* A party entered as a supplier becomes one, whatever else it is. */
static enum status
add_role(const struct entity *e, void *record, struct arena *a)
{
	const struct parse parse = { a, NO_DATE };
	const struct field *f;
	const char *roles;

	if (e->role == NULL || record_in_view(e, record))
		return OK;
	f = entity_field_flagged(e, F_ROLES);
	roles = field_get(f, record).u.text;
	if (roles == NULL) {
		field_put(f, record, value_text(e->role));
		return OK;
	}
	return field_set(f, record, arena_printf(a, "%s,%s", roles, e->role),
	    &parse);
}

/* Of the fields with this flag: how many there are, how many have no value. */
struct gaps {
	size_t	of, n;
};

static struct gaps
count_gaps(const struct entity *e, const void *record, unsigned flag)
{
	struct gaps g = { 0, 0 };

	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		if (!(f->flags & flag))
			continue;
		g.of++;
		g.n += value_is_none(field_get(f, record));
	}
	return g;
}

static enum status
fail_missing(const struct entity *e, const void *record, unsigned flag)
{
	const char *separator = flag == F_EITHER ? _(" or ") : ", ";
	struct strbuf names = STRBUF_INIT;
	enum status st;

	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		if ((f->flags & flag) && value_is_none(field_get(f, record)))
			strbuf_addf(&names, "%s%s", names.len > 0 ? separator :
			    "", f->name);
	}
	st = fail(E_INVALID, _("missing: %s"), names.buf);
	strbuf_release(&names);
	return st;
}

static enum status
check_positive(const struct entity *e, const void *record)
{
	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		if ((f->flags & F_POSITIVE) &&
		    field_get(f, record).u.decimal.micros == 0)
			return fail(E_INVALID, _("%s: must be more than 0"),
			    f->name);
	}
	return OK;
}

enum status
record_required(const struct entity *e, const void *record)
{
	struct gaps either;

	if (count_gaps(e, record, F_REQUIRED).n > 0)
		return fail_missing(e, record, F_REQUIRED);
	either = count_gaps(e, record, F_EITHER);
	if (either.of > 0 && either.n == either.of)
		return fail_missing(e, record, F_EITHER);
	return check_positive(e, record);
}

void
record_complete(struct records *r, const struct entity *e, void *record,
    bool dated)
{
	struct defaults d = *r->defaults;

	if (!dated)
		d.today = NO_DATE;
	if (e->complete != NULL)
		e->complete(record, &d);
}

/* What was typed though it follows from the rest must be what follows. */
static enum status
check_computed(const struct entity *e, const void *typed, const void *record)
{
	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];
		struct value was = field_get(f, typed);
		struct value is = field_get(f, record);
		struct strbuf a = STRBUF_INIT, b = STRBUF_INIT;
		enum status st;

		if (!(f->flags & F_COMPUTED) || value_is_none(was) ||
		    value_equal(was, is))
			continue;
		value_print(was, &a);
		value_print(is, &b);
		st = fail_hint(fail(E_INVALID, _("%s: %s, but it comes to %s"),
		    f->name, a.buf, b.buf), _("leave it out: it is computed"));
		strbuf_release(&a);
		strbuf_release(&b);
		return st;
	}
	return OK;
}

static enum status
compute(struct records *r, const struct record_part *p, struct arena *a)
{
	const struct entity *e = p->entity;
	const struct field *f = entity_field_flagged(e, F_PARENT);
	const void *parent = p->parent;
	void *typed, *loaded;
	enum status st;

	if (e->compute == NULL)
		return OK;
	if (parent == NULL) {
		parent = loaded = entity_new(f->ref, a);
		if ((st = record_load(r, (struct record_id){ f->ref,
		    field_get(f, p->record).u.ref.id }, a, loaded)) != OK)
			return st;
	}
	typed = arena_alloc(a, e->size);
	memcpy(typed, p->record, e->size);
	if ((st = e->compute(p->record, parent)) != OK)
		return st;
	return check_computed(e, typed, p->record);
}

enum status
record_check_part(struct records *r, const struct record_part *p,
    struct arena *a)
{
	const struct entity *e = p->entity;
	enum status st = add_role(e, p->record, a);

	if (st != OK || (st = record_resolve(r, e, p->record, a)) != OK)
		return st;
	record_complete(r, e, p->record, true);
	if ((st = state_begin(e, p->record)) != OK ||
	    (st = record_required(e, p->record)) != OK ||
	    (st = compute(r, p, a)) != OK)
		return st;
	return e->check != NULL ? e->check(p->record) : OK;
}

enum status
record_check(struct records *r, const struct entity *e, void *record,
    struct arena *a)
{
	return record_check_part(r, &(struct record_part){ e, record, NULL },
	    a);
}

/* ---- storing ------------------------------------------------------------- */

bool
records_search_key(const struct entity *e, const void *record,
    struct strbuf *key)
{
	size_t start = key->len;
	bool is_searched = false;

	for (size_t i = 0; i < e->nfields; i++) {
		const char *text;

		if (!(e->fields[i].flags & F_SEARCH))
			continue;
		is_searched = true;
		text = field_get(&e->fields[i], record).u.text;
		if (text == NULL)
			continue;
		if (key->len > start)
			strbuf_addch(key, '\n');
		utf8_fold(text, key);
	}
	return is_searched;
}

/* Values of a statement that writes some fields; returns how many. */
static size_t
bind_fields(struct query *q, const struct entity *e, const void *record,
    uint64_t fields)
{
	size_t n = 0;

	for (size_t i = 0; i < e->nfields; i++)
		if (fields >> i & 1)
			query_bind(q, ++n, field_get(&e->fields[i], record));
	return n;
}

/* What stands behind the fields of a row. */
static size_t
bind_marks(struct query *q, const struct records *r, uint64_t fields, size_t n)
{
	query_bind(q, ++n, value_int(records_seal(r)));
	if (fields & PLAN_SEARCH_KEY)
		query_bind(q, ++n, value_text(r->search_key.buf));
	return n;
}

static enum status
run_insert(struct records *r, struct plan *p, const void *record,
    uint64_t fields)
{
	struct query q = statement_query(plan_insert(r, p, &fields), NO_ARGS);

	bind_marks(&q, r, fields, bind_fields(&q, p->entity, record, fields));
	return query_run(&q);
}

/* The image holds all texts of the record already, one copy for all. */
static enum status
append(struct records *r, struct plan *p, const void *record, uint64_t given)
{
	uint64_t fields = given;
	struct appender *a = plan_append(r, p, &fields);
	const struct entity *e = p->entity;

	append_bytes(a, r->image.buf, r->image.len);
	for (size_t i = 0; i < e->nfields; i++) {
		if (!(fields >> i & 1))
			continue;
		if (given >> i & 1 && e->fields[i].type == V_TEXT)
			append_text_at(a, r->values_at[i]);
		else
			append_value(a, field_get(&e->fields[i], record));
	}
	append_value(a, value_int(records_seal(r)));
	if (fields & PLAN_SEARCH_KEY)
		append_value(a, value_text(r->search_key.buf));
	return append_row(a);
}

enum status
records_insert_as_is(struct records *r, const struct entity *e,
    const void *record)
{
	uint64_t fields = records_image(r, e, record) | PLAN_SEAL;
	struct plan *p = records_plan(r, e);
	enum status st;

	strbuf_cut(&r->search_key, 0);
	if (records_search_key(e, record, &r->search_key))
		fields |= PLAN_SEARCH_KEY;
	st = r->is_loading && p->may_wait ? append(r, p, record, fields) :
	    run_insert(r, p, record, fields);
	if (st != OK)
		return st;
	records_note_key(r, e, record);
	return history_insert(r, e, entity_id(record));
}

/* The engine names columns ("party.code"); people want to know who has it. */
static enum status
taken_by(struct records *r, const struct entity *e, const void *record,
    int64_t id)
{
	struct arena a = ARENA_INIT;
	void *other = entity_new(e, &a);
	const struct field *title = entity_field_flagged(e, F_TITLE);
	enum status st = record_load(r, (struct record_id){ e, id }, &a, other);

	if (st == OK && strcmp(entity_code(e, other),
	    entity_code(e, record)) == 0)
		st = fail_hint(fail(E_CONFLICT, _("%s '%s' is taken by '%s'"),
		    entity_key(e)->name, entity_code(e, record),
		    title != NULL && field_get(title, other).u.text != NULL ?
		    field_get(title, other).u.text : entity_code(e, other)),
		    _("give another one"));
	else if (st == OK)
		st = fail(E_CONFLICT, _("%s %s is the same one already"),
		    _(e->name), entity_code(e, other));
	arena_release(&a);
	return st;
}

/* What it is a part of has one with the same number, or the like. */
static enum status
same_part(struct records *r, const struct entity *e, const void *record)
{
	const struct field *f = records_plan(r, e)->parent;
	struct arena a = ARENA_INIT;
	void *parent = entity_new(f->ref, &a);
	enum status st = record_load(r, (struct record_id){ f->ref,
	    field_get(f, record).u.ref.id }, &a, parent);

	if (st == OK)
		st = fail(E_CONFLICT, _("%s %s has such a %s already"),
		    _(f->ref->name), entity_code(f->ref, parent), _(e->name));
	arena_release(&a);
	return st;
}

static enum status
explain_conflict(struct records *r, const struct entity *e, const void *record,
    enum status st)
{
	const struct field *key = records_plan(r, e)->key;
	struct arena a = ARENA_INIT;
	struct record_like like = { e, NULL, 0 };
	void *copy, *same = NULL;
	const char *why;
	int64_t id;

	if (st == E_CONFLICT && records_plan(r, e)->parent != NULL)
		return same_part(r, e, record);
	if (st != E_CONFLICT || key == NULL || key->type != V_TEXT)
		return st;
	why = arena_strdup(&a, fail_text());
	copy = arena_alloc(&a, e->size);
	memcpy(copy, record, e->size);
	like.record = copy;
	id = records_holder(r, e, copy);
	if (id == 0) {			/* not the key: another set of fields */
		field_put(key, copy, value_none(V_TEXT));
		if (record_match(r, &like, &a, &same) == OK && same != NULL)
			id = entity_id(same);
	}
	st = fail(E_CONFLICT, "%s", why);
	if (id != 0 && id != entity_id(record))
		st = taken_by(r, e, record, id);
	arena_release(&a);
	return st;
}

/* The number behind the last line its parent has. */
static enum status
number_line(struct records *r, const struct entity *e, void *record)
{
	const struct field *key = entity_key(e);
	const struct field *parent = entity_field_flagged(e, F_PARENT);
	char sql[160];
	int64_t line;
	enum status st;

	if (parent == NULL || key == NULL || key->type != V_INT ||
	    !value_is_none(field_get(key, record)))
		return OK;
	snprintf(sql, sizeof(sql), "SELECT coalesce(max(%s), 0) + 1 FROM %s"
	    " WHERE %s = ?1", key->name, e->table, parent->name);
	if ((st = store_int(r->store, sql,
	    ARGS(arg_value(field_get(parent, record))), &line)) == OK)
		field_put(key, record, value_int(line));
	return st;
}

static void
note_born(struct records *r, const struct entity *e, int64_t id)
{
	int64_t *first = &r->born[records_entity(r, e->table)];

	if (*first == 0)
		*first = id;
}

bool
records_is_born(const struct records *r, const struct entity *e, int64_t id)
{
	int64_t first = r->born[records_entity(r, e->table)];

	return first != 0 && id >= first;
}

enum status
record_insert(struct records *r, const struct entity *e, void *record,
    struct arena *a)
{
	const struct field *key = entity_key(e);
	enum status st = state_check_part(r, e, record);
	int64_t id;

	if (st != OK || (st = number_line(r, e, record)) != OK)
		return st;
	if (e->series != NULL && value_is_none(field_get(key, record)) &&
	    (st = records_make_code(r, e, record, a)) != OK)
		return st;
	if ((st = record_number(r, e->table, &id)) != OK)
		return st;
	memcpy(record, &id, sizeof(id));
	if ((st = explain_conflict(r, e, record,
	    records_insert_as_is(r, e, record))) != OK)
		return st;
	note_born(r, e, id);
	records_touch(r, e, record);
	return OK;
}

bool
record_differs(const struct entity *e, const void *a, const void *b)
{
	for (size_t i = 1; i < e->nfields; i++)
		if (!value_equal(field_get(&e->fields[i], a),
		    field_get(&e->fields[i], b)))
			return true;
	return false;
}

/* A code may be changed, not taken away. */
static enum status
check_key(const struct entity *e, const void *record)
{
	const struct field *key = entity_key(e);

	if (key != NULL && key->type == V_TEXT && e->series != NULL &&
	    value_is_none(field_get(key, record)))
		return fail(E_INVALID, _("%s: must not be empty"), key->name);
	return OK;
}

/* Did what is searched change?  The new text is left in r->search_key. */
static bool
search_key_differs(struct records *r, const struct entity *e, const void *old,
    const void *record)
{
	struct strbuf before = STRBUF_INIT;
	bool differs;

	strbuf_cut(&r->search_key, 0);
	differs = records_search_key(e, record, &r->search_key) &&
	    records_search_key(e, old, &before) &&
	    strcmp(r->search_key.buf, before.buf) != 0;
	strbuf_release(&before);
	return differs;
}

/* Stores these fields of the record. */
static enum status
run_update(struct records *r, const struct entity *e, const void *record,
    uint64_t fields)
{
	struct query q = statement_query(plan_update(r, records_plan(r, e),
	    fields | PLAN_SEAL), NO_ARGS);
	size_t n = bind_fields(&q, e, record, fields);

	records_image(r, e, record);
	n = bind_marks(&q, r, fields, n);
	query_bind(&q, n + 1, value_int(entity_id(record)));
	return query_run(&q);
}

/* Amounts are rounded as the currency of the whole is. */
static bool
changes_currency(const struct entity *e, const void *old, const void *record)
{
	if (e->lines == NULL || e->lines->compute == NULL)
		return false;
	for (size_t i = 1; i < e->nfields; i++)
		if (e->fields[i].codes == &currency_codes &&
		    !value_equal(field_get(&e->fields[i], old),
		    field_get(&e->fields[i], record)))
			return true;
	return false;
}

static enum status
recompute_lines(struct records *r, const struct entity *e, const void *record)
{
	const struct entity *lines = e->lines;
	struct selection of = { .parent = entity_id(record),
	    .with_archived = true };
	struct arena a = ARENA_INIT;
	void *old = entity_new(lines, &a), *line = entity_new(lines, &a);
	struct cursor c = record_select(r, lines, &of);
	enum status st = OK, end;

	while (st == OK && cursor_next(&c, old)) {
		memcpy(line, old, lines->size);
		if ((st = lines->compute(line, record)) == OK)
			st = record_update(r, lines, old, line);
	}
	end = cursor_end(&c);
	arena_release(&a);
	return st != OK ? st : end;
}

enum status
record_update(struct records *r, const struct entity *e, const void *old,
    const void *record)
{
	uint64_t fields = 0;
	enum status st;

	for (size_t i = 1; i < e->nfields; i++)
		if (!value_equal(field_get(&e->fields[i], old),
		    field_get(&e->fields[i], record)))
			fields |= UINT64_C(1) << i;
	if (fields == 0)
		return OK;
	if ((st = check_key(e, record)) != OK)
		return st;
	/* To take a move back is no move: it stands in the history as that. */
	if (strcmp(r->author.kind, "do") == 0 &&
	    (st = state_check_update(r, e, old, record)) != OK)
		return st;
	if (search_key_differs(r, e, old, record))
		fields |= PLAN_SEARCH_KEY;
	st = explain_conflict(r, e, record, run_update(r, e, record, fields));
	if (st != OK)		/* what was refused has no history */
		return st;
	records_note_key(r, e, record);
	if ((st = history_update(r, e, old, record)) != OK)
		return st;
	records_touch(r, e, old);
	records_touch(r, e, record);
	return changes_currency(e, old, record) ?
	    recompute_lines(r, e, record) : OK;
}

/* ---- removing ------------------------------------------------------------ */

/* The first record of out->by whose field `f` refers to `id`; 0: none. */
static enum status
find_referring(struct records *r, const struct field *f, int64_t id,
    struct referring *out)
{
	char sql[200];

	snprintf(sql, sizeof(sql), "SELECT min(id) FROM %s WHERE %s = ?1",
	    out->by->table, f->name);
	return store_int(r->store, sql, ARGS(ARG(id)), &out->id);
}

/* Lines go by the name of what they are a part of. */
enum status
records_name(struct records *r, const struct referring *ref, struct arena *a,
    const char **what)
{
	const struct entity *e = ref->by;
	const struct field *parent = entity_field_flagged(e, F_PARENT);
	void *record = entity_new(e, a);
	enum status st = record_load(r, (struct record_id){ e, ref->id }, a,
	    record);

	if (st != OK)
		return st;
	if (parent != NULL)
		*what = arena_printf(a, "%s %s", _(parent->ref->name),
		    field_get(parent, record).u.ref.code);
	else
		*what = arena_printf(a, "%s %s", _(e->name),
		    entity_code(e, record));
	return OK;
}

static bool
is_part_of(const struct entity *part, const struct entity *e)
{
	for (size_t i = 0; e->parts != NULL && e->parts[i] != NULL; i++)
		if (e->parts[i] == part)
			return true;
	return false;
}

static bool
may_refer(const struct field *f, const struct entity *to, const char *role)
{
	if (f->type != V_REF || strcmp(f->ref->table, to->table) != 0)
		return false;
	return role == NULL || (f->ref->role != NULL &&
	    strcmp(f->ref->role, role) == 0);
}

enum status
records_referring(struct records *r, const struct entity *to, int64_t id,
    struct referring *out)
{
	enum status st;

	for (size_t i = 0; r->entities[i] != NULL; i++) {
		const struct entity *e = r->entities[i];

		if (!out->with_parts && is_part_of(e, to))
			continue;
		for (size_t j = 0; j < e->nfields; j++) {
			const struct field *f = &e->fields[j];

			if (!may_refer(f, to, out->role))
				continue;
			out->by = e;
			if ((st = find_referring(r, f, id, out)) != OK ||
			    out->id != 0)
				return st;
		}
	}
	out->by = NULL;
	return OK;
}

static enum status
check_unused(struct records *r, const struct entity *e, const void *record,
    const char *role)
{
	struct arena a = ARENA_INIT;
	struct referring ref = { .role = role };
	const char *what;
	enum status st = records_referring(r, e, entity_id(record), &ref);

	if (st == OK && ref.by != NULL &&
	    (st = records_name(r, &ref, &a, &what)) == OK)
		st = fail(E_CONFLICT, _("%s %s is in use by %s"), _(e->name),
		    entity_code(e, record), what);
	arena_release(&a);
	return st;
}

enum status
record_unused_as(struct records *r, const struct entity *e, const void *record)
{
	return check_unused(r, e, record, e->role);
}

static enum status
delete_parts(struct records *r, const struct entity *part, int64_t parent)
{
	struct selection of = { .parent = parent, .with_archived = true };
	struct arena a = ARENA_INIT;
	void *record = entity_new(part, &a);
	struct cursor c = record_select(r, part, &of);
	enum status st = OK, end;

	while (st == OK && cursor_next(&c, record))
		if ((st = records_delete_as_is(r, part, record)) == OK)
			records_touch(r, part, record);
	end = cursor_end(&c);
	arena_release(&a);
	return st != OK ? st : end;
}

enum status
records_delete_as_is(struct records *r, const struct entity *e,
    const void *record)
{
	char sql[96];
	enum status st;

	snprintf(sql, sizeof(sql), "DELETE FROM %s WHERE id = ?1", e->table);
	if ((st = store_run(r->store, sql,
	    ARGS(ARG(entity_id(record))))) != OK)
		return st;
	return history_delete(r, e, record);
}

enum status
record_delete(struct records *r, const struct entity *e, const void *record)
{
	enum status st = state_check_delete(r, e, record);

	if (st == OK)
		st = check_unused(r, e, record, NULL);
	for (size_t i = 0; st == OK && e->parts != NULL &&
	    e->parts[i] != NULL; i++)
		st = delete_parts(r, e->parts[i], entity_id(record));
	if (st != OK || (st = records_delete_as_is(r, e, record)) != OK)
		return st;
	records_touch(r, e, record);
	return OK;
}
