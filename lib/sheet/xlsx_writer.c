/*
 * The door to libxlsxwriter.  The library reports success for workbooks that
 * lost rows when its temporary folder was full, and writes text that XML
 * forbids; so text is mended before, and the file is read back after.  Rows
 * that may be many go past it: how they are spelled and packed is known to
 * xlsx_cell.c and xlsx_press.c.
 */
#include "sheet/xlsx_writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/arena.h"
#include "base/channel.h"
#include "base/utf8.h"
#include "sheet/xlsx_escape.h"
#include "sheet/xlsx_join.h"
#include "sheet/late.h"
#include "sheet/xlsx_verify.h"

enum {
	WIDTH_MIN	= 8,
	WIDTH_MAX	= 50,
	WIDTH_ROWS	= 200,		/* whose text is always measured */
	FILTER_BUTTON	= 3,		/* screen columns beside a heading */
	LINE_HEIGHT	= 15,		/* in points */
	LINES_MAX	= 25,		/* that a row may be high */
	RULE_ROWS	= 1000,		/* that can be filled in with help */
	NOTE_WIDTH	= 260,		/* in pixels */
	NOTE_LINE	= 16,
	NOTE_LETTERS	= 38		/* screen columns on a line of a note */
};

/* Narrow text needs a little more than a unit of width a letter, and room at
 * both sides. */
static const double letter_width = 1.1, side_room = 2;

/* Screen columns on a line of the widest column there is. */
static const size_t widest_line = 43;	/* (WIDTH_MAX - 2) / 1.1 */

struct number_form {
	uint8_t		 builtin;	/* its number (ECMA-376-1, 18.8.30) */
	const char	*code;		/* NULL: the built-in one */
	bool		 wraps;
};

static const struct number_form shapes[] = {
	[SHAPE_TEXT]		= { 0, NULL, false },
	[SHAPE_WIDE]		= { 0, NULL, true },
	[SHAPE_CODE]		= { 49, NULL, false },
	[SHAPE_INTEGER]		= { 1, NULL, false },
	[SHAPE_QUANTITY]	= { 3, NULL, false },
	[SHAPE_QUANTITY_PART]	= { 0, "#,##0.######", false },
	[SHAPE_MONEY]		= { 0, "#,##0.00####", false },
	[SHAPE_MONEY_3]		= { 0, "#,##0.000###", false },
	[SHAPE_PERCENT]		= { 9, NULL, false },
	[SHAPE_PERCENT_1]	= { 0, "0.0%", false },
	[SHAPE_PERCENT_PART]	= { 0, "0.00####%", false },
	[SHAPE_DATE]		= { 0, "yyyy-mm-dd", false },
	[SHAPE_TIME]		= { 0, "yyyy-mm-dd hh:mm", false },
};

/* The font stays the default: a spreadsheet takes Chinese characters from the
 * font its user has for them, while a font named here may be missing there. */
struct face {
	bool		is_bold, is_italic, is_underlined, is_left;
	int		size;		/* 0: default */
	lxw_color_t	color, fill;	/* 0: default, none */
	uint8_t		top, bottom;	/* LXW_BORDER_* */
	uint8_t		vertical;	/* LXW_ALIGN_VERTICAL_*; 0: top */
	uint8_t		sides;		/* LXW_BORDER_*, left and right */
	uint8_t		align;		/* LXW_ALIGN_*; 0: by what it is */
	uint8_t		indent;		/* from the edge it is aligned to */
};

enum {
	THIN = LXW_BORDER_THIN, HAIR = LXW_BORDER_HAIR,
	RIGHT = LXW_ALIGN_RIGHT, CENTER = LXW_ALIGN_CENTER,
	MIDDLE = LXW_ALIGN_VERTICAL_CENTER, LOW = LXW_ALIGN_VERTICAL_BOTTOM
};

