/*
 * A workbook being written: sheets ("pages", to tell them from the sheets that
 * are read), each row by row from the top, in memory that does not grow with
 * the rows.  Knows cells and how they look; what stands in them is the
 * caller's.
 */
#ifndef SHEET_XLSX_WRITER_H
#define SHEET_XLSX_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/output.h"
#include "base/png.h"
#include "sheet/xlsx_cell.h"
#include "value/date.h"

/* What a sheet can hold (ECMA-376; the limits of every spreadsheet). */
enum { WRITER_ROWS = 1048576, WRITER_COLUMNS = 16384 };

/* How a cell shows its value. */
enum shape {
	SHAPE_TEXT,
	SHAPE_WIDE,		/* text that may take several lines */
	SHAPE_CODE,		/* digits that are no number */
	SHAPE_INTEGER,
	SHAPE_QUANTITY,		/* whole */
	SHAPE_QUANTITY_PART,	/* with decimals */
	SHAPE_MONEY,
	SHAPE_MONEY_3,		/* three decimals or more */
	SHAPE_PERCENT,		/* whole */
	SHAPE_PERCENT_1,	/* one decimal */
	SHAPE_PERCENT_PART,	/* two or more */
	SHAPE_DATE,
	SHAPE_TIME,		/* a date with its time of day */
};

/* What part of the sheet a cell belongs to. */
enum look {
	LOOK_DATA,
	LOOK_FIELD,		/* the value beside its label */
	LOOK_LABEL,
	LOOK_TITLE,
	LOOK_HEADING,
	LOOK_REQUIRED,		/* the heading of what must be filled in */
	LOOK_TOTAL,
	LOOK_EXAMPLE,
	LOOK_LINK,
	/* of a document that is printed */
	LOOK_COMPANY,
	LOOK_CONTACT,
	LOOK_HEADLINE,
	LOOK_MARK,		/* "DRAFT" */
	LOOK_BOX_LABEL,		/* the upper part of a box */
	LOOK_BOX,		/* the lower one */
	LOOK_BOX_STRONG,
	LOOK_CELL,		/* of a table with lines around it */
	LOOK_CELL_RIGHT,
	LOOK_CELL_CENTER,
	LOOK_CELL_HEAD,
	LOOK_CELL_SUM,
	LOOK_CELL_SUM_RIGHT,
	LOOK_CELL_SUM_CENTER,
	LOOK_PLAIN,
	LOOK_PLAIN_LABEL,
	LOOK_PLAIN_STRONG,
	LOOK_LINE_ABOVE,	/* what a signature stands on */
};

struct style {
	enum shape	shape;
	enum look	look;
};

/* What may be typed into a column; anything else gets a warning. */
enum rule { RULE_INTEGER, RULE_NUMBER, RULE_DATE, RULE_YES_NO, RULE_CHOICE };

struct page;

/* The choices stand below each other on another page. */
struct choices {
	const struct page	*page;
	size_t			 column;
	uint32_t		 first, last;	/* rows */
};

struct writer_options {
	const char	*path;		/* exists; written over in place */
	const char	*name;		/* of the file, for messages */
	const char	*title;		/* properties; NULL: none */
	const char	*author;
	struct date	 created;	/* NO_DATE: the time of writing */
	bool		 is_document;	/* rows in any order, kept in memory */
};

struct writer;

/* The strings of the options outlive the writer. */
enum status writer_open(const struct writer_options *, struct writer **)
    MUST_CHECK;

/* Write the file and read it back; E_OUTPUT when a cell was lost.  To be
 * called once, as the last call but writer_close(). */
enum status writer_finish(struct writer *) MUST_CHECK;

/* The finished file, byte by byte, to an output that is none. */
enum status writer_copy(const char *path, struct output *) MUST_CHECK;

/* Frees the writer and its pages, finished or not; NULL is allowed. */
void writer_close(struct writer *);

/* A new sheet behind the others.  Its name is the title as far as names may
 * go, with a number behind it when it is taken. */
enum status writer_add(struct writer *, const char *title, size_t ncolumns,
    struct page **) MUST_CHECK;

const char *page_name(const struct page *);

/* The row that is being written, from 0. */
uint32_t page_row(const struct page *);
void page_next_row(struct page *);

