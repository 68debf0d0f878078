/*
 * Quotes that were won and lost, and why they were declined.
 */
#include "ledger/figures.h"

#include <stdio.h>
#include <string.h>

#include "trade/inquiry.h"

/* Expressions over quote q, its inquiry i and its buyer p. */
static const struct {
	const char	   *name, *label, *sql;
	const struct codes *codes;
} dimensions[] = {
	{ "channel", N_("Channel"), "coalesce(i.channel, '')",
	  &channel_codes },
	{ "buyer", N_("Buyer"), "coalesce(p.name, q.company, '')", NULL },
	{ "month", N_("Month"), "substr(q.date, 1, 7)", NULL },
};

/* Columns stand in the order of the states. */
static const struct column win_columns[] = {
	{ .type = V_TEXT, .flags = COLUMN_ID | COLUMN_WIDE },
	{ .name = "quotes", .label = N_("Quotes"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "sent", .label = N_("Open"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "accepted", .label = N_("Accepted"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "declined", .label = N_("Declined"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "expired", .label = N_("Expired"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "won_percent", .label = N_("Won %"), .type = V_DECIMAL,
	  .flags = COLUMN_PERCENT | COLUMN_BAR | COLUMN_WHOLE },
};

enum { NSTATES = 4, FIRST_STATE = 2, ACCEPTED = 1 };

static const struct column reason_columns[] = {
	{ .name = "reason", .label = N_("Reason"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
	{ .name = "quotes", .label = N_("Quotes"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "share", .label = N_("Share"), .type = V_DECIMAL,
	  .flags = COLUMN_PERCENT | COLUMN_BAR },
};

static const struct table reason_table = {
	.name = "reasons", .title = N_("Why quotes were declined"),
	.kind = TABLE_LIST, .columns = reason_columns,
	.ncolumns = COUNT(reason_columns)
};

/* Quotes of one channel, buyer or month. */
struct wins {
	const char	*key;
	int64_t		 n, states[NSTATES];
};

static enum status
write_wins(struct report *r, const struct wins *w)
{
	struct value row[COUNT(win_columns)];

	row[0] = value_text(report_key(r, w->key));
	row[1] = value_int(w->n);
	for (size_t i = 0; i < NSTATES; i++)
		row[FIRST_STATE + i] = value_int(w->states[i]);
	row[FIRST_STATE + NSTATES] = percent_of_count(w->states[ACCEPTED],
	    w->n - w->states[0]);
	r->n++;
	return sink_row(r->sink, row);
}

static enum status
begin_wins(struct report *r, size_t by)
{
	struct column *columns = arena_alloc(r->arena, sizeof(win_columns));
	struct chart *chart = arena_alloc(r->arena, sizeof(*chart));
	struct table t = { .name = "wins", .title = N_("Quotes won and lost"),
	    .kind = TABLE_LIST, .columns = columns,
	    .ncolumns = COUNT(win_columns), .chart = chart };

	memcpy(columns, win_columns, sizeof(win_columns));
	columns[0].name = dimensions[by].name;
	columns[0].label = dimensions[by].label;
	columns[0].codes = dimensions[by].codes;
	if (dimensions[by].codes != NULL)
		columns[0].flags |= COLUMN_NAMED;
	*chart = (struct chart){ CHART_BARS, dimensions[by].name,
	    "won_percent", 20 };
	return report_begin(r, &t);
}

/* A quote that nobody answered is as good as expired when its time is over. */
static enum status
write_groups(struct report *r, const struct period *p, size_t by)
{
	struct arg three[3] = { [2] =
	    arg_date(records_defaults(r->records)->today) };
	struct wins w = { .key = NULL };
	char sql[700];
	struct query q;
	enum status st = OK, end;

	period_args(p, three);
	snprintf(sql, sizeof(sql), "SELECT %s, CASE WHEN q.state = 'sent'"
	    " AND q.valid_until < substr(?3, 1, 10) THEN 'expired'"
	    " ELSE q.state END, count(*) FROM quote q"
	    " LEFT JOIN inquiry i ON i.id = q.inquiry"
	    " LEFT JOIN party p ON p.id = q.buyer"
	    " WHERE q.state IN ('sent', 'accepted', 'declined', 'expired')"
	    " AND q.date >= ?1 AND q.date < ?2 GROUP BY 1, 2 ORDER BY 1, 2",
	    dimensions[by].sql);
	q = store_query(records_store(r->records), sql,
	    (struct args){ three, 3 });
	while (st == OK && query_row(&q)) {
		if (w.key == NULL || strcmp(w.key, query_text(&q, 0)) != 0) {
			if (w.key != NULL)
				st = write_wins(r, &w);
			w = (struct wins){ .key = query_own(&q, 0, r->arena) };
		}
		w.n += query_int(&q, 2);
		for (size_t i = 0; i < NSTATES; i++)
			if (strcmp(win_columns[FIRST_STATE + i].name,
			    query_text(&q, 1)) == 0)
				w.states[i] += query_int(&q, 2);
	}
	if (st == OK && w.key != NULL)
		st = write_wins(r, &w);
	end = query_end(&q);
	return st != OK ? st : end;
}

static enum status
write_reasons(struct report *r, const struct period *p)
{
	struct arg two[2];
	int64_t all = 0;
	struct query q;
	enum status st = store_int(records_store(r->records),
	    "SELECT count(*) FROM quote WHERE state = 'declined'"
	    " AND date >= ?1 AND date < ?2", period_args(p, two), &all), end;

	if (st != OK)
		return st;
	q = store_query(records_store(r->records),
	    "SELECT reason, count(*) FROM quote WHERE state = 'declined'"
	    " AND date >= ?1 AND date < ?2 GROUP BY reason"
	    " ORDER BY 2 DESC, 1", (struct args){ two, 2 });
	while (st == OK && query_row(&q))
		st = sink_row(r->sink, (const struct value[]){
			value_text(report_key(r, query_text_if(&q, 0))),
			value_int(query_int(&q, 1)),
			percent_of_count(query_int(&q, 1), all) });
	end = query_end(&q);
	return st != OK ? st : end;
}

enum status
report_wins(struct report *r, const char *by, const struct period *p)
{
	size_t i = 0;
	enum status st;

	while (by != NULL && i < COUNT(dimensions) &&
	    strcmp(dimensions[i].name, by) != 0)
		i++;
	if (i == COUNT(dimensions))
		return fail_hint(fail(E_USAGE, _("--by: quotes by '%s' are not "
		    "known"), by), _("there are channel, buyer, month"));
	if ((st = begin_wins(r, i)) != OK ||
	    (st = write_groups(r, p, i)) != OK ||
	    (st = report_begin(r, &reason_table)) != OK)
		return st;
	return write_reasons(r, p);
}
