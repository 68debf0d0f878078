/*
 * The least an import of suppliers can be with these libraries: libcsv, one
 * prepared INSERT in one transaction, indexes when the rows are there.
 * usage: limit_import LEDGER FILE.csv
 */
#include <csv.h>

#include "limit.h"

enum { NCOLUMNS = 10 };

struct loading {
	sqlite3		*db;
	sqlite3_stmt	*insert;
	int		 column;
	int		 past_headings;
};

static void
take_field(void *text, size_t n, void *arg)
{
	struct loading *l = arg;

	l->column++;
	if (l->past_headings && l->column <= NCOLUMNS)
		sqlite3_bind_text(l->insert, l->column, text, (int)n,
		    SQLITE_TRANSIENT);
}

static void
take_row(int end, void *arg)
{
	struct loading *l = arg;

	(void)end;
	if (l->past_headings) {
		require(sqlite3_step(l->insert) == SQLITE_DONE,
		    sqlite3_errmsg(l->db));
		sqlite3_reset(l->insert);
	}
	l->past_headings = 1;
	l->column = 0;
}

static void
load(struct loading *l, const char *path)
{
	static char block[1 << 16];
	struct csv_parser parser;
	FILE *file = fopen(path, "rb");
	size_t n;

	require(file != NULL, path);
	csv_init(&parser, CSV_STRICT);
	while ((n = fread(block, 1, sizeof(block), file)) > 0)
		require(csv_parse(&parser, block, n, take_field, take_row,
		    l) == n, path);
	csv_fini(&parser, take_field, take_row, l);
	csv_free(&parser);
	fclose(file);
}

int
main(int argc, char **argv)
{
	struct loading l = { .past_headings = 0 };

	require(argc == 3, "usage: limit_import LEDGER FILE.csv");
	require(sqlite3_open(argv[1], &l.db) == SQLITE_OK, argv[1]);
	run_sql(l.db, "PRAGMA journal_mode = TRUNCATE;"
	    "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; BEGIN;"
	    "CREATE TABLE supplier (code TEXT NOT NULL PRIMARY KEY, name TEXT,"
	    "country TEXT, contact TEXT, email TEXT, phone TEXT, address TEXT,"
	    "rating TEXT, notes TEXT, updated TEXT)");
	require(sqlite3_prepare_v2(l.db, "INSERT INTO supplier VALUES (?1, ?2,"
	    "?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", -1, &l.insert,
	    NULL) == SQLITE_OK, sqlite3_errmsg(l.db));
	load(&l, argv[2]);
	run_sql(l.db, "CREATE INDEX supplier_name ON supplier (name);"
	    "CREATE INDEX supplier_country ON supplier (country, rating);"
	    "COMMIT");
	sqlite3_finalize(l.insert);
	return sqlite3_close(l.db);
}
