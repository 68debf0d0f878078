/*
 * A day of the calendar, with the time of day where it is known.  No time
 * zones: a document's date is the date that stands on it.
 */
#ifndef VALUE_DATE_H
#define VALUE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

enum { DATE_TEXT_MAX = 32, NO_DAY = INT32_MIN, NO_MINUTE = -1 };

struct date {
	int32_t	day;		/* days since 1970-01-01; NO_DAY: no value */
	int32_t	minute;		/* minute of the day; NO_MINUTE: not known */
};

#define NO_DATE		((struct date){ NO_DAY, NO_MINUTE })

static inline bool
date_is_none(struct date d)
{
	return d.day == NO_DAY;
}

/* Proleptic Gregorian calendar, years 1 to 9999; E_INVALID otherwise. */
enum status date_from_ymd(int year, int month, int day, struct date *)
    MUST_CHECK;
void date_to_ymd(struct date, int *year, int *month, int *day);

/*
 * Reads 2026-11-05, 2026/11/5, 2026.11.5, 20261105, 2026年11月5日, each with an
 * optional time (09:30, 09:30:15, T09:30Z is refused: no zones); and, when
 * `today` is a date, also today tomorrow yesterday 今天 明天 昨天, +3d -2w +1m
 * +1y (months end on the last day they have), eom 月底, mon ... sun (the next
 * one after today).  Day and month in an order that cannot be told
 * (05/11/2026) are refused.
 */
enum status date_parse(const char *text, struct date today, struct date *)
    MUST_CHECK;

/* "2026-11-05" or "2026-11-05 09:30"; buf holds DATE_TEXT_MAX bytes. */
void date_format(struct date, char *buf);

/* Some months later (or earlier); a day the month lacks becomes its last. */
struct date date_add_months(struct date, int months);

/* Some days later (or earlier); NO_DATE: not in the years 1 to 9999. */
struct date date_add_days(struct date, int64_t days);

/* The last day of the month the date is in. */
struct date date_end_of_month(struct date);

/* <0, 0, >0; a date without a time comes before the same day's times. */
int date_compare(struct date, struct date);

/* The number a spreadsheet keeps a date as: days since 1899-12-30, 1900 date
 * system (ECMA-376-1, 18.17.4.1); exact from 1900-03-01 on. */
double date_to_serial(struct date);

#endif
