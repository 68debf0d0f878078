/*
 * CSV and TSV.  libcsv splits records into cells; it has no limits and cannot
 * count lines, so it is fed one line at a time and both are done here.  Knows
 * nothing of what the cells mean.
 *
 * Tab-delimited text has two dialects.  Excel puts a cell in quotation marks
 * when it must; everything else, this program too, writes quotation marks as
 * they are and \t, \n, \r, \\ for what would break the line.  So there a cell
 * that begins with a quotation mark is read as CSV, any other as it is; in
 * that one \" is a quotation mark, too, so that a cell can begin with it.
 */
#include "sheet/source_impl.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "sheet/decode.h"

enum {
	CELL_MAX	= 1024 * 1024,		/* bytes */
	RECORD_MAX	= 16 * 1024 * 1024,	/* bytes */
	CELLS_MAX	= 16384,		/* as many as in Excel */
	PIECE_MAX	= 64 * 1024,		/* how late a limit is seen */
	NEAR_MAX	= 24,			/* bytes around an error */
	SAMPLE_RECORDS	= 20,
	SAMPLE_BYTES	= 64 * 1024,
};

struct text_source {
	struct source	  source;
	struct decoder	 *decoder;
	struct csv_parser parser;
	struct source_options options;
	struct opening	  opening;	/* to read it once more */
	off_t		  begin;	/* where the file begins in fd */
	size_t		  total;	/* bytes of the file, 0: not known */
	enum status	  status;	/* of the reading so far */
	bool		  is_read;	/* rows were taken since the select */
	bool		  is_guessed;	/* the delimiter */
	bool		  is_escaped;	/* TSV of ours: \t and \n are escapes */
	char		  delimiter;
	const char	 *chunk;	/* from the decoder */
	size_t		  pos, nchunk;
	size_t		  line;		/* that chunk[pos] stands in */
	bool		  after_cr;	/* a LF here belongs to it */

	/* The record that is being read. */
	bool		  is_complete;
	size_t		  first_line;
	size_t		  cell_line;	/* where its last cell begins */
	size_t		  nbytes;	/* fed to libcsv */
	size_t		  cell_bytes;	/* of them since a cell ended */
	bool		  is_literal;	/* that cell: see above */
	struct strbuf	  text;		/* of its cells, each with a NUL */
	size_t		  ncells;
	size_t		  starts[CELLS_MAX];	/* in text */
	struct cell	  cells[CELLS_MAX];
};

static const struct delimiter {
	char		 c;
	const char	*name;
} delimiters[] = {			/* the likeliest first */
	{ ',',  N_("comma") },
	{ ';',  N_("semicolon") },
	{ '\t', N_("tab") },
	{ '|',  N_("vertical bar") },
};

/*
 * The text up to and including the next delimiter or line end.  Quotation
 * marks count at the start of a cell only, as in reading; 0 when something
 * else follows the closing one: that is not the delimiter.
 */
static size_t
skip_cell(const char *text, size_t n, char delimiter)
{
	bool is_quoted = text[0] == '"';
	size_t i = 0;

	while (is_quoted && ++i < n) {
		if (text[i] != '"')
			continue;
		i++;
		is_quoted = i < n && text[i] == '"';
		if (i < n && !is_quoted && text[i] != delimiter &&
		    text[i] != '\n' && text[i] != '\r')
			return 0;
	}
	while (i < n && text[i] != delimiter && text[i] != '\n' &&
	    text[i] != '\r')
		i++;
	return i < n ? i + 1 : n;
}

/* How many delimiters each of the first records has; blank lines are none. */
static size_t
count_delimiters(const char *text, size_t n, char delimiter, size_t *counts)
{
	size_t nrecords = 0, count = 0;

	while (n > 0 && nrecords < SAMPLE_RECORDS) {
		size_t len = skip_cell(text, n, delimiter);

		if (len == 0)
			break;
		if (text[len - 1] == delimiter) {
			count++;
		} else if (count > 0 || len > 1) {
			counts[nrecords++] = count;
			count = 0;
		}
		text += len;
		n -= len;
	}
	return nrecords;
}

/* How many of the first records have the same number of delimiters. */
static size_t
count_alike(const char *text, size_t n, char delimiter)
{
	size_t counts[SAMPLE_RECORDS], best = 0;
	size_t nrecords = count_delimiters(text, n, delimiter, counts);

	for (size_t i = 0; i < nrecords; i++) {
		size_t alike = 0;

		for (size_t j = 0; j < nrecords; j++)
			if (counts[j] == counts[i] && counts[i] > 0)
				alike++;
		if (alike > best)
			best = alike;
	}
	return best;
}

