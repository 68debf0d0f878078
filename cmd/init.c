/*
 * init: a new ledger, empty or with the demo data.
 */
#include "cmd.h"

#include <string.h>
#include <unistd.h>

static const struct founding demo_company = {
	"Ningbo Haiqiao Import & Export Co., Ltd.", "CNY"
};

/* What stands on its documents; made up, as the firm is. */
static const struct {
	const char *name, *value;
} demo_settings[] = {
	{ "company_local", "宁波海桥进出口有限公司" },
	{ "address", "No. 88 Baizhang East Road, Ningbo 315040, China" },
	{ "address_local", "浙江省宁波市百丈东路88号  邮编315040" },
	{ "phone", "+86 574 5550 1806" },
	{ "email", "sales@haiqiao.example" },
	{ "bank_name", "Yongjiang Commercial Bank, Ningbo Branch" },
	{ "bank_name_local", "甬江商业银行宁波分行" },
	{ "bank_account", "3301220019900012345" },
	{ "bank_swift", "YJCBCNBN" },
};

static const struct {
	const char		*file;
	const struct entity	*entity;
	const char		*part;		/* or NULL: its own rows */
} demo_files[] = {
	{ "suppliers.csv", &supplier_entity, NULL },
	{ "buyers-gb18030.csv", &buyer_entity, NULL },
	{ "products.xlsx", &product_entity, NULL },
	{ "inquiries.csv", &inquiry_entity, NULL },
	{ "rates.csv", &rate_entity, NULL },
	{ "offers.csv", &offer_entity, NULL },
	{ "quotes.csv", &quote_entity, NULL },
	{ "orders.csv", &order_entity, NULL },
	{ "payments.csv", &order_entity, "instalments" },
	{ "purchases.csv", &purchase_entity, NULL },
	{ "shipments.csv", &shipment_entity, NULL },
};

static enum status
import_demo(struct context *ctx, const char *folder, size_t i)
{
	const char *path = arena_printf(&ctx->arena, "%s/%s", folder,
	    demo_files[i].file);
	size_t n = ctx->options.n;
	enum status st;

	if (demo_files[i].part != NULL)
		ctx->options.list[ctx->options.n++] =
		    (struct given){ "part", demo_files[i].part };
	st = import_one(ctx, path, demo_files[i].entity);
	ctx->options.n = n;
	return st;
}

/* The demo has a few wrong rows, to show what is said about them. */
static enum status
fill_in_demo(struct context *ctx)
{
	const char *folder = data_folder("demo", "../share/tradecli/demo",
	    DATADIR "/demo", &ctx->arena);
	enum status st = OK;

	for (size_t i = 0; st == OK && i < COUNT(demo_settings) &&
	    opt_text(ctx, "company") == NULL; i++)
		st = ledger_set(ctx->ledger, demo_settings[i].name,
		    demo_settings[i].value);
	ctx->options.list[ctx->options.n++] =
	    (struct given){ "rejects", "/dev/null" };
	for (size_t i = 0; st == OK && i < COUNT(demo_files); i++)
		if ((st = import_demo(ctx, folder, i)) == OK)
			st = ledger_settle(ctx->ledger);
	return st;
}

static enum status
read_founding(struct context *ctx, struct founding *f)
{
	const char *company = opt_text(ctx, "company");
	const char *currency = opt_text(ctx, "currency");
	const struct code *code;
	enum status st;

	*f = (struct founding){ company, currency };
	if (opt_flag(ctx, "demo")) {
		f->company = company != NULL ? company : demo_company.company;
		f->currency = currency != NULL ? currency :
		    demo_company.currency;
	}
	if (f->company == NULL || f->currency == NULL)
		return fail_hint(fail(E_USAGE, _("init: missing: %s"),
		    f->company == NULL && f->currency == NULL ?
		    "--company, --currency" :
		    f->company == NULL ? "--company" : "--currency"),
		    _("for example: tradecli init --company 'ACME Ltd' "
		    "--currency CNY, or tradecli init --demo"));
	if (f->company[strspn(f->company, " ")] == '\0')
		return fail(E_USAGE, _("--company: must not be empty"));
	if ((st = code_find(&currency_codes, f->currency, &code)) != OK)
		return fail_in(st, "--currency");
	f->currency = code->code;
	return OK;
}

static enum status
init_run(struct context *ctx)
{
	struct founding f;
	enum status st;

	if (ctx->ledger_path == NULL)
		return fail_hint(fail(E_USAGE, _("no ledger is named, and "
		    "HOME is not set")), _("name it: -L FILE"));
	if ((st = read_founding(ctx, &f)) != OK ||
	    (st = ledger_create(ctx->ledger_path, &f, &ctx->session,
	    &ctx->ledger)) != OK)
		return st;
	ctx->is_kept = !opt_flag(ctx, "demo");
	ctx->records = ledger_records(ctx->ledger);
	note(ctx, _("Created %s (%s, home currency %s)."), ctx->ledger_path,
	    f.company, f.currency);
	if (opt_flag(ctx, "demo") && (st = fill_in_demo(ctx)) != OK) {
		ledger_remove(ctx->ledger_path);
		return st;
	}
	if (!opt_flag(ctx, "demo"))
		note(ctx, _("Next: tradecli import FILE, or tradecli supplier "
		    "template suppliers.xlsx"));
	return OK;
}

static const struct verb verbs[] = {
	{ "", "", N_("make a new ledger"), OPT_INIT | ALONE, 0, 0,
	    init_run, NULL },
	{ 0 }
};

const struct command init_command = {
	"init", N_("make a new ledger"), NULL, verbs,
	"tradecli init --company 'Ningbo Star Co., Ltd.' --currency CNY"
};
