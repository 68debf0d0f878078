/*
 * Options into a sheet of costs.  Knows what they are called and what stands
 * for what was not said; what follows from it is the library's.
 */
#include "cmd.h"

#include <string.h>

const struct option_row price_options[] = {
	{ "cost", 0, "AMOUNT", N_("purchase price of a piece, with VAT"), 0 },
	{ "offer", 0, "[N=]OFFER", N_("that is the cost of line N; else the best"), ASKS_LINES },
	{ "without-vat", 0, NULL, N_("the purchase price is without VAT"), 0 },
	{ "vat", 0, "PERCENT", N_("VAT of the purchase"), 0 },
	{ "refund", 0, "PERCENT", N_("tax refund, of the price without VAT"), 0 },
	{ "regime", 0, "WHO", N_("trading, manufacturer or none: how VAT comes back"), 0 },
	{ "quantity", 0, "N", N_("pieces, to share what is paid once"), 0 },
	{ "to", 0, "CODE", N_("currency of the price"), 0 },
	{ "rate", 0, "RATE", N_("7.1 or 4.85/100 for it; EUR=7.8; may be repeated"), 0 },
	{ "home", 0, "CODE", N_("home currency (CNY)"), 0 },
	{ "places", 0, "N", N_("decimals of the price of a piece"), 0 },

	{ "supply", 0, "CHARGE", N_("carriage of the purchase, to us or to the port"), 0 },
	{ "domestic", 0, "CHARGE", N_("all charges up to the ship in one sum"), 0 },
	{ "packing", 0, "CHARGE", N_("export packing"), 0 },
	{ "loading", 0, "CHARGE", N_("loading at the works"), 0 },
	{ "pre-carriage", 0, "CHARGE", N_("truck to the port"), 0 },
	{ "export-clearance", 0, "CHARGE", N_("customs broker, documents, inspection"), 0 },
	{ "origin-terminal", 0, "CHARGE", N_("THC at the port of loading"), 0 },
	{ "on-board", 0, "CHARGE", N_("loading on board"), 0 },
	{ "freight", 0, "CHARGE", N_("main carriage: 0.80, USD 60/shipment"), 0 },
	{ "freight-container", 0, "TYPE=CHARGE", N_("the same per container: 40HQ=1850"), 0 },
	{ "freight-lcl", 0, "CHARGE", N_("the same per freight ton, weight or measure"), 0 },
	{ "freight-air", 0, "CHARGE", N_("the same per kilogram, volume / 6000"), 0 },
	{ "freight-courier", 0, "CHARGE", N_("the same per kilogram, volume / 5000"), 0 },
	{ "insurance", 0, "PERCENT", N_("premium, of the sum insured"), 0 },
	{ "markup", 0, "PERCENT", N_("insured above the price (10)"), 0 },
	{ "insure-own-risk", 0, NULL, N_("insure under DAP, DPU and DDP too"), 0 },
	{ "destination-terminal", 0, "CHARGE", N_("THC at the port of destination"), 0 },
	{ "import-clearance", 0, "CHARGE", N_("customs broker over there, and duty as a sum"), 0 },
	{ "duty", 0, "PERCENT", N_("duty, of the value declared"), 0 },
	{ "on-carriage", 0, "CHARGE", N_("truck to the buyer"), 0 },
	{ "unloading", 0, "CHARGE", N_("unloading at the buyer's"), 0 },
	{ "seller-pays", 0, "HEADS", N_("of what FCA, CPT and CIP leave open (pre-carriage)"), 0 },

	{ "commission", 0, "PERCENT", N_("of the price"), 0 },
	{ "bank-fee", 0, "PERCENT", N_("of the price"), 0 },
	{ "credit-insurance", 0, "PERCENT", N_("of the price"), 0 },
	{ "profit", 0, "PERCENT", N_("of the price"), 0 },
	{ "profit-on-cost", 0, "PERCENT", N_("of the cost up to the ship, instead"), 0 },

	{ "carton", 0, "LxWxH", N_("sides of a carton in cm"), 0 },
	{ "per-carton", 0, "N", N_("pieces in a carton"), 0 },
	{ "gross-weight", 0, "KG", N_("of a full carton"), 0 },
	{ "container-volume", 0, "M3", N_("that can be stowed, if not the usual"), 0 },
	{ "payload", 0, "KG", N_("of a container: kilograms, or plate"), 0 },

	{ "term", 0, "CODE", N_("only this term of Incoterms 2020"), 0 },
	{ "target", 0, "PRICE", N_("what does this price leave?"), 0 },
	{ "break-even", 0, NULL, N_("at which rate does nothing remain?"), ASKS_ONE },
	{ "what-if", 0, "CHANGES", N_("rate=-5%|+5%,purchase=+3%: a grid"), ASKS_ONE },
	{ "explain", 0, NULL, N_("every step with its formula"), ASKS_STEPS },
	{ .name = NULL }
};

