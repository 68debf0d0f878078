/*
 * Parts as a zip file in memory, not packed: written by hand, so that nothing
 * of what reads it has a say in it.
 */
#ifndef TESTS_FUZZ_ZIP_H
#define TESTS_FUZZ_ZIP_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/strbuf.h"

static inline void
add_number(struct strbuf *b, uint32_t v, int bytes)
{
	for (; bytes > 0; bytes--, v >>= 8)
		strbuf_addch(b, (char)(v & 0xff));
}

static inline uint32_t
crc32_of(const char *bytes, size_t n)
{
	uint32_t crc = 0xffffffff;

	for (size_t i = 0; i < n; i++) {
		crc ^= (unsigned char)bytes[i];
		for (int bit = 0; bit < 8; bit++)
			crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320u : 0);
	}
	return ~crc;
}

struct part {
	const char	*name;
	const char	*bytes;
	size_t		 n;
};

/* The fields a local and a central header have in common. */
static inline void
add_common(struct strbuf *b, const struct part *p)
{
	add_number(b, 20, 2);		/* version needed */
	add_number(b, 0, 2);		/* flags */
	add_number(b, 0, 2);		/* stored */
	add_number(b, 0x5a210000, 4);	/* time and date */
	add_number(b, crc32_of(p->bytes, p->n), 4);
	add_number(b, (uint32_t)p->n, 4);
	add_number(b, (uint32_t)p->n, 4);
	add_number(b, (uint32_t)strlen(p->name), 2);
	add_number(b, 0, 2);		/* extra */
}

static inline void
add_zip(struct strbuf *b, const struct part *parts, size_t nparts)
{
	struct strbuf directory = STRBUF_INIT;
	size_t at;

	for (size_t i = 0; i < nparts; i++) {
		const struct part *p = &parts[i];

		at = b->len;
		add_number(b, 0x04034b50, 4);
		add_common(b, p);
		strbuf_addstr(b, p->name);
		strbuf_add(b, p->bytes, p->n);
		add_number(&directory, 0x02014b50, 4);
		add_number(&directory, 20, 2);
		add_common(&directory, p);
		add_number(&directory, 0, 2);	/* comment */
		add_number(&directory, 0, 2);	/* disk */
		add_number(&directory, 0, 2);
		add_number(&directory, 0, 4);
		add_number(&directory, (uint32_t)at, 4);
		strbuf_addstr(&directory, p->name);
	}
	at = b->len;
	strbuf_add(b, directory.buf, directory.len);
	add_number(b, 0x06054b50, 4);
	add_number(b, 0, 4);
	add_number(b, (uint32_t)nparts, 2);
	add_number(b, (uint32_t)nparts, 2);
	add_number(b, (uint32_t)directory.len, 4);
	add_number(b, (uint32_t)at, 4);
	add_number(b, 0, 2);
	strbuf_release(&directory);
}

#endif
