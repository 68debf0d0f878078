/*
 * The handle on the records of a ledger, and the numbers it gives out.
 */
#include "record/records.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* ---- the handle ---------------------------------------------------------- */

struct records *
records_new(struct store *store, const struct entity *const *entities,
    const struct defaults *defaults)
{
	struct records *r = calloc(1, sizeof(*r));

	if (r == NULL)
		no_memory();
	r->store = store;
	r->entities = entities;
	r->defaults = defaults;
	r->search_key = r->last_key = r->image =
	    (struct strbuf)STRBUF_INIT;
	return r;
}

void
records_free(struct records *r)
{
	if (r == NULL)
		return;
	strbuf_release(&r->search_key);
	strbuf_release(&r->last_key);
	strbuf_release(&r->image);
	hasher_free(r->hasher);
	arena_release(&r->touching);
	arena_release(&r->arena);
	free(r);
}

struct store *
records_store(struct records *r)
{
	return r->store;
}

const struct defaults *
records_defaults(const struct records *r)
{
	return r->defaults;
}

const struct entity *const *
records_entities(const struct records *r)
{
	return r->entities;
}

void
records_author(struct records *r, const struct author *author)
{
	r->author = *author;
	r->operation = 0;
	memset(r->born, 0, sizeof(r->born));
	records_untouch(r);
}

int64_t
records_operation(const struct records *r)
{
	return r->operation;
}

size_t
records_entity(const struct records *r, const char *table)
{
	size_t i = 0;

	while (r->entities[i] != NULL &&
	    strcmp(r->entities[i]->table, table) != 0)
		i++;
	return i;
}

/* ---- numbers ------------------------------------------------------------- */

static enum status
find_counter(struct records *r, const char *name, struct counter **out)
{
	struct counter *c;
	enum status st;

	for (c = r->counters; c != NULL; c = c->next) {
		if (strcmp(c->name, name) == 0) {
			*out = c;
			return OK;
		}
	}
	c = arena_alloc(&r->arena, sizeof(*c));
	c->name = arena_strdup(&r->arena, name);
	if ((st = store_int(r->store,
	    "SELECT last FROM counter WHERE name = ?1",
	    ARGS(ARG(name)), &c->last)) != OK)
		return st;
	c->next = r->counters;
	r->counters = c;
	*out = c;
	return OK;
}

enum status
record_number(struct records *r, const char *series, int64_t *number)
{
	struct counter *c;
	enum status st = find_counter(r, series, &c);

	if (st != OK)
		return st;
	*number = ++c->last;
	c->is_changed = true;
	return OK;
}

static enum status
write_counters(struct records *r)
{
	enum status st;

	for (struct counter *c = r->counters; c != NULL; c = c->next) {
		if (!c->is_changed)
			continue;
		if ((st = store_run(r->store,
		    "INSERT INTO counter (name, last, seal) VALUES (?1, ?2, ?3)"
		    " ON CONFLICT (name) DO UPDATE SET last = ?2, seal = ?3",
		    ARGS(ARG(c->name), ARG(c->last), ARG(counter_seal(
		    c->name, c->last))))) != OK)
			return st;
		c->is_changed = false;
	}
	return OK;
}

enum status
records_flush(struct records *r)
{
	enum status st = records_end_load(r);

	if (st != OK || (st = history_end(r)) != OK)
		return st;
	return write_counters(r);
}

/* ---- many at once -------------------------------------------------------- */

/* Keys are compared byte by byte, as strcmp() does. */
static enum status
find_last_key(struct records *r, const struct entity *e)
{
	const char *key = entity_key(e)->name;
	struct query q = store_query(r->store, arena_printf(&r->arena,
	    "SELECT %s FROM %s ORDER BY %s DESC LIMIT 1", key, e->table, key),
	    NO_ARGS);

	strbuf_cut(&r->last_key, 0);
	if (query_row(&q))
		strbuf_addstr(&r->last_key, query_text(&q, 0));
	return query_end(&q);
}

/* May rows be added later than they are said to be?  Where nothing but their
 * key can be taken, which is looked for before. */
static enum status
judge_waiting(struct records *r, const struct entity *e)
{
	const struct field *key = entity_key(e);
	int64_t n;
	enum status st = store_unique(r->store, e->table, &n);

	if (st == OK)
		records_plan(r, e)->may_wait =
		    n == (key != NULL && key->type == V_TEXT);
	return st;
}

enum status
record_load_many(struct records *r, const struct entity *e, size_t n)
{
	enum { MANY = 5000 };		/* fewer are in as soon as not */
	struct counter *given;		/* at most so many are there */
	enum status st;

	if (n < MANY || r->is_loading)
		return OK;
	if ((st = find_last_key(r, e)) != OK ||
	    (st = judge_waiting(r, e)) != OK ||
	    (e->lines != NULL && (st = judge_waiting(r, e->lines)) != OK) ||
	    (st = find_counter(r, e->table, &given)) != OK)
		return st;
	r->is_loading = true;
	r->hasher = hasher_new();
	r->load_table = e->table;
	return (size_t)given->last > n / 2 ? OK :
	    store_load_begin(r->store, e->table);
}

