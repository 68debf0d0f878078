/*
 * One command line in one context: words in, output and an exit code out.
 * The program runs one, a batch one after the other; the only place where an
 * error is printed.
 */
#include "cmd.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

/* ---- finding it ---------------------------------------------------------- */

static enum status
no_such_command(const char *name)
{
	const char *words[64], *near;
	size_t n = 0;
	enum status st;

	for (; all_commands[n] != NULL && n < COUNT(words); n++)
		words[n] = all_commands[n]->name;
	near = near_word(name, words, n - 1);	/* the last is hidden */
	st = fail(E_USAGE, _("there is no command '%s'"), name);
	if (near != NULL)
		return fail_hint(st, _("did you mean %s?"), near);
	return fail_hint(st, _("all commands: tradecli help"));
}

enum status
no_such_verb(const struct command *c, const char *name)
{
	const char *words[64], *near;
	size_t n = 0;
	enum status st;

	for (; c->verbs[n].name != NULL && n < COUNT(words); n++)
		words[n] = c->verbs[n].name;
	near = near_word(name, words, n);
	st = fail(E_USAGE, _("%s has no verb '%s'"), c->name, name);
	if (near != NULL)
		return fail_hint(st, _("did you mean %s?"), near);
	if (c->entity == NULL)
		return fail_hint(st, _("its verbs: tradecli help %s"),
		    c->name);
	return fail_hint(st, _("to see one: tradecli %s show %s"), c->name,
	    name);
}

/* A verb left out is the first: list for nouns. */
static enum status
choose_verb(struct context *ctx)
{
	const struct command *c = ctx->command;
	int used = 1;

	ctx->verb = &c->verbs[0];
	if (*c->verbs[0].name != '\0' && ctx->options.noperands > 1) {
		ctx->verb = find_verb(c, ctx->options.operands[1]);
		if (ctx->verb == NULL)
			return no_such_verb(c, ctx->options.operands[1]);
		used = 2;
	}
	ctx->args = ctx->options.operands + used;
	ctx->nargs = ctx->options.noperands - used;
	return OK;
}

/* What is wrong with the operands stands; and how it is written. */
static enum status
show_usage(const struct context *ctx, enum status st)
{
	const struct verb *v = ctx->verb;

	return fail_hint(st, _("usage: tradecli %s%s%s %s"),
	    ctx->command->name, *v->name != '\0' ? " " : "", v->name,
	    v->args);
}

enum status
missing_operand(const struct context *ctx)
{
	const struct verb *v = ctx->verb;

	return show_usage(ctx, fail(E_USAGE, _("%s%s%s: %s is missing"),
	    ctx->command->name, *v->name != '\0' ? " " : "", v->name,
	    v->args));
}

static enum status
check_operands(const struct context *ctx)
{
	const struct verb *v = ctx->verb;

	if (ctx->nargs < v->min_args)
		return missing_operand(ctx);
	if (v->max_args < 0 || ctx->nargs <= v->max_args)
		return OK;
	return show_usage(ctx, fail(E_USAGE, _("%s%s%s: '%s' is one too many"),
	    ctx->command->name, *v->name != '\0' ? " " : "", v->name,
	    ctx->args[v->max_args]));
}

/* A batch keeps the ledger open from line to line. */
static enum status
turn_ledger(struct context *ctx, enum ledger_mode mode)
{
	struct context *outer = ctx->outer;
	enum status st;

	if (ctx->in_group)
		mode = LEDGER_WRITE;
	if (outer->ledger == NULL)
		st = ledger_open(ctx->ledger_path, mode, &ctx->session,
		    &outer->ledger);
	else if (outer->in_group)
		st = ledger_follow(outer->ledger, &ctx->session);
	else
		st = ledger_turn(outer->ledger, mode, &ctx->session);
	if (st != OK) {			/* the next line opens it anew */
		ledger_close(outer->ledger);
		outer->ledger = NULL;
	}
	outer->in_group = ctx->in_group && st == OK;
	ctx->ledger = outer->ledger;
	if (outer->in_group && !outer->is_atomic)
		st = ledger_try(outer->ledger);
	return st;
}

static enum status
open_ledger(struct context *ctx)
{
	enum ledger_mode mode = ctx->verb->flags & NEED_WRITE ? LEDGER_WRITE :
	    LEDGER_READ;
	enum status st;

	if (!(ctx->verb->flags & (NEED_READ | NEED_WRITE)))
		return OK;
	if (ctx->ledger_path == NULL)
		return fail_hint(fail(E_USAGE, _("no ledger is named, and "
		    "HOME is not set")), _("name it: -L FILE"));
	if (ctx->outer != NULL)
		st = turn_ledger(ctx, mode);
	else
		st = ledger_open(ctx->ledger_path, mode, &ctx->session,
		    &ctx->ledger);
	if (st == OK)
		ctx->records = ledger_records(ctx->ledger);
	return st;
}

