/*
 * A difference between papers: a row of its own.
 */
#include "ledger/doc_checking.h"

static const struct column check_columns[] = {
	{ .name = "check", .label = N_("Check"), .type = V_TEXT,
	  .flags = COLUMN_ID },
	{ .name = "where", .label = N_("Where"), .type = V_TEXT,
	  .flags = COLUMN_CODE },
	{ .name = "paper", .label = N_("Paper"), .type = V_TEXT },
	{ .name = "says", .label = N_("Says"), .type = V_TEXT,
	  .flags = COLUMN_CODE | COLUMN_WIDE },
	{ .name = "other_paper", .label = N_("Other"), .type = V_TEXT },
	{ .name = "other_says", .label = N_("Other says"), .type = V_TEXT,
	  .flags = COLUMN_CODE | COLUMN_WIDE },
	{ .name = "remark", .label = N_("Remark"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
};

const struct table check_table = {
	.name = "differences", .title = N_("Where the papers differ"),
	.kind = TABLE_LIST, .columns = check_columns,
	.ncolumns = COUNT(check_columns)
};

/* "SHP-2026-0001:2" is its second line, "SHP-2026-0001/ORD-2026-0001" what it
 * has of an order. */
static const char *
where(const struct checking *c)
{
	const char *shipment = c->is_of_order ? NULL : shipment_of(c)->number;

	if (shipment == NULL)
		return order_of(c)->number;
	if (line_of(c) != NULL)
		return arena_printf(c->arena, "%s:%lld", shipment,
		    (long long)line_of(c)->line);
	if (order_of(c) != NULL)
		return arena_printf(c->arena, "%s/%s", shipment,
		    order_of(c)->number);
	return shipment;
}

enum status
differ(struct checking *c, const struct difference *d)
{
	struct report *r = c->report;
	const struct value row[COUNT(check_columns)] = {
		value_text(report_word(r, d->check)),
		value_text(d->where != NULL ? d->where : where(c)),
		value_text(report_word(r, d->paper)), value_text(d->says),
		value_text(d->other != NULL ? report_word(r, d->other) : NULL),
		value_text(d->other_says),
		value_text(d->remark != NULL ? report_word(r, d->remark) :
		    d->other_says == NULL && d->other != NULL ?
		    report_word(r, N_("is missing")) : NULL)
	};

	r->n++;
	return sink_row(r->sink, row);
}

const char *
text_of(const struct checking *c, struct value v)
{
	struct strbuf b = STRBUF_INIT;
	const char *text = NULL;

	value_print(v, &b);
	if (b.len > 0)
		text = strbuf_to(&b, c->arena);
	strbuf_release(&b);
	return text;
}

const char *
decimal_text(const struct checking *c, struct decimal d)
{
	return text_of(c, value_decimal(d));
}

const char *
date_text(const struct checking *c, struct date d)
{
	return text_of(c, value_date(d));
}

enum status
compare_decimals(struct checking *c, struct difference d, struct decimal one,
    struct decimal other)
{
	c->compared++;
	if (one.micros == other.micros)
		return OK;
	d.says = decimal_text(c, one);
	d.other_says = decimal_text(c, other);
	return differ(c, &d);
}

enum status
compare_dates(struct checking *c, struct difference d, struct date one,
    struct date other)
{
	if (date_is_none(one) || date_is_none(other))
		return OK;
	c->compared++;
	if (one.day <= other.day)
		return OK;
	d.says = date_text(c, one);
	d.other_says = date_text(c, other);
	return differ(c, &d);
}

enum status
need_text(struct checking *c, const char *check, const char *paper,
    const char *text)
{
	c->compared++;
	return text != NULL ? OK : differ(c, &(struct difference){
	    .check = check, .paper = paper, .remark = N_("is missing") });
}
