/*
 * What papers say, as values that can be compared.
 */
#include "ledger/doc_saying.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"

enum { ABOUT_DAYS = 5 };

/* ---- lines --------------------------------------------------------------- */

static const char *
goods_of(const struct values *line)
{
	const struct named_value *v = values_get(line, "code");

	if (v == NULL)
		v = values_get(line, "description");
	if (v == NULL)
		return "";
	return v->text.en != NULL ? v->text.en : v->text.zh;
}

void
saying_read(struct saying *s)
{
	size_t n = 0;

	s->lines = arena_alloc(s->doc.arena, (s->doc.nlines + 1) *
	    sizeof(*s->lines));
	s->is_numbered = s->doc.nlines > 0;
	for (const struct values *line = s->doc.first; line != NULL;
	    line = line->next) {
		const struct named_value *v = values_get(line, "line");

		s->lines[n++] = (struct said_line){ line, v == NULL ? 0 :
		    v->number.micros / DECIMAL_SCALE, goods_of(line) };
		s->is_numbered = s->is_numbered && v != NULL;
	}
}

static bool
is_like(const struct said_line *a, const struct said_line *b, bool by_number)
{
	return by_number ? a->number == b->number :
	    strcmp(a->goods, b->goods) == 0;
}

const struct said_line *
saying_find(const struct saying *in, const struct said_line *line,
    bool by_number)
{
	for (size_t i = 0; i < in->doc.nlines; i++)
		if (is_like(&in->lines[i], line, by_number))
			return &in->lines[i];
	return NULL;
}

/* ---- what is shown ------------------------------------------------------- */

/* "Unit price ({currency})" */
static bool
mentions(const struct label *label, const char *name)
{
	char braced[64];

	snprintf(braced, sizeof(braced), "{%s}", name);
	return label->en != NULL && strstr(label->en, braced) != NULL;
}

static bool
is_among(const struct form_item *items, const char *name)
{
	for (const struct form_item *i = items; i != NULL &&
	    i->label.en != NULL; i++)
		if ((i->name != NULL && strcmp(i->name, name) == 0) ||
		    mentions(&i->label, name))
			return true;
	return false;
}

static bool
is_in_columns(const struct form_column *columns, const char *name)
{
	for (const struct form_column *c = columns; c != NULL &&
	    c->label.en != NULL; c++)
		if (strcmp(c->name, name) == 0 || is_among(c->below, name))
			return true;
	return false;
}

static bool
is_in_headings(const struct form_column *columns, const char *name)
{
	for (const struct form_column *c = columns; c != NULL &&
	    c->label.en != NULL; c++)
		if (mentions(&c->label, name))
			return true;
	return false;
}

/* A document holds more than its form shows: that nobody reads. */
static bool
is_shown(const struct form *form, const struct said *at)
{
	for (size_t i = 0; i < form->nblocks; i++) {
		const struct form_block *b = &form->blocks[i];

		if (at->line != NULL ? is_in_columns(b->columns, at->name) :
		    is_among(b->items, at->name) ||
		    is_in_headings(b->columns, at->name))
			return true;
	}
	return false;
}

/* ---- values -------------------------------------------------------------- */

/* What the lines like this one say: numbers are added up, of texts it is the
 * first. */
static bool
read_lines(const struct saying *s, const struct said *at, bool by_number,
    struct named_value *out)
{
	bool found = false;

	for (size_t i = 0; i < s->doc.nlines; i++) {
		const struct named_value *v;

		if (!is_like(&s->lines[i], at->line, by_number) ||
		    (v = values_get(s->lines[i].values, at->name)) == NULL)
			continue;
		if (!found)
			*out = *v;
		else if (v->content == CONTENT_NUMBER && decimal_add(
		    out->number, v->number, &out->number) != OK)
			fail_clear();	/* larger than any that is stored */
		found = true;
	}
	return found;
}

static bool
read_value(const struct saying *s, const struct said *at, bool by_number,
    struct named_value *out)
{
	const struct named_value *v;

	if (!is_shown(s->doc.form, at))
		return false;
	if (at->line != NULL)
		return read_lines(s, at, by_number, out);
	if ((v = values_get(s->doc.head, at->name)) != NULL)
		*out = *v;
	return v != NULL;
}

