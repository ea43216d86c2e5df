/* zip.h - the one form of zip a record bundle has (docs/formats/record-bundle.md), written as a stream and read back
 * strictly: members stored without compression, dates fixed, nothing between or behind them.  From names, sizes and
 * CRCs every other byte follows, so the same members are the same file for ever, whatever library is in fashion.
 * Pure. */
#ifndef LIB_EVIDENCE_ZIP_H
#define LIB_EVIDENCE_ZIP_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

#define ZIP_NAME_MAX 200
#define ZIP_MEMBERS_MAX 20000

struct arena;

struct zip_member {
	const char *name;
	int64_t size, at;		/* of its bytes in the file */
	uint32_t crc;
};
/* [A-Za-z0-9._-]+ parted by single slashes; no part is "." or ".."; at most ZIP_NAME_MAX. */
bool zip_name_ok(const char *name);

/* ---- writing: the bytes go to fn in order */
typedef enum err (*zip_sink)(const void *bytes, size_t n, void *ctx);
struct zip_writer;
struct zip_writer *zip_begin(struct arena *a, zip_sink fn, void *ctx);
/* The size must be known.  ERR_INPUT: not a name of the form above, or one that was there. */
ERR_CHECKED enum err zip_open(struct zip_writer *z, const char *name, int64_t size);
ERR_CHECKED enum err zip_add(struct zip_writer *z, const void *bytes, size_t n);
/* ERR_STATE: not as many bytes as were said. */
ERR_CHECKED enum err zip_close(struct zip_writer *z);
ERR_CHECKED enum err zip_member(struct zip_writer *z, const char *name, const void *bytes, size_t n);
ERR_CHECKED enum err zip_end(struct zip_writer *z);

/* ---- reading.  ERR_STATE: not such a file; err_last() names member and place. */
struct zip_source {
	/* Exactly n bytes from at on, or an error. */
	enum err (*read)(void *ctx, int64_t at, void *bytes, size_t n);
	void *ctx;
	int64_t size;
};
struct zip_reader;
/* Checks everything but the members' own bytes. */
ERR_CHECKED enum err zip_read(struct arena *a, const struct zip_source *s, struct zip_reader **out);
const struct zip_member *zip_members(const struct zip_reader *z, size_t *n);
/* Gives all of it; ERR_STATE at the end: the bytes do not fit the CRC.  fn's error is passed on. */
ERR_CHECKED enum err zip_bytes(const struct zip_reader *z, const struct zip_member *m, zip_sink fn, void *ctx);
#endif
