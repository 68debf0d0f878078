/*
 * Blocks of bytes go to the thread and come back empty.
 */
#include "base/hasher.h"

#include <stdlib.h>
#include <string.h>

#include "base/channel.h"
#include "base/err.h"

enum { NBLOCKS = 3, BLOCK_BYTES = 64 * 1024 };

/* Stands before the bytes that belong to one hash. */
struct piece {
	struct hash *hash;
	size_t	     n;
};

struct block {
	size_t	used;
	char	bytes[BLOCK_BYTES];
};

struct hasher {
	struct channel *full, *empty;
	struct thread  *thread;
	struct block   *block;		/* being filled */
	struct block	blocks[NBLOCKS];
};

static void
hash_block(const struct block *b)
{
	struct piece piece;

	for (size_t at = 0; at < b->used; at += piece.n) {
		memcpy(&piece, b->bytes + at, sizeof(piece));
		at += sizeof(piece);
		hash_add(piece.hash, b->bytes + at, piece.n);
	}
}

static void
run_hasher(void *self)
{
	struct hasher *h = self;
	struct block *b;

	while ((b = channel_take(h->full)) != NULL) {
		hash_block(b);
		b->used = 0;
		channel_put(h->empty, b);
	}
}

struct hasher *
hasher_new(void)
{
	struct hasher *h = malloc(sizeof(*h));

	if (h == NULL)
		no_memory();
	h->full = channel_new(NBLOCKS);
	h->empty = channel_new(NBLOCKS);
	for (size_t i = 0; i < NBLOCKS; i++) {
		h->blocks[i].used = 0;
		channel_put(h->empty, &h->blocks[i]);
	}
	h->block = channel_take(h->empty);
	h->thread = thread_start(run_hasher, h);
	return h;
}

void
hasher_free(struct hasher *h)
{
	if (h == NULL)
		return;
	channel_close(h->full);
	thread_join(h->thread);
	channel_free(h->full);
	channel_free(h->empty);
	free(h);
}

static void
hand_over(struct hasher *h)
{
	channel_put(h->full, h->block);
	h->block = channel_take(h->empty);
}

void
hasher_add(struct hasher *h, struct hash *hash, const void *bytes, size_t n)
{
	const struct piece piece = { hash, n };

	if (sizeof(piece) + n > BLOCK_BYTES) {
		hasher_wait(h);
		hash_add(hash, bytes, n);
		return;
	}
	if (sizeof(piece) + n > BLOCK_BYTES - h->block->used)
		hand_over(h);
	memcpy(h->block->bytes + h->block->used, &piece, sizeof(piece));
	h->block->used += sizeof(piece);
	memcpy(h->block->bytes + h->block->used, bytes, n);
	h->block->used += n;
}

/* The thread has nothing left when all blocks are here. */
void
hasher_wait(struct hasher *h)
{
	struct block *others[NBLOCKS - 1];

	channel_put(h->full, h->block);
	for (size_t i = 0; i < NBLOCKS - 1; i++)
		others[i] = channel_take(h->empty);
	h->block = channel_take(h->empty);
	for (size_t i = 0; i < NBLOCKS - 1; i++)
		channel_put(h->empty, others[i]);
}
