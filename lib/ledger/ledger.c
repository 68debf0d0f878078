/*
 * Opening, founding and closing a ledger, and its settings.
 */
#include "ledger/ledger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "ledger/asking.h"
#include "ledger/backup.h"
#include "ledger/deal.h"
#include "ledger/holds.h"
#include "ledger/setting.h"
#include "ledger/shipping.h"
#include "record/verify.h"
#include "trade/inquiry.h"
#include "trade/issued.h"
#include "trade/offer.h"
#include "trade/order.h"
#include "trade/party.h"
#include "trade/product.h"
#include "trade/purchase.h"
#include "trade/quote.h"
#include "trade/rate.h"
#include "trade/shipment.h"

const struct entity *const all_entities[] = {
	&setting_entity, &party_entity, &contact_entity, &product_entity,
	&inquiry_entity, &inquiry_line_entity, &inquiry_event_entity,
	&rate_entity, &inquiry_supplier_entity, &offer_entity,
	&offer_line_entity, &quote_entity, &quote_line_entity,
	&quote_cost_entity, &order_entity, &order_line_entity,
	&instalment_entity, &purchase_entity, &purchase_line_entity,
	&shipment_entity, &shipment_line_entity, &container_entity,
	&carton_entity, &document_entity, NULL
};

const struct settler all_settlers[] = {
	{ &offer_entity, offer_settle, NULL, NULL, 0 },
	{ &quote_entity, quote_settle, NULL, NULL, 0 },
	{ &quote_entity, quote_holds, NULL, NULL, SETTLER_RULE | SETTLER_OLD },
	{ &order_entity, order_settle, NULL, NULL, 0 },
	{ &order_entity, shipping_tell_order, &shipment_line_entity,
	    "sales_order", 0 },
	{ &order_entity, order_holds, NULL, NULL, SETTLER_RULE | SETTLER_OLD },
	{ &shipment_entity, shipping_settle, NULL, NULL, 0 },
	{ &shipment_entity, shipment_holds, NULL, NULL, SETTLER_RULE },
	{ &document_entity, shipping_note_invoice, NULL, NULL, 0 },
	{ NULL, NULL, NULL, NULL, 0 }
};

const struct entity *const noun_entities[] = {
	&supplier_entity, &buyer_entity, &product_entity, &inquiry_entity,
	&offer_entity, &quote_entity, &order_entity, &purchase_entity,
	&shipment_entity, &document_entity, &rate_entity, NULL
};

const struct entity *
noun_find(const char *name)
{
	for (size_t i = 0; noun_entities[i] != NULL; i++) {
		const struct entity *e = noun_entities[i];
		const char *const names[] = {
			e->name, e->plural, e->label, e->label_zh
		};

		for (size_t j = 0; j < COUNT(names); j++)
			if (strcmp(names[j], name) == 0)
				return e;
	}
	return NULL;
}

const char *
noun_names(bool plural, struct arena *a)
{
	struct strbuf b = STRBUF_INIT;
	const char *text;

	for (size_t i = 0; noun_entities[i] != NULL; i++)
		strbuf_addf(&b, "%s%s", i > 0 ? ", " : "", plural ?
		    noun_entities[i]->plural : noun_entities[i]->name);
	text = strbuf_to(&b, a);
	strbuf_release(&b);
	return text;
}

bool
noun_can_import(const struct entity *e)
{
	const unsigned made = F_REQUIRED | F_FIXED;
	bool can = true;

	for (size_t i = 0; i < e->nfields; i++)
		can = can && (e->fields[i].flags & made) != made;
	return can;
}

struct ledger {
	struct store		*store;
	struct records		*records;
	const struct session	*session;
	struct defaults		 defaults;
	struct arena		 arena;
	struct arena_mark	 opened;	/* behind it: one transaction */
	const char		*path;
	const char		*company;
};

/* ---- settings ------------------------------------------------------------ */

const char *
ledger_setting(struct ledger *l, const char *name)
{
	const char *value = NULL;

	if (setting_value(l->records, name, &l->arena, &value) != OK)
		fail_clear();
	return value;
}

enum status
ledger_set(struct ledger *l, const char *name, const char *value)
{
	return setting_put(l->records, name, value, &l->arena);
}

struct records *
ledger_records(struct ledger *l)
{
	return l->records;
}

