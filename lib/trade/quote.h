/*
 * A quote (报价): what we offer to whom, at which price, until when.  It is
 * never changed once it is sent: a revision replaces it.
 */
#ifndef TRADE_QUOTE_H
#define TRADE_QUOTE_H

#include "record/entity.h"

struct quote {
	int64_t		 id;
	const char	*number;	/* QUO-2026-0001, QUO-2026-0001-R1 */
	struct date	 date;
	struct ref	 inquiry;
	struct ref	 buyer;		/* or, not yet in the ledger: */
	const char	*company;
	const char	*country;
	const char	*contact;
	const char	*currency;
	const char	*incoterm;	/* Incoterms 2020 */
	const char	*place;
	const char	*port_loading;
	const char	*terms;		/* of payment */
	const char	*packing;
	int64_t		 lead_days;
	struct date	 valid_until;
	struct decimal	 freight;	/* charged beside the goods */
	struct decimal	 rate;		/* home currency for one of currency */
	struct date	 rate_date;
	const char	*rate_source;
	const char	*state;
	const char	*reason;
	struct date	 sent;
	struct date	 answered;	/* accepted or declined */
	struct ref	 replaces;	/* it is a revision of that */
	const char	*notes;
	struct decimal	 goods;		/* the sum of its lines */
};

struct quote_line {
	int64_t		 id;
	struct ref	 quote;
	int64_t		 line;
	struct ref	 product;	/* or free text: */
	const char	*description;
	const char	*description_local;
	struct decimal	 quantity;
	const char	*unit;
	struct decimal	 price;		/* for one unit */
	struct decimal	 discount;	/* percent */
	struct decimal	 amount;
	struct decimal	 cost;		/* of one unit, in home currency */
	struct ref	 offer;		/* the cost is from it, or none */
	struct decimal	 charges;	/* of one unit, in its own currency */
	struct decimal	 fees;		/* percent of the price */
	const char	*remarks;
};

/* What the price of a line was made of, as it was then.  Sums are of one unit,
 * rates percent; what was not said has no value. */
struct quote_cost {
	int64_t		 id;
	struct ref	 quote;
	int64_t		 line;
	const char	*incoterm;
	struct decimal	 price;		/* for one unit, as it came out */
	struct decimal	 quantity;
	struct decimal	 purchase_price;	/* in the home currency */
	struct decimal	 vat_rate;
	struct decimal	 refund_rate;
	const char	*regime;
	struct decimal	 domestic;	/* up to the ship, home currency */
	struct decimal	 freight;	/* in the currency of the quote */
	struct decimal	 destination;	/* behind the freight, the same */
	struct decimal	 insurance_rate;
	struct decimal	 insurance_markup;
	struct decimal	 commission_rate;
	struct decimal	 bank_rate;
	struct decimal	 credit_rate;
	struct decimal	 profit_rate;
	const char	*profit_on;
	struct decimal	 rate;
	struct date	 rate_date;
	const char	*rate_source;
};

extern const struct entity quote_cost_entity;
extern const struct entity quote_entity;
extern const struct entity quote_line_entity;
extern const struct codes quote_state_codes;

#endif
