/*
 * Any bytes as a workbook.  A zip file hardly comes about by chance, nor does
 * XML: the bytes are also put in the place of some of a sound workbook's, in
 * the part the first byte chooses, where the second says, over as many as the
 * third says.
 */
#include "fuzz.h"

static void
add_number(struct strbuf *b, uint32_t v, int bytes)
{
	for (; bytes > 0; bytes--, v >>= 8)
		strbuf_addch(b, (char)(v & 0xff));
}

static uint32_t
crc32_of(const char *bytes, size_t n)
{
	uint32_t crc = 0xffffffff;

	for (size_t i = 0; i < n; i++) {
		crc ^= (unsigned char)bytes[i];
		for (int bit = 0; bit < 8; bit++)
			crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320u : 0);
	}
	return ~crc;
}

struct part {
	const char	*name;
	const char	*bytes;
	size_t		 n;
};

/* The fields a local and a central header have in common. */
static void
add_common(struct strbuf *b, const struct part *p)
{
	add_number(b, 20, 2);		/* version needed */
	add_number(b, 0, 2);		/* flags */
	add_number(b, 0, 2);		/* stored */
	add_number(b, 0x5a210000, 4);	/* time and date */
	add_number(b, crc32_of(p->bytes, p->n), 4);
	add_number(b, (uint32_t)p->n, 4);
	add_number(b, (uint32_t)p->n, 4);
	add_number(b, (uint32_t)strlen(p->name), 2);
	add_number(b, 0, 2);		/* extra */
}

static void
add_zip(struct strbuf *b, const struct part *parts, size_t nparts)
{
	struct strbuf directory = STRBUF_INIT;
	size_t at;

	for (size_t i = 0; i < nparts; i++) {
		const struct part *p = &parts[i];

		at = b->len;
		add_number(b, 0x04034b50, 4);
		add_common(b, p);
		strbuf_addstr(b, p->name);
		strbuf_add(b, p->bytes, p->n);
		add_number(&directory, 0x02014b50, 4);
		add_number(&directory, 20, 2);
		add_common(&directory, p);
		add_number(&directory, 0, 2);	/* comment */
		add_number(&directory, 0, 2);	/* disk */
		add_number(&directory, 0, 2);
		add_number(&directory, 0, 4);
		add_number(&directory, (uint32_t)at, 4);
		strbuf_addstr(&directory, p->name);
	}
	at = b->len;
	strbuf_add(b, directory.buf, directory.len);
	add_number(b, 0x06054b50, 4);
	add_number(b, 0, 4);
	add_number(b, (uint32_t)nparts, 2);
	add_number(b, (uint32_t)nparts, 2);
	add_number(b, (uint32_t)directory.len, 4);
	add_number(b, (uint32_t)at, 4);
	add_number(b, 0, 2);
	strbuf_release(&directory);
}

#define PART(name, text)	{ name, text, sizeof(text) - 1 }

#define NAMESPACE "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/" \
	"relationships"

/* A workbook that can be read, one part of which is replaced. */
static const struct part whole[] = {
	PART("[Content_Types].xml", "<Types xmlns=\"http://schemas."
	    "openxmlformats.org/package/2006/content-types\"/>"),
	PART("_rels/.rels", "<Relationships xmlns=\"http://schemas."
	    "openxmlformats.org/package/2006/relationships\"><Relationship "
	    "Id=\"r1\" Type=\"" RELATIONS "/officeDocument\" "
	    "Target=\"xl/workbook.xml\"/></Relationships>"),
	PART("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://"
	    "schemas.openxmlformats.org/package/2006/relationships\">"
	    "<Relationship Id=\"r1\" Type=\"" RELATIONS "/worksheet\" "
	    "Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" "
	    "Type=\"" RELATIONS "/sharedStrings\" "
	    "Target=\"sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\""
	    RELATIONS "/styles\" Target=\"styles.xml\"/></Relationships>"),
	PART("xl/workbook.xml", "<workbook xmlns=\"" NAMESPACE "\" xmlns:r=\""
	    RELATIONS "\"><sheets><sheet name=\"S\" sheetId=\"1\" "
	    "r:id=\"r1\"/></sheets></workbook>"),
	PART("xl/worksheets/sheet1.xml", "<worksheet xmlns=\"" NAMESPACE "\">"
	    "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c "
	    "r=\"B1\" s=\"1\"><v>45000.5</v></c></row></sheetData>"
	    "</worksheet>"),
	PART("xl/sharedStrings.xml", "<sst xmlns=\"" NAMESPACE "\"><si><t>a"
	    "</t></si></sst>"),
	PART("xl/styles.xml", "<styleSheet xmlns=\"" NAMESPACE "\"><cellXfs>"
	    "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>"
	    "</styleSheet>"),
};

static size_t
read_bytes(const uint8_t *bytes, size_t n)
{
	static const struct source_options options = { .name = "fuzz.xlsx" };

	return read_source(as_file(bytes, n), &options);
}

/* The part with some of its bytes exchanged. */
static void
patch(const struct part *from, const uint8_t *bytes, size_t n,
    struct strbuf *out)
{
	size_t at = (from->n - 1) * bytes[0] / 255;
	size_t gone = bytes[1] % 48u;

	if (gone > from->n - at)
		gone = from->n - at;
	strbuf_add(out, from->bytes, at);
	strbuf_add(out, bytes + 2, n - 2);
	strbuf_add(out, from->bytes + at + gone, from->n - at - gone);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct part parts[COUNT(whole)];
	struct strbuf zip = STRBUF_INIT, patched = STRBUF_INIT;
	size_t which, nrows;

	if (n == 0)
		return 0;
	which = bytes[0] % (COUNT(whole) + 1);
	if (which == COUNT(whole)) {
		read_bytes(bytes + 1, n - 1);
		return 0;
	}
	memcpy(parts, whole, sizeof(parts));
	if (n > 2) {
		patch(&whole[which], bytes + 1, n - 1, &patched);
		parts[which].bytes = patched.buf;
		parts[which].n = patched.len;
	}
	add_zip(&zip, parts, COUNT(parts));
	nrows = read_bytes((const uint8_t *)zip.buf, zip.len);
	CHECK(n > 2 || nrows == 1);	/* as it is, it can be read */
	strbuf_release(&zip);
	strbuf_release(&patched);
	return 0;
}
