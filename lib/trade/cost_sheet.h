/*
 * The sheet a price is computed from: what the goods cost, what is paid on
 * their way, and what is charged on the price.
 */
#ifndef TRADE_COST_SHEET_H
#define TRADE_COST_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "trade/incoterm.h"
#include "value/decimal.h"
#include "value/ratio.h"

/* A currency and what it costs, as quoted: so much of the home currency for
 * `unit` (1, 100 or 1000000) of it. */
struct currency_rate {
	const char	*currency;
	struct decimal	 value;
	int64_t		 unit;
};

enum tax_regime { TAX_TRADING, TAX_MANUFACTURER, TAX_NONE };
enum profit_base { PROFIT_ON_PRICE, PROFIT_ON_COST };

/* How often a charge is paid. */
enum charge_basis {
	PER_PIECE, PER_SHIPMENT, PER_CONTAINER, PER_CARTON, PER_M3, PER_KG,
	PER_FREIGHT_TON, PER_CHARGEABLE_KG, CHARGE_BASES
};

struct charge_basis_row {
	const char	*name;		/* "container" */
	const char	*label;		/* "container", translated; N_() */
};

extern const struct charge_basis_row charge_bases[CHARGE_BASES];

/* What of a charge is borne by these goods, when others share it. */
struct charge_share {
	struct decimal	part, whole;	/* whole 0: all of it */
	const char     *unit;		/* of both: "m3", "kg", "CNY" */
};

struct charge {
	enum cost_head	  head;		/* not HEAD_INSURANCE: a rate */
	struct decimal	  amount;
	enum charge_basis basis;
	struct currency_rate	  in;
	struct charge_share	  share;
};

/* "7.1", "EUR=7.8", "4.85/100", "JPY=4.85/100"; the currency is left as it is
 * where none is named, and lives in a table of codes.  E_INVALID. */
enum status exchange_parse(const char *text, struct currency_rate *) MUST_CHECK;

/* "5", "1200/shipment", "USD 60 / container", "3 EUR/carton": amount and basis,
 * and its currency like that.  E_INVALID. */
enum status charge_parse(const char *text, struct charge *) MUST_CHECK;

/* NO_DECIMAL is what was not said; percentages are 13 for 13 %. */
struct cost_sheet {
	struct decimal	 quantity;	/* none: one piece */
	const char	*home;		/* currency */
	int		 home_digits;	/* minor units */
	struct currency_rate	 quote;		/* the bank's buying rate */
	int		 digits;	/* minor units of its currency */
	int		 places;	/* of the price of a piece, 0..6 */

	struct decimal	 cost;		/* of a piece, with VAT */
	bool		 is_net;	/* no, without */
	struct currency_rate	 cost_in;
	struct decimal	 vat, refund;
	enum tax_regime	 regime;

	const struct charge *charges;
	size_t		 ncharges;
	/* How many there are of what charges are paid for; [PER_PIECE] and
	 * [PER_SHIPMENT] are not looked at. */
	struct decimal	 measures[CHARGE_BASES];

	struct decimal	 insurance, markup;	/* none: not insured; 10 */
	bool		 insures_own_risk;	/* under DAP, DPU, DDP */
	struct decimal	 duty;			/* under DDP */
	struct decimal	 commission, bank_fee, credit_insurance;
	struct decimal	 profit;
	enum profit_base profit_base;
	unsigned	 agreed;	/* 1 << head: EITHER_PAYS, and we do */
};

/* No figure said, one piece, the price in the home currency. */
struct cost_sheet cost_sheet_blank(const char *home, int home_digits);

/* Can it be computed with?  E_INVALID says which figure and why not. */
enum status cost_sheet_check(const struct cost_sheet *) MUST_CHECK;

/* What if it were otherwise? */
enum price_factor {
	IF_RATE, IF_PURCHASE, IF_DOMESTIC, IF_FREIGHT, IF_QUANTITY,
	PRICE_FACTORS
};

struct price_change {
	enum price_factor factor;
	bool		  is_percent;	/* by -5 %; else the figure itself */
	struct decimal	  value;
};

/* "rate", "purchase", ...: what users call them. */
extern const char *const price_factors[PRICE_FACTORS];

/* The sheet with a figure changed; charges are copied into the arena.  Changed
 * by the percentage: all charges up to the ship, or all freight.  E_INVALID:
 * out of range, or these charges in other than percent. */
enum status cost_sheet_change(struct cost_sheet *,
    const struct price_change *, struct arena *) MUST_CHECK;

/* ---- exact sums of it ---------------------------------------------------- */

/* A sum of two currencies. */
struct money {
	struct ratio	home, quote;
};

struct money money_zero(void);
struct money money_add(struct money, struct money);
struct money money_subtract(struct money, struct money);
struct money money_times(struct money, struct ratio);

/* A share of 1; what was not said is 0. */
struct ratio share_of(struct decimal percent);

/* The home currency for 1 of it. */
struct ratio exchange_rate(const struct currency_rate *);

/* Is it paid in the currency of the quote, not at home?  What is in a third
 * one is changed at home, at its rate. */
bool cost_sheet_is_foreign(const struct cost_sheet *,
    const struct currency_rate *);

/* The quantity, 1 when it was not said; a sum for all, of one piece. */
struct ratio cost_sheet_quantity(const struct cost_sheet *);
struct ratio cost_sheet_each(const struct cost_sheet *, struct ratio of_all);

/* A charge for the whole quantity: its share of it. */
struct money cost_sheet_charge(const struct cost_sheet *,
    const struct charge *);

/* What is left to pay, after VAT and refund, of 1 of the cost as it is on the
 * sheet; and of the whole quantity at this cost. */
struct ratio cost_sheet_net_share(const struct cost_sheet *);
struct money cost_sheet_goods(const struct cost_sheet *, struct ratio cost);

/* All of it in the currency of the quote. */
struct ratio cost_sheet_in_quote(const struct cost_sheet *, struct money);

#endif
