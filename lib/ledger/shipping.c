/*
 * Orders into shipments, and what a shipment tells its orders.
 */
#include "ledger/shipping.h"

#include <stdlib.h>
#include <string.h>

#include "trade/incoterm.h"
#include "trade/issued.h"
#include "trade/order.h"
#include "trade/product.h"

static const char *
number_text(struct decimal d, struct arena *a)
{
	char *text = arena_alloc(a, DECIMAL_TEXT_MAX);

	decimal_format(d, 0, text);
	return text;
}

/* ---- picks --------------------------------------------------------------- */

enum status
shipping_pick_parse(const char *text, struct arena *a,
    struct shipping_pick *out)
{
	const char *colon = strrchr(text, ':');
	const char *p = colon != NULL ? colon + 1 : text;
	struct shipping_pick pick = { NULL, 0, NO_DECIMAL, 0 };
	char *end;

	pick.line = strtoll(p, &end, 10);
	if (colon != NULL)
		pick.order = arena_strndup(a, text, (size_t)(colon - text));
	if (end != p && *p >= '1' && *p <= '9' && *end == '\0') {
		*out = pick;
		return OK;
	}
	if (end == p || *p < '1' || *p > '9' || *end != '=')
		return fail_hint(fail(E_USAGE, _("--line: '%s' names no line"),
		    text), _("ORDER:LINE=QUANTITY, LINE=QUANTITY or LINE"));
	if (decimal_parse(end + 1, &pick.quantity) != OK)
		return fail_in(E_USAGE, "--line %s", text);
	if (decimal_is_none(pick.quantity) || pick.quantity.micros <= 0)
		return fail(E_USAGE, _("--line %s: how much?"), text);
	*out = pick;
	return OK;
}

/* ---- what is left -------------------------------------------------------- */

static enum status
shipped_of(struct records *r, const struct order_line *l, struct decimal *out)
{
	return store_int(records_store(r), "SELECT coalesce(sum(l.quantity), 0)"
	    " FROM shipment_line l JOIN shipment s ON s.id = l.shipment"
	    " WHERE l.sales_order = ?1 AND l.order_line = ?2"
	    " AND s.state <> 'cancelled'",
	    ARGS(ARG(l->sales_order.id), ARG(l->line)), &out->micros);
}

static enum status
too_much(const struct shipping *s, const struct order_line *l,
    struct decimal wanted, struct decimal left)
{
	return fail_hint(fail(E_CONFLICT, _("order %s, line %lld: %s wanted, "
	    "but only %s of %s are left"), l->sales_order.code,
	    (long long)l->line, number_text(wanted, s->arena),
	    number_text(left, s->arena), number_text(l->quantity, s->arena)),
	    _("if the buyer has agreed to more: --more"));
}

/* How much of the line is to go; 0: nothing. */
static enum status
quantity_of(const struct shipping *s, const struct order_line *l,
    const struct shipping_pick *pick, struct decimal *out)
{
	struct decimal shipped, left;
	enum status st = shipped_of(s->records, l, &shipped);

	if (st != OK ||
	    (st = decimal_subtract(l->quantity, shipped, &left)) != OK)
		return st;
	if (left.micros < 0)
		left.micros = 0;
	*out = left;
	if (pick != NULL && !decimal_is_none(pick->quantity))
		*out = pick->quantity;
	if (out->micros > left.micros && !s->more)
		return too_much(s, l, *out, left);
	if (pick != NULL && out->micros == 0)
		return fail(E_CONFLICT, _("order %s, line %lld: nothing of it "
		    "is left to ship"), l->sales_order.code,
		    (long long)l->line);
	return OK;
}

/* ---- lines --------------------------------------------------------------- */

/* What papers need of the product is kept as it was when it was shipped. */
static enum status
take_product(const struct shipping *s, struct shipment_line *line)
{
	struct product *p;
	enum status st;

	if (line->product.id == 0)
		return OK;
	p = entity_new(&product_entity, s->arena);
	if ((st = record_load(s->records, (struct record_id){ &product_entity,
	    line->product.id }, s->arena, p)) != OK)
		return st;
	line->hs_code = p->hs_code;
	line->origin = p->origin;
	if (line->unit == NULL)
		line->unit = p->unit;
	if (line->description == NULL)
		line->description = p->name;
	return OK;
}

static enum status
add_line(struct shipping *s, const struct order_line *l,
    struct decimal quantity)
{
	struct shipment_line *line = entity_new(&shipment_line_entity,
	    s->arena);
	enum status st;

