/*
 * What a line of an inquiry is bought for: by the best of the offers it has,
 * by one that is named, or for the purchase price of its product.
 */
#include <string.h>

#include "base/strbuf.h"
#include "ledger/deal.h"
#include "ledger/weigh.h"
#include "trade/product.h"

/* "4.2 CNY incl. 13% VAT" */
static const char *
price_text(const struct line_cost *c, struct arena *a)
{
	char price[DECIMAL_TEXT_MAX], vat[DECIMAL_TEXT_MAX];

	decimal_format(c->price, 0, price);
	if (c->offer.id == 0 && decimal_is_none(c->vat_rate))
		return arena_printf(a, "%s %s", price, c->currency);
	if (decimal_is_none(c->vat_rate) || c->vat_rate.micros == 0)
		return arena_printf(a, c->vat_included ? _("%s %s incl. VAT") :
		    _("%s %s without VAT"), price, c->currency);
	decimal_format(c->vat_rate, 0, vat);
	return arena_printf(a, c->vat_included ? _("%s %s incl. %s%% VAT") :
	    _("%s %s plus %s%% VAT"), price, c->currency, vat);
}

/* ---- the product --------------------------------------------------------- */

/* "OFR-2026-0001 expired on 2026-10-31, ...": why none of them will do. */
static const char *
unusable(const struct comparison *c)
{
	struct strbuf b = STRBUF_INIT;
	const char *text = NULL;

	for (const struct apart *p = c->apart; p != NULL; p = p->next)
		strbuf_addf(&b, "%s%s %s", b.len > 0 ? ", " : "",
		    p->offered->offer.number, p->reason);
	if (b.len > 0)
		text = strbuf_to(&b, c->arena);
	strbuf_release(&b);
	return text;
}

static enum status
by_product(const struct comparison *c, const struct wanted *w,
    struct line_cost *out)
{
	struct records *r = c->report->records;
	const char *why = unusable(c);
	struct product p;
	enum status st;

	out->has_offers = why != NULL;
	if (w->line.product.id == 0)
		return OK;
	if ((st = record_load(r, (struct record_id){ &product_entity,
	    w->line.product.id }, c->arena, &p)) != OK ||
	    (st = product_cost(r, &p, c->query->date, &out->home)) != OK ||
	    decimal_is_none(p.purchase_price))
		return st;
	out->price = p.purchase_price;
	out->currency = p.purchase_currency;
	out->vat_included = true;	/* as products' prices are */
	out->vat_rate = p.vat_rate;
	out->refund_rate = p.refund_rate;
	out->text = arena_printf(c->arena, why != NULL ?
	    _("the product's purchase price, %s (%s)") :
	    _("the product's purchase price, %s"),
	    price_text(out, c->arena), why);
	return OK;
}

/* ---- an offer ------------------------------------------------------------ */

/* One unit at home, with its part of the freight. */
static enum status
set_home(const struct candidate *n, struct decimal quantity,
    struct decimal *out)
{
	const struct offered *o = n->offered;
	struct decimal freight;
	enum status st;

	*out = n->home_price;
	if (decimal_is_none(o->offer.freight))
		return OK;
	if ((st = exchange_convert_to(o->exchange, o->offer.freight,
	    DECIMAL_PLACES, &freight)) != OK)
		return st;
	return ratio_round(ratio_add(ratio_of(n->home_price),
	    ratio_divide(ratio_of(freight), ratio_of(quantity))),
	    DECIMAL_PLACES, out);
}

static void
set_offer(const struct offered *o, struct decimal price, struct arena *a,
    struct line_cost *out)
{
	out->offer = (struct ref){ o->offer.id, o->offer.number, NULL };
	out->supplier = o->offer.supplier;
	out->price = price;
	out->currency = o->offer.currency;
	out->vat_included = o->offer.vat_included;
	out->vat_rate = o->vat_rate;
	out->refund_rate = o->refund_rate;
	out->freight = o->offer.freight;
	out->has_offers = true;
	out->text = arena_printf(a, "%s, %s", o->offer.number,
	    price_text(out, a));
}

