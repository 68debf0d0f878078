/*
 * Knows the records of a zip file (APPNOTE.TXT 6.3.x) as far as one that was
 * just written needs; nothing of what the parts are about.  A file from
 * elsewhere must never come here: xlsx_package.c is for those.
 */
#include "sheet/xlsx_zip.h"

#include <stdint.h>
#include <string.h>

#include "sheet/xlsx_verify.h"

/* Where the fields stand that are read or changed. */
enum {
	LOCAL		= 0x04034b50,	/* APPNOTE 4.3.7 */
	LOCAL_CRC	= 14,
	LOCAL_PACKED	= 18,
	LOCAL_RAW	= 22,
	LOCAL_NAME	= 26,
	LOCAL_EXTRA	= 28,
	LOCAL_SIZE	= 30,

	ENTRY		= 0x02014b50,	/* APPNOTE 4.3.12 */
	ENTRY_CRC	= 16,
	ENTRY_PACKED	= 20,
	ENTRY_RAW	= 24,
	ENTRY_NAME	= 28,
	ENTRY_EXTRA	= 30,
	ENTRY_COMMENT	= 32,
	ENTRY_OFFSET	= 42,
	ENTRY_SIZE	= 46,

	END		= 0x06054b50,	/* APPNOTE 4.3.16 */
	END_COUNT	= 10,
	END_LENGTH	= 12,
	END_OFFSET	= 16,
	END_SIZE	= 22
};

struct rewriting {
	const struct strbuf	*package;
	const struct swaps	*swaps;
	struct output		*out;
	struct strbuf		 list;		/* of the new entries */
	uint64_t		 at;		/* bytes written */
};

/* Numbers of a zip file have their lowest byte first (APPNOTE 4.4.1.1). */
static uint32_t
get(const char *p, size_t nbytes)
{
	uint32_t v = 0;

	while (nbytes-- > 0)
		v = v << 8 | (unsigned char)p[nbytes];
	return v;
}

static void
set(char *p, uint32_t v)
{
	for (size_t i = 0; i < sizeof(v); i++, v >>= 8)
		p[i] = (char)(v & 0xff);
}

static enum status
too_large(const struct swaps *swaps)
{
	return fail(E_OUTPUT, _("%s: a workbook cannot be larger than 4 GiB"),
	    swaps->name);
}

/* `n` bytes at `at` that begin with a signature; NULL when they do not. */
static const char *
record_at(const struct strbuf *package, uint64_t at, size_t n,
    uint32_t signature)
{
	if (at > package->len || package->len - at < n ||
	    get(package->buf + at, 4) != signature)
		return NULL;
	return package->buf + at;
}

static size_t
entry_size(const char *entry)
{
	return (size_t)ENTRY_SIZE + get(entry + ENTRY_NAME, 2) +
	    get(entry + ENTRY_EXTRA, 2) + get(entry + ENTRY_COMMENT, 2);
}

static const struct swap *
find_swap(const struct swaps *swaps, const char *entry)
{
	size_t n = get(entry + ENTRY_NAME, 2);

	for (size_t i = 0; i < swaps->n; i++) {
		const char *part = swaps->list[i].part;

		if (strlen(part) == n &&
		    memcmp(part, entry + ENTRY_SIZE, n) == 0)
			return &swaps->list[i];
	}
	return NULL;
}

static void
put(struct rewriting *r, const char *bytes, size_t n)
{
	output_write(r->out, bytes, n);
	r->at += n;
}

/* The header of a part, with what `whole` says of its contents. */
static enum status
put_header(struct rewriting *r, const char *local, size_t n,
    const struct sums *whole)
{
	struct strbuf header = STRBUF_INIT;

	if (r->at + whole->packed > UINT32_MAX || whole->raw > UINT32_MAX)
		return too_large(r->swaps);
	strbuf_add(&header, local, n);
	set(header.buf + LOCAL_CRC, whole->raw_crc);
	set(header.buf + LOCAL_PACKED, (uint32_t)whole->packed);
	set(header.buf + LOCAL_RAW, (uint32_t)whole->raw);
	put(r, header.buf, header.len);
	strbuf_release(&header);
	return OK;
}

