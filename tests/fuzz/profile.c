/*
 * Any bytes as a profile, and behind a line of "--" a file to be read with it:
 * the profile is refused, or names fields there are, which it says again when
 * it is read again; what is imported with it leaves a sound ledger.
 *
 * Bytes from 128 on stand for words that mean something.
 */
#include "ledger.h"

static const char *const words[] = {
	"[order]\n", "[order lines]\n", "[inquiry]\n", "[supplier]\n", "\n--\n",
	" = number\n", " = date (day)\n", " = date (m/d/y)\n",
	" = date (d.m.y)\n", " = quantity\n", " = price (total)\n",
	" = discount (fraction)\n", " = (none)\n", " = (not Canceled|Void)\n",
	" = (only Paid)\n", " = description\n", " = company\n", " = name\n",
	" = code\n", "currency := USD\n", "state := confirmed\n",
	"null := NULL\n", "date := 2026-11-05\n", "# x\n", " :=", "=", "a", "b",
	"c", "d", "A,B,C,D\n", "NULL", "ORD-1", "2026-11-05T10:15:00Z",
	"2/29/24", "0.15", "100", "3", ",", ",", "\n", "Canceled"
};

/* The two files as the bytes spell them; the second begins behind "--". */
static const char *
spell(const uint8_t *bytes, size_t n, struct strbuf *out)
{
	char *end;

	for (size_t i = 0; i < n; i++) {
		if (bytes[i] < 128)
			strbuf_addch(out, (char)bytes[i]);
		else
			strbuf_addstr(out, words[(bytes[i] - 128u) %
			    COUNT(words)]);
	}
	end = strstr(out->buf, "\n--\n");
	if (end == NULL)
		return "";
	end[1] = '\0';
	return end + strlen("\n--\n");
}

static void
check_pairs(const struct pair *pairs, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		CHECK(utf8_check(pairs[i].left, strlen(pairs[i].left)) ==
		    strlen(pairs[i].left));
		CHECK(utf8_check(pairs[i].right, strlen(pairs[i].right)) ==
		    strlen(pairs[i].right));
		CHECK(pairs[i].may_lack);
	}
}

static void
check_profile(const struct profile_part *first)
{
	CHECK(first != NULL);
	for (const struct profile_part *p = first; p != NULL; p = p->next) {
		CHECK(p->entity != NULL);
		CHECK(!p->is_lines || p->entity->lines != NULL);
		CHECK(profile_find(first, p->entity, p->is_lines) != NULL);
		check_pairs(p->maps, p->nmaps);
		check_pairs(p->sets, p->nsets);
	}
}

static void
import_with(const struct profile_part *part, const char *path)
{
	static const struct source_options plain = { .name = "fuzz.csv" };
	struct arena a = ARENA_INIT;
	struct import_options o = { .entity = part->entity, .file = "fuzz.csv",
	    .null_text = part->null_text, .is_lines = part->is_lines,
	    .maps = part->maps, .nmaps = part->nmaps, .sets = part->sets,
	    .nsets = part->nsets, .only_maps = true, .problem = note_problem };
	struct import_result result = { .arena = &a };
	struct source *s;
	enum status st = source_open(path, &plain, &s);

	if (st == OK) {
		st = import_rows(ledger_records(ledger), s, &o, &result);
		source_close(s);
	}
	if (st != OK)
		CHECK(fail_text()[0] != '\0');
	else
		check_sound();
	roll_back();
	arena_release(&a);
}

static void
check_files(const char *profile, const char *table, struct arena *a)
{
	const struct profile_part *first = NULL;
	enum status st = profile_read(as_file((const uint8_t *)profile,
	    strlen(profile)), a, &first);
	const char *path;

	if (st != OK) {
		check_refusal(st);
		return;
	}
	check_profile(first);
	path = as_file((const uint8_t *)table, strlen(table));
	for (; *table != '\0' && first != NULL; first = first->next)
		import_with(first, path);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct strbuf text = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	const char *table;

	if (n == 0 || n > 400)
		return 0;
	open_ledger();
	fail_clear();
	table = spell(bytes, n, &text);
	check_files(text.buf, table, &a);
	strbuf_release(&text);
	arena_release(&a);
	return 0;
}
