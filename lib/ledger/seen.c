/*
 * A hash table from numbers of records to what became of them.  Knows nothing
 * of rows or files.
 */
#include "ledger/seen.h"

#include <stdlib.h>

#include "base/err.h"

static struct seen *
seen_slot(struct seen_table *t, int64_t id)
{
	size_t i = ((uint64_t)id * 0x9e3779b97f4a7c15u) % t->size;

	while (t->slots[i].id != 0 && t->slots[i].id != id)
		i = (i + 1) % t->size;
	return &t->slots[i];
}

static void
seen_grow(struct seen_table *t)
{
	struct seen_table old = *t;

	t->size = old.size > 0 ? old.size * 2 : 1024;
	t->slots = calloc(t->size, sizeof(*t->slots));
	if (t->slots == NULL)
		no_memory();
	for (size_t i = 0; i < old.size; i++)
		if (old.slots[i].id != 0)
			*seen_slot(t, old.slots[i].id) = old.slots[i];
	free(old.slots);
}

struct seen *
seen_get(struct seen_table *t, int64_t id)
{
	struct seen *s;

	if ((t->used + 1) * 3 > t->size * 2)
		seen_grow(t);
	s = seen_slot(t, id);
	if (s->id == 0) {
		*s = (struct seen){ .id = id };
		t->used++;
	}
	return s;
}

void
seen_release(struct seen_table *t)
{
	free(t->slots);
	*t = (struct seen_table){ NULL, 0, 0 };
}
