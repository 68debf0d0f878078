/*
 * Taking operations back and bringing them again.  Undoing is an operation
 * like any other, made of ordinary changes, so it has a history of its own;
 * redoing is undoing the undo.
 *
 * A change may be reversed only while its record stands as the change left it.
 * What it left is known without having been kept: it is what the next change
 * of the same field found before it, or else what stands there now.
 */
#include "record/records.h"
#include "record/state.h"

#include <stdio.h>
#include <string.h>

/* One line of the history, to be reversed. */
struct trace {
	int64_t		     id;
	int64_t		     operation;
	const struct entity *entity;
	int64_t		     first, last;
	const char	    *action;
	const char	    *before;
	struct arena	    *arena;	/* of its texts, and for its work */
};

static struct trace
read_trace(struct records *r, const struct query *q, struct arena *a)
{
	const char *before = query_text_if(q, 6);

	return (struct trace){
		query_int(q, 0), query_int(q, 1),
		r->entities[records_entity(r, query_text(q, 2))],
		query_int(q, 3), query_int(q, 4),
		arena_strdup(a, query_text(q, 5)),
		before != NULL ? arena_strdup(a, before) : "", a
	};
}

#define TRACE_COLUMNS "id, operation, record, first, last, action, before"

/* ---- what a change left -------------------------------------------------- */

/* What the next change after `t` found in `out->field`; *found false: no
 * later change touched it. */
static enum status
next_before(struct records *r, const struct trace *t,
    struct line_before *out, bool *found)
{
	struct query q = store_query(r->store,
	    "SELECT before FROM change WHERE record = ?1 AND first = ?2"
	    " AND id > ?3 AND action <> 'insert' ORDER BY id",
	    ARGS(ARG(t->entity->table), ARG(t->first), ARG(t->id)));

	*found = false;
	while (!*found && query_row(&q)) {
		const char *lines = arena_strdup(t->arena, query_text(&q, 0));
		struct line_before line;

		while (!*found && history_next_line(&lines, t->entity,
		    t->arena, &line)) {
			*found = line.field == out->field;
			if (*found)
				*out = line;
		}
	}
	return query_end(&q);
}

/* What the change left in left->field; `record` is how it stands now. */
static enum status
value_left(struct records *r, const struct trace *t, const void *record,
    struct line_before *left)
{
	bool found;
	enum status st = next_before(r, t, left, &found);

	if (st == OK && !found)
		left->value = field_get(left->field, record);
	return st;
}

/* ---- refusing ------------------------------------------------------------ */

enum status
history_operation(struct records *r, int64_t id, struct arena *a,
    struct operation *o)
{
	struct query q = store_query(r->store,
	    "SELECT time, user, command, kind, coalesce(target, 0), is_undone"
	    " FROM operation WHERE id = ?1", ARGS(ARG(id)));
	enum status st;

	*o = (struct operation){ .id = 0 };
	if (query_row(&q))
		*o = (struct operation){ id,
		    arena_strdup(a, query_text(&q, 0)),
		    arena_strdup(a, query_text(&q, 1)),
		    arena_strdup(a, query_text(&q, 2)),
		    arena_strdup(a, query_text(&q, 3)),
		    query_int(&q, 4), query_int(&q, 5) != 0, 0, 0, 0 };
	if ((st = query_end(&q)) == OK && o->id == 0)
		return fail_hint(fail(E_NOTFOUND,
		    _("there is no operation #%lld"), (long long)id),
		    _("all of them: tradecli log"));
	return st;
}

/* Does a change tell of the field? NULL: any change of the record will do. */
static bool
touches(const struct trace *t, const struct field *f, const char *lines,
    struct arena *a)
{
	struct line_before line;

	if (f == NULL || lines == NULL)
		return true;
	lines = arena_strdup(a, lines);
	while (history_next_line(&lines, t->entity, a, &line))
		if (line.field == f)
			return true;
	return false;
}

/* The first operation in force that changed the field after `t`; 0: none. */
static enum status
find_later(struct records *r, const struct trace *t, const struct field *f,
    int64_t *id)
{
	struct arena a = ARENA_INIT;
	struct query q = store_query(r->store,
	    "SELECT o.id, c.before FROM change c JOIN operation o"
	    " ON o.id = c.operation WHERE c.record = ?1"
	    " AND ?2 BETWEEN c.first AND c.last AND c.id > ?3"
	    " AND o.kind = 'do' AND o.is_undone = 0 ORDER BY c.id",
	    ARGS(ARG(t->entity->table), ARG(t->first), ARG(t->id)));

	*id = 0;
	while (*id == 0 && query_row(&q))
		if (touches(t, f, query_text_if(&q, 1), &a))
			*id = query_int(&q, 0);
	arena_release(&a);
	return query_end(&q);
}

