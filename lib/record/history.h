/*
 * The history of all changes: who, when, by which command, and what every
 * field was before.  Written by record.c, read by the log and by undo.
 */
#ifndef RECORD_HISTORY_H
#define RECORD_HISTORY_H

#include "record/record.h"

/* Traces of a change, left in the operation that is going on. */
enum status history_insert(struct records *, const struct entity *, int64_t id)
    MUST_CHECK;
enum status history_update(struct records *, const struct entity *,
    const void *old, const void *record) MUST_CHECK;
enum status history_delete(struct records *, const struct entity *,
    const void *record) MUST_CHECK;
/* Writes the traces that were held back; closes the operation, which must be
 * the end of it. */
enum status history_flush(struct records *) MUST_CHECK;
enum status history_end(struct records *) MUST_CHECK;

struct operation {
	int64_t		 id;
	const char	*time, *user, *command;
	const char	*kind;			/* do, undo, redo */
	int64_t		 target;		/* 0: none */
	bool		 is_undone;
	int64_t		 inserted, updated, deleted;	/* records */
};

/*
 * What a command answered, under a key that whoever gave it has chosen: when
 * he never saw the answer he may ask again.  It becomes a part of the operation
 * that is going on, or of an empty one of its own; lives until that is written
 * (records_flush()).  E_CONFLICT then, when the key is another's.
 */
struct receipt {
	const char	*key, *answer;
	int64_t		 status;		/* it ended with */
};
void history_keep(struct records *, const struct receipt *);

/* The operation of a key, id 0 when there is none, and its receipt; the texts
 * live in the arena. */
enum status history_find(struct records *, const char *key, struct arena *,
    struct operation *, struct receipt *) MUST_CHECK;

/* Operations, the newest first; texts live until the next call of `each`,
 * which says whether it wants more.  `limit` 0: all. */
enum status history_list(struct records *, int64_t limit,
    enum status (*each)(void *to, const struct operation *), void *to)
    MUST_CHECK;

/* One field of one record, before and after an operation. */
struct change_line {
	const struct entity *entity;
	int64_t		     id;		/* of the record */
	const char	    *code;		/* its code now, or "" */
	const char	    *action;		/* insert, update, delete */
	const struct field  *field;		/* NULL: insert, whole record */
	int64_t		     last;		/* insert: id .. last */
	const char	    *before, *after;	/* "" for no value */
};

/* E_NOTFOUND: there is no such operation. */
enum status history_show(struct records *, int64_t operation,
    enum status (*each)(void *to, const struct change_line *), void *to)
    MUST_CHECK;

/*
 * Take back the newest operation that is not undone, or a certain one
 * (`id` not 0); bring back the one undone last.  E_NOTFOUND: there is none;
 * E_CONFLICT: a later change stands on it, named.  The operation dealt with
 * is returned; the texts live in the arena.
 */
enum status history_undo(struct records *, int64_t id, struct arena *,
    struct operation *) MUST_CHECK;
enum status history_redo(struct records *, int64_t id, struct arena *,
    struct operation *) MUST_CHECK;

/* Only what identifies it: id, time, command. */
enum status history_operation(struct records *, int64_t id, struct arena *,
    struct operation *) MUST_CHECK;

#endif
