/*
 * import: files into records, for a noun or with the noun found out; the
 * problems told one by one, the result in one line.
 */
#include "cmd.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	PROGRESS_AFTER_MS = 500,
	PROGRESS_EVERY_MS = 100,
	SHOWN_ON_TERMINAL = 30,		/* problems; a pipe gets all */
};

struct importing {
	struct context	     *ctx;
	struct import_options options;
	struct import_result  result;
	struct sink_options   reject_options;
	struct output	     *reject_out;
	struct timespec	      began, shown;
	bool		      line_shown;
	size_t		      nshown;	/* problems */
	const struct profile_part *profile;	/* all of it, or NULL */
	const char	     *profile_name;
	size_t		      ntyped;	/* of its maps: on the command line */
	bool		      lines_follow;	/* in a file of their own */
};

/* ---- progress ------------------------------------------------------------ */

static long
since_ms(const struct timespec *then)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec - then->tv_sec) * 1000 +
	    (now.tv_nsec - then->tv_nsec) / 1000000;
}

static void
show_progress(void *to, size_t rows, size_t done, size_t total)
{
	struct importing *im = to;
	long ms = since_ms(&im->began);

	if (!isatty(STDERR_FILENO) || im->ctx->quiet ||
	    ms < PROGRESS_AFTER_MS || since_ms(&im->shown) < PROGRESS_EVERY_MS)
		return;
	clock_gettime(CLOCK_MONOTONIC, &im->shown);
	im->line_shown = true;
	fprintf(stderr, "\r\033[K");
	fprintf(stderr, _("%zu rows, %ld a second"), rows,
	    (long)rows * 1000 / ms);
	if (done > 0 && total > done)
		fprintf(stderr, _(", %zu %%, %zu s left"),
		    done * 100 / total,
		    (size_t)ms * (total / 1000 - done / 1000) /
		    (done / 1000 + 1) / 1000);
	fflush(stderr);
}

static void
end_progress(struct importing *im)
{
	if (im->line_shown)
		fprintf(stderr, "\r\033[K");
	im->line_shown = false;
}

/* ---- problems ------------------------------------------------------------ */

void
print_problem(const struct problem *p, struct strbuf *out)
{
	struct strbuf line = STRBUF_INIT;

	strbuf_addf(&line, "%s: ", p->file);
	if (*p->sheet != '\0')
		strbuf_addf(&line, _("sheet \"%s\", "), p->sheet);
	strbuf_addf(&line, _("row %zu"), p->row);
	if (p->letter != NULL)
		strbuf_addf(&line, _(", column %s \"%s\""), p->letter,
		    p->heading);
	strbuf_addf(&line, ": %s", p->message);
	add_message(out, line.buf);
	strbuf_release(&line);
	if (*p->hint != '\0') {
		strbuf_addstr(out, _("  hint: "));
		add_message(out, p->hint);
	}
}

static void
show_problem(void *to, const struct problem *p)
{
	struct importing *im = to;
	struct strbuf b = STRBUF_INIT;

	if (opt_flag(im->ctx, "demo"))	/* wrong on purpose */
		return;
	end_progress(im);
	if (++im->nshown > SHOWN_ON_TERMINAL && isatty(STDERR_FILENO))
		return;
	strbuf_addstr(&b, "tradecli: ");
	print_problem(p, &b);
	print_text(STDERR_FILENO, b.buf);
	strbuf_release(&b);
}

/* ---- options ------------------------------------------------------------- */

/* "left=right" of --map and --set, with room for those of a profile. */
static enum status
read_pairs(struct context *ctx, const char *option, struct pair **out,
    size_t *n, size_t nmore)
{
	const char **texts = opt_all(ctx, option, n);
	const char *from = arena_printf(&ctx->arena, "--%s", option);
	struct pair *pairs = arena_alloc(&ctx->arena, (*n + nmore + 1) *
	    sizeof(*pairs));

	for (size_t i = 0; i < *n; i++) {
		const char *sign = strrchr(texts[i], '=');

		if (strcmp(option, "set") == 0)
			sign = strchr(texts[i], '=');
		if (sign == NULL)
			return fail_hint(fail(E_USAGE, _("--%s: '%s' has no ="),
			    option, texts[i]), strcmp(option, "map") == 0 ?
			    _("write --map 'Their heading=field'") :
			    _("write --set field=VALUE"));
		pairs[i] = (struct pair){ arena_strndup(&ctx->arena, texts[i],
		    (size_t)(sign - texts[i])), sign + 1, from, false };
	}
	*out = pairs;
	return OK;
}

