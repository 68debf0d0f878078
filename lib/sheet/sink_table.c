/*
 * Tables and records on a screen, through libsmartcols.  Data is shown, never
 * obeyed: nothing in it can drive the terminal.  Widths are counted in screen
 * columns; the program sees to a UTF-8 LC_CTYPE, which libsmartcols needs.
 */
#include "sheet/sink_impl.h"

#include <libsmartcols/libsmartcols.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/base.h"
#include "base/utf8.h"
#include "sheet/late.h"

enum {
	CHUNK_ROWS = 5000,	/* held at once; the first chunk sets widths */
	NARROWEST = 8,		/* a column is not cut below this */
	BAR_LEAST = 6,		/* a bar is not drawn shorter */
	BAR_MOST = 24,
};

static const char gap[] = "  ";		/* between columns */
static const char bold[] = "\033[1m", plain[] = "\033[0m";
static const char bar_color[] = "\033[36m";

struct screen {
	struct sink	  base;
	struct arena	  arena;	/* the widths, then the rows held */
	struct arena_mark rows_mark;	/* where the rows held begin */
	size_t		 *widths;	/* of the columns of the open table */
	const char	**rows[CHUNK_ROWS];
	size_t		  nrows;
	bool		  is_continued;	/* a chunk of this table was written */
	bool		  is_started;	/* a table was written */
	bool		  is_below;	/* too wide: fields below each other */
	int64_t		  bars[CHUNK_ROWS]; /* what each row's bar stands for */
	int64_t		  longest;	/* of them all */
	size_t		  bar_width;	/* 0: none are drawn */
	struct strbuf	  text;
};

static struct screen *
to_screen(struct sink *s)
{
	return (struct screen *)s;
}

static bool
is_number(const struct column *c)
{
	return c->type == V_INT || c->type == V_DECIMAL;
}

static void
put_text(struct screen *s)
{
	output_write(s->base.out, s->text.buf, s->text.len);
	strbuf_cut(&s->text, 0);
}

/* "-1234567.5" as "-1,234,567.5". */
static void
add_grouped(const char *number, struct strbuf *out)
{
	size_t sign = strspn(number, "-");
	size_t ndigits = strspn(number + sign, "0123456789");

	strbuf_add(out, number, sign);
	number += sign;
	for (size_t left = ndigits; left > 0; left--) {
		if (left < ndigits && left % 3 == 0)
			strbuf_addch(out, ',');
		strbuf_addch(out, *number++);
	}
	strbuf_addstr(out, number);
}

static void
add_number(const struct column *c, struct value v, struct strbuf *out)
{
	struct strbuf digits = STRBUF_INIT;
	char money[DECIMAL_TEXT_MAX];

	if (v.type == V_DECIMAL && (c->flags & COLUMN_MONEY) != 0) {
		decimal_format(v.u.decimal, 2, money);
		strbuf_addstr(&digits, money);
	} else {
		value_print(v, &digits);
	}
	if ((c->flags & COLUMN_CODE) != 0)
		strbuf_addstr(out, digits.buf);
	else
		add_grouped(digits.buf, out);
	if ((c->flags & COLUMN_PERCENT) != 0)
		strbuf_addch(out, '%');
	strbuf_release(&digits);
}

/* As people read it; text as it is in the data, line breaks and all. */
static void
add_shown(const struct sink_options *o, const struct column *c, struct value v,
    struct strbuf *out)
{
	if (value_is_none(v))
		return;
	if (v.type == V_TEXT && (c->flags & COLUMN_NAMED) != 0)
		v.u.text = sink_name_of(o, c, v.u.text);
	if (v.type == V_INT || v.type == V_DECIMAL)
		add_number(c, v, out);
	else if (v.type == V_BOOL)
		strbuf_addstr(out, v.u.boolean ? _("yes") : _("no"));
	else
		value_print(v, out);
	if (v.type == V_REF && v.u.ref.title != NULL)
		strbuf_addf(out, " %s", v.u.ref.title);
}

