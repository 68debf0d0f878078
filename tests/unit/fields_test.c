/*
 * The tables of fields of all things: complete, free of contradictions, and
 * in agreement with the columns of the ledger.
 */
#include "scratch.h"

#include "ledger/heading_common.h"
#include "value/iso6346.h"
#include "value/terms.h"
#include "value/text.h"

typedef void check_entity(const struct entity *);

/* Calls `check` for every kind of record, nouns last. */
static void
each_entity(check_entity *check)
{
	for (size_t i = 0; all_entities[i] != NULL; i++)
		check(all_entities[i]);
	for (size_t i = 0; noun_entities[i] != NULL; i++)
		check(noun_entities[i]);
}

static bool
is_snake_case(const char *name)
{
	return name[0] >= 'a' && name[0] <= 'z' &&
	    name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0'
	    && strstr(name, "__") == NULL && name[strlen(name) - 1] != '_';
}

static void
check_names(const struct entity *e)
{
	for (size_t i = 0; i < e->nfields; i++) {
		if (!is_snake_case(e->fields[i].name))
			fail_msg("%s.%s", e->name, e->fields[i].name);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(e->fields[i].name,
			    e->fields[j].name);
	}
}

static void
names_are_snake_case_and_unique(void **state)
{
	(void)state;
	each_entity(check_names);
}

static void
check_help(const struct entity *e)
{
	for (size_t i = 0; i < e->nfields; i++) {
		const char *help = e->fields[i].help;

		if (help == NULL || *help == '\0' || strchr(help, '\n') != NULL
		    || help[strlen(help) - 1] == '.' || utf8_width(help) > 72)
			fail_msg("help of %s.%s", e->name, e->fields[i].name);
	}
}

static void
help_is_one_line_without_full_stop(void **state)
{
	(void)state;
	each_entity(check_help);
}

static void
check_labels(const struct entity *e)
{
	assert_non_null(e->label);
	assert_non_null(e->label_zh);
	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		if (f->label == NULL || *f->label == '\0' ||
		    f->label_zh == NULL || *f->label_zh == '\0')
			fail_msg("label of %s.%s", e->name, f->name);
		assert_string_equal(field_label(f, false), f->label);
		assert_string_equal(field_label(f, true), f->label_zh);
		for (size_t j = 0; j < i; j++) {
			assert_string_not_equal(f->label, e->fields[j].label);
			assert_string_not_equal(f->label_zh,
			    e->fields[j].label_zh);
		}
	}
}

static void
labels_are_there_and_unique_in_both_languages(void **state)
{
	(void)state;
	each_entity(check_labels);
}

static size_t
count_flagged(const struct entity *e, unsigned flag)
{
	size_t n = 0;

	for (size_t i = 0; i < e->nfields; i++)
		n += (e->fields[i].flags & flag) != 0;
	return n;
}

static void
check_shape(const struct entity *e)
{
	const struct field *key = entity_key(e);

	assert_string_equal(e->fields[0].name, "id");
	assert_int_equal(e->fields[0].offset, 0);
	assert_int_equal(e->fields[0].type, V_INT);
	assert_true(e->fields[0].flags & F_FIXED);
	assert_true(count_flagged(e, F_KEY) <= 1);
	assert_true(count_flagged(e, F_PARENT) <= 1);
	assert_true(count_flagged(e, F_ARCHIVED) <= 1);
	assert_true(count_flagged(e, F_TITLE) <= 1);
	assert_true(count_flagged(e, F_LIST) > 0);
	if (e->series != NULL) {
		assert_non_null(key);
		assert_int_equal(key->type, V_TEXT);
	}
	if (e->role != NULL)
		assert_int_equal(count_flagged(e, F_ROLES), 1);
	if (e->series != NULL && strstr(e->series, "%Y") != NULL)
		assert_int_equal(count_flagged(e, F_DATED), 1);
}

static void
a_record_starts_with_its_number_and_has_one_key(void **state)
{
	(void)state;
	each_entity(check_shape);
}

