/*
 * Papers that were issued: does what stands in them still hold, and do they say
 * the same?  Each is made once more from the ledger and laid beside it.
 */
#include "ledger/doc_checking.h"

#include <string.h>

#include "ledger/paper.h"

/* ---- what is compared ---------------------------------------------------- */

enum {
	EVERYWHERE   = 1 << 0,	/* papers of orders and of shipments alike */
	OF_SHIPMENTS = 1 << 1,	/* the others only */
};

struct row {
	const char *check, *name;
	unsigned    flags, how;		/* how: enum how_said */
};

static const struct row head_rows[] = {
	{ N_("seller"), "seller", EVERYWHERE, IS_BOX },
	{ N_("buyer"), "buyer", EVERYWHERE, IS_BOX },
	{ N_("consignee"), "consignee", EVERYWHERE, IS_BOX },
	{ N_("notify party"), "notify", EVERYWHERE, IS_BOX },
	{ N_("contract number"), "contract_number", OF_SHIPMENTS, 0 },
	{ N_("buyer's order number"), "order_number", 0, 0 },
	{ N_("invoice number"), "invoice_number", 0, 0 },
	{ N_("invoice date"), "invoice_date", 0, 0 },
	{ N_("L/C number"), "lc_number", EVERYWHERE, 0 },
	{ N_("L/C date"), "lc_date", EVERYWHERE, 0 },
	{ N_("issuing bank"), "lc_bank", EVERYWHERE, 0 },
	{ N_("Incoterm"), "incoterm", EVERYWHERE, 0 },
	{ N_("payment terms"), "payment_terms", EVERYWHERE, 0 },
	{ N_("port of loading"), "port_loading", 0, IS_PLACE },
	{ N_("port of discharge"), "port_discharge", 0, IS_PLACE },
	{ N_("destination"), "destination", 0, IS_PLACE },
	{ N_("latest shipment"), "latest_shipment", 0, 0 },
	{ N_("vessel"), "vessel", 0, 0 },
	{ N_("B/L number"), "bl_number", 0, 0 },
	{ N_("B/L date"), "bl_date", 0, 0 },
	{ N_("departure"), "etd", 0, IS_ABOUT },
	{ N_("arrival"), "eta", 0, IS_ABOUT },
	{ N_("container numbers"), "containers", 0, IS_BOX },
	{ N_("shipping marks"), "marks", 0, IS_BOX },
	{ N_("origin"), "origin", EVERYWHERE, 0 },
	{ N_("country of destination"), "destination_country", EVERYWHERE, 0 },
	{ N_("currency"), "currency", EVERYWHERE, 0 },
	{ N_("freight"), "freight", 0, 0 },
	{ N_("total"), "total", 0, 0 },
	{ N_("packages"), "packages", 0, 0 },
	{ N_("net weight"), "net_weight", 0, 0 },
	{ N_("gross weight"), "gross_weight", 0, 0 },
	{ N_("volume"), "volume", 0, 0 },
	{ N_("beneficiary"), "bank_beneficiary", EVERYWHERE, 0 },
	{ N_("bank account"), "bank_account", EVERYWHERE, 0 },
	{ N_("bank"), "bank_name", EVERYWHERE, 0 },
	{ N_("SWIFT code"), "bank_swift", EVERYWHERE, 0 },
};

static const struct row line_rows[] = {
	{ N_("goods"), "code", 0, 0 },
	{ N_("description"), "description", 0, IS_BOX },
	{ N_("specification"), "specification", 0, IS_BOX },
	{ N_("HS code"), "hs_code", 0, 0 },
	{ N_("origin"), "line_origin", 0, 0 },
	{ N_("quantity"), "quantity", 0, 0 },
	{ N_("unit"), "unit", 0, 0 },
	{ N_("price"), "price", 0, 0 },
	{ N_("discount"), "line_discount", 0, 0 },
	{ N_("amount"), "amount", 0, 0 },
	{ N_("cartons"), "cartons", 0, 0 },
	{ N_("net weight"), "net_weight", 0, 0 },
	{ N_("gross weight"), "gross_weight", 0, 0 },
	{ N_("volume"), "volume", 0, 0 },
};

/* ---- loading ------------------------------------------------------------- */

