/*
 * Which part stands on which page.  A paper is a list of pieces; some must
 * stay with the next one.  They are laid out twice: once to learn how many
 * pages there are, once to draw them.
 */
#include "pdf/pages.h"

#include <stdio.h>
#include <string.h>

#include "pdf/parts.h"

/* A4, in points. */
static const double page_width = 595.276, page_height = 841.89;
static const double margin = 42, top = 36, bottom = 841.89 - 50;
static const double foot = 841.89 - 40;
static const double running_head = 24;		/* from the second page on */
static const double usual_gap = 9, pair_gap = 6;

enum what {
	PIECE_HEAD, PIECE_GRID, PIECE_TABLE_HEAD, PIECE_ROW, PIECE_SUM,
	PIECE_TOTAL, PIECE_TITLE, PIECE_FACT, PIECE_PAIR, PIECE_CLAUSE,
	PIECE_SIGN
};

struct piece {
	enum what	 what;
	bool		 is_glued;	/* to the next one */
	double		 gap;		/* above it, but at the top of a page */
	double		 height;
	const struct block *block;
	struct signing	 signing;	/* PIECE_SIGN */
	struct table	*table;		/* it belongs to */
	const struct row *row;
	const struct item *item;
	double		 label_width;	/* of facts and clauses */
	struct piece	*next;
};

struct sheet {
	struct pen	*pen;
	const struct paper *paper;
	struct arena	*arena;
	double		 width;
	struct piece	*first, **end;
	struct table	*table;		/* the last one */
	size_t		 npages;
	double		 end_of_last;	/* how much of the last page is used */
};

static double
block_gap(const struct sheet *s)
{
	return pen_room(s->pen, usual_gap);
}

static struct piece *
add(struct sheet *s, enum what what, double height)
{
	struct piece *piece = arena_alloc(s->arena, sizeof(*piece));

	piece->what = what;
	piece->height = height;
	*s->end = piece;
	s->end = &piece->next;
	return piece;
}

/* ---- blocks to pieces ---------------------------------------------------- */

/* The most a piece may have on a page it has for itself. */
static double
room(void)
{
	return bottom - top - running_head;
}

static enum status
add_grid(struct sheet *s, const struct block *block)
{
	enum status st = grid_check(s->pen, block, s->width, room());

	if (st != OK)
		return st;
	add(s, PIECE_GRID, grid_height(s->pen, block, s->width))->block =
	    block;
	return OK;
}

/* The sums stay with the last two rows. */
static void
add_rows(struct sheet *s, const struct block *block, struct table *t)
{
	double most = room() - table_head_height(s->pen, t);
	bool is_summed = block->sum != NULL ||
	    (block->next != NULL && block->next->kind == TOTALS);

	for (struct row *row = block->rows; row != NULL; row = row->next) {
		struct piece *piece = add(s, PIECE_ROW, table_split_row(
		    s->pen, t, row, most, s->arena));

		piece->row = row;
		piece->table = t;
		piece->is_glued = is_summed &&
		    (row->next == NULL || row->next->next == NULL);
	}
}

static enum status
add_lines(struct sheet *s, const struct block *block)
{
	bool has_totals = block->next != NULL && block->next->kind == TOTALS;
	struct piece *piece;
	struct table *t;
	enum status st;

	if (block->ncolumns == 0)
		return OK;
	if ((st = table_make(s->pen, block, s->width, s->arena, &t)) != OK)
		return st;
	if (table_head_height(s->pen, t) > room() / 2)
		return fail(E_INVALID, "high\t%s", block->columns->heading);
	piece = add(s, PIECE_TABLE_HEAD, table_head_height(s->pen, t));
	piece->table = t;
	piece->is_glued = true;
	piece->gap = block_gap(s) * 2 / 3;
	add_rows(s, block, t);
	if (block->sum != NULL) {
		piece = add(s, PIECE_SUM, table_row_height(s->pen, t,
		    block->sum, FACE_SUM));
		piece->row = block->sum;
		piece->table = t;
		piece->is_glued = has_totals;
	}
	s->table = t;
	return OK;
}

static enum status
add_totals(struct sheet *s, const struct block *block)
{
	for (const struct item *item = block->items; item != NULL;
	    item = item->next) {
		struct piece *piece = add(s, PIECE_TOTAL,
		    total_height(s->pen, item, s->width));

		piece->item = item;
		piece->table = s->table;
		piece->is_glued = item->next != NULL;
	}
	return OK;
}

