/*
 * Fields that must say the same wherever they stand.
 */
#include "ledger/doc_checking.h"

#include "ledger/doc_saying.h"
#include "trade/party.h"
#include "trade/product.h"

const struct entity *const checked_entities[WHOSE] = {
	&order_entity, &buyer_entity, &shipment_entity, &order_line_entity,
	&shipment_line_entity, &product_entity
};

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

static const char *
text_in(const struct checking *c, enum whose whose, const char *field)
{
	return text_of(c, field_get(entity_field(checked_entities[whose],
	    field), c->at[whose]));
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
		d.says = text_in(c, p->one, p->field);
	d.other_says = text_in(c, p->other, p->other_field);
	if (d.says == NULL && d.other_says != NULL)
		return OK;		/* it is said once, and not denied */
	if (d.says == NULL && !(p->flags & IS_NEEDED))
		return OK;
	c->compared++;
	if (d.says != NULL && d.other_says != NULL &&
	    (p->flags & IS_PORT ? saying_same_place : saying_same_words)(d.says,
	    d.other_says, c->arena))
		return OK;
	return differ(c, &d);
}

enum status
run_pairs(struct checking *c, bool of_lines)
{
	enum status st = OK;

	for (size_t i = 0; st == OK && i < COUNT(pairs); i++)
		if ((pairs[i].other == OF_LINE) == of_lines)
			st = compare_pair(c, &pairs[i]);
	return st;
}
