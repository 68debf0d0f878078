/*
 * A document as a sheet that prints like its PDF: one sheet, A4 upright, cells
 * with their types.  Knows what stands where; columns and cells are
 * document_sheet.c's, how they look is xlsx_writer.c's.
 */
#include <string.h>

#include "base/png.h"
#include "base/strbuf.h"
#include "sheet/document_sheet.h"

enum { ONE_PAGE = 15 };		/* lines for which no head need be repeated */
enum { LOGO_COLUMNS = 26 };	/* characters that a logo is wide */
enum { A4_POINTS = 750 };	/* from margin to margin */

/* What is a little higher than a page becomes a little smaller. */
static const double SMALLEST = 1.4;

/* Points a line of text takes; fonts with Chinese characters need more. */
static const double line_heights[] = {
	[TONGUE_EN] = 13.2, [TONGUE_ZH] = 15, [TONGUE_BOTH] = 14.6
};

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
	st = put(d, &(struct block_cell){ span, look, nrows - 1 }, &shown);
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
		if ((st = put(d, &(struct block_cell){ d->columns[i],
		    cell_look(column), 1 }, &shown)) != OK)
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
			st = put(d, &(struct block_cell){ span,
			    sum_look(column), 1 }, &column->sum);
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
	    (st = put(d, &(struct block_cell){ last, look, 1 },
	    &item->shown)) != OK)
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

/* Facts in columns of the sheet. */
struct side {
	const struct layout_band *band;
	struct span	label, value;
};

static enum status
put_fact(struct drawing *d, const struct side *side, size_t i,
    uint32_t *nlines)
{
	const struct layout_item *item;
	uint32_t n, nlabel;
	enum status st;

	if (i >= side->band->nitems)
		return OK;
	item = &side->band->items[i];
	n = count_lines(d, side->value, item->shown.text);
	nlabel = count_lines(d, side->label, item->label);
	n = n > nlabel ? n : nlabel;
	*nlines = n > *nlines ? n : *nlines;
	st = put_text(d, side->label, item->label, LOOK_PLAIN_LABEL);
	return st != OK ? st : put(d, &(struct block_cell){ side->value,
	    LOOK_PLAIN, 1 }, &item->shown);
}

static enum status
put_side_titles(struct drawing *d, const struct side *sides, size_t n)
{
	enum status st = end_row(d, 6);

	for (size_t i = 0; i < n && st == OK; i++)
		st = put_text(d, (struct span){ sides[i].label.first,
		    sides[i].value.last }, sides[i].band->title,
		    LOOK_PLAIN_STRONG);
	return st != OK ? st : end_row(d, d->line_height + 1);
}

static enum status
put_sides(struct drawing *d, const struct side *sides, size_t n)
{
	enum status st = put_side_titles(d, sides, n);
	size_t nrows = 0;

	for (size_t i = 0; i < n; i++)
		if (sides[i].band->nitems > nrows)
			nrows = sides[i].band->nitems;
	for (size_t row = 0; row < nrows && st == OK; row++) {
		uint32_t nlines = 1;

		for (size_t i = 0; i < n && st == OK; i++)
			st = put_fact(d, &sides[i], row, &nlines);
		if (st == OK)
			st = end_row(d, d->line_height * nlines);
	}
	return st;
}

static enum status
put_facts(struct drawing *d, const struct layout_band *band)
{
	size_t middle = d->quarters[1] > 0 ? d->quarters[1] :
	    d->quarters[2] > 0 ? d->quarters[2] : 1;
	const struct side side = { band, { 0, middle - 1 },
	    { middle, d->n - 1 } };
	enum status st = OK;

	if (d->n > 1)
		return put_sides(d, &side, 1);
	st = put_title(d, band);
	for (size_t i = 0; i < band->nitems && st == OK; i++)
		st = put_across(d, band->items[i].shown.text, LOOK_PLAIN,
		    d->line_height);
	return st;
}

