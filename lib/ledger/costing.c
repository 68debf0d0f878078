/*
 * How a price was computed, kept with the line of the quote it is in.
 */
#include <string.h>

#include "ledger/deal.h"

/* Charges of some heads for one unit, in the home currency or in that of the
 * quote. */
struct heads {
	enum cost_head	first, last;
	bool		in_quote;
};

static struct decimal
charges_of(const struct costing *c, const struct heads *heads)
{
	const struct cost_sheet *s = c->sheet;
	const struct price_question q = { s, c->term, NO_DECIMAL };
	struct money sum = money_zero();
	struct ratio rate = exchange_rate(&s->quote), total;
	bool any = false;

	for (size_t i = 0; i < s->ncharges; i++)
		if (s->charges[i].head >= heads->first &&
		    s->charges[i].head <= heads->last &&
		    price_includes(&q, s->charges[i].head)) {
			sum = money_add(sum, cost_sheet_charge(s,
			    &s->charges[i]));
			any = true;
		}
	if (!any)
		return NO_DECIMAL;
	total = heads->in_quote ? ratio_add(ratio_divide(sum.home, rate),
	    sum.quote) : ratio_add(sum.home, ratio_multiply(sum.quote, rate));
	return ratio_shown(cost_sheet_each(s, total), DECIMAL_PLACES);
}

static struct quote_cost
sheet_of(const struct costing *c)
{
	static const char *const regimes[] = {
		[TAX_TRADING] = "trading", [TAX_MANUFACTURER] = "manufacturer",
		[TAX_NONE] = "none"
	};
	static const struct heads domestic = {
		0, HEAD_MAIN_CARRIAGE - 1, false
	};
	static const struct heads freight = {
		HEAD_MAIN_CARRIAGE, HEAD_MAIN_CARRIAGE, true
	};
	static const struct heads beyond = {
		HEAD_MAIN_CARRIAGE + 1, COST_HEADS - 1, true
	};
	const struct cost_sheet *s = c->sheet;

	return (struct quote_cost){
		.incoterm = c->term->code, .price = c->result->price,
		.quantity = s->quantity,
		.purchase_price = ratio_shown(ratio_multiply(ratio_of(s->cost),
		    exchange_rate(&s->cost_in)), DECIMAL_PLACES),
		.vat_rate = s->vat, .refund_rate = s->refund,
		.regime = regimes[s->regime],
		.domestic = charges_of(c, &domestic),
		.freight = charges_of(c, &freight),
		.destination = charges_of(c, &beyond),
		.insurance_rate = s->insurance, .insurance_markup = s->markup,
		.commission_rate = s->commission, .bank_rate = s->bank_fee,
		.credit_rate = s->credit_insurance, .profit_rate = s->profit,
		.profit_on = s->profit_base == PROFIT_ON_COST ? "cost" :
		    "price",
		.rate = ratio_shown(exchange_rate(&s->quote), DECIMAL_PLACES),
		.rate_date = c->rate_date, .rate_source = c->rate_source,
	};
}

static struct ratio
said(struct decimal d)
{
	return decimal_is_none(d) ? ratio_int(0) : ratio_of(d);
}

/* What is asked of the price for the buyer's bank, agent and insurer; the
 * premium as a share of the price it came to. */
static struct ratio
fees_of(const struct costing *c)
{
	const struct cost_sheet *s = c->sheet;
	struct decimal whole = decimal_is_none(c->result->total) ?
	    c->result->price : c->result->total;
	struct ratio premium = ratio_divide(ratio_multiply(said(
	    c->result->insurance), ratio_int(100)), ratio_of(whole));

	return ratio_add(ratio_add(said(s->commission), said(s->bank_fee)),
	    ratio_add(said(s->credit_insurance), premium));
}

/* So that what the line leaves is the profit that was computed: cost = price x
 * (100 - fees) % x rate - charges x rate - profit, of one unit. */
static struct decimal
cost_of(const struct costing *c, struct ratio fees, struct ratio charges)
{
	const struct cost_sheet *s = c->sheet;
	struct ratio rate = exchange_rate(&s->quote);
	struct ratio kept = ratio_divide(ratio_multiply(ratio_of(
	    c->result->price), ratio_subtract(ratio_int(100), fees)),
	    ratio_int(100));
	struct ratio profit = decimal_is_none(c->result->profit) ?
	    ratio_int(0) : c->result->working.profit;

	if (!decimal_is_none(c->result->total))
		profit = ratio_divide(profit, cost_sheet_quantity(s));
	return ratio_shown(ratio_subtract(ratio_multiply(ratio_subtract(kept,
	    charges), rate), profit), DECIMAL_PLACES);
}

/* The line to be loaded, by its number in `out`. */
static enum status
load_line(struct records *r, const struct quote *q, struct quote_line *out,
    struct arena *a)
{
	int64_t id;
	enum status st = store_int(records_store(r), "SELECT id FROM quote_line"
	    " WHERE quote = ?1 AND line = ?2", ARGS(ARG(q->id),
	    ARG(out->line)), &id);

	return st == OK ? record_load(r, (struct record_id){
	    &quote_line_entity, id }, a, out) : st;
}

enum status
quote_keep_costing(struct records *r, const struct quote *q, int64_t line,
    const struct costing *c)
{
	struct arena a = ARENA_INIT;
	struct quote_cost sheet = sheet_of(c);
	struct ratio fees = fees_of(c), charges = ratio_add(said(
	    sheet.freight), said(sheet.destination));
	struct quote_line old = { .line = line }, now;
	enum status st = load_line(r, q, &old, &a);

	now = old;
	now.offer = c->offer;
	now.fees = ratio_shown(fees, 4);
	now.charges = ratio_shown(charges, DECIMAL_PLACES);
	now.cost = cost_of(c, ratio_of(now.fees), ratio_of(now.charges));
	sheet.quote = (struct ref){ q->id, q->number, NULL };
	sheet.line = line;
	if (st == OK && (st = record_update(r, &quote_line_entity, &old,
	    &now)) == OK &&
	    (st = record_check(r, &quote_cost_entity, &sheet, &a)) == OK)
		st = record_insert(r, &quote_cost_entity, &sheet, &a);
	arena_release(&a);
	return st;
}
