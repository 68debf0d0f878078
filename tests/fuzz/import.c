/*
 * Any bytes as a file of suppliers, buyers, products or inquiries: after an
 * import the ledger is sound, and the same file a second time adds nothing;
 * after a refusal, what the ledger held is still there.
 *
 * The first byte chooses the noun, the second how many headings follow; the
 * rest are cells, in which bytes from 128 on stand for words that mean
 * something.
 */
#include "ledger.h"

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
	roll_back();
	check_empty();
	strbuf_release(&text);
	arena_release(&a);
	return 0;
}
