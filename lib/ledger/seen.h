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
	int64_t	id;		/* 0: free */
	size_t	row;		/* where it stood first; 0: not yet */
	size_t	lines;		/* lines of it so far */
	enum fate fate;
};

/* Records by number, open addressing; grows at two thirds full.  Begins
 * zeroed; seen_release() gives the memory back. */
struct seen_table {
	struct seen *slots;
	size_t	     size, used;
};

/* The entry of a record, new or met before; valid until the next call. */
struct seen *seen_get(struct seen_table *, int64_t id);
void seen_release(struct seen_table *);

#endif
