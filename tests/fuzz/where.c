/*
 * Any text as --where, --sort and words to search for, one a line: refused,
 * or exactly those records come that hold, which is computed here once more,
 * record by record and without SQL; and nothing is changed by looking.
 *
 * The first byte chooses the kind of record; bytes below a blank stand for
 * signs and words that mean something, the names of its fields among them.
 */
#include "ledger.h"

static const char *const rows[] = {
	"code,name,country,rating,lead_days,contact_name,contact_email,notes\n"
	"S-1,Alpha,CN,4.5,30,Li,li@example.com,\"led,lamp\"\n"
	"S-2,\"Beta \"\"Co\"\" O'Neill\",VN,,,,,\n"
	"S-3,深圳 | = ~ Ärger,CN,3,0,Wang,,\n",
	"code,name,country,notes\nB-1,Alpha,DE,mail\nB-2,Alpha,,\n",
	"code,name,supplier,price,currency,hs_code\n"
	"P-1,Lamp,S-1,1.5,USD,9405.42\nP-2,led,,,,\nP-3,S-1,S-2,0.000001,CNY,\n",
	"number,date,buyer,channel,reference,description,quantity,stage\n"
	"INQ-2026-0001,2026-11-05 09:30,B-1,mail,r1,lamp,500,new\n"
	"INQ-2026-0002,2026-11-05,B-2,,r2,Lamp,1000000,won\n"
	"INQ-2026-0003,2026-10-31 23:59,B-2,,,x,,\n",
};

static const char *const words[] = {
	"=", "!=", "<", "<=", ">", ">=", "~", "|", ",", "'", "\"", "-",
	"S-1", "Alpha", "CN", "4.5", "500", "2026-11-05", "2026-11-05 09:30",
	"today", "yes", "9223372036854.775807", "9999-12-31", "深圳", " "
};

/* Only bytes that stand for a character by themselves, but for a line break
 * and a tab, stand for something else: what is UTF-8 stays so. */
static const char *
text_of(const struct entity *e, const uint8_t *bytes, size_t n,
    struct strbuf *out)
{
	for (size_t i = 0; i < n; i++) {
		if (bytes[i] >= ' ' || bytes[i] == '\n' || bytes[i] == '\t' ||
		    i + 1 == n) {
			strbuf_addch(out, (char)bytes[i]);
			continue;
		}
		if (bytes[i] < 16)
			strbuf_addstr(out, e->fields[bytes[i + 1] %
			    e->nfields].name);
		else
			strbuf_addstr(out, words[bytes[i + 1] % COUNT(words)]);
		i++;
	}
	return out->buf;
}

static void
fill_ledger(void)
{
	struct arena a = ARENA_INIT;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct import_result result = { 0 };
		const char *path = as_file((const uint8_t *)rows[i],
		    strlen(rows[i]));

		if (import_once(noun_entities[i], path, &a, &result) != OK) {
			fprintf(stderr, "%s\n", fail_text());
			abort();
		}
	}
	CHECK(records_flush(ledger_records(ledger)) == OK);
	CHECK(ledger_commit(ledger) == OK);
	CHECK(ledger_resume(ledger) == OK);
	arena_release(&a);
}

/* ---- what holds, computed anew ------------------------------------------- */

/* -1, 0 or 1; a day without a time is all of the day. */
static int
compare_values(const struct field *f, struct value a, struct value b)
{
	int64_t x, y;

	switch (a.type) {
	case V_TEXT:
		x = strcmp(a.u.text, b.u.text);
		y = 0;
		break;
	case V_INT:
		x = a.u.integer;
		y = b.u.integer;
		break;
	case V_BOOL:
		x = a.u.boolean;
		y = b.u.boolean;
		break;
	case V_DECIMAL:
		x = a.u.decimal.micros;
		y = b.u.decimal.micros;
		break;
	case V_DATE:
		x = (int64_t)a.u.date.day * 10000 + a.u.date.minute;
		y = (int64_t)b.u.date.day * 10000 + b.u.date.minute;
		if (b.u.date.minute == NO_MINUTE || !(f->flags & F_TIME)) {
			x = a.u.date.day;
			y = b.u.date.day;
		}
		break;
	default:
		x = strcmp(a.u.ref.code, b.u.ref.code);
		y = 0;
	}
	return x < y ? -1 : x > y;
}

static bool
text_holds(struct value v, const char *folded, struct arena *a)
{
	struct strbuf b = STRBUF_INIT;
	bool held;

	value_print(v, &b);
	if (v.type == V_REF && v.u.ref.title != NULL)
		strbuf_addf(&b, " %s", v.u.ref.title);
	held = strstr(utf8_folded(b.buf, a), folded) != NULL;
	strbuf_release(&b);
	return held;
}

