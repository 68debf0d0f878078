/*
 * Looking things up in closed lists.  Knows how people write codes, not what
 * a country or a currency is; the lists themselves are made from data/codes.
 */
#include "value/codes.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/strbuf.h"
#include "base/utf8.h"

/* A list that is not longer than this is shown whole in the hint. */
enum { SHORT_LIST = 16 };

/* The names of the lists in data/codes, for the translation. */
static const char *const list_names[] __attribute__((unused)) = {
	N_("country"), N_("currency"), N_("unit"), N_("incoterm"),
	N_("language")
};

/* What is said when a text is on none of the lines of a list.  Whole sentences,
 * so that they can be translated; any other list is called by its name. */
static const struct {
	const struct codes	*list;
	const char		*refusal;
	const char		*hint;
} wordings[] = {
	{ &country_codes, N_("'%s' is not a country"),
	  N_("write the two-letter code or the name, e.g. DE, Germany, 德国") },
	{ &currency_codes, N_("'%s' is not a currency"),
	  N_("write the three-letter code or the name, e.g. USD, 美元") },
	{ &unit_codes, N_("'%s' is not a unit"),
	  N_("write the UN/ECE code or the name, e.g. H87, pcs, 个, kg") },
	{ &incoterm_codes, N_("'%s' is not a term of Incoterms 2020"), NULL },
	{ &language_codes, N_("'%s' is not a language"),
	  N_("write the two-letter code or the name, e.g. en, English, 英语") },
};

/* All that a row is called, one after the other. */
struct forms {
	const struct code	*row;
	size_t			 next;
	const char		*also;	/* what is left of the other forms */
};

struct form {
	const char	*text;		/* n bytes, not terminated */
	size_t		 n;
};

static bool
forms_next(struct forms *f, struct form *form)
{
	const char *names[] = { f->row->code, f->row->en, f->row->zh };

	if (f->next < COUNT(names)) {
		form->text = names[f->next++];
		form->n = strlen(form->text);
		return true;
	}
	if (*f->also == '\0')
		return false;
	form->text = f->also;
	form->n = strcspn(f->also, "|");
	f->also += form->n;
	if (*f->also == '|')
		f->also++;
	return true;
}

static struct forms
forms_of(const struct code *row)
{
	return (struct forms){ row, 0, row->also };
}

static int
compare_code(const void *key, const void *row)
{
	return strcmp(key, ((const struct code *)row)->code);
}

const struct code *
code_get(const struct codes *codes, const char *code)
{
	return bsearch(code, codes->list, codes->n, sizeof(*codes->list),
	    compare_code);
}

/* As it stands, but for the case of ASCII letters: what people write mostly,
 * and the only way to tell signs such as the euro's. */
static const struct code *
find_written(const struct codes *codes, const char *text)
{
	size_t n = strlen(text);

	for (size_t i = 0; i < codes->n; i++) {
		struct forms forms = forms_of(&codes->list[i]);
		struct form form;

		while (forms_next(&forms, &form))
			if (form.n == n && n > 0 &&
			    strncasecmp(form.text, text, n) == 0)
				return forms.row;
	}
	return NULL;
}

/* How far the nearest form of a row is from `skeleton`; limit + 1 when none
 * is within the limit. */
static size_t
row_distance(const struct code *row, const char *skeleton, size_t limit,
    struct arena *a)
{
	struct forms forms = forms_of(row);
	struct form form;
	size_t best = limit + 1;

	while (forms_next(&forms, &form)) {
		const char *name = utf8_skeleton(
		    arena_strndup(a, form.text, form.n), a);

		if (strcmp(name, skeleton) == 0)
			return 0;
		if (limit > 0) {
			size_t d = utf8_distance(name, skeleton, limit);

			if (d < best)
				best = d;
		}
	}
	return best;
}

/* The row with the form nearest to `skeleton`, the first of several; NULL when
 * none is within the limit. */
static const struct code *
find_near(const struct codes *codes, const char *skeleton, size_t limit,
    struct arena *a)
{
	const struct code *nearest = NULL;
	size_t best = limit + 1;

