/*
 * VAT and its refund: known vectors, and for random amounts that the parts
 * are those of the invoice and make up the cost.
 */
#include "trade/vat.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { NRANDOM = 20000 };

static uint64_t seed = 88172645463325252u;	/* xorshift64 */

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
	struct decimal d = NO_DECIMAL;

	if (text != NULL)
		assert_int_equal(decimal_parse(text, &d), OK);
	return d;
}

static const struct {
	const char *amount, *rate, *refund;
	bool is_included;
	const char *net, *vat, *refunded, *cost;
} vectors[] = {
	{ "113", "13", "13", true, "100", "13", "13", "100" },
	{ "113", "13", "9", true, "100", "13", "9", "104" },
	{ "100", "13", "9", false, "100", "13", "9", "104" },
	{ "100", "13", NULL, false, "100", "13", "0", "113" },
	{ "100", NULL, "13", true, "100", "0", "0", "100" },
	{ "100", NULL, "13", false, "100", "0", "0", "100" },
	{ "100", "0", "13", true, "100", "0", "0", "100" },
	{ "4520", "13", "13", true, "4000", "520", "520", "4000" },
	{ "0.01", "13", "13", true, "0.01", "0", "0", "0.01" },
};

static void
test_vectors(void **state)
{
	struct vat_parts p;

	(void)state;
	for (size_t i = 0; i < COUNT(vectors); i++) {
		const struct vat v = { of(vectors[i].rate),
		    of(vectors[i].refund), vectors[i].is_included };

		assert_int_equal(vat_split(&v, of(vectors[i].amount), 2, &p),
		    OK);
		assert_int_equal(p.net.micros, of(vectors[i].net).micros);
		assert_int_equal(p.vat.micros, of(vectors[i].vat).micros);
		assert_int_equal(p.refund.micros,
		    of(vectors[i].refunded).micros);
		assert_int_equal(p.cost.micros, of(vectors[i].cost).micros);
	}
}

/* The cost is what is left of the price, but for a cent of each rounding. */
static void
test_random(void **state)
{
	(void)state;
	for (int i = 0; i < NRANDOM; i++) {
		int64_t cent = DECIMAL_SCALE / 100;
		struct decimal amount = { (1 + random_below(1000000000)) *
		    cent };
		const struct vat v = {
		    { (1 + random_below(20)) * DECIMAL_SCALE },
		    { random_below(14) * DECIMAL_SCALE },
		    random_below(2) == 1 };
		struct vat_parts p;
		struct decimal kept;

		assert_int_equal(vat_split(&v, amount, 2, &p), OK);
		assert_int_equal(p.net.micros + p.vat.micros - p.refund.micros,
		    p.cost.micros);
		assert_int_equal(v.is_included ? p.net.micros + p.vat.micros :
		    p.net.micros, amount.micros);
		assert_int_equal(ratio_round(ratio_multiply(ratio_of(amount),
		    vat_kept(&v)), 6, &kept), OK);
		assert_in_range(p.cost.micros - kept.micros + cent, 0,
		    2 * cent);
	}
}

static void
test_range(void **state)
{
	const struct vat v = { { 13 * (int64_t)DECIMAL_SCALE }, NO_DECIMAL,
	    false };
	struct vat_parts p;

	(void)state;
	assert_int_equal(vat_split(&v, (struct decimal){ INT64_MAX - 1 }, 2,
	    &p), E_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_vectors),
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_range),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
