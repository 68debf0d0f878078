/*
 * Questions across records, each one SELECT and a table of columns beside it.
 */
#include "ledger/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"

/* ---- periods ------------------------------------------------------------- */

static struct period
months(int year, int first, int n)
{
	struct period p = { NO_DATE, NO_DATE };

	if (date_from_ymd(year, first, 1, &p.from) != OK) {
		fail_clear();
		return p;
	}
	p.to = date_add_months(p.from, n);
	p.to.day--;
	return p;
}

static bool
named_period(const char *text, struct date today, struct period *out)
{
	int y, m, d;

	date_to_ymd(today, &y, &m, &d);
	if (strcmp(text, "this-month") == 0)
		*out = months(y, m, 1);
	else if (strcmp(text, "last-month") == 0)
		*out = m > 1 ? months(y, m - 1, 1) : months(y - 1, 12, 1);
	else if (strcmp(text, "this-year") == 0)
		*out = months(y, 1, 12);
	else if (strcmp(text, "ytd") == 0)
		*out = (struct period){ months(y, 1, 12).from, today };
	else
		return false;
	return true;
}

/* 2026, 2026-11, 2026Q4 */
static bool
plain_period(const char *text, struct period *out)
{
	char *end;
	long y = strtol(text, &end, 10), n;
	char sign = *end;

	if (end - text != 4 || y < 1)
		return false;
	if (sign == '\0') {
		*out = months((int)y, 1, 12);
		return true;
	}
	n = strtol(end + 1, &end, 10);
	if (*end != '\0')
		return false;
	if (sign == '-' && n >= 1 && n <= 12)
		*out = months((int)y, (int)n, 1);
	else if ((sign == 'Q' || sign == 'q') && n >= 1 && n <= 4)
		*out = months((int)y, (int)n * 3 - 2, 3);
	else
		return false;
	return true;
}

static enum status
part_of_range(const char *text, struct date today, struct period *out)
{
	enum status st;

	if (named_period(text, today, out) || plain_period(text, out))
		return OK;
	if ((st = date_parse(text, today, &out->from)) == OK)
		out->to = out->from;
	return st;
}

enum status
period_parse(const char *text, struct date today, struct period *out)
{
	const char *dots = strstr(text, "..");
	struct arena a = ARENA_INIT;
	struct period from = { NO_DATE, NO_DATE }, to = { NO_DATE, NO_DATE };
	enum status st = OK;

	if (dots == NULL) {
		st = part_of_range(text, today, out);
	} else {
		if (dots > text)
			st = part_of_range(arena_strndup(&a, text,
			    (size_t)(dots - text)), today, &from);
		if (st == OK && dots[2] != '\0')
			st = part_of_range(dots + 2, today, &to);
		*out = (struct period){ from.from, to.to };
	}
	arena_release(&a);
	if (st != OK)
		return fail_hint(fail(E_USAGE, _("'%s' is not a period"), text),
		    _("write 2026, 2026-11, 2026Q4, this-month, last-month, "
		    "ytd or 2026-10-01..2026-11-15"));
	return OK;
}

/* The table with its texts in the user's language. */
static enum status
begin_table(struct report *r, const struct table *table)
{
	struct table *t = arena_alloc(r->arena, sizeof(*t));
	struct column *columns = arena_alloc(r->arena,
	    table->ncolumns * sizeof(*columns));

	for (size_t i = 0; i < table->ncolumns; i++) {
		columns[i] = table->columns[i];
		columns[i].label = _(columns[i].label);
	}
	*t = *table;
	t->title = _(table->title);
	t->columns = columns;
	return sink_begin(r->sink, t);
}

/* ---- search -------------------------------------------------------------- */

