/*
 * How long a command takes, and how much memory at its peak; much less in the
 * way than a shell or an interpreter.
 * usage: stopwatch TIMES REPORT COMMAND [ARG...]
 *
 * Runs it so many times, one after the other, and writes "SECONDS KB CODE" to
 * the file REPORT: of one run, on average; the highest peak; the exit code of
 * the last, which is the first that fails.
 */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Its exit code, as a shell would say it. */
static int
run(char **command, long *peak)
{
	struct rusage usage;
	pid_t pid;
	int status;

	if (posix_spawnp(&pid, command[0], NULL, NULL, command, environ) != 0)
		return 127;
	if (wait4(pid, &status, 0, &usage) != pid)
		return 126;
	if (usage.ru_maxrss > *peak)
		*peak = usage.ru_maxrss;
	return WIFEXITED(status) ? WEXITSTATUS(status) :
	    128 + WTERMSIG(status);
}

int
main(int argc, char **argv)
{
	long times = argc > 3 ? strtol(argv[1], NULL, 10) : 0, done = 0;
	long peak = 0;
	int code = 0;
	double begun;
	FILE *report;

	if (times < 1 || (report = fopen(argv[2], "w")) == NULL)
		return fprintf(stderr, "usage: stopwatch TIMES REPORT "
		    "COMMAND [ARG...]\n"), 2;
	for (begun = now(); done < times && code == 0; done++)
		code = run(argv + 3, &peak);
	fprintf(report, "%.6f %ld %d\n", (now() - begun) / (double)done, peak,
	    code);
	return fclose(report) == 0 ? 0 : 1;
}
