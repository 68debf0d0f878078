/*
 * Looks codes up one by one, until that has cost about as much as reading all
 * of them does: they stand together in an index, while each record stands on
 * a page of its own.  Memory is bounded; what found no place there is looked
 * up one by one still.
 */
#include "record/refs.h"

#include <stdlib.h>

#include "base/strbuf.h"
#include "record/entity.h"

enum {
	BYTES_MAX	= 16 * 1024 * 1024,	/* of the codes of a field */
	ALL_TO_ONE	= 20	/* codes read at one go while one is found */
};

struct known {
	struct known	   *next;
	const struct field *field;
	struct query	    one;	/* by number */
	int64_t		    last;	/* the greatest number */
	int64_t		    nasked;	/* one by one; -1: all were read */
	uint32_t	   *at;		/* in texts, by number; 0: nowhere */
	struct strbuf	    texts;	/* codes, each with its NUL */
};

struct refs {
	struct store	*store;
	enum status	 st;
	struct known	*first;
};

struct refs *
refs_new(struct store *store)
{
	struct refs *r = calloc(1, sizeof(*r));

	if (r == NULL)
		no_memory();
	r->store = store;
	return r;
}

void
refs_free(struct refs *r)
{
	struct known *c, *next;

	if (r == NULL)
		return;
	for (c = r->first; c != NULL; c = next) {
		next = c->next;
		if (query_end(&c->one) != OK)
			fail_clear();
		free(c->at);
		strbuf_release(&c->texts);
		free(c);
	}
	free(r);
}

enum status
refs_status(const struct refs *r)
{
	return r != NULL ? r->st : OK;
}

static void
note_failure(struct refs *r, enum status st)
{
	if (r->st == OK)
		r->st = st;
}

static struct known *
new_known(struct refs *r, const struct field *f)
{
	const char *table = f->ref->table, *key = entity_key(f->ref)->name;
	struct known *c = calloc(1, sizeof(*c));
	struct arena a = ARENA_INIT;

	if (c == NULL)
		no_memory();
	c->field = f;
	c->texts = (struct strbuf)STRBUF_INIT;
	note_failure(r, store_int(r->store, arena_printf(&a,
	    "SELECT coalesce(max(id), 0) FROM %s", table), NO_ARGS, &c->last));
	c->one = store_query(r->store, arena_printf(&a,
	    "SELECT %s FROM %s WHERE id = ?1", key, table), ARGS(ARG(0)));
	arena_release(&a);
	c->next = r->first;
	r->first = c;
	return c;
}

static struct known *
known_of(struct refs *r, const struct field *f)
{
	struct known *c = r->first;

	while (c != NULL && c->field != f)
		c = c->next;
	return c != NULL ? c : new_known(r, f);
}

static const char *
look_up(struct refs *r, struct known *c, int64_t id)
{
	query_again(&c->one, 1, ARG(id));
	if (query_row(&c->one))
		return query_text(&c->one, 0);
	note_failure(r, c->one.st);
	return NULL;
}

/* As many as there is room for. */
static void
take_all(struct known *c, struct query *q)
{
	size_t room = BYTES_MAX - (size_t)(c->last + 1) * sizeof(*c->at);

	strbuf_addch(&c->texts, '\0');	/* nowhere */
	while (query_row(q)) {
		int64_t id = query_int(q, 0);
		const char *code = query_text(q, 1);
		size_t n = strlen(code) + 1;

		if (c->texts.len + n > room)
			break;
		if (id < 0 || id > c->last)
			continue;
		c->at[id] = (uint32_t)c->texts.len;
		strbuf_add(&c->texts, code, n);
	}
}

static void
read_all(struct refs *r, struct known *c)
{
	struct arena a = ARENA_INIT;
	struct query q;

	c->nasked = -1;
	if (c->last < 0 || c->last >= BYTES_MAX / 2 / (int)sizeof(*c->at))
		return;
	c->at = calloc((size_t)c->last + 1, sizeof(*c->at));
	if (c->at == NULL)
		no_memory();
	q = store_query(r->store, arena_printf(&a, "SELECT id, %s FROM %s",
	    entity_key(c->field->ref)->name, c->field->ref->table), NO_ARGS);
	take_all(c, &q);
	note_failure(r, query_end(&q));
	arena_release(&a);
}

const char *
refs_code(struct refs *r, const struct field *f, int64_t id)
{
	struct known *c = known_of(r, f);

	if (c->nasked >= 0 && c->nasked++ > c->last / ALL_TO_ONE)
		read_all(r, c);
	if (c->at != NULL && id >= 0 && id <= c->last && c->at[id] != 0)
		return c->texts.buf + c->at[id];
	return look_up(r, c, id);
}