/* ---- single figures ------------------------------------------------------ */

static enum status
read_decimal(struct context *ctx, const char *name, struct decimal *out)
{
	const char *text = opt_text(ctx, name);

	if (text == NULL || decimal_parse(text, out) == OK)
		return OK;
	return fail_in(E_USAGE, "--%s", name);
}

/* "3" and "3%" are the same: no share of 1 is written here. */
static enum status
read_percent(struct context *ctx, const char *name, struct decimal *out)
{
	const char *text = opt_text(ctx, name);
	size_t n = text != NULL ? strlen(text) : 0;

	if (text == NULL)
		return OK;
	if (n > 1 && text[n - 1] == '%')
		text = arena_strndup(&ctx->arena, text, n - 1);
	if (decimal_parse(text, out) == OK)
		return OK;
	return fail_hint(fail_in(E_USAGE, "--%s", name),
	    _("write 13 or 13%%"));
}

static enum status
read_figures(struct context *ctx, struct cost_sheet *s)
{
	const struct {
		const char     *name;
		struct decimal *to;
	} percents[] = {
		{ "vat", &s->vat }, { "refund", &s->refund },
		{ "insurance", &s->insurance }, { "markup", &s->markup },
		{ "duty", &s->duty }, { "commission", &s->commission },
		{ "bank-fee", &s->bank_fee },
		{ "credit-insurance", &s->credit_insurance },
	};
	const char *profit = opt_text(ctx, "profit") != NULL ? "profit" :
	    "profit-on-cost";
	enum status st = read_decimal(ctx, "quantity", &s->quantity);

	for (size_t i = 0; i < COUNT(percents) && st == OK; i++)
		st = read_percent(ctx, percents[i].name, percents[i].to);
	if (st != OK)
		return st;
	if (opt_text(ctx, "profit") != NULL &&
	    opt_text(ctx, "profit-on-cost") != NULL)
		return fail_hint(fail(E_USAGE, _("--profit is of the price, "
		    "--profit-on-cost of the cost: which?")),
		    _("10%% of a price is more than 10%% of its cost"));
	s->is_net = opt_flag(ctx, "without-vat");
	s->insures_own_risk = opt_flag(ctx, "insure-own-risk");
	s->profit_base = opt_text(ctx, "profit-on-cost") != NULL ?
	    PROFIT_ON_COST : PROFIT_ON_PRICE;
	return read_percent(ctx, profit, &s->profit);
}

static enum status
read_regime(struct context *ctx, struct cost_sheet *s)
{
	static const char *const names[] = {
		[TAX_TRADING] = "trading", [TAX_MANUFACTURER] = "manufacturer",
		[TAX_NONE] = "none"
	};
	const char *text = opt_text(ctx, "regime");

	if (text == NULL)
		return OK;
	for (size_t i = 0; i < COUNT(names); i++)
		if (strcmp(text, names[i]) == 0) {
			s->regime = (enum tax_regime)i;
			return OK;
		}
	return fail_hint(fail(E_USAGE, _("--regime: '%s' is not known"), text),
	    _("one of: %s"), "trading, manufacturer, none");
}

