/*
 * Cuts characters into the tokens of XML 1.0 with namespaces, strictly, and
 * copies nothing.  Knows neither where the characters come from nor which
 * element stands in which.
 */
#include "sheet/xlsx_scan.h"

#include <string.h>

#include "base/base.h"

enum { PIECE = 64 * 1024 };		/* of a text that does not end */

/* What a byte may be. */
enum {
	T = 1,			/* stands for itself in a text */
	V = 2,			/* in the value of an attribute */
	N = 4,			/* part of a name */
	S = 8,			/* begins a name */
	W = 16,			/* white space */
	L = T | V,
	D = T | V | N,
	A = T | V | N | S,
};

/* Names: all beyond ASCII are letters, as nearly all are in XML 1.0, 2.3. */
#define SIXTEEN(x)	x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x

static const unsigned char classes[256] = {
	0, 0, 0, 0, 0, 0, 0, 0, 0, T | W, T | W, 0, 0, W, 0, 0,
	SIXTEEN(0),
	L | W, L, T, L, L, L, 0, T, L, L, L, L, L, D, D, L,
	D, D, D, D, D, D, D, D, D, D, L, L, 0, L, L, L,
	L, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A,
	A, A, A, A, A, A, A, A, A, A, A, L, L, V, L, A,
	L, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A,
	A, A, A, A, A, A, A, A, A, A, A, L, L, L, L, L,
	SIXTEEN(A), SIXTEEN(A), SIXTEEN(A), SIXTEEN(A),
	SIXTEEN(A), SIXTEEN(A), SIXTEEN(A), SIXTEEN(A),
};

static const char not_well_formed[] = N_("not well-formed (invalid token)");

static bool
is(char c, int class)
{
	return classes[(unsigned char)c] & class;
}

static char *
skip(char *p, int class)
{
	while (is(*p, class))
		p++;
	return p;
}

enum scanned
scan_fault(struct xml_scanner *s, const char *where, const char *why)
{
	s->why = why;
	s->where = where;
	return SCAN_WRONG;
}

enum scanned
scan_unexpected(struct xml_scanner *s, const char *where)
{
	if (*where == '\0')
		return SCAN_SHORT;
	return scan_fault(s, where, not_well_formed);
}

/* `*p` has to go on with `text`. */
static enum scanned
expect(struct xml_scanner *s, char **p, const char *text)
{
	for (; *text != '\0'; text++, (*p)++)
		if (**p != *text)
			return scan_unexpected(s, *p);
	return SCAN_OK;
}

/* A name with at most one colon (Namespaces in XML 1.0, 4). */
static inline enum scanned
scan_name(struct xml_scanner *s, char **at, struct xml_name *name)
{
	char *start = *at, *p = start;

	if (!is(*p, S))
		return scan_unexpected(s, p);
	p = skip(p, N);
	name->text = start;
	name->nprefix = 0;
	if (*p == ':') {
		name->text = ++p;
		name->nprefix = (uint32_t)(p - start);
		if (!is(*p, S))
			return scan_unexpected(s, p);
		p = skip(p, N);
	}
	name->n = (uint32_t)(p - name->text);
	*at = p;
	return SCAN_OK;
}

static inline enum scanned
scan_value(struct xml_scanner *s, char **at, struct xml_attribute *a)
{
	char quote = **at;
	char *p = *at + 1;

	if (quote != '"' && quote != '\'')
		return scan_unexpected(s, *at);
	a->value = p;
	a->is_plain = true;
	for (p = skip(p, V); *p != quote; p = skip(p + 1, V)) {
		if (*p == '<' || *p == '\0')
			return scan_unexpected(s, p);
		if (*p != '"' && *p != '\'')
			a->is_plain = false;
	}
	a->n = (uint32_t)(p - a->value);
	*at = p + 1;
	return SCAN_OK;
}

