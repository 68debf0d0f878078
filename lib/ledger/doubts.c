/*
 * One table of what may be odd about a cell, and where it was met first.
 * Works on one row at a time, as cells.c does.
 */
#include "ledger/doubts.h"

#include <string.h>

#include "base/utf8.h"

enum { NOTHING_MAX = 6, FEW_COLUMNS = 3, ROWS_BELOW = 3 };

/* Where something was met first. */
struct place {
	size_t	    n;			/* how often in all */
	size_t	    row, column;
	const char *text;
};

/* The numbers of one column. */
struct points {
	struct place thousands;		/* like 1.234 */
	bool	     has_decimals;	/* others show what the point means */
};

/* ---- kinds of doubt about a cell ----------------------------------------- */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
ends_with(const char *text, const char *end)
{
	size_t n = strlen(text), nend = strlen(end);

	return n >= nend && strcmp(text + n - nend, end) == 0;
}

static bool
is_code(const struct field *f)
{
	return (f->flags & (F_KEY | F_CODE)) != 0;
}

/* Nearly every text has none of the bytes that one of the kinds needs, is no
 * short word as those for nothing, and no code that is a number. */
static bool
is_beyond_doubt(const struct field *f, const char *text)
{
	static const bool telling[256] = {
		['"'] = true, ['\''] = true, ['`'] = true, ['='] = true,
		['?'] = true, [0x7f] = true, [0xc2] = true, [0xe2] = true,
		[0xef] = true,
	};
	const unsigned char *p = (const unsigned char *)text;

	while (*p >= ' ' && !telling[*p])
		p++;
	if (*p != '\0' || (is_code(f) && is_digit(*text)))
		return false;
	return (unsigned char)*text >= 0x80 ||
	    p - (const unsigned char *)text > NOTHING_MAX;
}

/* What programs write where there is nothing. */
static bool
is_nothing(const struct field *f, const char *text)
{
	static const char *const words[] = {
		"NULL", "null", "(null)", "\\N", "None", "nan", "NaN", "N/A",
		"n/a", "-"
	};

	(void)f;
	for (size_t i = 0; strlen(text) <= NOTHING_MAX && i < COUNT(words); i++)
		if (strcmp(text, words[i]) == 0)
			return true;
	return false;
}

/* U+FFFD, or nothing but question marks: what a program writes for characters
 * its encoding does not have. */
static bool
has_lost(const struct field *f, const char *text)
{
	(void)f;
	return strstr(text, "\xef\xbf\xbd") != NULL ||
	    (text[0] == '?' && text[1] == '?' &&
	    text[strspn(text, "?")] == '\0');
}

/* Control characters but for line ends and tabs, C1, the soft hyphen, line
 * separators, marks without width, changes of direction. */
static bool
has_invisible(const struct field *f, const char *text)
{
	(void)f;
	for (const unsigned char *p = (const unsigned char *)text; *p != '\0';
	    p++) {
		if (*p < ' ' ? strchr("\n\r\t", *p) == NULL : *p == 0x7f)
			return true;
		if (*p == 0xc2 && (p[1] < 0xa0 || p[1] == 0xad))
			return true;
		if (*p == 0xe2 && p[1] == 0x80 && ((p[2] >= 0x8b &&
		    p[2] <= 0x8f) || (p[2] >= 0xa8 && p[2] <= 0xae)))
			return true;
		if (*p == 0xe2 && p[1] == 0x81 && p[2] >= 0xa0 && p[2] <= 0xaf)
			return true;
		if (*p == 0xef && p[1] == 0xbb && p[2] == 0xbf)
			return true;
	}
	return false;
}

/* ="007" */
static bool
is_formula(const struct field *f, const char *text)
{
	(void)f;
	return text[0] == '=' && text[1] == '"' && ends_with(text + 2, "\"");
}

static bool
begins_with_apostrophe(const struct field *f, const char *text)
{
	return text[0] == '\'' && is_code(f) && !ends_with(text + 1, "'");
}

/* 12345.0, 1.2E+05: a code that was a number for a while. */
static bool
was_number(const struct field *f, const char *text)
{
	size_t n = strspn(text, "0123456789");
	const char *e = text + strspn(text, "0123456789.");

	if (n == 0 || !is_code(f))
		return false;
	return strcmp(text + n, ".0") == 0 || (e[0] == 'E' && e[1] == '+' &&
	    is_digit(e[2]) && e[2 + strspn(e + 2, "0123456789")] == '\0');
}

