/*
 * What a screen gets of text that comes in pieces.
 */
#include "scratch.h"

#include "base/output.h"

/* What reaches a screen when `text` is written in two pieces, cut at `at`. */
static void
show_in_pieces(const char *text, size_t at, char *shown, size_t size)
{
	int ends[2];
	ssize_t n;
	struct output *out;

	assert_int_equal(pipe(ends), 0);
	out = output_to_fd(ends[1], "screen");
	output_for_screen(out);
	output_write(out, text, at);
	output_write(out, text + at, strlen(text) - at);
	assert_int_equal(output_commit(out), OK);
	close(ends[1]);
	n = read(ends[0], shown, size - 1);
	assert_true(n >= 0);
	shown[n] = '\0';
	close(ends[0]);
}

static void
test_a_character_in_two_pieces_is_shown_as_one(void **state)
{
	static const char text[] = "a\xc3\xa9 宁波\xf0\x9f\x98\x80\x1b[31m\n";
	char whole[128], shown[128];

	(void)state;
	show_in_pieces(text, 0, whole, sizeof(whole));
	assert_string_equal(whole,
	    "a\xc3\xa9 宁波\xf0\x9f\x98\x80\\x1b[31m\n");
	for (size_t at = 1; at < sizeof(text); at++) {
		show_in_pieces(text, at, shown, sizeof(shown));
		assert_string_equal(shown, whole);
	}
}

static void
test_half_a_character_at_the_end_is_shown_too(void **state)
{
	char shown[128];

	(void)state;
	show_in_pieces("a\xe5\xae", 2, shown, sizeof(shown));
	assert_string_equal(shown, "a\\xe5\\xae");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    test_a_character_in_two_pieces_is_shown_as_one),
		cmocka_unit_test(
		    test_half_a_character_at_the_end_is_shown_too),
	};

	return cmocka_run_group_tests_name("output", tests, NULL, NULL);
}
