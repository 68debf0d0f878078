/*
 * Rows into records.  A row is read and checked as a whole before anything of
 * it is stored; what is wrong is reported cell by cell, with the place where
 * it stands.
 */
#include "ledger/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/stop.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "ledger/heading.h"
#include "ledger/ledger.h"

enum { PROGRESS_ROWS = 512 };

/* What an import did with a record: rows may speak of it several times. */
enum fate { UNCHANGED, ADDED, CHANGED };

struct seen {
	int64_t	id;		/* 0: free */
	size_t	row;		/* where it stood first */
	size_t	lines;		/* lines of it so far */
	enum fate fate;
};

/* Records by number, open addressing; grows at two thirds full. */
struct seen_table {
	struct seen *slots;
	size_t	     size, used;
};

struct import {
	struct records		    *records;
	const struct entity	    *entity, *lines;
	const struct import_options *options;
	struct import_result	    *result;
	struct flat		     flat;
	struct mapping		     mapping;
	struct arena		    *arena;	/* of the whole import */
	struct arena		     row_arena;	/* of one row */
	struct seen_table	     seen;
	bool			     is_text;	/* every row as long as row 1 */
	size_t			     row;	/* the row at hand */
	size_t			     nproblems;	/* of the row at hand */
	int64_t			     head;	/* record of the row before; 0 */
	bool			     head_failed;
	const char		   **head_cells; /* its cells, for rejects */
	const char		    *reason;	/* first problem of the row */
	struct rejected		    *rejected, **last_rejected;
	size_t			     longest;	/* of the rejected rows */
};

/* ---- records met so far -------------------------------------------------- */

static struct seen *
seen_slot(struct seen_table *t, int64_t id)
{
	size_t i = ((uint64_t)id * 0x9e3779b97f4a7c15u) % t->size;

	while (t->slots[i].id != 0 && t->slots[i].id != id)
		i = (i + 1) % t->size;
	return &t->slots[i];
}

static void
seen_grow(struct seen_table *t)
{
	struct seen_table old = *t;

	t->size = old.size > 0 ? old.size * 2 : 1024;
	t->slots = calloc(t->size, sizeof(*t->slots));
	if (t->slots == NULL)
		no_memory();
	for (size_t i = 0; i < old.size; i++)
		if (old.slots[i].id != 0)
			*seen_slot(t, old.slots[i].id) = old.slots[i];
	free(old.slots);
}

/* The entry of a record, new or met before; valid until the next call. */
static struct seen *
seen_get(struct seen_table *t, int64_t id)
{
	struct seen *s;

	if ((t->used + 1) * 3 > t->size * 2)
		seen_grow(t);
	s = seen_slot(t, id);
	if (s->id == 0) {
		*s = (struct seen){ .id = id };
		t->used++;
	}
	return s;
}

/* Counts each record once, by the strongest thing that happened to it. */
static void
set_fate(struct import *im, struct seen *s, enum fate fate)
{
	size_t *counts[] = {
		[UNCHANGED] = &im->result->unchanged,
		[ADDED] = &im->result->added,
		[CHANGED] = &im->result->changed,
	};

	if (s->row != 0) {
		if (s->fate != UNCHANGED || fate == UNCHANGED)
			return;
		--*counts[UNCHANGED];
	} else {
		s->row = im->row;
	}
	s->fate = fate;
	++*counts[fate];
}

/* ---- problems ------------------------------------------------------------ */

/* Report the failure that stands for column `i`, or for the row. */
static void
report(struct import *im, size_t column, bool is_row)
{
	const struct import_options *o = im->options;
	char letter[8];
	struct problem p = { .file = o->file, .sheet = im->result->sheet,
	    .row = im->row, .message = fail_text(), .hint = fail_hint_text() };

	if (!is_row) {
		source_column_letter(column, letter);
		p.letter = letter;
		p.heading = column < im->mapping.ncolumns ?
		    im->mapping.headings[column] : "";
	}
	if (im->nproblems++ == 0)
		im->reason = arena_printf(&im->row_arena, "%s%s%s",
		    is_row ? "" : p.heading, is_row ? "" : ": ", p.message);
	o->problem(o->to, &p);
}

