/*
 * A document to tradecli-pdf, the program that draws it, line by line: a
 * keyword and its fields with tabs between them.  In fields \n, \t, \v and \\
 * are spelled so; \v stands in front of small print.
 *
 *	tradecli-pdf 1		which language of lines this is
 *	tongue T		en, zh or both
 *	title T, number T, date D, company T, contact T, logo T, watermark T
 *	grid|lines|totals|facts|clauses|sign TITLE	begins a block
 *	item FLAGS LABEL VALUE	of the block; flags of r (right), h (half),
 *				f (first of its row), s (strong) and n
 *				(number), then "-"
 *	column ALIGN WEIGHT HEADING	of lines; align l, r, c or d (at the
 *				decimal point)
 *	row CELL...		a line
 *	sum CELL...		below the lines
 *	end
 */
#include <stdio.h>
#include <string.h>

#include "base/child.h"
#include "sheet/layout.h"

/* ---- what it is told ----------------------------------------------------- */

static void
put_escaped(struct strbuf *b, const char *text)
{
	static const char *const escapes[256] = {
		['\0'] = "", ['\n'] = "\\n", ['\t'] = "\\t", ['\v'] = "\\v",
		['\\'] = "\\\\"
	};

	strbuf_addescaped(b, text, escapes);
}

static void
put(struct strbuf *b, const char *text)
{
	strbuf_addch(b, '\t');
	put_escaped(b, text);
}

static void
put_line(struct strbuf *b, const char *keyword, const char *text)
{
	strbuf_addstr(b, keyword);
	put(b, text);
	strbuf_addch(b, '\n');
}

static void
put_shown(struct strbuf *b, const struct shown *shown)
{
	put(b, shown->text);
	if (shown->small == NULL)
		return;
	strbuf_addstr(b, "\\v");
	put_escaped(b, shown->small);
}

static void
put_item(struct strbuf *b, const struct layout_item *item)
{
	strbuf_addstr(b, "item\t");
	if (item->flags & ITEM_RIGHT)
		strbuf_addch(b, 'r');
	if (item->flags & ITEM_HALF)
		strbuf_addch(b, 'h');
	if (item->flags & ITEM_FIRST)
		strbuf_addch(b, 'f');
	if (item->flags & ITEM_STRONG)
		strbuf_addch(b, 's');
	if (item->shown.value != NULL &&
	    item->shown.value->content == CONTENT_NUMBER)
		strbuf_addch(b, 'n');
	strbuf_addch(b, '-');
	put(b, item->label);
	put_shown(b, &item->shown);
	strbuf_addch(b, '\n');
}

static void
put_column(struct strbuf *b, const struct layout_column *column)
{
	const struct form_column *form = column->form;
	char align = column->is_number ? 'd' :
	    form->flags & COLUMN_RIGHT ? 'r' :
	    form->flags & COLUMN_CENTER ? 'c' : 'l';

	strbuf_addf(b, "column\t%c\t%u", align, form->weight);
	put(b, column->label);
	strbuf_addch(b, '\n');
}

static void
put_rows(struct strbuf *b, const struct document *doc,
    const struct layout_band *band)
{
	for (size_t i = 0; i < band->ncolumns; i++)
		put_column(b, &band->columns[i]);
	for (const struct values *line = doc->first; line != NULL;
	    line = line->next) {
		strbuf_addstr(b, "row");
		for (size_t i = 0; i < band->ncolumns; i++) {
			struct shown shown = layout_cell(doc, line,
			    &band->columns[i]);

			put_shown(b, &shown);
		}
		strbuf_addch(b, '\n');
	}
	if (!band->has_sums)
		return;
	strbuf_addstr(b, "sum");
	for (size_t i = 0; i < band->ncolumns; i++)
		put_shown(b, &band->columns[i].sum);
	strbuf_addch(b, '\n');
}

static void
put_layout(struct strbuf *b, const struct layout *layout)
{
	static const char *const tongues[] = { "en", "zh", "both" };
	static const char *const kinds[] = {
		"grid", "lines", "totals", "facts", "clauses", "sign"
	};

	put_line(b, "tradecli-pdf", "1");
	put_line(b, "tongue", tongues[layout->document->tongue]);
	put_line(b, "title", layout->title);
	put_line(b, "number", layout->number);
	put_line(b, "date", layout->date);
	put_line(b, "company", layout->company);
	put_line(b, "contact", layout->contact);
	put_line(b, "logo", layout->logo);
	put_line(b, "watermark", layout->watermark);
	for (const struct layout_band *band = layout->first; band != NULL;
	    band = band->next) {
		put_line(b, kinds[band->kind], band->title);
		for (size_t i = 0; i < band->nitems; i++)
			put_item(b, &band->items[i]);
		if (band->ncolumns > 0)
			put_rows(b, layout->document, band);
	}
	strbuf_addstr(b, "end\n");
}

/* ---- what it answers ----------------------------------------------------- */

/* A complaint is a line: a keyword and up to three fields. */
enum { NFIELDS = 3 };

struct complaint {
	const char	*keyword;
	enum status	 st;
	const char	*message;	/* with the first fields */
	size_t		 at;		/* the field the hint has */
	const char	*hint;
};