static void
add_title(struct sheet *s, const struct block *block)
{
	struct piece *piece;

	if (*block->title == '\0')
		return;
	piece = add(s, PIECE_TITLE, pen_leading(s->pen, FACE_HEADING) + 2);
	piece->block = block;
	piece->gap = block_gap(s);
	piece->is_glued = true;
}

/* Two blocks of facts stand beside each other. */
static enum status
add_pair(struct sheet *s, const struct block *block)
{
	double height = facts_height(s->pen, block, s->width / 2 - pair_gap);
	double other = facts_height(s->pen, block->next,
	    s->width / 2 - pair_gap);
	struct piece *piece = add(s, PIECE_PAIR,
	    height > other ? height : other);

	piece->block = block;
	piece->gap = block_gap(s);
	if (piece->height > room())
		return fail(E_INVALID, "high\t%s", block->title);
	return OK;
}

static enum status
add_facts(struct sheet *s, const struct block *block)
{
	double label_width = fact_label_width(s->pen, block, s->width);

	add_title(s, block);
	for (const struct item *item = block->items; item != NULL;
	    item = item->next) {
		struct piece *piece = add(s, PIECE_FACT, fact_height(s->pen,
		    item, s->width, label_width));

		if (piece->height > room())
			return fail(E_INVALID, "high\t%s", item->label);
		piece->item = item;
		piece->label_width = label_width;
		piece->is_glued = item->next != NULL;
		if (item == block->items && *block->title == '\0')
			piece->gap = block_gap(s);
	}
	return OK;
}

/* A clause with a number is a fact without an end. */
static enum status
add_clauses(struct sheet *s, const struct block *block)
{
	double number = *block->items->label != '\0' ? 14 : -10;

	add_title(s, block);
	for (const struct item *item = block->items; item != NULL;
	    item = item->next) {
		struct piece *piece = add(s, PIECE_CLAUSE, fact_height(s->pen,
		    item, s->width, number) + pen_room(s->pen, 2));

		if (piece->height > room())
			return fail(E_INVALID, "high\t%.*s",
			    (int)strcspn(item->value.text, "\n,.;"),
			    item->value.text);
		piece->item = item;
		piece->label_width = number;
		if (item == block->items && *block->title == '\0')
			piece->gap = block_gap(s);
	}
	return OK;
}

/* Nobody signs an empty page. */
static enum status
add_sign(struct sheet *s, const struct signing *signing)
{
	double height = sign_height(s->pen, signing, s->width);

	if (height > room())
		return fail(E_INVALID, "high\t%s",
		    signing->block->items->label);
	for (struct piece *p = s->first; p != NULL; p = p->next)
		if (p->next == NULL)
			p->is_glued = true;
	add(s, PIECE_SIGN, height)->signing = *signing;
	return OK;
}

static bool
is_pair(const struct block *block)
{
	return block->kind == FACTS && block->next != NULL &&
	    block->next->kind == FACTS;
}

/* One party signs at the right: facts and what it certifies that would stand
 * above go to its left, if they are not many.  Returns where it is signed, or
 * NULL. */
static const struct block *
signed_beside(struct sheet *s, const struct block *block,
    struct signing *signing)
{
	enum { MOST = 180 };		/* points */
	const struct block *first = block;

	*signing = (struct signing){ NULL, NULL, NULL };
	if (block->kind == FACTS && block->items != NULL) {
		signing->facts = block;
		block = block->next;
	}
	if (block != NULL && block->kind == CLAUSES && *block->title == '\0' &&
	    block->items != NULL && *block->items->label == '\0') {
		signing->clauses = block;
		block = block->next;
	}
	if (block == NULL || block == first || block->kind != SIGN ||
	    block->items == NULL || block->items->next != NULL)
		return NULL;
	signing->block = block;
	return sign_height(s->pen, signing, s->width) < MOST ? block : NULL;
}

