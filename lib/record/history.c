/*
 * Writing the history and reading it back.  An added row is only counted in;
 * of a changed or removed one the values before are kept, one
 * "field<TAB>value" a line, no TAB where there was no value.
 */
#include "record/records.h"

#include <stdio.h>
#include <string.h>

/* How operations and changes are called in the ledger; translated where they
 * are shown. */
static const char *const words[] __attribute__((unused)) = {
	N_("do"), N_("undo"), N_("redo"), N_("insert"), N_("update"),
	N_("delete"), N_("init")
};

/* ---- writing ------------------------------------------------------------- */

/* The number of the operation, and the hash of the one before it. */
static enum status
read_head(struct records *r, struct arena *a, const char **hash)
{
	struct query q = store_query(r->store, "SELECT id, hash FROM operation"
	    " ORDER BY id DESC LIMIT 1", NO_ARGS);

	*hash = NULL;
	r->operation = 1;
	if (query_row(&q)) {
		r->operation = query_int(&q, 0) + 1;
		if (!query_is_null(&q, 1))
			*hash = arena_strdup(a, query_text(&q, 1));
	}
	return query_end(&q);
}

static enum status
insert_operation(struct records *r)
{
	return store_run(r->store,
	    "INSERT INTO operation (id, time, user, command, kind, target)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	    ARGS(ARG(r->operation), ARG(r->defaults->today),
	    ARG(r->author.user), ARG(r->author.command), ARG(r->author.kind),
	    r->author.target != 0 ? ARG(r->author.target) : arg_text(NULL)));
}

static enum status
begin_operation(struct records *r)
{
	struct arena a = ARENA_INIT;
	char time[DATE_TEXT_MAX];
	const char *before;
	enum status st;

	if (r->operation != 0)
		return OK;
	if ((st = read_head(r, &a, &before)) == OK) {
		date_format(r->defaults->today, time);
		chain_begin(&r->done, before, &(struct operation){
		    r->operation, time, r->author.user, r->author.command,
		    r->author.kind, r->author.target, false, 0, 0, 0 });
		r->is_sealed = false;
		st = insert_operation(r);
	}
	arena_release(&a);
	return st;
}

void
history_keep(struct records *r, const struct receipt *receipt)
{
	r->receipt = receipt;
}

/* The hash with all that is in it. */
static enum status
seal_operation(struct records *r)
{
	const struct receipt *receipt = r->receipt;
	char hash[DIGEST_TEXT];

	chain_end(&r->done, receipt, hash);
	r->is_sealed = true;
	r->receipt = NULL;
	if (receipt == NULL)
		return store_run(r->store, "UPDATE operation SET hash = ?1"
		    " WHERE id = ?2", ARGS(ARG(hash), ARG(r->operation)));
	return store_run(r->store, "UPDATE operation SET hash = ?1, key = ?2,"
	    " answer = ?3, status = ?4 WHERE id = ?5", ARGS(ARG(hash),
	    ARG(receipt->key), ARG(receipt->answer), ARG(receipt->status),
	    ARG(r->operation)));
}

/* What is complete cannot take it any more. */
static enum status
begin_receipt(struct records *r)
{
	if (r->operation != 0 && r->is_sealed) {
		r->operation = r->author.target = 0;
		r->author.kind = "do";
	}
	return begin_operation(r);
}

enum status
history_end(struct records *r)
{
	enum status st = history_flush(r);

	if (st == OK && r->receipt != NULL)
		st = begin_receipt(r);
	if (st != OK || r->operation == 0 || r->is_sealed)
		return st;
	return seal_operation(r);
}

static enum status
write_trace(struct records *r, const struct traced *t)
{
	const struct value values[] = {
		value_int(r->operation), value_text(t->table),
		value_int(t->first), value_int(t->last),
		value_text(t->action), value_text(t->before),
	};

	chain_add(&r->done, t);
	if (r->trace == NULL)
		r->trace = store_appender(r->store, "change (operation, "
		    "record, first, last, action, before)", COUNT(values),
		    APPEND_LATE);
	for (size_t i = 0; i < COUNT(values); i++)
		append_value(r->trace, values[i]);
	return append_row(r->trace);
}

