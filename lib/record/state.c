/*
 * States: what may follow what, and what stays as it is once it is issued.
 */
#include "record/state.h"

#include <string.h>

#include "record/records.h"

enum status
state_begin(const struct entity *e, void *record)
{
	const struct field *f;

	if (e->states == NULL)
		return OK;
	f = entity_field_flagged(e, F_STATE);
	if (value_is_none(field_get(f, record)))
		field_put(f, record, value_text(e->states[0].code));
	if (entity_state_of(e, record) == NULL)
		return fail(E_INVALID, _("%s: '%s' is no state of a %s"),
		    f->name, field_get(f, record).u.text, _(e->name));
	return OK;
}

/* Is the word one of those in "sent|cancelled"? */
static bool
is_one_of(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = words; *p != '\0'; p += strspn(p, "|")) {
		size_t len = strcspn(p, "|");

		if (len == n && strncmp(p, word, n) == 0)
			return true;
		p += len;
	}
	return false;
}

static enum status
cannot_follow(const struct entity *e, const void *record, const char *to)
{
	const struct state *now = entity_state_of(e, record);
	enum status st = fail(E_CONFLICT, _("%s %s is %s: it cannot become "
	    "%s"), _(e->name), entity_code(e, record), _(now->code), _(to));
	struct strbuf b = STRBUF_INIT;

	if (*now->next == '\0')
		return fail_hint(st, _("nothing follows %s"), _(now->code));
	for (const struct state *s = e->states; s->code != NULL; s++)
		if (is_one_of(now->next, s->code))
			strbuf_addf(&b, "%s%s", b.len > 0 ? ", " : "",
			    _(s->code));
	st = fail_hint(st, _("it can become: %s"), b.buf);
	strbuf_release(&b);
	return st;
}

static enum status
needs_reason(const struct entity *e, const void *record,
    const struct state *to)
{
	return fail_hint(fail(E_INVALID, _("%s %s: %s needs a reason"),
	    _(e->name), entity_code(e, record), _(to->code)),
	    _("say why: tradecli %s move %s %s --reason 'TEXT'"), e->name,
	    entity_code(e, record), to->code);
}

/* Whoever sets the state must say why, or have said so before. */
static enum status
check_reason(const struct entity *e, const void *old, const void *record)
{
	const struct state *was = entity_state_of(e, old);
	const struct state *is = entity_state_of(e, record);

	if (is == NULL || is == was || !(is->flags & STATE_REASON) ||
	    !value_is_none(field_get(entity_field(e, "reason"), record)))
		return OK;
	return needs_reason(e, record, is);
}

static enum status
check_follows(const struct entity *e, const void *old, const char *to)
{
	const struct state *now = entity_state_of(e, old);

	if (now == NULL || strcmp(now->code, to) == 0 ||
	    is_one_of(now->next, to))
		return OK;
	return cannot_follow(e, old, to);
}

enum status
state_move(const struct entity *e, void *record, const struct move *m)
{
	const struct field *f = entity_field_flagged(e, F_STATE);
	const struct state *now = entity_state_of(e, record);
	const struct state *to = entity_state(e, m->state);
	const struct field *stamp;
	enum status st;

	if (to == NULL || now == NULL || now == to)
		return fail(E_CONFLICT, _("%s %s is %s already"), _(e->name),
		    entity_code(e, record), _(m->state));
	if ((st = check_follows(e, record, to->code)) != OK)
		return st;
	if ((to->flags & STATE_REASON) && m->reason == NULL)
		return needs_reason(e, record, to);
	field_put(f, record, value_text(to->code));
	if (m->reason != NULL)
		field_put(entity_field(e, "reason"), record,
		    value_text(m->reason));
	if (to->stamp == NULL)
		return OK;
	stamp = entity_field(e, to->stamp);
	if (value_is_none(field_get(stamp, record)))
		field_put(stamp, record, value_date((struct date){
		    m->today.day, NO_MINUTE }));
	return OK;
}

/* ---- what is issued ------------------------------------------------------ */

/* Going back to what was is another matter than going on. */
static bool
goes_on(const struct records *r)
{
	return strcmp(r->author.kind, "do") == 0;
}

