/*
 * rate: what one currency costs in another.  Beyond what every noun has: a
 * pair is looked up, and the files of banks are read.
 */
#include "cmd.h"

#include <string.h>

/* "USD/CNY": both currencies. */
static enum status
read_pair(struct context *ctx, const char *text, struct exchange_query *out)
{
	const char *slash = strchr(text, '/');
	const struct code *from, *to;
	enum status st;

	if ((st = code_find(&currency_codes, arena_strndup(&ctx->arena, text,
	    (size_t)(slash - text)), &from)) != OK ||
	    (st = code_find(&currency_codes, slash + 1, &to)) != OK)
		return fail_in(E_USAGE, "%s", text);
	out->from = from->code;
	out->to = to->code;
	return OK;
}

/* --on, --kind, --source. */
static enum status
read_wanted(struct context *ctx, struct exchange_query *out)
{
	const char *on = opt_text(ctx, "on"), *kind = opt_text(ctx, "kind");
	const struct code *code;

	out->date = ctx->session.now;
	out->source = opt_text(ctx, "source");
	if (on != NULL && date_parse(on, ctx->session.now, &out->date) != OK)
		return fail_in(E_USAGE, "--on");
	if (kind == NULL)
		return OK;
	if (code_find(&rate_kind_codes, kind, &code) != OK)
		return fail_in(E_USAGE, "--kind");
	out->kind = code->code;
	return OK;
}

static enum status
show_pair(struct context *ctx, const struct exchange_query *q)
{
	struct report r = { .records = ctx->records, .arena = &ctx->arena };
	struct exchange x;
	struct printing p;
	const char *warning;
	enum status st = exchange_find(ctx->records, q, &ctx->arena, &x);

	if (st != OK ||
	    (st = print_open(ctx, _("Rate"), PRINT_TABLE, &p)) != OK)
		return st;
	r.sink = p.sink;
	r.for_people = p.for_people;
	st = print_close(ctx, &p, exchange_write(&x, opt_flag(ctx, "explain"),
	    &r));
	if (st == OK && (warning = exchange_warning(&x, &ctx->arena)) != NULL)
		note(ctx, "%s", warning);
	return st;
}

/* A code is shown as every record is, a pair is looked up. */
static enum status
show_run(struct context *ctx)
{
	struct exchange_query q = { .kind = NULL };
	enum status st;

	if (strchr(ctx->args[0], '/') == NULL)
		return verb_show(ctx);
	if (ctx->nargs > 1)
		return fail(E_USAGE, _("rate show: one pair at a time"));
	if ((st = read_pair(ctx, ctx->args[0], &q)) != OK ||
	    (st = read_wanted(ctx, &q)) != OK)
		return st;
	return show_pair(ctx, &q);
}

static const struct option_row show_options[] = {
	{ "on", 0, "DATE", N_("the last rate on or before this day"), 0 },
	{ "kind", 0, "KIND", N_("kind of rate; see the setting rate_kind"), 0 },
	{ "source", 0, "NAME", N_("of this source alone"), 0 },
	{ "explain", 0, NULL, N_("show the rates it was made from"), 0 },
	{ 0 }
};

static const struct verb verbs[] = {
	{ "list", "", N_("list them (the default)"),
	    NEED_READ | OPT_SELECT | OPT_COLUMNS | OPT_FORMAT, 0, 0,
	    verb_list, NULL },
	{ "add", "[NAME]", N_("add one"),
	    NEED_WRITE | OPT_RECORD | OPT_DRY, 0, 1, verb_add, NULL },
	{ "show", "FROM/TO|CODE...", N_("the rate of a pair on a day"),
	    NEED_READ | OPT_FORMAT | OPT_COLUMNS, 1, -1, show_run,
	    show_options },
	{ "edit", "CODE", N_("change fields, or the whole in an editor"),
	    NEED_WRITE | OPT_RECORD | OPT_DRY, 1, 1, verb_edit, NULL },
	{ "rm", "CODE...", N_("remove; put away what is in use"),
	    NEED_WRITE | OPT_RECORD | OPT_DRY | OPT_YES, 1, -1,
	    verb_rm, NULL },
	{ "import", "FILE...", N_("read a spreadsheet"),
	    NEED_WRITE | OPT_IMPORT | OPT_DRY | TAKES_LONG, 1, -1,
	    verb_import, NULL },
	{ "export", "[FILE]", N_("write a spreadsheet with all fields"),
	    NEED_READ | OPT_SELECT | OPT_COLUMNS | OPT_FORMAT, 0, 1,
	    verb_export, NULL },
	{ "template", "[FILE]", N_("write an empty spreadsheet to fill in"),
	    NEED_NOTHING | OPT_FORMAT, 0, 1, verb_template, NULL },
	{ 0 }
};

const struct command rate_command = {
	"rate", N_("what one currency costs in another"), &rate_entity, verbs,
	"tradecli rate show USD/CNY --on 2026-03-31 --explain"
};