static enum status
add_block(struct sheet *s, const struct block **at)
{
	static enum status (*const adders[])(struct sheet *,
	    const struct block *) = {
		[GRID] = add_grid, [LINES] = add_lines, [TOTALS] = add_totals,
		[FACTS] = add_facts, [CLAUSES] = add_clauses
	};
	const struct block *block = *at, *last;
	struct signing signing;

	if (is_pair(block)) {
		*at = block->next;
		return add_pair(s, block);
	}
	if ((last = signed_beside(s, block, &signing)) != NULL) {
		*at = last;
		return add_sign(s, &signing);
	}
	if (block->items == NULL && block->kind != LINES)
		return OK;
	return block->kind == SIGN ? add_sign(s, &(struct signing){ block,
	    NULL, NULL }) : adders[block->kind](s, block);
}

static enum status
make_pieces(struct sheet *s)
{
	double head = head_height(s->pen, s->paper, s->width);
	enum status st = OK;

	s->first = NULL;
	s->end = &s->first;
	s->table = NULL;
	if (head > room())
		return fail(E_INVALID, "high\t%s", s->paper->title);
	add(s, PIECE_HEAD, head)->is_glued = true;
	for (const struct block *block = s->paper->blocks;
	    block != NULL && st == OK; block = block->next)
		st = add_block(s, &block);
	return st == OK ? pen_check(s->pen) : st;
}

/* ---- pages --------------------------------------------------------------- */


static bool
is_of_lines(const struct piece *p)
{
	return p->what == PIECE_ROW || p->what == PIECE_SUM;
}

/* A piece and those it is glued to, if they fit on a page together. */
static double
group_height(struct pen *pen, const struct piece *p)
{
	double h = p->height, most = room();
	double head = is_of_lines(p) ? table_head_height(pen, p->table) : 0;

	for (const struct piece *q = p; q->is_glued && q->next != NULL;
	    q = q->next) {
		h += q->next->gap + q->next->height;
		if (h + head > most)
			return p->height;
	}
	return h;
}

static void
draw_piece(struct sheet *s, const struct piece *p, struct place at)
{
	switch (p->what) {
	case PIECE_HEAD:
		head_draw(s->pen, s->paper, at);
		break;
	case PIECE_GRID:
		grid_draw(s->pen, p->block, at);
		break;
	case PIECE_TABLE_HEAD:
		table_head_draw(s->pen, p->table, at);
		break;
	case PIECE_ROW:
	case PIECE_SUM:
		table_row_draw(s->pen, p->table, p->row,
		    p->what == PIECE_SUM ? FACE_SUM : FACE_CELL, at);
		table_dividers_draw(s->pen, p->table, at, p->height);
		break;
	case PIECE_TOTAL:
		total_draw(s->pen, p->item, at, p->table == NULL ? 0 :
		    table_last_column(p->table));
		break;
	case PIECE_TITLE:
		pen_text(s->pen, FACE_HEADING, p->block->title, at);
		break;
	case PIECE_PAIR:
		at.width = s->width / 2 - pair_gap;
		facts_draw(s->pen, p->block, at);
		at.x += s->width / 2 + pair_gap;
		facts_draw(s->pen, p->block->next, at);
		break;
	case PIECE_FACT:
	case PIECE_CLAUSE:
		fact_draw(s->pen, p->item, at, p->label_width);
		break;
	case PIECE_SIGN:
		sign_draw(s->pen, &p->signing, at);
		break;
	}
}

static bool
is_boxed(const struct piece *p)
{
	return is_of_lines(p) || p->what == PIECE_TOTAL;
}

/* Fine between rows; where the table ends, on each page, it is closed. */
static void
draw_rule_below(struct sheet *s, const struct piece *p, double y, bool is_last)
{
	bool is_closed = is_last || p->next == NULL || !is_boxed(p->next) ||
	    p->next->what != p->what;

	if (is_boxed(p))
		pen_line(s->pen, is_closed ? SHADE_RULE : SHADE_HAIR, margin,
		    y, margin + s->width, y);
}

static const char *
page_said(const struct sheet *s, size_t page)
{
	static const char *const forms[] = {
		[TONGUE_EN] = "Page %zu of %zu",
		[TONGUE_ZH] = "第 %zu 页 共 %zu 页",
		[TONGUE_BOTH] = "Page %zu of %zu  第 %zu 页 共 %zu 页"
	};

	return arena_printf(s->arena, forms[s->paper->tongue], page,
	    s->npages, page, s->npages);
}

