/*
 * help: what there is, and how it is typed.  All of it comes from the tables
 * of commands, options, fields and codes.
 */
#include "cmd.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

const struct command *
find_command(const char *name)
{
	for (size_t i = 0; all_commands[i] != NULL; i++)
		if (strcmp(all_commands[i]->name, name) == 0)
			return all_commands[i];
	return NULL;
}

const struct verb *
find_verb(const struct command *c, const char *name)
{
	for (const struct verb *v = c->verbs; v->name != NULL; v++)
		if (strcmp(v->name, name) == 0)
			return v;
	return NULL;
}

enum { PAGE = 80 };

/* A word, which breaks where the page ends when it is Chinese; returns the
 * column behind it. */
static size_t
put_word(struct context *ctx, const char *word, size_t at, size_t indent)
{
	size_t n = strlen(word);

	while (at + utf8_width(word) > PAGE && (unsigned char)*word >= 0x80 &&
	    (n = utf8_fit(word, PAGE - at)) > 0) {
		answer(ctx, "%.*s\n%*s", (int)n, word, (int)indent, "");
		word += n;
		at = indent;
	}
	answer(ctx, "%s", word);
	return at + utf8_width(word);
}

/* Words of `text` from column `indent` on, within the page. */
static void
wrap(struct context *ctx, const char *text, size_t indent)
{
	size_t at = indent;

	while (*text != '\0') {
		size_t n = strcspn(text, " ");
		const char *word = arena_strndup(&ctx->arena, text, n);
		bool may_break = (unsigned char)*word >= 0x80;

		if (at > indent && !may_break &&
		    at + 1 + utf8_width(word) > PAGE) {
			answer(ctx, "\n%*s", (int)indent, "");
			at = indent;
		} else if (at > indent) {
			answer(ctx, " ");
			at++;
		}
		at = put_word(ctx, word, at, indent);
		text += n + strspn(text + n, " ");
	}
	answer(ctx, "\n");
}

/* "  left<pad>right", the right side in a column of its own. */
static void
two_columns(struct context *ctx, const char *left, const char *right,
    size_t width)
{
	size_t n = utf8_width(left);

	answer(ctx, "  %s", left);
	if (n < width)
		answer(ctx, "%*s", (int)(width - n), "");
	else
		answer(ctx, "\n%*s", (int)width + 2, "");
	wrap(ctx, right, width + 2);
}

/* As it stands, to be copied. */
static void
show_example(struct context *ctx, const struct command *c)
{
	answer(ctx, _("\nExample:\n"));
	answer(ctx, "  %s\n", c->example);
}

/* ---- overview ------------------------------------------------------------ */

enum status
help_overview(struct context *ctx)
{
	answer(ctx, _("tradecli - the trade of a small exporter in one "
	    "ledger\n\nusage: tradecli [options] NOUN [VERB] [ARG...]\n\n"));
	for (size_t i = 0; all_commands[i] != NULL; i++) {
		const struct command *c = all_commands[i];

		if (c->verbs[0].flags & HIDDEN)
			continue;
		if (i > 0 && c->entity == NULL &&
		    all_commands[i - 1]->entity != NULL)
			answer(ctx, "\n");
		two_columns(ctx, c->name, _(c->summary), 12);
	}
	answer(ctx, _("\nEvery noun has: list add show edit rm search import "
	    "export template\n\nThe first minutes:\n"
	    "  tradecli init --demo\n"
	    "  tradecli supplier list\n"
	    "  tradecli search 宁波\n"
	    "  tradecli next\n"
	    "\nMore: tradecli help COMMAND [VERB], tradecli help topics\n"));
	return OK;
}

/* ---- one command --------------------------------------------------------- */

static void
list_verbs(struct context *ctx, const struct command *c)
{
	for (const struct verb *v = c->verbs; v->name != NULL; v++)
		two_columns(ctx, arena_printf(&ctx->arena, "%s %s", v->name,
		    v->args), _(v->summary), 22);
}

static void
list_fields(struct context *ctx, struct flat flat)
{
	if (flat.n == 0)
		return;
	answer(ctx, _("\nFields (as options: --lead-days 21; in files: any of "
	    "the headings):\n"));
	for (size_t i = 0; i < flat.n; i++) {
		const struct field *f = flat.fields[i].field;

		two_columns(ctx, arena_printf(&ctx->arena, "%s%s",
		    flat.fields[i].name, f->flags & F_REQUIRED ? " *" : ""),
		    arena_printf(&ctx->arena, "%s: %s",
		    field_label(f, ctx->chinese), _(f->help)), 22);
	}
}

