/*
 * The zip file that a workbook is, read in pieces and with limits: a small
 * file must not be able to fill the memory or the day.
 */
#ifndef SHEET_XLSX_PACKAGE_H
#define SHEET_XLSX_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "sheet/deflate.h"
#include "sheet/source_impl.h"

struct package;
struct part;

/*
 * Reads the list of parts.  E_INVALID when it is no zip file, is cut off, is
 * encrypted, or promises more than the limits allow.  Closes the descriptor
 * of the opening, at once when it fails.
 */
enum status package_open(const struct opening *, struct package **) MUST_CHECK;

/* The parts must be closed before; NULL is allowed. */
void package_close(struct package *);

/* The name of the part at place `i`, from 0; NULL behind the last one. */
const char *package_name(const struct package *, size_t i);
bool package_has(const struct package *, const char *part);

/* What the list of parts says of one unpacked, and what stands there packed,
 * which is read to its end. */
enum status package_sums(struct package *, const char *part, struct sums *)
    MUST_CHECK;

/* `name` outlives the part. */
enum status part_open(struct package *, const char *name, struct part **)
    MUST_CHECK;
void part_close(struct part *);		/* NULL is allowed */

/* Up to `size` bytes; *n is 0 at the end, where the checksum was right. */
enum status part_read(struct part *, void *bytes, size_t size, size_t *n)
    MUST_CHECK;

/* Bytes read and bytes in all. */
void part_progress(const struct part *, size_t *done, size_t *total);

#endif
