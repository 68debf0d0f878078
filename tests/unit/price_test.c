/*
 * Prices: known vectors to the last digit, and random sheets against sums that
 * share nothing with the code under test: the price by iteration instead of
 * division, what is left of it charge by charge, both in long double.
 */
#include "trade/price.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"
#include "trade/price_steps.h"

enum { NRANDOM = 2000, NCHARGES = 8 };

static uint64_t seed = 88172645463325252u;

static int64_t
random_below(int64_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (int64_t)(seed % (uint64_t)n);
}

static struct decimal
of(const char *text)
{
	struct decimal d;

	if (decimal_parse(text, &d) != OK)
		fail_msg("'%s' was not read: %s", text, fail_text());
	return d;
}

static void
assert_is(struct decimal d, const char *expected)
{
	char text[DECIMAL_TEXT_MAX] = "none";

	if (!decimal_is_none(d))
		decimal_format(d, 0, text);
	assert_string_equal(text, expected);
}

static const struct incoterm *
term_of(const char *code)
{
	const struct incoterm *term;
	const char *old;

	if (incoterm_find(code, &term, &old) != OK)
		fail_msg("%s", fail_text());
	return term;
}

static struct price_result
solve(const struct cost_sheet *s, const char *term, const char *target)
{
	const struct price_question q = { s, term_of(term),
	    target != NULL ? of(target) : NO_DECIMAL };
	struct price_result r;

	if (price_solve(&q, &r) != OK)
		fail_msg("%s: %s", term, fail_text());
	return r;
}

static void
assert_price(const struct cost_sheet *s, const char *term, const char *price)
{
	struct price_result r = solve(s, term, NULL);

	assert_int_equal(r.missing, 0);
	assert_is(r.price, price);
}

static void
assert_refused(const struct cost_sheet *s, const char *term,
    const char *message)
{
	const struct price_question q = { s, term_of(term), NO_DECIMAL };
	struct price_result r;

	assert_int_equal(price_solve(&q, &r), E_INVALID);
	assert_string_equal(fail_text(), message);
	fail_clear();
}

static const struct currency_rate home = { "CNY", { DECIMAL_SCALE }, 1 };
static const struct currency_rate dollar = { "USD", { 7100000 }, 1 };

static struct charge
charge(enum cost_head head, const char *amount, const struct currency_rate *in)
{
	return (struct charge){ head, of(amount), PER_PIECE, *in };
}

/* The sheet that goes through the whole manual. */
static struct cost_sheet
known_sheet(const struct charge *charges, size_t n)
{
	struct cost_sheet s = cost_sheet_blank("CNY", 2);

	s.quote = dollar;
	s.cost = of("113");
	s.vat = of("13");
	s.refund = of("9");
	s.commission = of("3");
	s.bank_fee = of("0.25");
	s.profit = of("10");
	s.insurance = of("0.3");
	s.charges = charges;
	s.ncharges = n;
	return s;
}

/* ---- vectors ------------------------------------------------------------- */

static void
from_cost_to_price(void **state)
{
	const struct charge charges[] = {
		charge(HEAD_DOMESTIC, "5", &home),
		charge(HEAD_MAIN_CARRIAGE, "0.8", &dollar),
	};
	struct cost_sheet s = known_sheet(charges, COUNT(charges));
	struct price_result r = solve(&s, "FOB", NULL);

	(void)state;
	assert_is(r.price, "17.7");
	assert_is(r.exact, "17.69696");
	assert_is(r.exchange_cost, "6.3661");
	assert_is(r.total, "none");
	assert_is(r.highest_cost, "none");
	assert_price(&s, "CFR", "18.62");
	assert_price(&s, "CPT", "18.62");
	assert_price(&s, "CIF", "18.69");
	assert_price(&s, "CIP", "18.69");
	assert_price(&s, "EXW", "16.89");	/* 104 / 7.1 / 0.8675 */
	assert_price(&s, "FCA", "17.7");
	assert_int_equal(solve(&s, "DAP", NULL).missing,
	    1u << HEAD_ON_CARRIAGE);
	assert_int_equal(solve(&s, "DPU", NULL).missing,
	    1u << HEAD_ON_CARRIAGE | 1u << HEAD_UNLOADING);
	assert_int_equal(solve(&s, "DDP", NULL).missing,
	    1u << HEAD_ON_CARRIAGE | 1u << HEAD_IMPORT_CLEARANCE);
}

