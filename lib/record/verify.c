/*
 * Is a ledger as this program wrote it?  What an operation left need not be
 * kept for that: it is what the changes behind it found, or else what stands
 * there now.  So the hash of every operation can be made again, and the seal
 * of every row.
 */
#include "record/verify.h"

#include <stdio.h>
#include <string.h>

#include "record/records.h"

struct verifying {
	struct records	*records;
	struct arena	 arena;		/* of one line of the history */
	void		(*problem)(void *to, const char *text);
	void		*to;
	struct strbuf	 text;		/* of a problem */
	int64_t		 last, last_line;	/* operation, and line of it */
	int64_t		 nbroken;	/* operations that don't fit */
};

static void
tell(struct verifying *v, const char *fmt, const char *what, int64_t number)
{
	strbuf_cut(&v->text, 0);
	strbuf_addf(&v->text, fmt, what, (long long)number);
	v->problem(v->to, v->text.buf);
}

/* ---- rows ---------------------------------------------------------------- */

/* Rows first..last of a table, as they stand; the seal behind the fields. */
static struct query
select_rows(struct records *r, const struct entity *e, int64_t first,
    int64_t last)
{
	struct strbuf sql = STRBUF_INIT;
	struct query q;

	for (size_t i = 0; i < e->nfields; i++)
		strbuf_addf(&sql, "%s%s", i == 0 ? "SELECT " : ", ",
		    e->fields[i].name);
	strbuf_addf(&sql, ", seal FROM %s WHERE id BETWEEN ?1 AND ?2"
	    " ORDER BY id", e->table);
	q = store_query(r->store, sql.buf, ARGS(ARG(first), ARG(last)));
	strbuf_release(&sql);
	return q;
}

/* Texts are borrowed; of a reference there is the number alone. */
static void
read_row(const struct query *q, const struct entity *e, void *record)
{
	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];
		struct value v = { V_REF, { .ref = { 0, NULL, NULL } } };

		if (f->type != V_REF)
			v = query_value(q, (int)i, f->type);
		else if (!query_is_null(q, (int)i))
			v.u.ref.id = query_int(q, (int)i);
		field_put(f, record, v);
	}
}

/* Is it what was sealed, and does the file hold nothing but what was read? */
static bool
is_sealed(struct records *r, const struct query *q, const struct entity *e,
    const void *record)
{
	for (size_t i = 0; i < e->nfields; i++)
		if (!query_is(q, (int)i, field_get(&e->fields[i], record)))
			return false;
	return query_is(q, (int)e->nfields, value_int(records_seal(r)));
}

static enum status
verify_rows(struct verifying *v, const struct entity *e)
{
	struct records *r = v->records;
	struct query q = select_rows(r, e, INT64_MIN, INT64_MAX);
	void *record = entity_new(e, &v->arena);

	while (query_row(&q)) {
		read_row(&q, e, record);
		records_image(r, e, record);
		if (!is_sealed(r, &q, e, record))
			tell(v, _("%s, row %lld: was changed by another "
			    "program"), e->table, entity_id(record));
	}
	return query_end(&q);
}

static enum status
verify_counters(struct verifying *v)
{
	struct query q = store_query(v->records->store,
	    "SELECT id, name, last, seal FROM counter ORDER BY id", NO_ARGS);

	while (query_row(&q))
		if (!query_is(&q, 3, value_int(counter_seal(
		    query_text(&q, 1), query_int(&q, 2)))))
			tell(v, _("%s, row %lld: was changed by another "
			    "program"), "counter", query_int(&q, 0));
	return query_end(&q);
}

static enum status
seal_counters(struct records *r)
{
	struct query q = store_query(r->store,
	    "SELECT id, name, last FROM counter ORDER BY id", NO_ARGS);
	enum status st = OK, end;

	while (st == OK && query_row(&q))
		st = store_run(r->store, "UPDATE counter SET seal = ?1"
		    " WHERE id = ?2", ARGS(ARG(counter_seal(
		    query_text(&q, 1), query_int(&q, 2))),
		    ARG(query_int(&q, 0))));
	end = query_end(&q);
	return st != OK ? st : end;
}

