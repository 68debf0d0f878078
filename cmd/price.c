/*
 * price: what to ask, under every term of delivery; what a price leaves; and
 * the tables it goes by.
 */
#include "cmd.h"

#include <string.h>

/* The sink wants tables that outlive who fills them. */
static enum status
begin(struct context *ctx, struct printing *p, const struct table *table)
{
	struct arena *a = &ctx->arena;
	size_t size = table->ncolumns * sizeof(*table->columns);
	struct column *columns = arena_alloc(a, size);
	struct table *kept = arena_alloc(a, sizeof(*kept));

	memcpy(columns, table->columns, size);
	*kept = *table;
	kept->columns = columns;
	return sink_begin(p->sink, kept);
}

/* What is asked, and where the answer goes. */
struct inquest {
	struct context	 *ctx;
	struct told_sheet told;
	const struct incoterm *term;	/* NULL: all */
	struct decimal	  target;	/* or none */
	unsigned	  missing;	/* heads of cost, 1 << head */
	struct price_steps steps;
	struct printing	  p;
};

static struct price_question
question(const struct inquest *in, const struct incoterm *term)
{
	return (struct price_question){ &in->told.sheet, term, in->target };
}

const char *
missing_text(struct context *ctx, unsigned missing, bool for_people)
{
	const char *between = for_people ? " --" : ",";
	struct strbuf b = STRBUF_INIT;
	const char *text;

	for (int i = 0; i < COST_HEADS; i++)
		if (missing & 1u << i)
			strbuf_addf(&b, "%s%s", between + (b.len == 0),
			    cost_heads[i].name);
	text = strbuf_to(&b, &ctx->arena);
	strbuf_release(&b);
	return text;
}

enum status
refuse_price(struct context *ctx, const struct incoterm *term, unsigned missing)
{
	return fail_hint(fail(E_INVALID, _("%s: not all costs are known that "
	    "are in its price"), term->code), _("say them, if only as 0: %s"),
	    missing_text(ctx, missing, true));
}

static const char *
name_of_term(const struct context *ctx, const struct incoterm *term)
{
	const struct code *code = code_get(&incoterm_codes, term->code);

	return ctx->chinese ? code->zh : code->en;
}

/* ---- steps --------------------------------------------------------------- */

static enum status
print_steps(struct inquest *in)
{
	const struct column columns[] = {
		{ .name = "term", .label = _("Term"), .type = V_TEXT },
		{ .name = "step", .label = _("Step"), .type = V_TEXT,
		  .flags = COLUMN_ID },
		{ .name = "formula", .label = _("Formula"), .type = V_TEXT,
		  .flags = COLUMN_WIDE | COLUMN_WRAP },
		{ .name = "value", .label = _("Value"), .type = V_DECIMAL },
		{ .name = "unit", .label = _("Unit"), .type = V_TEXT },
	};
	const struct table table = { "steps", _("Step by step, for one piece"),
	    TABLE_LIST, columns, COUNT(columns), NULL };
	enum status st = begin(in->ctx, &in->p, &table);

	for (size_t i = 0; i < in->steps.n && st == OK; i++) {
		const struct price_step *s = &in->steps.list[i];
		const struct value row[] = {
			value_text(s->term),
			value_text(print_word(&in->p, s->name)),
			value_text(s->formula), value_decimal(s->value),
			value_text(s->unit)
		};

		st = sink_row(in->p.sink, row);
	}
	return st;
}

static void
explain_sheet(struct inquest *in)
{
	told_steps(in->ctx, &in->told, &in->steps);
	price_steps_of_sheet(&in->steps, &in->told.sheet);
}

/* ---- all terms ----------------------------------------------------------- */

/* On a screen the currencies stand in the headings, what is missing below. */
static bool
is_on_screen(const struct inquest *in)
{
	return in->p.options.format == FORMAT_TABLE;
}

