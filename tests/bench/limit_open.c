/*
 * The least a command on a ledger can be: open it, one query, close it.
 * usage: limit_open LEDGER SQL
 */
#include "limit.h"

int
main(int argc, char **argv)
{
	sqlite3 *db;
	sqlite3_stmt *stmt;

	require(argc == 3, "usage: limit_open LEDGER SQL");
	require(sqlite3_open(argv[1], &db) == SQLITE_OK, argv[1]);
	require(sqlite3_prepare_v2(db, argv[2], -1, &stmt, NULL) == SQLITE_OK,
	    sqlite3_errmsg(db));
	while (sqlite3_step(stmt) == SQLITE_ROW)
		for (int i = 0; i < sqlite3_column_count(stmt); i++)
			if (sqlite3_column_type(stmt, i) != SQLITE_NULL)
				printf("%s\n", (const char *)
				    sqlite3_column_text(stmt, i));
	sqlite3_finalize(stmt);
	return sqlite3_close(db);
}
