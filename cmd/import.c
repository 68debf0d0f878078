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

/* "left=right" of --map and --set. */
static enum status
read_pairs(struct context *ctx, const char *option, const struct pair **out,
    size_t *n)
{
	const char **texts = opt_all(ctx, option, n);
	struct pair *pairs = arena_alloc(&ctx->arena, (*n + 1) *
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
		    (size_t)(sign - texts[i])), sign + 1 };
	}
	*out = pairs;
	return OK;
}

static enum status
read_options(struct importing *im, const char *path)
{
	struct context *ctx = im->ctx;
	int64_t skip;
	enum status st;

	im->options = (struct import_options){
		.entity = im->options.entity,
		.file = strcmp(path, "-") == 0 ? _("standard input") : path,
		.sheet = opt_text(ctx, "sheet"),
		.null_text = opt_text(ctx, "null"),
		.problem = show_problem, .progress = show_progress, .to = im
	};
	if ((st = opt_number(ctx, "skip", 0, &skip)) != OK ||
	    (st = read_pairs(ctx, "map", &im->options.maps,
	    &im->options.nmaps)) != OK)
		return st;
	im->options.skip = (size_t)skip;
	return read_pairs(ctx, "set", &im->options.sets, &im->options.nsets);
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

static enum status
open_rejects(struct importing *im)
{
	const char *path = opt_text(im->ctx, "rejects");
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

	if (r->is_cut)
		note(im->ctx, _("%s: the last line does not end: is the file "
		    "whole?"), im->options.file);
	for (size_t i = 0; i < r->ndoubts; i++) {
		strbuf_cut(&b, 0);
		print_problem(&r->doubts[i], &b);
		strbuf_cut(&b, b.len - 1);	/* a note ends its line */
		note(im->ctx, "%s", b.buf);
	}
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
	tell_doubts(im);
	if (r->examples > 0)
		note(ctx, _("Left out %zu example row(s)."), r->examples);
	strbuf_addf(&b, _("%s: %zu new, %zu changed, %zu unchanged"),
	    _(im->options.entity->plural), r->added, r->changed, r->unchanged);
	if (r->lines_added + r->lines_changed > 0)
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

static enum status
import_source(struct importing *im, struct source *s)
{
	enum status st = OK;

	if (im->options.entity == NULL)
		st = import_guess(s, im->options.file, &im->options.entity);
	if (st == OK)
		st = open_rejects(im);
	if (st == OK)
		st = import_rows(im->ctx->records, s, &im->options,
		    &im->result);
	end_progress(im);
	tell_hidden(im);
	if (st == OK)
		tell_result(im, s);
	return close_rejects(im, st);
}

enum status
import_one(struct context *ctx, const char *path, const struct entity *e)
{
	struct importing im = { .ctx = ctx, .options.entity = e,
	    .result.arena = &ctx->arena };
	struct source *s;
	enum status st;

	clock_gettime(CLOCK_MONOTONIC, &im.began);
	im.shown = im.began;
	if ((st = read_options(&im, path)) != OK ||
	    (st = import_open(ctx, path, &s)) != OK)
		return st;
	st = import_source(&im, s);
	source_close(s);
	return st;
}

/* One file of bad rows cannot hold those of several files. */
static enum status
check_rejects(const struct context *ctx)
{
	if (ctx->nargs > 1 && opt_text(ctx, "rejects") != NULL)
		return fail(E_USAGE, _("--rejects goes with one file at a "
		    "time"));
	return OK;
}

enum status
verb_import(struct context *ctx)
{
	enum status st = check_rejects(ctx);

	for (int i = 0; st == OK && i < ctx->nargs; i++)
		st = import_one(ctx, ctx->args[i], ctx->command->entity);
	return st;
}

/* ---- tradecli import ----------------------------------------------------- */

static enum status
import_run(struct context *ctx)
{
	const char *as = opt_text(ctx, "as");
	const struct entity *e = NULL;
	enum status st = check_rejects(ctx);

	if (as != NULL && (e = noun_find(as)) == NULL)
		return fail_hint(fail(E_USAGE, _("--as: there is no noun '%s'"),
		    as), _("there are supplier, buyer, product, inquiry"));
	for (int i = 0; st == OK && i < ctx->nargs; i++)
		st = import_one(ctx, ctx->args[i], e);
	return st;
}

static const struct option_row as_option[] = {
	{ "as", 0, "NOUN", N_("what the rows are"), 0 },
	{ 0 }
};

static const struct verb verbs[] = {
	{ "", "FILE...", N_("read spreadsheets; finds out what they hold"),
	    NEED_WRITE | OPT_IMPORT | OPT_DRY | TAKES_LONG, 1, -1,
	    import_run, as_option },
	{ 0 }
};

const struct command import_command = {
	"import", N_("spreadsheets in: suppliers, buyers, products, inquiries"),
	NULL, verbs, "tradecli import suppliers.csv products.xlsx"
};