static const struct face looks[] = {
	[LOOK_DATA]	= { .is_bold = false },
	[LOOK_FIELD]	= { .is_left = true },
	[LOOK_LABEL]	= { .is_bold = true },
	[LOOK_TITLE]	= { .is_bold = true, .size = 16 },
	[LOOK_HEADING]	= { .is_bold = true, .fill = 0xDDEBF7, .bottom = LXW_BORDER_THIN,
	    .vertical = LXW_ALIGN_VERTICAL_CENTER },
	[LOOK_REQUIRED]	= { .is_bold = true, .fill = 0xFFE699, .bottom = LXW_BORDER_THIN,
	    .vertical = LXW_ALIGN_VERTICAL_CENTER },
	[LOOK_TOTAL]	= { .is_bold = true, .top = LXW_BORDER_THIN },
	[LOOK_EXAMPLE]	= { .is_italic = true, .color = 0x7F7F7F },
	[LOOK_LINK]	= { .is_underlined = true, .color = 0x0563C1 },
	[LOOK_COMPANY]	= { .is_bold = true, .size = 14 },
	[LOOK_CONTACT]	= { .size = 9, .color = 0x4D4D4D },
	[LOOK_HEADLINE]	= { .is_bold = true, .size = 16, .align = CENTER, .vertical = MIDDLE },
	[LOOK_MARK]	= { .is_bold = true, .size = 14, .color = 0xC00000, .align = CENTER,
	    .vertical = MIDDLE },
	[LOOK_BOX_LABEL] = { .size = 8, .color = 0x595959, .top = THIN, .sides = THIN,
	    .is_left = true, .indent = 1 },
	[LOOK_BOX]	= { .size = 10, .bottom = THIN, .sides = THIN, .is_left = true,
	    .indent = 1 },
	[LOOK_BOX_STRONG] = { .is_bold = true, .size = 10, .bottom = THIN, .sides = THIN,
	    .is_left = true, .indent = 1 },
	[LOOK_CELL]	= { .size = 10, .top = HAIR, .bottom = HAIR, .sides = THIN,
	    .is_left = true, .indent = 1, .vertical = MIDDLE },
	[LOOK_CELL_RIGHT] = { .size = 10, .top = HAIR, .bottom = HAIR, .sides = THIN,
	    .align = RIGHT, .indent = 1, .vertical = MIDDLE },
	[LOOK_CELL_CENTER] = { .size = 10, .top = HAIR, .bottom = HAIR, .sides = THIN,
	    .align = CENTER, .vertical = MIDDLE },
	[LOOK_CELL_HEAD] = { .is_bold = true, .size = 9, .fill = 0xF0F0F0, .top = THIN,
	    .bottom = THIN, .sides = THIN, .align = CENTER, .vertical = MIDDLE },
	[LOOK_CELL_SUM]	= { .is_bold = true, .size = 10, .top = THIN, .bottom = THIN,
	    .sides = THIN, .is_left = true, .indent = 1, .vertical = MIDDLE },
	[LOOK_CELL_SUM_RIGHT] = { .is_bold = true, .size = 10, .top = THIN, .bottom = THIN,
	    .sides = THIN, .align = RIGHT, .indent = 1, .vertical = MIDDLE },
	[LOOK_CELL_SUM_CENTER] = { .is_bold = true, .size = 10, .top = THIN, .bottom = THIN,
	    .sides = THIN, .align = CENTER, .vertical = MIDDLE },
	[LOOK_PLAIN]	= { .size = 10, .is_left = true },
	[LOOK_PLAIN_LABEL] = { .size = 9, .color = 0x595959, .is_left = true },
	[LOOK_PLAIN_STRONG] = { .is_bold = true, .size = 10, .is_left = true },
	[LOOK_LINE_ABOVE] = { .size = 8, .color = 0x595959, .top = THIN },
};

struct page_column {
	size_t		 width;		/* screen columns of the widest text */
	lxw_format	*format;	/* NULL: default */
	double		 fixed;		/* its width, when it was said */
	struct style	 style;		/* of the row before, */
	int		 number;	/* and its number; 0: not known */
};

struct page {
	struct writer		*writer;
	struct page		*next;
	lxw_worksheet		*sheet;
	struct xml_row		*xml;		/* NULL: the library writes */
	const char		*part;		/* in the file */
	struct rows		*rows;		/* NULL: none but its own */
	uint64_t		 nbytes;	/* of those rows */
	const char		*name, *folded;
	uint32_t		 row;
	size_t			 nlines;	/* that this row is high */
	bool			 is_hidden, is_fitted;
	struct tally		 tally;		/* of its first rows */
	size_t			 ncells;
	size_t			 ncolumns;
	struct page_column	*columns;
};

struct format {
	lxw_format	*format;		/* NULL: not used yet */
	int		 number;		/* in the file; 0: not known */
};

struct writer {
	const char	*path, *name;
	struct arena	 arena;
	struct strbuf	 clean;			/* text on its way out */
	struct spelling	 spelling;
	lxw_workbook	*book;			/* NULL: written */
	struct format	 formats[COUNT(shapes)][COUNT(looks)];
	struct page	*first, **end;
	unsigned	 npages;
	struct press	*press;			/* NULL: no page has rows */
};

static enum status
check(const struct writer *w, lxw_error error)
{
	if (error == LXW_NO_ERROR)
		return OK;
	return fail(E_OUTPUT, _("%s: cannot be written: %s"), w->name,
	    lxw_strerror(error));
}

/* Text outside of cells, where the library takes it as it is. */
static char *
plain_copy(struct writer *w, const char *text)
{
	if (text == NULL)
		return NULL;
	strbuf_cut(&w->clean, 0);
	xlsx_plain(text, &w->clean);
	return strbuf_to(&w->clean, &w->arena);
}

/* The library's own temporary files belong on the disk the file goes to. */
static char *
folder_of(struct writer *w, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return arena_strdup(&w->arena, ".");
	return arena_strndup(&w->arena, path,
	    slash == path ? 1 : (size_t)(slash - path));
}

static enum status
set_properties(struct writer *w, const struct writer_options *options)
{
	lxw_doc_properties properties = {
		.title = plain_copy(w, options->title),
		.author = plain_copy(w, options->author),
		.company = plain_copy(w, options->author),
	};

	if (!date_is_none(options->created)) {
		properties.created = (time_t)options->created.day * 86400;
		if (options->created.minute != NO_MINUTE)
			properties.created += options->created.minute * 60;
	}
	return check(w, workbook_set_properties(w->book, &properties));
}

