/*
 * move: every noun with states goes from one to another, as its table says.
 */
#include "cmd.h"

#include <string.h>

enum status
verb_move(struct context *ctx)
{
	const struct entity *e = ctx->command->entity;
	const struct field *f = entity_field_flagged(e, F_STATE);
	struct move m = { .reason = opt_text(ctx, "reason"),
	    .today = ctx->session.now };
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
	    (st = record_check(ctx->records, e, record, &ctx->arena)) != OK ||
	    (st = record_update(ctx->records, e, old, record)) != OK)
		return st;
	note(ctx, _("%s: %s -> %s"), entity_code(e, record),
	    field_get(f, old).u.text, field_get(f, record).u.text);
	return OK;
}