/* Rows added: parents before their parts, as the entities are ordered, so
 * that undoing in reverse never leaves a part without its parent. */
enum status
history_flush(struct records *r)
{
	enum status st;

	if (r->hasher != NULL)
		hasher_wait(r->hasher);
	for (size_t i = 0; r->entities[i] != NULL; i++) {
		struct added *added = &r->added[i];

		if (added->first == 0)
			continue;
		if ((st = write_trace(r, &(struct traced){
		    r->entities[i]->table, added->first, added->last,
		    "insert", NULL, hash_end(&added->rows) })) != OK)
			return st;
		added->first = added->last = 0;
	}
	return OK;
}

enum status
history_insert(struct records *r, const struct entity *e, int64_t id)
{
	struct added *added = &r->added[records_entity(r, e->table)];
	enum status st;

	if ((st = begin_operation(r)) != OK)
		return st;
	if (added->first != 0 && added->last + 1 != id &&
	    (st = history_flush(r)) != OK)
		return st;
	if (added->first == 0) {
		added->first = id;
		hash_begin(&added->rows);
	}
	added->last = id;
	if (r->hasher != NULL)
		hasher_add(r->hasher, &added->rows, r->image.buf,
		    r->image.len);
	else
		hash_add(&added->rows, r->image.buf, r->image.len);
	return OK;
}

void
history_add_value(struct strbuf *b, struct value v)
{
	if (v.type == V_TEXT)
		strbuf_addstr(b, v.u.text);
	else if (v.type == V_REF)
		strbuf_addint(b, v.u.ref.id);
	else if (v.type == V_INT && !value_is_none(v))
		strbuf_addint(b, v.u.integer);
	else
		value_print(v, b);
}

static void
add_line(struct strbuf *b, const struct field *f, struct value v)
{
	static const char *const escapes[256] = {
		['\0'] = "", ['\n'] = "\\n", ['\t'] = "\\t",
		['\\'] = "\\\\",
	};

	strbuf_addstr(b, f->name);
	if (!value_is_none(v)) {
		strbuf_addch(b, '\t');
		if (v.type == V_TEXT)
			strbuf_addescaped(b, v.u.text, escapes);
		else
			history_add_value(b, v);
	}
	strbuf_addch(b, '\n');
}

static enum status
write_before(struct records *r, const struct traced *t)
{
	enum status st;

	if ((st = begin_operation(r)) != OK || (st = history_flush(r)) != OK)
		return st;
	return write_trace(r, t);
}

enum status
history_update(struct records *r, const struct entity *e, const void *old,
    const void *record)
{
	struct traced t = { e->table, entity_id(old), entity_id(old), "update",
	    NULL, hash_of(r->image.buf, r->image.len) };
	struct strbuf before = STRBUF_INIT;
	enum status st;

	for (size_t i = 1; i < e->nfields; i++) {
		struct value v = field_get(&e->fields[i], old);

		if (!value_equal(v, field_get(&e->fields[i], record)))
			add_line(&before, &e->fields[i], v);
	}
	t.before = before.buf;
	st = write_before(r, &t);
	strbuf_release(&before);
	return st;
}

enum status
history_delete(struct records *r, const struct entity *e, const void *record)
{
	struct traced t = { e->table, entity_id(record), entity_id(record),
	    "delete", NULL, { { 0 } } };
	struct strbuf before = STRBUF_INIT;
	enum status st;

	for (size_t i = 1; i < e->nfields; i++)
		add_line(&before, &e->fields[i],
		    field_get(&e->fields[i], record));
	t.before = before.buf;
	st = write_before(r, &t);
	strbuf_release(&before);
	return st;
}

/* ---- reading ------------------------------------------------------------- */