/* A cell of a table has one line. */
static const char *
cell_of(struct screen *s, const struct column *c, struct value v)
{
	struct strbuf raw = STRBUF_INIT;

	add_shown(s->base.options, c, v, &raw);
	for (size_t i = 0; i < raw.len; i++)
		if (strchr("\t\r\n", raw.buf[i]) != NULL)
			raw.buf[i] = ' ';
	utf8_visible(raw.buf, &s->text);
	strbuf_release(&raw);
	return strbuf_to(&s->text, &s->arena);
}

static size_t
total_width(const struct screen *s)
{
	const size_t ncolumns = s->base.table->ncolumns;
	size_t total = 0;

	for (size_t i = 0; i < ncolumns; i++)
		if (s->widths[i] > 0)
			total += s->widths[i] + strlen(gap);
	return total - strlen(gap);
}

/* Free text may be cut; what can be of no use then, never. */
static bool
may_cut(const struct column *c)
{
	return (c->flags & COLUMN_WIDE) != 0;
}

/* Free text gives way to the width it wishes for first; the code before a
 * name stays whole in any case. */
static size_t
narrowest(const struct screen *s, size_t i, bool as_wished)
{
	const struct column *c = &s->base.table->columns[i];
	size_t least = NARROWEST;

	if (!may_cut(c))
		return SIZE_MAX;
	if (as_wished && c->width > NARROWEST)
		return (size_t)c->width;
	for (size_t r = 0; c->type == V_REF && r < s->nrows; r++) {
		size_t code = strcspn(s->rows[r][i], " ") + 1;

		if (s->rows[r][i][0] != '\0' && code > least)
			least = code;
	}
	return least;
}

/* Take from the widest column until the table fits or nothing is left. */
static void
shrink(struct screen *s, bool as_wished)
{
	const struct table *t = s->base.table;
	size_t screen = (size_t)s->base.options->screen;
	size_t *least = arena_alloc(&s->arena, t->ncolumns * sizeof(*least));

	for (size_t i = 0; i < t->ncolumns; i++)
		least[i] = narrowest(s, i, as_wished);
	for (size_t total = total_width(s); total > screen; total--) {
		size_t *widest = NULL;

		for (size_t i = 0; i < t->ncolumns; i++) {
			if (s->widths[i] > least[i] &&
			    (widest == NULL || s->widths[i] > *widest))
				widest = &s->widths[i];
		}
		if (widest == NULL)
			return;
		(*widest)--;
	}
}

/* The widest cell of a column, or 0 for a column that is left out: one that
 * has no value in a table that is complete. */
static size_t
column_width(const struct screen *s, size_t i)
{
	const struct sink_options *o = s->base.options;
	size_t widest = 0, label = utf8_width(s->base.table->columns[i].label);

	for (size_t r = 0; r < s->nrows; r++) {
		size_t width = utf8_width(s->rows[r][i]);

		if (width > widest)
			widest = width;
	}
	if (widest == 0 && o->tidy && o->screen > 0 && s->nrows < CHUNK_ROWS)
		return 0;
	return widest > label ? widest : label;
}

/* What is left gets its room back. */
static void
leave_out(struct screen *s)
{
	const struct table *t = s->base.table;
	size_t screen = (size_t)s->base.options->screen;

	for (size_t i = t->ncolumns; i-- > 0 && total_width(s) > screen; )
		if (t->columns[i].flags & COLUMN_MINOR)
			s->widths[i] = 0;
	for (size_t i = 0; i < t->ncolumns; i++)
		if (s->widths[i] > 0)
			s->widths[i] = column_width(s, i);
	shrink(s, true);
}

/* Bars take what is left of the screen. */
static void
set_bar_width(struct screen *s)
{
	size_t screen = (size_t)s->base.options->screen;
	size_t used = total_width(s) + strlen(gap);

	s->longest = 0;
	for (size_t i = 0; i < s->base.table->ncolumns; i++)
		if (s->base.table->columns[i].flags & COLUMN_WHOLE)
			s->longest = 100 * (int64_t)DECIMAL_SCALE;
	for (size_t r = 0; r < s->nrows; r++)
		if (s->bars[r] > s->longest)
			s->longest = s->bars[r];
	s->bar_width = s->longest == 0 || used + BAR_LEAST > screen ? 0 :
	    screen - used < BAR_MOST ? screen - used : BAR_MOST;
}