/* Only our own TSV has escapes; elsewhere C:\\temp is a folder.  It is told by
 * its headings: names of fields, snake_case, at least two. */
static bool
is_our_tsv(const char *text, size_t n)
{
	size_t ntabs = 0;

	for (size_t i = 0; i < n && text[i] != '\n' && text[i] != '\r'; i++) {
		if (text[i] == '\t')
			ntabs++;
		else if (strchr("abcdefghijklmnopqrstuvwxyz0123456789_",
		    text[i]) == NULL)
			return false;
	}
	return ntabs > 0;
}

static char
guess_delimiter(const char *text, size_t n)
{
	size_t best = 0;
	char found = delimiters[0].c;

	if (n > SAMPLE_BYTES)
		n = SAMPLE_BYTES;
	for (size_t i = 0; i < COUNT(delimiters); i++) {
		size_t alike = count_alike(text, n, delimiters[i].c);

		if (alike > best) {
			best = alike;
			found = delimiters[i].c;
		}
	}
	return found;
}

/* An encoding may be found out late, when all was ASCII until then. */
static void
set_guess(struct text_source *s)
{
	const char *encoding = decode_guess(s->decoder), *between = "";
	struct strbuf guess = STRBUF_INIT;

	if (encoding != NULL) {
		strbuf_addstr(&guess, encoding);
		between = ", ";
	}
	for (size_t i = 1; s->is_guessed && i < COUNT(delimiters); i++)
		if (delimiters[i].c == s->delimiter)
			strbuf_addf(&guess, "%s%s", between,
			    _(delimiters[i].name));
	snprintf(s->source.guess, sizeof(s->source.guess), "%s", guess.buf);
	strbuf_release(&guess);
}

static enum status
next_chunk(struct text_source *s)
{
	enum status st = decode_read(s->decoder, &s->chunk, &s->nchunk);

	if (st != OK)
		return fail_in(st, _("%s: line %zu"), s->source.name, s->line);
	s->pos = 0;
	set_guess(s);
	return OK;
}

/* Go on behind the next `n` bytes, of which only the last may end a line. */
static void
advance(struct text_source *s, size_t n)
{
	char last = s->chunk[s->pos + n - 1];

	if (last == '\r' || (last == '\n' && !(s->after_cr && n == 1)))
		s->line++;
	s->after_cr = last == '\r';
	s->pos += n;
}

/* ASCII, since bytes of other characters must not be torn apart. */
static bool
can_delimit(char c)
{
	return c == '\t' || (c >= ' ' && c <= '~' && c != '"');
}

/* Excel lets a file name its delimiter: a first line of "sep=;". */
static void
read_sep_line(struct text_source *s)
{
	const char *text = s->chunk;

	if (s->nchunk < 6 || memcmp(text, "sep=", 4) != 0 ||
	    !can_delimit(text[4]) || (text[5] != '\r' && text[5] != '\n'))
		return;
	if (s->delimiter == '\0') {
		s->delimiter = text[4];
		s->is_guessed = true;
	}
	advance(s, 6);
}

/* libcsv would trim what it takes for space; data is not changed here. */
static int
is_space(unsigned char c)
{
	(void)c;
	return 0;
}

