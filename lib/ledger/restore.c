/*
 * The exchange of a ledger for a backup: who holds it, what journal is left of
 * it, and the one moment in which the two change places.
 */
#include "ledger/backup.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/holder.h"
#include "base/output.h"

/* Where the ledger is, whatever links lead there: its journal is there too. */
static enum status
follow_links(const char **path, struct arena *a)
{
	char real[PATH_MAX];
	struct stat sb;

	if (lstat(*path, &sb) != 0 || !S_ISLNK(sb.st_mode))
		return OK;
	if (realpath(*path, real) == NULL)
		return fail_errno(E_OUTPUT, "%s", *path);
	*path = arena_strdup(a, real);
	return OK;
}

/* What is no ledger at all, or of a newer program, is told as such. */
static enum status
check_source(const char *from)
{
	struct store *s = NULL;
	enum status st = store_open(from, STORE_READ, &s);

	store_close(s);
	return st;
}

static enum status
copy_source(const char *from, struct output *out, struct arena *a)
{
	const char *temp = output_temp(out);
	enum status st;

	if ((st = check_source(from)) != OK ||
	    (st = store_copy(from, temp)) != OK)
		return st;
	st = ledger_update(temp);
	unlink(arena_printf(a, "%s-journal", temp));
	if (st == E_LEDGER)
		return backup_damaged(from, 1);
	return st == OK ? backup_verify(temp, from) : st;
}

static enum status
check_not_held(const char *path)
{
	struct holder h;

	if (!file_held(path, &h))
		return OK;
	return fail_hint(fail(E_BUSY, _("%s: another process has it open "
	    "(%s, number %ld)"), path, h.program, (long)h.pid),
	    _("end it, then try again"));
}

/* Nobody may begin to write while the file is exchanged: who waits for us
 * finds out that it was.  One that is damaged, or no ledger at all, nobody
 * writes to. */
static enum status
lock_old(const char *path, struct store **s)
{
	enum status st = store_open(path, STORE_WRITE, s);

	if (st == E_LEDGER) {
		fail_clear();
		return OK;
	}
	return st == OK ? store_begin(*s) : st;
}

/* The engine would take it for the journal of the new file: of a ledger that
 * can be opened it is empty by now. */
static enum status
check_no_journal(const char *path, struct arena *a)
{
	static const char *const ends[] = { "-journal", "-wal" };
	struct stat sb;

	for (size_t i = 0; i < COUNT(ends); i++) {
		const char *journal = arena_printf(a, "%s%s", path, ends[i]);

		if (lstat(journal, &sb) == 0 && sb.st_size > 0)
			return fail_hint(fail(E_CONFLICT, _("%s: is left of "
			    "another ledger and would spoil this one"),
			    journal), _("if you are sure that nobody needs "
			    "it: mv %s %s.old"), journal, journal);
	}
	return OK;
}

static enum status
exchange(const char *path, struct output *copy, struct arena *a,
    const char **kept)
{
	struct numbered numbered = { arena_printf(a, "%s.before-restore",
	    path), "", 1, a };
	const struct naming naming = { backup_numbered, &numbered };
	enum status st;

	if (access(path, F_OK) != 0)
		return output_commit(copy);
	st = output_exchange(copy, &naming, kept);
	if (st != OK)
		*kept = NULL;
	return st;
}

/* `path` is locked, if it is a ledger that can be. */
static enum status
replace(const char *path, struct output *copy, struct arena *a,
    const char **kept)
{
	enum status st;

	if ((st = check_not_held(path)) == OK &&
	    (st = check_no_journal(path, a)) == OK)
		return exchange(path, copy, a, kept);
	output_abort(copy);
	return st;
}

enum status
ledger_restore(const char *path, const char *from, struct arena *a,
    const char **kept)
{
	struct store *old = NULL;
	struct output *out;
	enum status st;

	*kept = NULL;
	if ((st = follow_links(&path, a)) != OK ||
	    (st = check_not_held(path)) != OK ||
	    (st = ledger_folder(path, a)) != OK ||
	    (st = output_to_file(path, &out)) != OK)
		return st;
	if (output_temp(out) == NULL)
		st = fail(E_OUTPUT, _("%s: is not a file"), path);
	if (st == OK && (st = copy_source(from, out, a)) == OK &&
	    access(path, F_OK) == 0)
		st = lock_old(path, &old);
	if (st == OK)
		st = replace(path, out, a, kept);
	else
		output_abort(out);
	if (old != NULL)
		store_rollback(old);
	store_close(old);
	return st;
}
