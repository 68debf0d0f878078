/*
 * A setting of a ledger: a record like any other, so that changing it has a
 * history too.
 */
#ifndef LEDGER_SETTING_H
#define LEDGER_SETTING_H

#include "record/record.h"

struct setting {
	int64_t		 id;
	const char	*name;
	const char	*value;
};

extern const struct entity setting_entity;

/* What can be set. */
struct setting_row {
	const char	*name;
	const char	*otherwise;	/* value when it is not set */
	const char	*help;
};
extern const struct setting_row all_settings[];	/* ends with a nameless one */

/* The text lives in the arena; NULL when it is not set. */
enum status setting_get(struct records *, const char *name, struct arena *,
    const char **value) MUST_CHECK;

/* What is set, else its usual value; NULL for a name nobody knows. */
enum status setting_value(struct records *, const char *name, struct arena *,
    const char **value) MUST_CHECK;

/* E_USAGE: there is no such setting; E_INVALID: not a value for it. */
enum status setting_put(struct records *, const char *name, const char *value,
    struct arena *) MUST_CHECK;

#endif
