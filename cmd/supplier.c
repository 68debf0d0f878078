/*
 * supplier: who we buy from.
 */
#include "cmd.h"

static const struct verb verbs[] = {
	ENTITY_VERBS,
	{ 0 }
};

const struct command supplier_command = {
	"supplier", N_("who we buy from"), &supplier_entity, verbs,
	"tradecli supplier add 'Ningbo Star Lamps' --country CN --terms NET30"
};
