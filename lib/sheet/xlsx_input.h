/*
 * A part of a workbook as characters: unpacked piece by piece, all of them
 * legal in XML, line ends as one character (XML 1.0, 2.2 and 2.11).
 */
#ifndef SHEET_XLSX_INPUT_H
#define SHEET_XLSX_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "sheet/xlsx_package.h"

struct xml_input {
	struct part	*part;
	const char	*name;
	char		*at;		/* the first one that is not used yet */
	char		*end;		/* a NUL byte stands here */
	bool		 at_end;	/* no more will come */
	bool		 is_illegal;	/* what comes is no character */
	/* for xlsx_input.c only */
	char		*bytes;
	size_t		 size;
	size_t		 line;		/* lines in front of bytes */
	char		 rest[3];	/* a character that is not whole yet */
	size_t		 nrest;
	bool		 has_begun;
	bool		 after_return;
};

/* `part` outlives the input; nothing has to be closed when it fails. */
enum status xml_input_open(struct xml_input *, struct package *,
    const char *part) MUST_CHECK;
void xml_input_close(struct xml_input *);

/*
 * More characters behind those from `at` on; all of them may move, and those
 * before `at` are gone.  E_INVALID when the part is damaged, is not in UTF-8,
 * or when more than 1 MiB is kept: one token is never that long.
 */
enum status xml_input_fill(struct xml_input *) MUST_CHECK;

/* The number of the line, from 1, in which `at` stands. */
size_t xml_input_line(const struct xml_input *, const char *at);

/* An encoding (XML 1.0, 4.3.3) that is not read, with the way out. */
enum status xml_input_refuse(const struct xml_input *, const char *encoding)
    MUST_CHECK;

#endif
