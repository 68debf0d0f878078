/*
 * Goods into cartons: full ones, one with the rest of each line, and mixed
 * ones made up by hand; their numbers, weights and volumes.  Arithmetic alone.
 */
#ifndef TRADE_PACKING_H
#define TRADE_PACKING_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "value/decimal.h"

enum { VOLUME_PLACES = 3, WEIGHT_PLACES = 3 };	/* m3; kg, where divided */

/* How a product is packed: a full carton of it. */
struct full_carton {
	struct decimal	pieces;
	struct decimal	length, width, height;	/* cm */
	struct decimal	net, gross;		/* kg */
};

/* What is to be packed: so much under this number of a line. */
struct pack_line {
	int64_t		   line;
	struct decimal	   quantity;
	struct full_carton full;
};

/* A mixed carton, `cartons` times. */
struct mix_part {
	int64_t		line;
	struct decimal	quantity;	/* in each */
};
struct mix {
	int64_t		cartons;
	struct mix_part	*parts;
	size_t		nparts;
};

/*
 * The cartons first..last, all alike, and what of a line is in each of them.
 * A mixed carton is several rows with the same numbers: its first row has its
 * sides and its own weight, the others only add what is in it.
 */
struct packed {
	int64_t		line, first, last;
	struct decimal	quantity;
	struct decimal	net, gross;
	struct decimal	length, width, height;	/* NO_DECIMAL: see above */
};

struct packing {
	struct packed	*rows;
	size_t		 n;
};

struct packing_job {
	const struct pack_line *lines;
	size_t			nlines;
	const struct mix	*mixes;
	size_t			nmixes;
};

/* "1=16,2=8": 16 pieces of line 1 and 8 of line 2 in one carton; "10x1=16,2=8"
 * in each of ten.  E_USAGE. */
enum status mix_parse(const char *text, struct arena *, struct mix *)
    MUST_CHECK;

/*
 * Line by line its full cartons and one for the rest, numbered from 1 on; the
 * mixed ones behind them, what is in those being left out of their lines.  A
 * carton weighs the same however full it is: with the rest of n pieces the
 * goods weigh net * n / pieces, rounded to grams, and gross - net is added.  A
 * mixed carton is the largest of those its lines are packed in.  Rows live in
 * the arena.  E_INVALID: a mixed carton names no line of these, or holds more
 * of one than there is; sizes, weights or pieces are missing.
 */
enum status packing_make(const struct packing_job *, struct arena *,
    struct packing *) MUST_CHECK;

/* What all cartons of a line come to; 0: of all lines.  A mixed carton counts
 * for the line of its first row.  The volume of a line is rounded once, that
 * of all lines is the sum of theirs, so that a list of them foots. */
struct packed_sum {
	int64_t		cartons;
	struct decimal	quantity, net, gross;
	struct decimal	volume;		/* m3 */
};
enum status packing_sum(const struct packing *, int64_t line,
    struct packed_sum *) MUST_CHECK;

/* The first number that no carton has although a higher one does, or that two
 * have which are not one mixed carton; 0: all is well. */
int64_t packing_fault(const struct packing *);

#endif
