/*
 * Statements put together from the names in field tables, once for each kind
 * of record.  Knows nothing of what they are run for.
 */
#include "record/records.h"

#include <assert.h>

#include "base/strbuf.h"

/* What tells which record it is, and whether the entity looks at it. */
static uint64_t
brief_fields(const struct entity *e)
{
	const unsigned brief = F_KEY | F_TITLE | F_ROLES;
	uint64_t fields = 1;

	for (size_t i = 0; i < e->nfields; i++)
		if (e->fields[i].flags & brief)
			fields |= UINT64_C(1) << i;
	return fields;
}

/* All but those that are added up. */
static uint64_t
kept_fields(const struct entity *e)
{
	return (UINT64_C(1) << e->nfields) - 1;
}

static struct plan *
new_plan(struct records *r, const struct entity *e, uint64_t fields)
{
	struct plan *p = arena_alloc(&r->arena, sizeof(*p));
	size_t nrefs = 0;

	p->entity = e;
	p->fields = fields;
	p->columns = (struct columns){ .entity = e,
	    .fields = (fields & kept_fields(e)) | brief_fields(e) };
	p->key = entity_key(e);
	p->parent = entity_field_flagged(e, F_PARENT);
	records_find_settlers(r, e, p->settlings);
	for (size_t i = 0; i < e->nfields; i++)
		if (e->fields[i].type == V_REF)
			p->refs[nrefs++] = &e->fields[i];
	assert(nrefs < REFS_MAX && entity_nshown(e) < FIELDS_MAX - 1);
	p->is_searched = entity_field_flagged(e, F_SEARCH) != NULL;
	p->next = r->plans;
	r->plans = p;
	return p;
}

struct plan *
records_plan_of(struct records *r, const struct entity *e, uint64_t fields)
{
	struct plan *p = r->plans;

	while (p != NULL && (p->entity != e || p->fields != fields))
		p = p->next;
	return p != NULL ? p : new_plan(r, e, fields);
}

struct plan *
records_plan(struct records *r, const struct entity *e)
{
	return records_plan_of(r, e, UINT64_MAX);
}

static struct statement *
select_by(struct records *r, struct plan *p, const char *column)
{
	struct strbuf sql = STRBUF_INIT;
	struct statement *t;

	records_select_sql(&p->columns, &sql);
	strbuf_addf(&sql, " WHERE t.%s = ?1", column);
	t = store_statement(r->store, sql.buf);
	strbuf_release(&sql);
	return t;
}

struct statement *
plan_by_id(struct records *r, struct plan *p)
{
	if (p->by_id == NULL)
		p->by_id = select_by(r, p, "id");
	return p->by_id;
}

struct statement *
plan_by_key(struct records *r, struct plan *p)
{
	if (p->by_key == NULL)
		p->by_key = select_by(r, p, p->key->name);
	return p->by_key;
}

/* What writes some fields, and which. */
struct plan_write {
	struct plan_write *older;
	uint64_t	   fields;
	struct statement  *statement;
	struct appender   *appender;
};

static struct plan_write *
add_write(struct records *r, struct plan_write **newest, uint64_t fields)
{
	struct plan_write *w = arena_alloc(&r->arena, sizeof(*w));

	*w = (struct plan_write){ *newest, fields, NULL, NULL };
	*newest = w;
	return w;
}

static const char *
column_name(const struct entity *e, size_t i)
{
	if (i < e->nfields)
		return e->fields[i].name;
	return UINT64_C(1) << i == PLAN_SEAL ? "seal" : "search_key";
}

/* "name, country, search_key", or, where `with` is " = ?", "name = ?1, country
 * = ?2"; returns how many. */
static size_t
add_names(struct strbuf *sql, const struct entity *e, uint64_t fields,
    const char *with)
{
	size_t n = 0;

	for (size_t i = 0; i < FIELDS_MAX; i++) {
		if (!(fields >> i & 1))
			continue;
		strbuf_addf(sql, "%s%s", n++ > 0 ? ", " : "",
		    column_name(e, i));
		if (*with != '\0')
			strbuf_addf(sql, "%s%zu", with, n);
	}
	return n;
}

/* "party (code, name)"; returns how many columns. */
static size_t
add_target(struct strbuf *sql, const struct entity *e, uint64_t fields)
{
	size_t n;

	strbuf_addf(sql, "%s (", e->table);
	n = add_names(sql, e, fields, "");
	strbuf_addch(sql, ')');
	return n;
}

/* One for these fields at least; NULL: none yet.  Each is wider than the one
 * before it, so that there are few of them. */
static struct plan_write *
wide_enough(struct plan_write *newest, uint64_t *fields)
{
	uint64_t wanted = *fields;

	if (newest == NULL)
		return NULL;
	*fields |= newest->fields;
	return (wanted & ~newest->fields) == 0 ? newest : NULL;
}

struct statement *
plan_insert(struct records *r, struct plan *p, uint64_t *fields)
{
	struct plan_write *w = wide_enough(p->inserts, fields);
	struct strbuf sql = STRBUF_INIT;
	size_t n;

	if (w != NULL)
		return w->statement;
	w = add_write(r, &p->inserts, *fields);
	strbuf_addstr(&sql, "INSERT INTO ");
	n = add_target(&sql, p->entity, *fields);
	strbuf_addstr(&sql, " VALUES (");
	for (size_t i = 1; i <= n; i++)
		strbuf_addf(&sql, "%s?%zu", i > 1 ? ", " : "", i);
	strbuf_addch(&sql, ')');
	w->statement = store_statement(r->store, sql.buf);
	strbuf_release(&sql);
	return w->statement;
}

struct appender *
plan_append(struct records *r, struct plan *p, uint64_t *fields)
{
	struct plan_write *w = wide_enough(p->appends, fields);
	struct strbuf into = STRBUF_INIT;
	size_t n;

	if (w != NULL)
		return w->appender;
	w = add_write(r, &p->appends, *fields);
	n = add_target(&into, p->entity, *fields);
	w->appender = store_appender(r->store, into.buf, n,
	    records_entity(r, p->entity->table));
	strbuf_release(&into);
	return w->appender;
}

static struct statement *
make_update(struct records *r, const struct entity *e, uint64_t fields)
{
	struct strbuf sql = STRBUF_INIT;
	struct statement *t;
	size_t n;

	strbuf_addf(&sql, "UPDATE %s SET ", e->table);
	n = add_names(&sql, e, fields, " = ?");
	strbuf_addf(&sql, " WHERE id = ?%zu", n + 1);
	t = store_statement(r->store, sql.buf);
	strbuf_release(&sql);
	return t;
}

struct statement *
plan_update(struct records *r, struct plan *p, uint64_t fields)
{
	struct plan_write *w = p->updates;

	while (w != NULL && w->fields != fields)
		w = w->older;
	if (w == NULL) {
		w = add_write(r, &p->updates, fields);
		w->statement = make_update(r, p->entity, fields);
	}
	return w->statement;
}
