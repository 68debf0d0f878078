/*
 * Packing: known vectors, and thousands of random shipments of which no piece
 * may be lost, whose cartons are numbered without a gap, and whose totals are
 * the sum of what is shown; and the numbers of containers.
 */
#include "trade/packing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"
#include "value/iso6346.h"

enum { NRANDOM = 2000, LINES_MAX = 12, MIXES = 4 };

static struct arena arena;
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

static void
assert_ok(enum status st)
{
	if (st != OK)
		fail_msg("status %d: %s", st, fail_text());
}

/* 24 in a carton of 52 x 38 x 41 cm. */
static struct pack_line
line_of(int64_t line, const char *quantity)
{
	return (struct pack_line){ line, of(quantity), { of("24"), of("52"),
	    of("38"), of("41"), of("9.6"), of("10.4") } };
}

static struct packing
pack(const struct packing_job *job)
{
	struct packing p;

	assert_ok(packing_make(job, &arena, &p));
	return p;
}

/* ---- known answers ------------------------------------------------------- */

static void
a_thousand_pieces_take_42_cartons(void **state)
{
	const struct pack_line line = line_of(1, "1000");
	const struct packing p = pack(&(struct packing_job){ &line, 1, NULL,
	    0 });
	struct packed_sum sum;

	(void)state;
	assert_int_equal(p.n, 2);
	assert_int_equal(p.rows[0].first, 1);
	assert_int_equal(p.rows[0].last, 41);
	assert_is(p.rows[0].quantity, "24");
	assert_int_equal(p.rows[1].first, 42);
	assert_int_equal(p.rows[1].last, 42);
	assert_is(p.rows[1].quantity, "16");
	assert_is(p.rows[1].net, "6.4");	/* 9.6 * 16 / 24 */
	assert_is(p.rows[1].gross, "7.2");	/* the carton weighs 0.8 */
	assert_ok(packing_sum(&p, 1, &sum));
	assert_int_equal(sum.cartons, 42);
	assert_is(sum.quantity, "1000");
	assert_is(sum.volume, "3.403");
	assert_is(sum.net, "400");
	assert_is(sum.gross, "433.6");
	arena_release(&arena);
}

static void
no_rest_no_carton_for_it(void **state)
{
	const struct pack_line lines[] = { line_of(1, "48"), line_of(2, "5") };
	const struct packing p = pack(&(struct packing_job){ lines, 2, NULL,
	    0 });

	(void)state;
	assert_int_equal(p.n, 2);
	assert_int_equal(p.rows[0].last, 2);
	assert_int_equal(p.rows[1].line, 2);
	assert_int_equal(p.rows[1].first, 3);
	assert_int_equal(p.rows[1].last, 3);
	assert_is(p.rows[1].quantity, "5");
	arena_release(&arena);
}

static void
mixed_cartons_stand_behind(void **state)
{
	struct pack_line lines[] = { line_of(1, "64"), line_of(2, "32") };
	struct mix mix;
	struct packing p;
	struct packed_sum sum;

	(void)state;
	lines[1].full.height = of("50");	/* the larger carton */
	lines[1].full.gross = of("11.1");
	assert_ok(mix_parse("1=16,2=8", &arena, &mix));
	p = pack(&(struct packing_job){ lines, 2, &mix, 1 });
	assert_int_equal(p.n, 4);
	assert_int_equal(p.rows[0].last, 2);
	assert_int_equal(p.rows[1].line, 2);
	assert_int_equal(p.rows[1].first, 3);
	assert_int_equal(p.rows[2].first, 4);
	assert_int_equal(p.rows[3].first, 4);
	assert_is(p.rows[2].height, "50");
	assert_true(decimal_is_none(p.rows[3].height));
	assert_is(p.rows[2].gross, "7.9");	/* 6.4 + 1.5 */
	assert_is(p.rows[3].net, "3.2");
	assert_is(p.rows[3].gross, "3.2");
	assert_ok(packing_sum(&p, 0, &sum));
	assert_int_equal(sum.cartons, 4);
	assert_is(sum.quantity, "96");
	assert_int_equal(packing_fault(&p), 0);
	arena_release(&arena);
}

