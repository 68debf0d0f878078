/*
 * The order of codes that the program made: by their numbers, of four digits or
 * of five.  As text FX-10000 comes before FX-9999.
 *
 * No index is in that order, so it is sorted for; beyond 99,999 codes that
 * would take the memory that an export of a million records must not, and they
 * stay in the order of text.
 */
#include "record/records.h"

#include <stdlib.h>
#include <string.h>

enum { SHORT = 4, LONG = 5 };	/* digits; see "%04lld" */

/* "ORD-%Y" -> "ORD-____", as LIKE has it. */
static const char *
series_pattern(const struct entity *e, struct arena *a)
{
	const char *mark = strstr(e->series, "%Y");

	return mark == NULL ? e->series : arena_printf(a, "%.*s____%s",
	    (int)(mark - e->series), e->series, mark + 2);
}

/* Of the greatest number given out.  What another series has given, or failed
 * to be read, costs time at most. */
static int
digits_given(struct records *r, const char *pattern)
{
	int64_t last = 0;
	int digits = 0;

	if (store_int(r->store, "SELECT coalesce(max(last), 0) FROM counter"
	    " WHERE name LIKE ?1", ARGS(ARG(pattern)), &last) != OK)
		fail_clear();
	for (; last > 0; last /= 10)
		digits++;
	return digits > SHORT ? digits : SHORT;
}

void
records_key_order(struct records *r, const struct entity *e,
    const char *column, const char *how, struct strbuf *sql)
{
	struct plan *p = records_plan(r, e);
	struct arena a = ARENA_INIT;
	const char *like;

	if (e->series != NULL && p->digits == 0)
		p->digits = digits_given(r, series_pattern(e, &a));
	if (p->digits == LONG) {
		like = series_pattern(e, &a);
		strbuf_addf(sql, "CASE WHEN %s LIKE '%s-%%' THEN"
		    " substr(%s, 1, %zu) ELSE %s END%s,"
		    " CASE WHEN %s LIKE '%s-_____' OR %s LIKE '%s-_____-%%'"
		    " THEN 1 ELSE 0 END%s, ", column, like, column,
		    strlen(like) + 1, column, how, column, like, column, like,
		    how);
	}
	strbuf_addf(sql, "%s%s, ", column, how);
	arena_release(&a);
}
