/*
 * What most papers say: who we are, to whom, which goods, how much.
 */
#include "ledger/paper_fill.h"

#include <string.h>

#include "base/utf8.h"
#include "ledger/setting.h"
#include "trade/order.h"
#include "trade/product.h"
#include "trade/words.h"
#include "value/money.h"

struct label
code_label(const struct codes *codes, const char *code)
{
	const struct code *c = code != NULL ? code_get(codes, code) : NULL;

	return c != NULL ? (struct label){ c->en, c->zh } :
	    (struct label){ code, code };
}

/* ---- firms --------------------------------------------------------------- */

/* A line of an address, where there is one. */
static void
add_line(struct strbuf *b, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	if (b->len > 0)
		strbuf_addch(b, '\n');
	strbuf_addstr(b, text);
}

static void
add_word(struct strbuf *b, const char *glue, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	strbuf_addf(b, "%s%s", b->len > 0 ? glue : "", text);
}

static const char *
keep(struct filling *f, struct strbuf *b)
{
	const char *text = strbuf_to(b, f->arena);

	strbuf_release(b);
	return text;
}

/* Where the postcode stands behind the city (UPU, addressing systems). */
static bool
is_code_last(const char *country)
{
	static const char *const countries[] = {
		"AU", "BD", "CA", "CN", "GB", "ID", "IE", "IN", "JP", "KR",
		"LK", "NG", "NZ", "PK", "SA", "SG", "TH", "TW", "US", "ZA"
	};

	for (size_t i = 0; country != NULL && i < COUNT(countries); i++)
		if (strcmp(country, countries[i]) == 0)
			return true;
	return false;
}

/* "20457 Hamburg, Germany", "Glasgow G1 5AB, United Kingdom" */
static const char *
town(struct filling *f, const struct party *p)
{
	struct strbuf b = STRBUF_INIT;

	if (is_code_last(p->country)) {
		add_word(&b, "", p->city);
		add_word(&b, ", ", p->province);
		add_word(&b, " ", p->postcode);
	} else {
		add_word(&b, "", p->postcode);
		add_word(&b, " ", p->city);
		add_word(&b, ", ", p->province);
	}
	add_word(&b, ", ", code_label(&country_codes, p->country).en);
	return keep(f, &b);
}

static const char *
box(struct filling *f, const struct party *p, const char *name)
{
	struct strbuf b = STRBUF_INIT;

	add_line(&b, name);
	add_line(&b, p->address);
	add_line(&b, town(f, p));
	if (p->tax_id != NULL)
		add_line(&b, arena_printf(f->arena, "Tax ID %s", p->tax_id));
	return keep(f, &b);
}

/* A Chinese address begins with the province; others stay as they are, for
 * they are read where they lead to. */
static const char *
chinese_box(struct filling *f, const struct party *p, const char *name)
{
	struct strbuf b = STRBUF_INIT;

	if (p->address == NULL || !utf8_has_han(p->address))
		return box(f, p, name);
	add_line(&b, name);
	add_line(&b, arena_printf(f->arena, "%s%s%s", p->province != NULL ?
	    p->province : "", p->city != NULL ? p->city : "", p->address));
	if (p->postcode != NULL)
		strbuf_addf(&b, "  邮编%s", p->postcode);
	if (p->tax_id != NULL)
		add_line(&b, arena_printf(f->arena, "税号 %s", p->tax_id));
	return keep(f, &b);
}

void
fill_party_of(struct filling *f, const struct party *p, const char *name)
{
	const char *local = p->name_local != NULL ? p->name_local : p->name;

	values_texts(f->head, name, (struct label){ box(f, p, p->name),
	    chinese_box(f, p, local) });
	values_texts(f->head, arena_printf(f->arena, "%s_name", name),
	    (struct label){ p->name, local });
}

enum status
fill_party(struct filling *f, const struct entity *e, const struct ref *ref,
    const char *name)
{
	struct party p;
	enum status st = record_load(f->records, (struct record_id){ e,
	    ref->id }, f->arena, &p);

	if (st == OK)
		fill_party_of(f, &p, name);
	return st;
}

/* ---- ourselves ----------------------------------------------------------- */

