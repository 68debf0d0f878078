/*
 * The parts of a paper: how high each is, and how it is drawn.
 */
#ifndef PDF_PARTS_H
#define PDF_PARTS_H

#include "pdf/input.h"
#include "pdf/pen.h"

/* Letterhead and title. */
double head_height(struct pen *, const struct paper *, double width);
void head_draw(struct pen *, const struct paper *, struct place);

/* Boxes in two halves.  E_INVALID: higher than `most`. */
enum status grid_check(struct pen *, const struct block *, double width,
    double most) MUST_CHECK;
double grid_height(struct pen *, const struct block *, double width);
void grid_draw(struct pen *, const struct block *, struct place);

/* The table of lines: where its columns stand.  E_INVALID: it is too wide
 * even in small letters. */
struct table;
enum status table_make(struct pen *, const struct block *, double width,
    struct arena *, struct table **) MUST_CHECK;
double table_head_height(struct pen *, const struct table *);
void table_head_draw(struct pen *, const struct table *, struct place);
double table_row_height(struct pen *, const struct table *,
    const struct row *, enum face);

/* The height of a row.  One that is higher than `most` keeps what fits; the
 * rest is a row behind it. */
double table_split_row(struct pen *, const struct table *, struct row *,
    double most, struct arena *);
void table_row_draw(struct pen *, struct table *, const struct row *,
    enum face, struct place);
void table_dividers_draw(struct pen *, const struct table *, struct place,
    double height);
void table_sides_draw(struct pen *, struct place, double height);
double table_last_column(const struct table *);		/* where it begins */

/* Below the table; `at` is where the last column begins. */
double total_height(struct pen *, const struct item *, double width);
void total_draw(struct pen *, const struct item *, struct place, double at);

/* A label and what it is about, beside it. */
double fact_label_width(struct pen *, const struct block *, double width);
double fact_height(struct pen *, const struct item *, double width,
    double label_width);
void fact_draw(struct pen *, const struct item *, struct place,
    double label_width);

/* A block of them with its title. */
double facts_height(struct pen *, const struct block *, double width);
void facts_draw(struct pen *, const struct block *, struct place);

/* Where it is signed, and what stands beside that (NULL: nothing). */
struct signing {
	const struct block *block, *facts, *clauses;
};
double sign_height(struct pen *, const struct signing *, double width);
void sign_draw(struct pen *, const struct signing *, struct place);

#endif
