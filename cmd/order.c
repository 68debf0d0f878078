/*
 * order: what a buyer has ordered.
 */
#include "cmd.h"

static const struct verb verbs[] = {
	ENTITY_VERBS,
	STATE_VERBS,
	{ 0 }
};

const struct command order_command = {
	"order", N_("what buyers have ordered"), &order_entity, verbs,
	"tradecli order add PO-4711 --buyer Nordlicht --product LED-9W "
	"--quantity 5000 --price 0.80"
};
