/*
 * What papers of orders and shipments must say beyond being equal: that it is
 * there, in time, and of one piece.
 */
#include "ledger/doc_checking.h"

#include <string.h>

#include "trade/incoterm.h"
#include "trade/party.h"

/* ---- rules of an order --------------------------------------------------- */

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
			return differ(c, &(struct difference){
			    .check = N_("Incoterm"), .paper = N_("PI"),
			    .says = o->incoterm, .other = N_("B/L"),
			    .other_says = s->mode, .remark =
			    N_("a term for ships (Incoterms 2020)") });
	return OK;
}

static enum status
check_shipped(struct checking *c)
{
	const struct sales_order *o = order_of(c);
	struct date shipped = on_board(shipment_of(c));
	enum status st = compare_dates(c, (struct difference){
	    .check = N_("date of shipment"), .paper = N_("B/L"),
	    .other = N_("PI"), .remark = N_("later than agreed") }, shipped,
	    o->ship_by);

	return st == OK ? compare_dates(c, (struct difference){
	    .check = N_("date of shipment"), .paper = N_("B/L"),
	    .other = N_("L/C"), .remark =
	    N_("later than the L/C allows (UCP 600, article 29 c)") }, shipped,
	    o->lc_shipment) : st;
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

/* ---- rules of a shipment ------------------------------------------------- */

static enum status
check_mode_known(struct checking *c)
{
	return need_text(c, N_("mode"), N_("B/L"), shipment_of(c)->mode);
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
check_sent(struct checking *c)
{
	const struct shipment *s = shipment_of(c);
	struct difference d = { .check = N_("invoice date"),
	    .paper = N_("CI"), .other = N_("papers"),
	    .remark = N_("dated after the papers were sent") };
	enum status st = compare_dates(c, d, s->invoice_date,
	    s->documents_sent);

	return st == OK ? check_dated(c, "packing-list", d,
	    s->documents_sent) : st;
}

/* The ledger counts terms of payment from the date it knows. */
static enum status
check_invoiced(struct checking *c)
{
	const struct issued_paper *p = paper_of_shipment(c, "invoice");
	struct date known = shipment_of(c)->invoice_date;

	if (p == NULL || date_is_none(known))
		return OK;
	c->compared++;
	if (p->issued.date.day == known.day)
		return OK;
	return differ(c, &(struct difference){ .check = N_("invoice date"),
	    .paper = p->issued.number, .says = date_text(c, p->issued.date),
	    .other = N_("ledger"), .other_says = date_text(c, known) });
}

/* What could be there: no difference, but worth a word. */
static enum status
note_missing(struct checking *c)
{
	const struct shipment *s = shipment_of(c);
	bool has_invoice = paper_of_shipment(c, "invoice") != NULL;
	bool has_list = paper_of_shipment(c, "packing-list") != NULL;
	bool has_advice = paper_of_shipment(c, "shipping-advice") != NULL;

	if (!has_invoice && (has_list || has_advice))
		report_remark(c->report, arena_printf(c->arena,
		    _("%s: no invoice was issued"), s->number));
	if (!has_list && c->packing.n > 0 && (shipment_has_left(s) ||
	    has_invoice))
		report_remark(c->report, arena_printf(c->arena,
		    _("%s: no packing list was issued"), s->number));
	return OK;
}

/* ---- all of them --------------------------------------------------------- */

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
	{ EACH_OF_SHIPMENT, check_drawn },
	{ EACH_OF_SHIPMENT, check_arrival },
	{ EACH_LINE, check_quantity },
	{ EACH_LINE, check_weights },
	{ EACH_LINE, check_packed },
	{ EACH_SHIPMENT, check_mode_known },
	{ EACH_SHIPMENT, check_cartons },
	{ EACH_SHIPMENT, check_containers },
	{ EACH_SHIPMENT, check_left },
	{ EACH_SHIPMENT, check_sent },
	{ EACH_SHIPMENT, check_invoiced },
	{ EACH_SHIPMENT, note_missing },
};

enum status
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
