/*
 * Sums that a file states beside those of the ledger.
 */
#include "ledger/sums.h"

#include <stdio.h>
#include <string.h>

/* One cell; of rows that repeat it for each line the first. */
struct said_sum {
	const struct said_sum *older;
	int64_t		       id;	/* of the record */
	size_t		       row, column;
	const struct field    *field;
	const char	      *heading, *text;
};

/* Of one column: what differs. */
struct odd_sum {
	const struct said_sum *first;
	char		       is[DECIMAL_TEXT_MAX];
	size_t		       n;
};

static bool
is_repeated(const struct said_sum *last, const struct said_sum *now)
{
	for (; last != NULL && last->id == now->id; last = last->older)
		if (last->column == now->column)
			return strcmp(last->text, now->text) == 0;
	return false;
}

void
sums_keep(const struct sum_row *r, const struct mapping *m,
    struct import_result *res)
{
	for (size_t i = 0; i < r->parsed->nsums; i++) {
		const struct stated *s = &r->parsed->sums[i];
		struct said_sum now = { res->sums, r->id, r->row, s->column,
		    m->sums[s->column], m->headings[s->column], s->text };
		struct said_sum *kept;

		if (is_repeated(res->sums, &now))
			continue;
		now.text = arena_strdup(res->arena, s->text);
		kept = arena_alloc(res->arena, sizeof(*kept));
		*kept = now;
		res->sums = kept;
	}
}

/* A workbook holds 1234.5600000000001; no sum at all is 0. */
static struct value
read_sum(const struct said_sum *s, struct arena *a)
{
	const struct parse p = { a, NO_DATE };
	struct value v;

	if (value_parse(s->field->type, s->text, &p, &v) == OK)
		return v;
	fail_clear();
	v = value_none(s->field->type);
	if (s->field->type == V_DECIMAL &&
	    decimal_parse_float(s->text, &v.u.decimal) != OK)
		fail_clear();
	return v;
}

static struct value
or_nothing(struct value v)
{
	if (!value_is_none(v))
		return v;
	return v.type == V_INT ? value_int(0) :
	    value_decimal((struct decimal){ 0 });
}

/* What the lines come to. */
static enum status
load_sum(struct records *r, const struct entity *e, const struct said_sum *s,
    struct value *out)
{
	const struct condition is = { .field = &e->fields[0], .how = IS,
	    .value = value_int(s->id) };
	const struct selection one = { .where = &is, .with_archived = true,
	    .fields = selection_bit(e, s->field) };
	struct cursor c = record_select(r, e, &one);

	*out = value_none(s->field->type);
	if (cursor_row(&c))
		*out = cursor_value(&c, s->field);
	*out = or_nothing(*out);
	return cursor_end(&c);
}

static void
format_sum(struct value v, char out[DECIMAL_TEXT_MAX])
{
	if (v.type == V_INT)
		snprintf(out, DECIMAL_TEXT_MAX, "%lld",
		    (long long)v.u.integer);
	else
		decimal_format(v.u.decimal, 0, out);
}

/* The newest come first: the last one that is found stood first. */
static enum status
compare(struct records *r, const struct entity *e, const struct said_sum *s,
    struct odd_sum *odd)
{
	struct arena a = ARENA_INIT;
	struct value said = read_sum(s, &a), is;
	enum status st = load_sum(r, e, s, &is);

	arena_release(&a);
	if (st != OK || value_equal(said, is))
		return st;
	odd->first = s;
	odd->n++;
	format_sum(is, odd->is);
	return OK;
}

static void
add_doubt(const struct odd_sum *odd, const struct import_options *o,
    struct import_result *res)
{
	const struct said_sum *s = odd->first;
	char *letter = arena_alloc(res->arena, 8);
	struct problem *list = arena_alloc(res->arena,
	    (res->ndoubts + 1) * sizeof(*list));
	struct problem *p = &list[res->ndoubts];

	if (res->ndoubts > 0)
		memcpy(list, res->doubts, res->ndoubts * sizeof(*list));
	source_column_letter(s->column, letter);
	*p = (struct problem){ .file = o->file, .sheet = res->sheet,
	    .row = s->row, .letter = letter, .heading = s->heading,
	    .message = arena_printf(res->arena, _("'%s' is said, the lines "
	    "come to %s"), s->text, odd->is),
	    .hint = _("the lines are what counts: is one wrong or missing?") };
	if (odd->n > 1)
		p->message = arena_printf(res->arena, _("%s (and %zu more)"),
		    p->message, odd->n - 1);
	res->doubts = list;
	res->ndoubts++;
}

enum status
import_compare_sums(struct records *r, const struct import_options *o,
    struct import_result *res)
{
	const struct entity *e = o->entity;
	struct odd_sum *odd = arena_alloc(res->arena,
	    (e->nsums + 1) * sizeof(*odd));
	enum status st = OK;

	for (size_t i = 0; st == OK && i < e->nsums; i++) {
		odd[i].n = 0;
		for (const struct said_sum *s = res->sums; st == OK &&
		    s != NULL; s = s->older)
			if (s->field == &e->fields[e->nfields + i])
				st = compare(r, e, s, &odd[i]);
		if (st == OK && odd[i].n > 0)
			add_doubt(&odd[i], o, res);
	}
	return st;
}
