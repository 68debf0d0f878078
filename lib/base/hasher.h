/*
 * Hashes that a thread of its own makes, beside the work that needs them only
 * at its end.
 */
#ifndef BASE_HASHER_H
#define BASE_HASHER_H

#include "base/hash.h"

struct hasher;

struct hasher *hasher_new(void);
void hasher_free(struct hasher *);	/* NULL is allowed */

/* hash_add() for a hash that was begun and is left alone until hasher_wait();
 * the bytes are copied. */
void hasher_add(struct hasher *, struct hash *, const void *bytes, size_t n);

/* What was added is in its hashes then. */
void hasher_wait(struct hasher *);

#endif
