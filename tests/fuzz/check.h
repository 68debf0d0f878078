/*
 * What all fuzz targets share: a check that is never compiled out, and bytes as
 * a file that never touches a disk.
 */
#ifndef TESTS_FUZZ_CHECK_H
#define TESTS_FUZZ_CHECK_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE			/* memfd_create() */
#endif

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define CHECK(x)	((x) ? (void)0 : check_failed(#x, __FILE__, __LINE__))

static inline void
check_failed(const char *what, const char *file, int line)
{
	fprintf(stderr, "%s:%d: %s does not hold\n", file, line, what);
	abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* The bytes as a file; its path, valid until the next call. */
static inline const char *
as_file(const uint8_t *bytes, size_t n)
{
	static char path[64];
	static int fd = -1;

	if (fd < 0)
		fd = memfd_create("fuzz", MFD_CLOEXEC);
	CHECK(fd >= 0 && ftruncate(fd, 0) == 0);
	CHECK(pwrite(fd, bytes, n, 0) == (ssize_t)n);
	CHECK(lseek(fd, 0, SEEK_SET) == 0);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	return path;
}

#endif
