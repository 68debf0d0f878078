/*
 * Bytes of a text file to UTF-8, piece by piece; for the files of lib/sheet
 * only.  Which encoding it is, is told by a byte order mark, else by what the
 * bytes allow: strict UTF-8, else strict GB18030, else nobody knows.
 */
#ifndef SHEET_DECODE_H
#define SHEET_DECODE_H

#include "sheet/source_impl.h"

struct decoder;

/*
 * Reads on from where `fd` stands, after the `start` bytes; `fd` stays the
 * caller's.  With options->encoding nothing is guessed.  E_USAGE when that
 * encoding is not known here, E_INVALID for UTF-32.  No message of the decoder
 * names the file.
 */
enum status decode_open(const struct opening *, struct decoder **) MUST_CHECK;

/*
 * The next piece: `*n` bytes of valid UTF-8 without NUL bytes, valid until the
 * next call; 0 at the end.  Whole characters, no byte order mark, no 0x1A at
 * the end of the file.  E_INVALID when what follows is no text: everything in
 * front of it has been handed out before, so that the caller knows the line.
 */
enum status decode_read(struct decoder *, const char **text, size_t *n)
    MUST_CHECK;

/* The encoding that was found out; NULL for UTF-8, and when it was given. */
const char *decode_guess(const struct decoder *);

/* Bytes of the file that have been used. */
size_t decode_offset(const struct decoder *);

void decode_close(struct decoder *);	/* NULL is allowed */

#endif
