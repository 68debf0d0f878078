/*
 * Quotes that the rate has eaten into.
 */
#include <string.h>

#include "ledger/deal.h"
#include "ledger/exchange.h"
#include "value/money.h"
#include "value/ratio.h"

static const struct column columns[] = {
	{ .name = "quote", .label = N_("Quote"), .type = V_TEXT,
	  .flags = COLUMN_ID | COLUMN_CODE },
	{ .name = "who", .label = N_("Who"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
	{ .name = "state", .label = N_("State"), .type = V_TEXT,
	  .codes = &quote_state_codes,
	  .flags = COLUMN_NAMED | COLUMN_MINOR },
	{ .name = "valid_until", .label = N_("Valid until"), .type = V_DATE,
	  .flags = COLUMN_MINOR },
	{ .name = "currency", .label = N_("Currency"), .type = V_TEXT },
	{ .name = "rate", .label = N_("Rate then"), .type = V_DECIMAL,
	  .flags = COLUMN_MINOR },
	{ .name = "rate_now", .label = N_("Rate now"), .type = V_DECIMAL,
	  .flags = COLUMN_MINOR },
	{ .name = "margin", .label = N_("Margin then"), .type = V_DECIMAL,
	  .flags = COLUMN_PERCENT },
	{ .name = "margin_now", .label = N_("Margin now"), .type = V_DECIMAL,
	  .flags = COLUMN_PERCENT },
	{ .name = "line", .label = N_("Line"), .type = V_INT },
	{ .name = "price", .label = N_("Price"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "price_asked", .label = N_("To ask"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
};

static const struct table table = {
	.name = "quotes", .title = N_("Quotes under their limit"),
	.kind = TABLE_LIST, .columns = columns, .ncolumns = COUNT(columns)
};

/* A quote with what its goods cost. */
struct watched {
	int64_t		 id;
	const char	*number, *who, *state, *currency;
	struct date	 valid_until;
	struct date	 dated;		/* of which day its rate is */
	struct decimal	 goods, rate;
	struct ratio	 cost;		/* in the home currency */
	struct ratio	 charges;	/* in its own: freight and fees */
	struct ratio	 fees;		/* of them, what rises with prices */
	bool		 is_known;	/* are the costs of all lines? */
};

static const char sql[] = "SELECT q.number, coalesce(p.name, q.company),"
    " q.state, q.currency, q.valid_until, q.rate, sum(l.amount),"
    " min(CASE WHEN l.cost IS NULL THEN 0 ELSE 1 END), q.id,"
    " coalesce(q.rate_date, q.date)"
    " FROM quote q JOIN quote_line l ON l.quote = q.id"
    " LEFT JOIN party p ON p.id = q.buyer"
    " WHERE q.state IN ('draft', 'sent')"
    " GROUP BY q.number, p.name, q.company, q.state, q.currency,"
    " q.valid_until, q.rate, q.id, q.rate_date, q.date ORDER BY q.number";

static struct ratio
number(const struct query *q, int column)
{
	struct decimal d = query_value(q, column, V_DECIMAL).u.decimal;

	return decimal_is_none(d) ? ratio_int(0) : ratio_of(d);
}

/* What the lines cost, times their quantities. */
static enum status
add_costs(struct records *r, struct watched *w)
{
	struct query q = store_query(records_store(r), "SELECT quantity, cost,"
	    " charges, fees, amount FROM quote_line WHERE quote = ?1"
	    " ORDER BY line", ARGS(ARG(w->id)));

	w->cost = w->charges = w->fees = ratio_int(0);
	while (query_row(&q)) {
		struct ratio quantity = number(&q, 0);

		w->cost = ratio_add(w->cost, ratio_multiply(quantity,
		    number(&q, 1)));
		w->charges = ratio_add(w->charges, ratio_multiply(quantity,
		    number(&q, 2)));
		w->fees = ratio_add(w->fees, ratio_divide(ratio_multiply(
		    number(&q, 3), number(&q, 4)), ratio_int(100)));
	}
	return query_end(&q);
}

static const char *
own(const struct query *q, int column, struct arena *a)
{
	const char *text = query_text_if(q, column);

	return text != NULL ? arena_strdup(a, text) : NULL;
}

static enum status
read_watched(struct report *r, const struct query *q, struct watched *out)
{
	*out = (struct watched){
		query_int(q, 8), own(q, 0, r->arena),
		own(q, 1, r->arena), own(q, 2, r->arena),
		own(q, 3, r->arena), query_value(q, 4, V_DATE).u.date,
		query_value(q, 9, V_DATE).u.date, { query_int(q, 6) },
		query_value(q, 5, V_DECIMAL).u.decimal,
		.is_known = query_int(q, 7) != 0
	};
	return out->is_known ? add_costs(r->records, out) : OK;
}

/* What is paid for the goods besides fees, in the currency of the quote. */
static struct ratio
paid(const struct watched *w, struct ratio rate)
{
	return ratio_add(ratio_divide(w->cost, rate), w->charges);
}

/* (value - fees - cost / rate - charges) / value, in percent. */
static struct ratio
margin(const struct watched *w, struct ratio rate)
{
	struct ratio value = ratio_of(w->goods);

	return ratio_multiply(ratio_int(100), ratio_divide(ratio_subtract(
	    ratio_subtract(value, w->fees), paid(w, rate)), value));
}

/* What the goods have to bring to leave the limit, by what they bring: what is
 * paid / (1 - fees - limit) / value. */
static struct ratio
share_asked(const struct watched *w, struct ratio rate, struct decimal limit)
{
	struct ratio value = ratio_of(w->goods);
	struct ratio left = ratio_subtract(value, ratio_add(w->fees,
	    ratio_divide(ratio_multiply(value, ratio_of(limit)),
	    ratio_int(100))));

	return ratio_sign(left) <= 0 ? ratio_none() :
	    ratio_divide(paid(w, rate), left);
}

/* The price raised to a multiple of it, rounded up: it leaves the limit, and
 * no less. */
static enum status
raised(struct decimal price, struct ratio by, int places, struct decimal *out)
{
	struct ratio exact = ratio_multiply(ratio_of(price), by);
	int64_t unit = DECIMAL_SCALE;
	enum status st;

	*out = NO_DECIMAL;
	if (ratio_is_none(exact))	/* no price leaves so much */
		return OK;
	for (int i = 0; i < places; i++)
		unit /= 10;
	for (; price.micros % unit != 0; places++)	/* as fine as it is */
		unit /= 10;
	if ((st = ratio_round(exact, places, out)) == OK &&
	    ratio_sign(ratio_subtract(exact, ratio_of(*out))) > 0)
		out->micros += unit;
	return st;
}

/* The rate then and now, and what the quote left and leaves. */
struct verdict {
	const struct guard *guard;
	struct decimal	    shown;	/* the rate now, */
	struct ratio	    then, now;	/* and both exactly */
};

static enum status
write_line(struct report *r, const struct verdict *v, const struct watched *w,
    const struct query *line)
{
	struct decimal price = { query_int(line, 1) }, asked;
	enum status st = raised(price, share_asked(w, v->now,
	    v->guard->limit), money_places(w->currency), &asked);

	if (st != OK)
		return st;
	r->n++;
	return sink_row(r->sink, (struct value[]){
	    value_text(w->number), value_text(w->who), value_text(w->state),
	    value_date(w->valid_until), value_text(w->currency),
	    value_decimal(w->rate), value_decimal(v->shown),
	    value_decimal(decimal_is_none(w->rate) ? NO_DECIMAL :
	    ratio_shown(margin(w, v->then), 2)),
	    value_decimal(ratio_shown(margin(w, v->now), 2)),
	    value_int(query_int(line, 0)), value_decimal(price),
	    value_decimal(asked) });
}

static enum status
write_watched(struct report *r, const struct verdict *v,
    const struct watched *w)
{
	struct query line = store_query(records_store(r->records), "SELECT"
	    " line, price FROM quote_line WHERE quote = ?1 ORDER BY line",
	    ARGS(ARG(w->id)));
	enum status st = OK, end;

	while (st == OK && query_row(&line))
		st = write_line(r, v, w, &line);
	end = query_end(&line);
	return st != OK ? st : end;
}

/* Each is said once, though several quotes go by it. */
static void
warn(struct guard *g, const char *warning, struct arena *a)
{
	if (warning == NULL || strstr(g->warnings, warning) != NULL)
		return;
	g->warnings = arena_printf(a, "%s%s%s", g->warnings,
	    *g->warnings != '\0' ? "\n" : "", warning);
}

/* A small rate is kept with few digits: where it is that of the ledger,
 * rounded, that is taken as it is. */
static enum status
find_then(struct report *r, const struct watched *w, struct ratio *out)
{
	const struct exchange_query wanted = { w->currency,
	    records_defaults(r->records)->currency, w->dated, NULL, NULL };
	struct exchange x;
	enum status st;

	*out = ratio_of(w->rate);
	if (decimal_is_none(w->rate) || w->rate.micros >= DECIMAL_SCALE / 10)
		return OK;
	st = exchange_find(r->records, &wanted, r->arena, &x);
	if (st == OK && x.rate.micros == w->rate.micros)
		*out = exchange_exact(&x);
	if (st == E_NOTFOUND) {
		fail_clear();
		st = OK;
	}
	return st;
}

static enum status
watch(struct report *r, struct guard *g, const struct watched *w)
{
	const char *home = records_defaults(r->records)->currency;
	const struct exchange_query wanted = { w->currency, home, g->today,
	    NULL, NULL };
	struct verdict v = { .guard = g };
	struct exchange x;
	enum status st;

	if (!w->is_known || w->goods.micros == 0) {
		g->unknown++;
		return OK;
	}
	if ((st = exchange_find(r->records, &wanted, r->arena, &x)) != OK)
		return fail_in(st, "%s", w->number);
	warn(g, exchange_warning(&x, r->arena), r->arena);
	v.shown = x.rate;
	v.now = exchange_exact(&x);
	if (ratio_sign(ratio_subtract(margin(w, v.now),
	    ratio_of(g->limit))) >= 0)
		return OK;
	if ((st = find_then(r, w, &v.then)) != OK)
		return st;
	return write_watched(r, &v, w);
}

enum status
report_guard(struct report *r, struct guard *g)
{
	enum status st = report_begin(r, &table), end;
	struct query q = store_query(records_store(r->records), sql, NO_ARGS);

	g->warnings = "";
	while (st == OK && query_row(&q)) {
		struct watched w;

		if ((st = read_watched(r, &q, &w)) == OK)
			st = watch(r, g, &w);
	}
	end = query_end(&q);
	return st != OK ? st : end;
}
