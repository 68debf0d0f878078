/*
 * What reports with figures share: periods, shares, and amounts in the home
 * currency.
 */
#ifndef LEDGER_FIGURES_H
#define LEDGER_FIGURES_H

#include "ledger/exchange.h"
#include "ledger/report.h"

/*
 * A condition in SQL: of order o some has gone with shipments, and something is
 * left.  Its date of shipping is known then, though it is not shipped.
 */
#define ORDER_IS_HALF_SHIPPED						\
	"EXISTS (SELECT 1 FROM shipment_line x"				\
	" WHERE x.sales_order = o.id)"					\
	" AND EXISTS (SELECT 1 FROM order_line y"			\
	" WHERE y.sales_order = o.id AND y.quantity >"			\
	" (SELECT coalesce(sum(x.quantity), 0) FROM shipment_line x"	\
	" JOIN shipment s ON s.id = x.shipment"				\
	" WHERE x.sales_order = o.id AND x.order_line = y.line"		\
	" AND s.state <> 'cancelled'"					\
	" AND (s.atd IS NOT NULL OR s.bl_date IS NOT NULL)))"

/* A period as two texts to compare dates with: from <= date < behind. */
struct args period_args(const struct period *, struct arg two[2]);

/* 100 x part / whole with one decimal; none where the whole is 0 or one of
 * them is not known. */
struct value percent_of(struct decimal part, struct decimal whole);
struct value percent_of_count(int64_t part, int64_t whole);

/* To a sum; what is not known makes it unknown.  E_INVALID: out of range. */
enum status sum_add(struct decimal *sum, struct decimal) MUST_CHECK;

/* A text of the row that outlives it; NULL for none. */
const char *query_own(const struct query *, int column, struct arena *);
struct decimal query_decimal(const struct query *, int column);
struct date query_date(const struct query *, int column);

/*
 * An amount of some currency (NULL: the home currency) as of a day.  `rate`:
 * home currency for one of it as was agreed, or NO_DECIMAL; it counts rather
 * than that of the day, or, where is_of_day, only where the ledger knows none.
 */
struct foreign {
	const char	*currency;
	struct date	 date;
	struct decimal	 rate;
	struct decimal	 amount;
	bool		 is_of_day;
};

struct home {
	struct report	*report;
	const char	*currency;
	bool		 is_foreign;	/* some amount was of another one */
	bool		 has_gap;	/* some rate is not known */
	char		 from[8];	/* looked up last, with what is below */
	int32_t		 day;
	const char	*gap;		/* why it is not known; NULL: it is */
	struct exchange	 rate;
};

void home_begin(struct home *, struct report *);

/* Rounded once to the minor units of the home currency; NO_DECIMAL where the
 * rate is not known, which is told to people once: add up amounts of one
 * currency, or these, and nothing else. */
enum status home_amount(struct home *, const struct foreign *,
    struct decimal *) MUST_CHECK;
/* The rate for that: 1 for the home currency; NO_DECIMAL, of which nobody is
 * told, where it is not known. */
enum status home_rate(struct home *, const struct foreign *,
    struct decimal *) MUST_CHECK;

#endif
