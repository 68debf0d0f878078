/*
 * From the headings of a table to fields.  Nothing is guessed: a heading is a
 * known name of a field, or its column is not used and said to be so.
 */
#include "ledger/heading.h"

#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"

enum { LOOK_AT_ROWS = 12 };

/* ---- one heading --------------------------------------------------------- */

static bool
in_list(const char *list, const char *skeleton, struct arena *a)
{
	while (list != NULL && *list != '\0') {
		size_t n = strcspn(list, "|");
		struct arena_mark mark = arena_mark(a);
		const char *one = utf8_skeleton(arena_strndup(a, list, n), a);
		bool same = strcmp(one, skeleton) == 0;

		arena_reset(a, mark);
		if (same)
			return true;
		list += n + (list[n] == '|');
	}
	return false;
}

static bool
means(const struct flat_field *f, const char *skeleton, struct arena *a)
{
	return in_list(f->name, skeleton, a) ||
	    in_list(f->field->label, skeleton, a) ||
	    in_list(f->field->label_zh, skeleton, a) ||
	    in_list(f->field->also, skeleton, a);
}

/* The field whose own name it is comes first, then labels and other names,
 * fields of the record before those of its lines. */
static int
find_skeleton(const struct flat *flat, const char *skeleton, struct arena *a)
{
	if (*skeleton == '\0')
		return NOT_MAPPED;
	for (size_t i = 0; i < flat->n; i++)
		if (in_list(flat->fields[i].name, skeleton, a))
			return (int)i;
	for (size_t i = 0; i < flat->n; i++)
		if (means(&flat->fields[i], skeleton, a))
			return (int)i;
	return NOT_MAPPED;
}

/* "Name 名称", "名称/Name": the part of one script. */
static const char *
one_script(const char *heading, bool ascii, struct arena *a)
{
	struct strbuf b = STRBUF_INIT;
	const char *text;

	for (; *heading != '\0'; heading++)
		if (((unsigned char)*heading < 0x80) == ascii)
			strbuf_addch(&b, *heading);
	text = utf8_skeleton(b.buf, a);
	strbuf_release(&b);
	return text;
}

/* "起订量 (件)" without what stands in brackets. */
static const char *
without_brackets(const char *heading, struct arena *a)
{
	const char *folded = utf8_folded(heading, a);	/* （ becomes ( */
	size_t n = strcspn(folded, "([");

	return n > 0 ? utf8_skeleton(arena_strndup(a, folded, n), a) : "";
}

/* A currency in brackets is part of the price: it may not be passed over. */
static bool
names_currency(const char *heading, struct arena *a)
{
	const char *folded = utf8_folded(heading, a);
	const char *open = strpbrk(folded, "([");
	const struct code *code;
	size_t n;

	if (open == NULL)
		return false;
	n = strcspn(open + 1, ")]");
	if (code_find(&currency_codes, arena_strndup(a, open + 1, n),
	    &code) == OK)
		return true;
	fail_clear();
	return false;
}

/* "Code 编码", as our templates write it. */
static int
find_both_labels(const struct flat *flat, const char *skeleton, struct arena *a)
{
	for (size_t i = 0; i < flat->n; i++) {
		const struct field *f = flat->fields[i].field;
		const char *both = arena_printf(a, "%s %s", f->label,
		    f->label_zh);

		if (strcmp(utf8_skeleton(both, a), skeleton) == 0)
			return (int)i;
	}
	return NOT_MAPPED;
}

