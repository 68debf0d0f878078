/*
 * From the headings of a table to fields.  Nothing is guessed: a heading is a
 * known name of a field, or its column is not used and said to be so.
 */
#include "ledger/heading.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "ledger/breaks.h"
#include "ledger/heading_common.h"
#include "ledger/heading_words.h"

enum { LOOK_AT_ROWS = 12, SHOWN_COLUMNS = 60 };

/* ---- what headings mean -------------------------------------------------- */

/* The name of a field comes before its labels and other names, the fields of
 * the record before those of its lines. */
enum rank { OWN_NAME, OTHER_NAME, BOTH_LABELS, COMMON_NAME };

struct name {
	const char *skeleton;
	enum rank   rank;
	int	    field;
};

/* All names of all fields, sorted, so that a heading is looked up once. */
struct headings {
	const struct flat *flat;
	struct arena	  *arena;
	struct name	  *names;
	size_t		   n;
};

static int
by_skeleton(const void *a, const void *b)
{
	const struct name *x = a, *y = b;
	int order = strcmp(x->skeleton, y->skeleton);

	if (order != 0)
		return order;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return (x->field > y->field) - (x->field < y->field);
}

/* "a|b": each of them. */
static void
add_names(struct headings *h, const char *list, enum rank rank, int field)
{
	while (list != NULL && *list != '\0') {
		size_t n = strcspn(list, "|");

		h->names[h->n++] = (struct name){ utf8_skeleton(
		    arena_strndup(h->arena, list, n), h->arena), rank, field };
		list += n + (list[n] == '|');
	}
}

static size_t
count_names(const struct flat *flat)
{
	size_t n = 0;

	for (size_t i = 0; i < flat->n; i++) {
		const char *also = flat->fields[i].field->also;
		const char *common = heading_common(flat->fields[i].name);

		n += 6;
		for (; also != NULL && *also != '\0'; also++)
			n += *also == '|';
		for (; *common != '\0'; common++)
			n += *common == '|';
	}
	return n;
}

struct headings *
headings_new(const struct flat *flat, struct arena *a)
{
	struct headings *h = arena_alloc(a, sizeof(*h));

	*h = (struct headings){ flat, a, NULL, 0 };
	h->names = arena_alloc(a, (count_names(flat) + 1) * sizeof(*h->names));
	for (size_t i = 0; i < flat->n; i++) {
		const struct field *f = flat->fields[i].field;
		int field = (int)i;

		add_names(h, flat->fields[i].name, OWN_NAME, field);
		add_names(h, f->label, OTHER_NAME, field);
		add_names(h, f->label_zh, OTHER_NAME, field);
		add_names(h, f->also, OTHER_NAME, field);
		add_names(h, arena_printf(a, "%s %s", f->label, f->label_zh),
		    BOTH_LABELS, field);
		add_names(h, heading_common(flat->fields[i].name), COMMON_NAME,
		    field);
	}
	qsort(h->names, h->n, sizeof(*h->names), by_skeleton);
	return h;
}

/* The first of the names that are the same: the one of the best rank. */
static int
find_skeleton(const struct headings *h, const char *skeleton)
{
	size_t low = 0, high = h->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(h->names[mid].skeleton, skeleton) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	if (*skeleton == '\0' || low == h->n ||
	    strcmp(h->names[low].skeleton, skeleton) != 0)
		return NOT_MAPPED;
	return h->names[low].field;
}

/* ---- one heading --------------------------------------------------------- */

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

static int
find_in_parts(const struct headings *h, const char *heading, struct arena *a)
{
	int chinese = find_skeleton(h, one_script(heading, false, a));
	int ascii = find_skeleton(h, one_script(heading, true, a));

	if (chinese != NOT_MAPPED && (ascii == NOT_MAPPED || ascii == chinese))
		return chinese;
	if (chinese == NOT_MAPPED && *one_script(heading, false, a) != '\0')
		return ascii;
	return NOT_MAPPED;
}

