/*
 * Exact fractions, for sums with more than one division in them: a price is
 * (cost / rate + freight) / (1 - shares), and only its end is rounded.
 *
 * A ratio is a plain value of fixed size.  Whatever cannot be said, divided by
 * 0 or beyond all size, is no value, and so is all that is made of it: a sum is
 * written in one go and asked once, by ratio_round().  Numerator and
 * denominator have 75 decimal digits each after cancelling, far more than what
 * comes of a dozen decimals multiplied with each other.
 */
#ifndef VALUE_RATIO_H
#define VALUE_RATIO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "value/decimal.h"

enum { RATIO_LIMBS = 8 };

struct ratio {
	uint64_t num[RATIO_LIMBS];	/* without its sign; lowest first */
	uint64_t den[RATIO_LIMBS];	/* 0: no value */
	bool	 is_negative;
};

struct ratio ratio_int(int64_t);
struct ratio ratio_none(void);

/* No value for NO_DECIMAL. */
struct ratio ratio_of(struct decimal);
/* 13 (%) is 13/100. */
struct ratio ratio_percent(struct decimal);

struct ratio ratio_add(struct ratio, struct ratio);
struct ratio ratio_subtract(struct ratio, struct ratio);
struct ratio ratio_multiply(struct ratio, struct ratio);
/* By 0: no value. */
struct ratio ratio_divide(struct ratio, struct ratio);

bool ratio_is_none(struct ratio);
/* -1, 0 or 1; 0 for no value. */
int ratio_sign(struct ratio);

/* Rounded once, half-up (away from zero), to 0..6 decimals; E_INVALID: no
 * value, or beyond the range of a decimal. */
enum status ratio_round(struct ratio, int places, struct decimal *)
    MUST_CHECK;
/* What it shows as: NO_DECIMAL in the place of a failure. */
struct decimal ratio_shown(struct ratio, int places);

/* The shortest text of it, rounded to 6 decimals, and of it as a percentage,
 * "13%"; "?" for what cannot be shown.  In the arena. */
const char *ratio_text(struct ratio, struct arena *);
const char *ratio_percent_text(struct ratio, struct arena *);

/* The next whole number below or above, or it itself; E_INVALID as above. */
enum status ratio_floor(struct ratio, int64_t *) MUST_CHECK;
enum status ratio_ceiling(struct ratio, int64_t *) MUST_CHECK;

#endif
