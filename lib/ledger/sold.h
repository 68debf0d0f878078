/*
 * What an order sells for, and what its goods were thought to cost, line by
 * line.
 */
#ifndef LEDGER_SOLD_H
#define LEDGER_SOLD_H

#include "ledger/figures.h"

struct sold {
	const char	*currency;
	struct date	 date;
	struct decimal	 rate;		/* as agreed, or NO_DECIMAL */
	/* Added up: */
	struct decimal	 quantity;
	struct decimal	 amount;	/* in its own currency */
	struct decimal	 sales, cost;	/* at home; NO_DECIMAL: not known */
};

/* What is said in a line, or NO_DECIMAL: the goods are thought to cost `cost`
 * at home and `charges` in the currency of the order for one, and `fees`
 * percent of the amount. */
struct sold_line {
	struct decimal	quantity, amount, cost, charges, fees;
};

/* The cost of a line, quantity x cost + (quantity x charges + fees of the
 * amount) x rate, is rounded once to the minor units of the home currency. */
enum status sold_add_line(struct home *, struct sold *,
    const struct sold_line *) MUST_CHECK;
/* Charged beside the goods; NO_DECIMAL: none. */
enum status sold_add_freight(struct home *, struct sold *, struct decimal)
    MUST_CHECK;

#endif
