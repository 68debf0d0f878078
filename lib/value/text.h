/*
 * The one form of texts that people write in many ways.  Each function fits
 * the `normalize` member of a field: text in, its one form out (in the arena
 * or the same text), or E_INVALID with the way to write it.
 */
#ifndef VALUE_TEXT_H
#define VALUE_TEXT_H

#include "base/arena.h"
#include "base/err.h"

/* "led; 展会、B" -> "led,展会,B": , ; 、 and full-width forms separate; NULL
 * where nothing else stands. */
enum status tags_normalize(const char *, struct arena *, const char **)
    MUST_CHECK;

/* HS code: digits only, spaces and dots removed; 4, 6, 8, 10, 11 or 13 of
 * them (WCO Harmonized System: 6; China: 8, 10 and 13). */
enum status hs_code_normalize(const char *, struct arena *, const char **)
    MUST_CHECK;

/* BIC, ISO 9362: 8 or 11 letters and digits, upper case. */
enum status swift_normalize(const char *, struct arena *, const char **)
    MUST_CHECK;

/* One or more mail addresses; each has an @ and no space. */
enum status email_normalize(const char *, struct arena *, const char **)
    MUST_CHECK;

#endif
