/*
 * offer: what suppliers offer, by quantity.
 */
#include "cmd.h"

static const struct verb verbs[] = {
	ENTITY_VERBS,
	{ 0 }
};

const struct command offer_command = {
	"offer", N_("what suppliers offer"), &offer_entity, verbs,
	"tradecli offer add --supplier SUP-0001 --product BULB --price 4.20"
};
