/*
 * The door to iconv.  Memory is bounded: one buffer of bytes, one of text.
 * Knows nothing of rows and cells, and counts bytes, not lines.
 */
#include "sheet/decode.h"

#include <assert.h>
#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/input.h"
#include "base/utf8.h"

enum {
	CHUNK = 256 * 1024,
	ENCODING_MAX = 31,	/* bytes of its name, for messages */
	DOS_END = 0x1a,		/* DOS ended text files with this byte */
};

#define NO_ICONV	((iconv_t)-1)

struct decoder {
	int		 fd;
	bool		 at_end;	/* nothing is left to read from fd */
	bool		 has_begun;	/* a byte order mark is none any more */
	bool		 is_given;	/* the encoding: nothing was guessed */
	bool		 is_wide;	/* UTF-16, UTF-32 */
	bool		 has_nul;	/* a NUL follows the text handed out */
	char		 encoding[ENCODING_MAX + 1];	/* "": still open */
	iconv_t		 iconv;		/* NO_ICONV: UTF-8 */
	size_t		 offset;	/* of raw[0] in the file */
	size_t		 pos, len;	/* of raw: used, and read */
	unsigned char	 raw[CHUNK + 1];
	char		 text[CHUNK];
};

/* Longer marks stand before those they begin with. */
static const struct mark {
	const char	*bytes;
	size_t		 n;
	const char	*encoding;
} marks[] = {
	{ "\xff\xfe\0\0",     4, "UTF-32LE" },
	{ "\0\0\xfe\xff",     4, "UTF-32BE" },
	{ "\xef\xbb\xbf",     3, "UTF-8" },
	{ "\xff\xfe",         2, "UTF-16LE" },
	{ "\xfe\xff",         2, "UTF-16BE" },
	{ "\x84\x31\x95\x33", 4, "GB18030" },
};

/* Fill the buffer; the last read tells whether the file ends here. */
static enum status
fill(struct decoder *d)
{
	size_t n;

	memmove(d->raw, d->raw + d->pos, d->len - d->pos);
	d->offset += d->pos;
	d->len -= d->pos;
	d->pos = 0;
	while (!d->at_end && d->len < sizeof(d->raw)) {
		enum status st = input_read(d->fd, d->raw + d->len,
		    sizeof(d->raw) - d->len, &n);

		if (st != OK)
			return st;
		d->at_end = n == 0;
		d->len += n;
	}
	return OK;
}

/*
 * Bytes that may be decoded now.  The last one waits until it is known whether
 * the file ends with it, since the end mark of DOS is no text.
 */
static size_t
usable(const struct decoder *d)
{
	size_t n = d->len - d->pos;

	if (n == 0)
		return 0;
	if (!d->at_end)
		return n - 1;
	return d->raw[d->len - 1] == DOS_END && !d->is_wide ? n - 1 : n;
}

static enum status
use_encoding(struct decoder *d, const char *encoding)
{
	snprintf(d->encoding, sizeof(d->encoding), "%s", encoding);
	if (strcasecmp(encoding, "UTF-8") == 0 ||
	    strcasecmp(encoding, "UTF8") == 0)
		return OK;
	/* Behind a slash stand wishes ("//IGNORE") that lose characters. */
	if (strchr(encoding, '/') == NULL)
		d->iconv = iconv_open("UTF-8", encoding);
	if (d->iconv == NO_ICONV)
		return fail_hint(fail(E_USAGE,
		    _("'%s' is not a known encoding"), encoding),
		    _("such as UTF-8, UTF-16LE, GB18030, Big5, Shift_JIS,"
		    " ISO-8859-1, WINDOWS-1252"));
	d->is_wide = strncasecmp(encoding, "UTF-", 4) == 0;
	return OK;
}

/*
 * UTF-16 without a mark: in text that is mostly ASCII every other byte is NUL.
 * Where it is less clear the file is refused for its NUL bytes.
 */
static const char *
guess_wide(const unsigned char *bytes, size_t n)
{
	size_t nuls[2] = { 0, 0 }, pairs;

	if (n > 256)
		n = 256;
	pairs = n / 2;
	for (size_t i = 0; i < 2 * pairs; i++)
		if (bytes[i] == '\0')
			nuls[i % 2]++;
	if (nuls[0] == 0 && nuls[1] > pairs * 3 / 4)
		return "UTF-16LE";
	if (nuls[1] == 0 && nuls[0] > pairs * 3 / 4)
		return "UTF-16BE";
	return NULL;
}

