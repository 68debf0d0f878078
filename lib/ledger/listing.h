/*
 * Records into a sink: lists, exports, one record with its parts, templates.
 */
#ifndef LEDGER_LISTING_H
#define LEDGER_LISTING_H

#include "record/record.h"
#include "sheet/sink.h"

/* Which fields, and in which language their headings are. */
struct listing {
	struct flat	 flat;		/* the fields chosen, in order */
	bool		 chinese;
	struct arena	*arena;		/* of tables; outlives the sink */
	bool		 lines_only;	/* nothing of a record without them */
	size_t		 nrows;		/* written by listing_write() */
};

/*
 * Choose fields: "a,b" these, "+c" also, "-d" not; NULL: the usual ones of a
 * list, or, with `all`, every field.  E_USAGE: no such field, with a near
 * one as the hint.
 */
enum status listing_choose(const struct entity *, const char *text, bool all,
    struct listing *) MUST_CHECK;

/* The records of a selection as one table.  A record whose lines are shown
 * takes a row for each of them. */
enum status listing_write(struct records *, struct listing *,
    const struct selection *, struct sink *) MUST_CHECK;

/* One record, field by field, and its parts. */
enum status listing_show(struct records *, const struct listing *,
    const void *record, struct sink *) MUST_CHECK;

/* What stands for the code in the example row of a template. */
#define LISTING_EXAMPLE	"EXAMPLE 示例"

/* A table to fill in, with an example row. */
enum status listing_template(const struct listing *, struct sink *)
    MUST_CHECK;

#endif
