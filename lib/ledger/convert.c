/*
 * One table of conversions.  They know texts, and nothing of fields.
 */
#include "ledger/convert.h"

#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "base/utf8.h"
#include "value/decimal.h"

struct conversion_kind {
	const char  *name;		/* "not ": words follow it */
	bool	     checks, divides, writes;
	enum status (*apply)(const char *text, const char *words,
	    struct arena *, const char **out);
};

/* Is the text one of "A|B", folded? */
static bool
is_one_of(const char *text, const char *words, struct arena *a)
{
	const char *folded = utf8_folded(text, a);

	while (*words != '\0') {
		size_t n = strcspn(words, "|");

		if (strcmp(folded, utf8_folded(arena_strndup(a, words, n),
		    a)) == 0)
			return true;
		words += n + (words[n] == '|');
	}
	return false;
}

static enum status
take_fraction(const char *text, const char *words, struct arena *a,
    const char **out)
{
	const struct decimal hundred = { 100 * (int64_t)DECIMAL_SCALE };
	char percent[DECIMAL_TEXT_MAX];
	struct decimal d;
	enum status st;

	(void)words;
	if (strchr(text, '%') != NULL)	/* a workbook shows it so */
		return fail_hint(fail(E_INVALID, _("'%s' is a percentage, not "
		    "a fraction"), text),
		    _("take (fraction) out of the profile or --map"));
	if ((st = decimal_parse(text, &d)) != OK)
		return st;
	if (d.micros < 0 || d.micros > DECIMAL_SCALE)
		return fail_hint(fail(E_INVALID, _("'%s' is no fraction "
		    "between 0 and 1"), text), _("0.15 means 15 %%"));
	if ((st = decimal_multiply(d, hundred, &d)) != OK)
		return st;
	decimal_format(d, 0, percent);
	*out = arena_printf(a, "%s%%", percent);
	return OK;
}

static enum status
take_day(const char *text, const char *words, struct arena *a,
    const char **out)
{
	(void)words;
	*out = arena_strndup(a, text, strcspn(text, " T"));
	return OK;
}

/* The three numbers of a date, and what stands between them. */
static bool
read_numbers(const char *text, char between, long *n)
{
	for (int i = 0; i < 3; i++) {
		size_t len = strspn(text, "0123456789");

		if (len == 0 || len > 4)
			return false;
		n[i] = strtol(text, NULL, 10);
		text += len;
		if (i < 2 && *text++ != between)
			return false;
		if (i == 2 && len != 2 && len != 4)
			return false;
	}
	return *text == '\0' || *text == ' ';
}

/* words: "m/d/y" */
static enum status
take_date(const char *text, const char *words, struct arena *a,
    const char **out)
{
	long n[3], of['z'] = { 0 };

	if (!read_numbers(text, words[1], n))
		return fail(E_INVALID, _("'%s' is no date written as %s"),
		    text, words);
	for (int i = 0; i < 3; i++)
		of[(int)words[i * 2]] = n[i];
	if (of['y'] < 100)
		of['y'] += 2000;
	*out = arena_printf(a, "%04ld-%02ld-%02ld", of['y'], of['m'],
	    of['d']);
	return OK;
}

/* How many digits stand at the beginning. */
static size_t
digits_at(const char *p)
{
	return strspn(p, "0123456789");
}

/* words: "1.234,5".  The first mark parts thousands, the other one stands
 * before the decimals. */
static enum status
take_number(const char *text, const char *words, struct arena *a,
    const char **out)
{
	const char *p = text + strspn(text, " ");
	char *to = arena_alloc(a, strlen(p) + 1);
	bool is_grouped = false;
	size_t n;

	*out = to;
	if (*p == '-')
		*to++ = *p++;
	while ((n = digits_at(p)) > 0 && (!is_grouped || n == 3)) {
		memcpy(to, p, n);
		to += n;
		p += n;
		if (*p != words[1] || (!is_grouped && n > 3))
			break;
		is_grouped = true;
		p++;
	}
	if (n > 0 && *p == words[5] && (n = digits_at(p + 1)) > 0) {
		*to++ = '.';
		memcpy(to, p + 1, n);
		to += n;
		p += 1 + n;
	}
	*to = '\0';
	if (n > 0 && p[strspn(p, " ")] == '\0')
		return OK;
	return fail(E_INVALID, _("'%s' is no number written as %s"), text,
	    words);
}

