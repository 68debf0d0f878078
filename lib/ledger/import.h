/*
 * Rows of a file into records.  All or nothing, or the good rows with the bad
 * ones written apart; the same file a second time changes nothing.
 */
#ifndef LEDGER_IMPORT_H
#define LEDGER_IMPORT_H

#include "record/record.h"
#include "sheet/sink.h"
#include "sheet/source.h"

/* "Their heading=field (conversion)", see ledger/convert.h, or a value for a
 * field in every row; of two with the same left side the first counts. */
struct pair {
	const char	*left, *right;
	const char	*from;		/* "--map": where it was said */
	bool		 may_lack;	/* the file may be without it */
};

/* One thing that is wrong with one row. */
struct problem {
	const char	*file;
	const char	*sheet;		/* "" for text files */
	size_t		 row;		/* as the file counts */
	const char	*letter;	/* of the column, or NULL: the row */
	const char	*heading;	/* or NULL */
	const char	*message, *hint;
};

struct import_options {
	const struct entity *entity;	/* what the rows are */
	const char	*file;		/* for messages */
	const char	*sheet;		/* NULL: the one that fits best */
	const char	*null_text;	/* stands for no value, or NULL */
	size_t		 skip;		/* lines before the headings */
	struct date	 today;		/* for sets, or NO_DATE */
	const struct pair *maps;
	size_t		 nmaps;
	const struct pair *sets;
	size_t		 nsets;
	bool		*found;		/* of maps: set where the file has the
					 * heading, then none is refused; NULL:
					 * it must have all */
	bool		 only_maps;	/* other headings mean nothing */
	bool		 has_lines_file;	/* lines stand in another */
	bool		 is_lines;	/* rows are lines of records that are
					 * there, named by code or reference */
	const struct import_result *of;	/* of the file with these records; or
					 * NULL */
	struct sink	*rejects;	/* where bad rows go, or NULL */

	/* Called for every problem, and now and then while it takes long. */
	void (*problem)(void *to, const struct problem *);
	void (*progress)(void *to, size_t rows, size_t done, size_t total);
	void	*to;
};

/* Code or reference of a record whose row was rejected. */
struct bad_code {
	const char	      *code;
	uint64_t	       fields;	/* of the record that the row gave */
	const struct bad_code *next;
};

struct import_result {
	struct arena	*arena;		/* set by the caller: for its texts */
	const char	*sheet;
	size_t		 heading_row;	/* 1 unless lines stood before it */
	size_t		 rows;		/* read, headings not counted */
	size_t		 added, changed, unchanged;	/* records */
	size_t		 lines_added, lines_changed, lines_unchanged;
	size_t		 rejected;	/* rows */
	size_t		 orphans;	/* of these, of rejected records */
	const struct bad_code *bad_codes; /* of records that were rejected */
	size_t		 dated;		/* today, as nothing said when */
	size_t		 examples;	/* rows of a template left out */
	const char	*unused;	/* headings not used: "a, b" or "" */
	const char	*used;		/* "heading -> field, ..." */
	const char	*near;		/* "Adress (address?), ..." or "" */
	const struct problem *doubts;	/* what is odd and was taken */
	size_t		 ndoubts;
	const struct said_sum *sums;	/* of lines, as the file says */
	bool		 is_cut;	/* the last line of a text has no end */
};

/*
 * Import what the source holds: records with their lines, or with `is_lines`
 * lines alone.  With bad rows and no place for them:
 * E_INVALID, and the caller rolls back.  Texts of the result live in its
 * arena.
 */
enum status import_rows(struct records *, struct source *,
    const struct import_options *, struct import_result *) MUST_CHECK;

/* When all lines are there: what the file said of their sums and is not so is
 * added to its doubts. */
enum status import_compare_sums(struct records *,
    const struct import_options *, struct import_result *) MUST_CHECK;

/* E_USAGE: none of the files has the heading of a pair. */
enum status no_such_heading(const char *files, const struct pair *) MUST_CHECK;

/* The noun a file is about, by its headings, the names of its sheets and its
 * own name; E_USAGE when that is unclear. */
enum status import_guess(struct source *, const char *file,
    const struct entity **) MUST_CHECK;

#endif
