/*
 * Rows into records.  A row is read and checked as a whole before anything of
 * it is stored; what is wrong is reported cell by cell, with the place where
 * it stands.  What cells mean is read ahead, in another thread.
 */
#include "ledger/import.h"

#include <string.h>

#include "base/stop.h"
#include "base/strbuf.h"
#include "ledger/choose.h"
#include "ledger/doubts.h"
#include "ledger/reading.h"
#include "ledger/rejects.h"
#include "ledger/seen.h"
#include "ledger/sums.h"

enum { PROGRESS_ROWS = 512 };

/* A new record that has no lines as yet, though it needs one. */
struct bare {
	size_t		 number;	/* of its row; 0: there is none */
	int64_t		 id;
	bool		 was_refused;	/* a row that was to bring one */
	struct row	 row;		/* only with rejects */
	struct arena	 arena;
};

struct import {
	struct records		    *records;
	const struct entity	    *entity, *lines;
	const struct import_options *options;
	struct import_result	    *result;
	struct flat		     flat;
	struct mapping		     mapping;
	struct cells		     cells;
	struct arena		     row_arena;	/* of one row */
	struct arena_mark	     row_start;
	struct seen_table	     seen;	/* records by number */
	struct seen_table	     lines_seen;
	struct tally_table	     alike;	/* lines by what their rows say
						   of their record */
	uint64_t		     alike_key;	/* of the row at hand */
	bool			     counts_lines; /* they have numbers */
	bool			     names_lines;  /* some row says its own */
	size_t			     ordinal;	/* its place among the lines */
	bool			     key_is_vague;  /* a running number? */
	const struct field	    *today;	/* to be dated, or NULL */
	size_t			     row;	/* the row at hand */
	size_t			     nproblems;	/* of the row at hand */
	bool			     is_orphan;	/* its record was rejected */
	int64_t			     head;	/* record of the last row; 0 */
	const char		    *head_name;	/* with is_lines: as it wrote */
	bool			     head_failed;
	struct bare		     bare;
	void			    *whole;	/* whole_id, or NULL */
	int64_t			     whole_id;
	struct arena		     whole_arena;
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
		s->row = (uint32_t)im->row;
	}
	s->fate = fate;
	++*counts[fate];
}

/* ---- problems ------------------------------------------------------------ */

static void
report(struct import *im, const struct fault *fault)
{
	const struct import_options *o = im->options;
	char letter[8];
	struct problem p = { .file = o->file, .sheet = im->result->sheet,
	    .row = im->row, .message = fault->message, .hint = fault->hint };

	if (!fault->is_row) {
		source_column_letter(fault->column, letter);
		p.letter = letter;
		p.heading = im->mapping.headings[fault->column];
	}
	im->reason = arena_printf(&im->row_arena, "%s%s%s%s%s",
	    im->nproblems > 0 ? im->reason : "",
	    im->nproblems > 0 ? "; " : "", fault->is_row ? "" : p.heading,
	    fault->is_row ? "" : ": ", p.message);
	im->nproblems++;
	o->problem(o->to, &p);
}

static void
report_all(struct import *im, const struct fault *fault)
{
	for (; fault != NULL; fault = fault->next)
		report(im, fault);
}

/* The name of a field that no column means, or NULL: a column does. */
static const char *
unmapped_name(const struct import *im, const struct field *f)
{
	const struct mapping *m = &im->mapping;
	size_t at = 0;

	while (at < m->flat->n && m->flat->fields[at].field != f)
		at++;
	for (size_t i = 0; i < m->ncolumns; i++)
		if (m->fields[i] == (int)at)
			return NULL;
	return at < m->flat->n ? m->flat->fields[at].name : NULL;
}

static enum status
hint_column(enum status st, const char *name)
{
	return fail_hint(st, _("no column says it: which one is it? --map "
	    "'HEADING=%s'"), name);
}

/* Where fields are missing that no column means, all rows are wrong: what to
 * say once for all of them. */
static enum status
explain_missing(const struct import *im, const struct entity *e,
    const void *record, enum status st)
{
	struct strbuf sets = STRBUF_INIT;
	const char *first = NULL;

	for (size_t i = 0; st == E_INVALID && i < e->nfields; i++) {
		const struct field *f = &e->fields[i];
		const char *name;

		if (!(f->flags & F_REQUIRED) || (f->flags & F_PARENT) ||
		    !value_is_none(field_get(f, record)) ||
		    (name = unmapped_name(im, f)) == NULL)
			continue;
		first = first == NULL ? name : first;
		strbuf_addf(&sets, "%s--set %s=VALUE", sets.len > 0 ? " " : "",
		    name);
	}
	if (first != NULL && *fail_hint_text() == '\0')
		st = e != im->entity ? hint_column(st, first) :
		    fail_hint(st, _("no column says it: %s for all rows, or "
		    "--map 'HEADING=%s'"), sets.buf, first);
	strbuf_release(&sets);
	return st;
}

