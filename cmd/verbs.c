/*
 * The verbs every noun has that look without changing: list, show, search,
 * export, template.  Once, for all nouns.
 */
#include "cmd.h"

#include <string.h>

static const char *
noun_title(const struct context *ctx, const struct entity *e)
{
	return ctx->chinese ? e->label_zh : e->label;
}

/* --where (each of several), --sort, --limit, --all. */
static enum status
read_selection(struct context *ctx, const struct entity *e,
    struct selection *sel)
{
	const char *sort = opt_text(ctx, "sort");
	struct parse p = context_parse(ctx);
	size_t n;
	const char **where = opt_all(ctx, "where", &n);
	enum status st;

	sel->with_archived = opt_flag(ctx, "all");
	if ((st = opt_number(ctx, "limit", 0, &sel->limit)) != OK)
		return st;
	for (size_t i = 0; i < n; i++)	/* all of them must hold */
		if ((st = selection_where(e, where[i], &p, sel)) != OK)
			return st;
	return sort != NULL ? selection_sort(e, sort, &ctx->arena, sel) : OK;
}

/* An empty list is no answer: say what to do about it. */
static void
note_empty(struct context *ctx, const struct entity *e)
{
	const struct command *noun = find_command(e->name);
	int64_t total;

	if (record_count(ctx->records, e, &total) != OK) {
		fail_clear();
		return;
	}
	if (total > 0)
		note(ctx, _("None of the %lld %s fits."), (long long)total,
		    _(e->plural));
	else if (find_verb(noun, "add") == NULL)
		note(ctx, _("No %s yet."), _(e->plural));
	else
		note(ctx, _("No %s yet. Add one: tradecli %s add NAME, or "
		    "import a file: tradecli %s import FILE"), _(e->plural),
		    e->name, e->name);
}

/* The records of a selection, in the usual columns or in all of them. */
static enum status
print_records(struct context *ctx, const struct entity *e,
    const struct selection *sel, bool everything)
{
	struct listing l = { .chinese = ctx->chinese, .arena = &ctx->arena };
	struct printing p;
	enum status st;

	if ((st = listing_choose(e, opt_text(ctx, "fields"), everything,
	    &l)) != OK ||
	    (st = print_open(ctx, noun_title(ctx, e), PRINT_TABLE, &p)) != OK)
		return st;
	st = print_close(ctx, &p, listing_write(ctx->records, &l, sel,
	    p.sink));
	if (st == OK && l.nrows == 0)
		note_empty(ctx, e);
	return st;
}

enum status
verb_list(struct context *ctx)
{
	struct selection sel = { 0 };
	enum status st = read_selection(ctx, ctx->command->entity, &sel);

	return st == OK ? print_records(ctx, ctx->command->entity, &sel,
	    false) : st;
}

static const char *
join_args(struct context *ctx)
{
	struct strbuf b = STRBUF_INIT;
	const char *text;

	for (int i = 0; i < ctx->nargs; i++)
		strbuf_addf(&b, "%s%s", i > 0 ? " " : "", ctx->args[i]);
	text = strbuf_to(&b, &ctx->arena);
	strbuf_release(&b);
	return text;
}

enum status
verb_search(struct context *ctx)
{
	struct selection sel = { .holding = join_args(ctx) };
	enum status st = check_words(sel.holding);

	if (st == OK)
		st = read_selection(ctx, ctx->command->entity, &sel);

	return st == OK ? print_records(ctx, ctx->command->entity, &sel,
	    false) : st;
}

/* A whole export is nothing to read on a screen. */
enum status
check_export(const struct context *ctx)
{
	if (!ctx->is_terminal || opt_text(ctx, "output") != NULL ||
	    opt_text(ctx, "format") != NULL)
		return OK;
	return fail_hint(fail(E_USAGE, _("export: where to?")),
	    _("name a file: -o FILE.xlsx; or say -f table to see it here"));
}

