/*
 * Was a ledger written by this program alone?  Every row has a seal, every
 * operation a hash of all it did and of the hash before it (tradecli-ledger(5)
 * has what goes into them).
 */
#ifndef RECORD_VERIFY_H
#define RECORD_VERIFY_H

#include "record/record.h"

/* Rows whose seal is broken, one text a row; no error. */
enum status records_verify_rows(struct records *,
    void (*problem)(void *to, const char *text), void *to) MUST_CHECK;

/* Makes the hash of every operation again from its lines of the history, the
 * rows as they stand and what was before later changes; each that differs from
 * what is on record is a problem, and so is a row that should be there. */
enum status records_verify_chain(struct records *,
    void (*problem)(void *to, const char *text), void *to) MUST_CHECK;

/* Seals all rows and operations that are not; for migrations. */
enum status records_seal_all(struct records *) MUST_CHECK;

#endif
