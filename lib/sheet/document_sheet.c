/*
 * Columns and cells of the sheet a document is drawn on.
 */
#include "sheet/document_sheet.h"

#include <string.h>

#include "base/utf8.h"

enum { WIDE_MIN = 36, CODE_MAX = 18, HALF_MIN = 9 };

/* ---- columns ------------------------------------------------------------- */

size_t
widest(const char *text)
{
	size_t most = 0;

	for (;;) {
		const char *end = strchr(text, '\n');
		size_t width = utf8_width(text) -
		    (end != NULL ? utf8_width(end) : 0);

		most = width > most ? width : most;
		if (end == NULL)
			return most;
		text = end + 1;
	}
}

/* Its longest word: headings are broken between words. */
static size_t
longest_word(const char *text, struct arena *a)
{
	size_t most = 0;

	while (*text != '\0') {
		size_t n = strcspn(text, " \n");
		size_t width = utf8_width(arena_strndup(a, text, n));

		most = width > most ? width : most;
		text += n;
		text += strspn(text, " \n");
	}
	return most;
}

static double
narrow_width(const struct document *doc, const struct layout_column *column)
{
	size_t most = widest(column->sum.text);
	size_t head = longest_word(column->label, doc->arena) + 1;

	for (const struct values *line = doc->first; line != NULL;
	    line = line->next) {
		size_t width = widest(layout_cell(doc, line, column).text);

		most = width > most ? width : most;
	}
	if (!column->is_number && most > CODE_MAX)
		most = CODE_MAX;
	return (double)(most > head ? most : head) + 2.6;
}

/* The widths of the table's columns; the wide ones share what is left of the
 * paper. */
static size_t
table_widths(const struct document *doc, const struct layout_band *band,
    double widths[SHEET_COLUMNS])
{
	double rest = PAPER_COLUMNS, weights = 0;
	size_t n = band->ncolumns < SHEET_COLUMNS / 2 ? band->ncolumns :
	    SHEET_COLUMNS / 2;

	for (size_t i = 0; i < n; i++) {
		weights += band->columns[i].form->weight;
		widths[i] = 0;
		if (band->columns[i].form->weight == 0)
			rest -= widths[i] = narrow_width(doc,
			    &band->columns[i]);
	}
	for (size_t i = 0; i < n; i++) {
		double share = band->columns[i].form->weight;

		if (share != 0 && (widths[i] = rest * share / weights) <
		    WIDE_MIN)
			widths[i] = WIDE_MIN;
	}
	return n;
}

/* A column may be cut where a quarter of the whole ends, but not near to one
 * of its edges. */
static bool
is_cut_at(double at, double left, double right)
{
	return at > left + HALF_MIN && at < right - HALF_MIN;
}

static void
cut_columns(struct drawing *d, const struct layout_band *band,
    const double widths[], size_t n)
{
	double whole = 0, x = 0;

	for (size_t i = 0; i < n; i++)
		whole += widths[i];
	for (size_t i = 0; i < n; i++) {
		double left = x, right = x + widths[i];

		d->columns[i].first = d->n;
		for (int q = 1; q < 4 && (band == NULL ||
		    band->columns[i].form->weight != 0); q++)
			if (is_cut_at(whole * q / 4, left, right)) {
				d->widths[d->n++] = whole * q / 4 - left;
				left = whole * q / 4;
			}
		d->widths[d->n] = right - left;
		d->columns[i].last = d->n++;
		x = right;
	}
}

static void
find_quarters(struct drawing *d)
{
	double whole = 0;

	for (size_t i = 0; i < d->n; i++)
		whole += d->widths[i];
	d->quarters[4] = d->n;
	for (int q = 1; q < 4; q++) {
		double x = 0, best = whole;

		for (size_t i = 0; i < d->n; x += d->widths[i++]) {
			double off = x - whole * q / 4;

			off = off < 0 ? -off : off;
			if (off < best) {
				best = off;
				d->quarters[q] = i;
			}
		}
	}
}

const struct layout_band *
lines_band(const struct layout *layout)
{
	const struct layout_band *band = layout->first;

	while (band != NULL && band->kind != BLOCK_LINES)
		band = band->next;
	return band;
}

