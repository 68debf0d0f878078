/*
 * Memory, text being built, messages of failures, and files that appear whole
 * or not at all.
 */
#include "scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#include "base/bytes.h"
#include "base/hash.h"
#include "base/hasher.h"
#include "base/holder.h"
#include "base/png.h"

/* ---- eight bytes --------------------------------------------------------- */

/* Each byte beside each other one, of all that may carry into the next. */
static void
eight_bytes_are_told_apart(void **state)
{
	static const char limits[] = { ' ', '_', '<', '\x7f', '\1' };
	static const uint64_t even = UINT64_C(0x0080008000800080);

	(void)state;
	for (unsigned pair = 0; pair < 256 * 256; pair++) {
		unsigned one = pair % 256, other = pair / 256;
		uint64_t eight = one * UINT64_C(0x0001000100010001) +
		    other * UINT64_C(0x0100010001000100);

		for (size_t i = 0; i < COUNT(limits); i++) {
			unsigned c = (unsigned char)limits[i];

			assert_int_equal(bytes_equal(eight, limits[i]),
			    even * (one == c) + (even << 8) * (other == c));
			assert_int_equal(bytes_below(eight, limits[i]),
			    even * (one < c) + (even << 8) * (other < c));
		}
	}
	assert_int_equal(bytes_equal(bytes_at("a\xff\0b a\x80~"), '\0'),
	    bytes_at("\0\0\x80\0\0\0\0\0"));
}

/* ---- arena --------------------------------------------------------------- */

static void
memory_is_zeroed_and_aligned(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t n = 0; n < 300; n++) {
		char *p = arena_alloc(&a, n);

		assert_non_null(p);
		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xff, n);
	}
	arena_release(&a);
	assert_null(a.newest);
}

static void
a_reset_goes_back_to_the_mark(void **state)
{
	struct arena a = ARENA_INIT;
	struct arena_mark empty = arena_mark(&a), mark;
	char *kept;

	(void)state;
	kept = arena_strdup(&a, "kept");
	mark = arena_mark(&a);
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 100; i++)
			memset(arena_alloc(&a, 5000), 0xee, 5000);
		arena_reset(&a, mark);
		assert_string_equal(kept, "kept");
		assert_int_equal(*(char *)arena_alloc(&a, 1), 0);
		arena_reset(&a, mark);
	}
	arena_reset(&a, empty);
	assert_null(a.newest);
	assert_string_equal(arena_strdup(&a, "again"), "again");
	arena_release(&a);
}

static void
large_pieces_fit_too(void **state)
{
	struct arena a = ARENA_INIT;
	char *small = arena_strdup(&a, "small"), *big, *next;

	(void)state;
	big = arena_alloc(&a, 1 << 20);
	memset(big, 'x', 1 << 20);
	next = arena_strdup(&a, "next");
	assert_string_equal(small, "small");
	assert_string_equal(next, "next");
	assert_int_equal(big[(1 << 20) - 1], 'x');
	arena_release(&a);
}

static void
copies_end_with_nul(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(arena_strndup(&a, "abcdef", 3), "abc");
	assert_string_equal(arena_strndup(&a, "", 0), "");
	assert_string_equal(arena_printf(&a, "%s-%04d", "SUP", 7), "SUP-0007");
	arena_release(&a);
}

/* ---- strbuf -------------------------------------------------------------- */

static void
text_grows(void **state)
{
	struct strbuf b = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	const char *copy;

	(void)state;
	assert_string_equal(b.buf, "");
	for (int i = 0; i < 1000; i++)
		strbuf_addf(&b, "%d,", i);
	assert_int_equal(b.len, 3890);
	assert_int_equal(b.buf[b.len], '\0');
	assert_memory_equal(b.buf + b.len - 8, "998,999,", 8);
	strbuf_cut(&b, 4);
	assert_string_equal(b.buf, "0,1,");
	strbuf_cut(&b, 100);
	assert_int_equal(b.len, 4);
	strbuf_addch(&b, '\0');
	strbuf_add(&b, "x\0y", 3);
	assert_int_equal(b.len, 8);
	assert_memory_equal(b.buf, "0,1,\0x\0y", 9);
	strbuf_cut(&b, 0);
	strbuf_addstr(&b, "moved");
	copy = strbuf_to(&b, &a);
	assert_string_equal(copy, "moved");
	assert_int_equal(b.len, 0);
	strbuf_addstr(&b, "again");
	assert_string_equal(copy, "moved");
	strbuf_release(&b);
	strbuf_release(&b);
	assert_string_equal(b.buf, "");
	arena_release(&a);
}

