/*
 * Dates as people and spreadsheets write them.  Knows no clock: today comes
 * from the caller.
 */
#include "value/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum {
	SERIAL_OF_1970 = 25569,
	MINUTES_A_DAY = 1440,
	FIRST_DAY = -719162,		/* 0001-01-01 */
	LAST_DAY = 2932896,		/* 9999-12-31 */
};

static bool
is_leap(int y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

static int
days_in(int y, int m)
{
	static const int days[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};

	return m == 2 && is_leap(y) ? 29 : days[m - 1];
}

/* Days before January 1st of year y, counted from year 1. */
static int
days_before(int y)
{
	y--;
	return y * 365 + y / 4 - y / 100 + y / 400;
}

enum status
date_from_ymd(int y, int m, int d, struct date *out)
{
	int n;

	if (y < 1 || y > 9999 || m < 1 || m > 12 || d < 1 || d > days_in(y, m))
		return fail(E_INVALID, _("there is no day %04d-%02d-%02d"),
		    y, m, d);
	n = days_before(y) - days_before(1970) + d - 1;
	for (int i = 1; i < m; i++)
		n += days_in(y, i);
	*out = (struct date){ n, NO_MINUTE };
	return OK;
}

void
date_to_ymd(struct date date, int *year, int *month, int *day)
{
	int n = date.day + days_before(1970);
	int y = n / 366 + 1, m = 1;

	while (days_before(y + 1) <= n)
		y++;
	n -= days_before(y);
	while (n >= days_in(y, m))
		n -= days_in(y, m++);
	*year = y;
	*month = m;
	*day = n + 1;
}

struct date
date_add_months(struct date date, int months)
{
	struct date out = date;
	int y, m, d, n;

	date_to_ymd(date, &y, &m, &d);
	n = y * 12 + m - 1 + months;
	y = n / 12;
	m = n % 12 + 1;
	if (y < 1 || y > 9999)
		return date;
	if (d > days_in(y, m))
		d = days_in(y, m);
	if (date_from_ymd(y, m, d, &out) != OK)
		fail_clear();
	out.minute = date.minute;
	return out;
}

int
date_compare(struct date a, struct date b)
{
	if (a.day != b.day)
		return a.day < b.day ? -1 : 1;
	return (a.minute > b.minute) - (a.minute < b.minute);
}

double
date_to_serial(struct date d)
{
	double serial = (double)d.day + SERIAL_OF_1970;

	if (d.minute != NO_MINUTE)
		serial += (double)d.minute / MINUTES_A_DAY;
	return serial;
}

static char *
put_digits(char *to, int n, int ndigits)
{
	for (int i = ndigits; i-- > 0; n /= 10)
		to[i] = (char)('0' + n % 10);
	return to + ndigits;
}

/* By hand: a file of rates or orders is full of dates. */
void
date_format(struct date date, char *buf)
{
	int y, m, d;
	char *to;

	date_to_ymd(date, &y, &m, &d);
	if (y > 9999)		/* behind the last day there is */
		y = 9999, m = 12, d = 32;
	to = put_digits(buf, y, 4);
	*to++ = '-';
	to = put_digits(to, m, 2);
	*to++ = '-';
	to = put_digits(to, d, 2);
	if (date.minute != NO_MINUTE && d != 32) {
		*to++ = ' ';
		to = put_digits(to, date.minute / 60, 2);
		*to++ = ':';
		to = put_digits(to, date.minute % 60, 2);
	}
	*to = '\0';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Between `min` and `max` digits at *p; -1 when there are not as many. */
static int
scan_number(const char **p, int min, int max)
{
	int n = 0, v = 0;

	while (is_digit((*p)[n]) && n < max)
		v = v * 10 + ((*p)[n++] - '0');
	if (n < min || is_digit((*p)[n]))
		return -1;
	*p += n;
	return v;
}

static bool
skip(const char **p, const char *text)
{
	size_t n = strlen(text);

	if (strncmp(*p, text, n) != 0)
		return false;
	*p += n;
	return true;
}

static enum status
not_a_date(const char *text)
{
	return fail_hint(fail(E_INVALID, _("'%s' is not a date"), text),
	    _("write it as 2026-11-05, 2026/11/5 or 2026年11月5日"));
}

/* " 09:30[:15[.000]]" or "T09:30"; nothing is no time. */
static bool
scan_time(const char **p, struct date *out)
{
	int h, m, s = 0;

	while (**p == ' ')
		(*p)++;
	if (**p == '\0')
		return true;
	skip(p, "t");
	if ((h = scan_number(p, 1, 2)) < 0 || !skip(p, ":") ||
	    (m = scan_number(p, 2, 2)) < 0)
		return false;
	if (skip(p, ":") && (s = scan_number(p, 2, 2)) < 0)
		return false;
	if (skip(p, "."))
		while (is_digit(**p))
			(*p)++;
	if (**p != '\0' || h > 23 || m > 59 || s > 59)
		return false;
	out->minute = h * 60 + m;
	return true;
}

/* year month day with one separator, or with the Chinese words. */
static bool
scan_day(const char **p, int *y, int *m, int *d)
{
	static const char *const separators[] = { "-", "/", ".", "年" };

	if (strspn(*p, "0123456789") == 8) {
		long n = strtol(*p, NULL, 10);

		*y = (int)(n / 10000);
		*m = (int)(n / 100 % 100);
		*d = (int)(n % 100);
		*p += 8;
		return true;
	}
	if ((*y = scan_number(p, 4, 4)) < 0)
		return false;
	for (size_t i = 0; i < COUNT(separators); i++) {
		bool chinese = separators[i][1] != '\0';

		if (!skip(p, separators[i]))
			continue;
		if ((*m = scan_number(p, 1, 2)) < 0 ||
		    !skip(p, chinese ? "月" : separators[i]) ||
		    (*d = scan_number(p, 1, 2)) < 0)
			return false;
		if (chinese && !skip(p, "日"))
			skip(p, "号");
		return true;
	}
	return false;
}

static bool
skip_separator(const char **p)
{
	return skip(p, "/") || skip(p, "-") || skip(p, ".");
}

/* 05/11/2026: the order of day and month cannot be told. */
static bool
ends_with_year(const char *p)
{
	return scan_number(&p, 1, 2) >= 0 && skip_separator(&p) &&
	    scan_number(&p, 1, 2) >= 0 && skip_separator(&p) &&
	    scan_number(&p, 2, 4) >= 0;
}

static enum status
parse_absolute(const char *text, const char *p, struct date *out)
{
	int y, m, d;
	enum status st;

	if (ends_with_year(p))
		return fail_hint(fail(E_INVALID,
		    _("'%s' does not tell which is the day and which the "
		    "month"), text), _("write the year first: 2026-11-05"));
	if (!scan_day(&p, &y, &m, &d))
		return not_a_date(text);
	if ((st = date_from_ymd(y, m, d, out)) != OK)
		return st;
	if (!scan_time(&p, out))
		return not_a_date(text);
	return OK;
}

static const struct {
	const char *text;
	int	    days;
} words[] = {
	{ "today", 0 },		{ "今天", 0 },		{ "今日", 0 },
	{ "tomorrow", 1 },	{ "明天", 1 },		{ "后天", 2 },
	{ "yesterday", -1 },	{ "昨天", -1 },
};

static const char *const weekdays[] = {		/* 1970-01-01 was a Thursday */
	"thursday", "friday", "saturday", "sunday", "monday", "tuesday",
	"wednesday"
};

/* "mon", "monday" */
static bool
is_weekday(const char *text, int day)
{
	const char *name = weekdays[(day % 7 + 7) % 7];

	return strcmp(text, name) == 0 ||
	    (strlen(text) == 3 && strncmp(text, name, 3) == 0);
}

/* +3d -2w +1m +1y */
static bool
parse_offset(const char *p, struct date today, struct date *out)
{
	int sign = *p == '-' ? -1 : 1, n;

	if (*p != '+' && *p != '-')
		return false;
	p++;
	if ((n = scan_number(&p, 1, 4)) < 0 || p[0] == '\0' || p[1] != '\0')
		return false;
	*out = today;
	switch (*p) {
	case 'd':
		out->day += sign * n;
		break;
	case 'w':
		out->day += sign * n * 7;
		break;
	case 'm':
		*out = date_add_months(today, sign * n);
		break;
	case 'y':
		*out = date_add_months(today, sign * n * 12);
		break;
	default:
		return false;
	}
	if (n != 0 && out->day == today.day)	/* no month so far away */
		return false;
	return out->day >= FIRST_DAY && out->day <= LAST_DAY;
}

struct date
date_end_of_month(struct date today)
{
	int y, m, d;

	date_to_ymd(today, &y, &m, &d);
	today.day += days_in(y, m) - d;
	return today;
}

static bool
parse_relative(const char *text, struct date today, struct date *out)
{
	for (size_t i = 0; i < COUNT(words); i++) {
		if (strcmp(text, words[i].text) == 0) {
			*out = today;
			out->day += words[i].days;
			return true;
		}
	}
	if (strcmp(text, "eom") == 0 || strcmp(text, "月底") == 0) {
		*out = date_end_of_month(today);
		return true;
	}
	for (int i = 1; i <= 7; i++) {
		if (is_weekday(text, today.day + i)) {
			*out = today;
			out->day += i;
			return true;
		}
	}
	return parse_offset(text, today, out);
}

enum status
date_parse(const char *text, struct date today, struct date *out)
{
	struct strbuf folded = STRBUF_INIT;
	struct date d = NO_DATE;
	enum status st = OK;

	utf8_fold(text, &folded);
	today.minute = NO_MINUTE;
	if (date_is_none(today) || !parse_relative(folded.buf, today, &d))
		st = parse_absolute(text, folded.buf, &d);
	strbuf_release(&folded);
	if (st == OK)
		*out = d;
	return st;
}
