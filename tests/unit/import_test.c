/*
 * Files into records: what is counted, what is refused and where it stood,
 * and that the same file a second time changes nothing.
 */
#include "scratch.h"

#include <fcntl.h>

static struct strbuf problems;		/* "row column: message\n" each */
static struct import_result result;
static char rejects[2048];		/* what was written apart */
static char failure[1024];		/* of the last import, or "" */

static void
note_problem(void *to, const struct problem *p)
{
	(void)to;
	strbuf_addf(&problems, "%zu%s%s: %s\n", p->row,
	    p->letter != NULL ? " " : "", p->letter != NULL ? p->letter : "",
	    p->message);
}

static enum status
import_from(const char *path, const struct entity *e,
    struct import_options *o)
{
	static const struct source_options plain = { .encoding = NULL };
	struct source *s;
	enum status st;

	strbuf_cut(&problems, 0);
	fail_clear();
	o->entity = e;
	o->file = "t.csv";
	o->problem = note_problem;
	result.arena = &arena;
	if ((st = source_open(path, &plain, &s)) != OK)
		return st;
	st = import_rows(records, s, o, &result);
	source_close(s);
	return st;
}

/* Imports the text; keeps what it did, or forgets it when it was refused. */
static enum status
import_with(const struct entity *e, const char *text, struct import_options *o)
{
	enum status st;

	write_scratch("t.csv", text, strlen(text));
	st = import_from(in_scratch("t.csv"), e, o);
	snprintf(failure, sizeof(failure), "%s", fail_text());
	if (st == OK)
		commit();
	else
		roll_back();
	assert_sound();
	return st;
}

static enum status
import(const struct entity *e, const char *text)
{
	struct import_options o = { .file = NULL };

	return import_with(e, text, &o);
}

/* The good rows, with the bad ones as CSV in `rejects`. */
static enum status
import_apart(const struct entity *e, const char *text)
{
	struct sink_options how = { .format = FORMAT_CSV };
	struct import_options o = { .file = NULL };
	struct output *out;
	enum status st;
	FILE *f;

	assert_ok(output_to_file(in_scratch("rejects.csv"), &out));
	assert_ok(sink_open(&how, out, &o.rejects));
	st = import_with(e, text, &o);
	assert_ok(sink_finish(o.rejects));
	sink_close(o.rejects);
	assert_ok(output_commit(out));
	f = fopen(in_scratch("rejects.csv"), "rb");
	rejects[fread(rejects, 1, sizeof(rejects) - 1, f)] = '\0';
	fclose(f);
	return st;
}

static void
assert_imports(const struct entity *e, const char *text, const char *figures)
{
	if (import(e, text) != OK)
		fail_msg("%s\n%s", failure, problems.buf);
	assert_string_equal(arena_printf(&arena, "%zu rows: %zu+ %zu~ %zu=,"
	    " lines %zu+ %zu~", result.rows, result.added, result.changed,
	    result.unchanged, result.lines_added, result.lines_changed),
	    figures);
}

/* ... and a second time nothing is new. */
static void
assert_settles(const struct entity *e, const char *text)
{
	const char *before;

	if (import(e, text) != OK)
		fail_msg("%s\n%s", failure, problems.buf);
	before = dump();
	if (import(e, text) != OK)
		fail_msg("%s\n%s", failure, problems.buf);
	assert_int_equal(result.added + result.changed + result.lines_added +
	    result.lines_changed, 0);
	assert_string_equal(dump(), before);
}

static void
assert_refuses(const struct entity *e, const char *text, const char *why)
{
	const char *before = dump();

	assert_int_equal(import(e, text), E_INVALID);
	if (strstr(problems.buf, why) == NULL && strstr(failure, why) == NULL)
		fail_msg("'%s%s' does not say '%s'", problems.buf, failure,
		    why);
	assert_string_equal(dump(), before);
}

static int
open_test(void **state)
{
	problems = (struct strbuf)STRBUF_INIT;
	return make_ledger(state);
}

static int
close_test(void **state)
{
	strbuf_release(&problems);
	return remove_ledger(state);
}

/* ---- figures ------------------------------------------------------------- */

