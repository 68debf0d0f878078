/*
 * Which element stands in which, and in which namespace.  Refuses here what
 * XML can do to a reader: document types, endless nesting.  Knows nothing of
 * spreadsheets.
 */
#include "sheet/xlsx_xml.h"

#include <stdlib.h>
#include <strings.h>

#include "base/strbuf.h"
#include "sheet/xlsx_input.h"

enum {
	MAX_DEPTH	= 64,
	MAX_SPACES	= 128,		/* namespaces that are known at once */
};

/* An element that is open. */
struct level {
	struct xml_name	 name;
	bool		 is_own;	/* of the namespace of the root */
	bool		 is_kept;	/* the name is not in the input */
	size_t		 nspaces;	/* known around it */
	struct strbuf	 kept;
};

/* A namespace and its prefix; "" stands for elements without one. */
struct space {
	struct strbuf	 prefix;	/* with its colon */
	struct strbuf	 uri;
	bool		 is_own;
};

struct xml {
	struct xml_input	 input;
	struct xml_scanner	 scanner;
	struct xml_event	 event;
	struct xml_tag		 tag;
	enum status		 st;		/* refused for a reason */
	bool			 has_root;
	bool			 has_begun;
	bool			 is_default_own; /* of names without a prefix */
	struct strbuf		 own;		/* namespace of the root */
	size_t			 depth;
	struct level		 levels[MAX_DEPTH];
	size_t			 nspaces;
	struct space		 spaces[MAX_SPACES];
};

static const char xml_space[] = "http://www.w3.org/XML/1998/namespace";
static const char xmlns_space[] = "http://www.w3.org/2000/xmlns/";

const char *
xml_attribute_beside(const struct xml_event *e, const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < e->nattributes; i++) {
		const struct xml_attribute *a = &e->attributes[i];

		if (a->name.n == n && a->name.nprefix > 0 &&
		    memcmp(a->name.text, name, n) == 0)
			return a->value;
	}
	return NULL;
}

static enum scanned
refuse(struct xml *x, enum status st)
{
	x->st = st;
	return SCAN_WRONG;
}

/* The namespace of a prefix with its colon; NULL when it has none. */
static const struct space *
find_space(const struct xml *x, const char *prefix, size_t n)
{
	for (size_t i = x->nspaces; i > 0; i--) {
		const struct space *s = &x->spaces[i - 1];

		if (s->prefix.len == n && memcmp(s->prefix.buf, prefix, n) == 0)
			return s;
	}
	return NULL;
}

static const struct space *
space_of(const struct xml *x, const struct xml_name *name)
{
	return find_space(x, name->text - name->nprefix, name->nprefix);
}

static void
add_space(struct xml *x, const char *prefix, size_t n, const char *uri)
{
	struct space *s = &x->spaces[x->nspaces++];

	strbuf_cut(&s->prefix, 0);
	strbuf_add(&s->prefix, prefix, n);
	if (n > 0)
		strbuf_addch(&s->prefix, ':');
	strbuf_cut(&s->uri, 0);
	strbuf_addstr(&s->uri, uri);
	s->is_own = strcmp(uri, x->own.buf) == 0;
}

/* Does the attribute declare a namespace, and for which prefix? */
static bool
is_declaration(const struct xml_attribute *a, struct xml_name *prefix)
{
	const char *whole = a->name.text - a->name.nprefix;

	*prefix = a->name;
	if (a->name.nprefix > 0)
		return a->name.nprefix == sizeof("xmlns:") - 1 &&
		    memcmp(whole, "xmlns:", a->name.nprefix) == 0;
	prefix->n = 0;
	return a->name.n == sizeof("xmlns") - 1 &&
	    memcmp(whole, "xmlns", a->name.n) == 0;
}

/* What no declaration may say (Namespaces in XML 1.0, 3 and 6); NULL when it
 * may. */
static const char *
wrong_declaration(const struct xml_name *prefix, const char *uri)
{
	bool is_xml = prefix->n == 3 && memcmp(prefix->text, "xml", 3) == 0;
	bool is_xmlns = prefix->n == 5 && memcmp(prefix->text, "xmlns", 5) == 0;

	if (is_xmlns || is_xml != (strcmp(uri, xml_space) == 0) ||
	    strcmp(uri, xmlns_space) == 0)
		return N_("a reserved prefix or namespace is declared");
	if (prefix->n > 0 && *uri == '\0')
		return N_("must not undeclare prefix");
	return NULL;
}

