/*
 * Reads the small parts of a workbook whole: relationships, list of sheets,
 * styles, and the shared strings.  Knows nothing of rows and cells.
 */
#include "sheet/xlsx_book.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "sheet/xlsx_text.h"
#include "sheet/xlsx_xml.h"

enum {
	MAX_ITEMS	= 4096,		/* relationships, sheets */
	MAX_STYLES	= 65536,	/* a program writes 65,490 at most */
	MAX_TEXT_BYTES	= 256 << 20,	/* shared strings in memory */
	TEXT_OVERHEAD	= 32,		/* bytes beside the text itself */
	FIRST_ROOM	= 16,
};

struct relation {
	const char	*id;
	const char	*type;		/* the last word of it: "worksheet" */
	const char	*part;
};

/* The relationships of one part. */
struct relations {
	struct arena	*arena;
	const char	*folder;	/* which targets start from */
	struct relation	*list;
	size_t		 n;
};

struct book_reader {
	struct package		*package;
	struct xlsx_book	*book;
	struct relations	 relations;	/* of the workbook part */
	bool			 is_inside;	/* <sheets>, <cellXfs> */
	enum xlsx_kind		*kinds;		/* by number of the format */
	struct xlsx_text	 text;
	bool			 is_in_text;
	size_t			 text_bytes;
};

/* Room for one item more; arrays in an arena double. */
static void *
make_room(struct arena *a, void *items, size_t n, size_t size)
{
	void *roomier;

	if (n != 0 && (n < FIRST_ROOM || (n & (n - 1)) != 0))
		return items;
	roomier = arena_alloc(a, (n == 0 ? FIRST_ROOM : n * 2) * size);
	if (n > 0)
		memcpy(roomier, items, n * size);
	return roomier;
}

static enum status
ignore_end(void *self, const char *name, bool *pause)
{
	(void)self;
	(void)name;
	(void)pause;
	return OK;
}

static enum status
ignore_text(void *self, const char *text, size_t n)
{
	(void)self;
	(void)text;
	(void)n;
	return OK;
}

static enum status
too_many(const char *what, int limit)
{
	return fail(E_INVALID, _("more than %d %s"), limit, what);
}

/* "../a.xml" from the folder "xl/b" is "xl/a.xml". */
static const char *
resolve(struct arena *a, const char *folder, const char *target)
{
	struct strbuf path = STRBUF_INIT;
	const char *slash, *resolved;
	size_t n;

	if (*target != '/')
		strbuf_addstr(&path, folder);
	for (; *target != '\0'; target += n + (target[n] == '/')) {
		n = strcspn(target, "/");
		if (n == 2 && strncmp(target, "..", 2) == 0) {
			slash = strrchr(path.buf, '/');
			strbuf_cut(&path, slash == NULL ? 0 :
			    (size_t)(slash - path.buf));
		} else if (n > 0 && !(n == 1 && *target == '.')) {
			if (path.len > 0)
				strbuf_addch(&path, '/');
			strbuf_add(&path, target, n);
		}
	}
	resolved = strbuf_to(&path, a);
	strbuf_release(&path);
	return resolved;
}

