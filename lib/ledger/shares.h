/*
 * What of an order's value has gone with which of its shipments: payments that
 * hang on shipping fall due with each, for its share.
 */
#ifndef LEDGER_SHARES_H
#define LEDGER_SHARES_H

#include "record/record.h"
#include "trade/order.h"

/* A shipment that dates an event, or (the last one) what none of them dates. */
struct share {
	const char	*shipment;	/* its number; NULL: of no one alone */
	struct date	 date;		/* of the event; NO_DATE: to come */
	struct decimal	 upto;		/* value of the order with it and all
					 * those before it */
};

struct shares {
	struct share	*list;
	size_t		 n;		/* 1 at least */
	struct decimal	 whole;		/* `upto` of the last: what the caller
					 * has from shares_total() */
};

/*
 * The shares of an event ("bl", "shipment" ...), by its dates.  There is one
 * alone, of no shipment, where the event hangs on no shipment, no shipment
 * dates it, or the first that does takes the whole order.  A line is worth its
 * amount x quantity that has gone / quantity, rounded half-up to minor units of
 * the currency, not more than its amount; the freight of the order goes with
 * its first shipment, as on that one's invoice.
 */
enum status shares_read(struct records *, const struct sales_order *,
    const char *event, struct arena *, struct shares *) MUST_CHECK;

/* The share of `amount` that falls to list[i]: all up to it, rounded half-up to
 * so many decimals, less all before it, so that they add up exactly. */
enum status shares_amount(const struct shares *, size_t i,
    struct decimal amount, int places, struct decimal *) MUST_CHECK;

/* What is charged for the order: its goods and freight, or, where it is shipped
 * and a reason says why not all of it was, those of its shipments.  0: it has
 * no lines. */
enum status shares_total(struct records *, const struct sales_order *,
    struct decimal *) MUST_CHECK;

/* What `quantity` of a line comes to behind the quantity before it: all up to
 * it as above, less all before it, so that its shipments add up to the line;
 * more than was ordered at the line's price. */
enum status shares_line_amount(const struct order_line *,
    struct decimal before, struct decimal quantity, const char *currency,
    struct decimal *) MUST_CHECK;

/* E_CONFLICT: some of it has left and some has not; says of which line, and
 * what can be done. */
enum status shares_check_whole(struct records *, const struct sales_order *)
    MUST_CHECK;

#endif
