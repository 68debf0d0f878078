/*
 * The door to the packing side of ISA-L, which is several times as fast as
 * zlib, and to zlib, which joins checksums.  Knows bytes; nothing of zip files.
 */
#include "sheet/deflate.h"

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/err.h"

struct deflate {
	struct isal_zstream	stream;
	uint8_t			memory[ISAL_DEF_LVL1_DEFAULT];
};

struct deflate *
deflate_open(void)
{
	struct deflate *z = malloc(sizeof(*z));

	if (z == NULL)
		no_memory();
	deflate_begin(z);
	return z;
}

void
deflate_close(struct deflate *z)
{
	free(z);
}

void
deflate_begin(struct deflate *z)
{
	isal_deflate_init(&z->stream);
	z->stream.level = 1;
	z->stream.level_buf = z->memory;
	z->stream.level_buf_size = sizeof(z->memory);
}

void
deflate_give(struct deflate *z, const void *bytes, size_t n,
    enum deflate_end end)
{
	z->stream.next_in = (uint8_t *)bytes;
	z->stream.avail_in = (uint32_t)n;
	z->stream.end_of_stream = end == DEFLATE_LAST;
	z->stream.flush = end == DEFLATE_PIECE ? SYNC_FLUSH : NO_FLUSH;
}

/* It fails where its fields are wrong, and never for what the bytes are. */
size_t
deflate_take(struct deflate *z, void *packed, size_t size)
{
	z->stream.next_out = packed;
	z->stream.avail_out = (uint32_t)size;
	if (isal_deflate(&z->stream) != COMP_OK)
		abort();
	return size - z->stream.avail_out;
}

uint32_t
deflate_crc(uint32_t crc, const void *bytes, size_t n)
{
	return crc32_gzip_refl(crc, bytes, n);
}

uint32_t
deflate_join_crc(uint32_t first, uint32_t second, uint64_t n)
{
	return (uint32_t)crc32_combine(first, second, (z_off_t)n);
}
