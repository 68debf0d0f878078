/*
 * The door to cairo.  Which letters there are and how lines break is asked of
 * font.c.
 */
#include "pdf/pen.h"

#include <cairo-pdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/output.h"
#include "base/png.h"
#include "pdf/font.h"

struct pen {
	struct output	*out;
	cairo_surface_t	*surface, *logo;
	cairo_t		*cr;
	struct font	*font;
	double		 tightness;
	enum status	 st;
};

/* Grey, from 0 (black); the ink of labels is font.c's. */
static const struct { double grey, width; } shades[] = {
	[SHADE_INK]	= { 0.13, 0.7 },
	[SHADE_RULE]	= { 0.45, 0.5 },
	[SHADE_HAIR]	= { 0.80, 0.4 },
	[SHADE_FILL]	= { 0.94, 0 },
};

static cairo_status_t
put_bytes(void *self, const unsigned char *bytes, unsigned n)
{
	output_write(self, bytes, n);
	return CAIRO_STATUS_SUCCESS;
}

/* Without a date the library takes the clock's. */
static void
describe(cairo_surface_t *surface, const struct pen_options *options)
{
	char when[32];

	snprintf(when, sizeof(when), "%sT00:00:00Z", *options->date != '\0' ?
	    options->date : "2000-01-01");
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE,
	    options->title);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR,
	    options->author);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR,
	    "tradecli");
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
	    when);
}

enum status
pen_open(const struct pen_options *options, struct pen **out)
{
	struct pen *pen = calloc(1, sizeof(*pen));
	enum status st;

	if (pen == NULL)
		no_memory();
	if ((st = font_open(options->fonts, &pen->font)) != OK) {
		free(pen);
		return st;
	}
	pen->tightness = 1;
	pen->out = output_to_fd(1, "stdout");
	pen->surface = cairo_pdf_surface_create_for_stream(put_bytes,
	    pen->out, options->width, options->height);
	describe(pen->surface, options);
	pen->cr = cairo_create(pen->surface);
	*out = pen;
	return OK;
}

enum status
pen_check(struct pen *pen)
{
	if (pen->st == OK)
		pen->st = font_check(pen->font);
	if (pen->st == OK && cairo_status(pen->cr) != CAIRO_STATUS_SUCCESS)
		pen->st = fail(E_FAIL, "cairo\t%s",
		    cairo_status_to_string(cairo_status(pen->cr)));
	return pen->st;
}

/* Fonts are written at the end. */
static enum status
check_surface(const struct pen *pen)
{
	cairo_status_t status = cairo_surface_status(pen->surface);

	return status == CAIRO_STATUS_SUCCESS ? OK : fail(E_FAIL, "cairo\t%s",
	    cairo_status_to_string(status));
}

static void
free_pen(struct pen *pen)
{
	cairo_destroy(pen->cr);
	cairo_surface_destroy(pen->surface);
	if (pen->logo != NULL)
		cairo_surface_destroy(pen->logo);
	font_close(pen->font);
	free(pen);
}

enum status
pen_close(struct pen *pen)
{
	enum status st = pen_check(pen);

	cairo_surface_finish(pen->surface);
	if (st == OK)
		st = check_surface(pen);
	if (st == OK)
		st = output_commit(pen->out);
	else
		output_abort(pen->out);
	free_pen(pen);
	return st;
}

void
pen_abort(struct pen *pen)
{
	cairo_surface_finish(pen->surface);
	output_abort(pen->out);
	free_pen(pen);
}

void
pen_next_page(struct pen *pen)
{
	cairo_show_page(pen->cr);
}

void
pen_tighten(struct pen *pen, double factor)
{
	pen->tightness = factor;
}

double
pen_room(const struct pen *pen, double usual)
{
	return usual * pen->tightness;
}

void
pen_shrink_tables(struct pen *pen, double factor)
{
	font_shrink_tables(pen->font, factor);
}

double
pen_leading(struct pen *pen, enum face face)
{
	return font_leading(pen->font, face);
}

double
pen_height(struct pen *pen, enum face face, const char *text, double width)
{
	return (double)font_break(pen->font, face, text, width) *
	    font_leading(pen->font, face);
}

