/*
 * quote: what we offer to whom, at which price.
 */
#include "cmd.h"

static const struct verb verbs[] = {
	ENTITY_VERBS,
	STATE_VERBS,
	{ 0 }
};

const struct command quote_command = {
	"quote", N_("what we offer at which price"), &quote_entity, verbs,
	"tradecli quote add 'Nordlicht GmbH' --currency USD --description "
	"'LED bulb' --quantity 5000 --price 0.80"
};
