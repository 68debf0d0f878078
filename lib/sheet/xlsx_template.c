/*
 * Lays out the sheets people fill in.  Warnings are all they give: what was
 * typed is judged by the import, which understands more than the codes.
 */
#include "sheet/xlsx_template.h"

#include "base/strbuf.h"
#include "sheet/xlsx_value.h"

enum {
	CODES_SPELLED	= 12,		/* more are counted in the guide */
	DATE_WIDTH	= 10		/* of 2026-11-05 */
};

/* The codes of all lists stand below each other on one hidden page. */
struct code_list {
	const struct codes	*codes;
	struct choices		 choices;
	struct code_list	*next;
};

enum codes_column { CODES_LIST, CODES_CODE, CODES_NAME, NCODES };

enum guide_column {
	GUIDE_SHEET, GUIDE_COLUMN, GUIDE_REQUIRED, GUIDE_HELP, GUIDE_ALLOWED,
	NGUIDE
};

static const char *const codes_headings[NCODES] = {
	[CODES_LIST]		= N_("List"),
	[CODES_CODE]		= N_("Code"),
	[CODES_NAME]		= N_("Name"),
};

static const char *const guide_headings[NGUIDE] = {
	[GUIDE_SHEET]		= N_("Sheet"),
	[GUIDE_COLUMN]		= N_("Column"),
	[GUIDE_REQUIRED]	= N_("Required"),
	[GUIDE_HELP]		= N_("What to write"),
	[GUIDE_ALLOWED]		= N_("Allowed"),
};

static const char *const type_hints[] = {
	[V_TEXT]	= N_("text"),
	[V_INT]		= N_("a whole number"),
	[V_BOOL]	= N_("yes or no"),
	[V_DATE]	= N_("a date such as 2026-11-05"),
	[V_DECIMAL]	= N_("a number such as 1234.5"),
	[V_REF]		= N_("the code of a record that exists"),
};

static const struct style text_style = { SHAPE_WIDE, LOOK_DATA };
static const struct style code_style = { SHAPE_CODE, LOOK_DATA };

/* A page with headings in the user's language, ready for its first row. */
struct layout {
	const char		*title;
	const char *const	*headings;
	size_t			 n;
};

static const struct layout codes_layout = { "Lists", codes_headings, NCODES };

/* In both languages: whoever fills it in may not read the other one. */
static const struct layout guide_layout = {
	"填写说明 How to fill", guide_headings, NGUIDE
};

static enum status
add_page(struct templates *t, const struct layout *layout, struct page **out)
{
	struct page *page;
	enum status st;

	if ((st = writer_add(t->writer, layout->title, layout->n,
	    &page)) != OK)
		return st;
	for (size_t c = 0; c < layout->n; c++)
		if ((st = page_heading(page, c, LOOK_HEADING,
		    _(layout->headings[c]))) != OK)
			return st;
	*out = page;
	return page_begin_rows(page);
}

static enum status
put_code(struct page *page, const char *list, const struct code *code)
{
	struct strbuf name = STRBUF_INIT;
	enum status st;

	strbuf_addf(&name, "%s %s", code->zh, code->en);
	st = page_text(page, CODES_LIST, text_style, list);
	if (st == OK)
		st = page_text(page, CODES_CODE, code_style, code->code);
	if (st == OK)
		st = page_text(page, CODES_NAME, text_style, name.buf);
	strbuf_release(&name);
	page_next_row(page);
	return st;
}

static enum status
add_list(struct templates *t, const struct codes *codes,
    struct code_list **out)
{
	struct code_list *list = arena_alloc(t->arena, sizeof(*list));
	enum status st;

	if (t->codes == NULL) {
		if ((st = add_page(t, &codes_layout, &t->codes)) != OK)
			return st;
		page_hide(t->codes);
	}
	list->codes = codes;
	list->choices.page = t->codes;
	list->choices.column = CODES_CODE;
	list->choices.first = page_row(t->codes);
	for (size_t i = 0; i < codes->n; i++)
		if ((st = put_code(t->codes, codes->name,
		    &codes->list[i])) != OK)
			return st;
	list->choices.last = page_row(t->codes) - 1;
	list->next = t->lists;
	*out = t->lists = list;
	return OK;
}

