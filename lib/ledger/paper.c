/*
 * Papers: which there are, from what each is filled, and issuing them.
 */
#include "ledger/paper.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "ledger/paper_fill.h"
#include "record/state.h"
#include "sheet/document_text.h"
#include "trade/order.h"
#include "trade/papers.h"
#include "trade/purchase.h"
#include "trade/quote.h"
#include "trade/shipment.h"
#include "value/money.h"

/* ---- quotes, orders, purchases ------------------------------------------- */

static enum status
fill_amounts(struct filling *f, struct goods *g, struct decimal freight)
{
	enum status st = fill_goods(f, g);

	return st == OK ? fill_totals(f, &(struct totals){ g->currency,
	    g->sum, freight }) : st;
}

/* A buyer who is not in the ledger yet has a name and a country. */
static enum status
fill_quote_buyer(struct filling *f, const struct quote *q)
{
	struct party p;

	if (q->buyer.id != 0)
		return fill_party(f, &buyer_entity, &q->buyer, "buyer");
	entity_clear(&party_entity, &p);
	p.name = q->company;
	p.country = q->country;
	fill_party_of(f, &p, "buyer");
	return OK;
}

static enum status
fill_quotation(struct filling *f, const void *record)
{
	const struct quote *q = record;
	struct goods g = { .lines = &quote_line_entity, .parent = q->id,
	    .currency = q->currency };
	struct values *v = f->head;
	enum status st;

	values_text(v, "inquiry_number", q->inquiry.code);
	values_date(v, "valid_until", q->valid_until);
	values_text(v, "payment_terms", q->terms);
	values_text(v, "port_loading", q->port_loading);
	values_text(v, "packing", q->packing);
	values_text(v, "notes", q->notes);
	values_text(v, "replaces", q->replaces.code);
	if (q->lead_days != NO_INT)
		values_texts(v, "lead_time", (struct label){
		    arena_printf(f->arena, q->lead_days == 1 ? "%lld day" :
		    "%lld days", (long long)q->lead_days), arena_printf(f->arena, "%lld天",
		    (long long)q->lead_days) });
	fill_incoterm(f, q->incoterm, q->place);
	if ((st = fill_company(f, "seller")) != OK ||
	    (st = fill_quote_buyer(f, q)) != OK)
		return st;
	return fill_amounts(f, &g, q->freight);
}

static enum status
fill_contract(struct filling *f, const void *record)
{
	const struct sales_order *o = record;
	struct goods g = { .lines = &order_line_entity, .parent = o->id,
	    .currency = o->currency };
	enum status st;

	values_text(f->head, "notes", o->notes);
	values_text(f->head, "contract_number", o->number);
	if ((st = fill_issued(f, &(struct issued_for){ "contract",
	    "sales_order", o->id }, "contract")) != OK ||
	    (st = fill_company(f, "seller")) != OK ||
	    (st = fill_order(f, o)) != OK)
		return st;
	return fill_amounts(f, &g, o->freight);
}

static void
fill_tax(struct filling *f, const struct purchase *p)
{
	if (p->vat_included)
		values_texts(f->head, "tax", (struct label){
		    "VAT included, special VAT invoice",
		    "含增值税，开具增值税专用发票" });
}

static enum status
fill_purchase(struct filling *f, const void *record)
{
	const struct purchase *p = record;
	struct goods g = { .lines = &purchase_line_entity, .parent = p->id,
	    .currency = p->currency };
	struct values *v = f->head;
	enum status st;

	values_text(v, "contract_number", p->sales_order.code);
	values_text(v, "quote_number", p->reference);
	values_date(v, "delivery_date", p->promised);
	values_text(v, "deliver_to", p->place);
	values_text(v, "payment_terms", p->terms);
	values_text(v, "packing", p->packing);
	values_text(v, "notes", p->notes);
	fill_tax(f, p);
	if ((st = fill_company(f, "buyer")) != OK ||
	    (st = fill_party(f, &supplier_entity, &p->supplier,
	    "supplier")) != OK)
		return st;
	return fill_amounts(f, &g, NO_DECIMAL);
}

/* ---- kinds --------------------------------------------------------------- */

