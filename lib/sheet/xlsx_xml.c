/*
 * The door to expat.  Refuses here what XML can do to a reader: document
 * types, endless nesting, endless names.  Knows nothing of spreadsheets.
 */
#include "sheet/xlsx_xml.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"

enum {
	CHUNK		= 64 * 1024,
	MAX_DEPTH	= 64,
	MAX_SILENCE	= 1 << 20,	/* bytes without an event: one token */
};

static const char separator = '\n';	/* between namespace and name */

struct xml {
	struct part		*part;
	XML_Parser		 parser;
	struct xml_listener	 listener;
	const char		*name;
	struct strbuf		 space;		/* namespace of the root */
	enum XML_Status		 last;
	enum status		 st;		/* why the listener ended it */
	size_t			 depth;
	size_t			 silence;
	bool			 at_end;
};

const char *
xml_attribute(const char **attributes, const char *name)
{
	for (; attributes[0] != NULL; attributes += 2)
		if (strcmp(attributes[0], name) == 0)
			return attributes[1];
	return NULL;
}

const char *
xml_attribute_beside(const char **attributes, const char *name)
{
	for (; attributes[0] != NULL; attributes += 2) {
		const char *end = strrchr(attributes[0], separator);

		if (end != NULL && strcmp(end + 1, name) == 0)
			return attributes[1];
	}
	return NULL;
}

static void
stop_unless_ok(struct xml *x)
{
	if (x->st != OK)
		XML_StopParser(x->parser, XML_FALSE);
}

static void
learn_space(struct xml *x, const char *root)
{
	const char *end = strrchr(root, separator);

	if (end != NULL)
		strbuf_add(&x->space, root, (size_t)(end + 1 - root));
}

/* The name without its namespace; NULL when that is not the root's: elements
 * of extensions have the same names and mean something else. */
static const char *
own_name(const struct xml *x, const char *name)
{
	if (strncmp(name, x->space.buf, x->space.len) != 0)
		return NULL;
	name += x->space.len;
	return strchr(name, separator) == NULL ? name : NULL;
}

static void XMLCALL
on_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
	struct xml *x = data;

	x->silence = 0;
	if (x->st != OK)
		return;
	if (x->depth == 0)
		learn_space(x, name);
	name = own_name(x, name);
	if (++x->depth > MAX_DEPTH)
		x->st = fail(E_INVALID, _("part '%s' is refused: elements "
		    "nested more than %d deep"), x->name, MAX_DEPTH);
	else if (name != NULL)
		x->st = x->listener.start(x->listener.self, name, attributes);
	stop_unless_ok(x);
}

static void XMLCALL
on_end(void *data, const XML_Char *name)
{
	struct xml *x = data;
	bool pause = false;

	x->silence = 0;
	if (x->st != OK)
		return;
	x->depth--;
	name = own_name(x, name);
	if (name == NULL)
		return;
	x->st = x->listener.end(x->listener.self, name, &pause);
	stop_unless_ok(x);
	if (x->st == OK && pause)
		XML_StopParser(x->parser, XML_TRUE);
}

static void XMLCALL
on_text(void *data, const XML_Char *text, int n)
{
	struct xml *x = data;

	x->silence = 0;
	if (x->st != OK)
		return;
	x->st = x->listener.text(x->listener.self, text, (size_t)n);
	stop_unless_ok(x);
}

static void XMLCALL
on_doctype(void *data, const XML_Char *name, const XML_Char *system,
    const XML_Char *public, int has_subset)
{
	struct xml *x = data;

	(void)name;
	(void)system;
	(void)public;
	(void)has_subset;
	x->st = fail(E_INVALID, _("part '%s' is refused: it has a document "
	    "type (<!DOCTYPE>), which no workbook needs"), x->name);
	stop_unless_ok(x);
}

enum status
xml_open(struct package *package, const char *name,
    const struct xml_listener *listener, struct xml **out)
{
	struct part *part;
	struct xml *x;
	enum status st;

	if ((st = part_open(package, name, &part)) != OK)
		return st;
	x = calloc(1, sizeof(*x));
	if (x == NULL)
		no_memory();
	x->parser = XML_ParserCreateNS(NULL, separator);
	if (x->parser == NULL)
		no_memory();
	x->space = (struct strbuf)STRBUF_INIT;
	x->part = part;
	x->name = name;
	x->listener = *listener;
	x->last = XML_STATUS_OK;
	XML_SetUserData(x->parser, x);
	XML_SetElementHandler(x->parser, on_start, on_end);
	XML_SetCharacterDataHandler(x->parser, on_text);
	XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
	*out = x;
	return OK;
}

void
xml_close(struct xml *x)
{
	if (x == NULL)
		return;
	XML_ParserFree(x->parser);
	part_close(x->part);
	strbuf_release(&x->space);
	free(x);
}

/* Parse the next piece of the part. */
static enum status
feed(struct xml *x)
{
	void *buffer = XML_GetBuffer(x->parser, CHUNK);
	enum status st;
	size_t n;

	if (buffer == NULL)
		no_memory();
	if ((st = part_read(x->part, buffer, CHUNK, &n)) != OK)
		return st;
	x->at_end = n == 0;
	x->silence += n;
	if (x->silence > MAX_SILENCE)
		return fail(E_INVALID, _("part '%s' is refused: more than %d "
		    "bytes in one tag or comment"), x->name, MAX_SILENCE);
	x->last = XML_ParseBuffer(x->parser, (int)n, x->at_end);
	return OK;
}

static enum status
refuse(const struct xml *x)
{
	enum XML_Error error = XML_GetErrorCode(x->parser);

	if (x->st != OK)
		return x->st;
	if (error == XML_ERROR_NO_MEMORY)
		no_memory();
	return fail(E_INVALID, _("part '%s' is damaged: line %lu: %s"),
	    x->name, (unsigned long)XML_GetCurrentLineNumber(x->parser),
	    XML_ErrorString(error));
}

enum status
xml_read(struct xml *x, bool *paused)
{
	enum status st;

	if (x->last == XML_STATUS_SUSPENDED)
		x->last = XML_ResumeParser(x->parser);
	while (x->last == XML_STATUS_OK && !x->at_end)
		if ((st = feed(x)) != OK)
			return st;
	if (x->last == XML_STATUS_ERROR)
		return refuse(x);
	*paused = x->last == XML_STATUS_SUSPENDED;
	return OK;
}

enum status
xml_read_part(struct package *package, const char *name,
    const struct xml_listener *listener)
{
	struct xml *x;
	enum status st;
	bool paused = true;

	if ((st = xml_open(package, name, listener, &x)) != OK)
		return st;
	while (st == OK && paused)
		st = xml_read(x, &paused);
	xml_close(x);
	return st;
}

void
xml_progress(const struct xml *x, size_t *done, size_t *total)
{
	part_progress(x->part, done, total);
}
