/*
 * An order (sales contract, proforma invoice): what a buyer has ordered, at
 * which price, to be paid and delivered how; and the parts it is paid in.
 */
#ifndef TRADE_ORDER_H
#define TRADE_ORDER_H

#include "record/entity.h"

struct sales_order {
	int64_t		 id;
	const char	*number;	/* ORD-2026-0001 */
	struct date	 date;
	struct ref	 buyer;
	const char	*reference;	/* the buyer's own number */
	struct ref	 quote;
	struct ref	 inquiry;
	const char	*currency;
	const char	*incoterm;	/* Incoterms 2020 */
	const char	*place;
	const char	*port_loading;
	const char	*port_discharge;
	const char	*consignee;
	const char	*notify;
	const char	*country;	/* the goods go to */
	const char	*terms;		/* of payment */
	const char	*packing;
	const char	*marks;		/* shipping marks */
	struct date	 wanted_date;	/* by the buyer */
	struct date	 ship_by;	/* as agreed */
	struct date	 shipped;	/* these four: once they are known */
	struct date	 bl_date;
	struct date	 eta;
	struct date	 invoice_date;
	const char	*lc_number;	/* letter of credit (UCP 600) */
	const char	*lc_bank;
	struct date	 lc_date;
	struct decimal	 lc_amount;	/* of it, in `currency` */
	struct decimal	 lc_tolerance;	/* percent more or less of that */
	struct date	 lc_shipment;	/* latest date of shipment */
	int64_t		 lc_days;	/* for presentation */
	struct date	 lc_expiry;
	struct date	 lc_last_day;	/* to present the papers */
	const char	*lc_limit;	/* what makes it the last one */
	struct decimal	 freight;	/* charged beside the goods */
	struct decimal	 rate;		/* home currency for one of currency */
	struct date	 rate_date;
	const char	*rate_source;
	const char	*state;
	const char	*reason;
	struct date	 confirmed;
	const char	*notes;
	struct decimal	 goods;		/* the sum of its lines */
};

struct order_line {
	int64_t		 id;
	struct ref	 sales_order;
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
	struct decimal	 charges;	/* of one unit, in its own currency */
	struct decimal	 fees;		/* percent of the price */
	const char	*remarks;
};

/* A part of the sum to be paid, so many days after an event. */
struct instalment {
	int64_t		 id;
	struct ref	 sales_order;
	int64_t		 line;
	struct decimal	 percent;
	struct decimal	 amount;
	const char	*method;	/* "T/T", "L/C" ... */
	const char	*event;		/* "order", "bl" ... */
	int64_t		 days;		/* < 0: before it */
	int64_t		 months;
	bool		 month_end;	/* counted from the end of the month */
	struct date	 due;		/* none: the event is to come */
	struct date	 paid;
};

/*
 * The last day to present papers under the letter of credit: so many days
 * (lc_days, or 21: UCP 600, article 14 c) after shipment, and not after it
 * expires (article 6 e).  The bill of lading dates the shipment, else `shipped`
 * does, else it is taken as made on the latest day allowed.  Sets lc_last_day
 * and lc_limit; none where the dates are not known.
 */
void order_set_lc_limit(struct sales_order *);

/*
 * The most that can be drawn under it: its amount and the tolerance it allows,
 * in minor units of the currency (UCP 600, articles 18 b and 30 a; "about" is
 * 10 percent).  NO_DECIMAL where the amount is not known.
 */
enum status order_lc_most(const struct sales_order *, struct decimal *)
    MUST_CHECK;

/* The day of what instalments are counted from; NO_DATE: it is to come. */
struct date order_event_date(const struct sales_order *, const char *event);

extern const struct entity order_entity;
extern const struct entity order_line_entity;
extern const struct entity instalment_entity;
extern const struct codes order_state_codes;
extern const struct codes instalment_event_codes;
extern const struct codes lc_limit_codes;

#endif