static void
mixes_are_read(void **state)
{
	static const char *const wrong[] = { "", "1", "1=", "=1", "1=0", "0=1",
	    "1=2,", "1=2,1=3", "x1=2", "0x1=2", "1=2 2=3", "1=-4", "10x", "a=1",
	    "1=1e3", "99999999999999999999=1" };
	struct mix m;

	(void)state;
	assert_ok(mix_parse("10x1=16,20=8.5", &arena, &m));
	assert_int_equal(m.cartons, 10);
	assert_int_equal(m.nparts, 2);
	assert_int_equal(m.parts[1].line, 20);
	assert_is(m.parts[1].quantity, "8.5");
	for (size_t i = 0; i < COUNT(wrong); i++) {
		if (mix_parse(wrong[i], &arena, &m) != E_USAGE)
			fail_msg("'%s' was read", wrong[i]);
		fail_clear();
	}
	arena_release(&arena);
}

static void
refuses_what_cannot_be_packed(void **state)
{
	struct pack_line line = line_of(1, "10");
	struct mix mix;
	struct packing p;

	(void)state;
	assert_ok(mix_parse("1=11", &arena, &mix));
	assert_int_equal(packing_make(&(struct packing_job){ &line, 1, &mix,
	    1 }, &arena, &p), E_INVALID);
	assert_string_equal(fail_text(), "line 1: there is more of it in the "
	    "mixed cartons than in the shipment");
	fail_clear();
	assert_ok(mix_parse("2=1", &arena, &mix));
	assert_int_equal(packing_make(&(struct packing_job){ &line, 1, &mix,
	    1 }, &arena, &p), E_INVALID);
	fail_clear();
	line.full.net = of("10.5");
	assert_int_equal(packing_make(&(struct packing_job){ &line, 1, NULL,
	    0 }, &arena, &p), E_INVALID);
	fail_clear();
	line = line_of(1, "10");
	line.full.width = NO_DECIMAL;
	assert_int_equal(packing_make(&(struct packing_job){ &line, 1, NULL,
	    0 }, &arena, &p), E_INVALID);
	fail_clear();
	arena_release(&arena);
}

static void
faults_of_numbers_are_found(void **state)
{
	struct packed rows[] = {
		{ .line = 1, .first = 1, .last = 4 },
		{ .line = 2, .first = 5, .last = 5 },
		{ .line = 1, .first = 5, .last = 5 },
		{ .line = 2, .first = 6, .last = 9 },
	};
	struct packing p = { rows, 4 };

	(void)state;
	assert_int_equal(packing_fault(&p), 0);
	rows[3].first = 7;
	assert_int_equal(packing_fault(&p), 6);
	rows[3].first = 4;
	assert_int_equal(packing_fault(&p), 4);
	rows[3].first = 6;
	rows[0].first = 2;
	assert_int_equal(packing_fault(&p), 1);
	rows[0].first = 1;
	rows[2].last = 6;
	assert_int_equal(packing_fault(&p), 5);
	p.n = 0;
	assert_int_equal(packing_fault(&p), 0);
}

/* ---- random shipments ---------------------------------------------------- */

static struct decimal
random_decimal(int64_t below, int places)
{
	int64_t step = DECIMAL_SCALE;

	while (places-- > 0)
		step /= 10;
	return (struct decimal){ (random_below(below) + 1) * step };
}

static void
random_line(struct pack_line *l, int64_t number)
{
	l->line = number;
	l->full.pieces = random_decimal(200, 0);
	l->quantity = random_below(4) == 0 ? random_decimal(90000, 2) :
	    random_decimal(20000, 0);
	l->full.length = random_decimal(1200, 1);
	l->full.width = random_decimal(800, 1);
	l->full.height = random_decimal(800, 1);
	l->full.net = random_decimal(300000, 4);
	l->full.gross.micros = l->full.net.micros +
	    (random_below(5) == 0 ? 0 : random_decimal(3000, 3).micros);
}