static inline enum scanned
scan_attribute(struct xml_scanner *s, char **at, struct xml_tag *tag)
{
	struct xml_attribute *a = &tag->attributes[tag->nattributes];
	enum scanned got;

	if (tag->nattributes == XML_ATTRIBUTES)
		return scan_fault(s, *at, N_("too many attributes"));
	if ((got = scan_name(s, at, &a->name)) != SCAN_OK)
		return got;
	*at = skip(*at, W);
	if (**at != '=')
		return scan_unexpected(s, *at);
	*at = skip(*at + 1, W);
	if ((got = scan_value(s, at, a)) != SCAN_OK)
		return got;
	tag->has_spaces |= a->name.nprefix > 0 || *a->name.text == 'x';
	tag->nattributes++;
	return SCAN_OK;
}

/* Attributes, each with white space before it, up to what is none. */
static inline enum scanned
scan_attributes(struct xml_scanner *s, char **at, struct xml_tag *tag)
{
	enum scanned got = SCAN_OK;

	tag->nattributes = 0;
	tag->has_spaces = false;
	while (got == SCAN_OK) {
		char *p = skip(*at, W);

		if (!is(*p, S) || p == *at) {
			*at = p;
			break;
		}
		*at = p;
		got = scan_attribute(s, at, tag);
	}
	return got;
}

enum scanned
scan_start_tag(struct xml_scanner *s, struct xml_tag *tag)
{
	char *p = s->at + 1;
	enum scanned got;
	bool is_empty;

	if ((got = scan_name(s, &p, &tag->name)) != SCAN_OK ||
	    (got = scan_attributes(s, &p, tag)) != SCAN_OK)
		return got;
	is_empty = *p == '/';
	p += is_empty;
	if (*p != '>')
		return scan_unexpected(s, p);
	tag->is_empty = is_empty;
	s->at = p + 1;
	return SCAN_OK;
}

enum scanned
scan_end_tag(struct xml_scanner *s, const struct xml_name *name)
{
	const char *open = name->text - name->nprefix;
	size_t n = name->n + name->nprefix, i = 0;
	char *p = s->at + 2;
	struct xml_name other;
	enum scanned got;

	while (i < n && p[i] == open[i])
		i++;
	if (i == n && p[i] == '>') {
		s->at = p + n + 1;
		return SCAN_OK;
	}
	if ((got = scan_name(s, &p, &other)) != SCAN_OK)
		return got;
	p = skip(p, W);
	if (*p != '>')
		return scan_unexpected(s, p);
	if (!scan_same_name(name, &other))
		return scan_fault(s, s->at, N_("mismatched tag"));
	s->at = p + 1;
	return SCAN_OK;
}

char *
scan_put_character(uint32_t c, char *out)
{
	static const struct {
		uint32_t below, lead;
	} forms[] = {			/* by the number of bytes that follow */
		{ 0x80, 0 }, { 0x800, 0xc0 }, { 0x10000, 0xe0 },
		{ 0x110000, 0xf0 },
	};
	unsigned follow = 0;

	while (c >= forms[follow].below)
		follow++;
	*out++ = (char)(forms[follow].lead | c >> 6 * follow);
	while (follow-- > 0)
		*out++ = (char)(0x80 | (c >> 6 * follow & 0x3f));
	return out;
}

/* The value of a digit; `base` when it is none. */
static uint32_t
digit_value(char c, uint32_t base)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	const char *digit = c == '\0' ? NULL : strchr(digits, c);
	uint32_t value = digit == NULL ? base : (uint32_t)(digit - digits) % 16;

	return value < base ? value : base;
}

/* "&#10;" or "&#xA;", from the "#" on. */
static enum scanned
decode_number(struct xml_scanner *s, const char **at, char **to)
{
	const char *p = *at + 1;
	uint32_t base = *p == 'x' ? 16 : 10;
	uint32_t c = 0, digit;
	const char *first;

	p += *p == 'x';
	first = p;
	for (; (digit = digit_value(*p, base)) < base; p++)
		c = c < 0x110000 ? c * base + digit : c;
	if (*p != ';' || p == first)
		return scan_fault(s, p, not_well_formed);
	if (!scan_is_legal(c))
		return scan_fault(s, p,
		    N_("reference to invalid character number"));
	*to = scan_put_character(c, *to);
	*at = p + 1;
	return SCAN_OK;
}