/* Take the declarations of namespaces from the attributes of the tag. */
static enum scanned
read_declarations(struct xml *x)
{
	struct xml_tag *tag = &x->tag;
	size_t n = 0;

	for (size_t i = 0; i < tag->nattributes; i++) {
		struct xml_attribute *a = &tag->attributes[i];
		struct xml_name prefix;
		const char *why;

		if (!is_declaration(a, &prefix)) {
			tag->attributes[n++] = *a;
			continue;
		}
		why = wrong_declaration(&prefix, a->value);
		if (why == NULL && x->nspaces == MAX_SPACES)
			why = N_("too many namespaces");
		if (why != NULL)
			return scan_fault(&x->scanner, a->name.text, why);
		add_space(x, prefix.text, prefix.n, a->value);
	}
	tag->nattributes = n;
	return SCAN_OK;
}

static bool
is_default_own(const struct xml *x)
{
	const struct space *s = find_space(x, "", 0);

	return s == NULL ? x->own.len == 0 : s->is_own;
}

/* The namespace of the root is that of the whole part. */
static void
learn_own(struct xml *x, const struct space *root)
{
	strbuf_addstr(&x->own, root == NULL ? "" : root->uri.buf);
	for (size_t i = 0; i < x->nspaces; i++)
		x->spaces[i].is_own =
		    strcmp(x->spaces[i].uri.buf, x->own.buf) == 0;
}

/* Two prefixes of one namespace may make one attribute of two. */
static bool
is_repeated(const struct xml *x, size_t i)
{
	const struct xml_attribute *list = x->tag.attributes;
	const struct space *s = space_of(x, &list[i].name);

	for (size_t j = 0; j < i; j++)
		if (list[j].name.nprefix > 0 &&
		    list[j].name.n == list[i].name.n &&
		    memcmp(list[j].name.text, list[i].name.text,
		    list[i].name.n) == 0 &&
		    strcmp(space_of(x, &list[j].name)->uri.buf,
		    s->uri.buf) == 0)
			return true;
	return false;
}

static enum scanned
check_prefixes(struct xml *x)
{
	static const char unbound[] = N_("unbound prefix");
	const struct xml_tag *tag = &x->tag;

	if (tag->name.nprefix > 0 && space_of(x, &tag->name) == NULL)
		return scan_fault(&x->scanner, tag->name.text, unbound);
	for (size_t i = 0; i < tag->nattributes; i++) {
		const struct xml_name *name = &tag->attributes[i].name;

		if (name->nprefix == 0)
			continue;
		if (space_of(x, name) == NULL)
			return scan_fault(&x->scanner, name->text, unbound);
		if (is_repeated(x, i))
			return scan_fault(&x->scanner, name->text,
			    N_("duplicate attribute"));
	}
	return SCAN_OK;
}

/* All that a start tag has to do with namespaces. */
static enum scanned
read_spaces(struct xml *x)
{
	enum scanned got;

	if ((got = read_declarations(x)) != SCAN_OK ||
	    (got = check_prefixes(x)) != SCAN_OK)
		return got;
	if (!x->has_root)
		learn_own(x, space_of(x, &x->tag.name));
	x->has_root = true;
	x->is_default_own = is_default_own(x);
	return SCAN_OK;
}

static enum scanned
tell(struct xml *x, enum xml_kind kind, const struct xml_name *name)
{
	x->event.kind = kind;
	x->event.text = name->text;
	x->event.n = name->n;
	x->event.attributes = x->tag.attributes;
	x->event.nattributes = kind == XML_START ? x->tag.nattributes : 0;
	return SCAN_OK;
}

/* What a scan that tells nothing gives. */
static enum scanned
pass_over(struct xml *x, enum scanned got)
{
	x->event.kind = XML_DONE;
	return got;
}

