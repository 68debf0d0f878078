/*
 * What the limit programs share: they check nothing that does not go wrong
 * here, and give up at the first thing that does.
 */
#ifndef LIMIT_H
#define LIMIT_H

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static inline void
require(int ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "%s\n", what);
	exit(1);
}

static inline void
run_sql(sqlite3 *db, const char *sql)
{
	require(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK,
	    sqlite3_errmsg(db));
}

#endif
