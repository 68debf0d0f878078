/*
 * The order book: what is ordered and not shipped as yet, by when it has to
 * be, and when our suppliers will have it.
 */
#include "ledger/figures.h"

#include <string.h>

#include "trade/order.h"
#include "value/money.h"

static const struct column book_columns[] = {
	{ .name = "order", .label = N_("Order"), .type = V_TEXT,
	  .flags = COLUMN_ID | COLUMN_CODE },
	{ .name = "buyer", .label = N_("Buyer"), .type = V_TEXT,
	  .flags = COLUMN_WIDE, .width = 16 },
	{ .name = "date", .label = N_("Date"), .type = V_DATE,
	  .flags = COLUMN_MINOR },
	{ .name = "state", .label = N_("State"), .type = V_TEXT,
	  .codes = &order_state_codes, .flags = COLUMN_NAMED | COLUMN_MINOR },
	{ .name = "ship_by", .label = N_("Ship by"), .type = V_DATE },
	{ .name = "days", .label = N_("Days"), .type = V_INT },
	{ .name = "promised", .label = N_("Promised"), .type = V_DATE },
	{ .name = "currency", .label = N_("Cur."), .type = V_TEXT },
	{ .name = "amount", .label = N_("Amount"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY | COLUMN_MINOR },
	{ .name = "open_amount", .label = N_("Open"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "open_home", .label = N_("Open (home)"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY | COLUMN_TOTAL | COLUMN_MINOR },
};

static const struct table book_table = {
	.name = "orders", .title = N_("Open orders"), .kind = TABLE_LIST,
	.columns = book_columns, .ncolumns = COUNT(book_columns)
};

static const struct column total_columns[] = {
	{ .name = "currency", .label = N_("Currency"), .type = V_TEXT,
	  .flags = COLUMN_ID },
	{ .name = "orders", .label = N_("Orders"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "late", .label = N_("Late"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "amount", .label = N_("Amount"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "open_amount", .label = N_("Open"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
};

static const struct table total_table = {
	.name = "totals", .title = N_("Totals"), .kind = TABLE_LIST,
	.columns = total_columns, .ncolumns = COUNT(total_columns)
};

/* What is open of one currency. */
struct open_total {
	struct open_total *next;
	char		   currency[8];
	int64_t		   orders, late;
	struct decimal	   amount, open;
};

/* An order while its lines are read. */
struct open_order {
	int64_t		 id;
	const char	*number, *buyer, *state, *currency;
	struct date	 date, ship_by, promised;
	struct decimal	 rate, amount, open;
};

struct book {
	struct report	*report;
	struct home	 home;
	struct date	 today;
	struct open_total *totals;
};

/* Columns of the query. */
enum { ID, NUMBER, BUYER, DATE, STATE, SHIP_BY, PROMISED, CURRENCY, RATE,
    QUANTITY, AMOUNT, SHIPPED };

static const char book_sql[] =
	"SELECT o.id, o.number, p.name, o.date, o.state, o.ship_by,"
	" (SELECT max(u.promised) FROM purchase u WHERE u.sales_order = o.id"
	" AND u.received IS NULL AND u.state NOT IN ('closed', 'cancelled')),"
	" o.currency, o.rate, l.quantity, l.amount,"
	" (SELECT sum(x.quantity) FROM shipment_line x"
	" JOIN shipment s ON s.id = x.shipment WHERE x.sales_order = o.id"
	" AND x.order_line = l.line AND s.state <> 'cancelled'"
	" AND (s.atd IS NOT NULL OR s.bl_date IS NOT NULL))"
	" FROM sales_order o JOIN party p ON p.id = o.buyer"
	" LEFT JOIN order_line l ON l.sales_order = o.id"
	" WHERE o.state IN ('confirmed', 'production')"
	" AND (o.shipped IS NULL OR " ORDER_IS_HALF_SHIPPED ")"
	" ORDER BY CASE WHEN o.ship_by IS NULL THEN 1 ELSE 0 END, o.ship_by,"
	" o.number, l.line";

static struct open_total *
total_of(struct book *b, const char *currency)
{
	struct open_total **at = &b->totals;

	while (*at != NULL && strcmp((*at)->currency, currency) < 0)
		at = &(*at)->next;
	if (*at == NULL || strcmp((*at)->currency, currency) != 0) {
		struct open_total *t = arena_alloc(b->report->arena,
		    sizeof(*t));

		strncpy(t->currency, currency, sizeof(t->currency) - 1);
		t->next = *at;
		*at = t;
	}
	return *at;
}

static enum status
write_order(struct book *b, const struct open_order *o)
{
	struct open_total *t = total_of(b, o->currency);
	const struct foreign f = { o->currency, o->date, o->rate, o->open,
	    false };
	bool is_dated = !date_is_none(o->ship_by);
	struct decimal home;
	enum status st = home_amount(&b->home, &f, &home);
	const struct value row[] = {
		value_text(o->number), value_text(o->buyer),
		value_date(o->date), value_text(o->state),
		value_date(o->ship_by), is_dated ?
		    value_int(o->ship_by.day - b->today.day) :
		    value_none(V_INT), value_date(o->promised),
		value_text(o->currency), value_decimal(o->amount),
		value_decimal(o->open), value_decimal(home)
	};

	t->orders++;
	t->late += is_dated && o->ship_by.day < b->today.day;
	if (st != OK || (st = sum_add(&t->amount, o->amount)) != OK ||
	    (st = sum_add(&t->open, o->open)) != OK)
		return st;
	b->report->n++;
	return sink_row(b->report->sink, row);
}

static void
begin_order(struct open_order *o, const struct query *q, struct arena *a)
{
	*o = (struct open_order){
		.id = query_int(q, ID), .number = query_own(q, NUMBER, a),
		.buyer = query_own(q, BUYER, a),
		.state = query_own(q, STATE, a),
		.currency = query_own(q, CURRENCY, a),
		.date = query_date(q, DATE), .ship_by = query_date(q, SHIP_BY),
		.promised = query_date(q, PROMISED),
		.rate = query_decimal(q, RATE),
	};
}

/* The part of a line that has not gone: by its quantity, rounded once. */
static enum status
open_part(const struct query *q, const char *currency, struct decimal *out)
{
	struct decimal quantity = query_decimal(q, QUANTITY);
	struct decimal left = quantity, share;
	enum status st;

	*out = query_decimal(q, AMOUNT);
	if (query_is_null(q, SHIPPED))
		return OK;
	if ((st = decimal_subtract(quantity, query_decimal(q, SHIPPED),
	    &left)) != OK)
		return st;
	if (left.micros <= 0) {
		*out = (struct decimal){ 0 };
		return OK;
	}
	if ((st = decimal_divide(left, quantity, DECIMAL_PLACES,
	    &share)) != OK)
		return st;
	return decimal_multiply_to(*out, share, money_places(currency), out);
}

static enum status
add_line(struct open_order *o, const struct query *q)
{
	struct decimal open;
	enum status st;

	if (query_is_null(q, QUANTITY))		/* an order without lines */
		return OK;
	if ((st = open_part(q, o->currency, &open)) != OK ||
	    (st = sum_add(&o->amount, query_decimal(q, AMOUNT))) != OK)
		return st;
	return sum_add(&o->open, open);
}

static enum status
write_orders(struct book *b)
{
	struct query q = store_query(records_store(b->report->records),
	    book_sql, NO_ARGS);
	struct open_order o = { .id = 0 };
	enum status st = OK, end;

	while (st == OK && query_row(&q)) {
		if (o.id != query_int(&q, ID)) {
			if (o.id != 0)
				st = write_order(b, &o);
			begin_order(&o, &q, b->report->arena);
		}
		if (st == OK)
			st = add_line(&o, &q);
	}
	if (st == OK && o.id != 0)
		st = write_order(b, &o);
	end = query_end(&q);
	return st != OK ? st : end;
}

enum status
report_orders(struct report *r)
{
	struct book b = { .report = r,
	    .today = records_defaults(r->records)->today };
	enum status st;

	home_begin(&b.home, r);
	if ((st = report_begin(r, &book_table)) != OK ||
	    (st = write_orders(&b)) != OK ||
	    (st = report_begin(r, &total_table)) != OK)
		return st;
	for (const struct open_total *t = b.totals; st == OK && t != NULL;
	    t = t->next) {
		const struct value row[] = {
			value_text(t->currency), value_int(t->orders),
			value_int(t->late), value_decimal(t->amount),
			value_decimal(t->open)
		};

		st = sink_row(r->sink, row);
	}
	return st;
}
