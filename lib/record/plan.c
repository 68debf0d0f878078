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
	const unsigned brief = F_KEY | F_TITLE | F_ROLES | F_PARENT;
	uint64_t fields = 1;

	for (size_t i = 0; i < e->nfields; i++)
		if (e->fields[i].flags & brief)
			fields |= UINT64_C(1) << i;
	return fields;
}

static struct plan *
new_plan(struct records *r, const struct entity *e, uint64_t fields)
{
	struct plan *p = arena_alloc(&r->arena, sizeof(*p));
	size_t nrefs = 0;

	p->entity = e;
	p->fields = fields;
	p->columns = (struct columns){ .entity = e,
	    .fields = fields | brief_fields(e) };
	p->key = entity_key(e);
	p->parent = entity_field_flagged(e, F_PARENT);
	for (size_t i = 0; i < e->nfields; i++)
		if (e->fields[i].type == V_REF)
			p->refs[nrefs++] = &e->fields[i];
	assert(nrefs < REFS_MAX && e->nfields < FIELDS_MAX);
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

struct statement *
plan_insert(struct records *r, struct plan *p)
{
	const struct entity *e = p->entity;
	struct strbuf sql = STRBUF_INIT;
	size_t n = e->nfields + p->is_searched;

	if (p->insert != NULL)
		return p->insert;
	strbuf_addf(&sql, "INSERT INTO %s (", e->table);
	for (size_t i = 0; i < e->nfields; i++)
		strbuf_addf(&sql, "%s%s", i > 0 ? ", " : "", e->fields[i].name);
	strbuf_addstr(&sql, p->is_searched ? ", search_key) VALUES (" :
	    ") VALUES (");
	for (size_t i = 0; i < n; i++)
		strbuf_addf(&sql, "%s?%zu", i > 0 ? ", " : "", i + 1);
	strbuf_addch(&sql, ')');
	p->insert = store_statement(r->store, sql.buf);
	strbuf_release(&sql);
	return p->insert;
}

/* A file changes the same fields in all its rows. */
struct plan_update {
	struct plan_update *older;
	uint64_t	    fields;
	struct statement   *statement;
};

static struct statement *
make_update(struct records *r, const struct entity *e, uint64_t fields)
{
	struct strbuf sql = STRBUF_INIT;
	struct statement *t;
	size_t n = 0;

	strbuf_addf(&sql, "UPDATE %s SET", e->table);
	for (size_t i = 1; i < e->nfields; i++) {
		if (!(fields >> i & 1))
			continue;
		strbuf_addf(&sql, "%s %s = ?%zu", n > 0 ? "," : "",
		    e->fields[i].name, n + 1);
		n++;
	}
	if (fields & PLAN_SEARCH_KEY)
		strbuf_addf(&sql, ", search_key = ?%zu", ++n);
	strbuf_addf(&sql, " WHERE id = ?%zu", n + 1);
	t = store_statement(r->store, sql.buf);
	strbuf_release(&sql);
	return t;
}

struct statement *
plan_update(struct records *r, struct plan *p, uint64_t fields)
{
	struct plan_update *u = p->updates;

	while (u != NULL && u->fields != fields)
		u = u->older;
	if (u != NULL)
		return u->statement;
	u = arena_alloc(&r->arena, sizeof(*u));
	*u = (struct plan_update){ p->updates, fields,
	    make_update(r, p->entity, fields) };
	p->updates = u;
	return u->statement;
}
