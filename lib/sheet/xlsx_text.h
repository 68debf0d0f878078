/*
 * The text of a cell as <si> and <is> write it: one run or several, with
 * readings of Asian words beside them, and escapes inside.
 */
#ifndef SHEET_XLSX_TEXT_H
#define SHEET_XLSX_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/strbuf.h"

enum {
	XLSX_TEXT_CHARS	= 32767,		/* what a cell can hold */
	XLSX_TEXT_MAX	= XLSX_TEXT_CHARS * 4	/* in bytes of UTF-8 */
};

struct xlsx_text {
	struct strbuf	text;		/* complete at the end of <si>, <is> */
	struct strbuf	run;		/* of the <t> that is being read */
	bool		is_in_run;
	bool		is_reading;	/* phonetic: not part of the text */
};

#define XLSX_TEXT_INIT	{ STRBUF_INIT, STRBUF_INIT, false, false }

void xlsx_text_clear(struct xlsx_text *);
void xlsx_text_release(struct xlsx_text *);

/* XML events inside <si> or <is>; text over the limit is E_INVALID.  White
 * space is kept, whatever xml:space says: writers forget to say it. */
void xlsx_text_start(struct xlsx_text *, const char *name);
void xlsx_text_end(struct xlsx_text *, const char *name);
enum status xlsx_text_add(struct xlsx_text *, const char *text, size_t n)
    MUST_CHECK;

/* E_INVALID when `n` more bytes are more than a cell can hold. */
enum status xlsx_text_check(const struct strbuf *, size_t n) MUST_CHECK;

/* Append `text` with its escapes decoded: "_x000D_" is a carriage return. */
void xlsx_unescape(const char *text, struct strbuf *out);

#endif
