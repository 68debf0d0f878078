/*
 * A finished workbook with longer sheets put into it: the zip file that
 * libxlsxwriter made, written again with some of its parts replaced.
 */
#ifndef SHEET_XLSX_ZIP_H
#define SHEET_XLSX_ZIP_H

#include "base/err.h"
#include "base/output.h"
#include "base/strbuf.h"
#include "sheet/xlsx_press.h"

enum { SWAP_PIECES = 3 };

/* A part and the pieces it is made of from now on. */
struct swap {
	const char	*part;		/* its name */
	struct piece	 pieces[SWAP_PIECES];
};

/* All pieces as one; where it is, is where the first one is. */
struct piece swap_whole(const struct swap *);

/* All the swaps of a zip file, and where their pieces are. */
struct swaps {
	const char		*name;	/* of the file, for messages */
	const struct press	*press;
	const struct swap	*list;
	size_t			 n;
};

/*
 * Writes the zip file `package` to `out`: parts in the same order, with the
 * same dates, those of the swaps with their new contents.  E_OUTPUT when it
 * is no zip file as minizip writes it (no comment, not zip64) or becomes
 * longer than 4 GiB, which no reader of ours would take.
 */
enum status zip_swap(const struct strbuf *package, const struct swaps *,
    struct output *out) MUST_CHECK;

#endif
