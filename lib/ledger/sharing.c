/*
 * Charges shared by goods that travel together.
 */
#include "ledger/sharing.h"

#include <string.h>

#include "base/base.h"
#include "trade/stowage.h"

enum { CM3_IN_M3 = 1000000, KG_IN_TONNE = 1000 };

enum share_by { BY_NOTHING, BY_VOLUME, BY_TONS, BY_AIR, BY_COST };

static enum share_by
shared_by(const struct charge *c)
{
	switch (c->basis) {
	case PER_SHIPMENT:
		return c->head == HEAD_MAIN_CARRIAGE ? BY_VOLUME : BY_COST;
	case PER_CONTAINER:
		return BY_VOLUME;
	case PER_FREIGHT_TON:
		return BY_TONS;
	case PER_CHARGEABLE_KG:
		return BY_AIR;
	default:
		return BY_NOTHING;
	}
}

/* Does it share this charge with others? */
static bool
joins(const struct fellow *f, const struct charge *c)
{
	unsigned heads = 1u << c->head;

	if (c->basis != PER_SHIPMENT)
		heads |= 1u << HEAD_MAIN_CARRIAGE;
	return (f->own & heads) == 0;
}

/* ---- how much of all one of them is -------------------------------------- */

static struct load
load_of(const struct fellow *f)
{
	const struct carton *c = &f->carton;
	struct load l = { .first = 1, .n = f->cargo.cartons,
	    .gross = c->gross };

	load_set_sides(&l, (const struct decimal[]){ c->length, c->width,
	    c->height });
	return l;
}

static struct ratio
volume_of(const struct fellow *f)
{
	return ratio_multiply(load_of(f).volume, ratio_int(f->cargo.cartons));
}

static struct ratio
larger(struct ratio a, struct ratio b)
{
	return ratio_sign(ratio_subtract(a, b)) > 0 ? a : b;
}

static struct ratio
cost_of(const struct fellow *f)
{
	const struct cost_sheet *s = f->sheet;
	struct money goods = decimal_is_none(s->cost) ? money_zero() :
	    cost_sheet_goods(s, ratio_of(s->cost));

	return ratio_multiply(cost_sheet_in_quote(s, goods),
	    exchange_rate(&s->quote));
}

static struct decimal
part_of(const struct sharing *s, const struct fellow *f, enum share_by by)
{
	struct ratio weight = ratio_of(f->cargo.weight);

	switch (by) {
	case BY_VOLUME:
		return ratio_shown(volume_of(f), DECIMAL_PLACES);
	case BY_TONS:
		return ratio_shown(larger(volume_of(f), ratio_divide(weight,
		    ratio_int(KG_IN_TONNE))), DECIMAL_PLACES);
	case BY_AIR:
		return ratio_shown(larger(weight, ratio_divide(ratio_multiply(
		    volume_of(f), ratio_int(CM3_IN_M3)),
		    ratio_int(s->rule->divisor))), DECIMAL_PLACES);
	default:
		return ratio_shown(cost_of(f), f->sheet->home_digits);
	}
}

static const char *
unit_of(const struct fellow *f, enum share_by by)
{
	switch (by) {
	case BY_VOLUME:
		return "m3";
	case BY_TONS:
		return "W/M";
	case BY_AIR:
		return "kg";
	default:
		return f->sheet->home;
	}
}

/* ---- counted for all ----------------------------------------------------- */

static enum status
count_containers(const struct sharing *s, const struct charge *c,
    struct decimal *out)
{
	struct stowage all = { s->type, &s->limits, 0, 1, ratio_int(0),
	    ratio_int(0) };
	enum status st = OK;

	for (size_t i = 0; st == OK && i < s->n; i++) {
		struct load l = load_of(&s->list[i]);

		if (joins(&s->list[i], c) &&
		    (st = stowage_put(&all, &l)) != OK)
			st = fail_in(st, "%s: %s", s->list[i].name,
			    s->type->code);
	}
	*out = (struct decimal){ all.n * DECIMAL_SCALE };
	return st;
}

