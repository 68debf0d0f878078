/*
 * doctor: is everything in place for the program to work well here?
 */
#include "cmd.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

struct finding {
	const char *what;
	bool	    is_bad;
	const char *detail;
	const char *remedy;	/* or NULL */
};

struct diagnosis {
	struct context *ctx;
	const struct printing *printing;
	size_t		nbad;
};

static enum status
report_finding(struct diagnosis *d, const struct finding *f)
{
	const struct value row[] = {
		value_text(print_word(d->printing, f->what)),
		value_text(print_word(d->printing,
		    f->is_bad ? N_("BAD") : N_("ok"))),
		value_text(f->detail), value_text(f->remedy)
	};

	d->nbad += f->is_bad;
	return sink_row(d->printing->sink, row);
}

static enum status
check_program(struct diagnosis *d)
{
	struct finding f = { N_("program"), false,
	    arena_printf(&d->ctx->arena, "tradecli %s, %s", VERSION,
	    ledger_engine()), NULL };

	return report_finding(d, &f);
}

static enum status
check_language(struct diagnosis *d)
{
	bool translated = strcmp(_("BAD"), "BAD") != 0;
	struct finding f = { N_("language"), d->ctx->chinese && !translated,
	    d->ctx->chinese ? "zh_CN" : "en", NULL };

	if (f.is_bad)
		f.remedy = _("the translation is not installed: make install");
	return report_finding(d, &f);
}

static enum status
check_screen(struct diagnosis *d)
{
	struct finding f = { N_("screen"), false, d->ctx->is_terminal ?
	    arena_printf(&d->ctx->arena, _("%d columns"), d->ctx->screen) :
	    _("not a terminal"), NULL };

	return report_finding(d, &f);
}

/* Locks of SQLite are not to be trusted on what other computers share. */
static const struct {
	unsigned long magic;
	const char   *name;
} network[] = {
	{ 0x6969, "NFS" }, { 0xff534d42, "CIFS" }, { 0xfe534d42, "SMB2" },
	{ 0x517b, "SMB" }, { 0x65735546, "FUSE" }, { 0x01021997, "9P" },
	{ 0x00c36400, "Ceph" }, { 0x5346414f, "AFS" }, { 0x6b414653, "AFS" },
	{ 0x73757245, "Coda" }, { 0x0bd00bd0, "Lustre" },
	{ 0x01161970, "GFS2" }, { 0x7461636f, "OCFS2" },
	{ 0x786f4256, "VirtualBox" }, { 0xbacbacbc, "VMware" },
	{ 0x7c7c6673, "Parallels" },
};

/* Folders that a program copies elsewhere, and back, whenever it likes. */
static const char *const clouds[] = {
	"Dropbox", "OneDrive", "Nextcloud", "ownCloud", "iCloud",
	"iCloudDrive", "Mobile Documents", "Google Drive", "GoogleDrive",
	"pCloud", "pCloudDrive", "MEGA", "MEGAsync", "Syncthing", "Nutstore",
	"BaiduNetdisk", "BaiduNetdiskWorkspace", "BaiduSyncdisk",
	"坚果云", "我的坚果云", "百度网盘", "百度云同步盘", "阿里云盘",
	"腾讯微云", "WPS云盘",
};

/* "OneDrive - ACME" and "Dropbox (2)" are meant too. */
static bool
is_cloud(const char *part, size_t n, const char *cloud)
{
	size_t length = strlen(cloud);

	return n >= length && strncasecmp(part, cloud, length) == 0 &&
	    (n == length || strchr(" -_(", part[length]) != NULL);
}

static const char *
cloud_of(const char *path)
{
	for (size_t n; *path != '\0'; path += n + (path[n] == '/')) {
		n = strcspn(path, "/");
		for (size_t i = 0; i < COUNT(clouds); i++)
			if (is_cloud(path, n, clouds[i]))
				return clouds[i];
	}
	return NULL;
}

