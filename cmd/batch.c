/*
 * batch: commands from a file, one a line, in one process and one open
 * ledger.  They are committed in groups that nobody sees, or all of them at
 * the end (--atomic).  Knows how lines follow each other and when a group
 * ends; what a line does is run.c's business.
 */
#include "cmd.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES = 1024 * 1024 };

struct batch {
	struct context	*ctx;
	const char	*name;		/* of the file, for messages */
	int		 fd;
	char		*buffer;	/* LINE_BYTES and a NUL */
	size_t		 start, end;	/* what is read and not used yet */
	bool		 at_end;	/* nothing more comes */
	size_t		 nlines;
	size_t		 ndone, nfailed;	/* commands */
	size_t		 last_done;	/* line */
	bool		 has_rows;	/* one said so: --exit-code */
	enum status	 first;		/* failure */
	bool		 is_named;	/* the failure that stands: its lines */
	struct group	 group;
};

/* ---- failures ------------------------------------------------------------ */

static enum status
fail_line(const struct batch *b, enum status st)
{
	return fail_in(st, _("%s: line %zu"), b->name, b->nlines);
}

/* None of a group is done, or the last line of it is not either. */
static enum status
fail_group(struct batch *b, enum status st, size_t last)
{
	const struct group *g = &b->group;

	b->is_named = true;
	if (g->first == last)
		return fail_in(st, _("%s: line %zu"), b->name, last);
	if (g->is_kept)
		return fail_in(st, _("%s: lines %zu-%zu"), b->name, g->first,
		    last);
	return fail_in(st, _("%s: lines %zu-%zu are not done"), b->name,
	    g->first, last);
}

/* Commits what the lines above did and tells what they said. */
static enum status
end_group(struct batch *b)
{
	struct group *g = &b->group;
	enum status st;

	if (!g->is_open)
		return OK;
	st = group_end(g);
	if (g->n > 0 && (st == OK || g->is_kept)) {
		b->ndone += g->n;
		b->last_done = g->last;
	}
	if (st == OK || st == E_PIPE || g->n == 0)
		return st;
	if (!g->is_kept)
		b->nfailed += g->n - 1;	/* the failure itself is one more */
	return fail_group(b, st, g->last);
}

static void
count_failure(struct batch *b, enum status st)
{
	if (b->first == OK)
		b->first = st;
	b->nfailed++;
	b->is_named = false;
}

/* Before a failure is told, what the lines above it said: that may fail in
 * turn, and is the first one then. */
static enum status
settle(struct batch *b, enum status st)
{
	struct arena a = ARENA_INIT;
	const char *text = arena_strdup(&a, fail_text());
	const char *hint = arena_strdup(&a, fail_hint_text());
	enum status above = end_group(b);

	if (above != OK && above != E_PIPE && !stop_requested()) {
		report_failure(b->ctx, above);
		count_failure(b, above);
		above = st == E_INTERRUPTED ? st : above;
	}
	st = fail(above != OK ? above : st, "%s", text);
	if (*hint != '\0')
		st = fail_hint(st, "%s", hint);
	arena_release(&a);
	return st;
}

/* A failure behind which the batch goes on is told at once. */
static bool
goes_on(struct batch *b, enum status *st)
{
	if (!opt_flag(b->ctx, "keep-going") || *st == E_INTERRUPTED ||
	    *st == E_PIPE || stop_requested())
		return false;
	*st = settle(b, *st);
	if (*st == E_PIPE)
		return false;
	report_failure(b->ctx, *st);
	fail_clear();
	count_failure(b, *st);
	return true;
}

/* ---- lines --------------------------------------------------------------- */

/* Who writes the lines may wait for an answer before he writes the next. */
static enum status
answer_first(struct batch *b)
{
	enum status st;

	if (!b->group.is_open || b->ctx->is_atomic || input_is_waiting(b->fd))
		return OK;
	st = end_group(b);
	return st == OK || goes_on(b, &st) ? OK : st;
}

