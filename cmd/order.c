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
read_payment(struct context *ctx, struct part_paid *out)
{
	const char *amount = opt_text(ctx, "amount");
	struct decimal line;

	if (decimal_parse(ctx->args[1], &line) != OK ||
	    line.micros % DECIMAL_SCALE != 0)
		return fail_in(E_USAGE, "order pay");
	out->line = line.micros / DECIMAL_SCALE;
	out->amount = NO_DECIMAL;
	if (amount != NULL && decimal_parse(amount, &out->amount) != OK)
		return fail_in(E_USAGE, "--amount");
	if (amount != NULL && decimal_is_none(out->amount))
		return fail(E_USAGE, _("--amount: how much?"));
	return read_date(ctx, &out->date);
}

static void
note_payment(struct context *ctx, const struct sales_order *o,
    const struct part_paid *part)
{
	char date[DATE_TEXT_MAX], paid[DECIMAL_TEXT_MAX];
	char open[DECIMAL_TEXT_MAX];

	date_format(part->date, date);
	decimal_format(part->amount, 0, paid);
	decimal_format(part->open, 0, open);
	if (part->open.micros == 0)
		note(ctx, _("%s: instalment %lld paid on %s"), o->number,
		    (long long)part->line, date);
	else
		note(ctx, _("%s: %s %s of instalment %lld paid on %s, %s %s "
		    "still open"), o->number, o->currency, paid,
		    (long long)part->line, date, o->currency, open);
}

/* Without a rate of that day the order's own counts, which is worth a word. */
static enum status
note_rate(struct context *ctx, const struct sales_order *o, struct date paid)
{
	const struct exchange_query wanted = { o->currency,
	    ledger_currency(ctx->ledger), paid, NULL, NULL };
	char date[DATE_TEXT_MAX];
	struct exchange x;
	enum status st;

	if (decimal_is_none(o->rate) || (st = exchange_find(ctx->records,
	    &wanted, &ctx->arena, &x)) == OK)
		return OK;
	if (st != E_NOTFOUND)
		return st;
	fail_clear();
	date_format(paid, date);
	note(ctx, _("There is no rate %s/%s of %s: that of the order counts."),
	    o->currency, wanted.to, date);
	return OK;
}

static enum status
pay_run(struct context *ctx)
{
	struct sales_order o;
	struct part_paid part;
	enum status st;

	if ((st = read_payment(ctx, &part)) != OK ||
	    (st = record_find(ctx->records, (struct record_code){
	    &order_entity, ctx->args[0] }, &ctx->arena, &o)) != OK)
		return st;
	if ((st = instalment_pay(ctx->records, o.id, &part)) != OK)
		return fail_in(st, "%s", o.number);
	note_payment(ctx, &o, &part);
	return note_rate(ctx, &o, part.date);
}

/* Who says that an order is shipped, and not why less of it is, means all. */
static enum status
move_run(struct context *ctx)
{
	const struct code *state;
	struct sales_order o;
	enum status st;

	if ((st = code_find(&order_state_codes, ctx->args[1], &state)) != OK)
		return st;
	if (strcmp(state->code, "shipped") == 0 &&
	    opt_text(ctx, "reason") == NULL &&
	    ((st = record_find(ctx->records, (struct record_code){
	    &order_entity, ctx->args[0] }, &ctx->arena, &o)) != OK ||
	    (st = shares_check_whole(ctx->records, &o)) != OK))
		return st;
	return verb_move(ctx);
}

static const struct option_row pay_options[] = {
	{ "amount", 0, "N", N_("so much of it; all when left out"), 0 },
	{ "date", 0, "DATE", N_("when it was paid; today when left out"), 0 },
	{ 0 }
};

static const struct verb verbs[] = {
	ENTITY_VERBS_WITH(OPT_PART),
	{ "move", "NUMBER STATE", N_("move it to another state"),
	    NEED_WRITE | OPT_REASON | OPT_DRY, 2, 2, move_run, NULL },
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
