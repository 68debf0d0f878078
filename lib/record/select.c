/*
 * Which records, and in which order: --where and --sort read into a
 * selection, and a selection run as one SELECT.
 */
#include "record/records.h"

#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "record/refs.h"

enum { ARGS_MAX = 64 };

/* ---- reading conditions -------------------------------------------------- */

static const struct {
	const char  *sign;
	enum compare how;
} signs[] = {			/* the longer ones first */
	{ ">=", AT_LEAST }, { "<=", AT_MOST }, { "!=", IS_NOT }, { "=", IS },
	{ ">", MORE }, { "<", LESS }, { "~", HOLDS },
};

/* Where the piece at `p` ends: at `end` outside quotes, or with the text. */
static const char *
piece_end(const char *p, char end)
{
	const char *start = p;
	char quote = '\0';

	for (; *p != '\0' && (quote != '\0' || *p != end); p++) {
		bool may_open = p == start || strchr("=<>~|", p[-1]) != NULL;

		if (quote == '\0' && may_open && (*p == '"' || *p == '\''))
			quote = *p;
		else if (*p == quote)
			quote = '\0';
	}
	return quote == '\0' ? p : NULL;
}

/* One value up to | outside quotes, without them; *text moves to its end. */
static enum status
next_value(const char **text, struct arena *a, const char **out)
{
	const char *from = *text, *end = piece_end(from, '|');
	size_t n;

	if (end == NULL)
		return fail(E_USAGE, _("--where: the quote in '%s' is not "
		    "closed"), from);
	*text = end;
	n = (size_t)(end - from);
	if (n >= 2 && (*from == '"' || *from == '\'') && end[-1] == *from) {
		from++;
		n -= 2;
	}
	*out = arena_strndup(a, from, n);
	return OK;
}

static enum status
parse_value(const struct entity *e, struct condition *c, const char *text,
    const struct parse *p)
{
	void *scratch;
	enum status st;

	if (*text == '\0' && c->how != IS && c->how != IS_NOT)
		return fail(E_USAGE, _("--where %s: a value is missing"),
		    c->field->name);
	if (c->how == HOLDS) {
		c->value = value_text(utf8_folded(text, p->arena));
		return OK;
	}
	scratch = entity_new(e, p->arena);
	if ((st = field_set(c->field, scratch, text, p)) != OK)
		return fail_in(E_USAGE, "--where %s", c->field->name);
	c->value = field_get(c->field, scratch);
	return OK;
}

/* "country=CN|VN": one condition for each, any of which will do. */
static enum status
parse_condition(const struct entity *e, const char *text,
    const struct parse *p, struct condition **out)
{
	size_t at = strcspn(text, "=<>~!"), i = 0;
	const char *name = arena_strndup(p->arena, text, at), *values;
	struct condition *c = NULL;
	const struct field *f;
	enum status st;

	while (i < COUNT(signs) && strncmp(text + at, signs[i].sign,
	    strlen(signs[i].sign)) != 0)
		i++;
	if (i == COUNT(signs))
		return fail_hint(fail(E_USAGE,
		    _("'%s' is no condition"), text),
		    _("write FIELD=VALUE, or one of != < <= > >= ~ (holds)"));
	if ((st = entity_find_field(e, name, &f)) != OK)
		return fail_in(st, "--where");
	values = text + at + strlen(signs[i].sign);
	for (bool more = true; more; values += more) {
		struct condition *one = arena_alloc(p->arena, sizeof(*one));
		const char *value = "";

		*one = (struct condition){ .field = f, .how = signs[i].how,
		    .either = c };
		if ((st = next_value(&values, p->arena, &value)) != OK ||
		    (st = parse_value(e, one, value, p)) != OK)
			return st;
		more = *values == '|';
		c = one;
	}
	*out = c;
	return OK;
}

enum status
selection_where(const struct entity *e, const char *text,
    const struct parse *p, struct selection *sel)
{
	enum status st;

	while (*text != '\0') {
		const char *end = piece_end(text, ',');
		struct condition *c = NULL;

		if (end == NULL)
			return fail(E_USAGE, _("--where: the quote in '%s' is "
			    "not closed"), text);
		if ((st = parse_condition(e, arena_strndup(p->arena, text,
		    (size_t)(end - text)), p, &c)) != OK)
			return st;
		text = end + (*end == ',');
		c->next = sel->where;
		sel->where = c;
		if (c->field->flags & F_ARCHIVED)
			sel->with_archived = true;
	}
	return OK;
}

