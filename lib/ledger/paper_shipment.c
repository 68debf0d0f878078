/*
 * The papers of a shipment: invoice, packing list, shipping advice.
 */
#include "ledger/paper_fill.h"

#include <string.h>

#include "trade/order.h"
#include "trade/product.h"
#include "trade/shipment.h"
#include "trade/words.h"
#include "value/money.h"

/* A shipment while a paper of it is filled, with the orders it is of. */
struct consignment {
	struct filling	*f;
	const struct shipment *shipment;
	struct sales_order order;	/* the first; the others agree */
	struct strbuf	 numbers, references;	/* of all of them */
	int64_t		 last;		/* order looked at */
	struct decimal	 sum, freight;
};

/* ---- orders -------------------------------------------------------------- */

static void
add_number(struct strbuf *b, const char *number)
{
	if (number == NULL)
		return;
	strbuf_addf(b, "%s%s", b->len > 0 ? ", " : "", number);
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* One invoice speaks of one buyer, one currency, one term of delivery. */
static enum status
check_agrees(const struct sales_order *a, const struct sales_order *b)
{
	const char *what = a->buyer.id != b->buyer.id ? "buyer" :
	    !same_text(a->currency, b->currency) ? "currency" :
	    !same_text(a->incoterm, b->incoterm) ? "incoterm" :
	    !same_text(a->place, b->place) ? "place" : NULL;

	if (what == NULL)
		return OK;
	return fail_hint(fail(E_INVALID, _("%s and %s differ in %s: they "
	    "cannot stand on one paper"), a->number, b->number, what),
	    _("ship them apart"));
}

/* Freight is charged once, with the first shipment of an order. */
static enum status
add_freight(struct consignment *c, const struct sales_order *o)
{
	int64_t first;
	enum status st;

	if (decimal_is_none(o->freight))
		return OK;
	if ((st = store_int(records_store(c->f->records), "SELECT"
	    " coalesce(min(l.shipment), 0) FROM shipment_line l JOIN shipment s"
	    " ON s.id = l.shipment WHERE l.sales_order = ?1 AND s.state <>"
	    " 'cancelled'", ARGS(ARG(o->id)), &first)) != OK ||
	    first != c->shipment->id)
		return st;
	return decimal_add(c->freight, o->freight, &c->freight);
}

/* The contract has a number of its own once it is issued. */
static enum status
find_contract(struct filling *f, const struct sales_order *o,
    const char **number)
{
	const struct named_value *v;
	enum status st;

	values_text(f->head, "contract_number", o->number);
	st = fill_issued(f, &(struct issued_for){ "contract", "sales_order",
	    o->id }, "contract");
	v = values_get(f->head, "contract_number");
	*number = v->text.en;
	return st;
}

static enum status
meet_order(struct consignment *c, const struct ref *ref)
{
	bool is_first = c->last == 0;
	const char *contract;
	struct sales_order o;
	enum status st;

	if (ref->id == c->last)
		return OK;
	c->last = ref->id;
	if ((st = record_load(c->f->records, (struct record_id){
	    &order_entity, ref->id }, c->f->arena, &o)) != OK)
		return st;
	if (is_first)
		c->order = o;
	else if ((st = check_agrees(&c->order, &o)) != OK)
		return st;
	add_number(&c->references, o.reference);
	if ((st = find_contract(c->f, &o, &contract)) != OK)
		return st;
	add_number(&c->numbers, contract);
	return add_freight(c, &o);
}

/* The line of the order that a line of the shipment delivers. */
static enum status
find_order_line(struct filling *f, const struct shipment_line *l,
    const struct order_line **out)
{
	struct order_line wanted;
	void *found = NULL;
	enum status st;

	entity_clear(&order_line_entity, &wanted);
	wanted.sales_order = l->sales_order;
	wanted.line = l->order_line;
	if ((st = record_match(f->records, &(struct record_like){
	    &order_line_entity, &wanted, 0 }, f->arena, &found)) != OK)
		return st;
	if (found == NULL)
		return fail(E_INVALID, _("line %lld: there is no line %lld in "
		    "order %s"), (long long)l->line, (long long)l->order_line,
		    l->sales_order.code);
	*out = found;
	return OK;
}

/* ---- lines --------------------------------------------------------------- */

/* All papers call the goods the same. */
static struct label
description_of(const struct shipment_line *l, const struct order_line *from)
{
	struct label own = { from->description, from->description_local };

	if (l->description != NULL && !same_text(l->description, own.en))
		own = (struct label){ l->description, NULL };
	return own;
}

/* What it costs: the price of the order's line, for what is shipped of it. */
static enum status
fill_price(struct consignment *c, const struct shipment_line *l,
    const struct order_line *from, struct values *to)
{
	const char *currency = c->order.currency;
	int places = money_places(currency);
	struct decimal amount;
	enum status st = money_amount(&(struct pricing){ l->quantity,
	    from->price, from->discount }, currency, &amount);

	if (st != OK)
		return st;
	values_number(to, "price", from->price, places);
	values_number(to, "line_discount", from->discount, 0);
	values_number(to, "amount", amount, places);
	return decimal_add(c->sum, amount, &c->sum);
}

static void
fill_origin(struct filling *f, const struct shipment_line *l,
    struct values *to)
{
	if (l->hs_code != NULL)
		values_text(to, "hs_code", l->hs_code);
	if (l->origin == NULL)
		return;
	values_texts(to, "line_origin",
	    code_label(&country_codes, l->origin));
	fill_country(f, "origin", l->origin);
}

static enum status
fill_line(struct consignment *c, const struct shipment_line *l)
{
	const struct order_line *from = NULL;
	struct filling *f = c->f;
	struct values *to = document_line(f->doc);
	enum status st = find_order_line(f, l, &from);

	if (st != OK || (st = fill_price(c, l, from, to)) != OK)
		return st;
	values_number(to, "line", (struct decimal){ DECIMAL_SCALE * l->line },
	    0);
	values_number(to, "quantity", l->quantity, 0);
	values_texts(to, "unit", unit_label(l->unit, f->arena));
	if (l->cartons != NO_INT)
		values_number(to, "cartons", (struct decimal){ DECIMAL_SCALE *
		    l->cartons }, 0);
	values_number(to, "net_weight", l->net_weight, 2);
	values_number(to, "gross_weight", l->gross_weight, 2);
	values_number(to, "volume", l->volume, 3);
	if ((st = fill_product(f, to, &l->product, description_of(l,
	    from))) == OK)
		fill_origin(f, l, to);
	return st;
}

/* A packing list has lines of its own, the cartons. */
static enum status
walk_lines(struct consignment *c, bool with_lines)
{
	struct selection of = { .parent = c->shipment->id,
	    .with_archived = true };
	struct shipment_line l;
	struct cursor cursor = record_select(c->f->records,
	    &shipment_line_entity, &of);
	enum status st = OK, end;

	while (st == OK && cursor_next(&cursor, &l)) {
		if (l.sales_order.id == 0)
			st = fail_hint(fail(E_INVALID, _("line %lld is of no "
			    "order: its price is not known"),
			    (long long)l.line),
			    _("name the order and its line"));
		else
			st = meet_order(c, &l.sales_order);
		if (st == OK && with_lines)
			st = fill_line(c, &l);
	}
	end = cursor_end(&cursor);
	return st != OK ? st : end;
}

/* ---- the shipment -------------------------------------------------------- */

static void
fill_vessel(struct filling *f, const struct shipment *s)
{
	struct label mode = code_label(&shipment_mode_codes, s->mode);

	values_texts(f->head, "transport_mode", mode);
	if (s->vessel != NULL && s->voyage != NULL)
		values_text(f->head, "vessel", arena_printf(f->arena, "%s %s",
		    s->vessel, s->voyage));
	else
		values_text(f->head, "vessel", s->vessel != NULL ? s->vessel :
		    s->voyage);
}

/* "EGHU9876540 / CN1234567 (40HQ)", a line each. */
static enum status
fill_containers(struct filling *f, const struct shipment *s)
{
	struct selection of = { .parent = s->id, .with_archived = true };
	struct shipment_container one;
	struct cursor c = record_select(f->records, &container_entity, &of);
	struct strbuf b = STRBUF_INIT;
	enum status st;

	while (cursor_next(&c, &one))
		if (one.number != NULL)
			strbuf_addf(&b, "%s%s%s%s (%s)", b.len > 0 ? "\n" : "",
			    one.number, one.seal_number != NULL ? " / " : "",
			    one.seal_number != NULL ? one.seal_number : "",
			    one.type);
	if ((st = cursor_end(&c)) == OK)
		values_text(f->head, "containers", b.buf);
	strbuf_release(&b);
	return st;
}

/* "6,523", as in the columns of the table. */
static const char *
grouped(int64_t n, struct arena *a)
{
	return n < 1000 ? arena_printf(a, "%lld", (long long)n) :
	    arena_printf(a, "%s,%03lld", grouped(n / 1000, a),
	    (long long)(n % 1000));
}

static void
fill_packages(struct filling *f, int64_t n)
{
	const char *number = grouped(n, f->arena);
	struct strbuf en = STRBUF_INIT, zh = STRBUF_INIT;

	values_texts(f->head, "packages", (struct label){
	    arena_printf(f->arena, n == 1 ? "%s carton" : "%s cartons",
	    number), arena_printf(f->arena, "%s 箱", number) });
	words_cartons_english((uint64_t)n, &en);
	words_cartons_chinese((uint64_t)n, &zh);
	values_texts(f->head, "packages_words", (struct label){ en.buf,
	    zh.buf });
	strbuf_release(&en);
	strbuf_release(&zh);
}

static void
fill_measures(struct filling *f, const struct shipment *s)
{
	if (s->total_cartons == NO_INT)
		return;
	fill_packages(f, s->total_cartons);
	values_number(f->head, "net_weight", s->total_net, 2);
	values_number(f->head, "gross_weight", s->total_gross, 2);
	values_number(f->head, "volume", s->total_volume, 3);
}

/* What the shipment says comes before what the order said. */
static enum status
fill_route(struct filling *f, const struct shipment *s)
{
	struct values *v = f->head;

	fill_vessel(f, s);
	if (s->port_loading != NULL)
		values_text(v, "port_loading", s->port_loading);
	if (s->port_discharge != NULL)
		values_text(v, "port_discharge", s->port_discharge);
	values_text(v, "destination", s->destination);
	values_date(v, "etd", date_is_none(s->atd) ? s->etd : s->atd);
	values_date(v, "eta", s->eta);
	values_text(v, "bl_number", s->bl_number);
	values_date(v, "bl_date", s->bl_date);
	values_text(v, "forwarder", s->forwarder);
	if (s->marks != NULL)
		values_text(v, "marks", s->marks);
	else if (values_get(v, "marks") == NULL)
		values_text(v, "marks", "N/M");
	fill_measures(f, s);
	return fill_containers(f, s);
}

static enum status
fill_consignment(struct consignment *c, bool with_lines)
{
	struct filling *f = c->f;
	enum status st;

	if ((st = fill_company(f, "seller")) != OK ||
	    (st = walk_lines(c, with_lines)) != OK)
		return st;
	if (c->last == 0)
		return fail(E_INVALID, _("no lines"));
	if ((st = fill_order(f, &c->order)) != OK ||
	    (st = fill_totals(f, &(struct totals){ c->order.currency, c->sum,
	    c->freight })) != OK)
		return st;
	values_text(f->head, "contract_number", c->numbers.buf);
	values_text(f->head, "order_number", c->references.buf);
	return fill_route(f, c->shipment);
}

static enum status
fill_of(struct filling *f, const void *shipment, bool with_lines)
{
	struct consignment c = { .f = f, .shipment = shipment,
	    .numbers = STRBUF_INIT, .references = STRBUF_INIT };
	enum status st = fill_consignment(&c, with_lines);

	strbuf_release(&c.numbers);
	strbuf_release(&c.references);
	return st;
}

enum status
fill_invoice(struct filling *f, const void *shipment)
{
	return fill_of(f, shipment, true);
}

enum status
fill_advice(struct filling *f, const void *shipment)
{
	enum status st = fill_of(f, shipment, true);

	return st == OK ? fill_issued(f, &(struct issued_for){ "invoice",
	    "shipment", entity_id(shipment) }, "invoice") : st;
}

/* ---- packing list -------------------------------------------------------- */

struct packing_list {
	struct filling	*f;
	struct volume	*volumes;
	int64_t		 first;		/* carton of the row above; 0: none */
};

static enum status
find_line(struct filling *f, const struct shipment_carton *k,
    struct shipment_line *out)
{
	struct shipment_line wanted;
	void *found;
	enum status st;

	entity_clear(&shipment_line_entity, &wanted);
	wanted.shipment = k->shipment;
	wanted.line = k->shipment_line;
	if ((st = record_match(f->records, &(struct record_like){
	    &shipment_line_entity, &wanted, 0 }, f->arena, &found)) != OK)
		return st;
	if (found == NULL)
		return fail(E_INVALID, _("cartons %lld to %lld are of no line; "
		    "pack again"), (long long)k->first, (long long)k->last);
	*out = *(struct shipment_line *)found;
	return OK;
}

/* A decimal as people write it, without ends of zeros. */
static const char *
plain(struct filling *f, struct decimal d)
{
	char *text = arena_alloc(f->arena, DECIMAL_TEXT_MAX);

	decimal_format(d, 0, text);
	return text;
}

static void
fill_carton_measure(struct filling *f, struct values *to,
    const struct shipment_carton *k)
{
	if (decimal_is_none(k->length) || decimal_is_none(k->width) ||
	    decimal_is_none(k->height))
		return;
	values_text(to, "measure", arena_printf(f->arena, "%s×%s×%s",
	    plain(f, k->length), plain(f, k->width), plain(f, k->height)));
}

/* So many times what one carton has. */
static enum status
fill_times(struct values *to, const char *name, struct decimal one,
    const struct shipment_carton *k)
{
	struct decimal n = { (k->last - k->first + 1) * DECIMAL_SCALE }, all;
	enum status st;

	if (decimal_is_none(one))
		return OK;
	if ((st = decimal_multiply(one, n, &all)) == OK)
		values_number(to, name, all, strcmp(name, "quantity") == 0 ?
		    0 : 2);
	return st;
}

/* How much of a line's volume, not rounded, stands above. */
struct volume {
	struct volume	*next;
	int64_t		 line;
	struct decimal	 above;		/* cm3 */
};

static struct volume *
volume_of(struct packing_list *p, int64_t line)
{
	struct volume *v = p->volumes;

	while (v != NULL && v->line != line)
		v = v->next;
	if (v != NULL)
		return v;
	v = arena_alloc(p->f->arena, sizeof(*v));
	*v = (struct volume){ p->volumes, line, { 0 } };
	p->volumes = v;
	return v;
}

/* What stands above a row is rounded with and without it, so that the rows of a
 * line add up to what the line is rounded to once.  A mixed carton counts for
 * the line that is named first. */
static enum status
fill_volume(struct packing_list *p, const struct shipment_carton *k,
    struct values *to)
{
	const struct decimal millionth = { 1 };
	struct decimal all = { (k->last - k->first + 1) * DECIMAL_SCALE };
	struct decimal before, after;
	struct volume *v = volume_of(p, k->shipment_line);
	enum status st;

	if (k->first == p->first || decimal_is_none(k->length) ||
	    decimal_is_none(k->width) || decimal_is_none(k->height))
		return OK;
	p->first = k->first;
	if ((st = decimal_multiply(all, k->length, &all)) != OK ||
	    (st = decimal_multiply(all, k->width, &all)) != OK ||
	    (st = decimal_multiply(all, k->height, &all)) != OK ||
	    (st = decimal_multiply_to(v->above, millionth, 3,
	    &before)) != OK ||
	    (st = decimal_add(v->above, all, &v->above)) != OK ||
	    (st = decimal_multiply_to(v->above, millionth, 3,
	    &after)) != OK ||
	    (st = decimal_subtract(after, before, &after)) != OK)
		return st;
	values_number(to, "volume", after, 3);
	return OK;
}

static enum status
fill_carton(struct packing_list *p, const struct shipment_carton *k)
{
	struct filling *f = p->f;
	struct values *to = document_line(f->doc);
	const struct order_line *from = NULL;
	struct shipment_line l;
	enum status st;

	if ((st = find_line(f, k, &l)) != OK ||
	    (st = find_order_line(f, &l, &from)) != OK)
		return st;
	values_text(to, "carton_numbers", k->first == k->last ?
	    arena_printf(f->arena, "%lld", (long long)k->first) :
	    arena_printf(f->arena, "%lld-%lld", (long long)k->first,
	    (long long)k->last));
	values_number(to, "cartons", (struct decimal){ DECIMAL_SCALE *
	    (k->last - k->first + 1) }, 0);
	values_number(to, "per_carton", k->quantity, 0);
	values_texts(to, "unit", unit_label(l.unit, f->arena));
	fill_carton_measure(f, to, k);
	if ((st = fill_times(to, "quantity", k->quantity, k)) != OK ||
	    (st = fill_times(to, "net_weight", k->net_weight, k)) != OK ||
	    (st = fill_times(to, "gross_weight", k->gross_weight, k)) != OK ||
	    (st = fill_volume(p, k, to)) != OK)
		return st;
	if ((st = fill_product(f, to, &l.product, description_of(&l,
	    from))) == OK)
		fill_origin(f, &l, to);
	return st;
}

enum status
fill_packing(struct filling *f, const void *record)
{
	const struct shipment *s = record;
	struct selection of = { .parent = s->id, .with_archived = true };
	struct packing_list p = { .f = f };
	struct shipment_carton k;
	struct cursor c;
	enum status st = fill_of(f, s, false), end;

	if (st != OK || (st = fill_issued(f, &(struct issued_for){
	    "invoice", "shipment", s->id }, "invoice")) != OK)
		return st;
	c = record_select(f->records, &carton_entity, &of);
	while (st == OK && cursor_next(&c, &k))
		st = fill_carton(&p, &k);
	end = cursor_end(&c);
	if (st == OK && end == OK && f->doc->nlines == 0)
		return fail_hint(fail(E_INVALID, _("not packed yet")),
		    _("pack it: tradecli shipment pack %s"),
		    s->number);
	return st != OK ? st : end;
}