static enum scanned
enter(struct xml *x)
{
	const struct xml_name *name = &x->tag.name;
	struct level *l = &x->levels[x->depth];

	l->name = *name;
	l->is_kept = false;
	if (name->nprefix == 0)
		l->is_own = x->is_default_own;
	else
		l->is_own = space_of(x, name)->is_own;
	x->depth++;
	if (!l->is_own)
		return pass_over(x, SCAN_OK);
	return tell(x, XML_START, name);
}

static enum scanned
scan_start(struct xml *x)
{
	enum scanned got;

	if (x->has_root && x->depth == 0)
		return scan_fault(&x->scanner, x->scanner.at,
		    N_("junk after document element"));
	if ((got = scan_start_tag(&x->scanner, &x->tag)) != SCAN_OK ||
	    (got = scan_finish_values(&x->scanner, &x->tag)) != SCAN_OK)
		return got;
	if (x->depth == MAX_DEPTH)
		return refuse(x, fail(E_INVALID, _("part '%s' is refused: "
		    "elements nested more than %d deep"), x->input.name,
		    MAX_DEPTH));
	x->levels[x->depth].nspaces = x->nspaces;
	if (x->tag.has_spaces || x->tag.name.nprefix > 0 || !x->has_root)
		got = read_spaces(x);
	return got == SCAN_OK ? enter(x) : got;
}

/* The innermost element ends. */
static inline enum scanned
leave(struct xml *x, const struct xml_name *name)
{
	const struct level *l = &x->levels[--x->depth];

	if (x->nspaces > l->nspaces) {
		x->nspaces = l->nspaces;
		x->is_default_own = is_default_own(x);
	}
	if (!l->is_own)
		return pass_over(x, SCAN_OK);
	return tell(x, XML_END, name);
}

static enum scanned
scan_end(struct xml *x)
{
	struct xml_scanner *s = &x->scanner;
	const struct xml_name *name;
	enum scanned got;

	if (x->depth == 0)
		return scan_fault(s, s->at, x->has_root ?
		    N_("junk after document element") :
		    N_("not well-formed (invalid token)"));
	name = &x->levels[x->depth - 1].name;
	if ((got = scan_end_tag(s, name)) != SCAN_OK)
		return got;
	return leave(x, name);
}

/* "<!--", "<![CDATA[" or "<!DOCTYPE". */
static enum scanned
scan_exclamation(struct xml *x)
{
	struct xml_scanner *s = &x->scanner;

	if (s->at[2] == '-')
		return pass_over(x, scan_comment(s));
	if (s->at[2] == 'D')
		return refuse(x, fail(E_INVALID, _("part '%s' is refused: it "
		    "has a document type (<!DOCTYPE>), which no workbook "
		    "needs"), x->input.name));
	if (s->at[2] != '[' || x->depth == 0)
		return scan_unexpected(s, s->at + 2);
	x->event.kind = XML_TEXT;
	return scan_cdata(s, &x->event.text, &x->event.n);
}

static enum scanned
scan_markup(struct xml *x)
{
	switch (x->scanner.at[1]) {
	case '/':
		return scan_end(x);
	case '!':
		return scan_exclamation(x);
	case '?':
		return pass_over(x, scan_instruction(&x->scanner));
	default:
		return scan_start(x);
	}
}

/* Outside the root there is only white space. */
static enum scanned
scan_outside(struct xml *x)
{
	struct xml_scanner *s = &x->scanner;

	x->event.kind = XML_DONE;
	scan_space(s);
	if (*s->at == '<')
		return SCAN_OK;
	if (*s->at == '\0')
		return SCAN_SHORT;
	return scan_fault(s, s->at, x->has_root ?
	    N_("junk after document element") :
	    N_("not well-formed (invalid token)"));
}

static enum scanned
scan_beginning(struct xml *x)
{
	const char *encoding;
	enum scanned got;

	got = scan_declaration(&x->scanner, &x->tag, &encoding);
	if (got != SCAN_OK)
		return got;
	x->has_begun = true;
	if (*encoding != '\0' && strcasecmp(encoding, "UTF-8") != 0)
		return refuse(x, xml_input_refuse(&x->input, encoding));
	return pass_over(x, SCAN_OK);
}

