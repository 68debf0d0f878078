/*
 * Purchases: what an order needs from whom, and what came in.
 */
#include <string.h>

#include "ledger/deal.h"
#include "trade/party.h"
#include "trade/product.h"

enum { LINES_MAX = 1000 };

/* A line of the order that is to be bought. */
struct need {
	struct order_line    of;
	struct product	     product;	/* id 0: none */
	struct line_cost     offer;	/* .offer.id 0: none */
	struct ref	     supplier;
	struct decimal	     quantity;
	struct decimal	     price;
	const char	    *currency;
	bool		     is_done;
};

struct needs {
	struct records		 *records;
	struct arena		 *arena;
	const struct purchasing	 *what;
	struct need		 *list;
	size_t			  n;
	int64_t			  ncomplete;	/* nothing is left to buy */
	const char		 *costs;
};

static bool
is_wanted(const struct purchasing *p, int64_t line)
{
	for (size_t i = 0; i < p->nlines; i++)
		if (p->lines[i] == line)
			return true;
	return p->lines == NULL;
}

/* What is bought of a line already, in purchases that stand. */
static enum status
bought(struct needs *s, const struct order_line *line, struct decimal *out)
{
	return store_int(records_store(s->records), "SELECT coalesce(sum("
	    "l.quantity), 0) FROM purchase_line l JOIN purchase p"
	    " ON p.id = l.purchase WHERE p.sales_order = ?1"
	    " AND l.order_line = ?2 AND p.state <> 'cancelled'",
	    ARGS(ARG(s->what->order->id), ARG(line->line)), &out->micros);
}

static enum status
too_much(struct needs *s, const struct need *n, struct decimal left)
{
	char want[DECIMAL_TEXT_MAX], rest[DECIMAL_TEXT_MAX];

	decimal_format(n->quantity, 0, want);
	decimal_format(left.micros > 0 ? left : (struct decimal){ 0 }, 0, rest);
	return fail_hint(fail(E_CONFLICT, _("order %s line %lld: %s is more "
	    "than is left to buy (%s)"), s->what->order->number,
	    (long long)n->of.line, want, rest), _("to buy more than was "
	    "ordered, say --more"));
}

/* Sets the quantity; none where nothing is left. */
static enum status
find_quantity(struct needs *s, struct need *n)
{
	struct decimal had, left;
	enum status st = bought(s, &n->of, &had);

	if (st == OK)
		st = decimal_subtract(n->of.quantity, had, &left);
	if (st != OK)
		return st;
	n->quantity = line_value(&s->what->quantities, n->of.line);
	if (decimal_is_none(n->quantity)) {
		if (left.micros > 0)
			n->quantity = left;
		return OK;
	}
	if (n->quantity.micros == 0)
		n->quantity = NO_DECIMAL;
	else if (n->quantity.micros > left.micros && !s->what->may_be_more)
		return too_much(s, n, left);
	return OK;
}

/* The offer that the line of the quote was costed with, unless something else
 * is bought now. */
static enum status
find_offer(struct needs *s, struct need *n)
{
	struct cost_of_offer of = { .quantity = n->of.quantity };
	const struct purchase *said = s->what->said;
	enum status st = store_int(records_store(s->records), "SELECT"
	    " coalesce(max(offer), 0) FROM quote_line WHERE quote = ?1"
	    " AND line = ?2 AND coalesce(product, 0) = ?3",
	    ARGS(ARG(s->what->order->quote.id), ARG(n->of.line),
	    ARG(n->of.product.id)), &of.offer);

	n->offer.offer.id = 0;
	if (st != OK || of.offer == 0)
		return st;
	if ((st = line_cost_of_offer(s->records, &of, s->arena,
	    &n->offer)) != OK || n->offer.offer.id == 0)
		return st;
	if ((said->supplier.id != 0 &&
	    said->supplier.id != n->offer.supplier.id) ||
	    (said->currency != NULL &&
	    strcmp(said->currency, n->offer.currency) != 0))
		n->offer.offer.id = 0;
	return OK;
}

