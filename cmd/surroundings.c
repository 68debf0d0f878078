/*
 * What the program finds around it: language, clock, user, terminal, files.
 * The only place that reads the environment, but for the editor's.
 */
#include "cmd.h"

#include <locale.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

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

const char *
pdf_program(struct context *ctx)
{
	return data_folder("libexec/tradecli-pdf",
	    "../libexec/tradecli-pdf", LIBEXECDIR "/tradecli-pdf",
	    &ctx->arena);
}

static bool
is_chinese(const char *lang)
{
	return lang != NULL && strncmp(lang, "zh", 2) == 0;
}

/* --lang is looked for before anything can go wrong with the options. */
static const char *
typed_language(char **argv)
{
	for (; *argv != NULL; argv++) {
		if (strcmp(*argv, "--lang") == 0 && argv[1] != NULL)
			return argv[1];
		if (strncmp(*argv, "--lang=", 7) == 0)
			return *argv + 7;
	}
	return NULL;
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

/* What stands in the source is English and needs no locale, each category of
 * which is a file to open.  LANGUAGE is heeded in C.UTF-8, which every Debian
 * has: translations are found even where the locale itself is missing. */
static void
use_language(struct context *ctx, const char *lang)
{
	ctx->chinese = is_chinese(lang);
	if (!ctx->chinese)
		return;
	setlocale(LC_CTYPE, "C.UTF-8");
	setlocale(LC_MESSAGES, "C.UTF-8");
	setenv("LANGUAGE", "zh_CN", 1);
	bindtextdomain("tradecli", data_folder("locale", "../share/locale",
	    LOCALEDIR, &ctx->arena));
	bind_textdomain_codeset("tradecli", "UTF-8");
	textdomain("tradecli");
}

void
count_in_columns(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
}

void
set_language(struct context *ctx, char **argv)
{
	const char *lang = typed_language(argv);

	use_language(ctx, lang != NULL ? lang : environment_language());
}

static enum status
check_language(const struct context *ctx)
{
	const char *lang = opt_text(ctx, "lang");

	if (lang == NULL)
		return OK;
	if (!is_chinese(lang) && strncmp(lang, "en", 2) != 0)
		return fail_hint(fail(E_USAGE, _("--lang: no language '%s'"),
		    lang), _("there are en and zh_CN"));
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
	if (epoch != NULL && *epoch != '\0') {
		if (epoch[strspn(epoch, "0123456789")] != '\0')
			return fail(E_USAGE, _("SOURCE_DATE_EPOCH: '%s' is "
			    "not a number of seconds"), epoch);
		t = (time_t)strtoll(epoch, NULL, 10);
	}
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

void
find_user(struct context *ctx)
{
	struct context *first = ctx->outer != NULL ? ctx->outer : ctx;

	if (first->session.user == NULL)
		first->session.user = user_name(&first->arena);
	ctx->session.user = first->session.user;
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
const char *
command_line(struct words words, struct arena *a)
{
	struct strbuf b = STRBUF_INIT;
	const char *text;

	strbuf_addstr(&b, "tradecli");
	for (int i = 1; i < words.n; i++) {
		const char *word = words.list[i];
		bool plain = *word != '\0' &&
		    strpbrk(word, " \t\n'\"\\$`*?[]<>|&;()!#~{}") == NULL;

		strbuf_addch(&b, ' ');
		if (plain)
			strbuf_addstr(&b, word);
		else
			add_quoted(&b, word);
	}
	text = strbuf_to(&b, a);
	strbuf_release(&b);
	return text;
}

enum status
open_scratch(int *fd)
{
	const char *folder = getenv("TMPDIR");
	struct arena a = ARENA_INIT;
	enum status st = OK;
	char *path;

	if (folder == NULL || *folder != '/')
		folder = "/tmp";
	path = arena_printf(&a, "%s/tradecli-XXXXXX", folder);
	if ((*fd = mkstemp(path)) < 0)
		st = fail_errno(E_OUTPUT, "%s", folder);
	else
		unlink(path);
	arena_release(&a);
	return st;
}

enum status
look_around(struct context *ctx)
{
	enum status st;

	ctx->quiet = opt_flag(ctx, "quiet");
	ctx->is_terminal = isatty(STDOUT_FILENO);
	ctx->can_ask = isatty(STDIN_FILENO) && isatty(STDERR_FILENO) &&
	    !opt_flag(ctx, "no-input") && ctx->outer == NULL;
	ctx->screen = ctx->is_terminal ? screen_columns() : 0;
	ctx->ledger_path = choose_ledger(ctx);
	if (ctx->ledger_path != NULL && *ctx->ledger_path == '\0')
		return fail(E_USAGE, _("--ledger: the name is empty"));
	if ((st = check_language(ctx)) != OK || (st = choose_now(ctx)) != OK)
		return st;
	return choose_color(ctx);
}