static bool
is_by_number(const struct saying *s, const struct said *at)
{
	return s->is_numbered && at->line != NULL && at->line->number != 0;
}

bool
saying_has(const struct saying *s, const struct said *at)
{
	struct named_value v;

	return read_value(s, at, is_by_number(s, at), &v);
}

/* ---- comparing ----------------------------------------------------------- */

/* "CNNGB" or "CN NGB": which port that is, no name tells. */
static bool
is_locode(const char *text)
{
	size_t n = 0;

	for (; *text != '\0'; text++) {
		if (*text == ' ' && n == 2)
			continue;
		if (!isupper((unsigned char)*text) &&
		    (n < 2 || !isdigit((unsigned char)*text)))
			return false;
		n++;
	}
	return n == 5;
}

bool
saying_same_words(const char *a, const char *b, struct arena *arena)
{
	return strcmp(utf8_skeleton(a, arena), utf8_skeleton(b, arena)) == 0;
}

bool
saying_same_place(const char *a, const char *b, struct arena *arena)
{
	return is_locode(a) != is_locode(b) || saying_same_words(a, b, arena);
}

static bool
same_text(const char *a, const char *b, unsigned how, struct arena *arena)
{
	if (a == NULL || b == NULL)
		return a == b;
	return how & IS_PLACE ? saying_same_place(a, b, arena) :
	    saying_same_words(a, b, arena);
}

/* In the language, or both, that the first paper was made in. */
static bool
same_texts(const struct saying *s, const struct named_value *a,
    const struct named_value *b, unsigned how)
{
	bool en = same_text(a->text.en, b->text.en, how, s->doc.arena);
	bool zh = same_text(a->text.zh, b->text.zh, how, s->doc.arena);

	switch (s->doc.tongue) {
	case TONGUE_EN:
		return en;
	case TONGUE_ZH:
		return zh;
	case TONGUE_BOTH:
		break;
	}
	return en && zh;
}

static bool
same_value(const struct saying *s, const struct named_value *a,
    const struct named_value *b, unsigned how)
{
	if (a->content != b->content)
		return false;
	switch (a->content) {
	case CONTENT_TEXT:
		return same_texts(s, a, b, how);
	case CONTENT_NUMBER:
		return a->number.micros == b->number.micros;
	case CONTENT_DATE:
		break;
	}
	return labs((long)a->date.day - b->date.day) <=
	    (how & IS_ABOUT ? ABOUT_DAYS : 0);
}

/* Does a line of these goods say it? */
static bool
says_somewhere(const struct saying *s, const struct said *at,
    const struct named_value *v)
{
	for (size_t i = 0; i < s->doc.nlines; i++) {
		const struct named_value *w = values_get(s->lines[i].values,
		    at->name);

		if (w != NULL && is_like(&s->lines[i], at->line, false) &&
		    same_value(s, v, w, at->how))
			return true;
	}
	return false;
}

/* The first text of these goods that the other paper does not say; NULL: it
 * says them all. */
static const struct named_value *
unsaid(const struct saying *s, const struct saying *other,
    const struct said *at)
{
	for (size_t i = 0; i < s->doc.nlines; i++) {
		const struct named_value *v = values_get(s->lines[i].values,
		    at->name);

		if (v != NULL && is_like(&s->lines[i], at->line, false) &&
		    !says_somewhere(other, at, v))
			return v;
	}
	return NULL;
}

/* Several lines may be of the same goods, and in another order. */
static bool
same_goods(const struct saying *s, const struct saying *t,
    const struct said *at, struct named_value *a, struct named_value *b)
{
	const struct named_value *of_s = unsaid(s, t, at);
	const struct named_value *of_t = unsaid(t, s, at);

	if (of_s != NULL)
		*a = *of_s;
	if (of_t != NULL)
		*b = *of_t;
	return of_s == NULL && of_t == NULL;
}

/* ---- showing ------------------------------------------------------------- */

/* "Hafenstr. 1, Hamburg, Germany" */
static const char *
one_line(const char *text, size_t n, struct arena *a)
{
	struct strbuf b = STRBUF_INIT;
	const char *line;

	for (size_t i = 0; i < n; i++) {
		if (text[i] == '\n')
			strbuf_addstr(&b, ", ");
		else
			strbuf_addch(&b, text[i]);
	}
	line = strbuf_to(&b, a);
	strbuf_release(&b);
	return line;
}

