/*
 * Another program, run to its end: given its input, asked for its output.  No
 * shell; and nothing of this program's environment, so that what it does
 * depends on what it is given alone.
 */
#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include <stddef.h>

#include "base/err.h"
#include "base/strbuf.h"

struct child {
	const char	*const *argv;	/* the path of the program first */
	const char	*input;
	size_t		 ninput;
	/* Is given what the program writes, piece by piece. */
	void		(*take)(void *self, const char *bytes, size_t n);
	void		*self;
	struct strbuf	*complaints;	/* its stderr, the first 64 KiB */
};

/*
 * Waits for its end; *code is what it exited with, or 128 + the signal that
 * ended it.  E_NOTFOUND: there is no such program; E_FAIL: it cannot be run;
 * E_INTERRUPTED: stop_requested(), upon which it was ended.
 */
enum status child_run(const struct child *, int *code) MUST_CHECK;

#endif
