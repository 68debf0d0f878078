/*
 * Blocks in a chain, the newest first.  Under AddressSanitizer every piece is
 * a block of its own, so that a read past its end is still caught.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

#if defined(__clang__)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

#ifdef __SANITIZE_ADDRESS__
enum { BLOCK_SIZE = 1 };
#else
enum { BLOCK_SIZE = 64 * 1024 };
#endif

struct arena_block {
	struct arena_block	*older;
	size_t			 size;
	alignas(max_align_t) char data[];
};

static void
add_block(struct arena *a, size_t size)
{
	struct arena_block *b;

	if (size < BLOCK_SIZE)
		size = BLOCK_SIZE;
	if (size > SIZE_MAX - sizeof(*b))
		no_memory();
	b = malloc(sizeof(*b) + size);
	if (b == NULL)
		no_memory();
	b->older = a->newest;
	b->size = size;
	a->newest = b;
	a->used = 0;
}

static void *
take(struct arena *a, size_t size)
{
	const size_t align = alignof(max_align_t) - 1;
	void *p;

	if (size > SIZE_MAX - align)
		no_memory();
	size = (size + align) & ~align;
	if (a->newest == NULL || a->newest->size - a->used < size)
		add_block(a, size);
	p = a->newest->data + a->used;
	a->used += size;
	return p;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	return memset(take(a, size), 0, size);
}

char *
arena_strndup(struct arena *a, const char *text, size_t n)
{
	char *copy = take(a, n + 1);

	memcpy(copy, text, n);
	copy[n] = '\0';
	return copy;
}

char *
arena_strdup(struct arena *a, const char *text)
{
	return arena_strndup(a, text, strlen(text));
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list args;
	char *text;
	int n;

	va_start(args, fmt);
	n = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (n < 0)
		no_memory();
	text = arena_alloc(a, (size_t)n + 1);
	va_start(args, fmt);
	vsnprintf(text, (size_t)n + 1, fmt, args);
	va_end(args);
	return text;
}

struct arena_mark
arena_mark(const struct arena *a)
{
	return (struct arena_mark){ a->newest, a->used };
}

void
arena_reset(struct arena *a, struct arena_mark mark)
{
	while (a->newest != mark.newest) {
		struct arena_block *older = a->newest->older;

		free(a->newest);
		a->newest = older;
	}
	a->used = mark.used;
}

void
arena_release(struct arena *a)
{
	arena_reset(a, (struct arena_mark){ NULL, 0 });
}