double
pen_width(struct pen *pen, enum face face, const char *text)
{
	double widest = 0;
	size_t n = font_break(pen->font, face, text, -1);

	for (size_t i = 0; i < n; i++) {
		double width = font_line(pen->font, i).width;

		if (width > widest)
			widest = width;
	}
	return widest;
}

size_t
pen_fit(struct pen *pen, enum face face, const char *text, double width,
    size_t nlines)
{
	size_t n = font_break(pen->font, face, text, width);

	return n <= nlines ? strlen(text) :
	    font_line(pen->font, nlines).start;
}

double
pen_text_aligned(struct pen *pen, enum face face, const char *text,
    struct place place, enum align align)
{
	size_t n = font_break(pen->font, face, text, place.width);
	double leading = font_leading(pen->font, face);
	double grey = font_grey(face);

	cairo_set_source_rgb(pen->cr, grey, grey, grey);
	for (size_t i = 0; i < n; i++) {
		struct font_line line = font_line(pen->font, i);
		double room = place.width - line.width;

		cairo_move_to(pen->cr, place.x +
		    (align == ALIGN_RIGHT ? room :
		    align == ALIGN_CENTER ? room / 2 : 0),
		    place.y + (double)i * leading +
		    font_baseline(pen->font, face));
		font_show(pen->font, pen->cr, i);
	}
	return (double)n * leading;
}

double
pen_text(struct pen *pen, enum face face, const char *text, struct place place)
{
	return pen_text_aligned(pen, face, text, place, ALIGN_LEFT);
}

void
pen_across(struct pen *pen, const char *text, double x, double y)
{
	static const double rising = -0.9;	/* radians */
	double width = pen_width(pen, FACE_WATERMARK, text);

	cairo_save(pen->cr);
	cairo_translate(pen->cr, x, y);
	cairo_rotate(pen->cr, rising);
	pen_text(pen, FACE_WATERMARK, text, (struct place){ -width / 2,
	    -font_leading(pen->font, FACE_WATERMARK) / 2, -1 });
	cairo_restore(pen->cr);
}

void
pen_line(struct pen *pen, enum shade shade, double x, double y, double to_x,
    double to_y)
{
	double grey = shades[shade].grey;

	cairo_set_source_rgb(pen->cr, grey, grey, grey);
	cairo_set_line_width(pen->cr, shades[shade].width);
	cairo_move_to(pen->cr, x, y);
	cairo_line_to(pen->cr, to_x, to_y);
	cairo_stroke(pen->cr);
}

void
pen_fill(struct pen *pen, enum shade shade, struct place place, double height)
{
	double grey = shades[shade].grey;

	cairo_set_source_rgb(pen->cr, grey, grey, grey);
	cairo_rectangle(pen->cr, place.x, place.y, place.width, height);
	cairo_fill(pen->cr);
}

/* ---- logo ---------------------------------------------------------------- */

enum status
pen_logo_check(struct pen *pen, const char *path)
{
	struct png size;
	const char *wrong = png_look(path, &size);
	cairo_status_t cst;

	if (wrong != NULL)
		return fail(E_INVALID, "logo\t%s\t%s", path, wrong);
	pen->logo = cairo_image_surface_create_from_png(path);
	cst = cairo_surface_status(pen->logo);
	if (cst != CAIRO_STATUS_SUCCESS)
		return fail(E_INVALID, "logo\t%s\t%s", path,
		    cairo_status_to_string(cst));
	return OK;
}

double
pen_logo(struct pen *pen, struct place place, double height)
{
	double w = cairo_image_surface_get_width(pen->logo);
	double h = cairo_image_surface_get_height(pen->logo);
	double scale = height / h < place.width / w ? height / h :
	    place.width / w;

	cairo_save(pen->cr);
	cairo_translate(pen->cr, place.x, place.y);
	cairo_scale(pen->cr, scale, scale);
	cairo_set_source_surface(pen->cr, pen->logo, 0, 0);
	cairo_paint(pen->cr);
	cairo_restore(pen->cr);
	return w * scale;
}
