/*
 * The door to the database and the ledger as a file: what is refused
 * untouched, what transactions promise, what is bound comes back.
 */
#include "scratch.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <time.h>

/* A database with one table, open for writing. */
static struct store *
new_store(const char *name)
{
	struct store *s;

	assert_ok(store_open(in_scratch(name), STORE_CREATE, &s));
	assert_ok(store_run(s, "CREATE TABLE t (id INTEGER PRIMARY KEY,"
	    " a TEXT, n INTEGER, CONSTRAINT short CHECK (length(a) < 9),"
	    " UNIQUE (a)) STRICT", NO_ARGS));
	return s;
}

static int64_t
count(struct store *s)
{
	int64_t n;

	assert_ok(store_int(s, "SELECT count(*) FROM t", NO_ARGS, &n));
	return n;
}

static enum status
insert(struct store *s, const char *text)
{
	return store_run(s, "INSERT INTO t (a) VALUES (?1)", ARGS(ARG(text)));
}

/* ---- opening ------------------------------------------------------------- */

static void
assert_not_opened(const char *name, enum status expected, const char *why)
{
	struct store *s = NULL;

	assert_int_equal(store_open(in_scratch(name), STORE_WRITE, &s),
	    expected);
	assert_null(s);
	if (strstr(fail_text(), why) == NULL)
		fail_msg("'%s' does not say '%s'", fail_text(), why);
	assert_int_equal(store_open(in_scratch(name), STORE_READ, &s),
	    expected);
	assert_null(s);
}

static const char *
bytes_of(const char *name, size_t *n)
{
	struct stat sb;
	char *bytes;
	FILE *f = fopen(in_scratch(name), "rb");

	assert_non_null(f);
	assert_int_equal(fstat(fileno(f), &sb), 0);
	*n = (size_t)sb.st_size;
	bytes = arena_alloc(&arena, *n + 1);
	assert_int_equal(fread(bytes, 1, *n, f), *n);
	fclose(f);
	return bytes;
}

static void
a_new_ledger_is_private_and_of_the_newest_version(void **state)
{
	struct store *s;
	struct stat sb;

	(void)state;
	assert_int_equal(stat(in_scratch("t.db"), &sb), 0);
	assert_int_equal(sb.st_mode & 0777, 0600);
	ledger_pause(ledger);
	assert_ok(store_open(in_scratch("t.db"), STORE_READ, &s));
	assert_int_equal(store_version(s), store_newest_version());
	store_close(s);
	assert_non_null(strstr(store_engine(), "SQLite 3."));
}

static void
what_is_no_ledger_is_refused_untouched(void **state)
{
	static const char text[] = "code,name\nS-1,Alpha\n";
	struct store *s;
	size_t n;

	(void)state;
	assert_not_opened("none.db", E_NOTFOUND, "there is no ledger");
	assert_int_not_equal(access(in_scratch("none.db"), F_OK), 0);
	write_scratch("empty.db", "", 0);
	assert_not_opened("empty.db", E_LEDGER, "is empty");
	write_scratch("text.db", text, sizeof(text) - 1);
	assert_not_opened("text.db", E_LEDGER, "is not a tradecli ledger");
	assert_memory_equal(bytes_of("text.db", &n), text, sizeof(text) - 1);
	s = new_store("other.db");
	store_close(s);
	assert_not_opened("other.db", E_LEDGER, "is not a tradecli ledger");
	assert_int_equal(mkdir(in_scratch("folder"), 0700), 0);
	assert_not_opened("folder", E_LEDGER, "is not a file");
	rmdir(in_scratch("folder"));
}

