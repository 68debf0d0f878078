/*
 * Texts with rules of their own: tags, payment terms, HS codes, BICs, mail
 * addresses.
 */
#include "value/text.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"

/* The length of a separator at `p`; 0: none. */
static size_t
separator(const char *p)
{
	static const char *const all[] = { ",", ";", "、", "，", "；", "|" };

	if (strchr(",;|\xe3\xef", *p) == NULL)	/* how they begin */
		return 0;
	for (size_t i = 0; i < COUNT(all); i++)
		if (strncmp(p, all[i], strlen(all[i])) == 0)
			return strlen(all[i]);
	return 0;
}

static void
trim_end(struct strbuf *b)
{
	while (b->len > 0 && b->buf[b->len - 1] == ' ')
		strbuf_cut(b, b->len - 1);
}

enum status
tags_normalize(const char *text, struct arena *a, const char **out)
{
	struct strbuf b = STRBUF_INIT;

	while (*text != '\0') {
		size_t n = separator(text);

		if (n > 0 || *text == ' ') {
			if (n > 0)
				trim_end(&b);
			if (b.len > 0 && b.buf[b.len - 1] != ',')
				strbuf_addch(&b, n > 0 ? ',' : ' ');
			text += n > 0 ? n : 1;
			continue;
		}
		strbuf_addch(&b, *text++);
	}
	trim_end(&b);
	if (b.len > 0 && b.buf[b.len - 1] == ',')
		strbuf_cut(&b, b.len - 1);
	*out = b.len > 0 ? strbuf_to(&b, a) : NULL;
	strbuf_release(&b);
	return OK;
}

/* ---- payment terms ------------------------------------------------------- */

/* One of these, folded, must stand in a payment term. */
static const char *const ways_of_paying[] = {
	"t/t", "tt", "l/c", "lc", "d/p", "dp", "d/a", "o/a", "oa", "net",
	"cad", "cod", "cia", "pia", "cash", "advance", "prepaid", "prepayment", "deposit", "paypal",
	"western union", "trade assurance", "escrow", "wire", "open account",
	"letter of credit", "documents against", "eom", "consignment",
	"before shipment", "against", "balance", "on delivery", "on receipt",
	"月结", "电汇", "信用证", "预付", "货到", "款到", "现结", "现金",
	"定金",
	"尾款", "余款", "交单", "赊", "见单", "季结", "周结", "日结", "信保",
	"托收", "发货", "出货",
};

static enum status
not_a_term(const char *text)
{
	return fail_hint(fail(E_INVALID, _("'%s' is not a payment term"), text),
	    _("write NET30, 月结30天 or T/T 30/70 (tradecli help terms)"));
}

/* "2/10 net 30": two percent off within ten days, all of it in thirty. */
static bool
is_early_discount(const char *folded)
{
	const char *slash = strchr(folded, '/');

	return slash != NULL && isdigit((unsigned char)folded[0]) &&
	    isdigit((unsigned char)slash[1]) && strstr(slash, "net") != NULL;
}

struct shares {
	int	sum, n;
};

/* The shares in "30/70", "30:40:30" or "30% ... 70%". */
static struct shares
find_shares(const char *p)
{
	struct shares s = { 0, 0 };
	bool chained = false;		/* behind a "/" or ":" */

	while (*p != '\0') {
		char *end;
		long v;

		if (!isdigit((unsigned char)*p)) {
			chained = false;
			p++;
			continue;
		}
		v = strtol(p, &end, 10);
		while (*end == ' ')
			end++;
		if (v <= 100 && (chained || strchr("%/:", *end) != NULL) &&
		    *end != '\0') {
			s.sum += (int)v;
			s.n++;
		} else if (v <= 100 && chained) {
			s.sum += (int)v;
			s.n++;
		}
		chained = *end == '/' || *end == ':';
		p = *end != '\0' ? end + 1 : end;
	}
	return s;
}

