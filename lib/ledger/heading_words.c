/*
 * A heading word by word: runs of letters and digits, runs of what is not
 * ASCII, as Chinese, which has no blanks between words.
 */
#include "ledger/heading_words.h"

#include <string.h>

#include "base/base.h"
#include "base/strbuf.h"
#include "base/utf8.h"

/* Codes of currencies that headings have as words. */
static const char *const plain_words[] = {
	"all", "top", "try", "cup", "pen"
};

/* Currencies as they are written beside their codes.  A dollar of nobody, and
 * ¥, are signs only. */
static const char *const written[] = {
	"rmb", "cnh", "euro", "euros", "yuan", "yen", "us$", "hk$", "a$",
	"c$", "s$", "nt$",
};

/* What says no more than "for each", "in". */
static const char *const small_words[] = { "in", "per", "each", "a" };

struct reader {
	struct heading_words *out;
	struct arena	     *arena;
	struct strbuf	      rest;
	bool		      is_per;	/* behind a slash or "per" */
};

static bool
is_one_of(const char *word, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(word, list[i]) == 0)
			return true;
	return false;
}

static const struct code *
find_code(const struct codes *codes, const char *word)
{
	const struct code *code;

	if (code_find(codes, word, &code) == OK)
		return code;
	fail_clear();
	return NULL;
}

/* A code of three letters, in any case. */
static const struct code *
find_letters(const struct codes *codes, const char *word)
{
	char code[4] = "";

	if (strlen(word) != 3 || is_one_of(word, plain_words,
	    COUNT(plain_words)))
		return NULL;
	for (size_t i = 0; i < 3; i++) {
		if (word[i] < 'a' || word[i] > 'z')
			return NULL;
		code[i] = (char)(word[i] - 'a' + 'A');
	}
	return code_get(codes, code);
}

static const struct code *
find_currency(const char *word, struct arena *a)
{
	size_t n = strlen(word);

	if (is_one_of(word, written, COUNT(written)))
		return find_code(&currency_codes, word);
	if (n == 4 && word[3] == '$')		/* "usd$" */
		word = arena_strndup(a, word, 3);
	return find_letters(&currency_codes, word);
}

static void
add_rest(struct reader *r, const char *word)
{
	strbuf_addf(&r->rest, "%s%s", r->rest.len > 0 ? " " : "", word);
}

/* The first one counts; another one is no longer told by the heading. */
static void
tell(struct reader *r, const struct code **where, const struct code *code)
{
	if (*where != NULL && *where != code)
		add_rest(r, code->code);
	else
		*where = code;
}

static bool
take_unit(struct reader *r, const char *word)
{
	if (*word >= '0' && *word <= '9' && strcmp(word, "1") != 0) {
		r->out->per_many = true;
		return false;
	}
	if (find_code(&unit_codes, word) == NULL)
		return false;
	r->out->per_unit = true;
	return true;
}

static void
take_word(struct reader *r, const char *word)
{
	const struct code *code;
	bool was_per = r->is_per;

	r->is_per = strcmp(word, "per") == 0;
	if (strcmp(word, "$") == 0)
		r->out->has_sign = true;
	else if ((code = find_currency(word, r->arena)) != NULL)
		tell(r, &r->out->currency, code);
	else if ((code = find_letters(&incoterm_codes, word)) != NULL)
		tell(r, &r->out->incoterm, code);
	else if (!is_one_of(word, small_words, COUNT(small_words)) &&
	    !(was_per && take_unit(r, word)))
		add_rest(r, word);
}

/* How much of the run's beginning or end is the name of the row; 0: none. */
static size_t
name_at(const struct code *row, const char *run, bool at_end)
{
	const char *lists[] = { row->zh, row->also };
	size_t best = 0, len = strlen(run);

	for (size_t i = 0; i < COUNT(lists); i++) {
		for (const char *p = lists[i]; *p != '\0';) {
			size_t n = strcspn(p, "|");

			if (n > best && n <= len && (unsigned char)*p >= 0x80 &&
			    memcmp(at_end ? run + len - n : run, p, n) == 0)
				best = n;
			p += n + (p[n] == '|');
		}
	}
	return best;
}

/* The longest name at one end of the run is taken off it. */
static const struct code *
cut_name(const struct codes *codes, char **run, bool at_end)
{
	const struct code *found = NULL;
	size_t best = 0;

	for (size_t i = 0; i < codes->n; i++) {
		size_t n = name_at(&codes->list[i], *run, at_end);

		if (n > best) {
			best = n;
			found = &codes->list[i];
		}
	}
	if (at_end)
		(*run)[strlen(*run) - best] = '\0';
	else
		*run += best;
	return found;
}

/* "每件", and 件 behind a slash. */
static bool
take_each(struct reader *r, const char *run)
{
	static const char each[] = "每";
	bool is_each = strncmp(run, each, strlen(each)) == 0;

	if (is_each)
		run += strlen(each);
	if (is_each && *run == '\0') {
		r->is_per = true;
		return true;
	}
	return (is_each || r->is_per) && take_unit(r, run);
}

static void
take_run(struct reader *r, char *run)
{
	const struct code *code;

	if (strcmp(run, "¥") == 0) {
		r->out->has_sign = true;
		return;
	}
	for (int end = 0; end < 2; end++) {
		if ((code = cut_name(&currency_codes, &run, end)) != NULL)
			tell(r, &r->out->currency, code);
		if ((code = cut_name(&incoterm_codes, &run, end)) != NULL)
			tell(r, &r->out->incoterm, code);
	}
	if (*run == '\0' || take_each(r, run))
		return;
	r->is_per = false;
	add_rest(r, run);
}

/* The bytes of the word or run that begins here; 0: neither does. */
static size_t
word_length(const char *p)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789$";
	size_t n = 0;

	if ((unsigned char)*p < 0x80)
		return strspn(p, letters);
	while ((unsigned char)p[n] >= 0x80)
		n++;
	return n;
}

void
heading_words_read(const char *heading, struct arena *a,
    struct heading_words *out)
{
	struct reader r = { .out = out, .arena = a, .rest = STRBUF_INIT };

	*out = (struct heading_words){ .rest = "" };
	for (const char *p = utf8_folded(heading, a); *p != '\0';) {
		size_t n = word_length(p);
		char *word = arena_strndup(a, p, n);

		if (n == 0)
			r.is_per = *p == '/' || (r.is_per && *p == ' ');
		else if ((unsigned char)*p < 0x80)
			take_word(&r, word);
		else
			take_run(&r, word);
		p += n > 0 ? n : 1;
	}
	out->rest = strbuf_to(&r.rest, a);
	strbuf_release(&r.rest);
}

bool
heading_words_tell(const struct heading_words *w)
{
	return w->currency != NULL || w->incoterm != NULL || w->per_unit ||
	    w->has_sign;
}