static bool
is_issued(const struct entity *e, const void *record)
{
	const struct state *s = entity_state_of(e, record);

	return s != NULL && (s->flags & STATE_ISSUED);
}

/* The first field that differs and should not; NULL: none. */
static const struct field *
fixed_and_changed(const struct entity *e, const void *old, const void *record)
{
	const unsigned free = F_LATER | F_STATE | F_FIXED;

	for (size_t i = 1; i < e->nfields; i++)
		if (!(e->fields[i].flags & free) &&
		    !value_equal(field_get(&e->fields[i], old),
		    field_get(&e->fields[i], record)))
			return &e->fields[i];
	return NULL;
}

static enum status
stays_as_it_is(const struct entity *e, const void *record, const char *what)
{
	return fail(E_CONFLICT, _("%s %s is %s: its %s cannot be changed any "
	    "more"), _(e->name), entity_code(e, record),
	    _(entity_state_of(e, record)->code), what);
}

/* What a part belongs to. */
struct whole {
	struct arena	*arena;
	const struct entity *entity;	/* NULL: it has no states */
	void		*record;
};

static enum status
load_whole(struct records *r, const struct entity *part, const void *record,
    struct whole *out)
{
	const struct field *f = entity_field_flagged(part, F_PARENT);

	if (f == NULL || f->ref->states == NULL)
		return OK;
	out->entity = f->ref;
	out->record = entity_new(f->ref, out->arena);
	return record_load(r, (struct record_id){ f->ref,
	    field_get(f, record).u.ref.id }, out->arena, out->record);
}

/* Of an issued record a line may change only where fields say so. */
static enum status
check_line(struct records *r, const struct entity *part, const void *old,
    const void *record)
{
	struct arena a = ARENA_INIT;
	struct whole whole = { &a, NULL, NULL };
	const struct field *f = fixed_and_changed(part, old, record);
	enum status st = OK;

	if (f != NULL)
		st = load_whole(r, part, old, &whole);
	if (st == OK && whole.entity != NULL &&
	    is_issued(whole.entity, whole.record))
		st = stays_as_it_is(whole.entity, whole.record, f->name);
	arena_release(&a);
	return st;
}

enum status
state_check_update(struct records *r, const struct entity *e, const void *old,
    const void *record)
{
	const struct field *f = entity_field_flagged(e, F_STATE);
	enum status st;

	if (!goes_on(r))
		return OK;
	if (e->states == NULL)
		return check_line(r, e, old, record);
	if ((st = check_follows(e, old,
	    field_get(f, record).u.text)) != OK ||
	    (st = check_reason(e, old, record)) != OK || !is_issued(e, old))
		return st;
	f = fixed_and_changed(e, old, record);
	return f != NULL ? stays_as_it_is(e, old, f->name) : OK;
}

enum status
state_check_part(struct records *r, const struct entity *part,
    const void *record)
{
	const struct field *f = records_plan(r, part)->parent;
	struct arena a = ARENA_INIT;
	struct whole whole = { &a, NULL, NULL };
	enum status st;

	if (f == NULL || f->ref->states == NULL || (f->flags & F_LATER) ||
	    records_is_born(r, f->ref, field_get(f, record).u.ref.id))
		return OK;
	st = load_whole(r, part, record, &whole);
	if (st == OK && is_issued(whole.entity, whole.record))
		st = stays_as_it_is(whole.entity, whole.record,
		    _(part->plural));
	arena_release(&a);
	return st;
}

enum status
state_check_delete(struct records *r, const struct entity *e,
    const void *record)
{
	if (e->states == NULL)
		return state_check_part(r, e, record);
	if (!is_issued(e, record))
		return OK;
	return fail_hint(fail(E_CONFLICT, _("%s %s is %s: it cannot be "
	    "removed"), _(e->name), entity_code(e, record),
	    _(entity_state_of(e, record)->code)),
	    _("call it off: tradecli %s move %s cancelled --reason 'TEXT'"),
	    e->name, entity_code(e, record));
}

enum status
state_check_undo(const struct entity *e, const void *record)
{
	if (e->states == NULL || !(e->states[0].flags & STATE_ISSUED))
		return OK;
	return fail(E_CONFLICT, _("%s %s is issued: its number cannot be "
	    "given back"), _(e->name), entity_code(e, record));
}
