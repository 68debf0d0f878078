/*
 * Any text as terms of payment: refused, or parts that make a hundred percent,
 * into which every sum is split without a rest; in its one form it says the
 * same.  The first eight bytes are a sum and a day.
 */
#include "fuzz.h"

#include "value/terms.h"

struct given {
	struct decimal	sum;
	struct date	day;
	int		places;
};

static void
check_part(const struct term *t)
{
	CHECK(!decimal_is_none(t->percent) && t->percent.micros >= 0);
	CHECK(t->method != NULL && *t->method != '\0');
	CHECK(t->event != NULL && *t->event != '\0');
	CHECK(t->days >= -7 * 9999 && t->days <= 7 * 9999);
	CHECK(t->months >= 0 && t->months < 10000);
}

static void
check_parts(const struct terms *t, const struct given *given)
{
	struct decimal amounts[TERMS_MAX];
	int64_t percents = 0, sum = 0;

	CHECK(t->n > 0 && t->n <= TERMS_MAX);
	for (size_t i = 0; i < t->n; i++) {
		check_part(&t->parts[i]);
		percents += t->parts[i].percent.micros;
		CHECK(date_is_none(terms_due(&t->parts[i], NO_DATE)));
		CHECK(!date_is_none(terms_due(&t->parts[i], given->day)));
	}
	CHECK(percents == 100 * (int64_t)DECIMAL_SCALE);
	if (terms_split(t, given->sum, given->places, amounts) != OK)
		return;
	for (size_t i = 0; i < t->n; i++) {
		CHECK(amounts[i].micros >= 0);
		sum += amounts[i].micros;
	}
	CHECK(sum == given->sum.micros);
}

static void
check_form(const char *text, const struct terms *first, struct arena *a)
{
	const char *form, *again;
	struct terms second;

	CHECK(terms_normalize(text, a, &form) == OK);
	CHECK(utf8_check(form, strlen(form)) == strlen(form));
	CHECK(terms_normalize(form, a, &again) == OK);
	CHECK(strcmp(form, again) == 0);
	CHECK(terms_parse(form, &second) == OK);
	CHECK(first->n == second.n);
	for (size_t i = 0; i < first->n; i++) {
		const struct term *one = &first->parts[i];
		const struct term *other = &second.parts[i];

		CHECK(one->percent.micros == other->percent.micros);
		CHECK(strcmp(one->method, other->method) == 0);
		CHECK(strcmp(one->event, other->event) == 0);
		CHECK(one->days == other->days &&
		    one->months == other->months &&
		    one->month_end == other->month_end);
	}
}

/* In minor units of a currency, and a day of this or the last century. */
static void
read_given(const uint8_t *bytes, struct given *out)
{
	static const int64_t units[] = { 1000000, 100000, 10000, 1000 };
	uint32_t sum;

	memcpy(&sum, bytes, sizeof(sum));
	out->places = bytes[7] % 4;
	out->sum.micros = (int64_t)sum * units[out->places];
	CHECK(date_from_ymd(1900 + bytes[4] % 200, bytes[5] % 12 + 1,
	    bytes[6] % 28 + 1, &out->day) == OK);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = ARENA_INIT;
	struct given given;
	struct terms terms;
	const char *text;
	enum status st;

	if (n < 8 || n > 4096)
		return 0;
	read_given(bytes, &given);
	text = arena_strndup(&a, (const char *)bytes + 8, n - 8);
	fail_clear();
	if (utf8_check(text, strlen(text)) == strlen(text)) {
		if ((st = terms_parse(text, &terms)) != OK) {
			check_refusal(st);
		} else {
			check_parts(&terms, &given);
			check_form(text, &terms, &a);
		}
	}
	arena_release(&a);
	return 0;
}
