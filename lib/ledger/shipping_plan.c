/*
 * How a shipment could go: in which containers, or by whose weight.
 */
#include "ledger/shipping.h"

#include "trade/stowage.h"
#include "value/ratio.h"

enum { TONNE = 1000 };

static const struct column plan_columns[] = {
	{ .name = "way", .label = N_("Way"), .type = V_TEXT,
	  .flags = COLUMN_ID },
	{ .name = "quantity", .label = N_("Quantity"), .type = V_DECIMAL },
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

struct cargo_list {
	struct load	*loads;
	size_t		 n;
	struct packed_sum sum;
	struct ratio	 volume;	/* exact */
};

/* ---- the cartons --------------------------------------------------------- */

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
		load_set_sides(l, (const struct decimal[]){ row->length,
		    row->width, row->height });
		out->volume = ratio_add(out->volume,
		    ratio_multiply(ratio_int(l->n), l->volume));
		out->n++;
	}
	return st;
}

/* ---- containers ---------------------------------------------------------- */

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
		bool fits = ratio_sign(ratio_subtract(
		    stowage_volume(s->limits, t), s->volume)) >= 0 &&
		    ratio_sign(ratio_subtract(stowage_payload(s->limits, t),
		    s->weight)) >= 0;

		for (size_t i = 0; fits && i < c->n; i++)
			fits = c->loads[i].first + c->loads[i].n <= s->first ||
			    load_goes_in(&c->loads[i], t);
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
		st = stowage_put(&s, &c->loads[i]);
	r->n++;
	if (st != OK) {
		row[8] = value_text(arena_strdup(r->arena, fail_text()));
		fail_clear();
		return sink_row(r->sink, row);
	}
	volume = ratio_multiply(ratio_int(s.n), stowage_volume(limits, type));
	weight = ratio_multiply(ratio_int(s.n), stowage_payload(limits, type));
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