static void
set_widths(struct screen *s)
{
	const struct table *t = s->base.table;

	for (size_t i = 0; i < t->ncolumns; i++)
		s->widths[i] = column_width(s, i);
	if (s->base.options->screen > 0) {
		shrink(s, true);
		leave_out(s);
		shrink(s, false);
		set_bar_width(s);
	}
}

/* The text of a cell or heading, cut where its column had to shrink. */
static const char *
fitted(struct screen *s, const char *text, size_t i)
{
	strbuf_cut(&s->text, 0);
	if (s->base.options->screen > 0 && may_cut(&s->base.table->columns[i]))
		utf8_cut(text, s->widths[i], &s->text);
	else
		strbuf_addstr(&s->text, text);
	return s->text.buf;
}

/* libsmartcols fails only for want of memory. */
static void
must(int result)
{
	if (result != 0)
		no_memory();
}

static void *
must_have(void *p)
{
	if (p == NULL)
		no_memory();
	return p;
}

static void
add_column(struct screen *s, struct libscols_table *lib, size_t i)
{
	const struct column *c = &s->base.table->columns[i];
	struct libscols_column *column = must_have(scols_table_new_column(lib,
	    fitted(s, c->label, i), (double)s->widths[i],
	    is_number(c) ? SCOLS_FL_RIGHT : 0));

	must(scols_cell_set_color(scols_column_get_header(column), bold));
}

/* No limit of width and no escapes: both are done when it comes here. */
static struct libscols_table *
new_table(struct screen *s)
{
	const struct sink_options *o = s->base.options;
	struct libscols_table *lib = must_have(scols_new_table());

	must(scols_table_set_termforce(lib, SCOLS_TERMFORCE_NEVER));
	must(scols_table_enable_noencoding(lib, 1));
	must(scols_table_enable_colors(lib, o->color));
	must(scols_table_enable_noheadings(lib,
	    o->no_header || s->is_continued));
	must(scols_table_set_column_separator(lib, gap));
	for (size_t i = 0; i < s->base.table->ncolumns; i++)
		if (s->widths[i] > 0)
			add_column(s, lib, i);
	if (s->bar_width > 0)
		must_have(scols_table_new_column(lib, "",
		    (double)s->bar_width, 0));
	return lib;
}

/* Lines without the spaces that fill up the last columns. */
static void
put_trimmed(struct output *out, const char *text)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "\n"), shown = n;

		while (shown > 0 && text[shown - 1] == ' ')
			shown--;
		output_write(out, text, shown);
		output_text(out, "\n");
		text += text[n] == '\n' ? n + 1 : n;
	}
}

/* Whole blocks, then one of eighths (U+2588 to U+258F); the longest bar is as
 * wide as there is room. */
static const char *
bar_of(struct screen *s, size_t r)
{
	static const char *const eighths[] = {
		"", "\u258f", "\u258e", "\u258d", "\u258c", "\u258b",
		"\u258a", "\u2589"
	};
	int64_t n = s->bars[r] <= 0 ? 0 : (int64_t)((double)s->bars[r] /
	    (double)s->longest * (double)s->bar_width * 8 + 0.5);

	if (n > (int64_t)s->bar_width * 8)	/* a later chunk */
		n = (int64_t)s->bar_width * 8;
	strbuf_cut(&s->text, 0);
	for (; n >= 8; n -= 8)
		strbuf_addstr(&s->text, "\u2588");
	strbuf_addstr(&s->text, eighths[n]);
	return s->text.buf;
}

static void
put_bar(struct screen *s, struct libscols_line *line, size_t n, size_t r)
{
	must(scols_line_set_data(line, n, bar_of(s, r)));
	if (s->base.options->color)
		must(scols_cell_set_color(scols_line_get_cell(line, n),
		    bar_color));
}

/* As many words as fit into the width, one at least; `text` is behind them
 * then.  In s->text. */