static void
another_application_or_version_is_refused_untouched(void **state)
{
	static const struct {
		const char *pragma, *why;
	} cases[] = {
		{ "PRAGMA application_id = 1", "is not a tradecli ledger" },
		{ "PRAGMA user_version = 9999", "made by a newer tradecli" },
	};

	(void)state;
	ledger_close(ledger);
	ledger = NULL;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct ledger *l;
		struct store *s;
		const char *before;
		size_t n, m;

		assert_ok(store_open(in_scratch("t.db"), STORE_WRITE, &s));
		assert_ok(store_run(s, cases[i].pragma, NO_ARGS));
		store_close(s);
		before = bytes_of("t.db", &n);
		assert_not_opened("t.db", E_LEDGER, cases[i].why);
		assert_int_equal(ledger_open(in_scratch("t.db"), LEDGER_WRITE,
		    &session, &l), E_LEDGER);
		assert_memory_equal(bytes_of("t.db", &m), before, n);
		unlink(in_scratch("t.db"));
		{
			static const struct founding f = { "X", "CNY" };

			assert_ok(ledger_create(in_scratch("t.db"), &f,
			    &session, &l));
			ledger_close(l);
		}
	}
}

static void
a_second_name_is_refused(void **state)
{
	char path[512];

	(void)state;
	ledger_close(ledger);
	ledger = NULL;
	snprintf(path, sizeof(path), "%s", in_scratch("t.db"));
	assert_int_equal(link(path, in_scratch("twin.db")), 0);
	assert_not_opened("t.db", E_LEDGER, "hard link");
	unlink(in_scratch("twin.db"));
}

static void
count_problem(void *to, const char *text)
{
	assert_true(strlen(text) > 0);
	++*(int *)to;
}

static void
a_damaged_file_is_told(void **state)
{
	struct ledger *l;
	enum status st;
	int fd, n = 0;

	(void)state;
	for (int i = 0; i < 200; i++)
		add(&supplier_entity, "name=Alpha", NULL);
	commit();
	ledger_close(ledger);
	ledger = NULL;
	fd = open(in_scratch("t.db"), O_WRONLY);
	for (int page = 1; page < 12; page++)
		assert_int_equal(pwrite(fd, "garbage garbage garbage", 23,
		    page * 4096 + 1), 23);
	close(fd);
	st = ledger_open(in_scratch("t.db"), LEDGER_READ, &session, &l);
	if (st == OK) {
		st = ledger_check(l, true, count_problem, &n);
		assert_true(n > 0);
		ledger_close(l);
	}
	assert_int_equal(st, E_LEDGER);
}

static void
an_existing_file_is_not_founded_again(void **state)
{
	static const struct founding f = { "X", "CNY" };
	struct ledger *l;
	size_t n;

	(void)state;
	assert_int_equal(ledger_create(in_scratch("t.db"), &f, &session, &l),
	    E_CONFLICT);
	write_scratch("a.txt", "precious", 8);
	assert_int_equal(ledger_create(in_scratch("a.txt"), &f, &session, &l),
	    E_CONFLICT);
	assert_memory_equal(bytes_of("a.txt", &n), "precious", 8);
}

static void
a_founding_that_fails_leaves_no_file(void **state)
{
	static const struct founding f = { "X", "Taler" };
	struct ledger *l;

	(void)state;
	assert_int_equal(ledger_create(in_scratch("new.db"), &f, &session, &l),
	    E_INVALID);
	assert_int_not_equal(access(in_scratch("new.db"), F_OK), 0);
}

static void
a_reader_changes_nothing(void **state)
{
	struct ledger *l;

	(void)state;
	ledger_pause(ledger);
	assert_ok(ledger_open(in_scratch("t.db"), LEDGER_READ, &session, &l));
	assert_int_not_equal(ledger_set(l, "company", "Y"), OK);
	assert_string_equal(ledger_company(l), "Ningbo Test Co.");
	ledger_close(l);
}

/* ---- transactions -------------------------------------------------------- */

static void
a_statement_is_made_once(void **state)
{
	static const char sql[] = "INSERT INTO t (a) VALUES (?1)";
	struct store *s = new_store("s.db");
	struct statement *t = store_statement(s, sql);

	(void)state;
	assert_ok(statement_run(t, ARGS(ARG("a"))));
	assert_ptr_equal(store_statement(s, sql), t);
	assert_int_equal(statement_run(t, ARGS(ARG("a"))), E_CONFLICT);
	fail_clear();
	assert_ok(statement_run(t, ARGS(ARG("b"))));
	assert_int_equal(count(s), 2);
	store_close(s);
}