static enum status
help_noun(struct context *ctx, const struct command *c)
{
	answer(ctx, "tradecli %s - %s\n\n", c->name, _(c->summary));
	answer(ctx, _("usage: tradecli %s [VERB] [ARG...] [options]\n\n"),
	    c->name);
	list_verbs(ctx, c);
	if (c->entity != NULL)
		list_fields(ctx, entity_flat(c->entity, &ctx->arena));
	show_example(ctx, c);
	answer(ctx, _("\nOptions of a verb: tradecli help %s %s\n"), c->name,
	    c->verbs[0].name);
	return OK;
}

/* Those of some groups; UINT_MAX: all. */
static void
list_options(struct context *ctx, const struct option_row *rows,
    unsigned groups)
{
	for (const struct option_row *o = rows; o->name != NULL; o++) {
		const char *letter;

		if (groups != UINT_MAX && !(o->groups & groups))
			continue;
		letter = o->letter != '\0' ? arena_printf(&ctx->arena, "-%c, ",
		    o->letter) : "    ";
		two_columns(ctx, arena_printf(&ctx->arena, "%s--%s%s%s",
		    letter, o->name, o->arg != NULL ? " " : "",
		    o->arg != NULL ? o->arg : ""), _(o->help), 26);
	}
}

enum status
help_verb(struct context *ctx, const struct command *c, const struct verb *v)
{
	if (*v->name != '\0' && strcmp(v->name, c->verbs[0].name) == 0 &&
	    ctx->nargs == 0 && ctx->options.noperands == 1)
		return help_noun(ctx, c);
	answer(ctx, "%s\n\n", _(v->summary));
	answer(ctx, _("usage: tradecli %s%s%s%s%s [options]\n\n"), c->name,
	    *v->name != '\0' ? " " : "", v->name,
	    *v->args != '\0' ? " " : "", v->args);
	if (v->options != NULL)
		list_options(ctx, v->options, UINT_MAX);
	list_options(ctx, all_options, v->flags & ~(unsigned)OPT_GLOBAL);
	list_fields(ctx, verb_fields(c, v, &ctx->arena));
	answer(ctx, _("\nAlways:\n"));
	list_options(ctx, all_options, OPT_GLOBAL);
	show_example(ctx, c);
	return OK;
}

/* ---- topics -------------------------------------------------------------- */

static const struct {
	const char *name, *summary, *text;
} topics[] = {
	{ "terms", N_("how payment terms are written"), N_(
	    "Payment terms are text, as traders write it; known forms are made "
	    "alike:\n"
	    "  T/T 30/70          30 % deposit, 70 % before shipment\n"
	    "  100% T/T           all in advance, as T/T in advance and 前T/T\n"
	    "  T/T 30 days        thirty days after the bill of lading\n"
	    "  NET30  月结30天    thirty days after the invoice\n"
	    "  L/C at sight       letter of credit\n"
	    "  L/C 60 days        letter of credit, sixty days\n"
	    "  D/P  D/A 60        documents against payment, acceptance\n"
	    "  O/A 45 days        open account\n"
	    "T/T alone is taken, but does not say when: nothing is due then.\n"
	    "A text that names no way of paying, or shares that do not add up "
	    "to 100,\nare refused.\n") },
	{ "dates", N_("how dates are written"), N_(
	    "2026-11-05  2026/11/5  20261105  2026年11月5日, with a time where "
	    "one fits:\n2026-11-05 09:30.  On the command line also: today "
	    "tomorrow yesterday 今天 明天\n+3d -2w +1m +1y eom 月底 mon ... "
	    "sun.  05/11/2026 is refused: nobody can tell\nday from month.  "
	    "Periods: 2026 2026-11 2026Q4 this-month last-month ytd A..B\n") },
	{ "numbers", N_("how numbers are written"), N_(
	    "1234.5  1,234.50  12.5万 (ten thousands).  A single comma before "
	    "three digits\n(1,234) may mean two numbers and is refused.  At "
	    "most six decimals are kept;\nonly numbers a spreadsheet computed "
	    "are rounded to them.  The currency stands in\nits own "
	    "column.\n") },
	{ "formats", N_("what -f can make"), N_(
	    "table   for reading on a screen (the default there)\n"
	    "tsv     headings and plain values, tab and line break as \\t \\n "
	    "(default in pipes)\n"
	    "csv     RFC 4180, UTF-8; with --excel: BOM, CRLF, readable "
	    "headings\n"
	    "json    a list is an array, one record an object; keys never "
	    "change\n"
	    "ndjson  one object a line\n"
	    "xlsx    a workbook: real numbers and dates, codes as text\n"
	    "md      Markdown\n"
	    "id      only the codes, one a line, for xargs\n") },
	{ "where", N_("how to filter and sort"), N_(
	    "--where 'country=CN|VN,rating>=4,name~led'\n"
	    "  = != < <= > >=   compare; country=CN|VN is either of the two\n"
	    "  ~                holds the text, folded (case, accents, width)\n"
	    "  ,                and;  quote a value with a comma: "
	    "name='A, B'\n"
	    "  field=           no value\n"
	    "--sort country,-rating   - is descending\n") },
	{ "exit-codes", N_("what the exit code says"), N_(
	    "0 done            1 other failure      2 usage\n"
	    "3 not found       4 data rejected      5 conflict\n"
	    "6 ledger busy     7 ledger damaged or of a newer version\n"
	    "8 output could not be written\n"
	    "10 there are rows (--exit-code)        130 interrupted\n") },
	{ "environment", N_("variables that are heeded"), N_(
	    "TRADECLI_LEDGER   the ledger, when -L is not given\n"
	    "TRADECLI_LANG     en or zh_CN; else LC_ALL, LC_MESSAGES, LANG\n"
	    "TRADECLI_TODAY    the day taken for today\n"
	    "SOURCE_DATE_EPOCH the same as seconds, for repeatable files\n"
	    "XDG_DATA_HOME     where the default ledger is\n"
	    "NO_COLOR TERM COLUMNS VISUAL EDITOR TMPDIR USER HOME\n") },
};

