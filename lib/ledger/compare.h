/*
 * Offers of suppliers side by side: what each costs in the home currency at
 * one rate, for each quantity, and which is the best.
 */
#ifndef LEDGER_COMPARE_H
#define LEDGER_COMPARE_H

#include "ledger/report.h"
#include "trade/inquiry.h"

struct compare_query {
	const struct inquiry *inquiry;
	struct decimal	 quantity;	/* NO_DECIMAL: what is asked for, and
					 * each break of the offers */
	struct date	 date;		/* of the rates; who is valid then */
	const char	*kind;		/* of the rates; NULL: the setting */
	bool		 is_brief;	/* for a small screen: fewer columns */
};

/*
 * Three tables: the offers by product and quantity; those that cannot be
 * compared, with the reason; the rates that were used, one a currency.  On a
 * small screen a fourth: which offers these are.
 *
 * A price is net of what the state pays back on export: price without VAT
 * times the refund rate.  VAT that comes on top is added before.  Without a
 * VAT rate nothing is paid back.  Rates of VAT and refund that an offer with
 * VAT in its prices does not name are those of the product.  A total is the
 * amount, rounded to minor units, less the refund, plus freight once.
 *
 * Best price, best date (fewest lead days) and best total are told apart, and
 * all that are equally good are marked.  E_NOTFOUND: a rate is missing.
 * `warnings`: of rates that are too old, one a line; "" when there are none.
 */
enum status report_compare(struct report *, const struct compare_query *,
    const char **warnings) MUST_CHECK;

#endif
