/*
 * Rows in.  A source knows a file format and nothing of trade: it hands over
 * one row after the other, each cell as text with a note of what the file
 * said it was.  CSV, TSV and XLSX stand behind it.
 */
#ifndef SHEET_SOURCE_H
#define SHEET_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

enum cell_type {
	CELL_EMPTY,		/* text is "" */
	CELL_TEXT,
	CELL_NUMBER,		/* shortest form; "13%" when formatted so */
	CELL_DATE,		/* "2026-11-05" or "2026-11-05 09:30" */
	CELL_BOOL,		/* "true" or "false" */
	CELL_ERROR,		/* "#N/A" and the like: never a value */
	CELL_UNKNOWN,		/* a formula whose value was not stored */
};

/* A number of 16 digits or more stands in Excel with its last ones lost. */
struct cell {
	enum cell_type	 type;
	bool		 is_damaged;	/* CELL_NUMBER with lost digits */
	const char	*text;		/* valid UTF-8, never NULL */
	bool		 is_money;	/* CELL_NUMBER with a currency sign */
};

struct row {
	size_t		   number;	/* line or row of the file, from 1 */
	size_t		   ncells;
	const struct cell *cells;	/* valid until the next row is read */
};

struct source_options {
	const char	*encoding;	/* NULL: find out */
	char		 delimiter;	/* 0: find out */
	const char	*name;		/* shown instead of the path, or NULL */
};

struct source;

/*
 * Open a file ("-" is standard input).  The kind is told by its contents, not
 * by its name: XLSX is a zip file, and so is a text that was packed alone;
 * anything else is text.  Old .xls, HTML
 * dressed as .xls, PDF and the like are refused with how to save them.
 * Everything the source hands over lives as long as the source.
 */
enum status source_open(const char *path, const struct source_options *,
    struct source **) MUST_CHECK;

void source_close(struct source *);

/* Sheets that can be read: hidden ones and charts are left out.  A text file
 * is one sheet without a name (""). */
size_t source_nsheets(const struct source *);
const char *source_sheet_name(const struct source *, size_t i);

/* Begin to read sheet `i` from its first row. */
enum status source_select(struct source *, size_t i) MUST_CHECK;

/*
 * The next row that has a cell, in `*row`; false in `*more` at the end.
 * A text file that breaks its own rules (a stray quote, a quote that never
 * closes, a NUL byte, a record over the limit) is E_INVALID with the line.
 */
enum status source_row(struct source *, struct row *, bool *more) MUST_CHECK;

/* What was found out, for people: "GB18030, semicolon"; "" if nothing. */
const char *source_guess(const struct source *);

/* Does the file begin with the byte order mark of UTF-8, as text written for
 * Excel does? */
bool source_has_mark(const struct source *);

/* Has a text file been read whose last line is not ended, as when the rest of
 * it was lost on its way? */
bool source_lacks_end(const struct source *);

/* Cells of a column that were made one, from `row` to `last`: only the first
 * of them has the value. */
struct merged {
	size_t		   row, last, column;
};

/* Those of the sheet that was read to its end, the first 1,000 of them. */
size_t source_merged(const struct source *, const struct merged **);

/* Bytes read and bytes in all (0: not known), for the progress line. */
void source_progress(const struct source *, size_t *done, size_t *total);

/* The letter a spreadsheet gives column `i` (0 is A); buf holds 8 bytes. */
void source_column_letter(size_t i, char *buf);

#endif
