/*
 * Writes the XML of rows, byte by byte, since there are millions of cells.
 * Knows how cells are spelled; neither how they look nor where they go.
 */
#include "sheet/xlsx_cell.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/err.h"
#include "base/strbuf.h"
#include "sheet/source.h"

enum {
	TAG_MAX		= 96,	/* <row ...>, or a cell up to its value */
	END_MAX		= 24,	/* </t></is></c> */
	ESCAPE_MAX	= 7,	/* _x0001_ */
	DIGITS_MAX	= 20,
	LETTERS_MAX	= 8,	/* see source_column_letter() */
	SCRAP_MAX	= 16	/* <c r="XFD, or " s="65490" */
};

/* Copied whole, which is done at once, though no more than n count. */
struct scrap {
	char	text[SCRAP_MAX];
	size_t	n;
};

/* What tags of cells are put together from: all but the row's number. */
struct cell_tag {
	struct scrap	start;
	struct scrap	look;		/* as the cell before had it */
	int		format;		/* and the format it says */
};

/* The buffer begins with room for <row ...>, which is known last. */
struct xml_row {
	struct strbuf	 buf;
	struct scrap	 number;
	struct cell_tag	 columns[];
};

/* Writes `v` in front of `end`; returns where it begins. */
static char *
digits_before(char *end, uint64_t v)
{
	do
		*--end = (char)('0' + v % 10);
	while ((v /= 10) != 0);
	return end;
}

size_t
fixed_format(struct fixed f, char *buf)
{
	uint64_t v = f.digits < 0 ? 0 - (uint64_t)f.digits :
	    (uint64_t)f.digits;
	char text[FIXED_TEXT_MAX], *end = text + sizeof(text), *p = end;
	size_t n;

	for (; f.places > 0 && v % 10 == 0; f.places--)
		v /= 10;
	if (f.places > 0) {
		for (; f.places > 0; f.places--, v /= 10)
			*--p = (char)('0' + v % 10);
		*--p = '.';
	}
	p = digits_before(p, v);
	if (f.digits < 0)
		*--p = '-';
	n = (size_t)(end - p);
	memcpy(buf, p, n);
	buf[n] = '\0';
	return n;
}

static char *
add(char *to, const char *text, size_t n)
{
	memcpy(to, text, n);
	return to + n;
}

#define ADD(to, literal)	add(to, literal, sizeof(literal) - 1)

static char *
add_scrap(char *to, const struct scrap *s)
{
	memcpy(to, s->text, sizeof(s->text));
	return to + s->n;
}

static void
set_number(struct scrap *s, uint64_t number)
{
	char text[DIGITS_MAX], *end = text + sizeof(text);
	char *start = digits_before(end, number);

	s->n = (size_t)(end - start);
	memcpy(s->text, start, s->n);
}

static void
set_start(struct scrap *s, size_t column)
{
	char letters[LETTERS_MAX], *p = ADD(s->text, "<c r=\"");

	source_column_letter(column, letters);
	p = add(p, letters, strlen(letters));
	s->n = (size_t)(p - s->text);
}

static void
set_look(struct cell_tag *tag, int format)
{
	struct scrap *s = &tag->look, number;
	char *p = s->text;

	set_number(&number, (uint64_t)format);
	if (format != 0) {
		p = ADD(p, "\" s=\"");
		p = add(p, number.text, number.n);
	}
	p = ADD(p, "\"");
	s->n = (size_t)(p - s->text);
	tag->format = format;
}

struct xml_row *
xml_row_new(size_t ncolumns)
{
	struct xml_row *row = calloc(1, sizeof(*row) +
	    ncolumns * sizeof(*row->columns));

	if (row == NULL)
		no_memory();
	row->buf = (struct strbuf)STRBUF_INIT;
	for (size_t i = 0; i < ncolumns; i++) {
		set_start(&row->columns[i].start, i);
		set_look(&row->columns[i], 0);
	}
	return row;
}

void
xml_row_free(struct xml_row *row)
{
	if (row == NULL)
		return;
	strbuf_release(&row->buf);
	free(row);
}

void
xml_row_begin(struct xml_row *row, uint32_t number)
{
	set_number(&row->number, number);
	strbuf_cut(&row->buf, 0);
	strbuf_grow(&row->buf, TAG_MAX);
	row->buf.len = TAG_MAX;
}

/* Room for a cell whose value takes up to `n` bytes, and its tag as far as
 * all cells have it; end_cell() takes what was written. */
static char *
begin_cell(struct xml_row *row, struct place place, size_t n)
{
	struct cell_tag *tag = &row->columns[place.column];
	size_t most = TAG_MAX + n + END_MAX;
	char *p = row->buf.buf + row->buf.len;

	if (row->buf.size - row->buf.len <= most)
		p = strbuf_grow(&row->buf, most);
	if (place.format != tag->format)
		set_look(tag, place.format);
	p = add_scrap(p, &tag->start);
	p = add_scrap(p, &row->number);
	return add_scrap(p, &tag->look);
}

