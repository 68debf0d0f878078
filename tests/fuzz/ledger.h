/*
 * A ledger for the targets that need one: made once, in memory where there is
 * room for it; what an input does is rolled back.
 */
#ifndef TESTS_FUZZ_LEDGER_H
#define TESTS_FUZZ_LEDGER_H

#include "fuzz.h"

static struct ledger *ledger;
static struct session session = { .user = "fuzz", .command = "fuzz" };
static char path_of_ledger[64];

static inline void
remove_ledger(void)
{
	unlink(path_of_ledger);
}

/* True: it was made just now. */
static inline bool
open_ledger(void)
{
	static const struct founding founding = { "Fuzz", "CNY" };
	const char *path = path_of_ledger;

	if (ledger != NULL)
		return false;
	snprintf(path_of_ledger, sizeof(path_of_ledger), "%s/tradecli-fuzz.%ld.db",
	    access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp",
	    (long)getpid());
	CHECK(date_from_ymd(2026, 11, 16, &session.now) == OK);
	session.now.minute = 600;
	unlink(path);
	CHECK(ledger_create(path, &founding, &session, &ledger) == OK);
	CHECK(atexit(remove_ledger) == 0);
	return true;
}

/* What was not committed is gone. */
static inline void
roll_back(void)
{
	ledger_pause(ledger);
	CHECK(ledger_resume(ledger) == OK);
}

static inline void
show_problem(void *to, const char *text)
{
	(void)to;
	fprintf(stderr, "%s\n", text);
}

static inline void
check_sound(void)
{
	CHECK(records_flush(ledger_records(ledger)) == OK);
	CHECK(ledger_check(ledger, true, show_problem, NULL) == OK);
}

static inline void
note_problem(void *to, const struct problem *p)
{
	(void)to;
	CHECK(p->message != NULL && p->message[0] != '\0');
	CHECK(p->row > 0);
}

static inline enum status
import_once(const struct entity *e, const char *path, struct arena *a,
    struct import_result *result)
{
	static const struct source_options plain = { .name = "fuzz.csv" };
	struct import_options o = { .entity = e, .file = "fuzz.csv",
	    .problem = note_problem };
	struct source *s;
	enum status st = source_open(path, &plain, &s);

	if (st != OK)
		return st;
	result->arena = a;
	st = import_rows(ledger_records(ledger), s, &o, result);
	source_close(s);
	return st;
}

#endif