static enum status
read_open_heads(struct context *ctx, struct cost_sheet *s)
{
	const char *text = opt_text(ctx, "seller-pays");

	if (text == NULL)
		return OK;
	for (s->agreed = 0; *text != '\0'; text += *text == ',') {
		size_t n = strcspn(text, ",");
		const char *name = arena_strndup(&ctx->arena, text, n);
		bool is_open = false;
		enum cost_head head;

		text += n;
		if (strcmp(name, "none") == 0)
			continue;
		if (cost_head_find(name, &head) != OK)
			return fail_in(E_USAGE, "--seller-pays");
		for (const struct incoterm *t = incoterms; t->code != NULL; t++)
			is_open |= t->payer[head] == EITHER_PAYS;
		if (!is_open)
			return fail_hint(fail(E_USAGE, _("--seller-pays: no "
			    "term leaves it open who pays %s"), name),
			    _("one of: %s"), "pre-carriage, "
			    "destination-terminal, on-carriage, none");
		s->agreed |= 1u << head;
	}
	return OK;
}

/* ---- currencies ---------------------------------------------------------- */

static enum status
read_currency(struct context *ctx, const char *name, const struct code **out)
{
	const char *text = opt_text(ctx, name);

	if (text == NULL || code_find(&currency_codes, text, out) == OK)
		return OK;
	return fail_in(E_USAGE, "--%s", name);
}

/* The rate of the currency of the price is the one that names none. */
static enum status
read_rates(struct context *ctx, struct cost_sheet *s)
{
	size_t n;
	const char **texts = opt_all(ctx, "rate", &n);

	for (size_t i = 0; i < n; i++) {
		struct currency_rate x = { NULL, NO_DECIMAL, 1 };

		if (exchange_parse(texts[i], &x) != OK)
			return fail_in(E_USAGE, "--rate");
		if (x.currency == NULL && opt_text(ctx, "to") == NULL)
			return fail_hint(fail(E_USAGE, _("--rate: of which "
			    "currency?")), _("say it: --to USD"));
		if (x.currency != NULL &&
		    strcmp(x.currency, s->quote.currency) != 0)
			continue;
		x.currency = s->quote.currency;
		s->quote = x;
	}
	return OK;
}

/* What the option --rate says of any currency. */
static enum status
find_rate(struct context *ctx, const struct cost_sheet *s,
    struct currency_rate *x)
{
	size_t n;
	const char **texts = opt_all(ctx, "rate", &n);

	if (strcmp(x->currency, s->home) == 0) {
		*x = (struct currency_rate){ s->home, { DECIMAL_SCALE }, 1 };
		return OK;
	}
	if (strcmp(x->currency, s->quote.currency) == 0 &&
	    !decimal_is_none(s->quote.value)) {
		*x = s->quote;
		return OK;
	}
	for (size_t i = 0; i < n; i++) {
		struct currency_rate y = { "", NO_DECIMAL, 1 };

		if (exchange_parse(texts[i], &y) != OK)
			return fail_in(E_USAGE, "--rate");
		if (strcmp(y.currency, x->currency) == 0) {
			*x = y;
			return OK;
		}
	}
	return fail_hint(fail(E_USAGE, _("what does %s cost in the home "
	    "currency? There is no rate"), x->currency),
	    _("say it: --rate %s=..."), x->currency);
}

static enum status
read_currencies(struct context *ctx, struct cost_sheet *s)
{
	const struct code *home = code_get(&currency_codes, "CNY"), *quote;
	int64_t places;
	enum status st = read_currency(ctx, "home", &home);

	quote = home;
	if (st != OK || (st = read_currency(ctx, "to", &quote)) != OK ||
	    (st = opt_number(ctx, "places", quote->digits, &places)) != OK)
		return st;
	if (places > DECIMAL_PLACES)
		return fail(E_USAGE, _("--places: no more than %d"),
		    DECIMAL_PLACES);
	*s = cost_sheet_blank(home->code, home->digits);
	s->digits = quote->digits;
	s->places = (int)places;
	if (quote != home)
		s->quote = (struct currency_rate){ quote->code, NO_DECIMAL, 1 };
	if ((st = read_rates(ctx, s)) != OK)
		return st;
	return find_rate(ctx, s, &s->quote);
}

/* ---- charges ------------------------------------------------------------- */

