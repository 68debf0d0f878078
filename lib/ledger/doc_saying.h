/*
 * What a paper says, value by value, and whether another one says the same.
 * Knows papers; nothing of the ledger.
 */
#ifndef LEDGER_DOC_SAYING_H
#define LEDGER_DOC_SAYING_H

#include "sheet/document.h"

/* The same letters and digits, whatever is between them. */
bool saying_same_words(const char *, const char *, struct arena *);
/* The same for places; which port a UN/LOCODE is, no name tells. */
bool saying_same_place(const char *, const char *, struct arena *);

struct said_line {
	const struct values *values;
	int64_t		 number;	/* 0: it has none */
	const char	*goods;		/* their code, or what they are */
};

struct saying {
	struct document	 doc;
	struct said_line *lines;	/* doc.nlines of them */
	bool		 is_numbered;	/* the lines; cartons are not */
};

/* `doc` is there; what it says lives in its arena. */
void saying_read(struct saying *);

enum how_said {
	IS_BOX	 = 1 << 0,	/* lines of text: those that differ are shown */
	IS_ABOUT = 1 << 1,	/* "on or about": five days before or after
				 * (UCP 600, article 3) */
	IS_PLACE = 1 << 2,	/* a name, or a UN/LOCODE */
};

/* A value, by its name, of the document (`line` NULL) or of one of its lines.
 * Of papers whose lines are not both numbered all lines of the same goods are
 * one. */
struct said {
	const char	*name;
	unsigned	 how;		/* enum how_said */
	const struct said_line *line;
};

/* Does the paper show such a value? */
bool saying_has(const struct saying *, const struct said *);

/* Do both show it, and not the same?  The texts are the values, or as much of
 * them as differs. */
struct unlike {
	struct named_value one, other;
	const char	*says, *other_says;
	bool		 in_zh;		/* texts: the language of both */
};
bool saying_differs(const struct saying *, const struct saying *,
    const struct said *, struct unlike *);

/* Does it show what the other of the two does? */
bool saying_says(const struct saying *, const struct said *,
    const struct unlike *);

/* Its line, or lines, for the same; NULL: there is none. */
const struct said_line *saying_find(const struct saying *in,
    const struct said_line *, bool by_number);

#endif
