/*
 * Writing and drawing on pages of a PDF.  Lengths are points, from the top
 * left corner of the page.
 */
#ifndef PDF_PEN_H
#define PDF_PEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* Where texts stand and how they look. */
enum face {
	FACE_WATERMARK, FACE_COMPANY, FACE_CONTACT, FACE_TITLE, FACE_RUNNING,
	FACE_FOOT,
	FACE_LABEL, FACE_VALUE, FACE_STRONG, FACE_HEADING, FACE_CLAUSE,
	/* in tables, which may be smaller than usual */
	FACE_HEAD, FACE_CELL, FACE_SUM, FACE_SMALL,
	NFACES
};

enum align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

enum shade { SHADE_INK, SHADE_RULE, SHADE_HAIR, SHADE_FILL };

struct place {
	double	x, y, width;
};

struct pen_options {
	const char	*fonts;		/* folder; NULL: the system's */
	const char	*title, *author, *date;	/* of the file */
	double		 width, height;	/* of a page */
};

struct pen;

/* The PDF goes to standard output.  E_FAIL: a font is missing. */
enum status pen_open(const struct pen_options *, struct pen **) MUST_CHECK;

/* Ends the file; the first failure there was, a character without a font
 * among them.  Frees the pen. */
enum status pen_close(struct pen *) MUST_CHECK;

/* Gives it up; what was written of the file is no PDF. */
void pen_abort(struct pen *);

/* What is wrong so far, as pen_close() will say it. */
enum status pen_check(struct pen *) MUST_CHECK;

void pen_next_page(struct pen *);

/* Room between things: this part of the usual; and what of it there is. */
void pen_tighten(struct pen *, double factor);
double pen_room(const struct pen *, double usual);

/* Faces of tables, this part of their usual size. */
void pen_shrink_tables(struct pen *, double factor);

/* The height of a text when lines are broken at `width`. */
double pen_height(struct pen *, enum face, const char *text, double width);
/* The width of its longest line. */
double pen_width(struct pen *, enum face, const char *text);
double pen_leading(struct pen *, enum face);

/* How many bytes of the text its first `nlines` lines have. */
size_t pen_fit(struct pen *, enum face, const char *text, double width,
    size_t nlines);

/* Write it; returns its height. */
double pen_text(struct pen *, enum face, const char *text, struct place);
double pen_text_aligned(struct pen *, enum face, const char *text,
    struct place, enum align);

/* A word rising across the page, its middle at this point. */
void pen_across(struct pen *, const char *text, double x, double y);

void pen_line(struct pen *, enum shade, double x, double y, double to_x,
    double to_y);
void pen_fill(struct pen *, enum shade, struct place, double height);

/* A PNG of at most this height and the width of the place; returns the width
 * it has.  pen_logo_check(): E_INVALID, it is none. */
enum status pen_logo_check(struct pen *, const char *path) MUST_CHECK;
double pen_logo(struct pen *, struct place, double height);

#endif