static bool
is_equal(const struct field *f, struct value v, struct value wanted)
{
	if (value_is_none(wanted) || value_is_none(v))
		return value_is_none(wanted) == value_is_none(v);
	if (v.type == V_REF && v.u.ref.title != NULL &&
	    strcmp(v.u.ref.title, wanted.u.ref.code) == 0)
		return true;
	return compare_values(f, v, wanted) == 0;
}

static bool
one_holds(const struct condition *c, const void *record, struct arena *a)
{
	struct value v = field_get(c->field, record);
	int order;

	if (c->how == HOLDS)
		return text_holds(v, c->value.u.text, a);
	if (c->how == IS || c->how == IS_NOT)
		return is_equal(c->field, v, c->value) == (c->how == IS);
	if (value_is_none(v))
		return value_is_none(c->value);
	if (value_is_none(c->value))
		return false;
	order = compare_values(c->field, v, c->value);
	return c->how == LESS ? order < 0 : c->how == AT_MOST ? order <= 0 :
	    c->how == MORE ? order > 0 : order >= 0;
}

/* Any of those that stand together; of those with != all. */
static bool
holds_all(const struct condition *where, const void *record, struct arena *a)
{
	for (; where != NULL; where = where->next) {
		bool any = false, all = true;

		for (const struct condition *c = where; c != NULL;
		    c = c->either) {
			bool is = one_holds(c, record, a);

			any = any || is;
			all = all && is;
		}
		if (where->how == IS_NOT ? !all : !any)
			return false;
	}
	return true;
}

/* ---- looking ------------------------------------------------------------- */

static enum status
count_selected(const struct entity *e, const struct selection *sel,
    size_t *n)
{
	struct arena a = ARENA_INIT;
	struct cursor c = record_select(ledger_records(ledger), e, sel);
	void *record = entity_new(e, &a);
	enum status st;

	for (*n = 0; cursor_next(&c, record); ++*n)
		CHECK(holds_all(sel->where, record, &a));
	st = cursor_end(&c);
	arena_release(&a);
	return st;
}

/* How many of all there are. */
static size_t
count_holding(const struct entity *e, const struct selection *sel)
{
	struct selection all = { .with_archived = sel->with_archived };
	struct arena a = ARENA_INIT;
	struct cursor c = record_select(ledger_records(ledger), e, &all);
	void *record = entity_new(e, &a);
	size_t n = 0;

	while (cursor_next(&c, record))
		n += holds_all(sel->where, record, &a);
	CHECK(cursor_end(&c) == OK);
	arena_release(&a);
	return n;
}

static void
check_selection(const struct entity *e, struct selection *sel,
    const char *search)
{
	size_t n, some;
	enum status st = count_selected(e, sel, &n);

	if (st != OK) {
		CHECK(st == E_USAGE);
		check_refusal(st);
		return;
	}
	CHECK(n == count_holding(e, sel));
	if (entity_field_flagged(e, F_SEARCH) != NULL)
		sel->holding = search;
	sel->limit = 2;
	if ((st = count_selected(e, sel, &some)) != OK)
		CHECK(st == E_USAGE);
	else
		CHECK(some <= n && some <= 2);
}

static const char *
next_line(const char **text, struct arena *a)
{
	size_t n = strcspn(*text, "\n");
	const char *line = arena_strndup(a, *text, n);

	*text += n + ((*text)[n] == '\n');
	return line;
}

static void
check_text(const struct entity *e, const char *text, struct arena *a)
{
	const struct parse p = { a, session.now };
	const char *where = next_line(&text, a), *sort = next_line(&text, a);
	struct selection sel = { 0 };
	enum status st = selection_where(e, where, &p, &sel);

	if (st == OK)
		st = selection_sort(e, sort, a, &sel);
	if (st != OK)
		check_refusal(st);
	else
		check_selection(e, &sel, text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct strbuf text = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	size_t nentities = 0;
	const struct entity *e;

	if (n == 0 || n > 2000)
		return 0;
	if (open_ledger())
		fill_ledger();
	fail_clear();
	while (all_entities[nentities] != NULL)
		nentities++;
	nentities += 4;
	e = bytes[0] % nentities < 4 ? noun_entities[bytes[0] % nentities] :
	    all_entities[bytes[0] % nentities - 4];
	text_of(e, bytes + 1, n - 1, &text);
	if (utf8_check(text.buf, text.len) == text.len &&
	    strlen(text.buf) == text.len)
		check_text(e, text.buf, &a);
	strbuf_release(&text);
	arena_release(&a);
	return 0;
}
