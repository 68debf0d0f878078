/*
 * completion: the scripts for the shells, and the hidden command they ask for
 * words.  It is silent whatever happens.
 */
#include "cmd.h"

#include <string.h>

/* data/completion, as it stands there. */
extern const char completion_bash[], completion_zsh[], completion_fish[];

static const struct {
	const char *shell;
	const char *script;
} scripts[] = {
	{ "bash", completion_bash }, { "zsh", completion_zsh },
	{ "fish", completion_fish },
};

static enum status
completion_run(struct context *ctx)
{
	for (size_t i = 0; i < COUNT(scripts); i++) {
		if (strcmp(scripts[i].shell, ctx->args[0]) == 0) {
			strbuf_addstr(&ctx->answer, scripts[i].script);
			return OK;
		}
	}
	return fail_hint(fail(E_USAGE, _("completion: no shell '%s'"),
	    ctx->args[0]), _("there are bash, zsh and fish"));
}

static const struct verb completion_verbs[] = {
	{ "", "bash|zsh|fish", N_("print a completion script"), ALONE,
	    1, 1, completion_run, NULL },
	{ 0 }
};

const struct command completion_command = {
	"completion", N_("words completed by the TAB key of your shell"), NULL,
	completion_verbs,
	"tradecli completion bash > ~/.local/share/bash-completion/completions/"
	"tradecli"
};

/* ---- the words ----------------------------------------------------------- */

static void
offer(struct context *ctx, const char *word, const char *start,
    const char *about)
{
	if (strncmp(word, start, strlen(start)) != 0)
		return;
	utf8_visible(word, &ctx->answer);	/* on one line */
	if (about != NULL) {
		strbuf_addch(&ctx->answer, '\t');
		utf8_visible(about, &ctx->answer);
	}
	strbuf_addch(&ctx->answer, '\n');
}

static void
offer_commands(struct context *ctx, const char *start)
{
	for (size_t i = 0; all_commands[i] != NULL; i++)
		if (!(all_commands[i]->verbs[0].flags & HIDDEN))
			offer(ctx, all_commands[i]->name, start,
			    _(all_commands[i]->summary));
}

static const char *
dashed(const char *name, struct arena *a)
{
	char *word = arena_printf(a, "--%s", name);

	for (char *p = word; *p != '\0'; p++)
		if (*p == '_')
			*p = '-';
	return word;
}

static void
offer_options(struct context *ctx, const struct command *c,
    const struct verb *v, const char *start)
{
	unsigned groups = OPT_GLOBAL | (v != NULL ? v->flags : 0);

	for (const struct option_row *o = v != NULL ? v->options : NULL;
	    o != NULL && o->name != NULL; o++)
		offer(ctx, dashed(o->name, &ctx->arena), start, _(o->help));
	for (const struct option_row *o = all_options; o->name != NULL; o++)
		if (o->groups & groups)
			offer(ctx, dashed(o->name, &ctx->arena), start,
			    _(o->help));
	if (v != NULL) {
		struct flat flat = verb_fields(c, v, &ctx->arena);

		for (size_t i = 0; i < flat.n; i++)
			offer(ctx, dashed(flat.fields[i].name, &ctx->arena),
			    start, _(flat.fields[i].field->help));
	}
}

/* Codes of the noun, with what they are called. */
static void
offer_records(struct context *ctx, const struct entity *e, const char *start)
{
	const struct field *title = entity_field_flagged(e, F_TITLE);
	struct selection sel = { .limit = 500 };
	struct ledger *l;
	struct cursor c;
	void *record = entity_new(e, &ctx->arena);

	if (ctx->ledger_path == NULL || ledger_open(ctx->ledger_path,
	    LEDGER_READ, &ctx->session, &l) != OK) {
		fail_clear();
		return;
	}
	c = record_select(ledger_records(l), e, &sel);
	while (cursor_next(&c, record))
		offer(ctx, entity_code(e, record), start,
		    field_get(title, record).u.text);
	if (cursor_end(&c) != OK)
		fail_clear();
	ledger_close(l);
}

static void
offer_formats(struct context *ctx, const char *start)
{
	for (int f = FORMAT_TABLE; f <= FORMAT_ID; f++)
		offer(ctx, format_name((enum format)f), start, NULL);
}

/* The codes a field takes, after its option. */
static bool
offer_values(struct context *ctx, const struct command *c,
    const char *option, const char *start)
{
	struct flat flat = entity_flat(c->entity, &ctx->arena);

	for (size_t i = 0; i < flat.n; i++) {
		const struct codes *codes = flat.fields[i].field->codes;

		if (codes == NULL || strcmp(option,
		    dashed(flat.fields[i].name, &ctx->arena)) != 0)
			continue;
		for (size_t j = 0; j < codes->n; j++)
			offer(ctx, codes->list[j].code, start, ctx->chinese ?
			    codes->list[j].zh : codes->list[j].en);
		return true;
	}
	return false;
}

static void
offer_in_noun(struct context *ctx, const struct command *c)
{
	const char *start = ctx->args[ctx->nargs - 1];
	const struct verb *v = find_verb(c, ctx->nargs > 2 ? ctx->args[1] : "");

	if (*start == '-') {
		offer_options(ctx, c, v, start);
		return;
	}
	if (ctx->nargs == 2) {
		for (v = c->verbs; v->name != NULL; v++)
			if (*v->name != '\0')
				offer(ctx, v->name, start, _(v->summary));
		return;
	}
	if (v != NULL && c->entity != NULL && (strcmp(v->name, "show") == 0 ||
	    strcmp(v->name, "edit") == 0 || strcmp(v->name, "rm") == 0 ||
	    strcmp(v->name, "move") == 0 || strcmp(v->name, "note") == 0))
		offer_records(ctx, c->entity, start);
}

/* __complete -- supplier sh : the last word is the one being typed. */
static enum status
complete_run(struct context *ctx)
{
	const char *start = ctx->args[ctx->nargs - 1];
	const char *before = ctx->nargs > 1 ? ctx->args[ctx->nargs - 2] : "";
	const struct command *c = find_command(ctx->args[0]);

	if (ctx->nargs == 1 && *start != '-')
		offer_commands(ctx, start);
	else if (strcmp(before, "-f") == 0 || strcmp(before, "--format") == 0)
		offer_formats(ctx, start);
	else if (c != NULL && c->entity != NULL && *before == '-' &&
	    offer_values(ctx, c, before, start))
		return OK;
	else if (c != NULL)
		offer_in_noun(ctx, c);
	else if (*start == '-')
		offer_options(ctx, NULL, NULL, start);
	return OK;
}

static const struct verb complete_verbs[] = {
	{ "", "WORD...", "", HIDDEN | ALONE, 1, -1, complete_run, NULL },
	{ 0 }
};

const struct command complete_command = {
	"__complete", "", NULL, complete_verbs, ""
};