/* Refuse, and name the operation that stands on the one of `t`. */
static enum status
stands_on(struct records *r, const struct trace *t, const struct field *f,
    const char *why)
{
	struct arena a = ARENA_INIT;
	struct operation o;
	int64_t id;
	enum status st = find_later(r, t, f, &id);

	if (st == OK && id == 0)
		st = fail(E_CONFLICT, _("%s is not as this change left it"),
		    why);
	else if (st == OK && (st = history_operation(r, id, &a, &o)) == OK)
		st = fail_hint(fail(E_CONFLICT,
		    _("a later change stands on it: #%lld %s (%s)"),
		    (long long)id, o.command, why),
		    _("undo that one first: tradecli undo --number %lld"),
		    (long long)id);
	arena_release(&a);
	return st;
}

static const char *
describe(const struct entity *e, const void *record, struct arena *a)
{
	return arena_printf(a, "%s %s", _(e->name), entity_code(e, record));
}

/* Does the field still hold what the change left in it? */
static enum status
check_field(struct records *r, const struct trace *t, const struct field *f,
    const void *record)
{
	struct line_before left = { .field = f };
	enum status st = value_left(r, t, record, &left);

	if (st == OK && !value_equal(left.value, field_get(f, record)))
		st = stands_on(r, t, f, describe(t->entity, record, t->arena));
	return st;
}

/* Every field the change found something in. */
static enum status
check_left(struct records *r, const struct trace *t, const void *record)
{
	const char *lines = t->before;
	struct line_before line;
	enum status st = OK;

	while (st == OK &&
	    history_next_line(&lines, t->entity, t->arena, &line))
		if (line.field != NULL)
			st = check_field(r, t, line.field, record);
	return st;
}

/* ---- reversing ----------------------------------------------------------- */

static enum status
reverse_update(struct records *r, const struct trace *t)
{
	struct arena *a = t->arena;
	const struct entity *e = t->entity;
	void *now = entity_new(e, a), *then = entity_new(e, a);
	const char *lines = t->before;
	struct line_before line;
	enum status st = record_load(r, (struct record_id){ e, t->first }, a,
	    now);

	if (st == E_NOTFOUND)
		return stands_on(r, t, NULL, _("a record that was removed"));
	if (st != OK || (st = check_left(r, t, now)) != OK)
		return st;
	memcpy(then, now, e->size);
	while (history_next_line(&lines, e, a, &line))
		if (line.field != NULL)
			field_put(line.field, then, line.value);
	return record_update(r, e, now, then);
}

static enum status
reverse_delete(struct records *r, const struct trace *t)
{
	struct arena *a = t->arena;
	void *then = entity_new(t->entity, a);
	const char *lines = t->before;
	struct line_before line;
	enum status st;

	memcpy(then, &t->first, sizeof(t->first));
	while (history_next_line(&lines, t->entity, a, &line))
		if (line.field != NULL)
			field_put(line.field, then, line.value);
	st = records_insert_as_is(r, t->entity, then);
	if (st == E_CONFLICT)
		return stands_on(r, t, NULL, describe(t->entity, then, a));
	return st;
}

/* Another record refers to the one that is to go: who made that one? */
static enum status
refuse_referring(struct records *r, const struct referring *ref,
    struct arena *a)
{
	struct trace t = { .entity = ref->by, .first = ref->id };
	const char *what;
	enum status st = records_name(r, ref, a, &what);

	return st == OK ? stands_on(r, &t, NULL, what) : st;
}

/* Every field of an added row. */
static enum status
check_added(struct records *r, const struct trace *t, const void *record)
{
	enum status st = OK;

	for (size_t i = 1; st == OK && i < t->entity->nfields; i++)
		st = check_field(r, t, &t->entity->fields[i], record);
	return st;
}

static enum status
remove_added(struct records *r, const struct trace *t, bool check)
{
	struct arena *a = t->arena;
	const struct entity *e = t->entity;
	struct referring ref = { .with_parts = true };
	void *record = entity_new(e, a);
	enum status st = record_load(r, (struct record_id){ e, t->first }, a,
	    record);

	if (st == E_NOTFOUND)
		return stands_on(r, t, NULL, _("a record that was removed"));
	if (st != OK || (st = state_check_undo(e, record)) != OK ||
	    (check && (st = check_added(r, t, record)) != OK) ||
	    (st = records_referring(r, e, t->first, &ref)) != OK)
		return st;
	if (ref.by != NULL)
		return refuse_referring(r, &ref, a);
	return records_delete_as_is(r, e, record);
}

