/*
 * Number formats, numbers and dates of a workbook, from text to text.
 * Knows nothing of zip files, XML or cells.
 */
#include "sheet/xlsx_format.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "value/date.h"

enum {
	SHOWN_DIGITS	= 15,		/* what a spreadsheet calculates with */
	KEPT_DIGITS	= 32,
	MAX_EXPONENT	= 400,		/* beyond it no program writes */
	MAX_POINT	= 21,		/* larger and smaller: 1E+25 */
	MIN_POINT	= -21,
	DAY_DIGITS	= 7,		/* of 9999-12-31 */
	MAX_SERIAL	= 2958465,	/* 9999-12-31 */
	NO_SUCH_DAY	= 60,		/* 1900-02-29 */
	SERIAL_OF_1970	= 25569,
	DAYS_TO_1904	= 1462,
	SECONDS_A_DAY	= 86400,
};

/* 0.DIGITS times ten to the power of `point`; no digits: zero. */
struct number {
	bool	is_negative;
	int	point;
	int	ndigits;
	char	digits[KEPT_DIGITS];	/* no leading zeros */
};

static const struct {
	unsigned	from, to;
	enum xlsx_kind	kind;
} known_formats[] = {
	{  5,  8, XLSX_MONEY },
	{  9, 10, XLSX_PERCENT },
	{ 14, 17, XLSX_DATE },
	{ 18, 21, XLSX_TIME },
	{ 22, 22, XLSX_DATE },
	{ 27, 31, XLSX_DATE },		/* Chinese, Japanese, Korean */
	{ 32, 35, XLSX_TIME },
	{ 36, 36, XLSX_DATE },
	{ 42, 42, XLSX_MONEY },
	{ 44, 44, XLSX_MONEY },
	{ 45, 45, XLSX_TIME },
	{ 46, 46, XLSX_DURATION },
	{ 47, 47, XLSX_TIME },
	{ 50, 54, XLSX_DATE },
	{ 55, 56, XLSX_TIME },
	{ 57, 58, XLSX_DATE },
};

enum xlsx_kind
xlsx_kind_of_id(unsigned id)
{
	for (size_t i = 0; i < COUNT(known_formats); i++)
		if (id >= known_formats[i].from && id <= known_formats[i].to)
			return known_formats[i].kind;
	return XLSX_NUMBER;
}

/* What the first section of a format code holds. */
struct marks {
	bool	has_day, has_month, has_clock, has_duration;
	bool	has_percent, has_digits;
};

/* [h] and [mm] are durations; [Red], [$-409], [>100] mean nothing here. */
static const char *
skip_bracket(const char *code, struct marks *m)
{
	size_t n = strspn(code + 1, "hHmMsS");

	if (n > 0 && code[n + 1] == ']')
		m->has_duration = true;
	code += strcspn(code, "]");
	return *code == '\0' ? code : code + 1;
}

static const char *
skip_quoted(const char *code)
{
	code += 1 + strcspn(code + 1, "\"");
	return *code == '\0' ? code : code + 1;
}

static void
mark(char c, char before, struct marks *m)
{
	if (strchr("yYdD", c) != NULL)
		m->has_day = true;
	else if (strchr("mM", c) != NULL)
		m->has_month = true;
	else if (strchr("hHsS", c) != NULL)
		m->has_clock = true;
	else if (c == '%')
		m->has_percent = true;
	else if (c == '#' || c == '?')
		m->has_digits = true;
	else if (c == '0' && before != '.' && before != '0')
		m->has_digits = true;	/* ss.00 is a time, 0.00 is not */
}

static void
find_marks(const char *code, struct marks *m)
{
	char before = '\0';

	while (*code != '\0' && *code != ';') {
		if (*code == '"') {
			code = skip_quoted(code);
		} else if (*code == '[') {
			code = skip_bracket(code, m);
		} else if (strchr("\\_*", *code) != NULL) {
			code += code[1] == '\0' ? 1 : 2;
		} else {
			mark(*code, before, m);
			before = *code++;
		}
	}
}

/* "[$USD] 0.00", "[$€-407] 0.00", "\"$\"#,##0.00"; "[$-409]" is a language. */
static bool
names_currency(const char *code)
{
	static const char *const signs[] = {
		"\"$", "\"US$", "$#", "$0", "\\$", "¥", "￥", "€", "£", "元",
		"\"RMB", "\"USD", "\"EUR", "\"CNY"
	};
	const char *bracket = strstr(code, "[$");

	if (bracket != NULL && bracket[2] != '-')
		return true;
	for (size_t i = 0; i < COUNT(signs); i++)
		if (strstr(code, signs[i]) != NULL)
			return true;
	return false;
}

