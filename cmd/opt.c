/*
 * The command line into options and operands.  The only place that knows
 * getopt; names must be typed in full, so that a new option never changes what
 * an old script means.
 */
#include "cmd.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

const struct option_row all_options[] = {
	{ "ledger", 'L', "FILE", N_("the ledger (TRADECLI_LEDGER)"),
	    OPT_GLOBAL },
	{ "lang", 0, "LANG", N_("language: en or zh_CN"), OPT_GLOBAL },
	{ "color", 0, "WHEN", N_("auto, always or never"), OPT_GLOBAL },
	{ "today", 0, "DATE", N_("take this day for today (TRADECLI_TODAY)"),
	    OPT_GLOBAL },
	{ "quiet", 'q', NULL, N_("no messages but errors"), OPT_GLOBAL },
	{ "no-input", 0, NULL, N_("never ask"), OPT_GLOBAL },
	{ "help", 'h', NULL, N_("explain the command"), OPT_GLOBAL },
	{ "version", 'V', NULL, N_("print the version"), OPT_GLOBAL },

	{ "format", 'f', "FORMAT",
	    N_("table tsv csv json ndjson xlsx md id"), OPT_FORMAT },
	{ "output", 'o', "FILE", N_("where to; the format follows the suffix"),
	    OPT_FORMAT | OPT_OUTPUT },
	{ "no-header", 0, NULL, N_("without headings"), OPT_FORMAT },
	{ "excel", 0, NULL, N_("CSV for Excel: BOM, CRLF, readable headings"),
	    OPT_FORMAT },
	{ "fields", 0, "a,b", N_("which columns; +c adds, -d takes away"),
	    OPT_COLUMNS },
	{ "where", 'w', "COND", N_("'country=CN|VN,rating>=4,name~led'"),
	    OPT_SELECT },
	{ "sort", 's', "a,-b", N_("order; - is descending"), OPT_SELECT },
	{ "limit", 0, "N", N_("at most so many rows"),
	    OPT_SELECT | OPT_LIMIT },
	{ "all", 'a', NULL, N_("archived ones too"), OPT_SELECT },

	{ "dry-run", 'n', NULL, N_("check everything, change nothing"),
	    OPT_DRY },
	{ "key", 0, "KEY", N_("a word of your own; asked again, it is done "
	    "once"), NEED_WRITE | OPT_INIT | OPT_BATCH },
	{ "yes", 'y', NULL, N_("do not ask"), OPT_YES },

	{ "null", 0, "TEXT", N_("this text means no value, as NULL"),
	    OPT_IMPORT },
	{ "sheet", 0, "NAME", N_("which sheet of a workbook"), OPT_IMPORT },
	{ "map", 0, "HEADING=field", N_("what a heading means; may be repeated"),
	    OPT_IMPORT },
	{ "set", 0, "field=VALUE", N_("for rows without a value; may be "
	    "repeated"), OPT_IMPORT },
	{ "encoding", 0, "NAME", N_("GB18030, UTF-16, ...; found out otherwise"),
	    OPT_IMPORT },
	{ "delimiter", 0, "CHAR", N_("of a text file; found out otherwise"),
	    OPT_IMPORT },
	{ "skip", 0, "N", N_("lines above the headings"), OPT_IMPORT },
	{ "rejects", 0, "FILE", N_("import the good rows, write the bad ones "
	    "here"), OPT_IMPORT },
	{ "lines", 0, "FILE", N_("their lines, in a file of their own"),
	    OPT_IMPORT },
	{ "part", 0, "PARTS", N_("of their instalments, containers, ... alone"),
	    OPT_PART },
	{ "profile", 0, "NAME", N_("whose headings they are: shopify, ... or a "
	    "file"), OPT_IMPORT },

	{ "company", 0, "NAME", N_("your company"), OPT_INIT },
	{ "currency", 0, "CODE", N_("home currency"), OPT_INIT },
	{ "demo", 0, NULL, N_("fill in the demo data"), OPT_INIT },
	{ "reason", 0, "TEXT", N_("why"), OPT_REASON },
	{ "period", 0, "PERIOD", N_("2026, 2026-11, 2026Q4, this-month, A..B"),
	    OPT_PERIOD },
	{ "exit-code", 0, NULL, N_("exit with 10 when there are rows"),
	    OPT_EXIT },
	{ "atomic", 0, NULL, N_("all lines or none"), OPT_BATCH },
	{ "keep-going", 0, NULL, N_("go on behind a line that failed"),
	    OPT_BATCH },
	{ 0 }
};

