/*
 * Any bytes as what tradecli-pdf is told: refused with the line that is wrong,
 * or a paper in which nothing is missing that is drawn.
 */
#include "check.h"

#include "../../cmd/pdf/input.c"

static void
check_text(const char *text)
{
	CHECK(text != NULL);
	CHECK(utf8_check(text, strlen(text)) == strlen(text));
	CHECK(strchr(text, '\r') == NULL && strchr(text, '\033') == NULL);
}

static void
check_cells(const struct row *row, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		check_text(row->cells[i].text);
		if (row->cells[i].small != NULL)
			check_text(row->cells[i].small);
	}
}

static void
check_items(const struct block *block)
{
	CHECK(block->items == NULL || block->kind != LINES);
	for (const struct item *item = block->items; item != NULL;
	    item = item->next) {
		check_text(item->label);
		check_text(item->value.text);
		if (item->value.small != NULL)
			check_text(item->value.small);
	}
}

static void
check_table(const struct block *block)
{
	size_t ncolumns = 0, nrows = 0;

	for (const struct column *column = block->columns; column != NULL;
	    column = column->next) {
		CHECK(strchr("lrcd", column->align) != NULL);
		CHECK(column->weight <= 9999);
		check_text(column->heading);
		ncolumns++;
	}
	for (const struct row *row = block->rows; row != NULL;
	    row = row->next) {
		check_cells(row, ncolumns);
		nrows++;
	}
	CHECK(ncolumns == block->ncolumns && nrows == block->nrows);
	if (block->sum != NULL)
		check_cells(block->sum, ncolumns);
}

static void
check_paper(const struct paper *paper)
{
	check_text(paper->title);
	check_text(paper->number);
	check_text(paper->company);
	check_text(paper->contact);
	check_text(paper->logo);
	check_text(paper->watermark);
	CHECK(strlen(paper->date) == 0 || strlen(paper->date) == 10);
	for (const struct block *block = paper->blocks; block != NULL;
	    block = block->next) {
		check_text(block->title);
		check_items(block);
		check_table(block);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = ARENA_INIT;
	struct paper paper;
	enum status st;

	CHECK(freopen(as_file(bytes, n), "r", stdin) != NULL);
	fail_clear();
	st = input_paper(&a, &paper);
	if (st == OK)
		check_paper(&paper);
	else
		CHECK(st == E_INVALID &&
		    strncmp(fail_text(), "input\t", strlen("input\t")) == 0);
	arena_release(&a);
	return 0;
}