static enum status
find_supplier(struct needs *s, struct need *n)
{
	n->supplier = s->what->said->supplier;
	if (n->supplier.id == 0 && n->offer.offer.id != 0)
		n->supplier = n->offer.supplier;
	if (n->supplier.id == 0)
		n->supplier = n->product.supplier;
	if (n->supplier.id != 0)
		return OK;
	return fail_hint(fail(E_INVALID, _("order %s line %lld: its product "
	    "has no supplier"), s->what->order->number,
	    (long long)n->of.line), _("say from whom: --supplier CODE, and "
	    "which lines: --lines %lld"), (long long)n->of.line);
}

static enum status
find_price(struct needs *s, struct need *n)
{
	n->currency = s->what->said->currency;
	n->price = line_value(&s->what->prices, n->of.line);
	if (decimal_is_none(n->price) && n->offer.offer.id != 0) {
		n->price = n->offer.price;
		n->currency = n->offer.currency;
		s->costs = arena_printf(s->arena, "%s%s%s", s->costs,
		    *s->costs != '\0' ? "\n" : "", arena_printf(s->arena,
		    _("line %lld: %s"), (long long)n->of.line, n->offer.text));
	}
	if (decimal_is_none(n->price) && (n->currency == NULL ||
	    (n->product.purchase_currency != NULL &&
	    strcmp(n->currency, n->product.purchase_currency) == 0))) {
		n->price = n->product.purchase_price;
		n->currency = n->product.purchase_currency;
	}
	if (n->currency == NULL)
		n->currency = records_defaults(s->records)->currency;
	if (!decimal_is_none(n->price))
		return OK;
	return fail_hint(fail(E_INVALID, _("order %s line %lld: there is no "
	    "purchase price"), s->what->order->number, (long long)n->of.line),
	    _("say it: --price %lld=4.20, or give the product one"),
	    (long long)n->of.line);
}

/* Texts of a row are gone with the next one. */
static const char *
kept(const struct needs *s, const char *text)
{
	return text != NULL ? arena_strdup(s->arena, text) : NULL;
}

static enum status
add_need(struct needs *s, const struct order_line *line)
{
	struct need *n = &s->list[s->n];
	enum status st = OK;

	entity_clear(&product_entity, &n->product);
	*n = (struct need){ .of = *line, .product = n->product };
	n->of.description = kept(s, line->description);
	n->of.description_local = kept(s, line->description_local);
	n->of.unit = kept(s, line->unit);
	if ((st = find_quantity(s, n)) != OK)
		return st;
	if (decimal_is_none(n->quantity)) {
		s->ncomplete++;
		return OK;
	}
	if (line->product.id != 0)
		st = record_load(s->records, (struct record_id){
		    &product_entity, line->product.id }, s->arena,
		    &n->product);
	if (st != OK || (st = find_offer(s, n)) != OK ||
	    (st = find_supplier(s, n)) != OK ||
	    (st = find_price(s, n)) != OK)
		return st;
	s->n++;
	return OK;
}

static enum status
check_lines(struct needs *s, const bool *found)
{
	for (size_t i = 0; i < s->what->nlines; i++)
		if (!found[i])
			return fail(E_NOTFOUND, _("order %s has no line %lld"),
			    s->what->order->number,
			    (long long)s->what->lines[i]);
	return OK;
}

static enum status
find_needs(struct needs *s)
{
	const struct selection of = { .parent = s->what->order->id };
	struct cursor c = record_select(s->records, &order_line_entity, &of);
	bool *found = arena_alloc(s->arena, s->what->nlines + 1);
	struct order_line line;
	enum status st = OK, end;

	memset(found, 0, s->what->nlines + 1);
	s->list = arena_alloc(s->arena, LINES_MAX * sizeof(*s->list));
	while (st == OK && s->n < LINES_MAX && cursor_next(&c, &line)) {
		for (size_t i = 0; i < s->what->nlines; i++)
			if (s->what->lines[i] == line.line)
				found[i] = true;
		if (is_wanted(s->what, line.line))
			st = add_need(s, &line);
	}
	end = cursor_end(&c);
	if (st != OK || end != OK || (st = check_lines(s, found)) != OK)
		return st != OK ? st : end;
	if (s->n > 0)
		return OK;
	return fail_hint(fail(E_CONFLICT, _("order %s: all of it is bought"),
	    s->what->order->number), _("to buy more than was ordered, say "
	    "--quantity N=Q --more"));
}