/* The failure that stands is one of the row. */
static void
report_row(struct import *im)
{
	const struct fault fault = { .is_row = true,
	    .message = arena_strdup(&im->row_arena, fail_text()),
	    .hint = arena_strdup(&im->row_arena, fail_hint_text()) };

	report(im, &fault);
}

/* The failure that stands is one of the cell that means the field. */
static void
report_field(struct import *im, const struct field *f)
{
	const struct mapping *m = &im->mapping;
	struct fault fault = { .is_row = true,
	    .message = arena_strdup(&im->row_arena, fail_text()),
	    .hint = arena_strdup(&im->row_arena, fail_hint_text()) };

	for (size_t i = 0; i < m->ncolumns && fault.is_row; i++)
		if (m->fields[i] != NOT_MAPPED &&
		    im->flat.fields[m->fields[i]].field == f) {
			fault.is_row = false;
			fault.column = i;
		}
	report(im, &fault);
}

/* ---- the record of a row ------------------------------------------------- */

/* A record as it is and as it will be; the same one when nothing changes. */
struct overlaid {
	void	*old, *now;	/* old: NULL for a new record */
};

/* What the row says on top of what is there. */
struct pending {
	struct overlaid	head;
	struct overlaid	line;		/* now: NULL when the row has none */
	struct overlaid	*more;		/* further lines */
};

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

/* What the row says, to be compared with what is there.  A constant fills in
 * what neither of them has. */
static struct record_like
like_row(const struct import *im, const struct entity *e,
    const struct said *said)
{
	return (struct record_like){ e, said->record,
	    im->options->nsets > 0 ? UINT64_MAX : said->fields };
}

/* The row's values over those that are there. */
static void
overlay(struct import *im, const struct entity *e, const struct said *said,
    struct overlaid *out)
{
	if (out->old == said->record)		/* it says nothing new */
		return;
	out->now = arena_alloc(&im->row_arena, e->size);
	memcpy(out->now, out->old, e->size);
	entity_clear_computed(e, out->now);
	for (size_t i = 0; i < e->nfields; i++)
		if (said->fields >> i & 1)
			field_put(&e->fields[i], out->now,
			    field_get(&e->fields[i], said->record));
	cells_set_constants(&im->cells, e, out->now, &im->row_arena);
}

/* A row that repeats some cells of its record and leaves others empty says too
 * little of it when the row that had them was refused. */
static enum status
check_not_rejected(const struct import *im, const struct said *said)
{
	const struct field *key = entity_key(im->entity);
	const char *code = field_get(key, said->record).u.text;
	const struct bad_code *bad = im->result->bad_codes;

	for (; code != NULL && bad != NULL; bad = bad->next)
		if ((bad->fields & ~said->fields) != 0 &&
		    strcmp(bad->code, code) == 0)
			return fail(E_INVALID, _("belongs to %s '%s', of which "
			    "a row above is wrong"), _(im->entity->name),
			    code);
	return OK;
}

/* What is new in a file that has no column to say since when. */
static void
date_today(const struct import *im, void *record)
{
	const struct field *f = im->today;
	struct date today = records_defaults(im->records)->today;

	if (f == NULL || date_is_none(today) ||
	    !value_is_none(field_get(f, record)))
		return;
	field_put(f, record, value_date((struct date){ today.day,
	    NO_MINUTE }));
	im->result->dated++;
}

/* The record as it will be. */
static enum status
prepare(struct import *im, const struct said *said, struct pending *p)
{
	const struct entity *e = im->entity;
	struct arena *a = &im->row_arena;
	struct record_like like;
	enum status st;

	report_all(im, said->faults);
	if (im->nproblems > 0)
		return OK;
	if ((st = record_resolve(im->records, e, said->record, a)) != OK)
		return st;
	record_complete(im->records, e, said->record, false);
	p->head.now = said->record;
	like = like_row(im, e, said);
	if ((st = record_match(im->records, &like, a, &p->head.old)) != OK)
		return st;
	if (p->head.old == NULL) {
		date_today(im, said->record);
		if ((st = check_not_rejected(im, said)) != OK ||
		    (st = record_required(e, like.record)) != OK)
			return explain_missing(im, e, like.record, st);
	}
	if (p->head.old != NULL) {
		if ((st = check_name(im, p->head.now, p->head.old)) != OK)
			return st;
		overlay(im, e, said, &p->head);
	}
	if (p->head.now == p->head.old)
		return OK;
	return record_check(im->records, e, p->head.now, a);
}