static const struct column search_columns[] = {
	{ .name = "noun", .label = N_("Kind"), .type = V_TEXT },
	{ .name = "code", .label = N_("Code"), .type = V_TEXT,
	  .flags = COLUMN_ID | COLUMN_CODE },
	{ .name = "name", .label = N_("Name"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
	{ .name = "where", .label = N_("Found in"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
};

struct searching {
	struct report	*report;
	const char	*words;
	int64_t		 left;		/* INT64_MAX: no limit */
};

/* The words are looked up in one folded text; shown is the field they stand
 * in, unless that is the name. */
static const char *
found_in(const struct entity *e, const void *record, const char *words,
    struct arena *a)
{
	const char *word = utf8_folded(words, a);

	word = arena_strndup(a, word, strcspn(word, " "));
	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];
		struct value v = field_get(f, record);

		if ((f->flags & F_SEARCH) && !(f->flags & F_TITLE) &&
		    v.u.text != NULL &&
		    strstr(utf8_folded(v.u.text, a), word) != NULL)
			return v.u.text;
	}
	return NULL;
}

/* A line or a contact is shown as what it is a part of. */
static enum status
write_found(struct searching *s, const struct entity *e, const void *record,
    struct arena *a)
{
	const struct field *parent = entity_field_flagged(e, F_PARENT);
	const struct field *title = entity_field_flagged(e, F_TITLE);
	const struct field *roles = entity_field_flagged(e, F_ROLES);
	struct value own = field_get(title, record);
	struct value row[COUNT(search_columns)];

	row[0] = value_text(roles != NULL ? field_get(roles, record).u.text :
	    _(e->name));
	row[1] = value_text(entity_code(e, record));
	row[2] = own;
	row[3] = value_text(found_in(e, record, s->words, a));
	if (parent != NULL) {
		struct ref ref = field_get(parent, record).u.ref;

		row[1] = value_text(ref.code);
		row[2] = value_text(ref.title);
		row[3] = value_is_none(own) ? row[3] : own;
	}
	s->report->n++;
	return sink_row(s->report->sink, row);
}

static enum status
search_one(struct searching *s, const struct entity *e)
{
	struct selection sel = { .holding = s->words, .with_archived = true,
	    .limit = s->left };
	struct arena a = ARENA_INIT;
	void *record;
	struct cursor c;
	enum status st = OK, end;

	if (entity_field_flagged(e, F_SEARCH) == NULL || s->left == 0)
		return OK;
	record = entity_new(e, &a);
	c = record_select(s->report->records, e, &sel);
	while (st == OK && cursor_next(&c, record)) {
		st = write_found(s, e, record, &c.arena);
		s->left--;
	}
	end = cursor_end(&c);
	arena_release(&a);
	return st != OK ? st : end;
}

static const struct table search_table = {
	.name = "found", .title = N_("Found"), .kind = TABLE_LIST,
	.columns = search_columns, .ncolumns = COUNT(search_columns)
};

enum status
report_search(struct report *r, const char *words, int64_t limit)
{
	struct searching s = { r, words, limit > 0 ? limit : INT64_MAX };
	const struct entity *const *entities = records_entities(r->records);
	enum status st = begin_table(r, &search_table);

	for (size_t i = 0; st == OK && entities[i] != NULL; i++)
		st = search_one(&s, entities[i]);
	return st;
}

/* ---- what needs doing ---------------------------------------------------- */

static const struct column next_columns[] = {
	{ .name = "due", .label = N_("Due"), .type = V_DATE },
	{ .name = "days", .label = N_("Days"), .type = V_INT },
	{ .name = "inquiry", .label = N_("Inquiry"), .type = V_TEXT,
	  .flags = COLUMN_ID | COLUMN_CODE },
	{ .name = "what", .label = N_("What"), .type = V_TEXT },
	{ .name = "who", .label = N_("Who"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
	{ .name = "stage", .label = N_("Stage"), .type = V_TEXT },
	{ .name = "last_note", .label = N_("Last note"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
};

static const struct table next_table = {
	.name = "next", .title = N_("What needs doing"), .kind = TABLE_LIST,
	.columns = next_columns, .ncolumns = COUNT(next_columns)
};

static enum status
write_next(struct sink *sink, const struct query *q, struct date today,
    int64_t days)
{
	struct value date = query_value(q, 0, V_DATE);
	bool is_unanswered = query_int(q, 4) != 0;
	struct date due = date.u.date;
	struct value row[COUNT(next_columns)];

	due.minute = NO_MINUTE;
	if (is_unanswered)
		due.day += (int32_t)days;
	row[0] = value_date(due);
	row[1] = value_int(today.day - due.day);
	row[2] = value_text(query_text(q, 1));
	row[3] = value_text(is_unanswered ? _("not answered") :
	    due.day < today.day ? _("overdue") : _("due today"));
	row[4] = value_text(query_text(q, 2));
	row[5] = value_text(query_text(q, 3));
	row[6] = value_text(query_text(q, 5));
	return sink_row(sink, row);
}

enum status
report_next(struct report *r, struct date today, int64_t days)
{
	struct date unanswered = { today.day - (int32_t)days, NO_MINUTE };
	struct date tomorrow = { today.day + 1, NO_MINUTE };
	enum status st = begin_table(r, &next_table), end;
	struct query q;

	if (st != OK)
		return st;
	unanswered.day++;		/* any time of that day */
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
	    " ORDER BY 1, i.number", ARGS(ARG(tomorrow), ARG(unanswered)));
	while (st == OK && query_row(&q)) {
		st = write_next(r->sink, &q, today, days);
		r->n++;
	}
	end = query_end(&q);
	return st != OK ? st : end;
}

/* ---- the funnel ---------------------------------------------------------- */

static const struct column funnel_columns[] = {
	{ .name = "channel", .label = N_("Channel"), .type = V_TEXT,
	  .flags = COLUMN_ID },
	{ .name = "inquiries", .label = N_("Inquiries"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "new", .label = N_("New"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "contacted", .label = N_("Contacted"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "quoted", .label = N_("Quoted"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "sample", .label = N_("Sample"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "negotiating", .label = N_("Negotiating"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "won", .label = N_("Won"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "lost", .label = N_("Lost"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "won_percent", .label = N_("Won %"), .type = V_DECIMAL,
	  .flags = COLUMN_PERCENT },
	{ .name = "answer_hours", .label = N_("Hours to answer"),
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
	  .flags = COLUMN_ID },
	{ .name = "currency", .label = N_("Currency"), .type = V_TEXT },
	{ .name = "inquiries", .label = N_("Inquiries"), .type = V_INT },
	{ .name = "value", .label = N_("Value wished"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "won_value", .label = N_("of that won"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
};

static const struct table value_table = {
	.name = "value", .title = N_("Value by channel and currency "
	"(quantity x target price)"),
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

static struct value
percent(int64_t part, int64_t whole)
{
	struct decimal d = NO_DECIMAL;

	if (whole == 0)
		return value_none(V_DECIMAL);
	if (decimal_round((struct decimal){ part * 100 * DECIMAL_SCALE /
	    whole }, 1, &d) != OK)
		fail_clear();
	return value_decimal(d);
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
	row[9] = percent(won, won + lost);
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

/* A period as two texts to compare with: from <= date < behind. */
static struct args
period_args(const struct period *p, struct arg *two)
{
	struct date behind = { p->to.day + 1, NO_MINUTE };

	two[0] = date_is_none(p->from) ? arg_text("") : arg_date(p->from);
	two[1] = date_is_none(p->to) ? arg_text("9999-99") : arg_date(behind);
	return (struct args){ two, 2 };
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

static int
minor_units(const char *currency)
{
	const struct code *c = code_get(&currency_codes, currency);

	return c != NULL ? c->digits : 2;
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
	if ((st = decimal_multiply(quantity, price, &product)) != OK ||
	    (st = decimal_round(product, minor_units(w->currency),
	    &product)) != OK ||
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
	    " l.target_price, CASE i.stage WHEN 'won' THEN 1 ELSE 0 END"
	    " FROM inquiry i JOIN inquiry_line l ON l.inquiry = i.id"
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
		if (st == OK)
			st = add_line(&w, &q);
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

	if ((st = begin_table(r, &funnel_table)) != OK ||
	    (st = write_channels(r, p)) != OK ||
	    (st = begin_table(r, &value_table)) != OK)
		return st;
	return write_values(r, p);
}