const char *
ledger_path(const struct ledger *l)
{
	return l->path;
}

const char *
ledger_company(const struct ledger *l)
{
	return l->company;
}

const char *
ledger_currency(const struct ledger *l)
{
	return l->defaults.currency;
}

/* ---- opening ------------------------------------------------------------- */

static struct ledger *
new_ledger(const char *path, const struct session *session)
{
	struct ledger *l = calloc(1, sizeof(*l));

	if (l == NULL)
		no_memory();
	l->path = arena_strdup(&l->arena, path);
	l->opened = arena_mark(&l->arena);
	l->session = session;
	return l;
}

/* What is done from here on is done by the command of the session. */
static enum status
begin_command(struct ledger *l)
{
	const struct author author = {
		l->session->user, l->session->command, "do", 0
	};
	enum status st;

	records_author(l->records, &author);
	arena_reset(&l->arena, l->opened);
	l->defaults.today = l->session->now;
	if ((st = setting_value(l->records, "company", &l->arena,
	    &l->company)) != OK)
		return st;
	return setting_value(l->records, "currency", &l->arena,
	    &l->defaults.currency);
}

/* Numbers given out and rows added are remembered for a transaction. */
static void
renew_records(struct ledger *l)
{
	records_free(l->records);
	l->records = records_new(l->store, all_entities, &l->defaults);
	records_settlers(l->records, all_settlers);
}

static enum status
begin(struct ledger *l)
{
	enum status st = store_begin(l->store);

	if (st != OK)
		return st;
	renew_records(l);
	return begin_command(l);
}

/* What stands in an older ledger is sealed as it stands. */
static enum status
seal_all(void *self)
{
	struct ledger *l = self;
	struct records *r = records_new(l->store, all_entities, &l->defaults);
	enum status st = records_seal_all(r);

	records_free(r);
	return st;
}

static enum status
copy_first(void *self, int version)
{
	struct ledger *l = self;

	return backup_of_version(l->path, version);
}

static enum status
no_copy(void *self, int version)
{
	(void)self, (void)version;
	return OK;
}

static enum status
migrate(struct ledger *l, enum status (*before)(void *self, int version))
{
	const struct migration m = { before, seal_all, l };

	return store_migrate(l->store, &m);
}

/* Even for reading, an old ledger is opened for writing once. */
static enum status
open_current(struct ledger *l, enum store_mode mode)
{
	enum status st = store_open(l->path, mode, &l->store);

	if (st != OK || store_version(l->store) == store_newest_version())
		return st;
	store_close(l->store);
	l->store = NULL;
	if ((st = store_open(l->path, STORE_WRITE, &l->store)) != OK ||
	    (st = migrate(l, copy_first)) != OK || mode == STORE_WRITE)
		return st;
	store_close(l->store);
	l->store = NULL;
	return store_open(l->path, mode, &l->store);
}

enum status
ledger_open(const char *path, enum ledger_mode mode,
    const struct session *session, struct ledger **out)
{
	struct ledger *l = new_ledger(path, session);
	enum status st = open_current(l, mode == LEDGER_READ ? STORE_READ :
	    STORE_WRITE);

	if (st == OK)
		st = begin(l);
	if (st != OK) {
		ledger_close(l);
		return st;
	}
	*out = l;
	return OK;
}

void
ledger_remove(const char *path)
{
	struct arena a = ARENA_INIT;

	unlink(path);
	unlink(arena_printf(&a, "%s-journal", path));
	arena_release(&a);
}

enum status
ledger_folder(const char *path, struct arena *a)
{
	char *dir = arena_strdup(a, path);

	for (char *slash = dir; (slash = strchr(slash + 1, '/')) != NULL;) {
		*slash = '\0';
		if (mkdir(dir, 0700) != 0 && errno != EEXIST &&
		    errno != EISDIR && errno != EROFS && errno != EACCES)
			return fail_errno(E_OUTPUT, "%s", dir);
		*slash = '/';
	}
	return OK;
}

