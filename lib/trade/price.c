/*
 * Costs into prices and back.  Pure arithmetic over a sheet: knows no products
 * and no ledger, and the terms of delivery only by what their rows say.
 */
#include "trade/price.h"

#include "base/base.h"
#include "base/strbuf.h"

enum { PERCENT_PLACES = 2, RATE_PLACES = 4, SMALL_RATE_PLACES = 6 };

/* No price without them: the others may be in another sum, or be nothing. */
static const unsigned asked_for = 1u << HEAD_MAIN_CARRIAGE |
    1u << HEAD_INSURANCE | 1u << HEAD_IMPORT_CLEARANCE |
    1u << HEAD_ON_CARRIAGE | 1u << HEAD_UNLOADING;

/* ---- what a term puts into the price ------------------------------------- */

bool
price_includes(const struct price_question *q, enum cost_head head)
{
	enum payer payer = (enum payer)q->term->payer[head];

	if (payer == EITHER_PAYS)
		return q->sheet->agreed & 1u << head;
	if (payer == OWN_RISK)
		return q->sheet->insures_own_risk;
	return payer == SELLER_PAYS;
}

static bool
is_said(const struct cost_sheet *s, enum cost_head head)
{
	if (head == HEAD_INSURANCE)
		return !decimal_is_none(s->insurance);
	if (head == HEAD_IMPORT_CLEARANCE && !decimal_is_none(s->duty))
		return true;
	for (size_t i = 0; i < s->ncharges; i++)
		if (s->charges[i].head == head)
			return true;
	return false;
}

unsigned
price_missing(const struct price_question *q)
{
	unsigned missing = 0;

	for (int i = 0; i < COST_HEADS; i++) {
		enum cost_head head = (enum cost_head)i;

		if (asked_for & 1u << i && price_includes(q, head) &&
		    !is_said(q->sheet, head))
			missing |= 1u << i;
	}
	return missing;
}

static void
add_charges(const struct price_question *q, struct price_parts *p)
{
	const struct cost_sheet *s = q->sheet;

	for (size_t i = 0; i < s->ncharges; i++) {
		const struct charge *c = &s->charges[i];
		struct money m;

		if (!price_includes(q, c->head))
			continue;
		m = cost_sheet_charge(s, c);
		if (c->head < HEAD_MAIN_CARRIAGE)
			p->origin = money_add(p->origin, m);
		else
			p->beyond = money_add(p->beyond, m);
		if (c->head > HEAD_INSURANCE)
			p->abroad = money_add(p->abroad, m);
	}
}

static struct price_parts
parts_of(const struct price_question *q)
{
	const struct cost_sheet *s = q->sheet;
	struct ratio none = ratio_int(0), one = ratio_int(1);
	struct ratio duty = share_of(s->duty);
	struct price_parts p = { money_zero(), money_zero(), money_zero(),
	    money_zero(), none, share_of(s->profit), none, none, none };

	if (!decimal_is_none(s->cost))
		p.goods = cost_sheet_goods(s, ratio_of(s->cost));
	add_charges(q, &p);
	p.fees = ratio_add(share_of(s->commission), ratio_add(
	    share_of(s->bank_fee), share_of(s->credit_insurance)));
	if (price_includes(q, HEAD_INSURANCE))
		p.insured = ratio_multiply(ratio_add(one, share_of(s->markup)),
		    share_of(s->insurance));
	if (price_includes(q, HEAD_IMPORT_CLEARANCE))
		p.duty = ratio_divide(duty, ratio_add(one, duty));
	if (s->regime == TAX_MANUFACTURER)
		p.kept = ratio_subtract(share_of(s->vat), share_of(s->refund));
	return p;
}

/* The share of the price that is insurance or duty, no FOB value. */
static struct ratio
beyond_share(const struct price_parts *p)
{
	return ratio_add(p->insured, p->duty);
}

struct ratio
price_kept_share(const struct price_parts *p)
{
	return ratio_multiply(p->kept, ratio_subtract(ratio_int(1),
	    beyond_share(p)));
}