static const char *
next_words(struct screen *s, const char **text, size_t width)
{
	const char *p = *text;
	size_t kept = 0;

	strbuf_cut(&s->text, 0);
	for (size_t n = 0; p[n] != '\0'; kept = n) {
		size_t word = strspn(p + n, " ");

		word += strcspn(p + n + word, " ");
		strbuf_add(&s->text, p + n, word);
		if (n > 0 && utf8_width(s->text.buf) > width)
			break;
		n += word;
		if (p[n] == '\0') {
			kept = n;
			break;
		}
	}
	strbuf_cut(&s->text, kept);
	*text = p + kept + strspn(p + kept, " ");
	return s->text.buf;
}

/* The column that goes on below; ncolumns: none. */
static size_t
wrapped_column(const struct screen *s)
{
	const struct table *t = s->base.table;
	size_t i = 0;

	while (i < t->ncolumns && (s->base.options->screen == 0 ||
	    !(t->columns[i].flags & COLUMN_WRAP)))
		i++;
	return i;
}

/* A row, or what is left of its wrapped column below it. */
static void
put_line(struct screen *s, struct libscols_table *lib, size_t r,
    const char **rest)
{
	struct libscols_line *line = must_have(scols_table_new_line(lib,
	    NULL));
	size_t wrapped = wrapped_column(s), n = 0;
	bool is_first = wrapped == s->base.table->ncolumns ||
	    *rest == s->rows[r][wrapped];

	for (size_t i = 0; i < s->base.table->ncolumns; i++) {
		if (s->widths[i] == 0)
			continue;
		if (i == wrapped)
			must(scols_line_set_data(line, n, next_words(s, rest,
			    s->widths[i])));
		else if (is_first)
			must(scols_line_set_data(line, n, fitted(s,
			    s->rows[r][i], i)));
		n++;
	}
	if (s->bar_width > 0 && is_first)
		put_bar(s, line, n, r);
}

static void
put_rows(struct screen *s)
{
	struct libscols_table *lib = new_table(s);
	size_t wrapped = wrapped_column(s);
	char *text;

	for (size_t r = 0; r < s->nrows; r++) {
		const char *rest = wrapped < s->base.table->ncolumns ?
		    s->rows[r][wrapped] : "";

		do {
			put_line(s, lib, r, &rest);
		} while (*rest != '\0');
	}
	must(scols_print_table_to_string(lib, &text));
	strbuf_cut(&s->text, 0);
	put_trimmed(s->base.out, text);
	free(text);
	scols_unref_table(lib);
}

/* The title and a line below it, where there is more than one table. */
static void
put_title(struct screen *s)
{
	const struct sink_options *o = s->base.options;
	const struct table *t = s->base.table;
	size_t width;

	if (s->is_started)
		output_text(s->base.out, "\n");
	s->is_started = true;
	if (t->title == NULL || (!o->several && t->kind == TABLE_LIST))
		return;
	utf8_visible(t->title, &s->text);
	width = utf8_width(s->text.buf);
	if (o->color)
		output_text(s->base.out, bold);
	put_text(s);
	output_text(s->base.out, o->color ? plain : "");
	output_text(s->base.out, "\n");
	while (width-- > 0)
		strbuf_addch(&s->text, '-');
	strbuf_addch(&s->text, '\n');
	put_text(s);
}

/* "Label:   value" below each other, for a table no screen is wide enough
 * for. */
static void
put_rows_below(struct screen *s)
{
	const struct table *t = s->base.table;
	size_t widest = 0;

	for (size_t i = 0; i < t->ncolumns; i++)
		if (utf8_width(t->columns[i].label) > widest)
			widest = utf8_width(t->columns[i].label);
	for (size_t r = 0; r < s->nrows; r++) {
		if (r > 0 || s->is_continued)
			strbuf_addch(&s->text, '\n');
		for (size_t i = 0; i < t->ncolumns; i++) {
			const char *label = t->columns[i].label;

			if (s->rows[r][i][0] != '\0')
				strbuf_addf(&s->text, "%s:%*s%s%s\n", label,
				    (int)(widest - utf8_width(label)), "",
				    gap, s->rows[r][i]);
		}
	}
	put_text(s);
}