static enum status
no_such_part(const struct importing *im, const char *profile)
{
	return fail(E_USAGE, im->options.is_lines ?
	    _("--profile %s: says nothing of lines of %s in a file of their "
	    "own") : _("--profile %s: says nothing of %s"), profile,
	    _(im->options.entity->plural));
}

/* What the command line says comes first. */
static enum status
add_pairs(struct importing *im)
{
	static const struct profile_part none = { .entity = NULL };
	struct import_options *o = &im->options;
	const char *name = im->profile_name;
	const struct profile_part *part = &none;
	struct pair *maps, *sets;
	enum status st;

	if (name != NULL && (part = profile_find(im->profile, o->entity,
	    o->is_lines)) == NULL)
		return no_such_part(im, name);
	if ((st = read_pairs(im->ctx, "map", &maps, &o->nmaps,
	    part->nmaps)) != OK ||
	    (st = read_pairs(im->ctx, "set", &sets, &o->nsets,
	    part->nsets)) != OK)
		return st;
	im->ntyped = o->nmaps;
	for (size_t i = 0; i < part->nmaps; i++)
		maps[o->nmaps++] = part->maps[i];
	for (size_t i = 0; i < part->nsets; i++)
		sets[o->nsets++] = part->sets[i];
	o->maps = maps;
	o->sets = sets;
	o->only_maps = name != NULL;
	if (o->null_text == NULL)
		o->null_text = part->null_text;
	if (opt_text(im->ctx, "lines") != NULL)
		o->found = arena_alloc(&im->ctx->arena, (o->nmaps + 1) *
		    sizeof(*o->found));
	return OK;
}

static enum status
read_options(struct importing *im, const char *path)
{
	struct context *ctx = im->ctx;
	int64_t skip;
	enum status st;

	im->options.file = strcmp(path, "-") == 0 ? _("standard input") : path;
	im->options.sheet = opt_text(ctx, "sheet");
	im->options.null_text = opt_text(ctx, "null");
	im->options.problem = show_problem;
	im->options.progress = show_progress;
	im->options.to = im;
	if ((st = opt_number(ctx, "skip", 0, &skip)) != OK)
		return st;
	im->options.skip = (size_t)skip;
	im->options.today = ctx->session.now;
	return add_pairs(im);
}

enum status
import_open(struct context *ctx, const char *path, struct source **s)
{
	const char *delimiter = opt_text(ctx, "delimiter");
	struct source_options o = { .encoding = opt_text(ctx, "encoding") };

	if (delimiter != NULL && strcmp(delimiter, "tab") == 0)
		delimiter = "\t";
	if (delimiter != NULL && strlen(delimiter) != 1)
		return fail(E_USAGE, _("--delimiter: one character, or tab"));
	if (delimiter != NULL)
		o.delimiter = *delimiter;
	return source_open(path, &o, s);
}

/* Lines have a file of their own, there and back: "mend-lines.csv". */
static const char *
rejects_path(const struct importing *im)
{
	const char *path = opt_text(im->ctx, "rejects"), *dot;
	size_t n;

	if (path == NULL || !im->options.is_lines)
		return path;
	dot = strrchr(path, '.');
	n = dot != NULL && strchr(dot, '/') == NULL ? (size_t)(dot - path) :
	    strlen(path);
	return arena_printf(&im->ctx->arena, "%.*s-lines%s", (int)n, path,
	    path + n);
}