static void
from_fob_to_cif_and_back(void **state)
{
	const struct currency_rate usd = { "USD", { DECIMAL_SCALE }, 1 };
	const struct charge freight = charge(HEAD_MAIN_CARRIAGE, "800", &usd);
	struct cost_sheet s = cost_sheet_blank("USD", 2);
	struct price_result r;

	(void)state;
	s.cost = of("10000");
	s.regime = TAX_NONE;
	s.insurance = of("0.85");
	s.charges = &freight;
	s.ncharges = 1;
	assert_price(&s, "FOB", "10000");
	assert_price(&s, "CFR", "10800");
	r = solve(&s, "CIF", NULL);
	assert_is(r.price, "10901.93");
	assert_is(r.insurance, "101.93");
	r = solve(&s, "CIF", "10901.93");
	assert_is(r.highest_cost, "10000");
	assert_is(r.insurance, "101.93");
}

static void
exchange_cost_and_gain(void **state)
{
	const struct charge domestic = charge(HEAD_DOMESTIC, "3000", &home);
	struct cost_sheet s = cost_sheet_blank("CNY", 2);
	struct price_result r;

	(void)state;
	s.quote = (struct currency_rate){ "USD", of("7"), 1 };
	s.cost = of("58000");
	s.vat = s.refund = of("13");
	s.charges = &domestic;
	s.ncharges = 1;
	r = solve(&s, "FOB", "9000");
	assert_is(ratio_shown(r.working.costs.home, 2), "54327.43");
	assert_is(r.exchange_cost, "6.0364");
	assert_is(r.gain, "15.96");
	assert_is(r.profit, "8672.57");
	assert_is(r.margin, "13.77");
}

static void
profit_on_cost_is_another(void **state)
{
	const struct charge charges[] = {
		charge(HEAD_DOMESTIC, "5", &home),
		charge(HEAD_MAIN_CARRIAGE, "0.8", &dollar),
	};
	struct cost_sheet s = known_sheet(charges, COUNT(charges));

	(void)state;
	s.profit_base = PROFIT_ON_COST;
	assert_price(&s, "FOB", "17.45");	/* 109 * 1.1 / 7.1 / 0.9675 */
	assert_price(&s, "CFR", "18.28");	/* no profit on the freight */
}

/* As the rate is quoted. */
static void
exchange_cost_of_a_hundred(void **state)
{
	struct cost_sheet s = cost_sheet_blank("CNY", 2);
	struct price_result r;

	(void)state;
	s.quote = (struct currency_rate){ "JPY", of("4.85"), 100 };
	s.digits = s.places = 0;
	s.cost = of("10");
	s.profit = of("10");
	r = solve(&s, "FOB", NULL);
	assert_is(r.price, "229");	/* 10 / 0.0485 / 0.9 */
	assert_is(r.exchange_cost, "4.365");
	s.quote.value = of("0.0485");
	s.quote.unit = 1;
	r = solve(&s, "FOB", NULL);
	assert_is(r.price, "229");
	assert_is(r.exchange_cost, "0.04365");
}

static void
charges_of_a_shipment_are_shared(void **state)
{
	struct charge charges[] = {
		charge(HEAD_PRE_CARRIAGE, "1500", &home),
		charge(HEAD_MAIN_CARRIAGE, "1850", &dollar),
		charge(HEAD_ORIGIN_TERMINAL, "100", &(struct currency_rate){
		    "EUR", of("7.8"), 1 }),
	};
	struct cost_sheet s = known_sheet(charges, COUNT(charges));
	struct price_result r;

	(void)state;
	charges[0].basis = PER_SHIPMENT;
	charges[1].basis = PER_CONTAINER;
	charges[2].basis = PER_SHIPMENT;
	assert_refused(&s, "FOB", "pre-carriage: paid per whole shipment, "
	    "shared by how many pieces?");
	s.quantity = of("3000");
	assert_refused(&s, "FOB", "main carriage: paid per container, of "
	    "which there are how many?");
	s.measures[PER_CONTAINER] = of("2");
	r = solve(&s, "FOB", NULL);		/* 104 + 0.5 + 0.26 */
	assert_is(r.exact, "17.008564");
	assert_is(r.total, "51030");
	r = solve(&s, "CFR", NULL);		/* + 1.233333 */
	assert_is(r.exact, "18.430274");
	assert_is(r.total, "55290");
}

/* A price that is a tie in the next digit; what is divided on the way would
 * leave it below. */
static void
ties_go_up(void **state)
{
	struct cost_sheet s = cost_sheet_blank("CNY", 2);

	(void)state;
	s.regime = TAX_NONE;
	s.cost = of("0.105");
	s.quote = (struct currency_rate){ "USD", of("7"), 1 };
	s.places = 3;
	assert_price(&s, "FOB", "0.015");
	s.places = 2;
	assert_price(&s, "FOB", "0.02");
	s.profit = of("40");
	s.cost = of("37.359");		/* / 7 / 0.6 = 8.895 */
	assert_price(&s, "FOB", "8.9");
	assert_is(solve(&s, "FOB", NULL).exact, "8.895");
}