static enum status
read_more(struct batch *b)
{
	enum status st = answer_first(b);
	size_t n;

	if (st != OK)
		return st;
	memmove(b->buffer, b->buffer + b->start, b->end - b->start);
	b->end -= b->start;
	b->start = 0;
	st = input_read(b->fd, b->buffer + b->end, LINE_BYTES - b->end, &n);
	if (st != OK)
		return fail_in(st, "%s", b->name);
	b->end += n;
	b->at_end = n == 0;
	return OK;
}

static enum status
check_text(const char *line, size_t n)
{
	size_t bad = utf8_check(line, n);

	if (memchr(line, '\0', n) != NULL)
		return fail(E_INVALID, _("it holds a NUL byte"));
	if (bad < n)
		return fail_hint(fail(E_INVALID, _("it is not in UTF-8 (byte "
		    "%zu)"), bad + 1), _("convert it: iconv -f GB18030 -t "
		    "UTF-8"));
	return OK;
}

/* The next line without its end, NULL behind the last one; it lives until
 * the next call. */
static enum status
next_line(struct batch *b, char **line, size_t *n)
{
	char *end;
	enum status st;

	while ((end = memchr(b->buffer + b->start, '\n',
	    b->end - b->start)) == NULL && !b->at_end) {
		if (b->end - b->start == LINE_BYTES) {
			b->nlines++;
			return fail_line(b, fail(E_INVALID, _("it is longer "
			    "than 1 MiB")));
		}
		if ((st = read_more(b)) != OK)
			return st;
	}
	*line = NULL;
	if (b->start == b->end)
		return OK;
	if (end == NULL)
		end = b->buffer + b->end;
	*line = b->buffer + b->start;
	*n = (size_t)(end - *line);
	b->start = (size_t)(end - b->buffer) + (end < b->buffer + b->end);
	b->nlines++;
	*end = '\0';
	if (*n > 0 && end[-1] == '\r')
		(*line)[--*n] = '\0';
	return OK;
}

/* ---- what may stand in a batch ------------------------------------------- */

static enum status
check_own_options(const struct context *ctx)
{
	static const char *const outer_only[] = { "ledger", "lang" };

	for (size_t i = ctx->options.nouter; i < ctx->options.n; i++)
		for (size_t j = 0; j < COUNT(outer_only); j++)
			if (strcmp(ctx->options.list[i].name,
			    outer_only[j]) == 0)
				return fail_hint(fail(E_USAGE, _("--%s is not "
				    "for a line of a batch"), outer_only[j]),
				    _("it goes with the batch itself, for all "
				    "lines"));
	return OK;
}

/* Lines and rows cannot both come from one stream. */
static enum status
check_input(const struct context *ctx)
{
	if (!(ctx->verb->flags & OPT_IMPORT) || !ctx->outer->reads_stdin)
		return OK;
	for (int i = 0; i < ctx->nargs; i++)
		if (strcmp(ctx->args[i], "-") == 0 ||
		    same_file(ctx->args[i], "/dev/stdin"))
			return fail_hint(fail(E_USAGE, _("import: the batch "
			    "itself comes from standard input")),
			    _("put the rows, or the batch, into a file"));
	return OK;
}

enum status
batch_check(const struct context *ctx)
{
	const char *name = ctx->command->name;
	unsigned flags = ctx->verb->flags;
	enum status st = check_own_options(ctx);

	if (st != OK)
		return st;
	if (flags & ALONE)
		return fail_hint(fail(E_USAGE, _("%s cannot stand in a batch"),
		    name), _("run it by itself"));
	if (ctx->outer->is_atomic && flags & OPENS_ITSELF)
		return fail_hint(fail(E_USAGE, _("%s cannot stand in a batch "
		    "that is all or nothing"), name), _("it would not see what "
		    "the lines above it did; run it by itself"));
	if (ctx->outer->is_atomic && opt_flag(ctx, "dry-run"))
		return fail_hint(fail(E_USAGE, _("a dry run cannot stand in a "
		    "batch that is all or nothing")),
		    _("leave --atomic or --dry-run out"));
	return check_input(ctx);
}

