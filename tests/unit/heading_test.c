/*
 * Headings of other people's tables: which field each means, and when a
 * column is left alone.
 */
#include "scratch.h"

#include "ledger/heading.h"

/* "name|-|country": what each heading of the row means. */
static enum status
read_headings(const struct entity *e, const char *text, const char **out)
{
	static const struct source_options plain = { .delimiter = ',' };
	struct import_options o = { .entity = e, .file = "t.csv" };
	struct flat *flat = arena_alloc(&arena, sizeof(*flat));
	struct mapping m = { .flat = flat };
	struct strbuf b = STRBUF_INIT;
	struct source *s;
	enum status st;

	*flat = entity_flat(e, &arena);
	write_scratch("t.csv", text, strlen(text));
	assert_ok(source_open(in_scratch("t.csv"), &plain, &s));
	assert_ok(source_select(s, 0));
	st = mapping_read(s, &o, &arena, &m);
	for (size_t i = 0; st == OK && i < m.ncolumns; i++)
		strbuf_addf(&b, "%s%s", i > 0 ? "|" : "",
		    m.fields[i] == NOT_MAPPED ? "-" :
		    flat->fields[m.fields[i]].name);
	*out = strbuf_to(&b, &arena);
	strbuf_release(&b);
	source_close(s);
	return st;
}

static void
assert_means(const struct entity *e, const char *headings, const char *fields)
{
	const char *got;

	if (read_headings(e, arena_printf(&arena, "%s\nx\n", headings),
	    &got) != OK)
		fail_msg("%s: %s", headings, fail_text());
	if (strcmp(got, fields) != 0)
		fail_msg("%s is %s, not %s", headings, got, fields);
}

static void
names_labels_and_other_names_are_known(void **state)
{
	(void)state;
	assert_means(&supplier_entity, "name,country,terms",
	    "name|country|terms");
	assert_means(&supplier_entity, "Name,Country,Payment terms",
	    "name|country|terms");
	assert_means(&supplier_entity, "名称,国家,付款条件",
	    "name|country|terms");
	assert_means(&supplier_entity, "Supplier Name,COUNTRY/REGION,账期",
	    "name|country|terms");
	assert_means(&supplier_entity, "供应商名称,所在国,ＳＷＩＦＴ",
	    "name|country|swift");
	assert_means(&product_entity, "Item No.,G.W.,PCS/CTN,HS Code",
	    "code|gross_weight|pieces_per_carton|hs_code");
	assert_means(&product_entity, "sku,desc_en,desc_zh,weight_kg,cbm",
	    "code|name|name_local|net_weight|-");
}

/* What traders write, whatever the table is about. */
static void
common_names_are_known_to_all(void **state)
{
	(void)state;
	assert_means(&order_entity, "Order,Art. No,Pay terms,"
	    "Ship not later than,贸易条款",
	    "number|product|terms|ship_by|incoterm");
	assert_means(&order_entity, "Order,Art.-Nr.,收汇方式,最晚装船,价格术语",
	    "number|product|terms|ship_by|incoterm");
	assert_means(&quote_entity, "Quote,Article no.,交货条款,Total price",
	    "number|product|incoterm|amount");
	assert_means(&inquiry_entity, "Inquiry,Art. No", "number|product");
	assert_means(&offer_entity, "Offer,Article no.,Valid till,Price term",
	    "number|product|valid_until|incoterm");
	assert_means(&purchase_entity, "Purchase,款号,结算方式",
	    "number|product|terms");
}

static void
contacts_travel_with_their_party(void **state)
{
	(void)state;
	assert_means(&supplier_entity, "name,contact_name,contact_email",
	    "name|contact_name|contact_email");
	assert_means(&supplier_entity, "公司名称,联系人,手机,微信",
	    "name|contact_name|contact_phone|contact_wechat");
}

static void
headings_in_two_languages_are_read_as_both(void **state)
{
	(void)state;
	assert_means(&supplier_entity, "Name 名称,Country 国家",
	    "name|country");
	assert_means(&supplier_entity, "名称/Name,国家（Country）",
	    "name|country");
}

