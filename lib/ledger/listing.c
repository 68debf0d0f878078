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
	struct flat all = entity_flat(e, a);
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

struct writing {
	struct records		*records;
	const struct listing	*listing;
	struct sink		*sink;
	struct value		*values;	/* of one row */
	void			*line;		/* record of a line */
	bool			 with_lines;
	size_t			 n;
};

/* `line` NULL: the fields of lines are empty. */
static enum status
write_row(struct writing *w, const void *record, const void *line)
{
	const struct flat *flat = &w->listing->flat;

	for (size_t i = 0; i < flat->n; i++) {
		const struct field *f = flat->fields[i].field;

		if (flat->fields[i].of == flat->entity)
			w->values[i] = field_get(f, record);
		else if (line != NULL)
			w->values[i] = field_get(f, line);
		else
			w->values[i] = value_none(f->type == V_BOOL ? V_TEXT :
			    f->type);
	}
	w->n++;
	return sink_row(w->sink, w->values);
}

static enum status
write_lines(struct writing *w, const void *record)
{
	struct selection of = { .parent = entity_id(record),
	    .with_archived = true };
	struct cursor c = record_select(w->records,
	    w->listing->flat.entity->lines, &of);
	enum status st = OK, end;
	size_t n = 0;

	for (; st == OK && cursor_next(&c, w->line); n++)
		st = write_row(w, record, w->line);
	end = cursor_end(&c);
	if (st == OK && end == OK && n == 0)
		return write_row(w, record, NULL);
	return st != OK ? st : end;
}

static enum status
write_all(struct writing *w, const struct selection *sel)
{
	const struct entity *e = w->listing->flat.entity;
	void *record = entity_new(e, w->listing->arena);
	struct cursor c = record_select(w->records, e, sel);
	enum status st = OK, end;

	while (st == OK && cursor_next(&c, record)) {
		if (stop_requested())
			st = fail(E_INTERRUPTED, _("interrupted"));
		else if (w->with_lines)
			st = write_lines(w, record);
		else
			st = write_row(w, record, NULL);
	}
	end = cursor_end(&c);
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

static struct writing
new_writing(struct records *r, const struct listing *l, struct sink *sink)
{
	const struct entity *e = l->flat.entity;
	struct writing w = { .records = r, .listing = l, .sink = sink };

	w.values = arena_alloc(l->arena, (l->flat.n + 1) * sizeof(*w.values));
	for (size_t i = 0; i < l->flat.n; i++)
		if (l->flat.fields[i].of != e)
			w.with_lines = true;
	if (w.with_lines)
		w.line = entity_new(e->lines, l->arena);
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
	    l->arena, 0 };
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

	if (st == OK)
		st = write_row(&w, record, NULL);
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