static enum status
check_place(struct diagnosis *d, const char *path)
{
	struct statfs fs;
	char real[PATH_MAX];
	struct finding f = { N_("file system"), false, _("local"), NULL };
	const char *cloud = NULL;

	if (statfs(path, &fs) != 0 || realpath(path, real) == NULL)
		return OK;
	for (size_t i = 0; i < COUNT(network); i++)
		if ((unsigned long)fs.f_type == network[i].magic) {
			f.is_bad = true;
			f.detail = network[i].name;
		}
	if (!f.is_bad && (cloud = cloud_of(real)) != NULL) {
		f.is_bad = true;
		f.detail = arena_printf(&d->ctx->arena,
		    _("a folder of %s"), cloud);
	}
	if (f.is_bad)
		f.remedy = _("keep the ledger on a local disk; share copies "
		    "made with tradecli backup");
	return report_finding(d, &f);
}

static void
ignore_problem(void *to, const char *text)
{
	(void)to;
	(void)text;
}

static enum status
keep_time(void *to, const struct operation *o)
{
	snprintf(to, DATE_TEXT_MAX, "%s", o->time);
	return OK;
}

/* --today may say no time of day. */
static enum status
check_clock(struct diagnosis *d, struct ledger *l)
{
	char newest[DATE_TEXT_MAX] = "", now[DATE_TEXT_MAX];
	struct finding f = { N_("clock"), false, NULL, NULL };
	enum status st = history_list(ledger_records(l), 1, keep_time,
	    newest);

	if (st != OK)
		return st;
	date_format(d->ctx->session.now, now);
	f.detail = arena_strdup(&d->ctx->arena, now);
	f.is_bad = strncmp(now, newest, strlen(now)) < 0;
	if (f.is_bad) {
		f.detail = arena_printf(&d->ctx->arena, _("%s is before the "
		    "newest entry (%s)"), now, newest);
		f.remedy = _("set the clock");
	}
	return report_finding(d, &f);
}

static enum status
check_ledger(struct diagnosis *d, const char *path)
{
	struct context *ctx = d->ctx;
	struct finding f = { N_("ledger"), false, path, NULL };
	struct ledger *l = NULL;
	enum status st;

	if (path == NULL || access(path, F_OK) != 0) {
		f.detail = path != NULL ? arena_printf(&ctx->arena,
		    _("%s: not there yet"), path) : _("none is named");
		f.remedy = "tradecli init --company NAME --currency CNY";
		return report_finding(d, &f);
	}
	st = ledger_open(path, LEDGER_READ, &ctx->session, &l);
	if (st == OK)
		st = ledger_check(l, false, ignore_problem, NULL);
	if (st != OK) {
		f.is_bad = true;
		f.detail = arena_strdup(&ctx->arena, fail_text());
		f.remedy = arena_strdup(&ctx->arena, fail_hint_text());
		fail_clear();
	}
	st = report_finding(d, &f);
	if (st == OK && !f.is_bad)
		st = check_clock(d, l);
	ledger_close(l);
	return st == OK ? check_place(d, path) : st;
}

static enum status
check_mode(struct diagnosis *d, const char *path)
{
	struct stat sb;
	struct finding f = { N_("permissions"), false, _("private"), NULL };

	if (path == NULL || stat(path, &sb) != 0)
		return OK;
	if (sb.st_mode & 077) {
		f.is_bad = true;
		f.detail = arena_printf(&d->ctx->arena, _("%s can be read by "
		    "others (mode %03o)"), path, sb.st_mode & 0777);
		f.remedy = arena_printf(&d->ctx->arena, "chmod 600 %s", path);
	}
	return report_finding(d, &f);
}

/* The journal is made there: who cannot write it cannot even take back what a
 * crash left; who else can may put another file in its place. */
static enum status
check_folder(struct diagnosis *d, const char *path)
{
	struct arena *a = &d->ctx->arena;
	struct finding f = { N_("folder"), false, _("private"), NULL };
	char real[PATH_MAX], *slash;
	struct stat sb;

	if (path == NULL || realpath(path, real) == NULL ||
	    (slash = strrchr(real, '/')) == NULL)
		return OK;
	slash[slash == real] = '\0';
	if (stat(real, &sb) != 0)
		return OK;
	if (access(real, W_OK) != 0) {
		f.is_bad = true;
		f.detail = arena_printf(a, _("%s cannot be written, for the "
		    "journal of the ledger"), real);
		f.remedy = _("ask who it belongs to, or move the ledger");
	} else if (sb.st_mode & 022 && !(sb.st_mode & S_ISVTX)) {
		f.is_bad = true;
		f.detail = arena_printf(a, _("%s can be written by others "
		    "(mode %03o)"), real, sb.st_mode & 0777);
		f.remedy = arena_printf(a, "chmod go-w %s", real);
	}
	return report_finding(d, &f);
}

