/*
 * From cells to fields.  Works on one row at a time and knows neither the
 * ledger nor the rows before, so that it can run ahead of the storing.
 */
#include "ledger/cells.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "ledger/doubts.h"
#include "ledger/listing.h"

enum { REMEMBERED_MAX = 10000 };

/* ---- one cell ------------------------------------------------------------ */

/* CSV holds the errors of a spreadsheet as text; our rejects write them in
 * front of what could not be kept. */
static bool
is_error_text(const char *text)
{
	static const char *const errors[] = {
		"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!",
		"#NULL!"
	};

	for (size_t i = 0; *text == '#' && i < COUNT(errors); i++) {
		size_t n = strlen(errors[i]);

		if (strncmp(text, errors[i], n) == 0 &&
		    (text[n] == '\0' || text[n] == ' '))
			return true;
	}
	return false;
}

static enum status
check_cell(const struct field *f, const struct cell *c)
{
	if (c->type == CELL_ERROR || is_error_text(c->text))
		return fail_hint(fail(E_INVALID, _("holds the error %s"),
		    c->text), _("mend the formula, or clear the cell"));
	if (c->type == CELL_UNKNOWN)
		return fail_hint(fail(E_INVALID,
		    _("holds a formula without a stored value")),
		    _("open the file in a spreadsheet and save it"));
	if (c->is_damaged && f->type == V_TEXT)
		return fail_hint(fail(E_INVALID, _("'%s' has lost digits: the "
		    "cell is a number of 16 digits or more"), c->text),
		    _("format the column as text and type it again"));
	return OK;
}

/* The apostrophe our own CSV for spreadsheets puts before a text that would
 * be taken for a formula, apostrophes before it included. */
static const char *
without_guard(const char *text)
{
	static const char *const triggers[] = {
		"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"
	};
	const char *p = text + strspn(text, "'");

	for (size_t i = 0; p > text && i < COUNT(triggers); i++)
		if (strncmp(p, triggers[i], strlen(triggers[i])) == 0)
			return text + 1;
	return text;
}

/* A number a spreadsheet computed, rounded to what can be kept. */
static enum status
round_computed(const struct cell *c, struct arena *a, const char **out)
{
	char *text = arena_alloc(a, DECIMAL_TEXT_MAX);
	struct decimal d;
	enum status st = decimal_parse_float(c->text, &d);

	if (st != OK)
		return st;
	decimal_format(d, 0, text);
	*out = text;
	return OK;
}

static char *
find_rules(char *text)
{
	for (; *text != '\0'; text++)
		if (strncasecmp(text, "incoterms", 9) == 0)
			return text;
	return NULL;
}

/* "CIF Rotterdam", "FOB Ningbo, Incoterms 2020", "CIF鹿特丹": where the place
 * begins; NULL: it does not begin with a term, or is of other rules. */
static char *
split_term(const char *text, struct arena *a, char term[4])
{
	char *rest = arena_strdup(a, text + strspn(text, " ")), *rules;
	size_t n = 0;

	while (n < 3 && ((rest[n] | 32) >= 'a' && (rest[n] | 32) <= 'z')) {
		term[n] = (char)(rest[n] & ~32);
		n++;
	}
	term[n] = '\0';
	if (n < 3 || ((rest[n] | 32) >= 'a' && (rest[n] | 32) <= 'z') ||
	    code_get(&incoterm_codes, term) == NULL)
		return NULL;
	rest += n + strspn(rest + n, " ,:-");
	if ((rules = find_rules(rest)) != NULL) {
		if (strstr(rules, "20") != NULL &&
		    strstr(rules, "2020") == NULL)
			return NULL;
		*rules = '\0';
	}
	n = strlen(rest);
	while (n > 0 && strchr(" ,;(", rest[n - 1]) != NULL)
		rest[--n] = '\0';
	return rest;
}

static bool
is_term(const struct field *f)
{
	return f != NULL && f->codes == &incoterm_codes;
}

/* The text a field is set to. */
static enum status
text_of(const struct cells *cells, const struct field *f,
    const struct cell *c, struct arena *a, const char **out)
{
	*out = c->text;
	if (is_term(f)) {
		char *term = arena_alloc(a, 4);

		if (split_term(c->text, a, term) != NULL)
			*out = term;
	}
	if (f->type == V_TEXT && cells->may_be_guarded)
		*out = without_guard(c->text);
	if (f->type == V_DECIMAL && c->type == CELL_NUMBER &&
	    strchr(c->text, '%') == NULL)
		return round_computed(c, a, out);
	return OK;
}

