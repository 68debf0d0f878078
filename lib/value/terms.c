/*
 * Terms of payment.  What words mean stands in tables; the text is cut into
 * its parts first (by percentages, or by a chain such as 30/70), then each part
 * is read by itself.
 */
#include "value/terms.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"

/* ---- what words mean ----------------------------------------------------- */

struct word {
	const char *word, *means;
};

static const struct word methods[] = {
	{ "l/c", "L/C" }, { "lc", "L/C" }, { "letter of credit", "L/C" },
	{ "信用证", "L/C" },
	{ "d/p", "D/P" }, { "dp", "D/P" },
	{ "documents against payment", "D/P" }, { "付款交单", "D/P" },
	{ "d/a", "D/A" }, { "da", "D/A" },
	{ "documents against acceptance", "D/A" }, { "承兑交单", "D/A" },
	{ "o/a", "O/A" }, { "oa", "O/A" }, { "open account", "O/A" },
	{ "赊", "O/A" },
	{ "net", "NET" }, { "月结", "NET" }, { "eom", "NET" },
	{ "季结", "NET" }, { "周结", "NET" }, { "日结", "NET" },
	{ "t/t", "T/T" }, { "tt", "T/T" }, { "wire", "T/T" }, { "电汇", "T/T" },
	{ "cad", "CAD" }, { "cod", "COD" }, { "paypal", "PayPal" },
	{ "western union", "Western Union" },
	{ "trade assurance", "Trade Assurance" }, { "信保", "Trade Assurance" },
	{ "escrow", "Escrow" }, { "consignment", "Consignment" },
};

/* The first of these in a part says what its days are counted from. */
static const struct word events[] = {
	{ "deposit", "order" }, { "定金", "order" }, { "订金", "order" },
	{ "down payment", "order" }, { "proforma", "order" },
	{ "order", "order" }, { "contract", "order" }, { "下单", "order" },
	{ "签约", "order" }, { "合同", "order" }, { "before production", "order" },
	{ "生产前", "order" },
	{ "b/l", "bl" }, { "bl", "bl" }, { "bill of lading", "bl" },
	{ "提单", "bl" }, { "against copy", "bl" }, { "copy of documents", "bl" },
	{ "against documents", "bl" }, { "against shipping documents", "bl" },
	{ "against the documents", "bl" }, { "交单", "bl" }, { "见单", "bl" },
	{ "receipt of documents", "bl" }, { "receipt of the documents", "bl" },
	{ "receipt of goods", "eta" }, { "receipt of the goods", "eta" },
	{ "arrival", "eta" }, { "eta", "eta" }, { "到港", "eta" },
	{ "货到", "eta" }, { "on delivery", "eta" }, { "到货", "eta" },
	{ "shipment", "shipment" }, { "shipping", "shipment" },
	{ "shipped", "shipment" }, { "delivery", "shipment" },
	{ "dispatch", "shipment" }, { "loading", "shipment" },
	{ "发货", "shipment" }, { "出货", "shipment" }, { "装运", "shipment" },
	{ "出运", "shipment" }, { "装柜", "shipment" }, { "提货", "shipment" },
	{ "invoice", "invoice" }, { "发票", "invoice" }, { "开票", "invoice" },
	{ "l/c date", "lc" }, { "date of l/c", "lc" }, { "l/c issu", "lc" },
	{ "issuance of l/c", "lc" }, { "issue of l/c", "lc" },
	{ "开证", "lc" },
};

/* These say so only where no other does: "in advance before shipment". */
static const struct word weak_events[] = {
	{ "advance", "order" }, { "prepaid", "order" },
	{ "prepayment", "order" }, { "预付", "order" }, { "款到", "order" },
	{ "cia", "order" }, { "pia", "order" }, { "cash with", "order" },
	{ "现结", "shipment" }, { "现金", "shipment" },
	{ "前t/t", "order" }, { "前tt", "order" }, { "前电汇", "order" },
	{ "后t/t", "bl" }, { "后tt", "bl" }, { "后电汇", "bl" },
	{ "at sight", "bl" }, { "即期", "bl" },
};

