/*
 * Lines in.  Trusts none of them: whatever arrives, it is a paper or refused.
 */
#include "pdf/input.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/input.h"
#include "base/strbuf.h"
#include "base/utf8.h"

enum { BYTES_MAX = 64 << 20, ROWS_MAX = 200000, COLUMNS_MAX = 40 };

struct parser {
	struct arena	*arena;
	struct paper	*paper;
	struct block	*block, **end;	/* the last one */
	size_t		 line;
	size_t		 nrows;
	bool		 has_begun, has_ended;
};

/* A line cut into fields; `rest` is NULL behind the last one. */
struct fields {
	char	*rest;
};

static enum status
wrong(const struct parser *p, const char *what)
{
	return fail(E_INVALID, "input\tline %zu\t%s", p->line, what);
}

/* What \n, \t, \v and \\ stand for; false when a backslash stands alone. */
static bool
unescape(char *text)
{
	static const char from[] = "nt\\v", to[] = "\n\t\\\v";
	const char *which;
	char *out = text;

	for (; *text != '\0'; text++) {
		if (*text != '\\') {
			*out++ = *text;
			continue;
		}
		text++;
		if (*text == '\0' || (which = strchr(from, *text)) == NULL)
			return false;
		*out++ = to[which - from];
	}
	*out = '\0';
	return true;
}

static enum status
next_field(const struct parser *p, struct fields *f, char **out)
{
	char *field = f->rest, *tab;

	if (field == NULL)
		return wrong(p, "a field is missing");
	if ((tab = strchr(field, '\t')) != NULL)
		*tab++ = '\0';
	f->rest = tab;
	if (!unescape(field))
		return wrong(p, "a backslash stands alone");
	*out = field;
	return OK;
}

static enum status
next_text(const struct parser *p, struct fields *f, struct text *out)
{
	char *field, *small;
	enum status st;

	if ((st = next_field(p, f, &field)) != OK)
		return st;
	if ((small = strchr(field, '\v')) != NULL)
		*small++ = '\0';
	out->text = field;
	out->small = small;
	return OK;
}

/* ---- lines that begin with a keyword ------------------------------------- */

static enum status
read_tongue(struct parser *p, struct fields *f)
{
	static const char *const names[] = { "en", "zh", "both" };
	char *name;
	enum status st;

	if ((st = next_field(p, f, &name)) != OK)
		return st;
	for (size_t i = 0; i < COUNT(names); i++)
		if (strcmp(names[i], name) == 0) {
			p->paper->tongue = (enum tongue)i;
			return OK;
		}
	return wrong(p, "no such tongue");
}

static enum status
read_date(struct parser *p, struct fields *f)
{
	static const char form[] = "dddd-dd-dd";
	char *date;
	enum status st;

	if ((st = next_field(p, f, &date)) != OK)
		return st;
	for (size_t i = 0; date[0] != '\0' && i < sizeof(form); i++)
		if (form[i] == 'd' ? date[i] < '0' || date[i] > '9' :
		    date[i] != form[i])
			return wrong(p, "not a date");
	p->paper->date = date;
	return OK;
}

static enum status
begin_block(struct parser *p, struct fields *f, enum kind kind)
{
	struct block *block = arena_alloc(p->arena, sizeof(*block));
	enum status st;
	char *title;

	if ((st = next_field(p, f, &title)) != OK)
		return st;
	block->kind = kind;
	block->title = title;
	block->end_item = &block->items;
	block->end_column = &block->columns;
	block->end_row = &block->rows;
	*p->end = p->block = block;
	p->end = &block->next;
	return OK;
}

