/*
 * Between members of a struct and values, and from text to members.  Knows the
 * types, not the things.
 */
#include "record/field.h"

#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "sheet/sink.h"

void
field_put(const struct field *f, void *record, struct value v)
{
	char *at = (char *)record + f->offset;

	switch (f->type) {
	case V_TEXT:
		memcpy(at, &v.u.text, sizeof(v.u.text));
		break;
	case V_INT:
		memcpy(at, &v.u.integer, sizeof(v.u.integer));
		break;
	case V_BOOL:
		memcpy(at, &v.u.boolean, sizeof(v.u.boolean));
		break;
	case V_DATE:
		memcpy(at, &v.u.date, sizeof(v.u.date));
		break;
	case V_DECIMAL:
		memcpy(at, &v.u.decimal, sizeof(v.u.decimal));
		break;
	case V_REF:
		memcpy(at, &v.u.ref, sizeof(v.u.ref));
		break;
	}
}

/* "6.22848E+18": what Excel leaves of a long number. */
static bool
is_scientific(const char *text)
{
	size_t n = strspn(text, "0123456789");

	if (n != 1)
		return false;
	text += n;
	if (*text == '.')
		text += 1 + strspn(text + 1, "0123456789");
	return (*text == 'E' || *text == 'e') && text[1] == '+' &&
	    text[2 + strspn(text + 2, "0123456789")] == '\0';
}

/* 0.13 for 13 %: which of the two is meant cannot be known. */
static enum status
check_percent(const struct field *f, const char *text, struct value v)
{
	if ((f->flags & F_PERCENT) && v.u.decimal.micros > 0 &&
	    v.u.decimal.micros < DECIMAL_SCALE)
		return fail_hint(fail(E_INVALID, _("'%s' may mean a part of "
		    "one or a percentage"), text),
		    _("write 13 or 13%% for thirteen percent"));
	return OK;
}

static enum status
check_number(const struct field *f, struct value v)
{
	bool negative = (v.type == V_INT && v.u.integer < 0) ||
	    (v.type == V_DECIMAL && v.u.decimal.micros < 0);

	if (negative && !(f->flags & F_SIGNED))
		return fail(E_INVALID, _("must not be negative"));
	return OK;
}

/* Midnight is what spreadsheets write behind a plain date. */
static enum status
check_date(const struct field *f, const char *text, struct value *v)
{
	if (f->flags & F_TIME)
		return OK;
	if (v->u.date.minute > 0)
		return fail(E_INVALID,
		    _("'%s' has a time of day; a date is wanted"), text);
	v->u.date.minute = NO_MINUTE;
	return OK;
}

static bool
has_control(const char *text)
{
	while (*text != '\0' && (unsigned char)*text >= ' ' && *text != 0x7f)
		text++;
	return *text != '\0';
}

static enum status
check_text(const struct field *f, const struct parse *p, struct value *v)
{
	const struct code *code;
	size_t n = strlen(v->u.text);
	enum status st;

	if (utf8_check(v->u.text, n) < n)
		return fail(E_INVALID, _("the text is not UTF-8"));
	if (f->codes != NULL) {
		if ((st = code_find(f->codes, v->u.text, &code)) == OK)
			v->u.text = code->code;
		return st;
	}
	if ((f->flags & F_CODE) && is_scientific(v->u.text))
		return fail_hint(fail(E_INVALID, _("'%s' has lost digits: a "
		    "spreadsheet took it for a number"), v->u.text),
		    _("format the column as text and type it again"));
	if ((f->flags & F_KEY) && has_control(v->u.text))
		return fail(E_INVALID, _("'%s' has a control character in it"),
		    v->u.text);
	if (f->normalize != NULL)
		return f->normalize(v->u.text, p->arena, &v->u.text);
	return OK;
}

/* "13%", "13 %", "13％" */
static const char *
without_percent(const char *text, struct arena *a)
{
	static const char *const signs[] = { "%", "\xef\xbc\x85" };
	size_t n = strlen(text);

	while (n > 0 && text[n - 1] == ' ')
		n--;
	for (size_t i = 0; i < COUNT(signs); i++) {
		size_t m = strlen(signs[i]);

		if (n > m && memcmp(text + n - m, signs[i], m) == 0)
			return arena_strndup(a, text, n - m);
	}
	return text;
}

enum status
field_set(const struct field *f, void *record, const char *text,
    const struct parse *p)
{
	const char *number = text;
	struct value v;
	enum status st;

	if (f->flags & F_PERCENT)
		number = without_percent(text, p->arena);
	if ((st = value_parse(f->type, number, p, &v)) != OK)
		return st;
	if (!value_is_none(v)) {
		if (f->type == V_TEXT)
			st = check_text(f, p, &v);
		else if (f->type == V_DATE)
			st = check_date(f, text, &v);
		else if ((st = check_number(f, v)) == OK && number == text)
			st = check_percent(f, text, v);
	}
	if (st == OK)
		field_put(f, record, v);
	return st;
}

const char *
field_label(const struct field *f, bool chinese)
{
	return chinese ? f->label_zh : f->label;
}

unsigned
field_column_flags(const struct field *f)
{
	static const unsigned same[][2] = {
		{ F_CODE, COLUMN_CODE },	{ F_KEY, COLUMN_ID | COLUMN_CODE },
		{ F_MONEY, COLUMN_MONEY | COLUMN_READ },
		{ F_PERCENT, COLUMN_PERCENT },
		{ F_WIDE, COLUMN_WIDE },	{ F_REQUIRED, COLUMN_REQUIRED },
		{ F_NAMED, COLUMN_NAMED },	{ F_MINOR, COLUMN_MINOR },
		{ F_COUNT, COLUMN_READ },
	};
	unsigned flags = 0;

	for (size_t i = 0; i < COUNT(same); i++)
		if (f->flags & same[i][0])
			flags |= same[i][1];
	if (f->type == V_INT || f->type == V_DECIMAL)	/* a line's number */
		flags &= ~(unsigned)COLUMN_CODE;
	return flags;
}