/* A mark left over when the other one was lost; 5" is a measure. */
static bool
has_odd_mark(const struct field *f, const char *text)
{
	const char *p = strchr(text, '"');
	size_t n = 0;

	if (p == NULL)
		return false;
	if (is_code(f) || strstr(text, "\"\"") != NULL ||
	    (text[0] == '"' && ends_with(text + 1, "\"")))
		return true;
	for (; p != NULL; p = strchr(p + 1, '"'))
		n += p == text || !is_digit(p[-1]);
	return n % 2 == 1;
}

/* Marks that are no quotation marks in a sheet, or one that is left. */
static bool
is_quoted(const struct field *f, const char *text)
{
	static const char *const pairs[][2] = {
		{ "'", "'" }, { "`", "`" }, { "“", "”" }, { "”", "”" },
		{ "„", "“" }, { "‘", "’" }, { "«", "»" },
	};

	if (is_formula(f, text))	/* told already */
		return false;
	for (size_t i = 0; i < COUNT(pairs); i++) {
		size_t n = strlen(pairs[i][0]);

		if (strncmp(text, pairs[i][0], n) == 0 &&
		    ends_with(text + n, pairs[i][1]))
			return true;
	}
	return has_odd_mark(f, text);
}

static const struct kind {
	bool (*fits)(const struct field *, const char *);
	const char *message, *hint;
} kinds[] = {
	{ is_nothing, N_("'%s' is kept as a text, and is no value only with "
	    "--null"), N_("import once more with --null TEXT to clear it") },
	{ has_lost, N_("'%s' has lost characters"),
	    N_("save the file anew as UTF-8 or .xlsx, from where it was right") },
	{ has_invisible, N_("'%s' holds characters that cannot be seen"),
	    N_("type it again when it does not find what it should") },
	{ is_formula, N_("'%s' is kept as the text it is: only a workbook has "
	    "formulas"), N_("save the file as .xlsx to have its value") },
	{ begins_with_apostrophe, N_("'%s' is kept with its apostrophe"),
	    N_("take it away when it only marked a text") },
	{ was_number, N_("'%s' is a code that a program took for a number"),
	    N_("format the column as text and type it again") },
	{ is_quoted, N_("'%s' is kept with its quotation marks"),
	    N_("a file marks text with \" on both sides") },
};

enum { NKINDS = COUNT(kinds), NO_HEADING = NKINDS, ALONE, MERGED,
    NPLACES };

struct doubts {
	const struct mapping	    *mapping;
	const struct import_options *options;
	struct arena		    *arena;
	struct points		    *points;	/* one a column */
	struct place		     places[NPLACES];
};

/* ---- looking ------------------------------------------------------------- */

struct doubts *
doubts_new(const struct mapping *m, const struct import_options *o,
    struct arena *a)
{
	struct doubts *d = arena_alloc(a, sizeof(*d));
	size_t size = (m->ncolumns + 1) * sizeof(*d->points);

	*d = (struct doubts){ .mapping = m, .options = o, .arena = a,
	    .points = arena_alloc(a, size) };
	memset(d->points, 0, size);
	return d;
}

static void
met(struct doubts *d, struct place *p, const struct row *row, size_t column)
{
	enum { SHOWN = 200 };
	const char *text = row->cells[column].text;

	if (p->n++ > 0)
		return;
	p->row = row->number;
	p->column = column;
	p->text = arena_strndup(d->arena, text, strlen(text) <= SHOWN ?
	    strlen(text) : utf8_check(text, SHOWN));
}

/* 1.234 is less than two, or more than a thousand.  Other numbers of the same
 * column may tell: 12.5, 1,234.50. */
static void
see_number(struct doubts *d, const struct row *row, size_t i)
{
	const char *text = row->cells[i].text;

	if (strchr(text, '.') == NULL || row->cells[i].type != CELL_TEXT ||
	    conversion_is_writing(&d->mapping->conversions[i]))
		return;
	if (conversion_wanted(text))
		met(d, &d->points[i].thousands, row, i);
	else
		d->points[i].has_decimals = true;
}

/* Most texts have none at their ends and stay where they are. */
static const char *
without_blanks(const char *text, struct arena *a)
{
	size_t n;

	while (*text == ' ')
		text++;
	n = strlen(text);
	if (n == 0 || text[n - 1] != ' ')
		return text;
	while (n > 0 && text[n - 1] == ' ')
		n--;
	return arena_strndup(a, text, n);
}

