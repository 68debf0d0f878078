/*
 * Cartons, containers and chargeable weights: known vectors, and random goods
 * of which no piece may be lost and no container overloaded.
 */
#include "trade/container.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"

enum { NRANDOM = 5000 };

static uint64_t seed = 88172645463325252u;

static int64_t
random_below(int64_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (int64_t)(seed % (uint64_t)n);
}

static struct decimal
of(const char *text)
{
	struct decimal d;

	if (decimal_parse(text, &d) != OK)
		fail_msg("'%s' was not read: %s", text, fail_text());
	return d;
}

static void
assert_is(struct decimal d, const char *expected)
{
	char text[DECIMAL_TEXT_MAX];

	decimal_format(d, 0, text);
	assert_string_equal(text, expected);
}

static const struct container *
type_of(const char *text)
{
	const struct container *c;

	if (container_find(text, &c) != OK)
		fail_msg("%s", fail_text());
	return c;
}

static struct carton
carton(const char *sides, const char *pieces, const char *gross)
{
	struct carton c = { .pieces = of(pieces),
	    .gross = gross != NULL ? of(gross) : NO_DECIMAL };

	if (carton_parse(sides, &c) != OK)
		fail_msg("%s", fail_text());
	return c;
}

static struct cargo
cargo(const struct carton *c, const char *quantity)
{
	struct cargo g;

	if (cargo_of(c, of(quantity), &g) != OK)
		fail_msg("%s", fail_text());
	return g;
}

static void
volume_is_rounded_once(void **state)
{
	struct carton c = carton("52x38x41", "24", "14.5");
	struct cargo g = cargo(&c, "1000");

	(void)state;
	assert_int_equal(g.cartons, 42);
	assert_is(g.last, "16");
	assert_is(g.volume, "3.403");	/* 42 x 0.081 would be 3.402 */
	assert_is(g.weight, "609");
	g = cargo(&c, "24");
	assert_int_equal(g.cartons, 1);
	assert_is(g.last, "24");
	assert_is(g.volume, "0.081");
}

static void
by_air_and_courier(void **state)
{
	struct carton c = carton("52*38*41", "24", "12");
	struct cargo g = cargo(&c, "24");
	struct decimal kg;

	(void)state;		/* 13.503 and 16.203 kg by volume */
	assert_int_equal(chargeable_weight(&g, &c, &air_rule, &kg), OK);
	assert_is(kg, "14");
	assert_int_equal(chargeable_weight(&g, &c, &courier_rule, &kg), OK);
	assert_is(kg, "16.5");
	c.gross = of("16.5");
	g = cargo(&c, "24");
	assert_int_equal(chargeable_weight(&g, &c, &courier_rule, &kg), OK);
	assert_is(kg, "16.5");
	c.gross = of("20.1");
	g = cargo(&c, "24");
	assert_int_equal(chargeable_weight(&g, &c, &air_rule, &kg), OK);
	assert_is(kg, "21");
}

static void
by_weight_or_measure(void **state)
{
	struct carton c = carton("52×38×41", "24", "14.5");
	struct cargo g = cargo(&c, "1000");
	struct decimal tons;

	(void)state;
	assert_int_equal(freight_tons(&g, of("1"), &tons), OK);
	assert_is(tons, "3.403");
	c.gross = of("100");
	g = cargo(&c, "1000");
	assert_int_equal(freight_tons(&g, of("1"), &tons), OK);
	assert_is(tons, "4.2");
	g = cargo(&c, "48");
	assert_int_equal(freight_tons(&g, of("1"), &tons), OK);
	assert_is(tons, "1");
	assert_int_equal(freight_tons(&g, NO_DECIMAL, &tons), OK);
	assert_is(tons, "0.2");
}

static struct container_plan
plan(const char *type, const struct carton *c, const struct cargo *g)
{
	struct container_job job = { type_of(type),
	    { NO_DECIMAL, NO_DECIMAL }, c, g };
	struct container_plan p;

	if (container_plan(&job, &p) != OK)
		fail_msg("%s", fail_text());
	return p;
}

