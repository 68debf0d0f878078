/*
 * Bytes in: every wait for them ends when a signal asks the program to stop.
 */
#ifndef BASE_INPUT_H
#define BASE_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/*
 * Read up to `size` bytes; *n is 0 at the end only.  Waits for a pipe or a
 * terminal, in any thread, until bytes come or stop_requested(): E_INTERRUPTED.
 * E_FAIL: "cannot be read" and why.
 */
enum status input_read(int fd, void *buffer, size_t size, size_t *n)
    MUST_CHECK;

/* Is there something to read, or the end of it, without waiting? */
bool input_is_waiting(int fd);

#endif
