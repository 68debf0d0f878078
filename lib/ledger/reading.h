/*
 * The rows of a file, read and parsed ahead by a thread of its own, in batches
 * of bounded number, while the rows before them are being stored.
 */
#ifndef LEDGER_READING_H
#define LEDGER_READING_H

#include "ledger/cells.h"

struct reading;

/* From where the source stands; until reading_stop() the source and the cells
 * belong to the reading. */
struct reading *reading_start(struct source *, struct cells *);
void reading_stop(struct reading *);		/* NULL is allowed */

/* The next row, valid until the next call; NULL at the end.  What the source
 * fails with comes after the rows before it. */
enum status reading_next(struct reading *, const struct parsed_row **)
    MUST_CHECK;

/* As source_progress(), of the rows handed over. */
void reading_progress(const struct reading *, size_t *done, size_t *total);

#endif
