/*
 * From unpacked bytes to characters of XML.  What is refused here need not be
 * thought of by any scanner behind it: there is no NUL byte, no broken UTF-8
 * and no carriage return.  Knows nothing of tags.
 */
#include "sheet/xlsx_input.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sheet/xlsx_scan.h"

enum {
	CHUNK		= 256 * 1024,	/* stays in the cache of a core */
	MAX_TOKEN	= 1 << 20,
};

enum status
xml_input_open(struct xml_input *in, struct package *package, const char *part)
{
	enum status st;

	*in = (struct xml_input){ .name = part };
	if ((st = part_open(package, part, &in->part)) != OK)
		return st;
	in->size = CHUNK;
	in->bytes = malloc(in->size);
	if (in->bytes == NULL)
		no_memory();
	in->at = in->end = in->bytes;
	*in->end = '\0';
	return OK;
}

void
xml_input_close(struct xml_input *in)
{
	part_close(in->part);
	free(in->bytes);
}

enum status
xml_input_refuse(const struct xml_input *in, const char *encoding)
{
	return fail_hint(fail(E_INVALID, _("part '%s' is refused: it is "
	    "written in %s, not in UTF-8"), in->name, encoding),
	    _("open it in a spreadsheet program and save it again"));
}

static size_t
count_lines(const char *from, const char *to)
{
	size_t n = 0;

	while ((from = memchr(from, '\n', (size_t)(to - from))) != NULL) {
		from++;
		n++;
	}
	return n;
}

size_t
xml_input_line(const struct xml_input *in, const char *at)
{
	return in->line + count_lines(in->bytes, at) + 1;
}

/* The length of the character of several bytes at `p`; 0 when it is none that
 * XML knows, or `n` bytes are not enough of it. */
static size_t
wide_char(const unsigned char *p, size_t n)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t length = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	uint32_t c = p[0] & (0x7fu >> length);

	if (p[0] < 0xc2 || p[0] > 0xf4 || length > n)
		return 0;
	for (size_t i = 1; i < length; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3fu);
	}
	return c >= least[length] && scan_is_legal(c) ? length : 0;
}

/* None of eight bytes is a control or a part of a longer character. */
static bool
are_plain(const unsigned char *p)
{
	const uint64_t lowest = UINT64_C(0x2020202020202020);
	const uint64_t high = UINT64_C(0x8080808080808080);
	uint64_t eight;

	memcpy(&eight, p, sizeof(eight));
	return ((eight | (eight - lowest)) & high) == 0;
}

/* How many of the bytes are legal characters. */
static size_t
count_legal(const unsigned char *p, size_t n)
{
	size_t i = 0, length;

	while (i < n) {
		if (n - i >= 8 && are_plain(p + i))
			length = 8;
		else if (p[i] >= 0x80)
			length = wide_char(p + i, n - i);
		else
			length = p[i] >= ' ' || p[i] == '\n' || p[i] == '\t';
		if (length == 0)
			break;
		i += length;
	}
	return i;
}

/* "\r\n" and "\r" become "\n"; returns how many bytes are left. */
static size_t
unify_line_ends(struct xml_input *in, char *bytes, size_t n)
{
	size_t left = 0;

	if (!in->after_return && memchr(bytes, '\r', n) == NULL)
		return n;
	for (size_t i = 0; i < n; i++) {
		char c = bytes[i];

		if (c != '\n' || !in->after_return)
			bytes[left++] = c == '\r' ? '\n' : c;
		in->after_return = c == '\r';
	}
	return left;
}

/* The first bytes tell the encoding (XML 1.0, appendix F). */
static enum status
begin(struct xml_input *in, size_t n)
{
	const char *b = in->bytes;

	in->has_begun = true;
	if (n >= 2 && (memcmp(b, "\xfe\xff", 2) == 0 ||
	    memcmp(b, "\xff\xfe", 2) == 0 || b[0] == '\0' || b[1] == '\0'))
		return xml_input_refuse(in, "UTF-16");
	if (n >= 3 && memcmp(b, "\xef\xbb\xbf", 3) == 0)
		in->at += 3;
	return OK;
}

/* What is kept moves to the front, and has as much room behind it. */
static enum status
make_room(struct xml_input *in)
{
	size_t kept = (size_t)(in->end - in->at);
	char *roomier;

	if (kept > MAX_TOKEN)
		return fail(E_INVALID, _("part '%s' is refused: more than %d "
		    "bytes in one tag or comment"), in->name, MAX_TOKEN);
	in->line += count_lines(in->bytes, in->at);
	memmove(in->bytes, in->at, kept);
	if (kept > in->size / 2) {
		roomier = realloc(in->bytes, in->size * 2);
		if (roomier == NULL)
			no_memory();
		in->bytes = roomier;
		in->size *= 2;
	}
	in->at = in->bytes;
	in->end = in->bytes + kept;
	return OK;
}

/* The `n` bytes at in->end are new: how far are they characters? */
static void
accept(struct xml_input *in, size_t n)
{
	size_t legal = count_legal((const unsigned char *)in->end, n);
	size_t rest = n - legal;

	in->end += legal;
	in->is_illegal = rest > (in->at_end ? 0 : sizeof(in->rest));
	in->nrest = in->is_illegal ? 0 : rest;
	memcpy(in->rest, in->end, in->nrest);
	*in->end = '\0';
}

enum status
xml_input_fill(struct xml_input *in)
{
	size_t room, n;
	char *new;
	enum status st;

	if ((st = make_room(in)) != OK)
		return st;
	memcpy(in->end, in->rest, in->nrest);
	new = in->end + in->nrest;
	room = in->size - (size_t)(new - in->bytes) - 1;
	if (room > MAX_TOKEN + 1 - (size_t)(new - in->bytes))
		room = MAX_TOKEN + 1 - (size_t)(new - in->bytes);
	if ((st = part_read(in->part, new, room, &n)) != OK)
		return st;
	in->at_end = n == 0;
	if (!in->has_begun && (st = begin(in, n)) != OK)
		return st;
	n = unify_line_ends(in, new, n);
	accept(in, in->nrest + n);
	return OK;
}
