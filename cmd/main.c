/*
 * The program: one command found and run, one exit code out.  The only
 * place where an error is printed.
 */
#include "cmd.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

extern const struct command supplier_command, buyer_command, product_command,
    inquiry_command, init_command, import_command, export_command,
    report_command, search_command, next_command, log_command, undo_command,
    redo_command, backup_command, restore_command, check_command,
    doctor_command, config_command, completion_command, complete_command,
    help_command;

const struct command *const all_commands[] = {
	&supplier_command, &buyer_command, &product_command, &inquiry_command,
	&init_command, &import_command, &export_command, &report_command,
	&search_command, &next_command, &log_command, &undo_command,
	&redo_command, &backup_command, &restore_command, &check_command,
	&doctor_command, &config_command, &completion_command, &help_command,
	&complete_command, NULL
};

static void
out_of_memory(void)
{
	static const char text[] = "tradecli: out of memory\n";

	output_abort_all();
	if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		_exit(E_FAIL);
	_exit(E_FAIL);
}

/* A file opened under 0, 1 or 2 would be taken for a stream.  A closed stdout
 * must fail when it is written to. */
static void
guard_streams(void)
{
	static const struct {
		const char *path;
		int	    flags;
	} stand_in[] = {
		{ "/dev/null", O_RDONLY }, { "/dev/full", O_WRONLY },
		{ "/dev/null", O_WRONLY },
	};

	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
		    open(stand_in[fd].path, stand_in[fd].flags) != fd)
			_exit(E_FAIL);
}

static void
on_signal(int number)
{
	if (stop_requested()) {		/* the second one: at once */
		output_abort_all();
		_exit(128 + number);
	}
	stop_request(number);
}

static void
catch_signals(void)
{
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction sa = { .sa_handler = on_signal };

	for (size_t i = 0; i < COUNT(numbers); i++)
		sigaction(numbers[i], &sa, NULL);
	sa.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &sa, NULL);
}

/* ---- running ------------------------------------------------------------- */

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

static enum status
check_operands(const struct context *ctx)
{
	const struct verb *v = ctx->verb;
	const char *name = ctx->command->name;
	const char *space = *v->name != '\0' ? " " : "";
	enum status st;

	if (ctx->nargs < v->min_args)
		st = fail(E_USAGE, _("%s%s%s: %s is missing"), name, space,
		    v->name, v->args);
	else if (v->max_args >= 0 && ctx->nargs > v->max_args)
		st = fail(E_USAGE, _("%s%s%s: '%s' is one too many"), name,
		    space, v->name, ctx->args[v->max_args]);
	else
		return OK;
	return fail_hint(st, _("usage: tradecli %s%s%s %s"), name, space,
	    v->name, v->args);
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
	if ((st = ledger_open(ctx->ledger_path, mode, &ctx->session,
	    &ctx->ledger)) == OK)
		ctx->records = ledger_records(ctx->ledger);
	return st;
}

static void
note_first(const struct context *ctx, const char *text)
{
	if (!ctx->quiet)
		print_text(STDERR_FILENO, text);
}

/* Only what is kept is announced. */
static enum status
conclude(struct context *ctx, enum status st)
{
	struct output *out;

	if (st != OK && st != E_ROWS)
		return st;
	if (ctx->ledger != NULL &&
	    (ctx->verb->flags & (NEED_WRITE | OPT_INIT))) {
		enum status kept;

		if (opt_flag(ctx, "dry-run"))
			note_first(ctx, _("A dry run; nothing is changed:"));
		else if (stop_requested())
			return fail(E_INTERRUPTED, _("interrupted"));
		else if ((kept = ledger_commit(ctx->ledger)) != OK)
			return kept;
		else
			ctx->is_kept = true;
	}
	if (ctx->answer.len > 0) {
		enum status written;

		out = output_to_fd(STDOUT_FILENO, "stdout");
		output_write(out, ctx->answer.buf, ctx->answer.len);
		written = output_commit(out);
		if (written == E_OUTPUT && ctx->ledger != NULL &&
		    (ctx->verb->flags & NEED_WRITE))
			return fail_in(written, _("it is done, but cannot be "
			    "told"));
		if (written != OK)
			return written;
	}
	print_text(STDERR_FILENO, ctx->notes.buf);
	return st;
}

static enum status
dispatch(struct context *ctx)
{
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
	    (st = open_ledger(ctx)) != OK)
		return st;
	return ctx->verb->run(ctx);
}

/* A reader that went away (| head) is no error worth a word. */
static int
report_failure(const struct context *ctx, enum status st)
{
	const char *hint = fail_hint_text();
	struct strbuf b = STRBUF_INIT;

	if (stop_requested() && !ctx->is_kept)
		st = E_INTERRUPTED;
	if (st == E_INTERRUPTED) {
		print_text(STDERR_FILENO,
		    _("tradecli: interrupted; nothing was changed"));
		return 128 + (stop_signal() != 0 ? stop_signal() : SIGINT);
	}
	if (st == E_PIPE)
		return E_PIPE;
	strbuf_addf(&b, "tradecli: %s\n", fail_text());
	if (*hint != '\0')
		strbuf_addf(&b, _("  hint: %s\n"), hint);
	print_text(STDERR_FILENO, b.buf);
	strbuf_release(&b);
	return (int)st;
}

static void
release(struct context *ctx)
{
	ledger_close(ctx->ledger);
	strbuf_release(&ctx->answer);
	strbuf_release(&ctx->notes);
	arena_release(&ctx->arena);
}

int
main(int argc, char **argv)
{
	struct context ctx = { .answer = STRBUF_INIT, .notes = STRBUF_INIT };
	enum status st;
	int code = 0;

	guard_streams();
	set_no_memory(out_of_memory);
	catch_signals();
	set_language(&ctx, argv);
	ctx.session.command = command_line(argc, argv, &ctx.arena);
	if ((st = options_parse(argc, argv, &ctx.arena, &ctx.options)) == OK &&
	    (st = look_around(&ctx)) == OK)
		st = dispatch(&ctx);
	st = conclude(&ctx, st);
	if (st == E_ROWS)
		code = E_ROWS;
	else if (st != OK)
		code = report_failure(&ctx, st);
	release(&ctx);
	return code;
}
