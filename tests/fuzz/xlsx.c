/*
 * Any bytes as a workbook.  A zip file hardly comes about by chance, nor does
 * XML: the bytes are also put in the place of some of a sound workbook's, in
 * the part the first byte chooses, where the second says, over as many as the
 * third says.
 */
#include "fuzz.h"
#include "zip.h"

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
