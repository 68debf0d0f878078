/*
 * What is odd about a file and was read all the same: nothing in it breaks a
 * rule, but it may not be what was meant, and whoever imports it has to hear
 * so.  Beside it, rows that are no records at all.
 */
#ifndef LEDGER_DOUBTS_H
#define LEDGER_DOUBTS_H

#include "ledger/heading.h"

struct doubts;

/* The mapping and the options outlive it; it lives in the arena. */
struct doubts *doubts_new(const struct mapping *, const struct import_options *,
    struct arena *);

/* Looks at a row that is taken; the arena is that of the row. */
void doubts_see(struct doubts *, const struct row *, struct arena *);

/* Looks at what is known of the sheet at its end. */
void doubts_see_sheet(struct doubts *, const struct source *);

/* Every kind of doubt once, where it was met first and how often: messages
 * and hints, file and sheet left open.  They live in the arena of the
 * doubts. */
size_t doubts_list(struct doubts *, const struct problem **);

/* E_INVALID: 1,234 or 1.234 in column `i` may be two numbers. */
enum status doubts_two_numbers(const struct mapping *, size_t i,
    const char *text) MUST_CHECK;

/* Has column `i`, of money or of how many, numbers like 1.234 and none that
 * tells what its points are?  Then the problem; file and sheet left open. */
bool doubts_refuse(struct doubts *, size_t i, struct problem *);

/* E_INVALID for a row that only looks like one of the table: its headings
 * once more (also in the other language), a line of totals, a line drawn with
 * characters. */
enum status doubts_check_row(const struct mapping *, const struct row *)
    MUST_CHECK;

#endif
