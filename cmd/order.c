/*
 * order: what a buyer has ordered.  Beyond what every noun has: made from a
 * quote, and its instalments paid.
 */
#include "cmd.h"

#include <string.h>

static enum status
from_run(struct context *ctx)
{
	struct sales_order *o = entity_new(&order_entity, &ctx->arena);
	struct quote quote;
	size_t n;
	enum status st;

	if (opt_text(ctx, "quote") != NULL)
		return fail(E_USAGE, _("order from: the quote is given "
		    "twice"));
	if ((st = record_find(ctx->records, (struct record_code){
	    &quote_entity, ctx->args[0] }, &ctx->arena, &quote)) != OK ||
	    (st = set_given(ctx, &order_entity, o, &n)) != OK ||
	    (st = order_from_quote(ctx->records, &quote, o,
	    &ctx->arena)) != OK)
		return st;
	note_terms(ctx, &order_entity, NULL, o);
	if (!opt_flag(ctx, "dry-run"))
		answer(ctx, "%s\n", o->number);
	return OK;
}

/* --date, today when it was not given. */
static enum status
read_date(struct context *ctx, struct date *out)
{
	const char *text = opt_text(ctx, "date");

	*out = (struct date){ ctx->session.now.day, NO_MINUTE };
	if (text != NULL && date_parse(text, ctx->session.now, out) != OK)
		return fail_in(E_USAGE, "--date");
	return OK;
}

static enum status
pay_run(struct context *ctx)
{
	struct sales_order o;
	struct part_paid part;
	struct decimal line;
	char date[DATE_TEXT_MAX];
	enum status st;

	if (decimal_parse(ctx->args[1], &line) != OK ||
	    line.micros % DECIMAL_SCALE != 0)
		return fail_in(E_USAGE, "order pay");
	if ((st = read_date(ctx, &part.date)) != OK ||
	    (st = record_find(ctx->records, (struct record_code){
	    &order_entity, ctx->args[0] }, &ctx->arena, &o)) != OK)
		return st;
	part.order = o.id;
	part.line = line.micros / DECIMAL_SCALE;
	st = instalment_pay(ctx->records, &part, &ctx->arena);
	if (st != OK)
		return fail_in(st, "%s", o.number);
	date_format(part.date, date);
	note(ctx, _("%s: instalment %lld paid on %s"), o.number,
	    (long long)part.line, date);
	return OK;
}

static const struct option_row pay_options[] = {
	{ "date", 0, "DATE", N_("when it was paid; today when left out"), 0 },
	{ 0 }
};

static const struct verb verbs[] = {
	ENTITY_VERBS_WITH(OPT_PART),
	STATE_VERBS,
	{ "from", "QUOTE", N_("make one from a quote that was accepted"),
	    NEED_WRITE | OPT_HEAD | OPT_DRY, 1, 1, from_run, NULL },
	{ "pay", "ORDER N", N_("note that instalment N is paid"),
	    NEED_WRITE | OPT_DRY, 2, 2, pay_run, pay_options },
	{ 0 }
};

const struct command order_command = {
	"order", N_("what buyers have ordered"), &order_entity, verbs,
	"tradecli order pay ORD-2026-0002 1"
};
