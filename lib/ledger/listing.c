/*
 * From fields to columns and from records to rows.
 */
#include "ledger/listing.h"

#include <string.h>

#include "base/stop.h"
#include "base/utf8.h"

/* ---- choosing fields ----------------------------------------------------- */

static size_t
find_in(const struct flat_field *fields, size_t n, const char *name)
{
	size_t i = 0;

	while (i < n && strcmp(fields[i].name, name) != 0)
		i++;
	return i;
}

/* By name, with - for _, or by a label in either language. */
static enum status
find_field(const struct flat *all, const char *name, struct arena *a,
    size_t *at)
{
	const char *skeleton = utf8_skeleton(name, a);

	for (*at = 0; *at < all->n; ++*at) {
		const struct flat_field *f = &all->fields[*at];

		if (strcmp(utf8_skeleton(f->name, a), skeleton) == 0 ||
		    strcmp(utf8_skeleton(f->field->label, a), skeleton) == 0 ||
		    strcmp(utf8_skeleton(f->field->label_zh, a),
		    skeleton) == 0)
			return OK;
	}
	return flat_no_field(all, name);
}

/* One word of --fields: "+c" adds, "-d" takes away, "a" begins anew. */
static enum status
apply_word(const struct flat *all, const char *word, struct arena *a,
    struct flat *chosen)
{
	struct flat_field *fields = (struct flat_field *)chosen->fields;
	char sign = *word == '+' || *word == '-' ? *word : '\0';
	size_t at, have;
	enum status st = find_field(all, word + (sign != '\0'), a, &at);

	if (st != OK)
		return st;
	have = find_in(fields, chosen->n, all->fields[at].name);
	if (sign == '-') {
		if (have < chosen->n) {
			chosen->n--;
			memmove(fields + have, fields + have + 1,
			    (chosen->n - have) * sizeof(*fields));
		}
	} else if (have == chosen->n) {
		fields[chosen->n++] = all->fields[at];
	}
	return OK;
}

enum status
listing_choose(const struct entity *e, const char *text, bool everything,
    struct listing *l)
{
	struct arena *a = l->arena;
	struct flat *out = &l->flat;
	struct flat all = entity_columns(e, a);
	struct flat_field *fields = arena_alloc(a, (all.n + 1) *
	    sizeof(*fields));
	enum status st;

	*out = (struct flat){ e, fields, 0 };
	for (size_t i = 0; i < all.n; i++)
		if (everything || (all.fields[i].of == e &&
		    (all.fields[i].field->flags & F_LIST)))
			fields[out->n++] = all.fields[i];
	if (text == NULL)
		return OK;
	if (*text == '\0')
		return fail(E_USAGE, _("--fields: no field is named"));
	if (*text != '+' && *text != '-')
		out->n = 0;
	while (*text != '\0') {
		size_t n = strcspn(text, ",");

		if ((st = apply_word(&all, arena_strndup(a, text, n), a,
		    out)) != OK)
			return fail_in(st, "--fields");
		text += n + (text[n] == ',');
	}
	return OK;
}

/* ---- columns ------------------------------------------------------------- */

static struct column
to_column(const struct field *f, const char *name, bool chinese)
{
	unsigned flags = field_column_flags(f);

	if (f->type == V_REF)	/* on a screen with the name behind it */
		flags |= COLUMN_WIDE;
	return (struct column){ .name = name, .label = field_label(f, chinese),
	    .help = f->help, .codes = f->codes, .type = f->type,
	    .flags = flags, .width = f->width };
}

static struct column *
flat_columns(const struct listing *l)
{
	struct column *columns = arena_alloc(l->arena, (l->flat.n + 1) *
	    sizeof(*columns));

	for (size_t i = 0; i < l->flat.n; i++) {
		const struct flat_field *f = &l->flat.fields[i];

		columns[i] = to_column(f->field, f->name, l->chinese);
		if (f->of != l->flat.entity)	/* the key of a line is none */
			columns[i].flags &= ~(unsigned)COLUMN_ID;
	}
	return columns;
}

static const char *
entity_title(const struct entity *e, bool chinese)
{
	return chinese ? e->label_zh : e->label;
}

/* ---- rows ---------------------------------------------------------------- */

enum { NEAR_LINES = 8 };	/* passed over rather than looked up anew */

/* The lines of one record after the other, by a cursor over the lines of all:
 * records in the order of their numbers find theirs where it stands. */
struct lines {
	struct selection selection;
	struct cursor	 cursor;	/* at a line, or behind the last */
	int64_t		 of;		/* its record; INT64_MAX: no line */
	int64_t		 sought;	/* no line stands before its own */
};

