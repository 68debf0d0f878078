/*
 * Bad rows, kept until the end: the longest of them tells how many columns
 * their table has.
 */
#include "ledger/rejects.h"

#include <stdint.h>
#include <string.h>

/* A file written in one language may come back in the other. */
static const char reason_heading[] = N_("rejected because");
static const char reason_chinese[] = "未导入的原因";

struct rejected {
	struct rejected	 *next;
	const char	**cells;
	size_t		  ncells;
	size_t		  line;
	const char	 *reason;
};

bool
rejects_is_reason(const char *heading)
{
	return strcmp(heading, reason_heading) == 0 ||
	    strcmp(heading, reason_chinese) == 0;
}

/* A line without a number would be counted anew when its row is imported by
 * itself, and take the place of another. */
static const char *
find_line_heading(const struct mapping *m)
{
	const struct entity *lines = m->flat->entity->lines;
	const struct field *key = lines != NULL ? entity_key(lines) : NULL;

	if (!m->has_lines || key == NULL || key->type != V_INT)
		return NULL;
	for (size_t i = 0; i < m->ncolumns; i++)
		if (m->fields[i] != NOT_MAPPED &&
		    m->flat->fields[m->fields[i]].field == key)
			return NULL;
	return key->name;
}

void
rejects_init(struct rejects *r, const struct mapping *m, struct arena *a)
{
	*r = (struct rejects){ .mapping = m, .arena = a,
	    .longest = m->ncolumns, .line_heading = find_line_heading(m) };
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

/* A cell that was refused for what it was, not for its text, must be refused
 * when the text is all that is left of it. */
static const char *
refused_again(const struct cell *c, const char *text, struct arena *a)
{
	if (c->type == CELL_UNKNOWN)
		return "#VALUE!";
	if (c->is_damaged)
		return arena_printf(a, "#NUM! %s", text);
	return arena_strdup(a, text);
}

void
rejects_keep(struct rejects *r, const struct row *row,
    const struct reject *why)
{
	struct rejected *one = arena_alloc(r->arena, sizeof(*one));

	one->ncells = row->ncells;
	one->cells = arena_alloc(r->arena, (row->ncells + 1) * sizeof(char *));
	for (size_t i = 0; i < row->ncells; i++) {
		const char *text = row->cells[i].text;

		if (why->is_continued && *text == '\0' && r->head != NULL &&
		    i < r->mapping->ncolumns)
			text = r->head[i];
		one->cells[i] = refused_again(&row->cells[i], text, r->arena);
	}
	one->line = why->line;
	one->reason = arena_strdup(r->arena, why->reason);
	*r->last = one;
	r->last = &one->next;
	if (one->ncells > r->longest)
		r->longest = one->ncells;
}

/* Where the cells of the file go: all columns but the reasons of last time. */
struct layout {
	struct column	*columns;
	size_t		*cells;		/* of the row, one a column */
	size_t		 n;
};

static void
add_column(struct layout *l, const char *name, size_t cell)
{
	l->cells[l->n] = cell;
	l->columns[l->n++] = (struct column){ .name = name, .label = name,
	    .type = V_TEXT };
}

#define CELL_LINE	(SIZE_MAX - 1)
#define CELL_REASON	SIZE_MAX

/* The headings of the file, nameless columns for what went beyond them, the
 * number of the line where it is needed, and the reason. */
static struct layout
lay_out(const struct rejects *r)
{
	const struct mapping *m = r->mapping;
	struct layout l = { .n = 0 };

	l.columns = arena_alloc(r->arena, (r->longest + 2) *
	    sizeof(*l.columns));
	l.cells = arena_alloc(r->arena, (r->longest + 2) * sizeof(*l.cells));
	for (size_t i = 0; i < m->ncolumns; i++)
		if (!rejects_is_reason(m->headings[i]))
			add_column(&l, m->headings[i], i);
	if (r->line_heading != NULL)
		add_column(&l, r->line_heading, CELL_LINE);
	for (size_t i = m->ncolumns; i < r->longest; i++)
		add_column(&l, "", i);
	add_column(&l, _(reason_heading), CELL_REASON);
	l.columns[l.n - 1].flags = COLUMN_WIDE;
	return l;
}

static struct value
cell_value(const struct rejects *r, const struct rejected *one, size_t cell)
{
	if (cell == CELL_REASON)
		return value_text(one->reason);
	if (cell == CELL_LINE)
		return value_text(one->line == 0 ? NULL :
		    arena_printf(r->arena, "%zu", one->line));
	return value_text(cell < one->ncells && *one->cells[cell] != '\0' ?
	    one->cells[cell] : NULL);
}

enum status
rejects_write(const struct rejects *r, struct sink *sink)
{
	struct layout l;
	struct table *table;
	struct value *values;
	enum status st;

	if (r->first == NULL)
		return OK;
	l = lay_out(r);
	values = arena_alloc(r->arena, l.n * sizeof(*values));
	table = arena_alloc(r->arena, sizeof(*table));
	*table = (struct table){ .name = "rejects",
	    .title = _("Rejected rows"), .kind = TABLE_LIST,
	    .columns = l.columns, .ncolumns = l.n };
	st = sink_begin(sink, table);
	for (const struct rejected *one = r->first; st == OK && one != NULL;
	    one = one->next) {
		for (size_t i = 0; i < l.n; i++)
			values[i] = cell_value(r, one, l.cells[i]);
		st = sink_row(sink, values);
	}
	return st;
}
