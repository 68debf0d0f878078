/*
 * Cuts the XML of a finished sheet where its rows are missing, has both halves
 * packed like the rows, and the zip file put together again.  Knows where rows
 * stand in a sheet; not what is in them.
 */
#include "sheet/xlsx_join.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/input.h"
#include "base/strbuf.h"
#include "sheet/xlsx_package.h"
#include "sheet/xlsx_verify.h"
#include "sheet/xlsx_zip.h"

enum { HEAD, ROWS, TAIL, CHUNK = 64 * 1024 };

static enum status
not_readable(const struct joining *j)
{
	return fail_errno(E_OUTPUT, _("%s: cannot be read"), j->name);
}

static enum status
read_file(const struct joining *j, struct strbuf *out)
{
	int fd = open(j->path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	enum status st;
	size_t n;

	if (fd < 0)
		return not_readable(j);
	do {
		st = input_read(fd, strbuf_grow(out, CHUNK), CHUNK, &n);
		out->len += n;
	} while (st == OK && n > 0);
	close(fd);
	return st == OK ? OK : fail_in(st, "%s", j->name);
}

static enum status
read_part(struct package *package, const char *name, struct strbuf *out)
{
	struct part *part;
	enum status st;
	size_t n;

	if ((st = part_open(package, name, &part)) != OK)
		return st;
	do {
		st = part_read(part, strbuf_grow(out, CHUNK), CHUNK, &n);
		if (st == OK)
			out->len += n;
	} while (st == OK && n > 0);
	*strbuf_grow(out, 0) = '\0';
	part_close(part);
	return st;
}

/* The first row behind those that are missing, or the end of all rows.  A
 * tag can be found like this since no "<" stands in a text. */
static const char *
find_place(const char *xml, uint32_t first)
{
	static const char tag[] = "<row r=\"";
	const char *p = xml;

	while ((p = strstr(p, tag)) != NULL) {
		if (strtoul(p + strlen(tag), NULL, 10) > first)
			return p;
		p += strlen(tag);
	}
	return strstr(xml, "</sheetData>");
}

static void
add_text(struct press *press, const char *text)
{
	press_add(press, text, strlen(text));
}

/* Both halves of a sheet; one without any row has no place for them yet.
 * False when it was cut off before that place. */
static bool
add_halves(struct press *press, const char *xml, uint32_t first,
    struct swap *swap)
{
	static const char none[] = "<sheetData/>";
	const char *place = strstr(xml, none);

	if (place != NULL) {
		press_add(press, xml, (size_t)(place - xml));
		add_text(press, "<sheetData>");
		press_end(press, &swap->pieces[HEAD], false);
		add_text(press, "</sheetData>");
		place += strlen(none);
	} else if ((place = find_place(xml, first)) != NULL) {
		press_add(press, xml, (size_t)(place - xml));
		press_end(press, &swap->pieces[HEAD], false);
	} else {
		return false;
	}
	add_text(press, place);
	press_end(press, &swap->pieces[TAIL], true);
	return true;
}

static bool
open_package(const struct joining *j, struct package **out)
{
	struct opening opening = { .name = j->name };

	opening.fd = open(j->path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	return opening.fd >= 0 && package_open(&opening, out) == OK;
}

/* The library does not always find out that it could not write a sheet. */
static enum status
cut_sheets(const struct joining *j, struct swap *swaps)
{
	struct strbuf xml = STRBUF_INIT;
	struct package *package;
	bool complete = true;

	if (!open_package(j, &package))
		return tally_differs(j->name);
	for (const struct rows *r = j->rows; r != NULL && complete;
	    r = r->next, swaps++) {
		strbuf_cut(&xml, 0);
		swaps->part = r->part;
		complete = read_part(package, r->part, &xml) == OK &&
		    add_halves(j->press, xml.buf, r->first, swaps);
	}
	strbuf_release(&xml);
	package_close(package);
	return complete ? OK : tally_differs(j->name);
}

static enum status
write_package(const struct joining *j, const struct swaps *swaps)
{
	struct strbuf package = STRBUF_INIT;
	struct output *out;
	enum status st, written;
	int fd;

	if ((st = read_file(j, &package)) != OK) {
		strbuf_release(&package);
		return st;
	}
	fd = open(j->path, O_WRONLY | O_TRUNC | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0) {
		strbuf_release(&package);
		return fail_errno(E_OUTPUT, _("%s: cannot be written"),
		    j->name);
	}
	out = output_to_fd(fd, j->name);
	st = zip_swap(&package, swaps, out);
	written = output_commit(out);
	if (close(fd) != 0 && written == OK)
		written = fail_errno(E_OUTPUT, _("%s: cannot be written"),
		    j->name);
	strbuf_release(&package);
	return st != OK ? st : written;
}

enum status
rows_join(const struct joining *j)
{
	struct swaps swaps = { .name = j->name, .press = j->press };
	struct swap *list;
	enum status st;

	for (const struct rows *r = j->rows; r != NULL; r = r->next)
		swaps.n++;
	swaps.list = list = calloc(swaps.n, sizeof(*list));
	if (list == NULL)
		no_memory();
	if ((st = cut_sheets(j, list)) == OK &&
	    (st = press_finish(j->press)) == OK) {
		for (struct rows *r = j->rows; r != NULL; r = r->next) {
			list->pieces[ROWS] = r->packed;
			r->whole = swap_whole(list++);
		}
		st = write_package(j, &swaps);
	}
	free((void *)swaps.list);
	return st;
}
