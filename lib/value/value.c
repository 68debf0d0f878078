/*
 * Text to value and back.  The only switches over the types of a value are
 * here; what a value means in trade is not known.
 */
#include "value/value.h"

#include <string.h>

#include "base/base.h"
#include "base/utf8.h"

/* White space beyond ASCII: what Word, Excel and web pages leave at the ends
 * of a cell (Unicode property White_Space, and the byte order mark). */
static const char *const wide_spaces[] = {
	"\xc2\x85", "\xc2\xa0", "\xe1\x9a\x80",
	"\xe2\x80\x80", "\xe2\x80\x81", "\xe2\x80\x82", "\xe2\x80\x83",
	"\xe2\x80\x84", "\xe2\x80\x85", "\xe2\x80\x86", "\xe2\x80\x87",
	"\xe2\x80\x88", "\xe2\x80\x89", "\xe2\x80\x8a", "\xe2\x80\xa8",
	"\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80",
	"\xef\xbb\xbf",
};

static const char wide_lead_bytes[] = "\xc2\xe1\xe2\xe3\xef";

/* Compared with the folded text. */
static const struct {
	const char	*text;
	bool		 value;
} bool_words[] = {
	{ "yes", true },	{ "no", false },
	{ "y", true },		{ "n", false },
	{ "true", true },	{ "false", false },
	{ "1", true },		{ "0", false },
	{ "是", true },		{ "否", false },
	{ "√", true },
};

struct value
value_text(const char *text)
{
	return (struct value){ .type = V_TEXT, .u.text = text };
}

struct value
value_int(int64_t n)
{
	return (struct value){ .type = V_INT, .u.integer = n };
}

struct value
value_decimal(struct decimal d)
{
	return (struct value){ .type = V_DECIMAL, .u.decimal = d };
}

struct value
value_date(struct date d)
{
	return (struct value){ .type = V_DATE, .u.date = d };
}

/* There is no third bool: "none" of it is false. */
struct value
value_none(enum value_type type)
{
	switch (type) {
	case V_TEXT:
		return value_text(NULL);
	case V_INT:
		return value_int(NO_INT);
	case V_BOOL:
		return (struct value){ .type = V_BOOL, .u.boolean = false };
	case V_DATE:
		return value_date(NO_DATE);
	case V_DECIMAL:
		return value_decimal(NO_DECIMAL);
	case V_REF:
		break;
	}
	return (struct value){ .type = V_REF, .u.ref = NO_REF };
}

/* Numbers tell for certain; without both of them the codes have to. */
static bool
ref_equal(struct ref a, struct ref b)
{
	if (a.id != 0 && b.id != 0)
		return a.id == b.id;
	return a.code != NULL && b.code != NULL && *a.code != '\0' &&
	    strcmp(a.code, b.code) == 0;
}

bool
value_equal(struct value a, struct value b)
{
	if (a.type != b.type)
		return false;
	if (value_is_none(a) || value_is_none(b))
		return value_is_none(a) && value_is_none(b);
	switch (a.type) {
	case V_TEXT:
		return strcmp(a.u.text, b.u.text) == 0;
	case V_INT:
		return a.u.integer == b.u.integer;
	case V_BOOL:
		return a.u.boolean == b.u.boolean;
	case V_DATE:
		return date_compare(a.u.date, b.u.date) == 0;
	case V_DECIMAL:
		return a.u.decimal.micros == b.u.decimal.micros;
	case V_REF:
		break;
	}
	return ref_equal(a.u.ref, b.u.ref);
}

/* Length of the white space that `text` of `n` bytes begins or ends with. */
static size_t
space_at(const char *text, size_t n, bool at_end)
{
	const char *at = at_end ? text + n - 1 : text;

	if (n == 0)
		return 0;
	if ((unsigned char)*at < 0x80)
		return strchr(" \t\n\v\f\r", *at) != NULL;
	while (at > text && ((unsigned char)*at & 0xc0) == 0x80)
		at--;
	if (strchr(wide_lead_bytes, *at) == NULL)
		return 0;
	for (size_t i = 0; i < COUNT(wide_spaces); i++) {
		size_t len = strlen(wide_spaces[i]);

		if (len <= n && memcmp(at_end ? text + n - len : text,
		    wide_spaces[i], len) == 0)
			return len;
	}
	return 0;
}

