/*
 * The door to libcrypto and xxHash.  Of libcrypto the plain interface is
 * taken, which does not look for providers and their settings at every start.
 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "base/hash.h"

#include <assert.h>
#include <inttypes.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <string.h>
#include <xxhash.h>

static_assert(sizeof(SHA256_CTX) <= sizeof(struct hash),
    "struct hash is too small");

static SHA256_CTX *
context(struct hash *h)
{
	return (SHA256_CTX *)(void *)h;
}

void
hash_begin(struct hash *h)
{
	SHA256_Init(context(h));
}

void
hash_add(struct hash *h, const void *bytes, size_t n)
{
	SHA256_Update(context(h), bytes, n);
}

void
hash_add_text(struct hash *h, const char *text)
{
	char head[24];

	if (text == NULL) {
		hash_add(h, "-,", 2);
		return;
	}
	snprintf(head, sizeof(head), "%zu:", strlen(text));
	hash_add(h, head, strlen(head));
	hash_add(h, text, strlen(text));
	hash_add(h, ",", 1);
}

void
hash_add_int(struct hash *h, int64_t n)
{
	char text[24];

	snprintf(text, sizeof(text), "%" PRId64, n);
	hash_add_text(h, text);
}

struct digest
hash_end(struct hash *h)
{
	struct digest d;

	SHA256_Final(d.bytes, context(h));
	return d;
}

struct digest
hash_of(const void *bytes, size_t n)
{
	struct hash h;

	hash_begin(&h);
	hash_add(&h, bytes, n);
	return hash_end(&h);
}

enum status
hash_file(const char *path, struct digest *out)
{
	char bytes[16384];
	struct hash h;
	enum status st = OK;
	FILE *f = fopen(path, "rb");

	if (f == NULL)
		return fail_errno(E_FAIL, "%s", path);
	hash_begin(&h);
	for (size_t n; (n = fread(bytes, 1, sizeof(bytes), f)) > 0; )
		hash_add(&h, bytes, n);
	if (ferror(f))
		st = fail_errno(E_FAIL, "%s", path);
	fclose(f);
	*out = hash_end(&h);
	return st;
}

int64_t
fast_sum(const void *bytes, size_t n)
{
	return (int64_t)(XXH3_64bits(bytes, n) >> 1);
}

void
digest_print(const struct digest *d, char text[DIGEST_TEXT])
{
	for (size_t i = 0; i < sizeof(d->bytes); i++)
		snprintf(text + 2 * i, 3, "%02x", d->bytes[i]);
}
