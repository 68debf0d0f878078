/*
 * What the files that fill papers share.
 */
#ifndef LEDGER_PAPER_FILL_H
#define LEDGER_PAPER_FILL_H

#include "ledger/paper.h"
#include "trade/party.h"

/* A document being filled from a record. */
struct filling {
	struct records	*records;
	struct arena	*arena;
	struct document	*doc;
	struct values	*head;		/* of the document */
};

/* Our own firm: letterhead, bank, and as "seller" or "buyer". */
enum status fill_company(struct filling *, const char *as) MUST_CHECK;

/* A firm with its address as `name`, and its name alone as "NAME_name". */
enum status fill_party(struct filling *, const struct entity *,
    const struct ref *, const char *name) MUST_CHECK;
void fill_party_of(struct filling *, const struct party *, const char *name);

/* "CIF Hamburg, Incoterms 2020" and the like. */
void fill_incoterm(struct filling *, const char *incoterm, const char *place);

void fill_country(struct filling *, const char *name, const char *country);

/* Texts of a closed list in both languages. */
struct label code_label(const struct codes *, const char *code);

/* What a unit of many is called: "pcs", "boxes". */
struct label unit_label(const char *code, struct arena *);

/* Lines of a quote, an order or a purchase, with their amounts; `sum` is what
 * they come to. */
struct goods {
	const struct entity *lines;
	int64_t		 parent;
	const char	*currency;
	struct decimal	 sum;
};
enum status fill_goods(struct filling *, struct goods *) MUST_CHECK;

/* Code, HS code and origin of a product in a line, and the description: what
 * the line has of its `own`, or the product's name in a language that this is
 * not in. */
enum status fill_product(struct filling *, struct values *line,
    const struct ref *product, struct label own) MUST_CHECK;

/* Sum, freight beside it, the total and what it is in words. */
struct totals {
	const char	*currency;
	struct decimal	 goods, freight;	/* NO_DECIMAL: none */
};
enum status fill_totals(struct filling *, const struct totals *) MUST_CHECK;

/* Number and date of what was issued for a record, as NAME_number, NAME_date;
 * nothing when nothing was. */
struct issued_for {
	const char	*kind, *member;	/* of the document: "shipment" */
	int64_t		 id;
};
enum status fill_issued(struct filling *, const struct issued_for *,
    const char *name) MUST_CHECK;

/* What one order says that all its papers repeat. */
struct sales_order;
enum status fill_order(struct filling *, const struct sales_order *)
    MUST_CHECK;

/* Invoice, packing list and advice (paper_shipment.c). */
enum status fill_invoice(struct filling *, const void *shipment) MUST_CHECK;
enum status fill_packing(struct filling *, const void *shipment) MUST_CHECK;
enum status fill_advice(struct filling *, const void *shipment) MUST_CHECK;

#endif