enum status
selection_sort(const struct entity *e, const char *text, struct arena *a,
    struct selection *sel)
{
	struct order *order = arena_alloc(a, (strlen(text) + 1) *
	    sizeof(*order));
	enum status st;

	sel->norder = 0;
	while (*text != '\0') {
		size_t n = strcspn(text, ",");
		const char *name = arena_strndup(a, text, n);
		struct order *o = &order[sel->norder++];

		text += n + (text[n] == ',');
		o->descending = *name == '-';
		if ((st = entity_find_field(e, name + o->descending,
		    &o->field)) != OK)
			return fail_in(st, "--sort");
	}
	sel->order = order;
	return OK;
}

/* ---- making the statement ------------------------------------------------ */

struct statement {
	struct records	*records;
	struct strbuf	 sql;
	struct arg	 args[ARGS_MAX];
	size_t		 nargs;
	bool		 is_full;	/* an argument found no room */
	const char	*glue;		/* " WHERE " first, " AND " then */
	struct arena	*arena;
};

static size_t
add_arg(struct statement *s, struct arg a)
{
	if (s->nargs < ARGS_MAX)
		s->args[s->nargs++] = a;
	else
		s->is_full = true;
	return s->nargs;
}

static void
add_glue(struct statement *s)
{
	strbuf_addstr(&s->sql, s->glue);
	s->glue = " AND ";
}

static void
add_compare(struct statement *s, const char *column,
    const struct condition *c, struct arg arg)
{
	static const char *const how[] = {
		[IS] = "=", [LESS] = "<", [AT_MOST] = "<=", [MORE] = ">",
		[AT_LEAST] = ">=",
	};

	if (value_is_none(c->value))
		strbuf_addf(&s->sql, "%s %s", column,
		    c->how == IS_NOT ? "IS NOT NULL" : "IS NULL");
	else if (c->how == IS_NOT)
		strbuf_addf(&s->sql, "(%s <> ?%zu OR %s IS NULL)", column,
		    add_arg(s, arg), column);
	else
		strbuf_addf(&s->sql, "%s %s ?%zu", column, how[c->how],
		    add_arg(s, arg));
}

/* A day without a time is the whole day: "2026-11-18 08:20" is on it, not
 * after it.  Texts compare as "day" <= "day time" < "next day". */
static void
add_day(struct statement *s, const char *column, const struct condition *c)
{
	static const struct {
		const char *sign;
		bool	    of_next;	/* compared with the next day */
	} how[] = {
		[LESS] = { "<", false }, [AT_MOST] = { "<", true },
		[MORE] = { ">=", true }, [AT_LEAST] = { ">=", false },
	};
	struct date day = c->value.u.date, next = { day.day + 1, NO_MINUTE };

	if (c->how == IS)
		strbuf_addf(&s->sql, "(%s >= ?%zu AND %s < ?%zu)", column,
		    add_arg(s, ARG(day)), column, add_arg(s, ARG(next)));
	else if (c->how == IS_NOT)
		strbuf_addf(&s->sql, "(%s < ?%zu OR %s >= ?%zu OR %s IS NULL)",
		    column, add_arg(s, ARG(day)), column,
		    add_arg(s, ARG(next)), column);
	else
		strbuf_addf(&s->sql, "%s %s ?%zu", column, how[c->how].sign,
		    add_arg(s, how[c->how].of_next ? ARG(next) : ARG(day)));
}

/* A reference is the other record's code, or its name. */
static void
add_reference(struct statement *s, size_t i, const struct condition *c)
{
	const struct entity *ref = c->field->ref;
	const char *code = arena_printf(s->arena, "r%zu.%s", i,
	    entity_key(ref)->name);
	const char *name = arena_printf(s->arena, "r%zu.%s", i,
	    entity_field_flagged(ref, F_TITLE)->name);
	struct arg arg = arg_text(c->value.u.ref.code);

	if (value_is_none(c->value) || (c->how != IS && c->how != IS_NOT)) {
		add_compare(s, code, c, arg);
		return;
	}
	strbuf_addch(&s->sql, '(');
	add_compare(s, code, c, arg);
	strbuf_addstr(&s->sql, c->how == IS ? " OR " : " AND ");
	add_compare(s, name, c, arg);
	strbuf_addch(&s->sql, ')');
}

