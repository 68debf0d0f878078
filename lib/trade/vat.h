/*
 * VAT in what is bought, and what of it comes back when the goods are exported
 * by who only trades in them (Cai Shui [2012] No. 39, articles 4 (4) and 5 (3):
 * the amount of the VAT invoice without tax, times the refund rate).
 */
#ifndef TRADE_VAT_H
#define TRADE_VAT_H

#include <stdbool.h>

#include "value/ratio.h"

/* Percent; NO_DECIMAL: none.  Where there was no VAT nothing is refunded. */
struct vat {
	struct decimal	rate, refund;
	bool		is_included;	/* in the price; else on top of it */
};

/* What is left to pay of 1 of a price: (1 + v - r) / (1 + v) where VAT is in
 * it, 1 + v - r where it comes on top. */
struct ratio vat_kept(const struct vat *);

/* An amount of an invoice, each part rounded to so many decimals. */
struct vat_parts {
	struct decimal	net, vat, refund;
	struct decimal	cost;		/* net + vat - refund */
};

/* E_INVALID: out of range. */
enum status vat_split(const struct vat *, struct decimal amount, int places,
    struct vat_parts *) MUST_CHECK;

#endif