/* ---- documents ----------------------------------------------------------- */

static enum status
report_font(struct diagnosis *d, const struct document_font *font)
{
	struct arena *a = &d->ctx->arena;
	struct finding f = { N_("font"), font->path == NULL, font->family,
	    NULL };

	if (font->path != NULL)
		f.detail = arena_printf(a, "%s, %s", font->family, font->path);
	else {
		f.detail = arena_printf(a, _("%s is not installed"),
		    font->family);
		f.remedy = arena_printf(a, "apt-get install %s",
		    font->package);
	}
	return report_finding(d, &f);
}

/* For names from far away; nobody needs all of them. */
static enum status
report_more_fonts(struct diagnosis *d, const struct document_font *font)
{
	struct arena *a = &d->ctx->arena;
	struct finding f = { N_("more letters"), false, NULL, NULL };
	size_t n = 0, there = 0;
	const char *packages = "";

	for (; font != NULL; font = font->next) {
		n += !font->is_needed;
		there += !font->is_needed && font->path != NULL;
		if (!font->is_needed && font->path == NULL &&
		    strstr(packages, font->package) == NULL)
			packages = arena_printf(a, "%s %s", packages,
			    font->package);
	}
	f.detail = arena_printf(a, _("%zu of %zu fonts for other scripts"),
	    there, n);
	if (there < n)
		f.remedy = arena_printf(a, "apt-get install%s", packages);
	return report_finding(d, &f);
}

static enum status
check_documents(struct diagnosis *d)
{
	const char *program = pdf_program(d->ctx);
	struct finding f = { N_("PDF"), false, program, NULL };
	struct document_font *fonts = NULL;
	enum status st = document_fonts(program, &d->ctx->arena, &fonts);

	if (st != OK) {
		f.is_bad = true;
		f.detail = arena_strdup(&d->ctx->arena, fail_text());
		f.remedy = _("install all of tradecli: make install");
		fail_clear();
		return report_finding(d, &f);
	}
	st = report_finding(d, &f);
	for (struct document_font *font = fonts; font != NULL && st == OK;
	    font = font->next)
		if (font->is_needed)
			st = report_font(d, font);
	return st == OK ? report_more_fonts(d, fonts) : st;
}

static enum status
examine(struct diagnosis *d)
{
	const char *path = d->ctx->ledger_path;
	enum status st;

	if ((st = check_program(d)) != OK || (st = check_language(d)) != OK ||
	    (st = check_screen(d)) != OK ||
	    (st = check_ledger(d, path)) != OK ||
	    (st = check_mode(d, path)) != OK ||
	    (st = check_folder(d, path)) != OK)
		return st;
	return check_documents(d);
}

static enum status
doctor_run(struct context *ctx)
{
	const struct column columns[] = {
		{ .name = "what", .label = _("What"), .type = V_TEXT,
		  .flags = COLUMN_ID },
		{ .name = "state", .label = _("State"), .type = V_TEXT },
		{ .name = "detail", .label = _("Detail"), .type = V_TEXT,
		  .flags = COLUMN_WIDE },
		{ .name = "remedy", .label = _("Remedy"), .type = V_TEXT,
		  .flags = COLUMN_WIDE },
	};
	const struct table table = { "findings", _("Findings"), TABLE_LIST,
	    columns, COUNT(columns), NULL };
	struct diagnosis d = { ctx, NULL, 0 };
	struct printing p;
	enum status st = print_open(ctx, _("Findings"), PRINT_TABLE, &p);

	if (st != OK)
		return st;
	d.printing = &p;
	if ((st = sink_begin(p.sink, &table)) == OK)
		st = examine(&d);
	if ((st = print_close(ctx, &p, st)) != OK)
		return st;
	if (d.nbad > 0)
		return fail(E_FAIL, _("%zu things need care"), d.nbad);
	return OK;
}

static const struct verb verbs[] = {
	{ "", "", N_("is everything in place?"), OPT_FORMAT | OPENS_ITSELF,
	    0, 0, doctor_run, NULL },
	{ 0 }
};

const struct command doctor_command = {
	"doctor", N_("is everything in place?"), NULL, verbs, "tradecli doctor"
};
