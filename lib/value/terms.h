/*
 * Terms of payment: from the text traders write to the parts a sum is paid in,
 * and when each is due.
 */
#ifndef VALUE_TERMS_H
#define VALUE_TERMS_H

#include "base/arena.h"
#include "value/date.h"
#include "value/decimal.h"

enum { TERMS_MAX = 12 };

/* One part: so many percent, so long after (days < 0: before) an event. */
struct term {
	struct decimal	percent;
	const char	*method;	/* "T/T", "L/C", "D/P", "D/A" ... */
	const char	*event;		/* order, shipment, bl, eta, invoice,
					 * lc; other: the text says nothing */
	int64_t		 days, months;
	bool		 month_end;	/* counted from the end of the month */
};

struct terms {
	struct term	parts[TERMS_MAX];
	size_t		n;
};

/*
 * Reads "30% T/T deposit, 70% against copy of B/L", "T/T 30/70", "30/70 before
 * shipment", "L/C at sight", "L/C 60 days after B/L date", "D/P", "D/A 60",
 * "O/A 45 days after B/L", "NET30", "月结30天", "30%定金，70%见提单副本" and
 * the like.  The parts add up to 100 exactly; what is left open ("30% deposit,
 * balance before shipment") is the last one's.
 *
 * What a text leaves unsaid is read as it is usual: of several parts the first
 * is due with the order, the second before shipment, others against the bill of
 * lading; L/C, D/P, D/A and O/A count from the bill of lading, and so do days
 * of other methods ("T/T 30 days"), NET and 月结 from the invoice; "100% T/T"
 * is paid with the order.  "T/T" alone does not say when: terms_say_when().
 *
 * E_INVALID: the text names no way of paying, the shares add up to something
 * else, or there are more than TERMS_MAX of them.
 */
enum status terms_parse(const char *text, struct terms *) MUST_CHECK;

/* Can every part be due some day, or does one leave open when it is ("T/T",
 * "Western Union")? */
bool terms_say_when(const struct terms *);

/* Fits the `normalize` member of a field: known spellings (NET30, T/T 30/70)
 * are brought into one form, the rest is kept as written.  E_INVALID as
 * terms_parse(). */
enum status terms_normalize(const char *, struct arena *, const char **)
    MUST_CHECK;

/*
 * The sum in its parts, in minor units of `places`: amounts[i] is what is due
 * up to part i, rounded half-up, less what was due before, so that none is
 * negative and they add up to the sum exactly; the last takes the residue.
 * E_INVALID: the sum is negative or has more decimals.
 */
enum status terms_split(const struct terms *, struct decimal sum, int places,
    struct decimal *amounts) MUST_CHECK;

/* When a part is due whose event was on that day: months later (a day the
 * month lacks becomes its last), at the end of the month if so agreed, days
 * later.  NO_DATE: the event has no date yet. */
struct date terms_due(const struct term *, struct date event);

#endif
