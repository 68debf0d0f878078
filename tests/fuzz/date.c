/*
 * Any text as a date, a period, a code or a text with rules: refused, or
 * written and read back as the same.
 */
#include "fuzz.h"

#include "value/terms.h"
#include "value/text.h"

static void
check_date(const char *text, struct date today)
{
	struct date d = { 42, 43 }, again, back;
	char buf[DATE_TEXT_MAX];
	enum status st = date_parse(text, today, &d);
	int y, m, day;

	if (st != OK) {
		check_refusal(st);
		CHECK(d.day == 42 && d.minute == 43);
		return;
	}
	CHECK(!date_is_none(d));
	CHECK(d.minute >= NO_MINUTE && d.minute < 24 * 60);
	date_format(d, buf);
	CHECK(date_parse(buf, NO_DATE, &again) == OK);
	CHECK(date_compare(d, again) == 0);
	date_to_ymd(d, &y, &m, &day);
	CHECK(y >= 1 && y <= 9999);
	CHECK(date_from_ymd(y, m, day, &back) == OK && back.day == d.day);
}

static void
check_period(const char *text, struct date today)
{
	struct period p;
	enum status st = period_parse(text, today, &p);

	if (st != OK)
		check_refusal(st);
	else if (!date_is_none(p.from) && !date_is_none(p.to))
		CHECK(date_compare(p.from, p.to) <= 0);
}

/* A form that was made is made of itself. */
static void
check_forms(const char *text, struct arena *a)
{
	static enum status (*const all[])(const char *, struct arena *,
	    const char **) = {
		tags_normalize, terms_normalize, hs_code_normalize,
		swift_normalize, email_normalize
	};

	for (size_t i = 0; i < COUNT(all); i++) {
		const char *form = NULL, *again = NULL;

		if (all[i](text, a, &form) != OK || form == NULL)
			continue;
		CHECK(all[i](form, a, &again) == OK);
		CHECK(again != NULL && strcmp(form, again) == 0);
	}
}

/* One list only: looking for a near word takes its time. */
static void
check_codes(const char *text)
{
	static const struct codes *const all[] = {
		&country_codes, &currency_codes, &unit_codes,
		&incoterm_codes, &language_codes, &stage_codes, &channel_codes
	};
	const struct codes *codes = all[strlen(text) % COUNT(all)];
	const struct code *row = NULL;
	enum status st = code_find(codes, text, &row);

	if (st != OK)
		check_refusal(st);
	else
		CHECK(code_get(codes, row->code) == row);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = ARENA_INIT;
	const char *text = arena_strndup(&a, (const char *)bytes, n);
	struct date today = NO_DATE;

	fail_clear();
	CHECK(date_from_ymd(2026, 11, 16, &today) == OK);
	if (n < 64 && utf8_check(text, strlen(text)) == strlen(text)) {
		check_date(text, NO_DATE);
		check_date(text, today);
		check_period(text, today);
		check_forms(text, &a);
		check_codes(text);
	}
	arena_release(&a);
	return 0;
}
