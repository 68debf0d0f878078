/*
 * Text is UTF-8 inside.  What this file answers: is it valid, what is it
 * folded (for searching and for comparing headings and names), how wide is it
 * on a screen, and how may it be shown on a terminal.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/strbuf.h"

/* The offset of the first byte that is not valid UTF-8; `n` when all are. */
size_t utf8_check(const char *text, size_t n);

/* Append `text` folded: compatibility forms, case and accents removed
 * (NFKC_Casefold without marks: Unicode Standard, section 3.13), runs of
 * white space as one space, none at the ends.  Bytes that are not UTF-8
 * are skipped. */
void utf8_fold(const char *text, struct strbuf *out);

/* The same as a copy in the arena. */
char *utf8_folded(const char *text, struct arena *);

/* Only letters and digits of the folded text: how headings, names of fields
 * and everyday names of codes are compared ("Unit price (USD)" and
 * "unit_price_usd" are the same). */
char *utf8_skeleton(const char *text, struct arena *);

/* Screen columns: 2 for Chinese and other wide characters, 0 for marks. */
size_t utf8_width(const char *text);
/* Of valid text never less than that, and soon found: 2 for whatever is not
 * ASCII. */
size_t utf8_width_most(const char *text);

/* Has a Chinese character (Unicode's Han, wherever it is used). */
bool utf8_has_han(const char *text);

/* The bytes of `text` that fit into so many screen columns. */
size_t utf8_fit(const char *text, size_t columns);

/* Append `text` cut to at most `columns` screen columns, with an ellipsis
 * where something was cut. */
void utf8_cut(const char *text, size_t columns, struct strbuf *out);

/* Append `text` as it may reach a terminal: control characters, C1, bidi
 * overrides and zero-width characters are written \xNN or \u{NNNN}, so that
 * data can never drive the terminal. */
void utf8_visible(const char *text, struct strbuf *out);

/* How far apart two words are: insertions, deletions, changes and swaps of
 * neighbouring characters, up to `limit` (then limit + 1). */
size_t utf8_distance(const char *a, const char *b, size_t limit);

#endif