static enum status
open_rejects(struct importing *im)
{
	const char *path = rejects_path(im);
	enum status st;

	if (path == NULL)
		return OK;
	im->reject_options = (struct sink_options){ .format = FORMAT_CSV,
	    .created = im->ctx->session.now, .author = "", .title = path };
	if (!format_of_path(path, &im->reject_options.format))
		im->reject_options.format = FORMAT_CSV;
	if ((st = open_file(im->ctx, path, im->options.file,
	    &im->reject_out)) != OK)
		return st;
	return sink_open(&im->reject_options, im->reject_out,
	    &im->options.rejects);
}

/* Without bad rows there is no file of bad rows. */
static enum status
close_rejects(struct importing *im, enum status st)
{
	if (st == OK && im->result.rejected > 0)
		st = sink_finish(im->options.rejects);
	sink_close(im->options.rejects);
	if (im->reject_out == NULL)
		return st;
	if (st == OK && im->result.rejected > 0 &&
	    !opt_flag(im->ctx, "dry-run"))
		return output_commit(im->reject_out);
	output_abort(im->reject_out);
	return st;
}

/* ---- the result ---------------------------------------------------------- */

static void
tell_doubts(struct importing *im)
{
	const struct import_result *r = &im->result;
	struct strbuf b = STRBUF_INIT;

	for (size_t i = 0; i < r->ndoubts; i++) {
		strbuf_cut(&b, 0);
		print_problem(&r->doubts[i], &b);
		strbuf_cut(&b, b.len - 1);	/* a note ends its line */
		note(im->ctx, "%s", b.buf);
	}
	strbuf_release(&b);
}

static void
tell_dated(const struct importing *im)
{
	char today[DATE_TEXT_MAX];

	if (im->result.dated == 0)
		return;
	date_format((struct date){ im->ctx->session.now.day, NO_MINUTE },
	    today);
	note(im->ctx, _("Dated today, %s: %zu; the file has no column that "
	    "says when (--set date=DATE)."), today, im->result.dated);
}

/* A workbook with a sheet for each noun, as "export all" makes it: one of them
 * was read. */
static void
tell_other_sheets(const struct importing *im, const struct source *s)
{
	struct strbuf b = STRBUF_INIT;

	for (size_t i = 0; i < source_nsheets(s); i++) {
		const char *name = source_sheet_name(s, i);

		if (strcmp(name, im->result.sheet) != 0 &&
		    noun_find(name) != NULL)
			strbuf_addf(&b, "%s%s", b.len > 0 ? ", " : "", name);
	}
	if (b.len > 0)
		note(im->ctx, _("Sheets not read: %s (one at a time: tradecli "
		    "NOUN import FILE)"), b.buf);
	strbuf_release(&b);
}

static void
tell_result(struct importing *im, const struct source *s)
{
	struct context *ctx = im->ctx;
	const struct import_result *r = &im->result;
	const char *guess = source_guess(s);
	struct strbuf b = STRBUF_INIT;

	if (*r->sheet != '\0')
		note(ctx, _("%s, sheet \"%s\":"), im->options.file, r->sheet);
	if (*guess != '\0')
		note(ctx, _("%s: read as %s"), im->options.file, guess);
	if (r->heading_row > 1)
		note(ctx, _("Headings are in row %zu."), r->heading_row);
	if (opt_flag(ctx, "dry-run"))
		note(ctx, _("Columns: %s"), r->used);
	if (*r->unused != '\0')
		note(ctx, _("Columns not used: %s"), r->unused);
	if (*r->near != '\0')
		note(ctx, _("Meant perhaps: %s"), r->near);
	if (r->is_cut)
		note(ctx, _("%s: the last line does not end: is the file "
		    "whole?"), im->options.file);
	tell_doubts(im);
	tell_dated(im);
	if (r->examples > 0)
		note(ctx, _("Left out %zu example row(s)."), r->examples);
	if (im->options.is_lines)
		strbuf_addf(&b, _("%s: %zu new, %zu changed, %zu unchanged"),
		    _(im->options.entity->lines->plural), r->lines_added,
		    r->lines_changed, r->lines_unchanged);
	else
		strbuf_addf(&b, _("%s: %zu new, %zu changed, %zu unchanged"),
		    _(im->options.entity->plural), r->added, r->changed,
		    r->unchanged);
	if (!im->options.is_lines && r->lines_added + r->lines_changed > 0)
		strbuf_addf(&b, _(" (%s: %zu new, %zu changed)"),
		    _(im->options.entity->lines->plural), r->lines_added,
		    r->lines_changed);
	if (r->rejected > 0)
		strbuf_addf(&b, _(", %zu rejected"), r->rejected);
	if (r->rejected > 0 && opt_flag(ctx, "demo"))
		strbuf_addstr(&b, _(" (wrong on purpose, to be tried with "
		    "import)"));
	else if (r->rejected > 0 && im->reject_out != NULL &&
	    !opt_flag(ctx, "dry-run"))
		strbuf_addf(&b, _(" -> %s"), output_name(im->reject_out));
	note(ctx, "%s", b.buf);
	strbuf_release(&b);
}