/* The row's place among the lines of its record, which rejected rows take
 * too: mended, they come back to where they stood. */
static void
count_line(struct import *im, int64_t head)
{
	size_t by_cells, by_record;

	if (!im->counts_lines)
		return;
	by_cells = *tally_get(&im->alike, im->alike_key);
	by_record = head != 0 ? seen_get(&im->seen, head)->lines : 0;
	im->ordinal = (by_cells > by_record ? by_cells : by_record) + 1;
}

static void
keep_count(struct import *im, int64_t head)
{
	*tally_get(&im->alike, im->alike_key) = im->ordinal;
	if (head != 0)
		seen_get(&im->seen, head)->lines = (uint32_t)im->ordinal;
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

/* A record of these rows has no lines but those that were counted. */
static bool
has_counted_lines(struct import *im, int64_t head)
{
	return head == 0 || (!im->names_lines &&
	    seen_get(&im->seen, head)->fate == ADDED);
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
	if (has_counted_lines(im, head))
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

static enum status
check_repeated_line(struct import *im, const struct pending *p)
{
	size_t row = seen_get(&im->lines_seen, entity_id(p->line.now))->row;

	if (row == 0 || !record_differs(im->lines, p->line.old, p->line.now))
		return OK;
	return fail(E_INVALID, _("the same %s stands in row %zu already, with "
	    "other values"), _(im->lines->name), row);
}

/* What a line is a part of, to the last field: a row that says nothing new of
 * it may say little.  Kept while row after row has lines of it; NULL: it fails
 * where it is needed. */
static void *
whole_of(struct import *im, const struct pending *p, int64_t head)
{
	if (p->head.now != p->head.old || head == 0)
		return p->head.now;
	if (im->whole != NULL && im->whole_id == head)
		return im->whole;
	arena_release(&im->whole_arena);
	im->whole = entity_new(im->entity, &im->whole_arena);
	im->whole_id = head;
	if (record_load(im->records, (struct record_id){ im->entity, head },
	    &im->whole_arena, im->whole) == OK)
		return im->whole;
	fail_clear();
	return im->whole = NULL;
}

/* Which line of its record the row is: matched, or counted. */
static enum status
prepare_line(struct import *im, const struct said *said, struct pending *p,
    int64_t head)
{
	const struct entity *e = im->lines;
	const struct field *parent = entity_field_flagged(e, F_PARENT);
	const struct field *key = entity_key(e);
	struct arena *a = &im->row_arena;
	struct record_like like;
	int64_t number;
	enum status st;

	report_all(im, said->faults);
	if (im->nproblems > 0)
		return OK;
	p->line.now = said->record;
	field_put(parent, p->line.now, (struct value){ V_REF, { .ref = {
	    head != 0 ? head : INT64_MAX, NULL, NULL } } });
	if ((st = record_resolve(im->records, e, p->line.now, a)) != OK)
		return st;
	if (key != NULL && value_is_none(field_get(key, p->line.now))) {
		if ((st = number_line(im, p->line.now, head, &number)) != OK)
			return st;
		field_put(key, p->line.now, value_int(number));
	} else {
		im->names_lines = true;
	}
	like = like_row(im, e, said);
	if (!has_counted_lines(im, head) &&
	    (st = record_match(im->records, &like, a, &p->line.old)) != OK)
		return st;
	if (p->line.old != NULL)
		overlay(im, e, said, &p->line);
	if (p->line.now == p->line.old)
		return OK;
	if (p->line.old != NULL && (st = check_repeated_line(im, p)) != OK)
		return st;
	return explain_missing(im, e, p->line.now, record_check_part(
	    im->records, &(struct record_part){ e, p->line.now,
	    e->compute != NULL ? whole_of(im, p, head) : NULL }, a));
}

/* Rows of one file must not contradict each other. */
static enum status
check_repeated(struct import *im, const struct pending *p)
{
	const struct entity *e = im->entity;
	const struct seen *s;

	if (p->head.old == p->head.now || p->head.old == NULL)
		return OK;
	s = seen_get(&im->seen, entity_id(p->head.old));
	if (s->row == 0)
		return OK;
	for (size_t i = 1; i < e->nfields; i++)
		if (!value_equal(field_get(&e->fields[i], p->head.old),
		    field_get(&e->fields[i], p->head.now)))
			return fail(E_INVALID,
			    _("%s '%s' stands in row %zu already, with "
			    "another %s"), _(e->name),
			    entity_code(e, p->head.old), (size_t)s->row,
			    e->fields[i].name);
	return OK;
}

static enum status
store_head(struct import *im, struct pending *p, int64_t *id)
{
	void *old = p->head.old, *now = p->head.now;
	enum fate fate = old == NULL ? ADDED : now == old ||
	    !record_differs(im->entity, old, now) ? UNCHANGED : CHANGED;
	enum status st = OK;

	if (fate == ADDED)
		st = record_insert(im->records, im->entity, now,
		    &im->row_arena);
	else if (fate == CHANGED)
		st = record_update(im->records, im->entity, old, now);
	if (fate == CHANGED)
		im->whole = NULL;
	if (st != OK)
		return st;
	*id = entity_id(now);
	set_fate(im, seen_get(&im->seen, *id), fate);
	return OK;
}

static enum status
store_line(struct import *im, struct pending *p, int64_t head)
{
	const struct field *parent =
	    entity_field_flagged(im->lines, F_PARENT);
	struct seen *s = seen_get(&im->seen, head);
	bool changed = false;
	enum status st = OK;

	if (p->line.now == p->line.old) {
		/* nothing new */
	} else if (p->line.old != NULL) {
		changed = record_differs(im->lines, p->line.old, p->line.now);
		st = record_update(im->records, im->lines, p->line.old,
		    p->line.now);
		im->result->lines_changed += changed;
	} else {
		field_put(parent, p->line.now, (struct value){ V_REF,
		    { .ref = { head, NULL, NULL } } });
		st = record_insert(im->records, im->lines, p->line.now,
		    &im->row_arena);
		im->result->lines_added += st == OK;
		changed = st == OK;
	}
	im->result->lines_unchanged += st == OK && !changed;
	if (head == im->bare.id)
		im->bare.number = 0;
	if (changed)
		set_fate(im, s, CHANGED);
	if (st == OK)
		seen_get(&im->lines_seen, entity_id(p->line.now))->row =
		    (uint32_t)im->row;
	return st;
}

/* ---- what headings say ------------------------------------------------- */

/* The first column whose heading says what the field is; ncolumns: none. */
static size_t
telling_column(const struct mapping *m, const struct field *f)
{
	for (size_t i = 0; i < m->ncolumns; i++)
		for (size_t j = 0; j < NTOLD; j++)
			if (m->told[i].fields[j] == f &&
			    m->told[i].codes[j] != NULL)
				return i;
	return m->ncolumns;
}

/* A price under "Price USD" is none of a record in another currency. */
static void
check_told(struct import *im, const struct said *said, const void *head)
{
	const struct entity *e = im->entity;

	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];
		size_t column = telling_column(&im->mapping, f);
		const char *is, *told;

		if (!(said->fields >> i & 1) || column == im->mapping.ncolumns)
			continue;
		is = field_text(f, head);
		told = field_text(f, said->record);
		if (is != NULL && strcmp(is, told) != 0)
			report(im, &(struct fault){ .column = column,
			    .message = arena_printf(&im->row_arena,
			    _("the heading says %s, but %s is %s"), told,
			    f->name, is), .hint = "" });
	}
}

