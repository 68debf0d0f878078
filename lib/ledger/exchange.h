/*
 * Amounts of one currency in another: at a rate of the ledger, the last on or
 * before a day, as it was quoted, turned round, or across a third currency.
 * There is no rate that stands for a missing one.
 */
#ifndef LEDGER_EXCHANGE_H
#define LEDGER_EXCHANGE_H

#include "ledger/report.h"
#include "record/record.h"
#include "trade/rate.h"
#include "value/ratio.h"

enum { EXCHANGE_STEPS = 2 };

/* Which rate is wanted. */
struct exchange_query {
	const char	*from, *to;	/* ISO 4217 */
	struct date	 date;		/* the last on or before this day */
	const char	*kind;		/* NULL: the setting rate_kind */
	const char	*source;	/* NULL: whoever gave the last one */
};

struct exchange_step {
	struct rate	rate;		/* as it is kept */
	bool		is_inverse;	/* used from to_currency on */
};

/* What was found.  Without steps it is one currency: 1. */
struct exchange {
	const char	*from, *to, *kind;
	struct date	 asked;		/* the day it was wanted for */
	struct date	 date;		/* of the oldest step */
	struct decimal	 rate;		/* `to` for one `from`, rounded half-up
					 * to six decimals: for showing */
	bool		 is_old;	/* by more than rate_days days */
	size_t		 nsteps;
	struct exchange_step steps[EXCHANGE_STEPS];
};

/*
 * A rate for the pair itself, in either direction, comes before one across a
 * pivot (the setting `pivot`, then the home currency), unless it is too old
 * (the setting `rate_days`) and the other is not.  When all are too old, the
 * newest is taken.  Of several given for one day the last one entered counts.
 * E_NOTFOUND names pair, kind and day, and how to enter one.  Texts live in
 * the arena; those of the query are borrowed.
 */
enum status exchange_find(struct records *, const struct exchange_query *,
    struct arena *, struct exchange *) MUST_CHECK;

/* The same rates the other way. */
void exchange_turn(const struct exchange *, struct exchange *out);

/*
 * An amount of `from` in `to`: the quotient of whole numbers that the steps
 * make, rounded once, half-up, to the minor units of `to`; or to 0..6 places,
 * as a unit price is.  E_INVALID: out of range.
 */
enum status exchange_convert(const struct exchange *, struct decimal amount,
    struct decimal *) MUST_CHECK;
enum status exchange_convert_to(const struct exchange *, struct decimal amount,
    int places, struct decimal *) MUST_CHECK;

/* `to` for one `from`, exactly. */
struct ratio exchange_exact(const struct exchange *);

/* As the command `price` reads a rate: "7.1"; "34.483948/1000000" for one of
 * which six decimals say too little. */
const char *exchange_option(const struct exchange *, struct arena *);

/* For people: "USD/CNY 6.900417 of 2026-03-31 (mid, ECB, across EUR)". */
const char *exchange_text(const struct exchange *, struct arena *);
/* Who gave it: "ECB", "own, BOC"; "" for one currency. */
const char *exchange_source(const struct exchange *, struct arena *);
/* That it is too old, or NULL. */
const char *exchange_warning(const struct exchange *, struct arena *);

/* What was found, field by field; with `explain` each of its steps, too. */
enum status exchange_write(const struct exchange *, bool explain,
    struct report *) MUST_CHECK;

#endif
