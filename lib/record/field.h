/*
 * A thing describes itself, once: a table of fields beside its struct.
 *
 * From this one table come the columns of every format, the headings an
 * import understands, the options of add and edit, validation, help,
 * completion, templates and the generic SQL.  Adding a field is a member of
 * the struct, a row here, a migration and a line in the manual.
 */
#ifndef RECORD_FIELD_H
#define RECORD_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "value/codes.h"
#include "value/value.h"

enum {
	F_KEY	   = 1 << 0,	/* what people call the record by; unique */
	F_REQUIRED = 1 << 1,
	F_LIST	   = 1 << 2,	/* shown by list unless --fields says more */
	F_SEARCH   = 1 << 3,	/* found by search */
	F_CODE	   = 1 << 4,	/* digits that are no number: always text */
	F_MONEY	   = 1 << 5,
	F_PERCENT  = 1 << 6,	/* 13 means 13 %; "13%" is read too */
	F_TIME	   = 1 << 7,	/* a date that may carry the time of day */
	F_SIGNED   = 1 << 8,	/* a number that may be negative */
	F_WIDE	   = 1 << 9,	/* free text, may be cut on a screen */
	F_ARCHIVED = 1 << 10,	/* true: out of use, hidden from lists */
	F_PARENT   = 1 << 11,	/* the record this one is a part of */
	F_ROLES	   = 1 << 12,	/* what an entity with a role looks at */
	F_DATED	   = 1 << 13,	/* the year of this date is in its number */
	F_TITLE	   = 1 << 14,	/* what it is called: shown beside its code */
	F_NAMED	   = 1 << 15,	/* on a screen: what the code means */
	F_FIXED	   = 1 << 16,	/* kept by the program: shown, never typed in */
	F_COMPUTED = 1 << 17,	/* follows from others; typed, it must agree */
	F_STATE	   = 1 << 18,	/* how far it is: struct state */
	F_LATER	   = 1 << 19,	/* may change when it is issued already */
	F_MINOR	   = 1 << 20,	/* left out first where a screen is narrow */
	F_EITHER   = 1 << 21,	/* one of those flagged so must be there */
	F_POSITIVE = 1 << 22,	/* a number that must be more than 0 */
	F_SMALL	   = 1 << 23,	/* 1.234 is no thousand: cubic metres, rates */
	F_TODAY	   = 1 << 24,	/* today in a file without such a column */
	F_COUNT	   = 1 << 25,	/* how much of the goods there is */
};

struct entity;

struct field {
	const char	*name;	   /* column, JSON key; --name with - for _ */
	const char	*label;	   /* English heading */
	const char	*label_zh; /* Chinese heading */
	const char	*help;	   /* one line, translated where it is shown */
	const char	*also;	   /* other headings it is read by, by '|' */
	const char	*example;  /* in the example row of a template */
	const struct codes *codes; /* a closed list, or NULL */
	const struct entity *ref;  /* V_REF: to what */
	const char	*sum;	   /* what of the lines it adds up; or NULL */
	const char	*currency; /* of a price: the field of the record that
				    * names its currency; or NULL */
	const char	*from;	   /* "buyer.currency": where a new one has it
				    * from, when it is left out; or NULL */
	/* V_TEXT: brings the text into its one form, or refuses it. */
	enum status (*normalize)(const char *text, struct arena *,
	    const char **out);
	unsigned	 flags;
	int		 width;	   /* screen columns wished for; 0: any */
	enum value_type	 type;	   /* these three are filled in by FIELD() */
	size_t		 offset;
	size_t		 name_size; /* with the NUL */
};

/* Type and place follow from the member, so that table and struct agree. */
#define FIELD(struct_, member, ...) {					\
	.name = #member, .name_size = sizeof(#member),			\
	.offset = offsetof(struct struct_, member),			\
	.type = _Generic(((struct struct_ *)0)->member,			\
	    const char *: V_TEXT, int64_t: V_INT, bool: V_BOOL,		\
	    struct date: V_DATE, struct decimal: V_DECIMAL,		\
	    struct ref: V_REF),						\
	__VA_ARGS__ }

/* Member to value, value to member; neither copies text.  The first is asked
 * for every field of every row. */
static inline struct value
field_get(const struct field *f, const void *record)
{
	const char *at = (const char *)record + f->offset;
	struct value v = { .type = f->type };

	switch (f->type) {
	case V_TEXT:
		memcpy(&v.u.text, at, sizeof(v.u.text));
		break;
	case V_INT:
		memcpy(&v.u.integer, at, sizeof(v.u.integer));
		break;
	case V_BOOL:
		memcpy(&v.u.boolean, at, sizeof(v.u.boolean));
		break;
	case V_DATE:
		memcpy(&v.u.date, at, sizeof(v.u.date));
		break;
	case V_DECIMAL:
		memcpy(&v.u.decimal, at, sizeof(v.u.decimal));
		break;
	case V_REF:
		memcpy(&v.u.ref, at, sizeof(v.u.ref));
		break;
	}
	return v;
}

/* The text of a V_TEXT, or NULL. */
static inline const char *
field_text(const struct field *f, const void *record)
{
	const char *text;

	memcpy(&text, (const char *)record + f->offset, sizeof(text));
	return text;
}

void field_put(const struct field *, void *record, struct value);

/*
 * Text to member: what imports, options and forms all go through.  White
 * space at the ends is removed, codes and texts are brought into their one
 * form; "" is no value.  Text lives in parse->arena.  A V_REF gets its code
 * only (record_resolve() finds the record).  E_INVALID says what is wrong with
 * the text, not where it stood.
 */
enum status field_set(const struct field *, void *record, const char *text,
    const struct parse *) MUST_CHECK;

/* The heading in the user's language ("zh_CN" and the like: Chinese). */
const char *field_label(const struct field *, bool chinese);

/* The bits of enum column flags in sheet/sink.h this field asks for. */
unsigned field_column_flags(const struct field *);

#endif