static void
indexes_are_back_behind_the_rows(void **state)
{
	static const char indexes[] = "SELECT count(*) FROM sqlite_schema"
	    " WHERE type = 'index' AND sql IS NOT NULL";
	struct store *s = new_store("s.db");
	int64_t n;

	(void)state;
	assert_ok(store_run(s, "CREATE INDEX t_n ON t (n)", NO_ARGS));
	assert_ok(store_begin(s));
	assert_ok(store_load_begin(s, "t"));
	assert_ok(store_int(s, indexes, NO_ARGS, &n));
	assert_int_equal(n, 0);
	assert_ok(insert(s, "a"));
	assert_ok(store_load_end(s));
	assert_ok(store_int(s, indexes, NO_ARGS, &n));
	assert_int_equal(n, 1);
	assert_ok(store_load_begin(s, "t"));
	store_rollback(s);		/* and when it fails half-way */
	assert_ok(store_int(s, indexes, NO_ARGS, &n));
	assert_int_equal(n, 1);
	store_close(s);
}

static void
what_is_not_committed_is_forgotten(void **state)
{
	struct store *s = new_store("s.db");

	(void)state;
	assert_ok(store_begin(s));
	assert_ok(insert(s, "a"));
	store_rollback(s);
	assert_int_equal(count(s), 0);
	assert_ok(store_begin(s));
	assert_ok(insert(s, "a"));
	assert_ok(store_commit(s));
	assert_int_equal(count(s), 1);
	store_rollback(s);		/* nothing is going on */
	store_close(s);
}

/* One of several commands in a transaction: it names the company and takes a
 * number. */
static int64_t
one_of_several(const char *company)
{
	int64_t n;

	assert_ok(ledger_try(ledger));
	assert_ok(ledger_set(ledger, "company", company));
	assert_ok(record_number(ledger_records(ledger), "X", &n));
	return n;
}

static void
a_command_of_several_is_taken_back_alone(void **state)
{
	(void)state;
	ledger_pause(ledger);
	assert_ok(ledger_turn(ledger, LEDGER_WRITE, &session));
	assert_int_equal(one_of_several("One"), 1);
	assert_ok(ledger_keep(ledger));
	assert_ok(ledger_follow(ledger, &session));
	assert_int_equal(one_of_several("Two"), 2);
	assert_true(ledger_take_back(ledger));
	assert_ok(ledger_follow(ledger, &session));
	assert_string_equal(ledger_company(ledger), "One");
	assert_int_equal(one_of_several("Three"), 2);
	assert_ok(ledger_keep(ledger));
	assert_ok(ledger_commit(ledger));
	assert_ok(ledger_turn(ledger, LEDGER_WRITE, &session));
	assert_string_equal(ledger_company(ledger), "Three");
	assert_int_equal(one_of_several("Four"), 3);
	ledger_pause(ledger);		/* as the engine does in need */
	assert_false(ledger_take_back(ledger));
}

/* Another process that holds the ledger for `ms` milliseconds. */
static pid_t
hold(const char *path, long ms)
{
	struct timespec pause = { ms / 1000, ms % 1000 * 1000000 };
	int ends[2];
	pid_t pid;
	char c;

	assert_int_equal(pipe(ends), 0);
	if ((pid = fork()) == 0) {
		struct store *s;

		if (store_open(path, STORE_WRITE, &s) != OK ||
		    store_begin(s) != OK || write(ends[1], "x", 1) != 1)
			_exit(1);
		nanosleep(&pause, NULL);
		_exit(0);
	}
	assert_int_equal(read(ends[0], &c, 1), 1);
	close(ends[0]);
	close(ends[1]);
	return pid;
}

