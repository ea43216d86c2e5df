/* import.h - what every import of a file tells while it runs: rows refused, and how far it is. */
#ifndef LIB_BASE_IMPORT_H
#define LIB_BASE_IMPORT_H
#include <stddef.h>
#include <stdint.h>

struct import_count {
	int64_t rows;		/* read, without the header */
	int64_t added, changed, same, rejected;
};
struct import_io {
	/* raw: the row as it stood in the file; reason: a word of the list in cmd/xiezhi/import.c */
	void (*reject)(void *ctx, int64_t line, const char *raw, size_t n, const char *reason);
	void (*progress)(void *ctx, const struct import_count *so_far, int64_t offset);	/* after each batch */
	/* a version of a law whose first day in force neither the file, the store nor its text says */
	void (*undated)(void *ctx, const char *law, int32_t version_day);
	void *ctx;
};

#endif
