/*
 * The verbs every noun has that change a record: add, edit, rm.
 */
#include "cmd.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The way back, unless nothing was done. */
static void
note_undo(struct context *ctx)
{
	if (records_operation(ctx->records) != 0 && !opt_flag(ctx, "dry-run"))
		note(ctx, _("(take it back: tradecli undo)"));
}

/* "buyer, reference": the first of its sets of fields that all have values. */
static const char *
matching_fields(struct context *ctx, const struct entity *e,
    const void *record)
{
	struct arena *a = &ctx->arena;

	for (size_t i = 0; e->matches != NULL && e->matches[i] != NULL; i++) {
		const char *p = e->matches[i], *names = "";
		bool all = true;

		while (*p != '\0') {
			size_t n = strcspn(p, ",?");
			const struct field *f = entity_field(e,
			    arena_strndup(a, p, n));
			bool has = !value_is_none(field_get(f, record));

			if (has)
				names = arena_printf(a, "%s%s%s", names,
				    *names != '\0' ? ", " : "",
				    ctx->chinese ? f->label_zh : f->name);
			all = all && (has || p[n] == '?');
			p += n + strspn(p + n, ",?");
		}
		if (all)
			return names;
	}
	return "";
}

/* Two records of one name may be one thing entered twice. */
static void
note_same_name(struct context *ctx, const struct entity *e, const void *record)
{
	void *copy = arena_alloc(&ctx->arena, e->size), *other = NULL;

	memcpy(copy, record, e->size);
	field_put(entity_key(e), copy, value_none(V_TEXT));
	if (record_match(ctx->records, &(struct record_like){ e, copy, 0 },
	    &ctx->arena, &other) == OK &&
	    other != NULL)
		note(ctx, _("%s has the same %s."), entity_code(e, other),
		    matching_fields(ctx, e, copy));
	fail_clear();
}

void
note_terms(struct context *ctx, const struct entity *e, const void *old,
    const void *record)
{
	bool are_ours = e == &order_entity || e == &quote_entity ||
	    e == &buyer_entity;		/* which hand them on to an order */

	for (size_t i = 1; are_ours && i < e->nfields; i++) {
		const struct field *f = &e->fields[i];
		const char *text = f->type == V_TEXT ? field_text(f, record) :
		    NULL;
		struct terms terms;

		if (f->normalize != terms_normalize || text == NULL ||
		    (old != NULL && value_equal(field_get(f, old),
		    field_get(f, record))))
			continue;
		if (terms_parse(text, &terms) != OK)
			fail_clear();	/* kept from before they were read */
		else if (!terms_say_when(&terms))
			note(ctx, _("%s '%s' does not say when: nothing is due "
			    "(T/T in advance, T/T 30/70 and T/T 30 days do)"),
			    f->name, text);
	}
}

/* Required fields that were not given are a slip of the hand, named all at
 * once: usage, not data. */
static enum status
check_added(struct context *ctx, const struct entity *e, void *record)
{
	enum status st = record_inherit(ctx->records, e, record, &ctx->arena);

	if (st == OK)
		st = record_check(ctx->records, e, record, &ctx->arena);
	if (st == E_INVALID && strncmp(fail_text(), _("missing: "),
	    strlen(_("missing: "))) == 0)
		return fail_hint(fail_in(E_USAGE, "%s add", e->name),
		    _("give them as options: tradecli help %s add"), e->name);
	return st;
}

static enum status
missing_line(const struct entity *e)
{
	return fail_hint(fail(E_USAGE, _("%s add: missing: %s"), e->name,
	    e->lines->spread),
	    _("give them as options: tradecli help %s add"), e->name);
}

/* Fields of the lines given with the record: one line of it. */
static enum status
add_line(struct context *ctx, const struct entity *e, const void *record)
{
	const struct entity *lines = e->lines;
	struct ref parent = { entity_id(record), entity_code(e, record), NULL };
	void *line;
	size_t n;
	enum status st;

	if (lines == NULL)
		return OK;
	line = entity_new(lines, &ctx->arena);
	if ((st = set_given(ctx, lines, line, &n)) != OK)
		return st;
	if (n == 0)
		return e->needs_line ? missing_line(e) : OK;
	field_put(entity_field_flagged(lines, F_PARENT), line,
	    (struct value){ V_REF, { .ref = parent } });
	if ((st = record_inherit(ctx->records, lines, line,
	    &ctx->arena)) != OK ||
	    (st = record_check(ctx->records, lines, line, &ctx->arena)) != OK)
		return fail_in(st, "%s", _(lines->name));
	return record_insert(ctx->records, lines, line, &ctx->arena);
}

