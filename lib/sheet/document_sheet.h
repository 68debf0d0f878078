/*
 * The sheet a document is drawn on: which columns it has, and cells merged over
 * some of them.  Knows how wide and high things are; what stands where is
 * document_xlsx.c's.
 */
#ifndef SHEET_DOCUMENT_SHEET_H
#define SHEET_DOCUMENT_SHEET_H

#include "sheet/layout.h"
#include "sheet/xlsx_writer.h"

enum { SHEET_COLUMNS = 48, PAPER_COLUMNS = 98 };	/* characters on A4 */

struct span {
	size_t	first, last;		/* columns of the sheet */
};

/* A document on its way to a sheet. */
struct drawing {
	const struct layout *layout;
	struct page	*page;
	uint32_t	 row, head;	/* head: of the table, or NO_ROW */
	size_t		 n;
	double		 widths[SHEET_COLUMNS];	/* in characters */
	struct span	 columns[SHEET_COLUMNS];	/* of the table */
	size_t		 quarters[5];	/* where they begin, and the end */
	double		 line_height;	/* in points */
	double		 points;	/* of all rows so far */
};

/* The columns of the table are columns of the sheet; the wide ones are cut
 * where boxes above and below begin. */
void plan_columns(struct drawing *);

/* The table's band, or NULL. */
const struct layout_band *lines_band(const struct layout *);

struct span all_columns(const struct drawing *);
double span_width(const struct drawing *, struct span);

/* Screen columns of the longest line of a text. */
size_t widest(const char *text);

/* Lines a text takes in so many columns. */
uint32_t count_lines(const struct drawing *, struct span, const char *text);

/* How a number with its decimals is shown. */
struct style number_style(const struct named_value *, enum look);
struct fixed fixed_of(struct decimal);

/* A cell merged over a span and `nrows`, in the row that is being written. */
struct block_cell {
	struct span	span;
	enum look	look;
	uint32_t	nrows;
};
enum status put(struct drawing *, const struct block_cell *,
    const struct shown *) MUST_CHECK;
enum status put_text(struct drawing *, struct span, const char *text,
    enum look) MUST_CHECK;

/* A text over the whole width, as many lines as it takes; "" is none. */
enum status put_across(struct drawing *, const char *text, enum look,
    double height) MUST_CHECK;

/* A line of the letterhead. */
enum status put_over(struct drawing *, struct span, const char *text,
    enum look) MUST_CHECK;

/* The row is as high as this; the next one follows. */
enum status end_row(struct drawing *, double height) MUST_CHECK;

#endif