/* The row has only a line, of a record that is there or above it. */
static enum status
check_headings(struct import *im, const struct parsed_row *row, int64_t head)
{
	void *record;
	enum status st;

	if (!im->mapping.tells || head == 0 || row->head.record == NULL)
		return OK;
	record = entity_new(im->entity, &im->row_arena);
	if ((st = record_load(im->records, (struct record_id){ im->entity,
	    head }, &im->row_arena, record)) == OK)
		check_told(im, &row->head, record);
	return st;
}

/* ---- lines in a file of their own ---------------------------------------- */

/* Was the row of this record, in the other file, refused? */
static bool
is_rejected(const struct import *im, const char *name)
{
	const struct import_result *of = im->options->of;
	const struct bad_code *bad = of != NULL ? of->bad_codes : NULL;

	while (bad != NULL && strcmp(bad->code, name) != 0)
		bad = bad->next;
	return bad != NULL;
}

/* The only record with this reference; NULL: there is none. */
static enum status
find_reference(struct import *im, const char *name, int64_t *id)
{
	const struct condition is = { .how = IS, .value = value_text(name),
	    .field = entity_field(im->entity, "reference") };
	const struct selection with = { .where = &is, .limit = 2,
	    .with_archived = true };
	struct cursor c;
	enum status st;
	size_t n = 0;

	if (is.field == NULL)
		return OK;
	c = record_select(im->records, im->entity, &with);
	while (cursor_row(&c)) {
		*id = cursor_id(&c);
		n++;
	}
	if ((st = cursor_end(&c)) != OK || n < 2)
		return st;
	return fail_hint(fail(E_CONFLICT, _("several have the reference '%s'"),
	    name), _("name it by its %s"), entity_key(im->entity)->name);
}

