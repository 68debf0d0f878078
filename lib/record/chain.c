/*
 * What shows that nobody but this program wrote in a ledger.  Every row has a
 * seal, made of all it holds; every operation a hash of all it did and of the
 * hash before it.  What an operation left needs not be kept for that: it is
 * what the changes behind it found, or else what stands there now.
 */
#include "record/records.h"

#include <string.h>

/* ---- making -------------------------------------------------------------- */

/* With the NUL, which no text holds. */
static void
add_text(struct strbuf *b, const char *text)
{
	strbuf_add(b, text, strlen(text) + 1);
}

/* Name and text with one look for room: most fields are texts. */
static bool
add_text_field(struct strbuf *b, const struct field *f, const char *text)
{
	size_t n;
	char *to;

	if (text == NULL || *text == '\0')
		return false;
	n = strlen(text) + 1;
	to = strbuf_room(b, f->name_size + n);
	memcpy(to, f->name, f->name_size);
	memcpy(to + f->name_size, text, n);
	strbuf_take(b, f->name_size + n);
	return true;
}

/* Has it a value?  No says nothing: a field that a later version adds is not
 * in any row that is there already. */
static bool
add_field(struct strbuf *b, const struct field *f, const void *record)
{
	struct value v;

	if (f->type == V_TEXT)
		return add_text_field(b, f, field_text(f, record));
	v = field_get(f, record);
	if (value_is_none(v))
		return false;
	if (v.type == V_BOOL && !v.u.boolean)
		return true;
	strbuf_add(b, f->name, f->name_size);
	history_add_value(b, v);
	strbuf_addch(b, '\0');
	return true;
}

uint64_t
records_image(struct records *r, const struct entity *e, const void *record)
{
	struct strbuf *b = &r->image;
	uint64_t given = 0;

	strbuf_cut(b, 0);
	add_text(b, e->table);
	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];
		size_t at = b->len;

		if (!add_field(b, f, record))
			continue;
		given |= UINT64_C(1) << i;
		r->values_at[i] = at + f->name_size;
	}
	strbuf_addch(b, '\0');
	return given;
}

int64_t
records_seal(const struct records *r)
{
	return fast_sum(r->image.buf, r->image.len);
}

int64_t
counter_seal(const char *name, int64_t last)
{
	struct strbuf b = STRBUF_INIT;
	int64_t seal;

	add_text(&b, "counter");
	add_text(&b, "name");
	add_text(&b, name);
	add_text(&b, "last");
	strbuf_addf(&b, "%lld", (long long)last);
	strbuf_addch(&b, '\0');
	strbuf_addch(&b, '\0');
	seal = fast_sum(b.buf, b.len);
	strbuf_release(&b);
	return seal;
}

void
chain_begin(struct hash *h, const char *before, const struct operation *o)
{
	hash_begin(h);
	hash_add_text(h, before);
	hash_add_int(h, o->id);
	hash_add_text(h, o->time);
	hash_add_text(h, o->user);
	hash_add_text(h, o->command);
	hash_add_text(h, o->kind);
	hash_add_int(h, o->target);
}

void
chain_add(struct hash *h, const struct traced *t)
{
	hash_add_text(h, t->table);
	hash_add_int(h, t->first);
	hash_add_int(h, t->last);
	hash_add_text(h, t->action);
	hash_add_text(h, t->before);
	hash_add(h, &t->left, sizeof(t->left));
}

void
chain_end(struct hash *h, const struct receipt *receipt,
    char hash[DIGEST_TEXT])
{
	struct digest d;

	if (receipt != NULL) {
		hash_add_text(h, receipt->key);
		hash_add_text(h, receipt->answer);
		hash_add_int(h, receipt->status);
	}
	d = hash_end(h);
	digest_print(&d, hash);
}
