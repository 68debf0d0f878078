/*
 * The migrations in data/schema, in order; a released one is never edited.
 */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

extern const char *const schema_scripts[];
extern const int schema_nscripts;

#endif