/* A price shown with the sign of a currency, in a file that does not say
 * which: the home currency would be a guess. */
static enum status
check_money(const struct cells *cells, size_t column, const struct cell *c)
{
	const struct mapping *m = cells->mapping;
	const struct field *f = m->flat->fields[m->fields[column]].field;
	bool has_sign = m->told[column].has_sign;

	if (!(c->is_money || has_sign) || !(f->flags & F_MONEY) ||
	    cells->names_currency)
		return OK;
	return fail_hint(fail(E_INVALID, has_sign ?
	    _("the heading has a currency sign, but no column says which "
	    "currency") : _("the cell is shown with a currency sign, but no "
	    "column says which currency")),
	    _("add a column with the currency, or --set currency=USD"));
}

/* 1,234: a point is looked at when all of the column is known. */
static enum status
check_commas(const struct cells *cells, size_t column, const struct cell *c)
{
	const struct mapping *m = cells->mapping;
	const struct field *f = m->flat->fields[m->fields[column]].field;

	if (c->type != CELL_TEXT || strchr(c->text, ',') == NULL ||
	    (f->type != V_DECIMAL && f->type != V_INT) ||
	    conversion_is_writing(&m->conversions[column]) ||
	    !conversion_wanted(c->text))
		return OK;
	return doubts_two_numbers(m, column, c->text);
}

static enum status
convert(const struct cells *cells, size_t column, const struct cell *c,
    struct arena *a, const char **text)
{
	const struct conversion *conversion =
	    &cells->mapping->conversions[column];

	if (c->type == CELL_NUMBER && conversion_is_writing(conversion))
		return OK;
	return conversion_apply(conversion, *text, a, text);
}

static void
remember_refused(struct cells *cells, size_t column, const char *text)
{
	struct arena *a = &cells->arena;

	if (cells->nrefused++ > REMEMBERED_MAX)
		return;
	cells->refused[column] = (struct refused){ arena_strdup(a, text),
	    arena_strdup(a, fail_text()), arena_strdup(a, fail_hint_text()) };
}

/* One cell into the record; the --null text clears. */
static enum status
set_cell(struct cells *cells, size_t column, const struct cell *c,
    const struct parse *p, void *record)
{
	const struct mapping *m = cells->mapping;
	const struct field *f = m->flat->fields[m->fields[column]].field;
	const struct refused *refused = &cells->refused[column];
	const char *null_text = cells->options->null_text, *text;
	enum status st = check_cell(f, c);

	if (st != OK || (st = check_money(cells, column, c)) != OK ||
	    (st = check_commas(cells, column, c)) != OK)
		return st;
	if (null_text != NULL && strcmp(c->text, null_text) == 0) {
		field_put(f, record, value_none(f->type));
		return OK;
	}
	if (refused->text != NULL && strcmp(refused->text, c->text) == 0)
		return fail_hint(fail(E_INVALID, "%s", refused->message),
		    "%s", refused->hint);
	if ((st = text_of(cells, f, c, p->arena, &text)) != OK ||
	    (st = convert(cells, column, c, p->arena, &text)) != OK ||
	    (st = field_set(f, record, text, p)) != OK)
		remember_refused(cells, column, c->text);
	return st;
}

/* ---- one record ---------------------------------------------------------- */

static const struct fault *
new_fault(size_t column, bool is_row, struct arena *a)
{
	struct fault *fault = arena_alloc(a, sizeof(*fault));

	*fault = (struct fault){ NULL, column, is_row,
	    arena_strdup(a, fail_text()), arena_strdup(a, fail_hint_text()) };
	return fault;
}

void
cells_set_constants(const struct cells *cells, const struct entity *of,
    void *record, struct arena *a)
{
	const struct import_options *o = cells->options;
	const struct mapping *m = cells->mapping;
	const struct parse p = { a, o->today };

	for (size_t i = 0; i < o->nsets; i++) {
		size_t at = flat_find(m->flat, o->sets[i].left), column = 0;
		const struct field *f;
		bool is_given;

		if (at == m->flat->n || m->flat->fields[at].of != of)
			continue;
		f = m->flat->fields[at].field;
		is_given = !value_is_none(field_get(f, record));
		while (column < m->ncolumns && m->fields[column] != (int)at)
			column++;
		if (f->type == V_BOOL)	/* there is no bool without value */
			is_given = column < m->ncolumns;
		if (!is_given &&
		    field_set(f, record, o->sets[i].right, &p) != OK)
			fail_clear();	/* it was tried before */
	}
}

