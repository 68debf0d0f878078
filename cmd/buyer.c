/*
 * buyer: who buys from us.
 */
#include "cmd.h"

static const struct verb verbs[] = {
	ENTITY_VERBS,
	{ 0 }
};

const struct command buyer_command = {
	"buyer", N_("who buys from us"), &buyer_entity, verbs,
	"tradecli buyer add 'Nordlicht GmbH' --country DE --currency EUR"
};
