/*
 * A document for people, as plain data: a quotation, an invoice, a packing
 * list, on paper (PDF) or as a sheet that prints like it (XLSX).
 *
 * A *form* says how one kind of document looks: blocks from top to bottom, in
 * each the labels in both languages and the names of the values.  It is a
 * constant table; a new kind of document is another table.  A *document* is a
 * form, a language, and values by name.  Whoever fills it gives all values it
 * knows; the form takes those it names.  What has no value is not shown.
 *
 *	document_begin(&doc, form, TONGUE_BOTH, &arena);
 *	values_text(doc.head, "number", "CI-2026-0012");
 *	line = document_line(&doc);
 *	values_number(line, "quantity", quantity, 0);
 *	document_pdf(&doc, program, out);
 */
#ifndef SHEET_DOCUMENT_H
#define SHEET_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/output.h"
#include "value/date.h"
#include "value/decimal.h"

/* Both: English first, Chinese beside or below it. */
enum tongue { TONGUE_EN, TONGUE_ZH, TONGUE_BOTH };

/* The same in both languages; where one is NULL or "", the other stands for
 * it.  In texts of forms "{name}" is the value of that name. */
struct label {
	const char *en, *zh;
};

/* ---- forms --------------------------------------------------------------- */

enum item_flag {
	ITEM_MUST	= 1 << 0,	/* a document without it is refused */
	ITEM_STRONG	= 1 << 1,	/* stands out */
	ITEM_RIGHT	= 1 << 2,	/* BLOCK_GRID: in the right half */
	ITEM_HALF	= 1 << 3,	/* BLOCK_GRID: shares its row with the
					 * next one that does */
	ITEM_FIRST	= 1 << 4,	/* of a shared row the left one */
	ITEM_KG		= 1 << 5,	/* a number of kilograms */
	ITEM_M3		= 1 << 6,	/* of cubic metres */
};

/* A value with its label; a list of them ends with one that has no label. */
struct form_item {
	const char	*name;
	struct label	 label;
	unsigned	 flags;		/* enum item_flag */
};

enum column_flag {
	COLUMN_MUST	= 1 << 0,	/* each line has it */
	COLUMN_SUM	= 1 << 1,	/* summed below the lines */
	COLUMN_RIGHT	= 1 << 2,	/* text, at the right edge */
	COLUMN_CENTER	= 1 << 3,	/* text, in the middle */
};

/* A column of the lines; a list ends with one that has no label.  One in which
 * no line has a value is not shown. */
struct form_column {
	const char	*name;
	struct label	 label;
	unsigned	 weight;	/* its share of the width; 0: as wide
					 * as what stands in it */
	unsigned	 flags;		/* enum column_flag */
	const char	*unit;		/* summed only where this value is the
					 * same in all lines; NULL: always */
	const struct form_item *below;	/* in small print below the value */
};

enum block_kind {
	BLOCK_GRID,	/* boxes in two halves: UN layout key */
	BLOCK_LINES,	/* the table of lines */
	BLOCK_TOTALS,	/* below it: numbers under the last column, texts in
			 * full width */
	BLOCK_FACTS,	/* label and value, one below the other */
	BLOCK_CLAUSES,	/* paragraphs: labels alone, with values in them; one
			 * whose values are missing is left out.  Of an item
			 * with a name, that value is the paragraph */
	BLOCK_SIGN,	/* for signature: one party at the right, or two */
};

enum block_flag {
	BLOCK_NUMBERED	= 1 << 0,	/* clauses count from 1 */
	BLOCK_SEVERAL	= 1 << 1,	/* only when two or more have a value */
};

struct form_block {
	enum block_kind	 kind;
	unsigned	 flags;			/* enum block_flag */
	struct label	 title;			/* BLOCK_LINES: of the sums;
						 * BLOCK_SIGN: of the line */
	const struct form_item *items;
	const struct form_column *columns;	/* BLOCK_LINES */
	struct label	 subtitle;		/* of the sums, where totals
						 * follow */
};

/*
 * Of every document these values are used without being in a block: "number"
 * and "date" (on every page, and the date as the PDF's), "company", "address"
 * and "contact" (letterhead), "logo" (a PNG) and "watermark" (a word across
 * each page, "DRAFT").
 */
struct form {
	const char	*name;		/* "invoice" */
	struct label	 title;		/* "Commercial Invoice" */
	const struct form_block *blocks;
	size_t		 nblocks;
};

/* ---- documents ----------------------------------------------------------- */

enum content { CONTENT_TEXT, CONTENT_NUMBER, CONTENT_DATE };

struct named_value {
	const char	*name;
	enum content	 content;
	struct label	 text;
	struct decimal	 number;
	int		 places;	/* decimals that are always shown */
	struct date	 date;
	struct named_value *next;
};

struct values {
	struct arena		*arena;
	struct named_value	*first;
	struct values		*next;		/* line */
};

struct document {
	const struct form	*form;
	enum tongue		 tongue;
	struct arena		*arena;
	struct values		*head;
	struct values		*first, **end;	/* lines */
	size_t			 nlines;
};

/* All that it is told lives in the arena; names and the form must outlive the
 * document. */
void document_begin(struct document *, const struct form *, enum tongue,
    struct arena *);

/* A new line; its values belong to it. */
struct values *document_line(struct document *);

/*
 * Set a value; the last one of a name counts.  NULL, "", NO_DECIMAL and
 * NO_DATE are none.  Texts are copied; control characters but the line feed
 * become spaces, what is not UTF-8 U+FFFD.
 */
void values_text(struct values *, const char *name, const char *text);
void values_texts(struct values *, const char *name, struct label);
void values_number(struct values *, const char *name, struct decimal,
    int places);
void values_date(struct values *, const char *name, struct date);

/* NULL: none. */
const struct named_value *values_get(const struct values *, const char *name);

/* E_INVALID: something the form must have is missing; says what. */
enum status document_check(const struct document *) MUST_CHECK;

/*
 * Write it to `out`, which the caller commits.  Both refuse what
 * document_check() refuses.  The same document gives the same bytes, at any
 * time and in any place.
 *
 * PDF: `program` is the path of tradecli-pdf, which is run with nothing of
 * this program's environment.  E_FAIL: it is not installed, or a font that it
 * needs; E_INVALID: a character no font has, a logo that is no PNG, boxes
 * higher than a page or a table wider.  E_INTERRUPTED: stop_requested().
 */
enum status document_pdf(const struct document *, const char *program,
    struct output *) MUST_CHECK;

/* The fonts of PDF files, in the order in which they are asked for a letter.
 * E_NOTFOUND: the program is not there. */
struct document_font {
	const char	*family, *package;
	const char	*path;		/* NULL: it is not installed */
	bool		 is_needed;	/* without it there are no PDF files */
	struct document_font *next;
};
enum status document_fonts(const char *program, struct arena *,
    struct document_font **first) MUST_CHECK;

enum status document_xlsx(const struct document *, struct output *)
    MUST_CHECK;

#endif
