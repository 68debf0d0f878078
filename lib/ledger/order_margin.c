/*
 * Margin by deal: what an order sells for with its freight, what its goods were
 * thought to cost, and what our purchases for it cost so far; all in the home
 * currency.
 */
#include "ledger/sold.h"

#include "trade/vat.h"
#include "value/money.h"

static const struct column margin_columns[] = {
	{ .name = "order", .label = N_("Order"), .type = V_TEXT,
	  .flags = COLUMN_ID | COLUMN_CODE },
	{ .name = "buyer", .label = N_("Buyer"), .type = V_TEXT,
	  .flags = COLUMN_WIDE, .width = 16 },
	{ .name = "date", .label = N_("Date"), .type = V_DATE,
	  .flags = COLUMN_MINOR },
	{ .name = "currency", .label = N_("Cur."), .type = V_TEXT,
	  .flags = COLUMN_MINOR },
	{ .name = "amount", .label = N_("Amount"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY | COLUMN_MINOR },
	{ .name = "sales", .label = N_("Sales"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY | COLUMN_TOTAL },
	{ .name = "estimated_cost", .label = N_("Est. cost"),
	  .type = V_DECIMAL, .flags = COLUMN_MONEY | COLUMN_TOTAL },
	{ .name = "estimated_percent", .label = N_("Est. %"),
	  .type = V_DECIMAL, .flags = COLUMN_PERCENT },
	{ .name = "purchases", .label = N_("Purchases"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY | COLUMN_TOTAL },
	{ .name = "bought_percent", .label = N_("Bought"), .type = V_DECIMAL,
	  .flags = COLUMN_PERCENT | COLUMN_MINOR },
	{ .name = "margin", .label = N_("Gross margin"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY | COLUMN_TOTAL | COLUMN_MINOR },
	{ .name = "margin_percent", .label = N_("Margin %"),
	  .type = V_DECIMAL, .flags = COLUMN_PERCENT },
};

static const struct table margin_table = {
	.name = "margin", .title = N_("Margin by order"), .kind = TABLE_LIST,
	.columns = margin_columns, .ncolumns = COUNT(margin_columns)
};

/* An order while its lines are read. */
struct deal {
	int64_t		 id;
	const char	*number, *buyer;
	struct decimal	 freight;
	struct sold	 sold;
};

/* What was bought for it. */
struct bought {
	int64_t		 n;
	struct decimal	 cost, quantity;
};

enum { ID, NUMBER, BUYER, CURRENCY, DATE, RATE, FREIGHT, AMOUNT, QUANTITY, COST,
    CHARGES, FEES };

static enum status
add_purchase(struct home *h, const struct query *q, struct bought *b)
{
	const char *currency = query_text(q, 0);
	const struct vat vat = { query_decimal(q, 4), query_decimal(q, 5),
	    query_int(q, 2) != 0 };
	struct foreign f = { .currency = currency, .date = query_date(q, 1),
	    .rate = NO_DECIMAL };
	struct vat_parts parts;
	struct decimal home;
	enum status st;

	if ((st = vat_split(&vat, query_decimal(q, 3), money_places(currency),
	    &parts)) != OK)
		return st;
	f.amount = parts.cost;
	if ((st = home_amount(h, &f, &home)) != OK ||
	    (st = sum_add(&b->cost, home)) != OK)
		return st;
	b->n++;
	return sum_add(&b->quantity, query_decimal(q, 6));
}

static enum status
read_purchases(struct home *h, int64_t order, struct bought *b)
{
	struct query q = store_query(records_store(h->report->records),
	    "SELECT u.currency, u.date, u.vat_included, x.amount, x.vat_rate,"
	    " x.refund_rate, x.quantity FROM purchase u JOIN purchase_line x"
	    " ON x.purchase = u.id WHERE u.sales_order = ?1"
	    " AND u.state NOT IN ('draft', 'cancelled') ORDER BY u.id, x.line",
	    ARGS(ARG(order)));
	enum status st = OK, end;

	while (st == OK && query_row(&q))
		st = add_purchase(h, &q, b);
	end = query_end(&q);
	return st != OK ? st : end;
}

static enum status
subtract_known(struct decimal a, struct decimal b, struct decimal *out)
{
	*out = NO_DECIMAL;
	return decimal_is_none(a) || decimal_is_none(b) ? OK :
	    decimal_subtract(a, b, out);
}

static enum status
write_deal(struct home *h, struct deal *d)
{
	const struct sold *s = &d->sold;
	struct bought b = { .n = 0 };
	struct decimal estimated, margin;
	enum status st;

	if ((st = sold_add_freight(h, &d->sold, d->freight)) != OK)
		return st;
	if ((st = read_purchases(h, d->id, &b)) != OK)
		return st;
	if (b.n == 0)
		b.cost = b.quantity = NO_DECIMAL;
	if ((st = subtract_known(s->sales, s->cost, &estimated)) != OK ||
	    (st = subtract_known(s->sales, b.cost, &margin)) != OK)
		return st;
	h->report->n++;
	return sink_row(h->report->sink, (const struct value[]){
		value_text(d->number), value_text(d->buyer),
		value_date(s->date), value_text(s->currency),
		value_decimal(s->amount), value_decimal(s->sales),
		value_decimal(s->cost), percent_of(estimated, s->sales),
		value_decimal(b.cost), percent_of(b.quantity, s->quantity),
		value_decimal(margin), percent_of(margin, s->sales) });
}

static enum status
add_line(struct home *h, struct deal *d, const struct query *q)
{
	const struct sold_line line = { query_decimal(q, QUANTITY),
	    query_decimal(q, AMOUNT), query_decimal(q, COST),
	    query_decimal(q, CHARGES), query_decimal(q, FEES) };

	return sold_add_line(h, &d->sold, &line);
}

static void
begin_deal(struct deal *d, const struct query *q, struct arena *a)
{
	*d = (struct deal){ .id = query_int(q, ID),
	    .number = query_own(q, NUMBER, a), .buyer = query_own(q, BUYER, a),
	    .freight = query_decimal(q, FREIGHT), .sold = {
	    .currency = query_own(q, CURRENCY, a),
	    .date = query_date(q, DATE), .rate = query_decimal(q, RATE) } };
}

enum status
report_margin(struct report *r, const struct period *p)
{
	struct arg two[2];
	struct home h;
	struct deal d = { .id = 0 };
	struct query q;
	enum status st = report_begin(r, &margin_table), end;

	if (st != OK)
		return st;
	home_begin(&h, r);
	q = store_query(records_store(r->records),
	    "SELECT o.id, o.number, p.name, o.currency, o.date, o.rate,"
	    " o.freight, l.amount, l.quantity, l.cost, l.charges, l.fees"
	    " FROM sales_order o"
	    " JOIN party p ON p.id = o.buyer"
	    " JOIN order_line l ON l.sales_order = o.id"
	    " WHERE o.state NOT IN ('draft', 'cancelled')"
	    " AND o.date >= ?1 AND o.date < ?2"
	    " ORDER BY o.date, o.number, l.line", period_args(p, two));
	while (st == OK && query_row(&q)) {
		if (d.id != query_int(&q, ID)) {
			if (d.id != 0)
				st = write_deal(&h, &d);
			begin_deal(&d, &q, r->arena);
		}
		if (st == OK)
			st = add_line(&h, &d, &q);
	}
	if (st == OK && d.id != 0)
		st = write_deal(&h, &d);
	end = query_end(&q);
	return st != OK ? st : end;
}
