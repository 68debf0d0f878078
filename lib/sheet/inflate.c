/*
 * The door to ISA-L, for reading.  Knows neither zip files nor what is in
 * them; sizes and checksums are compared by who knows what they should be.
 */
#include "sheet/inflate.h"

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stdlib.h>

#include "base/err.h"

struct inflate {
	struct inflate_state	state;
};

struct inflate *
inflate_open(void)
{
	struct inflate *z = malloc(sizeof(*z));

	if (z == NULL)
		no_memory();
	isal_inflate_init(&z->state);
	z->state.crc_flag = ISAL_DEFLATE;
	return z;
}

void
inflate_close(struct inflate *z)
{
	free(z);
}

void
inflate_give(struct inflate *z, const void *packed, size_t n)
{
	union {
		const void	*given;
		uint8_t		*taken;		/* ISA-L does not write */
	} bytes = { packed };

	z->state.next_in = bytes.taken;
	z->state.avail_in = (uint32_t)n;
}

bool
inflate_needs_more(const struct inflate *z)
{
	return z->state.avail_in == 0 && !inflate_is_done(z);
}

bool
inflate_take(struct inflate *z, void *bytes, size_t size, size_t *n)
{
	int result;

	z->state.next_out = bytes;
	z->state.avail_out = (uint32_t)size;
	result = isal_inflate(&z->state);
	*n = size - z->state.avail_out;
	return result == ISAL_DECOMP_OK;
}

bool
inflate_is_done(const struct inflate *z)
{
	return z->state.block_state == ISAL_BLOCK_FINISH;
}

uint32_t
inflate_crc(uint32_t crc, const void *bytes, size_t n)
{
	return crc32_gzip_refl(crc, bytes, n);
}