/* 100,000 pieces at less than a cent's hundredth. */
static void
small_prices_keep_their_decimals(void **state)
{
	struct cost_sheet s = cost_sheet_blank("CNY", 2);
	struct price_result r;

	(void)state;
	s.cost = of("0.000113");
	s.vat = of("13");
	s.refund = of("9");
	s.quote = dollar;
	s.quantity = of("100000000");
	s.places = 6;
	r = solve(&s, "FOB", NULL);
	assert_is(r.price, "0.000015");	/* 0.0000146... */
	assert_is(r.total, "1500");
	assert_is(ratio_shown(r.working.exact, 6), "1464.788732");
}

static void
regimes_of_tax(void **state)
{
	const struct charge domestic = charge(HEAD_DOMESTIC, "5", &home);
	struct cost_sheet s = known_sheet(&domestic, 1);

	(void)state;
	s.is_net = true;
	s.cost = of("100");
	assert_price(&s, "FOB", "17.7");
	s.regime = TAX_MANUFACTURER;	/* 105 / 7.1 / (0.8675 - 0.04) */
	assert_price(&s, "FOB", "17.87");
	s.is_net = false;
	s.cost = of("113");
	assert_price(&s, "FOB", "17.87");
	s.regime = TAX_NONE;
	assert_refused(&s, "FOB", "where no tax is refunded there is no "
	    "refund rate");
	s.refund = NO_DECIMAL;		/* 118 / 7.1 / 0.8675 */
	assert_price(&s, "FOB", "19.16");
	s.is_net = true;
	s.cost = of("100");
	assert_price(&s, "FOB", "19.16");
}

/* The tax a manufacturer keeps is one of the FOB value under every term. */
static void
a_manufacturer_pays_on_fob(void **state)
{
	const struct charge charges[] = {
		charge(HEAD_DOMESTIC, "5", &home),
		charge(HEAD_MAIN_CARRIAGE, "0.8", &dollar),
	};
	struct cost_sheet s = known_sheet(charges, COUNT(charges));
	long double x, fob;

	(void)state;
	s.regime = TAX_MANUFACTURER;
	x = (long double)solve(&s, "CIF", NULL).exact.micros / DECIMAL_SCALE;
	fob = x * (1 - 0.0033L) - 0.8L;
	assert_true(fabsl(x - (105 / 7.1L + 0.8L + x * (0.1325L + 0.0033L) +
	    0.04L * fob)) < 2e-6L);
}

static void
duty_is_on_what_is_declared(void **state)
{
	const struct charge charges[] = {
		charge(HEAD_MAIN_CARRIAGE, "0.8", &dollar),
		charge(HEAD_ON_CARRIAGE, "0.3", &dollar),
		charge(HEAD_IMPORT_CLEARANCE, "0.1", &dollar),
	};
	struct cost_sheet s = known_sheet(charges, COUNT(charges));
	long double x, duty;

	(void)state;
	s.duty = of("4.7");
	x = (long double)solve(&s, "DDP", NULL).exact.micros / DECIMAL_SCALE;
	duty = (x - 0.4L) / 1.047L * 0.047L;
	assert_true(fabsl(x - (104 / 7.1L + 1.2L + duty + x * 0.1325L)) <
	    2e-6L);
	s.insures_own_risk = true;
	x = (long double)solve(&s, "DDP", NULL).exact.micros / DECIMAL_SCALE;
	duty = (x - 0.4L) / 1.047L * 0.047L;
	assert_true(fabsl(x - (104 / 7.1L + 1.2L + duty + x * 0.1358L)) <
	    2e-6L);
}

static void
by_agreement(void **state)
{
	const struct charge charges[] = {
		charge(HEAD_PRE_CARRIAGE, "1", &dollar),
		charge(HEAD_MAIN_CARRIAGE, "10", &dollar),
		charge(HEAD_DEST_TERMINAL, "100", &dollar),
		charge(HEAD_ON_CARRIAGE, "1000", &dollar),
	};
	struct cost_sheet s = cost_sheet_blank("CNY", 2);

	(void)state;
	s.quote = dollar;
	s.cost = of("0");
	s.charges = charges;
	s.ncharges = COUNT(charges);
	assert_price(&s, "EXW", "0");
	assert_price(&s, "FCA", "1");
	assert_price(&s, "CPT", "11");
	assert_price(&s, "DAP", "1111");
	s.agreed = 1u << HEAD_DEST_TERMINAL | 1u << HEAD_ON_CARRIAGE;
	assert_price(&s, "FCA", "0");
	assert_price(&s, "CPT", "1111");
	assert_price(&s, "CFR", "11");
}

