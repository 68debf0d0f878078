/*
 * A ledger: one file with everything in it, opened by one command at a time
 * (others wait), changed in one transaction or not at all.
 */
#ifndef LEDGER_LEDGER_H
#define LEDGER_LEDGER_H

#include "record/history.h"

struct ledger;

enum ledger_mode { LEDGER_READ, LEDGER_WRITE };

/* Who opens it, when, and by which command; outlives the command. */
struct session {
	struct date	 now;		/* with the time of day */
	const char	*user;
	const char	*command;	/* as typed */
};

/*
 * Open a ledger and begin a transaction.  An older one is brought up to date
 * first, with a copy left beside it (FILE.v1.bak).  Errors: see store_open().
 */
enum status ledger_open(const char *path, enum ledger_mode,
    const struct session *, struct ledger **) MUST_CHECK;

/* Make a new ledger; E_CONFLICT when the file exists.  Its folder is made
 * when it is missing.  The new ledger is open for writing. */
struct founding {
	const char	*company;
	const char	*currency;	/* ISO 4217 */
};
enum status ledger_create(const char *path, const struct founding *,
    const struct session *, struct ledger **) MUST_CHECK;

/* Do what follows from what was changed (see records_settle()), as committing
 * does; for who wants to know what it would be. */
enum status ledger_settle(struct ledger *) MUST_CHECK;

/* Keep what was changed; the transaction is over. */
enum status ledger_commit(struct ledger *) MUST_CHECK;

/* Remove a ledger that was made a moment ago, by us. */
void ledger_remove(const char *path);

/* Let go of the transaction while a person is busy (others may write), and
 * begin another; what was not committed is forgotten. */
void ledger_pause(struct ledger *);
enum status ledger_resume(struct ledger *) MUST_CHECK;

/* The next command in a ledger that stays open.  ledger_turn(): behind a
 * commit or a pause, in a transaction of its own, for reading or for writing;
 * errors as of ledger_open().  ledger_follow(): within the transaction that is
 * going on, as an operation of its own. */
enum status ledger_turn(struct ledger *, enum ledger_mode,
    const struct session *) MUST_CHECK;
enum status ledger_follow(struct ledger *, const struct session *) MUST_CHECK;

/* Where commands share a transaction, one may fail alone.  ledger_try() before
 * it does anything; then ledger_keep(), which commits nothing, or
 * ledger_take_back().  False: the whole transaction is lost. */
enum status ledger_try(struct ledger *) MUST_CHECK;
enum status ledger_keep(struct ledger *) MUST_CHECK;
bool ledger_take_back(struct ledger *) MUST_CHECK;

/* Forget what was not committed, close the file.  NULL is allowed. */
void ledger_close(struct ledger *);

struct records *ledger_records(struct ledger *);
const char *ledger_path(const struct ledger *);
const char *ledger_company(const struct ledger *);
const char *ledger_currency(const struct ledger *);

/* A setting (see ledger/setting.h), its usual value when it is not set;
 * lives until the next command begins. */
const char *ledger_setting(struct ledger *, const char *name);
enum status ledger_set(struct ledger *, const char *name, const char *value)
    MUST_CHECK;

/* All kinds of records, parents before their parts; ends with NULL. */
extern const struct entity *const all_entities[];
/* What is settled when it was touched; ends with a row without an entity. */
extern const struct settler all_settlers[];
/* Those that are nouns on the command line, in the order shown to people. */
extern const struct entity *const noun_entities[];

/* "suppliers, buyers, ...", in one line; with `plural` as files are called. */
const char *noun_names(bool plural, struct arena *);

/* Can a file bring such records?  Not where the program itself makes what they
 * cannot be without, as a document. */
bool noun_can_import(const struct entity *);

/* The noun called `name` (singular or plural, English or Chinese); NULL. */
const struct entity *noun_find(const char *name);

/* ---- the file as a whole ------------------------------------------------- */

/* Name and version of the database engine, for people. */
const char *ledger_engine(void);

/* Like mkdir -p for the folder of `path`, private to the user. */
enum status ledger_folder(const char *path, struct arena *) MUST_CHECK;

/* Bring a copy up to date that nobody else knows of: no copy of it is made. */
enum status ledger_update(const char *path) MUST_CHECK;

/* What is wrong with it, one text a problem; E_LEDGER when there is any.  In
 * full: the whole history is computed anew (see record/verify.h). */
enum status ledger_check(struct ledger *, bool is_full,
    void (*problem)(void *to, const char *text), void *to) MUST_CHECK;

/* The hash of the newest operation, which stands for all there is; and whether
 * the ledger still holds the state that had a certain one: E_LEDGER. */
enum status ledger_head(struct ledger *, struct arena *, const char **hash)
    MUST_CHECK;
enum status ledger_has(struct ledger *, const char *hash) MUST_CHECK;

#endif