/* Where the days of a method begin when the part does not say. */
static const struct word usual_events[] = {
	{ "L/C", "bl" }, { "D/P", "bl" }, { "D/A", "bl" }, { "O/A", "bl" },
	{ "CAD", "bl" }, { "NET", "invoice" }, { "COD", "eta" },
};

/* What is left when the other shares are taken. */
static const char *const rest_words[] = {
	"balance", "rest", "remaining", "remainder", "尾款", "余款", "剩余",
};

/* With one of these a single share leaves the rest to follow from it. */
static const char *const open_words[] = {
	"deposit", "advance", "down payment", "预付", "定金", "订金",
};

static const char *const month_end_words[] = {
	"eom", "end of month", "month end", "month-end", "月结", "月底",
};

/* Ways of paying that name no method of their own. */
static const char *const other_ways[] = {
	"cia", "pia", "cash", "advance", "prepaid", "prepayment", "deposit",
	"documents against", "before shipment", "against", "balance",
	"on delivery", "on receipt", "预付", "货到", "款到", "现结", "现金",
	"定金", "订金", "尾款", "余款", "交单", "见单", "托收", "发货", "出货",
};

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* "tt" in "tt 30/70" and "tt30/70", not in "better"; NULL: it is not there. */
static const char *
find_word(const char *text, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = text; (p = strstr(p, word)) != NULL; p++)
		if (!is_letter(word[0]) || ((p == text || !is_letter(p[-1]) ||
		    isdigit((unsigned char)p[-1])) && (!is_letter(p[n]) ||
		    isdigit((unsigned char)p[n]) || strchr("sed", p[n]) !=
		    NULL)))
			return p;
	return NULL;
}

static bool
has_one_of(const char *text, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (find_word(text, words[i]) != NULL)
			return true;
	return false;
}

/* What the first word of the table that stands in the text means; of two at
 * one place the longer one.  NULL: none. */
static const char *
first_meaning(const char *text, const struct word *words, size_t n)
{
	const char *at = NULL, *means = NULL;
	size_t length = 0;

	for (size_t i = 0; i < n; i++) {
		const char *p = find_word(text, words[i].word);

		if (p != NULL && (at == NULL || p < at ||
		    (p == at && strlen(words[i].word) > length))) {
			at = p;
			means = words[i].means;
			length = strlen(words[i].word);
		}
	}
	return means;
}

static const char *
meaning_of(const char *word, const struct word *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i].word, word) == 0)
			return words[i].means;
	return NULL;
}

/* ---- shares -------------------------------------------------------------- */

/* A share of up to 9999 with up to six decimals; its end, or NULL. */
static const char *
read_share(const char *p, int64_t *micros)
{
	int64_t unit = DECIMAL_SCALE, v = 0;
	const char *start = p;

	for (; isdigit((unsigned char)*p) && p - start < 4; p++)
		v = v * 10 + (*p - '0') * (int64_t)DECIMAL_SCALE;
	if (p == start || isdigit((unsigned char)*p))
		return NULL;
	if (*p == '.' && isdigit((unsigned char)p[1]))
		for (p++; isdigit((unsigned char)*p) && unit > 1; p++)
			v += (*p - '0') * (unit /= 10);
	*micros = v;
	return isdigit((unsigned char)*p) ? NULL : p;
}

static const char *
skip_spaces(const char *p)
{
	return p + strspn(p, " ");
}

/* "30%", "33.3 %"; its end, or NULL. */
static const char *
read_percent(const char *p, int64_t *micros)
{
	const char *end = read_share(p, micros);

	if (end == NULL || *(end = skip_spaces(end)) != '%')
		return NULL;
	return end + 1;
}

static bool
begins_number(const char *text, const char *p)
{
	return isdigit((unsigned char)*p) && (p == text ||
	    (!isdigit((unsigned char)p[-1]) && p[-1] != '.'));
}

/* A piece of the text, and its share; micros < 0: it names none. */
struct piece {
	const char *start, *end;
	int64_t	    micros;
};

struct cut {
	const char  *text;		/* folded */
	struct piece pieces[TERMS_MAX];
	size_t	     n;
	int64_t	     sum;		/* of the shares */
	bool	     is_chain;		/* "30/70": the last has the words */
	bool	     is_full;		/* more than fit in */
};