/* A setting in both languages: NAME and NAME_local, or one for both. */
static enum status
both_settings(struct filling *f, const char *name, struct label *out)
{
	const char *local = arena_printf(f->arena, "%s_local", name);
	enum status st;

	if ((st = setting_get(f->records, name, f->arena, &out->en)) != OK ||
	    (st = setting_get(f->records, local, f->arena, &out->zh)) != OK)
		return st;
	if (out->zh == NULL)
		out->zh = out->en;
	if (out->en == NULL)
		out->en = out->zh;
	return OK;
}

static const struct {
	const char *setting, *value;
} own_texts[] = {
	{ "bank_name", "bank_name" }, { "bank_address", "bank_address" },
	{ "bank_account", "bank_account" }, { "bank_swift", "bank_swift" },
	{ "bank_intermediary", "bank_intermediary" }, { "logo", "logo" },
	{ "bank_beneficiary", "bank_beneficiary" },
};

/* "+86 574 8812 3456   sales@example.com" */
static enum status
contact_line(struct filling *f, struct label *out)
{
	static const char *const names[] = { "phone", "email", "website" };
	struct strbuf b = STRBUF_INIT;
	const char *text, *said;
	enum status st = OK;
	bool has_phone = false;

	for (size_t i = 0; st == OK && i < COUNT(names); i++) {
		st = setting_get(f->records, names[i], f->arena, &text);
		if (st != OK || text == NULL)
			continue;
		has_phone |= i == 0;
		add_word(&b, "   ", text);
	}
	said = keep(f, &b);
	*out = (struct label){ said, said };
	if (has_phone)
		*out = (struct label){ arena_printf(f->arena, "Tel %s", said),
		    arena_printf(f->arena, "电话 %s", said) };
	return st;
}

/* Name, address and tax number, as a box of the document. */
static const char *
own_box(struct filling *f, const char *name, const char *address,
    const char *tax)
{
	struct strbuf b = STRBUF_INIT;

	add_line(&b, name);
	add_line(&b, address);
	add_line(&b, tax);
	return keep(f, &b);
}

static enum status
fill_settings(struct filling *f)
{
	enum status st = OK;

	for (size_t i = 0; st == OK && i < COUNT(own_texts); i++) {
		struct label text;

		st = both_settings(f, own_texts[i].setting, &text);
		if (st == OK)
			values_texts(f->head, own_texts[i].value, text);
	}
	return st;
}

enum status
fill_company(struct filling *f, const char *as)
{
	struct label name, address, contact, tax;
	enum status st;

	if ((st = both_settings(f, "company", &name)) != OK ||
	    (st = both_settings(f, "address", &address)) != OK ||
	    (st = both_settings(f, "tax_id", &tax)) != OK ||
	    (st = contact_line(f, &contact)) != OK ||
	    (st = fill_settings(f)) != OK)
		return st;
	values_texts(f->head, "company", name);
	values_texts(f->head, "address", address);
	values_texts(f->head, "contact", contact);
	if (tax.en != NULL)
		tax = (struct label){
		    arena_printf(f->arena, "Tax ID %s", tax.en),
		    arena_printf(f->arena, "税号 %s", tax.zh) };
	values_texts(f->head, as, (struct label){
	    own_box(f, name.en, address.en, tax.en),
	    own_box(f, name.zh, address.zh, tax.zh) });
	values_texts(f->head, arena_printf(f->arena, "%s_name", as), name);
	if (values_get(f->head, "bank_account") != NULL &&
	    values_get(f->head, "bank_beneficiary") == NULL)
		values_texts(f->head, "bank_beneficiary", name);
	return OK;
}

/* ---- terms --------------------------------------------------------------- */

void
fill_incoterm(struct filling *f, const char *incoterm, const char *place)
{
	const char *basis;

	if (incoterm == NULL)
		return;
	basis = place == NULL ? incoterm :
	    arena_printf(f->arena, "%s %s", incoterm, place);
	values_text(f->head, "price_basis", basis);
	values_text(f->head, "incoterm", arena_printf(f->arena,
	    "%s, Incoterms 2020", basis));
}

void
fill_country(struct filling *f, const char *name, const char *country)
{
	if (country != NULL)
		values_texts(f->head, name,
		    code_label(&country_codes, country));
}