/* A few pieces of some lines, never more than a share of each. */
static size_t
random_mixes(const struct packing_job *job, struct mix mixes[MIXES])
{
	size_t n = 0;

	for (size_t i = 0; i < MIXES; i++) {
		struct mix m = { random_below(3) + 1, NULL, 0 };

		m.parts = arena_alloc(&arena, job->nlines * sizeof(*m.parts));
		for (size_t j = 0; j < job->nlines; j++) {
			const struct pack_line *l = &job->lines[j];

			if (random_below(3) != 0 ||
			    l->quantity.micros < MIXES * 3 * DECIMAL_SCALE)
				continue;
			m.parts[m.nparts++] = (struct mix_part){ l->line,
			    { DECIMAL_SCALE * (random_below(
			    l->quantity.micros / (MIXES * 3 * DECIMAL_SCALE)) +
			    1) } };
		}
		if (m.nparts > 0)
			mixes[n++] = m;
	}
	return n;
}

/* How many rows of a line have this carton, counted one by one. */
static void
check_numbers(const struct packing *p)
{
	int64_t next = 1;

	assert_int_equal(packing_fault(p), 0);
	for (size_t i = 0; i < p->n; i++) {
		const struct packed *r = &p->rows[i];

		assert_true(r->first <= r->last);
		if (decimal_is_none(r->length)) {	/* in the one before */
			assert_true(i > 0);
			assert_int_equal(r->first, p->rows[i - 1].first);
			assert_int_equal(r->last, p->rows[i - 1].last);
		} else {
			assert_int_equal(r->first, next);
		}
		next = r->last + 1;
		assert_true(r->net.micros <= r->gross.micros);
		assert_true(r->quantity.micros > 0);
	}
}

/* Every piece of the line is in some carton, and in one only. */
static void
check_line(const struct packing *p, const struct pack_line *l, bool no_mixes)
{
	struct packed_sum sum;
	int64_t pieces = 0, net = 0, gross = 0, partial = 0;

	for (size_t i = 0; i < p->n; i++) {
		const struct packed *r = &p->rows[i];

		if (r->line != l->line)
			continue;
		for (int64_t n = r->first; n <= r->last; n++) {
			pieces += r->quantity.micros;
			net += r->net.micros;
			gross += r->gross.micros;
		}
		partial += r->quantity.micros < l->full.pieces.micros;
	}
	assert_int_equal(pieces, l->quantity.micros);
	assert_true(!no_mixes || partial <= 1);
	assert_ok(packing_sum(p, l->line, &sum));
	assert_int_equal(sum.quantity.micros, pieces);
	assert_int_equal(sum.net.micros, net);
	assert_int_equal(sum.gross.micros, gross);
}

/* The totals are those of the lines, as they are shown. */
static void
check_totals(const struct packing *p, const struct packing_job *job)
{
	struct packed_sum all, one, sum = { .cartons = 0 };

	for (size_t i = 0; i < job->nlines; i++) {
		check_line(p, &job->lines[i], job->nmixes == 0);
		assert_ok(packing_sum(p, job->lines[i].line, &one));
		sum.cartons += one.cartons;
		sum.quantity.micros += one.quantity.micros;
		sum.net.micros += one.net.micros;
		sum.gross.micros += one.gross.micros;
		sum.volume.micros += one.volume.micros;
		assert_int_equal(one.volume.micros % 1000, 0);
	}
	assert_ok(packing_sum(p, 0, &all));
	assert_memory_equal(&all, &sum, sizeof(all));
	assert_int_equal(all.cartons, p->n > 0 ? p->rows[p->n - 1].last : 0);
}

static void
no_piece_is_lost(void **state)
{
	(void)state;
	for (int i = 0; i < NRANDOM; i++) {
		struct pack_line lines[LINES_MAX];
		struct mix mixes[MIXES];
		struct packing_job job = { lines,
		    (size_t)random_below(LINES_MAX) + 1, mixes, 0 };
		struct packing p;

		for (size_t j = 0; j < job.nlines; j++)
			random_line(&lines[j], (int64_t)j * 3 + 1);
		if (random_below(2) != 0)
			job.nmixes = random_mixes(&job, mixes);
		p = pack(&job);
		check_numbers(&p);
		check_totals(&p, &job);
		arena_release(&arena);
	}
}

