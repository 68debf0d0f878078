/*
 * Long parts packed apart and put into a zip file: what libzip reads from it
 * is what went in, and a disk that is full is told of.
 */
#include "sheet/xlsx_zip.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/base.h"
#include "sheet/xlsx_package.h"
#include "sheet/xlsx_proof.h"
#include "sheet/xlsx_verify.h"

static char folder[] = "/tmp/xlsx_zip_test.XXXXXX";
static char path[64], rows[64];

/* "a" and "bb" hold "A" and "BB", not packed (APPNOTE 4.3.7). */
static const char two_parts[] =
    "PK\3\4\n\0\0\0\0\0\0\0!\0\x8b\x9e\xd9\xd3\1\0\0\0\1\0\0\0\1\0\0\0aA"
    "PK\3\4\n\0\0\0\0\0\0\0!\0\0\0\0\0\2\0\0\0\2\0\0\0\2\0\0\0bbBB";

/* The same with the list of its parts. */
static void
make_zip(struct strbuf *out)
{
	static const char list[] =
	    "PK\1\2\n\0\n\0\0\0\0\0\0\0!\0\x8b\x9e\xd9\xd3\1\0\0\0\1\0\0\0\1"
	    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0a"
	    "PK\1\2\n\0\n\0\0\0\10\0\0\0!\0\0\0\0\0\2\0\0\0\2\0\0\0\2"
	    "\0\0\0\0\0\0\0\0\0\0\0\0\0\x20\0\0\0bb";
	static const char end[] =
	    "PK\5\6\0\0\0\0\2\0\2\0\x5f\0\0\0\x42\0\0\0\0";

	strbuf_add(out, two_parts, sizeof(two_parts) - 1);
	assert_int_equal(out->len, 0x42);
	strbuf_add(out, list, sizeof(list) - 1);
	assert_int_equal(out->len, 0x42 + 0x5f);
	strbuf_add(out, end, sizeof(end));
}

static struct press *
open_press(void)
{
	struct press *press;

	assert_int_equal(press_open(rows, "a.xlsx", &press), OK);
	assert_int_equal(access(rows, F_OK), -1);
	return press;
}

/* Text that hardly packs: the same every time. */
static void
add_noise(struct press *press, size_t n, struct strbuf *copy)
{
	unsigned long long seed = 1;

	while (n-- > 0) {
		char c;

		seed = seed * 6364136223846793005 + 1442695040888963407;
		c = (char)(' ' + seed % 997 % 90);
		press_add(press, &c, 1);
		if (copy != NULL)
			strbuf_addch(copy, c);
	}
}

static enum status
swap_second(const struct strbuf *package, const struct press *press,
    const struct swap *swap)
{
	struct swaps swaps = { "a.xlsx", press, swap, 1 };
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	struct output *out = output_to_fd(fd, "a.xlsx");
	enum status st = zip_swap(package, &swaps, out), written;

	written = output_commit(out);
	close(fd);
	return st != OK ? st : written;
}

static void
assert_part(const char *name, const char *wanted, size_t nwanted)
{
	static const struct source_options options;
	struct opening opening = { .name = path, .options = &options };
	struct strbuf found = STRBUF_INIT;
	struct package *package;
	struct part *part;
	size_t n;

	opening.fd = open(path, O_RDONLY);
	assert_int_equal(package_open(&opening, &package), OK);
	assert_int_equal(part_open(package, name, &part), OK);
	do {
		assert_int_equal(part_read(part, strbuf_grow(&found, 4096),
		    4096, &n), OK);
		found.len += n;
	} while (n > 0);
	assert_int_equal(found.len, nwanted);
	assert_memory_equal(found.buf, wanted, nwanted);
	part_close(part);
	package_close(package);
	strbuf_release(&found);
}

