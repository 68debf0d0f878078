/*
 * The costs of an order by their heads.
 */
#include "ledger/outlook.h"

#include <string.h>

#include "trade/vat.h"
#include "value/money.h"
#include "value/ratio.h"

const char *const outlook_heads[OUTLOOK_HEADS] = {
	[OUTLOOK_GOODS] = N_("goods"), [OUTLOOK_DOMESTIC] = N_("domestic"),
	[OUTLOOK_FREIGHT] = N_("freight"),
	[OUTLOOK_DESTINATION] = N_("destination"), [OUTLOOK_FEES] = N_("fees"),
};

enum status
outlook_sum(const struct decimal heads[OUTLOOK_HEADS], bool needs_all,
    struct decimal *out)
{
	enum status st = OK;

	*out = (struct decimal){ 0 };
	for (size_t i = 0; st == OK && i < OUTLOOK_HEADS; i++)
		if (needs_all || !decimal_is_none(heads[i]))
			st = sum_add(out, heads[i]);
	return st;
}

static struct ratio
known(struct decimal d)
{
	return decimal_is_none(d) ? ratio_int(0) : ratio_of(d);
}

/* At the rate of its day, as money comes and goes. */
static enum status
of_day(struct home *h, struct foreign f, struct decimal *out)
{
	f.is_of_day = true;
	return home_amount(h, &f, out);
}

/* ---- estimated ----------------------------------------------------------- */

/* A line of the order: what was thought of it, and how much of it is bought,
 * and is with shipments whose freight is known. */
struct thought {
	struct sold_line line;
	struct decimal	 domestic, destination;	/* of one */
	struct decimal	 bought, carried;
};

/* quantity x each, at the rate, in minor units; NO_DECIMAL: no rate. */
static enum status
times(const struct home *h, struct ratio each, const struct thought *t,
    struct ratio rate, struct decimal *out)
{
	*out = NO_DECIMAL;
	if (ratio_is_none(rate))
		return OK;
	return ratio_round(ratio_multiply(ratio_multiply(each,
	    known(t->line.quantity)), rate),
	    money_places(h->currency), out);
}

/* The heads of a line; goods are what the others leave of its cost. */
static enum status
heads_of(struct home *h, const struct sold *s, const struct thought *t,
    struct decimal heads[OUTLOOK_HEADS])
{
	const struct ratio one = ratio_int(1);
	const struct foreign f = { .currency = s->currency, .date = s->date,
	    .rate = s->rate };
	const struct ratio fees = ratio_divide(ratio_multiply(
	    known(t->line.fees), known(t->line.amount)), ratio_int(100));
	struct ratio rate;
	struct decimal whole;
	enum status st;

	if ((st = home_rate(h, &f, &rate)) != OK ||
	    (st = sold_line_cost(h, s, &t->line,
	    &heads[OUTLOOK_GOODS])) != OK ||
	    (st = times(h, known(t->domestic), t, one,
	    &heads[OUTLOOK_DOMESTIC])) != OK ||
	    (st = times(h, known(t->destination), t, rate,
	    &heads[OUTLOOK_DESTINATION])) != OK ||
	    (st = times(h, ratio_subtract(known(t->line.charges),
	    known(t->destination)), t, rate, &heads[OUTLOOK_FREIGHT])) != OK)
		return st;
	heads[OUTLOOK_FEES] = NO_DECIMAL;
	if (!ratio_is_none(rate) && (st = ratio_round(ratio_multiply(fees,
	    rate), money_places(h->currency),
	    &heads[OUTLOOK_FEES])) != OK)
		return st;
	if (decimal_is_none(heads[OUTLOOK_GOODS]))
		return OK;
	whole = heads[OUTLOOK_GOODS];
	heads[OUTLOOK_GOODS] = (struct decimal){ 0 };
	if ((st = outlook_sum(heads, true, &heads[OUTLOOK_GOODS])) != OK ||
	    decimal_is_none(heads[OUTLOOK_GOODS]))
		return st;
	return decimal_subtract(whole, heads[OUTLOOK_GOODS],
	    &heads[OUTLOOK_GOODS]);
}

/* What of an estimate is left for the quantity that is not done. */
static enum status
estimate_left(const struct home *h, const struct thought *t,
    struct decimal done, struct decimal *amount)
{
	const struct decimal all = t->line.quantity;

