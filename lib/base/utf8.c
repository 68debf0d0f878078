/*
 * The door to utf8proc.  ASCII and the ideographs take a short way, since most
 * text is made of them.
 */
#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/err.h"

/* One character; invalid bytes count as one each and give -1. */
static size_t
next_char(const char *text, utf8proc_int32_t *c)
{
	utf8proc_ssize_t n;

	if ((unsigned char)text[0] < 0x80) {
		*c = (unsigned char)text[0];
		return 1;
	}
	n = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, c);
	if (n > 0)
		return (size_t)n;
	*c = -1;
	return 1;
}

/* Of most Chinese characters the first byte tells all there is to know: U+1000
 * to U+CFFF have no overlong forms and no surrogates. */
static bool
is_plain_three(const unsigned char *p, size_t n)
{
	return n >= 3 && p[0] >= 0xe1 && p[0] <= 0xec &&
	    (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80;
}

/* Bytes that `text` begins with and that are ASCII, eight at a time. */
static size_t
ascii_run(const char *text, size_t n)
{
	const uint64_t high = 0x8080808080808080;
	size_t i = 0;
	uint64_t eight;

	for (; i + sizeof(eight) <= n; i += sizeof(eight)) {
		memcpy(&eight, text + i, sizeof(eight));
		if ((eight & high) != 0)
			break;
	}
	while (i < n && (unsigned char)text[i] < 0x80)
		i++;
	return i;
}

size_t
utf8_check(const char *text, size_t n)
{
	const unsigned char *p = (const unsigned char *)text;
	size_t i = 0;

	while ((i += ascii_run(text + i, n - i)) < n) {
		utf8proc_int32_t c;
		utf8proc_ssize_t len;

		if (is_plain_three(p + i, n - i)) {
			i += 3;
			continue;
		}
		len = utf8proc_iterate(p + i, (utf8proc_ssize_t)(n - i), &c);
		if (len <= 0)
			return i;
		i += (size_t)len;
	}
	return n;
}

static bool
is_white(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* What a byte that is a character by itself folds to; 0: look closer. */
static const char plain[256] = {
	[0x01] = 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08,
	[0x0e] = 0x0e, 0x0f, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17,
	0x18, 0x19, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f,
	[0x21] = '!', '"', '#', '$', '%', '&', '\'', '(', ')', '*', '+', ',',
	'-', '.', '/', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':',
	';', '<', '=', '>', '?', '@', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h',
	'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v',
	'w', 'x', 'y', 'z', '[', '\\', ']', '^', '_', '`', 'a', 'b', 'c', 'd',
	'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r',
	's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '{', '|', '}', '~', 0x7f,
};

/* U+4E00 to U+9FFF: the ideographs, which fold to themselves. */
static bool
is_ideograph(const char *text)
{
	const unsigned char *p = (const unsigned char *)text;

	return (p[0] > 0xe4 || (p[0] == 0xe4 && p[1] >= 0xb8)) &&
	    p[0] <= 0xe9 && is_plain_three(p, 3);
}

/*
 * Append `n` bytes folded, with runs of white space as one space and none at
 * the ends, as long as they are ASCII and ideographs; returns how many those
 * are.  All are taken when `any` is set: they are folded already.
 */
static size_t
add_squeezed(const char *text, size_t n, bool any, struct strbuf *out)
{
	char *start = strbuf_grow(out, n + 1), *to = start;
	const char *p = text, *end = text + n;

	while (p < end) {
		char folded = plain[(unsigned char)*p];

		if (folded != '\0') {
			*to++ = folded;
			p++;
		} else if (is_white(*p)) {
			if (to > start && to[-1] != ' ')
				*to++ = ' ';
			p++;
		} else if (any || is_ideograph(p)) {
			*to++ = *p++;
			while (((unsigned char)*p & 0xc0) == 0x80)
				*to++ = *p++;
		} else {
			break;
		}
	}
	if (to > start && to[-1] == ' ')
		to--;
	*to = '\0';
	out->len += (size_t)(to - start);
	return (size_t)(p - text);
}

/* A copy without the bytes that are not UTF-8. */
static void
add_valid(const char *text, struct strbuf *out)
{
	while (*text != '\0') {
		utf8proc_int32_t c;
		size_t n = next_char(text, &c);

		if (c >= 0)
			strbuf_add(out, text, n);
		text += n;
	}
}

void
utf8_fold(const char *text, struct strbuf *out)
{
	const utf8proc_option_t how = UTF8PROC_NULLTERM | UTF8PROC_STABLE |
	    UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
	    UTF8PROC_IGNORE | UTF8PROC_STRIPMARK;
	utf8proc_uint8_t *folded;
	size_t n = strlen(text), start = out->len;

	if (add_squeezed(text, n, false, out) == n)
		return;
	strbuf_cut(out, start);
	if (utf8proc_map((const utf8proc_uint8_t *)text, 0, &folded, how) < 0) {
		struct strbuf valid = STRBUF_INIT;

		add_valid(text, &valid);
		utf8_fold(valid.buf, out);
		strbuf_release(&valid);
		return;
	}
	add_squeezed((const char *)folded, strlen((const char *)folded), true,
	    out);
	free(folded);
}

char *
utf8_folded(const char *text, struct arena *a)
{
	struct strbuf b = STRBUF_INIT;
	char *folded;

	utf8_fold(text, &b);
	folded = strbuf_to(&b, a);
	strbuf_release(&b);
	return folded;
}

static bool
is_word_char(utf8proc_int32_t c)
{
	if (c < 0)
		return false;
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT: case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO: case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL: case UTF8PROC_CATEGORY_NO:
		return true;
	default:
		return c == '%' || c == '#';
	}
}

char *
utf8_skeleton(const char *text, struct arena *a)
{
	char *folded = utf8_folded(text, a), *to = folded;
	const char *from = folded;

	while (*from != '\0') {
		utf8proc_int32_t c;
		size_t n = next_char(from, &c);

		if (is_word_char(c)) {
			memmove(to, from, n);
			to += n;
		}
		from += n;
	}
	*to = '\0';
	return folded;
}

static size_t
char_width(utf8proc_int32_t c)
{
	return c < 0 ? 1 : (size_t)utf8proc_charwidth(c);
}

size_t
utf8_width(const char *text)
{
	size_t width = 0;

	while (*text != '\0') {
		utf8proc_int32_t c;

		text += next_char(text, &c);
		width += char_width(c);
	}
	return width;
}

size_t
utf8_width_most(const char *text)
{
	size_t width = 0;

	for (; *text != '\0'; text++)
		width += (size_t)((unsigned char)*text < 0x80 ? 1 :
		    (*text & 0xc0) == 0x80 ? 0 : 2);
	return width;
}

bool
utf8_has_han(const char *text)
{
	for (utf8proc_int32_t c; *text != '\0'; ) {
		text += next_char(text, &c);
		if ((c >= 0x3400 && c < 0xa000) || (c >= 0xf900 &&
		    c < 0xfb00) || (c >= 0x20000 && c < 0x32000))
			return true;
	}
	return false;
}

size_t
utf8_fit(const char *text, size_t columns)
{
	size_t width = 0, at = 0;

	while (text[at] != '\0') {
		utf8proc_int32_t c;
		size_t n = next_char(text + at, &c);

		width += char_width(c);
		if (width > columns)
			break;
		at += n;
	}
	return at;
}

void
utf8_cut(const char *text, size_t columns, struct strbuf *out)
{
	if (columns == 0)
		return;
	if (utf8_width(text) <= columns) {
		strbuf_addstr(out, text);
		return;
	}
	strbuf_add(out, text, utf8_fit(text, columns - 1));
	strbuf_addstr(out, "\xe2\x80\xa6");	/* U+2026 */
}

/* Controls, bidi controls and invisible characters (Unicode Cc, Cf, Zl, Zp). */
static bool
drives_terminal(utf8proc_int32_t c)
{
	if (c < 0x20 || c == 0x7f)
		return true;
	if (c < 0x80)
		return false;
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_CC: case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_ZL: case UTF8PROC_CATEGORY_ZP:
	case UTF8PROC_CATEGORY_CO:
		return true;
	default:
		return false;
	}
}

