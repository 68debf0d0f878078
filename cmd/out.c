/*
 * Where and how a command's tables come out: -f, -o and what follows from a
 * terminal or a pipe.
 */
#include "cmd.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* -f, else the suffix of -o, else a table for people and TSV for programs.
 * A name that says something else than what is in the file is refused. */
static enum status
choose_format(struct context *ctx, const char *path, enum format *out)
{
	const char *name = opt_text(ctx, "format");
	enum format suffix = FORMAT_TSV;
	bool known = path != NULL && format_of_path(path, &suffix);
	bool has_suffix = path != NULL && strrchr(path, '.') != NULL &&
	    strchr(strrchr(path, '.'), '/') == NULL;
	enum status st;

	if (name != NULL) {
		if ((st = format_find(name, out)) != OK)
			return st;
		if (known && *out != suffix)
			return fail(E_USAGE, _("%s is no name for a file of "
			    "format %s"), path, format_name(*out));
		return OK;
	}
	*out = suffix;
	if (known)
		return OK;
	if (has_suffix && strncmp(path, "/dev/", 5) != 0)
		return fail_hint(fail(E_USAGE, _("%s: the suffix names no "
		    "format"), path), _("say which: -f csv, tsv, json, ndjson, "
		    "xlsx or md"));
	if (opt_flag(ctx, "excel"))
		*out = FORMAT_CSV;
	else
		*out = path == NULL && ctx->is_terminal ? FORMAT_TABLE :
		    FORMAT_TSV;
	return OK;
}

static const char *
now_text(struct context *ctx)
{
	char *text = arena_alloc(&ctx->arena, DATE_TEXT_MAX);

	date_format(ctx->session.now, text);
	return text;
}

static const char *
all_conditions(struct context *ctx)
{
	struct strbuf b = STRBUF_INIT;
	size_t n;
	const char **where = opt_all(ctx, "where", &n), *text;

	for (size_t i = 0; i < n; i++)
		strbuf_addf(&b, "%s%s", i > 0 ? ", " : "", where[i]);
	text = strbuf_to(&b, &ctx->arena);
	strbuf_release(&b);
	return text;
}

enum status
ledger_state(struct context *ctx, const char **hash)
{
	*hash = "";
	return ctx->ledger == NULL ? OK :
	    ledger_head(ctx->ledger, &ctx->arena, hash);
}

/* What the first sheet of a workbook says about it: of the state of the ledger
 * too, for who wants to know later what the figures stood on. */
static enum status
add_about(struct context *ctx, const char *title, struct printing *p)
{
	const char *where = all_conditions(ctx), *state = "";
	enum status st = ledger_state(ctx, &state);
	const struct about_line lines[] = {
		{ _("Company"), ctx->ledger != NULL ?
		    ledger_company(ctx->ledger) : "" },
		{ _("Contents"), title },
		{ _("As of"), now_text(ctx) },
		{ _("Filter"), *where != '\0' ? where : _("none") },
		{ _("Home currency"), ctx->ledger != NULL ?
		    ledger_currency(ctx->ledger) : "" },
		{ _("Made by"), "tradecli " VERSION },
		{ _("State of the ledger"), state },
		{ _("To repeat it"), ctx->session.command },
	};

	p->about = arena_alloc(&ctx->arena, sizeof(lines));
	memcpy(p->about, lines, sizeof(lines));
	p->options.about = p->about;
	p->options.nabout = COUNT(lines);
	return st;
}

bool
same_file(const char *a, const char *b)
{
	struct stat x, y;

	if (strcmp(a, b) == 0)
		return true;
	return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev &&
	    x.st_ino == y.st_ino;
}

bool
is_ledger_file(struct context *ctx, const char *path)
{
	static const char *const companions[] = {
		"", "-journal", "-wal", "-shm"
	};

	for (size_t i = 0; ctx->ledger_path != NULL &&
	    i < COUNT(companions); i++)
		if (same_file(path, arena_printf(&ctx->arena, "%s%s",
		    ctx->ledger_path, companions[i])))
			return true;
	return false;
}

