/*
 * Containers filled carton by carton.  Knows neither what is in the cartons
 * nor what it costs.
 */
#include "trade/stowage.h"

enum { MM_PER_CM = 10, CM3_IN_M3 = 1000000 };

void
load_set_sides(struct load *l, const struct decimal sides[3])
{
	struct decimal *s = l->sides;

	for (int i = 0; i < 3; i++)
		s[i] = sides[i];
	for (int i = 0; i < 3; i++)
		for (int j = i + 1; j < 3; j++)
			if (s[j].micros > s[i].micros) {
				struct decimal side = s[i];

				s[i] = s[j];
				s[j] = side;
			}
	l->volume = ratio_divide(ratio_multiply(ratio_multiply(ratio_of(s[0]),
	    ratio_of(s[1])), ratio_of(s[2])), ratio_int(CM3_IN_M3));
}

struct ratio
stowage_volume(const struct container_limits *l, const struct container *type)
{
	return ratio_of(decimal_is_none(l->load) ? type->load : l->load);
}

struct ratio
stowage_payload(const struct container_limits *l, const struct container *type)
{
	return decimal_is_none(l->payload) ? ratio_int(type->road) :
	    ratio_of(l->payload);
}

bool
load_goes_in(const struct load *l, const struct container *type)
{
	/* The longest side along the longest: a container is longer than
	 * high, and higher than wide. */
	const int inside[] = { type->length, type->height, type->width };

	for (int i = 0; i < 3; i++)
		if (l->sides[i].micros > (int64_t)inside[i] *
		    (DECIMAL_SCALE / MM_PER_CM))
			return false;
	return true;
}

/* How many more of these go into what is left of the last one. */
static enum status
room_for(const struct stowage *s, const struct load *l, int64_t *out)
{
	struct ratio volume = ratio_subtract(stowage_volume(s->limits,
	    s->type), s->volume);
	struct ratio weight = ratio_subtract(stowage_payload(s->limits,
	    s->type), s->weight);
	int64_t by_volume, by_weight;
	enum status st = ratio_floor(ratio_divide(volume, l->volume),
	    &by_volume);

	if (st == OK)
		st = ratio_floor(ratio_divide(weight, ratio_of(l->gross)),
		    &by_weight);
	if (st == OK)
		*out = by_weight < by_volume ? by_weight : by_volume;
	return st;
}

static void
open_one(struct stowage *s, int64_t first, int64_t n)
{
	s->n += n;
	s->first = first;
	s->volume = ratio_int(0);
	s->weight = ratio_int(0);
}

static void
put_in(struct stowage *s, const struct load *l, int64_t n)
{
	s->volume = ratio_add(s->volume, ratio_multiply(ratio_int(n),
	    l->volume));
	s->weight = ratio_add(s->weight, ratio_multiply(ratio_int(n),
	    ratio_of(l->gross)));
}

enum status
stowage_put(struct stowage *s, const struct load *l)
{
	int64_t left = l->n, room, each;
	enum status st = s->n > 0 ? room_for(s, l, &room) : OK;

	if (st != OK)
		return st;
	if (!load_goes_in(l, s->type))
		return fail(E_INVALID, _("a carton does not go in"));
	if (s->n > 0 && room > 0) {
		room = room < left ? room : left;
		put_in(s, l, room);
		left -= room;
	}
	if (left == 0)
		return OK;
	open_one(s, l->first + l->n - left, 1);
	if ((st = room_for(s, l, &each)) != OK)
		return st;
	if (each < 1)
		return fail(E_INVALID, _("a carton is too much for one"));
	if (left > each) {
		int64_t full = (left - 1) / each;

		open_one(s, s->first + full * each, full);
		left -= full * each;
	}
	put_in(s, l, left);
	return OK;
}