/* ---- the table of terms -------------------------------------------------- */

/* A head with a power of ten for cost shows in which prices it is. */
static void
who_pays(void **state)
{
	static const struct {
		const char *term, *price;
	} rows[] = {
		/* unloading, on-carriage, import, terminal, main, on board,
		 * terminal, clearance, pre-carriage, loading, packing */
		{ "EXW", "1" }, { "FCA", "1111" }, { "FAS", "11111" },
		{ "FOB", "111111" }, { "CFR", "1111111" },
		{ "CIF", "1111111" }, { "CPT", "1111111" },
		{ "CIP", "1111111" }, { "DAP", "1011111111" },
		{ "DPU", "11011111111" }, { "DDP", "1111111111" },
	};
	static const enum cost_head heads[] = {
		HEAD_PACKING, HEAD_LOADING, HEAD_PRE_CARRIAGE,
		HEAD_EXPORT_CLEARANCE, HEAD_ORIGIN_TERMINAL, HEAD_ON_BOARD,
		HEAD_MAIN_CARRIAGE, HEAD_DEST_TERMINAL, HEAD_IMPORT_CLEARANCE,
		HEAD_ON_CARRIAGE, HEAD_UNLOADING,
	};
	struct charge charges[COUNT(heads)];
	struct cost_sheet s = cost_sheet_blank("CNY", 2);
	int64_t amount = DECIMAL_SCALE;

	(void)state;
	for (size_t i = 0; i < COUNT(heads); i++, amount *= 10)
		charges[i] = (struct charge){ heads[i], { amount }, PER_PIECE,
		    home };
	s.cost = of("0");
	s.insurance = of("0");
	s.charges = charges;
	s.ncharges = COUNT(charges);
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_price(&s, rows[i].term, rows[i].price);
	for (const struct incoterm *t = incoterms; t->code != NULL; t++)
		assert_int_equal(t->cover != NULL,
		    t->payer[HEAD_INSURANCE] == SELLER_PAYS);
	assert_string_equal(term_of("CIP")->cover, "ICC (A)");
	assert_string_equal(term_of("CIF")->cover, "ICC (C)");
}

static void
old_terms_are_known(void **state)
{
	static const char *const rows[][3] = {
		{ "DDU", "DAP", "DDU" }, { "dat", "DPU", "DAT" },
		{ "DAF", "DAP", "DAF" }, { "DES", "DAP", "DES" },
		{ "DEQ", "DPU", "DEQ" }, { "C&F", "CFR", NULL },
		{ "fob", "FOB", NULL },
	};
	const struct incoterm *term;
	const char *old;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(incoterm_find(rows[i][0], &term, &old), OK);
		assert_string_equal(term->code, rows[i][1]);
		if (rows[i][2] == NULL)
			assert_null(old);
		else
			assert_string_equal(old, rows[i][2]);
	}
	assert_int_equal(incoterm_find("FOX", &term, &old), E_INVALID);
	fail_clear();
}

/* ---- random sheets ------------------------------------------------------- */

static struct decimal
random_amount(int64_t below)
{
	static const int64_t units[] = { 1, 100, 10000, 1000000 };
	int64_t unit = units[random_below((int64_t)COUNT(units))];

	return (struct decimal){ random_below(below * DECIMAL_SCALE / unit) *
	    unit };
}

static struct decimal
or_none(struct decimal d)
{
	return random_below(4) == 0 ? NO_DECIMAL : d;
}

static struct currency_rate
random_exchange(void)
{
	static const char *const codes[] = { "CNY", "USD", "JPY" };
	size_t i = (size_t)random_below(3);

	if (i == 0)
		return home;
	return (struct currency_rate){ codes[i],
	    { random_below(9000000) + 1000000 }, i == 2 ? 100 : 1 };
}