/* A flag on a type it says nothing about is a slip. */
static void
check_flags(const struct entity *e)
{
	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];
		bool text = f->type == V_TEXT;
		bool number = f->type == V_INT || f->type == V_DECIMAL;

		if ((f->flags & (F_CODE | F_SEARCH | F_WIDE | F_ROLES) && !text)
		    || (f->flags & (F_MONEY | F_PERCENT) &&
		    f->type != V_DECIMAL) ||
		    (f->flags & F_SIGNED && !number) ||
		    (f->flags & (F_TIME | F_DATED) && f->type != V_DATE) ||
		    (f->flags & F_ARCHIVED && f->type != V_BOOL) ||
		    (f->flags & F_PARENT && f->type != V_REF) ||
		    ((f->codes != NULL || f->normalize != NULL) && !text) ||
		    (f->ref != NULL) != (f->type == V_REF))
			fail_msg("%s.%s", e->name, f->name);
		if (f->offset >= e->size)
			fail_msg("%s.%s is outside", e->name, f->name);
		for (size_t j = 0; j < i; j++)
			assert_true(f->offset != e->fields[j].offset);
	}
}

static void
flags_fit_the_type(void **state)
{
	(void)state;
	each_entity(check_flags);
}

/* "buyer.currency": a reference, and a field of the same type behind it. */
static void
check_from(const struct entity *e)
{
	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i], *ref, *of;
		const char *dot;

		if (f->from == NULL)
			continue;
		assert_non_null(dot = strchr(f->from, '.'));
		ref = entity_field(e, arena_strndup(&arena, f->from,
		    (size_t)(dot - f->from)));
		assert_non_null(ref);
		assert_int_equal(ref->type, V_REF);
		of = entity_field(ref->ref, dot + 1);
		assert_non_null(of);
		assert_int_equal(of->type, f->type);
		assert_ptr_equal(of->codes, f->codes);
	}
	arena_release(&arena);
}

static void
what_is_inherited_has_the_type_of_its_source(void **state)
{
	(void)state;
	each_entity(check_from);
}

static void
check_matches(const struct entity *e)
{
	for (size_t i = 0; e->matches != NULL && e->matches[i] != NULL; i++) {
		const char *set = e->matches[i];

		while (*set != '\0') {
			size_t n = strcspn(set, ",?");
			const char *name = arena_strndup(&arena, set, n);

			if (entity_field(e, name) == NULL)
				fail_msg("%s is matched by '%s'", e->name,
				    name);
			set += n + strspn(set + n, ",?");
		}
	}
	arena_release(&arena);
}

static void
records_are_matched_by_fields_they_have(void **state)
{
	(void)state;
	each_entity(check_matches);
}

static void
check_parts(const struct entity *e)
{
	bool lines_found = e->lines == NULL;

	for (size_t i = 0; e->parts != NULL && e->parts[i] != NULL; i++) {
		const struct field *parent =
		    entity_field_flagged(e->parts[i], F_PARENT);
		bool known = false;

		assert_non_null(parent);
		assert_int_equal(parent->type, V_REF);
		assert_true(parent->flags & F_REQUIRED);
		assert_string_equal(parent->ref->table, e->table);
		assert_non_null(e->parts[i]->prefix);
		if (e->parts[i] == e->lines)
			lines_found = true;
		for (size_t j = 0; all_entities[j] != NULL; j++)
			known = known || all_entities[j] == e->parts[i];
		assert_true(known);
	}
	assert_true(lines_found);
}

static void
parts_point_to_what_they_belong_to(void **state)
{
	(void)state;
	each_entity(check_parts);
}

/* A reference is shown by the code of what it points to. */
static void
check_refs(const struct entity *e)
{
	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		if (f->type != V_REF)
			continue;
		assert_non_null(entity_key(f->ref));
		assert_int_equal(entity_key(f->ref)->type, V_TEXT);
		assert_non_null(entity_field_flagged(f->ref, F_TITLE));
	}
}

static void
what_is_referred_to_has_a_code_and_a_title(void **state)
{
	(void)state;
	each_entity(check_refs);
}

static void
parents_come_before_their_parts(void **state)
{
	(void)state;
	for (size_t i = 0; all_entities[i] != NULL; i++) {
		const struct field *parent =
		    entity_field_flagged(all_entities[i], F_PARENT);
		size_t at = 0;

		if (parent == NULL)
			continue;
		while (strcmp(all_entities[at]->table, parent->ref->table) != 0)
			at++;
		assert_true(at < i);
	}
}

