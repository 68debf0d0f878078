/*
 * Forms are tables that nobody compiles twice: that they are whole.  And what
 * becomes of values that are there, are not there, or differ.
 */
#include "sheet/layout.h"
#include "trade/papers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct decimal
amount(const char *text)
{
	struct decimal d;

	if (decimal_parse(text, &d) != OK)
		fail_msg("%s", text);
	return d;
}

static const struct form_item test_grid[] = {
	{ "number", { "No.", "编号" }, ITEM_MUST },
	{ "date", { "Date", "日期" }, ITEM_RIGHT },
	{ "place", { "Place", "地点" }, 0 },
	{ NULL, { NULL, NULL }, 0 }
};

static const struct form_item test_below[] = {
	{ "hs", { "HS", "编码" }, 0 },
	{ NULL, { NULL, NULL }, 0 }
};

static const struct form_column test_columns[] = {
	{ "text", { "Goods", "货物" }, 1, COLUMN_MUST, NULL, test_below },
	{ "colour", { "Colour", "颜色" }, 0, 0, NULL, NULL },
	{ "quantity", { "Quantity", "数量" }, 0, COLUMN_SUM, "unit", NULL },
	{ "unit", { "Unit", "单位" }, 0, 0, NULL, NULL },
	{ "amount", { "Amount {currency}", "金额{currency}" }, 0, COLUMN_SUM, NULL, NULL },
	{ NULL, { NULL, NULL }, 0, 0, NULL, NULL }
};

static const struct form_item test_totals[] = {
	{ "freight", { "Freight", "运费" }, 0 },
	{ "total", { "Total", "合计" }, 0 },
	{ NULL, { NULL, NULL }, 0 }
};

static const struct form_item test_clauses[] = {
	{ NULL, { "Shipped from {place}.", "由{place}装运。" }, 0 },
	{ NULL, { "Insured by {insurer}.", "由{insurer}投保。" }, 0 },
	{ NULL, { "Thank you.", "谢谢。" }, 0 },
	{ NULL, { NULL, NULL }, 0 }
};

static const struct form_block test_blocks[] = {
	{ .kind = BLOCK_GRID, .items = test_grid },
	{ .kind = BLOCK_LINES, .title = { "Total", "合计" }, .columns = test_columns,
	    .subtitle = { "Subtotal", "小计" } },
	{ .kind = BLOCK_TOTALS, .flags = BLOCK_SEVERAL, .items = test_totals },
	{ .kind = BLOCK_CLAUSES, .flags = BLOCK_NUMBERED, .items = test_clauses },
};

static const struct form test_form = {
	"test", { "TEST", "测试" }, test_blocks, COUNT(test_blocks)
};

static void
begin(struct document *doc, enum tongue tongue)
{
	document_begin(doc, &test_form, tongue, &arena);
	values_text(doc->head, "number", "T-1");
	values_text(doc->head, "currency", "USD");
	values_texts(doc->head, "place", (struct label){ "Ningbo", "宁波" });
}

static void
line(struct document *doc, const char *quantity, const char *unit)
{
	struct values *values = document_line(doc);

	values_text(values, "text", "Mug");
	values_number(values, "quantity", amount(quantity), 0);
	values_text(values, "unit", unit);
	values_number(values, "amount", amount("1234567.5"), 2);
}

static struct layout
layout_of(const struct document *doc)
{
	struct layout layout;

	if (layout_make(doc, &layout) != OK)
		fail_msg("%s", fail_text());
	return layout;
}

static const struct layout_band *
band_of(const struct layout *layout, enum block_kind kind)
{
	const struct layout_band *band = layout->first;

	while (band != NULL && band->kind != kind)
		band = band->next;
	return band;
}

/* ---- forms --------------------------------------------------------------- */

static void
check_text(const struct form *form, const char *text)
{
	if (text == NULL)
		fail_msg("%s: a text is missing", form->name);
	for (; (text = strpbrk(text, "{}")) != NULL; text++) {
		size_t n = strspn(text + 1, "abcdefghijklmnopqrstuvwxyz_");

		if (*text != '{' || n == 0 || text[n + 1] != '}')
			fail_msg("%s: %s", form->name, text);
		text += n + 1;
	}
}

