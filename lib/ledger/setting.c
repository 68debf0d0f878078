/*
 * Settings: company, home currency, and how long an inquiry may wait.
 */
#include "ledger/setting.h"

#include <string.h>

#include "value/codes.h"

static const struct field fields[] = {
	FIELD(setting, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(setting, name, .label = "Setting", .label_zh = "设置",
	    .help = N_("name of the setting"),
	    .flags = F_KEY | F_REQUIRED | F_LIST | F_TITLE),
	FIELD(setting, value, .label = "Value", .label_zh = "值",
	    .help = N_("its value"), .flags = F_LIST),
};

const struct entity setting_entity = {
	.name = N_("setting"), .plural = N_("settings"),
	.label = "Settings", .label_zh = "设置",
	.table = "setting",
	.fields = fields, .nfields = COUNT(fields),
	.size = sizeof(struct setting),
};

const struct setting_row all_settings[] = {
	{ "company", "", N_("your company, as on documents") },
	{ "currency", "USD", N_("home currency (ISO 4217)") },
	{ "answer_days", "2", N_("days an inquiry may wait for an answer") },
	{ NULL, NULL, NULL }
};

enum status
setting_get(struct records *r, const char *name, struct arena *a,
    const char **value)
{
	struct setting wanted = { 0, name, NULL };
	const struct record_like like = { &setting_entity, &wanted, 0 };
	void *found;
	enum status st = record_match(r, &like, a, &found);

	*value = st == OK && found != NULL ?
	    ((struct setting *)found)->value : NULL;
	return st;
}

/* What is to be kept, white space at its ends removed. */
static enum status
check_value(struct setting *now)
{
	const char *name = now->name, *value = now->value;
	const struct code *code;
	enum status st;

	if (value == NULL)
		return fail(E_INVALID, _("%s: must not be empty"), name);
	if (strcmp(name, "currency") == 0) {
		if ((st = code_find(&currency_codes, value, &code)) == OK)
			now->value = code->code;
		return st;
	}
	if (strcmp(name, "answer_days") == 0 && (strlen(value) > 3 ||
	    value[strspn(value, "0123456789")] != '\0'))
		return fail(E_INVALID, _("%s: '%s' is not a number of days"),
		    name, value);
	return OK;
}

static enum status
check_name(const char *name)
{
	for (size_t i = 0; all_settings[i].name != NULL; i++)
		if (strcmp(all_settings[i].name, name) == 0)
			return OK;
	return fail_hint(fail(E_USAGE, _("there is no setting '%s'"), name),
	    _("all of them: tradecli config"));
}

enum status
setting_put(struct records *r, const char *name, const char *value,
    struct arena *a)
{
	struct setting now = { 0, name, NULL };
	const struct record_like like = { &setting_entity, &now, 0 };
	void *old;
	enum status st;

	if ((st = check_name(name)) != OK ||
	    (st = field_set(entity_field(&setting_entity, "value"), &now, value,
	    &(struct parse){ a, NO_DATE })) != OK ||
	    (st = check_value(&now)) != OK ||
	    (st = record_match(r, &like, a, &old)) != OK)
		return st;
	if (old == NULL)
		return record_insert(r, &setting_entity, &now, a);
	now.id = entity_id(old);
	return record_update(r, &setting_entity, old, &now);
}