/* ---- goods --------------------------------------------------------------- */

static const char *
in_english(const struct product *p, struct label own)
{
	const char *const texts[] = { own.en, own.zh, p->name };
	const char *first = NULL;

	for (size_t i = 0; i < COUNT(texts); i++) {
		if (texts[i] != NULL && !utf8_has_han(texts[i]))
			return texts[i];
		if (first == NULL)
			first = texts[i];
	}
	return first;
}

/* A line takes over the local name of the product where it was told none. */
static const char *
in_chinese(const struct product *p, struct label own)
{
	bool is_own = own.zh != NULL && (p->name_local == NULL ||
	    strcmp(own.zh, p->name_local) != 0);

	if (!is_own && own.en != NULL && utf8_has_han(own.en))
		return own.en;
	if (own.zh != NULL)
		return own.zh;
	if (p->name_local != NULL)
		return p->name_local;
	return own.en != NULL ? own.en : p->name;
}

enum status
fill_product(struct filling *f, struct values *line, const struct ref *ref,
    struct label own)
{
	struct product p;
	enum status st;

	entity_clear(&product_entity, &p);
	if (ref->id != 0 && (st = record_load(f->records, (struct record_id){
	    &product_entity, ref->id }, f->arena, &p)) != OK)
		return st;
	values_texts(line, "description", (struct label){
	    in_english(&p, own), in_chinese(&p, own) });
	values_text(line, "code", p.code);
	values_text(line, "hs_code", p.hs_code);
	if (p.origin != NULL) {
		values_texts(line, "line_origin",
		    code_label(&country_codes, p.origin));
		fill_country(f, "origin", p.origin);
	}
	return OK;
}

/* The member of that name; those of quotes, orders and purchases are alike. */
static struct value
member(const struct goods *g, const void *line, const char *name)
{
	const struct field *f = entity_field(g->lines, name);

	return f != NULL ? field_get(f, line) : value_none(V_TEXT);
}

/* Papers count in several: "pcs", "sets", "boxes", "kg". */
struct label
unit_label(const char *code, struct arena *a)
{
	static const struct { const char *code, *short_form; } units[] = {
		{ "H87", "pcs" }, { "KGM", "kg" }, { "GRM", "g" },
		{ "TNE", "t" }, { "MTR", "m" }, { "MTK", "m²" },
		{ "MTQ", "m³" }, { "LTR", "l" }, { "EA", "each" },
		{ "DZN", "dozen" }, { "GRO", "gross" }, { "CEN", "hundred" },
		{ "MIL", "thousand" }, { "DPC", "dozen pcs" },
		{ "FOT", "feet" }, { "FTK", "square feet" },
		{ "FTQ", "cubic feet" }, { "GLI", "gallons (UK)" },
		{ "GLL", "gallons (US)" }, { "OZA", "fluid ounces (US)" },
		{ "PTL", "pints (US)" }, { "QTL", "quarts (US)" },
		{ "NMP", "packs" }, { "TPR", "ten pairs" },
	};
	struct label unit = code_label(&unit_codes, code);
	size_t n;

	for (size_t i = 0; code != NULL && i < COUNT(units); i++)
		if (strcmp(code, units[i].code) == 0) {
			unit.en = units[i].short_form;
			return unit;
		}
	if (unit.en == NULL || unit.en == code)
		return unit;
	n = strlen(unit.en);
	unit.en = arena_printf(a, "%s%s", unit.en,
	    unit.en[n - 1] == 'x' || unit.en[n - 1] == 'h' ? "es" : "s");
	return unit;
}

