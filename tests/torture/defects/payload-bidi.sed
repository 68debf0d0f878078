# lib/base/utf8.c
# Text may be turned around on a terminal.
s/case UTF8PROC_CATEGORY_CC: case UTF8PROC_CATEGORY_CF:/case UTF8PROC_CATEGORY_CC:/
