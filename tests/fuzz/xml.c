/*
 * Any bytes as the XML of a part: read by us and by expat, which have to
 * agree.  The first byte says whether blanks stand among them, so that the
 * pieces our reader takes end anywhere in them.
 */
#include "fuzz.h"
#include "xml.h"

enum { PIECE = 256 * 1024 };	/* what the reader takes at once */

/* Blanks in front of the last bytes: <a>   ...</a> still is what it was. */
static void
stretch(const uint8_t *bytes, size_t n, size_t at, struct strbuf *out)
{
	size_t blanks = PIECE - 1 - n / 2;

	strbuf_add(out, bytes, at);
	memset(strbuf_grow(out, blanks), ' ', blanks);
	out->len += blanks;
	strbuf_add(out, bytes + at, n - at);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct strbuf document = STRBUF_INIT, zip = STRBUF_INIT;
	struct told us, expat;
	const char *why;

	if (n < 2)
		return 0;
	if (bytes[0] == 255)
		stretch(bytes + 1, n - 1, bytes[1] % n, &document);
	else
		strbuf_add(&document, bytes + 1, n - 1);
	add_zip(&zip, &(struct part){ "x", document.buf, document.len }, 1);
	tell_by_us(as_file((const uint8_t *)zip.buf, zip.len), &us);
	tell_by_expat(document.buf, document.len, &expat);
	why = disagreement(&us, &expat, document.buf, document.len);
	if (why != NULL)
		fprintf(stderr, "%s\nus: %s\n%s\nexpat: %s\n%s\n", why,
		    us.why ? us.why : "", us.events.buf,
		    expat.why ? expat.why : "", expat.events.buf);
	CHECK(why == NULL);
	forget_told(&us);
	forget_told(&expat);
	strbuf_release(&document);
	strbuf_release(&zip);
	return 0;
}