/* The record a line names: by its code, else by its reference. */
static enum status
find_head(struct import *im, const struct field *by, const char *name,
    int64_t *id)
{
	struct record_like like = { im->entity, NULL, 0 };
	void *same = NULL;
	enum status st;

	*id = im->head;			/* lines of a record stand together */
	if (im->head_name != NULL && strcmp(im->head_name, name) == 0)
		return OK;
	*id = 0;
	like.record = entity_new(im->entity, &im->row_arena);
	field_put(entity_key(im->entity), like.record, value_text(name));
	if (by == entity_key(im->entity) && (st = record_match(im->records,
	    &like, &im->row_arena, &same)) != OK)
		return st;
	if (same != NULL)
		*id = entity_id(same);
	else if ((st = find_reference(im, name, id)) != OK)
		return st;
	if (*id == 0)
		return fail_hint(fail(E_NOTFOUND, _("there is no %s '%s'"),
		    _(im->entity->name), name), _("it has to be in the ledger, "
		    "or in the file with the %s"), _(im->entity->plural));
	im->head = *id;
	im->head_name = arena_strdup(im->result->arena, name);
	return OK;
}

/* Its record is told by its code or reference alone. */
static enum status
prepare_line_alone(struct import *im, const struct parsed_row *row,
    struct pending *p, int64_t *head)
{
	const struct field *by = entity_key(im->entity);
	const char *name = NULL;
	enum status st;

	report_all(im, row->head.faults);
	if (im->nproblems > 0)
		return OK;
	if (row->head.record != NULL)
		name = field_get(by, row->head.record).u.text;
	if (name == NULL && row->head.record != NULL &&
	    (by = entity_field(im->entity, "reference")) != NULL)
		name = field_get(by, row->head.record).u.text;
	if (name == NULL)
		return fail(E_INVALID, _("of which %s is it? The cell is "
		    "empty"), _(im->entity->name));
	if (row->line.record == NULL)
		return fail(E_INVALID, _("says nothing of a %s"),
		    _(im->lines->name));
	if ((st = find_head(im, by, name, head)) == E_NOTFOUND &&
	    is_rejected(im, name)) {
		fail_clear();
		im->is_orphan = true;
		im->reason = arena_printf(&im->row_arena,
		    _("the row of %s '%s' was rejected"),
		    _(im->entity->name), name);
		return OK;
	}
	if (st == E_NOTFOUND || st == E_CONFLICT || st == E_INVALID) {
		report_field(im, by);
		return OK;
	}
	if (st != OK || (st = check_headings(im, row, *head)) != OK)
		return st;
	count_line(im, *head);
	return prepare_line(im, &row->line, p, *head);
}

/* ---- storing ------------------------------------------------------------- */

static enum status
prepare_row(struct import *im, const struct parsed_row *row,
    struct pending *p, int64_t *head)
{
	enum status st = OK;

	if (im->options->is_lines)
		return prepare_line_alone(im, row, p, head);
	*head = row->is_continued ? im->head : 0;
	if (row->is_continued && im->head_failed)
		return fail(E_INVALID,
		    _("belongs to the row above it, which is wrong"));
	if (!row->is_continued) {
		if ((st = prepare(im, &row->head, p)) != OK) {
			count_line(im, 0);	/* it was one, all the same */
			return st;
		}
		if (p->head.old != NULL)
			*head = entity_id(p->head.old);
		if (p->head.now != NULL && (st = check_repeated(im, p)) != OK)
			return st;
	} else {
		report_all(im, row->head.faults);
		if ((st = check_headings(im, row, *head)) != OK)
			return st;
	}
	if (row->line.record == NULL)
		return st;
	count_line(im, *head);
	return prepare_line(im, &row->line, p, *head);
}