enum status
verb_add(struct context *ctx)
{
	const struct entity *e = ctx->command->entity;
	const struct field *title = entity_field_flagged(e, F_TITLE);
	void *record = entity_new(e, &ctx->arena);
	struct parse p = context_parse(ctx);
	size_t n;
	enum status st;

	if (ctx->nargs > 0 && opt_text(ctx, title->name) != NULL)
		return fail(E_USAGE, _("%s add: the %s is given twice"),
		    e->name, title->name);
	if (ctx->nargs > 0 &&
	    (st = field_set(title, record, ctx->args[0], &p)) != OK)
		return fail_in(st, "%s", title->name);
	if ((st = set_given(ctx, e, record, &n)) != OK ||
	    (st = check_added(ctx, e, record)) != OK)
		return st;
	note_same_name(ctx, e, record);
	if ((st = record_insert(ctx->records, e, record, &ctx->arena)) != OK ||
	    (st = add_line(ctx, e, record)) != OK)
		return st;
	note_terms(ctx, e, NULL, record);
	if (!opt_flag(ctx, "dry-run"))
		answer(ctx, "%s\n", entity_code(e, record));
	return OK;
}

/* ---- edit ---------------------------------------------------------------- */

static enum status
store_edited(struct context *ctx, const void *old, void *record)
{
	const struct entity *e = ctx->command->entity;
	enum status st = record_check(ctx->records, e, record, &ctx->arena);

	return st == OK ? record_update(ctx->records, e, old, record) : st;
}

static void
note_edited(struct context *ctx, const void *record)
{
	const struct entity *e = ctx->command->entity;

	if (records_operation(ctx->records) != 0) {
		note(ctx, _("Changed %s %s."), _(e->name),
		    entity_code(e, record));
		note_undo(ctx);
	} else {
		note(ctx, _("%s %s is so already."), _(e->name),
		    entity_code(e, record));
	}
}

/* The line that is meant: the matching one (--line, --contact-name), or the
 * only one when nothing tells which. */
static enum status
find_line(struct context *ctx, const struct entity *e, void *said,
    void *line)
{
	const struct field *parent = entity_field_flagged(e, F_PARENT);
	const struct field *title = entity_field_flagged(e, F_TITLE);
	struct selection of = { .with_archived = true,
	    .parent = field_get(parent, said).u.ref.id };
	struct arena a = ARENA_INIT;
	int64_t id, only = 0, n = 0;
	void *same;
	struct cursor c;
	enum status st;

	if ((st = record_match(ctx->records,
	    &(struct record_like){ e, said, 0 }, &ctx->arena,
	    &same)) != OK)
		return st;
	id = same != NULL ? entity_id(same) : 0;
	c = record_select(ctx->records, e, &of);
	for (void *one = entity_new(e, &a); cursor_next(&c, one); n++)
		only = entity_id(one);
	arena_release(&a);
	if ((st = cursor_end(&c)) != OK)
		return st;
	if (id == 0 && n == 1 && entity_key(e) == NULL &&
	    value_is_none(field_get(title, said)))
		id = only;
	if (id == 0)
		return E_NOTFOUND;
	return record_load(ctx->records, (struct record_id){ e, id },
	    &ctx->arena, line);
}

/* Does what was typed say which line is meant, or what a new one holds? */
static bool
names_line(const struct entity *e, const void *said)
{
	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		if ((f->flags & (F_KEY | F_TITLE) ||
		    (f->type == V_REF && !(f->flags & F_PARENT))) &&
		    !value_is_none(field_get(f, said)))
			return true;
	}
	return false;
}

/* Fields of the lines given with edit: change the line meant, or add it. */
static enum status
edit_line(struct context *ctx, const void *record)
{
	const struct entity *e = ctx->command->entity, *lines = e->lines;
	struct ref parent = { entity_id(record), entity_code(e, record), NULL };
	void *said, *old, *line;
	size_t n;
	enum status st;

	if (lines == NULL)
		return OK;
	said = entity_new(lines, &ctx->arena);
	old = entity_new(lines, &ctx->arena);
	line = entity_new(lines, &ctx->arena);
	if ((st = set_given(ctx, lines, said, &n)) != OK || n == 0)
		return st;
	field_put(entity_field_flagged(lines, F_PARENT), said,
	    (struct value){ V_REF, { .ref = parent } });
	st = find_line(ctx, lines, said, old);
	if (st == E_NOTFOUND && !names_line(lines, said))
		return fail_hint(fail(E_USAGE, _("%s: which %s?"),
		    entity_code(e, record), _(lines->name)),
		    _("name it: %s"), entity_key(lines) != NULL ? "--line N" :
		    "--contact-name NAME");
	if (st == E_NOTFOUND)
		return add_line(ctx, e, record);
	if (st != OK)
		return st;
	memcpy(line, old, lines->size);
	entity_clear_computed(lines, line);
	if ((st = set_given(ctx, lines, line, &n)) != OK ||
	    (st = record_check(ctx->records, lines, line, &ctx->arena)) != OK)
		return fail_in(st, "%s", _(lines->name));
	return record_update(ctx->records, lines, old, line);
}