static const struct paper_kind {
	const char	*name;
	const struct form *form;
	const struct entity *of;
	const char	*member;	/* of the document: what it is from */
	const char	*series;	/* NULL: it has its record's number */
	enum status	(*fill)(struct filling *, const void *record);
} kinds[] = {
	{ "quotation", &quotation_form, &quote_entity, "quote", NULL,
	    fill_quotation },
	{ "proforma", &proforma_form, &order_entity, "sales_order", "PI",
	    fill_contract },
	{ "contract", &contract_form, &order_entity, "sales_order", "SC",
	    fill_contract },
	{ "purchase", &purchase_form, &purchase_entity, "purchase", NULL,
	    fill_purchase },
	{ "invoice", &invoice_form, &shipment_entity, "shipment", "CI",
	    fill_invoice },
	{ "packing-list", &packing_form, &shipment_entity, "shipment", "PL",
	    fill_packing },
	{ "shipping-advice", &advice_form, &shipment_entity, "shipment", "SA",
	    fill_advice },
};

static const struct paper_kind *
find_kind(const char *name)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

const struct entity *
paper_entity(const char *kind)
{
	const struct paper_kind *k = find_kind(kind);

	return k != NULL ? k->of : NULL;
}

enum tongue
paper_tongue(const char *code)
{
	if (strcmp(code, "both") == 0)
		return TONGUE_BOTH;
	return strcmp(code, "zh") == 0 ? TONGUE_ZH : TONGUE_EN;
}

static const char *
tongue_code(enum tongue t)
{
	return t == TONGUE_BOTH ? "both" : t == TONGUE_ZH ? "zh" : "en";
}

/* ---- filling ------------------------------------------------------------- */

static enum status
fill_from(struct records *r, const struct paper_source *s,
    struct document *doc, void **record)
{
	const struct paper_kind *k = find_kind(s->kind);
	struct filling f = { r, s->arena, doc, NULL };
	enum status st;

	document_begin(doc, k->form, s->tongue, s->arena);
	f.head = doc->head;
	*record = entity_new(k->of, s->arena);
	if ((st = record_find(r, (struct record_code){ k->of, s->number },
	    s->arena, *record)) != OK)
		return st;
	values_texts(doc->head, "number", (struct label){ "DRAFT", "草稿" });
	values_date(doc->head, "date", s->date);
	st = k->fill(&f, *record);
	if (st == OK && doc->nlines == 0)
		st = fail(E_INVALID, _("no lines"));
	return st == OK ? OK : fail_in(st, "%s", entity_code(k->of, *record));
}

enum status
paper_fill(struct records *r, const struct paper_source *s,
    struct document *doc)
{
	void *record;
	enum status st = fill_from(r, s, doc, &record);

	if (st == OK)
		values_texts(doc->head, "watermark", (struct label){ "DRAFT",
		    s->tongue == TONGUE_ZH ? "草稿" : "DRAFT" });
	return st;
}

/* ---- issuing ------------------------------------------------------------- */

/* The document of this kind that stands for the record now; without a number:
 * none. */
static enum status
find_issued(struct records *r, const struct paper_kind *k, int64_t of,
    struct arena *a, struct issued *out)
{
	char sql[160];
	int64_t id;
	enum status st;

	entity_clear(&document_entity, out);
	snprintf(sql, sizeof(sql), "SELECT coalesce(max(id), 0) FROM document"
	    " WHERE %s = ?1 AND kind = ?2 AND state = 'issued'", k->member);
	if ((st = store_int(records_store(r), sql, ARGS(ARG(of),
	    ARG(k->name)), &id)) != OK || id == 0)
		return st;
	return record_load(r, (struct record_id){ &document_entity, id }, a,
	    out);
}

/* CI-2026-0001 -> CI-2026-0001-R1 -> CI-2026-0001-R2 */
static const char *
next_revision(const char *number, struct arena *a)
{
	const char *dash = strrchr(number, '-');

	if (dash == NULL || dash[1] != 'R')
		return arena_printf(a, "%s-R1", number);
	return arena_printf(a, "%.*s-R%ld", (int)(dash - number), number,
	    strtol(dash + 2, NULL, 10) + 1);
}

/* A document being issued. */
struct issuing {
	struct records	*records;
	const struct paper_source *source;
	const struct paper_kind *kind;
	struct document	 doc;
	struct arena	*arena;
	void		*record;	/* it is made from */
	struct issued	 before;	/* what it replaces, if anything */
};