enum status
writer_open(const struct writer_options *options, struct writer **out)
{
	struct writer *w = calloc(1, sizeof(*w));
	lxw_workbook_options settings = {
		.constant_memory = !options->is_document
	};
	enum status st = late_xlsxwriter();

	if (w == NULL)
		no_memory();
	if (st != OK) {
		free(w);
		return st;
	}
	w->path = options->path;
	w->name = options->name;
	w->clean = (struct strbuf)STRBUF_INIT;
	w->spelling = (struct spelling)SPELLING_INIT;
	w->end = &w->first;
	settings.tmpdir = folder_of(w, options->path);
	w->book = workbook_new_opt(options->path, &settings);
	if (w->book == NULL)
		no_memory();
	if ((st = set_properties(w, options)) != OK) {
		writer_close(w);
		return st;
	}
	*out = w;
	return OK;
}

/* The library frees a workbook that is given up, but leaves open the file in
 * which each sheet keeps its rows. */
static void
give_up(struct writer *w)
{
	for (struct page *p = w->first; p != NULL; p = p->next)
		if (p->sheet->optimize_tmpfile != NULL)
			fclose(p->sheet->optimize_tmpfile);
	lxw_workbook_free(w->book);
}

static void
release_pages(struct writer *w)
{
	for (struct page *p = w->first; p != NULL; p = p->next)
		xml_row_free(p->xml);
}

void
writer_close(struct writer *w)
{
	if (w == NULL)
		return;
	if (w->book != NULL)
		give_up(w);
	press_close(w->press);
	release_pages(w);
	strbuf_release(&w->clean);
	xlsx_spell_release(&w->spelling);
	arena_release(&w->arena);
	free(w);
}

static void
set_face(lxw_format *f, const struct face *look)
{
	format_set_align(f, look->vertical != 0 ? look->vertical :
	    LXW_ALIGN_VERTICAL_TOP);
	if (look->is_left)
		format_set_align(f, LXW_ALIGN_LEFT);
	if (look->is_bold)
		format_set_bold(f);
	if (look->is_italic)
		format_set_italic(f);
	if (look->is_underlined)
		format_set_underline(f, LXW_UNDERLINE_SINGLE);
	if (look->size != 0)
		format_set_font_size(f, look->size);
	if (look->color != 0)
		format_set_font_color(f, look->color);
	if (look->fill != 0)
		format_set_bg_color(f, look->fill);
	if (look->align != 0)
		format_set_align(f, look->align);
	if (look->indent != 0)
		format_set_indent(f, look->indent);
	format_set_top(f, look->top);
	format_set_bottom(f, look->bottom);
	format_set_left(f, look->sides);
	format_set_right(f, look->sides);
}

static lxw_format *
format_of(struct writer *w, struct style style)
{
	const struct number_form *shape = &shapes[style.shape];
	struct format *slot = &w->formats[style.shape][style.look];
	lxw_format *f;

	if (slot->format != NULL)
		return slot->format;
	slot->format = f = workbook_add_format(w->book);
	if (f == NULL)
		no_memory();
	if (shape->code != NULL)
		format_set_num_format(f, shape->code);
	else
		format_set_num_format_index(f, shape->builtin);
	if (shape->wraps)
		format_set_text_wrap(f);
	set_face(f, &looks[style.look]);
	return f;
}

/* The library looks it up by all that a format is. */
static int
format_number(struct writer *w, struct style style)
{
	struct format *slot = &w->formats[style.shape][style.look];

	if (slot->number == 0)
		slot->number = lxw_format_get_xf_index(format_of(w, style));
	return slot->number;
}

/* Spreadsheets keep "History" for themselves and refuse such a file. */
static bool
name_is_taken(const struct writer *w, const char *folded)
{
	if (strcmp(folded, "history") == 0)
		return true;
	for (const struct page *p = w->first; p != NULL; p = p->next)
		if (strcmp(p->folded, folded) == 0)
			return true;
	return false;
}

static void
name_page(struct writer *w, const char *title, struct page *p)
{
	for (unsigned nth = 1; ; nth++) {
		strbuf_cut(&w->clean, 0);
		xlsx_sheet_name(title, nth, &w->clean);
		p->name = strbuf_to(&w->clean, &w->arena);
		p->folded = utf8_folded(p->name, &w->arena);
		if (!name_is_taken(w, p->folded))
			return;
	}
}

/* A4, landscape; margins in inches. */
static enum status
set_up_print(struct page *p)
{
	enum { A4 = 9 };

	worksheet_set_landscape(p->sheet);
	worksheet_set_paper(p->sheet, A4);
	worksheet_set_margins(p->sheet, 0.5, 0.5, 0.6, 0.7);
	return check(p->writer,
	    worksheet_set_footer(p->sheet, "&L&F&C&P/&N&R&D"));
}

enum status
writer_add(struct writer *w, const char *title, size_t ncolumns,
    struct page **out)
{
	struct page *p;

	if (ncolumns > WRITER_COLUMNS)
		return fail(E_OUTPUT, _("%s: %zu columns are more than a "
		    "sheet can hold (%d)"), title, ncolumns, WRITER_COLUMNS);
	p = arena_alloc(&w->arena, sizeof(*p));
	p->writer = w;
	p->nlines = 1;
	p->ncolumns = ncolumns;
	p->columns = arena_alloc(&w->arena, ncolumns * sizeof(*p->columns));
	name_page(w, title, p);
	errno = 0;
	p->sheet = workbook_add_worksheet(w->book, p->name);
	if (p->sheet == NULL && errno == ENOMEM)
		no_memory();
	if (p->sheet == NULL && errno != 0)
		return fail_errno(E_OUTPUT, _("%s: cannot be written"),
		    w->name);
	if (p->sheet == NULL)
		return fail(E_OUTPUT, _("%s: the sheet '%s' cannot be written"),
		    w->name, p->name);
	/* The library names the parts of sheets by their place. */
	p->part = arena_printf(&w->arena, "xl/worksheets/sheet%u.xml",
	    ++w->npages);
	*w->end = p;
	w->end = &p->next;
	*out = p;
	return set_up_print(p);
}