/* ---- cells --------------------------------------------------------------- */

static enum status
check_cell(const struct field *f, const struct cell *c)
{
	if (c->type == CELL_ERROR)
		return fail_hint(fail(E_INVALID, _("holds the error %s"),
		    c->text), _("mend the formula, or clear the cell"));
	if (c->type == CELL_UNKNOWN)
		return fail_hint(fail(E_INVALID,
		    _("holds a formula without a stored value")),
		    _("open the file in a spreadsheet and save it"));
	if (c->is_damaged && f->type == V_TEXT)
		return fail_hint(fail(E_INVALID, _("'%s' has lost digits: the "
		    "cell is a number of 16 digits or more"), c->text),
		    _("format the column as text and type it again"));
	return OK;
}

/* A guard our own CSV for spreadsheets puts before = + - @; see sink.h. */
static const char *
without_guard(const char *text)
{
	return text[0] == '\'' && text[1] != '\0' &&
	    strchr("=+-@\t\r", text[1]) != NULL ? text + 1 : text;
}

/* One cell into the record or its line; an empty one changes nothing, the
 * --null text clears. */
static enum status
set_cell(struct import *im, size_t column, const struct cell *c, void *record)
{
	const struct field *f =
	    im->flat.fields[im->mapping.fields[column]].field;
	const struct parse p = { &im->row_arena, NO_DATE };
	const char *null_text = im->options->null_text;
	enum status st = check_cell(f, c);

	if (st != OK || c->type == CELL_EMPTY)
		return st;
	if (null_text != NULL && strcmp(c->text, null_text) == 0) {
		field_put(f, record, value_none(f->type));
		return OK;
	}
	return field_set(f, record, f->type == V_TEXT ?
	    without_guard(c->text) : c->text, &p);
}

/* All cells of the row that belong to `of`. */
static void
set_cells(struct import *im, const struct row *row, const struct entity *of,
    void *record)
{
	for (size_t i = 0; i < row->ncells && i < im->mapping.ncolumns; i++) {
		int at = im->mapping.fields[i];

		if (at == NOT_MAPPED || im->flat.fields[at].of != of)
			continue;
		if (set_cell(im, i, &row->cells[i], record) != OK)
			report(im, i, false);
	}
}

/* --set: the same value in every row that has none. */
static void
set_constants(struct import *im, const struct entity *of, void *record)
{
	const struct import_options *o = im->options;
	const struct parse p = { &im->row_arena, NO_DATE };

	for (size_t i = 0; i < o->nsets; i++) {
		size_t at = flat_find(&im->flat, o->sets[i].left);
		const struct field *f;

		if (at == im->flat.n || im->flat.fields[at].of != of)
			continue;
		f = im->flat.fields[at].field;
		if (value_is_none(field_get(f, record)) &&
		    field_set(f, record, o->sets[i].right, &p) != OK)
			report(im, 0, true);
	}
}

static bool
has_cells_of(const struct import *im, const struct row *row,
    const struct entity *of)
{
	for (size_t i = 0; i < row->ncells && i < im->mapping.ncolumns; i++) {
		int at = im->mapping.fields[i];

		if (at != NOT_MAPPED && im->flat.fields[at].of == of &&
		    row->cells[i].type != CELL_EMPTY)
			return true;
	}
	return false;
}

/* ---- the record of a row ------------------------------------------------- */

/* What the row says on top of what is there. */
struct pending {
	void	*old, *now;	/* old: NULL for a new record */
	void	*line_old, *line;	/* line: NULL when the row has none */
};