/* `flat` has the fields of both files where there are two. */
static enum status
try_constant(const struct flat *flat, const struct pair *set,
    const struct parse *p)
{
	size_t at = flat_find(flat, set->left);
	enum status st;

	if (at == flat->n)
		return fail_hint(fail(E_USAGE, _("%s: %s has no field '%s'"),
		    set->from, flat->entity->name, set->left),
		    _("all fields: tradecli help %s"), flat->entity->name);
	st = field_set(flat->fields[at].field,
	    entity_new(flat->fields[at].of, p->arena), set->right, p);
	return st == OK ? OK : fail_in(E_USAGE, "%s %s", set->from, set->left);
}

enum status
cells_try_constants(const struct import_options *o, struct arena *a)
{
	const struct flat flat = entity_flat(o->entity, a);
	const struct parse p = { a, o->today };
	enum status st = OK;

	for (size_t i = 0; st == OK && i < o->nsets; i++)
		st = try_constant(&flat, &o->sets[i], &p);
	return st;
}

/* The field column `i` means when it is one of `of`, or NULL. */
static const struct field *
field_of(const struct mapping *m, size_t i, const struct entity *of)
{
	int at = m->fields[i];

	return at != NOT_MAPPED && m->flat->fields[at].of == of ?
	    m->flat->fields[at].field : NULL;
}

/* What a price comes to where the cell says what all of the line costs: it
 * must come to the same again, to the last digit of what was said. */
static enum status
divide(const struct field *f, const struct entity *of, void *record)
{
	const struct field *by = entity_field(of, "quantity");
	struct decimal total = field_get(f, record).u.decimal, price, again;
	int places = total.micros % (DECIMAL_SCALE / 100) == 0 ? 2 : 3;
	enum status st;

	if (decimal_is_none(total))
		return OK;
	if (by == NULL || decimal_is_none(field_get(by, record).u.decimal))
		return fail(E_INVALID, _("a quantity is wanted, to divide "
		    "by"));
	if ((st = decimal_divide(total, field_get(by, record).u.decimal,
	    DECIMAL_PLACES, &price)) != OK ||
	    (st = decimal_multiply_to(price, field_get(by, record).u.decimal,
	    places, &again)) != OK)
		return st;
	if (again.micros != total.micros)
		return fail(E_INVALID, _("no price of six decimals comes to "
		    "this amount"));
	field_put(f, record, value_decimal(price));
	return OK;
}

static const struct fault *
divide_totals(struct cells *cells, const struct row *row,
    const struct entity *of, struct said *said, struct arena *a)
{
	const struct mapping *m = cells->mapping;

	for (size_t i = 0; i < row->ncells && i < m->ncolumns; i++) {
		const struct field *f = field_of(m, i, of);

		if (f != NULL && f->type == V_DECIMAL &&
		    conversion_divides(&m->conversions[i]) &&
		    divide(f, of, said->record) != OK)
			return new_fault(i, false, a);
	}
	return NULL;
}

/* Which cells of a row make a record: those of its kind; of columns that hold
 * a line each only this one, of those beside it what is no number of a line. */
struct pick {
	const struct entity *of;
	size_t		     column;	/* NO_COLUMN: none of these */
};

#define NO_COLUMN	SIZE_MAX

static bool
is_picked(const struct mapping *m, size_t i, const struct pick *p)
{
	const struct field *f = field_of(m, i, p->of);

	if (f == NULL)
		return false;
	if (p->column == NO_COLUMN || i == p->column)
		return i == p->column || !mapping_is_break(m, i);
	return m->fields[i] != m->fields[p->column] && f != m->by &&
	    !(f->flags & F_KEY);
}

/* The place that stands behind a term, in its cell. */
static enum status
apply_place(const struct entity *of, const char *text, struct said *said,
    struct arena *a)
{
	const struct field *f = entity_field(of, "place");
	char term[4], *place = split_term(text, a, term);
	const char *is;

