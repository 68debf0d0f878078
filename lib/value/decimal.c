/*
 * Decimal arithmetic in 64 bits with 128-bit intermediates.  No locale and no
 * floating point, but for the number a spreadsheet cell takes.
 */
#include "value/decimal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

__extension__ typedef __int128 wide;	/* no C11 type is as wide */

/* Chinese counts in ten thousands and hundred millions. */
static const struct {
	const char *word;
	int64_t	    value;
} units[] = {
	{ "万", 10000 }, { "萬", 10000 }, { "亿", 100000000 },
	{ "億", 100000000 },
};

static const int64_t powers[] = {
	1, 10, 100, 1000, 10000, 100000, 1000000
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static enum status
not_a_number(const char *text)
{
	return fail_hint(fail(E_INVALID, _("'%s' is not a number"), text),
	    _("write the number alone, as 1234.50; the currency stands in a "
	    "column of its own"));
}

static enum status
out_of_range(void)
{
	return fail(E_INVALID,
	    _("the number is too large (limit 9,223,372,036,854)"));
}

/* "1,234,567": groups of three after the first.  `*has_commas` is set. */
static bool
scan_whole(const char **p, char *digits, size_t max, int *ncommas)
{
	size_t n = 0, since_comma = 0;

	*ncommas = 0;
	for (;; (*p)++) {
		if (is_digit(**p)) {
			if (n == max)
				return false;
			digits[n++] = **p;
			since_comma++;
		} else if (**p == ',' && n > 0) {
			if (*ncommas == 0 ? since_comma > 3 : since_comma != 3)
				return false;
			(*ncommas)++;
			since_comma = 0;
		} else {
			break;
		}
	}
	digits[n] = '\0';
	return *ncommas == 0 || since_comma == 3;
}

/* `unit` is what 1 stands for: 10000 with a 万 behind the number. */
static enum status
to_micros(const char *whole, const char *fraction, int64_t unit, int64_t *out)
{
	wide v = 0;

	for (; *whole != '\0'; whole++)
		v = v * 10 + (*whole - '0');
	v *= DECIMAL_SCALE * unit;
	for (int64_t at = DECIMAL_SCALE / 10 * unit; *fraction != '\0';
	    fraction++, at /= 10) {
		if (at == 0 && *fraction != '0')
			return fail_hint(fail(E_INVALID,
			    _("more than six decimals cannot be kept")),
			    _("round it to six decimals"));
		v += (*fraction - '0') * at;
	}
	if (v > INT64_MAX)
		return out_of_range();
	*out = (int64_t)v;
	return OK;
}

static int64_t
scan_unit(const char **p)
{
	for (size_t i = 0; i < COUNT(units); i++) {
		size_t n = strlen(units[i].word);

		if (strncmp(*p, units[i].word, n) == 0) {
			*p += n;
			return units[i].value;
		}
	}
	return 1;
}

/* A folded text: sign, digits, commas, point, and perhaps 万; `written` is
 * how it stood there. */
static enum status
parse_plain(const char *text, const char *written, struct decimal *out)
{
	char whole[24], fraction[40];
	const char *p = text;
	bool negative = *p == '-', has_point;
	int ncommas;
	int64_t unit;
	size_t n = 0;
	enum status st;

	if (*p == '-' || *p == '+')
		p++;
	if (!scan_whole(&p, whole, sizeof(whole) - 1, &ncommas))
		return not_a_number(written);
	has_point = *p == '.';
	if (has_point)
		for (p++; is_digit(*p) && n < sizeof(fraction) - 1; p++)
			fraction[n++] = *p;
	fraction[n] = '\0';
	unit = scan_unit(&p);
	if (*p != '\0' || (whole[0] == '\0' && n == 0))
		return not_a_number(written);
	if (ncommas == 1 && !has_point)
		return fail_hint(fail(E_INVALID,
		    _("'%s' may mean two different numbers"), written),
		    _("write it without the comma, or with a point for the "
		    "decimals"));
	if ((st = to_micros(whole, fraction, unit, &out->micros)) != OK)
		return st;
	if (negative)
		out->micros = -out->micros;
	return OK;
}

enum status
decimal_parse(const char *text, struct decimal *out)
{
	struct strbuf folded = STRBUF_INIT;
	struct decimal d = NO_DECIMAL;
	enum status st;

	utf8_fold(text, &folded);
	st = parse_plain(folded.buf, text, &d);
	strbuf_release(&folded);
	if (st == OK)
		*out = d;
	return st;
}

static enum status
from_wide(wide v, struct decimal *out)
{
	if (v > INT64_MAX || v < -(wide)INT64_MAX)
		return out_of_range();
	out->micros = (int64_t)v;
	return OK;
}

enum status
decimal_parse_float(const char *text, struct decimal *out)
{
	const char *point = strchr(text, '.');
	struct decimal d;
	char kept[64];
	bool up;
	enum status st;

	if (point == NULL || strpbrk(text, "Ee") != NULL ||
	    strlen(text) >= sizeof(kept) ||
	    strspn(point + 1, "0123456789") <= DECIMAL_PLACES)
		return decimal_parse(text, out);
	up = point[1 + DECIMAL_PLACES] >= '5';
	snprintf(kept, sizeof(kept), "%.*s",
	    (int)(point - text) + 1 + DECIMAL_PLACES, text);
	if ((st = decimal_parse(kept, &d)) == OK && up)
		st = from_wide((wide)d.micros + (text[0] == '-' ? -1 : 1), &d);
	if (st == OK && d.micros == 0 && strpbrk(text, "123456789") != NULL)
		return fail(E_INVALID, _("'%s' is smaller than can be kept "
		    "(six decimals)"), text);
	if (st == OK)
		*out = d;
	return st;
}

/* From the last digit to the first. */
void
decimal_format(struct decimal d, int places, char *buf)
{
	uint64_t v = d.micros < 0 ? 0 - (uint64_t)d.micros : (uint64_t)d.micros;
	uint64_t whole = v / DECIMAL_SCALE, fraction = v % DECIMAL_SCALE;
	char text[DECIMAL_TEXT_MAX], *end = text + sizeof(text), *p = end;
	int n = DECIMAL_PLACES;

	for (; n > places && fraction % 10 == 0; n--)
		fraction /= 10;
	*--p = '\0';
	for (int i = 0; i < n; i++, fraction /= 10)
		*--p = (char)('0' + fraction % 10);
	if (n > 0)
		*--p = '.';
	do
		*--p = (char)('0' + whole % 10);
	while ((whole /= 10) > 0);
	if (d.micros < 0)
		*--p = '-';
	memcpy(buf, p, (size_t)(end - p));
}

/* n / d, rounded half away from zero. */
static wide
divide_half_up(wide n, wide d)
{
	return n < 0 ? -((-n + d / 2) / d) : (n + d / 2) / d;
}

enum status
decimal_add(struct decimal a, struct decimal b, struct decimal *out)
{
	return from_wide((wide)a.micros + b.micros, out);
}

enum status
decimal_subtract(struct decimal a, struct decimal b, struct decimal *out)
{
	return from_wide((wide)a.micros - b.micros, out);
}

enum status
decimal_multiply_to(struct decimal a, struct decimal b, int places,
    struct decimal *out)
{
	int64_t unit = powers[DECIMAL_PLACES - places];

	return from_wide(divide_half_up((wide)a.micros * b.micros,
	    (wide)DECIMAL_SCALE * unit) * unit, out);
}

enum status
decimal_multiply(struct decimal a, struct decimal b, struct decimal *out)
{
	return decimal_multiply_to(a, b, DECIMAL_PLACES, out);
}

enum status
decimal_multiply_percent(struct decimal a, struct decimal b,
    const struct percent *p, struct decimal *out)
{
	const wide most = ((wide)INT64_MAX << 63) + INT64_MAX;
	int64_t unit = powers[DECIMAL_PLACES - p->places];
	wide product = (wide)a.micros * b.micros, size = product < 0 ?
	    -product : product;

	/* What does not fit here is out of range by far when divided, too. */
	if (p->of_hundred.micros > 0 && size > most / p->of_hundred.micros)
		return out_of_range();
	return from_wide(divide_half_up(product * p->of_hundred.micros,
	    (wide)DECIMAL_SCALE * 100 * DECIMAL_SCALE * unit) * unit, out);
}

enum status
decimal_divide(struct decimal a, struct decimal b, int places,
    struct decimal *out)
{
	int64_t unit = powers[DECIMAL_PLACES - places];
	int sign = b.micros < 0 ? -1 : 1;

	if (b.micros == 0)
		return fail(E_INVALID, _("a number cannot be divided by 0"));
	return from_wide(divide_half_up((wide)a.micros * DECIMAL_SCALE * sign,
	    (wide)b.micros * unit * sign) * unit, out);
}

enum status
decimal_round(struct decimal d, int places, struct decimal *out)
{
	int64_t unit = powers[DECIMAL_PLACES - places];

	return from_wide(divide_half_up(d.micros, unit) * unit, out);
}

enum status
decimal_round_even(struct decimal d, int places, struct decimal *out)
{
	int64_t unit = powers[DECIMAL_PLACES - places];
	wide rounded = divide_half_up(d.micros, unit);
	wide twice = ((wide)d.micros - rounded * unit) * 2;

	if (rounded % 2 != 0 && (twice == unit || twice == -(wide)unit))
		rounded += rounded < 0 ? 1 : -1;
	return from_wide(rounded * unit, out);
}

/* ---- splitting ----------------------------------------------------------- */

/* All without signs: `units` of the last place, over the sum of weights. */
struct shares {
	const struct split *split;
	wide		    units, sum;
};

static wide
remainder_of(const struct shares *s, size_t i)
{
	return s->units * s->split->weights[i].micros % s->sum;
}

static size_t
count_above(const struct shares *s, wide limit)
{
	size_t n = 0;

	for (size_t i = 0; i < s->split->n; i++)
		n += remainder_of(s, i) > limit;
	return n;
}

/* The remainder above which there are no more than `n`. */
static wide
find_limit(const struct shares *s, size_t n)
{
	wide low = 0, high = s->sum;

	while (low < high) {
		wide middle = low + (high - low) / 2;

		if (count_above(s, middle) <= n)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static enum status
check_split(const struct split *s, struct shares *out)
{
	int64_t unit = powers[DECIMAL_PLACES - s->places];
	char whole[DECIMAL_TEXT_MAX];

	decimal_format(s->whole, 0, whole);
	*out = (struct shares){ .split = s, .units = s->whole.micros / unit };
	if (s->whole.micros % unit != 0)
		return fail(E_INVALID, _("%s has more than %d decimals"),
		    whole, s->places);
	if (out->units < 0)
		out->units = -out->units;
	for (size_t i = 0; i < s->n; i++) {
		if (s->weights[i].micros < 0)
			return fail(E_INVALID,
			    _("a share cannot be negative"));
		out->sum += s->weights[i].micros;
	}
	if (out->sum == 0)
		return fail(E_INVALID, _("nothing to split %s by"), whole);
	return OK;
}

enum status
decimal_split(const struct split *split, struct decimal *parts)
{
	int64_t unit = powers[DECIMAL_PLACES - split->places];
	struct shares s;
	size_t nleft, nabove;
	wide limit, given = 0;
	enum status st = check_split(split, &s);

	if (st != OK)
		return st;
	for (size_t i = 0; i < split->n; i++) {
		parts[i].micros = (int64_t)(s.units *
		    split->weights[i].micros / s.sum);
		given += parts[i].micros;
	}
	nleft = (size_t)(s.units - given);
	limit = find_limit(&s, nleft);
	nabove = count_above(&s, limit);
	for (size_t i = 0, nequal = nleft - nabove; i < split->n; i++) {
		wide rest = remainder_of(&s, i);

		if (rest > limit || (rest == limit && nequal > 0)) {
			parts[i].micros++;
			nequal -= rest == limit;
		}
		parts[i].micros *= split->whole.micros < 0 ? -unit : unit;
	}
	return OK;
}

double
decimal_to_cell(struct decimal d)
{
	char text[DECIMAL_TEXT_MAX];

	decimal_format(d, 0, text);
	return strtod(text, NULL);
}
