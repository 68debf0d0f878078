/*
 * The few words every layer uses: counting, checking results, translating.
 */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <libintl.h>

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

/* A result that must not be dropped. */
#define MUST_CHECK	__attribute__((warn_unused_result))
#define FORMAT(f, a)	__attribute__((format(__printf__, f, a)))

/* _() translates now; N_() marks text that is translated where it is shown. */
#define _(text)		gettext(text)
#define N_(text)	text

#endif
