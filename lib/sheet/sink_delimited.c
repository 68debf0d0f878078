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

/* RFC 4180; white space at the ends is quoted because some readers trim. */
static void
add_csv(const char *text, struct strbuf *line)
{
	size_t n = strlen(text);

	if (n == 0 || (strpbrk(text, ",\"\r\n") == NULL &&
	    strchr(" \t", text[0]) == NULL &&
	    strchr(" \t", text[n - 1]) == NULL)) {
		strbuf_addstr(line, text);
		return;
	}
	strbuf_addch(line, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"')
			strbuf_addch(line, '"');
		strbuf_addch(line, *text);
	}
	strbuf_addch(line, '"');
}

/* A quote at the start would be taken for quoting when it is read. */
static void
add_tsv(const char *text, struct strbuf *line)
{
	if (*text == '"')
		strbuf_addch(line, '\\');
	for (; *text != '\0'; text++) {
		switch (*text) {
		case '\t':
			strbuf_addstr(line, "\\t");
			break;
		case '\n':
			strbuf_addstr(line, "\\n");
			break;
		case '\r':
			strbuf_addstr(line, "\\r");
			break;
		case '\\':
			strbuf_addstr(line, "\\\\");
			break;
		default:
			strbuf_addch(line, *text);
		}
	}
}

/* A '<' of the data must not become HTML where the page is shown. */
static void
add_markdown(const char *text, struct strbuf *line)
{
	for (; *text != '\0'; text++) {
		switch (*text) {
		case '|':
			strbuf_addstr(line, "\\|");
			break;
		case '\n':
			strbuf_addstr(line, "<br>");
			break;
		case '\r':
			break;
		case '<':
			strbuf_addstr(line, "&lt;");
			break;
		default:
			strbuf_addch(line, *text);
		}
	}
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

/* The text of one cell; numbers and dates have no guard: -5 is a number. */
static const char *
cell_text(struct delimited *d, const struct column *c, struct value v)
{
	bool is_text = v.type == V_TEXT || v.type == V_REF;

	if (d->dialect->has_labels && v.type == V_TEXT && v.u.text != NULL &&
	    (c->flags & COLUMN_NAMED) != 0)
		v.u.text = sink_name_of(d->base.options, c, v.u.text);

	strbuf_cut(&d->text, 0);
	strbuf_addch(&d->text, '\'');
	if ((c->flags & COLUMN_PERCENT) != 0)
		value_print_percent(v, &d->text);
	else
		value_print(v, &d->text);
	if (d->dialect->has_guard && is_text && needs_guard(d->text.buf + 1))
		return d->text.buf;
	return d->text.buf + 1;
}

static void
add_cell(struct delimited *d, size_t i, const char *text)
{
	const struct dialect *dialect = d->dialect;

	strbuf_addstr(&d->line, i == 0 ? dialect->start : dialect->between);
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
