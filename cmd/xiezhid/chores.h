/* chores.h - a tick of the daemon: what must be prompt, the ends of terms, then the chores of the modules, each by
 * itself: an error of one is logged, at most once a minute, and the next runs. */
#ifndef CMD_XIEZHID_CHORES_H
#define CMD_XIEZHID_CHORES_H
#include "cgi/modules.h"

struct chores;

/* Opens those that want it.  An error: the daemon does not start. */
ERR_CHECKED enum err chores_open(struct arena *a, struct db *db, const struct module *modules, struct chores **out);
void chores_tick(struct arena *a, struct chores *c);
#endif
