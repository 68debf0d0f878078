/*
 * Do the papers of a shipment say the same?  Proforma invoice (PI, the order),
 * commercial invoice (CI), packing list (PL), bill of lading (B/L), customs
 * declaration and letter of credit (L/C), compared with each other before they
 * leave the house.
 */
#ifndef LEDGER_DOC_CHECK_H
#define LEDGER_DOC_CHECK_H

#include "ledger/report.h"

/* A shipment, or an order and all its shipments that are not cancelled. */
struct doc_subject {
	int64_t		 order, shipment;	/* one of them is 0 */
	const char	*number;		/* in the arena */
};

/* By its number, or that of a paper issued for it; E_NOTFOUND. */
enum status doc_find(struct records *, const char *number, struct arena *,
    struct doc_subject *) MUST_CHECK;

/* Each difference a row; `*compared`: how many comparisons were made. */
enum status report_doc_check(struct report *, const struct doc_subject *,
    size_t *compared) MUST_CHECK;

#endif
