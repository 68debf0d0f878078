/*
 * Rules as a table: SQL finds what breaks them.
 */
#include "ledger/holds.h"

/* Of record ?1: two names for the message where the rule is broken. */
struct rule {
	const char	*sql;
	const char	*broken;
	const char	*way_out;
};

#define OF_SHIPMENTS							\
	" FROM shipment_line l JOIN shipment s ON s.id = l.shipment"	\
	" JOIN sales_order o ON o.id = l.sales_order"			\
	" WHERE s.state <> 'cancelled' AND "

static const struct rule order_rules[] = {
	{ "SELECT o.number, s.number" OF_SHIPMENTS
	    "o.id = ?1 AND o.state = 'cancelled' ORDER BY s.id",
	  N_("order %s would be cancelled, but shipment %s has goods of it"),
	  N_("call the shipment off first, if it has not left") },
	{ "SELECT o.number, s.number" OF_SHIPMENTS
	    "o.id = ?1 AND NOT EXISTS (SELECT 1 FROM order_line x"
	    " WHERE x.sales_order = o.id AND x.line = l.order_line)"
	    " ORDER BY s.id",
	  N_("order %s would lose a line that shipment %s has goods of"),
	  N_("take them out of the shipment first") },
	{ NULL, NULL, NULL }
};

static const struct rule quote_rules[] = {
	{ "SELECT q.number, o.number FROM quote q JOIN sales_order o"
	    " ON o.quote = q.id WHERE q.id = ?1 AND q.state IN ('declined',"
	    " 'cancelled', 'replaced') AND o.state <> 'cancelled'"
	    " ORDER BY o.id",
	  N_("quote %s would be called off, but order %s stands on it"),
	  N_("cancel the order first") },
	{ NULL, NULL, NULL }
};

static const struct rule shipment_rules[] = {
	{ "SELECT s.number, o.number" OF_SHIPMENTS
	    "s.id = ?1 AND o.state = 'cancelled' ORDER BY l.line",
	  N_("shipment %s has goods of order %s, which is cancelled"),
	  N_("cancel the shipment, too") },
	{ "SELECT s.number, o.number" OF_SHIPMENTS
	    "s.id = ?1 AND s.buyer <> o.buyer ORDER BY l.line",
	  N_("shipment %s goes to another buyer than order %s"),
	  N_("make a shipment of its own: tradecli shipment from ORDER") },
	{ "SELECT s.number, o.number || ':' || l.order_line" OF_SHIPMENTS
	    "s.id = ?1 AND (SELECT coalesce(sum(y.quantity), 0)"
	    " FROM shipment_line y JOIN shipment z ON z.id = y.shipment"
	    " WHERE z.state <> 'cancelled' AND y.sales_order = o.id"
	    " AND y.order_line = l.order_line AND coalesce(y.more_agreed, 0)"
	    " = 0) > (SELECT coalesce(sum(x.quantity), 0) FROM order_line x"
	    " WHERE x.sales_order = o.id AND x.line = l.order_line)"
	    " AND coalesce(l.more_agreed, 0) = 0 ORDER BY l.line",
	  N_("with shipment %s more would be shipped of %s than was ordered"),
	  N_("cancel another shipment of it first") },
	{ NULL, NULL, NULL }
};

static enum status
check_rules(struct records *r, const struct rule *rules, int64_t id)
{
	enum status st = OK;

	for (; st == OK && rules->sql != NULL; rules++) {
		struct query q = store_query(records_store(r), rules->sql,
		    ARGS(ARG(id)));
		enum status end;

		if (query_row(&q))
			st = fail_hint(fail(E_CONFLICT, _(rules->broken),
			    query_text(&q, 0), query_text(&q, 1)), "%s",
			    _(rules->way_out));
		end = query_end(&q);
		st = st != OK ? st : end;
	}
	return st;
}

enum status
order_holds(struct records *r, int64_t order)
{
	return check_rules(r, order_rules, order);
}

enum status
quote_holds(struct records *r, int64_t quote)
{
	return check_rules(r, quote_rules, quote);
}

enum status
shipment_holds(struct records *r, int64_t shipment)
{
	return check_rules(r, shipment_rules, shipment);
}