static enum status
print_price(struct inquest *in, const struct incoterm *term)
{
	const struct cost_sheet *s = &in->told.sheet;
	const struct price_question q = question(in, term);
	struct price_result r;
	enum status st = price_solve(&q, &r);
	bool has_codes;

	if (st == OK && r.missing != 0 && in->term != NULL)
		st = refuse_price(in->ctx, term, r.missing);
	if (st != OK)
		return st;
	has_codes = r.missing == 0 && !is_on_screen(in);
	in->missing |= r.missing;
	if (opt_flag(in->ctx, "explain"))
		price_steps_of_answer(&in->steps, &q, &r);
	return sink_row(in->p.sink, (struct value[]){
	    value_text(term->code), value_text(name_of_term(in->ctx, term)),
	    value_decimal(r.price),
	    value_text(has_codes ? s->quote.currency : NULL),
	    value_decimal(r.total), value_decimal(r.profit),
	    value_text(has_codes ? s->home : NULL), value_decimal(r.margin),
	    value_decimal(r.exchange_cost),
	    value_text(is_on_screen(in) ? NULL :
	    missing_text(in->ctx, r.missing, in->p.for_people)) });
}

/* A heading with its currency, where that has no column of its own. */
static const char *
label_in(struct inquest *in, const char *label, const char *currency)
{
	return is_on_screen(in) ? arena_printf(&in->ctx->arena, "%s %s",
	    label, currency) : label;
}

static enum status
print_prices(struct inquest *in)
{
	const char *home = in->told.sheet.home;
	const char *quote = in->told.sheet.quote.currency;
	const struct column columns[] = {
		{ .name = "term", .label = _("Term"), .type = V_TEXT,
		  .flags = COLUMN_ID },
		{ .name = "what", .label = _("What"), .type = V_TEXT,
		  .flags = COLUMN_WIDE },
		{ .name = "price", .label = label_in(in, _("Price"), quote),
		  .type = V_DECIMAL, .flags = COLUMN_MONEY },
		{ .name = "currency", .label = _("Currency"), .type = V_TEXT },
		{ .name = "total", .label = label_in(in, _("Total"), quote),
		  .type = V_DECIMAL, .flags = COLUMN_MONEY },
		{ .name = "profit", .label = label_in(in, _("Profit"), home),
		  .type = V_DECIMAL, .flags = COLUMN_MONEY },
		{ .name = "home", .label = _("Home currency"), .type = V_TEXT },
		{ .name = "margin", .label = _("Margin"), .type = V_DECIMAL,
		  .flags = COLUMN_PERCENT },
		{ .name = "exchange_cost", .label = label_in(in,
		    _("Exch. cost"), arena_printf(&in->ctx->arena, "%s/%s",
		    home, quote)), .type = V_DECIMAL },
		{ .name = "missing", .label = _("Missing"), .type = V_TEXT,
		  .flags = COLUMN_WIDE },
	};
	const struct table table = { "prices", _("Prices"), TABLE_LIST,
	    columns, COUNT(columns), NULL };
	enum status st = begin(in->ctx, &in->p, &table);

	for (const struct incoterm *t = incoterms; t->code != NULL &&
	    st == OK; t++)
		if (in->term == NULL || in->term == t)
			st = print_price(in, t);
	if (st == OK && in->missing != 0 && is_on_screen(in))
		note(in->ctx, _("For a price under every term, say %s, if only "
		    "as 0."), missing_text(in->ctx, in->missing, true));
	return st;
}

/* ---- one price, backwards ------------------------------------------------ */

static enum status
solve_one(struct inquest *in, struct price_result *r)
{
	const struct price_question q = question(in, in->term);
	enum status st = price_solve(&q, r);

	if (st == OK && r->missing != 0)
		return refuse_price(in->ctx, in->term, r->missing);
	if (st == OK && opt_flag(in->ctx, "explain"))
		price_steps_of_answer(&in->steps, &q, r);
	return st;
}