static void
tell_hidden(const struct importing *im)
{
	char text[160];

	if (im->nshown <= SHOWN_ON_TERMINAL || !isatty(STDERR_FILENO))
		return;
	snprintf(text, sizeof(text), _("... and %zu more problems "
	    "(--rejects FILE keeps all of them)"),
	    im->nshown - SHOWN_ON_TERMINAL);
	print_text(STDERR_FILENO, text);
}

/* Where rows were refused, the column that was wanted may be one of these. */
static void
tell_unused(const struct importing *im)
{
	const struct import_result *r = &im->result;
	struct strbuf b = STRBUF_INIT;

	if (r->rejected == 0 || *r->unused == '\0' ||
	    opt_flag(im->ctx, "demo"))
		return;
	strbuf_addstr(&b, "tradecli: ");
	add_message(&b, arena_printf(&im->ctx->arena,
	    _("%s: columns not used: %s"), im->options.file, r->unused));
	if (*r->near != '\0') {
		strbuf_addstr(&b, _("  hint: "));
		add_message(&b, arena_printf(&im->ctx->arena,
		    _("meant perhaps: %s"), r->near));
	}
	print_text(STDERR_FILENO, b.buf);
	strbuf_release(&b);
}

/* By the headings of a profile, else by those of the nouns.  What is typed
 * beside it speaks for the nouns. */
static enum status
find_noun(struct importing *im, const char *path, struct source *s)
{
	struct profile_guess guess = { .noun = NULL };

	if (strcmp(path, "-") != 0 && im->profile == NULL &&
	    im->options.nmaps == 0)
		profile_recognise(im->ctx, s, &guess);
	if (guess.noun == NULL)
		return import_guess(s, im->options.file, &im->options.entity);
	im->options.entity = guess.noun;
	im->profile = guess.all;
	im->profile_name = guess.name;
	note(im->ctx, _("%s: read with the profile %s"), im->options.file,
	    guess.name);
	return add_pairs(im);
}

static enum status
import_source(struct importing *im, const char *path, struct source *s)
{
	enum status st = OK;

	if (im->options.entity == NULL)
		st = find_noun(im, path, s);
	if (st == OK)
		st = open_rejects(im);
	if (st == OK)
		st = import_rows(im->ctx->records, s, &im->options,
		    &im->result);
	if (st == OK && !im->lines_follow)
		st = import_compare_sums(im->ctx->records, &im->options,
		    &im->result);
	end_progress(im);
	tell_hidden(im);
	if (st == OK)
		tell_result(im, s);
	else
		tell_unused(im);
	if (st == OK && im->ctx->command->entity == NULL &&
	    im->options.sheet == NULL)
		tell_other_sheets(im, s);
	return close_rejects(im, st);
}

static enum status
import_file(struct importing *im, const char *path)
{
	struct source *s;
	enum status st;

	clock_gettime(CLOCK_MONOTONIC, &im->began);
	im->shown = im->began;
	im->result.arena = &im->ctx->arena;
	if ((st = read_options(im, path)) != OK ||
	    (st = import_open(im->ctx, path, &s)) != OK)
		return st;
	st = import_source(im, path, s);
	source_close(s);
	return st;
}

