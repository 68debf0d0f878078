/*
 * Choosing a sheet and a noun by how many headings are known.
 */
#include "ledger/choose.h"

#include <string.h>

#include "base/utf8.h"
#include "ledger/heading.h"
#include "ledger/ledger.h"

enum { LOOK_AT_ROWS = 12 };

/* How well sheet `i` fits: its best row of headings. */
static enum status
score_sheet(struct source *s, size_t i, const struct flat *flat, size_t *score)
{
	struct row row;
	enum status st = source_select(s, i);
	bool more = true;

	*score = 0;
	for (int n = 0; st == OK && n < LOOK_AT_ROWS; n++) {
		size_t one;

		if ((st = source_row(s, &row, &more)) != OK || !more)
			break;
		one = mapping_score(&row, flat);
		if (one > *score)
			*score = one;
	}
	return st;
}

static bool
sheet_is_called(const char *sheet, const struct entity *e)
{
	const struct entity *noun = noun_find(sheet);

	return noun == e;
}

enum status
choose_sheet(struct source *s, const struct import_options *o,
    const struct flat *flat, const char **sheet)
{
	const char *wanted = o->sheet;
	size_t best = 0, best_score = 0, n = source_nsheets(s);

	for (size_t i = 0; i < n; i++) {
		const char *name = source_sheet_name(s, i);
		size_t score;
		enum status st;

		if (wanted != NULL) {
			if (strcmp(wanted, name) == 0)
				best_score = 1, best = i;
			continue;
		}
		if (n > 1 && (st = score_sheet(s, i, flat, &score)) != OK)
			return st;
		if (n > 1 && score > 0 && sheet_is_called(name, flat->entity))
			score += 1000;
		if (n > 1 && score > best_score) {
			best_score = score;
			best = i;
		}
	}
	if (wanted != NULL && best_score == 0)
		return fail(E_NOTFOUND, _("%s: there is no sheet '%s'"),
		    o->file, wanted);
	if (n == 0)
		return fail(E_INVALID, _("%s: there is no sheet to read"),
		    o->file);
	*sheet = source_sheet_name(s, best);
	return source_select(s, best);
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
	struct flat flat = entity_flat(e, a);

	*best = 0;
	for (size_t i = 0; i < source_nsheets(s); i++) {
		size_t score;
		enum status st = score_sheet(s, i, &flat, &score);

		if (st != OK)
			return st;
		score *= 2;
		if (score > 0 &&
		    sheet_is_called(source_sheet_name(s, i), e))
			score++;
		if (score > *best)
			*best = score;
	}
	return OK;
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
	arena_release(&a);
	if (st == OK && (best == 0 || best == second))
		return fail_hint(fail(E_USAGE,
		    _("%s: it is not clear what the rows are"), file),
		    _("say so: --as supplier, buyer, product or inquiry"));
	return st;
}
