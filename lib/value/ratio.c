/*
 * Fractions of two whole numbers of 512 bits.  They are cancelled when one has
 * grown beyond half of that, so that a product always has room.
 */
#include "value/ratio.h"

#include <string.h>

#include "base/base.h"

__extension__ typedef unsigned __int128 wide;	/* no C11 type is as wide */

enum { LIMBS = RATIO_LIMBS, LIMB_BITS = 64, ROOM_BITS = 250 };

/* ---- whole numbers ------------------------------------------------------- */

static bool
big_is_zero(const uint64_t *a)
{
	for (int i = 0; i < LIMBS; i++)
		if (a[i] != 0)
			return false;
	return true;
}

static int
big_compare(const uint64_t *a, const uint64_t *b)
{
	for (int i = LIMBS - 1; i >= 0; i--)
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	return 0;
}

static int
big_bits(const uint64_t *a)
{
	int i = LIMBS - 1, n = 0;

	while (i > 0 && a[i] == 0)
		i--;
	for (uint64_t top = a[i]; top != 0; top >>= 1)
		n++;
	return i * LIMB_BITS + n;
}

static void
big_set(uint64_t *a, uint64_t v)
{
	memset(a, 0, LIMBS * sizeof(*a));
	a[0] = v;
}

static void
big_add(uint64_t *a, const uint64_t *b)
{
	wide carry = 0;

	for (int i = 0; i < LIMBS; i++) {
		carry += (wide)a[i] + b[i];
		a[i] = (uint64_t)carry;
		carry >>= LIMB_BITS;
	}
}

/* a - b, of which a is the larger. */
static void
big_subtract(uint64_t *a, const uint64_t *b)
{
	uint64_t borrow = 0;

	for (int i = 0; i < LIMBS; i++) {
		uint64_t was = a[i], less = was - b[i];

		a[i] = less - borrow;
		borrow = was < b[i] || less < borrow;
	}
}

/* Two factors that have ROOM_BITS and a few. */
static void
big_multiply(const uint64_t *a, const uint64_t *b, uint64_t *out)
{
	uint64_t product[LIMBS] = { 0 };

	for (int i = 0; i < LIMBS; i++) {
		wide carry = 0;

		for (int j = 0; i + j < LIMBS; j++) {
			carry += (wide)a[i] * b[j] + product[i + j];
			product[i + j] = (uint64_t)carry;
			carry >>= LIMB_BITS;
		}
	}
	memcpy(out, product, sizeof(product));
}

static void
big_halve(uint64_t *a)
{
	for (int i = 0; i < LIMBS; i++)
		a[i] = a[i] >> 1 | (i + 1 < LIMBS ?
		    a[i + 1] << (LIMB_BITS - 1) : 0);
}

/* On paper, bit by bit: n becomes the quotient, `rest` what is left. */
static void
big_divide(uint64_t *n, const uint64_t *d, uint64_t *rest)
{
	uint64_t left[LIMBS] = { 0 }, quotient[LIMBS] = { 0 };

	for (int i = big_bits(n) - 1; i >= 0; i--) {
		big_add(left, left);
		left[0] |= n[i / LIMB_BITS] >> (i % LIMB_BITS) & 1;
		if (big_compare(left, d) >= 0) {
			big_subtract(left, d);
			quotient[i / LIMB_BITS] |=
			    (uint64_t)1 << (i % LIMB_BITS);
		}
	}
	memcpy(n, quotient, sizeof(quotient));
	memcpy(rest, left, sizeof(left));
}

/* The greatest common divisor of two that are not 0, by halving (Stein). */
static void
big_common(const uint64_t *x, const uint64_t *y, uint64_t *out)
{
	uint64_t a[LIMBS], b[LIMBS];
	int ntwos = 0;

	memcpy(a, x, sizeof(a));
	memcpy(b, y, sizeof(b));
	for (; !((a[0] | b[0]) & 1); ntwos++) {
		big_halve(a);
		big_halve(b);
	}
	while (!big_is_zero(a)) {
		while (!(a[0] & 1))
			big_halve(a);
		while (!(b[0] & 1))
			big_halve(b);
		if (big_compare(a, b) < 0)
			big_subtract(b, a);
		else
			big_subtract(a, b);
	}
	memcpy(out, b, sizeof(b));
	while (ntwos-- > 0)
		big_add(out, out);
}

/* ---- fractions ----------------------------------------------------------- */

struct ratio
ratio_none(void)
{
	return (struct ratio){ .is_negative = false };
}

struct ratio
ratio_int(int64_t v)
{
	struct ratio r = { .den = { 1 }, .is_negative = v < 0 };

	r.num[0] = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
	return r;
}

struct ratio
ratio_of(struct decimal d)
{
	struct ratio r = ratio_int(d.micros);

	if (decimal_is_none(d))
		return ratio_none();
	r.den[0] = DECIMAL_SCALE;
	return r;
}

struct ratio
ratio_percent(struct decimal d)
{
	struct ratio r = ratio_of(d);

	r.den[0] *= 100;
	return r;
}

bool
ratio_is_none(struct ratio r)
{
	return big_is_zero(r.den);
}

