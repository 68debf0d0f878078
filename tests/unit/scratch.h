/*
 * A folder of its own for a test, with a ledger in it: made before each test,
 * removed after it.  For tests of what needs a real file.
 */
#ifndef TESTS_UNIT_SCRATCH_H
#define TESTS_UNIT_SCRATCH_H

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tradecli.h"

#include <cmocka.h>

static char scratch[64];			/* the folder */
static char scratch_name[2][512];		/* paths handed out */
static struct ledger *ledger;
static struct records *records;
static struct arena arena;

/* "2026-11-16 10:30", a Monday. */
static struct session session = {
	.user = "tester", .command = "tradecli test"
};

static inline struct date
day(const char *text)
{
	struct date d = NO_DATE;

	if (date_parse(text, NO_DATE, &d) != OK)
		fail_msg("'%s' is not a date", text);
	return d;
}

/* A path in the folder; the last two are valid. */
static inline const char *
in_scratch(const char *name)
{
	static size_t next;
	char *path = scratch_name[next++ % 2];

	snprintf(path, sizeof(scratch_name[0]), "%s/%s", scratch, name);
	return path;
}

static inline void
write_scratch(const char *name, const void *bytes, size_t n)
{
	FILE *f = fopen(in_scratch(name), "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

static inline int
make_folder(void **state)
{
	(void)state;
	snprintf(scratch, sizeof(scratch), "/tmp/tradecli-test.XXXXXX");
	return mkdtemp(scratch) == NULL ? -1 : 0;
}

static inline int
remove_folder(void **state)
{
	DIR *d = opendir(scratch);
	struct dirent *e;

	(void)state;
	while (d != NULL && (e = readdir(d)) != NULL)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			unlink(in_scratch(e->d_name));
	if (d != NULL)
		closedir(d);
	arena_release(&arena);
	return rmdir(scratch);
}

static inline int
make_ledger(void **state)
{
	static const struct founding founding = { "Ningbo Test Co.", "CNY" };

	if (make_folder(state) != 0)
		return -1;
	session.now = day("2026-11-16 10:30");
	if (ledger_create(in_scratch("t.db"), &founding, &session,
	    &ledger) != OK) {
		print_error("%s\n", fail_text());
		return -1;
	}
	records = ledger_records(ledger);
	return 0;
}

static inline int
remove_ledger(void **state)
{
	ledger_close(ledger);
	ledger = NULL;
	return remove_folder(state);
}

/* Keep what was changed; the next change begins another operation. */
static inline void
commit(void)
{
	if (ledger_commit(ledger) != OK || ledger_resume(ledger) != OK)
		fail_msg("commit: %s", fail_text());
	records = ledger_records(ledger);
}

/* Forget what was changed since the last commit. */
static inline void
roll_back(void)
{
	ledger_pause(ledger);
	if (ledger_resume(ledger) != OK)
		fail_msg("resume: %s", fail_text());
	records = ledger_records(ledger);
}

static inline void
assert_ok(enum status st)
{
	if (st != OK)
		fail_msg("status %d: %s", st, fail_text());
}

static inline int64_t
number(const char *sql)
{
	int64_t n;

	assert_ok(store_int(records_store(records), sql, NO_ARGS, &n));
	return n;
}

static inline enum status
load(const struct entity *e, int64_t id, void *record)
{
	return record_load(records, (struct record_id){ e, id }, &arena,
	    record);
}

/* Sets the fields of `record`: "field=value" one after the other, to NULL. */
static inline enum status
set_fields(const struct entity *e, void *record, va_list pairs)
{
	const struct parse how = { &arena, session.now };
	const char *pair;
	enum status st = OK;

	while (st == OK && (pair = va_arg(pairs, const char *)) != NULL) {
		const char *value = strchr(pair, '=');
		const char *name = arena_strndup(&arena, pair,
		    (size_t)(value - pair));
		const struct field *f = entity_field(e, name);

		if (f == NULL)
			fail_msg("%s has no field %s", e->name, name);
		st = field_set(f, record, value + 1, &how);
	}
	return st;
}

/* A new record, checked and stored; its number, or 0 when it was refused. */
static inline int64_t
add(const struct entity *e, ...)
{
	void *record = entity_new(e, &arena);
	va_list pairs;
	enum status st;

	va_start(pairs, e);
	st = set_fields(e, record, pairs);
	va_end(pairs);
	record_complete(records, e, record, true);
	if (st != OK || (st = record_check(records, e, record, &arena)) != OK ||
	    (st = record_insert(records, e, record, &arena)) != OK)
		return 0;
	return entity_id(record);
}

/* The same for one that is there. */
static inline enum status
change(const struct entity *e, int64_t id, ...)
{
	void *old = entity_new(e, &arena), *now = entity_new(e, &arena);
	va_list pairs;
	enum status st = load(e, id, old);

	if (st != OK)
		return st;
	memcpy(now, old, e->size);
	va_start(pairs, id);
	st = set_fields(e, now, pairs);
	va_end(pairs);
	if (st != OK || (st = record_check(records, e, now, &arena)) != OK)
		return st;
	return record_update(records, e, old, now);
}

static inline enum status
discard(const struct entity *e, int64_t id)
{
	void *record = entity_new(e, &arena);
	enum status st = load(e, id, record);

	return st == OK ? record_delete(records, e, record) : st;
}

/* The field of a stored record, as text. */
static inline const char *
field_of(const struct entity *e, int64_t id, const char *name)
{
	void *record = entity_new(e, &arena);
	struct strbuf b = STRBUF_INIT;
	const char *text;

	assert_ok(load(e, id, record));
	value_print(field_get(entity_field(e, name), record), &b);
	text = strbuf_to(&b, &arena);
	strbuf_release(&b);
	return text;
}

/* Every row of every table of records, ordered by number: what a ledger holds
 * apart from its history. */
static inline const char *
dump(void)
{
	struct strbuf out = STRBUF_INIT;
	const char *text;

	for (size_t i = 0; all_entities[i] != NULL; i++) {
		const struct entity *e = all_entities[i];
		bool searched = entity_field_flagged(e, F_SEARCH) != NULL;
		struct strbuf sql = STRBUF_INIT;
		struct query q;

		strbuf_addstr(&sql, "SELECT ");
		for (size_t j = 0; j < e->nfields; j++)
			strbuf_addf(&sql, "%s, ", e->fields[j].name);
		strbuf_addf(&sql, "%s FROM %s ORDER BY id",
		    searched ? "search_key" : "0", e->table);
		q = store_query(records_store(records), sql.buf, NO_ARGS);
		while (query_row(&q)) {
			strbuf_addstr(&out, e->table);
			for (int j = 0; j <= (int)e->nfields; j++)
				strbuf_addf(&out, "|%s", query_is_null(&q, j) ?
				    "(null)" : query_text(&q, j));
			strbuf_addch(&out, '\n');
		}
		assert_ok(query_end(&q));
		strbuf_release(&sql);
	}
	text = strbuf_to(&out, &arena);
	strbuf_release(&out);
	return text;
}

static inline void
show_problem(void *to, const char *text)
{
	(void)to;
	print_error("ledger: %s\n", text);
}

static inline void
assert_sound(void)
{
	if (ledger_check(ledger, true, show_problem, NULL) != OK)
		fail_msg("%s", fail_text());
}

#endif