/* Lines of a text end with a line feed, as they end nowhere else on their way
 * to a file of Windows and back. */
static void
unify_line_ends(char *text)
{
	char *to = strchr(text, '\r');

	if (to == NULL)
		return;
	for (const char *from = to; *from != '\0'; from++) {
		if (from[0] == '\r' && from[1] == '\n')
			continue;
		*to++ = *from;
		if (*from == '\r')
			to[-1] = '\n';
	}
	*to = '\0';
}

static char *
trimmed(const char *text, struct arena *a)
{
	size_t n = strlen(text), len;
	char *copy;

	while ((len = space_at(text, n, false)) > 0) {
		text += len;
		n -= len;
	}
	while ((len = space_at(text, n, true)) > 0)
		n -= len;
	copy = arena_strndup(a, text, n);
	unify_line_ends(copy);
	return copy;
}

static enum status
parse_bool(const char *text, struct arena *a, bool *out)
{
	const char *folded = utf8_folded(text, a);

	for (size_t i = 0; i < COUNT(bool_words); i++) {
		if (strcmp(folded, bool_words[i].text) == 0) {
			*out = bool_words[i].value;
			return OK;
		}
	}
	return fail_hint(fail(E_INVALID, _("'%s' is neither yes nor no"), text),
	    _("write yes or no (true, false, 1, 0, 是, 否 are read too)"));
}

/* Through the decimal, so that both read the same digits and commas. */
static enum status
parse_int(const char *text, int64_t *out)
{
	struct decimal d;
	enum status st;

	if ((st = decimal_parse(text, &d)) != OK)
		return st;
	if (d.micros % DECIMAL_SCALE != 0)
		return fail(E_INVALID, _("'%s' is not a whole number"), text);
	*out = d.micros / DECIMAL_SCALE;
	return OK;
}

enum status
value_parse(enum value_type type, const char *text, const struct parse *how,
    struct value *out)
{
	struct value v = value_none(type);
	enum status st = OK;
	const char *word = trimmed(text, how->arena);

	if (word[0] == '\0') {
		*out = v;
		return OK;
	}
	switch (type) {
	case V_TEXT:
		v.u.text = word;
		break;
	case V_INT:
		st = parse_int(word, &v.u.integer);
		break;
	case V_BOOL:
		st = parse_bool(word, how->arena, &v.u.boolean);
		break;
	case V_DATE:
		st = date_parse(word, how->today, &v.u.date);
		break;
	case V_DECIMAL:
		st = decimal_parse(word, &v.u.decimal);
		break;
	case V_REF:
		v.u.ref.code = word;
		break;
	}
	if (st == OK)
		*out = v;
	return st;
}

const char *
value_as_text(struct value v)
{
	const char *text;

	if (v.type != V_TEXT && v.type != V_REF)
		return NULL;
	text = v.type == V_TEXT ? v.u.text : v.u.ref.code;
	return text != NULL ? text : "";
}

void
value_print(struct value v, struct strbuf *out)
{
	char day[DATE_TEXT_MAX], number[DECIMAL_TEXT_MAX];

	if (value_is_none(v))
		return;
	switch (v.type) {
	case V_TEXT:
		strbuf_addstr(out, v.u.text);
		break;
	case V_INT:
		strbuf_addint(out, v.u.integer);
		break;
	case V_BOOL:
		strbuf_addstr(out, v.u.boolean ? "yes" : "no");
		break;
	case V_DATE:
		date_format(v.u.date, day);
		strbuf_addstr(out, day);
		break;
	case V_DECIMAL:
		decimal_format(v.u.decimal, 0, number);
		strbuf_addstr(out, number);
		break;
	case V_REF:
		if (v.u.ref.code != NULL)
			strbuf_addstr(out, v.u.ref.code);
		break;
	}
}

void
value_print_percent(struct value v, struct strbuf *out)
{
	value_print(v, out);
	if (v.type == V_DECIMAL && !value_is_none(v) &&
	    v.u.decimal.micros > 0 && v.u.decimal.micros < DECIMAL_SCALE)
		strbuf_addch(out, '%');
}
