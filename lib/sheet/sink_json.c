/*
 * JSON and NDJSON (RFC 8259).  Keys are the names of columns and tables,
 * numbers are exact decimals, "no value" is null.  A record is an object; the
 * parts that follow it become arrays inside it.
 */
#include "sheet/sink_impl.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/base.h"
#include "base/utf8.h"

enum { INDENT = 2 };

enum open_thing { NOTHING, LIST, RECORD, PART };

struct json {
	struct sink	 base;
	bool		 is_lines;	/* NDJSON: an object has one line */
	bool		 several;	/* JSON: tables are keys of an object */
	enum open_thing	 open;
	size_t		 ntables;
	size_t		 nmembers;	/* of the record that is open */
	size_t		 nrows;		/* of the list or part that is open */
	const char	**keys;		/* of the open table: "\"name\": " */
	struct arena	 arena;		/* of the keys */
	struct strbuf	 value;		/* repaired, not yet escaped */
	struct strbuf	 text;		/* to be written */
};

static struct json *
to_json(struct sink *s)
{
	return (struct json *)s;
}

static void
put_text(struct json *j)
{
	output_write(j->base.out, j->text.buf, j->text.len);
	strbuf_cut(&j->text, 0);
}

static const char *const escapes[256] = {
	"", "\\u0001", "\\u0002", "\\u0003", "\\u0004", "\\u0005",
	"\\u0006", "\\u0007", "\\b", "\\t", "\\n", "\\u000b", "\\f", "\\r",
	"\\u000e", "\\u000f", "\\u0010", "\\u0011", "\\u0012", "\\u0013",
	"\\u0014", "\\u0015", "\\u0016", "\\u0017", "\\u0018", "\\u0019",
	"\\u001a", "\\u001b", "\\u001c", "\\u001d", "\\u001e", "\\u001f",
	['"'] = "\\\"", ['\\'] = "\\\\", [0x7f] = "\\u007f",
};

/* A copy with U+FFFD for each byte that is not UTF-8. */
static char *
repaired(const char *text, struct strbuf *out)
{
	size_t left = strlen(text);

	strbuf_cut(out, 0);
	while (left > 0) {
		size_t valid = utf8_check(text, left);

		strbuf_add(out, text, valid);
		text += valid;
		left -= valid;
		if (left > 0) {
			strbuf_addstr(out, "\xef\xbf\xbd");
			text++;
			left--;
		}
	}
	return out->buf;
}

/* JSON has no text but UTF-8. */
static void
add_string(struct json *j, const char *text)
{
	size_t n = strlen(text);

	if (utf8_check(text, n) < n)
		text = repaired(text, &j->value);
	strbuf_addch(&j->text, '"');
	strbuf_addescaped(&j->text, text, escapes);
	strbuf_addch(&j->text, '"');
}

static void
add_value(struct json *j, struct value v)
{
	const char *quote = v.type == V_DATE ? "\"" : "";
	const char *text = value_as_text(v);

	if (value_is_none(v)) {
		strbuf_addstr(&j->text, "null");
	} else if (v.type == V_BOOL) {
		strbuf_addstr(&j->text, v.u.boolean ? "true" : "false");
	} else if (text != NULL) {
		add_string(j, text);
	} else {
		strbuf_addstr(&j->text, quote);
		value_print(v, &j->text);
		strbuf_addstr(&j->text, quote);
	}
}

static void
add_key(struct json *j, const char *name)
{
	add_string(j, name);
	strbuf_addstr(&j->text, ": ");
}

/* The same for every row. */
static void
make_keys(struct json *j, const struct table *t)
{
	size_t start = j->text.len;

	arena_release(&j->arena);
	j->keys = arena_alloc(&j->arena, (t->ncolumns + 1) *
	    sizeof(*j->keys));
	for (size_t i = 0; i < t->ncolumns; i++) {
		add_key(j, t->columns[i].name);
		j->keys[i] = arena_strdup(&j->arena, j->text.buf + start);
		strbuf_cut(&j->text, start);
	}
}

/* To a line of its own in JSON, nowhere in NDJSON. */
static void
break_line(struct json *j, int depth)
{
	if (!j->is_lines)
		strbuf_addf(&j->text, "\n%*s", depth * INDENT, "");
}

/* Before one of the things that stand in a row at `depth`. */
static void
add_separator(struct json *j, bool is_first, int depth)
{
	if (!is_first)
		strbuf_addstr(&j->text, j->is_lines ? ", " : ",");
	break_line(j, depth);
}

/* How deep the table that is open stands. */
static int
depth_of(const struct json *j)
{
	return (j->several ? 1 : 0) + (j->open == PART ? 1 : 0);
}

/* The end of the array that is open. */
static void
end_rows(struct json *j)
{
	if (j->nrows > 0)
		break_line(j, depth_of(j));
	strbuf_addch(&j->text, ']');
}

