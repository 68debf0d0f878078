/*
 * Joins the runs of a rich text, leaves out phonetic readings, and decodes
 * escapes.  Knows nothing of cells, zip files or the XML parser.
 */
#include "sheet/xlsx_text.h"

#include <stdint.h>
#include <string.h>

enum { ESCAPE_LENGTH = 7 };		/* _xHHHH_ */

void
xlsx_text_begin(struct xlsx_text *t, size_t start)
{
	strbuf_cut(&t->text, start);
	t->start = start;
	t->is_in_run = t->is_reading = false;
}

void
xlsx_text_release(struct xlsx_text *t)
{
	strbuf_release(&t->text);
}

static void
begin_element(struct xlsx_text *t, const struct xml_event *e)
{
	if (xml_is(e, "rPh"))
		t->is_reading = true;
	if (!xml_is(e, "t") || t->is_reading)
		return;
	t->is_in_run = true;
	t->run = t->text.len;
}

static void
end_element(struct xlsx_text *t, const struct xml_event *e)
{
	char *run = t->text.buf + t->run;

	if (xml_is(e, "rPh"))
		t->is_reading = false;
	if (!xml_is(e, "t") || !t->is_in_run)
		return;
	t->is_in_run = false;
	t->text.len = t->run + xlsx_unescape(run, t->text.len - t->run);
}

enum status
xlsx_text_add(struct strbuf *text, size_t start, const struct xml_event *e)
{
	if (text->len - start + e->n > XLSX_TEXT_MAX)
		return fail(E_INVALID, _("a text of more than %d characters, "
		    "more than a cell can hold"), XLSX_TEXT_CHARS);
	strbuf_add(text, e->text, e->n);
	return OK;
}

enum status
xlsx_text_event(struct xlsx_text *t, const struct xml_event *e)
{
	if (e->kind == XML_START)
		begin_element(t, e);
	else if (e->kind == XML_END)
		end_element(t, e);
	else if (t->is_in_run)
		return xlsx_text_add(&t->text, t->start, e);
	return OK;
}

/* The UTF-16 unit of the escape at `text`; 0 when there is none. */
static uint32_t
escaped_unit(const char *text)
{
	static const char digits[] = "0123456789abcdefABCDEF";
	uint32_t unit = 0;

	if (text[0] != '_' || text[1] != 'x' ||
	    strspn(text + 2, digits) != 4 || text[6] != '_')
		return 0;
	for (size_t i = 2; i < 6; i++) {
		size_t digit = (size_t)(strchr(digits, text[i]) - digits);

		unit = unit * 16 + (uint32_t)(digit < 16 ? digit : digit - 6);
	}
	return unit;
}

static bool
is_surrogate(uint32_t unit, uint32_t first)
{
	return unit >= first && unit < first + 0x400;
}

/* One escaped character, perhaps of two units; returns where it ends. */
static const char *
unescape_one(const char *text, uint32_t unit, char **out)
{
	uint32_t low = escaped_unit(text + ESCAPE_LENGTH);

	if (is_surrogate(unit, 0xd800) && is_surrogate(low, 0xdc00)) {
		unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
		text += ESCAPE_LENGTH;
	} else if (is_surrogate(unit, 0xd800) || is_surrogate(unit, 0xdc00)) {
		unit = 0xfffd;
	}
	*out = scan_put_character(unit, *out);
	return text + ESCAPE_LENGTH;
}

size_t
xlsx_unescape(char *text, size_t n)
{
	const char *from = text, *end = text + n, *escape = text;
	char *to = text;

	while ((escape = strstr(escape, "_x")) != NULL) {
		uint32_t unit = escaped_unit(escape);

		if (unit == 0) {
			escape++;
			continue;
		}
		memmove(to, from, (size_t)(escape - from));
		to += escape - from;
		from = escape = unescape_one(escape, unit, &to);
	}
	if (from == text)
		return n;
	memmove(to, from, (size_t)(end - from) + 1);
	return (size_t)(to + (end - from) - text);
}
