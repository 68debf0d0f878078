/*
 * The answers of price.c in words and figures.
 */
#include "trade/price_steps.h"

#include <string.h>

#include "base/base.h"
#include "base/strbuf.h"

/* What is added to, and what is explained; the last two are NULL for what all
 * terms share. */
struct writer {
	struct price_steps	    *to;
	struct arena		    *arena;
	const struct cost_sheet	    *sheet;
	const struct price_question *question;
	const struct price_working  *working;
};

void
price_steps_add(struct price_steps *to, const struct price_step *step)
{
	if (to->n == to->max) {
		size_t max = to->max > 0 ? to->max * 2 : 32;
		struct price_step *list = arena_alloc(to->arena,
		    max * sizeof(*list));

		if (to->n > 0)
			memcpy(list, to->list, to->n * sizeof(*list));
		to->list = list;
		to->max = max;
	}
	to->list[to->n++] = *step;
}

/* `unit` is a currency or "%". */
static void
add_step(const struct writer *w, const char *name, const char *formula,
    struct price_step value)
{
	value.term = w->question != NULL ? w->question->term->code : NULL;
	value.name = name;
	value.formula = formula;
	price_steps_add(w->to, &value);
}

static struct price_step
value_of(struct ratio r, const char *unit)
{
	return (struct price_step){ .value = ratio_shown(r, DECIMAL_PLACES),
	    .unit = unit };
}

/* Of one piece, in the currency of the quote or at home. */
static struct price_step
each_of(const struct writer *w, struct ratio of_all, bool is_foreign)
{
	return value_of(cost_sheet_each(w->sheet, of_all), is_foreign ?
	    w->sheet->quote.currency : w->sheet->home);
}

/* Texts of a ratio, of its part of one piece, and as a percentage. */
static const char *
text(const struct writer *w, struct ratio r)
{
	return ratio_text(r, w->arena);
}

static const char *
each(const struct writer *w, struct ratio of_all)
{
	return text(w, cost_sheet_each(w->sheet, of_all));
}

static const char *
percent(const struct writer *w, struct ratio share)
{
	return ratio_percent_text(share, w->arena);
}

/* ---- goods and charges --------------------------------------------------- */

/* " * 7.8", " * 4.85 / 100": what is in neither currency of the price. */
static const char *
changed(const struct writer *w, const struct currency_rate *x)
{
	const char *value = text(w, ratio_of(x->value));

	if (cost_sheet_is_foreign(w->sheet, x) ||
	    strcmp(x->currency, w->sheet->home) == 0)
		return "";
	if (x->unit == 1)
		return arena_printf(w->arena, " * %s", value);
	return arena_printf(w->arena, " * %s / %s", value,
	    text(w, ratio_int(x->unit)));
}

/* The purchase price with VAT, and without; which was said, stands first. */
static void
add_tax(const struct writer *w, struct ratio gross, struct ratio net)
{
	const struct cost_sheet *s = w->sheet;
	struct ratio vat = share_of(s->vat);
	const char *unit = s->cost_in.currency;
	const char *factor = arena_printf(w->arena, "(100%% + %s)",
	    percent(w, vat));

	add_step(w, N_("purchase price"), s->is_net ? _("without VAT") :
	    _("with VAT"), value_of(ratio_of(s->cost), unit));
	if (ratio_sign(vat) == 0)
		return;
	if (s->is_net && s->regime != TAX_MANUFACTURER)
		add_step(w, N_("with VAT"), arena_printf(w->arena, "%s * %s",
		    text(w, net), factor), value_of(gross, unit));
	if (!s->is_net && s->regime != TAX_NONE)
		add_step(w, N_("without VAT"), arena_printf(w->arena, "%s / %s",
		    text(w, gross), factor), value_of(net, unit));
}

static void
add_goods(const struct writer *w)
{
	const struct cost_sheet *s = w->sheet;
	const char *unit = s->cost_in.currency, *change;
	struct ratio said = ratio_of(s->cost);
	struct ratio vat = ratio_add(ratio_int(1), share_of(s->vat));
	struct ratio net = s->is_net ? said : ratio_divide(said, vat);
	struct ratio gross = ratio_multiply(net, vat);
	struct ratio refund = ratio_multiply(net, share_of(s->refund));
	struct ratio cost = ratio_multiply(said, cost_sheet_net_share(s));

	add_tax(w, gross, net);
	if (s->regime == TAX_TRADING && ratio_sign(refund) != 0) {
		add_step(w, N_("tax refund"), arena_printf(w->arena, "%s * %s",
		    text(w, net), percent(w, share_of(s->refund))),
		    value_of(refund, unit));
		add_step(w, N_("cost of the goods"), arena_printf(w->arena,
		    "%s - %s", text(w, gross), text(w, refund)),
		    value_of(cost, unit));
	}
	change = changed(w, &s->cost_in);
	if (*change != '\0')
		add_step(w, N_("in the home currency"), arena_printf(w->arena,
		    "%s%s", text(w, cost), change), value_of(ratio_multiply(
		    cost, exchange_rate(&s->cost_in)), s->home));
}

