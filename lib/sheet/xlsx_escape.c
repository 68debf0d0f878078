/*
 * Mends text for a workbook.  Plain string work: knows neither the library
 * that writes workbooks nor what the text is about.
 */
#include "sheet/xlsx_escape.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/bytes.h"
#include "base/utf8.h"

static const char replacement[] = "\xef\xbf\xbd";	/* U+FFFD */

/* Bytes of the character that starts so, in valid UTF-8. */
static size_t
char_length(char start)
{
	unsigned char c = (unsigned char)start;

	return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

size_t
xlsx_units(const char *text)
{
	size_t n = 0;

	for (; *text != '\0'; text++) {
		if (((unsigned char)*text & 0xc0) != 0x80)
			n++;
		if ((unsigned char)*text >= 0xf0)
			n++;		/* a surrogate pair */
	}
	return n;
}

/* U+FFFE and U+FFFF are EF BF BE and EF BF BF. */
static const char *
find_noncharacter(const char *text, const char *end)
{
	for (; end - text >= 3 && (text = memchr(text, 0xef,
	    (size_t)(end - text) - 2)) != NULL; text++)
		if ((unsigned char)text[1] == 0xbf &&
		    (unsigned char)text[2] >= 0xbe)
			return text;
	return NULL;
}

static void
add_valid(const char *text, size_t n, struct strbuf *out)
{
	const char *end = text + n, *bad;

	while ((bad = find_noncharacter(text, end)) != NULL) {
		strbuf_add(out, text, (size_t)(bad - text));
		strbuf_addstr(out, replacement);
		text = bad + 3;
	}
	strbuf_add(out, text, (size_t)(end - text));
}

void
xlsx_clean(const char *text, struct strbuf *out)
{
	size_t n = strlen(text);

	for (;;) {
		size_t good = utf8_check(text, n);

		add_valid(text, good, out);
		if (good == n)
			return;
		strbuf_addstr(out, replacement);
		text += good + 1;
		n -= good + 1;
	}
}

void
xlsx_plain(const char *text, struct strbuf *out)
{
	size_t i = out->len;

	xlsx_clean(text, out);
	for (; i < out->len; i++)
		if ((unsigned char)out->buf[i] < ' ' && out->buf[i] != '\n')
			out->buf[i] = ' ';
}

static bool
is_escape(const char *text)
{
	return text[0] == '_' && text[1] == 'x' &&
	    strspn(text + 2, "0123456789abcdefABCDEF") >= 4 && text[6] == '_';
}

void
xlsx_escape(const char *text, struct strbuf *out)
{
	const char *p;

	while ((p = strstr(text, "_x")) != NULL) {
		strbuf_add(out, text, (size_t)(p - text));
		strbuf_addstr(out, is_escape(p) ? "_x005F_" : "_");
		text = p + 1;
	}
	strbuf_addstr(out, text);
}

/* Printable ASCII without "_", which may begin an escape. */
static bool
is_plain(const char *text, size_t n)
{
	const char *end = text + n;

	for (; end - text >= (ptrdiff_t)sizeof(uint64_t);
	    text += sizeof(uint64_t)) {
		uint64_t eight = bytes_at(text);

		if ((bytes_below(eight, ' ') | bytes_equal(eight, '_') |
		    (~bytes_below(eight, '\x7f') & BYTES_HIGH)) != 0)
			return false;
	}
	while (text < end && *text >= ' ' && *text < 0x7f && *text != '_')
		text++;
	return text == end;
}

static bool
needs_no_mending(const char *text, size_t n)
{
	return utf8_check(text, n) == n &&
	    find_noncharacter(text, text + n) == NULL &&
	    strstr(text, "_x") == NULL;
}

/* Most text stands in a file as it is. */
const struct spelling *
xlsx_spell(const char *text, struct spelling *s)
{
	struct strbuf *clean = &s->buffers[0], *escaped = &s->buffers[1];
	size_t n = strlen(text);

	s->clean = s->spelled = text;
	s->nclean = s->n = n;
	s->is_plain = is_plain(text, n);
	if (s->is_plain || needs_no_mending(text, n))
		return s;
	strbuf_cut(clean, 0);
	strbuf_cut(escaped, 0);
	xlsx_clean(text, clean);
	xlsx_escape(clean->buf, escaped);
	s->clean = clean->buf;
	s->nclean = clean->len;
	s->spelled = escaped->buf;
	s->n = escaped->len;
	return s;
}

void
xlsx_spell_release(struct spelling *s)
{
	strbuf_release(&s->buffers[0]);
	strbuf_release(&s->buffers[1]);
}

/* Neither may stand at the ends of a name. */
static bool
is_edge(char c)
{
	return c == '\'' || c == ' ';
}

static void
trim_end(struct strbuf *name, size_t start)
{
	while (name->len > start && is_edge(name->buf[name->len - 1]))
		strbuf_cut(name, name->len - 1);
}

/* As much of `title` as `limit` UTF-16 units hold. */
static void
add_name(const char *title, size_t limit, struct strbuf *out)
{
	size_t start = out->len, units = 0;

	while (is_edge(*title))
		title++;
	while (*title != '\0') {
		size_t n = char_length(*title);

		units += n == 4 ? 2 : 1;
		if (units > limit)
			break;
		/* '#' is allowed, but a link to the sheet would end there. */
		if (strchr("[]:*?/\\#", *title) != NULL)
			strbuf_addch(out, '-');
		else if (*title == '\n')
			strbuf_addch(out, ' ');
		else
			strbuf_add(out, title, n);
		title += n;
	}
	trim_end(out, start);
}

void
xlsx_sheet_name(const char *title, unsigned nth, struct strbuf *out)
{
	struct strbuf plain = STRBUF_INIT;
	size_t start = out->len;
	char suffix[16] = "";

	if (nth > 1)
		snprintf(suffix, sizeof(suffix), " (%u)", nth);
	xlsx_plain(title, &plain);
	add_name(plain.buf, XLSX_NAME_UNITS - strlen(suffix), out);
	strbuf_release(&plain);
	if (out->len == start)
		strbuf_addstr(out, "Sheet");
	strbuf_addstr(out, suffix);
}
