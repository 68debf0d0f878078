/*
 * What the files of lib/record share; not for the layers above.
 */
#ifndef RECORD_RECORDS_H
#define RECORD_RECORDS_H

#include "base/hasher.h"
#include "base/strbuf.h"
#include "record/history.h"
#include "record/plan.h"

enum { ENTITIES_MAX = 32 };

struct counter {
	struct counter	*next;
	const char	*name;
	int64_t		 last;
	bool		 is_changed;
};

/* Rows added one after the other are one line of the history. */
struct added {
	int64_t		first, last;	/* 0: none */
	struct hash	rows;		/* their images */
};

/* A kind of record whose lines are another of its parts. */
struct part_view {
	struct part_view    *next;
	const struct entity *of;
	struct entity	     seen;
};

/* A record that was changed, to be settled. */
struct touched {
	struct touched	     *next;
	const struct settler *by;
	int64_t		      id;
};

struct records {
	struct store	*store;
	const struct entity *const *entities;
	const struct defaults *defaults;
	struct author	 author;
	int64_t		 operation;	/* 0: nothing was changed yet */
	struct hash	 done;		/* by it, and before it */
	const struct receipt *receipt;	/* to be written; NULL: none */
	bool		 is_sealed;	/* the operation: it is complete */
	struct strbuf	 image;		/* of the record being stored, and */
	size_t		 values_at[FIELDS_MAX];	/* where in it they begin */
	struct counter	*counters;
	struct added	 added[ENTITIES_MAX];	/* in the order of entities */
	int64_t		 born[ENTITIES_MAX];	/* by this operation: from this
						 * number on; 0: none */
	const struct settler *settlers;	/* or NULL */
	struct touched	*touched;
	struct arena	 touching;	/* of these */
	struct plan	*plans;
	struct part_view *views;	/* kinds seen with other parts */
	struct appender	*trace;		/* NULL: not needed */
	bool		 is_loading;	/* many records: indexes are put off */
	struct hasher	*hasher;	/* then: of what is added */
	const char	*load_table;	/* where to, */
	struct strbuf	 last_key;	/* and the greatest text key there */
	struct strbuf	 search_key;	/* of the record being stored */
	struct arena	 arena;		/* of counters and plans */
};

/* A column of the table "t": what is kept, or the sum over the lines. */
void records_column_sql(const struct entity *, const struct field *,
    struct strbuf *);

/* "SELECT t.id, t.code, ... FROM party t LEFT JOIN ..." without WHERE, of
 * the fields chosen; tells where they stand.  A V_REF gives three columns, and
 * is joined as "r" and its position. */
void records_select_sql(struct columns *, struct strbuf *);
/* Texts are borrowed from the row; what was not read has no value. */
void records_read(const struct query *, const struct columns *, void *record);

/* "t.code, " of an ORDER BY, and what it takes that codes the program made sort
 * by their numbers; `how` is "" or " DESC". */
void records_key_order(struct records *, const struct entity *,
    const char *column, const char *how, struct strbuf *);

/* Another record with the key of this one; 0: none. */
int64_t records_holder(struct records *, const struct entity *,
    const void *record);

/* Gives the record a code of its series that no other has. */
enum status records_make_code(struct records *, const struct entity *,
    void *record, struct arena *) MUST_CHECK;

/* A record was stored: its key may be the greatest now. */
void records_note_key(struct records *, const struct entity *,
    const void *record);

/* Who settles what records of a kind touch: themselves or what they are a part
 * of, and what they refer to. */
void records_find_settlers(const struct records *, const struct entity *,
    struct settling[SETTLERS_MAX]);

/* It was stored or removed; of what was changed, as it was and as it is
 * (settle.c). */
void records_touch(struct records *, const struct entity *,
    const void *record);

/* None is to be settled any more. */
void records_untouch(struct records *);

/* Was the record with this number added by this very operation? */
bool records_is_born(const struct records *, const struct entity *,
    int64_t id);

/* Build the indexes that record_load_many() has put off. */
enum status records_end_load(struct records *) MUST_CHECK;

/* Position among the entities of the first that is kept in this table. */
size_t records_entity(const struct records *, const char *table);

/* A record that refers to this one, its parts aside or not; by NULL: none. */
struct referring {
	bool		     with_parts;	/* look at its parts too */
	const char	    *role;		/* only as this, or NULL */
	const struct entity *by;
	int64_t		     id;
};
enum status records_referring(struct records *, const struct entity *,
    int64_t id, struct referring *) MUST_CHECK;
/* What to call it: "product NB-1001". */
enum status records_name(struct records *, const struct referring *,
    struct arena *, const char **) MUST_CHECK;

/* One line of what a record was before a change; a field that is no more has
 * NULL.  False at the end of the lines. */
struct line_before {
	const struct field *field;
	struct value	    value;
};
bool history_next_line(const char **lines, const struct entity *,
    struct arena *, struct line_before *);

/* A value as the history keeps it: exact, a reference by its number. */
void history_add_value(struct strbuf *, struct value);

/* Leaves in r->image what is hashed of a record: the name of its table, and
 * name and value of each field that has one, each with a NUL behind it, and
 * one more at the end.  The seal of its row is the sum of that.  Returns the
 * fields that have a value, as bits; a no is one. */
uint64_t records_image(struct records *, const struct entity *,
    const void *record);
int64_t records_seal(const struct records *);
/* The seal of the last number given out, made like that of a row. */
int64_t counter_seal(const char *name, int64_t last);

/* An operation begins behind the one before, whose hash is `before` (NULL: it
 * is the first); what it did follows, line by line, then its receipt, if it has
 * one; the end gives its own hash. */
void chain_begin(struct hash *, const char *before, const struct operation *);
struct traced {
	const char	*table;
	int64_t		 first, last;
	const char	*action, *before;
	struct digest	 left;	/* of the images it left; 0: none */
};
void chain_add(struct hash *, const struct traced *);
void chain_end(struct hash *, const struct receipt *, char hash[DIGEST_TEXT]);

/* Append what the search column of a record holds; false when nothing of its
 * kind is searched. */
bool records_search_key(const struct entity *, const void *record,
    struct strbuf *);

/* Insert under the number it has already; remove without its parts. */
enum status records_insert_as_is(struct records *, const struct entity *,
    const void *record) MUST_CHECK;
enum status records_delete_as_is(struct records *, const struct entity *,
    const void *record) MUST_CHECK;

#endif