/* Where the line begins that `at` is in. */
static size_t
line_begin(const char *text, size_t at)
{
	while (at > 0 && text[at - 1] != '\n')
		at--;
	return at;
}

/* Leaves out the lines at both ends that are the same; a text of which nothing
 * would be left is shown whole. */
static void
show_box(const char *a, const char *b, struct arena *arena, struct unlike *u)
{
	size_t na = strlen(a), nb = strlen(b), from = 0, end = 0;

	while (a[from] != '\0' && a[from] == b[from])
		from++;
	from = line_begin(a, from);
	while (end < na - from && end < nb - from &&
	    a[na - 1 - end] == b[nb - 1 - end])
		end++;
	while (end > 0 && a[na - end] != '\n')	/* whole lines */
		end--;
	if (from + end >= na || from + end >= nb)
		from = end = 0;
	u->says = one_line(a + from, na - end - from, arena);
	u->other_says = one_line(b + from, nb - end - from, arena);
}

static void
show_texts(const struct saying *s, unsigned how, struct unlike *u)
{
	const struct label *a = &u->one.text, *b = &u->other.text;

	u->in_zh = s->doc.tongue == TONGUE_ZH || (s->doc.tongue ==
	    TONGUE_BOTH && same_text(a->en, b->en, how, s->doc.arena));
	u->says = u->in_zh ? a->zh : a->en;
	u->other_says = u->in_zh ? b->zh : b->en;
	if (how & IS_BOX && u->says != NULL && u->other_says != NULL)
		show_box(u->says, u->other_says, s->doc.arena, u);
}

static const char *
show(const struct named_value *v, struct arena *a)
{
	char *text = arena_alloc(a, DECIMAL_TEXT_MAX + DATE_TEXT_MAX);

	if (v->content == CONTENT_NUMBER)
		decimal_format(v->number, 0, text);
	else
		date_format(v->date, text);
	return text;
}

bool
saying_differs(const struct saying *s, const struct saying *t,
    const struct said *at, struct unlike *u)
{
	bool by_number = s->is_numbered && t->is_numbered;

	if (!read_value(s, at, by_number, &u->one) ||
	    !read_value(t, at, by_number, &u->other) ||
	    (at->line != NULL && !by_number &&
	    u->one.content == CONTENT_TEXT ?
	    same_goods(s, t, at, &u->one, &u->other) :
	    same_value(s, &u->one, &u->other, at->how)))
		return false;
	if (u->one.content == CONTENT_TEXT) {
		show_texts(s, at->how, u);
	} else {
		u->says = show(&u->one, s->doc.arena);
		u->other_says = show(&u->other, s->doc.arena);
	}
	return true;
}

/* ---- who else says it ---------------------------------------------------- */

static bool
is_read_in(const struct saying *s, bool zh)
{
	return s->doc.tongue == TONGUE_BOTH ||
	    (s->doc.tongue == TONGUE_ZH) == zh;
}

/* In the language in which the two are not the same. */
static bool
says_other(const struct saying *s, const struct named_value *v, unsigned how,
    const struct unlike *u)
{
	const struct label *a = &v->text, *b = &u->other.text;

	if (v->content != CONTENT_TEXT)
		return same_value(s, v, &u->other, how);
	return is_read_in(s, u->in_zh) && same_text(u->in_zh ? a->zh : a->en,
	    u->in_zh ? b->zh : b->en, how, s->doc.arena);
}

bool
saying_says(const struct saying *s, const struct said *at,
    const struct unlike *u)
{
	bool by_number = is_by_number(s, at);
	struct named_value v;

	if (!read_value(s, at, by_number, &v))
		return false;
	if (at->line == NULL || by_number || v.content != CONTENT_TEXT)
		return says_other(s, &v, at->how, u);
	for (size_t i = 0; i < s->doc.nlines; i++) {
		const struct named_value *w = values_get(s->lines[i].values,
		    at->name);

		if (w != NULL && is_like(&s->lines[i], at->line, false) &&
		    says_other(s, w, at->how, u))
			return true;
	}
	return false;
}
