/*
 * What a file says the lines of its records add up to.  It is not kept: the
 * lines are what counts, and what they come to is known when all are there.
 */
#ifndef LEDGER_SUMS_H
#define LEDGER_SUMS_H

#include "ledger/cells.h"

/* Remember what a row said of the record with this number; the texts are
 * copied to the arena of the result. */
struct sum_row {
	int64_t			 id;
	size_t			 row;
	const struct parsed_row	*parsed;
};
void sums_keep(const struct sum_row *, const struct mapping *,
    struct import_result *);

#endif