const char *
page_name(const struct page *p)
{
	return p->name;
}

uint32_t
page_row(const struct page *p)
{
	return p->row;
}

enum status
page_open_rows(struct page *p)
{
	struct writer *w = p->writer;
	enum status st;

	if (w->press == NULL && (st = press_open(arena_printf(&w->arena,
	    "%s.rows", w->path), w->name, &w->press)) != OK)
		return st;
	p->rows = arena_alloc(&w->arena, sizeof(*p->rows));
	p->rows->part = p->part;
	p->rows->first = p->row;
	p->xml = xml_row_new(p->ncolumns);
	xml_row_begin(p->xml, p->row + 1);
	return OK;
}

void
page_close_rows(struct page *p)
{
	press_end(p->writer->press, &p->rows->packed, false);
	xml_row_free(p->xml);
	p->xml = NULL;
}

/* Readers, ours among them, refuse a part that is longer than 1 GiB. */
bool
page_is_full(const struct page *p)
{
	enum { BYTES_MAX = 1000 << 20 };

	return p->row == WRITER_ROWS - 1 || p->nbytes > BYTES_MAX;
}

/* Where the library will not look: the row belongs to the sheet. */
static void
note_row(struct page *p)
{
	lxw_worksheet *sheet = p->sheet;

	if (p->row < sheet->dim_rowmin)
		sheet->dim_rowmin = p->row;
	if (p->row > sheet->dim_rowmax)
		sheet->dim_rowmax = p->row;
}

static void
end_xml_row(struct page *p)
{
	size_t n, height = p->nlines > 1 ? p->nlines * LINE_HEIGHT : 0;
	const char *xml = xml_row_end(p->xml, (unsigned)height, &n);

	if (n > 0)
		note_row(p);
	press_add(p->writer->press, xml, n);
	p->nbytes += n;
	xml_row_begin(p->xml, p->row + 2);
}

void
page_next_row(struct page *p)
{
	if (p->xml != NULL)
		end_xml_row(p);
	p->row++;
	p->nlines = 1;
}

void
page_widen(struct page *p, size_t column, size_t width)
{
	if (p->columns[column].width < width)
		p->columns[column].width = width;
}

static double
column_width(const struct page_column *column)
{
	double width = (double)column->width * letter_width + side_room;

	if (column->fixed > 0)
		return column->fixed;
	return width < WIDTH_MIN ? WIDTH_MIN :
	    width > WIDTH_MAX ? WIDTH_MAX : width;
}

/* Widen the column to the longest line of a text; returns how many lines the
 * text takes in a column that wraps them. */
static size_t
fit_lines(struct page *p, size_t column, const char *text)
{
	size_t nlines = 0, rest = utf8_width(text);

	while (nlines < LINES_MAX) {
		const char *end = strchr(text, '\n');
		size_t after = end != NULL ? utf8_width(end) : 0;
		size_t width = rest - after;

		page_widen(p, column, width);
		nlines += width <= widest_line ? 1 :
		    (width + widest_line - 1) / widest_line;
		if (end == NULL)
			break;
		text = end + 1;
		rest = utf8_width(text);
	}
	return nlines < LINES_MAX ? nlines : LINES_MAX;
}

/* Most texts are seen to be no wider than the one before. */
static size_t
fit_text(struct page *p, size_t column, const struct spelling *s)
{
	size_t most = s->is_plain ? s->n : utf8_width_most(s->clean);

	if (most <= widest_line && most <= p->columns[column].width &&
	    (s->is_plain || memchr(s->clean, '\n', s->nclean) == NULL))
		return 1;
	return fit_lines(p, column, s->clean);
}

/* Not every program finds out by itself how high a wrapped row must be. */
static enum status
grow_row(struct page *p, size_t nlines)
{
	if (nlines <= p->nlines)
		return OK;
	p->nlines = nlines;
	if (p->xml != NULL)
		return OK;
	return check(p->writer, worksheet_set_row(p->sheet, p->row,
	    (double)(nlines * LINE_HEIGHT), NULL));
}

/* What the file must say when it is read back. */
static void
expect(struct page *p, size_t column, enum cell_type type, const char *text)
{
	struct cell cell = { .type = type, .text = text };

	p->ncells++;
	if (p->row < TALLY_ROWS)
		tally_add(&p->tally, p->row, column, &cell);
}

/* So does the column. */
static void
note_column(struct page *p, size_t column)
{
	lxw_worksheet *sheet = p->sheet;

	if (column < sheet->dim_colmin)
		sheet->dim_colmin = (lxw_col_t)column;
	if (column > sheet->dim_colmax)
		sheet->dim_colmax = (lxw_col_t)column;
}

