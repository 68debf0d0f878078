/*
 * Text being built.  `buf` is never NULL and always ends with a NUL byte that
 * `len` does not count.
 */
#ifndef BASE_STRBUF_H
#define BASE_STRBUF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

struct strbuf {
	char	*buf;
	size_t	 len;
	size_t	 size;		/* 0: buf is not ours to free */
};

extern char strbuf_empty[];
#define STRBUF_INIT	{ strbuf_empty, 0, 0 }

/* Make room for `n` more bytes; returns where to write them (add to len). */
char *strbuf_grow(struct strbuf *, size_t n);

/* Rows are made of millions of small pieces, for which there is room. */
static inline char *
strbuf_room(struct strbuf *b, size_t n)
{
	return n < b->size - b->len ? b->buf + b->len : strbuf_grow(b, n);
}

/* The `n` bytes written there belong to the text now. */
static inline void
strbuf_take(struct strbuf *b, size_t n)
{
	b->len += n;
	b->buf[b->len] = '\0';
}

static inline void
strbuf_add(struct strbuf *b, const void *bytes, size_t n)
{
	memcpy(strbuf_room(b, n), bytes, n);
	strbuf_take(b, n);
}

static inline void
strbuf_addstr(struct strbuf *b, const char *text)
{
	strbuf_add(b, text, strlen(text));
}

static inline void
strbuf_addch(struct strbuf *b, char c)
{
	strbuf_add(b, &c, 1);
}

void strbuf_addint(struct strbuf *, int64_t);
void strbuf_addf(struct strbuf *, const char *fmt, ...) FORMAT(2, 3);
void strbuf_addv(struct strbuf *, const char *fmt, va_list) FORMAT(2, 0);

/* Text with escapes[c] in the place of every byte c for which it is not NULL;
 * escapes['\0'] must be a text, which ends the search. */
void strbuf_addescaped(struct strbuf *, const char *text,
    const char *const escapes[256]);

/* Shorten to `len` bytes; 0 empties without giving memory back. */
void strbuf_cut(struct strbuf *, size_t len);

/* A copy in the arena; the buffer is emptied and can be used again. */
char *strbuf_to(struct strbuf *, struct arena *);

void strbuf_release(struct strbuf *);

#endif