static void
writers_wait_for_each_other(void **state)
{
	const char *path = in_scratch("t.db");
	struct ledger *l;
	pid_t pid;
	int how;

	(void)state;
	ledger_close(ledger);
	ledger = NULL;
	pid = hold(path, 300);
	assert_ok(ledger_open(path, LEDGER_READ, &session, &l));
	ledger_close(l);
	assert_ok(ledger_open(path, LEDGER_WRITE, &session, &l));
	ledger_close(l);
	assert_int_equal(waitpid(pid, &how, 0), pid);
	assert_int_equal(how, 0);
}

/* Half a minute: only when TRADECLI_TEST_SLOW is set. */
static void
who_waits_too_long_is_told(void **state)
{
	const char *path = in_scratch("t.db");
	struct ledger *l;
	pid_t pid;
	int how;

	(void)state;
	if (getenv("TRADECLI_TEST_SLOW") == NULL)
		skip();
	ledger_close(ledger);
	ledger = NULL;
	pid = hold(path, 32000);
	assert_int_equal(ledger_open(path, LEDGER_WRITE, &session, &l),
	    E_BUSY);
	assert_non_null(strstr(fail_text(), "another process"));
	assert_int_equal(waitpid(pid, &how, 0), pid);
}

/* A process that dies in the middle leaves what was there before. */
static void
a_crash_is_rolled_back(void **state)
{
	char path[512];
	pid_t pid;
	int how;

	(void)state;
	add(&supplier_entity, "name=Alpha", NULL);
	commit();
	ledger_close(ledger);
	ledger = NULL;
	snprintf(path, sizeof(path), "%s", in_scratch("t.db"));
	if ((pid = fork()) == 0) {
		struct ledger *l;

		if (ledger_open(path, LEDGER_WRITE, &session, &l) != OK)
			_exit(1);
		records = ledger_records(l);
		for (int i = 0; i < 300; i++)
			add(&supplier_entity, "name=Beta", NULL);
		_exit(records_flush(records) == OK ? 7 : 2);
	}
	assert_int_equal(waitpid(pid, &how, 0), pid);
	assert_int_equal(WEXITSTATUS(how), 7);
	assert_ok(ledger_open(path, LEDGER_WRITE, &session, &ledger));
	records = ledger_records(ledger);
	assert_int_equal(number("SELECT count(*) FROM party"), 1);
	assert_sound();
}

/* ---- statements ---------------------------------------------------------- */

static void
what_is_bound_comes_back(void **state)
{
	static const char *const texts[] = {
		"", "x", "深圳", "a'b", "\"", "?1", "a\nb", "%"
	};
	struct store *s = new_store("s.db");

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct query q = store_query(s, "SELECT ?1, ?2, ?3",
		    ARGS(ARG(texts[i]), ARG(INT64_MIN + (int64_t)i),
		    arg_text(NULL)));

		assert_true(query_row(&q));
		assert_string_equal(query_text(&q, 0), texts[i]);
		assert_int_equal(query_int(&q, 1), INT64_MIN + (int64_t)i);
		assert_true(query_is_null(&q, 2));
		assert_null(query_text_if(&q, 2));
		assert_false(query_row(&q));
		assert_ok(query_end(&q));
	}
	store_close(s);
}

static void
values_come_back_as_they_went(void **state)
{
	struct value values[] = {
		value_text("深圳"), value_text(NULL), value_int(0),
		value_int(INT64_MAX), value_int(NO_INT),
		value_date(day("2026-11-05")),
		value_date(day("2026-11-05 09:30")), value_date(NO_DATE),
		value_decimal((struct decimal){ -1 }),
		value_decimal(NO_DECIMAL), value_none(V_BOOL),
	};
	struct store *s = new_store("s.db");

	(void)state;
	for (size_t i = 0; i < COUNT(values); i++) {
		struct query q = store_query(s, "SELECT ?1",
		    ARGS(ARG(values[i])));

		assert_true(query_row(&q));
		assert_true(value_equal(query_value(&q, 0, values[i].type),
		    values[i]));
		assert_ok(query_end(&q));
	}
	store_close(s);
}

