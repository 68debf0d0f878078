/*
 * Text as a workbook can hold it: what XML forbids replaced, what would be
 * taken for an escape escaped, names of sheets within their rules.
 */
#ifndef SHEET_XLSX_ESCAPE_H
#define SHEET_XLSX_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"

enum { XLSX_CELL_UNITS = 32767, XLSX_NAME_UNITS = 31 };

/* The length a spreadsheet counts: UTF-16 units. */
size_t xlsx_units(const char *text);

/* Append `text`; bytes that are not UTF-8 and the two characters that XML
 * 1.0 forbids (U+FFFE, U+FFFF) become U+FFFD.  Control characters stay. */
void xlsx_clean(const char *text, struct strbuf *out);

/* The same with control characters but the line feed as spaces. */
void xlsx_plain(const char *text, struct strbuf *out);

/* Append clean text so that a literal "_x0041_" reads back as itself and not
 * as "A" (ECMA-376-1, 22.4.2.4: ST_Xstring). */
void xlsx_escape(const char *text, struct strbuf *out);

/* A text on its way into a cell, in its two forms. */
struct spelling {
	const char	*clean;		/* as it is read back: xlsx_clean() */
	const char	*spelled;	/* as the file has it: xlsx_escape() */
	size_t		 nclean, n;	/* bytes of them */
	bool		 is_plain;	/* printable ASCII: a column a byte */
	struct strbuf	 buffers[2];
};

#define SPELLING_INIT	{ .buffers = { STRBUF_INIT, STRBUF_INIT } }

/* Spell `text`; valid until the next one is spelled, or `text` ends. */
const struct spelling *xlsx_spell(const char *text, struct spelling *);
void xlsx_spell_release(struct spelling *);

/* Append the name of a sheet titled so, the `nth` of that name (from 1). */
void xlsx_sheet_name(const char *title, unsigned nth, struct strbuf *out);

#endif
