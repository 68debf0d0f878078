/*
 * Records between structs and tables: found, stored, changed, removed.  All
 * SQL here is put together from the names in field tables; values are bound.
 */
#include "record/records.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { FIELDS_MAX = 64 };

/* ---- the handle ---------------------------------------------------------- */

struct records *
records_new(struct store *store, const struct entity *const *entities,
    const struct defaults *defaults)
{
	struct records *r = calloc(1, sizeof(*r));

	if (r == NULL)
		no_memory();
	r->store = store;
	r->entities = entities;
	r->defaults = defaults;
	return r;
}

void
records_free(struct records *r)
{
	if (r == NULL)
		return;
	arena_release(&r->arena);
	free(r);
}

struct store *
records_store(struct records *r)
{
	return r->store;
}

const struct defaults *
records_defaults(const struct records *r)
{
	return r->defaults;
}

const struct entity *const *
records_entities(const struct records *r)
{
	return r->entities;
}

void
records_author(struct records *r, const struct author *author)
{
	r->author = *author;
	r->operation = 0;
}

int64_t
records_operation(const struct records *r)
{
	return r->operation;
}

size_t
records_entity(const struct records *r, const char *table)
{
	size_t i = 0;

	while (r->entities[i] != NULL &&
	    strcmp(r->entities[i]->table, table) != 0)
		i++;
	return i;
}

/* ---- numbers ------------------------------------------------------------- */

static enum status
find_counter(struct records *r, const char *name, struct counter **out)
{
	struct counter *c;
	enum status st;

	for (c = r->counters; c != NULL; c = c->next) {
		if (strcmp(c->name, name) == 0) {
			*out = c;
			return OK;
		}
	}
	c = arena_alloc(&r->arena, sizeof(*c));
	c->name = arena_strdup(&r->arena, name);
	if ((st = store_int(r->store,
	    "SELECT last FROM counter WHERE name = ?1",
	    ARGS(ARG(name)), &c->last)) != OK)
		return st;
	c->next = r->counters;
	r->counters = c;
	*out = c;
	return OK;
}

enum status
record_number(struct records *r, const char *series, int64_t *number)
{
	struct counter *c;
	enum status st = find_counter(r, series, &c);

	if (st != OK)
		return st;
	*number = ++c->last;
	c->is_changed = true;
	return OK;
}

static enum status
write_counters(struct records *r)
{
	enum status st;

	for (struct counter *c = r->counters; c != NULL; c = c->next) {
		if (!c->is_changed)
			continue;
		if ((st = store_run(r->store,
		    "INSERT INTO counter (name, last) VALUES (?1, ?2)"
		    " ON CONFLICT (name) DO UPDATE SET last = ?2",
		    ARGS(ARG(c->name), ARG(c->last)))) != OK)
			return st;
		c->is_changed = false;
	}
	return OK;
}

enum status
records_flush(struct records *r)
{
	enum status st = history_flush(r);

	return st == OK ? write_counters(r) : st;
}

/* The series of a record: the year of its date stands for %Y. */
static const char *
series_name(const struct records *r, const struct entity *e,
    const void *record, struct arena *a)
{
	const char *mark = strstr(e->series, "%Y");
	const struct field *f = entity_field_flagged(e, F_DATED);
	struct date date = r->defaults->today;
	int y, m, d;

	if (mark == NULL)
		return e->series;
	if (f != NULL && !value_is_none(field_get(f, record)))
		date = field_get(f, record).u.date;
	date_to_ymd(date, &y, &m, &d);
	return arena_printf(a, "%.*s%04d%s", (int)(mark - e->series),
	    e->series, y, mark + 2);
}

/* A code of the series that no record has, even one typed in by hand. */
static enum status
make_code(struct records *r, const struct entity *e, void *record,
    struct arena *a)
{
	const struct field *key = entity_key(e);
	const char *series = series_name(r, e, record, a), *code;
	char sql[160];
	int64_t number, taken;
	enum status st;

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM %s WHERE %s = ?1",
	    e->table, key->name);
	do {
		if ((st = record_number(r, series, &number)) != OK)
			return st;
		code = arena_printf(a, "%s-%04lld", series, (long long)number);
		if ((st = store_int(r->store, sql, ARGS(ARG(code)),
		    &taken)) != OK)
			return st;
	} while (taken > 0);
	field_put(key, record, value_text(code));
	return OK;
}

