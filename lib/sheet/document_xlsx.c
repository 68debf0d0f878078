/*
 * A document as a sheet that prints like its PDF: one sheet, A4 upright, cells
 * with their types.  The columns of its table are columns of the sheet; the
 * wide ones are cut where boxes above and below begin, and their cells merged.
 * Knows where things stand; how cells look is xlsx_writer.c's.
 */
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "sheet/layout.h"
#include "sheet/xlsx_writer.h"

enum { COLUMNS_MAX = 48, PAPER = 98, WIDE_MIN = 36, CODE_MAX = 18, HALF_MIN = 9,
    ONE_PAGE = 15 };		/* lines for which no head need be repeated */

/* Points a line of text takes; fonts with Chinese characters need more. */
static const double line_heights[] = {
	[TONGUE_EN] = 13.2, [TONGUE_ZH] = 15, [TONGUE_BOTH] = 14.6
};

struct span {
	size_t	first, last;		/* columns of the sheet */
};

struct drawing {
	const struct layout *layout;
	struct page	*page;
	uint32_t	 row, head;	/* head: of the table, or NO_ROW */
	size_t		 n;
	double		 widths[COLUMNS_MAX];
	struct span	 columns[COLUMNS_MAX];	/* of the table */
	size_t		 quarters[5];	/* where they begin, and the end */
	double		 line_height;
};

/* ---- columns ------------------------------------------------------------- */

