/*
 * Conditions, orders and limits: what a selection gives, by examples and
 * against a plain loop over all records.
 */
#include "scratch.h"

/* "A1 B2 ...": the codes a selection gives, in order; or the failure. */
static const char *
select_codes(const struct entity *e, struct selection *sel)
{
	struct strbuf b = STRBUF_INIT;
	void *record = entity_new(e, &arena);
	struct cursor c = record_select(records, e, sel);
	const char *text;

	while (cursor_next(&c, record))
		strbuf_addf(&b, "%s%s", b.len > 0 ? " " : "",
		    entity_code(e, record));
	assert_ok(cursor_end(&c));
	text = strbuf_to(&b, &arena);
	strbuf_release(&b);
	return text;
}

static enum status
read_selection(const struct entity *e, const char *where, const char *sort,
    struct selection *sel)
{
	const struct parse how = { &arena, session.now };
	enum status st = OK;

	if (where != NULL)
		st = selection_where(e, where, &how, sel);
	if (st == OK && sort != NULL)
		st = selection_sort(e, sort, &arena, sel);
	return st;
}

static void
assert_gives(const struct entity *e, const char *where, const char *sort,
    const char *codes)
{
	struct selection sel = { .limit = 0 };

	if (read_selection(e, where, sort, &sel) != OK)
		fail_msg("%s", fail_text());
	if (strcmp(select_codes(e, &sel), codes) != 0)
		fail_msg("%s sorted by %s: '%s', not '%s'", where, sort,
		    select_codes(e, &sel), codes);
}

static void
assert_where(const char *where, const char *codes)
{
	assert_gives(&supplier_entity, where, NULL, codes);
}

static void
assert_refused(const char *where, const char *why)
{
	struct selection sel = { .limit = 0 };

	fail_clear();
	assert_int_equal(read_selection(&supplier_entity, where, NULL, &sel),
	    E_USAGE);
	if (strstr(fail_text(), why) == NULL)
		fail_msg("'%s': '%s' does not say '%s'", where, fail_text(),
		    why);
}

static int
make_suppliers(void **state)
{
	if (make_ledger(state) != 0)
		return -1;
	add(&supplier_entity, "code=A", "name=Alpha LED", "country=CN",
	    "rating=4.5", "city=Ningbo", "tags=led,bulb", NULL);
	add(&supplier_entity, "code=B", "name=Beta", "country=DE", "rating=3",
	    "name_local=贝塔, 德国", NULL);
	add(&supplier_entity, "code=C", "name=Gamma 100%", "country=VN",
	    "rating=4", "notes=say \"hi\"", NULL);
	add(&supplier_entity, "code=D", "name=Straße", NULL);
	add(&supplier_entity, "code=E", "name=Old", "country=CN",
	    "archived=yes", NULL);
	add(&buyer_entity, "code=X", "name=Buyer", "country=CN", NULL);
	return 0;
}

static void
each_sign_compares(void **state)
{
	(void)state;
	assert_where(NULL, "A B C D");
	assert_where("", "A B C D");
	assert_where("country=CN", "A");
	assert_where("country=china", "A");
	assert_where("country=中国", "A");
	assert_where("国家=CN", "A");
	assert_where("rating>=4", "A C");
	assert_where("rating>4", "A");
	assert_where("rating<4", "B");
	assert_where("rating<=4", "B C");
	assert_where("rating=4.0", "C");
	assert_where("code=a", "");
	assert_where("name=Beta", "B");
}

static void
no_value_is_told_from_some(void **state)
{
	(void)state;
	assert_where("country!=CN", "B C D");	/* one without is not CN */
	assert_where("country=", "D");
	assert_where("country!=", "A B C");
	assert_where("rating=", "D");
	assert_where("city!=", "A");
}

static void
commas_are_and_bars_are_or(void **state)
{
	(void)state;
	assert_where("country=CN|DE", "A B");
	assert_where("country=CN|DE,rating>=4", "A");
	assert_where("rating=3|4", "B C");
	assert_where("country!=CN|DE", "C D");	/* none of them */
	assert_where("country=VN|", "C D");
	assert_where("name~alpha|strasse", "A D");
	assert_where("name~alpha|strasse,country=CN", "A");
}

