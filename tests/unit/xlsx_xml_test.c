/*
 * The reader of XML: what every rule lets through and what it refuses, with
 * which words; the same wherever a piece of the part ends; and the same as
 * expat, which is asked beside it.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE			/* memfd_create(), memmem() */
#endif

#include "sheet/xlsx_xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#include <cmocka.h>

#include "../fuzz/xml.h"

enum { PIECE = 256 * 1024 };		/* what the reader takes at once */

static char path[64];

static int
make_file(void **state)
{
	int fd = memfd_create("xml", MFD_CLOEXEC);

	(void)state;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	return fd < 0;
}

static void
write_document(const char *document, size_t n)
{
	const struct part part = { "x", document, n };
	struct strbuf zip = STRBUF_INIT;
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	add_zip(&zip, &part, 1);
	assert_int_equal(fwrite(zip.buf, 1, zip.len, f), zip.len);
	assert_int_equal(fclose(f), 0);
	strbuf_release(&zip);
}

/* Reads it with both; what we tell is the caller's. */
static void
read_document(const char *document, size_t n, struct told *us)
{
	struct told expat;
	const char *why;

	write_document(document, n);
	tell_by_us(path, us);
	tell_by_expat(document, n, &expat);
	why = disagreement(us, &expat, document, n);
	if (why != NULL)
		fail_msg("%s: '%s'\nus: %s\n%s\nexpat: %s\n%s", why, document,
		    us->why == NULL ? "" : us->why, us->events.buf,
		    expat.why == NULL ? "" : expat.why, expat.events.buf);
	forget_told(&expat);
}

/* The first and last characters of each length of UTF-8. */
#define EXTREMES	"\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80" \
			"\xef\xbf\xbd\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"

/* Documents, and what is told of them. */
static const struct {
	const char *document, *events;
} good[] = {
	{ "<a/>", "<a></a>" },
	{ "<a></a >\n", "<a></a>" },
	{ "\xef\xbb\xbf<a/>", "<a></a>" },
	{ "<?xml version='1.0'?><a/>", "<a></a>" },
	{ "<?xml version=\"1.0\" encoding='utf-8' standalone='no' ?>\r\n<a/>", "<a></a>" },
	{ "<?a b?> <!-- c -->\t<a/><?xml-b ?><!---->", "<a></a>" },
	{ "<a><!-- < & -- >--></a>", NULL },
	{ "<a><!-- < & ]]> --><?b ?></a>", "<a></a>" },
	{ "<a b='c' d=\"e'\" f = ''/>", "<a b='c' d='e'' f=''></a>" },
	{ "<a b='&lt;&gt;&amp;&quot;&apos;'/>", "<a b='<>&\"''></a>" },
	{ "<a b='c\td\ne\r\nf&#10;g'/>", "<a b='c d e f\ng'></a>" },
	{ "<a>&lt;&#65;&#x4a;&#x6C49;&#x1F600;&#000000000065;</a>", "<a><AJ汉😀A</a>" },
	{ "<a>b\r\nc\rd\n\r\re&#13;</a>", "<a>b\nc\nd\n\n\ne\r</a>" },
	{ "<a>]] ]>b</a>", "<a>]] ]>b</a>" },
	{ "<a><![CDATA[<&>]]]]>]<![CDATA[]]></a>", "<a><&>]]]</a>" },
	{ "<汉 语='字'/>", "<汉 语='字'></汉>" },
	{ "<a._-1/>", "<a._-1></a._-1>" },
	{ "<a>\x7f" EXTREMES "</a>", "<a>\x7f" EXTREMES "</a>" },
	/* namespaces */
	{ "<a xmlns='u'><b/></a>", "<a><b></b></a>" },
	{ "<x:a xmlns:x='u'><x:b/><y xmlns='u'/></x:a>", "<a><b></b><y></y></a>" },
	{ "<x:a xmlns:x='u'><b>c</b></x:a>", "<a>c</a>" },
	{ "<a xmlns='u' xmlns:y='v'><y:b><b/></y:b></a>", "<a><b></b></a>" },
	{ "<a xmlns='u'><b xmlns='v'><c/><d xmlns='u'/></b><e/></a>", "<a><d></d><e></e></a>" },
	{ "<a xmlns='u'><b xmlns=''/></a>", "<a></a>" },
	{ "<a><b xmlns:x='u'><x:c/></b></a>", "<a><b></b></a>" },
	{ "<a xmlns:r='v' id='1' r:id='2' xml:space='preserve'/>",
	    "<a id='1' *id='2' *space='preserve'></a>" },
	{ "<x:a xmlns:x='u' x:b='1' b='2'/>", "<a *b='1' b='2'></a>" },
};

