/*
 * export: one noun, or everything as a workbook with a sheet a noun.
 */
#include "cmd.h"

#include <string.h>

static enum status
export_nouns(struct context *ctx, struct sink *sink)
{
	struct selection all = { .with_archived = true };
	enum status st = OK;

	for (size_t i = 0; st == OK && noun_entities[i] != NULL; i++) {
		struct listing l = { .chinese = ctx->chinese,
		    .arena = &ctx->arena };

		if ((st = listing_choose(noun_entities[i], NULL, true,
		    &l)) == OK)
			st = listing_write(ctx->records, &l, &all, sink);
	}
	return st;
}

static enum status
export_all(struct context *ctx)
{
	static const char *const for_one[] = {
		"where", "fields", "sort", "limit"
	};
	struct printing p;
	enum status st = check_export(ctx);

	for (size_t i = 0; st == OK && i < COUNT(for_one); i++)
		if (opt_text(ctx, for_one[i]) != NULL)
			st = fail(E_USAGE, _("export all: --%s goes with one "
			    "noun"), for_one[i]);

	if (st != OK)
		return st;
	st = print_open(ctx, _("The whole ledger"), PRINT_TABLES, &p);
	if (st == OK && opt_text(ctx, "output") != NULL &&
	    (p.options.format == FORMAT_CSV || p.options.format == FORMAT_TSV))
		st = print_close(ctx, &p, fail_hint(fail(E_USAGE,
		    _("export all: a file of format %s holds one table"),
		    format_name(p.options.format)),
		    _("write a workbook (-o FILE.xlsx), JSON, or one noun")));
	if (st != OK)
		return st;

	return st == OK ? print_close(ctx, &p, export_nouns(ctx, p.sink)) : st;
}

/* `export suppliers FILE` is `supplier export FILE`. */
static enum status
export_run(struct context *ctx)
{
	static struct command as_noun;
	const struct entity *e = noun_find(ctx->args[0]);

	if (ctx->nargs > 1 && (opt_text(ctx, "output") != NULL ||
	    noun_find(ctx->args[1]) != NULL))
		return fail_hint(fail(E_USAGE,
		    _("export: '%s' is one too many"), ctx->args[1]),
		    _("one noun, or all, and one file"));
	if (ctx->nargs > 1)
		ctx->options.list[ctx->options.n++] =
		    (struct given){ "output", ctx->args[1] };
	if (strcmp(ctx->args[0], "all") == 0)
		return export_all(ctx);
	if (e == NULL)
		return fail_hint(fail(E_USAGE, _("export: there is no noun "
		    "'%s'"), ctx->args[0]), _("there are %s, and all"),
		    noun_names(true, &ctx->arena));
	as_noun = (struct command){ .name = e->name, .entity = e };
	ctx->command = &as_noun;
	ctx->nargs = 0;
	return verb_export(ctx);
}

static const struct verb verbs[] = {
	{ "", "NOUNS|all [FILE]", N_("write suppliers, buyers, ... or all"),
	    NEED_READ | OPT_SELECT | OPT_COLUMNS | OPT_FORMAT, 1, 2,
	    export_run, NULL },
	{ 0 }
};

const struct command export_command = {
	"export", N_("spreadsheets out: one noun, or all in one workbook"),
	NULL, verbs, "tradecli export all -o everything.xlsx"
};
