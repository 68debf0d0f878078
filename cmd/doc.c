/*
 * doc: the papers of a deal, looked at, issued, printed and compared.
 */
#include "cmd.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --in, else what is usual in this ledger. */
static enum status
read_tongue(struct context *ctx, const char *otherwise, enum tongue *out)
{
	const char *text = opt_text(ctx, "in");
	const struct code *code;
	enum status st;

	if (text == NULL)
		text = otherwise;
	if ((st = code_find(&tongue_codes, text, &code)) != OK)
		return fail_in(E_USAGE, "--in");
	*out = paper_tongue(code->code);
	return OK;
}

static enum status
read_source(struct context *ctx, struct paper_source *out)
{
	const struct code *kind;
	enum status st = code_find(&document_kind_codes, ctx->args[0], &kind);

	if (st != OK)
		return fail_in(E_USAGE, "doc %s", ctx->verb->name);
	*out = (struct paper_source){ .kind = kind->code,
	    .number = ctx->args[1], .date = ctx->session.now,
	    .arena = &ctx->arena };
	out->date.minute = NO_MINUTE;
	return read_tongue(ctx, ledger_setting(ctx->ledger,
	    "document_language"), &out->tongue);
}

/* ---- files --------------------------------------------------------------- */

/* "SC/2026-01" has a file of that name, but for what would lead into another
 * folder or hide it. */
static const char *
plain_name(struct context *ctx, const char *number)
{
	char *name = arena_printf(&ctx->arena, "%s.pdf", number);

	for (char *c = name; *c != '\0'; c++)
		if (*c == '/' || (c == name && *c == '.'))
			*c = '-';
	return name;
}

/* A folder is for NUMBER.pdf in it; without a name it is the current one. */
static const char *
file_name(struct context *ctx, const char *number)
{
	const char *path = opt_text(ctx, "output");
	struct stat st;

	if (path == NULL)
		return plain_name(ctx, number);
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return arena_printf(&ctx->arena, "%s/%s", path,
		    plain_name(ctx, number));
	return path;
}

static bool
ends_with(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);

	return n >= m && strcmp(text + n - m, end) == 0;
}

static enum status
write_document(struct context *ctx, const struct document *doc,
    struct output *out, bool is_workbook)
{
	enum status st = is_workbook ? document_xlsx(doc, out) :
	    document_pdf(doc, pdf_program(ctx), out);

	if (st != OK) {
		output_abort(out);
		return st;
	}
	return output_commit(out);
}

static enum status
write_file(struct context *ctx, const struct document *doc, const char *number)
{
	const char *path = file_name(ctx, number);
	bool is_workbook = ends_with(path, ".xlsx");
	struct output *out;
	enum status st;

	if (strcmp(path, "-") == 0) {
		if (ctx->is_terminal)
			return fail_hint(fail(E_USAGE, _("a document is "
			    "nothing for a terminal")),
			    _("write it to a file: -o FILE.pdf"));
		return write_document(ctx, doc, output_to_fd(ctx->out,
		    "stdout"), false);
	}
	if (!is_workbook && !ends_with(path, ".pdf"))
		return fail_hint(fail(E_USAGE, _("%s: the suffix names no "
		    "format"), path), _("a document is a .pdf or a .xlsx"));
	if ((st = open_file(ctx, path, NULL, &out)) != OK ||
	    (st = write_document(ctx, doc, out, is_workbook)) != OK)
		return st;
	note(ctx, _("Wrote %s."), path);
	return OK;
}

/* ---- verbs --------------------------------------------------------------- */

static enum status
doc_draft_run(struct context *ctx)
{
	struct paper_source source;
	struct document doc;
	enum status st;

	if ((st = read_source(ctx, &source)) != OK ||
	    (st = paper_fill(ctx->records, &source, &doc)) != OK)
		return st;
	return write_file(ctx, &doc, "DRAFT");
}

/* A paper that can never be drawn would keep its number all the same.  Where
 * the program or its fonts are missing, another machine may have them. */
static enum status
try_to_draw(struct context *ctx, const struct issued *issued)
{
	struct document doc = { .arena = &ctx->arena };
	const struct reopening how = { paper_tongue(issued->language), false };
	int fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
	struct output *nowhere = output_to_fd(fd, "/dev/null");
	enum status st = paper_reopen(issued, &how, &doc);

	if (st == OK)
		st = document_pdf(&doc, pdf_program(ctx), nowhere);
	output_abort(nowhere);
	if (fd >= 0)
		close(fd);
	if (st != E_FAIL)
		return st;
	fail_clear();
	return OK;
}