static void
numbers_are_added_digit_by_digit(void **state)
{
	static const int64_t numbers[] = {
		0, 7, -7, 10, 1234567890, INT64_MAX, INT64_MIN,
	};

	(void)state;
	for (size_t i = 0; i < COUNT(numbers); i++) {
		struct strbuf b = STRBUF_INIT;
		char text[32];

		strbuf_addint(&b, numbers[i]);
		snprintf(text, sizeof(text), "%lld", (long long)numbers[i]);
		assert_string_equal(b.buf, text);
		strbuf_release(&b);
	}
}

static void
bytes_are_escaped_as_the_table_says(void **state)
{
	static const char *const escapes[256] = {
		['\0'] = "", ['"'] = "\"\"", ['\r'] = "", [0xff] = "<ff>",
	};
	struct strbuf b = STRBUF_INIT;

	(void)state;
	strbuf_addescaped(&b, "", escapes);
	assert_string_equal(b.buf, "");
	strbuf_addescaped(&b, "\"a\rb\"\"\xff", escapes);
	assert_string_equal(b.buf, "\"\"ab\"\"\"\"<ff>");
	strbuf_release(&b);
}

static void
an_empty_text_can_be_cut_and_kept(void **state)
{
	struct strbuf b = STRBUF_INIT;
	struct arena a = ARENA_INIT;

	(void)state;
	strbuf_cut(&b, 0);
	strbuf_add(&b, "", 0);
	assert_string_equal(strbuf_to(&b, &a), "");
	strbuf_release(&b);
	arena_release(&a);
}

/* ---- failures ------------------------------------------------------------ */

static void
a_failure_tells_where_why_and_the_way_out(void **state)
{
	enum status st;

	(void)state;
	fail_clear();
	assert_string_equal(fail_text(), "");
	st = (fail)(E_INVALID, "'%s' is not a date", "x");
	st = fail_hint(st, "write 2026-11-05");
	st = fail_in(st, "row %d", 7);
	st = fail_in(st, "a.csv");
	assert_int_equal(st, E_INVALID);
	assert_string_equal(fail_text(), "a.csv: row 7: 'x' is not a date");
	assert_string_equal(fail_hint_text(), "write 2026-11-05");
	st = (fail)(E_FAIL, "another");
	assert_string_equal(fail_hint_text(), "");
	errno = ENOENT;
	st = fail_errno(E_OUTPUT, "%s", "b.csv");
	assert_int_equal(st, E_OUTPUT);
	assert_string_equal(fail_text(), "b.csv: No such file or directory");
	fail_clear();
	assert_string_equal(fail_text(), "");
}

static void
a_long_message_is_cut(void **state)
{
	struct strbuf b = STRBUF_INIT;
	enum status st;

	(void)state;
	for (int i = 0; i < 3000; i++)
		strbuf_addstr(&b, "深圳");
	st = (fail)(E_INVALID, "%s", b.buf);
	for (int i = 0; i < 10; i++)
		st = fail_in(st, "%s", b.buf);
	st = fail_hint(st, "%s", b.buf);
	errno = EIO;
	st = fail_errno(st, "%s", b.buf);
	assert_int_equal(st, E_INVALID);
	assert_true(strlen(fail_text()) < b.len);
	strbuf_release(&b);
}

/* A message is text, even where it had to be cut. */
static void
a_cut_message_is_valid_text(void **state)
{
	struct strbuf b = STRBUF_INIT;
	enum status st = OK;
	size_t bad = 0;

	(void)state;
	for (int i = 0; i < 3000; i++)
		strbuf_addstr(&b, "深圳");
	for (int i = 0; i < 3; i++) {
		st = (fail)(E_INVALID, "%.*s%s", i, "ab", b.buf);
		bad += utf8_check(fail_text(), strlen(fail_text())) !=
		    strlen(fail_text());
	}
	assert_int_equal(st, E_INVALID);
	strbuf_release(&b);
	assert_int_equal(bad, 0);
}