/* Which fields of a record, or of its line, go where in a row. */
struct picks {
	struct picked	*list;
	size_t		 n;
	uint64_t	 fields;	/* a bit each */
};

struct writing {
	struct records		*records;
	const struct listing	*listing;
	struct sink		*sink;
	struct value		*values;	/* of one row */
	struct picks		 own;
	struct picks		 of_line;	/* none: no lines are written */
	struct lines		 lines;
	size_t			 n;
};

static void
next_line(struct lines *l)
{
	l->of = INT64_MAX;
	if (cursor_row(&l->cursor))
		l->of = cursor_parent(&l->cursor);
}

/* To the first line of the record, or to where it would stand. */
static void
find_lines(struct lines *l, int64_t record)
{
	bool is_ahead = record > l->sought;

	for (int i = 0; is_ahead && l->of < record && i < NEAR_LINES; i++)
		next_line(l);
	if (!is_ahead || l->of < record) {
		cursor_seek(&l->cursor, record);
		next_line(l);
	}
	l->sought = record;
}

/* A field of a line that is not there is empty, even where no is a word. */
static struct value
empty(const struct field *f)
{
	return value_none(f->type == V_BOOL ? V_TEXT : f->type);
}

static void
take_nothing(struct writing *w)
{
	const struct flat *flat = &w->listing->flat;

	for (size_t i = 0; i < flat->n; i++)
		if (flat->fields[i].of != flat->entity)
			w->values[i] = empty(flat->fields[i].field);
}

static void
take_values(struct writing *w, const struct picks *picks,
    const struct cursor *from)
{
	cursor_pick(from, picks->list, picks->n, w->values);
}

static enum status
write_row(struct writing *w)
{
	w->n++;
	return sink_row(w->sink, w->values);
}

/* The record's own values are there. */
static enum status
write_lines(struct writing *w, int64_t record)
{
	struct lines *l = &w->lines;
	enum status st = OK;

	find_lines(l, record);
	if (l->of != record && w->listing->lines_only)
		return OK;
	if (l->of != record) {
		take_nothing(w);
		return write_row(w);
	}
	for (; st == OK && l->of == record; next_line(l)) {
		take_values(w, &w->of_line, &l->cursor);
		st = write_row(w);
	}
	return st;
}

static enum status
write_records(struct writing *w, const struct selection *sel)
{
	const struct entity *e = w->listing->flat.entity;
	struct cursor c = record_select(w->records, e, sel);
	enum status st = OK, end;

	while (st == OK && cursor_row(&c)) {
		take_values(w, &w->own, &c);
		if (stop_requested())
			st = fail(E_INTERRUPTED, _("interrupted"));
		else if (w->of_line.n > 0)
			st = write_lines(w, cursor_id(&c));
		else
			st = write_row(w);
	}
	end = cursor_end(&c);
	return st != OK ? st : end;
}

static enum status
write_all(struct writing *w, const struct selection *asked)
{
	const struct entity *e = w->listing->flat.entity;
	struct selection sel = *asked;
	struct lines *l = &w->lines;
	enum status st, end;

	sel.fields = w->own.fields;
	sel.codes_only = !sink_shows_titles(w->sink);
	if (w->of_line.n == 0)
		return write_records(w, &sel);
	*l = (struct lines){ .selection = { .with_archived = true,
	    .and_on = true, .fields = w->of_line.fields,
	    .codes_only = sel.codes_only }, .of = INT64_MAX,
	    .sought = INT64_MAX };
	l->cursor = record_select(w->records, e->lines, &l->selection);
	st = write_records(w, &sel);
	end = cursor_end(&l->cursor);
	return st != OK ? st : end;
}

/* A table over the fields of a listing, in its arena. */
static struct table *
new_table(const struct listing *l, enum table_kind kind, const char *title)
{
	const struct entity *e = l->flat.entity;
	struct table *t = arena_alloc(l->arena, sizeof(*t));

	*t = (struct table){
		.name = kind == TABLE_RECORD ? e->name : e->plural,
		.title = title, .kind = kind,
		.columns = flat_columns(l), .ncolumns = l->flat.n
	};
	return t;
}

static void
add_pick(struct picks *picks, const struct flat_field *f, size_t to)
{
	picks->list[picks->n++] = (struct picked){
		(size_t)(f->field - f->of->fields), to
	};
	picks->fields |= selection_bit(f->of, f->field);
}