/* ---- all names ----------------------------------------------------------- */

/* Field names as options: lead_days is --lead-days. */
static const char *
option_name(const char *field, struct arena *a)
{
	char *name = arena_strdup(a, field);

	for (char *p = name; *p != '\0'; p++)
		if (*p == '_')
			*p = '-';
	return name;
}

struct names {
	struct option *list;	/* ends with a nameless one */
	size_t	       n;
	char	       letters[128];
};

static bool
have_name(const struct names *names, const char *name)
{
	for (size_t i = 0; i < names->n; i++)
		if (*names->list[i].name == *name &&
		    strcmp(names->list[i].name, name) == 0)
			return true;
	return false;
}

static void
add_name(struct names *names, const char *name, bool takes_arg)
{
	if (!have_name(names, name))
		names->list[names->n++] = (struct option){ name,
		    takes_arg ? required_argument : no_argument, NULL, 0 };
}

static void
add_letter(struct names *names, const struct option_row *o)
{
	size_t n = strlen(names->letters);

	if (o->letter == '\0')
		return;
	names->letters[n++] = o->letter;
	if (o->arg != NULL)
		names->letters[n++] = ':';
	names->letters[n] = '\0';
}

static size_t
count_rows(const struct option_row *rows)
{
	size_t n = 0;

	while (rows != NULL && rows[n].name != NULL)
		n++;
	return n;
}

/* Options of the verbs' own; how many there are, with names NULL. */
static size_t
add_own(struct names *names)
{
	size_t n = 0;

	for (size_t i = 0; all_commands[i] != NULL; i++)
		for (const struct verb *v = all_commands[i]->verbs;
		    v->name != NULL; v++) {
			n += count_rows(v->options);
			for (size_t j = 0; names != NULL &&
			    j < count_rows(v->options); j++)
				add_name(names, v->options[j].name,
				    v->options[j].arg != NULL);
		}
	return n;
}

const struct names *
names_collect(struct arena *a)
{
	struct names *names = arena_alloc(a, sizeof(*names));
	size_t max = COUNT(all_options) + add_own(NULL);
	size_t nouns = 0;

	*names = (struct names){ .letters = ":" };
	for (; noun_entities[nouns] != NULL; nouns++)
		max += entity_flat(noun_entities[nouns], a).n;
	names->list = arena_alloc(a, (max + 1) * sizeof(*names->list));
	for (const struct option_row *o = all_options; o->name != NULL; o++) {
		add_name(names, o->name, o->arg != NULL);
		add_letter(names, o);
	}
	add_own(names);
	for (size_t i = 0; i < nouns; i++) {
		struct flat flat = entity_flat(noun_entities[i], a);

		for (size_t j = 0; j < flat.n; j++)
			add_name(names, option_name(flat.fields[j].name, a),
			    true);
	}
	return names;
}

/* ---- near words ---------------------------------------------------------- */

const char *
near_word(const char *word, const char *const *words, size_t n)
{
	const char *near = NULL;
	size_t best = strlen(word) > 3 ? 3 : 2;

	for (size_t i = 0; i < n; i++)	/* the start of a word */
		if (*word != '\0' && strncmp(words[i], word,
		    strlen(word)) == 0)
			return words[i];
	for (size_t i = 0; i < n; i++) {
		size_t d = utf8_distance(word, words[i], best);

		if (d < best) {
			best = d;
			near = words[i];
		}
	}
	return near;
}

static enum status
unknown_option(const char *typed, const struct names *names, struct arena *a)
{
	const char **words = arena_alloc(a, (names->n + 1) * sizeof(*words));
	const char *name = typed + strspn(typed, "-"), *near;
	enum status st;

	name = arena_strndup(a, name, strcspn(name, "="));
	for (size_t i = 0; i < names->n; i++)
		words[i] = names->list[i].name;
	near = near_word(name, words, names->n);
	st = fail(E_USAGE, _("there is no option '%s'"), typed);
	if (near != NULL)
		return fail_hint(st, _("did you mean --%s?"), near);
	return fail_hint(st, _("options: tradecli help COMMAND"));
}

/* ---- parsing ------------------------------------------------------------- */

