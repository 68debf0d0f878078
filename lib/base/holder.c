/*
 * /proc/PID/fd has a link for every file a process has open.
 */
#include "base/holder.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
is_open_in(const char *folder, const struct stat *file)
{
	DIR *fds = opendir(folder);
	struct dirent *entry;
	struct stat sb;
	bool found = false;

	if (fds == NULL)
		return false;
	while (!found && (entry = readdir(fds)) != NULL)
		found = fstatat(dirfd(fds), entry->d_name, &sb, 0) == 0 &&
		    sb.st_dev == file->st_dev && sb.st_ino == file->st_ino;
	closedir(fds);
	return found;
}

static void
name_program(struct holder *h)
{
	char path[64];
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%ld/comm", (long)h->pid);
	h->program[0] = '\0';
	if ((file = fopen(path, "re")) == NULL)
		return;
	if (fgets(h->program, sizeof(h->program), file) == NULL)
		h->program[0] = '\0';
	h->program[strcspn(h->program, "\n")] = '\0';
	fclose(file);
}

bool
file_held(const char *path, struct holder *h)
{
	DIR *processes = opendir("/proc");
	struct dirent *entry;
	struct stat file;
	bool found = false;

	if (processes == NULL)
		return false;
	while (stat(path, &file) == 0 && !found &&
	    (entry = readdir(processes)) != NULL) {
		char folder[64];

		h->pid = (pid_t)strtol(entry->d_name, NULL, 10);
		if (h->pid <= 0 || h->pid == getpid())
			continue;
		snprintf(folder, sizeof(folder), "/proc/%ld/fd", (long)h->pid);
		found = is_open_in(folder, &file);
	}
	closedir(processes);
	if (found)
		name_program(h);
	return found;
}
