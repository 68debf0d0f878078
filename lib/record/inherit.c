/*
 * What a new record has from those it refers to: an order its currency from
 * the buyer, a line its unit from the product.
 */
#include <string.h>

#include "record/records.h"

/* "buyer.currency": the field `buyer`, and of what it refers to `currency`. */
static const struct field *
split_from(const struct entity *e, const struct field *f, struct arena *a,
    const struct field **of)
{
	const char *dot = strchr(f->from, '.');
	const struct field *ref = entity_field(e,
	    arena_strndup(a, f->from, (size_t)(dot - f->from)));

	*of = entity_field(ref->ref, dot + 1);
	return ref;
}

static enum status
inherit_field(struct records *r, const struct entity *e, void *record,
    const struct field *f, struct arena *a)
{
	const struct field *of, *ref = split_from(e, f, a, &of);
	int64_t id = field_get(ref, record).u.ref.id;
	void *other;
	enum status st;

	if (id == 0)
		return OK;
	other = entity_new(ref->ref, a);
	if ((st = record_load(r, (struct record_id){ ref->ref, id }, a,
	    other)) == OK)
		field_put(f, record, field_get(of, other));
	return st;
}

enum status
record_inherit(struct records *r, const struct entity *e, void *record,
    struct arena *a)
{
	enum status st = record_resolve(r, e, record, a);

	for (size_t i = 0; st == OK && i < e->nfields; i++)
		if (e->fields[i].from != NULL &&
		    value_is_none(field_get(&e->fields[i], record)))
			st = inherit_field(r, e, record, &e->fields[i], a);
	return st;
}
