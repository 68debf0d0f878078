/*
 * Options for the lines of an inquiry: what is said of one of them alone, of
 * all, or of none and is known to the ledger.
 */
#include "cmd.h"

#include <stdlib.h>
#include <string.h>

enum { SAID_MAX = 32 };		/* options that are said for the user */

/* Of the whole price, not of a line. */
static const char *const of_all[] = {
	"to", "rate", "home", "term", "places", "seller-pays", "regime"
};

/* Of goods of one kind; what it means for several nobody knows. */
static const char *const of_one[] = {
	"cost", "offer", "quantity", "carton", "per-carton", "gross-weight", "target"
};

static bool
is_among(const char *name, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], name) == 0)
			return true;
	return false;
}

/* Can it be said of one line? */
static bool
takes_line(const char *name)
{
	const struct option_row *o = price_options;

	while (o->name != NULL && strcmp(o->name, name) != 0)
		o++;
	return o->name != NULL && o->arg != NULL &&
	    !is_among(name, of_all, COUNT(of_all));
}

/* "2=16": 2, and what is behind; 0: it is said of all. */
static int64_t
line_of(const struct given *g, const char **value)
{
	char *end;
	long long line;

	*value = g->value;
	if (g->value == NULL || !takes_line(g->name) ||
	    g->value[0] < '0' || g->value[0] > '9')
		return 0;
	line = strtoll(g->value, &end, 10);
	if (*end != '=' || line < 1)
		return 0;
	*value = end + 1;
	return line;
}

struct options
line_options(struct context *ctx, int64_t line)
{
	const struct options *all = &ctx->options;
	struct options o = *all;
	const char *value;

	o.list = arena_alloc(&ctx->arena, (all->n + SAID_MAX) *
	    sizeof(*o.list));
	o.n = 0;
	for (size_t i = 0; i < all->n; i++)
		if (line_of(&all->list[i], &value) == 0)
			o.list[o.n++] = all->list[i];
	for (size_t i = 0; i < all->n; i++)
		if (line_of(&all->list[i], &value) == line)
			o.list[o.n++] = (struct given){ all->list[i].name,
			    value };
	return o;
}

bool
is_of_line(const struct context *ctx, const char *name, int64_t line)
{
	const char *value;

	for (size_t i = 0; i < ctx->options.n; i++)
		if (strcmp(ctx->options.list[i].name, name) == 0 &&
		    line_of(&ctx->options.list[i], &value) == line)
			return true;
	return false;
}

static bool
is_line(int64_t line, const int64_t *lines, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (lines[i] == line)
			return true;
	return false;
}

enum status
check_line_options(struct context *ctx, const int64_t *lines, size_t n)
{
	for (size_t i = 0; i < ctx->options.n; i++) {
		const struct given *g = &ctx->options.list[i];
		const char *value;
		int64_t line = line_of(g, &value);

		if (line != 0 && !is_line(line, lines, n))
			return fail(E_NOTFOUND, _("--%s %s: there is no line "
			    "%lld"), g->name, g->value, (long long)line);
		if (line == 0 && n > 1 && is_among(g->name, of_one,
		    COUNT(of_one)))
			return fail_hint(fail(E_USAGE, _("--%s %s: of which of "
			    "the %zu lines?"), g->name, g->value, n),
			    _("name it: --%s %lld=%s"), g->name,
			    (long long)lines[0], g->value);
	}
	return OK;
}

/* ---- what is said for the user ------------------------------------------- */

void
say_option(struct context *ctx, const char *name, const char *value)
{
	if (value != NULL && opt_text(ctx, name) == NULL)
		ctx->options.list[ctx->options.n++] =
		    (struct given){ name, value };
}

const char *
number_text(struct context *ctx, struct decimal d)
{
	char text[DECIMAL_TEXT_MAX];

	if (decimal_is_none(d))
		return NULL;
	decimal_format(d, 0, text);
	return arena_strdup(&ctx->arena, text);
}

void
say_packing(struct context *ctx, const struct product *p)
{
	if (p->pieces_per_carton == NO_INT ||
	    decimal_is_none(p->carton_length) ||
	    decimal_is_none(p->carton_width) ||
	    decimal_is_none(p->carton_height))
		return;
	say_option(ctx, "carton", arena_printf(&ctx->arena, "%sx%sx%s",
	    number_text(ctx, p->carton_length),
	    number_text(ctx, p->carton_width),
	    number_text(ctx, p->carton_height)));
	say_option(ctx, "per-carton", arena_printf(&ctx->arena, "%lld",
	    (long long)p->pieces_per_carton));
	say_option(ctx, "gross-weight", number_text(ctx, p->gross_weight));
}

/* The rate of today, where nobody says one of this currency. */
static enum status
say_rate(struct context *ctx, const char *currency)
{
	const struct exchange_query wanted = { currency,
	    ledger_currency(ctx->ledger), ctx->session.now, NULL, NULL };
	size_t n, length = strlen(currency);
	const char **said = opt_all(ctx, "rate", &n);
	struct exchange found;
	enum status st;

	for (size_t i = 0; i < n; i++)
		if (strncmp(said[i], currency, length) == 0)
			return OK;
	if (strcmp(currency, wanted.to) == 0 ||
	    strcmp(currency, opt_text(ctx, "to")) == 0)
		return OK;
	st = exchange_find(ctx->records, &wanted, &ctx->arena, &found);
	if (st == E_NOTFOUND) {		/* who needs it asks for it */
		fail_clear();
		return OK;
	}
	if (st == OK)
		ctx->options.list[ctx->options.n++] = (struct given){ "rate",
		    arena_printf(&ctx->arena, "%s=%s", currency,
		    number_text(ctx, found.rate)) };
	return st;
}

enum status
say_cost(struct context *ctx, const struct line_cost *c)
{
	if (decimal_is_none(c->price))
		return OK;
	say_option(ctx, "cost", arena_printf(&ctx->arena, "%s %s",
	    c->currency, number_text(ctx, c->price)));
	if (!c->vat_included)
		ctx->options.list[ctx->options.n++] =
		    (struct given){ "without-vat", NULL };
	say_option(ctx, "vat", number_text(ctx, c->vat_rate));
	say_option(ctx, "refund", number_text(ctx, c->refund_rate));
	if (!decimal_is_none(c->freight))
		say_option(ctx, "supply", arena_printf(&ctx->arena,
		    "%s %s/shipment", c->currency,
		    number_text(ctx, c->freight)));
	return say_rate(ctx, c->currency);
}

void
say_taxes(struct context *ctx, const struct product *p)
{
	say_option(ctx, "vat", number_text(ctx, p->vat_rate));
	say_option(ctx, "refund", number_text(ctx, p->refund_rate));
}
