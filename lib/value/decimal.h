/*
 * Amounts, prices, quantities, weights and rates: exact decimals, an int64 of
 * millionths.  The range is +-9,223,372,036,854.775807.
 */
#ifndef VALUE_DECIMAL_H
#define VALUE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum { DECIMAL_SCALE = 1000000, DECIMAL_PLACES = 6, DECIMAL_TEXT_MAX = 32 };

struct decimal {
	int64_t	micros;		/* INT64_MIN: no value */
};

#define NO_DECIMAL	((struct decimal){ INT64_MIN })

static inline bool
decimal_is_none(struct decimal d)
{
	return d.micros == INT64_MIN;
}

/*
 * Reads "1234.5", "-0.05", "1,234,567.50", full-width digits and "12.5万"
 * (ten thousands).  A comma is a thousands separator only where it cannot be
 * a decimal comma: "1,234" alone is refused as ambiguous (1.234 or 1234?).
 * More than six decimals, or out of range: refused, never rounded.
 */
enum status decimal_parse(const char *text, struct decimal *) MUST_CHECK;

/* The same for a number a spreadsheet computed, a float with up to 15 digits:
 * what is beyond six decimals is rounded half-up. */
enum status decimal_parse_float(const char *text, struct decimal *) MUST_CHECK;

/* Writes the shortest exact form with at least `places` decimals and no
 * separators ("1234.50" for places 2); buf holds DECIMAL_TEXT_MAX bytes. */
void decimal_format(struct decimal, int places, char *buf);

/* Exact sum and difference; E_INVALID when it leaves the range. */
enum status decimal_add(struct decimal, struct decimal, struct decimal *)
    MUST_CHECK;
enum status decimal_subtract(struct decimal, struct decimal, struct decimal *)
    MUST_CHECK;

/* Product rounded once, half-up (away from zero), to six decimals; or to
 * `places`, as an amount is to the minor units of its currency. */
enum status decimal_multiply(struct decimal, struct decimal, struct decimal *)
    MUST_CHECK;
enum status decimal_multiply_to(struct decimal, struct decimal, int places,
    struct decimal *) MUST_CHECK;

/* So many percent of a product, rounded once, half-up, to `places`: a price
 * after its discount, times a quantity. */
struct percent {
	struct decimal	of_hundred;	/* 0 and more */
	int		places;
};
enum status decimal_multiply_percent(struct decimal, struct decimal,
    const struct percent *, struct decimal *) MUST_CHECK;

/* Quotient rounded once, half-up, to `places`; E_INVALID by 0. */
enum status decimal_divide(struct decimal, struct decimal, int places,
    struct decimal *) MUST_CHECK;

/* Rounded half-up (away from zero) to 0..6 decimals: 2.665 -> 2.67. */
enum status decimal_round(struct decimal, int places, struct decimal *)
    MUST_CHECK;

/* The same half to even, as banks round: 2.665 -> 2.66, 2.675 -> 2.68. */
enum status decimal_round_even(struct decimal, int places, struct decimal *)
    MUST_CHECK;

/* What is split, and by which weights: freight over lines by their amounts,
 * a total into instalments by their percentages. */
struct split {
	struct decimal	whole;
	int		places;		/* of each part */
	const struct decimal *weights;	/* none negative */
	size_t		n;
};

/*
 * Parts that sum to the whole, exactly: each gets its share rounded towards
 * zero; what is left over then goes, one unit of the last place each, to those
 * with the largest remainders, of equal ones to the first (the method of
 * largest remainders, Hamilton's).  E_INVALID: a weight is negative or all are
 * 0, or the whole has more decimals than its parts may have.
 */
enum status decimal_split(const struct split *, struct decimal *parts)
    MUST_CHECK;

/* For the last step into a spreadsheet cell only, never for arithmetic. */
double decimal_to_cell(struct decimal);

#endif
