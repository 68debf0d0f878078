/*
 * From the cells of a file of rates to quotes.  Knows nothing of the ledger.
 */
#include "ledger/rates_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/stop.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "trade/rate.h"

enum { LOOK_AT_ROWS = 12, CURRENCIES_MIN = 3, COLUMNS_MAX = 256 };

/* What the columns of the file hold. */
struct layout {
	enum rates_form	   form;
	size_t		   ncells;		/* of the row of headings */
	size_t		   ncolumns;
	const char	  *headings[COLUMNS_MAX];
	const struct code *codes[COLUMNS_MAX];	/* ECB: the currency; board:
						 * the kind; NULL: neither */
	int		   date, time, name;	/* columns; -1: none */
};

struct reader {
	const struct rates_options *options;
	struct rates_file	   *file;
	struct layout		    layout;
	const char		   *sheet;
	bool			    is_text;	/* rows are of one length */
	const struct code	   *euro, *home, *middle;
	struct arena		    arena;	/* of the headings */
	struct arena		    row_arena;
	size_t			    row;
};

/* ---- headings ------------------------------------------------------------ */

static const struct code *
find_code(const struct codes *codes, const char *text)
{
	const struct code *code = NULL;

	if (*text == '\0' || code_find(codes, text, &code) != OK) {
		fail_clear();
		return NULL;
	}
	return code;
}

/* A currency by its ISO code alone: "Date" is none. */
static const struct code *
find_iso(const char *text)
{
	char iso[4] = "";

	if (strlen(text) != 3)
		return NULL;
	for (int i = 0; i < 3; i++)
		iso[i] = (char)(text[i] >= 'a' && text[i] <= 'z' ?
		    text[i] - 'a' + 'A' : text[i]);
	return code_get(&currency_codes, iso);
}

static bool
is_one_of(const char *heading, const char *const *names)
{
	struct arena a = ARENA_INIT;
	const char *skeleton = utf8_skeleton(heading, &a);
	bool found = false;

	for (; !found && *names != NULL; names++)
		found = strcmp(skeleton, utf8_skeleton(*names, &a)) == 0;
	arena_release(&a);
	return found;
}

static const char *const date_names[] = {
	"date", "day", "发布日期", "日期", "pub date", "publish date", NULL
};
static const char *const time_names[] = {
	"time", "pub time", "publish time", "发布时间", "时间", NULL
};
static const char *const name_names[] = {
	"currency", "currency name", "货币名称", "货币", "币种", "交易币", NULL
};
static const char *const boc_names[] = { "中行折算价", NULL };

/* The length of what people put beside a heading, at the beginning of a text
 * or at its end; 0: nothing of it. */
static size_t
decoration(const char *text, bool at_end)
{
	static const char *const all[] = {
		" ", "\t", "*", ":", "\u00a0", "\u3000", "\ufeff", "："
	};
	size_t n = strlen(text);

	for (size_t i = 0; i < COUNT(all); i++) {
		size_t width = strlen(all[i]);

		if (n >= width && memcmp(at_end ? text + n - width : text,
		    all[i], width) == 0)
			return width;
	}
	return 0;
}

/* White space as in the daily file of the ECB, and marks. */
static const char *
trimmed(const char *text, struct arena *a)
{
	char *copy;
	size_t n;

	while ((n = decoration(text, false)) > 0)
		text += n;
	copy = arena_strdup(a, text);
	while ((n = decoration(copy, true)) > 0)
		copy[strlen(copy) - n] = '\0';
	return copy;
}

static size_t
count_codes(const struct layout *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->ncolumns; i++)
		n += l->codes[i] != NULL;
	return n;
}

static void
read_headings(struct reader *r, const struct row *row,
    const struct code *(*find)(const char *))
{
	struct layout *l = &r->layout;

	*l = (struct layout){ .ncells = row->ncells, .date = -1, .time = -1,
	    .name = -1, .ncolumns = row->ncells < COLUMNS_MAX ? row->ncells :
	    COLUMNS_MAX };
	for (size_t i = 0; i < l->ncolumns; i++) {
		const char *text = trimmed(row->cells[i].text, &r->arena);

		l->headings[i] = text;
		if (l->date < 0 && is_one_of(text, date_names))
			l->date = (int)i;
		else if (l->time < 0 && is_one_of(text, time_names))
			l->time = (int)i;
		else if (l->name < 0 && is_one_of(text, name_names))
			l->name = (int)i;
		else
			l->codes[i] = find(text);
	}
}

static const struct code *
find_kind(const char *text)
{
	return find_code(&rate_kind_codes, text);
}

/* The headings of a table of records name fields beside the currency; behind
 * the last currency of the ECB stands a comma. */