/* Further lines of the row, from columns that hold one each. */
static enum status
prepare_more(struct import *im, const struct parsed_row *row,
    struct pending *p, int64_t head)
{
	enum status st = OK;

	p->more = arena_alloc(&im->row_arena, (row->nmore + 1) *
	    sizeof(*p->more));
	for (size_t i = 0; st == OK && i < row->nmore; i++) {
		struct pending one = { p->head, { NULL, NULL }, NULL };

		keep_count(im, head);
		count_line(im, head);
		st = prepare_line(im, &row->more[i], &one, head);
		p->more[i] = one.line;
	}
	return st;
}

static enum status
store_more(struct import *im, const struct parsed_row *row,
    const struct pending *p, int64_t head)
{
	enum status st = OK;

	for (size_t i = 0; st == OK && i < row->nmore; i++)
		if (p->more[i].now != NULL)
			st = store_line(im, &(struct pending){ p->head,
			    p->more[i], NULL }, head);
	return st;
}

/* Everything about one row; problems are reported, other errors returned. */
static enum status
take_row(struct import *im, const struct parsed_row *row)
{
	struct pending p = { { NULL, NULL }, { NULL, NULL }, NULL };
	int64_t head = 0;
	enum status st = OK;

	im->nproblems = 0;
	im->is_orphan = false;
	im->ordinal = 0;
	if (!row->is_continued)
		im->alike_key = row->alike;
	report_all(im, row->fault);
	if (row->fault == NULL)
		st = prepare_row(im, row, &p, &head);
	if (st == OK && row->fault == NULL)
		st = prepare_more(im, row, &p, head);
	if (st == OK && im->nproblems == 0 && p.head.now != NULL)
		st = store_head(im, &p, &head);
	if (st == OK && im->nproblems == 0 && p.head.now != NULL)
		sums_keep(&(struct sum_row){ head, im->row, row },
		    &im->mapping, im->result);
	if (st == OK && im->nproblems == 0 && p.line.now != NULL)
		st = store_line(im, &p, head);
	if (st == OK && im->nproblems == 0)
		st = store_more(im, row, &p, head);
	if (im->ordinal > 0)
		keep_count(im, head);
	if (st == E_INVALID || st == E_CONFLICT || st == E_NOTFOUND) {
		report_row(im);
		st = OK;
	}
	if (!row->is_continued && !im->options->is_lines) {
		im->head_failed = im->nproblems > 0;
		im->head = head;
	}
	return st;
}

/* Rows below may bring its lines. */
static void
note_bare(struct import *im, const struct parsed_row *row)
{
	struct bare *b = &im->bare;

	if (!im->entity->needs_line || im->options->is_lines ||
	    im->options->has_lines_file || row->is_continued ||
	    im->nproblems > 0 || row->line.record != NULL ||
	    seen_get(&im->seen, im->head)->fate != ADDED)
		return;
	arena_release(&b->arena);
	b->number = im->row;
	b->was_refused = false;
	b->id = im->head;
	b->row = row->row;
	if (im->options->rejects != NULL)
		cells_keep(&b->row, &b->arena);
}

static enum status
remove_bare(struct import *im)
{
	struct bare *b = &im->bare;
	void *record = entity_new(im->entity, &b->arena);
	enum status st;

	if ((st = record_load(im->records, (struct record_id){ im->entity,
	    b->id }, &b->arena, record)) == OK)
		st = record_delete(im->records, im->entity, record);
	im->result->added--;
	if (!b->was_refused)	/* that row has its cells */
		rejects_keep(&im->rejects, &b->row, &(struct reject){ false, 0,
		    im->reason });
	return st;
}

static void
report_bare(struct import *im)
{
	const char *name = im->lines->spread;
	size_t row = im->row;
	enum status st = fail(E_INVALID, _("missing: %s"), name);

	im->row = im->bare.number;
	im->nproblems = 0;
	if (unmapped_name(im, entity_field(im->lines, name)) != NULL)
		st = hint_column(st, name);
	if (st != OK)
		report_row(im);
	im->result->rejected++;
	im->row = row;
}

/* No row brought a line: the row of the record is refused after all. */
static enum status
refuse_bare(struct import *im)
{
	enum status st = OK;

	if (im->bare.number == 0)
		return OK;
	if (!im->bare.was_refused)
		report_bare(im);
	if (im->options->rejects != NULL)
		st = remove_bare(im);
	im->bare.number = 0;
	return st;
}

