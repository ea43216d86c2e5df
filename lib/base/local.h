/* local.h - a question and an answer between two programs of one machine: one packet each over a socket of the file
 * system, the asker known by its system user. */
#ifndef LIB_BASE_LOCAL_H
#define LIB_BASE_LOCAL_H
#include <sys/types.h>

#include "lib/base/err.h"

struct arena;

#define LOCAL_MAX 8192		/* bytes of a question, of an answer */

/* ERR_IO: nobody is there, or nobody answered within that time. */
ERR_CHECKED enum err local_ask(struct arena *a, const char *path, const char *question, int wait_ms,
    const char **answer);

/* A new socket in the place of one that was left behind. */
ERR_CHECKED enum err local_listen(const char *path, int *fd);
/* Answers what waits at the listening socket, one question; who is not that user gets none, and who is slow neither.
 * answer() gives text of the arena, or NULL: none. */
ERR_CHECKED enum err local_answer(struct arena *a, int fd, uid_t user,
    const char *(*answer)(struct arena *a, const char *question, void *ctx), void *ctx);
#endif
