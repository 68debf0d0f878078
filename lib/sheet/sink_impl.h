/*
 * What stands behind a sink; for the files of lib/sheet only.
 */
#ifndef SHEET_SINK_IMPL_H
#define SHEET_SINK_IMPL_H

#include "sheet/sink.h"

struct sink_ops {
	enum status (*begin)(struct sink *, const struct table *);
	enum status (*row)(struct sink *, const struct value *);
	enum status (*finish)(struct sink *);
	void (*close)(struct sink *);
};

/* First member of every sink. */
struct sink {
	const struct sink_ops	  *ops;
	const struct sink_options *options;
	struct output		  *out;		/* NULL: it looks itself */
	const struct table	  *table;	/* open now, or NULL */
};

/* What a code of a COLUMN_NAMED column is called, in the user's language; the
 * code itself where it has no name. */
const char *sink_name_of(const struct sink_options *, const struct column *,
    const char *code);

/* A sink that hands its rows to `inner` in another thread once there are many;
 * it closes `inner`.  Values are copied. */
struct sink *sink_open_ahead(struct sink *inner);

enum status sink_open_delimited(const struct sink_options *, struct output *,
    struct sink **) MUST_CHECK;		/* csv, tsv, id, md */
enum status sink_open_json(const struct sink_options *, struct output *,
    struct sink **) MUST_CHECK;		/* json, ndjson */
enum status sink_open_table(const struct sink_options *, struct output *,
    struct sink **) MUST_CHECK;
enum status sink_open_xlsx(const struct sink_options *, struct output *,
    struct sink **) MUST_CHECK;

#endif