static void
nouns_are_found_by_all_their_names(void **state)
{
	(void)state;
	for (size_t i = 0; noun_entities[i] != NULL; i++) {
		const struct entity *e = noun_entities[i];

		assert_ptr_equal(noun_find(e->name), e);
		assert_ptr_equal(noun_find(e->plural), e);
		assert_ptr_equal(noun_find(e->label), e);
		assert_ptr_equal(noun_find(e->label_zh), e);
	}
	assert_null(noun_find("party"));
	assert_null(noun_find(""));
}

/* ---- headings ------------------------------------------------------------ */

static void
flat_names_of_a_noun_are_unique(void **state)
{
	(void)state;
	for (size_t i = 0; noun_entities[i] != NULL; i++) {
		struct flat flat = entity_flat(noun_entities[i], &arena);

		for (size_t j = 0; j < flat.n; j++) {
			assert_true(is_snake_case(flat.fields[j].name));
			assert_int_equal(flat_find(&flat, flat.fields[j].name),
			    j);
		}
		assert_int_equal(flat_find(&flat, "no_such_field"), flat.n);
	}
	arena_release(&arena);
}

/* Every heading a field is read under, as its skeleton, with its field. */
struct headings {
	const char *skeleton[2048];
	size_t	    field[2048], n;
};

static void
add_headings(struct headings *h, const char *list, size_t field)
{
	while (list != NULL && *list != '\0') {
		size_t n = strcspn(list, "|");
		const char *s = utf8_skeleton(arena_strndup(&arena, list, n),
		    &arena);

		if (*s == '\0')
			fail_msg("an empty heading in '%s'", list);
		assert_true(h->n < COUNT(h->skeleton));
		h->field[h->n] = field;
		h->skeleton[h->n++] = s;
		list += n + (list[n] == '|');
	}
}

static size_t
report_ambiguous(const struct flat *flat, const struct headings *h)
{
	size_t n = 0;

	for (size_t i = 0; i < h->n; i++) {
		for (size_t j = 0; j < i; j++) {
			if (h->field[i] == h->field[j] ||
			    strcmp(h->skeleton[i], h->skeleton[j]) != 0)
				continue;
			print_error("%s: '%s' means %s and %s\n",
			    flat->entity->name, h->skeleton[i],
			    flat->fields[h->field[j]].name,
			    flat->fields[h->field[i]].name);
			n++;
		}
	}
	return n;
}

static void
a_heading_means_one_field(void **state)
{
	static struct headings h;
	size_t n = 0;

	(void)state;
	for (size_t i = 0; noun_entities[i] != NULL; i++) {
		struct flat flat = entity_flat(noun_entities[i], &arena);

		h.n = 0;
		for (size_t j = 0; j < flat.n; j++) {
			add_headings(&h, flat.fields[j].name, j);
			add_headings(&h, flat.fields[j].field->label, j);
			add_headings(&h, flat.fields[j].field->label_zh, j);
			add_headings(&h, flat.fields[j].field->also, j);
			add_headings(&h,
			    heading_common(flat.fields[j].name), j);
		}
		n += report_ambiguous(&flat, &h);
	}
	arena_release(&arena);
	assert_int_equal(n, 0);
}

/* ---- code lists ---------------------------------------------------------- */

static void
check_form(const struct codes *codes, const struct code *row, const char *form)
{
	const struct code *found = NULL;

	if (code_find(codes, form, &found) != OK || found != row)
		fail_msg("%s '%s' is %s, not %s", codes->name, form,
		    found != NULL ? found->code : "nothing", row->code);
}

static void
check_list(const struct codes *codes)
{
	for (size_t i = 0; i < codes->n; i++) {
		const struct code *row = &codes->list[i];
		const char *also = row->also;

		if (i > 0 && strcmp(codes->list[i - 1].code, row->code) >= 0)
			fail_msg("%s: %s is not sorted", codes->name,
			    row->code);
		check_form(codes, row, row->code);
		check_form(codes, row, row->en);
		check_form(codes, row, row->zh);
		while (*also != '\0') {
			size_t n = strcspn(also, "|");

			check_form(codes, row, arena_strndup(&arena, also, n));
			also += n + (also[n] == '|');
		}
	}
	arena_release(&arena);
}

