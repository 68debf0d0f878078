/*
 * Room and weight of goods.  Knows cartons and containers, neither products
 * nor money.
 */
#include "trade/container.h"

#include <string.h>
#include <strings.h>

#include "base/base.h"
#include "base/strbuf.h"

enum { VOLUME_PLACES = 3, CM3_IN_M3 = 1000000, MOST_CARTONS = 1000000000 };

const struct container containers[] = {
	{ "20GP", "20'|20FT|20DC|20DV|20", 5898, 2352, 2393,
	    { 33200000 }, { 28000000 }, 2300, 28180, 17500 },
	{ "40GP", "40'|40FT|40DC|40DV|40", 12032, 2352, 2393,
	    { 67700000 }, { 58000000 }, 3750, 26730, 22000 },
	{ "40HQ", "40HC|40'HQ|40'HC", 12032, 2352, 2698,
	    { 76300000 }, { 68000000 }, 3940, 26540, 22000 },
	{ "45HQ", "45HC|45'HQ|45'HC|45", 13556, 2352, 2698,
	    { 86000000 }, { 78000000 }, 4820, 25660, 24000 },
	{ .code = NULL }
};

const struct air_rule air_rule = { 6000, { 1000000 } };
const struct air_rule courier_rule = { 5000, { 500000 } };

/* ---- containers and cartons ---------------------------------------------- */

static bool
is_called(const struct container *c, const char *text)
{
	size_t n = strlen(text), part;
	const char *p = c->also;

	if (strcasecmp(text, c->code) == 0)
		return true;
	for (; *p != '\0'; p += part + (p[part] != '\0')) {
		part = strcspn(p, "|");
		if (part == n && strncasecmp(p, text, n) == 0)
			return true;
	}
	return false;
}

enum status
container_find(const char *text, const struct container **out)
{
	for (const struct container *c = containers; c->code != NULL; c++)
		if (is_called(c, text)) {
			*out = c;
			return OK;
		}
	return fail_hint(fail(E_INVALID, _("'%s' is no type of container"),
	    text), _("one of: %s"), "20GP, 40GP, 40HQ, 45HQ");
}

/* What stands between two sides of a carton. */
static size_t
cross_at(const char *text)
{
	static const char *const crosses[] = { "x", "X", "*", "×", "＊" };

	for (size_t i = 0; i < COUNT(crosses); i++)
		if (strncmp(text, crosses[i], strlen(crosses[i])) == 0)
			return strlen(crosses[i]);
	return 0;
}

static enum status
next_side(const char **p, struct decimal *out)
{
	char side[24];
	size_t n = 0;

	while ((*p)[n] != '\0' && cross_at(*p + n) == 0)
		n++;
	if (n == 0 || n >= sizeof(side))
		return fail(E_INVALID, _("a side is missing"));
	memcpy(side, *p, n);
	side[n] = '\0';
	*p += n + cross_at(*p + n);
	return decimal_parse(side, out);
}

enum status
carton_parse(const char *text, struct carton *out)
{
	struct decimal sides[3];
	const char *p = text;

	for (size_t i = 0; i < COUNT(sides); i++)
		if (next_side(&p, &sides[i]) != OK || sides[i].micros <= 0) {
			fail_clear();
			p = "?";
			break;
		}
	if (*p != '\0')
		return fail_hint(fail(E_INVALID, _("'%s' are not the sides of "
		    "a carton"), text), _("length, width and height in cm: "
		    "52x38x41"));
	out->length = sides[0];
	out->width = sides[1];
	out->height = sides[2];
	return OK;
}

static bool
is_positive(struct decimal d)
{
	return !decimal_is_none(d) && d.micros > 0;
}

/* m3, exact. */
static struct ratio
volume_of(const struct carton *c)
{
	return ratio_divide(ratio_multiply(ratio_multiply(ratio_of(c->length),
	    ratio_of(c->width)), ratio_of(c->height)), ratio_int(CM3_IN_M3));
}

enum status
cargo_of(const struct carton *c, struct decimal quantity, struct cargo *out)
{
	struct cargo cargo = { .cartons = 0, .weight = NO_DECIMAL };
	struct ratio n, full;
	enum status st;

	if (!is_positive(quantity))
		return fail(E_INVALID, _("how many pieces?"));
	if (!is_positive(c->length))
		return fail(E_INVALID, _("how large is a carton?"));
	if (!is_positive(c->pieces))
		return fail(E_INVALID, _("how many pieces are in a carton?"));
	st = ratio_ceiling(ratio_divide(ratio_of(quantity),
	    ratio_of(c->pieces)), &cargo.cartons);
	if (st == OK && cargo.cartons > MOST_CARTONS)
		return fail(E_INVALID, _("more than %d cartons"),
		    MOST_CARTONS);
	n = ratio_int(cargo.cartons);
	full = ratio_multiply(ratio_int(cargo.cartons - 1),
	    ratio_of(c->pieces));
	if (st == OK)
		st = ratio_round(ratio_subtract(ratio_of(quantity), full),
		    DECIMAL_PLACES, &cargo.last);
	if (st == OK)
		st = ratio_round(ratio_multiply(n, volume_of(c)),
		    VOLUME_PLACES, &cargo.volume);
	if (st == OK && !decimal_is_none(c->gross))
		st = ratio_round(ratio_multiply(n, ratio_of(c->gross)),
		    VOLUME_PLACES, &cargo.weight);
	if (st == OK)
		*out = cargo;
	return st;
}

