/*
 * A value is what every door speaks: a column of the ledger, a cell of a
 * spreadsheet, an option, a field of a form.  Six types, and the only
 * switches over them are here.
 */
#ifndef VALUE_VALUE_H
#define VALUE_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/strbuf.h"
#include "value/date.h"
#include "value/decimal.h"

enum value_type { V_TEXT, V_INT, V_BOOL, V_DATE, V_DECIMAL, V_REF };

#define NO_INT	INT64_MIN

/* Another record: by number in the ledger, by code for people. */
struct ref {
	int64_t		 id;		/* 0: none */
	const char	*code;		/* NULL: none, or not looked up */
	const char	*title;		/* what it is called, or NULL */
};

#define NO_REF	((struct ref){ 0, NULL, NULL })

struct value {
	enum value_type type;
	union {
		const char	*text;		/* NULL: none */
		int64_t		 integer;	/* NO_INT: none */
		bool		 boolean;
		struct date	 date;
		struct decimal	 decimal;
		struct ref	 ref;
	} u;
};

struct value value_text(const char *);
struct value value_int(int64_t);
struct value value_decimal(struct decimal);
struct value value_date(struct date);
struct value value_none(enum value_type);

/* Asked for every field of every row. */
static inline bool
value_is_none(struct value v)
{
	switch (v.type) {
	case V_TEXT:
		return v.u.text == NULL || v.u.text[0] == '\0';
	case V_INT:
		return v.u.integer == NO_INT;
	case V_BOOL:
		return false;
	case V_DATE:
		return date_is_none(v.u.date);
	case V_DECIMAL:
		return decimal_is_none(v.u.decimal);
	case V_REF:
		break;
	}
	return v.u.ref.id == 0 &&
	    (v.u.ref.code == NULL || v.u.ref.code[0] == '\0');
}
bool value_equal(struct value, struct value);

/*
 * Text to value, white space at the ends removed; "" is none.  The text of
 * the result lives in the arena.  `today` makes relative dates possible
 * (NO_DATE: only absolute ones).  A V_REF gets its code; who it is, is looked
 * up by the record layer.
 */
struct parse {
	struct arena	*arena;
	struct date	 today;
};
enum status value_parse(enum value_type, const char *text,
    const struct parse *, struct value *) MUST_CHECK;

/* The text of a value that is one, a V_TEXT's or the code of a V_REF; it is
 * what value_print() writes, borrowed.  NULL: a value of another type. */
const char *value_as_text(struct value);

/* A percentage: with its sign where "0.5" would be taken for a part of one. */
void value_print_percent(struct value, struct strbuf *);

/* Value to the text that value_parse() reads back exactly; none is "". */
void value_print(struct value, struct strbuf *);

#endif
