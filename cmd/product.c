/*
 * product: what we buy and sell.
 */
#include "cmd.h"

static const struct verb verbs[] = {
	ENTITY_VERBS,
	{ 0 }
};

const struct command product_command = {
	"product", N_("what we buy and sell"), &product_entity, verbs,
	"tradecli product add 'LED bulb 9W' --unit pcs --price 0.85 "
	"--currency USD"
};