static void
check_codes(const struct entity *e)
{
	for (size_t i = 0; i < e->nfields; i++)
		if (e->fields[i].codes != NULL)
			check_list(e->fields[i].codes);
}

static void
code_lists_are_sorted_and_each_form_reaches_its_row(void **state)
{
	(void)state;
	each_entity(check_codes);
}

static void
every_stage_has_its_rank(void **state)
{
	static const char *const order[] = { "new", "contacted", "quoted",
	    "sample", "negotiating", "won", "lost" };

	(void)state;
	assert_int_equal(stage_codes.n, COUNT(order));
	for (size_t i = 0; i < COUNT(order); i++) {
		assert_int_equal(inquiry_stage_rank(order[i]), i);
		assert_non_null(code_get(&stage_codes, order[i]));
	}
	assert_int_equal(inquiry_stage_rank("no such stage"), -1);
}

/* ---- columns ------------------------------------------------------------- */

static bool
has_column(const char *table, const char *name)
{
	int64_t n;

	assert_ok(store_int(records_store(records),
	    "SELECT count(*) FROM pragma_table_info(?1) WHERE name = ?2",
	    ARGS(ARG(table), ARG(name)), &n));
	return n == 1;
}

static void
check_columns(const struct entity *e)
{
	struct query q;

	for (size_t i = 0; i < e->nfields; i++)
		if (!has_column(e->table, e->fields[i].name))
			fail_msg("%s has no column %s", e->table,
			    e->fields[i].name);
	q = store_query(records_store(records),
	    "SELECT name FROM pragma_table_info(?1) ORDER BY cid",
	    ARGS(ARG(e->table)));
	while (query_row(&q))
		if (strcmp(query_text(&q, 0), "search_key") != 0 &&
		    strcmp(query_text(&q, 0), "seal") != 0 &&
		    entity_field(e, query_text(&q, 0)) == NULL)
			fail_msg("%s.%s is no field", e->table,
			    query_text(&q, 0));
	assert_ok(query_end(&q));
	if (count_flagged(e, F_SEARCH) > 0)
		assert_true(has_column(e->table, "search_key"));
}

static void
every_field_has_a_column_and_every_column_a_field(void **state)
{
	(void)state;
	each_entity(check_columns);
}

/* Texts in TEXT, numbers in INTEGER; what is NOT NULL is required, or given
 * by the program. */
static void
check_column_types(const struct entity *e)
{
	void *completed = entity_new(e, &arena);

	record_complete(records, e, completed, true);
	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];
		bool text = f->type == V_TEXT || f->type == V_DATE;
		struct query q = store_query(records_store(records),
		    "SELECT type, \"notnull\" FROM pragma_table_info(?1)"
		    " WHERE name = ?2", ARGS(ARG(e->table), ARG(f->name)));

		assert_true(query_row(&q));
		assert_string_equal(query_text(&q, 0),
		    text ? "TEXT" : "INTEGER");
		if (query_int(&q, 1) && f->type != V_BOOL &&
		    !(f->flags & (F_REQUIRED | F_KEY | F_ROLES | F_STATE |
		    F_COMPUTED)) &&
		    value_is_none(field_get(f, completed)))
			fail_msg("%s.%s is NOT NULL, but not required",
			    e->table, f->name);
		assert_ok(query_end(&q));
	}
}

static void
columns_have_the_type_of_their_field(void **state)
{
	(void)state;
	each_entity(check_column_types);
}

/* ---- values -------------------------------------------------------------- */

static uint64_t seed = 20261116;

static uint64_t
random_number(uint64_t below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (seed >> 33) % below;
}