/* ---- running ------------------------------------------------------------- */

/* What only changes the ledger and says what it did.  Everything else is not
 * to wait, or takes too long to let others wait; where nothing can be held
 * back, everything is on its own. */
enum status
batch_join(struct context *ctx)
{
	struct batch *b = ctx->outer->batch;
	bool is_plain = ctx->verb->flags & NEED_WRITE &&
	    !(ctx->verb->flags & TAKES_LONG) && !opt_flag(ctx, "dry-run");
	enum status st = OK;

	ctx->in_group = b->group.is_open || (is_plain &&
	    group_begin(&b->group) == OK);
	if (!is_plain && !ctx->outer->is_atomic) {
		st = end_group(b);
		ctx->in_group = false;
	}
	ctx->out = ctx->outer->out;
	ctx->err = ctx->outer->err;
	if (ctx->key == NULL && b->ctx->key != NULL &&
	    ctx->verb->flags & NEED_WRITE)
		ctx->key = arena_printf(&ctx->arena, "%s:%zu", b->ctx->key,
		    b->nlines);
	return st == OK || goes_on(b, &st) ? OK : st;
}

static struct context
line_context(const struct batch *b)
{
	struct context line = CONTEXT_INIT;

	line.outer = b->ctx;
	line.names = b->ctx->names;
	line.chinese = b->ctx->chinese;
	line.out = b->ctx->out;
	line.err = b->ctx->err;
	return line;
}

static void
count_done(struct batch *b, const struct context *line, enum status st)
{
	b->ctx->is_kept = b->ctx->is_kept || line->is_kept;
	if (st == OK || line->is_kept) {
		b->ndone++;
		b->last_done = b->nlines;
	}
}

/* The whole group is gone with the command that failed. */
static enum status
lose_group(struct batch *b, enum status st)
{
	size_t n = b->group.n;

	group_drop(&b->group);
	if (n == 0)
		return st;
	b->nfailed += n;
	return fail_group(b, st, b->nlines);
}

/* A command that failed is taken back alone. */
static enum status
end_part(struct batch *b, const struct context *line, enum status st)
{
	struct ledger *l = line->in_group && !b->ctx->is_atomic ?
	    line->ledger : NULL;
	bool is_done = st == OK && (l == NULL || (st = ledger_keep(l)) == OK);

	if (is_done && (st = group_add(&b->group, b->nlines)) == OK)
		return OK;
	if (b->ctx->is_atomic)
		return st;
	if (is_done || (l != NULL && !ledger_take_back(l)))
		return lose_group(b, st);
	group_cut(&b->group);
	return st;
}

static enum status
run_words(struct batch *b, struct context *line, struct words words)
{
	bool had_begun = b->ctx->in_group;
	enum status st = run(line, words);

	b->has_rows = b->has_rows || st == E_ROWS;
	if (st == E_ROWS)
		st = OK;
	if (!b->group.is_open)
		count_done(b, line, st);
	else if (had_begun && !b->ctx->in_group && !b->ctx->is_atomic)
		st = lose_group(b, st);
	else
		st = end_part(b, line, st);
	return st;
}

static enum status
run_line(struct batch *b, const char *text, size_t n)
{
	struct context line = line_context(b);
	struct words words;
	enum status st;

	if ((st = check_text(text, n)) == OK &&
	    (st = words_split(text, &line.arena, &words)) == OK &&
	    words.n > 1)
		st = run_words(b, &line, words);
	context_release(&line);
	return st == OK || st == E_PIPE || b->is_named ? st :
	    fail_line(b, st);
}

/* The lines of a group wait for its end; so do other processes. */
static enum status
end_group_when_due(struct batch *b)
{
	enum status st;

	if (b->ctx->is_atomic || !group_is_due(&b->group))
		return OK;
	st = end_group(b);
	return st == OK || goes_on(b, &st) ? OK : st;
}