static struct writing
new_writing(struct records *r, const struct listing *l, struct sink *sink)
{
	const struct flat *flat = &l->flat;
	size_t n = flat->n + 1;
	struct writing w = { .records = r, .listing = l, .sink = sink };

	w.values = arena_alloc(l->arena, n * sizeof(*w.values));
	w.own.list = arena_alloc(l->arena, n * sizeof(*w.own.list));
	w.of_line.list = arena_alloc(l->arena, n * sizeof(*w.of_line.list));
	w.own.fields = 1;		/* its number, at least */
	for (size_t i = 0; i < flat->n; i++)
		add_pick(flat->fields[i].of == flat->entity ? &w.own :
		    &w.of_line, &flat->fields[i], i);
	return w;
}

enum status
listing_write(struct records *r, struct listing *l,
    const struct selection *sel, struct sink *sink)
{
	struct writing w = new_writing(r, l, sink);
	enum status st = sink_begin(sink, new_table(l, TABLE_LIST,
	    entity_title(l->flat.entity, l->chinese)));

	if (st == OK)
		st = write_all(&w, sel);
	l->nrows = w.n;
	return st;
}

/* ---- one record ---------------------------------------------------------- */

static enum status
show_part(const struct writing *whole, const struct entity *part,
    const void *record)
{
	const struct listing *l = whole->listing;
	struct listing of = { entity_own_fields(part, l->arena), l->chinese,
	    l->arena, false, 0 };
	struct selection sel = { .parent = entity_id(record),
	    .with_archived = true };
	struct writing w = new_writing(whole->records, &of, whole->sink);
	enum status st = sink_begin(w.sink, new_table(&of, TABLE_PART,
	    entity_title(part, l->chinese)));

	return st == OK ? write_all(&w, &sel) : st;
}

enum status
listing_show(struct records *r, const struct listing *l, const void *record,
    struct sink *sink)
{
	const struct entity *e = l->flat.entity;
	struct writing w = new_writing(r, l, sink);
	char *title = arena_printf(l->arena, "%s %s", _(e->name),
	    entity_code(e, record));
	enum status st;

	if (*title >= 'a' && *title <= 'z')
		*title = (char)(*title - ('a' - 'A'));
	st = sink_begin(sink, new_table(l, TABLE_RECORD, title));

	for (size_t i = 0; i < l->flat.n; i++) {
		const struct flat_field *f = &l->flat.fields[i];

		w.values[i] = f->of == e ? field_get(f->field, record) :
		    empty(f->field);
	}
	if (st == OK)
		st = write_row(&w);
	for (size_t i = 0; st == OK && e->parts != NULL &&
	    e->parts[i] != NULL; i++)
		st = show_part(&w, e->parts[i], record);
	return st;
}

/* ---- templates ----------------------------------------------------------- */

/* The example a field gives, read as if it had been typed. */
static enum status
read_example(const struct flat_field *f, struct arena *a, struct value *out)
{
	const struct parse p = { a, NO_DATE };
	void *scratch = entity_new(f->of, a);
	enum status st = OK;

	*out = value_none(f->field->type == V_BOOL ? V_TEXT : f->field->type);
	if ((f->field->flags & F_KEY) && f->field->type == V_TEXT) {
		*out = value_text(LISTING_EXAMPLE);
		return OK;
	}
	if (f->field->example == NULL)
		return OK;
	if ((st = field_set(f->field, scratch, f->field->example, &p)) == OK)
		*out = field_get(f->field, scratch);
	return st;
}

enum status
listing_template(const struct listing *l, struct sink *sink)
{
	const struct entity *e = l->flat.entity;
	struct arena *a = l->arena;
	struct table *table = new_table(l, TABLE_TEMPLATE,
	    arena_printf(a, "%s %s", e->label, e->label_zh));
	struct column *columns = (struct column *)table->columns;
	struct value *values = arena_alloc(a, (l->flat.n + 1) *
	    sizeof(*values));
	enum status st;

	for (size_t i = 0; i < l->flat.n; i++) {
		const struct field *f = l->flat.fields[i].field;

		columns[i].label = arena_printf(a, "%s %s", f->label,
		    f->label_zh);
		columns[i].help = _(f->help);
		if ((f->flags & F_KEY) && e->series != NULL)
			columns[i].flags &= ~(unsigned)COLUMN_REQUIRED;
		if ((st = read_example(&l->flat.fields[i], a,
		    &values[i])) != OK)
			return fail_in(st, "%s", f->name);
	}
	if ((st = sink_begin(sink, table)) == OK)
		st = sink_row(sink, values);
	return st;
}