static enum status
reverse_insert(struct records *r, const struct trace *t)
{
	struct trace one = *t;
	int64_t later;
	enum status st = store_int(r->store,
	    "SELECT count(*) FROM change WHERE record = ?1"
	    " AND first BETWEEN ?2 AND ?3 AND id > ?4",
	    ARGS(ARG(t->entity->table), ARG(t->first), ARG(t->last),
	    ARG(t->id)), &later);

	for (int64_t id = t->last; st == OK && id >= t->first; id--) {
		struct arena_mark mark = arena_mark(t->arena);

		one.first = one.last = id;
		st = remove_added(r, &one, later > 0);
		arena_reset(t->arena, mark);
	}
	return st;
}

static enum status
reverse(struct records *r, const struct trace *t)
{
	switch (t->action[0]) {
	case 'i':
		return reverse_insert(r, t);
	case 'u':
		return reverse_update(r, t);
	default:
		return reverse_delete(r, t);
	}
}

/* All changes of one operation, the last first. */
static enum status
reverse_operation(struct records *r, int64_t operation)
{
	struct arena a = ARENA_INIT;
	struct query q = store_query(r->store, "SELECT " TRACE_COLUMNS
	    " FROM change WHERE operation = ?1 ORDER BY id DESC",
	    ARGS(ARG(operation)));
	enum status st = OK, end;

	while (st == OK && query_row(&q)) {
		struct trace t = read_trace(r, &q, &a);

		if (t.entity == NULL)
			continue;
		st = reverse(r, &t);
		arena_reset(&a, (struct arena_mark){ NULL, 0 });
	}
	end = query_end(&q);
	arena_release(&a);
	return st != OK ? st : end;
}

/* Turn an operation over: the last time it was done, undone or redone is what
 * has to be reversed now. */
static enum status
turn_over(struct records *r, int64_t id, const char *kind)
{
	struct author author = r->author;
	int64_t latest;
	enum status st;

	author.kind = kind;
	author.target = id;
	records_author(r, &author);
	if ((st = store_int(r->store,
	    "SELECT max(id) FROM operation WHERE id = ?1 OR target = ?1",
	    ARGS(ARG(id)), &latest)) != OK ||
	    (st = reverse_operation(r, latest)) != OK ||
	    (st = records_flush(r)) != OK)
		return st;
	return store_run(r->store,
	    "UPDATE operation SET is_undone = 1 - is_undone WHERE id = ?1",
	    ARGS(ARG(id)));
}

/* The newest one before another; 0: there is none. */
static enum status
find_to_undo(struct records *r, int64_t before, int64_t *id)
{
	return store_int(r->store, "SELECT id FROM operation o"
	    " WHERE kind = 'do' AND is_undone = 0 AND id < ?1 AND EXISTS"
	    " (SELECT 1 FROM change WHERE operation = o.id)"
	    " ORDER BY id DESC LIMIT 1", ARGS(ARG(before)), id);
}

/* Of what stands behind one that stays. */
static enum status
stays(struct records *r, int64_t id, enum status st)
{
	int64_t before = 0;

	st = fail_in(st, _("#%lld cannot be undone"), (long long)id);
	if (find_to_undo(r, id, &before) != OK || before == 0)
		return st;
	return fail_hint(st, _("what was done before it: tradecli undo "
	    "--number %lld"), (long long)before);
}

enum status
history_undo(struct records *r, int64_t id, struct arena *a,
    struct operation *o)
{
	bool is_newest = id == 0;
	enum status st = OK;

	if (id == 0)
		st = find_to_undo(r, INT64_MAX, &id);
	if (st == OK && id == 0)
		return fail(E_NOTFOUND, _("there is nothing to undo"));
	if (st != OK || (st = history_operation(r, id, a, o)) != OK)
		return st;
	if (strcmp(o->kind, "init") == 0)
		return fail(E_CONFLICT,
		    _("#%lld made the ledger; that is not undone"),
		    (long long)id);
	if (strcmp(o->kind, "do") != 0)
		return fail_hint(fail(E_CONFLICT, _("#%lld is no change of "
		    "its own: %s"), (long long)id, _(o->kind)),
		    _("name the operation it belongs to: #%lld"),
		    (long long)o->target);
	if (o->is_undone)
		return fail(E_CONFLICT, _("#%lld is undone already"),
		    (long long)id);
	if ((st = turn_over(r, id, "undo")) == OK)
		return OK;
	return is_newest ? stays(r, id, st) :
	    fail_in(st, _("#%lld cannot be undone"), (long long)id);
}

