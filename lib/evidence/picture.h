/* picture.h - small pictures of stored photos and what a photo says of itself, made by xiezhi-thumb, a process that may
 * fail; kept in record_picture, the small picture sealed. */
#ifndef LIB_EVIDENCE_PICTURE_H
#define LIB_EVIDENCE_PICTURE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;

/* Path of the program; set once at program start.  NULL: no pictures are made. */
void evidence_picture_use(const char *program);

struct picture {
	const char *failed;	/* NULL, or why: a word of the program's, or "crashed", "time", "answer" */
	int64_t width, height;
	int64_t taken_at;	/* TIME_NONE: not said; without an offset it is read as +08:00 */
	int placed;
	int64_t latitude_e6, longitude_e6;
	const void *small;	/* JPEG */
	size_t small_n;
};
/* Asks the program about the bytes of a picture; what goes wrong with it is no error.  SIGPIPE must be
 * ignored.  ERR_IO: it could not be started. */
ERR_CHECKED enum err evidence_picture_ask(struct arena *a, const void *bytes, size_t n, struct picture *out);

/* Small ones are made of JPEG and PNG. */
bool evidence_picture_wanted(const char *type);
/* Makes the row of an attachment's file when it is a JPEG or PNG and has none. */
ERR_CHECKED enum err evidence_picture_make(struct arena *a, struct db *db, struct ref attachment, int64_t now);
/* The small picture.  ERR_NOT_FOUND: none, or not for the actor. */
ERR_CHECKED enum err evidence_picture_small(struct arena *a, struct db *db, struct ref attachment, const void **bytes,
    size_t *n);
#endif
