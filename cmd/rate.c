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
	if (st == OK && x.rate.micros < 1000)	/* six decimals say little */
		note(ctx, "%s", exchange_text(&x, &ctx->arena));
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

/* ---- add ----------------------------------------------------------------- */

/* "USD/CNY 7.10" stands for three options. */
static enum status
add_run(struct context *ctx)
{
	struct given *list = ctx->options.list;
	struct exchange_query q;
	enum status st;

	if (ctx->nargs == 0)
		return verb_add(ctx);
	if (strchr(ctx->args[0], '/') == NULL || ctx->nargs < 2)
		return fail_hint(fail(E_USAGE, _("rate add: which pair, and "
		    "which value?")), _("for example: tradecli rate add "
		    "USD/CNY 7.10"));
	if ((st = read_pair(ctx, ctx->args[0], &q)) != OK)
		return st;
	if (opt_text(ctx, "from-currency") != NULL ||
	    opt_text(ctx, "to-currency") != NULL ||
	    opt_text(ctx, "value") != NULL)
		return fail(E_USAGE, _("rate add: pair or value is given "
		    "twice"));
	list = arena_alloc(&ctx->arena, (ctx->options.n + 3) * sizeof(*list));
	memcpy(list, ctx->options.list, ctx->options.n * sizeof(*list));
	list[ctx->options.n++] = (struct given){ "from-currency", q.from };
	list[ctx->options.n++] = (struct given){ "to-currency", q.to };
	list[ctx->options.n++] = (struct given){ "value", ctx->args[1] };
	ctx->options.list = list;
	ctx->nargs = 0;
	return verb_add(ctx);
}

/* ---- import -------------------------------------------------------------- */

static void
show_problem(void *to, const struct problem *p)
{
	struct strbuf b = STRBUF_INIT;

	(void)to;
	strbuf_addstr(&b, "tradecli: ");
	print_problem(p, &b);
	print_text(STDERR_FILENO, b.buf);
	strbuf_release(&b);
}

/* --since, --currencies. */
static enum status
read_limits(struct context *ctx, struct rates_options *o)
{
	const char *since = opt_text(ctx, "since");
	const char *text = opt_text(ctx, "currencies");
	const char **list;

	if (since != NULL && date_parse(since, ctx->session.now,
	    &o->since) != OK)
		return fail_in(E_USAGE, "--since");
	if (text == NULL)
		return OK;
	list = arena_alloc(&ctx->arena, (strlen(text) + 1) * sizeof(*list));
	while (*text != '\0') {
		size_t n = strcspn(text, ",");
		const struct code *code;

		if (code_find(&currency_codes, arena_strndup(&ctx->arena, text,
		    n), &code) != OK)
			return fail_in(E_USAGE, "--currencies");
		list[o->ncurrencies++] = code->code;
		text += n + (text[n] == ',');
	}
	o->currencies = list;
	return OK;
}

static const char *
source_of(const struct context *ctx, const struct rates_file *f)
{
	const char *given = opt_text(ctx, "source");

	if (given != NULL)
		return given;
	return f->form == RATES_ECB ? "ECB" : f->is_boc ? "BOC" : "bank";
}

/* What was read is stored, unless some of it could not be read. */
static enum status
store_rates(struct context *ctx, const struct rates_options *o,
    struct rates_file *f)
{
	struct rates_result r;
	enum status st;

	if (f->nproblems > 0)
		return fail_hint(fail(E_INVALID, _("%s: %zu cells cannot be "
		    "read; nothing was changed"), o->file, f->nproblems),
		    _("mend them, or take the currencies you need: "
		    "--currencies USD,EUR"));
	if ((st = rates_import(ctx->records, f, source_of(ctx, f), &r)) != OK)
		return st;
	note(ctx, f->form == RATES_ECB ? _("%s: read as reference rates of the "
	    "ECB") : _("%s: read as a board of rates for 100"), o->file);
	if (f->unused.len > 0)
		note(ctx, _("Columns not used: %s"), f->unused.buf);
	note(ctx, _("%s: %zu new, %zu changed, %zu unchanged"),
	    _(rate_entity.plural), r.added, r.changed, r.unchanged);
	return OK;
}