	if (done.micros >= all.micros)
		*amount = (struct decimal){ 0 };
	if (done.micros >= all.micros || done.micros <= 0 ||
	    decimal_is_none(*amount))
		return OK;
	return ratio_round(ratio_divide(ratio_multiply(ratio_of(*amount),
	    ratio_subtract(ratio_of(all), ratio_of(done))), ratio_of(all)),
	    money_places(h->currency), amount);
}

static enum status
add_line(struct home *h, struct outlook *o, const struct thought *t)
{
	struct decimal heads[OUTLOOK_HEADS];
	enum status st;

	if ((st = heads_of(h, &o->sold, t, heads)) != OK ||
	    (st = sold_add_line(h, &o->sold, &t->line)) != OK)
		return st;
	for (size_t i = 0; st == OK && i < OUTLOOK_HEADS; i++)
		st = sum_add(&o->estimated[i], heads[i]);
	if (st != OK ||
	    (st = estimate_left(h, t, t->bought,
	    &heads[OUTLOOK_GOODS])) != OK ||
	    (st = estimate_left(h, t, t->carried,
	    &heads[OUTLOOK_FREIGHT])) != OK)
		return st;
	for (size_t i = 0; st == OK && i < OUTLOOK_HEADS; i++)
		st = sum_add(&o->expected[i], heads[i]);
	return st;
}

/* Sheets stand by the quote, or by one that it replaced. */
#define OF_SHEET(column)						\
	" (SELECT c." column " FROM cost_sheet c WHERE c.line = l.line"	\
	" AND c.quote IN (SELECT id FROM chain) ORDER BY c.quote DESC"	\
	" LIMIT 1)"

static enum status
read_lines(struct home *h, struct outlook *o)
{
	struct query q = store_query(records_store(h->report->records),
	    "WITH RECURSIVE chain (id) AS (SELECT quote FROM sales_order"
	    " WHERE id = ?1 AND quote IS NOT NULL UNION SELECT q.replaces"
	    " FROM quote q JOIN chain c ON c.id = q.id WHERE q.replaces IS NOT"
	    " NULL) SELECT l.quantity, l.amount, l.cost, l.charges, l.fees,"
	    OF_SHEET("domestic") "," OF_SHEET("destination") ","
	    " (SELECT coalesce(sum(x.quantity), 0) FROM purchase_line x"
	    " JOIN purchase p ON p.id = x.purchase"
	    " WHERE p.sales_order = l.sales_order AND (x.order_line = l.line"
	    " OR (x.order_line IS NULL AND x.product = l.product))"
	    " AND p.state NOT IN ('draft', 'cancelled')),"
	    " (SELECT coalesce(sum(x.quantity), 0) FROM shipment_line x"
	    " JOIN shipment s ON s.id = x.shipment"
	    " WHERE x.sales_order = l.sales_order AND x.order_line = l.line"
	    " AND s.state <> 'cancelled' AND s.freight IS NOT NULL)"
	    " FROM order_line l WHERE l.sales_order = ?1 ORDER BY l.line",
	    ARGS(ARG(o->order)));
	enum status st = OK, end;

	while (st == OK && query_row(&q)) {
		const struct thought t = { { query_decimal(&q, 0),
		    query_decimal(&q, 1), query_decimal(&q, 2),
		    query_decimal(&q, 3), query_decimal(&q, 4) },
		    query_decimal(&q, 5), query_decimal(&q, 6),
		    query_decimal(&q, 7), query_decimal(&q, 8) };

		st = add_line(h, o, &t);
	}
	end = query_end(&q);
	if (st != OK || end != OK)
		return st != OK ? st : end;
	return sold_add_freight(h, &o->sold, o->freight);
}

/* ---- so far -------------------------------------------------------------- */

/* A line of a purchase, and what it costs at home, net of its refund. */
struct supply {
	struct vat	 vat;
	struct pricing	 received;
	const char	*currency;
	struct date	 ordered, came;
	struct decimal	 amount, quantity;
	bool		 is_out;	/* no draft any more */
};

static enum status
net_at_home(struct home *h, const struct supply *s, struct foreign *f,
    struct decimal *out)
{
	struct vat_parts parts;
	enum status st = vat_split(&s->vat, f->amount,
	    money_places(s->currency), &parts);

	f->amount = parts.cost;
	return st == OK ? of_day(h, *f, out) : st;
}