static bool
is_ecb(const struct layout *l)
{
	size_t nothers = 0;

	for (size_t i = 1; i < l->ncolumns; i++)
		nothers += l->codes[i] == NULL && *l->headings[i] != '\0';
	return l->date == 0 && count_codes(l) > 0 &&
	    (count_codes(l) >= CURRENCIES_MIN || nothers == 0);
}

static bool
is_board(const struct layout *l)
{
	return l->name >= 0 && count_codes(l) > 0;
}

static enum rates_form
recognise(struct reader *r, const struct row *row)
{
	read_headings(r, row, find_iso);
	if (is_ecb(&r->layout))
		return RATES_ECB;
	read_headings(r, row, find_kind);
	if (!is_board(&r->layout))
		return RATES_TABLE;
	for (size_t i = 0; i < r->layout.ncolumns; i++)
		if (is_one_of(r->layout.headings[i], boc_names))
			r->file->is_boc = true;
	return RATES_BOARD;
}

static bool
is_used(const struct layout *l, size_t i)
{
	return l->codes[i] != NULL || (int)i == l->date ||
	    (int)i == l->time || (int)i == l->name;
}

/* Those that mean nothing are told; of two that are the same, one would be. */
static enum status
check_headings(struct reader *r)
{
	const struct layout *l = &r->layout;
	struct strbuf *unused = &r->file->unused;

	for (size_t i = 0; i < l->ncolumns; i++) {
		const char *one[] = { l->headings[i], NULL };

		if (*one[0] == '\0')
			continue;
		for (size_t j = 0; j < i; j++)
			if (is_one_of(l->headings[j], one))
				return fail_in(fail(E_INVALID, _("two columns "
				    "have the heading '%s'"), one[0]), "%s",
				    r->options->file);
		if (!is_used(l, i))
			strbuf_addf(unused, "%s%s", unused->len > 0 ? ", " :
			    "", one[0]);
	}
	return OK;
}

/* ---- cells --------------------------------------------------------------- */

/* Instead of a column: the whole row. */
enum { NO_COLUMN = -1 };

/* The failure that stands is one of this cell. */
static void
report(struct reader *r, int column)
{
	const struct layout *l = &r->layout;
	char letter[8];
	struct problem p = { .file = r->options->file, .sheet = r->sheet,
	    .row = r->row, .letter = column == NO_COLUMN ? NULL : letter,
	    .heading = column >= 0 && (size_t)column < l->ncolumns ?
	    l->headings[column] : "",
	    .message = arena_strdup(&r->row_arena, fail_text()),
	    .hint = arena_strdup(&r->row_arena, fail_hint_text()) };

	if (column != NO_COLUMN)
		source_column_letter((size_t)column, letter);
	r->file->nproblems++;
	r->options->problem(r->options->to, &p);
	fail_clear();
}

static const char *
cell_text(const struct row *row, int column)
{
	return column >= 0 && (size_t)column < row->ncells ?
	    row->cells[column].text : "";
}

/* "13 April 2026" */
static bool
parse_english_date(const char *text, struct date *out)
{
	static const char *const months[] = {
		"january", "february", "march", "april", "may", "june", "july",
		"august", "september", "october", "november", "december"
	};
	struct arena a = ARENA_INIT;
	const char *folded = utf8_folded(text, &a);
	char *end, *year_end;
	long day = strtol(folded, &end, 10), year;
	bool found = false;

	for (size_t i = 0; *end == ' ' && i < COUNT(months); i++) {
		size_t n = strlen(months[i]);

		if (strncmp(end + 1, months[i], n) != 0 || end[1 + n] != ' ')
			continue;
		year = strtol(end + 1 + n, &year_end, 10);
		found = *year_end == '\0' && day > 0 && day < 32 &&
		    year > 0 && year < 9999 &&
		    date_from_ymd((int)year, (int)i + 1, (int)day, out) == OK;
	}
	arena_release(&a);
	return found;
}

/* The date of a row; the time may stand in a column of its own. */
static enum status
read_date(struct reader *r, const struct row *row, struct date *out)
{
	const struct layout *l = &r->layout;
	const char *date = cell_text(row, l->date);
	const char *time = cell_text(row, l->time);
	struct date with_time;

	if (*date == '\0' && *time == '\0') {
		*out = r->options->today;
		return l->date < 0 && l->time < 0 ? OK :
		    fail(E_INVALID, _("the date is missing"));
	}
	if (*date == '\0')
		date = time;
	if (parse_english_date(date, out))
		return OK;
	fail_clear();
	if (date_parse(date, NO_DATE, out) != OK)
		return E_INVALID;
	if (out->minute == NO_MINUTE && *time != '\0' && time != date) {
		if (date_parse(arena_printf(&r->row_arena, "%s %s", date, time),
		    NO_DATE, &with_time) == OK)
			*out = with_time;
		fail_clear();
	}
	return OK;
}

