/*
 * Memory that runs out, for LD_PRELOAD: the allocation number NOMEM_AT fails
 * (1 is the first), and with NOMEM_FOR_GOOD all behind it.  The file NOMEM_TOLD
 * then holds "failed"; without a number it holds how many there were.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *p, size_t n);
extern void *__libc_memalign(size_t alignment, size_t n);

static atomic_long calls;
static long fail_at;
static bool for_good;

static void
tell(const char *text)
{
	const char *path = getenv("NOMEM_TOLD");
	int fd = path == NULL ? -1 :
	    open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (fd < 0 || write(fd, text, strlen(text)) < 0)
		return;
	close(fd);
}

__attribute__((constructor)) static void
begin(void)
{
	const char *at = getenv("NOMEM_AT");

	fail_at = at != NULL ? strtol(at, NULL, 10) : 0;
	for_good = getenv("NOMEM_FOR_GOOD") != NULL;
	calls = 0;
}

__attribute__((destructor)) static void
end(void)
{
	char text[32];

	if (fail_at > 0)
		return;
	snprintf(text, sizeof(text), "%ld", (long)calls);
	tell(text);
}

static bool
fails(void)
{
	long n = atomic_fetch_add(&calls, 1) + 1;

	if (fail_at == 0 || n < fail_at || (n > fail_at && !for_good))
		return false;
	if (n == fail_at)
		tell("failed");
	errno = ENOMEM;
	return true;
}

void *
malloc(size_t n)
{
	return fails() ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return fails() ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return fails() ? NULL : __libc_realloc(p, n);
}

void *
reallocarray(void *p, size_t n, size_t size)
{
	size_t all;

	if (__builtin_mul_overflow(n, size, &all)) {
		errno = ENOMEM;
		return NULL;
	}
	return realloc(p, all);
}

void *
memalign(size_t alignment, size_t n)
{
	return fails() ? NULL : __libc_memalign(alignment, n);
}

void *
aligned_alloc(size_t alignment, size_t n)
{
	return memalign(alignment, n);
}

int
posix_memalign(void **p, size_t alignment, size_t n)
{
	void *found = memalign(alignment, n);

	if (found == NULL)
		return ENOMEM;
	*p = found;
	return 0;
}
