/*
 * The workbook sink: every table becomes a sheet, and a first sheet says what
 * the workbook is and what its sheets add up to.  Knows tables and columns;
 * the file itself is the writer's.
 */
#include "sheet/sink_impl.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "sheet/xlsx_template.h"
#include "sheet/xlsx_value.h"
#include "sheet/xlsx_writer.h"

/* In both languages: whoever opens it may not read the other one. */
static const char about_title[] = "说明 Read me";

/* Where a workbook stands until it goes down a pipe. */
static const char scratch_path[] = "/tmp/tradecli.xlsx";

/* One column that is added up. */
struct total {
	struct column	 column;
	size_t		 at;		/* its place in the sheet */
	struct decimal	 sum;
};

/* What the first sheet tells about another one. */
struct summary {
	const struct page	*page;
	size_t			 nrows;
	struct total		*totals;
	size_t			 ntotals;
	struct summary		*next;
};

struct xlsx {
	struct sink		 sink;
	struct arena		 arena;
	struct output		*scratch;	/* NULL: out is a file */
	struct writer		*writer;
	struct templates	 templates;
	const char		*words[2];	/* no, yes */
	struct page		*about;		/* NULL: not wanted */
	const struct table	*table;		/* the one that is open */
	struct page		*page;		/* and its sheet */
	struct summary		*summary;	/* and what is told of it */
	struct summary		*first, **end;
};

static const struct style text_style = { SHAPE_TEXT, LOOK_DATA };
static const struct style wide_style = { SHAPE_WIDE, LOOK_DATA };
static const struct style count_style = { SHAPE_QUANTITY, LOOK_DATA };
static const struct style label_style = { SHAPE_TEXT, LOOK_LABEL };
static const struct style title_style = { SHAPE_TEXT, LOOK_TITLE };
static const struct style total_style = { SHAPE_TEXT, LOOK_TOTAL };

/* The columns outlive the table here: the first sheet is written last. */
static void
find_totals(struct xlsx *x)
{
	const struct table *table = x->table;
	struct summary *summary = x->summary;

	summary->totals = arena_alloc(&x->arena,
	    table->ncolumns * sizeof(*summary->totals));
	for (size_t i = 0; i < table->ncolumns; i++) {
		struct total *total = &summary->totals[summary->ntotals];

		if (!(table->columns[i].flags & COLUMN_TOTAL))
			continue;
		total->column = table->columns[i];
		total->column.label = arena_strdup(&x->arena,
		    table->columns[i].label);
		total->at = i;
		summary->ntotals++;
	}
}

static enum status
add_sheet(struct xlsx *x, size_t ncolumns)
{
	struct summary *summary = arena_alloc(&x->arena, sizeof(*summary));
	enum status st;

	if ((st = writer_add(x->writer, x->table->title, ncolumns,
	    &x->page)) != OK)
		return st;
	summary->page = x->page;
	*x->end = x->summary = summary;
	x->end = &summary->next;
	return OK;
}

static enum status
put_headings(struct xlsx *x)
{
	const struct table *table = x->table;
	enum status st;

	for (size_t i = 0; i < table->ncolumns; i++)
		if ((st = page_heading(x->page, i, LOOK_HEADING,
		    table->columns[i].label)) != OK)
			return st;
	return page_begin_rows(x->page);
}

static enum status
list_begin(struct xlsx *x)
{
	enum status st;

	if ((st = add_sheet(x, x->table->ncolumns)) != OK)
		return st;
	find_totals(x);
	if (!x->sink.options->no_header && (st = put_headings(x)) != OK)
		return st;
	return page_open_rows(x->page);
}

static struct decimal
to_decimal(struct value v)
{
	const int64_t most = INT64_MAX / DECIMAL_SCALE;

	if (v.type == V_DECIMAL)
		return v.u.decimal;
	if (v.u.integer > most || v.u.integer < -most)
		return NO_DECIMAL;
	return (struct decimal){ v.u.integer * DECIMAL_SCALE };
}