/* ---- reading ------------------------------------------------------------- */

void
records_select_sql(const struct entity *e, struct strbuf *sql)
{
	strbuf_addstr(sql, "SELECT ");
	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		strbuf_addf(sql, "%st.%s", i > 0 ? ", " : "", f->name);
		if (f->type == V_REF)
			strbuf_addf(sql, ", r%zu.%s, r%zu.%s", i,
			    entity_key(f->ref)->name, i,
			    entity_field_flagged(f->ref, F_TITLE)->name);
	}
	strbuf_addf(sql, " FROM %s t", e->table);
	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		if (f->type == V_REF)
			strbuf_addf(sql, " LEFT JOIN %s r%zu ON r%zu.id = t.%s",
			    f->ref->table, i, i, f->name);
	}
}

static struct value
own_text(struct value v, struct arena *a)
{
	if (v.type == V_TEXT && v.u.text != NULL)
		v.u.text = arena_strdup(a, v.u.text);
	if (v.type == V_REF && v.u.ref.code != NULL)
		v.u.ref.code = arena_strdup(a, v.u.ref.code);
	if (v.type == V_REF && v.u.ref.title != NULL)
		v.u.ref.title = arena_strdup(a, v.u.ref.title);
	return v;
}

void
records_read(const struct query *q, const struct entity *e, struct arena *a,
    void *record)
{
	int column = 0;

	memset(record, 0, e->size);
	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		field_put(f, record,
		    own_text(query_value(q, column, f->type), a));
		column += f->type == V_REF ? 3 : 1;
	}
}

/* The one row for which `condition` holds; E_NOTFOUND without a message. */
static enum status
load_where(struct records *r, const struct entity *e, const char *condition,
    struct arg arg, struct arena *a, void *record)
{
	struct strbuf sql = STRBUF_INIT;
	struct query q;
	enum status st;
	bool found;

	records_select_sql(e, &sql);
	strbuf_addf(&sql, " WHERE t.%s", condition);
	q = store_query(r->store, sql.buf, (struct args){ &arg, 1 });
	if ((found = query_row(&q)))
		records_read(&q, e, a, record);
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

/* Is it one of those the entity looks at? */
static bool
in_view(const struct entity *e, const void *record)
{
	const struct field *f = entity_field_flagged(e, F_ROLES);

	return e->role == NULL ||
	    has_role(field_get(f, record).u.text, e->role);
}

enum status
record_load(struct records *r, const struct entity *e, int64_t id,
    struct arena *a, void *record)
{
	enum status st = load_where(r, e, "id = ?1", ARG(id), a, record);

	if (st == E_NOTFOUND)
		return fail(st, _("there is no %s number %lld"), e->name,
		    (long long)id);
	return st;
}

/* The code nearest to what was typed, or the first whose name holds it. */
static enum status
near_code(struct records *r, const struct entity *e, const char *code,
    struct arena *a, const char **near)
{
	struct selection all = { .with_archived = true };
	const char *folded = utf8_folded(code, a);
	void *record = entity_new(e, a);
	struct cursor c = record_select(r, e, &all);
	size_t best = 3;

	*near = NULL;
	while (best > 1 && cursor_next(&c, record)) {
		const char *one = entity_code(e, record);
		size_t d = utf8_distance(folded, utf8_folded(one, &c.arena), 3);
		const char *key = records_search_key(e, record, &c.arena);

		if (d < best) {
			best = d;
			*near = arena_strdup(a, one);
		} else if (*near == NULL && key != NULL && *folded != '\0' &&
		    strstr(key, folded) != NULL) {
			*near = arena_strdup(a, one);
		}
	}
	return cursor_end(&c);
}

static enum status
not_found(struct records *r, const struct entity *e, const char *code,
    struct arena *a)
{
	const char *near;
	enum status st = near_code(r, e, code, a, &near);