/* One reference (XML 1.0, 4.1 and 4.6), which is never shorter than what it
 * stands for. */
static enum scanned
decode_reference(struct xml_scanner *s, const char **at, char **to)
{
	static const struct {
		char text[7], c;
	} known[] = {
		{ "amp;", '&' }, { "lt;", '<' }, { "gt;", '>' },
		{ "quot;", '"' }, { "apos;", '\'' },
	};
	const char *p = *at + 1;

	if (*p == '#') {
		*at = p;
		return decode_number(s, at, to);
	}
	for (size_t i = 0; i < COUNT(known); i++) {
		size_t n = strlen(known[i].text);

		if (strncmp(p, known[i].text, n) == 0) {
			*(*to)++ = known[i].c;
			*at = p + n;
			return SCAN_OK;
		}
	}
	if (!is(*p, S))
		return scan_fault(s, p, not_well_formed);
	while (is(*p, N))
		p++;
	return scan_fault(s, *at, *p == ';' ? N_("undefined entity") :
	    not_well_formed);
}

/* Decode from..end in place; `white` is what becomes of white space. */
static enum scanned
decode(struct xml_scanner *s, char *text, char **end, char white)
{
	const char *from = text;
	char *to = text;
	enum scanned got;

	while (from < *end) {
		if (*from == '&') {
			if ((got = decode_reference(s, &from, &to)) != SCAN_OK)
				return got;
			continue;
		}
		*to++ = white != '\0' && is(*from, W) ? white : *from;
		from++;
	}
	*end = to;
	return SCAN_OK;
}

enum scanned
scan_finish_values(struct xml_scanner *s, struct xml_tag *tag)
{
	enum scanned got;

	for (size_t i = 0; i < tag->nattributes; i++) {
		struct xml_attribute *a = &tag->attributes[i];
		char *end = a->value + a->n;

		for (size_t j = 0; j < i; j++)
			if (scan_same_name(&a->name, &tag->attributes[j].name))
				return scan_fault(s, a->name.text,
				    N_("duplicate attribute"));
		if (!a->is_plain &&
		    (got = decode(s, a->value, &end, ' ')) != SCAN_OK)
			return got;
		*end = '\0';
		a->n = (uint32_t)(end - a->value);
	}
	return SCAN_OK;
}

/* Where a long text can be cut: neither in "&amp;" nor in "]]>". */
static char *
find_cut(char *text, char *end)
{
	while (end > text && end[-1] == ']')
		end--;
	for (char *p = end; p > text && *p != ';'; p--)
		if (p[-1] == '&')
			return p - 1;
	return end;
}

enum scanned
scan_text(struct xml_scanner *s, const char **text, size_t *n)
{
	char *p = s->at, *end;
	bool is_plain = true;

	for (p = skip(p, T); *p != '<' && *p != '\0'; p = skip(p + 1, T)) {
		if (*p == '&')
			is_plain = false;
		else if (p[1] == ']' && p[2] == '>')
			return scan_fault(s, p, not_well_formed);
	}
	if (*p == '\0') {
		p = p - s->at < PIECE ? s->at : find_cut(s->at, p);
		if (p == s->at)
			return SCAN_SHORT;
	}
	end = p;
	if (!is_plain && decode(s, s->at, &end, '\0') != SCAN_OK)
		return SCAN_WRONG;
	*text = s->at;
	*n = (size_t)(end - s->at);
	s->at = p;
	return SCAN_OK;
}

