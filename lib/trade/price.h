/*
 * What to ask for a piece (报价核算): from a sheet of costs to the price under
 * each term of delivery, and from a price back to what it leaves.
 *
 * All sums are exact fractions.  They are made for the whole quantity, so
 * that what is paid once per shipment or container is spread over it, and
 * divided and rounded once, half-up, where a result is shown.  Costs, shares
 * and the price before rounding are exact, and exchange_cost follows from
 * them; total, profit, margin and gain follow from the rounded price, which
 * is what the buyer pays.
 *
 * With X the price of all, r the rate, H and F the seller's costs in the home
 * currency and in that of the quote, of all heads that the term puts on the
 * seller:
 *
 *	p	commission + bank fee + credit insurance, of X
 *	i	premium, of (1 + m) X: 110 % of the price is insured (Incoterms
 *		2020, CIF and CIP A5; UCP 600, article 28 f ii)
 *	g	profit, of X; or of C, goods and charges up to the ship
 *	d	duty, of the price without it and without what is paid behind
 *		the border (WTO valuation agreement, article 1 with its note),
 *		which makes it d / (1 + d) of X
 *
 *	profit on price		X = (H / r + F) / (1 - p - (1 + m) i - g)
 *	profit on cost		X = (H / r + F + g C) / (1 - p - (1 + m) i)
 *
 * A trading company gets back the refund rate of the purchase price without
 * VAT (免退税).  A manufacturer deducts its VAT, but for (VAT - refund) of the
 * FOB value (免抵退税).  Without either, VAT is cost.
 *
 *	exchange cost (换汇成本), home per 1 earned; the rate at which nothing
 *	is earned at all:	H / (X (1 - p - (1 + m) i) - F)
 *	gain (盈亏率):		profit / H
 */
#ifndef TRADE_PRICE_H
#define TRADE_PRICE_H

#include "base/err.h"
#include "trade/cost_sheet.h"
#include "trade/incoterm.h"
#include "value/decimal.h"
#include "value/ratio.h"

struct price_question {
	const struct cost_sheet	*sheet;
	const struct incoterm	*term;
	struct decimal		 target;	/* none: what is the price? */
};

/* What a term puts into the price, exact and for the whole quantity. */
struct price_parts {
	struct money	goods;		/* net of tax */
	struct money	origin;		/* charges up to the ship */
	struct money	beyond;		/* all others */
	struct money	abroad;		/* of these: behind the border */
	/* Shares of the price. */
	struct ratio	fees, profit, insured, duty;
	struct ratio	kept;		/* VAT not refunded, of the FOB value */
};

/* The sums that the price must bring, and the share of it that is there for
 * them. */
struct price_asked {
	struct money	sums;
	struct ratio	share;
};

/* What an answer was made of. */
struct price_working {
	struct price_parts parts;
	struct money	   costs;	/* all but shares of the price */
	struct ratio	   left;	/* share left for costs and profit */
	struct price_asked asked;	/* profit as it was asked for */
	struct money	   rest;	/* of its sums: all but the goods */
	struct ratio	   each;	/* what a cost of 1 asks of the price */
	struct ratio	   exact;	/* the price of all */
	struct ratio	   total;	/* the same, rounded */
	struct ratio	   profit;	/* at home, of the total */
};

struct price_result {
	unsigned	missing;	/* 1 << head: no price without them */
	struct decimal	price;		/* of a piece, to sheet->places */
	struct decimal	exact;		/* before rounding, to 6 */
	struct decimal	total;		/* none without a quantity */
	struct decimal	insurance;	/* premium in the total, or the price */
	struct decimal	profit;		/* at home, in the total or price */
	struct decimal	margin;		/* profit, % of the price, 2 decimals */
	struct decimal	gain;		/* profit, % of costs at home, 2 */
	struct decimal	exchange_cost;	/* as the rate is quoted: home per 1
					 * or 100; 4 decimals, 6 below 1 */
	struct decimal	highest_cost;	/* with a target: the purchase price
					 * that leaves the profit asked for,
					 * with or without VAT as the sheet */
	struct price_working working;	/* when nothing is missing */
};

/*
 * The price under a term; or, with a target, what that price leaves.  What
 * cannot be said (the exchange cost of a price that does not pay the freight)
 * is NO_DECIMAL; all is when heads of cost are missing.  E_INVALID: as
 * cost_sheet_check(); no cost where the price is asked for; or nothing is left
 * of the price for costs (the message has the sum).
 */
enum status price_solve(const struct price_question *, struct price_result *)
    MUST_CHECK;

/* 1 << head of what is in the price and was not said, not even as nothing. */
unsigned price_missing(const struct price_question *);

/* Is the head in the seller's price? */
bool price_includes(const struct price_question *, enum cost_head);

enum {
	SHARE_PROFIT	= 1 << 0,	/* with the profit asked for */
	SHARE_NAMES	= 1 << 1,	/* "3% commission", not "3%" */
};

/* "100% - 3% - 10%": what is left of the price, in the arena. */
const char *price_share_text(const struct cost_sheet *,
    const struct price_parts *, unsigned flags, struct arena *);

/* VAT that a manufacturer does not get back, as a share of the price. */
struct ratio price_kept_share(const struct price_parts *);

#endif
