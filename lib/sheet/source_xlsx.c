/*
 * The rows of an XLSX workbook, one at a time as the file is unpacked.
 * Knows the cells of a sheet; zip, XML, formats and shared parts are in the
 * files beside it.
 */
#include "sheet/source_impl.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "sheet/source_packed.h"
#include "sheet/xlsx_book.h"
#include "sheet/xlsx_package.h"
#include "sheet/xlsx_text.h"
#include "sheet/xlsx_xml.h"
#include "value/date.h"

enum { MAX_COLUMNS = 16384, MAX_ROWS = 1048576, LETTERS = 26,
    FIRST_ROOM = 32, MAX_MERGED = 1000 };

/* Where in the sheet the reader stands. */
enum place { OUTSIDE, IN_DATA, IN_ROW, IN_CELL, IN_VALUE, IN_FORMULA, IN_TEXT };

/* The cell that is being read, as the file has it. */
struct stored_cell {
	const struct cell_reader *reader;
	size_t		 column;
	size_t		 style;
	bool		 has_formula;
	bool		 has_value;
	struct strbuf	 value;
	struct xlsx_text text;
};

struct sheet_reader {
	const struct xlsx_book	*book;
	enum place		 place;
	size_t			 row;
	bool			 has_row_number;
	bool			 is_complete;	/* the row: hand it over */
	size_t			 next_column;
	struct stored_cell	 stored;
	struct arena		 arena;		/* text of this row's cells */
	struct arena_mark	 row_start;
	size_t			 ncells;	/* up to the last one filled */
	size_t			 nfilled;
	size_t			 room;		/* in the arrays below */
	uint16_t		*filled;
	struct cell		*cells;		/* those not filled are empty */
	struct merged		*merged;	/* MAX_MERGED, or NULL */
	size_t			 nmerged;
};

struct source_xlsx {
	struct source		 base;
	struct package		*package;
	struct xlsx_book	 book;
	size_t			 selected;
	struct xml		*xml;		/* NULL: no sheet selected */
	struct sheet_reader	 reader;
};

/* How the value of a cell is read, by its attribute t. */
struct cell_reader {
	const char *type;
	enum status (*read)(struct sheet_reader *, struct cell *);
};

static const struct cell empty_cell = { CELL_EMPTY, false, "", false };

/* What was recorded without the cell gets it. */
static enum status
fail_in_cell(const struct sheet_reader *r, enum status st)
{
	char letters[8];

	source_column_letter(r->stored.column, letters);
	return fail_in(st, _("cell %s%zu"), letters, r->row);
}

static enum status
cell_fails(const struct sheet_reader *r, const char *why)
{
	return fail_in_cell(r, fail(E_INVALID, "%s", why));
}

static void
set_text(struct sheet_reader *r, const struct strbuf *text, struct cell *out)
{
	if (text->len == 0)
		return;
	out->type = CELL_TEXT;
	out->text = arena_strndup(&r->arena, text->buf, text->len);
}

static enum status
read_number(struct sheet_reader *r, struct cell *out)
{
	const struct stored_cell *c = &r->stored;
	enum xlsx_kind kind = XLSX_NUMBER;
	struct xlsx_value value;

	if (c->style < r->book->nkinds)
		kind = r->book->kinds[c->style];
	xlsx_read_number(c->value.buf, kind, r->book->is_1904, &value);
	out->type = value.type;
	out->is_damaged = value.is_damaged;
	out->is_money = kind == XLSX_MONEY;
	out->text = arena_strdup(&r->arena, value.text);
	return OK;
}

/* The number at the start of `text`, 0 without one; is it all there is? */
static bool
scan_index(const char *text, size_t *n)
{
	const char *digits;

	while (*text == ' ' || *text == '\n' || *text == '\t')
		text++;
	digits = text;
	for (*n = 0; *text >= '0' && *text <= '9' && *n < UINT32_MAX; text++)
		*n = *n * 10 + (size_t)(*text - '0');
	return *text == '\0' && text > digits;
}

