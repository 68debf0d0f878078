/*
 * Sales: the lines of orders that were confirmed, by month, buyer, product or
 * country.  Amounts of different currencies are never added up.
 */
#include "ledger/figures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* By what the lines can be put together: two expressions over order o, line l,
 * buyer p and product g. */
static const struct dimension {
	const char	*name, *label;
	const char	*key, *title;	/* title NULL: the key says it all */
	bool		 in_time;	/* in its order, not by size */
	bool		 splits_orders;	/* one may count more than once */
} dimensions[] = {
	{ N_("month"), N_("Month"), "substr(o.date, 1, 7)", NULL, true, false },
	{ N_("buyer"), N_("Buyer"), "p.code", "p.name", false, false },
	{ N_("product"), N_("Product"), "coalesce(g.code, '')",
	  "coalesce(g.name, l.description)", false, true },
	{ N_("country"), N_("Country"), "coalesce(o.country, p.country, '')", NULL,
	  false, false },
};

/* Lines of one key and one currency. */
struct group {
	struct group	*next;
	const char	*key, *title, *currency, *unit;
	int64_t		 order, norders, nlines;
	bool		 is_mixed;	/* more units than one */
	struct decimal	 quantity, amount, home, freight;
};

struct sales {
	struct report	*report;
	const struct dimension *by;
	struct home	 home;
	struct group	*groups, **end;
	size_t		 ngroups;
	struct group	*totals;	/* one a currency */
	size_t		 ncurrencies;
	struct decimal	 home_total;
};

/* ---- reading ------------------------------------------------------------- */

static struct group *
new_group(struct report *r, const struct query *q)
{
	struct group *g = arena_alloc(r->arena, sizeof(*g));

	g->key = query_own(q, 0, r->arena);
	g->title = query_own(q, 1, r->arena);
	g->currency = query_own(q, 2, r->arena);
	g->unit = query_own(q, 8, r->arena);
	return g;
}

static bool
same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static struct group *
group_of(struct sales *s, struct group *last, const struct query *q)
{
	if (last != NULL && strcmp(last->key, query_text(q, 0)) == 0 &&
	    same_text(last->title, query_text_if(q, 1)) &&
	    strcmp(last->currency, query_text(q, 2)) == 0)
		return last;
	*s->end = new_group(s->report, q);
	last = *s->end;
	s->end = &last->next;
	s->ngroups++;
	return last;
}

static struct group *
total_of(struct sales *s, const char *currency)
{
	struct group **at = &s->totals;

	while (*at != NULL && strcmp((*at)->currency, currency) < 0)
		at = &(*at)->next;
	if (*at == NULL || strcmp((*at)->currency, currency) != 0) {
		struct group *g = arena_alloc(s->report->arena, sizeof(*g));

		g->currency = arena_strdup(s->report->arena, currency);
		g->next = *at;
		*at = g;
		s->ncurrencies++;
	}
	return *at;
}

static enum status
add_line(struct sales *s, struct group *g, const struct query *q)
{
	struct foreign f = { .currency = g->currency, .date = query_date(q, 4),
	    .rate = query_decimal(q, 5), .amount = query_decimal(q, 6) };
	struct decimal home;
	enum status st;

	if (g->order != query_int(q, 3))
		g->norders++;
	g->order = query_int(q, 3);
	g->nlines++;
	g->is_mixed = g->is_mixed || !same_text(g->unit, query_text_if(q, 8));
	if ((st = home_amount(&s->home, &f, &home)) != OK ||
	    (st = sum_add(&g->amount, f.amount)) != OK ||
	    (st = sum_add(&g->quantity, query_decimal(q, 7))) != OK)
		return st;
	return sum_add(&g->home, home);
}

static enum status
read_lines(struct sales *s, const struct period *p)
{
	struct arg two[2];
	char sql[800];
	struct group *g = NULL;
	struct query q;
	enum status st = OK, end;

	snprintf(sql, sizeof(sql), "SELECT %s, %s, o.currency, o.id, o.date,"
	    " o.rate, l.amount, l.quantity, coalesce(l.unit, g.unit)"
	    " FROM order_line l"
	    " JOIN sales_order o ON o.id = l.sales_order"
	    " JOIN party p ON p.id = o.buyer"
	    " LEFT JOIN product g ON g.id = l.product"
	    " WHERE o.state NOT IN ('draft', 'cancelled')"
	    " AND o.date >= ?1 AND o.date < ?2"
	    " ORDER BY 1, 2, 3, o.date, o.id, l.line", s->by->key,
	    s->by->title != NULL ? s->by->title : "NULL");
	q = store_query(records_store(s->report->records), sql,
	    period_args(p, two));
	while (st == OK && query_row(&q)) {
		g = group_of(s, g, &q);
		st = add_line(s, g, &q);
	}
	end = query_end(&q);
	return st != OK ? st : end;
}