	if (st != OK)
		return st;
	st = fail(E_NOTFOUND, _("there is no %s '%s'"), _(e->name), code);
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

enum status
record_find(struct records *r, const struct entity *e, const char *code,
    struct arena *a, void *record)
{
	const char *condition = arena_printf(a, "%s = ?1", entity_key(e)->name);
	const char *upper = upper_case(code, a);
	enum status st = load_where(r, e, condition, ARG(code), a, record);

	if (st == E_NOTFOUND && strcmp(upper, code) != 0)
		st = load_where(r, e, condition, ARG(upper), a, record);
	if (st == E_NOTFOUND || (st == OK && !in_view(e, record)))
		return not_found(r, e, code, a);
	return st;
}

/* ---- the same thing ------------------------------------------------------ */

/* The fields of one set of matching fields; false when one has no value. */
struct match {
	const struct field *fields[8];
	size_t		    n;
};

static bool
parse_match(const struct entity *e, const char *set, const void *record,
    struct match *m)
{
	char name[64];

	m->n = 0;
	while (*set != '\0' && m->n < COUNT(m->fields)) {
		size_t n = strcspn(set, ",?");
		const struct field *f;

		snprintf(name, sizeof(name), "%.*s", (int)n, set);
		f = entity_field(e, name);
		if (set[n] != '?' && value_is_none(field_get(f, record)))
			return false;
		m->fields[m->n++] = f;
		set += n + strspn(set + n, ",?");
	}
	return true;
}

static enum status
several_alike(const struct entity *e, const struct match *m, const void *record)
{
	struct strbuf text = STRBUF_INIT;
	enum status st;

	for (size_t i = 0; i < m->n; i++) {
		if (i > 0)
			strbuf_addstr(&text, ", ");
		value_print(field_get(m->fields[i], record), &text);
	}
	st = fail_hint(fail(E_CONFLICT, _("more than one %s is called '%s'"),
	    _(e->name), text.buf), _("add a column %s to tell them apart"),
	    entity_key(e) != NULL ? entity_key(e)->name : "id");
	strbuf_release(&text);
	return st;
}

static enum status
find_matching(struct records *r, const struct entity *e, const struct match *m,
    const void *record, int64_t *id)
{
	struct strbuf sql = STRBUF_INIT;
	struct arg args[COUNT(m->fields)];
	struct query q;
	size_t n = 0, found = 0;
	enum status st;

	strbuf_addf(&sql, "SELECT id FROM %s WHERE ", e->table);
	for (size_t i = 0; i < m->n; i++) {
		struct value v = field_get(m->fields[i], record);
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
		return several_alike(e, m, record);
	return st;
}

static bool
same_title(const struct entity *e, const void *a, const void *b)
{
	const struct field *f = entity_field_flagged(e, F_TITLE);

	return f != NULL && value_equal(field_get(f, a), field_get(f, b));
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
	const char *condition = arena_printf(&a, "%s = ?1", key->name);
	enum status st = load_where(r, e, condition,
	    arg_value(field_get(key, record)), &a, other);

	if (st == OK && !in_view(e, other) && !same_title(e, other, record))
		st = fail_hint(fail(E_CONFLICT,
		    _("%s '%s' is taken by '%s', which is no %s"), key->name,
		    field_get(key, record).u.text,
		    field_get(entity_field_flagged(e, F_TITLE), other).u.text,
		    _(e->name)), _("give it another code, or the same name "
		    "if it is the same firm"));
	else if (st == OK)
		*id = entity_id(other);
	else if (st == E_NOTFOUND)
		st = OK;
	arena_release(&a);
	return st;
}

enum status
record_match(struct records *r, const struct entity *e, const void *record,
    int64_t *id)
{
	const struct field *key = entity_key(e);
	struct match m;

	*id = 0;
	if (entity_field_flagged(e, F_PARENT) == NULL &&
	    !value_is_none(field_get(key, record)))
		return match_key(r, e, record, id);
	for (size_t i = 0; e->matches != NULL && e->matches[i] != NULL; i++)
		if (parse_match(e, e->matches[i], record, &m))
			return find_matching(r, e, &m, record, id);
	return OK;
}

enum status
record_resolve(struct records *r, const struct field *f, void *record)
{
	struct ref ref = field_get(f, record).u.ref;
	const struct field *title = entity_field_flagged(f->ref, F_TITLE);
	struct arena a = ARENA_INIT;
	const char *columns[] = { entity_key(f->ref)->name,
	    title != NULL ? title->name : NULL };
	enum status st = OK;

	if (ref.code == NULL || ref.id != 0)
		return OK;
	for (size_t i = 0; i < COUNT(columns) && ref.id == 0 && st == OK &&
	    columns[i] != NULL; i++)
		st = store_int(r->store, arena_printf(&a, "SELECT CASE count(*)"
		    " WHEN 1 THEN min(id) ELSE 0 END FROM %s WHERE %s = ?1",
		    f->ref->table, columns[i]), ARGS(ARG(ref.code)), &ref.id);
	if (st == OK && ref.id == 0)
		st = not_found(r, f->ref, ref.code, &a);
	if (st == OK)
		field_put(f, record, (struct value){ V_REF, { .ref = ref } });
	arena_release(&a);
	return st;
}

/* ---- checking ------------------------------------------------------------ */

/* A party entered as a supplier becomes one, whatever else it is. */
static enum status
add_role(const struct entity *e, void *record, struct arena *a)
{
	const struct field *f = entity_field_flagged(e, F_ROLES);
	const struct parse parse = { a, NO_DATE };
	const char *roles;

	if (e->role == NULL || in_view(e, record))
		return OK;
	roles = field_get(f, record).u.text;
	if (roles == NULL)
		return field_set(f, record, e->role, &parse);
	return field_set(f, record, arena_printf(a, "%s,%s", roles, e->role),
	    &parse);
}

static enum status
check_required(const struct entity *e, const void *record)
{
	struct strbuf missing = STRBUF_INIT;
	enum status st = OK;

	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		if (!(f->flags & F_REQUIRED) ||
		    !value_is_none(field_get(f, record)) ||
		    ((f->flags & F_KEY) && e->series != NULL))
			continue;
		strbuf_addf(&missing, "%s%s", missing.len > 0 ? ", " : "",
		    f->name);
	}
	if (missing.len > 0)
		st = fail(E_INVALID, _("missing: %s"), missing.buf);
	strbuf_release(&missing);
	return st;
}

enum status
record_check(struct records *r, const struct entity *e, void *record,
    struct arena *a)
{
	enum status st = add_role(e, record, a);

