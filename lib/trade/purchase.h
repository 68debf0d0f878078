/*
 * A purchase (采购合同): what we order from a supplier, mostly for an order of
 * a buyer; what was promised, what has come, and how good it was.
 */
#ifndef TRADE_PURCHASE_H
#define TRADE_PURCHASE_H

#include "record/entity.h"

struct purchase {
	int64_t		 id;
	const char	*number;	/* PUR-2026-0001 */
	struct date	 date;
	struct ref	 supplier;
	struct ref	 sales_order;	/* what it is bought for */
	const char	*reference;	/* the supplier's own number */
	const char	*currency;
	bool		 vat_included;	/* in the prices */
	const char	*terms;		/* of payment */
	const char	*place;		/* of delivery */
	struct date	 promised;
	struct date	 received;	/* all of it */
	const char	*packing;
	const char	*state;
	const char	*reason;
	struct date	 sent;
	const char	*notes;
	struct decimal	 goods;		/* the sum of its lines */
};

struct purchase_line {
	int64_t		 id;
	struct ref	 purchase;
	int64_t		 line;
	int64_t		 order_line;	/* number of the line of the order */
	struct ref	 product;	/* or free text: */
	const char	*description;
	struct decimal	 quantity;
	const char	*unit;
	struct decimal	 price;		/* for one unit */
	struct decimal	 amount;
	struct decimal	 vat_rate;	/* percent */
	struct decimal	 refund_rate;	/* percent */
	struct date	 promised_date;
	struct decimal	 received_quantity;
	struct date	 received_date;
	const char	*quality;
};

extern const struct entity purchase_entity;
extern const struct entity purchase_line_entity;
extern const struct codes purchase_state_codes;

#endif