/* Orders, and what is charged beside the goods. */
static enum status
read_orders(struct sales *s, const struct period *p)
{
	struct arg two[2];
	struct query q = store_query(records_store(s->report->records),
	    "SELECT o.currency, count(*), sum(o.freight) FROM sales_order o"
	    " WHERE o.state NOT IN ('draft', 'cancelled')"
	    " AND o.date >= ?1 AND o.date < ?2 AND EXISTS (SELECT 1 FROM"
	    " order_line l WHERE l.sales_order = o.id)"
	    " GROUP BY o.currency", period_args(p, two));

	while (query_row(&q)) {
		struct group *g = total_of(s, query_text(&q, 0));

		g->norders = query_int(&q, 1);
		g->freight = query_decimal(&q, 2);
	}
	return query_end(&q);
}

/* Totals are sums of the rows that are shown. */
static enum status
add_totals(struct sales *s)
{
	enum status st = OK;

	for (struct group *g = s->groups; st == OK && g != NULL; g = g->next) {
		struct group *t = total_of(s, g->currency);

		t->nlines += g->nlines;
		if ((st = sum_add(&t->amount, g->amount)) == OK &&
		    (st = sum_add(&t->home, g->home)) == OK)
			st = sum_add(&s->home_total, g->home);
	}
	return st;
}

static enum status
count_drafts(struct sales *s, const struct period *p)
{
	struct report *r = s->report;
	struct arg two[2];
	int64_t n;
	enum status st = store_int(records_store(r->records),
	    "SELECT count(*) FROM sales_order WHERE state = 'draft'"
	    " AND date >= ?1 AND date < ?2", period_args(p, two), &n);

	if (st == OK && n > 0)
		report_remark(r, arena_printf(r->arena, _("Orders not "
		    "confirmed yet, which are not counted: %lld"),
		    (long long)n));
	return st;
}

/* ---- writing ------------------------------------------------------------- */

/* A title stands behind its key, where there is one. */
enum { TITLE, KEY, CURRENCY, ORDERS, QUANTITY, AMOUNT, SHARE, HOME,
    NCOLUMNS };