static enum status
run_lines(struct batch *b)
{
	char *line = NULL;
	size_t n = 0;
	enum status st;

	while ((st = next_line(b, &line, &n)) == OK && line != NULL) {
		if (stop_requested())
			return fail(E_INTERRUPTED, _("interrupted"));
		if (b->nlines == 1 && strncmp(line, "\xef\xbb\xbf", 3) == 0) {
			line += 3;
			n -= 3;
		}
		if ((st = run_line(b, line, n)) != OK && !goes_on(b, &st))
			return st;
		if ((st = end_group_when_due(b)) != OK)
			return st;
	}
	return st;
}

/* All or nothing is one group that ends with the last line, or is dropped. */
static enum status
run_batch(struct batch *b)
{
	enum status st;

	if (b->ctx->is_atomic && (st = group_begin(&b->group)) != OK)
		return st;
	st = run_lines(b);
	if (b->ctx->is_atomic && st == OK && stop_requested())
		st = fail(E_INTERRUPTED, _("interrupted"));
	if (st != OK && b->ctx->is_atomic)
		group_drop(&b->group);
	if (st != OK)
		return settle(b, st);
	st = end_group(b);
	return st == OK || goes_on(b, &st) ? OK : st;
}

/* ---- tradecli batch ------------------------------------------------------ */

static enum status
open_batch(struct batch *b)
{
	struct context *ctx = b->ctx;
	const char *path = ctx->args[0];

	if (opt_flag(ctx, "atomic") && opt_flag(ctx, "keep-going"))
		return fail(E_USAGE, _("batch: --atomic and --keep-going "
		    "contradict each other"));
	ctx->batch = b;
	ctx->is_atomic = opt_flag(ctx, "atomic");
	ctx->reads_stdin = strcmp(path, "-") == 0;
	b->name = ctx->reads_stdin ? _("standard input") : path;
	b->fd = ctx->reads_stdin ? STDIN_FILENO :
	    open(path, O_RDONLY | O_CLOEXEC);
	if (b->fd < 0)
		return fail_errno(errno == ENOENT ? E_NOTFOUND : E_FAIL, "%s",
		    path);
	b->buffer = malloc(LINE_BYTES + 1);
	if (b->buffer == NULL)
		no_memory();
	return OK;
}

static void
close_batch(struct batch *b)
{
	if (b->fd >= 0 && !b->ctx->reads_stdin)
		close(b->fd);
	free(b->buffer);
	group_close(&b->group);
}

/* What a person must know to go on by hand. */
static const char *
tell_done(const struct batch *b)
{
	struct arena *a = &b->ctx->arena;

	if (b->ctx->is_atomic)
		return b->ctx->is_kept ? NULL : _("nothing was changed");
	if (b->ndone == 0)
		return _("no command was done");
	return arena_printf(a, _("done and kept: %zu commands, up to line "
	    "%zu"), b->ndone, b->last_done);
}

static enum status
finish(struct batch *b, enum status st)
{
	if (st != OK) {
		b->ctx->done = tell_done(b);
		return st;
	}
	if (b->nfailed > 0)
		return fail(b->first, _("%s: %zu of %zu commands failed"),
		    b->name, b->nfailed, b->nfailed + b->ndone);
	return b->has_rows ? E_ROWS : OK;
}

static enum status
batch_run(struct context *ctx)
{
	struct batch b = { .ctx = ctx, .fd = -1, .group = GROUP_INIT(ctx) };
	enum status st;

	if ((st = open_batch(&b)) == OK) {
		st = finish(&b, run_batch(&b));
	}
	close_batch(&b);
	return st;
}

static const struct verb verbs[] = {
	{ "", "FILE", N_("run the commands of a file, one a line"),
	    OPT_BATCH | ALONE, 1, 1, batch_run, NULL },
	{ 0 }
};

const struct command batch_command = {
	"batch", N_("many commands from a file, in one go"), NULL, verbs,
	"tradecli batch --atomic jobs.txt"
};