static void
a_broken_constraint_is_a_conflict(void **state)
{
	struct store *s = new_store("s.db");

	(void)state;
	assert_ok(insert(s, "a"));
	assert_int_equal(insert(s, "a"), E_CONFLICT);
	assert_non_null(strstr(fail_text(), "t.a"));
	assert_int_equal(insert(s, "much too long"), E_CONFLICT);
	assert_non_null(strstr(fail_text(), "short"));
	assert_int_equal(count(s), 1);
	store_close(s);
}

static void
a_wrong_statement_fails_once(void **state)
{
	struct store *s = new_store("s.db");
	struct query q = store_query(s, "SELECT nothing FROM t", NO_ARGS);
	int64_t n = 7;

	(void)state;
	assert_false(query_row(&q));
	assert_false(query_row(&q));
	assert_int_equal(query_end(&q), E_FAIL);
	assert_int_equal(store_int(s, "SELECT 1; SELECT 2", NO_ARGS, &n),
	    E_FAIL);
	assert_int_equal(n, 7);
	/* "text" is never taken for a text: a slip is told */
	assert_int_equal(store_int(s, "SELECT \"nothing\" FROM t", NO_ARGS,
	    &n), E_FAIL);
	assert_ok(store_int(s, "SELECT id FROM t", NO_ARGS, &n));
	assert_int_equal(n, 0);
	store_close(s);
}

/* More statements at once than are kept ready. */
static void
many_statements_can_be_open(void **state)
{
	struct store *s = new_store("s.db");
	struct query q[100];

	(void)state;
	for (size_t i = 0; i < COUNT(q); i++)
		q[i] = store_query(s, i % 2 ? "SELECT 1 UNION SELECT 2" :
		    arena_printf(&arena, "SELECT %zu", i), NO_ARGS);
	for (size_t i = 0; i < COUNT(q); i++) {
		assert_true(query_row(&q[i]));
		assert_int_equal(query_int(&q[i], 0), i % 2 ? 1 : i);
	}
	for (size_t i = 0; i < COUNT(q); i++)
		assert_ok(query_end(&q[i]));
	store_close(s);
}

static void
a_request_to_stop_interrupts(void **state)
{
	struct store *s = new_store("s.db");
	int64_t n;

	(void)state;
	stop_request(15);
	assert_int_equal(store_int(s, "WITH RECURSIVE c (n) AS (SELECT 1"
	    " UNION ALL SELECT n + 1 FROM c WHERE n < 100000000)"
	    " SELECT count(*) FROM c", NO_ARGS, &n), E_INTERRUPTED);
	stop_request(0);
	assert_ok(store_int(s, "SELECT 1", NO_ARGS, &n));
	store_close(s);
}

/* ---- rows that wait ------------------------------------------------------ */

static enum status
append(struct appender *a, const char *text, struct value n)
{
	append_value(a, value_text(text));
	append_value(a, n);
	return append_row(a);
}

static void
rows_that_wait_are_there_for_who_looks(void **state)
{
	struct store *s = new_store("w.db");
	struct appender *a = store_appender(s, "t (a, n)", 2, 0);
	char text[16];
	struct date day;
	int64_t n;

	(void)state;
	assert_ptr_equal(store_appender(s, "t (a, n)", 2, 0), a);
	assert_ok(store_begin(s));
	for (int i = 1; i <= 1000; i++) {
		snprintf(text, sizeof(text), "r%d", i);
		assert_ok(append(a, text, i % 2 ? value_int(i) :
		    value_none(V_INT)));
		if (i == 1 || i == 3 || i == 700)
			assert_int_equal(count(s), i);
	}
	assert_ok(store_commit(s));
	assert_int_equal(count(s), 1000);
	assert_ok(store_int(s, "SELECT count(*) FROM t WHERE a = 'r' || id"
	    " AND n IS iif(id % 2, id, NULL)", NO_ARGS, &n));
	assert_int_equal(n, 1000);
	assert_ok(store_run(s, "CREATE TABLE dated (day TEXT) STRICT",
	    NO_ARGS));
	assert_ok(date_from_ymd(2026, 3, 4, &day));
	a = store_appender(s, "dated (day)", 1, APPEND_LATE);
	append_value(a, value_date(day));
	assert_ok(append_row(a));
	assert_ok(store_int(s, "SELECT count(*) FROM dated WHERE"
	    " day = '2026-03-04'", NO_ARGS, &n));
	assert_int_equal(n, 1);
	store_close(s);
}

