/*
 * inquiry: who asked for what, and how far it is.  Beyond what every noun has:
 * moving to another stage, and notes.
 */
#include "cmd.h"

#include <string.h>

enum { WIDE_SCREEN = 150 };	/* columns a whole comparison takes */

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

/* ---- suppliers ----------------------------------------------------------- */

static enum status
find_supplier(struct context *ctx, const char *text, struct ref *out)
{
	struct inquiry_supplier typed;
	enum status st;

	entity_clear(&inquiry_supplier_entity, &typed);
	typed.supplier.code = text;
	if ((st = record_resolve(ctx->records, &inquiry_supplier_entity,
	    &typed, &ctx->arena)) == OK)
		*out = typed.supplier;
	return st;
}

static enum status
inquiry_ask_run(struct context *ctx)
{
	struct pair_of q;
	struct asking what = { &q.now, NO_REF, ctx->session.now };
	enum status st = find_inquiry(ctx, &q);

	for (int i = 1; st == OK && i < ctx->nargs; i++)
		if ((st = find_supplier(ctx, ctx->args[i],
		    &what.supplier)) == OK)
			st = asking_ask(ctx->records, &what, &ctx->arena);
	if (st == OK)
		note(ctx, _("%s: %d asked"), q.now.number, ctx->nargs - 1);
	return st;
}

static enum status
inquiry_answer_run(struct context *ctx)
{
	struct pair_of q;
	struct asking what = { &q.now, NO_REF, ctx->session.now };
	struct answer_given given = { .reason = opt_text(ctx, "reason") };
	const struct code *response;
	enum status st;

	if ((st = code_find(&response_codes, ctx->args[2], &response)) != OK ||
	    (st = find_inquiry(ctx, &q)) != OK ||
	    (st = find_supplier(ctx, ctx->args[1], &what.supplier)) != OK)
		return st;
	given.response = response->code;
	if ((st = asking_answer(ctx->records, &what, &given,
	    &ctx->arena)) != OK)
		return st;
	note(ctx, _("%s: %s %s"), q.now.number, what.supplier.code,
	    response->code);
	return OK;
}

/* ---- compare ------------------------------------------------------------- */

/* --qty, --on, --kind. */
static enum status
read_compare(struct context *ctx, struct compare_query *q)
{
	const char *qty = opt_text(ctx, "qty"), *on = opt_text(ctx, "on");
	const char *kind = opt_text(ctx, "kind");
	const struct code *code;

	q->quantity = NO_DECIMAL;
	q->date = ctx->session.now;
	if (qty != NULL && decimal_parse(qty, &q->quantity) != OK)
		return fail_in(E_USAGE, "--qty");
	if (qty != NULL && q->quantity.micros <= 0)
		return fail(E_USAGE, _("--qty: more than 0"));
	if (on != NULL && date_parse(on, ctx->session.now, &q->date) != OK)
		return fail_in(E_USAGE, "--on");
	if (kind == NULL)
		return OK;
	if (code_find(&rate_kind_codes, kind, &code) != OK)
		return fail_in(E_USAGE, "--kind");
	q->kind = code->code;
	return OK;
}

static enum status
inquiry_compare_run(struct context *ctx)
{
	struct report r = { .records = ctx->records, .arena = &ctx->arena };
	struct compare_query q = { .kind = NULL };
	struct pair_of pair;
	struct printing p;
	const char *warnings = "";
	enum status st;

	if ((st = read_compare(ctx, &q)) != OK ||
	    (st = find_inquiry(ctx, &pair)) != OK ||
	    (st = print_open(ctx, _("Offers compared"), PRINT_TABLES,
	    &p)) != OK)
		return st;
	q.inquiry = &pair.now;
	q.is_brief = p.options.format == FORMAT_TABLE &&
	    p.options.screen > 0 && p.options.screen < WIDE_SCREEN;
	r.sink = p.sink;
	r.for_people = p.for_people;
	r.chinese = ctx->chinese;
	st = print_close(ctx, &p, report_compare(&r, &q, &warnings));
	if (st != OK)
		return st;
	if (q.is_brief && r.n > 0)
		note(ctx, _("Best: P price, D date, T total."));
	if (*warnings != '\0')
		note(ctx, "%s", warnings);
	if (r.n == 0)
		note(ctx, _("No offers for %s yet: tradecli offer add "
		    "--inquiry %s, or tradecli offer import FILE"),
		    pair.now.number, pair.now.number);
	return r.n > 0 && opt_flag(ctx, "exit-code") ? E_ROWS : OK;
}

static const struct option_row compare_options[] = {
	{ "qty", 0, "N", N_("at this quantity alone"), 0 },
	{ "on", 0, "DATE", N_("the last rate on or before this day"), 0 },
	{ "kind", 0, "KIND", N_("kind of rate; see the setting rate_kind"), 0 },
	{ 0 }
};

static const struct option_row next_option[] = {
	{ "next", 0, "DATE", N_("when it needs us again: +3d, 2026-12-01"), 0 },
	{ 0 }
};

static const struct verb verbs[] = {
	ENTITY_VERBS,
	{ "move", "INQUIRY STAGE", N_("move it to another stage"),
	    NEED_WRITE | OPT_REASON | OPT_DRY, 2, 2,
	    inquiry_move_run, next_option },
	{ "ask", "INQUIRY SUPPLIER...", N_("pass it on to suppliers"),
	    NEED_WRITE | OPT_DRY, 2, -1, inquiry_ask_run, NULL },
	{ "answer", "INQUIRY SUPPLIER RESPONSE",
	    N_("what a supplier said: received, declined, pending"),
	    NEED_WRITE | OPT_REASON | OPT_DRY, 3, 3, inquiry_answer_run,
	    NULL },
	{ "compare", "INQUIRY", N_("compare the offers of its suppliers"),
	    NEED_READ | OPT_FORMAT | OPT_EXIT, 1, 1, inquiry_compare_run,
	    compare_options },
	{ "note", "INQUIRY TEXT", N_("note what happened, and what is next"),
	    NEED_WRITE | OPT_DRY, 2, 2, inquiry_note_run, next_option },
	{ "price", "INQUIRY", N_("what to ask for its lines"),
	    NEED_READ | OPT_FORMAT | ASKS_LINES | ASKS_STEPS, 1, 1,
	    inquiry_price_run, price_options },
	{ 0 }
};

const struct command inquiry_command = {
	"inquiry", N_("who asked for what"), &inquiry_entity, verbs,
	"tradecli inquiry add 'ACME Ltd' --description 'LED bulb' "
	"--quantity 5000"
};