/* The charge that an option says, freight and beyond in the currency of the
 * price when it names none, others at home. */
static enum status
read_charge(struct context *ctx, const struct cost_sheet *s,
    const char *option, struct charge *c)
{
	const char *text = opt_text(ctx, option), *equals;

	c->in.currency = c->head < HEAD_MAIN_CARRIAGE ? s->home :
	    s->quote.currency;
	if (strcmp(option, "freight-container") == 0) {
		if ((equals = strchr(text, '=')) == NULL)
			return fail_hint(fail(E_USAGE, _("--freight-container: "
			    "what does a %s cost?"), text), _("write it "
			    "behind: %s=1850"), text);
		text = equals + 1;
	}
	if (charge_parse(text, c) != OK || find_rate(ctx, s, &c->in) != OK)
		return fail_in(E_USAGE, "--%s", option);
	return OK;
}

static enum status
read_cost(struct context *ctx, struct cost_sheet *s)
{
	const char *text = opt_text(ctx, "cost");
	struct charge c = { .in = { s->home, NO_DECIMAL, 1 } };

	if (text == NULL)
		return OK;
	if (charge_parse(text, &c) != OK || find_rate(ctx, s, &c.in) != OK)
		return fail_in(E_USAGE, "--cost");
	if (c.basis != PER_PIECE)
		return fail(E_USAGE, _("--cost: it is that of a piece"));
	s->cost = c.amount;
	s->cost_in = c.in;
	return OK;
}

/* Freight that is counted by something: what, and by which rule. */
static const struct counted {
	const char	      *option;
	enum charge_basis      basis;
	const struct air_rule *rule;
} counted[] = {
	{ "freight-container", PER_CONTAINER, NULL },
	{ "freight-lcl", PER_FREIGHT_TON, NULL },
	{ "freight-air", PER_CHARGEABLE_KG, &air_rule },
	{ "freight-courier", PER_CHARGEABLE_KG, &courier_rule },
};

static enum status
read_charges(struct context *ctx, struct cost_sheet *s)
{
	struct charge *list = arena_alloc(&ctx->arena,
	    (COST_HEADS + COUNT(counted)) * sizeof(*list));
	const char *freight = NULL;
	enum status st = OK;

	for (int i = 0; i < COST_HEADS && st == OK; i++) {
		const char *option = cost_heads[i].name;
		struct charge c = { .head = (enum cost_head)i };

		if (i == HEAD_INSURANCE || opt_text(ctx, option) == NULL)
			continue;
		if (i == HEAD_MAIN_CARRIAGE)
			freight = option;
		st = read_charge(ctx, s, option, &c);
		list[s->ncharges++] = c;
	}
	for (size_t i = 0; i < COUNT(counted) && st == OK; i++) {
		const char *option = counted[i].option;
		struct charge c = { .head = HEAD_MAIN_CARRIAGE };

		if (opt_text(ctx, option) == NULL)
			continue;
		if (freight != NULL)
			return fail(E_USAGE, _("--%s and --%s: the goods go "
			    "one way"), freight, option);
		freight = option;
		st = read_charge(ctx, s, option, &c);
		c.basis = counted[i].basis;
		list[s->ncharges++] = c;
	}
	s->charges = list;
	return st;
}

/* ---- cartons and containers ---------------------------------------------- */

static enum status
say_carton(void)
{
	return fail_hint(E_INVALID, _("say it: --quantity 5000 --carton "
	    "52x38x41 --per-carton 24 --gross-weight 14.5"));
}

static enum status
read_carton(struct context *ctx, struct told_sheet *t)
{
	struct carton *c = &t->carton;
	struct decimal *measures = t->sheet.measures;
	const char *sides = opt_text(ctx, "carton");
	enum status st;

	*c = (struct carton){ NO_DECIMAL, NO_DECIMAL, NO_DECIMAL, NO_DECIMAL,
	    NO_DECIMAL };
	if ((st = read_decimal(ctx, "per-carton", &c->pieces)) != OK ||
	    (st = read_decimal(ctx, "gross-weight", &c->gross)) != OK)
		return st;
	if (sides == NULL)
		return OK;
	if (carton_parse(sides, c) != OK)
		return fail_in(E_USAGE, "--carton");
	if (cargo_of(c, t->sheet.quantity, &t->cargo) != OK)
		return say_carton();
	measures[PER_CARTON] = (struct decimal){ t->cargo.cartons *
	    DECIMAL_SCALE };
	measures[PER_M3] = t->cargo.volume;
	measures[PER_KG] = t->cargo.weight;
	return OK;
}