static enum status
print_target(struct inquest *in)
{
	static const unsigned money = COLUMN_MONEY, percent = COLUMN_PERCENT;
	const struct cost_sheet *s = &in->told.sheet;
	const struct column columns[] = {
		{ .name = "term", .label = _("Term"), .type = V_TEXT,
		  .flags = COLUMN_ID },
		{ .name = "price", .label = _("Price"), .type = V_DECIMAL,
		  .flags = money },
		{ .name = "currency", .label = _("Currency"), .type = V_TEXT },
		{ .name = "total", .label = _("Total"), .type = V_DECIMAL,
		  .flags = money },
		{ .name = "insurance", .label = _("Insurance"),
		  .type = V_DECIMAL, .flags = money },
		{ .name = "profit", .label = _("Profit"), .type = V_DECIMAL,
		  .flags = money },
		{ .name = "home", .label = _("Home currency"), .type = V_TEXT },
		{ .name = "margin", .label = _("Margin, of the price"),
		  .type = V_DECIMAL, .flags = percent },
		{ .name = "gain", .label = _("Gain, of the cost"),
		  .type = V_DECIMAL, .flags = percent },
		{ .name = "exchange_cost", .label = _("Exchange cost"),
		  .type = V_DECIMAL },
		{ .name = "highest_cost", .label = _("Highest purchase price"),
		  .type = V_DECIMAL, .flags = money },
		{ .name = "cost_currency", .label = _("Its currency"),
		  .type = V_TEXT },
	};
	const struct table table = { "price", _("What the price leaves"),
	    TABLE_RECORD, columns, COUNT(columns), NULL };
	struct price_result r;
	enum status st = solve_one(in, &r);

	if (st != OK || (st = begin(in->ctx, &in->p, &table)) != OK)
		return st;
	return sink_row(in->p.sink, (struct value[]){
	    value_text(in->term->code), value_decimal(r.price),
	    value_text(s->quote.currency), value_decimal(r.total),
	    value_decimal(r.insurance), value_decimal(r.profit),
	    value_text(s->home), value_decimal(r.margin),
	    value_decimal(r.gain), value_decimal(r.exchange_cost),
	    value_decimal(r.highest_cost), value_text(s->cost_in.currency) });
}

/* ---- break-even ---------------------------------------------------------- */

/* By how much the rate may fall, in % of it. */
static struct decimal
room_of(const struct cost_sheet *s, struct decimal rate)
{
	struct ratio today = ratio_of(s->quote.value);

	return ratio_shown(ratio_divide(ratio_multiply(ratio_subtract(today,
	    ratio_of(rate)), ratio_int(100)), today), 2);
}

static enum status
print_rate(struct inquest *in, const struct incoterm *term)
{
	const struct cost_sheet *s = &in->told.sheet;
	const struct price_question q = question(in, term);
	struct price_result r;
	enum status st = price_solve(&q, &r);

	if (st == OK && r.missing != 0 && in->term != NULL)
		st = refuse_price(in->ctx, term, r.missing);
	if (st != OK || r.missing != 0)
		return st;
	if (opt_flag(in->ctx, "explain"))
		price_steps_of_answer(&in->steps, &q, &r);
	return sink_row(in->p.sink, (struct value[]){
	    value_text(term->code), value_decimal(r.price),
	    value_text(s->quote.currency), value_decimal(s->quote.value),
	    value_decimal(r.exchange_cost),
	    value_decimal(decimal_is_none(r.exchange_cost) ? NO_DECIMAL :
	    room_of(s, r.exchange_cost)) });
}

static enum status
print_break_even(struct inquest *in)
{
	const struct column columns[] = {
		{ .name = "term", .label = _("Term"), .type = V_TEXT,
		  .flags = COLUMN_ID },
		{ .name = "price", .label = _("Price"), .type = V_DECIMAL,
		  .flags = COLUMN_MONEY },
		{ .name = "currency", .label = _("Currency"), .type = V_TEXT },
		{ .name = "rate", .label = _("Rate"), .type = V_DECIMAL },
		{ .name = "break_even", .label = _("Break-even"),
		  .type = V_DECIMAL },
		{ .name = "room", .label = _("It may fall by"),
		  .type = V_DECIMAL, .flags = COLUMN_PERCENT },
	};
	const struct table table = { "rates", _("Break-even rates"),
	    TABLE_LIST, columns, COUNT(columns), NULL };
	enum status st = begin(in->ctx, &in->p, &table);

	for (const struct incoterm *t = incoterms; t->code != NULL &&
	    st == OK; t++)
		if (in->term == NULL || in->term == t)
			st = print_rate(in, t);
	return st;
}

