/*
 * The same document as our reader tells it and as expat does, in one form
 * that can be compared.  Expat is told to leave out what ours leaves out.
 */
#ifndef TESTS_FUZZ_XML_H
#define TESTS_FUZZ_XML_H

#include <expat.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "sheet/xlsx_package.h"
#include "sheet/xlsx_xml.h"
#include "zip.h"

enum { MARK = '\n' };		/* between namespace and name */

/* "<a b='c' *d='e'>text</a>": a star for attributes with a prefix. */
struct told {
	struct strbuf	 events;
	const char	*why;		/* NULL: well-formed */
	struct strbuf	 space;		/* of the root; expat only */
	bool		 has_root;
	bool		 has_type;	/* a DOCTYPE */
};

static inline const char *
own_name(const struct told *t, const char *name)
{
	if (strncmp(name, t->space.buf, t->space.len) != 0)
		return NULL;
	name += t->space.len;
	return strchr(name, MARK) == NULL ? name : NULL;
}

static inline void XMLCALL
expat_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
	struct told *t = data;
	const char *end = strrchr(name, MARK);

	if (!t->has_root && end != NULL)
		strbuf_add(&t->space, name, (size_t)(end + 1 - name));
	t->has_root = true;
	name = own_name(t, name);
	if (name == NULL)
		return;
	strbuf_addf(&t->events, "<%s", name);
	for (; attributes[0] != NULL; attributes += 2) {
		end = strrchr(attributes[0], MARK);
		strbuf_addf(&t->events, " %s%s='%s'", end == NULL ? "" : "*",
		    end == NULL ? attributes[0] : end + 1, attributes[1]);
	}
	strbuf_addch(&t->events, '>');
}

static inline void XMLCALL
expat_end(void *data, const XML_Char *name)
{
	struct told *t = data;

	name = own_name(t, name);
	if (name != NULL)
		strbuf_addf(&t->events, "</%s>", name);
}

static inline void XMLCALL
expat_text(void *data, const XML_Char *text, int n)
{
	struct told *t = data;

	strbuf_add(&t->events, text, (size_t)n);
}

static inline void XMLCALL
expat_doctype(void *data, const XML_Char *name, const XML_Char *system,
    const XML_Char *public, int has_subset)
{
	(void)name;
	(void)system;
	(void)public;
	(void)has_subset;
	((struct told *)data)->has_type = true;
}

static inline void
tell_by_expat(const char *document, size_t n, struct told *t)
{
	XML_Parser parser = XML_ParserCreateNS(NULL, MARK);

	*t = (struct told){ STRBUF_INIT, NULL, .space = STRBUF_INIT };
	XML_SetUserData(parser, t);
	XML_SetElementHandler(parser, expat_start, expat_end);
	XML_SetCharacterDataHandler(parser, expat_text);
	XML_SetStartDoctypeDeclHandler(parser, expat_doctype);
	if (XML_Parse(parser, document, (int)n, 1) != XML_STATUS_OK)
		t->why = XML_ErrorString(XML_GetErrorCode(parser));
	XML_ParserFree(parser);
}

static inline enum status
told_event(void *self, const struct xml_event *e)
{
	struct told *t = self;

	if (e->kind == XML_TEXT) {
		strbuf_add(&t->events, e->text, e->n);
		return OK;
	}
	strbuf_addstr(&t->events, e->kind == XML_START ? "<" : "</");
	strbuf_add(&t->events, e->text, e->n);
	for (size_t i = 0; e->kind == XML_START && i < e->nattributes; i++) {
		const struct xml_attribute *a = &e->attributes[i];

		strbuf_addf(&t->events, " %s", a->name.nprefix ? "*" : "");
		strbuf_add(&t->events, a->name.text, a->name.n);
		strbuf_addf(&t->events, "='%s'", a->value);
	}
	strbuf_addch(&t->events, '>');
	return OK;
}

/* The document as the part "x" of a zip file at `path`; why is NULL or the
 * message. */
static inline void
tell_by_us(const char *path, struct told *t)
{
	const struct opening opening = { open(path, O_RDONLY | O_CLOEXEC),
	    path, NULL, 0, NULL };
	struct package *package;

	*t = (struct told){ STRBUF_INIT, NULL, .space = STRBUF_INIT };
	fail_clear();
	if (package_open(&opening, &package) != OK) {
		t->why = fail_text();
		return;
	}
	if (xml_read_part(package, "x", told_event, t) != OK)
		t->why = fail_text();
	package_close(package);
}

static inline void
forget_told(struct told *t)
{
	strbuf_release(&t->events);
	strbuf_release(&t->space);
}

/* Does expat refuse what it could not tell us: its mark between namespace and
 * name in the namespace? */
static inline bool
is_mark_in_namespace(const struct told *expat, const char *document, size_t n)
{
	return strcmp(expat->why, XML_ErrorString(XML_ERROR_SYNTAX)) == 0 &&
	    memmem(document, n, "xmlns", 5) != NULL;
}

/* Names beyond ASCII are any characters to us, as long as they are some. */
static inline bool
has_wide_name(const char *document, size_t n)
{
	if (utf8_check(document, n) < n)
		return false;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)document[i] >= 0x80)
			return true;
	return false;
}

/*
 * What is wrong between the two; NULL when they agree.  We refuse more on
 * purpose and say "is refused" or "too many" then.
 */
static inline const char *
disagreement(const struct told *us, const struct told *expat,
    const char *document, size_t n)
{
	if (us->why != NULL)
		return expat->why != NULL || expat->has_type ||
		    strstr(us->why, "is refused") != NULL ||
		    strstr(us->why, "too many") != NULL ? NULL :
		    "we refuse what is well-formed";
	if (expat->has_type)
		return "we accept a document type";
	if (expat->why != NULL)
		return is_mark_in_namespace(expat, document, n) ||
		    has_wide_name(document, n) ? NULL :
		    "we accept what is not well-formed";
	if (us->events.len != expat->events.len ||
	    memcmp(us->events.buf, expat->events.buf, us->events.len) != 0)
		return "we read something else";
	return NULL;
}

#endif
