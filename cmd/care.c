/*
 * The ledger as a file: backup, restore, check.
 */
#include "cmd.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* ledger.db -> ledger.db.2026-11-22-0930.bak */
static const char *
backup_name(struct context *ctx)
{
	char stamp[DATE_TEXT_MAX];
	char *p;

	date_format(ctx->session.now, stamp);
	for (p = stamp; *p != '\0'; p++)
		if (*p == ' ')
			*p = '-';
	if ((p = strchr(stamp, ':')) != NULL)
		memmove(p, p + 1, strlen(p));
	return arena_printf(&ctx->arena, "%s.%s.bak", ctx->ledger_path, stamp);
}

static enum status
backup_run(struct context *ctx)
{
	const char *path = ctx->nargs > 0 ? ctx->args[0] : backup_name(ctx);
	enum status st;

	if (same_file(path, ctx->ledger_path))
		return fail(E_USAGE, _("%s: is the ledger itself"), path);
	st = ledger_backup(ctx->ledger, path);

	if (st == OK)
		answer(ctx, "%s\n", path);
	return st;
}

static const struct verb backup_verbs[] = {
	{ "", "[FILE]", N_("copy the ledger while it is in use"),
	    NEED_READ | OPENS_ITSELF, 0, 1, backup_run },
	{ 0 }
};

const struct command backup_command = {
	"backup", N_("copy the ledger, even while others write"), NULL,
	backup_verbs, "tradecli backup /media/usb/ledger.bak"
};

static enum status
restore_run(struct context *ctx)
{
	const char *kept;
	enum status st;

	if (ctx->ledger_path == NULL)
		return fail_hint(fail(E_USAGE, _("no ledger is named, and "
		    "HOME is not set")), _("name it: -L FILE"));
	if (access(ctx->args[0], F_OK) != 0)
		return fail_errno(E_NOTFOUND, "%s", ctx->args[0]);
	if (same_file(ctx->args[0], ctx->ledger_path))
		return fail(E_USAGE, _("%s: is the ledger itself"),
		    ctx->args[0]);
	if (access(ctx->ledger_path, F_OK) == 0 &&
	    (st = confirm(ctx, _("Put %s in the place of %s?"), ctx->args[0],
	    ctx->ledger_path)) != OK)
		return st;
	if ((st = ledger_restore(ctx->ledger_path, ctx->args[0], &ctx->arena,
	    &kept)) != OK)
		return st;
	ctx->is_kept = true;
	note(ctx, _("Restored %s from %s."), ctx->ledger_path, ctx->args[0]);
	if (kept != NULL)
		note(ctx, _("What stood there is kept as %s."), kept);
	return OK;
}

static const struct verb restore_verbs[] = {
	{ "", "FILE", N_("put a backup in the place of the ledger"),
	    OPT_YES | ALONE, 1, 1, restore_run },
	{ 0 }
};

const struct command restore_command = {
	"restore", N_("put a backup in the place of the ledger"), NULL,
	restore_verbs, "tradecli restore /media/usb/ledger.bak"
};

enum { PROBLEMS_SHOWN = 50 };

static void
show_problem(void *to, const char *text)
{
	size_t *n = to;

	if ((*n)++ < PROBLEMS_SHOWN)
		print_text(STDERR_FILENO, text);
	else if (*n == PROBLEMS_SHOWN + 1)
		print_text(STDERR_FILENO, _("and more of them"));
}

static enum status
check_run(struct context *ctx)
{
	const char *head = opt_text(ctx, "head"), *newest;
	size_t n = 0;
	enum status st = ledger_check(ctx->ledger, opt_flag(ctx, "full"),
	    show_problem, &n);

	if (st == OK && head != NULL)
		st = ledger_has(ctx->ledger, head);
	if (st == OK)
		st = ledger_head(ctx->ledger, &ctx->arena, &newest);
	if (st != OK)
		return st;
	note(ctx, _("%s is sound."), ctx->ledger_path);
	if (opt_flag(ctx, "full"))
		note(ctx, _("Its state: %s"), newest);
	return OK;
}

static const struct verb check_verbs[] = {
	{ "", "", N_("look for damage and gaps"), NEED_READ | OPT_CHECK,
	    0, 0, check_run },
	{ 0 }
};

const struct command check_command = {
	"check", N_("look for damage and gaps"), NULL, check_verbs,
	"tradecli check && tradecli backup"
};