/* What the ledger makes of it today; what it cannot make is no failure. */
static enum status
make_anew(struct checking *c, struct issued_paper *p)
{
	const struct paper_source source = { .kind = p->issued.kind,
	    .number = p->of, .date = p->issued.date,
	    .tongue = p->paper.doc.tongue, .arena = c->arena };
	enum status st = paper_fill(c->report->records, &source,
	    &p->ledger.doc);

	if (st == E_INVALID) {
		p->why_not = arena_strdup(c->arena, fail_text());
		fail_clear();
		return OK;
	}
	if (st == OK)
		saying_read(&p->ledger);
	return st;
}

static enum status
load_paper(struct checking *c, enum whose of, int64_t id)
{
	struct issued_paper *p = arena_alloc(c->arena, sizeof(*p));
	enum status st = record_load(c->report->records, (struct record_id){
	    &document_entity, id }, c->arena, &p->issued);

	p->is_of_shipment = of == OF_SHIPMENT;
	p->of = entity_code(checked_entities[of], c->at[of]);
	p->paper.doc.arena = c->arena;
	if (st != OK || (st = paper_reopen(&p->issued, &(struct reopening){
	    paper_tongue(p->issued.language), true }, &p->paper.doc)) != OK)
		return st;
	saying_read(&p->paper);
	*c->papers_end = p;
	c->papers_end = &p->next;
	return make_anew(c, p);
}

enum status
load_papers(struct checking *c, enum whose of)
{
	struct numbers papers;
	enum status st = numbers_of(c, of == OF_SHIPMENT ?
	    "SELECT id FROM document WHERE shipment = ?1 AND state = 'issued'"
	    " ORDER BY CASE kind WHEN 'invoice' THEN 1 WHEN 'packing-list'"
	    " THEN 2 ELSE 3 END, id" :
	    "SELECT id FROM document WHERE sales_order = ?1"
	    " AND state = 'issued' ORDER BY CASE kind WHEN 'proforma' THEN 1"
	    " ELSE 2 END, id", entity_id(c->at[of]), &papers);

	for (size_t i = 0; st == OK && i < papers.n; i++)
		st = load_paper(c, of, papers.list[i]);
	return st;
}

const struct issued_paper *
paper_of_shipment(const struct checking *c, const char *kind)
{
	const struct issued_paper *p = c->papers;

	while (p != NULL && (!p->is_of_shipment ||
	    strcmp(p->of, shipment_of(c)->number) != 0 ||
	    strcmp(p->issued.kind, kind) != 0))
		p = p->next;
	return p;
}

/* ---- one value of a paper ------------------------------------------------ */

/* A paper, and what of it is looked at. */
struct look {
	struct checking	*c;
	const struct issued_paper *paper;
	const struct row *row;
	struct said	 at;
};

/* Of one shipment, of one order; or of an order and what ships it. */
static bool
belongs(const struct look *l, const struct issued_paper *q)
{
	const struct issued_paper *p = l->paper;

	if (p->is_of_shipment != q->is_of_shipment)
		return l->row->flags & EVERYWHERE;
	return p != q && strcmp(p->of, q->of) == 0;
}

/* What it should say: what the ledger does, else the first paper that says
 * anything; NULL: nothing does. */
static const struct saying *
standard(const struct look *l)
{
	const struct issued_paper *p = l->paper;

	if (p->why_not == NULL && saying_has(&p->ledger, &l->at))
		return &p->ledger;
	for (const struct issued_paper *q = l->c->papers; q != NULL && q != p;
	    q = q->next)
		if (belongs(l, q) && saying_has(&q->paper, &l->at))
			return &q->paper;
	return NULL;
}

/* "ledger, PL-2026-0001": all that say what it should say. */
static const char *
who_says(const struct look *l, const struct saying *should,
    const struct unlike *u)
{
	struct strbuf b = STRBUF_INIT;
	const char *text;

	if (should == &l->paper->ledger)
		strbuf_addstr(&b, report_word(l->c->report, N_("ledger")));
	for (const struct issued_paper *q = l->c->papers; q != NULL;
	    q = q->next)
		if (belongs(l, q) && saying_says(&q->paper, &l->at, u))
			strbuf_addf(&b, "%s%s", b.len > 0 ? ", " : "",
			    q->issued.number);
	text = strbuf_to(&b, l->c->arena);
	strbuf_release(&b);
	return text;
}

