/*
 * The parts an order is paid in, kept in step with the order.
 */
#include "ledger/instalments.h"

#include <string.h>

#include "ledger/shares.h"
#include "trade/order.h"
#include "value/money.h"
#include "value/terms.h"

/* An order with the rows it has and those it should have. */
struct schedule {
	struct records	   *records;
	struct arena	    arena;
	struct sales_order  order;
	struct terms	    terms;
	struct decimal	    total;
	struct instalment  *now;	/* as they are kept */
	bool		   *is_used;	/* each of them stays, or becomes one */
	size_t		    nnow;
	struct instalment  *next;	/* as they should be */
	size_t		    nnext, size;
};

/* A part of the terms while its rows are planned. */
struct plan {
	const struct term  *term;
	int64_t		    part;
	struct shares	    shares;
	struct decimal	   *left;	/* of each share, to be paid */
	struct instalment **rows;	/* that it is kept in; or NULL */
	size_t		    npaid, nopen;	/* rows of it that there are */
};

static enum status
load_order(struct schedule *s, int64_t id)
{
	return record_load(s->records, (struct record_id){ &order_entity, id },
	    &s->arena, &s->order);
}

static const char *
own(struct schedule *s, const char *text)
{
	return text != NULL ? arena_strdup(&s->arena, text) : NULL;
}

static enum status
load_instalments(struct schedule *s)
{
	const struct selection of = { .parent = s->order.id,
	    .with_archived = true };
	struct instalment row;
	struct cursor c;
	int64_t n;
	enum status st = store_int(records_store(s->records), "SELECT count(*)"
	    " FROM instalment WHERE sales_order = ?1", ARGS(ARG(s->order.id)),
	    &n);

	if (st != OK)
		return st;
	s->now = arena_alloc(&s->arena, ((size_t)n + 1) * sizeof(*s->now));
	s->is_used = arena_alloc(&s->arena, (size_t)n + 1);
	c = record_select(s->records, &instalment_entity, &of);
	while (cursor_next(&c, &row)) {
		row.method = own(s, row.method);
		row.event = own(s, row.event);
		row.shipment = own(s, row.shipment);
		s->now[s->nnow++] = row;
	}
	return cursor_end(&c);
}

static struct instalment *
add_row(struct schedule *s)
{
	if (s->nnext == s->size) {
		struct instalment *more;

		s->size = 2 * s->size + TERMS_MAX;
		more = arena_alloc(&s->arena, s->size * sizeof(*more));
		if (s->nnext > 0)
			memcpy(more, s->next, s->nnext * sizeof(*more));
		s->next = more;
	}
	return &s->next[s->nnext++];
}

static int64_t
part_of(const struct instalment *row)
{
	return row->part == NO_INT ? row->line : row->part;
}

static bool
is_same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* ---- one part of the terms ----------------------------------------------- */

/* Takes from the share what it can; the rest stays in *amount. */
static enum status
pay_off(struct decimal *left, struct decimal *amount)
{
	struct decimal taken = left->micros < amount->micros ? *left : *amount;
	enum status st = decimal_subtract(*left, taken, left);

	return st == OK ? decimal_subtract(*amount, taken, amount) : st;
}

/* Of the shipment it was paid for first, then of one after the other. */
static enum status
count_payment(struct plan *p, const struct instalment *paid)
{
	struct decimal amount = paid->amount;
	enum status st = OK;

	for (size_t i = 0; st == OK && i < p->shares.n; i++)
		if (is_same(p->shares.list[i].shipment, paid->shipment))
			st = pay_off(&p->left[i], &amount);
	for (size_t i = 0; st == OK && i < p->shares.n; i++)
		st = pay_off(&p->left[i], &amount);
	return st;
}

/* What is paid stays as it is. */
static enum status
keep_paid(struct schedule *s, struct plan *p)
{
	enum status st = OK;

	for (size_t i = 0; st == OK && i < s->nnow; i++) {
		if (part_of(&s->now[i]) != p->part)
			continue;
		if (date_is_none(s->now[i].paid)) {
			p->nopen++;
			continue;
		}
		p->npaid++;
		s->is_used[i] = true;
		*add_row(s) = s->now[i];
		st = count_payment(p, &s->now[i]);
	}
	return st;
}

/* A row for share i: that of its shipment, or (named is false) any other. */
static void
find_row(struct schedule *s, struct plan *p, size_t i, bool named)
{
	for (size_t k = 0; k < s->nnow && p->rows[i] == NULL; k++) {
		const struct instalment *row = &s->now[k];

		if (s->is_used[k] || part_of(row) != p->part ||
		    !date_is_none(row->paid) || (named &&
		    !is_same(row->shipment, p->shares.list[i].shipment)))
			continue;
		s->is_used[k] = true;
		p->rows[i] = &s->now[k];
	}
}