static enum scanned
scan_next(struct xml *x)
{
	if (!x->has_begun)
		return scan_beginning(x);
	if (x->tag.is_empty) {
		x->tag.is_empty = false;
		return leave(x, &x->tag.name);
	}
	if (*x->scanner.at == '<')
		return scan_markup(x);
	if (x->depth == 0)
		return scan_outside(x);
	x->event.kind = XML_TEXT;
	return scan_text(&x->scanner, &x->event.text, &x->event.n);
}

static enum status
fault(const struct xml *x, const char *where, const char *why)
{
	return fail(E_INVALID, _("part '%s' is damaged: line %zu: %s"),
	    x->input.name, xml_input_line(&x->input, where), _(why));
}

/* The names of open elements must not move with the input. */
static void
keep_names(struct xml *x)
{
	for (size_t i = 0; i < x->depth; i++) {
		struct level *l = &x->levels[i];

		if (l->is_kept)
			continue;
		strbuf_cut(&l->kept, 0);
		strbuf_add(&l->kept, l->name.text - l->name.nprefix,
		    l->name.n + l->name.nprefix);
		l->name.text = l->kept.buf + l->name.nprefix;
		l->is_kept = true;
	}
}

/* The characters ended before the token: more of them, or the end. */
static enum status
read_on(struct xml *x, bool *is_done)
{
	struct xml_input *in = &x->input;
	enum status st;

	*is_done = false;
	in->at = x->scanner.at;
	if (in->is_illegal)
		return fault(x, in->end, N_("not well-formed (invalid token)"));
	if (!in->at_end) {
		keep_names(x);
		st = xml_input_fill(in);
		x->scanner.at = in->at;
		return st;
	}
	*is_done = x->has_root && x->depth == 0 && in->at == in->end;
	if (*is_done)
		return OK;
	return fault(x, in->end, *in->at == '<' ? N_("unclosed token") :
	    N_("no element found"));
}

enum status
xml_next(struct xml *x, const struct xml_event **event)
{
	bool is_done = false;
	enum scanned got;
	enum status st;

	*event = &x->event;
	do {
		got = scan_next(x);
		if (got == SCAN_WRONG)
			return x->st != OK ? x->st :
			    fault(x, x->scanner.where, x->scanner.why);
		if (got == SCAN_SHORT && (st = read_on(x, &is_done)) != OK)
			return st;
	} while (!is_done && (got == SCAN_SHORT || x->event.kind == XML_DONE));
	return OK;
}

enum status
xml_open(struct package *package, const char *name, struct xml **out)
{
	struct xml *x = calloc(1, sizeof(*x));
	enum status st;

	if (x == NULL)
		no_memory();
	if ((st = xml_input_open(&x->input, package, name)) != OK) {
		free(x);
		return st;
	}
	x->own = (struct strbuf)STRBUF_INIT;
	for (size_t i = 0; i < MAX_DEPTH; i++)
		x->levels[i].kept = (struct strbuf)STRBUF_INIT;
	for (size_t i = 0; i < MAX_SPACES; i++)
		x->spaces[i].prefix = x->spaces[i].uri =
		    (struct strbuf)STRBUF_INIT;
	add_space(x, "xml", 3, xml_space);
	x->scanner.at = x->input.at;
	*out = x;
	return OK;
}

void
xml_close(struct xml *x)
{
	if (x == NULL)
		return;
	xml_input_close(&x->input);
	strbuf_release(&x->own);
	for (size_t i = 0; i < MAX_DEPTH; i++)
		strbuf_release(&x->levels[i].kept);
	for (size_t i = 0; i < MAX_SPACES; i++) {
		strbuf_release(&x->spaces[i].prefix);
		strbuf_release(&x->spaces[i].uri);
	}
	free(x);
}

enum status
xml_read_part(struct package *package, const char *name,
    enum status (*event)(void *, const struct xml_event *), void *self)
{
	const struct xml_event *e;
	struct xml *x;
	enum status st;

	if ((st = xml_open(package, name, &x)) != OK)
		return st;
	do {
		st = xml_next(x, &e);
		if (st == OK && e->kind != XML_DONE)
			st = event(self, e);
	} while (st == OK && e->kind != XML_DONE);
	xml_close(x);
	return st;
}

void
xml_progress(const struct xml *x, size_t *done, size_t *total)
{
	part_progress(x->input.part, done, total);
}
