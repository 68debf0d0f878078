/*
 * The door to the database.  The only layer that knows which engine answers;
 * above it there is portable SQL with bound values and nothing else.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "value/value.h"

struct store;
struct sqlite3_stmt;

enum store_mode {
	STORE_READ,		/* nothing is changed */
	STORE_WRITE,
	STORE_CREATE,		/* the file must not exist yet */
};

/*
 * Open a database file.  A file that is not one of ours, is empty, is hard
 * linked, would run statements of others, or was made by a newer program is
 * refused untouched: E_LEDGER.
 * E_NOTFOUND: no such file; E_CONFLICT: STORE_CREATE and it exists.
 */
enum status store_open(const char *path, enum store_mode, struct store **)
    MUST_CHECK;
void store_close(struct store *);

/* Between transactions: what the next ones are for.  E_CONFLICT: the file was
 * replaced meanwhile. */
enum status store_turn(struct store *, enum store_mode) MUST_CHECK;

/* The number of migrations the file had seen when it was opened, and how many
 * there are. */
int store_version(const struct store *);
int store_newest_version(void);

/* Apply the migrations the file has not seen, in one transaction: `before`
 * anything is changed, by when nobody else can change it, and to `finish` what
 * they cannot do. */
struct migration {
	enum status (*before)(void *self, int version);
	enum status (*finish)(void *self);
	void	*self;
};
enum status store_migrate(struct store *, const struct migration *) MUST_CHECK;

/* Writers wait for each other up to 30 s (then E_BUSY); a read transaction is
 * one snapshot: the first is that of store_open(), which goes on. */
enum status store_begin(struct store *) MUST_CHECK;
enum status store_commit(struct store *) MUST_CHECK;
void store_rollback(struct store *);

/* A part of the transaction, one at a time, that is kept with it or taken
 * back by itself.  False: the transaction is lost. */
enum status store_savepoint(struct store *) MUST_CHECK;
enum status store_release(struct store *) MUST_CHECK;
bool store_take_back(struct store *) MUST_CHECK;

/*
 * Many rows are about to be added to a table that is small beside them: its
 * indexes that are not unique are built anew behind the rows, within the same
 * transaction, since adding to them row by row takes longer.  Until
 * store_load_end(), to be called before the commit, what looks for rows by
 * them is slow.
 */
enum status store_load_begin(struct store *, const char *table) MUST_CHECK;
enum status store_load_end(struct store *) MUST_CHECK;

/* How many sets of columns, the row's number aside, must be unique. */
enum status store_unique(struct store *, const char *table, int64_t *n)
    MUST_CHECK;

/* A complete, consistent copy of the file `path` into `copy`, while others may
 * write. */
enum status store_copy(const char *path, const char *copy) MUST_CHECK;

/* What the engine finds wrong with the file, one text a problem. */
enum status store_check(struct store *,
    void (*problem)(void *to, const char *text), void *to) MUST_CHECK;

/* Name and version of the engine. */
const char *store_engine(void);

/* A value bound to ?1, ?2 ... of a statement. */
struct arg {
	enum { ARG_NULL, ARG_TEXT, ARG_INT } type;
	const char	*text;
	int64_t		 integer;
	char		 date[DATE_TEXT_MAX];	/* text of a date */
};

struct arg arg_text(const char *);		/* NULL: no value */
struct arg arg_int(int64_t);
struct arg arg_date(struct date);
struct arg arg_value(struct value);		/* as columns keep it */

#define ARG(x) _Generic((x),						\
    const char *: arg_text, char *: arg_text,				\
    int64_t: arg_int, int: arg_int, bool: arg_int,			\
    struct date: arg_date, struct value: arg_value)(x)

struct args {
	const struct arg	*list;
	size_t			 n;
};
#define ARGS(...)	((struct args){ (const struct arg[]){ __VA_ARGS__ }, \
    sizeof((const struct arg[]){ __VA_ARGS__ }) / sizeof(struct arg) })
#define NO_ARGS		((struct args){ NULL, 0 })

/*
 * Rows of a SELECT:
 *
 *	struct query q = store_query(s, "SELECT ... ?1", ARGS(ARG(code)));
 *	while (query_row(&q))
 *		... query_text(&q, 0) ...
 *	return query_end(&q);
 *
 * Errors stick and are returned once, by query_end().  The SQL may ask
 * holds(text, part): does the part stand anywhere in the text, byte by byte?
 */
struct query {
	struct store		*store;
	struct sqlite3_stmt	*stmt;
	struct statement	*statement;	/* NULL: made for this once */
	enum status		 st;
};

struct query store_query(struct store *, const char *sql, struct args);

/*
 * A statement that is run for many rows: made once and kept until the store is
 * closed, whoever asks for the same text; run without looking for it.  Values
 * are not copied: they live until query_end(), or until it was run.
 */
struct statement;

struct statement *store_statement(struct store *, const char *sql);
struct query statement_query(struct statement *, struct args);
/* One value more, to ?`i`; before the first row. */
void query_bind(struct query *, size_t i, struct value);
enum status statement_run(struct statement *, struct args) MUST_CHECK;

/*
 * Rows to be added to a table: hundreds are written at once.  They are there
 * before a SELECT that names the table, any other statement and the commit; so
 * a failure to write them is one of that statement, or of the commit, which
 * fails until a rollback has forgotten them.  `into` is "table (column,
 * column)"; those of a lower turn are written first, as parents are before
 * their parts.  Late ones wait until any statement names their table: nothing
 * may refer to them.  Values are copied, column by column, and their row ended.
 */
#define APPEND_LATE	SIZE_MAX
struct appender *store_appender(struct store *, const char *into,
    size_t ncolumns, size_t turn);
void append_value(struct appender *, struct value);
/* Texts that stand in bytes copied at once; `at` counts from their first. */
void append_bytes(struct appender *, const void *, size_t n);
void append_text_at(struct appender *, size_t at);
enum status append_row(struct appender *) MUST_CHECK;

bool query_row(struct query *);
/* From the first row again, with another value for ?i. */
void query_again(struct query *, size_t i, struct arg);
enum status query_end(struct query *) MUST_CHECK;
/* To its end: for statements without rows. */
enum status query_run(struct query *) MUST_CHECK;

/* Columns count from 0.  Text is borrowed until the next query_row(). */
bool query_is_null(const struct query *, int column);
int64_t query_int(const struct query *, int column);
const char *query_text_if(const struct query *, int column);	/* or NULL */
/* Of a column that always has a value.  Where it has none the file is damaged:
 * "", and the store fails from here on. */
const char *query_text(const struct query *, int column);
/* Is the column what arg_value() makes of the value, to the last byte? */
bool query_is(const struct query *, int column, struct value);
/* A column kept as arg_value() bound it; the text of the result is borrowed.
 * A V_REF takes three columns: number, code, title. */
struct value query_value(const struct query *, int column, enum value_type);

/* A statement without rows.  E_CONFLICT names the constraint it broke. */
enum status store_run(struct store *, const char *sql, struct args) MUST_CHECK;

/* One number: the first column of the first row, or `otherwise`. */
enum status store_int(struct store *, const char *sql, struct args,
    int64_t *out) MUST_CHECK;


#endif
