/*
 * Formats of one line a row: CSV, TSV, Markdown, and bare codes.  What tells
 * them apart stands in a table of dialects.  Several tables follow one
 * another with an empty line between.
 */
#include "sheet/sink_impl.h"

#include <stdlib.h>
#include <string.h>

#include "base/base.h"

struct dialect {
	const char	*opening;	/* of the document */
	const char	*start, *between, *end;		/* of a line */
	const char	*blank;		/* a line of one empty cell */
	/* Of a text that is not empty. */
	void		(*add_cell)(const char *text, struct strbuf *line);
	bool		 has_labels;	/* headings for people */
	bool		 has_guard;	/* against formulas */
};

struct delimited {
	struct sink		 base;
	const struct dialect	*dialect;
	bool			 is_started;	/* something was written */
	struct strbuf		 text;		/* of one cell */
	struct strbuf		 line;
};

/* What stands for a byte; the text ends with '\0' in each of them. */
static const char *const csv_plain[256] = {	/* must be quoted: "" */
	['\0'] = "", [','] = "", ['"'] = "", ['\r'] = "", ['\n'] = "",
};

static const char *const csv_escapes[256] = {
	['\0'] = "", ['"'] = "\"\"",
};

static const char *const tsv_escapes[256] = {
	['\0'] = "", ['\t'] = "\\t", ['\n'] = "\\n", ['\r'] = "\\r",
	['\\'] = "\\\\",
};

