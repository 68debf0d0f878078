/*
 * shipment: what is on its way.  Beyond what every noun has: lines out of
 * orders, packing, the containers it takes and those it has.
 */
#include "cmd.h"

#include <string.h>

static enum status
find_shipment(struct context *ctx, struct shipment *s)
{
	return record_find(ctx->records, (struct record_code){
	    &shipment_entity, ctx->args[0] }, &ctx->arena, s);
}

static enum status
note_doubt(struct context *ctx, const struct shipment *s)
{
	const char *doubt;
	enum status st = shipping_doubt(ctx->records, s, &ctx->arena, &doubt);

	if (st == OK && doubt != NULL)
		note(ctx, _("Warning: %s."), doubt);
	return st;
}

/* ---- out of orders ------------------------------------------------------- */

static enum status
read_picks(struct context *ctx, struct shipping *s)
{
	const char **texts = opt_all(ctx, "line", &s->npicks);
	enum status st = OK;

	s->picks = arena_alloc(&ctx->arena,
	    (s->npicks + 1) * sizeof(*s->picks));
	for (size_t i = 0; st == OK && i < s->npicks; i++)
		st = shipping_pick_parse(texts[i], &ctx->arena, &s->picks[i]);
	return st;
}

static enum status
add_orders(struct context *ctx, struct shipment *to, char **orders, int n)
{
	struct shipping s = { .records = ctx->records, .arena = &ctx->arena,
	    .shipment = to, .more = opt_flag(ctx, "more") };
	enum status st = read_picks(ctx, &s);

	if (st != OK ||
	    (st = shipping_add_orders(&s, orders, (size_t)n)) != OK)
		return st;
	note(ctx, _("%s: lines added: %zu"), to->number, s.nlines);
	return note_doubt(ctx, to);
}

/* Fields of a line follow from those of the orders. */
static enum status
refuse_line_fields(struct context *ctx)
{
	const struct entity *e = &shipment_line_entity;

	for (size_t i = 0; i < ctx->options.n; i++) {
		char *name = arena_strdup(&ctx->arena,
		    ctx->options.list[i].name);

		for (char *p = name; *p != '\0'; p++)
			*p = *p == '-' ? '_' : *p;
		if (strcmp(name, "line") != 0 && entity_field(e, name) != NULL
		    && entity_field(&shipment_entity, name) == NULL)
			return fail_hint(fail(E_USAGE, _("shipment from: --%s "
			    "is a field of one line"),
			    ctx->options.list[i].name), _("change it "
			    "afterwards: tradecli shipment edit NUMBER --line "
			    "N --FIELD VALUE"));
	}
	return OK;
}

static enum status
shipment_from_run(struct context *ctx)
{
	struct shipment *s = entity_new(&shipment_entity, &ctx->arena);
	size_t n;
	enum status st = refuse_line_fields(ctx);

	if (st != OK ||
	    (st = set_given(ctx, &shipment_entity, s, &n)) != OK ||
	    (st = record_resolve(ctx->records, &shipment_entity, s,
	    &ctx->arena)) != OK ||
	    (st = add_orders(ctx, s, ctx->args, ctx->nargs)) != OK)
		return st;
	if (!opt_flag(ctx, "dry-run"))
		answer(ctx, "%s\n", s->number);
	return OK;
}

static enum status
shipment_add_order_run(struct context *ctx)
{
	struct shipment *s = entity_new(&shipment_entity, &ctx->arena);
	enum status st = find_shipment(ctx, s);

	return st == OK ? add_orders(ctx, s, ctx->args + 1, ctx->nargs - 1) :
	    st;
}

/* ---- packing ------------------------------------------------------------- */

static const char *
decimal_text(struct context *ctx, struct decimal d)
{
	char *text = arena_alloc(&ctx->arena, DECIMAL_TEXT_MAX);

	decimal_format(d, 0, text);
	return text;
}

static void
note_sum(struct context *ctx, const struct shipment *s,
    const struct packed_sum *sum)
{
	note(ctx, _("%s: cartons: %lld, N.W. %s kg, G.W. %s kg, %s m3"),
	    s->number, (long long)sum->cartons, decimal_text(ctx, sum->net),
	    decimal_text(ctx, sum->gross), decimal_text(ctx, sum->volume));
}