/* The word getopt took for an option: the one before a value that stands by
 * itself. */
static const char *
typed_word(char **argv)
{
	return optarg != NULL && optarg == argv[optind - 1] ?
	    argv[optind - 2] : argv[optind - 1];
}

/* Abbreviations are not for us. */
static bool
typed_in_full(const char *name, const char *typed)
{
	size_t n = strlen(name);

	return strncmp(typed, "--", 2) == 0 &&
	    strncmp(typed + 2, name, n) == 0 &&
	    (typed[2 + n] == '\0' || typed[2 + n] == '=');
}

static const char *
name_of_letter(int letter)
{
	const struct option_row *o = all_options;

	while (o->letter != letter)
		o++;
	return o->name;
}

/* What getopt could not take. */
static enum status
refuse(int c, char **argv, const struct names *names, struct arena *a)
{
	const char *typed = argv[optind - 1];

	if (c == ':')
		return fail(E_USAGE, _("the option '%s' needs a value"), typed);
	if (strncmp(typed, "--", 2) == 0 && strchr(typed, '=') != NULL &&
	    optopt == 0)
		return fail(E_USAGE, _("the option '%s' takes no value"),
		    arena_strndup(a, typed, strcspn(typed, "=")));
	if (strncmp(typed, "--", 2) != 0 && optopt != 0)
		typed = arena_printf(a, "-%c", optopt);
	return unknown_option(typed, names, a);
}

/* The options of a batch itself, those of every command, hold for its lines;
 * what a line says itself stands behind them and wins. */
static void
inherit(const struct options *from, struct options *to)
{
	for (size_t i = 0; i < from->n; i++)
		for (const struct option_row *o = all_options; o->name != NULL;
		    o++)
			if (o->groups & OPT_GLOBAL &&
			    strcmp(o->name, from->list[i].name) == 0)
				to->list[to->n++] = from->list[i];
}

static enum status
parse_words(struct words words, const struct names *names, struct arena *a,
    struct options *out)
{
	char **argv = words.list;
	int c, at;

	opterr = 0;
	optind = 0;
	while ((c = getopt_long(words.n, argv, names->letters, names->list,
	    &at)) != -1) {
		const char *name;

		if (c == ':' || c == '?')
			return refuse(c, argv, names, a);
		if (c != 0) {
			name = name_of_letter(c);
		} else {
			name = names->list[at].name;
			if (!typed_in_full(name, typed_word(argv)))
				return unknown_option(typed_word(argv),
				    names, a);
		}
		out->list[out->n++] = (struct given){ name, optarg };
	}
	out->operands = argv + optind;
	out->noperands = words.n - optind;
	return OK;
}

enum status
options_parse(struct words words, struct context *ctx)
{
	const struct options *outer = ctx->outer != NULL ?
	    &ctx->outer->options : NULL;
	size_t max = (size_t)words.n + (outer != NULL ? outer->n : 0);

	/* A command may say two more in its own words. */
	ctx->options = (struct options){ .list = arena_alloc(&ctx->arena,
	    (max + 2) * sizeof(*ctx->options.list)) };
	if (outer != NULL)
		inherit(outer, &ctx->options);
	ctx->options.nouter = ctx->options.n;
	return parse_words(words, ctx->names, &ctx->arena, &ctx->options);
}

/* ---- checking ------------------------------------------------------------ */

struct flat
verb_fields(const struct command *c, const struct verb *v, struct arena *a)
{
	struct flat flat;

	if (!(v->flags & (OPT_RECORD | OPT_HEAD)))
		return (struct flat){ c->entity, NULL, 0 };
	flat = entity_flat(c->entity, a);
	while ((v->flags & OPT_HEAD) && flat.n > 0 &&
	    flat.fields[flat.n - 1].of != c->entity)
		flat.n--;
	return flat;
}

static bool
is_field_option(const struct command *c, const struct verb *v,
    const char *name, struct arena *a)
{
	struct flat flat = verb_fields(c, v, a);

	for (size_t i = 0; i < flat.n; i++)
		if (strcmp(option_name(flat.fields[i].name, a), name) == 0)
			return true;
	return false;
}

