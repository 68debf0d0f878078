/*
 * What is paid once for goods of several kinds that travel together: freight
 * and containers by the room they take, other charges of a shipment by what
 * the goods cost.
 */
#ifndef LEDGER_SHARING_H
#define LEDGER_SHARING_H

#include "trade/container.h"
#include "trade/cost_sheet.h"

/* Goods of one kind. */
struct fellow {
	struct cost_sheet *sheet;
	struct carton	   carton;
	struct cargo	   cargo;	/* .cartons 0: not known */
	unsigned	   own;		/* 1 << head: charges that are not
					 * shared with the others */
	const char	  *name;	/* "line 2 (SHADE)" */
};

struct sharing {
	struct fellow		*list;
	size_t			 n;
	const struct container	*type;	/* of PER_CONTAINER, or NULL */
	struct container_limits	 limits;
	const struct air_rule	*rule;	/* of PER_CHARGEABLE_KG, or NULL */
	struct arena		*arena;
	size_t			 at;	/* out: of whom it failed */
};

/*
 * Counts containers, freight tons and chargeable kilograms once for all goods
 * (in the order of the list, see stowage_put()), and says in the charges of
 * each sheet, which are copied into the arena, what part it bears:
 *
 *	freight per shipment, all per container	 by volume
 *	per freight ton				 by its own freight tons
 *	per chargeable kilogram			 by its own kilograms
 *	other charges per shipment		 by cost, net of refunds
 *
 * What is per piece, carton, m3 or kilogram is as it was.  Whose freight is
 * its own shares no container either.  E_INVALID: a size or weight is not
 * known, with whose it is; or a carton does not go in.
 */
enum status sharing_settle(struct sharing *) MUST_CHECK;

#endif