static enum status
take_as_it_is(const char *text, const char *words, struct arena *a,
    const char **out)
{
	(void)words;
	(void)a;
	*out = text;
	return OK;
}

static enum status
check_none(const char *text, const char *words, struct arena *a,
    const char **out)
{
	struct decimal d;

	(void)words;
	(void)a;
	*out = "";
	if (decimal_parse(text, &d) == OK && d.micros == 0)
		return OK;
	fail_clear();
	return fail_hint(fail(E_INVALID, _("'%s' cannot be taken: it changes "
	    "what the order comes to, and there is no field for it"), text),
	    _("enter the order by hand, or leave the column out with --map "
	    "'HEADING='"));
}

static enum status
check_not(const char *text, const char *words, struct arena *a,
    const char **out)
{
	*out = "";
	if (!is_one_of(text, words, a))
		return OK;
	return fail_hint(fail(E_INVALID, _("rows with '%s' are not to be "
	    "taken"), text),
	    _("take them out of the file, or put them aside: --rejects FILE"));
}

static enum status
check_only(const char *text, const char *words, struct arena *a,
    const char **out)
{
	*out = "";
	if (is_one_of(text, words, a))
		return OK;
	return fail_hint(fail(E_INVALID, _("only rows with %s are to be "
	    "taken, not '%s'"), words, text),
	    _("take them out of the file, or put them aside: --rejects FILE"));
}

static const struct conversion_kind kinds[] = {
	{ "fraction", false, false, false, take_fraction },
	{ "day", false, false, false, take_day },
	{ "m/d/y", false, false, false, take_date },
	{ "d/m/y", false, false, false, take_date },
	{ "m-d-y", false, false, false, take_date },
	{ "d-m-y", false, false, false, take_date },
	{ "d.m.y", false, false, false, take_date },
	{ "1,234.5", false, false, true, take_number },
	{ "1.234,5", false, false, true, take_number },
	{ "total", false, true, false, take_as_it_is },
	{ "none", true, false, false, check_none },
	{ "not ", true, false, false, check_not },
	{ "only ", true, false, false, check_only },
};

enum status
conversion_find(const char *words, struct arena *a, struct conversion *out)
{
	for (size_t i = 0; i < COUNT(kinds); i++) {
		size_t n = strlen(kinds[i].name);
		bool has_words = kinds[i].name[n - 1] == ' ';

		if (strncmp(words, kinds[i].name, n) != 0 ||
		    (has_words ? words[n] == '\0' : words[n] != '\0'))
			continue;
		*out = (struct conversion){ &kinds[i], arena_strdup(a,
		    has_words ? words + n : words) };
		return OK;
	}
	return fail_hint(fail(E_USAGE, _("there is no conversion (%s)"),
	    words), _("there are (fraction), (day), (m/d/y), (d/m/y), "
	    "(1,234.5), (1.234,5), (total), "
	    "(none), (not A|B), (only A|B)"));
}

bool
conversion_checks(const struct conversion *c)
{
	return c->kind != NULL && c->kind->checks;
}

bool
conversion_divides(const struct conversion *c)
{
	return c->kind != NULL && c->kind->divides;
}

bool
conversion_is_writing(const struct conversion *c)
{
	return c->kind != NULL && c->kind->writes;
}

/* "0,123" and "0.123" are no thousands; what is below 0 is refused anyway. */
bool
conversion_wanted(const char *text)
{
	size_t n;

	text += strspn(text, " ");
	n = digits_at(text);
	return n >= 1 && n <= 3 && *text != '0' &&
	    (text[n] == '.' || text[n] == ',') &&
	    digits_at(text + n + 1) == 3 &&
	    text[n + 4 + strspn(text + n + 4, " ")] == '\0';
}

enum status
conversion_apply(const struct conversion *c, const char *text,
    struct arena *a, const char **out)
{
	*out = text;
	return c->kind != NULL ? c->kind->apply(text, c->words, a, out) : OK;
}
