/*
 * search, next, report: questions to the whole ledger.
 */
#include "cmd.h"

#include <stdlib.h>
#include <string.h>

/* A report as a command: what it is called, and who fills it in. */
struct question {
	const char	*title;
	enum print_what	 what;
	bool		 has_figures;	/* which ledger do they stand on? */
	enum status	(*fill)(struct context *, struct report *);
};

/* Open the output, have the report written, close it; *n: its rows. */
static enum status
print_report(struct context *ctx, const struct question *q, size_t *n)
{
	struct report r = { .records = ctx->records, .arena = &ctx->arena };
	struct printing p;
	const char *state;
	enum status st = print_open(ctx, _(q->title), q->what, &p);

	if (st != OK)
		return st;
	r.sink = p.sink;
	r.for_people = p.for_people;
	st = print_close(ctx, &p, q->fill(ctx, &r));
	*n = r.n;
	for (size_t i = 0; st == OK && i < r.nremarks; i++)
		note(ctx, "%s", r.remarks[i]);
	if (st == OK && q->has_figures && p.for_people && r.n > 0 &&
	    (st = ledger_state(ctx, &state)) == OK)
		note(ctx, _("State: %s"), state);
	return st;
}

static enum status
rows_or_ok(const struct context *ctx, size_t n)
{
	return n > 0 && opt_flag(ctx, "exit-code") ? E_ROWS : OK;
}

/* ---- search -------------------------------------------------------------- */

enum status
check_words(const char *words)
{
	size_t n = strlen(words);

	if (utf8_check(words, n) < n)
		return fail(E_USAGE, _("search: the words are not UTF-8"));
	if (words[strspn(words, " \t\n")] == '\0')
		return fail(E_USAGE, _("search: which words?"));
	return OK;
}

static enum status
fill_search(struct context *ctx, struct report *r)
{
	struct strbuf words = STRBUF_INIT;
	int64_t limit;
	enum status st = opt_number(ctx, "limit", 0, &limit);

	for (int i = 0; i < ctx->nargs; i++)
		strbuf_addf(&words, "%s%s", i > 0 ? " " : "", ctx->args[i]);
	if (st == OK)
		st = check_words(words.buf);
	if (st == OK)
		st = report_search(r, words.buf, limit);
	strbuf_release(&words);
	return st;
}

static enum status
search_run(struct context *ctx)
{
	static const struct question q = { N_("Found"), PRINT_TABLE,
	    false, fill_search };
	size_t n;
	enum status st = print_report(ctx, &q, &n);

	if (st == OK && n == 0)
		note(ctx, _("Nothing found."));
	return st == OK ? rows_or_ok(ctx, n) : st;
}

static const struct verb search_verbs[] = {
	{ "", "TEXT...", N_("find words anywhere, in English or Chinese"),
	    NEED_READ | OPT_FORMAT | OPT_LIMIT | OPT_EXIT, 1, -1, search_run,
	    NULL },
	{ 0 }
};

const struct command search_command = {
	"search", N_("find words anywhere, in English or Chinese"), NULL,
	search_verbs, "tradecli search 华强"
};

/* ---- next ---------------------------------------------------------------- */

enum { NEXT_DAYS_MAX = 36500 };

static enum status
fill_next(struct context *ctx, struct report *r)
{
	const char *setting = ledger_setting(ctx->ledger, "answer_days");
	int64_t days;
	enum status st = opt_number(ctx, "days", strtoll(setting, NULL, 10),
	    &days);

	if (st == OK && days > NEXT_DAYS_MAX)
		return fail(E_USAGE, _("--days: %lld, but %d at most"),
		    (long long)days, NEXT_DAYS_MAX);
	return st == OK ? report_next(r, ctx->session.now, days) : st;
}

static enum status
next_run(struct context *ctx)
{
	static const struct question q = { N_("What needs doing"),
	    PRINT_TABLE, false, fill_next };
	size_t n;
	enum status st = print_report(ctx, &q, &n);

	if (st == OK && n == 0)
		note(ctx, _("Nothing needs you today."));
	return st == OK ? rows_or_ok(ctx, n) : st;
}

static const struct option_row days_option[] = {
	{ "days", 0, "N", N_("days an inquiry may wait for an answer"), 0 },
	{ 0 }
};

static const struct verb next_verbs[] = {
	{ "", "", N_("what needs me today"),
	    NEED_READ | OPT_FORMAT | OPT_EXIT, 0, 0, next_run, days_option },
	{ 0 }
};

const struct command next_command = {
	"next", N_("what needs me today"), NULL, next_verbs,
	"tradecli next --exit-code >todo || mail -s 'to do' me <todo"
};

/* ---- report -------------------------------------------------------------- */

