/*
 * Prices for the lines of an inquiry: what the ledger knows of the products is
 * said for those who say nothing, then it is the command `price`.
 */
#include "cmd.h"

#include <string.h>

enum { SAID_MAX = 16 };		/* options that are said for the user */

/* A line with its product, and what came out. */
struct priced {
	struct inquiry_line	line;
	struct product		product;	/* id 0: none */
	struct told_sheet	told;
	const struct incoterm  *term;
	struct price_result	result;
};

struct pricing_run {
	struct context	*ctx;
	struct inquiry	 inquiry;
	const char	*currency;
	struct exchange	 rate;		/* .from NULL: none was looked up */
	struct priced	*lines;
	size_t		 n;
};

/* ---- what is said for the user ------------------------------------------- */

static void
say(struct context *ctx, const char *name, const char *value)
{
	if (value != NULL && opt_text(ctx, name) == NULL)
		ctx->options.list[ctx->options.n++] =
		    (struct given){ name, value };
}

static const char *
number(struct context *ctx, struct decimal d)
{
	char text[DECIMAL_TEXT_MAX];

	if (decimal_is_none(d))
		return NULL;
	decimal_format(d, 0, text);
	return arena_strdup(&ctx->arena, text);
}

static void
say_carton(struct context *ctx, const struct product *p)
{
	if (p->pieces_per_carton == NO_INT ||
	    decimal_is_none(p->carton_length) ||
	    decimal_is_none(p->carton_width) ||
	    decimal_is_none(p->carton_height))
		return;
	say(ctx, "carton", arena_printf(&ctx->arena, "%sx%sx%s",
	    number(ctx, p->carton_length), number(ctx, p->carton_width),
	    number(ctx, p->carton_height)));
	say(ctx, "per-carton", arena_printf(&ctx->arena, "%lld",
	    (long long)p->pieces_per_carton));
	say(ctx, "gross-weight", number(ctx, p->gross_weight));
}

static void
say_product(struct context *ctx, const struct product *p)
{
	if (p->id == 0)
		return;
	if (!decimal_is_none(p->purchase_price))
		say(ctx, "cost", arena_printf(&ctx->arena, "%s %s",
		    p->purchase_currency, number(ctx, p->purchase_price)));
	say(ctx, "vat", number(ctx, p->vat_rate));
	say(ctx, "refund", number(ctx, p->refund_rate));
	say_carton(ctx, p);
}

/* The options as they are, with room for more. */
static struct options
with_room(struct context *ctx)
{
	struct options o = ctx->options;

	o.list = arena_alloc(&ctx->arena, (o.n + SAID_MAX) * sizeof(*o.list));
	memcpy(o.list, ctx->options.list, o.n * sizeof(*o.list));
	return o;
}

/* ---- one line ------------------------------------------------------------ */

static enum status
find_term(struct pricing_run *run, const struct incoterm **out)
{
	const char *text = opt_text(run->ctx, "term"), *old;

	if (text == NULL)
		text = run->inquiry.incoterm;
	if (text == NULL)
		return fail_hint(fail(E_USAGE, _("%s: a price under which "
		    "term?"), run->inquiry.number), _("say it: --term FOB"));
	return incoterm_find(text, out, &old);
}

static enum status
solve_line(struct pricing_run *run, struct priced *p)
{
	struct price_question q;
	enum status st = told_sheet(run->ctx, &p->told);

	if (st != OK || (st = find_term(run, &p->term)) != OK)
		return st;
	if (decimal_is_none(p->told.sheet.cost))
		return fail_hint(fail(E_INVALID, _("line %lld: what does it "
		    "cost?"), (long long)p->line.line), _("give the product a "
		    "purchase price, or say --cost 113"));
	q = (struct price_question){ &p->told.sheet, p->term, NO_DECIMAL };
	if ((st = price_solve(&q, &p->result)) != OK)
		return st;
	if (p->result.missing == 0)
		return OK;
	for (int i = 0; i < COST_HEADS; i++)
		if (p->result.missing & 1u << i)
			return fail_hint(fail(E_INVALID, _("%s: not all costs "
			    "are known that are in its price"),
			    p->term->code), _("say them, if only as 0: %s"),
			    arena_printf(&run->ctx->arena, "--%s",
			    cost_heads[i].name));
	return OK;
}

