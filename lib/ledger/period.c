/*
 * Periods: words for them, and years, quarters, months and days.
 */
#include "ledger/period.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static struct period
months(int year, int first, int n)
{
	struct period p = { NO_DATE, NO_DATE };

	if (date_from_ymd(year, first, 1, &p.from) != OK) {
		fail_clear();
		return p;
	}
	p.to = date_end_of_month(date_add_months(p.from, n - 1));
	return p;
}

/* Counted in months from the unit that holds today: 0 this one, -1 the last. */
static const struct {
	const char *name;
	int	    length, offset;
} words[] = {
	{ "this-month", 1, 0 },		{ "last-month", 1, -1 },
	{ "this-quarter", 3, 0 },	{ "last-quarter", 3, -1 },
	{ "this-year", 12, 0 },		{ "last-year", 12, -1 },
	{ "本月", 1, 0 },		{ "上月", 1, -1 },
	{ "今年", 12, 0 },		{ "去年", 12, -1 },
};

static bool
named_period(const char *text, struct date today, struct period *out)
{
	int y, m, d, first;

	date_to_ymd(today, &y, &m, &d);
	if (strcmp(text, "ytd") == 0) {
		*out = (struct period){ months(y, 1, 12).from, today };
		return true;
	}
	for (size_t i = 0; i < COUNT(words); i++) {
		if (strcmp(text, words[i].name) != 0)
			continue;
		first = (m - 1) / words[i].length * words[i].length;
		first += y * 12 + words[i].offset * words[i].length;
		*out = months(first / 12, first % 12 + 1, words[i].length);
		return !date_is_none(out->from);
	}
	return false;
}

static bool
all_digits(const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isdigit((unsigned char)text[i]))
			return false;
	return text[n] == '\0';
}

/* 2026, 2026-11, 2026Q4 */
static bool
plain_period(const char *text, struct period *out)
{
	size_t n = strlen(text);
	int y, part;

	if (n < 4 || !isdigit((unsigned char)text[0]) ||
	    strspn(text, "0123456789") != 4)
		return false;
	y = (int)strtol(text, NULL, 10);
	if (n == 4) {
		*out = months(y, 1, 12);
		return y >= 1;
	}
	if (n > 7 || n < 6 || !all_digits(text + 5, n - 5))
		return false;
	part = (int)strtol(text + 5, NULL, 10);
	if (text[4] == '-' && n == 7 && part >= 1 && part <= 12)
		*out = months(y, part, 1);
	else if (toupper((unsigned char)text[4]) == 'Q' && n == 6 &&
	    part >= 1 && part <= 4)
		*out = months(y, part * 3 - 2, 3);
	else
		return false;
	return y >= 1;
}

static enum status
part_of_range(const char *text, struct date today, struct period *out)
{
	enum status st;

	if (named_period(text, today, out) || plain_period(text, out))
		return OK;
	if ((st = date_parse(text, today, &out->from)) == OK) {
		out->from.minute = NO_MINUTE;
		out->to = out->from;
	}
	return st;
}

/* "A..B", "A..", "..B" */
static enum status
parse_range(const char *text, const char *dots, struct date today,
    struct period *out)
{
	struct period from = { NO_DATE, NO_DATE }, to = { NO_DATE, NO_DATE };
	struct arena a = ARENA_INIT;
	enum status st = OK;

	if (dots > text)
		st = part_of_range(arena_strndup(&a, text,
		    (size_t)(dots - text)), today, &from);
	if (st == OK && dots[2] != '\0')
		st = part_of_range(dots + 2, today, &to);
	arena_release(&a);
	*out = (struct period){ from.from, to.to };
	return st;
}

enum status
period_parse(const char *text, struct date today, struct period *out)
{
	const char *dots = strstr(text, "..");
	enum status st = dots != NULL ? parse_range(text, dots, today, out) :
	    part_of_range(text, today, out);

	if (st != OK)
		return fail_hint(fail(E_USAGE, _("'%s' is not a period"), text),
		    _("write 2026, 2026-11, 2026Q4, this-month, last-month, "
		    "ytd or 2026-10-01..2026-11-15"));
	if (!date_is_none(out->from) && !date_is_none(out->to) &&
	    date_compare(out->to, out->from) < 0)
		return fail(E_USAGE, _("'%s' ends before it begins"), text);
	return OK;
}