	line->shipment = (struct ref){ s->shipment->id, s->shipment->number,
	    NULL };
	line->sales_order = l->sales_order;
	line->order_line = l->line;
	line->product = l->product;
	line->description = l->description != NULL ?
	    arena_strdup(s->arena, l->description) : NULL;
	line->unit = l->unit != NULL ? arena_strdup(s->arena, l->unit) : NULL;
	line->quantity = quantity;
	line->more_agreed = s->more;
	if ((st = take_product(s, line)) != OK ||
	    (st = record_check(s->records, &shipment_line_entity, line,
	    s->arena)) != OK ||
	    (st = record_insert(s->records, &shipment_line_entity, line,
	    s->arena)) != OK)
		return fail_in(st, _("order %s, line %lld"),
		    l->sales_order.code, (long long)l->line);
	s->nlines++;
	return OK;
}

static const struct shipping_pick *
pick_of(const struct shipping *s, const struct sales_order *o, int64_t line)
{
	for (size_t i = 0; i < s->npicks; i++)
		if (s->picks[i].line == line &&
		    s->picks[i].order_id == o->id)
			return &s->picks[i];
	return NULL;
}

static size_t
count_picks(const struct shipping *s, const struct sales_order *o)
{
	size_t n = 0;

	for (size_t i = 0; i < s->npicks; i++)
		n += s->picks[i].order_id == o->id;
	return n;
}

/* All lines of an order, one behind the other in the arena; ends with NULL. */
static enum status
lines_of(const struct shipping *s, const struct sales_order *o,
    struct order_line ***out)
{
	struct selection of = { .parent = o->id, .with_archived = true };
	size_t n = 0, size = 16;
	struct order_line **list = arena_alloc(s->arena,
	    size * sizeof(*list));
	struct cursor c = record_select(s->records, &order_line_entity, &of);
	struct order_line row;
	enum status st;

	while (cursor_next(&c, &row)) {
		struct order_line *l = arena_alloc(s->arena, sizeof(*l));

		*l = row;
		l->description = row.description != NULL ?
		    arena_strdup(s->arena, row.description) : NULL;
		l->unit = row.unit != NULL ? arena_strdup(s->arena, row.unit) :
		    NULL;
		l->sales_order = (struct ref){ o->id, o->number, NULL };
		l->product.code = row.product.code != NULL ?
		    arena_strdup(s->arena, row.product.code) : NULL;
		l->product.title = NULL;
		if (n + 1 == size) {
			struct order_line **more = arena_alloc(s->arena,
			    2 * size * sizeof(*more));

			memcpy(more, list, size * sizeof(*list));
			list = more;
			size *= 2;
		}
		list[n++] = l;
	}
	list[n] = NULL;
	st = cursor_end(&c);
	*out = list;
	return st;
}

static enum status
add_order(struct shipping *s, const struct sales_order *o)
{
	size_t npicks = count_picks(s, o), found = 0, before = s->nlines;
	struct order_line **lines;
	enum status st = lines_of(s, o, &lines);

	for (; st == OK && *lines != NULL; lines++) {
		const struct shipping_pick *pick = pick_of(s, o,
		    (*lines)->line);
		struct decimal quantity;

		if (npicks > 0 && pick == NULL)
			continue;
		found++;
		if ((st = quantity_of(s, *lines, pick, &quantity)) == OK &&
		    quantity.micros > 0)
			st = add_line(s, *lines, quantity);
	}
	if (st == OK && found < npicks)
		return fail_hint(fail(E_NOTFOUND, _("order %s has no such "
		    "line"), o->number), _("see them: tradecli order show %s"),
		    o->number);
	if (st == OK && s->nlines == before)
		return fail(E_CONFLICT, _("order %s: nothing is left to ship"),
		    o->number);
	return st;
}

/* ---- orders -------------------------------------------------------------- */

static enum status
check_order(const struct shipping *s, const struct sales_order *o)
{
	const struct ref *buyer = &s->shipment->buyer;

	if (strcmp(o->state, "draft") == 0)
		return fail_hint(fail(E_CONFLICT, _("order %s is not confirmed "
		    "yet"), o->number), "tradecli order move %s confirmed",
		    o->number);
	if (strcmp(o->state, "cancelled") == 0 ||
	    strcmp(o->state, "closed") == 0)
		return fail(E_CONFLICT, _("order %s is %s"), o->number,
		    _(o->state));
	if (buyer->id != 0 && buyer->id != o->buyer.id)
		return fail(E_CONFLICT, _("order %s is of buyer %s, the "
		    "shipment goes to %s"), o->number, o->buyer.code,
		    buyer->code);
	return OK;
}

