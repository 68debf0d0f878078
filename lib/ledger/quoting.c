/*
 * Quotes: made from inquiries, revised, and what follows from their states.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/deal.h"
#include "trade/product.h"

/* ---- from an inquiry ----------------------------------------------------- */

static enum status
store_quote(struct records *r, struct quote *q, struct arena *a)
{
	enum status st;

	if ((st = record_inherit(r, &quote_entity, q, a)) != OK ||
	    (st = record_check(r, &quote_entity, q, a)) != OK)
		return st;
	return record_insert(r, &quote_entity, q, a);
}

static enum status
store_line(struct records *r, struct quote *q, struct quote_line *line,
    struct arena *a)
{
	enum status st;

	line->quote = (struct ref){ q->id, q->number, NULL };
	if ((st = record_inherit(r, &quote_line_entity, line, a)) != OK ||
	    (st = record_check(r, &quote_line_entity, line, a)) != OK)
		return st;
	return record_insert(r, &quote_line_entity, line, a);
}

/* The price of the product, if it is in the currency of the quote. */
static enum status
price_of_product(struct records *r, const struct quote *q,
    struct quote_line *line, struct arena *a)
{
	struct product p;
	enum status st;

	if (!decimal_is_none(line->price))
		return OK;
	if (line->product.id != 0) {
		if ((st = record_load(r, (struct record_id){ &product_entity,
		    line->product.id }, a, &p)) != OK)
			return st;
		if (p.currency != NULL && strcmp(p.currency, q->currency) == 0)
			line->price = p.price;
	}
	if (!decimal_is_none(line->price))
		return OK;
	return fail_hint(fail(E_INVALID, _("line %lld: there is no price in "
	    "%s"), (long long)line->line, q->currency), _("say it: --price "
	    "%lld=0.85, or give the product one"), (long long)line->line);
}

/* By its offers; what no offer says is settled by the product, and a rate that
 * is missing is asked for by who needs it. */
static enum status
cost_of_line(struct records *r, struct quoting *what,
    struct quote_line *line, struct arena *a)
{
	const struct cost_question q = { what->quote->inquiry, line->line,
	    line->quantity, line_name(&what->offers, line->line) };
	struct line_cost cost;
	enum status st;

	if (what->is_costed)
		return OK;
	st = line_cost_find(r, &q, a, &cost);
	if (st == E_NOTFOUND && q.offer == NULL) {
		fail_clear();
		return OK;
	}
	if (st != OK)
		return fail_in(st, _("line %lld"), (long long)line->line);
	if (!cost.has_offers)
		return OK;
	if (cost.offer.id != 0) {
		line->offer = cost.offer;
		line->cost = cost.home;
	}
	if (cost.text != NULL)
		what->costs = arena_printf(a, "%s%s%s", what->costs,
		    *what->costs != '\0' ? "\n" : "", arena_printf(a,
		    _("line %lld: cost: %s"), (long long)line->line,
		    cost.text));
	return OK;
}

static enum status
quote_inquiry_line(struct records *r, const struct inquiry_line *from,
    struct quoting *what, struct arena *a)
{
	struct quote_line line;
	enum status st;

	entity_clear(&quote_line_entity, &line);
	line.line = from->line;
	line.price = line_value(&what->prices, from->line);
	line.quantity = line_value(&what->quantities, from->line);
	carry_line(&inquiry_line_entity, from, &quote_line_entity, &line);
	if (decimal_is_none(line.quantity))
		return fail_hint(fail(E_INVALID, _("line %lld: there is no "
		    "quantity"), (long long)line.line),
		    _("say it: --quantity %lld=5000"), (long long)line.line);
	if ((st = price_of_product(r, what->quote, &line, a)) != OK ||
	    (st = cost_of_line(r, what, &line, a)) != OK)
		return st;
	return store_line(r, what->quote, &line, a);
}

enum status
quote_from_inquiry(struct records *r, const struct inquiry *from,
    struct quoting *what, struct arena *a)
{
	const struct selection of = { .parent = from->id };
	const struct carry head = { &inquiry_entity, &quote_entity, "buyer|"
	    "company|country|contact|currency|incoterm|place" };
	struct quote *q = what->quote;
	struct inquiry_line line;
	struct cursor c;
	enum status st, end;
	size_t n = 0;

