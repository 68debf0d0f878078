/*
 * Deflate data (RFC 1951), made and unpacked piece by piece, fast rather than
 * small, and the checksums that zip files have of what was packed.  Not to be
 * used before late_isal().
 */
#ifndef SHEET_DEFLATE_H
#define SHEET_DEFLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/base.h"

struct deflate;

/* How a stretch of bytes ends. */
enum deflate_end {
	DEFLATE_GOES_ON,
	DEFLATE_PIECE,		/* at a whole byte: a new one may follow */
	DEFLATE_LAST,		/* nothing follows */
};

/* Never NULL. */
struct deflate *deflate_open(void);
void deflate_close(struct deflate *);		/* NULL is allowed */

/* A new piece, which needs nothing of what was packed before. */
void deflate_begin(struct deflate *);

/* Bytes to pack, up to 4 GiB; they stay the caller's, who keeps them until
 * all is taken. */
void deflate_give(struct deflate *, const void *bytes, size_t n,
    enum deflate_end);

/* What has been packed, up to `size` bytes; less than `size`: that is all. */
size_t deflate_take(struct deflate *, void *packed, size_t size) MUST_CHECK;

/* ---- unpacking ----------------------------------------------------------- */

struct inflate;

/* Never NULL. */
struct inflate *inflate_open(void);
void inflate_close(struct inflate *);		/* NULL is allowed */

/* Packed bytes to take from next, when it has none left; they stay the
 * caller's, who keeps them until they are used up. */
void inflate_give(struct inflate *, const void *packed, size_t n);
bool inflate_needs_more(const struct inflate *);

/* Unpack into `bytes` what has been given, `*n` of `size` at most; false when
 * it is no deflate data. */
bool inflate_take(struct inflate *, void *bytes, size_t size, size_t *n)
    MUST_CHECK;

/* Has all been unpacked? */
bool inflate_is_done(const struct inflate *);

/* ---- checksums ----------------------------------------------------------- */

/* The CRC-32 of zip files (APPNOTE 4.4.7) of bytes that follow those of
 * `crc`, which is 0 to begin with. */
uint32_t deflate_crc(uint32_t crc, const void *bytes, size_t n);

/* Bytes packed, and what they unpack to. */
struct sums {
	uint64_t	packed, raw;		/* bytes */
	uint32_t	packed_crc, raw_crc;
};

/* Add those of `next`, which stands behind `*sum`. */
void sums_join(struct sums *sum, const struct sums *next);
bool sums_equal(const struct sums *, const struct sums *);

#endif