static enum status
seal_rows(struct records *r, const struct entity *e, struct arena *a)
{
	struct query q = select_rows(r, e, INT64_MIN, INT64_MAX);
	struct statement *seal = store_statement(r->store, arena_printf(a,
	    "UPDATE %s SET seal = ?1 WHERE id = ?2", e->table));
	void *record = entity_new(e, a);
	enum status st = OK, end;

	while (st == OK && query_row(&q)) {
		if (!query_is_null(&q, (int)e->nfields))
			continue;
		read_row(&q, e, record);
		records_image(r, e, record);
		st = statement_run(seal, ARGS(ARG(records_seal(r)),
		    ARG(entity_id(record))));
	}
	end = query_end(&q);
	return st != OK ? st : end;
}

/* ---- what an operation left ---------------------------------------------- */

/* One line of the history. */
struct line {
	int64_t		     id, first, last;
	const struct entity *entity;
	const char	    *action, *before;
};

/* A record as the line left it, though it stands in `record` as it is now, or
 * with its number alone: the first later change that knows a field has what
 * it was. */
static enum status
go_back(struct verifying *v, const struct line *l, void *record)
{
	struct query q = store_query(v->records->store,
	    "SELECT before FROM change WHERE record = ?1 AND first = ?2"
	    " AND id > ?3 AND action <> 'insert' ORDER BY id",
	    ARGS(ARG(l->entity->table), ARG(entity_id(record)), ARG(l->id)));
	uint64_t known = 0;

	while (query_row(&q)) {
		const char *lines = arena_strdup(&v->arena, query_text(&q, 0));
		struct line_before line;

		while (history_next_line(&lines, l->entity, &v->arena, &line)) {
			uint64_t bit = line.field == NULL ? 0 :
			    UINT64_C(1) << (line.field - l->entity->fields);

			if ((bit & ~known) != 0)
				field_put(line.field, record, line.value);
			known |= bit;
		}
	}
	return query_end(&q);
}

static struct digest
no_digest(void)
{
	return (struct digest){ { 0 } };
}

static enum status
digest_update(struct verifying *v, const struct line *l, struct digest *out)
{
	struct records *r = v->records;
	void *record = entity_new(l->entity, &v->arena);
	struct query q = select_rows(r, l->entity, l->first, l->first);
	enum status st, end;

	memcpy(record, &l->first, sizeof(l->first));
	if (query_row(&q))
		read_row(&q, l->entity, record);
	st = go_back(v, l, record);
	records_image(r, l->entity, record);
	*out = hash_of(r->image.buf, r->image.len);
	end = query_end(&q);
	return st != OK ? st : end;
}

/* The next record among those added that was changed or removed later; behind
 * the last one INT64_MAX. */
static int64_t
next_changed(struct query *q)
{
	return query_row(q) ? query_int(q, 0) : INT64_MAX;
}

struct range {
	const struct line *line;
	struct query	   rows, changed;
	int64_t		   next;	/* changed */
	bool		   has_row;	/* at hand, not used yet */
	void		  *record;
	struct hash	   hash;
};

/* One of the records added, as it was then. */
static enum status
add_image(struct verifying *v, struct range *g, int64_t id)
{
	const struct entity *e = g->line->entity;
	bool is_there;
	enum status st = OK;

	if (!g->has_row)
		g->has_row = query_row(&g->rows);
	is_there = g->has_row && query_int(&g->rows, 0) == id;
	entity_clear(e, g->record);
	memcpy(g->record, &id, sizeof(id));
	if (is_there)
		read_row(&g->rows, e, g->record);
	if (g->next == id) {
		st = go_back(v, g->line, g->record);
		g->next = next_changed(&g->changed);
	} else if (!is_there) {
		tell(v, _("%s, row %lld: was removed by another program"),
		    e->table, id);
	}
	records_image(v->records, e, g->record);
	hash_add(&g->hash, v->records->image.buf, v->records->image.len);
	g->has_row = g->has_row && !is_there;
	return st;
}

static enum status
digest_inserts(struct verifying *v, const struct line *l, struct digest *out)
{
	struct store *s = v->records->store;
	struct range g = { .line = l };
	enum status st = OK, end;

	g.record = entity_new(l->entity, &v->arena);
	g.rows = select_rows(v->records, l->entity, l->first, l->last);
	g.changed = store_query(s, "SELECT DISTINCT first FROM change"
	    " WHERE record = ?1 AND first BETWEEN ?2 AND ?3 AND id > ?4"
	    " AND action <> 'insert' ORDER BY first",
	    ARGS(ARG(l->entity->table), ARG(l->first), ARG(l->last),
	    ARG(l->id)));
	g.next = next_changed(&g.changed);
	hash_begin(&g.hash);
	for (int64_t id = l->first; st == OK && id <= l->last; id++) {
		struct arena_mark mark = arena_mark(&v->arena);

		st = add_image(v, &g, id);
		arena_reset(&v->arena, mark);
	}
	*out = hash_end(&g.hash);
	end = query_end(&g.rows);
	st = st != OK ? st : end;
	end = query_end(&g.changed);
	return st != OK ? st : end;
}