/* ---- what if ------------------------------------------------------------- */

enum { MOST_VALUES = 20, MOST_CASES = 1000 };

/* One factor, and what it may become; the first is what it is. */
struct wheel {
	enum price_factor   factor;
	struct price_change changes[MOST_VALUES];
	const char	   *texts[MOST_VALUES];
	size_t		    n;
};

struct grid {
	struct wheel	wheels[PRICE_FACTORS];
	size_t		n;
	struct price_result base;
};

static enum status
read_change(struct context *ctx, const char *text, struct wheel *w)
{
	struct price_change *c = &w->changes[w->n];
	size_t n = strlen(text);

	if (w->n == MOST_VALUES)
		return fail(E_USAGE, _("more than %d values of one figure"),
		    MOST_VALUES - 1);
	c->factor = w->factor;
	c->is_percent = n > 1 && text[n - 1] == '%';
	w->texts[w->n++] = text;
	if (c->is_percent)
		text = arena_strndup(&ctx->arena, text, n - 1);
	return decimal_parse(text, &c->value);
}

/* "rate=-5%|+5%" */
static enum status
read_wheel(struct context *ctx, const char *text, struct grid *g)
{
	size_t n = strcspn(text, "=");
	struct wheel *w = &g->wheels[g->n];
	enum status st = OK;
	int i = 0;

	while (i < PRICE_FACTORS && (strlen(price_factors[i]) != n ||
	    strncmp(price_factors[i], text, n) != 0))
		i++;
	if (i == PRICE_FACTORS || text[n] == '\0')
		return fail_hint(fail(E_USAGE, _("'%s' is no change"), text),
		    _("write rate=-5%%|+5%%,purchase=+3%%; there are rate, "
		    "purchase, domestic, freight and quantity"));
	for (size_t j = 0; j < g->n; j++)
		if (g->wheels[j].factor == (enum price_factor)i)
			return fail(E_USAGE, _("%s stands there twice; write "
			    "both values with | between them"),
			    price_factors[i]);
	w->factor = (enum price_factor)i;
	w->n = 1;
	for (text += n + 1; st == OK; text += n + 1) {
		n = strcspn(text, "|");
		st = read_change(ctx, arena_strndup(&ctx->arena, text, n), w);
		if (text[n] == '\0')
			break;
	}
	g->n++;
	return st;
}

static enum status
read_grid(struct context *ctx, struct grid *g)
{
	const char *text = opt_text(ctx, "what-if");
	size_t ncases = 1, n;
	enum status st = OK;

	for (*g = (struct grid){ .n = 0 }; st == OK; text += n + 1) {
		n = strcspn(text, ",");
		st = read_wheel(ctx, arena_strndup(&ctx->arena, text, n), g);
		if (st != OK || text[n] == '\0')
			break;
	}
	for (size_t i = 0; i < g->n; i++)
		ncases *= g->wheels[i].n;
	if (st == OK && ncases > MOST_CASES)
		st = fail(E_USAGE, _("%zu cases are more than %d"), ncases,
		    MOST_CASES);
	return st == OK ? OK : fail_in(E_USAGE, "--what-if");
}

/* Case `number` of all combinations, counted as on a milometer; 0: as it is.
 * What it is called is added to `name`. */
static enum status
turn_wheels(struct inquest *in, const struct grid *g, size_t number,
    struct strbuf *name)
{
	size_t ncases = 1;
	enum status st = OK;

	for (size_t i = 0; i < g->n; i++)
		ncases *= g->wheels[i].n;
	for (size_t i = 0; i < g->n && st == OK; i++) {
		const struct wheel *w = &g->wheels[i];
		size_t at = number / (ncases /= w->n) % w->n;

		if (at == 0)
			continue;
		strbuf_addf(name, "%s%s %s", name->len > 0 ? ", " : "",
		    price_factors[w->factor], w->texts[at]);
		st = cost_sheet_change(&in->told.sheet, &w->changes[at],
		    &in->ctx->arena);
	}
	return st == OK ? OK : fail_in(st, "--what-if");
}

