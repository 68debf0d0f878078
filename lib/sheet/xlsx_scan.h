/*
 * The tokens of XML: tags, references, comments.  Each function reads one
 * from `at` on and moves `at` behind it, or leaves everything as it is when
 * the characters end before the token does.
 */
#ifndef SHEET_XLSX_SCAN_H
#define SHEET_XLSX_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { XML_ATTRIBUTES = 128 };		/* of one element; the most: 70 */

enum scanned { SCAN_OK, SCAN_SHORT, SCAN_WRONG };

/* Letters in the text itself; not terminated. */
struct xml_name {
	const char	*text;		/* without the prefix */
	uint32_t	 n;
	uint32_t	 nprefix;	/* in front of text, with the colon */
};

struct xml_attribute {
	struct xml_name	 name;
	char		*value;		/* ends with a NUL byte */
	uint32_t	 n;
	bool		 is_plain;	/* no reference, no line end */
};

struct xml_tag {
	struct xml_name		name;
	bool			is_empty;	/* <a/> */
	bool			has_spaces;	/* perhaps: prefixes, xmlns */
	size_t			nattributes;
	struct xml_attribute	attributes[XML_ATTRIBUTES];
};

struct xml_scanner {
	char		*at;		/* a NUL byte ends the characters */
	const char	*why;		/* SCAN_WRONG: to be translated */
	const char	*where;
};

/* What is wrong, for callers too; gives SCAN_WRONG. */
enum scanned scan_fault(struct xml_scanner *, const char *where,
    const char *why);

/* The character at `where` cannot stand there, or is none any more. */
enum scanned scan_unexpected(struct xml_scanner *, const char *where);

/*
 * "<a b='c'>" (XML 1.0, 3.1), from the "<" on; values are as written, and
 * only once the whole tag is read are they finished: their references decoded
 * in place and a NUL byte behind them.
 */
enum scanned scan_start_tag(struct xml_scanner *, struct xml_tag *);
enum scanned scan_finish_values(struct xml_scanner *, struct xml_tag *);

/* "</a>" where `name` stands for "a"; SCAN_WRONG with any other. */
enum scanned scan_end_tag(struct xml_scanner *, const struct xml_name *);

/*
 * Text up to the next "<", its references decoded in place (XML 1.0, 2.4 and
 * 4.1); a piece of it when there is much and no "<" yet.
 */
enum scanned scan_text(struct xml_scanner *, const char **text, size_t *n);

/* "<![CDATA[...]]>" */
enum scanned scan_cdata(struct xml_scanner *, const char **text, size_t *n);

/* What means nothing to a reader: white space, "<!--...-->", "<?a ...?>". */
void scan_space(struct xml_scanner *);
enum scanned scan_comment(struct xml_scanner *);
enum scanned scan_instruction(struct xml_scanner *);

/* "<?xml version='1.0' encoding='UTF-8'?>" (XML 1.0, 2.8); the encoding is
 * empty when not said.  SCAN_OK without one, too, when there is none. */
enum scanned scan_declaration(struct xml_scanner *, struct xml_tag *,
    const char **encoding);

static inline bool
scan_same_name(const struct xml_name *a, const struct xml_name *b)
{
	return a->n == b->n && a->nprefix == b->nprefix &&
	    *a->text == *b->text && memcmp(a->text - a->nprefix,
	    b->text - b->nprefix, a->n + a->nprefix) == 0;
}

/* Is it a character of XML 1.0 (2.2)? */
static inline bool
scan_is_legal(uint32_t c)
{
	if (c < ' ')
		return c == '\t' || c == '\n' || c == '\r';
	return c < 0xd800 || (c > 0xdfff && c < 0xfffe) ||
	    (c > 0xffff && c < 0x110000);
}

/* Write the character as UTF-8; returns where it ends. */
char *scan_put_character(uint32_t c, char *out);

#endif
