/*
 * What a ledger can tell across its records: found texts, what needs doing,
 * figures.  Each is written to a sink as tables.
 */
#ifndef LEDGER_REPORT_H
#define LEDGER_REPORT_H

#include "ledger/period.h"
#include "record/record.h"
#include "sheet/sink.h"

/* What a report is made from and where it goes. */
struct report {
	struct records	*records;
	struct sink	*sink;
	struct arena	*arena;		/* outlives the sink */
	bool		 for_people;	/* words may be translated */
	size_t		 n;		/* rows written, by every report */
};

/* A word of ours in a row: translated for people, plain for programs. */
const char *report_word(const struct report *, const char *msgid);

/* Begin a table whose texts are marked N_() in the user's language. */
enum status report_begin(struct report *, const struct table *) MUST_CHECK;

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