/* Screen columns of the longest line of a text. */
static size_t
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
    double widths[COLUMNS_MAX])
{
	double rest = PAPER, weights = 0;
	size_t n = band->ncolumns < COLUMNS_MAX / 2 ? band->ncolumns :
	    COLUMNS_MAX / 2;

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

static const struct layout_band *
lines_band(const struct layout *layout)
{
	const struct layout_band *band = layout->first;

	while (band != NULL && band->kind != BLOCK_LINES)
		band = band->next;
	return band;
}

static void
plan_columns(struct drawing *d)
{
	const struct layout_band *band = lines_band(d->layout);
	double widths[COLUMNS_MAX] = { PAPER };
	size_t n = 1;

	if (band != NULL)
		n = table_widths(d->layout->document, band, widths);
	cut_columns(d, band, widths, n);
	find_quarters(d);
}

/* ---- cells --------------------------------------------------------------- */

static double
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

/* Lines a text takes; letters of a proportional font are narrower than the
 * figures that columns are measured in, Chinese characters hardly. */
static uint32_t
count_lines(const struct drawing *d, struct span span, const char *text)
{
	double room = span_width(d, span) - 2;
	uint32_t n = 0;

	for (;;) {
		size_t length = strcspn(text, "\n");
		size_t count = count_characters(text, length);
		size_t columns = utf8_width(text) - utf8_width(text + length);
		size_t wide = columns > count ? columns - count : 0;
		double width = (double)wide * 1.95 +
		    (double)(count - wide) * 0.86;

		n += width <= room ? 1 : 1 + (uint32_t)(width / room);
		if (text[length] == '\0')
			return n;
		text += length + 1;
	}
}

static struct style
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

static struct fixed
fixed_of(struct decimal number)
{
	return (struct fixed){ number.micros, DECIMAL_PLACES };
}

/* A value in cells merged to one, in the row that is being written. */
static enum status
put(struct drawing *d, struct span span, const struct shown *shown,
    enum look look, uint32_t nrows)
{
	const struct area area = { span.first, span.last, nrows };
	const struct named_value *v = shown->value;
	struct style style = { SHAPE_WIDE, look };
	enum status st;

	page_go(d->page, d->row);
	if (v != NULL && v->content == CONTENT_NUMBER)
		style = number_style(v, look);
	if ((st = page_merge(d->page, &area, style)) != OK)
		return st;
	if (v != NULL && v->content == CONTENT_NUMBER)
		return page_number(d->page, span.first, style,
		    fixed_of(v->number));
	return page_text(d->page, span.first, style, shown->text);
}

static enum status
put_text(struct drawing *d, struct span span, const char *text,
    enum look look)
{
	const struct shown shown = { .text = text };

	return put(d, span, &shown, look, 1);
}

static enum status
end_row(struct drawing *d, double height)
{
	return page_row_height(d->page, d->row++, height);
}

static struct span
all_columns(const struct drawing *d)
{
	return (struct span){ 0, d->n - 1 };
}

/* A text over the whole width, as many lines as it takes. */
static enum status
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

/* ---- boxes in two halves ------------------------------------------------- */

struct half {
	struct span	spans[3];	/* whole, and its two parts */
	bool		is_right, has_parts;
	uint32_t	spare;		/* rows it is short of the other one */
};

static const struct layout_item *
of_half(const struct layout_band *band, size_t *i, bool right)
{
	for (; *i < band->nitems; ++*i)
		if (!(band->items[*i].flags & ITEM_RIGHT) == !right)
			return &band->items[(*i)++];
	return NULL;
}

/* The next row of a half: an item, or two that share it. */
static bool
next_boxes(const struct layout_band *band, const struct half *half, size_t *i,
    const struct layout_item *boxes[2])
{
	size_t ahead;

	boxes[1] = NULL;
	boxes[0] = of_half(band, i, half->is_right);
	if (boxes[0] == NULL)
		return false;
	ahead = *i;
	if (half->has_parts && boxes[0]->flags & ITEM_HALF &&
	    (boxes[1] = of_half(band, &ahead, half->is_right)) != NULL) {
		if (boxes[1]->flags & ITEM_HALF)
			*i = ahead;
		else
			boxes[1] = NULL;
	}
	return true;
}

/* Rows of the sheet, one a line of text, one for the label. */
static uint32_t
boxes_height(const struct drawing *d, const struct half *half,
    const struct layout_item *boxes[2])
{
	uint32_t n, other;

	if (boxes[1] == NULL)
		return 1 + count_lines(d, half->spans[0],
		    boxes[0]->shown.text);
	n = count_lines(d, half->spans[1], boxes[0]->shown.text);
	other = count_lines(d, half->spans[2], boxes[1]->shown.text);
	return 1 + (n > other ? n : other);
}

static uint32_t
half_height(const struct drawing *d, const struct layout_band *band,
    const struct half *half)
{
	const struct layout_item *boxes[2];
	uint32_t n = 0;
	size_t i = 0;

	while (next_boxes(band, half, &i, boxes))
		n += boxes_height(d, half, boxes);
	return n;
}

static enum status
put_box(struct drawing *d, struct span span, const struct layout_item *item,
    uint32_t nrows)
{
	enum look look = item->flags & ITEM_STRONG ? LOOK_BOX_STRONG :
	    LOOK_BOX;
	struct shown shown = { .text = item->shown.text };
	enum status st = put_text(d, span, item->label, LOOK_BOX_LABEL);

	if (st != OK)
		return st;
	d->row++;
	st = put(d, span, &shown, look, nrows - 1);
	d->row--;
	return st;
}

/* The last boxes of the half get the spare rows. */
static enum status
put_half(struct drawing *d, const struct layout_band *band,
    const struct half *half)
{
	const struct layout_item *boxes[2];
	uint32_t begin = d->row;
	enum status st = OK;
	size_t i = 0;

	while (st == OK && next_boxes(band, half, &i, boxes)) {
		uint32_t nrows = boxes_height(d, half, boxes);
		size_t j = i;

		if (of_half(band, &j, half->is_right) == NULL)
			nrows += half->spare;
		st = put_box(d, half->spans[boxes[1] != NULL], boxes[0], nrows);
		if (st == OK && boxes[1] != NULL)
			st = put_box(d, half->spans[2], boxes[1], nrows);
		d->row += nrows;
	}
	d->row = begin;
	return st;
}

static struct half
make_half(const struct drawing *d, bool right, bool alone)
{
	const size_t *q = d->quarters + (right && !alone ? 2 : 0);
	size_t middle = alone ? q[2] : q[1], end = alone ? q[4] : q[2];
	struct half half = { .is_right = right };

	half.has_parts = q[0] < middle && middle < end;
	half.spans[0] = (struct span){ q[0], end - 1 };
	half.spans[1] = (struct span){ q[0], middle - 1 };
	half.spans[2] = (struct span){ middle, end - 1 };
	return half;
}

static enum status
put_grid(struct drawing *d, const struct layout_band *band)
{
	size_t i = 0, j = 0;
	bool alone = of_half(band, &i, false) == NULL ||
	    of_half(band, &j, true) == NULL || d->quarters[2] == 0;
	struct half left = make_half(d, false, alone);
	struct half right = make_half(d, true, alone);
	uint32_t nleft = half_height(d, band, &left);
	uint32_t nright = half_height(d, band, &right);
	uint32_t n = nleft > nright ? nleft : nright;
	enum status st;

	left.spare = nleft == 0 ? 0 : n - nleft;
	right.spare = nright == 0 ? 0 : n - nright;
	if ((st = put_half(d, band, &left)) != OK ||
	    (st = put_half(d, band, &right)) != OK)
		return st;
	while (n-- > 0 && st == OK)
		st = end_row(d, d->line_height);
	return st;
}

/* ---- lines --------------------------------------------------------------- */

static enum look
cell_look(const struct layout_column *column)
{
	return column->is_number || column->form->flags & COLUMN_RIGHT ?
	    LOOK_CELL_RIGHT : column->form->flags & COLUMN_CENTER ?
	    LOOK_CELL_CENTER : LOOK_CELL;
}

static enum look
sum_look(const struct layout_column *column)
{
	enum look look = cell_look(column);

	return look == LOOK_CELL ? LOOK_CELL_SUM :
	    look == LOOK_CELL_CENTER ? LOOK_CELL_SUM_CENTER :
	    LOOK_CELL_SUM_RIGHT;
}

static enum status
put_line(struct drawing *d, const struct layout_band *band,
    const struct values *line)
{
	const struct document *doc = d->layout->document;
	uint32_t most = 1;
	enum status st;

	for (size_t i = 0; i < band->ncolumns; i++) {
		const struct layout_column *column = &band->columns[i];
		struct shown shown = layout_cell(doc, line, column);
		uint32_t n;

		if (shown.small != NULL)
			shown.text = arena_printf(doc->arena, "%s\n%s",
			    shown.text, shown.small);
		n = count_lines(d, d->columns[i], shown.text);
		most = n > most ? n : most;
		if ((st = put(d, d->columns[i], &shown, cell_look(column),
		    1)) != OK)
			return st;
	}
	return end_row(d, most * d->line_height + 2);
}

static enum status
put_sums(struct drawing *d, const struct layout_band *band, uint32_t first)
{
	enum status st = OK;

	for (size_t i = 0; i < band->ncolumns && st == OK; i++) {
		const struct layout_column *column = &band->columns[i];
		const struct named_value *v = column->sum.value;
		struct span span = d->columns[i];

		if (v == NULL || v->content != CONTENT_NUMBER) {
			st = put(d, span, &column->sum, sum_look(column), 1);
			continue;
		}
		page_go(d->page, d->row);
		st = page_sum(d->page, span.first, number_style(v,
		    LOOK_CELL_SUM_RIGHT), &(struct sum){ first,
		    fixed_of(v->number) });
	}
	return st != OK ? st : end_row(d, d->line_height + 3);
}

static enum status
put_head(struct drawing *d, const struct layout_band *band)
{
	uint32_t most = 1;
	enum status st;

	for (size_t i = 0; i < band->ncolumns; i++) {
		uint32_t n = count_lines(d, d->columns[i],
		    band->columns[i].label);

		if (span_width(d, d->columns[i]) <
		    (double)widest(band->columns[i].label) * 1.15)
			n++;
		most = n > most ? n : most;
		if ((st = put_text(d, d->columns[i], band->columns[i].label,
		    LOOK_CELL_HEAD)) != OK)
			return st;
	}
	if (d->layout->document->nlines > ONE_PAGE)
		d->head = d->row;
	return end_row(d, most * d->line_height + 4);
}

/* A second table would have other columns. */
static enum status
put_lines(struct drawing *d, const struct layout_band *band)
{
	const struct document *doc = d->layout->document;
	enum status st;
	uint32_t first;

	if (band != lines_band(d->layout) || band->ncolumns == 0)
		return OK;
	if (doc->nlines + d->row + 1000 > WRITER_ROWS)
		return fail(E_OUTPUT, _("%zu lines are more than a sheet can "
		    "hold"), doc->nlines);
	if ((st = put_head(d, band)) != OK)
		return st;
	first = d->row;
	for (const struct values *line = doc->first; line != NULL;
	    line = line->next)
		if ((st = put_line(d, band, line)) != OK)
			return st;
	return band->has_sums && doc->nlines > 0 ?
	    put_sums(d, band, first) : OK;
}

/* Numbers stand under the last column, where that is one. */
static enum status
put_total(struct drawing *d, const struct layout_item *item)
{
	const struct layout_band *band = lines_band(d->layout);
	struct span last = { d->n - 1, d->n - 1 }, rest = { 0, d->n - 2 };
	enum look look = item->flags & ITEM_STRONG ? LOOK_CELL_SUM_RIGHT :
	    LOOK_CELL_RIGHT;
	enum status st;

	if (item->shown.value == NULL || d->n < 2 || band == NULL) {
		if ((st = put_text(d, all_columns(d), item->label,
		    LOOK_BOX_LABEL)) != OK ||
		    (st = end_row(d, d->line_height)) != OK)
			return st;
		return put_across(d, item->shown.text, LOOK_BOX_STRONG,
		    d->line_height);
	}
	if ((st = put_text(d, rest, item->label, look)) != OK ||
	    (st = put(d, last, &item->shown, look, 1)) != OK)
		return st;
	return end_row(d, d->line_height + 2);
}

static enum status
put_totals(struct drawing *d, const struct layout_band *band)
{
	enum status st = OK;

	for (size_t i = 0; i < band->nitems && st == OK; i++)
		st = put_total(d, &band->items[i]);
	return st;
}

/* ---- text below ---------------------------------------------------------- */

static enum status
put_title(struct drawing *d, const struct layout_band *band)
{
	enum status st = end_row(d, 6);

	return st != OK ? st : put_across(d, band->title, LOOK_PLAIN_STRONG,
	    d->line_height);
}

static enum status
put_facts(struct drawing *d, const struct layout_band *band)
{
	size_t middle = d->quarters[1] > 0 ? d->quarters[1] :
	    d->quarters[2] > 0 ? d->quarters[2] : 1;
	struct span label = { 0, middle - 1 }, value = { middle, d->n - 1 };
	enum status st = put_title(d, band);

	for (size_t i = 0; i < band->nitems && st == OK; i++) {
		const struct layout_item *item = &band->items[i];
		uint32_t n, nlabel = count_lines(d, label, item->label);

		if (d->n < 2) {
			st = put_across(d, item->shown.text, LOOK_PLAIN,
			    d->line_height);
			continue;
		}
		n = count_lines(d, value, item->shown.text);
		if ((st = put_text(d, label, item->label,
		    LOOK_PLAIN_LABEL)) == OK)
			st = put(d, value, &item->shown, LOOK_PLAIN, 1);
		if (st == OK)
			st = end_row(d, d->line_height * (n > nlabel ? n :
			    nlabel));
	}
	return st;
}

static enum status
put_clauses(struct drawing *d, const struct layout_band *band)
{
	enum status st = put_title(d, band);

	for (size_t i = 0; i < band->nitems && st == OK; i++) {
		const struct layout_item *item = &band->items[i];
		const char *text = item->shown.text;

		if (*item->label != '\0')
			text = arena_printf(d->layout->document->arena,
			    "%s %s", item->label, text);
		st = put_across(d, text, LOOK_PLAIN, d->line_height);
	}
	return st;
}

static struct span
sign_span(const struct drawing *d, const struct layout_band *band, size_t i)
{
	size_t middle = d->quarters[2], gap = d->n - middle > 2;

	if (i + 1 == band->nitems)
		return (struct span){ middle + gap, d->n - 1 };
	return (struct span){ 0, middle - 1 };
}

/* Names, room for stamp and signature, and what it is that stands there. */
static enum status
put_sign(struct drawing *d, const struct layout_band *band)
{
	enum { ROOM = 54 };
	enum status st = end_row(d, 12);
	size_t from = d->quarters[2] < 1 && band->nitems > 0 ?
	    band->nitems - 1 : 0;
	uint32_t most = 1;

	for (size_t i = from; i < band->nitems && st == OK; i++)
		st = put_text(d, sign_span(d, band, i), band->items[i].label,
		    LOOK_PLAIN_LABEL);
	if (st == OK)
		st = end_row(d, d->line_height);
	for (size_t i = from; i < band->nitems && st == OK; i++) {
		uint32_t n = count_lines(d, sign_span(d, band, i),
		    band->items[i].shown.text);

		most = n > most ? n : most;
		st = put_text(d, sign_span(d, band, i),
		    band->items[i].shown.text, LOOK_PLAIN_STRONG);
	}
	if (st != OK || (st = end_row(d, d->line_height * most + 1)) != OK ||
	    (st = end_row(d, ROOM)) != OK)
		return st;
	for (size_t i = from; i < band->nitems && st == OK; i++)
		st = put_text(d, sign_span(d, band, i), band->title,
		    LOOK_LINE_ABOVE);
	return st != OK ? st : end_row(d, d->line_height);
}

/* ---- all of it ----------------------------------------------------------- */

static enum status
put_letterhead(struct drawing *d)
{
	const struct layout *layout = d->layout;
	enum status st;

	if ((st = put_across(d, layout->company, LOOK_COMPANY, 18)) != OK ||
	    (st = put_across(d, layout->contact, LOOK_CONTACT, 12)) != OK ||
	    (st = put_across(d, layout->title, LOOK_HEADLINE, 32)) != OK)
		return st;
	return OK;
}

static enum status
put_bands(struct drawing *d)
{
	static enum status (*const putters[])(struct drawing *,
	    const struct layout_band *) = {
		[BLOCK_GRID] = put_grid, [BLOCK_LINES] = put_lines,
		[BLOCK_TOTALS] = put_totals, [BLOCK_FACTS] = put_facts,
		[BLOCK_CLAUSES] = put_clauses, [BLOCK_SIGN] = put_sign,
	};
	enum status st = OK;

	for (const struct layout_band *band = d->layout->first;
	    band != NULL && st == OK; band = band->next) {
		if (band->kind == BLOCK_LINES)
			st = end_row(d, 6);
		if (st == OK)
			st = putters[band->kind](d, band);
	}
	return st;
}

/* In footers & begins a code, and && is one. */
static const char *
footer(const struct layout *layout)
{
	static const char *const pages[] = {
		[TONGUE_EN] = "Page &P of &N",
		[TONGUE_ZH] = "第 &P 页 共 &N 页",
		[TONGUE_BOTH] = "Page &P of &N  第 &P 页 共 &N 页"
	};
	static const char *const escapes[256] = { ['\0'] = "", ['&'] = "&&" };
	struct arena *a = layout->document->arena;
	struct strbuf b = STRBUF_INIT;
	const char *text;

	strbuf_addstr(&b, "&L&8");
	strbuf_addescaped(&b, arena_printf(a, " %.60s %.40s", layout->title,
	    layout->number), escapes);
	strbuf_addf(&b, "&R&8 %s", pages[layout->document->tongue]);
	text = strbuf_to(&b, a);
	strbuf_release(&b);
	return text;
}

static enum status
draw(const struct layout *layout, struct writer *writer)
{
	struct drawing d = {
		.layout = layout, .head = NO_ROW,
		.line_height = line_heights[layout->document->tongue]
	};
	enum status st;

	plan_columns(&d);
	if ((st = writer_add(writer, layout->title, d.n, &d.page)) != OK)
		return st;
	for (size_t i = 0; i < d.n; i++)
		page_column_width(d.page, i, d.widths[i]);
	if ((st = put_letterhead(&d)) != OK || (st = put_bands(&d)) != OK)
		return st;
	return page_paper(d.page, d.head, footer(layout));
}

/* Without a date of its own, that of the writing would be in the file. */
static struct date
date_of(const struct document *doc)
{
	const struct named_value *v = values_get(doc->head, "date");

	return v != NULL && v->content == CONTENT_DATE ? v->date :
	    (struct date){ 0, NO_MINUTE };
}

static enum status
write_file(const struct document *doc, struct output *out)
{
	struct writer_options options = {
		.path = output_temp(out),
		.name = output_name(out),
		.created = date_of(doc),
		.is_document = true,
	};
	struct writer *writer;
	struct layout layout;
	enum status st;

	if ((st = document_check(doc)) != OK ||
	    (st = layout_make(doc, &layout)) != OK)
		return st;
	options.title = layout.title;
	options.author = layout.company;
	if ((st = writer_open(&options, &writer)) != OK)
		return st;
	if ((st = draw(&layout, writer)) == OK)
		st = writer_finish(writer);
	writer_close(writer);
	return st;
}

/* The library writes to a file only; a pipe gets a copy of it. */
enum status
document_xlsx(const struct document *doc, struct output *out)
{
	struct output *scratch;
	enum status st;

	if (output_temp(out) != NULL)
		return write_file(doc, out);
	if ((st = output_to_file("/tmp/tradecli.xlsx", &scratch)) != OK)
		return st;
	if ((st = write_file(doc, scratch)) == OK)
		st = writer_copy(output_temp(scratch), out);
	output_abort(scratch);
	return st;
}
