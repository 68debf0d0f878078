/*
 * Finding records: by number, by code, or as the one that stands for the same
 * thing.
 */
#include "record/records.h"

#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"

/* How to read a record, room for one, and where its texts live. */
struct loaded {
	struct plan	*plan;
	void		*record;
	struct arena	*arena;
};

/* ---- reading rows -------------------------------------------------------- */

void
records_column_sql(const struct entity *e, const struct field *f,
    struct strbuf *sql)
{
	const struct entity *lines = e->lines;

	if (f->sum == NULL) {
		strbuf_addstr(sql, "t.");
		strbuf_addstr(sql, f->name);
	} else {
		strbuf_addf(sql, "(SELECT sum(x.%s) FROM %s x WHERE x.%s = "
		    "t.id)", f->sum, lines->table,
		    entity_field_flagged(lines, F_PARENT)->name);
	}
}

/* One column, of a reference three; returns how many. */
static int
add_columns(struct strbuf *sql, const struct entity *e, size_t i)
{
	const struct field *f = &e->fields[i];

	strbuf_addstr(sql, ", ");
	records_column_sql(e, f, sql);
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
	for (size_t i = 1; i < entity_nshown(e); i++) {
		const struct field *f = &e->fields[i];

		c->at[i] = is_chosen(c, i) ? n : -1;
		if (f->flags & F_PARENT)
			c->parent = n;
		if (is_chosen(c, i)) {
			n += add_columns(sql, e, i);
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
	for (size_t i = 0; i < entity_nshown(c->entity); i++) {
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

/* The one row with this number or key; E_NOTFOUND without a message. */
static enum status
load_one(struct statement *t, struct arg value, struct loaded *out)
{
	struct query q = statement_query(t, (struct args){ &value, 1 });
	enum status st;
	bool found;

	if ((found = query_row(&q))) {
		records_read(&q, &out->plan->columns, out->record);
		own_texts(out->plan->entity, out->record, out->arena);
	}
	st = query_end(&q);
	return st == OK && !found ? E_NOTFOUND : st;
}

static enum status
load_by_key(struct records *r, struct arg key, struct loaded *out)
{
	return load_one(plan_by_key(r, out->plan), key, out);
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
record_in_view(const struct entity *e, const void *record)
{
	const struct field *f = entity_field_flagged(e, F_ROLES);

	return e->role == NULL ||
	    has_role(field_get(f, record).u.text, e->role);
}

enum status
record_load(struct records *r, struct record_id id, struct arena *a,
    void *record)
{
	struct loaded one = { records_plan(r, id.entity), record, a };
	enum status st = load_one(plan_by_id(r, one.plan), ARG(id.id), &one);

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
	struct loaded found = { records_plan_of(r, one.entity, 0),
	    arena_alloc(&a, one.entity->size), &a };
	bool seen = load_by_key(r, ARG(one.code), &found) == OK &&
	    record_in_view(one.entity, found.record);

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
find_by_code(struct records *r, const char *code, struct loaded *out)
{
	const char *upper = upper_case(code, out->arena);
	enum status st = load_by_key(r, ARG(code), out);

	if (st == E_NOTFOUND && strcmp(upper, code) != 0)
		st = load_by_key(r, ARG(upper), out);
	return st == OK && !record_in_view(out->plan->entity, out->record) ?
	    E_NOTFOUND : st;
}

/* What is not kept with a record, but added up from its lines. */
static enum status
load_sums(struct records *r, const struct entity *e, void *record)
{
	enum status st = OK;

	for (size_t i = e->nfields; st == OK && i < entity_nshown(e); i++) {
		struct strbuf sql = STRBUF_INIT;
		struct query q;

		strbuf_addstr(&sql, "SELECT ");
		records_column_sql(e, &e->fields[i], &sql);
		strbuf_addf(&sql, " FROM %s t WHERE t.id = ?1", e->table);
		q = store_query(r->store, sql.buf,
		    ARGS(ARG(entity_id(record))));
		if (query_row(&q))
			field_put(&e->fields[i], record,
			    query_value(&q, 0, e->fields[i].type));
		st = query_end(&q);
		strbuf_release(&sql);
	}
	return st;
}

/* ---- the same thing ------------------------------------------------------ */

/* What is looked for, and what was found. */
struct sought {
	const struct record_like *like;
	struct plan	    *plan;		/* of what is read */
	struct arena	    *arena;
	int64_t		     id;		/* 0: none yet */
	size_t		     n;			/* so many */
	void		    *same;	/* NULL: it must be read as a whole */
};

/* What a file says is mostly so already, or mostly new. */
static struct sought
seek(struct records *r, const struct record_like *like, struct arena *a)
{
	struct plan *p = records_plan_of(r, like->entity, like->fields);

	if (like->fields == 0 || p->has_differed)
		p = records_plan(r, like->entity);
	return (struct sought){ like, p, a, 0, 0, NULL };
}

/* Is all that is said of the record so already? */
static bool
agrees(const struct query *q, const struct columns *c,
    const struct record_like *like)
{
	const struct entity *e = like->entity;

	if (like->fields == 0)
		return false;
	for (size_t i = 1; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		if (f->flags & F_ROLES && e->role != NULL &&
		    !has_role(query_text(q, c->at[i]), e->role))
			return false;
		if (like->fields >> i & 1 && !value_equal(
		    query_value(q, c->at[i], f->type),
		    field_get(f, like->record)))
			return false;
	}
	return true;
}

static void
look_at(struct sought *s, const struct query *q)
{
	const struct entity *e = s->like->entity;

	s->id = query_int(q, 0);
	if (agrees(q, &s->plan->columns, s->like)) {
		memcpy(s->like->record, &s->id, sizeof(s->id));
		s->same = s->like->record;
	} else if (s->plan->fields == UINT64_MAX) {
		s->same = arena_alloc(s->arena, e->size);
		records_read(q, &s->plan->columns, s->same);
		own_texts(e, s->same, s->arena);
	}
}

/* The first record a statement finds. */
static enum status
find_first(struct records *r, struct sought *s, struct query q)
{
	const struct record_like *like = s->like;
	enum status st;

	while (query_row(&q))
		if (s->n++ == 0)
			look_at(s, &q);
	if ((st = query_end(&q)) != OK || s->n == 0)
		return st;
	records_plan_of(r, like->entity, like->fields)->has_differed =
	    s->same != like->record;
	if (s->same != NULL)
		return OK;
	s->same = arena_alloc(s->arena, like->entity->size);
	return record_load(r, (struct record_id){ like->entity, s->id },
	    s->arena, s->same);
}

/* The fields of one set of matching fields. */
struct match {
	const struct entity *entity;
	const void	    *record;
	size_t		     set;		/* of entity->matches */
	const struct field  *fields[8];
	size_t		     n;
	unsigned	     missing;	/* optional ones, as bits */
};

static const struct field *
field_called(const struct entity *e, const char *name, size_t n)
{
	size_t i = 0;

	while (strncmp(e->fields[i].name, name, n) != 0 ||
	    e->fields[i].name[n] != '\0')
		i++;
	return &e->fields[i];
}

/* False when one that must have a value has none. */
static bool
parse_match(struct match *m, size_t set)
{
	const char *text = m->entity->matches[set];
	unsigned optional = 1;

	m->set = set;
	m->n = 0;
	m->missing = 0;
	while (*text != '\0' && m->n < COUNT(m->fields)) {
		size_t n = strcspn(text, ",?");
		const struct field *f = field_called(m->entity, text, n);
		bool none = value_is_none(field_get(f, m->record));

		if (text[n] != '?' && none)
			return false;
		if (none)
			m->missing |= optional;
		if (text[n] == '?')
			optional <<= 1;
		m->fields[m->n++] = f;
		text += n + strspn(text + n, ",?");
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

static struct statement *
match_statement(struct records *r, struct plan *p, const struct match *m)
{
	struct statement **t = &p->by_match[m->set][m->missing];
	struct strbuf sql = STRBUF_INIT;
	size_t n = 0;

	if (*t != NULL)
		return *t;
	records_select_sql(&p->columns, &sql);
	for (size_t i = 0; i < m->n; i++) {
		bool none = value_is_none(field_get(m->fields[i], m->record));

		n += !none;
		strbuf_addf(&sql, none ? "%st.%s IS NULL" : "%st.%s = ?%zu",
		    i > 0 ? " AND " : " WHERE ", m->fields[i]->name, n);
	}
	strbuf_addstr(&sql, " ORDER BY t.id LIMIT 2");
	*t = store_statement(r->store, sql.buf);
	strbuf_release(&sql);
	return *t;
}

static enum status
find_matching(struct records *r, const struct match *m, struct sought *s)
{
	struct arg args[COUNT(m->fields)];
	size_t n = 0;
	enum status st;

	for (size_t i = 0; i < m->n; i++) {
		struct value v = field_get(m->fields[i], m->record);

		if (!value_is_none(v))
			args[n++] = arg_value(v);
	}
	if ((st = records_end_load(r)) != OK ||
	    (st = find_first(r, s, statement_query(match_statement(r, s->plan,
	    m), (struct args){ args, n }))) != OK)
		return st;
	return s->n > 1 ? several_alike(m) : OK;
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
refuse_other_case(struct records *r, const struct entity *e, const char *code,
    struct arena *a)
{
	struct loaded other = { records_plan_of(r, e, 0), NULL, a };
	const char *upper;
	enum status st;

	if (code[strcspn(code, "abcdefghijklmnopqrstuvwxyz")] == '\0')
		return OK;
	upper = upper_case(code, a);
	other.record = arena_alloc(a, e->size);
	st = load_by_key(r, ARG(upper), &other);
	if (st == OK)
		return fail(E_CONFLICT, _("%s '%s' is written '%s' in the "
		    "ledger"), entity_key(e)->name, code, upper);
	return st == E_NOTFOUND ? OK : st;
}

/* While many records are added in the order of their keys, as most files have
 * them, none needs to be looked for. */
static bool
is_behind_all(const struct records *r, const struct entity *e,
    const char *code)
{
	return r->is_loading && strcmp(r->load_table, e->table) == 0 &&
	    strcmp(code, r->last_key.buf) > 0;
}

/* A code may stand already for a party seen in another role: the same firm
 * when the name agrees, somebody else's code when not. */
static enum status
match_key(struct records *r, struct sought *s)
{
	const struct entity *e = s->like->entity;
	const struct field *key = s->plan->key;
	const void *record = s->like->record;
	const char *code = field_get(key, record).u.text;
	struct arg value = arg_value(field_get(key, record));
	enum status st;

	if (!is_behind_all(r, e, code) && (st = find_first(r, s,
	    statement_query(plan_by_key(r, s->plan),
	    (struct args){ &value, 1 }))) != OK)
		return st;
	if (s->same == NULL)
		return key->type == V_TEXT ? refuse_other_case(r, e, code,
		    s->arena) : OK;
	if (s->same == record || record_in_view(e, s->same) ||
	    same_title(e, s->same, record))
		return OK;
	return fail_hint(fail(E_CONFLICT,
	    _("%s '%s' is taken by '%s', which is no %s"), key->name, code,
	    field_get(entity_field_flagged(e, F_TITLE), s->same).u.text,
	    _(e->name)), _("give it another code, or the same name "
	    "if it is the same firm"));
}

static enum status
match_fields(struct records *r, struct sought *s)
{
	const struct entity *e = s->like->entity;
	struct match m = { .entity = e, .record = s->like->record };

	for (size_t i = 0; e->matches != NULL && e->matches[i] != NULL; i++)
		if (parse_match(&m, i))
			return find_matching(r, &m, s);
	return OK;
}

enum status
record_match(struct records *r, const struct record_like *like,
    struct arena *a, void **same)
{
	struct sought s = seek(r, like, a);
	bool has_key = s.plan->parent == NULL &&
	    !value_is_none(field_get(s.plan->key, like->record));
	enum status st = has_key ? match_key(r, &s) : match_fields(r, &s);

	*same = st == OK ? s.same : NULL;
	return st;
}

struct named {
	void   *record;
	size_t	n;
};

/* The first record of this name that the entity looks at, and how many there
 * are. */
static enum status
find_by_name(struct records *r, struct record_code typed, struct arena *a,
    struct named *out)
{
	const struct entity *e = typed.entity;
	const struct field *title = entity_field_flagged(e, F_TITLE);
	int64_t ids[8];
	size_t n = 0;
	struct query q;
	enum status st = records_end_load(r);

	out->n = 0;
	if (st != OK)
		return st;
	q = store_query(r->store, arena_printf(a,
	    "SELECT id FROM %s WHERE %s = ?1 ORDER BY id LIMIT 8", e->table,
	    title->name), ARGS(ARG(typed.code)));
	while (query_row(&q))
		ids[n++] = query_int(&q, 0);
	st = query_end(&q);
	for (size_t i = 0; st == OK && i < n; i++) {
		void *one = arena_alloc(a, e->size);

		st = record_load(r, (struct record_id){ e, ids[i] }, a, one);
		if (st == OK && record_in_view(e, one) && out->n++ == 0)
			memcpy(out->record, one, e->size);
	}
	return st == OK && out->n != 1 ? E_NOTFOUND : st;
}

/* What others call it by a number of theirs is called so here, too: an order
 * by that of the buyer. */
static enum status
find_by_number(struct records *r, struct record_code typed, struct arena *a,
    void *record)
{
	const struct field *title = entity_field_flagged(typed.entity,
	    F_TITLE);
	struct named found = { record, 0 };
	enum status st;

	if (title == NULL || !(title->flags & F_CODE))
		return not_found(r, typed, a);
	st = find_by_name(r, typed, a, &found);
	if (st != E_NOTFOUND)
		return st;
	if (found.n == 0)
		return not_found(r, typed, a);
	return fail_hint(fail(E_CONFLICT, _("several %s have the %s '%s'"),
	    _(typed.entity->plural), title->name, typed.code),
	    _("name it by its %s"), entity_key(typed.entity)->name);
}

enum status
record_find(struct records *r, struct record_code typed, struct arena *a,
    void *record)
{
	struct loaded one = { records_plan(r, typed.entity), record, a };
	enum status st = find_by_code(r, typed.code, &one);

	if (st == E_NOTFOUND)
		st = find_by_number(r, typed, a, record);
	return st == OK ? load_sums(r, typed.entity, record) : st;
}

static enum status
resolve_field(struct records *r, const struct field *f, void *record,
    struct arena *a)
{
	const struct record_code typed = {
		f->ref, field_get(f, record).u.ref.code
	};
	const struct field *title = entity_field_flagged(f->ref, F_TITLE);
	struct loaded other = { NULL, NULL, a };
	enum status st;

	if (typed.code == NULL || field_get(f, record).u.ref.id != 0)
		return OK;
	other.plan = records_plan_of(r, f->ref, 0);
	other.record = arena_alloc(a, f->ref->size);
	if ((st = find_by_code(r, typed.code, &other)) == E_NOTFOUND)
		st = find_by_name(r, typed, a, &(struct named){
		    other.record, 0 });
	if (st == E_NOTFOUND)
		return not_found(r, typed, a);
	if (st == OK)
		field_put(f, record, (struct value){ V_REF, { .ref = {
		    entity_id(other.record), entity_code(f->ref, other.record),
		    field_get(title, other.record).u.text } } });
	return st;
}

enum status
record_resolve(struct records *r, const struct entity *e, void *record,
    struct arena *a)
{
	enum status st;

	for (const struct field *const *f = records_plan(r, e)->refs;
	    *f != NULL; f++)
		if ((st = resolve_field(r, *f, record, a)) != OK)
			return fail_in(st, "%s", (*f)->name);
	return OK;
}