static enum status
find_existing(struct import *im, const struct entity *e, const void *said,
    void **old)
{
	int64_t id;
	enum status st = record_match(im->records, e, said, &id);

	*old = NULL;
	if (st != OK || id == 0)
		return st;
	*old = arena_alloc(&im->row_arena, e->size);
	return record_load(im->records, (struct record_id){ e, id }, &im->row_arena, *old);
}

/* The record as it will be: the row's values over those that are there. */
static enum status
prepare(struct import *im, const struct entity *e, const struct row *row,
    struct pending *p)
{
	struct arena *a = &im->row_arena;
	void *said = entity_new(e, a);
	size_t before = im->nproblems;
	enum status st;

	set_cells(im, row, e, said);
	set_constants(im, e, said);
	if (im->nproblems > before)
		return OK;
	for (size_t i = 0; i < e->nfields; i++)
		if (e->fields[i].type == V_REF &&
		    (st = record_resolve(im->records, &e->fields[i],
		    said)) != OK)
			return fail_in(st, "%s", e->fields[i].name);
	if ((st = find_existing(im, e, said, &p->old)) != OK)
		return st;
	p->now = said;
	if (p->old != NULL) {
		p->now = arena_alloc(a, e->size);
		memcpy(p->now, p->old, e->size);
		set_cells(im, row, e, p->now);
		set_constants(im, e, p->now);
	}
	return record_check(im->records, e, p->now, a);
}

/* Which line of its record the row is: matched, or counted. */
static enum status
prepare_line(struct import *im, const struct row *row, struct pending *p,
    int64_t head)
{
	const struct entity *e = im->lines;
	const struct field *parent = entity_field_flagged(e, F_PARENT);
	const struct field *key = entity_key(e);
	void *said = entity_new(e, &im->row_arena);
	enum status st;

	set_cells(im, row, e, said);
	set_constants(im, e, said);
	if (im->nproblems > 0)
		return OK;
	field_put(parent, said, (struct value){ V_REF, { .ref = {
	    head != 0 ? head : INT64_MAX, NULL, NULL } } });
	if (key != NULL && value_is_none(field_get(key, said)))
		field_put(key, said, value_int(head == 0 ? 1 :
		    (int64_t)seen_get(&im->seen, head)->lines + 1));
	for (size_t i = 0; i < e->nfields; i++)
		if (e->fields[i].type == V_REF &&
		    (st = record_resolve(im->records, &e->fields[i],
		    said)) != OK)
			return fail_in(st, "%s", e->fields[i].name);
	if (head != 0 &&
	    (st = find_existing(im, e, said, &p->line_old)) != OK)
		return st;
	p->line = said;
	if (p->line_old != NULL) {
		p->line = arena_alloc(&im->row_arena, e->size);
		memcpy(p->line, p->line_old, e->size);
		set_cells(im, row, e, p->line);
	}
	return record_check(im->records, e, p->line, &im->row_arena);
}

/* Rows of one file must not contradict each other. */
static enum status
check_repeated(struct import *im, const struct pending *p)
{
	const struct entity *e = im->entity;
	const struct seen *s;

	if (p->old == NULL)
		return OK;
	s = seen_get(&im->seen, entity_id(p->old));
	if (s->row == 0)
		return OK;
	for (size_t i = 1; i < e->nfields; i++)
		if (!value_equal(field_get(&e->fields[i], p->old),
		    field_get(&e->fields[i], p->now)))
			return fail(E_INVALID,
			    _("%s '%s' stands in row %zu already, with "
			    "another %s"), _(e->name),
			    entity_code(e, p->old), s->row,
			    e->fields[i].name);
	return OK;
}

static enum status
store_head(struct import *im, struct pending *p, int64_t *id)
{
	enum fate fate = p->old == NULL ? ADDED :
	    record_differs(im->entity, p->old, p->now) ? CHANGED : UNCHANGED;
	enum status st;

	if (p->old == NULL) {
		if ((st = record_insert(im->records, im->entity, p->now,
		    &im->row_arena)) != OK)
			return st;
	} else if ((st = record_update(im->records, im->entity, p->old,
	    p->now)) != OK) {
		return st;
	}
	*id = entity_id(p->now);
	set_fate(im, seen_get(&im->seen, *id), fate);
	return OK;
}