static enum status
shipment_pack_run(struct context *ctx)
{
	struct shipment *s = entity_new(&shipment_entity, &ctx->arena);
	struct shipping_packer k = { .records = ctx->records,
	    .arena = &ctx->arena };
	const char **texts = opt_all(ctx, "mix", &k.nmixes);
	struct mix *mixes = arena_alloc(&ctx->arena,
	    (k.nmixes + 1) * sizeof(*mixes));
	enum status st = OK;

	for (size_t i = 0; st == OK && i < k.nmixes; i++)
		if ((st = mix_parse(texts[i], &ctx->arena, &mixes[i])) != OK)
			st = fail_in(st, "--mix");
	k.mixes = mixes;
	if (st != OK || (st = find_shipment(ctx, s)) != OK ||
	    (st = shipping_pack(&k, s)) != OK)
		return st;
	note_sum(ctx, s, &k.sum);
	return OK;
}

/* ---- which containers ---------------------------------------------------- */

/* --load, --payload: what carriers and roads say otherwise. */
static enum status
read_limit(struct context *ctx, const char *name, struct decimal *out)
{
	const char *text = opt_text(ctx, name);

	*out = NO_DECIMAL;
	if (text == NULL)
		return OK;
	if (decimal_parse(text, out) != OK)
		return fail_in(E_USAGE, "--%s", name);
	return out->micros > 0 ? OK : fail(E_USAGE,
	    _("--%s: must be more than 0"), name);
}

static enum status
shipment_plan_run(struct context *ctx)
{
	struct container_limits limits;
	struct report r = { .records = ctx->records, .arena = &ctx->arena };
	struct shipment *s = entity_new(&shipment_entity, &ctx->arena);
	struct packed_sum sum;
	struct packing cartons;
	struct printing p;
	enum status st = find_shipment(ctx, s);

	if (st != OK || (st = read_limit(ctx, "load", &limits.load)) != OK ||
	    (st = read_limit(ctx, "payload", &limits.payload)) != OK ||
	    (st = shipping_cartons_or_pack(ctx->records, s,
	    &ctx->arena, &cartons)) != OK ||
	    (st = packing_sum(&cartons, 0, &sum)) != OK ||
	    (st = print_open(ctx, _("Ways to ship it"), PRINT_TABLE,
	    &p)) != OK)
		return st;
	r.sink = p.sink;
	r.for_people = p.for_people;
	if ((st = print_close(ctx, &p, report_plan(&r, s, &limits))) !=
	    OK)
		return st;
	note_sum(ctx, s, &sum);
	return note_doubt(ctx, s);
}

/* ---- its containers ------------------------------------------------------ */

/* The fields given as options; a number as the operand. */
static enum status
set_container(struct context *ctx, struct shipment_container *c)
{
	static const char *const names[] = { "type", "seal_number" };
	static const char *const options[] = { "type", "seal-number" };
	struct parse p = context_parse(ctx);
	enum status st = OK;

	if (ctx->nargs > 1 && (st = field_set(entity_field(&container_entity,
	    "number"), c, ctx->args[1], &p)) != OK)
		return st;
	for (size_t i = 0; st == OK && i < COUNT(names); i++)
		if (opt_text(ctx, options[i]) != NULL &&
		    (st = field_set(entity_field(&container_entity, names[i]),
		    c, opt_text(ctx, options[i]), &p)) != OK)
			st = fail_in(st, "--%s", options[i]);
	return st;
}

/* That of the number given, else one that waits for its number, if the type
 * is no other; id 0: there is none. */
static enum status
find_container(struct context *ctx, const struct shipment_container *said,
    struct shipment_container *out)
{
	struct selection of = { .parent = said->shipment.id,
	    .with_archived = true };
	struct cursor c = record_select(ctx->records, &container_entity, &of);
	struct shipment_container row;
	int64_t exact = 0, waiting = 0;
	enum status st;

	while (cursor_next(&c, &row)) {
		bool fits = said->type == NULL ||
		    strcmp(said->type, row.type) == 0;

		if (row.number == NULL && fits && waiting == 0)
			waiting = row.id;
		if (row.number != NULL && said->number != NULL &&
		    strcmp(row.number, said->number) == 0)
			exact = row.id;
	}
	out->id = 0;
	if ((st = cursor_end(&c)) != OK)
		return st;
	if (exact == 0 && said->number != NULL && !opt_flag(ctx, "remove"))
		exact = waiting;
	if (exact == 0)
		return OK;
	return record_load(ctx->records, (struct record_id){
	    &container_entity, exact }, &ctx->arena, out);
}