static enum status
read_shared(struct sheet_reader *r, struct cell *out)
{
	const struct xlsx_book *b = r->book;
	size_t i;

	if (!scan_index(r->stored.value.buf, &i) || i >= b->ntexts)
		return cell_fails(r, _("the text it refers to is not in the "
		    "file"));
	out->text = b->bytes.buf + b->texts[i];
	out->type = *out->text == '\0' ? CELL_EMPTY : CELL_TEXT;
	return OK;
}

/* The result of a formula that is text. */
static enum status
read_string(struct sheet_reader *r, struct cell *out)
{
	struct strbuf *value = &r->stored.value;

	value->len = xlsx_unescape(value->buf, value->len);
	set_text(r, value, out);
	return OK;
}

/* The text stands in <is>, which every cell may have; some write <v>. */
static enum status
read_inline(struct sheet_reader *r, struct cell *out)
{
	set_text(r, &r->stored.value, out);
	return OK;
}

static enum status
read_bool(struct sheet_reader *r, struct cell *out)
{
	const char *value = r->stored.value.buf;

	out->type = CELL_BOOL;
	if (strcmp(value, "1") == 0 || strcmp(value, "true") == 0)
		out->text = "true";
	else if (strcmp(value, "0") == 0 || strcmp(value, "false") == 0)
		out->text = "false";
	else
		return cell_fails(r, _("neither true nor false"));
	return OK;
}

static enum status
read_error(struct sheet_reader *r, struct cell *out)
{
	set_text(r, &r->stored.value, out);
	out->type = CELL_ERROR;
	return OK;
}

/* "2026-11-05T09:30:00Z"; what is no date stays the text it is. */
static enum status
read_iso_date(struct sheet_reader *r, struct cell *out)
{
	struct strbuf *value = &r->stored.value;
	char text[DATE_TEXT_MAX];
	struct date date;

	set_text(r, value, out);
	if (value->len > 0 && value->buf[value->len - 1] == 'Z')
		strbuf_cut(value, value->len - 1);
	if (date_parse(value->buf, NO_DATE, &date) != OK) {
		fail_clear();
		return OK;
	}
	if (date.minute == 0)
		date.minute = NO_MINUTE;
	date_format(date, text);
	out->type = CELL_DATE;
	out->text = arena_strdup(&r->arena, text);
	return OK;
}

/* The most frequent ones first. */
static const struct cell_reader cell_readers[] = {
	{ "n",		read_number },
	{ "s",		read_shared },
	{ "str",	read_string },
	{ "inlineStr",	read_inline },
	{ "b",		read_bool },
	{ "e",		read_error },
	{ "d",		read_iso_date },
};

static const struct cell_reader *
find_cell_reader(const char *type)
{
	if (type == NULL)
		return &cell_readers[0];
	for (size_t i = 0; i < COUNT(cell_readers); i++)
		if (*type == *cell_readers[i].type &&
		    strcmp(type, cell_readers[i].type) == 0)
			return &cell_readers[i];
	return NULL;
}

/* A whole number from 1 to `max`; 0 when it is anything else. */
static size_t
scan_count(const char *text, size_t max)
{
	size_t n = 0;

	for (; *text >= '0' && *text <= '9' && n <= max; text++)
		n = n * 10 + (size_t)(*text - '0');
	return *text == '\0' && n <= max ? n : 0;
}

/* "B5" is column 1, row 5; false when no sheet has such a cell. */
static bool
scan_reference(const char *text, size_t *column, size_t *row)
{
	size_t n = 0;

	for (; *text >= 'A' && *text <= 'Z' && n <= MAX_COLUMNS; text++)
		n = n * LETTERS + (size_t)(*text - 'A') + 1;
	*column = n - 1;
	*row = scan_count(text, MAX_ROWS);
	return n > 0 && n <= MAX_COLUMNS && *row > 0;
}