/* What fees, insurance and taxes leave of 1 of the price. */
static struct ratio
left_share(const struct price_parts *p)
{
	struct ratio taken = ratio_add(p->fees, ratio_add(beyond_share(p),
	    price_kept_share(p)));

	return ratio_subtract(ratio_int(1), taken);
}

/* Sums paid beside the shares of the price.  The duty share is one of the
 * whole price: too much by that on what is paid behind the border; the tax not
 * refunded is too much by that on what is beyond FOB. */
static struct money
costs_of(const struct price_parts *p)
{
	struct money beyond = money_subtract(p->beyond,
	    money_times(p->abroad, p->duty));

	return money_add(money_add(p->goods, p->origin),
	    money_subtract(beyond, money_times(beyond, p->kept)));
}

static struct price_asked
asked_of(const struct cost_sheet *s, const struct price_parts *p)
{
	struct price_asked a = { costs_of(p), left_share(p) };

	if (s->profit_base == PROFIT_ON_COST)
		a.sums = money_add(a.sums, money_times(money_add(p->goods,
		    p->origin), p->profit));
	else
		a.share = ratio_subtract(a.share, p->profit);
	return a;
}

/* ---- the answer ---------------------------------------------------------- */

const char *
price_share_text(const struct cost_sheet *s, const struct price_parts *p,
    unsigned flags, struct arena *a)
{
	const struct {
		struct ratio share;
		const char  *name;
	} rows[] = {
		{ share_of(s->commission), _("commission") },
		{ share_of(s->bank_fee), _("bank fee") },
		{ share_of(s->credit_insurance), _("credit insurance") },
		{ flags & SHARE_PROFIT ? p->profit : ratio_int(0),
		    _("profit") },
		{ p->insured, _("insurance") }, { p->duty, _("duty") },
		{ price_kept_share(p), _("VAT not refunded") },
	};
	struct strbuf b = STRBUF_INIT;
	const char *text;

	strbuf_addstr(&b, "100%");
	for (size_t i = 0; i < COUNT(rows); i++)
		if (ratio_sign(rows[i].share) != 0)
			strbuf_addf(&b, flags & SHARE_NAMES ? " - %s %s" :
			    " - %s", ratio_percent_text(rows[i].share, a),
			    rows[i].name);
	text = strbuf_to(&b, a);
	strbuf_release(&b);
	return text;
}

static enum status
check_share(const struct price_question *q, const struct price_working *w)
{
	struct arena a = ARENA_INIT;
	unsigned flags = SHARE_NAMES | (q->sheet->profit_base ==
	    PROFIT_ON_PRICE ? SHARE_PROFIT : 0);
	enum status st;

	if (ratio_sign(w->asked.share) > 0)
		return OK;
	st = fail_hint(fail(E_INVALID, _("%s: nothing is left of the price: "
	    "%s = %s"), q->term->code, price_share_text(q->sheet, &w->parts,
	    flags, &a), ratio_percent_text(w->asked.share, &a)),
	    _("all of these are shares of the price; together they must stay "
	    "below 100%%"));
	arena_release(&a);
	return st;
}

static struct price_working
work_out(const struct price_question *q)
{
	const struct cost_sheet *s = q->sheet;
	struct ratio one = ratio_int(1);
	struct price_working w = { .parts = parts_of(q) };
	struct price_parts others = w.parts;

	others.goods = money_zero();
	w.costs = costs_of(&w.parts);
	w.left = left_share(&w.parts);
	w.asked = asked_of(s, &w.parts);
	w.rest = asked_of(s, &others).sums;
	w.each = cost_sheet_in_quote(s, cost_sheet_goods(s, one));
	if (s->profit_base == PROFIT_ON_COST)
		w.each = ratio_multiply(w.each, ratio_add(one,
		    w.parts.profit));
	w.exact = decimal_is_none(q->target) ?
	    ratio_divide(cost_sheet_in_quote(s, w.asked.sums), w.asked.share) :
	    ratio_multiply(ratio_of(q->target), cost_sheet_quantity(s));
	return w;
}

