/*
 * Records into tables: which fields, in which order; and that what is
 * exported is imported again as the same.
 */
#include "scratch.h"

/* ---- choosing fields ----------------------------------------------------- */

static enum status
choose(const struct entity *e, const char *text, bool all, const char **names)
{
	struct listing l = { .arena = &arena };
	struct strbuf b = STRBUF_INIT;
	enum status st = listing_choose(e, text, all, &l);

	for (size_t i = 0; st == OK && i < l.flat.n; i++)
		strbuf_addf(&b, "%s%s", i > 0 ? "," : "",
		    l.flat.fields[i].name);
	*names = strbuf_to(&b, &arena);
	strbuf_release(&b);
	return st;
}

static void
assert_chooses(const char *text, const char *expected)
{
	const char *names;

	if (choose(&contact_entity, text, false, &names) != OK)
		fail_msg("%s", fail_text());
	assert_string_equal(names, expected);
}

static void
fields_are_chosen(void **state)
{
	(void)state;
	assert_chooses(NULL, "name,title,email,phone,wechat,whatsapp,language,"
	    "main");
	assert_chooses("email,name", "email,name");
	assert_chooses("email,name,email", "email,name");
	assert_chooses("邮箱,Job title", "email,title");
	assert_chooses("-title,-wechat,-whatsapp,-main",
	    "name,email,phone,language");
	assert_chooses("name,+email,-name", "email");
	arena_release(&arena);
}

static void
all_fields_are_those_of_a_flat_row(void **state)
{
	const char *names;

	(void)state;
	assert_ok(choose(&supplier_entity, NULL, true, &names));
	assert_int_equal(strncmp(names, "code,name,", 10), 0);
	assert_non_null(strstr(names, ",contact_name,"));
	assert_null(strstr(names, "contact_party"));
	assert_ok(choose(&supplier_entity, "+tags,+contact_email", false,
	    &names));
	assert_non_null(strstr(names, ",tags,contact_email"));
	arena_release(&arena);
}

static void
an_unknown_field_is_refused(void **state)
{
	const char *names;

	(void)state;
	assert_int_equal(choose(&supplier_entity, "contry", false, &names),
	    E_USAGE);
	assert_string_equal(fail_hint_text(), "did you mean country?");
	assert_int_equal(choose(&supplier_entity, "", false, &names), E_USAGE);
	assert_int_equal(choose(&supplier_entity, "name,,code", false, &names),
	    E_USAGE);
	arena_release(&arena);
}

/* ---- there and back ------------------------------------------------------ */

static void
export(const struct entity *e, enum format format, bool chinese,
    const char *name)
{
	struct sink_options how = { .format = format, .title = "t",
	    .author = "t", .created = day("2026-11-16") };
	struct selection all = { .with_archived = true };
	struct listing l = { .arena = &arena, .chinese = chinese };
	struct output *out;
	struct sink *sink;

	how.excel = chinese && format == FORMAT_CSV;
	assert_ok(listing_choose(e, NULL, true, &l));
	assert_ok(output_to_file(in_scratch(name), &out));
	assert_ok(sink_open(&how, out, &sink));
	assert_ok(listing_write(records, &l, &all, sink));
	assert_ok(sink_finish(sink));
	sink_close(sink);
	assert_ok(output_commit(out));
}

static void
note_problem(void *to, const struct problem *p)
{
	(void)to;
	print_error("row %zu %s: %s\n", p->row,
	    p->heading != NULL ? p->heading : "", p->message);
}

static enum status
print_change(void *to, const struct change_line *c)
{
	(void)to;
	if (c->field != NULL)
		print_error("%s %s: '%s' -> '%s'\n", c->code, c->field->name,
		    c->before, c->after);
	return OK;
}

static struct import_result
import(const struct entity *e, const char *name, const char *sheet)
{
	static const struct source_options plain = { .encoding = NULL };
	struct import_options o = { .entity = e, .file = name, .sheet = sheet,
	    .problem = note_problem };
	struct import_result result = { .arena = &arena };
	struct source *s;

	assert_ok(source_open(in_scratch(name), &plain, &s));
	assert_ok(import_rows(records, s, &o, &result));
	result.sheet = arena_strdup(&arena, result.sheet);
	source_close(s);
	commit();
	return result;
}