/* Parts of the records in the place of their lines, with what tells of which
 * record each is. */
static enum status
export_part(struct context *ctx, const char *part, const struct selection *sel)
{
	struct listing l = { .chinese = ctx->chinese, .arena = &ctx->arena,
	    .lines_only = true };
	const struct entity *e;
	struct printing p;
	enum status st = records_part_view(ctx->records,
	    ctx->command->entity, part, &e);

	if (st != OK)
		return fail_in(st, "--part");
	l.flat = entity_flat_lines(e, &ctx->arena);
	if (opt_text(ctx, "fields") != NULL && (st = listing_choose(e,
	    opt_text(ctx, "fields"), true, &l)) != OK)
		return st;
	if ((st = print_open(ctx, noun_title(ctx, e->lines), PRINT_TABLE,
	    &p)) != OK)
		return st;
	st = print_close(ctx, &p, listing_write(ctx->records, &l, sel,
	    p.sink));
	if (st == OK && l.nrows == 0)
		note(ctx, _("No %s yet."), _(e->lines->plural));
	return st;
}

enum status
verb_export(struct context *ctx)
{
	struct selection sel = { 0 };
	enum status st;

	if (ctx->nargs > 0)		/* export FILE is export -o FILE */
		ctx->options.list[ctx->options.n++] =
		    (struct given){ "output", ctx->args[0] };
	if ((st = check_export(ctx)) == OK)
		st = read_selection(ctx, ctx->command->entity, &sel);
	if (opt_text(ctx, "where") == NULL)
		sel.with_archived = true;	/* nothing is left out */
	if (st == OK && opt_text(ctx, "part") != NULL)
		return export_part(ctx, opt_text(ctx, "part"), &sel);
	return st == OK ? print_records(ctx, ctx->command->entity, &sel,
	    true) : st;
}

enum status
verb_show(struct context *ctx)
{
	const struct entity *e = ctx->command->entity;
	struct listing l = { .chinese = ctx->chinese, .arena = &ctx->arena };
	void *record = entity_new(e, &ctx->arena);
	struct printing p;
	enum status st;

	if ((st = listing_choose(e, opt_text(ctx, "fields"), false,
	    &l)) != OK)
		return st;
	if (opt_text(ctx, "fields") == NULL)
		l.flat = entity_own_fields(e, &ctx->arena);
	if ((st = print_open(ctx, noun_title(ctx, e),
	    ctx->nargs > 1 ? PRINT_RECORDS : PRINT_TABLE, &p)) != OK)
		return st;
	for (int i = 0; st == OK && i < ctx->nargs; i++)
		if ((st = record_find(ctx->records, (struct record_code){ e,
		    ctx->args[i] }, &ctx->arena, record)) == OK)
			st = listing_show(ctx->records, &l, record, p.sink);
	return print_close(ctx, &p, st);
}

/* Without a file name: suppliers-template.xlsx, in the current folder. */
enum status
verb_template(struct context *ctx)
{
	const struct entity *e = ctx->command->entity;
	struct listing l = { .chinese = ctx->chinese, .arena = &ctx->arena };
	const char *path = ctx->nargs > 0 ? ctx->args[0] :
	    opt_text(ctx, "output");
	struct printing p;
	enum status st;

	if (path == NULL)
		path = arena_printf(&ctx->arena, "%s-template.xlsx", e->plural);
	ctx->options.list[ctx->options.n++] = (struct given){ "output", path };
	if ((st = listing_choose(e, NULL, true, &l)) != OK ||
	    (st = print_open(ctx, noun_title(ctx, e), PRINT_TEMPLATE,
	    &p)) != OK)
		return st;
	st = print_close(ctx, &p, listing_template(&l, p.sink));
	if (st == OK)
		note(ctx, _("Fill it in, then: tradecli %s import %s"),
		    e->name, path);
	return st;
}
