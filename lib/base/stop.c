/*
 * One flag, set by a signal handler.
 */
#include "base/stop.h"

#include <signal.h>

static volatile sig_atomic_t stop;

void
stop_request(int signal_number)
{
	stop = signal_number;
}

bool
stop_requested(void)
{
	return stop != 0;
}

int
stop_signal(void)
{
	return stop;
}