static int
find_heading(const struct flat *flat, const char *heading, struct arena *a)
{
	const char *skeleton = utf8_skeleton(heading, a);
	int at = find_skeleton(flat, skeleton, a), both;

	if (at == NOT_MAPPED)
		at = find_both_labels(flat, skeleton, a);
	if (at != NOT_MAPPED)
		return at;
	at = find_skeleton(flat, one_script(heading, false, a), a);
	both = find_skeleton(flat, one_script(heading, true, a), a);
	if (at != NOT_MAPPED && (both == NOT_MAPPED || both == at) &&
	    !names_currency(heading, a))
		return at;
	if (at == NOT_MAPPED && both != NOT_MAPPED &&
	    *one_script(heading, false, a) != '\0')
		return both;
	if (names_currency(heading, a))
		return NOT_MAPPED;
	return find_skeleton(flat, without_brackets(heading, a), a);
}

size_t
mapping_score(const struct row *row, const struct flat *flat)
{
	struct arena a = ARENA_INIT;
	size_t score = 0;

	for (size_t i = 0; i < row->ncells; i++)
		if (row->cells[i].type == CELL_TEXT &&
		    find_heading(flat, row->cells[i].text, &a) != NOT_MAPPED)
			score++;
	arena_release(&a);
	return score;
}

/* ---- all headings -------------------------------------------------------- */

static enum status
map_one(struct mapping *m, size_t i, const struct import_options *o,
    struct arena *a)
{
	m->fields[i] = find_heading(m->flat, m->headings[i], a);
	for (size_t j = 0; j < o->nmaps; j++) {
		size_t at;

		if (strcmp(utf8_folded(o->maps[j].left, a),
		    utf8_folded(m->headings[i], a)) != 0)
			continue;
		if (*o->maps[j].right == '\0') {
			m->fields[i] = NOT_MAPPED;
			continue;
		}
		at = flat_find(m->flat, o->maps[j].right);
		if (at == m->flat->n)
			return fail_hint(fail(E_USAGE,
			    _("--map: %s has no field '%s'"),
			    m->flat->entity->name, o->maps[j].right),
			    _("all fields: tradecli help %s"),
			    m->flat->entity->name);
		m->fields[i] = (int)at;
	}
	return OK;
}

static enum status
check_maps(const struct mapping *m, const struct import_options *o,
    struct arena *a)
{
	for (size_t j = 0; j < o->nmaps; j++) {
		const char *left = utf8_folded(o->maps[j].left, a);
		size_t i = 0;

		while (i < m->ncolumns &&
		    strcmp(left, utf8_folded(m->headings[i], a)) != 0)
			i++;
		if (i == m->ncolumns)
			return fail(E_USAGE,
			    _("--map: %s has no heading '%s'"), o->file,
			    o->maps[j].left);
	}
	return OK;
}

/* Two columns for one field: which of them is meant cannot be known. */
static enum status
check_twice(const struct mapping *m, const struct import_options *o)
{
	for (size_t i = 0; i < m->ncolumns; i++) {
		for (size_t j = i + 1; j < m->ncolumns; j++) {
			if (m->fields[i] == NOT_MAPPED ||
			    m->fields[i] != m->fields[j])
				continue;
			return fail_hint(fail(E_INVALID,
			    _("%s: the columns '%s' and '%s' both mean %s"),
			    o->file, m->headings[i], m->headings[j],
			    m->flat->fields[m->fields[i]].name),
			    _("leave one out: --map '%s='"), m->headings[j]);
		}
	}
	return OK;
}

static enum status
map_all(struct mapping *m, const struct row *row,
    const struct import_options *o, struct arena *a)
{
	enum status st;

	m->row = row->number;
	m->ncolumns = row->ncells;
	m->headings = arena_alloc(a, (row->ncells + 1) * sizeof(char *));
	m->fields = arena_alloc(a, (row->ncells + 1) * sizeof(int));
	for (size_t i = 0; i < row->ncells; i++) {
		m->headings[i] = arena_strdup(a, row->cells[i].text);
		if ((st = map_one(m, i, o, a)) != OK)
			return st;
		if (m->fields[i] == NOT_MAPPED)
			continue;
		m->nmapped++;
		if (m->flat->fields[m->fields[i]].of != m->flat->entity)
			m->has_lines = true;
	}
	if ((st = check_maps(m, o, a)) != OK)
		return st;
	return check_twice(m, o);
}

