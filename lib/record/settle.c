/*
 * Records that were touched, and what follows from it.
 */
#include "record/records.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
records_settlers(struct records *r, const struct settler *settlers)
{
	r->settlers = settlers;
}

/* How `s` settles what a record of the kind touches; false: not at all. */
static bool
is_touched(const struct settler *s, const struct entity *e,
    const struct field **of)
{
	const struct field *parent = entity_field_flagged(e, F_PARENT);

	if (s->by != NULL) {
		*of = entity_field(e, s->field);
		return strcmp(s->by->table, e->table) == 0;
	}
	*of = parent;
	return strcmp(s->entity->table, parent != NULL ? parent->ref->table :
	    e->table) == 0;
}

void
records_find_settlers(const struct records *r, const struct entity *e,
    struct settling out[SETTLERS_MAX])
{
	size_t n = 0;

	for (const struct settler *s = r->settlers; s != NULL &&
	    s->entity != NULL; s++)
		if (is_touched(s, e, &out[n].of))
			out[n++].by = s;
	assert(n < SETTLERS_MAX);
	out[n].by = NULL;
}

/* The same again is the rule: of one line after another. */
static bool
was_touched(const struct records *r, const struct settler *by, int64_t id)
{
	const struct touched *t = r->touched;

	for (size_t i = 0; t != NULL && i < SETTLERS_MAX; i++, t = t->next)
		if (t->by == by && t->id == id)
			return true;
	return false;
}

static void
touch(struct records *r, const struct settler *by, int64_t id)
{
	struct touched *t;

	if (id == 0 || was_touched(r, by, id))
		return;
	t = arena_alloc(&r->touching, sizeof(*t));
	*t = (struct touched){ r->touched, by, id };
	r->touched = t;
}

void
records_touch(struct records *r, const struct entity *e, const void *record)
{
	const struct settling *s = records_plan(r, e)->settlings;

	bool goes_on = strcmp(r->author.kind, "do") == 0;

	for (; s->by != NULL; s++) {
		int64_t id = s->of != NULL ?
		    field_get(s->of, record).u.ref.id : entity_id(record);

		if ((goes_on || (s->by->flags & SETTLER_RULE)) &&
		    (!(s->by->flags & SETTLER_OLD) ||
		    !records_is_born(r, s->by->entity, id)))
			touch(r, s->by, id);
	}
}

void
records_untouch(struct records *r)
{
	r->touched = NULL;
	arena_release(&r->touching);
}

static int
compare_touched(const void *one, const void *other)
{
	const struct touched *a = *(struct touched *const *)one;
	const struct touched *b = *(struct touched *const *)other;

	if (a->by != b->by)
		return a->by < b->by ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

static enum status
settle_one(struct records *r, const struct touched *t)
{
	char sql[96];
	int64_t n;
	enum status st;

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM %s WHERE id = ?1",
	    t->by->entity->table);
	st = store_int(r->store, sql, ARGS(ARG(t->id)), &n);
	return st == OK && n == 1 ? t->by->settle(r, t->id) : st;
}

/* Each record once, those of one kind by their numbers. */
static enum status
settle_all(struct records *r, const struct touched *list, struct arena *a)
{
	const struct touched **all;
	size_t n = 0;
	enum status st = OK;

	for (const struct touched *t = list; t != NULL; t = t->next)
		n++;
	all = arena_alloc(a, n * sizeof(*all));
	for (size_t i = 0; i < n; i++, list = list->next)
		all[i] = list;
	qsort(all, n, sizeof(*all), compare_touched);
	for (size_t i = 0; st == OK && i < n; i++)
		if (i == 0 || compare_touched(&all[i - 1], &all[i]) != 0)
			st = settle_one(r, all[i]);
	return st;
}

/* One thing follows from another a few times, not for ever. */
enum { ROUNDS_MAX = 100 };

static enum status
never_settles(const struct touched *t)
{
	return fail(E_FAIL, _("internal error: what follows from %s number "
	    "%lld is another thing each time"), _(t->by->entity->name),
	    (long long)t->id);
}

enum status
records_settle(struct records *r)
{
	enum status st = OK;

	for (int round = 0; st == OK && r->touched != NULL; round++) {
		if (round == ROUNDS_MAX)
			return never_settles(r->touched);
		struct arena touching = r->touching;
		const struct touched *list = r->touched;

		r->touching = (struct arena)ARENA_INIT;
		r->touched = NULL;
		st = settle_all(r, list, &touching);
		arena_release(&touching);
	}
	return st;
}
