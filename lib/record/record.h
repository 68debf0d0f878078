/*
 * Records of one ledger: found, listed, stored, changed, removed.  Every
 * change goes through here and leaves its trace in the history, so that it
 * can be shown, undone and redone.
 *
 * A record is an ordinary struct (struct party, struct product, ...) described
 * by its entity; it starts with its number, an int64_t.
 */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include "record/entity.h"
#include "store/store.h"

struct records;

/* Who changes something, and by which command. */
struct author {
	const char	*user;
	const char	*command;
	const char	*kind;		/* "do", "undo", "redo" */
	int64_t		 target;	/* operation undone or redone, or 0 */
};

/*
 * `entities` are all kinds of records there are, parents before their parts
 * (ends with NULL).  What is passed outlives the handle.
 */
struct records *records_new(struct store *,
    const struct entity *const *entities, const struct defaults *);
void records_free(struct records *);

struct store *records_store(struct records *);
const struct defaults *records_defaults(const struct records *);
const struct entity *const *records_entities(const struct records *);

/*
 * The kind of record with parts of this name in the place of its lines, so that
 * they travel as lines do: instalments of orders, containers of shipments.
 * E_USAGE: it has no such parts, or they have no numbers to be known by.
 */
enum status records_part_view(struct records *, const struct entity *,
    const char *part, const struct entity **) MUST_CHECK;

/* An operation begins with the first change after this; one a transaction. */
void records_author(struct records *, const struct author *);
/*
 * What follows elsewhere when a record, or a part of it, was stored or removed:
 * instalments from an order's lines, due dates from a shipment's.  For each
 * record that was touched, once, when the command has done its work; what that
 * changes is part of the same operation, and may touch others.  A record that
 * was removed is not settled.
 *
 * With `by` and `field` a record is touched by others instead: by those that
 * refer to it in that field, or did before they were changed or removed.  So an
 * order learns that no shipment has it any more.
 */
struct settler {
	const struct entity *entity;	/* NULL: the end of the list */
	enum status	   (*settle)(struct records *, int64_t id);
	const struct entity *by;	/* or NULL */
	const char	    *field;
	unsigned	     flags;
};
enum {
	SETTLER_RULE = 1 << 0,	/* changes nothing, but looks whether all is as
				 * it must be: after an undo, too */
	SETTLER_OLD  = 1 << 1,	/* not at records this operation has added */
};
void records_settlers(struct records *, const struct settler *);
/* Before records_flush(), unless the operation undoes or redoes another.
 * E_FAIL: a settler finds something else to change each time. */
enum status records_settle(struct records *) MUST_CHECK;

/* Writes what is left of the operation; before every commit. */
enum status records_flush(struct records *) MUST_CHECK;
/* Number of the operation, 0 while nothing was changed. */
int64_t records_operation(const struct records *);

/* ---- finding ------------------------------------------------------------- */

/* One record of a kind: by its number in the ledger, or by its code. */
struct record_id {
	const struct entity *entity;
	int64_t		     id;
};
struct record_code {
	const struct entity *entity;
	const char	    *code;
};

/* By its code, as people write it; E_NOTFOUND with a near code as the hint.
 * Text of the record lives in the arena. */
enum status record_find(struct records *, struct record_code, struct arena *,
    void *record) MUST_CHECK;

/* By its number; E_NOTFOUND. */
enum status record_load(struct records *, struct record_id, struct arena *,
    void *record) MUST_CHECK;

/* What a record is to be like, and which of its fields say so. */
struct record_like {
	const struct entity *entity;
	void		    *record;
	uint64_t	     fields;	/* bits by position; UINT64_MAX: all */
};

/*
 * The record that stands for the same thing: by its key when it has one, by
 * one of the entity's sets of matching fields otherwise.  It lives in the
 * arena; NULL when there is none.  Where `fields` are given and all of them
 * are so already, it is not read: `*same` is the record that was passed, which
 * gets its number then.  E_CONFLICT when several are alike or the key is
 * another's.
 */
enum status record_match(struct records *, const struct record_like *,
    struct arena *, void **same) MUST_CHECK;

/* Is the record one of those the entity looks at?  A match may be seen in
 * another role as yet. */
bool record_in_view(const struct entity *, const void *record);

/* Fills in each V_REF member that has only what was typed: the record of that
 * code, else the one of that name; E_NOTFOUND, with the field's name in front.
 * The texts live in the arena. */
enum status record_resolve(struct records *, const struct entity *,
    void *record, struct arena *) MUST_CHECK;

/* ---- listing ------------------------------------------------------------- */

enum compare { IS, IS_NOT, LESS, AT_MOST, MORE, AT_LEAST, HOLDS };

struct condition {
	const struct field *field;
	enum compare	    how;
	struct value	    value;	/* HOLDS: text, folded */
	const struct condition *either;	/* or this one: "country=CN|VN" */
	const struct condition *next;	/* and this one */
};

struct order {
	const struct field *field;
	bool		    descending;
};

