/*
 * What follows from a table of fields alone.
 */
#include "record/entity.h"

#include <string.h>

#include "base/utf8.h"

void
entity_clear(const struct entity *e, void *record)
{
	memset(record, 0, e->size);
	for (size_t i = 0; i < entity_nshown(e); i++)
		field_put(&e->fields[i], record, value_none(e->fields[i].type));
}

void
entity_clear_computed(const struct entity *e, void *record)
{
	for (size_t i = 0; i < e->nfields; i++)
		if (e->fields[i].flags & F_COMPUTED)
			field_put(&e->fields[i], record,
			    value_none(e->fields[i].type));
}

const struct state *
entity_state(const struct entity *e, const char *code)
{
	for (const struct state *s = e->states; s != NULL && s->code != NULL;
	    s++)
		if (strcmp(s->code, code) == 0)
			return s;
	return NULL;
}

const struct state *
entity_state_of(const struct entity *e, const void *record)
{
	const struct field *f = entity_field_flagged(e, F_STATE);
	const char *code = f != NULL ? field_get(f, record).u.text : NULL;

	return code != NULL ? entity_state(e, code) : NULL;
}

void *
entity_new(const struct entity *e, struct arena *a)
{
	void *record = arena_alloc(a, e->size);

	entity_clear(e, record);
	return record;
}

int64_t
entity_id(const void *record)
{
	int64_t id;

	memcpy(&id, record, sizeof(id));
	return id;
}

const struct field *
entity_field(const struct entity *e, const char *name)
{
	for (size_t i = 0; i < entity_nshown(e); i++)
		if (strcmp(e->fields[i].name, name) == 0)
			return &e->fields[i];
	return NULL;
}

const struct field *
entity_field_flagged(const struct entity *e, unsigned flag)
{
	for (size_t i = 0; i < e->nfields; i++)
		if (e->fields[i].flags & flag)
			return &e->fields[i];
	return NULL;
}

const struct field *
entity_key(const struct entity *e)
{
	return entity_field_flagged(e, F_KEY);
}

const char *
entity_code(const struct entity *e, const void *record)
{
	const struct field *f = entity_key(e);
	const char *code = NULL;

	if (f != NULL && f->type == V_TEXT)
		code = field_get(f, record).u.text;
	f = entity_field_flagged(e, F_TITLE);
	if (code == NULL && f != NULL && f->type == V_TEXT)
		code = field_get(f, record).u.text;
	return code != NULL ? code : "";
}

static bool
is_named(const struct field *f, const char *skeleton, struct arena *a)
{
	const char *const names[] = { f->name, f->label, f->label_zh };

	for (size_t i = 0; i < COUNT(names); i++)
		if (strcmp(utf8_skeleton(names[i], a), skeleton) == 0)
			return true;
	return false;
}

static bool
is_line_field(const struct entity *e, const char *text)
{
	struct arena a = ARENA_INIT;
	struct flat flat = entity_flat(e, &a);
	bool found = flat_find(&flat, text) < flat.n;

	arena_release(&a);
	return found;
}

enum status
flat_no_field(const struct flat *flat, const char *text)
{
	const struct entity *e = flat->entity;
	const char *near = NULL;
	size_t best = 3;
	enum status st;

	for (size_t i = 0; i < flat->n; i++) {
		size_t d = utf8_distance(text, flat->fields[i].name, 3);

		if (d < best) {
			best = d;
			near = flat->fields[i].name;
		}
	}
	st = fail(E_USAGE, _("%s has no field '%s'"), e->name, text);
	if (near != NULL)
		return fail_hint(st, _("did you mean %s?"), near);
	return fail_hint(st, _("all fields: tradecli help %s"), e->name);
}

