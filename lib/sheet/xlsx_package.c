/*
 * The door to libzip, which finds the parts and leaves unpacking to inflate.
 * Whatever the zip file promises is checked before its
 * first byte is unpacked, and again while it is.  Knows nothing of XML or of
 * spreadsheets, and never writes a file.
 */
#include "sheet/xlsx_package.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "base/input.h"
#include "base/strbuf.h"
#include "sheet/late.h"

enum {
	MAX_ENTRIES	= 1000,
	MAX_ENTRY	= 1 << 30,	/* bytes of one part, unpacked */
	MAX_TOTAL_GIB	= 2,		/* of all parts */
	MAX_RATIO	= 200,		/* a real uniform sheet reaches 130 */
	RATIO_FROM	= 100 * 1024,	/* smaller ones may pack as they like */
	MAX_STREAM	= 128 << 20,	/* of a pipe, in memory */
	CHUNK		= 64 * 1024,
};

static const zip_uint64_t max_total = (zip_uint64_t)MAX_TOTAL_GIB << 30;

struct package {
	zip_t		*zip;
	struct strbuf	 bytes;		/* of a pipe; otherwise empty */
};

struct part {
	zip_file_t	*file;		/* as packed */
	const char	*name;
	zip_uint64_t	 size;
	zip_uint64_t	 done;
	uint32_t	 promised_crc;
	uint32_t	 crc;
	struct inflate	*inflate;	/* NULL: it is not packed */
	char		 packed[CHUNK];
};

static enum status
damaged(const char *why)
{
	return fail_hint(fail(E_INVALID, _("the file is damaged or cut off "
	    "(%s)"), why), _("get the file again, or open it in a spreadsheet "
	    "program and save it again"));
}

static enum status
damaged_part(const char *name, const char *why)
{
	enum status st = damaged(why);

	return fail_in(st, _("part '%s'"), name);
}

static enum status
too_big(const char *name, const char *what, int limit)
{
	return fail(E_INVALID, _("part '%s' is refused: %s (limit %d)"), name,
	    what, limit);
}

/* A pipe cannot go back to where the zip file has its list: keep it all. */
static enum status
read_stream(const struct opening *o, struct strbuf *bytes)
{
	enum status st;
	size_t n;

	strbuf_add(bytes, o->start, o->nstart);
	do {
		st = input_read(o->fd, strbuf_grow(bytes, CHUNK), CHUNK, &n);
		if (st != OK)
			return st;
		bytes->len += n;
		if (bytes->len > MAX_STREAM)
			return fail_hint(fail(E_INVALID, _("more than %d MiB "
			    "cannot be read from a pipe"), MAX_STREAM >> 20),
			    _("save it as a file and name the file"));
	} while (n > 0);
	return OK;
}

/* The descriptor belongs to libzip afterwards, or is closed. */
static enum status
make_source(const struct opening *o, struct package *p, zip_source_t **source)
{
	zip_error_t error;
	enum status st = OK;
	FILE *file = NULL;

	zip_error_init(&error);
	if (lseek(o->fd, 0, SEEK_CUR) == (off_t)o->nstart) {
		file = fdopen(o->fd, "rb");
		if (file == NULL && errno == ENOMEM)
			no_memory();
		if (file == NULL) {
			st = fail_errno(E_FAIL, _("cannot be read"));
			close(o->fd);
			return st;
		}
		*source = zip_source_filep_create(file, 0, -1, &error);
	} else {
		st = read_stream(o, &p->bytes);
		close(o->fd);
		if (st == OK)
			*source = zip_source_buffer_create(p->bytes.buf,
			    p->bytes.len, 0, &error);
	}
	if (st == OK && *source == NULL) {
		st = damaged(zip_error_strerror(&error));
		if (file != NULL)
			fclose(file);
	}
	zip_error_fini(&error);
	return st;
}

static enum status
open_zip(zip_source_t *source, zip_t **zip)
{
	zip_error_t error;
	enum status st = OK;

	zip_error_init(&error);
	*zip = zip_open_from_source(source, ZIP_RDONLY, &error);
	if (*zip == NULL) {
		st = damaged(zip_error_strerror(&error));
		zip_source_free(source);
	}
	zip_error_fini(&error);
	return st;
}

static enum status
check_entry(zip_t *zip, zip_uint64_t i, zip_uint64_t *total)
{
	zip_stat_t s;
	zip_int64_t same;

	if (zip_stat_index(zip, i, 0, &s) != 0)
		return damaged(zip_strerror(zip));
	if (s.encryption_method != ZIP_EM_NONE)
		return fail_hint(fail(E_INVALID, _("part '%s' is encrypted"),
		    s.name), _("save the workbook without a password"));
	if (s.size > MAX_ENTRY)
		return too_big(s.name, _("it unpacks to too many bytes"),
		    MAX_ENTRY);
	if (s.size > RATIO_FROM && s.size / MAX_RATIO >= s.comp_size)
		return too_big(s.name, _("it unpacks to too many times its "
		    "size"), MAX_RATIO);
	same = zip_name_locate(zip, s.name, 0);
	if (same >= 0 && (zip_uint64_t)same != i)
		return damaged_part(s.name, _("it is there twice"));
	*total += s.size;
	return OK;
}

static enum status
check_entries(zip_t *zip)
{
	zip_int64_t n = zip_get_num_entries(zip, 0);
	zip_uint64_t total = 0;
	enum status st;

	if (n > MAX_ENTRIES)
		return fail(E_INVALID, _("the file holds %lld parts (limit "
		    "%d)"), (long long)n, MAX_ENTRIES);
	for (zip_int64_t i = 0; i < n; i++) {
		if ((st = check_entry(zip, (zip_uint64_t)i, &total)) != OK)
			return st;
		if (total > max_total)
			return fail(E_INVALID, _("the file unpacks to more "
			    "than %d GiB"), MAX_TOTAL_GIB);
	}
	return OK;
}

