/*
 * How a shipment could go: in which containers, or by whose weight.
 */
#include "ledger/shipping.h"

#include <string.h>

#include "value/ratio.h"

enum { MM_PER_CM = 10, TONNE = 1000 };

static const struct column plan_columns[] = {
	{ .name = "way", .label = N_("Way"), .type = V_TEXT,
	  .flags = COLUMN_ID },
	{ .name = "quantity", .label = N_("Number"), .type = V_DECIMAL },
	{ .name = "unit", .label = N_("Unit"), .type = V_TEXT },
	{ .name = "limit", .label = N_("Counts"), .type = V_TEXT },
	{ .name = "volume_percent", .label = N_("Volume %"),
	  .type = V_DECIMAL, .flags = COLUMN_PERCENT },
	{ .name = "weight_percent", .label = N_("Weight %"),
	  .type = V_DECIMAL, .flags = COLUMN_PERCENT },
	{ .name = "last", .label = N_("Last one"), .type = V_TEXT },
	{ .name = "last_cartons", .label = N_("C/No."),
	  .type = V_TEXT },
	{ .name = "remark", .label = N_("Remark"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
};

static const struct table plan_table = {
	.name = "plan", .title = N_("Ways to ship it"), .kind = TABLE_LIST,
	.columns = plan_columns, .ncolumns = COUNT(plan_columns)
};

/* Cartons that are alike, a mixed one with all that is in it. */
struct load {
	int64_t		first, n;
	struct ratio	volume;		/* m3, each */
	struct decimal	gross;		/* kg, each */
	struct decimal	sides[3];	/* cm, the longest first */
};

struct cargo_list {
	struct load	*loads;
	size_t		 n;
	struct packed_sum sum;
	struct ratio	 volume;	/* exact */
};

/* ---- the cartons --------------------------------------------------------- */

static void
set_sides(struct load *l, const struct packed *p)
{
	struct decimal *s = l->sides;

	s[0] = p->length;
	s[1] = p->width;
	s[2] = p->height;
	for (int i = 0; i < 3; i++)
		for (int j = i + 1; j < 3; j++)
			if (s[j].micros > s[i].micros) {
				struct decimal side = s[i];

				s[i] = s[j];
				s[j] = side;
			}
	l->volume = ratio_divide(ratio_multiply(ratio_multiply(ratio_of(s[0]),
	    ratio_of(s[1])), ratio_of(s[2])), ratio_int(1000000));
}

static enum status
collect(const struct packing *p, struct arena *a, struct cargo_list *out)
{
	enum status st = packing_sum(p, 0, &out->sum);

	out->loads = arena_alloc(a, (p->n + 1) * sizeof(*out->loads));
	out->n = 0;
	out->volume = ratio_int(0);
	for (size_t i = 0; st == OK && i < p->n; i++) {
		const struct packed *row = &p->rows[i];
		struct load *l = &out->loads[out->n];

		if (decimal_is_none(row->length) && out->n > 0) {
			st = decimal_add(l[-1].gross, row->gross,
			    &l[-1].gross);
			continue;
		}
		l->first = row->first;
		l->n = row->last - row->first + 1;
		l->gross = row->gross;
		set_sides(l, row);
		out->volume = ratio_add(out->volume,
		    ratio_multiply(ratio_int(l->n), l->volume));
		out->n++;
	}
	return st;
}

/* ---- containers ---------------------------------------------------------- */

/* Containers of a type while they are filled; the last one is open. */
struct stowage {
	const struct container *type;
	const struct container_limits *limits;
	int64_t		n, first;	/* number of its first carton */
	struct ratio	volume;		/* in the last one */
	struct ratio	weight;
};

static struct ratio
load_of(const struct container_limits *l, const struct container *type)
{
	return ratio_of(decimal_is_none(l->load) ? type->load : l->load);
}

static struct ratio
payload_of(const struct container_limits *l, const struct container *type)
{
	return decimal_is_none(l->payload) ? ratio_int(type->road) :
	    ratio_of(l->payload);
}

static bool
goes_in(const struct load *l, const struct container *type)
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
	struct ratio volume = ratio_subtract(load_of(s->limits, s->type),
	    s->volume);
	struct ratio weight = ratio_subtract(payload_of(s->limits, s->type),
	    s->weight);
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

/* All cartons of a load; E_INVALID: one of them is too much by itself. */
static enum status
stow(struct stowage *s, const struct load *l)
{
	int64_t left = l->n, room, each;
	enum status st = s->n > 0 ? room_for(s, l, &room) : OK;

	if (st != OK)
		return st;
	if (!goes_in(l, s->type))
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

static struct decimal
percent(struct ratio part, struct ratio whole)
{
	return ratio_shown(ratio_divide(ratio_multiply(part, ratio_int(100)),
	    whole), 1);
}

/* The smallest type that would do for what is in the last one. */
static const char *
small_enough(const struct stowage *s, const struct cargo_list *c)
{
	const struct container *best = s->type;

	for (const struct container *t = containers; t->code != NULL; t++) {
		bool fits = ratio_sign(ratio_subtract(load_of(s->limits, t),
		    s->volume)) >= 0 && ratio_sign(ratio_subtract(
		    payload_of(s->limits, t), s->weight)) >= 0;

		for (size_t i = 0; fits && i < c->n; i++)
			fits = c->loads[i].first + c->loads[i].n <= s->first ||
			    goes_in(&c->loads[i], t);
		if (fits && t->load.micros < best->load.micros)
			best = t;
	}
	return best->code;
}

static enum status
write_container(struct report *r, const struct cargo_list *c,
    const struct container *type, const struct container_limits *limits)
{
	struct stowage s = { type, limits, 0, 1, ratio_int(0), ratio_int(0) };
	struct value row[COUNT(plan_columns)];
	struct ratio volume, weight;
	enum status st = OK;

	for (size_t i = 0; i < COUNT(row); i++)
		row[i] = value_none(plan_columns[i].type);
	row[0] = value_text(type->code);
	row[2] = value_text(report_word(r, N_("container")));
	for (size_t i = 0; st == OK && i < c->n; i++)
		st = stow(&s, &c->loads[i]);
	r->n++;
	if (st != OK) {
		row[8] = value_text(arena_strdup(r->arena, fail_text()));
		fail_clear();
		return sink_row(r->sink, row);
	}
	volume = ratio_multiply(ratio_int(s.n), load_of(limits, type));
	weight = ratio_multiply(ratio_int(s.n), payload_of(limits, type));
	row[1] = value_decimal(ratio_shown(ratio_int(s.n), 0));
	row[4] = value_decimal(percent(c->volume, volume));
	row[5] = value_decimal(percent(ratio_of(c->sum.gross), weight));
	row[3] = value_text(report_word(r, row[5].u.decimal.micros >
	    row[4].u.decimal.micros ? N_("weight") : N_("volume")));
	row[6] = value_text(small_enough(&s, c));
	row[7] = value_text(arena_printf(r->arena, "%lld-%lld",
	    (long long)s.first, (long long)(c->loads[c->n - 1].first +
	    c->loads[c->n - 1].n - 1)));
	return sink_row(r->sink, row);
}

/* ---- less than a container, by air --------------------------------------- */

/* By weight or measure: the larger of m3 and tonnes. */
static enum status
write_lcl(struct report *r, const struct cargo_list *c)
{
	struct ratio tonnes = ratio_divide(ratio_of(c->sum.gross),
	    ratio_int(TONNE));
	bool by_weight = ratio_sign(ratio_subtract(tonnes, c->volume)) > 0;
	struct value row[COUNT(plan_columns)];

	for (size_t i = 0; i < COUNT(row); i++)
		row[i] = value_none(plan_columns[i].type);
	row[0] = value_text("LCL");
	row[1] = value_decimal(by_weight ? ratio_shown(tonnes, VOLUME_PLACES) :
	    c->sum.volume);
	row[2] = value_text(report_word(r, N_("W/M ton")));
	row[3] = value_text(report_word(r, by_weight ? N_("weight") :
	    N_("volume")));
	r->n++;
	return sink_row(r->sink, row);
}

static enum status
write_air(struct report *r, const struct cargo_list *c, const char *way,
    const struct air_rule *rule)
{
	struct ratio volumetric = ratio_divide(ratio_multiply(c->volume,
	    ratio_int(1000000)), ratio_int(rule->divisor));
	struct ratio gross = ratio_of(c->sum.gross);
	bool by_weight = ratio_sign(ratio_subtract(volumetric, gross)) <= 0;
	struct value row[COUNT(plan_columns)];
	int64_t steps;
	enum status st = ratio_ceiling(ratio_divide(by_weight ? gross :
	    volumetric, ratio_of(rule->step)), &steps);

	if (st != OK)
		return st;
	for (size_t i = 0; i < COUNT(row); i++)
		row[i] = value_none(plan_columns[i].type);
	row[0] = value_text(report_word(r, way));
	row[1] = value_decimal(ratio_shown(ratio_multiply(ratio_int(steps),
	    ratio_of(rule->step)), DECIMAL_PLACES));
	row[2] = value_text(report_word(r, N_("kg")));
	row[3] = value_text(report_word(r, by_weight ? N_("weight") :
	    N_("volume")));
	r->n++;
	return sink_row(r->sink, row);
}

enum status
report_plan(struct report *r, const struct shipment *s,
    const struct container_limits *limits)
{
	struct cargo_list c;
	struct packing p;
	enum status st = shipping_cartons_or_pack(r->records, s, r->arena, &p);

	if (st != OK || (st = collect(&p, r->arena, &c)) != OK ||
	    (st = report_begin(r, &plan_table)) != OK)
		return st;
	for (const struct container *t = containers; st == OK &&
	    t->code != NULL; t++)
		st = write_container(r, &c, t, limits);
	if (st == OK)
		st = write_lcl(r, &c);
	if (st == OK)
		st = write_air(r, &c, N_("air"), &air_rule);
	if (st == OK)
		st = write_air(r, &c, N_("courier"), &courier_rule);
	return st;
}
