/*
 * Offers read, matched with what was asked for, and reckoned in the home
 * currency; each product at each quantity is a group of its own.
 */
#include "ledger/weigh.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "trade/party.h"
#include "trade/product.h"
#include "trade/vat.h"
#include "value/money.h"

/* ---- reading ------------------------------------------------------------- */

static enum status
load_product(const struct comparison *c, struct ref ref, struct product *out)
{
	entity_clear(&product_entity, out);
	if (ref.id == 0)
		return OK;
	return record_load(c->report->records, (struct record_id){
	    &product_entity, ref.id }, c->arena, out);
}

/* Texts of a cursor are its own: load the record anew. */
static enum status
read_wanted_line(struct comparison *c, int64_t id, struct wanted ***last)
{
	struct wanted *w = arena_alloc(c->arena, sizeof(*w));
	struct product product;
	enum status st = record_load(c->report->records, (struct record_id){
	    &inquiry_line_entity, id }, c->arena, &w->line);

	if (st != OK || (st = load_product(c, w->line.product,
	    &product)) != OK)
		return st;
	w->name = w->line.product.id != 0 ? w->line.product.code :
	    w->line.description;
	w->unit = w->line.unit != NULL ? w->line.unit : product.unit;
	w->next = NULL;
	**last = w;
	*last = &w->next;
	c->nwanted++;
	return OK;
}

enum status
weigh_wanted(struct comparison *c)
{
	const struct selection of = { .parent = c->query->inquiry->id,
	    .with_archived = true };
	struct cursor cursor = record_select(c->report->records,
	    &inquiry_line_entity, &of);
	struct wanted **last = &c->wanted;
	enum status st = OK, end;

	while (st == OK && cursor_row(&cursor))
		st = read_wanted_line(c, cursor_id(&cursor), &last);
	end = cursor_end(&cursor);
	return st != OK ? st : end;
}

static int
by_quantity(const void *a, const void *b)
{
	const struct price_break *x = a, *y = b;

	return (x->quantity.micros > y->quantity.micros) -
	    (x->quantity.micros < y->quantity.micros);
}

static enum status
read_breaks(struct comparison *c, struct offered *o)
{
	const struct selection of = { .parent = o->offer.id };
	struct cursor cursor = record_select(c->report->records,
	    &offer_line_entity, &of);
	struct offer_line line;
	size_t room = 0;

	while (cursor_next(&cursor, &line)) {
		if (o->nbreaks == room) {
			struct price_break *old = o->breaks;

			room = room * 2 + 8;
			o->breaks = arena_alloc(c->arena,
			    room * sizeof(*old));
			if (old != NULL)
				memcpy(o->breaks, old,
				    o->nbreaks * sizeof(*old));
		}
		o->breaks[o->nbreaks++] = (struct price_break){
		    line.quantity, line.price };
	}
	if (o->nbreaks > 0)
		qsort(o->breaks, o->nbreaks, sizeof(*o->breaks), by_quantity);
	return cursor_end(&cursor);
}

/* What an offer does not say of its taxes is as usual for the product, when
 * there is VAT in its prices. */
static enum status
set_taxes(struct comparison *c, struct offered *o)
{
	struct product product;
	enum status st = load_product(c, o->offer.product, &product);

	o->vat_rate = o->offer.vat_rate;
	o->refund_rate = o->offer.refund_rate;
	if (decimal_is_none(o->vat_rate) && o->offer.vat_included)
		o->vat_rate = product.vat_rate;
	if (decimal_is_none(o->refund_rate))
		o->refund_rate = product.refund_rate;
	if (decimal_is_none(o->vat_rate) || decimal_is_none(o->refund_rate))
		o->refund_rate = (struct decimal){ 0 };
	return st;
}

static enum status
set_rate(struct comparison *c, struct offered *o)
{
	const struct exchange_query wanted = { o->offer.currency, c->home,
	    c->query->date, c->query->kind, NULL };
	struct rate_used **last = &c->rates;
	enum status st;

	for (; *last != NULL; last = &(*last)->next)
		if (strcmp((*last)->exchange.from, o->offer.currency) == 0) {
			o->exchange = &(*last)->exchange;
			return OK;
		}
	*last = arena_alloc(c->arena, sizeof(**last));
	(*last)->next = NULL;
	o->exchange = &(*last)->exchange;
	if ((st = exchange_find(c->report->records, &wanted, c->arena,
	    &(*last)->exchange)) != OK)
		*last = NULL;
	return st;
}

