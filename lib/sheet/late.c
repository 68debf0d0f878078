/*
 * Libraries under their own names: each function passes on to the library,
 * which is loaded before it is called for the first time.  Knows how the
 * functions are called and nothing of what they do.
 */
#include "sheet/late.h"

#include <dlfcn.h>
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <libsmartcols/libsmartcols.h>
#include <xlsxwriter.h>
#include <zip.h>

/* All functions that are used; the headers above check each row. */
#define ISAL_FUNCTIONS \
	GIVE(uint32_t, crc32_gzip_refl, (uint32_t crc, \
	    const unsigned char *bytes, uint64_t n), (crc, bytes, n)) \
	GIVE(int, isal_deflate, (struct isal_zstream *stream), (stream)) \
	CALL(isal_deflate_init, (struct isal_zstream *stream), (stream)) \
	GIVE(int, isal_inflate, (struct inflate_state *state), (state)) \
	CALL(isal_inflate_init, (struct inflate_state *state), (state))

#define SMARTCOLS_FUNCTIONS \
	GIVE(int, scols_cell_set_color, (struct libscols_cell *cell, \
	    const char *color), (cell, color)) \
	GIVE(struct libscols_cell *, scols_column_get_header, \
	    (struct libscols_column *column), (column)) \
	GIVE(struct libscols_cell *, scols_line_get_cell, \
	    (struct libscols_line *line, size_t n), (line, n)) \
	GIVE(int, scols_line_set_data, (struct libscols_line *line, \
	    size_t n, const char *data), (line, n, data)) \
	GIVE(struct libscols_table *, scols_new_table, (void), ()) \
	GIVE(int, scols_print_table_to_string, \
	    (struct libscols_table *table, char **text), (table, text)) \
	GIVE(int, scols_table_enable_colors, \
	    (struct libscols_table *table, int enable), (table, enable)) \
	GIVE(int, scols_table_enable_noencoding, \
	    (struct libscols_table *table, int enable), (table, enable)) \
	GIVE(int, scols_table_enable_noheadings, \
	    (struct libscols_table *table, int enable), (table, enable)) \
	GIVE(struct libscols_column *, scols_table_new_column, \
	    (struct libscols_table *table, const char *name, double width, \
	    int flags), (table, name, width, flags)) \
	GIVE(struct libscols_line *, scols_table_new_line, \
	    (struct libscols_table *table, struct libscols_line *parent), \
	    (table, parent)) \
	GIVE(int, scols_table_set_column_separator, \
	    (struct libscols_table *table, const char *text), (table, text)) \
	GIVE(int, scols_table_set_termforce, \
	    (struct libscols_table *table, int force), (table, force)) \
	CALL(scols_unref_table, (struct libscols_table *table), (table))

#define ZIP_FUNCTIONS \
	CALL(zip_discard, (zip_t *zip), (zip)) \
	CALL(zip_error_fini, (zip_error_t *error), (error)) \
	CALL(zip_error_init, (zip_error_t *error), (error)) \
	GIVE(const char *, zip_error_strerror, (zip_error_t *error), (error)) \
	GIVE(int, zip_fclose, (zip_file_t *file), (file)) \
	GIVE(const char *, zip_file_strerror, (zip_file_t *file), (file)) \
	GIVE(zip_file_t *, zip_fopen_index, (zip_t *zip, zip_uint64_t i, \
	    zip_flags_t flags), (zip, i, flags)) \
	GIVE(zip_int64_t, zip_fread, (zip_file_t *file, void *to, \
	    zip_uint64_t n), (file, to, n)) \
	GIVE(const char *, zip_get_name, (zip_t *zip, zip_uint64_t i, \
	    zip_flags_t flags), (zip, i, flags)) \
	GIVE(zip_int64_t, zip_get_num_entries, (zip_t *zip, \
	    zip_flags_t flags), (zip, flags)) \
	GIVE(zip_int64_t, zip_name_locate, (zip_t *zip, const char *name, \
	    zip_flags_t flags), (zip, name, flags)) \
	GIVE(zip_t *, zip_open_from_source, (zip_source_t *source, int flags, \
	    zip_error_t *error), (source, flags, error)) \
	GIVE(zip_source_t *, zip_source_buffer_create, (const void *bytes, \
	    zip_uint64_t n, int owned, zip_error_t *error), \
	    (bytes, n, owned, error)) \
	GIVE(zip_source_t *, zip_source_filep_create, (FILE *file, \
	    zip_uint64_t start, zip_int64_t n, zip_error_t *error), \
	    (file, start, n, error)) \
	CALL(zip_source_free, (zip_source_t *source), (source)) \
	GIVE(int, zip_stat_index, (zip_t *zip, zip_uint64_t i, \
	    zip_flags_t flags, zip_stat_t *about), (zip, i, flags, about)) \
	GIVE(const char *, zip_strerror, (zip_t *zip), (zip))

