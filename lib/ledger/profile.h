/*
 * Profiles: whose headings are which fields, kept in a file, so that the
 * spreadsheets of a shop or a program can be read again and again.
 *
 *	# what stands behind this sign is for people
 *	[order]
 *	Order ID = number
 *	Sale Date = date (m/d/y)
 *	currency := USD
 *	null := NULL
 *	[order lines]
 *	Order ID = number
 *	SKU = product
 *
 * A part says of one noun, or of the lines of one in a file of their own,
 * which heading is which field (see ledger/convert.h for what may stand in
 * brackets), and with := the value of a field in rows that have none.  `null`
 * is the text that stands for no value.  Headings a part does not name mean
 * nothing; those it names may be missing in a file.
 */
#ifndef LEDGER_PROFILE_H
#define LEDGER_PROFILE_H

#include "ledger/import.h"

struct profile_part {
	const struct entity *entity;
	bool		     is_lines;
	const char	    *null_text;		/* or NULL */
	struct pair	    *maps;
	size_t		     nmaps;
	struct pair	    *sets;
	size_t		     nsets;
	struct profile_part *next;
};

/* The parts of the profile `path`; they live in the arena.  E_NOTFOUND: there
 * is no such file; E_USAGE: name, line, and what is wrong with it. */
enum status profile_read(const char *path, struct arena *,
    const struct profile_part **) MUST_CHECK;

/* The part for a noun, or for its lines; NULL: there is none. */
const struct profile_part *profile_find(const struct profile_part *,
    const struct entity *, bool is_lines);

/* The part for records whose headings the source has, all of them and enough
 * to be no accident; NULL: there is none. */
enum status profile_fit(const struct profile_part *, struct source *,
    const struct profile_part **) MUST_CHECK;

/* The noun it is for; NULL: there are several. */
const struct entity *profile_noun(const struct profile_part *);

#endif