static enum status
use_mark(struct decoder *d)
{
	const char *wide;

	for (size_t i = 0; i < COUNT(marks); i++) {
		if (d->len < marks[i].n ||
		    memcmp(d->raw, marks[i].bytes, marks[i].n) != 0)
			continue;
		if (strncmp(marks[i].encoding, "UTF-32", 6) != 0)
			return use_encoding(d, marks[i].encoding);
		return fail_hint(fail(E_INVALID, _("is written in %s"),
		    marks[i].encoding), _("save it as UTF-8"));
	}
	wide = guess_wide(d->raw, d->len);
	return wide != NULL ? use_encoding(d, wide) : OK;
}

enum status
decode_open(const struct opening *o, struct decoder **out)
{
	const char *encoding = o->options->encoding;
	struct decoder *d = calloc(1, sizeof(*d));
	enum status st;

	if (d == NULL)
		no_memory();
	d->fd = o->fd;
	d->iconv = NO_ICONV;
	d->is_given = encoding != NULL;
	assert(o->nstart <= sizeof(d->raw));
	d->len = o->nstart;
	if (o->nstart > 0)
		memcpy(d->raw, o->start, o->nstart);
	st = fill(d);
	if (st == OK)
		st = encoding != NULL ? use_encoding(d, encoding) : use_mark(d);
	if (st != OK) {
		decode_close(d);
		return st;
	}
	*out = d;
	return OK;
}

void
decode_close(struct decoder *d)
{
	if (d == NULL)
		return;
	if (d->iconv != NO_ICONV)
		iconv_close(d->iconv);
	free(d);
}

/*
 * Other encodings are valid GB18030 by accident: "Müller" of ISO-8859-1 has a
 * Chinese character in it, and so have all words of Shift-JIS.  But real
 * Chinese text is made of the characters of GB 2312 for the most part: its
 * rows of hanzi, punctuation and full-width forms.
 */
static bool
looks_chinese(const unsigned char *bytes, size_t n)
{
	size_t common = 0, all = 0;

	for (size_t i = 0; i + 1 < n; i++) {
		unsigned char lead = bytes[i], trail = bytes[i + 1];

		if (lead < 0x80)
			continue;
		if (trail < 0x40) {	/* a character of four bytes */
			i += 3;
			continue;
		}
		all++;
		if (trail > 0xa0 && ((lead >= 0xb0 && lead <= 0xf7) ||
		    lead == 0xa1 || lead == 0xa3))
			common++;
		i++;
	}
	return 2 * common >= all;
}

/*
 * A file in UTF-8 that is damaged somewhere may be valid GB18030, too.  The
 * other way round, Chinese text is hardly ever valid UTF-8 for long.
 */
static bool
looks_utf8(const unsigned char *bytes, size_t ngood)
{
	size_t nchars = 0;

	for (size_t i = 0; i < ngood; i++)
		if (bytes[i] >= 0xc0)
			nchars++;
	return nchars > 3;
}

/* Is all of it GB18030 (but for a character cut off at the very end)? */
static bool
is_gb18030(struct decoder *d, size_t n)
{
	iconv_t gb = iconv_open("UTF-8", "GB18030");
	char *in = (char *)d->raw + d->pos;
	bool is_cut;

	if (gb == NO_ICONV)
		return false;
	for (;;) {
		char *out = d->text;
		size_t nout = sizeof(d->text);

		if (iconv(gb, &in, &n, &out, &nout) != (size_t)-1 ||
		    errno != E2BIG)
			break;
	}
	is_cut = n > 0 && n < 4 && errno == EINVAL && !d->at_end;
	iconv_close(gb);
	return n == 0 || is_cut;
}

/* A mark of UTF-8 that lost its last byte is Chinese by accident, too. */
static bool
begins_with_part_of_mark(const struct decoder *d)
{
	return d->offset + d->pos == 0 && d->raw[0] == 0xef &&
	    d->raw[1] == 0xbb;
}

/*
 * Nothing but ASCII has been seen so far.  Of the next `n` bytes, returns how
 * many to decode now: all of them when the encoding could be told, else the
 * ASCII ones, so that the first others can be looked at in a full buffer.
 */
