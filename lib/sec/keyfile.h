/* keyfile.h - key files: made once, 0600, never overwritten.  For lib/sec only. */
#ifndef LIB_SEC_KEYFILE_H
#define LIB_SEC_KEYFILE_H
#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"

#define KEYFILE_MAX 8192

struct arena;

/* True when something is at path already. */
bool keyfile_there(const char *path);
/* Writes a temporary file beside path, syncs it and gives it the name, unless
 * somebody else did first: then theirs stays and this is OK.  ERR_IO. */
ERR_CHECKED enum err keyfile_write(struct arena *a, const char *path, const char *text, size_t n);
/* ERR_IO: not there, too long, or readable for others than its owner.  The text
 * is NUL-ended and wiped when the arena is freed. */
ERR_CHECKED enum err keyfile_read(struct arena *a, const char *path, char **out, size_t *n);
/* Has the arena wipe n bytes at p (made with it before) when it is freed. */
void keyfile_wipe_later(struct arena *a, void *p, size_t n);
#endif
