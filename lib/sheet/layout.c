/*
 * From values and a form to what will be read.  Knows languages, numbers and
 * sums; neither paper nor cells.
 */
#include "sheet/layout.h"

#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"

/* ---- values as text ------------------------------------------------------ */

static const char *
grouped(struct decimal number, int places, struct arena *a)
{
	char digits[DECIMAL_TEXT_MAX];
	struct strbuf b = STRBUF_INIT;
	const char *p = digits, *text;
	size_t n;

	decimal_format(number, places, digits);
	if (*p == '-')
		strbuf_addch(&b, *p++);
	for (n = strspn(p, "0123456789"); n > 0; n--) {
		strbuf_addch(&b, *p++);
		if (n > 1 && n % 3 == 1)
			strbuf_addch(&b, ',');
	}
	strbuf_addstr(&b, p);
	text = strbuf_to(&b, a);
	strbuf_release(&b);
	return text;
}

static const char *
date_said(struct date date, enum tongue tongue, struct arena *a)
{
	static const char *const months[] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
		"Oct", "Nov", "Dec"
	};
	int year, month, day;

	date_to_ymd(date, &year, &month, &day);
	switch (tongue) {
	case TONGUE_EN:
		return arena_printf(a, "%02d %s %04d", day, months[month - 1],
		    year);
	case TONGUE_ZH:
		return arena_printf(a, "%d年%d月%d日", year, month, day);
	case TONGUE_BOTH:
		break;
	}
	return arena_printf(a, "%04d-%02d-%02d", year, month, day);
}

static bool
is_empty(const char *text)
{
	return text == NULL || *text == '\0';
}

static bool
has_line(const char *text, const char *line, size_t n)
{
	for (;;) {
		size_t length = strcspn(text, "\n");

		if (length == n && strncmp(text, line, n) == 0)
			return true;
		if (text[length] == '\0')
			return false;
		text += length + 1;
	}
}

/* Lines that are the same in both stand there once. */
static const char *
both_lines(const char *en, const char *zh, struct arena *a)
{
	struct strbuf b = STRBUF_INIT;
	const char *text;

	strbuf_addstr(&b, en);
	for (size_t n; *zh != '\0'; zh += n + (zh[n] == '\n')) {
		n = strcspn(zh, "\n");
		if (has_line(en, zh, n))
			continue;
		strbuf_addch(&b, '\n');
		strbuf_add(&b, zh, n);
	}
	text = strbuf_to(&b, a);
	strbuf_release(&b);
	return text;
}

/* A text in the language, or in both with `middle` between them. */
static const char *
said(struct label text, enum tongue tongue, const char *middle,
    struct arena *a)
{
	const char *en = is_empty(text.en) ? text.zh : text.en;
	const char *zh = is_empty(text.zh) ? text.en : text.zh;

	if (is_empty(en))
		return "";
	if (tongue == TONGUE_ZH)
		return zh;
	if (tongue == TONGUE_EN || strcmp(en, zh) == 0)
		return en;
	if (strcmp(middle, "\n") == 0)
		return both_lines(en, zh, a);
	return arena_printf(a, "%s%s%s", en, middle, zh);
}

/* Two short ones stand beside each other. */
static const char *
between(struct label text)
{
	enum { SHORT = 22 };		/* screen columns */

	if (is_empty(text.en) || is_empty(text.zh) ||
	    strchr(text.en, '\n') != NULL || strchr(text.zh, '\n') != NULL ||
	    utf8_width(text.en) + utf8_width(text.zh) > SHORT)
		return "\n";
	return " ";
}

static const char *
value_said(const struct named_value *v, enum tongue tongue, struct arena *a)
{
	switch (v->content) {
	case CONTENT_TEXT:
		return said(v->text, tongue, between(v->text), a);
	case CONTENT_NUMBER:
		return grouped(v->number, v->places, a);
	case CONTENT_DATE:
		break;
	}
	return date_said(v->date, tongue, a);
}

static struct shown
show(const struct document *doc, const struct named_value *v)
{
	struct shown shown = { .text = "" };

	if (v == NULL)
		return shown;
	shown.text = value_said(v, doc->tongue, doc->arena);
	if (v->content != CONTENT_TEXT)
		shown.value = v;
	return shown;
}

static const char *
text_of(const struct document *doc, const char *name)
{
	return show(doc, values_get(doc->head, name)).text;
}

