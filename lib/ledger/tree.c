/*
 * A deal as a tree.  What hangs on what stands in one table of queries; the
 * rest walks along it.
 */
#include <string.h>

#include "ledger/deal.h"
#include "ledger/exchange.h"
#include "trade/offer.h"
#include "value/money.h"

enum { LEVELS_MAX = 12 };

static const struct column columns[] = {
	{ .name = "level", .label = N_("Level"), .type = V_INT },
	{ .name = "what", .label = N_("What"), .type = V_TEXT },
	{ .name = "number", .label = N_("Number"), .type = V_TEXT,
	  .flags = COLUMN_ID | COLUMN_CODE },
	{ .name = "who", .label = N_("Who"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
	{ .name = "date", .label = N_("Date"), .type = V_DATE },
	{ .name = "state", .label = N_("State"), .type = V_TEXT },
	{ .name = "amount", .label = N_("Amount"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "currency", .label = N_("Currency"), .type = V_TEXT },
	{ .name = "open", .label = N_("Outstanding"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "due", .label = N_("Due"), .type = V_DATE },
};

static const struct table tree_table = {
	.name = "deal", .title = N_("Deal"), .kind = TABLE_LIST,
	.columns = columns, .ncolumns = COUNT(columns)
};

/* What of it goes on a screen of 80 columns: kind and number as one. */
static const struct column narrow_columns[] = {
	{ .name = "what", .label = N_("What"), .type = V_TEXT },
	{ .name = "state", .label = N_("State"), .type = V_TEXT },
	{ .name = "amount", .label = N_("Amount"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "currency", .label = N_("Cur."), .type = V_TEXT,
	  .flags = COLUMN_MINOR },
	{ .name = "open", .label = N_("To come"), .type = V_DECIMAL,
	  .flags = COLUMN_MONEY },
	{ .name = "due", .label = N_("Due"), .type = V_DATE },
};

static const struct table narrow_table = {
	.name = "deal", .title = N_("Deal"), .kind = TABLE_LIST,
	.columns = narrow_columns, .ncolumns = COUNT(narrow_columns)
};

/* ---- what hangs on what -------------------------------------------------- */

/* Columns of all queries: id, number, who, date, state, amount, currency,
 * open, due.  What is to come of a purchase is counted by to_come(). */
#define INQUIRY	"SELECT x.id, x.number, coalesce(p.name, x.company), x.date," \
    " x.stage, NULL, NULL, NULL, x.next_action FROM inquiry x"		\
    " LEFT JOIN party p ON p.id = x.buyer "
#define QUOTE "SELECT x.id, x.number, coalesce(p.name, x.company), x.date," \
    " x.state, (SELECT sum(amount) FROM quote_line WHERE quote = x.id),"  \
    " x.currency, NULL, CASE x.state WHEN 'sent' THEN x.valid_until END"  \
    " FROM quote x LEFT JOIN party p ON p.id = x.buyer "
#define ORDER	"SELECT x.id, x.number, p.name, x.date, x.state,"	\
    " (SELECT sum(amount) FROM order_line WHERE sales_order = x.id)"	\
    " + coalesce(x.freight, 0), x.currency, CASE x.state WHEN 'cancelled'" \
    " THEN NULL ELSE (SELECT sum(amount) FROM instalment"		\
    " WHERE sales_order = x.id AND paid IS NULL) END, CASE"		\
    " WHEN x.state IN ('draft', 'confirmed', 'production') THEN x.ship_by" \
    " END FROM sales_order x JOIN party p ON p.id = x.buyer "
#define PURCHASE "SELECT x.id, x.number, p.name, x.date, x.state,"	\
    " (SELECT sum(amount) FROM purchase_line WHERE purchase = x.id),"	\
    " x.currency, NULL,"						\
    " CASE WHEN x.received IS NULL THEN x.promised END"			\
    " FROM purchase x JOIN party p ON p.id = x.supplier "
#define SHIPMENT "SELECT x.id, x.number, x.carrier, x.date, x.state,"	\
    " x.freight, x.freight_currency, NULL, coalesce(x.ata, x.eta, x.etd)" \
    " FROM shipment x "
#define DOCUMENT "SELECT x.id, x.number, x.kind, x.date, x.state, NULL," \
    " NULL, NULL, NULL FROM document x "

/* A kind of row, and a kind that hangs on it. */
struct branch {
	const char *of, *what;		/* of NULL: where a tree begins */
	const char *sql;		/* ?1: the number in the ledger */
};

static const struct branch branches[] = {
	{ NULL, "inquiry", INQUIRY "WHERE x.id = ?1" },
	{ NULL, "quote", QUOTE "WHERE x.id = ?1" },
	{ NULL, "order", ORDER "WHERE x.id = ?1" },
	{ NULL, "purchase", PURCHASE "WHERE x.id = ?1" },
	{ NULL, "shipment", SHIPMENT "WHERE x.id = ?1" },
	{ "inquiry", "offer", "SELECT x.id, x.number, p.name, x.date,"
	    " NULL, (SELECT min(price) FROM offer_line WHERE offer = x.id),"
	    " x.currency, NULL, x.valid_until FROM offer x"
	    " JOIN party p ON p.id = x.supplier WHERE x.inquiry = ?1"
	    " ORDER BY x.number" },
	{ "inquiry", "quote", QUOTE "WHERE x.inquiry = ?1 ORDER BY x.id" },
	{ "inquiry", "order", ORDER "WHERE x.inquiry = ?1 AND x.quote IS NULL"
	    " ORDER BY x.id" },
	{ "quote", "quote", QUOTE "WHERE x.replaces = ?1"
	    " AND x.inquiry IS NULL ORDER BY x.id" },
	{ "quote", "document", DOCUMENT "WHERE x.quote = ?1"
	    " ORDER BY x.id" },
	{ "quote", "order", ORDER "WHERE x.quote = ?1 ORDER BY x.id" },
	{ "order", "instalment", "SELECT x.id, CAST(x.line AS TEXT),"
	    " x.method, x.paid, CASE WHEN x.paid IS NULL THEN 'open'"
	    " ELSE 'paid' END, x.amount, o.currency, CASE WHEN x.paid IS NULL"
	    " AND o.state <> 'cancelled' THEN x.amount END, x.due"
	    " FROM instalment x JOIN sales_order o ON o.id = x.sales_order"
	    " WHERE o.id = ?1 ORDER BY x.line" },
	{ "order", "document", DOCUMENT "WHERE x.sales_order = ?1"
	    " ORDER BY x.id" },
	{ "order", "purchase", PURCHASE "WHERE x.sales_order = ?1"
	    " ORDER BY x.id" },
	{ "order", "shipment", SHIPMENT "WHERE x.id IN (SELECT shipment FROM"
	    " shipment_line WHERE sales_order = ?1) ORDER BY x.id" },
	{ "purchase", "document", DOCUMENT "WHERE x.purchase = ?1"
	    " ORDER BY x.id" },
	{ "shipment", "document", DOCUMENT "WHERE x.shipment = ?1"
	    " ORDER BY x.id" },
};

/* From what was asked for up to where its tree begins: the first of these
 * queries that finds something goes one step up. */
static const struct climb {
	const char *from, *to, *sql;
} climbs[] = {
	{ "shipment", "order", "SELECT min(sales_order) FROM shipment_line"
	    " WHERE shipment = ?1" },
	{ "purchase", "order", "SELECT sales_order FROM purchase"
	    " WHERE id = ?1" },
	{ "order", "quote", "SELECT quote FROM sales_order WHERE id = ?1" },
	{ "order", "inquiry", "SELECT inquiry FROM sales_order"
	    " WHERE id = ?1" },
	{ "offer", "inquiry", "SELECT inquiry FROM offer WHERE id = ?1" },
	{ "quote", "inquiry", "SELECT inquiry FROM quote WHERE id = ?1" },
	{ "quote", "quote", "SELECT replaces FROM quote WHERE id = ?1" },
};

/* States of what has no table of them, and kinds of documents. */
static const char *const part_words[] = {
	N_("open"), N_("paid"), N_("quotation"), N_("proforma"),
	N_("contract"), N_("purchase"), N_("invoice"), N_("packing-list"),
	N_("shipping-advice")
};

/* Where a number is looked for. */
static const struct place {
	const char *what, *sql;
} places[] = {
	{ "inquiry", "SELECT id FROM inquiry WHERE number = ?1" },
	{ "quote", "SELECT id FROM quote WHERE number = ?1" },
	{ "order", "SELECT id FROM sales_order WHERE number = ?1" },
	{ "purchase", "SELECT id FROM purchase WHERE number = ?1" },
	{ "shipment", "SELECT id FROM shipment WHERE number = ?1" },
	{ "offer", "SELECT id FROM offer WHERE number = ?1" },
};

/* ---- where it begins ----------------------------------------------------- */

/* The number a query gives; 0: none. */
static enum status
ask(struct report *r, const char *sql, struct arg arg, int64_t *out)
{
	struct query q = store_query(records_store(r->records), sql,
	    ARGS(arg));

	*out = query_row(&q) && !query_is_null(&q, 0) ? query_int(&q, 0) : 0;
	return query_end(&q);
}

struct node {
	const char *what;
	int64_t	    id;
};

static enum status
find_node(struct report *r, const char *number, struct node *out)
{
	enum status st = OK;

	out->id = 0;
	for (size_t i = 0; st == OK && out->id == 0 && i < COUNT(places);
	    i++) {
		out->what = places[i].what;
		st = ask(r, places[i].sql, ARG(number), &out->id);
	}
	if (st != OK || out->id != 0)
		return st;
	return fail_hint(fail(E_NOTFOUND, _("nothing has the number '%s'"),
	    number), _("give that of an inquiry, quote, order, purchase or "
	    "shipment"));
}

static enum status
climb(struct report *r, struct node *n)
{
	enum status st = OK;

	for (size_t i = 0; st == OK && i < COUNT(climbs); i++) {
		int64_t up;

		if (strcmp(climbs[i].from, n->what) != 0)
			continue;
		st = ask(r, climbs[i].sql, ARG(n->id), &up);
		if (st == OK && up != 0 && !(up == n->id &&
		    strcmp(climbs[i].to, n->what) == 0)) {
			*n = (struct node){ climbs[i].to, up };
			i = (size_t)-1;		/* from there on */
		}
	}
	return st;
}

/* ---- the rows ------------------------------------------------------------ */

/* What kinds are called where people read. */
static const struct {
	const char *what, *label;
} labels[] = {
	{ "inquiry", N_("Inquiry") }, { "offer", N_("Supplier offer") },
	{ "quote", N_("Quote") }, { "order", N_("Order") },
	{ "instalment", N_("Instalment") }, { "purchase", N_("Purchase") },
	{ "shipment", N_("Shipment") }, { "document", N_("Document") },
};

/* Where a row stands, and how many columns there are for it. */
struct spot {
	int level;
	bool is_narrow;
};

/* "  Order" for people: the tree is seen in every format. */
static const char *
indented(struct report *r, const char *what, const struct spot *at)
{
	if (!r->for_people)
		return what;
	for (size_t i = 0; i < COUNT(labels); i++)
		if (strcmp(labels[i].what, what) == 0)
			what = _(labels[i].label);
	return arena_printf(r->arena, "%*s%s", at->is_narrow ? at->level :
	    2 * at->level, "", what);
}

/* States and kinds are codes; those of parts stand in the queries. */
static const char *
word_of(struct report *r, const char *code)
{
	for (size_t i = 0; code != NULL && i < COUNT(part_words); i++)
		if (strcmp(part_words[i], code) == 0)
			return report_word(r, part_words[i]);
	return code != NULL ? report_word(r, code) : NULL;
}

static struct value
who_of(struct report *r, const struct query *q, const char *what)
{
	return strcmp(what, "document") != 0 ? query_value(q, 2, V_TEXT) :
	    value_text(word_of(r, query_text_if(q, 2)));
}

/* Of a line of a purchase: what is missing of it, at its price. */
static enum status
missing_of(const struct query *q, struct decimal *out)
{
	struct pricing missing = { .price = { query_int(q, 2) },
	    .discount = NO_DECIMAL };
	enum status st = decimal_subtract((struct decimal){ query_int(q, 0) },
	    (struct decimal){ query_int(q, 1) }, &missing.quantity);

	*out = (struct decimal){ 0 };
	return st == OK && missing.quantity.micros > 0 ?
	    money_amount(&missing, query_text(q, 3), out) : st;
}

/* What the goods that have not come in yet cost; NO_DECIMAL: none are to. */
static enum status
to_come(struct report *r, int64_t purchase, struct decimal *out)
{
	struct query q = store_query(records_store(r->records), "SELECT"
	    " l.quantity, coalesce(l.received_quantity, 0), l.price,"
	    " p.currency FROM purchase_line l JOIN purchase p"
	    " ON p.id = l.purchase WHERE p.id = ?1 AND p.state IN ('draft',"
	    " 'sent', 'confirmed') ORDER BY l.line", ARGS(ARG(purchase)));
	struct decimal all = { 0 }, one;
	enum status st = OK, end;

	while (st == OK && query_row(&q))
		if ((st = missing_of(&q, &one)) == OK)
			st = decimal_add(all, one, &all);
	end = query_end(&q);
	*out = all.micros > 0 ? all : NO_DECIMAL;
	return st != OK ? st : end;
}

/* Purchases have more of it than a query can say: amounts are rounded. */
static enum status
open_of(struct report *r, const struct query *q, const char *what,
    struct value *out)
{
	struct decimal open;
	enum status st;

	*out = query_value(q, 7, V_DECIMAL);
	if (strcmp(what, "purchase") != 0)
		return OK;
	if ((st = to_come(r, query_int(q, 0), &open)) == OK)
		*out = value_decimal(open);
	return st;
}

static enum status
write_narrow(struct report *r, const struct query *q, const char *what,
    struct value open)
{
	return sink_row(r->sink, (struct value[]){
	    value_text(arena_printf(r->arena, "%s %s", what,
	    query_text(q, 1))), value_text(word_of(r,
	    query_text_if(q, 4))), query_value(q, 5, V_DECIMAL),
	    query_value(q, 6, V_TEXT), open, query_value(q, 8, V_DATE) });
}

static enum status
write_node(struct report *r, const struct query *q, const char *what,
    const struct spot *at)
{
	const struct value who = who_of(r, q, what);
	struct value open;
	enum status st = open_of(r, q, what, &open);

	if (st != OK)
		return st;
	r->n++;
	what = indented(r, what, at);
	if (at->is_narrow)
		return write_narrow(r, q, what, open);
	return sink_row(r->sink, (struct value[]){
	    value_int(at->level), value_text(what),
	    query_value(q, 1, V_TEXT), who,
	    query_value(q, 3, V_DATE),
	    value_text(word_of(r, query_text_if(q, 4))),
	    query_value(q, 5, V_DECIMAL), query_value(q, 6, V_TEXT),
	    open, query_value(q, 8, V_DATE) });
}

static enum status write_branches(struct report *, const struct node *,
    const struct spot *);

static enum status
write_branch(struct report *r, const struct branch *b, int64_t of,
    const struct spot *at)
{
	const struct spot below = { at->level + 1, at->is_narrow };
	struct query q = store_query(records_store(r->records), b->sql,
	    ARGS(ARG(of)));
	enum status st = OK, end;

	while (st == OK && query_row(&q)) {
		const struct node n = { b->what, query_int(&q, 0) };

		if ((st = write_node(r, &q, b->what, at)) == OK)
			st = write_branches(r, &n, &below);
	}
	end = query_end(&q);
	return st != OK ? st : end;
}

static enum status
write_branches(struct report *r, const struct node *n, const struct spot *at)
{
	enum status st = OK;

	if (at->level > LEVELS_MAX)
		return OK;
	for (size_t i = 0; st == OK && i < COUNT(branches); i++)
		if (branches[i].of != NULL &&
		    strcmp(branches[i].of, n->what) == 0)
			st = write_branch(r, &branches[i], n->id, at);
	return st;
}

static enum status
write_tree(struct report *r, const struct node *root, bool is_narrow)
{
	const struct spot top = { 0, is_narrow };
	enum status st = report_begin(r, is_narrow ? &narrow_table :
	    &tree_table);

	for (size_t i = 0; st == OK && i < COUNT(branches); i++)
		if (branches[i].of == NULL &&
		    strcmp(branches[i].what, root->what) == 0)
			return write_branch(r, &branches[i], root->id, &top);
	return st;
}

enum status
report_deal(struct report *r, const struct deal_asked *asked)
{
	struct node n;
	enum status st = find_node(r, asked->number, &n);

	if (st == OK && (st = climb(r, &n)) == OK &&
	    (st = write_tree(r, &n, asked->is_narrow)) == OK)
		st = deal_margin(r, n.what, n.id);
	return st;
}