static enum status
remove_container(struct context *ctx, const struct shipment *s,
    const struct shipment_container *c)
{
	enum status st;

	if (ctx->nargs < 2)
		return fail(E_USAGE, _("shipment container: which one is to be "
		    "removed?"));
	if (c->id == 0)
		return fail(E_NOTFOUND, _("%s has no container %s"), s->number,
		    ctx->args[1]);
	if ((st = record_delete(ctx->records, &container_entity, c)) == OK)
		note(ctx, _("%s: container %s removed"), s->number, c->number);
	return st;
}

static enum status
store_container(struct context *ctx, const struct shipment_container *old,
    struct shipment_container *now)
{
	enum status st;

	if (old->id == 0 && now->type == NULL)
		return fail_hint(fail(E_USAGE, _("shipment container: of which "
		    "type?")), "--type 20GP, 40GP, 40HQ, 45HQ ...");
	if ((st = record_check(ctx->records, &container_entity, now,
	    &ctx->arena)) != OK)
		return st;
	return old->id == 0 ? record_insert(ctx->records, &container_entity,
	    now, &ctx->arena) : record_update(ctx->records, &container_entity,
	    old, now);
}

static enum status
shipment_container_run(struct context *ctx)
{
	struct shipment *s = entity_new(&shipment_entity, &ctx->arena);
	struct shipment_container *said = entity_new(&container_entity,
	    &ctx->arena), *old = entity_new(&container_entity, &ctx->arena),
	    now;
	enum status st = find_shipment(ctx, s);

	if (st != OK)
		return st;
	said->shipment = (struct ref){ s->id, s->number, NULL };
	if ((st = set_container(ctx, said)) != OK ||
	    (st = find_container(ctx, said, old)) != OK)
		return st;
	if (opt_flag(ctx, "remove"))
		return remove_container(ctx, s, old);
	now = old->id != 0 ? *old : *said;
	if ((st = set_container(ctx, &now)) != OK ||
	    (st = store_container(ctx, old, &now)) != OK)
		return st;
	note(ctx, _("%s: container %s, %s"), s->number,
	    now.number != NULL ? now.number : "?", now.type);
	return OK;
}

/* ---- the command --------------------------------------------------------- */

static const struct option_row from_options[] = {
	{ "line", 0, "ORDER:LINE=N", N_("only these lines, or so much of them"),
	    0 },
	{ "more", 0, NULL, N_("more than was ordered is agreed"), 0 },
	{ 0 }
};

static const struct option_row pack_options[] = {
	{ "mix", 0, "LINE=N,LINE=N", N_("a mixed carton; 10xLINE=N,...: ten"),
	    0 },
	{ 0 }
};

static const struct option_row plan_options[] = {
	{ "load", 0, "M3", N_("what can be stowed in a container"), 0 },
	{ "payload", 0, "KG", N_("what it may carry, by road or ship"), 0 },
	{ 0 }
};

static const struct option_row container_options[] = {
	{ "type", 0, "TYPE", N_("20GP, 40GP, 40HQ, 45HQ ..."), 0 },
	{ "seal-number", 0, "TEXT", N_("number of the seal"), 0 },
	{ "remove", 0, NULL, N_("take it off the shipment"), 0 },
	{ 0 }
};

static const struct verb verbs[] = {
	ENTITY_VERBS_WITH(OPT_PART),
	STATE_VERBS,
	{ "from", "ORDER...", N_("make one of what is left of orders"),
	    NEED_WRITE | OPT_RECORD | OPT_DRY, 1, -1, shipment_from_run,
	    from_options },
	{ "add-order", "NUMBER ORDER...", N_("add what is left of orders"),
	    NEED_WRITE | OPT_DRY, 2, -1, shipment_add_order_run,
	    from_options },
	{ "pack", "NUMBER", N_("into cartons, by the products' packing data"),
	    NEED_WRITE | OPT_DRY, 1, 1, shipment_pack_run, pack_options },
	{ "plan", "NUMBER", N_("which containers, or what weight counts"),
	    NEED_READ | OPT_FORMAT, 1, 1, shipment_plan_run,
	    plan_options },
	{ "container", "NUMBER [CONTAINER]", N_("add a container, or number it"),
	    NEED_WRITE | OPT_DRY, 1, 2, shipment_container_run,
	    container_options },
	{ 0 }
};

const struct command shipment_command = {
	"shipment", N_("what is on its way to buyers"), &shipment_entity,
	verbs, "tradecli shipment from ORD-2026-0003 --mode sea-fcl "
	"--etd 2026-12-10"
};