void
utf8_visible(const char *text, struct strbuf *out)
{
	while (*text != '\0') {
		utf8proc_int32_t c;
		size_t n = next_char(text, &c);

		if (!drives_terminal(c))
			strbuf_add(out, text, n);
		else if (c < 0x80)	/* invalid bytes too */
			strbuf_addf(out, "\\x%02x", (unsigned char)*text);
		else
			strbuf_addf(out, "\\u{%04x}", (unsigned)c);
		text += n;
	}
}

enum { WORD_MAX = 64 };

static size_t
to_chars(const char *text, utf8proc_int32_t *chars)
{
	size_t n = 0;

	while (*text != '\0' && n < WORD_MAX)
		text += next_char(text, &chars[n++]);
	return n;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t
utf8_distance(const char *a, const char *b, size_t limit)
{
	utf8proc_int32_t x[WORD_MAX], y[WORD_MAX];
	size_t d[WORD_MAX + 1][WORD_MAX + 1];
	size_t nx = to_chars(a, x), ny = to_chars(b, y);

	if (nx > ny + limit || ny > nx + limit)
		return limit + 1;
	for (size_t i = 0; i <= nx; i++)
		d[i][0] = i;
	for (size_t j = 0; j <= ny; j++)
		d[0][j] = j;
	for (size_t i = 1; i <= nx; i++) {
		for (size_t j = 1; j <= ny; j++) {
			size_t change = x[i - 1] == y[j - 1] ? 0 : 1;

			d[i][j] = least(d[i - 1][j - 1] + change,
			    least(d[i - 1][j], d[i][j - 1]) + 1);
			if (i > 1 && j > 1 && x[i - 1] == y[j - 2] &&
			    x[i - 2] == y[j - 1])
				d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
		}
	}
	return d[nx][ny] <= limit ? d[nx][ny] : limit + 1;
}
