/*
 * deal: the whole chain a record is in, from the inquiry to its papers.
 */
#include "cmd.h"

static enum status
deal_run(struct context *ctx)
{
	struct report r = { .records = ctx->records, .arena = &ctx->arena };
	struct printing p;
	enum status st = print_open(ctx, _("Deal"), PRINT_TABLES, &p);

	if (st != OK)
		return st;
	r.sink = p.sink;
	r.for_people = p.for_people;
	return print_close(ctx, &p, report_deal(&r, ctx->args[0]));
}

static const struct verb verbs[] = {
	{ "", "NUMBER", N_("what belongs to an inquiry, quote, order, ..."),
	    NEED_READ | OPT_FORMAT, 1, 1, deal_run, NULL },
	{ 0 }
};

const struct command deal_command = {
	"deal", N_("the whole chain, from the inquiry to its papers"), NULL,
	verbs, "tradecli deal INQ-2026-0001"
};
