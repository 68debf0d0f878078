/*
 * purchase: what we order from suppliers.
 */
#include "cmd.h"

static const struct verb verbs[] = {
	ENTITY_VERBS,
	STATE_VERBS,
	{ 0 }
};

const struct command purchase_command = {
	"purchase", N_("what we order from suppliers"), &purchase_entity, verbs,
	"tradecli purchase add --supplier Brightway --product LED-9W "
	"--quantity 5000 --price 4.20"
};