static void
add_piece(struct cut *c, const struct piece *p)
{
	if (c->n == TERMS_MAX)
		c->is_full = true;
	else
		c->pieces[c->n++] = *p;
	if (p->micros > 0)
		c->sum += p->micros;
}

/* "2/10 net 30": two percent off within ten days, all of it in thirty. */
static bool
is_early_discount(const char *text)
{
	const char *slash = strchr(text, '/');

	return slash != NULL && isdigit((unsigned char)text[0]) &&
	    isdigit((unsigned char)slash[1]) && find_word(text, "net") != NULL;
}

/* "30/70", "30:40:30", "30%/70%" from `p`: all shares; false: none or one. */
static bool
cut_chain_at(struct cut *c, const char *p)
{
	struct cut found = { .text = c->text, .is_chain = true };
	const char *rest = p;

	for (;;) {
		struct piece one = { p, p, 0 };
		const char *end = read_share(p, &one.micros);

		if (end == NULL || one.micros > 100 * (int64_t)DECIMAL_SCALE)
			break;
		end = skip_spaces(end);
		if (*end == '%')
			end = skip_spaces(end + 1);
		add_piece(&found, &one);
		rest = end;
		if (*end != '/' && *end != ':')
			break;
		p = skip_spaces(end + 1);
	}
	if (found.n < 2)
		return false;
	for (size_t i = 0; i < found.n; i++)
		found.pieces[i].start = found.pieces[i].end = rest;
	found.pieces[found.n - 1].end = rest + strlen(rest);
	*c = found;
	return true;
}

static bool
cut_chain(struct cut *c)
{
	for (const char *p = c->text; *p != '\0'; p++)
		if (begins_number(c->text, p) && cut_chain_at(c, p))
			return true;
	return false;
}

/* The length of what separates parts at `p`; 0: nothing does. */
static size_t
separator(const char *p)
{
	static const char *const all[] = {
		",", ";", "、", "，", "；", "。", "+", " and ", " & ", "\n",
	};

	for (size_t i = 0; i < COUNT(all); i++)
		if (strncmp(p, all[i], strlen(all[i])) == 0)
			return strlen(all[i]);
	return 0;
}

static bool
begins_rest(const char *p)
{
	for (size_t i = 0; i < COUNT(rest_words); i++)
		if (strncmp(p, rest_words[i], strlen(rest_words[i])) == 0)
			return true;
	return false;
}

static int64_t
sum_of_percents(const char *text)
{
	int64_t sum = 0, one;

	for (const char *p = text; *p != '\0'; p++)
		if (begins_number(text, p) && read_percent(p, &one) != NULL)
			sum += one;
	return sum;
}

/* A new piece begins behind a separator or before another percentage, once the
 * one at hand has its share; and before "balance" when a share is missing. */
static void
cut_percents(struct cut *c)
{
	bool is_open = sum_of_percents(c->text) <
	    100 * (int64_t)DECIMAL_SCALE;
	struct piece now = { c->text, c->text, -1 };

	for (const char *p = c->text; *p != '\0';) {
		int64_t micros;
		const char *end = begins_number(c->text, p) ?
		    read_percent(p, &micros) : NULL;
		size_t gap = separator(p);

		if (now.micros >= 0 && (end != NULL || gap > 0 ||
		    (is_open && begins_rest(p)))) {
			now.end = p;
			add_piece(c, &now);
			now = (struct piece){ p + gap, p, -1 };
		}
		if (end != NULL)
			now.micros = micros;
		p = end != NULL ? end : p + (gap > 0 ? gap : 1);
	}
	now.end = c->text + strlen(c->text);
	if (now.end > now.start)
		add_piece(c, &now);
}

static bool
piece_has_rest(const struct piece *p)
{
	for (const char *q = p->start; q < p->end; q++)
		if (begins_rest(q))
			return true;
	return false;
}

/* Words without a share belong to the part before, unless they say that the
 * rest is theirs. */
static void
join_pieces(struct cut *c)
{
	const int64_t all = 100 * (int64_t)DECIMAL_SCALE;
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++) {
		struct piece p = c->pieces[i];

		if (p.micros < 0 && c->sum < all && piece_has_rest(&p)) {
			p.micros = all - c->sum;
			c->sum = all;
		}
		if (p.micros < 0 && n > 0)
			c->pieces[n - 1].end = p.end;
		else
			c->pieces[n++] = p;
	}
	c->n = n;
}