/*
 * From this row on until page_close_rows() many rows are written, which hold
 * nothing but text, numbers and dates, from left to right.  Once for a page
 * at most.  E_OUTPUT when there is no place for them on the disk; that a row
 * could not be written is told by writer_finish().
 */
enum status page_open_rows(struct page *) MUST_CHECK;
void page_close_rows(struct page *);

/* There is room for one more row: for the totals. */
bool page_is_full(const struct page *);

/*
 * One cell of the row that is being written.  Text is never a formula; it is
 * E_OUTPUT when it is longer than a cell can hold.  Empty text leaves the
 * cell empty, but for its style.
 */
enum status page_text(struct page *, size_t column, struct style,
    const char *text) MUST_CHECK;
enum status page_number(struct page *, size_t column, struct style,
    struct fixed) MUST_CHECK;

/* A real date, with its time of day when it has one; text when it is older
 * than what a spreadsheet can count (1900-03-01). */
enum status page_date(struct page *, size_t column, enum look, struct date)
    MUST_CHECK;

/* The sum of what a filter shows of this column, from row `first` to the row
 * above; `value` is stored with it, for programs that do not calculate. */
struct sum {
	uint32_t	first;
	struct fixed	value;
};
enum status page_sum(struct page *, size_t column, struct style,
    const struct sum *) MUST_CHECK;

/* The name of another page, as a link to it. */
enum status page_link(struct page *, size_t column, const struct page *)
    MUST_CHECK;

/* A note on the cell. */
enum status page_note(struct page *, size_t column, const char *text)
    MUST_CHECK;

/* The heading of a column: LOOK_HEADING or LOOK_REQUIRED. */
enum status page_heading(struct page *, size_t column, enum look,
    const char *label) MUST_CHECK;

/* Row 0 holds the headings and is complete: it stays on the screen and on
 * every printed sheet.  Goes on to the next row. */
enum status page_begin_rows(struct page *) MUST_CHECK;

/* Filter buttons on row 0, for the rows that were written so far. */
enum status page_filter(struct page *) MUST_CHECK;

/*
 * A picture of the numbers in a column, right of the page: upright ones as
 * what goes on in time, bars with the first on top as an order of things.
 */
struct picture {
	const char	*title;
	bool		 is_upright;
	size_t		 category, value;	/* columns */
	uint32_t	 first, last;		/* rows */
};
enum status page_chart(struct page *, const struct picture *) MUST_CHECK;

/* At least as wide as `width` screen columns of text. */
void page_widen(struct page *, size_t column, size_t width);

/* For cells that are still to be filled in: their style, and what may be
 * typed (the choices for RULE_CHOICE, otherwise NULL). */
void page_column(struct page *, size_t column, struct style);
enum status page_rule(struct page *, size_t column, enum rule,
    const struct choices *) MUST_CHECK;

/* ---- of a document ------------------------------------------------------- */

/* The row that is written next, any one. */
void page_go(struct page *, uint32_t row);

/* A cell over several rows and columns from the row that is being written on;
 * what stands in it is written into its first one next. */
struct area {
	size_t		first, last;	/* columns */
	uint32_t	nrows;
};
enum status page_merge(struct page *, const struct area *, struct style)
    MUST_CHECK;

/* The height of a row in points, the width of a column in characters. */
enum status page_row_height(struct page *, uint32_t row, double points)
    MUST_CHECK;
void page_column_width(struct page *, size_t column, double width);

/* Printed upright on A4, as wide as the paper, with this row on every sheet
 * (NO_ROW: none) and a footer in the syntax of spreadsheets. */
#define NO_ROW	UINT32_MAX
enum status page_paper(struct page *, uint32_t repeated, const char *footer)
    MUST_CHECK;

/* As small as it takes to print it on one sheet. */
void page_fit(struct page *);

/* A picture that begins in the first cell of the row that is being written, in
 * its own proportions and no larger than this many points. */
struct logo {
	const char	*path;
	struct png	 png;
	double		 width, height;
};
enum status page_picture(struct page *, const struct logo *) MUST_CHECK;

/* Not shown; never the first page. */
void page_hide(struct page *);

#endif
