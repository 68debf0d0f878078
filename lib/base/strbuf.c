/*
 * A growing buffer.  Knows nothing but C.
 */
#include "base/strbuf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

enum { INT_TEXT_MAX = 20 };	/* digits of the longest number, its sign */

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
strbuf_addint(struct strbuf *b, int64_t n)
{
	char digits[INT_TEXT_MAX], *p = digits + sizeof(digits);
	uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	do {
		*--p = (char)('0' + left % 10);
		left /= 10;
	} while (left > 0);
	if (n < 0)
		*--p = '-';
	strbuf_add(b, p, (size_t)(digits + sizeof(digits) - p));
}

void
strbuf_addescaped(struct strbuf *b, const char *text,
    const char *const escapes[256])
{
	for (;;) {
		const char *run = text;

		while (escapes[(unsigned char)*text] == NULL)
			text++;
		strbuf_add(b, run, (size_t)(text - run));
		if (*text == '\0')
			return;
		strbuf_addstr(b, escapes[(unsigned char)*text++]);
	}
}

void
strbuf_addv(struct strbuf *b, const char *fmt, va_list args)
{
	va_list again;
	int n;

	va_copy(again, args);
	n = vsnprintf(NULL, 0, fmt, args);
	if (n < 0)
		no_memory();
	vsnprintf(strbuf_grow(b, (size_t)n), (size_t)n + 1, fmt, again);
	va_end(again);
	b->len += (size_t)n;
}

void
strbuf_addf(struct strbuf *b, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	strbuf_addv(b, fmt, args);
	va_end(args);
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
