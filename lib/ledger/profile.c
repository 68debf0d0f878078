/*
 * Profiles line by line.  Fields are looked up at once: a profile with a slip
 * in it is refused whatever the file to be read has.
 */
#include "ledger/profile.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/input.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "ledger/heading.h"
#include "ledger/ledger.h"

enum {
	MAX_BYTES	= 1 << 16,
	LOOK_AT_ROWS	= 12,
	FEW_HEADINGS	= 5,		/* fewer may be anybody's */
};

struct profile_reader {
	const char	    *name;	/* of the file, without its folder */
	size_t		     line;
	struct arena	    *arena;
	struct profile_part *first, *part;
	size_t		     nlines;	/* of the file, as room for pairs */
};

static enum status
read_file(const char *path, struct strbuf *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum status st;
	size_t n;

	if (fd < 0)
		return fail_errno(errno == ENOENT ? E_NOTFOUND : E_FAIL, "%s",
		    path);
	do {
		st = input_read(fd, strbuf_grow(out, 4096), 4096, &n);
		if (st == OK)
			out->len += n;
	} while (st == OK && n > 0 && out->len <= MAX_BYTES);
	close(fd);
	*strbuf_grow(out, 0) = '\0';
	if (st == OK && (out->len > MAX_BYTES || strlen(out->buf) < out->len ||
	    utf8_check(out->buf, out->len) < out->len))
		st = fail(E_USAGE, _("is no profile"));
	return st == OK ? OK : fail_in(st, "%s", path);
}

/* Without blanks at both ends, cut out of the line. */
static char *
trim(char *text)
{
	size_t n;

	text += strspn(text, " \t");
	n = strlen(text);
	while (n > 0 && strchr(" \t\r", text[n - 1]) != NULL)
		n--;
	text[n] = '\0';
	return text;
}

/* "[order]", "[order lines]" */
static enum status
begin_part(struct profile_reader *r, char *text)
{
	struct profile_part *part = arena_alloc(r->arena, sizeof(*part));
	char *close = strchr(text, ']'), *second;

	if (close == NULL || close[1] != '\0')
		return fail(E_USAGE, _("'%s' does not end with ]"), text);
	*close = '\0';
	text = trim(text + 1);
	if ((second = strchr(text, ' ')) != NULL)
		*second++ = '\0';
	*part = (struct profile_part){ .entity = noun_find(text),
	    .is_lines = second != NULL, .next = r->first };
	if (part->entity == NULL || (second != NULL &&
	    (part->entity->lines == NULL ||
	    strcmp(trim(second), "lines") != 0)))
		return fail_hint(fail(E_USAGE, _("[%s%s%s] is no noun"), text,
		    second != NULL ? " " : "", second != NULL ? second : ""),
		    _("write [supplier], [order], [order lines] or the like"));
	if (profile_find(r->first, part->entity, part->is_lines) != NULL)
		return fail(E_USAGE, _("[%s%s] stands there twice"), text,
		    second != NULL ? " lines" : "");
	part->maps = arena_alloc(r->arena, r->nlines * sizeof(*part->maps));
	part->sets = arena_alloc(r->arena, r->nlines * sizeof(*part->sets));
	r->first = r->part = part;
	return OK;
}

static struct flat
flat_of(const struct profile_part *part, struct arena *a)
{
	return part->is_lines ? entity_flat_lines(part->entity, a) :
	    entity_flat(part->entity, a);
}

static enum status
check_field(struct profile_reader *r, const char *name)
{
	const struct flat flat = flat_of(r->part, r->arena);

	if (*name == '\0' || flat_find(&flat, name) < flat.n)
		return OK;
	return flat_no_field(&flat, name);
}

static enum status
add_set(struct profile_reader *r, const struct pair *p)
{
	if (strcmp(p->left, "null") == 0) {
		r->part->null_text = p->right;
		return OK;
	}
	r->part->sets[r->part->nsets++] = *p;
	return check_field(r, p->left);
}

