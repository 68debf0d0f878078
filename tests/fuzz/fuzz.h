/*
 * What the fuzz targets of the library share: what holds for every refusal and
 * for every row of a spreadsheet.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include "check.h"
#include "tradecli.h"

/* A refusal says why, in valid text. */
static inline void
check_refusal(enum status st)
{
	CHECK(st == E_INVALID || st == E_NOTFOUND || st == E_FAIL ||
	    st == E_USAGE || st == E_CONFLICT);
	CHECK(fail_text()[0] != '\0');
	CHECK(utf8_check(fail_text(), strlen(fail_text())) ==
	    strlen(fail_text()));
}

/* What every row promises; see sheet/source.h. */
static inline void
check_row(const struct row *row, size_t before)
{
	bool has_cell = false;

	CHECK(row->number > before);
	for (size_t i = 0; i < row->ncells; i++) {
		const struct cell *c = &row->cells[i];

		CHECK(c->text != NULL);
		CHECK(utf8_check(c->text, strlen(c->text)) == strlen(c->text));
		CHECK((c->type == CELL_EMPTY) == (c->text[0] == '\0') ||
		    c->type == CELL_UNKNOWN || c->type == CELL_TEXT);
		has_cell = true;
	}
	CHECK(has_cell);
}

/* Every row of every sheet, or a refusal; how many rows there were. */
static inline size_t
read_source(const char *path, const struct source_options *options)
{
	struct source *s = NULL;
	size_t nrows = 0;
	enum status st;

	fail_clear();
	if ((st = source_open(path, options, &s)) != OK) {
		check_refusal(st);
		return 0;
	}
	for (size_t i = 0; i < source_nsheets(s); i++) {
		size_t before = 0, done, total;
		struct row row;
		bool more = false;

		CHECK(source_sheet_name(s, i) != NULL);
		if ((st = source_select(s, i)) != OK) {
			check_refusal(st);
			break;
		}
		while ((st = source_row(s, &row, &more)) == OK && more) {
			check_row(&row, before);
			before = row.number;
			nrows++;
			source_progress(s, &done, &total);
			CHECK(total == 0 || done <= total);
		}
		if (st != OK) {
			check_refusal(st);
			break;
		}
	}
	CHECK(source_guess(s) != NULL);
	source_close(s);
	return nrows;
}

#endif
