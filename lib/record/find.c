/*
 * Finding records: by number, by code, or as the one that stands for the same
 * thing.
 */
#include "record/records.h"

#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"

/* ---- reading rows -------------------------------------------------------- */

/* One column, of a reference three; returns how many. */
static int
add_columns(struct strbuf *sql, const struct field *f, size_t i)
{
	strbuf_addf(sql, ", t.%s", f->name);
	if (f->type != V_REF)
		return 1;
	strbuf_addf(sql, ", r%zu.%s, r%zu.%s", i, entity_key(f->ref)->name, i,
	    entity_field_flagged(f->ref, F_TITLE)->name);
	return 3;
}

static bool
is_chosen(const struct columns *c, size_t i)
{
	return (c->fields >> i & 1) != 0;
}

/* The number stands first and is read in any case, as the parent's is. */
void
records_select_sql(struct columns *c, struct strbuf *sql)
{
	const struct entity *e = c->entity;
	int n = 1;

	strbuf_addf(sql, "SELECT t.%s", e->fields[0].name);
	c->at[0] = 0;
	c->parent = -1;
	for (size_t i = 1; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		c->at[i] = is_chosen(c, i) ? n : -1;
		if (f->flags & F_PARENT)
			c->parent = n;
		if (is_chosen(c, i)) {
			n += add_columns(sql, f, i);
		} else if (f->flags & F_PARENT) {
			strbuf_addf(sql, ", t.%s", f->name);
			n++;
		}
	}
	strbuf_addf(sql, " FROM %s t", e->table);
	for (size_t i = 1; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		if (f->type == V_REF && is_chosen(c, i))
			strbuf_addf(sql, " LEFT JOIN %s r%zu ON r%zu.id = t.%s",
			    f->ref->table, i, i, f->name);
	}
}

void
records_read(const struct query *q, const struct columns *c, void *record)
{
	entity_clear(c->entity, record);
	for (size_t i = 0; i < c->entity->nfields; i++) {
		const struct field *f = &c->entity->fields[i];

		if (c->at[i] >= 0)
			field_put(f, record, query_value(q, c->at[i], f->type));
	}
}

static const char *
own_text(const char *text, struct arena *a)
{
	return text != NULL ? arena_strdup(a, text) : NULL;
}

/* Texts that were borrowed from a row outlive it. */
static void
own_texts(const struct entity *e, void *record, struct arena *a)
{
	for (size_t i = 0; i < e->nfields; i++) {
		struct value v = field_get(&e->fields[i], record);

		if (v.type == V_TEXT) {
			v.u.text = own_text(v.u.text, a);
		} else if (v.type == V_REF) {
			v.u.ref.code = own_text(v.u.ref.code, a);
			v.u.ref.title = own_text(v.u.ref.title, a);
		}
		field_put(&e->fields[i], record, v);
	}
}

/* A column and what it is to hold. */
struct wanted {
	const struct entity *entity;
	const char	    *column;
	struct arg	     value;
};

/* The one row that holds it; E_NOTFOUND without a message. */
static enum status
load_wanted(struct records *r, const struct wanted *w, struct arena *a,
    void *record)
{
	struct columns columns = { .entity = w->entity, .fields = UINT64_MAX };
	struct strbuf sql = STRBUF_INIT;
	struct query q;
	enum status st;
	bool found;

	records_select_sql(&columns, &sql);
	strbuf_addf(&sql, " WHERE t.%s = ?1", w->column);
	q = store_query(r->store, sql.buf, (struct args){ &w->value, 1 });
	if ((found = query_row(&q))) {
		records_read(&q, &columns, record);
		own_texts(w->entity, record, a);
	}
	st = query_end(&q);
	strbuf_release(&sql);
	return st == OK && !found ? E_NOTFOUND : st;
}

static bool
has_role(const char *roles, const char *role)
{
	size_t n = strlen(role);

	for (; roles != NULL && *roles != '\0'; roles = strchr(roles, ',')) {
		roles += *roles == ',';
		if (strncmp(roles, role, n) == 0 &&
		    (roles[n] == ',' || roles[n] == '\0'))
			return true;
	}
	return false;
}