static void
add_charge(const struct writer *w, const struct charge *c)
{
	const struct cost_sheet *s = w->sheet;
	struct money all = cost_sheet_charge(s, c);
	bool is_foreign = cost_sheet_is_foreign(s, &c->in);
	const char *times = "", *part = "", *shared = "";

	if (c->basis > PER_SHIPMENT)
		times = arena_printf(w->arena, " * %s %s",
		    text(w, ratio_of(s->measures[c->basis])),
		    _(charge_bases[c->basis].label));
	if (c->share.whole.micros != 0)
		part = arena_printf(w->arena, " * %s / %s%s%s",
		    text(w, ratio_of(c->share.part)),
		    text(w, ratio_of(c->share.whole)),
		    *c->share.unit != '\0' ? " " : "", c->share.unit);
	if (c->basis != PER_PIECE)
		shared = arena_printf(w->arena, " / %s",
		    text(w, cost_sheet_quantity(s)));
	add_step(w, N_(cost_heads[c->head].label), arena_printf(w->arena,
	    "%s%s%s%s%s", text(w, ratio_of(c->amount)), times,
	    changed(w, &c->in), part, shared), each_of(w, is_foreign ?
	    all.quote : all.home, is_foreign));
}

void
price_steps_of_sheet(struct price_steps *to, const struct cost_sheet *s)
{
	struct writer w = { to, to->arena, s, NULL, NULL };

	if (!decimal_is_none(s->cost))
		add_goods(&w);
	for (size_t i = 0; i < s->ncharges; i++)
		add_charge(&w, &s->charges[i]);
}

/* ---- costs --------------------------------------------------------------- */

/* "104 + 5 + 0.8": the goods, if they are on this side, and the charges that
 * the term puts on the seller. */
static const char *
addends(const struct writer *w, bool is_foreign)
{
	const struct cost_sheet *s = w->sheet;
	const struct money *goods = &w->working->parts.goods;
	struct ratio part = is_foreign ? goods->quote : goods->home;
	struct strbuf b = STRBUF_INIT;
	const char *sum;

	if (ratio_sign(part) != 0)
		strbuf_addstr(&b, each(w, part));
	for (size_t i = 0; i < s->ncharges; i++) {
		const struct charge *c = &s->charges[i];
		struct money m = cost_sheet_charge(s, c);

		if (price_includes(w->question, c->head) &&
		    cost_sheet_is_foreign(s, &c->in) == is_foreign)
			strbuf_addf(&b, "%s%s", b.len > 0 ? " + " : "",
			    each(w, is_foreign ? m.quote : m.home));
	}
	sum = b.len > 0 ? strbuf_to(&b, w->arena) : "0";
	strbuf_release(&b);
	return sum;
}

/* "-0.2 * 4.4%": of what a share of the price is not taken. */
static void
add_spared(const struct writer *w, const char *name, struct ratio amount,
    struct ratio share)
{
	struct ratio spared = ratio_multiply(amount, share);

	if (ratio_sign(spared) != 0)
		add_step(w, name, arena_printf(w->arena, "-%s * %s",
		    each(w, amount), percent(w, share)), each_of(w,
		    ratio_subtract(ratio_int(0), spared), true));
}

static void
add_share(const struct writer *w, const char *name, const char *formula,
    struct ratio share)
{
	if (ratio_sign(share) != 0)
		add_step(w, name, formula, value_of(ratio_multiply(share,
		    ratio_int(100)), "%"));
}

/* Shares of the price that are computed themselves, and what is left. */
static void
add_shares(const struct writer *w)
{
	const struct cost_sheet *s = w->sheet;
	const struct price_parts *p = &w->working->parts;
	const char *duty = percent(w, share_of(s->duty));

	add_share(w, N_("insurance"), arena_printf(w->arena,
	    "(100%% + %s) * %s", percent(w, share_of(s->markup)),
	    percent(w, share_of(s->insurance))), p->insured);
	add_share(w, N_("duty"), arena_printf(w->arena, "%s / (100%% + %s)",
	    duty, duty), p->duty);
	add_share(w, N_("VAT not refunded"), arena_printf(w->arena,
	    "%s * (100%% - %s)", percent(w, p->kept), percent(w,
	    ratio_add(p->insured, p->duty))), price_kept_share(p));
	add_share(w, N_("left of the price"), price_share_text(s, p,
	    s->profit_base == PROFIT_ON_PRICE ? SHARE_PROFIT : 0, w->arena),
	    w->working->asked.share);
}