static void
each_record_is_counted_once(void **state)
{
	static const char text[] =
	    "code,name,country,contact_name,contact_email\n"
	    "S-1,Alpha,CN,Li,li@example.com\n"
	    "S-2,Beta,德国,,\n"
	    "S-1,Alpha,CN,Wang,wang@example.com\n";

	(void)state;
	assert_imports(&supplier_entity, text,
	    "3 rows: 2+ 0~ 0=, lines 2+ 0~");
	assert_string_equal(result.sheet, "");
	assert_int_equal(result.heading_row, 1);
	assert_string_equal(result.unused, "");
	assert_imports(&supplier_entity, text,
	    "3 rows: 0+ 0~ 2=, lines 0+ 0~");
}

static void
figures_tell_new_changed_and_the_same(void **state)
{
	(void)state;
	assert_imports(&supplier_entity, "code,name,city\nS-1,Alpha,Yiwu\n"
	    "S-2,Beta,Yiwu\nS-3,Gamma,\n", "3 rows: 3+ 0~ 0=, lines 0+ 0~");
	assert_imports(&supplier_entity, "code,name,city\nS-1,Alpha,Ningbo\n"
	    "S-2,Beta,\nS-3,Gamma,\nS-4,Delta,\n",
	    "4 rows: 1+ 1~ 2=, lines 0+ 0~");
	assert_string_equal(field_of(&supplier_entity, 1, "city"), "Ningbo");
	/* an empty cell changes nothing */
	assert_string_equal(field_of(&supplier_entity, 2, "city"), "Yiwu");
}

static void
a_changed_line_changes_its_record(void **state)
{
	(void)state;
	assert_imports(&supplier_entity,
	    "code,name,contact_name,contact_phone\nS-1,Alpha,Li,138\n",
	    "1 rows: 1+ 0~ 0=, lines 1+ 0~");
	assert_imports(&supplier_entity,
	    "code,name,contact_name,contact_phone\nS-1,Alpha,Li,139\n",
	    "1 rows: 0+ 1~ 0=, lines 0+ 1~");
	assert_imports(&supplier_entity,
	    "code,name,contact_name\nS-1,Alpha,Wang\n",
	    "1 rows: 0+ 1~ 0=, lines 1+ 0~");
}

/* "No." may be a running number of somebody's sheet. */
static void
a_running_number_does_not_rename_a_record(void **state)
{
	(void)state;
	assert_imports(&supplier_entity, "code,name\n1,Alpha\n",
	    "1 rows: 1+ 0~ 0=, lines 0+ 0~");
	assert_refuses(&supplier_entity, "No.,supplier name\n1,Beta\n",
	    "'1' is 'Alpha' in the ledger, not 'Beta'");
	assert_imports(&supplier_entity, "code,name\n1,Beta\n",
	    "1 rows: 0+ 1~ 0=, lines 0+ 0~");
}

static void
an_inquiry_gets_another_company_under_its_number(void **state)
{
	(void)state;
	assert_imports(&inquiry_entity, "number,company,date\n"
	    "INQ-1,Acme,2026-11-05\n", "1 rows: 1+ 0~ 0=, lines 0+ 0~");
	assert_imports(&inquiry_entity, "number,company\nINQ-1,Acme Ltd\n",
	    "1 rows: 0+ 1~ 0=, lines 0+ 0~");
}

static void
records_without_code_are_known_by_name(void **state)
{
	(void)state;
	assert_settles(&supplier_entity, "name,country\nAlpha,CN\nBeta,VN\n");
	assert_int_equal(number("SELECT count(*) FROM party"), 2);
	assert_settles(&buyer_entity, "name,country\nAlpha,CN\n");
	assert_int_equal(number("SELECT count(*) FROM party"), 2);
	assert_string_equal(field_of(&party_entity, 1, "roles"),
	    "supplier,buyer");
}

static void
an_inquiry_is_known_by_the_number_of_its_channel(void **state)
{
	(void)state;
	assert_settles(&inquiry_entity,
	    "date,channel,reference,company,description,quantity\n"
	    "2026-11-05,alibaba,1001,Acme,LED bulb,500\n"
	    "2026-11-05,alibaba,1002,Acme,Lamp,20\n");
	assert_int_equal(number("SELECT count(*) FROM inquiry"), 2);
	assert_settles(&inquiry_entity, "date,channel,company\n"
	    "2026-11-06,mail,Acme\n2026-11-07,mail,Acme\n");
	assert_int_equal(number("SELECT count(*) FROM inquiry"), 4);
}

