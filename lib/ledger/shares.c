/*
 * Shares of shipments in an order.
 */
#include "ledger/shares.h"

#include <string.h>

#include "ledger/figures.h"
#include "value/money.h"
#include "value/ratio.h"

/* The day of an event as a shipment knows it; each is asked for by a query of
 * its own. */
#define DATED(date)							\
	"SELECT s.id, s.number, " date " FROM shipment s"		\
	" WHERE s.state <> 'cancelled' AND " date " IS NOT NULL"	\
	" AND EXISTS (SELECT 1 FROM shipment_line l"			\
	" WHERE l.shipment = s.id AND l.sales_order = ?1)"		\
	" ORDER BY 3, s.id"

static const struct {
	const char *event, *sql;
} shipped_events[] = {
	{ "shipment", DATED("coalesce(s.bl_date, s.atd)") },
	{ "bl", DATED("s.bl_date") },
	{ "eta", DATED("coalesce(s.ata, s.eta)") },
	{ "invoice", DATED("s.invoice_date") },
};

/* A line of the order, and how much of it has gone so far. */
struct going {
	int64_t		line;
	struct decimal	quantity, amount, gone;
};

struct reading {
	struct records	   *records;
	struct arena	   *arena;
	const struct sales_order *order;
	struct going	   *lines;
	size_t		    nlines;
	int64_t		    first;	/* shipment of it; 0: there is none */
	bool		    has_first;	/* it has gone */
};

static enum status
find_first(struct reading *g)
{
	return store_int(records_store(g->records), "SELECT"
	    " coalesce(min(l.shipment), 0) FROM shipment_line l JOIN shipment s"
	    " ON s.id = l.shipment WHERE l.sales_order = ?1"
	    " AND s.state <> 'cancelled'", ARGS(ARG(g->order->id)), &g->first);
}

static enum status
read_lines(struct reading *g)
{
	struct store *s = records_store(g->records);
	const int64_t id = g->order->id;
	struct query q;
	int64_t n;
	enum status st = store_int(s, "SELECT count(*) FROM order_line WHERE"
	    " sales_order = ?1", ARGS(ARG(id)), &n);

	if (st != OK)
		return st;
	g->lines = arena_alloc(g->arena, ((size_t)n + 1) * sizeof(*g->lines));
	q = store_query(s, "SELECT line, quantity, amount FROM order_line"
	    " WHERE sales_order = ?1 ORDER BY line", ARGS(ARG(id)));
	while (query_row(&q))
		g->lines[g->nlines++] = (struct going){ query_int(&q, 0),
		    query_decimal(&q, 1), query_decimal(&q, 2), { 0 } };
	return query_end(&q);
}

static enum status
add_gone(struct reading *g, int64_t line, struct decimal quantity)
{
	for (size_t i = 0; i < g->nlines; i++)
		if (g->lines[i].line == line)
			return decimal_add(g->lines[i].gone, quantity,
			    &g->lines[i].gone);
	return OK;
}

static enum status
add_shipment(struct reading *g, int64_t shipment)
{
	struct query q = store_query(records_store(g->records), "SELECT"
	    " order_line, sum(quantity) FROM shipment_line WHERE shipment = ?1"
	    " AND sales_order = ?2 GROUP BY order_line ORDER BY order_line",
	    ARGS(ARG(shipment), ARG(g->order->id)));
	enum status st = OK, end;

	g->has_first = g->has_first || shipment == g->first;
	while (st == OK && query_row(&q))
		st = add_gone(g, query_int(&q, 0), query_decimal(&q, 1));
	end = query_end(&q);
	return st != OK ? st : end;
}

/* All shipments that are not called off, dated or not. */
static enum status
add_shipments(struct reading *g)
{
	struct query q = store_query(records_store(g->records), "SELECT"
	    " DISTINCT l.shipment FROM shipment_line l JOIN shipment s"
	    " ON s.id = l.shipment WHERE l.sales_order = ?1"
	    " AND s.state <> 'cancelled' ORDER BY l.shipment",
	    ARGS(ARG(g->order->id)));
	enum status st = OK, end;

	while (st == OK && query_row(&q))
		st = add_shipment(g, query_int(&q, 0));
	end = query_end(&q);
	return st != OK ? st : end;
}

