/*
 * Another program.  Its three streams are served in turn, so that neither
 * waits for the other for ever.
 */
#define _GNU_SOURCE		/* pipe2() */
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/input.h"
#include "base/stop.h"

enum {
	WAIT_MS		= 100,		/* until a signal is looked for */
	COMPLAINTS_MAX	= 64 * 1024
};

/* Ours are the first, the child's the second. */
struct streams {
	int	in[2], out[2], err[2];
	size_t	ngiven;
};

static void
shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void
shut_all(struct streams *s)
{
	for (int i = 0; i < 2; i++) {
		shut(&s->in[i]);
		shut(&s->out[i]);
		shut(&s->err[i]);
	}
}

/* A socket, for a write to nobody is no signal there. */
static enum status
open_streams(struct streams *s)
{
	*s = (struct streams){ { -1, -1 }, { -1, -1 }, { -1, -1 }, 0 };
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, s->in) == 0 &&
	    pipe2(s->out, O_CLOEXEC) == 0 && pipe2(s->err, O_CLOEXEC) == 0)
		return OK;
	shut_all(s);
	return fail_errno(E_FAIL, _("no program can be started"));
}

static int
spawn(const struct child *child, const struct streams *s, pid_t *pid)
{
	static char locale[] = "LC_ALL=C.UTF-8";
	static char *environment[] = { locale, NULL };
	posix_spawn_file_actions_t actions;
	int error;

	if ((error = posix_spawn_file_actions_init(&actions)) != 0)
		return error;
	posix_spawn_file_actions_adddup2(&actions, s->in[1], STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, s->out[1], STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, s->err[1], STDERR_FILENO);
	error = posix_spawn(pid, child->argv[0], &actions, NULL,
	    (char *const *)child->argv, environment);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

static void
give(const struct child *child, struct streams *s)
{
	ssize_t n = send(s->in[0], child->input + s->ngiven,
	    child->ninput - s->ngiven, MSG_NOSIGNAL | MSG_DONTWAIT);

	if (n > 0)
		s->ngiven += (size_t)n;
	if ((n < 0 && errno != EAGAIN && errno != EINTR) ||
	    s->ngiven == child->ninput)
		shut(&s->in[0]);
}

/* Bytes of its output, or of its complaints: to their end, which a failure is
 * not. */
static enum status
receive(const struct child *child, int *fd, bool is_output)
{
	char bytes[64 * 1024];
	enum status st;
	size_t n;

	if ((st = input_read(*fd, bytes, sizeof(bytes), &n)) != OK)
		return fail_in(st, "%s", child->argv[0]);
	if (n == 0)
		shut(fd);
	else if (is_output)
		child->take(child->self, bytes, n);
	else if (child->complaints->len + n <= COMPLAINTS_MAX)
		strbuf_add(child->complaints, bytes, n);
	return OK;
}

static enum status
serve(const struct child *child, struct streams *s)
{
	while (s->out[0] >= 0 || s->err[0] >= 0) {
		struct pollfd fds[] = {
			{ s->in[0], POLLOUT, 0 },
			{ s->out[0], POLLIN, 0 },
			{ s->err[0], POLLIN, 0 },
		};
		enum status st = OK;

		if (stop_requested())
			return fail(E_INTERRUPTED, _("interrupted"));
		if (poll(fds, COUNT(fds), WAIT_MS) <= 0)
			continue;
		if (fds[0].revents != 0)
			give(child, s);
		if (fds[1].revents != 0)
			st = receive(child, &s->out[0], true);
		if (st == OK && fds[2].revents != 0)
			st = receive(child, &s->err[0], false);
		if (st != OK)
			return st;
	}
	return OK;
}

static int
exit_code(pid_t pid)
{
	int how;

	while (waitpid(pid, &how, 0) < 0)
		if (errno != EINTR)
			return 128;
	return WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
}

enum status
child_run(const struct child *child, int *code)
{
	struct streams s;
	enum status st;
	pid_t pid;

	if ((st = open_streams(&s)) != OK)
		return st;
	errno = spawn(child, &s, &pid);
	if (errno != 0) {
		st = errno == ENOENT ? E_NOTFOUND : E_FAIL;
		st = fail_errno(st, _("%s cannot be run"), child->argv[0]);
		shut_all(&s);
		return st;
	}
	shut(&s.in[1]);
	shut(&s.out[1]);
	shut(&s.err[1]);
	if (child->ninput == 0)
		shut(&s.in[0]);
	st = serve(child, &s);
	if (st != OK)
		kill(pid, SIGTERM);
	shut_all(&s);
	*code = exit_code(pid);
	return st;
}