enum xlsx_kind
xlsx_kind_of_code(const char *code)
{
	struct marks m = { 0 };

	find_marks(code, &m);
	if (m.has_percent)
		return XLSX_PERCENT;
	if (m.has_digits)
		return names_currency(code) ? XLSX_MONEY : XLSX_NUMBER;
	if (m.has_day)
		return XLSX_DATE;
	if (m.has_duration)
		return XLSX_DURATION;
	if (m.has_clock)
		return XLSX_TIME;
	return m.has_month ? XLSX_DATE : XLSX_NUMBER;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void
add_digit(struct number *n, char c, bool is_fraction)
{
	if (n->ndigits == 0 && c == '0') {
		n->point -= is_fraction;
		return;
	}
	n->point += !is_fraction;
	if (n->ndigits < KEPT_DIGITS)
		n->digits[n->ndigits++] = c;
}

/* Digits with a point among them; false when there is none. */
static bool
scan_digits(const char **p, struct number *n)
{
	bool is_fraction = false, has_digit = false;

	for (; is_digit(**p) || (**p == '.' && !is_fraction); (*p)++) {
		if (**p == '.') {
			is_fraction = true;
			continue;
		}
		has_digit = true;
		if (n->point > MAX_EXPONENT || n->point < -MAX_EXPONENT)
			return false;
		add_digit(n, **p, is_fraction);
	}
	return has_digit;
}

static bool
scan_exponent(const char **p, struct number *n)
{
	char *end;
	long exponent;

	if (**p != 'e' && **p != 'E')
		return true;
	(*p)++;
	if (!is_digit((*p)[**p == '-' || **p == '+']))
		return false;
	exponent = strtol(*p, &end, 10);
	*p = end;
	if (exponent > MAX_EXPONENT || exponent < -MAX_EXPONENT)
		return false;
	n->point += (int)exponent;
	return true;
}

static void
strip_zeros(struct number *n)
{
	while (n->ndigits > 0 && n->digits[n->ndigits - 1] == '0')
		n->ndigits--;
	if (n->ndigits == 0) {
		n->point = 0;
		n->is_negative = false;
	}
}

static bool
scan_number(const char *p, struct number *n)
{
	static const char white[] = " \t\r\n";

	*n = (struct number){ 0 };
	p += strspn(p, white);
	n->is_negative = *p == '-';
	p += *p == '-' || *p == '+';
	if (!scan_digits(&p, n) || !scan_exponent(&p, n))
		return false;
	strip_zeros(n);
	return p[strspn(p, white)] == '\0';
}

/* Half up at the last digit shown: 0.30000000000000004 is 0.3. */
static void
round_to_shown(struct number *n)
{
	int i = SHOWN_DIGITS;
	bool up;

	if (n->ndigits <= SHOWN_DIGITS)
		return;
	up = n->digits[i] >= '5';
	n->ndigits = SHOWN_DIGITS;
	while (up && i > 0) {
		up = n->digits[--i] == '9';
		n->digits[i] = up ? '0' : (char)(n->digits[i] + 1);
	}
	if (up) {			/* 999.. became 1000.. */
		n->digits[0] = '1';
		n->point++;
	}
	strip_zeros(n);
}

/* The digit at a place before (1, 2, ...) or after (0, -1, ...) the point. */
static char
digit_at(const struct number *n, int place)
{
	int i = n->point - place;

	return i >= 0 && i < n->ndigits ? n->digits[i] : '0';
}

static char *
put_plain(const struct number *n, char *out)
{
	int whole = n->point > 0 ? n->point : 1;
	int last = n->point - n->ndigits + 1;

	for (int place = whole; place > 0; place--)
		*out++ = digit_at(n, place);
	if (last <= 0)
		*out++ = '.';
	for (int place = 0; place >= last; place--)
		*out++ = digit_at(n, place);
	return out;
}

static char *
put_scientific(const struct number *n, char *out)
{
	struct number mantissa = *n;
	int exponent = n->point - 1;

	mantissa.point = 1;
	out = put_plain(&mantissa, out);
	return out + snprintf(out, sizeof("E-1000"), "E%+d", exponent);
}

static void
write_number(const struct number *n, bool is_percent, char *out)
{
	if (n->is_negative)
		*out++ = '-';
	if (n->point > MAX_POINT || n->point < MIN_POINT)
		out = put_scientific(n, out);
	else
		out = put_plain(n, out);
	if (is_percent)
		*out++ = '%';
	*out = '\0';
}

static void
read_amount(struct number *n, bool is_percent, struct xlsx_value *out)
{
	out->type = CELL_NUMBER;
	/* A whole number this long has lost digits; show those it has. */
	out->is_damaged = n->point > SHOWN_DIGITS;
	if (!out->is_damaged)
		round_to_shown(n);
	if (is_percent && n->ndigits > 0)
		n->point += 2;
	write_number(n, is_percent, out->text);
}

/* Seconds since the day before the first, to the nearest one. */
static int64_t
serial_seconds(const struct number *n)
{
	const int64_t parts = INT64_C(1000000000000);
	int64_t days = 0, fraction = 0;
	int place = n->point;

	for (; place > 0; place--)
		days = days * 10 + (digit_at(n, place) - '0');
	for (place = 0; place > -12; place--)
		fraction = fraction * 10 + (digit_at(n, place) - '0');
	return days * SECONDS_A_DAY +
	    (fraction * SECONDS_A_DAY + parts / 2) / parts;
}

/* The day no calendar has makes all before it one day off. */
static bool
serial_to_date(int64_t seconds, bool is_1904, struct date *out)
{
	int64_t serial = seconds / SECONDS_A_DAY;
	int64_t minute = seconds % SECONDS_A_DAY / 60;

	if (is_1904)
		serial += DAYS_TO_1904;
	if (serial == NO_SUCH_DAY || serial > MAX_SERIAL)
		return false;
	if (serial < NO_SUCH_DAY)
		serial++;
	out->day = (int32_t)(serial - SERIAL_OF_1970);
	out->minute = minute == 0 ? NO_MINUTE : (int32_t)minute;
	return true;
}

static void
write_time(int64_t seconds, struct xlsx_value *out)
{
	long long hours = seconds / 3600;
	int minute = (int)(seconds / 60 % 60), second = (int)(seconds % 60);

	out->type = CELL_TEXT;
	if (second == 0)
		snprintf(out->text, sizeof(out->text), "%02lld:%02d", hours,
		    minute);
	else
		snprintf(out->text, sizeof(out->text), "%02lld:%02d:%02d",
		    hours, minute, second);
}

static void
read_date(const struct number *n, enum xlsx_kind kind, bool is_1904,
    struct xlsx_value *out)
{
	struct date date;
	int64_t seconds;
	bool is_time;

	out->type = CELL_ERROR;
	write_number(n, false, out->text);
	if (n->is_negative || n->point > DAY_DIGITS)
		return;
	seconds = serial_seconds(n);
	is_time = seconds < SECONDS_A_DAY && (kind != XLSX_DATE || !is_1904);
	if (is_time || kind == XLSX_DURATION) {
		write_time(seconds, out);
	} else if (serial_to_date(seconds, is_1904, &date)) {
		out->type = CELL_DATE;
		date_format(date, out->text);
	}
}

/* "NaN" and the like, as much of it as fits. */
static void
read_garbage(const char *stored, struct xlsx_value *out)
{
	size_t n = strnlen(stored, sizeof(out->text) - 1);

	n = utf8_check(stored, n);
	memcpy(out->text, stored, n);
	out->text[n] = '\0';
	out->type = CELL_ERROR;
}

/* Is it written as write_number() would: few digits, no exponent, no zero
 * that could be left out?  Then nothing has to be worked out. */
static bool
is_shortest(const char *stored)
{
	const char *p = stored + (*stored == '-');
	const char *whole = p;

	while (is_digit(*p))
		p++;
	if (p == whole || (*whole == '0' && p - whole > 1))
		return false;
	if (*p == '\0')
		return p - whole <= SHOWN_DIGITS && *stored != '-';
	if (*p++ != '.' || !is_digit(*p))
		return false;
	while (is_digit(*p))
		p++;
	return *p == '\0' && p[-1] != '0' && p - whole - 1 <= SHOWN_DIGITS;
}

void
xlsx_read_number(const char *stored, enum xlsx_kind kind, bool is_1904,
    struct xlsx_value *out)
{
	struct number n;

	out->is_damaged = false;
	if ((kind == XLSX_NUMBER || kind == XLSX_MONEY) &&
	    is_shortest(stored)) {
		out->type = CELL_NUMBER;
		memcpy(out->text, stored, strlen(stored) + 1);
	} else if (!scan_number(stored, &n)) {
		read_garbage(stored, out);
	} else if (kind == XLSX_NUMBER || kind == XLSX_MONEY ||
	    kind == XLSX_PERCENT) {
		read_amount(&n, kind == XLSX_PERCENT, out);
	} else {
		read_date(&n, kind, is_1904, out);
	}
}