static enum status
fill_line(struct filling *f, struct goods *g, const void *line)
{
	struct values *to = document_line(f->doc);
	const struct field *discount = entity_field(g->lines, "discount");
	struct ref product = member(g, line, "product").u.ref;
	struct decimal amount = member(g, line, "amount").u.decimal;
	int places = money_places(g->currency);

	values_number(to, "line", (struct decimal){ DECIMAL_SCALE *
	    member(g, line, "line").u.integer }, 0);
	values_number(to, "quantity", member(g, line, "quantity").u.decimal,
	    0);
	values_texts(to, "unit", unit_label(member(g, line, "unit").u.text,
	    f->arena));
	values_number(to, "price", member(g, line, "price").u.decimal, places);
	if (discount != NULL)
		values_number(to, "line_discount",
		    field_get(discount, line).u.decimal, 0);
	values_number(to, "amount", amount, places);
	if (!decimal_is_none(amount) &&
	    decimal_add(g->sum, amount, &g->sum) != OK)
		return fail_in(E_INVALID, _("the sum of the lines"));
	return fill_product(f, to, &product, (struct label){
	    member(g, line, "description").u.text,
	    member(g, line, "description_local").u.text });
}

enum status
fill_goods(struct filling *f, struct goods *g)
{
	struct selection of = { .parent = g->parent, .with_archived = true };
	void *line = entity_new(g->lines, f->arena);
	struct cursor c = record_select(f->records, g->lines, &of);
	enum status st = OK, end;

	g->sum = (struct decimal){ 0 };
	while (st == OK && cursor_next(&c, line))
		st = fill_line(f, g, line);
	end = cursor_end(&c);
	return st != OK ? st : end;
}

/* ---- amounts ------------------------------------------------------------- */

static enum status
fill_words(struct filling *f, struct decimal total, const char *currency)
{
	struct strbuf en = STRBUF_INIT, zh = STRBUF_INIT;
	enum status st;

	if ((st = words_english(total, currency, &en)) == OK)
		st = words_chinese(total, currency, &zh);
	if (st == OK)
		values_texts(f->head, "amount_words", (struct label){ en.buf,
		    zh.buf });
	strbuf_release(&en);
	strbuf_release(&zh);
	return st;
}

enum status
fill_totals(struct filling *f, const struct totals *t)
{
	struct decimal total = t->goods;
	int places = money_places(t->currency);

	values_text(f->head, "currency", t->currency);
	values_number(f->head, "subtotal", t->goods, places);
	if (!decimal_is_none(t->freight) && t->freight.micros != 0) {
		values_number(f->head, "freight", t->freight, places);
		if (decimal_add(total, t->freight, &total) != OK)
			return fail_in(E_INVALID, "freight");
	}
	values_number(f->head, "total", total, places);
	return fill_words(f, total, t->currency);
}

/* ---- orders -------------------------------------------------------------- */

enum status
fill_issued(struct filling *f, const struct issued_for *of, const char *name)
{
	struct issued doc;
	int64_t id;
	enum status st;

	if ((st = store_int(records_store(f->records), arena_printf(f->arena,
	    "SELECT coalesce(max(id), 0) FROM document WHERE %s = ?1 AND"
	    " kind = ?2 AND state = 'issued'", of->member), ARGS(ARG(of->id),
	    ARG(of->kind)), &id)) != OK || id == 0)
		return st;
	if ((st = record_load(f->records, (struct record_id){
	    &document_entity, id }, f->arena, &doc)) != OK)
		return st;
	values_text(f->head, arena_printf(f->arena, "%s_number", name),
	    doc.number);
	values_date(f->head, arena_printf(f->arena, "%s_date", name),
	    doc.date);
	return OK;
}

enum status
fill_order(struct filling *f, const struct sales_order *o)
{
	struct values *v = f->head;

	values_text(v, "order_number", o->reference);
	values_text(v, "quote_number", o->quote.code);
	values_text(v, "lc_number", o->lc_number);
	values_date(v, "lc_date", o->lc_date);
	values_text(v, "lc_bank", o->lc_bank);
	values_text(v, "payment_terms", o->terms);
	values_text(v, "packing", o->packing);
	values_text(v, "marks", o->marks);
	values_text(v, "consignee", o->consignee);
	values_text(v, "notify", o->notify);
	values_text(v, "port_loading", o->port_loading);
	values_text(v, "port_discharge", o->port_discharge);
	values_date(v, "latest_shipment", date_is_none(o->lc_shipment) ?
	    o->ship_by : o->lc_shipment);
	fill_country(f, "destination_country", o->country);
	fill_incoterm(f, o->incoterm, o->place);
	return fill_party(f, &buyer_entity, &o->buyer, "buyer");
}
