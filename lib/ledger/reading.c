/*
 * Full batches go from the reading thread to the storing one, empty ones come
 * back.  Knows nothing of what rows mean.
 */
#include "ledger/reading.h"

#include <stdlib.h>

#include "base/channel.h"

enum { BATCH_ROWS = 256, BATCHES = 4 };

struct batch {
	struct arena	  arena;
	struct arena_mark start;
	size_t		  n;
	enum status	  st;		/* behind the last row */
	const char	 *message, *hint;
	bool		  is_last;
	size_t		  done, total;	/* of the source */
	struct parsed_row rows[BATCH_ROWS];
};

struct reading {
	struct source	*source;
	struct cells	*cells;
	struct channel	*full, *empty;
	struct thread	*thread;
	struct batch	*batch;		/* at hand; NULL: none yet */
	size_t		 next;		/* row of it */
	struct batch	 batches[BATCHES];
};

static void
read_rows(struct reading *r, struct batch *b)
{
	bool more = true;
	struct row row;

	arena_reset(&b->arena, b->start);
	b->n = 0;
	b->st = OK;
	while (b->n < BATCH_ROWS &&
	    (b->st = source_row(r->source, &row, &more)) == OK && more)
		cells_parse(r->cells, &row, &b->arena, &b->rows[b->n++]);
	b->is_last = !more || b->st != OK;
	if (b->st != OK) {
		b->message = arena_strdup(&b->arena, fail_text());
		b->hint = arena_strdup(&b->arena, fail_hint_text());
	}
	source_progress(r->source, &b->done, &b->total);
}

static void
read_ahead(void *self)
{
	struct reading *r = self;
	struct batch *b;
	bool is_last = false;

	while (!is_last && (b = channel_take(r->empty)) != NULL) {
		read_rows(r, b);
		is_last = b->is_last;
		if (!channel_put(r->full, b))
			break;
	}
	channel_close(r->full);
}

struct reading *
reading_start(struct source *s, struct cells *cells)
{
	struct reading *r = calloc(1, sizeof(*r));

	if (r == NULL)
		no_memory();
	r->source = s;
	r->cells = cells;
	r->full = channel_new(BATCHES);
	r->empty = channel_new(BATCHES);
	for (size_t i = 0; i < BATCHES; i++) {
		struct batch *b = &r->batches[i];

		/* Something before the mark, or each batch would free the
		 * first block. */
		arena_alloc(&b->arena, 1);
		b->start = arena_mark(&b->arena);
		if (!channel_put(r->empty, b))
			no_memory();
	}
	r->thread = thread_start(read_ahead, r);
	return r;
}

void
reading_stop(struct reading *r)
{
	if (r == NULL)
		return;
	channel_close(r->full);
	channel_close(r->empty);
	thread_join(r->thread);
	channel_free(r->full);
	channel_free(r->empty);
	for (size_t i = 0; i < BATCHES; i++)
		arena_release(&r->batches[i].arena);
	free(r);
}

static enum status
end_of(const struct batch *b)
{
	return b->st == OK ? OK :
	    fail_hint(fail(b->st, "%s", b->message), "%s", b->hint);
}

enum status
reading_next(struct reading *r, const struct parsed_row **row)
{
	struct batch *b = r->batch;

	*row = NULL;
	while (b == NULL || r->next == b->n) {
		if (b != NULL && b->is_last)
			return end_of(b);
		if (b != NULL && !channel_put(r->empty, b))
			return OK;
		r->batch = b = channel_take(r->full);
		r->next = 0;
		if (b == NULL)
			return OK;
	}
	*row = &b->rows[r->next++];
	return OK;
}

void
reading_progress(const struct reading *r, size_t *done, size_t *total)
{
	*done = r->batch->done;
	*total = r->batch->total;
}
