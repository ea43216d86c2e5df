/* disk.h - private to lib/record: bytes that are on the disk when a call returns.  ERR_IO from all. */
#ifndef LIB_EVIDENCE_DISK_H
#define LIB_EVIDENCE_DISK_H
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "lib/base/err.h"

struct arena;

ERR_CHECKED enum err disk_write(int fd, const void *bytes, size_t n, const char *path);
/* Up to n bytes from the offset; fewer at the end of the file only. */
ERR_CHECKED enum err disk_read(int fd, int64_t at, void *bytes, size_t n, size_t *got, const char *path);
/* The names in a folder. */
ERR_CHECKED enum err disk_sync_folder(const char *folder);
/* Makes the folder (0700) when it is not there; its name is on the disk. */
ERR_CHECKED enum err disk_folder(struct arena *a, const char *path);
/* Closes *fd (if it is not -1) when the arena is freed. */
void disk_close_later(struct arena *a, int *fd);
#endif