static bool
is_all_gone(const struct reading *g)
{
	for (size_t i = 0; i < g->nlines; i++)
		if (g->lines[i].gone.micros < g->lines[i].quantity.micros)
			return false;
	return true;
}

static enum status
value_of(const struct going *l, int places, struct decimal *out)
{
	*out = l->amount;
	if (l->gone.micros >= l->quantity.micros)
		return OK;
	return ratio_round(ratio_divide(ratio_multiply(ratio_of(l->amount),
	    ratio_of(l->gone)), ratio_of(l->quantity)), places, out);
}

enum status
shares_line_amount(const struct order_line *l, struct decimal before,
    struct decimal quantity, const char *currency, struct decimal *out)
{
	const int places = money_places(currency);
	struct going at = { l->line, l->quantity, l->amount, before };
	struct decimal old, now, more, most = before;
	enum status st = value_of(&at, places, &old);

	if (before.micros < l->quantity.micros)
		most = l->quantity;
	if (st != OK || (st = decimal_add(before, quantity, &at.gone)) != OK ||
	    (st = value_of(&at, places, &now)) != OK ||
	    (st = decimal_subtract(now, old, out)) != OK ||
	    at.gone.micros <= most.micros)
		return st;
	more.micros = at.gone.micros - most.micros;
	if ((st = money_amount(&(struct pricing){ more, l->price,
	    l->discount }, currency, &more)) != OK)
		return st;
	return decimal_add(*out, more, out);
}

/* The value of all that has gone so far. */
static enum status
add_up(const struct reading *g, struct decimal *out)
{
	const struct sales_order *o = g->order;
	const int places = money_places(o->currency);
	enum status st = OK;

	*out = (struct decimal){ 0 };
	for (size_t i = 0; st == OK && i < g->nlines; i++) {
		struct decimal value;

		st = value_of(&g->lines[i], places, &value);
		if (st == OK)
			st = decimal_add(*out, value, out);
	}
	if (st != OK || decimal_is_none(o->freight) || !g->has_first)
		return st;
	return decimal_add(*out, o->freight, out);
}

/* ---- shares -------------------------------------------------------------- */

static const char *
query_of(const char *event)
{
	for (size_t i = 0; i < COUNT(shipped_events); i++)
		if (strcmp(shipped_events[i].event, event) == 0)
			return shipped_events[i].sql;
	return NULL;
}

static struct share *
next_share(struct shares *s, struct arena *a)
{
	struct share *list = arena_alloc(a, (s->n + 1) * sizeof(*list));

	if (s->n > 0)
		memcpy(list, s->list, s->n * sizeof(*list));
	s->list = list;
	return &list[s->n++];
}

static enum status
read_shares(struct reading *g, const char *sql, struct shares *out)
{
	struct query q = store_query(records_store(g->records), sql,
	    ARGS(ARG(g->order->id)));
	enum status st = OK, end;

	while (st == OK && query_row(&q)) {
		struct share *s = next_share(out, g->arena);

		s->shipment = query_own(&q, 1, g->arena);
		s->date = query_date(&q, 2);
		if ((st = add_shipment(g, query_int(&q, 0))) == OK)
			st = add_up(g, &s->upto);
	}
	end = query_end(&q);
	return st != OK ? st : end;
}

/* All of the order at once. */
static void
take_whole(const struct reading *g, const char *event, struct shares *out)
{
	out->n = 0;
	*next_share(out, g->arena) = (struct share){ NULL,
	    order_event(g->order, event).date, out->whole };
}

enum status
shares_read(struct records *r, const struct sales_order *o, const char *event,
    struct arena *a, struct shares *out)
{
	struct reading g = { .records = r, .arena = a, .order = o };
	const char *sql = query_of(event);
	enum status st = OK;

	out->n = 0;
	if (sql != NULL && (st = find_first(&g)) == OK && g.first != 0 &&
	    (st = read_lines(&g)) == OK)
		st = read_shares(&g, sql, out);
	if (st != OK)
		return st;
	if (out->n == 0 || out->list[0].upto.micros >= out->whole.micros)
		take_whole(&g, event, out);
	else if (out->list[out->n - 1].upto.micros < out->whole.micros)
		*next_share(out, a) = (struct share){ NULL, NO_DATE,
		    out->whole };
	return OK;
}