static void
light_goods_fill_by_volume(void **state)
{
	struct carton c = carton("50x40x50", "10", "5");	/* 0.1 m3 */
	struct cargo g = cargo(&c, "13600");
	struct container_plan p = plan("40HQ", &c, &g);

	(void)state;
	assert_int_equal(p.cartons_each, 680);
	assert_int_equal(p.containers, 2);
	assert_int_equal(p.limit, LIMIT_VOLUME);
	assert_is(p.fill_volume, "100");
	assert_is(p.fill_weight, "15.5");
	g = cargo(&c, "13601");
	assert_int_equal(plan("40HC", &c, &g).containers, 3);
}

static void
heavy_goods_fill_by_weight(void **state)
{
	struct carton c = carton("50x40x50", "10", "70");
	struct cargo g = cargo(&c, "2510");
	struct container_plan p = plan("20gp", &c, &g);
	struct container_job job = { type_of("20GP"),
	    { NO_DECIMAL, of("28180") }, &c, &g };

	(void)state;
	assert_int_equal(p.cartons_each, 250);	/* not the 280 of 28 m3 */
	assert_int_equal(p.limit, LIMIT_WEIGHT);
	assert_int_equal(p.containers, 2);
	assert_is(p.fill_weight, "50.2");
	assert_int_equal(container_plan(&job, &p), OK);	/* by its plate */
	assert_int_equal(p.cartons_each, 280);
	assert_int_equal(p.limit, LIMIT_VOLUME);
	assert_int_equal(p.containers, 1);
}

/* ---- random goods -------------------------------------------------------- */

static struct carton
random_carton(void)
{
	struct carton c;

	c.length = (struct decimal){ (random_below(800) + 50) * 100000 };
	c.width = (struct decimal){ (random_below(800) + 50) * 100000 };
	c.height = (struct decimal){ (random_below(800) + 50) * 100000 };
	c.pieces = (struct decimal){ (random_below(200) + 1) * 1000000 };
	c.gross = (struct decimal){ (random_below(60000) + 100) * 1000 };
	return c;
}

static void
no_piece_is_lost(void **state)
{
	(void)state;
	for (int i = 0; i < NRANDOM; i++) {
		struct carton c = random_carton();
		struct decimal q = { (random_below(100000) + 1) * 1000000 };
		struct cargo g;

		assert_int_equal(cargo_of(&c, q, &g), OK);
		assert_int_equal((g.cartons - 1) * c.pieces.micros +
		    g.last.micros, q.micros);
		assert_true(g.last.micros > 0);
		assert_true(g.last.micros <= c.pieces.micros);
		assert_int_equal(g.weight.micros, g.cartons * c.gross.micros);
	}
}

static void
no_container_is_overloaded(void **state)
{
	(void)state;
	for (int i = 0; i < NRANDOM; i++) {
		const struct container *type = &containers[random_below(4)];
		struct carton c = random_carton();
		struct decimal q = { (random_below(100000) + 1) * 1000000 };
		struct container_job job = { type, { NO_DECIMAL, NO_DECIMAL },
		    &c, NULL };
		struct container_plan p;
		struct cargo g;
		int64_t mm3 = c.length.micros / 100000 *
		    (c.width.micros / 100000) * (c.height.micros / 100000);
		int64_t load = type->load.micros * 1000, more;

		assert_int_equal(cargo_of(&c, q, &g), OK);
		job.cargo = &g;
		assert_int_equal(container_plan(&job, &p), OK);
		assert_true(p.containers * p.cartons_each >= g.cartons);
		assert_true((p.containers - 1) * p.cartons_each < g.cartons);
		assert_true(p.cartons_each * mm3 <= load);
		assert_true(p.cartons_each * c.gross.micros <=
		    (int64_t)type->road * 1000000);
		more = p.cartons_each + 1;
		assert_true(p.limit == LIMIT_VOLUME ? more * mm3 > load :
		    more * c.gross.micros > (int64_t)type->road * 1000000);
	}
}

/* ---- refusals ------------------------------------------------------------ */

