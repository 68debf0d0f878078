/*
 * What orders leave in the home currency: as estimated, and so far.
 */
#include <string.h>

#include "ledger/deal.h"
#include "ledger/sold.h"
#include "trade/vat.h"
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
	struct decimal	 freight;
	struct sold	 sold;		/* as estimated */
	struct decimal	 paid, spent;	/* so far; NO_DECIMAL: not known */
};

/* ---- estimated ----------------------------------------------------------- */

static enum status
estimate(struct home *h, struct earned *e)
{
	struct query q = store_query(records_store(h->report->records),
	    "SELECT quantity, amount, cost, charges, fees FROM order_line"
	    " WHERE sales_order = ?1 ORDER BY line", ARGS(ARG(e->id)));
	enum status st = OK, end;

	while (st == OK && query_row(&q)) {
		const struct sold_line line = { query_decimal(&q, 0),
		    query_decimal(&q, 1), query_decimal(&q, 2),
		    query_decimal(&q, 3), query_decimal(&q, 4) };

		st = sold_add_line(h, &e->sold, &line);
	}
	end = query_end(&q);
	if (st != OK || end != OK)
		return st != OK ? st : end;
	return sold_add_freight(h, &e->sold, e->freight);
}

/* ---- so far -------------------------------------------------------------- */

/* At the rate of its day, as money comes and goes. */
static enum status
add_of_day(struct home *h, struct foreign f, struct decimal *sum)
{
	struct decimal one;
	enum status st;

	f.is_of_day = true;
	if ((st = home_amount(h, &f, &one)) != OK)
		return st;
	return sum_add(sum, one);
}

static enum status
count_paid(struct home *h, struct earned *e)
{
	struct query q = store_query(records_store(h->report->records),
	    "SELECT amount, paid FROM instalment WHERE sales_order = ?1"
	    " AND paid IS NOT NULL ORDER BY line", ARGS(ARG(e->id)));
	enum status st = OK, end;

	while (st == OK && query_row(&q))
		st = add_of_day(h, (struct foreign){ .rate = e->sold.rate,
		    .currency = e->sold.currency, .date = query_date(&q, 1),
		    .amount = query_decimal(&q, 0) }, &e->paid);
	end = query_end(&q);
	return st != OK ? st : end;
}

static enum status
add_received(struct home *h, const struct query *q, struct decimal *sum)
{
	const struct vat vat = { query_decimal(q, 2), query_decimal(q, 3),
	    query_int(q, 4) != 0 };
	const struct pricing pricing = { query_decimal(q, 0),
	    query_decimal(q, 1), NO_DECIMAL };
	struct foreign f = { .currency = query_text(q, 5),
	    .date = query_date(q, 6), .rate = NO_DECIMAL };
	struct vat_parts parts;
	enum status st;

	if ((st = money_amount(&pricing, f.currency, &f.amount)) != OK ||
	    (st = vat_split(&vat, f.amount, money_places(f.currency),
	    &parts)) != OK)
		return st;
	f.amount = parts.cost;
	return add_of_day(h, f, sum);
}

static enum status
count_received(struct home *h, struct earned *e)
{
	struct query q = store_query(records_store(h->report->records),
	    "SELECT l.received_quantity, l.price, l.vat_rate, l.refund_rate,"
	    " p.vat_included, p.currency, coalesce(l.received_date, p.date)"
	    " FROM purchase_line l JOIN purchase p ON p.id = l.purchase"
	    " WHERE p.sales_order = ?1 AND p.state <> 'cancelled'"
	    " AND l.received_quantity IS NOT NULL ORDER BY p.id, l.line",
	    ARGS(ARG(e->id)));
	enum status st = OK, end;

	while (st == OK && query_row(&q))
		st = add_received(h, &q, &e->spent);
	end = query_end(&q);
	return st != OK ? st : end;
}