static struct cost_sheet
random_sheet(struct charge charges[NCHARGES])
{
	struct cost_sheet s = cost_sheet_blank("CNY", 2);

	s.quote = (struct currency_rate){ "USD",
	    { random_below(9000000) + 1000000 }, 1 };
	s.quantity = (struct decimal){ (random_below(100000) + 1) *
	    DECIMAL_SCALE };
	s.places = (int)random_below(5);
	s.cost = random_amount(1000);
	s.cost_in = random_exchange();
	s.is_net = random_below(2) == 0;
	s.regime = (enum tax_regime)random_below(3);
	s.vat = random_amount(20);
	if (s.regime != TAX_NONE)
		s.refund = (struct decimal){ s.vat.micros > 0 ?
		    random_below(s.vat.micros) : 0 };
	s.insurance = random_amount(3);
	s.markup = random_amount(30);
	s.insures_own_risk = random_below(2) == 0;
	s.duty = or_none(random_amount(15));
	s.commission = or_none(random_amount(10));
	s.bank_fee = or_none(random_amount(1));
	s.credit_insurance = or_none(random_amount(2));
	s.profit = random_amount(25);
	s.profit_base = (enum profit_base)random_below(2);
	s.agreed = (unsigned)random_below(1 << COST_HEADS);
	for (int i = 0; i < CHARGE_BASES; i++)
		s.measures[i] = (struct decimal){
		    (random_below(500) + 1) * DECIMAL_SCALE };
	for (int i = 0; i < NCHARGES; i++) {
		static const enum cost_head needed[] = { HEAD_MAIN_CARRIAGE,
		    HEAD_IMPORT_CLEARANCE, HEAD_ON_CARRIAGE, HEAD_UNLOADING,
		    HEAD_DEST_TERMINAL };

		charges[i] = (struct charge){
		    .head = i < 5 ? needed[i] : (enum cost_head)random_below(
			HEAD_MAIN_CARRIAGE),
		    .amount = random_amount(50),
		    .basis = (enum charge_basis)random_below(CHARGE_BASES),
		    .in = random_exchange(),
		};
	}
	s.charges = charges;
	s.ncharges = NCHARGES;
	return s;
}

static long double
real(struct decimal d)
{
	return decimal_is_none(d) ? 0 : (long double)d.micros / DECIMAL_SCALE;
}

/* An amount of so many in any currency, in dollars. */
static long double
in_dollars(const struct cost_sheet *s, long double amount,
    const struct currency_rate *in)
{
	if (strcmp(in->currency, "USD") == 0)
		return amount;
	return amount * real(in->value) / (long double)in->unit /
	    real(s->quote.value);
}

static long double
times(const struct cost_sheet *s, const struct charge *c)
{
	if (c->basis == PER_PIECE)
		return real(s->quantity);
	return c->basis == PER_SHIPMENT ? 1 : real(s->measures[c->basis]);
}

/* All the seller pays, in dollars, at a price of all. */
struct bill {
	long double	goods, origin, carriage, abroad, rest;
};

static bool
seller_pays(const struct cost_sheet *s, const struct incoterm *t, int head)
{
	return t->payer[head] == SELLER_PAYS ||
	    (t->payer[head] == EITHER_PAYS && (s->agreed >> head & 1)) ||
	    (t->payer[head] == OWN_RISK && s->insures_own_risk);
}

static struct bill
bill_at(const struct cost_sheet *s, const struct incoterm *t, long double x)
{
	struct bill b = { 0, 0, 0, 0, 0 };
	long double vat = real(s->vat) / 100, refund = real(s->refund) / 100;
	long double net = real(s->cost) / (s->is_net ? 1 : 1 + vat);
	long double insurance = 0, duty = 0;

	net *= real(s->quantity);
	b.goods = in_dollars(s, net, &s->cost_in);
	if (s->regime != TAX_MANUFACTURER)
		b.goods += in_dollars(s, net * (vat - refund), &s->cost_in);
	for (size_t i = 0; i < s->ncharges; i++) {
		const struct charge *c = &s->charges[i];
		long double amount = in_dollars(s, real(c->amount) *
		    times(s, c), &c->in);

		if (!seller_pays(s, t, (int)c->head))
			continue;
		if (c->head < HEAD_MAIN_CARRIAGE)
			b.origin += amount;
		else if (c->head == HEAD_MAIN_CARRIAGE)
			b.carriage += amount;
		else
			b.abroad += amount;
	}
	if (seller_pays(s, t, HEAD_INSURANCE))
		insurance = x * (1 + real(s->markup) / 100) *
		    real(s->insurance) / 100;
	if (seller_pays(s, t, HEAD_IMPORT_CLEARANCE))
		duty = (x - b.abroad) / (100 + real(s->duty)) * real(s->duty);
	b.rest = insurance + duty + x * (real(s->commission) +
	    real(s->bank_fee) + real(s->credit_insurance)) / 100;
	if (s->regime == TAX_MANUFACTURER)
		b.rest += (vat - refund) * (x - insurance - duty - b.carriage -
		    b.abroad);
	return b;
}

static long double
sum(const struct bill *b)
{
	return b->goods + b->origin + b->carriage + b->abroad + b->rest;
}

static long double
wanted_profit(const struct cost_sheet *s, const struct bill *b, long double x)
{
	return real(s->profit) / 100 * (s->profit_base == PROFIT_ON_COST ?
	    b->goods + b->origin : x);
}

