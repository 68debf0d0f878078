/*
 * What needs us: next actions that are due, and inquiries left unanswered.
 */
#include "ledger/report.h"

#include <stdlib.h>
#include <string.h>

#include "trade/inquiry.h"

static const struct column next_columns[] = {
	{ .name = "due", .label = N_("Due"), .type = V_DATE },
	{ .name = "days", .label = N_("Days"), .type = V_INT },
	{ .name = "inquiry", .label = N_("Inquiry"), .type = V_TEXT,
	  .flags = COLUMN_ID | COLUMN_CODE },
	{ .name = "what", .label = N_("What"), .type = V_TEXT },
	{ .name = "who", .label = N_("Who"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
	{ .name = "stage", .label = N_("Stage"), .type = V_TEXT,
	  .codes = &stage_codes, .flags = COLUMN_NAMED },
	{ .name = "last_note", .label = N_("Last note"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
};

static const struct table next_table = {
	.name = "next", .title = N_("What needs doing"), .kind = TABLE_LIST,
	.columns = next_columns, .ncolumns = COUNT(next_columns)
};

/* One row, kept until all are there: what is due when follows from two
 * different dates, so the database cannot sort it. */
struct due {
	struct due	*next;
	struct date	 day;
	struct value	 row[COUNT(next_columns)];
};

static const char *
own(const struct query *q, int column, struct arena *a)
{
	const char *text = query_text_if(q, column);

	return text != NULL ? arena_strdup(a, text) : NULL;
}

static struct due *
read_due(struct report *r, const struct query *q, struct date today,
    int64_t days)
{
	struct arena *a = r->arena;
	struct due *due = arena_alloc(a, sizeof(*due));
	bool is_unanswered = query_int(q, 4) != 0;

	due->day = query_value(q, 0, V_DATE).u.date;
	due->day.minute = NO_MINUTE;
	if (is_unanswered)
		due->day.day += (int32_t)days;
	due->row[0] = value_date(due->day);
	due->row[1] = value_int(today.day - due->day.day);
	due->row[2] = value_text(own(q, 1, a));
	due->row[3] = value_text(report_word(r, is_unanswered ?
	    N_("not answered") : due->day.day < today.day ? N_("overdue") :
	    N_("due today")));
	due->row[4] = value_text(own(q, 2, a));
	due->row[5] = value_text(own(q, 3, a));
	due->row[6] = value_text(own(q, 5, a));
	return due;
}

static int
by_day(const void *a, const void *b)
{
	const struct due *const *x = a, *const *y = b;
	int order = date_compare((*x)->day, (*y)->day);

	return order != 0 ? order : strcmp((*x)->row[2].u.text,
	    (*y)->row[2].u.text);
}

static enum status
write_sorted(struct report *r, struct due *list)
{
	struct due **all = arena_alloc(r->arena, (r->n + 1) * sizeof(*all));
	enum status st = OK;

	for (size_t i = 0; i < r->n; i++, list = list->next)
		all[i] = list;
	qsort(all, r->n, sizeof(*all), by_day);
	for (size_t i = 0; st == OK && i < r->n; i++)
		st = sink_row(r->sink, all[i]->row);
	return st;
}

enum status
report_next(struct report *r, struct date today, int64_t days)
{
	/* Any time of the last day that is too long ago. */
	struct date behind = { today.day - (int32_t)days + 1, NO_MINUTE };
	struct date tomorrow = { today.day + 1, NO_MINUTE };
	struct due *list = NULL;
	enum status st = report_begin(r, &next_table);
	struct query q;

	if (st != OK)
		return st;
	q = store_query(records_store(r->records),
	    "SELECT CASE WHEN i.next_action IS NULL THEN i.date"
	    " ELSE i.next_action END, i.number, coalesce(p.name, i.company),"
	    " i.stage, CASE WHEN i.next_action IS NULL THEN 1 ELSE 0 END,"
	    " (SELECT e.text FROM inquiry_event e WHERE e.inquiry = i.id"
	    " AND e.text IS NOT NULL ORDER BY e.id DESC LIMIT 1)"
	    " FROM inquiry i LEFT JOIN party p ON p.id = i.buyer"
	    " WHERE i.archived = 0 AND i.stage NOT IN ('won', 'lost')"
	    " AND (i.next_action < ?1 OR (i.next_action IS NULL"
	    " AND i.stage = 'new' AND i.answered IS NULL AND i.date < ?2))"
	    " ORDER BY i.id", ARGS(ARG(tomorrow), ARG(behind)));
	while (query_row(&q)) {
		struct due *due = read_due(r, &q, today, days);

		due->next = list;
		list = due;
		r->n++;
	}
	if ((st = query_end(&q)) != OK)
		return st;
	return write_sorted(r, list);
}