/* Rows that are parts of records go where lines do. */
static enum status
choose_part(struct context *ctx, const struct entity **e,
    struct import_options *o)
{
	const char *part = opt_text(ctx, "part");
	enum status st;

	if (part == NULL)
		return OK;
	if (opt_text(ctx, "lines") != NULL)
		return fail(E_USAGE, _("--part and --lines: one of them at a "
		    "time"));
	if ((st = records_part_view(ctx->records, *e, part, e)) != OK)
		return fail_in(st, "--part");
	o->is_lines = true;
	return OK;
}

enum status
import_one(struct context *ctx, const char *path, const struct entity *e)
{
	struct importing im = { .ctx = ctx, .options.entity = e };
	enum status st = choose_part(ctx, &im.options.entity, &im.options);

	return st == OK ? import_file(&im, path) : st;
}

/* ---- records and their lines in two files -------------------------------- */

static enum status
check_found(const struct importing *heads, const struct importing *lines)
{
	const struct import_options *o = &lines->options;

	for (size_t i = 0; i < lines->ntyped; i++)
		if (!o->found[i] && (heads->options.found == NULL ||
		    !heads->options.found[i]))
			return no_such_heading(heads->options.file == NULL ?
			    o->file : arena_printf(&lines->ctx->arena,
			    "%s, %s", heads->options.file, o->file),
			    &o->maps[i]);
	return OK;
}

/* Both were read to their ends; what is wrong with either was told. */
static enum status
refuse_both(const struct importing *heads, const struct importing *lines)
{
	const struct import_result *a = &heads->result, *b = &lines->result;
	enum status st;

	if (b->rejected == b->orphans)
		st = fail(E_INVALID, _("%s: %zu of %zu rows cannot be "
		    "imported; nothing was changed"), heads->options.file,
		    a->rejected, a->rows);
	else
		st = fail(E_INVALID, _("%s: %zu of %zu rows and %s: %zu of %zu "
		    "rows cannot be imported; nothing was changed"),
		    heads->options.file, a->rejected, a->rows,
		    lines->options.file, b->rejected, b->rows);
	return fail_hint(st, _("mend them, or take the good rows and put the "
	    "bad ones aside: --rejects FILE"));
}

/* Now that the lines are there. */
static enum status
compare_sums(struct importing *heads)
{
	enum status st;

	if (heads->options.file == NULL)
		return OK;
	heads->result.ndoubts = 0;	/* these were told */
	if ((st = import_compare_sums(heads->ctx->records, &heads->options,
	    &heads->result)) == OK)
		tell_doubts(heads);
	return st;
}

/* Lines are looked at even when records were refused: all that is wrong is to
 * be told at once. */
static enum status
import_both(struct importing *heads, struct importing *lines)
{
	const struct context *ctx = heads->ctx;
	const char *path = opt_text(ctx, "lines");
	bool refused = false;
	enum status st = OK;

	lines->options.is_lines = true;
	heads->lines_follow = true;
	if (ctx->nargs > 0 && strcmp(ctx->args[0], "-") == 0 &&
	    strcmp(path, "-") == 0)
		return fail(E_USAGE, _("--lines: standard input can be read "
		    "once only"));
	heads->options.has_lines_file = true;
	if (ctx->nargs > 0)
		st = import_file(heads, ctx->args[0]);
	if (st == E_INVALID && heads->result.rejected > 0) {
		refused = true;
		fail_clear();
		st = OK;
	}
	if (st != OK)
		return st;
	lines->options.of = &heads->result;
	st = import_file(lines, path);
	if (refused && (st == OK || (st == E_INVALID &&
	    lines->result.rejected > 0))) {
		fail_clear();
		return refuse_both(heads, lines);
	}
	return st == OK && (st = check_found(heads, lines)) == OK ?
	    compare_sums(heads) : st;
}