static void
put_chunk(struct screen *s)
{
	size_t screen = (size_t)s->base.options->screen;

	if (s->nrows == 0)
		return;
	if (!s->is_continued) {
		put_title(s);
		set_widths(s);
		s->is_below = screen > 0 && total_width(s) > screen;
	}
	if (s->is_below)
		put_rows_below(s);
	else
		put_rows(s);
	s->is_continued = true;
	s->nrows = 0;
	arena_reset(&s->arena, s->rows_mark);
}

static enum status
begin(struct sink *sink, const struct table *t)
{
	struct screen *s = to_screen(sink);

	put_chunk(s);
	arena_release(&s->arena);
	s->widths = arena_alloc(&s->arena, t->ncolumns * sizeof(*s->widths));
	s->rows_mark = arena_mark(&s->arena);
	s->is_continued = false;
	s->bar_width = 0;
	return OK;
}

/* The lines of a value below each other, indented to where it begins. */
static void
add_lines(struct screen *s, char *text, size_t indent)
{
	for (;;) {
		char *end = text + strcspn(text, "\r\n");
		bool is_last = *end == '\0';

		if (end[0] == '\r' && end[1] == '\n')
			*end++ = '\0';
		*end = '\0';
		utf8_visible(text, &s->text);
		strbuf_addch(&s->text, '\n');
		if (is_last)
			return;
		strbuf_addf(&s->text, "%*s", (int)indent, "");
		text = end + 1;
	}
}

/* "Label:   value", the values below each other. */
static void
put_record(struct screen *s, const struct value *row)
{
	const struct table *t = s->base.table;
	struct strbuf raw = STRBUF_INIT;
	size_t widest = 0;

	for (size_t i = 0; i < t->ncolumns; i++) {
		size_t width = utf8_width(t->columns[i].label);

		if (!value_is_none(row[i]) && width > widest)
			widest = width;
	}
	put_title(s);
	for (size_t i = 0; i < t->ncolumns; i++) {
		const char *label = t->columns[i].label;

		if (value_is_none(row[i]))
			continue;
		strbuf_addf(&s->text, "%s:%*s%s", label,
		    (int)(widest - utf8_width(label)), "", gap);
		strbuf_cut(&raw, 0);
		add_shown(s->base.options, &t->columns[i], row[i],
		    &raw);
		add_lines(s, raw.buf, widest + 1 + strlen(gap));
	}
	put_text(s);
	strbuf_release(&raw);
}

static enum status
row(struct sink *sink, const struct value *values)
{
	struct screen *s = to_screen(sink);
	const struct table *t = sink->table;
	const char **cells;

	if (t->kind == TABLE_RECORD) {
		put_record(s, values);
		return OK;
	}
	if (s->nrows == CHUNK_ROWS)
		put_chunk(s);
	cells = arena_alloc(&s->arena, t->ncolumns * sizeof(*cells));
	s->bars[s->nrows] = 0;
	for (size_t i = 0; i < t->ncolumns; i++) {
		cells[i] = cell_of(s, &t->columns[i], values[i]);
		if ((t->columns[i].flags & COLUMN_BAR) &&
		    !value_is_none(values[i]))
			s->bars[s->nrows] = values[i].u.decimal.micros;
	}
	s->rows[s->nrows++] = cells;
	return OK;
}

static enum status
finish(struct sink *sink)
{
	put_chunk(to_screen(sink));
	return OK;
}

static void
close_screen(struct sink *sink)
{
	struct screen *s = to_screen(sink);

	arena_release(&s->arena);
	strbuf_release(&s->text);
	free(s);
}

static const struct sink_ops ops = { begin, row, finish, close_screen };

enum status
sink_open_table(const struct sink_options *options, struct output *out,
    struct sink **sink)
{
	struct screen *s;
	enum status st = late_smartcols();

	if (st != OK)
		return st;
	if ((s = calloc(1, sizeof(*s))) == NULL)
		no_memory();
	s->base.ops = &ops;
	s->base.options = options;
	s->base.out = out;
	s->arena = (struct arena)ARENA_INIT;
	s->text = (struct strbuf)STRBUF_INIT;
	*sink = &s->base;
	return OK;
}
