/* health.h - what xiezhid says of itself, by a thread of its own at a socket of its own; its end when it hangs. */
#ifndef CMD_XIEZHID_HEALTH_H
#define CMD_XIEZHID_HEALTH_H
#include <stdint.h>

#include "lib/base/err.h"

#define HEALTH_MOST 72

/* What is to be done again and again: at most that long from one time to the next (monotonic us; INT64_MAX: once).
 * Before health_open(); gives its number, -1: too many. */
int health_row(const char *name, int64_t every);
void health_done(int row);
/* The program is at something that is to take no longer than this; 0: at nothing.  Longer, and it ends itself: what
 * watches it starts it again. */
void health_at_work(int64_t us);

/* Answers each connection to the socket, whatever it asks, as HTTP: 200 "ok", or 503 "old" and the rows that are. */
ERR_CHECKED enum err health_open(const char *socket);
#endif