/* ---- texts of forms ------------------------------------------------------ */

/* A value of several lines within a sentence. */
static void
add_in_line(struct strbuf *b, const char *text)
{
	for (; *text != '\0'; text++)
		if (*text == '\n')
			strbuf_addstr(b, " / ");
		else
			strbuf_addch(b, *text);
}

/* "{name}" replaced by its value; *complete stays true when all have one. */
static const char *
expand(const struct document *doc, const char *text, enum tongue tongue,
    bool *complete)
{
	struct strbuf b = STRBUF_INIT;
	const char *open, *close, *expanded;

	if (text == NULL || strchr(text, '{') == NULL)
		return text;
	while ((open = strchr(text, '{')) != NULL &&
	    (close = strchr(open, '}')) != NULL) {
		const struct named_value *v = values_get(doc->head,
		    arena_strndup(doc->arena, open + 1,
		    (size_t)(close - open - 1)));

		strbuf_add(&b, text, (size_t)(open - text));
		if (v != NULL)
			add_in_line(&b, value_said(v, tongue, doc->arena));
		else {
			*complete = false;
			if (b.len > 0 && b.buf[b.len - 1] == ' ')
				strbuf_cut(&b, b.len - 1);
		}
		text = close + 1;
	}
	strbuf_addstr(&b, text);
	expanded = strbuf_to(&b, doc->arena);
	strbuf_release(&b);
	return expanded;
}

/* NULL when a value in it is missing. */
static const char *
phrase(const struct document *doc, struct label text, const char *middle)
{
	bool complete = true;
	struct label expanded = {
		expand(doc, text.en, TONGUE_EN, &complete),
		expand(doc, text.zh, TONGUE_ZH, &complete)
	};

	if (!complete)
		return NULL;
	return said(expanded, doc->tongue, middle, doc->arena);
}

/* Where the end that both have begins, if there is a value in it: what is the
 * same in both languages is said once. */
static size_t
common_end(struct label text)
{
	size_t en = strlen(text.en), zh = strlen(text.zh), n = 0;

	while (n < en && n < zh && text.en[en - n - 1] == text.zh[zh - n - 1] &&
	    !(text.en[en - n - 1] & 0x80))
		n++;
	return memchr(text.en + en - n, '{', n) != NULL ? n : 0;
}

/* A text without what it ends in, and without the space before that. */
static const char *
without_end(const char *text, size_t end, struct arena *a)
{
	size_t n = strlen(text) - end;

	while (n > 0 && text[n - 1] == ' ')
		n--;
	return arena_strndup(a, text, n);
}

/* "Total FOB Ningbo", "Total 合计 FOB Ningbo".  One whose values are missing
 * goes without them. */
static const char *
label_said(const struct document *doc, struct label text, const char *middle)
{
	struct arena *a = doc->arena;
	size_t common = doc->tongue == TONGUE_BOTH && !is_empty(text.en) &&
	    !is_empty(text.zh) ? common_end(text) : 0;
	const char *end = "", *both;
	bool unused = true;

	if (common > 0) {
		end = expand(doc, text.en + strlen(text.en) - common,
		    TONGUE_BOTH, &unused);
		end += *end == ' ';
		text.en = without_end(text.en, common, a);
		text.zh = without_end(text.zh, common, a);
	}
	text.en = expand(doc, text.en, TONGUE_EN, &unused);
	text.zh = expand(doc, text.zh, TONGUE_ZH, &unused);
	both = said(text, doc->tongue, middle, a);
	if (*end == '\0')
		return both;
	return arena_printf(a, "%s%s%s", both, *end == '(' ? "" : " ", end);
}

/* ---- items --------------------------------------------------------------- */

static size_t
count_items(const struct form_item *items)
{
	size_t n = 0;

	while (items != NULL && items[n].label.en != NULL)
		n++;
	return n;
}

static bool
put_clause(const struct document *doc, const struct form_item *item,
    struct layout_item *to)
{
	const char *text = item->name != NULL ? text_of(doc, item->name) :
	    phrase(doc, item->label, "\n");

	if (is_empty(text))
		return false;
	to->label = "";
	to->shown.text = text;
	return true;
}

static bool
put_item(const struct document *doc, const struct form_item *item,
    struct layout_item *to)
{
	const struct named_value *v = values_get(doc->head, item->name);

