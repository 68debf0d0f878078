/*
 * What all sheets of a workbook share: their list, the texts, the number
 * formats, and where days are counted from.
 */
#ifndef SHEET_XLSX_BOOK_H
#define SHEET_XLSX_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/strbuf.h"
#include "sheet/xlsx_format.h"
#include "sheet/xlsx_package.h"

struct xlsx_sheet {
	const char	*name;
	const char	*part;		/* NULL: the file does not say */
};

struct xlsx_book {
	struct arena		 arena;		/* owns sheets and kinds */
	struct xlsx_sheet	*sheets;	/* those that can be read */
	size_t			 nsheets;
	struct strbuf		 bytes;		/* of the shared strings */
	uint32_t		*texts;		/* where in them each begins */
	size_t			 ntexts;
	enum xlsx_kind		*kinds;		/* by the style of a cell */
	size_t			 nkinds;
	bool			 is_1904;	/* days are counted from 1904 */
};

/* E_INVALID when the package is no workbook or holds no sheet to read; the
 * book has to be released in every case. */
enum status xlsx_book_read(struct package *, struct xlsx_book *) MUST_CHECK;
void xlsx_book_release(struct xlsx_book *);

#endif
