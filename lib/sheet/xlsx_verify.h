/*
 * A count and a checksum of the cells of a sheet, taken while it is written
 * and again from the finished file: the same, or cells were lost.
 */
#ifndef SHEET_XLSX_VERIFY_H
#define SHEET_XLSX_VERIFY_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "sheet/source.h"

struct tally {
	uint64_t	sum;		/* of the cells' hashes: any order */
	size_t		ncells;
};

/* Rows and columns from 0.  Of a text the whole text counts, of anything else
 * its place and its type: how a number is spelled is the reader's choice. */
void tally_add(struct tally *, size_t row, size_t column,
    const struct cell *);

/* The tally of sheet `i` of an open file. */
enum status tally_sheet(struct source *, size_t i, struct tally *) MUST_CHECK;

/* E_OUTPUT: what stands in the workbook `name` is not what was written.  A
 * failure that was found on the way is forgotten: it names no cause. */
enum status tally_differs(const char *name) MUST_CHECK;

#endif