enum status
history_redo(struct records *r, int64_t id, struct arena *a,
    struct operation *o)
{
	enum status st = OK;

	if (id == 0)
		st = store_int(r->store, "SELECT u.target FROM operation u"
		    " JOIN operation o ON o.id = u.target"
		    " WHERE u.kind = 'undo' AND o.is_undone = 1"
		    " ORDER BY u.id DESC LIMIT 1", NO_ARGS, &id);
	if (st == OK && id == 0)
		return fail(E_NOTFOUND, _("there is nothing to redo"));
	if (st != OK || (st = history_operation(r, id, a, o)) != OK)
		return st;
	if (!o->is_undone)
		return fail(E_CONFLICT, _("#%lld is not undone"),
		    (long long)id);
	if ((st = turn_over(r, id, "redo")) != OK)
		return fail_in(st, _("#%lld cannot be redone"), (long long)id);
	return OK;
}

/* ---- showing ------------------------------------------------------------- */

struct showing {
	enum status (*each)(void *to, const struct change_line *);
	void	   *to;
};

static const char *
print_value(struct value v, struct arena *a)
{
	struct strbuf b = STRBUF_INIT;
	const char *text;

	if (v.type == V_REF && v.u.ref.code == NULL && v.u.ref.id != 0)
		strbuf_addf(&b, "#%lld", (long long)v.u.ref.id);
	else
		value_print(v, &b);
	text = strbuf_to(&b, a);
	strbuf_release(&b);
	return text;
}

/* A record that is gone has the code it had before it went. */
static const char *
code_of(const struct trace *t, const void *record, struct arena *a)
{
	void *then = entity_new(t->entity, a);
	const char *lines = t->before;
	struct line_before line;

	if (entity_id(record) > 0)
		return entity_code(t->entity, record);
	while (history_next_line(&lines, t->entity, a, &line))
		if (line.field != NULL)
			field_put(line.field, then, line.value);
	return entity_code(t->entity, then);
}

static enum status
show_field(struct records *r, const struct trace *t, const void *record,
    struct change_line *c)
{
	struct line_before left = { .field = c->field };
	enum status st = value_left(r, t, record, &left);

	if (st == OK)
		c->after = print_value(left.value, t->arena);
	return st;
}

static enum status
show_fields(struct records *r, const struct trace *t, const void *record,
    const struct showing *show)
{
	bool is_delete = t->action[0] == 'd';
	const char *lines = t->before;
	struct line_before line;
	enum status st = OK;

	while (st == OK &&
	    history_next_line(&lines, t->entity, t->arena, &line)) {
		struct change_line c = { t->entity, t->first,
		    code_of(t, record, t->arena), t->action, line.field,
		    t->first, "", "" };

		if (line.field == NULL ||
		    (is_delete && value_is_none(line.value)))
			continue;
		c.before = print_value(line.value, t->arena);
		if (!is_delete)
			st = show_field(r, t, record, &c);
		if (st == OK)
			st = show->each(show->to, &c);
	}
	return st;
}

static enum status
show_trace(struct records *r, const struct trace *t,
    const struct showing *show)
{
	void *record = entity_new(t->entity, t->arena);
	enum status st = record_load(r, (struct record_id){ t->entity,
	    t->first }, t->arena, record);
	struct change_line c = { t->entity, t->first, "", t->action, NULL,
	    t->last, "", "" };

	if (st == E_NOTFOUND) {
		entity_clear(t->entity, record);
		fail_clear();
	} else if (st != OK) {
		return st;
	}
	if (t->action[0] != 'i')
		return show_fields(r, t, record, show);
	c.code = code_of(t, record, t->arena);
	return show->each(show->to, &c);
}

enum status
history_show(struct records *r, int64_t operation,
    enum status (*each)(void *to, const struct change_line *), void *to)
{
	struct arena a = ARENA_INIT;
	struct showing show = { each, to };
	struct operation o;
	struct query q;
	enum status st = history_operation(r, operation, &a, &o), end;

	if (st != OK)
		goto done;
	q = store_query(r->store, "SELECT " TRACE_COLUMNS
	    " FROM change WHERE operation = ?1 ORDER BY id",
	    ARGS(ARG(operation)));
	while (st == OK && query_row(&q)) {
		struct trace t = read_trace(r, &q, &a);

		if (t.entity != NULL)
			st = show_trace(r, &t, &show);
		arena_reset(&a, (struct arena_mark){ NULL, 0 });
	}
	end = query_end(&q);
	st = st != OK ? st : end;
done:
	arena_release(&a);
	return st;
}
