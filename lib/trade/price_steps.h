/*
 * Step by step: how the figures of a price came about, for who wants to follow
 * them with a pocket calculator.  All are those of one piece.
 */
#ifndef TRADE_PRICE_STEPS_H
#define TRADE_PRICE_STEPS_H

#include <stddef.h>

#include "base/arena.h"
#include "trade/price.h"

/* "without VAT", "113 / (100% + 13%)", 100, "CNY". */
struct price_step {
	const char	*term;		/* NULL: the same for all */
	const char	*name;		/* N_() */
	const char	*formula;	/* its words are translated */
	struct decimal	 value;		/* to 6 decimals */
	const char	*unit;
};

/* Begins as { .arena = ... }, where the texts are kept. */
struct price_steps {
	struct arena	  *arena;
	struct price_step *list;
	size_t		   n, max;
};

void price_steps_add(struct price_steps *, const struct price_step *);

/* Goods and charges, the same for all terms; the sheet is sound. */
void price_steps_of_sheet(struct price_steps *, const struct cost_sheet *);

/* From there to this answer; nothing when heads are missing. */
void price_steps_of_answer(struct price_steps *, const struct price_question *,
    const struct price_result *);

#endif
