/*
 * The door to POSIX threads.
 */
#include "base/channel.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include "base/err.h"

struct channel {
	pthread_mutex_t	lock;
	pthread_cond_t	changed;
	size_t		size, first, n;
	bool		is_closed;
	void		*items[];
};

struct channel *
channel_new(size_t size)
{
	struct channel *c = calloc(1, sizeof(*c) + size * sizeof(*c->items));

	if (c == NULL)
		no_memory();
	pthread_mutex_init(&c->lock, NULL);
	pthread_cond_init(&c->changed, NULL);
	c->size = size;
	return c;
}

void
channel_free(struct channel *c)
{
	if (c == NULL)
		return;
	pthread_cond_destroy(&c->changed);
	pthread_mutex_destroy(&c->lock);
	free(c);
}

bool
channel_put(struct channel *c, void *item)
{
	bool taken;

	pthread_mutex_lock(&c->lock);
	while (c->n == c->size && !c->is_closed)
		pthread_cond_wait(&c->changed, &c->lock);
	taken = !c->is_closed;
	if (taken)
		c->items[(c->first + c->n++) % c->size] = item;
	pthread_cond_broadcast(&c->changed);
	pthread_mutex_unlock(&c->lock);
	return taken;
}

void *
channel_take(struct channel *c)
{
	void *item = NULL;

	pthread_mutex_lock(&c->lock);
	while (c->n == 0 && !c->is_closed)
		pthread_cond_wait(&c->changed, &c->lock);
	if (c->n > 0) {
		item = c->items[c->first];
		c->first = (c->first + 1) % c->size;
		c->n--;
	}
	pthread_cond_broadcast(&c->changed);
	pthread_mutex_unlock(&c->lock);
	return item;
}

void
channel_close(struct channel *c)
{
	pthread_mutex_lock(&c->lock);
	c->is_closed = true;
	pthread_cond_broadcast(&c->changed);
	pthread_mutex_unlock(&c->lock);
}

struct thread {
	pthread_t	id;
	void		(*run)(void *self);
	void		*self;
};

static void *
run_thread(void *data)
{
	struct thread *t = data;

	t->run(t->self);
	return NULL;
}

struct thread *
thread_start(void (*run)(void *self), void *self)
{
	struct thread *t = malloc(sizeof(*t));
	sigset_t all, before;

	if (t == NULL)
		no_memory();
	t->run = run;
	t->self = self;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	if (pthread_create(&t->id, NULL, run_thread, t) != 0)
		no_memory();
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return t;
}

void
thread_join(struct thread *t)
{
	if (t == NULL)
		return;
	pthread_join(t->id, NULL);
	free(t);
}
