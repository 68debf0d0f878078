/*
 * What suppliers asked for a product over time: in offers and in purchases.
 */
#include "ledger/figures.h"

#include <string.h>

#include "trade/product.h"

static const struct column price_columns[] = {
	{ .name = "product", .label = N_("Product"), .type = V_TEXT,
	  .flags = COLUMN_CODE },
	{ .name = "name", .label = N_("Name"), .type = V_TEXT,
	  .flags = COLUMN_WIDE | COLUMN_MINOR },
	{ .name = "supplier", .label = N_("Supplier"), .type = V_TEXT,
	  .flags = COLUMN_WIDE, .width = 16 },
	{ .name = "date", .label = N_("Date"), .type = V_DATE },
	{ .name = "number", .label = N_("Number"), .type = V_TEXT,
	  .flags = COLUMN_ID | COLUMN_CODE },
	{ .name = "quantity", .label = N_("Quantity"), .type = V_DECIMAL },
	{ .name = "unit", .label = N_("Unit"), .type = V_TEXT,
	  .codes = &unit_codes, .flags = COLUMN_NAMED | COLUMN_MINOR },
	{ .name = "currency", .label = N_("Cur."), .type = V_TEXT },
	{ .name = "price", .label = N_("Price"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "vat_included", .label = N_("With VAT"), .type = V_BOOL,
	  .flags = COLUMN_MINOR },
	{ .name = "change_percent", .label = N_("Change"), .type = V_DECIMAL,
	  .flags = COLUMN_PERCENT },
};

static const struct table price_table = {
	.name = "prices", .title = N_("Prices of suppliers"),
	.kind = TABLE_LIST, .columns = price_columns,
	.ncolumns = COUNT(price_columns)
};

enum { PRODUCT, NAME, SUPPLIER, CURRENCY, UNIT, WITH_VAT, KIND, STEP, DATE,
    NUMBER, QUANTITY, PRICE };

/* Prices that can be compared stand together: of one product, supplier,
 * currency and unit, with or without VAT; of offers also from one quantity
 * on. */
static const char price_sql[] =
	"SELECT coalesce(g.code, ''), coalesce(g.name, x.description),"
	" p.name, u.currency, coalesce(x.unit, g.unit, ''), u.vat_included, 'b', 0,"
	" u.date, u.number, x.quantity, x.price FROM purchase u"
	" JOIN purchase_line x ON x.purchase = u.id"
	" JOIN party p ON p.id = u.supplier"
	" LEFT JOIN product g ON g.id = x.product"
	" WHERE u.state NOT IN ('draft', 'cancelled') AND u.date >= ?1"
	" AND u.date < ?2 AND (?3 = '' OR g.code = ?3) UNION ALL"
	" SELECT coalesce(g.code, ''), coalesce(g.name, f.description),"
	" p.name, f.currency, coalesce(f.unit, g.unit, ''), f.vat_included, 'a',"
	" x.quantity, f.date, f.number, x.quantity, x.price FROM offer f"
	" JOIN offer_line x ON x.offer = f.id"
	" JOIN party p ON p.id = f.supplier"
	" LEFT JOIN product g ON g.id = f.product"
	" WHERE f.archived = 0 AND f.date >= ?1 AND f.date < ?2"
	" AND (?3 = '' OR g.code = ?3)"
	" ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10";

/* What the row before was about, and its price. */
struct before {
	const char	*texts[STEP + 1];
	int64_t		 step;
	struct decimal	 price;
};

static bool
is_comparable(const struct before *b, const struct query *q)
{
	if (b->texts[PRODUCT] == NULL || b->step != query_int(q, STEP))
		return false;
	for (int i = PRODUCT; i < STEP; i++) {
		const char *text = query_text_if(q, i);

		if (text == NULL || b->texts[i] == NULL ||
		    strcmp(text, b->texts[i]) != 0)
			return false;
	}
	return true;
}

static void
keep(struct before *b, const struct query *q, struct arena *a)
{
	for (int i = PRODUCT; i < STEP; i++)
		b->texts[i] = query_own(q, i, a);
	b->step = query_int(q, STEP);
	b->price = query_decimal(q, PRICE);
}

static enum status
write_price(struct report *r, const struct query *q, struct before *b)
{
	struct decimal change = NO_DECIMAL;
	enum status st = OK;

	if (is_comparable(b, q))
		st = decimal_subtract(query_decimal(q, PRICE), b->price,
		    &change);
	if (st != OK)
		return st;
	r->n++;
	st = sink_row(r->sink, (const struct value[]){
		value_text(*query_text(q, PRODUCT) != '\0' ?
		    query_text(q, PRODUCT) : NULL),
		value_text(query_text_if(q, NAME)),
		value_text(query_text(q, SUPPLIER)),
		value_date(query_date(q, DATE)),
		value_text(query_text(q, NUMBER)),
		value_decimal(query_decimal(q, QUANTITY)),
		value_text(*query_text(q, UNIT) != '\0' ?
		    query_text(q, UNIT) : NULL),
		value_text(query_text(q, CURRENCY)),
		value_decimal(query_decimal(q, PRICE)),
		(struct value){ V_BOOL, { .boolean =
		    query_int(q, WITH_VAT) != 0 } },
		percent_of(change, b->price) });
	keep(b, q, r->arena);
	return st;
}

enum status
report_prices(struct report *r, const char *product, const struct period *p)
{
	struct arg three[3];
	struct before b = { .step = 0 };
	struct product found;
	struct query q;
	enum status st = OK, end;

	if (product != NULL && (st = record_find(r->records,
	    (struct record_code){ &product_entity, product }, r->arena,
	    &found)) != OK)
		return st;
	if ((st = report_begin(r, &price_table)) != OK)
		return st;
	period_args(p, three);
	three[2] = arg_text(product != NULL ? found.code : "");
	q = store_query(records_store(r->records), price_sql,
	    (struct args){ three, 3 });
	while (st == OK && query_row(&q))
		st = write_price(r, &q, &b);
	end = query_end(&q);
	return st != OK ? st : end;
}