static enum status
doc_issue_run(struct context *ctx)
{
	struct paper_source source;
	struct issued issued;
	enum status st;

	if ((st = read_source(ctx, &source)) != OK ||
	    (st = paper_issue(ctx->records, &source, opt_flag(ctx, "revise"),
	    &issued)) != OK ||
	    (st = try_to_draw(ctx, &issued)) != OK)
		return st;
	if (!opt_flag(ctx, "dry-run"))
		answer(ctx, "%s\n", issued.number);
	return OK;
}

static enum status
print_one(struct context *ctx, const char *number)
{
	struct issued issued;
	struct document doc = { .arena = &ctx->arena };
	struct reopening how = { .without_logo = opt_flag(ctx, "no-logo") };
	const char *next;
	enum status st;

	if ((st = record_find(ctx->records, (struct record_code){
	    &document_entity, number }, &ctx->arena, &issued)) != OK ||
	    (st = read_tongue(ctx, issued.language, &how.tongue)) != OK ||
	    (st = paper_reopen(&issued, &how, &doc)) != OK ||
	    (st = paper_successor(ctx->records, &issued, &ctx->arena,
	    &next)) != OK)
		return st;
	if (next != NULL)
		note(ctx, _("%s was replaced by %s."), issued.number, next);
	return write_file(ctx, &doc, issued.number);
}

static enum status
doc_print_run(struct context *ctx)
{
	const char *path = opt_text(ctx, "output");
	struct stat folder;
	enum status st = OK;

	if (ctx->nargs > 1 && path != NULL && (stat(path, &folder) != 0 ||
	    !S_ISDIR(folder.st_mode)))
		return fail(E_USAGE, _("%s: is no folder for several "
		    "documents"), path);
	for (int i = 0; st == OK && i < ctx->nargs; i++)
		st = print_one(ctx, ctx->args[i]);
	return st;
}

/* ---- check --------------------------------------------------------------- */

static enum status
doc_check_run(struct context *ctx)
{
	struct report r = { .records = ctx->records, .arena = &ctx->arena };
	struct doc_subject subject;
	struct printing p;
	size_t compared;
	enum status st = doc_find(ctx->records, ctx->args[0], &ctx->arena,
	    &subject);

	if (st != OK || (st = print_open(ctx, _("Where the papers differ"),
	    PRINT_TABLE, &p)) != OK)
		return st;
	r.sink = p.sink;
	r.for_people = p.for_people;
	if ((st = print_close(ctx, &p, report_doc_check(&r, &subject,
	    &compared))) != OK)
		return st;
	for (size_t i = 0; i < r.nremarks; i++)
		note(ctx, "%s", r.remarks[i]);
	note(ctx, _("%s: compared: %zu, different: %zu"), subject.number,
	    compared, r.n);
	return r.n > 0 ? E_ROWS : OK;
}

static const struct option_row in_option[] = {
	{ "in", 0, "LANGUAGE", N_("en, zh or both"), 0 },
	{ 0 }
};

static const struct option_row print_options[] = {
	{ "in", 0, "LANGUAGE", N_("en, zh or both"), 0 },
	{ "no-logo", 0, NULL, N_("without the logo"), 0 },
	{ 0 }
};

static const struct option_row issue_options[] = {
	{ "in", 0, "LANGUAGE", N_("en, zh or both"), 0 },
	{ "revise", 0, NULL, N_("another one that replaces it"), 0 },
	{ 0 }
};

static const struct verb verbs[] = {
	LOOK_VERBS,
	{ "draft", "KIND NUMBER", N_("make it to look at, without a number"),
	    NEED_READ | OPT_OUTPUT, 2, 2, doc_draft_run, in_option },
	{ "issue", "KIND NUMBER", N_("give it its number and keep it as it "
	    "is"), NEED_WRITE | OPT_DRY, 2, 2, doc_issue_run, issue_options },
	{ "print", "DOCUMENT...", N_("make the file of one that was issued"),
	    NEED_READ | OPT_OUTPUT, 1, -1, doc_print_run, print_options },
	{ "check", "NUMBER", N_("compare the papers with each other"),
	    NEED_READ | OPT_FORMAT, 1, 1, doc_check_run, NULL },
	{ 0 }
};

const struct command doc_command = {
	"doc", N_("the papers of a deal"), &document_entity, verbs,
	"tradecli doc draft invoice SHP-2026-0001 --in both"
};
