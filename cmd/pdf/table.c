/*
 * The table of lines, over as many pages as it takes.
 */
#include "pdf/parts.h"

#include <string.h>

static const double pad_x = 4, usual_pad_y = 2.6, narrowest = 70,
    widest_code = 110, short_heading = 48;

static double
pad_y(const struct pen *pen)
{
	return pen_room(pen, usual_pad_y);
}

struct cell_column {
	const struct column *column;
	double	x, width;		/* from the left edge of the table */
	double	fraction;		/* of numbers, behind the point */
};

struct table {
	const struct block *block;
	struct arena	*arena;
	double		 width;
	const char	*last_fraction;	/* that was measured */
	enum face	 last_face, measured;
	double		 last_width;
	size_t		 n;
	struct cell_column columns[];
};

/* ---- widths -------------------------------------------------------------- */

static const char *
fraction_of(const char *number)
{
	const char *point = strrchr(number, '.');

	return point != NULL ? point : "";
}

struct widths {
	double	whole, fraction;	/* of numbers; all of other texts */
};

/* Many numbers end in the same digits. */
static double
fraction_width(struct pen *pen, const char *number, enum face face,
    struct table *t)
{
	const char *fraction = fraction_of(number);

	if (*fraction == '\0')
		return 0;
	if (face == t->last_face && strcmp(fraction, t->last_fraction) == 0)
		return t->last_width;
	t->last_width = pen_width(pen, face, fraction);
	t->last_face = face;
	t->last_fraction = fraction;
	return t->last_width;
}

static void
widen(struct pen *pen, struct table *t, const struct column *column,
    const struct text *cell, struct widths *w)
{
	enum face face = t->measured;
	double all = pen_width(pen, face, cell->text), fraction = 0;

	if (column->align == 'd') {
		fraction = fraction_width(pen, cell->text, face, t);
		all -= fraction;
	}
	if (all > w->whole)
		w->whole = all;
	if (fraction > w->fraction)
		w->fraction = fraction;
}

/* The narrowest column in which each line of the heading is broken once at
 * the most, and short ones not at all. */
static double
heading_width(struct pen *pen, const char *heading, struct arena *a)
{
	double widest = 0;

	while (*heading != '\0') {
		size_t n = strcspn(heading, "\n");
		char *line = arena_strndup(a, heading, n), *space = line;
		double best = pen_width(pen, FACE_HEAD, line);

		while (best > short_heading && (space = strchr(space,
		    ' ')) != NULL) {
			double left, right = pen_width(pen, FACE_HEAD,
			    space + 1);

			*space = '\0';
			left = pen_width(pen, FACE_HEAD, line);
			*space++ = ' ';
			left = left > right ? left : right;
			best = left < best ? left : best;
		}
		widest = best > widest ? best : widest;
		heading += n + (heading[n] == '\n');
	}
	return widest;
}

/* As wide as what stands in it; a heading may take several lines. */
static void
fit_column(struct pen *pen, struct table *t, size_t i,
    struct cell_column *c)
{
	struct widths w = { 0, 0 };
	char align = c->column->align;
	double head;

	t->measured = FACE_CELL;
	for (const struct row *row = t->block->rows; row != NULL;
	    row = row->next)
		widen(pen, t, c->column, &row->cells[i], &w);
	t->measured = FACE_SUM;
	if (t->block->sum != NULL)
		widen(pen, t, c->column, &t->block->sum->cells[i], &w);
	c->fraction = w.fraction;
	c->width = w.whole + w.fraction;
	if (align != 'd' && c->width > widest_code)
		c->width = widest_code;
	head = heading_width(pen, c->column->heading, t->arena) + 0.5;
	if (c->width < head)
		c->width = head;
	c->width += 2 * pad_x;
}

/* What the narrow columns leave is shared by the wide ones. */
static bool
share_width(struct table *t)
{
	double rest = t->width, weights = 0, x = 0, needed = 0;

	for (size_t i = 0; i < t->n; i++) {
		weights += t->columns[i].column->weight;
		if (t->columns[i].column->weight == 0)
			rest -= t->columns[i].width;
		else
			needed += narrowest;
	}
	if (rest < needed)
		return false;
	for (size_t i = 0; i < t->n; i++) {
		struct cell_column *c = &t->columns[i];

		if (c->column->weight != 0)
			c->width = rest * c->column->weight / weights;
		else if (weights == 0)
			c->width += rest / (double)t->n;
		c->x = x;
		x += c->width;
	}
	return true;
}