#define XLSXWRITER_FUNCTIONS \
	GIVE(lxw_chart_series *, chart_add_series, (lxw_chart *chart, \
	    const char *categories, const char *values), \
	    (chart, categories, values)) \
	CALL(chart_axis_set_num_format, (lxw_chart_axis *axis, \
	    const char *num_format), (axis, num_format)) \
	CALL(chart_axis_set_reverse, (lxw_chart_axis *axis), (axis)) \
	CALL(chart_legend_set_position, (lxw_chart *chart, \
	    uint8_t position), (chart, position)) \
	CALL(chart_series_set_categories, (lxw_chart_series *series, \
	    const char *sheetname, lxw_row_t row, lxw_col_t col, \
	    lxw_row_t last_row, lxw_col_t last_col), \
	    (series, sheetname, row, col, last_row, last_col)) \
	CALL(chart_series_set_fill, (lxw_chart_series *series, \
	    lxw_chart_fill *fill), (series, fill)) \
	CALL(chart_series_set_values, (lxw_chart_series *series, \
	    const char *sheetname, lxw_row_t row, lxw_col_t col, \
	    lxw_row_t last_row, lxw_col_t last_col), \
	    (series, sheetname, row, col, last_row, last_col)) \
	CALL(chart_set_series_gap, (lxw_chart *chart, uint16_t gap), \
	    (chart, gap)) \
	CALL(chart_title_set_name, (lxw_chart *chart, const char *name), \
	    (chart, name)) \
	CALL(format_set_align, (lxw_format *format, uint8_t alignment), \
	    (format, alignment)) \
	CALL(format_set_bg_color, (lxw_format *format, lxw_color_t color), \
	    (format, color)) \
	CALL(format_set_bold, (lxw_format *format), (format)) \
	CALL(format_set_bottom, (lxw_format *format, uint8_t style), \
	    (format, style)) \
	CALL(format_set_font_color, (lxw_format *format, lxw_color_t color), \
	    (format, color)) \
	CALL(format_set_font_size, (lxw_format *format, double size), \
	    (format, size)) \
	CALL(format_set_indent, (lxw_format *format, uint8_t level), \
	    (format, level)) \
	CALL(format_set_italic, (lxw_format *format), (format)) \
	CALL(format_set_left, (lxw_format *format, uint8_t style), \
	    (format, style)) \
	CALL(format_set_num_format, (lxw_format *format, \
	    const char *num_format), (format, num_format)) \
	CALL(format_set_num_format_index, (lxw_format *format, uint8_t index), \
	    (format, index)) \
	CALL(format_set_right, (lxw_format *format, uint8_t style), \
	    (format, style)) \
	CALL(format_set_text_wrap, (lxw_format *format), (format)) \
	CALL(format_set_top, (lxw_format *format, uint8_t style), \
	    (format, style)) \
	CALL(format_set_underline, (lxw_format *format, uint8_t style), \
	    (format, style)) \
	CALL(lxw_rowcol_to_formula_abs, (char *formula, const char *sheetname, \
	    lxw_row_t row, lxw_col_t col, lxw_row_t last_row, \
	    lxw_col_t last_col), \
	    (formula, sheetname, row, col, last_row, last_col)) \
	CALL(lxw_rowcol_to_range, (char *range, lxw_row_t row, lxw_col_t col, \
	    lxw_row_t last_row, lxw_col_t last_col), \
	    (range, row, col, last_row, last_col)) \
	GIVE(int32_t, lxw_format_get_xf_index, (lxw_format *format), (format)) \
	GIVE(char *, lxw_strerror, (lxw_error error_num), (error_num)) \
	CALL(lxw_workbook_free, (lxw_workbook *book), (book)) \
	GIVE(lxw_format *, workbook_add_format, (lxw_workbook *book), (book)) \
	GIVE(lxw_worksheet *, workbook_add_worksheet, (lxw_workbook *book, \
	    const char *sheetname), (book, sheetname)) \
	GIVE(lxw_chart *, workbook_add_chart, (lxw_workbook *book, \
	    uint8_t chart_type), (book, chart_type)) \
	GIVE(lxw_error, workbook_close, (lxw_workbook *book), (book)) \
	GIVE(lxw_workbook *, workbook_new_opt, (const char *path, \
	    lxw_workbook_options *options), (path, options)) \
	GIVE(lxw_error, workbook_set_properties, (lxw_workbook *book, \
	    lxw_doc_properties *about), (book, about)) \
	GIVE(lxw_error, worksheet_autofilter, (lxw_worksheet *sheet, \
	    lxw_row_t row, lxw_col_t col, lxw_row_t last_row, \
	    lxw_col_t last_col), (sheet, row, col, last_row, last_col)) \
	CALL(worksheet_center_horizontally, (lxw_worksheet *sheet), (sheet)) \
	GIVE(lxw_error, worksheet_data_validation_range, \
	    (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col, \
	    lxw_row_t last_row, lxw_col_t last_col, \
	    lxw_data_validation *rule), \
	    (sheet, row, col, last_row, last_col, rule)) \
	CALL(worksheet_fit_to_pages, (lxw_worksheet *sheet, uint16_t width, \
	    uint16_t height), (sheet, width, height)) \
	CALL(worksheet_freeze_panes, (lxw_worksheet *sheet, lxw_row_t row, \
	    lxw_col_t col), (sheet, row, col)) \
	CALL(worksheet_gridlines, (lxw_worksheet *sheet, uint8_t option), \
	    (sheet, option)) \
	CALL(worksheet_hide, (lxw_worksheet *sheet), (sheet)) \
	GIVE(lxw_error, worksheet_ignore_errors, (lxw_worksheet *sheet, \
	    uint8_t type, const char *range), (sheet, type, range)) \
	GIVE(lxw_error, worksheet_merge_range, (lxw_worksheet *sheet, \
	    lxw_row_t row, lxw_col_t col, lxw_row_t last_row, \
	    lxw_col_t last_col, const char *string, lxw_format *format), \
	    (sheet, row, col, last_row, last_col, string, format)) \
	GIVE(lxw_error, worksheet_insert_chart_opt, (lxw_worksheet *sheet, \
	    lxw_row_t row, lxw_col_t col, lxw_chart *chart, \
	    lxw_chart_options *options), (sheet, row, col, chart, options)) \
	GIVE(lxw_error, worksheet_insert_image_opt, (lxw_worksheet *sheet, \
	    lxw_row_t row, lxw_col_t col, const char *path, \
	    lxw_image_options *options), (sheet, row, col, path, options)) \
	GIVE(lxw_error, worksheet_repeat_columns, (lxw_worksheet *sheet, \
	    lxw_col_t col, lxw_col_t last_col), (sheet, col, last_col)) \
	GIVE(lxw_error, worksheet_repeat_rows, (lxw_worksheet *sheet, \
	    lxw_row_t row, lxw_row_t last_row), (sheet, row, last_row)) \
	GIVE(lxw_error, worksheet_set_column, (lxw_worksheet *sheet, \
	    lxw_col_t col, lxw_col_t last_col, double width, \
	    lxw_format *format), (sheet, col, last_col, width, format)) \
	GIVE(lxw_error, worksheet_set_footer, (lxw_worksheet *sheet, \
	    const char *string), (sheet, string)) \
	CALL(worksheet_set_landscape, (lxw_worksheet *sheet), (sheet)) \
	CALL(worksheet_set_margins, (lxw_worksheet *sheet, double left, \
	    double right, double top, double bottom), \
	    (sheet, left, right, top, bottom)) \
	CALL(worksheet_set_paper, (lxw_worksheet *sheet, uint8_t paper_type), \
	    (sheet, paper_type)) \
	CALL(worksheet_set_portrait, (lxw_worksheet *sheet), (sheet)) \
	GIVE(lxw_error, worksheet_set_row, (lxw_worksheet *sheet, \
	    lxw_row_t row, double height, lxw_format *format), \
	    (sheet, row, height, format)) \
	GIVE(lxw_error, worksheet_write_comment_opt, (lxw_worksheet *sheet, \
	    lxw_row_t row, lxw_col_t col, const char *string, \
	    lxw_comment_options *options), (sheet, row, col, string, options)) \
	GIVE(lxw_error, worksheet_write_formula_num, (lxw_worksheet *sheet, \
	    lxw_row_t row, lxw_col_t col, const char *formula, \
	    lxw_format *format, double result), \
	    (sheet, row, col, formula, format, result)) \
	GIVE(lxw_error, worksheet_write_number, (lxw_worksheet *sheet, \
	    lxw_row_t row, lxw_col_t col, double number, lxw_format *format), \
	    (sheet, row, col, number, format)) \
	GIVE(lxw_error, worksheet_write_string, (lxw_worksheet *sheet, \
	    lxw_row_t row, lxw_col_t col, const char *string, \
	    lxw_format *format), (sheet, row, col, string, format)) \
	GIVE(lxw_error, worksheet_write_url_opt, (lxw_worksheet *sheet, \
	    lxw_row_t row, lxw_col_t col, const char *url, lxw_format *format, \
	    const char *string, const char *tooltip), \
	    (sheet, row, col, url, format, string, tooltip))

