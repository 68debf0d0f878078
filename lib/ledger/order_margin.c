/*
 * Margin by deal: what an order sells for with its freight, what it was thought
 * to cost, what our purchases for it cost so far, and what it will have cost at
 * the end; all in the home currency.
 */
#include "ledger/outlook.h"

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
	{ .name = "expected_cost", .label = N_("Exp. cost"),
	  .type = V_DECIMAL,
	  .flags = COLUMN_MONEY | COLUMN_TOTAL | COLUMN_MINOR },
	{ .name = "margin", .label = N_("Margin"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY | COLUMN_TOTAL | COLUMN_MINOR },
	{ .name = "margin_percent", .label = N_("Margin %"),
	  .type = V_DECIMAL, .flags = COLUMN_PERCENT },
};

static const struct table margin_table = {
	.name = "margin", .title = N_("Margin by order"), .kind = TABLE_LIST,
	.columns = margin_columns, .ncolumns = COUNT(margin_columns)
};

struct deals {
	struct home	home;
	int64_t		nunpriced;	/* orders with shipments without their
					 * freight */
};

static enum status
subtract_known(struct decimal a, struct decimal b, struct decimal *out)
{
	*out = NO_DECIMAL;
	return decimal_is_none(a) || decimal_is_none(b) ? OK :
	    decimal_subtract(a, b, out);
}

static enum status
write_deal(struct deals *d, const struct outlook *o, const char *buyer)
{
	const struct sold *s = &o->sold;
	const bool is_bought = !decimal_is_none(o->bought_quantity);
	struct decimal estimated, expected, margin;
	enum status st;

	if ((st = outlook_sum(o->expected, true, &expected)) != OK ||
	    (st = subtract_known(s->sales, s->cost, &estimated)) != OK ||
	    (st = subtract_known(s->sales, expected, &margin)) != OK)
		return st;
	d->home.report->n++;
	d->nunpriced += o->unpriced != NULL;
	return sink_row(d->home.report->sink, (const struct value[]){
		value_text(o->number), value_text(buyer),
		value_date(s->date), value_text(s->currency),
		value_decimal(s->amount), value_decimal(s->sales),
		value_decimal(s->cost), percent_of(estimated, s->sales),
		value_decimal(is_bought ? o->bought : NO_DECIMAL),
		percent_of(o->bought_quantity, s->quantity),
		value_decimal(expected), value_decimal(margin),
		percent_of(margin, s->sales) });
}

static enum status
read_deal(struct deals *d, const struct query *q)
{
	struct arena *a = d->home.report->arena;
	struct outlook o = { .order = query_int(q, 0),
	    .number = query_own(q, 1, a), .freight = query_decimal(q, 6),
	    .sold = { .currency = query_own(q, 3, a),
	    .date = query_date(q, 4), .rate = query_decimal(q, 5) },
	    .incoterm = query_own(q, 7, a) };
	enum status st = outlook_read(&d->home, &o);

	return st == OK ? write_deal(d, &o, query_own(q, 2, a)) : st;
}

enum status
report_margin(struct report *r, const struct period *p)
{
	struct arg two[2];
	struct deals d = { .nunpriced = 0 };
	struct query q;
	enum status st = report_begin(r, &margin_table), end;

	if (st != OK)
		return st;
	home_begin(&d.home, r);
	q = store_query(records_store(r->records),
	    "SELECT o.id, o.number, p.name, o.currency, o.date, o.rate,"
	    " o.freight, o.incoterm FROM sales_order o"
	    " JOIN party p ON p.id = o.buyer"
	    " WHERE o.state NOT IN ('draft', 'cancelled')"
	    " AND EXISTS (SELECT 1 FROM order_line l"
	    " WHERE l.sales_order = o.id) AND o.date >= ?1 AND o.date < ?2"
	    " ORDER BY o.date, o.number", period_args(p, two));
	while (st == OK && query_row(&q))
		st = read_deal(&d, &q);
	end = query_end(&q);
	if (st == OK && end == OK && d.nunpriced > 0)
		report_remark(r, arena_printf(r->arena, _("Orders whose "
		    "freight is not entered, and stands as estimated: %lld"),
		    (long long)d.nunpriced));
	return st != OK ? st : end;
}