static enum status
first_number(struct issuing *s, const char **out)
{
	char series[32];
	int year, month, day;
	int64_t n;
	enum status st;

	*out = entity_code(s->kind->of, s->record);
	if (s->kind->series == NULL)
		return OK;
	date_to_ymd(s->source->date, &year, &month, &day);
	snprintf(series, sizeof(series), "%s-%04d", s->kind->series, year);
	if ((st = record_number(s->records, series, &n)) == OK)
		*out = arena_printf(s->arena, "%s-%04lld", series,
		    (long long)n);
	return st;
}

/* What was issued before stands no more. */
static enum status
replace(struct issuing *s, struct issued *out)
{
	const struct issued *before = &s->before;
	struct issued after = *before;
	enum status st = state_move(&document_entity, &after,
	    &(struct move){ "replaced", NULL, s->source->date });

	out->number = next_revision(before->number, s->arena);
	out->replaces = (struct ref){ before->id, before->number, NULL };
	values_text(s->doc.head, "replaces", before->number);
	return st == OK ? record_update(s->records, &document_entity, before,
	    &after) : st;
}

static enum status
number_it(struct issuing *s, bool again, struct issued *out)
{
	enum status st = find_issued(s->records, s->kind,
	    entity_id(s->record), s->arena, &s->before);

	if (st != OK)
		return st;
	if (s->before.number == NULL)
		return first_number(s, &out->number);
	if (!again)
		return fail_hint(fail(E_CONFLICT, _("%s: was issued for %s "
		    "already"), s->before.number,
		    entity_code(s->kind->of, s->record)),
		    _("print it: tradecli doc print %s; correct it by another "
		    "one: add --revise"), s->before.number);
	return replace(s, out);
}

/* What it needs beside its values to look as it does now. */
static enum status
keep_looks(struct issuing *s)
{
	const struct named_value *logo = values_get(s->doc.head, "logo");
	char sum[DIGEST_TEXT];
	struct digest digest;
	enum status st;

	values_text(s->doc.head, "layout", PAPERS_LAYOUT);
	if (logo == NULL)
		return OK;
	if ((st = hash_file(logo->text.en, &digest)) != OK)
		return fail_in(st, "logo");
	digest_print(&digest, sum);
	values_text(s->doc.head, "logo_sum", sum);
	return OK;
}

/* The numbers of the orders that go with a shipment. */
static enum status
orders_of(struct issuing *s, const char **out)
{
	struct query q = store_query(records_store(s->records), "SELECT"
	    " number FROM sales_order WHERE id IN (SELECT sales_order FROM"
	    " shipment_line WHERE shipment = ?1) ORDER BY id",
	    ARGS(ARG(entity_id(s->record))));

	while (query_row(&q))
		*out = *out == NULL ? arena_strdup(s->arena,
		    query_text(&q, 0)) : arena_printf(s->arena, "%s, %s",
		    *out, query_text(&q, 0));
	return query_end(&q);
}

static const char *
head_text(const struct issuing *s, const char *name)
{
	const struct named_value *v = values_get(s->doc.head, name);

	return v != NULL ? v->text.en : NULL;
}

/* What tells it from others in a list; papers of goods alone have no price. */
static enum status
keep_facts(struct issuing *s, struct issued *out)
{
	const struct entity *of = s->kind->of;
	const struct named_value *total = values_get(s->doc.head, "total");

	out->party = head_text(s, of == &purchase_entity ? "supplier_name" :
	    "buyer_name");
	if (total != NULL && strcmp(s->kind->name, "packing-list") != 0 &&
	    strcmp(s->kind->name, "shipping-advice") != 0) {
		out->currency = head_text(s, "currency");
		out->amount = total->number;
	}
	if (of == &shipment_entity)
		return orders_of(s, &out->orders);
	if (of == &order_entity)
		out->orders = entity_code(of, s->record);
	if (of == &purchase_entity)
		out->orders = ((const struct purchase *)s->record)->
		    sales_order.code;
	return OK;
}

