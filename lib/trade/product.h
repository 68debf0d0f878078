/*
 * A product: what we buy and sell, how it is packed and taxed.
 */
#ifndef TRADE_PRODUCT_H
#define TRADE_PRODUCT_H

#include "record/entity.h"

struct product {
	int64_t		 id;
	const char	*code;			/* SKU */
	const char	*name;
	const char	*name_local;
	const char	*hs_code;		/* digits */
	const char	*origin;		/* ISO 3166-1 alpha-2 */
	const char	*unit;			/* UN/ECE Rec 20 */
	struct decimal	 moq;			/* in units */
	struct decimal	 price;			/* for one unit */
	const char	*currency;
	struct ref	 supplier;
	struct decimal	 purchase_price;	/* for one unit */
	const char	*purchase_currency;
	int64_t		 lead_days;
	int64_t		 pieces_per_carton;
	struct decimal	 carton_length;		/* cm */
	struct decimal	 carton_width;
	struct decimal	 carton_height;
	struct decimal	 gross_weight;		/* kg a carton */
	struct decimal	 net_weight;
	struct decimal	 vat_rate;		/* percent */
	struct decimal	 refund_rate;		/* percent */
	const char	*tags;
	const char	*notes;
	bool		 archived;
};

extern const struct entity product_entity;

#endif