static enum status
begin_row(struct sheet_reader *r, const char *number)
{
	size_t row = r->row + 1;

	r->has_row_number = number != NULL;
	if (number != NULL) {
		row = scan_count(number, MAX_ROWS);
		if (row == 0)
			return fail(E_INVALID, _("'%s' is no row of a sheet "
			    "(1 to %d)"), number, MAX_ROWS);
		if (row <= r->row)
			return fail(E_INVALID, _("row %zu comes after row "
			    "%zu"), row, r->row);
	}
	if (row > MAX_ROWS)
		return fail(E_INVALID, _("more than %d rows"), MAX_ROWS);
	r->row = row;
	r->next_column = 0;
	r->place = IN_ROW;
	return OK;
}

/* A row without a number gets that of its first cell. */
static enum status
place_cell(struct sheet_reader *r, const char *reference)
{
	size_t column = r->next_column, row = r->row;

	if (reference != NULL && !scan_reference(reference, &column, &row))
		return fail(E_INVALID, _("'%s' is no cell of a sheet (A1 to "
		    "XFD%d)"), reference, MAX_ROWS);
	if (column >= MAX_COLUMNS)
		return fail(E_INVALID, _("row %zu has more than %d cells"),
		    r->row, MAX_COLUMNS);
	if (!r->has_row_number && row > r->row)
		r->row = row;
	r->has_row_number = true;
	r->next_column = column + 1;
	r->stored.column = column;
	return OK;
}

static enum status
begin_cell(struct sheet_reader *r, const struct xml_event *e)
{
	const char *type = xml_attribute(e, "t");
	const char *style = xml_attribute(e, "s");
	struct stored_cell *c = &r->stored;
	enum status st;

	st = place_cell(r, xml_attribute(e, "r"));
	if (st != OK)
		return st;
	c->reader = find_cell_reader(type);
	if (c->reader == NULL)
		return cell_fails(r, _("of a type that no workbook has"));
	scan_index(style == NULL ? "" : style, &c->style);
	c->has_formula = c->has_value = false;
	strbuf_cut(&c->value, 0);
	xlsx_text_begin(&c->text, 0);
	r->place = IN_CELL;
	return OK;
}

/* Room for a column that no row had yet. */
static void
grow_row(struct sheet_reader *r, size_t column)
{
	size_t room = r->room;

	while (room <= column)
		room = room == 0 ? FIRST_ROOM : room * 2;
	r->cells = realloc(r->cells, room * sizeof(*r->cells));
	r->filled = realloc(r->filled, room * sizeof(*r->filled));
	if (r->cells == NULL || r->filled == NULL)
		no_memory();
	for (; r->room < room; r->room++)
		r->cells[r->room] = empty_cell;
}

static enum status
add_cell(struct sheet_reader *r, const struct cell *cell)
{
	size_t column = r->stored.column;

	if (column >= r->room)
		grow_row(r, column);
	if (r->cells[column].type != CELL_EMPTY)
		return cell_fails(r, _("it is there twice"));
	r->cells[column] = *cell;
	r->filled[r->nfilled++] = (uint16_t)column;
	if (column >= r->ncells)
		r->ncells = column + 1;
	return OK;
}

/* A formula may have the empty text as its value, and then says so. */
static bool
lacks_value(const struct stored_cell *c)
{
	if (!c->has_formula || c->value.len > 0)
		return false;
	return !c->has_value || c->reader->read == read_number;
}

static enum status
end_cell(struct sheet_reader *r)
{
	const struct stored_cell *c = &r->stored;
	struct cell cell = empty_cell;
	enum status st = OK;

	if (lacks_value(c))
		cell.type = CELL_UNKNOWN;
	else if (c->value.len > 0)
		st = c->reader->read(r, &cell);
	else
		set_text(r, &c->text.text, &cell);
	if (st != OK || cell.type == CELL_EMPTY)
		return st;
	return add_cell(r, &cell);
}

