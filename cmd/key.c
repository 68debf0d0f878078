/*
 * The key of a command: who never saw its answer asks again, under the same
 * key, and gets the same answer; nothing is done twice.
 */
#include "cmd.h"

#include <string.h>
#include <unistd.h>

enum { KEY_BYTES = 200 };

enum status
key_choose(struct context *ctx)
{
	const char *key = opt_text(ctx, "key");

	if (key == NULL)
		return OK;
	if (*key == '\0')
		return fail(E_USAGE, _("--key: must not be empty"));
	if (strlen(key) > KEY_BYTES)
		return fail(E_USAGE, _("--key: is longer than %d bytes"),
		    KEY_BYTES);
	if (utf8_check(key, strlen(key)) < strlen(key))
		return fail(E_USAGE, _("--key: is not in UTF-8"));
	ctx->key = key;
	return OK;
}

/* A ledger that is there already may be the one this command has made. */
static enum status
open_made(struct context *ctx)
{
	enum status st;

	if (!(ctx->verb->flags & OPT_INIT) || ctx->ledger_path == NULL ||
	    access(ctx->ledger_path, F_OK) != 0)
		return OK;
	if ((st = ledger_open(ctx->ledger_path, LEDGER_READ, &ctx->session,
	    &ctx->ledger)) == OK)
		ctx->records = ledger_records(ctx->ledger);
	return st;
}

static enum status
answer_again(struct context *ctx, const struct operation *o,
    const struct receipt *receipt)
{
	if (strcmp(o->command, ctx->session.command) != 0)
		return fail_hint(fail(E_CONFLICT, _("the key '%s' is that of "
		    "another command: #%lld %s"), ctx->key, (long long)o->id,
		    o->command), _("every command has a key of its own"));
	answer(ctx, "%s", receipt->answer);
	if (o->is_undone)
		note(ctx, _("Done already, and undone since: #%lld (%s)."),
		    (long long)o->id, o->time);
	else
		note(ctx, _("Done already: #%lld (%s)."), (long long)o->id,
		    o->time);
	return (enum status)receipt->status;
}

enum status
key_look(struct context *ctx, bool *done)
{
	struct receipt receipt;
	struct operation o;
	enum status st;

	*done = false;
	if (ctx->key == NULL || ctx->verb->flags & OPT_BATCH)
		return OK;
	if ((st = open_made(ctx)) != OK || ctx->ledger == NULL)
		return st;
	if ((st = history_find(ctx->records, ctx->key, &ctx->arena, &o,
	    &receipt)) != OK)
		return st;
	*done = o.id != 0;
	if (*done) {
		st = answer_again(ctx, &o, &receipt);
		ctx->key = NULL;
	} else if (ctx->verb->flags & OPT_INIT) {
		ledger_close(ctx->ledger);
		ctx->ledger = NULL;
	}
	return st;
}

void
key_keep(struct context *ctx, enum status ended)
{
	struct receipt *receipt;

	if (ctx->key == NULL)
		return;
	receipt = arena_alloc(&ctx->arena, sizeof(*receipt));
	*receipt = (struct receipt){ ctx->key,
	    arena_strdup(&ctx->arena, ctx->answer.buf), (int64_t)ended };
	history_keep(ctx->records, receipt);
}