	if (st != OK)
		return st;
	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		if (f->type == V_REF &&
		    (st = record_resolve(r, f, record)) != OK)
			return fail_in(st, "%s", f->name);
	}
	if ((st = check_required(e, record)) != OK)
		return st;
	return e->check != NULL ? e->check(record, r->defaults) : OK;
}

/* ---- storing ------------------------------------------------------------- */

const char *
records_search_key(const struct entity *e, const void *record, struct arena *a)
{
	struct strbuf key = STRBUF_INIT;
	const char *text;

	if (entity_field_flagged(e, F_SEARCH) == NULL)
		return NULL;
	for (size_t i = 0; i < e->nfields; i++) {
		struct value v = field_get(&e->fields[i], record);

		if (!(e->fields[i].flags & F_SEARCH) || v.u.text == NULL)
			continue;
		if (key.len > 0)
			strbuf_addch(&key, '\n');
		utf8_fold(v.u.text, &key);
	}
	text = strbuf_to(&key, a);
	strbuf_release(&key);
	return text;
}

enum status
records_insert_as_is(struct records *r, const struct entity *e,
    const void *record)
{
	bool searched = entity_field_flagged(e, F_SEARCH) != NULL;
	struct arg args[FIELDS_MAX];
	struct strbuf sql = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	size_t n = e->nfields;
	enum status st;

	strbuf_addf(&sql, "INSERT INTO %s (", e->table);
	for (size_t i = 0; i < e->nfields; i++) {
		strbuf_addf(&sql, "%s%s", i > 0 ? ", " : "", e->fields[i].name);
		args[i] = arg_value(field_get(&e->fields[i], record));
	}
	if (searched) {
		strbuf_addstr(&sql, ", search_key");
		args[n++] = ARG(records_search_key(e, record, &a));
	}
	strbuf_addstr(&sql, ") VALUES (");
	for (size_t i = 0; i < n; i++)
		strbuf_addf(&sql, "%s?%zu", i > 0 ? ", " : "", i + 1);
	strbuf_addch(&sql, ')');
	st = store_run(r->store, sql.buf, (struct args){ args, n });
	if (st == OK)
		st = history_insert(r, e, entity_id(record));
	strbuf_release(&sql);
	arena_release(&a);
	return st;
}

/* The engine names "party.code"; people want to know whose code. */
static enum status
explain_conflict(const struct entity *e, const void *record, enum status st)
{
	if (st != E_CONFLICT)
		return st;
	return fail_in(st, "%s '%s'", _(e->name), entity_code(e, record));
}

/* The number behind the last line its parent has. */
static enum status
number_line(struct records *r, const struct entity *e, void *record)
{
	const struct field *key = entity_key(e);
	const struct field *parent = entity_field_flagged(e, F_PARENT);
	char sql[160];
	int64_t line;
	enum status st;

	if (parent == NULL || key == NULL || key->type != V_INT ||
	    !value_is_none(field_get(key, record)))
		return OK;
	snprintf(sql, sizeof(sql), "SELECT coalesce(max(%s), 0) + 1 FROM %s"
	    " WHERE %s = ?1", key->name, e->table, parent->name);
	if ((st = store_int(r->store, sql,
	    ARGS(arg_value(field_get(parent, record))), &line)) == OK)
		field_put(key, record, value_int(line));
	return st;
}

enum status
record_insert(struct records *r, const struct entity *e, void *record,
    struct arena *a)
{
	const struct field *key = entity_key(e);
	enum status st = number_line(r, e, record);
	int64_t id;