/* "B3:B5"; one that is merged with its neighbours only is no loss. */
static void
add_merged(struct sheet_reader *r, const char *range)
{
	const char *colon = range == NULL ? NULL : strchr(range, ':');
	char first[16];
	struct merged m;
	size_t column;

	if (colon == NULL || (size_t)(colon - range) >= sizeof(first) ||
	    r->nmerged == MAX_MERGED)
		return;
	snprintf(first, sizeof(first), "%.*s", (int)(colon - range), range);
	if (!scan_reference(first, &m.column, &m.row) ||
	    !scan_reference(colon + 1, &column, &m.last) || m.last <= m.row)
		return;
	if (r->merged == NULL)
		r->merged = calloc(MAX_MERGED, sizeof(*r->merged));
	if (r->merged == NULL)
		no_memory();
	r->merged[r->nmerged++] = m;
}

static void
begin_cell_part(struct sheet_reader *r, const struct xml_event *e)
{
	if (xml_is(e, "v")) {
		r->place = IN_VALUE;
		r->stored.has_value = true;
	} else if (xml_is(e, "f")) {
		r->place = IN_FORMULA;
		r->stored.has_formula = true;
	} else if (xml_is(e, "is")) {
		r->place = IN_TEXT;
	}
}

static enum status
begin_element(struct sheet_reader *r, const struct xml_event *e)
{
	switch (r->place) {
	case OUTSIDE:
		if (xml_is(e, "sheetData"))
			r->place = IN_DATA;
		else if (xml_is(e, "mergeCell"))
			add_merged(r, xml_attribute(e, "ref"));
		break;
	case IN_DATA:
		if (xml_is(e, "row"))
			return begin_row(r, xml_attribute(e, "r"));
		break;
	case IN_ROW:
		if (xml_is(e, "c"))
			return begin_cell(r, e);
		break;
	case IN_CELL:
		begin_cell_part(r, e);
		break;
	case IN_TEXT:
		return xlsx_text_event(&r->stored.text, e);
	case IN_VALUE:
	case IN_FORMULA:
		break;
	}
	return OK;
}

/* Does the end of this element lead out of the place? */
static bool
leads_out(enum place place, const struct xml_event *e)
{
	switch (place) {
	case IN_VALUE:
		return xml_is(e, "v");
	case IN_CELL:
		return xml_is(e, "c");
	case IN_ROW:
		return xml_is(e, "row");
	case IN_TEXT:
		return xml_is(e, "is");
	case IN_FORMULA:
		return xml_is(e, "f");
	case IN_DATA:
		return xml_is(e, "sheetData");
	case OUTSIDE:
		break;
	}
	return false;
}

static enum status
end_element(struct sheet_reader *r, const struct xml_event *e)
{
	static const enum place outside[] = {
		[IN_DATA] = OUTSIDE, [IN_ROW] = IN_DATA, [IN_CELL] = IN_ROW,
		[IN_VALUE] = IN_CELL, [IN_FORMULA] = IN_CELL,
		[IN_TEXT] = IN_CELL,
	};
	enum place place = r->place;
	enum status st;

	if (place == IN_TEXT &&
	    (st = xlsx_text_event(&r->stored.text, e)) != OK)
		return st;
	if (!leads_out(place, e))
		return OK;
	r->place = outside[place];
	if (place == IN_CELL)
		return end_cell(r);
	r->is_complete = place == IN_ROW && r->ncells > 0;
	return OK;
}

static enum status
add_text(struct sheet_reader *r, const struct xml_event *e)
{
	enum status st = OK;

	if (r->place == IN_VALUE)
		st = xlsx_text_add(&r->stored.value, 0, e);
	else if (r->place == IN_TEXT)
		st = xlsx_text_event(&r->stored.text, e);
	return st == OK ? OK : fail_in_cell(r, st);
}

static enum status
sheet_event(struct sheet_reader *r, const struct xml_event *e)
{
	switch (e->kind) {
	case XML_START:
		return begin_element(r, e);
	case XML_END:
		return end_element(r, e);
	case XML_TEXT:
		return add_text(r, e);
	case XML_DONE:
		break;
	}
	return OK;
}

static void
forget_row(struct sheet_reader *r)
{
	for (size_t i = 0; i < r->nfilled; i++)
		r->cells[r->filled[i]] = empty_cell;
	r->nfilled = r->ncells = 0;
	r->is_complete = false;
	arena_reset(&r->arena, r->row_start);
}

