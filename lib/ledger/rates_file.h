/*
 * Files of rates that are no tables of records: the reference rates of the
 * European Central Bank, and the boards of banks.
 */
#ifndef LEDGER_RATES_FILE_H
#define LEDGER_RATES_FILE_H

#include "base/strbuf.h"
#include "ledger/import.h"
#include "ledger/seen.h"

enum rates_form {
	RATES_TABLE,	/* neither: a table as any other, a rate a row */
	RATES_ECB,	/* a column a currency: 1 EUR costs so much of it */
	RATES_BOARD,	/* a row a currency: 100 of it, a column a kind */
};

/* One rate of the file; currencies and kinds as rows of their lists. */
struct rates_quote {
	struct date	   date;	/* with the time, if a board has it */
	const struct code *from, *to, *kind;
	int64_t		   unit;
	struct decimal	   value;
	bool		   is_known;	/* for who compares: seen elsewhere */
};

struct rates_options {
	const char	*file;		/* for messages */
	struct date	 since;		/* leave out older ones, or NO_DATE */
	const char	*const *currencies;	/* these alone; NULL: all */
	size_t		 ncurrencies;
	const char	*home;		/* what boards price in */
	struct date	 today;		/* of a board without a date */

	/* Called for every cell that cannot be read. */
	void (*problem)(void *to, const struct problem *);
	void	*to;
};

struct rates_file {
	enum rates_form	    form;
	struct rates_quote *quotes;	/* in the order of the file */
	size_t		    n, room;
	size_t		    rows, nproblems;
	bool		    is_boc;	/* it has 中行折算价 */
	struct tally_table  places;	/* by rates_key(): place + 1 */
	struct strbuf	    unused;	/* headings not used: "a, b" */
};

#define RATES_FILE_INIT	{ .form = RATES_TABLE, .unused = STRBUF_INIT }

/* What a rate is recognised by, as one number. */
uint64_t rates_key(struct date, const struct code *from,
    const struct code *to, const struct code *kind);

/*
 * Reads a file of one of these forms, told by its headings; of another one
 * nothing but that.  A board may give several rates for one day: the latest
 * counts.  Cells that cannot be read are problems, and counted; so are rows
 * that are longer or shorter than the headings, and cells under none.
 * E_INVALID: two columns have the same heading.
 */
enum status rates_file_read(struct source *, const struct rates_options *,
    struct rates_file *) MUST_CHECK;
void rates_file_release(struct rates_file *);

#endif
