/*
 * Choosing a sheet and a noun by how many headings are known.
 */
#include "ledger/choose.h"

#include <string.h>

#include "base/utf8.h"
#include "ledger/heading.h"
#include "ledger/ledger.h"

enum {
	LOOK_AT_ROWS	= 12,
	CALLED_SO	= 100000,	/* more than any number of headings */
};

/* Known headings come first; of as many, what belongs to a record of another
 * kind says to which. */
static size_t
score_row(const struct headings *known, const struct row *row)
{
	size_t n = headings_score(known, row);

	return n == 0 ? 0 : 2 * n + headings_are_complete(known, row);
}

/* How well sheet `i` fits: its best row of headings. */
static enum status
score_sheet(struct source *s, size_t i, const struct headings *known,
    size_t *score)
{
	struct row row;
	enum status st = source_select(s, i);
	bool more = true;

	*score = 0;
	for (int n = 0; st == OK && n < LOOK_AT_ROWS; n++) {
		size_t one;

		if ((st = source_row(s, &row, &more)) != OK || !more)
			break;
		one = score_row(known, &row);
		if (one > *score)
			*score = one;
	}
	return st;
}

static enum status
find_named(const struct source *s, const struct import_options *o, size_t *out)
{
	for (size_t i = 0; i < source_nsheets(s); i++) {
		if (strcmp(o->sheet, source_sheet_name(s, i)) == 0) {
			*out = i;
			return OK;
		}
	}
	return fail(E_NOTFOUND, _("%s: there is no sheet '%s'"), o->file,
	    o->sheet);
}

/* A sheet named after the noun comes before all others it could be. */
static enum status
find_best(struct source *s, const struct flat *flat, size_t *out)
{
	struct arena a = ARENA_INIT;
	const struct headings *known = headings_new(flat, &a);
	size_t best = 0, score;
	enum status st = OK;

	*out = 0;
	for (size_t i = 0; st == OK && i < source_nsheets(s); i++) {
		st = score_sheet(s, i, known, &score);
		if (score > 0 &&
		    noun_find(source_sheet_name(s, i)) == flat->entity)
			score += CALLED_SO;
		if (score > best) {
			best = score;
			*out = i;
		}
	}
	arena_release(&a);
	return st;
}

enum status
choose_sheet(struct source *s, const struct import_options *o,
    const struct flat *flat, const char **sheet)
{
	size_t chosen = 0;
	enum status st = OK;

	if (source_nsheets(s) == 0)
		return fail(E_INVALID, _("%s: there is no sheet to read"),
		    o->file);
	if (o->sheet != NULL)
		st = find_named(s, o, &chosen);
	else if (source_nsheets(s) > 1)	/* a pipe can be read only once */
		st = find_best(s, flat, &chosen);
	if (st != OK)
		return st;
	*sheet = source_sheet_name(s, chosen);
	return source_select(s, chosen);
}

/* "suppliers-2026.xlsx" speaks of suppliers. */
static bool
name_speaks_of(const char *file, const struct entity *e, struct arena *a)
{
	const char *slash = strrchr(file, '/');
	const char *name = utf8_folded(slash != NULL ? slash + 1 : file, a);

	return strstr(name, e->name) != NULL ||
	    strstr(name, e->plural) != NULL ||
	    strstr(name, e->label_zh) != NULL;
}

static enum status
score_noun(struct source *s, const struct entity *e, struct arena *a,
    size_t *best)
{
	const struct flat flat = entity_flat(e, a);
	const struct headings *known = headings_new(&flat, a);

	*best = 0;
	for (size_t i = 0; i < source_nsheets(s); i++) {
		size_t score;
		enum status st = score_sheet(s, i, known, &score);

		if (st != OK)
			return st;
		score *= 2;
		if (score > 0 &&
		    noun_find(source_sheet_name(s, i)) == e)
			score++;
		if (score > *best)
			*best = score;
	}
	return OK;
}

static const char *
importable(struct arena *a)
{
	const char *names = NULL;

	for (size_t i = 0; noun_entities[i] != NULL; i++)
		if (noun_can_import(noun_entities[i]))
			names = names == NULL ? noun_entities[i]->name :
			    arena_printf(a, "%s, %s", names,
			    noun_entities[i]->name);
	return names;
}

enum status
import_guess(struct source *s, const char *file, const struct entity **out)
{
	struct arena a = ARENA_INIT;
	size_t best = 0, second = 0;
	enum status st = OK;

	*out = NULL;
	for (size_t i = 0; st == OK && noun_entities[i] != NULL; i++) {
		size_t score;

		if (!noun_can_import(noun_entities[i]))
			continue;
		st = score_noun(s, noun_entities[i], &a, &score);
		if (score > 0 && name_speaks_of(file, noun_entities[i], &a))
			score++;
		if (score > best) {
			second = best;
			best = score;
			*out = noun_entities[i];
		} else if (score > second) {
			second = score;
		}
	}
	if (st == OK && (best == 0 || best == second))
		st = fail_hint(fail(E_USAGE,
		    _("%s: it is not clear what the rows are"), file),
		    _("say so: --as and one of %s; rates of a bank: tradecli "
		    "rate import FILE"), importable(&a));
	arena_release(&a);
	return st;
}