	what->costs = "";
	q->inquiry = (struct ref){ from->id, from->number, NULL };
	carry_fields(&head, from, q);
	if ((st = store_quote(r, q, a)) != OK)
		return st;
	c = record_select(r, &inquiry_line_entity, &of);
	for (; st == OK && cursor_next(&c, &line); n++)
		st = quote_inquiry_line(r, &line, what, a);
	end = cursor_end(&c);
	if (st == OK && end == OK && n == 0)
		return fail_hint(fail(E_INVALID, _("inquiry %s has no lines"),
		    from->number), _("say what is wanted: tradecli inquiry "
		    "edit %s --description TEXT --quantity N"), from->number);
	return st != OK ? st : end;
}

/* ---- revisions ----------------------------------------------------------- */

/* QUO-2026-0001 and QUO-2026-0001-R1 -> QUO-2026-0001-R2, the first that no
 * quote has. */
static enum status
number_revision(struct records *r, const char *number, struct arena *a,
    const char **out)
{
	const char *mark = strrchr(number, '-');
	size_t n = strlen(number);
	int64_t i = 1, taken = 1;
	enum status st = OK;

	if (mark != NULL && mark[1] == 'R' && mark[2] != '\0' &&
	    mark[2 + strspn(mark + 2, "0123456789")] == '\0') {
		n = (size_t)(mark - number);
		i = strtol(mark + 2, NULL, 10) + 1;
	}
	for (; st == OK && taken > 0; i++) {
		*out = arena_printf(a, "%.*s-R%lld", (int)n, number,
		    (long long)i);
		st = store_int(records_store(r), "SELECT count(*) FROM quote"
		    " WHERE number = ?1", ARGS(ARG(*out)), &taken);
	}
	return st;
}

static enum status
replace_quote(struct records *r, const struct quote *old)
{
	const struct move m = { .state = "replaced",
	    .today = records_defaults(r)->today };
	struct quote now = *old;
	enum status st = state_move(&quote_entity, &now, &m);

	return st == OK ? record_update(r, &quote_entity, old, &now) : st;
}

/* The lines of the old one, at new prices and quantities where such were
 * said. */
static enum status
revise_lines(struct records *r, const struct quote *old, struct quoting *what,
    struct arena *a)
{
	const struct selection of = { .parent = old->id };
	struct cursor c = record_select(r, &quote_line_entity, &of);
	struct quote_line from, line;
	enum status st = OK, end;

	while (st == OK && cursor_next(&c, &from)) {
		entity_clear(&quote_line_entity, &line);
		line.price = line_value(&what->prices, from.line);
		line.quantity = line_value(&what->quantities, from.line);
		carry_line(&quote_line_entity, &from, &quote_line_entity,
		    &line);
		st = store_line(r, what->quote, &line, a);
	}
	end = cursor_end(&c);
	return st != OK ? st : end;
}

/* What the prices were made of is known of the new one, too. */
static enum status
revise_costs(struct records *r, const struct quote *old,
    const struct quote *now, struct arena *a)
{
	const struct selection of = { .parent = old->id };
	struct cursor c = record_select(r, &quote_cost_entity, &of);
	struct quote_cost from, cost;
	enum status st = OK, end;

	while (st == OK && cursor_next(&c, &from)) {
		entity_clear(&quote_cost_entity, &cost);
		carry_line(&quote_cost_entity, &from, &quote_cost_entity,
		    &cost);
		cost.quote = (struct ref){ now->id, now->number, NULL };
		st = record_insert(r, &quote_cost_entity, &cost, a);
	}
	end = cursor_end(&c);
	return st != OK ? st : end;
}

enum status
quote_revise(struct records *r, const struct quote *old, struct quoting *what,
    struct arena *a)
{
	static const struct referrers orders = {
		"sales_order", "quote", "cancelled"
	};
	const struct carry head = { &quote_entity, &quote_entity, "inquiry|"
	    "buyer|company|country|contact|currency|incoterm|place|"
	    "port_loading|terms|packing|lead_days|valid_until|freight|notes" };
	struct quote *q = what->quote;
	int32_t today = records_defaults(r)->today.day;
	enum status st;
	int64_t n;