/* Most cells look like the one above. */
static struct place
place_of(struct page *p, size_t column, struct style style)
{
	struct page_column *c = &p->columns[column];

	if (c->number == 0 || c->style.shape != style.shape ||
	    c->style.look != style.look) {
		note_column(p, column);
		c->style = style;
		c->number = format_number(p->writer, style);
	}
	return (struct place){ column, c->number };
}

static enum status
put_string(struct page *p, size_t column, struct style style,
    const struct spelling *s)
{
	size_t length = s->n;		/* at the most */

	if (length > XLSX_CELL_UNITS)
		length = xlsx_units(s->spelled);
	if (length > XLSX_CELL_UNITS)
		return fail(E_OUTPUT, _("a text of %zu characters is longer "
		    "than a cell can hold (%d)"), length, XLSX_CELL_UNITS);
	expect(p, column, s->n > 0 ? CELL_TEXT : CELL_EMPTY, s->clean);
	if (p->xml != NULL) {
		xml_row_text(p->xml, place_of(p, column, style), s->spelled,
		    s->n);
		return OK;
	}
	return check(p->writer, worksheet_write_string(p->sheet, p->row,
	    (lxw_col_t)column, s->spelled, format_of(p->writer, style)));
}

/* A column whose text wraps must be measured to its end: the height of its
 * rows depends on it. */
enum status
page_text(struct page *p, size_t column, struct style style, const char *text)
{
	const struct spelling *s = xlsx_spell(text, &p->writer->spelling);
	size_t nlines = 1;
	enum status st;

	if (style.shape == SHAPE_TEXT && !s->is_plain &&
	    strchr(s->clean, '\n') != NULL)
		style.shape = SHAPE_WIDE;
	if ((st = put_string(p, column, style, s)) != OK ||
	    style.look == LOOK_TITLE)
		return st;
	if (shapes[style.shape].wraps || p->row <= WIDTH_ROWS)
		nlines = fit_text(p, column, s);
	return shapes[style.shape].wraps ? grow_row(p, nlines) : OK;
}

/* The narrowest column that holds the heading on two lines, broken at one of
 * its spaces. */
static size_t
heading_width(const char *label)
{
	size_t all = utf8_width(label), best = all;

	for (const char *p = strchr(label, ' '); p != NULL;
	    p = strchr(p + 1, ' ')) {
		size_t right = utf8_width(p + 1), left = all - right - 1;
		size_t wider = left > right ? left : right;

		if (wider < best)
			best = wider;
	}
	return best;
}

enum status
page_heading(struct page *p, size_t column, enum look look,
    const char *label)
{
	struct style style = { SHAPE_WIDE, look };
	const struct spelling *s = xlsx_spell(label, &p->writer->spelling);
	enum status st;

	if ((st = put_string(p, column, style, s)) != OK)
		return st;
	page_widen(p, column, heading_width(s->clean) +
	    FILTER_BUTTON);
	return grow_row(p, 2);
}

enum status
page_begin_rows(struct page *p)
{
	worksheet_freeze_panes(p->sheet, 1, 0);
	worksheet_gridlines(p->sheet, LXW_SHOW_ALL_GRIDLINES);
	page_next_row(p);
	return check(p->writer, worksheet_repeat_rows(p->sheet, 0, 0));
}

/* The last step of a number, and the only one in a float. */
static double
to_double(struct fixed number)
{
	char text[FIXED_TEXT_MAX];

	fixed_format(number, text);
	return strtod(text, NULL);
}

enum status
page_number(struct page *p, size_t column, struct style style,
    struct fixed number)
{
	expect(p, column, CELL_NUMBER, "");
	if (p->xml != NULL) {
		xml_row_number(p->xml, place_of(p, column, style), number);
		return OK;
	}
	return check(p->writer, worksheet_write_number(p->sheet, p->row,
	    (lxw_col_t)column, to_double(number),
	    format_of(p->writer, style)));
}

static enum status
put_serial(struct page *p, size_t column, struct style style, double serial)
{
	expect(p, column, CELL_DATE, "");
	if (p->xml != NULL) {
		struct place place = place_of(p, column, style);

		if (style.shape == SHAPE_DATE)
			xml_row_number(p->xml, place,
			    (struct fixed){ (int64_t)serial, 0 });
		else
			xml_row_serial(p->xml, place, serial);
		return OK;
	}
	return check(p->writer, worksheet_write_number(p->sheet, p->row,
	    (lxw_col_t)column, serial, format_of(p->writer, style)));
}

enum status
page_date(struct page *p, size_t column, enum look look, struct date date)
{
	enum { FIRST_COUNTED = 61 };	/* 1900-03-01 */
	struct style style = { SHAPE_DATE, look };
	double serial = date_to_serial(date);
	char text[DATE_TEXT_MAX];

	if (serial < FIRST_COUNTED) {
		date_format(date, text);
		page_widen(p, column, strlen(text));
		style.shape = SHAPE_TEXT;
		return page_text(p, column, style, text);
	}
	if (date.minute != NO_MINUTE)
		style.shape = SHAPE_TIME;
	page_widen(p, column, style.shape == SHAPE_TIME ?
	    strlen("2026-11-05 09:30") : strlen("2026-11-05"));
	return put_serial(p, column, style, serial);
}

