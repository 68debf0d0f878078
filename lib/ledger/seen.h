/*
 * The records an import has met so far, and what became of them.
 */
#ifndef LEDGER_SEEN_H
#define LEDGER_SEEN_H

#include <stddef.h>
#include <stdint.h>

/* What an import did with a record: rows may speak of it several times. */
enum fate { UNCHANGED, ADDED, CHANGED };

struct seen {
	uint32_t	row;		/* where it stood first; 0: not yet */
	uint32_t	lines;		/* of it so far, as the import counts */
	enum fate	fate;
};

/* Records by number.  Numbers are given out one after the other, so whole
 * pages of them are kept.  Begins zeroed; seen_release() gives it back. */
struct seen_table {
	struct seen_page **pages;	/* open addressing */
	size_t		   size, used;
	struct seen_page  *last;	/* the one asked for last */
};

/* The entry of a record, new or met before; valid until seen_release(). */
struct seen *seen_get(struct seen_table *, int64_t id);
void seen_release(struct seen_table *);

/* How often something was met, by a hash of it; the same way. */
struct tally_table {
	struct tally_slot *slots;
	size_t		   size, used;
};

/* Valid until the next call; `hash` is not 0. */
size_t *tally_get(struct tally_table *, uint64_t hash);
void tally_release(struct tally_table *);

#endif