static enum status
amount_upto(const struct shares *s, size_t i, struct decimal amount,
    int places, struct decimal *out)
{
	*out = amount;
	if (s->list[i].upto.micros >= s->whole.micros)
		return OK;
	return ratio_round(ratio_divide(ratio_multiply(ratio_of(amount),
	    ratio_of(s->list[i].upto)), ratio_of(s->whole)), places, out);
}

enum status
shares_amount(const struct shares *s, size_t i, struct decimal amount,
    int places, struct decimal *out)
{
	struct decimal before = { 0 };
	enum status st = OK;

	if (i > 0)
		st = amount_upto(s, i - 1, amount, places, &before);
	if (st == OK)
		st = amount_upto(s, i, amount, places, out);
	return st == OK ? decimal_subtract(*out, before, out) : st;
}

/* ---- the order ----------------------------------------------------------- */

static bool
is_shipped(const struct sales_order *o)
{
	return strcmp(o->state, "shipped") == 0 ||
	    strcmp(o->state, "closed") == 0;
}

static enum status
total_of_gone(struct records *r, const struct sales_order *o,
    struct decimal *out)
{
	struct arena a = ARENA_INIT;
	struct reading g = { .records = r, .arena = &a, .order = o };
	enum status st;

	if ((st = find_first(&g)) == OK && g.first != 0 &&
	    (st = read_lines(&g)) == OK &&
	    (st = add_shipments(&g)) == OK)
		st = add_up(&g, out);
	arena_release(&a);
	return st;
}

enum status
shares_total(struct records *r, const struct sales_order *o,
    struct decimal *out)
{
	const int64_t freight = decimal_is_none(o->freight) ? 0 :
	    o->freight.micros;
	enum status st = store_int(records_store(r), "SELECT coalesce("
	    "sum(amount) + ?2, 0) FROM order_line WHERE sales_order = ?1",
	    ARGS(ARG(o->id), ARG(freight)), &out->micros);

	if (st != OK || out->micros == 0)
		return st;
	return is_shipped(o) && o->reason != NULL ?
	    total_of_gone(r, o, out) : OK;
}

static enum status
not_all_gone(const struct sales_order *o, const struct going *l,
    const char *shipment)
{
	char gone[DECIMAL_TEXT_MAX], all[DECIMAL_TEXT_MAX];
	enum status st;

	decimal_format(l->gone, 0, gone);
	decimal_format(l->quantity, 0, all);
	st = fail(E_CONFLICT, _("order %s, line %lld: %s of %s have gone"),
	    o->number, (long long)l->line, gone, all);
	if (shipment != NULL)
		return fail_hint(st, _("first: tradecli shipment move %s "
		    "shipped"), shipment);
	return fail_hint(st, _("ship the rest: tradecli shipment from %s; if "
	    "it will never go: tradecli order move %s shipped --reason 'TEXT'"),
	    o->number, o->number);
}

/* A shipment that is made out and has no date as yet; NULL. */
static enum status
find_waiting(struct reading *g, const char **out)
{
	struct query q = store_query(records_store(g->records), "SELECT"
	    " min(s.number) FROM shipment s WHERE s.state <> 'cancelled'"
	    " AND s.atd IS NULL AND s.bl_date IS NULL AND s.id IN (SELECT"
	    " shipment FROM shipment_line WHERE sales_order = ?1)",
	    ARGS(ARG(g->order->id)));

	*out = query_row(&q) ? query_own(&q, 0, g->arena) : NULL;
	return query_end(&q);
}

enum status
shares_check_whole(struct records *r, const struct sales_order *o)
{
	struct arena a = ARENA_INIT;
	struct shares gone = { .n = 0 };
	const char *waiting;
	struct reading g = { .records = r, .arena = &a, .order = o };
	enum status st = read_lines(&g);

	if (st == OK)
		st = read_shares(&g, query_of("shipment"), &gone);
	if (st == OK && gone.n > 0 && !is_all_gone(&g) &&
	    (st = find_waiting(&g, &waiting)) == OK)
		for (size_t i = 0; st == OK && i < g.nlines; i++)
			if (g.lines[i].gone.micros <
			    g.lines[i].quantity.micros)
				st = not_all_gone(o, &g.lines[i], waiting);
	arena_release(&a);
	return st;
}
