/*
 * VAT and its refund on export.
 */
#include "trade/vat.h"

static struct ratio
rate_of(const struct vat *v)
{
	return decimal_is_none(v->rate) ? ratio_int(0) : ratio_percent(v->rate);
}

static struct ratio
refund_of(const struct vat *v)
{
	bool has_both = !decimal_is_none(v->rate) && v->rate.micros != 0 &&
	    !decimal_is_none(v->refund);

	return has_both ? ratio_percent(v->refund) : ratio_int(0);
}

struct ratio
vat_kept(const struct vat *v)
{
	struct ratio whole = ratio_add(ratio_int(1), rate_of(v));
	struct ratio kept = ratio_subtract(whole, refund_of(v));

	return v->is_included ? ratio_divide(kept, whole) : kept;
}

enum status
vat_split(const struct vat *v, struct decimal amount, int places,
    struct vat_parts *out)
{
	struct ratio whole = ratio_add(ratio_int(1), rate_of(v));
	struct ratio said = ratio_of(amount);
	struct decimal gross = amount;
	enum status st;

	out->net = amount;
	if (v->is_included)
		st = ratio_round(ratio_divide(said, whole), places, &out->net);
	else
		st = ratio_round(ratio_multiply(said, whole), places, &gross);
	if (st != OK || (st = decimal_subtract(gross, out->net, &out->vat)) !=
	    OK || (st = ratio_round(ratio_multiply(ratio_of(out->net),
	    refund_of(v)), places, &out->refund)) != OK)
		return st;
	return decimal_subtract(gross, out->refund, &out->cost);
}