static bool
is_near(long double a, long double b, long double tolerance)
{
	long double size = fabsl(a) > 1 ? fabsl(a) : 1;

	return fabsl(a - b) <= tolerance * size;
}

/* A price that is paid for by itself: costs at the price, and the profit, are
 * the price; found by going round until it stands still. */
static void
the_price_is_a_fixed_point(void **state)
{
	struct charge charges[NCHARGES];

	(void)state;
	for (int i = 0; i < NRANDOM; i++) {
		struct cost_sheet s = random_sheet(charges);
		const struct incoterm *t = &incoterms[random_below(11)];
		struct price_result r = solve(&s, t->code, NULL);
		long double x = 0, q = real(s.quantity);

		for (int n = 0; n < 400; n++) {
			struct bill b = bill_at(&s, t, x);

			x = sum(&b) + wanted_profit(&s, &b, x);
		}
		assert_true(fabsl(real(r.exact) - x / q) < 6e-7L +
		    1e-15L * x / q);
	}
}

/* What is left of the rounded price, bill by bill, and the rate at which
 * nothing would be. */
static void
profit_is_what_is_left(void **state)
{
	struct charge charges[NCHARGES];

	(void)state;
	for (int i = 0; i < NRANDOM; i++) {
		struct cost_sheet s = random_sheet(charges);
		const struct incoterm *t = &incoterms[random_below(11)];
		struct price_result r = solve(&s, t->code, NULL);
		long double x = real(r.total);
		struct bill b = bill_at(&s, t, x);
		long double profit = (x - sum(&b)) * real(s.quote.value);

		assert_true(fabsl(real(r.profit) - profit) < 0.0051L);
		assert_true(fabsl(x - real(r.price) * real(s.quantity)) <
		    0.0051L);
		if (real(r.exchange_cost) < 1)	/* 4 decimals say little */
			continue;
		s.quote.value = r.exchange_cost;
		x = real(r.exact) * real(s.quantity);
		b = bill_at(&s, t, x);
		assert_true(is_near(x, sum(&b), 1e-4L));
	}
}

/* There and back: a sheet's exact price leaves the cost it was made from. */
static void
back_is_where_it_came_from(void **state)
{
	struct charge charges[NCHARGES];
	int nseen = 0;

	(void)state;
	for (int i = 0; i < NRANDOM; i++) {
		struct cost_sheet s = random_sheet(charges);
		const struct incoterm *t = &incoterms[random_below(11)];
		struct price_question q = { &s, t, NO_DECIMAL };
		struct price_result r, back;

		s.places = 6;
		assert_int_equal(price_solve(&q, &r), OK);
		q.target = r.price;
		if (r.price.micros == 0)
			continue;
		nseen++;
		assert_int_equal(price_solve(&q, &back), OK);
		assert_true(fabsl(real(back.highest_cost) - real(s.cost)) <
		    1e-6L * (1 + 100 * real(s.quote.value)));
		assert_int_equal(back.profit.micros, r.profit.micros);
		s.cost = back.highest_cost;	/* and there again */
		if (s.cost.micros < 0)
			continue;
		q.target = NO_DECIMAL;
		assert_int_equal(price_solve(&q, &back), OK);
		assert_true(fabsl(real(back.price) - real(r.price)) < 2e-5L);
	}
	assert_true(nseen > NRANDOM / 2);
}

/* Each term further along the way costs no less. */
static void
further_is_dearer(void **state)
{
	static const char *const ways[][6] = {
		{ "EXW", "FCA", "FAS", "FOB", "CFR", "CIF" },
		{ "FOB", "CPT", "CIP", NULL }, { "CFR", "DAP", "DPU", NULL },
		{ "CFR", "DAP", "DDP", NULL },
	};
	struct charge charges[NCHARGES];

	(void)state;
	for (int i = 0; i < NRANDOM / 10; i++) {
		struct cost_sheet s = random_sheet(charges);

		s.regime = TAX_TRADING;
		for (size_t j = 0; j < COUNT(ways); j++) {
			int64_t last = 0;

			for (size_t k = 0; k < 6 && ways[j][k] != NULL; k++) {
				struct price_result r = solve(&s, ways[j][k],
				    NULL);

				assert_true(r.exact.micros >= last);
				last = r.exact.micros;
			}
		}
	}
}

/* ---- refusals ------------------------------------------------------------ */

static void
nothing_left(void **state)
{
	struct cost_sheet s = known_sheet(NULL, 0);

	(void)state;
	s.commission = of("60");
	s.profit = of("40");
	assert_refused(&s, "FOB", "FOB: nothing is left of the price: 100% - "
	    "60% commission - 0.25% bank fee - 40% profit = -0.25%");
	s.commission = of("59.75");
	assert_refused(&s, "FOB", "FOB: nothing is left of the price: 100% - "
	    "59.75% commission - 0.25% bank fee - 40% profit = 0%");
	s.profit_base = PROFIT_ON_COST;		/* 104 * 1.4 / 7.1 / 0.4 */
	assert_price(&s, "FOB", "51.27");
}