/* What templates and workbooks in both languages are headed with. */
static void
every_label_in_two_languages_means_its_field(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; noun_entities[i] != NULL; i++) {
		struct flat flat = entity_flat(noun_entities[i], &arena);

		for (size_t j = 0; j < flat.n; j++) {
			const struct field *f = flat.fields[j].field;
			const char *got = "";

			if (read_headings(noun_entities[i],
			    arena_printf(&arena, "%s %s\nx\n", f->label,
			    f->label_zh), &got) != OK ||
			    strcmp(got, flat.fields[j].name) != 0) {
				print_error("%s: '%s %s' is '%s', not %s\n",
				    noun_entities[i]->name, f->label,
				    f->label_zh, got, flat.fields[j].name);
				wrong++;
			}
		}
	}
	assert_int_equal(wrong, 0);
}

static void
brackets_are_passed_over(void **state)
{
	(void)state;
	assert_means(&product_entity, "name,起订量 (件),Lead time (days)",
	    "name|moq|lead_days");
	assert_means(&order_entity, "Order,Terms (USD)", "number|-");
}

/* What stands beside the word for the price: currency, term, unit. */
static void
a_price_may_name_its_currency(void **state)
{
	static const char *const prices[] = {
		"Price (USD)", "单价（美元）", "Price/pc EUR",
		"Unit Price (EUR)", "单价(欧元)", "单价/美元", "Price USD/pc",
		"Price in US$", "FOB USD", "FOB单价", "USD/pc", "元/件",
		"单价（美元/件）", "美元单价", "Price €", "FOB Price per pc",
	};
	static const char *const others[] = {
		"USD", "FOB", "Cost (USD)", "Weight/pc", "Price USD/EUR",
		"Price per 1000", "Price (USD/100pcs)", "Price (per 1000)",
		"单价/千美元",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(prices); i++)
		assert_means(&order_entity, arena_printf(&arena,
		    "Order,%s", prices[i]), "number|price");
	for (size_t i = 0; i < COUNT(others); i++)
		assert_means(&order_entity, arena_printf(&arena,
		    "Order,%s", others[i]), "number|-");
	assert_means(&product_entity, "name,Purchase price (CNY)",
	    "name|purchase_price");
}

static void
a_break_may_name_its_currency(void **state)
{
	static const char *const breaks[] = {
		"FOB USD 500+", "500 pcs", "≥3000", "500-999", "1000pcs以上",
		"Price 500+", "单价(500起)", "USD 500+", "EXW单价(1000件以上)",
		"US$ 500-999 pcs",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(breaks); i++)
		assert_means(&offer_entity, arena_printf(&arena,
		    "Supplier,%s", breaks[i]), "supplier|price");
	assert_means(&offer_entity, "Supplier,FOB Ningbo 500", "supplier|-");
	assert_means(&offer_entity, "Supplier,Price per 1000", "supplier|-");
	assert_means(&offer_entity, "Supplier,Price/1000 pcs", "supplier|-");
}

static void
what_is_not_known_is_left_alone(void **state)
{
	(void)state;
	assert_means(&supplier_entity, "name,city,Shoe size,,123,***",
	    "name|city|-|-|-|-");
	assert_means(&supplier_entity, "name,city,nam", "name|city|-");
}

static void
two_columns_of_one_field_are_refused(void **state)
{
	const char *got;

	(void)state;
	assert_int_equal(read_headings(&supplier_entity,
	    "name,country,国家\nx\n", &got), E_INVALID);
	assert_non_null(strstr(fail_text(), "country"));
	assert_non_null(strstr(fail_text(), "国家"));
}

static void
data_is_not_taken_for_headings(void **state)
{
	const char *got;

	(void)state;
	assert_int_equal(read_headings(&supplier_entity,
	    "Alpha,CN,Ningbo\nBeta,DE,Ulm\n", &got), E_INVALID);
	assert_non_null(strstr(fail_text(), "Alpha, CN, Ningbo"));
}

#define HEADINGS(test)							\
	cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HEADINGS(names_labels_and_other_names_are_known),
		HEADINGS(common_names_are_known_to_all),
		HEADINGS(contacts_travel_with_their_party),
		HEADINGS(headings_in_two_languages_are_read_as_both),
		HEADINGS(every_label_in_two_languages_means_its_field),
		HEADINGS(brackets_are_passed_over),
		HEADINGS(a_price_may_name_its_currency),
		HEADINGS(a_break_may_name_its_currency),
		HEADINGS(what_is_not_known_is_left_alone),
		HEADINGS(two_columns_of_one_field_are_refused),
		HEADINGS(data_is_not_taken_for_headings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
