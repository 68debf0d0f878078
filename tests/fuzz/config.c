/*
 * Any two texts as the name of a setting and its value, up to the first line
 * break and behind it: refused, and all is as it was; or kept in one form,
 * which stays the same when it is set again.  Then the ledger is sound.
 */
#include "ledger.h"

/* The value that is set; NULL: none. */
static const char *
value_of(const char *name, struct arena *a)
{
	const char *value = NULL;

	CHECK(setting_get(ledger_records(ledger), name, a, &value) == OK);
	return value;
}

static bool
same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* The name, or the one of a number: names hardly come about by chance. */
static const char *
choose_name(const char *text)
{
	static const char *const names[] = {
		"company", "currency", "answer_days"
	};

	return strlen(text) == 1 && *text >= '1' && *text <= '3' ?
	    names[*text - '1'] : text;
}

static void
check_form(const char *name, const char *value)
{
	const struct code *code;

	CHECK(value != NULL);
	CHECK(value[0] != '\0' || (strcmp(name, "company") != 0 &&
	    strcmp(name, "currency") != 0 && strcmp(name, "answer_days") != 0));
	CHECK(utf8_check(value, strlen(value)) == strlen(value));
	if (strcmp(name, "currency") == 0)
		CHECK(code_find(&currency_codes, value, &code) == OK &&
		    code->code != NULL && strcmp(code->code, value) == 0);
	if (strcmp(name, "answer_days") == 0)
		CHECK(strlen(value) <= 3 &&
		    value[strspn(value, "0123456789")] == '\0');
}

static void
check_setting(const char *name, const char *text, struct arena *a)
{
	struct records *r = ledger_records(ledger);
	const char *before = value_of(name, a), *after;
	enum status st = setting_put(r, name, text, a);

	if (st != OK)
		check_refusal(st);
	after = value_of(name, a);
	if (st != OK) {
		CHECK(same(before, after));
		return;
	}
	check_form(name, after);
	CHECK(setting_put(r, name, after, a) == OK);
	CHECK(same(after, value_of(name, a)));
	check_sound();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = ARENA_INIT;
	const char *text = arena_strndup(&a, (const char *)bytes, n);
	size_t at = strcspn(text, "\n");

	if (n > 4096 || utf8_check(text, strlen(text)) < strlen(text)) {
		arena_release(&a);
		return 0;
	}
	open_ledger();
	fail_clear();
	check_setting(choose_name(arena_strndup(&a, text, at)),
	    text + at + (text[at] == '\n'), &a);
	roll_back();
	arena_release(&a);
	return 0;
}
