/*
 * What is to be drawn, as it comes from lib/sheet/document_pdf.c, where the
 * lines are described.
 */
#ifndef PDF_INPUT_H
#define PDF_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

enum tongue { TONGUE_EN, TONGUE_ZH, TONGUE_BOTH };

struct text {
	const char	*text;		/* never NULL */
	const char	*small;		/* small print below it, or NULL */
};

struct item {
	bool		 is_right, is_half, is_first, is_strong, is_number;
	const char	*label;
	struct text	 value;
	struct item	*next;
};

struct column {
	char		 align;		/* l r c d */
	unsigned	 weight;
	const char	*heading;
	struct column	*next;
};

struct row {
	struct text	*cells;		/* as many as there are columns */
	struct row	*next;
};

enum kind { GRID, LINES, TOTALS, FACTS, CLAUSES, SIGN };

struct block {
	enum kind	 kind;
	const char	*title;
	struct item	*items, **end_item;
	struct column	*columns, **end_column;
	size_t		 ncolumns;
	struct row	*rows, **end_row;
	size_t		 nrows;
	struct row	*sum;		/* or NULL */
	struct block	*next;
};

struct paper {
	enum tongue	 tongue;
	const char	*title, *number, *date, *company, *contact, *logo,
			*watermark;
	struct block	*blocks;
};

/* All of it, from standard input; the texts live in the arena.  A failure
 * names the line that is not as it should be. */
enum status input_paper(struct arena *, struct paper *) MUST_CHECK;

#endif
