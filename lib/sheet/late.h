/*
 * Libraries that few commands need and that take long to load, beside how
 * long most commands run: they are loaded when the first workbook, or table on
 * a terminal, is opened.  Before that, none of their functions may be called.
 */
#ifndef SHEET_LATE_H
#define SHEET_LATE_H

#include "base/err.h"

/* Errors: E_FAIL when the library is not installed, or is another one than
 * the program was built for.  Once it is loaded, nothing happens. */
enum status late_isal(void) MUST_CHECK;
enum status late_zip(void) MUST_CHECK;
enum status late_xlsxwriter(void) MUST_CHECK;
enum status late_smartcols(void) MUST_CHECK;

#endif