/* While a person edits, others may write; if they wrote this record, what was
 * edited stands on something that is no more. */
static enum status
edit_interactively(struct context *ctx, const void *old, void *record)
{
	const struct entity *e = ctx->command->entity;
	void *now = entity_new(e, &ctx->arena);
	enum status st;

	if (!ctx->can_ask || !ctx->is_terminal)
		return fail_hint(fail(E_USAGE, _("%s edit: which fields?"),
		    e->name), _("give them as options: tradecli help %s edit"),
		    e->name);
	ledger_pause(ctx->ledger);
	if ((st = edit_form(ctx, e, record)) != OK)
		return st;
	if ((st = ledger_resume(ctx->ledger)) != OK)
		return st;
	ctx->records = ledger_records(ctx->ledger);
	if ((st = record_load(ctx->records, (struct record_id){ e,
	    entity_id(old) }, &ctx->arena, now)) != OK)
		return st;
	for (size_t i = 0; i < e->nfields; i++)
		if (!value_equal(field_get(&e->fields[i], old),
		    field_get(&e->fields[i], now)))
			return fail(E_CONFLICT, _("%s was changed by somebody "
			    "else meanwhile"), entity_code(e, old));
	return OK;
}

/* What was written in an editor is kept until it is stored. */
static enum status
end_form(struct context *ctx, enum status st)
{
	if (ctx->form == NULL)
		return st;
	if (st != OK)
		return fail_hint(st, _("your text is still in %s"), ctx->form);
	unlink(ctx->form);
	return OK;
}

enum status
verb_edit(struct context *ctx)
{
	const struct entity *e = ctx->command->entity;
	void *old = entity_new(e, &ctx->arena);
	void *record = entity_new(e, &ctx->arena);
	struct flat flat = entity_flat(e, &ctx->arena);
	bool any = false;
	size_t n;
	enum status st;

	if ((st = record_find(ctx->records, (struct record_code){ e,
	    ctx->args[0] }, &ctx->arena, old)) != OK)
		return st;
	memcpy(record, old, e->size);
	entity_clear_computed(e, record);
	for (size_t i = 0; i < ctx->options.n; i++) {
		char *name = arena_strdup(&ctx->arena,
		    ctx->options.list[i].name);

		for (char *p = name; *p != '\0'; p++)
			*p = *p == '-' ? '_' : *p;
		any = any || flat_find(&flat, name) < flat.n;
	}
	if (!any)
		st = edit_interactively(ctx, old, record);
	else
		st = set_given(ctx, e, record, &n);
	if (st == OK && (st = store_edited(ctx, old, record)) == OK)
		st = edit_line(ctx, record);
	if (st == OK) {
		note_terms(ctx, e, old, record);
		note_edited(ctx, record);
	}
	return end_form(ctx, st);
}

/* ---- rm ------------------------------------------------------------------ */

/* What is in use is put away: hidden from lists, still there for its orders. */
static enum status
archive(struct context *ctx, const struct entity *e, const void *old)
{
	const struct field *f = entity_field_flagged(e, F_ARCHIVED);
	void *record = arena_alloc(&ctx->arena, e->size);
	const char *why = arena_strdup(&ctx->arena, fail_text());
	enum status st;

	if (f == NULL)
		return E_CONFLICT;
	fail_clear();
	if (field_get(f, old).u.boolean) {
		note(ctx, _("%s: put away already"), why);
		return OK;
	}
	memcpy(record, old, e->size);
	field_put(f, record, (struct value){ V_BOOL, { .boolean = true } });
	if ((st = record_update(ctx->records, e, old, record)) == OK)
		note(ctx, _("%s: put away, not removed"), why);
	return st;
}

/* A firm that is more than this to us only stops being this. */
static enum status
drop_role(struct context *ctx, const struct entity *e, const void *old,
    bool *dropped)
{
	const struct field *f = entity_field_flagged(e, F_ROLES);
	const char *roles, *at;
	void *record;
	struct strbuf rest = STRBUF_INIT;
	enum status st;

	*dropped = false;
	if (e->role == NULL)
		return OK;
	roles = field_get(f, old).u.text;
	if (strcmp(roles, e->role) == 0)
		return OK;
	if ((st = record_unused_as(ctx->records, e, old)) != OK)
		return st;
	at = strstr(roles, e->role);
	strbuf_add(&rest, roles, (size_t)(at - roles));
	at += strlen(e->role);
	strbuf_addstr(&rest, *at == ',' ? at + 1 : at);
	if (rest.buf[rest.len - 1] == ',')
		strbuf_cut(&rest, rest.len - 1);
	record = arena_alloc(&ctx->arena, e->size);
	memcpy(record, old, e->size);
	field_put(f, record, value_text(strbuf_to(&rest, &ctx->arena)));
	strbuf_release(&rest);
	if ((st = record_update(ctx->records, e, old, record)) == OK)
		note(ctx, _("%s is no %s any more, but still: %s"),
		    entity_code(e, old), _(e->name),
		    field_get(f, record).u.text);
	*dropped = st == OK;
	return st;
}

