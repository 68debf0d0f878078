/*
 * What records of a deal have in common: fields carried from one to the next,
 * rates, and what products cost.
 */
#include <stdio.h>
#include <string.h>

#include "ledger/deal.h"
#include "ledger/exchange.h"
#include "trade/product.h"
#include "trade/vat.h"
#include "value/ratio.h"

struct decimal
line_value(const struct line_values *v, int64_t line)
{
	struct decimal of_all = NO_DECIMAL;

	for (size_t i = 0; i < v->n; i++)
		if (v->list[i].line == line)
			return v->list[i].value;
		else if (v->list[i].line == 0)
			of_all = v->list[i].value;
	return of_all;
}

static void
carry_field(const struct field *from, const void *record,
    const struct field *to, void *copy)
{
	if (to != NULL && from != NULL && to->type == from->type &&
	    value_is_none(field_get(to, copy)))
		field_put(to, copy, field_get(from, record));
}

void
carry_fields(const struct carry *c, const void *from, void *to)
{
	for (const char *p = c->names; *p != '\0'; p += strspn(p, "|")) {
		size_t n = strcspn(p, "|");
		char name[40];

		snprintf(name, sizeof(name), "%.*s", (int)n, p);
		carry_field(entity_field(c->from, name), from,
		    entity_field(c->to, name), to);
		p += n;
	}
}

void
carry_line(const struct entity *from, const void *line,
    const struct entity *to, void *copy)
{
	for (size_t i = 1; i < from->nfields; i++)
		if (!(from->fields[i].flags & (F_PARENT | F_COMPUTED)))
			carry_field(&from->fields[i], line,
			    entity_field(to, from->fields[i].name), copy);
}

enum status
count_referrers(struct records *r, const struct referrers *ref, int64_t id,
    int64_t *n)
{
	char sql[160];

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM %s WHERE %s = ?1"
	    " AND state <> ?2", ref->table, ref->by);
	return store_int(records_store(r), sql, ARGS(ARG(id), ARG(ref->but)),
	    n);
}

enum status
know_rate(struct records *r, const char *currency, struct date date,
    const struct known_rate *known, struct arena *a)
{
	const char *home = records_defaults(r)->currency;
	const struct exchange_query wanted = { currency, home, date, NULL,
	    NULL };
	struct exchange x;
	enum status st;

	if (!decimal_is_none(*known->rate) || strcmp(currency, home) == 0)
		return OK;
	if ((st = exchange_find(r, &wanted, a, &x)) == E_NOTFOUND) {
		fail_clear();		/* who needs it asks for it */
		return OK;
	}
	if (st != OK)
		return st;
	*known->rate = x.rate;
	*known->date = x.date;
	*known->source = exchange_source(&x, a);
	return OK;
}

enum status
product_cost(struct records *r, const struct product *p, struct date date,
    struct decimal *out)
{
	const struct exchange_query wanted = { p->purchase_currency,
	    records_defaults(r)->currency, date, NULL, NULL };
	struct arena a = ARENA_INIT;
	const struct vat vat = { p->vat_rate, p->refund_rate, true };
	struct exchange x;
	struct decimal net;
	enum status st;

	*out = NO_DECIMAL;
	if (decimal_is_none(p->purchase_price) || p->purchase_currency == NULL)
		return OK;
	if ((st = ratio_round(ratio_multiply(ratio_of(p->purchase_price),
	    vat_kept(&vat)), DECIMAL_PLACES, &net)) == OK &&
	    (st = exchange_find(r, &wanted, &a, &x)) == OK)
		st = exchange_convert_to(&x, net, DECIMAL_PLACES, out);
	if (st == E_NOTFOUND) {
		fail_clear();
		st = OK;
	}
	arena_release(&a);
	return st;
}