static void
unsound_sheets(void **state)
{
	struct cost_sheet s = known_sheet(NULL, 0), t;

	(void)state;
	t = s;
	t.cost = NO_DECIMAL;
	assert_refused(&t, "FOB", "what does a piece cost?");
	t = s;
	t.cost = of("-1");
	assert_refused(&t, "FOB", "the cost of a piece cannot be negative");
	t = s;
	t.quantity = of("0");
	assert_refused(&t, "FOB", "the quantity must be above 0");
	t = s;
	t.refund = of("13.01");
	assert_refused(&t, "FOB", "more tax cannot be refunded than was paid: "
	    "the refund rate is above that of VAT");
	t = s;
	t.vat = NO_DECIMAL;
	assert_refused(&t, "FOB", "a tax refund needs the rate of VAT of the "
	    "purchase");
	t = s;
	t.commission = of("100.1");
	assert_refused(&t, "FOB", "commission: 100.1% is not between 0 and "
	    "100");
	t = s;
	t.quote.value = NO_DECIMAL;
	assert_refused(&t, "FOB", "what does USD cost in the home currency? "
	    "There is no rate");
	t = s;
	t.quote.value = of("0");
	assert_refused(&t, "FOB", "the rate of USD must be above 0");
}

/* ---- reading ------------------------------------------------------------- */

static void
rates_are_read(void **state)
{
	static const struct {
		const char *text, *currency, *value;
		int64_t	    unit;
	} rows[] = {
		{ "7.1", "-", "7.1", 1 }, { "EUR=7.8", "EUR", "7.8", 1 },
		{ "jpy = 4.85 / 100", "JPY", "4.85", 100 },
		{ "4.85/100", "-", "4.85", 100 }, { "美元=7", "USD", "7", 1 },
	};
	static const char *const bad[] = {
		"", "=7", "EUR", "EUR=", "EUR=7/10", "XQX=7", "7/100/100",
		"EUR=7=8"
	};
	struct currency_rate x;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		x = (struct currency_rate){ "-", NO_DECIMAL, 1 };
		assert_int_equal(exchange_parse(rows[i].text, &x), OK);
		assert_string_equal(x.currency, rows[i].currency);
		assert_is(x.value, rows[i].value);
		assert_int_equal(x.unit, rows[i].unit);
	}
	for (size_t i = 0; i < COUNT(bad); i++) {
		assert_int_equal(exchange_parse(bad[i], &x), E_INVALID);
		assert_is(x.value, "7");	/* as it was */
		fail_clear();
	}
}

static void
charges_are_read(void **state)
{
	static const struct {
		const char	 *text, *currency, *amount;
		enum charge_basis basis;
	} rows[] = {
		{ "5", "-", "5", PER_PIECE },
		{ "1,500.50/shipment", "-", "1500.5", PER_SHIPMENT },
		{ "USD60/container", "USD", "60", PER_CONTAINER },
		{ " 60 eur / m3 ", "EUR", "60", PER_M3 },
		{ "1.5万/carton", "-", "15000", PER_CARTON },
		{ "3/kg", "-", "3", PER_KG }, { "3/ton", "-", "3",
		    PER_FREIGHT_TON }, { "0", "-", "0", PER_PIECE },
		{ "4/chargeable-kg", "-", "4", PER_CHARGEABLE_KG },
		{ "4/piece", "-", "4", PER_PIECE },
	};
	static const char *const bad[] = {
		"", "USD", "/kg", "5/", "5/yard", "5 kg", "USD 5 EUR", "5/kg/kg",
		"1e5", "0x5"
	};
	struct charge c;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		c = (struct charge){ .in = { "-", NO_DECIMAL, 1 } };
		assert_int_equal(charge_parse(rows[i].text, &c), OK);
		assert_string_equal(c.in.currency, rows[i].currency);
		assert_is(c.amount, rows[i].amount);
		assert_int_equal(c.basis, rows[i].basis);
	}
	for (size_t i = 0; i < COUNT(bad); i++) {
		assert_int_equal(charge_parse(bad[i], &c), E_INVALID);
		fail_clear();
	}
}

/* ---- what if, and step by step ------------------------------------------- */