/* A sum that leaves the range is given up; the rows are worth more than it. */
static void
add_up(struct summary *summary, const struct value *row)
{
	for (size_t i = 0; i < summary->ntotals; i++) {
		struct total *total = &summary->totals[i];
		struct decimal d;

		if (value_is_none(row[total->at]) ||
		    decimal_is_none(total->sum))
			continue;
		d = to_decimal(row[total->at]);
		if (decimal_is_none(d) ||
		    decimal_add(total->sum, d, &total->sum) != OK) {
			total->sum = NO_DECIMAL;
			fail_clear();
		}
	}
}

/* Name the cell that could not be written. */
static enum status
put_value(struct xlsx *x, const struct slot *slot, const struct column *c,
    struct value v)
{
	enum status st = xlsx_value(slot, c, v);

	if (st == OK)
		return OK;
	return fail_in(st, _("%s, row %zu, column %s"), x->table->title,
	    x->summary->nrows + 1, c->label);
}

static enum status
put_row(struct xlsx *x, const struct value *row, enum look look)
{
	enum status st;

	for (size_t i = 0; i < x->table->ncolumns; i++) {
		struct slot slot = { x->page, i, look, x->words };

		if ((st = put_value(x, &slot, &x->table->columns[i],
		    row[i])) != OK)
			return st;
	}
	page_next_row(x->page);
	return OK;
}

static enum status
put_total(struct xlsx *x, const struct total *total)
{
	const struct column *c = &total->column;
	struct sum sum = {
		.first = x->sink.options->no_header ? 0 : 1,
		.value = xlsx_number(c, total->sum),
	};

	xlsx_number_widen(x->page, total->at, total->sum);
	return page_sum(x->page, total->at,
	    xlsx_number_style(c, total->sum, LOOK_TOTAL), &sum);
}

static enum status
put_totals(struct xlsx *x)
{
	const struct total *total = x->summary->totals;
	const struct total *end = total + x->summary->ntotals;
	enum status st;

	for (size_t i = 0; i < x->table->ncolumns; i++) {
		bool is_summed = total < end && total->at == i;

		if (is_summed && !decimal_is_none(total->sum))
			st = put_total(x, total);
		else
			st = page_text(x->page, i, total_style,
			    i == 0 && !is_summed ? _("Total") : "");
		if (st != OK)
			return st;
		if (is_summed)
			total++;
	}
	return OK;
}

/* The place of a column by its name; ncolumns: there is none. */
static size_t
find_column(const struct table *table, const char *name)
{
	size_t i = 0;

	while (i < table->ncolumns && strcmp(table->columns[i].name, name) != 0)
		i++;
	return i;
}

/* One row makes no picture. */
static enum status
put_chart(struct xlsx *x)
{
	const struct table *table = x->table;
	const struct chart *c = table->chart;
	uint32_t first = x->sink.options->no_header ? 0 : 1;
	uint32_t n = page_row(x->page) - first;
	struct picture p = { .title = table->title, .first = first };

	if (c == NULL || n < 2)
		return OK;
	p.is_upright = c->kind == CHART_COLUMNS;
	p.category = find_column(table, c->category);
	p.value = find_column(table, c->value);
	p.last = first + (c->most > 0 && n > c->most ? (uint32_t)c->most :
	    n) - 1;
	return page_chart(x->page, &p);
}

/* The filter takes in the rows so far, and so not the totals. */
static enum status
list_end(struct xlsx *x)
{
	enum status st;

	page_close_rows(x->page);
	if (!x->sink.options->no_header &&
	    (st = page_filter(x->page)) != OK)
		return st;
	if ((st = put_chart(x)) != OK)
		return st;
	if (x->summary->ntotals == 0 || x->summary->nrows == 0)
		return OK;
	return put_totals(x);
}

/* A table longer than a sheet goes on in a second one; the last row of each
 * is kept for its totals. */
static enum status
list_row(struct xlsx *x, const struct value *row)
{
	enum status st;

	if (page_is_full(x->page) &&
	    ((st = list_end(x)) != OK || (st = list_begin(x)) != OK))
		return st;
	if ((st = put_row(x, row, LOOK_DATA)) == OK)
		add_up(x->summary, row);
	return st;
}