static void
see_cell(struct doubts *d, const struct row *row, size_t i, struct arena *a)
{
	const struct mapping *m = d->mapping;
	const struct field *f = m->flat->fields[m->fields[i]].field;
	const char *null_text = d->options->null_text, *text;

	text = without_blanks(row->cells[i].text, a);
	if ((f->type == V_DECIMAL && !(f->flags & F_SMALL)) ||
	    f->type == V_INT)
		see_number(d, row, i);
	if (f->type != V_TEXT || f->codes != NULL ||
	    (null_text != NULL && strcmp(text, null_text) == 0))
		return;
	if (is_beyond_doubt(f, text))
		return;
	for (size_t k = 0; k < NKINDS; k++)
		if (kinds[k].fits(f, text))
			met(d, &d->places[k], row, i);
}

/* A code alone is no record, and refused; or one that is there already. */
static bool
is_key(const struct mapping *m, size_t column)
{
	int at = m->fields[column];

	return at != NOT_MAPPED && (m->flat->fields[at].field->flags & F_KEY);
}

void
doubts_see(struct doubts *d, const struct row *row, struct arena *a)
{
	const struct mapping *m = d->mapping;
	size_t nfilled = 0, last = 0;

	for (size_t i = 0; i < row->ncells; i++) {
		if (row->cells[i].type == CELL_EMPTY)
			continue;
		if (i >= m->ncolumns || *m->headings[i] == '\0') {
			met(d, &d->places[NO_HEADING], row, i);
			continue;
		}
		nfilled++;
		last = i;
		if (m->fields[i] != NOT_MAPPED)
			see_cell(d, row, i, a);
	}
	if (nfilled == 1 && m->nmapped >= FEW_COLUMNS && !is_key(m, last))
		met(d, &d->places[ALONE], row, last);
}

/* Lines below their record leave its cells empty anyway; in a file of their
 * own there is no record above them. */
void
doubts_see_sheet(struct doubts *d, const struct source *s)
{
	const struct mapping *m = d->mapping;
	struct place *p = &d->places[MERGED];
	const struct merged *list;
	size_t n = source_merged(s, &list);

	if (m->has_lines && !d->options->is_lines)
		return;
	for (size_t i = 0; i < n; i++) {
		if (list[i].column >= m->ncolumns || list[i].row <= m->row ||
		    m->fields[list[i].column] == NOT_MAPPED || p->n++ > 0)
			continue;
		p->row = list[i].row;
		p->column = list[i].column;
	}
}

/* ---- telling ------------------------------------------------------------- */

static void
tell(struct doubts *d, const struct place *p, struct problem *out)
{
	const struct mapping *m = d->mapping;
	char *letter = arena_alloc(d->arena, 8);

	source_column_letter(p->column, letter);
	out->row = p->row;
	out->letter = letter;
	out->heading = p->column < m->ncolumns ? m->headings[p->column] : "";
	if (p->n > 1)
		out->message = arena_printf(d->arena,
		    _("%s (and %zu more)"), out->message, p->n - 1);
}

static const char *
message_of(struct doubts *d, size_t kind, const struct place *p)
{
	if (kind == NO_HEADING)
		return arena_printf(d->arena, _("'%s' is left out: the column "
		    "has no heading"), p->text);
	if (kind == MERGED)
		return _("the cell is merged with those below, which are "
		    "empty");
	if (kind == ALONE)
		return arena_printf(d->arena, _("'%s': only one cell of the "
		    "row is filled"), p->text);
	return arena_printf(d->arena, _(kinds[kind].message), p->text);
}

static const char *
hint_of(size_t kind)
{
	if (kind == NO_HEADING)
		return _("write a heading over it if it belongs to the table");
	if (kind == MERGED)
		return _("unmerge them and fill in the value where it is "
		    "meant");
	if (kind == ALONE)
		return _("take the row out of the file if it is no record");
	return _(kinds[kind].hint);
}

size_t
doubts_list(struct doubts *d, const struct problem **out)
{
	size_t n = 0, ncolumns = d->mapping->ncolumns;
	struct problem *list = arena_alloc(d->arena, (NPLACES + ncolumns) *
	    sizeof(*list));

	for (size_t k = 0; k < NPLACES; k++) {
		const struct place *p = &d->places[k];

		if (p->n == 0)
			continue;
		list[n] = (struct problem){ .message = message_of(d, k, p),
		    .hint = hint_of(k) };
		tell(d, p, &list[n++]);
	}
	for (size_t i = 0; i < ncolumns; i++) {
		const struct place *p = &d->points[i].thousands;

		if (p->n == 0 || d->points[i].has_decimals)
			continue;
		list[n] = (struct problem){ .message = arena_printf(d->arena,
		    _("'%s' is read with a point before the decimals"),
		    p->text), .hint = _("write 1234 if thousands are meant") };
		tell(d, p, &list[n++]);
	}
	*out = list;
	return n;
}