static enum status
no_such_field(const struct entity *e, const char *text)
{
	struct arena a = ARENA_INIT;
	struct flat own = entity_own_fields(e, &a);
	enum status st = flat_no_field(&own, text);

	if (is_line_field(e, text))
		st = fail_hint(st, _("it is a field of its %s; --where and "
		    "--sort look at the %s itself"), _(e->lines->plural),
		    _(e->name));
	arena_release(&a);
	return st;
}

enum status
entity_find_field(const struct entity *e, const char *text,
    const struct field **out)
{
	struct arena a = ARENA_INIT;
	const char *skeleton = utf8_skeleton(text, &a);
	const struct field *found = entity_field(e, text);

	for (size_t i = 0; found == NULL && i < entity_nshown(e); i++)
		if (is_named(&e->fields[i], skeleton, &a))
			found = &e->fields[i];
	arena_release(&a);
	if (found == NULL)
		return no_such_field(e, text);
	*out = found;
	return OK;
}

/* Those of one entity that travel in a flat row. */
static size_t
add_flat(const struct entity *e, const char *prefix, struct flat_field *to,
    struct arena *a)
{
	size_t n = 0;

	for (size_t i = 1; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		if (f->flags & (F_PARENT | F_FIXED))
			continue;
		to[n++] = (struct flat_field){ f, e, *prefix == '\0' ? f->name :
		    arena_printf(a, "%s%s", prefix, f->name) };
	}
	return n;
}

static size_t
add_sums(const struct entity *e, struct flat_field *to)
{
	for (size_t i = 0; i < e->nsums; i++)
		to[i] = (struct flat_field){ &e->fields[e->nfields + i], e,
		    e->fields[e->nfields + i].name };
	return e->nsums;
}

static struct flat
make_flat(const struct entity *e, bool with_sums, struct arena *a)
{
	size_t max = entity_nshown(e) +
	    (e->lines != NULL ? e->lines->nfields : 0);
	struct flat_field *fields = arena_alloc(a, max * sizeof(*fields));
	size_t n = add_flat(e, "", fields, a);

	if (with_sums)
		n += add_sums(e, fields + n);
	if (e->lines != NULL)
		n += add_flat(e->lines, e->lines->prefix, fields + n, a);
	return (struct flat){ e, fields, n };
}

struct flat
entity_flat(const struct entity *e, struct arena *a)
{
	return make_flat(e, false, a);
}

struct flat
entity_flat_lines(const struct entity *e, struct arena *a)
{
	struct flat_field *fields = arena_alloc(a, (e->lines->nfields + 2) *
	    sizeof(*fields));
	const struct field *key = entity_key(e);
	const struct field *reference = entity_field(e, "reference");
	size_t n = 0;

	fields[n++] = (struct flat_field){ key, e, key->name };
	if (reference != NULL && reference->type == V_TEXT)
		fields[n++] = (struct flat_field){ reference, e,
		    reference->name };
	n += add_flat(e->lines, e->lines->prefix, fields + n, a);
	return (struct flat){ e, fields, n };
}

struct flat
entity_columns(const struct entity *e, struct arena *a)
{
	return make_flat(e, true, a);
}

struct flat
entity_sums(const struct entity *e, struct arena *a)
{
	struct flat_field *fields = arena_alloc(a, (e->nsums + 1) *
	    sizeof(*fields));

	return (struct flat){ e, fields, add_sums(e, fields) };
}

struct flat
entity_own_fields(const struct entity *e, struct arena *a)
{
	struct flat_field *fields = arena_alloc(a, entity_nshown(e) *
	    sizeof(*fields));
	size_t n = 0;

	for (size_t i = 1; i < entity_nshown(e); i++)
		if (!(e->fields[i].flags & F_PARENT))
			fields[n++] = (struct flat_field){ &e->fields[i], e,
			    e->fields[i].name };
	return (struct flat){ e, fields, n };
}

size_t
flat_find(const struct flat *flat, const char *name)
{
	size_t i = 0;

	while (i < flat->n && strcmp(flat->fields[i].name, name) != 0)
		i++;
	return i;
}