static enum status
keep_it(struct issuing *s, struct issued *out)
{
	const struct field *from = entity_field(&document_entity,
	    s->kind->member);
	struct strbuf content = STRBUF_INIT;
	enum status st;

	values_text(s->doc.head, "number", out->number);
	if ((st = document_check(&s->doc)) != OK ||
	    (st = keep_looks(s)) != OK)
		return st;
	document_save(&s->doc, &content);
	out->kind = s->kind->name;
	out->date = s->source->date;
	out->date.minute = NO_MINUTE;
	out->language = tongue_code(s->source->tongue);
	out->content = strbuf_to(&content, s->arena);
	strbuf_release(&content);
	field_put(from, out, (struct value){ V_REF, { .ref = {
	    entity_id(s->record), entity_code(s->kind->of, s->record),
	    NULL } } });
	if ((st = keep_facts(s, out)) != OK ||
	    (st = record_check(s->records, &document_entity, out,
	    s->arena)) != OK)
		return st;
	return record_insert(s->records, &document_entity, out, s->arena);
}

static enum status
check_stands(const struct issuing *s)
{
	const struct entity *of = s->kind->of;
	const struct state *is = entity_state_of(of, s->record);

	if (is == NULL || strcmp(is->code, "cancelled") != 0)
		return OK;
	return fail_hint(fail(E_CONFLICT, _("%s %s is cancelled: no paper is "
	    "issued for it"), _(of->name), entity_code(of, s->record)),
	    _("to look at one: tradecli doc draft %s %s"), s->kind->name,
	    entity_code(of, s->record));
}

enum status
paper_issue(struct records *r, const struct paper_source *source, bool again,
    struct issued *out)
{
	struct issuing s = { .records = r, .source = source,
	    .kind = find_kind(source->kind), .arena = source->arena };
	enum status st;

	entity_clear(&document_entity, out);
	if ((st = fill_from(r, source, &s.doc, &s.record)) != OK ||
	    (st = check_stands(&s)) != OK ||
	    (st = number_it(&s, again, out)) != OK)
		return st;
	return keep_it(&s, out);
}

/* ---- printing ------------------------------------------------------------ */

static enum status
check_layout(const struct document *doc)
{
	const struct named_value *v = values_get(doc->head, "layout");

	if (v == NULL || strcmp(v->text.en, PAPERS_LAYOUT) == 0)
		return OK;
	return fail_hint(fail(E_LEDGER, _("was issued in layout %s, which "
	    "this program does not know"), v->text.en),
	    _("print it with the newer program it was issued with"));
}

static enum status
check_logo(const struct document *doc)
{
	const struct named_value *logo = values_get(doc->head, "logo");
	const struct named_value *v = values_get(doc->head, "logo_sum");
	char sum[DIGEST_TEXT] = "";
	struct digest digest;

	if (logo == NULL || v == NULL)
		return OK;
	if (hash_file(logo->text.en, &digest) == OK)
		digest_print(&digest, sum);
	else
		fail_clear();
	if (strcmp(sum, v->text.en) == 0)
		return OK;
	return fail_hint(fail(E_INVALID, _("%s is not the logo it was issued "
	    "with"), logo->text.en), _("put the old one back there, or print "
	    "it without: --no-logo"));
}

enum status
paper_reopen(const struct issued *issued, const struct reopening *how,
    struct document *doc)
{
	enum status st;

	document_begin(doc, find_kind(issued->kind)->form, how->tongue,
	    doc->arena);
	if ((st = document_load(doc, issued->content)) != OK)
		return st;
	if (how->without_logo)
		values_text(doc->head, "logo", NULL);
	if ((st = check_layout(doc)) != OK || (st = check_logo(doc)) != OK)
		return fail_in(st, "%s", issued->number);
	return OK;
}

enum status
paper_successor(struct records *r, const struct issued *issued,
    struct arena *a, const char **number)
{
	struct issued next;
	int64_t id;
	enum status st;

	*number = NULL;
	if ((st = store_int(records_store(r), "SELECT coalesce(max(id), 0)"
	    " FROM document WHERE replaces = ?1", ARGS(ARG(issued->id)),
	    &id)) != OK || id == 0)
		return st;
	if ((st = record_load(r, (struct record_id){ &document_entity, id },
	    a, &next)) == OK)
		*number = next.number;
	return st;
}