static enum status
no_headings(const struct flat *flat, const struct import_options *o,
    const struct row *first)
{
	struct strbuf b = STRBUF_INIT;
	enum status st;

	for (size_t i = 0; first != NULL && i < first->ncells && i < 8; i++)
		strbuf_addf(&b, "%s%s", i > 0 ? ", " : "",
		    first->cells[i].text);
	if (first == NULL)
		st = fail(E_INVALID, _("%s: there are no rows"), o->file);
	else
		st = fail(E_INVALID, _("%s: no heading means a field of %s "
		    "(the first row is: %s)"), o->file, flat->entity->name,
		    b.buf);
	st = fail_hint(st, _("say which is which: --map 'Their heading=field'; "
	    "all fields: tradecli help %s"), flat->entity->name);
	strbuf_release(&b);
	return st;
}

static bool
is_used(const struct mapping *m, size_t field)
{
	for (size_t i = 0; i < m->ncolumns; i++)
		if (m->fields[i] == (int)field)
			return true;
	return false;
}

const char *
mapping_near(const struct mapping *m, const char *heading)
{
	struct arena a = ARENA_INIT;
	const char *skeleton = utf8_skeleton(heading, &a), *near = NULL;
	size_t width = utf8_width(skeleton);
	size_t best = width >= 8 ? 3 : width >= 5 ? 2 : 1;

	for (size_t i = 0; i < m->flat->n; i++) {
		const struct field *f = m->flat->fields[i].field;
		const char *const names[] = {
			m->flat->fields[i].name, f->label, f->label_zh
		};

		for (size_t j = 0; j < COUNT(names); j++) {
			size_t d = utf8_distance(skeleton,
			    utf8_skeleton(names[j], &a), best);

			if (d < best && !is_used(m, i)) {
				best = d;
				near = m->flat->fields[i].name;
			}
		}
	}
	arena_release(&a);
	return near;
}

/* A row keeps its cells only until the next is read: copy it. */
static struct row
copy_row(const struct row *row, struct arena *a)
{
	struct cell *cells = arena_alloc(a, (row->ncells + 1) * sizeof(*cells));

	for (size_t i = 0; i < row->ncells; i++) {
		cells[i] = row->cells[i];
		cells[i].text = arena_strdup(a, row->cells[i].text);
	}
	return (struct row){ row->number, row->ncells, cells };
}

static bool
has_mapped_heading(const struct row *row, const struct import_options *o)
{
	struct arena a = ARENA_INIT;
	bool found = false;

	for (size_t i = 0; i < row->ncells; i++)
		for (size_t j = 0; j < o->nmaps; j++)
			found = found || strcmp(utf8_folded(o->maps[j].left,
			    &a), utf8_folded(row->cells[i].text, &a)) == 0;
	arena_release(&a);
	return found;
}

/* Titles may stand above the headings: the first row with two known headings
 * is taken, or one with a heading --map names. */
enum status
mapping_read(struct source *s, const struct import_options *o,
    struct arena *a, struct mapping *m)
{
	const struct flat *flat = m->flat;
	struct row row, first = { 0, 0, NULL };
	size_t seen = 0;
	enum status st;
	bool more;

	while (seen < LOOK_AT_ROWS) {
		if ((st = source_row(s, &row, &more)) != OK)
			return st;
		if (!more)
			break;
		if (row.number <= o->skip)
			continue;
		if (seen++ == 0)
			first = copy_row(&row, a);
		if (mapping_score(&row, flat) >= (seen == 1 ? 1 : 2) ||
		    has_mapped_heading(&row, o)) {
			m->nrows_before = seen - 1;
			return map_all(m, &row, o, a);
		}
	}
	return no_headings(flat, o, seen > 0 ? &first : NULL);
}
