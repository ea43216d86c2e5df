/* pool.h - the parent of a program's workers: replaces those that end, and has more of them while requests wait. */
#ifndef CGI_POOL_H
#define CGI_POOL_H
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#define POOL_MOST 32

struct pool {
	int fd;				/* the socket all of them wait at */
	int at_rest, most;		/* workers while nothing waits, and at most */
	int64_t quiet_us;		/* nothing has waited for so long: one more than at rest ends */
	bool behind;			/* one process besides, which takes no requests */
	int (*work)(void *ctx, bool behind);	/* in the new process, which ends with this as its code */
	void *ctx;
	const volatile sig_atomic_t *stopping;	/* set by a signal that comes through while the parent waits */
	const sigset_t *waiting;	/* signals that are blocked while it waits */
};
/* Until *stopping; then ends them all.  SIGTERM and SIGCHLD are blocked, SIGCHLD has a handler. */
void pool_run(const struct pool *p);
#endif
