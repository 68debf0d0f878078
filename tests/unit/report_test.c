/*
 * Reports: the funnel against a computation of its own, what needs doing,
 * what is found, and how periods are read.
 */
#include "scratch.h"

__extension__ typedef __int128 wide;

/* A report as TSV: what `run` writes. */
static const char *
written(enum status (*run)(struct report *, void *), void *with, size_t *n)
{
	struct sink_options how = { .format = FORMAT_TSV, .several = true };
	struct report r = { .records = records, .arena = &arena };
	struct output *out;
	struct stat sb;
	char *text;
	FILE *f;

	assert_ok(output_to_file(in_scratch("out.tsv"), &out));
	assert_ok(sink_open(&how, out, &r.sink));
	assert_ok(run(&r, with));
	assert_ok(sink_finish(r.sink));
	sink_close(r.sink);
	assert_ok(output_commit(out));
	assert_int_equal(stat(in_scratch("out.tsv"), &sb), 0);
	text = arena_alloc(&arena, (size_t)sb.st_size + 1);
	f = fopen(in_scratch("out.tsv"), "rb");
	assert_int_equal(fread(text, 1, (size_t)sb.st_size, f), sb.st_size);
	fclose(f);
	if (n != NULL)
		*n = r.n;
	return text;
}

/* ---- periods ------------------------------------------------------------- */

static void
periods_are_read(void **state)
{
	static const struct {
		const char *text, *from, *to;
	} cases[] = {
		{ "2026", "2026-01-01", "2026-12-31" },
		{ "2026-11", "2026-11-01", "2026-11-30" },
		{ "2024-02", "2024-02-01", "2024-02-29" },
		{ "2026Q4", "2026-10-01", "2026-12-31" },
		{ "2026q1", "2026-01-01", "2026-03-31" },
		{ "2026-11-05", "2026-11-05", "2026-11-05" },
		{ "this-month", "2026-11-01", "2026-11-30" },
		{ "last-month", "2026-10-01", "2026-10-31" },
		{ "this-quarter", "2026-10-01", "2026-12-31" },
		{ "last-quarter", "2026-07-01", "2026-09-30" },
		{ "this-year", "2026-01-01", "2026-12-31" },
		{ "last-year", "2025-01-01", "2025-12-31" },
		{ "ytd", "2026-01-01", "2026-11-16" },
		{ "本月", "2026-11-01", "2026-11-30" },
		{ "去年", "2025-01-01", "2025-12-31" },
		{ "2026-10-01..2026-11-15", "2026-10-01", "2026-11-15" },
		{ "2026-10..2026-11", "2026-10-01", "2026-11-30" },
		{ "2026-10..2026-11-15", "2026-10-01", "2026-11-15" },
		{ "2025Q4..2026Q1", "2025-10-01", "2026-03-31" },
		{ "2026-10..", "2026-10-01", "" },
		{ "..2026-10", "", "2026-10-31" },
		{ "today", "2026-11-16", "2026-11-16" },
		{ "9999", "9999-01-01", "9999-12-31" },
		{ "0001", "0001-01-01", "0001-12-31" },
	};
	struct date today = day("2026-11-16");

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char from[DATE_TEXT_MAX] = "", to[DATE_TEXT_MAX] = "";
		struct period p;

		if (period_parse(cases[i].text, today, &p) != OK)
			fail_msg("%s", fail_text());
		if (!date_is_none(p.from))
			date_format(p.from, from);
		if (!date_is_none(p.to))
			date_format(p.to, to);
		if (strcmp(from, cases[i].from) != 0 ||
		    strcmp(to, cases[i].to) != 0)
			fail_msg("%s is %s..%s", cases[i].text, from, to);
	}
}

static void
last_month_of_january_is_december(void **state)
{
	char from[DATE_TEXT_MAX];
	struct period p;

	(void)state;
	assert_ok(period_parse("last-month", day("2026-01-31"), &p));
	date_format(p.from, from);
	assert_string_equal(from, "2025-12-01");
	assert_ok(period_parse("last-quarter", day("2026-03-31"), &p));
	date_format(p.from, from);
	assert_string_equal(from, "2025-10-01");
}

static void
what_is_no_period_is_refused(void **state)
{
	static const char *const texts[] = {
		"", "soon", "2026-13", "2026-00", "2026Q5", "2026Q0", "26",
		"2026-11-31", "2026-1-1-1", "2026..soon", "soon..", "2026x",
		"2026-11-15..2026-10-01", "2026Q", "0000", "2026-+1", " 2026",
		"..."
	};
	struct date today = day("2026-11-16");
	struct period p;

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		if (period_parse(texts[i], today, &p) != E_USAGE)
			fail_msg("'%s' was accepted", texts[i]);
}

