/*
 * Bytes to UTF-8: which encoding is found out, what is refused and where, and
 * that nothing is lost where one buffer ends and the next begins.
 */
#include "sheet/decode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/strbuf.h"

enum { BUFFER = 256 * 1024 };	/* as in decode.c */

/* `bytes` in a string literal, NULs and all. */
#define BYTES(literal)	(literal), sizeof(literal) - 1

struct result {
	struct strbuf	text;
	enum status	status;
	char		guess[32];	/* "" for none */
};

static int
file_with(const void *bytes, size_t n)
{
	char path[] = "/tmp/decode_test.XXXXXX";
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	unlink(path);
	assert_int_equal(write(fd, bytes, n), n);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

static struct result
decode(const char *encoding, const void *bytes, size_t n)
{
	struct source_options options = { .encoding = encoding };
	struct opening o = { .fd = file_with(bytes, n), .options = &options };
	struct result r = { .text = STRBUF_INIT };
	struct decoder *d = NULL;
	const char *text, *guess;
	size_t ntext;

	fail_clear();
	r.status = decode_open(&o, &d);
	while (r.status == OK) {
		r.status = decode_read(d, &text, &ntext);
		if (r.status != OK || ntext == 0)
			break;
		strbuf_add(&r.text, text, ntext);
	}
	guess = d != NULL ? decode_guess(d) : NULL;
	snprintf(r.guess, sizeof(r.guess), "%s", guess != NULL ? guess : "");
	decode_close(d);
	close(o.fd);
	return r;
}

static void
assert_decoded(const char *encoding, const void *bytes, size_t n,
    const char *expected)
{
	struct result r = decode(encoding, bytes, n);

	if (r.status != OK)
		fail_msg("refused: %s", fail_text());
	assert_string_equal(r.text.buf, expected);
	strbuf_release(&r.text);
}

static void
assert_guess(const void *bytes, size_t n, const char *text, const char *guess)
{
	struct result r = decode(NULL, bytes, n);

	if (r.status != OK)
		fail_msg("refused: %s", fail_text());
	assert_string_equal(r.text.buf, text);
	assert_string_equal(r.guess, guess);
	strbuf_release(&r.text);
}

static void
assert_refused(const void *bytes, size_t n, const char *text, const char *why)
{
	struct result r = decode(NULL, bytes, n);

	assert_int_equal(r.status, E_INVALID);
	assert_string_equal(r.text.buf, text);
	if (strstr(fail_text(), why) == NULL)
		fail_msg("'%s' does not say '%s'", fail_text(), why);
	strbuf_release(&r.text);
}

static void
utf8_is_taken_as_it_is(void **state)
{
	(void)state;
	assert_guess(BYTES(""), "", "");
	assert_guess(BYTES("a,b\n"), "a,b\n", "");
	assert_guess(BYTES("编号,名称\n"), "编号,名称\n", "");
	assert_guess(BYTES("\xef\xbb\xbf编号"), "编号", "");
	assert_guess(BYTES("\xef\xbb\xbf"), "", "");
	assert_guess(BYTES("a\xef\xbb\xbf"), "a\xef\xbb\xbf", "");
}

static void
gb18030_is_found_out(void **state)
{
	(void)state;
	assert_guess(BYTES("\xb1\xe0\xba\xc5,\xc3\xfb\xb3\xc6\n"),
	    "编号,名称\n", "GB18030");
	/* 0x5C and 0x7C as second bytes, and a character of four. */
	assert_guess(BYTES("\xd6\xd0\xb9\xfa\x81\x5c\x81\x7c"),
	    "中国乗亅", "GB18030");
	assert_guess(BYTES("\xd6\xd0\x94\x39\xfc\x36"), "中😀", "GB18030");
	assert_guess(BYTES("\x84\x31\x95\x33\xd6\xd0"), "中", "GB18030");
}

static void
utf16_is_found_out(void **state)
{
	(void)state;
	assert_guess(BYTES("\xff\xfe" "a\0\x2d\x4e"), "a中", "UTF-16");
	assert_guess(BYTES("\xfe\xff" "\0a\x4e\x2d"), "a中", "UTF-16");
	assert_guess(BYTES("c\0o\0d\0e\0,\0\x2d\x4e"), "code,中", "UTF-16");
	assert_guess(BYTES("\0c\0o\0d\0e\0,\x4e\x2d"), "code,中", "UTF-16");
}

static void
other_encodings_are_never_guessed(void **state)
{
	(void)state;
	assert_refused(BYTES("name\nM\xfcller,K\xf6ln\n"), "name\nM",
	    "0xFC at offset 6 is not UTF-8");
	assert_refused(BYTES("soci\xe9t\xe9,D\xe9l\xe9gu\xe9" "e\n"), "soci",
	    "0xE9 at offset 4");
	assert_refused(BYTES("\x83\x67\x83\x88\x83\x5e\n"), "",	/* Shift-JIS */
	    "0x83 at offset 0");
	assert_refused(BYTES("\xff\xfe\0\0a\0\0\0"), "", "UTF-32LE");
	assert_refused(BYTES("\0\0\xfe\xff\0\0\0a"), "", "UTF-32BE");
}

static void
broken_utf8_is_not_taken_for_gb18030(void **state)
{
	(void)state;
	/* The last character is cut off; the bytes are valid GB18030. */
	assert_refused(BYTES("中国深圳\n\xe4\xb8"), "中国深圳\n",
	    "0xE4 at offset 13");
	assert_refused(BYTES("a,\xed\xa0\x80\n"), "a,", "0xED at offset 2");
	assert_refused(BYTES("a,\xff\xfe\n"), "a,", "0xFF at offset 2");
}

static void
broken_utf16_is_refused(void **state)
{
	(void)state;
	assert_refused(BYTES("\xff\xfe" "a\0b"), "a", "0x62 at offset 4");
	assert_refused(BYTES("\xff\xfe" "a\0\0\xd8" "b\0"), "a", "offset 4");
}

static void
nul_bytes_are_refused(void **state)
{
	(void)state;
	assert_refused(BYTES("a,b\n1,\0002\n"), "a,b\n1,",
	    "NUL byte at offset 6");
	assert_refused(BYTES("a,b\n\0\0\0\0"), "a,b\n", "NUL byte at offset 4");
	assert_refused(BYTES("\xff\xfe" "a\0\0\0b\0"), "a", "NUL character");
}

static void
only_the_last_end_mark_of_dos_is_left_out(void **state)
{
	(void)state;
	assert_guess(BYTES("a\x1a"), "a", "");
	assert_guess(BYTES("\x1a"), "", "");
	assert_guess(BYTES("a\x1a" "b"), "a\x1a" "b", "");
	assert_guess(BYTES("\xd6\xd0\xb9\xfa\x1a"), "中国", "GB18030");
}

static void
a_given_encoding_is_used(void **state)
{
	struct result r;

	(void)state;
	assert_decoded("ISO-8859-1", BYTES("M\xfcller"), "Müller");
	assert_decoded("GB18030", BYTES("M\x81\x5c"), "M乗");
	assert_decoded("utf-8", BYTES("\xef\xbb\xbf中"), "中");
	assert_decoded("UTF-16LE", BYTES("\xff\xfe-N"), "中");
	/* Big5-HKSCS keeps a character back: another may combine with it. */
	assert_decoded("BIG5-HKSCS", BYTES("a\x88\x66"), "aÊ");

	r = decode("UTF-8", BYTES("\xd6\xd0\xb9\xfa"));
	assert_int_equal(r.status, E_INVALID);
	r = decode("no such", BYTES("a"));
	assert_int_equal(r.status, E_USAGE);
	assert_non_null(strstr(fail_text(), "'no such'"));
	r = decode("UTF-8//IGNORE", BYTES("a"));
	assert_int_equal(r.status, E_USAGE);
}

/* `n` bytes of ASCII and then `tail`. */
static struct strbuf
after_ascii(size_t n, const void *tail, size_t ntail)
{
	struct strbuf b = STRBUF_INIT;

	memset(strbuf_grow(&b, n), 'x', n);
	b.len += n;
	strbuf_add(&b, tail, ntail);
	return b;
}

static void
assert_tail(size_t n, const char *tail, const char *expected,
    const char *guess)
{
	struct strbuf b = after_ascii(n, tail, strlen(tail));
	struct result r = decode(NULL, b.buf, b.len);

	if (r.status != OK)
		fail_msg("refused after %zu bytes: %s", n, fail_text());
	assert_int_equal(r.text.len, n + strlen(expected));
	assert_string_equal(r.text.buf + n, expected);
	assert_string_equal(r.guess, guess);
	strbuf_release(&r.text);
	strbuf_release(&b);
}

static void
characters_on_the_edge_of_a_buffer_stay_whole(void **state)
{
	(void)state;
	for (size_t n = BUFFER - 6; n < BUFFER + 4; n++) {
		assert_tail(n, "中国深圳", "中国深圳", "");
		assert_tail(n, "\xd6\xd0\xb9\xfa\xc9\xee\xdb\xda", "中国深圳",
		    "GB18030");
		assert_tail(n, "\x1a", "", "");
		assert_tail(n, "\x1a.", "\x1a.", "");
	}
}

static void
long_converted_text_is_complete(void **state)
{
	struct strbuf b = STRBUF_INIT;
	struct result r;

	(void)state;
	for (size_t i = 0; i < BUFFER; i++)	/* grows by half */
		strbuf_addstr(&b, "\xd6\xd0");
	r = decode(NULL, b.buf, b.len);
	assert_int_equal(r.status, OK);
	assert_int_equal(r.text.len, 3 * BUFFER);
	for (size_t i = 0; i < r.text.len; i += 3)
		assert_memory_equal(r.text.buf + i, "中", 3);
	strbuf_release(&r.text);
	strbuf_release(&b);
}

static void
every_byte_is_checked(void **state)
{
	struct strbuf b = after_ascii(3 * BUFFER, "\xe4\xb8\xad.M\xfcller", 10);
	struct result r = decode(NULL, b.buf, b.len);

	(void)state;
	assert_int_equal(r.status, E_INVALID);
	assert_int_equal(r.text.len, 3 * BUFFER + 5);
	assert_non_null(strstr(fail_text(), "0xFC at offset 786437"));
	strbuf_release(&r.text);
	strbuf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utf8_is_taken_as_it_is),
		cmocka_unit_test(gb18030_is_found_out),
		cmocka_unit_test(utf16_is_found_out),
		cmocka_unit_test(other_encodings_are_never_guessed),
		cmocka_unit_test(broken_utf8_is_not_taken_for_gb18030),
		cmocka_unit_test(broken_utf16_is_refused),
		cmocka_unit_test(nul_bytes_are_refused),
		cmocka_unit_test(only_the_last_end_mark_of_dos_is_left_out),
		cmocka_unit_test(a_given_encoding_is_used),
		cmocka_unit_test(characters_on_the_edge_of_a_buffer_stay_whole),
		cmocka_unit_test(long_converted_text_is_complete),
		cmocka_unit_test(every_byte_is_checked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
