/*
 * The program: surroundings in, one command run, one exit code out.  The only
 * place where an error is printed.
 */
#include "cmd.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
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

/* ---- surroundings -------------------------------------------------------- */

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

const char *
data_folder(const char *built, const char *installed, const char *otherwise,
    struct arena *a)
{
	const char *const places[] = { built, installed };
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);
	char *slash;

	if (n <= 0)
		return otherwise;
	self[n] = '\0';
	if ((slash = strrchr(self, '/')) == NULL)
		return otherwise;
	*slash = '\0';
	for (size_t i = 0; i < COUNT(places); i++) {
		const char *dir = arena_printf(a, "%s/%s", self, places[i]);

		if (access(dir, R_OK) == 0)
			return dir;
	}
	return otherwise;
}

static bool
is_chinese(const char *lang)
{
	return lang != NULL && strncmp(lang, "zh", 2) == 0;
}

static const char *
environment_language(void)
{
	static const char *const names[] = {
		"TRADECLI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"
	};

	for (size_t i = 0; i < COUNT(names); i++) {
		const char *lang = getenv(names[i]);

		if (lang != NULL && *lang != '\0')
			return lang;
	}
	return "";
}

/* UTF-8 always, whatever locales are installed; numbers never localised; and
 * translations even where the locale itself is missing: LANGUAGE is heeded in
 * C.UTF-8, which every Debian has. */
static void
set_language(struct context *ctx, const char *lang)
{
	ctx->chinese = is_chinese(lang);
	setlocale(LC_ALL, "C.UTF-8");
	setlocale(LC_NUMERIC, "C");
	setenv("LANGUAGE", ctx->chinese ? "zh_CN" : "en", 1);
	bindtextdomain("tradecli", data_folder("locale", "../share/locale",
	    LOCALEDIR, &ctx->arena));
	bind_textdomain_codeset("tradecli", "UTF-8");
	textdomain("tradecli");
}

static enum status
choose_language(struct context *ctx)
{
	const char *lang = opt_text(ctx, "lang");

	if (lang == NULL)
		return OK;
	if (!is_chinese(lang) && strncmp(lang, "en", 2) != 0)
		return fail_hint(fail(E_USAGE, _("--lang: no language '%s'"),
		    lang), _("there are en and zh_CN"));
	set_language(ctx, lang);
	return OK;
}

static enum status
choose_now(struct context *ctx)
{
	const char *text = opt_text(ctx, "today");
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t t = time(NULL);
	struct tm tm;
	enum status st;

	if (text == NULL)
		text = getenv("TRADECLI_TODAY");
	if (text != NULL && *text != '\0') {
		if ((st = date_parse(text, NO_DATE, &ctx->session.now)) != OK)
			return fail_in(E_USAGE, "--today");
		return OK;
	}
	if (epoch != NULL && *epoch != '\0')
		t = (time_t)strtoll(epoch, NULL, 10);
	if ((epoch != NULL && *epoch != '\0' ? gmtime_r(&t, &tm) :
	    localtime_r(&t, &tm)) == NULL ||
	    date_from_ymd(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
	    &ctx->session.now) != OK)
		return fail(E_FAIL, _("the clock shows no date"));
	ctx->session.now.minute = tm.tm_hour * 60 + tm.tm_min;
	return OK;
}

static const char *
user_name(struct arena *a)
{
	const char *name = getenv("USER");
	struct passwd *pw;

	if (name != NULL && *name != '\0')
		return name;
	pw = getpwuid(getuid());
	return pw != NULL ? arena_strdup(a, pw->pw_name) : "?";
}

static const char *
choose_ledger(struct context *ctx)
{
	const char *path = opt_text(ctx, "ledger");
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	if (path != NULL)
		return path;
	path = getenv("TRADECLI_LEDGER");
	if (path != NULL && *path != '\0')
		return path;
	if (data != NULL && *data == '/')
		return arena_printf(&ctx->arena, "%s/tradecli/ledger.db", data);
	if (home != NULL && *home == '/')
		return arena_printf(&ctx->arena,
		    "%s/.local/share/tradecli/ledger.db", home);
	return NULL;
}

static int
screen_columns(void)
{
	const char *columns = getenv("COLUMNS");
	struct winsize ws;
	long n = columns != NULL ? strtol(columns, NULL, 10) : 0;

	if (n > 0 && n < 10000)
		return (int)n;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) == 0 && ws.ws_col > 0)
		return ws.ws_col;
	return 80;
}

static enum status
choose_color(struct context *ctx)
{
	const char *when = opt_text(ctx, "color");
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	ctx->color = ctx->is_terminal && (no == NULL || *no == '\0') &&
	    term != NULL && strcmp(term, "dumb") != 0;
	if (when == NULL || strcmp(when, "auto") == 0)
		return OK;
	if (strcmp(when, "always") != 0 && strcmp(when, "never") != 0)
		return fail(E_USAGE, _("--color: auto, always or never, not "
		    "'%s'"), when);
	ctx->color = strcmp(when, "always") == 0;
	return OK;
}

static void
add_quoted(struct strbuf *b, const char *word)
{
	strbuf_addch(b, '\'');
	for (; *word != '\0'; word++) {
		if (*word == '\'')
			strbuf_addstr(b, "'\\''");
		else
			strbuf_addch(b, *word);
	}
	strbuf_addch(b, '\'');
}

