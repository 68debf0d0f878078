/*
 * Prices for the lines of an inquiry: what the ledger knows of the products is
 * said for those who say nothing, then it is the command `price`.  The lines
 * travel together and share what is paid for all of them.
 */
#include "cmd.h"

#include <string.h>

/* A line with its product, and what came out. */
struct priced {
	struct inquiry_line	line;
	struct product		product;	/* id 0: none */
	struct options		options;	/* as they are for it */
	struct line_cost	cost;		/* .text NULL: it was said */
	struct told_sheet	told;
	struct decimal		target;
	struct price_result	result;
	struct price_steps	steps;
};

struct pricing_run {
	struct context	*ctx;
	struct inquiry	 inquiry;
	const char	*currency;
	const struct incoterm *term;
	struct exchange	 rate;		/* .from NULL: none was looked up */
	struct priced	*lines;
	size_t		 n;
	bool		 is_on_screen;
};

/* ---- one line ------------------------------------------------------------ */

static struct price_question
question(const struct pricing_run *run, const struct priced *p)
{
	return (struct price_question){ &p->told.sheet, run->term,
	    p->target };
}

static enum status
find_term(struct pricing_run *run)
{
	const char *text = opt_text(run->ctx, "term"), *old;

	if (text == NULL)
		text = run->inquiry.incoterm;
	if (text == NULL)
		return fail_hint(fail(E_USAGE, _("%s: a price under which "
		    "term?"), run->inquiry.number), _("say it: --term FOB"));
	return incoterm_find(text, &run->term, &old);
}

static enum status
read_target(struct context *ctx, struct decimal *out)
{
	const char *text = opt_text(ctx, "target");

	*out = NO_DECIMAL;
	if (text == NULL || decimal_parse(text, out) == OK)
		return OK;
	return fail_in(E_USAGE, "--target");
}

static enum status
load_product(struct pricing_run *run, struct priced *p)
{
	entity_clear(&product_entity, &p->product);
	if (p->line.product.id == 0)
		return OK;
	return record_load(run->ctx->records, (struct record_id){
	    &product_entity, p->line.product.id }, &run->ctx->arena,
	    &p->product);
}

/* What it costs by its offers or its product, unless that is said. */
static enum status
find_cost(struct pricing_run *run, struct priced *p)
{
	struct context *ctx = run->ctx;
	const char *quantity = opt_text(ctx, "quantity");
	struct cost_question q = { { run->inquiry.id, run->inquiry.number,
	    NULL }, p->line.line, p->line.quantity, opt_text(ctx, "offer") };
	enum status st;

	if (opt_text(ctx, "cost") != NULL) {
		p->cost = (struct line_cost){ .text = NULL };
		say_taxes(ctx, &p->product);
		return OK;
	}
	if (quantity != NULL && decimal_parse(quantity, &q.quantity) != OK)
		return fail_in(E_USAGE, "--quantity");
	if ((st = line_cost_find(ctx->records, &q, &ctx->arena,
	    &p->cost)) != OK || (st = say_cost(ctx, &p->cost)) != OK)
		return st;
	if (decimal_is_none(p->cost.price))
		say_taxes(ctx, &p->product);
	return OK;
}

static enum status
say_known(struct pricing_run *run, struct priced *p)
{
	struct context *ctx = run->ctx;

	say_option(ctx, "home", ledger_currency(ctx->ledger));
	say_option(ctx, "to", run->currency);
	if (run->rate.from != NULL)
		say_option(ctx, "rate", exchange_option(&run->rate,
		    &ctx->arena));
	say_option(ctx, "quantity", number_text(ctx, p->line.quantity));
	if (p->product.id != 0)
		say_packing(ctx, &p->product);
	return find_cost(run, p);
}

static enum status
read_line(struct pricing_run *run, struct priced *p)
{
	struct context *ctx = run->ctx;
	enum status st;

	if ((st = say_known(run, p)) != OK ||
	    (st = told_costs(ctx, &p->told)) != OK ||
	    (st = read_target(ctx, &p->target)) != OK)
		return st;
	if (decimal_is_none(p->told.sheet.cost) && decimal_is_none(p->target))
		return fail_hint(fail(E_INVALID, _("what does it cost?")),
		    _("give the product a purchase price, or say "
		    "--cost %lld=113"), (long long)p->line.line);
	return OK;
}

/* Does something for a line under its own options; those of the user are back
 * when it is done. */
static enum status
with_options(struct pricing_run *run, struct priced *p,
    enum status (*run_line)(struct pricing_run *, struct priced *))
{
	struct context *ctx = run->ctx;
	const struct options kept = ctx->options;
	enum status st;

