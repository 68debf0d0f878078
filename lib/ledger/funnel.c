/*
 * The funnel: inquiries by channel and stage, and what they are worth.
 */
#include "ledger/figures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "trade/inquiry.h"
#include "value/money.h"

static const struct column funnel_columns[] = {
	{ .name = "channel", .label = N_("Channel"), .type = V_TEXT,
	  .codes = &channel_codes, .flags = COLUMN_ID | COLUMN_NAMED },
	{ .name = "inquiries", .label = N_("Count"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "new", .label = N_("New"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "contacted", .label = N_("Contact"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "quoted", .label = N_("Quoted"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "sample", .label = N_("Sample"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "negotiating", .label = N_("Neg."), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "won", .label = N_("Won"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "lost", .label = N_("Lost"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "won_percent", .label = N_("Won %"), .type = V_DECIMAL,
	  .flags = COLUMN_PERCENT },
	{ .name = "answer_hours", .label = N_("Hours"),
	  .type = V_DECIMAL },
};

enum { STAGES = 7, FIRST_STAGE = 2 };	/* columns of funnel_columns */

static const struct table funnel_table = {
	.name = "funnel", .title = N_("Inquiries by channel and stage"),
	.kind = TABLE_LIST, .columns = funnel_columns,
	.ncolumns = COUNT(funnel_columns)
};

static const struct column value_columns[] = {
	{ .name = "channel", .label = N_("Channel"), .type = V_TEXT,
	  .codes = &channel_codes, .flags = COLUMN_ID | COLUMN_NAMED },
	{ .name = "currency", .label = N_("Currency"), .type = V_TEXT },
	{ .name = "inquiries", .label = N_("Inquiries"), .type = V_INT },
	{ .name = "value", .label = N_("Value wished"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "won_value", .label = N_("of that won"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
};

static const struct table value_table = {
	.name = "value", .title = N_("Value by channel and currency"),
	.kind = TABLE_LIST, .columns = value_columns,
	.ncolumns = COUNT(value_columns)
};

/* One channel while its inquiries are read, in order. */
struct channel {
	char	 name[32];
	int64_t	 count, stages[STAGES];
	int64_t	*minutes;	/* to the first answer */
	size_t	 nminutes, size;
};

static void
add_minutes(struct channel *c, int64_t minutes)
{
	if (c->nminutes == c->size) {
		c->size = c->size > 0 ? c->size * 2 : 64;
		c->minutes = realloc(c->minutes,
		    c->size * sizeof(*c->minutes));
		if (c->minutes == NULL)
			no_memory();
	}
	c->minutes[c->nminutes++] = minutes;
}

static int64_t
minutes_between(struct date from, struct date to)
{
	int64_t minutes = ((int64_t)to.day - from.day) * 24 * 60;

	if (from.minute != NO_MINUTE && to.minute != NO_MINUTE)
		minutes += to.minute - from.minute;
	return minutes > 0 ? minutes : 0;
}

static int
by_size(const void *a, const void *b)
{
	int64_t x, y;

	memcpy(&x, a, sizeof(x));
	memcpy(&y, b, sizeof(y));
	return (x > y) - (x < y);
}

/* The middle one, or half way between the middle two; in hours, 0.1 steps. */
static struct value
median_hours(struct channel *c)
{
	struct decimal hours;
	size_t mid = c->nminutes / 2;
	int64_t sum;

	if (c->nminutes == 0)
		return value_none(V_DECIMAL);
	qsort(c->minutes, c->nminutes, sizeof(*c->minutes), by_size);
	sum = c->minutes[mid] + c->minutes[c->nminutes % 2 == 1 ? mid :
	    mid - 1];
	if (decimal_round((struct decimal){ sum * (DECIMAL_SCALE / 4) / 30 },
	    1, &hours) != OK)
		fail_clear();
	return value_decimal(hours);
}

static enum status
write_channel(struct report *r, struct channel *c)
{
	struct value row[COUNT(funnel_columns)];
	int64_t won = c->stages[5], lost = c->stages[6];

	row[0] = value_text(c->name);
	row[1] = value_int(c->count);
	for (size_t i = 0; i < STAGES; i++)
		row[FIRST_STAGE + i] = value_int(c->stages[i]);
	row[9] = percent_of_count(won, won + lost);
	row[10] = median_hours(c);
	r->n++;
	return sink_row(r->sink, row);
}

/* Funnel columns stand in the order of the stages. */
static void
count_inquiry(struct channel *c, const struct query *q)
{
	const char *stage = query_text(q, 1);
	struct value from = query_value(q, 2, V_DATE);
	struct value to = query_value(q, 3, V_DATE);

	c->count++;
	for (size_t i = 0; i < STAGES; i++)
		if (strcmp(funnel_columns[FIRST_STAGE + i].name, stage) == 0)
			c->stages[i]++;
	if (!value_is_none(to))
		add_minutes(c, minutes_between(from.u.date, to.u.date));
}

static enum status
write_channels(struct report *r, const struct period *p)
{
	struct arg two[2];
	struct query q = store_query(records_store(r->records),
	    "SELECT channel, stage, date, answered FROM inquiry"
	    " WHERE archived = 0 AND date >= ?1 AND date < ?2"
	    " ORDER BY channel, id", period_args(p, two));
	struct channel c = { .count = 0 };
	enum status st = OK, end;

	while (st == OK && query_row(&q)) {
		const char *name = query_text(&q, 0);

		if (c.count > 0 && strcmp(c.name, name) != 0) {
			st = write_channel(r, &c);
			c = (struct channel){ .minutes = c.minutes,
			    .size = c.size };
		}
		snprintf(c.name, sizeof(c.name), "%s", name);
		count_inquiry(&c, &q);
	}
	if (st == OK && c.count > 0)
		st = write_channel(r, &c);
	free(c.minutes);
	end = query_end(&q);
	return st != OK ? st : end;
}

/* The sum over one channel and currency, while its lines are read. */
struct worth {
	char		name[32], currency[8];
	int64_t		inquiry, inquiries;
	struct decimal	all, won;
};

static enum status
write_worth(struct sink *sink, const struct worth *w)
{
	const struct value row[] = {
		value_text(w->name),
		value_text(w->currency[0] != '\0' ? w->currency : NULL),
		value_int(w->inquiries), value_decimal(w->all),
		value_decimal(w->won)
	};

	return sink_row(sink, row);
}

/* A line is rounded once, to the currency's minor units. */
static enum status
add_line(struct worth *w, const struct query *q)
{
	struct decimal product, quantity = { query_int(q, 3) };
	struct decimal price = { query_int(q, 4) };
	enum status st;

	if (w->inquiry != query_int(q, 2)) {
		w->inquiry = query_int(q, 2);
		w->inquiries++;
	}
	if ((st = decimal_multiply_to(quantity, price,
	    money_places(w->currency), &product)) != OK ||
	    (st = decimal_add(w->all, product, &w->all)) != OK)
		return st;
	if (query_int(q, 5) != 0)
		st = decimal_add(w->won, product, &w->won);
	return st;
}

static enum status
write_values(struct report *r, const struct period *p)
{
	struct arg two[2];
	struct query q = store_query(records_store(r->records),
	    "SELECT i.channel, coalesce(i.currency, ''), i.id, l.quantity,"
	    " l.target_price, CASE i.stage WHEN 'won' THEN 1 ELSE 0 END,"
	    " i.number FROM inquiry i JOIN inquiry_line l ON l.inquiry = i.id"
	    " WHERE i.archived = 0 AND i.date >= ?1 AND i.date < ?2"
	    " AND l.quantity IS NOT NULL AND l.target_price IS NOT NULL"
	    " ORDER BY 1, 2, 3, l.line", period_args(p, two));
	struct worth w = { .inquiries = 0 };
	enum status st = OK, end;

	while (st == OK && query_row(&q)) {
		if (w.inquiries > 0 && (strcmp(w.name, query_text(&q, 0)) != 0
		    || strcmp(w.currency, query_text(&q, 1)) != 0)) {
			st = write_worth(r->sink, &w);
			w = (struct worth){ .inquiries = 0 };
		}
		snprintf(w.name, sizeof(w.name), "%s", query_text(&q, 0));
		snprintf(w.currency, sizeof(w.currency), "%s",
		    query_text(&q, 1));
		if (st == OK && (st = add_line(&w, &q)) != OK)
			st = fail_in(st, "%s", query_text(&q, 6));
	}
	if (st == OK && w.inquiries > 0)
		st = write_worth(r->sink, &w);
	end = query_end(&q);
	return st != OK ? st : end;
}

enum status
report_funnel(struct report *r, const struct period *p)
{
	enum status st;

	if ((st = report_begin(r, &funnel_table)) != OK ||
	    (st = write_channels(r, p)) != OK ||
	    (st = report_begin(r, &value_table)) != OK)
		return st;
	return write_values(r, p);
}
