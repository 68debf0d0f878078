/*
 * Memory that is given back all at once: one arena per command, one per batch
 * of an import.  Whatever lives in an arena is never freed by itself.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/base.h"

struct arena {
	struct arena_block	*newest;	/* NULL: empty */
	size_t			 used;		/* bytes used of the newest */
};

#define ARENA_INIT	{ NULL, 0 }

/* A point to go back to: everything allocated since is given back. */
struct arena_mark {
	struct arena_block	*newest;
	size_t			 used;
};

/* Never NULL; aligned for any type; zeroed. */
void *arena_alloc(struct arena *, size_t size);

/* Copies; `n` bytes and a terminating NUL. */
char *arena_strdup(struct arena *, const char *text);
char *arena_strndup(struct arena *, const char *text, size_t n);
char *arena_printf(struct arena *, const char *fmt, ...) FORMAT(2, 3);

struct arena_mark arena_mark(const struct arena *);
void arena_reset(struct arena *, struct arena_mark);

/* Gives everything back; the arena is empty and may be used again. */
void arena_release(struct arena *);

#endif