/* A name is told once in a form: what stood there twice would differ. */
static void
check_items(const struct form *form, const struct form_block *block)
{
	const struct form_item *items = block->items;

	for (size_t i = 0; items != NULL && items[i].label.en != NULL; i++) {
		check_text(form, items[i].label.en);
		check_text(form, items[i].label.zh);
		if (items[i].name == NULL && block->kind != BLOCK_CLAUSES)
			fail_msg("%s: %s has no name", form->name,
			    items[i].label.en);
		for (size_t j = 0; j < i; j++)
			if (items[i].name != NULL && items[j].name != NULL &&
			    strcmp(items[i].name, items[j].name) == 0)
				fail_msg("%s: %s twice", form->name,
				    items[i].name);
	}
}

static void
check_columns(const struct form *form, const struct form_column *columns)
{
	unsigned weights = 0;

	for (size_t i = 0; columns[i].label.en != NULL; i++) {
		check_text(form, columns[i].label.en);
		check_text(form, columns[i].label.zh);
		assert_non_null(columns[i].name);
		weights += columns[i].weight;
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(columns[i].name,
			    columns[j].name);
	}
	assert_true(weights > 0);
}

static void
test_forms_are_whole(void **state)
{
	size_t n = 0;

	(void)state;
	for (; all_forms[n] != NULL; n++) {
		const struct form *form = all_forms[n];

		assert_ptr_equal(form_find(form->name), form);
		check_text(form, form->title.en);
		check_text(form, form->title.zh);
		assert_int_equal(form->blocks[form->nblocks - 1].kind,
		    BLOCK_SIGN);
		for (size_t i = 0; i < form->nblocks; i++) {
			check_items(form, &form->blocks[i]);
			if (form->blocks[i].kind == BLOCK_LINES)
				check_columns(form, form->blocks[i].columns);
			else
				assert_null(form->blocks[i].columns);
		}
	}
	assert_int_equal(n, 7);
	assert_null(form_find("letter"));
}

/* ---- layouts ------------------------------------------------------------- */

static void
test_what_has_no_value_is_not_there(void **state)
{
	const struct layout_band *lines, *clauses;
	struct document doc;
	struct layout layout;

	(void)state;
	begin(&doc, TONGUE_EN);
	values_text(doc.head, "insurer", "");
	line(&doc, "5000", "PCS");
	layout = layout_of(&doc);
	assert_int_equal(layout.first->nitems, 2);	/* no date */
	lines = band_of(&layout, BLOCK_LINES);
	assert_int_equal(lines->ncolumns, 4);		/* no colour */
	assert_string_equal(lines->columns[3].label, "Amount USD");
	assert_null(band_of(&layout, BLOCK_TOTALS));
	clauses = band_of(&layout, BLOCK_CLAUSES);
	assert_int_equal(clauses->nitems, 2);
	assert_string_equal(clauses->items[0].shown.text,
	    "Shipped from Ningbo.");
	assert_string_equal(clauses->items[1].label, "2.");
}

static void
test_languages(void **state)
{
	static const struct {
		enum tongue tongue;
		const char *title, *label, *place, *heading, *date, *clause;
	} list[] = {
		{ TONGUE_EN, "TEST", "Place", "Ningbo", "Goods", "05 Nov 2026",
		    "Thank you." },
		{ TONGUE_ZH, "测试", "地点", "宁波", "货物", "2026年11月5日",
		    "谢谢。" },
		{ TONGUE_BOTH, "TEST 测试", "Place 地点", "Ningbo 宁波",
		    "Goods\n货物", "2026-11-05", "Thank you.\n谢谢。" },
	};
	struct document doc;
	struct layout layout;
	struct date date;

	(void)state;
	assert_int_equal(date_from_ymd(2026, 11, 5, &date), OK);
	for (size_t i = 0; i < COUNT(list); i++) {
		begin(&doc, list[i].tongue);
		values_date(doc.head, "date", date);
		line(&doc, "1", "PCS");
		layout = layout_of(&doc);
		assert_string_equal(layout.title, list[i].title);
		assert_string_equal(layout.date, "2026-11-05");
		assert_string_equal(layout.first->items[1].shown.text,
		    list[i].date);
		assert_string_equal(layout.first->items[2].label,
		    list[i].label);
		assert_string_equal(layout.first->items[2].shown.text,
		    list[i].place);
		assert_string_equal(band_of(&layout, BLOCK_LINES)->
		    columns[0].label, list[i].heading);
		assert_string_equal(band_of(&layout, BLOCK_CLAUSES)->
		    items[1].shown.text, list[i].clause);
	}
}

