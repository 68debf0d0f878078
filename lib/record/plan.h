/*
 * What the statements of one kind of record are, put together once and kept:
 * an import runs them for every row.  For the files of lib/record only.
 */
#ifndef RECORD_PLAN_H
#define RECORD_PLAN_H

#include "record/entity.h"
#include "store/store.h"

enum { FIELDS_MAX = 64, MATCHES_MAX = 8, OPTIONAL_MAX = 2,
    REFS_MAX = 8, SETTLERS_MAX = 4 };

/* Who settles what a record touches: the record of this field, or (NULL)
 * itself. */
struct settling {
	const struct settler *by;	/* NULL: the end of the list */
	const struct field   *of;
};

struct plan {
	const struct entity *entity;
	struct plan	    *next;
	uint64_t	     fields;	/* asked for, as bits */
	const struct field  *key, *parent;	/* NULL: it has none */
	struct settling	     settlings[SETTLERS_MAX];
	const struct field  *refs[REFS_MAX];	/* ends with NULL */
	int		     digits;	/* of codes that were made; 0: not
						   known yet */
	bool		     is_searched;
	bool		     has_differed;	/* what was said last */
	bool		     may_wait;	/* rows to be added: see
						   record_load_many() */
	struct columns	     columns;	/* of the selects */

	/* NULL: not needed yet. */
	struct statement *by_id, *by_key;
	/* By set of matching fields, and which of its optional fields, as a
	 * number of bits, have no value. */
	struct statement *by_match[MATCHES_MAX][1 << OPTIONAL_MAX];
	struct plan_write *inserts, *appends, *updates;	/* newest first */
};

/* Stand for the seal and the search key among the fields that are written. */
#define PLAN_SEAL	(UINT64_C(1) << (FIELDS_MAX - 2))
#define PLAN_SEARCH_KEY	(UINT64_C(1) << (FIELDS_MAX - 1))

struct records;

/* The plan of a kind of record, made at its first use: reading all fields, or
 * these (as bits) beside those that tell which record it is. */
struct plan *records_plan(struct records *, const struct entity *);
struct plan *records_plan_of(struct records *, const struct entity *,
    uint64_t fields);

/* All columns of the row with this number (?1), of the row with this key
 * (?1). */
struct statement *plan_by_id(struct records *, struct plan *);
struct statement *plan_by_key(struct records *, struct plan *);

/* Insert of these fields, as bits, or of more, which *fields tells then: the
 * rows of a file don't all have the same ones; for one row, or for many that
 * wait for each other.  Update of these fields, with the number of the row as
 * the last value.  Values in the order of the fields, the seal and the search
 * key behind them. */
struct statement *plan_insert(struct records *, struct plan *,
    uint64_t *fields);
struct appender *plan_append(struct records *, struct plan *,
    uint64_t *fields);
struct statement *plan_update(struct records *, struct plan *,
    uint64_t fields);

#endif
