/*
 * Inquiries passed on to suppliers, and what they say.
 */
#ifndef LEDGER_ASKING_H
#define LEDGER_ASKING_H

#include "record/record.h"
#include "trade/inquiry.h"

/* What the supplier was asked, or said. */
struct asking {
	const struct inquiry	*inquiry;
	struct ref		 supplier;	/* found */
	struct date		 time;
};

/* It is asked: pending.  E_CONFLICT: it was asked before. */
enum status asking_ask(struct records *, const struct asking *,
    struct arena *) MUST_CHECK;

/* It answered: "received" or "declined", for a reason (NULL: none).
 * E_NOTFOUND: it was not asked. */
struct answer_given {
	const char	*response;
	const char	*reason;
};
enum status asking_answer(struct records *, const struct asking *,
    const struct answer_given *, struct arena *) MUST_CHECK;

/* An offer for an inquiry is an answer to it (see struct settler). */
enum status offer_settle(struct records *, int64_t offer) MUST_CHECK;

#endif