/* ---- output -------------------------------------------------------------- */

static size_t
count_files(void)
{
	DIR *d = opendir(scratch);
	size_t n = 0;

	while (readdir(d) != NULL)
		n++;
	closedir(d);
	return n - 2;
}

static void
assert_holds(const char *name, const char *expected)
{
	char buf[256];
	FILE *f = fopen(in_scratch(name), "rb");
	size_t n;

	assert_non_null(f);
	n = fread(buf, 1, sizeof(buf) - 1, f);
	buf[n] = '\0';
	fclose(f);
	assert_string_equal(buf, expected);
}

static void
a_file_appears_when_it_is_complete(void **state)
{
	struct output *o;
	struct stat sb;

	(void)state;
	assert_ok(output_to_file(in_scratch("a.csv"), &o));
	assert_non_null(output_temp(o));
	assert_string_equal(output_name(o), in_scratch("a.csv"));
	output_text(o, "a,b\n");
	assert_int_not_equal(access(in_scratch("a.csv"), F_OK), 0);
	output_text(o, "1,2\n");
	assert_ok(output_commit(o));
	assert_holds("a.csv", "a,b\n1,2\n");
	assert_int_equal(count_files(), 1);
	assert_int_equal(stat(in_scratch("a.csv"), &sb), 0);
	assert_int_equal(sb.st_mode & 0777, 0600);
}

static void
the_target_stays_until_then(void **state)
{
	struct output *o;

	(void)state;
	write_scratch("a.csv", "old", 3);
	assert_ok(output_to_file(in_scratch("a.csv"), &o));
	output_text(o, "new");
	assert_holds("a.csv", "old");
	output_abort(o);
	assert_holds("a.csv", "old");
	assert_int_equal(count_files(), 1);
	assert_ok(output_to_file(in_scratch("a.csv"), &o));
	output_text(o, "new");
	assert_ok(output_commit(o));
	assert_holds("a.csv", "new");
	output_abort(NULL);
}

static const char *
numbered(void *self, int n)
{
	static char name[512];

	snprintf(name, sizeof(name), "%s%d", (const char *)self, n);
	return name;
}

static void
a_file_takes_the_first_free_name(void **state)
{
	char start[512];
	const struct naming naming = { numbered, start };
	const char *taken;
	struct output *o;

	(void)state;
	snprintf(start, sizeof(start), "%s", in_scratch("copy"));
	write_scratch("copy1", "one", 3);
	assert_int_equal(symlink("nowhere", in_scratch("copy2")), 0);
	assert_ok(output_to_file(in_scratch("copy"), &o));
	output_text(o, "new");
	assert_ok(output_commit_new(o, &naming, &taken));
	assert_string_equal(taken, in_scratch("copy3"));
	assert_holds("copy1", "one");
	assert_holds("copy3", "new");
	assert_int_equal(count_files(), 3);
}

static void
two_files_change_places(void **state)
{
	char start[512];
	const struct naming naming = { numbered, start };
	const char *kept;
	struct output *o;
	struct stat sb;

	(void)state;
	snprintf(start, sizeof(start), "%s", in_scratch("old"));
	write_scratch("a", "before", 6);
	write_scratch("old1", "one", 3);
	assert_ok(output_to_file(in_scratch("a"), &o));
	output_text(o, "new");
	assert_ok(output_exchange(o, &naming, &kept));
	assert_string_equal(kept, in_scratch("old2"));
	assert_holds("a", "new");
	assert_holds("old1", "one");
	assert_holds("old2", "before");
	assert_int_equal(stat(in_scratch("old2"), &sb), 0);
	assert_int_equal(sb.st_nlink, 1);
	assert_int_equal(count_files(), 3);
}

