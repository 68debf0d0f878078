/*
 * Bad rows, kept until the end: the longest of them tells how many columns
 * their table has.
 */
#include "ledger/rejects.h"

#include <string.h>

static const char reason_heading[] = N_("rejected because");

struct rejected {
	struct rejected	 *next;
	const char	**cells;
	size_t		  ncells;
	const char	 *reason;
};

bool
rejects_is_reason(const char *heading)
{
	return strcmp(heading, reason_heading) == 0 ||
	    strcmp(heading, _(reason_heading)) == 0;
}

void
rejects_init(struct rejects *r, const struct mapping *m, struct arena *a)
{
	*r = (struct rejects){ .mapping = m, .arena = a,
	    .longest = m->ncolumns };
	r->last = &r->first;
}

void
rejects_keep_head(struct rejects *r, const struct row *row)
{
	const struct mapping *m = r->mapping;

	r->head = arena_alloc(r->arena, (m->ncolumns + 1) * sizeof(char *));
	for (size_t i = 0; i < m->ncolumns; i++) {
		int at = m->fields[i];
		bool of_head = at != NOT_MAPPED &&
		    m->flat->fields[at].of == m->flat->entity;

		r->head[i] = of_head && i < row->ncells ?
		    arena_strdup(r->arena, row->cells[i].text) : "";
	}
}

void
rejects_keep(struct rejects *r, const struct row *row, bool continued,
    const char *reason)
{
	struct rejected *one = arena_alloc(r->arena, sizeof(*one));

	one->ncells = row->ncells;
	one->cells = arena_alloc(r->arena, (row->ncells + 1) * sizeof(char *));
	for (size_t i = 0; i < row->ncells; i++) {
		const char *text = row->cells[i].text;

		if (continued && *text == '\0' && r->head != NULL &&
		    i < r->mapping->ncolumns)
			text = r->head[i];
		one->cells[i] = arena_strdup(r->arena, text);
	}
	one->reason = arena_strdup(r->arena, reason);
	*r->last = one;
	r->last = &one->next;
	if (one->ncells > r->longest)
		r->longest = one->ncells;
}

/* The headings of the file, nameless columns for what went beyond them, and
 * the reason. */
static struct table *
new_table(const struct rejects *r)
{
	const struct mapping *m = r->mapping;
	struct column *columns = arena_alloc(r->arena,
	    (r->longest + 1) * sizeof(*columns));
	struct table *table = arena_alloc(r->arena, sizeof(*table));

	for (size_t i = 0; i < r->longest; i++) {
		const char *name = i < m->ncolumns ? m->headings[i] : "";

		if (rejects_is_reason(name))	/* of the last time */
			name = "";
		columns[i] = (struct column){ .name = name, .label = name,
		    .type = V_TEXT };
	}
	columns[r->longest] = (struct column){ .name = _(reason_heading),
	    .label = _(reason_heading), .type = V_TEXT, .flags = COLUMN_WIDE };
	*table = (struct table){ .name = "rejects",
	    .title = _("Rejected rows"), .kind = TABLE_LIST,
	    .columns = columns, .ncolumns = r->longest + 1 };
	return table;
}

enum status
rejects_write(const struct rejects *r, struct sink *sink)
{
	struct value *values;
	enum status st;

	if (r->first == NULL)
		return OK;
	values = arena_alloc(r->arena, (r->longest + 1) * sizeof(*values));
	if ((st = sink_begin(sink, new_table(r))) != OK)
		return st;
	for (const struct rejected *one = r->first; one != NULL;
	    one = one->next) {
		for (size_t i = 0; i < r->longest; i++)
			values[i] = value_text(i < one->ncells &&
			    *one->cells[i] != '\0' ? one->cells[i] : NULL);
		values[r->longest] = value_text(one->reason);
		if ((st = sink_row(sink, values)) != OK)
			return st;
	}
	return OK;
}
