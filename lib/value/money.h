/*
 * Amounts of money: what a line comes to, in the minor units of its currency.
 */
#ifndef VALUE_MONEY_H
#define VALUE_MONEY_H

#include "value/decimal.h"

/* Decimals of a currency's amounts (ISO 4217): 2 of USD, 0 of JPY, 3 of KWD;
 * 2 for one that is not known. */
int money_places(const char *currency);

/* Can such an amount be paid?  E_INVALID, with the field's name in front: it
 * has more decimals than the currency.  NO_DECIMAL can. */
enum status money_check(const char *field, struct decimal amount,
    const char *currency) MUST_CHECK;

/* What is sold or bought, at which price for one, with how many percent off;
 * a discount of NO_DECIMAL is none. */
struct pricing {
	struct decimal	quantity, price, discount;
};

/* quantity x price x (100 - discount) %, rounded once, half-up, to the minor
 * units of the currency; NO_DECIMAL when quantity or price is not there.
 * E_INVALID: out of range, or a discount above 100. */
enum status money_amount(const struct pricing *, const char *currency,
    struct decimal *) MUST_CHECK;

/* The same of an amount in another currency: amount x rate, where one unit of
 * it costs `rate` of the currency. */
enum status money_convert(struct decimal amount, struct decimal rate,
    const char *currency, struct decimal *) MUST_CHECK;

#endif