/* "plate" is what stands on the container's door. */
static enum status
read_limits(struct context *ctx, const struct container *type,
    struct container_limits *out)
{
	const char *payload = opt_text(ctx, "payload");
	enum status st = read_decimal(ctx, "container-volume", &out->load);

	if (st == OK && payload != NULL && strcmp(payload, "plate") == 0)
		out->payload = (struct decimal){ (int64_t)type->plate *
		    DECIMAL_SCALE };
	else if (st == OK)
		st = read_decimal(ctx, "payload", &out->payload);
	if (st == OK && ((!decimal_is_none(out->load) &&
	    out->load.micros <= 0) || (!decimal_is_none(out->payload) &&
	    out->payload.micros <= 0)))
		return fail(E_USAGE, _("volume and payload of a container must "
		    "be above 0"));
	return st;
}

static enum status
read_container(struct context *ctx, struct told_sheet *t)
{
	const char *text = opt_text(ctx, "freight-container");
	const char *name;

	t->limits = (struct container_limits){ NO_DECIMAL, NO_DECIMAL };
	if (text == NULL)
		return OK;
	name = arena_strndup(&ctx->arena, text, strcspn(text, "="));
	if (container_find(name, &t->type) != OK)
		return fail_in(E_USAGE, "--freight-container");
	return read_limits(ctx, t->type, &t->limits);
}

static void
read_rule(struct context *ctx, struct told_sheet *t)
{
	for (size_t i = 0; i < COUNT(counted); i++)
		if (opt_text(ctx, counted[i].option) != NULL)
			t->rule = counted[i].rule;
}

static enum status
count_containers(struct told_sheet *t)
{
	const struct container_job job = { t->type, t->limits, &t->carton,
	    &t->cargo };

	if (container_plan(&job, &t->plan) != OK)
		return say_carton();
	t->sheet.measures[PER_CONTAINER] = (struct decimal){
	    t->plan.containers * DECIMAL_SCALE };
	return OK;
}

static enum status
count_freight(struct context *ctx, struct told_sheet *t)
{
	static const struct decimal least = { DECIMAL_SCALE };
	struct decimal *measures = t->sheet.measures;
	enum status st = OK;

	for (size_t i = 0; i < COUNT(counted) && st == OK; i++) {
		const struct counted *c = &counted[i];

		if (opt_text(ctx, c->option) == NULL)
			continue;
		if (t->cargo.cartons == 0) {
			st = fail(E_USAGE, _("--%s: how much room do the goods "
			    "take?"), c->option);
			(void)say_carton();
			return st;
		}
		if (c->basis == PER_CONTAINER)
			st = count_containers(t);
		else if (c->basis == PER_FREIGHT_TON)
			st = freight_tons(&t->cargo, least,
			    &measures[PER_FREIGHT_TON]);
		else
			st = chargeable_weight(&t->cargo, &t->carton, c->rule,
			    &measures[PER_CHARGEABLE_KG]);
	}
	return st;
}

/* What is not known because the goods are not, has a way out. */
enum status
told_check(const struct cost_sheet *s)
{
	enum status st = cost_sheet_check(s);

	for (size_t i = 0; i < s->ncharges && st != OK; i++)
		if (s->charges[i].basis > PER_SHIPMENT &&
		    decimal_is_none(s->measures[s->charges[i].basis]))
			return s->charges[i].basis == PER_CONTAINER ?
			    fail_hint(st, _("freight says it: "
			    "--freight-container 40HQ=1850")) : say_carton();
	return st;
}

