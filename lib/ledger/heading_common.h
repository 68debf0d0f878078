/*
 * Headings that mean the same field whatever the table is about.
 */
#ifndef LEDGER_HEADING_COMMON_H
#define LEDGER_HEADING_COMMON_H

/* Other names of a field with this name, '|' between them; "" for none.  They
 * come after what a field is called in its own table. */
const char *heading_common(const char *field);

#endif
