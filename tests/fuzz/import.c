/*
 * Any bytes as a file of suppliers, buyers, products or inquiries: after an
 * import the ledger is sound, and the same file a second time adds nothing;
 * after a refusal, what the ledger held is still there.
 *
 * The first byte chooses the noun, the second how many headings follow; the
 * rest are cells, in which bytes from 128 on stand for words that mean
 * something.
 */
#include "fuzz.h"

static struct ledger *ledger;
static struct session session = { .user = "fuzz", .command = "fuzz" };

static void
note_problem(void *to, const struct problem *p)
{
	(void)to;
	CHECK(p->message != NULL && p->message[0] != '\0');
	CHECK(p->row > 0);
}

static void
show_problem(void *to, const char *text)
{
	(void)to;
	fprintf(stderr, "%s\n", text);
}

static const char *const words[] = {
	",", "\n", ",", "\n", "S-1", "S-2", "Alpha", "Beta", "INQ-1", "CN",
	"DE", "2026-11-05", "2026-11-06 09:30", "mail", "alibaba", "1001",
	"T/T 30/70", "NET30", "USD", "CNY", "4.5", "500", "yes", "no", "PCS",
	"supplier", "won", "lost", "FOB", "li@example.com", "\"", "深圳", "13%",
	"'=1", "EXAMPLE", "-1", "\t", ";"
};

/* Headings and cells as the bytes choose them. */
static void
make_file(const struct entity *e, const uint8_t *bytes, size_t n,
    struct strbuf *out)
{
	struct arena a = ARENA_INIT;
	struct flat flat = entity_flat(e, &a);
	size_t ncolumns = n > 0 ? bytes[0] % 12u : 0, i = 1;

	for (; i < n && i <= ncolumns; i++) {
		const struct flat_field *f = &flat.fields[bytes[i] % flat.n];

		strbuf_addf(out, "%s%s", i > 1 ? "," : "", bytes[i] > 200 ?
		    f->field->label_zh : f->name);
	}
	if (ncolumns > 0)
		strbuf_addch(out, '\n');
	for (; i < n; i++) {
		if (bytes[i] < 128)
			strbuf_addch(out, (char)bytes[i]);
		else
			strbuf_addstr(out, words[bytes[i] % COUNT(words)]);
	}
	arena_release(&a);
}

static char path_of_ledger[64];

static void
remove_ledger(void)
{
	unlink(path_of_ledger);
}

/* The ledger is made once; what an input does is rolled back. */
static void
open_ledger(void)
{
	static const struct founding founding = { "Fuzz", "CNY" };
	const char *path = path_of_ledger;

	if (ledger != NULL)
		return;
	snprintf(path_of_ledger, sizeof(path_of_ledger), "%s/tradecli-fuzz.%ld.db",
	    access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp",
	    (long)getpid());
	CHECK(date_from_ymd(2026, 11, 16, &session.now) == OK);
	session.now.minute = 600;
	unlink(path);
	CHECK(ledger_create(path, &founding, &session, &ledger) == OK);
	CHECK(atexit(remove_ledger) == 0);
}

static void
check_sound(void)
{
	CHECK(records_flush(ledger_records(ledger)) == OK);
	CHECK(ledger_check(ledger, true, show_problem, NULL) == OK);
}

/* What was imported is gone with its transaction. */
static void
check_empty(void)
{
	for (size_t i = 0; noun_entities[i] != NULL; i++) {
		int64_t rows = 1;

		CHECK(record_count(ledger_records(ledger), noun_entities[i],
		    &rows) == OK);
		CHECK(rows == 0);
	}
}

static enum status
import_once(const struct entity *e, const char *path, struct arena *a,
    struct import_result *result)
{
	static const struct source_options plain = { .name = "fuzz.csv" };
	struct import_options o = { .entity = e, .file = "fuzz.csv",
	    .problem = note_problem };
	struct source *s;
	enum status st = source_open(path, &plain, &s);

	if (st != OK)
		return st;
	result->arena = a;
	st = import_rows(ledger_records(ledger), s, &o, result);
	source_close(s);
	return st;
}

static void
check_figures(const struct import_result *r)
{
	CHECK(r->rejected <= r->rows);
	CHECK(r->added + r->changed + r->unchanged <= r->rows);
	CHECK(r->lines_added + r->lines_changed <= r->rows);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct import_result first, second;
	struct arena a = ARENA_INIT;
	struct strbuf text = STRBUF_INIT;
	const char *path;
	const struct entity *e;

	if (n == 0 || n > 400)
		return 0;
	open_ledger();
	fail_clear();
	e = noun_entities[bytes[0] % 4];
	make_file(e, bytes + 1, n - 1, &text);
	path = as_file((const uint8_t *)text.buf, text.len);
	memset(&first, 0, sizeof(first));
	memset(&second, 0, sizeof(second));
	if (import_once(e, path, &a, &first) != OK) {
		CHECK(fail_text()[0] != '\0');
	} else {
		check_figures(&first);
		check_sound();
		/* refused: two of its rows are alike but for their codes */
		if (import_once(e, path, &a, &second) == OK) {
			check_figures(&second);
			CHECK(second.rows == first.rows);
			CHECK(second.added == 0 && second.changed == 0);
			CHECK(second.lines_added + second.lines_changed == 0);
			check_sound();
		}
	}
	ledger_pause(ledger);
	CHECK(ledger_resume(ledger) == OK);
	check_empty();
	strbuf_release(&text);
	arena_release(&a);
	return 0;
}
