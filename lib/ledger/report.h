/*
 * What a ledger can tell across its records: found texts, what needs doing,
 * figures.  Each is written to a sink as tables.
 */
#ifndef LEDGER_REPORT_H
#define LEDGER_REPORT_H

#include "record/record.h"
#include "sheet/sink.h"

/* Days from `from` to `to`, both included; NO_DATE: open end. */
struct period {
	struct date	from, to;
};

/* "2026", "2026-11", "2026Q4", "2026-10..2026-11-15", "this-month",
 * "last-month", "ytd"; E_USAGE otherwise. */
enum status period_parse(const char *text, struct date today, struct period *)
    MUST_CHECK;

/* What a report is made from and where it goes. */
struct report {
	struct records	*records;
	struct sink	*sink;
	struct arena	*arena;		/* outlives the sink */
	size_t		 n;		/* rows written, by every report */
};

/* Records of all kinds that hold all the words, folded. */
enum status report_search(struct report *, const char *words, int64_t limit)
    MUST_CHECK;

/* Inquiries that need us by `today`: next actions due and overdue, and new
 * ones nobody has answered for `days` days. */
enum status report_next(struct report *, struct date today, int64_t days)
    MUST_CHECK;

/* Inquiries of a period by channel: how many at each stage, share won of
 * those decided, median hours to the first answer; and their value (quantity
 * times target price) by channel and currency. */
enum status report_funnel(struct report *, const struct period *) MUST_CHECK;

#endif
