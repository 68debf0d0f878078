/*
 * A document that was issued: a quotation, an invoice, a packing list.  What
 * stood in it is kept as it stood, so that it can be made again; a correction
 * is another document that replaces it.
 */
#ifndef TRADE_ISSUED_H
#define TRADE_ISSUED_H

#include "record/entity.h"

struct issued {
	int64_t		 id;
	const char	*number;	/* CI-2026-0001, CI-2026-0001-R1 */
	const char	*kind;		/* name of its form: "invoice" */
	struct date	 date;
	struct ref	 quote;		/* made from one of these */
	struct ref	 sales_order;
	struct ref	 purchase;
	struct ref	 shipment;
	const char	*party;		/* whom it is for */
	const char	*orders;	/* numbers of all it speaks of */
	const char	*currency;
	struct decimal	 amount;	/* none: a paper without prices */
	const char	*language;	/* "en", "zh", "both" */
	const char	*state;
	struct ref	 replaces;	/* another document */
	const char	*content;	/* see sheet/document_text.h */
};

extern const struct entity document_entity;
extern const struct codes document_kind_codes;
extern const struct codes tongue_codes;		/* en, zh, both */

#endif
