/*
 * Words looked up in the folded text of every kind of record.
 */
#include "ledger/report.h"

#include <string.h>

#include "base/utf8.h"

static const struct column search_columns[] = {
	{ .name = "noun", .label = N_("Kind"), .type = V_TEXT },
	{ .name = "code", .label = N_("Code"), .type = V_TEXT,
	  .flags = COLUMN_ID | COLUMN_CODE },
	{ .name = "name", .label = N_("Name"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
	{ .name = "where", .label = N_("Found in"), .type = V_TEXT,
	  .flags = COLUMN_WIDE },
};

struct searching {
	struct report	*report;
	const char	*words;
	int64_t		 left;		/* INT64_MAX: no limit */
};

/* The words are looked up in one folded text; shown is the field they stand
 * in, unless that is the name. */
static const char *
found_in(const struct entity *e, const void *record, const char *words,
    struct arena *a)
{
	const char *word = utf8_folded(words, a);

	word = arena_strndup(a, word, strcspn(word, " "));
	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];
		struct value v = field_get(f, record);

		if ((f->flags & F_SEARCH) && !(f->flags & F_TITLE) &&
		    v.u.text != NULL &&
		    strstr(utf8_folded(v.u.text, a), word) != NULL)
			return v.u.text;
	}
	return NULL;
}

/* An inquiry of a buyer has no name but the buyer's. */
static const char *
title_of_ref(const struct entity *e, const void *record)
{
	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		if (f->type == V_REF && !value_is_none(field_get(f, record)))
			return field_get(f, record).u.ref.title;
	}
	return NULL;
}

/* "supplier,buyer", each in the user's language for people. */
static const char *
kind_of_party(const struct report *r, const char *roles)
{
	struct strbuf b = STRBUF_INIT;
	const char *text;

	while (*roles != '\0') {
		size_t n = strcspn(roles, ",");

		strbuf_addf(&b, "%s%s", b.len > 0 ? "," : "",
		    report_word(r, arena_strndup(r->arena, roles, n)));
		roles += n + (roles[n] == ',');
	}
	text = strbuf_to(&b, r->arena);
	strbuf_release(&b);
	return text;
}

/* A line or a contact is shown as what it is a part of. */
static enum status
write_found(struct searching *s, const struct entity *e, const void *record,
    struct arena *a)
{
	const struct field *parent = entity_field_flagged(e, F_PARENT);
	const struct field *title = entity_field_flagged(e, F_TITLE);
	const struct field *roles = entity_field_flagged(e, F_ROLES);
	struct value own = field_get(title, record);
	struct value row[COUNT(search_columns)];

	row[0] = value_text(roles != NULL ? kind_of_party(s->report,
	    field_get(roles, record).u.text) :
	    report_word(s->report, e->name));
	row[1] = value_text(entity_code(e, record));
	row[2] = value_is_none(own) ? value_text(title_of_ref(e, record)) : own;
	row[3] = value_text(found_in(e, record, s->words, a));
	if (parent != NULL) {
		struct ref ref = field_get(parent, record).u.ref;

		row[1] = value_text(ref.code);
		row[2] = value_text(ref.title);
		row[3] = value_is_none(own) ? row[3] : own;
	}
	s->report->n++;
	return sink_row(s->report->sink, row);
}

static enum status
search_one(struct searching *s, const struct entity *e)
{
	struct selection sel = { .holding = s->words, .with_archived = true,
	    .limit = s->left };
	struct arena a = ARENA_INIT;
	void *record;
	struct cursor c;
	enum status st = OK, end;

	if (entity_field_flagged(e, F_SEARCH) == NULL || s->left == 0)
		return OK;
	record = entity_new(e, &a);
	c = record_select(s->report->records, e, &sel);
	while (st == OK && cursor_next(&c, record)) {
		st = write_found(s, e, record, &c.arena);
		s->left--;
	}
	end = cursor_end(&c);
	arena_release(&a);
	return st != OK ? st : end;
}

static const struct table search_table = {
	.name = "found", .title = N_("Found"), .kind = TABLE_LIST,
	.columns = search_columns, .ncolumns = COUNT(search_columns)
};

enum status
report_search(struct report *r, const char *words, int64_t limit)
{
	struct searching s = { r, words, limit > 0 ? limit : INT64_MAX };
	const struct entity *const *entities = records_entities(r->records);
	enum status st = report_begin(r, &search_table);

	for (size_t i = 0; st == OK && entities[i] != NULL; i++)
		st = search_one(&s, entities[i]);
	return st;
}
