/*
 * Values into cells: which type and which number format each one gets.
 */
#ifndef SHEET_XLSX_VALUE_H
#define SHEET_XLSX_VALUE_H

#include "sheet/sink.h"
#include "sheet/xlsx_writer.h"

/* Where a value goes. */
struct slot {
	struct page	*page;
	size_t		 column;
	enum look	 look;
	const char	*const *words;	/* "no" and "yes" to the user */
};

/*
 * Write one value; none leaves the cell empty.  Whole numbers and decimals of
 * more than 15 digits go out as text, since a spreadsheet would lose digits.
 */
enum status xlsx_value(const struct slot *, const struct column *,
    struct value) MUST_CHECK;

/* A decimal of this column as a number, whatever its digits; for sums. */
struct fixed xlsx_number(const struct column *, struct decimal);
struct style xlsx_number_style(const struct column *, struct decimal,
    enum look);
void xlsx_number_widen(struct page *, size_t column, struct decimal);

/* What cells of this column look like before anything stands in them. */
enum shape xlsx_empty_shape(const struct column *);

#endif
