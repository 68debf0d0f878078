/*
 * What needs us: one table of rules, each a question to the ledger and what is
 * said of its answers.  A further rule is a further row.
 */
#include "ledger/figures.h"

#include <stdlib.h>
#include <string.h>

#include "trade/inquiry.h"

static const struct column next_columns[] = {
	{ .name = "due", .label = N_("Due"), .type = V_DATE },
	{ .name = "days", .label = N_("Days"), .type = V_INT },
	{ .name = "noun", .label = N_("Noun"), .type = V_TEXT,
	  .flags = COLUMN_MINOR },
	{ .name = "number", .label = N_("Number"), .type = V_TEXT,
	  .flags = COLUMN_ID | COLUMN_CODE },
	{ .name = "what", .label = N_("What"), .type = V_TEXT },
	{ .name = "who", .label = N_("Who"), .type = V_TEXT,
	  .flags = COLUMN_WIDE, .width = 14 },
	{ .name = "stage", .label = N_("Stage"), .type = V_TEXT,
	  .codes = &stage_codes, .flags = COLUMN_NAMED | COLUMN_MINOR },
	{ .name = "last_note", .label = N_("Last note"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
};

static const struct table next_table = {
	.name = "next", .title = N_("What needs doing"), .kind = TABLE_LIST,
	.columns = next_columns, .ncolumns = COUNT(next_columns)
};

enum { ANSWER_DAYS = -1 };		/* as many as may be waited */

/* Of order o goods are to be shipped: one shipped in part goes on until a
 * reason says why no more will follow. */
#define ORDER_GOES_ON							\
	"(o.state IN ('confirmed', 'production')"			\
	" OR (o.state = 'shipped' AND o.reason IS NULL"			\
	" AND " ORDER_IS_HALF_SHIPPED "))"

/*
 * The question gives: a date, the number of the record, who it is about, the
 * stage of an inquiry, the last note, days from the date to the day it is due
 * (or none), and a day behind which that never is (or none).
 */
static const struct rule {
	const char	*noun;
	const char	*coming, *today, *over;	/* before, on, behind the day */
	int		 after;		/* days from the date to the day */
	int		 ahead;		/* days before it is shown */
	const char	*sql;
} rules[] = {
	{ N_("inquiry"), NULL, N_("due today"), N_("overdue"), 0, 0,
	    "SELECT i.next_action, i.number, coalesce(p.name, i.company),"
	    " i.stage, (SELECT e.text FROM inquiry_event e"
	    " WHERE e.inquiry = i.id AND e.text IS NOT NULL"
	    " ORDER BY e.id DESC LIMIT 1), NULL, NULL"
	    " FROM inquiry i LEFT JOIN party p ON p.id = i.buyer"
	    " WHERE i.archived = 0 AND i.stage NOT IN ('won', 'lost')"
	    " AND i.next_action < ?1" },
	{ N_("inquiry"), NULL, N_("not answered"), N_("not answered"),
	    ANSWER_DAYS, 0,
	    "SELECT i.date, i.number, coalesce(p.name, i.company), i.stage,"
	    " (SELECT e.text FROM inquiry_event e"
	    " WHERE e.inquiry = i.id AND e.text IS NOT NULL"
	    " ORDER BY e.id DESC LIMIT 1), NULL, NULL"
	    " FROM inquiry i LEFT JOIN party p ON p.id = i.buyer"
	    " WHERE i.archived = 0 AND i.stage = 'new'"
	    " AND i.next_action IS NULL AND i.answered IS NULL"
	    " AND i.date < ?1" },
	{ N_("inquiry"), NULL, N_("offer not received"),
	    N_("offer not received"), ANSWER_DAYS, 0,
	    "SELECT s.asked, i.number, p.name, i.stage, NULL, NULL, NULL"
	    " FROM inquiry_supplier s JOIN inquiry i ON i.id = s.inquiry"
	    " JOIN party p ON p.id = s.supplier WHERE s.response = 'pending'"
	    " AND i.archived = 0 AND i.stage NOT IN ('won', 'lost')"
	    " AND s.asked < ?1" },
	{ N_("quote"), N_("quote expires"), N_("quote expires today"),
	    N_("quote has expired"), 0, 3,
	    "SELECT q.valid_until, q.number, coalesce(p.name, q.company),"
	    " NULL, NULL, NULL, NULL FROM quote q"
	    " LEFT JOIN party p ON p.id = q.buyer"
	    " WHERE q.state = 'sent' AND q.valid_until < ?1" },
	{ N_("purchase"), N_("goods promised"), N_("goods promised today"),
	    N_("goods overdue"), 0, 3,
	    "SELECT u.promised, u.number, p.name, NULL, u.notes, NULL, NULL"
	    " FROM purchase u JOIN party p ON p.id = u.supplier"
	    " WHERE u.state IN ('sent', 'confirmed') AND u.received IS NULL"
	    " AND u.promised < ?1" },
	{ N_("order"), N_("to be shipped"), N_("to be shipped today"),
	    N_("not shipped in time"), 0, 7,
	    "SELECT o.ship_by, o.number, p.name, NULL, o.notes, NULL, NULL"
	    " FROM sales_order o JOIN party p ON p.id = o.buyer"
	    " WHERE " ORDER_GOES_ON
	    " AND (o.shipped IS NULL OR " ORDER_IS_HALF_SHIPPED ")"
	    " AND o.ship_by < ?1" },
	{ N_("order"), N_("L/C: latest shipment"),
	    N_("L/C: latest shipment today"), N_("L/C: shipped too late"), 0, 14,
	    "SELECT o.lc_shipment, o.number, p.name, NULL, o.lc_number, NULL,"
	    " NULL FROM sales_order o JOIN party p ON p.id = o.buyer"
	    " WHERE " ORDER_GOES_ON
	    " AND (o.shipped IS NULL AND o.bl_date IS NULL"
	    " OR " ORDER_IS_HALF_SHIPPED ")"
	    " AND o.lc_shipment < ?1" },
	{ N_("order"), N_("L/C: present the papers"),
	    N_("L/C: last day for the papers"),
	    N_("L/C: papers presented too late"), 0, 21,
	    "SELECT coalesce(o.bl_date, o.shipped), o.number, p.name, NULL,"
	    " o.lc_number, coalesce(o.lc_days, 21), o.lc_expiry"
	    " FROM sales_order o JOIN party p ON p.id = o.buyer"
	    " WHERE o.state IN ('confirmed', 'production', 'shipped')"
	    " AND (o.lc_number IS NOT NULL OR o.lc_expiry IS NOT NULL)"
	    " AND coalesce(o.bl_date, o.shipped) < ?1"
	    " AND NOT EXISTS (SELECT 1 FROM shipment_line x"
	    " JOIN shipment s ON s.id = x.shipment"
	    " WHERE x.sales_order = o.id AND s.documents_sent IS NOT NULL)" },
	{ N_("order"), N_("L/C expires"), N_("L/C expires today"),
	    N_("L/C has expired"), 0, 7,
	    "SELECT o.lc_expiry, o.number, p.name, NULL, o.lc_number, NULL,"
	    " NULL FROM sales_order o JOIN party p ON p.id = o.buyer"
	    " WHERE " ORDER_GOES_ON
	    " AND (o.shipped IS NULL AND o.bl_date IS NULL"
	    " OR " ORDER_IS_HALF_SHIPPED ")"
	    " AND o.lc_expiry < ?1" },
	{ N_("order"), NULL, N_("payment due today"), N_("payment overdue"),
	    0, 0,
	    "SELECT t.due, o.number, p.name, NULL,"
	    " t.method || coalesce(', ' || t.shipment, ''), NULL, NULL"
	    " FROM instalment t JOIN sales_order o ON o.id = t.sales_order"
	    " JOIN party p ON p.id = o.buyer WHERE t.paid IS NULL"
	    " AND o.state NOT IN ('draft', 'cancelled', 'closed')"
	    " AND t.due < ?1" },
	{ N_("shipment"), N_("papers to the carrier (SI)"),
	    N_("papers to the carrier today (SI)"),
	    N_("SI cut-off has passed"), 0, 3,
	    "SELECT s.si_cutoff, s.number, coalesce(s.forwarder, p.name),"
	    " NULL, s.vessel, NULL, NULL FROM shipment s"
	    " LEFT JOIN party p ON p.id = s.buyer"
	    " WHERE s.state <> 'cancelled' AND s.atd IS NULL"
	    " AND s.bl_date IS NULL AND s.si_cutoff < ?1" },
	{ N_("shipment"), N_("goods to the port (CY)"),
	    N_("goods to the port today (CY)"), N_("CY cut-off has passed"),
	    0, 3,
	    "SELECT s.cy_cutoff, s.number, coalesce(s.forwarder, p.name),"
	    " NULL, s.vessel, NULL, NULL FROM shipment s"
	    " LEFT JOIN party p ON p.id = s.buyer"
	    " WHERE s.state <> 'cancelled' AND s.atd IS NULL"
	    " AND s.bl_date IS NULL AND s.cy_cutoff < ?1" },
};

/* One row, kept until all are there: what is due when follows from different
 * dates, so the database cannot sort it. */
struct due {
	struct due	*next;
	struct date	 day;
	struct value	 row[COUNT(next_columns)];
};

struct listing_next {
	struct report	*report;
	struct date	 today;
	int64_t		 answer_days;
	struct due	*list;
};

static struct date
day_of(const struct query *q, int after)
{
	struct date day = query_date(q, 0), most = query_date(q, 6);

	day.minute = NO_MINUTE;
	day.day += after;
	if (!query_is_null(q, 5))
		day.day += (int32_t)query_int(q, 5);
	if (!date_is_none(most) && most.day < day.day)
		day.day = most.day;
	return day;
}

static const char *
words_of(const struct rule *rule, int64_t days)
{
	return days < 0 ? rule->coming : days == 0 ? rule->today : rule->over;
}

static void
add_due(struct listing_next *l, const struct rule *rule,
    const struct query *q, struct date day)
{
	struct arena *a = l->report->arena;
	struct due *due = arena_alloc(a, sizeof(*due));
	int64_t days = l->today.day - day.day;

	*due = (struct due){ .next = l->list, .day = day, .row = {
		value_date(day), value_int(days),
		value_text(report_word(l->report, rule->noun)),
		value_text(query_own(q, 1, a)),
		value_text(report_word(l->report, words_of(rule, days))),
		value_text(query_own(q, 2, a)), value_text(query_own(q, 3, a)),
		value_text(query_own(q, 4, a)),
	} };
	l->list = due;
	l->report->n++;
}

/* Rows that are due, or will be soon. */
static enum status
ask(struct listing_next *l, const struct rule *rule)
{
	int after = rule->after == ANSWER_DAYS ? (int)l->answer_days :
	    rule->after;
	struct date last = { l->today.day + rule->ahead, NO_MINUTE };
	struct date behind = { last.day - after + 1, NO_MINUTE };
	struct query q = store_query(records_store(l->report->records),
	    rule->sql, ARGS(ARG(behind)));

	while (query_row(&q)) {
		struct date day = day_of(&q, after);

		if (day.day <= last.day)
			add_due(l, rule, &q, day);
	}
	return query_end(&q);
}

static int
by_day(const void *a, const void *b)
{
	const struct due *const *x = a, *const *y = b;
	int order = date_compare((*x)->day, (*y)->day);

	if (order != 0)
		return order;
	order = strcmp((*x)->row[3].u.text, (*y)->row[3].u.text);
	return order != 0 ? order : strcmp((*x)->row[4].u.text,
	    (*y)->row[4].u.text);
}

static enum status
write_sorted(const struct listing_next *l)
{
	const struct report *r = l->report;
	struct due **rows = arena_alloc(r->arena,
	    (r->n + 1) * sizeof(struct due *));
	enum status st = OK;
	size_t n = 0;

	for (struct due *due = l->list; due != NULL; due = due->next)
		rows[n++] = due;
	qsort(rows, n, sizeof(struct due *), by_day);
	for (size_t i = 0; st == OK && i < n; i++)
		st = sink_row(r->sink, rows[i]->row);
	return st;
}

enum status
report_next(struct report *r, struct date today, int64_t days)
{
	struct listing_next l = { .report = r, .today = today,
	    .answer_days = days };
	enum status st = report_begin(r, &next_table);

	l.today.minute = NO_MINUTE;
	for (size_t i = 0; st == OK && i < COUNT(rules); i++)
		st = ask(&l, &rules[i]);
	return st == OK ? write_sorted(&l) : st;
}
