/*
 * A request to stop, made by a signal handler and honoured by long work.
 */
#ifndef BASE_STOP_H
#define BASE_STOP_H

#include <stdbool.h>

void stop_request(int signal_number);	/* async-signal-safe */
bool stop_requested(void);
int stop_signal(void);			/* 0: none */

#endif
