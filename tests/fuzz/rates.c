/*
 * Any bytes as a file of rates: reference rates or a board whose quotes are
 * what they promise to be, or another table, or problems that are told.  What
 * is imported leaves a sound ledger, and a second time changes nothing.
 *
 * Bytes from 128 on stand for words that mean something.  One file in 64 is
 * imported, as the first byte says: that takes a hundred times as long.
 */
#include "ledger.h"

static const char *const words[] = {
	",", "\n", ",", "\n", "Date", "USD", "JPY", "GBP", "CNY", "EUR", "KRW",
	"2026-11-05", "2026-11-04", "4 November 2026", "2026-11-05 10:30:00",
	"1.1432", "690.04", "N/A", "-", "0", "7,1", "货币名称", "Currency Name",
	"现汇买入价", "现钞买入价", "中行折算价", "Selling Rate", "Middle Rate",
	"发布日期", "Pub Time", "发布时间", "10:30:00", "美元", "日元",
	"美元(USD)", "人民币", "\"", "\t", ";", " "
};

static size_t nproblems;

static void
count_problem(void *to, const struct problem *p)
{
	(void)to;
	CHECK(p->message != NULL && p->message[0] != '\0');
	CHECK(p->row > 0 && p->heading != NULL);
	nproblems++;
}

static void
check_quote(const struct rates_file *f, const struct rates_quote *q)
{
	CHECK(q->from != NULL && q->to != NULL && q->kind != NULL);
	CHECK(q->from != q->to);
	CHECK(!date_is_none(q->date));
	CHECK(q->value.micros > 0 && !decimal_is_none(q->value));
	CHECK(q->unit == (f->form == RATES_ECB ? 1 : 100));
}

/* Found again by what it is recognised by, so that no two are of one day. */
static void
check_quotes(struct rates_file *f)
{
	CHECK(f->nproblems == nproblems);
	CHECK(f->form != RATES_TABLE || (f->n == 0 && f->nproblems == 0));
	for (size_t i = 0; i < f->n; i++) {
		const struct rates_quote *q = &f->quotes[i];

		check_quote(f, q);
		CHECK(*tally_get(&f->places, rates_key(q->date, q->from,
		    q->to, q->kind)) == i + 1);
	}
}

/* As the command reads it. */
static enum status
read_rates(const char *path, struct rates_file *f)
{
	static const struct source_options plain = { .name = "fuzz.csv" };
	struct rates_options o = { .file = "fuzz.csv", .since = NO_DATE,
	    .home = "CNY", .today = session.now, .problem = count_problem };
	struct source *s;
	enum status st = source_open(path, &plain, &s);

	nproblems = 0;
	if (st != OK)
		return st;
	st = rates_file_read(s, &o, f);
	source_close(s);
	return st;
}

static void
check_import(struct rates_file *f, struct rates_result *r)
{
	memset(r, 0, sizeof(*r));
	CHECK(rates_import(ledger_records(ledger), f, "fuzz", r) == OK);
	CHECK(r->added + r->changed + r->unchanged == f->n);
	check_sound();
}

static void
check_file(const char *path, bool is_imported)
{
	struct rates_file first = RATES_FILE_INIT, second = RATES_FILE_INIT;
	struct rates_result r;
	enum status st = read_rates(path, &first);

	if (st != OK) {
		check_refusal(st);
	} else {
		check_quotes(&first);
		if (is_imported && nproblems == 0 && first.n > 0) {
			check_import(&first, &r);
			CHECK(r.added == first.n);
			CHECK(read_rates(path, &second) == OK);
			check_import(&second, &r);
			CHECK(r.unchanged == first.n);
			roll_back();
		}
	}
	rates_file_release(&first);
	rates_file_release(&second);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct strbuf text = STRBUF_INIT;

	if (n == 0 || n > 400)
		return 0;
	for (size_t i = 1; i < n; i++) {
		if (bytes[i] < 128)
			strbuf_addch(&text, (char)bytes[i]);
		else
			strbuf_addstr(&text, words[(bytes[i] - 128u) %
			    COUNT(words)]);
	}
	open_ledger();
	fail_clear();
	check_file(as_file((const uint8_t *)text.buf, text.len),
	    bytes[0] % 64 == 0);
	strbuf_release(&text);
	return 0;
}
