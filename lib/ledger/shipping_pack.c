/*
 * A shipment into cartons, by what its products say of theirs.
 */
#include "ledger/shipping.h"

#include <string.h>

#include "trade/product.h"

/* What a product must say to be packed. */
static const char *const packing_data[] = {
	"pieces_per_carton", "carton_length", "carton_width", "carton_height",
	"net_weight", "gross_weight"
};

/* ---- what cannot be packed, and why -------------------------------------- */

struct lack {
	struct strbuf	text;		/* of all products */
	const char	*product;	/* the first one */
	struct strbuf	options;	/* to give what it lacks */
};

static bool
is_given(const struct field *f, const struct product *p)
{
	struct value v = field_get(f, p);

	if (value_is_none(v))
		return false;
	return v.type == V_INT ? v.u.integer > 0 :
	    v.u.decimal.micros > 0;
}

static void
note_lacks(struct lack *lack, const struct product *p)
{
	bool any = false;

	if (strstr(lack->text.buf, p->code) != NULL)	/* another line */
		return;
	for (size_t i = 0; i < COUNT(packing_data); i++) {
		const struct field *f = entity_field(&product_entity,
		    packing_data[i]);

		if (is_given(f, p))
			continue;
		if (!any)
			strbuf_addf(&lack->text, _("%s%s lacks "),
			    lack->text.len > 0 ? "; " : "", p->code);
		strbuf_addf(&lack->text, "%s%s", any ? ", " : "", f->name);
		if (lack->product == NULL || lack->product == p->code) {
			lack->product = p->code;
			strbuf_addstr(&lack->options, " --");
			for (const char *c = f->name; *c != '\0'; c++)
				strbuf_addch(&lack->options,
				    *c == '_' ? '-' : *c);
			strbuf_addstr(&lack->options, " N");
		}
		any = true;
	}
}

static enum status
fail_lacking(struct lack *lack, const struct shipment *s)
{
	enum status st = OK;

	if (lack->text.len > 0)
		st = fail_hint(fail(E_INVALID, _("%s cannot be packed: %s"),
		    s->number, lack->text.buf), "tradecli product edit %s%s",
		    lack->product, lack->options.buf);
	strbuf_release(&lack->text);
	strbuf_release(&lack->options);
	return st;
}

/* ---- lines --------------------------------------------------------------- */

/* The lines of a shipment, in the arena. */
struct shipped {
	struct shipment_line *lines;
	struct pack_line     *packs;
	size_t		      n;
};

static enum status
count_parts(struct records *r, const struct entity *part,
    const struct shipment *s, int64_t *n)
{
	struct selection of = { .parent = s->id, .with_archived = true };
	struct cursor c = record_select(r, part, &of);

	for (*n = 0; cursor_row(&c); ++*n)
		continue;
	return cursor_end(&c);
}

static enum status
check_line(const struct shipment_line *l, const struct product *p)
{
	if (l->product.id == 0)
		return fail_hint(fail(E_INVALID, _("line %lld, %s: how it is "
		    "packed stands with a product, and it names none"),
		    (long long)l->line, l->description),
		    _("name one: tradecli shipment edit %s --line %lld "
		    "--product CODE"), l->shipment.code, (long long)l->line);
	if (l->unit != NULL && p->unit != NULL && strcmp(l->unit, p->unit) != 0)
		return fail(E_INVALID, _("line %lld: the unit is %s, but %s is "
		    "packed by %s"), (long long)l->line, l->unit, p->code,
		    p->unit);
	return OK;
}

static struct pack_line
to_pack_line(const struct shipment_line *l, const struct product *p)
{
	struct pack_line line = { l->line, l->quantity, { NO_DECIMAL,
	    p->carton_length, p->carton_width, p->carton_height,
	    p->net_weight, p->gross_weight } };

	if (p->pieces_per_carton != NO_INT &&
	    p->pieces_per_carton <= INT64_MAX / DECIMAL_SCALE)
		line.full.pieces.micros = p->pieces_per_carton * DECIMAL_SCALE;
	return line;
}

/* One line with its product; what that lacks is noted. */
static enum status
take_line(struct records *r, struct shipped *out, struct lack *lack,
    struct arena *a)
{
	struct shipment_line *l = &out->lines[out->n];
	struct product *p = entity_new(&product_entity, a);
	enum status st = OK;

	if (l->product.id != 0)
		st = record_load(r, (struct record_id){ &product_entity,
		    l->product.id }, a, p);
	if (st == OK)
		st = check_line(l, p);
	if (st != OK)
		return st;
	note_lacks(lack, p);
	out->packs[out->n++] = to_pack_line(l, p);
	return OK;
}

static enum status
load_lines(struct records *r, const struct shipment *s, struct arena *a,
    struct shipped *out)
{
	struct selection of = { .parent = s->id, .with_archived = true };
	struct lack lack = { STRBUF_INIT, NULL, STRBUF_INIT };
	struct cursor c;
	int64_t n, i = 0;
	enum status st = count_parts(r, &shipment_line_entity, s, &n);

