/*
 * The message of the failure that stands, one per thread.
 * The only file-scope state of the library; it knows nothing but C.
 */
#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 4096 };

static _Thread_local char message[TEXT_MAX];
static _Thread_local char hint[TEXT_MAX];
static void (*memory_handler)(void) = abort;

/* A message that was cut must not end within a character. */
static void
end_at_character(char *text)
{
	size_t n = strlen(text), i = n;

	if (n + 1 < TEXT_MAX)
		return;
	while (i > 0 && ((unsigned char)text[i - 1] & 0xc0) == 0x80)
		i--;
	if (i > 0 && (unsigned char)text[i - 1] >= 0xc0)
		text[i - 1] = '\0';
}

enum status
fail(enum status st, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(message, sizeof(message), fmt, args);
	va_end(args);
	end_at_character(message);
	hint[0] = '\0';
	return st;
}

enum status
fail_errno(enum status st, const char *fmt, ...)
{
	const char *why = strerror(errno);
	va_list args;
	size_t n;

	va_start(args, fmt);
	vsnprintf(message, sizeof(message), fmt, args);
	va_end(args);
	n = strlen(message);
	snprintf(message + n, sizeof(message) - n, ": %s", why);
	end_at_character(message);
	hint[0] = '\0';
	return st;
}

enum status
fail_in(enum status st, const char *fmt, ...)
{
	char inner[TEXT_MAX];
	va_list args;
	size_t n;

	memcpy(inner, message, sizeof(inner));
	va_start(args, fmt);
	vsnprintf(message, sizeof(message), fmt, args);
	va_end(args);
	n = strlen(message);
	snprintf(message + n, sizeof(message) - n, ": %.*s",
	    (int)(sizeof(message) - n), inner);
	end_at_character(message);
	return st;
}

enum status
fail_hint(enum status st, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(hint, sizeof(hint), fmt, args);
	va_end(args);
	end_at_character(hint);
	return st;
}

const char *
fail_text(void)
{
	return message;
}

const char *
fail_hint_text(void)
{
	return hint;
}

void
fail_clear(void)
{
	message[0] = hint[0] = '\0';
}

void
set_no_memory(void (*handler)(void))
{
	memory_handler = handler;
}

_Noreturn void
no_memory(void)
{
	memory_handler();
	abort();
}
