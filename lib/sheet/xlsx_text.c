/*
 * Joins the runs of a rich text, leaves out phonetic readings, and decodes
 * escapes.  Knows nothing of cells, zip files or the XML parser.
 */
#include "sheet/xlsx_text.h"

#include <stdint.h>
#include <string.h>

enum { ESCAPE_LENGTH = 7 };		/* _xHHHH_ */

void
xlsx_text_clear(struct xlsx_text *t)
{
	strbuf_cut(&t->text, 0);
	strbuf_cut(&t->run, 0);
	t->is_in_run = t->is_reading = false;
}

void
xlsx_text_release(struct xlsx_text *t)
{
	strbuf_release(&t->text);
	strbuf_release(&t->run);
}

void
xlsx_text_start(struct xlsx_text *t, const char *name)
{
	if (strcmp(name, "rPh") == 0)
		t->is_reading = true;
	if (strcmp(name, "t") != 0 || t->is_reading)
		return;
	t->is_in_run = true;
	strbuf_cut(&t->run, 0);
}

void
xlsx_text_end(struct xlsx_text *t, const char *name)
{
	if (strcmp(name, "rPh") == 0)
		t->is_reading = false;
	if (strcmp(name, "t") != 0 || !t->is_in_run)
		return;
	t->is_in_run = false;
	xlsx_unescape(t->run.buf, &t->text);
}

enum status
xlsx_text_check(const struct strbuf *text, size_t n)
{
	if (text->len + n <= XLSX_TEXT_MAX)
		return OK;
	return fail(E_INVALID, _("a text of more than %d characters, more "
	    "than a cell can hold"), XLSX_TEXT_CHARS);
}

enum status
xlsx_text_add(struct xlsx_text *t, const char *text, size_t n)
{
	enum status st;

	if (!t->is_in_run)
		return OK;
	if ((st = xlsx_text_check(&t->run, t->text.len + n)) != OK)
		return st;
	strbuf_add(&t->run, text, n);
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

static void
add_character(struct strbuf *out, uint32_t c)
{
	static const struct {
		uint32_t below, lead;
	} forms[] = {			/* by the number of bytes that follow */
		{ 0x80, 0 }, { 0x800, 0xc0 }, { 0x10000, 0xe0 },
		{ 0x110000, 0xf0 },
	};
	unsigned follow = 0;

	while (c >= forms[follow].below)
		follow++;
	strbuf_addch(out, (char)(forms[follow].lead | c >> 6 * follow));
	while (follow-- > 0)
		strbuf_addch(out, (char)(0x80 | (c >> 6 * follow & 0x3f)));
}

static bool
is_surrogate(uint32_t unit, uint32_t first)
{
	return unit >= first && unit < first + 0x400;
}

/* One escaped character, perhaps of two units; returns where it ends. */
static const char *
unescape_one(const char *text, uint32_t unit, struct strbuf *out)
{
	uint32_t low = escaped_unit(text + ESCAPE_LENGTH);

	if (is_surrogate(unit, 0xd800) && is_surrogate(low, 0xdc00)) {
		add_character(out, 0x10000 + ((unit - 0xd800) << 10) +
		    (low - 0xdc00));
		return text + 2 * ESCAPE_LENGTH;
	}
	if (is_surrogate(unit, 0xd800) || is_surrogate(unit, 0xdc00))
		unit = 0xfffd;
	add_character(out, unit);
	return text + ESCAPE_LENGTH;
}

void
xlsx_unescape(const char *text, struct strbuf *out)
{
	const char *escape = text;
	uint32_t unit;

	while ((escape = strstr(escape, "_x")) != NULL) {
		unit = escaped_unit(escape);
		if (unit == 0) {
			escape++;
			continue;
		}
		strbuf_add(out, text, (size_t)(escape - text));
		text = escape = unescape_one(escape, unit, out);
	}
	strbuf_addstr(out, text);
}