enum status
table_make(struct pen *pen, const struct block *block, double width,
    struct arena *a, struct table **out)
{
	static const double factors[] = { 1, 0.93, 0.86, 0.79, 0.72 };
	struct table *t = arena_alloc(a, sizeof(*t) +
	    block->ncolumns * sizeof(t->columns[0]));
	const struct column *column = block->columns;

	t->block = block;
	t->arena = a;
	t->last_fraction = "";
	t->width = width;
	t->n = block->ncolumns;
	for (size_t i = 0; i < t->n; i++, column = column->next)
		t->columns[i].column = column;
	*out = t;
	for (size_t f = 0; f < COUNT(factors); f++) {
		pen_shrink_tables(pen, factors[f]);
		t->last_fraction = "";
		for (size_t i = 0; i < t->n; i++)
			if (t->columns[i].column->weight == 0)
				fit_column(pen, t, i, &t->columns[i]);
		if (share_width(t))
			return OK;
	}
	return fail(E_INVALID, "wide");
}

double
table_last_column(const struct table *t)
{
	return t->n > 0 ? t->columns[t->n - 1].x : 0;
}

/* ---- rows ---------------------------------------------------------------- */

static double
inner_width(const struct cell_column *c)
{
	return c->width - 2 * pad_x;
}

double
table_head_height(struct pen *pen, const struct table *t)
{
	double highest = 0;

	for (size_t i = 0; i < t->n; i++) {
		double h = pen_height(pen, FACE_HEAD,
		    t->columns[i].column->heading, inner_width(&t->columns[i]));

		if (h > highest)
			highest = h;
	}
	return highest + 2 * pad_y(pen) + 2;
}

static double
cell_height(struct pen *pen, const struct cell_column *c,
    const struct text *text, enum face face)
{
	double h = c->column->align == 'd' ? pen_leading(pen, face) :
	    pen_height(pen, face, text->text, inner_width(c));

	if (text->small != NULL)
		h += pen_height(pen, FACE_SMALL, text->small, inner_width(c));
	return h;
}

double
table_row_height(struct pen *pen, const struct table *t,
    const struct row *row, enum face face)
{
	double highest = pen_leading(pen, face);

	for (size_t i = 0; i < t->n; i++) {
		double h = cell_height(pen, &t->columns[i], &row->cells[i],
		    face);

		if (h > highest)
			highest = h;
	}
	return highest + 2 * pad_y(pen);
}

struct cut {
	struct arena	*arena;
	size_t		 nlines;
};

/* The first lines of a cell stay, the others and the small print go on in the
 * row below. */
static void
split_cell(struct pen *pen, const struct cell_column *c, struct text cells[2],
    const struct cut *cut)
{
	double width = inner_width(c);
	const char *whole = cells[0].text;
	size_t n;

	cells[1] = (struct text){ "", NULL };
	if (cell_height(pen, c, &cells[0], FACE_CELL) <=
	    (double)cut->nlines * pen_leading(pen, FACE_CELL))
		return;
	n = pen_fit(pen, FACE_CELL, whole, width, cut->nlines);
	cells[0].text = arena_strndup(cut->arena, whole,
	    n > 0 && whole[n - 1] == '\n' ? n - 1 : n);
	cells[1].text = whole + n;
	if (whole[n] == '\0' && cells[0].small != NULL) {
		cells[1].text = cells[0].small;
		cells[0].small = NULL;
		return;
	}
	cells[1].small = cells[0].small;
	cells[0].small = NULL;
}

double
table_split_row(struct pen *pen, const struct table *t, struct row *row,
    double most, struct arena *a)
{
	const struct cut where = { a, (size_t)((most - 2 * pad_y(pen)) /
	    pen_leading(pen, FACE_CELL)) };
	double height = table_row_height(pen, t, row, FACE_CELL);
	struct row *rest;

	if (height <= most)
		return height;
	rest = arena_alloc(a, sizeof(*rest));
	rest->cells = arena_alloc(a, t->n * sizeof(*rest->cells));
	for (size_t i = 0; i < t->n; i++) {
		struct text cells[2] = { row->cells[i], { "", NULL } };

		split_cell(pen, &t->columns[i], cells, &where);
		row->cells[i] = cells[0];
		rest->cells[i] = cells[1];
	}
	rest->next = row->next;
	row->next = rest;
	return table_row_height(pen, t, row, FACE_CELL);
}

