/*
 * Hash tables of what an import has met: pages of records, and counts.  Knows
 * nothing of rows or files.
 */
#include "ledger/seen.h"

#include <stdlib.h>

#include "base/err.h"

enum { PAGE_RECORDS = 1024, FIRST_SIZE = 64 };

static const uint64_t spread = 0x9e3779b97f4a7c15u;

static void *
new_zeroed(size_t n, size_t size)
{
	void *p = calloc(n, size);

	if (p == NULL)
		no_memory();
	return p;
}

/* Tables grow when they are two thirds full. */
static int
is_crowded(size_t used, size_t size)
{
	return (used + 1) * 3 > size * 2;
}

static size_t
next_size(size_t size)
{
	return size > 0 ? size * 2 : FIRST_SIZE;
}

/* ---- records ------------------------------------------------------------- */

struct seen_page {
	uint64_t    number;		/* of the page */
	struct seen records[PAGE_RECORDS];
};

static struct seen_page **
page_slot(const struct seen_table *t, uint64_t number)
{
	size_t i = (number * spread) % t->size;

	while (t->pages[i] != NULL && t->pages[i]->number != number)
		i = (i + 1) % t->size;
	return &t->pages[i];
}

static void
grow_pages(struct seen_table *t)
{
	struct seen_table old = *t;

	t->size = next_size(old.size);
	t->pages = new_zeroed(t->size, sizeof(*t->pages));
	for (size_t i = 0; i < old.size; i++)
		if (old.pages[i] != NULL)
			*page_slot(t, old.pages[i]->number) = old.pages[i];
	free(old.pages);
}

static struct seen_page *
find_page(struct seen_table *t, uint64_t number)
{
	struct seen_page **slot;

	if (is_crowded(t->used, t->size))
		grow_pages(t);
	slot = page_slot(t, number);
	if (*slot == NULL) {
		*slot = new_zeroed(1, sizeof(**slot));
		(*slot)->number = number;
		t->used++;
	}
	return *slot;
}

struct seen *
seen_get(struct seen_table *t, int64_t id)
{
	uint64_t number = (uint64_t)id / PAGE_RECORDS;

	if (t->last == NULL || t->last->number != number)
		t->last = find_page(t, number);
	return &t->last->records[(uint64_t)id % PAGE_RECORDS];
}

void
seen_release(struct seen_table *t)
{
	for (size_t i = 0; i < t->size; i++)
		free(t->pages[i]);
	free(t->pages);
	*t = (struct seen_table){ NULL, 0, 0, NULL };
}

/* ---- counts -------------------------------------------------------------- */

struct tally_slot {
	uint64_t hash;			/* 0: free */
	size_t	 n;
};

static struct tally_slot *
tally_slot(const struct tally_table *t, uint64_t hash)
{
	size_t i = (hash * spread) % t->size;

	while (t->slots[i].hash != 0 && t->slots[i].hash != hash)
		i = (i + 1) % t->size;
	return &t->slots[i];
}

static void
grow_tally(struct tally_table *t)
{
	struct tally_table old = *t;

	t->size = next_size(old.size);
	t->slots = new_zeroed(t->size, sizeof(*t->slots));
	for (size_t i = 0; i < old.size; i++)
		if (old.slots[i].hash != 0)
			*tally_slot(t, old.slots[i].hash) = old.slots[i];
	free(old.slots);
}

size_t *
tally_get(struct tally_table *t, uint64_t hash)
{
	struct tally_slot *slot;

	if (is_crowded(t->used, t->size))
		grow_tally(t);
	slot = tally_slot(t, hash);
	if (slot->hash == 0) {
		slot->hash = hash;
		t->used++;
	}
	return &slot->n;
}

void
tally_release(struct tally_table *t)
{
	free(t->slots);
	*t = (struct tally_table){ NULL, 0, 0 };
}