	ctx->options = p->options;
	st = run_line(run, p);
	p->options = ctx->options;
	ctx->options = kept;
	return st == OK ? OK : fail_in(st, _("line %lld"),
	    (long long)p->line.line);
}

static enum status
count_room(struct pricing_run *run, struct priced *p)
{
	return told_room(run->ctx, &p->told);
}

static enum status
solve_line(struct pricing_run *run, struct priced *p)
{
	const struct price_question q = question(run, p);
	enum status st = told_check(&p->told.sheet);

	return st == OK ? price_solve(&q, &p->result) : st;
}

/* ---- shared by the lines ------------------------------------------------- */

/* Freight that only this line has. */
static bool
goes_alone(const struct pricing_run *run, const struct priced *p)
{
	static const char *const ways[] = { "freight", "freight-container",
	    "freight-lcl", "freight-air", "freight-courier" };

	for (size_t i = 0; i < COUNT(ways); i++)
		if (is_of_line(run->ctx, ways[i], p->line.line))
			return true;
	return false;
}

static struct fellow
fellow_of(const struct pricing_run *run, struct priced *p)
{
	struct fellow f = { &p->told.sheet, p->told.carton, p->told.cargo, 0,
	    p->product.id != 0 ? p->product.code : p->line.description };

	for (int i = 0; i < COST_HEADS; i++)
		if (is_of_line(run->ctx, cost_heads[i].name, p->line.line))
			f.own |= 1u << i;
	if (p->cost.offer.id != 0 && opt_text(run->ctx, "supply") == NULL)
		f.own |= 1u << HEAD_SUPPLY;	/* that of its offer */
	if (goes_alone(run, p))
		f.own |= 1u << HEAD_MAIN_CARRIAGE;
	return f;
}

/* How else it can be said. */
static enum status
say_room(const struct priced *p)
{
	return fail_hint(E_INVALID, _("give the product its cartons (tradecli "
	    "help product), or say freight for a piece of it: "
	    "--freight %lld=0.12"), (long long)p->line.line);
}

/* One line bears it all. */
static enum status
share_charges(struct pricing_run *run)
{
	struct fellow *list = arena_alloc(&run->ctx->arena,
	    run->n * sizeof(*list));
	struct sharing s = { .list = list, .n = run->n,
	    .arena = &run->ctx->arena };
	size_t ntogether = 0;
	enum status st = OK;

	for (size_t i = 0; i < run->n; i++) {
		const struct priced *p = &run->lines[i];

		list[i] = fellow_of(run, &run->lines[i]);
		if (list[i].own & 1u << HEAD_MAIN_CARRIAGE)
			continue;
		ntogether++;
		s.type = p->told.type;
		s.limits = p->told.limits;
		s.rule = p->told.rule;
	}
	for (size_t i = 0; st == OK && i < run->n; i++)
		if (ntogether < 2 || list[i].own & 1u << HEAD_MAIN_CARRIAGE)
			st = with_options(run, &run->lines[i], count_room);
	if (st == OK && (st = sharing_settle(&s)) == E_INVALID)
		return say_room(&run->lines[s.at]);
	return st;
}

/* By what it was costed. */
static void
remark_costs(const struct pricing_run *run)
{
	for (size_t i = 0; i < run->n; i++)
		if (run->lines[i].cost.text != NULL)
			note(run->ctx, _("line %lld: cost: %s"),
			    (long long)run->lines[i].line.line,
			    run->lines[i].cost.text);
}

/* What each bears is said. */
static void
remark_shares(const struct pricing_run *run)
{
	const struct cost_sheet *s = &run->lines[0].told.sheet;
	struct strbuf shared = STRBUF_INIT, alike = STRBUF_INIT;

	for (size_t i = 0; run->n > 1 && i < s->ncharges; i++) {
		const struct charge *c = &s->charges[i];
		const char *name = _(cost_heads[c->head].label);
		bool by_cost = strcmp(c->share.unit != NULL ? c->share.unit :
		    "", s->home) == 0;

		if (c->share.whole.micros != 0)
			strbuf_addf(&shared, "%s%s %s", shared.len > 0 ?
			    ", " : "", name, by_cost ? _("by cost") :
			    _("by room"));
		else if (c->basis == PER_PIECE && c->amount.micros != 0 &&
		    !is_of_line(run->ctx, cost_heads[c->head].name,
		    run->lines[0].line.line))
			strbuf_addf(&alike, "%s%s %s %s", alike.len > 0 ?
			    ", " : "", name, c->in.currency,
			    number_text(run->ctx, c->amount));
	}
	if (shared.len > 0)
		note(run->ctx, _("Shared by the lines: %s."), shared.buf);
	if (alike.len > 0)
		note(run->ctx, _("For a piece of every line alike: %s."),
		    alike.buf);
	strbuf_release(&shared);
	strbuf_release(&alike);
}