/* May a heading of the field say of which currency it is? */
static bool
is_priced(const struct headings *h, int field)
{
	return field != NOT_MAPPED &&
	    h->flat->fields[field].field->currency != NULL;
}

/* "FOB USD", "USD/pc": a price, though the word is not there. */
static bool
is_bare_price(const struct heading_words *w)
{
	return *w->rest == '\0' && (w->currency != NULL) +
	    (w->incoterm != NULL) + w->per_unit >= 2;
}

/* "Unit Price (EUR)", "单价/美元": the words beside the currency. */
static int
find_priced(const struct headings *h, const struct heading_words *w,
    struct arena *a)
{
	const char *rest = is_bare_price(w) ? "price" : w->rest;
	int at = find_skeleton(h, utf8_skeleton(rest, a));

	if (at == NOT_MAPPED)
		at = find_in_parts(h, rest, a);
	return is_priced(h, at) ? at : NOT_MAPPED;
}

/* What is not known of a price may not be passed over: a currency that the
 * field cannot take, or that it is for many. */
static int
find_heading(const struct headings *h, const char *heading, struct arena *a)
{
	int at = find_skeleton(h, utf8_skeleton(heading, a));
	struct heading_words w;

	if (at != NOT_MAPPED)
		return at;
	heading_words_read(heading, a, &w);
	if (heading_words_tell(&w) && !w.per_many &&
	    (at = find_priced(h, &w, a)) != NOT_MAPPED)
		return at;
	if (w.currency != NULL || w.per_many)
		return NOT_MAPPED;
	at = find_in_parts(h, heading, a);
	return at != NOT_MAPPED ? at :
	    find_skeleton(h, without_brackets(heading, a));
}

size_t
headings_score(const struct headings *h, const struct row *row)
{
	struct arena a = ARENA_INIT;
	size_t score = 0;

	for (size_t i = 0; i < row->ncells; i++)
		if (row->cells[i].type == CELL_TEXT &&
		    find_heading(h, row->cells[i].text, &a) != NOT_MAPPED)
			score++;
	arena_release(&a);
	return score;
}

static bool
is_named(const struct headings *h, const struct row *row, int field)
{
	struct arena a = ARENA_INIT;
	bool found = false;

	for (size_t i = 0; !found && i < row->ncells; i++)
		found = row->cells[i].type == CELL_TEXT &&
		    find_heading(h, row->cells[i].text, &a) == field;
	arena_release(&a);
	return found;
}

bool
headings_are_complete(const struct headings *h, const struct row *row)
{
	for (size_t i = 0; i < h->flat->n; i++) {
		const struct flat_field *f = &h->flat->fields[i];

		if (f->of == h->flat->entity && f->field->type == V_REF &&
		    (f->field->flags & F_REQUIRED) &&
		    !is_named(h, row, (int)i))
			return false;
	}
	return true;
}

/* ---- all headings -------------------------------------------------------- */

enum status
pair_read(const struct pair *p, struct arena *a, struct meaning *out)
{
	const char *open = strchr(p->right, '('), *close;
	size_t n = open != NULL ? (size_t)(open - p->right) :
	    strlen(p->right);
	enum status st;

	*out = (struct meaning){ .conversion = { NULL, "" } };
	while (n > 0 && strchr(" \t", p->right[n - 1]) != NULL)
		n--;
	out->field = arena_strndup(a, p->right, n);
	if (open == NULL)
		return OK;
	close = strrchr(open, ')');
	if (close == NULL || close[1] != '\0')
		return fail(E_USAGE, _("'%s' does not end with )"), p->right);
	if ((st = conversion_find(arena_strndup(a, open + 1,
	    (size_t)(close - open) - 1), a, &out->conversion)) != OK)
		return st;
	if (conversion_checks(&out->conversion) == (n == 0))
		return OK;
	return fail(E_USAGE, n == 0 ? _("'%s' lacks the name of a field") :
	    _("'%s': such a column is only looked at, for no field"),
	    p->right);
}