	if (st != OK)
		return st;
	if (n == 0)
		return fail(E_INVALID, _("%s: has no lines"), s->number);
	out->n = 0;
	out->lines = arena_alloc(a, (size_t)n * sizeof(*out->lines));
	out->packs = arena_alloc(a, (size_t)n * sizeof(*out->packs));
	c = record_select(r, &shipment_line_entity, &of);
	while (i < n && cursor_row(&c))
		out->lines[i++].id = cursor_id(&c);
	st = cursor_end(&c);
	for (i = 0; st == OK && i < n; i++)
		if ((st = record_load(r, (struct record_id){
		    &shipment_line_entity, out->lines[i].id }, a,
		    &out->lines[i])) == OK)
			st = take_line(r, out, &lack, a);
	if (st == OK)
		return fail_lacking(&lack, s);
	strbuf_release(&lack.text);
	strbuf_release(&lack.options);
	return st;
}

/* ---- cartons, as they are kept ------------------------------------------- */

static struct packed
to_packed(const struct shipment_carton *c)
{
	return (struct packed){ c->shipment_line, c->first, c->last,
	    c->quantity, c->net_weight, c->gross_weight, c->length, c->width,
	    c->height };
}

enum status
shipping_cartons(struct records *r, const struct shipment *s,
    struct arena *a, struct packing *out)
{
	struct selection of = { .parent = s->id, .with_archived = true };
	struct shipment_carton row;
	struct packing p = { NULL, 0 };
	struct cursor c;
	int64_t n;
	enum status st = count_parts(r, &carton_entity, s, &n);

	if (st != OK)
		return st;
	p.rows = arena_alloc(a, (size_t)(n + 1) * sizeof(*p.rows));
	c = record_select(r, &carton_entity, &of);
	while ((int64_t)p.n < n && cursor_next(&c, &row))
		p.rows[p.n++] = to_packed(&row);
	if ((st = cursor_end(&c)) == OK)
		*out = p;
	return st;
}

enum status
shipping_cartons_or_pack(struct records *r, const struct shipment *s,
    struct arena *a, struct packing *out)
{
	enum status st = shipping_cartons(r, s, a, out);
	struct shipped lines;

	if (st != OK || out->n > 0 ||
	    (st = load_lines(r, s, a, &lines)) != OK)
		return st;
	return packing_make(&(struct packing_job){ lines.packs, lines.n, NULL,
	    0 }, a, out);
}

/* Row i of the packing, instead of the one that is kept there, if any. */
static enum status
store_carton(struct shipping_packer *k, const struct shipment *s,
    const struct packed *p, int64_t line)
{
	struct shipment_carton said, *old, now;
	void *same = NULL;
	enum status st;

	entity_clear(&carton_entity, &said);
	said.shipment = (struct ref){ s->id, s->number, NULL };
	said.line = line;
	if ((st = record_match(k->records, &(struct record_like){
	    &carton_entity, &said, 0 }, k->arena, &same)) != OK)
		return st;
	old = same;
	now = old != NULL ? *old : said;
	now.shipment_line = p->line;
	now.first = p->first;
	now.last = p->last;
	now.quantity = p->quantity;
	now.net_weight = p->net;
	now.gross_weight = p->gross;
	now.length = p->length;
	now.width = p->width;
	now.height = p->height;
	if ((st = record_check(k->records, &carton_entity, &now,
	    k->arena)) != OK)
		return st;
	return old == NULL ? record_insert(k->records, &carton_entity, &now,
	    k->arena) : record_update(k->records, &carton_entity, old, &now);
}

/* Those that were kept beyond the last one. */
static enum status
drop_cartons(struct shipping_packer *k, const struct shipment *s,
    int64_t beyond)
{
	struct selection of = { .parent = s->id, .with_archived = true };
	struct cursor c = record_select(k->records, &carton_entity, &of);
	struct shipment_carton row;
	int64_t n, i = 0, *ids;
	enum status st = count_parts(k->records, &carton_entity, s, &n);

	ids = arena_alloc(k->arena, (size_t)(n + 1) * sizeof(*ids));
	while (st == OK && i < n && cursor_next(&c, &row))
		if (row.line > beyond)
			ids[i++] = row.id;
	if (cursor_end(&c) != OK && st == OK)
		st = E_LEDGER;
	for (n = i, i = 0; st == OK && i < n; i++)
		if ((st = record_load(k->records, (struct record_id){
		    &carton_entity, ids[i] }, k->arena, &row)) == OK)
			st = record_delete(k->records, &carton_entity, &row);
	return st;
}

static enum status
store_line(struct shipping_packer *k, const struct packing *p,
    const struct shipment_line *old)
{
	struct shipment_line now = *old;
	struct packed_sum sum;
	enum status st = packing_sum(p, old->line, &sum);

	if (st != OK)
		return st;
	now.cartons = sum.cartons;
	now.net_weight = sum.net;
	now.gross_weight = sum.gross;
	now.volume = sum.volume;
	return record_update(k->records, &shipment_line_entity, old, &now);
}

enum status
shipping_pack(struct shipping_packer *k, const struct shipment *s)
{
	struct shipped lines;
	struct packing p;
	enum status st = load_lines(k->records, s, k->arena, &lines);

	if (st != OK || (st = packing_make(&(struct packing_job){
	    lines.packs, lines.n, k->mixes, k->nmixes }, k->arena, &p)) != OK)
		return st;
	for (size_t i = 0; st == OK && i < p.n; i++)
		st = store_carton(k, s, &p.rows[i], (int64_t)i + 1);
	if (st == OK)
		st = drop_cartons(k, s, (int64_t)p.n);
	for (size_t i = 0; st == OK && i < lines.n; i++)
		st = store_line(k, &p, &lines.lines[i]);
	return st == OK ? packing_sum(&p, 0, &k->sum) : st;
}