/* Only once; the lines would be doubled. */
static enum status
load_orders(struct shipping *s, char **orders, size_t n,
    struct sales_order *out)
{
	for (size_t i = 0; i < n; i++) {
		enum status st = record_find(s->records, (struct record_code){
		    &order_entity, orders[i] }, s->arena, &out[i]);

		if (st != OK || (st = check_order(s, &out[i])) != OK)
			return st;
		if (out[i].buyer.id != out[0].buyer.id)
			return fail(E_CONFLICT, _("order %s is of buyer %s, "
			    "order %s of %s"), out[i].number,
			    out[i].buyer.code, out[0].number,
			    out[0].buyer.code);
		for (size_t j = 0; j < i; j++)
			if (out[j].id == out[i].id)
				return fail(E_USAGE, _("%s is named twice"),
				    orders[i]);
	}
	return OK;
}

/* Of which of the orders is each pick? */
static enum status
resolve_picks(struct shipping *s, const struct sales_order *orders, size_t n)
{
	struct sales_order *o = entity_new(&order_entity, s->arena);

	for (size_t i = 0; i < s->npicks; i++) {
		struct shipping_pick *pick = &s->picks[i];
		size_t at = 0;
		enum status st;

		if (pick->order == NULL && n > 1)
			return fail_hint(fail(E_USAGE, _("--line %lld: of "
			    "which order?"), (long long)pick->line),
			    _("ORDER:LINE=QUANTITY, LINE=QUANTITY or LINE"));
		if (pick->order == NULL) {
			pick->order_id = orders[0].id;
			continue;
		}
		if ((st = record_find(s->records, (struct record_code){
		    &order_entity, pick->order }, s->arena, o)) != OK)
			return st;
		while (at < n && orders[at].id != o->id)
			at++;
		if (at == n)
			return fail(E_USAGE, _("--line: order %s is not one of "
			    "those named"), o->number);
		pick->order_id = o->id;
	}
	return OK;
}

static bool
is_first_shipment(struct records *r, const struct sales_order *o)
{
	int64_t n = 0;

	if (store_int(records_store(r), "SELECT count(*) FROM shipment_line"
	    " WHERE sales_order = ?1", ARGS(ARG(o->id)), &n) != OK)
		fail_clear();
	return n == 0;
}

static void
take_text(const char **to, const char *from)
{
	if (*to == NULL)
		*to = from;
}

static void
take_date(struct date *to, struct date from)
{
	if (date_is_none(*to))
		*to = from;
}

/* Does the named place lie at the end of the journey? */
static bool
names_destination(const char *incoterm)
{
	return incoterm != NULL && (incoterm[0] == 'C' || incoterm[0] == 'D');
}

/* What the order says of its transport is so until somebody knows better. */
static void
take_order(struct shipping *s, const struct sales_order *o)
{
	struct shipment *to = s->shipment;

	if (to->buyer.id == 0)
		to->buyer = o->buyer;
	take_text(&to->port_loading, o->port_loading);
	take_text(&to->port_discharge, o->port_discharge);
	take_text(&to->marks, o->marks);
	if (names_destination(o->incoterm))
		take_text(&to->destination, o->place);
	if (is_first_shipment(s->records, o)) {
		take_date(&to->atd, o->shipped);
		take_date(&to->bl_date, o->bl_date);
		take_date(&to->eta, o->eta);
		take_date(&to->invoice_date, o->invoice_date);
	}
}

enum status
shipping_add_orders(struct shipping *s, char **names, size_t n)
{
	struct sales_order *orders = arena_alloc(s->arena,
	    (n + 1) * sizeof(*orders));
	enum status st = load_orders(s, names, n, orders);

	s->nlines = 0;
	if (st == OK)
		st = resolve_picks(s, orders, n);
	if (st == OK && s->shipment->id == NO_INT) {
		take_order(s, &orders[0]);
		if ((st = record_check(s->records, &shipment_entity,
		    s->shipment, s->arena)) == OK)
			st = record_insert(s->records, &shipment_entity,
			    s->shipment, s->arena);
	}
	for (size_t i = 0; st == OK && i < n; i++)
		st = add_order(s, &orders[i]);
	return st;
}