static enum status
record_begin(struct xlsx *x)
{
	return add_sheet(x, 2);
}

static enum status
record_row(struct xlsx *x, const struct value *row)
{
	enum status st;

	if (page_row(x->page) > 0)
		page_next_row(x->page);
	for (size_t i = 0; i < x->table->ncolumns; i++) {
		const struct column *c = &x->table->columns[i];
		struct slot slot = { x->page, 1, LOOK_FIELD,
		    x->words };

		if ((st = page_text(x->page, 0, label_style,
		    c->label)) != OK ||
		    (st = put_value(x, &slot, c, row[i])) != OK)
			return st;
		page_next_row(x->page);
	}
	return OK;
}

static enum status
record_end(struct xlsx *x)
{
	(void)x;
	return OK;
}

static enum status
blank_begin(struct xlsx *x)
{
	enum status st;

	if ((st = add_sheet(x, x->table->ncolumns)) != OK)
		return st;
	return template_begin(&x->templates, x->page, x->table);
}

static enum status
blank_row(struct xlsx *x, const struct value *row)
{
	return put_row(x, row, LOOK_EXAMPLE);
}

static enum status
blank_end(struct xlsx *x)
{
	return template_explain(&x->templates, x->page, x->table);
}

struct kind {
	enum status (*begin)(struct xlsx *);
	enum status (*row)(struct xlsx *, const struct value *);
	enum status (*end)(struct xlsx *);
};

static const struct kind kinds[] = {
	[TABLE_LIST]		= { list_begin, list_row, list_end },
	[TABLE_RECORD]		= { record_begin, record_row, record_end },
	[TABLE_PART]		= { list_begin, list_row, list_end },
	[TABLE_TEMPLATE]	= { blank_begin, blank_row, blank_end },
};

static enum status
end_table(struct xlsx *x)
{
	const struct table *table = x->table;
	enum status st;

	if (table == NULL)
		return OK;
	st = kinds[table->kind].end(x);
	x->table = NULL;
	return st;
}

static enum status
xlsx_begin(struct sink *sink, const struct table *table)
{
	struct xlsx *x = (struct xlsx *)sink;
	enum status st;

	if ((st = end_table(x)) != OK)
		return st;
	x->table = table;
	return kinds[table->kind].begin(x);
}

static enum status
xlsx_row(struct sink *sink, const struct value *row)
{
	struct xlsx *x = (struct xlsx *)sink;
	enum status st;

	if ((st = kinds[x->table->kind].row(x, row)) == OK)
		x->summary->nrows++;
	return st;
}

/* The first sheet: what the workbook is, then what its sheets add up to. */
enum about_column { ABOUT_LABEL, ABOUT_TEXT, ABOUT_VALUE, NABOUT };

static const char *const about_headings[NABOUT] = {
	[ABOUT_LABEL]	= N_("Sheet"),
	[ABOUT_TEXT]	= N_("Control total"),
	[ABOUT_VALUE]	= N_("Value"),
};

static enum status
about_lines(struct page *page, const struct sink_options *options)
{
	enum status st;

	if (options->title != NULL) {
		if ((st = page_text(page, ABOUT_LABEL, title_style,
		    options->title)) != OK)
			return st;
		page_next_row(page);
		page_next_row(page);
	}
	for (size_t i = 0; i < options->nabout; i++) {
		const struct about_line *line = &options->about[i];

		if ((st = page_text(page, ABOUT_LABEL, label_style,
		    line->label)) != OK ||
		    (st = page_text(page, ABOUT_TEXT, wide_style,
		    line->text)) != OK)
			return st;
		page_next_row(page);
	}
	page_next_row(page);
	return OK;
}