static void
pieces_become_one_part(void **state)
{
	struct strbuf package = STRBUF_INIT, text = STRBUF_INIT;
	struct press *press = open_press();
	struct swap swap = { .part = "bb" };

	(void)state;
	make_zip(&package);
	add_noise(press, 3000000, NULL);	/* rows come first */
	press_end(press, &swap.pieces[1], false);
	press_add(press, "head", 4);
	press_end(press, &swap.pieces[0], false);
	press_add(press, "tail", 4);
	press_end(press, &swap.pieces[2], true);
	assert_int_equal(press_finish(press), OK);
	assert_int_equal(swap.pieces[0].sums.raw, 4);
	assert_int_equal(swap.pieces[1].sums.raw, 3000000);
	assert_true(swap.pieces[1].sums.packed < 3000000);
	assert_int_equal(swap_second(&package, press, &swap), OK);
	press_close(press);

	press = open_press();
	strbuf_addstr(&text, "head");
	add_noise(press, 3000000, &text);
	strbuf_addstr(&text, "tail");
	press_close(press);
	assert_part("a", "A", 1);
	assert_part("bb", text.buf, text.len);
	strbuf_release(&text);
	strbuf_release(&package);
}

static void
a_piece_may_be_empty(void **state)
{
	struct strbuf package = STRBUF_INIT;
	struct press *press = open_press();
	struct swap swap = { .part = "bb" };

	(void)state;
	make_zip(&package);
	press_add(press, "x", 1);
	press_end(press, &swap.pieces[0], false);
	press_end(press, &swap.pieces[1], false);
	press_end(press, &swap.pieces[2], true);
	assert_int_equal(press_finish(press), OK);
	assert_int_equal(swap_second(&package, press, &swap), OK);
	assert_part("bb", "x", 1);
	press_close(press);
	strbuf_release(&package);
}

static enum status
count_cells(size_t *ncells)
{
	struct opening opening = { .name = path };
	struct package *package;
	enum status st;

	opening.fd = open(path, O_RDONLY);
	assert_int_equal(package_open(&opening, &package), OK);
	st = tally_part(package, "bb", ncells);
	package_close(package);
	return st;
}

static bool
has_sums(const struct sums *wanted)
{
	struct opening opening = { .name = path };
	struct package *package;
	struct sums found;

	opening.fd = open(path, O_RDONLY);
	assert_int_equal(package_open(&opening, &package), OK);
	assert_int_equal(package_sums(package, "bb", &found), OK);
	package_close(package);
	return sums_equal(&found, wanted);
}

/* A byte of the packed cells, the part being the last one of the file. */
static void
spoil_file(void)
{
	FILE *f = fopen(path, "r+b");

	assert_non_null(f);
	assert_int_equal(fseek(f, 1000, SEEK_SET), 0);
	assert_int_not_equal(fputc(0x55, f), EOF);
	assert_int_equal(fclose(f), 0);
}

/* Seventeen bytes a cell: sooner or later one stands across the end of what
 * is read at a time. */
static void
cells_are_counted_and_checked(void **state)
{
	static const char cell[] = "<c r=\"A1\"/><col/>";
	enum { NCELLS = 200000 };
	struct strbuf package = STRBUF_INIT;
	struct press *press = open_press();
	struct swap swap = { .part = "bb" };
	struct piece whole;
	size_t n;

	(void)state;
	make_zip(&package);
	press_end(press, &swap.pieces[0], false);
	for (size_t i = 0; i < NCELLS; i++)
		press_add(press, cell, strlen(cell));
	press_end(press, &swap.pieces[1], false);
	press_end(press, &swap.pieces[2], true);
	assert_int_equal(press_finish(press), OK);
	assert_int_equal(swap_second(&package, press, &swap), OK);
	assert_int_equal(count_cells(&n), OK);
	assert_int_equal(n, NCELLS);
	whole = swap_whole(&swap);
	assert_int_equal(whole.ncells, NCELLS);
	assert_true(has_sums(&whole.sums));
	spoil_file();
	assert_false(has_sums(&whole.sums));
	assert_int_equal(count_cells(&n), E_INVALID);
	fail_clear();
	press_close(press);
	strbuf_release(&package);
}

/* Cells packed, without their end. */
static void
write_cells(size_t ncells, struct sums *sums)
{
	static const char cell[] = "<c r=\"A1\"/>";
	static char packed[65536];
	struct deflate *z = deflate_open();
	struct strbuf xml = STRBUF_INIT;
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	while (ncells-- > 0)
		strbuf_addstr(&xml, cell);
	deflate_give(z, xml.buf, xml.len, DEFLATE_PIECE);
	*sums = (struct sums){ .raw = xml.len,
	    .raw_crc = deflate_crc(0, xml.buf, xml.len) };
	sums->packed = deflate_take(z, packed, sizeof(packed));
	sums->packed_crc = deflate_crc(0, packed, sums->packed);
	assert_in_range(sums->packed, 100, sizeof(packed) - 1);
	assert_int_equal(fwrite(packed, 1, sums->packed, f), sums->packed);
	assert_int_equal(fclose(f), 0);
	strbuf_release(&xml);
	deflate_close(z);
}