static void
draw_frame(struct sheet *s, size_t page)
{
	struct place at = { margin, top, s->width };

	pen_across(s->pen, s->paper->watermark, page_width / 2,
	    page_height / 2);
	if (page > 1) {
		pen_text(s->pen, FACE_RUNNING, s->paper->title, at);
		pen_text_aligned(s->pen, FACE_RUNNING, s->paper->number, at,
		    ALIGN_RIGHT);
		pen_line(s->pen, SHADE_INK, margin, top + running_head - 8,
		    margin + s->width, top + running_head - 8);
	}
	at.y = foot;
	pen_text(s->pen, FACE_FOOT, s->paper->number, at);
	pen_text_aligned(s->pen, FACE_FOOT, page_said(s, page), at,
	    ALIGN_RIGHT);
}

/* Where on which page the next piece begins. */
struct cursor {
	double	y;
	size_t	page;
	bool	is_new;			/* nothing stands on the page yet */
};

static void
turn_page(struct sheet *s, struct cursor *c, bool draw)
{
	if (draw && c->page > 0)
		pen_next_page(s->pen);
	c->page++;
	c->y = c->page == 1 ? top : top + running_head;
	c->is_new = true;
	if (draw)
		draw_frame(s, c->page);
}

static void
put_repeated_head(struct sheet *s, const struct piece *p, struct cursor *c,
    bool draw)
{
	if (draw)
		table_head_draw(s->pen, p->table, (struct place){ margin, c->y,
		    s->width });
	c->y += table_head_height(s->pen, p->table);
}

/* All pieces on their pages; how many there are. */
static size_t
lay_out(struct sheet *s, bool draw)
{
	struct cursor c = { 0, 0, true };
	double group = 0;		/* what is still to come of it */

	turn_page(s, &c, draw);
	for (const struct piece *p = s->first; p != NULL; p = p->next) {
		if (group <= 0.01) {
			group = group_height(s->pen, p);
			if (!c.is_new && c.y + p->gap + group > bottom)
				turn_page(s, &c, draw);
		}
		if (c.is_new && is_of_lines(p))
			put_repeated_head(s, p, &c, draw);
		else if (!c.is_new)
			c.y += p->gap;
		if (draw)
			draw_piece(s, p, (struct place){ margin, c.y,
			    s->width });
		c.y += p->height;
		group -= p->height + (p->next != NULL ? p->next->gap : 0);
		c.is_new = false;
		if (draw)
			draw_rule_below(s, p, c.y, group <= 0.01 &&
			    p->next != NULL && c.y + p->next->gap +
			    group_height(s->pen, p->next) > bottom);
	}
	s->end_of_last = c.y - top;
	return c.page;
}

static enum status
try_pages(struct sheet *s, double factor)
{
	enum status st;

	pen_tighten(s->pen, factor);
	if ((st = make_pieces(s)) == OK)
		s->npages = lay_out(s, false);
	return st;
}

/* Where a little less room between things saves a page, there is less. */
static enum status
fit_pages(struct sheet *s)
{
	static const double tighter[] = { 0.8, 0.6 };
	enum { PAGES_MAX = 20 };	/* one less of more saves nothing */
	enum status st = try_pages(s, 1);
	size_t n = s->npages;

	if (st != OK || n == 1 || n > PAGES_MAX || s->end_of_last > room() / 2)
		return st;
	for (size_t i = 0; i < COUNT(tighter) && st == OK; i++)
		if ((st = try_pages(s, tighter[i])) != OK || s->npages < n)
			return st;
	return try_pages(s, 1);
}

enum status
pages_draw(const struct paper *paper, const char *fonts, struct arena *a)
{
	const struct pen_options options = {
		.fonts = fonts,
		.title = arena_printf(a, "%s%s%s", paper->title,
		    *paper->number != '\0' ? " " : "", paper->number),
		.author = arena_strndup(a, paper->company,
		    strcspn(paper->company, "\n")),
		.date = paper->date,
		.width = page_width,
		.height = page_height,
	};
	struct sheet s = {
		.paper = paper, .arena = a, .width = page_width - 2 * margin
	};
	enum status st;

	if ((st = pen_open(&options, &s.pen)) != OK)
		return st;
	if (*paper->logo != '\0')
		st = pen_logo_check(s.pen, paper->logo);
	if (st == OK && (st = fit_pages(&s)) == OK) {
		lay_out(&s, true);
		return pen_close(s.pen);
	}
	pen_abort(s.pen);
	return st;
}
