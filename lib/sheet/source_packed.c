/*
 * A text file alone in a zip file, as offices publish their tables: unpacked
 * into a file without a name, which is read as any other text.
 */
#include "sheet/source_packed.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { START_SIZE = 4096, CHUNK = 64 * 1024 };

const char *
package_only_text(const struct package *p)
{
	static const char *const suffixes[] = { ".csv", ".tsv", ".txt" };
	const char *name = package_name(p, 0), *suffix;

	if (name == NULL || package_name(p, 1) != NULL ||
	    (suffix = strrchr(name, '.')) == NULL)
		return NULL;
	for (size_t i = 0; i < COUNT(suffixes); i++)
		if (strcasecmp(suffix, suffixes[i]) == 0)
			return name;
	return NULL;
}

static enum status
copy_part(struct part *part, FILE *to)
{
	char bytes[CHUNK];
	enum status st;
	size_t n;

	do {
		if ((st = part_read(part, bytes, sizeof(bytes), &n)) != OK)
			return st;
		if (fwrite(bytes, 1, n, to) < n)
			return fail_errno(E_OUTPUT, _("cannot be unpacked"));
	} while (n > 0);
	return fflush(to) == 0 ? OK :
	    fail_errno(E_OUTPUT, _("cannot be unpacked"));
}

/* The descriptor stands behind the first bytes, as an opening's does. */
static enum status
open_copy(FILE *copy, struct opening *o, unsigned char *start)
{
	ssize_t n;

	o->start = start;
	o->fd = dup(fileno(copy));
	if (o->fd < 0)
		return fail_errno(E_FAIL, _("cannot be unpacked"));
	if (lseek(o->fd, 0, SEEK_SET) != 0 ||
	    (n = read(o->fd, start, START_SIZE)) < 0) {
		close(o->fd);
		return fail_errno(E_FAIL, _("cannot be unpacked"));
	}
	o->nstart = (size_t)n;
	return OK;
}

enum status
source_open_packed(struct package *p, const struct opening *o,
    struct source **out)
{
	unsigned char start[START_SIZE];
	struct opening text = *o;
	struct part *part;
	FILE *copy = tmpfile();
	enum status st;

	if (copy == NULL)
		return fail_errno(E_OUTPUT, _("cannot be unpacked"));
	if ((st = part_open(p, package_only_text(p), &part)) == OK) {
		st = copy_part(part, copy);
		part_close(part);
	}
	if (st == OK && (st = open_copy(copy, &text, start)) == OK)
		st = source_open_text(&text, out);
	fclose(copy);
	return st;
}
