/*
 * What headings of prices say beside the name of the field: "FOB USD",
 * "Price/pc EUR", "单价(美元/件)".  Knows no fields.
 */
#ifndef LEDGER_HEADING_WORDS_H
#define LEDGER_HEADING_WORDS_H

#include <stdbool.h>

#include "base/arena.h"
#include "value/codes.h"

struct heading_words {
	const char	  *rest;	/* the other words, folded, a blank
					 * between them */
	const struct code *currency;	/* or NULL */
	const struct code *incoterm;	/* or NULL */
	bool		   has_sign;	/* $ or ¥: of which currency? */
	bool		   per_unit;	/* "/pc", 每件 */
	bool		   per_many;	/* "per 1000": no price of one unit */
};

/* Two currencies or two terms stay in the rest: they are no price's. */
void heading_words_read(const char *heading, struct arena *,
    struct heading_words *);

/* Does it name a currency or a term, or what the price is for? */
bool heading_words_tell(const struct heading_words *);

#endif