/* ---- the funnel ---------------------------------------------------------- */

static enum status
run_funnel(struct report *r, void *with)
{
	return report_funnel(r, with);
}

static const char *
funnel(const char *period)
{
	struct period p;

	assert_ok(period_parse(period, day("2026-11-16"), &p));
	return written(run_funnel, &p, NULL);
}

#define FUNNEL_HEAD "channel\tinquiries\tnew\tcontacted\tquoted\tsample\t" \
	"negotiating\twon\tlost\twon_percent\tanswer_hours\n"
#define VALUE_HEAD "\nchannel\tcurrency\tinquiries\tvalue\twon_value\n"

static void
an_empty_funnel_has_its_headings(void **state)
{
	(void)state;
	assert_string_equal(funnel("2026"), FUNNEL_HEAD VALUE_HEAD);
}

static uint64_t seed = 77;

static uint64_t
random_number(uint64_t below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (seed >> 33) % below;
}

static const char *const channels[] = { "alibaba", "fair", "mail" };
static const char *const stages[] = { "new", "contacted", "quoted", "sample",
    "negotiating", "won", "lost" };
static const char *const currencies[] = { "", "CNY", "JPY", "USD" };
static const int digits[] = { 2, 2, 0, 2 };

enum { INQUIRIES = 300 };

struct sample {
	size_t	channel, stage, currency, nlines;
	struct date date, answered;
	bool	archived;
	int64_t	quantity[3], price[3];	/* millionths; -1: none */
};

static struct sample samples[INQUIRIES];

static const char *
decimal_text(int64_t micros)
{
	char text[DECIMAL_TEXT_MAX];

	if (micros < 0)
		return "";
	decimal_format((struct decimal){ micros }, 0, text);
	return arena_strdup(&arena, text);
}

static const char *
date_text(struct date d)
{
	char text[DATE_TEXT_MAX] = "";

	if (!date_is_none(d))
		date_format(d, text);
	return arena_strdup(&arena, text);
}

static struct sample
random_sample(void)
{
	struct sample s = { .channel = random_number(3),
	    .stage = random_number(7), .currency = random_number(4),
	    .nlines = random_number(4), .answered = NO_DATE,
	    .archived = random_number(10) == 0 };

	s.date = day("2026-10-01");
	s.date.day += (int32_t)random_number(60);
	if (random_number(2))
		s.date.minute = (int32_t)random_number(1440);
	if (random_number(3)) {
		s.answered.day = s.date.day + (int32_t)random_number(5);
		if (random_number(2))
			s.answered.minute = (int32_t)random_number(1440);
		if (s.answered.day == s.date.day)
			s.answered.minute = s.date.minute;
	}
	for (size_t i = 0; i < s.nlines; i++) {
		s.quantity[i] = random_number(9) == 0 ? -1 :
		    (int64_t)random_number(100000) * 100000;
		s.price[i] = random_number(9) == 0 ? -1 :
		    (int64_t)random_number(100000) * 1000;
	}
	return s;
}

static void
add_sample(const struct sample *s)
{
	int64_t id = add(&inquiry_entity, "company=x",
	    arena_printf(&arena, "channel=%s", channels[s->channel]),
	    arena_printf(&arena, "stage=%s", stages[s->stage]),
	    arena_printf(&arena, "currency=%s", currencies[s->currency]),
	    arena_printf(&arena, "date=%s", date_text(s->date)),
	    arena_printf(&arena, "answered=%s", date_text(s->answered)),
	    "lost_reason=price", s->archived ? "archived=yes" : "archived=no",
	    NULL);

	if (id == 0)
		fail_msg("%s", fail_text());
	for (size_t i = 0; i < s->nlines; i++)
		assert_true(add(&inquiry_line_entity, arena_printf(&arena,
		    "inquiry=%s", field_of(&inquiry_entity, id, "number")),
		    "description=x", arena_printf(&arena, "quantity=%s",
		    decimal_text(s->quantity[i])), arena_printf(&arena,
		    "target_price=%s", decimal_text(s->price[i])), NULL) != 0);
}

static bool
counts(const struct sample *s, size_t channel, const struct period *p)
{
	return s->channel == channel && !s->archived &&
	    s->date.day >= p->from.day && s->date.day <= p->to.day;
}

static int
by_size(const void *a, const void *b)
{
	int x, y;

	memcpy(&x, a, sizeof(x));
	memcpy(&y, b, sizeof(y));
	return (x > y) - (x < y);
}

