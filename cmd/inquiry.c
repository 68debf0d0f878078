/*
 * inquiry: who asked for what, and how far it is.  Beyond what every noun has:
 * moving to another stage, and notes.
 */
#include "cmd.h"

#include <string.h>

/* The inquiry named first, twice: as it is and to be changed. */
struct pair_of {
	struct inquiry	old, now;
};

static enum status
find_inquiry(struct context *ctx, struct pair_of *q)
{
	const struct record_code typed = { &inquiry_entity, ctx->args[0] };
	enum status st = record_find(ctx->records, typed, &ctx->arena,
	    &q->old);

	q->now = q->old;
	return st;
}

/* --next: when it needs us again. */
static enum status
read_next(struct context *ctx, struct date *out)
{
	const char *text = opt_text(ctx, "next");
	enum status st;

	if (text == NULL)
		return OK;
	if ((st = date_parse(text, ctx->session.now, out)) != OK)
		return fail_in(E_USAGE, "--next");
	return OK;
}

/* Text typed goes through the door all texts go through. */
static enum status
read_text(struct context *ctx, const char *text, struct inquiry_event *event)
{
	struct parse p = context_parse(ctx);

	if (text == NULL)
		return OK;
	return field_set(entity_field(&inquiry_event_entity, "text"), event,
	    text, &p);
}

static enum status
store_event(struct context *ctx, struct pair_of *q,
    struct inquiry_event *event)
{
	enum status st;

	event->inquiry = (struct ref){ q->now.id, q->now.number, NULL };
	event->time = ctx->session.now;
	event->next_action = q->now.next_action;
	if ((st = record_check(ctx->records, &inquiry_entity, &q->now,
	    &ctx->arena)) != OK ||
	    (st = record_update(ctx->records, &inquiry_entity, &q->old,
	    &q->now)) != OK)
		return st;
	return record_insert(ctx->records, &inquiry_event_entity, event,
	    &ctx->arena);
}

static enum status
inquiry_move_run(struct context *ctx)
{
	const struct code *stage;
	struct inquiry_event event;
	struct pair_of q;
	enum status st;

	entity_clear(&inquiry_event_entity, &event);
	if ((st = code_find(&stage_codes, ctx->args[1], &stage)) != OK ||
	    (st = find_inquiry(ctx, &q)) != OK)
		return st;
	event.stage = stage->code;
	if ((st = read_text(ctx, opt_text(ctx, "reason"), &event)) != OK)
		return st;
	st = inquiry_move(&q.now, &event, records_defaults(ctx->records));
	if (st == E_INVALID && event.text == NULL)
		return fail_hint(st, _("say why: tradecli inquiry move %s %s "
		    "--reason 'price too high'"), q.now.number, stage->code);
	if (st != OK || (st = read_next(ctx, &q.now.next_action)) != OK ||
	    (st = store_event(ctx, &q, &event)) != OK)
		return st;
	note(ctx, _("%s: %s -> %s"), q.now.number, q.old.stage, q.now.stage);
	return OK;
}

/* A note is an answer, too: the clock of an unanswered inquiry stops only
 * when it leaves the stage "new", since a note may say anything. */
static enum status
inquiry_note_run(struct context *ctx)
{
	struct inquiry_event event;
	struct pair_of q;
	char date[DATE_TEXT_MAX];
	enum status st;

	entity_clear(&inquiry_event_entity, &event);
	if (ctx->args[1][strspn(ctx->args[1], " \t\n")] == '\0')
		return fail(E_USAGE, _("inquiry note: the text is empty"));
	if ((st = find_inquiry(ctx, &q)) != OK ||
	    (st = read_next(ctx, &q.now.next_action)) != OK)
		return st;
	event.kind = "note";
	if ((st = read_text(ctx, ctx->args[1], &event)) != OK ||
	    (st = store_event(ctx, &q, &event)) != OK)
		return st;
	if (date_is_none(q.now.next_action)) {
		note(ctx, _("%s: noted"), q.now.number);
		return OK;
	}
	date_format(q.now.next_action, date);
	note(ctx, _("%s: noted, next on %s"), q.now.number, date);
	return OK;
}

static const struct option_row next_option[] = {
	{ "next", 0, "DATE", N_("when it needs us again: +3d, 2026-12-01"), 0 },
	{ 0 }
};

static const struct verb verbs[] = {
	ENTITY_VERBS,
	{ "move", "INQUIRY STAGE", N_("move it to another stage"),
	    NEED_WRITE | OPT_REASON | OPT_DRY, 2, 2,
	    inquiry_move_run, next_option },
	{ "note", "INQUIRY TEXT", N_("note what happened, and what is next"),
	    NEED_WRITE | OPT_DRY, 2, 2, inquiry_note_run, next_option },
	{ "price", "INQUIRY", N_("what to ask for its lines"),
	    NEED_READ | OPT_FORMAT, 1, 1, inquiry_price_run, price_options },
	{ 0 }
};

const struct command inquiry_command = {
	"inquiry", N_("who asked for what"), &inquiry_entity, verbs,
	"tradecli inquiry add 'ACME Ltd' --description 'LED bulb' "
	"--quantity 5000"
};