static void
add_open(struct schedule *s, const struct plan *p, size_t i)
{
	const struct term *t = p->term;
	struct instalment *next = add_row(s);

	entity_clear(&instalment_entity, next);
	if (p->rows[i] != NULL)
		*next = *p->rows[i];
	next->sales_order = (struct ref){ s->order.id, s->order.number, NULL };
	next->part = p->part;
	next->shipment = p->shares.list[i].shipment;
	next->percent = t->percent;
	next->amount = p->left[i];
	next->method = t->method;
	next->event = t->event;
	next->days = t->days;
	next->months = t->months != 0 ? t->months : NO_INT;
	next->month_end = t->month_end;
	next->due = terms_due(t, p->shares.list[i].date);
}

/* Shares with something left to be paid; a part of nothing has a row, too. */
static void
plan_open(struct schedule *s, struct plan *p)
{
	const size_t n = p->shares.n;
	size_t nleft = 0;

	for (size_t i = 0; i < n; i++)
		nleft += p->left[i].micros > 0;
	for (int named = 1; named >= 0; named--)
		for (size_t i = 0; i < n; i++)
			if (p->left[i].micros > 0 ||
			    (nleft == 0 && p->npaid == 0 && i == n - 1))
				find_row(s, p, i, named != 0);
	for (size_t i = 0; i < n; i++)
		if (p->left[i].micros > 0 ||
		    (nleft == 0 && p->npaid == 0 && i == n - 1))
			add_open(s, p, i);
}

/* A day that the calendar lacks could not be kept. */
static enum status
check_due(const struct schedule *s, const struct plan *p)
{
	for (size_t i = 0; i < p->shares.n; i++) {
		struct date from = p->shares.list[i].date;
		char day[DATE_TEXT_MAX];

		if (date_is_none(from) ||
		    !date_is_none(terms_due(p->term, from)))
			continue;
		date_format(from, day);
		return fail(E_INVALID, _("%s %s: %s: what counts from it would "
		    "be due outside the years 1 to 9999"), s->order.number,
		    order_event(&s->order, p->term->event).field, day);
	}
	return OK;
}

/* Once all of a part was paid, what it comes to now makes no difference to
 * it, unless shipments show what is open. */
static enum status
plan_part(struct schedule *s, size_t i, struct decimal amount)
{
	const int places = money_places(s->order.currency);
	struct plan p = { .term = &s->terms.parts[i], .part = (int64_t)i + 1,
	    .shares = { .whole = s->total } };
	enum status st = shares_read(s->records, &s->order, p.term->event,
	    &s->arena, &p.shares);

	if (st != OK || (st = check_due(s, &p)) != OK)
		return st;
	p.left = arena_alloc(&s->arena, p.shares.n * sizeof(*p.left));
	p.rows = arena_alloc(&s->arena,
	    p.shares.n * sizeof(struct instalment *));
	for (size_t k = 0; st == OK && k < p.shares.n; k++)
		st = shares_amount(&p.shares, k, amount, places, &p.left[k]);
	if (st == OK && (st = keep_paid(s, &p)) == OK &&
	    !(p.npaid > 0 && p.nopen == 0 && p.shares.n == 1))
		plan_open(s, &p);
	return st;
}

/* ---- all of them --------------------------------------------------------- */

/* What was paid of parts that the terms have no more. */
static void
keep_others(struct schedule *s)
{
	for (size_t i = 0; i < s->nnow; i++)
		if (!s->is_used[i] && !date_is_none(s->now[i].paid)) {
			s->is_used[i] = true;
			*add_row(s) = s->now[i];
		}
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
	const int places = money_places(s->order.currency);
	struct decimal amounts[TERMS_MAX];
	enum status st;

	if (s->order.terms == NULL || (st = shares_total(s->records, &s->order,
	    &s->total)) != OK || s->total.micros == 0)
		return s->order.terms == NULL ? OK : st;
	if (terms_parse(s->order.terms, &s->terms) != OK) {
		fail_clear();		/* kept from before they were read */
		return OK;
	}
	if ((st = decimal_round(s->total, places, &s->total)) != OK ||
	    (st = terms_split(&s->terms, s->total, places, amounts)) != OK)
		return fail_in(st, "%s", s->order.number);
	for (size_t i = 0; st == OK && i < s->terms.n; i++)
		st = plan_part(s, i, amounts[i]);
	if (st != OK)
		return st;
	keep_others(s);
	return settle_rest(s);
}

