/*
 * The head of a PNG (W3C PNG, 5.2, 5.3, 11.2.2 and 11.3.5.3): chunks of a
 * length, a name, bytes and a checksum, the first of them the size.
 */
#include "base/png.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum { HEAD = 4096, MOST_PIXELS = 4000, CHUNK = 12 };

static unsigned
big_endian(const unsigned char *p)
{
	return (unsigned)p[0] << 24 | (unsigned)p[1] << 16 |
	    (unsigned)p[2] << 8 | p[3];
}

/* The size that the picture wants to have stands in front of its pixels. */
static void
look_for_density(const unsigned char *head, size_t n, struct png *out)
{
	enum { LENGTH = 9, METRE = 1 };
	size_t at = 8;

	while (at + CHUNK + LENGTH <= n && memcmp(head + at + 4, "IDAT",
	    4) != 0) {
		const unsigned char *bytes = head + at + 8;
		size_t length = big_endian(head + at);

		if (memcmp(head + at + 4, "pHYs", 4) == 0 &&
		    length == LENGTH && bytes[8] == METRE) {
			out->across = big_endian(bytes);
			out->down = big_endian(bytes + 4);
		}
		if (length > n)
			return;
		at += CHUNK + length;
	}
}

const char *
png_look(const char *path, struct png *out)
{
	static const unsigned char magic[] = "\x89PNG\r\n\x1a\n";
	unsigned char head[HEAD] = "";
	FILE *f = fopen(path, "rb");
	size_t n;

	if (f == NULL)
		return "cannot be opened";
	n = fread(head, 1, sizeof(head), f);
	fclose(f);
	if (n < 24 || memcmp(head, magic, 8) != 0)
		return "no PNG";
	*out = (struct png){ big_endian(head + 16), big_endian(head + 20),
	    0, 0 };
	if (out->width > MOST_PIXELS || out->height > MOST_PIXELS ||
	    out->width == 0 || out->height == 0)
		return "too large";
	look_for_density(head, n, out);
	return NULL;
}