static void
test_long_texts_stand_below_each_other(void **state)
{
	struct document doc;
	struct layout layout;

	(void)state;
	begin(&doc, TONGUE_BOTH);
	values_texts(doc.head, "place", (struct label){
	    "Warehouse 7, Beilun port", "北仑港7号仓库" });
	layout = layout_of(&doc);
	assert_string_equal(layout.first->items[1].shown.text,
	    "Warehouse 7, Beilun port\n北仑港7号仓库");
	assert_string_equal(band_of(&layout, BLOCK_CLAUSES)->items[0].
	    shown.text, "Shipped from Warehouse 7, Beilun port.\n"
	    "由北仑港7号仓库装运。");
}

static void
test_sums(void **state)
{
	const struct layout_band *lines;
	struct document doc;
	struct layout layout;

	(void)state;
	begin(&doc, TONGUE_EN);
	line(&doc, "5000", "PCS");
	line(&doc, "1200.5", "PCS");
	layout = layout_of(&doc);
	lines = band_of(&layout, BLOCK_LINES);
	assert_string_equal(lines->columns[0].sum.text, "Total");
	assert_string_equal(lines->columns[1].sum.text, "6,200.5");
	assert_string_equal(lines->columns[2].sum.text, "PCS");
	assert_string_equal(lines->columns[3].sum.text, "2,469,135.00");

	line(&doc, "3", "SETS");		/* apples and pears */
	values_number(doc.head, "freight", amount("100"), 2);
	values_number(doc.head, "total", amount("3703802.5"), 2);
	layout = layout_of(&doc);
	lines = band_of(&layout, BLOCK_LINES);
	assert_string_equal(lines->columns[0].sum.text, "Subtotal");
	assert_string_equal(lines->columns[1].sum.text, "");
	assert_string_equal(lines->columns[2].sum.text, "");
	assert_string_equal(lines->columns[3].sum.text, "3,703,702.50");
	assert_int_equal(band_of(&layout, BLOCK_TOTALS)->nitems, 2);
}

static void
test_a_sum_out_of_range_is_refused(void **state)
{
	struct document doc;
	struct layout layout;

	(void)state;
	begin(&doc, TONGUE_EN);
	line(&doc, "9000000000000", "PCS");
	line(&doc, "9000000000000", "PCS");
	assert_int_equal(layout_make(&doc, &layout), E_INVALID);
	fail_clear();
}

static void
test_missing(void **state)
{
	struct document doc;

	(void)state;
	begin(&doc, TONGUE_EN);
	line(&doc, "1", "PCS");
	assert_int_equal(document_check(&doc), OK);
	values_text(doc.head, "number", NULL);
	assert_int_equal(document_check(&doc), E_INVALID);
	assert_string_equal(fail_text(), "TEST: 'No.' is missing");
	fail_clear();
	values_text(doc.head, "number", "T-2");
	values_text(doc.first, "text", "");
	assert_int_equal(document_check(&doc), E_INVALID);
	assert_string_equal(fail_text(), "line 1: TEST: 'Goods' is missing");
	fail_clear();
}

static void
test_values_are_copied_and_cleaned(void **state)
{
	char text[] = "a\tb\x01" "c\nd\xff";
	struct document doc;

	(void)state;
	begin(&doc, TONGUE_EN);
	values_text(doc.head, "place", text);
	memset(text, 'x', sizeof(text) - 1);
	assert_string_equal(values_get(doc.head, "place")->text.en,
	    "a b c\nd\xef\xbf\xbd");
	assert_null(values_get(doc.head, "nothing"));
}

static void
test_numbers_are_grouped(void **state)
{
	static const struct {
		const char *number;
		int places;
		const char *text;
	} list[] = {
		{ "0", 2, "0.00" }, { "999", 0, "999" },
		{ "1000", 0, "1,000" }, { "-1234567.891", 2, "-1,234,567.891" },
		{ "12.345", 2, "12.345" }, { "100000", 3, "100,000.000" },
		{ "-999", 0, "-999" },
	};
	struct document doc;
	struct layout layout;

	(void)state;
	for (size_t i = 0; i < COUNT(list); i++) {
		begin(&doc, TONGUE_BOTH);
		values_number(doc.head, "place", amount(list[i].number),
		    list[i].places);
		layout = layout_of(&doc);
		assert_string_equal(layout.first->items[1].shown.text,
		    list[i].text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms_are_whole),
		cmocka_unit_test(test_what_has_no_value_is_not_there),
		cmocka_unit_test(test_languages),
		cmocka_unit_test(test_long_texts_stand_below_each_other),
		cmocka_unit_test(test_sums),
		cmocka_unit_test(test_a_sum_out_of_range_is_refused),
		cmocka_unit_test(test_missing),
		cmocka_unit_test(test_values_are_copied_and_cleaned),
		cmocka_unit_test(test_numbers_are_grouped),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
