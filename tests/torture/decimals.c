/*
 * The arithmetic of the library, asked line by line: "OPERATION NUMBER..." in,
 * results or "refused" out.  Numbers are millionths, but for texts to read.
 *
 *	add A B, subtract A B, multiply A B PLACES, divide A B PLACES
 *	round A PLACES, even A PLACES, write A PLACES
 *	read TEXT, computed TEXT
 *	split A PLACES WEIGHT...
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "value/decimal.h"

enum { LINE_BYTES = 1 << 16, MOST_WEIGHTS = 1024 };

static char line[LINE_BYTES];

static int64_t
next_number(void)
{
	const char *word = strtok(NULL, " \n");

	if (word == NULL)
		exit(2);
	return strtoll(word, NULL, 10);
}

static struct decimal
next_decimal(void)
{
	return (struct decimal){ next_number() };
}

static void
answer(enum status st, struct decimal d)
{
	if (st == OK)
		printf("%" PRId64 "\n", d.micros);
	else
		printf("refused\n");
}

static void
split(void)
{
	static struct decimal weights[MOST_WEIGHTS], parts[MOST_WEIGHTS];
	struct split s = { .whole = next_decimal(),
	    .places = (int)next_number(), .weights = weights };

	for (const char *word; (word = strtok(NULL, " \n")) != NULL &&
	    s.n < MOST_WEIGHTS; s.n++)
		weights[s.n].micros = strtoll(word, NULL, 10);
	if (decimal_split(&s, parts) != OK) {
		printf("refused\n");
		return;
	}
	for (size_t i = 0; i < s.n; i++)
		printf("%s%" PRId64, i > 0 ? " " : "", parts[i].micros);
	printf("\n");
}

/* Of two numbers, and of two with the places of the result. */
static bool
combine(const char *what)
{
	static const struct {
		const char *what;
		enum status (*plain)(struct decimal, struct decimal,
		    struct decimal *);
		enum status (*to)(struct decimal, struct decimal, int,
		    struct decimal *);
	} all[] = {
		{ "add", decimal_add, NULL },
		{ "subtract", decimal_subtract, NULL },
		{ "multiply", NULL, decimal_multiply_to },
		{ "divide", NULL, decimal_divide },
	};

	for (size_t i = 0; i < COUNT(all); i++) {
		struct decimal a, b, d = NO_DECIMAL;
		enum status st;

		if (strcmp(all[i].what, what) != 0)
			continue;
		a = next_decimal();
		b = next_decimal();
		st = all[i].plain != NULL ? all[i].plain(a, b, &d) :
		    all[i].to(a, b, (int)next_number(), &d);
		answer(st, d);
		return true;
	}
	return false;
}

static void
write_text(void)
{
	struct decimal d = next_decimal();
	char text[DECIMAL_TEXT_MAX];

	decimal_format(d, (int)next_number(), text);
	printf("%s\n", text);
}

static void
read_text(const char *what)
{
	const char *text = strtok(NULL, "\n");
	struct decimal d = NO_DECIMAL;

	if (text == NULL)
		text = "";
	answer(strcmp(what, "read") == 0 ? decimal_parse(text, &d) :
	    decimal_parse_float(text, &d), d);
}

static void
round_it(const char *what)
{
	struct decimal d = next_decimal();
	int places = (int)next_number();
	enum status st = strcmp(what, "round") == 0 ?
	    decimal_round(d, places, &d) : decimal_round_even(d, places, &d);

	answer(st, d);
}

int
main(void)
{
	while (fgets(line, sizeof(line), stdin) != NULL) {
		const char *what = strtok(line, " \n");

		if (what == NULL)
			return 2;
		if (strcmp(what, "split") == 0)
			split();
		else if (strcmp(what, "write") == 0)
			write_text();
		else if (strcmp(what, "round") == 0 ||
		    strcmp(what, "even") == 0)
			round_it(what);
		else if (!combine(what))
			read_text(what);
	}
	return 0;
}
