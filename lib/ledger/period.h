/*
 * A span of days, as people name it.
 */
#ifndef LEDGER_PERIOD_H
#define LEDGER_PERIOD_H

#include "value/date.h"

/* Days from `from` to `to`, both included; NO_DATE: open end. */
struct period {
	struct date	from, to;
};

/* "2026", "2026-11", "2026Q4", "2026-10..2026-11-15", this-month last-month
 * this-quarter last-quarter this-year last-year ytd, 本月 上月 今年 去年;
 * E_USAGE otherwise, and when it ends before it begins. */
enum status period_parse(const char *text, struct date today, struct period *)
    MUST_CHECK;

#endif
