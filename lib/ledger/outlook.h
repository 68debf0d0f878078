/*
 * What an order costs, head by head: as estimated, so far, and as it is
 * expected at the end: what is known where it is known, the estimate where not.
 */
#ifndef LEDGER_OUTLOOK_H
#define LEDGER_OUTLOOK_H

#include "ledger/sold.h"

enum outlook_head {
	OUTLOOK_GOODS,		/* net of refunds */
	OUTLOOK_DOMESTIC,	/* charges up to the ship */
	OUTLOOK_FREIGHT,
	OUTLOOK_DESTINATION,	/* charges behind the freight */
	OUTLOOK_FEES,		/* commission, bank, insurance */
	OUTLOOK_HEADS
};

/* "goods", "domestic" ...; N_() */
extern const char *const outlook_heads[OUTLOOK_HEADS];

/* Amounts are of the home currency; NO_DECIMAL: not known. */
struct outlook {
	int64_t		 order;
	const char	*number;
	const char	*incoterm;	/* or NULL */
	struct decimal	 freight;	/* charged beside the goods */
	struct sold	 sold;		/* as estimated, in all */
	struct decimal	 estimated[OUTLOOK_HEADS];
	struct decimal	 so_far[OUTLOOK_HEADS];
	struct decimal	 expected[OUTLOOK_HEADS];
	struct decimal	 paid;		/* by the buyer so far */
	struct decimal	 revenue;	/* expected */
	struct decimal	 bought;	/* purchases that are out, net */
	struct decimal	 bought_quantity;	/* NO_DECIMAL: no purchase */
	const char	*unpriced;	/* shipments without their freight,
					 * "SHP-1, SHP-2"; NULL: none, or it is
					 * not ours to pay */
};

/*
 * Reads all of it, for the order said in the first members and in currency,
 * date and rate of `sold`.
 *
 * Estimated: goods are the costs of the lines less what cost sheets of its
 * quote have as domestic; freight their charges less what the sheets have as
 * destination, at the rate of the order.  So far: goods are what came in from
 * suppliers, freight that of its shipments, shared evenly by the orders of one,
 * each at the rate of its day; of other heads nothing is kept.  Expected: goods
 * are purchases that are out, and for quantities not bought the estimate;
 * freight that of shipments that have it, and for quantities not with these the
 * estimate; all else is the estimate.  The revenue is what was paid, at the
 * rate of its day, and what is open at that of the order.
 */
enum status outlook_read(struct home *, struct outlook *) MUST_CHECK;

/* The sum of heads; NO_DECIMAL where `needs_all` and one is not known. */
enum status outlook_sum(const struct decimal heads[OUTLOOK_HEADS],
    bool needs_all, struct decimal *) MUST_CHECK;

#endif
