/* worker_lock.h - what a worker may still ask of the kernel once it has its socket, templates, keys and store. */
#ifndef CGI_WORKER_LOCK_H
#define CGI_WORKER_LOCK_H
#include <stdbool.h>

#include "lib/base/err.h"

struct worker_needs {
	bool network;		/* the store is at a host */
	bool children;		/* it starts programs, which are locked in the same, and then by themselves */
};

/* Files, memory, local sockets, waiting.  Another program, a look into another process, a mount: the worker is killed;
 * whatever else: EPERM.  The parent does not do this: it starts workers, and the program that takes its place. */
ERR_CHECKED enum err worker_lock(struct worker_needs needs);
#endif
