/*
 * A text file in a zip file; for the files of lib/sheet only.
 */
#ifndef SHEET_SOURCE_PACKED_H
#define SHEET_SOURCE_PACKED_H

#include "sheet/xlsx_package.h"

/* The name of the only part, when it is a text by its suffix; or NULL. */
const char *package_only_text(const struct package *);

/* The rows of that text.  The package may be closed afterwards. */
enum status source_open_packed(struct package *, const struct opening *,
    struct source **) MUST_CHECK;

#endif