enum status
page_sum(struct page *p, size_t column, struct style style,
    const struct sum *sum)
{
	enum { SUM_OF_SHOWN = 109 };	/* function number of SUBTOTAL */
	char range[LXW_MAX_CELL_RANGE_LENGTH], formula[64];

	lxw_rowcol_to_range(range, sum->first, (lxw_col_t)column, p->row - 1,
	    (lxw_col_t)column);
	snprintf(formula, sizeof(formula), "=SUBTOTAL(%d,%s)", SUM_OF_SHOWN,
	    range);
	expect(p, column, CELL_NUMBER, "");
	return check(p->writer, worksheet_write_formula_num(p->sheet, p->row,
	    (lxw_col_t)column, formula, format_of(p->writer, style),
	    to_double(sum->value)));
}

enum status
page_link(struct page *p, size_t column, const struct page *to)
{
	static const struct style style = { SHAPE_TEXT, LOOK_LINK };
	char target[LXW_MAX_FORMULA_RANGE_LENGTH];
	const char *url;

	lxw_rowcol_to_formula_abs(target, to->name, 0, 0, 0, 0);
	url = arena_printf(&p->writer->arena, "internal:%s", target);
	page_widen(p, column, utf8_width(to->name));
	expect(p, column, CELL_TEXT, to->name);
	return check(p->writer, worksheet_write_url_opt(p->sheet, p->row,
	    (lxw_col_t)column, url, format_of(p->writer, style),
	    xlsx_spell(to->name, &p->writer->spelling)->spelled, NULL));
}

enum status
page_note(struct page *p, size_t column, const char *text)
{
	char *plain = plain_copy(p->writer, text);
	size_t lines = utf8_width(plain) / NOTE_LETTERS + 2;
	lxw_comment_options options = {
		.width = NOTE_WIDTH,
		.height = (uint16_t)(lines * NOTE_LINE),
		.font_size = 9,
	};

	return check(p->writer, worksheet_write_comment_opt(p->sheet, p->row,
	    (lxw_col_t)column, plain, &options));
}

enum status
page_filter(struct page *p)
{
	return check(p->writer, worksheet_autofilter(p->sheet, 0, 0,
	    p->row - 1, (lxw_col_t)(p->ncolumns - 1)));
}

static void
fill_chart(struct page *p, lxw_chart *chart, const struct picture *what)
{
	lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
	lxw_chart_fill fill = { .color = 0x2F75B5 };

	if (series == NULL)
		no_memory();
	chart_series_set_categories(series, p->name, what->first,
	    (lxw_col_t)what->category, what->last, (lxw_col_t)what->category);
	chart_series_set_values(series, p->name, what->first,
	    (lxw_col_t)what->value, what->last, (lxw_col_t)what->value);
	chart_series_set_fill(series, &fill);
	chart_title_set_name(chart, plain_copy(p->writer, what->title));
	chart_set_series_gap(chart, 60);
	chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	chart_axis_set_num_format(what->is_upright ? chart->y_axis :
	    chart->x_axis, "#,##0");
	if (!what->is_upright)
		chart_axis_set_reverse(chart->y_axis);
}

enum status
page_chart(struct page *p, const struct picture *what)
{
	enum { ROWS = 20, ROW_PIXELS = 20, COLUMN_PIXELS = 64, WIDE = 10 };
	uint32_t n = what->last - what->first + 1;
	lxw_chart *chart = workbook_add_chart(p->writer->book,
	    what->is_upright ? LXW_CHART_COLUMN : LXW_CHART_BAR);
	lxw_chart_options options = { .x_scale = 1, .y_scale = 1 };

	if (chart == NULL)
		no_memory();
	fill_chart(p, chart, what);
	/* The library's own size is 480 by 288 pixels. */
	options.x_scale = WIDE * COLUMN_PIXELS / 480.0;
	options.y_scale = (n > ROWS && !what->is_upright ? n : ROWS) *
	    ROW_PIXELS / 288.0;
	return check(p->writer, worksheet_insert_chart_opt(p->sheet, 1,
	    (lxw_col_t)(p->ncolumns + 1), chart, &options));
}

void
page_column(struct page *p, size_t column, struct style style)
{
	p->columns[column].format = format_of(p->writer, style);
}

void
page_go(struct page *p, uint32_t row)
{
	p->row = row;
	p->nlines = 1;
}

/* The library fills it with empty cells; the first one is written over. */
enum status
page_merge(struct page *p, const struct area *area, struct style style)
{
	if (area->nrows == 1 && area->first == area->last)
		return OK;
	p->ncells += area->nrows * (area->last - area->first + 1) - 1;
	return check(p->writer, worksheet_merge_range(p->sheet, p->row,
	    (lxw_col_t)area->first, p->row + area->nrows - 1,
	    (lxw_col_t)area->last, "", format_of(p->writer, style)));
}

enum status
page_row_height(struct page *p, uint32_t row, double points)
{
	return check(p->writer, worksheet_set_row(p->sheet, row, points,
	    NULL));
}

void
page_column_width(struct page *p, size_t column, double width)
{
	p->columns[column].fixed = width;
}