static enum status
start_reading(struct text_source *s)
{
	enum status st = decode_open(&s->opening, &s->decoder);

	if (st != OK)
		return fail_in(st, "%s", s->source.name);
	if (csv_init(&s->parser,
	    CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
		no_memory();
	csv_set_space_func(&s->parser, is_space);
	csv_set_blk_size(&s->parser, 4096);
	s->line = 1;
	s->after_cr = false;
	s->is_read = false;
	st = next_chunk(s);
	if (st != OK)
		return st;
	read_sep_line(s);
	if (s->delimiter == '\0') {
		s->delimiter = guess_delimiter(s->chunk, s->nchunk);
		s->is_guessed = true;
	}
	s->is_escaped = s->delimiter == '\t' &&
	    is_our_tsv(s->chunk, s->nchunk);
	set_guess(s);
	csv_set_delim(&s->parser, (unsigned char)s->delimiter);
	return OK;
}

static void
stop_reading(struct text_source *s)
{
	csv_free(&s->parser);
	decode_close(s->decoder);
	s->decoder = NULL;
}

static size_t
text_nsheets(const struct source *source)
{
	(void)source;
	return 1;
}

static const char *
text_sheet_name(const struct source *source, size_t i)
{
	(void)source;
	(void)i;
	return "";
}

static enum status
text_select(struct source *source, size_t i)
{
	struct text_source *s = (struct text_source *)source;

	(void)i;
	if (!s->is_read)
		return OK;
	if (lseek(s->opening.fd, s->begin, SEEK_SET) < 0)
		return fail_hint(fail_errno(E_FAIL, _("%s: cannot be read "
		    "twice"), source->name), _("a pipe is read once: say what "
		    "its rows are, as in tradecli order import -, or keep it "
		    "in a file first"));
	stop_reading(s);
	s->opening.start = NULL;
	s->opening.nstart = 0;
	s->status = start_reading(s);
	return s->status;
}

/* The limits are there to keep the memory bounded. */
static enum status
too_big(const struct text_source *s)
{
	const char *name = s->source.name;

	if (s->ncells == CELLS_MAX)
		return fail(E_INVALID, _("%s: line %zu: a row of more than"
		    " %d cells begins here"), name, s->first_line, CELLS_MAX);
	if (s->nbytes > RECORD_MAX)
		return fail(E_INVALID, _("%s: line %zu: a row of more than"
		    " %d MiB begins here"), name, s->first_line,
		    RECORD_MAX / (1024 * 1024));
	return fail_hint(fail(E_INVALID, _("%s: line %zu: a cell of more than"
	    " %d MiB begins here"), name, s->cell_line,
	    CELL_MAX / (1024 * 1024)),
	    _("is there a quotation mark that is never closed?"));
}

static void
unescape(char *text)
{
	static const char codes[] = "tnr\\\"", chars[] = "\t\n\r\\\"";
	char *to = text;

	for (const char *from = text; *from != '\0'; from++) {
		const char *code = NULL;

		if (from[0] == '\\' && from[1] != '\0')
			code = strchr(codes, from[1]);
		if (code != NULL)
			from++;
		*to++ = code != NULL ? chars[code - codes] : *from;
	}
	*to = '\0';
}

/* libcsv has a cell; it cannot be stopped before the piece ends. */
static void
add_cell(void *text, size_t n, void *data)
{
	struct text_source *s = data;

	if (s->status != OK)
		return;
	if (s->ncells == CELLS_MAX || n > CELL_MAX) {
		s->status = too_big(s);
		return;
	}
	s->starts[s->ncells++] = s->text.len;
	strbuf_add(&s->text, text, n + 1);
	if (s->is_literal && s->is_escaped)
		unescape(s->text.buf + s->text.len - (n + 1));
}

static void
end_record(int c, void *data)
{
	struct text_source *s = data;

	(void)c;
	s->is_complete = true;
}

/* To the end of the line, and in tab-delimited text of the cell. */
static size_t
piece_length(const struct text_source *s)
{
	const char *text = s->chunk + s->pos;
	char end = s->delimiter == '\t' ? '\t' : '\n';
	size_t n = s->nchunk - s->pos;

	if (n > PIECE_MAX)
		n = PIECE_MAX;
	for (size_t i = 0; i < n; i++)
		if (text[i] == '\n' || text[i] == '\r' || text[i] == end)
			return i + 1;
	return n;
}

/* The text around `at`, in whole characters and within its line. */
static enum status
stray_quote(const struct text_source *s, size_t at, size_t end)
{
	const char *text = s->chunk, *name = s->source.name;
	size_t from = at - s->pos > NEAR_MAX ? at - NEAR_MAX : s->pos;
	size_t to = end - at > NEAR_MAX ? at + NEAR_MAX : end;
	enum status st;
	int n;

	while (from < at && (text[from] & 0xc0) == 0x80)
		from++;
	while (to > from && (text[to - 1] == '\n' || text[to - 1] == '\r'))
		to--;
	n = (int)utf8_check(text + from, to - from);
	if (s->cell_line < s->line)
		st = fail(E_INVALID, _("%s: line %zu: the quotation mark that"
		    " opens here is closed wrongly in line %zu near '%.*s'"),
		    name, s->cell_line, s->line, n, text + from);
	else
		st = fail(E_INVALID, _("%s: line %zu: stray quotation mark"
		    " near '%.*s'"), name, s->line, n, text + from);
	return fail_hint(st, _("a cell with quotation marks in it is written"
	    " \"5\"\" pipe\""));
}

/* The text has no NUL bytes: as a quotation mark NUL means there is none. */
static void
choose_quote(struct text_source *s)
{
	s->is_literal = s->chunk[s->pos] != '"';
	csv_set_quote(&s->parser, s->is_literal ? '\0' : '"');
}

static enum status
feed(struct text_source *s, size_t n)
{
	size_t ncells = s->ncells, done;

	if (s->nbytes == 0)
		s->cell_line = s->line;
	if (s->cell_bytes == 0 && s->delimiter == '\t')
		choose_quote(s);
	s->nbytes += n;
	s->cell_bytes += n;
	done = csv_parse(&s->parser, s->chunk + s->pos, n, add_cell,
	    end_record, s);
	if (s->status != OK)
		return s->status;
	if (done < n && csv_error(&s->parser) != CSV_EPARSE)
		no_memory();
	if (s->ncells > ncells) {
		s->cell_bytes = 0;
		s->cell_line = s->line;
	}
	if (done < n)
		return stray_quote(s, s->pos + done, s->pos + n);
	if (s->nbytes > RECORD_MAX || s->cell_bytes > CELL_MAX + PIECE_MAX)
		return too_big(s);
	advance(s, n);
	return OK;
}

static enum status
finish_file(struct text_source *s)
{
	if (s->nbytes == 0)
		return OK;
	s->source.lacks_end = true;
	if (csv_fini(&s->parser, add_cell, end_record, s) == 0)
		return s->status;
	return fail_hint(fail(E_INVALID, _("%s: line %zu: the quotation mark"
	    " that opens here is never closed"), s->source.name, s->cell_line),
	    _("close it, or write \"5\"\" pipe\" when it belongs to the text"));
}

/* Blank lines are no records; `nbytes` stays 0 at the end of the file. */
static enum status
read_record(struct text_source *s)
{
	enum status st = OK;

	s->is_complete = false;
	s->nbytes = s->cell_bytes = s->ncells = 0;
	strbuf_cut(&s->text, 0);
	while (st == OK && !s->is_complete) {
		size_t n;

		if (s->pos == s->nchunk) {
			st = next_chunk(s);
			if (st == OK && s->nchunk == 0)
				return finish_file(s);
			continue;
		}
		n = piece_length(s);
		if (s->nbytes == 0) {
			s->first_line = s->line;
			if (n == 1 && strchr("\r\n", s->chunk[s->pos])) {
				advance(s, n);
				continue;
			}
		}
		st = feed(s, n);
	}
	return st;
}

static enum status
text_row(struct source *source, struct row *row, bool *more)
{
	struct text_source *s = (struct text_source *)source;

	s->is_read = true;
	if (s->status == OK)
		s->status = read_record(s);
	if (s->status != OK)
		return s->status;
	for (size_t i = 0; i < s->ncells; i++) {
		const char *text = s->text.buf + s->starts[i];

		s->cells[i] = (struct cell){
			.type = text[0] != '\0' ? CELL_TEXT : CELL_EMPTY,
			.text = text,
		};
	}
	*row = (struct row){ s->first_line, s->ncells, s->cells };
	*more = s->nbytes > 0;
	return OK;
}

static void
text_progress(const struct source *source, size_t *done, size_t *total)
{
	const struct text_source *s = (const struct text_source *)source;

	*done = s->decoder != NULL ? decode_offset(s->decoder) : 0;
	*total = s->total;
}

static void
text_close(struct source *source)
{
	struct text_source *s = (struct text_source *)source;

	stop_reading(s);
	strbuf_release(&s->text);
	close(s->opening.fd);
	free(s);
}

static const struct source_ops text_ops = {
	.nsheets = text_nsheets,
	.sheet_name = text_sheet_name,
	.select = text_select,
	.row = text_row,
	.progress = text_progress,
	.close = text_close,
};

enum status
source_open_text(const struct opening *o, struct source **out)
{
	struct text_source *s = calloc(1, sizeof(*s));
	struct stat sb;
	enum status st;

	if (s == NULL)
		no_memory();
	s->source.ops = &text_ops;
	s->source.name = o->name;
	s->options = *o->options;
	s->opening = *o;
	s->opening.options = &s->options;
	s->delimiter = o->options->delimiter;
	s->text = (struct strbuf)STRBUF_INIT;
	s->begin = lseek(o->fd, 0, SEEK_CUR) - (off_t)o->nstart;
	if (fstat(o->fd, &sb) == 0 && S_ISREG(sb.st_mode))
		s->total = (size_t)(sb.st_size - s->begin);
	if (s->delimiter != '\0' && !can_delimit(s->delimiter))
		st = fail(E_USAGE, _("'%c' cannot be a delimiter"),
		    s->delimiter);
	else
		st = start_reading(s);
	if (st != OK) {
		text_close(&s->source);
		return st;
	}
	*out = &s->source;
	return OK;
}
