/*
 * The terms of delivery as data.  Knows who pays and where the risk passes, no
 * sum of money.
 */
#include "trade/incoterm.h"

#include <string.h>
#include <strings.h>

#include "base/base.h"
#include "base/strbuf.h"
#include "value/codes.h"

enum {
	B = BUYER_PAYS, S = SELLER_PAYS, E = EITHER_PAYS, N = NOBODY_MUST,
	O = OWN_RISK
};

const struct cost_head_row cost_heads[COST_HEADS] = {
	[HEAD_SUPPLY]		= { "supply", N_("carriage of the purchase") },
	[HEAD_PACKING]		= { "packing", N_("export packing") },
	[HEAD_DOMESTIC]		= { "domestic", N_("domestic charges") },
	[HEAD_LOADING]		= { "loading", N_("loading") },
	[HEAD_PRE_CARRIAGE]	= { "pre-carriage", N_("pre-carriage") },
	[HEAD_EXPORT_CLEARANCE]	= { "export-clearance", N_("export clearance") },
	[HEAD_ORIGIN_TERMINAL]	= { "origin-terminal", N_("origin terminal") },
	[HEAD_ON_BOARD]		= { "on-board", N_("loading on board") },
	[HEAD_MAIN_CARRIAGE]	= { "freight", N_("main carriage") },
	[HEAD_INSURANCE]	= { "insurance", N_("insurance") },
	[HEAD_DEST_TERMINAL]	= { "destination-terminal", N_("destination terminal") },
	[HEAD_IMPORT_CLEARANCE]	= { "import-clearance", N_("import clearance and duty") },
	[HEAD_ON_CARRIAGE]	= { "on-carriage", N_("on-carriage") },
	[HEAD_UNLOADING]	= { "unloading", N_("unloading") },
};

/* One sum for all domestic charges cannot be told apart: it is in FCA and FAS
 * as a whole, and in EXW not at all. */
const struct incoterm incoterms[] = {
	/*	supply packing domestic loading pre-carriage export terminal
	 *	on-board | main insurance | terminal import on-carriage
	 *	unloading */
	{ "EXW", false, N_("seller's place"),
	    N_("at the seller's place, not loaded"), NULL,
	    { S, S, B, B, B, B, B, B,	B, N,	B, B, B, B } },
	{ "FCA", false, N_("place of delivery"),
	    N_("when handed to the buyer's carrier"), NULL,
	    { S, S, S, S, E, S, B, B,	B, N,	B, B, B, B } },
	{ "FAS", true, N_("port of loading"),
	    N_("alongside the ship"), NULL,
	    { S, S, S, S, S, S, S, B,	B, N,	B, B, B, B } },
	{ "FOB", true, N_("port of loading"),
	    N_("on board"), NULL,
	    { S, S, S, S, S, S, S, S,	B, N,	B, B, B, B } },
	{ "CFR", true, N_("port of destination"),
	    N_("on board"), NULL,
	    { S, S, S, S, S, S, S, S,	S, N,	B, B, B, B } },
	{ "CIF", true, N_("port of destination"),
	    N_("on board"), "ICC (C)",
	    { S, S, S, S, S, S, S, S,	S, S,	B, B, B, B } },
	{ "CPT", false, N_("place of destination"),
	    N_("when handed to the first carrier"), NULL,
	    { S, S, S, S, S, S, S, S,	S, N,	E, B, E, B } },
	{ "CIP", false, N_("place of destination"),
	    N_("when handed to the first carrier"), "ICC (A)",
	    { S, S, S, S, S, S, S, S,	S, S,	E, B, E, B } },
	{ "DAP", false, N_("place of destination"),
	    N_("at the place named, not unloaded"), NULL,
	    { S, S, S, S, S, S, S, S,	S, O,	S, B, S, B } },
	{ "DPU", false, N_("place of destination"),
	    N_("at the place named, unloaded"), NULL,
	    { S, S, S, S, S, S, S, S,	S, O,	S, B, S, S } },
	{ "DDP", false, N_("place of destination"),
	    N_("at the place named, not unloaded"), NULL,
	    { S, S, S, S, S, S, S, S,	S, O,	S, S, S, B } },
	{ .code = NULL }
};

/* Terms of 1990 to 2010 that still stand in contracts. */
static const struct {
	const char *old, *now;
} replaced[] = {
	{ "DAF", "DAP" }, { "DAT", "DPU" }, { "DDU", "DAP" },
	{ "DEQ", "DPU" }, { "DES", "DAP" },
};

static const struct incoterm *
of_code(const char *code)
{
	const struct incoterm *t = incoterms;

	while (t->code != NULL && strcmp(t->code, code) != 0)
		t++;
	return t;
}

enum status
incoterm_find(const char *text, const struct incoterm **term,
    const char **old)
{
	const struct code *code;
	enum status st;

	*old = NULL;
	for (size_t i = 0; i < COUNT(replaced); i++)
		if (strcasecmp(text, replaced[i].old) == 0) {
			*old = replaced[i].old;
			*term = of_code(replaced[i].now);
			return OK;
		}
	if ((st = code_find(&incoterm_codes, text, &code)) == OK)
		*term = of_code(code->code);
	return st;
}

enum status
cost_head_find(const char *name, enum cost_head *out)
{
	struct strbuf all = STRBUF_INIT;
	enum status st;

	for (int i = 0; i < COST_HEADS; i++) {
		if (strcmp(cost_heads[i].name, name) == 0) {
			*out = (enum cost_head)i;
			strbuf_release(&all);
			return OK;
		}
		strbuf_addf(&all, "%s%s", i > 0 ? ", " : "",
		    cost_heads[i].name);
	}
	st = fail_hint(fail(E_INVALID, _("'%s' is no head of cost"), name),
	    _("one of: %s"), all.buf);
	strbuf_release(&all);
	return st;
}