enum status
page_paper(struct page *p, uint32_t repeated, const char *footer)
{
	enum status st;

	worksheet_set_portrait(p->sheet);
	worksheet_set_margins(p->sheet, 0.55, 0.55, 0.55, 0.7);
	worksheet_center_horizontally(p->sheet);
	worksheet_gridlines(p->sheet, LXW_HIDE_ALL_GRIDLINES);
	if ((st = check(p->writer, worksheet_set_footer(p->sheet,
	    footer))) != OK || repeated == NO_ROW)
		return st;
	return check(p->writer, worksheet_repeat_rows(p->sheet, repeated,
	    repeated));
}

void
page_fit(struct page *p)
{
	p->is_fitted = true;
}

/* The library draws a picture as large as it says it is. */
static double
dots_in_inch(unsigned dots_in_metre)
{
	return dots_in_metre == 0 ? 96 : dots_in_metre * 0.0254;
}

enum status
page_picture(struct page *p, const struct logo *logo)
{
	const struct png *png = &logo->png;
	double wide = logo->width / png->width;
	double high = logo->height / png->height;
	double points = wide < high ? wide : high;	/* a pixel */
	lxw_image_options options = {
		.x_scale = points * dots_in_inch(png->across) / 72,
		.y_scale = points * dots_in_inch(png->down) / 72,
		.object_position = LXW_OBJECT_DONT_MOVE_DONT_SIZE,
	};
	lxw_error error = worksheet_insert_image_opt(p->sheet, p->row, 0,
	    logo->path, &options);

	if (error == LXW_NO_ERROR)
		return OK;
	return fail_hint(fail(E_INVALID, _("%s: cannot be used as a logo: %s"),
	    logo->path, lxw_strerror(error)),
	    _("give a PNG of at most 4000 by 4000 pixels"));
}

void
page_hide(struct page *p)
{
	p->is_hidden = true;
	worksheet_hide(p->sheet);
}

struct rule_form {
	uint8_t		 type, criteria;
	double		 least;
	const char	*warning;	/* 255 characters at most */
};

static const struct rule_form rules[] = {
	[RULE_INTEGER]	= {
		LXW_VALIDATION_TYPE_INTEGER,
		LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO, -1e15,
		N_("This is not a whole number."),
	},
	[RULE_NUMBER]	= {
		LXW_VALIDATION_TYPE_DECIMAL,
		LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO, -1e15,
		N_("This is not a number."),
	},
	[RULE_DATE]	= {
		LXW_VALIDATION_TYPE_DATE,
		LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO, 0,
		N_("This is not a date. Write it like 2026-11-05."),
	},
	[RULE_YES_NO]	= {
		LXW_VALIDATION_TYPE_LIST, LXW_VALIDATION_CRITERIA_NONE, 0,
		N_("This is neither yes nor no."),
	},
	[RULE_CHOICE]	= {
		LXW_VALIDATION_TYPE_CUSTOM_FORMULA,	/* see make_lists() */
		LXW_VALIDATION_CRITERIA_NONE, 0,
		N_("This code is not in the list. A name that everybody knows "
		"may be written instead."),
	},
};

/* Warnings only: what is written is judged when the file is imported. */
enum status
page_rule(struct page *p, size_t column, enum rule rule,
    const struct choices *choices)
{
	const struct rule_form *form = &rules[rule];
	char formula[LXW_MAX_FORMULA_RANGE_LENGTH];
	char yes[64], no[64], *yes_no[] = { yes, no, NULL }, warning[1024];
	lxw_data_validation v = {
		.validate = form->type,
		.criteria = form->criteria,
		.ignore_blank = LXW_VALIDATION_ON,
		.show_input = LXW_VALIDATION_ON,
		.show_error = LXW_VALIDATION_ON,
		.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING,
		.dropdown = LXW_VALIDATION_ON,
		.value_number = form->least,
		.value_datetime = { .year = 1900, .month = 3, .day = 1 },
		.value_list = yes_no,
		.value_formula = formula,
		.error_message = warning,
	};

	snprintf(yes, sizeof(yes), "%s", _("yes"));
	snprintf(no, sizeof(no), "%s", _("no"));
	snprintf(warning, sizeof(warning), "%s", _(form->warning));
	if (choices != NULL)
		lxw_rowcol_to_formula_abs(formula, choices->page->name,
		    choices->first, (lxw_col_t)choices->column,
		    choices->last, (lxw_col_t)choices->column);
	return check(p->writer, worksheet_data_validation_range(p->sheet, 1,
	    (lxw_col_t)column, RULE_ROWS, (lxw_col_t)column, &v));
}

/* The library copies the formula of a list twice and loses one copy; that of
 * a custom rule it copies once, so a list goes in as one. */
static void
make_lists(struct page *p)
{
	lxw_data_val_obj *rule;

	STAILQ_FOREACH(rule, p->sheet->data_validations, list_pointers)
		if (rule->validate == LXW_VALIDATION_TYPE_CUSTOM_FORMULA)
			rule->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
}

/* Widths are known last; the library writes them when it closes the file.
 * Whatever stands in a sheet as text stands there so on purpose. */
