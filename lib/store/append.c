/*
 * Rows that wait for each other, to be written by one statement.  The engine
 * reads them as if they were a table ("waiting"), which costs a third less
 * than one statement a row.
 */
#include "store/engine.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 256, TEXT_MAX = 1024 * 1024, COLUMNS_MAX = 64 };

/* A value until it is written. */
struct kept {
	enum { KEPT_NULL, KEPT_TEXT, KEPT_INT } type;
	int64_t	integer;	/* of a text: where it begins */
};

struct appender {
	struct appender	*older;
	struct appender	*next;		/* waits behind it */
	struct store	*store;
	char		*into;		/* "table (column, column)" */
	size_t		 turn;
	size_t		 ncolumns, nrows, nvalues;
	struct kept	*values;
	struct strbuf	 text;
	size_t		 bytes;		/* where append_bytes() began in it */
	sqlite3_stmt	*one, *many;	/* NULL: not needed yet */
};

/* ---- rows as a table ----------------------------------------------------- */

struct row_cursor {
	sqlite3_vtab_cursor	 base;
	const struct appender	*of;
	size_t			 row;
};

struct row_table {
	sqlite3_vtab	 base;
	struct store	*store;
};

static int
connect_table(sqlite3 *db, void *store, int argc, const char *const *argv,
    sqlite3_vtab **out, char **error)
{
	struct strbuf sql = STRBUF_INIT;
	struct row_table *t;
	int rc;

	(void)argc, (void)argv, (void)error;
	for (size_t i = 0; i < COLUMNS_MAX; i++)
		strbuf_addf(&sql, "%s%zu", i > 0 ? ", c" :
		    "CREATE TABLE waiting (c", i);
	strbuf_addch(&sql, ')');
	rc = sqlite3_declare_vtab(db, sql.buf);
	strbuf_release(&sql);
	if (rc != SQLITE_OK)
		return rc;
	if ((t = calloc(1, sizeof(*t))) == NULL)
		return SQLITE_NOMEM;
	t->store = store;
	*out = &t->base;
	return SQLITE_OK;
}

static int
disconnect_table(sqlite3_vtab *table)
{
	free(table);
	return SQLITE_OK;
}

static int
plan_scan(sqlite3_vtab *table, sqlite3_index_info *info)
{
	(void)table;
	info->estimatedRows = ROWS_MAX;
	return SQLITE_OK;
}

static int
open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
	struct row_cursor *c = calloc(1, sizeof(*c));

	if (c == NULL)
		return SQLITE_NOMEM;
	c->of = ((struct row_table *)table)->store->writing;
	*out = &c->base;
	return SQLITE_OK;
}

static int
close_cursor(sqlite3_vtab_cursor *cursor)
{
	free(cursor);
	return SQLITE_OK;
}

static int
first_row(sqlite3_vtab_cursor *cursor, int plan, const char *name, int argc,
    sqlite3_value **argv)
{
	(void)plan, (void)name, (void)argc, (void)argv;
	((struct row_cursor *)cursor)->row = 0;
	return SQLITE_OK;
}

static int
next_row(sqlite3_vtab_cursor *cursor)
{
	((struct row_cursor *)cursor)->row++;
	return SQLITE_OK;
}

static int
is_behind_last(sqlite3_vtab_cursor *cursor)
{
	const struct row_cursor *c = (const struct row_cursor *)cursor;

	return c->row >= c->of->nrows;
}

static int
give_column(sqlite3_vtab_cursor *cursor, sqlite3_context *to, int column)
{
	const struct row_cursor *c = (const struct row_cursor *)cursor;
	const struct kept *v = &c->of->values[c->row * c->of->ncolumns +
	    (size_t)column];

	if (v->type == KEPT_INT)
		sqlite3_result_int64(to, v->integer);
	else if (v->type == KEPT_TEXT)
		sqlite3_result_text(to, c->of->text.buf + v->integer, -1,
		    SQLITE_STATIC);
	return SQLITE_OK;
}

static int
give_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *id)
{
	*id = (sqlite3_int64)((struct row_cursor *)cursor)->row;
	return SQLITE_OK;
}

static const sqlite3_module waiting_rows = {
	.xConnect = connect_table, .xDisconnect = disconnect_table,
	.xBestIndex = plan_scan, .xOpen = open_cursor, .xClose = close_cursor,
	.xFilter = first_row, .xNext = next_row, .xEof = is_behind_last,
	.xColumn = give_column, .xRowid = give_rowid,
};

/* ---- writing ------------------------------------------------------------- */

static enum status
compile_many(struct appender *a)
{
	struct strbuf sql = STRBUF_INIT;
	enum status st = OK;

	strbuf_addf(&sql, "INSERT INTO %s SELECT ", a->into);
	for (size_t i = 0; i < a->ncolumns; i++)
		strbuf_addf(&sql, "%sc%zu", i > 0 ? ", " : "", i);
	strbuf_addstr(&sql, " FROM waiting");
	if (sqlite3_create_module(a->store->db, "waiting", &waiting_rows,
	    a->store) != SQLITE_OK)
		st = store_failure(a->store);
	if (st == OK)
		st = store_compile(a->store, sql.buf, &a->many);
	strbuf_release(&sql);
	return st;
}

static enum status
compile_one(struct appender *a)
{
	struct strbuf sql = STRBUF_INIT;
	enum status st;

	strbuf_addf(&sql, "INSERT INTO %s VALUES (", a->into);
	for (size_t i = 0; i < a->ncolumns; i++)
		strbuf_addf(&sql, "%s?%zu", i > 0 ? ", " : "", i + 1);
	strbuf_addch(&sql, ')');
	st = store_compile(a->store, sql.buf, &a->one);
	strbuf_release(&sql);
	return st;
}

