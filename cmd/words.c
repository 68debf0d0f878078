/*
 * A line into words, as a POSIX shell splits it and no further: quotes and
 * backslashes are taken away, nothing is expanded, nothing is ever run.
 * Knows nothing of commands.
 */
#include "cmd.h"

#include <string.h>

struct splitting {
	const char	*at;		/* what is still to be read */
	struct arena	*arena;
	struct strbuf	 word;
	struct words	*words;
	int		 room;
};

/* What a shell would not take for a part of a word. */
static enum status
refuse(char sign)
{
	return fail_hint(fail(E_USAGE, _("'%c' would mean something to a "
	    "shell; in a batch it does not"), sign),
	    _("for the character itself write '%c' in single quotes, or \\%c"),
	    sign, sign);
}

static enum status
not_closed(char quote)
{
	return fail_hint(fail(E_USAGE, _("the quote %c is not closed"), quote),
	    _("a command stands on one line; a quote itself is written \\%c"),
	    quote);
}

static enum status
single_quoted(struct splitting *s)
{
	const char *end = strchr(++s->at, '\'');

	if (end == NULL)
		return not_closed('\'');
	strbuf_add(&s->word, s->at, (size_t)(end - s->at));
	s->at = end + 1;
	return OK;
}

/* A backslash stands for itself but before what is special in here. */
static enum status
double_quoted(struct splitting *s)
{
	for (s->at++; *s->at != '"'; s->at++) {
		if (*s->at == '\0')
			return not_closed('"');
		if (*s->at == '$' || *s->at == '`')
			return refuse(*s->at);
		if (*s->at == '\\' && s->at[1] != '\0' &&
		    strchr("\"\\$`", s->at[1]) != NULL)
			s->at++;
		strbuf_addch(&s->word, *s->at);
	}
	s->at++;
	return OK;
}

static enum status
escaped(struct splitting *s)
{
	if (s->at[1] == '\0')
		return fail_hint(fail(E_USAGE, _("a line ends with \\")),
		    _("a command stands on one line"));
	strbuf_addch(&s->word, s->at[1]);
	s->at += 2;
	return OK;
}

static enum status
read_word(struct splitting *s)
{
	enum status st = OK;

	while (st == OK && *s->at != '\0' && strchr(" \t", *s->at) == NULL) {
		if (*s->at == '\'')
			st = single_quoted(s);
		else if (*s->at == '"')
			st = double_quoted(s);
		else if (*s->at == '\\')
			st = escaped(s);
		else if (strchr("|;&<>()`$", *s->at) != NULL)
			st = refuse(*s->at);
		else
			strbuf_addch(&s->word, *s->at++);
	}
	return st;
}

/* One more slot stays free for the NULL at the end. */
static void
add_word(struct splitting *s, char *word)
{
	struct words *w = s->words;

	if (w->n + 1 >= s->room) {
		char **more = arena_alloc(s->arena,
		    (size_t)s->room * 2 * sizeof(*more));

		memcpy(more, w->list, (size_t)w->n * sizeof(*more));
		w->list = more;
		s->room *= 2;
	}
	w->list[w->n++] = word;
}

static enum status
read_words(struct splitting *s)
{
	enum status st = OK;

	while (st == OK) {
		s->at += strspn(s->at, " \t");
		if (*s->at == '\0' || *s->at == '#')
			break;
		if ((st = read_word(s)) == OK)
			add_word(s, strbuf_to(&s->word, s->arena));
	}
	return st;
}

enum status
words_split(const char *line, struct arena *a, struct words *out)
{
	struct splitting s = { .at = line, .arena = a, .word = STRBUF_INIT,
	    .words = out, .room = 16 };
	enum status st;

	*out = (struct words){ arena_alloc(a, (size_t)s.room *
	    sizeof(*out->list)), 0 };
	add_word(&s, arena_strdup(a, "tradecli"));
	st = read_words(&s);
	strbuf_release(&s.word);
	/* A line of a shell script says it itself. */
	if (out->n > 1 && strcmp(out->list[1], out->list[0]) == 0) {
		out->list++;
		out->n--;
	}
	return st;
}