static enum status
remove_one(struct context *ctx, const struct entity *e, const void *record)
{
	bool dropped;
	enum status st;

	if ((st = drop_role(ctx, e, record, &dropped)) != OK || dropped)
		return st;
	st = record_delete(ctx->records, e, record);
	if (st == E_CONFLICT)
		return archive(ctx, e, record);
	if (st == OK)
		note(ctx, _("Removed %s %s."), _(e->name),
		    entity_code(e, record));
	return st;
}

/* All of them must be there before anything is asked. */
static enum status
find_all(struct context *ctx, const struct entity *e, void **records)
{
	for (int i = 0; i < ctx->nargs; i++) {
		enum status st;

		records[i] = entity_new(e, &ctx->arena);
		if ((st = record_find(ctx->records, (struct record_code){ e,
		    ctx->args[i] }, &ctx->arena, records[i])) != OK)
			return st;
		for (int j = 0; j < i; j++)
			if (entity_id(records[j]) == entity_id(records[i]))
				return fail(E_USAGE, _("%s is named twice"),
				    ctx->args[i]);
	}
	return OK;
}

/* `rm CODE --line 2`, `rm CODE --contact-name Li`: a part of the record. */
static enum status
remove_part(struct context *ctx, const void *record, void *said)
{
	const struct entity *e = ctx->command->entity, *lines = e->lines;
	void *line = entity_new(lines, &ctx->arena);
	enum status st = find_line(ctx, lines, said, line);

	if (st == E_NOTFOUND)
		return fail_hint(fail(st, _("%s has no such %s"),
		    entity_code(e, record), _(lines->name)),
		    _("see them: tradecli %s show %s"), e->name,
		    entity_code(e, record));
	if (st != OK || (st = confirm(ctx, _("Remove this %s of %s?"),
	    _(lines->name), entity_code(e, record))) != OK ||
	    (st = record_delete(ctx->records, lines, line)) != OK)
		return st;
	note(ctx, _("Removed a %s of %s."), _(lines->name),
	    entity_code(e, record));
	note_undo(ctx);
	return OK;
}

/* Fields of the lines name a part; fields of the record name nothing to rm. */
static enum status
read_part(struct context *ctx, const void *record, void **said)
{
	const struct entity *e = ctx->command->entity, *lines = e->lines;
	size_t n;
	enum status st = set_given(ctx, e, entity_new(e, &ctx->arena), &n);

	*said = NULL;
	if (st == OK && n > 0)
		return fail_hint(fail(E_USAGE, _("%s rm: a field of the %s "
		    "itself cannot be removed"), e->name, _(e->name)),
		    _("clear it: tradecli %s edit CODE --FIELD ''"), e->name);
	if (st != OK || lines == NULL)
		return st;
	*said = entity_new(lines, &ctx->arena);
	if ((st = set_given(ctx, lines, *said, &n)) != OK || n == 0) {
		*said = NULL;
		return st;
	}
	field_put(entity_field_flagged(lines, F_PARENT), *said,
	    (struct value){ V_REF, { .ref = { entity_id(record),
	    entity_code(e, record), NULL } } });
	return OK;
}

static enum status
remove_all(struct context *ctx, const struct entity *e, void **records)
{
	enum status st;

	if (ctx->nargs == 1)
		st = confirm(ctx, _("Remove %s %s?"), _(e->name),
		    entity_code(e, records[0]));
	else
		st = confirm(ctx, _("Remove %d %s?"), ctx->nargs,
		    _(e->plural));
	for (int i = 0; st == OK && i < ctx->nargs; i++)
		st = remove_one(ctx, e, records[i]);
	if (st == OK)
		note_undo(ctx);
	return st;
}

enum status
verb_rm(struct context *ctx)
{
	const struct entity *e = ctx->command->entity;
	void **records = arena_alloc(&ctx->arena,
	    (size_t)ctx->nargs * sizeof(*records));
	void *said;
	enum status st;

	if ((st = find_all(ctx, e, records)) != OK ||
	    (st = read_part(ctx, records[0], &said)) != OK)
		return st;
	if (said == NULL)
		return remove_all(ctx, e, records);
	if (ctx->nargs > 1)
		return fail(E_USAGE, _("%s rm: parts of one record at a time"),
		    e->name);
	return remove_part(ctx, records[0], said);
}