/* ---- all lines ----------------------------------------------------------- */

/* That of --to, of the inquiry, of the buyer. */
static enum status
find_currency(struct pricing_run *run)
{
	struct context *ctx = run->ctx;
	const char *text = opt_text(ctx, "to");
	const struct code *code;
	struct party buyer;
	enum status st;

	run->currency = run->inquiry.currency;
	if (text != NULL) {
		if (code_find(&currency_codes, text, &code) != OK)
			return fail_in(E_USAGE, "--to");
		run->currency = code->code;
	} else if (run->currency == NULL && run->inquiry.buyer.id != 0) {
		if ((st = record_load(ctx->records, (struct record_id){
		    &buyer_entity, run->inquiry.buyer.id }, &ctx->arena,
		    &buyer)) != OK)
			return st;
		run->currency = buyer.currency;
	}
	if (run->currency != NULL)
		return OK;
	return fail_hint(fail(E_USAGE, _("%s: a price in which currency?"),
	    run->inquiry.number), _("say it: --to USD"));
}

/* The rate of today, unless one is said. */
static enum status
find_rate(struct pricing_run *run)
{
	struct context *ctx = run->ctx;
	const struct exchange_query wanted = { run->currency,
	    ledger_currency(ctx->ledger), ctx->session.now, NULL, NULL };
	const char *warning;
	enum status st;

	if (opt_text(ctx, "rate") != NULL ||
	    strcmp(run->currency, wanted.to) == 0)
		return OK;
	if ((st = exchange_find(ctx->records, &wanted, &ctx->arena,
	    &run->rate)) != OK)
		return st;
	if ((warning = exchange_warning(&run->rate, &ctx->arena)) != NULL)
		note(ctx, "%s", warning);
	return OK;
}

static enum status
load_lines(struct pricing_run *run)
{
	struct context *ctx = run->ctx;
	const struct selection of = { .parent = run->inquiry.id };
	struct cursor c = record_select(ctx->records, &inquiry_line_entity,
	    &of);
	struct inquiry_line line;
	size_t max = 0;

	while (cursor_next(&c, &line)) {
		if (run->n == max) {
			struct priced *more = arena_alloc(&ctx->arena,
			    (max = 2 * max + 8) * sizeof(*more));

			if (run->n > 0)
				memcpy(more, run->lines,
				    run->n * sizeof(*more));
			run->lines = more;
		}
		if (line.description != NULL)
			line.description = arena_strdup(&ctx->arena,
			    line.description);
		run->lines[run->n++].line = line;
	}
	return cursor_end(&c);
}

/* What every line lacks is said at once. */
static enum status
check_missing(struct pricing_run *run)
{
	unsigned missing = 0;
	int64_t line = 0;

	for (size_t i = run->n; i-- > 0; ) {
		const struct price_question q = question(run, &run->lines[i]);
		unsigned lacks = price_missing(&q);

		missing |= lacks;
		if (lacks != 0)
			line = run->lines[i].line.line;
	}
	if (missing == 0)
		return OK;
	return fail_in(refuse_price(run->ctx, run->term, missing),
	    _("line %lld"), (long long)line);
}

static enum status
price_lines(struct pricing_run *run)
{
	struct context *ctx = run->ctx;
	int64_t *numbers = arena_alloc(&ctx->arena, run->n * sizeof(*numbers));
	enum status st;

	for (size_t i = 0; i < run->n; i++)
		numbers[i] = run->lines[i].line.line;
	st = check_line_options(ctx, numbers, run->n);
	for (size_t i = 0; st == OK && i < run->n; i++) {
		struct priced *p = &run->lines[i];

		p->options = line_options(ctx, p->line.line);
		if ((st = load_product(run, p)) == OK)
			st = with_options(run, p, read_line);
	}
	if (st != OK || (st = check_missing(run)) != OK ||
	    (st = share_charges(run)) != OK)
		return st;
	for (size_t i = 0; st == OK && i < run->n; i++)
		st = with_options(run, &run->lines[i], solve_line);
	return st;
}