/* The options are those of the user again when it is done. */
static enum status
price_line(struct pricing_run *run, struct priced *p)
{
	struct context *ctx = run->ctx;
	const struct options kept = ctx->options;
	enum status st = OK;

	entity_clear(&product_entity, &p->product);
	if (p->line.product.id != 0)
		st = record_load(ctx->records, (struct record_id){
		    &product_entity, p->line.product.id }, &ctx->arena,
		    &p->product);
	if (st != OK)
		return st;
	ctx->options = with_room(ctx);
	say(ctx, "home", ledger_currency(ctx->ledger));
	say(ctx, "to", run->currency);
	if (run->rate.from != NULL)
		say(ctx, "rate", exchange_option(&run->rate, &ctx->arena));
	say(ctx, "quantity", number(ctx, p->line.quantity));
	say_product(ctx, &p->product);
	st = solve_line(run, p);
	ctx->options = kept;
	return st == OK ? OK : fail_in(st, _("line %lld"),
	    (long long)p->line.line);
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

/* What is asked about one price stays with the command `price`. */
static enum status
check_options(struct context *ctx)
{
	static const char *const others[] = {
		"target", "break-even", "what-if", "explain"
	};

	for (size_t i = 0; i < COUNT(others); i++)
		for (size_t j = 0; j < ctx->options.n; j++)
			if (strcmp(ctx->options.list[j].name, others[i]) == 0)
				return fail_hint(fail(E_USAGE, _("--%s: not "
				    "for the lines of an inquiry"),
				    others[i]), _("ask for one price: "
				    "tradecli help price"));
	return OK;
}

static enum status
price_inquiry(struct pricing_run *run)
{
	struct context *ctx = run->ctx;
	enum status st;

	if ((st = check_options(ctx)) != OK ||
	    (st = record_find(ctx->records, (struct record_code){
	    &inquiry_entity, ctx->args[0] }, &ctx->arena,
	    &run->inquiry)) != OK ||
	    (st = find_currency(run)) != OK ||
	    (st = find_rate(run)) != OK || (st = load_lines(run)) != OK)
		return st;
	if (run->n == 0)
		return fail(E_INVALID, _("inquiry %s has no lines"),
		    run->inquiry.number);
	for (size_t i = 0; st == OK && i < run->n; i++)
		st = price_line(run, &run->lines[i]);
	return st;
}

/* ---- shown --------------------------------------------------------------- */

static const struct column columns[] = {
	{ .name = "line", .label = N_("Line"), .type = V_INT,
	  .flags = COLUMN_ID },
	{ .name = "product", .label = N_("Product"), .type = V_TEXT },
	{ .name = "quantity", .label = N_("Quantity"), .type = V_DECIMAL },
	{ .name = "term", .label = N_("Term"), .type = V_TEXT },
	{ .name = "price", .label = N_("Price"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "currency", .label = N_("Currency"), .type = V_TEXT },
	{ .name = "total", .label = N_("Total"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "target_price", .label = N_("Target price"),
	  .type = V_DECIMAL, .flags = COLUMN_MONEY },
	{ .name = "profit", .label = N_("Profit"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "home", .label = N_("Home currency"), .type = V_TEXT },
	{ .name = "margin", .label = N_("Margin"), .type = V_DECIMAL,
	  .flags = COLUMN_PERCENT },
};

static const struct table table = {
	.name = "prices", .title = N_("Prices"), .kind = TABLE_LIST,
	.columns = columns, .ncolumns = COUNT(columns)
};

static enum status
write_prices(struct pricing_run *run, struct report *r)
{
	enum status st = report_begin(r, &table);

	for (size_t i = 0; st == OK && i < run->n; i++) {
		const struct priced *p = &run->lines[i];

		st = sink_row(r->sink, (struct value[]){
		    value_int(p->line.line), value_text(p->product.id != 0 ?
		    p->product.code : p->line.description),
		    value_decimal(p->line.quantity),
		    value_text(p->term->code), value_decimal(p->result.price),
		    value_text(run->currency),
		    value_decimal(p->result.total),
		    value_decimal(p->line.target_price),
		    value_decimal(p->result.profit),
		    value_text(p->told.sheet.home),
		    value_decimal(p->result.margin) });
	}
	return st;
}

enum status
inquiry_price_run(struct context *ctx)
{
	struct pricing_run run = { .ctx = ctx };
	struct report r = { .records = ctx->records, .arena = &ctx->arena };
	struct printing p;
	enum status st = price_inquiry(&run);

	if (st != OK || (st = print_open(ctx, _("Prices"), PRINT_TABLE,
	    &p)) != OK)
		return st;
	r.sink = p.sink;
	r.for_people = p.for_people;
	st = print_close(ctx, &p, write_prices(&run, &r));
	if (st == OK && run.rate.from != NULL)
		note(ctx, "%s", exchange_text(&run.rate, &ctx->arena));
	return st;
}

/* ---- made a quote of ----------------------------------------------------- */

static struct line_values
prices_of(const struct pricing_run *run)
{
	struct line_value *list = arena_alloc(&run->ctx->arena,
	    run->n * sizeof(*list));

	for (size_t i = 0; i < run->n; i++)
		list[i] = (struct line_value){ run->lines[i].line.line,
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
	struct quoting what = { .quote = q };
	enum status st = price_inquiry(&run);

	if (st != OK)
		return st;
	what.prices = prices_of(&run);
	q->currency = run.currency;
	q->incoterm = run.lines[0].term->code;
	set_rate(&run, q);
	st = quote_from_inquiry(ctx->records, &run.inquiry, &what,
	    &ctx->arena);
	for (size_t i = 0; st == OK && i < run.n; i++)
		st = quote_keep_costing(ctx->records, q,
		    run.lines[i].line.line, &(struct costing){
		    &run.lines[i].told.sheet, run.lines[i].term,
		    &run.lines[i].result, q->rate_date, q->rate_source });
	if (st == OK && !opt_flag(ctx, "dry-run"))
		answer(ctx, "%s\n", q->number);
	return st;
}
