/*
 * Orders added up.
 */
#include "ledger/sold.h"

#include "value/money.h"
#include "value/ratio.h"

static enum status
add_sales(struct home *h, struct sold *s, struct decimal amount)
{
	const struct foreign f = { s->currency, s->date, s->rate, amount,
	    false };
	struct decimal home;
	enum status st;

	if ((st = home_amount(h, &f, &home)) != OK ||
	    (st = sum_add(&s->amount, amount)) != OK)
		return st;
	return sum_add(&s->sales, home);
}

static struct ratio
known(struct decimal d)
{
	return decimal_is_none(d) ? ratio_int(0) : ratio_of(d);
}

static enum status
cost_of(struct home *h, const struct sold *s, const struct sold_line *l,
    struct decimal *out)
{
	const struct foreign f = { s->currency, s->date, s->rate, l->amount,
	    false };
	struct ratio quantity = known(l->quantity);
	struct ratio abroad = ratio_add(ratio_multiply(quantity,
	    known(l->charges)), ratio_divide(ratio_multiply(known(l->fees),
	    known(l->amount)), ratio_int(100)));
	struct decimal rate;
	enum status st = home_rate(h, &f, &rate);

	*out = NO_DECIMAL;
	if (st != OK || decimal_is_none(l->cost) || decimal_is_none(rate))
		return st;
	return ratio_round(ratio_add(ratio_multiply(quantity,
	    ratio_of(l->cost)), ratio_multiply(abroad, ratio_of(rate))),
	    money_places(h->currency), out);
}

enum status
sold_add_line(struct home *h, struct sold *s, const struct sold_line *l)
{
	struct decimal cost;
	enum status st;

	if ((st = add_sales(h, s, l->amount)) != OK ||
	    (st = cost_of(h, s, l, &cost)) != OK ||
	    (st = sum_add(&s->quantity, l->quantity)) != OK)
		return st;
	return sum_add(&s->cost, cost);
}

enum status
sold_add_freight(struct home *h, struct sold *s, struct decimal freight)
{
	return decimal_is_none(freight) ? OK : add_sales(h, s, freight);
}