enum scanned
scan_cdata(struct xml_scanner *s, const char **text, size_t *n)
{
	char *p = s->at, *end;
	enum scanned got;

	if ((got = expect(s, &p, "<![CDATA[")) != SCAN_OK)
		return got;
	end = strstr(p, "]]>");
	if (end == NULL)
		return SCAN_SHORT;
	*text = p;
	*n = (size_t)(end - p);
	s->at = end + 3;
	return SCAN_OK;
}

void
scan_space(struct xml_scanner *s)
{
	s->at = skip(s->at, W);
}

enum scanned
scan_comment(struct xml_scanner *s)
{
	char *p = s->at;
	enum scanned got;

	if ((got = expect(s, &p, "<!--")) != SCAN_OK)
		return got;
	p = strstr(p, "--");
	if (p == NULL)
		return SCAN_SHORT;
	if (p[2] != '>')
		return scan_unexpected(s, p + 2);
	s->at = p + 3;
	return SCAN_OK;
}

/* No name may be "xml" in any case but the declaration's. */
static bool
is_xml(const struct xml_name *name)
{
	return name->n == 3 && name->nprefix == 0 &&
	    (name->text[0] | ' ') == 'x' && (name->text[1] | ' ') == 'm' &&
	    (name->text[2] | ' ') == 'l';
}

enum scanned
scan_instruction(struct xml_scanner *s)
{
	struct xml_name name;
	char *p = s->at + 2, *end;
	enum scanned got;

	if ((got = scan_name(s, &p, &name)) != SCAN_OK)
		return got;
	if (is_xml(&name) && *p != '\0')
		return scan_fault(s, s->at, N_("XML or text declaration not "
		    "at start of entity"));
	if (name.nprefix != 0 || !(is(*p, W) || *p == '?'))
		return scan_unexpected(s, p);
	end = strstr(p, "?>");
	if (end == NULL)
		return SCAN_SHORT;
	if (*p == '?' && p != end)
		return scan_unexpected(s, p + 1);
	s->at = end + 2;
	return SCAN_OK;
}

static bool
is_one_of(const struct xml_attribute *a, const char *one, const char *other)
{
	return (a->n == strlen(one) && memcmp(a->value, one, a->n) == 0) ||
	    (a->n == strlen(other) && memcmp(a->value, other, a->n) == 0);
}

/* The attributes of a declaration, in their order; NULL when they are not
 * those. */
static const char *
read_declaration(struct xml_tag *tag)
{
	const struct xml_attribute *a = tag->attributes;
	const struct xml_attribute *end = a + tag->nattributes;
	static const struct xml_name version = { "version", 7, 0 },
	    encoding = { "encoding", 8, 0 }, alone = { "standalone", 10, 0 };
	char *said = NULL;

	if (a == end || !scan_same_name(&a->name, &version))
		return NULL;
	a++;
	if (a < end && scan_same_name(&a->name, &encoding)) {
		said = a->value;
		said[a->n] = '\0';
		a++;
	}
	if (a < end && scan_same_name(&a->name, &alone) &&
	    is_one_of(a, "yes", "no"))
		a++;
	if (a < end || (said != NULL && (!is(*said, S) ||
	    *skip(said, N) != '\0')))
		return NULL;
	return said == NULL ? "" : said;
}

enum scanned
scan_declaration(struct xml_scanner *s, struct xml_tag *tag,
    const char **encoding)
{
	char *p = s->at;
	enum scanned got;

	*encoding = "";
	got = expect(s, &p, "<?xml");
	if (got == SCAN_OK && !is(*p, W))
		got = scan_unexpected(s, p);
	if (got != SCAN_OK)
		return got == SCAN_SHORT ? SCAN_SHORT : SCAN_OK;
	if ((got = scan_attributes(s, &p, tag)) != SCAN_OK ||
	    (got = expect(s, &p, "?>")) != SCAN_OK)
		return got;
	*encoding = read_declaration(tag);
	if (*encoding == NULL)
		return scan_fault(s, s->at,
		    N_("XML declaration not well-formed"));
	s->at = p;
	return SCAN_OK;
}