static void
figures_change(void **state)
{
	const struct charge charges[] = {
		charge(HEAD_DOMESTIC, "5", &home),
		charge(HEAD_MAIN_CARRIAGE, "0.8", &dollar),
	};
	const struct price_change rate = { IF_RATE, true, of("-5") };
	const struct price_change cost = { IF_PURCHASE, false, of("120") };
	const struct price_change freight = { IF_FREIGHT, true, of("50") };
	const struct price_change more = { IF_QUANTITY, true, of("10") };
	struct cost_sheet s = known_sheet(charges, COUNT(charges));
	struct arena a = ARENA_INIT;

	(void)state;
	assert_int_equal(cost_sheet_change(&s, &rate, &a), OK);
	assert_is(s.quote.value, "6.745");
	assert_int_equal(cost_sheet_change(&s, &cost, &a), OK);
	assert_is(s.cost, "120");
	assert_int_equal(cost_sheet_change(&s, &freight, &a), OK);
	assert_is(s.charges[1].amount, "1.2");
	assert_is(s.charges[0].amount, "5");
	assert_is(charges[1].amount, "0.8");
	assert_int_equal(cost_sheet_change(&s, &more, &a), E_INVALID);
	assert_string_equal(fail_text(), "quantity: there is nothing to "
	    "change");
	fail_clear();
	arena_release(&a);
}

static const char *const known_steps[][4] = {
	{ "-", "purchase price", "with VAT", "113" },
	{ "-", "without VAT", "113 / (100% + 13%)", "100" },
	{ "-", "tax refund", "100 * 9%", "9" },
	{ "-", "cost of the goods", "113 - 9", "104" },
	{ "-", "domestic charges", "5", "5" },
	{ "-", "main carriage", "0.8", "0.8" },
	{ "CIF", "costs at home", "104 + 5", "109" },
	{ "CIF", "costs abroad", "0.8", "0.8" },
	{ "CIF", "insurance", "(100% + 10%) * 0.3%", "0.33" },
	{ "CIF", "left of the price", "100% - 3% - 0.25% - 10% - 0.33%", "86.42" },
	{ "CIF", "price", "(109 / 7.1 + 0.8) / 86.42%", "18.690248" },
	{ "CIF", "price, rounded", "to 2 decimals", "18.69" },
	{ "CIF", "profit", "(18.69 * 96.42% - 0.8) * 7.1 - 109", "13.268376" },
	{ "CIF", "exchange cost", "109 / (18.690248 * 96.42% - 0.8)",
	    "6.3294" },
};

static void
step_by_step(void **state)
{
	const struct charge charges[] = {
		charge(HEAD_DOMESTIC, "5", &home),
		charge(HEAD_MAIN_CARRIAGE, "0.8", &dollar),
	};
	struct cost_sheet s = known_sheet(charges, COUNT(charges));
	const struct price_question q = { &s, term_of("CIF"), NO_DECIMAL };
	struct price_result r = solve(&s, "CIF", NULL);
	struct arena a = ARENA_INIT;
	struct price_steps steps = { .arena = &a };

	(void)state;
	price_steps_of_sheet(&steps, &s);
	price_steps_of_answer(&steps, &q, &r);
	assert_int_equal(steps.n, COUNT(known_steps));
	for (size_t i = 0; i < steps.n; i++) {
		const struct price_step *step = &steps.list[i];

		assert_string_equal(step->term != NULL ? step->term : "-",
		    known_steps[i][0]);
		assert_string_equal(step->name, known_steps[i][1]);
		assert_string_equal(step->formula, known_steps[i][2]);
		assert_is(step->value, known_steps[i][3]);
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(from_cost_to_price),
		cmocka_unit_test(from_fob_to_cif_and_back),
		cmocka_unit_test(exchange_cost_and_gain),
		cmocka_unit_test(profit_on_cost_is_another),
		cmocka_unit_test(exchange_cost_of_a_hundred),
		cmocka_unit_test(charges_of_a_shipment_are_shared),
		cmocka_unit_test(ties_go_up),
		cmocka_unit_test(small_prices_keep_their_decimals),
		cmocka_unit_test(regimes_of_tax),
		cmocka_unit_test(a_manufacturer_pays_on_fob),
		cmocka_unit_test(duty_is_on_what_is_declared),
		cmocka_unit_test(by_agreement),
		cmocka_unit_test(who_pays),
		cmocka_unit_test(old_terms_are_known),
		cmocka_unit_test(the_price_is_a_fixed_point),
		cmocka_unit_test(profit_is_what_is_left),
		cmocka_unit_test(back_is_where_it_came_from),
		cmocka_unit_test(further_is_dearer),
		cmocka_unit_test(nothing_left),
		cmocka_unit_test(unsound_sheets),
		cmocka_unit_test(rates_are_read),
		cmocka_unit_test(charges_are_read),
		cmocka_unit_test(figures_change),
		cmocka_unit_test(step_by_step),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