static const struct column sales_columns[] = {
	[KEY] = { .type = V_TEXT, .flags = COLUMN_ID | COLUMN_CODE },
	[TITLE] = { .name = "name", .label = N_("Name"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
	[CURRENCY] = { .name = "currency", .label = N_("Currency"),
	  .type = V_TEXT },
	[ORDERS] = { .name = "orders", .label = N_("Orders"), .type = V_INT },
	[QUANTITY] = { .name = "quantity", .label = N_("Quantity"),
	  .type = V_DECIMAL },
	[AMOUNT] = { .name = "amount", .label = N_("Amount"),
	  .type = V_DECIMAL, .flags = COLUMN_MONEY },
	[SHARE] = { .name = "share", .label = N_("Share"), .type = V_DECIMAL,
	  .flags = COLUMN_PERCENT | COLUMN_BAR },
	[HOME] = { .name = "home_amount", .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
};

static const struct column total_columns[] = {
	{ .name = "currency", .label = N_("Currency"), .type = V_TEXT,
	  .flags = COLUMN_ID },
	{ .name = "orders", .label = N_("Orders"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "lines", .label = N_("Lines"), .type = V_INT,
	  .flags = COLUMN_TOTAL },
	{ .name = "amount", .label = N_("Amount"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "freight", .label = N_("Freight"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "home_amount", .type = V_DECIMAL, .flags = COLUMN_MONEY },
};

/* Currencies of different orders make no sum, and no picture. */
static const char *
summed_column(const struct sales *s)
{
	if (s->ncurrencies == 1)
		return "amount";
	return decimal_is_none(s->home_total) ? NULL : "home_amount";
}

static struct column *
copy_columns(struct sales *s, const struct column *from, size_t n)
{
	struct report *r = s->report;
	struct column *columns = arena_alloc(r->arena, n * sizeof(*columns));
	const char *summed = summed_column(s);

	for (size_t i = 0; i < n; i++) {
		columns[i] = from[i];
		if (columns[i].label == NULL)
			columns[i].label = arena_printf(r->arena,
			    _("in %s"), s->home.currency);
		else
			columns[i].label = _(columns[i].label);
		if (columns[i].name != NULL &&
		    ((summed != NULL && strcmp(columns[i].name, summed) == 0) ||
		    (strcmp(columns[i].name, "home_amount") == 0 &&
		    !decimal_is_none(s->home_total))))
			columns[i].flags |= COLUMN_TOTAL;
	}
	return columns;
}

static size_t
first_column(const struct sales *s)
{
	return s->by->title != NULL ? TITLE : KEY;
}

/* Home amounts, the last column, tell people nothing where they are the same
 * as those before. */
static size_t
ncolumns(const struct sales *s, size_t n)
{
	return s->report->for_people && !s->home.is_foreign ? n - 1 : n;
}

static enum status
begin_sales(struct sales *s)
{
	struct report *r = s->report;
	struct chart *chart = arena_alloc(r->arena, sizeof(*chart));
	struct table *t = arena_alloc(r->arena, sizeof(*t));
	struct column *columns = copy_columns(s, sales_columns, NCOLUMNS);

	columns[KEY].name = s->by->name;
	columns[KEY].label = _(s->by->label);
	if (s->by->title != NULL) {
		struct column key = columns[KEY];

		columns[KEY] = columns[TITLE];
		columns[TITLE] = key;
	}
	if (!s->by->splits_orders)
		columns[ORDERS].flags |= COLUMN_TOTAL;
	*chart = (struct chart){ s->by->in_time ? CHART_COLUMNS : CHART_BARS,
	    s->by->title != NULL ? "name" : s->by->name, summed_column(s),
	    s->by->in_time ? 0 : 20 };
	*t = (struct table){ .name = "sales", .title = arena_printf(r->arena,
	    _("Sales by %s"), _(s->by->name)), .kind = TABLE_LIST,
	    .columns = columns + first_column(s),
	    .ncolumns = ncolumns(s, NCOLUMNS) - first_column(s),
	    .chart = chart->value != NULL ? chart : NULL };
	return sink_begin(r->sink, t);
}

static int
by_amount(const void *a, const void *b)
{
	const struct group *x = *(struct group *const *)a;
	const struct group *y = *(struct group *const *)b;
	int order;

	if (!decimal_is_none(x->home) && !decimal_is_none(y->home) &&
	    x->home.micros != y->home.micros)
		return x->home.micros < y->home.micros ? 1 : -1;
	if ((order = strcmp(x->currency, y->currency)) != 0)
		return order;
	if (x->amount.micros != y->amount.micros)
		return x->amount.micros < y->amount.micros ? 1 : -1;
	return strcmp(x->key, y->key);
}

/* Of all sales, where what they come to is known in one currency. */
static struct value
share_of(const struct sales *s, const struct group *g)
{
	if (s->ncurrencies == 1)
		return percent_of(g->amount, s->totals->amount);
	return percent_of(g->home, s->home_total);
}


static enum status
write_group(struct sales *s, const struct group *g)
{
	const struct value key = value_text(report_key(s->report, g->key));
	const struct value row[NCOLUMNS] = {
		[TITLE] = s->by->title != NULL ? key : value_none(V_TEXT),
		[KEY] = s->by->title != NULL ? value_text(g->title) : key,
		[CURRENCY] = value_text(g->currency),
		[ORDERS] = value_int(g->norders),
		[QUANTITY] = g->is_mixed ? value_none(V_DECIMAL) :
		    value_decimal(g->quantity),
		[AMOUNT] = value_decimal(g->amount),
		[SHARE] = share_of(s, g),
		[HOME] = value_decimal(g->home),
	};

	s->report->n++;
	return sink_row(s->report->sink, row + first_column(s));
}

/* Months stand as they were read. */
static enum status
write_groups(struct sales *s)
{
	struct group **list = arena_alloc(s->report->arena,
	    (s->ngroups + 1) * sizeof(struct group *));
	size_t n = 0;
	enum status st = begin_sales(s);

	for (struct group *g = s->groups; g != NULL; g = g->next)
		list[n++] = g;
	if (!s->by->in_time)
		qsort(list, n, sizeof(*list), by_amount);
	for (size_t i = 0; st == OK && i < n; i++)
		st = write_group(s, list[i]);
	return st;
}

static enum status
write_totals(struct sales *s)
{
	struct report *r = s->report;
	struct table *t = arena_alloc(r->arena, sizeof(*t));
	enum status st;

	*t = (struct table){ .name = "totals", .title = _("Totals"),
	    .kind = TABLE_LIST, .ncolumns = ncolumns(s, COUNT(total_columns)),
	    .columns = copy_columns(s, total_columns, COUNT(total_columns)) };
	st = sink_begin(r->sink, t);
	for (const struct group *g = s->totals; st == OK && g != NULL;
	    g = g->next) {
		const struct value row[] = {
			value_text(g->currency), value_int(g->norders),
			value_int(g->nlines), value_decimal(g->amount),
			value_decimal(g->freight), value_decimal(g->home)
		};

		st = sink_row(r->sink, row);
	}
	return st;
}

static enum status
find_dimension(const char *by, const struct dimension **out)
{
	for (size_t i = 0; i < COUNT(dimensions); i++)
		if (strcmp(dimensions[i].name, by) == 0) {
			*out = &dimensions[i];
			return OK;
		}
	return fail_hint(fail(E_USAGE, _("--by: sales by '%s' are not known"),
	    by), _("there are month, buyer, product, country"));
}

enum status
report_sales(struct report *r, const char *by, const struct period *p)
{
	struct sales s = { .report = r, .home_total = { 0 } };
	enum status st;

	s.end = &s.groups;
	home_begin(&s.home, r);
	if ((st = find_dimension(by != NULL ? by : "month", &s.by)) != OK ||
	    (st = read_lines(&s, p)) != OK ||
	    (st = read_orders(&s, p)) != OK ||
	    (st = add_totals(&s)) != OK ||
	    (st = count_drafts(&s, p)) != OK ||
	    (st = write_groups(&s)) != OK)
		return st;
	return write_totals(&s);
}
