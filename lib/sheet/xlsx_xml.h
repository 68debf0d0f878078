/*
 * A part of a workbook as XML events, asked for one at a time: rows are handed
 * over as they come, so that a sheet never stands in memory.
 */
#ifndef SHEET_XLSX_XML_H
#define SHEET_XLSX_XML_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/err.h"
#include "sheet/xlsx_package.h"
#include "sheet/xlsx_scan.h"

enum xml_kind { XML_START, XML_END, XML_TEXT, XML_DONE };

/*
 * What comes next in the part.  Names come without their namespace, since
 * transitional and strict workbooks differ in nothing else; elements of
 * another namespace than the root are left out.  Text comes in pieces.  All is
 * valid until the next event.
 */
struct xml_event {
	enum xml_kind			 kind;
	const char			*text;	/* of the name, too */
	size_t				 n;
	const struct xml_attribute	*attributes;	/* XML_START */
	size_t				 nattributes;
};

struct xml;

/* `part` outlives the reading. */
enum status xml_open(struct package *, const char *part, struct xml **)
    MUST_CHECK;
void xml_close(struct xml *);		/* NULL is allowed */

/*
 * The next event; XML_DONE at the end of the part, however often it is asked.
 * E_INVALID when the part is damaged or no well-formed XML in UTF-8; a
 * document type declaration is always refused, so that no entity is ever
 * expanded.
 */
enum status xml_next(struct xml *, const struct xml_event **) MUST_CHECK;

/* The whole part at once; what is not OK ends the reading. */
enum status xml_read_part(struct package *, const char *part,
    enum status (*event)(void *self, const struct xml_event *), void *self)
    MUST_CHECK;

/* Bytes read and bytes in all. */
void xml_progress(const struct xml *, size_t *done, size_t *total);

/* These are asked so often that they have to cost nothing. */

/* The value of an attribute; NULL when absent. */
static inline const char *
xml_attribute(const struct xml_event *e, const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < e->nattributes; i++) {
		const struct xml_attribute *a = &e->attributes[i];

		if (a->name.n == n && a->name.nprefix == 0 &&
		    memcmp(a->name.text, name, n) == 0)
			return a->value;
	}
	return NULL;
}

/* The same of one that has a prefix (r:id) and so stands beside them. */
const char *xml_attribute_beside(const struct xml_event *, const char *name);

/* Is this the name of the element? */
static inline bool
xml_is(const struct xml_event *e, const char *name)
{
	size_t n = strlen(name);

	return e->n == n && memcmp(e->text, name, n) == 0;
}

#endif