static enum status
add_line(struct verifying *v, const struct line *l, struct hash *h)
{
	struct traced t = { l->entity->table, l->first, l->last, l->action,
	    l->before, no_digest() };
	enum status st = OK;

	if (l->action[0] == 'i')
		st = digest_inserts(v, l, &t.left);
	else if (l->action[0] == 'u')
		st = digest_update(v, l, &t.left);
	if (st == OK)
		chain_add(h, &t);
	return st;
}

static const struct entity *
entity_of(struct records *r, const char *table)
{
	return table != NULL ? r->entities[records_entity(r, table)] : NULL;
}

/* An operation, with the hash that is on record and the one it should have. */
struct link {
	struct operation operation;
	const char	*hash;			/* NULL: none */
	struct receipt	 receipt;		/* has_receipt() */
	char		 made[DIGEST_TEXT];	/* "": its lines are not where
						 * they were */
};

enum { NO_STATUS = -1 };

static bool
has_receipt(const struct receipt *receipt)
{
	return receipt->key != NULL || receipt->answer != NULL ||
	    receipt->status != NO_STATUS;
}

static enum status
hash_operation(struct verifying *v, const char *before, struct link *k)
{
	const struct operation *o = &k->operation;
	struct query q = store_query(v->records->store,
	    "SELECT id, first, last, record, action, before FROM change"
	    " WHERE operation = ?1 ORDER BY id", ARGS(ARG(o->id)));
	bool in_order = true;
	enum status st = OK, end;
	struct hash h;

	chain_begin(&h, before, o);
	while (st == OK && query_row(&q)) {
		struct arena_mark mark = arena_mark(&v->arena);
		struct line l = { query_int(&q, 0), query_int(&q, 1),
		    query_int(&q, 2), entity_of(v->records, query_text(&q, 3)),
		    query_text(&q, 4), query_text_if(&q, 5) };

		in_order = in_order && l.id > v->last_line;
		v->last_line = l.id;
		if (l.entity != NULL)
			st = add_line(v, &l, &h);
		arena_reset(&v->arena, mark);
	}
	chain_end(&h, has_receipt(&k->receipt) ? &k->receipt : NULL, k->made);
	if (!in_order)
		k->made[0] = '\0';
	end = query_end(&q);
	return st != OK ? st : end;
}

/* ---- the chain ----------------------------------------------------------- */

static struct receipt
read_receipt(const struct query *q)
{
	return (struct receipt){ query_text_if(q, 7), query_text_if(q, 8),
	    query_is_null(q, 9) ? NO_STATUS : query_int(q, 9) };
}

/* Each in turn.  One that does not fit is told by `each`; those behind it are
 * made on what is on record, so that each is told for itself. */
static enum status
walk_chain(struct verifying *v,
    enum status (*each)(struct verifying *, struct link *))
{
	struct query q = store_query(v->records->store,
	    "SELECT id, time, user, command, kind, coalesce(target, 0), hash,"
	    " key, answer, status FROM operation ORDER BY id", NO_ARGS);
	char before[DIGEST_TEXT] = "";
	enum status st = OK, end;

	while (st == OK && query_row(&q)) {
		struct link k = { { query_int(&q, 0), query_text(&q, 1),
		    query_text(&q, 2), query_text(&q, 3), query_text(&q, 4),
		    query_int(&q, 5), false, 0, 0, 0 },
		    query_text_if(&q, 6), read_receipt(&q), "" };

		st = hash_operation(v, *before != '\0' ? before : NULL, &k);
		if (st == OK)
			st = each(v, &k);
		snprintf(before, sizeof(before), "%s",
		    k.hash != NULL ? k.hash : k.made);
	}
	end = query_end(&q);
	return st != OK ? st : end;
}

/* The first one is named: what was done to one row breaks all operations that
 * wrote it. */