static void
well_formed_documents_are_told(void **state)
{
	struct told us;

	(void)state;
	for (size_t i = 0; i < COUNT(good); i++) {
		read_document(good[i].document, strlen(good[i].document), &us);
		if (good[i].events == NULL) {
			assert_non_null(us.why);
		} else {
			if (us.why != NULL)
				fail_msg("'%s': %s", good[i].document, us.why);
			assert_string_equal(us.events.buf, good[i].events);
		}
		forget_told(&us);
	}
}

#define INVALID		"line 1: not well-formed (invalid token)"
#define JUNK		"line 1: junk after document element"

static const struct {
	const char *document, *message;
} bad[] = {
	{ "", "part 'x' is damaged: line 1: no element found" },
	{ " \n", "part 'x' is damaged: line 2: no element found" },
	{ "<a>", "line 1: no element found" },
	{ "<a>\r\n\r\n<b></b>", "line 3: no element found" },
	{ "<a>b", "line 1: no element found" },
	{ "<a", "line 1: unclosed token" },
	{ "<a b='c", "line 1: unclosed token" },
	{ "<a></a", "line 1: unclosed token" },
	{ "<a><!-- b", "line 1: unclosed token" },
	{ "<a><?b c", "line 1: unclosed token" },
	{ "<a><![CDATA[b", "line 1: unclosed token" },
	{ "<a><b>\n</a>", "part 'x' is damaged: line 2: mismatched tag" },
	{ "<a></b>", "line 1: mismatched tag" },
	{ "<a></ab>", "line 1: mismatched tag" },
	{ "<ab></a>", "line 1: mismatched tag" },
	{ "<x:a xmlns:x='u'></a>", "line 1: mismatched tag" },
	{ "<a></a b>", INVALID },
	{ "<a></>", INVALID },
	{ "</a>", INVALID },
	{ "b<a/>", INVALID },
	{ "&#32;<a/>", INVALID },
	{ "<![CDATA[]]><a/>", INVALID },
	{ "< a/>", INVALID },
	{ "<1a/>", INVALID },
	{ "<a/ >", INVALID },
	{ "<a b/>", INVALID },
	{ "<a b=c/>", INVALID },
	{ "<a b='c'd='e'/>", INVALID },
	{ "<a b='<'/>", INVALID },
	{ "<a 'b'/>", INVALID },
	{ "<a b='c' b='d'/>", "line 1: duplicate attribute" },
	{ "<a xmlns:x='u' xmlns:y='u' x:b='' y:b=''/>", "line 1: duplicate attribute" },
	{ "<a>]]></a>", INVALID },
	{ "<a>b]]]></a>", INVALID },
	{ "<a><!-- b -- c --></a>", INVALID },
	{ "<a><!-- b ---></a>", INVALID },
	{ "<a><!b></a>", INVALID },
	{ "<a><![cdata[]]></a>", INVALID },
	{ "<a>&b;</a>", "line 1: undefined entity" },
	{ "<a b='&c;'/>", "line 1: undefined entity" },
	{ "<a>&</a>", INVALID },
	{ "<a>& b</a>", INVALID },
	{ "<a>&amp</a>", INVALID },
	{ "<a>&#;</a>", INVALID },
	{ "<a>&#x;</a>", INVALID },
	{ "<a>&#12a;</a>", INVALID },
	{ "<a>&#X41;</a>", INVALID },
	{ "<a>&#0;</a>", "line 1: reference to invalid character number" },
	{ "<a>&#8;</a>", "reference to invalid character number" },
	{ "<a>&#xD800;</a>", "reference to invalid character number" },
	{ "<a>&#xFFFE;</a>", "reference to invalid character number" },
	{ "<a>&#x110000;</a>", "reference to invalid character number" },
	{ "<a>&#x100000041;</a>", "reference to invalid character number" },
	{ "<a/><b/>", JUNK },
	{ "<a/>b", JUNK },
	{ "<a/></a>", JUNK },
	{ " <?xml version='1.0'?><a/>",
	    "line 1: XML or text declaration not at start of entity" },
	{ "<a><?xml version='1.0'?></a>", "not at start of entity" },
	{ "<?xml?><a/>", "not at start of entity" },
	{ "<?xml version='1.0' standalone='maybe'?><a/>",
	    "line 1: XML declaration not well-formed" },
	{ "<?xml encoding='UTF-8'?><a/>", "XML declaration not well-formed" },
	{ "<?xml version='1.0' encoding=''?><a/>", "XML declaration not well-formed" },
	{ "<?xml version='1.0' standalone='no' encoding='UTF-8'?><a/>",
	    "XML declaration not well-formed" },
	{ "<a><?b?c?></a>", INVALID },
	{ "<a>\x01</a>", INVALID },
	{ "<a>\n\n\x1f</a>", "line 3: not well-formed (invalid token)" },
	{ "<a>\xff</a>", INVALID },
	{ "<a>\xc1\xbf</a>", INVALID },
	{ "<a>\xe0\x9f\xbf</a>", INVALID },
	{ "<a>\xed\xa0\x80</a>", INVALID },
	{ "<a>\xef\xbf\xbe</a>", INVALID },
	{ "<a>\xf0\x8f\xbf\xbf</a>", INVALID },
	{ "<a>\xf4\x90\x80\x80</a>", INVALID },
	{ "<a>\xe6\xb1</a>", INVALID },
	{ "<a/>\xe6\xb1", INVALID },
	/* namespaces */
	{ "<x:a/>", "line 1: unbound prefix" },
	{ "<a x:b=''/>", "line 1: unbound prefix" },
	{ "<a><b xmlns:x='u'/><x:c/></a>", "line 1: unbound prefix" },
	{ "<a:b:c xmlns:a='u'/>", INVALID },
	{ "<:a/>", INVALID },
	{ "<a:/>", INVALID },
	{ "<a xmlns:x=''/>", "line 1: must not undeclare prefix" },
	{ "<a xmlns:xml='u'/>", "line 1: a reserved prefix or namespace is declared" },
	{ "<a xmlns:xmlns='u'/>", "a reserved prefix or namespace is declared" },
	{ "<a xmlns='http://www.w3.org/2000/xmlns/'/>",
	    "a reserved prefix or namespace is declared" },
	{ "<a xmlns:x='http://www.w3.org/XML/1998/namespace'/>", "a reserved prefix or namespace" },
	/* refused though well-formed */
	{ "<!DOCTYPE a><a/>", "part 'x' is refused: it has a document type (<!DOCTYPE>), which "
	    "no workbook needs" },
	{ "<?xml version='1.0' encoding='GB18030'?><a/>", "part 'x' is refused: it is written in "
	    "GB18030, not in UTF-8" },
	{ "\xff\xfe<", "part 'x' is refused: it is written in UTF-16, not in UTF-8" },
	{ "\xfe\xff", "it is written in UTF-16" },
};