void
records_note_key(struct records *r, const struct entity *e, const void *record)
{
	const char *key;

	if (!r->is_loading || strcmp(r->load_table, e->table) != 0)
		return;
	key = field_get(records_plan(r, e)->key, record).u.text;
	if (strcmp(key, r->last_key.buf) <= 0)
		return;
	strbuf_cut(&r->last_key, 0);
	strbuf_addstr(&r->last_key, key);
}

enum status
records_end_load(struct records *r)
{
	if (!r->is_loading)
		return OK;
	r->is_loading = false;
	hasher_wait(r->hasher);
	hasher_free(r->hasher);
	r->hasher = NULL;
	return store_load_end(r->store);
}

/* ---- codes --------------------------------------------------------------- */

/* The series of a record: the year of its date stands for %Y. */
static const char *
series_name(const struct records *r, const struct entity *e,
    const void *record, struct arena *a)
{
	const char *mark = strstr(e->series, "%Y");
	const struct field *f = entity_field_flagged(e, F_DATED);
	struct date date = r->defaults->today;
	int y, m, d;

	if (mark == NULL)
		return e->series;
	if (f != NULL && !value_is_none(field_get(f, record)))
		date = field_get(f, record).u.date;
	date_to_ymd(date, &y, &m, &d);
	return arena_printf(a, "%.*s%04d%s", (int)(mark - e->series),
	    e->series, y, mark + 2);
}

/* A code of the series that no record has, even one typed in by hand. */
enum status
records_make_code(struct records *r, const struct entity *e, void *record,
    struct arena *a)
{
	const struct field *key = entity_key(e);
	const char *series = series_name(r, e, record, a), *code;
	char sql[160];
	int64_t number, taken;
	enum status st;

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM %s WHERE %s = ?1",
	    e->table, key->name);
	do {
		if ((st = record_number(r, series, &number)) != OK)
			return st;
		code = arena_printf(a, "%s-%04lld", series, (long long)number);
		if ((st = store_int(r->store, sql, ARGS(ARG(code)),
		    &taken)) != OK)
			return st;
	} while (taken > 0);
	field_put(key, record, value_text(code));
	return OK;
}

/* ---- parts in the place of lines ----------------------------------------- */

static bool
is_called(const struct entity *e, const char *name)
{
	const char *const names[] = { e->name, e->plural, e->label,
	    e->label_zh };
	struct arena a = ARENA_INIT;
	const char *skeleton = utf8_skeleton(name, &a);
	bool found = false;

	for (size_t i = 0; i < COUNT(names); i++)
		found = found || strcmp(utf8_skeleton(names[i], &a),
		    skeleton) == 0;
	arena_release(&a);
	return found;
}

/* Parts that are counted: a file tells which is which. */
static bool
can_travel(const struct entity *part)
{
	const struct field *key = entity_key(part);

	return key != NULL && key->type == V_INT && part->matches != NULL;
}

static enum status
no_such_part(const struct entity *e, const char *name)
{
	struct strbuf b = STRBUF_INIT;
	enum status st;

	for (size_t i = 0; e->parts != NULL && e->parts[i] != NULL; i++)
		if (can_travel(e->parts[i]))
			strbuf_addf(&b, "%s%s", b.len > 0 ? ", " : "",
			    e->parts[i]->plural);
	st = fail(E_USAGE, _("%s have no '%s' that could be in a file of their "
	    "own"), _(e->plural), name);
	if (b.len > 0)
		st = fail_hint(st, _("there are: %s"), b.buf);
	strbuf_release(&b);
	return st;
}

enum status
records_part_view(struct records *r, const struct entity *e, const char *name,
    const struct entity **out)
{
	const struct entity *part = NULL;
	struct part_view *v = r->views;

	for (size_t i = 0; part == NULL && e->parts != NULL &&
	    e->parts[i] != NULL; i++)
		if (can_travel(e->parts[i]) && is_called(e->parts[i], name))
			part = e->parts[i];
	if (part == NULL)
		return no_such_part(e, name);
	while (v != NULL && (v->of != e || v->seen.lines != part))
		v = v->next;
	if (v == NULL) {
		v = arena_alloc(&r->arena, sizeof(*v));
		*v = (struct part_view){ r->views, e, *e };
		v->seen.lines = part;
		v->seen.nsums = 0;	/* these are of the lines */
		r->views = v;
	}
	*out = &v->seen;
	return OK;
}
