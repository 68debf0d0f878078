/*
 * purchase: what we order from suppliers.  Beyond what every noun has: made
 * from an order, and goods that come in.
 */
#include "cmd.h"

#include <stdlib.h>
#include <string.h>

/* --lines 1,3 */
static enum status
read_lines(struct context *ctx, struct purchasing *what)
{
	const char *text = opt_text(ctx, "lines");
	int64_t *lines;

	if (text == NULL)
		return OK;
	lines = arena_alloc(&ctx->arena, (strlen(text) + 1) * sizeof(*lines));
	for (const char *p = text; *p != '\0';) {
		char *end;
		long n = strtol(p, &end, 10);

		if (end == p || n < 1 || (*end != ',' && *end != '\0'))
			return fail_hint(fail(E_USAGE, _("--lines: '%s' are no "
			    "numbers of lines"), text), _("write --lines 1,3"));
		lines[what->nlines++] = n;
		p = *end == ',' ? end + 1 : end;
	}
	what->lines = lines;
	return OK;
}

static enum status
from_run(struct context *ctx)
{
	struct purchase *said = entity_new(&purchase_entity, &ctx->arena);
	struct sales_order order;
	struct purchasing what = { .order = &order, .said = said,
	    .may_be_more = opt_flag(ctx, "more") };
	struct purchases made;
	size_t n;
	enum status st;

	if ((st = record_find(ctx->records, (struct record_code){
	    &order_entity, ctx->args[0] }, &ctx->arena, &order)) != OK ||
	    (st = set_given(ctx, &purchase_entity, said, &n)) != OK ||
	    (st = record_resolve(ctx->records, &purchase_entity, said,
	    &ctx->arena)) != OK ||
	    (st = read_lines(ctx, &what)) != OK ||
	    (st = opt_line_values(ctx, "quantity", &what.quantities)) != OK ||
	    (st = opt_line_values(ctx, "price", &what.prices)) != OK ||
	    (st = purchase_from_order(ctx->records, &what, &ctx->arena,
	    &made)) != OK)
		return st;
	if (*made.costs != '\0')
		note(ctx, "%s", made.costs);
	for (size_t i = 0; i < made.n && !opt_flag(ctx, "dry-run"); i++)
		answer(ctx, "%s\n", made.numbers[i]);
	return OK;
}

/* Texts and numbers go through the fields of the lines. */
static enum status
read_arrival(struct context *ctx, struct arrival *in)
{
	struct purchase_line line;
	const char *date = opt_text(ctx, "date");
	size_t n;
	enum status st;

	entity_clear(&purchase_line_entity, &line);
	if ((st = set_given(ctx, &purchase_line_entity, &line, &n)) != OK)
		return st;
	*in = (struct arrival){ line.line == NO_INT ? 0 : line.line,
	    line.quantity, { ctx->session.now.day, NO_MINUTE },
	    line.quality };
	if (date != NULL && date_parse(date, ctx->session.now,
	    &in->date) != OK)
		return fail_in(E_USAGE, "--date");
	return OK;
}

static enum status
receive_run(struct context *ctx)
{
	struct purchase old, now;
	struct arrival in;
	enum status st;

	if ((st = record_find(ctx->records, (struct record_code){
	    &purchase_entity, ctx->args[0] }, &ctx->arena, &old)) != OK ||
	    (st = read_arrival(ctx, &in)) != OK)
		return st;
	if (opt_text(ctx, "quantity") != NULL &&
	    (decimal_is_none(in.quantity) || in.quantity.micros == 0))
		return fail_hint(fail(E_USAGE, _("--quantity: how much came "
		    "in?")), _("leave it out when all that was missing came"));
	if (!decimal_is_none(in.quantity) && in.line == 0)
		return fail_hint(fail(E_USAGE, _("--quantity: of which "
		    "line?")), _("name it: --line N"));
	if ((st = purchase_receive(ctx->records, &old, &in,
	    &ctx->arena)) != OK)
		return st;
	if ((st = record_load(ctx->records, (struct record_id){
	    &purchase_entity, old.id }, &ctx->arena, &now)) != OK)
		return st;
	if (strcmp(old.state, now.state) != 0)
		note(ctx, _("%s: %s -> %s"), now.number, old.state, now.state);
	else
		note(ctx, _("%s: noted"), now.number);
	return OK;
}

static const struct option_row from_options[] = {
	{ "supplier", 0, "CODE", N_("from whom; else as it was costed, or the product's"), 0 },
	{ "lines", 0, "N,N", N_("these lines of the order only"), 0 },
	{ "quantity", 0, "[N=]QUANTITY", N_("of line N; else what is left"), 0 },
	{ "price", 0, "[N=]PRICE", N_("of line N; else as it was costed, or the product's"), 0 },
	{ "more", 0, NULL, N_("may be more than was ordered"), 0 },
	{ "currency", 0, "CODE", N_("of all amounts in it"), 0 },
	{ "terms", 0, "TEXT", N_("how we are to pay"), 0 },
	{ "promised", 0, "DATE", N_("when it was promised"), 0 },
	{ "place", 0, "TEXT", N_("where it is to be delivered"), 0 },
	{ "packing", 0, "TEXT", N_("how the goods are packed"), 0 },
	{ "notes", 0, "TEXT", N_("anything else"), 0 },
	{ 0 }
};

static const struct option_row receive_options[] = {
	{ "line", 0, "N", N_("this line; else all of it"), 0 },
	{ "quantity", 0, "QUANTITY", N_("how much came; else the rest"), 0 },
	{ "date", 0, "DATE", N_("when it came; today when left out"), 0 },
	{ "quality", 0, "TEXT", N_("what was found when it was inspected"), 0 },
	{ 0 }
};

static const struct verb verbs[] = {
	ENTITY_VERBS,
	STATE_VERBS,
	{ "from", "ORDER", N_("buy what an order needs"),
	    NEED_WRITE | OPT_DRY, 1, 1, from_run, from_options },
	{ "receive", "PURCHASE", N_("note what came in"),
	    NEED_WRITE | OPT_DRY, 1, 1, receive_run, receive_options },
	{ 0 }
};

const struct command purchase_command = {
	"purchase", N_("what we order from suppliers"), &purchase_entity, verbs,
	"tradecli purchase receive PUR-2026-0003"
};
