/*
 * Sheets of cost: is one sound, what its sums are, what if it were otherwise.
 * Knows no term of delivery but the heads of cost.
 */
#include "trade/cost_sheet.h"

#include <string.h>

#include "base/base.h"
#include "base/strbuf.h"
#include "value/codes.h"

const struct charge_basis_row charge_bases[CHARGE_BASES] = {
	[PER_PIECE]		= { "piece", N_("piece") },
	[PER_SHIPMENT]		= { "shipment", N_("whole shipment") },
	[PER_CONTAINER]		= { "container", N_("container") },
	[PER_CARTON]		= { "carton", N_("carton") },
	[PER_M3]		= { "m3", N_("cubic metre") },
	[PER_KG]		= { "kg", N_("kilogram") },
	[PER_FREIGHT_TON]	= { "ton", N_("freight ton") },
	[PER_CHARGEABLE_KG]	= { "chargeable-kg", N_("chargeable kilogram") },
};

const char *const price_factors[PRICE_FACTORS] = {
	[IF_RATE]	= "rate",
	[IF_PURCHASE]	= "purchase",
	[IF_DOMESTIC]	= "domestic",
	[IF_FREIGHT]	= "freight",
	[IF_QUANTITY]	= "quantity",
};

struct cost_sheet
cost_sheet_blank(const char *home, int home_digits)
{
	struct cost_sheet s = {
		.quantity = NO_DECIMAL, .home = home,
		.home_digits = home_digits,
		.quote = { home, { DECIMAL_SCALE }, 1 },
		.digits = home_digits, .places = home_digits,
		.cost = NO_DECIMAL, .cost_in = { home, { DECIMAL_SCALE }, 1 },
		.vat = NO_DECIMAL, .refund = NO_DECIMAL,
		.insurance = NO_DECIMAL, .markup = { 10 * DECIMAL_SCALE },
		.duty = NO_DECIMAL, .commission = NO_DECIMAL,
		.bank_fee = NO_DECIMAL, .credit_insurance = NO_DECIMAL,
		.profit = NO_DECIMAL, .agreed = 1u << HEAD_PRE_CARRIAGE,
	};

	for (int i = 0; i < CHARGE_BASES; i++)
		s.measures[i] = NO_DECIMAL;
	return s;
}

/* ---- reading ------------------------------------------------------------- */

enum { LONGEST = 64 };

