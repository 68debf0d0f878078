/*
 * A paper on its pages.
 */
#ifndef PDF_PAGES_H
#define PDF_PAGES_H

#include "pdf/input.h"

/* Draws all of it as a PDF on standard output, with fonts of the system or of
 * a folder. */
enum status pages_draw(const struct paper *, const char *fonts,
    struct arena *) MUST_CHECK;

#endif
