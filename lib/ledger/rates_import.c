/*
 * Quotes of a file beside the rates that are there: those of one source are
 * read once, so that no rate has to be looked for.
 */
#include "ledger/rates_import.h"

#include <stdlib.h>

#include "base/stop.h"
#include "trade/rate.h"

struct storing {
	struct records	    *records;
	struct rates_file   *file;
	const char	    *source;
	struct rates_result *result;
	struct arena	     arena;	/* of one rate */
	struct arena_mark    start;
};

static struct rate
rate_of(const struct storing *s, const struct rates_quote *q)
{
	return (struct rate){
		.date = { q->date.day, NO_MINUTE },
		.from_currency = q->from->code, .to_currency = q->to->code,
		.kind = q->kind->code, .unit = q->unit, .value = q->value,
		.source = s->source,
	};
}

static enum status
change_rate(struct storing *s, int64_t id, const struct rates_quote *q)
{
	struct rate old, now;
	enum status st = record_load(s->records, (struct record_id){
	    &rate_entity, id }, &s->arena, &old);

	if (st != OK)
		return st;
	now = old;
	now.unit = q->unit;
	now.value = q->value;
	s->result->changed++;
	return record_update(s->records, &rate_entity, &old, &now);
}

/* A rate that is there and stands in the file, too. */
struct known {
	int64_t		    id;
	struct rates_quote *quote;
};

/* Those of the file that the ledger has; *n of them differ. */
static enum status
find_known(struct storing *s, struct known **differing, size_t *n)
{
	struct query q = store_query(records_store(s->records),
	    "SELECT id, date, from_currency, to_currency, kind, unit, value"
	    " FROM rate WHERE source = ?1 ORDER BY id", ARGS(ARG(s->source)));

	*n = 0;
	*differing = NULL;
	while (query_row(&q)) {
		size_t place = *tally_get(&s->file->places, rates_key(
		    query_value(&q, 1, V_DATE).u.date,
		    code_get(&currency_codes, query_text(&q, 2)),
		    code_get(&currency_codes, query_text(&q, 3)),
		    code_get(&rate_kind_codes, query_text(&q, 4))));
		struct rates_quote *quote;

		if (place == 0)
			continue;
		quote = &s->file->quotes[place - 1];
		quote->is_known = true;
		if (query_int(&q, 5) == quote->unit && query_int(&q, 6) ==
		    quote->value.micros)
			continue;
		*differing = realloc(*differing, (*n + 1) *
		    sizeof(**differing));
		if (*differing == NULL)
			no_memory();
		(*differing)[(*n)++] = (struct known){ query_int(&q, 0),
		    quote };
	}
	return query_end(&q);
}

static enum status
store_changed(struct storing *s)
{
	struct known *differing;
	size_t n;
	enum status st = find_known(s, &differing, &n);

	for (size_t i = 0; st == OK && i < n; i++) {
		arena_reset(&s->arena, s->start);
		st = change_rate(s, differing[i].id, differing[i].quote);
	}
	free(differing);
	return st;
}

/* By day, and of one day as they stood in the file. */
static int
by_day(const void *one, const void *other)
{
	const struct rates_quote *a = *(struct rates_quote *const *)one;
	const struct rates_quote *b = *(struct rates_quote *const *)other;

	if (a->date.day != b->date.day)
		return a->date.day < b->date.day ? -1 : 1;
	return a < b ? -1 : a > b;
}

static enum status
store_new(struct storing *s)
{
	struct rates_file *f = s->file;
	struct rates_quote **all = malloc((f->n + 1) * sizeof(*all));
	size_t n = 0;
	enum status st;

	if (all == NULL)
		no_memory();
	for (size_t i = 0; i < f->n; i++)
		if (!f->quotes[i].is_known)
			all[n++] = &f->quotes[i];
	qsort(all, n, sizeof(*all), by_day);
	st = record_load_many(s->records, &rate_entity, n);
	for (size_t i = 0; st == OK && i < n; i++) {
		struct rate rate = rate_of(s, all[i]);

		arena_reset(&s->arena, s->start);
		st = stop_requested() ? fail(E_INTERRUPTED, _("interrupted")) :
		    record_insert(s->records, &rate_entity, &rate, &s->arena);
	}
	free(all);
	s->result->added = n;
	return st;
}

enum status
rates_import(struct records *r, struct rates_file *f, const char *source,
    struct rates_result *result)
{
	struct storing s = { .records = r, .file = f, .source = source,
	    .result = result };
	enum status st;

	*result = (struct rates_result){ 0, 0, 0 };
	/* Something before the mark, or each rate would free the block. */
	arena_alloc(&s.arena, 1);
	s.start = arena_mark(&s.arena);
	if ((st = store_changed(&s)) == OK)
		st = store_new(&s);
	arena_release(&s.arena);
	result->unchanged = f->n - result->added - result->changed;
	return st;
}
