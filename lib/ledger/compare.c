/*
 * Comparing the offers for an inquiry.  All of them are read first; then each
 * product at each quantity is a group of its own.
 */
#include "ledger/compare.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "ledger/exchange.h"
#include "trade/offer.h"
#include "trade/party.h"
#include "trade/product.h"
#include "trade/vat.h"
#include "value/money.h"

enum { BEST_PRICE = 1, BEST_DATE = 2, BEST_TOTAL = 4 };

/* A line of the inquiry. */
struct wanted {
	struct wanted	   *next;
	struct inquiry_line line;
	const char	   *name;	/* code of the product, or words */
	const char	   *unit;	/* or NULL */
};

struct price_break {
	struct decimal	quantity, price;
};

struct offered {
	struct offered	   *next;
	struct offer	    offer;
	const char	   *supplier;	/* its name, for who reads it */
	struct price_break *breaks;	/* by quantity */
	size_t		    nbreaks;
	struct decimal	    vat_rate, refund_rate;	/* NO_DECIMAL: none */
	const struct exchange *exchange;
	bool		    is_asked_for;
};

struct rate_used {
	struct rate_used *next;
	struct exchange	  exchange;
};

/* What an offer comes to at one quantity. */
struct candidate {
	const struct offered *offered;
	struct decimal	      from, price;	/* of the break */
	struct decimal	      refund;		/* of the whole, as offered */
	struct decimal	      home_price, home_total;
	unsigned	      best;
};

/* An offer that cannot be compared. */
struct apart {
	struct apart	     *next;
	const char	     *name;
	struct decimal	      quantity;
	const struct offered *offered;
	const char	     *reason;
};

struct comparison {
	struct report		   *report;
	const struct compare_query *query;
	struct arena		   *arena;
	const char		   *home;
	struct wanted		   *wanted;
	size_t			    nwanted;
	struct offered		   *offers;
	size_t			    noffers;
	struct rate_used	   *rates;
	struct apart		   *apart, **last_apart;
};

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

static enum status
read_wanted(struct comparison *c)
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

static enum status
read_offer(struct comparison *c, int64_t id, struct offered ***last)
{
	struct offered *o = arena_alloc(c->arena, sizeof(*o));
	enum status st;

	*o = (struct offered){ .next = NULL };
	if ((st = record_load(c->report->records, (struct record_id){
	    &offer_entity, id }, c->arena, &o->offer)) != OK ||
	    (st = read_breaks(c, o)) != OK ||
	    (st = name_supplier(c, o)) != OK || (st = set_taxes(c, o)) != OK)
		return st;
	**last = o;
	*last = &o->next;
	c->noffers++;
	return OK;
}

static enum status
read_offers(struct comparison *c)
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

/* For a product by its code, else by the same words; without either, for the
 * only thing that was asked for. */