enum status
shipping_doubt(struct records *r, const struct shipment *s, struct arena *a,
    const char **out)
{
	struct query q = store_query(records_store(r),
	    "SELECT o.number, o.incoterm FROM sales_order o"
	    " WHERE o.incoterm IS NOT NULL AND EXISTS (SELECT 1"
	    " FROM shipment_line l WHERE l.shipment = ?1"
	    " AND l.sales_order = o.id) ORDER BY o.id", ARGS(ARG(s->id)));

	*out = NULL;
	while (query_row(&q))
		for (const struct incoterm *t = incoterms; s->mode != NULL &&
		    !shipment_is_by_sea(s) && t->code != NULL; t++)
			if (t->is_sea_only &&
			    strcmp(t->code, query_text(&q, 1)) == 0)
				*out = arena_printf(a, _("order %s is %s, a "
				    "term for ships; by other ways it is FCA, "
				    "CPT or CIP"), query_text(&q, 0), t->code);
	return query_end(&q);
}

/* ---- what follows -------------------------------------------------------- */

static enum status
check_quantity(const struct query *q)
{
	struct decimal ordered = { query_int(q, 3) };
	struct decimal shipped = { query_int(q, 4) };
	struct arena a = ARENA_INIT;
	enum status st = OK;

	if (query_is_null(q, 3))
		return fail(E_INVALID, _("line %lld: order %s has no line "
		    "%lld"), (long long)query_int(q, 0), query_text(q, 1),
		    (long long)query_int(q, 2));
	if (shipped.micros > ordered.micros && query_int(q, 5) == 0)
		st = fail_hint(fail(E_CONFLICT, _("order %s, line %lld: %s "
		    "were ordered, %s would be shipped"), query_text(q, 1),
		    (long long)query_int(q, 2), number_text(ordered, &a),
		    number_text(shipped, &a)), _("if the buyer has agreed to "
		    "more, set more_agreed of the line to yes"));
	arena_release(&a);
	return st;
}

static enum status
check_quantities(struct records *r, int64_t id)
{
	struct query q = store_query(records_store(r),
	    "SELECT l.line, o.number, l.order_line,"
	    " (SELECT x.quantity FROM order_line x"
	    " WHERE x.sales_order = l.sales_order AND x.line = l.order_line),"
	    " (SELECT sum(x.quantity) FROM shipment_line x"
	    " JOIN shipment s ON s.id = x.shipment"
	    " WHERE x.sales_order = l.sales_order"
	    " AND x.order_line = l.order_line AND s.state <> 'cancelled'),"
	    " (SELECT max(x.more_agreed) FROM shipment_line x"
	    " WHERE x.shipment = l.shipment AND x.sales_order = l.sales_order"
	    " AND x.order_line = l.order_line)"
	    " FROM shipment_line l JOIN sales_order o ON o.id = l.sales_order"
	    " WHERE l.shipment = ?1 ORDER BY l.line", ARGS(ARG(id)));
	enum status st = OK, end;

	while (st == OK && query_row(&q))
		st = check_quantity(&q);
	end = query_end(&q);
	return st != OK ? st : end;
}

static enum status
check_packed(const struct shipment *s, const struct query *q)
{
	struct decimal quantity = { query_int(q, 1) };
	struct decimal packed = { query_int(q, 2) };
	struct arena a = ARENA_INIT;
	enum status st = OK;

	if (quantity.micros != packed.micros)
		st = fail_hint(fail(E_INVALID, _("%s, line %lld: %s are "
		    "shipped, %s are in cartons"), s->number,
		    (long long)query_int(q, 0), number_text(quantity, &a),
		    number_text(packed, &a)),
		    _("pack it anew: tradecli shipment pack %s"), s->number);
	arena_release(&a);
	return st;
}

