/*
 * move: every noun with states goes from one to another, as its table says.
 */
#include "cmd.h"

#include <string.h>

static enum status
check_lines(struct context *ctx, const void *record)
{
	const struct entity *e = ctx->command->entity;
	const struct selection of = { .parent = entity_id(record),
	    .with_archived = true, .limit = 1 };
	struct cursor c;
	bool has_one;
	enum status st;

	if (!(entity_state_of(e, record)->flags & STATE_LINES))
		return OK;
	c = record_select(ctx->records, e->lines, &of);
	has_one = cursor_row(&c);
	if ((st = cursor_end(&c)) != OK || has_one)
		return st;
	return fail_hint(fail(E_CONFLICT, _("%s %s has no lines yet"),
	    _(e->name), entity_code(e, record)), _("add one: tradecli %s edit "
	    "%s --product P --quantity N"), e->name, entity_code(e, record));
}

enum status
verb_move(struct context *ctx)
{
	const struct entity *e = ctx->command->entity;
	const struct field *f = entity_field_flagged(e, F_STATE);
	const char *reason = opt_text(ctx, "reason");
	struct move m = { .today = ctx->session.now,
	    .reason = reason != NULL && *reason != '\0' ? reason : NULL };
	void *old = entity_new(e, &ctx->arena);
	void *record = arena_alloc(&ctx->arena, e->size);
	const struct code *state;
	enum status st;

	if ((st = code_find(f->codes, ctx->args[1], &state)) != OK ||
	    (st = record_find(ctx->records, (struct record_code){ e,
	    ctx->args[0] }, &ctx->arena, old)) != OK)
		return st;
	memcpy(record, old, e->size);
	m.state = state->code;
	if ((st = state_move(e, record, &m)) != OK ||
	    (st = check_lines(ctx, record)) != OK ||
	    (st = record_check(ctx->records, e, record, &ctx->arena)) != OK ||
	    (st = record_update(ctx->records, e, old, record)) != OK)
		return st;
	note(ctx, _("%s: %s -> %s"), entity_code(e, record),
	    _(field_get(f, old).u.text), _(field_get(f, record).u.text));
	return OK;
}