static bool
is_for(const struct comparison *c, const struct offered *o,
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

static void
set_apart(struct comparison *c, const struct apart *why)
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

/* Why an offer cannot be compared at any quantity; NULL: it can. */
static const char *
never(const struct comparison *c, const struct offered *o,
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

struct group {
	const struct wanted *wanted;
	struct decimal	     quantity;
	struct candidate    *candidates;
	size_t		     n;
};

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

static enum status
fill_group(struct comparison *c, struct group *g)
{
	enum status st;

	g->candidates = arena_alloc(c->arena, (c->noffers + 1) *
	    sizeof(*g->candidates));
	for (struct offered *o = c->offers; o != NULL; o = o->next) {
		struct candidate *n = &g->candidates[g->n];
		const char *why;

		if (!is_for(c, o, g->wanted) ||
		    never(c, o, g->wanted) != NULL)
			continue;
		if ((why = too_few(c, o, g->quantity)) != NULL) {
			set_apart(c, &(struct apart){ NULL, g->wanted->name,
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

/* ---- tables -------------------------------------------------------------- */

static const struct column compare_columns[] = {
	{ .name = "product", .label = N_("Product"), .type = V_TEXT,
	  .flags = COLUMN_CODE },
	{ .name = "quantity", .label = N_("Quantity"), .type = V_DECIMAL },
	{ .name = "offer", .label = N_("Offer"), .type = V_TEXT,
	  .flags = COLUMN_ID | COLUMN_CODE },
	{ .name = "supplier", .label = N_("Supplier"), .type = V_TEXT,
	  .flags = COLUMN_CODE },
	{ .name = "supplier_name", .label = N_("Name"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
	{ .name = "price", .label = N_("Price"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY | COLUMN_MINOR },
	{ .name = "currency", .label = N_("Currency"), .type = V_TEXT,
	  .flags = COLUMN_MINOR },
	{ .name = "refund", .label = N_("Refund"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "freight", .label = N_("Freight"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "home_price", .label = N_("Net price"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "home_total", .label = N_("Net total"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "home_currency", .label = N_("Home"), .type = V_TEXT },
	{ .name = "lead_days", .label = N_("Days"), .type = V_INT },
	{ .name = "best", .label = N_("Best"), .type = V_TEXT },
	{ .name = "remarks", .label = N_("Remarks"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
};

static const struct table compare_table = {
	.name = "comparison", .title = N_("Offers compared"),
	.kind = TABLE_LIST, .columns = compare_columns,
	.ncolumns = COUNT(compare_columns)
};

enum { SUPPLIER = 3, SUPPLIER_NAME };

/* On a small screen, in this order; the product where there are several.  The
 * supplier has code and name in one column there; which offer it is, and the
 * name as a whole, stand in a table of their own. */
static const struct {
	size_t	    column;
	const char *label;
} brief_columns[] = {
	{ 0, N_("Product") }, { 1, N_("Qty") },
	{ SUPPLIER, N_("Supplier") }, { 5, N_("Price") }, { 6, N_("Cur.") },
	{ 9, N_("Net price") }, { 10, N_("Net total") }, { 12, N_("Days") },
	{ 13, N_("Best") },
};

static size_t
first_brief(const struct comparison *c)
{
	return c->nwanted > 1 ? 0 : 1;
}

static enum status
begin_compare(struct comparison *c)
{
	struct table table = compare_table;
	struct column *columns;
	size_t first = first_brief(c);

	if (!c->query->is_brief)
		return report_begin(c->report, &compare_table);
	columns = arena_alloc(c->arena, COUNT(brief_columns) *
	    sizeof(*columns));
	for (size_t i = first; i < COUNT(brief_columns); i++) {
		columns[i] = compare_columns[brief_columns[i].column];
		columns[i].label = brief_columns[i].label;
		if (brief_columns[i].column == SUPPLIER)
			columns[i].flags = COLUMN_WIDE;
	}
	table.columns = columns + first;
	table.ncolumns = COUNT(brief_columns) - first;
	return report_begin(c->report, &table);
}

static enum status
write_compare(struct comparison *c, const struct value *row)
{
	struct value brief[COUNT(brief_columns)];

	c->report->n++;
	if (!c->query->is_brief)
		return sink_row(c->report->sink, row);
	for (size_t i = 0; i < COUNT(brief_columns); i++) {
		brief[i] = row[brief_columns[i].column];
		if (brief_columns[i].column == SUPPLIER)
			brief[i] = value_text(arena_printf(c->arena, "%s %s",
			    brief[i].u.text, row[SUPPLIER_NAME].u.text));
	}
	return sink_row(c->report->sink, brief + first_brief(c));
}

static const struct column apart_columns[] = {
	{ .name = "product", .label = N_("Product"), .type = V_TEXT,
	  .flags = COLUMN_CODE },
	{ .name = "quantity", .label = N_("Quantity"), .type = V_DECIMAL },
	{ .name = "offer", .label = N_("Offer"), .type = V_TEXT,
	  .flags = COLUMN_ID | COLUMN_CODE },
	{ .name = "supplier", .label = N_("Supplier"), .type = V_TEXT,
	  .flags = COLUMN_CODE },
	{ .name = "supplier_name", .label = N_("Name"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
	{ .name = "reason", .label = N_("Reason"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
};

static const struct table apart_table = {
	.name = "apart", .title = N_("Offers not compared"),
	.kind = TABLE_LIST, .columns = apart_columns,
	.ncolumns = COUNT(apart_columns)
};

static const struct column offer_columns[] = {
	{ .name = "supplier", .label = N_("Supplier"), .type = V_TEXT,
	  .flags = COLUMN_CODE },
	{ .name = "supplier_name", .label = N_("Name"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
	{ .name = "offer", .label = N_("Offer"), .type = V_TEXT,
	  .flags = COLUMN_ID | COLUMN_CODE },
	{ .name = "valid_until", .label = N_("Valid until"), .type = V_DATE },
};

static const struct table offer_table = {
	.name = "offers", .title = N_("The offers"),
	.kind = TABLE_LIST, .columns = offer_columns,
	.ncolumns = COUNT(offer_columns)
};

static const struct column rate_columns[] = {
	{ .name = "from_currency", .label = N_("From"), .type = V_TEXT,
	  .flags = COLUMN_ID },
	{ .name = "to_currency", .label = N_("To"), .type = V_TEXT },
	{ .name = "rate", .label = N_("Rate"), .type = V_DECIMAL },
	{ .name = "date", .label = N_("Date"), .type = V_DATE },
	{ .name = "kind", .label = N_("Kind"), .type = V_TEXT,
	  .codes = &rate_kind_codes, .flags = COLUMN_NAMED },
	{ .name = "source", .label = N_("Source"), .type = V_TEXT },
};

static const struct table rate_table = {
	.name = "rates", .title = N_("Rates used"), .kind = TABLE_LIST,
	.columns = rate_columns, .ncolumns = COUNT(rate_columns)
};

/* "price, total"; briefly "P T". */
static const char *
best_text(const struct comparison *c, unsigned best)
{
	static const struct {
		unsigned    flag;
		const char *word, *letter;
	} words[] = {
		{ BEST_PRICE, N_("price"), N_("P") },
		{ BEST_DATE, N_("date"), N_("D") },
		{ BEST_TOTAL, N_("total"), N_("T") },
	};
	bool is_brief = c->query->is_brief;
	struct strbuf b = STRBUF_INIT;
	const char *text = NULL;

	for (size_t i = 0; i < COUNT(words); i++)
		if (best & words[i].flag)
			strbuf_addf(&b, "%s%s", b.len == 0 ? "" : is_brief ?
			    " " : ", ", report_word(c->report, is_brief ?
			    words[i].letter : words[i].word));
	if (b.len > 0)
		text = strbuf_to(&b, c->arena);
	strbuf_release(&b);
	return text;
}

static enum status
write_candidate(struct comparison *c, const struct group *g,
    const struct candidate *n)
{
	const struct offered *o = n->offered;
	bool lacks_vat = o->offer.vat_included && decimal_is_none(o->vat_rate);
	const struct value row[] = {
		value_text(g->wanted->name), value_decimal(g->quantity),
		value_text(o->offer.number),
		value_text(o->offer.supplier.code), value_text(o->supplier),
		value_decimal(n->price), value_text(o->offer.currency),
		value_decimal(n->refund.micros != 0 ? n->refund : NO_DECIMAL),
		value_decimal(o->offer.freight),
		value_decimal(n->home_price), value_decimal(n->home_total),
		value_text(c->home), value_int(o->offer.lead_days),
		value_text(best_text(c, n->best)),
		value_text(lacks_vat ? report_word(c->report,
		    N_("no VAT rate: no refund counted")) : NULL),
	};

	return write_compare(c, row);
}

static enum status
write_group(struct comparison *c, const struct wanted *w,
    struct decimal quantity)
{
	struct group g = { .wanted = w, .quantity = quantity };
	enum status st = fill_group(c, &g);

	for (size_t i = 0; st == OK && i < g.n; i++)
		st = write_candidate(c, &g, &g.candidates[i]);
	return st;
}

static int
by_number(const void *a, const void *b)
{
	const struct decimal *x = a, *y = b;

	return (x->micros > y->micros) - (x->micros < y->micros);
}

/* The quantities to compare at: the one wished for, or the one asked for and
 * each at which a price changes. */
static size_t
list_quantities(const struct comparison *c, const struct wanted *w,
    struct decimal **out)
{
	size_t n = 0, room = 1, kept = 0;
	struct decimal *list;

	for (const struct offered *o = c->offers; o != NULL; o = o->next)
		room += o->nbreaks;
	*out = list = arena_alloc(c->arena, room * sizeof(*list));
	if (!decimal_is_none(c->query->quantity)) {
		list[0] = c->query->quantity;
		return 1;
	}
	if (!decimal_is_none(w->line.quantity))
		list[n++] = w->line.quantity;
	for (const struct offered *o = c->offers; o != NULL; o = o->next) {
		if (!is_for(c, o, w) || never(c, o, w) != NULL)
			continue;
		for (size_t i = 0; i < o->nbreaks; i++)
			list[n++] = o->breaks[i].quantity;
	}
	qsort(list, n, sizeof(*list), by_number);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || list[i].micros != list[i - 1].micros)
			list[kept++] = list[i];
	return kept;
}

static enum status
write_wanted(struct comparison *c, const struct wanted *w)
{
	struct decimal *quantities;
	size_t n = list_quantities(c, w, &quantities);
	enum status st = OK;

	for (struct offered *o = c->offers; o != NULL; o = o->next) {
		const char *why;

		if (!is_for(c, o, w))
			continue;
		o->is_asked_for = true;
		if ((why = never(c, o, w)) != NULL)
			set_apart(c, &(struct apart){ NULL, w->name,
			    NO_DECIMAL, o, why });
	}
	for (size_t i = 0; st == OK && i < n; i++)
		st = write_group(c, w, quantities[i]);
	return st;
}

/* What the narrow table leaves out of them. */
static enum status
write_offers(struct comparison *c)
{
	enum status st;

	if (!c->query->is_brief)
		return OK;
	st = report_begin(c->report, &offer_table);
	for (const struct offered *o = c->offers; st == OK && o != NULL;
	    o = o->next) {
		const struct value row[] = {
			value_text(o->offer.supplier.code),
			value_text(o->supplier), value_text(o->offer.number),
			value_date(o->offer.valid_until),
		};

		if (o->is_asked_for)
			st = sink_row(c->report->sink, row);
	}
	return st;
}

/* Where the names stand in a table of their own, the reasons have room. */
static enum status
begin_apart(struct comparison *c)
{
	struct column *brief = arena_alloc(c->arena, sizeof(apart_columns));
	struct table table = apart_table;

	if (!c->query->is_brief)
		return report_begin(c->report, &apart_table);
	memcpy(brief, apart_columns, sizeof(apart_columns));
	brief[SUPPLIER_NAME] = brief[SUPPLIER_NAME + 1];
	table.columns = brief;
	table.ncolumns = COUNT(apart_columns) - 1;
	return report_begin(c->report, &table);
}

static enum status
write_apart_row(struct comparison *c, const struct apart *a)
{
	struct value row[] = {
		value_text(a->name), value_decimal(a->quantity),
		value_text(a->offered->offer.number),
		value_text(a->offered->offer.supplier.code),
		value_text(a->offered->supplier), value_text(a->reason),
	};

	if (c->query->is_brief)
		row[SUPPLIER_NAME] = row[SUPPLIER_NAME + 1];
	c->report->n++;
	return sink_row(c->report->sink, row);
}

static enum status
write_apart(struct comparison *c)
{
	enum status st = begin_apart(c);

	for (const struct offered *o = c->offers; o != NULL; o = o->next)
		if (!o->is_asked_for)
			set_apart(c, &(struct apart){ NULL,
			    o->offer.product.id != 0 ? o->offer.product.code :
			    o->offer.description, NO_DECIMAL, o,
			    report_word(c->report, N_("not asked for")) });
	for (const struct apart *a = c->apart; st == OK && a != NULL;
	    a = a->next)
		st = write_apart_row(c, a);
	return st;
}

static enum status
write_rates(struct comparison *c, const char **warnings)
{
	enum status st = report_begin(c->report, &rate_table);
	struct strbuf b = STRBUF_INIT;

	for (const struct rate_used *r = c->rates; st == OK && r != NULL;
	    r = r->next) {
		const struct exchange *x = &r->exchange;
		const char *warning = exchange_warning(x, c->arena);
		const struct value row[] = {
			value_text(x->from), value_text(x->to),
			value_decimal(x->rate), value_date(x->date),
			value_text(x->kind),
			value_text(exchange_source(x, c->arena)),
		};

		if (x->nsteps == 0)	/* the home currency itself */
			continue;
		if (warning != NULL)
			strbuf_addf(&b, "%s%s", b.len > 0 ? "\n" : "",
			    warning);
		st = sink_row(c->report->sink, row);
	}
	*warnings = strbuf_to(&b, c->arena);
	strbuf_release(&b);
	return st;
}

enum status
report_compare(struct report *r, const struct compare_query *q,
    const char **warnings)
{
	struct comparison c = { .report = r, .query = q, .arena = r->arena,
	    .home = records_defaults(r->records)->currency };
	enum status st;

	c.last_apart = &c.apart;
	if ((st = read_wanted(&c)) != OK || (st = read_offers(&c)) != OK ||
	    (st = begin_compare(&c)) != OK)
		return st;
	for (const struct wanted *w = c.wanted; w != NULL; w = w->next)
		if ((st = write_wanted(&c, w)) != OK)
			return st;
	if ((st = write_offers(&c)) != OK || (st = write_apart(&c)) != OK)
		return st;
	return write_rates(&c, warnings);
}