static void
assert_refused(const char *document, size_t n, const char *message)
{
	struct told us;

	read_document(document, n, &us);
	if (us.why == NULL || strstr(us.why, message) == NULL)
		fail_msg("'%s' is not said of '%s' but '%s'", message,
		    document, us.why == NULL ? "nothing" : us.why);
	forget_told(&us);
}

static void
all_else_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_refused(bad[i].document, strlen(bad[i].document),
		    bad[i].message);
	assert_refused("<a>\0</a>", 8, INVALID);
	assert_refused("<\0a\0/\0>\0", 8, "it is written in UTF-16");
	assert_string_equal(fail_hint_text(),
	    "open it in a spreadsheet program and save it again");
}

/* `times` times `text`. */
static void
repeat(struct strbuf *out, const char *text, int times)
{
	for (; times > 0; times--)
		strbuf_addstr(out, text);
}

/* An element with so many attributes and namespaces. */
static void
assert_many(int attributes, int spaces, const char *message)
{
	struct strbuf document = STRBUF_INIT;
	struct told us;

	strbuf_addstr(&document, "<a");
	for (int i = 0; i < attributes; i++)
		strbuf_addf(&document, " b%d='%d'", i, i);
	strbuf_addstr(&document, "><c>");
	for (int i = 0; i < spaces; i++)
		strbuf_addf(&document, "<d xmlns:e%d='u'%s>", i,
		    i % 2 ? " xmlns='v'" : "");
	for (int i = 0; i < spaces; i++)
		strbuf_addstr(&document, "</d>");
	strbuf_addstr(&document, "</c></a>");
	if (message == NULL) {
		read_document(document.buf, document.len, &us);
		assert_null(us.why);
		forget_told(&us);
	} else {
		assert_refused(document.buf, document.len, message);
	}
	strbuf_release(&document);
}

