/*
 * Goods in papers: how many, how heavy, in which cartons and containers.
 */
#include "ledger/doc_checking.h"

#include <string.h>

#include "trade/container.h"
#include "value/money.h"

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

		st = money_amount(&(struct pricing){ n, l->price,
		    l->discount }, order_of(c)->currency, &amount);
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

enum status
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

enum status
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

/* Customs counts kilograms of each line: a line without one is refused. */
enum status
check_weights(struct checking *c)
{
	const struct shipment_line *l = line_of(c);
	enum status st = need_text(c, N_("net weight"), N_("declaration"),
	    decimal_text(c, l->net_weight));

	return st == OK ? need_text(c, N_("gross weight"), N_("declaration"),
	    decimal_text(c, l->gross_weight)) : st;
}

/* ---- cartons and containers ---------------------------------------------- */

/* Where each line says its cartons, somebody has packed it, if not here. */
static enum status
check_packed_at_all(struct checking *c)
{
	int64_t n;
	enum status st = store_int(records_store(c->report->records), "SELECT"
	    " count(*) FROM shipment_line WHERE shipment = ?1"
	    " AND cartons IS NULL", ARGS(ARG(shipment_of(c)->id)), &n);

	if (st != OK || n == 0)
		return st;
	return differ(c, &(struct difference){ .check = N_("cartons"),
	    .paper = N_("PL"), .remark = N_("is not packed") });
}

enum status
check_cartons(struct checking *c)
{
	int64_t fault = packing_fault(&c->packing);

	c->compared++;
	if (c->packing.n == 0)
		return check_packed_at_all(c);
	if (fault == 0)
		return OK;
	return differ(c, &(struct difference){ .check = N_("carton numbers"),
	    .paper = N_("PL"), .says = text_of(c, value_int(fault)),
	    .remark = N_("is missing or there twice") });
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
		st = differ(c, &(struct difference){
		    .check = N_("container"), .paper = N_("B/L"),
		    .says = name, .remark = N_("without its number") });
	if (st == OK && row->seal_number == NULL)
		st = differ(c, &(struct difference){ .check = N_("seal"),
		    .paper = N_("B/L"), .says = name,
		    .remark = N_("without its seal") });
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

enum status
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
		return differ(c, &(struct difference){
		    .check = N_("container"), .paper = N_("B/L"),
		    .remark = N_("is missing") });
	return check_stowage(c, &all);
}
