/*
 * The quantity in a heading.  Knows nothing of what the rest of it means.
 */
#include "ledger/breaks.h"

#include <string.h>

#include "base/base.h"
#include "base/utf8.h"

/* Nothing is asked for in such quantities; more would leave the range. */
static const int64_t most = INT64_C(1000000000000) * DECIMAL_SCALE;

/* Behind a quantity, what multiplies it. */
static const struct {
	const char *word;
	int64_t	    times;
} multiples[] = {
	{ "k", 1000 }, { "千", 1000 }, { "万", 10000 },
};

/* Between the ends of a range. */
static const char *const ranges[] = { "-", "~", "–", "—", "至", "到", "to" };

static const char *
skip_spaces(const char *p)
{
	return p + strspn(p, " ");
}

/* "1,000" is a thousand here: quantities have no decimal comma. */
static const char *
read_number(const char *p, struct arena *a, struct decimal *out)
{
	size_t n = strspn(p, "0123456789.,"), len = 0;
	char *digits = arena_alloc(a, n + 1);

	while (n > 0 && (p[n - 1] == '.' || p[n - 1] == ','))
		n--;
	for (size_t i = 0; i < n; i++)
		if (p[i] != ',')
			digits[len++] = p[i];
	digits[len] = '\0';
	if (len == 0 || len > 12 || decimal_parse(digits, out) != OK) {
		fail_clear();
		return NULL;
	}
	p += n;
	for (size_t i = 0; i < COUNT(multiples); i++) {
		size_t width = strlen(multiples[i].word);

		if (strncmp(p, multiples[i].word, width) != 0 ||
		    (*multiples[i].word == 'k' && strchr("abcdefghijklmnop"
		    "qrstuvwxyz", p[1]) != NULL && p[1] != '\0'))
			continue;
		if (out->micros > most / multiples[i].times)
			return NULL;
		out->micros *= multiples[i].times;
		return p + width;
	}
	return p;
}

/* Behind the first end of a range, the other one. */
static const char *
skip_range(const char *p, struct arena *a)
{
	const char *start = skip_spaces(p), *end;
	struct decimal last;

	for (size_t i = 0; i < COUNT(ranges); i++) {
		size_t n = strlen(ranges[i]);

		if (strncmp(start, ranges[i], n) != 0)
			continue;
		end = skip_spaces(start + n);
		if (*end < '0' || *end > '9')
			return p;
		return read_number(end, a, &last);
	}
	return p;
}

static bool
ends_with(const char *text, const char *end)
{
	size_t n = strlen(text), width = strlen(end);

	return n >= width && strcmp(text + n - width, end) == 0;
}

/* "<1000" is from the first one on, ">1000" from the one behind. */
static void
apply_sign(const char *before, const char *behind, struct decimal *from)
{
	static const char *const below[] = {
		"<", "<=", "≤", "under", "below", "up to", "max", "少于", "小于",
		"不足", "低于", NULL
	};
	bool is_below = strncmp(skip_spaces(behind), "以下",
	    strlen("以下")) == 0 || strncmp(skip_spaces(behind), "以内",
	    strlen("以内")) == 0;

	for (size_t i = 0; !is_below && below[i] != NULL; i++)
		is_below = ends_with(before, below[i]);
	if (is_below)
		from->micros = DECIMAL_SCALE;
	else if (ends_with(before, ">") || ends_with(before, "大于") ||
	    ends_with(before, "超过"))
		from->micros += DECIMAL_SCALE;
}

/* "Price per 1000" is what so many cost, not one of so many. */
static bool
is_per(const char *before)
{
	return ends_with(before, "/") || ends_with(before, "每") ||
	    ends_with(before, "per") || ends_with(before, "for");
}

bool
break_read(const char *heading, struct arena *a, struct break_heading *out)
{
	const char *folded = utf8_folded(heading, a), *end;
	size_t n = strcspn(folded, "0123456789");
	char *before = arena_strndup(a, folded, n);

	if (folded[n] == '\0' ||
	    (end = read_number(folded + n, a, &out->from)) == NULL ||
	    (end = skip_range(end, a)) == NULL ||
	    end[strcspn(end, "0123456789")] != '\0')
		return false;
	while (n > 0 && before[n - 1] == ' ')
		before[--n] = '\0';
	if (is_per(before))
		return false;
	apply_sign(before, end, &out->from);
	out->words = arena_printf(a, "%s %s", before, end);
	out->before = utf8_skeleton(before, a);
	out->behind = utf8_skeleton(end, a);
	return out->from.micros > 0;
}

const char *
break_rest(const char *part, struct arena *a)
{
	static const char *const words[] = {
		"from", "quantity", "qty", "and", "up", "upto", "above", "over",
		"more", "or", "min", "max", "at", "for", "each", "per", "under",
		"below", "to", "of", "break", "tier", "moq", "以上", "以下", "以内",
		"及", "起", "数量", "从", "大于", "不少于", "少于", "小于", "不足",
		"超过", "低于", "每", "满",
	};
	char *rest = arena_strdup(a, part);
	bool again = true;

	while (again && *rest != '\0') {
		again = false;
		for (size_t i = 0; i < COUNT(words); i++) {
			size_t n = strlen(words[i]);

			if (strncmp(rest, words[i], n) == 0) {
				rest += n;
				again = true;
			} else if (ends_with(rest, words[i])) {
				rest[strlen(rest) - n] = '\0';
				again = true;
			}
		}
	}
	return rest;
}
