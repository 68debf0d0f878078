/*
 * Pieces of a temporary file read back while they are written: unpacked,
 * their cells counted, checksums taken of what comes out and of what went in.
 */
#ifndef SHEET_XLSX_PROOF_H
#define SHEET_XLSX_PROOF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "sheet/deflate.h"

struct proof;

/* The file stays the caller's. */
struct proof *proof_new(int fd);
void proof_free(struct proof *);		/* NULL is allowed */

/* A piece begins there, at which nothing needs what stands before it. */
void proof_begin(struct proof *, off_t at);

/* So many bytes of it are in the file by now; false when they cannot be read
 * or are not packed bytes. */
bool proof_follow(struct proof *, uint64_t packed);

/* What was found in it so far. */
struct sums proof_sums(const struct proof *);
size_t proof_cells(const struct proof *);

#endif
