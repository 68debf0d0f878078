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
	enum status st;

	if (strcmp(h->from, from) == 0 && h->day == date.day)
		return OK;
	snprintf(h->from, sizeof(h->from), "%s", from);
	h->day = date.day;
	st = exchange_find(h->report->records, &q, h->report->arena, &h->rate);
	h->is_known = st == OK;
	if (st != E_NOTFOUND)
		return st;
	if (!h->has_gap)
		report_remark(h->report, arena_printf(h->report->arena,
		    _("Not all of it is known in %s: %s"), h->currency,
		    fail_text()));
	h->has_gap = true;
	fail_clear();
	return OK;
}

enum status
home_amount(struct home *h, const struct foreign *f, struct decimal *out)
{
	enum status st;

	*out = f->amount;
	if (decimal_is_none(f->amount) || strcmp(f->currency, h->currency) == 0)
		return OK;
	h->is_foreign = true;
	if (!decimal_is_none(f->rate))
		return money_convert(f->amount, f->rate, h->currency, out);
	if ((st = look_up(h, f->currency, f->date)) != OK)
		return st;
	*out = NO_DECIMAL;
	return h->is_known ? exchange_convert(&h->rate, f->amount, out) : OK;
}
