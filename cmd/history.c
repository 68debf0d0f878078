/*
 * log, undo, redo.
 */
#include "cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- log ----------------------------------------------------------------- */

struct log_printing {
	struct context	*ctx;
	struct printing	 printing;
	size_t		 n;
};

static const char *
print_changes(const struct log_printing *l, const struct operation *o)
{
	struct arena *a = &l->ctx->arena;
	struct strbuf b = STRBUF_INIT;
	const struct { int64_t n; const char *what; } parts[] = {
		{ o->inserted, N_("added") }, { o->updated, N_("changed") },
		{ o->deleted, N_("removed") },
	};
	const char *text;

	for (size_t i = 0; i < COUNT(parts); i++)
		if (parts[i].n > 0)
			strbuf_addf(&b, "%s%lld %s", b.len > 0 ? ", " : "",
			    (long long)parts[i].n,
			    print_word(&l->printing, parts[i].what));
	text = strbuf_to(&b, a);
	strbuf_release(&b);
	return text;
}

static enum status
print_operation(void *to, const struct operation *o)
{
	struct log_printing *l = to;
	struct arena *a = &l->ctx->arena;
	const struct printing *p = &l->printing;
	const char *state = o->is_undone ? print_word(p, N_("undone")) :
	    o->target == 0 ? NULL :
	    arena_printf(a, print_word(p, N_("%s of #%lld")),
	    print_word(p, o->kind), (long long)o->target);
	const struct value row[] = {
		value_int(o->id), value_text(o->time), value_text(o->user),
		value_text(print_changes(l, o)), value_text(state),
		value_text(o->command)
	};

	l->n++;
	return sink_row(l->printing.sink, row);
}

static enum status
log_all(struct context *ctx)
{
	const struct column columns[] = {
		{ .name = "id", .label = "#", .type = V_INT,
		  .flags = COLUMN_ID | COLUMN_CODE },
		{ .name = "time", .label = _("Time"), .type = V_TEXT },
		{ .name = "user", .label = _("User"), .type = V_TEXT },
		{ .name = "changes", .label = _("Records"), .type = V_TEXT },
		{ .name = "state", .label = _("State"), .type = V_TEXT },
		{ .name = "command", .label = _("Command"), .type = V_TEXT,
		  .flags = COLUMN_WIDE },
	};
	const struct table table = { "operations", _("History"), TABLE_LIST,
	    columns, COUNT(columns) };
	struct log_printing l = { .ctx = ctx };
	int64_t limit;
	enum status st;

	if ((st = opt_number(ctx, "limit", 0, &limit)) != OK ||
	    (st = print_open(ctx, _("History"), PRINT_TABLE,
	    &l.printing)) != OK)
		return st;
	if ((st = sink_begin(l.printing.sink, &table)) == OK)
		st = history_list(ctx->records, limit, print_operation, &l);
	st = print_close(ctx, &l.printing, st);
	if (st == OK && l.n == 0)
		note(ctx, _("Nothing has happened yet."));
	return st;
}

static enum status
print_change(void *to, const struct change_line *c)
{
	struct log_printing *l = to;
	struct arena *a = &l->ctx->arena;
	const char *code = c->code;

	if (c->last > c->id)
		code = arena_printf(a, _("%s and %lld more"), code,
		    (long long)(c->last - c->id));
	const struct value row[] = {
		value_text(print_word(&l->printing, c->entity->name)),
		value_text(code),
		value_text(print_word(&l->printing, c->action)),
		value_text(c->field != NULL ? c->field->name : NULL),
		value_text(*c->before != '\0' ? arena_strdup(a, c->before) :
		    NULL),
		value_text(*c->after != '\0' ? arena_strdup(a, c->after) :
		    NULL)
	};

	return sink_row(l->printing.sink, row);
}

/* "12" and "#12". */
static enum status
read_number(const char *text, int64_t *out)
{
	const char *digits = text + (*text == '#');
	char *end;
	long long n = strtoll(digits, &end, 10);

	if (end == digits || *end != '\0' || n < 1)
		return fail(E_USAGE, _("'%s' is not a number of an operation"),
		    text);
	*out = n;
	return OK;
}

