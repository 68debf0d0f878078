/*
 * Rows that were packed apart are put into the sheets they belong to, in a
 * workbook that libxlsxwriter has finished without them.
 */
#ifndef SHEET_XLSX_JOIN_H
#define SHEET_XLSX_JOIN_H

#include <stdint.h>

#include "base/err.h"
#include "sheet/xlsx_press.h"

/* The rows of one sheet, which stand together. */
struct rows {
	const char	*part;		/* of the sheet in the zip file */
	uint32_t	 first;		/* row, from 0 */
	struct piece	 packed;	/* <row>...</row>, not closed */
	struct piece	 whole;		/* the sheet with them */
	struct rows	*next;
};

/* A workbook and what is missing in it. */
struct joining {
	const char	*path;		/* written over in place */
	const char	*name;		/* of the file, for messages */
	struct press	*press;		/* of all rows; finished here */
	struct rows	*rows;
};

/* Tells what the sheets must be in the file.  E_OUTPUT when the rows or the
 * workbook could not be written. */
enum status rows_join(const struct joining *) MUST_CHECK;

#endif
