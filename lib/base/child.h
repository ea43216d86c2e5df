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
/* The answer of a program that ended with 0, in the arena.  SIGPIPE must be ignored.  ERR_IO: it could not be started,
 * was too slow, said too much, or ended otherwise; it does not run any more then. */
ERR_CHECKED enum err child_run(struct arena *a, const struct child *c, const void *bytes, size_t n, const void **answer,
    size_t *answer_n);
#endif