/* Any database: a slip of the hand must not cost somebody's ledger. */
static bool
is_database(const char *path)
{
	static const char magic[] = "SQLite format 3";
	char start[sizeof(magic)] = "";
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	bool found;

	if (fd < 0)
		return false;
	found = read(fd, start, sizeof(start)) == (ssize_t)sizeof(start) &&
	    memcmp(start, magic, sizeof(magic)) == 0;
	close(fd);
	return found;
}

enum status
open_file(struct context *ctx, const char *path, const char *input,
    struct output **out)
{
	if (is_ledger_file(ctx, path) || is_database(path))
		return fail_hint(fail(E_USAGE, _("%s: is a ledger; it is not "
		    "written over"), path), _("give the file another name"));
	if (input != NULL && same_file(path, input))
		return fail_hint(fail(E_USAGE, _("%s: is the file that is "
		    "read"), path), _("give the file another name"));
	return output_to_file(path, out);
}

static enum status
open_output(struct context *ctx, const char *path, struct printing *p)
{
	if (path != NULL)
		return open_file(ctx, path, NULL, &p->out);
	if (p->options.format == FORMAT_XLSX && ctx->is_terminal)
		return fail_hint(fail(E_USAGE,
		    _("a workbook is nothing for a terminal")),
		    _("write it to a file: -o FILE.xlsx"));
	p->out = output_to_fd(ctx->out, "stdout");
	/* Tables see to it themselves: they may be coloured. */
	if (ctx->is_terminal && p->options.format != FORMAT_TABLE)
		output_for_screen(p->out);
	return OK;
}

enum status
print_open(struct context *ctx, const char *title, enum print_what what,
    struct printing *p)
{
	const char *path = opt_text(ctx, "output");
	enum status st;

	if (path != NULL && strcmp(path, "-") == 0)
		path = NULL;
	if (path != NULL && *path == '\0')
		return fail(E_USAGE, _("--output: the name is empty"));
	*p = (struct printing){ .options = {
	    .no_header = opt_flag(ctx, "no-header"),
	    .excel = opt_flag(ctx, "excel"),
	    .several = what == PRINT_TABLES, .records = what == PRINT_RECORDS,
	    .color = ctx->color, .title = title,
	    .author = ctx->ledger != NULL ? ledger_company(ctx->ledger) : "",
	    .created = ctx->session.now } };
	if ((st = choose_format(ctx, path, &p->options.format)) != OK)
		return st;
	if (path == NULL)
		p->options.screen = ctx->screen;
	/* A language asked for by name is for a person, pipe or not. */
	p->options.labels = p->options.format == FORMAT_TSV &&
	    opt_text(ctx, "lang") != NULL;
	p->options.chinese = ctx->chinese;
	p->for_people = p->options.format == FORMAT_TABLE ||
	    p->options.format == FORMAT_MD ||
	    p->options.format == FORMAT_XLSX ||
	    p->options.excel || p->options.labels;
	p->options.tidy = opt_text(ctx, "fields") == NULL;
	if (p->options.format == FORMAT_TABLE)
		count_in_columns();
	if (p->options.format == FORMAT_XLSX && what != PRINT_TEMPLATE &&
	    (st = add_about(ctx, title, p)) != OK)
		return st;
	if ((st = open_output(ctx, path, p)) != OK)
		return st;
	if ((st = sink_open(&p->options, p->out, &p->sink)) != OK)
		output_abort(p->out);
	return st;
}

const char *
print_word(const struct printing *p, const char *msgid)
{
	return p->for_people ? _(msgid) : msgid;
}

enum status
print_close(struct context *ctx, struct printing *p, enum status st)
{
	const char *path = opt_text(ctx, "output");

	if (st == OK)
		st = sink_finish(p->sink);
	sink_close(p->sink);
	if (st != OK) {
		output_abort(p->out);
		return st;
	}
	if ((st = output_commit(p->out)) == OK && path != NULL &&
	    strcmp(path, "-") != 0)
		note(ctx, _("Wrote %s."), path);
	return st;
}
