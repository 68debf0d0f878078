/*
 * Reads a sheet back through the same doors every import uses, and sums it
 * up.  Knows nothing of how it was written.
 */
#include "sheet/xlsx_verify.h"

#include <stddef.h>
#include <string.h>

#include "sheet/xlsx_xml.h"

/* Odd, and half of its bits set: what is multiplied by it is spread. */
static const uint64_t spread = 0x9e3779b97f4a7c15;

static uint64_t
mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * spread;
	return hash ^ hash >> 32;
}

/* Eight bytes at a time: this is done twice for every cell there is. */
static uint64_t
mix_text(uint64_t hash, const char *text)
{
	size_t n = strlen(text);
	uint64_t word;

	hash = mix(hash, n);
	for (; n >= sizeof(word); n -= sizeof(word), text += sizeof(word)) {
		memcpy(&word, text, sizeof(word));
		hash = mix(hash, word);
	}
	word = 0;
	memcpy(&word, text, n);
	return mix(hash, word);
}

void
tally_add(struct tally *tally, size_t row, size_t column,
    const struct cell *cell)
{
	uint64_t hash;

	if (cell->type == CELL_EMPTY)
		return;
	hash = mix(mix(row, column), cell->type);
	if (cell->type == CELL_TEXT)
		hash = mix_text(hash, cell->text);
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
		if (!more || row.number > TALLY_ROWS)
			break;
		for (size_t c = 0; c < row.ncells; c++)
			tally_add(&tally, row.number - 1, c, &row.cells[c]);
	}
	*out = tally;
	return OK;
}

static bool
is_cell(const char *p)
{
	return (p[0] == '<') & (p[1] == 'c') & (p[TALLY_KEPT] == ' ');
}

/* A block of known length, without branches, is what compilers do many bytes
 * of at once; it has fewer tags than a byte can count. */
size_t
tally_tags(const char *xml, size_t n)
{
	enum { BLOCK = 256 };
	const char *end = xml + n, *p = xml;
	size_t ntags = 0;

	for (; end - p >= BLOCK; p += BLOCK) {
		uint8_t found = 0;

		for (int i = 0; i < BLOCK; i++)
			found = (uint8_t)(found + is_cell(p + i));
		ntags += found;
	}
	for (; p < end; p++)
		ntags += is_cell(p);
	return ntags;
}

/* The last two bytes are looked at again before those that follow: a tag may
 * begin there. */
static enum status
count_cells(struct part *part, size_t *ncells)
{
	enum { CHUNK = 64 * 1024 };
	char bytes[TALLY_KEPT + CHUNK] = "";
	enum status st;
	size_t n;

	*ncells = 0;
	do {
		if ((st = part_read(part, bytes + TALLY_KEPT, CHUNK, &n)) != OK)
			return st;
		*ncells += tally_tags(bytes, n);
		memmove(bytes, bytes + n, TALLY_KEPT);
	} while (n > 0);
	return OK;
}

enum status
tally_part(struct package *package, const char *name, size_t *ncells)
{
	struct part *part;
	enum status st;

	if ((st = part_open(package, name, &part)) != OK)
		return st;
	st = count_cells(part, ncells);
	part_close(part);
	return st;
}

static enum status
pass_over(void *unused, const struct xml_event *event)
{
	(void)unused;
	(void)event;
	return OK;
}

/* Copied from a file, not kept by the library on the way. */
static bool
is_picture(const char *name)
{
	size_t n = strlen(name);

	return n > 4 && strcmp(name + n - 4, ".png") == 0;
}

enum status
tally_ends(struct package *package)
{
	const char *name;
	enum status st = OK;
	size_t cells;

	for (size_t i = 0; st == OK &&
	    (name = package_name(package, i)) != NULL; i++)
		st = is_picture(name) ? tally_part(package, name, &cells) :
		    xml_read_part(package, name, pass_over, NULL);
	return st;
}

enum status
tally_differs(const char *name)
{
	fail_clear();
	return fail_hint(fail(E_OUTPUT, _("%s: the workbook could not be "
	    "written completely"), name), _("the disk may be full"));
}
