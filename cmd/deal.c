/*
 * deal: the whole chain a record is in, from the inquiry to its papers.
 */
#include "cmd.h"

enum { WIDE_SCREEN = 120 };	/* columns for all that is known */

static enum status
deal_run(struct context *ctx)
{
	struct report r = { .records = ctx->records, .arena = &ctx->arena };
	struct deal_asked asked = { .number = ctx->args[0] };
	struct printing p;
	enum status st = print_open(ctx, _("Deal"), PRINT_TABLES, &p);

	if (st != OK)
		return st;
	r.sink = p.sink;
	r.for_people = p.for_people;
	asked.is_narrow = p.options.format == FORMAT_TABLE &&
	    p.options.screen > 0 && p.options.screen < WIDE_SCREEN;
	st = print_close(ctx, &p, report_deal(&r, &asked));
	for (size_t i = 0; st == OK && i < r.nremarks; i++)
		note(ctx, "%s", r.remarks[i]);
	return st;
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
