/*
 * Which sheet of a file holds the rows, and what they are.  import_guess() is
 * declared in ledger/import.h.
 */
#ifndef LEDGER_CHOOSE_H
#define LEDGER_CHOOSE_H

#include "ledger/import.h"

/* Select the sheet --sheet names, else the one whose headings fit best; its
 * name lives as long as the source.  E_NOTFOUND, E_INVALID. */
enum status choose_sheet(struct source *, const struct import_options *,
    const struct flat *, const char **sheet) MUST_CHECK;

#endif
