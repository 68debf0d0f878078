/*
 * All that is not the table: letterhead, boxes, facts, places to sign.
 */
#include "pdf/parts.h"

#include <string.h>

static const double pad_x = 4.5, usual_pad_y = 3;

static double
pad_y(const struct pen *pen)
{
	return pen_room(pen, usual_pad_y);
}

/* Behind a logo, and its largest size. */
static const double logo_gap = 12, logo_width = 130, logo_height = 44;

/* For a signature, and stamps that stand over what is around it. */
static double
sign_room(const struct pen *pen)
{
	return 32 + pen_room(pen, 18);
}

/* ---- letterhead and title ------------------------------------------------ */

static double
name_height(struct pen *pen, const struct paper *paper, double width)
{
	double h = pen_height(pen, FACE_COMPANY, paper->company, width) +
	    pen_height(pen, FACE_CONTACT, paper->contact, width);

	return *paper->logo != '\0' && h < logo_height ? logo_height : h;
}

static double
name_width(const struct paper *paper, double width)
{
	return *paper->logo != '\0' ? width - logo_width - logo_gap : width;
}

double
head_height(struct pen *pen, const struct paper *paper, double width)
{
	double name = name_height(pen, paper, name_width(paper, width));

	return name + (name > 0 ? pen_room(pen, 18) : 0) +
	    pen_height(pen, FACE_TITLE, paper->title, width) +
	    pen_room(pen, 7);
}

void
head_draw(struct pen *pen, const struct paper *paper, struct place place)
{
	struct place in = place;
	double name;

	in.width = name_width(paper, place.width);
	name = name_height(pen, paper, in.width);
	if (*paper->logo != '\0')
		in.x += logo_gap + pen_logo(pen, (struct place){ place.x,
		    place.y, logo_width }, logo_height);
	in.y += pen_text(pen, FACE_COMPANY, paper->company, in);
	pen_text(pen, FACE_CONTACT, paper->contact, in);
	in = place;
	if (name > 0) {
		in.y += name + pen_room(pen, 6);
		pen_line(pen, SHADE_INK, in.x, in.y, in.x + in.width, in.y);
		in.y += pen_room(pen, 12);
	}
	pen_text_aligned(pen, FACE_TITLE, paper->title, in, ALIGN_CENTER);
}

/* ---- boxes in two halves ------------------------------------------------- */

static enum face
face_of(const struct item *item)
{
	return item->is_strong ? FACE_STRONG : FACE_VALUE;
}

static double
box_height(struct pen *pen, const struct item *item, double width)
{
	double inner = width - 2 * pad_x;

	return pen_height(pen, FACE_LABEL, item->label, inner) +
	    pen_height(pen, face_of(item), item->value.text, inner) +
	    2 * pad_y(pen);
}

/* The next item of this half. */
static const struct item *
of_half(const struct item *item, bool right)
{
	while (item != NULL && item->is_right != right)
		item = item->next;
	return item;
}

/* The one that shares the row with `item`, or NULL. */
static const struct item *
mate_of(const struct item *item)
{
	const struct item *next = of_half(item->next, item->is_right);

	return item->is_half && next != NULL && next->is_half &&
	    !next->is_first ? next : NULL;
}

static double
row_height(struct pen *pen, const struct item *item, double width)
{
	const struct item *mate = mate_of(item);
	double h, other;

	if (mate == NULL)
		return box_height(pen, item, width);
	h = box_height(pen, item, width / 2);
	other = box_height(pen, mate, width / 2);
	return h > other ? h : other;
}

static const struct item *
next_row(const struct item *item)
{
	const struct item *mate = mate_of(item);

	return of_half((mate != NULL ? mate : item)->next, item->is_right);
}

static double
half_height(struct pen *pen, const struct block *block, bool right,
    double width)
{
	double h = 0;

	for (const struct item *item = of_half(block->items, right);
	    item != NULL; item = next_row(item))
		h += row_height(pen, item, width);
	return h;
}