static enum status
store_line(struct import *im, struct pending *p, int64_t head)
{
	const struct field *parent =
	    entity_field_flagged(im->lines, F_PARENT);
	struct seen *s = seen_get(&im->seen, head);
	bool changed;
	enum status st;

	s->lines++;
	if (p->line_old != NULL) {
		changed = record_differs(im->lines, p->line_old, p->line);
		st = record_update(im->records, im->lines, p->line_old,
		    p->line);
		im->result->lines_changed += changed;
	} else {
		field_put(parent, p->line, (struct value){ V_REF,
		    { .ref = { head, NULL, NULL } } });
		st = record_insert(im->records, im->lines, p->line,
		    &im->row_arena);
		im->result->lines_added += st == OK;
		changed = st == OK;
	}
	if (changed)
		set_fate(im, s, CHANGED);
	return st;
}

/* A row that only adds a line to the record of the row before it. */
static bool
continues(const struct import *im, const struct row *row)
{
	return im->mapping.has_lines && row->number > im->mapping.row + 1 &&
	    !has_cells_of(im, row, im->entity) &&
	    has_cells_of(im, row, im->lines);
}

static enum status
prepare_row(struct import *im, const struct row *row, struct pending *p,
    int64_t *head)
{
	bool continued = continues(im, row);
	enum status st = OK;

	*head = continued ? im->head : 0;
	if (continued && im->head_failed)
		return fail(E_INVALID,
		    _("belongs to the row above it, which is wrong"));
	if (!continued) {
		if ((st = prepare(im, im->entity, row, p)) != OK)
			return st;
		if (p->old != NULL)
			*head = entity_id(p->old);
		if (p->now != NULL && (st = check_repeated(im, p)) != OK)
			return st;
	}
	if (im->mapping.has_lines && has_cells_of(im, row, im->lines))
		st = prepare_line(im, row, p, *head);
	return st;
}

static enum status
check_length(const struct import *im, const struct row *row)
{
	size_t n = row->ncells;

	if (im->is_text && n != im->mapping.ncolumns)
		return fail_hint(fail(E_INVALID, _("has %zu cells, the "
		    "headings are %zu"), n, im->mapping.ncolumns),
		    n > im->mapping.ncolumns ?
		    _("a comma inside a text? put the text in \"quotes\"") :
		    _("a cell is missing, or a line was broken in two"));
	return OK;
}

/* Everything about one row; problems are reported, other errors returned. */
static enum status
take_row(struct import *im, const struct row *row)
{
	struct pending p = { NULL, NULL, NULL, NULL };
	int64_t head = 0;
	enum status st;

	im->nproblems = 0;
	if ((st = check_length(im, row)) == OK)
		st = prepare_row(im, row, &p, &head);
	if (st == OK && im->nproblems == 0 && p.now != NULL)
		st = store_head(im, &p, &head);
	if (st == OK && im->nproblems == 0 && p.line != NULL)
		st = store_line(im, &p, head);
	if (st == E_INVALID || st == E_CONFLICT || st == E_NOTFOUND) {
		report(im, 0, true);
		st = OK;
	}
	if (!continues(im, row)) {
		im->head_failed = im->nproblems > 0;
		im->head = head;
	}
	return st;
}

/* ---- rejected rows ------------------------------------------------------- */

/* The heading over the reasons; a file with it is one of ours, mended. */
static const char reason_heading[] = N_("rejected because");

static bool
is_reason_heading(const char *heading)
{
	return strcmp(heading, reason_heading) == 0 ||
	    strcmp(heading, _(reason_heading)) == 0;
}

/* Kept until the end, since the longest row tells how many columns there
 * are.  A row that belongs to the one above repeats its cells, so that it can
 * be imported by itself once it is mended. */
