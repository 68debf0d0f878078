/*
 * Papers under a letter of credit: shipped and presented in time, for no more
 * than it is good for (UCP 600).
 */
#include "ledger/doc_checking.h"

#include "ledger/paper.h"

/* ---- the amount ---------------------------------------------------------- */

static enum status
compare_at_most(struct checking *c, struct difference d, struct decimal one,
    struct decimal most)
{
	c->compared++;
	if (one.micros <= most.micros)
		return OK;
	d.check = N_("amount");
	d.says = decimal_text(c, one);
	d.other = N_("L/C");
	d.other_says = decimal_text(c, most);
	d.remark = N_("more than can be drawn under the L/C (UCP 600, "
	    "articles 18 b and 30)");
	return differ(c, &d);
}

/* An order of its own is more than enough. */
static enum status
check_worth(struct checking *c)
{
	const struct sales_order *o = order_of(c);
	struct decimal most, all;
	enum status st = order_lc_most(o, &most);

	if (st != OK || decimal_is_none(most) ||
	    (st = store_int(records_store(c->report->records), "SELECT"
	    " coalesce(sum(amount), 0) FROM order_line WHERE sales_order = ?1",
	    ARGS(ARG(o->id)), &all.micros)) != OK)
		return st;
	if (!decimal_is_none(o->freight) &&
	    (st = decimal_add(all, o->freight, &all)) != OK)
		return st;
	return compare_at_most(c, (struct difference){ .paper = N_("PI") },
	    all, most);
}

/* What an invoice comes to, as it was issued. */
static enum status
add_invoice(struct checking *c, int64_t id, struct decimal *sum)
{
	struct document doc = { .arena = c->arena };
	const struct named_value *total;
	struct issued issued;
	enum status st = record_load(c->report->records, (struct record_id){
	    &document_entity, id }, c->arena, &issued);

	if (st != OK || (st = paper_reopen(&issued, &(struct reopening){
	    TONGUE_EN, true }, &doc)) != OK ||
	    (total = values_get(doc.head, "total")) == NULL)
		return st;
	return decimal_add(*sum, total->number, sum);
}

/* All that was drawn under it, up to the invoice of this shipment: of whatever
 * orders it pays. */
enum status
check_drawn(struct checking *c)
{
	const struct issued_paper *p = paper_of_shipment(c, "invoice");
	struct decimal most, drawn = { 0 };
	struct numbers invoices;
	enum status st = order_lc_most(order_of(c), &most);

	if (st != OK || p == NULL || decimal_is_none(most))
		return st;
	st = numbers_of(c, "SELECT DISTINCT d.id FROM document d"
	    " JOIN shipment_line l ON l.shipment = d.shipment"
	    " JOIN sales_order o ON o.id = l.sales_order"
	    " WHERE d.kind = 'invoice' AND d.state = 'issued' AND (o.id = ?1"
	    " OR o.lc_number = (SELECT lc_number FROM sales_order"
	    " WHERE id = ?1)) ORDER BY d.id", order_of(c)->id, &invoices);
	for (size_t i = 0; st == OK && i < invoices.n; i++)
		if (invoices.list[i] <= p->issued.id)
			st = add_invoice(c, invoices.list[i], &drawn);
	return st == OK ? compare_at_most(c, (struct difference){
	    .paper = p->issued.number }, drawn, most) : st;
}

/* ---- the dates ----------------------------------------------------------- */

enum status
check_lc(struct checking *c)
{
	const struct sales_order *o = order_of(c);
	enum status st = check_worth(c);

	return st == OK ? compare_dates(c, (struct difference){
	    .check = N_("date of shipment"), .paper = N_("PI"),
	    .other = N_("L/C"), .remark =
	    N_("the order allows shipment later than the L/C") }, o->ship_by,
	    o->lc_shipment) : st;
}

struct date
on_board(const struct shipment *s)
{
	return !date_is_none(s->bl_date) ? s->bl_date :
	    !date_is_none(s->atd) ? s->atd : s->etd;
}

enum status
check_dated(struct checking *c, const char *kind, struct difference d,
    struct date other)
{
	const struct issued_paper *p = paper_of_shipment(c, kind);

	d.check = N_("date of the paper");
	if (p == NULL)
		return OK;
	d.paper = p->issued.number;
	return compare_dates(c, d, p->issued.date, other);
}

/* Of this shipment, whose papers are presented by themselves. */
enum status
check_presented(struct checking *c)
{
	const struct shipment *s = shipment_of(c);
	const struct difference dated = { .other = N_("L/C"), .remark =
	    N_("dated after the last day to present papers") };
	struct sales_order o = *order_of(c);
	enum status st;

	o.bl_date = on_board(s);
	order_set_lc_limit(&o);
	if ((st = compare_dates(c, (struct difference){
	    .check = N_("presentation"), .paper = N_("papers"),
	    .other = N_("L/C"), .remark = N_("too late for the bank (UCP 600, "
	    "articles 6 e and 14 c)") }, s->documents_sent,
	    o.lc_last_day)) != OK ||
	    (st = check_dated(c, "invoice", dated, o.lc_last_day)) != OK)
		return st;
	return check_dated(c, "packing-list", dated, o.lc_last_day);
}
