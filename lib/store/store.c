/*
 * The door to SQLite.  Knows nothing of trade and nothing of tables; every
 * statement comes from the layers above, every value is bound.
 */
#include "store/engine.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/stop.h"
#include "base/strbuf.h"
#include "store/schema.h"

enum {
	APPLICATION_ID	= 0x54524144,	/* "TRAD" */
	BUSY_S		= 30,
	NAP_NS		= 2000000,
	SHORT_NAPS	= 20,		/* of a quarter, before the others */
	COPY_PAGES	= 4096,		/* between looks at stop */
	STOP_STEPS	= 20000,	/* engine steps between looks at stop */
};

struct statement {
	struct statement *older;
	struct store	 *store;
	char		 *sql;
	sqlite3_stmt	 *stmt;		/* NULL: not run yet */
	bool		  in_use;
};

/* ---- failures ------------------------------------------------------------ */

/* SQLite names the broken constraint behind a colon; ours are sentences. */
static enum status
constraint_failure(struct store *s)
{
	const char *text = sqlite3_errmsg(s->db);
	const char *colon = strchr(text, ':');

	if (sqlite3_extended_errcode(s->db) == SQLITE_CONSTRAINT_FOREIGNKEY)
		return fail(E_CONFLICT, _("another record refers to it"));
	return fail(E_CONFLICT, "%s", colon != NULL ? colon + 2 : text);
}

static enum status
busy_failure(const struct store *s)
{
	if (stop_requested())
		return fail(E_INTERRUPTED, _("interrupted"));
	return fail_hint(fail(E_BUSY,
	    _("%s: another process is writing to it (waited %d s)"),
	    s->path, BUSY_S), _("try again in a moment"));
}

/* What the system told the engine; 0: nothing. */
static int
told_error(const struct store *s)
{
	int error = sqlite3_system_errno(s->db);

	if (error == 0)
		sqlite3_file_control(s->db, "main",
		    SQLITE_FCNTL_LAST_ERRNO, &error);
	return error;
}

/* It does not keep what failed when it committed: then errno has it, which was
 * 0 before. */
static int
system_error(const struct store *s)
{
	int last = errno, error = told_error(s);

	return error != 0 ? error : last;
}

/* The engine takes what the disk cannot read for damage. */
static enum status
damage_failure(const struct store *s)
{
	if ((errno = told_error(s)) != 0)
		return fail_errno(E_FAIL, _("%s: cannot be read"), s->path);
	return fail_hint(fail(E_LEDGER, _("%s: the file is damaged (%s)"),
	    s->path, sqlite3_errmsg(s->db)),
	    _("restore a backup: tradecli restore FILE"));
}

static enum status
journal_failure(const struct store *s)
{
	return fail(E_FAIL, _("%s: its journal cannot be made or written; look "
	    "at the permissions of its folder, and whether the disk is full"),
	    s->path);
}

/* A journal it may only read the engine opens all the same. */
static enum status
system_failure(const struct store *s)
{
	errno = system_error(s);
	if (errno == EBADF)
		return journal_failure(s);
	if (errno == 0)
		return fail(E_FAIL, "%s: %s", s->path, sqlite3_errmsg(s->db));
	return fail_errno(E_FAIL, "%s: %s", s->path, sqlite3_errmsg(s->db));
}

/* The engine looks for the journal once more when it could not make it, and
 * forgets why. */
static enum status
open_failure(const struct store *s)
{
	errno = system_error(s);
	if (errno == 0 || errno == ENOENT)
		return journal_failure(s);
	return fail_hint(fail_errno(E_FAIL, _("%s: cannot be opened"),
	    s->path), _("look at the permissions of it and of its folder"));
}

static enum status
was_replaced(enum status st, const struct store *s)
{
	return fail_hint(fail(st, _("%s: was replaced meanwhile"), s->path),
	    _("try again"));
}

static enum status
read_only_failure(const struct store *s)
{
	if (sqlite3_extended_errcode(s->db) == SQLITE_READONLY_DBMOVED)
		return was_replaced(E_FAIL, s);
	return fail(E_FAIL, _("%s: it, or its folder, is read-only"), s->path);
}