struct rejected {
	struct rejected	 *next;
	const char	**cells;
	size_t		  ncells;
	const char	 *reason;
};

static void
keep_rejected(struct import *im, const struct row *row)
{
	struct rejected *r = arena_alloc(im->arena, sizeof(*r));
	bool continued = continues(im, row);

	r->ncells = row->ncells;
	r->cells = arena_alloc(im->arena, (r->ncells + 1) * sizeof(char *));
	for (size_t i = 0; i < row->ncells; i++) {
		const char *text = row->cells[i].text;

		if (continued && *text == '\0' && im->head_cells != NULL &&
		    i < im->mapping.ncolumns)
			text = im->head_cells[i];
		r->cells[i] = arena_strdup(im->arena, text);
	}
	r->reason = arena_strdup(im->arena, im->reason);
	*im->last_rejected = r;
	im->last_rejected = &r->next;
	if (r->ncells > im->longest)
		im->longest = r->ncells;
}

static void
keep_head_cells(struct import *im, const struct row *row)
{
	size_t n = im->mapping.ncolumns;

	if (im->options->rejects == NULL || !im->mapping.has_lines ||
	    continues(im, row))
		return;
	im->head_cells = arena_alloc(im->arena, (n + 1) * sizeof(char *));
	for (size_t i = 0; i < n; i++) {
		int at = im->mapping.fields[i];
		bool of_head = at != NOT_MAPPED &&
		    im->flat.fields[at].of == im->entity;

		im->head_cells[i] = of_head && i < row->ncells ?
		    arena_strdup(im->arena, row->cells[i].text) : "";
	}
}

/* The headings of the file, nameless columns for what went beyond them, and
 * the reason. */
static enum status
begin_rejects(struct import *im)
{
	const struct mapping *m = &im->mapping;
	struct column *columns = arena_alloc(im->arena,
	    (im->longest + 1) * sizeof(*columns));
	struct table *table = arena_alloc(im->arena, sizeof(*table));

	for (size_t i = 0; i < im->longest; i++) {
		const char *name = i < m->ncolumns ? m->headings[i] : "";

		if (is_reason_heading(name))
			name = "";
		columns[i] = (struct column){ .name = name, .label = name,
		    .type = V_TEXT };
	}
	columns[im->longest] = (struct column){ .name = _(reason_heading),
	    .label = _(reason_heading), .type = V_TEXT, .flags = COLUMN_WIDE };
	*table = (struct table){ .name = "rejects",
	    .title = _("Rejected rows"), .kind = TABLE_LIST,
	    .columns = columns, .ncolumns = im->longest + 1 };
	return sink_begin(im->options->rejects, table);
}

static enum status
write_rejects(struct import *im)
{
	struct value *values;
	enum status st;

	if (im->options->rejects == NULL || im->rejected == NULL)
		return OK;
	if (im->longest < im->mapping.ncolumns)
		im->longest = im->mapping.ncolumns;
	if ((st = begin_rejects(im)) != OK)
		return st;
	values = arena_alloc(im->arena, (im->longest + 1) * sizeof(*values));
	for (const struct rejected *r = im->rejected; r != NULL; r = r->next) {
		for (size_t i = 0; i < im->longest; i++)
			values[i] = value_text(i < r->ncells &&
			    *r->cells[i] != '\0' ? r->cells[i] : NULL);
		values[im->longest] = value_text(r->reason);
		if ((st = sink_row(im->options->rejects, values)) != OK)
			return st;
	}
	return OK;
}

/* ---- the file ------------------------------------------------------------ */

/* The row under the headings of a template shows what to write. */
static bool
is_example(const struct row *row)
{
	for (size_t i = 0; i < row->ncells && i < 2; i++)
		if (strncmp(row->cells[i].text, "EXAMPLE", 7) == 0 ||
		    strncmp(row->cells[i].text, "示例", strlen("示例")) == 0)
			return true;
	return false;
}

