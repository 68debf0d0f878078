/*
 * Shared by the reports; knows nothing of what they are about.
 */
#include "ledger/figures.h"

#include <stdio.h>
#include <string.h>

#include "value/money.h"

struct args
period_args(const struct period *p, struct arg two[2])
{
	struct date behind = { p->to.day + 1, NO_MINUTE };

	two[0] = date_is_none(p->from) ? arg_text("") : arg_date(p->from);
	two[1] = date_is_none(p->to) ? arg_text("9999-99") : arg_date(behind);
	return (struct args){ two, 2 };
}

struct value
percent_of(struct decimal part, struct decimal whole)
{
	const struct decimal hundred = { 100 * (int64_t)DECIMAL_SCALE };
	struct decimal d = NO_DECIMAL;

	if (decimal_is_none(part) || decimal_is_none(whole) ||
	    whole.micros == 0)
		return value_none(V_DECIMAL);
	if (decimal_divide(part, whole, DECIMAL_PLACES, &d) != OK ||
	    decimal_multiply_to(d, hundred, 1, &d) != OK)
		fail_clear();
	return value_decimal(d);
}

struct value
percent_of_count(int64_t part, int64_t whole)
{
	return percent_of((struct decimal){ part * DECIMAL_SCALE },
	    (struct decimal){ whole * DECIMAL_SCALE });
}

enum status
sum_add(struct decimal *sum, struct decimal d)
{
	if (!decimal_is_none(*sum) && !decimal_is_none(d))
		return decimal_add(*sum, d, sum);
	*sum = NO_DECIMAL;
	return OK;
}

const char *
query_own(const struct query *q, int column, struct arena *a)
{
	const char *text = query_text_if(q, column);

	return text != NULL ? arena_strdup(a, text) : NULL;
}

struct decimal
query_decimal(const struct query *q, int column)
{
	return query_value(q, column, V_DECIMAL).u.decimal;
}

struct date
query_date(const struct query *q, int column)
{
	return query_value(q, column, V_DATE).u.date;
}

/* ---- the home currency --------------------------------------------------- */

void
home_begin(struct home *h, struct report *r)
{
	*h = (struct home){ .report = r,
	    .currency = records_defaults(r->records)->currency };
}

static enum status
look_up(struct home *h, const char *from, struct date date)
{
	const struct exchange_query q = { .from = from, .to = h->currency,
	    .date = { date.day, NO_MINUTE } };
	struct arena *a = h->report->arena;
	enum status st;

	if (strcmp(h->from, from) == 0 && h->day == date.day)
		return OK;
	snprintf(h->from, sizeof(h->from), "%s", from);
	h->day = date.day;
	h->gap = NULL;
	st = exchange_find(h->report->records, &q, a, &h->rate);
	if (st != E_NOTFOUND)
		return st;
	h->gap = arena_strdup(a, fail_text());
	fail_clear();
	return OK;
}

static void
tell_gap(struct home *h)
{
	if (!h->has_gap)
		report_remark(h->report, arena_printf(h->report->arena,
		    _("Not all of it is known in %s: %s"), h->currency,
		    h->gap));
	h->has_gap = true;
}

static bool
is_home(const struct home *h, const char *currency)
{
	return currency == NULL || strcmp(currency, h->currency) == 0;
}

/* The agreed rate counts: *agreed; else h->rate, or h->gap says why not. */
static enum status
choose_rate(struct home *h, const struct foreign *f, bool *agreed)
{
	bool has_one = !decimal_is_none(f->rate);
	enum status st;

	*agreed = has_one && !f->is_of_day;
	if (*agreed)
		return OK;
	if ((st = look_up(h, f->currency, f->date)) != OK)
		return st;
	*agreed = has_one && h->gap != NULL;
	return OK;
}

enum status
home_rate(struct home *h, const struct foreign *f, struct decimal *out)
{
	bool is_agreed;
	enum status st;

	*out = (struct decimal){ DECIMAL_SCALE };
	if (is_home(h, f->currency))
		return OK;
	if ((st = choose_rate(h, f, &is_agreed)) != OK)
		return st;
	*out = is_agreed ? f->rate : h->gap == NULL ? h->rate.rate : NO_DECIMAL;
	return OK;
}

enum status
home_amount(struct home *h, const struct foreign *f, struct decimal *out)
{
	bool is_agreed;
	enum status st;

	*out = f->amount;
	if (decimal_is_none(f->amount) || is_home(h, f->currency))
		return OK;
	h->is_foreign = true;
	if ((st = choose_rate(h, f, &is_agreed)) != OK)
		return st;
	if (is_agreed)
		return money_convert(f->amount, f->rate, h->currency, out);
	if (h->gap == NULL)
		return exchange_convert(&h->rate, f->amount, out);
	tell_gap(h);
	*out = NO_DECIMAL;
	return OK;
}