static void
end_cell(struct xml_row *row, const char *end)
{
	row->buf.len = (size_t)(end - row->buf.buf);
}

/* What XML cannot hold stands there as the number of the character
 * (ECMA-376-1, 22.4.2.4). */
static char *
add_control(char *to, char c)
{
	static const char hex[] = "0123456789ABCDEF";
	unsigned v = (unsigned char)c;

	to = ADD(to, "_x00");
	*to++ = hex[v >> 4];
	*to++ = hex[v & 0xf];
	*to++ = '_';
	return to;
}

static char *
add_special(char *to, char c)
{
	switch (c) {
	case '&':
		return ADD(to, "&amp;");
	case '<':
		return ADD(to, "&lt;");
	case '>':
		return ADD(to, "&gt;");
	case '\t':
	case '\n':
		*to = c;
		return to + 1;
	default:
		return add_control(to, c);
	}
}

static bool
is_special(char c)
{
	return (unsigned char)c < ' ' || c == '&' || c == '<' || c == '>';
}

static char *
add_escaped(char *to, const char *text, size_t n)
{
	for (const char *end = text + n; text < end; text++) {
		if (is_special(*text))
			to = add_special(to, *text);
		else
			*to++ = *text;
	}
	return to;
}

/* Does it stand in XML as it is, and as nothing else?  "_x" begins an escape,
 * and readers drop white space at the ends of what does not ask to keep it. */
static bool
is_plain(const char *text, size_t n)
{
	const char *end = text + n, *p = text;

	if (text[0] == ' ' || end[-1] == ' ')
		return false;
	for (; end - p >= (ptrdiff_t)sizeof(uint64_t); p += sizeof(uint64_t)) {
		uint64_t eight = bytes_at(p);

		if ((bytes_below(eight, ' ') | bytes_equal(eight, '&') |
		    bytes_equal(eight, '<') | bytes_equal(eight, '>') |
		    bytes_equal(eight, '_')) != 0)
			return false;
	}
	while (p < end && !is_special(*p) && *p != '_')
		p++;
	return p == end;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static void
put_rich(struct xml_row *row, struct place place, const char *text, size_t n)
{
	char *p = begin_cell(row, place, n * ESCAPE_MAX);

	if (is_space(text[0]) || is_space(text[n - 1]))
		p = ADD(p, " t=\"inlineStr\"><is><t xml:space=\"preserve\">");
	else
		p = ADD(p, " t=\"inlineStr\"><is><t>");
	p = add_escaped(p, text, n);
	end_cell(row, ADD(p, "</t></is></c>"));
}

/* There are two spellings of a text; the shorter one has no place to say that
 * white space counts, and is not trusted with line breaks and markup. */
void
xml_row_text(struct xml_row *row, struct place place, const char *text,
    size_t n)
{
	char *p;

	if (n == 0) {
		end_cell(row, ADD(begin_cell(row, place, 0), "/>"));
	} else if (!is_plain(text, n)) {
		put_rich(row, place, text, n);
	} else {
		p = begin_cell(row, place, n);
		p = ADD(p, " t=\"str\"><v>");
		p = add(p, text, n);
		end_cell(row, ADD(p, "</v></c>"));
	}
}

static void
put_number(struct xml_row *row, struct place place, const char *text, size_t n)
{
	char *p = begin_cell(row, place, n);

	p = ADD(p, "><v>");
	p = add(p, text, n);
	end_cell(row, ADD(p, "</v></c>"));
}

void
xml_row_number(struct xml_row *row, struct place place, struct fixed number)
{
	char text[FIXED_TEXT_MAX];

	put_number(row, place, text, fixed_format(number, text));
}

void
xml_row_serial(struct xml_row *row, struct place place, double days)
{
	char text[32];
	int n = snprintf(text, sizeof(text), "%.16G", days);

	put_number(row, place, text, (size_t)n);
}

const char *
xml_row_end(struct xml_row *row, unsigned height, size_t *n)
{
	char tag[TAG_MAX], *p = tag, *start;

	*n = 0;
	if (row->buf.len == TAG_MAX)
		return "";
	p = ADD(p, "<row r=\"");
	p = add_scrap(p, &row->number);
	if (height != 0)
		p += snprintf(p, (size_t)(tag + sizeof(tag) - p),
		    "\" ht=\"%u\" customHeight=\"1", height);
	p = ADD(p, "\">");
	start = row->buf.buf + TAG_MAX - (p - tag);
	memcpy(start, tag, (size_t)(p - tag));
	strbuf_addstr(&row->buf, "</row>");
	start = row->buf.buf + TAG_MAX - (p - tag);
	*n = (size_t)(row->buf.buf + row->buf.len - start);
	return start;
}