/* One share and a word that the rest follows: "30% deposit". */
static void
add_rest(struct cut *c)
{
	const int64_t all = 100 * (int64_t)DECIMAL_SCALE;
	const char *end = c->text + strlen(c->text);

	if (c->n == 1 && c->pieces[0].micros < 0) {
		c->pieces[0].micros = c->sum = all;
	} else if (c->n == 1 && c->sum < all && c->sum > 0 &&
	    has_one_of(c->text, open_words, COUNT(open_words))) {
		add_piece(c, &(struct piece){ end, end, all - c->sum });
	}
}

static void
cut_text(struct cut *c)
{
	if (!is_early_discount(c->text) && cut_chain(c))
		return;
	cut_percents(c);
	join_pieces(c);
	add_rest(c);
}

/* ---- one part ------------------------------------------------------------ */

/* The number that ends at `end`, which is behind its last digit. */
static int64_t
number_before(const char *text, const char *end)
{
	const char *p = end;

	while (p > text && isdigit((unsigned char)p[-1]))
		p--;
	if (end - p > 9)
		return 999999999;
	return p < end ? strtol(p, NULL, 10) : -1;
}

struct span {
	const char *word;
	int	    days, months;
};

static const struct span spans[] = {
	{ "day", 1, 0 }, { "天", 1, 0 }, { "日", 1, 0 }, { "week", 7, 0 },
	{ "周", 7, 0 }, { "month", 0, 1 }, { "个月", 0, 1 },
};

/* "60 days", "2个月": false when there is none. */
static bool
read_span(const char *text, struct term *t)
{
	for (const char *p = text; *p != '\0'; p++)
		for (size_t i = 0; i < COUNT(spans); i++) {
			const char *end = p;
			int64_t n;

			if (strncmp(p, spans[i].word,
			    strlen(spans[i].word)) != 0)
				continue;
			while (end > text && (end[-1] == ' ' ||
			    end[-1] == '-'))
				end--;
			if ((n = number_before(text, end)) < 0)
				continue;
			t->days = n * spans[i].days;
			t->months = n * spans[i].months;
			return true;
		}
	return false;
}

/* Of a letter of credit, a contract: no number of days. */
static bool
is_a_number_of_something(const char *method, int64_t n)
{
	return n >= 1000 && (strcmp(method, "L/C") == 0 ||
	    strcmp(method, "D/P") == 0);
}

/* "D/A 60", "NET30": the first number that is no share. */
static void
read_bare_days(const char *text, struct term *t)
{
	const char *net = find_word(text, "net");
	int64_t share;

	for (const char *p = net != NULL ? net : text; *p != '\0'; p++) {
		if (!begins_number(text, p))
			continue;
		if (read_percent(p, &share) != NULL) {
			p = read_percent(p, &share) - 1;
			continue;
		}
		t->days = strtol(p, NULL, 10);
		if (is_a_number_of_something(t->method, t->days))
			t->days = 0;
		return;
	}
}

/* "7 days before shipment", "发货前7天". */
static bool
is_before(const char *text)
{
	const char *day = strstr(text, "day");

	return (day != NULL && (strstr(day, "before") != NULL ||
	    strstr(day, "prior") != NULL)) || strstr(text, "天前") != NULL ||
	    (strstr(text, "前") != NULL && strstr(text, "天") >
	    strstr(text, "前"));
}

static void
read_days(char *text, struct term *t)
{
	static const char *const at_sight[] = { "at sight", "即期" };
	const char *net = find_word(text, "net");

	for (size_t i = 0; i < COUNT(at_sight); i++) {
		char *p = strstr(text, at_sight[i]);

		if (p != NULL)
			*p = '\0';
	}
	if (!read_span(net != NULL ? net : text, t) &&
	    strcmp(t->method, "T/T") != 0)
		read_bare_days(text, t);
	if (t->days > 0 && is_before(text))
		t->days = -t->days;
}

/* Which of how many, and the method of the one before. */
struct place {
	size_t	    i, n;
	const char *method;		/* NULL: none was named yet */
};