static size_t
count_letters(const char *text, size_t n)
{
	size_t i = 0;

	while (i < n && (((text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'z')))
		i++;
	return i;
}

/* Without the blanks at both ends; n bytes of it. */
static const char *
trim(const char *text, size_t *n)
{
	for (; *n > 0 && *text == ' '; text++)
		(*n)--;
	while (*n > 0 && text[*n - 1] == ' ')
		(*n)--;
	return text;
}

/* n bytes as a text of its own; what is longer is no number. */
static void
cut(const char *text, size_t n, char part[LONGEST])
{
	text = trim(text, &n);
	if (n >= LONGEST)
		n = LONGEST - 1;
	memcpy(part, text, n);
	part[n] = '\0';
}

/* Letters before or behind a number. */
static enum status
take_currency(const char **text, size_t *n, const char **out)
{
	const char *p = trim(*text, n);
	size_t before = count_letters(p, *n), behind = 0;
	const struct code *code;
	char word[LONGEST];
	enum status st;

	while (behind < *n - before && count_letters(p + *n - behind - 1, 1))
		behind++;
	*text = p;
	if (before == 0 && behind == 0)
		return OK;
	if (before > 0)
		cut(p, before, word);
	else
		cut(p + *n - behind, behind, word);
	if ((st = code_find(&currency_codes, word, &code)) != OK)
		return st;
	*text = before > 0 ? p + before : p;
	*n -= before > 0 ? before : behind;
	*out = code->code;
	return OK;
}

enum status
exchange_parse(const char *text, struct currency_rate *x)
{
	const char *equals = strchr(text, '='), *slash;
	const char *value = equals != NULL ? equals + 1 : text;
	struct currency_rate read = { x->currency, NO_DECIMAL, 1 };
	const struct code *code;
	char word[LONGEST];
	enum status st = OK;

	if (equals != NULL) {
		cut(text, (size_t)(equals - text), word);
		st = code_find(&currency_codes, word, &code);
		if (st != OK)
			return st;
		read.currency = code->code;
	}
	if ((slash = strchr(value, '/')) != NULL) {
		cut(slash + 1, strlen(slash + 1), word);
		if (strcmp(word, "100") != 0)
			return fail_hint(fail(E_INVALID, _("a rate is for 1 or "
			    "100, not for %s"), word), _("write 7.1, "
			    "4.85/100 or EUR=7.8"));
		read.unit = 100;
	}
	cut(value, slash != NULL ? (size_t)(slash - value) : strlen(value),
	    word);
	if ((st = decimal_parse(word, &read.value)) != OK)
		return fail_hint(st, _("write 7.1, 4.85/100 or EUR=7.8"));
	*x = read;
	return OK;
}

static enum status
find_basis(const char *name, enum charge_basis *out)
{
	struct strbuf all = STRBUF_INIT;
	enum status st;

	for (int i = 0; i < CHARGE_BASES; i++) {
		if (strcmp(charge_bases[i].name, name) == 0) {
			*out = (enum charge_basis)i;
			strbuf_release(&all);
			return OK;
		}
		strbuf_addf(&all, "%s%s", i > 0 ? ", " : "",
		    charge_bases[i].name);
	}
	st = fail_hint(fail(E_INVALID, _("a charge cannot be per '%s'"),
	    name), _("one of: %s"), all.buf);
	strbuf_release(&all);
	return st;
}

enum status
charge_parse(const char *text, struct charge *c)
{
	const char *slash = strchr(text, '/');
	size_t n = slash != NULL ? (size_t)(slash - text) : strlen(text);
	struct charge read = *c;
	char word[LONGEST];
	enum status st = OK;

	read.basis = PER_PIECE;
	if (slash != NULL) {
		cut(slash + 1, strlen(slash + 1), word);
		st = find_basis(word, &read.basis);
	}
	if (st == OK)
		st = take_currency(&text, &n, &read.in.currency);
	if (st != OK)
		return st;
	cut(text, n, word);
	if ((st = decimal_parse(word, &read.amount)) != OK)
		return fail_hint(st, _("write 5, 1500/shipment or "
		    "'USD 60/container'"));
	*c = read;
	return OK;
}

/* ---- is the sheet sound? ------------------------------------------------- */

static enum status
check_percent(const char *name, struct decimal d)
{
	char text[DECIMAL_TEXT_MAX];

	if (decimal_is_none(d) ||
	    (d.micros >= 0 && d.micros <= 100 * (int64_t)DECIMAL_SCALE))
		return OK;
	decimal_format(d, 0, text);
	return fail(E_INVALID, _("%s: %s%% is not between 0 and 100"),
	    _(name), text);
}

static enum status
check_percents(const struct cost_sheet *s)
{
	const struct {
		const char     *name;
		struct decimal	value;
	} rates[] = {
		{ N_("VAT"), s->vat }, { N_("tax refund"), s->refund },
		{ N_("insurance"), s->insurance },
		{ N_("insured mark-up"), s->markup }, { N_("duty"), s->duty },
		{ N_("commission"), s->commission },
		{ N_("bank fee"), s->bank_fee },
		{ N_("credit insurance"), s->credit_insurance },
	};
	enum status st = OK;

	for (size_t i = 0; i < COUNT(rates) && st == OK; i++)
		st = check_percent(rates[i].name, rates[i].value);
	return st;
}

static enum status
check_exchange(const struct currency_rate *x)
{
	if (decimal_is_none(x->value))
		return fail(E_INVALID, _("what does %s cost in the home "
		    "currency? There is no rate"), x->currency);
	if (x->value.micros <= 0 || x->unit <= 0)
		return fail(E_INVALID, _("the rate of %s must be above 0"),
		    x->currency);
	return OK;
}

static enum status
check_charge(const struct cost_sheet *s, const struct charge *c)
{
	const char *name = _(cost_heads[c->head].label);

	if (decimal_is_none(c->amount) || c->amount.micros < 0)
		return fail(E_INVALID, _("%s: it must be 0 or more"), name);
	if (c->basis != PER_PIECE && decimal_is_none(s->quantity))
		return fail(E_INVALID, _("%s: paid per %s, shared by how many "
		    "pieces?"), name, _(charge_bases[c->basis].label));
	if (c->basis > PER_SHIPMENT && decimal_is_none(s->measures[c->basis]))
		return fail(E_INVALID, _("%s: paid per %s, of which there are "
		    "how many?"), name, _(charge_bases[c->basis].label));
	return check_exchange(&c->in);
}

static enum status
check_taxes(const struct cost_sheet *s)
{
	if (decimal_is_none(s->refund) || s->refund.micros == 0)
		return OK;
	if (s->regime == TAX_NONE)
		return fail(E_INVALID, _("where no tax is refunded there is no "
		    "refund rate"));
	if (decimal_is_none(s->vat))
		return fail(E_INVALID, _("a tax refund needs the rate of VAT "
		    "of the purchase"));
	if (s->refund.micros > s->vat.micros)
		return fail(E_INVALID, _("more tax cannot be refunded than was "
		    "paid: the refund rate is above that of VAT"));
	return OK;
}

enum status
cost_sheet_check(const struct cost_sheet *s)
{
	enum status st = check_percents(s);

	if (st == OK)
		st = check_taxes(s);
	if (st == OK)
		st = check_exchange(&s->quote);
	if (st == OK)
		st = check_exchange(&s->cost_in);
	for (size_t i = 0; i < s->ncharges && st == OK; i++)
		st = check_charge(s, &s->charges[i]);
	if (st != OK)
		return st;
	if (!decimal_is_none(s->quantity) && s->quantity.micros <= 0)
		return fail(E_INVALID, _("the quantity must be above 0"));
	if (!decimal_is_none(s->cost) && s->cost.micros < 0)
		return fail(E_INVALID, _("the cost of a piece cannot be "
		    "negative"));
	return OK;
}

/* ---- sums ---------------------------------------------------------------- */

struct money
money_zero(void)
{
	return (struct money){ ratio_int(0), ratio_int(0) };
}

struct money
money_add(struct money a, struct money b)
{
	return (struct money){ ratio_add(a.home, b.home),
	    ratio_add(a.quote, b.quote) };
}

struct money
money_subtract(struct money a, struct money b)
{
	return (struct money){ ratio_subtract(a.home, b.home),
	    ratio_subtract(a.quote, b.quote) };
}

struct money
money_times(struct money m, struct ratio factor)
{
	return (struct money){ ratio_multiply(m.home, factor),
	    ratio_multiply(m.quote, factor) };
}

/* What was not said is 0. */
struct ratio
share_of(struct decimal d)
{
	return decimal_is_none(d) ? ratio_int(0) : ratio_percent(d);
}

struct ratio
exchange_rate(const struct currency_rate *x)
{
	return ratio_divide(ratio_of(x->value), ratio_int(x->unit));
}

struct ratio
cost_sheet_quantity(const struct cost_sheet *s)
{
	return decimal_is_none(s->quantity) ? ratio_int(1) :
	    ratio_of(s->quantity);
}

/* Is it paid in the currency of the quote, not at home?  What is in a third
 * one is changed at home, at its rate. */
bool
cost_sheet_is_foreign(const struct cost_sheet *s, const struct currency_rate *x)
{
	return strcmp(x->currency, s->quote.currency) == 0 &&
	    strcmp(x->currency, s->home) != 0;
}

static struct money
money_in(const struct cost_sheet *s, const struct currency_rate *x,
    struct ratio amount)
{
	struct money m = money_zero();

	if (cost_sheet_is_foreign(s, x))
		m.quote = amount;
	else
		m.home = ratio_multiply(amount, exchange_rate(x));
	return m;
}

struct ratio
cost_sheet_in_quote(const struct cost_sheet *s, struct money m)
{
	return ratio_add(ratio_divide(m.home, exchange_rate(&s->quote)),
	    m.quote);
}

/* How many times a charge is paid. */
static struct ratio
times_of(const struct cost_sheet *s, enum charge_basis basis)
{
	switch (basis) {
	case PER_PIECE:
		return cost_sheet_quantity(s);
	case PER_SHIPMENT:
		return ratio_int(1);
	default:
		return ratio_of(s->measures[basis]);
	}
}

struct money
cost_sheet_charge(const struct cost_sheet *s, const struct charge *c)
{
	return money_in(s, &c->in, ratio_multiply(ratio_of(c->amount),
	    times_of(s, c->basis)));
}

/* What is left to pay of 1 of the price as it is on the sheet. */
struct ratio
cost_sheet_net_share(const struct cost_sheet *s)
{
	struct ratio one = ratio_int(1), vat = share_of(s->vat);
	struct ratio with_vat = ratio_add(one, vat), share = with_vat;

	if (s->regime == TAX_TRADING)
		share = ratio_subtract(with_vat, share_of(s->refund));
	else if (s->regime == TAX_MANUFACTURER)
		share = one;
	return s->is_net ? share : ratio_divide(share, with_vat);
}

/* All the goods, a piece bought for `cost`. */
struct money
cost_sheet_goods(const struct cost_sheet *s, struct ratio cost)
{
	return money_in(s, &s->cost_in, ratio_multiply(cost_sheet_quantity(s),
	    ratio_multiply(cost, cost_sheet_net_share(s))));
}

struct ratio
cost_sheet_each(const struct cost_sheet *s, struct ratio of_all)
{
	return ratio_divide(of_all, cost_sheet_quantity(s));
}

/* ---- what if ------------------------------------------------------------- */

static enum status
nothing_to_change(const struct price_change *c)
{
	return fail(E_INVALID, _("%s: there is nothing to change"),
	    price_factors[c->factor]);
}

static enum status
change_figure(const struct price_change *c, struct decimal *figure)
{
	struct ratio factor = ratio_add(ratio_int(1),
	    ratio_percent(c->value));

	if (!c->is_percent) {
		*figure = c->value;
		return OK;
	}
	if (decimal_is_none(*figure))
		return nothing_to_change(c);
	return ratio_round(ratio_multiply(ratio_of(*figure), factor),
	    DECIMAL_PLACES, figure);
}

/* All before the ship, or the freight. */
static bool
is_meant(const struct charge *c, enum price_factor factor)
{
	return factor == IF_FREIGHT ? c->head == HEAD_MAIN_CARRIAGE :
	    c->head < HEAD_MAIN_CARRIAGE;
}

static enum status
change_charges(struct cost_sheet *s, const struct price_change *c,
    struct arena *a)
{
	struct charge *list = arena_alloc(a, s->ncharges * sizeof(*list) + 1);
	size_t nmeant = 0;
	enum status st = OK;

	for (size_t i = 0; i < s->ncharges && st == OK; i++) {
		list[i] = s->charges[i];
		if (!is_meant(&list[i], c->factor))
			continue;
		nmeant++;
		st = change_figure(c, &list[i].amount);
	}
	s->charges = list;
	if (st == OK && nmeant == 0)
		return nothing_to_change(c);
	if (st == OK && nmeant > 1 && !c->is_percent)
		return fail(E_INVALID, _("%s: more sums than one; change them "
		    "by a percentage"), price_factors[c->factor]);
	return st;
}

enum status
cost_sheet_change(struct cost_sheet *s, const struct price_change *c,
    struct arena *a)
{
	enum status st;

	switch (c->factor) {
	case IF_RATE:
		if (strcmp(s->quote.currency, s->home) == 0)
			return nothing_to_change(c);
		st = change_figure(c, &s->quote.value);
		break;
	case IF_PURCHASE:
		st = change_figure(c, &s->cost);
		break;
	case IF_QUANTITY:
		st = change_figure(c, &s->quantity);
		break;
	default:
		st = change_charges(s, c, a);
		break;
	}
	return st == OK ? cost_sheet_check(s) : st;
}
