/*
 * Any text as a decimal: refused, or written and read back as the same; and
 * arithmetic that never leaves the range unnoticed.
 */
#include "fuzz.h"

static void
check_text(const char *text)
{
	struct decimal d = { 42 }, again;
	char buf[DECIMAL_TEXT_MAX];
	enum status st = decimal_parse_float(text, &d);

	if (st != OK) {
		check_refusal(st);
		CHECK(d.micros == 42);
	}
	d.micros = 42;
	if ((st = decimal_parse(text, &d)) != OK) {
		check_refusal(st);
		CHECK(d.micros == 42);
		return;
	}
	CHECK(!decimal_is_none(d));
	for (int places = 0; places <= DECIMAL_PLACES; places++) {
		memset(buf, 'x', sizeof(buf));
		decimal_format(d, places, buf);
		CHECK(memchr(buf, '\0', sizeof(buf)) != NULL);
		CHECK(decimal_parse(buf, &again) == OK);
		CHECK(again.micros == d.micros);
	}
}

/* a + b - b and 1 x a are a; rounding moves by half a unit at most. */
static void
check_numbers(struct decimal a, struct decimal b)
{
	static const struct decimal one = { DECIMAL_SCALE };
	struct decimal r, back;
	int64_t unit = DECIMAL_SCALE;

	if (decimal_is_none(a) || decimal_is_none(b))
		return;
	if (decimal_add(a, b, &r) == OK && !decimal_is_none(r) &&
	    decimal_add(r, (struct decimal){ -b.micros }, &back) == OK)
		CHECK(back.micros == a.micros);
	CHECK(decimal_multiply(a, one, &r) == OK && r.micros == a.micros);
	if (decimal_multiply(a, b, &r) == OK) {
		CHECK(decimal_multiply(b, a, &back) == OK);
		CHECK(back.micros == r.micros);
	}
	if (decimal_subtract(a, b, &r) == OK &&
	    decimal_add(r, b, &back) == OK)
		CHECK(back.micros == a.micros);
	CHECK(decimal_divide(a, one, DECIMAL_PLACES, &r) == OK);
	CHECK(r.micros == a.micros);
	CHECK(decimal_divide(a, b, 2, &r) != OK || r.micros % 10000 == 0);
	for (int places = 0; places <= DECIMAL_PLACES; places++, unit /= 10) {
		if (decimal_round_even(a, places, &r) == OK)
			CHECK(r.micros % unit == 0 && (a.micros > r.micros ?
			    a.micros - r.micros : r.micros - a.micros) <=
			    unit / 2);
		if (decimal_round(a, places, &r) != OK)
			continue;
		CHECK(r.micros % unit == 0);
		CHECK(a.micros > r.micros ? a.micros - r.micros <= unit / 2 :
		    r.micros - a.micros <= unit / 2);
	}
}

/* The parts sum to the whole, and none is of another sign. */
static void
check_split(const struct decimal *numbers, size_t n)
{
	struct decimal parts[64];
	struct split s = { numbers[0], 0, numbers + 1, n - 1 };

	for (size_t i = 0; i < n; i++)
		if (decimal_is_none(numbers[i]))
			return;
	for (; s.places <= DECIMAL_PLACES; s.places++) {
		int64_t sum = 0;

		if (decimal_split(&s, parts) != OK)
			continue;
		for (size_t i = 0; i < s.n; i++) {
			CHECK(numbers[0].micros < 0 ? parts[i].micros <= 0 :
			    parts[i].micros >= 0);
			sum += parts[i].micros;
		}
		CHECK(sum == numbers[0].micros);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char *text = malloc(n + 1);
	struct decimal numbers[64];
	size_t nnumbers = n / sizeof(numbers[0]);

	CHECK(text != NULL);
	memcpy(text, bytes, n);
	text[n] = '\0';
	fail_clear();
	if (utf8_check(text, strlen(text)) == strlen(text))
		check_text(text);
	if (nnumbers > COUNT(numbers))
		nnumbers = COUNT(numbers);
	memcpy(numbers, bytes, nnumbers * sizeof(numbers[0]));
	if (nnumbers > 1) {
		check_numbers(numbers[0], numbers[1]);
		check_split(numbers, nnumbers);
	}
	free(text);
	return 0;
}
