/*
 * Where output goes: a stream that is already open (stdout), or a file that
 * appears whole or not at all.
 *
 * A file is written under another name beside its target (mode 0600, never
 * through a symbolic link), synced, and renamed when it is complete; until
 * output_commit() the target stays as it was.
 */
#ifndef BASE_OUTPUT_H
#define BASE_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct output;

/*
 * All bytes to an open descriptor; 0, or the errno of what failed.  Waits for
 * a pipe or a terminal, in any thread, until there is room or
 * stop_requested(): EINTR.
 */
int output_all(int fd, const char *bytes, size_t n);

/* To an open descriptor, which is not closed; `name` for messages. */
struct output *output_to_fd(int fd, const char *name);

/* To a file; E_OUTPUT when its folder cannot be written. */
enum status output_to_file(const char *path, struct output **) MUST_CHECK;

/* Write errors are kept and returned by output_commit(); after the first one
 * nothing more is written. */
void output_write(struct output *, const void *bytes, size_t n);
void output_text(struct output *, const char *text);

/* The error so far, as output_commit() will return it: for who has much more
 * to write. */
enum status output_check(const struct output *) MUST_CHECK;

/* It is a screen, as a file that is a terminal is anyway: what would drive it
 * is written visibly; line breaks and tabs stay. */
void output_for_screen(struct output *);

/* For a library that writes the file itself: its temporary name (NULL for a
 * descriptor), and the path or stream it stands for. */
const char *output_temp(const struct output *);
const char *output_name(const struct output *);

/* Write out, sync and rename; frees the output in every case.  E_PIPE when
 * nobody reads any more (`| head`), E_INTERRUPTED when nobody read what had to
 * be read when the program was to stop, E_OUTPUT otherwise. */
enum status output_commit(struct output *) MUST_CHECK;

/* Names to choose from: of the first one, of the second ... */
struct naming {
	const char *(*name)(void *self, int n);
	void	*self;
};

/* Like output_commit(), of a file whose name does not matter yet: it gets the
 * first name that nothing has, which is *taken. */
enum status output_commit_new(struct output *, const struct naming *,
    const char **taken) MUST_CHECK;

/* Like output_commit(), but the file that stands there is kept, under the
 * first name that nothing has.  At every moment there is the old file or the
 * new one. */
enum status output_exchange(struct output *, const struct naming *,
    const char **kept) MUST_CHECK;

/* Remove what was written; frees the output.  NULL is allowed. */
void output_abort(struct output *);

/* Remove the temporary files that are open now; async-signal-safe. */
void output_abort_all(void);

#endif