static enum status
no_such_field(const struct mapping *m, const struct pair *p, const char *name)
{
	return fail_hint(fail(E_USAGE, _("%s: %s has no field '%s'"), p->from,
	    m->flat->entity->name, name),
	    _("all fields: tradecli help %s"), m->flat->entity->name);
}

/* What the user says of the column. */
static enum status
apply_map(struct mapping *m, size_t i, const struct import_options *o,
    const struct pair *p, struct arena *a)
{
	struct meaning meaning;
	enum status st = pair_read(p, a, &meaning);
	struct flat all;
	size_t at;

	if (st != OK)
		return fail_in(st, "%s", p->from);
	m->fields[i] = NOT_MAPPED;
	m->conversions[i] = meaning.conversion;
	if (*meaning.field == '\0')
		return OK;
	at = flat_find(m->flat, meaning.field);
	if (at < m->flat->n) {
		m->fields[i] = (int)at;
		return OK;
	}
	at = flat_find(m->added->flat, meaning.field);
	if (at < m->added->flat->n) {
		m->sums[i] = m->added->flat->fields[at].field;
		return OK;
	}
	m->conversions[i] = (struct conversion){ NULL, "" };
	all = entity_flat(m->flat->entity, a);
	if (o->is_lines && flat_find(&all, meaning.field) < all.n)
		return OK;		/* it is for the other file */
	return no_such_field(m, p, meaning.field);
}

/* By what it is called. */
static void
map_known(struct mapping *m, size_t i, struct arena *a)
{
	int at;

	m->fields[i] = find_heading(m->known, m->headings[i], a);
	if (m->fields[i] != NOT_MAPPED)
		return;
	at = find_heading(m->added, m->headings[i], a);
	if (at != NOT_MAPPED)
		m->sums[i] = m->added->flat->fields[at].field;
}

/* Of two that name the column the first counts. */
static enum status
map_one(struct mapping *m, size_t i, const struct import_options *o,
    struct arena *a)
{
	const char *heading = utf8_folded(m->headings[i], a);

	m->conversions[i] = (struct conversion){ NULL, "" };
	m->fields[i] = NOT_MAPPED;
	m->sums[i] = NULL;
	for (size_t j = 0; j < o->nmaps; j++)
		if (strcmp(utf8_folded(o->maps[j].left, a), heading) == 0)
			return apply_map(m, i, o, &o->maps[j], a);
	if (!o->only_maps)
		map_known(m, i, a);
	return OK;
}

/* Does the user say that the column is for nothing? */
static bool
is_left_out(struct mapping *m, size_t i, const struct import_options *o,
    struct arena *a)
{
	const char *heading = utf8_folded(m->headings[i], a);

	m->breaks[i] = NO_DECIMAL;
	if (m->fields[i] != NOT_MAPPED)
		return false;
	for (size_t j = 0; j < o->nmaps; j++)
		if (strcmp(utf8_folded(o->maps[j].left, a), heading) == 0)
			return true;
	return o->only_maps;
}

enum status
no_such_heading(const char *files, const struct pair *p)
{
	return fail(E_USAGE, _("%s: %s has no heading '%s'"), p->from, files,
	    p->left);
}

/* A misspelt --map is named, even where nothing else is known. */
static enum status
check_maps(const struct import_options *o, const struct row *row,
    struct arena *a)
{
	for (size_t j = 0; j < o->nmaps; j++) {
		const char *left = utf8_folded(o->maps[j].left, a);
		size_t i = 0;

		while (i < row->ncells &&
		    strcmp(left, utf8_folded(row->cells[i].text, a)) != 0)
			i++;
		if (i < row->ncells && o->found != NULL)
			o->found[j] = true;
		else if (i == row->ncells && o->found == NULL &&
		    !o->maps[j].may_lack)
			return no_such_heading(o->file, &o->maps[j]);
	}
	return OK;
}

/* ---- lines in columns ---------------------------------------------------- */

