/*
 * Rows on their way to another sink, which takes them in a thread of its own
 * as soon as there are many.  Knows nothing of formats; values are copied,
 * since who gives them needs their place for the next row.
 */
#include "sheet/sink_impl.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/channel.h"

enum { BATCH_ROWS = 256, BATCHES = 4 };

struct batch {
	struct arena	  arena;	/* of texts */
	struct arena_mark start;
	size_t		  n;
	struct value	 *rows;		/* one behind the other */
};

struct ahead {
	struct sink	 base;
	struct sink	*inner;
	struct channel	*full, *empty;
	struct thread	*thread;	/* NULL: not needed so far */
	struct batch	*batch;		/* being filled */
	enum status	 st;		/* of the thread, when it has ended */
	char		*message, *hint;
	struct batch	 batches[BATCHES];
};

static enum status
write_batch(struct sink *inner, struct batch *b)
{
	enum status st = OK;

	for (size_t i = 0; st == OK && i < b->n; i++)
		st = sink_row(inner, b->rows + i * inner->table->ncolumns);
	arena_reset(&b->arena, b->start);
	b->n = 0;
	return st;
}

static char *
copy_of(const char *text)
{
	char *copy = strdup(text);

	if (copy == NULL)
		no_memory();
	return copy;
}

static void
write_behind(void *self)
{
	struct ahead *a = self;
	struct batch *b;

	while (a->st == OK && (b = channel_take(a->full)) != NULL)
		if ((a->st = write_batch(a->inner, b)) == OK &&
		    !channel_put(a->empty, b))
			break;
	if (a->st != OK) {
		a->message = copy_of(fail_text());
		a->hint = copy_of(fail_hint_text());
	}
	channel_close(a->empty);
}

static void
forget_failure(struct ahead *a)
{
	free(a->message);
	free(a->hint);
	a->message = a->hint = NULL;
}

/* Wait until all rows handed over are written. */
static enum status
end_thread(struct ahead *a)
{
	enum status st;

	if (a->thread == NULL)
		return OK;
	channel_close(a->full);
	thread_join(a->thread);
	a->thread = NULL;
	if ((st = a->st) != OK)
		st = fail_hint(fail(st, "%s", a->message), "%s", a->hint);
	forget_failure(a);
	return st;
}

static void
free_channels(struct ahead *a)
{
	channel_free(a->full);
	channel_free(a->empty);
	a->full = a->empty = NULL;
}

static void
start_thread(struct ahead *a)
{
	a->full = channel_new(BATCHES);
	a->empty = channel_new(BATCHES);
	for (size_t i = 0; i < BATCHES; i++)
		if (a->batch != &a->batches[i] &&
		    !channel_put(a->empty, &a->batches[i]))
			no_memory();
	a->thread = thread_start(write_behind, a);
}

/* The batch is full: somebody else writes it. */
static enum status
pass_on(struct ahead *a)
{
	if (a->thread == NULL)
		start_thread(a);
	if (!channel_put(a->full, a->batch))
		return end_thread(a);
	a->batch = channel_take(a->empty);
	return a->batch != NULL ? OK : end_thread(a);
}

/* All rows so far are with the other sink, which is ours again. */
static enum status
settle(struct ahead *a)
{
	enum status st = end_thread(a);

	free_channels(a);
	if (st != OK)
		return st;
	if (a->batch != NULL && (st = write_batch(a->inner, a->batch)) != OK)
		return st;
	a->batch = &a->batches[0];
	return OK;
}

static enum status
ahead_begin(struct sink *s, const struct table *table)
{
	struct ahead *a = (struct ahead *)s;
	enum status st;

	if ((st = settle(a)) != OK)
		return st;
	for (size_t i = 0; i < BATCHES; i++) {
		free(a->batches[i].rows);
		a->batches[i].rows = malloc((BATCH_ROWS * table->ncolumns + 1) *
		    sizeof(struct value));
		if (a->batches[i].rows == NULL)
			no_memory();
	}
	return sink_begin(a->inner, table);
}

static void
own_text(const char **text, struct arena *a)
{
	if (*text != NULL)
		*text = arena_strdup(a, *text);
}

static enum status
ahead_row(struct sink *s, const struct value *row)
{
	struct ahead *a = (struct ahead *)s;
	struct batch *b = a->batch;
	size_t n = s->table->ncolumns;
	struct value *copy = b->rows + b->n * n;

	memcpy(copy, row, n * sizeof(*copy));
	for (struct value *v = copy; v < copy + n; v++) {
		if (v->type == V_TEXT) {
			own_text(&v->u.text, &b->arena);
		} else if (v->type == V_REF) {
			own_text(&v->u.ref.code, &b->arena);
			own_text(&v->u.ref.title, &b->arena);
		}
	}
	return ++b->n == BATCH_ROWS ? pass_on(a) : OK;
}

static enum status
ahead_finish(struct sink *s)
{
	struct ahead *a = (struct ahead *)s;
	enum status st;

	if ((st = settle(a)) != OK)
		return st;
	return sink_finish(a->inner);
}

/* What has not been written yet is not wanted any more. */
static void
ahead_close(struct sink *s)
{
	struct ahead *a = (struct ahead *)s;

	if (a->thread != NULL)
		channel_close(a->empty);
	if (end_thread(a) != OK)
		fail_clear();
	free_channels(a);
	forget_failure(a);
	sink_close(a->inner);
	for (size_t i = 0; i < BATCHES; i++) {
		arena_release(&a->batches[i].arena);
		free(a->batches[i].rows);
	}
	free(a);
}

static const struct sink_ops ahead_ops = {
	ahead_begin, ahead_row, ahead_finish, ahead_close
};

struct sink *
sink_open_ahead(struct sink *inner)
{
	struct ahead *a = calloc(1, sizeof(*a));

	if (a == NULL)
		no_memory();
	a->base.ops = &ahead_ops;
	a->base.options = inner->options;
	a->inner = inner;
	for (size_t i = 0; i < BATCHES; i++) {
		struct batch *b = &a->batches[i];

		/* Something before the mark, or each batch would free the
		 * first block. */
		arena_alloc(&b->arena, 1);
		b->start = arena_mark(&b->arena);
	}
	a->batch = &a->batches[0];
	return &a->base;
}