/* Under other circumstances: what the price of today leaves, and what would
 * have to be asked. */
static enum status
print_case(struct inquest *in, const struct grid *g, size_t number)
{
	struct inquest other = *in;
	struct price_question q = question(&other, in->term);
	struct strbuf name = STRBUF_INIT;
	struct price_result left, asked;
	enum status st = turn_wheels(&other, g, number, &name);

	q.target = g->base.price;
	if (st == OK)
		st = price_solve(&q, &left);
	q.target = NO_DECIMAL;
	if (st == OK)
		st = price_solve(&q, &asked);
	if (st == OK)
		st = sink_row(in->p.sink, (struct value[]){
		    value_text(name.len > 0 ? name.buf :
		    print_word(&in->p, N_("as it is"))),
		    value_decimal(other.told.sheet.quote.value),
		    value_decimal(other.told.sheet.cost),
		    value_decimal(other.told.sheet.quantity),
		    value_decimal(left.profit),
		    value_text(is_on_screen(in) ? NULL : q.sheet->home),
		    value_decimal(left.margin), value_decimal(asked.price),
		    value_text(is_on_screen(in) ? NULL :
		    q.sheet->quote.currency) });
	strbuf_release(&name);
	return st;
}

static enum status
print_grid(struct inquest *in)
{
	struct arena *a = &in->ctx->arena;
	struct grid *g = arena_alloc(a, sizeof(*g));
	char price[DECIMAL_TEXT_MAX];
	const struct column columns[] = {
		{ .name = "case", .label = _("Case"), .type = V_TEXT,
		  .flags = COLUMN_ID },
		{ .name = "rate", .label = _("Rate"), .type = V_DECIMAL },
		{ .name = "cost", .label = _("Cost"), .type = V_DECIMAL,
		  .flags = COLUMN_MONEY },
		{ .name = "quantity", .label = _("Quantity"),
		  .type = V_DECIMAL },
		{ .name = "profit", .label = label_in(in, _("Profit"),
		    in->told.sheet.home), .type = V_DECIMAL,
		  .flags = COLUMN_MONEY },
		{ .name = "home", .label = _("Home currency"), .type = V_TEXT },
		{ .name = "margin", .label = _("Margin"), .type = V_DECIMAL,
		  .flags = COLUMN_PERCENT },
		{ .name = "price", .label = label_in(in, _("Ask"),
		    in->told.sheet.quote.currency), .type = V_DECIMAL,
		  .flags = COLUMN_MONEY },
		{ .name = "currency", .label = _("Currency"), .type = V_TEXT },
	};
	struct table table = { "cases", NULL, TABLE_LIST, columns,
	    COUNT(columns), NULL };
	enum status st = read_grid(in->ctx, g);
	size_t ncases = 1;

	if (st != OK || (st = solve_one(in, &g->base)) != OK)
		return st;
	decimal_format(g->base.price, in->told.sheet.places, price);
	table.title = arena_printf(a, _("What if: %s at %s %s"),
	    in->term->code, in->told.sheet.quote.currency, price);
	st = begin(in->ctx, &in->p, &table);
	for (size_t i = 0; i < g->n; i++)
		ncases *= g->wheels[i].n;
	for (size_t i = 0; i < ncases && st == OK; i++)
		st = print_case(in, g, i);
	return st;
}

/* ---- the command --------------------------------------------------------- */

static enum status
read_term(struct inquest *in)
{
	const char *text = opt_text(in->ctx, "term"), *old;
	const char *target = opt_text(in->ctx, "target");

	in->target = NO_DECIMAL;
	if (text != NULL && incoterm_find(text, &in->term, &old) != OK)
		return fail_in(E_USAGE, "--term");
	if (text != NULL && old != NULL)
		note(in->ctx, _("%s is no term of Incoterms 2020: taken for "
		    "%s."), old, in->term->code);
	if (target == NULL)
		return OK;
	if (in->term == NULL)
		return fail_hint(fail(E_USAGE, _("--target: a price under "
		    "which term?")), _("say it: --term CIF"));
	return decimal_parse(target, &in->target) == OK ? OK :
	    fail_in(E_USAGE, "--target");
}