static const char *
last_word(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

static enum status
relation_start(void *self, const char *name, const char **attributes)
{
	struct relations *r = self;
	const char *id = xml_attribute(attributes, "Id");
	const char *type = xml_attribute(attributes, "Type");
	const char *target = xml_attribute(attributes, "Target");
	const char *mode = xml_attribute(attributes, "TargetMode");

	if (strcmp(name, "Relationship") != 0 || id == NULL || type == NULL ||
	    target == NULL || (mode != NULL && strcmp(mode, "External") == 0))
		return OK;
	if (r->n == MAX_ITEMS)
		return too_many(_("relationships"), MAX_ITEMS);
	r->list = make_room(r->arena, r->list, r->n, sizeof(*r->list));
	r->list[r->n++] = (struct relation){
		arena_strdup(r->arena, id),
		arena_strdup(r->arena, last_word(type)),
		resolve(r->arena, r->folder, target),
	};
	return OK;
}

/* The relationships of `part` ("" is the package); none when not written. */
static enum status
read_relations(struct package *package, const char *part, struct relations *r)
{
	const struct xml_listener listener = {
		relation_start, ignore_end, ignore_text, r
	};
	const char *base = last_word(part);
	const char *path;

	r->folder = arena_strndup(r->arena, part, (size_t)(base - part));
	path = arena_printf(r->arena, "%s_rels/%s.rels", r->folder, base);
	if (base > part)
		r->folder = arena_strndup(r->arena, part,
		    (size_t)(base - part) - 1);
	if (!package_has(package, path))
		return OK;
	return xml_read_part(package, path, &listener);
}

/* Which part has this type; NULL when none. */
static const char *
part_of_type(const struct relations *r, const char *type)
{
	for (size_t i = 0; i < r->n; i++)
		if (strcmp(r->list[i].type, type) == 0)
			return r->list[i].part;
	return NULL;
}

static const struct relation *
relation_with_id(const struct relations *r, const char *id)
{
	for (size_t i = 0; id != NULL && i < r->n; i++)
		if (strcmp(r->list[i].id, id) == 0)
			return &r->list[i];
	return NULL;
}

static bool
is_true(const char *attribute)
{
	return attribute != NULL && (strcmp(attribute, "1") == 0 ||
	    strcmp(attribute, "true") == 0);
}

/* Hidden sheets and those of charts, dialogues and macros are left out. */
static enum status
add_sheet(struct book_reader *r, const char **attributes)
{
	struct xlsx_book *b = r->book;
	const char *name = xml_attribute(attributes, "name");
	const char *state = xml_attribute(attributes, "state");
	const struct relation *relation = relation_with_id(&r->relations,
	    xml_attribute_beside(attributes, "id"));

	if (state != NULL && strcmp(state, "visible") != 0)
		return OK;
	if (relation != NULL && strcmp(relation->type, "worksheet") != 0)
		return OK;
	if (b->nsheets == MAX_ITEMS)
		return too_many(_("sheets"), MAX_ITEMS);
	b->sheets = make_room(&b->arena, b->sheets, b->nsheets,
	    sizeof(*b->sheets));
	b->sheets[b->nsheets++] = (struct xlsx_sheet){
		arena_strdup(&b->arena, name == NULL ? "" : name),
		relation == NULL ? NULL : relation->part,
	};
	return OK;
}

static enum status
workbook_start(void *self, const char *name, const char **attributes)
{
	struct book_reader *r = self;

	if (strcmp(name, "workbookPr") == 0)
		r->book->is_1904 = is_true(xml_attribute(attributes,
		    "date1904"));
	else if (strcmp(name, "sheets") == 0)
		r->is_inside = true;
	else if (strcmp(name, "sheet") == 0 && r->is_inside)
		return add_sheet(r, attributes);
	return OK;
}

static enum status
workbook_end(void *self, const char *name, bool *pause)
{
	struct book_reader *r = self;

	(void)pause;
	if (strcmp(name, "sheets") == 0)
		r->is_inside = false;
	return OK;
}

static enum status
read_workbook(struct book_reader *r, const char *part)
{
	const struct xml_listener listener = {
		workbook_start, workbook_end, ignore_text, r
	};

	return xml_read_part(r->package, part, &listener);
}

/* The number of a format; those out of bounds are like 0, plain numbers,
 * which no file can define anew. */
static size_t
format_id(const char **attributes)
{
	const char *text = xml_attribute(attributes, "numFmtId");
	unsigned long id = text == NULL ? 0 : strtoul(text, NULL, 10);

	return id < MAX_STYLES ? (size_t)id : 0;
}

/* The formats of the file stand before the styles that use them
 * (ECMA-376-1, 18.8.39). */
static enum status
styles_start(void *self, const char *name, const char **attributes)
{
	struct book_reader *r = self;
	struct xlsx_book *b = r->book;
	const char *code = xml_attribute(attributes, "formatCode");
	size_t id = format_id(attributes);

	if (strcmp(name, "cellXfs") == 0)
		r->is_inside = true;
	if (strcmp(name, "numFmt") == 0 && code != NULL && id > 0)
		r->kinds[id] = xlsx_kind_of_code(code);
	if (strcmp(name, "xf") != 0 || !r->is_inside)
		return OK;
	if (b->nkinds == MAX_STYLES)
		return too_many(_("cell styles"), MAX_STYLES);
	b->kinds = make_room(&b->arena, b->kinds, b->nkinds,
	    sizeof(*b->kinds));
	b->kinds[b->nkinds++] = r->kinds[id];
	return OK;
}

static enum status
styles_end(void *self, const char *name, bool *pause)
{
	struct book_reader *r = self;

	(void)pause;
	if (strcmp(name, "cellXfs") == 0)
		r->is_inside = false;
	return OK;
}

static enum status
read_styles(struct book_reader *r, const char *part)
{
	const struct xml_listener listener = {
		styles_start, styles_end, ignore_text, r
	};
	struct arena scratch = ARENA_INIT;
	enum status st;

	r->kinds = arena_alloc(&scratch, MAX_STYLES * sizeof(*r->kinds));
	for (unsigned id = 0; id < MAX_STYLES; id++)
		r->kinds[id] = xlsx_kind_of_id(id);
	st = xml_read_part(r->package, part, &listener);
	arena_release(&scratch);
	return st;
}

static enum status
texts_start(void *self, const char *name, const char **attributes)
{
	struct book_reader *r = self;

	(void)attributes;
	if (strcmp(name, "si") == 0) {
		xlsx_text_clear(&r->text);
		r->is_in_text = true;
	} else if (r->is_in_text) {
		xlsx_text_start(&r->text, name);
	}
	return OK;
}

static enum status
add_text(struct book_reader *r)
{
	struct xlsx_book *b = r->book;
	size_t n = r->text.text.len;

	r->text_bytes += n + TEXT_OVERHEAD;
	if (r->text_bytes > MAX_TEXT_BYTES)
		return fail(E_INVALID, _("more than %d MiB of text"),
		    MAX_TEXT_BYTES >> 20);
	b->texts = make_room(&b->arena, b->texts, b->ntexts,
	    sizeof(*b->texts));
	b->texts[b->ntexts++] = n == 0 ? "" :
	    strbuf_to(&r->text.text, &b->arena);
	return OK;
}

static enum status
texts_end(void *self, const char *name, bool *pause)
{
	struct book_reader *r = self;

	(void)pause;
	if (strcmp(name, "si") == 0) {
		r->is_in_text = false;
		return add_text(r);
	}
	xlsx_text_end(&r->text, name);
	return OK;
}

static enum status
texts_text(void *self, const char *text, size_t n)
{
	struct book_reader *r = self;

	return xlsx_text_add(&r->text, text, n);
}

static enum status
read_texts(struct book_reader *r, const char *part)
{
	const struct xml_listener listener = {
		texts_start, texts_end, texts_text, r
	};
	enum status st;

	r->text = (struct xlsx_text)XLSX_TEXT_INIT;
	st = xml_read_part(r->package, part, &listener);
	xlsx_text_release(&r->text);
	if (st != OK)
		return fail_in(st, _("shared strings"));
	return OK;
}

/* What a zip file may be instead, by a part that it has. */
static const struct {
	const char *part, *message;
} other_files[] = {
	{ "xl/workbook.bin", N_("it is a binary workbook (.xlsb)") },
	{ "content.xml", N_("it is an OpenDocument file (.ods)") },
	{ "word/document.xml", N_("it is a text document (.docx)") },
	{ "ppt/presentation.xml", N_("it is a presentation (.pptx)") },
};

static enum status
not_a_workbook(const struct package *p)
{
	const char *why = N_("it is a zip file without a workbook");

	for (size_t i = 0; i < COUNT(other_files); i++)
		if (package_has(p, other_files[i].part))
			why = other_files[i].message;
	return fail_hint(fail(E_INVALID, _("not an Excel workbook: %s"),
	    _(why)), _("save it as .xlsx or .csv"));
}

/* Where the workbook part is; where it always is when nothing says so. */
static enum status
find_workbook(struct package *package, struct arena *a, const char **part)
{
	struct relations root = { a, NULL, NULL, 0 };
	enum status st;

	if ((st = read_relations(package, "", &root)) != OK)
		return st;
	*part = part_of_type(&root, "officeDocument");
	if (*part == NULL)
		*part = "xl/workbook.xml";
	if (!package_has(package, *part) ||
	    package_has(package, "xl/workbook.bin"))
		return not_a_workbook(package);
	return OK;
}

static enum status
read_if_there(struct book_reader *r, const char *type,
    enum status (*read)(struct book_reader *, const char *))
{
	const char *part = part_of_type(&r->relations, type);

	if (part == NULL || !package_has(r->package, part))
		return OK;
	return read(r, part);
}

enum status
xlsx_book_read(struct package *package, struct xlsx_book *book)
{
	struct book_reader r = { .package = package, .book = book };
	const char *part;
	enum status st;

	*book = (struct xlsx_book){ .arena = ARENA_INIT };
	r.relations.arena = &book->arena;
	if ((st = find_workbook(package, &book->arena, &part)) != OK ||
	    (st = read_relations(package, part, &r.relations)) != OK ||
	    (st = read_workbook(&r, part)) != OK)
		return st;
	if (book->nsheets == 0)
		return fail(E_INVALID,
		    _("the workbook has no sheet that can be read"));
	if ((st = read_if_there(&r, "styles", read_styles)) != OK)
		return st;
	return read_if_there(&r, "sharedStrings", read_texts);
}

void
xlsx_book_release(struct xlsx_book *book)
{
	arena_release(&book->arena);
}
