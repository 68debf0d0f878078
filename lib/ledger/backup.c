/*
 * Copying, examining, naming; and which backups are too many.
 */
#include "ledger/backup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"
#include "base/input.h"
#include "base/output.h"
#include "base/strbuf.h"

/* ---- one copy ------------------------------------------------------------ */

static void
count_problem(void *to, const char *text)
{
	(void)text;
	++*(int *)to;
}

enum status
backup_damaged(const char *path, int nproblems)
{
	fail_clear();
	return fail_hint(fail(E_LEDGER, _("%s: is damaged (%d problems)"),
	    path, nproblems), _("what they are: tradecli -L %s check --full"),
	    path);
}

enum status
backup_verify(const char *copy, const char *from)
{
	const struct session nobody = { NO_DATE, "", "" };
	struct ledger *l = NULL;
	int nproblems = 0;
	enum status st = ledger_open(copy, LEDGER_READ, &nobody, &l);

	if (st == OK)
		st = ledger_check(l, true, count_problem, &nproblems);
	ledger_close(l);
	if (st == E_LEDGER)
		return backup_damaged(from, nproblems > 0 ? nproblems : 1);
	return st;
}

/* Of an older program's ledger: the engine has to be content. */
static enum status
verify_engine(const char *copy, const char *from)
{
	struct store *s = NULL;
	int nproblems = 0;
	enum status st = store_open(copy, STORE_READ, &s);

	if (st == OK)
		st = store_check(s, count_problem, &nproblems);
	store_close(s);
	if (st == E_LEDGER || nproblems > 0)
		return backup_damaged(from, nproblems > 0 ? nproblems : 1);
	return st;
}

/* Of `from`, for a file of this name or beside it. */
static enum status
make_copy(const char *from, const char *name, struct output **out)
{
	enum status st = output_to_file(name, out);

	if (st != OK)
		return st;
	if (output_temp(*out) == NULL)
		st = fail(E_OUTPUT, _("%s: is not a file"), name);
	else
		st = store_copy(from, output_temp(*out));
	if (st != OK)
		output_abort(*out);
	return st;
}

static enum status
make_sound_copy(struct ledger *l, const char *name, struct output **out)
{
	enum status st = make_copy(ledger_path(l), name, out);

	if (st == OK && (st = backup_verify(output_temp(*out),
	    ledger_path(l))) != OK)
		output_abort(*out);
	return st;
}

enum status
ledger_backup(struct ledger *l, const char *path)
{
	struct output *out;
	enum status st = make_sound_copy(l, path, &out);

	return st == OK ? output_commit(out) : st;
}

/* ---- names --------------------------------------------------------------- */

const char *
backup_numbered(void *self, int n)
{
	const struct numbered *name = self;

	n += name->first - 1;
	if (n == 1)
		return arena_printf(name->arena, "%s%s", name->start,
		    name->end);
	return arena_printf(name->arena, "%s-%d%s", name->start, n, name->end);
}