static const char *
column_sql(struct statement *s, const struct entity *e, const struct field *f)
{
	struct strbuf b = STRBUF_INIT;
	const char *sql;

	records_column_sql(e, f, &b);
	sql = strbuf_to(&b, s->arena);
	strbuf_release(&b);
	return sql;
}

static void
add_condition(struct statement *s, const struct entity *e,
    const struct condition *c)
{
	const struct field *f = c->field;
	const char *column = column_sql(s, e, f);

	if (f->type == V_REF)
		add_reference(s, (size_t)(f - e->fields), c);
	else if ((f->flags & F_TIME) && !value_is_none(c->value) &&
	    c->value.u.date.minute == NO_MINUTE)
		add_day(s, column, c);
	else
		add_compare(s, column, c, arg_value(c->value));
}

/* Both sides are folded: the bytes are compared. */
static void
add_held(struct statement *s, const char *folded)
{
	strbuf_addf(&s->sql, "holds(t.search_key, ?%zu)",
	    add_arg(s, ARG(folded)));
}

/* Whether a field holds a text is seen by cursor_row(); what has it nowhere
 * in what is searched need not come so far. */
static void
add_holds(struct statement *s, const struct condition *c)
{
	if (!(c->field->flags & F_SEARCH))
		return;
	add_glue(s);
	strbuf_addch(&s->sql, '(');
	for (; c != NULL; c = c->either) {
		add_held(s, c->value.u.text);
		strbuf_addstr(&s->sql, c->either != NULL ? " OR " : ")");
	}
}

static void
add_where(struct statement *s, const struct entity *e,
    const struct selection *sel)
{
	for (const struct condition *c = sel->where; c != NULL; c = c->next) {
		if (c->how == HOLDS) {
			add_holds(s, c);
			continue;
		}
		add_glue(s);
		strbuf_addch(&s->sql, '(');
		for (const struct condition *o = c; o != NULL; o = o->either) {
			add_condition(s, e, o);
			if (o->either != NULL)	/* neither the one nor ... */
				strbuf_addstr(&s->sql, c->how == IS_NOT ?
				    " AND " : " OR ");
		}
		strbuf_addch(&s->sql, ')');
	}
}

/* Every word must stand somewhere in the searched text. */
static void
add_words(struct statement *s, const char *words)
{
	const char *folded = utf8_folded(words, s->arena);

	while (*folded != '\0') {
		size_t n = strcspn(folded, " ");
		const char *word = arena_strndup(s->arena, folded, n);

		folded += n + (folded[n] == ' ');
		add_glue(s);
		add_held(s, word);
	}
}

/* Most parties have one role. */
static void
add_role(struct statement *s, const struct entity *e)
{
	const char *column = entity_field_flagged(e, F_ROLES)->name;

	add_glue(s);
	strbuf_addf(&s->sql, "(t.%s = ?%zu", column, add_arg(s, ARG(e->role)));
	strbuf_addf(&s->sql, " OR ',' || t.%s || ',' LIKE ?%zu)", column,
	    add_arg(s, ARG(arena_printf(s->arena, "%%,%s,%%", e->role))));
}

/* What the entity looks at: a role, a parent, records in use. */
static void
add_view(struct statement *s, const struct entity *e,
    const struct selection *sel)
{
	const struct field *archived = entity_field_flagged(e, F_ARCHIVED);

	if (e->role != NULL)
		add_role(s, e);
	if (archived != NULL && !sel->with_archived) {
		add_glue(s);
		strbuf_addf(&s->sql, "t.%s = 0", archived->name);
	}
}

/* Returns the number of its argument; 0: whosever parts. */
static size_t
add_parent(struct statement *s, const struct entity *e,
    const struct selection *sel)
{
	const struct field *parent = entity_field_flagged(e, F_PARENT);

	if (parent == NULL || (sel->parent == 0 && !sel->and_on))
		return 0;
	add_glue(s);
	strbuf_addf(&s->sql, "t.%s %s ?%zu", parent->name,
	    sel->and_on ? ">=" : "=", add_arg(s, ARG(sel->parent)));
	return s->nargs;
}

