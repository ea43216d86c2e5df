/* tile.h - names of the log's files and what is in them (C2SP tlog-tiles): tiles of hashes, bundles of
 * entries.  Pure. */
#ifndef LIB_TLOG_TILE_H
#define LIB_TLOG_TILE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/tlog/tree.h"

struct arena;
struct str;

#define TLOG_ENTRIES (-1)	/* in place of a level: the bundles */
#define TLOG_PATH_SIZE 64

struct tlog_tile {
	int level;		/* or TLOG_ENTRIES */
	int64_t n;
	int width;		/* 1-256; 256 is full */
};
/* "tile/0/x001/x234/067", "tile/entries/000.p/5". */
void tlog_tile_path(const struct tlog_tile *t, char out[TLOG_PATH_SIZE]);
/* One spelling each; anything else is refused. */
bool tlog_tile_parse(const char *path, struct tlog_tile *out);
/* The tile that holds hash `at` of a level, in the tree of that size; false: the tree has no such hash. */
bool tlog_tile_of(int64_t size, int level, int64_t at, struct tlog_tile *out);

/* Adds one entry to a bundle: its length in two bytes, then the entry. */
void tlog_bundle_add(struct str *bundle, const void *entry, size_t n);
/* The next entry of a bundle, from *at on, which moves; false: none, or cut off (then *at is not at the end). */
bool tlog_bundle_next(const void *bundle, size_t size, size_t *at, const char **entry, size_t *n);
#endif
