/*
 * Opening a source: what kind of file is it?  Told by its first bytes, since
 * suffixes lie.  Knows nothing of how rows are read.
 */
#include "sheet/source_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/input.h"

enum { START_SIZE = 4096 };

/* How files begin that are no sheets, and what to do about it. */
static const struct refusal {
	const char	*bytes;
	size_t		 n;
	const char	*what;
	const char	*hint;
} refusals[] = {
	{ "\xd0\xcf\x11\xe0", 4,
	  N_("an old .xls workbook, or one with a password"),
	  N_("open it in Excel or WPS and save it as .xlsx without a "
	    "password") },
	{ "%PDF", 4, N_("a PDF document"),
	  N_("ask for the spreadsheet it was made from") },
	{ "{\"", 2, N_("JSON"), N_("save it as CSV or .xlsx") },
	{ "[{", 2, N_("JSON"), N_("save it as CSV or .xlsx") },
	{ "[\n", 2, N_("JSON"), N_("save it as CSV or .xlsx") },
	{ "{\\rtf", 5, N_("a document of a word processor"),
	  N_("copy the table into a spreadsheet and save it as .xlsx") },
	{ "\x1f\x8b", 2, N_("a compressed file"), N_("unpack it first") },
	{ "Rar!", 4, N_("a compressed file"), N_("unpack it first") },
	{ "7z\xbc\xaf", 4, N_("a compressed file"), N_("unpack it first") },
	{ "\x89PNG", 4, N_("a picture"),
	  N_("ask for the spreadsheet it was made from") },
	{ "\xff\xd8\xff", 3, N_("a picture"),
	  N_("ask for the spreadsheet it was made from") },
};

/* Web pages and XML are often named .xls, and Excel opens them. */
static const char *const markup[] = {
	"<html", "<!doctype", "<table", "<?xml", "<head", "<meta", "<body",
	"<style", "<script", "<div", "<!--", "MIME-Version:",
};

static bool
is_markup(const unsigned char *bytes, size_t n)
{
	const char *text = (const char *)bytes;

	if (n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		n -= 3;
	}
	while (n > 0 && strchr(" \t\r\n", *text) != NULL && *text != '\0') {
		text++;
		n--;
	}
	for (size_t i = 0; i < COUNT(markup); i++) {
		size_t len = strlen(markup[i]);

		if (n >= len && strncasecmp(text, markup[i], len) == 0)
			return true;
	}
	return false;
}

static enum status
check_start(const struct opening *o)
{
	for (size_t i = 0; i < COUNT(refusals); i++) {
		const struct refusal *r = &refusals[i];

		if (o->nstart >= r->n && memcmp(o->start, r->bytes, r->n) == 0)
			return fail_hint(fail(E_INVALID, _("%s: is %s"),
			    o->name, _(r->what)), "%s", _(r->hint));
	}
	if (is_markup(o->start, o->nstart))
		return fail_hint(fail(E_INVALID,
		    _("%s: is a web page or XML, not a sheet"), o->name),
		    _("open it in Excel or WPS and save it as .xlsx"));
	if (o->nstart == 0)
		return fail(E_INVALID, _("%s: is empty"), o->name);
	return OK;
}

static bool
is_zip(const struct opening *o)
{
	return o->nstart >= 4 && (memcmp(o->start, "PK\3\4", 4) == 0 ||
	    memcmp(o->start, "PK\5\6", 4) == 0);
}

static enum status
open_file(const char *path, const char *name, int *fd)
{
	struct stat sb;

	*fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) :
	    open(path, O_RDONLY | O_CLOEXEC);
	if (*fd < 0)
		return fail_errno(errno == ENOENT || errno == ENOTDIR ?
		    E_NOTFOUND : E_FAIL, _("%s: cannot be opened"), name);
	if (fstat(*fd, &sb) == 0 && S_ISDIR(sb.st_mode)) {
		close(*fd);
		return fail(E_NOTFOUND, _("%s: is a folder"), name);
	}
	return OK;
}

static enum status
read_start(const struct opening *o, unsigned char *start, size_t *n)
{
	size_t got = 1;
	enum status st;

	*n = 0;
	while (got != 0 && *n < START_SIZE) {
		st = input_read(o->fd, start + *n, START_SIZE - *n, &got);
		if (st != OK)
			return fail_in(st, "%s", o->name);
		*n += got;
	}
	return OK;
}

static const char utf8_mark[] = "\xef\xbb\xbf";

enum status
source_open(const char *path, const struct source_options *options,
    struct source **out)
{
	unsigned char start[START_SIZE];
	struct opening o = { .start = start, .options = options };
	enum status st;

	o.name = options->name != NULL ? options->name :
	    strcmp(path, "-") == 0 ? _("standard input") : path;
	st = open_file(path, o.name, &o.fd);
	if (st != OK)
		return st;
	st = read_start(&o, start, &o.nstart);
	if (st == OK)
		st = check_start(&o);
	if (st != OK) {
		close(o.fd);
		return st;
	}
	st = is_zip(&o) ? source_open_xlsx(&o, out) :
	    source_open_text(&o, out);
	if (st == OK)
		(*out)->has_mark = o.nstart >= strlen(utf8_mark) &&
		    memcmp(start, utf8_mark, strlen(utf8_mark)) == 0;
	return st;
}

bool
source_has_mark(const struct source *s)
{
	return s->has_mark;
}

bool
source_lacks_end(const struct source *s)
{
	return s->lacks_end;
}

void
source_close(struct source *s)
{
	if (s != NULL)
		s->ops->close(s);
}

size_t
source_nsheets(const struct source *s)
{
	return s->ops->nsheets(s);
}

const char *
source_sheet_name(const struct source *s, size_t i)
{
	return s->ops->sheet_name(s, i);
}

enum status
source_select(struct source *s, size_t i)
{
	return s->ops->select(s, i);
}

enum status
source_row(struct source *s, struct row *row, bool *more)
{
	return s->ops->row(s, row, more);
}

const char *
source_guess(const struct source *s)
{
	return s->guess;
}

void
source_progress(const struct source *s, size_t *done, size_t *total)
{
	s->ops->progress(s, done, total);
}

void
source_column_letter(size_t i, char *buf)
{
	char letters[8];
	size_t n = 0;

	/* There is no zero: after Z comes AA. */
	for (i++; i > 0 && n < sizeof(letters) - 1; i = (i - 1) / 26)
		letters[n++] = (char)('A' + (i - 1) % 26);
	while (n > 0)
		*buf++ = letters[--n];
	*buf = '\0';
}
