/*
 * Documents to text and back.
 */
#include "sheet/document_text.h"

#include <string.h>

/* ---- to text ------------------------------------------------------------- */

static void
add_part(struct strbuf *b, const char *text)
{
	static const char *const escapes[256] = {
		['\0'] = "", ['\n'] = "\\n", ['\t'] = "\\t",
		['\\'] = "\\\\",
	};

	strbuf_addch(b, '\t');
	if (text != NULL)
		strbuf_addescaped(b, text, escapes);
}

static void
save_value(const struct named_value *v, struct strbuf *b)
{
	char number[DECIMAL_TEXT_MAX], date[DATE_TEXT_MAX];

	strbuf_addch(b, "TND"[v->content]);
	add_part(b, v->name);
	if (v->content == CONTENT_TEXT) {
		add_part(b, v->text.en);
		add_part(b, v->text.zh);
	} else if (v->content == CONTENT_NUMBER) {
		decimal_format(v->number, 0, number);
		add_part(b, number);
		strbuf_addf(b, "\t%d", v->places);
	} else {
		date_format(v->date, date);
		add_part(b, date);
	}
	strbuf_addch(b, '\n');
}

/* Of several values of a name the one that counts. */
static void
save_values(const struct values *values, struct strbuf *b)
{
	for (const struct named_value *v = values->first; v != NULL;
	    v = v->next)
		if (values_get(values, v->name) == v)
			save_value(v, b);
}

void
document_save(const struct document *doc, struct strbuf *b)
{
	save_values(doc->head, b);
	for (const struct values *line = doc->first; line != NULL;
	    line = line->next) {
		strbuf_addstr(b, "-\n");
		save_values(line, b);
	}
}

/* ---- from text ----------------------------------------------------------- */

enum { PARTS_MAX = 4 };

static char *
unescaped(const char *from, size_t n, struct arena *a)
{
	char *copy = arena_strndup(a, from, n), *to = copy;

	for (const char *p = copy; *p != '\0'; p++) {
		if (*p == '\\' && p[1] != '\0') {
			p++;
			*to++ = *p == 't' ? '\t' : *p == 'n' ? '\n' : *p;
		} else {
			*to++ = *p;
		}
	}
	*to = '\0';
	return copy;
}

/* The parts of one line; returns how many. */
static size_t
split_line(const char *line, size_t n, struct arena *a,
    const char *parts[PARTS_MAX])
{
	size_t count = 0;

	while (count < PARTS_MAX) {
		const char *tab = memchr(line, '\t', n);
		size_t len = tab != NULL ? (size_t)(tab - line) : n;

		parts[count++] = unescaped(line, len, a);
		if (tab == NULL)
			break;
		line += len + 1;
		n -= len + 1;
	}
	return count;
}

static enum status
load_value(struct values *to, const char *const parts[PARTS_MAX], size_t n)
{
	struct decimal number;
	struct date date;
	enum status st = OK;

	if (strcmp(parts[0], "T") == 0 && n == 4) {
		values_texts(to, parts[1], (struct label){ parts[2],
		    parts[3] });
	} else if (strcmp(parts[0], "N") == 0 && n == 4 &&
	    strlen(parts[3]) == 1) {
		if ((st = decimal_parse(parts[2], &number)) == OK)
			values_number(to, parts[1], number, *parts[3] - '0');
	} else if (strcmp(parts[0], "D") == 0 && n == 3) {
		if ((st = date_parse(parts[2], NO_DATE, &date)) == OK)
			values_date(to, parts[1], date);
	} else {
		st = E_LEDGER;
	}
	return st;
}

enum status
document_load(struct document *doc, const char *text)
{
	struct values *to = doc->head;

	for (size_t n; *text != '\0'; text += n + (text[n] == '\n')) {
		const char *parts[PARTS_MAX];
		size_t count;

		n = strcspn(text, "\n");
		if (n == 1 && *text == '-') {
			to = document_line(doc);
			continue;
		}
		count = split_line(text, n, doc->arena, parts);
		if (load_value(to, parts, count) != OK)
			return fail(E_LEDGER, _("what is kept of a document "
			    "cannot be read: '%s'"), parts[0]);
	}
	return OK;
}
