/*
 * Rows into records.  A row is read and checked as a whole before anything of
 * it is stored; what is wrong is reported cell by cell, with the place where
 * it stands.
 */
#include "ledger/import.h"

#include <string.h>

#include "base/stop.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "ledger/choose.h"
#include "ledger/heading.h"
#include "ledger/listing.h"
#include "ledger/rejects.h"
#include "ledger/seen.h"

enum { PROGRESS_ROWS = 512, REMEMBERED_MAX = 10000 };

/* The last text of a column that was refused: a column often holds the same
 * wrong word in every row, and finding near words takes long. */
struct refused {
	const char *text, *message, *hint;
};

struct import {
	struct records		    *records;
	const struct entity	    *entity, *lines;
	const struct import_options *options;
	struct import_result	    *result;
	struct flat		     flat;
	struct mapping		     mapping;
	struct arena		     row_arena;	/* of one row */
	struct seen_table	     seen;	/* records by number */
	struct seen_table	     lines_seen;
	struct seen_table	     alike;	/* rows by what they say of
						   their record */
	struct refused		    *refused;	/* one a column */
	size_t			     nremembered;
	int64_t			     cells_key;	/* of the row at hand */
	size_t			     ordinal;	/* its place among the lines */
	bool			     key_is_vague;  /* a running number? */
	bool			     may_be_guarded; /* CSV for Excel */
	bool			     names_currency; /* a column, or --set */
	bool			     is_text;	/* every row as long as row 1 */
	size_t			     row;	/* the row at hand */
	size_t			     nproblems;	/* of the row at hand */
	int64_t			     head;	/* record of the last row; 0 */
	bool			     head_failed;
	const char		    *reason;	/* all problems of the row */
	struct rejects		     rejects;
};

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
	im->reason = arena_printf(&im->row_arena, "%s%s%s%s%s",
	    im->nproblems > 0 ? im->reason : "",
	    im->nproblems > 0 ? "; " : "", is_row ? "" : p.heading,
	    is_row ? "" : ": ", p.message);
	im->nproblems++;
	o->problem(o->to, &p);
}

/* ---- cells --------------------------------------------------------------- */

/* CSV holds the errors of a spreadsheet as text; our rejects write them in
 * front of what could not be kept. */
static bool
is_error_text(const char *text)
{
	static const char *const errors[] = {
		"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!",
		"#NULL!"
	};

	for (size_t i = 0; *text == '#' && i < COUNT(errors); i++) {
		size_t n = strlen(errors[i]);

		if (strncmp(text, errors[i], n) == 0 &&
		    (text[n] == '\0' || text[n] == ' '))
			return true;
	}
	return false;
}