static enum status
import_row(struct import *im, const struct row *row)
{
	enum status st;

	im->row = row->number;
	if (is_example(row)) {
		im->result->examples++;
		return OK;
	}
	im->result->rows++;
	arena_reset(&im->row_arena, (struct arena_mark){ NULL, 0 });
	keep_head_cells(im, row);
	if ((st = take_row(im, row)) != OK)
		return fail_in(st, _("%s: row %zu"), im->options->file,
		    row->number);
	if (im->nproblems == 0)
		return OK;
	im->result->rejected++;
	if (im->options->rejects != NULL)
		keep_rejected(im, row);
	return OK;
}

static void
show_progress(struct import *im, const struct source *s)
{
	size_t done, total;

	if (im->options->progress == NULL ||
	    im->result->rows % PROGRESS_ROWS != 0)
		return;
	source_progress(s, &done, &total);
	im->options->progress(im->options->to, im->result->rows,
	    total > 0 ? (double)done / (double)total : 0);
}

static enum status
import_all(struct import *im, struct source *s)
{
	struct row row;
	enum status st;
	bool more;

	for (;;) {
		if (stop_requested())
			return fail(E_INTERRUPTED, _("interrupted"));
		if ((st = source_row(s, &row, &more)) != OK || !more)
			return st;
		if ((st = import_row(im, &row)) != OK)
			return st;
		show_progress(im, s);
	}
}

static void
list_columns(struct import *im)
{
	const struct mapping *m = &im->mapping;
	struct strbuf used = STRBUF_INIT, unused = STRBUF_INIT;

	for (size_t i = 0; i < m->ncolumns; i++) {
		if (m->fields[i] != NOT_MAPPED)
			strbuf_addf(&used, "%s%s -> %s",
			    used.len > 0 ? ", " : "", m->headings[i],
			    im->flat.fields[m->fields[i]].name);
		else if (*m->headings[i] != '\0' &&
		    !is_reason_heading(m->headings[i]))
			strbuf_addf(&unused, "%s%s",
			    unused.len > 0 ? ", " : "", m->headings[i]);
	}
	im->result->used = strbuf_to(&used, im->arena);
	im->result->unused = strbuf_to(&unused, im->arena);
	strbuf_release(&used);
	strbuf_release(&unused);
}

static enum status
check_sets(const struct import *im)
{
	const struct import_options *o = im->options;

	for (size_t i = 0; i < o->nsets; i++)
		if (flat_find(&im->flat, o->sets[i].left) == im->flat.n)
			return fail_hint(fail(E_USAGE,
			    _("--set: %s has no field '%s'"), im->entity->name,
			    o->sets[i].left), _("all fields: tradecli help %s"),
			    im->entity->name);
	return OK;
}

static enum status
refuse_rejected(const struct import *im)
{
	const struct import_result *res = im->result;

	if (res->rejected == 0 || im->options->rejects != NULL)
		return OK;
	return fail_hint(fail(E_INVALID, _("%s: %zu of %zu rows cannot be "
	    "imported; nothing was changed"), im->options->file,
	    res->rejected, res->rows), _("mend them, or take the good rows and "
	    "put the bad ones aside: --rejects FILE"));
}

/* ---- choosing sheet and noun --------------------------------------------- */

/* How well sheet `i` fits: its best row of headings. */
static enum status
score_sheet(struct source *s, size_t i, const struct flat *flat, size_t *score)
{
	struct row row;
	enum status st = source_select(s, i);
	bool more = true;

	*score = 0;
	for (int n = 0; st == OK && n < 12; n++) {
		size_t one;

		if ((st = source_row(s, &row, &more)) != OK || !more)
			break;
		one = mapping_score(&row, flat);
		if (one > *score)
			*score = one;
	}
	return st;
}

static bool
sheet_is_called(const char *sheet, const struct entity *e)
{
	const struct entity *noun = noun_find(sheet);

	return noun == e;
}

