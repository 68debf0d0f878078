/*
 * Settings: company, home currency, how long an inquiry may wait, and which
 * rates of exchange are used.
 */
#include "ledger/setting.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/png.h"
#include "base/strbuf.h"
#include "trade/issued.h"
#include "trade/rate.h"
#include "value/codes.h"
#include "value/text.h"

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
	{ "rate_kind", "mid", N_("kind of rate that is used when none is named") },
	{ "rate_days", "7", N_("days after which a rate is too old") },
	{ "pivot", "EUR,USD", N_("currencies rates are found across") },
	{ "company_local", "", N_("its name in Chinese or another script") },
	{ "address", "", N_("your address, as on documents") },
	{ "address_local", "", N_("the same in Chinese or another script") },
	{ "phone", "", N_("telephone, as on documents") },
	{ "email", "", N_("mail address, as on documents") },
	{ "website", "", N_("web site, as on documents") },
	{ "tax_id", "", N_("tax or registration number, as on documents") },
	{ "logo", "", N_("picture on documents: a PNG file") },
	{ "bank_name", "", N_("the bank that is paid to") },
	{ "bank_name_local", "", N_("the same in Chinese") },
	{ "bank_address", "", N_("its address") },
	{ "bank_account", "", N_("the account that is paid to") },
	{ "bank_swift", "", N_("BIC of the bank") },
	{ "bank_intermediary", "", N_("bank in between, with its BIC") },
	{ "bank_beneficiary", "", N_("who is paid; your company when left "
	    "out") },
	{ "document_language", "en", N_("of documents: en, zh or both") },
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

enum status
setting_value(struct records *r, const char *name, struct arena *a,
    const char **value)
{
	enum status st = setting_get(r, name, a, value);

	if (st != OK)
		return st;
	for (size_t i = 0; *value == NULL && all_settings[i].name != NULL; i++)
		if (strcmp(all_settings[i].name, name) == 0)
			*value = all_settings[i].otherwise;
	return OK;
}

/* ---- values -------------------------------------------------------------- */

static enum status
check_days(struct setting *now, struct arena *a)
{
	(void)a;
	if (strlen(now->value) <= 3 &&
	    now->value[strspn(now->value, "0123456789")] == '\0')
		return OK;
	return fail(E_INVALID, _("%s: '%s' is not a number of days"),
	    now->name, now->value);
}

static enum status
check_code(struct setting *now, const struct codes *codes)
{
	const struct code *code;
	enum status st = code_find(codes, now->value, &code);

	if (st == OK)
		now->value = code->code;
	return st;
}

static enum status
check_currency(struct setting *now, struct arena *a)
{
	(void)a;
	return check_code(now, &currency_codes);
}

static enum status
check_rate_kind(struct setting *now, struct arena *a)
{
	(void)a;
	return check_code(now, &rate_kind_codes);
}

static enum status
check_language(struct setting *now, struct arena *a)
{
	(void)a;
	return check_code(now, &tongue_codes);
}

static enum status
check_swift(struct setting *now, struct arena *a)
{
	return swift_normalize(now->value, a, &now->value);
}

/* "eur, usd": EUR,USD */
static enum status
check_pivot(struct setting *now, struct arena *a)
{
	struct strbuf list = STRBUF_INIT;
	const char *text = now->value;
	enum status st = OK;

	while (st == OK && *text != '\0') {
		size_t n = strcspn(text, ",");
		const struct code *code;

		if ((st = code_find(&currency_codes, arena_strndup(a, text, n),
		    &code)) == OK)
			strbuf_addf(&list, "%s%s", list.len > 0 ? "," : "",
			    code->code);
		text += n + (text[n] == ',');
		text += strspn(text, " ");
	}
	now->value = strbuf_to(&list, a);
	strbuf_release(&list);
	return st;
}

/* Documents are made in other folders, too. */
static enum status
check_logo(struct setting *now, struct arena *a)
{
	struct png png;
	const char *wrong = png_look(now->value, &png);
	char real[PATH_MAX];

	if (wrong != NULL || realpath(now->value, real) == NULL)
		return fail_hint(fail(E_INVALID, _("%s: cannot be used as a "
		    "logo: %s"), now->value, wrong != NULL ? wrong :
		    "cannot be opened"),
		    _("give a PNG of at most 4000 by 4000 pixels"));
	now->value = arena_strdup(a, real);
	return OK;
}

/* Brings a value into its one form, or refuses it. */
static const struct {
	const char	*name;
	enum status	(*check)(struct setting *, struct arena *);
} checks[] = {
	{ "currency", check_currency }, { "answer_days", check_days },
	{ "rate_days", check_days }, { "rate_kind", check_rate_kind },
	{ "pivot", check_pivot }, { "document_language", check_language },
	{ "bank_swift", check_swift }, { "logo", check_logo },
};

/* Most settings are nothing when they are left out; no paper is without the
 * company. */
static bool
may_be_empty(const char *name)
{
	if (strcmp(name, "company") == 0)
		return false;
	for (size_t i = 0; all_settings[i].name != NULL; i++)
		if (strcmp(all_settings[i].name, name) == 0)
			return *all_settings[i].otherwise == '\0';
	return false;
}

/* What is to be kept, white space at its ends removed. */
static enum status
check_value(struct setting *now, struct arena *a)
{
	if (now->value == NULL)
		return may_be_empty(now->name) ? OK :
		    fail(E_INVALID, _("%s: must not be empty"), now->name);
	for (size_t i = 0; i < COUNT(checks); i++)
		if (strcmp(checks[i].name, now->name) == 0)
			return checks[i].check(now, a);
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
	    (st = check_value(&now, a)) != OK ||
	    (st = record_match(r, &like, a, &old)) != OK)
		return st;
	if (old == NULL)
		return record_insert(r, &setting_entity, &now, a);
	now.id = entity_id(old);
	return record_update(r, &setting_entity, old, &now);
}