/* n / d rounded half-up to tenths, as TSV writes it. */
static void
add_tenths(struct strbuf *out, int64_t n, int64_t d)
{
	int64_t tenths = (n * 20 + d) / (d * 2);

	strbuf_addf(out, "%lld", (long long)tenths / 10);
	if (tenths % 10 != 0)
		strbuf_addf(out, ".%lld", (long long)tenths % 10);
}

static void
add_channel(size_t channel, const struct period *p, struct strbuf *out)
{
	int n[7] = { 0 }, all = 0, minutes[INQUIRIES], answered = 0;

	for (size_t i = 0; i < INQUIRIES; i++) {
		const struct sample *s = &samples[i];
		int m = (s->answered.day - s->date.day) * 1440;

		if (!counts(s, channel, p))
			continue;
		all++;
		n[s->stage]++;
		if (date_is_none(s->answered))
			continue;
		if (s->date.minute >= 0 && s->answered.minute >= 0)
			m += s->answered.minute - s->date.minute;
		minutes[answered++] = m < 0 ? 0 : m;
	}
	if (all == 0)
		return;
	strbuf_addf(out, "%s\t%d", channels[channel], all);
	for (size_t i = 0; i < 7; i++)
		strbuf_addf(out, "\t%d", n[i]);
	strbuf_addch(out, '\t');
	if (n[5] + n[6] > 0)
		add_tenths(out, n[5] * 100, n[5] + n[6]);
	strbuf_addch(out, '\t');
	qsort(minutes, (size_t)answered, sizeof(minutes[0]), by_size);
	if (answered > 0)
		add_tenths(out, minutes[(answered - 1) / 2] +
		    minutes[answered / 2], 120);
	strbuf_addch(out, '\n');
}

/* Rounded once, half away from zero, to the currency's minor units. */
static int64_t
value_of_line(const struct sample *s, size_t i)
{
	wide product = (wide)s->quantity[i] * s->price[i];
	wide unit = (wide)1000000 * (digits[s->currency] == 0 ? 1000000 :
	    10000);

	return (int64_t)((product + unit / 2) / unit * (unit / 1000000));
}

static void
add_value(size_t channel, size_t currency, const struct period *p,
    struct strbuf *out)
{
	int64_t all = 0, won = 0;
	int inquiries = 0;

	for (size_t i = 0; i < INQUIRIES; i++) {
		const struct sample *s = &samples[i];
		bool has = false;

		if (!counts(s, channel, p) || s->currency != currency)
			continue;
		for (size_t j = 0; j < s->nlines; j++) {
			if (s->quantity[j] < 0 || s->price[j] < 0)
				continue;
			has = true;
			all += value_of_line(s, j);
			if (s->stage == 5)
				won += value_of_line(s, j);
		}
		inquiries += has;
	}
	if (inquiries > 0)
		strbuf_addf(out, "%s\t%s\t%d\t%s\t%s\n", channels[channel],
		    currencies[currency], inquiries, decimal_text(all),
		    decimal_text(won));
}

static void
check_period(const char *text)
{
	struct strbuf expected = STRBUF_INIT;
	struct period p;

	assert_ok(period_parse(text, day("2026-11-16"), &p));
	strbuf_addstr(&expected, FUNNEL_HEAD);
	for (size_t i = 0; i < 3; i++)
		add_channel(i, &p, &expected);
	strbuf_addstr(&expected, VALUE_HEAD);
	for (size_t i = 0; i < 3; i++)
		for (size_t j = 0; j < 4; j++)
			add_value(i, j, &p, &expected);
	assert_string_equal(funnel(text), expected.buf);
	strbuf_release(&expected);
}

static void
the_funnel_agrees_with_a_count_of_its_own(void **state)
{
	(void)state;
	for (size_t i = 0; i < INQUIRIES; i++) {
		samples[i] = random_sample();
		add_sample(&samples[i]);
	}
	check_period("2026");
	check_period("2026-10");
	check_period("2026-11");
	check_period("2026-10-15..2026-10-20");
	check_period("2026-11-05");
	check_period("2025");
}

static void
a_line_is_rounded_once(void **state)
{
	(void)state;
	add(&inquiry_entity, "number=I-1", "company=x", "currency=USD",
	    "channel=mail", "date=2026-11-05", NULL);
	add(&inquiry_line_entity, "inquiry=I-1", "description=x",
	    "quantity=0.333333", "target_price=0.015", NULL);
	assert_non_null(strstr(funnel("2026"), "mail\tUSD\t1\t0\t0\n"));
}

/* ---- what needs doing ---------------------------------------------------- */

static enum status
run_next(struct report *r, void *with)
{
	return report_next(r, *(struct date *)with, 2);
}

