/*
 * Reads a sheet back through the same door every import uses, and sums it up.
 * Knows nothing of how it was written.
 */
#include "sheet/xlsx_verify.h"

#include <string.h>

/* FNV-1a (Fowler, Noll, Vo), 64 bits. */
static const uint64_t fnv_start = 0xcbf29ce484222325;
static const uint64_t fnv_prime = 0x100000001b3;

static uint64_t
hash_bytes(uint64_t hash, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;

	while (n-- > 0)
		hash = (hash ^ *p++) * fnv_prime;
	return hash;
}

void
tally_add(struct tally *tally, size_t row, size_t column,
    const struct cell *cell)
{
	uint64_t hash = fnv_start;

	if (cell->type == CELL_EMPTY)
		return;
	hash = hash_bytes(hash, &row, sizeof(row));
	hash = hash_bytes(hash, &column, sizeof(column));
	hash = hash_bytes(hash, &cell->type, sizeof(cell->type));
	if (cell->type == CELL_TEXT)
		hash = hash_bytes(hash, cell->text, strlen(cell->text));
	tally->sum += hash;
	tally->ncells++;
}

enum status
tally_sheet(struct source *source, size_t i, struct tally *out)
{
	struct tally tally = { 0, 0 };
	struct row row;
	bool more;
	enum status st;

	if ((st = source_select(source, i)) != OK)
		return st;
	for (;;) {
		if ((st = source_row(source, &row, &more)) != OK)
			return st;
		if (!more)
			break;
		for (size_t c = 0; c < row.ncells; c++)
			tally_add(&tally, row.number - 1, c, &row.cells[c]);
	}
	*out = tally;
	return OK;
}
