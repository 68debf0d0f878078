/*
 * What stands behind a source; for the files of lib/sheet only.
 */
#ifndef SHEET_SOURCE_IMPL_H
#define SHEET_SOURCE_IMPL_H

#include "sheet/source.h"

struct source_ops {
	size_t (*nsheets)(const struct source *);
	const char *(*sheet_name)(const struct source *, size_t);
	enum status (*select)(struct source *, size_t);
	enum status (*row)(struct source *, struct row *, bool *more);
	void (*progress)(const struct source *, size_t *done, size_t *total);
	void (*close)(struct source *);
};

/* First member of every source. */
struct source {
	const struct source_ops	*ops;
	const char		*name;		/* for messages */
	char			 guess[64];
	bool			 has_mark;	/* set by source_open() */
	bool			 lacks_end;
};

/* `start` are the first bytes of the stream `fd`, which has been read that
 * far; the source closes `fd`.  `name` outlives the source. */
struct opening {
	int				 fd;
	const char			*name;
	const unsigned char		*start;
	size_t				 nstart;
	const struct source_options	*options;
};

enum status source_open_text(const struct opening *, struct source **)
    MUST_CHECK;
enum status source_open_xlsx(const struct opening *, struct source **)
    MUST_CHECK;

#endif