/* ---- passing on ---------------------------------------------------------- */

#define GIVE(type, name, params, args)					\
	static type (*late_##name) params;				\
	type name params { return late_##name args; }
#define CALL(name, params, args)					\
	static void (*late_##name) params;				\
	void name params { late_##name args; }

ISAL_FUNCTIONS
SMARTCOLS_FUNCTIONS
ZIP_FUNCTIONS
XLSXWRITER_FUNCTIONS

/* ---- loading ------------------------------------------------------------- */

struct function {
	const char *name;
	void	   *slot;	/* where the pointer to it belongs */
};

#undef GIVE
#undef CALL
#define GIVE(type, name, params, args)	{ #name, &late_##name },
#define CALL(name, params, args)	{ #name, &late_##name },

static const struct function isal_functions[] = { ISAL_FUNCTIONS { 0 } };
static const struct function smartcols_functions[] = {
	SMARTCOLS_FUNCTIONS { 0 }
};
static const struct function zip_functions[] = { ZIP_FUNCTIONS { 0 } };
static const struct function xlsxwriter_functions[] = {
	XLSXWRITER_FUNCTIONS { 0 }
};

/* It stays until the program ends. */
static enum status
load(const char *library, const struct function *f)
{
	void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);

	if (handle == NULL)
		return fail(E_FAIL, "%s", dlerror());
	for (; f->name != NULL; f++) {
		void *at = dlsym(handle, f->name);

		if (at == NULL)
			return fail(E_FAIL, "%s", dlerror());
		*(void **)f->slot = at;
	}
	return OK;
}

static enum status
load_for_workbooks(const char *library, const struct function *f)
{
	enum status st = load(library, f);

	return st == OK ? st : fail_hint(st,
	    _("workbooks need this library; install it"));
}

enum status
late_isal(void)
{
	return late_isal_deflate != NULL ? OK :
	    load_for_workbooks(ISAL_SONAME, isal_functions);
}

enum status
late_zip(void)
{
	return late_zip_fread != NULL ? OK :
	    load_for_workbooks(ZIP_SONAME, zip_functions);
}

enum status
late_xlsxwriter(void)
{
	return late_workbook_close != NULL ? OK :
	    load_for_workbooks(XLSXWRITER_SONAME, xlsxwriter_functions);
}

enum status
late_smartcols(void)
{
	enum status st = late_scols_new_table != NULL ? OK :
	    load(SMARTCOLS_SONAME, smartcols_functions);

	return st == OK ? st : fail_hint(st, _("tables on a terminal need "
	    "this library; install it, or say -f tsv"));
}
