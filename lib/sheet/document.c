/*
 * Documents being filled.  Knows values by name; how they look is layout.c's.
 */
#include "sheet/document.h"

#include <string.h>

#include "sheet/xlsx_escape.h"

void
document_begin(struct document *doc, const struct form *form,
    enum tongue tongue, struct arena *a)
{
	*doc = (struct document){ .form = form, .tongue = tongue, .arena = a };
	doc->head = arena_alloc(a, sizeof(*doc->head));
	doc->head->arena = a;
	doc->end = &doc->first;
}

struct values *
document_line(struct document *doc)
{
	struct values *line = arena_alloc(doc->arena, sizeof(*line));

	line->arena = doc->arena;
	*doc->end = line;
	doc->end = &line->next;
	doc->nlines++;
	return line;
}

static const char *
copy(struct arena *a, const char *text)
{
	struct strbuf b = STRBUF_INIT;
	const char *clean;

	if (text == NULL || *text == '\0')
		return NULL;
	xlsx_plain(text, &b);
	clean = strbuf_to(&b, a);
	strbuf_release(&b);
	return clean;
}

/* The newest first: it is the one that is found. */
static struct named_value *
add(struct values *values, const char *name, enum content content)
{
	struct named_value *v = arena_alloc(values->arena, sizeof(*v));

	v->name = name;
	v->content = content;
	v->number = NO_DECIMAL;
	v->date = NO_DATE;
	v->next = values->first;
	values->first = v;
	return v;
}

void
values_text(struct values *values, const char *name, const char *text)
{
	values_texts(values, name, (struct label){ text, text });
}

void
values_texts(struct values *values, const char *name, struct label text)
{
	struct named_value *v = add(values, name, CONTENT_TEXT);

	v->text.en = copy(values->arena, text.en);
	v->text.zh = text.zh == text.en ? v->text.en :
	    copy(values->arena, text.zh);
}

void
values_number(struct values *values, const char *name, struct decimal number,
    int places)
{
	struct named_value *v = add(values, name, CONTENT_NUMBER);

	v->number = number;
	v->places = places;
}

void
values_date(struct values *values, const char *name, struct date date)
{
	add(values, name, CONTENT_DATE)->date = date;
}

static bool
is_none(const struct named_value *v)
{
	switch (v->content) {
	case CONTENT_TEXT:
		return v->text.en == NULL && v->text.zh == NULL;
	case CONTENT_NUMBER:
		return decimal_is_none(v->number);
	case CONTENT_DATE:
		break;
	}
	return date_is_none(v->date);
}

const struct named_value *
values_get(const struct values *values, const char *name)
{
	for (const struct named_value *v = values->first; v != NULL;
	    v = v->next)
		if (strcmp(v->name, name) == 0)
			return is_none(v) ? NULL : v;
	return NULL;
}

/* ---- whether all is there ------------------------------------------------ */

static enum status
missing(const struct document *doc, const struct label *label)
{
	bool zh = doc->tongue == TONGUE_ZH && label->zh != NULL;

	return fail(E_INVALID, _("%s: '%s' is missing"), zh ?
	    doc->form->title.zh : doc->form->title.en,
	    zh ? label->zh : label->en);
}

static enum status
check_lines(const struct document *doc, const struct form_column *column)
{
	size_t n = 0;

	for (const struct values *line = doc->first; line != NULL;
	    line = line->next) {
		n++;
		if (values_get(line, column->name) == NULL)
			return fail_in(missing(doc, &column->label),
			    _("line %zu"), n);
	}
	return OK;
}

static enum status
check_block(const struct document *doc, const struct form_block *block)
{
	const struct form_item *item = block->items;
	const struct form_column *column = block->columns;
	enum status st;

	for (; item != NULL && item->label.en != NULL; item++)
		if (item->flags & ITEM_MUST &&
		    values_get(doc->head, item->name) == NULL)
			return missing(doc, &item->label);
	for (; column != NULL && column->label.en != NULL; column++)
		if (column->flags & COLUMN_MUST &&
		    (st = check_lines(doc, column)) != OK)
			return st;
	return OK;
}

enum status
document_check(const struct document *doc)
{
	enum status st = OK;

	for (size_t i = 0; i < doc->form->nblocks && st == OK; i++)
		st = check_block(doc, &doc->form->blocks[i]);
	return st;
}