static const struct codes *const code_topics[] = {
	&country_codes, &currency_codes, &unit_codes, &incoterm_codes,
	&language_codes, &channel_codes, &stage_codes
};

static void
list_codes(struct context *ctx, const struct codes *codes)
{
	for (size_t i = 0; i < codes->n; i++) {
		const struct code *c = &codes->list[i];

		two_columns(ctx, c->code, arena_printf(&ctx->arena,
		    "%s  %s", c->en, c->zh), 14);
	}
}

static enum status
list_topics(struct context *ctx)
{
	for (size_t i = 0; i < COUNT(topics); i++)
		two_columns(ctx, topics[i].name, _(topics[i].summary), 14);
	for (size_t i = 0; i < COUNT(code_topics); i++)
		two_columns(ctx, code_topics[i]->name,
		    _("all of its codes"), 14);
	return OK;
}

static enum status
no_such_topic(const char *name)
{
	const char *words[128], *near;
	size_t n = 0;
	enum status st;

	for (size_t i = 0; all_commands[i + 1] != NULL; i++)
		words[n++] = all_commands[i]->name;
	for (size_t i = 0; i < COUNT(topics); i++)
		words[n++] = topics[i].name;
	for (size_t i = 0; i < COUNT(code_topics); i++)
		words[n++] = code_topics[i]->name;
	near = near_word(name, words, n);
	st = fail(E_NOTFOUND, _("there is no help on '%s'"), name);
	if (near != NULL)
		return fail_hint(st, _("did you mean %s?"), near);
	return fail_hint(st, _("there is help on all commands and on: "
	    "tradecli help topics"));
}

static enum status
help_topic(struct context *ctx, const char *name)
{
	if (strcmp(name, "topics") == 0)
		return list_topics(ctx);
	for (size_t i = 0; i < COUNT(topics); i++) {
		if (strcmp(topics[i].name, name) == 0) {
			answer(ctx, "%s", _(topics[i].text));
			return OK;
		}
	}
	for (size_t i = 0; i < COUNT(code_topics); i++) {
		if (strcmp(code_topics[i]->name, name) == 0) {
			list_codes(ctx, code_topics[i]);
			return OK;
		}
	}
	return no_such_topic(name);
}

static enum status
help_run(struct context *ctx)
{
	const struct command *c;
	const struct verb *v;

	if (ctx->nargs == 0)
		return help_overview(ctx);
	if ((c = find_command(ctx->args[0])) == NULL)
		return help_topic(ctx, ctx->args[0]);
	if (ctx->nargs == 1)
		return *c->verbs[0].name != '\0' ? help_noun(ctx, c) :
		    help_verb(ctx, c, &c->verbs[0]);
	if ((v = find_verb(c, ctx->args[1])) == NULL)
		return no_such_verb(c, ctx->args[1]);
	return help_verb(ctx, c, v);
}

static const struct verb verbs[] = {
	{ "", "[COMMAND|TOPIC] [VERB]", N_("explain commands and topics"),
	    NEED_NOTHING, 0, 2, help_run, NULL },
	{ 0 }
};

const struct command help_command = {
	"help", N_("explain commands and topics"), NULL, verbs,
	"tradecli help supplier import"
};
