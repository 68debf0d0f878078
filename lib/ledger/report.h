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
	bool		 chinese;	/* names of codes for people, too */
	size_t		 n;		/* rows written, by every report */
	const char	*remarks[4];	/* for people, beside the tables */
	size_t		 nremarks;
};

/* A word of ours in a row: translated for people, plain for programs. */
const char *report_word(const struct report *, const char *msgid);

/* What rows are put together by; nothing at all has a word for people. */
const char *report_key(const struct report *, const char *key);

/* Something to be said to people beside the tables; it outlives them. */
void report_remark(struct report *, const char *text);

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

/*
 * Sales of a period, by "month" (NULL), "buyer", "product" or "country": lines
 * of orders that are confirmed and not cancelled, by the date of the order; per
 * currency, and in the home currency where the rates are known; then totals per
 * currency with the freight that was charged.  E_USAGE: by something else.
 */
enum status report_sales(struct report *, const char *by,
    const struct period *) MUST_CHECK;

/* Orders that are confirmed and not shipped, by the day they have to be: what
 * is open of them, and the last day a supplier promised goods for. */
enum status report_orders(struct report *) MUST_CHECK;

/* Orders of a period: what their goods sell for, what they were thought to
 * cost (the costs of lines), and the purchases for them with VAT less refund;
 * in the home currency, without charges. */
enum status report_margin(struct report *, const struct period *) MUST_CHECK;

/* Purchases promised for a period: days late, of those to come as of today;
 * then how punctual each supplier is. */
enum status report_delays(struct report *, const struct period *) MUST_CHECK;

/* Quotes of a period, the last of each chain of revisions, by "channel"
 * (NULL), "buyer" or "month": what became of them, share won of those decided,
 * and the reasons of those declined.  E_USAGE: by something else. */
enum status report_wins(struct report *, const char *by,
    const struct period *) MUST_CHECK;

/* Prices in purchases and offers of a period, of one product (its code) or
 * all (NULL), each beside the one before it.  E_NOTFOUND: no such product. */
enum status report_prices(struct report *, const char *product,
    const struct period *) MUST_CHECK;

#endif
