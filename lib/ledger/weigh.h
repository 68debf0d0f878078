/*
 * What offers for an inquiry come to: for its comparison, and for prices that
 * are made of them.  For the sources of lib/ledger.
 */
#ifndef LEDGER_WEIGH_H
#define LEDGER_WEIGH_H

#include "ledger/compare.h"
#include "ledger/exchange.h"
#include "trade/offer.h"

enum { BEST_PRICE = 1, BEST_DATE = 2, BEST_TOTAL = 4 };

/* A line of the inquiry. */
struct wanted {
	struct wanted	   *next;
	struct inquiry_line line;
	const char	   *name;	/* code of the product, or words */
	const char	   *unit;	/* or NULL */
};

struct price_break {
	struct decimal	quantity, price;
};

struct offered {
	struct offered	   *next;
	struct offer	    offer;
	const char	   *supplier;	/* its name, for who reads it */
	struct price_break *breaks;	/* by quantity */
	size_t		    nbreaks;
	struct decimal	    vat_rate, refund_rate;	/* NO_DECIMAL: none */
	const struct exchange *exchange;
	bool		    is_asked_for;
};

struct rate_used {
	struct rate_used *next;
	struct exchange	  exchange;
};

/* What an offer comes to at one quantity. */
struct candidate {
	const struct offered *offered;
	struct decimal	      from, price;	/* of the break */
	struct decimal	      refund;		/* of the whole, as offered */
	struct decimal	      home_price, home_total;
	unsigned	      best;
};

/* An offer that cannot be compared. */
struct apart {
	struct apart	     *next;
	const char	     *name;
	struct decimal	      quantity;
	const struct offered *offered;
	const char	     *reason;
};

struct comparison {
	struct report		   *report;
	const struct compare_query *query;
	struct arena		   *arena;
	const char		   *home;
	struct wanted		   *wanted;
	size_t			    nwanted;
	struct offered		   *offers;
	size_t			    noffers;
	struct rate_used	   *rates;
	struct apart		   *apart, **last_apart;
};

/* One product at one quantity. */
struct group {
	const struct wanted *wanted;
	struct decimal	     quantity;
	struct candidate    *candidates;
	size_t		     n;
};

/* The lines of the inquiry, and its offers, into `c`, which has been given
 * its report, query, arena, home and last_apart. */
enum status weigh_wanted(struct comparison *) MUST_CHECK;
enum status weigh_offers(struct comparison *) MUST_CHECK;

/* One offer with its breaks and taxes; `c` needs report and arena for it. */
enum status weigh_offer(struct comparison *, int64_t id, struct offered **)
    MUST_CHECK;

/* For a product by its code, else by the same words; without either, for the
 * only thing that was asked for. */
bool weigh_is_for(const struct comparison *, const struct offered *,
    const struct wanted *);

/* Why an offer cannot be compared at any quantity; NULL: it can. */
const char *weigh_never(const struct comparison *, const struct offered *,
    const struct wanted *);

/* Put one apart, with the reason. */
void weigh_apart(struct comparison *, const struct apart *);

/* The candidates of a group, the lowest total first; others that are too small
 * for it are put apart.  E_NOTFOUND: a rate is missing. */
enum status weigh_group(struct comparison *, struct group *) MUST_CHECK;

#endif
