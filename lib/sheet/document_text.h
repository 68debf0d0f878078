/*
 * What stands in a document as text, to be kept and made into the same document
 * later.  A line for each value, its parts divided by tabs:
 *
 *	T name english chinese		a text
 *	N name 1234.5 2			a number, and decimals always shown
 *	D name 2026-11-05		a date
 *	-				a new line of the document begins
 *
 * Tab, line feed and backslash within a part are \t \n \\.
 */
#ifndef SHEET_DOCUMENT_TEXT_H
#define SHEET_DOCUMENT_TEXT_H

#include "base/strbuf.h"
#include "sheet/document.h"

void document_save(const struct document *, struct strbuf *);

/* Into a document that has begun; E_LEDGER: the text is none of these. */
enum status document_load(struct document *, const char *text) MUST_CHECK;

#endif
