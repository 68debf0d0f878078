/*
 * Whom an inquiry was passed on to: the rows of inquiry_supplier, set by hand
 * and by the offers that come in.
 */
#include "ledger/asking.h"

#include <string.h>

#include "trade/offer.h"
#include "trade/party.h"

/* Inquiry and supplier as one row has them; its id is 0 when there is none. */
static enum status
find_asked(struct records *r, const struct asking *what, struct arena *a,
    struct inquiry_supplier *out)
{
	struct inquiry_supplier sought;
	const struct record_like like = { &inquiry_supplier_entity, &sought,
	    0 };
	void *same;
	enum status st;

	entity_clear(&inquiry_supplier_entity, &sought);
	sought.id = 0;
	sought.inquiry = (struct ref){ what->inquiry->id,
	    what->inquiry->number, NULL };
	sought.supplier = what->supplier;
	if ((st = record_match(r, &like, a, &same)) != OK)
		return st;
	*out = same != NULL ? *(struct inquiry_supplier *)same : sought;
	return OK;
}

enum status
asking_ask(struct records *r, const struct asking *what, struct arena *a)
{
	struct inquiry_supplier asked;
	char date[DATE_TEXT_MAX];
	enum status st = find_asked(r, what, a, &asked);

	if (st != OK)
		return st;
	if (asked.id != 0) {
		date_format(asked.asked, date);
		return fail(E_CONFLICT, _("%s was asked about %s already, on "
		    "%s"), what->supplier.code, what->inquiry->number, date);
	}
	asked.asked = what->time;
	if ((st = record_check(r, &inquiry_supplier_entity, &asked, a)) != OK)
		return st;
	return record_insert(r, &inquiry_supplier_entity, &asked, a);
}

/* Stores the answer in the row, a new one where there is none. */
static enum status
store_answer(struct records *r, const struct inquiry_supplier *old,
    struct inquiry_supplier *now, struct arena *a)
{
	enum status st = record_check(r, &inquiry_supplier_entity, now, a);

	if (st != OK)
		return st;
	return old->id == 0 ?
	    record_insert(r, &inquiry_supplier_entity, now, a) :
	    record_update(r, &inquiry_supplier_entity, old, now);
}

enum status
asking_answer(struct records *r, const struct asking *what,
    const struct answer_given *given, struct arena *a)
{
	struct inquiry_supplier old, now;
	enum status st = find_asked(r, what, a, &old);

	if (st != OK)
		return st;
	if (old.id == 0)
		return fail_hint(fail(E_NOTFOUND, _("%s was not asked about "
		    "%s"), what->supplier.code, what->inquiry->number),
		    _("ask it first: tradecli inquiry ask %s %s"),
		    what->inquiry->number, what->supplier.code);
	now = old;
	now.response = given->response;
	now.reason = given->reason;
	now.answered = strcmp(given->response, "pending") == 0 ? NO_DATE :
	    what->time;
	return store_answer(r, &old, &now, a);
}

/* The first one counts: a later offer does not change when it came. */
static enum status
settle_answer(struct records *r, const struct offer *o, struct arena *a)
{
	struct inquiry inquiry = { .id = o->inquiry.id,
	    .number = o->inquiry.code };
	const struct asking what = { &inquiry, o->supplier, o->date };
	struct inquiry_supplier old, now;
	enum status st = find_asked(r, &what, a, &old);

	if (st != OK || (old.id != 0 &&
	    strcmp(old.response, "received") == 0))
		return st;
	now = old;
	now.response = "received";
	now.reason = NULL;
	now.answered = o->date;
	if (old.id == 0)
		now.asked = o->date;
	return store_answer(r, &old, &now, a);
}

enum status
offer_settle(struct records *r, int64_t id)
{
	struct arena a = ARENA_INIT;
	struct offer o;
	enum status st = record_load(r, (struct record_id){ &offer_entity, id },
	    &a, &o);

	if (st == OK && o.inquiry.id != 0)
		st = settle_answer(r, &o, &a);
	arena_release(&a);
	return st;
}
