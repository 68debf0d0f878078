/*
 * What must hold between records of a deal, whatever was done or undone.
 */
#ifndef LEDGER_HOLDS_H
#define LEDGER_HOLDS_H

#include "record/record.h"

/*
 * Settlers that change nothing (SETTLER_RULE).  E_CONFLICT: an order or a quote
 * was called off that others stand on, a shipment has goods of an order that is
 * called off, of another buyer's, of lines that are not there, or more of them
 * than was ordered.
 */
enum status order_holds(struct records *, int64_t order) MUST_CHECK;
enum status quote_holds(struct records *, int64_t quote) MUST_CHECK;
enum status shipment_holds(struct records *, int64_t shipment) MUST_CHECK;

#endif
