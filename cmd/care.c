/*
 * The ledger as a file: backup, restore, check.
 */
#include "cmd.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* 2026-11-22-0930 */
static const char *
stamp(struct context *ctx)
{
	char text[DATE_TEXT_MAX];
	char *p;

	date_format(ctx->session.now, text);
	for (p = text; *p != '\0'; p++)
		if (*p == ' ')
			*p = '-';
	if ((p = strchr(text, ':')) != NULL)
		memmove(p, p + 1, strlen(p));
	return arena_strdup(&ctx->arena, text);
}

/* A folder of the user's must be there: a disk may not be plugged in. */
static enum status
choose_folder(struct context *ctx, const char **folder)
{
	const char *slash = strrchr(ctx->ledger_path, '/');

	if (ctx->nargs > 0) {
		*folder = ctx->args[0];
		if (access(*folder, F_OK) == 0)
			return OK;
		return fail_hint(fail_errno(E_OUTPUT, "%s", *folder),
		    _("make the folder, or plug in its disk"));
	}
	*folder = arena_printf(&ctx->arena, "%.*sbackups", slash == NULL ? 0 :
	    (int)(slash + 1 - ctx->ledger_path), ctx->ledger_path);
	return ledger_folder(arena_printf(&ctx->arena, "%s/", *folder),
	    &ctx->arena);
}

static void
tell_removed(void *to, const char *path)
{
	note(to, _("Removed %s."), path);
}

static enum status
backup_and_thin(struct context *ctx, int64_t keep)
{
	const char *slash = strrchr(ctx->ledger_path, '/'), *folder, *made;
	struct backup_name name = { NULL, stamp(ctx) };
	struct thinning t = { NULL, keep, tell_removed, ctx };
	enum status st;

	if (keep < 1)
		return fail(E_USAGE, _("--keep: at least 1"));
	if ((st = choose_folder(ctx, &folder)) != OK)
		return st;
	name.path = arena_printf(&ctx->arena, "%s/%s", folder,
	    slash != NULL ? slash + 1 : ctx->ledger_path);
	if ((st = ledger_backup_as(ctx->ledger, &name, &ctx->arena,
	    &made)) != OK)
		return st;
	answer(ctx, "%s\n", made);
	ctx->done = arena_printf(&ctx->arena, _("%s is made."), made);
	t.made = made;
	return ledger_thin(ctx->ledger, &t);
}

static enum status
backup_run(struct context *ctx)
{
	const struct backup_name name = { ctx->ledger_path, stamp(ctx) };
	const char *path = ctx->nargs > 0 ? ctx->args[0] : NULL;
	int64_t keep;
	enum status st = opt_number(ctx, "keep", 0, &keep);

	if (st != OK)
		return st;
	if (opt_text(ctx, "keep") != NULL)
		return backup_and_thin(ctx, keep);
	if (path == NULL)
		st = ledger_backup_as(ctx->ledger, &name, &ctx->arena, &path);
	else if (is_ledger_file(ctx, path))
		return fail(E_USAGE, _("%s: is the ledger itself"), path);
	else
		st = ledger_backup(ctx->ledger, path);
	if (st != OK)
		return st;
	ctx->is_kept = true;
	answer(ctx, "%s\n", path);
	return OK;
}

static const struct option_row backup_options[] = {
	{ "keep", 0, "N", N_("in a folder, the newest N of this ledger"), 0 },
	{ 0 }
};

static const struct verb backup_verbs[] = {
	{ "", "[FILE]", N_("copy the ledger while it is in use"),
	    NEED_READ | OPENS_ITSELF, 0, 1, backup_run, backup_options },
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
	    OPT_YES | ALONE, 1, 1, restore_run, NULL },
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

static const struct option_row check_options[] = {
	{ "full", 0, NULL, N_("compute the whole history anew"), 0 },
	{ "head", 0, "HASH", N_("does it still hold this state?"), 0 },
	{ 0 }
};

static const struct verb check_verbs[] = {
	{ "", "", N_("look for damage and gaps"), NEED_READ,
	    0, 0, check_run, check_options },
	{ 0 }
};

const struct command check_command = {
	"check", N_("look for damage and gaps"), NULL, check_verbs,
	"tradecli check && tradecli backup"
};
