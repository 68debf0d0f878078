/*
 * The door to ISA-L, which is several times as fast as zlib, and to zlib, which
 * joins checksums.  Knows bytes; nothing of zip files: sizes and checksums are
 * compared by who knows what they should be.
 */
#include "sheet/deflate.h"

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <zlib.h>

#include "base/err.h"

struct deflate {
	struct isal_zstream	stream;
	uint8_t			memory[ISAL_DEF_LVL1_DEFAULT];
};

/* What ISA-L 2.30 makes of the same bytes is not always the same: about once in
 * a thousand runs it depends on the address of its own memory, which the system
 * chooses anew each time.  So it is asked for one that is free. */
#define SAME_PLACE	((void *)UINT64_C(0x200000000000))

struct deflate *
deflate_open(void)
{
	struct deflate *z = mmap(SAME_PLACE, sizeof(*z), PROT_READ |
	    PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (z == MAP_FAILED)
		no_memory();
	deflate_begin(z);
	return z;
}

void
deflate_close(struct deflate *z)
{
	munmap(z, sizeof(*z));
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

/* ---- unpacking ----------------------------------------------------------- */

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

/* ---- checksums ----------------------------------------------------------- */

uint32_t
deflate_crc(uint32_t crc, const void *bytes, size_t n)
{
	return crc32_gzip_refl(crc, bytes, n);
}

static void
join(uint32_t *crc, uint32_t next, uint64_t n)
{
	*crc = (uint32_t)crc32_combine(*crc, next, (z_off_t)n);
}

void
sums_join(struct sums *sum, const struct sums *next)
{
	join(&sum->raw_crc, next->raw_crc, next->raw);
	join(&sum->packed_crc, next->packed_crc, next->packed);
	sum->raw += next->raw;
	sum->packed += next->packed;
}

bool
sums_equal(const struct sums *a, const struct sums *b)
{
	return a->packed == b->packed && a->packed_crc == b->packed_crc &&
	    a->raw == b->raw && a->raw_crc == b->raw_crc;
}