static void
add_samples(void)
{
	add(&supplier_entity, "code=S-1", "name=Alpha, \"Ltd\"",
	    "name_local=甲公司", "country=CN", "postcode=010020",
	    "account=6228480402564890018", "tax_id=91330200MA2AJ0XX00",
	    "rating=4.5", "terms=T/T 30/70", "tags=led,展会",
	    "notes=two\nlines", "swift=BKCHCNBJ", NULL);
	add(&supplier_entity, "code=S-2", "name==1+1", "address=-x",
	    "archived=yes", "website=@x", NULL);
	add(&contact_entity, "party=S-1", "name=Li", "phone=+86 138",
	    "main=yes", NULL);
	add(&contact_entity, "party=S-1", "name=Wang", "email=w@example.com",
	    "language=zh", NULL);
	add(&product_entity, "code=P-1", "name=Bulb", "price=1.234567",
	    "supplier=S-1", "hs_code=0902.10", "vat_rate=13",
	    "refund_rate=9.5", "unit=pcs", "moq=1000", "lead_days=30",
	    "origin=CN", "gross_weight=0.5", NULL);
	add(&product_entity, "code=0002", "name=Lamp", NULL);
	add(&buyer_entity, "code=B-1", "name=Acme", "country=DE",
	    "currency=EUR", NULL);
	add(&inquiry_entity, "number=I-1", "buyer=B-1", "channel=alibaba",
	    "campaign=March", "reference=0012", "date=2026-11-05 09:30",
	    "answered=2026-11-06", "incoterm=FOB", "currency=USD",
	    "stage=lost", "lost_reason=price", "wanted_date=2026-12-31", NULL);
	add(&inquiry_entity, "number=I-2", "company=Bolt", "country=FR",
	    "date=2026-11-05", "next_action=2026-11-20", NULL);
	add(&inquiry_line_entity, "inquiry=I-1", "product=P-1",
	    "quantity=500", "unit=pcs", "target_price=1.1", NULL);
	add(&inquiry_line_entity, "inquiry=I-1", "description=Cable, 2 m",
	    "quantity=0.5", "remarks=none", NULL);
	commit();
}

/* The last operation should not have been. */
static void
fail_changed(const char *name)
{
	assert_ok(history_show(records, number("SELECT max(id) FROM operation"),
	    print_change, NULL));
	fail_msg("%s is not what was exported", name);
}

/* Exports all nouns, empties the ledger, imports them again. */
static void
check_there_and_back(enum format format, bool chinese, const char *suffix)
{
	static const size_t order[] = { 0, 1, 2, 3 };	/* parties first */
	const char *before = dump(), *names[4];
	struct operation o;

	for (size_t i = 0; i < COUNT(order); i++) {
		names[i] = arena_printf(&arena, "%s%s",
		    noun_entities[i]->plural, suffix);
		export(noun_entities[i], format, chinese, names[i]);
	}
	for (size_t i = 0; i < COUNT(order); i++) {	/* into what is there */
		struct import_result r = import(noun_entities[i], names[i],
		    NULL);

		if (r.added + r.changed + r.lines_added + r.lines_changed > 0)
			fail_changed(names[i]);
		assert_string_equal(r.unused, "");
	}
	assert_string_equal(dump(), before);
	while (history_undo(records, 0, &arena, &o) == OK)
		commit();
	assert_int_equal(number("SELECT count(*) FROM party"), 0);
	for (size_t i = 0; i < COUNT(order); i++)
		import(noun_entities[i], names[i], NULL);
	for (size_t i = 0; i < COUNT(order); i++) {	/* written the same */
		struct import_result r = import(noun_entities[i], names[i],
		    NULL);

		assert_int_equal(r.added + r.changed + r.lines_added +
		    r.lines_changed, 0);
	}
	assert_sound();
}