static enum status
read_item(struct parser *p, struct fields *f)
{
	struct item *item = arena_alloc(p->arena, sizeof(*item));
	char *flags, *label;
	enum status st;

	if (p->block == NULL || p->block->kind == LINES)
		return wrong(p, "an item stands in no block of items");
	if ((st = next_field(p, f, &flags)) != OK ||
	    (st = next_field(p, f, &label)) != OK ||
	    (st = next_text(p, f, &item->value)) != OK)
		return st;
	if (flags[strspn(flags, "rhfsn-")] != '\0')
		return wrong(p, "no such flag");
	item->is_right = strchr(flags, 'r') != NULL;
	item->is_half = strchr(flags, 'h') != NULL;
	item->is_first = strchr(flags, 'f') != NULL;
	item->is_strong = strchr(flags, 's') != NULL;
	item->is_number = strchr(flags, 'n') != NULL;
	item->label = label;
	*p->block->end_item = item;
	p->block->end_item = &item->next;
	return OK;
}

static enum status
read_column(struct parser *p, struct fields *f)
{
	struct column *column = arena_alloc(p->arena, sizeof(*column));
	char *align, *weight, *heading;
	enum status st;

	if (p->block == NULL || p->block->kind != LINES ||
	    p->block->nrows > 0 || p->block->sum != NULL)
		return wrong(p, "a column stands in no block of lines");
	if (p->block->ncolumns == COLUMNS_MAX)
		return wrong(p, "too many columns");
	if ((st = next_field(p, f, &align)) != OK ||
	    (st = next_field(p, f, &weight)) != OK ||
	    (st = next_field(p, f, &heading)) != OK)
		return st;
	if (strlen(align) != 1 || strchr("lrcd", *align) == NULL)
		return wrong(p, "no such alignment");
	if (*weight == '\0' || strlen(weight) > 4 ||
	    weight[strspn(weight, "0123456789")] != '\0')
		return wrong(p, "not a weight");
	column->align = *align;
	column->weight = (unsigned)strtoul(weight, NULL, 10);
	column->heading = heading;
	*p->block->end_column = column;
	p->block->end_column = &column->next;
	p->block->ncolumns++;
	return OK;
}

static enum status
read_cells(struct parser *p, struct fields *f, struct row **out)
{
	struct block *block = p->block;
	struct row *row;
	enum status st;

	if (block == NULL || block->ncolumns == 0)
		return wrong(p, "a row stands in no table");
	row = arena_alloc(p->arena, sizeof(*row));
	row->cells = arena_alloc(p->arena,
	    block->ncolumns * sizeof(*row->cells));
	for (size_t i = 0; i < block->ncolumns; i++)
		if ((st = next_text(p, f, &row->cells[i])) != OK)
			return st;
	*out = row;
	return OK;
}

static enum status
read_row(struct parser *p, struct fields *f)
{
	struct row *row;
	enum status st;

	if ((st = read_cells(p, f, &row)) != OK)
		return st;
	if (++p->nrows > ROWS_MAX)
		return wrong(p, "too many rows");
	*p->block->end_row = row;
	p->block->end_row = &row->next;
	p->block->nrows++;
	return OK;
}

static enum status
read_text(struct parser *p, struct fields *f, const char **to)
{
	char *field;
	enum status st;

	if ((st = next_field(p, f, &field)) != OK)
		return st;
	*to = field;
	return OK;
}

static enum status
read_version(struct parser *p, struct fields *f)
{
	char *version;
	enum status st;

	if ((st = next_field(p, f, &version)) != OK)
		return st;
	if (strcmp(version, "1") != 0)
		return wrong(p, "another version");
	p->has_begun = true;
	return OK;
}

/* Lines that are one text of the paper, and those that begin a block. */
static bool
find_simple(struct parser *p, const char *word, const char ***text,
    enum kind *kind)
{
	const struct { const char *word; const char **text; } texts[] = {
		{ "title", &p->paper->title },
		{ "number", &p->paper->number },
		{ "company", &p->paper->company },
		{ "contact", &p->paper->contact },
		{ "logo", &p->paper->logo },
		{ "watermark", &p->paper->watermark },
	};
	static const char *const kinds[] = {
		"grid", "lines", "totals", "facts", "clauses", "sign"
	};

