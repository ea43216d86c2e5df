/* pool.h - the parent of a program's workers: replaces those that end or hang, and has more of them while requests
 * wait. */
#ifndef CGI_POOL_H
#define CGI_POOL_H
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

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
	/* The same: another program is to take the place of this process.  reload() is told the workers, who go on
	 * meanwhile, and comes back only when it could not.  NULL: never. */
	volatile sig_atomic_t *reloading;
	void (*reload)(void *ctx, const pid_t *workers, size_t n);
	const pid_t *before;		/* workers of the program whose place this one took: they end with the */
	size_t n_before;		/* request they are at; at most POOL_MOST + 1 */
};
/* Until *stopping; then ends them all.  SIGTERM and SIGCHLD are blocked, SIGCHLD has a handler. */
void pool_run(const struct pool *p);

/* By a worker: it is at something that is to take no longer than this; 0: at nothing.  One that is longer at it is
 * killed and replaced. */
void pool_at_work(int64_t us);

struct pool_look { int at_work; int64_t longest_us; };
struct pool_look pool_look(void);	/* by a worker: of all of them */
#endif