/* By room and weight of all of them. */
static enum status
count_weight(const struct sharing *s, const struct charge *c,
    struct decimal *out)
{
	static const struct decimal least = { DECIMAL_SCALE };
	struct cargo all = { 0 };
	struct ratio volume = ratio_int(0);
	enum status st = OK;

	for (size_t i = 0; st == OK && i < s->n; i++) {
		const struct cargo *one = &s->list[i].cargo;

		if (!joins(&s->list[i], c))
			continue;
		volume = ratio_add(volume, volume_of(&s->list[i]));
		if ((st = decimal_add(all.volume, one->volume,
		    &all.volume)) == OK)
			st = decimal_add(all.weight, one->weight, &all.weight);
	}
	if (st != OK)
		return st;
	return c->basis == PER_FREIGHT_TON ? freight_tons(&all, least, out) :
	    chargeable_of(volume, all.weight, s->rule, out);
}

static enum status
count(const struct sharing *s, const struct charge *c, struct decimal *out)
{
	if (c->basis == PER_CONTAINER && s->type == NULL)
		return OK;		/* cost_sheet_check() says so */
	return c->basis == PER_CONTAINER ? count_containers(s, c, out) :
	    count_weight(s, c, out);
}

/* ---- what must be known -------------------------------------------------- */

static enum status
check_room(const struct fellow *f, const struct charge *c)
{
	if (f->cargo.cartons == 0)
		return fail(E_INVALID, _("%s: no packing data, so its share of "
		    "the freight is not known"), f->name);
	if (c->basis != PER_SHIPMENT && decimal_is_none(f->cargo.weight))
		return fail(E_INVALID, _("%s: how heavy is a carton? Its share "
		    "of the freight is not known"), f->name);
	return OK;
}

static enum status
check_all(struct sharing *s, const struct charge *c)
{
	enum share_by by = shared_by(c);
	enum status st = OK;

	for (size_t i = 0; st == OK && i < s->n; i++)
		if (by != BY_COST && joins(&s->list[i], c)) {
			s->at = i;
			st = check_room(&s->list[i], c);
		}
	return st;
}

/* ---- shared -------------------------------------------------------------- */

/* The whole of it; 0 where nothing tells them apart. */
static enum status
sum_up(const struct sharing *s, const struct charge *c, struct decimal *out)
{
	enum status st = OK;

	*out = (struct decimal){ 0 };
	for (size_t i = 0; st == OK && i < s->n; i++)
		if (joins(&s->list[i], c))
			st = decimal_add(*out, part_of(s, &s->list[i],
			    shared_by(c)), out);
	return st;
}

static int64_t
count_joined(const struct sharing *s, const struct charge *c)
{
	int64_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		n += joins(&s->list[i], c);
	return n;
}

static enum status
share_charge(struct sharing *s, struct fellow *f, struct charge *c)
{
	enum share_by by = shared_by(c);
	int64_t n = count_joined(s, c);
	struct charge_share *share = &c->share;
	enum status st;

	if (by == BY_NOTHING || !joins(f, c) || n < 2)
		return OK;
	if ((st = check_all(s, c)) != OK ||
	    (c->basis != PER_SHIPMENT && (st = count(s, c,
	    &f->sheet->measures[c->basis])) != OK) ||
	    (st = sum_up(s, c, &share->whole)) != OK)
		return st;
	share->part = part_of(s, f, by);
	share->unit = unit_of(f, by);
	if (share->whole.micros == 0)
		*share = (struct charge_share){ { DECIMAL_SCALE },
		    { n * DECIMAL_SCALE }, "" };
	return OK;
}

enum status
sharing_settle(struct sharing *s)
{
	enum status st = OK;

	for (size_t i = 0; st == OK && i < s->n; i++) {
		struct fellow *f = &s->list[i];
		size_t n = f->sheet->ncharges;
		struct charge *list = arena_alloc(s->arena,
		    n * sizeof(*list) + 1);

		memcpy(list, f->sheet->charges, n * sizeof(*list));
		f->sheet->charges = list;
		for (size_t j = 0; st == OK && j < n; j++)
			st = share_charge(s, f, &list[j]);
	}
	return st;
}