enum status
import_rates(struct context *ctx, const char *path, bool *is_one)
{
	struct rates_options o = { .file = strcmp(path, "-") == 0 ?
	    _("standard input") : path, .since = NO_DATE,
	    .home = ledger_currency(ctx->ledger), .today = ctx->session.now,
	    .problem = show_problem };
	struct rates_file f = RATES_FILE_INIT;
	struct source *s;
	enum status st;

	if ((st = read_limits(ctx, &o)) != OK ||
	    (st = import_open(ctx, path, &s)) != OK)
		return st;
	st = rates_file_read(s, &o, &f);
	if (st == OK && f.form != RATES_TABLE && *source_guess(s) != '\0')
		note(ctx, _("%s: read as %s"), o.file, source_guess(s));
	source_close(s);
	if (st == OK && f.form != RATES_TABLE)
		st = store_rates(ctx, &o, &f);
	*is_one = f.form != RATES_TABLE;
	rates_file_release(&f);
	return st;
}

/* What the headings of a pipe were read for cannot be read again. */
static enum status
import_table(struct context *ctx, const char *path)
{
	if (strcmp(path, "-") != 0)
		return import_one(ctx, path, &rate_entity);
	return fail_hint(fail(E_USAGE, _("standard input holds neither rates "
	    "of the ECB nor a board of a bank")), _("save it as a file: "
	    "tradecli rate import FILE"));
}

/* A table like any other is read as every noun's is. */
static enum status
import_run(struct context *ctx)
{
	bool is_one = false;
	enum status st = OK;

	for (int i = 0; st == OK && i < ctx->nargs; i++) {
		if ((st = import_rates(ctx, ctx->args[i], &is_one)) == OK &&
		    !is_one)
			st = import_table(ctx, ctx->args[i]);
	}
	return st;
}

static const struct option_row import_options[] = {
	{ "since", 0, "DATE", N_("leave out rates of the days before"), 0 },
	{ "currencies", 0, "A,B", N_("only these currencies"), 0 },
	{ "source", 0, "NAME", N_("whose rates they are"), 0 },
	{ 0 }
};

static const struct verb verbs[] = {
	{ "list", "", N_("list them (the default)"),
	    NEED_READ | OPT_SELECT | OPT_COLUMNS | OPT_FORMAT, 0, 0,
	    verb_list, NULL },
	{ "add", "[FROM/TO VALUE]", N_("add one"),
	    NEED_WRITE | OPT_RECORD | OPT_DRY, 0, 2, add_run, NULL },
	{ "show", "FROM/TO|CODE...", N_("the rate of a pair on a day"),
	    NEED_READ | OPT_FORMAT | OPT_COLUMNS, 1, -1, show_run,
	    show_options },
	{ "edit", "CODE", N_("change fields, or the whole in an editor"),
	    NEED_WRITE | OPT_RECORD | OPT_DRY, 1, 1, verb_edit, NULL },
	{ "rm", "CODE...", N_("remove; put away what is in use"),
	    NEED_WRITE | OPT_RECORD | OPT_DRY | OPT_YES, 1, -1,
	    verb_rm, NULL },
	{ "import", "FILE...", N_("read rates of the ECB, a bank, a table"),
	    NEED_WRITE | OPT_IMPORT | OPT_DRY | TAKES_LONG, 1, -1,
	    import_run, import_options },
	{ "export", "[FILE]", N_("write a spreadsheet with all fields"),
	    NEED_READ | OPT_SELECT | OPT_COLUMNS | OPT_FORMAT, 0, 1,
	    verb_export, NULL },
	{ "template", "[FILE]", N_("write an empty spreadsheet to fill in"),
	    NEED_NOTHING | OPT_FORMAT, 0, 1, verb_template, NULL },
	{ 0 }
};

const struct command rate_command = {
	"rate", N_("what one currency costs in another"), &rate_entity, verbs,
	"tradecli rate show USD/CNY --on 2026-11-20 --explain"
};
