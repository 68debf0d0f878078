/*
 * Bytes packed for a zip file by a second thread, into a temporary file that
 * has no name: whoever adds them need not wait, and memory does not grow.  The
 * thread reads back what it has written.
 */
#ifndef SHEET_XLSX_PRESS_H
#define SHEET_XLSX_PRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"
#include "base/output.h"
#include "sheet/deflate.h"

struct press;

/*
 * A stretch of deflated bytes (RFC 1951) that begins and ends at a whole
 * byte.  Pieces in a row are the deflated form of their texts in a row; only
 * the last one of a part is closed.
 */
struct piece {
	off_t		at;		/* in the temporary file */
	struct sums	sums;		/* as it was read back from there, */
	size_t		ncells;		/* with so many cells */
};

/* The temporary file is made, and unlinked, as `path`; `name` stands in
 * messages, and outlives the press.  E_OUTPUT when it cannot be made. */
enum status press_open(const char *path, const char *name, struct press **)
    MUST_CHECK;

/* Stops the thread and drops all pieces; NULL is allowed. */
void press_close(struct press *);

/* Failures to write are kept for press_finish(); after the first one nothing
 * more is written. */
void press_add(struct press *, const char *bytes, size_t n);

/* What was added since the last piece is `*piece`, which is filled in by the
 * time press_finish() returns. */
void press_end(struct press *, struct piece *piece, bool is_last);

/* All pieces are there, and were read back; nothing can be added any more.
 * E_OUTPUT when one of them could not be written. */
enum status press_finish(struct press *) MUST_CHECK;

/* The packed bytes; E_OUTPUT when they cannot be read back. */
enum status press_copy(const struct press *, const struct piece *,
    struct output *) MUST_CHECK;

#endif