static enum status
about_total(struct page *page, const struct total *total)
{
	const struct column *c = &total->column;
	enum status st;

	if ((st = page_text(page, ABOUT_TEXT, text_style, c->label)) != OK)
		return st;
	if (decimal_is_none(total->sum)) {
		st = page_text(page, ABOUT_VALUE, text_style,
		    _("too large"));
		page_next_row(page);
		return st;
	}
	st = page_number(page, ABOUT_VALUE,
	    xlsx_number_style(c, total->sum, LOOK_DATA),
	    xlsx_number(c, total->sum));
	xlsx_number_widen(page, ABOUT_VALUE, total->sum);
	page_next_row(page);
	return st;
}

static enum status
about_sheet(struct page *page, const struct summary *summary)
{
	enum status st;

	if ((st = page_link(page, ABOUT_LABEL, summary->page)) != OK ||
	    (st = page_text(page, ABOUT_TEXT, text_style, _("Rows"))) != OK ||
	    (st = page_number(page, ABOUT_VALUE, count_style,
	    (struct fixed){ (int64_t)summary->nrows, 0 })) != OK)
		return st;
	page_next_row(page);
	for (size_t i = 0; i < summary->ntotals; i++)
		if ((st = about_total(page, &summary->totals[i])) != OK)
			return st;
	return OK;
}

static enum status
write_about(const struct xlsx *x)
{
	struct page *page = x->about;
	enum status st;

	if ((st = about_lines(page, x->sink.options)) != OK)
		return st;
	for (size_t i = 0; i < NABOUT; i++)
		if ((st = page_heading(page, i, LOOK_HEADING,
		    _(about_headings[i]))) != OK)
			return st;
	page_next_row(page);
	for (const struct summary *p = x->first; p != NULL; p = p->next)
		if ((st = about_sheet(page, p)) != OK)
			return st;
	return OK;
}

static enum status
xlsx_finish(struct sink *sink)
{
	struct xlsx *x = (struct xlsx *)sink;
	enum status st;

	if ((st = end_table(x)) != OK)
		return st;
	if (x->about != NULL && (st = write_about(x)) != OK)
		return st;
	/* A workbook must have a sheet. */
	if (x->about == NULL && x->first == NULL &&
	    (st = writer_add(x->writer, "", 1, &x->page)) != OK)
		return st;
	if ((st = writer_finish(x->writer)) != OK || x->scratch == NULL)
		return st;
	return writer_copy(output_temp(x->scratch), x->sink.out);
}

static void
xlsx_close(struct sink *sink)
{
	struct xlsx *x = (struct xlsx *)sink;

	writer_close(x->writer);
	output_abort(x->scratch);
	arena_release(&x->arena);
	free(x);
}

static const struct sink_ops xlsx_ops = {
	xlsx_begin, xlsx_row, xlsx_finish, xlsx_close
};

/* The library writes to a file only; a pipe gets a copy of it. */
static enum status
open_writer(struct xlsx *x)
{
	const struct sink_options *options = x->sink.options;
	struct writer_options settings = {
		.path = output_temp(x->sink.out),
		.name = output_name(x->sink.out),
		.title = options->title,
		.author = options->author,
		.created = options->created,
	};
	enum status st;

	if (settings.path == NULL) {
		if ((st = output_to_file(scratch_path, &x->scratch)) != OK)
			return st;
		settings.path = output_temp(x->scratch);
	}
	if ((st = writer_open(&settings, &x->writer)) != OK)
		return st;
	if (options->about == NULL)
		return OK;
	return writer_add(x->writer, about_title, NABOUT, &x->about);
}

enum status
sink_open_xlsx(const struct sink_options *options, struct output *out,
    struct sink **sink)
{
	struct xlsx *x = calloc(1, sizeof(*x));
	enum status st;

	if (x == NULL)
		no_memory();
	x->sink.ops = &xlsx_ops;
	x->sink.options = options;
	x->sink.out = out;
	x->end = &x->first;
	if ((st = open_writer(x)) != OK) {
		xlsx_close(&x->sink);
		return st;
	}
	x->words[false] = _("no");
	x->words[true] = _("yes");
	x->templates.writer = x->writer;
	x->templates.arena = &x->arena;
	*sink = &x->sink;
	return OK;
}