int
ratio_sign(struct ratio r)
{
	if (ratio_is_none(r) || big_is_zero(r.num))
		return 0;
	return r.is_negative ? -1 : 1;
}

static bool
has_room(const struct ratio *r)
{
	return big_bits(r->num) <= ROOM_BITS && big_bits(r->den) <= ROOM_BITS;
}

/* Cancelled where it must be; what is too large even so is no value. */
static struct ratio
settled(struct ratio r)
{
	uint64_t common[LIMBS], rest[LIMBS];

	if (ratio_is_none(r) || has_room(&r))
		return r;
	if (big_is_zero(r.num))
		return ratio_int(0);
	big_common(r.num, r.den, common);
	big_divide(r.num, common, rest);
	big_divide(r.den, common, rest);
	return has_room(&r) ? r : ratio_none();
}

struct ratio
ratio_add(struct ratio a, struct ratio b)
{
	uint64_t across[LIMBS];
	struct ratio sum = { .is_negative = a.is_negative };

	if (ratio_is_none(a) || ratio_is_none(b))
		return ratio_none();
	big_multiply(a.den, b.den, sum.den);
	big_multiply(a.num, b.den, sum.num);
	big_multiply(b.num, a.den, across);
	if (a.is_negative == b.is_negative) {
		big_add(sum.num, across);
	} else if (big_compare(sum.num, across) >= 0) {
		big_subtract(sum.num, across);
	} else {
		big_subtract(across, sum.num);
		memcpy(sum.num, across, sizeof(across));
		sum.is_negative = b.is_negative;
	}
	return settled(sum);
}

struct ratio
ratio_subtract(struct ratio a, struct ratio b)
{
	b.is_negative = !b.is_negative;
	return ratio_add(a, b);
}

struct ratio
ratio_multiply(struct ratio a, struct ratio b)
{
	struct ratio product = {
		.is_negative = a.is_negative != b.is_negative
	};

	if (ratio_is_none(a) || ratio_is_none(b))
		return ratio_none();
	big_multiply(a.num, b.num, product.num);
	big_multiply(a.den, b.den, product.den);
	return settled(product);
}

struct ratio
ratio_divide(struct ratio a, struct ratio b)
{
	struct ratio inverse = { .is_negative = b.is_negative };

	if (ratio_is_none(b))
		return ratio_none();
	memcpy(inverse.num, b.den, sizeof(inverse.num));
	memcpy(inverse.den, b.num, sizeof(inverse.den));
	return ratio_multiply(a, inverse);
}

/* ---- the end of a sum ---------------------------------------------------- */

/* How many times 1/scale it is, without its sign, and whether that is all. */
static enum status
whole_of(const struct ratio *r, uint64_t scale, int64_t *out, bool *is_exact)
{
	uint64_t n[LIMBS], factor[LIMBS], rest[LIMBS];

	if (big_is_zero(r->den))
		return fail(E_INVALID, _("a number cannot be divided by 0"));
	big_set(factor, scale);
	big_multiply(r->num, factor, n);
	big_divide(n, r->den, rest);
	if (big_bits(n) >= LIMB_BITS)
		return fail(E_INVALID, _("the number is too large (limit "
		    "9,223,372,036,854)"));
	*out = (int64_t)n[0];
	*is_exact = big_is_zero(rest);
	return OK;
}

enum status
ratio_round(struct ratio r, int places, struct decimal *out)
{
	uint64_t scale = 1;
	int64_t twice, unit = DECIMAL_SCALE;
	bool is_exact;
	enum status st;

	for (int i = 0; i < places; i++, unit /= 10)
		scale *= 10;
	if ((st = whole_of(&r, scale * 2, &twice, &is_exact)) != OK)
		return st;
	twice = twice / 2 + twice % 2;
	if (twice > INT64_MAX / unit)
		return fail(E_INVALID, _("the number is too large (limit "
		    "9,223,372,036,854)"));
	out->micros = (r.is_negative ? -twice : twice) * unit;
	return OK;
}

struct decimal
ratio_shown(struct ratio r, int places)
{
	struct decimal d;

	if (ratio_is_none(r))
		return NO_DECIMAL;
	if (ratio_round(r, places, &d) == OK)
		return d;
	fail_clear();
	return NO_DECIMAL;
}

const char *
ratio_text(struct ratio r, struct arena *a)
{
	char text[DECIMAL_TEXT_MAX] = "?";
	struct decimal d = ratio_shown(r, DECIMAL_PLACES);

	if (!decimal_is_none(d))
		decimal_format(d, 0, text);
	return arena_strdup(a, text);
}

const char *
ratio_percent_text(struct ratio r, struct arena *a)
{
	return arena_printf(a, "%s%%", ratio_text(ratio_multiply(r,
	    ratio_int(100)), a));
}

enum status
ratio_floor(struct ratio r, int64_t *out)
{
	bool is_exact;
	enum status st = whole_of(&r, 1, out, &is_exact);

	if (st == OK && r.is_negative)
		*out = -*out - !is_exact;
	return st;
}

enum status
ratio_ceiling(struct ratio r, int64_t *out)
{
	enum status st;

	r.is_negative = !r.is_negative;
	if ((st = ratio_floor(r, out)) == OK)
		*out = -*out;
	return st;
}
