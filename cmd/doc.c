/*
 * doc: the papers of a deal.
 */
#include "cmd.h"

static enum status
doc_check_run(struct context *ctx)
{
	struct report r = { .records = ctx->records, .arena = &ctx->arena };
	struct doc_subject subject;
	struct printing p;
	size_t compared;
	enum status st = doc_find(ctx->records, ctx->args[0], &ctx->arena,
	    &subject);

	if (st != OK || (st = print_open(ctx, _("Where the papers differ"),
	    PRINT_TABLE, &p)) != OK)
		return st;
	r.sink = p.sink;
	r.for_people = p.for_people;
	if ((st = print_close(ctx, &p, report_doc_check(&r, &subject,
	    &compared))) != OK)
		return st;
	note(ctx, _("%s: compared: %zu, different: %zu"), subject.number,
	    compared, r.n);
	return r.n > 0 ? E_ROWS : OK;
}

static const struct verb verbs[] = {
	{ "check", "NUMBER", N_("compare the papers with each other"),
	    NEED_READ | OPT_FORMAT, 1, 1, doc_check_run, NULL },
	{ 0 }
};

const struct command doc_command = {
	"doc", N_("the papers of a deal"), NULL, verbs,
	"tradecli doc check SHP-2026-0001 && echo 'off to the bank'"
};
