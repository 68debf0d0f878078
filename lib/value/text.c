/*
 * Texts with rules of their own: tags, HS codes, BICs, mail addresses.
 */
#include "value/text.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"

/* The length of a separator at `p`; 0: none. */
static size_t
separator(const char *p)
{
	static const char *const all[] = { ",", ";", "、", "，", "；", "|" };

	if (strchr(",;|\xe3\xef", *p) == NULL)	/* how they begin */
		return 0;
	for (size_t i = 0; i < COUNT(all); i++)
		if (strncmp(p, all[i], strlen(all[i])) == 0)
			return strlen(all[i]);
	return 0;
}

static void
trim_end(struct strbuf *b)
{
	while (b->len > 0 && b->buf[b->len - 1] == ' ')
		strbuf_cut(b, b->len - 1);
}

enum status
tags_normalize(const char *text, struct arena *a, const char **out)
{
	struct strbuf b = STRBUF_INIT;

	while (*text != '\0') {
		size_t n = separator(text);

		if (n > 0 || *text == ' ') {
			if (n > 0)
				trim_end(&b);
			if (b.len > 0 && b.buf[b.len - 1] != ',')
				strbuf_addch(&b, n > 0 ? ',' : ' ');
			text += n > 0 ? n : 1;
			continue;
		}
		strbuf_addch(&b, *text++);
	}
	trim_end(&b);
	if (b.len > 0 && b.buf[b.len - 1] == ',')
		strbuf_cut(&b, b.len - 1);
	*out = b.len > 0 ? strbuf_to(&b, a) : NULL;
	strbuf_release(&b);
	return OK;
}

/* ---- codes with a shape -------------------------------------------------- */

/* Without spaces, dots and hyphens, ASCII letters in upper case. */
static char *
squeezed(const char *text, struct arena *a)
{
	char *copy = arena_strdup(a, text), *to = copy;

	for (const char *p = copy; *p != '\0'; p++)
		if (strchr(" .-", *p) == NULL)
			*to++ = (char)toupper((unsigned char)*p);
	*to = '\0';
	return copy;
}

enum status
hs_code_normalize(const char *text, struct arena *a, const char **out)
{
	const char *code = squeezed(text, a);
	size_t n = strlen(code);

	if (n == 0 || strspn(code, "0123456789") != n || n < 4 || n > 13 ||
	    n == 12)
		return fail_hint(fail(E_INVALID, _("'%s' is not an HS code"),
		    text), _("write 6 to 10 digits, as 8539.52.00"));
	if (n == 5 || n == 7 || n == 9)
		return fail_hint(fail(E_INVALID, _("HS code '%s' has %zu "
		    "digits: the leading zero is lost"), text, n),
		    _("format the column as text and type the zero again"));
	*out = code;
	return OK;
}

enum status
swift_normalize(const char *text, struct arena *a, const char **out)
{
	const char *code = squeezed(text, a);
	size_t n = strlen(code), letters = 0;

	while (isalpha((unsigned char)code[letters]))
		letters++;
	for (size_t i = 0; i < n; i++)
		if (!isalnum((unsigned char)code[i]))
			letters = 0;
	if ((n != 8 && n != 11) || letters < 6)
		return fail_hint(fail(E_INVALID, _("'%s' is not a SWIFT code"),
		    text), _("write 8 or 11 letters and digits, as BKCHCNBJ"));
	*out = code;
	return OK;
}

/* One address: something, one @, something; no space. */
static bool
is_address(const char *text, size_t n)
{
	const char *at = memchr(text, '@', n);

	return at != NULL && at > text && at + 1 < text + n &&
	    memchr(at + 1, '@', n - (size_t)(at + 1 - text)) == NULL &&
	    memchr(text, ' ', n) == NULL;
}

enum status
email_normalize(const char *text, struct arena *a, const char **out)
{
	const char *p = text;

	(void)a;
	while (*p != '\0') {
		const char *start = p;
		size_t n;

		while (*p != '\0' && separator(p) == 0)
			p++;
		n = (size_t)(p - start);
		while (n > 0 && start[n - 1] == ' ')
			n--;
		if (!is_address(start, n))
			return fail(E_INVALID, _("'%s' is not a mail address"),
			    text);
		p += separator(p);
		p += strspn(p, " ");
	}
	*out = text;
	return OK;
}