static void
add_order(struct statement *s, const struct entity *e,
    const struct selection *sel)
{
	const struct field *key = entity_key(e);
	const struct field *parent = entity_field_flagged(e, F_PARENT);

	strbuf_addstr(&s->sql, " ORDER BY ");
	for (size_t i = 0; i < sel->norder; i++) {
		const struct field *f = sel->order[i].field;
		const char *how = sel->order[i].descending ? " DESC" : "";

		if (f->type == V_REF)
			records_key_order(s->records, f->ref, arena_printf(
			    s->arena, "r%zu.%s", (size_t)(f - e->fields),
			    entity_key(f->ref)->name), how, &s->sql);
		else if (f == key)
			records_key_order(s->records, e, column_sql(s, e, f),
			    how, &s->sql);
		else
			strbuf_addf(&s->sql, "%s%s, ", column_sql(s, e, f),
			    how);
	}
	if (parent != NULL && (sel->parent == 0 || sel->and_on))
		strbuf_addf(&s->sql, "t.%s, ", parent->name);
	if (key != NULL && (key->type == V_INT || parent == NULL))
		records_key_order(s->records, e, column_sql(s, e, key), "",
		    &s->sql);
	strbuf_addstr(&s->sql, "t.id");
}

static bool
looks_itself(const struct selection *sel)
{
	for (const struct condition *c = sel->where; c != NULL; c = c->next)
		if (c->how == HOLDS)
			return true;
	return false;
}

uint64_t
selection_bit(const struct entity *e, const struct field *f)
{
	return (uint64_t)1 << (f - e->fields);
}

/* What conditions and order need of the row. */
static uint64_t
fields_needed(const struct entity *e, const struct selection *sel)
{
	const struct condition *c, *o;
	uint64_t fields = 0;

	for (c = sel->where; c != NULL; c = c->next)
		for (o = c; o != NULL; o = o->either)
			if (o->how == HOLDS || o->field->type == V_REF)
				fields |= selection_bit(e, o->field);
	for (size_t i = 0; i < sel->norder; i++)
		if (sel->order[i].field->type == V_REF)
			fields |= selection_bit(e, sel->order[i].field);
	return fields;
}

/* References of which nothing but the code is asked. */
static uint64_t
bare_references(const struct entity *e, uint64_t fields)
{
	uint64_t bare = 0;

	for (size_t i = 0; i < e->nfields; i++)
		if (e->fields[i].type == V_REF && (fields >> i & 1) != 0)
			bare |= (uint64_t)1 << i;
	return bare;
}

/* The same kind of record, these of its references being numbers. */
static const struct entity *
with_numbers(const struct entity *e, uint64_t numbers, struct arena *a)
{
	struct entity *copy = arena_alloc(a, sizeof(*copy));
	struct field *fields = arena_alloc(a, entity_nshown(e) *
	    sizeof(*fields));

	*copy = *e;
	copy->fields = fields;
	for (size_t i = 0; i < entity_nshown(e); i++) {
		fields[i] = e->fields[i];
		if ((numbers >> i & 1) != 0)
			fields[i].type = V_INT;
	}
	return copy;
}

/* The SELECT as far as its WHERE; of which references it gives no more than
 * the numbers. */
static void
add_select(struct statement *s, struct cursor *c)
{
	const struct entity *e = c->columns.entity;
	const struct selection *sel = c->selection;
	uint64_t needed = fields_needed(e, sel);

	c->columns.fields = sel->fields == 0 ? UINT64_MAX :
	    sel->fields | needed;
	if (sel->codes_only)
		c->numbers = bare_references(e, c->columns.fields & ~needed);
	if (c->numbers != 0) {
		c->refs = refs_new(c->records->store);
		c->columns.entity = with_numbers(e, c->numbers, s->arena);
	}
	records_select_sql(&c->columns, &s->sql);
	c->columns.entity = e;
}

struct cursor
record_select(struct records *r, const struct entity *e,
    const struct selection *sel)
{
	struct cursor c = { .records = r, .selection = sel,
	    .columns = { .entity = e },
	    .arena = ARENA_INIT, .text = STRBUF_INIT };
	struct arena a = ARENA_INIT;
	struct statement s = { .records = r, .sql = STRBUF_INIT,
	    .glue = " WHERE ", .arena = &a };

	add_select(&s, &c);
	add_view(&s, e, sel);
	c.parent_arg = add_parent(&s, e, sel);
	add_where(&s, e, sel);
	if (sel->holding != NULL)
		add_words(&s, sel->holding);
	add_order(&s, e, sel);
	if (sel->limit > 0 && !looks_itself(sel))
		strbuf_addf(&s.sql, " LIMIT ?%zu", add_arg(&s,
		    ARG(sel->limit)));
	if (s.is_full)
		c.query = (struct query){ .st = fail(E_USAGE,
		    _("too many conditions (limit %d)"), ARGS_MAX) };
	else
		c.query = store_query(r->store, s.sql.buf,
		    (struct args){ s.args, s.nargs });
	strbuf_release(&s.sql);
	arena_release(&a);
	return c;
}

