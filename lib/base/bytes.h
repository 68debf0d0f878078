/*
 * Text eight bytes at a time, for what is done with every byte of millions of
 * rows.  An answer has the highest bit of those bytes set that are meant, and
 * no other bit.
 */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stdint.h>
#include <string.h>

#define BYTES_ONES	UINT64_C(0x0101010101010101)
#define BYTES_HIGH	UINT64_C(0x8080808080808080)

static inline uint64_t
bytes_at(const char *text)
{
	uint64_t eight;

	memcpy(&eight, text, sizeof(eight));
	return eight;
}

/* Those that are `c`. */
static inline uint64_t
bytes_equal(uint64_t eight, char c)
{
	uint64_t rest = eight ^ (unsigned char)c * BYTES_ONES;

	return ~(((rest & ~BYTES_HIGH) + ~BYTES_HIGH) | rest) & BYTES_HIGH;
}

/* Those that are less than `c`, which is ASCII; bytes beyond it never are. */
static inline uint64_t
bytes_below(uint64_t eight, char c)
{
	uint64_t room = (uint64_t)(0x80 - c) * BYTES_ONES;

	return ~(((eight & ~BYTES_HIGH) + room) | eight) & BYTES_HIGH;
}

#endif
