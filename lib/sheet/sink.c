/*
 * Which formats there are, and the way to the one that was asked for.
 * Knows nothing of how a format is written.
 */
#include "sheet/sink.h"

#include <string.h>
#include <strings.h>

#include "base/base.h"
#include "sheet/sink_impl.h"

static const struct {
	const char	*name;
	const char	*suffix;	/* of a file; NULL: never guessed */
	enum status	(*open)(const struct sink_options *, struct output *,
			    struct sink **);
} formats[] = {
	[FORMAT_TABLE]	= { "table", NULL, sink_open_table },
	[FORMAT_TSV]	= { "tsv", ".tsv", sink_open_delimited },
	[FORMAT_CSV]	= { "csv", ".csv", sink_open_delimited },
	[FORMAT_JSON]	= { "json", ".json", sink_open_json },
	[FORMAT_NDJSON]	= { "ndjson", ".ndjson", sink_open_json },
	[FORMAT_XLSX]	= { "xlsx", ".xlsx", sink_open_xlsx },
	[FORMAT_MD]	= { "md", ".md", sink_open_delimited },
	[FORMAT_ID]	= { "id", NULL, sink_open_delimited },
};

static enum status
no_such_format(const char *name)
{
	struct strbuf list = STRBUF_INIT;
	enum status st;

	for (size_t i = 0; i < COUNT(formats); i++)
		strbuf_addf(&list, " %s", formats[i].name);
	st = fail_hint(fail(E_USAGE, _("there is no format '%s'"), name),
	    _("formats:%s"), list.buf);
	strbuf_release(&list);
	return st;
}

enum status
format_find(const char *name, enum format *out)
{
	for (size_t i = 0; i < COUNT(formats); i++) {
		if (strcmp(name, formats[i].name) == 0) {
			*out = (enum format)i;
			return OK;
		}
	}
	return no_such_format(name);
}

const char *
format_name(enum format f)
{
	return formats[f].name;
}

bool
format_of_path(const char *path, enum format *out)
{
	const char *slash = strrchr(path, '/');
	const char *suffix = strrchr(slash != NULL ? slash : path, '.');

	if (suffix == NULL)
		return false;
	for (size_t i = 0; i < COUNT(formats); i++) {
		if (formats[i].suffix != NULL &&
		    strcasecmp(suffix, formats[i].suffix) == 0) {
			*out = (enum format)i;
			return true;
		}
	}
	return false;
}

enum status
sink_open(const struct sink_options *options, struct output *out,
    struct sink **sink)
{
	struct sink *inner;
	enum status st = formats[options->format].open(options, out, &inner);

	if (st == OK)
		*sink = sink_open_ahead(inner);
	return st;
}

bool
sink_shows_titles(const struct sink *s)
{
	return s->options->format == FORMAT_TABLE;
}

/* While the sink begins a table, the one before it is still the open one. */
enum status
sink_begin(struct sink *s, const struct table *table)
{
	enum status st;

	if ((st = s->ops->begin(s, table)) != OK)
		return st;
	s->table = table;
	return OK;
}

/* Nobody reads the rest of a million rows behind `| head`. */
enum status
sink_row(struct sink *s, const struct value *row)
{
	enum status st = s->ops->row(s, row);

	return st == OK && s->out != NULL ? output_check(s->out) : st;
}

enum status
sink_finish(struct sink *s)
{
	enum status st;

	if ((st = s->ops->finish(s)) != OK)
		return st;
	s->table = NULL;
	return OK;
}

void
sink_close(struct sink *s)
{
	if (s != NULL)
		s->ops->close(s);
}

const char *
sink_name_of(const struct sink_options *o, const struct column *c,
    const char *code)
{
	const struct code *row = c->codes != NULL ? code_get(c->codes, code) :
	    NULL;

	if (row == NULL)
		return code;
	return o->chinese ? row->zh : row->en;
}
