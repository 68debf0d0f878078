/*
 * Buffered output with the file system's promises kept: O_EXCL | O_NOFOLLOW
 * temporary beside the target, fsync, rename, fsync of the folder.
 */
#define _GNU_SOURCE		/* renameat2() */
#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/stop.h"
#include "base/strbuf.h"
#include "base/utf8.h"

enum {
	BUFFER_SIZE	= 256 * 1024,
	OPEN_MAX_FILES	= 8,
	NAMES_MAX	= 999,
	WAIT_MS		= 100,	/* a signal may come to another thread */
};

struct output {
	int	 fd;
	int	 error;			/* errno of the first failure */
	bool	 is_ours;		/* to close */
	bool	 is_screen;		/* nothing may drive it */
	bool	 is_named;		/* the file has its name */
	char	*path;			/* target, or name of the stream */
	char	*temp;			/* NULL: a stream */
	size_t	 used;
	char	 buffer[BUFFER_SIZE];
};

/* Temporaries to remove when a signal ends the program. */
static const char *volatile open_temps[OPEN_MAX_FILES];

static void
remember_temp(const char *old, const char *now)
{
	for (size_t i = 0; i < OPEN_MAX_FILES; i++) {
		if (open_temps[i] == old) {
			open_temps[i] = now;
			return;
		}
	}
}

static struct output *
new_output(const char *name)
{
	struct output *o = malloc(sizeof(*o));
	char *path = strdup(name);

	if (o == NULL || path == NULL)
		no_memory();
	o->fd = -1;
	o->error = 0;
	o->is_ours = false;
	o->is_screen = false;
	o->is_named = false;
	o->path = path;
	o->temp = NULL;
	o->used = 0;
	return o;
}

static void
free_output(struct output *o)
{
	remember_temp(o->temp, NULL);
	free(o->temp);
	free(o->path);
	free(o);
}

struct output *
output_to_fd(int fd, const char *name)
{
	struct output *o = new_output(name);

	o->fd = fd;
	return o;
}

/* "dir/.name.PID.tmp": the same folder, so that rename is atomic. */
static char *
temp_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *base = slash != NULL ? slash + 1 : path;
	size_t dir = (size_t)(base - path), size = strlen(path) + 32;
	char *temp = malloc(size);

	if (temp == NULL)
		no_memory();
	snprintf(temp, size, "%.*s.%s.%ld.tmp", (int)dir, path, base,
	    (long)getpid());
	return temp;
}

enum status
output_to_file(const char *path, struct output **out)
{
	struct stat sb;
	struct output *o;
	enum status st;

	if (stat(path, &sb) == 0 && S_ISDIR(sb.st_mode))
		return fail(E_OUTPUT, _("%s: is a folder"), path);
	o = new_output(path);
	if (lstat(path, &sb) == 0 && !S_ISREG(sb.st_mode) &&
	    !S_ISLNK(sb.st_mode)) {		/* /dev/full, a pipe */
		o->fd = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
		o->is_ours = true;
		o->is_screen = o->fd >= 0 && isatty(o->fd);
	} else {
		o->is_ours = true;
		o->temp = temp_name(path);
		unlink(o->temp);
		o->fd = open(o->temp, O_WRONLY | O_CREAT | O_EXCL |
		    O_NOFOLLOW | O_CLOEXEC, 0600);
	}
	if (o->fd < 0) {
		st = fail_errno(E_OUTPUT, _("%s: cannot be written"), path);
		free_output(o);
		return st;
	}
	remember_temp(NULL, o->temp);
	*out = o;
	return OK;
}

/* A reader may be away for good: who is to stop does not wait for him. */
static bool
wait_for_room(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLOUT };
	int ready;

	while ((ready = poll(&p, 1, WAIT_MS)) == 0 ||
	    (ready < 0 && errno == EINTR))
		if (stop_requested())
			return false;
	return true;
}

/* Does a write wait for somebody who reads? */
static bool
has_reader(int fd)
{
	struct stat sb;

	return fstat(fd, &sb) == 0 && (S_ISFIFO(sb.st_mode) ||
	    S_ISSOCK(sb.st_mode) || (S_ISCHR(sb.st_mode) && isatty(fd)));
}

