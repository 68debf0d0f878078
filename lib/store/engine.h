/*
 * What the files of lib/store share; not for the layers above.
 */
#ifndef STORE_ENGINE_H
#define STORE_ENGINE_H

#include <sqlite3.h>
#include <sys/types.h>

#include "base/strbuf.h"
#include "store/store.h"

enum { CACHE_SLOTS = 64 };

/* A statement made for one use, kept for the next one of the same text. */
struct cached {
	char		*sql;
	sqlite3_stmt	*stmt;
	bool		 in_use;
};

struct store {
	sqlite3		*db;
	char		*path;
	enum store_mode	 mode;
	int		 version;	/* migrations it has seen */
	bool		 lacks_value;	/* one that must be there */
	dev_t		 dev;		/* the file, before it was opened */
	ino_t		 ino;
	time_t		 waits_since;	/* for another writer */
	struct cached	 cache[CACHE_SLOTS];
	size_t		 next_slot;
	struct statement *statements;	/* the newest first */
	struct appender	*appenders;	/* the newest first */
	struct appender	*waiting;	/* those with rows, by turn */
	struct appender	*writing;	/* the one the engine reads from */
	struct strbuf	 indexes;	/* to be built: statements */
};

/* Says what the engine's last error means. */
enum status store_failure(struct store *) MUST_CHECK;

/* What would run somebody else's statements: E_LEDGER. */
enum status store_refuse_foreign(struct store *) MUST_CHECK;
/* All that differs from what the migrations make. */
enum status store_check_schema(struct store *,
    void (*problem)(void *to, const char *text), void *to) MUST_CHECK;
/* Statements made for one use. */
void store_drop_cache(struct store *);

/* Exactly one statement, to be finalized by the caller. */
enum status store_compile(struct store *, const char *sql,
    sqlite3_stmt **) MUST_CHECK;

/* Writes the rows that wait, before this statement or before anything at all
 * (NULL).  They wait on when it fails: nothing can be committed without. */
enum status append_flush(struct store *, const char *sql) MUST_CHECK;
/* Forgets them. */
void append_drop(struct store *);
void append_release(struct store *);

#endif
