/*
 * What is compared is a table: pairs of fields that must be equal, and rules
 * that need more than that.  A new comparison is a row here.
 */
#include "ledger/doc_check.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "ledger/shares.h"
#include "ledger/shipping.h"
#include "trade/container.h"
#include "trade/incoterm.h"
#include "trade/order.h"
#include "trade/party.h"
#include "trade/product.h"
#include "value/money.h"

static const struct column check_columns[] = {
	{ .name = "check", .label = N_("Check"), .type = V_TEXT,
	  .flags = COLUMN_ID },
	{ .name = "where", .label = N_("Where"), .type = V_TEXT,
	  .flags = COLUMN_CODE },
	{ .name = "paper", .label = N_("Paper"), .type = V_TEXT },
	{ .name = "says", .label = N_("Says"), .type = V_TEXT,
	  .flags = COLUMN_CODE | COLUMN_WIDE },
	{ .name = "other_paper", .label = N_("Other"), .type = V_TEXT },
	{ .name = "other_says", .label = N_("Other says"), .type = V_TEXT,
	  .flags = COLUMN_CODE | COLUMN_WIDE },
	{ .name = "remark", .label = N_("Remark"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
};

static const struct table check_table = {
	.name = "differences", .title = N_("Where the papers differ"),
	.kind = TABLE_LIST, .columns = check_columns,
	.ncolumns = COUNT(check_columns)
};

/* ---- what is looked at --------------------------------------------------- */

enum whose { OF_ORDER, OF_BUYER, OF_SHIPMENT, OF_ORDER_LINE, OF_LINE,
	OF_PRODUCT, WHOSE };

static const struct entity *const entities[WHOSE] = {
	&order_entity, &buyer_entity, &shipment_entity, &order_line_entity,
	&shipment_line_entity, &product_entity
};

struct checking {
	struct report	*report;
	struct arena	*arena;
	const void	*at[WHOSE];	/* the records at hand; NULL: none */
	const struct sales_order *first;	/* of the shipment's orders */
	struct packing	 packing;
	struct packed_sum packed;	/* of the line at hand, or of all */
	bool		 is_of_order;	/* whatever ships it */
	size_t		 compared;
};

static const struct sales_order *
order_of(const struct checking *c)
{
	return c->at[OF_ORDER];
}

static const struct shipment *
shipment_of(const struct checking *c)
{
	return c->at[OF_SHIPMENT];
}

static const struct shipment_line *
line_of(const struct checking *c)
{
	return c->at[OF_LINE];
}

/* ---- differences --------------------------------------------------------- */

/* Values are texts; NULL: it says nothing. */
struct difference {
	const char	*check;		/* N_() */
	const char	*paper, *says;
	const char	*other, *other_says;
	const char	*remark;	/* N_(), or NULL */
};

/* "SHP-2026-0001:2" is its second line, "SHP-2026-0001/ORD-2026-0001" what it
 * has of an order. */
static const char *
where(const struct checking *c)
{
	const char *shipment = c->is_of_order ? NULL : shipment_of(c)->number;

	if (shipment == NULL)
		return order_of(c)->number;
	if (line_of(c) != NULL)
		return arena_printf(c->arena, "%s:%lld", shipment,
		    (long long)line_of(c)->line);
	if (order_of(c) != NULL)
		return arena_printf(c->arena, "%s/%s", shipment,
		    order_of(c)->number);
	return shipment;
}

static enum status
differ(struct checking *c, const struct difference *d)
{
	struct report *r = c->report;
	const struct value row[COUNT(check_columns)] = {
		value_text(report_word(r, d->check)), value_text(where(c)),
		value_text(report_word(r, d->paper)), value_text(d->says),
		value_text(d->other != NULL ? report_word(r, d->other) : NULL),
		value_text(d->other_says),
		value_text(d->remark != NULL ? report_word(r, d->remark) :
		    d->other_says == NULL && d->other != NULL ?
		    report_word(r, N_("is missing")) : NULL)
	};

	r->n++;
	return sink_row(r->sink, row);
}

static const char *
text_of(const struct checking *c, struct value v)
{
	struct strbuf b = STRBUF_INIT;
	const char *text = NULL;

	value_print(v, &b);
	if (b.len > 0)
		text = strbuf_to(&b, c->arena);
	strbuf_release(&b);
	return text;
}

static const char *
decimal_text(const struct checking *c, struct decimal d)
{
	return text_of(c, value_decimal(d));
}

static const char *
date_text(const struct checking *c, struct date d)
{
	return text_of(c, value_date(d));
}

/* Two amounts that should be one. */
static enum status
compare_decimals(struct checking *c, struct difference d, struct decimal one,
    struct decimal other)
{
	c->compared++;
	if (one.micros == other.micros)
		return OK;
	d.says = decimal_text(c, one);
	d.other_says = decimal_text(c, other);
	return differ(c, &d);
}

/* `one` should not be later than `other`. */
static enum status
compare_dates(struct checking *c, struct difference d, struct date one,
    struct date other)
{
	if (date_is_none(one) || date_is_none(other))
		return OK;
	c->compared++;
	if (one.day <= other.day)
		return OK;
	d.says = date_text(c, one);
	d.other_says = date_text(c, other);
	return differ(c, &d);
}

/* ---- pairs of fields ----------------------------------------------------- */

enum {
	IS_NEEDED = 1 << 0,	/* the other one, whatever the first says */
	IS_PORT	  = 1 << 1,	/* a name, or a UN/LOCODE */
};

static const struct pair {
	const char	*check;
	const char	*paper;
	enum whose	 one;
	const char	*field;
	const char	*other_paper;
	enum whose	 other;
	const char	*other_field;
	unsigned	 flags;
} pairs[] = {
	{ N_("buyer"), N_("PI"), OF_ORDER, "buyer", N_("CI"), OF_SHIPMENT, "buyer", IS_NEEDED },
	{ N_("port of loading"), N_("PI"), OF_ORDER, "port_loading", N_("B/L"), OF_SHIPMENT,
	    "port_loading", IS_NEEDED | IS_PORT },
	{ N_("port of discharge"), N_("PI"), OF_ORDER, "port_discharge", N_("B/L"), OF_SHIPMENT,
	    "port_discharge", IS_NEEDED | IS_PORT },
	{ N_("shipping marks"), N_("PI"), OF_ORDER, "marks", N_("PL"), OF_SHIPMENT, "marks", 0 },
	{ N_("goods"), N_("PI"), OF_ORDER_LINE, "product", N_("CI"), OF_LINE, "product", 0 },
	{ N_("description"), N_("PI"), OF_ORDER_LINE, "description", N_("CI"), OF_LINE,
	    "description", IS_NEEDED },
	{ N_("unit"), N_("PI"), OF_ORDER_LINE, "unit", N_("CI"), OF_LINE, "unit", IS_NEEDED },
	{ N_("HS code"), N_("product"), OF_PRODUCT, "hs_code", N_("declaration"), OF_LINE,
	    "hs_code", IS_NEEDED },
	{ N_("origin"), N_("product"), OF_PRODUCT, "origin", N_("declaration"), OF_LINE,
	    "origin", IS_NEEDED },
};

/* "CNNGB" or "CN NGB": which port that is, no name tells. */
static bool
is_locode(const char *text)
{
	size_t n = 0;

	for (; *text != '\0'; text++) {
		if (*text == ' ' && n == 2)
			continue;
		if (!isupper((unsigned char)*text) &&
		    (n < 2 || !isdigit((unsigned char)*text)))
			return false;
		n++;
	}
	return n == 5;
}

static bool
says_the_same(const struct checking *c, const struct pair *p,
    const char *one, const char *other)
{
	if ((p->flags & IS_PORT) && is_locode(one) != is_locode(other))
		return true;
	return strcmp(utf8_skeleton(one, c->arena),
	    utf8_skeleton(other, c->arena)) == 0;
}

static enum status
compare_pair(struct checking *c, const struct pair *p)
{
	struct difference d = { .check = p->check, .paper = p->paper,
	    .other = p->other_paper };

	if (c->at[p->other] == NULL || (c->at[p->one] == NULL &&
	    !(p->flags & IS_NEEDED)))
		return OK;
	if (c->at[p->one] != NULL)
		d.says = text_of(c, field_get(entity_field(entities[p->one],
		    p->field), c->at[p->one]));
	d.other_says = text_of(c, field_get(entity_field(entities[p->other],
	    p->other_field), c->at[p->other]));
	if (d.says == NULL && d.other_says != NULL)
		return OK;		/* it is said once, and not denied */
	if (d.says == NULL && !(p->flags & IS_NEEDED))
		return OK;
	c->compared++;
	if (d.says != NULL && d.other_says != NULL &&
	    says_the_same(c, p, d.says, d.other_says))
		return OK;
	return differ(c, &d);
}

/* ---- rules of an order --------------------------------------------------- */

static enum status
need_text(struct checking *c, const char *check, const char *paper,
    const char *text)
{
	c->compared++;
	return text != NULL ? OK : differ(c, &(struct difference){
	    .check = check, .paper = paper, .remark = N_("is missing") });
}

static enum status
check_buyer(struct checking *c)
{
	const struct party *buyer = c->at[OF_BUYER];
	enum status st = need_text(c, N_("buyer's address"), N_("CI"),
	    buyer->address);

	return st == OK ? need_text(c, N_("buyer's country"), N_("CI"),
	    buyer->country) : st;
}

static enum status
check_terms(struct checking *c)
{
	return need_text(c, N_("payment terms"), N_("PI"), order_of(c)->terms);
}

static enum status
check_incoterm(struct checking *c)
{
	const struct sales_order *o = order_of(c);
	enum status st = need_text(c, N_("Incoterm"), N_("PI"), o->incoterm);

	if (st == OK && o->incoterm != NULL)
		st = need_text(c, N_("named place"), N_("PI"), o->place);
	return st;
}

static enum status
check_lc(struct checking *c)
{
	const struct sales_order *o = order_of(c);

	return compare_dates(c, (struct difference){ .check = N_("shipment"),
	    .paper = N_("PI"), .other = N_("L/C"), .remark =
	    N_("the order allows shipment later than the L/C") }, o->ship_by,
	    o->lc_shipment);
}

/* ---- rules of an order within a shipment --------------------------------- */

/* What all orders of one shipment must have in common: it has one invoice. */
static enum status
check_in_common(struct checking *c)
{
	static const struct {
		const char *check, *field;
	} common[] = {
		{ N_("currency"), "currency" },
		{ N_("Incoterm"), "incoterm" },
		{ N_("named place"), "place" },
		{ N_("payment terms"), "terms" },
		{ N_("consignee"), "consignee" },
		{ N_("notify party"), "notify" },
		{ N_("L/C number"), "lc_number" },
	};
	enum status st = OK;

	for (size_t i = 0; st == OK && order_of(c) != c->first &&
	    i < COUNT(common); i++) {
		const struct field *f = entity_field(&order_entity,
		    common[i].field);
		struct difference d = { .check = common[i].check,
		    .paper = N_("PI"), .other = N_("PI"), .remark =
		    N_("one invoice for orders that differ in it") };

		d.says = text_of(c, field_get(f, c->first));
		d.other_says = text_of(c, field_get(f, order_of(c)));
		c->compared++;
		if (strcmp(d.says != NULL ? d.says : "", d.other_says != NULL ?
		    d.other_says : "") != 0)
			st = differ(c, &d);
	}
	return st;
}

static enum status
check_mode(struct checking *c)
{
	const struct sales_order *o = order_of(c);
	const struct shipment *s = shipment_of(c);

	c->compared++;
	for (const struct incoterm *t = incoterms; s->mode != NULL &&
	    o->incoterm != NULL && t->code != NULL; t++)
		if (t->is_sea_only && !shipment_is_by_sea(s) &&
		    strcmp(t->code, o->incoterm) == 0)
			return differ(c, &(struct difference){ N_("Incoterm"),
			    N_("PI"), o->incoterm, N_("B/L"), s->mode,
			    N_("a term for ships (Incoterms 2020)") });
	return OK;
}

/* The date on board, as far as it is known. */
static struct date
on_board(const struct shipment *s)
{
	return !date_is_none(s->bl_date) ? s->bl_date :
	    !date_is_none(s->atd) ? s->atd : s->etd;
}

static enum status
check_shipped(struct checking *c)
{
	const struct sales_order *o = order_of(c);
	struct date shipped = on_board(shipment_of(c));
	enum status st = compare_dates(c, (struct difference){
	    .check = N_("shipment"), .paper = N_("B/L"), .other = N_("PI"),
	    .remark = N_("later than agreed") }, shipped, o->ship_by);

	return st == OK ? compare_dates(c, (struct difference){
	    .check = N_("shipment"), .paper = N_("B/L"), .other = N_("L/C"),
	    .remark = N_("later than the L/C allows (UCP 600, article 29 c)")
	    }, shipped, o->lc_shipment) : st;
}

/* Of this shipment, whose papers are presented by themselves. */
static enum status
check_presented(struct checking *c)
{
	const struct shipment *s = shipment_of(c);
	struct sales_order o = *order_of(c);

	o.bl_date = on_board(s);
	order_set_lc_limit(&o);
	return compare_dates(c, (struct difference){
	    .check = N_("presentation"), .paper = N_("papers"),
	    .other = N_("L/C"), .remark = N_("too late for the bank (UCP 600, "
	    "articles 6 e and 14 c)") }, s->documents_sent, o.lc_last_day);
}

static enum status
check_arrival(struct checking *c)
{
	const struct shipment *s = shipment_of(c);

	return compare_dates(c, (struct difference){ .check = N_("arrival"),
	    .paper = N_("B/L"), .other = N_("PI"),
	    .remark = N_("later than the buyer wants it") },
	    date_is_none(s->ata) ? s->eta : s->ata, order_of(c)->wanted_date);
}

/* ---- rules of a line ----------------------------------------------------- */

/* What all shipments take of a line of an order. */
struct taken {
	struct decimal	quantity, amount;
};

static enum status
sum_taken(struct checking *c, const struct order_line *l, struct taken *out)
{
	struct query q = store_query(records_store(c->report->records),
	    "SELECT l.quantity FROM shipment_line l"
	    " JOIN shipment s ON s.id = l.shipment"
	    " WHERE l.sales_order = ?1 AND l.order_line = ?2"
	    " AND s.state <> 'cancelled' ORDER BY l.id",
	    ARGS(ARG(l->sales_order.id), ARG(l->line)));
	enum status st = OK, end;

	*out = (struct taken){ { 0 }, { 0 } };
	while (st == OK && query_row(&q)) {
		struct decimal n = { query_int(&q, 0) }, amount;

		st = shares_line_amount(l, out->quantity, n,
		    order_of(c)->currency, &amount);
		if (st == OK)
			st = decimal_add(out->quantity, n, &out->quantity);
		if (st == OK)
			st = decimal_add(out->amount, amount, &out->amount);
	}
	end = query_end(&q);
	return st != OK ? st : end;
}

/* Is less than ordered a difference?  Not while the rest may follow. */
static bool
must_be_whole(const struct sales_order *o)
{
	return o->lc_number != NULL || strcmp(o->state, "shipped") == 0 ||
	    strcmp(o->state, "closed") == 0;
}

static enum status
check_quantity(struct checking *c)
{
	const struct order_line *l = c->at[OF_ORDER_LINE];
	struct difference d = { .check = N_("quantity"), .paper = N_("PI"),
	    .other = N_("CI") };
	struct taken taken;
	enum status st;

	if (l == NULL)
		return OK;
	if ((st = sum_taken(c, l, &taken)) != OK)
		return st;
	if (taken.quantity.micros < l->quantity.micros &&
	    !must_be_whole(order_of(c)))
		return OK;
	st = compare_decimals(c, d, l->quantity, taken.quantity);
	d.check = N_("amount");
	if (st == OK)
		st = compare_decimals(c, d, l->amount, taken.amount);
	return st;
}

static enum status
check_packed(struct checking *c)
{
	const struct shipment_line *l = line_of(c);
	const struct packed_sum *p = &c->packed;
	struct difference d = { .check = N_("quantity"), .paper = N_("CI"),
	    .other = N_("PL") };
	enum status st;

	if (c->packing.n == 0)
		return OK;
	st = compare_decimals(c, d, l->quantity, p->quantity);
	d.paper = N_("declaration");
	d.check = N_("net weight");
	if (st == OK)
		st = compare_decimals(c, d, l->net_weight, p->net);
	d.check = N_("gross weight");
	if (st == OK)
		st = compare_decimals(c, d, l->gross_weight, p->gross);
	d.check = N_("volume");
	if (st == OK)
		st = compare_decimals(c, d, l->volume, p->volume);
	if (st != OK || l->cartons == p->cartons)
		return st;
	d.check = N_("cartons");
	d.says = text_of(c, value_int(l->cartons));
	d.other_says = text_of(c, value_int(p->cartons));
	return differ(c, &d);
}

/* ---- rules of a shipment ------------------------------------------------- */

static enum status
check_mode_known(struct checking *c)
{
	return need_text(c, N_("mode"), N_("B/L"), shipment_of(c)->mode);
}

static enum status
check_cartons(struct checking *c)
{
	int64_t fault = packing_fault(&c->packing);

	c->compared++;
	if (c->packing.n == 0)
		return differ(c, &(struct difference){ N_("cartons"), N_("PL"),
		    NULL, NULL, NULL, N_("is not packed") });
	if (fault == 0)
		return OK;
	return differ(c, &(struct difference){ N_("carton numbers"), N_("PL"),
	    text_of(c, value_int(fault)), NULL, NULL,
	    N_("is missing or there twice") });
}

/* What is known once it has left. */
static enum status
check_left(struct checking *c)
{
	const struct shipment *s = shipment_of(c);
	const struct {
		const char *check, *paper, *text;
	} needed[] = {
		{ N_("B/L number"), N_("B/L"), s->bl_number },
		{ N_("B/L date"), N_("B/L"), date_text(c, s->bl_date) },
		{ N_("invoice date"), N_("CI"), date_text(c,
		    s->invoice_date) },
		{ N_("declaration number"), N_("declaration"),
		    s->declaration },
	};
	enum status st = OK;

	for (size_t i = 0; st == OK && shipment_has_left(s) &&
	    i < COUNT(needed); i++)
		st = need_text(c, needed[i].check, needed[i].paper,
		    needed[i].text);
	return st;
}

static enum status
check_invoiced(struct checking *c)
{
	const struct shipment *s = shipment_of(c);

	return compare_dates(c, (struct difference){
	    .check = N_("invoice date"), .paper = N_("CI"),
	    .other = N_("papers"), .remark =
	    N_("dated after the papers were sent") }, s->invoice_date,
	    s->documents_sent);
}

/* Customs counts kilograms of each line: a line without one is refused. */
static enum status
check_weights(struct checking *c)
{
	const struct shipment_line *l = line_of(c);
	enum status st = need_text(c, N_("net weight"), N_("declaration"),
	    decimal_text(c, l->net_weight));

	return st == OK ? need_text(c, N_("gross weight"), N_("declaration"),
	    decimal_text(c, l->gross_weight)) : st;
}

/* Of all its containers. */
struct stowage {
	int64_t		n, unknown;	/* of these no capacity is known */
	struct decimal	load, payload;
};

static enum status
check_container(struct checking *c, const struct shipment_container *row,
    struct stowage *all)
{
	const struct container *type = containers;
	const char *name = row->number != NULL ? row->number : row->type;
	enum status st = OK;

	while (type->code != NULL && strcmp(type->code, row->type) != 0)
		type++;
	all->n++;
	if (type->code == NULL) {
		all->unknown++;
	} else {
		all->load.micros += type->inside.micros;
		all->payload.micros += (int64_t)type->plate * DECIMAL_SCALE;
	}
	if (!shipment_has_left(shipment_of(c)))
		return OK;
	c->compared += 2;
	if (row->number == NULL)
		st = differ(c, &(struct difference){ N_("container"),
		    N_("B/L"), name, NULL, NULL, N_("without its number") });
	if (st == OK && row->seal_number == NULL)
		st = differ(c, &(struct difference){ N_("seal"), N_("B/L"),
		    name, NULL, NULL, N_("without its seal") });
	return st;
}

static enum status
check_stowage(struct checking *c, const struct stowage *all)
{
	struct difference d = { .paper = N_("PL"), .other = N_("container"),
	    .remark = N_("more than the containers take") };
	enum status st = OK;

	if (all->n == 0 || all->unknown > 0)
		return OK;
	c->compared += 2;
	if (c->packed.volume.micros > all->load.micros) {
		d.check = N_("volume");
		d.says = decimal_text(c, c->packed.volume);
		d.other_says = decimal_text(c, all->load);
		st = differ(c, &d);
	}
	if (st == OK && c->packed.gross.micros > all->payload.micros) {
		d.check = N_("gross weight");
		d.says = decimal_text(c, c->packed.gross);
		d.other_says = decimal_text(c, all->payload);
		st = differ(c, &d);
	}
	return st;
}

static enum status
check_containers(struct checking *c)
{
	const struct shipment *s = shipment_of(c);
	struct selection of = { .parent = s->id, .with_archived = true };
	struct cursor rows = record_select(c->report->records,
	    &container_entity, &of);
	struct shipment_container row;
	struct stowage all = { 0 };
	enum status st = OK, end;

	while (st == OK && cursor_next(&rows, &row))
		st = check_container(c, &row, &all);
	if ((end = cursor_end(&rows)) != OK || st != OK)
		return st != OK ? st : end;
	c->compared++;
	if (all.n == 0 && s->mode != NULL && strcmp(s->mode, "sea-fcl") == 0)
		return differ(c, &(struct difference){ N_("container"),
		    N_("B/L"), NULL, NULL, NULL, N_("is missing") });
	return check_stowage(c, &all);
}

enum scope { EACH_ORDER, EACH_OF_SHIPMENT, EACH_LINE, EACH_SHIPMENT };

static const struct rule {
	enum scope	scope;
	enum status	(*check)(struct checking *);
} rules[] = {
	{ EACH_ORDER, check_buyer },
	{ EACH_ORDER, check_terms },
	{ EACH_ORDER, check_incoterm },
	{ EACH_ORDER, check_lc },
	{ EACH_OF_SHIPMENT, check_in_common },
	{ EACH_OF_SHIPMENT, check_mode },
	{ EACH_OF_SHIPMENT, check_shipped },
	{ EACH_OF_SHIPMENT, check_presented },
	{ EACH_OF_SHIPMENT, check_arrival },
	{ EACH_LINE, check_quantity },
	{ EACH_LINE, check_weights },
	{ EACH_LINE, check_packed },
	{ EACH_SHIPMENT, check_mode_known },
	{ EACH_SHIPMENT, check_cartons },
	{ EACH_SHIPMENT, check_containers },
	{ EACH_SHIPMENT, check_left },
	{ EACH_SHIPMENT, check_invoiced },
};

/* ---- going through them -------------------------------------------------- */

static enum status
run_rules(struct checking *c, enum scope scope)
{
	enum status st = OK;

	c->is_of_order = scope == EACH_ORDER;
	for (size_t i = 0; st == OK && i < COUNT(rules); i++)
		if (rules[i].scope == scope)
			st = rules[i].check(c);
	c->is_of_order = false;
	return st;
}

/* Pairs of the records at hand that are of a line, or that are not. */
static enum status
run_pairs(struct checking *c, bool of_lines)
{
	enum status st = OK;

	for (size_t i = 0; st == OK && i < COUNT(pairs); i++)
		if ((pairs[i].other == OF_LINE) == of_lines)
			st = compare_pair(c, &pairs[i]);
	return st;
}

/* The record of a number, in the arena; 0: none. */
static enum status
load(struct checking *c, enum whose whose, int64_t id)
{
	void *record;

	c->at[whose] = NULL;
	if (id == 0)
		return OK;
	record = entity_new(entities[whose], c->arena);
	c->at[whose] = record;
	return record_load(c->report->records, (struct record_id){
	    entities[whose], id }, c->arena, record);
}

static enum status
load_order(struct checking *c, int64_t id)
{
	enum status st = load(c, OF_ORDER, id);

	return st == OK ? load(c, OF_BUYER, id == 0 ? 0 :
	    order_of(c)->buyer.id) : st;
}

static enum status
find_order_line(struct checking *c, const struct shipment_line *l)
{
	int64_t id = 0;

	if (l->sales_order.id == 0)
		return load(c, OF_ORDER_LINE, 0);
	if (store_int(records_store(c->report->records), "SELECT"
	    " coalesce(max(id), 0) FROM order_line WHERE sales_order = ?1"
	    " AND line = ?2", ARGS(ARG(l->sales_order.id),
	    ARG(l->order_line)), &id) != OK)
		return E_LEDGER;
	return load(c, OF_ORDER_LINE, id);
}

static enum status
check_line(struct checking *c, int64_t id)
{
	enum status st = load(c, OF_LINE, id);

	if (st != OK ||
	    (st = load_order(c, line_of(c)->sales_order.id)) != OK ||
	    (st = load(c, OF_PRODUCT, line_of(c)->product.id)) != OK ||
	    (st = find_order_line(c, line_of(c))) != OK ||
	    (st = packing_sum(&c->packing, line_of(c)->line,
	    &c->packed)) != OK || (st = run_pairs(c, true)) != OK)
		return st;
	return run_rules(c, EACH_LINE);
}

/* Numbers first: what a rule asks must not meet an open cursor. */
struct numbers {
	int64_t	*list;
	size_t	 n;
};

static enum status
numbers_of(struct checking *c, const char *sql, int64_t id,
    struct numbers *out)
{
	struct query q = store_query(records_store(c->report->records), sql,
	    ARGS(ARG(id)));
	size_t size = 16;

	out->list = arena_alloc(c->arena, size * sizeof(*out->list));
	for (out->n = 0; query_row(&q); out->n++) {
		if (out->n == size) {
			int64_t *more = arena_alloc(c->arena,
			    2 * size * sizeof(*more));

			memcpy(more, out->list, size * sizeof(*more));
			out->list = more;
			size *= 2;
		}
		out->list[out->n] = query_int(&q, 0);
	}
	return query_end(&q);
}

static enum status
check_lines(struct checking *c, int64_t shipment)
{
	struct numbers lines;
	enum status st = numbers_of(c, "SELECT id FROM shipment_line"
	    " WHERE shipment = ?1 ORDER BY line", shipment, &lines);

	for (size_t i = 0; st == OK && i < lines.n; i++)
		st = check_line(c, lines.list[i]);
	for (size_t i = 0; i < WHOSE; i++)
		if (i != OF_SHIPMENT)
			c->at[i] = NULL;
	return st;
}

static enum status
check_orders(struct checking *c, int64_t shipment, bool whole)
{
	struct numbers orders;
	enum status st = numbers_of(c, "SELECT DISTINCT sales_order FROM"
	    " shipment_line WHERE shipment = ?1 AND sales_order IS NOT NULL"
	    " ORDER BY sales_order", shipment, &orders);

	for (size_t i = 0; st == OK && i < orders.n; i++) {
		if ((st = load_order(c, orders.list[i])) != OK)
			return st;
		if (i == 0)
			c->first = order_of(c);
		if ((whole && (st = run_rules(c, EACH_ORDER)) != OK) ||
		    (st = run_pairs(c, false)) != OK)
			return st;
		st = run_rules(c, EACH_OF_SHIPMENT);
	}
	return st;
}

/* `whole`: its orders too, by themselves. */
static enum status
check_shipment(struct checking *c, int64_t id, bool whole)
{
	enum status st = load(c, OF_SHIPMENT, id);

	if (st != OK || (st = shipping_cartons(c->report->records,
	    shipment_of(c), c->arena, &c->packing)) != OK ||
	    (st = check_orders(c, id, whole)) != OK ||
	    (st = check_lines(c, id)) != OK ||
	    (st = packing_sum(&c->packing, 0, &c->packed)) != OK)
		return st;
	return run_rules(c, EACH_SHIPMENT);
}

static enum status
check_order(struct checking *c, int64_t id)
{
	struct numbers shipments;
	enum status st = numbers_of(c, "SELECT s.id FROM shipment s"
	    " WHERE s.state <> 'cancelled' AND EXISTS (SELECT 1"
	    " FROM shipment_line l WHERE l.shipment = s.id"
	    " AND l.sales_order = ?1) ORDER BY s.id", id, &shipments);

	if (st == OK && (st = load_order(c, id)) == OK)
		st = run_rules(c, EACH_ORDER);
	for (size_t i = 0; st == OK && i < shipments.n; i++)
		st = check_shipment(c, shipments.list[i], false);
	return st;
}

enum status
report_doc_check(struct report *r, const struct doc_subject *subject,
    size_t *compared)
{
	struct checking c = { .report = r, .arena = r->arena };
	enum status st = report_begin(r, &check_table);

	if (st == OK)
		st = subject->shipment != 0 ?
		    check_shipment(&c, subject->shipment, true) :
		    check_order(&c, subject->order);
	*compared = c.compared;
	return st;
}

enum status
doc_find(struct records *r, const char *number, struct arena *a,
    struct doc_subject *out)
{
	struct shipment *s = entity_new(&shipment_entity, a);
	struct sales_order *o = entity_new(&order_entity, a);

	*out = (struct doc_subject){ 0 };
	if (record_find(r, (struct record_code){ &shipment_entity, number },
	    a, s) == OK) {
		out->shipment = s->id;
		out->number = s->number;
		return OK;
	}
	fail_clear();
	if (record_find(r, (struct record_code){ &order_entity, number }, a,
	    o) == OK) {
		out->order = o->id;
		out->number = o->number;
		return OK;
	}
	fail_clear();
	return fail_hint(fail(E_NOTFOUND, _("there is no shipment or order "
	    "'%s'"), number), _("see them: tradecli shipment list, "
	    "tradecli order list"));
}