bool
records_in_view(const struct entity *e, const void *record)
{
	const struct field *f = entity_field_flagged(e, F_ROLES);

	return e->role == NULL ||
	    has_role(field_get(f, record).u.text, e->role);
}

enum status
record_load(struct records *r, struct record_id id, struct arena *a,
    void *record)
{
	const struct wanted w = { id.entity, "id", ARG(id.id) };
	enum status st = load_wanted(r, &w, a, record);

	if (st == E_NOTFOUND)
		return fail(st, _("there is no %s number %lld"),
		    _(id.entity->name), (long long)id.id);
	return st;
}

/* Is it the code of a record that the entity looks at? */
static bool
is_seen(struct records *r, struct record_code one)
{
	struct arena a = ARENA_INIT;
	void *record = arena_alloc(&a, one.entity->size);
	const struct wanted w = { one.entity, entity_key(one.entity)->name,
	    ARG(one.code) };
	bool seen = load_wanted(r, &w, &a, record) == OK &&
	    records_in_view(one.entity, record);

	arena_release(&a);
	return seen;
}

/* The code nearest to what was typed.  The codes alone are gone through,
 * which stand in an index: a slip must not cost a walk over all records. */
static enum status
near_code(struct records *r, struct record_code typed, struct arena *a,
    const char **near)
{
	const struct entity *e = typed.entity;
	const char *key = entity_key(e)->name;
	const char *folded = utf8_folded(typed.code, a);
	struct query q = store_query(r->store, arena_printf(a,
	    "SELECT %s FROM %s ORDER BY %s", key, e->table, key), NO_ARGS);
	struct strbuf one = STRBUF_INIT;
	size_t best = 3;

	while (best > 1 && query_row(&q)) {
		const char *code = query_text(&q, 0);
		size_t d;

		strbuf_cut(&one, 0);
		utf8_fold(code, &one);
		d = utf8_distance(folded, one.buf, best);
		if (d < best && is_seen(r, (struct record_code){ e, code })) {
			best = d;
			*near = arena_strdup(a, code);
		}
	}
	strbuf_release(&one);
	return query_end(&q);
}

/* The first record whose name, or what else is searched, holds it. */
static enum status
named_like(struct records *r, struct record_code typed, struct arena *a,
    const char **near)
{
	const struct entity *e = typed.entity;
	const struct field *key = entity_key(e);
	struct selection named = { .with_archived = true, .limit = 1,
	    .holding = typed.code, .fields = selection_bit(e, key) };
	struct cursor c;

	if (entity_field_flagged(e, F_SEARCH) == NULL || *typed.code == '\0')
		return OK;
	c = record_select(r, e, &named);
	if (cursor_row(&c))
		*near = arena_strdup(a, cursor_value(&c, key).u.text);
	return cursor_end(&c);
}

static enum status
not_found(struct records *r, struct record_code typed, struct arena *a)
{
	const struct entity *e = typed.entity;
	const char *near = NULL;
	enum status st = near_code(r, typed, a, &near);

	if (st == OK && near == NULL)
		st = named_like(r, typed, a, &near);
	if (st != OK)
		return st;
	st = fail(E_NOTFOUND, _("there is no %s '%s'"), _(e->name),
	    typed.code);
	if (near != NULL)
		return fail_hint(st, _("did you mean %s?"), near);
	return fail_hint(st, _("all of them: tradecli %s list"), e->name);
}

static const char *
upper_case(const char *text, struct arena *a)
{
	char *copy = arena_strdup(a, text);

	for (char *p = copy; *p != '\0'; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - ('a' - 'A'));
	return copy;
}

/* As typed, else in upper case; one the entity does not look at is none. */
static enum status
find_by_code(struct records *r, struct record_code typed, struct arena *a,
    void *record)
{
	const struct entity *e = typed.entity;
	const char *upper = upper_case(typed.code, a);
	struct wanted w = { e, entity_key(e)->name, ARG(typed.code) };
	enum status st = load_wanted(r, &w, a, record);

	if (st == E_NOTFOUND && strcmp(upper, typed.code) != 0) {
		w.value = ARG(upper);
		st = load_wanted(r, &w, a, record);
	}
	return st == OK && !records_in_view(e, record) ? E_NOTFOUND : st;
}