/* Whatever a record leaves out, the same file settles. */
static void
a_contact_with_a_wechat_name_only_is_known_again(void **state)
{
	(void)state;
	assert_settles(&supplier_entity, "code,name,contact_wechat\n"
	    "S-1,Alpha,wx_li\n");
	assert_settles(&supplier_entity, "code,name,contact_whatsapp\n"
	    "S-1,Alpha,+86138\n");
}

/* Today's date would make it another one tomorrow. */
static void
an_inquiry_without_date_is_refused(void **state)
{
	(void)state;
	assert_refuses(&inquiry_entity, "company,channel,description\n"
	    "Acme,mail,LED bulb\n", "2: missing: date");
}

static void
an_inquiry_without_channel_is_known_again(void **state)
{
	(void)state;
	assert_settles(&inquiry_entity, "date,company,description\n"
	    "2026-11-05,Acme,LED bulb\n2026-11-06,Bolt,Lamp\n");
	assert_int_equal(number("SELECT count(*) FROM inquiry"), 2);
}

static void
a_product_without_code_is_known_again(void **state)
{
	(void)state;
	assert_settles(&product_entity, "name,price\nLED bulb,1.5\nLamp,9\n");
	assert_int_equal(number("SELECT count(*) FROM product"), 2);
}

/* ---- lines --------------------------------------------------------------- */

static void
rows_with_lines_only_go_on_with_the_record_above(void **state)
{
	static const char text[] =
	    "number,company,date,channel,description,quantity\n"
	    "INQ-1,Acme,2026-11-05,mail,LED bulb,500\n"
	    ",,,,Lamp,20\n"
	    ",,,,Cable,7\n"
	    "INQ-2,Bolt,2026-11-05,mail,Tube,9\n";

	(void)state;
	assert_imports(&inquiry_entity, text,
	    "4 rows: 2+ 0~ 0=, lines 4+ 0~");
	assert_int_equal(number("SELECT group_concat(line, '') FROM"
	    " inquiry_line WHERE inquiry = 1"), 123);
	assert_imports(&inquiry_entity, text,
	    "4 rows: 0+ 0~ 2=, lines 0+ 0~");
}

static void
repeated_records_carry_further_lines(void **state)
{
	static const char text[] =
	    "number,company,date,channel,description,quantity\n"
	    "INQ-1,Acme,2026-11-05,mail,LED bulb,500\n"
	    "INQ-2,Bolt,2026-11-05,mail,Tube,9\n"
	    "INQ-1,Acme,2026-11-05,mail,Lamp,20\n";

	(void)state;
	assert_imports(&inquiry_entity, text,
	    "3 rows: 2+ 0~ 0=, lines 3+ 0~");
	assert_imports(&inquiry_entity, text,
	    "3 rows: 0+ 0~ 2=, lines 0+ 0~");
}

static void
lines_may_have_their_numbers(void **state)
{
	(void)state;
	assert_imports(&inquiry_entity, "number,date,company,line,description\n"
	    "INQ-1,2026-11-05,Acme,20,LED bulb\n"
	    "INQ-1,2026-11-05,Acme,10,Lamp\n",
	    "2 rows: 1+ 0~ 0=, lines 2+ 0~");
	assert_imports(&inquiry_entity, "number,company,line,description\n"
	    "INQ-1,Acme,10,Lamp black\n",
	    "1 rows: 0+ 1~ 0=, lines 0+ 1~");
}

static void
a_line_below_a_bad_record_is_bad_too(void **state)
{
	(void)state;
	assert_int_equal(import(&inquiry_entity,
	    "number,date,company,channel,description\n"
	    "INQ-1,2026-11-05,Acme,pigeon,LED bulb\n,,,,Lamp\n"
	    "INQ-2,2026-11-05,Bolt,mail,Tube\n"),
	    E_INVALID);
	assert_non_null(strstr(problems.buf, "2 D: 'pigeon' is not"));
	assert_non_null(strstr(problems.buf,
	    "3: belongs to the row above it, which is wrong"));
	assert_int_equal(result.rejected, 2);
	assert_int_equal(number("SELECT count(*) FROM inquiry"), 0);
}

/* ---- what is refused ----------------------------------------------------- */