static void
rows_that_wait_share_bytes(void **state)
{
	struct store *s = new_store("w.db");
	struct appender *a = store_appender(s, "t (a, n)", 2, 0);
	char row[] = "a\0r000\0n\0", text[16];
	int64_t n;

	(void)state;
	assert_ok(store_begin(s));
	for (int i = 0; i < 1000; i++) {
		snprintf(text, sizeof(text), "r%03d", i);
		memcpy(row + 2, text, strlen("r000"));
		append_bytes(a, row, sizeof(row));
		append_text_at(a, 2);
		append_value(a, value_int(i));
		assert_ok(append_row(a));
	}
	assert_ok(store_commit(s));
	assert_ok(store_int(s, "SELECT count(*) FROM t"
	    " WHERE a = printf('r%03d', n)", NO_ARGS, &n));
	assert_int_equal(n, 1000);
	store_close(s);
}

static void
a_rollback_forgets_rows_that_wait(void **state)
{
	struct store *s = new_store("w.db");
	struct appender *a = store_appender(s, "t (a, n)", 2, 0);

	(void)state;
	assert_ok(store_begin(s));
	assert_ok(append(a, "one", value_int(1)));
	store_rollback(s);
	assert_ok(store_begin(s));
	assert_ok(append(a, "two", value_int(2)));
	assert_ok(store_commit(s));
	assert_int_equal(count(s), 1);
	store_close(s);
}

/* Not even a second commit gets past a row that cannot be written. */
static void
nothing_is_committed_without_rows_that_wait(void **state)
{
	static const struct { const char *first, *second; } cases[] = {
		{ "too long a text", NULL }, { "same", "same" },
		{ "fine", "too long a text" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct store *s = new_store("w.db");
		struct appender *a = store_appender(s, "t (a, n)", 2, 0);

		assert_ok(store_begin(s));
		assert_ok(append(a, cases[i].first, value_int(1)));
		if (cases[i].second != NULL)
			assert_ok(append(a, cases[i].second, value_int(2)));
		for (int j = 0; j < 2; j++) {
			assert_int_equal(store_commit(s), E_FAIL);
			fail_clear();
		}
		store_rollback(s);
		assert_int_equal(count(s), 0);
		store_close(s);
		assert_int_equal(unlink(in_scratch("w.db")), 0);
	}
}

static void
those_of_a_lower_turn_are_written_first(void **state)
{
	struct store *s = new_store("w.db");
	struct appender *part, *whole;
	int64_t n;

	(void)state;
	assert_ok(store_run(s, "CREATE TABLE part (id INTEGER PRIMARY KEY,"
	    " t INTEGER NOT NULL REFERENCES t (id) ON DELETE RESTRICT) STRICT",
	    NO_ARGS));
	part = store_appender(s, "part (t)", 1, 2);
	whole = store_appender(s, "t (id)", 1, 1);
	assert_ok(store_begin(s));
	for (int i = 1; i <= 600; i++) {
		append_value(whole, value_int(i));
		assert_ok(append_row(whole));
		append_value(part, value_int(i));
		assert_ok(append_row(part));
	}
	assert_ok(store_commit(s));
	assert_ok(store_int(s, "SELECT count(*) FROM part", NO_ARGS, &n));
	assert_int_equal(n, 600);
	store_close(s);
}

/* ---- copies -------------------------------------------------------------- */

/* The ledger again, in another mode. */
static void
reopen(const char *path, enum ledger_mode mode)
{
	ledger_close(ledger);
	ledger = NULL;
	assert_ok(ledger_open(path, mode, &session, &ledger));
	records = ledger_records(ledger);
}

static void
a_backup_is_the_same_ledger(void **state)
{
	const char *before;

	(void)state;
	add(&supplier_entity, "name=Alpha", NULL);
	commit();
	before = dump();
	reopen(in_scratch("t.db"), LEDGER_READ);
	assert_ok(ledger_backup(ledger, in_scratch("copy.db")));
	assert_int_equal(ledger_backup(ledger, scratch), E_OUTPUT);
	reopen(in_scratch("copy.db"), LEDGER_WRITE);
	assert_string_equal(dump(), before);
	assert_sound();
}

static void
a_backup_can_be_restored(void **state)
{
	const char *before, *kept = NULL;
	char copy[512], path[512];

	(void)state;
	snprintf(copy, sizeof(copy), "%s", in_scratch("copy.db"));
	snprintf(path, sizeof(path), "%s", in_scratch("t.db"));
	add(&supplier_entity, "name=Alpha", NULL);
	commit();
	before = dump();
	reopen(path, LEDGER_READ);
	assert_ok(ledger_backup(ledger, copy));
	reopen(path, LEDGER_WRITE);
	add(&supplier_entity, "name=Beta", NULL);
	commit();
	ledger_close(ledger);
	ledger = NULL;
	write_scratch("bad.db", "no ledger at all", 16);
	assert_int_equal(ledger_restore(path, in_scratch("bad.db"), &arena,
	    &kept), E_LEDGER);
	assert_int_equal(ledger_restore(path, in_scratch("none.db"), &arena,
	    &kept), E_NOTFOUND);
	assert_ok(ledger_restore(path, copy, &arena, &kept));
	reopen(path, LEDGER_WRITE);
	assert_string_equal(dump(), before);
	assert_non_null(kept);
	reopen(kept, LEDGER_WRITE);
	assert_int_equal(number("SELECT count(*) FROM party"), 2);
}

/* What stands in the file without having come through the records. */
static void
a_row_without_history_is_found(void **state)
{
	int n = 0;

	(void)state;
	assert_ok(store_run(records_store(records), "INSERT INTO party"
	    " (id, code, name, roles) VALUES (99, 'X', 'Y', 'buyer')",
	    NO_ARGS));
	assert_int_equal(ledger_check(ledger, false, count_problem, &n),
	    E_LEDGER);
	assert_true(n > 0);
	roll_back();
	assert_sound();
}

#define STORES(test)							\
	cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)