static struct decimal
or_nothing(struct decimal d)
{
	return decimal_is_none(d) ? (struct decimal){ 0 } : d;
}

static enum status
store_line(struct needs *s, const struct need *n, const struct purchase *p)
{
	struct purchase_line line;
	enum status st;

	entity_clear(&purchase_line_entity, &line);
	line.purchase = (struct ref){ p->id, p->number, NULL };
	line.order_line = n->of.line;
	line.product = n->of.product;
	line.description = n->of.description_local != NULL ?
	    n->of.description_local : n->of.description;
	line.quantity = n->quantity;
	line.unit = n->of.unit;
	line.price = n->price;
	if (n->offer.offer.id != 0) {	/* not those of the product */
		line.vat_rate = or_nothing(n->offer.vat_rate);
		line.refund_rate = or_nothing(n->offer.refund_rate);
	}
	if ((st = record_inherit(s->records, &purchase_line_entity, &line,
	    s->arena)) != OK ||
	    (st = record_check(s->records, &purchase_line_entity, &line,
	    s->arena)) != OK)
		return st;
	return record_insert(s->records, &purchase_line_entity, &line,
	    s->arena);
}

/* As the price that was taken is. */
static bool
has_vat_in(const struct need *n)
{
	if (n->offer.offer.id != 0)
		return n->offer.vat_included;
	return !decimal_is_none(n->product.vat_rate) &&
	    n->product.vat_rate.micros > 0;
}

/* The purchase that the need begins, with all lines from this supplier in this
 * currency. */
static enum status
store_purchase(struct needs *s, struct need *first, const char **number)
{
	const struct sales_order *o = s->what->order;
	struct purchase p = *s->what->said;
	enum status st;

	p.supplier = first->supplier;
	p.currency = first->currency;
	p.sales_order = (struct ref){ o->id, o->number, NULL };
	if (has_vat_in(first))
		p.vat_included = true;
	if ((st = record_inherit(s->records, &purchase_entity, &p,
	    s->arena)) != OK ||
	    (st = record_check(s->records, &purchase_entity, &p,
	    s->arena)) != OK ||
	    (st = record_insert(s->records, &purchase_entity, &p,
	    s->arena)) != OK)
		return st;
	*number = p.number;
	for (struct need *n = first; st == OK && n < s->list + s->n; n++)
		if (!n->is_done && n->supplier.id == first->supplier.id &&
		    strcmp(n->currency, first->currency) == 0 &&
		    ((n->offer.offer.id == 0 && first->offer.offer.id == 0) ||
		    has_vat_in(n) == has_vat_in(first))) {
			st = store_line(s, n, &p);
			n->is_done = true;
		}
	return st;
}

static enum status
check_order(const struct sales_order *o)
{
	const struct state *now = entity_state_of(&order_entity, o);

	if (now != NULL && (now->flags & STATE_ISSUED) &&
	    !(now->flags & STATE_OVER))
		return OK;
	return fail_hint(fail(E_CONFLICT, _("order %s is %s: nothing is "
	    "bought for it"), o->number, _(o->state)),
	    _("it has to stand first: tradecli order move %s confirmed"),
	    o->number);
}

enum status
purchase_from_order(struct records *r, const struct purchasing *what,
    struct arena *a, struct purchases *out)
{
	struct needs s = { .records = r, .arena = a, .what = what,
	    .costs = "" };
	enum status st;

	out->n = 0;
	if ((st = check_order(what->order)) != OK ||
	    (st = find_needs(&s)) != OK)
		return st;
	out->costs = s.costs;
	out->numbers = arena_alloc(a, s.n * sizeof(*out->numbers));
	for (size_t i = 0; st == OK && i < s.n; i++)
		if (!s.list[i].is_done)
			st = store_purchase(&s, &s.list[i],
			    &out->numbers[out->n++]);
	return st;
}