void
plan_columns(struct drawing *d)
{
	const struct layout_band *band = lines_band(d->layout);
	double widths[SHEET_COLUMNS] = { PAPER_COLUMNS };
	size_t n = 1;

	if (band != NULL)
		n = table_widths(d->layout->document, band, widths);
	cut_columns(d, band, widths, n);
	find_quarters(d);
}

/* ---- cells --------------------------------------------------------------- */

double
span_width(const struct drawing *d, struct span span)
{
	double width = 0;

	for (size_t i = span.first; i <= span.last; i++)
		width += d->widths[i];
	return width;
}

/* Marks that combine with the letter before have no width. */
static size_t
count_characters(const char *text, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += ((unsigned char)text[i] & 0xc0) != 0x80;
	return count;
}

/* Names of ships are written in capitals. */
static size_t
count_large(const char *text, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += text[i] >= 'A' && text[i] <= 'Z';
	return count;
}

/* Lines a text takes; letters of a proportional font are narrower than the
 * figures that columns are measured in, but for capitals; Chinese characters
 * hardly. */
static uint32_t
lines_in(double room, const char *text)
{
	uint32_t n = 0;

	for (;;) {
		size_t length = strcspn(text, "\n");
		size_t count = count_characters(text, length);
		size_t columns = utf8_width(text) - utf8_width(text + length);
		size_t wide = columns > count ? columns - count : 0;
		size_t large = count_large(text, length);
		double width = (double)wide * 1.95 + (double)large * 1.12 +
		    (double)(count - wide - large) * 0.86;

		n += width <= room ? 1 : 1 + (uint32_t)(width / room);
		if (text[length] == '\0')
			return n;
		text += length + 1;
	}
}

uint32_t
count_lines(const struct drawing *d, struct span span, const char *text)
{
	return lines_in(span_width(d, span) - 2, text);
}

struct style
number_style(const struct named_value *v, enum look look)
{
	struct style style = { SHAPE_MONEY, look };

	if (v->places >= 3)
		style.shape = SHAPE_MONEY_3;
	else if (v->places == 0)
		style.shape = v->number.micros % DECIMAL_SCALE == 0 ?
		    SHAPE_QUANTITY : SHAPE_QUANTITY_PART;
	return style;
}

struct fixed
fixed_of(struct decimal number)
{
	return (struct fixed){ number.micros, DECIMAL_PLACES };
}

enum status
put(struct drawing *d, const struct block_cell *cell,
    const struct shown *shown)
{
	const struct area area = { cell->span.first, cell->span.last,
	    cell->nrows };
	const struct named_value *v = shown->value;
	struct style style = { SHAPE_WIDE, cell->look };
	enum status st;

	page_go(d->page, d->row);
	if (v != NULL && v->content == CONTENT_NUMBER)
		style = number_style(v, cell->look);
	if ((st = page_merge(d->page, &area, style)) != OK)
		return st;
	if (v != NULL && v->content == CONTENT_NUMBER)
		return page_number(d->page, cell->span.first, style,
		    fixed_of(v->number));
	return page_text(d->page, cell->span.first, style, shown->text);
}

enum status
put_text(struct drawing *d, struct span span, const char *text,
    enum look look)
{
	const struct shown shown = { .text = text };

	return put(d, &(struct block_cell){ span, look, 1 }, &shown);
}

enum status
end_row(struct drawing *d, double height)
{
	d->points += height;
	return page_row_height(d->page, d->row++, height);
}

struct span
all_columns(const struct drawing *d)
{
	return (struct span){ 0, d->n - 1 };
}

/* Lines of large letters take more room, on both sides. */
enum status
put_over(struct drawing *d, struct span span, const char *text,
    enum look look)
{
	bool is_large = look == LOOK_COMPANY || look == LOOK_MARK;
	double room = span_width(d, span) * (is_large ? 0.65 : 1) - 2;
	enum status st;

	if (*text == '\0')
		return OK;
	if ((st = put_text(d, span, text, look)) != OK)
		return st;
	return end_row(d, (is_large ? 18 : 12) * lines_in(room, text) + 1);
}

enum status
put_across(struct drawing *d, const char *text, enum look look, double height)
{
	uint32_t nlines = count_lines(d, all_columns(d), text);
	enum status st;

	if (*text == '\0')
		return OK;
	if ((st = put_text(d, all_columns(d), text, look)) != OK)
		return st;
	return end_row(d, height * nlines + 1);
}