#define LEDGERS(test)							\
	cmocka_unit_test_setup_teardown(test, make_ledger, remove_ledger)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		LEDGERS(a_new_ledger_is_private_and_of_the_newest_version),
		LEDGERS(what_is_no_ledger_is_refused_untouched),
		LEDGERS(another_application_or_version_is_refused_untouched),
		LEDGERS(a_second_name_is_refused),
		LEDGERS(a_damaged_file_is_told),
		LEDGERS(an_existing_file_is_not_founded_again),
		LEDGERS(a_founding_that_fails_leaves_no_file),
		LEDGERS(a_reader_changes_nothing),
		STORES(a_statement_is_made_once),
		STORES(indexes_are_back_behind_the_rows),
		STORES(what_is_not_committed_is_forgotten),
		LEDGERS(a_command_of_several_is_taken_back_alone),
		LEDGERS(writers_wait_for_each_other),
		LEDGERS(who_waits_too_long_is_told),
		LEDGERS(a_crash_is_rolled_back),
		STORES(what_is_bound_comes_back),
		STORES(values_come_back_as_they_went),
		STORES(a_broken_constraint_is_a_conflict),
		STORES(a_wrong_statement_fails_once),
		STORES(many_statements_can_be_open),
		STORES(a_request_to_stop_interrupts),
		STORES(rows_that_wait_are_there_for_who_looks),
		STORES(rows_that_wait_share_bytes),
		STORES(a_rollback_forgets_rows_that_wait),
		STORES(nothing_is_committed_without_rows_that_wait),
		STORES(those_of_a_lower_turn_are_written_first),
		LEDGERS(a_backup_is_the_same_ledger),
		LEDGERS(a_backup_can_be_restored),
		LEDGERS(a_row_without_history_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
