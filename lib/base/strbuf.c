/*
 * A growing buffer.  Knows nothing but C.
 */
#include "base/strbuf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

char strbuf_empty[1];

char *
strbuf_grow(struct strbuf *b, size_t n)
{
	size_t size = b->size > 0 ? b->size : 64;
	char *buf;

	if (n > SIZE_MAX / 2 - b->len - 1)
		no_memory();
	if (b->size >= b->len + n + 1)
		return b->buf + b->len;
	while (size < b->len + n + 1)
		size *= 2;
	buf = realloc(b->size > 0 ? b->buf : NULL, size);
	if (buf == NULL)
		no_memory();
	if (b->size == 0)
		buf[0] = '\0';
	b->buf = buf;
	b->size = size;
	return b->buf + b->len;
}

void
strbuf_add(struct strbuf *b, const void *bytes, size_t n)
{
	memcpy(strbuf_grow(b, n), bytes, n);
	b->len += n;
	b->buf[b->len] = '\0';
}

void
strbuf_addstr(struct strbuf *b, const char *text)
{
	strbuf_add(b, text, strlen(text));
}

void
strbuf_addch(struct strbuf *b, char c)
{
	strbuf_add(b, &c, 1);
}

void
strbuf_addf(struct strbuf *b, const char *fmt, ...)
{
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (n < 0)
		no_memory();
	va_start(args, fmt);
	vsnprintf(strbuf_grow(b, (size_t)n), (size_t)n + 1, fmt, args);
	va_end(args);
	b->len += (size_t)n;
}

void
strbuf_cut(struct strbuf *b, size_t len)
{
	if (len >= b->len)
		return;
	b->len = len;
	b->buf[len] = '\0';
}

char *
strbuf_to(struct strbuf *b, struct arena *a)
{
	char *text = arena_strndup(a, b->buf, b->len);

	strbuf_cut(b, 0);
	return text;
}

void
strbuf_release(struct strbuf *b)
{
	if (b->size > 0)
		free(b->buf);
	*b = (struct strbuf)STRBUF_INIT;
}