	*text = NULL;
	for (size_t i = 0; i < COUNT(texts); i++)
		if (strcmp(texts[i].word, word) == 0) {
			*text = texts[i].text;
			return true;
		}
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (strcmp(kinds[i], word) == 0) {
			*kind = (enum kind)i;
			return true;
		}
	return false;
}

static enum status
read_word(struct parser *p, const char *word, struct fields *f)
{
	static const struct {
		const char *word;
		enum status (*read)(struct parser *, struct fields *);
	} readers[] = {
		{ "tongue", read_tongue }, { "date", read_date },
		{ "item", read_item }, { "column", read_column },
		{ "row", read_row },
	};
	const char **text;
	enum kind kind = GRID;

	for (size_t i = 0; i < COUNT(readers); i++)
		if (strcmp(readers[i].word, word) == 0)
			return readers[i].read(p, f);
	if (find_simple(p, word, &text, &kind))
		return text != NULL ? read_text(p, f, text) :
		    begin_block(p, f, kind);
	if (strcmp(word, "sum") == 0 && p->block != NULL)
		return read_cells(p, f, &p->block->sum);
	if (strcmp(word, "end") == 0) {
		p->has_ended = true;
		return OK;
	}
	return wrong(p, "no such keyword");
}

static enum status
read_line(struct parser *p, char *line)
{
	struct fields fields = { line };
	enum status st;
	char *word;

	p->line++;
	if (p->has_ended)
		return wrong(p, "something stands behind the end");
	if ((st = next_field(p, &fields, &word)) != OK)
		return st;
	if (!p->has_begun)
		return strcmp(word, "tradecli-pdf") == 0 ?
		    read_version(p, &fields) : wrong(p, "not for this program");
	if ((st = read_word(p, word, &fields)) != OK)
		return st;
	return fields.rest == NULL ? OK : wrong(p, "too many fields");
}

/* ---- all of it ----------------------------------------------------------- */

static enum status
read_all(struct arena *a, char **text, size_t *n)
{
	struct strbuf b = STRBUF_INIT;
	enum { CHUNK = 64 * 1024 };
	enum status st;
	size_t got;

	do {
		st = input_read(STDIN_FILENO, strbuf_grow(&b, CHUNK), CHUNK,
		    &got);
		b.len += st == OK ? got : 0;
	} while (st == OK && got > 0 && b.len <= BYTES_MAX);
	b.buf[b.len] = '\0';
	*n = b.len;
	*text = arena_strndup(a, b.buf, b.len);
	strbuf_release(&b);
	if (st == OK && *n > BYTES_MAX)
		return fail(E_INVALID, "input\t0\tlonger than 64 MiB");
	return st;
}

static enum status
check_bytes(const char *text, size_t n)
{
	if (utf8_check(text, n) != n)
		return fail(E_INVALID, "input\t0\tnot UTF-8");
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)text[i] < ' ' && text[i] != '\n' &&
		    text[i] != '\t')
			return fail(E_INVALID, "input\t0\ta control character");
	return OK;
}

enum status
input_paper(struct arena *a, struct paper *paper)
{
	struct parser p = { .arena = a, .paper = paper };
	char *text, *end;
	enum status st;
	size_t n;

	*paper = (struct paper){ TONGUE_EN, "", "", "", "", "", "", "",
	    NULL };
	p.end = &paper->blocks;
	if ((st = read_all(a, &text, &n)) != OK ||
	    (st = check_bytes(text, n)) != OK)
		return st;
	for (; (end = strchr(text, '\n')) != NULL; text = end + 1) {
		*end = '\0';
		if ((st = read_line(&p, text)) != OK)
			return st;
	}
	if (!p.has_ended || *text != '\0')
		return wrong(&p, "the end is missing");
	return OK;
}
