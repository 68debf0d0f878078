/*
 * What the files that compare papers share; not for others.
 *
 * What is compared is told by tables: pairs of fields that must be equal
 * (doc_pairs.c), rules that need more than that (doc_rules.c), and what stands
 * in papers that were issued (doc_papers.c).  A new comparison is a row there.
 */
#ifndef LEDGER_DOC_CHECKING_H
#define LEDGER_DOC_CHECKING_H

#include "ledger/doc_check.h"
#include "ledger/doc_saying.h"
#include "trade/issued.h"
#include "trade/order.h"
#include "trade/packing.h"
#include "trade/shipment.h"

enum whose { OF_ORDER, OF_BUYER, OF_SHIPMENT, OF_ORDER_LINE, OF_LINE,
	OF_PRODUCT, WHOSE };

/* A paper that stands, and the same as it would be made now. */
struct issued_paper {
	struct issued_paper *next;
	struct issued	 issued;
	bool		 is_of_shipment;	/* else of an order */
	const char	*of;			/* its number */
	struct saying	 paper, ledger;
	const char	*why_not;	/* the ledger makes none; or NULL */
};

struct checking {
	struct report	*report;
	struct arena	*arena;
	const void	*at[WHOSE];	/* the records at hand; NULL: none */
	const struct sales_order *first;	/* of the shipment's orders */
	struct packing	 packing;
	struct packed_sum packed;	/* of the line at hand, or of all */
	bool		 is_of_order;	/* whatever ships it */
	struct issued_paper *papers, **papers_end;	/* in their order */
	size_t		 compared;
};

extern const struct entity *const checked_entities[WHOSE];

static inline const struct sales_order *
order_of(const struct checking *c)
{
	return c->at[OF_ORDER];
}

static inline const struct shipment *
shipment_of(const struct checking *c)
{
	return c->at[OF_SHIPMENT];
}

static inline const struct shipment_line *
line_of(const struct checking *c)
{
	return c->at[OF_LINE];
}

/* ---- differences (doc_differ.c) ------------------------------------------ */

extern const struct table check_table;

/* Values are texts; NULL: it says nothing. */
struct difference {
	const char	*check;		/* N_() */
	const char	*paper, *says;
	const char	*other, *other_says;
	const char	*remark;	/* N_(), or NULL */
	const char	*where;		/* NULL: the record at hand */
};
enum status differ(struct checking *, const struct difference *) MUST_CHECK;

/* In the arena; NULL: it has no value. */
const char *text_of(const struct checking *, struct value);
const char *decimal_text(const struct checking *, struct decimal);
const char *date_text(const struct checking *, struct date);

/* Two amounts that should be one. */
enum status compare_decimals(struct checking *, struct difference,
    struct decimal one, struct decimal other) MUST_CHECK;

/* `one` should not be later than `other`. */
enum status compare_dates(struct checking *, struct difference,
    struct date one, struct date other) MUST_CHECK;

/* It should be there. */
enum status need_text(struct checking *, const char *check, const char *paper,
    const char *text) MUST_CHECK;

/* ---- what is compared ---------------------------------------------------- */

/* Pairs of fields of the records at hand: those of a line, or the others. */
enum status run_pairs(struct checking *, bool of_lines) MUST_CHECK;

enum scope { EACH_ORDER, EACH_OF_SHIPMENT, EACH_LINE, EACH_SHIPMENT };
enum status run_rules(struct checking *, enum scope) MUST_CHECK;

/* What was issued for the order, or the shipment, at hand (doc_papers.c). */
enum status load_papers(struct checking *, enum whose) MUST_CHECK;
/* All that were loaded with the ledger, and with each other. */
enum status compare_papers(struct checking *) MUST_CHECK;

/* The first of a kind of the shipment at hand; NULL: none. */
const struct issued_paper *paper_of_shipment(const struct checking *,
    const char *kind);

/* The numbers in the ledger that a query gives, in the arena: what a rule asks
 * must not meet an open cursor. */
struct numbers {
	int64_t	*list;
	size_t	 n;
};
enum status numbers_of(struct checking *, const char *sql, int64_t id,
    struct numbers *) MUST_CHECK;

/* Rules of letters of credit (doc_credit.c). */
enum status check_lc(struct checking *) MUST_CHECK;
enum status check_presented(struct checking *) MUST_CHECK;
enum status check_drawn(struct checking *) MUST_CHECK;

/* The date on board, as far as it is known. */
struct date on_board(const struct shipment *);

/* A paper of the shipment that was issued should not be dated later. */
enum status check_dated(struct checking *, const char *kind,
    struct difference, struct date) MUST_CHECK;

/* Rules of goods (doc_goods.c). */
enum status check_quantity(struct checking *) MUST_CHECK;
enum status check_weights(struct checking *) MUST_CHECK;
enum status check_packed(struct checking *) MUST_CHECK;
enum status check_cartons(struct checking *) MUST_CHECK;
enum status check_containers(struct checking *) MUST_CHECK;

#endif