static double
half_width(const struct block *block, double width)
{
	return of_half(block->items, true) != NULL &&
	    of_half(block->items, false) != NULL ? width / 2 : width;
}

double
grid_height(struct pen *pen, const struct block *block, double width)
{
	double half = half_width(block, width);
	double left = half_height(pen, block, false, half);
	double right = half_height(pen, block, true, half);

	return left > right ? left : right;
}

enum status
grid_check(struct pen *pen, const struct block *block, double width,
    double most)
{
	const struct item *highest = block->items;
	double half = half_width(block, width);

	if (grid_height(pen, block, width) <= most)
		return OK;
	for (const struct item *item = highest; item != NULL;
	    item = item->next)
		if (box_height(pen, item, half) >
		    box_height(pen, highest, half))
			highest = item;
	return fail(E_INVALID, "high\t%s", highest->label);
}

static void
draw_box(struct pen *pen, const struct item *item, struct place place)
{
	struct place in = {
		place.x + pad_x, place.y + pad_y(pen) - 0.5,
		place.width - 2 * pad_x
	};

	in.y += pen_text(pen, FACE_LABEL, item->label, in);
	pen_text(pen, face_of(item), item->value.text, in);
}

/* The rows of the lower half share what they are short of. */
static void
draw_half(struct pen *pen, const struct block *block, bool right,
    struct place place)
{
	double whole = grid_height(pen, block,
	    place.width * (half_width(block, 1) < 1 ? 2 : 1));
	double spare = whole - half_height(pen, block, right, place.width);
	const struct item *item = of_half(block->items, right);
	size_t nrows = 0;

	for (const struct item *i = item; i != NULL; i = next_row(i))
		nrows++;
	for (; item != NULL; item = next_row(item)) {
		const struct item *mate = mate_of(item);
		double h = row_height(pen, item, place.width) +
		    spare / (double)nrows;
		struct place box = place;

		if (mate != NULL) {
			box.width /= 2;
			draw_box(pen, mate, (struct place){
			    place.x + box.width, place.y, box.width });
			pen_line(pen, SHADE_RULE, place.x + box.width, place.y,
			    place.x + box.width, place.y + h);
		}
		draw_box(pen, item, box);
		place.y += h;
		pen_line(pen, SHADE_RULE, place.x, place.y,
		    place.x + place.width, place.y);
	}
}

void
grid_draw(struct pen *pen, const struct block *block, struct place place)
{
	double height = grid_height(pen, block, place.width);
	double half = half_width(block, place.width);

	draw_half(pen, block, false, (struct place){ place.x, place.y, half });
	draw_half(pen, block, true, (struct place){
	    place.x + place.width - half, place.y, half });
	pen_line(pen, SHADE_RULE, place.x + half, place.y, place.x + half,
	    place.y + height);
	table_sides_draw(pen, place, height);
	pen_line(pen, SHADE_RULE, place.x, place.y, place.x + place.width,
	    place.y);
	pen_line(pen, SHADE_RULE, place.x, place.y + height,
	    place.x + place.width, place.y + height);
}

/* ---- facts --------------------------------------------------------------- */

double
fact_label_width(struct pen *pen, const struct block *block, double width)
{
	double widest = 0;

	for (const struct item *item = block->items; item != NULL;
	    item = item->next) {
		double w = pen_width(pen, FACE_CONTACT, item->label);

		if (w > widest)
			widest = w;
	}
	return widest > width * 0.42 ? width * 0.42 : widest;
}

double
fact_height(struct pen *pen, const struct item *item, double width,
    double label_width)
{
	double label = pen_height(pen, FACE_CONTACT, item->label, label_width);
	double value = pen_height(pen, FACE_CLAUSE, item->value.text,
	    width - label_width - 10);

	return (label > value ? label : value) + 1;
}

void
fact_draw(struct pen *pen, const struct item *item, struct place place,
    double label_width)
{
	struct place in = place;

	in.width = label_width;
	in.y += (pen_leading(pen, FACE_CLAUSE) -
	    pen_leading(pen, FACE_CONTACT)) * 0.77;
	pen_text(pen, FACE_CONTACT, item->label, in);
	place.x += label_width + 10;
	place.width -= label_width + 10;
	pen_text(pen, FACE_CLAUSE, item->value.text, place);
}