/* A piece fits into a pipe that has room, and does not wait. */
static int
write_pieces(int fd, const char *bytes, size_t n)
{
	bool may_wait = has_reader(fd);

	while (n > 0) {
		ssize_t done;

		if (may_wait && !wait_for_room(fd))
			return EINTR;
		done = write(fd, bytes, may_wait && n > PIPE_BUF ? PIPE_BUF :
		    n);
		if (done < 0 && errno != EINTR && errno != EAGAIN)
			return errno;
		if (done > 0) {
			bytes += done;
			n -= (size_t)done;
		}
	}
	return 0;
}

/* The terminal once more, so that no write to it waits: how much room it has
 * it does not tell, and the descriptor belongs to others too.  -1: it is none,
 * or not ours to open. */
static int
open_terminal(int fd)
{
	char name[PATH_MAX];

	if (!isatty(fd) || ttyname_r(fd, name, sizeof(name)) != 0)
		return -1;
	return open(name, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
}

int
output_all(int fd, const char *bytes, size_t n)
{
	int terminal = open_terminal(fd);
	int error = write_pieces(terminal >= 0 ? terminal : fd, bytes, n);

	if (terminal >= 0)
		close(terminal);
	return error;
}

static void
write_all(struct output *o, const char *bytes, size_t n)
{
	if (o->error == 0)
		o->error = output_all(o->fd, bytes, n);
}

void
output_for_screen(struct output *o)
{
	o->is_screen = true;
}

static void
write_visible(struct output *o, const char *text, size_t n)
{
	struct strbuf piece = STRBUF_INIT, shown = STRBUF_INIT;
	const char *end = text + n;

	while (text < end) {
		size_t plain = 0;

		while (text + plain < end &&
		    strchr("\n\t", text[plain]) == NULL)
			plain++;
		strbuf_cut(&piece, 0);
		strbuf_add(&piece, text, plain);
		utf8_visible(piece.buf, &shown);
		text += plain;
		for (; text < end && (*text == '\n' || *text == '\t'); text++)
			strbuf_addch(&shown, *text);
		text += text < end && *text == '\0';
	}
	write_all(o, shown.buf, shown.len);
	strbuf_release(&piece);
	strbuf_release(&shown);
}

/* How many bytes at the end begin a character that is not all there. */
static size_t
count_cut(const char *text, size_t n)
{
	for (size_t i = 1; i <= n && i <= 3; i++) {
		unsigned char c = (unsigned char)text[n - i];

		if (c >= 0xc0)
			return i < (c >= 0xf0 ? 4u : c >= 0xe0 ? 3u : 2u) ?
			    i : 0;
		if (c < 0x80)
			break;
	}
	return 0;
}

/* A character may come in two pieces: its beginning waits in the buffer. */
static void
write_characters(struct output *o, const char *text, size_t n)
{
	struct strbuf all = STRBUF_INIT;

	strbuf_add(&all, o->buffer, o->used);
	strbuf_add(&all, text, n);
	o->used = count_cut(all.buf, all.len);
	write_visible(o, all.buf, all.len - o->used);
	memcpy(o->buffer, all.buf + all.len - o->used, o->used);
	strbuf_release(&all);
}

static void
flush(struct output *o)
{
	if (o->is_screen)
		write_visible(o, o->buffer, o->used);
	else
		write_all(o, o->buffer, o->used);
	o->used = 0;
}

void
output_write(struct output *o, const void *bytes, size_t n)
{
	if (o->is_screen) {
		write_characters(o, bytes, n);
		return;
	}
	if (n > sizeof(o->buffer) - o->used)
		flush(o);
	if (n > sizeof(o->buffer)) {
		write_all(o, bytes, n);
		return;
	}
	memcpy(o->buffer + o->used, bytes, n);
	o->used += n;
}

void
output_text(struct output *o, const char *text)
{
	output_write(o, text, strlen(text));
}

const char *
output_temp(const struct output *o)
{
	return o->temp;
}

const char *
output_name(const struct output *o)
{
	return o->path;
}

/* The folder must be synced too, or the new name may be lost with the power. */
static int
sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char dir[PATH_MAX];
	int fd, error = 0;

	snprintf(dir, sizeof(dir), "%.*s",
	    slash == NULL ? 1 : slash == path ? 1 : (int)(slash - path),
	    slash == NULL ? "." : path);
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return errno;
	if (fsync(fd) != 0 && errno != EINVAL)
		error = errno;
	close(fd);
	return error;
}