/* A price; none where the bank gives none. */
static enum status
read_price(const struct cell *c, struct decimal *out)
{
	static const char *const none[] = { "", "N/A", "n/a", "-", "--", "—" };
	enum status st;

	*out = NO_DECIMAL;
	if (c->type == CELL_UNKNOWN)
		return fail_hint(fail(E_INVALID,
		    _("holds a formula without a stored value")),
		    _("open the file in a spreadsheet and save it"));
	for (size_t i = 0; i < COUNT(none); i++)
		if (strcmp(c->text, none[i]) == 0)
			return OK;
	st = c->type == CELL_NUMBER ? decimal_parse_float(c->text, out) :
	    decimal_parse(c->text, out);
	if (st == OK && out->micros <= 0)
		st = fail(E_INVALID, _("a rate is more than 0"));
	return st;
}

/* ---- quotes -------------------------------------------------------------- */

/* Every bit of what goes in counts in every bit of what comes out, and no two
 * come to the same (Stafford's variant 13, as in SplitMix64). */
static uint64_t
mixed(uint64_t x)
{
	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
	x = (x ^ x >> 27) * 0x94d049bb133111ebu;
	return x ^ x >> 31;
}

uint64_t
rates_key(struct date date, const struct code *from, const struct code *to,
    const struct code *kind)
{
	uint64_t currencies = (uint64_t)(from - currency_codes.list) << 8 |
	    (uint64_t)(to - currency_codes.list);

	return mixed((uint64_t)(uint32_t)date.day << 32 | UINT64_C(1) << 31 |
	    currencies << 8 | (uint64_t)(kind - rate_kind_codes.list));
}

static bool
is_wanted(const struct rates_options *o, const struct code *currency)
{
	for (size_t i = 0; i < o->ncurrencies; i++)
		if (strcmp(o->currencies[i], currency->code) == 0)
			return true;
	return o->currencies == NULL;
}

static void
append(struct rates_file *f, const struct rates_quote *q)
{
	if (f->n == f->room) {
		f->room = f->room > 0 ? f->room * 2 : 1024;
		f->quotes = realloc(f->quotes, f->room * sizeof(*f->quotes));
		if (f->quotes == NULL)
			no_memory();
	}
	f->quotes[f->n++] = *q;
}

/* Of several for one day the latest counts. */
static enum status
add_quote(struct rates_file *f, const struct rates_quote *q)
{
	size_t *place = tally_get(&f->places, rates_key(q->date, q->from,
	    q->to, q->kind));
	struct rates_quote *same;

	if (*place == 0) {
		append(f, q);
		*place = f->n;
		return OK;
	}
	same = &f->quotes[*place - 1];
	if (same->date.minute == q->date.minute &&
	    (same->value.micros != q->value.micros || same->unit != q->unit))
		return fail(E_INVALID, _("the rate of this day stands in the "
		    "file already, with another value"));
	if (q->date.minute > same->date.minute)
		*same = *q;
	return OK;
}

static bool
is_too_old(const struct reader *r, struct date date)
{
	return !date_is_none(r->options->since) &&
	    date.day < r->options->since.day;
}

/* A column a currency. */
static void
read_ecb_row(struct reader *r, const struct row *row, struct rates_quote *q)
{
	const struct layout *l = &r->layout;

	q->from = r->euro;
	q->kind = r->middle;
	q->unit = 1;
	for (size_t i = 0; i < l->ncolumns && i < row->ncells; i++) {
		q->to = l->codes[i];
		if (q->to == NULL || !is_wanted(r->options, q->to))
			continue;
		if (read_price(&row->cells[i], &q->value) != OK ||
		    (!decimal_is_none(q->value) &&
		    add_quote(r->file, q) != OK))
			report(r, (int)i);
	}
}

/* "美元", "USD", "美元 USD" or "美元(USD)". */
static enum status
read_name(struct reader *r, const char *text, const struct code **out)
{
	size_t n = strlen(text);
	enum status st = code_find(&currency_codes, text, out);

	if (st == OK || n < 3)
		return st;
	n -= text[n - 1] == ')' ? 1 : 0;
	*out = find_iso(arena_strndup(&r->row_arena, text + n - 3, 3));
	if (*out != NULL)
		return OK;
	return code_find(&currency_codes, text, out);
}

