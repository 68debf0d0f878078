/*
 * What stands in the schema of a ledger and is not of ours.  What ours is, the
 * migrations say, run in memory.
 */
#include "store/engine.h"

#include <string.h>

#include "base/arena.h"
#include "store/schema.h"

/* Triggers and views run what somebody else wrote, and a virtual table is a
 * program: nothing may be read or written before they are refused. */
enum status
store_refuse_foreign(struct store *s)
{
	struct query q = store_query(s, "SELECT name FROM sqlite_schema"
	    " WHERE type IN ('trigger', 'view') OR rootpage = 0 LIMIT 1",
	    NO_ARGS);
	struct arena a = ARENA_INIT;
	const char *name = NULL;
	enum status st;

	if (query_row(&q))
		name = arena_strdup(&a, query_text(&q, 0));
	if ((st = query_end(&q)) == OK && name != NULL)
		st = fail_hint(fail(E_LEDGER, _("%s: has '%s' in it, which is "
		    "not of tradecli"), s->path, name),
		    _("somebody else made it: do not trust this file"));
	arena_release(&a);
	return st;
}

static enum status
make_model(struct store *model)
{
	if (sqlite3_open_v2(":memory:", &model->db, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
		return store_failure(model);
	for (int i = 0; i < schema_nscripts; i++)
		if (sqlite3_exec(model->db, schema_scripts[i], NULL, NULL,
		    NULL) != SQLITE_OK)
			return store_failure(model);
	return OK;
}

#define SCHEMA "SELECT type || ' ' || name, coalesce(sql, '')"		\
    " FROM sqlite_schema ORDER BY 1"

/* One row and the next of both, in order: what only one of them has, or has
 * otherwise, is a problem. */
static void
compare(struct query *ours, struct query *theirs,
    void (*problem)(void *to, const char *text), void *to)
{
	bool mine = query_row(ours), other = query_row(theirs);

	while (mine || other) {
		int order = !mine ? 1 : !other ? -1 :
		    strcmp(query_text(ours, 0), query_text(theirs, 0));
		struct strbuf text = STRBUF_INIT;

		if (order < 0)
			strbuf_addf(&text, _("%s: is missing"),
			    query_text(ours, 0));
		else if (order > 0)
			strbuf_addf(&text, _("%s: is not of tradecli"),
			    query_text(theirs, 0));
		else if (strcmp(query_text(ours, 1),
		    query_text(theirs, 1)) != 0)
			strbuf_addf(&text, _("%s: was changed by another "
			    "program"), query_text(theirs, 0));
		if (text.len > 0)
			problem(to, text.buf);
		strbuf_release(&text);
		if (order <= 0)
			mine = query_row(ours);
		if (order >= 0)
			other = query_row(theirs);
	}
}

enum status
store_check_schema(struct store *s, void (*problem)(void *to, const char *text),
    void *to)
{
	struct store model = { .path = s->path };
	enum status st = make_model(&model), end;

	if (st == OK) {
		struct query ours = store_query(&model, SCHEMA, NO_ARGS);
		struct query theirs = store_query(s, SCHEMA, NO_ARGS);

		compare(&ours, &theirs, problem, to);
		st = query_end(&ours);
		end = query_end(&theirs);
		st = st != OK ? st : end;
	}
	store_drop_cache(&model);
	sqlite3_close(model.db);
	return st;
}