/* ---- what came in -------------------------------------------------------- */

static struct decimal
received_so_far(const struct purchase_line *l)
{
	return decimal_is_none(l->received_quantity) ? (struct decimal){ 0 } :
	    l->received_quantity;
}

/* More than was bought is taken when something is said about it. */
static enum status
check_left(const struct purchase_line *l, const struct arrival *in,
    struct decimal left)
{
	char rest[DECIMAL_TEXT_MAX];

	if (decimal_is_none(in->quantity) || in->quality != NULL ||
	    in->quantity.micros <= left.micros)
		return OK;
	decimal_format(left, 0, rest);
	return fail_hint(fail(E_CONFLICT, _("line %lld: more than the %s that "
	    "are missing"), (long long)l->line, rest), _("if more came than "
	    "was bought, say so: --quality TEXT"));
}

static enum status
receive_line(struct records *r, const struct purchase_line *old,
    const struct arrival *in, struct arena *a)
{
	struct purchase_line line = *old;
	struct decimal left, now = in->quantity;
	enum status st = decimal_subtract(old->quantity, received_so_far(old),
	    &left);

	if (st != OK)
		return st;
	if (left.micros < 0)
		left.micros = 0;
	if ((st = check_left(old, in, left)) != OK)
		return st;
	if (decimal_is_none(now))
		now = left;
	if (now.micros == 0 && in->line == 0)
		return OK;
	if ((st = decimal_add(received_so_far(old), now,
	    &line.received_quantity)) != OK)
		return st;
	if (now.micros > 0)
		line.received_date = in->date;
	if (in->quality != NULL)
		line.quality = in->quality;
	if ((st = record_check(r, &purchase_line_entity, &line, a)) != OK)
		return fail_in(st, _("line %lld"), (long long)old->line);
	return record_update(r, &purchase_line_entity, old, &line);
}

/* Nothing is missing: it is received. */
static enum status
end_receipt(struct records *r, const struct purchase *old,
    const struct arrival *in)
{
	const struct move m = { .state = "received", .today = in->date };
	struct purchase now = *old;
	int64_t missing;
	enum status st = store_int(records_store(r), "SELECT count(*) FROM"
	    " purchase_line WHERE purchase = ?1"
	    " AND coalesce(received_quantity, 0) < quantity",
	    ARGS(ARG(old->id)), &missing);

	if (st != OK || missing > 0 || strcmp(old->state, "received") == 0)
		return st;
	if ((st = state_move(&purchase_entity, &now, &m)) != OK)
		return st;
	return record_update(r, &purchase_entity, old, &now);
}

static enum status
check_out(const struct purchase *p)
{
	if (strcmp(p->state, "sent") == 0 || strcmp(p->state, "confirmed") == 0
	    || strcmp(p->state, "received") == 0)
		return OK;
	return fail_hint(fail(E_CONFLICT, _("purchase %s is %s: nothing comes "
	    "in for it"), p->number, _(p->state)), _("goods come in for one "
	    "that is sent: tradecli purchase move %s sent"), p->number);
}

enum status
purchase_receive(struct records *r, const struct purchase *p,
    const struct arrival *in, struct arena *a)
{
	const struct selection of = { .parent = p->id };
	struct purchase_line line;
	struct cursor c;
	bool found = false;
	enum status st = check_out(p), end;

	if (st != OK)
		return st;
	c = record_select(r, &purchase_line_entity, &of);
	while (st == OK && cursor_next(&c, &line)) {
		if (in->line != 0 && line.line != in->line)
			continue;
		found = true;
		st = receive_line(r, &line, in, a);
	}
	end = cursor_end(&c);
	if (st != OK || end != OK)
		return fail_in(st != OK ? st : end, "%s", p->number);
	if (!found)
		return fail(E_NOTFOUND, _("purchase %s has no line %lld"),
		    p->number, (long long)in->line);
	return end_receipt(r, p, in);
}