/* A column a kind; prices are for 100. */
static void
read_board_row(struct reader *r, const struct row *row, struct rates_quote *q)
{
	const struct layout *l = &r->layout;
	const char *name = cell_text(row, l->name);

	if (*name == '\0')
		return;
	if (read_name(r, name, &q->from) != OK) {
		if (r->options->currencies == NULL)
			report(r, l->name);
		fail_clear();
		return;
	}
	if (!is_wanted(r->options, q->from) || q->from == r->home)
		return;
	q->to = r->home;
	q->unit = 100;
	for (size_t i = 0; i < l->ncolumns && i < row->ncells; i++) {
		q->kind = l->codes[i];
		if (q->kind == NULL)
			continue;
		if (read_price(&row->cells[i], &q->value) != OK ||
		    (!decimal_is_none(q->value) &&
		    add_quote(r->file, q) != OK))
			report(r, (int)i);
	}
}

static bool
is_empty(const struct cell *c)
{
	return c->type != CELL_UNKNOWN && c->text[strspn(c->text, " \t")] ==
	    '\0';
}

static bool
is_blank(const struct row *row)
{
	for (size_t i = 0; i < row->ncells; i++)
		if (!is_empty(&row->cells[i]))
			return false;
	return true;
}

/* A cell too many or too few, and all behind it stand under other headings;
 * what stands under none cannot be told from what does. */
static enum status
check_cells(struct reader *r, const struct row *row, int *column)
{
	const struct layout *l = &r->layout;

	*column = NO_COLUMN;
	if (r->is_text && row->ncells != l->ncells)
		return fail_hint(fail(E_INVALID, _("has %zu cells, the "
		    "headings are %zu"), row->ncells, l->ncells),
		    row->ncells > l->ncells ?
		    _("a comma inside a text? put the text in \"quotes\"") :
		    _("a cell is missing, or a line was broken in two"));
	for (size_t i = 0; i < row->ncells; i++) {
		*column = (int)i;
		if (!is_empty(&row->cells[i]) && (i >= l->ncells ||
		    (i < l->ncolumns && *l->headings[i] == '\0')))
			return fail_hint(fail(E_INVALID, _("'%s' stands in a "
			    "column without a heading"), row->cells[i].text),
			    _("give it one, or take it away"));
	}
	return OK;
}

static void
read_row(struct reader *r, const struct row *row)
{
	const struct layout *l = &r->layout;
	int wrong;
	struct rates_quote q = { .is_known = false };

	if (is_blank(row))
		return;
	r->row = row->number;
	r->file->rows++;
	if (check_cells(r, row, &wrong) != OK)
		report(r, wrong);
	else if (read_date(r, row, &q.date) != OK)
		report(r, l->date >= 0 ? l->date : l->time);
	else if (is_too_old(r, q.date))
		return;
	else if (l->form == RATES_ECB)
		read_ecb_row(r, row, &q);
	else
		read_board_row(r, row, &q);
}

/* ---- the file ------------------------------------------------------------ */

static enum status
find_headings(struct reader *r, struct source *s)
{
	enum status st = OK;
	bool more = true;
	struct row row;

	for (size_t i = 0; i < LOOK_AT_ROWS; i++) {
		if ((st = source_row(s, &row, &more)) != OK || !more)
			return st;
		r->layout.form = recognise(r, &row);
		if (r->layout.form != RATES_TABLE)
			return OK;
	}
	return OK;
}

static enum status
read_rows(struct reader *r, struct source *s)
{
	struct arena_mark start;
	enum status st = OK;
	bool more = true;
	struct row row;

	/* Something before the mark, or each row would free the block. */
	arena_alloc(&r->row_arena, 1);
	start = arena_mark(&r->row_arena);
	while ((st = source_row(s, &row, &more)) == OK && more) {
		if (stop_requested())
			return fail(E_INTERRUPTED, _("interrupted"));
		arena_reset(&r->row_arena, start);
		read_row(r, &row);
	}
	return st;
}

enum status
rates_file_read(struct source *s, const struct rates_options *o,
    struct rates_file *f)
{
	struct reader r = { .options = o, .file = f,
	    .sheet = source_sheet_name(s, 0),
	    .is_text = source_nsheets(s) == 1 &&
	    *source_sheet_name(s, 0) == '\0',
	    .euro = find_iso("EUR"), .home = find_iso(o->home),
	    .middle = code_get(&rate_kind_codes, "mid") };
	enum status st = source_select(s, 0);
	enum rates_form form;

	if (st == OK)
		st = find_headings(&r, s);
	form = r.layout.form;
	if (st == OK && form != RATES_TABLE)
		st = check_headings(&r);
	if (st == OK && form != RATES_TABLE)
		st = read_rows(&r, s);
	f->form = form;
	arena_release(&r.row_arena);
	arena_release(&r.arena);
	return st;
}

void
rates_file_release(struct rates_file *f)
{
	free(f->quotes);
	strbuf_release(&f->unused);
	tally_release(&f->places);
}
