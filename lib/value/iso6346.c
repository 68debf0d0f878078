/*
 * The number on a container's door, and the digit that tells whether it was
 * copied right.
 */
#include "value/iso6346.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum { NLETTERS = 4, NSERIAL = 10, NALL = 11 };

/* Letters count from 10 on, without the multiples of 11. */
static int
letter_value(char c)
{
	int value = 10;

	for (char l = 'A'; l < c; l++)
		if (++value % 11 == 0)
			value++;
	return value;
}

static char
check_digit(const char *number)
{
	int sum = 0;

	for (int i = 0; i < NSERIAL; i++)
		sum += (i < NLETTERS ? letter_value(number[i]) :
		    number[i] - '0') << i;
	return (char)('0' + sum % 11 % 10);
}

/* The letters and digits, in capitals; false: there is something else, or not
 * as many as there should be. */
static bool
take_apart(const char *text, char number[NALL + 1])
{
	size_t n = 0;

	for (; *text != '\0'; text++) {
		if (*text == ' ' || *text == '-')
			continue;
		if (n == NALL || !(n < NLETTERS ? isalpha((unsigned char)*text)
		    : isdigit((unsigned char)*text)))
			return false;
		number[n++] = (char)toupper((unsigned char)*text);
	}
	number[n] = '\0';
	return n >= NSERIAL && strchr("UJZ", number[NLETTERS - 1]) != NULL;
}

enum status
container_number_normalize(const char *text, struct arena *a,
    const char **out)
{
	char number[NALL + 1], digit;
	enum status st;

	if (!take_apart(text, number))
		return fail_hint(fail(E_INVALID, _("'%s' is no number of a "
		    "container"), text), _("four letters, the last of them U, "
		    "and seven digits, as CSQU3054383"));
	digit = check_digit(number);
	if (number[NSERIAL] == digit) {
		*out = arena_strdup(a, number);
		return OK;
	}
	if (number[NSERIAL] == '\0')
		st = fail(E_INVALID, _("'%s': the check digit is missing"),
		    text);
	else
		st = fail(E_INVALID, _("'%s': the check digit is wrong"),
		    text);
	number[NSERIAL] = '\0';
	return fail_hint(st, _("of %s it is %c; compare letters and digits "
	    "with the door or the booking"), number, digit);
}
