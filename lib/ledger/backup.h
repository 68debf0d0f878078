/*
 * Copies of a ledger.  None gets its name before all of it was read again and
 * is sound: the whole history computed anew, as ledger_check() does in full.
 */
#ifndef LEDGER_BACKUP_H
#define LEDGER_BACKUP_H

#include "base/arena.h"
#include "ledger/ledger.h"

/* A complete copy while others may write; the file appears whole or not, and
 * one that stands there is replaced.  E_LEDGER when it is not sound. */
enum status ledger_backup(struct ledger *, const char *path) MUST_CHECK;

/* The same under a name of its own, PATH.STAMP.bak (or STAMP-2, -3 ... where
 * it is taken), which is *made. */
struct backup_name {
	const char	*path;		/* in which folder, of which ledger */
	const char	*stamp;		/* 2026-11-22 or 2026-11-22-0930 */
};
enum status ledger_backup_as(struct ledger *, const struct backup_name *,
    struct arena *, const char **made) MUST_CHECK;

/*
 * Of the backups of this ledger under names of their own, in the folder of
 * `made`, the newest `keep` stay, `made` always among them; the others are
 * removed, and `told` of.  What has another name, is no ledger or was founded
 * as another one is nobody's backup.
 */
struct thinning {
	const char	*made;
	int64_t		 keep;
	void		(*told)(void *to, const char *removed);
	void		*to;
};
enum status ledger_thin(struct ledger *, const struct thinning *) MUST_CHECK;

/* Before a ledger is brought up to date: PATH.v1.bak (or v1-2 ...), if there
 * is none of just this state yet. */
enum status backup_of_version(const char *path, int version) MUST_CHECK;

/*
 * Put the ledger in `from` in the place of `path`, which may be missing; what
 * stood there is kept as *kept (in the arena; NULL: nothing did).  At every
 * moment one or the other stands there.  E_LEDGER when `from` is not sound or
 * not a ledger; E_BUSY when another process has `path` open; E_CONFLICT when
 * a journal stands there that would spoil the new ledger.
 */
enum status ledger_restore(const char *path, const char *from,
    struct arena *, const char **kept) MUST_CHECK;

/* ---- for restore.c ------------------------------------------------------- */

/* The copy of `from`, opened anew: E_LEDGER, with `from` named, unless all of
 * it is sound. */
enum status backup_verify(const char *copy, const char *from) MUST_CHECK;
enum status backup_damaged(const char *path, int nproblems);

/* Names to take (see output.h): "START.bak", "START-2.bak" ... */
struct numbered {
	const char	*start, *end;
	int		 first;
	struct arena	*arena;
};
const char *backup_numbered(void *numbered, int n);

#endif