static const char *
random_text(const struct field *f)
{
	static const char *const pieces[] = {
		"a", "Zz", "9", " ", "-", "'", "\"", "\\", "\t", "\n", ",",
		"é", "ß", "深圳", "ｶﾞ", "\xf0\x9f\x93\xa6", "%", "=1+1"
	};
	static const char *const terms[] = { "T/T 30/70", "NET30", "月结30天",
	    "L/C at sight", "D/P", "T/T" };
	static const char *const tags[] = { "led", "led,展会", "a,b c,d" };
	static const char *const hs[] = { "8539", "853952", "85395200",
	    "8539520000", "8539520000999" };
	struct strbuf b = STRBUF_INIT;
	const char *text;

	if (f->codes != NULL)
		return f->codes->list[random_number(f->codes->n)].code;
	if (f->normalize == terms_normalize)
		return terms[random_number(COUNT(terms))];
	if (f->normalize == tags_normalize)
		return tags[random_number(COUNT(tags))];
	if (f->normalize == hs_code_normalize)
		return hs[random_number(COUNT(hs))];
	if (f->normalize == swift_normalize)
		return random_number(2) ? "BKCHCNBJ" : "BKCHCNBJ92A";
	if (f->normalize == container_number_normalize)
		return "CSQU3054383";
	if (f->normalize == email_normalize)
		return "li@example.com";
	if (f->flags & F_ROLES)
		return random_number(2) ? "supplier,buyer" : "bank";
	strbuf_addch(&b, 'x');
	for (size_t n = random_number(12); n > 0; n--)
		strbuf_addstr(&b, pieces[random_number(COUNT(pieces))]);
	strbuf_addch(&b, 'x');
	text = strbuf_to(&b, &arena);
	strbuf_release(&b);
	return text;
}

static int64_t
random_int64(const struct field *f, int64_t max)
{
	int64_t n = (int64_t)(random_number(1u << 31) << 31 |
	    random_number(1u << 31));

	n >>= random_number(62);
	n %= max;
	return f->flags & F_SIGNED && random_number(2) ? -n : n;
}

static struct value
random_value(const struct field *f)
{
	struct value v = value_none(f->type);

	switch (f->type) {
	case V_TEXT:
		return value_text(random_text(f));
	case V_INT:
		return value_int(random_int64(f, INT64_C(9223372036854)));
	case V_BOOL:
		v.u.boolean = random_number(2);
		return v;
	case V_DATE:
		v.u.date.day = (int32_t)random_number(3652059) - 719162;
		if (f->flags & F_TIME && random_number(2))
			v.u.date.minute = (int32_t)random_number(1440);
		return v;
	case V_DECIMAL:
		v.u.decimal.micros = random_int64(f, INT64_MAX);
		if (f->flags & F_PERCENT &&	/* 0.13 may be meant as 13 */
		    v.u.decimal.micros < DECIMAL_SCALE)
			v.u.decimal.micros *= DECIMAL_SCALE;
		return v;
	case V_REF:
		v.u.ref.code = "SUP-0001";
	}
	return v;
}

static void
check_round_trip(const struct entity *e)
{
	const struct parse how = { &arena, NO_DATE };

	for (size_t i = 1; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		for (int n = 0; n < 200; n++) {
			void *record = entity_new(e, &arena);
			struct value v = random_value(f);
			struct strbuf text = STRBUF_INIT;

			value_print(v, &text);
			if (field_set(f, record, text.buf, &how) != OK)
				fail_msg("%s.%s '%s': %s", e->name, f->name,
				    text.buf, fail_text());
			if (!value_equal(field_get(f, record), v))
				fail_msg("%s.%s: '%s' changed", e->name,
				    f->name, text.buf);
			strbuf_release(&text);
			arena_release(&arena);
		}
	}
}

static void
what_is_printed_is_set_again(void **state)
{
	(void)state;
	each_entity(check_round_trip);
}

/* Nothing of one member is stored in another. */
static void
check_members(const struct entity *e)
{
	struct value *values = arena_alloc(&arena,
	    e->nfields * sizeof(*values));
	void *record = entity_new(e, &arena);

	for (size_t i = 0; i < e->nfields; i++) {
		values[i] = random_value(&e->fields[i]);
		field_put(&e->fields[i], record, values[i]);
	}
	for (size_t i = 0; i < e->nfields; i++)
		assert_true(value_equal(values[i],
		    field_get(&e->fields[i], record)));
	assert_int_equal(entity_id(record), values[0].u.integer);
	arena_release(&arena);
}

static void
members_do_not_overlap(void **state)
{
	(void)state;
	each_entity(check_members);
}

