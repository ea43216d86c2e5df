/* child.h - another program run for one answer: bytes in, bytes out, within a time.  It gets no environment and no
 * descriptor but its standard input and output. */
#ifndef LIB_BASE_CHILD_H
#define LIB_BASE_CHILD_H
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

struct arena;

struct child {
	const char *program;	/* path */
	size_t answer_max;
	int64_t patience_us;
};
enum child_end { CHILD_ENDED, CHILD_CRASHED, CHILD_STOPPED };	/* STOPPED: too slow, or it said too much */

struct child_answer {
	enum child_end end;
	int status;		/* with CHILD_ENDED */
	const char *bytes;	/* in the arena; never NULL */
	size_t n;
};
/* Whatever became of it, it does not run any more then.  SIGPIPE must be ignored.  ERR_IO: it could not be started. */
ERR_CHECKED enum err child_ask(struct arena *a, const struct child *c, const void *bytes, size_t n,
    struct child_answer *out);
/* The answer of a program that ended with 0.  ERR_IO: anything else. */
ERR_CHECKED enum err child_run(struct arena *a, const struct child *c, const void *bytes, size_t n, const void **answer,
    size_t *answer_n);
#endif
