/*
 * A rate that was found, and the rates of the ledger it was made from, as
 * tables.
 */
#include "ledger/exchange.h"

static const struct column found_columns[] = {
	{ .name = "from_currency", .label = N_("From"), .type = V_TEXT,
	  .codes = &currency_codes },
	{ .name = "to_currency", .label = N_("To"), .type = V_TEXT,
	  .codes = &currency_codes },
	{ .name = "rate", .label = N_("Rate"), .type = V_DECIMAL },
	{ .name = "date", .label = N_("Date"), .type = V_DATE },
	{ .name = "kind", .label = N_("Kind"), .type = V_TEXT,
	  .codes = &rate_kind_codes, .flags = COLUMN_NAMED },
	{ .name = "source", .label = N_("Source"), .type = V_TEXT },
};

static const struct table found_table = {
	.name = "rate", .title = N_("Rate"), .kind = TABLE_RECORD,
	.columns = found_columns, .ncolumns = COUNT(found_columns)
};

static const struct column step_columns[] = {
	{ .name = "step", .label = N_("Step"), .type = V_INT },
	{ .name = "code", .label = N_("Code"), .type = V_TEXT,
	  .flags = COLUMN_ID | COLUMN_CODE },
	{ .name = "date", .label = N_("Date"), .type = V_DATE },
	{ .name = "unit", .label = N_("Unit"), .type = V_INT },
	{ .name = "from_currency", .label = N_("From"), .type = V_TEXT,
	  .codes = &currency_codes },
	{ .name = "value", .label = N_("Value"), .type = V_DECIMAL },
	{ .name = "to_currency", .label = N_("To"), .type = V_TEXT,
	  .codes = &currency_codes },
	{ .name = "kind", .label = N_("Kind"), .type = V_TEXT,
	  .codes = &rate_kind_codes, .flags = COLUMN_NAMED },
	{ .name = "source", .label = N_("Source"), .type = V_TEXT },
	{ .name = "used", .label = N_("Used"), .type = V_TEXT },
};

static const struct table step_table = {
	.name = "steps", .title = N_("Steps"), .kind = TABLE_PART,
	.columns = step_columns, .ncolumns = COUNT(step_columns)
};

static enum status
write_steps(const struct exchange *x, struct report *r)
{
	enum status st = report_begin(r, &step_table);

	for (size_t i = 0; st == OK && i < x->nsteps; i++) {
		const struct rate *rate = &x->steps[i].rate;
		const struct value row[] = {
			value_int((int64_t)i + 1), value_text(rate->code),
			value_date(rate->date), value_int(rate->unit),
			value_text(rate->from_currency),
			value_decimal(rate->value),
			value_text(rate->to_currency), value_text(rate->kind),
			value_text(rate->source),
			value_text(report_word(r, x->steps[i].is_inverse ?
			    N_("inverse") : N_("direct"))),
		};

		st = sink_row(r->sink, row);
	}
	return st;
}

enum status
exchange_write(const struct exchange *x, bool explain, struct report *r)
{
	const struct value row[] = {
		value_text(x->from), value_text(x->to),
		value_decimal(x->rate.micros == 0 ? NO_DECIMAL : x->rate),
		value_date(x->date), value_text(x->kind),
		value_text(exchange_source(x, r->arena)),
	};
	enum status st;

	if ((st = report_begin(r, &found_table)) != OK ||
	    (st = sink_row(r->sink, row)) != OK)
		return st;
	r->n++;
	return explain ? write_steps(x, r) : OK;
}