/* Founding is on record too, but is nothing that could be undone. */
static enum status
found(struct ledger *l, const struct founding *f)
{
	const struct author author = {
		l->session->user, l->session->command, "init", 0
	};
	enum status st;

	if ((st = migrate(l, no_copy)) != OK || (st = begin(l)) != OK)
		return st;
	records_author(l->records, &author);
	if ((st = ledger_set(l, "company", f->company)) != OK ||
	    (st = ledger_set(l, "currency", f->currency)) != OK ||
	    (st = ledger_commit(l)) != OK)
		return st;
	return begin(l);
}

enum status
ledger_create(const char *path, const struct founding *f,
    const struct session *session, struct ledger **out)
{
	struct ledger *l = new_ledger(path, session);
	enum status st = ledger_folder(path, &l->arena);

	if (st == OK && (st = store_open(path, STORE_CREATE, &l->store)) == OK
	    && (st = found(l, f)) != OK)
		ledger_remove(path);
	if (st != OK) {
		ledger_close(l);
		return st;
	}
	*out = l;
	return OK;
}

/* What follows from what was done is done with it. */
static enum status
end_command(struct ledger *l)
{
	enum status st = records_settle(l->records);

	return st == OK ? records_flush(l->records) : st;
}

enum status
ledger_settle(struct ledger *l)
{
	return records_settle(l->records);
}

enum status
ledger_commit(struct ledger *l)
{
	enum status st;

	if ((st = end_command(l)) != OK)
		return st;
	return store_commit(l->store);
}

void
ledger_pause(struct ledger *l)
{
	store_rollback(l->store);
}

enum status
ledger_resume(struct ledger *l)
{
	return begin(l);
}

enum status
ledger_turn(struct ledger *l, enum ledger_mode mode,
    const struct session *session)
{
	enum status st = store_turn(l->store, mode == LEDGER_READ ?
	    STORE_READ : STORE_WRITE);

	l->session = session;
	return st == OK ? begin(l) : st;
}

enum status
ledger_follow(struct ledger *l, const struct session *session)
{
	enum status st = end_command(l);

	l->session = session;
	return st == OK ? begin_command(l) : st;
}

enum status
ledger_try(struct ledger *l)
{
	return store_savepoint(l->store);
}

enum status
ledger_keep(struct ledger *l)
{
	enum status st = end_command(l);

	return st == OK ? store_release(l->store) : st;
}

bool
ledger_take_back(struct ledger *l)
{
	renew_records(l);
	return store_take_back(l->store);
}

void
ledger_close(struct ledger *l)
{
	if (l == NULL)
		return;
	records_free(l->records);
	if (l->store != NULL)
		store_rollback(l->store);
	store_close(l->store);
	arena_release(&l->arena);
	free(l);
}

/* ---- the file as a whole ------------------------------------------------- */

const char *
ledger_engine(void)
{
	return store_engine();
}

enum status
ledger_update(const char *path)
{
	struct ledger *l = new_ledger(path, NULL);
	enum status st = store_open(path, STORE_READ, &l->store);

	if (st == OK && store_version(l->store) < store_newest_version()) {
		store_close(l->store);
		l->store = NULL;
		if ((st = store_open(path, STORE_WRITE, &l->store)) == OK)
			st = migrate(l, no_copy);
	}
	ledger_close(l);
	return st;
}

struct check {
	void (*problem)(void *to, const char *text);
	void	*to;
	size_t	 n;
};

static void
pass_problem(void *to, const char *text)
{
	struct check *c = to;

	c->n++;
	c->problem(c->to, text);
}

/* Does the counter of a table or series stand behind what is there? */
static enum status
check_counters(struct ledger *l, struct check *c)
{
	for (size_t i = 0; all_entities[i] != NULL; i++) {
		const struct entity *e = all_entities[i];
		struct arena a = ARENA_INIT;
		int64_t beyond;
		enum status st = store_int(l->store, arena_printf(&a,
		    "SELECT count(*) FROM %s WHERE id > (SELECT"
		    " coalesce(max(last), 0) FROM counter WHERE name = ?1)",
		    e->table), ARGS(ARG(e->table)), &beyond);

		if (st == OK && beyond > 0)
			pass_problem(c, arena_printf(&a, _("%s: %lld records "
			    "have no place in the history"), e->table,
			    (long long)beyond));
		arena_release(&a);
		if (st != OK)
			return st;
	}
	return OK;
}