/* What is on its way must be somewhere in it, if it has cartons at all. */
static enum status
check_left(struct records *r, const struct shipment *s)
{
	struct query q = store_query(records_store(r),
	    "SELECT l.line, l.quantity, (SELECT coalesce("
	    "sum((c.last - c.first + 1) * c.quantity), 0) FROM carton c"
	    " WHERE c.shipment = l.shipment AND c.shipment_line = l.line)"
	    " FROM shipment_line l WHERE l.shipment = ?1 ORDER BY l.line",
	    ARGS(ARG(s->id)));
	int64_t cartons, lines = 0;
	enum status st = store_int(records_store(r), "SELECT count(*) FROM"
	    " carton WHERE shipment = ?1", ARGS(ARG(s->id)), &cartons), end;

	for (; st == OK && query_row(&q); lines++)
		if (cartons > 0)
			st = check_packed(s, &q);
	end = query_end(&q);
	if (st == OK && end == OK && lines == 0)
		return fail_hint(fail(E_INVALID, _("%s: has no lines: what is "
		    "shipped?"), s->number), "tradecli shipment add-order %s "
		    "ORDER", s->number);
	return st != OK ? st : end;
}

/* The dates of an order as its shipments have them. */
static enum status
read_dates(struct records *r, struct sales_order *o)
{
	struct query q = store_query(records_store(r),
	    "SELECT max(coalesce(s.atd, s.bl_date)), max(s.bl_date),"
	    " max(coalesce(s.ata, s.eta)), max(s.invoice_date)"
	    " FROM shipment s WHERE s.state <> 'cancelled'"
	    " AND EXISTS (SELECT 1 FROM shipment_line l"
	    " WHERE l.shipment = s.id AND l.sales_order = ?1)",
	    ARGS(ARG(o->id)));

	if (query_row(&q)) {
		struct date invoice = query_value(&q, 3, V_DATE).u.date;

		o->shipped = query_value(&q, 0, V_DATE).u.date;
		o->bl_date = query_value(&q, 1, V_DATE).u.date;
		o->eta = query_value(&q, 2, V_DATE).u.date;
		if (!date_is_none(invoice))
			o->invoice_date = invoice;
	}
	return query_end(&q);
}

enum status
shipping_tell_order(struct records *r, int64_t id)
{
	struct arena a = ARENA_INIT;
	struct sales_order *old = entity_new(&order_entity, &a), now;
	enum status st = record_load(r, (struct record_id){ &order_entity, id },
	    &a, old);

	now = *old;
	if (st == OK && (st = read_dates(r, &now)) == OK)
		st = record_update(r, &order_entity, old, &now);
	arena_release(&a);
	return st;
}

/* Their numbers first: telling one changes what is being read. */
static enum status
tell_orders(struct records *r, int64_t id)
{
	struct arena a = ARENA_INIT;
	int64_t n = 0, *orders;
	struct query q;
	enum status st = store_int(records_store(r), "SELECT count(*) FROM"
	    " shipment_line WHERE shipment = ?1", ARGS(ARG(id)), &n);

	if (st != OK || n == 0)
		return st;
	orders = arena_alloc(&a, (size_t)n * sizeof(*orders));
	q = store_query(records_store(r), "SELECT DISTINCT sales_order FROM"
	    " shipment_line WHERE shipment = ?1 AND sales_order IS NOT NULL"
	    " ORDER BY sales_order", ARGS(ARG(id)));
	for (n = 0; query_row(&q); n++)
		orders[n] = query_int(&q, 0);
	st = query_end(&q);
	for (int64_t i = 0; st == OK && i < n; i++)
		st = shipping_tell_order(r, orders[i]);
	arena_release(&a);
	return st;
}

enum status
shipping_settle(struct records *r, int64_t id)
{
	struct arena a = ARENA_INIT;
	struct shipment *s = entity_new(&shipment_entity, &a);
	enum status st = record_load(r, (struct record_id){ &shipment_entity,
	    id }, &a, s);

	if (st == OK && strcmp(s->state, "cancelled") != 0)
		st = check_quantities(r, id);
	if (st == OK && shipment_has_left(s))
		st = check_left(r, s);
	if (st == OK)
		st = tell_orders(r, id);
	arena_release(&a);
	return st;
}

enum status
shipping_note_invoice(struct records *r, int64_t id)
{
	struct arena a = ARENA_INIT;
	struct issued *d = entity_new(&document_entity, &a);
	struct shipment *s = entity_new(&shipment_entity, &a), now;
	enum status st = record_load(r, (struct record_id){ &document_entity,
	    id }, &a, d);

	if (st == OK && strcmp(d->kind, "invoice") == 0 &&
	    (st = record_load(r, (struct record_id){ &shipment_entity,
	    d->shipment.id }, &a, s)) == OK && date_is_none(s->invoice_date)) {
		now = *s;
		now.invoice_date = d->date;
		st = record_update(r, &shipment_entity, s, &now);
	}
	arena_release(&a);
	return st;
}