/* The price of a piece, rounded, and what it makes for all. */
static enum status
round_price(const struct price_question *q, struct price_result *r)
{
	const struct cost_sheet *s = q->sheet;
	struct ratio exact = cost_sheet_each(s, r->working.exact);
	enum status st = ratio_round(exact, DECIMAL_PLACES, &r->exact);

	r->price = q->target;
	if (st == OK && decimal_is_none(q->target))
		st = ratio_round(exact, s->places, &r->price);
	if (st == OK && !decimal_is_none(s->quantity))
		st = decimal_multiply_to(r->price, s->quantity, s->digits,
		    &r->total);
	r->working.total = ratio_of(decimal_is_none(r->total) ? r->price :
	    r->total);
	return st;
}

/* What such a price of all brings in, abroad, less costs there. */
static struct ratio
net_of(const struct price_working *w, struct ratio price)
{
	return ratio_subtract(ratio_multiply(price, w->left), w->costs.quote);
}

/* What the price leaves, as it is rounded; what it cost a unit of the foreign
 * currency to earn, as it is exact. */
static void
weigh(const struct cost_sheet *s, struct price_result *r)
{
	struct price_working *w = &r->working;
	struct ratio rate = exchange_rate(&s->quote), hundred = ratio_int(100);
	struct ratio earned = net_of(w, w->exact);

	r->insurance = ratio_shown(ratio_multiply(w->total, w->parts.insured),
	    s->digits);
	if (decimal_is_none(s->cost))
		return;
	w->profit = ratio_subtract(ratio_multiply(net_of(w, w->total), rate),
	    w->costs.home);
	r->profit = ratio_shown(w->profit, s->home_digits);
	r->margin = ratio_shown(ratio_multiply(ratio_divide(w->profit,
	    ratio_multiply(w->total, rate)), hundred), PERCENT_PLACES);
	r->gain = ratio_shown(ratio_multiply(ratio_divide(w->profit,
	    w->costs.home), hundred), PERCENT_PLACES);
	if (ratio_sign(earned) > 0 && ratio_sign(w->costs.home) > 0)
		r->exchange_cost = ratio_shown(ratio_multiply(ratio_divide(
		    w->costs.home, earned), ratio_int(s->quote.unit)),
		    s->quote.value.micros < DECIMAL_SCALE ?
		    SMALL_RATE_PLACES : RATE_PLACES);
}

/* The other way round: what the price leaves for the goods, by what they ask
 * of it at a cost of 1.  Purchase prices of small things have more decimals
 * than money has. */
static enum status
find_highest(const struct cost_sheet *s, struct price_result *r)
{
	const struct price_working *w = &r->working;
	struct ratio left = ratio_subtract(ratio_multiply(w->exact,
	    w->asked.share), cost_sheet_in_quote(s, w->rest));

	return ratio_round(ratio_divide(left, w->each), s->places >
	    s->home_digits ? s->places : s->home_digits, &r->highest_cost);
}

static enum status
check_question(const struct price_question *q)
{
	enum status st = cost_sheet_check(q->sheet);

	if (st != OK)
		return st;
	if (!decimal_is_none(q->target) && q->target.micros <= 0)
		return fail(E_INVALID, _("a price must be above 0"));
	if (decimal_is_none(q->target) && decimal_is_none(q->sheet->cost))
		return fail(E_INVALID, _("what does a piece cost?"));
	return OK;
}

enum status
price_solve(const struct price_question *q, struct price_result *out)
{
	struct price_result r = { price_missing(q), NO_DECIMAL, NO_DECIMAL,
	    NO_DECIMAL, NO_DECIMAL, NO_DECIMAL, NO_DECIMAL, NO_DECIMAL,
	    NO_DECIMAL, NO_DECIMAL, .working = { .left = ratio_none() } };
	enum status st = check_question(q);

	if (st == OK && r.missing == 0) {
		r.working = work_out(q);
		if ((st = check_share(q, &r.working)) != OK ||
		    (st = round_price(q, &r)) != OK)
			return st;
		weigh(q->sheet, &r);
		if (!decimal_is_none(q->target))
			st = find_highest(q->sheet, &r);
	}
	if (st == OK)
		*out = r;
	return st;
}
