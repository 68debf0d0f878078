/*
 * Comparing the offers for an inquiry: the tables it is shown in.
 */
#include "ledger/compare.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "ledger/weigh.h"

/* ---- tables -------------------------------------------------------------- */

static const struct column compare_columns[] = {
	{ .name = "product", .label = N_("Product"), .type = V_TEXT,
	  .flags = COLUMN_CODE },
	{ .name = "quantity", .label = N_("Quantity"), .type = V_DECIMAL },
	{ .name = "offer", .label = N_("Offer no."), .type = V_TEXT,
	  .flags = COLUMN_ID | COLUMN_CODE },
	{ .name = "supplier", .label = N_("Supplier"), .type = V_TEXT,
	  .flags = COLUMN_CODE },
	{ .name = "supplier_name", .label = N_("Name"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
	{ .name = "price", .label = N_("Price"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY | COLUMN_MINOR },
	{ .name = "currency", .label = N_("Currency"), .type = V_TEXT,
	  .flags = COLUMN_MINOR },
	{ .name = "refund", .label = N_("Refund"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "freight", .label = N_("Freight"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "home_price", .label = N_("Net price"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "home_total", .label = N_("Net total"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "home_currency", .label = N_("Home"), .type = V_TEXT },
	{ .name = "lead_days", .label = N_("Days"), .type = V_INT },
	{ .name = "best", .label = N_("Best"), .type = V_TEXT },
	{ .name = "remarks", .label = N_("Remarks"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
};

static const struct table compare_table = {
	.name = "comparison", .title = N_("Offers compared"),
	.kind = TABLE_LIST, .columns = compare_columns,
	.ncolumns = COUNT(compare_columns)
};

enum { SUPPLIER = 3, SUPPLIER_NAME };

/* On a small screen, in this order; the product where there are several.  The
 * supplier has code and name in one column there; which offer it is, and the
 * name as a whole, stand in a table of their own. */
static const struct {
	size_t	    column;
	const char *label;
} brief_columns[] = {
	{ 0, N_("Product") }, { 1, N_("Qty") },
	{ SUPPLIER, N_("Supplier") }, { 5, N_("Price") }, { 6, N_("Cur.") },
	{ 9, N_("Net price") }, { 10, N_("Net total") }, { 12, N_("Days") },
	{ 13, N_("Best") },
};

static size_t
first_brief(const struct comparison *c)
{
	return c->nwanted > 1 ? 0 : 1;
}

static enum status
begin_compare(struct comparison *c)
{
	struct table table = compare_table;
	struct column *columns;
	size_t first = first_brief(c);

	if (!c->query->is_brief)
		return report_begin(c->report, &compare_table);
	columns = arena_alloc(c->arena, COUNT(brief_columns) *
	    sizeof(*columns));
	for (size_t i = first; i < COUNT(brief_columns); i++) {
		columns[i] = compare_columns[brief_columns[i].column];
		columns[i].label = brief_columns[i].label;
		if (brief_columns[i].column == SUPPLIER)
			columns[i].flags = COLUMN_WIDE;
	}
	table.columns = columns + first;
	table.ncolumns = COUNT(brief_columns) - first;
	return report_begin(c->report, &table);
}

static enum status
write_compare(struct comparison *c, const struct value *row)
{
	struct value brief[COUNT(brief_columns)];

	c->report->n++;
	if (!c->query->is_brief)
		return sink_row(c->report->sink, row);
	for (size_t i = 0; i < COUNT(brief_columns); i++) {
		brief[i] = row[brief_columns[i].column];
		if (brief_columns[i].column == SUPPLIER)
			brief[i] = value_text(arena_printf(c->arena, "%s %s",
			    brief[i].u.text, row[SUPPLIER_NAME].u.text));
	}
	return sink_row(c->report->sink, brief + first_brief(c));
}

static const struct column apart_columns[] = {
	{ .name = "product", .label = N_("Product"), .type = V_TEXT,
	  .flags = COLUMN_CODE },
	{ .name = "quantity", .label = N_("Quantity"), .type = V_DECIMAL },
	{ .name = "offer", .label = N_("Offer no."), .type = V_TEXT,
	  .flags = COLUMN_ID | COLUMN_CODE },
	{ .name = "supplier", .label = N_("Supplier"), .type = V_TEXT,
	  .flags = COLUMN_CODE },
	{ .name = "supplier_name", .label = N_("Name"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
	{ .name = "reason", .label = N_("Reason"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
};

static const struct table apart_table = {
	.name = "apart", .title = N_("Offers not compared"),
	.kind = TABLE_LIST, .columns = apart_columns,
	.ncolumns = COUNT(apart_columns)
};

static const struct column offer_columns[] = {
	{ .name = "supplier", .label = N_("Supplier"), .type = V_TEXT,
	  .flags = COLUMN_CODE },
	{ .name = "supplier_name", .label = N_("Name"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
	{ .name = "offer", .label = N_("Offer no."), .type = V_TEXT,
	  .flags = COLUMN_ID | COLUMN_CODE },
	{ .name = "valid_until", .label = N_("Valid until"), .type = V_DATE },
};

static const struct table offer_table = {
	.name = "offers", .title = N_("The offers"),
	.kind = TABLE_LIST, .columns = offer_columns,
	.ncolumns = COUNT(offer_columns)
};

static const struct column rate_columns[] = {
	{ .name = "from_currency", .label = N_("From"), .type = V_TEXT,
	  .flags = COLUMN_ID },
	{ .name = "to_currency", .label = N_("To"), .type = V_TEXT },
	{ .name = "rate", .label = N_("Rate"), .type = V_DECIMAL },
	{ .name = "date", .label = N_("Date"), .type = V_DATE },
	{ .name = "kind", .label = N_("Kind"), .type = V_TEXT,
	  .codes = &rate_kind_codes, .flags = COLUMN_NAMED },
	{ .name = "source", .label = N_("Source"), .type = V_TEXT },
};

static const struct table rate_table = {
	.name = "rates", .title = N_("Rates used"), .kind = TABLE_LIST,
	.columns = rate_columns, .ncolumns = COUNT(rate_columns)
};

/* "price, total"; briefly "P T". */
static const char *
best_text(const struct comparison *c, unsigned best)
{
	static const struct {
		unsigned    flag;
		const char *word, *letter;
	} words[] = {
		{ BEST_PRICE, N_("price"), N_("P") },
		{ BEST_DATE, N_("date"), N_("D") },
		{ BEST_TOTAL, N_("total"), N_("T") },
	};
	bool is_brief = c->query->is_brief;
	struct strbuf b = STRBUF_INIT;
	const char *text = NULL;

	for (size_t i = 0; i < COUNT(words); i++)
		if (best & words[i].flag)
			strbuf_addf(&b, "%s%s", b.len == 0 ? "" : is_brief ?
			    " " : ", ", report_word(c->report, is_brief ?
			    words[i].letter : words[i].word));
	if (b.len > 0)
		text = strbuf_to(&b, c->arena);
	strbuf_release(&b);
	return text;
}

static enum status
write_candidate(struct comparison *c, const struct group *g,
    const struct candidate *n)
{
	const struct offered *o = n->offered;
	bool lacks_vat = o->offer.vat_included && decimal_is_none(o->vat_rate);
	const struct value row[] = {
		value_text(g->wanted->name), value_decimal(g->quantity),
		value_text(o->offer.number),
		value_text(o->offer.supplier.code), value_text(o->supplier),
		value_decimal(n->price), value_text(o->offer.currency),
		value_decimal(n->refund.micros != 0 ? n->refund : NO_DECIMAL),
		value_decimal(o->offer.freight),
		value_decimal(n->home_price), value_decimal(n->home_total),
		value_text(c->home), value_int(o->offer.lead_days),
		value_text(best_text(c, n->best)),
		value_text(lacks_vat ? report_word(c->report,
		    N_("no VAT rate: no refund counted")) : NULL),
	};

	return write_compare(c, row);
}

static enum status
write_group(struct comparison *c, const struct wanted *w,
    struct decimal quantity)
{
	struct group g = { .wanted = w, .quantity = quantity };
	enum status st = weigh_group(c, &g);

	for (size_t i = 0; st == OK && i < g.n; i++)
		st = write_candidate(c, &g, &g.candidates[i]);
	return st;
}

static int
by_number(const void *a, const void *b)
{
	const struct decimal *x = a, *y = b;

	return (x->micros > y->micros) - (x->micros < y->micros);
}

/* The quantities to compare at: the one wished for, or the one asked for and
 * each at which a price changes. */
static size_t
list_quantities(const struct comparison *c, const struct wanted *w,
    struct decimal **out)
{
	size_t n = 0, room = 1, kept = 0;
	struct decimal *list;

	for (const struct offered *o = c->offers; o != NULL; o = o->next)
		room += o->nbreaks;
	*out = list = arena_alloc(c->arena, room * sizeof(*list));
	if (!decimal_is_none(c->query->quantity)) {
		list[0] = c->query->quantity;
		return 1;
	}
	if (!decimal_is_none(w->line.quantity))
		list[n++] = w->line.quantity;
	for (const struct offered *o = c->offers; o != NULL; o = o->next) {
		if (!weigh_is_for(c, o, w) || weigh_never(c, o, w) != NULL)
			continue;
		for (size_t i = 0; i < o->nbreaks; i++)
			list[n++] = o->breaks[i].quantity;
	}
	qsort(list, n, sizeof(*list), by_number);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || list[i].micros != list[i - 1].micros)
			list[kept++] = list[i];
	return kept;
}

static enum status
write_wanted(struct comparison *c, const struct wanted *w)
{
	struct decimal *quantities;
	size_t n = list_quantities(c, w, &quantities);
	enum status st = OK;

	for (struct offered *o = c->offers; o != NULL; o = o->next) {
		const char *why;

		if (!weigh_is_for(c, o, w))
			continue;
		o->is_asked_for = true;
		if ((why = weigh_never(c, o, w)) != NULL)
			weigh_apart(c, &(struct apart){ NULL, w->name,
			    NO_DECIMAL, o, why });
	}
	for (size_t i = 0; st == OK && i < n; i++)
		st = write_group(c, w, quantities[i]);
	return st;
}

/* What the narrow table leaves out of them. */
static enum status
write_offers(struct comparison *c)
{
	enum status st;

	if (!c->query->is_brief)
		return OK;
	st = report_begin(c->report, &offer_table);
	for (const struct offered *o = c->offers; st == OK && o != NULL;
	    o = o->next) {
		const struct value row[] = {
			value_text(o->offer.supplier.code),
			value_text(o->supplier), value_text(o->offer.number),
			value_date(o->offer.valid_until),
		};

		if (o->is_asked_for)
			st = sink_row(c->report->sink, row);
	}
	return st;
}

/* Where the names stand in a table of their own, the reasons have room. */
static enum status
begin_apart(struct comparison *c)
{
	struct column *brief = arena_alloc(c->arena, sizeof(apart_columns));
	struct table table = apart_table;

	if (!c->query->is_brief)
		return report_begin(c->report, &apart_table);
	memcpy(brief, apart_columns, sizeof(apart_columns));
	brief[SUPPLIER_NAME] = brief[SUPPLIER_NAME + 1];
	table.columns = brief;
	table.ncolumns = COUNT(apart_columns) - 1;
	return report_begin(c->report, &table);
}

static enum status
write_apart_row(struct comparison *c, const struct apart *a)
{
	struct value row[] = {
		value_text(a->name), value_decimal(a->quantity),
		value_text(a->offered->offer.number),
		value_text(a->offered->offer.supplier.code),
		value_text(a->offered->supplier), value_text(a->reason),
	};

	if (c->query->is_brief)
		row[SUPPLIER_NAME] = row[SUPPLIER_NAME + 1];
	c->report->n++;
	return sink_row(c->report->sink, row);
}

static enum status
write_apart(struct comparison *c)
{
	enum status st = begin_apart(c);

	for (const struct offered *o = c->offers; o != NULL; o = o->next)
		if (!o->is_asked_for)
			weigh_apart(c, &(struct apart){ NULL,
			    o->offer.product.id != 0 ? o->offer.product.code :
			    o->offer.description, NO_DECIMAL, o,
			    report_word(c->report, N_("not asked for")) });
	for (const struct apart *a = c->apart; st == OK && a != NULL;
	    a = a->next)
		st = write_apart_row(c, a);
	return st;
}

static enum status
write_rates(struct comparison *c, const char **warnings)
{
	enum status st = report_begin(c->report, &rate_table);
	struct strbuf b = STRBUF_INIT;

	for (const struct rate_used *r = c->rates; st == OK && r != NULL;
	    r = r->next) {
		const struct exchange *x = &r->exchange;
		const char *warning = exchange_warning(x, c->arena);
		const struct value row[] = {
			value_text(x->from), value_text(x->to),
			value_decimal(x->rate), value_date(x->date),
			value_text(x->kind),
			value_text(exchange_source(x, c->arena)),
		};

		if (x->nsteps == 0)	/* the home currency itself */
			continue;
		if (warning != NULL)
			strbuf_addf(&b, "%s%s", b.len > 0 ? "\n" : "",
			    warning);
		st = sink_row(c->report->sink, row);
	}
	*warnings = strbuf_to(&b, c->arena);
	strbuf_release(&b);
	return st;
}

enum status
report_compare(struct report *r, const struct compare_query *q,
    const char **warnings)
{
	struct comparison c = { .report = r, .query = q, .arena = r->arena,
	    .home = records_defaults(r->records)->currency };
	enum status st;

	c.last_apart = &c.apart;
	if ((st = weigh_wanted(&c)) != OK || (st = weigh_offers(&c)) != OK ||
	    (st = begin_compare(&c)) != OK)
		return st;
	for (const struct wanted *w = c.wanted; w != NULL; w = w->next)
		if ((st = write_wanted(&c, w)) != OK)
			return st;
	if ((st = write_offers(&c)) != OK || (st = write_apart(&c)) != OK)
		return st;
	return write_rates(&c, warnings);
}
