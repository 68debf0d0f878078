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
#include "sheet/xlsx_xml.h"

enum {
	XLSX_TEXT_CHARS	= 32767,		/* what a cell can hold */
	XLSX_TEXT_MAX	= XLSX_TEXT_CHARS * 4	/* in bytes of UTF-8 */
};

struct xlsx_text {
	struct strbuf	text;		/* complete at the end of <si>, <is> */
	size_t		start;		/* others may stand in front of it */
	size_t		run;		/* where the <t> begins being read */
	bool		is_in_run;
	bool		is_reading;	/* phonetic: not part of the text */
};

#define XLSX_TEXT_INIT	{ STRBUF_INIT, 0, 0, false, false }

/* A new text begins at `start` of the buffer; what stood there is gone. */
void xlsx_text_begin(struct xlsx_text *, size_t start);
void xlsx_text_release(struct xlsx_text *);

/* An event inside <si> or <is>; text over the limit is E_INVALID.  White
 * space is kept, whatever xml:space says: writers forget to say it. */
enum status xlsx_text_event(struct xlsx_text *, const struct xml_event *)
    MUST_CHECK;

/* Append to the value of a cell; E_INVALID when no cell can hold it. */
enum status xlsx_text_add(struct strbuf *, size_t start,
    const struct xml_event *) MUST_CHECK;

/* Decode the escapes in place: "_x000D_" is a carriage return; returns how
 * long it is now.  `text` ends with a NUL byte, before and after. */
size_t xlsx_unescape(char *text, size_t n);

#endif
