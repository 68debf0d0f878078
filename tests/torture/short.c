/*
 * Writes that write half, for LD_PRELOAD: of the calls from number SHORT_FROM
 * on (1 is the first), each that has more than one byte writes half of them.
 * What failed before is none of its business.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/uio.h>
#include <unistd.h>

static size_t
half(size_t n)
{
	static atomic_long calls;
	const char *from = getenv("SHORT_FROM");

	return n > 1 && from != NULL &&
	    atomic_fetch_add(&calls, 1) + 1 >= strtol(from, NULL, 10) ?
	    n / 2 : n;
}

ssize_t
write(int fd, const void *bytes, size_t n)
{
	ssize_t (*real)(int, const void *, size_t) =
	    (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");

	return real(fd, bytes, half(n));
}

ssize_t
pwrite(int fd, const void *bytes, size_t n, off_t at)
{
	ssize_t (*real)(int, const void *, size_t, off_t) =
	    (ssize_t (*)(int, const void *, size_t, off_t))dlsym(RTLD_NEXT,
	    "pwrite");

	return real(fd, bytes, half(n), at);
}

ssize_t
pwrite64(int fd, const void *bytes, size_t n, off64_t at)
{
	return pwrite(fd, bytes, n, at);
}

/* As many of the pieces as there are, but the last one. */
ssize_t
writev(int fd, const struct iovec *pieces, int n)
{
	ssize_t (*real)(int, const struct iovec *, int) =
	    (ssize_t (*)(int, const struct iovec *, int))dlsym(RTLD_NEXT,
	    "writev");

	return real(fd, pieces, (int)half((size_t)n));
}
