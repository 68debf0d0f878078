/*
 * The least an import of a workbook can be with these libraries: libzip and
 * expat, the rows of the first sheet into a table without a key.
 * usage: limit_read_xlsx LEDGER FILE.xlsx
 */
#include <expat.h>
#include <string.h>
#include <zip.h>

#include "limit.h"

enum { NCOLUMNS = 10 };

struct text {
	char	*buf;
	size_t	 len, size;
};

struct reading {
	sqlite3_stmt	*insert;
	struct text	 strings;	/* all shared ones, one behind the */
	size_t		*ends;		/* other, and where each ends */
	size_t		 nstrings, room;
	struct text	 cell;
	int		 column, is_shared, in_text;
};

static void
add(struct text *t, const char *bytes, size_t n)
{
	if (t->len + n > t->size) {
		t->size = 2 * (t->len + n);
		t->buf = realloc(t->buf, t->size);
		require(t->buf != NULL, "out of memory");
	}
	memcpy(t->buf + t->len, bytes, n);
	t->len += n;
}

static void
take_text(void *arg, const char *bytes, int n)
{
	struct reading *r = arg;

	if (r->in_text)
		add(&r->cell, bytes, (size_t)n);
}

/* ---- shared strings ------------------------------------------------------ */

static void
start_shared(void *arg, const char *name, const char **attributes)
{
	struct reading *r = arg;

	(void)attributes;
	r->in_text = strcmp(name, "t") == 0;
}

static void
end_shared(void *arg, const char *name)
{
	struct reading *r = arg;

	r->in_text = 0;
	if (strcmp(name, "si") != 0)
		return;
	if (r->nstrings == r->room) {
		r->room = r->room > 0 ? 2 * r->room : 4096;
		r->ends = realloc(r->ends, r->room * sizeof(*r->ends));
		require(r->ends != NULL, "out of memory");
	}
	add(&r->strings, r->cell.buf, r->cell.len);
	r->ends[r->nstrings++] = r->strings.len;
	r->cell.len = 0;
}

/* ---- rows ---------------------------------------------------------------- */

static void
start_cell(struct reading *r, const char **attributes)
{
	r->cell.len = 0;
	r->is_shared = 0;
	for (; *attributes != NULL; attributes += 2)
		if (strcmp(attributes[0], "r") == 0)
			r->column = attributes[1][0] - 'A';
		else if (strcmp(attributes[0], "t") == 0)
			r->is_shared = strcmp(attributes[1], "s") == 0;
}

static void
start_row(void *arg, const char *name, const char **attributes)
{
	struct reading *r = arg;

	if (strcmp(name, "c") == 0)
		start_cell(r, attributes);
	r->in_text = strcmp(name, "v") == 0 || strcmp(name, "t") == 0;
}

static void
end_cell(struct reading *r)
{
	const char *text = r->cell.buf;
	size_t n = r->cell.len, from, i;

	if (n == 0 || r->column >= NCOLUMNS)
		return;
	if (r->is_shared) {
		add(&r->cell, "", 1);
		i = strtoul(r->cell.buf, NULL, 10);
		require(i < r->nstrings, "no such shared string");
		from = i > 0 ? r->ends[i - 1] : 0;
		text = r->strings.buf + from;
		n = r->ends[i] - from;
	}
	sqlite3_bind_text(r->insert, r->column + 1, text, (int)n,
	    SQLITE_TRANSIENT);
}

static void
end_row(void *arg, const char *name)
{
	struct reading *r = arg;

	r->in_text = 0;
	if (strcmp(name, "c") == 0)
		end_cell(r);
	if (strcmp(name, "row") != 0)
		return;
	require(sqlite3_step(r->insert) == SQLITE_DONE, "a row is refused");
	sqlite3_reset(r->insert);
	sqlite3_clear_bindings(r->insert);
}

/* ---- the file ------------------------------------------------------------ */

static void
read_part(zip_t *zip, const char *name, XML_Parser parser, struct reading *r)
{
	static char block[1 << 16];
	zip_file_t *part = zip_fopen(zip, name, 0);
	zip_int64_t n;

	if (part == NULL)
		return;
	XML_SetUserData(parser, r);
	XML_SetCharacterDataHandler(parser, take_text);
	while ((n = zip_fread(part, block, sizeof(block))) > 0)
		require(XML_Parse(parser, block, (int)n, 0) ==
		    XML_STATUS_OK, name);
	zip_fclose(part);
	XML_ParserFree(parser);
}

static void
read_workbook(const char *path, struct reading *r)
{
	zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
	XML_Parser parser = XML_ParserCreate(NULL);

	require(zip != NULL, path);
	XML_SetElementHandler(parser, start_shared, end_shared);
	read_part(zip, "xl/sharedStrings.xml", parser, r);
	parser = XML_ParserCreate(NULL);
	XML_SetElementHandler(parser, start_row, end_row);
	read_part(zip, "xl/worksheets/sheet1.xml", parser, r);
	zip_close(zip);
}

int
main(int argc, char **argv)
{
	struct reading r = { .column = 0 };
	sqlite3 *db;

	require(argc == 3, "usage: limit_read_xlsx LEDGER FILE.xlsx");
	require(sqlite3_open(argv[1], &db) == SQLITE_OK, argv[1]);
	run_sql(db, "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL;"
	    "PRAGMA cache_size = -65536; BEGIN;"
	    "CREATE TABLE product (a, b, c, d, e, f, g, h, i, j)");
	require(sqlite3_prepare_v2(db, "INSERT INTO product VALUES (?1, ?2, ?3,"
	    "?4, ?5, ?6, ?7, ?8, ?9, ?10)", -1, &r.insert, NULL) == SQLITE_OK,
	    sqlite3_errmsg(db));
	read_workbook(argv[2], &r);
	run_sql(db, "COMMIT");
	sqlite3_finalize(r.insert);
	return sqlite3_close(db);
}