/* ---- drawing ------------------------------------------------------------- */

void
table_sides_draw(struct pen *pen, struct place place, double height)
{
	pen_line(pen, SHADE_RULE, place.x, place.y, place.x,
	    place.y + height);
	pen_line(pen, SHADE_RULE, place.x + place.width, place.y,
	    place.x + place.width, place.y + height);
}

void
table_dividers_draw(struct pen *pen, const struct table *t, struct place place,
    double height)
{
	for (size_t i = 1; i < t->n; i++)
		pen_line(pen, SHADE_HAIR, place.x + t->columns[i].x, place.y,
		    place.x + t->columns[i].x, place.y + height);
	table_sides_draw(pen, place, height);
}

static enum align
align_of(char letter)
{
	return letter == 'l' ? ALIGN_LEFT : letter == 'c' ? ALIGN_CENTER :
	    ALIGN_RIGHT;
}

void
table_head_draw(struct pen *pen, const struct table *t, struct place place)
{
	double height = table_head_height(pen, t);

	pen_fill(pen, SHADE_FILL, place, height);
	table_dividers_draw(pen, t, place, height);
	for (size_t i = 0; i < t->n; i++) {
		const struct cell_column *c = &t->columns[i];
		struct place in = {
			place.x + c->x + pad_x, place.y, inner_width(c)
		};
		double h = pen_height(pen, FACE_HEAD, c->column->heading,
		    in.width);

		in.y += (height - h) / 2;
		pen_text_aligned(pen, FACE_HEAD, c->column->heading, in,
		    align_of(c->column->align));
	}
	pen_line(pen, SHADE_RULE, place.x, place.y, place.x + place.width,
	    place.y);
	pen_line(pen, SHADE_RULE, place.x, place.y + height,
	    place.x + place.width, place.y + height);
}

/* The points stand below each other. */
static void
draw_number(struct pen *pen, struct table *t, const struct cell_column *c,
    const char *number, struct place in)
{
	in.x -= c->fraction - fraction_width(pen, number, t->measured, t);
	pen_text_aligned(pen, t->measured, number, in, ALIGN_RIGHT);
}

void
table_row_draw(struct pen *pen, struct table *t, const struct row *row,
    enum face face, struct place place)
{
	t->measured = face;
	for (size_t i = 0; i < t->n; i++) {
		const struct cell_column *c = &t->columns[i];
		const struct text *cell = &row->cells[i];
		struct place in = {
			place.x + c->x + pad_x, place.y + pad_y(pen),
			inner_width(c)
		};

		if (c->column->align == 'd') {
			draw_number(pen, t, c, cell->text, in);
			continue;
		}
		in.y += pen_text_aligned(pen, face, cell->text, in,
		    align_of(c->column->align));
		if (cell->small != NULL)
			pen_text(pen, FACE_SMALL, cell->small, in);
	}
}

/* ---- totals -------------------------------------------------------------- */

double
total_height(struct pen *pen, const struct item *item, double width)
{
	if (item->is_number)
		return pen_leading(pen, FACE_CELL) + 2 * pad_y(pen);
	return pen_leading(pen, FACE_LABEL) + 3 * pad_y(pen) +
	    pen_height(pen, FACE_STRONG, item->value.text,
	    width - 2 * pad_x);
}

/* As wide a value as the column above, if it fits. */
void
total_draw(struct pen *pen, const struct item *item, struct place place,
    double at)
{
	enum face face = item->is_strong ? FACE_SUM : FACE_CELL;
	double height = total_height(pen, item, place.width);
	struct place in = {
		place.x + pad_x, place.y + pad_y(pen), place.width - 2 * pad_x
	};
	double value = pen_width(pen, face, item->value.text);

	table_sides_draw(pen, place, height);
	if (!item->is_number) {
		in.y += pen_text(pen, FACE_LABEL, item->label, in);
		pen_text(pen, FACE_STRONG, item->value.text, in);
		return;
	}
	pen_text_aligned(pen, face, item->value.text, in, ALIGN_RIGHT);
	if (value > place.width - at - 2 * pad_x)
		at = place.width - value - 2 * pad_x;
	in.width = at - 2 * pad_x;
	pen_text_aligned(pen, face, item->label, in, ALIGN_RIGHT);
}