/* Is what stands beside a quantity the name of the field, a currency, a unit,
 * or no more than "from"? */
static bool
words_fit(const struct mapping *m, int field, const char *words,
    struct arena *a)
{
	struct strbuf rest = STRBUF_INIT;
	struct heading_words w;
	const struct code *unit;
	const char *p;

	heading_words_read(words, a, &w);
	for (p = w.rest; *p != '\0'; p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");
		const char *word = utf8_skeleton(arena_strndup(a, p, n), a);

		p += n;
		if (find_skeleton(m->known, word) != field)
			word = break_rest(word, a);
		if (*word == '\0' || code_find(&unit_codes, word, &unit) == OK)
			continue;
		fail_clear();
		strbuf_addstr(&rest, word);
	}
	p = strbuf_to(&rest, a);
	strbuf_release(&rest);
	return *p == '\0' || find_skeleton(m->known, p) == field;
}

/* The position of the field that may stand in several columns; NOT_MAPPED. */
static int
find_spread(const struct mapping *m)
{
	const struct entity *lines = m->flat->entity->lines;

	if (lines == NULL || lines->spread == NULL)
		return NOT_MAPPED;
	for (size_t i = 0; i < m->flat->n; i++)
		if (m->flat->fields[i].of == lines && strcmp(
		    m->flat->fields[i].field->name, lines->spread) == 0)
			return (int)i;
	return NOT_MAPPED;
}

/* "Price 1000": a column for the field, one of several.  Where the user says
 * that it is the field, nothing but the number is looked for. */
static void
map_break(struct mapping *m, size_t i, struct arena *a)
{
	int field = find_spread(m);
	struct break_heading b;

	m->breaks[i] = NO_DECIMAL;
	if (field == NOT_MAPPED ||
	    (m->fields[i] != NOT_MAPPED && m->fields[i] != field) ||
	    !break_read(m->headings[i], a, &b))
		return;
	if (m->fields[i] == NOT_MAPPED && !words_fit(m, field, b.words, a))
		return;
	m->fields[i] = field;
	m->breaks[i] = b.from;
	m->by = entity_field(m->flat->entity->lines,
	    m->flat->entity->lines->spread_by);
}

/* What the heading of a price says of the record it is for. */
static void
map_told(struct mapping *m, size_t i, struct arena *a)
{
	const struct entity *e = m->flat->entity;
	struct told *told = &m->told[i];
	const struct field *f;
	struct heading_words w;

	*told = (struct told){ { NULL, NULL }, { NULL, NULL }, false };
	if (m->fields[i] == NOT_MAPPED)
		return;
	f = m->flat->fields[m->fields[i]].field;
	if (f->currency == NULL)
		return;
	heading_words_read(m->headings[i], a, &w);
	told->has_sign = w.has_sign && w.currency == NULL;
	told->fields[0] = entity_field(e, f->currency);
	told->fields[1] = entity_field(e, "incoterm");
	if (w.currency != NULL)
		told->codes[0] = w.currency->code;
	if (w.incoterm != NULL && told->fields[1] != NULL)
		told->codes[1] = w.incoterm->code;
}

/* May two columns be for one field? */
static bool
may_repeat(const struct mapping *m, size_t i, size_t j)
{
	return m->breaks[i].micros != m->breaks[j].micros;
}

