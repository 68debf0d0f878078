/*
 * A table to be filled in: the sheet itself, a sheet that explains every
 * column, and a hidden one with the codes that the drop-downs offer.
 */
#ifndef SHEET_XLSX_TEMPLATE_H
#define SHEET_XLSX_TEMPLATE_H

#include "base/arena.h"
#include "sheet/sink.h"
#include "sheet/xlsx_writer.h"

struct code_list;

/* What the templates of one workbook share; the pages are NULL until they
 * are needed. */
struct templates {
	struct writer		*writer;
	struct arena		*arena;
	struct page		*guide, *codes;
	struct code_list	*lists;
};

/* Make `page`, which is empty, a sheet to fill in: headings with notes, and
 * drop-downs and warnings below them. */
enum status template_begin(struct templates *, struct page *,
    const struct table *) MUST_CHECK;

/* Explain the columns of that sheet in the guide. */
enum status template_explain(struct templates *, const struct page *,
    const struct table *) MUST_CHECK;

#endif