/* What the price must bring, and the share of it that is there for that. */
static void
add_costs(const struct writer *w)
{
	const struct cost_sheet *s = w->sheet;
	const struct price_parts *p = &w->working->parts;
	bool on_price = s->profit_base == PROFIT_ON_PRICE;
	struct money up_to_ship = money_add(p->goods, p->origin);
	struct money all = money_add(up_to_ship, p->beyond);
	struct ratio base = cost_sheet_in_quote(s, up_to_ship);
	struct ratio abroad = cost_sheet_in_quote(s, p->abroad);

	add_step(w, N_("costs at home"), addends(w, false),
	    each_of(w, all.home, false));
	if (ratio_sign(all.quote) != 0)
		add_step(w, N_("costs abroad"), addends(w, true),
		    each_of(w, all.quote, true));
	if (!on_price && ratio_sign(p->profit) != 0)
		add_step(w, N_("profit on cost"), arena_printf(w->arena,
		    "%s * %s", each(w, base), percent(w, p->profit)),
		    each_of(w, ratio_multiply(base, p->profit), true));
	add_spared(w, N_("free of duty"), abroad, p->duty);
	add_spared(w, N_("no FOB value"), ratio_subtract(
	    cost_sheet_in_quote(s, p->beyond), ratio_multiply(abroad,
	    p->duty)), p->kept);
	add_shares(w);
}

/* ---- the price ----------------------------------------------------------- */

/* "109 / 7.1 + 0.8" */
static const char *
both_sides(const struct writer *w, struct money m)
{
	const struct cost_sheet *s = w->sheet;
	bool is_less = ratio_sign(m.quote) < 0;
	const char *sum = each(w, m.home);

	if (strcmp(s->home, s->quote.currency) != 0)
		sum = arena_printf(w->arena, "%s / %s", sum,
		    text(w, exchange_rate(&s->quote)));
	if (is_less)
		m.quote = ratio_subtract(ratio_int(0), m.quote);
	if (ratio_sign(m.quote) == 0)
		return sum;
	return arena_printf(w->arena, "%s %c %s", sum, is_less ? '-' : '+',
	    each(w, m.quote));
}

/* The price itself, or what one that was given allows for the goods. */
static void
add_price(const struct writer *w, const struct price_result *r)
{
	const struct cost_sheet *s = w->sheet;
	const char *share = percent(w, w->working->asked.share);
	const char *unit = s->quote.currency;

	if (!decimal_is_none(w->question->target)) {
		add_step(w, N_("highest purchase price"), arena_printf(w->arena,
		    "(%s * %s - (%s)) / %s", text(w, ratio_of(r->price)),
		    share, both_sides(w, w->working->rest),
		    each(w, w->working->each)),
		    value_of(ratio_of(r->highest_cost), s->cost_in.currency));
		return;
	}
	add_step(w, N_("price"), arena_printf(w->arena, "(%s) / %s",
	    both_sides(w, w->working->asked.sums), share),
	    value_of(ratio_of(r->exact), unit));
	add_step(w, N_("price, rounded"), arena_printf(w->arena,
	    _("to %d decimals"), s->places), value_of(ratio_of(r->price),
	    unit));
}

/* What the price is worth at home. */
static void
add_worth(const struct writer *w, const struct price_result *r)
{
	const struct cost_sheet *s = w->sheet;
	const struct money *costs = &w->working->costs;
	const char *left = percent(w, w->working->left);
	const char *abroad = "", *formula;

	if (ratio_sign(costs->quote) != 0)
		abroad = arena_printf(w->arena, " - %s",
		    each(w, costs->quote));
	add_step(w, N_("profit"), arena_printf(w->arena,
	    "(%s * %s%s) * %s - %s", each(w, w->working->total), left, abroad,
	    text(w, exchange_rate(&s->quote)), each(w, costs->home)),
	    each_of(w, w->working->profit, false));
	if (decimal_is_none(r->exchange_cost))
		return;
	formula = arena_printf(w->arena, "%s / (%s * %s%s)%s",
	    each(w, costs->home), each(w, w->working->exact), left, abroad,
	    s->quote.unit == 1 ? "" : arena_printf(w->arena, " * %s",
	    text(w, ratio_int(s->quote.unit))));
	add_step(w, N_("exchange cost, unrounded"), formula, value_of(
	    ratio_of(r->exchange_cost), arena_printf(w->arena,
	    "%s/%s%s", s->home, s->quote.unit == 1 ? "" : arena_printf(
	    w->arena, "%s ", text(w, ratio_int(s->quote.unit))),
	    s->quote.currency)));
}

void
price_steps_of_answer(struct price_steps *to, const struct price_question *q,
    const struct price_result *r)
{
	struct writer w = { to, to->arena, q->sheet, q, &r->working };

	if (r->missing != 0)
		return;
	add_costs(&w);
	add_price(&w, r);
	if (!decimal_is_none(q->sheet->cost))
		add_worth(&w, r);
}