/* In the script the reader has asked for, where there are two. */
static enum status
name_supplier(struct comparison *c, struct offered *o)
{
	struct party p;
	enum status st = record_load(c->report->records, (struct record_id){
	    &supplier_entity, o->offer.supplier.id }, c->arena, &p);

	if (st == OK)
		o->supplier = c->report->for_people && c->report->chinese &&
		    p.name_local != NULL ? p.name_local : p.name;
	return st;
}

enum status
weigh_offer(struct comparison *c, int64_t id, struct offered **out)
{
	struct offered *o = arena_alloc(c->arena, sizeof(*o));
	enum status st;

	*o = (struct offered){ .next = NULL };
	*out = o;
	if ((st = record_load(c->report->records, (struct record_id){
	    &offer_entity, id }, c->arena, &o->offer)) != OK ||
	    (st = read_breaks(c, o)) != OK ||
	    (st = name_supplier(c, o)) != OK)
		return st;
	return set_taxes(c, o);
}

static enum status
read_offer(struct comparison *c, int64_t id, struct offered ***last)
{
	struct offered *o;
	enum status st = weigh_offer(c, id, &o);

	if (st != OK)
		return st;
	**last = o;
	*last = &o->next;
	c->noffers++;
	return OK;
}

enum status
weigh_offers(struct comparison *c)
{
	const struct condition of_inquiry = {
		.field = entity_field(&offer_entity, "inquiry"), .how = IS,
		.value = { V_REF, { .ref = { c->query->inquiry->id,
		    c->query->inquiry->number, NULL } } },
	};
	const struct selection of = { .where = &of_inquiry };
	struct cursor cursor = record_select(c->report->records,
	    &offer_entity, &of);
	struct offered **last = &c->offers;
	enum status st = OK, end;

	while (st == OK && cursor_row(&cursor))
		st = read_offer(c, cursor_id(&cursor), &last);
	end = cursor_end(&cursor);
	return st != OK ? st : end;
}

/* ---- which offer is for what --------------------------------------------- */

static bool
same_words(const char *a, const char *b)
{
	struct arena arena = ARENA_INIT;
	bool is_same = a != NULL && b != NULL &&
	    strcmp(utf8_folded(a, &arena), utf8_folded(b, &arena)) == 0;

	arena_release(&arena);
	return is_same;
}

bool
weigh_is_for(const struct comparison *c, const struct offered *o,
    const struct wanted *w)
{
	const struct inquiry_line *line = &w->line;

	if (o->offer.product.id != 0 && line->product.id != 0)
		return o->offer.product.id == line->product.id;
	return c->nwanted == 1 ||
	    same_words(o->offer.description, line->description) ||
	    same_words(o->offer.description, line->product.title) ||
	    same_words(o->offer.product.title, line->description);
}

void
weigh_apart(struct comparison *c, const struct apart *why)
{
	struct apart *a = arena_alloc(c->arena, sizeof(*a));

	*a = *why;
	a->next = NULL;
	*c->last_apart = a;
	c->last_apart = &a->next;
}

/* A reason with what it speaks of; programs get it in English. */
static const char *
because(const struct comparison *c, const char *msgid, const char *what)
{
	return arena_printf(c->arena, "%s %s", report_word(c->report, msgid),
	    what);
}

static const char *
unit_name(const struct comparison *c, const char *code)
{
	const struct code *unit = code_get(&unit_codes, code);

	if (!c->report->for_people || unit == NULL)
		return code;
	return c->report->chinese ? unit->zh : unit->en;
}

const char *
weigh_never(const struct comparison *c, const struct offered *o,
    const struct wanted *w)
{
	const struct offer *offer = &o->offer;
	char date[DATE_TEXT_MAX];

	if (!date_is_none(offer->valid_until) &&
	    offer->valid_until.day < c->query->date.day) {
		date_format(offer->valid_until, date);
		return because(c, N_("expired on"), date);
	}
	if (offer->date.day > c->query->date.day) {
		date_format(offer->date, date);
		return because(c, N_("made later, on"), date);
	}
	if (offer->unit != NULL && w->unit != NULL &&
	    strcmp(offer->unit, w->unit) != 0)
		return because(c, N_("other unit:"), arena_printf(c->arena,
		    "%s / %s", unit_name(c, offer->unit),
		    unit_name(c, w->unit)));
	return o->nbreaks == 0 ? report_word(c->report, N_("has no price")) :
	    NULL;
}

/* Why not so few; NULL: so many will do. */
static const char *
too_few(const struct comparison *c, const struct offered *o,
    struct decimal quantity)
{
	const struct decimal least = o->breaks[0].quantity;
	char number[DECIMAL_TEXT_MAX];