enum status
record_find(struct records *r, struct record_code typed, struct arena *a,
    void *record)
{
	enum status st = find_by_code(r, typed, a, record);

	return st == E_NOTFOUND ? not_found(r, typed, a) : st;
}

/* ---- the same thing ------------------------------------------------------ */

/* The fields of one set of matching fields. */
struct match {
	const struct entity *entity;
	const void	    *record;
	const struct field  *fields[8];
	size_t		     n;
};

/* False when one that must have a value has none. */
static bool
parse_match(struct match *m, const char *set)
{
	char name[64];

	m->n = 0;
	while (*set != '\0' && m->n < COUNT(m->fields)) {
		size_t n = strcspn(set, ",?");
		const struct field *f;

		snprintf(name, sizeof(name), "%.*s", (int)n, set);
		f = entity_field(m->entity, name);
		if (set[n] != '?' && value_is_none(field_get(f, m->record)))
			return false;
		m->fields[m->n++] = f;
		set += n + strspn(set + n, ",?");
	}
	return true;
}

static enum status
several_alike(const struct match *m)
{
	const struct entity *e = m->entity;
	struct strbuf text = STRBUF_INIT;
	enum status st;

	for (size_t i = 0; i < m->n; i++) {
		if (i > 0)
			strbuf_addstr(&text, ", ");
		value_print(field_get(m->fields[i], m->record), &text);
	}
	st = fail_hint(fail(E_CONFLICT, _("more than one %s is called '%s'"),
	    _(e->name), text.buf), _("add a column %s to tell them apart"),
	    entity_key(e) != NULL ? entity_key(e)->name : "id");
	strbuf_release(&text);
	return st;
}

static enum status
find_matching(struct records *r, const struct match *m, int64_t *id)
{
	struct strbuf sql = STRBUF_INIT;
	struct arg args[COUNT(m->fields)];
	struct query q;
	size_t n = 0, found = 0;
	enum status st;

	strbuf_addf(&sql, "SELECT id FROM %s WHERE ",
	    m->entity->table);
	for (size_t i = 0; i < m->n; i++) {
		struct value v = field_get(m->fields[i], m->record);
		bool none = value_is_none(v);

		if (!none)
			args[n++] = arg_value(v);
		strbuf_addf(&sql, none ? "%s%s IS NULL" : "%s%s = ?%zu",
		    i > 0 ? " AND " : "", m->fields[i]->name, n);
	}
	strbuf_addstr(&sql, " ORDER BY id LIMIT 2");
	q = store_query(r->store, sql.buf, (struct args){ args, n });
	while (query_row(&q))
		if (found++ == 0)
			*id = query_int(&q, 0);
	st = query_end(&q);
	strbuf_release(&sql);
	if (st == OK && found > 1)
		return several_alike(m);
	return st;
}

int64_t
records_holder(struct records *r, const struct entity *e, const void *record)
{
	const struct field *key = entity_key(e);
	struct arena a = ARENA_INIT;
	int64_t id;
	enum status st = store_int(r->store, arena_printf(&a,
	    "SELECT coalesce(min(id), 0) FROM %s WHERE %s = ?1 AND id <> ?2",
	    e->table, key->name), ARGS(arg_value(field_get(key, record)),
	    ARG(entity_id(record))), &id);

	arena_release(&a);
	if (st != OK)
		fail_clear();
	return st == OK ? id : 0;
}

static bool
same_title(const struct entity *e, const void *a, const void *b)
{
	const struct field *f = entity_field_flagged(e, F_TITLE);

	return f != NULL && value_equal(field_get(f, a), field_get(f, b));
}

/* "s1" beside "S1": one of them is a slip of the hand. */
static enum status
refuse_other_case(struct records *r, const struct wanted *w, struct arena *a)
{
	const char *upper = upper_case(w->value.text, a);
	struct wanted other = { w->entity, w->column, ARG(upper) };
	void *record = arena_alloc(a, w->entity->size);
	enum status st;

	if (strcmp(upper, w->value.text) == 0)
		return OK;
	st = load_wanted(r, &other, a, record);
	if (st == OK)
		return fail(E_CONFLICT, _("%s '%s' is written '%s' in the "
		    "ledger"), w->column, w->value.text, upper);
	return st == E_NOTFOUND ? OK : st;
}

