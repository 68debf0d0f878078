/*
 * Memory that runs out ends the program, whoever asked for it.  Not all
 * libraries look: the one that writes workbooks goes on with what it did not
 * get.  With sanitizers the allocations are theirs.
 */
#define _GNU_SOURCE		/* RTLD_NEXT */
#include "cmd.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile bool is_done;

void
memory_done(bool is)
{
	is_done = is;
}

void
out_of_memory(void)
{
	const char *text = is_done ? "tradecli: it is done, but cannot be "
	    "told: out of memory\n" : "tradecli: out of memory\n";

	output_abort_all();
	if (write(STDERR_FILENO, text, strlen(text)) < 0)
		_exit(E_OUTPUT);
	_exit(is_done ? E_OUTPUT : E_FAIL);
}

#if defined(__clang__)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

#ifndef __SANITIZE_ADDRESS__

/* The function of this name that would be called were it not for ours; finding
 * it allocates nothing. */
static void
find_next(const char *name, void *function)
{
	if (*(void **)function == NULL)
		*(void **)function = dlsym(RTLD_NEXT, name);
}

static void *
must_have(void *p, size_t n)
{
	if (p == NULL && n > 0)
		out_of_memory();
	return p;
}

void *
malloc(size_t n)
{
	static void *(*next)(size_t);

	find_next("malloc", &next);
	return must_have(next(n), n);
}

void *
calloc(size_t n, size_t size)
{
	static void *(*next)(size_t, size_t);

	find_next("calloc", &next);
	return must_have(next(n, size), n > 0 ? size : 0);
}

void *
realloc(void *p, size_t n)
{
	static void *(*next)(void *, size_t);

	find_next("realloc", &next);
	return must_have(next(p, n), n);
}

#endif