static enum status
lacking_failure(const struct store *s)
{
	return fail_hint(fail(E_LEDGER, _("%s: the file is damaged (%s)"),
	    s->path, _("a value is missing")),
	    _("restore a backup: tradecli restore FILE"));
}

static enum status
other_failure(const struct store *s)
{
	const char *text = sqlite3_errmsg(s->db);

	if (strcmp(text, "integer overflow") == 0)	/* of sum() */
		return fail(E_INVALID, _("the amounts or quantities add up to "
		    "more than 9,223,372,036,854"));
	return fail(E_FAIL, "%s: %s", s->path, text);
}

enum status
store_failure(struct store *s)
{
	switch (sqlite3_errcode(s->db)) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return busy_failure(s);
	case SQLITE_NOTADB:
		return fail(E_LEDGER, _("%s: is not a tradecli ledger"),
		    s->path);
	case SQLITE_CORRUPT:
		return damage_failure(s);
	case SQLITE_CONSTRAINT:
		return constraint_failure(s);
	case SQLITE_INTERRUPT:
		return fail(E_INTERRUPTED, _("interrupted"));
	case SQLITE_READONLY:
		return read_only_failure(s);
	case SQLITE_CANTOPEN:
		return open_failure(s);
	case SQLITE_FULL:
		return fail(E_FAIL, _("%s: no space left on the disk"),
		    s->path);
	case SQLITE_NOMEM:
		no_memory();
	case SQLITE_IOERR:
		return system_failure(s);
	default:
		return other_failure(s);
	}
}

/* ---- opening ------------------------------------------------------------- */

static int
look_at_stop(void *unused)
{
	(void)unused;
	return stop_requested();
}

/* Most commands hold the lock for a millisecond or two: whoever naps longer
 * than that finds others before him.  0: that is enough, or interrupted. */
static int
wait_turn(void *self, int naps)
{
	const struct timespec nap = { 0, naps < SHORT_NAPS ? NAP_NS / 4 :
	    NAP_NS };
	struct store *s = self;
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (naps == 0)
		s->waits_since = now.tv_sec;
	if (stop_requested() || now.tv_sec - s->waits_since > BUSY_S)
		return 0;
	nanosleep(&nap, NULL);
	return 1;
}

/* What the file is, before the engine touches it. */
static enum status
check_file(const char *path, enum store_mode mode, struct stat *sb)
{
	if (stat(path, sb) != 0) {
		if (errno != ENOENT)
			return fail_errno(E_FAIL, "%s", path);
		if (mode == STORE_CREATE)
			return OK;
		return fail_hint(fail(E_NOTFOUND, _("%s: there is no ledger"),
		    path), _("make one: tradecli init --company NAME "
		    "--currency CNY"));
	}
	if (mode == STORE_CREATE)
		return fail(E_CONFLICT, _("%s: exists already"), path);
	if (!S_ISREG(sb->st_mode))
		return fail(E_LEDGER, _("%s: is not a file"), path);
	if (sb->st_size == 0)
		return fail(E_LEDGER, _("%s: is empty, not a ledger"), path);
	if (sb->st_nlink > 1)
		return fail(E_LEDGER, _("%s: has a second name (hard link); "
		    "two names for one ledger destroy it"), path);
	return OK;
}

/* Exclusive creation, so that an existing file is never taken over. */
static enum status
create_file(const char *path, struct stat *sb)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    0600);

	if (fd < 0)
		return fail_errno(E_OUTPUT, _("%s: cannot be created"), path);
	fstat(fd, sb);
	close(fd);
	return OK;
}