enum status
package_open(const struct opening *o, struct package **out)
{
	struct package *p = calloc(1, sizeof(*p));
	zip_source_t *source = NULL;
	enum status st = late_zip();

	if (st != OK || (st = late_isal()) != OK) {
		close(o->fd);
		free(p);
		return st;
	}
	if (p == NULL)
		no_memory();
	p->bytes = (struct strbuf)STRBUF_INIT;
	if ((st = make_source(o, p, &source)) == OK &&
	    (st = open_zip(source, &p->zip)) == OK)
		st = check_entries(p->zip);
	if (st != OK) {
		package_close(p);
		return st;
	}
	*out = p;
	return OK;
}

void
package_close(struct package *p)
{
	if (p == NULL)
		return;
	if (p->zip != NULL)
		zip_discard(p->zip);
	strbuf_release(&p->bytes);
	free(p);
}

/* Names of parts are compared without case (ECMA-376-2, 9.1.1.4). */
static zip_int64_t
locate(const struct package *p, const char *name)
{
	return zip_name_locate(p->zip, name, ZIP_FL_NOCASE);
}

const char *
package_name(const struct package *p, size_t i)
{
	return zip_get_name(p->zip, i, ZIP_FL_ENC_RAW);
}

bool
package_has(const struct package *p, const char *name)
{
	return locate(p, name) >= 0;
}

enum status
part_open(struct package *p, const char *name, struct part **out)
{
	zip_int64_t i = locate(p, name);
	zip_file_t *file;
	zip_stat_t s;
	struct part *part;

	if (i < 0)
		return damaged_part(name, _("it is not there"));
	if (zip_stat_index(p->zip, (zip_uint64_t)i, 0, &s) != 0)
		return damaged_part(name, zip_strerror(p->zip));
	if (s.comp_method != ZIP_CM_STORE && s.comp_method != ZIP_CM_DEFLATE)
		return damaged_part(name,
		    _("it is packed as no workbook is"));
	file = zip_fopen_index(p->zip, (zip_uint64_t)i, ZIP_FL_COMPRESSED);
	if (file == NULL)
		return damaged_part(name, zip_strerror(p->zip));
	part = calloc(1, sizeof(*part));
	if (part == NULL)
		no_memory();
	part->file = file;
	part->name = name;
	part->size = s.size;
	part->promised_crc = s.crc;
	if (s.comp_method == ZIP_CM_DEFLATE)
		part->inflate = inflate_open();
	*out = part;
	return OK;
}

void
part_close(struct part *part)
{
	if (part == NULL)
		return;
	zip_fclose(part->file);
	inflate_close(part->inflate);
	free(part);
}

/* Bytes as they stand in the file. */
static enum status
read_stored(struct part *part, void *bytes, size_t size, size_t *n)
{
	zip_int64_t got = zip_fread(part->file, bytes, size);

	if (got < 0)
		return damaged_part(part->name,
		    zip_file_strerror(part->file));
	*n = (size_t)got;
	return OK;
}

static enum status
read_packed(struct part *part, void *bytes, size_t size, size_t *n)
{
	struct inflate *z = part->inflate;
	enum status st;
	size_t got = 0;

	if (inflate_needs_more(z)) {
		st = read_stored(part, part->packed, CHUNK, &got);
		if (st != OK)
			return st;
		inflate_give(z, part->packed, got);
	}
	if (!inflate_take(z, bytes, size, n))
		return damaged_part(part->name,
		    _("what is packed in it cannot be unpacked"));
	return OK;
}

/* As many bytes as there are, but `size` at most. */
static enum status
read_bytes(struct part *part, char *bytes, size_t size, size_t *n)
{
	enum status st = OK;
	size_t got = 1;

	for (*n = 0; st == OK && got > 0 && *n < size; *n += got) {
		if (part->inflate == NULL)
			st = read_stored(part, bytes + *n, size - *n, &got);
		else
			st = read_packed(part, bytes + *n, size - *n, &got);
		if (st != OK)
			return st;
	}
	return OK;
}

enum status
package_sums(struct package *p, const char *name, struct sums *out)
{
	struct part *part;
	enum status st;
	size_t n = 1;

	if ((st = part_open(p, name, &part)) != OK)
		return st;
	*out = (struct sums){ .raw = part->size,
	    .raw_crc = part->promised_crc };
	while (st == OK && n > 0) {
		n = 0;
		st = read_stored(part, part->packed, CHUNK, &n);
		out->packed_crc = deflate_crc(out->packed_crc, part->packed, n);
		out->packed += n;
	}
	part_close(part);
	return st;
}

enum status
part_read(struct part *part, void *bytes, size_t size, size_t *n)
{
	enum status st;

	if ((st = read_bytes(part, bytes, size, n)) != OK)
		return st;
	part->crc = deflate_crc(part->crc, bytes, *n);
	part->done += *n;
	if (part->done > part->size || (*n == 0 && part->done < part->size))
		return damaged_part(part->name,
		    _("its size is not the one promised"));
	if (*n == 0 && part->crc != part->promised_crc)
		return damaged_part(part->name, _("CRC error"));
	return OK;
}

void
part_progress(const struct part *part, size_t *done, size_t *total)
{
	*done = (size_t)part->done;
	*total = (size_t)part->size;
}