static void
assert_refused(enum status st, const char *message)
{
	assert_int_equal(st, E_INVALID);
	assert_string_equal(fail_text(), message);
	fail_clear();
}

static void
what_cannot_be_loaded(void **state)
{
	struct carton long_one = carton("600x20x20", "1", "10");
	struct carton heavy = carton("100x100x100", "1", "17500.1");
	struct carton unknown = carton("50x40x50", "10", NULL);
	struct cargo g = cargo(&long_one, "1");
	struct container_job job = { type_of("20'"),
	    { NO_DECIMAL, NO_DECIMAL }, &long_one, &g };
	struct container_plan p;
	struct decimal d;

	(void)state;
	assert_refused(container_plan(&job, &p),
	    "a carton is too long for a 20GP");
	job.type = type_of("40GP");
	assert_int_equal(container_plan(&job, &p), OK);
	job.type = type_of("20GP");
	job.carton = &heavy;
	assert_refused(container_plan(&job, &p),
	    "a carton is heavier than the payload of a 20GP");
	job.limits.payload = of("28180");
	assert_int_equal(container_plan(&job, &p), OK);
	job.limits.load = of("0.9");
	assert_refused(container_plan(&job, &p),
	    "a carton is larger than what can be stowed in a 20GP");
	g = cargo(&unknown, "100");
	job.carton = &unknown;
	assert_refused(container_plan(&job, &p), "how heavy is a carton? A "
	    "20GP is full by its volume or by its weight");
	assert_refused(freight_tons(&g, NO_DECIMAL, &d), "how heavy is a "
	    "carton? Freight by weight or measure takes the larger of both");
	assert_refused(chargeable_weight(&g, &unknown, &air_rule, &d),
	    "how heavy is a carton? By air the larger of weight and volume "
	    "counts");
}

static void
what_is_not_known(void **state)
{
	struct carton c = { NO_DECIMAL, NO_DECIMAL, NO_DECIMAL, NO_DECIMAL,
	    NO_DECIMAL };
	struct cargo g;

	(void)state;
	assert_refused(cargo_of(&c, NO_DECIMAL, &g), "how many pieces?");
	assert_refused(cargo_of(&c, of("0"), &g), "how many pieces?");
	assert_refused(cargo_of(&c, of("10"), &g), "how large is a carton?");
	assert_int_equal(carton_parse("1x2x3", &c), OK);
	assert_refused(cargo_of(&c, of("10"), &g),
	    "how many pieces are in a carton?");
}

static void
sides_of_a_carton(void **state)
{
	static const char *const bad[] = {
		"", "52x38", "52x38x", "52x38x41x2", "52x-3x41", "52x0x41",
		"axbxc", "52 38 41", "x52x38x41"
	};
	struct carton c;

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		assert_int_equal(carton_parse(bad[i], &c), E_INVALID);
		fail_clear();
	}
	assert_int_equal(carton_parse("52.5 x 38 x 41.25", &c), OK);
	assert_is(c.length, "52.5");
	assert_is(c.height, "41.25");
}

static void
names_of_containers(void **state)
{
	const struct container *c;

	(void)state;
	assert_ptr_equal(type_of("40hc"), type_of("40HQ"));
	assert_ptr_equal(type_of("20'"), &containers[0]);
	assert_refused(container_find("30GP", &c),
	    "'30GP' is no type of container");
	assert_refused(container_find("", &c),
	    "'' is no type of container");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(volume_is_rounded_once),
		cmocka_unit_test(by_air_and_courier),
		cmocka_unit_test(by_weight_or_measure),
		cmocka_unit_test(light_goods_fill_by_volume),
		cmocka_unit_test(heavy_goods_fill_by_weight),
		cmocka_unit_test(no_piece_is_lost),
		cmocka_unit_test(no_container_is_overloaded),
		cmocka_unit_test(what_cannot_be_loaded),
		cmocka_unit_test(what_is_not_known),
		cmocka_unit_test(sides_of_a_carton),
		cmocka_unit_test(names_of_containers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
