/*
 * A rate of exchange (汇率) as a bank, a customs house or a contract gives it.
 */
#ifndef TRADE_RATE_H
#define TRADE_RATE_H

#include "record/entity.h"

/* `unit` of from_currency cost `value` of to_currency: 100 USD = 690.04 CNY.
 * It is kept as it was quoted, never turned round. */
struct rate {
	int64_t		 id;
	const char	*code;		/* FX-0001 */
	struct date	 date;		/* from which day on it holds */
	const char	*from_currency;
	const char	*to_currency;
	const char	*kind;
	int64_t		 unit;		/* 1 or 100 */
	struct decimal	 value;
	const char	*source;	/* "ECB", "BOC"; "own": typed in */
	const char	*notes;
};

extern const struct entity rate_entity;

/* spot-buy spot-sell cash-buy cash-sell mid customs contract book */
extern const struct codes rate_kind_codes;

#endif