static enum status
price_inquiry(struct pricing_run *run)
{
	struct context *ctx = run->ctx;
	enum status st;

	if ((st = record_find(ctx->records, (struct record_code){
	    &inquiry_entity, ctx->args[0] }, &ctx->arena,
	    &run->inquiry)) != OK ||
	    (st = find_currency(run)) != OK ||
	    (st = find_rate(run)) != OK || (st = find_term(run)) != OK ||
	    (st = load_lines(run)) != OK)
		return st;
	if (run->n == 0)
		return fail(E_INVALID, _("inquiry %s has no lines"),
		    run->inquiry.number);
	return price_lines(run);
}

/* ---- shown --------------------------------------------------------------- */

static const char *
cost_source(const struct priced *p)
{
	if (p->cost.text == NULL)
		return decimal_is_none(p->told.sheet.cost) ? NULL : "said";
	return p->cost.offer.id != 0 ? p->cost.offer.code : "product";
}

static enum status
write_price(const struct pricing_run *run, const struct priced *p,
    struct report *r)
{
	bool on_screen = run->is_on_screen;

	return sink_row(r->sink, (struct value[]){
	    value_int(p->line.line), value_text(p->product.id != 0 ?
	    p->product.code : p->line.description),
	    value_decimal(p->told.sheet.quantity),
	    value_text(run->term->code), value_decimal(p->result.price),
	    value_text(on_screen ? NULL : run->currency),
	    value_decimal(p->result.total),
	    value_decimal(p->line.target_price),
	    value_decimal(p->result.profit),
	    value_text(on_screen ? NULL : p->told.sheet.home),
	    value_decimal(p->result.margin),
	    value_decimal(p->told.sheet.cost),
	    value_text(decimal_is_none(p->told.sheet.cost) ? NULL :
	    p->told.sheet.cost_in.currency),
	    value_text(cost_source(p)),
	    value_decimal(p->result.highest_cost) });
}

/* On a screen the currencies stand in the headings. */
static const char *
label_in(const struct pricing_run *run, const char *label,
    const char *currency)
{
	return run->is_on_screen ? arena_printf(&run->ctx->arena, "%s %s",
	    label, currency) : label;
}

static enum status
write_prices(struct pricing_run *run, struct report *r)
{
	const char *home = run->lines[0].told.sheet.home;
	const unsigned money = COLUMN_MONEY, minor = COLUMN_MINOR;
	const struct column columns[] = {
		{ .name = "line", .label = _("Line"), .type = V_INT,
		  .flags = COLUMN_ID },
		{ .name = "product", .label = _("Product"), .type = V_TEXT,
		  .flags = COLUMN_WIDE, .width = 14 },
		{ .name = "quantity", .label = _("Quantity"),
		  .type = V_DECIMAL },
		{ .name = "term", .label = _("Term"), .type = V_TEXT },
		{ .name = "price", .label = label_in(run, _("Price"),
		  run->currency), .type = V_DECIMAL, .flags = money },
		{ .name = "currency", .label = _("Currency"), .type = V_TEXT },
		{ .name = "total", .label = label_in(run, _("Total"),
		  run->currency), .type = V_DECIMAL, .flags = money },
		{ .name = "target_price", .label = _("Target price"),
		  .type = V_DECIMAL, .flags = money | minor },
		{ .name = "profit", .label = label_in(run, _("Profit"), home),
		  .type = V_DECIMAL, .flags = money },
		{ .name = "home", .label = _("Home currency"),
		  .type = V_TEXT },
		{ .name = "margin", .label = _("Margin"), .type = V_DECIMAL,
		  .flags = COLUMN_PERCENT },
		{ .name = "cost", .label = _("Cost"), .type = V_DECIMAL,
		  .flags = money | minor },
		{ .name = "cost_currency", .label = _("Its currency"),
		  .type = V_TEXT, .flags = minor },
		{ .name = "cost_from", .label = _("Cost by"), .type = V_TEXT,
		  .flags = minor },
		{ .name = "highest_cost", .label = _("Highest cost"),
		  .type = V_DECIMAL, .flags = money },
	};
	const struct table table = { "prices", _("Prices"), TABLE_LIST,
	    columns, COUNT(columns), NULL };
	enum status st = report_begin(r, &table);

	for (size_t i = 0; st == OK && i < run->n; i++)
		st = write_price(run, &run->lines[i], r);
	return st;
}

static enum status
explain_line(struct pricing_run *run, struct priced *p)
{
	const struct price_question q = question(run, p);

	told_steps(run->ctx, &p->told, &p->steps);
	price_steps_of_sheet(&p->steps, &p->told.sheet);
	price_steps_of_answer(&p->steps, &q, &p->result);
	return OK;
}