static enum status
received_of(struct home *h, const struct supply *s, struct decimal *out)
{
	struct foreign f = { .currency = s->currency, .date = s->came,
	    .rate = NO_DECIMAL };
	enum status st;

	*out = (struct decimal){ 0 };
	if (decimal_is_none(s->received.quantity))
		return OK;
	if ((st = money_amount(&s->received, s->currency, &f.amount)) != OK)
		return st;
	return net_at_home(h, s, &f, out);
}

/* What came at what it cost, the rest as it was ordered. */
static enum status
add_supply(struct home *h, struct outlook *o, const struct supply *s)
{
	struct foreign f = { .currency = s->currency, .date = s->ordered,
	    .rate = NO_DECIMAL, .amount = s->amount };
	const struct thought t = { .line = { .quantity = s->quantity } };
	const struct decimal came = s->received.quantity;
	struct decimal received, bought, rest;
	enum status st;

	if ((st = received_of(h, s, &received)) != OK ||
	    (st = sum_add(&o->so_far[OUTLOOK_GOODS], received)) != OK ||
	    !s->is_out)
		return st;
	if (decimal_is_none(o->bought_quantity))
		o->bought_quantity = (struct decimal){ 0 };
	if ((st = net_at_home(h, s, &f, &bought)) != OK ||
	    (st = sum_add(&o->bought, bought)) != OK ||
	    (st = sum_add(&o->bought_quantity, s->quantity)) != OK)
		return st;
	rest = bought;
	if (!decimal_is_none(came) &&
	    (st = estimate_left(h, &t, came, &rest)) != OK)
		return st;
	if ((st = sum_add(&o->expected[OUTLOOK_GOODS], rest)) != OK)
		return st;
	return sum_add(&o->expected[OUTLOOK_GOODS], received);
}

static enum status
read_purchases(struct home *h, struct outlook *o)
{
	struct query q = store_query(records_store(h->report->records),
	    "SELECT u.currency, u.date, coalesce(x.received_date, u.date),"
	    " u.vat_included, x.vat_rate, x.refund_rate, x.price, x.amount,"
	    " x.quantity, x.received_quantity, u.state <> 'draft'"
	    " FROM purchase u JOIN purchase_line x ON x.purchase = u.id"
	    " WHERE u.sales_order = ?1 AND u.state <> 'cancelled'"
	    " ORDER BY u.id, x.line", ARGS(ARG(o->order)));
	enum status st = OK, end;

	while (st == OK && query_row(&q)) {
		const struct supply s = {
			.currency = query_text(&q, 0),
			.ordered = query_date(&q, 1),
			.came = query_date(&q, 2),
			.vat = { query_decimal(&q, 4), query_decimal(&q, 5),
			    query_int(&q, 3) != 0 },
			.received = { query_decimal(&q, 9),
			    query_decimal(&q, 6), NO_DECIMAL },
			.amount = query_decimal(&q, 7),
			.quantity = query_decimal(&q, 8),
			.is_out = query_int(&q, 10) != 0,
		};

		st = add_supply(h, o, &s);
	}
	end = query_end(&q);
	return st != OK ? st : end;
}

/* As many parts as orders; up to this one, less those before it, so that they
 * add up. */
static enum status
share_freight(const struct query *q, int places, struct decimal *out)
{
	const struct ratio each = ratio_divide(ratio_of(query_decimal(q, 0)),
	    ratio_int(query_int(q, 3)));
	const int64_t k = query_int(q, 4);
	struct decimal before;
	enum status st = ratio_round(ratio_multiply(each, ratio_int(k - 1)),
	    places, &before);

	if (st != OK || (st = ratio_round(ratio_multiply(each, ratio_int(k)),
	    places, out)) != OK)
		return st;
	return decimal_subtract(*out, before, out);
}