static void
bind_row(struct appender *a)
{
	for (size_t i = 0; i < a->ncolumns; i++) {
		const struct kept *v = &a->values[i];
		int n = (int)i + 1;

		if (v->type == KEPT_INT)
			sqlite3_bind_int64(a->one, n, v->integer);
		else if (v->type == KEPT_TEXT)
			sqlite3_bind_text(a->one, n, a->text.buf + v->integer,
			    -1, SQLITE_STATIC);
		else
			sqlite3_bind_null(a->one, n);
	}
}

/* One row alone, as in small changes, takes the short way. */
static enum status
write_rows(struct appender *a)
{
	sqlite3_stmt **stmt = a->nrows == 1 ? &a->one : &a->many;
	enum status st = OK;

	if (*stmt == NULL && (st = a->nrows == 1 ? compile_one(a) :
	    compile_many(a)) != OK)
		return st;
	if (a->nrows == 1)
		bind_row(a);
	a->store->writing = a;
	errno = 0;
	if (sqlite3_step(*stmt) != SQLITE_DONE)
		st = store_failure(a->store);
	sqlite3_reset(*stmt);
	a->store->writing = NULL;
	return st;
}

static void
empty(struct appender *a)
{
	a->nrows = a->nvalues = 0;
	strbuf_cut(&a->text, 0);
	a->next = NULL;
}

/* "change (operation, record)" has rows, and the statement names "change". */
static bool
is_named(const struct appender *a, const char *sql)
{
	size_t n = strcspn(a->into, " ");

	for (; (sql = strchr(sql, *a->into)) != NULL; sql++)
		if (strncmp(sql, a->into, n) == 0)
			return true;
	return false;
}

/* The last of those that must be written before the statement; NULL: none.
 * Who reads wants only what he names. */
static struct appender *
last_due(const struct store *s, const char *sql)
{
	bool reads = sql != NULL && strncmp(sql, "SELECT ", 7) == 0;
	struct appender *due = NULL;

	for (struct appender *a = s->waiting; a != NULL; a = a->next)
		if (sql == NULL || is_named(a, sql) ||
		    (!reads && a->turn != APPEND_LATE))
			due = a;
	return due;
}

/* No row of a caller is at fault any more: it is the ledger that failed. */
enum status
append_flush(struct store *s, const char *sql)
{
	const struct appender *due = last_due(s, sql), *done = NULL;

	while (due != done) {
		struct appender *a = s->waiting;
		enum status st = write_rows(a);

		if (st != OK)
			return st == E_CONFLICT ? E_FAIL : st;
		s->waiting = a->next;
		empty(a);
		done = a;
	}
	return OK;
}

void
append_drop(struct store *s)
{
	while (s->waiting != NULL) {
		struct appender *a = s->waiting;

		s->waiting = a->next;
		empty(a);
	}
}

void
append_release(struct store *s)
{
	append_drop(s);
	while (s->appenders != NULL) {
		struct appender *a = s->appenders;

		s->appenders = a->older;
		sqlite3_finalize(a->one);
		sqlite3_finalize(a->many);
		strbuf_release(&a->text);
		free(a->values);
		free(a->into);
		free(a);
	}
}

/* ---- taking -------------------------------------------------------------- */

struct appender *
store_appender(struct store *s, const char *into, size_t ncolumns, size_t turn)
{
	struct appender *a = s->appenders;

	while (a != NULL && strcmp(a->into, into) != 0)
		a = a->older;
	if (a != NULL)
		return a;
	a = calloc(1, sizeof(*a));
	if (a == NULL || (a->into = strdup(into)) == NULL ||
	    (a->values = calloc(ROWS_MAX * ncolumns,
	    sizeof(*a->values))) == NULL)
		no_memory();
	a->text = (struct strbuf)STRBUF_INIT;
	a->store = s;
	a->ncolumns = ncolumns;
	a->turn = turn;
	a->older = s->appenders;
	s->appenders = a;
	return a;
}

static void
keep_text(struct appender *a, struct kept *to, const char *text)
{
	*to = (struct kept){ KEPT_TEXT, (int64_t)a->text.len };
	strbuf_add(&a->text, text, strlen(text) + 1);
}

void
append_value(struct appender *a, struct value v)
{
	struct kept *to = &a->values[a->nvalues++];
	struct arg arg;

	if (value_is_none(v)) {
		*to = (struct kept){ KEPT_NULL, 0 };
		return;
	}
	if (v.type == V_TEXT) {
		keep_text(a, to, v.u.text);
		return;
	}
	arg = arg_value(v);
	if (arg.type == ARG_TEXT)
		keep_text(a, to, arg.date);
	else
		*to = (struct kept){ KEPT_INT, arg.integer };
}

void
append_bytes(struct appender *a, const void *bytes, size_t n)
{
	a->bytes = a->text.len;
	strbuf_add(&a->text, bytes, n);
}

void
append_text_at(struct appender *a, size_t at)
{
	a->values[a->nvalues++] = (struct kept){ KEPT_TEXT,
	    (int64_t)(a->bytes + at) };
}

static void
wait_for_turn(struct appender *a)
{
	struct appender **at = &a->store->waiting;

	while (*at != NULL && (*at)->turn <= a->turn)
		at = &(*at)->next;
	a->next = *at;
	*at = a;
}

enum status
append_row(struct appender *a)
{
	if (a->nrows++ == 0)
		wait_for_turn(a);
	if (a->nrows < ROWS_MAX && a->text.len < TEXT_MAX)
		return OK;
	return append_flush(a->store, NULL);
}