static const char *
usual_event(const struct term *t, const struct place *at, bool has_share)
{
	const char *of_method = meaning_of(t->method, usual_events,
	    COUNT(usual_events));

	if (of_method != NULL)
		return of_method;
	if (t->days > 0 || t->months > 0)	/* credit, as O/A gives it */
		return "bl";
	if (at->n == 1)
		return has_share && strcmp(t->method, "T/T") == 0 ? "order" :
		    "other";
	return at->i == 0 ? "order" : at->i == 1 ? "shipment" : "bl";
}

/* The words of one part, which may be changed. */
static void
read_part(char *text, const struct place *at, struct term *t)
{
	bool has_share = strchr(text, '%') != NULL ||
	    find_word(text, "100") != NULL;

	t->method = first_meaning(text, methods, COUNT(methods));
	if (t->method == NULL)
		t->method = at->method != NULL ? at->method : "T/T";
	t->event = first_meaning(text, events, COUNT(events));
	if (t->event == NULL)
		t->event = first_meaning(text, weak_events,
		    COUNT(weak_events));
	t->month_end = has_one_of(text, month_end_words,
	    COUNT(month_end_words));
	read_days(text, t);
	if (t->event == NULL)
		t->event = usual_event(t, at, has_share);
	if (strcmp(t->method, "NET") == 0)
		t->method = "O/A";
}

/* A method named once, before a chain or in words of its own, is that of all
 * parts that name no other. */
static const char *
general_method(const struct cut *c)
{
	return first_meaning(c->text, methods, COUNT(methods));
}

static void
read_parts(const struct cut *c, struct terms *out)
{
	struct arena a = ARENA_INIT;
	struct place at = { 0, c->n, c->is_chain ? general_method(c) : NULL };

	out->n = c->n;
	for (; at.i < c->n; at.i++) {
		const struct piece *p = &c->pieces[at.i];
		struct term *t = &out->parts[at.i];
		char *words = c->n == 1 ? arena_strdup(&a, c->text) :
		    arena_strndup(&a, p->start, (size_t)(p->end - p->start));

		*t = (struct term){ .percent = { p->micros } };
		read_part(words, &at, t);
		if (strcmp(t->method, "O/A") != 0)
			at.method = t->method;
	}
	arena_release(&a);
}

/* ---- the text as a whole ------------------------------------------------- */

static bool
names_a_way(const struct cut *c)
{
	return (c->n > 1 && c->sum == 100 * (int64_t)DECIMAL_SCALE) ||
	    general_method(c) != NULL ||
	    has_one_of(c->text, other_ways, COUNT(other_ways));
}

static enum status
bad_shares(const char *text, const struct cut *c)
{
	char sum[DECIMAL_TEXT_MAX];

	if (c->is_full)
		return fail(E_INVALID, _("'%s': more than %d parts"), text,
		    TERMS_MAX);
	decimal_format((struct decimal){ c->sum }, 0, sum);
	return fail_hint(fail(E_INVALID, _("'%s': the shares add up to %s, "
	    "not to 100"), text, sum), _("write for example T/T 30/70"));
}

static enum status
check_spans(const char *text, const struct terms *t)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct term *one = &t->parts[i];

		if (one->days > TERMS_DAYS_MAX || one->days < -TERMS_DAYS_MAX)
			return fail(E_INVALID, _("'%s': more than %d days"),
			    text, TERMS_DAYS_MAX);
		if (one->months > TERMS_MONTHS_MAX)
			return fail(E_INVALID, _("'%s': more than %d months"),
			    text, TERMS_MONTHS_MAX);
	}
	return OK;
}

enum status
terms_parse(const char *text, struct terms *out)
{
	struct arena a = ARENA_INIT;
	struct cut c = { .text = utf8_folded(text, &a) };
	enum status st = OK;

	cut_text(&c);
	if (!names_a_way(&c))
		st = fail_hint(fail(E_INVALID, _("'%s' is not a payment term"),
		    text), _("write NET30, 月结30天 or T/T 30/70 (tradecli "
		    "help terms)"));
	else if (c.is_full || c.sum != 100 * (int64_t)DECIMAL_SCALE)
		st = bad_shares(text, &c);
	else {
		read_parts(&c, out);
		st = check_spans(text, out);
	}
	arena_release(&a);
	return st;
}

