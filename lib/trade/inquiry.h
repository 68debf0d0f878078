/*
 * An inquiry (询盘): who asked for what, where it came from, how far it is.
 */
#ifndef TRADE_INQUIRY_H
#define TRADE_INQUIRY_H

#include "record/entity.h"

struct inquiry {
	int64_t		 id;
	const char	*number;	/* INQ-2026-0001 */
	struct date	 date;		/* received, with the time if known */
	const char	*channel;
	const char	*campaign;	/* the fair, the advertisement */
	const char	*reference;	/* the channel's own number */
	struct ref	 buyer;		/* or, not yet in the ledger: */
	const char	*company;
	const char	*country;
	const char	*contact;
	const char	*email;
	const char	*language;
	const char	*incoterm;
	const char	*place;
	struct date	 wanted_date;
	const char	*currency;	/* of the target prices */
	const char	*stage;
	const char	*lost_reason;
	struct date	 answered;	/* first answer, with its time */
	struct date	 next_action;
	const char	*notes;
	bool		 archived;
};

struct inquiry_line {
	int64_t		 id;
	struct ref	 inquiry;
	int64_t		 line;		/* 1, 2, ... */
	struct ref	 product;	/* or free text: */
	const char	*description;
	struct decimal	 quantity;
	const char	*unit;
	struct decimal	 target_price;
	const char	*remarks;
};

/* What happened: a note, or a move to another stage. */
struct inquiry_event {
	int64_t		 id;
	struct ref	 inquiry;
	struct date	 time;
	const char	*kind;		/* "note", "move" */
	const char	*stage;		/* moved to */
	const char	*text;		/* the note, the reason */
	struct date	 next_action;
};

/* A supplier it was passed on to. */
struct inquiry_supplier {
	int64_t		 id;
	struct ref	 inquiry;
	struct ref	 supplier;
	const char	*response;	/* "pending", "received", "declined" */
	struct date	 asked;
	struct date	 answered;
	const char	*reason;	/* why it was declined */
};

extern const struct entity inquiry_entity;
extern const struct entity inquiry_line_entity;
extern const struct entity inquiry_event_entity;
extern const struct entity inquiry_supplier_entity;

/* new contacted quoted sample negotiating won lost, in this order; -1: none. */
int inquiry_stage_rank(const char *stage);
extern const struct codes stage_codes;
extern const struct codes channel_codes;
extern const struct codes response_codes;

/* Move to the stage named in the event, for the reason in its text: sets stage,
 * lost_reason and the first answer, and completes the event.  E_INVALID: lost
 * without a reason; E_CONFLICT: it stands there already. */
enum status inquiry_move(struct inquiry *, struct inquiry_event *,
    const struct defaults *) MUST_CHECK;

#endif