/* Only the deposit is named, the rest follows from it. */
static bool
leaves_rest_open(const char *folded)
{
	static const char *const words[] = {
		"deposit", "balance", "rest", "advance", "预付", "定金", "尾款",
		"余款"
	};

	for (size_t i = 0; i < COUNT(words); i++)
		if (strstr(folded, words[i]) != NULL)
			return true;
	return false;
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
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* "tt" in "tt 30/70", not in "better". */
static bool
has_word(const char *text, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = text; (p = strstr(p, word)) != NULL; p++)
		if (!is_letter(word[0]) || ((p == text || !is_letter(p[-1])) &&
		    (!is_letter(p[n]) || isdigit((unsigned char)p[n]))))
			return true;
	return false;
}

static bool
names_a_way(const char *folded, struct shares s)
{
	if (s.n > 0 && s.sum == 100)
		return true;
	for (size_t i = 0; i < COUNT(ways_of_paying); i++)
		if (has_word(folded, ways_of_paying[i]))
			return true;
	return false;
}

enum status
terms_normalize(const char *text, struct arena *a, const char **out)
{
	const char *folded = utf8_folded(text, a), *form;
	struct shares s = find_shares(folded);

	if (!names_a_way(folded, s))
		return not_a_term(text);
	if (s.n > 0 && s.sum != 100 && !is_early_discount(folded) &&
	    !(s.n == 1 && s.sum < 100 && leaves_rest_open(folded)))
		return fail_hint(fail(E_INVALID,
		    _("'%s': the shares add up to %d, not to 100"), text,
		    s.sum), _("write for example T/T 30/70"));
	form = net_days(folded, a);
	if (form == NULL)
		form = tt_shares(folded, a);
	*out = form != NULL ? form : text;
	return OK;
}

/* ---- codes with a shape -------------------------------------------------- */

/* Without spaces, dots and hyphens, ASCII letters in upper case. */
static char *
squeezed(const char *text, struct arena *a)
{
	char *copy = arena_strdup(a, text), *to = copy;

	for (const char *p = copy; *p != '\0'; p++)
		if (strchr(" .-", *p) == NULL)
			*to++ = (char)toupper((unsigned char)*p);
	*to = '\0';
	return copy;
}

enum status
hs_code_normalize(const char *text, struct arena *a, const char **out)
{
	const char *code = squeezed(text, a);
	size_t n = strlen(code);

	if (n == 0 || strspn(code, "0123456789") != n || n < 4 || n > 13 ||
	    n == 12)
		return fail_hint(fail(E_INVALID, _("'%s' is not an HS code"),
		    text), _("write 6 to 10 digits, as 8539.52.00"));
	if (n == 5 || n == 7 || n == 9)
		return fail_hint(fail(E_INVALID, _("HS code '%s' has %zu "
		    "digits: the leading zero is lost"), text, n),
		    _("format the column as text and type the zero again"));
	*out = code;
	return OK;
}

enum status
swift_normalize(const char *text, struct arena *a, const char **out)
{
	const char *code = squeezed(text, a);
	size_t n = strlen(code), letters = 0;

	while (isalpha((unsigned char)code[letters]))
		letters++;
	for (size_t i = 0; i < n; i++)
		if (!isalnum((unsigned char)code[i]))
			letters = 0;
	if ((n != 8 && n != 11) || letters < 6)
		return fail_hint(fail(E_INVALID, _("'%s' is not a SWIFT code"),
		    text), _("write 8 or 11 letters and digits, as BKCHCNBJ"));
	*out = code;
	return OK;
}

/* One address: something, one @, something; no space. */
static bool
is_address(const char *text, size_t n)
{
	const char *at = memchr(text, '@', n);

	return at != NULL && at > text && at + 1 < text + n &&
	    memchr(at + 1, '@', n - (size_t)(at + 1 - text)) == NULL &&
	    memchr(text, ' ', n) == NULL;
}

enum status
email_normalize(const char *text, struct arena *a, const char **out)
{
	const char *p = text;

	(void)a;
	while (*p != '\0') {
		const char *start = p;
		size_t n;

		while (*p != '\0' && separator(p) == 0)
			p++;
		n = (size_t)(p - start);
		while (n > 0 && start[n - 1] == ' ')
			n--;
		if (!is_address(start, n))
			return fail(E_INVALID, _("'%s' is not a mail address"),
			    text);
		p += separator(p);
		p += strspn(p, " ");
	}
	*out = text;
	return OK;
}
