/*
 * Orders from quotes that were accepted.
 */
#include <string.h>

#include "ledger/deal.h"
#include "ledger/instalments.h"

/* Is it accepted, is it somebody's, and not ordered already? */
static enum status
check_quote(struct records *r, const struct quote *q, struct arena *a)
{
	struct sales_order other;
	int64_t id;
	enum status st;

	if (strcmp(q->state, "accepted") != 0)
		return fail_hint(fail(E_CONFLICT, _("quote %s is %s: an order "
		    "needs one that is accepted"), q->number, _(q->state)),
		    _("when the buyer has accepted it: tradecli quote move %s "
		    "accepted"), q->number);
	if (q->buyer.id == 0)
		return fail_hint(fail(E_INVALID, _("quote %s: its buyer is "
		    "not in the ledger"), q->number), _("tradecli buyer add "
		    "'%s', then: tradecli quote edit %s --buyer CODE"),
		    q->company, q->number);
	if ((st = store_int(records_store(r), "SELECT coalesce(min(id), 0)"
	    " FROM sales_order WHERE quote = ?1 AND state <> 'cancelled'",
	    ARGS(ARG(q->id)), &id)) != OK || id == 0)
		return st;
	if ((st = record_load(r, (struct record_id){ &order_entity, id }, a,
	    &other)) != OK)
		return st;
	return fail(E_CONFLICT, _("quote %s: there is order %s from it "
	    "already"), q->number, other.number);
}

static enum status
order_line_of(struct records *r, const struct quote_line *from,
    const struct sales_order *o, struct arena *a)
{
	struct order_line line;
	enum status st;

	entity_clear(&order_line_entity, &line);
	carry_line(&quote_line_entity, from, &order_line_entity, &line);
	line.sales_order = (struct ref){ o->id, o->number, NULL };
	if ((st = record_check(r, &order_line_entity, &line, a)) != OK)
		return st;
	return record_insert(r, &order_line_entity, &line, a);
}

enum status
order_from_quote(struct records *r, const struct quote *q,
    struct sales_order *o, struct arena *a)
{
	const struct carry head = { &quote_entity, &order_entity, "buyer|"
	    "inquiry|currency|country|incoterm|place|port_loading|terms|"
	    "packing|freight" };
	const struct selection of = { .parent = q->id };
	struct quote_line line;
	struct cursor c;
	enum status st, end;

	if (o->currency != NULL && strcmp(o->currency, q->currency) != 0)
		return fail(E_INVALID, _("currency: the prices of quote %s are "
		    "in %s"), q->number, q->currency);
	if ((st = check_quote(r, q, a)) != OK)
		return st;
	o->quote = (struct ref){ q->id, q->number, NULL };
	carry_fields(&head, q, o);
	if ((st = record_inherit(r, &order_entity, o, a)) != OK ||
	    (st = record_check(r, &order_entity, o, a)) != OK ||
	    (st = record_insert(r, &order_entity, o, a)) != OK)
		return st;
	c = record_select(r, &quote_line_entity, &of);
	while (st == OK && cursor_next(&c, &line))
		st = order_line_of(r, &line, o, a);
	end = cursor_end(&c);
	return st != OK ? st : end;
}

enum status
order_settle(struct records *r, int64_t id)
{
	struct arena a = ARENA_INIT;
	struct sales_order old, o;
	struct known_rate known = { &o.rate, &o.rate_date, &o.rate_source };
	enum status st = record_load(r, (struct record_id){ &order_entity,
	    id }, &a, &old);

	o = old;
	if (st == OK && (st = know_rate(r, o.currency, o.date, &known,
	    &a)) == OK &&
	    (st = record_update(r, &order_entity, &old, &o)) == OK)
		st = instalments_settle(r, id);
	arena_release(&a);
	return st;
}