static void
every_bad_cell_is_named(void **state)
{
	(void)state;
	assert_refuses(&supplier_entity, "name,country,currency,rating\n"
	    "Alpha,CN,CNY,4\nBeta,Atlantis,ZZZ,6\nGamma,CN,CNY,x\n",
	    "3 B: 'Atlantis' is not a country\n3 C: 'ZZZ' is not a currency\n"
	    "4 D: 'x' is not a number\n");
	assert_int_equal(result.rejected, 2);
	assert_int_equal(result.rows, 3);
	assert_non_null(strstr(failure, "2 of 3 rows"));
}

static void
a_rule_of_the_record_names_the_row(void **state)
{
	(void)state;
	assert_refuses(&supplier_entity, "name,rating\nAlpha,4\nBeta,6\n",
	    "3: rating: must be between 0 and 5\n");
	assert_refuses(&supplier_entity, "code,city\nS-1,Ningbo\n",
	    "2: missing: name\n");
	assert_refuses(&product_entity, "name,supplier\nBulb,NOBODY\n",
	    "there is no supplier 'NOBODY'");
}

static void
rows_that_contradict_each_other_are_refused(void **state)
{
	(void)state;
	assert_refuses(&supplier_entity, "code,name,city\nS-1,Alpha,Ningbo\n"
	    "S-1,Alpha,Yiwu\n", "stands in row 2 already, with another city");
	assert_refuses(&supplier_entity, "name,city\nAlpha,Ningbo\n"
	    "Alpha,Yiwu\n", "stands in row 2 already, with another city");
	assert_imports(&supplier_entity, "code,name,city\nS-1,Alpha,Ningbo\n"
	    "S-1,Alpha,Ningbo\nS-1,Alpha,\n", "3 rows: 1+ 0~ 0=, lines 0+ 0~");
}

static void
lines_that_contradict_each_other_are_refused(void **state)
{
	(void)state;
	assert_refuses(&inquiry_entity,
	    "number,date,company,line,description,quantity\n"
	    "INQ-1,2026-11-05,Acme,1,LED bulb,500\n"
	    "INQ-1,2026-11-05,Acme,1,LED bulb,600\n",
	    "stands in row 2 already");
	assert_refuses(&supplier_entity,
	    "code,name,contact_name,contact_phone\n"
	    "S-1,Alpha,Li,138\nS-1,Alpha,Li,139\n",
	    "stands in row 2 already");
}

static void
a_row_of_another_length_is_refused(void **state)
{
	(void)state;
	assert_refuses(&supplier_entity, "name,city\nAlpha, Co., Ltd.,Ningbo\n",
	    "2: has 4 cells, the headings are 2");
	assert_refuses(&supplier_entity, "name,city,notes\nAlpha,Ningbo\n",
	    "2: has 2 cells, the headings are 3");
}

static void
a_code_of_another_firm_is_refused(void **state)
{
	(void)state;
	assert_imports(&supplier_entity, "code,name\nX-1,Alpha\n",
	    "1 rows: 1+ 0~ 0=, lines 0+ 0~");
	assert_refuses(&buyer_entity, "code,name\nX-1,Beta\n",
	    "is taken by 'Alpha', which is no buyer");
	assert_imports(&buyer_entity, "code,name\nX-1,Alpha\n",
	    "1 rows: 0+ 1~ 0=, lines 0+ 0~");
}

static void
names_that_stand_for_several_are_refused(void **state)
{
	(void)state;
	assert_imports(&supplier_entity, "code,name\nS-1,Alpha\nS-2,Alpha\n",
	    "2 rows: 2+ 0~ 0=, lines 0+ 0~");
	assert_refuses(&supplier_entity, "name,city\nAlpha,Ningbo\n",
	    "more than one supplier is called 'Alpha'");
}

static void
a_file_without_headings_is_refused(void **state)
{
	(void)state;
	assert_refuses(&supplier_entity, "", "is empty");
	assert_refuses(&supplier_entity, "\n\n", "there are no rows");
	assert_refuses(&supplier_entity, "1,2,3\n4,5,6\n",
	    "no heading means a field of supplier");
}