enum status
told_costs(struct context *ctx, struct told_sheet *out)
{
	struct told_sheet t = { .type = NULL };
	enum status st = read_currencies(ctx, &t.sheet);

	if (st != OK || (st = read_figures(ctx, &t.sheet)) != OK ||
	    (st = read_regime(ctx, &t.sheet)) != OK ||
	    (st = read_open_heads(ctx, &t.sheet)) != OK ||
	    (st = read_cost(ctx, &t.sheet)) != OK ||
	    (st = read_charges(ctx, &t.sheet)) != OK ||
	    (st = read_carton(ctx, &t)) != OK ||
	    (st = read_container(ctx, &t)) != OK)
		return st;
	read_rule(ctx, &t);
	*out = t;
	return OK;
}

enum status
told_room(struct context *ctx, struct told_sheet *t)
{
	enum status st = count_freight(ctx, t);

	return st == OK ? told_check(&t->sheet) : st;
}

enum status
told_sheet(struct context *ctx, struct told_sheet *out)
{
	enum status st = told_costs(ctx, out);

	return st == OK ? told_room(ctx, out) : st;
}

/* ---- how freight was counted --------------------------------------------- */

static const char *
shown(struct context *ctx, struct decimal d)
{
	char text[DECIMAL_TEXT_MAX];

	decimal_format(d, 0, text);
	return arena_strdup(&ctx->arena, text);
}

static void
add_step(struct price_steps *to, const char *name, const char *formula,
    struct price_step value)
{
	value.name = name;
	value.formula = formula;
	price_steps_add(to, &value);
}

static void
container_steps(struct context *ctx, const struct told_sheet *t,
    struct price_steps *to)
{
	const struct container_plan *p = &t->plan;

	add_step(to, N_("cartons in one container"),
	    p->limit == LIMIT_VOLUME ? _("by volume") : _("by weight"),
	    (struct price_step){ .value = { p->cartons_each * DECIMAL_SCALE },
	    .unit = "" });
	add_step(to, N_("containers"), arena_printf(&ctx->arena,
	    _("%lld / %lld, rounded up; filled %s%% by volume, %s%% by weight"),
	    (long long)t->cargo.cartons, (long long)p->cartons_each,
	    shown(ctx, p->fill_volume), shown(ctx, p->fill_weight)),
	    (struct price_step){ .value = t->sheet.measures[PER_CONTAINER],
	    .unit = t->type->code });
}

void
told_steps(struct context *ctx, const struct told_sheet *t,
    struct price_steps *to)
{
	const struct carton *c = &t->carton;
	const struct decimal *measures = t->sheet.measures;
	struct arena *a = &ctx->arena;
	long long n = t->cargo.cartons;

	if (n == 0)
		return;
	add_step(to, N_("cartons"), arena_printf(a, _("%s / %s, rounded up"),
	    shown(ctx, t->sheet.quantity), shown(ctx, c->pieces)),
	    (struct price_step){ .value = measures[PER_CARTON], .unit = "" });
	add_step(to, N_("volume"), arena_printf(a, "%lld * %s * %s * %s cm", n,
	    shown(ctx, c->length), shown(ctx, c->width),
	    shown(ctx, c->height)), (struct price_step){
	    .value = t->cargo.volume, .unit = "m3" });
	if (!decimal_is_none(c->gross))
		add_step(to, N_("weight"), arena_printf(a, "%lld * %s", n,
		    shown(ctx, c->gross)), (struct price_step){
		    .value = t->cargo.weight, .unit = "kg" });
	if (t->type != NULL)
		container_steps(ctx, t, to);
	if (!decimal_is_none(measures[PER_FREIGHT_TON]))
		add_step(to, N_("freight tons"), _("the larger of m3 and "
		    "tonnes, 1 at least"), (struct price_step){
		    .value = measures[PER_FREIGHT_TON], .unit = "W/M" });
	if (!decimal_is_none(measures[PER_CHARGEABLE_KG]))
		add_step(to, N_("chargeable weight"),
		    opt_text(ctx, "freight-air") != NULL ?
		    _("weight or cm3 / 6000, to the next kg") :
		    _("weight or cm3 / 5000, to the next 0.5 kg"),
		    (struct price_step){ .value = measures[PER_CHARGEABLE_KG],
		    .unit = "kg" });
}