static enum status
offer_codes(struct templates *t, struct page *page, size_t column,
    const struct codes *codes)
{
	struct code_list *list = t->lists;
	enum status st;

	while (list != NULL && list->codes != codes)
		list = list->next;
	if (list == NULL && (st = add_list(t, codes, &list)) != OK)
		return st;
	return page_rule(page, column, RULE_CHOICE, &list->choices);
}

/* What may be typed below the heading. */
static enum status
set_rule(struct templates *t, struct page *page, size_t column,
    const struct column *c)
{
	if (c->codes != NULL)
		return offer_codes(t, page, column, c->codes);
	switch (c->type) {
	case V_INT:
		return page_rule(page, column, RULE_INTEGER, NULL);
	case V_DECIMAL:
		return page_rule(page, column, RULE_NUMBER, NULL);
	case V_DATE:
		return page_rule(page, column, RULE_DATE, NULL);
	case V_BOOL:
		return page_rule(page, column, RULE_YES_NO, NULL);
	case V_TEXT:
	case V_REF:
		break;
	}
	return OK;
}

static enum status
put_note(struct page *page, size_t column, const struct column *c)
{
	struct strbuf note = STRBUF_INIT;
	enum status st = OK;

	if (c->flags & COLUMN_REQUIRED)
		strbuf_addstr(&note, _("required"));
	if (c->help != NULL && c->help[0] != '\0') {
		if (note.len > 0)
			strbuf_addch(&note, '\n');
		strbuf_addstr(&note, c->help);
	}
	if (note.len > 0)
		st = page_note(page, column, note.buf);
	strbuf_release(&note);
	return st;
}

static enum status
begin_column(struct templates *t, struct page *page, size_t column,
    const struct column *c)
{
	struct style below = { xlsx_empty_shape(c), LOOK_DATA };
	enum look look = c->flags & COLUMN_REQUIRED ? LOOK_REQUIRED :
	    LOOK_HEADING;
	enum status st;

	if ((st = page_heading(page, column, look, c->label)) != OK ||
	    (st = put_note(page, column, c)) != OK)
		return st;
	page_column(page, column, below);
	if (c->type == V_DATE)
		page_widen(page, column, DATE_WIDTH);
	return set_rule(t, page, column, c);
}

enum status
template_begin(struct templates *t, struct page *page,
    const struct table *table)
{
	enum status st;

	for (size_t i = 0; i < table->ncolumns; i++)
		if ((st = begin_column(t, page, i,
		    &table->columns[i])) != OK)
			return st;
	return page_begin_rows(page);
}

/* "EXW, FCA, FAS", or how many there are, or what a type looks like. */
static void
add_allowed(const struct column *c, struct strbuf *out)
{
	const struct codes *codes = c->codes;

	if (codes == NULL && c->flags & COLUMN_PERCENT) {
		strbuf_addstr(out, _("a percentage such as 13%"));
	} else if (codes == NULL) {
		strbuf_addstr(out, _(type_hints[c->type]));
	} else if (codes->n > CODES_SPELLED) {
		strbuf_addf(out, _("one of %zu codes: see the drop-down"),
		    codes->n);
	} else {
		for (size_t i = 0; i < codes->n; i++)
			strbuf_addf(out, "%s%s", i > 0 ? ", " : "",
			    codes->list[i].code);
	}
}

static enum status
explain_column(struct page *guide, const char *sheet, const struct column *c)
{
	struct strbuf allowed = STRBUF_INIT;
	const char *texts[NGUIDE] = {
		[GUIDE_SHEET]		= sheet,
		[GUIDE_COLUMN]		= c->label,
		[GUIDE_REQUIRED]	= c->flags & COLUMN_REQUIRED ?
		    _("required") : "",
		[GUIDE_HELP]		= c->help != NULL ? c->help : "",
	};
	enum status st = OK;

	add_allowed(c, &allowed);
	texts[GUIDE_ALLOWED] = allowed.buf;
	for (size_t i = 0; i < NGUIDE && st == OK; i++)
		st = page_text(guide, i, text_style, texts[i]);
	strbuf_release(&allowed);
	page_next_row(guide);
	return st;
}

enum status
template_explain(struct templates *t, const struct page *page,
    const struct table *table)
{
	enum status st;

	if (t->guide == NULL &&
	    (st = add_page(t, &guide_layout, &t->guide)) != OK)
		return st;
	for (size_t i = 0; i < table->ncolumns; i++)
		if ((st = explain_column(t->guide, page_name(page),
		    &table->columns[i])) != OK)
			return st;
	return OK;
}