/* A '<' of the data must not become HTML where the page is shown. */
static const char *const markdown_escapes[256] = {
	['\0'] = "", ['|'] = "\\|", ['\n'] = "<br>", ['\r'] = "", ['<'] = "&lt;",
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* RFC 4180; white space at the ends is quoted because some readers trim. */
static void
add_csv(const char *text, struct strbuf *line)
{
	size_t n = 0;

	while (csv_plain[(unsigned char)text[n]] == NULL)
		n++;
	if (text[n] == '\0' && !is_blank(text[0]) && !is_blank(text[n - 1])) {
		strbuf_add(line, text, n);
		return;
	}
	strbuf_addch(line, '"');
	strbuf_addescaped(line, text, csv_escapes);
	strbuf_addch(line, '"');
}

/* A quote at the start would be taken for quoting when it is read. */
static void
add_tsv(const char *text, struct strbuf *line)
{
	if (*text == '"')
		strbuf_addch(line, '\\');
	strbuf_addescaped(line, text, tsv_escapes);
}

static void
add_markdown(const char *text, struct strbuf *line)
{
	strbuf_addescaped(line, text, markdown_escapes);
}

static const struct dialect dialects[] = {
	[FORMAT_CSV] = {
		.opening = "", .blank = "\"\"",
		.start = "", .between = ",", .end = "\n",
		.add_cell = add_csv,
	},
	[FORMAT_TSV] = {
		.opening = "", .blank = "",
		.start = "", .between = "\t", .end = "\n",
		.add_cell = add_tsv,
	},
	[FORMAT_MD] = {
		.opening = "", .blank = "",
		.start = "| ", .between = " | ", .end = " |\n",
		.add_cell = add_markdown, .has_labels = true,
	},
	[FORMAT_ID] = {
		.opening = "", .blank = "",
		.start = "", .between = "", .end = "\n",
		.add_cell = add_tsv,
	},
};

static const struct dialect excel_csv = {
	.opening = "\xef\xbb\xbf", .blank = "\"\"",
	.start = "", .between = ",", .end = "\r\n",
	.add_cell = add_csv, .has_labels = true, .has_guard = true,
};

static struct delimited *
to_delimited(struct sink *s)
{
	return (struct delimited *)s;
}

/*
 * Would a spreadsheet take this text for a formula?  Such a text gets one
 * leading apostrophe, and an import takes exactly one away again.  Apostrophes
 * the text has of its own are looked through, so that "'=1" comes back as
 * "'=1" and not as "=1".
 */
static bool
needs_guard(const char *text)
{
	static const char *const wide[] = { "＝", "＋", "－", "＠" };

	text += strspn(text, "'");
	if (text[0] == '\0')
		return false;
	if (strchr("=+-@\t\r", text[0]) != NULL)
		return true;
	for (size_t i = 0; i < COUNT(wide); i++)
		if (strncmp(text, wide[i], strlen(wide[i])) == 0)
			return true;
	return false;
}

/* With the guard's apostrophe where it needs one. */
static const char *
guarded(struct delimited *d, const char *text)
{
	if (!d->dialect->has_guard || !needs_guard(text))
		return text;
	strbuf_cut(&d->text, 0);
	strbuf_addch(&d->text, '\'');
	strbuf_addstr(&d->text, text);
	return d->text.buf;
}

/* 1.125 may be read as a thousand and more; 1.1250 may not. */
static void
tell_point(struct strbuf *number)
{
	const char *p = number->buf;
	size_t n = strspn(p, "0123456789");

	if (n > 0 && n <= 3 && *p != '0' && p[n] == '.' &&
	    strlen(p + n + 1) == 3)
		strbuf_addch(number, '0');
}

/* The text of one cell; numbers and dates have no guard: -5 is a number. */
static const char *
cell_text(struct delimited *d, const struct column *c, struct value v)
{
	const char *text = value_as_text(v);

	if (text != NULL) {
		if (d->dialect->has_labels && (c->flags & COLUMN_NAMED) != 0)
			text = sink_name_of(d->base.options, c, text);
		return guarded(d, text);
	}
	strbuf_cut(&d->text, 0);
	if ((c->flags & COLUMN_PERCENT) != 0)
		value_print_percent(v, &d->text);
	else
		value_print(v, &d->text);
	if (v.type == V_DECIMAL && d->text.len > 0 &&
	    (c->flags & COLUMN_READ) != 0)
		tell_point(&d->text);
	return d->text.buf;
}

/* Mostly one byte, which no function need be called for. */
static void
add_separator(struct delimited *d, const char *text)
{
	for (; *text != '\0'; text++)
		strbuf_addch(&d->line, *text);
}

static void
add_cell(struct delimited *d, size_t i, const char *text)
{
	const struct dialect *dialect = d->dialect;

	add_separator(d, i == 0 ? dialect->start : dialect->between);
	if (*text != '\0')
		dialect->add_cell(text, &d->line);
}

static void
put_text(struct delimited *d)
{
	output_write(d->base.out, d->line.buf, d->line.len);
	strbuf_cut(&d->line, 0);
}

static void
put_line(struct delimited *d)
{
	strbuf_addstr(&d->line, d->dialect->end);
	put_text(d);
}

static void
put_heading(struct delimited *d, const struct table *t)
{
	for (size_t i = 0; i < t->ncolumns; i++)
		add_cell(d, i, d->dialect->has_labels ||
		    d->base.options->labels ?
		    t->columns[i].label : t->columns[i].name);
	put_line(d);
}

/* What stands before a table: the opening once, then an empty line each. */
static void
put_gap(struct delimited *d)
{
	const struct dialect *dialect = d->dialect;

	if (!d->is_started)
		output_text(d->base.out, dialect->opening);
	else
		output_text(d->base.out, strchr(dialect->end, '\r') != NULL ?
		    "\r\n" : "\n");
	d->is_started = true;
}

static enum status
text_begin(struct sink *s, const struct table *t)
{
	put_gap(to_delimited(s));
	if (!s->options->no_header)
		put_heading(to_delimited(s), t);
	return OK;
}

static enum status
text_row(struct sink *s, const struct value *row)
{
	struct delimited *d = to_delimited(s);

	for (size_t i = 0; i < s->table->ncolumns; i++)
		add_cell(d, i, cell_text(d, &d->base.table->columns[i],
		    row[i]));
	if (d->line.len == 0)
		strbuf_addstr(&d->line, d->dialect->blank);
	put_line(d);
	return OK;
}

/* The line below the heading says which columns are right aligned. */
static void
put_alignment(struct delimited *d, const struct table *t)
{
	for (size_t i = 0; i < t->ncolumns; i++) {
		enum value_type type = t->columns[i].type;

		add_cell(d, i, type == V_INT || type == V_DECIMAL ?
		    "---:" : "---");
	}
	put_line(d);
}

static enum status
markdown_begin(struct sink *s, const struct table *t)
{
	struct delimited *d = to_delimited(s);

	put_gap(d);
	if (t->title != NULL &&
	    (s->options->several || t->kind != TABLE_LIST)) {
		strbuf_addstr(&d->line, "## ");
		add_markdown(t->title, &d->line);
		strbuf_addstr(&d->line, "\n\n");
		put_text(d);
	}
	if (t->kind != TABLE_RECORD && !s->options->no_header) {
		put_heading(d, t);
		put_alignment(d, t);
	}
	return OK;
}

/* A record has too many fields for a line: one item of a list each. */
static void
put_items(struct delimited *d, const struct value *row)
{
	const struct column *columns = d->base.table->columns;

	for (size_t i = 0; i < d->base.table->ncolumns; i++) {
		if (value_is_none(row[i]))
			continue;
		strbuf_addf(&d->line, "- **%s**: ", columns[i].label);
		add_markdown(cell_text(d, &d->base.table->columns[i],
		    row[i]), &d->line);
		strbuf_addch(&d->line, '\n');
	}
	put_text(d);
}

static enum status
markdown_row(struct sink *s, const struct value *row)
{
	if (s->table->kind == TABLE_RECORD) {
		put_items(to_delimited(s), row);
		return OK;
	}
	return text_row(s, row);
}

static const struct column *
id_column(const struct table *t)
{
	for (size_t i = 0; i < t->ncolumns; i++)
		if ((t->columns[i].flags & COLUMN_ID) != 0)
			return &t->columns[i];
	return NULL;
}

static enum status
id_begin(struct sink *s, const struct table *t)
{
	(void)s;
	if (t->kind != TABLE_PART && id_column(t) == NULL)
		return fail(E_USAGE, _("'%s' has no codes to list"), t->name);
	return OK;
}

/* What belongs to a record is not what was asked for. */
static enum status
id_row(struct sink *s, const struct value *row)
{
	struct delimited *d = to_delimited(s);
	const struct table *t = s->table;

	if (t->kind == TABLE_PART)
		return OK;
	add_cell(d, 0, cell_text(d, id_column(t),
	    row[id_column(t) - t->columns]));
	put_line(d);
	return OK;
}

/* Every line is complete when it is written. */
static enum status
finish(struct sink *s)
{
	(void)s;
	return OK;
}

static void
close_delimited(struct sink *s)
{
	struct delimited *d = to_delimited(s);

	strbuf_release(&d->text);
	strbuf_release(&d->line);
	free(d);
}

static const struct sink_ops text_ops = {
	text_begin, text_row, finish, close_delimited
};

static const struct sink_ops markdown_ops = {
	markdown_begin, markdown_row, finish, close_delimited
};

static const struct sink_ops id_ops = {
	id_begin, id_row, finish, close_delimited
};

static const struct sink_ops *
ops_of(enum format f)
{
	switch (f) {
	case FORMAT_MD:
		return &markdown_ops;
	case FORMAT_ID:
		return &id_ops;
	default:
		return &text_ops;
	}
}

enum status
sink_open_delimited(const struct sink_options *options, struct output *out,
    struct sink **sink)
{
	struct delimited *d = calloc(1, sizeof(*d));

	if (d == NULL)
		no_memory();
	d->base.ops = ops_of(options->format);
	d->base.options = options;
	d->base.out = out;
	d->dialect = options->format == FORMAT_CSV && options->excel ?
	    &excel_csv : &dialects[options->format];
	d->text = (struct strbuf)STRBUF_INIT;
	d->line = (struct strbuf)STRBUF_INIT;
	*sink = &d->base;
	return OK;
}
