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
	MAX_TEXT_BYTES	= 192 << 20,	/* shared strings in memory */
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
	uint8_t			*formats;	/* by number: 1 + kind, or 0 */
	struct xlsx_text	 text;
	bool			 is_in_text;
	size_t			 text_bytes;	/* of those that are complete */
	size_t			 room;		/* for texts in the book */
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
add_relation(struct relations *r, const struct xml_event *e)
{
	const char *id = xml_attribute(e, "Id");
	const char *type = xml_attribute(e, "Type");
	const char *target = xml_attribute(e, "Target");
	const char *mode = xml_attribute(e, "TargetMode");

	if (id == NULL || type == NULL || target == NULL ||
	    (mode != NULL && strcmp(mode, "External") == 0))
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

static enum status
relation_event(void *self, const struct xml_event *e)
{
	if (e->kind != XML_START || !xml_is(e, "Relationship"))
		return OK;
	return add_relation(self, e);
}

/* The relationships of `part` ("" is the package); none when not written. */
static enum status
read_relations(struct package *package, const char *part, struct relations *r)
{
	const char *base = last_word(part);
	const char *path;

	r->folder = arena_strndup(r->arena, part, (size_t)(base - part));
	path = arena_printf(r->arena, "%s_rels/%s.rels", r->folder, base);
	if (base > part)
		r->folder = arena_strndup(r->arena, part,
		    (size_t)(base - part) - 1);
	if (!package_has(package, path))
		return OK;
	return xml_read_part(package, path, relation_event, r);
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
add_sheet(struct book_reader *r, const struct xml_event *e)
{
	struct xlsx_book *b = r->book;
	const char *name = xml_attribute(e, "name");
	const char *state = xml_attribute(e, "state");
	const struct relation *relation = relation_with_id(&r->relations,
	    xml_attribute_beside(e, "id"));

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
workbook_event(void *self, const struct xml_event *e)
{
	struct book_reader *r = self;

	if (e->kind == XML_TEXT)
		return OK;
	if (xml_is(e, "sheets"))
		r->is_inside = e->kind == XML_START;
	if (e->kind != XML_START)
		return OK;
	if (xml_is(e, "workbookPr"))
		r->book->is_1904 = is_true(xml_attribute(e, "date1904"));
	else if (xml_is(e, "sheet") && r->is_inside)
		return add_sheet(r, e);
	return OK;
}

static enum status
read_workbook(struct book_reader *r, const char *part)
{
	return xml_read_part(r->package, part, workbook_event, r);
}

/* The number of a format; those out of bounds are like 0, plain numbers,
 * which no file can define anew. */
static size_t
format_id(const struct xml_event *e)
{
	const char *text = xml_attribute(e, "numFmtId");
	unsigned long id = text == NULL ? 0 : strtoul(text, NULL, 10);

	return id < MAX_STYLES ? (size_t)id : 0;
}

/* The formats of the file stand before the styles that use them
 * (ECMA-376-1, 18.8.39). */
static enum status
style_starts(struct book_reader *r, const struct xml_event *e)
{
	struct xlsx_book *b = r->book;
	const char *code = xml_attribute(e, "formatCode");
	size_t id = format_id(e);

	if (xml_is(e, "numFmt") && code != NULL && id > 0)
		r->formats[id] = (uint8_t)(1 + xlsx_kind_of_code(code));
	if (!xml_is(e, "xf") || !r->is_inside)
		return OK;
	if (b->nkinds == MAX_STYLES)
		return too_many(_("cell styles"), MAX_STYLES);
	b->kinds = make_room(&b->arena, b->kinds, b->nkinds,
	    sizeof(*b->kinds));
	b->kinds[b->nkinds++] = r->formats[id] == 0 ?
	    xlsx_kind_of_id((unsigned)id) :
	    (enum xlsx_kind)(r->formats[id] - 1);
	return OK;
}

static enum status
styles_event(void *self, const struct xml_event *e)
{
	struct book_reader *r = self;

	if (e->kind == XML_TEXT)
		return OK;
	if (xml_is(e, "cellXfs"))
		r->is_inside = e->kind == XML_START;
	return e->kind == XML_START ? style_starts(r, e) : OK;
}

static enum status
read_styles(struct book_reader *r, const char *part)
{
	struct arena scratch = ARENA_INIT;
	enum status st;

	r->formats = arena_alloc(&scratch, MAX_STYLES);
	st = xml_read_part(r->package, part, styles_event, r);
	arena_release(&scratch);
	return st;
}

/* The text that has been read is complete: keep where it begins. */
static enum status
add_text(struct book_reader *r)
{
	struct xlsx_book *b = r->book;
	struct strbuf *bytes = &r->text.text;

	strbuf_addch(bytes, '\0');
	if (bytes->len + b->ntexts * sizeof(*b->texts) > MAX_TEXT_BYTES)
		return fail(E_INVALID, _("more than %d MiB of text"),
		    MAX_TEXT_BYTES >> 20);
	if (b->ntexts == r->room) {
		r->room = r->room == 0 ? FIRST_ROOM : r->room * 2;
		b->texts = realloc(b->texts, r->room * sizeof(*b->texts));
		if (b->texts == NULL)
			no_memory();
	}
	b->texts[b->ntexts++] = (uint32_t)r->text_bytes;
	r->text_bytes = bytes->len;
	return OK;
}

static enum status
texts_event(void *self, const struct xml_event *e)
{
	struct book_reader *r = self;

	if (e->kind == XML_START && xml_is(e, "si")) {
		xlsx_text_begin(&r->text, r->text_bytes);
		r->is_in_text = true;
		return OK;
	}
	if (e->kind == XML_END && xml_is(e, "si")) {
		r->is_in_text = false;
		return add_text(r);
	}
	return r->is_in_text ? xlsx_text_event(&r->text, e) : OK;
}

static enum status
read_texts(struct book_reader *r, const char *part)
{
	enum status st;

	r->text = (struct xlsx_text)XLSX_TEXT_INIT;
	st = xml_read_part(r->package, part, texts_event, r);
	r->book->bytes = r->text.text;
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

	*book = (struct xlsx_book){ ARENA_INIT, .bytes = STRBUF_INIT };
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
	strbuf_release(&book->bytes);
	free(book->texts);
	arena_release(&book->arena);
}