/* Our own files are no concern of anybody; those of a child are. */
static void
another_process_that_has_a_file_open_is_found(void **state)
{
	int ends[2], fd;
	struct holder h;
	pid_t child;
	char c;

	(void)state;
	write_scratch("a", "x", 1);
	fd = open(in_scratch("a"), O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	assert_false(file_held(in_scratch("a"), &h));
	assert_int_equal(pipe(ends), 0);
	if ((child = fork()) == 0) {
		close(ends[1]);
		_exit(read(ends[0], &c, 1) != 0);
	}
	assert_true(file_held(in_scratch("a"), &h));
	assert_int_equal(h.pid, child);
	assert_string_equal(h.program, "base_test");
	close(ends[0]);
	close(ends[1]);
	assert_int_equal(waitpid(child, NULL, 0), child);
	assert_false(file_held(in_scratch("a"), &h));
	assert_false(file_held(in_scratch("nothing"), &h));
	close(fd);
}

static void
large_output_is_whole(void **state)
{
	static char block[300 * 1024];
	struct output *o;
	struct stat sb;

	(void)state;
	memset(block, 'x', sizeof(block));
	assert_ok(output_to_file(in_scratch("big"), &o));
	for (size_t n = 1; n < sizeof(block); n = n * 3 + 1)
		output_write(o, block, n);
	output_write(o, block, sizeof(block));
	assert_ok(output_commit(o));
	assert_int_equal(stat(in_scratch("big"), &sb), 0);
	assert_int_equal(sb.st_size, sizeof(block) + 1 + 4 + 13 + 40 + 121 +
	    364 + 1093 + 3280 + 9841 + 29524 + 88573 + 265720);
}

static void
a_symbolic_link_is_replaced_not_followed(void **state)
{
	struct output *o;
	struct stat sb;

	(void)state;
	write_scratch("precious", "old", 3);
	assert_int_equal(symlink("precious", in_scratch("link")), 0);
	assert_ok(output_to_file(in_scratch("link"), &o));
	output_text(o, "new");
	assert_ok(output_commit(o));
	assert_holds("precious", "old");
	assert_holds("link", "new");
	assert_int_equal(lstat(in_scratch("link"), &sb), 0);
	assert_true(S_ISREG(sb.st_mode));
}

/* Somebody put a link where our temporary file would be. */
static void
a_link_in_the_way_of_the_temporary_is_not_followed(void **state)
{
	struct output *o;
	char temp[256];

	(void)state;
	assert_ok(output_to_file(in_scratch("a"), &o));
	snprintf(temp, sizeof(temp), "%s", output_temp(o));
	output_abort(o);
	write_scratch("precious", "old", 3);
	assert_int_equal(symlink("precious", temp), 0);
	assert_ok(output_to_file(in_scratch("a"), &o));
	output_text(o, "new");
	assert_ok(output_commit(o));
	assert_holds("precious", "old");
	assert_holds("a", "new");
}

static void
what_cannot_be_written_is_refused(void **state)
{
	struct output *o = NULL;

	(void)state;
	assert_int_equal(output_to_file(scratch, &o), E_OUTPUT);
	assert_non_null(strstr(fail_text(), "is a folder"));
	assert_int_equal(output_to_file(in_scratch("no/such/a"), &o), E_OUTPUT);
	assert_non_null(strstr(fail_text(), "cannot be written"));
	assert_null(o);
}

static void
a_full_disk_is_told(void **state)
{
	struct output *o;
	int fd;

	(void)state;
	assert_ok(output_to_file("/dev/full", &o));
	assert_null(output_temp(o));
	output_text(o, "x");
	assert_int_equal(output_commit(o), E_OUTPUT);
	assert_non_null(strstr(fail_text(), "/dev/full: cannot be written"));
	fd = open("/dev/full", O_WRONLY);
	o = output_to_fd(fd, "standard output");
	output_text(o, "x");
	assert_int_equal(output_commit(o), E_OUTPUT);
	assert_non_null(strstr(fail_text(), "standard output"));
	assert_int_equal(close(fd), 0);		/* still ours */
}

static void
after_a_failure_nothing_is_written(void **state)
{
	static char block[300 * 1024];
	struct output *o;

	(void)state;
	assert_ok(output_to_file("/dev/full", &o));
	assert_ok(output_check(o));
	output_write(o, block, sizeof(block));
	assert_int_equal(output_check(o), E_OUTPUT);
	output_text(o, "more");
	assert_int_equal(output_commit(o), E_OUTPUT);
}

static void
a_reader_who_left_is_no_failure_worth_a_word(void **state)
{
	struct output *o;
	int ends[2];

	(void)state;
	signal(SIGPIPE, SIG_IGN);
	assert_int_equal(pipe(ends), 0);
	close(ends[0]);
	o = output_to_fd(ends[1], "standard output");
	output_text(o, "x");
	assert_int_equal(output_commit(o), E_PIPE);
	close(ends[1]);
}

static void
a_signal_removes_the_temporaries(void **state)
{
	struct output *a, *b;

	(void)state;
	assert_ok(output_to_file(in_scratch("a"), &a));
	assert_ok(output_to_file(in_scratch("b"), &b));
	output_text(a, "x");
	assert_int_equal(count_files(), 2);
	output_abort_all();
	assert_int_equal(count_files(), 0);
	assert_int_equal(output_commit(a), E_OUTPUT);
	output_abort(b);
	assert_int_equal(count_files(), 0);
}

static void
two_outputs_of_one_name_do_not_meet(void **state)
{
	struct output *a, *b;

	(void)state;
	assert_ok(output_to_file(in_scratch("one"), &a));
	assert_ok(output_to_file(in_scratch("two"), &b));
	output_text(a, "1");
	output_text(b, "2");
	assert_ok(output_commit(b));
	assert_ok(output_commit(a));
	assert_holds("one", "1");
	assert_holds("two", "2");
}

static void
stopping_is_remembered(void **state)
{
	(void)state;
	assert_false(stop_requested());
	assert_int_equal(stop_signal(), 0);
	stop_request(SIGTERM);
	assert_true(stop_requested());
	assert_int_equal(stop_signal(), SIGTERM);
	stop_request(0);
	assert_false(stop_requested());
}

/* ---- hashes -------------------------------------------------------------- */

/* FIPS 180-4, examples of NIST. */
static void
digests_are_those_of_the_standard(void **state)
{
	static const struct { const char *text, *digest; } cases[] = {
		{ "", "e3b0c44298fc1c149afbf4c8996fb924"
		    "27ae41e4649b934ca495991b7852b855" },
		{ "abc", "ba7816bf8f01cfea414140de5dae2223"
		    "b00361a396177a9cb410ff61f20015ad" },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		    "248d6a61d20638b8e5c026930c3e6039"
		    "a33ce45964ff2167f6ecedd419db06c1" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *text = cases[i].text;
		char printed[DIGEST_TEXT];
		struct digest d = hash_of(text, strlen(text));
		struct hash h;

		digest_print(&d, printed);
		assert_string_equal(printed, cases[i].digest);
		hash_begin(&h);
		for (size_t j = 0; j < strlen(text); j++)
			hash_add(&h, text + j, 1);
		d = hash_end(&h);
		digest_print(&d, printed);
		assert_string_equal(printed, cases[i].digest);
	}
}

static void
texts_that_are_hashed_stay_apart(void **state)
{
	static const char *const lists[][3] = {
		{ "ab", "c", "" }, { "a", "bc", "" }, { "", "ab", "c" },
		{ "ab", "c", NULL }, { "ab", NULL, "c" }, { "1:a,", "", "" },
		{ "a", "", "" }, { NULL, "", "" }, { "", NULL, "" },
	};
	struct digest digests[COUNT(lists)];

	(void)state;
	for (size_t i = 0; i < COUNT(lists); i++) {
		struct hash h;

		hash_begin(&h);
		for (size_t j = 0; j < COUNT(lists[i]); j++)
			hash_add_text(&h, lists[i][j]);
		digests[i] = hash_end(&h);
		for (size_t j = 0; j < i; j++)
			assert_memory_not_equal(&digests[i], &digests[j],
			    sizeof(digests[i]));
	}
}

/* Three at once, in pieces of all sizes, of which some fill more than a block;
 * asked for in between, and gone on with. */
static void
hashes_made_beside_are_the_same(void **state)
{
	enum { HASHES = 3, ROUNDS = 400, MOST = 200000 };
	struct hasher *h = hasher_new();
	struct hash beside[HASHES], here[HASHES];
	char *bytes = calloc(1, MOST);

	(void)state;
	srand(1);
	for (size_t i = 0; i < HASHES; i++) {
		hash_begin(&beside[i]);
		hash_begin(&here[i]);
	}
	for (int i = 0; i < ROUNDS; i++) {
		size_t which = (size_t)rand() % HASHES;
		size_t n = (size_t)rand() % (i % 50 == 0 ? MOST : 2000);

		memset(bytes, i, n);
		hasher_add(h, &beside[which], bytes, n);
		hash_add(&here[which], bytes, n);
		if (i % 100 == 99)
			hasher_wait(h);
	}
	hasher_wait(h);
	for (size_t i = 0; i < HASHES; i++) {
		struct digest a = hash_end(&beside[i]);
		struct digest b = hash_end(&here[i]);

		assert_memory_equal(&a, &b, sizeof(a));
	}
	hasher_add(h, &beside[0], bytes, 1);	/* never waited for */
	hasher_free(h);
	free(bytes);
}

/* ---- pictures ------------------------------------------------------------ */

static const char *
look_at(const void *bytes, size_t n, struct png *out)
{
	write_scratch("a.png", bytes, n);
	return png_look(in_scratch("a.png"), out);
}

static void
heads_of_pictures_are_read(void **state)
{
	static const char head[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
	    "\0\0\2\x58\0\0\0\xc8\b\2\0\0\0cccc\0\0\0\tpHYs"
	    "\0\0\x2e\x23\0\0\x2e\x24\1cccc\0\0\0\0IDAT";
	char other[sizeof(head)];
	struct png png;

	(void)state;
	assert_null(look_at(head, sizeof(head) - 1, &png));
	assert_int_equal(png.width, 600);
	assert_int_equal(png.height, 200);
	assert_int_equal(png.across, 11811);
	assert_int_equal(png.down, 11812);
	assert_null(look_at(head, 33, &png));
	assert_int_equal(png.across, 0);
	for (size_t n = 0; n < 24; n++)
		assert_string_equal(look_at(head, n, &png), "no PNG");
	memcpy(other, head, sizeof(head));
	other[33] = '\xff';		/* a chunk longer than all */
	assert_null(look_at(other, sizeof(head) - 1, &png));
	other[17] = 1;			/* 65536 and more */
	assert_string_equal(look_at(other, 60, &png), "too large");
	memset(other + 16, 0, 4);
	assert_string_equal(look_at(other, 60, &png), "too large");
	assert_string_equal(png_look(in_scratch("none.png"), &png),
	    "cannot be opened");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(eight_bytes_are_told_apart),
		cmocka_unit_test(digests_are_those_of_the_standard),
		cmocka_unit_test(texts_that_are_hashed_stay_apart),
		cmocka_unit_test(hashes_made_beside_are_the_same),
		cmocka_unit_test(memory_is_zeroed_and_aligned),
		cmocka_unit_test(a_reset_goes_back_to_the_mark),
		cmocka_unit_test(large_pieces_fit_too),
		cmocka_unit_test(copies_end_with_nul),
		cmocka_unit_test(text_grows),
		cmocka_unit_test(numbers_are_added_digit_by_digit),
		cmocka_unit_test(bytes_are_escaped_as_the_table_says),
		cmocka_unit_test(an_empty_text_can_be_cut_and_kept),
		cmocka_unit_test(a_failure_tells_where_why_and_the_way_out),
		cmocka_unit_test(a_long_message_is_cut),
		cmocka_unit_test(a_cut_message_is_valid_text),
#define IN_FOLDER(test)							\
		cmocka_unit_test_setup_teardown(test, make_folder,	\
		    remove_folder)
		IN_FOLDER(heads_of_pictures_are_read),
		IN_FOLDER(a_file_appears_when_it_is_complete),
		IN_FOLDER(the_target_stays_until_then),
		IN_FOLDER(a_file_takes_the_first_free_name),
		IN_FOLDER(two_files_change_places),
		IN_FOLDER(another_process_that_has_a_file_open_is_found),
		IN_FOLDER(large_output_is_whole),
		IN_FOLDER(a_symbolic_link_is_replaced_not_followed),
		IN_FOLDER(a_link_in_the_way_of_the_temporary_is_not_followed),
		IN_FOLDER(what_cannot_be_written_is_refused),
		IN_FOLDER(a_full_disk_is_told),
		IN_FOLDER(after_a_failure_nothing_is_written),
		IN_FOLDER(a_reader_who_left_is_no_failure_worth_a_word),
		IN_FOLDER(a_signal_removes_the_temporaries),
		IN_FOLDER(two_outputs_of_one_name_do_not_meet),
		cmocka_unit_test(stopping_is_remembered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