	if (st != OK)
		return st;
	if (e->series != NULL && value_is_none(field_get(key, record)) &&
	    (st = make_code(r, e, record, a)) != OK)
		return st;
	if ((st = record_number(r, e->table, &id)) != OK)
		return st;
	memcpy(record, &id, sizeof(id));
	return explain_conflict(e, record, records_insert_as_is(r, e, record));
}

/* SET a = ?1, ... of the fields that differ; returns how many. */
static size_t
add_differences(const struct entity *e, const void *old, const void *record,
    struct strbuf *sql, struct arg *args)
{
	size_t n = 0;

	for (size_t i = 1; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];
		struct value v = field_get(f, record);

		if (value_equal(field_get(f, old), v))
			continue;
		args[n++] = arg_value(v);
		strbuf_addf(sql, "%s%s = ?%zu", n > 1 ? ", " : "", f->name, n);
	}
	return n;
}

enum status
record_update(struct records *r, const struct entity *e, const void *old,
    const void *record, bool *changed)
{
	struct arg args[FIELDS_MAX];
	struct strbuf sql = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	const char *key = records_search_key(e, record, &a);
	enum status st = OK;
	size_t n;

	strbuf_addf(&sql, "UPDATE %s SET ", e->table);
	n = add_differences(e, old, record, &sql, args);
	*changed = n > 0;
	if (n == 0)
		goto done;
	if (key != NULL && strcmp(key, records_search_key(e, old, &a)) != 0) {
		args[n++] = ARG(key);
		strbuf_addf(&sql, ", search_key = ?%zu", n);
	}
	args[n++] = ARG(entity_id(old));
	strbuf_addf(&sql, " WHERE id = ?%zu", n);
	if ((st = history_update(r, e, old, record)) == OK)
		st = explain_conflict(e, record,
		    store_run(r->store, sql.buf, (struct args){ args, n }));
done:
	strbuf_release(&sql);
	arena_release(&a);
	return st;
}

