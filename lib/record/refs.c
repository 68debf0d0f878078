/*
 * Looks codes up one by one, until that has cost half as much as reading all
 * of them does: they stand together in an index, while each record stands on
 * a page of its own.  They are kept in places of one width, found by number;
 * memory is bounded, and what has no place is looked up one by one still.
 */
#include "record/refs.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "record/entity.h"

enum {
	BYTES_MAX	= 24 * 1024 * 1024,	/* of the codes of a field */
	ALL_TO_ONE	= 40	/* codes read at one go while two are found */
};

struct known {
	struct known	   *next;
	const struct field *field;
	struct query	    one;	/* by number */
	int64_t		    last;	/* the greatest number */
	int64_t		    nasked;	/* one by one; -1: all were read */
	size_t		    width;	/* that the longest code so far takes */
	size_t		    nplaces;	/* for the numbers up to it */
	char		   *places;	/* "": not known */
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
		free(c->places);
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
	c->width = 1;
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
	const char *code;

	query_again(&c->one, 1, ARG(id));
	if (!query_row(&c->one)) {
		note_failure(r, c->one.st);
		return NULL;
	}
	code = query_text(&c->one, 0);
	if (c->places == NULL && strlen(code) >= c->width)
		c->width = strlen(code) + 1;
	return code;
}

static char *
place_of(const struct known *c, int64_t id)
{
	if (id < 0 || (uint64_t)id >= c->nplaces)
		return NULL;
	return c->places + (size_t)id * c->width;
}

static void
take_all(struct known *c, struct query *q)
{
	while (query_row(q)) {
		char *place = place_of(c, query_int(q, 0));
		const char *code = query_text(q, 1);
		size_t n = strlen(code) + 1;

		if (place != NULL && n <= c->width)
			memcpy(place, code, n);
	}
}

static void
read_all(struct refs *r, struct known *c)
{
	size_t most = BYTES_MAX / c->width;
	struct arena a = ARENA_INIT;
	struct query q;

	c->nasked = -1;
	c->nplaces = (uint64_t)c->last < most ? (size_t)c->last + 1 : most;
	c->places = calloc(c->nplaces, c->width);
	if (c->places == NULL)
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
	const char *place;

	if (c->nasked >= 0 && c->nasked++ > c->last / ALL_TO_ONE)
		read_all(r, c);
	place = place_of(c, id);
	return place != NULL && *place != '\0' ? place : look_up(r, c, id);
}
