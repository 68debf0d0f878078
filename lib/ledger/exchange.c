/*
 * Looking up rates and converting by them.  What comes of two rates is a
 * fraction of whole numbers, 128 bits wide, until it is rounded once.
 */
#include "ledger/exchange.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "ledger/setting.h"

__extension__ typedef __int128 wide;	/* ISO C has no name for it */

static const int64_t powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };

/* ---- arithmetic ---------------------------------------------------------- */

struct fraction {
	wide	num, den;		/* both positive */
};

static wide
common_divisor(wide a, wide b)
{
	while (b != 0) {
		wide rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

static void
reduce(wide *a, wide *b)
{
	wide d = common_divisor(*a < 0 ? -*a : *a, *b);

	*a /= d;
	*b /= d;
}

/* Two values of 63 bits are 126 together: this cannot overflow. */
static struct fraction
fraction_of(const struct exchange *x)
{
	struct fraction f = { 1, 1 };

	for (size_t i = 0; i < x->nsteps; i++) {
		const struct rate *r = &x->steps[i].rate;
		wide value = r->value.micros;
		wide unit = (wide)r->unit * DECIMAL_SCALE;

		f.num *= x->steps[i].is_inverse ? unit : value;
		f.den *= x->steps[i].is_inverse ? value : unit;
		reduce(&f.num, &f.den);
	}
	return f;
}

static enum status
out_of_range(const struct exchange *x)
{
	return fail(E_INVALID, _("an amount of %s is too large to be shown in "
	    "%s"), x->from, x->to);
}

enum status
exchange_convert_to(const struct exchange *x, struct decimal amount,
    int places, struct decimal *out)
{
	int64_t unit = powers[DECIMAL_PLACES - places];
	struct fraction f = fraction_of(x);
	wide n = amount.micros, part;

	reduce(&n, &f.den);
	if (__builtin_mul_overflow(n, f.num, &n) ||
	    __builtin_mul_overflow(f.den, (wide)unit, &f.den))
		return out_of_range(x);
	part = n % f.den < 0 ? -(n % f.den) : n % f.den;
	n = n / f.den + (part < f.den - part ? 0 : amount.micros < 0 ? -1 : 1);
	if (__builtin_mul_overflow(n, (wide)unit, &n) || n > INT64_MAX ||
	    n < -(wide)INT64_MAX)
		return out_of_range(x);
	out->micros = (int64_t)n;
	return OK;
}

enum status
exchange_convert(const struct exchange *x, struct decimal amount,
    struct decimal *out)
{
	const struct code *to = code_get(&currency_codes, x->to);

	return exchange_convert_to(x, amount, to != NULL ? to->digits : 2, out);
}

struct ratio
exchange_exact(const struct exchange *x)
{
	struct ratio exact = ratio_int(1);

	for (size_t i = 0; i < x->nsteps; i++) {
		const struct rate *r = &x->steps[i].rate;
		struct ratio one = ratio_divide(ratio_of(r->value),
		    ratio_int(r->unit));

		exact = x->steps[i].is_inverse ? ratio_divide(exact, one) :
		    ratio_multiply(exact, one);
	}
	return exact;
}

void
exchange_turn(const struct exchange *x, struct exchange *out)
{
	struct exchange turned = *x;

	turned.from = x->to;
	turned.to = x->from;
	for (size_t i = 0; i < x->nsteps; i++) {
		turned.steps[i] = x->steps[x->nsteps - 1 - i];
		turned.steps[i].is_inverse = !turned.steps[i].is_inverse;
	}
	if (exchange_convert_to(&turned, (struct decimal){ DECIMAL_SCALE },
	    DECIMAL_PLACES, &turned.rate) != OK) {
		fail_clear();
		turned.rate = NO_DECIMAL;
	}
	*out = turned;
}

/* ---- looking up ---------------------------------------------------------- */

struct search {
	struct records		    *records;
	struct arena		    *arena;
	const struct exchange_query *query;
	const char		    *kind;
	int64_t			     days;	/* older is too old */
};

static struct rate
read_rate(const struct query *q, struct arena *a)
{
	return (struct rate){
		.id = query_int(q, 0),
		.code = arena_strdup(a, query_text(q, 1)),
		.date = query_value(q, 2, V_DATE).u.date,
		.from_currency = arena_strdup(a, query_text(q, 3)),
		.to_currency = arena_strdup(a, query_text(q, 4)),
		.kind = arena_strdup(a, query_text(q, 5)),
		.unit = query_int(q, 6),
		.value = query_value(q, 7, V_DECIMAL).u.decimal,
		.source = arena_strdup(a, query_text(q, 8)),
	};
}

/* The last one kept in this direction; its id is 0 when there is none. */
static enum status
find_kept(const struct search *s, const char *from, const char *to,
    struct rate *out)
{
	struct date day = { s->query->date.day, NO_MINUTE };
	struct query q = statement_query(store_statement(
	    records_store(s->records), "SELECT id, code, date, from_currency,"
	    " to_currency, kind, unit, value, source FROM rate"
	    " WHERE from_currency = ?1 AND to_currency = ?2 AND kind = ?3"
	    " AND date <= ?4 AND (?5 IS NULL OR source = ?5)"
	    " ORDER BY date DESC, id DESC LIMIT 1"),
	    ARGS(ARG(from), ARG(to), ARG(s->kind), ARG(day),
	    ARG(s->query->source)));

	*out = (struct rate){ .id = 0 };
	if (query_row(&q))
		*out = read_rate(&q, s->arena);
	return query_end(&q);
}

/* One step: the later of both directions, as quoted on the same day. */
static enum status
find_step(const struct search *s, const char *from, const char *to,
    struct exchange_step *out)
{
	struct rate direct, inverse;
	enum status st;

	if ((st = find_kept(s, from, to, &direct)) != OK ||
	    (st = find_kept(s, to, from, &inverse)) != OK)
		return st;
	out->is_inverse = direct.id == 0 || (inverse.id != 0 &&
	    inverse.date.day > direct.date.day);
	out->rate = out->is_inverse ? inverse : direct;
	return OK;
}

/* By way of `pivot`, NULL: without; nsteps stays 0 when a step is missing. */
static enum status
find_path(const struct search *s, const char *pivot, struct exchange *out)
{
	const char *stops[] = { s->query->from, pivot, s->query->to };
	size_t n = pivot == NULL ? 1 : 2;
	enum status st;

	if (pivot == NULL)
		stops[1] = s->query->to;
	out->nsteps = 0;
	for (size_t i = 0; i < n; i++) {
		struct exchange_step *step = &out->steps[i];

		if ((st = find_step(s, stops[i], stops[i + 1], step)) != OK)
			return st;
		if (step->rate.id == 0)
			return OK;
		if (i == 0 || step->rate.date.day < out->date.day)
			out->date = step->rate.date;
	}
	out->nsteps = n;
	out->is_old = s->query->date.day - out->date.day > s->days;
	return OK;
}

/* Is the path a better one than that found so far? */
static bool
is_better(const struct exchange *path, const struct exchange *found)
{
	if (path->nsteps == 0)
		return false;
	if (found->nsteps == 0)
		return true;
	return found->is_old && path->date.day > found->date.day;
}

static enum status
try_path(const struct search *s, const char *pivot, struct exchange *found)
{
	struct exchange path = *found;
	enum status st;

	if (found->nsteps > 0 && !found->is_old)
		return OK;
	if (pivot != NULL && (strcmp(pivot, s->query->from) == 0 ||
	    strcmp(pivot, s->query->to) == 0))
		return OK;
	if ((st = find_path(s, pivot, &path)) == OK &&
	    is_better(&path, found))
		*found = path;
	return st;
}

/* The pair itself, then by way of each pivot. */
static enum status
try_paths(const struct search *s, struct exchange *found)
{
	const char *pivots;
	enum status st = setting_value(s->records, "pivot", s->arena, &pivots);

	if (st == OK)
		st = try_path(s, NULL, found);
	while (st == OK && *pivots != '\0') {
		size_t n = strcspn(pivots, ",");

		st = try_path(s, arena_strndup(s->arena, pivots, n), found);
		pivots += n + (pivots[n] == ',');
	}
	return st == OK ? try_path(s, records_defaults(s->records)->currency,
	    found) : st;
}

static enum status
no_rate(const struct search *s)
{
	const struct exchange_query *q = s->query;
	char date[DATE_TEXT_MAX];

	date_format((struct date){ q->date.day, NO_MINUTE }, date);
	return fail_hint(fail(E_NOTFOUND, _("there is no rate %s/%s (%s) on or "
	    "before %s"), q->from, q->to, s->kind, date),
	    _("enter it: tradecli rate add %s/%s VALUE --kind %s --date %s; or "
	    "read a file: tradecli rate import FILE"), q->from, q->to, s->kind,
	    date);
}

static enum status
read_settings(struct search *s)
{
	const char *days;
	enum status st = setting_value(s->records, "rate_days", s->arena,
	    &days);

	if (st != OK)
		return st;
	s->days = strtoll(days, NULL, 10);
	s->kind = s->query->kind;
	return s->kind != NULL ? OK :
	    setting_value(s->records, "rate_kind", s->arena, &s->kind);
}

enum status
exchange_find(struct records *r, const struct exchange_query *q,
    struct arena *a, struct exchange *out)
{
	struct search s = { .records = r, .arena = a, .query = q };
	struct exchange found = { .from = q->from, .to = q->to,
	    .asked = q->date, .date = q->date };
	enum status st = read_settings(&s);

	if (st != OK)
		return st;
	found.kind = s.kind;
	if (strcmp(q->from, q->to) != 0) {
		if ((st = try_paths(&s, &found)) != OK)
			return st;
		if (found.nsteps == 0)
			return no_rate(&s);
	}
	if ((st = exchange_convert_to(&found, (struct decimal){ DECIMAL_SCALE },
	    DECIMAL_PLACES, &found.rate)) == OK)
		*out = found;
	return st;
}

/* ---- saying which -------------------------------------------------------- */

const char *
exchange_source(const struct exchange *x, struct arena *a)
{
	const char *first = x->nsteps > 0 ? x->steps[0].rate.source : "";

	for (size_t i = 1; i < x->nsteps; i++)
		if (strcmp(first, x->steps[i].rate.source) != 0)
			return arena_printf(a, "%s, %s", first,
			    x->steps[i].rate.source);
	return first;
}

/* The currency between two steps. */
static const char *
pivot_of(const struct exchange *x)
{
	const struct exchange_step *s = &x->steps[0];

	return s->is_inverse ? s->rate.from_currency : s->rate.to_currency;
}

/* Six decimals are not even four digits of it. */
static bool
is_tiny(const struct exchange *x)
{
	return x->rate.micros < 1000;
}

static const char *
of_a_million(const struct exchange *x, struct arena *a)
{
	return ratio_text(ratio_multiply(exchange_exact(x),
	    ratio_int(1000000)), a);
}

const char *
exchange_option(const struct exchange *x, struct arena *a)
{
	char rate[DECIMAL_TEXT_MAX];

	if (is_tiny(x))
		return arena_printf(a, "%s/1000000", of_a_million(x, a));
	decimal_format(x->rate, 0, rate);
	return arena_strdup(a, rate);
}

const char *
exchange_text(const struct exchange *x, struct arena *a)
{
	const char *rate = exchange_option(x, a);
	char date[DATE_TEXT_MAX];

	if (x->nsteps == 0)
		return arena_printf(a, "%s/%s 1", x->from, x->to);
	date_format(x->date, date);
	if (x->nsteps == 1)
		return arena_printf(a, _("%s/%s %s of %s (%s, %s)"), x->from,
		    x->to, rate, date, x->kind, exchange_source(x, a));
	return arena_printf(a, _("%s/%s %s of %s (%s, %s, across %s)"),
	    x->from, x->to, rate, date, x->kind, exchange_source(x, a),
	    pivot_of(x));
}

const char *
exchange_warning(const struct exchange *x, struct arena *a)
{
	char date[DATE_TEXT_MAX];

	if (!x->is_old)
		return NULL;
	date_format(x->date, date);
	return arena_printf(a, _("The rate %s/%s is %d days old (of %s)."),
	    x->from, x->to, (int)(x->asked.day - x->date.day), date);
}