static size_t
guess(struct decoder *d, size_t n)
{
	const unsigned char *bytes = d->raw + d->pos;
	size_t nascii = 0, ngood;

	while (nascii < n && bytes[nascii] < 0x80)
		nascii++;
	if (nascii == n || (nascii > n / 2 && !d->at_end))
		return nascii;
	ngood = utf8_check((const char *)bytes, n);
	if (ngood < n && (d->at_end || n - ngood >= 4) &&
	    !begins_with_part_of_mark(d) && !looks_utf8(bytes, ngood) &&
	    looks_chinese(bytes, n) && is_gb18030(d, n) &&
	    use_encoding(d, "GB18030") == OK)
		return n;
	(void)use_encoding(d, "UTF-8");
	return n;
}

static enum status
bad_byte(const struct decoder *d)
{
	size_t at = d->offset + d->pos;

	if (d->has_nul)
		return fail(E_INVALID,
		    _("a NUL character: the file is not text"));
	if (d->iconv == NO_ICONV && d->raw[d->pos] == '\0')
		return fail(E_INVALID,
		    _("a NUL byte at offset %zu: the file is not text"), at);
	return fail_hint(fail(E_INVALID,
	    _("the byte 0x%02X at offset %zu is not %s"),
	    d->raw[d->pos], at, d->encoding),
	    _("name the encoding of the file:"
	    " --encoding GB18030, UTF-16LE, ISO-8859-1, ..."));
}

/* UTF-8 needs no conversion: the text is in the buffer already. */
static enum status
take_utf8(struct decoder *d, size_t n, const char **text, size_t *ntext)
{
	const char *bytes = (const char *)d->raw + d->pos, *nul;
	size_t ngood = utf8_check(bytes, n);

	nul = memchr(bytes, '\0', ngood);
	if (nul != NULL)
		ngood = (size_t)(nul - bytes);
	if (ngood == 0 && n > 0)
		return bad_byte(d);
	d->pos += ngood;
	*text = bytes;
	*ntext = ngood;
	return OK;
}

static enum status
take_converted(struct decoder *d, size_t n, const char **text, size_t *ntext)
{
	char *in = (char *)d->raw + d->pos, *out = d->text, *nul;
	size_t nin = n, nout = sizeof(d->text);

	if (d->has_nul)
		return bad_byte(d);
	if (iconv(d->iconv, &in, &nin, &out, &nout) == (size_t)-1 &&
	    nin == n && n > 0)
		return bad_byte(d);
	if (nin == 0 && d->at_end)	/* what iconv has held back */
		iconv(d->iconv, NULL, NULL, &out, &nout);
	nul = memchr(d->text, '\0', (size_t)(out - d->text));
	if (nul != NULL) {
		d->has_nul = true;
		out = nul;
	}
	d->pos += n - nin;
	*text = d->text;
	*ntext = (size_t)(out - d->text);
	return OK;
}

/* The mark of every Unicode encoding is this in UTF-8; who joins files, or adds
 * one without looking, leaves several. */
static void
skip_mark(struct decoder *d, const char **text, size_t *n)
{
	if (d->has_begun || *n == 0)
		return;
	d->has_begun = true;
	while (*n >= 3 && memcmp(*text, "\xef\xbb\xbf", 3) == 0) {
		*text += 3;
		*n -= 3;
	}
}

enum status
decode_read(struct decoder *d, const char **text, size_t *n)
{
	enum status st;

	do {
		size_t nraw;

		st = fill(d);
		if (st != OK)
			return st;
		nraw = usable(d);
		if (d->encoding[0] == '\0')
			nraw = guess(d, nraw);
		if (d->iconv == NO_ICONV)
			st = take_utf8(d, nraw, text, n);
		else
			st = take_converted(d, nraw, text, n);
		if (st != OK)
			return st;
		skip_mark(d, text, n);
	} while (*n == 0 && (usable(d) > 0 || d->has_nul));
	return OK;
}

const char *
decode_guess(const struct decoder *d)
{
	if (d->is_given || d->iconv == NO_ICONV)
		return NULL;
	return d->is_wide ? "UTF-16" : d->encoding;
}

size_t
decode_offset(const struct decoder *d)
{
	return d->offset + d->pos;
}