/* What is not wrong, but should be known. */
static void
remark(struct inquest *in)
{
	const struct cost_sheet *s = &in->told.sheet;
	bool is_sea = in->term == NULL || in->term->is_sea_only;
	size_t norigin = 0;

	for (size_t i = 0; i < s->ncharges; i++)
		norigin += s->charges[i].head < HEAD_MAIN_CARRIAGE;
	if (norigin == 0 && (in->term == NULL ||
	    strcmp(in->term->code, "EXW") != 0))
		note(in->ctx, _("No charges up to the ship were said: counted "
		    "as 0 (--domestic)."));
	if (in->told.rule != NULL && is_sea)
		note(in->ctx, _("FAS, FOB, CFR and CIF are for ships: by air "
		    "they are FCA, CPT and CIP."));
}

/* What-if and break-even ask about a price, which may be a target. */
static enum status
fill(struct inquest *in)
{
	struct context *ctx = in->ctx;
	enum status st;

	if (opt_flag(ctx, "explain"))
		explain_sheet(in);
	if (opt_text(ctx, "what-if") != NULL)
		st = print_grid(in);
	else if (opt_flag(ctx, "break-even"))
		st = print_break_even(in);
	else if (opt_text(ctx, "target") != NULL)
		st = print_target(in);
	else
		st = print_prices(in);
	if (st == OK && opt_flag(ctx, "explain"))
		st = print_steps(in);
	return st;
}

static enum status
solve_run(struct context *ctx)
{
	struct inquest in = { .ctx = ctx, .steps = { .arena = &ctx->arena } };
	enum status st = told_sheet(ctx, &in.told);

	if (st != OK || (st = read_term(&in)) != OK)
		return st;
	if (decimal_is_none(in.told.sheet.cost) && decimal_is_none(in.target))
		return fail_hint(fail(E_USAGE, _("what does a piece cost?")),
		    _("say it: --cost 113"));
	if (opt_text(ctx, "what-if") != NULL && in.term == NULL)
		return fail_hint(fail(E_USAGE, _("--what-if: a price under "
		    "which term?")), _("say it: --term CIF"));
	st = print_open(ctx, _("Prices"), opt_flag(ctx, "explain") ?
	    PRINT_TABLES : PRINT_TABLE, &in.p);
	if (st != OK)
		return st;
	if ((st = print_close(ctx, &in.p, fill(&in))) == OK)
		remark(&in);
	return st;
}

/* ---- what it goes by ----------------------------------------------------- */

static enum status
print_terms(struct context *ctx, struct printing *p)
{
	const struct column columns[] = {
		{ .name = "term", .label = _("Term"), .type = V_TEXT,
		  .flags = COLUMN_ID },
		{ .name = "name", .label = _("Name"), .type = V_TEXT },
		{ .name = "mode", .label = _("Mode"), .type = V_TEXT },
		{ .name = "place", .label = _("Place named"), .type = V_TEXT },
		{ .name = "risk", .label = _("Risk passes"), .type = V_TEXT,
		  .flags = COLUMN_WIDE },
		{ .name = "cover", .label = _("Cover"), .type = V_TEXT },
	};
	const struct table table = { "terms", _("Incoterms 2020"), TABLE_LIST,
	    columns, COUNT(columns), NULL };
	enum status st = begin(ctx, p, &table);

	for (const struct incoterm *t = incoterms; t->code != NULL &&
	    st == OK; t++) {
		const struct value row[] = {
			value_text(t->code),
			value_text(p->options.format == FORMAT_TABLE ? NULL :
			    name_of_term(ctx, t)),
			value_text(print_word(p, t->is_sea_only ? N_("sea") :
			    N_("any"))),
			value_text(print_word(p, t->place)),
			value_text(print_word(p, t->risk)),
			value_text(t->cover)
		};

		st = sink_row(p->sink, row);
	}
	return st;
}

enum { TERMS = 11 };

