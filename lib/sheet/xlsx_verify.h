/*
 * A count and a checksum of the cells of a sheet, taken while it is written
 * and again from the finished file: the same, or cells were lost.
 *
 * What the cells say is compared in the first rows, through the reader that
 * imports use: it shows that the sheet is spelled as it should be.  That all
 * of it is there, down to the last byte, is told by counting the cells of the
 * XML as it is unpacked, and by the checksum the zip file has of it, which was
 * taken in memory before anything was packed.  For long sheets this is done
 * while they are written (xlsx_proof.h); of the finished file it is then asked
 * whether the same packed bytes stand in it.
 */
#ifndef SHEET_XLSX_VERIFY_H
#define SHEET_XLSX_VERIFY_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "sheet/source.h"
#include "sheet/xlsx_package.h"

enum { TALLY_ROWS = 10000 };	/* whose cells are compared */

struct tally {
	uint64_t	sum;		/* of the cells' hashes: any order */
	size_t		ncells;
};

/* Rows and columns from 0.  Of a text the whole text counts, of anything else
 * its place and its type: how a number is spelled is the reader's choice. */
void tally_add(struct tally *, size_t row, size_t column,
    const struct cell *);

/* The tally of the first TALLY_ROWS rows of sheet `i` of an open file. */
enum status tally_sheet(struct source *, size_t i, struct tally *) MUST_CHECK;

/* The tags of cells that begin in the first `n` bytes of XML, behind which
 * TALLY_KEPT more must stand; no "<" stands in a text. */
enum { TALLY_KEPT = 2 };
size_t tally_tags(const char *xml, size_t n);

/* How many cells the XML of a sheet has, empty ones with a format among them.
 * E_INVALID when the part is not there or its checksum is wrong. */
enum status tally_part(struct package *, const char *part, size_t *ncells)
    MUST_CHECK;

/* All parts, which must not be long: E_INVALID when one of them is not there
 * to its end, as only the end of its XML tells. */
enum status tally_ends(struct package *) MUST_CHECK;

/* E_OUTPUT: what stands in the workbook `name` is not what was written.  A
 * failure that was found on the way is forgotten: it names no cause. */
enum status tally_differs(const char *name) MUST_CHECK;

#endif