bool
terms_say_when(const struct terms *t)
{
	bool all = true;

	for (size_t i = 0; i < t->n; i++)
		all = all && strcmp(t->parts[i].event, "other") != 0;
	return all;
}

/* "net 30 days" -> "NET30" */
static const char *
net_days(const char *folded, struct arena *a)
{
	char *end;
	long days;

	if (strncmp(folded, "net", 3) != 0)
		return NULL;
	folded += 3;
	folded += strspn(folded, " -");
	days = strtol(folded, &end, 10);
	if (end == folded || days < 0 || days > 999)
		return NULL;
	end += strspn(end, " ");
	if (strcmp(end, "") != 0 && strcmp(end, "days") != 0 &&
	    strcmp(end, "day") != 0 && strcmp(end, "d") != 0)
		return NULL;
	return arena_printf(a, "NET%ld", days);
}

/* "tt 30/70", "T/T30:70" -> "T/T 30/70" */
static const char *
tt_shares(const char *folded, struct arena *a)
{
	struct strbuf b = STRBUF_INIT;
	const char *p = folded, *out = NULL;

	if (strncmp(p, "t/t", 3) == 0)
		p += 3;
	else if (strncmp(p, "tt", 2) == 0)
		p += 2;
	else
		return NULL;
	p += strspn(p, " ");
	if (isdigit((unsigned char)*p) &&
	    p[strspn(p, "0123456789/:%")] == '\0') {
		strbuf_addstr(&b, "T/T ");
		for (; *p != '\0'; p++)
			if (*p != '%')
				strbuf_addch(&b, *p == ':' ? '/' : *p);
		out = strbuf_to(&b, a);
	} else if (*p == '\0') {
		out = "T/T";
	}
	strbuf_release(&b);
	return out;
}

static bool
is_same(const struct term *a, const struct term *b)
{
	return a->percent.micros == b->percent.micros &&
	    strcmp(a->method, b->method) == 0 &&
	    strcmp(a->event, b->event) == 0 && a->days == b->days &&
	    a->months == b->months && a->month_end == b->month_end;
}

/* Signs left out may leave another text behind: "30%%/70" is none. */
static bool
says_the_same(const char *form, const struct terms *terms)
{
	struct terms again;

	if (terms_parse(form, &again) != OK) {
		fail_clear();
		return false;
	}
	if (again.n != terms->n)
		return false;
	for (size_t i = 0; i < terms->n; i++)
		if (!is_same(&again.parts[i], &terms->parts[i]))
			return false;
	return true;
}

enum status
terms_normalize(const char *text, struct arena *a, const char **out)
{
	const char *folded = utf8_folded(text, a), *form;
	struct terms terms;
	enum status st = terms_parse(text, &terms);

	if (st != OK)
		return st;
	form = net_days(folded, a);
	if (form == NULL)
		form = tt_shares(folded, a);
	*out = form != NULL && says_the_same(form, &terms) ? form : text;
	return OK;
}

/* ---- sums and dates ------------------------------------------------------ */

enum status
terms_split(const struct terms *t, struct decimal sum, int places,
    struct decimal *amounts)
{
	struct percent up_to = { { 0 }, places };
	struct decimal one = { DECIMAL_SCALE }, before = { 0 }, rounded;
	enum status st = decimal_round(sum, places, &rounded);

	if (st == OK && (sum.micros < 0 || rounded.micros != sum.micros))
		return fail(E_INVALID, _("the sum cannot be split into parts"));
	for (size_t i = 0; st == OK && i < t->n; i++) {
		struct decimal now;

		up_to.of_hundred.micros += t->parts[i].percent.micros;
		if ((st = decimal_multiply_percent(sum, one, &up_to,
		    &now)) == OK)
			st = decimal_subtract(now, before, &amounts[i]);
		before = now;
	}
	return st;
}

struct date
terms_due(const struct term *t, struct date event)
{
	struct date due = { event.day, NO_MINUTE };

	if (date_is_none(event))
		return NO_DATE;
	if (t->months != 0) {
		due = date_add_months(due, (int)t->months);
		if (due.day == event.day)	/* no month so far away */
			return NO_DATE;
	}
	if (t->month_end)
		due = date_end_of_month(due);
	return date_add_days(due, t->days);
}
