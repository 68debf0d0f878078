/*
 * The parts an order is paid in: they follow from its terms and its sum, and
 * their dates from those of the order.
 */
#ifndef LEDGER_INSTALMENTS_H
#define LEDGER_INSTALMENTS_H

#include "record/record.h"

/*
 * A settler (see records_settlers()): makes the instalments of an order anew
 * from its terms, its goods and its freight, and the last day of its letter of
 * credit.  One that is paid stays as it is; the last one that is not takes what
 * the others leave.  An order without terms or lines has none.
 */
enum status instalments_settle(struct records *, int64_t order) MUST_CHECK;

/* Note that a part of the order is paid, and when.  E_NOTFOUND: there is no
 * such part; E_CONFLICT: it is paid already. */
struct part_paid {
	int64_t		order, line;
	struct date	date;
};
enum status instalment_pay(struct records *, const struct part_paid *,
    struct arena *) MUST_CHECK;

#endif