/* ---- containers ---------------------------------------------------------- */

static void
sort_sides(int64_t sides[3])
{
	for (int i = 0; i < 3; i++)
		for (int j = i + 1; j < 3; j++)
			if (sides[j] > sides[i]) {
				int64_t side = sides[i];

				sides[i] = sides[j];
				sides[j] = side;
			}
}

/* Turned any way. */
static bool
goes_in(const struct carton *c, const struct container *type)
{
	int64_t carton[] = { c->length.micros, c->width.micros,
	    c->height.micros };
	int64_t inside[] = { type->length, type->width, type->height };

	sort_sides(carton);
	sort_sides(inside);
	for (int i = 0; i < 3; i++)
		if (carton[i] > inside[i] * (DECIMAL_SCALE / 10))
			return false;
	return true;
}

static struct ratio
payload_of(const struct container_job *job)
{
	return decimal_is_none(job->limits.payload) ?
	    ratio_int(job->type->road) : ratio_of(job->limits.payload);
}

static struct ratio
load_of(const struct container_job *job)
{
	return ratio_of(decimal_is_none(job->limits.load) ? job->type->load :
	    job->limits.load);
}

/* How many cartons volume and payload each allow. */
static enum status
count_fitting(const struct container_job *job, int64_t *by_volume,
    int64_t *by_weight)
{
	const struct carton *c = job->carton;
	const char *code = job->type->code;
	enum status st;

	if (!is_positive(c->gross))
		return fail(E_INVALID, _("how heavy is a carton? A %s is full "
		    "by its volume or by its weight"), code);
	if (!goes_in(c, job->type))
		return fail(E_INVALID, _("a carton is too long for a %s"),
		    code);
	st = ratio_floor(ratio_divide(load_of(job), volume_of(c)), by_volume);
	if (st == OK)
		st = ratio_floor(ratio_divide(payload_of(job),
		    ratio_of(c->gross)), by_weight);
	if (st == OK && *by_volume < 1)
		return fail(E_INVALID, _("a carton is larger than what can be "
		    "stowed in a %s"), code);
	if (st == OK && *by_weight < 1)
		return fail(E_INVALID, _("a carton is heavier than the payload "
		    "of a %s"), code);
	return st;
}

/* `what` in % of n times `each`. */
static enum status
fill(struct decimal what, struct ratio each, int64_t n, struct decimal *out)
{
	return ratio_round(ratio_divide(ratio_multiply(ratio_of(what),
	    ratio_int(100)), ratio_multiply(each, ratio_int(n))), 1, out);
}

enum status
container_plan(const struct container_job *job, struct container_plan *out)
{
	struct container_plan plan;
	int64_t by_volume, by_weight;
	enum status st = count_fitting(job, &by_volume, &by_weight);

	if (st != OK)
		return st;
	plan.limit = by_weight < by_volume ? LIMIT_WEIGHT : LIMIT_VOLUME;
	plan.cartons_each = by_weight < by_volume ? by_weight : by_volume;
	if (plan.cartons_each > MOST_CARTONS)
		plan.cartons_each = MOST_CARTONS;
	plan.containers = (job->cargo->cartons - 1) / plan.cartons_each + 1;
	st = fill(job->cargo->volume, load_of(job), plan.containers,
	    &plan.fill_volume);
	if (st == OK)
		st = fill(job->cargo->weight, payload_of(job),
		    plan.containers, &plan.fill_weight);
	if (st == OK)
		*out = plan;
	return st;
}

/* ---- less than a container ----------------------------------------------- */

enum status
freight_tons(const struct cargo *cargo, struct decimal minimum,
    struct decimal *out)
{
	struct decimal tonnes;
	enum status st;

	if (decimal_is_none(cargo->weight))
		return fail(E_INVALID, _("how heavy is a carton? Freight by "
		    "weight or measure takes the larger of both"));
	st = decimal_divide(cargo->weight, (struct decimal){ 1000000000 },
	    VOLUME_PLACES, &tonnes);
	if (st != OK)
		return st;
	*out = tonnes.micros > cargo->volume.micros ? tonnes : cargo->volume;
	if (!decimal_is_none(minimum) && out->micros < minimum.micros)
		*out = minimum;
	return OK;
}

enum status
chargeable_of(struct ratio volume, struct decimal gross,
    const struct air_rule *rule, struct decimal *out)
{
	struct ratio volumetric = ratio_divide(ratio_multiply(volume,
	    ratio_int(CM3_IN_M3)), ratio_int(rule->divisor));
	struct ratio weight;
	int64_t steps;
	enum status st;

	if (decimal_is_none(gross))
		return fail(E_INVALID, _("how heavy is a carton? By air the "
		    "larger of weight and volume counts"));
	weight = ratio_of(gross);
	if (ratio_sign(ratio_subtract(volumetric, weight)) > 0)
		weight = volumetric;
	st = ratio_ceiling(ratio_divide(weight, ratio_of(rule->step)), &steps);
	if (st == OK)
		st = ratio_round(ratio_multiply(ratio_int(steps),
		    ratio_of(rule->step)), DECIMAL_PLACES, out);
	return st;
}

enum status
chargeable_weight(const struct cargo *cargo, const struct carton *c,
    const struct air_rule *rule, struct decimal *out)
{
	return chargeable_of(ratio_multiply(volume_of(c),
	    ratio_int(cargo->cartons)), cargo->weight, rule, out);
}
