/*
 * What crosses between orders, products and shipments: what is left to ship,
 * goods into cartons and containers, and dates that payments hang on.
 */
#ifndef LEDGER_SHIPPING_H
#define LEDGER_SHIPPING_H

#include "ledger/report.h"
#include "record/record.h"
#include "trade/container.h"
#include "trade/packing.h"
#include "trade/shipment.h"

/* So much of a line of an order. */
struct shipping_pick {
	const char	*order;		/* its code; NULL: of the only one */
	int64_t		 line;
	struct decimal	 quantity;	/* NO_DECIMAL: what is left of it */
	int64_t		 order_id;	/* looked up by who takes picks */
};

/* "ORD-2026-0001:2=500", "2=500", "2"; the code lives in the arena.  E_USAGE
 * for anything else. */
enum status shipping_pick_parse(const char *text, struct arena *,
    struct shipping_pick *) MUST_CHECK;

/*
 * Orders into a shipment: a line for each of theirs of which anything is left,
 * or for those picked.  A new shipment (without a number in the ledger) takes
 * what it does not say itself from the first order, and is stored; where the
 * order knows dates of shipping already and has no shipment yet, these too.
 * E_CONFLICT: the order is not confirmed or over, is another buyer's, or has
 * less of it left and `more` is not agreed.
 */
struct shipping {
	struct records	*records;
	struct arena	*arena;
	struct shipment	*shipment;
	struct shipping_pick *picks;
	size_t		 npicks;
	bool		 more;
	size_t		 nlines;	/* added */
};
enum status shipping_add_orders(struct shipping *, char **orders, size_t n)
    MUST_CHECK;

/* What should make one think twice: a term of delivery for ships, as FOB, of
 * goods that go otherwise.  NULL: nothing. */
enum status shipping_doubt(struct records *, const struct shipment *,
    struct arena *, const char **) MUST_CHECK;

/*
 * Pack it by the packing data of its products: makes its cartons anew and
 * fills in cartons, weights and volume of its lines.  E_INVALID names every
 * product that lacks something, and what.
 */
struct shipping_packer {
	struct records	*records;
	struct arena	*arena;
	const struct mix *mixes;
	size_t		 nmixes;
	struct packed_sum sum;		/* what it came to */
};
enum status shipping_pack(struct shipping_packer *, const struct shipment *)
    MUST_CHECK;

/* Its cartons as they are kept; none: as they would be packed. */
enum status shipping_cartons(struct records *, const struct shipment *,
    struct arena *, struct packing *) MUST_CHECK;
enum status shipping_cartons_or_pack(struct records *,
    const struct shipment *, struct arena *, struct packing *) MUST_CHECK;

/*
 * How it could go: containers by volume and by payload, freight tons, and what
 * counts as weight by air and by courier, each a row.  Containers are filled
 * carton by carton in the order of their numbers, up to what can be stowed and
 * what roads carry, or up to the limits given.
 */
enum status report_plan(struct report *, const struct shipment *,
    const struct container_limits *) MUST_CHECK;

/*
 * A settler.  Over all shipments that are not cancelled no more of an order's
 * line goes than was ordered, unless a line of this one says it was agreed;
 * what has left has lines, and if it has cartons, all of it is in them.
 *
 * Its orders take over the dates that payments hang on, from all their
 * shipments that are not cancelled, of each the latest known: shipped (ATD,
 * else that of the B/L), B/L date, arrival (ATA, else ETA), invoice.  The
 * latest, because an order shipped in parts is paid for as a whole, and the
 * last of several B/Ls is what a term counts from (ISBP 745, B2).  What no
 * shipment knows the order does not know, but for the date of the invoice.
 */
enum status shipping_settle(struct records *, int64_t id) MUST_CHECK;

/* A settler of orders, for when a line of a shipment comes, goes, or is of
 * another one: the dates above. */
enum status shipping_tell_order(struct records *, int64_t order) MUST_CHECK;

/* A settler of documents: a shipment without a date of the invoice takes that
 * of the invoice that was issued for it. */
enum status shipping_note_invoice(struct records *, int64_t id) MUST_CHECK;

#endif