static enum status
write_steps(struct pricing_run *run, struct report *r)
{
	static const struct column columns[] = {
		{ .name = "line", .label = N_("Line"), .type = V_INT,
		  .flags = COLUMN_ID },
		{ .name = "step", .label = N_("Step"), .type = V_TEXT },
		{ .name = "formula", .label = N_("Formula"), .type = V_TEXT,
		  .flags = COLUMN_WIDE | COLUMN_WRAP },
		{ .name = "value", .label = N_("Value"), .type = V_DECIMAL },
		{ .name = "unit", .label = N_("Unit"), .type = V_TEXT },
	};
	static const struct table table = {
		.name = "steps", .title = N_("Step by step, for one piece"),
		.kind = TABLE_LIST, .columns = columns,
		.ncolumns = COUNT(columns)
	};
	enum status st = report_begin(r, &table);

	for (size_t i = 0; st == OK && i < run->n; i++) {
		struct priced *p = &run->lines[i];

		p->steps = (struct price_steps){ .arena = r->arena };
		st = with_options(run, p, explain_line);
		for (size_t j = 0; st == OK && j < p->steps.n; j++) {
			const struct price_step *s = &p->steps.list[j];

			st = sink_row(r->sink, (struct value[]){
			    value_int(p->line.line),
			    value_text(report_word(r, s->name)),
			    value_text(s->formula), value_decimal(s->value),
			    value_text(s->unit) });
		}
	}
	return st;
}

static enum status
write_all(struct pricing_run *run, struct report *r)
{
	enum status st = write_prices(run, r);

	return st == OK && opt_flag(run->ctx, "explain") ?
	    write_steps(run, r) : st;
}

enum status
inquiry_price_run(struct context *ctx)
{
	struct pricing_run run = { .ctx = ctx };
	struct report r = { .records = ctx->records, .arena = &ctx->arena };
	struct printing p;
	enum status st = price_inquiry(&run);

	if (st != OK || (st = print_open(ctx, _("Prices"),
	    opt_flag(ctx, "explain") ? PRINT_TABLES : PRINT_TABLE, &p)) != OK)
		return st;
	run.is_on_screen = p.options.format == FORMAT_TABLE;
	r.sink = p.sink;
	r.for_people = p.for_people;
	st = print_close(ctx, &p, write_all(&run, &r));
	if (st != OK)
		return st;
	remark_costs(&run);
	remark_shares(&run);
	if (run.rate.from != NULL)
		note(ctx, "%s", exchange_text(&run.rate, &ctx->arena));
	return OK;
}

/* ---- made a quote of ----------------------------------------------------- */

/* The prices, or the quantities they are for. */
static struct line_values
values_of(const struct pricing_run *run, bool quantities)
{
	struct line_value *list = arena_alloc(&run->ctx->arena,
	    run->n * sizeof(*list));

	for (size_t i = 0; i < run->n; i++)
		list[i] = (struct line_value){ run->lines[i].line.line,
		    quantities ? run->lines[i].told.sheet.quantity :
		    run->lines[i].result.price };
	return (struct line_values){ list, run->n };
}

static void
set_rate(const struct pricing_run *run, struct quote *q)
{
	const struct cost_sheet *s = &run->lines[0].told.sheet;

	if (strcmp(run->currency, s->home) == 0)
		return;
	q->rate = ratio_shown(exchange_rate(&s->quote), DECIMAL_PLACES);
	q->rate_date = run->rate.from != NULL ? run->rate.date :
	    (struct date){ run->ctx->session.now.day, NO_MINUTE };
	q->rate_source = run->rate.from != NULL ?
	    exchange_source(&run->rate, &run->ctx->arena) : NULL;
}

enum status
quote_price_run(struct context *ctx)
{
	struct pricing_run run = { .ctx = ctx };
	struct quote *q = entity_new(&quote_entity, &ctx->arena);
	struct quoting what = { .quote = q, .is_costed = true };
	enum status st = price_inquiry(&run);

	if (st != OK)
		return st;
	what.prices = values_of(&run, false);
	what.quantities = values_of(&run, true);
	q->currency = run.currency;
	q->incoterm = run.term->code;
	set_rate(&run, q);
	st = quote_from_inquiry(ctx->records, &run.inquiry, &what,
	    &ctx->arena);
	for (size_t i = 0; st == OK && i < run.n; i++)
		st = quote_keep_costing(ctx->records, q,
		    run.lines[i].line.line, &(struct costing){
		    &run.lines[i].told.sheet, run.term, &run.lines[i].result,
		    q->rate_date, q->rate_source,
		    run.lines[i].cost.offer });
	if (st != OK)
		return st;
	remark_costs(&run);
	remark_shares(&run);
	if (!opt_flag(ctx, "dry-run"))
		answer(ctx, "%s\n", q->number);
	return OK;
}
