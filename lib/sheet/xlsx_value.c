/*
 * Chooses how a value stands in a cell: as a number, a date or text, and in
 * which number format.  Knows types and column flags and nothing of trade.
 */
#include "sheet/xlsx_value.h"

#include <string.h>

/* The digits a spreadsheet keeps of a number. */
static const int64_t exact_limit = 999999999999999;

/* Number formats by the decimals of a value: a fixed one would either cut
 * "12.75%" or leave a point dangling in "13.%". */
enum decimals { DECIMALS_NONE, DECIMALS_ONE, DECIMALS_MORE };

static const enum shape quantity_shapes[] = {
	[DECIMALS_NONE]	= SHAPE_QUANTITY,
	[DECIMALS_ONE]	= SHAPE_QUANTITY_PART,
	[DECIMALS_MORE]	= SHAPE_QUANTITY_PART,
};

static const enum shape percent_shapes[] = {
	[DECIMALS_NONE]	= SHAPE_PERCENT,
	[DECIMALS_ONE]	= SHAPE_PERCENT_1,
	[DECIMALS_MORE]	= SHAPE_PERCENT_PART,
};

static enum decimals
decimals_of(struct decimal d)
{
	if (d.micros % DECIMAL_SCALE == 0)
		return DECIMALS_NONE;
	if (d.micros % (DECIMAL_SCALE / 10) == 0)
		return DECIMALS_ONE;
	return DECIMALS_MORE;
}

struct style
xlsx_number_style(const struct column *column, struct decimal d,
    enum look look)
{
	struct style style = { SHAPE_MONEY, look };

	if (column->type == V_INT)
		style.shape = SHAPE_INTEGER;
	else if (column->flags & COLUMN_PERCENT)
		style.shape = percent_shapes[decimals_of(d)];
	else if (!(column->flags & COLUMN_MONEY))
		style.shape = quantity_shapes[decimals_of(d)];
	return style;
}

struct fixed
xlsx_number(const struct column *column, struct decimal d)
{
	struct fixed f = { d.micros, DECIMAL_PLACES };

	if (column->flags & COLUMN_PERCENT)
		f.places += 2;
	return f;
}

/* Digits behind the point, two at least. */
static size_t
decimals_shown(uint64_t part)
{
	size_t n = DECIMAL_PLACES;

	while (n > 2 && part % 10 == 0) {
		part /= 10;
		n--;
	}
	return n;
}

/* A number that is too wide is shown as ####, so each one counts. */
void
xlsx_number_widen(struct page *page, size_t column, struct decimal d)
{
	uint64_t v = d.micros < 0 ? 0 - (uint64_t)d.micros :
	    (uint64_t)d.micros;
	size_t n = (d.micros < 0) + strlen("1.") +
	    decimals_shown(v % DECIMAL_SCALE);

	for (v /= DECIMAL_SCALE * 10; v > 0; v /= 10)
		n++;
	page_widen(page, column, n + n / 4);	/* and its separators */
}

static enum status
put_text(const struct slot *slot, const struct column *column, struct value v)
{
	struct style style = { SHAPE_TEXT, slot->look };

	if (column->flags & COLUMN_CODE)
		style.shape = SHAPE_CODE;
	else if (column->flags & COLUMN_WIDE)
		style.shape = SHAPE_WIDE;
	return page_text(slot->page, slot->column, style, v.u.text);
}

static enum status
put_digits(const struct slot *slot, const char *digits)
{
	return page_text(slot->page, slot->column,
	    (struct style){ SHAPE_CODE, slot->look }, digits);
}

static enum status
put_int(const struct slot *slot, const struct column *column, struct value v)
{
	struct fixed number = { v.u.integer, 0 };
	char text[FIXED_TEXT_MAX];
	size_t n = fixed_format(number, text);

	if (v.u.integer > exact_limit || v.u.integer < -exact_limit ||
	    column->flags & COLUMN_CODE)
		return put_digits(slot, text);
	page_widen(slot->page, slot->column, n);
	return page_number(slot->page, slot->column,
	    (struct style){ SHAPE_INTEGER, slot->look }, number);
}

static enum status
put_bool(const struct slot *slot, const struct column *column, struct value v)
{
	(void)column;
	return page_text(slot->page, slot->column,
	    (struct style){ SHAPE_TEXT, slot->look },
	    slot->words[v.u.boolean]);
}

static enum status
put_date(const struct slot *slot, const struct column *column, struct value v)
{
	(void)column;
	return page_date(slot->page, slot->column, slot->look, v.u.date);
}

static bool
is_exact(struct decimal d)
{
	int64_t digits = d.micros;

	if (digits <= exact_limit && digits >= -exact_limit)
		return true;
	while (digits % 10 == 0 && digits != 0)
		digits /= 10;
	return digits <= exact_limit && digits >= -exact_limit;
}

static enum status
put_decimal(const struct slot *slot, const struct column *column,
    struct value v)
{
	struct decimal d = v.u.decimal;
	char text[DECIMAL_TEXT_MAX];

	if (!is_exact(d)) {
		decimal_format(d, 0, text);
		return put_digits(slot, text);
	}
	xlsx_number_widen(slot->page, slot->column, d);
	return page_number(slot->page, slot->column,
	    xlsx_number_style(column, d, slot->look), xlsx_number(column, d));
}

static enum status
put_ref(const struct slot *slot, const struct column *column, struct value v)
{
	(void)column;
	return page_text(slot->page, slot->column,
	    (struct style){ SHAPE_CODE, slot->look },
	    v.u.ref.code != NULL ? v.u.ref.code : "");
}

static enum status (*const put[])(const struct slot *, const struct column *,
    struct value) = {
	[V_TEXT]	= put_text,
	[V_INT]		= put_int,
	[V_BOOL]	= put_bool,
	[V_DATE]	= put_date,
	[V_DECIMAL]	= put_decimal,
	[V_REF]		= put_ref,
};

enum status
xlsx_value(const struct slot *slot, const struct column *column,
    struct value v)
{
	if (value_is_none(v))
		return OK;
	return put[v.type](slot, column, v);
}

enum shape
xlsx_empty_shape(const struct column *column)
{
	static const enum shape shapes[] = {
		[V_TEXT]	= SHAPE_TEXT,
		[V_INT]		= SHAPE_INTEGER,
		[V_BOOL]	= SHAPE_TEXT,
		[V_DATE]	= SHAPE_DATE,
		[V_DECIMAL]	= SHAPE_TEXT,
		[V_REF]		= SHAPE_CODE,
	};

	if (column->flags & COLUMN_CODE)
		return SHAPE_CODE;
	if (column->flags & COLUMN_WIDE)
		return SHAPE_WIDE;
	if (column->flags & COLUMN_PERCENT)
		return SHAPE_PERCENT_PART;
	if (column->flags & COLUMN_MONEY)
		return SHAPE_MONEY;
	return shapes[column->type];
}