static void
a_refused_text_leaves_the_record_alone(void **state)
{
	static const struct {
		const char *field, *text;
	} cases[] = {
		{ "rating", "-1" },	{ "rating", "good" },
		{ "country", "Atlantis" }, { "currency", "XYZ1" },
		{ "terms", "30天后" },	{ "swift", "ABC" },
		{ "archived", "maybe" }, { "roles", "king" },
		{ "account", "6.22848E+18" },
	};
	const struct parse how = { &arena, NO_DATE };
	struct party p, before;

	(void)state;
	entity_clear(&party_entity, &p);
	before = p;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct field *f = entity_field(&party_entity,
		    cases[i].field);

		if (field_set(f, &p, cases[i].text, &how) != E_INVALID)
			fail_msg("%s '%s' was accepted", cases[i].field,
			    cases[i].text);
		assert_memory_equal(&p, &before, sizeof(p));
	}
	arena_release(&arena);
}

static void
a_time_of_day_is_refused_where_a_date_is_wanted(void **state)
{
	const struct parse how = { &arena, NO_DATE };
	const struct field *f = entity_field(&inquiry_entity, "wanted_date");
	struct inquiry q;

	(void)state;
	entity_clear(&inquiry_entity, &q);
	assert_int_equal(field_set(f, &q, "2026-11-05 09:30", &how), E_INVALID);
	assert_ok(field_set(f, &q, "2026-11-05 00:00", &how));
	assert_int_equal(q.wanted_date.minute, NO_MINUTE);
	f = entity_field(&inquiry_entity, "answered");
	assert_ok(field_set(f, &q, "2026-11-05 09:30", &how));
	assert_int_equal(q.answered.minute, 9 * 60 + 30);
	arena_release(&arena);
}

static void
percent_signs_are_read(void **state)
{
	static const char *const texts[] = { "13", "13%", "13 %", "13％",
	    " 13 ％ ", "13.00%" };
	const struct parse how = { &arena, NO_DATE };
	const struct field *f = entity_field(&product_entity, "vat_rate");

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct product p;

		entity_clear(&product_entity, &p);
		if (field_set(f, &p, texts[i], &how) != OK)
			fail_msg("'%s': %s", texts[i], fail_text());
		assert_int_equal(p.vat_rate.micros, 13 * DECIMAL_SCALE);
	}
	arena_release(&arena);
}

static void
fields_are_found_as_people_name_them(void **state)
{
	static const char *const names[] = { "name_local", "name-local",
	    "Local name", "LOCAL NAME", "本地名称", "name local" };
	const struct field *f;

	(void)state;
	for (size_t i = 0; i < COUNT(names); i++) {
		assert_ok(entity_find_field(&supplier_entity, names[i], &f));
		assert_string_equal(f->name, "name_local");
	}
	assert_int_equal(entity_find_field(&supplier_entity, "contry", &f),
	    E_USAGE);
	assert_string_equal(fail_hint_text(), "did you mean country?");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_snake_case_and_unique),
		cmocka_unit_test(help_is_one_line_without_full_stop),
		cmocka_unit_test(labels_are_there_and_unique_in_both_languages),
		cmocka_unit_test(
		    a_record_starts_with_its_number_and_has_one_key),
		cmocka_unit_test(flags_fit_the_type),
		cmocka_unit_test(what_is_inherited_has_the_type_of_its_source),
		cmocka_unit_test(records_are_matched_by_fields_they_have),
		cmocka_unit_test(parts_point_to_what_they_belong_to),
		cmocka_unit_test(what_is_referred_to_has_a_code_and_a_title),
		cmocka_unit_test(parents_come_before_their_parts),
		cmocka_unit_test(nouns_are_found_by_all_their_names),
		cmocka_unit_test(flat_names_of_a_noun_are_unique),
		cmocka_unit_test(a_heading_means_one_field),
		cmocka_unit_test(
		    code_lists_are_sorted_and_each_form_reaches_its_row),
		cmocka_unit_test(every_stage_has_its_rank),
		cmocka_unit_test_setup_teardown(
		    every_field_has_a_column_and_every_column_a_field,
		    make_ledger, remove_ledger),
		cmocka_unit_test_setup_teardown(
		    columns_have_the_type_of_their_field,
		    make_ledger, remove_ledger),
		cmocka_unit_test(what_is_printed_is_set_again),
		cmocka_unit_test(members_do_not_overlap),
		cmocka_unit_test(a_refused_text_leaves_the_record_alone),
		cmocka_unit_test(
		    a_time_of_day_is_refused_where_a_date_is_wanted),
		cmocka_unit_test(percent_signs_are_read),
		cmocka_unit_test(fields_are_found_as_people_name_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