static void
quotes_keep_commas_and_bars(void **state)
{
	(void)state;
	assert_where("name_local=\"贝塔, 德国\"", "B");
	assert_where("name_local='贝塔, 德国',country=DE", "B");
	assert_where("name_local~'塔, 德'", "B");
	assert_where("notes~\"say \"", "C");
	assert_where("name='a|b'", "");
}

static void
held_text_is_folded(void **state)
{
	(void)state;
	assert_where("name~led", "A");
	assert_where("name~ＬＥＤ", "A");
	assert_where("name~STRASSE", "D");
	assert_where("name~%", "C");
	assert_where("name~_", "");
	assert_where("tags~bulb", "A");
	assert_where("rating~4", "A C");
	assert_where("country~cn", "A");
	assert_where("name~ningbo|beta", "B");	/* it is A's city */
	assert_where("name~gamma,notes~hi|ho", "C");
}

static void
archived_records_are_hidden_until_asked_for(void **state)
{
	struct selection sel = { .with_archived = true };

	(void)state;
	assert_where("archived=yes", "E");
	assert_where("archived=no", "A B C D");
	assert_string_equal(select_codes(&supplier_entity, &sel), "A B C D E");
	assert_string_equal(select_codes(&party_entity, &sel), "A B C D E X");
	sel.with_archived = false;
	assert_string_equal(select_codes(&buyer_entity, &sel), "X");
}

static void
what_is_no_condition_is_refused(void **state)
{
	(void)state;
	assert_refused("contry=CN", "has no field 'contry'");
	assert_string_equal(fail_hint_text(), "did you mean country?");
	assert_refused("country", "'country' is no condition");
	assert_refused("country=Atlantis", "country");
	assert_refused("rating>=many", "rating");
	assert_refused("name='x", "quote");
	assert_refused("=CN", "");
}

static void
many_conditions_are_too_many(void **state)
{
	struct selection sel = { .limit = 0 };
	struct strbuf b = STRBUF_INIT;
	struct party p;
	struct cursor c;

	(void)state;
	for (int i = 0; i < 200; i++)
		strbuf_addf(&b, "%sname!=x%d", i > 0 ? "," : "", i);
	assert_ok(read_selection(&supplier_entity, b.buf, NULL, &sel));
	c = record_select(records, &supplier_entity, &sel);
	assert_false(cursor_next(&c, &p));
	assert_int_equal(cursor_end(&c), E_USAGE);
	strbuf_release(&b);
}

static void
records_are_sorted(void **state)
{
	(void)state;
	assert_gives(&supplier_entity, NULL, "-rating", "A C B D");
	assert_gives(&supplier_entity, NULL, "rating", "D B C A");
	assert_gives(&supplier_entity, NULL, "-code", "D C B A");
	assert_gives(&supplier_entity, "rating!=", "country,-name", "A B C");
	assert_gives(&supplier_entity, NULL, "评级", "D B C A");
}

static void
a_limit_counts_what_is_given(void **state)
{
	struct selection sel = { .limit = 2 };

	(void)state;
	assert_string_equal(select_codes(&supplier_entity, &sel), "A B");
	assert_ok(read_selection(&supplier_entity, "name~a", NULL, &sel));
	assert_string_equal(select_codes(&supplier_entity, &sel), "A B");
	sel = (struct selection){ .limit = 1 };
	assert_ok(read_selection(&supplier_entity, "name~strasse", NULL,
	    &sel));
	assert_string_equal(select_codes(&supplier_entity, &sel), "D");
}

