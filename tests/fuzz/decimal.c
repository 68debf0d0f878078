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
	enum status st = decimal_parse(text, &d);

	if (st != OK) {
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
	for (int places = 0; places <= DECIMAL_PLACES; places++, unit /= 10) {
		if (decimal_round(a, places, &r) != OK)
			continue;
		CHECK(r.micros % unit == 0);
		CHECK(a.micros > r.micros ? a.micros - r.micros <= unit / 2 :
		    r.micros - a.micros <= unit / 2);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char *text = malloc(n + 1);
	struct decimal two[2];

	CHECK(text != NULL);
	memcpy(text, bytes, n);
	text[n] = '\0';
	fail_clear();
	if (utf8_check(text, strlen(text)) == strlen(text))
		check_text(text);
	if (n >= sizeof(two)) {
		memcpy(two, bytes, sizeof(two));
		check_numbers(two[0], two[1]);
	}
	free(text);
	return 0;
}