static void
init_reader(struct sheet_reader *r, const struct xlsx_book *book)
{
	r->book = book;
	r->stored.value = (struct strbuf)STRBUF_INIT;
	r->stored.text = (struct xlsx_text)XLSX_TEXT_INIT;
	r->arena = (struct arena)ARENA_INIT;
	/* Something before the mark, or each row would free its block. */
	arena_alloc(&r->arena, 1);
	r->row_start = arena_mark(&r->arena);
}

static size_t
count_sheets(const struct source *s)
{
	return ((const struct source_xlsx *)s)->book.nsheets;
}

static const char *
sheet_name(const struct source *s, size_t i)
{
	return ((const struct source_xlsx *)s)->book.sheets[i].name;
}

static enum status
fail_in_sheet(const struct source_xlsx *x, size_t i, enum status st)
{
	return fail_in(st, _("%s: sheet '%s'"), x->base.name,
	    x->book.sheets[i].name);
}

static enum status
select_sheet(struct source *s, size_t i)
{
	struct source_xlsx *x = (struct source_xlsx *)s;
	const char *part = x->book.sheets[i].part;
	enum status st;

	xml_close(x->xml);
	x->xml = NULL;
	if (part == NULL)
		st = fail(E_INVALID, _("the file does not say where its cells "
		    "are"));
	else
		st = xml_open(x->package, part, &x->xml);
	if (st != OK)
		return fail_in_sheet(x, i, st);
	x->selected = i;
	x->reader.place = OUTSIDE;
	x->reader.row = 0;
	x->reader.nmerged = 0;
	return OK;
}

static enum status
next_row(struct source *s, struct row *row, bool *more)
{
	struct source_xlsx *x = (struct source_xlsx *)s;
	struct sheet_reader *r = &x->reader;
	const struct xml_event *e;
	enum status st;

	forget_row(r);
	do {
		st = xml_next(x->xml, &e);
		if (st == OK)
			st = sheet_event(r, e);
		if (st != OK)
			return fail_in_sheet(x, x->selected, st);
	} while (!r->is_complete && e->kind != XML_DONE);
	*more = r->is_complete;
	s->merged = r->merged;
	s->nmerged = r->nmerged;
	if (*more)
		*row = (struct row){ r->row, r->ncells, r->cells };
	return OK;
}

static void
progress(const struct source *s, size_t *done, size_t *total)
{
	const struct source_xlsx *x = (const struct source_xlsx *)s;

	*done = *total = 0;
	if (x->xml != NULL)
		xml_progress(x->xml, done, total);
}

static void
close_workbook(struct source *s)
{
	struct source_xlsx *x = (struct source_xlsx *)s;

	xml_close(x->xml);
	package_close(x->package);
	xlsx_book_release(&x->book);
	strbuf_release(&x->reader.stored.value);
	xlsx_text_release(&x->reader.stored.text);
	arena_release(&x->reader.arena);
	free(x->reader.filled);
	free(x->reader.merged);
	free(x->reader.cells);
	free(x);
}

static const struct source_ops xlsx_ops = {
	count_sheets, sheet_name, select_sheet, next_row, progress,
	close_workbook,
};

enum status
source_open_xlsx(const struct opening *o, struct source **out)
{
	struct source_xlsx *x;
	struct package *package;
	enum status st;

	if ((st = package_open(o, &package)) != OK)
		return fail_in(st, "%s", o->name);
	if (package_only_text(package) != NULL) {
		st = source_open_packed(package, o, out);
		package_close(package);
		return st;
	}
	x = calloc(1, sizeof(*x));
	if (x == NULL)
		no_memory();
	x->base.ops = &xlsx_ops;
	x->base.name = o->name;
	x->package = package;
	init_reader(&x->reader, &x->book);
	if ((st = xlsx_book_read(package, &x->book)) != OK) {
		close_workbook(&x->base);
		return fail_in(st, "%s", o->name);
	}
	*out = &x->base;
	return OK;
}