/* Lines of it that stand in another file have no record then. */
static void
keep_bad_code(struct import *im, const struct parsed_row *row)
{
	struct import_result *res = im->result;
	const struct field *f = entity_key(im->entity);
	const char *codes[2] = { row->code, NULL };

	if (row->head.record != NULL) {
		codes[0] = field_get(f, row->head.record).u.text;
		f = entity_field(im->entity, "reference");
		if (f != NULL && f->type == V_TEXT)
			codes[1] = field_get(f, row->head.record).u.text;
	}
	for (size_t i = 0; i < COUNT(codes); i++) {
		struct bad_code *bad;

		if (codes[i] == NULL)
			continue;
		bad = arena_alloc(res->arena, sizeof(*bad));
		*bad = (struct bad_code){ arena_strdup(res->arena, codes[i]),
		    row->head.record == NULL ? UINT64_MAX : row->head.fields,
		    res->bad_codes };
		res->bad_codes = bad;
	}
}

/* ---- the file ------------------------------------------------------------ */

static enum status
import_row(struct import *im, const struct parsed_row *row)
{
	bool has_rejects = im->options->rejects != NULL;
	enum status st;

	im->row = row->row.number;
	if (row->is_example) {
		im->result->examples++;
		return OK;
	}
	im->result->rows++;
	arena_reset(&im->row_arena, im->row_start);
	if (has_rejects && im->mapping.has_lines && !row->is_continued &&
	    !im->options->is_lines)
		rejects_keep_head(&im->rejects, &row->row);
	if (!row->is_continued && (st = refuse_bare(im)) != OK)
		return st;
	if ((st = take_row(im, row)) != OK)
		return fail_in(st, _("%s: row %zu"), im->options->file,
		    im->row);
	note_bare(im, row);
	if (im->nproblems == 0 && !im->is_orphan)
		return OK;
	im->result->rejected++;
	im->result->orphans += im->is_orphan;
	im->bare.was_refused = row->is_continued;
	keep_bad_code(im, row);
	if (has_rejects)
		rejects_keep(&im->rejects, &row->row, &(struct reject){
		    row->is_continued, row->nmore > 0 ? 0 : im->ordinal,
		    im->reason });
	return OK;
}

static void
show_progress(struct import *im, const struct reading *r)
{
	size_t done, total;

	if (im->options->progress == NULL ||
	    im->result->rows % PROGRESS_ROWS != 0)
		return;
	reading_progress(r, &done, &total);
	im->options->progress(im->options->to, im->result->rows, done, total);
}

static enum status
import_all(struct import *im, struct source *s)
{
	struct reading *r = reading_start(s, &im->cells);
	const struct parsed_row *row;
	enum status st;

	while ((st = reading_next(r, &row)) == OK && row != NULL) {
		if (stop_requested())
			st = fail(E_INTERRUPTED, _("interrupted"));
		else
			st = import_row(im, row);
		if (st != OK)
			break;
		show_progress(im, r);
	}
	reading_stop(r);
	return st == OK ? refuse_bare(im) : st;
}

static void
add_to_list(struct strbuf *list, const char *text)
{
	strbuf_addf(list, "%s%s", list->len > 0 ? ", " : "", text);
}