const struct option_row *
verb_option(const struct verb *v, const char *name)
{
	for (const struct option_row *o = v->options;
	    o != NULL && o->name != NULL; o++)
		if (strcmp(o->name, name) == 0)
			return o;
	for (const struct option_row *o = all_options; o->name != NULL; o++)
		if (strcmp(o->name, name) == 0 &&
		    (o->groups & (v->flags | OPT_GLOBAL)))
			return o;
	return NULL;
}

static bool
verb_has(const struct command *c, const struct verb *v, const char *name,
    struct arena *a)
{
	return verb_option(v, name) != NULL || is_field_option(c, v, name, a);
}

enum status
options_check(const struct options *o, const struct command *c,
    const struct verb *v, struct arena *a)
{
	for (size_t i = 0; i < o->n; i++) {
		if (verb_has(c, v, o->list[i].name, a))
			continue;
		return fail_hint(fail(E_USAGE, _("%s%s%s has no option '--%s'"),
		    c->name, *v->name != '\0' ? " " : "", v->name,
		    o->list[i].name), _("its options: tradecli help %s%s%s"),
		    c->name, *v->name != '\0' ? " " : "", v->name);
	}
	return OK;
}

/* ---- asking for options -------------------------------------------------- */

const char *
opt_text(const struct context *ctx, const char *name)
{
	const char *value = NULL;

	for (size_t i = 0; i < ctx->options.n; i++)
		if (strcmp(ctx->options.list[i].name, name) == 0)
			value = ctx->options.list[i].value;
	return value;
}

bool
opt_flag(const struct context *ctx, const char *name)
{
	for (size_t i = 0; i < ctx->options.n; i++)
		if (strcmp(ctx->options.list[i].name, name) == 0)
			return true;
	return false;
}

enum status
opt_number(const struct context *ctx, const char *name, int64_t otherwise,
    int64_t *out)
{
	const char *text = opt_text(ctx, name);
	char *end;
	long long n;

	*out = otherwise;
	if (text == NULL)
		return OK;
	n = strtoll(text, &end, 10);
	if (end == text || *end != '\0' || n < 0 || n > INT32_MAX)
		return fail(E_USAGE, _("--%s: '%s' is not a whole number"),
		    name, text);
	*out = n;
	return OK;
}

const char **
opt_all(struct context *ctx, const char *name, size_t *n)
{
	const char **values = arena_alloc(&ctx->arena,
	    (ctx->options.n + 1) * sizeof(*values));

	*n = 0;
	for (size_t i = 0; i < ctx->options.n; i++)
		if (strcmp(ctx->options.list[i].name, name) == 0)
			values[(*n)++] = ctx->options.list[i].value;
	return values;
}

enum status
set_given(struct context *ctx, const struct entity *of, void *record,
    size_t *n)
{
	struct flat flat = entity_flat(ctx->command->entity, &ctx->arena);
	struct parse p = context_parse(ctx);
	enum status st;

	*n = 0;
	for (size_t i = 0; i < flat.n; i++) {
		const char *name = option_name(flat.fields[i].name,
		    &ctx->arena);
		const char *text = opt_text(ctx, name);

		if (flat.fields[i].of != of || text == NULL)
			continue;
		if ((st = field_set(flat.fields[i].field, record, text,
		    &p)) != OK)
			return fail_in(st, "--%s", name);
		++*n;
	}
	return OK;
}

/* "2=500": line 2; "500": all lines. */
static enum status
read_line_value(const char *text, struct line_value *out)
{
	const char *equals = strchr(text, '=');
	char *end;

	out->line = 0;
	if (equals == NULL)
		return decimal_parse(text, &out->value);
	out->line = strtoll(text, &end, 10);
	if (end == text || end != equals || out->line < 1)
		return fail(E_USAGE, _("'%s': no number of a line before the "
		    "="), text);
	return decimal_parse(equals + 1, &out->value);
}

enum status
opt_line_values(struct context *ctx, const char *name, struct line_values *out)
{
	size_t n;
	const char **texts = opt_all(ctx, name, &n);
	struct line_value *list = arena_alloc(&ctx->arena,
	    (n + 1) * sizeof(*list));

	for (size_t i = 0; i < n; i++) {
		enum status st = read_line_value(texts[i], &list[i]);

		if (st == OK && list[i].value.micros < 0)
			st = fail(E_USAGE, _("'%s': must not be negative"),
			    texts[i]);
		if (st != OK)
			return fail_in(E_USAGE, "--%s", name);
	}
	*out = (struct line_values){ list, n };
	return OK;
}