static void
nothing_of_a_refused_file_stays(void **state)
{
	struct strbuf text = STRBUF_INIT;

	(void)state;
	strbuf_addstr(&text, "name,rating\n");
	for (int i = 0; i < 500; i++)
		strbuf_addf(&text, "Firm %d,3\n", i);
	strbuf_addstr(&text, "Last,9\n");
	assert_refuses(&supplier_entity, text.buf, "502: rating");
	strbuf_release(&text);
	assert_int_equal(number("SELECT count(*) FROM change"), 1);
}

/* ---- rejects ------------------------------------------------------------- */

static void
bad_rows_are_put_apart_and_can_be_mended(void **state)
{
	(void)state;
	assert_ok(import_apart(&supplier_entity,
	    "code,name,country\nS-1,Alpha,CN\nS-2,Beta,Atlantis\nS-3,Gamma,DE\n"
	    ));
	assert_int_equal(result.added, 2);
	assert_int_equal(result.rejected, 1);
	assert_string_equal(rejects, "code,name,country,rejected because\n"
	    "S-2,Beta,Atlantis,country: 'Atlantis' is not a country\n");
	assert_imports(&supplier_entity, "code,name,country,rejected because\n"
	    "S-2,Beta,GR,country: 'Atlantis' is not a country\n",
	    "1 rows: 1+ 0~ 0=, lines 0+ 0~");
	assert_string_equal(result.unused, "");
}

static void
no_rejects_no_file_to_mend(void **state)
{
	(void)state;
	assert_ok(import_apart(&supplier_entity, "code,name\nS-1,Alpha\n"));
	assert_string_equal(rejects, "");
}

static void
a_rejected_line_repeats_its_record(void **state)
{
	(void)state;
	assert_ok(import_apart(&inquiry_entity,
	    "number,date,company,description,quantity\n"
	    "INQ-1,2026-11-05,Acme,LED bulb,500\n"
	    ",,,Lamp,many\n,,,Cable,7\n"));
	assert_int_equal(result.lines_added, 2);
	assert_string_equal(rejects,
	    "number,date,company,description,quantity,line,rejected because\n"
	    "INQ-1,2026-11-05,Acme,Lamp,many,2,quantity: 'many' is not a number\n");
	assert_imports(&inquiry_entity,
	    "number,date,company,description,quantity,line,rejected because\n"
	    "INQ-1,2026-11-05,Acme,Lamp,20,2,mended\n",
	    "1 rows: 0+ 1~ 0=, lines 1+ 0~");
	assert_int_equal(number("SELECT quantity FROM inquiry_line"
	    " WHERE line = 2"), 20 * (int64_t)DECIMAL_SCALE);
}

static void
long_rows_are_put_apart_whole(void **state)
{
	(void)state;
	assert_ok(import_apart(&supplier_entity,
	    "name,city\nAlpha, Co.,Ningbo,x\nBeta,Yiwu\n"));
	assert_int_equal(result.added, 1);
	assert_non_null(strstr(rejects, "Alpha, Co.,Ningbo,x,") != NULL ?
	    rejects : strstr(rejects, "Alpha,\" Co.\",Ningbo,x,"));
}

static enum status
count_figures(void *to, const struct operation *o)
{
	if (o->id > ((struct operation *)to)->id)
		*(struct operation *)to = *o;
	return OK;
}

/* A row the database refuses leaves no trace among those it takes. */
static void
a_rejected_row_leaves_no_trace(void **state)
{
	struct operation o = { .id = 0 };

	(void)state;
	assert_imports(&inquiry_entity,
	    "number,company,date,channel,reference\n"
	    "INQ-1,Acme,2026-11-05,alibaba,1001\n"
	    "INQ-2,Bolt,2026-11-05,alibaba,1002\n",
	    "2 rows: 2+ 0~ 0=, lines 0+ 0~");
	assert_ok(import_apart(&inquiry_entity,
	    "number,company,reference\n"
	    "INQ-1,Acme Ltd,1001\nINQ-2,Bolt Ltd,1001\n"));
	assert_int_equal(result.rejected, 1);
	assert_int_equal(result.changed, 1);
	assert_ok(history_list(records, 0, count_figures, &o));
	assert_int_equal(o.updated, 1);
	assert_string_equal(field_of(&inquiry_entity, 2, "company"), "Bolt");
}

/* ---- headings, --map, --set, --null, --skip ------------------------------ */