static enum status
count_freight(struct home *h, struct earned *e)
{
	struct query q = store_query(records_store(h->report->records),
	    "SELECT x.freight, x.freight_currency, coalesce(x.bl_date, x.date),"
	    " (SELECT count(DISTINCT sales_order) FROM shipment_line"
	    " WHERE shipment = x.id) FROM shipment x WHERE x.freight IS NOT"
	    " NULL AND x.state <> 'cancelled' AND x.id IN (SELECT shipment"
	    " FROM shipment_line WHERE sales_order = ?1) ORDER BY x.id",
	    ARGS(ARG(e->id)));
	enum status st = OK, end;

	while (st == OK && query_row(&q)) {
		struct foreign f = { .currency = query_text_if(&q, 1),
		    .date = query_date(&q, 2), .rate = NO_DECIMAL };
		struct ratio share = ratio_divide(ratio_of(query_decimal(&q,
		    0)), ratio_int(query_int(&q, 3)));

		if ((st = ratio_round(share, money_places(f.currency),
		    &f.amount)) == OK)
			st = add_of_day(h, f, &e->spent);
	}
	end = query_end(&q);
	return st != OK ? st : end;
}

/* ---- the rows ------------------------------------------------------------ */

static enum status
write_row(struct home *h, const struct value *said, struct decimal revenue,
    struct decimal cost)
{
	struct decimal left = NO_DECIMAL, percent = NO_DECIMAL;
	enum status st = OK;

	if (!decimal_is_none(revenue) && !decimal_is_none(cost))
		st = decimal_subtract(revenue, cost, &left);
	if (st != OK)
		return st;
	if (!decimal_is_none(left) && revenue.micros > 0)
		percent = ratio_shown(ratio_divide(ratio_multiply(
		    ratio_of(left), ratio_int(100)), ratio_of(revenue)), 2);
	return sink_row(h->report->sink, (struct value[]){ said[0], said[1],
	    value_decimal(revenue), value_decimal(cost), value_decimal(left),
	    value_decimal(percent), value_text(h->currency) });
}

static enum status
write_order(struct home *h, struct earned *e)
{
	const struct value estimated[] = { value_text(e->order),
	    value_text(report_word(h->report, N_("estimated"))) };
	const struct value so_far[] = { value_text(e->order),
	    value_text(report_word(h->report, N_("so far"))) };
	enum status st;

	if ((st = estimate(h, e)) != OK ||
	    (st = write_row(h, estimated, e->sold.sales, e->sold.cost)) != OK ||
	    (st = count_paid(h, e)) != OK ||
	    (st = count_received(h, e)) != OK ||
	    (st = count_freight(h, e)) != OK)
		return st;
	return write_row(h, so_far, e->paid, e->spent);
}

#define SELECT_ORDERS							\
	"SELECT id, number, freight, currency, date, rate"		\
	" FROM sales_order WHERE state <> 'cancelled' AND "

/* The orders of a tree that stand. */
static const struct {
	const char *what, *sql;
} orders_of[] = {
	{ "inquiry", SELECT_ORDERS "(inquiry = ?1 OR quote IN (SELECT id"
	    " FROM quote WHERE inquiry = ?1)) ORDER BY id" },
	{ "quote", "WITH RECURSIVE chain (id) AS (SELECT id FROM quote"
	    " WHERE id = ?1 UNION SELECT q.id FROM quote q JOIN chain c"
	    " ON q.replaces = c.id) " SELECT_ORDERS
	    "quote IN (SELECT id FROM chain) ORDER BY id" },
	{ "order", SELECT_ORDERS "id = ?1 ORDER BY id" },
};

static enum status
write_orders(struct report *r, const char *sql, int64_t id)
{
	struct query q = store_query(records_store(r->records), sql,
	    ARGS(ARG(id)));
	enum status st = report_begin(r, &table), end;
	struct home h;

	home_begin(&h, r);
	while (st == OK && query_row(&q)) {
		struct earned e = { .id = query_int(&q, 0),
		    .order = query_own(&q, 1, r->arena),
		    .freight = query_decimal(&q, 2), .sold = {
		    .currency = query_own(&q, 3, r->arena),
		    .date = query_date(&q, 4),
		    .rate = query_decimal(&q, 5) } };

		st = write_order(&h, &e);
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