/* Is it that?  Looked at whenever `step` bytes more are there. */
static bool
is_proven(const struct sums *wanted, size_t step, size_t ncells)
{
	int fd = open(path, O_RDONLY);
	struct proof *proof = proof_new(fd);
	bool proven = true;
	struct sums found;

	proof_begin(proof, 0);
	for (uint64_t n = step; proven && n < wanted->packed; n += step)
		proven = proof_follow(proof, n);
	proven = proven && proof_follow(proof, wanted->packed);
	found = proof_sums(proof);
	proven = proven && sums_equal(&found, wanted) &&
	    proof_cells(proof) == ncells;
	proof_free(proof);
	close(fd);
	return proven;
}

static void
what_is_written_is_read_back(void **state)
{
	struct sums wanted;

	(void)state;
	write_cells(100000, &wanted);
	for (size_t step = 1; step < 2 * wanted.packed; step *= 3)
		assert_true(is_proven(&wanted, step, 100000));
	for (long at = 0; at < (long)wanted.packed; at += 97) {
		FILE *f;

		write_cells(100000, &wanted);
		f = fopen(path, "r+b");
		assert_non_null(f);
		assert_int_equal(fseek(f, at, SEEK_SET), 0);
		assert_int_not_equal(fputc(0xa5, f), EOF);
		assert_int_equal(fclose(f), 0);
		assert_false(is_proven(&wanted, wanted.packed, 100000));
	}
	write_cells(100000, &wanted);
	assert_int_equal(truncate(path, (off_t)wanted.packed - 1), 0);
	assert_false(is_proven(&wanted, 1000, 100000));
}

static void
no_zip_file_is_refused(void **state)
{
	struct strbuf package = STRBUF_INIT;
	struct press *press = open_press();
	struct swap swap = { .part = "bb" };

	(void)state;
	assert_int_equal(swap_second(&package, press, &swap), E_OUTPUT);
	fail_clear();
	make_zip(&package);
	for (size_t n = package.len - 1; n > 0; n--) {
		strbuf_cut(&package, n);
		assert_int_equal(swap_second(&package, press, &swap),
		    E_OUTPUT);
		assert_string_equal(fail_text(), "a.xlsx: the workbook could "
		    "not be written completely");
		fail_clear();
	}
	press_close(press);
	strbuf_release(&package);
}

/* However much is added, nobody waits for a thread that cannot write. */
static void
a_full_disk_is_told_of(void **state)
{
	struct rlimit whole, limit;
	struct press *press = open_press();
	struct piece piece;

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &whole), 0);
	limit = whole;
	limit.rlim_cur = 64 * 1024;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	add_noise(press, 4000000, NULL);
	press_end(press, &piece, true);
	assert_int_equal(press_finish(press), E_OUTPUT);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &whole), 0);
	assert_string_equal(fail_text(),
	    "a.xlsx: cannot be written: File too large");
	fail_clear();
	press_close(press);
}

static void
a_folder_that_is_not_there_is_told_of(void **state)
{
	struct press *press;

	(void)state;
	assert_int_equal(press_open("/nowhere/a.rows", "a.xlsx", &press),
	    E_OUTPUT);
	assert_string_equal(fail_text(),
	    "a.xlsx: cannot be written: No such file or directory");
	fail_clear();
}

static int
make_folder(void **state)
{
	(void)state;
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/a.zip", folder);
	snprintf(rows, sizeof(rows), "%s/a.rows", folder);
	return 0;
}

static int
remove_folder(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_become_one_part),
		cmocka_unit_test(a_piece_may_be_empty),
		cmocka_unit_test(cells_are_counted_and_checked),
		cmocka_unit_test(what_is_written_is_read_back),
		cmocka_unit_test(no_zip_file_is_refused),
		cmocka_unit_test(a_full_disk_is_told_of),
		cmocka_unit_test(a_folder_that_is_not_there_is_told_of),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