	if (!decimal_is_none(o->offer.moq) &&
	    quantity.micros < o->offer.moq.micros) {
		decimal_format(o->offer.moq, 0, number);
		return because(c, N_("below the MOQ of"), number);
	}
	if (quantity.micros >= least.micros)
		return NULL;
	decimal_format(least, 0, number);
	return because(c, N_("offered from"), number);
}

/* ---- what it costs ------------------------------------------------------- */

static struct vat
vat_of(const struct offered *o)
{
	return (struct vat){ o->vat_rate, o->refund_rate,
	    o->offer.vat_included };
}

/* A price with what is paid back taken off. */
static enum status
net_price(const struct offered *o, struct decimal price, struct decimal *out)
{
	const struct vat vat = vat_of(o);

	return ratio_round(ratio_multiply(ratio_of(price), vat_kept(&vat)),
	    DECIMAL_PLACES, out);
}

static enum status
net_amount(struct candidate *n, struct decimal quantity, struct decimal *out)
{
	const struct offered *o = n->offered;
	const struct pricing pricing = { quantity, n->price, NO_DECIMAL };
	const struct vat vat = vat_of(o);
	struct vat_parts parts;
	enum status st = money_amount(&pricing, o->offer.currency, out);

	if (st != OK || (st = vat_split(&vat, *out,
	    money_places(o->offer.currency), &parts)) != OK)
		return st;
	n->refund = parts.refund;
	*out = parts.cost;
	return OK;
}

static enum status
fill_candidate(struct candidate *n, struct decimal quantity)
{
	const struct offered *o = n->offered;
	struct decimal price, total;
	enum status st;

	for (size_t i = 0; i < o->nbreaks &&
	    o->breaks[i].quantity.micros <= quantity.micros; i++) {
		n->from = o->breaks[i].quantity;
		n->price = o->breaks[i].price;
	}
	if ((st = net_price(o, n->price, &price)) != OK ||
	    (st = exchange_convert_to(o->exchange, price, DECIMAL_PLACES,
	    &n->home_price)) != OK ||
	    (st = net_amount(n, quantity, &total)) != OK ||
	    (!decimal_is_none(o->offer.freight) &&
	    (st = decimal_add(total, o->offer.freight, &total)) != OK))
		return st;
	return exchange_convert(o->exchange, total, &n->home_total);
}

/* ---- a group: one product at one quantity -------------------------------- */

/* The lowest of all, by what `get` takes of one; NO_INT when it has none. */
static void
mark_best(struct group *g, int64_t (*get)(const struct candidate *),
    unsigned flag)
{
	int64_t best = NO_INT;

	for (size_t i = 0; i < g->n; i++) {
		int64_t v = get(&g->candidates[i]);

		if (v != NO_INT && (best == NO_INT || v < best))
			best = v;
	}
	for (size_t i = 0; best != NO_INT && i < g->n; i++)
		if (get(&g->candidates[i]) == best)
			g->candidates[i].best |= flag;
}

static int64_t
get_price(const struct candidate *n)
{
	return n->home_price.micros;
}

static int64_t
get_date(const struct candidate *n)
{
	return n->offered->offer.lead_days;
}

static int64_t
get_total(const struct candidate *n)
{
	return n->home_total.micros;
}

static int
by_total(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->home_total.micros != y->home_total.micros)
		return x->home_total.micros < y->home_total.micros ? -1 : 1;
	return strcmp(x->offered->offer.number, y->offered->offer.number);
}

enum status
weigh_group(struct comparison *c, struct group *g)
{
	enum status st;

	g->candidates = arena_alloc(c->arena, (c->noffers + 1) *
	    sizeof(*g->candidates));
	for (struct offered *o = c->offers; o != NULL; o = o->next) {
		struct candidate *n = &g->candidates[g->n];
		const char *why;

		if (!weigh_is_for(c, o, g->wanted) ||
		    weigh_never(c, o, g->wanted) != NULL)
			continue;
		if ((why = too_few(c, o, g->quantity)) != NULL) {
			weigh_apart(c, &(struct apart){ NULL, g->wanted->name,
			    g->quantity, o, why });
			continue;
		}
		*n = (struct candidate){ .offered = o };
		if ((st = set_rate(c, o)) != OK ||
		    (st = fill_candidate(n, g->quantity)) != OK)
			return fail_in(st, "%s", o->offer.number);
		g->n++;
	}
	qsort(g->candidates, g->n, sizeof(*g->candidates), by_total);
	mark_best(g, get_price, BEST_PRICE);
	mark_best(g, get_date, BEST_DATE);
	mark_best(g, get_total, BEST_TOTAL);
	return OK;
}
