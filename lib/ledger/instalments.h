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
 * credit.  Where several shipments, or one of a part of the order, date what a
 * part of the terms counts from, each has an instalment of its share (see
 * ledger/shares.h), and what is still to go has one without a day.  One that is
 * paid stays as it is, for the shipment it was for, else for one after the
 * other; the last one that is not takes what the others leave.  An order
 * without terms or lines has none.
 */
enum status instalments_settle(struct records *, int64_t order) MUST_CHECK;

/*
 * Note that an instalment of the order is paid, and when, or (amount) so much
 * of it: then what is left stays open under its number, and what is paid gets a
 * number of its own.  E_NOTFOUND: there is no such instalment; E_CONFLICT: it
 * is paid already, or less of it is open; E_INVALID: that is no amount.
 */
struct part_paid {
	int64_t		line;
	struct date	date;
	struct decimal	amount;		/* NO_DECIMAL: all, and is set to it */
	struct decimal	open;		/* set: what is left of it */
};
enum status instalment_pay(struct records *, int64_t order,
    struct part_paid *) MUST_CHECK;

#endif