/* " (quantity 1000)": which line of the row a column is for. */
static const char *
break_text(const struct mapping *m, size_t i, struct arena *a)
{
	char number[DECIMAL_TEXT_MAX];

	if (!mapping_is_break(m, i))
		return "";
	decimal_format(m->breaks[i], 0, number);
	return arena_printf(a, " (%s %s)", m->by->name, number);
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

		if (conversion_checks(&m->conversions[i])) {
			add_to_list(&used, arena_printf(a, "%s -> ()",
			    heading));
			continue;
		}
		if (m->sums[i] != NULL) {
			add_to_list(&used, arena_printf(a, "%s -> (%s)",
			    heading, m->sums[i]->name));
			continue;
		}
		if (m->fields[i] != NOT_MAPPED) {
			add_to_list(&used, arena_printf(a, "%s -> %s%s",
			    heading, im->flat.fields[m->fields[i]].name,
			    break_text(m, i, a)));
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

/* Columns of numbers that may be two each, now that all rows are known. */
static enum status
refuse_numbers(struct import *im)
{
	const struct import_options *o = im->options;
	struct problem p;
	size_t n = 0;

	for (size_t i = 0; i < im->mapping.ncolumns; i++) {
		if (!doubts_refuse(im->cells.doubts, i, &p))
			continue;
		p.file = o->file;
		p.sheet = im->result->sheet;
		o->problem(o->to, &p);
		n++;
	}
	if (n == 0)
		return OK;
	return fail(E_INVALID, _("%s: a column may mean two different "
	    "numbers; nothing was changed"), o->file);
}

/* What the cells were seen to hold, while the cells are there. */
static void
keep_doubts(struct import *im, const struct source *s)
{
	struct import_result *res = im->result;
	const struct problem *list;
	struct problem *kept;

	res->is_cut = source_lacks_end(s);
	doubts_see_sheet(im->cells.doubts, s);
	res->ndoubts = doubts_list(im->cells.doubts, &list);
	kept = arena_alloc(res->arena, (res->ndoubts + 1) * sizeof(*kept));
	for (size_t i = 0; i < res->ndoubts; i++) {
		kept[i] = list[i];
		kept[i].file = im->options->file;
		kept[i].sheet = res->sheet;
		kept[i].letter = arena_strdup(res->arena, list[i].letter);
		kept[i].message = arena_strdup(res->arena, list[i].message);
	}
	res->doubts = kept;
}

/* How many rows there are is known by their bytes alone, and roughly. */
static enum status
expect_rows(struct import *im, const struct source *s)
{
	enum { ROW_BYTES = 200 };
	size_t done, total;

	source_progress(s, &done, &total);
	return im->options->is_lines ? OK : record_load_many(im->records,
	    im->entity, total / ROW_BYTES);
}

/* Which record, and what of its line? */
static enum status
check_lines_mapped(const struct import *im)
{
	const struct entity *e = im->entity;
	bool names_record = false;

	for (size_t i = 0; i < im->mapping.ncolumns; i++)
		names_record = names_record ||
		    (im->mapping.fields[i] != NOT_MAPPED &&
		    im->flat.fields[im->mapping.fields[i]].of == e);
	if (names_record && im->mapping.has_lines)
		return OK;
	return fail_hint(fail(E_INVALID, names_record ?
	    _("%s: no heading means a field of a %s") :
	    _("%s: no heading says which %s a row belongs to"),
	    im->options->file, names_record ? _(im->lines->name) : _(e->name)),
	    _("say which is which: --map 'Their heading=%s'"),
	    names_record ? "field" : entity_key(e)->name);
}

static enum status
import_sheet(struct import *im, struct source *s)
{
	const struct import_options *o = im->options;
	enum status st;

	if ((st = cells_try_constants(o, &im->row_arena)) != OK ||
	    (st = choose_sheet(s, o, &im->flat, &im->result->sheet)) != OK ||
	    (st = mapping_read(s, o, im->result->arena, &im->mapping)) != OK ||
	    (o->is_lines && (st = check_lines_mapped(im)) != OK))
		return st;
	im->key_is_vague = mapping_key_is_vague(&im->mapping);
	im->today = entity_field_flagged(im->entity, F_TODAY);
	for (size_t i = 0; i < im->mapping.ncolumns; i++)
		if (im->mapping.fields[i] != NOT_MAPPED && im->today ==
		    im->flat.fields[im->mapping.fields[i]].field)
			im->today = NULL;
	im->result->sheet = arena_strdup(im->result->arena, im->result->sheet);
	im->counts_lines = im->mapping.has_lines &&
	    entity_key(im->lines) != NULL;
	im->result->heading_row = im->mapping.row;
	rejects_init(&im->rejects, &im->mapping, im->result->arena);
	list_columns(im);
	cells_init(&im->cells, s, o, &im->mapping);
	if ((st = expect_rows(im, s)) != OK ||
	    (st = import_all(im, s)) != OK ||
	    (st = refuse_numbers(im)) != OK ||
	    (st = refuse_rejected(im)) != OK)
		return st;
	keep_doubts(im, s);
	if (o->rejects == NULL)
		return OK;
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
	im.flat = o->is_lines ? entity_flat_lines(o->entity, result->arena) :
	    entity_flat(o->entity, result->arena);
	im.mapping.flat = &im.flat;
	/* Something before the mark, or each row would free the block. */
	arena_alloc(&im.row_arena, 1);
	im.row_start = arena_mark(&im.row_arena);
	st = import_sheet(&im, s);
	seen_release(&im.seen);
	seen_release(&im.lines_seen);
	tally_release(&im.alike);
	cells_release(&im.cells);
	arena_release(&im.row_arena);
	arena_release(&im.bare.arena);
	arena_release(&im.whole_arena);
	return st;
}