struct selection {
	const struct condition	*where;		/* all must hold */
	const struct order	*order;
	size_t			 norder;	/* 0: by key */
	int64_t			 limit;		/* 0: all */
	bool			 with_archived;
	int64_t			 parent;	/* parts of this one; 0: all */
	bool			 and_on;	/* and of all behind it */
	uint64_t		 fields;	/* to be read; 0: all */
	bool			 codes_only;	/* of references: no titles; */
						/* not for cursor_next() */
	const char		*holding;	/* words to find, or NULL */
};

/* The bit of selection.fields for a field of the entity. */
uint64_t selection_bit(const struct entity *, const struct field *);

/* "country=CN,rating>=4,name~led": E_USAGE names the field or sign at fault. */
enum status selection_where(const struct entity *, const char *text,
    const struct parse *, struct selection *) MUST_CHECK;
/* "country,-rating" */
enum status selection_sort(const struct entity *, const char *text,
    struct arena *, struct selection *) MUST_CHECK;

/* Which fields of a record are read, and from which columns of a SELECT. */
struct columns {
	const struct entity *entity;
	uint64_t	     fields;	/* chosen: a bit each, by position */
	int		     at[64];	/* -1: it is not read */
	int		     parent;	/* its number; -1: there is no parent */
};

struct refs;

struct cursor {
	struct records	    *records;
	const struct selection *selection;
	struct columns	     columns;
	struct query	     query;
	size_t		     parent_arg;	/* its number in the query */
	uint64_t	     numbers;	/* references read as bare numbers */
	struct refs	    *refs;	/* their codes; NULL: there are none */
	struct arena	     arena;	/* of the record at hand */
	struct strbuf	     text;	/* of a field, folded */
	int64_t		     given;	/* rows so far */
};

/* The selection outlives the cursor.  Texts of a record are valid until the
 * next cursor_next(). */
struct cursor record_select(struct records *, const struct entity *,
    const struct selection *);
bool cursor_next(struct cursor *, void *record);
/* The same for who wants a few values of many records: cursor_row() goes on,
 * cursor_value() is one field of the record at hand. */
bool cursor_row(struct cursor *);
struct value cursor_value(const struct cursor *, const struct field *);
/* The same for many fields at once: each, by its position among those of the
 * record, goes to its place in the row. */
struct picked {
	size_t	field, to;
};
void cursor_pick(const struct cursor *, const struct picked *, size_t n,
    struct value *row);
/* The number of the record at hand, and of what it is a part of. */
int64_t cursor_id(const struct cursor *);
int64_t cursor_parent(const struct cursor *);
/* Of a selection by parent: begin anew, with another one. */
void cursor_seek(struct cursor *, int64_t parent);
enum status cursor_end(struct cursor *) MUST_CHECK;

/* How many there are, archived ones too. */
enum status record_count(struct records *, const struct entity *,
    int64_t *n) MUST_CHECK;

/* ---- changing ------------------------------------------------------------ */

/* Fills in what can be left out, with or without today's date. */
void record_complete(struct records *, const struct entity *, void *record,
    bool dated);

/* Fills in what a new record has from those it refers to (see struct field):
 * only where a person adds one, since an import invents nothing. */
enum status record_inherit(struct records *, const struct entity *,
    void *record, struct arena *) MUST_CHECK;

/* Is there what must be (F_REQUIRED, F_EITHER, F_POSITIVE)?  E_INVALID names
 * all fields that miss. */
enum status record_required(const struct entity *, const void *record)
    MUST_CHECK;

/* Completes the record, looks up what it refers to, and checks it. */
enum status record_check(struct records *, const struct entity *,
    void *record, struct arena *) MUST_CHECK;

/* The same for a part, of something that may not be stored as yet; `parent`
 * NULL: it is. */
struct record_part {
	const struct entity *entity;
	void		    *record;
	const void	    *parent;
};
enum status record_check_part(struct records *, const struct record_part *,
    struct arena *) MUST_CHECK;

/* Gives it a number and, where it has none, a code; stores it.  The code made
 * lives in the arena.  E_CONFLICT: the code is taken. */
enum status record_insert(struct records *, const struct entity *,
    void *record, struct arena *) MUST_CHECK;

/*
 * About as many records as this are about to be inserted: they may be written
 * together, a while after record_insert() has returned (see store_appender()),
 * and where that pays some indexes are built behind them.  Finding a record by
 * other fields than its key ends it, since it needs them; so does
 * records_flush().
 */
enum status record_load_many(struct records *, const struct entity *,
    size_t n) MUST_CHECK;

/* Do two records of a kind differ in any field? */
bool record_differs(const struct entity *, const void *a, const void *b);

/* Stores the fields that differ from `old`; none: nothing happens. */
enum status record_update(struct records *, const struct entity *,
    const void *old, const void *record) MUST_CHECK;

/* Removes it with its parts.  E_CONFLICT names the record that refers to it. */
enum status record_delete(struct records *, const struct entity *,
    const void *record) MUST_CHECK;

/* E_CONFLICT, naming it, when a record refers to this one as what the entity
 * looks at: a product to its supplier. */
enum status record_unused_as(struct records *, const struct entity *,
    const void *record) MUST_CHECK;

/* A number in a series that nobody had before: 1, 2, 3 ... */
enum status record_number(struct records *, const char *series,
    int64_t *number) MUST_CHECK;

#endif