	if ((st = count_referrers(r, &orders, old->id, &n)) != OK)
		return st;
	if (n > 0)
		return fail(E_CONFLICT, _("quote %s: there is an order from "
		    "it"), old->number);
	if ((st = replace_quote(r, old)) != OK ||
	    (st = number_revision(r, old->number, a, &q->number)) != OK)
		return st;
	q->replaces = (struct ref){ old->id, old->number, NULL };
	carry_fields(&head, old, q);
	if (!date_is_none(q->valid_until) && q->valid_until.day < today)
		q->valid_until = NO_DATE;	/* the old one's is over */
	if ((st = store_quote(r, q, a)) != OK ||
	    (st = revise_lines(r, old, what, a)) != OK)
		return st;
	return revise_costs(r, old, q, a);
}

/* ---- what follows -------------------------------------------------------- */

static enum status
move_inquiry(struct records *r, const struct quote *q, const char *stage,
    struct arena *a)
{
	struct inquiry old, now;
	struct inquiry_event event;
	enum status st = record_load(r, (struct record_id){ &inquiry_entity,
	    q->inquiry.id }, a, &old);
	int rank;

	if (st != OK)
		return st;
	rank = inquiry_stage_rank(old.stage);
	if (rank >= inquiry_stage_rank(stage))	/* it is beyond, or lost */
		return OK;
	now = old;
	entity_clear(&inquiry_event_entity, &event);
	event.stage = stage;
	event.text = arena_printf(a, "%s: %s", q->number, q->state);
	if ((st = inquiry_move(&now, &event, records_defaults(r))) != OK ||
	    (st = record_update(r, &inquiry_entity, &old, &now)) != OK)
		return st;
	return record_insert(r, &inquiry_event_entity, &event, a);
}

static enum status
settle_inquiry(struct records *r, const struct quote *q, struct arena *a)
{
	if (q->inquiry.id == 0)
		return OK;
	if (strcmp(q->state, "sent") == 0)
		return move_inquiry(r, q, "quoted", a);
	if (strcmp(q->state, "accepted") == 0)
		return move_inquiry(r, q, "won", a);
	return OK;
}

/* What a line of a draft costs, once it is known and as long as nobody says
 * otherwise. */
static enum status
settle_cost(struct records *r, const struct quote *q,
    const struct quote_line *old, struct arena *a)
{
	struct quote_line line = *old;
	struct product p;
	enum status st;

	if (!decimal_is_none(line.cost) || line.product.id == 0)
		return OK;
	if ((st = record_load(r, (struct record_id){ &product_entity,
	    line.product.id }, a, &p)) != OK ||
	    (st = product_cost(r, &p, q->date, &line.cost)) != OK)
		return st;
	return record_update(r, &quote_line_entity, old, &line);
}

static enum status
settle_costs(struct records *r, const struct quote *q, struct arena *a)
{
	const struct selection of = { .parent = q->id };
	struct cursor c;
	struct quote_line line;
	enum status st = OK, end;

	if (strcmp(q->state, "draft") != 0)
		return OK;
	c = record_select(r, &quote_line_entity, &of);
	while (st == OK && cursor_next(&c, &line))
		st = settle_cost(r, q, &line, a);
	end = cursor_end(&c);
	return st != OK ? st : end;
}

static enum status
settle_rate(struct records *r, const struct quote *old, struct arena *a)
{
	struct quote q = *old;
	const struct known_rate known = { &q.rate, &q.rate_date,
	    &q.rate_source };
	enum status st = know_rate(r, q.currency, q.date, &known, a);

	return st == OK ? record_update(r, &quote_entity, old, &q) : st;
}

enum status
quote_settle(struct records *r, int64_t id)
{
	struct arena a = ARENA_INIT;
	struct quote q;
	enum status st;

	if ((st = record_load(r, (struct record_id){ &quote_entity, id }, &a,
	    &q)) == OK &&
	    (st = settle_rate(r, &q, &a)) == OK &&
	    (st = settle_costs(r, &q, &a)) == OK)
		st = settle_inquiry(r, &q, &a);
	arena_release(&a);
	return st;
}