/* The lowest number that no row has. */
static int64_t
free_line(const struct instalment *rows, size_t n)
{
	int64_t line = 1;

	for (size_t i = 0; i < n; i++)
		if (rows[i].line == line) {
			line++;
			i = (size_t)-1;		/* once more */
		}
	return line;
}

static const struct instalment *
kept_as(const struct schedule *s, int64_t id)
{
	for (size_t i = 0; i < s->nnow; i++)
		if (s->now[i].id == id)
			return &s->now[i];
	return NULL;
}

static enum status
store_row(struct schedule *s, struct instalment *next)
{
	const struct instalment *now = kept_as(s, next->id);

	if (now != NULL)
		return record_update(s->records, &instalment_entity, now, next);
	next->line = free_line(s->next, s->nnext);
	return record_insert(s->records, &instalment_entity, next, &s->arena);
}

static enum status
store_parts(struct schedule *s)
{
	enum status st = OK;

	for (size_t i = 0; st == OK && i < s->nnow; i++)
		if (!s->is_used[i] && date_is_none(s->now[i].paid))
			st = record_delete(s->records, &instalment_entity,
			    &s->now[i]);
	for (size_t i = 0; st == OK && i < s->nnext; i++)
		st = store_row(s, &s->next[i]);
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

/* ---- payments ------------------------------------------------------------ */

/* An instalment that is paid, among those of its order. */
struct payment {
	struct schedule	   *of;
	struct part_paid   *said;
	struct instalment  *row;
};

static enum status
find_part(struct payment *p)
{
	struct schedule *s = p->of;
	char date[DATE_TEXT_MAX];

	for (size_t i = 0; i < s->nnow; i++)
		if (s->now[i].line == p->said->line)
			p->row = &s->now[i];
	if (p->row == NULL)
		return fail(E_NOTFOUND, _("there is no instalment %lld"),
		    (long long)p->said->line);
	date_format(p->row->paid, date);
	if (!date_is_none(p->row->paid))
		return fail(E_CONFLICT, _("instalment %lld was paid on %s"),
		    (long long)p->said->line, date);
	return OK;
}

static enum status
check_amount(const struct payment *p)
{
	const char *currency = p->of->order.currency;
	const struct decimal amount = p->said->amount;
	char text[DECIMAL_TEXT_MAX], open[DECIMAL_TEXT_MAX];
	struct decimal rounded;
	enum status st = decimal_round(amount, money_places(currency),
	    &rounded);

	decimal_format(amount, 0, text);
	decimal_format(p->row->amount, money_places(currency), open);
	if (st == OK && (amount.micros <= 0 ||
	    rounded.micros != amount.micros))
		return fail(E_INVALID, _("%s is no amount of %s"), text,
		    currency);
	if (st == OK && amount.micros > p->row->amount.micros)
		return fail_hint(fail(E_CONFLICT, _("instalment %lld: %s %s "
		    "paid, but only %s %s are open"),
		    (long long)p->row->line, currency, text, currency, open),
		    _("what is more is of another one: tradecli order show %s"),
		    p->of->order.number);
	return st;
}

/* What is still open stays under its number, what is paid gets one. */
static enum status
split_off(struct payment *p, struct date day)
{
	struct schedule *s = p->of;
	struct instalment rest = *p->row, paid = *p->row;
	enum status st = decimal_subtract(rest.amount, p->said->amount,
	    &rest.amount);

	if (st != OK || (st = record_update(s->records, &instalment_entity,
	    p->row, &rest)) != OK)
		return st;
	p->said->open = rest.amount;
	paid.id = NO_INT;
	paid.part = part_of(p->row);
	paid.line = free_line(s->now, s->nnow);
	paid.amount = p->said->amount;
	paid.paid = day;
	return record_insert(s->records, &instalment_entity, &paid, &s->arena);
}

static enum status
pay_part(struct schedule *s, struct part_paid *said)
{
	const struct date day = { said->date.day, NO_MINUTE };
	struct payment p = { s, said, NULL };
	struct instalment row;
	enum status st = find_part(&p);

	said->open = (struct decimal){ 0 };
	if (st != OK)
		return st;
	if (decimal_is_none(said->amount))
		said->amount = p.row->amount;
	else if ((st = check_amount(&p)) != OK)
		return st;
	else if (said->amount.micros < p.row->amount.micros)
		return split_off(&p, day);
	row = *p.row;
	row.paid = day;
	return record_update(s->records, &instalment_entity, p.row, &row);
}

enum status
instalment_pay(struct records *r, int64_t order, struct part_paid *said)
{
	struct schedule s = { .records = r };
	enum status st;

	if ((st = load_order(&s, order)) == OK &&
	    (st = load_instalments(&s)) == OK)
		st = pay_part(&s, said);
	arena_release(&s.arena);
	return st;
}
