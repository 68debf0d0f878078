/*
 * The codes of the records that many others refer to, by their numbers.  For
 * the files of lib/record only.
 */
#ifndef RECORD_REFS_H
#define RECORD_REFS_H

#include "record/field.h"
#include "store/store.h"

struct refs;

struct refs *refs_new(struct store *);

/* The code of the record number `id` that the field refers to, valid until the
 * next call for this field; NULL: there is none, or it could not be read. */
const char *refs_code(struct refs *, const struct field *, int64_t id);

/* What failed so far. */
enum status refs_status(const struct refs *) MUST_CHECK;

/* NULL is allowed. */
void refs_free(struct refs *);

#endif