/* Numbers of rows differ after that, the rest must not. */
static void
what_is_exported_is_imported_as_the_same(void **state)
{
	static const struct {
		enum format format;
		bool	    chinese;
		const char *suffix;
	} cases[] = {
		{ FORMAT_CSV, false, ".csv" },
		{ FORMAT_CSV, true, "-zh.csv" },
		{ FORMAT_TSV, false, ".tsv" },
		{ FORMAT_XLSX, false, ".xlsx" },
		{ FORMAT_XLSX, true, "-zh.xlsx" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct operation o;

		add_samples();
		check_there_and_back(cases[i].format, cases[i].chinese,
		    cases[i].suffix);
		while (history_undo(records, 0, &arena, &o) == OK)
			commit();
	}
}

/* ---- sheets -------------------------------------------------------------- */

/* One workbook with a sheet for each noun. */
static void
write_workbook(const char *name)
{
	struct sink_options how = { .format = FORMAT_XLSX, .several = true,
	    .title = "t", .author = "t", .created = day("2026-11-16") };
	struct selection all = { .with_archived = true };
	struct output *out;
	struct sink *sink;

	assert_ok(output_to_file(in_scratch(name), &out));
	assert_ok(sink_open(&how, out, &sink));
	for (size_t i = 0; noun_entities[i] != NULL; i++) {
		struct listing l = { .arena = &arena };

		assert_ok(listing_choose(noun_entities[i], NULL, true, &l));
		assert_ok(listing_write(records, &l, &all, sink));
	}
	assert_ok(sink_finish(sink));
	sink_close(sink);
	assert_ok(output_commit(out));
}

static void
the_sheet_of_a_noun_is_found(void **state)
{
	static const struct source_options plain = { .encoding = NULL };
	struct import_options o = { .entity = &supplier_entity,
	    .file = "all.xlsx", .sheet = "Nowhere", .problem = note_problem };
	struct import_result r = { .arena = &arena };
	struct source *s;
	int64_t n;

	(void)state;
	add_samples();
	write_workbook("all.xlsx");
	for (size_t i = 0; noun_entities[i] != NULL; i++) {
		r = import(noun_entities[i], "all.xlsx", NULL);
		assert_string_equal(r.sheet, noun_entities[i]->label);
		assert_ok(record_count(records, noun_entities[i], &n));
		assert_int_equal(r.rows > 0, n > 0);
		assert_int_equal(r.added + r.changed, 0);
	}
	r = import(&supplier_entity, "all.xlsx", "Suppliers");
	assert_int_equal(r.unchanged, 2);
	assert_ok(source_open(in_scratch("all.xlsx"), &plain, &s));
	assert_int_equal(import_rows(records, s, &o, &r), E_NOTFOUND);
	assert_non_null(strstr(fail_text(), "there is no sheet 'Nowhere'"));
	source_close(s);
}

/* ---- one record ---------------------------------------------------------- */

static const char *
shown(const struct entity *e, int64_t id, enum format format)
{
	struct sink_options how = { .format = format };
	struct listing l = { .arena = &arena };
	char *text = arena_alloc(&arena, 8192);
	void *record = entity_new(e, &arena);
	struct output *out;
	struct sink *sink;
	FILE *f;

	assert_ok(load(e, id, record));
	assert_ok(listing_choose(e, NULL, true, &l));
	assert_ok(output_to_file(in_scratch("show"), &out));
	assert_ok(sink_open(&how, out, &sink));
	assert_ok(listing_show(records, &l, record, sink));
	assert_ok(sink_finish(sink));
	sink_close(sink);
	assert_ok(output_commit(out));
	f = fopen(in_scratch("show"), "rb");
	assert_true(fread(text, 1, 8191, f) > 0);
	fclose(f);
	return text;
}

static void
a_record_is_shown_with_its_parts(void **state)
{
	const char *json;

	(void)state;
	add_samples();
	json = shown(&supplier_entity, 1, FORMAT_JSON);
	assert_int_equal(json[0], '{');
	assert_non_null(strstr(json, "\"code\": \"S-1\""));
	assert_non_null(strstr(json, "\"account\": \"6228480402564890018\""));
	assert_non_null(strstr(json, "\"rating\": 4.5"));
	assert_non_null(strstr(json, "\"contacts\""));
	assert_non_null(strstr(json, "\"Wang\""));
	json = shown(&inquiry_entity, 1, FORMAT_JSON);
	assert_non_null(strstr(json, "\"lines\""));
	assert_non_null(strstr(json, "\"Cable, 2 m\""));
}

/* ---- records and their lines --------------------------------------------- */

enum { NPARTIES = 60, FAR = 12 };

/* Parties whose codes and numbers are in different orders, with none, one or
 * several contacts, or more than are passed over one by one. */
static void
add_parties(void)
{
	static const int ncontacts[] = { 0, 1, 3, 0, 0, FAR, 1, 2 };

	for (int i = 0; i < NPARTIES; i++)
		add(i % 5 == 4 ? &buyer_entity : &supplier_entity,
		    arena_printf(&arena, "code=P%02d", i * 37 % NPARTIES),
		    "name=x", i % 3 == 0 ? "country=CN" : "country=VN", NULL);
	for (int n = 0; n < FAR; n++)
		for (int i = NPARTIES - 1; i >= 0; i--)
			if (n < ncontacts[i % (int)COUNT(ncontacts)])
				add(&contact_entity, arena_printf(&arena,
				    "party=P%02d", i * 37 % NPARTIES),
				    arena_printf(&arena, "name=C%d", n),
				    NULL);
}

/* What listing_write() is to give: the lines asked for record by record. */
static const char *
one_by_one(const struct entity *e, const struct selection *sel)
{
	struct strbuf b = STRBUF_INIT;
	struct cursor c = record_select(records, e, sel);
	const char *text;
	struct party p;

	while (cursor_next(&c, &p)) {
		struct selection of = { .parent = p.id };
		struct cursor lines = record_select(records, &contact_entity,
		    &of);
		struct contact contact;
		int n = 0;

		for (; cursor_next(&lines, &contact); n++)
			strbuf_addf(&b, "%s,%s,no\n", p.code, contact.name);
		if (n == 0)
			strbuf_addf(&b, "%s,,\n", p.code);
		assert_ok(cursor_end(&lines));
	}
	assert_ok(cursor_end(&c));
	text = strbuf_to(&b, &arena);
	strbuf_release(&b);
	return text;
}

static const char *
listed(const struct entity *e, const struct selection *sel)
{
	const struct sink_options how = { .format = FORMAT_CSV,
	    .no_header = true };
	struct listing l = { .arena = &arena };
	struct output *out;
	struct sink *sink;
	char *text = arena_alloc(&arena, 64 * 1024);
	FILE *f;

	assert_ok(listing_choose(e, "code,contact_name,contact_main", false,
	    &l));
	assert_ok(output_to_file(in_scratch("l.csv"), &out));
	assert_ok(sink_open(&how, out, &sink));
	assert_ok(listing_write(records, &l, sel, sink));
	assert_ok(sink_finish(sink));
	sink_close(sink);
	assert_ok(output_commit(out));
	f = fopen(in_scratch("l.csv"), "rb");
	assert_non_null(f);
	assert_true(fread(text, 1, 64 * 1024 - 1, f) > 0);
	fclose(f);
	return text;
}

static void
records_have_their_lines_in_every_order(void **state)
{
	static const char *const orders[] = {
		"", "id", "-id", "code", "-code", "country,-id",
	};
	static const char *const conditions[] = {
		"", "country=CN", "country!=CN", "code~1", "code~1,code~2",
	};

	(void)state;
	add_parties();
	for (size_t i = 0; i < COUNT(orders) * COUNT(conditions); i++) {
		const struct parse how = { &arena, session.now };
		struct selection sel = { .limit = i % 4 == 3 ? 7 : 0 };
		const struct entity *e = i % 2 == 0 ? &supplier_entity :
		    &party_entity;

		assert_ok(selection_sort(e, orders[i % COUNT(orders)], &arena,
		    &sel));
		assert_ok(selection_where(e, conditions[i / COUNT(orders)],
		    &how, &sel));
		assert_string_equal(listed(e, &sel), one_by_one(e, &sel));
	}
}

#define LISTINGS(test)							\
	cmocka_unit_test_setup_teardown(test, make_ledger, remove_ledger)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_are_chosen),
		cmocka_unit_test(all_fields_are_those_of_a_flat_row),
		cmocka_unit_test(an_unknown_field_is_refused),
		LISTINGS(what_is_exported_is_imported_as_the_same),
		LISTINGS(the_sheet_of_a_noun_is_found),
		LISTINGS(a_record_is_shown_with_its_parts),
		LISTINGS(records_have_their_lines_in_every_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
