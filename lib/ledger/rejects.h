/*
 * Rows an import could not take: kept as they stood, and written in the end
 * with the reason, fit to be mended and imported again.
 */
#ifndef LEDGER_REJECTS_H
#define LEDGER_REJECTS_H

#include "ledger/heading.h"

struct rejects {
	const struct mapping *mapping;
	struct arena	*arena;
	const char	**head;		/* cells of the last row's record */
	struct rejected	*first, **last;
	size_t		 longest;	/* cells of the longest row */
	const char	*line_heading;	/* of a column of line numbers, or NULL:
					   the file has one, or needs none */
};

void rejects_init(struct rejects *, const struct mapping *, struct arena *);

/* Remember the cells that belong to the record itself: a row that only adds a
 * line to it repeats them, so that it can be imported by itself. */
void rejects_keep_head(struct rejects *, const struct row *);

/* What is known of a row that could not be taken. */
struct reject {
	bool		 is_continued;	/* belongs to the record above it */
	size_t		 line;		/* its place among the lines; 0: none */
	const char	*reason;
};
void rejects_keep(struct rejects *, const struct row *, const struct reject *);

/* Write what was kept as one table; nothing when there is nothing. */
enum status rejects_write(const struct rejects *, struct sink *) MUST_CHECK;

/* Is it the heading over the reasons, in either language? */
bool rejects_is_reason(const char *heading);

#endif
