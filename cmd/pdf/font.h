/*
 * Letters: which fonts are used, how texts break into lines, and whether there
 * is a letter for every character.
 */
#ifndef PDF_FONT_H
#define PDF_FONT_H

#include <cairo.h>
#include <stddef.h>

#include "base/err.h"
#include "pdf/pen.h"

struct font;

/* All that are asked for, a line each to standard output: family, package,
 * "needed" or "more", and the file; "" where it is not installed. */
void font_list(const char *folder);

struct font_line {
	size_t	start;		/* byte in the text */
	double	width;
};

/* Only the fonts listed in font.c, from the system's folders or from this
 * one; what a user has set up for fonts is not looked at.  E_FAIL: the first
 * ones are not installed. */
enum status font_open(const char *folder, struct font **) MUST_CHECK;
void font_close(struct font *);

/* E_INVALID: there was a character that no font has; E_FAIL: a font could not
 * be read. */
enum status font_check(const struct font *) MUST_CHECK;

void font_shrink_tables(struct font *, double factor);

/* From line to line, and from the top to the baseline of the first one. */
double font_leading(const struct font *, enum face);
double font_baseline(const struct font *, enum face);
double font_grey(enum face);

/* Break a text into lines of a width (negative: where it says so); returns
 * how many, 0 of an empty text.  Its lines can then be asked for. */
size_t font_break(struct font *, enum face, const char *text, double width);
struct font_line font_line(const struct font *, size_t i);
void font_show(struct font *, cairo_t *, size_t i);	/* from the point on */

#endif