static void
words_are_searched_for(void **state)
{
	static const struct {
		const char *words, *codes;
	} cases[] = {
		{ "led", "A" },		{ "LED alpha", "A" },
		{ "alpha beta", "" },	{ "德国", "B" },
		{ "strasse", "D" },	{ "100%", "C" },
		{ "%", "C" },		{ "_", "" },
		{ "ningbo", "A" },	{ "", "A B C D" },
		{ "\\", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct selection sel = { .holding = cases[i].words };
		const char *codes = select_codes(&supplier_entity, &sel);

		if (strcmp(codes, cases[i].codes) != 0)
			fail_msg("'%s' gives '%s'", cases[i].words, codes);
	}
}

static void
references_go_by_code(void **state)
{
	(void)state;
	add(&product_entity, "code=P1", "name=Bulb", "supplier=B", NULL);
	add(&product_entity, "code=P2", "name=Lamp", "supplier=A", NULL);
	add(&product_entity, "code=P3", "name=Tube", NULL);
	assert_gives(&product_entity, "supplier=A", NULL, "P2");
	assert_gives(&product_entity, "supplier=A|B", NULL, "P1 P2");
	assert_gives(&product_entity, "supplier!=A", NULL, "P1 P3");
	assert_gives(&product_entity, "supplier=", NULL, "P3");
	assert_gives(&product_entity, "supplier!=", NULL, "P1 P2");
	assert_gives(&product_entity, NULL, "supplier", "P3 P2 P1");
	assert_gives(&product_entity, NULL, "-supplier", "P1 P2 P3");
	assert_gives(&product_entity, "supplier=Beta", NULL, "P1");
	assert_gives(&product_entity, "supplier!=Beta", NULL, "P2 P3");
	assert_gives(&product_entity, "supplier~alpha", NULL, "P2");
	assert_gives(&product_entity, "supplier~b", NULL, "P1");
}

/* "A B -": the suppliers of all products, by their codes alone. */
static void
assert_codes_only(const char *where, const char *sort, const char *codes)
{
	const struct field *f = entity_field(&product_entity, "supplier");
	struct selection sel = { .fields = selection_bit(&product_entity, f),
	    .codes_only = true };
	struct strbuf b = STRBUF_INIT;
	struct cursor c;

	assert_ok(read_selection(&product_entity, where, sort, &sel));
	c = record_select(records, &product_entity, &sel);
	while (cursor_row(&c)) {
		struct value v = cursor_value(&c, f);

		assert_true(v.u.ref.title == NULL || where != NULL ||
		    sort != NULL);
		strbuf_addf(&b, "%s%s", b.len > 0 ? " " : "",
		    value_is_none(v) ? "-" : v.u.ref.code);
	}
	assert_ok(cursor_end(&c));
	assert_string_equal(b.buf, codes);
	strbuf_release(&b);
}

/* Many are read at one go, few and those with high numbers one by one. */
static void
references_are_codes_alone(void **state)
{
	static const char *const suppliers[] = { "supplier=B", "supplier=A",
	    "supplier=E", "supplier=", "supplier=D", "supplier=A" };
	const char *insert = "INSERT INTO party (id, code, name, roles) "
	    "VALUES (?1, ?2, 'n', 'supplier')";

	(void)state;
	for (size_t i = 0; i < COUNT(suppliers); i++)
		add(&product_entity, "name=n", suppliers[i], NULL);
	assert_codes_only(NULL, NULL, "B A E - D A");
	assert_codes_only("supplier~alpha", NULL, "A A");
	assert_codes_only("supplier=D|E", NULL, "E D");
	assert_codes_only(NULL, "-supplier", "E D B A A -");
	add(&supplier_entity, "code=LONG-0123456789", "name=Long", NULL);
	add(&product_entity, "name=n", "supplier=LONG-0123456789", NULL);
	assert_codes_only(NULL, NULL, "B A E - D A LONG-0123456789");
	assert_ok(store_run(records_store(records), insert,
	    ARGS(ARG(1000), ARG("Y"))));
	add(&product_entity, "name=n", "supplier=Y", NULL);
	assert_codes_only(NULL, NULL, "B A E - D A LONG-0123456789 Y");
	assert_ok(store_run(records_store(records), insert,
	    ARGS(ARG((int64_t)1 << 40), ARG("Z"))));
	add(&product_entity, "name=n", "supplier=Z", NULL);
	assert_codes_only(NULL, NULL, "B A E - D A LONG-0123456789 Y Z");
}

static void
a_day_holds_its_times(void **state)
{
	(void)state;
	add(&inquiry_entity, "number=I1", "company=a", "date=2026-11-05", NULL);
	add(&inquiry_entity, "number=I2", "company=b",
	    "date=2026-11-05 09:30", NULL);
	add(&inquiry_entity, "number=I3", "company=c", "date=2026-11-06", NULL);
	assert_gives(&inquiry_entity, "date=2026-11-05", NULL, "I1 I2");
	assert_gives(&inquiry_entity, "date!=2026-11-05", NULL, "I3");
	assert_gives(&inquiry_entity, "date<=2026-11-05", NULL, "I1 I2");
	assert_gives(&inquiry_entity, "date>2026-11-05", NULL, "I3");
	assert_gives(&inquiry_entity, "date>=2026-11-05", NULL, "I1 I2 I3");
	assert_gives(&inquiry_entity, "date<2026-11-06", NULL, "I1 I2");
	assert_gives(&inquiry_entity, "date=2026-11-05 09:30", NULL, "I2");
	assert_gives(&inquiry_entity, "date>2026-11-05 09:00", NULL, "I2 I3");
}

static void
parts_are_those_of_their_record(void **state)
{
	struct selection sel = { .parent = 2 };
	struct contact c;
	struct cursor cursor;

	(void)state;
	add(&contact_entity, "party=A", "name=Li", NULL);
	add(&contact_entity, "party=B", "name=Max", NULL);
	add(&contact_entity, "party=A", "name=Wang", NULL);
	assert_string_equal(select_codes(&contact_entity, &sel), "Max");
	sel.parent = 0;
	assert_string_equal(select_codes(&contact_entity, &sel),
	    "Li Wang Max");
	sel.parent = 1;
	cursor = record_select(records, &contact_entity, &sel);
	assert_true(cursor_next(&cursor, &c));
	assert_int_equal(c.party.id, 1);
	assert_string_equal(c.party.code, "A");
	assert_string_equal(c.party.title, "Alpha LED");
	assert_ok(cursor_end(&cursor));
}

static void
parts_are_gone_through_from_a_record_on(void **state)
{
	struct selection sel = { .and_on = true, .limit = 2 };
	struct cursor c;

	(void)state;
	add(&contact_entity, "party=B", "name=Max", NULL);
	add(&contact_entity, "party=A", "name=Li", NULL);
	add(&contact_entity, "party=D", "name=Eva", NULL);
	assert_string_equal(select_codes(&contact_entity, &sel), "Li Max");
	sel.limit = 0;
	c = record_select(records, &contact_entity, &sel);
	for (int64_t from = 4; from >= 1; from--) {
		static const int64_t first[] = { 0, 1, 2, 4, 4 };

		cursor_seek(&c, from);
		assert_true(cursor_row(&c));
		assert_int_equal(cursor_parent(&c), first[from]);
	}
	cursor_seek(&c, 5);
	assert_false(cursor_row(&c));
	assert_ok(cursor_end(&c));
}

static void
fields_not_asked_for_are_not_read(void **state)
{
	const struct field *name = entity_field(&contact_entity, "name");
	const struct field *party = entity_field(&contact_entity, "party");
	const struct field *email = entity_field(&contact_entity, "email");
	struct selection sel = {
		.fields = selection_bit(&contact_entity, name) };
	struct contact p;
	struct cursor c;

	(void)state;
	add(&contact_entity, "party=B", "name=Max", "email=m@x.de", NULL);
	assert_ok(read_selection(&contact_entity, "email~x.de", NULL, &sel));
	c = record_select(records, &contact_entity, &sel);
	assert_true(cursor_row(&c));
	assert_int_equal(cursor_id(&c), 1);
	assert_int_equal(cursor_parent(&c), 2);
	assert_string_equal(cursor_value(&c, name).u.text, "Max");
	assert_string_equal(cursor_value(&c, email).u.text, "m@x.de");
	assert_true(value_is_none(cursor_value(&c, party)));
	assert_ok(cursor_end(&c));
	sel.where = NULL;
	c = record_select(records, &contact_entity, &sel);
	assert_true(cursor_next(&c, &p));
	assert_int_equal(p.id, 1);
	assert_string_equal(p.name, "Max");
	assert_null(p.email);
	assert_ok(cursor_end(&c));
}

static void
all_are_counted(void **state)
{
	int64_t n;

	(void)state;
	assert_ok(record_count(records, &supplier_entity, &n));
	assert_int_equal(n, 5);
	assert_ok(record_count(records, &buyer_entity, &n));
	assert_int_equal(n, 1);
	assert_ok(record_count(records, &party_entity, &n));
	assert_int_equal(n, 6);
}

/* ---- finding ------------------------------------------------------------- */

static enum status
find(const struct entity *e, const char *code, void *record)
{
	return record_find(records, (struct record_code){ e, code }, &arena,
	    record);
}

static void
a_code_is_found_as_people_write_it(void **state)
{
	struct party p;

	(void)state;
	assert_ok(find(&supplier_entity, "A", &p));
	assert_string_equal(p.name, "Alpha LED");
	assert_ok(find(&supplier_entity, "a", &p));
	assert_int_equal(find(&supplier_entity, "X", &p), E_NOTFOUND);
	assert_ok(find(&buyer_entity, "X", &p));
	add(&supplier_entity, "code=SUP-0001", "name=Omega", NULL);
	assert_int_equal(find(&supplier_entity, "SUP-001", &p), E_NOTFOUND);
	assert_string_equal(fail_text(), "there is no supplier 'SUP-001'");
	assert_string_equal(fail_hint_text(), "did you mean SUP-0001?");
	fail_clear();
	assert_int_equal(find(&supplier_entity, "straße", &p), E_NOTFOUND);
	assert_string_equal(fail_hint_text(), "did you mean D?");
	fail_clear();
	add(&buyer_entity, "code=BUY-0001", "name=Psi", NULL);
	assert_int_equal(find(&supplier_entity, "BUY-001", &p), E_NOTFOUND);
	assert_string_equal(fail_hint_text(),
	    "all of them: tradecli supplier list");
}

static void
a_record_is_loaded_by_its_number(void **state)
{
	struct party p;

	(void)state;
	assert_ok(load(&supplier_entity, 2, &p));
	assert_string_equal(p.code, "B");
	assert_int_equal(load(&supplier_entity, 99, &p), E_NOTFOUND);
}

/* ---- against a loop ------------------------------------------------------ */

static uint64_t seed = 5;

static uint64_t
random_number(uint64_t below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (seed >> 33) % below;
}

static const char *const countries[] = { "CN", "DE", "VN", "" };
static const char *const ratings[] = { "0", "1.5", "3", "5", "" };
static const char *const signs[] = { "=", "!=", "<", "<=", ">", ">=", "~" };

/* Does `left` stand in this relation to `right`?  `order` is <0, 0, >0. */
static bool
holds(size_t sign, int order, bool left_none, bool right_none)
{
	if (sign == 0 && (left_none || right_none))
		return left_none && right_none;
	if (sign == 1 && (left_none || right_none))
		return left_none != right_none;
	if (left_none)
		return false;
	switch (sign) {
	case 0: return order == 0;
	case 1: return order != 0;
	case 2: return order < 0;
	case 3: return order <= 0;
	case 4: return order > 0;
	default: return order >= 0;
	}
}

struct wanted {
	bool	     of_rating;
	size_t	     sign, nvalues;
	const char  *values[3];
};

static bool
value_holds(const struct wanted *t, const char *text, const struct party *p)
{
	struct decimal d = NO_DECIMAL;
	bool none = *text == '\0';
	int64_t a = p->rating.micros;

	if (!t->of_rating)
		return holds(t->sign, p->country == NULL || none ? 0 :
		    strcmp(p->country, text), p->country == NULL, none);
	if (!none)
		assert_ok(decimal_parse(text, &d));
	return holds(t->sign, (a > d.micros) - (a < d.micros),
	    decimal_is_none(p->rating), none);
}

/* Any of the values will do; for != it may be none of them. */
static bool
term_holds(const struct wanted *t, const struct party *p)
{
	bool is_not = t->sign == 1;

	for (size_t i = 0; i < t->nvalues; i++)
		if (value_holds(t, t->values[i], p) != is_not)
			return !is_not;
	return is_not;
}

static struct wanted
random_term(struct strbuf *where)
{
	struct wanted t = { .of_rating = random_number(2),
	    .nvalues = 1 + random_number(3) };

	t.sign = random_number(6);
	strbuf_addf(where, "%s%s%s", where->len > 0 ? "," : "",
	    t.of_rating ? "rating" : "country", signs[t.sign]);
	for (size_t i = 0; i < t.nvalues; i++) {
		size_t n = t.sign < 2 ? 0 : 1;	/* < and > need a value */

		t.values[i] = t.of_rating ?
		    ratings[random_number(COUNT(ratings) - n)] :
		    countries[random_number(COUNT(countries) - n)];
		strbuf_addf(where, "%s%s", i > 0 ? "|" : "", t.values[i]);
	}
	return t;
}

static void
check_random_where(const struct party *all, size_t n)
{
	struct strbuf where = STRBUF_INIT, expected = STRBUF_INIT;
	struct wanted terms[4];
	size_t nterms = 1 + random_number(4);

	for (size_t i = 0; i < nterms; i++)
		terms[i] = random_term(&where);
	for (size_t i = 0; i < n; i++) {
		size_t j = 0;

		while (j < nterms && term_holds(&terms[j], &all[i]))
			j++;
		if (j == nterms)
			strbuf_addf(&expected, "%s%s",
			    expected.len > 0 ? " " : "", all[i].code);
	}
	assert_where(where.buf, expected.buf);
	strbuf_release(&where);
	strbuf_release(&expected);
}

static void
selections_agree_with_a_loop(void **state)
{
	struct party all[40];

	(void)state;
	for (size_t i = 0; i < COUNT(all); i++) {
		int64_t id = add(&supplier_entity, arena_printf(&arena,
		    "code=S%02zu", i), "name=x", arena_printf(&arena,
		    "country=%s", countries[random_number(4)]),
		    arena_printf(&arena, "rating=%s",
		    ratings[random_number(5)]), NULL);

		assert_ok(load(&supplier_entity, id, &all[i]));
	}
	for (int i = 0; i < 400; i++)
		check_random_where(all, COUNT(all));
}

#define SELECTS(test)							\
	cmocka_unit_test_setup_teardown(test, make_suppliers, remove_ledger)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SELECTS(each_sign_compares),
		SELECTS(no_value_is_told_from_some),
		SELECTS(commas_are_and_bars_are_or),
		SELECTS(quotes_keep_commas_and_bars),
		SELECTS(held_text_is_folded),
		SELECTS(archived_records_are_hidden_until_asked_for),
		SELECTS(what_is_no_condition_is_refused),
		SELECTS(many_conditions_are_too_many),
		SELECTS(records_are_sorted),
		SELECTS(a_limit_counts_what_is_given),
		SELECTS(words_are_searched_for),
		SELECTS(references_go_by_code),
		SELECTS(references_are_codes_alone),
		SELECTS(a_day_holds_its_times),
		SELECTS(parts_are_those_of_their_record),
		SELECTS(parts_are_gone_through_from_a_record_on),
		SELECTS(fields_not_asked_for_are_not_read),
		SELECTS(all_are_counted),
		SELECTS(a_code_is_found_as_people_write_it),
		SELECTS(a_record_is_loaded_by_its_number),
		cmocka_unit_test_setup_teardown(selections_agree_with_a_loop,
		    make_ledger, remove_ledger),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
