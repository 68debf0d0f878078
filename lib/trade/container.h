/*
 * How much room goods take, and what a carrier charges for: cartons, their
 * volume and weight, containers, freight tons, chargeable kilograms.
 */
#ifndef TRADE_CONTAINER_H
#define TRADE_CONTAINER_H

#include <stdint.h>

#include "base/err.h"
#include "value/decimal.h"
#include "value/ratio.h"

/*
 * A type of container.  Carriers differ by some centimetres and kilograms;
 * these are common figures.  `load` is what can be stowed in practice of the
 * volume inside.  Two limits of weight: that of the CSC plate on its door, and
 * a cautious one for the roads at both ends.
 */
struct container {
	const char	*code;			/* "40HQ" */
	const char	*also;			/* "40HC|40HIGHCUBE" */
	int		 length, width, height;	/* mm, inside */
	struct decimal	 inside, load;		/* m3 */
	int		 tare, plate, road;	/* kg */
};

/* Small to large; ends with a nameless one. */
extern const struct container containers[];

/* By code or other name, folded; E_INVALID with the list. */
enum status container_find(const char *text, const struct container **)
    MUST_CHECK;

/* A full carton: centimetres, pieces, kilograms with what is in it.
 * NO_DECIMAL: not known. */
struct carton {
	struct decimal	length, width, height;
	struct decimal	pieces;
	struct decimal	gross;
};

/* "52x38x41" or "52*38*41" or "52×38×41", cm; E_INVALID. */
enum status carton_parse(const char *text, struct carton *) MUST_CHECK;

/* What the carriers count. */
struct cargo {
	int64_t		cartons;
	struct decimal	last;		/* pieces in the last one */
	struct decimal	volume;		/* m3: all cartons, rounded once to 3 */
	struct decimal	weight;		/* kg: all cartons, rounded once to 3;
					 * NO_DECIMAL: not known */
};

/* Full cartons and one that holds the rest; it takes as much room as a full
 * one, and for want of anything better is as heavy.  E_INVALID: no quantity,
 * no size, no pieces per carton. */
enum status cargo_of(const struct carton *, struct decimal quantity,
    struct cargo *) MUST_CHECK;

/* What may be said otherwise than the table has it; NO_DECIMAL: as it is. */
struct container_limits {
	struct decimal	load;		/* m3 */
	struct decimal	payload;	/* kg; else the cautious one */
};

enum container_limit { LIMIT_VOLUME, LIMIT_WEIGHT };

struct container_plan {
	int64_t			containers;
	int64_t			cartons_each;	/* that fit into one */
	enum container_limit	limit;		/* what lets in no more */
	struct decimal		fill_volume;	/* % of all, 1 decimal */
	struct decimal		fill_weight;
};

/*
 * How many containers: cartons are not cut, so each takes as many whole ones
 * as volume and payload both allow.  E_INVALID: the weight is not known, one
 * carton does not go in by its sides, its volume or its weight.
 */
struct container_job {
	const struct container	*type;
	struct container_limits	 limits;
	const struct carton	*carton;
	const struct cargo	*cargo;
};
enum status container_plan(const struct container_job *,
    struct container_plan *) MUST_CHECK;

/* Less than a container, by weight or measure (W/M): the larger of m3 and
 * tonnes, at least `minimum`. */
enum status freight_tons(const struct cargo *, struct decimal minimum,
    struct decimal *) MUST_CHECK;

/* How a carrier by air weighs. */
struct air_rule {
	int		divisor;	/* cm3 that count as 1 kg */
	struct decimal	step;		/* kg: rounded up to these */
};

extern const struct air_rule air_rule;		/* 6000, whole kg (IATA) */
extern const struct air_rule courier_rule;	/* 5000, half kg */

/* The larger of gross and volumetric weight, rounded up once for all. */
enum status chargeable_weight(const struct cargo *, const struct carton *,
    const struct air_rule *, struct decimal *) MUST_CHECK;
/* The same of goods of several kinds: their m3 and kilograms. */
enum status chargeable_of(struct ratio volume, struct decimal gross,
    const struct air_rule *, struct decimal *) MUST_CHECK;

#endif