/* One file of bad rows cannot hold those of several files. */
static enum status
check_files(const struct context *ctx, const struct entity *e)
{
	bool has_lines = opt_text(ctx, "lines") != NULL;

	if (ctx->nargs == 0 && !has_lines)
		return missing_operand(ctx);
	if (ctx->nargs > 1 && has_lines)
		return fail(E_USAGE, _("--lines goes with one file at a "
		    "time"));
	if (ctx->nargs > 1 && opt_text(ctx, "rejects") != NULL)
		return fail(E_USAGE, _("--rejects goes with one file at a "
		    "time"));
	if (has_lines && e == NULL)
		return fail_hint(fail(E_USAGE, _("--lines: of what are they?")),
		    _("say so: --as order, or tradecli order import"));
	if (has_lines && e->lines == NULL)
		return fail(E_USAGE, _("--lines: %s have none"), _(e->plural));
	return OK;
}

/* A pipe cannot be read again when it is none. */
static bool
may_be_rates(const struct importing *im, const char *path)
{
	const struct entity *e = im->options.entity;

	return im->profile == NULL && strcmp(path, "-") != 0 &&
	    (e == NULL || e == &rate_entity) &&
	    opt_text(im->ctx, "map") == NULL;
}

/* `e` is NULL where it is to be found out; a profile of one noun tells. */
static enum status
import_files(struct context *ctx, const struct entity *e)
{
	struct importing one = { .ctx = ctx }, lines;
	enum status st = profile_choose(ctx, &one.profile);

	if (st == OK && one.profile != NULL && e == NULL &&
	    (e = profile_noun(one.profile)) == NULL)
		return fail_hint(fail(E_USAGE, _("--profile: it is for several "
		    "nouns")), _("say which: --as NOUN"));
	if (st != OK || (st = check_files(ctx, e)) != OK)
		return st;
	if ((st = choose_part(ctx, &e, &one.options)) != OK)
		return st;
	one.options.entity = e;
	one.profile_name = opt_text(ctx, "profile");
	lines = one;
	if (opt_text(ctx, "lines") != NULL)
		return import_both(&one, &lines);
	for (int i = 0; st == OK && i < ctx->nargs; i++) {
		struct importing im = one;
		bool are_rates = false;

		if (may_be_rates(&one, ctx->args[i]))
			st = import_rates(ctx, ctx->args[i], &are_rates);
		if (st == OK && !are_rates)
			st = import_file(&im, ctx->args[i]);
	}
	return st;
}

enum status
verb_import(struct context *ctx)
{
	return import_files(ctx, ctx->command->entity);
}

/* ---- tradecli import ----------------------------------------------------- */

static enum status
no_such_noun(const char *as)
{
	struct strbuf b = STRBUF_INIT;
	enum status st;

	for (size_t i = 0; noun_entities[i] != NULL; i++)
		if (noun_can_import(noun_entities[i]))
			strbuf_addf(&b, " %s", noun_entities[i]->name);
	st = fail_hint(fail(E_USAGE, _("--as: there is no noun '%s'"), as),
	    _("there are:%s"), b.buf);
	strbuf_release(&b);
	return st;
}

static enum status
import_run(struct context *ctx)
{
	const char *as = opt_text(ctx, "as");
	const struct entity *e = NULL;

	if (as != NULL && ((e = noun_find(as)) == NULL ||
	    !noun_can_import(e)))
		return no_such_noun(as);
	return import_files(ctx, e);
}

static const struct option_row as_option[] = {
	{ "as", 0, "NOUN", N_("what the rows are"), 0 },
	{ 0 }
};

static const struct verb verbs[] = {
	{ "", "FILE...", N_("read spreadsheets; finds out what they hold"),
	    NEED_WRITE | OPT_IMPORT | OPT_DRY | TAKES_LONG, 0, -1,
	    import_run, as_option },
	{ 0 }
};

const struct command import_command = {
	"import", N_("spreadsheets in: suppliers, buyers, products, inquiries"),
	NULL, verbs, "tradecli import suppliers.csv products.xlsx"
};
