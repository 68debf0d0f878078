/*
 * Rates of a file into the ledger: only what it does not hold yet.
 */
#ifndef LEDGER_RATES_IMPORT_H
#define LEDGER_RATES_IMPORT_H

#include "ledger/rates_file.h"
#include "record/record.h"

struct rates_result {
	size_t	added, changed, unchanged;
};

/* Store the quotes as rates of this source.  What the ledger has of it with
 * another value is changed.  The same file a second time adds nothing. */
enum status rates_import(struct records *, struct rates_file *,
    const char *source, struct rates_result *) MUST_CHECK;

#endif