static enum status
read_freight(struct home *h, struct outlook *o)
{
	struct query q = store_query(records_store(h->report->records),
	    "SELECT x.freight, x.freight_currency, coalesce(x.bl_date, x.date),"
	    " (SELECT count(DISTINCT sales_order) FROM shipment_line"
	    " WHERE shipment = x.id), (SELECT count(DISTINCT sales_order)"
	    " FROM shipment_line WHERE shipment = x.id AND sales_order <= ?1)"
	    " FROM shipment x WHERE x.freight IS NOT"
	    " NULL AND x.state <> 'cancelled' AND x.id IN (SELECT shipment"
	    " FROM shipment_line WHERE sales_order = ?1) ORDER BY x.id",
	    ARGS(ARG(o->order)));
	enum status st = OK, end;

	while (st == OK && query_row(&q)) {
		struct foreign f = { .currency = query_text_if(&q, 1),
		    .date = query_date(&q, 2), .rate = NO_DECIMAL };
		struct decimal one;

		if ((st = share_freight(&q, money_places(f.currency),
		    &f.amount)) == OK && (st = of_day(h, f, &one)) == OK &&
		    (st = sum_add(&o->so_far[OUTLOOK_FREIGHT], one)) == OK)
			st = sum_add(&o->expected[OUTLOOK_FREIGHT], one);
	}
	end = query_end(&q);
	return st != OK ? st : end;
}

/* Under C and D terms it is ours; else where we thought of it, or charge it. */
static bool
pays_freight(const struct outlook *o)
{
	const struct decimal thought = o->estimated[OUTLOOK_FREIGHT];

	return (o->incoterm != NULL &&
	    (o->incoterm[0] == 'C' || o->incoterm[0] == 'D')) ||
	    !decimal_is_none(o->freight) ||
	    (!decimal_is_none(thought) && thought.micros > 0);
}

static enum status
find_unpriced(struct home *h, struct outlook *o)
{
	struct query q = store_query(records_store(h->report->records),
	    "SELECT number FROM shipment WHERE freight IS NULL AND state <>"
	    " 'cancelled' AND id IN (SELECT shipment FROM shipment_line"
	    " WHERE sales_order = ?1) ORDER BY id", ARGS(ARG(o->order)));

	while (query_row(&q))
		if (pays_freight(o))
			o->unpriced = o->unpriced == NULL ?
			    query_own(&q, 0, h->report->arena) :
			    arena_printf(h->report->arena, "%s, %s",
			    o->unpriced, query_text(&q, 0));
	return query_end(&q);
}

/* ---- revenue ------------------------------------------------------------- */

static enum status
read_payments(struct home *h, struct outlook *o)
{
	struct foreign open = { o->sold.currency, o->sold.date, o->sold.rate,
	    { 0 }, false };
	struct query q = store_query(records_store(h->report->records),
	    "SELECT amount, paid FROM instalment WHERE sales_order = ?1"
	    " ORDER BY line", ARGS(ARG(o->order)));
	struct decimal one;
	bool any = false;
	enum status st = OK, end;

	while (st == OK && query_row(&q)) {
		struct foreign f = open;

		any = true;
		f.amount = query_decimal(&q, 0);
		f.date = query_date(&q, 1);
		if (date_is_none(f.date))
			st = decimal_add(open.amount, f.amount, &open.amount);
		else if ((st = of_day(h, f, &one)) == OK)
			st = sum_add(&o->paid, one);
	}
	end = query_end(&q);
	if (st != OK || end != OK)
		return st != OK ? st : end;
	if (!any) {
		o->revenue = o->sold.sales;
		return OK;
	}
	o->revenue = o->paid;
	if (open.amount.micros == 0)
		return OK;
	return (st = home_amount(h, &open, &one)) == OK ?
	    sum_add(&o->revenue, one) : st;
}

/* Who bought all of it, by lines that cannot be told apart, buys no more. */
static enum status
read_all_bought(struct home *h, struct outlook *o)
{
	struct decimal rest = o->expected[OUTLOOK_GOODS];
	bool is_all;
	enum status st;

	o->expected[OUTLOOK_GOODS] = (struct decimal){ 0 };
	if ((st = read_purchases(h, o)) != OK)
		return st;
	is_all = !decimal_is_none(o->bought_quantity) &&
	    o->bought_quantity.micros >= o->sold.quantity.micros;
	return is_all ? OK : sum_add(&o->expected[OUTLOOK_GOODS], rest);
}

enum status
outlook_read(struct home *h, struct outlook *o)
{
	enum status st;

	o->bought_quantity = NO_DECIMAL;
	o->so_far[OUTLOOK_DOMESTIC] = o->so_far[OUTLOOK_DESTINATION] =
	    o->so_far[OUTLOOK_FEES] = NO_DECIMAL;
	if ((st = read_lines(h, o)) != OK ||
	    (st = read_all_bought(h, o)) != OK ||
	    (st = read_freight(h, o)) != OK ||
	    (st = find_unpriced(h, o)) != OK)
		return st;
	return read_payments(h, o);
}
