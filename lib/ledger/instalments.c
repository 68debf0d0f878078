/*
 * The parts an order is paid in, kept in step with the order.
 */
#include "ledger/instalments.h"

#include <string.h>

#include "trade/order.h"
#include "value/money.h"
#include "value/terms.h"

/* An order with the parts it has and those it should have. */
struct schedule {
	struct records	   *records;
	struct arena	    arena;
	struct sales_order  order;
	struct terms	    terms;
	struct decimal	    total;
	struct instalment   now[TERMS_MAX];	/* as they are kept */
	size_t		    nnow;
	struct instalment   next[TERMS_MAX];	/* as they should be */
	size_t		    nnext;
};

static enum status
load_order(struct schedule *s, int64_t id)
{
	return record_load(s->records, (struct record_id){ &order_entity, id },
	    &s->arena, &s->order);
}

static enum status
load_instalments(struct schedule *s)
{
	const struct selection of = { .parent = s->order.id,
	    .with_archived = true };
	struct cursor c = record_select(s->records, &instalment_entity, &of);
	struct instalment row;

	while (cursor_next(&c, &row))
		if (s->nnow < TERMS_MAX) {
			row.method = arena_strdup(&s->arena, row.method);
			row.event = arena_strdup(&s->arena, row.event);
			s->now[s->nnow++] = row;
		}
	return cursor_end(&c);
}

/* Goods and freight; without lines there is nothing to be paid. */
static enum status
find_total(struct schedule *s)
{
	const struct sales_order *o = &s->order;
	enum status st = store_int(records_store(s->records), "SELECT coalesce("
	    "sum(amount), 0) FROM order_line WHERE sales_order = ?1",
	    ARGS(ARG(o->id)), &s->total.micros);

	if (st != OK || s->total.micros == 0 || decimal_is_none(o->freight))
		return st;
	return decimal_add(s->total, o->freight, &s->total);
}

static struct instalment *
kept_as(struct schedule *s, int64_t line)
{
	for (size_t i = 0; i < s->nnow; i++)
		if (s->now[i].line == line)
			return &s->now[i];
	return NULL;
}

/* A day that the calendar lacks could not be kept. */
static enum status
find_due(const struct schedule *s, const struct term *t, struct date *due)
{
	struct order_event from = order_event(&s->order, t->event);
	char day[DATE_TEXT_MAX];

	*due = terms_due(t, from.date);
	if (date_is_none(from.date) || !date_is_none(*due))
		return OK;
	date_format(from.date, day);
	return fail(E_INVALID, _("%s %s: %s: what counts from it would be due "
	    "outside the years 1 to 9999"), s->order.number, from.field, day);
}

static enum status
plan_part(struct schedule *s, size_t i, struct decimal amount)
{
	const struct term *t = &s->terms.parts[i];
	const struct instalment *now = kept_as(s, (int64_t)i + 1);
	struct instalment *next = &s->next[s->nnext++];

	entity_clear(&instalment_entity, next);
	if (now != NULL)
		*next = *now;
	if (now != NULL && !date_is_none(now->paid))
		return OK;
	next->sales_order = (struct ref){ s->order.id, s->order.number, NULL };
	next->line = (int64_t)i + 1;
	next->percent = t->percent;
	next->amount = amount;
	next->method = t->method;
	next->event = t->event;
	next->days = t->days;
	next->months = t->months != 0 ? t->months : NO_INT;
	next->month_end = t->month_end;
	return find_due(s, t, &next->due);
}

/* What is paid may be more or less than its share: the last one that is open
 * takes the difference. */
static enum status
settle_rest(struct schedule *s)
{
	struct instalment *last = NULL;
	struct decimal rest = s->total;
	enum status st = OK;

	for (size_t i = 0; st == OK && i < s->nnext; i++) {
		if (date_is_none(s->next[i].paid))
			last = &s->next[i];
		st = decimal_subtract(rest, s->next[i].amount, &rest);
	}
	if (st != OK || last == NULL || rest.micros == 0)
		return st;
	if ((st = decimal_add(last->amount, rest, &rest)) == OK)
		last->amount = rest.micros > 0 ? rest : (struct decimal){ 0 };
	return st;
}