	if (f == NULL || place == NULL || *place == '\0')
		return OK;
	if ((is = field_text(f, said->record)) != NULL &&
	    strcmp(utf8_folded(is, a), utf8_folded(place, a)) != 0)
		return fail_hint(fail(E_INVALID, _("says '%s', but %s is "
		    "'%s'"), place, f->name, is),
		    _("mend the one that is wrong"));
	if (is != NULL)
		return OK;
	said->fields |= UINT64_C(1) << (f - of->fields);
	return field_set(f, said->record, place, &(struct parse){ a, NO_DATE });
}

static const struct fault *
apply_places(const struct mapping *m, const struct row *row,
    const struct entity *of, struct said *said, struct arena *a)
{
	for (size_t i = 0; i < row->ncells && i < m->ncolumns; i++)
		if (is_term(field_of(m, i, of)) &&
		    row->cells[i].type == CELL_TEXT &&
		    apply_place(of, row->cells[i].text, said, a) != OK)
			return new_fault(i, false, a);
	return NULL;
}

/* What the heading of a column says of the record, where the row has a cell
 * under it, is as good as a cell that says so. */
static enum status
apply_told(const struct mapping *m, size_t i, struct said *said)
{
	const struct told *told = &m->told[i];

	for (size_t j = 0; j < NTOLD; j++) {
		const struct field *f = told->fields[j];
		const char *is;

		if (told->codes[j] == NULL)
			continue;
		if ((is = field_text(f, said->record)) != NULL &&
		    strcmp(is, told->codes[j]) != 0)
			return fail_hint(fail(E_INVALID, _("the heading says "
			    "%s, but %s is %s"), told->codes[j], f->name, is),
			    _("mend the one that is wrong"));
		field_put(f, said->record, value_text(told->codes[j]));
		said->fields |= UINT64_C(1) << (f - m->flat->entity->fields);
	}
	return OK;
}

static const struct fault *
apply_headings(const struct cells *cells, const struct row *row,
    struct said *said, struct arena *a)
{
	const struct mapping *m = cells->mapping;

	for (size_t i = 0; m->tells && i < row->ncells && i < m->ncolumns; i++)
		if (row->cells[i].type != CELL_EMPTY &&
		    m->fields[i] != NOT_MAPPED &&
		    apply_told(m, i, said) != OK)
			return new_fault(i, false, a);
	return NULL;
}

/* A row that only adds a line to a record: what the headings say of it. */
static struct said
parse_headings(const struct cells *cells, const struct row *row,
    struct arena *a)
{
	struct said said = { entity_new(cells->mapping->flat->entity, a), 0,
	    NULL };

	said.faults = apply_headings(cells, row, &said, a);
	return said;
}

/* All cells of the row that belong to it; an empty one says nothing. */
static struct said
parse_record(struct cells *cells, const struct row *row,
    const struct pick *pick, struct arena *a)
{
	const struct entity *of = pick->of;
	const struct mapping *m = cells->mapping;
	const struct parse p = { a, NO_DATE };
	struct said said = { entity_new(of, a), 0, NULL };
	const struct fault **end = &said.faults;

	for (size_t i = 0; i < row->ncells && i < m->ncolumns; i++) {
		const struct field *f = field_of(m, i, of);

		if (row->cells[i].type == CELL_EMPTY || !is_picked(m, i, pick))
			continue;
		said.fields |= UINT64_C(1) << (f - of->fields);
		if (set_cell(cells, i, &row->cells[i], &p, said.record) == OK)
			continue;
		*end = new_fault(i, false, a);
		end = (const struct fault **)&(*end)->next;
	}
	if (pick->column != NO_COLUMN) {
		said.fields |= UINT64_C(1) << (m->by - of->fields);
		field_put(m->by, said.record,
		    value_decimal(m->breaks[pick->column]));
	}
	if (said.faults == NULL && m->divides)
		said.faults = divide_totals(cells, row, of, &said, a);
	if (said.faults == NULL)
		said.faults = apply_places(m, row, of, &said, a);
	cells_set_constants(cells, of, said.record, a);
	if (said.faults == NULL && of == m->flat->entity)
		said.faults = apply_headings(cells, row, &said, a);
	return said;
}

/* ---- one row ------------------------------------------------------------- */

/* The row under the headings of a template shows what to write. */
static bool
is_example(const struct row *row)
{
	for (size_t i = 0; i < row->ncells && i < 2; i++)
		if (strcmp(row->cells[i].text, LISTING_EXAMPLE) == 0)
			return true;
	return false;
}