static const char *
unescaped(const char *text, size_t n, struct arena *a)
{
	char *copy = arena_strndup(a, text, n), *to = copy;

	for (const char *from = copy; *from != '\0'; from++) {
		if (*from != '\\') {
			*to++ = *from;
			continue;
		}
		if (from[1] == '\0')
			break;
		from++;
		*to++ = *from == 'n' ? '\n' : *from == 't' ? '\t' : *from;
	}
	*to = '\0';
	return copy;
}

static enum status
value_before(const struct field *f, const char *text, const struct parse *p,
    struct value *v)
{
	enum status st;

	if (f->type == V_TEXT) {	/* exactly as it was */
		*v = value_text(text);
		return OK;
	}
	if (f->type != V_REF)
		return value_parse(f->type, text, p, v);
	if ((st = value_parse(V_INT, text, p, v)) == OK)
		*v = (struct value){ V_REF,
		    { .ref = { .id = v->u.integer } } };
	return st;
}

bool
history_next_line(const char **lines, const struct entity *e, struct arena *a,
    struct line_before *out)
{
	const struct parse p = { a, NO_DATE };
	size_t n = strcspn(*lines, "\n"), name = strcspn(*lines, "\t\n");
	const char *text = *lines;

	if (*text == '\0')
		return false;
	out->field = entity_field(e, arena_strndup(a, text, name));
	*lines += n + (text[n] == '\n');
	if (out->field == NULL)
		return true;
	out->value = value_none(out->field->type);
	if (name < n && value_before(out->field,
	    unescaped(text + name + 1, n - name - 1, a), &p,
	    &out->value) != OK)
		fail_clear();
	return true;
}

enum status
history_find(struct records *r, const char *key, struct arena *a,
    struct operation *o, struct receipt *receipt)
{
	struct query q = store_query(r->store, "SELECT id, answer, status"
	    " FROM operation WHERE key = ?1", ARGS(ARG(key)));
	int64_t id = 0;
	enum status st;

	*o = (struct operation){ .id = 0 };
	if (query_row(&q)) {
		id = query_int(&q, 0);
		*receipt = (struct receipt){ key,
		    arena_strdup(a, query_text(&q, 1)), query_int(&q, 2) };
	}
	if ((st = query_end(&q)) != OK || id == 0)
		return st;
	return history_operation(r, id, a, o);
}

enum status
history_list(struct records *r, int64_t limit,
    enum status (*each)(void *to, const struct operation *), void *to)
{
	struct query q = store_query(r->store,
	    "SELECT o.id, o.time, o.user, o.command, o.kind,"
	    " coalesce(o.target, 0), o.is_undone,"
	    " coalesce(sum(CASE c.action WHEN 'insert'"
	    " THEN c.last - c.first + 1 ELSE 0 END), 0),"
	    " coalesce(sum(CASE c.action WHEN 'update' THEN 1 ELSE 0 END), 0),"
	    " coalesce(sum(CASE c.action WHEN 'delete' THEN 1 ELSE 0 END), 0)"
	    " FROM operation o LEFT JOIN change c ON c.operation = o.id"
	    " WHERE o.id > (SELECT coalesce(max(id), 0) FROM operation) - ?1"
	    " GROUP BY o.id, o.time, o.user, o.command, o.kind, o.target,"
	    " o.is_undone ORDER BY o.id DESC",
	    ARGS(ARG(limit > 0 ? limit : INT64_MAX / 2)));
	enum status st = OK, end;

	while (st == OK && query_row(&q)) {
		struct operation o = {
			query_int(&q, 0), query_text(&q, 1), query_text(&q, 2),
			query_text(&q, 3), query_text(&q, 4), query_int(&q, 5),
			query_int(&q, 6) != 0, query_int(&q, 7),
			query_int(&q, 8), query_int(&q, 9)
		};

		st = each(to, &o);
	}
	end = query_end(&q);
	return st != OK ? st : end;
}
