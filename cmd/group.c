/*
 * A group: commands of a batch that share one transaction and one commit.
 * Knows the ledger and the files that hold back what commands say; nothing of
 * lines but their numbers.
 */
#include "cmd.h"

#include <errno.h>
#include <time.h>

enum { GROUP_MS = 100 };	/* long beside a commit, short for a person */

/* Up to here had been said what: where stderr follows on stdout. */
struct mark {
	off_t	out, err;
};

static int64_t
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- holding back -------------------------------------------------------- */

/* Back to where the last command that is done ended. */
void
group_cut(struct group *g)
{
	if (ftruncate(g->out, g->out_end) == 0)
		lseek(g->out, g->out_end, SEEK_SET);
	if (ftruncate(g->err, g->err_end) == 0)
		lseek(g->err, g->err_end, SEEK_SET);
}

static void
empty(struct group *g)
{
	g->n = 0;
	g->is_kept = false;
	g->out_end = g->err_end = 0;
	group_cut(g);
	if (ftruncate(g->marks, 0) == 0)
		lseek(g->marks, 0, SEEK_SET);
}

enum status
group_begin(struct group *g)
{
	enum status st;

	if (g->marks < 0 && ((st = open_scratch(&g->out)) != OK ||
	    (st = open_scratch(&g->err)) != OK ||
	    (st = open_scratch(&g->marks)) != OK)) {
		group_close(g);
		return st;
	}
	empty(g);
	memory_done(false);
	g->is_open = true;
	g->began = milliseconds();
	g->ctx->out = g->out;
	g->ctx->err = g->err;
	return OK;
}

bool
group_is_due(const struct group *g)
{
	return g->is_open && milliseconds() - g->began >= GROUP_MS;
}

enum status
group_add(struct group *g, size_t line)
{
	struct mark here = { lseek(g->out, 0, SEEK_CUR),
	    lseek(g->err, 0, SEEK_CUR) };

	if (here.err > g->err_end && write(g->marks, &here, sizeof(here)) !=
	    (ssize_t)sizeof(here))
		return fail_errno(E_OUTPUT, _("what is to be said cannot be "
		    "held back"));
	g->out_end = here.out;
	g->err_end = here.err;
	g->first = g->n++ == 0 ? line : g->first;
	g->last = line;
	return OK;
}

/* ---- telling ------------------------------------------------------------- */

/* What stands from *at up to `end` in a file that held it back. */
static enum status
pass_on(int from, int to, off_t *at, off_t end)
{
	char bytes[16384];
	struct output *out;

	if (*at == end)
		return OK;
	out = output_to_fd(to, to == STDOUT_FILENO ? "stdout" : "stderr");
	while (*at < end) {
		size_t want = sizeof(bytes);
		ssize_t n;

		if (end - *at < (off_t)want)
			want = (size_t)(end - *at);
		if ((n = pread(from, bytes, want, *at)) < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			output_abort(out);
			return fail_errno(E_OUTPUT, _("what was held back "
			    "cannot be read"));
		}
		output_write(out, bytes, (size_t)n);
		*at += n;
	}
	return output_commit(out);
}

static enum status
tell(const struct group *g)
{
	struct mark said = { 0, 0 }, next;
	enum status st = OK;

	for (off_t at = 0; st == OK && pread(g->marks, &next, sizeof(next),
	    at) == (ssize_t)sizeof(next); at += (off_t)sizeof(next))
		if ((st = pass_on(g->out, STDOUT_FILENO, &said.out,
		    next.out)) == OK)
			st = pass_on(g->err, STDERR_FILENO, &said.err,
			    next.err);
	if (st == OK)
		st = pass_on(g->out, STDOUT_FILENO, &said.out, g->out_end);
	if (st == OK)
		st = pass_on(g->err, STDERR_FILENO, &said.err, g->err_end);
	return st;
}

/* ---- the end ------------------------------------------------------------- */

static void
leave(struct group *g)
{
	g->is_open = g->ctx->in_group = false;
	g->ctx->out = STDOUT_FILENO;
	g->ctx->err = STDERR_FILENO;
}

/* The connection may be in a transaction still: others wait for it. */
void
group_drop(struct group *g)
{
	if (!g->is_open)
		return;
	if (g->ctx->in_group)
		ledger_pause(g->ctx->ledger);
	leave(g);
}

enum status
group_end(struct group *g)
{
	enum status st = OK;

	if (!g->is_open)
		return OK;
	if (g->n > 0 && g->ctx->in_group &&
	    (st = ledger_commit(g->ctx->ledger)) == OK) {
		g->ctx->is_kept = g->is_kept = true;
		memory_done(true);
	}
	group_drop(g);
	if (st != OK)
		return st;
	st = tell(g);
	return st == E_OUTPUT && g->is_kept ? fail_in(st,
	    _("it is done, but cannot be told")) : st;
}

void
group_close(struct group *g)
{
	const int files[] = { g->out, g->err, g->marks };

	group_drop(g);
	for (size_t i = 0; i < COUNT(files); i++)
		if (files[i] >= 0)
			close(files[i]);
	g->out = g->err = g->marks = -1;
}