/* Only the one that is named stays; one that cannot be had is an error. */
static enum status
keep_named(struct comparison *c, const struct wanted *w, const char *name)
{
	struct offered *o = c->offers;
	const char *why;

	while (o != NULL && strcmp(o->offer.number, name) != 0)
		o = o->next;
	if (o == NULL || !weigh_is_for(c, o, w))
		return fail_hint(fail(E_NOTFOUND, _("it has no offer '%s'"),
		    name), _("those it has: tradecli inquiry compare %s"),
		    c->query->inquiry->number);
	if ((why = weigh_never(c, o, w)) != NULL)
		return fail(E_INVALID, "%s: %s", name, why);
	o->next = NULL;
	c->offers = o;
	c->noffers = 1;
	return OK;
}

static void
set_apart(struct comparison *c, const struct wanted *w)
{
	for (const struct offered *o = c->offers; o != NULL; o = o->next) {
		const char *why;

		if (weigh_is_for(c, o, w) &&
		    (why = weigh_never(c, o, w)) != NULL)
			weigh_apart(c, &(struct apart){ NULL, w->name,
			    NO_DECIMAL, o, why });
	}
}

static enum status
choose(struct comparison *c, const struct wanted *w,
    const struct cost_question *q, struct line_cost *out)
{
	struct group g = { .wanted = w, .quantity = q->quantity };
	enum status st = OK;

	if (decimal_is_none(g.quantity))
		g.quantity = (struct decimal){ DECIMAL_SCALE };
	if (q->offer != NULL)
		st = keep_named(c, w, q->offer);
	else
		set_apart(c, w);
	if (st != OK || (st = weigh_group(c, &g)) != OK)
		return st;
	if (g.n > 0) {
		set_offer(g.candidates[0].offered, g.candidates[0].price,
		    c->arena, out);
		return set_home(&g.candidates[0], g.quantity, &out->home);
	}
	if (q->offer != NULL)
		return fail(E_INVALID, "%s: %s", q->offer, c->apart->reason);
	return by_product(c, w, out);
}

enum status
line_cost_find(struct records *r, const struct cost_question *q,
    struct arena *a, struct line_cost *out)
{
	struct report report = { .records = r, .arena = a,
	    .for_people = true };
	const struct inquiry inquiry = { .id = q->inquiry.id,
	    .number = q->inquiry.code };
	const struct compare_query query = { &inquiry, q->quantity,
	    records_defaults(r)->today, NULL, false };
	struct comparison c = { .report = &report, .query = &query, .arena = a,
	    .home = records_defaults(r)->currency };
	enum status st;

	*out = (struct line_cost){ .price = NO_DECIMAL,
	    .vat_rate = NO_DECIMAL, .refund_rate = NO_DECIMAL,
	    .freight = NO_DECIMAL, .home = NO_DECIMAL };
	c.last_apart = &c.apart;
	if ((st = weigh_wanted(&c)) != OK || (st = weigh_offers(&c)) != OK)
		return st;
	for (const struct wanted *w = c.wanted; w != NULL; w = w->next)
		if (w->line.line == q->line)
			return choose(&c, w, q, out);
	return OK;
}

/* ---- bought as it was reckoned ------------------------------------------- */

enum status
line_cost_of_offer(struct records *r, const struct cost_of_offer *of,
    struct arena *a, struct line_cost *out)
{
	struct report report = { .records = r, .arena = a };
	struct comparison c = { .report = &report, .arena = a };
	struct offered *o;
	struct decimal price;
	enum status st = weigh_offer(&c, of->offer, &o);

	if (st != OK)
		return st;
	*out = (struct line_cost){ .home = NO_DECIMAL };
	price = o->nbreaks > 0 ? o->breaks[0].price : NO_DECIMAL;
	for (size_t i = 0; i < o->nbreaks; i++)
		if (o->breaks[i].quantity.micros <= of->quantity.micros)
			price = o->breaks[i].price;
	if (decimal_is_none(price))
		return OK;
	set_offer(o, price, a, out);
	return OK;
}