void
cursor_seek(struct cursor *c, int64_t parent)
{
	query_again(&c->query, c->parent_arg, ARG(parent));
	c->given = 0;
}

/* ---- rows ---------------------------------------------------------------- */

/* A reference is looked for by its code and its name. */
static const char *
printed(struct value v, struct arena *a)
{
	struct strbuf b = STRBUF_INIT;
	const char *text;

	value_print(v, &b);
	if (v.type == V_REF && v.u.ref.title != NULL)
		strbuf_addf(&b, " %s", v.u.ref.title);
	text = strbuf_to(&b, a);
	strbuf_release(&b);
	return text;
}

static bool
holds(struct cursor *c, const struct condition *w)
{
	struct value v = cursor_value(c, w->field);

	strbuf_cut(&c->text, 0);
	utf8_fold(v.type == V_TEXT ? value_as_text(v) :
	    printed(v, &c->arena), &c->text);
	return strstr(c->text.buf, w->value.u.text) != NULL;
}

static bool
is_wanted(struct cursor *c)
{
	const struct condition *w, *o;

	for (w = c->selection->where; w != NULL; w = w->next) {
		if (w->how != HOLDS)
			continue;
		for (o = w; o != NULL && !holds(c, o); o = o->either)
			;
		if (o == NULL)
			return false;
	}
	return true;
}

bool
cursor_row(struct cursor *c)
{
	int64_t limit = c->selection->limit;

	if ((limit > 0 && c->given == limit) || refs_status(c->refs) != OK)
		return false;
	while (query_row(&c->query)) {
		arena_release(&c->arena);
		if (is_wanted(c)) {
			c->given++;
			return true;
		}
	}
	return false;
}

/* What the column of its number says. */
static struct value
reference(const struct cursor *c, const struct field *f, int column)
{
	int64_t id;

	if (query_is_null(&c->query, column))
		return value_none(V_REF);
	id = query_int(&c->query, column);
	return (struct value){ V_REF, { .ref = { id,
	    refs_code(c->refs, f, id), NULL } } };
}

static inline struct value
value_of(const struct cursor *c, size_t i)
{
	const struct field *f = &c->columns.entity->fields[i];
	int column = c->columns.at[i];

	if (column < 0)
		return value_none(f->type);
	if ((c->numbers >> i & 1) != 0)
		return reference(c, f, column);
	return query_value(&c->query, column, f->type);
}

struct value
cursor_value(const struct cursor *c, const struct field *f)
{
	return value_of(c, (size_t)(f - c->columns.entity->fields));
}

void
cursor_pick(const struct cursor *c, const struct picked *list, size_t n,
    struct value *row)
{
	for (const struct picked *end = list + n; list < end; list++)
		row[list->to] = value_of(c, list->field);
}

int64_t
cursor_id(const struct cursor *c)
{
	return query_int(&c->query, 0);
}

int64_t
cursor_parent(const struct cursor *c)
{
	return query_int(&c->query, c->columns.parent);
}

bool
cursor_next(struct cursor *c, void *record)
{
	if (!cursor_row(c))
		return false;
	records_read(&c->query, &c->columns, record);
	return true;
}

enum status
cursor_end(struct cursor *c)
{
	enum status st = refs_status(c->refs), end = query_end(&c->query);

	refs_free(c->refs);
	arena_release(&c->arena);
	strbuf_release(&c->text);
	return st != OK ? st : end;
}

enum status
record_count(struct records *r, const struct entity *e, int64_t *n)
{
	struct arena a = ARENA_INIT;
	struct statement s = { .sql = STRBUF_INIT, .glue = " WHERE ",
	    .arena = &a };
	struct selection all = { .with_archived = true };
	enum status st;

	strbuf_addf(&s.sql, "SELECT count(*) FROM %s t", e->table);
	add_view(&s, e, &all);
	st = store_int(r->store, s.sql.buf, (struct args){ s.args, s.nargs },
	    n);
	strbuf_release(&s.sql);
	arena_release(&a);
	return st;
}