static enum status
log_one(struct context *ctx)
{
	const struct column columns[] = {
		{ .name = "noun", .label = _("Kind"), .type = V_TEXT },
		{ .name = "code", .label = _("Code"), .type = V_TEXT,
		  .flags = COLUMN_ID | COLUMN_CODE },
		{ .name = "action", .label = _("Action"), .type = V_TEXT },
		{ .name = "field", .label = _("Field"), .type = V_TEXT },
		{ .name = "before", .label = _("Before"), .type = V_TEXT,
		  .flags = COLUMN_WIDE },
		{ .name = "after", .label = _("After"), .type = V_TEXT,
		  .flags = COLUMN_WIDE },
	};
	const struct table table = { "changes", _("Changes"), TABLE_LIST,
	    columns, COUNT(columns) };
	struct log_printing l = { .ctx = ctx };
	int64_t id;
	enum status st;

	if ((st = read_number(ctx->args[0], &id)) != OK ||
	    (st = print_open(ctx, _("Changes"), PRINT_TABLE,
	    &l.printing)) != OK)
		return st;
	if ((st = sink_begin(l.printing.sink, &table)) == OK)
		st = history_show(ctx->records, id, print_change, &l);
	return print_close(ctx, &l.printing, st);
}

static enum status
log_run(struct context *ctx)
{
	return ctx->nargs > 0 ? log_one(ctx) : log_all(ctx);
}

static const struct verb log_verbs[] = {
	{ "", "[NUMBER]", N_("what was changed, when, by whom; or one change "
	    "field by field"), NEED_READ | OPT_FORMAT | OPT_LIMIT, 0, 1,
	    log_run, NULL },
	{ 0 }
};

const struct command log_command = {
	"log", N_("what was changed, when and by whom"), NULL, log_verbs,
	"tradecli log 12"
};

/* ---- undo and redo ------------------------------------------------------- */

/* N steps, or the one operation --number or "#12" names. */
static enum status
turn_steps(struct context *ctx, enum status (*step)(struct records *, int64_t,
    struct arena *, struct operation *), const char *done)
{
	const char *number = opt_text(ctx, "number");
	const char *text = ctx->nargs > 0 ? ctx->args[0] : "1";
	int64_t n, id = 0;
	enum status st;

	if (number != NULL)
		text = number;
	if ((st = read_number(text, &n)) != OK)
		return st;
	if (number != NULL || *text == '#') {
		id = n;
		n = 1;
	}
	for (int64_t i = 0; i < n; i++) {
		struct operation o;

		st = step(ctx->records, id, &ctx->arena, &o);
		if (st == E_NOTFOUND && i > 0)
			st = fail_in(st, _("after %lld steps"), (long long)i);
		if (st != OK)
			return st;
		note(ctx, "%s #%lld %s", done, (long long)o.id, o.command);
	}
	return OK;
}

static enum status
undo_run(struct context *ctx)
{
	enum status st = turn_steps(ctx, history_undo, _("undone:"));

	if (st == OK)
		note(ctx, _("(bring it back: tradecli redo)"));
	return st;
}

static enum status
redo_run(struct context *ctx)
{
	return turn_steps(ctx, history_redo, _("redone:"));
}

static const struct option_row number_option[] = {
	{ "number", 0, "N", N_("the operation of this number in the log"), 0 },
	{ 0 }
};

static const struct verb undo_verbs[] = {
	{ "", "[N]", N_("take back the last N changes, or one of the "
	    "log"), NEED_WRITE | OPT_DRY | TAKES_LONG, 0, 1,
	    undo_run, number_option },
	{ 0 }
};

const struct command undo_command = {
	"undo", N_("take changes back"), NULL, undo_verbs, "tradecli undo 3"
};

static const struct verb redo_verbs[] = {
	{ "", "[N]", N_("bring back what was undone"),
	    NEED_WRITE | OPT_DRY | TAKES_LONG, 0, 1, redo_run, number_option },
	{ 0 }
};

const struct command redo_command = {
	"redo", N_("bring back what was undone"), NULL, redo_verbs,
	"tradecli redo"
};
