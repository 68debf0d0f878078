/*
 * Amounts in words, as they stand on invoices, bills and drafts: English as
 * exporters write it, Chinese in the capitals that cannot be changed with a
 * stroke.
 */
#ifndef TRADE_WORDS_H
#define TRADE_WORDS_H

#include <stdint.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "value/decimal.h"

/*
 * Append "SAY US DOLLARS SIX THOUSAND FIVE HUNDRED AND FORTY-THREE AND CENTS
 * TWENTY-ONE ONLY".  `currency` is an ISO 4217 code.  AND stands behind
 * HUNDRED and in front of the minor units, a hyphen in 21 to 99; THOUSAND and
 * HUNDRED have no plural; one of a unit is singular.  A currency without minor
 * units has none here (JPY), one with a thousand of them all three digits
 * (KWD).  One that is in no table of names is called by its code, with its
 * minor units as a fraction: "SAY MWK TEN AND 21/100 ONLY".
 *
 * E_INVALID: no such currency; no amount; or more decimals than the currency
 * has, for an amount in words says what is paid.
 */
enum status words_english(struct decimal amount, const char *currency,
    struct strbuf *out) MUST_CHECK;

/*
 * Append "人民币壹拾圆零伍分", "美元陆仟伍佰肆拾叁元贰角壹分": capitals by the rules
 * for filling in bills (People's Bank of China, 支付结算办法, annex 1): 整 stands
 * behind 元 and 角, not behind 分; 零 between 元 and what follows when there are
 * no 角 or the 元 end in 0; the currency stands in front.  Minor units other
 * than 角 and 分 are a fraction: "科威特第纳尔壹佰又千分之贰佰叁拾肆".
 */
enum status words_chinese(struct decimal amount, const char *currency,
    struct strbuf *out) MUST_CHECK;

/* Append "SAY TWO HUNDRED CARTONS ONLY" and "贰佰箱整": how many packages there
 * are, on packing lists. */
void words_cartons_english(uint64_t n, struct strbuf *out);
void words_cartons_chinese(uint64_t n, struct strbuf *out);

#endif
