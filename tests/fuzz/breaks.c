/*
 * Any text as a heading with a quantity: none is found, or one more than 0,
 * with what stands beside it folded; and what is left of that is a part of it.
 */
#include "fuzz.h"

#include "ledger/breaks.h"

static void
check_part(const char *part, struct arena *a)
{
	const char *rest;

	CHECK(utf8_check(part, strlen(part)) == strlen(part));
	rest = break_rest(part, a);
	CHECK(strstr(part, rest) != NULL);
	CHECK(utf8_check(rest, strlen(rest)) == strlen(rest));
	CHECK(strcmp(break_rest(rest, a), rest) == 0);
}

static void
check_heading(const char *text, struct arena *a)
{
	struct break_heading b, again;
	char from[DECIMAL_TEXT_MAX];
	struct decimal read;

	if (!break_read(text, a, &b))
		return;
	CHECK(!decimal_is_none(b.from) && b.from.micros > 0);
	check_part(b.before, a);
	check_part(b.behind, a);
	decimal_format(b.from, 0, from);
	CHECK(decimal_parse(from, &read) == OK);
	CHECK(read.micros == b.from.micros);
	/* The quantity alone is the same one, in what length it may have. */
	if (strlen(from) <= 12) {
		CHECK(break_read(from, a, &again));
		CHECK(again.from.micros == b.from.micros);
		CHECK(*again.before == '\0' && *again.behind == '\0');
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = ARENA_INIT;
	const char *text = arena_strndup(&a, (const char *)bytes, n);

	fail_clear();
	if (n < 4096 && utf8_check(text, strlen(text)) == strlen(text))
		check_heading(text, &a);
	arena_release(&a);
	return 0;
}