/* A library may have replaced the temporary file: sync it by its name. */
static void
sync_temp(struct output *o)
{
	int fd = open(o->temp, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0 || fchmod(fd, 0600) != 0 || fsync(fd) != 0)
		o->error = errno;
	if (fd >= 0)
		close(fd);
}

/* Everything is in the file; a temporary one is synced. */
static void
finish_writing(struct output *o)
{
	flush(o);
	if (o->is_ours && close(o->fd) != 0 && o->error == 0)
		o->error = errno;
	if (o->temp != NULL && o->error == 0)
		sync_temp(o);
}

static bool
is_unsupported(int error)
{
	return error == EINVAL || error == ENOSYS || error == ENOTSUP;
}

/* Fails with EEXIST.  Where a file system knows no such renaming, the name is
 * claimed by an empty file. */
static int
rename_new(const char *from, const char *to)
{
	int fd;

	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return 0;
	if (!is_unsupported(errno))
		return -1;
	fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    0600);
	if (fd < 0)
		return -1;
	close(fd);
	if (rename(from, to) == 0)
		return 0;
	unlink(to);
	return -1;
}

/* `a` is the new file, `b` the old one: each gets the name of the other, at
 * once.  Where a file system does not do that, `b` has both names for a
 * moment. */
static int
exchange_names(const char *a, const char *b, const char *spare)
{
	if (renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) == 0)
		return 0;
	if (!is_unsupported(errno) || rename(a, spare) != 0)
		return -1;
	return link(b, a) == 0 ? rename(spare, b) : -1;
}

static void
take_free_name(struct output *o, const struct naming *naming,
    const char **taken)
{
	for (int n = 1; o->error == 0; n++) {
		*taken = naming->name(naming->self, n);
		if (rename_new(o->temp, *taken) == 0)
			return;
		if (errno != EEXIST || n == NAMES_MAX)
			o->error = errno;
	}
}

enum status
output_check(const struct output *o)
{
	if (o->error == 0)
		return OK;
	if (o->error == EINTR)
		return fail(E_INTERRUPTED, _("interrupted"));
	errno = o->error;
	if (o->is_named)
		return fail_errno(E_OUTPUT, _("%s: it is done, but a power "
		    "cut may take it back"), o->path);
	return fail_errno(o->error == EPIPE ? E_PIPE : E_OUTPUT,
	    _("%s: cannot be written"), o->path);
}

/* The new name is to last.  What fails from here on takes nothing back. */
static void
keep_name(struct output *o, const char *name)
{
	if (o->error != 0)
		return;
	o->is_named = true;
	o->error = sync_folder(name);
}

/* The end of every output; what is not complete is removed. */
static enum status
close_output(struct output *o)
{
	enum status st;

	if (o->temp != NULL && o->error != 0 && !o->is_named)
		unlink(o->temp);
	st = output_check(o);
	free_output(o);
	return st;
}

enum status
output_commit(struct output *o)
{
	finish_writing(o);
	if (o->temp != NULL) {
		if (o->error == 0 && rename(o->temp, o->path) != 0)
			o->error = errno;
		keep_name(o, o->path);
	}
	return close_output(o);
}

enum status
output_commit_new(struct output *o, const struct naming *naming,
    const char **taken)
{
	finish_writing(o);
	take_free_name(o, naming, taken);
	keep_name(o, *taken);
	return close_output(o);
}

/* The new file gets the free name first: there is a whole file under the old
 * name at every moment, and never a second name for it. */
enum status
output_exchange(struct output *o, const struct naming *naming,
    const char **taken)
{
	finish_writing(o);
	take_free_name(o, naming, taken);
	if (o->error == 0 && exchange_names(*taken, o->path, o->temp) != 0) {
		o->error = errno;
		unlink(*taken);
	}
	keep_name(o, o->path);
	return close_output(o);
}

void
output_abort(struct output *o)
{
	if (o == NULL)
		return;
	if (o->is_ours)
		close(o->fd);
	if (o->temp != NULL)
		unlink(o->temp);
	free_output(o);
}

void
output_abort_all(void)
{
	for (size_t i = 0; i < OPEN_MAX_FILES; i++)
		if (open_temps[i] != NULL)
			unlink(open_temps[i]);
}