static enum status
check_cell(const struct field *f, const struct cell *c)
{
	if (c->type == CELL_ERROR || is_error_text(c->text))
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

/* The apostrophe our own CSV for spreadsheets puts before a text that would
 * be taken for a formula, apostrophes before it included. */
static const char *
without_guard(const char *text)
{
	static const char *const triggers[] = {
		"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"
	};
	const char *p = text + strspn(text, "'");

	for (size_t i = 0; p > text && i < COUNT(triggers); i++)
		if (strncmp(p, triggers[i], strlen(triggers[i])) == 0)
			return text + 1;
	return text;
}

/* A number a spreadsheet computed, rounded to what can be kept. */
static enum status
round_computed(struct import *im, const struct cell *c, const char **out)
{
	char *text = arena_alloc(&im->row_arena, DECIMAL_TEXT_MAX);
	struct decimal d;
	enum status st = decimal_parse_float(c->text, &d);

	if (st != OK)
		return st;
	decimal_format(d, 0, text);
	*out = text;
	return OK;
}

/* The text a field is set to. */
static enum status
text_of(struct import *im, const struct field *f, const struct cell *c,
    const char **out)
{
	*out = c->text;
	if (f->type == V_TEXT && im->may_be_guarded)
		*out = without_guard(c->text);
	if (f->type == V_DECIMAL && c->type == CELL_NUMBER &&
	    strchr(c->text, '%') == NULL)
		return round_computed(im, c, out);
	return OK;
}

/* A price shown with the sign of a currency, in a file that does not say
 * which: the home currency would be a guess. */
static enum status
check_money(const struct import *im, const struct field *f,
    const struct cell *c)
{
	if (!c->is_money || !(f->flags & F_MONEY) || im->names_currency)
		return OK;
	return fail_hint(fail(E_INVALID, _("the cell is shown with a currency "
	    "sign, but no column says which currency")),
	    _("add a column with the currency, or --set currency=USD"));
}

static void
remember_refused(struct import *im, size_t column, const char *text)
{
	struct arena *a = im->result->arena;

	if (im->nremembered++ > REMEMBERED_MAX)
		return;
	im->refused[column] = (struct refused){ arena_strdup(a, text),
	    arena_strdup(a, fail_text()), arena_strdup(a, fail_hint_text()) };
}

/* One cell into the record or its line; an empty one changes nothing, the
 * --null text clears. */
static enum status
set_cell(struct import *im, size_t column, const struct cell *c, void *record)
{
	const struct field *f =
	    im->flat.fields[im->mapping.fields[column]].field;
	const struct parse p = { &im->row_arena, NO_DATE };
	const char *null_text = im->options->null_text, *text;
	enum status st = check_cell(f, c);

	if (st != OK || c->type == CELL_EMPTY ||
	    (st = check_money(im, f, c)) != OK)
		return st;
	if (null_text != NULL && strcmp(c->text, null_text) == 0) {
		field_put(f, record, value_none(f->type));
		return OK;
	}
	if (im->refused[column].text != NULL &&
	    strcmp(im->refused[column].text, c->text) == 0)
		return fail_hint(fail(E_INVALID, "%s",
		    im->refused[column].message), "%s",
		    im->refused[column].hint);
	if ((st = text_of(im, f, c, &text)) != OK ||
	    (st = field_set(f, record, text, &p)) != OK)
		remember_refused(im, column, c->text);
	return st;
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

static bool
is_mapped(const struct import *im, size_t field)
{
	for (size_t i = 0; i < im->mapping.ncolumns; i++)
		if (im->mapping.fields[i] == (int)field)
			return true;
	return false;
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
		if ((f->type == V_BOOL ? !is_mapped(im, at) :
		    value_is_none(field_get(f, record))) &&
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
	return record_match(im->records, e, said, &im->row_arena, old);
}

/* Row 1 of every sheet is number 1: another name under the same number is
 * another firm, not a new name for it. */
static enum status
check_name(const struct import *im, const void *said, const void *old)
{
	const struct entity *e = im->entity;
	const struct field *f = entity_field_flagged(e, F_TITLE);
	const char *now = field_get(f, said).u.text;
	const char *then = field_get(f, old).u.text;

	if (!im->key_is_vague || now == NULL || then == NULL ||
	    strcmp(now, then) == 0)
		return OK;
	return fail_hint(fail(E_INVALID, _("%s '%s' is '%s' in the ledger, not "
	    "'%s'"), _(e->name), entity_code(e, old), then, now),
	    _("only a running number? leave the column out with --map "
	    "'HEADING='; a new name? call the column %s"),
	    entity_key(e)->name);
}

/* The row's values over those that are there. */
static void *
overlay(struct import *im, const struct entity *e, const struct row *row,
    const void *old)
{
	void *now = arena_alloc(&im->row_arena, e->size);

	memcpy(now, old, e->size);
	set_cells(im, row, e, now);
	set_constants(im, e, now);
	return now;
}

/* The record as it will be. */
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
	if ((st = record_resolve(im->records, e, said, a)) != OK)
		return st;
	record_complete(im->records, e, said, false);
	if ((st = find_existing(im, e, said, &p->old)) != OK ||
	    (p->old == NULL && (st = record_required(e, said)) != OK))
		return st;
	p->now = said;
	if (p->old != NULL && (st = check_name(im, said, p->old)) != OK)
		return st;
	if (p->old != NULL)
		p->now = overlay(im, e, row, p->old);
	return record_check(im->records, e, p->now, a);
}

/* A number for the cells of a row that belong to its record; rows that say
 * the same of it are lines of one record (FNV-1a). */
static int64_t
hash_head_cells(const struct import *im, const struct row *row)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < row->ncells && i < im->mapping.ncolumns; i++) {
		int at = im->mapping.fields[i];

		if (at == NOT_MAPPED || im->flat.fields[at].of != im->entity)
			continue;
		for (const char *p = row->cells[i].text; ; p++) {
			h = (h ^ (unsigned char)*p) * 0x100000001b3u;
			if (*p == '\0')
				break;
		}
	}
	return (int64_t)(h >> 1) | 1;
}

/* The row's place among the lines of its record, which rejected rows take
 * too: mended, they come back to where they stood. */
static void
count_line(struct import *im, int64_t head)
{
	size_t by_cells = seen_get(&im->alike, im->cells_key)->lines;
	size_t by_record = head != 0 ? seen_get(&im->seen, head)->lines : 0;

	im->ordinal = (by_cells > by_record ? by_cells : by_record) + 1;
}

static void
keep_count(struct import *im, int64_t head)
{
	seen_get(&im->alike, im->cells_key)->lines = im->ordinal;
	if (head != 0)
		seen_get(&im->seen, head)->lines = im->ordinal;
}

