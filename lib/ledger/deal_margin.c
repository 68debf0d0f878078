/*
 * What orders leave in the home currency: as estimated, so far, and as expected
 * at the end; and of which heads their costs are.
 */
#include <string.h>

#include "ledger/deal.h"
#include "ledger/outlook.h"
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

static const struct column cost_columns[] = {
	{ .name = "order", .label = N_("Order"), .type = V_TEXT,
	  .flags = COLUMN_ID | COLUMN_CODE },
	{ .name = "head", .label = N_("Costs"), .type = V_TEXT },
	{ .name = "estimated", .label = N_("Estimated"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "so_far", .label = N_("So far"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "expected", .label = N_("Expected"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "currency", .label = N_("Currency"), .type = V_TEXT },
	{ .name = "missing", .label = N_("Not entered"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
};

static const struct table cost_table = {
	.name = "costs", .title = N_("What the orders cost"),
	.kind = TABLE_LIST, .columns = cost_columns,
	.ncolumns = COUNT(cost_columns)
};

struct orders {
	struct home	 home;
	struct outlook	*list;
	size_t		 n, size;
};

/* ---- what they leave ----------------------------------------------------- */

/* A row: what comes in and what it costs. */
struct basis {
	const char	*name;
	struct decimal	 revenue, cost;
	bool		 is_whole;	/* one is for the other: a margin */
};

static enum status
write_basis(struct home *h, const struct outlook *o, const struct basis *b)
{
	struct decimal left = NO_DECIMAL, percent = NO_DECIMAL;
	enum status st = OK;

	if (!decimal_is_none(b->revenue) && !decimal_is_none(b->cost))
		st = decimal_subtract(b->revenue, b->cost, &left);
	if (st != OK)
		return st;
	if (b->is_whole && !decimal_is_none(left) && b->revenue.micros > 0)
		percent = ratio_shown(ratio_divide(ratio_multiply(
		    ratio_of(left), ratio_int(100)), ratio_of(b->revenue)), 2);
	return sink_row(h->report->sink, (struct value[]){
	    value_text(o->number),
	    value_text(report_word(h->report, b->name)),
	    value_decimal(b->revenue), value_decimal(b->cost),
	    value_decimal(left), value_decimal(percent),
	    value_text(h->currency) });
}

static enum status
write_margin(struct home *h, const struct outlook *o)
{
	struct basis estimated = { N_("estimated"), o->sold.sales,
	    o->sold.cost, true };
	struct basis so_far = { N_("so far"), o->paid, NO_DECIMAL, false };
	struct basis expected = { N_("expected"), o->revenue, NO_DECIMAL,
	    true };
	enum status st;

	if ((st = outlook_sum(o->so_far, false, &so_far.cost)) != OK ||
	    (st = outlook_sum(o->expected, true, &expected.cost)) != OK ||
	    (st = write_basis(h, o, &estimated)) != OK ||
	    (st = write_basis(h, o, &so_far)) != OK)
		return st;
	return write_basis(h, o, &expected);
}

/* ---- what they cost ------------------------------------------------------ */

static bool
is_nothing(struct decimal d)
{
	return decimal_is_none(d) || d.micros == 0;
}

/* What of a head nobody has said as yet. */
static const char *
missing_of(const struct outlook *o, size_t head)
{
	return head == OUTLOOK_FREIGHT ? o->unpriced : NULL;
}

static enum status
write_costs(struct home *h, const struct outlook *o)
{
	enum status st = OK;

	for (size_t i = 0; st == OK && i < OUTLOOK_HEADS; i++) {
		const char *missing = missing_of(o, i);

		if (i != OUTLOOK_GOODS && missing == NULL &&
		    is_nothing(o->estimated[i]) && is_nothing(o->so_far[i]) &&
		    is_nothing(o->expected[i]))
			continue;
		st = sink_row(h->report->sink, (struct value[]){
		    value_text(o->number),
		    value_text(report_word(h->report, outlook_heads[i])),
		    value_decimal(o->estimated[i]),
		    value_decimal(o->so_far[i]),
		    value_decimal(o->expected[i]), value_text(h->currency),
		    value_text(missing) });
	}
	return st;
}

/* People are told what "so far" does not know. */
static enum status
tell_missing(struct home *h, const struct outlook *o)
{
	struct report *r = h->report;
	struct decimal sum = { 0 };
	char *text = arena_alloc(r->arena, DECIMAL_TEXT_MAX);
	enum status st = OK;

	if (o->unpriced != NULL)
		report_remark(r, arena_printf(r->arena, _("%s: the freight of "
		    "%s is not entered"), o->number, o->unpriced));
	for (size_t i = 0; st == OK && i < OUTLOOK_HEADS; i++)
		if (decimal_is_none(o->so_far[i]) &&
		    !decimal_is_none(o->estimated[i]))
			st = sum_add(&sum, o->estimated[i]);
	if (st != OK || sum.micros == 0)
		return st;
	decimal_format(sum, 2, text);
	report_remark(r, arena_printf(r->arena, _("%s: \"so far\" knows "
	    "nothing of charges and fees estimated at %s %s"), o->number,
	    h->currency, text));
	return OK;
}

/* ---- the orders of a deal ------------------------------------------------ */

#define SELECT_ORDERS							\
	"SELECT id, number, freight, currency, date, rate, incoterm,"	\
	" state, (SELECT sum(i.amount) FROM instalment i WHERE"		\
	" i.sales_order = o.id AND i.paid IS NOT NULL)"			\
	" FROM sales_order o WHERE "

/* The orders of a tree. */
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

static struct outlook *
add_order(struct orders *o, struct arena *a)
{
	if (o->n == o->size) {
		struct outlook *more;

		o->size = 2 * o->size + 4;
		more = arena_alloc(a, o->size * sizeof(*more));
		if (o->n > 0)
			memcpy(more, o->list, o->n * sizeof(*more));
		o->list = more;
	}
	return &o->list[o->n++];
}

/* An order that does not stand earns nothing; what was paid for it is not to
 * be forgotten. */
static bool
is_cancelled(struct report *r, const struct query *q)
{
	const struct decimal paid = query_decimal(q, 8);
	char text[DECIMAL_TEXT_MAX];

	if (strcmp(query_text(q, 7), "cancelled") != 0)
		return false;
	if (!decimal_is_none(paid) && paid.micros > 0) {
		decimal_format(paid, money_places(query_text(q, 3)), text);
		report_remark(r, arena_printf(r->arena, _("%s is cancelled; "
		    "%s %s were paid for it"), query_text(q, 1),
		    query_text(q, 3), text));
	}
	return true;
}

static enum status
read_orders(struct report *r, const char *sql, int64_t id, struct orders *out)
{
	struct query q = store_query(records_store(r->records), sql,
	    ARGS(ARG(id)));
	enum status st = OK, end;

	while (st == OK && query_row(&q)) {
		struct outlook *o;

		if (is_cancelled(r, &q))
			continue;
		o = add_order(out, r->arena);
		*o = (struct outlook){ .order = query_int(&q, 0),
		    .number = query_own(&q, 1, r->arena),
		    .freight = query_decimal(&q, 2), .sold = {
		    .currency = query_own(&q, 3, r->arena),
		    .date = query_date(&q, 4),
		    .rate = query_decimal(&q, 5) },
		    .incoterm = query_own(&q, 6, r->arena) };
		st = outlook_read(&out->home, o);
	}
	end = query_end(&q);
	return st != OK ? st : end;
}

static enum status
write_orders(struct report *r, const char *sql, int64_t id)
{
	struct orders all = { .n = 0 };
	enum status st;

	home_begin(&all.home, r);
	if ((st = read_orders(r, sql, id, &all)) != OK ||
	    (st = report_begin(r, &table)) != OK)
		return st;
	for (size_t i = 0; st == OK && i < all.n; i++)
		st = write_margin(&all.home, &all.list[i]);
	if (st == OK)
		st = report_begin(r, &cost_table);
	for (size_t i = 0; st == OK && i < all.n; i++)
		if ((st = write_costs(&all.home, &all.list[i])) == OK)
			st = tell_missing(&all.home, &all.list[i]);
	return st;
}

enum status
deal_margin(struct report *r, const char *what, int64_t id)
{
	for (size_t i = 0; i < COUNT(orders_of); i++)
		if (strcmp(orders_of[i].what, what) == 0)
			return write_orders(r, orders_of[i].sql, id);
	return OK;
}