static const struct complaint complaints[] = {
	{ "font", E_FAIL, N_("the font %s is not installed"),
	    1, N_("install the package %s") },
	{ "unread", E_FAIL, N_("the font %s cannot be read"),
	    0, N_("its file is damaged or may not be read: install its "
	    "package again") },
	{ "glyph", E_INVALID, N_("no font here has the character '%s' (%s)"),
	    2, N_("install the package %s") },
	{ "letter", E_INVALID, N_("no font has the character '%s' (%s)"),
	    2, N_("write it in other letters") },
	{ "high", E_INVALID, N_("'%s' is higher than a page"),
	    1, N_("shorten it") },
	{ "wide", E_INVALID, N_("the table is wider than a page"),
	    0, N_("shorten what stands in its columns") },
	{ "logo", E_INVALID, N_("%s: cannot be used as a logo: %s"),
	    2, N_("give a PNG of at most 4000 by 4000 pixels") },
};

static enum status
complain(const struct complaint *c, char *fields[NFIELDS])
{
	struct strbuf hint = STRBUF_INIT;
	enum status st;

	strbuf_addf(&hint, _(c->hint), fields[c->at]);
	st = fail(c->st, _(c->message), fields[0], fields[1]);
	st = fail_hint(st, "%s", hint.buf);
	strbuf_release(&hint);
	return st;
}

/* The last line; libraries may have said something before it. */
static char *
last_line(struct strbuf *said)
{
	char *line;

	while (said->len > 0 && said->buf[said->len - 1] == '\n')
		strbuf_cut(said, said->len - 1);
	line = strrchr(said->buf, '\n');
	return line != NULL ? line + 1 : said->buf;
}

/* Anything else is not for people: the two programs do not fit together, or
 * one of them is wrong. */
static enum status
explain(struct strbuf *said, int code)
{
	char *fields[NFIELDS] = { strbuf_empty, strbuf_empty, strbuf_empty };
	char *line = last_line(said), *p = line;

	for (size_t i = 0; i < NFIELDS && (p = strchr(p, '\t')) != NULL; i++) {
		*p++ = '\0';
		fields[i] = p;
	}
	for (size_t i = 0; i < COUNT(complaints); i++)
		if (strcmp(complaints[i].keyword, line) == 0)
			return complain(&complaints[i], fields);
	return fail(E_FAIL, _("tradecli-pdf failed (%d): %s%s%s%s%s"), code,
	    line, *fields[0] != '\0' ? " " : "", fields[0],
	    *fields[1] != '\0' ? " " : "", fields[1]);
}

/* ---- between the two ----------------------------------------------------- */

static void
take(void *self, const char *bytes, size_t n)
{
	output_write(self, bytes, n);
}

static enum status
draw(const struct strbuf *told, const char *program, struct output *out)
{
	const char *const argv[] = { program, NULL };
	struct strbuf said = STRBUF_INIT;
	const struct child child = {
		argv, told->buf, told->len, take, out, &said
	};
	enum status st;
	int code;

	st = child_run(&child, &code);
	if (st == E_NOTFOUND)
		st = fail_hint(E_FAIL, _("PDF needs the program tradecli-pdf, "
		    "which is installed with tradecli"));
	else if (st == OK && code != 0)
		st = explain(&said, code);
	strbuf_release(&said);
	return st != OK ? st : output_check(out);
}

enum status
document_pdf(const struct document *doc, const char *program,
    struct output *out)
{
	struct strbuf told = STRBUF_INIT;
	struct layout layout;
	enum status st;

	if ((st = document_check(doc)) != OK ||
	    (st = layout_make(doc, &layout)) != OK)
		return st;
	put_layout(&told, &layout);
	st = draw(&told, program, out);
	strbuf_release(&told);
	return st;
}

/* ---- its fonts ----------------------------------------------------------- */

static void
keep(void *self, const char *bytes, size_t n)
{
	strbuf_add(self, bytes, n);
}

/* Up to the next tab or the end of the line. */
static const char *
next_part(const char **p, struct arena *a)
{
	size_t n = strcspn(*p, "\t\n");
	const char *part = arena_strndup(a, *p, n);

	*p += n + ((*p)[n] != '\0');
	return part;
}

static struct document_font *
read_fonts(const char *p, struct arena *a)
{
	struct document_font *first = NULL, **end = &first;

	while (*p != '\0') {
		struct document_font *font = arena_alloc(a, sizeof(*font));
		const char *path;

		font->family = next_part(&p, a);
		font->package = next_part(&p, a);
		font->is_needed = strcmp(next_part(&p, a), "needed") == 0;
		path = next_part(&p, a);
		font->path = *path != '\0' ? path : NULL;
		font->next = NULL;
		*end = font;
		end = &font->next;
	}
	return first;
}

enum status
document_fonts(const char *program, struct arena *a,
    struct document_font **first)
{
	const char *const argv[] = { program, "--list-fonts", NULL };
	struct strbuf list = STRBUF_INIT, said = STRBUF_INIT;
	const struct child child = { argv, "", 0, keep, &list, &said };
	enum status st;
	int code;

	st = child_run(&child, &code);
	if (st == OK && code != 0)
		st = explain(&said, code);
	if (st == OK)
		*first = read_fonts(list.buf, a);
	strbuf_release(&list);
	strbuf_release(&said);
	return st;
}