static enum status
verify_link(struct verifying *v, struct link *k)
{
	const struct operation *o = &k->operation;

	if (o->id != v->last + 1)
		tell(v, _("operation '%s' (#%lld): those before it are "
		    "missing"), o->command, o->id);
	v->last = o->id;
	if (k->hash != NULL && strcmp(k->hash, k->made) == 0)
		return OK;
	if (v->nbroken++ == 0)
		tell(v, _("operation '%s' (#%lld): it, or what it wrote, was "
		    "changed by another program"), o->command, o->id);
	return OK;
}

/* An operation is undone when it was turned over an odd number of times. */
static enum status
verify_undone(struct verifying *v)
{
	struct query q = store_query(v->records->store,
	    "SELECT o.id, o.command FROM operation o LEFT JOIN (SELECT target,"
	    " count(*) AS n FROM operation WHERE target IS NOT NULL"
	    " GROUP BY target) u ON u.target = o.id"
	    " WHERE o.is_undone <> coalesce(u.n, 0) % 2 ORDER BY o.id",
	    NO_ARGS);

	while (query_row(&q))
		tell(v, _("operation '%s' (#%lld): whether it is undone was "
		    "changed by another program"), query_text(&q, 1),
		    query_int(&q, 0));
	return query_end(&q);
}

/* Rows that no operation added. */
static enum status
verify_origin(struct verifying *v, const struct entity *e)
{
	struct store *s = v->records->store;
	struct query rows = store_query(s, arena_printf(&v->arena,
	    "SELECT id FROM %s ORDER BY id", e->table), NO_ARGS);
	struct query added = store_query(s, "SELECT first, last FROM change"
	    " WHERE record = ?1 AND action = 'insert' ORDER BY first",
	    ARGS(ARG(e->table)));
	bool more = query_row(&added);
	int64_t reach = INT64_MIN;
	enum status st, end;

	while (query_row(&rows)) {
		int64_t id = query_int(&rows, 0);

		for (; more && query_int(&added, 0) <= id;
		    more = query_row(&added))
			if (query_int(&added, 1) > reach)
				reach = query_int(&added, 1);
		if (id > reach)
			tell(v, _("%s, row %lld: was added by another "
			    "program"), e->table, id);
	}
	st = query_end(&rows);
	end = query_end(&added);
	return st != OK ? st : end;
}

static enum status
seal_link(struct verifying *v, struct link *k)
{
	if (k->hash != NULL)
		return OK;
	return store_run(v->records->store, "UPDATE operation SET hash = ?1"
	    " WHERE id = ?2", ARGS(ARG(k->made), ARG(k->operation.id)));
}

/* ---- all of it ----------------------------------------------------------- */

enum status
records_verify_rows(struct records *r,
    void (*problem)(void *to, const char *text), void *to)
{
	struct verifying v = { .records = r, .problem = problem, .to = to,
	    .text = STRBUF_INIT };
	enum status st = OK;

	for (size_t i = 0; st == OK && r->entities[i] != NULL; i++)
		st = verify_rows(&v, r->entities[i]);
	if (st == OK)
		st = verify_counters(&v);
	strbuf_release(&v.text);
	arena_release(&v.arena);
	return st;
}

enum status
records_verify_chain(struct records *r,
    void (*problem)(void *to, const char *text), void *to)
{
	struct verifying v = { .records = r, .problem = problem, .to = to,
	    .text = STRBUF_INIT };
	enum status st;

	arena_alloc(&v.arena, 1);
	st = walk_chain(&v, verify_link);
	if (v.nbroken > 1)
		tell(&v, _("%s: %lld in all do not fit"), "operation",
		    v.nbroken);
	if (st == OK)
		st = verify_undone(&v);
	for (size_t i = 0; st == OK && r->entities[i] != NULL; i++)
		st = verify_origin(&v, r->entities[i]);
	strbuf_release(&v.text);
	arena_release(&v.arena);
	return st;
}

static void
ignore_problem(void *to, const char *text)
{
	(void)to, (void)text;
}

enum status
records_seal_all(struct records *r)
{
	struct verifying v = { .records = r, .problem = ignore_problem,
	    .text = STRBUF_INIT };
	enum status st = OK;

	arena_alloc(&v.arena, 1);
	for (size_t i = 0; st == OK && r->entities[i] != NULL; i++)
		st = seal_rows(r, r->entities[i], &v.arena);
	if (st == OK)
		st = seal_counters(r);
	if (st == OK)
		st = walk_chain(&v, seal_link);
	strbuf_release(&v.text);
	arena_release(&v.arena);
	return st;
}