static bool
has_cells_of(const struct mapping *m, const struct row *row,
    const struct entity *of)
{
	for (size_t i = 0; i < row->ncells && i < m->ncolumns; i++)
		if (row->cells[i].type != CELL_EMPTY &&
		    field_of(m, i, of) != NULL)
			return true;
	return false;
}

/* Rows that say the same of their record are lines of one record (FNV-1a). */
static uint64_t
hash_head_cells(const struct mapping *m, const struct row *row)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < row->ncells && i < m->ncolumns; i++) {
		if (field_of(m, i, m->flat->entity) == NULL)
			continue;
		for (const char *p = row->cells[i].text; ; p++) {
			h = (h ^ (unsigned char)*p) * 0x100000001b3u;
			if (*p == '\0')
				break;
		}
	}
	return h | 1;
}

static enum status
check_length(const struct cells *cells, const struct row *row)
{
	size_t n = row->ncells, ncolumns = cells->mapping->ncolumns;

	if (!cells->is_text || n == ncolumns)
		return OK;
	return fail_hint(fail(E_INVALID, _("has %zu cells, the "
	    "headings are %zu"), n, ncolumns), n > ncolumns ?
	    _("a comma inside a text? put the text in \"quotes\"") :
	    _("a cell is missing, or a line was broken in two"));
}

/* Rows that cannot be taken are written as they stood. */
void
cells_keep(struct row *row, struct arena *a)
{
	struct cell *cells = arena_alloc(a, (row->ncells + 1) *
	    sizeof(*cells));

	for (size_t i = 0; i < row->ncells; i++) {
		cells[i] = row->cells[i];
		cells[i].text = arena_strdup(a, cells[i].text);
	}
	row->cells = cells;
}

/* Columns that are for no field, but must not say certain things. */
static const struct fault *
check_columns(const struct cells *cells, const struct row *row,
    struct arena *a)
{
	const struct mapping *m = cells->mapping;
	const char *null_text = cells->options->null_text, *nothing;
	const struct fault *first = NULL, **end = &first;

	for (size_t i = 0; i < row->ncells && i < m->ncolumns; i++) {
		const struct cell *c = &row->cells[i];

		if (!conversion_checks(&m->conversions[i]) ||
		    c->type == CELL_EMPTY || (null_text != NULL &&
		    strcmp(c->text, null_text) == 0) ||
		    conversion_apply(&m->conversions[i], c->text, a,
		    &nothing) == OK)
			continue;
		*end = new_fault(i, false, a);
		end = (const struct fault **)&(*end)->next;
	}
	return first;
}

/* What stands where the code of the record should. */
static const char *
code_cell(const struct mapping *m, const struct row *row, struct arena *a)
{
	for (size_t i = 0; i < row->ncells && i < m->ncolumns; i++)
		if (m->fields[i] != NOT_MAPPED && field_of(m, i,
		    m->flat->entity) == entity_key(m->flat->entity))
			return arena_strdup(a, row->cells[i].text);
	return NULL;
}

/* Has the row a line of its own beside those of columns? */
static bool
has_plain_line(const struct mapping *m, const struct row *row)
{
	const struct entity *lines = m->flat->entity->lines;
	bool has_spread = false, has_other = false, has_break = false;

	for (size_t i = 0; i < row->ncells && i < m->ncolumns; i++) {
		const struct field *f = field_of(m, i, lines);

		if (f == NULL || row->cells[i].type == CELL_EMPTY)
			continue;
		if (mapping_is_break(m, i))
			has_break = true;
		else if (strcmp(f->name, lines->spread) == 0)
			has_spread = true;
		else
			has_other = true;
	}
	return has_spread || (has_other && !has_break);
}

/* A line for each cell of columns that hold one each: the first is the row's,
 * where it has none of its own. */
static void
parse_breaks(struct cells *cells, const struct row *row, struct arena *a,
    struct parsed_row *out)
{
	const struct mapping *m = cells->mapping;
	struct pick pick = { m->flat->entity->lines, NO_COLUMN };

	out->more = arena_alloc(a, row->ncells * sizeof(*out->more));
	for (size_t i = 0; i < row->ncells && i < m->ncolumns; i++) {
		struct said said;

		if (!mapping_is_break(m, i) ||
		    row->cells[i].type == CELL_EMPTY)
			continue;
		pick.column = i;
		said = parse_record(cells, row, &pick, a);
		if (out->line.record == NULL)
			out->line = said;
		else
			out->more[out->nmore++] = said;
	}
}