/* Every row must have been added by an operation that is on record. */
static enum status
check_history(struct ledger *l, struct check *c)
{
	for (size_t i = 0; all_entities[i] != NULL; i++) {
		const struct entity *e = all_entities[i];
		struct arena a = ARENA_INIT;
		int64_t rows, added;
		enum status st;

		if ((st = store_int(l->store, arena_printf(&a,
		    "SELECT count(*) FROM %s", e->table), NO_ARGS,
		    &rows)) == OK &&
		    (st = store_int(l->store, "SELECT coalesce(sum("
		    "CASE action WHEN 'insert' THEN last - first + 1"
		    " WHEN 'delete' THEN -1 ELSE 0 END), 0)"
		    " FROM change WHERE record = ?1", ARGS(ARG(e->table)),
		    &added)) == OK && rows != added)
			pass_problem(c, arena_printf(&a, _("%s: %lld records, "
			    "but the history tells of %lld"), e->table,
			    (long long)rows, (long long)added));
		arena_release(&a);
		if (st != OK)
			return st;
	}
	return OK;
}

/* What only another program can have written. */
static const char *
find_fault(const struct entity *e, const void *record)
{
	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];
		struct value v = field_get(f, record);
		bool negative = (v.type == V_INT && v.u.integer < 0) ||
		    (v.type == V_DECIMAL && v.u.decimal.micros < 0);

		if (value_is_none(v))
			continue;
		if (f->codes != NULL && code_get(f->codes, v.u.text) == NULL)
			return f->name;
		if (negative && !(f->flags & F_SIGNED))
			return f->name;
	}
	if (record_required(e, record) == OK &&
	    (e->check == NULL || e->check(record) == OK))
		return NULL;
	return fail_text();
}

static enum status
check_values_of(struct ledger *l, const struct entity *e, struct check *c)
{
	struct selection all = { .with_archived = true };
	struct arena a = ARENA_INIT;
	void *record = entity_new(e, &a);
	struct cursor cursor = record_select(l->records, e, &all);
	enum status st;

	while (cursor_next(&cursor, record)) {
		const char *fault = find_fault(e, record);

		if (fault != NULL)
			pass_problem(c, arena_printf(&cursor.arena,
			    _("%s %s: %s cannot be so"), _(e->name),
			    entity_code(e, record), fault));
		fail_clear();
	}
	st = cursor_end(&cursor);
	arena_release(&a);
	return st;
}

static enum status
check_values(struct ledger *l, struct check *c)
{
	enum status st = OK;

	for (size_t i = 0; st == OK && all_entities[i] != NULL; i++)
		st = check_values_of(l, all_entities[i], c);
	return st;
}

enum status
ledger_head(struct ledger *l, struct arena *a, const char **hash)
{
	struct query q = store_query(l->store, "SELECT hash FROM operation"
	    " ORDER BY id DESC LIMIT 1", NO_ARGS);

	*hash = "";
	if (query_row(&q) && !query_is_null(&q, 0))
		*hash = arena_strdup(a, query_text(&q, 0));
	return query_end(&q);
}

enum status
ledger_has(struct ledger *l, const char *hash)
{
	int64_t n;
	enum status st = store_int(l->store, "SELECT count(*) FROM operation"
	    " WHERE hash = ?1", ARGS(ARG(hash)), &n);

	if (st != OK || n > 0)
		return st;
	return fail_hint(fail(E_LEDGER, _("%s: does not hold the state %s"),
	    l->path, hash), _("it is another ledger or an older copy, or the "
	    "newest operations were cut off"));
}

enum status
ledger_check(struct ledger *l, bool is_full,
    void (*problem)(void *to, const char *text), void *to)
{
	struct check c = { problem, to, 0 };
	enum status st;

	if ((st = store_check(l->store, pass_problem, &c)) != OK ||
	    (st = check_counters(l, &c)) != OK ||
	    (st = check_history(l, &c)) != OK ||
	    (st = check_values(l, &c)) != OK ||
	    (st = records_verify_rows(l->records, pass_problem, &c)) != OK ||
	    (is_full && (st = records_verify_chain(l->records, pass_problem,
	    &c)) != OK))
		return st;
	if (c.n > 0)
		return fail_hint(fail(E_LEDGER, _("%s: %zu problems"),
		    l->path, c.n), _("keep the file, restore the last good "
		    "backup: tradecli restore FILE"));
	return OK;
}