/* The command as typed, for the history: quoted where a shell would need it. */
static const char *
command_line(int argc, char **argv, struct arena *a)
{
	struct strbuf b = STRBUF_INIT;
	const char *text;

	strbuf_addstr(&b, "tradecli");
	for (int i = 1; i < argc; i++) {
		bool plain = *argv[i] != '\0' &&
		    strpbrk(argv[i], " \t\n'\"\\$`*?[]<>|&;()!#~{}") == NULL;

		strbuf_addch(&b, ' ');
		if (plain)
			strbuf_addstr(&b, argv[i]);
		else
			add_quoted(&b, argv[i]);
	}
	text = strbuf_to(&b, a);
	strbuf_release(&b);
	return text;
}

static enum status
look_around(struct context *ctx)
{
	enum status st;

	ctx->quiet = opt_flag(ctx, "quiet");
	ctx->is_terminal = isatty(STDOUT_FILENO);
	ctx->can_ask = isatty(STDIN_FILENO) && isatty(STDERR_FILENO) &&
	    !opt_flag(ctx, "no-input");
	ctx->screen = ctx->is_terminal ? screen_columns() : 0;
	ctx->ledger_path = choose_ledger(ctx);
	if (ctx->ledger_path != NULL && *ctx->ledger_path == '\0')
		return fail(E_USAGE, _("--ledger: the name is empty"));
	ctx->session.user = user_name(&ctx->arena);
	if ((st = choose_language(ctx)) != OK || (st = choose_now(ctx)) != OK)
		return st;
	return choose_color(ctx);
}

/* ---- speaking ------------------------------------------------------------ */

void
answer(struct context *ctx, const char *fmt, ...)
{
	char text[4096];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	strbuf_addstr(&ctx->answer, text);
}

void
note(struct context *ctx, const char *fmt, ...)
{
	char text[4096];
	va_list args;

	if (ctx->quiet)
		return;
	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	strbuf_addstr(&ctx->notes, text);
	strbuf_addch(&ctx->notes, '\n');
}

/* Line by line, since line breaks are ours and all else may be data. */
static void
print_text(int fd, const char *text)
{
	struct strbuf b = STRBUF_INIT;

	while (*text != '\0') {
		size_t n = strcspn(text, "\n");
		struct strbuf line = STRBUF_INIT;

		strbuf_add(&line, text, n);
		utf8_visible(line.buf, &b);
		strbuf_addch(&b, '\n');
		strbuf_release(&line);
		text += n + (text[n] == '\n');
	}
	for (size_t done = 0; done < b.len;) {
		ssize_t n = write(fd, b.buf + done, b.len - done);

		if (n < 0 && errno != EINTR)
			break;
		done += n > 0 ? (size_t)n : 0;
	}
	strbuf_release(&b);
}

void
print_line(int fd, const char *text)
{
	print_text(fd, text);
}

enum status
confirm(struct context *ctx, const char *fmt, ...)
{
	char question[512], reply[16] = "";
	va_list args;

	if (opt_flag(ctx, "yes") || opt_flag(ctx, "dry-run"))
		return OK;
	va_start(args, fmt);
	vsnprintf(question, sizeof(question), fmt, args);
	va_end(args);
	if (!ctx->can_ask)
		return fail_hint(fail(E_USAGE, _("nobody can be asked here: "
		    "%s"), question), _("say --yes to do it"));
	print_line(STDERR_FILENO, question);
	fputs(_("Yes? [y/N] "), stderr);
	if (fgets(reply, sizeof(reply), stdin) != NULL &&
	    (reply[0] == 'y' || reply[0] == 'Y' ||
	    strncmp(reply, "是", strlen("是")) == 0))
		return OK;
	return fail(E_FAIL, _("nothing was done"));
}

struct parse
context_parse(struct context *ctx)
{
	return (struct parse){ &ctx->arena, ctx->session.now };
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

static enum status
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
		print_line(STDERR_FILENO, text);
}

/* Only what is kept is announced. */
static enum status
conclude(struct context *ctx, enum status st)
{
	struct output *out;

	if (st != OK && st != E_ROWS)
		return st;
	if (stop_requested())
		return fail(E_INTERRUPTED, _("interrupted"));
	if (ctx->ledger != NULL &&
	    (ctx->verb->flags & (NEED_WRITE | OPT_INIT))) {
		enum status kept;

		if (opt_flag(ctx, "dry-run"))
			note_first(ctx, _("A dry run; nothing is changed:"));
		else if ((kept = ledger_commit(ctx->ledger)) != OK)
			return kept;
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
report_failure(enum status st)
{
	const char *hint = fail_hint_text();
	struct strbuf b = STRBUF_INIT;

	if (stop_requested())
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
	set_language(&ctx, environment_language());
	ctx.session.command = command_line(argc, argv, &ctx.arena);
	if ((st = options_parse(argc, argv, &ctx.arena, &ctx.options)) == OK &&
	    (st = look_around(&ctx)) == OK)
		st = dispatch(&ctx);
	st = conclude(&ctx, st);
	if (st == E_ROWS)
		code = E_ROWS;
	else if (st != OK)
		code = report_failure(st);
	release(&ctx);
	return code;
}
