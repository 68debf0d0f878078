/*
 * Headings that hold a quantity: "Price 1000", "1,000-4,999", "≥5000",
 * "单价(1000+)", "5000 pcs".  A column under one holds prices from that
 * quantity on.
 */
#ifndef LEDGER_BREAKS_H
#define LEDGER_BREAKS_H

#include <stdbool.h>

#include "base/arena.h"
#include "value/decimal.h"

struct break_heading {
	struct decimal	 from;		/* the first quantity */
	const char	*before, *behind;	/* what else it says, folded
						 * letters and digits */
	const char	*words;		/* both, folded, as they stand */
};

/* False when there is not one quantity, or one range of them, in it. */
bool break_read(const char *heading, struct arena *, struct break_heading *);

/* The part of a heading beside the quantity without the words that only tell
 * "from so many on", "up to", "each"; "" when nothing else is said. */
const char *break_rest(const char *part, struct arena *);

#endif