static enum status
complete_page(struct page *p)
{
	enum { READABLE = 260 };	/* characters across a sheet of paper */
	double width = 0;
	lxw_error error = worksheet_ignore_errors(p->sheet,
	    LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");

	for (size_t c = 0; c < p->ncolumns && error == LXW_NO_ERROR; c++) {
		width += column_width(&p->columns[c]);
		error = worksheet_set_column(p->sheet, (lxw_col_t)c,
		    (lxw_col_t)c, column_width(&p->columns[c]),
		    p->columns[c].format);
	}
	/* As wide as the paper, or as few papers as can still be read. */
	worksheet_fit_to_pages(p->sheet, (uint16_t)(1 + width / READABLE),
	    p->is_fitted);
	if (width > READABLE && error == LXW_NO_ERROR)	/* whose row it is */
		error = worksheet_repeat_columns(p->sheet, 0, 1);
	make_lists(p);
	return check(p->writer, error);
}

static bool
page_is_complete(const struct page *p, struct source *source, size_t i)
{
	struct tally found;

	if (i >= source_nsheets(source) ||
	    strcmp(source_sheet_name(source, i), p->name) != 0 ||
	    tally_sheet(source, i, &found) != OK)
		return false;
	return found.ncells == p->tally.ncells && found.sum == p->tally.sum;
}

/* Hidden pages are not among those that can be read as sheets. */
static bool
sheets_are_complete(const struct writer *w)
{
	const struct source_options options = { .name = w->name };
	struct source *source;
	bool complete = true;
	size_t n = 0;

	if (source_open(w->path, &options, &source) != OK)
		return false;
	for (const struct page *p = w->first; p != NULL; p = p->next)
		if (!p->is_hidden && complete)
			complete = page_is_complete(p, source, n++);
	complete = complete && n == source_nsheets(source);
	source_close(source);
	return complete;
}

/* The rows were read back and counted while they were written; here it counts
 * that the file has the same packed bytes. */
static bool
part_is_complete(const struct page *p, struct package *package)
{
	const struct piece *whole;
	struct sums found;
	size_t n;

	if (p->rows == NULL)
		return tally_part(package, p->part, &n) == OK &&
		    n == p->ncells;
	whole = &p->rows->whole;
	return package_sums(package, p->part, &found) == OK &&
	    sums_equal(&found, &whole->sums) && whole->ncells == p->ncells;
}

static bool
open_again(const struct writer *w, struct package **out)
{
	struct opening opening = { .name = w->name };

	opening.fd = open(w->path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	return opening.fd >= 0 && package_open(&opening, out) == OK;
}

static bool
parts_are_complete(const struct writer *w)
{
	struct package *package;
	bool complete = true;

	if (!open_again(w, &package))
		return false;
	for (const struct page *p = w->first; p != NULL && complete;
	    p = p->next)
		complete = part_is_complete(p, package);
	package_close(package);
	return complete;
}

/* The library does not look whether the rows it keeps in files got there. */
static bool
rows_are_kept(const struct writer *w)
{
	for (const struct page *p = w->first; p != NULL; p = p->next) {
		FILE *rows = p->sheet->optimize_tmpfile;

		if (rows != NULL && (fflush(rows) != 0 || ferror(rows)))
			return false;
	}
	return true;
}

/* Nor whether each part did, which it keeps in a file as well: styles, names
 * of sheets.  The rows are not in it yet, so that all of it is short. */
static bool
parts_have_ends(const struct writer *w)
{
	struct package *package;
	bool complete;

	if (late_zip() != OK || !open_again(w, &package))
		return false;
	complete = tally_ends(package) == OK;
	package_close(package);
	return complete;
}

static enum status
put_rows(struct writer *w)
{
	struct joining joining = {
		.path = w->path,
		.name = w->name,
		.press = w->press,
	};
	struct rows **end = &joining.rows;

	if (w->press == NULL)
		return OK;
	for (struct page *p = w->first; p != NULL; p = p->next) {
		if (p->rows == NULL)
			continue;
		*end = p->rows;
		end = &p->rows->next;
	}
	return rows_join(&joining);
}

struct reading_back {
	const struct writer	*writer;
	bool			 complete;
};

static void
read_sheets(void *self)
{
	struct reading_back *r = self;

	r->complete = sheets_are_complete(r->writer);
}

/* One looks at what the first rows say, one at the bytes of all of them. */
static bool
is_complete(const struct writer *w)
{
	struct reading_back sheets = { w, false };
	struct thread *thread;
	bool complete;

	thread = thread_start(read_sheets, &sheets);
	complete = parts_are_complete(w);
	thread_join(thread);
	return complete && sheets.complete;
}

enum status
writer_finish(struct writer *w)
{
	lxw_workbook *book = w->book;
	enum status st;

	for (struct page *p = w->first; p != NULL; p = p->next)
		if ((st = complete_page(p)) != OK)
			return st;
	if (!rows_are_kept(w))
		return tally_differs(w->name);
	w->book = NULL;			/* freed even if it fails */
	if ((st = check(w, workbook_close(book))) != OK)
		return st;
	if (!parts_have_ends(w))
		return tally_differs(w->name);
	if ((st = put_rows(w)) != OK)
		return st;
	if (is_complete(w))
		return OK;
	return tally_differs(w->name);
}

enum status
writer_copy(const char *path, struct output *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char buffer[16384];
	ssize_t n = 0;

	while (fd >= 0 && (n = read(fd, buffer, sizeof(buffer))) > 0)
		output_write(out, buffer, (size_t)n);
	if (fd < 0 || n < 0) {
		enum status st = fail_errno(E_OUTPUT, _("%s: cannot be read"),
		    path);

		if (fd >= 0)
			close(fd);
		return st;
	}
	close(fd);
	return OK;
}
