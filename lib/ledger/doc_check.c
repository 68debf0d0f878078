/*
 * Going through the papers of a shipment or an order, record by record.
 */
#include "ledger/doc_checking.h"

#include <string.h>

#include "ledger/shipping.h"
#include "trade/product.h"

/* The record of a number, in the arena; 0: none. */
static enum status
load(struct checking *c, enum whose whose, int64_t id)
{
	void *record;

	c->at[whose] = NULL;
	if (id == 0)
		return OK;
	record = entity_new(checked_entities[whose], c->arena);
	c->at[whose] = record;
	return record_load(c->report->records, (struct record_id){
	    checked_entities[whose], id }, c->arena, record);
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

enum status
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
		if ((whole && ((st = load_papers(c, OF_ORDER)) != OK ||
		    (st = run_rules(c, EACH_ORDER)) != OK)) ||
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
	    (st = load_papers(c, OF_SHIPMENT)) != OK ||
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

	if (st == OK && (st = load_order(c, id)) == OK &&
	    (st = load_papers(c, OF_ORDER)) == OK)
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

	c.papers_end = &c.papers;
	if (st == OK)
		st = subject->shipment != 0 ?
		    check_shipment(&c, subject->shipment, true) :
		    check_order(&c, subject->order);
	if (st == OK)
		st = compare_papers(&c);
	*compared = c.compared;
	return st;
}

enum status
doc_find(struct records *r, const char *number, struct arena *a,
    struct doc_subject *out)
{
	struct shipment *s = entity_new(&shipment_entity, a);
	struct sales_order *o = entity_new(&order_entity, a);
	struct issued *d = entity_new(&document_entity, a);

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
	if (record_find(r, (struct record_code){ &document_entity, number },
	    a, d) == OK && (d->shipment.id != 0 || d->sales_order.id != 0)) {
		out->shipment = d->shipment.id;
		out->order = d->sales_order.id;
		out->number = d->number;
		return OK;
	}
	fail_clear();
	return fail_hint(fail(E_NOTFOUND, _("there is no shipment or order "
	    "'%s'"), number), _("see them: tradecli shipment list, "
	    "tradecli order list"));
}
