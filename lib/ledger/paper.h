/*
 * The papers of a deal, filled in from the records of the ledger: quotation
 * and purchase order from their own records, proforma invoice and contract
 * from an order, invoice, packing list and shipping advice from a shipment.
 */
#ifndef LEDGER_PAPER_H
#define LEDGER_PAPER_H

#include "record/record.h"
#include "sheet/document.h"
#include "trade/issued.h"

/* What a document is made from, and for which day. */
struct paper_source {
	const char	*kind;		/* "invoice": of document_kind_codes */
	const char	*number;	/* of the quote, order, shipment ... */
	struct date	 date;		/* that stands on it */
	enum tongue	 tongue;
	struct arena	*arena;		/* of what it is made into */
};

/* "en", "zh", "both". */
enum tongue paper_tongue(const char *code);

/* The noun a kind of document is made from; NULL: no such kind. */
const struct entity *paper_entity(const char *kind);

/*
 * Fill a document, in source->arena, with "DRAFT" for its number.
 * E_NOTFOUND: the record is not there; E_INVALID: something the document must
 * say is not known, or the orders of a shipment do not go on one invoice.
 */
enum status paper_fill(struct records *, const struct paper_source *,
    struct document *) MUST_CHECK;

/*
 * Issue it: with a number of its series, behind which there is no gap, or with
 * that of its record, and kept as it is.  Where one of its kind was issued for
 * the record already: E_CONFLICT, unless `again` asks for another that replaces
 * it, under its number with -R1, -R2 ... behind.
 */
enum status paper_issue(struct records *, const struct paper_source *,
    bool again, struct issued *) MUST_CHECK;

/*
 * The document as it was issued, in doc->arena: what stands in it is in the
 * ledger, its layout has a number, of its logo a sum is kept.  E_LEDGER: the
 * layout is one of a later program; E_INVALID: the logo is another one now.
 */
struct reopening {
	enum tongue	tongue;
	bool		without_logo;
};
enum status paper_reopen(const struct issued *, const struct reopening *,
    struct document *) MUST_CHECK;

/* The number of what replaced it; NULL: it stands. */
enum status paper_successor(struct records *, const struct issued *,
    struct arena *, const char **number) MUST_CHECK;

#endif
