/*
 * Purchases: what was promised for when, and when it came.
 */
#include "ledger/figures.h"

#include <string.h>

static const struct column delay_columns[] = {
	{ .name = "purchase", .label = N_("Purchase"), .type = V_TEXT,
	  .flags = COLUMN_ID | COLUMN_CODE },
	{ .name = "supplier", .label = N_("Supplier"), .type = V_TEXT,
	  .flags = COLUMN_WIDE, .width = 16 },
	{ .name = "order", .label = N_("Order"), .type = V_TEXT,
	  .flags = COLUMN_CODE | COLUMN_MINOR },
	{ .name = "promised", .label = N_("Promised"), .type = V_DATE },
	{ .name = "received", .label = N_("Received"), .type = V_DATE },
	{ .name = "days", .label = N_("Days late"), .type = V_INT },
	{ .name = "what", .label = N_("What"), .type = V_TEXT },
};

static const struct table delay_table = {
	.name = "delays", .title = N_("Purchases and their delays"),
	.kind = TABLE_LIST, .columns = delay_columns,
	.ncolumns = COUNT(delay_columns)
};

static const struct column supplier_columns[] = {
	{ .name = "supplier", .label = N_("Supplier"), .type = V_TEXT,
	  .flags = COLUMN_ID | COLUMN_CODE },
	{ .name = "name", .label = N_("Name"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
	{ .name = "purchases", .label = N_("Purchases"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "on_time", .label = N_("On time"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "late", .label = N_("Late"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "average_days", .label = N_("Average days"),
	  .type = V_DECIMAL },
	{ .name = "on_time_percent", .label = N_("On time %"),
	  .type = V_DECIMAL,
	  .flags = COLUMN_PERCENT | COLUMN_BAR | COLUMN_WHOLE },
};

static const struct chart supplier_chart = {
	CHART_BARS, "name", "on_time_percent", 20
};

static const struct table supplier_table = {
	.name = "suppliers", .title = N_("Punctuality of suppliers"),
	.kind = TABLE_LIST, .columns = supplier_columns,
	.ncolumns = COUNT(supplier_columns), .chart = &supplier_chart
};

/* A supplier, or a purchase's fate, while purchases are read. */
struct punctuality {
	struct punctuality *next;
	const char	*code, *name;
	int64_t		 n, on_time, late, days;
};

enum { NUMBER, SUPPLIER, NAME, ORDER, PROMISED, RECEIVED };

static struct punctuality *
supplier_of(struct punctuality **list, const struct query *q, struct arena *a)
{
	struct punctuality *s;

	while (*list != NULL && strcmp((*list)->code, query_text(q,
	    SUPPLIER)) < 0)
		list = &(*list)->next;
	if (*list != NULL && strcmp((*list)->code, query_text(q,
	    SUPPLIER)) == 0)
		return *list;
	s = arena_alloc(a, sizeof(*s));
	s->code = query_own(q, SUPPLIER, a);
	s->name = query_own(q, NAME, a);
	s->next = *list;
	*list = s;
	return s;
}

/* What is still to come is late from the day after; before it is nothing. */
static enum status
write_purchase(struct report *r, const struct query *q, struct punctuality *s)
{
	struct date promised = query_date(q, PROMISED);
	struct date received = query_date(q, RECEIVED);
	bool is_open = date_is_none(received);
	int64_t late = (is_open ? records_defaults(r->records)->today.day :
	    received.day) - promised.day;
	const char *what = is_open ? late > 0 ? N_("overdue") : N_("to come") :
	    late > 0 ? N_("late") : N_("on time");
	const struct value row[] = {
		value_text(query_text(q, NUMBER)),
		value_text(query_text(q, NAME)),
		value_text(query_text_if(q, ORDER)), value_date(promised),
		value_date(received), is_open && late <= 0 ?
		    value_none(V_INT) : value_int(late),
		value_text(report_word(r, what))
	};

	s->n++;
	s->on_time += !is_open && late <= 0;
	s->late += late > 0;
	if (!is_open || late > 0)
		s->days += late > 0 ? late : 0;
	r->n++;
	return sink_row(r->sink, row);
}

static enum status
write_supplier(struct report *r, const struct punctuality *s)
{
	int64_t decided = s->on_time + s->late;
	struct decimal average = NO_DECIMAL;

	if (decided > 0 && decimal_divide((struct decimal){ s->days *
	    DECIMAL_SCALE }, (struct decimal){ decided * DECIMAL_SCALE }, 1,
	    &average) != OK)
		fail_clear();
	return sink_row(r->sink, (const struct value[]){
		value_text(s->code), value_text(s->name), value_int(s->n),
		value_int(s->on_time), value_int(s->late),
		value_decimal(average),
		percent_of_count(s->on_time, decided) });
}

static enum status
write_purchases(struct report *r, const struct period *p,
    struct punctuality **list)
{
	struct arg two[2];
	struct query q = store_query(records_store(r->records),
	    "SELECT u.number, p.code, p.name, o.number, u.promised, u.received"
	    " FROM purchase u JOIN party p ON p.id = u.supplier"
	    " LEFT JOIN sales_order o ON o.id = u.sales_order"
	    " WHERE u.promised IS NOT NULL"
	    " AND u.state NOT IN ('draft', 'cancelled')"
	    " AND u.promised >= ?1 AND u.promised < ?2"
	    " ORDER BY u.promised, u.number", period_args(p, two));
	enum status st = OK, end;

	while (st == OK && query_row(&q))
		st = write_purchase(r, &q, supplier_of(list, &q, r->arena));
	end = query_end(&q);
	return st != OK ? st : end;
}

enum status
report_delays(struct report *r, const struct period *p)
{
	struct punctuality *list = NULL;
	enum status st;

	if ((st = report_begin(r, &delay_table)) != OK ||
	    (st = write_purchases(r, p, &list)) != OK ||
	    (st = report_begin(r, &supplier_table)) != OK)
		return st;
	for (; st == OK && list != NULL; list = list->next)
		st = write_supplier(r, list);
	return st;
}