/* The same goods: the same product and the same words. */
static bool
same_goods(const struct entity *e, const void *a, const void *b)
{
	for (size_t i = 1; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		if ((f->type == V_REF || (f->flags & F_TITLE)) &&
		    !value_equal(field_get(f, a), field_get(f, b)))
			return false;
	}
	return true;
}

/* A line without a number is the first of its record with the same goods that
 * no row has spoken of; else a new one, in its place where that is free. */
static enum status
number_line(struct import *im, const void *said, int64_t head, int64_t *number)
{
	const struct entity *e = im->lines;
	const struct field *key = entity_key(e);
	struct selection of = { .parent = head, .with_archived = true };
	void *line = entity_new(e, &im->row_arena);
	bool is_taken = false;
	struct cursor c;

	*number = (int64_t)im->ordinal;
	if (head == 0)			/* a new record has no lines yet */
		return OK;
	*number = NO_INT;
	c = record_select(im->records, e, &of);
	while (*number == NO_INT && cursor_next(&c, line)) {
		int64_t n = field_get(key, line).u.integer;

		if (same_goods(e, line, said) &&
		    seen_get(&im->lines_seen, entity_id(line))->row == 0)
			*number = n;
		is_taken = is_taken || n == (int64_t)im->ordinal;
	}
	if (*number == NO_INT && !is_taken)
		*number = (int64_t)im->ordinal;
	return cursor_end(&c);
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
	int64_t number;
	enum status st;

	set_cells(im, row, e, said);
	set_constants(im, e, said);
	if (im->nproblems > 0)
		return OK;
	field_put(parent, said, (struct value){ V_REF, { .ref = {
	    head != 0 ? head : INT64_MAX, NULL, NULL } } });
	if ((st = record_resolve(im->records, e, said, &im->row_arena)) != OK)
		return st;
	if (key != NULL && value_is_none(field_get(key, said))) {
		if ((st = number_line(im, said, head, &number)) != OK)
			return st;
		field_put(key, said, value_int(number));
	}
	if (head != 0 &&
	    (st = find_existing(im, e, said, &p->line_old)) != OK)
		return st;
	p->line = said;
	if (p->line_old != NULL) {
		p->line = overlay(im, e, row, p->line_old);
		if (seen_get(&im->lines_seen, entity_id(p->line))->row != 0 &&
		    record_differs(e, p->line_old, p->line))
			return fail(E_INVALID, _("the same %s stands in row "
			    "%zu already, with other values"), _(e->name),
			    seen_get(&im->lines_seen,
			    entity_id(p->line))->row);
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
	if (st == OK)
		seen_get(&im->lines_seen, entity_id(p->line))->row = im->row;
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
		if ((st = prepare(im, im->entity, row, p)) != OK) {
			count_line(im, 0);	/* it was one, all the same */
			return st;
		}
		if (p->old != NULL)
			*head = entity_id(p->old);
		if (p->now != NULL && (st = check_repeated(im, p)) != OK)
			return st;
	}
	if (!im->mapping.has_lines || !has_cells_of(im, row, im->lines))
		return st;
	count_line(im, *head);
	return prepare_line(im, row, p, *head);
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
	im->ordinal = 0;
	if (!continues(im, row))
		im->cells_key = hash_head_cells(im, row);
	if ((st = check_length(im, row)) == OK)
		st = prepare_row(im, row, &p, &head);
	if (st == OK && im->nproblems == 0 && p.now != NULL)
		st = store_head(im, &p, &head);
	if (st == OK && im->nproblems == 0 && p.line != NULL)
		st = store_line(im, &p, head);
	if (im->ordinal > 0)
		keep_count(im, head);
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

/* ---- the file ------------------------------------------------------------ */

/* The row under the headings of a template shows what to write. */
static bool
is_example(const struct row *row)
{
	for (size_t i = 0; i < row->ncells && i < 2; i++)
		if (strcmp(row->cells[i].text, LISTING_EXAMPLE) == 0)
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
	if (im->options->rejects != NULL && im->mapping.has_lines &&
	    !continues(im, row))
		rejects_keep_head(&im->rejects, row);
	if ((st = take_row(im, row)) != OK)
		return fail_in(st, _("%s: row %zu"), im->options->file,
		    row->number);
	if (im->nproblems == 0)
		return OK;
	im->result->rejected++;
	if (im->options->rejects != NULL)
		rejects_keep(&im->rejects, row, &(struct reject){
		    continues(im, row), im->ordinal, im->reason });
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
	im->options->progress(im->options->to, im->result->rows, done, total);
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
add_to_list(struct strbuf *list, const char *text)
{
	strbuf_addf(list, "%s%s", list->len > 0 ? ", " : "", text);
}

/* What became of each column, for people. */
static void
list_columns(struct import *im)
{
	const struct mapping *m = &im->mapping;
	struct arena *a = im->result->arena;
	struct strbuf used = STRBUF_INIT, unused = STRBUF_INIT;
	struct strbuf near = STRBUF_INIT;

	for (size_t i = 0; i < m->ncolumns; i++) {
		const char *heading = m->headings[i], *field;

		if (m->fields[i] != NOT_MAPPED) {
			add_to_list(&used, arena_printf(a, "%s -> %s", heading,
			    im->flat.fields[m->fields[i]].name));
			continue;
		}
		if (*heading == '\0' || rejects_is_reason(heading))
			continue;
		add_to_list(&unused, heading);
		if ((field = mapping_near(m, heading)) != NULL)
			add_to_list(&near, arena_printf(a, "--map '%s=%s'",
			    heading, field));
	}
	im->result->used = strbuf_to(&used, a);
	im->result->unused = strbuf_to(&unused, a);
	im->result->near = strbuf_to(&near, a);
	strbuf_release(&used);
	strbuf_release(&unused);
	strbuf_release(&near);
}

/* --set is tried once before any row. */
static enum status
check_set(struct import *im, const struct pair *set)
{
	const struct parse p = { &im->row_arena, NO_DATE };
	size_t at = flat_find(&im->flat, set->left);
	enum status st;

	if (at == im->flat.n)
		return fail_hint(fail(E_USAGE,
		    _("--set: %s has no field '%s'"), im->entity->name,
		    set->left), _("all fields: tradecli help %s"),
		    im->entity->name);
	st = field_set(im->flat.fields[at].field,
	    entity_new(im->flat.fields[at].of, p.arena), set->right, &p);
	return st == OK ? OK : fail_in(E_USAGE, "--set %s", set->left);
}

static enum status
check_sets(struct import *im)
{
	const struct import_options *o = im->options;
	enum status st = OK;

	for (size_t i = 0; st == OK && i < o->nsets; i++)
		st = check_set(im, &o->sets[i]);
	return st;
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

/* Does a column or --set fill in some currency? */
static bool
names_currency(const struct import *im)
{
	const struct mapping *m = &im->mapping;
	const struct import_options *o = im->options;

	for (size_t i = 0; i < m->ncolumns; i++)
		if (m->fields[i] != NOT_MAPPED &&
		    im->flat.fields[m->fields[i]].field->codes ==
		    &currency_codes)
			return true;
	for (size_t i = 0; i < o->nsets; i++) {
		size_t at = flat_find(&im->flat, o->sets[i].left);

		if (at < im->flat.n &&
		    im->flat.fields[at].field->codes == &currency_codes)
			return true;
	}
	return false;
}

static enum status
import_sheet(struct import *im, struct source *s)
{
	const struct import_options *o = im->options;
	enum status st;

	if ((st = check_sets(im)) != OK ||
	    (st = choose_sheet(s, o, &im->flat, &im->result->sheet)) != OK ||
	    (st = mapping_read(s, o, im->result->arena, &im->mapping)) != OK)
		return st;
	im->key_is_vague = mapping_key_is_vague(&im->mapping);
	im->may_be_guarded = source_has_mark(s);
	im->result->sheet = arena_strdup(im->result->arena, im->result->sheet);
	im->names_currency = names_currency(im);
	im->is_text = *im->result->sheet == '\0';
	im->result->heading_row = im->mapping.row;
	im->refused = arena_alloc(im->result->arena,
	    (im->mapping.ncolumns + 1) * sizeof(*im->refused));
	rejects_init(&im->rejects, &im->mapping, im->result->arena);
	list_columns(im);
	if ((st = import_all(im, s)) != OK ||
	    (st = refuse_rejected(im)) != OK || o->rejects == NULL)
		return st;
	return rejects_write(&im->rejects, o->rejects);
}

enum status
import_rows(struct records *r, struct source *s,
    const struct import_options *o, struct import_result *result)
{
	struct import im = { .records = r, .entity = o->entity,
	    .lines = o->entity->lines, .options = o, .result = result };
	enum status st;

	*result = (struct import_result){ .arena = result->arena, .used = "",
	    .unused = "", .near = "" };
	im.flat = entity_flat(o->entity, result->arena);
	im.mapping.flat = &im.flat;
	st = import_sheet(&im, s);
	seen_release(&im.seen);
	seen_release(&im.lines_seen);
	seen_release(&im.alike);
	arena_release(&im.row_arena);
	return st;
}