/* "SHP-2026-0001:2"; of a packing list "SHP-2026-0001/LED-9W". */
static const char *
where_of(const struct look *l)
{
	const struct issued_paper *p = l->paper;
	const struct said_line *line = l->at.line;

	if (line == NULL)
		return p->of;
	return p->paper.is_numbered ? arena_printf(l->c->arena, "%s:%lld",
	    p->of, (long long)line->number) : arena_printf(l->c->arena,
	    "%s/%s", p->of, line->goods);
}

static enum status
compare_value(struct look *l)
{
	const struct issued_paper *p = l->paper;
	struct difference d = { .check = l->row->check,
	    .paper = p->issued.number };
	const struct saying *should;
	struct unlike u;

	l->at.name = l->row->name;
	l->at.how = l->row->how;
	if (!saying_has(&p->paper, &l->at) || (should = standard(l)) == NULL)
		return OK;
	l->c->compared++;
	if (!saying_differs(&p->paper, should, &l->at, &u))
		return OK;
	d.where = where_of(l);
	d.says = u.says;
	d.other = who_says(l, should, &u);
	d.other_says = u.other_says;
	return differ(l->c, &d);
}

/* ---- lines --------------------------------------------------------------- */

/* The first line of its number or, where there are none, of its goods? */
static bool
is_first(const struct saying *s, const struct said_line *line)
{
	return saying_find(s, line, s->is_numbered) == line;
}

static const char *
goods_text(const struct said_line *line)
{
	const struct named_value *v = values_get(line->values, "description");

	return v == NULL || v->text.en == NULL ? line->goods : v->text.en;
}

static enum status
differ_in_line(struct look *l, const char *says, const char *other_says)
{
	return differ(l->c, &(struct difference){ .check = N_("goods"),
	    .paper = l->paper->issued.number, .says = says,
	    .other = N_("ledger"), .other_says = other_says,
	    .remark = N_("is missing"), .where = where_of(l) });
}

static enum status
compare_line(struct look *l)
{
	const struct issued_paper *p = l->paper;
	enum status st = OK;

	if (p->why_not == NULL && saying_find(&p->ledger, l->at.line,
	    p->paper.is_numbered) == NULL)
		return differ_in_line(l, goods_text(l->at.line), NULL);
	for (size_t i = 0; st == OK && i < COUNT(line_rows); i++) {
		l->row = &line_rows[i];
		st = compare_value(l);
	}
	return st;
}

static enum status
compare_lines(struct look *l)
{
	const struct saying *paper = &l->paper->paper;
	const struct saying *ledger = &l->paper->ledger;
	enum status st = OK;

	for (size_t i = 0; st == OK && i < paper->doc.nlines; i++) {
		l->at.line = &paper->lines[i];
		if (is_first(paper, l->at.line))
			st = compare_line(l);
	}
	for (size_t i = 0; st == OK && l->paper->why_not == NULL &&
	    i < ledger->doc.nlines; i++) {
		l->at.line = &ledger->lines[i];
		if (is_first(ledger, l->at.line) && saying_find(paper,
		    l->at.line, ledger->is_numbered) == NULL)
			st = differ_in_line(l, NULL, goods_text(l->at.line));
	}
	return st;
}

/* ---- one paper, all papers ----------------------------------------------- */

static enum status
compare_paper(struct checking *c, const struct issued_paper *p)
{
	struct look l = { .c = c, .paper = p };
	enum status st = OK;

	if (p->why_not != NULL)
		st = differ(c, &(struct difference){ .check = N_("paper"),
		    .paper = p->issued.number, .other = N_("ledger"),
		    .remark = p->why_not, .where = p->of });
	for (size_t i = 0; st == OK && i < COUNT(head_rows); i++) {
		l.row = &head_rows[i];
		if (p->is_of_shipment || !(l.row->flags & OF_SHIPMENTS))
			st = compare_value(&l);
	}
	return st == OK ? compare_lines(&l) : st;
}

enum status
compare_papers(struct checking *c)
{
	enum status st = OK;

	for (const struct issued_paper *p = c->papers; st == OK && p != NULL;
	    p = p->next)
		st = compare_paper(c, p);
	return st;
}