static enum status
plan_parts(struct schedule *s)
{
	struct decimal amounts[TERMS_MAX];
	enum status st;

	if (s->order.terms == NULL || (st = find_total(s)) != OK ||
	    s->total.micros == 0)
		return s->order.terms == NULL ? OK : st;
	if (terms_parse(s->order.terms, &s->terms) != OK) {
		fail_clear();		/* kept from before they were read */
		return OK;
	}
	if ((st = decimal_round(s->total, money_places(s->order.currency),
	    &s->total)) != OK ||
	    (st = terms_split(&s->terms, s->total,
	    money_places(s->order.currency), amounts)) != OK)
		return fail_in(st, "%s", s->order.number);
	for (size_t i = 0; st == OK && i < s->terms.n; i++)
		st = plan_part(s, i, amounts[i]);
	return st == OK ? settle_rest(s) : st;
}

static enum status
store_part(struct schedule *s, struct instalment *next)
{
	struct instalment *now = kept_as(s, next->line);

	if (now == NULL)
		return record_insert(s->records, &instalment_entity, next,
		    &s->arena);
	return record_update(s->records, &instalment_entity, now, next);
}

static enum status
store_parts(struct schedule *s)
{
	enum status st = OK;

	for (size_t i = 0; st == OK && i < s->nnext; i++)
		st = store_part(s, &s->next[i]);
	for (size_t i = 0; st == OK && i < s->nnow; i++)
		if (s->now[i].line > (int64_t)s->nnext &&
		    date_is_none(s->now[i].paid))
			st = record_delete(s->records, &instalment_entity,
			    &s->now[i]);
	return st;
}

static enum status
settle_lc(struct schedule *s)
{
	struct sales_order order = s->order;
	char day[DATE_TEXT_MAX];

	order_set_lc_limit(&order);
	if (date_is_none(order.lc_last_day) && order.lc_number != NULL &&
	    !date_is_none(order.lc_shipment)) {
		date_format(order.lc_shipment, day);
		return fail(E_INVALID, _("%s lc_shipment: %s: the last day to "
		    "present papers would be outside the years 1 to 9999"),
		    order.number, day);
	}
	return record_update(s->records, &order_entity, &s->order, &order);
}

enum status
instalments_settle(struct records *r, int64_t order)
{
	struct schedule s = { .records = r };
	enum status st;

	if ((st = load_order(&s, order)) == OK &&
	    (st = load_instalments(&s)) == OK &&
	    (st = plan_parts(&s)) == OK &&
	    (st = store_parts(&s)) == OK)
		st = settle_lc(&s);
	arena_release(&s.arena);
	return st;
}

enum status
instalment_pay(struct records *r, const struct part_paid *p, struct arena *a)
{
	const struct selection of = { .parent = p->order,
	    .with_archived = true };
	struct instalment row, old = { 0 };
	struct cursor c = record_select(r, &instalment_entity, &of);
	char date[DATE_TEXT_MAX];
	enum status st;

	while (cursor_next(&c, &row))
		if (row.line == p->line)
			old = row;
	if ((st = cursor_end(&c)) != OK)
		return st;
	if (old.id == 0)
		return fail(E_NOTFOUND, _("there is no instalment %lld"),
		    (long long)p->line);
	if ((st = record_load(r, (struct record_id){ &instalment_entity,
	    old.id }, a, &old)) != OK)
		return st;
	date_format(old.paid, date);
	if (!date_is_none(old.paid))
		return fail(E_CONFLICT, _("instalment %lld was paid on %s"),
		    (long long)p->line, date);
	row = old;
	row.paid = (struct date){ p->date.day, NO_MINUTE };
	return record_update(r, &instalment_entity, &old, &row);
}