enum status
doubts_two_numbers(const struct mapping *m, size_t i, const char *text)
{
	const char *heading = m->headings[i];
	const char *field = m->flat->fields[m->fields[i]].name;

	return fail_hint(fail(E_INVALID,
	    _("'%s' may mean two different numbers"), text),
	    _("write it without separator, or with other decimals than three; "
	    "or say how the column is written: --map '%s=%s (1,234.5)' or "
	    "--map '%s=%s (1.234,5)'"), heading, field, heading, field);
}

/* A thousand pieces or one, a thousand dollars or one: too much to guess. */
static bool
is_grave(const struct mapping *m, size_t i)
{
	const struct field *f;

	if (m->fields[i] == NOT_MAPPED)
		return false;
	f = m->flat->fields[m->fields[i]].field;
	return f->type == V_INT || (f->flags & (F_MONEY | F_COUNT));
}

bool
doubts_refuse(struct doubts *d, size_t i, struct problem *out)
{
	const struct points *points = &d->points[i];

	if (points->thousands.n == 0 || points->has_decimals ||
	    !is_grave(d->mapping, i))
		return false;
	if (doubts_two_numbers(d->mapping, i, points->thousands.text) != OK)
		*out = (struct problem){
		    .message = arena_strdup(d->arena, fail_text()),
		    .hint = arena_strdup(d->arena, fail_hint_text()) };
	fail_clear();
	tell(d, &points->thousands, out);
	return true;
}

/* ---- rows that are no records -------------------------------------------- */

static const char *const total_words[] = {
	"total", "totals", "grandtotal", "subtotal", "sum",
	"合计", "总计", "小计", "共计", "总和",
};

static bool
is_total_word(const char *text)
{
	enum { LONGEST = 24 };
	struct arena a = ARENA_INIT;
	const char *skeleton;
	bool found = false;

	if (strlen(text) > LONGEST)
		return false;
	skeleton = utf8_skeleton(text, &a);
	for (size_t i = 0; i < COUNT(total_words); i++)
		found = found || strcmp(skeleton, total_words[i]) == 0;
	arena_release(&a);
	return found;
}

static bool
is_figure(const struct cell *c)
{
	return c->type == CELL_NUMBER ||
	    c->text[strspn(c->text, "0123456789.,-% ")] == '\0';
}

/* The word, and nothing beside it but figures.  The word is looked for last:
 * most rows have other texts. */
static bool
is_total(const struct row *row)
{
	const struct cell *word = NULL;

	for (size_t i = 0; i < row->ncells; i++) {
		const struct cell *c = &row->cells[i];

		if (c->type == CELL_EMPTY || is_figure(c))
			continue;
		if (word != NULL || c->type != CELL_TEXT)
			return false;
		word = c;
	}
	return word != NULL && is_total_word(word->text);
}

/* Every cell is the heading of its column.  In another language it stands
 * right below the first. */
static bool
is_heading(const struct mapping *m, const struct row *row)
{
	bool is_below = row->number <= m->row + ROWS_BELOW;
	size_t n = 0;

	for (size_t i = 0; i < row->ncells && i < m->ncolumns; i++) {
		if (row->cells[i].type == CELL_EMPTY ||
		    m->fields[i] == NOT_MAPPED)
			continue;
		if (strcmp(row->cells[i].text, m->headings[i]) != 0 &&
		    !(is_below && heading_means(m, row->cells[i].text, i)))
			return false;
		n++;
	}
	return n > 1;
}

static bool
is_ruling(const struct row *row)
{
	size_t n = 0;

	for (size_t i = 0; i < row->ncells; i++) {
		const char *text = row->cells[i].text;
		size_t len = strspn(text, "-=_*~+ ");

		if (row->cells[i].type == CELL_EMPTY)
			continue;
		if (len < 3 || text[len] != '\0')
			return false;
		n++;
	}
	return n > 0;
}

enum status
doubts_check_row(const struct mapping *m, const struct row *row)
{
	enum status st;

	if (is_heading(m, row))
		st = fail(E_INVALID, _("the headings stand here once more"));
	else if (is_total(row))
		st = fail(E_INVALID, _("is a row of totals, not a record"));
	else if (is_ruling(row))
		st = fail(E_INVALID, _("is a line that was drawn, not a "
		    "record"));
	else
		return OK;
	return fail_hint(st, _("take the row out of the file"));
}
