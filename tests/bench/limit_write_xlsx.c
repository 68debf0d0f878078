/*
 * The least a workbook costs with libxlsxwriter: a CSV file, cell by cell.
 * usage: limit_write_xlsx [-s] FILE.csv FILE.xlsx HEADING...
 *
 * The columns of these headings are numbers.  -s: strings are shared, as Excel
 * writes them, which takes the memory of all; else one row is held at a time.
 */
#include <csv.h>
#include <string.h>
#include <xlsxwriter.h>

#include "limit.h"

enum { COLUMNS_MAX = 64 };

struct writing {
	lxw_worksheet	*sheet;
	char	       **headings;	/* of numbers; NULL ends them */
	int		 is_number[COLUMNS_MAX];
	lxw_row_t	 row;
	lxw_col_t	 column;
};

static void
take_heading(struct writing *w, const char *text)
{
	for (char **h = w->headings; *h != NULL; h++)
		if (strcmp(*h, text) == 0)
			w->is_number[w->column] = 1;
}

static void
take_field(void *text, size_t n, void *arg)
{
	struct writing *w = arg;

	require(w->column < COLUMNS_MAX, "too many columns");
	if (w->row == 0)
		take_heading(w, text);
	if (n > 0 && w->row > 0 && w->is_number[w->column])
		worksheet_write_number(w->sheet, w->row, w->column,
		    strtod(text, NULL), NULL);
	else if (n > 0)
		worksheet_write_string(w->sheet, w->row, w->column, text,
		    NULL);
	w->column++;
}

static void
take_row(int end, void *arg)
{
	struct writing *w = arg;

	(void)end;
	w->row++;
	w->column = 0;
}

static void
write_rows(struct writing *w, const char *path)
{
	static char block[1 << 16];
	struct csv_parser parser;
	FILE *file = fopen(path, "rb");
	size_t n;

	require(file != NULL, path);
	csv_init(&parser, CSV_STRICT | CSV_APPEND_NULL);
	while ((n = fread(block, 1, sizeof(block), file)) > 0)
		require(csv_parse(&parser, block, n, take_field, take_row,
		    w) == n, path);
	csv_fini(&parser, take_field, take_row, w);
	csv_free(&parser);
	fclose(file);
}

int
main(int argc, char **argv)
{
	int shared = argc > 1 && strcmp(argv[1], "-s") == 0;
	lxw_workbook_options options = { .constant_memory = !shared };
	struct writing w = { .row = 0 };
	lxw_workbook *book;

	argv += shared;
	require(argc - shared >= 3,
	    "usage: limit_write_xlsx [-s] FILE.csv FILE.xlsx HEADING...");
	book = workbook_new_opt(argv[2], &options);
	w.sheet = workbook_add_worksheet(book, NULL);
	w.headings = argv + 3;
	write_rows(&w, argv[1]);
	return workbook_close(book) == LXW_NO_ERROR ? 0 : 1;
}
