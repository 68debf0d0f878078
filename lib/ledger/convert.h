/*
 * What a cell goes through before it is read as a field: written in brackets
 * behind the field, as in "discount (fraction)".  Nothing of it is guessed.
 */
#ifndef LEDGER_CONVERT_H
#define LEDGER_CONVERT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"

struct conversion {
	const struct conversion_kind *kind;	/* NULL: read as it stands */
	const char		     *words;	/* as written, in brackets */
};

/*
 * "(WORDS)":
 *	fraction	0.15 is 15 %
 *	day		what stands behind the day of 2026-09-03 10:15:00 -0400
 *			or 2026-09-03T10:15:00Z is left out
 *	m/d/y, d/m/y	the order of a date; a year of two digits is of 20yy
 *	1,234.5		commas part the thousands of a number
 *	1.234,5		points do, and the comma stands before the decimals
 *	total		for the whole line: divided by its quantity
 *	none		must be empty or 0
 *	not A|B		must not be one of these
 *	only A|B	must be one of these, or empty
 * E_USAGE: there is no such conversion.
 */
enum status conversion_find(const char *words, struct arena *,
    struct conversion *) MUST_CHECK;

/* Does it only look at the cell, so that no field is wanted? */
bool conversion_checks(const struct conversion *);

/* Is the value to be divided by the quantity of its line? */
bool conversion_divides(const struct conversion *);

/* Is it how a number is written, so that none is wanted for a real number? */
bool conversion_is_writing(const struct conversion *);

/* A number that may be two: 1,234 or 1.234, of which "1,234.5" and "1.234,5"
 * tell what the comma and the point are. */
bool conversion_wanted(const char *text);

/* The text as the field is to read it; it lives in the arena.  E_INVALID: the
 * text is not what the conversion is for. */
enum status conversion_apply(const struct conversion *, const char *text,
    struct arena *, const char **out) MUST_CHECK;

#endif
