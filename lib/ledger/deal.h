/*
 * From an inquiry to a quote, from a quote to an order, from an order to
 * purchases: what one record has from another, and what follows from a change
 * (see struct settler in record/record.h).
 */
#ifndef LEDGER_DEAL_H
#define LEDGER_DEAL_H

#include "ledger/report.h"
#include "record/state.h"
#include "trade/inquiry.h"
#include "trade/order.h"
#include "trade/price.h"
#include "trade/purchase.h"
#include "trade/quote.h"

/* What was said of a line, or of all that nothing else was said of. */
struct line_value {
	int64_t		line;		/* 0: all */
	struct decimal	value;
};

struct line_values {
	const struct line_value *list;
	size_t			 n;
};

/* What was said of this line; NO_DECIMAL. */
struct decimal line_value(const struct line_values *, int64_t line);

/* ---- quotes (quoting.c) -------------------------------------------------- */

/*
 * A quote for an inquiry: whom it is for, its term and place, and a line for
 * each of its lines, at the price that was said, else at that of the product
 * in the currency of the quote.  `quote` holds what else was said; it is
 * completed and stored.  E_INVALID: a line has no quantity or no price.
 */
struct quoting {
	struct quote	   *quote;
	struct line_values  prices;
	struct line_values  quantities;
};
enum status quote_from_inquiry(struct records *, const struct inquiry *,
    struct quoting *, struct arena *) MUST_CHECK;

/*
 * A revision: a new quote like the old one but for what was said (quoting->
 * quote holds it), numbered -R1, -R2, ...; the old one becomes `replaced`.
 * E_CONFLICT: it cannot be replaced, or there is an order from it.
 */
enum status quote_revise(struct records *, const struct quote *old,
    struct quoting *, struct arena *) MUST_CHECK;

/*
 * A settler: a quote without a rate gets that of its day, the lines of a draft
 * what their products cost; and the inquiry it answers is quoted once it is
 * sent, won once it is accepted.
 */
enum status quote_settle(struct records *, int64_t quote) MUST_CHECK;

/*
 * How the price of a line was computed: kept with it, as a cost sheet and as
 * the cost, the charges and the fees of the line (see price_solve()).
 */
struct costing {
	const struct cost_sheet	  *sheet;
	const struct incoterm	  *term;
	const struct price_result *result;
	struct date		   rate_date;	/* or none */
	const char		  *rate_source;	/* or NULL */
};
enum status quote_keep_costing(struct records *, const struct quote *,
    int64_t line, const struct costing *) MUST_CHECK;

/* ---- orders (ordering.c) ------------------------------------------------- */

/*
 * An order from a quote that was accepted: the same lines, currency, terms and
 * Incoterm; `order` holds what else was said.  E_CONFLICT: it is not accepted,
 * or there is an order from it; E_INVALID: its buyer is not in the ledger.
 */
enum status order_from_quote(struct records *, const struct quote *,
    struct sales_order *order, struct arena *) MUST_CHECK;

/* A settler: the instalments (see instalments_settle()) and, for an order
 * without one, the rate of its day. */
enum status order_settle(struct records *, int64_t order) MUST_CHECK;

/* ---- purchases (purchasing.c) -------------------------------------------- */

/*
 * Purchases of what an order needs: one for each supplier (that of the product,
 * unless one is said) and currency.  A line that is bought already, or in part,
 * needs the rest.  E_CONFLICT: more than is ordered (unless may_be_more), or
 * nothing is left to buy; E_INVALID: a line has no supplier or no price.
 */
struct purchasing {
	const struct sales_order *order;
	const int64_t	   *lines;	/* these only; NULL: all */
	size_t		    nlines;
	struct line_values  quantities, prices;
	bool		    may_be_more;
	const struct purchase *said;	/* what else; its supplier or none */
};
struct purchases {
	const char **numbers;
	size_t	     n;
};
enum status purchase_from_order(struct records *, const struct purchasing *,
    struct arena *, struct purchases *) MUST_CHECK;

/*
 * Goods that came in: of one line or (0) of all, so much or (NO_DECIMAL) all
 * that is missing.  The purchase is `received` when nothing is missing any
 * more.  E_CONFLICT: it is not out, or that is more than was ordered.
 */
struct arrival {
	int64_t		line;
	struct decimal	quantity;
	struct date	date;
	const char     *quality;	/* or NULL */
};
enum status purchase_receive(struct records *, const struct purchase *,
    const struct arrival *, struct arena *) MUST_CHECK;

/* ---- questions (guard.c, tree.c) ----------------------------------------- */

/*
 * Quotes that are out (draft or sent) and leave less than `limit` percent of
 * their value at the rate of that day: what they left when they were made, what
 * they leave now, and the price of each line that would leave the limit.
 * Margin: (value - fees - charges - cost / rate) / value, from the lines.
 * Those whose costs are not known are counted in `unknown`.
 * E_NOTFOUND: there is no rate.
 */
struct guard {
	struct decimal	limit;		/* percent */
	struct date	today;
	size_t		unknown;
};
enum status report_guard(struct report *, struct guard *) MUST_CHECK;

/*
 * The whole chain that a record is in, as a tree of rows with their levels:
 * inquiry, offers, quotes, orders with their instalments, purchases, shipments
 * and documents; then what the orders leave in the home currency, as estimated
 * and as it is so far.  The number is of any of them.  E_NOTFOUND: nothing has
 * that number.
 */
struct deal_asked {
	const char	*number;
	bool		 is_narrow;	/* a screen of 80 columns */
};
enum status report_deal(struct report *, const struct deal_asked *)
    MUST_CHECK;

/* What the orders of such a tree leave, from an inquiry, a quote or an order
 * on (deal_margin.c): as estimated from the costs of their lines, and so far:
 * what buyers have paid less what came in from suppliers (net of refunds) and
 * the freight of shipments, shared evenly by their orders. */
enum status deal_margin(struct report *, const char *what, int64_t id)
    MUST_CHECK;

/* ---- shared (carry.c) ---------------------------------------------------- */

/* Copies the fields of these names ("a|b|c") from one record to another where
 * that one has no value yet. */
struct carry {
	const struct entity *from, *to;
	const char	    *names;
};
void carry_fields(const struct carry *, const void *from, void *to);

/* A line under its new parent: all that both kinds of line have in common, but
 * for their parents and numbers in the ledger. */
void carry_line(const struct entity *from, const void *line,
    const struct entity *to, void *copy);

/* The number of records in a table that refer to this one and are not in that
 * state: "sales_order" by "quote", not "cancelled". */
struct referrers {
	const char *table, *by, *but;
};
enum status count_referrers(struct records *, const struct referrers *,
    int64_t id, int64_t *n) MUST_CHECK;

/* The rate of a day to the home currency, where there is one and none is known
 * yet: changes the three and says so. */
struct known_rate {
	struct decimal *rate;
	struct date    *date;
	const char    **source;
};
enum status know_rate(struct records *, const char *currency, struct date,
    const struct known_rate *, struct arena *) MUST_CHECK;

/* What one unit of a product costs in the home currency, its tax refund taken
 * off: purchase price less refund_rate of it without VAT; NO_DECIMAL where the
 * price or a rate is not known. */
struct product;
enum status product_cost(struct records *, const struct product *,
    struct date, struct decimal *) MUST_CHECK;

#endif
