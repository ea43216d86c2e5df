/* file.h - reading and writing the published files: whole files under a folder, each put there at once.
 * Nobody sees half of a file, and what was put is still there after the power went. */
#ifndef LIB_TLOG_FILE_H
#define LIB_TLOG_FILE_H
#include <stddef.h>

#include "lib/base/err.h"

struct arena;

/* The file's bytes, NUL-ended.  ERR_NOT_FOUND: none; ERR_LIMIT: larger than max. */
ERR_CHECKED enum err file_read(struct arena *a, const char *folder, const char *path, size_t max,
    char **out, size_t *n);

/* Writes below one folder, alone in it while it is open. */
struct file_put;
ERR_CHECKED enum err file_put_open(struct arena *a, const char *folder, struct file_put **out);
/* Temporary name, fsync, rename; folders are made.  Nothing of it is left behind when it fails. */
ERR_CHECKED enum err file_put(struct file_put *p, const char *path, const void *bytes, size_t n);
/* Several at once: each is staged under a temporary name, on the disk; commit renames them all in their order.  What is
 * not committed when one fails, or at file_put_close(), is gone. */
ERR_CHECKED enum err file_stage(struct file_put *p, const char *path, const void *bytes, size_t n);
ERR_CHECKED enum err file_commit(struct file_put *p);
/* The folders of all that was put so far, on the disk too. */
ERR_CHECKED enum err file_put_sync(struct file_put *p);
void file_put_close(struct file_put *p);
#endif
