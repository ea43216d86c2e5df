/* terms.h - the daemon lets terms end: each in a transaction of its own, by the clock action it names. */
#ifndef CMD_XIEZHID_TERMS_H
#define CMD_XIEZHID_TERMS_H
#include <stdint.h>

#include "cgi/modules.h"

struct ending_terms {
	const struct module *modules;	/* whose clock actions are known */
	int64_t by, now;		/* the daemon's account; legal time */
	void (*between)(struct arena *a, void *ctx);	/* after each: what must not wait for all of them */
	void *ctx;
};
/* Those that are due.  One that fails is logged and put off for a minute. */
ERR_CHECKED enum err terms_end(struct arena *a, struct db *db, const struct ending_terms *x);
#endif
