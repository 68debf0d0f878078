/*
 * A part of a workbook as XML events, which can be paused: rows are handed
 * over one at a time, so that a sheet never stands in memory.
 */
#ifndef SHEET_XLSX_XML_H
#define SHEET_XLSX_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "sheet/xlsx_package.h"

/*
 * Who listens.  Names come without their namespace, since transitional and
 * strict workbooks differ in nothing else; elements of another namespace than
 * the root are left out.  What is not OK ends the reading.  Text comes in
 * pieces.
 */
struct xml_listener {
	enum status (*start)(void *self, const char *name,
	    const char **attributes);
	enum status (*end)(void *self, const char *name, bool *pause);
	enum status (*text)(void *self, const char *text, size_t n);
	void *self;
};

struct xml;

/* `part` outlives the reading; the listener is copied. */
enum status xml_open(struct package *, const char *part,
    const struct xml_listener *, struct xml **) MUST_CHECK;
void xml_close(struct xml *);		/* NULL is allowed */

/*
 * Read on until the listener pauses (*paused is true) or the part ends.
 * E_INVALID when the part is damaged or no well-formed XML; a document type
 * declaration is always refused, so that no entity is ever expanded.
 */
enum status xml_read(struct xml *, bool *paused) MUST_CHECK;

/* The whole part at once. */
enum status xml_read_part(struct package *, const char *part,
    const struct xml_listener *) MUST_CHECK;

/* Bytes read and bytes in all. */
void xml_progress(const struct xml *, size_t *done, size_t *total);

/* The value of an attribute; NULL when absent.  One that belongs to another
 * namespace than the element (r:id) stands beside the others. */
const char *xml_attribute(const char **attributes, const char *name);
const char *xml_attribute_beside(const char **attributes, const char *name);

#endif
