/*
 * Closed lists: countries, currencies, units, Incoterms and the like.
 * Each is a table of codes with their names in English and Chinese and the
 * everyday forms that are read as the same ("UK", "USA", "pcs", "箱").
 */
#ifndef VALUE_CODES_H
#define VALUE_CODES_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

struct code {
	const char	*code;
	const char	*en, *zh;
	const char	*also;		/* other forms, '|' between them */
	int		 digits;	/* currencies: minor units (ISO 4217) */
};

struct codes {
	const char	  *name;	/* "country"; see codes.c for N_() */
	const struct code *list;	/* sorted by code */
	size_t		   n;
};

extern const struct codes country_codes;	/* ISO 3166-1 alpha-2 */
extern const struct codes currency_codes;	/* ISO 4217 */
extern const struct codes unit_codes;		/* UN/ECE Rec 20 and 21 */
extern const struct codes incoterm_codes;	/* Incoterms 2020 */
extern const struct codes language_codes;	/* ISO 639-1 */

/* The row with exactly this code, or NULL. */
const struct code *code_get(const struct codes *, const char *code);

/* The row a person means by `text`: its code, a name in either language or an
 * everyday form, folded; E_INVALID with a near match in the hint. */
enum status code_find(const struct codes *, const char *text,
    const struct code **) MUST_CHECK;

#endif
