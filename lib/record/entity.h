/*
 * A kind of record: its table of fields, where it is kept, how one of it is
 * recognised, and what belongs to it.
 */
#ifndef RECORD_ENTITY_H
#define RECORD_ENTITY_H

#include "record/field.h"

/* What a record is completed with where the user said nothing. */
struct defaults {
	const char	*currency;	/* home currency of the ledger */
	struct date	 today;		/* with the time of day */
};

/* What a record can be, and what it may become. */
struct state {
	const char	*code;
	const char	*next;		/* "sent|cancelled"; "": it ends here */
	const char	*stamp;		/* the date when it came so far: name of
					 * a field; or NULL */
	unsigned	 flags;
};

enum {
	STATE_ISSUED	= 1 << 0,	/* others have it: it stays as it is,
					 * but for fields flagged F_LATER */
	STATE_REASON	= 1 << 1,	/* only for a reason */
	STATE_OVER	= 1 << 2,	/* nothing more is to be done for it */
	STATE_LINES	= 1 << 3,	/* moved there only with lines */
};

struct entity {
	const char	*name;		/* "supplier": noun, singular */
	const char	*plural;	/* "suppliers": JSON key, file name */
	const char	*label, *label_zh;	/* title of its sheet */
	const char	*table;
	const char	*role;		/* only those with this role, or NULL */
	const char	*series;	/* of codes: "SUP", "INQ-%Y"; or NULL */
	const struct field *fields;	/* the first is the number, `id` */
	size_t		 nfields;
	size_t		 nsums;		/* fields behind them that are not kept
					 * but added up, when they are read */
	size_t		 size;		/* of the struct; it starts with id */

	/* How a record without its key is recognised: the first of these sets
	 * of fields whose fields all have values ('?': may be empty), as
	 * "channel,campaign?,reference".  Ends with NULL, or NULL. */
	const char	*const *matches;

	/* Its parts, kept and removed with it.  One kind of them, `lines`,
	 * travels in its flat rows, under names with that kind's `prefix`. */
	const struct entity *const *parts;	/* ends with NULL, or NULL */
	const struct entity *lines;		/* one of parts, or NULL */
	const char	*prefix;		/* "contact_", or "" */
	bool needs_line;		/* it is nothing without one */

	/* Of lines: a field that may stand in several columns of one row, and
	 * the field that is told by the number in their headings: prices by
	 * quantity.  NULL: there is none. */
	const char	*spread, *spread_by;

	/* Fills in what can be left out; defaults->today may be NO_DATE, then
	 * nothing is dated.  NULL: nothing to fill in. */
	void (*complete)(void *record, const struct defaults *);

	/* Of a part: fills in its fields flagged F_COMPUTED, which follow from
	 * the others and from what it is a part of; E_INVALID when that is out
	 * of range.  NULL: there are none. */
	enum status (*compute)(void *record, const void *parent);

	/* Checks what needs more than one field; E_INVALID.  NULL: nothing. */
	enum status (*check)(const void *record);

	/* How far it can be: the field flagged F_STATE holds one of these, the
	 * first at the beginning.  Ends with a nameless one.  NULL: none. */
	const struct state *states;
};

/* A record that has no values yet; `size` bytes. */
void entity_clear(const struct entity *, void *record);
void *entity_new(const struct entity *, struct arena *);

/* Its fields, those that are added up too. */
static inline size_t
entity_nshown(const struct entity *e)
{
	return e->nfields + e->nsums;
}

/* Forget what follows from other fields: these are about to change. */
void entity_clear_computed(const struct entity *, void *record);

/* The row of this state, or of the state a record is in; NULL: it has none. */
const struct state *entity_state(const struct entity *, const char *code);
const struct state *entity_state_of(const struct entity *,
    const void *record);

/* The number of a record: every struct starts with it. */
int64_t entity_id(const void *record);

/* The field with this name; NULL when there is none. */
const struct field *entity_field(const struct entity *, const char *name);
const struct field *entity_field_flagged(const struct entity *, unsigned flag);
const struct field *entity_key(const struct entity *);

/* A field as people name it: its name (with - or _) or a heading in either
 * language; E_USAGE with a near name as the hint. */
enum status entity_find_field(const struct entity *, const char *text,
    const struct field **) MUST_CHECK;

/* What people call the record: its code, or the name of one without. */
const char *entity_code(const struct entity *, const void *record);

/*
 * A flat row: the fields of a record followed by those of its lines, as trade
 * spreadsheets have them.  Fields kept by the program are not part of it.
 */
struct flat_field {
	const struct field  *field;
	const struct entity *of;	/* the record, or its lines */
	const char	    *name;	/* with the prefix of the lines */
};

struct flat {
	const struct entity	*entity;
	const struct flat_field *fields;
	size_t			 n;
};

struct flat entity_flat(const struct entity *, struct arena *);

/* A row of a file that holds lines alone: the code of the record, or its field
 * `reference` where it has one, and the fields of the line. */
struct flat entity_flat_lines(const struct entity *, struct arena *);

/* A flat row with what is added up: what can be shown. */
struct flat entity_columns(const struct entity *, struct arena *);

/* What is added up, alone. */
struct flat entity_sums(const struct entity *, struct arena *);

/* Only the record's own fields, but for its number and its parent. */
struct flat entity_own_fields(const struct entity *, struct arena *);

/* E_USAGE: there is no field of this name; a near one is the hint. */
enum status flat_no_field(const struct flat *, const char *name) MUST_CHECK;

/* Position in flat->fields of the field with this name; flat->n: none. */
size_t flat_find(const struct flat *, const char *name);

#endif