static enum status
put_pieces(struct rewriting *r, const struct swap *swap)
{
	enum status st;

	for (size_t i = 0; i < SWAP_PIECES; i++) {
		if ((st = press_copy(r->swaps->press, &swap->pieces[i],
		    r->out)) != OK)
			return st;
		r->at += swap->pieces[i].sums.packed;
	}
	return OK;
}

struct piece
swap_whole(const struct swap *swap)
{
	struct piece whole = swap->pieces[0];

	for (size_t i = 1; i < SWAP_PIECES; i++) {
		sums_join(&whole.sums, &swap->pieces[i].sums);
		whole.ncells += swap->pieces[i].ncells;
	}
	return whole;
}

static void
list_entry(struct rewriting *r, const char *entry, uint32_t offset,
    const struct sums *whole)
{
	size_t at = r->list.len;
	char *copy;

	strbuf_add(&r->list, entry, entry_size(entry));
	copy = r->list.buf + at;
	set(copy + ENTRY_CRC, whole->raw_crc);
	set(copy + ENTRY_PACKED, (uint32_t)whole->packed);
	set(copy + ENTRY_RAW, (uint32_t)whole->raw);
	set(copy + ENTRY_OFFSET, offset);
}

/* What the list says counts; the header of a part repeats it. */
static enum status
rewrite_part(struct rewriting *r, const char *entry)
{
	const struct swap *swap = find_swap(r->swaps, entry);
	uint64_t at = get(entry + ENTRY_OFFSET, 4), offset = r->at;
	const char *local = record_at(r->package, at, LOCAL_SIZE, LOCAL);
	struct sums whole = {
		.raw_crc = get(entry + ENTRY_CRC, 4),
		.packed = get(entry + ENTRY_PACKED, 4),
		.raw = get(entry + ENTRY_RAW, 4),
	};
	size_t n, old = (size_t)whole.packed;
	enum status st;

	if (local == NULL)
		return tally_differs(r->swaps->name);
	n = (size_t)LOCAL_SIZE + get(local + LOCAL_NAME, 2) +
	    get(local + LOCAL_EXTRA, 2);
	if (record_at(r->package, at, n + old, LOCAL) == NULL)
		return tally_differs(r->swaps->name);
	if (swap != NULL)
		whole = swap_whole(swap).sums;
	if ((st = put_header(r, local, n, &whole)) != OK)
		return st;
	list_entry(r, entry, (uint32_t)offset, &whole);
	if (swap != NULL)
		return put_pieces(r, swap);
	put(r, local + n, old);
	return OK;
}

static enum status
rewrite(struct rewriting *r)
{
	const struct strbuf *package = r->package;
	const char *end = record_at(package, package->len - END_SIZE, END_SIZE,
	    END);
	char last[END_SIZE];
	uint64_t at;
	enum status st;

	if (end == NULL)
		return tally_differs(r->swaps->name);
	at = get(end + END_OFFSET, 4);
	for (uint32_t n = get(end + END_COUNT, 2); n > 0; n--) {
		const char *entry = record_at(package, at, ENTRY_SIZE, ENTRY);

		if (entry == NULL || record_at(package, at, entry_size(entry),
		    ENTRY) == NULL)
			return tally_differs(r->swaps->name);
		if ((st = rewrite_part(r, entry)) != OK)
			return st;
		at += entry_size(entry);
	}
	if (r->at + r->list.len > UINT32_MAX)
		return too_large(r->swaps);
	memcpy(last, end, sizeof(last));
	set(last + END_LENGTH, (uint32_t)r->list.len);
	set(last + END_OFFSET, (uint32_t)r->at);
	put(r, r->list.buf, r->list.len);
	put(r, last, sizeof(last));
	return OK;
}

enum status
zip_swap(const struct strbuf *package, const struct swaps *swaps,
    struct output *out)
{
	struct rewriting r = {
		.package = package,
		.swaps = swaps,
		.out = out,
		.list = STRBUF_INIT,
	};
	enum status st = rewrite(&r);

	strbuf_release(&r.list);
	return st;
}
