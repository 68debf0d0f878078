/*
 * Headings of other people's tables, and the fields they mean.
 */
#ifndef LEDGER_HEADING_H
#define LEDGER_HEADING_H

#include "ledger/convert.h"
#include "ledger/import.h"

enum { NOT_MAPPED = -1 };

/* Everything the fields of a flat row are called; lives in the arena. */
struct headings;
struct headings *headings_new(const struct flat *, struct arena *);

/* How many cells of a row are headings that mean a field. */
size_t headings_score(const struct headings *, const struct row *);

/* Do the headings name all other records a record cannot be without, as an
 * offer its supplier? */
bool headings_are_complete(const struct headings *, const struct row *);

/* What a heading says of the record: "FOB USD" of its term and currency. */
enum { NTOLD = 2 };
struct told {
	const struct field *fields[NTOLD];
	const char	 *codes[NTOLD];	/* NULL: nothing */
	bool		  has_sign;	/* $ or ¥ alone */
};

struct mapping {
	const struct flat *flat;
	const struct headings *known, *added;	/* kept; added up */
	const char	**headings;	/* of the file, one a column */
	int		 *fields;	/* position in flat, or NOT_MAPPED */
	struct conversion *conversions;	/* one a column; of those without a
					 * field, what is checked only */
	struct decimal	 *breaks;	/* one a column: the value of the field
					 * `by` under it; NO_DECIMAL: the row
					 * says it */
	const struct field **sums;	/* one a column: what it adds up, so
					 * that it is only compared; or NULL */
	struct told	 *told;		/* one a column */
	const struct field *by;		/* or NULL: there are no such columns */
	size_t		  ncolumns;
	size_t		  nmapped;
	bool		  has_lines;	/* some column belongs to the lines */
	bool		  added_up;	/* some column is a sum of lines */
	bool		  tells;	/* some heading says something */
	bool		  divides;	/* some column is for a whole line */
	size_t		  row;		/* where the headings stand */
	size_t		  nrows_before;	/* rows with cells above them */
};

/* Does column `i` hold one of several lines of its row? */
static inline bool
mapping_is_break(const struct mapping *m, size_t i)
{
	return !decimal_is_none(m->breaks[i]);
}

/* What a pair of --map says: the name of a field, or "" for none, and what its
 * cells go through.  E_USAGE. */
struct meaning {
	const char	 *field;
	struct conversion conversion;
};
enum status pair_read(const struct pair *, struct arena *, struct meaning *)
    MUST_CHECK;

/*
 * Find the headings among the next rows of the source and what they mean: by
 * the name of a field, its labels in both languages and its other names,
 * folded; "Name 名称" is read as both.  E_INVALID: two columns mean the same
 * field, or no row looks like headings.  The mapping knows its `flat`; the
 * rest of it lives in the arena.
 */
enum status mapping_read(struct source *, const struct import_options *,
    struct arena *, struct mapping *) MUST_CHECK;

/* Is the code read from a column that is often only a running number ("No.",
 * "编号")? */
bool mapping_key_is_vague(const struct mapping *);

/* Is the text a heading of the field that column `i` means, in any language? */
bool heading_means(const struct mapping *, const char *text, size_t i);

/* The field a heading that is not used comes near to by a slip of the hand,
 * when no other column means it; NULL: none. */
const char *mapping_near(const struct mapping *, const char *heading);

#endif