static enum status
add_map(struct profile_reader *r, const struct pair *p)
{
	struct meaning meaning;
	enum status st = pair_read(p, r->arena, &meaning);

	if (st != OK)
		return st;
	r->part->maps[r->part->nmaps++] = *p;
	return check_field(r, meaning.field);
}

static enum status
read_line(struct profile_reader *r, char *text)
{
	char *sign = strstr(text, ":=");
	struct pair p = { .from = arena_printf(r->arena, "%s:%zu", r->name,
	    r->line), .may_lack = true };
	bool is_set = sign != NULL;

	if (*text == '\0' || *text == '#')
		return OK;
	if (*text == '[')
		return begin_part(r, text);
	if (sign == NULL && (sign = strrchr(text, '=')) == NULL)
		return fail(E_USAGE, _("'%s' has no ="), text);
	if (r->part == NULL)
		return fail(E_USAGE, _("which noun is it for? A line as "
		    "[order] is missing"));
	*sign = '\0';
	p.left = trim(text);
	p.right = trim(sign + (is_set ? 2 : 1));
	return is_set ? add_set(r, &p) : add_map(r, &p);
}

enum status
profile_read(const char *path, struct arena *a,
    const struct profile_part **out)
{
	const char *slash = strrchr(path, '/');
	struct profile_reader r = { .arena = a,
	    .name = slash != NULL ? slash + 1 : path };
	struct strbuf b = STRBUF_INIT;
	enum status st = read_file(path, &b);
	char *text = arena_strdup(a, b.buf), *end;

	strbuf_release(&b);
	r.nlines = 1;
	for (const char *p = text; (p = strchr(p, '\n')) != NULL; p++)
		r.nlines++;
	for (; st == OK && text != NULL; text = end) {
		if ((end = strchr(text, '\n')) != NULL)
			*end++ = '\0';
		r.line++;
		if ((st = read_line(&r, trim(text))) != OK)
			st = fail_in(E_USAGE, "%s:%zu", r.name, r.line);
	}
	*out = r.first;
	if (st == OK && r.first == NULL)
		st = fail(E_USAGE, _("%s: says nothing of any noun"), r.name);
	return st;
}

const struct profile_part *
profile_find(const struct profile_part *part, const struct entity *e,
    bool is_lines)
{
	while (part != NULL && (part->entity != e ||
	    part->is_lines != is_lines))
		part = part->next;
	return part;
}

const struct entity *
profile_noun(const struct profile_part *part)
{
	const struct entity *e = part->entity;

	for (; part != NULL; part = part->next)
		if (part->entity != e)
			return NULL;
	return e;
}

static bool
has_heading(const struct row *row, const char *heading, struct arena *a)
{
	for (size_t i = 0; i < row->ncells; i++)
		if (strcmp(utf8_folded(row->cells[i].text, a),
		    utf8_folded(heading, a)) == 0)
			return true;
	return false;
}

static bool
fits(const struct profile_part *part, const struct row *row)
{
	struct arena a = ARENA_INIT;
	bool has_all = part->nmaps >= FEW_HEADINGS;

	for (size_t i = 0; has_all && i < part->nmaps; i++)
		has_all = has_heading(row, part->maps[i].left, &a);
	arena_release(&a);
	return has_all;
}

enum status
profile_fit(const struct profile_part *first, struct source *s,
    const struct profile_part **out)
{
	struct row row;
	bool more = true;
	enum status st = source_select(s, 0);

	*out = NULL;
	for (int i = 0; st == OK && i < LOOK_AT_ROWS && *out == NULL; i++) {
		if ((st = source_row(s, &row, &more)) != OK || !more)
			break;
		for (const struct profile_part *p = first; p != NULL;
		    p = p->next)
			if (!p->is_lines && fits(p, &row) && (*out == NULL ||
			    p->nmaps > (*out)->nmaps))
				*out = p;
	}
	return st;
}