static enum status
choose_sheet(struct import *im, struct source *s)
{
	const char *wanted = im->options->sheet;
	size_t best = 0, best_score = 0, n = source_nsheets(s);

	for (size_t i = 0; i < n; i++) {
		const char *name = source_sheet_name(s, i);
		size_t score;
		enum status st;

		if (wanted != NULL) {
			if (strcmp(wanted, name) == 0)
				best_score = 1, best = i;
			continue;
		}
		if (n > 1 && (st = score_sheet(s, i, &im->flat, &score)) != OK)
			return st;
		if (n > 1 && score > 0 && sheet_is_called(name, im->entity))
			score += 1000;
		if (n > 1 && score > best_score) {
			best_score = score;
			best = i;
		}
	}
	if (wanted != NULL && best_score == 0)
		return fail(E_NOTFOUND, _("%s: there is no sheet '%s'"),
		    im->options->file, wanted);
	if (n == 0)
		return fail(E_INVALID, _("%s: there is no sheet to read"),
		    im->options->file);
	im->result->sheet = source_sheet_name(s, best);
	im->is_text = *im->result->sheet == '\0';
	return source_select(s, best);
}

enum status
import_rows(struct records *r, const struct entity *e, struct source *s,
    const struct import_options *o, struct arena *a,
    struct import_result *result)
{
	struct import im = { .records = r, .entity = e, .lines = e->lines,
	    .options = o, .result = result, .arena = a };
	enum status st;

	*result = (struct import_result){ .used = "", .unused = "" };
	im.last_rejected = &im.rejected;
	im.flat = entity_flat(e, a);
	if ((st = check_sets(&im)) == OK &&
	    (st = choose_sheet(&im, s)) == OK &&
	    (st = mapping_read(s, &im.flat, o, a, &im.mapping)) == OK) {
		result->heading_row = im.mapping.row;
		list_columns(&im);
		if ((st = import_all(&im, s)) == OK &&
		    (st = refuse_rejected(&im)) == OK)
			st = write_rejects(&im);
	}
	free(im.seen.slots);
	arena_release(&im.row_arena);
	return st;
}

/* "suppliers-2026.xlsx" speaks of suppliers. */
static bool
name_speaks_of(const char *file, const struct entity *e, struct arena *a)
{
	const char *slash = strrchr(file, '/');
	const char *name = utf8_folded(slash != NULL ? slash + 1 : file, a);

	return strstr(name, e->name) != NULL ||
	    strstr(name, e->plural) != NULL ||
	    strstr(name, e->label_zh) != NULL;
}

static enum status
score_noun(struct source *s, const struct entity *e, struct arena *a,
    size_t *best)
{
	struct flat flat = entity_flat(e, a);

	*best = 0;
	for (size_t i = 0; i < source_nsheets(s); i++) {
		size_t score;
		enum status st = score_sheet(s, i, &flat, &score);

		if (st != OK)
			return st;
		score *= 2;
		if (score > 0 &&
		    sheet_is_called(source_sheet_name(s, i), e))
			score++;
		if (score > *best)
			*best = score;
	}
	return OK;
}

enum status
import_guess(struct source *s, const struct import_options *o,
    const struct entity **out)
{
	struct arena a = ARENA_INIT;
	size_t best = 0, second = 0;
	enum status st = OK;

	*out = NULL;
	for (size_t i = 0; st == OK && noun_entities[i] != NULL; i++) {
		size_t score;

		st = score_noun(s, noun_entities[i], &a, &score);
		if (score > 0 && name_speaks_of(o->file, noun_entities[i], &a))
			score++;
		if (score > best) {
			second = best;
			best = score;
			*out = noun_entities[i];
		} else if (score > second) {
			second = score;
		}
	}
	arena_release(&a);
	if (st == OK && (best == 0 || best == second))
		return fail_hint(fail(E_USAGE,
		    _("%s: it is not clear what the rows are"), o->file),
		    _("say so: --as supplier, buyer, product or inquiry"));
	return st;
}