static void
unknown_columns_are_named(void **state)
{
	(void)state;
	assert_imports(&supplier_entity, "供应商名称,所在国,颜色,Shoe size\n"
	    "Alpha,中国,red,43\n", "1 rows: 1+ 0~ 0=, lines 0+ 0~");
	assert_string_equal(result.unused, "颜色, Shoe size");
	assert_string_equal(result.used,
	    "供应商名称 -> name, 所在国 -> country");
}

static void
titles_may_stand_above_the_headings(void **state)
{
	(void)state;
	write_scratch("t.csv", "", 0);
	assert_imports(&supplier_entity, "Our suppliers,,\n,,\n"
	    "name,country,city\nAlpha,CN,Ningbo\n",
	    "1 rows: 1+ 0~ 0=, lines 0+ 0~");
	assert_int_equal(result.heading_row, 3);
}

static void
example_rows_of_a_template_are_left_out(void **state)
{
	(void)state;
	assert_imports(&supplier_entity, "code,name\n"
	    LISTING_EXAMPLE ",Shenzhen Bright\nS-1,Alpha\n",
	    "1 rows: 1+ 0~ 0=, lines 0+ 0~");
	assert_int_equal(result.examples, 1);
	assert_int_equal(number("SELECT count(*) FROM party"), 1);
}

static void
a_heading_can_be_mapped(void **state)
{
	static const struct pair maps[] = {
		{ "Firma", "name", "--map", false },
		{ "Stadt", "city", "--map", false },
		{ "notes", "", "--map", false },
	};
	static const struct pair wrong[] = {
		{ "Firma", "nam", "--map", false }
	};
	static const struct pair missing[] = {
		{ "Name", "name", "--map", false }
	};
	struct import_options o = { .maps = maps, .nmaps = COUNT(maps) };

	(void)state;
	assert_ok(import_with(&supplier_entity,
	    "Firma,Stadt,notes\nAlpha,Ulm,secret\n", &o));
	assert_string_equal(field_of(&supplier_entity, 1, "name"), "Alpha");
	assert_string_equal(field_of(&supplier_entity, 1, "city"), "Ulm");
	assert_string_equal(field_of(&supplier_entity, 1, "notes"), "");
	o = (struct import_options){ .maps = wrong, .nmaps = 1 };
	assert_int_equal(import_with(&supplier_entity, "Firma\nX\n", &o),
	    E_USAGE);
	o = (struct import_options){ .maps = missing, .nmaps = 1 };
	assert_int_equal(import_with(&supplier_entity, "Firma\nX\n", &o),
	    E_USAGE);
}

static void
a_value_can_be_set_for_all_rows(void **state)
{
	static const struct pair sets[] = {
		{ "country", "CN", "--set", false },
		{ "currency", "usd", "--set", false },
	};
	static const struct pair wrong[] = {
		{ "county", "CN", "--set", false }
	};
	static const struct pair bad[] = {
		{ "country", "Atlantis", "--set", false }
	};
	struct import_options o = { .sets = sets, .nsets = COUNT(sets) };

	(void)state;
	assert_ok(import_with(&supplier_entity,
	    "name,country\nAlpha,\nBeta,DE\n", &o));
	assert_string_equal(field_of(&supplier_entity, 1, "country"), "CN");
	assert_string_equal(field_of(&supplier_entity, 2, "country"), "DE");
	assert_string_equal(field_of(&supplier_entity, 2, "currency"), "USD");
	o = (struct import_options){ .sets = wrong, .nsets = 1 };
	assert_int_equal(import_with(&supplier_entity, "name\nX\n", &o),
	    E_USAGE);
	o = (struct import_options){ .sets = bad, .nsets = 1 };
	assert_int_not_equal(import_with(&supplier_entity, "name\nX\n", &o),
	    OK);
}

static void
yes_can_be_set_for_all_rows(void **state)
{
	static const struct pair sets[] = {
		{ "archived", "yes", "--set", false }
	};
	struct import_options o = { .sets = sets, .nsets = 1 };

	(void)state;
	assert_ok(import_with(&supplier_entity, "name\nAlpha\n", &o));
	assert_string_equal(field_of(&supplier_entity, 1, "archived"), "yes");
}

static void
a_word_can_stand_for_no_value(void **state)
{
	struct import_options o = { .null_text = "n/a" };

	(void)state;
	assert_imports(&supplier_entity, "code,name,city\nS-1,Alpha,Ulm\n",
	    "1 rows: 1+ 0~ 0=, lines 0+ 0~");
	assert_ok(import_with(&supplier_entity, "code,city\nS-1,n/a\n", &o));
	assert_int_equal(result.changed, 1);
	assert_string_equal(field_of(&supplier_entity, 1, "city"), "");
}