static enum status
run_plain(struct store *s, const char *sql)
{
	enum status st = append_flush(s, NULL);

	if (st != OK)
		return st;
	errno = 0;
	if (sqlite3_exec(s->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return store_failure(s);
	return OK;
}

/* The C library finds one in the other faster than instr() and LIKE do. */
static void
holds(sqlite3_context *to, int n, sqlite3_value **args)
{
	const char *text = (const char *)sqlite3_value_text(args[0]);
	const char *part = (const char *)sqlite3_value_text(args[1]);

	(void)n;
	sqlite3_result_int(to, text != NULL && part != NULL &&
	    strstr(text, part) != NULL);
}

static void
set_limits(struct store *s)
{
	static const int safe[][2] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
	};

	sqlite3_extended_result_codes(s->db, 0);
	for (size_t i = 0; i < COUNT(safe); i++)
		sqlite3_db_config(s->db, safe[i][0], safe[i][1], NULL);
	sqlite3_create_function(s->db, "holds", 2, SQLITE_UTF8 |
	    SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL, holds, NULL, NULL);
	sqlite3_busy_handler(s->db, wait_turn, s);
	sqlite3_progress_handler(s->db, STOP_STEPS, look_at_stop, NULL);
}

/* Of the connection alone: the file is not looked at. */
static enum status
set_pragmas(struct store *s)
{
	return run_plain(s,
	    "PRAGMA foreign_keys = ON;"
	    "PRAGMA cell_size_check = ON;"
	    "PRAGMA mmap_size = 0;"
	    "PRAGMA temp_store = MEMORY;");
}

/* Who reads goes through it once: pages kept are of no more use.  For this the
 * engine reads what tables there are. */
static enum status
set_cache(struct store *s)
{
	return run_plain(s, s->mode == STORE_READ ?
	    "PRAGMA cache_size = -16384" : "PRAGMA cache_size = -65536");
}

/* Only once it is known to be ours: this may change the file. */
static enum status
set_mode(struct store *s, enum store_mode mode)
{
	s->mode = mode;
	return run_plain(s, mode == STORE_READ ? "PRAGMA query_only = ON" :
	    "PRAGMA query_only = OFF;"
	    "PRAGMA journal_mode = TRUNCATE;"
	    "PRAGMA synchronous = FULL");
}

static enum status
read_version(struct store *s)
{
	int64_t version;
	enum status st = store_int(s, "PRAGMA user_version", NO_ARGS,
	    &version);

	if (st == OK)
		s->version = (int)version;
	return st;
}

static enum status
check_kind(struct store *s)
{
	int64_t application;
	enum status st;

	if ((st = store_int(s, "PRAGMA application_id", NO_ARGS,
	    &application)) != OK || (st = read_version(s)) != OK)
		return st;
	if (application != APPLICATION_ID)
		return fail(E_LEDGER, _("%s: is not a tradecli ledger"),
		    s->path);
	if (s->version < 1)
		return fail_hint(fail(E_LEDGER,
		    _("%s: the file is damaged (%s)"), s->path,
		    _("it has no version")),
		    _("restore a backup: tradecli restore FILE"));
	if (s->version > schema_nscripts)
		return fail_hint(fail(E_LEDGER, _("%s: was made by a newer "
		    "tradecli (ledger version %d, this program knows %d)"),
		    s->path, s->version, schema_nscripts),
		    _("install the newer program; nothing was changed"));
	return store_refuse_foreign(s);
}

/* "file:..." would be taken for a URI in Debian's build. */
static char *
plain_path(const char *path)
{
	size_t n = strlen(path) + 3;
	char *copy = malloc(n);

	if (copy == NULL)
		no_memory();
	snprintf(copy, n, "%s%s", strncmp(path, "file:", 5) == 0 ? "./" : "",
	    path);
	return copy;
}

static enum status
open_engine(struct store *s)
{
	int flags = SQLITE_OPEN_NOMUTEX;
	int rc;

	/* Even reading may have to roll back what a crash left behind. */
	rc = sqlite3_open_v2(s->path, &s->db, flags | SQLITE_OPEN_READWRITE,
	    NULL);
	if (rc == SQLITE_OK)
		return OK;
	return store_failure(s);
}

/* One transaction for all looks at the file: each would lock it anew.  The
 * journal is chosen outside of any. */
static enum status
prepare_connection(struct store *s)
{
	enum status st;

	set_limits(s);
	if ((st = set_pragmas(s)) != OK)
		return st;
	if (s->mode != STORE_CREATE &&
	    ((st = run_plain(s, "BEGIN")) != OK || (st = check_kind(s)) != OK))
		return st;
	if ((st = set_cache(s)) != OK)
		return st;
	if (s->mode != STORE_READ)
		store_rollback(s);
	return set_mode(s, s->mode);
}

enum status
store_open(const char *path, enum store_mode mode, struct store **out)
{
	struct store *s;
	struct stat sb;
	enum status st;

	/* Nobody asks how much memory the engine uses; counting it needs a
	 * lock at every allocation. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	if ((st = check_file(path, mode, &sb)) != OK ||
	    (mode == STORE_CREATE && (st = create_file(path, &sb)) != OK))
		return st;
	s = calloc(1, sizeof(*s));
	if (s == NULL)
		no_memory();
	s->path = plain_path(path);
	s->mode = mode;
	s->dev = sb.st_dev;
	s->ino = sb.st_ino;
	s->indexes = (struct strbuf)STRBUF_INIT;
	if ((st = open_engine(s)) == OK)
		st = prepare_connection(s);
	if (st != OK) {
		store_close(s);
		if (mode == STORE_CREATE)
			unlink(path);
		return st;
	}
	*out = s;
	return OK;
}

void
store_drop_cache(struct store *s)
{
	for (size_t i = 0; i < CACHE_SLOTS; i++) {
		sqlite3_finalize(s->cache[i].stmt);
		free(s->cache[i].sql);
		s->cache[i] = (struct cached){ 0 };
	}
}

static void
drop_statements(struct store *s)
{
	while (s->statements != NULL) {
		struct statement *older = s->statements->older;

		sqlite3_finalize(s->statements->stmt);
		free(s->statements->sql);
		free(s->statements);
		s->statements = older;
	}
}

void
store_close(struct store *s)
{
	if (s == NULL)
		return;
	store_drop_cache(s);
	drop_statements(s);
	append_release(s);
	strbuf_release(&s->indexes);
	sqlite3_close(s->db);
	free(s->path);
	free(s);
}

/* ---- migrations ---------------------------------------------------------- */

int
store_newest_version(void)
{
	return schema_nscripts;
}

int
store_version(const struct store *s)
{
	return s->version;
}

/* Another process may have done it while this one waited for its turn. */
enum status
store_migrate(struct store *s, const struct migration *m)
{
	char sql[128];
	enum status st;

	if ((st = store_begin(s)) != OK)
		return st;
	if ((st = read_version(s)) != OK ||
	    s->version == schema_nscripts ||
	    (st = m->before(m->self, s->version)) != OK)
		goto done;
	for (; s->version < schema_nscripts; s->version++)
		if ((st = run_plain(s, schema_scripts[s->version])) != OK)
			goto done;
	snprintf(sql, sizeof(sql),
	    "PRAGMA application_id = %d; PRAGMA user_version = %d",
	    APPLICATION_ID, s->version);
	if ((st = run_plain(s, sql)) == OK &&
	    (st = m->finish(m->self)) == OK)
		st = store_commit(s);
done:
	if (st != OK || !sqlite3_get_autocommit(s->db))
		store_rollback(s);
	return st;
}

/* ---- transactions -------------------------------------------------------- */

/* While we waited, a restore may have put another file in its place; what is
 * written to this one would be lost. */
static enum status
check_same_file(struct store *s)
{
	struct stat sb;
	int error = stat(s->path, &sb) == 0 ? 0 : errno;

	if (error == 0 && sb.st_dev == s->dev && sb.st_ino == s->ino)
		return OK;
	store_rollback(s);
	errno = error;
	if (error != 0 && error != ENOENT)
		return fail_errno(E_FAIL, "%s", s->path);
	return was_replaced(E_CONFLICT, s);
}

enum status
store_turn(struct store *s, enum store_mode mode)
{
	enum status st = check_same_file(s);

	return st != OK || s->mode == mode ? st : set_mode(s, mode);
}

enum status
store_begin(struct store *s)
{
	enum status st;

	if (s->mode == STORE_READ)
		return sqlite3_get_autocommit(s->db) ? run_plain(s, "BEGIN") :
		    OK;
	if ((st = run_plain(s, "BEGIN IMMEDIATE")) != OK)
		return st;
	return check_same_file(s);
}

/* What the head of the file counts commits with, as it stands there; -1 when
 * it cannot be read. */
static int64_t
count_commits(struct store *s)
{
	enum { PLACE = 24 };
	sqlite3_file *file = NULL;
	unsigned char c[4];

	if (sqlite3_file_control(s->db, "main", SQLITE_FCNTL_FILE_POINTER,
	    &file) != SQLITE_OK || file->pMethods == NULL ||
	    file->pMethods->xRead(file, c, sizeof(c), PLACE) != SQLITE_OK)
		return -1;
	return (int64_t)c[0] << 24 | c[1] << 16 | c[2] << 8 | c[3];
}

/* The last thing to fail is the sync behind the end of the journal: then all
 * stands in the file, and only a power cut would take it back. */
enum status
store_commit(struct store *s)
{
	int64_t before = count_commits(s);
	enum status st;

	if (s->lacks_value)
		return lacking_failure(s);
	st = run_plain(s, "COMMIT");
	if (st == OK || st == E_BUSY || st == E_INTERRUPTED ||
	    (count_commits(s) == before && before >= 0))
		return st;
	return fail_hint(st, _("it may be kept all the same; look before you "
	    "do it again: tradecli log"));
}

void
store_rollback(struct store *s)
{
	append_drop(s);
	if (!sqlite3_get_autocommit(s->db))
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}

enum status
store_savepoint(struct store *s)
{
	return run_plain(s, "SAVEPOINT part");
}

enum status
store_release(struct store *s)
{
	return run_plain(s, "RELEASE part");
}

/* A full disk and the like make the engine give up the whole transaction. */
bool
store_take_back(struct store *s)
{
	append_drop(s);
	return !sqlite3_get_autocommit(s->db) &&
	    sqlite3_exec(s->db, "ROLLBACK TO part; RELEASE part", NULL, NULL,
	    NULL) == SQLITE_OK;
}

/* ---- statements ---------------------------------------------------------- */

struct arg
arg_text(const char *text)
{
	return (struct arg){ .type = text != NULL ? ARG_TEXT : ARG_NULL,
	    .text = text };
}

struct arg
arg_int(int64_t i)
{
	return (struct arg){ .type = ARG_INT, .integer = i };
}

struct arg
arg_date(struct date d)
{
	struct arg a = { .type = ARG_NULL };

	if (date_is_none(d))
		return a;
	a.type = ARG_TEXT;
	date_format(d, a.date);
	return a;
}

struct arg
arg_value(struct value v)
{
	if (value_is_none(v))
		return arg_text(NULL);
	switch (v.type) {
	case V_TEXT:
		return arg_text(v.u.text);
	case V_INT:
		return arg_int(v.u.integer);
	case V_BOOL:
		return arg_int(v.u.boolean);
	case V_DATE:
		return arg_date(v.u.date);
	case V_DECIMAL:
		return arg_int(v.u.decimal.micros);
	case V_REF:
		return arg_int(v.u.ref.id);
	}
	return arg_text(NULL);
}

static struct cached *
find_cached(struct store *s, const char *sql)
{
	for (size_t i = 0; i < CACHE_SLOTS; i++) {
		struct cached *c = &s->cache[i];

		if (c->stmt != NULL && !c->in_use && strcmp(c->sql, sql) == 0)
			return c;
	}
	return NULL;
}

/* A slot to fill: the next one that is not in use, or NULL. */
static struct cached *
free_slot(struct store *s)
{
	for (size_t i = 0; i < CACHE_SLOTS; i++) {
		struct cached *c = &s->cache[s->next_slot];

		s->next_slot = (s->next_slot + 1) % CACHE_SLOTS;
		if (!c->in_use) {
			sqlite3_finalize(c->stmt);
			free(c->sql);
			*c = (struct cached){ 0 };
			return c;
		}
	}
	return NULL;
}

enum status
store_compile(struct store *s, const char *sql, sqlite3_stmt **out)
{
	const char *rest;

	if (sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out,
	    &rest) != SQLITE_OK)
		return store_failure(s);
	if (*rest != '\0') {
		sqlite3_finalize(*out);
		*out = NULL;
		return fail(E_FAIL, "text behind the statement: %s", rest);
	}
	return OK;
}

static enum status
prepare(struct store *s, const char *sql, sqlite3_stmt **out)
{
	struct cached *c = find_cached(s, sql);
	enum status st;

	if (c != NULL) {
		c->in_use = true;
		*out = c->stmt;
		return OK;
	}
	if ((st = store_compile(s, sql, out)) != OK)
		return st;
	if ((c = free_slot(s)) != NULL) {
		c->sql = strdup(sql);
		if (c->sql == NULL)
			no_memory();
		c->stmt = *out;
		c->in_use = true;
	}
	return OK;
}

static void
give_back(struct store *s, sqlite3_stmt *stmt)
{
	for (size_t i = 0; i < CACHE_SLOTS; i++) {
		if (s->cache[i].stmt == stmt) {
			sqlite3_reset(stmt);
			s->cache[i].in_use = false;
			return;
		}
	}
	sqlite3_finalize(stmt);
}

/* `keep`: SQLITE_STATIC when the text outlives the use of the statement. */
static void
bind_one(sqlite3_stmt *stmt, int i, const struct arg *a,
    sqlite3_destructor_type keep)
{
	const char *text = a->text != NULL ? a->text : a->date;

	switch (a->type) {
	case ARG_NULL:
		sqlite3_bind_null(stmt, i);
		break;
	case ARG_INT:
		sqlite3_bind_int64(stmt, i, a->integer);
		break;
	case ARG_TEXT:
		sqlite3_bind_text(stmt, i, text, -1, keep);
		break;
	}
}

struct query
store_query(struct store *s, const char *sql, struct args args)
{
	struct query q = { s, NULL, NULL, OK };

	if ((q.st = append_flush(s, sql)) != OK ||
	    (q.st = prepare(s, sql, &q.stmt)) != OK)
		return q;
	for (size_t i = 0; i < args.n; i++)
		bind_one(q.stmt, (int)i + 1, &args.list[i], SQLITE_TRANSIENT);
	return q;
}

struct statement *
store_statement(struct store *s, const char *sql)
{
	struct statement *t = s->statements;

	while (t != NULL && strcmp(t->sql, sql) != 0)
		t = t->older;
	if (t != NULL)
		return t;
	t = calloc(1, sizeof(*t));
	if (t == NULL || (t->sql = strdup(sql)) == NULL)
		no_memory();
	t->store = s;
	t->older = s->statements;
	s->statements = t;
	return t;
}

/* Within its own use it is made a second time, for that once. */
struct query
statement_query(struct statement *t, struct args args)
{
	struct query q = { t->store, t->stmt, t, OK };

	if (t->in_use)
		return store_query(t->store, t->sql, args);
	if ((q.st = append_flush(t->store, t->sql)) != OK)
		return q;
	if (t->stmt == NULL &&
	    (q.st = store_compile(t->store, t->sql, &t->stmt)) != OK)
		return q;
	q.stmt = t->stmt;
	t->in_use = true;
	for (size_t i = 0; i < args.n; i++)
		bind_one(q.stmt, (int)i + 1, &args.list[i], SQLITE_STATIC);
	return q;
}

void
query_bind(struct query *q, size_t i, struct value v)
{
	struct arg a;

	if (q->st != OK)
		return;
	if (value_is_none(v)) {
		sqlite3_bind_null(q->stmt, (int)i);
	} else if (v.type == V_TEXT) {
		sqlite3_bind_text(q->stmt, (int)i, v.u.text, -1,
		    SQLITE_STATIC);
	} else {
		a = arg_value(v);
		bind_one(q->stmt, (int)i, &a, SQLITE_TRANSIENT);
	}
}

enum status
statement_run(struct statement *t, struct args args)
{
	struct query q = statement_query(t, args);

	return query_run(&q);
}

void
query_again(struct query *q, size_t i, struct arg a)
{
	if (q->st != OK)
		return;
	sqlite3_reset(q->stmt);
	bind_one(q->stmt, (int)i, &a, SQLITE_TRANSIENT);
}

bool
query_row(struct query *q)
{
	if (q->st == OK && q->store->lacks_value)
		q->st = lacking_failure(q->store);
	if (q->st != OK)
		return false;
	errno = 0;
	switch (sqlite3_step(q->stmt)) {
	case SQLITE_ROW:
		return true;
	case SQLITE_DONE:
		return false;
	default:
		q->st = store_failure(q->store);
		return false;
	}
}

enum status
query_end(struct query *q)
{
	if (q->statement != NULL && q->stmt != NULL) {
		sqlite3_reset(q->stmt);
		q->statement->in_use = false;
	} else if (q->stmt != NULL) {
		give_back(q->store, q->stmt);
	}
	q->stmt = NULL;
	if (q->st == OK && q->store->lacks_value)
		q->st = lacking_failure(q->store);
	return q->st;
}

enum status
query_run(struct query *q)
{
	while (query_row(q))
		;
	return query_end(q);
}

bool
query_is_null(const struct query *q, int column)
{
	return sqlite3_column_type(q->stmt, column) == SQLITE_NULL;
}

int64_t
query_int(const struct query *q, int column)
{
	return sqlite3_column_int64(q->stmt, column);
}

const char *
query_text_if(const struct query *q, int column)
{
	return (const char *)sqlite3_column_text(q->stmt, column);
}

const char *
query_text(const struct query *q, int column)
{
	const char *text = query_text_if(q, column);

	if (text != NULL)
		return text;
	q->store->lacks_value = true;
	return "";
}

bool
query_is(const struct query *q, int column, struct value v)
{
	struct arg a = arg_value(v);
	const char *text = a.text != NULL ? a.text : a.date;

	switch (a.type) {
	case ARG_NULL:
		return query_is_null(q, column);
	case ARG_INT:
		return sqlite3_column_type(q->stmt, column) ==
		    SQLITE_INTEGER && query_int(q, column) == a.integer;
	case ARG_TEXT:
		break;
	}
	return sqlite3_column_type(q->stmt, column) == SQLITE_TEXT &&
	    (size_t)sqlite3_column_bytes(q->stmt, column) == strlen(text) &&
	    strcmp(query_text(q, column), text) == 0;
}

/* Only our own text stands there: year first, as date_format() writes it. */
static struct date
stored_date(const char *text)
{
	struct date d = NO_DATE;

	if (date_parse(text, NO_DATE, &d) != OK)
		fail_clear();
	return d;
}

/* What the engine makes of NULL, NULL and 0, is no value of a text and of a
 * bool: they need not be asked whether it is. */
struct value
query_value(const struct query *q, int column, enum value_type type)
{
	if (type == V_TEXT)
		return (struct value){ V_TEXT,
		    { .text = query_text_if(q, column) } };
	if (type != V_BOOL && query_is_null(q, column))
		return value_none(type);
	switch (type) {
	case V_TEXT:
		break;
	case V_INT:
		return value_int(query_int(q, column));
	case V_BOOL:
		return (struct value){ V_BOOL,
		    { .boolean = query_int(q, column) != 0 } };
	case V_DATE:
		return value_date(stored_date(query_text(q, column)));
	case V_DECIMAL:
		return value_decimal((struct decimal){ query_int(q, column) });
	case V_REF:
		return (struct value){ V_REF, { .ref = { query_int(q, column),
		    query_text(q, column + 1),
		    query_text_if(q, column + 2) } } };
	}
	return value_none(type);
}

enum status
store_run(struct store *s, const char *sql, struct args args)
{
	struct query q = store_query(s, sql, args);

	return query_run(&q);
}

enum status
store_int(struct store *s, const char *sql, struct args args, int64_t *out)
{
	struct query q = store_query(s, sql, args);
	enum status st;
	int64_t n = 0;

	if (query_row(&q))
		n = query_int(&q, 0);
	if ((st = query_end(&q)) == OK)
		*out = n;
	return st;
}

/* ---- many rows at once --------------------------------------------------- */

enum status
store_load_begin(struct store *s, const char *table)
{
	struct query q = store_query(s, "SELECT name, sql FROM sqlite_schema"
	    " WHERE type = 'index' AND tbl_name = ?1"
	    " AND sql LIKE 'CREATE INDEX %' ORDER BY name", ARGS(ARG(table)));
	struct strbuf drop = STRBUF_INIT;
	enum status st;

	strbuf_cut(&s->indexes, 0);
	while (query_row(&q)) {
		strbuf_addf(&drop, "DROP INDEX %s;", query_text(&q, 0));
		strbuf_addf(&s->indexes, "%s;", query_text(&q, 1));
	}
	if ((st = query_end(&q)) == OK)
		st = run_plain(s, drop.buf);
	strbuf_release(&drop);
	return st;
}

enum status
store_unique(struct store *s, const char *table, int64_t *n)
{
	return store_int(s, "SELECT count(*) FROM pragma_index_list(?1)"
	    " WHERE \"unique\"", ARGS(ARG(table)), n);
}

/* What is sorted may be larger than memory should be, which takes as much of
 * it as the cache, twice; and a thread of the engine's may sort while this one
 * reads. */
enum status
store_load_end(struct store *s)
{
	enum status st;

	if (s->indexes.len == 0)
		return OK;
	if ((st = run_plain(s, "PRAGMA cache_size = -24576;"
	    "PRAGMA temp_store = FILE;"
	    "PRAGMA threads = 1")) == OK &&
	    (st = run_plain(s, s->indexes.buf)) == OK &&
	    (st = run_plain(s, "PRAGMA threads = 0;"
	    "PRAGMA temp_store = MEMORY")) == OK)
		st = set_cache(s);
	strbuf_cut(&s->indexes, 0);
	return st;
}

/* ---- the file as a whole ------------------------------------------------- */

const char *
store_engine(void)
{
	return "SQLite " SQLITE_VERSION;
}

static enum status
open_side(struct store *side, int flags)
{
	if (sqlite3_open_v2(side->path, &side->db, flags, NULL) != SQLITE_OK)
		return store_failure(side);
	sqlite3_busy_handler(side->db, wait_turn, side);
	return OK;
}

/* A copy that nobody knows of needs no journal: it is whole or thrown away. */
static enum status
open_copy(struct store *to)
{
	enum status st = open_side(to, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_CREATE);

	return st == OK ? run_plain(to, "PRAGMA journal_mode = OFF") : st;
}

/* Within a transaction for reading, so that nobody writes in between and the
 * engine begins anew. */
static enum status
copy_pages(struct store *from, struct store *to)
{
	sqlite3_backup *b;
	int64_t n;
	int rc = SQLITE_OK, end;
	enum status st;

	if ((st = run_plain(from, "BEGIN")) != OK ||
	    (st = store_int(from, "SELECT count(*) FROM sqlite_schema",
	    NO_ARGS, &n)) != OK)
		return st;
	b = sqlite3_backup_init(to->db, "main", from->db, "main");
	if (b == NULL)
		return store_failure(to);
	while (rc == SQLITE_OK && !stop_requested())
		rc = sqlite3_backup_step(b, COPY_PAGES);
	end = sqlite3_backup_finish(b);
	if (rc == SQLITE_OK)
		return fail(E_INTERRUPTED, _("interrupted"));
	if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED)
		return busy_failure(from);
	return rc != SQLITE_DONE || end != SQLITE_OK ? store_failure(to) : OK;
}

