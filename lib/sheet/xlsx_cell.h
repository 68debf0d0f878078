/*
 * The rows of a sheet as XML (ECMA-376-1, 18.3.1.73 row and 18.3.1.4 c): one
 * row at a time, in memory that is used again for the next one.
 */
#ifndef SHEET_XLSX_CELL_H
#define SHEET_XLSX_CELL_H

#include <stddef.h>
#include <stdint.h>

/* An exact number: `digits` with so many of them behind the point, up to 18;
 * { 61, 3 } is 0.061. */
struct fixed {
	int64_t		digits;
	unsigned	places;
};

enum { FIXED_TEXT_MAX = 24 };

/* Writes the shortest text that is this number ("-0.05", "1200"); returns its
 * length.  buf holds FIXED_TEXT_MAX bytes. */
size_t fixed_format(struct fixed, char *buf);

/* Where a cell stands in its row, and the number its format has in the file
 * (0: default). */
struct place {
	size_t	column;		/* from 0 */
	int	format;
};

struct xml_row;

/* For sheets of so many columns. */
struct xml_row *xml_row_new(size_t ncolumns);
void xml_row_free(struct xml_row *);		/* NULL is allowed */

/* An empty row; `number` from 1. */
void xml_row_begin(struct xml_row *, uint32_t number);

/*
 * Cells from left to right.  Text is valid UTF-8 of `n` bytes, as
 * xlsx_escape() leaves it; markup and control characters are escaped here.
 * Empty text is a cell with nothing but its format.
 */
void xml_row_text(struct xml_row *, struct place, const char *text, size_t n);
void xml_row_number(struct xml_row *, struct place, struct fixed);

/* A date and time as days, in the 16 digits libxlsxwriter gives to it. */
void xml_row_serial(struct xml_row *, struct place, double days);

/* The whole row, of so many points (0: default); nothing when it has no cell.
 * Valid until the next row begins. */
const char *xml_row_end(struct xml_row *, unsigned height, size_t *n);

#endif
