/*
 * How far a record is, and what that forbids: the rules of the table of states
 * of its entity (see record/entity.h), kept wherever a record is stored.
 */
#ifndef RECORD_STATE_H
#define RECORD_STATE_H

#include "record/record.h"

/* A record without a state is in the first one.  E_INVALID: there is no such
 * state. */
enum status state_begin(const struct entity *, void *record) MUST_CHECK;

/*
 * Move the record to a state, on a day, for a reason (NULL: none).  E_CONFLICT:
 * it cannot go there from where it stands, the hint says where to; E_INVALID:
 * the state needs a reason.  The record is not stored.
 */
struct move {
	const char	*state;
	const char	*reason;
	struct date	 today;
};
enum status state_move(const struct entity *, void *record,
    const struct move *) MUST_CHECK;

/* May this be done with a record, or with a part of one?  E_CONFLICT: what is
 * issued stays as it is, or the state cannot follow. */
enum status state_check_update(struct records *, const struct entity *,
    const void *old, const void *record) MUST_CHECK;
enum status state_check_part(struct records *, const struct entity *part,
    const void *record) MUST_CHECK;
/* Is it a record that was never anything but issued?  Then it cannot be as if
 * it had not been: its number would be missing. */
enum status state_check_undo(const struct entity *, const void *record)
    MUST_CHECK;
/* Nor does a file say anything new about it. */
enum status state_check_import(const struct entity *, const void *record)
    MUST_CHECK;
enum status state_check_delete(struct records *, const struct entity *,
    const void *record) MUST_CHECK;

#endif