/* A connection of its own reads what is committed, whatever transaction
 * another one of this process is in: the engine copies nothing it is writing
 * itself. */
enum status
store_copy(const char *path, const char *copy)
{
	struct store from = { .path = plain_path(path) };
	struct store to = { .path = plain_path(copy) };
	enum status st;

	if ((st = open_side(&from, SQLITE_OPEN_READWRITE)) == OK &&
	    (st = open_copy(&to)) == OK)
		st = copy_pages(&from, &to);
	store_drop_cache(&from);
	sqlite3_close(from.db);
	sqlite3_close(to.db);
	free(from.path);
	free(to.path);
	return st;
}

static int
read_error(const struct store *s)
{
	int error = 0;

	sqlite3_file_control(s->db, "main", SQLITE_FCNTL_LAST_ERRNO, &error);
	return error;
}

enum status
store_check(struct store *s, void (*problem)(void *to, const char *text),
    void *to)
{
	struct query q = store_query(s, "PRAGMA integrity_check", NO_ARGS);
	int error = 0;
	enum status st;

	/* What cannot be read is no problem of the ledger's; the engine takes
	 * it for one and goes on. */
	while (query_row(&q) && (error = read_error(s)) == 0)
		if (strcmp(query_text(&q, 0), "ok") != 0)
			problem(to, query_text(&q, 0));
	if ((st = query_end(&q)) != OK || (s->version == schema_nscripts &&
	    (st = store_check_schema(s, problem, to)) != OK))
		return st;
	errno = error;
	if (error != 0)
		return fail_errno(E_FAIL, _("%s: cannot be read"), s->path);
	q = store_query(s, "PRAGMA foreign_key_check", NO_ARGS);
	while (query_row(&q)) {
		char text[160];

		snprintf(text, sizeof(text),
		    _("%s row %lld refers to a %s that is not there"),
		    query_text(&q, 0), (long long)query_int(&q, 1),
		    query_text(&q, 2));
		problem(to, text);
	}
	return query_end(&q);
}
