/*
 * What the fuzz targets share: bytes as a file that never touches a disk, and
 * a check that is never compiled out.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE			/* memfd_create() */
#endif

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tradecli.h"

#define CHECK(x)	((x) ? (void)0 : check_failed(#x, __FILE__, __LINE__))

static inline void
check_failed(const char *what, const char *file, int line)
{
	fprintf(stderr, "%s:%d: %s does not hold\n", file, line, what);
	abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* The bytes as a file; its path, valid until the next call. */
static inline const char *
as_file(const uint8_t *bytes, size_t n)
{
	static char path[64];
	static int fd = -1;

	if (fd < 0)
		fd = memfd_create("fuzz", MFD_CLOEXEC);
	CHECK(fd >= 0 && ftruncate(fd, 0) == 0);
	CHECK(pwrite(fd, bytes, n, 0) == (ssize_t)n);
	CHECK(lseek(fd, 0, SEEK_SET) == 0);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	return path;
}

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