/* ---- removing ------------------------------------------------------------ */

/* The first record of `e` that refers to `id` of `to` by the field `f`. */
static enum status
find_referring(struct records *r, const struct entity *e, const struct field *f,
    int64_t id, int64_t *by)
{
	char sql[200];

	snprintf(sql, sizeof(sql),
	    "SELECT min(id) FROM %s WHERE %s = ?1", e->table, f->name);
	return store_int(r->store, sql, ARGS(ARG(id)), by);
}

/* Lines go by the name of what they are a part of. */
enum status
records_name(struct records *r, const struct referring *ref, struct arena *a,
    const char **what)
{
	const struct entity *e = ref->by;
	const struct field *parent = entity_field_flagged(e, F_PARENT);
	void *record = entity_new(e, a);
	enum status st = record_load(r, e, ref->id, a, record);

	if (st != OK)
		return st;
	if (parent != NULL)
		*what = arena_printf(a, "%s %s", _(parent->ref->name),
		    field_get(parent, record).u.ref.code);
	else
		*what = arena_printf(a, "%s %s", _(e->name),
		    entity_code(e, record));
	return OK;
}

static bool
is_part_of(const struct entity *part, const struct entity *e)
{
	for (size_t i = 0; e->parts != NULL && e->parts[i] != NULL; i++)
		if (e->parts[i] == part)
			return true;
	return false;
}

enum status
records_referring(struct records *r, const struct entity *to, int64_t id,
    struct referring *out)
{
	enum status st;

	out->by = NULL;
	for (size_t i = 0; r->entities[i] != NULL; i++) {
		const struct entity *e = r->entities[i];

		if (!out->with_parts && is_part_of(e, to))
			continue;
		for (size_t j = 0; j < e->nfields; j++) {
			const struct field *f = &e->fields[j];

			if (f->type != V_REF ||
			    strcmp(f->ref->table, to->table) != 0)
				continue;
			if ((st = find_referring(r, e, f, id, &out->id)) != OK)
				return st;
			if (out->id != 0) {
				out->by = e;
				return OK;
			}
		}
	}
	return OK;
}

static enum status
check_unused(struct records *r, const struct entity *e, const void *record)
{
	struct arena a = ARENA_INIT;
	struct referring ref = { .with_parts = false };
	const char *what;
	enum status st = records_referring(r, e, entity_id(record), &ref);

	if (st == OK && ref.by != NULL &&
	    (st = records_name(r, &ref, &a, &what)) == OK)
		st = fail(E_CONFLICT, _("%s %s is in use by %s"), _(e->name),
		    entity_code(e, record), what);
	arena_release(&a);
	return st;
}

static enum status
delete_parts(struct records *r, const struct entity *part, int64_t parent)
{
	struct selection of = { .parent = parent, .with_archived = true };
	struct arena a = ARENA_INIT;
	void *record = entity_new(part, &a);
	struct cursor c = record_select(r, part, &of);
	enum status st = OK, end;

	while (st == OK && cursor_next(&c, record))
		st = record_delete(r, part, record);
	end = cursor_end(&c);
	arena_release(&a);
	return st != OK ? st : end;
}

enum status
records_delete_as_is(struct records *r, const struct entity *e,
    const void *record)
{
	char sql[96];
	enum status st;

	snprintf(sql, sizeof(sql), "DELETE FROM %s WHERE id = ?1", e->table);
	if ((st = history_delete(r, e, record)) != OK)
		return st;
	return store_run(r->store, sql, ARGS(ARG(entity_id(record))));
}

enum status
record_delete(struct records *r, const struct entity *e, const void *record)
{
	enum status st = check_unused(r, e, record);

	for (size_t i = 0; st == OK && e->parts != NULL &&
	    e->parts[i] != NULL; i++)
		st = delete_parts(r, e->parts[i], entity_id(record));
	return st == OK ? records_delete_as_is(r, e, record) : st;
}
