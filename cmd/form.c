/*
 * A record as a form in the user's editor: one "field: value" a line, with
 * comments that say what belongs there.
 */
#include "cmd.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Line breaks in a value stand as \n, so that a field is one line. */
static void
add_value(struct strbuf *b, const struct field *f, struct value v)
{
	struct strbuf text = STRBUF_INIT;

	if (f->flags & F_PERCENT)
		value_print_percent(v, &text);
	else
		value_print(v, &text);
	for (const char *p = text.buf; *p != '\0'; p++) {
		if (*p == '\n')
			strbuf_addstr(b, "\\n");
		else if (*p == '\\')
			strbuf_addstr(b, "\\\\");
		else
			strbuf_addch(b, *p);
	}
	strbuf_release(&text);
}

static void
write_form(const struct context *ctx, const struct entity *e,
    const void *record, struct strbuf *b)
{
	struct strbuf code = STRBUF_INIT;

	utf8_visible(entity_code(e, record), &code);	/* on one line */
	strbuf_addf(b, _("# %s %s. Change what follows the colons; lines with "
	    "# are left out.\n# Nothing is changed when the file is left as "
	    "it is.\n"), _(e->name), code.buf);
	strbuf_release(&code);
	for (size_t i = 1; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		if (f->flags & (F_FIXED | F_COMPUTED | F_PARENT))
			continue;
		strbuf_addf(b, "\n# %s: %s\n%s: ",
		    field_label(f, ctx->chinese), _(f->help), f->name);
		add_value(b, f, field_get(f, record));
		strbuf_addch(b, '\n');
	}
}

static const char *
with_line_breaks(const char *text, struct arena *a)
{
	char *copy = arena_strdup(a, text), *to = copy;

	for (const char *from = copy; *from != '\0'; from++) {
		if (from[0] == '\\' && (from[1] == 'n' || from[1] == '\\')) {
			*to++ = from[1] == 'n' ? '\n' : '\\';
			from++;
		} else {
			*to++ = *from;
		}
	}
	*to = '\0';
	return copy;
}

static enum status
read_line(struct context *ctx, const struct entity *e, const char *line,
    void *record)
{
	const char *colon = strchr(line, ':');
	struct parse p = context_parse(ctx);
	const struct field *f;
	enum status st;

	if (colon == NULL)
		return fail(E_INVALID, _("'%s': the colon is missing"),
		    line);
	if ((st = entity_find_field(e, arena_strndup(&ctx->arena, line,
	    (size_t)(colon - line)), &f)) != OK)
		return st;
	colon++;
	if ((st = field_set(f, record, with_line_breaks(colon,
	    &ctx->arena), &p)) != OK)
		return fail_in(st, "%s", f->name);
	return OK;
}

static enum status
read_form(struct context *ctx, const struct entity *e, const char *text,
    void *record)
{
	size_t number = 1;
	enum status st;

	for (; *text != '\0'; number++) {
		size_t n = strcspn(text, "\n");

		if (n > 0 && *text != '#' &&
		    (st = read_line(ctx, e, arena_strndup(&ctx->arena, text,
		    n), record)) != OK)
			return fail_in(st, _("line %zu"), number);
		text += n + (text[n] == '\n');
	}
	return OK;
}

/* $VISUAL, $EDITOR or vi: its words are words, no shell sees them. */
static void
run_editor(const char *path)
{
	const char *editor = getenv("VISUAL");
	char *words[16], *rest, *copy;
	size_t n = 0;

	if (editor == NULL || *editor == '\0')
		editor = getenv("EDITOR");
	if (editor == NULL)
		editor = "";
	if ((copy = strdup(editor)) == NULL)
		_exit(127);
	for (char *w = strtok_r(copy, " ", &rest); w != NULL && n < 14;
	    w = strtok_r(NULL, " ", &rest))
		words[n++] = w;
	if (n == 0)
		words[n++] = "vi";
	words[n++] = (char *)path;
	words[n] = NULL;
	execvp(words[0], words);
	_exit(127);
}

/* The interrupt key is for the editor, which knows what to do with it; who
 * ends us from elsewhere ends it too. */
static enum status
wait_for_editor(pid_t child, int *status)
{
	enum status st = OK;

	while (st == OK && waitpid(child, status, 0) < 0) {
		if (errno != EINTR)
			st = fail_errno(E_FAIL, "waitpid");
		else if (stop_requested())
			kill(child, stop_signal());
	}
	return st;
}

static enum status
edit_file(const char *path)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
	enum status st;
	pid_t child;
	int status;

	sigaction(SIGINT, &ignore, &before);
	child = fork();
	if (child == 0) {
		sigaction(SIGINT, &before, NULL);
		run_editor(path);
	}
	st = child < 0 ? fail_errno(E_FAIL, "fork") :
	    wait_for_editor(child, &status);
	sigaction(SIGINT, &before, NULL);
	if (st != OK)
		return st;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return fail_hint(fail(E_FAIL, _("the editor cannot be run")),
		    _("set EDITOR, or give the fields as options"));
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return fail(E_FAIL,
		    _("the editor failed; nothing was changed"));
	return OK;
}

static enum status
read_back(int fd, struct strbuf *b)
{
	char buffer[4096];
	enum status st;
	size_t n;

	if (lseek(fd, 0, SEEK_SET) != 0)
		return fail_errno(E_FAIL, "lseek");
	while ((st = input_read(fd, buffer, sizeof(buffer), &n)) == OK && n > 0)
		strbuf_add(b, buffer, n);
	return st;
}

/* Editors replace the file: read it by its name. */
static enum status
read_edited(const char *path, struct strbuf *b)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	enum status st;

	if (fd < 0)
		return fail_errno(E_FAIL, "%s", path);
	st = read_back(fd, b);
	close(fd);
	return st;
}

enum status
edit_form(struct context *ctx, const struct entity *e, void *record)
{
	const char *folder = getenv("TMPDIR");
	char *path = arena_printf(&ctx->arena, "%s/tradecli-XXXXXX",
	    folder != NULL && *folder == '/' ? folder : "/tmp");
	struct strbuf form = STRBUF_INIT, edited = STRBUF_INIT;
	int fd = mkstemp(path);
	struct output *out;
	enum status st;

	if (fd < 0)
		return fail_errno(E_OUTPUT, "%s", path);
	write_form(ctx, e, record, &form);
	out = output_to_fd(fd, path);
	output_write(out, form.buf, form.len);
	st = output_commit(out);
	close(fd);
	if (st != OK || (st = edit_file(path)) != OK) {
		unlink(path);
	} else {
		ctx->form = path;	/* until it is stored */
		if ((st = read_edited(path, &edited)) == OK)
			st = read_form(ctx, e, edited.buf, record);
	}
	strbuf_release(&form);
	strbuf_release(&edited);
	return st;
}