static void
lines_can_be_skipped(void **state)
{
	struct import_options o = { .skip = 1 };

	(void)state;
	assert_ok(import_with(&supplier_entity,
	    "city,name\nname,city\nAlpha,Ulm\n", &o));
	assert_string_equal(field_of(&supplier_entity, 1, "name"), "Alpha");
	assert_int_equal(result.heading_row, 2);
}

static void
the_noun_is_told_by_the_headings(void **state)
{
	static const struct source_options plain = { .encoding = NULL };
	static const struct {
		const char *text;
		const struct entity *e;
	} cases[] = {
		{ "SKU,HS code,MOQ,unit price\n", &product_entity },
		{ "货号,品名,起订量,单价\n", &product_entity },
		{ "询盘号,渠道,日期,阶段\n", &inquiry_entity },
	};
	const struct entity *e;
	struct source *s;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		write_scratch("t.csv", cases[i].text, strlen(cases[i].text));
		assert_ok(source_open(in_scratch("t.csv"), &plain, &s));
		assert_ok(import_guess(s, "x.csv", &e));
		assert_ptr_equal(e, cases[i].e);
		source_close(s);
	}
	write_scratch("t.csv", "name,country\n", 13);
	assert_ok(source_open(in_scratch("t.csv"), &plain, &s));
	assert_int_equal(import_guess(s, "x.csv", &e), E_USAGE);
	assert_ok(import_guess(s, "/tmp/my-buyers.csv", &e));
	assert_ptr_equal(e, &buyer_entity);
	source_close(s);
}

#define IMPORTS(test)							\
	cmocka_unit_test_setup_teardown(test, open_test, close_test)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IMPORTS(each_record_is_counted_once),
		IMPORTS(figures_tell_new_changed_and_the_same),
		IMPORTS(a_changed_line_changes_its_record),
		IMPORTS(a_running_number_does_not_rename_a_record),
		IMPORTS(an_inquiry_gets_another_company_under_its_number),
		IMPORTS(records_without_code_are_known_by_name),
		IMPORTS(an_inquiry_is_known_by_the_number_of_its_channel),
		IMPORTS(a_contact_with_a_wechat_name_only_is_known_again),
		IMPORTS(an_inquiry_without_date_is_refused),
		IMPORTS(an_inquiry_without_channel_is_known_again),
		IMPORTS(a_product_without_code_is_known_again),
		IMPORTS(rows_with_lines_only_go_on_with_the_record_above),
		IMPORTS(repeated_records_carry_further_lines),
		IMPORTS(lines_may_have_their_numbers),
		IMPORTS(a_line_below_a_bad_record_is_bad_too),
		IMPORTS(every_bad_cell_is_named),
		IMPORTS(a_rule_of_the_record_names_the_row),
		IMPORTS(rows_that_contradict_each_other_are_refused),
		IMPORTS(lines_that_contradict_each_other_are_refused),
		IMPORTS(a_row_of_another_length_is_refused),
		IMPORTS(a_code_of_another_firm_is_refused),
		IMPORTS(names_that_stand_for_several_are_refused),
		IMPORTS(a_file_without_headings_is_refused),
		IMPORTS(nothing_of_a_refused_file_stays),
		IMPORTS(bad_rows_are_put_apart_and_can_be_mended),
		IMPORTS(no_rejects_no_file_to_mend),
		IMPORTS(a_rejected_line_repeats_its_record),
		IMPORTS(long_rows_are_put_apart_whole),
		IMPORTS(a_rejected_row_leaves_no_trace),
		IMPORTS(unknown_columns_are_named),
		IMPORTS(titles_may_stand_above_the_headings),
		IMPORTS(example_rows_of_a_template_are_left_out),
		IMPORTS(a_heading_can_be_mapped),
		IMPORTS(a_value_can_be_set_for_all_rows),
		IMPORTS(yes_can_be_set_for_all_rows),
		IMPORTS(a_word_can_stand_for_no_value),
		IMPORTS(lines_can_be_skipped),
		IMPORTS(the_noun_is_told_by_the_headings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