static void
there_are_limits(void **state)
{
	(void)state;
	assert_many(128, 0, NULL);
	assert_many(129, 0, "line 1: too many attributes");
	assert_many(0, 62, NULL);
	assert_many(0, 63, "elements nested more than 64 deep");
}

/* Documents that may end a piece anywhere: blanks put them there. */
static const char *const anywhere[] = {
	"<b c='d&amp;e' x:f=\"g\">h&#x6c49;i</b><x:j/>",
	"汉字 &lt;]] ]>é😀 \r\n\r k]<b/>",
	"<!-- l - m --><?n o? p?><![CDATA[q]] r]]><b\r\n/>",
	"<b xmlns:y='v' y:z='1'\txmlns='w'><c/></b>",
};

static const char *const nowhere[] = {
	"<b c='d' c='e'/>", "f]]>", "&#xD800;", "\xed\xa0\x80", "<b></c>",
	"<!-- -- -->", "\x02",
};

/* Inside <a>, after so many blanks that a piece ends at byte `at` of it. */
static void
put_at(const char *text, size_t at, struct strbuf *out)
{
	strbuf_cut(out, 0);
	strbuf_addstr(out, "<a xmlns='u' xmlns:x='v'><w>");
	while (out->len + at < PIECE - 1)
		strbuf_addch(out, ' ');
	strbuf_addstr(out, text);
	strbuf_addstr(out, "</w><b/></a>");
}

static void
pieces_end_anywhere(void **state)
{
	struct strbuf document = STRBUF_INIT;
	struct told us;

	(void)state;
	for (size_t i = 0; i < COUNT(anywhere); i++) {
		for (size_t at = 0; at < strlen(anywhere[i]) + 8; at++) {
			put_at(anywhere[i], at, &document);
			read_document(document.buf, document.len, &us);
			assert_null(us.why);
			forget_told(&us);
		}
	}
	for (size_t i = 0; i < COUNT(nowhere); i++) {
		for (size_t at = 0; at < strlen(nowhere[i]) + 3; at++) {
			put_at(nowhere[i], at, &document);
			read_document(document.buf, document.len, &us);
			assert_non_null(us.why);
			forget_told(&us);
		}
	}
	strbuf_release(&document);
}

/* A text of many pieces that shrinks when decoded, and a long tag. */
static void
long_tokens_are_whole(void **state)
{
	struct strbuf document = STRBUF_INIT;
	struct told us;

	(void)state;
	strbuf_addstr(&document, "<a><b>");
	repeat(&document, "x&amp;]]y", 150000);
	strbuf_addstr(&document, "</b><c d='");
	repeat(&document, "&#65; ", 150000);
	strbuf_addstr(&document, "'/><!-- ");
	repeat(&document, "- ", 400000);
	strbuf_addstr(&document, "--></a>");
	read_document(document.buf, document.len, &us);
	if (us.why != NULL)
		fail_msg("%s", us.why);
	forget_told(&us);
	strbuf_cut(&document, 0);
	strbuf_addstr(&document, "<a b='");
	repeat(&document, "0123456789abcdef", 65536);
	strbuf_addstr(&document, "'/>");
	read_document(document.buf, document.len, &us);
	assert_string_equal(us.why, "part 'x' is refused: more than 1048576 "
	    "bytes in one tag or comment");
	forget_told(&us);
	strbuf_release(&document);
}

static void
lines_are_counted_across_pieces(void **state)
{
	struct strbuf document = STRBUF_INIT;
	struct told us;

	(void)state;
	strbuf_addstr(&document, "<a>");
	repeat(&document, "<b>12</b>\r\n", 100000);
	strbuf_addstr(&document, "</b>");
	read_document(document.buf, document.len, &us);
	assert_string_equal(us.why,
	    "part 'x' is damaged: line 100001: mismatched tag");
	forget_told(&us);
	strbuf_release(&document);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(well_formed_documents_are_told),
		cmocka_unit_test(all_else_is_refused),
		cmocka_unit_test(there_are_limits),
		cmocka_unit_test(pieces_end_anywhere),
		cmocka_unit_test(long_tokens_are_whole),
		cmocka_unit_test(lines_are_counted_across_pieces),
	};

	return cmocka_run_group_tests(tests, make_file, NULL);
}