#define NEXT_HEAD "due\tdays\tnoun\tnumber\twhat\twho\tstage\tlast_note\n"

static void
what_is_due_or_unanswered_needs_doing(void **state)
{
	struct date today = day("2026-11-16");
	size_t n;

	(void)state;
	add(&buyer_entity, "code=B1", "name=Acme", NULL);
	add(&inquiry_entity, "number=I1", "buyer=B1", "date=2026-11-01",
	    "stage=quoted", "next_action=2026-11-14", NULL);
	add(&inquiry_entity, "number=I2", "company=Bolt", "date=2026-11-02",
	    "next_action=2026-11-16", NULL);
	add(&inquiry_entity, "number=I3", "company=Crab", "date=2026-11-03",
	    "next_action=2026-11-17", NULL);		/* not yet */
	add(&inquiry_entity, "number=I4", "company=Dorn",
	    "date=2026-11-14 23:59", NULL);		/* two days ago */
	add(&inquiry_entity, "number=I5", "company=Esel", "date=2026-11-15",
	    NULL);					/* yesterday */
	add(&inquiry_entity, "number=I6", "company=Fink", "date=2026-11-01",
	    "stage=won", "next_action=2026-11-10", NULL);
	add(&inquiry_entity, "number=I7", "company=Gans", "date=2026-11-01",
	    "archived=yes", NULL);
	add(&inquiry_entity, "number=I8", "company=Huhn", "date=2026-11-01",
	    "answered=2026-11-02", NULL);
	add(&inquiry_event_entity, "inquiry=I1", "time=2026-11-10",
	    "kind=note", "text=first", NULL);
	add(&inquiry_event_entity, "inquiry=I1", "time=2026-11-11",
	    "kind=note", "text=second", NULL);
	assert_string_equal(written(run_next, &today, &n), NEXT_HEAD
	    "2026-11-14\t2\tinquiry\tI1\toverdue\tAcme\tquoted\tsecond\n"
	    "2026-11-16\t0\tinquiry\tI2\tdue today\tBolt\tnew\t\n"
	    "2026-11-16\t0\tinquiry\tI4\tnot answered\tDorn\tnew\t\n");
	assert_int_equal(n, 3);
}

/* ---- search -------------------------------------------------------------- */

static enum status
run_search(struct report *r, void *with)
{
	return report_search(r, with, 0);
}

static enum status
run_search_two(struct report *r, void *with)
{
	return report_search(r, with, 2);
}

static const char *
search_for(const char *words)
{
	return written(run_search, (void *)words, NULL);
}

#define SEARCH_HEAD "noun\tcode\tname\twhere\n"

static void
words_are_found_in_all_kinds_of_records(void **state)
{
	size_t n;

	(void)state;
	add(&supplier_entity, "code=S1", "name=LED Works", NULL);
	add(&product_entity, "code=P1", "name=Bulb", "name_local=LED灯泡",
	    NULL);
	add(&inquiry_entity, "number=I1", "company=Acme", "date=2026-11-05",
	    NULL);
	add(&inquiry_line_entity, "inquiry=I1", "description=led strip", NULL);
	add(&contact_entity, "party=S1", "name=Ledger Li",
	    "email=li@example.com", NULL);
	assert_non_null(strstr(search_for("ＬＥＤ"), "\tS1\tLED Works"));
	assert_non_null(strstr(search_for("led"), "\tP1\tBulb\tLED灯泡"));
	assert_non_null(strstr(search_for("led"), "\tI1\tAcme\tled strip"));
	assert_non_null(strstr(search_for("led"),
	    "\tS1\tLED Works\tLedger Li"));
	assert_string_equal(search_for("nothing like it"), SEARCH_HEAD);
	assert_string_equal(search_for("led nothing"), SEARCH_HEAD);
	assert_non_null(strstr(search_for("灯泡"), "P1"));
	written(run_search, (void *)"led", &n);
	assert_int_equal(n, 4);
	written(run_search_two, (void *)"led", &n);
	assert_int_equal(n, 2);
}

#define REPORTS(test)							\
	cmocka_unit_test_setup_teardown(test, make_ledger, remove_ledger)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(periods_are_read),
		cmocka_unit_test(last_month_of_january_is_december),
		cmocka_unit_test(what_is_no_period_is_refused),
		REPORTS(an_empty_funnel_has_its_headings),
		REPORTS(the_funnel_agrees_with_a_count_of_its_own),
		REPORTS(a_line_is_rounded_once),
		REPORTS(what_is_due_or_unanswered_needs_doing),
		REPORTS(words_are_found_in_all_kinds_of_records),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
