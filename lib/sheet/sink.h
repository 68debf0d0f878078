/*
 * Rows out.  A sink knows a format and nothing of trade; a document is a
 * sequence of titled tables.  The same calls make a table on a screen, TSV,
 * CSV, JSON, NDJSON, Markdown, a workbook, or bare codes.
 */
#ifndef SHEET_SINK_H
#define SHEET_SINK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/output.h"
#include "value/codes.h"
#include "value/value.h"

enum format {
	FORMAT_TABLE, FORMAT_TSV, FORMAT_CSV, FORMAT_JSON, FORMAT_NDJSON,
	FORMAT_XLSX, FORMAT_MD, FORMAT_ID
};

/* "csv" -> FORMAT_CSV; E_USAGE with the list of formats otherwise. */
enum status format_find(const char *name, enum format *) MUST_CHECK;
const char *format_name(enum format);
/* By the suffix of a file name; false when it tells nothing. */
bool format_of_path(const char *path, enum format *);

enum {				/* columns */
	COLUMN_CODE	= 1 << 0,	/* digits that are no number: text */
	COLUMN_ID	= 1 << 1,	/* what `-f id` prints */
	COLUMN_MONEY	= 1 << 2,	/* shown with two decimals at least */
	COLUMN_PERCENT	= 1 << 3,	/* 13 means 13 % */
	COLUMN_WIDE	= 1 << 4,	/* free text: may be cut on a screen */
	COLUMN_TOTAL	= 1 << 5,	/* a workbook adds it up below */
	COLUMN_REQUIRED	= 1 << 6,	/* templates: must be filled in */
	COLUMN_NAMED	= 1 << 7,	/* screens show what the code means */
	COLUMN_BAR	= 1 << 8,	/* screens draw how much it is; one in a
					 * table */
	COLUMN_READ	= 1 << 11,	/* imports read it: 1.1250, as 1.125
					 * might be a thousand */
	COLUMN_WHOLE	= 1 << 10,	/* of a bar: 100 fills it */
	COLUMN_MINOR	= 1 << 9,	/* left out first where a screen is
					 * too narrow */
};

struct column {
	const char	*name;		/* snake_case: JSON, CSV, TSV */
	const char	*label;		/* in the user's language */
	const char	*help;		/* templates: comment on the heading */
	const struct codes *codes;	/* templates: the drop-down, or NULL */
	enum value_type	 type;
	unsigned	 flags;		/* COLUMN_* */
	int		 width;		/* screen columns wished for; 0: any */
};

enum table_kind {
	TABLE_LIST,		/* rows of one kind: a JSON array */
	TABLE_RECORD,		/* one row, field by field: a JSON object */
	TABLE_PART,		/* rows that belong to the record before it */
	TABLE_TEMPLATE,		/* to fill in: drop-downs, example rows */
};

/* A picture of two columns of a list, beside it in a workbook. */
enum chart_kind { CHART_COLUMNS, CHART_BARS };

struct chart {
	enum chart_kind	 kind;
	const char	*category, *value;	/* names of columns */
	size_t		 most;			/* the first so many rows */
};

struct table {
	const char		*name;		/* "suppliers": JSON key */
	const char		*title;		/* in the user's language */
	enum table_kind		 kind;
	const struct column	*columns;
	size_t			 ncolumns;
	const struct chart	*chart;		/* or NULL */
};

/* What the first sheet of a workbook says; other formats leave it out. */
struct about_line {
	const char	*label;
	const char	*text;
};

struct sink_options {
	enum format	 format;
	bool		 no_header;
	bool		 excel;		/* CSV: BOM, CRLF, labels, guard */
	bool		 chinese;	/* what codes mean, in Chinese */
	bool		 tidy;		/* screens: no columns without values */
	bool		 labels;	/* headings for people in TSV, too */
	bool		 several;	/* more tables than one will follow */
	bool		 records;	/* several records: a JSON array */
	bool		 color;
	int		 screen;	/* columns of the terminal; 0: none */
	const char	*title;		/* of the document */
	const char	*author;	/* for the document's properties */
	struct date	 created;	/* for the document's properties */
	const struct about_line *about;	/* NULL: no first sheet */
	size_t		 nabout;
};

struct sink;

/* The sink writes to `out`, which stays the caller's to commit or abort.  The
 * options and what they point to outlive the sink. */
enum status sink_open(const struct sink_options *, struct output *out,
    struct sink **) MUST_CHECK;

/* Does it show what referred records are called, beside their codes? */
bool sink_shows_titles(const struct sink *);

/* The table and its columns must live until the next sink_begin() or
 * sink_finish(). */
enum status sink_begin(struct sink *, const struct table *) MUST_CHECK;

/* One row: ncolumns values, used up when the call returns.  Many rows are
 * written in another thread: what fails there is told by a later call, by
 * sink_begin() or sink_finish() at the latest. */
enum status sink_row(struct sink *, const struct value *) MUST_CHECK;

/* Complete the document (a workbook is read back and counted here). */
enum status sink_finish(struct sink *) MUST_CHECK;

/* Frees the sink, finished or not; NULL is allowed. */
void sink_close(struct sink *);

#endif
