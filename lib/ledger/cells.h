/*
 * What the cells of a row say: each is parsed into the field its heading
 * means, and nothing is looked up.
 */
#ifndef LEDGER_CELLS_H
#define LEDGER_CELLS_H

#include "ledger/heading.h"

/* What is wrong with a cell, or with the row. */
struct fault {
	const struct fault *next;
	size_t		    column;
	bool		    is_row;
	const char	   *message, *hint;
};

/* What a row says of one record. */
struct said {
	void		   *record;	/* NULL: nothing */
	uint64_t	    fields;	/* those that were given, as bits */
	const struct fault *faults;	/* in the order of the cells */
};

/* What a row says the lines of its record add up to. */
struct stated {
	size_t	    column;
	const char *text;
};

struct parsed_row {
	struct row	    row;	/* texts of cells: only with rejects */
	struct said	    head, line;	/* where it only adds a line, head is
					 * what the headings say */
	struct said	   *more;	/* lines of further columns */
	size_t		    nmore;
	struct stated	   *sums;
	size_t		    nsums;
	const struct fault *fault;	/* of the row as a whole, or NULL */
	uint64_t	    alike;	/* of what it says of its record */
	bool		    is_example;	/* of a template: not to be taken */
	bool		    is_continued; /* adds to the record above it */
	const char	   *code;	/* of the record, where the row as a
					   whole is refused; or NULL */
};

/* A text of a column that was refused: a column often holds the same wrong
 * word in every row, and finding near words takes long. */
struct refused {
	const char *text, *message, *hint;
};

/* How the cells of one file are understood. */
struct cells {
	const struct mapping	    *mapping;
	const struct import_options *options;
	bool			     is_text;	/* rows as long as row 1 */
	bool			     may_be_guarded; /* CSV for Excel */
	bool			     names_currency; /* a column, or --set */
	struct doubts		    *doubts;	/* about what it was given */
	struct refused		    *refused;	/* the last, one a column */
	size_t			     nrefused;
	struct arena		     arena;	/* of what was refused */
};

/* The mapping and the options outlive it. */
void cells_init(struct cells *, const struct source *,
    const struct import_options *, const struct mapping *);
void cells_release(struct cells *);

/* The texts live in the arena; `row` is used up when this returns. */
void cells_parse(struct cells *, const struct row *row, struct arena *,
    struct parsed_row *);

/* Copy the cells with their texts into the arena. */
void cells_keep(struct row *, struct arena *);

/* --set: the same value in every row that has none.  They were tried before:
 * E_USAGE names the one that cannot be. */
enum status cells_try_constants(const struct import_options *, struct arena *)
    MUST_CHECK;
void cells_set_constants(const struct cells *, const struct entity *,
    void *record, struct arena *);

#endif
