/*
 * config: the settings of a ledger, shown and changed.
 */
#include "cmd.h"

#include <string.h>

static enum status
list_run(struct context *ctx)
{
	const struct column columns[] = {
		{ .name = "name", .label = _("Setting"), .type = V_TEXT,
		  .flags = COLUMN_ID },
		{ .name = "value", .label = _("Value"), .type = V_TEXT,
		  .flags = COLUMN_WIDE },
		{ .name = "help", .label = _("Meaning"), .type = V_TEXT,
		  .flags = COLUMN_WIDE },
	};
	const struct table table = { "settings", _("Settings"), TABLE_LIST,
	    columns, COUNT(columns), NULL };
	struct printing p;
	enum status st = print_open(ctx, _("Settings"), PRINT_TABLE, &p);

	if (st != OK)
		return st;
	st = sink_begin(p.sink, &table);
	for (size_t i = 0; st == OK && all_settings[i].name != NULL; i++) {
		const struct value row[] = {
			value_text(all_settings[i].name),
			value_text(ledger_setting(ctx->ledger,
			    all_settings[i].name)),
			value_text(_(all_settings[i].help))
		};

		st = sink_row(p.sink, row);
	}
	return print_close(ctx, &p, st);
}

static enum status
get_run(struct context *ctx)
{
	const char *value = ledger_setting(ctx->ledger, ctx->args[0]);

	if (value == NULL)
		return fail_hint(fail(E_NOTFOUND, _("there is no setting "
		    "'%s'"), ctx->args[0]), _("all of them: tradecli config"));
	answer(ctx, "%s\n", value);
	return OK;
}

static enum status
set_run(struct context *ctx)
{
	enum status st = ledger_set(ctx->ledger, ctx->args[0], ctx->args[1]);

	const char *value;

	if (st != OK)
		return st;
	value = ledger_setting(ctx->ledger, ctx->args[0]);
	if (*value != '\0')
		note(ctx, _("%s is %s."), ctx->args[0], value);
	else
		note(ctx, _("%s is empty."), ctx->args[0]);
	return OK;
}

static const struct verb verbs[] = {
	{ "list", "", N_("show all settings (the default)"),
	    NEED_READ | OPT_FORMAT, 0, 0, list_run, NULL },
	{ "get", "NAME", N_("show one"), NEED_READ, 1, 1, get_run, NULL },
	{ "set", "NAME VALUE", N_("change one"), NEED_WRITE | OPT_DRY, 2, 2,
	    set_run, NULL },
	{ 0 }
};

const struct command config_command = {
	"config", N_("settings of the ledger"), NULL, verbs,
	"tradecli config set answer_days 3"
};