/* Two blocks of facts stand beside each other, where columns begin for it. */
static bool
is_pair(const struct drawing *d, const struct layout_band *band)
{
	const size_t *q = d->quarters;

	return band->kind == BLOCK_FACTS && band->next != NULL &&
	    band->next->kind == BLOCK_FACTS && 0 < q[1] && q[1] < q[2] &&
	    q[2] < q[3] && q[3] < d->n;
}

static enum status
put_pair(struct drawing *d, const struct layout_band *band)
{
	const size_t *q = d->quarters;
	const struct side sides[] = {
		{ band, { 0, q[1] - 1 }, { q[1], q[2] - 1 } },
		{ band->next, { q[2], q[3] - 1 }, { q[3], d->n - 1 } },
	};

	return put_sides(d, sides, COUNT(sides));
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

/* As large as on paper: 130 by 44 points at most. */
static enum status
put_logo(struct drawing *d, const char *path)
{
	struct png png;
	const char *wrong = png_look(path, &png);

	if (wrong != NULL)
		return fail_hint(fail(E_INVALID, _("%s: cannot be used as a "
		    "logo: %s"), path, wrong),
		    _("give a PNG of at most 4000 by 4000 pixels"));
	page_go(d->page, d->row);
	return page_picture(d->page, &(struct logo){ path, png, 130, 44 });
}

/* The first column of the sheet that begins there or behind; 0: none but the
 * last ones. */
static size_t
column_behind(const struct drawing *d, double characters)
{
	double x = 0;
	size_t i = 0;

	while (i < d->n && x < characters)
		x += d->widths[i++];
	return x < characters || x > PAPER_COLUMNS / 2 ? 0 : i;
}

/* The name stands beside the logo, or below it where no column begins. */
static enum status
put_letterhead(struct drawing *d)
{
	const struct layout *layout = d->layout;
	struct span span = all_columns(d);
	enum status st = OK;

	if (*layout->logo != '\0') {
		span.first = column_behind(d, LOGO_COLUMNS);
		st = put_logo(d, layout->logo);
		if (st == OK && span.first == 0)
			st = end_row(d, 50);
	}
	if (st != OK ||
	    (st = put_over(d, span, layout->company, LOOK_COMPANY)) != OK ||
	    (st = put_over(d, span, layout->contact, LOOK_CONTACT)) != OK)
		return st;
	if (*layout->logo != '\0' && (st = end_row(d, 12)) != OK)
		return st;
	if (*layout->watermark != '\0' && (st = put_over(d, all_columns(d),
	    layout->watermark, LOOK_MARK)) != OK)
		return st;
	return put_across(d, layout->title, LOOK_HEADLINE, 32);
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
		if (st == OK && is_pair(d, band)) {
			st = put_pair(d, band);
			band = band->next;
		} else if (st == OK)
			st = putters[band->kind](d, band);
	}
	return st;
}

static const char *
escaped(const char *text, struct arena *a)
{
	static const char *const escapes[256] = { ['\0'] = "", ['&'] = "&&" };
	struct strbuf b = STRBUF_INIT;

	strbuf_addescaped(&b, text, escapes);
	text = strbuf_to(&b, a);
	strbuf_release(&b);
	return text;
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
	struct arena *a = layout->document->arena;

	return arena_printf(a, "&L&8%s&R&8 %s", escaped(arena_printf(a,
	    " %.60s %.40s", layout->title, layout->number), a),
	    pages[layout->document->tongue]);
}

static enum status
draw(const struct layout *layout, struct writer *writer)
{
	struct drawing d = {
		.layout = layout, .head = NO_ROW,
		.line_height = line_heights[layout->document->tongue]
	};
	enum status st;
	double scale;

	plan_columns(&d);
	if ((st = writer_add(writer, layout->title, d.n, &d.page)) != OK)
		return st;
	for (size_t i = 0; i < d.n; i++)
		page_column_width(d.page, i, d.widths[i]);
	if ((st = put_letterhead(&d)) != OK || (st = put_bands(&d)) != OK)
		return st;
	scale = PAPER_COLUMNS / span_width(&d, all_columns(&d));
	if (d.points * scale > A4_POINTS &&
	    d.points * scale < A4_POINTS * SMALLEST)
		page_fit(d.page);
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