/* A code may stand already for a party seen in another role: the same firm
 * when the name agrees, somebody else's code when not. */
static enum status
match_key(struct records *r, const struct entity *e, const void *record,
    int64_t *id)
{
	const struct field *key = entity_key(e);
	struct arena a = ARENA_INIT;
	void *other = arena_alloc(&a, e->size);
	const struct wanted w = { e, key->name,
	    arg_value(field_get(key, record)) };
	enum status st = load_wanted(r, &w, &a, other);

	if (st == OK && !records_in_view(e, other) &&
	    !same_title(e, other, record))
		st = fail_hint(fail(E_CONFLICT,
		    _("%s '%s' is taken by '%s', which is no %s"), key->name,
		    field_get(key, record).u.text,
		    field_get(entity_field_flagged(e, F_TITLE), other).u.text,
		    _(e->name)), _("give it another code, or the same name "
		    "if it is the same firm"));
	else if (st == OK)
		*id = entity_id(other);
	else if (st == E_NOTFOUND)
		st = refuse_other_case(r, &w, &a);
	arena_release(&a);
	return st;
}

enum status
record_match(struct records *r, const struct entity *e, const void *record,
    int64_t *id)
{
	const struct field *key = entity_key(e);
	struct match m = { .entity = e, .record = record };

	*id = 0;
	if (entity_field_flagged(e, F_PARENT) == NULL &&
	    !value_is_none(field_get(key, record)))
		return match_key(r, e, record, id);
	for (size_t i = 0; e->matches != NULL && e->matches[i] != NULL; i++)
		if (parse_match(&m, e->matches[i]))
			return find_matching(r, &m, id);
	return OK;
}

/* The one record of this name that the entity looks at; 0: none or several. */
static enum status
find_by_name(struct records *r, struct record_code typed, struct arena *a,
    void *record)
{
	const struct entity *e = typed.entity;
	const struct field *title = entity_field_flagged(e, F_TITLE);
	struct query q = store_query(r->store, arena_printf(a,
	    "SELECT id FROM %s WHERE %s = ?1 ORDER BY id LIMIT 8", e->table,
	    title->name), ARGS(ARG(typed.code)));
	int64_t ids[8];
	size_t n = 0, nfound = 0;
	enum status st;

	while (query_row(&q))
		ids[n++] = query_int(&q, 0);
	st = query_end(&q);
	for (size_t i = 0; st == OK && i < n; i++) {
		void *one = arena_alloc(a, e->size);

		st = record_load(r, (struct record_id){ e, ids[i] }, a, one);
		if (st == OK && records_in_view(e, one) && nfound++ == 0)
			memcpy(record, one, e->size);
	}
	return st == OK && nfound != 1 ? E_NOTFOUND : st;
}

static enum status
resolve_field(struct records *r, const struct field *f, void *record,
    struct arena *a)
{
	const struct record_code typed = {
		f->ref, field_get(f, record).u.ref.code
	};
	const struct field *title = entity_field_flagged(f->ref, F_TITLE);
	void *other;
	enum status st;

	if (typed.code == NULL || field_get(f, record).u.ref.id != 0)
		return OK;
	other = arena_alloc(a, f->ref->size);
	if ((st = find_by_code(r, typed, a, other)) == E_NOTFOUND)
		st = find_by_name(r, typed, a, other);
	if (st == E_NOTFOUND)
		return not_found(r, typed, a);
	if (st == OK)
		field_put(f, record, (struct value){ V_REF, { .ref = {
		    entity_id(other), entity_code(f->ref, other),
		    field_get(title, other).u.text } } });
	return st;
}

enum status
record_resolve(struct records *r, const struct entity *e, void *record,
    struct arena *a)
{
	enum status st;

	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		if (f->type == V_REF &&
		    (st = resolve_field(r, f, record, a)) != OK)
			return fail_in(st, "%s", f->name);
	}
	return OK;
}
