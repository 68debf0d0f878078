/*
 * Work handed from one thread to another, whole batches at a time.  Two
 * channels make a circle: full batches go one way, empty ones come back, so
 * that memory stays bounded and the faster side waits.
 */
#ifndef BASE_CHANNEL_H
#define BASE_CHANNEL_H

#include <stdbool.h>
#include <stddef.h>

struct channel;

/* One that holds up to `size` items. */
struct channel *channel_new(size_t size);
void channel_free(struct channel *);	/* NULL is allowed */

/* Waits for room; false when the channel is closed, the item is not taken. */
bool channel_put(struct channel *, void *item);

/* Waits for an item, the oldest; NULL when the channel is closed and empty. */
void *channel_take(struct channel *);

/* Nothing more is put; whoever waits goes on.  May be called by either side,
 * and more than once. */
void channel_close(struct channel *);

struct thread;

/* Run `run(self)` in a thread of its own, which gets no signals.  Whatever it
 * fails with stays in it (base/err.h): it must carry it over itself. */
struct thread *thread_start(void (*run)(void *self), void *self);

/* Waits for its end and frees it; NULL is allowed. */
void thread_join(struct thread *);

#endif
