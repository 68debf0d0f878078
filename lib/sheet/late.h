/*
 * Libraries of workbooks, which few commands need and which take longer to
 * load than most commands run: they are loaded when the first workbook is
 * opened.  Before that, none of their functions may be called.
 */
#ifndef SHEET_XLSX_LATE_H
#define SHEET_XLSX_LATE_H

#include "base/err.h"

/* Errors: E_FAIL when the library is not installed, or is another one than
 * the program was built for.  Once it is loaded, nothing happens. */
enum status late_zip(void) MUST_CHECK;
enum status late_xlsxwriter(void) MUST_CHECK;

#endif
