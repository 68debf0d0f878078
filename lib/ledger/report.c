/*
 * What reports share.
 */
#include "ledger/report.h"

const char *
report_word(const struct report *r, const char *msgid)
{
	return r->for_people ? _(msgid) : msgid;
}

enum status
report_begin(struct report *r, const struct table *table)
{
	struct table *t = arena_alloc(r->arena, sizeof(*t));
	struct column *columns = arena_alloc(r->arena,
	    table->ncolumns * sizeof(*columns));

	for (size_t i = 0; i < table->ncolumns; i++) {
		columns[i] = table->columns[i];
		columns[i].label = _(columns[i].label);
	}
	*t = *table;
	t->title = _(table->title);
	t->columns = columns;
	return sink_begin(r->sink, t);
}

void
report_remark(struct report *r, const char *text)
{
	if (r->nremarks < COUNT(r->remarks))
		r->remarks[r->nremarks++] = text;
}

const char *
report_key(const struct report *r, const char *key)
{
	if (key != NULL && *key != '\0')
		return key;
	return r->for_people ? _("none") : NULL;
}