static bool
same_bytes(const char *a, const char *b)
{
	int x = open(a, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	int y = open(b, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	bool same = x >= 0 && y >= 0;
	size_t n = 1;

	while (same && n > 0) {
		char here[4096], there[sizeof(here)];
		size_t m;

		same = input_read(x, here, sizeof(here), &n) == OK &&
		    input_read(y, there, sizeof(there), &m) == OK &&
		    n == m && memcmp(here, there, n) == 0;
	}
	fail_clear();
	if (x >= 0)
		close(x);
	if (y >= 0)
		close(y);
	return same;
}

/* Whoever was interrupted behind this copy made it already. */
static bool
is_there(const struct numbered *numbered, const char *copy)
{
	struct stat sb;
	const char *name;

	for (int n = 1; name = backup_numbered((void *)numbered, n),
	    lstat(name, &sb) == 0; n++)
		if (same_bytes(name, copy))
			return true;
	return false;
}

enum status
backup_of_version(const char *path, int version)
{
	struct arena a = ARENA_INIT;
	struct numbered numbered = { arena_printf(&a, "%s.v%d", path,
	    version), ".bak", 1, &a };
	const struct naming naming = { backup_numbered, &numbered };
	const char *made;
	struct output *out;
	enum status st = make_copy(path, backup_numbered(&numbered, 1), &out);

	if (st == OK && ((st = verify_engine(output_temp(out), path)) != OK ||
	    is_there(&numbered, output_temp(out))))
		output_abort(out);
	else if (st == OK)
		st = output_commit_new(out, &naming, &made);
	arena_release(&a);
	return st;
}

/* ---- a name of its own -------------------------------------------------- */

struct found {
	const char	*path;
	char		 stamp[DATE_TEXT_MAX];
	long		 number;
};

struct folder {
	const char	*path;		/* with a slash behind it, or "" */
	const char	*start;		/* of the names: "ledger.db." */
	struct arena	 arena;
	struct found	*list;
	size_t		 n;
};

/* Does the text begin with a day, and perhaps a time, written in digits?  How
 * long they are. */
static size_t
stamp_length(const char *text)
{
	static const char form[] = "dddd-dd-dd-dddd";
	size_t day = strlen("dddd-dd-dd"), n = 0;

	while (form[n] != '\0' && (form[n] == 'd' ?
	    text[n] >= '0' && text[n] <= '9' : text[n] == form[n]))
		n++;
	return form[n] == '\0' ? n : n >= day ? day : 0;
}

/* As ledger_backup_as() names them, and nothing else. */
static bool
read_name(const char *name, const char *start, struct found *f)
{
	size_t n = strlen(start);
	char *end;

	if (strncmp(name, start, n) != 0)
		return false;
	name += n;
	if ((n = stamp_length(name)) == 0)
		return false;
	snprintf(f->stamp, sizeof(f->stamp), "%.*s", (int)n, name);
	name += n;
	f->number = 1;
	if (*name == '-') {
		if (name[1] < '1' || name[1] > '9' || strcspn(name, ".") > 4)
			return false;
		f->number = strtol(name + 1, &end, 10);
		name = end;
	}
	return strcmp(name, ".bak") == 0;
}

/* The backups of a ledger of this name, in the folder of `file`. */
static enum status
list_folder(struct folder *f, const char *file, const char *ledger)
{
	const char *slash = strrchr(file, '/'), *name = strrchr(ledger, '/');
	DIR *dir;
	struct dirent *entry;
	size_t max = 0;
	struct found found;

	f->path = arena_strndup(&f->arena, file,
	    slash != NULL ? (size_t)(slash + 1 - file) : 0);
	f->start = arena_printf(&f->arena, "%s.",
	    name != NULL ? name + 1 : ledger);
	dir = opendir(slash != NULL ? f->path : ".");
	if (dir == NULL)
		return fail_errno(E_OUTPUT, "%s", f->path);
	while ((entry = readdir(dir)) != NULL) {
		if (!read_name(entry->d_name, f->start, &found))
			continue;
		if (f->n == max) {
			max = max * 2 + 16;
			f->list = realloc(f->list, max * sizeof(found));
			if (f->list == NULL)
				no_memory();
		}
		found.path = arena_printf(&f->arena, "%s%s", f->path,
		    entry->d_name);
		f->list[f->n++] = found;
	}
	closedir(dir);
	return OK;
}

static void
close_folder(struct folder *f)
{
	free(f->list);
	arena_release(&f->arena);
}

/* Behind all others of that minute. */
static enum status
first_number(const struct backup_name *name, int *first)
{
	struct folder f = { .arena = ARENA_INIT };
	enum status st = list_folder(&f, name->path, name->path);

	*first = 1;
	for (size_t i = 0; i < f.n; i++)
		if (strcmp(f.list[i].stamp, name->stamp) == 0 &&
		    f.list[i].number >= *first)
			*first = (int)f.list[i].number + 1;
	close_folder(&f);
	return st;
}

enum status
ledger_backup_as(struct ledger *l, const struct backup_name *name,
    struct arena *a, const char **made)
{
	struct numbered numbered = { arena_printf(a, "%s.%s", name->path,
	    name->stamp), ".bak", 1, a };
	const struct naming naming = { backup_numbered, &numbered };
	struct output *out;
	enum status st = make_sound_copy(l, backup_numbered(&numbered, 1),
	    &out);

	if (st != OK)
		return st;
	if ((st = first_number(name, &numbered.first)) != OK) {
		output_abort(out);
		return st;
	}
	return output_commit_new(out, &naming, made);
}

/* ---- too many ------------------------------------------------------------ */

static int
newer_first(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	int order = strcmp(y->stamp, x->stamp);

	return order != 0 ? order : (y->number > x->number) -
	    (y->number < x->number);
}

/* What the first command of a ledger was, which founded it. */
static enum status
read_founding(const char *path, struct arena *a, const char **founding)
{
	struct store *s = NULL;
	enum status st = store_open(path, STORE_READ, &s);
	struct query q;

	*founding = "";
	if (st != OK)
		return st;
	q = store_query(s, "SELECT time || ' ' || user || ' ' || command"
	    " FROM operation ORDER BY id LIMIT 1", NO_ARGS);
	if (query_row(&q) && !query_is_null(&q, 0))
		*founding = arena_strdup(a, query_text(&q, 0));
	st = query_end(&q);
	store_close(s);
	return st;
}

static bool
is_own(const char *path, const char *founding, struct arena *a)
{
	struct stat sb;
	const char *other;

	if (lstat(path, &sb) == 0 && S_ISREG(sb.st_mode) &&
	    read_founding(path, a, &other) == OK)
		return *founding != '\0' && strcmp(other, founding) == 0;
	fail_clear();
	return false;
}

static enum status
remove_older(struct folder *f, const struct thinning *t, const char *founding)
{
	int64_t nkept = 1;

	qsort(f->list, f->n, sizeof(*f->list), newer_first);
	for (size_t i = 0; i < f->n; i++) {
		const char *path = f->list[i].path;

		if (strcmp(path, t->made) == 0 ||
		    !is_own(path, founding, &f->arena) || ++nkept <= t->keep)
			continue;
		if (unlink(path) != 0 && errno != ENOENT)
			return fail_errno(E_OUTPUT, _("%s: cannot be removed"),
			    path);
		t->told(t->to, path);
	}
	return OK;
}

enum status
ledger_thin(struct ledger *l, const struct thinning *t)
{
	struct folder f = { .arena = ARENA_INIT };
	const char *founding;
	enum status st;

	if ((st = read_founding(t->made, &f.arena, &founding)) == OK &&
	    (st = list_folder(&f, t->made, ledger_path(l))) == OK)
		st = remove_older(&f, t, founding);
	close_folder(&f);
	return st;
}
