/*
 * Any text as a line of a batch: refused, or split into words that come back
 * as they are when each stands in single quotes; and as wordexp(3), the
 * C library's own shell, splits it, where it would expand nothing.
 */
#include "fuzz.h"

#include <wordexp.h>

#include "../../cmd/words.c"

static bool
same_words(const struct words *a, const struct words *b)
{
	for (int i = 1; i < a->n && i < b->n; i++)
		if (strcmp(a->list[i], b->list[i]) != 0)
			return false;
	return a->n == b->n;
}

static void
add_quoted(struct strbuf *b, const char *word)
{
	strbuf_addch(b, '\'');
	for (; *word != '\0'; word++) {
		if (*word == '\'')
			strbuf_addstr(b, "'\\''");
		else
			strbuf_addch(b, *word);
	}
	strbuf_addstr(b, "' ");
}

static void
check_quoted(const struct words *words, struct arena *a)
{
	struct strbuf line = STRBUF_INIT;
	struct words again;

	strbuf_addstr(&line, "tradecli ");
	for (int i = 1; i < words->n; i++)
		add_quoted(&line, words->list[i]);
	CHECK(words_split(line.buf, a, &again) == OK);
	CHECK(same_words(words, &again));
	strbuf_release(&line);
}

/* The first word may be the program's name, which a line need not say.  Behind
 * an empty quote glibc begins another word. */
static void
check_shell(const char *line, const struct words *words)
{
	wordexp_t shell;
	int first;

	if (strpbrk(line, "*?[]~#{}$`\n") != NULL ||
	    strstr(line, "''") != NULL || strstr(line, "\"\"") != NULL ||
	    wordexp(line, &shell, WRDE_NOCMD) != 0)
		return;
	first = shell.we_wordc > 0 &&
	    strcmp(shell.we_wordv[0], "tradecli") == 0;
	CHECK((int)shell.we_wordc - first == words->n - 1);
	for (int i = 1; i < words->n; i++)
		CHECK(strcmp(shell.we_wordv[i - 1 + first],
		    words->list[i]) == 0);
	wordfree(&shell);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = ARENA_INIT;
	const char *line = arena_strndup(&a, (const char *)bytes, n);
	struct words words;
	enum status st;

	fail_clear();
	if (n < 4096 && utf8_check(line, strlen(line)) == strlen(line)) {
		st = words_split(line, &a, &words);
		if (st != OK) {
			check_refusal(st);
		} else {
			CHECK(words.list[words.n] == NULL);
			check_quoted(&words, &a);
			check_shell(line, &words);
		}
	}
	arena_release(&a);
	return 0;
}
