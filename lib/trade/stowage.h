/*
 * Containers of one type filled carton by carton: cartons are not cut, and are
 * put in as they come, up to what can be stowed and the payload.
 */
#ifndef TRADE_STOWAGE_H
#define TRADE_STOWAGE_H

#include <stdbool.h>

#include "trade/container.h"
#include "value/ratio.h"

/* Cartons that are alike, a mixed one with all that is in it. */
struct load {
	int64_t		first, n;
	struct ratio	volume;		/* m3, each */
	struct decimal	gross;		/* kg, each */
	struct decimal	sides[3];	/* cm, the longest first */
};

/* Length, width and height in any order, and the volume they make. */
void load_set_sides(struct load *, const struct decimal sides[3]);

/* By its sides alone. */
bool load_goes_in(const struct load *, const struct container *);

/* Containers of a type while they are filled; the last one is open.  Begins
 * as { type, limits, 0, 1, 0, 0 }. */
struct stowage {
	const struct container *type;
	const struct container_limits *limits;
	int64_t		n, first;	/* number of its first carton */
	struct ratio	volume;		/* in the last one */
	struct ratio	weight;
};

/* All cartons of a load; E_INVALID: one of them is too much by itself. */
enum status stowage_put(struct stowage *, const struct load *) MUST_CHECK;

/* What a container takes, with the limits that were said: m3 and kg. */
struct ratio stowage_volume(const struct container_limits *,
    const struct container *);
struct ratio stowage_payload(const struct container_limits *,
    const struct container *);

#endif
