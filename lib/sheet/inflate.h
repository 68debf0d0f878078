/*
 * Deflate data (RFC 1951) unpacked piece by piece, and the checksum that zip
 * files have of what was packed.
 */
#ifndef SHEET_INFLATE_H
#define SHEET_INFLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/base.h"

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

/* The CRC-32 of zip files (APPNOTE, 4.4.7) of bytes that follow those of
 * `crc`; 0 to begin with. */
uint32_t inflate_crc(uint32_t crc, const void *bytes, size_t n);

#endif