static enum status
read_period(const struct context *ctx, struct period *p)
{
	const char *text = opt_text(ctx, "period");

	*p = (struct period){ NO_DATE, NO_DATE };
	return text == NULL ? OK :
	    period_parse(text, ctx->session.now, p);
}

static enum status
fill_funnel(struct context *ctx, struct report *r)
{
	struct period p;
	enum status st = read_period(ctx, &p);

	return st == OK ? report_funnel(r, &p) : st;
}

static enum status
fill_sales(struct context *ctx, struct report *r)
{
	struct period p;
	enum status st = read_period(ctx, &p);

	return st == OK ? report_sales(r, opt_text(ctx, "by"), &p) : st;
}

static enum status
fill_orders(struct context *ctx, struct report *r)
{
	(void)ctx;
	return report_orders(r);
}

static enum status
fill_margin(struct context *ctx, struct report *r)
{
	struct period p;
	enum status st = read_period(ctx, &p);

	return st == OK ? report_margin(r, &p) : st;
}

static enum status
fill_delays(struct context *ctx, struct report *r)
{
	struct period p;
	enum status st = read_period(ctx, &p);

	return st == OK ? report_delays(r, &p) : st;
}

static enum status
fill_wins(struct context *ctx, struct report *r)
{
	struct period p;
	enum status st = read_period(ctx, &p);

	return st == OK ? report_wins(r, opt_text(ctx, "by"), &p) : st;
}

static enum status
fill_prices(struct context *ctx, struct report *r)
{
	struct period p;
	enum status st = read_period(ctx, &p);

	return st == OK ? report_prices(r, ctx->nargs > 0 ? ctx->args[0] :
	    NULL, &p) : st;
}

/* Each by the name of its verb. */
static const struct figures {
	const char	*verb;
	struct question	 question;
	const char	*nothing;	/* said where there are no rows */
} all_figures[] = {
	{ "funnel", { N_("Inquiries by channel and stage"), PRINT_TABLES, true,
	    fill_funnel }, N_("No inquiries in this period.") },
	{ "sales", { N_("Sales"), PRINT_TABLES, true, fill_sales },
	    N_("No sales in this period.") },
	{ "orders", { N_("Open orders"), PRINT_TABLES, true, fill_orders },
	    N_("No orders are open.") },
	{ "margin", { N_("Margin by order"), PRINT_TABLE, true, fill_margin },
	    N_("No sales in this period.") },
	{ "delays", { N_("Purchases and their delays"), PRINT_TABLES, true,
	    fill_delays }, N_("No purchases promised in this period.") },
	{ "wins", { N_("Quotes won and lost"), PRINT_TABLES, true, fill_wins },
	    N_("No quotes in this period.") },
	{ "prices", { N_("Prices of suppliers"), PRINT_TABLE, true,
	    fill_prices }, N_("No prices in this period.") },
};

static enum status
figures_run(struct context *ctx)
{
	const struct figures *f = all_figures;
	enum status st;
	size_t n;

	while (strcmp(f->verb, ctx->verb->name) != 0)
		f++;
	st = print_report(ctx, &f->question, &n);
	if (st == OK && n == 0)
		note(ctx, "%s", _(f->nothing));
	return st;
}

static const struct option_row sales_options[] = {
	{ "by", 0, "WHAT", N_("month, buyer, product or country"), 0 },
	{ 0 }
};

static const struct option_row wins_options[] = {
	{ "by", 0, "WHAT", N_("channel, buyer or month"), 0 },
	{ 0 }
};

enum { FIGURES = NEED_READ | OPT_FORMAT | OPT_PERIOD };

static const struct verb report_verbs[] = {
	{ "funnel", "", N_("inquiries by channel and stage"), FIGURES, 0, 0,
	    figures_run, NULL },
	{ "sales", "", N_("what was sold: by month, buyer, product, country"),
	    FIGURES, 0, 0, figures_run, sales_options },
	{ "orders", "", N_("what is ordered and not shipped"),
	    NEED_READ | OPT_FORMAT, 0, 0, figures_run, NULL },
	{ "margin", "", N_("what orders leave, as thought and so far"),
	    FIGURES, 0, 0, figures_run, NULL },
	{ "delays", "", N_("purchases: promised, and when they came"),
	    FIGURES, 0, 0, figures_run, NULL },
	{ "wins", "", N_("quotes won and lost, and why"), FIGURES, 0, 0,
	    figures_run, wins_options },
	{ "prices", "[PRODUCT]", N_("what suppliers asked over time"), FIGURES,
	    0, 1, figures_run, NULL },
	{ 0 }
};

const struct command report_command = {
	"report", N_("figures: sales, orders, margin, delays, wins, prices"),
	NULL, report_verbs, "tradecli report sales --by buyer --period 2026Q4"
};
