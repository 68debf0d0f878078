/*
 * The loop around read(2).
 */
#include "base/input.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "base/stop.h"

enum { WAIT_MS = 100 };		/* a signal may come to another thread */

/* What poll() cannot tell is left to read(). */
static enum status
wait_for(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	int ready;

	do {
		if (stop_requested())
			return fail(E_INTERRUPTED, _("interrupted"));
		ready = poll(&p, 1, WAIT_MS);
	} while (ready == 0 || (ready < 0 && errno == EINTR));
	return OK;
}

enum status
input_read(int fd, void *buffer, size_t size, size_t *n)
{
	ssize_t got;
	enum status st;

	*n = 0;
	do {
		if ((st = wait_for(fd)) != OK)
			return st;
		got = read(fd, buffer, size);
	} while (got < 0 && (errno == EINTR || errno == EAGAIN));
	if (got < 0)
		return fail_errno(E_FAIL, _("cannot be read"));
	*n = (size_t)got;
	return OK;
}

bool
input_is_waiting(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	return poll(&p, 1, 0) > 0;
}