	if (v == NULL)
		return false;
	to->label = label_said(doc, item->label, " ");
	to->shown = show(doc, v);
	if (item->flags & (ITEM_KG | ITEM_M3)) {
		to->shown.text = arena_printf(doc->arena, "%s %s",
		    to->shown.text, item->flags & ITEM_KG ? "kg" : "m³");
		to->shown.value = NULL;
	}
	return true;
}

static void
number_clauses(const struct document *doc, struct layout_band *band)
{
	for (size_t i = 0; band->nitems > 1 && i < band->nitems; i++)
		band->items[i].label = arena_printf(doc->arena, "%zu.", i + 1);
}

static void
put_items(const struct document *doc, const struct form_block *block,
    struct layout_band *band)
{
	size_t n = count_items(block->items);

	band->items = arena_alloc(doc->arena, n * sizeof(*band->items));
	for (size_t i = 0; i < n; i++) {
		const struct form_item *item = &block->items[i];
		struct layout_item *to = &band->items[band->nitems];

		to->flags = item->flags;
		band->nitems += block->kind == BLOCK_CLAUSES ?
		    put_clause(doc, item, to) : put_item(doc, item, to);
	}
	if (block->flags & BLOCK_SEVERAL && band->nitems < 2)
		band->nitems = 0;
	if (block->flags & BLOCK_NUMBERED)
		number_clauses(doc, band);
}

/* ---- lines --------------------------------------------------------------- */

/* Labels in one language are enough there. */
static const char *
small_print(const struct document *doc, const struct values *line,
    const struct form_item *items)
{
	struct strbuf b = STRBUF_INIT;
	const char *text;

	for (; items != NULL && items->label.en != NULL; items++) {
		const struct named_value *v = values_get(line, items->name);
		const char *label = doc->tongue == TONGUE_ZH ?
		    items->label.zh : items->label.en;

		if (v == NULL)
			continue;
		if (b.len > 0)
			strbuf_addstr(&b, " · ");
		if (*label != '\0')
			strbuf_addf(&b, "%s ", label);
		strbuf_addstr(&b, value_said(v, doc->tongue, doc->arena));
	}
	text = b.len > 0 ? strbuf_to(&b, doc->arena) : NULL;
	strbuf_release(&b);
	return text;
}

struct shown
layout_cell(const struct document *doc, const struct values *line,
    const struct layout_column *column)
{
	struct shown shown = show(doc, values_get(line, column->form->name));

	if (column->form->below != NULL)
		shown.small = small_print(doc, line, column->form->below);
	return shown;
}

/* A column is one of numbers when all there is in it are numbers. */
static bool
look_down(const struct document *doc, const struct form_column *form,
    bool *is_number)
{
	bool used = false;

	*is_number = true;
	for (const struct values *line = doc->first; line != NULL;
	    line = line->next) {
		const struct named_value *v = values_get(line, form->name);

		if (v == NULL)
			continue;
		used = true;
		*is_number = *is_number && v->content == CONTENT_NUMBER;
	}
	return used;
}

/* NULL: the lines differ, or one has none. */
static const struct named_value *
common_unit(const struct document *doc, const char *name)
{
	const struct named_value *unit = NULL;

	for (const struct values *line = doc->first; line != NULL;
	    line = line->next) {
		const struct named_value *v = values_get(line, name);

		if (v == NULL || (unit != NULL &&
		    strcmp(value_said(unit, TONGUE_EN, doc->arena),
		    value_said(v, TONGUE_EN, doc->arena)) != 0))
			return NULL;
		unit = v;
	}
	return unit;
}

static enum status
sum_column(const struct document *doc, struct layout_column *column)
{
	struct named_value *sum = arena_alloc(doc->arena, sizeof(*sum));
	enum status st;

	sum->name = column->form->name;
	sum->content = CONTENT_NUMBER;
	sum->number = (struct decimal){ 0 };
	for (const struct values *line = doc->first; line != NULL;
	    line = line->next) {
		const struct named_value *v = values_get(line, sum->name);

		if (v == NULL)
			continue;
		if ((st = decimal_add(sum->number, v->number,
		    &sum->number)) != OK)
			return st;
		if (v->places > sum->places)
			sum->places = v->places;
	}
	column->sum = show(doc, sum);
	return OK;
}