	for (size_t i = 0; best > 0 && i < codes->n; i++) {
		struct arena_mark mark = arena_mark(a);
		size_t d = row_distance(&codes->list[i], skeleton, limit, a);

		arena_reset(a, mark);
		if (d < best) {
			best = d;
			nearest = &codes->list[i];
		}
	}
	return nearest;
}

/* How many characters may be wrong in what is taken for a slip: none in a
 * code or a short Chinese name, which are all alike. */
static size_t
slips_in(const char *skeleton)
{
	size_t chars = 0;

	for (; *skeleton != '\0'; skeleton++)
		if (((unsigned char)*skeleton & 0xc0) != 0x80)
			chars++;
	if (chars < 4)
		return 0;
	return chars < 8 ? 1 : 2;
}

static enum status
hint_all(const struct codes *codes, enum status st)
{
	struct strbuf b = STRBUF_INIT;

	for (size_t i = 0; i < codes->n; i++)
		strbuf_addf(&b, i == 0 ? "%s" : ", %s", codes->list[i].code);
	st = fail_hint(st, _("write one of: %s"), b.buf);
	strbuf_release(&b);
	return st;
}

static enum status
refuse(const struct codes *codes, const char *text, const struct code *near)
{
	const char *refusal = N_("'%s' is not a known %s"), *hint = NULL;
	enum status st;

	for (size_t i = 0; i < COUNT(wordings); i++) {
		if (wordings[i].list == codes) {
			refusal = wordings[i].refusal;
			hint = wordings[i].hint;
		}
	}
	st = fail(E_INVALID, _(refusal), text, _(codes->name));
	if (near != NULL)
		return fail_hint(st, _("did you mean %s (%s, %s)?"),
		    near->code, near->en, near->zh);
	if (codes->n <= SHORT_LIST)
		return hint_all(codes, st);
	return hint == NULL ? st : fail_hint(st, "%s", _(hint));
}

/* As a person means it: without regard to case, accents and punctuation. */
static enum status
find_meant(const struct codes *codes, const char *text,
    const struct code **out)
{
	struct arena arena = ARENA_INIT;
	const char *skeleton = utf8_skeleton(text, &arena);
	const struct code *row = NULL, *near = NULL;
	size_t slips = slips_in(skeleton);

	/* The letter that is left of "R$" or "S/." says too little. */
	if (strlen(skeleton) > 1)
		row = find_near(codes, skeleton, 0, &arena);
	if (row == NULL && slips > 0)
		near = find_near(codes, skeleton, slips, &arena);
	arena_release(&arena);
	if (row == NULL)
		return refuse(codes, text, near);
	*out = row;
	return OK;
}

/* A column of a million rows says the same few words again and again: what
 * they were found to mean is kept, each in the place of its letters. */
struct meaning {
	const struct codes	*codes;
	const struct code	*row;
	char			 text[16];
};

static struct meaning *
recent_meaning(const char *text, size_t n)
{
	enum { NRECENT = 64 };
	static _Thread_local struct meaning recent[NRECENT];
	unsigned place = 0;

	for (size_t i = 0; i < n; i++)
		place = place * 31 + (unsigned char)text[i];
	return &recent[place % NRECENT];
}

enum status
code_find(const struct codes *codes, const char *text, const struct code **out)
{
	size_t n = strlen(text);
	struct meaning *m = NULL;
	enum status st;

	if (n < sizeof(m->text)) {
		m = recent_meaning(text, n);
		if (m->codes == codes && strcmp(m->text, text) == 0) {
			*out = m->row;
			return OK;
		}
	}
	if ((*out = code_get(codes, text)) == NULL &&
	    (*out = find_written(codes, text)) == NULL &&
	    (st = find_meant(codes, text, out)) != OK)
		return st;
	if (m != NULL) {
		*m = (struct meaning){ .codes = codes, .row = *out };
		memcpy(m->text, text, n);
	}
	return OK;
}