/* ---- numbers of containers ----------------------------------------------- */

static const char *
number_of(const char *text)
{
	const char *out;

	if (container_number_normalize(text, &arena, &out) != OK)
		fail_msg("'%s': %s", text, fail_text());
	return out;
}

static void
container_numbers_have_a_check_digit(void **state)
{
	(void)state;
	assert_string_equal(number_of("CSQU3054383"), "CSQU3054383");
	assert_string_equal(number_of("csqu 305438-3"), "CSQU3054383");
	assert_string_equal(number_of("MSKU6011672"), "MSKU6011672");
	assert_string_equal(number_of("TEXU3070079"), "TEXU3070079");
	assert_string_equal(number_of("TOLU4734787"), "TOLU4734787");
	assert_string_equal(number_of("HLXU2008419"), "HLXU2008419");
	arena_release(&arena);
}

static void
refused(const char *text, const char *why)
{
	const char *out;

	assert_int_equal(container_number_normalize(text, &arena, &out),
	    E_INVALID);
	if (strstr(fail_text(), why) == NULL &&
	    strstr(fail_hint_text(), why) == NULL)
		fail_msg("'%s': %s", text, fail_text());
	fail_clear();
}

static void
wrong_container_numbers_name_the_right_digit(void **state)
{
	(void)state;
	refused("CSQU3054384", "of CSQU305438 it is 3;");
	refused("CSQU305438", "the check digit is missing");
	refused("CSQU305438", "it is 3;");
	refused("CSQU3045383", "the check digit is wrong");
	refused("CSQX3054383", "is no number of a container");
	refused("CSQU30543833", "is no number of a container");
	refused("CSQ30543833", "is no number of a container");
	refused("CSQU30543", "is no number of a container");
	refused("CSQUO054383", "is no number of a container");
	arena_release(&arena);
}

/* One digit misread or two neighbours exchanged: the digit tells, but where
 * a remainder of 10 stands for 0. */
static void
slips_of_the_hand_are_found(void **state)
{
	int64_t missed = 0, n = 0;

	(void)state;
	for (int i = 0; i < NRANDOM; i++) {
		char number[12], *other;
		const char *hint, *out;
		size_t at = (size_t)random_below(6) + 4;

		snprintf(number, sizeof(number), "%c%c%cU%06d",
		    'A' + (int)random_below(26), 'A' + (int)random_below(26),
		    'A' + (int)random_below(26), (int)random_below(1000000));
		assert_int_equal(container_number_normalize(number, &arena,
		    &out), E_INVALID);
		hint = strstr(fail_hint_text(), " it is ");
		assert_non_null(hint);
		other = arena_printf(&arena, "%s%c", number, hint[7]);
		fail_clear();
		assert_string_equal(number_of(other), other);
		other[at] = (char)('0' + (other[at] - '0' + 1 +
		    random_below(9)) % 10);
		n++;
		missed += container_number_normalize(other, &arena, &out) == OK;
		fail_clear();
		arena_release(&arena);
	}
	assert_true(missed * 30 < n);	/* 2 of 110 are expected */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_thousand_pieces_take_42_cartons),
		cmocka_unit_test(no_rest_no_carton_for_it),
		cmocka_unit_test(mixed_cartons_stand_behind),
		cmocka_unit_test(mixes_are_read),
		cmocka_unit_test(refuses_what_cannot_be_packed),
		cmocka_unit_test(faults_of_numbers_are_found),
		cmocka_unit_test(no_piece_is_lost),
		cmocka_unit_test(container_numbers_have_a_check_digit),
		cmocka_unit_test(wrong_container_numbers_name_the_right_digit),
		cmocka_unit_test(slips_of_the_hand_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