static enum status
dispatch(struct context *ctx)
{
	bool done;
	enum status st;

	if (opt_flag(ctx, "version")) {
		answer(ctx, "tradecli %s\n", VERSION);
		return OK;
	}
	if (ctx->options.noperands == 0)
		return help_overview(ctx);
	ctx->command = find_command(ctx->options.operands[0]);
	if (ctx->command == NULL)
		return no_such_command(ctx->options.operands[0]);
	if ((st = choose_verb(ctx)) != OK)
		return st;
	if (opt_flag(ctx, "help"))
		return help_verb(ctx, ctx->command, ctx->verb);
	if ((st = options_check(&ctx->options, ctx->command, ctx->verb,
	    &ctx->arena)) != OK || (st = check_operands(ctx)) != OK ||
	    (st = key_choose(ctx)) != OK ||
	    (ctx->outer != NULL && ((st = batch_check(ctx)) != OK ||
	    (st = batch_join(ctx)) != OK)))
		return st;
	if (ctx->verb->flags & (NEED_WRITE | OPT_INIT))
		find_user(ctx);
	if ((st = open_ledger(ctx)) != OK ||
	    (st = key_look(ctx, &done)) != OK || done)
		return st;
	return ctx->verb->run(ctx);
}

/* ---- the end ------------------------------------------------------------- */

static void
note_first(const struct context *ctx, const char *text)
{
	if (!ctx->quiet)
		print_text(ctx->err, text);
}

/* What belongs to a group is kept with it, and told then. */
static enum status
keep_changes(struct context *ctx, enum status ended)
{
	enum status st = ledger_settle(ctx->ledger);

	if (st != OK)
		return st;
	if (opt_flag(ctx, "dry-run")) {
		note_first(ctx, _("A dry run; nothing is changed:"));
		return OK;
	}
	if (stop_requested())
		return fail(E_INTERRUPTED, _("interrupted"));
	key_keep(ctx, ended);
	if (ctx->in_group)
		return OK;
	if ((st = ledger_commit(ctx->ledger)) != OK)
		return st;
	ctx->is_kept = true;
	if (ctx->outer == NULL)
		memory_done(true);
	return OK;
}

static enum status
print_answer(struct context *ctx)
{
	struct output *out;
	enum status st;

	if (ctx->answer.len == 0)
		return OK;
	out = output_to_fd(ctx->out, "stdout");
	if (ctx->is_terminal)
		output_for_screen(out);
	output_write(out, ctx->answer.buf, ctx->answer.len);
	st = output_commit(out);
	if (st == E_OUTPUT && ctx->is_kept)
		return fail_in(st, _("it is done, but cannot be told"));
	return st;
}

/* Only what is kept is announced. */
static enum status
conclude(struct context *ctx, enum status st)
{
	unsigned flags = ctx->verb != NULL ? ctx->verb->flags : 0;
	enum status told;

	if (st != OK && st != E_ROWS)
		return st;
	if (ctx->ledger != NULL && (flags & (NEED_WRITE | OPT_INIT)) &&
	    (told = keep_changes(ctx, st)) != OK)
		return told;
	if ((told = print_answer(ctx)) != OK)
		return told;
	print_text(ctx->err, ctx->notes.buf);
	return st;
}

enum status
run(struct context *ctx, struct words words)
{
	enum status st;

	ctx->session.command = command_line(words, &ctx->arena);
	if ((st = options_parse(words, ctx)) == OK &&
	    (st = look_around(ctx)) == OK)
		st = dispatch(ctx);
	return conclude(ctx, st);
}

void
context_release(struct context *ctx)
{
	if (ctx->outer == NULL)
		ledger_close(ctx->ledger);
	else if (ctx->ledger != NULL && !ctx->in_group)
		ledger_pause(ctx->ledger);
	strbuf_release(&ctx->answer);
	strbuf_release(&ctx->notes);
	arena_release(&ctx->arena);
}

/* ---- errors -------------------------------------------------------------- */

static int
report_interrupt(struct context *ctx)
{
	if (ctx->done == NULL && ctx->is_kept) {
		print_text(STDERR_FILENO, _("tradecli: interrupted; it is "
		    "done, but cannot be told"));
	} else if (ctx->done == NULL) {
		print_text(STDERR_FILENO,
		    _("tradecli: interrupted; nothing was changed"));
	} else {
		print_text(STDERR_FILENO, _("tradecli: interrupted"));
		print_text(STDERR_FILENO, arena_printf(&ctx->arena, "  %s",
		    ctx->done));
	}
	return 128 + (stop_signal() != 0 ? stop_signal() : SIGINT);
}

/* A reader that went away (| head) is no error worth a word. */
int
report_failure(struct context *ctx, enum status st)
{
	const char *hint = fail_hint_text();
	struct strbuf b = STRBUF_INIT;

	if (st == E_INTERRUPTED || (stop_requested() && !ctx->is_kept))
		return report_interrupt(ctx);
	if (st == E_PIPE)
		return E_PIPE;
	strbuf_addstr(&b, "tradecli: ");
	add_message(&b, fail_text());
	if (*hint != '\0') {
		strbuf_addstr(&b, _("  hint: "));
		add_message(&b, hint);
	}
	if (ctx->done != NULL)
		strbuf_addf(&b, "  %s\n", ctx->done);
	print_text(STDERR_FILENO, b.buf);
	strbuf_release(&b);
	return (int)st;
}