/* A sum, or in the column of units the unit of one. */
static enum status
put_sum(const struct document *doc, struct layout_band *band,
    struct layout_column *column)
{
	const struct form_column *form = column->form;
	const struct named_value *unit;

	if (!(form->flags & COLUMN_SUM) || !column->is_number)
		return OK;
	if (form->unit != NULL) {
		if ((unit = common_unit(doc, form->unit)) == NULL)
			return OK;
		for (size_t i = 0; i < band->ncolumns; i++)
			if (strcmp(band->columns[i].form->name,
			    form->unit) == 0)
				band->columns[i].sum = show(doc, unit);
	}
	band->has_sums = true;
	return sum_column(doc, column);
}

static bool
has_numbers(const struct layout_band *band)
{
	for (size_t i = 0; i < band->nitems; i++)
		if (band->items[i].shown.value != NULL)
			return true;
	return false;
}

/* What the sums are called stands in the first wide column. */
static void
name_sums(const struct document *doc, struct layout_band *band)
{
	bool is_total = band->next == NULL ||
	    band->next->kind != BLOCK_TOTALS || !has_numbers(band->next);

	for (size_t i = 0; i < band->ncolumns && band->has_sums; i++)
		if (band->columns[i].form->weight != 0) {
			band->columns[i].sum.text = is_total ? band->title :
			    label_said(doc, band->block->subtitle, " ");
			return;
		}
}

static enum status
put_columns(const struct document *doc, const struct form_block *block,
    struct layout_band *band)
{
	const struct form_column *form = block->columns;
	enum status st = OK;
	size_t n = 0;

	while (form[n].label.en != NULL)
		n++;
	band->columns = arena_alloc(doc->arena, n * sizeof(*band->columns));
	for (size_t i = 0; i < n; i++) {
		struct layout_column *column = &band->columns[band->ncolumns];

		if (!look_down(doc, &form[i], &column->is_number))
			continue;
		column->form = &form[i];
		column->label = label_said(doc, form[i].label, "\n");
		column->sum.text = "";
		band->ncolumns++;
	}
	for (size_t i = 0; i < band->ncolumns && st == OK; i++)
		st = put_sum(doc, band, &band->columns[i]);
	return st;
}

/* ---- all of it ----------------------------------------------------------- */

static enum status
put_block(const struct document *doc, const struct form_block *block,
    struct layout_band *band)
{
	band->kind = block->kind;
	band->title = label_said(doc, block->title, " ");
	put_items(doc, block, band);
	if (block->columns == NULL)
		return OK;
	return put_columns(doc, block, band);
}

/* The numbers to call are the same in both languages. */
static const char *
contact_said(const struct document *doc)
{
	const char *address = text_of(doc, "address");
	const struct named_value *v = values_get(doc->head, "contact");
	const char *contact = v == NULL ? "" : value_said(v,
	    doc->tongue == TONGUE_BOTH ? TONGUE_EN : doc->tongue, doc->arena);

	return arena_printf(doc->arena, "%s%s%s", address, *address != '\0' &&
	    *contact != '\0' ? "\n" : "", contact);
}

enum status
layout_make(const struct document *doc, struct layout *out)
{
	const struct named_value *date = values_get(doc->head, "date");
	struct layout_band **end;
	enum status st;

	*out = (struct layout){
		.document = doc,
		.title = label_said(doc, doc->form->title, " "),
		.number = text_of(doc, "number"),
		.date = "",
		.company = text_of(doc, "company"),
		.contact = contact_said(doc),
		.logo = text_of(doc, "logo"),
		.watermark = text_of(doc, "watermark"),
	};
	end = &out->first;
	if (date != NULL && date->content == CONTENT_DATE)
		out->date = date_said(date->date, TONGUE_BOTH, doc->arena);
	for (size_t i = 0; i < doc->form->nblocks; i++) {
		struct layout_band *band = arena_alloc(doc->arena,
		    sizeof(*band));

		if ((st = put_block(doc, &doc->form->blocks[i], band)) != OK)
			return st;
		if (band->nitems == 0 && band->ncolumns == 0)
			continue;
		band->block = &doc->form->blocks[i];
		*end = band;
		end = &band->next;
	}
	for (struct layout_band *band = out->first; band != NULL;
	    band = band->next)
		name_sums(doc, band);
	return OK;
}
