/*
 * A document as it will be read: labels in its language, values as text in
 * their places, what is not shown left out.  Both writers draw this and
 * nothing else, so that paper and sheet say the same.
 */
#ifndef SHEET_LAYOUT_H
#define SHEET_LAYOUT_H

#include "sheet/document.h"

/* A value for the eye, and what it is. */
struct shown {
	const char	*text;		/* never NULL */
	const char	*small;		/* small print below it; NULL: none */
	const struct named_value *value;	/* NULL: no number or date */
};

struct layout_item {
	const char	*label;		/* "" none */
	struct shown	 shown;
	unsigned	 flags;		/* enum item_flag */
};

struct layout_column {
	const struct form_column *form;
	const char	*label;		/* both languages: on two lines */
	bool		 is_number;
	struct shown	 sum;
};

struct layout_band {
	const struct form_block *block;
	enum block_kind	 kind;
	const char	*title;		/* "" none */
	struct layout_item *items;
	size_t		 nitems;
	struct layout_column *columns;
	size_t		 ncolumns;
	bool		 has_sums;
	struct layout_band *next;
};

struct layout {
	const struct document *document;
	const char	*title, *number;
	const char	*date;			/* "2026-11-05" or "" */
	const char	*company, *contact, *logo, *watermark;	/* or "" */
	struct layout_band *first;
};

/* Made in the arena of the document, which document_check() accepted.
 * E_INVALID: a sum leaves the range of a decimal. */
enum status layout_make(const struct document *, struct layout *) MUST_CHECK;

/* What stands in a column of a line. */
struct shown layout_cell(const struct document *, const struct values *line,
    const struct layout_column *);

#endif
