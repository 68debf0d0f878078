/*
 * What a line comes to.  Each amount is rounded once; totals are added up from
 * what is shown, elsewhere.
 */
#include "value/money.h"

#include "value/codes.h"

int
money_places(const char *currency)
{
	const struct code *c = currency != NULL ?
	    code_get(&currency_codes, currency) : NULL;

	return c != NULL ? c->digits : 2;
}

enum status
money_check(const char *field, struct decimal amount, const char *currency)
{
	char text[DECIMAL_TEXT_MAX];
	struct decimal rounded;
	enum status st;

	if (decimal_is_none(amount))
		return OK;
	if ((st = decimal_round(amount, money_places(currency),
	    &rounded)) != OK || rounded.micros == amount.micros)
		return st;
	decimal_format(amount, 0, text);
	return fail(E_INVALID, _("%s: %s has more decimals than %s"), field,
	    text, currency);
}

enum status
money_amount(const struct pricing *p, const char *currency,
    struct decimal *out)
{
	const int64_t all = INT64_C(100) * DECIMAL_SCALE;
	int places = money_places(currency);

	if (decimal_is_none(p->quantity) || decimal_is_none(p->price)) {
		*out = NO_DECIMAL;
		return OK;
	}
	if (decimal_is_none(p->discount) || p->discount.micros == 0)
		return decimal_multiply_to(p->quantity, p->price, places, out);
	if (p->discount.micros > all)
		return fail(E_INVALID, _("discount: more than 100 %%"));
	return decimal_multiply_percent(p->quantity, p->price,
	    &(struct percent){ { all - p->discount.micros }, places }, out);
}

enum status
money_convert(struct decimal amount, struct decimal rate,
    const char *currency, struct decimal *out)
{
	return decimal_multiply_to(amount, rate, money_places(currency), out);
}