double
facts_height(struct pen *pen, const struct block *block, double width)
{
	double label_width = fact_label_width(pen, block, width);
	double h = pen_height(pen, FACE_HEADING, block->title, width) + 2;

	for (const struct item *item = block->items; item != NULL;
	    item = item->next)
		h += fact_height(pen, item, width, label_width);
	return h;
}

void
facts_draw(struct pen *pen, const struct block *block, struct place place)
{
	double label_width = fact_label_width(pen, block, place.width);

	place.y += pen_text(pen, FACE_HEADING, block->title, place) + 2;
	for (const struct item *item = block->items; item != NULL;
	    item = item->next) {
		fact_draw(pen, item, place, label_width);
		place.y += fact_height(pen, item, place.width, label_width);
	}
}

/* ---- places to sign ------------------------------------------------------ */

static double
party_height(struct pen *pen, const struct item *item, double width)
{
	return pen_height(pen, FACE_LABEL, item->label, width) +
	    pen_height(pen, FACE_STRONG, item->value.text, width);
}

static double
beside_width(double width)
{
	return width * 0.52;
}

static double
clauses_height(struct pen *pen, const struct block *block, double width)
{
	double h = 0;

	for (const struct item *item = block->items; item != NULL;
	    item = item->next)
		h += pen_height(pen, FACE_CLAUSE, item->value.text, width) +
		    pen_room(pen, 2);
	return h;
}

static double
beside_height(struct pen *pen, const struct signing *signing, double width)
{
	double h = 0, inner = beside_width(width);

	if (signing->facts != NULL)
		h += facts_height(pen, signing->facts, inner);
	if (signing->facts != NULL && signing->clauses != NULL)
		h += pen_room(pen, 8);
	if (signing->clauses != NULL)
		h += clauses_height(pen, signing->clauses, inner);
	return h;
}

double
sign_height(struct pen *pen, const struct signing *signing, double width)
{
	double highest = 0, beside, gap = pen_room(pen, 12), h;

	for (const struct item *item = signing->block->items; item != NULL;
	    item = item->next) {
		h = party_height(pen, item, width * 0.44);
		if (h > highest)
			highest = h;
	}
	h = highest + sign_room(pen) + pen_leading(pen, FACE_LABEL);
	beside = beside_height(pen, signing, width);
	return gap + (h > beside ? h : beside);
}

static void
beside_draw(struct pen *pen, const struct signing *signing, struct place place)
{
	const struct item *item = signing->clauses != NULL ?
	    signing->clauses->items : NULL;

	place.width = beside_width(place.width);
	if (signing->facts != NULL) {
		facts_draw(pen, signing->facts, place);
		place.y += facts_height(pen, signing->facts, place.width) +
		    pen_room(pen, 8);
	}
	for (; item != NULL; item = item->next)
		place.y += pen_text(pen, FACE_CLAUSE, item->value.text,
		    place) + pen_room(pen, 2);
}

/* One party stands at the right; of several the last one. */
void
sign_draw(struct pen *pen, const struct signing *signing, struct place place)
{
	double height = sign_height(pen, signing, place.width);
	double line = place.y + height - pen_leading(pen, FACE_LABEL) - 2;

	place.y += pen_room(pen, 12);
	beside_draw(pen, signing, place);
	for (const struct item *item = signing->block->items; item != NULL;
	    item = item->next) {
		struct place in = { place.x, place.y, place.width * 0.44 };

		if (item->next == NULL)
			in.x += place.width - in.width;
		in.y += pen_text(pen, FACE_LABEL, item->label, in);
		pen_text(pen, FACE_STRONG, item->value.text, in);
		pen_line(pen, SHADE_RULE, in.x, line, in.x + in.width, line);
		in.y = line + 2;
		pen_text(pen, FACE_LABEL, signing->block->title, in);
	}
}
