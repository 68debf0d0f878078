/*
 * An offer (供应商报价) of a supplier for one product: what it costs, from
 * which quantity on.
 */
#ifndef TRADE_OFFER_H
#define TRADE_OFFER_H

#include "record/entity.h"

struct offer {
	int64_t		 id;
	const char	*number;	/* OFR-2026-0001 */
	struct date	 date;
	struct ref	 supplier;
	struct ref	 inquiry;	/* what it answers, or none */
	struct ref	 product;	/* or, in words: */
	const char	*description;
	const char	*unit;
	const char	*currency;
	bool		 vat_included;	/* in the prices */
	struct decimal	 vat_rate;	/* percent */
	struct decimal	 refund_rate;	/* percent of the price without VAT */
	struct decimal	 freight;	/* to us, once, whatever the quantity */
	const char	*incoterm;
	const char	*place;
	struct decimal	 moq;
	int64_t		 lead_days;
	struct date	 valid_until;	/* the last day */
	const char	*reference;	/* their number */
	const char	*notes;
	bool		 archived;
};

/* A quantity break: from this quantity on one unit costs this. */
struct offer_line {
	int64_t		 id;
	struct ref	 offer;
	int64_t		 line;
	struct decimal	 quantity;
	struct decimal	 price;
};

extern const struct entity offer_entity;
extern const struct entity offer_line_entity;

#endif
