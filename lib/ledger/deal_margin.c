/*
 * What orders leave in the home currency: as estimated, and so far.
 */
#include <string.h>

#include "ledger/deal.h"
#include "ledger/exchange.h"
#include "value/money.h"
#include "value/ratio.h"

static const struct column columns[] = {
	{ .name = "order", .label = N_("Order"), .type = V_TEXT,
	  .flags = COLUMN_ID | COLUMN_CODE },
	{ .name = "basis", .label = N_("Basis"), .type = V_TEXT },
	{ .name = "revenue", .label = N_("Revenue"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "cost", .label = N_("Costs"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "margin", .label = N_("Profit"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "percent", .label = N_("Margin"), .type = V_DECIMAL,
	  .flags = COLUMN_PERCENT },
	{ .name = "currency", .label = N_("Currency"), .type = V_TEXT },
};

static const struct table table = {
	.name = "margins", .title = N_("What the orders leave"), .kind = TABLE_LIST,
	.columns = columns, .ncolumns = COUNT(columns)
};

struct earned {
	const char	*order;
	int64_t		 id;
	struct decimal	 rate;
	struct decimal	 revenue, cost;	/* NO_DECIMAL: not known */
};

/* An amount of a currency in the home currency at the rate of a day, or at
 * `otherwise` where there is none (NO_DECIMAL: not known, then). */
struct foreign {
	struct decimal	amount;
	const char     *currency;
	struct date	date;
	struct decimal	otherwise;
};

static enum status
at_home(struct report *r, const struct foreign *f, struct decimal *out)
{
	const char *home = records_defaults(r->records)->currency;
	const struct exchange_query wanted = { f->currency, home, f->date,
	    NULL, NULL };
	struct exchange x;
	enum status st;

	if (f->currency == NULL || strcmp(f->currency, home) == 0) {
		*out = f->amount;
		return OK;
	}
	if ((st = exchange_find(r->records, &wanted, r->arena, &x)) == OK)
		return exchange_convert(&x, f->amount, out);
	if (st != E_NOTFOUND)
		return st;
	fail_clear();
	*out = NO_DECIMAL;
	return decimal_is_none(f->otherwise) ? OK :
	    money_convert(f->amount, f->otherwise, home, out);
}

/* What is not known makes the sum unknown. */
static enum status
add(struct decimal *sum, struct decimal one)
{
	if (decimal_is_none(*sum) || decimal_is_none(one)) {
		*sum = NO_DECIMAL;
		return OK;
	}
	return decimal_add(*sum, one, sum);
}

static struct decimal
number(const struct query *q, int column)
{
	return query_value(q, column, V_DECIMAL).u.decimal;
}

/* ---- estimated ----------------------------------------------------------- */

static struct ratio
known(struct decimal d)
{
	return decimal_is_none(d) ? ratio_int(0) : ratio_of(d);
}

enum status
deal_line_cost(const struct line_costs *c, struct decimal rate,
    const char *home, struct decimal *out)
{
	struct ratio quantity = known(c->quantity);
	struct ratio abroad = ratio_add(ratio_multiply(quantity,
	    known(c->charges)), ratio_divide(ratio_multiply(known(c->fees),
	    known(c->amount)), ratio_int(100)));

	*out = NO_DECIMAL;
	if (decimal_is_none(c->cost) || decimal_is_none(rate))
		return OK;
	return ratio_round(ratio_add(ratio_multiply(quantity, known(c->cost)),
	    ratio_multiply(abroad, ratio_of(rate))), money_places(home), out);
}

static enum status
estimate_cost(struct report *r, struct earned *e)
{
	const char *home = records_defaults(r->records)->currency;
	struct query q = store_query(records_store(r->records), "SELECT"
	    " quantity, cost, charges, fees, amount FROM order_line"
	    " WHERE sales_order = ?1 ORDER BY line", ARGS(ARG(e->id)));
	enum status st = OK, end;

	e->cost = (struct decimal){ 0 };
	while (st == OK && query_row(&q)) {
		const struct line_costs c = { number(&q, 0), number(&q, 1),
		    number(&q, 2), number(&q, 3), number(&q, 4) };
		struct decimal one;

		if ((st = deal_line_cost(&c, e->rate, home, &one)) == OK)
			st = add(&e->cost, one);
	}
	end = query_end(&q);
	return st != OK ? st : end;
}

static enum status
estimate(struct report *r, struct earned *e)
{
	const char *home = records_defaults(r->records)->currency;
	struct query q = store_query(records_store(r->records), "SELECT"
	    " coalesce((SELECT sum(amount) FROM order_line"
	    " WHERE sales_order = x.id), 0) + coalesce(x.freight, 0)"
	    " FROM sales_order x WHERE x.id = ?1",
	    ARGS(ARG(e->id)));
	enum status st = OK, end;

	e->revenue = NO_DECIMAL;
	if (query_row(&q)) {
		if (!decimal_is_none(e->rate))
			st = money_convert(number(&q, 0), e->rate, home,
			    &e->revenue);
	}
	end = query_end(&q);
	if (st != OK || end != OK)
		return st != OK ? st : end;
	return estimate_cost(r, e);
}

/* ---- so far -------------------------------------------------------------- */

static enum status
count_paid(struct report *r, struct earned *e)
{
	struct query q = store_query(records_store(r->records), "SELECT"
	    " i.amount, i.paid, o.currency FROM instalment i JOIN sales_order"
	    " o ON o.id = i.sales_order WHERE o.id = ?1 AND i.paid IS NOT NULL"
	    " ORDER BY i.line", ARGS(ARG(e->id)));
	enum status st = OK, end;

	e->revenue = (struct decimal){ 0 };
	while (st == OK && query_row(&q)) {
		const struct foreign f = { number(&q, 0), query_text(&q, 2),
		    query_value(&q, 1, V_DATE).u.date, e->rate };
		struct decimal one;

		if ((st = at_home(r, &f, &one)) == OK)
			st = add(&e->revenue, one);
	}
	end = query_end(&q);
	return st != OK ? st : end;
}

/* quantity x price, less the refund on what of it is without VAT. */
static struct ratio
net_of_refund(const struct query *q)
{
	struct decimal vat = number(q, 2), refund = number(q, 3);
	bool has_vat = query_int(q, 4) != 0 && !decimal_is_none(vat);
	struct ratio value = ratio_multiply(ratio_of(number(q, 0)),
	    ratio_of(number(q, 1)));
	struct ratio share = ratio_int(0);

	if (!decimal_is_none(refund))
		share = ratio_divide(ratio_of(refund), ratio_add(ratio_int(100),
		    has_vat ? ratio_of(vat) : ratio_int(0)));
	return ratio_subtract(value, ratio_multiply(value, share));
}

static enum status
count_received(struct report *r, struct earned *e)
{
	struct query q = store_query(records_store(r->records), "SELECT"
	    " l.received_quantity, l.price, l.vat_rate, l.refund_rate,"
	    " p.vat_included, p.currency, coalesce(l.received_date, p.date)"
	    " FROM purchase_line l JOIN purchase p ON p.id = l.purchase"
	    " WHERE p.sales_order = ?1 AND p.state <> 'cancelled'"
	    " AND l.received_quantity IS NOT NULL ORDER BY p.id, l.line",
	    ARGS(ARG(e->id)));
	enum status st = OK, end;

	while (st == OK && query_row(&q)) {
		struct foreign f = { NO_DECIMAL, query_text(&q, 5),
		    query_value(&q, 6, V_DATE).u.date, NO_DECIMAL };
		struct decimal one;

		if ((st = ratio_round(net_of_refund(&q),
		    money_places(f.currency), &f.amount)) == OK &&
		    (st = at_home(r, &f, &one)) == OK)
			st = add(&e->cost, one);
	}
	end = query_end(&q);
	return st != OK ? st : end;
}

static enum status
count_freight(struct report *r, struct earned *e)
{
	struct query q = store_query(records_store(r->records), "SELECT"
	    " x.freight, x.freight_currency, coalesce(x.bl_date, x.date),"
	    " (SELECT count(DISTINCT sales_order) FROM shipment_line"
	    " WHERE shipment = x.id) FROM shipment x WHERE x.freight IS NOT"
	    " NULL AND x.state <> 'cancelled' AND x.id IN (SELECT shipment"
	    " FROM shipment_line WHERE sales_order = ?1) ORDER BY x.id",
	    ARGS(ARG(e->id)));
	enum status st = OK, end;

	while (st == OK && query_row(&q)) {
		struct foreign f = { NO_DECIMAL, query_text_if(&q, 1),
		    query_value(&q, 2, V_DATE).u.date, NO_DECIMAL };
		struct decimal one;

		if ((st = ratio_round(ratio_divide(ratio_of(number(&q, 0)),
		    ratio_int(query_int(&q, 3))), money_places(f.currency),
		    &f.amount)) == OK && (st = at_home(r, &f, &one)) == OK)
			st = add(&e->cost, one);
	}
	end = query_end(&q);
	return st != OK ? st : end;
}

static enum status
count_so_far(struct report *r, struct earned *e)
{
	enum status st;

	e->cost = (struct decimal){ 0 };
	if ((st = count_paid(r, e)) != OK ||
	    (st = count_received(r, e)) != OK)
		return st;
	return count_freight(r, e);
}

/* ---- the rows ------------------------------------------------------------ */

static enum status
write_row(struct report *r, const struct earned *e, const char *basis)
{
	struct decimal left = NO_DECIMAL, percent = NO_DECIMAL;
	enum status st = OK;

	if (!decimal_is_none(e->revenue) && !decimal_is_none(e->cost))
		st = decimal_subtract(e->revenue, e->cost, &left);
	if (st == OK && !decimal_is_none(left) && e->revenue.micros > 0)
		percent = ratio_shown(ratio_divide(ratio_multiply(
		    ratio_of(left), ratio_int(100)), ratio_of(e->revenue)), 2);
	if (st != OK)
		return st;
	return sink_row(r->sink, (struct value[]){
	    value_text(e->order), value_text(report_word(r, basis)),
	    value_decimal(e->revenue), value_decimal(e->cost),
	    value_decimal(left), value_decimal(percent),
	    value_text(records_defaults(r->records)->currency) });
}

static enum status
write_order(struct report *r, struct earned *e)
{
	enum status st;

	if ((st = estimate(r, e)) != OK ||
	    (st = write_row(r, e, N_("estimated"))) != OK ||
	    (st = count_so_far(r, e)) != OK)
		return st;
	return write_row(r, e, N_("so far"));
}

/* The orders of a tree that stand. */
static const struct {
	const char *what, *sql;
} orders_of[] = {
	{ "inquiry", "SELECT id, number, rate, currency = ?2 FROM sales_order WHERE"
	    " state <> 'cancelled' AND (inquiry = ?1 OR quote IN (SELECT id"
	    " FROM quote WHERE inquiry = ?1)) ORDER BY id" },
	{ "quote", "WITH RECURSIVE chain (id) AS (SELECT id FROM quote"
	    " WHERE id = ?1 UNION SELECT q.id FROM quote q JOIN chain c"
	    " ON q.replaces = c.id) SELECT id, number, rate, currency = ?2 FROM sales_order"
	    " WHERE state <> 'cancelled' AND quote IN (SELECT id FROM chain)"
	    " ORDER BY id" },
	{ "order", "SELECT id, number, rate, currency = ?2 FROM sales_order WHERE id = ?1"
	    " AND state <> 'cancelled' ORDER BY id" },
};

static enum status
write_orders(struct report *r, const char *sql, int64_t id)
{
	const char *home = records_defaults(r->records)->currency;
	struct query q = store_query(records_store(r->records), sql,
	    ARGS(ARG(id), ARG(home)));
	enum status st = report_begin(r, &table), end;

	while (st == OK && query_row(&q)) {
		struct earned e = { arena_strdup(r->arena, query_text(&q, 1)),
		    query_int(&q, 0), number(&q, 2), NO_DECIMAL, NO_DECIMAL };

		if (query_int(&q, 3))		/* in the home currency */
			e.rate = (struct decimal){ DECIMAL_SCALE };
		st = write_order(r, &e);
	}
	end = query_end(&q);
	return st != OK ? st : end;
}

enum status
deal_margin(struct report *r, const char *what, int64_t id)
{
	for (size_t i = 0; i < COUNT(orders_of); i++)
		if (strcmp(orders_of[i].what, what) == 0)
			return write_orders(r, orders_of[i].sql, id);
	return OK;
}