/* One row for a head of cost, one column for a term. */
static enum status
print_payers(struct context *ctx, struct printing *p)
{
	static const char *const payers[] = {
		[BUYER_PAYS] = N_("B"), [SELLER_PAYS] = N_("S"),
		[EITHER_PAYS] = N_("S/B"), [NOBODY_MUST] = "-",
		[OWN_RISK] = N_("(S)"),
	};
	struct column columns[1 + TERMS] = {
		{ .name = "head", .label = _("Who pays"), .type = V_TEXT,
		  .flags = COLUMN_ID },
	};
	const struct table table = { "payers", _("Seller or buyer"),
	    TABLE_LIST, columns, COUNT(columns), NULL };
	struct value row[COUNT(columns)];
	enum status st;

	for (size_t i = 0; i < TERMS; i++)
		columns[i + 1] = (struct column){ .name = incoterms[i].code,
		    .label = incoterms[i].code, .type = V_TEXT };
	st = begin(ctx, p, &table);
	for (int head = 0; head < COST_HEADS && st == OK; head++) {
		row[0] = value_text(p->for_people ? _(cost_heads[head].label) :
		    cost_heads[head].name);
		for (size_t i = 0; i < TERMS; i++)
			row[i + 1] = value_text(print_word(p,
			    payers[incoterms[i].payer[head]]));
		st = sink_row(p->sink, row);
	}
	return st;
}

static enum status
terms_run(struct context *ctx)
{
	struct printing p;
	enum status st = print_open(ctx, _("Incoterms 2020"), PRINT_TABLES,
	    &p);

	if (st != OK)
		return st;
	if ((st = print_terms(ctx, &p)) == OK)
		st = print_payers(ctx, &p);
	return print_close(ctx, &p, st);
}

static enum status
containers_run(struct context *ctx)
{
	const struct column columns[] = {
		{ .name = "type", .label = _("Type"), .type = V_TEXT,
		  .flags = COLUMN_ID },
		{ .name = "length_mm", .label = _("L mm"), .type = V_INT },
		{ .name = "width_mm", .label = _("W mm"), .type = V_INT },
		{ .name = "height_mm", .label = _("H mm"), .type = V_INT },
		{ .name = "inside_m3", .label = _("Inside m3"),
		  .type = V_DECIMAL },
		{ .name = "load_m3", .label = _("Load m3"), .type = V_DECIMAL },
		{ .name = "tare_kg", .label = _("Tare kg"), .type = V_INT },
		{ .name = "plate_kg", .label = _("Plate kg"), .type = V_INT },
		{ .name = "road_kg", .label = _("Road kg"), .type = V_INT },
	};
	const struct table table = { "containers", _("Containers"), TABLE_LIST,
	    columns, COUNT(columns), NULL };
	struct printing p;
	enum status st = print_open(ctx, _("Containers"), PRINT_TABLE, &p);

	if (st != OK)
		return st;
	st = begin(ctx, &p, &table);
	for (const struct container *c = containers; c->code != NULL &&
	    st == OK; c++) {
		const struct value row[] = {
			value_text(c->code), value_int(c->length),
			value_int(c->width), value_int(c->height),
			value_decimal(c->inside), value_decimal(c->load),
			value_int(c->tare), value_int(c->plate),
			value_int(c->road)
		};

		st = sink_row(p.sink, row);
	}
	return print_close(ctx, &p, st);
}

static const struct verb verbs[] = {
	{ "solve", "", N_("a price under all terms, or backwards (the default)"),
	    NEED_NOTHING | OPT_FORMAT | ASKS_ONE | ASKS_STEPS, 0, 0,
	    solve_run, price_options },
	{ "terms", "", N_("who pays what under which term of Incoterms 2020"),
	    NEED_NOTHING | OPT_FORMAT, 0, 0, terms_run, NULL },
	{ "containers", "", N_("what goes into which container"),
	    NEED_NOTHING | OPT_FORMAT, 0, 0, containers_run, NULL },
	{ .name = NULL }
};

const struct command price_command = {
	"price", N_("what to ask, under every term of delivery"), NULL, verbs,
	"tradecli price --cost 113 --vat 13 --refund 9 --rate 7.1 --to USD "
	"--profit 10"
};
