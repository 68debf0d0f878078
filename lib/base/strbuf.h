/*
 * Text being built.  `buf` is never NULL and always ends with a NUL byte that
 * `len` does not count.
 */
#ifndef BASE_STRBUF_H
#define BASE_STRBUF_H

#include <stdarg.h>
#include <stddef.h>

#include "base/arena.h"

struct strbuf {
	char	*buf;
	size_t	 len;
	size_t	 size;		/* 0: buf is not ours to free */
};

extern char strbuf_empty[];
#define STRBUF_INIT	{ strbuf_empty, 0, 0 }

void strbuf_add(struct strbuf *, const void *bytes, size_t n);
void strbuf_addstr(struct strbuf *, const char *text);
void strbuf_addch(struct strbuf *, char c);
void strbuf_addf(struct strbuf *, const char *fmt, ...) FORMAT(2, 3);

/* Make room for `n` more bytes; returns where to write them (add to len). */
char *strbuf_grow(struct strbuf *, size_t n);

/* Shorten to `len` bytes; 0 empties without giving memory back. */
void strbuf_cut(struct strbuf *, size_t len);

/* A copy in the arena; the buffer is emptied and can be used again. */
char *strbuf_to(struct strbuf *, struct arena *);

void strbuf_release(struct strbuf *);

#endif