static void
end_part(struct json *j)
{
	if (j->open == PART) {
		end_rows(j);
		j->open = RECORD;
	}
}

static void
end_table(struct json *j)
{
	end_part(j);
	if (j->open == LIST && !j->is_lines)
		end_rows(j);
	if (j->open == RECORD) {
		if (j->nmembers > 0)
			break_line(j, depth_of(j));
		strbuf_addstr(&j->text, j->is_lines ? "}\n" : "}");
	}
	j->open = NOTHING;
}

static void
begin_part(struct json *j, const struct table *t)
{
	end_part(j);
	add_separator(j, j->nmembers++ == 0, depth_of(j) + 1);
	add_key(j, t->name);
	strbuf_addch(&j->text, '[');
	j->open = PART;
	j->nrows = 0;
}

/* NDJSON has no object around the tables: every line names its own. */
static void
begin_object(struct json *j, const struct table *t)
{
	strbuf_addch(&j->text, '{');
	j->nmembers = 0;
	if (j->is_lines && j->base.options->several) {
		add_key(j, "table");
		add_string(j, t->name);
		j->nmembers = 1;
	}
}

static void
begin_table(struct json *j, const struct table *t)
{
	end_table(j);
	if (j->several) {
		bool is_array = j->base.options->records;

		if (j->ntables == 0)
			strbuf_addch(&j->text, is_array ? '[' : '{');
		add_separator(j, j->ntables == 0, 1);
		if (!is_array)
			add_key(j, t->name);
	}
	j->ntables++;
	j->nrows = 0;
	if (t->kind == TABLE_RECORD) {
		begin_object(j, t);
		j->open = RECORD;
	} else {
		if (!j->is_lines)
			strbuf_addch(&j->text, '[');
		j->open = LIST;
	}
}

static enum status
begin(struct sink *s, const struct table *t)
{
	struct json *j = to_json(s);

	if (t->kind == TABLE_PART && (j->open == RECORD || j->open == PART))
		begin_part(j, t);
	else
		begin_table(j, t);
	make_keys(j, t);
	put_text(j);
	return OK;
}

/* The members of the record, on a line each. */
static void
add_record(struct json *j, const struct value *row)
{
	const struct table *t = j->base.table;

	for (size_t i = 0; i < t->ncolumns; i++) {
		add_separator(j, j->nmembers++ == 0, depth_of(j) + 1);
		strbuf_addstr(&j->text, j->keys[i]);
		add_value(j, row[i]);
	}
}

/* A row of a list or a part is one object on one line. */
static void
add_object(struct json *j, const struct value *row)
{
	const struct table *t = j->base.table;
	bool is_line = j->is_lines && j->open == LIST;

	if (!is_line)
		add_separator(j, j->nrows == 0, depth_of(j) + 1);
	j->nrows++;
	if (is_line)
		begin_object(j, t);
	else
		strbuf_addch(&j->text, '{');
	for (size_t i = 0; i < t->ncolumns; i++) {
		if (j->text.buf[j->text.len - 1] != '{')
			strbuf_addstr(&j->text, ", ");
		strbuf_addstr(&j->text, j->keys[i]);
		add_value(j, row[i]);
	}
	strbuf_addstr(&j->text, is_line ? "}\n" : "}");
}

static enum status
row(struct sink *s, const struct value *values)
{
	struct json *j = to_json(s);

	if (j->open == RECORD)
		add_record(j, values);
	else
		add_object(j, values);
	put_text(j);
	return OK;
}

static enum status
finish(struct sink *s)
{
	struct json *j = to_json(s);

	end_table(j);
	if (j->several && j->base.options->records)
		strbuf_addstr(&j->text, j->ntables > 0 ? "\n]" : "[]");
	else if (j->several)
		strbuf_addstr(&j->text, j->ntables > 0 ? "\n}" : "{}");
	if (!j->is_lines)
		strbuf_addch(&j->text, '\n');
	put_text(j);
	return OK;
}

static void
close_json(struct sink *s)
{
	struct json *j = to_json(s);

	arena_release(&j->arena);
	strbuf_release(&j->value);
	strbuf_release(&j->text);
	free(j);
}

static const struct sink_ops ops = { begin, row, finish, close_json };

enum status
sink_open_json(const struct sink_options *options, struct output *out,
    struct sink **sink)
{
	struct json *j = calloc(1, sizeof(*j));

	if (j == NULL)
		no_memory();
	j->base.ops = &ops;
	j->base.options = options;
	j->base.out = out;
	j->is_lines = options->format == FORMAT_NDJSON;
	j->several = (options->several || options->records) && !j->is_lines;
	j->arena = (struct arena)ARENA_INIT;
	j->value = (struct strbuf)STRBUF_INIT;
	j->text = (struct strbuf)STRBUF_INIT;
	*sink = &j->base;
	return OK;
}