static void
parse_lines(struct cells *cells, const struct row *row, struct arena *a,
    struct parsed_row *out)
{
	const struct mapping *m = cells->mapping;
	const struct pick plain = { m->flat->entity->lines, NO_COLUMN };

	if (m->by == NULL || has_plain_line(m, row))
		out->line = parse_record(cells, row, &plain, a);
	if (m->by != NULL)
		parse_breaks(cells, row, a, out);
}

/* What is added up is compared with what is said when all lines are there. */
static void
keep_sums(const struct mapping *m, const struct row *row, struct arena *a,
    struct parsed_row *out)
{
	out->sums = arena_alloc(a, (m->ncolumns + 1) * sizeof(*out->sums));
	for (size_t i = 0; i < row->ncells && i < m->ncolumns; i++)
		if (m->sums[i] != NULL && row->cells[i].type != CELL_EMPTY)
			out->sums[out->nsums++] = (struct stated){ i,
			    arena_strdup(a, row->cells[i].text) };
}

static bool
has_faults(const struct parsed_row *row)
{
	bool found = row->head.faults != NULL || row->line.faults != NULL;

	for (size_t i = 0; i < row->nmore; i++)
		found = found || row->more[i].faults != NULL;
	return found;
}

void
cells_parse(struct cells *cells, const struct row *row, struct arena *a,
    struct parsed_row *out)
{
	const struct mapping *m = cells->mapping;
	const struct entity *e = m->flat->entity;
	bool has_line = m->has_lines && has_cells_of(m, row, e->lines);

	*out = (struct parsed_row){ .row = *row };
	if (cells->options->rejects != NULL)
		cells_keep(&out->row, a);
	if ((out->is_example = is_example(row)))
		return;
	out->is_continued = has_line && row->number > m->row + 1 &&
	    !has_cells_of(m, row, e);
	if (m->has_lines && entity_key(e->lines) != NULL)
		out->alike = hash_head_cells(m, row);
	if (check_length(cells, row) != OK ||
	    doubts_check_row(m, row) != OK) {
		out->fault = new_fault(0, true, a);
		out->code = code_cell(m, row, a);
		return;
	}
	out->fault = check_columns(cells, row, a);
	if (!out->is_continued) {
		out->head = parse_record(cells, row, &(struct pick){ e,
		    NO_COLUMN }, a);
		if (m->added_up)
			keep_sums(m, row, a, out);
	} else if (m->tells) {
		out->head = parse_headings(cells, row, a);
	}
	if (has_line)
		parse_lines(cells, row, a, out);
	if (!has_faults(out))
		doubts_see(cells->doubts, row, a);
}

/* ---- the file ------------------------------------------------------------ */

static bool
is_currency(const struct flat *flat, size_t at)
{
	return flat->fields[at].field->codes == &currency_codes;
}

/* Does a column or --set fill in some currency? */
static bool
names_currency(const struct mapping *m, const struct import_options *o)
{
	for (size_t i = 0; i < m->ncolumns; i++)
		if (m->fields[i] != NOT_MAPPED &&
		    (m->told[i].codes[0] != NULL ||
		    is_currency(m->flat, (size_t)m->fields[i])))
			return true;
	for (size_t i = 0; i < o->nsets; i++) {
		size_t at = flat_find(m->flat, o->sets[i].left);

		if (at < m->flat->n && is_currency(m->flat, at))
			return true;
	}
	return o->is_lines;		/* that of the records */
}

void
cells_init(struct cells *cells, const struct source *s,
    const struct import_options *o, const struct mapping *m)
{
	*cells = (struct cells){ .mapping = m, .options = o,
	    .may_be_guarded = source_has_mark(s), .arena = ARENA_INIT };
	cells->is_text = source_nsheets(s) == 1 &&
	    *source_sheet_name(s, 0) == '\0';
	cells->names_currency = names_currency(m, o);
	cells->doubts = doubts_new(m, o, &cells->arena);
	cells->refused = arena_alloc(&cells->arena,
	    (m->ncolumns + 1) * sizeof(*cells->refused));
}

void
cells_release(struct cells *cells)
{
	arena_release(&cells->arena);
}
