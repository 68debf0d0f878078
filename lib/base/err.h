/*
 * A failure is a status and one message for people.
 *
 * A function that can fail returns enum status and nothing else; where the
 * cause is known it says `return fail(E_..., ...)`.  Callers add where it
 * happened with fail_in() and the way out with fail_hint().  The message is
 * kept per thread; the first failure wins until fail_clear().  Only cmd/main.c
 * and the list of problems of an import read it.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/base.h"

/* The values are the program's exit codes (see tradecli(1), EXIT STATUS). */
enum status {
	OK		= 0,
	E_FAIL		= 1,	/* any other failure */
	E_USAGE		= 2,	/* the command line was not understood */
	E_NOTFOUND	= 3,	/* no such record, file or sheet */
	E_INVALID	= 4,	/* data that cannot be accepted */
	E_CONFLICT	= 5,	/* it exists, is in use, or was changed later */
	E_BUSY		= 6,	/* another process holds the ledger */
	E_LEDGER	= 7,	/* the ledger is damaged, not ours, or newer */
	E_OUTPUT	= 8,	/* output could not be written */
	E_ROWS		= 10,	/* no failure: there are rows (--exit-code) */
	E_INTERRUPTED	= 130,	/* by a signal: 128 + its number */
	E_PIPE		= 141,	/* the reader went away: not worth a word */
};

/* Record why, return the status.  Messages: lower case, no full stop. */
enum status fail(enum status, const char *fmt, ...) MUST_CHECK FORMAT(2, 3);

/* The same with ": " and strerror(errno) behind it. */
enum status fail_errno(enum status, const char *fmt, ...)
    MUST_CHECK FORMAT(2, 3);

/* Put "where: " in front of the message that stands. */
enum status fail_in(enum status, const char *fmt, ...)
    MUST_CHECK FORMAT(2, 3);

/* Add the way out, shown on a line of its own. */
enum status fail_hint(enum status, const char *fmt, ...)
    MUST_CHECK FORMAT(2, 3);

/* What was recorded; "" when nothing was.  Valid until the next fail. */
const char *fail_text(void);
const char *fail_hint_text(void);

/* Forget the failure: it has been reported or is of no consequence. */
void fail_clear(void);

/* What to do when memory runs out; it must not return.  Default: abort(). */
void set_no_memory(void (*handler)(void));
_Noreturn void no_memory(void);

#endif
