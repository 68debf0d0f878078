/* Batches between threads: all arrive, in order, and nobody waits for ever. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/base.h"
#include "base/channel.h"

enum { ITEMS = 10000 };

struct circle {
	struct channel	*full;
	size_t		 nput;
};

static void
put_numbers(void *self)
{
	struct circle *c = self;

	while (c->nput < ITEMS &&
	    channel_put(c->full, (void *)(uintptr_t)(c->nput + 1)))
		c->nput++;
	channel_close(c->full);
}

static void
items_arrive_in_order(void **state)
{
	struct circle c = { channel_new(4), 0 };
	struct thread *t = thread_start(put_numbers, &c);
	uintptr_t last = 0;
	void *item;

	(void)state;
	while ((item = channel_take(c.full)) != NULL) {
		assert_int_equal((uintptr_t)item, last + 1);
		last = (uintptr_t)item;
	}
	thread_join(t);
	assert_int_equal(last, ITEMS);
	channel_free(c.full);
}

static void
closing_frees_who_waits_for_room(void **state)
{
	struct circle c = { channel_new(4), 0 };
	struct thread *t = thread_start(put_numbers, &c);

	(void)state;
	assert_int_equal((uintptr_t)channel_take(c.full), 1);
	channel_close(c.full);
	thread_join(t);
	assert_true(c.nput < ITEMS);
	channel_free(c.full);
}

static void
what_was_put_before_closing_is_taken(void **state)
{
	struct channel *c = channel_new(2);
	int item;

	(void)state;
	assert_true(channel_put(c, &item));
	channel_close(c);
	channel_close(c);
	assert_false(channel_put(c, &item));
	assert_ptr_equal(channel_take(c), &item);
	assert_null(channel_take(c));
	channel_free(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(items_arrive_in_order),
		cmocka_unit_test(closing_frees_who_waits_for_room),
		cmocka_unit_test(what_was_put_before_closing_is_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
