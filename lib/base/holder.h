/*
 * Who else has a file open.  Asked of the system, which knows it of programs
 * that never heard of us, and of those that hold no lock at the moment.
 */
#ifndef BASE_HOLDER_H
#define BASE_HOLDER_H

#include <stdbool.h>
#include <sys/types.h>

struct holder {
	pid_t	pid;
	char	program[32];	/* "" when it ended meanwhile */
};

/* Does another process that this user may look at have the file open?  The
 * file itself is not opened: that would end the locks this process has. */
bool file_held(const char *path, struct holder *);

#endif
