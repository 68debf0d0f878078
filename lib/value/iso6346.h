/*
 * Numbers of freight containers: ISO 6346, clause 4 and annex A.
 */
#ifndef VALUE_ISO6346_H
#define VALUE_ISO6346_H

#include "base/arena.h"
#include "base/err.h"

/*
 * "csqu 305438-3" -> "CSQU3054383": three letters of the owner, the category
 * (U, J or Z), six digits and the check digit; spaces and hyphens are left
 * out.  E_INVALID: it is none, or its check digit is another one, which the
 * hint names.
 */
enum status container_number_normalize(const char *, struct arena *,
    const char **) MUST_CHECK;

#endif
