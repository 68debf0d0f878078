/*
 * What data is, in few bytes: SHA-256 (FIPS 180-4), for which nobody can find
 * other data, and a fast sum (XXH3), which tells of damage but not of malice.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum { DIGEST_TEXT = 65 };		/* in hexadecimal, with a NUL */

struct digest {
	unsigned char bytes[32];
};

struct hash {
	uint64_t state[14];		/* the library's, which is hidden */
};

void hash_begin(struct hash *);
void hash_add(struct hash *, const void *bytes, size_t n);
/* "5:hello,": texts that follow each other stay apart (a netstring).  NULL
 * is another text than "". */
void hash_add_text(struct hash *, const char *text);
void hash_add_int(struct hash *, int64_t);
struct digest hash_end(struct hash *);
struct digest hash_of(const void *bytes, size_t n);

/* Of what a file holds.  E_FAIL: it cannot be read; says why. */
enum status hash_file(const char *path, struct digest *) MUST_CHECK;

/* 0 to INT64_MAX. */
int64_t fast_sum(const void *bytes, size_t n);

void digest_print(const struct digest *, char text[DIGEST_TEXT]);

#endif