/* Two columns for one field: which of them is meant cannot be known. */
static enum status
check_twice(const struct mapping *m, const struct import_options *o)
{
	for (size_t i = 0; i < m->ncolumns; i++) {
		for (size_t j = i + 1; j < m->ncolumns; j++) {
			if (m->fields[i] == NOT_MAPPED ||
			    m->fields[i] != m->fields[j] ||
			    may_repeat(m, i, j))
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
	m->conversions = arena_alloc(a, (row->ncells + 1) *
	    sizeof(*m->conversions));
	m->breaks = arena_alloc(a, (row->ncells + 1) * sizeof(*m->breaks));
	m->sums = arena_alloc(a, (row->ncells + 1) * sizeof(*m->sums));
	m->told = arena_alloc(a, (row->ncells + 1) * sizeof(*m->told));
	for (size_t i = 0; i < row->ncells; i++) {
		m->headings[i] = arena_strdup(a, row->cells[i].text);
		if ((st = map_one(m, i, o, a)) != OK)
			return st;
		if (!is_left_out(m, i, o, a))
			map_break(m, i, a);
		m->added_up = m->added_up || m->sums[i] != NULL;
		map_told(m, i, a);
		m->tells = m->tells || m->told[i].codes[0] != NULL ||
		    m->told[i].codes[1] != NULL;
		if (m->fields[i] == NOT_MAPPED)
			continue;
		m->nmapped++;
		m->divides = m->divides ||
		    conversion_divides(&m->conversions[i]);
		if (m->flat->fields[m->fields[i]].of != m->flat->entity)
			m->has_lines = true;
	}
	if ((st = check_maps(o, row, a)) != OK)
		return st;
	return check_twice(m, o);
}

static enum status
no_headings(const struct flat *flat, const struct import_options *o,
    const struct row *first)
{
	struct strbuf b = STRBUF_INIT;
	enum status st;

	for (size_t i = 0; first != NULL && i < first->ncells && i < 8; i++) {
		strbuf_addstr(&b, i > 0 ? ", " : "");
		utf8_cut(first->cells[i].text, SHOWN_COLUMNS, &b);
	}
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

bool
heading_means(const struct mapping *m, const char *text, size_t i)
{
	struct arena a = ARENA_INIT;
	bool is_same = find_heading(m->known, text, &a) == m->fields[i];

	arena_release(&a);
	return is_same;
}

bool
mapping_key_is_vague(const struct mapping *m)
{
	static const char *const vague[] = {
		"no", "id", "item", "itemno", "number", "编号", "序号", "单号"
	};
	struct arena a = ARENA_INIT;
	const struct field *key = entity_key(m->flat->entity);
	bool found = false;

	for (size_t i = 0; i < m->ncolumns; i++) {
		if (m->fields[i] == NOT_MAPPED ||
		    m->flat->fields[m->fields[i]].field != key ||
		    strcmp(utf8_skeleton(m->headings[i], &a), key->name) == 0)
			continue;
		for (size_t j = 0; j < COUNT(vague); j++)
			found = found || strcmp(vague[j], utf8_skeleton(
			    m->headings[i], &a)) == 0;
	}
	arena_release(&a);
	return found;
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

/* What a record adds up; in a file of lines alone nothing. */
static struct headings *
added_headings(const struct flat *flat, const struct import_options *o,
    struct arena *a)
{
	struct flat *sums = arena_alloc(a, sizeof(*sums));

	*sums = entity_sums(flat->entity, a);
	if (o->is_lines)
		sums->n = 0;
	return headings_new(sums, a);
}

/* Titles may stand above the headings: the first row with two known headings
 * is taken, or one with a heading --map names. */
enum status
mapping_read(struct source *s, const struct import_options *o,
    struct arena *a, struct mapping *m)
{
	struct row row, first = { 0, 0, NULL };
	size_t seen = 0;
	enum status st;
	bool more;

	m->known = headings_new(m->flat, a);
	m->added = added_headings(m->flat, o, a);
	while (seen < LOOK_AT_ROWS) {
		if ((st = source_row(s, &row, &more)) != OK)
			return st;
		if (!more)
			break;
		if (row.number <= o->skip)
			continue;
		if (seen++ == 0)
			first = copy_row(&row, a);
		if ((!o->only_maps && headings_score(m->known, &row) >=
		    (seen == 1 ? 1 : 2)) || has_mapped_heading(&row, o)) {
			m->nrows_before = seen - 1;
			return map_all(m, &row, o, a);
		}
	}
	if (seen > 0 && (st = check_maps(o, &first, a)) != OK)
		return st;
	return no_headings(m->flat, o, seen > 0 ? &first : NULL);
}
