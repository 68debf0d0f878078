/*
 * What a number in a workbook means: the file stores 46331.39583333333 and a
 * format, people see 2026-11-05 09:30.  No floating point: the digits of the
 * file are worked on as digits.
 */
#ifndef SHEET_XLSX_FORMAT_H
#define SHEET_XLSX_FORMAT_H

#include <stdbool.h>

#include "sheet/source.h"

enum xlsx_kind {
	XLSX_NUMBER,
	XLSX_PERCENT,
	XLSX_MONEY,		/* a number shown with the sign of a currency */
	XLSX_DATE,		/* year, month or day */
	XLSX_TIME,		/* only hours, minutes, seconds */
	XLSX_DURATION,		/* hours beyond 24: [h]:mm */
};

/* The kind of a number format: one of those every program knows by number
 * (ECMA-376-1, 18.8.30), or one written out in the file. */
enum xlsx_kind xlsx_kind_of_id(unsigned id);
enum xlsx_kind xlsx_kind_of_code(const char *code);

enum { XLSX_VALUE_MAX = 72 };

struct xlsx_value {
	enum cell_type	type;
	bool		is_damaged;
	char		text[XLSX_VALUE_MAX];
};

/*
 * A stored number as people see it: rounded to the 15 digits a spreadsheet
 * shows, as a percentage, or as a date (a time alone or a duration is
 * CELL_TEXT "09:30").  What is no number, or a day that no calendar has, is
 * CELL_ERROR.
 */
void xlsx_read_number(const char *stored, enum xlsx_kind, bool is_1904,
    struct xlsx_value *);

#endif
