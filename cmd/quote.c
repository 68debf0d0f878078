/*
 * quote: what we offer to whom, at which price.  Beyond what every noun has:
 * made from an inquiry, revised, and guarded against the rate.
 */
#include "cmd.h"

#include <string.h>

/* The fields of the new quote and the values of its lines, as options say. */
static enum status
read_quoting(struct context *ctx, struct quoting *out)
{
	size_t n;
	enum status st;

	out->quote = entity_new(&quote_entity, &ctx->arena);
	if ((st = set_given(ctx, &quote_entity, out->quote, &n)) != OK ||
	    (st = opt_line_values(ctx, "price", &out->prices)) != OK)
		return st;
	return opt_line_values(ctx, "quantity", &out->quantities);
}

static enum status
from_run(struct context *ctx)
{
	struct inquiry inquiry;
	struct quoting what;
	enum status st;

	if ((st = record_find(ctx->records, (struct record_code){
	    &inquiry_entity, ctx->args[0] }, &ctx->arena, &inquiry)) != OK ||
	    (st = read_quoting(ctx, &what)) != OK ||
	    (st = quote_from_inquiry(ctx->records, &inquiry, &what,
	    &ctx->arena)) != OK)
		return st;
	if (!opt_flag(ctx, "dry-run"))
		answer(ctx, "%s\n", what.quote->number);
	return OK;
}

static enum status
revise_run(struct context *ctx)
{
	struct quote old;
	struct quoting what;
	enum status st;

	if ((st = record_find(ctx->records, (struct record_code){
	    &quote_entity, ctx->args[0] }, &ctx->arena, &old)) != OK ||
	    (st = read_quoting(ctx, &what)) != OK ||
	    (st = quote_revise(ctx->records, &old, &what, &ctx->arena)) != OK)
		return st;
	if (!opt_flag(ctx, "dry-run"))
		answer(ctx, "%s\n", what.quote->number);
	return OK;
}

/* ---- guard --------------------------------------------------------------- */

static enum status
read_guard(struct context *ctx, struct guard *g)
{
	const char *limit = opt_text(ctx, "limit");

	*g = (struct guard){ .limit = { INT64_C(5) * DECIMAL_SCALE },
	    .today = ctx->session.now };
	if (limit == NULL)
		return OK;
	if (decimal_parse(limit, &g->limit) != OK)
		return fail_in(E_USAGE, "--limit");
	if (g->limit.micros >= INT64_C(100) * DECIMAL_SCALE)
		return fail(E_USAGE, _("--limit: percent, less than 100"));
	return OK;
}

static enum status
guard_run(struct context *ctx)
{
	struct report r = { .records = ctx->records, .arena = &ctx->arena };
	struct guard g;
	struct printing p;
	enum status st = read_guard(ctx, &g);

	if (st != OK || (st = print_open(ctx, _("Quotes under their limit"),
	    PRINT_TABLE, &p)) != OK)
		return st;
	r.sink = p.sink;
	r.for_people = p.for_people;
	if ((st = print_close(ctx, &p, report_guard(&r, &g))) != OK)
		return st;
	if (g.unknown > 0)
		note(ctx, _("%zu quotes cannot be judged: not all their lines "
		    "have a cost."), g.unknown);
	if (r.n == 0)
		note(ctx, _("No quote that is out leaves less."));
	return r.n > 0 && opt_flag(ctx, "exit-code") ? E_ROWS : OK;
}

static const struct option_row guard_options[] = {
	{ "limit", 0, "PERCENT", N_("margin that must be left; 5"), 0 },
	{ 0 }
};

static const struct option_row quote_options[] = {
	{ "price", 0, "[N=]PRICE", N_("of line N, or of all lines"), 0 },
	{ "quantity", 0, "[N=]QUANTITY",
	    N_("of line N, or of all lines"), 0 },
	{ "currency", 0, "CODE", N_("of all amounts in it"), 0 },
	{ "incoterm", 0, "TERM", N_("term of delivery"), 0 },
	{ "place", 0, "TEXT", N_("named place of the Incoterm"), 0 },
	{ "port-loading", 0, "TEXT", N_("where the goods are loaded"), 0 },
	{ "terms", 0, "TEXT", N_("how it is to be paid"), 0 },
	{ "packing", 0, "TEXT", N_("how the goods are packed"), 0 },
	{ "lead-days", 0, "N", N_("days until the goods are ready"), 0 },
	{ "valid-until", 0, "DATE", N_("the last day to accept it"), 0 },
	{ "freight", 0, "AMOUNT", N_("charged beside the goods"), 0 },
	{ "rate", 0, "RATE", N_("home currency for one of its currency"), 0 },
	{ "rate-date", 0, "DATE", N_("of which day the rate is"), 0 },
	{ "rate-source", 0, "TEXT", N_("where the rate is from"), 0 },
	{ "notes", 0, "TEXT", N_("anything else"), 0 },
	{ 0 }
};

static const struct verb verbs[] = {
	ENTITY_VERBS_WITH(OPT_PART),
	STATE_VERBS,
	{ "from", "INQUIRY", N_("make one for an inquiry"),
	    NEED_WRITE | OPT_DRY, 1, 1, from_run, quote_options },
	{ "price", "INQUIRY", N_("make one at prices computed from costs"),
	    NEED_WRITE | OPT_DRY, 1, 1, quote_price_run, price_options },
	{ "revise", "QUOTE", N_("make one that replaces it"),
	    NEED_WRITE | OPT_DRY, 1, 1, revise_run, quote_options },
	{ "guard", "", N_("those that leave too little at the rate of today"),
	    NEED_READ | OPT_FORMAT | OPT_EXIT, 0, 0, guard_run, guard_options },
	{ 0 }
};

const struct command quote_command = {
	"quote", N_("what we offer at which price"), &quote_entity, verbs,
	"tradecli quote price INQ-2026-0001 --profit 10 --domestic 0.15"
};
