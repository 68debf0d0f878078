/*
 * Who pays for what under the eleven terms of Incoterms 2020 (ICC publication
 * 723E, articles A9 and B9 of each term), as a table: a head of cost is in the
 * seller's price exactly when its cell says so.
 */
#ifndef TRADE_INCOTERM_H
#define TRADE_INCOTERM_H

#include <stdbool.h>

#include "base/err.h"

/* To the seller's door, then to the buyer's. */
enum cost_head {
	HEAD_SUPPLY,		/* of the purchase, to us or to the port */
	HEAD_PACKING,		/* for export, marks */
	HEAD_DOMESTIC,		/* all up to the ship in one sum */
	HEAD_LOADING,		/* on the first truck */
	HEAD_PRE_CARRIAGE,	/* truck to the port */
	HEAD_EXPORT_CLEARANCE,	/* broker, documents, inspection */
	HEAD_ORIGIN_TERMINAL,	/* THC at the port of loading */
	HEAD_ON_BOARD,		/* loading on board */
	HEAD_MAIN_CARRIAGE,	/* freight; what follows is not in FOB */
	HEAD_INSURANCE,
	HEAD_DEST_TERMINAL,	/* THC at the port of discharge */
	HEAD_IMPORT_CLEARANCE,	/* broker and duty */
	HEAD_ON_CARRIAGE,	/* truck to the buyer */
	HEAD_UNLOADING,
	COST_HEADS
};

enum payer {
	BUYER_PAYS,
	SELLER_PAYS,
	EITHER_PAYS,		/* by the place named and the contract */
	NOBODY_MUST,		/* insurance that no one owes the other */
	OWN_RISK,		/* nor here, but it is the seller's loss */
};

struct incoterm {
	const char	*code;
	bool		 is_sea_only;
	const char	*place;		/* what is named behind it; N_() */
	const char	*risk;		/* where it passes; N_() */
	const char	*cover;		/* least, "ICC (C)"; or NULL */
	unsigned char	 payer[COST_HEADS];
};

/* From the seller's door to the buyer's; ends with a nameless one. */
extern const struct incoterm incoterms[];

struct cost_head_row {
	const char	*name;		/* "pre-carriage": option and key */
	const char	*label;		/* N_() */
};

extern const struct cost_head_row cost_heads[COST_HEADS];

/*
 * The term a person means: a code or name of Incoterms 2020, or a code of
 * older ones, DAT, DAF, DES, DEQ, DDU, for which the one that took its place
 * is found; `*old` is its code then, else NULL.  E_INVALID.
 */
enum status incoterm_find(const char *text, const struct incoterm **,
    const char **old) MUST_CHECK;

/* The head of this name; E_INVALID with all names. */
enum status cost_head_find(const char *name, enum cost_head *) MUST_CHECK;

#endif
